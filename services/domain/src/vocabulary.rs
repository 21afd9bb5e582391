//! The closed word lists of the field. Words that officers see stand in `*_vi`/`*_en` beside each value.

/// School level a teacher teaches at (cấp học).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Mầm non.
    Preschool,
    /// Tiểu học.
    Primary,
    /// Trung học cơ sở.
    LowerSecondary,
}

impl Level {
    /// All levels, in the order of every table.
    pub const ALL: [Self; 3] = [Self::Preschool, Self::Primary, Self::LowerSecondary];

    /// Stable code: `PRESCHOOL`, `PRIMARY`, `LOWER_SECONDARY`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Preschool => "PRESCHOOL",
            Self::Primary => "PRIMARY",
            Self::LowerSecondary => "LOWER_SECONDARY",
        }
    }

    /// Vietnamese words.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::Preschool => "Mầm non",
            Self::Primary => "Tiểu học",
            Self::LowerSecondary => "THCS",
        }
    }

    /// English words.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Preschool => "preschool",
            Self::Primary => "primary",
            Self::LowerSecondary => "lower secondary",
        }
    }
}

/// Highest degree (trình độ), ordered from none to doctorate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// Chưa qua đào tạo.
    None,
    /// Sơ cấp.
    Elementary,
    /// Trung cấp.
    Intermediate,
    /// Cao đẳng.
    College,
    /// Đại học.
    University,
    /// Thạc sĩ.
    Master,
    /// Tiến sĩ.
    Doctor,
}

impl Degree {
    /// All degrees, ascending.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::Elementary,
        Self::Intermediate,
        Self::College,
        Self::University,
        Self::Master,
        Self::Doctor,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Elementary => "ELEMENTARY",
            Self::Intermediate => "INTERMEDIATE",
            Self::College => "COLLEGE",
            Self::University => "UNIVERSITY",
            Self::Master => "MASTER",
            Self::Doctor => "DOCTOR",
        }
    }

    /// Vietnamese words, as the forms write them.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::None => "Chưa qua đào tạo",
            Self::Elementary => "Sơ cấp",
            Self::Intermediate => "Trung cấp",
            Self::College => "Cao đẳng",
            Self::University => "Đại học",
            Self::Master => "Thạc sĩ",
            Self::Doctor => "Tiến sĩ",
        }
    }
}

/// Sex (giới tính), as the retirement ladder needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// Working state of a teacher (trạng thái).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Employment {
    /// Đang làm việc.
    Working,
    /// Nghỉ thai sản: employed.
    MaternityLeave,
    /// Nghỉ không lương: employed.
    UnpaidLeave,
    /// Nghỉ hưu: not employed.
    Retired,
    /// Chuyển đi: not employed.
    MovedAway,
    /// Thôi việc: not employed.
    Left,
}

impl Employment {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Working, Self::MaternityLeave, Self::UnpaidLeave, Self::Retired, Self::MovedAway, Self::Left];

    /// Whether the person is employed by the district.
    #[must_use]
    pub const fn is_employed(self) -> bool {
        matches!(self, Self::Working | Self::MaternityLeave | Self::UnpaidLeave)
    }

    /// Vietnamese words, as the forms write them.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::Working => "Đang làm việc",
            Self::MaternityLeave => "Nghỉ thai sản",
            Self::UnpaidLeave => "Nghỉ không lương",
            Self::Retired => "Nghỉ hưu",
            Self::MovedAway => "Chuyển đi",
            Self::Left => "Thôi việc",
        }
    }
}

/// Form of study (hình thức đào tạo).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StudyForm {
    /// Liên thông vừa làm vừa học: working while studying.
    InService,
    /// Liên thông chính quy: full time.
    FullTime,
}

/// What an agency is for (loại cơ quan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgencyKind {
    /// Huyện/thành phố with its Phòng GD&ĐT.
    District,
    /// Training college.
    College,
    /// Sở GD&ĐT.
    Education,
    /// Sở Nội vụ.
    HomeAffairs,
    /// Sở Tài chính.
    Finance,
    /// The coordinator of the province.
    Coordinator,
    /// Sở TT&TT.
    Communications,
    /// UBND tỉnh.
    Province,
}

/// Status of a teacher under a plan's scope rule (issue: the main job, item 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScopeStatus {
    /// Thuộc đối tượng nâng chuẩn.
    InScope,
    /// Đã đạt chuẩn.
    MeetsStandard,
    /// Gần tuổi nghỉ hưu: below the standard, too little service left.
    NearRetirement,
    /// The law or the file is silent.
    Undecided,
    /// Không còn công tác.
    NotEmployed,
}

impl ScopeStatus {
    /// Every status, in the order of summaries.
    pub const ALL: [Self; 5] =
        [Self::InScope, Self::MeetsStandard, Self::NearRetirement, Self::Undecided, Self::NotEmployed];

    /// Stable code: `IN_SCOPE`, `MEETS_STANDARD`, `NEAR_RETIREMENT`, `UNDECIDED`, `NOT_EMPLOYED`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InScope => "IN_SCOPE",
            Self::MeetsStandard => "MEETS_STANDARD",
            Self::NearRetirement => "NEAR_RETIREMENT",
            Self::Undecided => "UNDECIDED",
            Self::NotEmployed => "NOT_EMPLOYED",
        }
    }

    /// Vietnamese words.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::InScope => "Thuộc đối tượng nâng chuẩn",
            Self::MeetsStandard => "Đã đạt chuẩn",
            Self::NearRetirement => "Gần tuổi nghỉ hưu",
            Self::Undecided => "Chưa xác định",
            Self::NotEmployed => "Không còn công tác",
        }
    }
}
