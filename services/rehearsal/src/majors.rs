//! Majors (chuyên ngành) in words, and what an officer would answer about each.

use domain::vocabulary::Level;

/// One major.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Major {
    /// As diplomas name it.
    pub(crate) name: &'static str,
    /// Subject taught with it; empty where a class teacher teaches all.
    pub(crate) subject: &'static str,
    /// Ngành đào tạo giáo viên.
    pub(crate) teacher_training: bool,
    /// Ngành phù hợp.
    pub(crate) suitable: bool,
}

const fn teaching(name: &'static str, subject: &'static str) -> Major {
    Major { name, subject, teacher_training: true, suitable: true }
}

const fn other(name: &'static str, subject: &'static str, suitable: bool) -> Major {
    Major { name, subject, teacher_training: false, suitable }
}

const PRESCHOOL: [Major; 3] =
    [teaching("Giáo dục mầm non", ""), teaching("Sư phạm mầm non", ""), teaching("Sư phạm Mẫu giáo", "")];
const PRESCHOOL_OTHER: [Major; 3] =
    [other("Công tác xã hội", "", false), other("Kế toán", "", false), other("Điều dưỡng", "", false)];
const PRIMARY: [Major; 7] = [
    teaching("Giáo dục tiểu học", ""),
    teaching("Giáo dục tiểu học", ""),
    teaching("Sư phạm tiểu học", ""),
    teaching("Sư phạm Tiếng Anh", "Tiếng Anh"),
    teaching("Sư phạm Âm nhạc", "Âm nhạc"),
    teaching("Sư phạm Mỹ thuật", "Mỹ thuật"),
    teaching("Giáo dục thể chất", "Thể dục"),
];
const PRIMARY_OTHER: [Major; 4] = [
    other("Ngôn ngữ Anh", "Tiếng Anh", true),
    other("Công nghệ thông tin", "Tin học", true),
    other("Thể dục thể thao", "Thể dục", true),
    other("Thanh nhạc", "Âm nhạc", true),
];
const LOWER_SECONDARY: [Major; 11] = [
    teaching("Sư phạm Toán học", "Toán"),
    teaching("Sư phạm Ngữ văn", "Ngữ văn"),
    teaching("Sư phạm Vật lý", "Vật lý"),
    teaching("Sư phạm Hóa học", "Hóa học"),
    teaching("Sư phạm Sinh học", "Sinh học"),
    teaching("Sư phạm Lịch sử", "Lịch sử"),
    teaching("Sư phạm Địa lý", "Địa lý"),
    teaching("Sư phạm Tiếng Anh", "Tiếng Anh"),
    teaching("Giáo dục công dân", "GDCD"),
    teaching("Giáo dục thể chất", "Thể dục"),
    teaching("Sư phạm Tin học", "Tin học"),
];
const LOWER_SECONDARY_OTHER: [Major; 5] = [
    other("Công nghệ thông tin", "Tin học", true),
    other("Ngôn ngữ Anh", "Tiếng Anh", true),
    other("Văn học", "Ngữ văn", true),
    other("Toán ứng dụng", "Toán", true),
    other("Khoa học môi trường", "Sinh học", false),
];

/// The major about which the officer did not decide: it stays empty in the majors table.
pub(crate) const UNSETTLED: Major = other("Quản lý giáo dục", "", false);

/// Majors of teacher training taken by teachers of a level.
pub(crate) const fn of_teaching(level: Level) -> &'static [Major] {
    match level {
        Level::Preschool => &PRESCHOOL,
        Level::Primary => &PRIMARY,
        Level::LowerSecondary => &LOWER_SECONDARY,
    }
}

/// Other majors found among teachers of a level.
pub(crate) const fn of_other(level: Level) -> &'static [Major] {
    match level {
        Level::Preschool => &PRESCHOOL_OTHER,
        Level::Primary => &PRIMARY_OTHER,
        Level::LowerSecondary => &LOWER_SECONDARY_OTHER,
    }
}
