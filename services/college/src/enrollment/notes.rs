//! What is said about an enrollment that is carried out all the same.

use crate::desk::{Desk, Facts};
use crate::view::decision;
use contracts::refusal::{Reason, Refusal};
use domain::record::{Enrollment, StoredOutcome};
use exchange::outcome::with_note;

/// The outcome, with a note when study began before the decision to send was signed. Neither the law nor the definitions (D33) forbid that: colleges
/// begin in time and the papers follow. So the fact is taken in, the college learns what it should look at, and the picture shows it as a break.
pub(super) fn with_notes(
    desk: &Desk<'_, '_>,
    enrollment: &Enrollment,
    outcome: StoredOutcome,
) -> StoredOutcome {
    let sent = enrollment.nomination.and_then(|basis| desk.nominations().get(basis.reference.key()));
    let later = sent.and_then(decision).filter(|cite| enrollment.begun_on < cite.date);
    let note = later.map(|cite| {
        let note = Refusal::new(Reason::BegunBeforeDecision).at("begun_on");
        note.with("begun_on", enrollment.begun_on).with("date", cite.date).with("number", &cite.number)
    });
    with_note(outcome, note.map(Refusal::into_problem))
}
