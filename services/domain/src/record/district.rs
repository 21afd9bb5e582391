//! Records that a district owns.

use super::common::{Act, DocumentCite, Removal, WitnessedReference};
use crate::date::{BirthDate, LegalDate, YearMonth};
use crate::ids::{AgencyId, Digest, RecordId, Reference};
use crate::vocabulary::{Degree, Employment, Level, ScopeStatus, Sex, StudyForm};

/// A school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// Act.
    pub act: Act,
    /// School code; empty when the files have none.
    pub code: String,
    /// Name.
    pub name: String,
    /// Tombstone.
    pub removal: Option<Removal>,
}

/// Personal part of a teacher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeacherPerson {
    /// Teacher code (Mã GV); may be empty.
    pub code: String,
    /// Full name, NFC, as written.
    pub full_name: String,
    /// Birth date.
    pub birth: BirthDate,
    /// Sex.
    pub sex: Sex,
    /// Valid national number, 12 or 9 digits.
    pub national_id: Option<String>,
    /// Subject taught.
    pub subject: String,
    /// Major of the highest degree.
    pub major: String,
}

/// A teacher, as the district's roster says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teacher {
    /// Act.
    pub act: Act,
    /// School.
    pub school: Option<Reference>,
    /// Level.
    pub level: Level,
    /// Highest degree.
    pub degree: Degree,
    /// Ngành đào tạo giáo viên.
    pub teacher_training: Option<bool>,
    /// Ngành phù hợp.
    pub suitable: Option<bool>,
    /// CC NVSP.
    pub nvsp: Option<bool>,
    /// Working state.
    pub employment: Employment,
    /// Ngày vào ngành.
    pub recruited_on: Option<LegalDate>,
    /// Số năm vùng ĐBKK.
    pub hardship_years: Option<u32>,
    /// Digest of the majors table that settled the yes/no columns.
    pub majors_table: Option<Digest>,
    /// Tombstone.
    pub removal: Option<Removal>,
    /// Personal part.
    pub person: Option<TeacherPerson>,
}

/// One teacher on a scope list: what was decided from personal data, kept as fact (D5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeMember {
    /// Teacher record of the same district.
    pub teacher: RecordId,
    /// Revision judged.
    pub revision: u64,
    /// Status.
    pub status: ScopeStatus,
    /// Stable reason code.
    pub reason: String,
    /// Retirement month.
    pub retirement: YearMonth,
    /// Months of service left at 01/07/2020.
    pub months_left: i32,
    /// For UNDECIDED: whether some answer would put the person in scope.
    pub could_be_in_scope: bool,
    /// Rank of the teacher code among the district's teachers, from 1.
    pub rank: u32,
}

/// A district's judged list of its employed teachers, for one plan and level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeList {
    /// Act.
    pub act: Act,
    /// The plan.
    pub plan: WitnessedReference,
    /// Level.
    pub level: Level,
    /// Number of this part, from 1.
    pub part: u32,
    /// Number of parts.
    pub parts: u32,
    /// Policy id.
    pub policy: String,
    /// Date on which qualifications were looked at.
    pub review_date: LegalDate,
    /// Members, ascending by rank.
    pub members: Vec<ScopeMember>,
    /// Why it was drawn anew although it was frozen; in the PERSON part.
    pub reason: Option<String>,
}

/// How a nomination ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NominationEnd {
    /// True when another person takes the place.
    pub replaced: bool,
    /// Date from which it is over.
    pub effective: LegalDate,
    /// The decision that ends it.
    pub decision: Reference,
}

/// State of a nomination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NominationState {
    /// No decision number or date yet: never counts.
    Draft,
    /// Sent by a decision.
    Sent {
        /// The decision record.
        decision: Reference,
        /// The decision as cited.
        cite: DocumentCite,
    },
    /// Sent, and over from a date on.
    Ended {
        /// The decision record.
        decision: Reference,
        /// The decision as cited.
        cite: DocumentCite,
        /// The end.
        end: NominationEnd,
    },
    /// Entered in error: never counts, whenever that became known.
    Void,
}

/// Personal part of a nomination: who is sent, as the list attached to the decision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NominationPerson {
    /// Teacher code.
    pub code: String,
    /// Full name.
    pub full_name: String,
    /// Birth date.
    pub birth: BirthDate,
    /// Valid national number.
    pub national_id: Option<String>,
    /// School name.
    pub school: String,
    /// Reason of an end or correction.
    pub reason: String,
}

/// A nomination (cử đi đào tạo).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nomination {
    /// Act.
    pub act: Act,
    /// Teacher record of the same district.
    pub teacher: Reference,
    /// Plan.
    pub plan: Reference,
    /// Degree to be reached.
    pub target_degree: Degree,
    /// Programme of study.
    pub programme: String,
    /// Form of study.
    pub study_form: Option<StudyForm>,
    /// Institution as written.
    pub institution: String,
    /// Institution's agency, when it has a node.
    pub institution_agency: Option<AgencyId>,
    /// State.
    pub state: NominationState,
    /// Nomination that this one replaces.
    pub replaces: Option<Reference>,
    /// Personal part.
    pub person: Option<NominationPerson>,
}

/// A school's proposal of the year in which a teacher takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Act.
    pub act: Act,
    /// Teacher record of the same district.
    pub teacher: Reference,
    /// Year.
    pub year: u32,
    /// Tombstone.
    pub removal: Option<Removal>,
    /// Note of the school; in the PERSON part.
    pub note: Option<String>,
}
