//! Schools, as the rows of a roster name them.

use crate::desk::Desk;
use crate::view::{Newest, Records};
use contracts::refusal::Refusal;
use domain::ids::{RecordId, Reference};
use domain::record::{School, State, Verb};
use domain::text::fold;

/// What a row needs of its school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// The row names no school.
    None,
    /// The school as it stands.
    Known(RecordId),
    /// A school to be recorded first.
    Put {
        /// Its record, when there is one already.
        record: Option<RecordId>,
        /// Code; may be empty.
        code: String,
        /// Name; may be empty.
        name: String,
    },
}

impl Need {
    /// Entries that it takes.
    #[must_use]
    pub const fn entries(&self) -> usize {
        match self {
            Self::None | Self::Known(_) => 0,
            Self::Put { .. } => 1,
        }
    }
}

/// What a row with this code and name of a school needs. A school is found by its code, else by its folded name. The first name stays: rows spell
/// the name of one school in many ways, and a roster read twice must change nothing; only an empty name or code is filled in.
#[must_use]
pub fn need(schools: &Records<School>, code: &str, name: &str) -> Need {
    if code.is_empty() && name.is_empty() {
        return Need::None;
    }
    let found = if code.is_empty() { by_name(schools, name) } else { by_code(schools, code, name) };
    let (record, known) = match found {
        Some((record, row)) => (Some(record), Some(&row.state)),
        None => (None, None),
    };
    let known_code = known.map_or("", |school| school.code.as_str());
    let known_name = known.map_or("", |school| school.name.as_str());
    let or = |known: &str, given: &str| if known.is_empty() { given.to_owned() } else { known.to_owned() };
    let (full_code, full_name) = (or(known_code, code), or(known_name, name));
    match record {
        Some(record) if full_code == known_code && full_name == known_name => Need::Known(record),
        _ => Need::Put { record, code: full_code, name: full_name },
    }
}

type Found<'a> = (RecordId, &'a Newest<School>);

fn standing<'a>(schools: &'a Records<School>) -> impl Iterator<Item = Found<'a>> {
    schools.iter().filter(|(_, row)| row.state.removal.is_none())
}

/// The school with the code, else one entered by this name without a code.
fn by_code<'a>(schools: &'a Records<School>, code: &str, name: &str) -> Option<Found<'a>> {
    let folded = fold(name);
    let without_code =
        |school: &School| school.code.is_empty() && !name.is_empty() && fold(&school.name) == folded;
    standing(schools)
        .find(|(_, row)| row.state.code == code)
        .or_else(|| standing(schools).find(|(_, row)| without_code(&row.state)))
}

/// The school of this name: the one without a code, else the only one; two schools of one name are told apart by their codes alone.
fn by_name<'a>(schools: &'a Records<School>, name: &str) -> Option<Found<'a>> {
    let folded = fold(name);
    let named: Vec<_> = standing(schools).filter(|(_, row)| fold(&row.state.name) == folded).collect();
    let without_code = named.iter().find(|(_, row)| row.state.code.is_empty());
    without_code.or_else(|| named.first().filter(|_| named.len() == 1)).copied()
}

/// Records the school where needed, and gives the reference to it.
///
/// # Errors
/// INTERNAL, as [`Desk::put`].
pub fn settle(desk: &mut Desk<'_, '_>, need: Need) -> Result<Option<Reference>, Refusal> {
    match need {
        Need::None => Ok(None),
        Need::Known(record) => desk.reference(record).map(Some),
        Need::Put { record, code, name } => {
            let verb = if record.is_some() { Verb::Changed } else { Verb::Recorded };
            let school = School { act: desk.act(), code, name, removal: None };
            let record = record.unwrap_or_else(|| desk.new_id());
            desk.put(record, verb, State::School(school)).map(Some)
        }
    }
}
