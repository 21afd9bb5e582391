//! Training programmes, keyed by code.

use crate::desk::{Desk, Facts};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::ProgrammeInput;
use domain::record::{Programme, State, StoredOutcome, Verb};
use domain::vocabulary::Degree;
use exchange::outcome::unchanged;

/// Enters or changes a programme.
///
/// # Errors
/// AWARD_NOT_ALLOWED, TOO_MANY_ITEMS.
pub fn put(desk: &mut Desk<'_, '_>, input: &ProgrammeInput) -> Result<StoredOutcome, Refusal> {
    check_award(desk, input.degree, &input.awarding_institution)
        .map_err(|refusal| refusal.at("awarding_institution"))?;
    let programme = Programme {
        act: desk.act(),
        code: input.code.clone(),
        name: input.name.clone(),
        level: input.level,
        degree: input.degree,
        study_form: input.study_form,
        awarding_institution: input.awarding_institution.clone(),
        credits: input.credits,
        removal: None,
    };
    let known = desk.books()?.programme(&input.code);
    let (record, verb) = match known {
        Some(found) if says_the_same(found.state, &programme) => {
            return Ok(unchanged(found.record, found.revision));
        }
        Some(found) => (found.record, Verb::Changed),
        None => (desk.new_id(), Verb::Recorded),
    };
    desk.record(record, verb, State::Programme(programme))
}

/// A college awards no university degree itself; it teaches such a programme for a partner that does (rules.md 1.7).
///
/// # Errors
/// AWARD_NOT_ALLOWED.
pub fn check_award(desk: &Desk<'_, '_>, degree: Degree, institution: &str) -> Result<(), Refusal> {
    if degree >= Degree::University && desk.is_own(institution) {
        return Err(Refusal::new(Reason::AwardNotAllowed).with("degree", degree.code()));
    }
    Ok(())
}

/// Who entered it does not make another programme of it.
fn says_the_same(before: &Programme, after: &Programme) -> bool {
    Programme { act: before.act.clone(), ..after.clone() } == *before
}
