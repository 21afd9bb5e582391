//! Why a verdict cannot be given, and which of these questions are left open while options are listed (D23).

use super::outcome::Outcome;

/// The enum, its list and its words from one place.
macro_rules! causes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $vi:literal, $en:literal;)*) => {
        /// Why a verdict cannot be given, in the order in which causes are named.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Cause {
            $($(#[$doc])* $variant,)*
        }

        impl Cause {
            /// Every cause, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// Vietnamese words.
            #[must_use]
            pub const fn vi(self) -> &'static str {
                match self {
                    $(Self::$variant => $vi,)*
                }
            }

            /// English words.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self {
                    $(Self::$variant => $en,)*
                }
            }
        }
    };
}

causes! {
    /// The list of the row (for the province: of some row) is not frozen.
    ScopeNotFrozen = "SCOPE_NOT_FROZEN", "danh sách đối tượng chưa được chốt", "the scope list is not frozen";
    /// Undecided persons who could be in scope.
    Undecided = "UNDECIDED", "còn người chưa xác định có thể thuộc đối tượng", "undecided persons could be in scope";
    /// Persons claimed by two districts.
    Disputed = "DISPUTED", "còn người bị hai huyện cùng khai", "persons are claimed by two districts";
    /// Persons with two records in one district.
    Duplicate = "DUPLICATE", "còn người có hai hồ sơ trong cùng một huyện", "persons have two records in one district";
    /// A freeze names a list that its district's journal does not have.
    Dangling = "DANGLING_REFERENCE", "quyết định chốt dẫn tới danh sách không có trong sổ của huyện",
        "the freeze names a list that the district's journal does not have";
    /// Records that wait for entries of another journal.
    Parked = "PARKED", "còn bản ghi đang chờ sổ của cơ quan khác", "records wait for another agency's journal";
    /// Records whose newest revision is faulty.
    Quarantined = "QUARANTINED", "còn bản ghi bị lỗi, chưa đưa được vào số liệu", "records are faulty and not part of the figures";
    /// Records that need a newer program.
    Unreadable = "UNREADABLE", "còn bản ghi do chương trình mới hơn lập, chưa đọc được", "records need a newer program to be read";
    /// The district's journal has two histories: nothing more is taken from it.
    Fork = "FORK", "sổ của huyện có hai bản khác nhau, đã ngừng nhận", "the district's journal has two histories and is not taken";
    /// The district has less than it had delivered: nothing more is taken from it.
    Rewound = "REWOUND", "sổ của huyện ngắn hơn sổ đã gửi, đã ngừng nhận", "the district's journal is shorter than what it delivered and is not taken";
    /// The source was not seen for too long.
    StaleSource = "STALE_SOURCE", "nguồn số liệu quá cũ", "the source was not seen for too long";
}

impl Cause {
    /// Causes joined by `+`; empty for none.
    #[must_use]
    pub fn join(causes: &[Self]) -> String {
        let codes: Vec<&str> = causes.iter().map(|cause| cause.code()).collect();
        codes.join("+")
    }
}

impl Outcome {
    /// Why a record with this outcome leaves verdicts open; `None` when it is applied.
    pub(super) const fn cause(&self) -> Option<Cause> {
        match self {
            Self::Applied => None,
            Self::Parked { .. } => Some(Cause::Parked),
            Self::Quarantined { .. } => Some(Cause::Quarantined),
            Self::Unreadable { .. } => Some(Cause::Unreadable),
        }
    }
}

/// Which open questions are left open while options are listed; the others stand at their point value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open(u16);

impl Open {
    /// Everything at its point value.
    pub(super) const NOTHING: Self = Self(0);
    /// Everything that is open.
    pub(super) const EVERYTHING: Self = Self(u16::MAX);

    /// One question alone.
    pub(super) const fn only(cause: Cause) -> Self {
        Self(1 << cause as u16)
    }

    /// Every question but one.
    pub(super) const fn but(cause: Cause) -> Self {
        Self(!Self::only(cause).0)
    }

    /// Whether a question is left open.
    pub(super) const fn has(self, cause: Cause) -> bool {
        self.0 & Self::only(cause).0 != 0
    }

    /// Whether one of several questions is left open.
    pub(super) fn any<'c>(self, causes: impl IntoIterator<Item = &'c Cause>) -> bool {
        causes.into_iter().any(|cause| self.has(*cause))
    }
}
