//! What two descriptions of a person say alike, and what they say otherwise.

use domain::date::BirthDate;
use domain::personal_id::same_number;
use domain::record::NominationPerson;
use domain::text::fold;

/// What a clerk says about a person; empty and `None` = not said.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Teacher code of the district.
    pub teacher_code: &'a str,
    /// Valid national number, digits alone.
    pub national_id: Option<&'a str>,
    /// Full name.
    pub full_name: &'a str,
    /// Birth date.
    pub birth: Option<BirthDate>,
}

/// One thing that descriptions of a person have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Mã GV.
    TeacherCode,
    /// Số định danh.
    NationalId,
    /// Họ và tên.
    Name,
    /// Ngày sinh.
    Birth,
}

/// What names a person, the surest first; name and birth date name a person together.
pub(super) const BY_WEIGHT: [Fact; 3] = [Fact::TeacherCode, Fact::NationalId, Fact::Name];

impl Fact {
    const ALL: [Self; 4] = [Self::TeacherCode, Self::NationalId, Self::Name, Self::Birth];

    /// The field of a row that says it.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::TeacherCode => "teacher_code",
            Self::NationalId => "national_id",
            Self::Name => "full_name",
            Self::Birth => "birth",
        }
    }
}

impl Claim<'_> {
    /// Whether both say it: `Some(true)` alike, `Some(false)` otherwise, `None` when one of them is silent or they cannot be compared.
    #[must_use]
    pub fn compare(&self, fact: Fact, person: &NominationPerson) -> Option<bool> {
        match fact {
            Fact::TeacherCode => {
                let both = !self.teacher_code.is_empty() && !person.code.is_empty();
                both.then(|| self.teacher_code == person.code)
            }
            Fact::NationalId => same_number(self.national_id?, person.national_id.as_deref()?),
            Fact::Name => {
                (!self.full_name.is_empty()).then(|| fold(self.full_name) == fold(&person.full_name))
            }
            Fact::Birth => Some(self.birth?.agrees_with(person.birth)),
        }
    }

    /// What the claim says otherwise than the list attached to the decision.
    #[must_use]
    pub fn against(&self, person: &NominationPerson) -> Vec<Fact> {
        let other = |fact: &Fact| self.compare(*fact, person) == Some(false);
        Fact::ALL.into_iter().filter(other).collect()
    }

    /// Whether this fact of the claim names the person; a name does so with the birth date only.
    #[must_use]
    pub fn names(&self, fact: Fact, person: &NominationPerson) -> bool {
        let same = |fact| self.compare(fact, person) == Some(true);
        match fact {
            Fact::Name | Fact::Birth => same(Fact::Name) && same(Fact::Birth),
            Fact::TeacherCode | Fact::NationalId => same(fact),
        }
    }
}
