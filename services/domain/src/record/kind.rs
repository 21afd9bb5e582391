//! Kinds of records with their ranges per role (D21), and verbs.

use crate::vocabulary::AgencyKind;

/// A range of kind numbers and who may write it (D21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 0-99: every agency.
    Common,
    /// 100-199.
    District,
    /// 200-299.
    College,
    /// 300-399: Sở GD&ĐT.
    Education,
    /// 400-499: Sở Nội vụ.
    HomeAffairs,
    /// 500-599: Sở Tài chính.
    Finance,
    /// 600-699.
    Coordinator,
    /// 700-799: Sở TT&TT.
    Communications,
    /// 800-899: UBND tỉnh.
    Province,
}

impl Role {
    /// The range a kind number lies in; `None` outside all ranges.
    #[must_use]
    pub const fn of_number(kind: u32) -> Option<Self> {
        Some(match kind {
            0..=99 => Self::Common,
            100..=199 => Self::District,
            200..=299 => Self::College,
            300..=399 => Self::Education,
            400..=499 => Self::HomeAffairs,
            500..=599 => Self::Finance,
            600..=699 => Self::Coordinator,
            700..=799 => Self::Communications,
            800..=899 => Self::Province,
            _ => return None,
        })
    }

    /// The role of an agency of this kind.
    #[must_use]
    pub const fn of_agency(kind: AgencyKind) -> Self {
        match kind {
            AgencyKind::District => Self::District,
            AgencyKind::College => Self::College,
            AgencyKind::Education => Self::Education,
            AgencyKind::HomeAffairs => Self::HomeAffairs,
            AgencyKind::Finance => Self::Finance,
            AgencyKind::Coordinator => Self::Coordinator,
            AgencyKind::Communications => Self::Communications,
            AgencyKind::Province => Self::Province,
        }
    }

    /// Whether an agency of this role may write a record of this kind number.
    #[must_use]
    pub fn may_write(self, kind: u32) -> bool {
        matches!(Self::of_number(kind), Some(role) if role == Self::Common || role == self)
    }
}

/// What a record is. The number is part of the signed header and is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Entry 1 of every epoch.
    EpochOpened,
    /// Answer to one request.
    RequestDone,
    /// Quyết định.
    Decision,
    /// Somebody read personal data.
    ReadTrace,
    /// What one owner says about two records: one person, or two.
    SamePerson,
    /// Trường.
    School,
    /// Giáo viên.
    Teacher,
    /// Danh sách rà soát đối tượng.
    ScopeList,
    /// Cử đi đào tạo.
    Nomination,
    /// Đề xuất năm tham gia.
    Proposal,
    /// Chương trình đào tạo.
    Programme,
    /// Lớp.
    Class,
    /// Học viên.
    Learner,
    /// Nhập học.
    Enrollment,
    /// Kết quả, bằng.
    Completion,
    /// Agency in the registry.
    Agency,
    /// Kế hoạch.
    Plan,
    /// Chốt danh sách đối tượng.
    ScopeFrozen,
    /// Phán quyết về một người bị khai hai nơi.
    Ruling,
    /// The coordinator holds a journal up to a size.
    Receipt,
    /// Agencies that were connected though idle.
    Seen,
    /// Whether an agency's journal is taken.
    JournalStanding,
}

impl Kind {
    /// Every kind that this program understands.
    pub const ALL: [Self; 22] = [
        Self::EpochOpened,
        Self::RequestDone,
        Self::Decision,
        Self::ReadTrace,
        Self::SamePerson,
        Self::School,
        Self::Teacher,
        Self::ScopeList,
        Self::Nomination,
        Self::Proposal,
        Self::Programme,
        Self::Class,
        Self::Learner,
        Self::Enrollment,
        Self::Completion,
        Self::Agency,
        Self::Plan,
        Self::ScopeFrozen,
        Self::Ruling,
        Self::Receipt,
        Self::Seen,
        Self::JournalStanding,
    ];

    /// Number in the header.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::EpochOpened => 1,
            Self::RequestDone => 2,
            Self::Decision => 6,
            Self::ReadTrace => 7,
            Self::SamePerson => 8,
            Self::School => 100,
            Self::Teacher => 101,
            Self::ScopeList => 102,
            Self::Nomination => 103,
            Self::Proposal => 104,
            Self::Programme => 200,
            Self::Class => 201,
            Self::Learner => 202,
            Self::Enrollment => 203,
            Self::Completion => 204,
            Self::Agency => 300,
            Self::Plan => 301,
            Self::ScopeFrozen => 302,
            Self::Ruling => 303,
            Self::Receipt => 600,
            Self::Seen => 601,
            Self::JournalStanding => 602,
        }
    }

    /// The kind with this number; `None` for kinds of later versions.
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// Whether only the owner (and the coordinator, for recovery) ever sees records of this kind (D27).
    #[must_use]
    pub const fn is_owner_only(self) -> bool {
        matches!(self, Self::RequestDone | Self::ReadTrace)
    }
}

/// What led to a state; for people, never folded (D7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// First state of a record.
    Recorded,
    /// Later state of a record.
    Changed,
    /// Tombstone.
    Removed,
    /// Standing again after a tombstone.
    Revived,
    /// Cử đi.
    Nominated,
    /// Thu hồi.
    Withdrawn,
    /// Thay thế.
    Replaced,
    /// Entered in error.
    Voided,
    /// Put right.
    Corrected,
    /// Nhập học.
    Enrolled,
    /// A dated step of an enrollment.
    Stepped,
    /// Có bằng.
    Completed,
    /// Chốt.
    Frozen,
    /// Ban hành.
    Issued,
}

impl Verb {
    /// Number in the header.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Recorded => 1,
            Self::Changed => 2,
            Self::Removed => 3,
            Self::Revived => 4,
            Self::Nominated => 10,
            Self::Withdrawn => 11,
            Self::Replaced => 12,
            Self::Voided => 13,
            Self::Corrected => 14,
            Self::Enrolled => 20,
            Self::Stepped => 21,
            Self::Completed => 22,
            Self::Frozen => 30,
            Self::Issued => 31,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_unique_and_lie_in_a_range() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_number(kind.number()), Some(kind));
            assert!(Role::of_number(kind.number()).is_some());
        }
        assert_eq!(Kind::from_number(99), None);
    }

    #[test]
    fn a_kind_outside_the_owners_range_may_not_be_written() {
        assert!(Role::District.may_write(Kind::Nomination.number()));
        assert!(Role::District.may_write(Kind::Decision.number()));
        assert!(!Role::District.may_write(Kind::Receipt.number()));
        assert!(!Role::College.may_write(Kind::Teacher.number()));
        assert!(!Role::Education.may_write(900));
    }
}
