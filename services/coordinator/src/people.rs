//! Whom records are about, and who may know it: names and codes by role and relation (D29).
//!
//! The Sở GD&ĐT settles claims between districts and sees everybody; a district sees the people of its own records; a college those of its own and
//! whomever a nomination sends to it, as that nomination says. Whoever the coordinator's config lists sees what the Sở sees.

use domain::ids::{AgencyId, Position, RecordKey};
use domain::record::State;
use domain::vocabulary::AgencyKind;
use journal::ledger::Loaded;
use std::collections::HashMap;

/// Whom a record is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Mã GV, or the college's student code; may be empty.
    pub code: String,
}

#[derive(Debug)]
struct Known {
    at: Position,
    person: Option<Person>,
    sent_to: Option<SentTo>,
}

/// Everybody whose PERSON parts the coordinator holds, by record.
#[derive(Debug, Default)]
pub struct People {
    known: HashMap<RecordKey, Known>,
}

/// Whose names a caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Nobody's.
    Nobody,
    /// Everybody's.
    Everybody,
    /// Those of the own records of a district.
    District(AgencyId),
    /// Those of the own records of a college, and of whomever a nomination sends to it.
    College(AgencyId),
}

impl Sight {
    /// What an agency of a kind sees for itself.
    #[must_use]
    pub const fn of(agency: AgencyId, kind: AgencyKind) -> Self {
        match kind {
            AgencyKind::Education => Self::Everybody,
            AgencyKind::District => Self::District(agency),
            AgencyKind::College => Self::College(agency),
            _ => Self::Nobody,
        }
    }
}

impl People {
    /// Takes in an entry: the newest revision of a record says whom it is about; without a PERSON part nobody does any more.
    pub fn apply(&mut self, loaded: &Loaded) {
        let Some((person, sent_to)) = loaded.state.as_ref().and_then(|state| said(loaded.key.agency, state))
        else {
            return;
        };
        if self.known.get(&loaded.key).is_none_or(|known| known.at <= loaded.position) {
            self.known.insert(loaded.key, Known { at: loaded.position, person, sent_to });
        }
    }

    /// Whom a record is about, where `sight` allows it; `beside` are the records shown together with it, whose nominations may relate
    /// a teacher to a college. `None` also when it is not known or was erased.
    #[must_use]
    pub fn seen(&self, sight: Sight, record: RecordKey, beside: &[RecordKey]) -> Option<&Person> {
        let own = || self.known.get(&record)?.person.as_ref();
        match sight {
            Sight::Nobody => None,
            Sight::Everybody => own(),
            Sight::District(agency) => own().filter(|_| record.agency == agency),
            Sight::College(agency) if record.agency == agency => own(),
            Sight::College(agency) => beside.iter().find_map(|nomination| {
                let known = self.known.get(nomination)?;
                let (college, teacher) = known.sent_to?;
                let is_sent_here = college == agency && (*nomination == record || teacher == record);
                known.person.as_ref().filter(|_| is_sent_here)
            }),
        }
    }
}

/// The college that a nomination sends to, and the teacher.
type SentTo = (AgencyId, RecordKey);

/// What a state says of a person, and whom a nomination sends where; `None` for records that are about nobody.
fn said(owner: AgencyId, state: &State) -> Option<(Option<Person>, Option<SentTo>)> {
    let person = |name: &String, code: &String| Person { name: name.clone(), code: code.clone() };
    Some(match state {
        State::Teacher(one) => (one.person.as_ref().map(|it| person(&it.full_name, &it.code)), None),
        State::Learner(one) => (one.person.as_ref().map(|it| person(&it.full_name, &it.student_code)), None),
        State::Enrollment(one) => {
            (one.person.as_ref().map(|it| person(&it.full_name, &it.student_code)), None)
        }
        State::Completion(one) => {
            (one.person.as_ref().map(|it| person(&it.full_name, &it.student_code)), None)
        }
        State::Nomination(one) => {
            let teacher = RecordKey { agency: owner, record: one.teacher.record };
            let sent_to = one.institution_agency.map(|college| (college, teacher));
            (one.person.as_ref().map(|it| person(&it.full_name, &it.code)), sent_to)
        }
        _ => return None,
    })
}
