//! What a band says about a row.

/// The verdict on a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Fewer were sent than the band asks.
    Below,
    /// The count lies inside the band, bounds included.
    Inside,
    /// More were sent than the band allows: a warning about money and staffing.
    Above,
    /// So few persons are in scope that no whole count lies inside the band.
    Unattainable,
    /// Nobody is in scope.
    NotApplicable,
    /// What is still open could change the verdict.
    Unknown,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 6] =
        [Self::Below, Self::Inside, Self::Above, Self::Unattainable, Self::NotApplicable, Self::Unknown];

    /// Stable code: `BELOW`, `INSIDE`, `ABOVE`, `UNATTAINABLE`, `NOT_APPLICABLE`, `UNKNOWN`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Below => "BELOW",
            Self::Inside => "INSIDE",
            Self::Above => "ABOVE",
            Self::Unattainable => "UNATTAINABLE",
            Self::NotApplicable => "NOT_APPLICABLE",
            Self::Unknown => "UNKNOWN",
        }
    }

    /// The verdict with this [`code`](Self::code), if there is one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// Vietnamese words, short enough for a table.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::Below => "Dưới chỉ tiêu",
            Self::Inside => "Đạt chỉ tiêu",
            Self::Above => "Vượt chỉ tiêu",
            Self::Unattainable => "Không số nào trong khoảng",
            Self::NotApplicable => "Không áp dụng",
            Self::Unknown => "Chưa kết luận",
        }
    }

    /// English words, short enough for a table.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Inside => "inside",
            Self::Above => "above",
            Self::Unattainable => "no count fits",
            Self::NotApplicable => "not applicable",
            Self::Unknown => "unknown",
        }
    }
}
