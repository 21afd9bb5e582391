//! An enrollment: studying, deferred, or ended; entered in error at any time.

use super::{Change, NotAllowed};
use crate::date::LegalDate;
use crate::ids::Reference;
use crate::record::{Act, Enrollment, EnrollmentStep, StepKind};

/// Where a learner stands after the last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Đang học.
    Studying,
    /// Bảo lưu.
    Deferred,
    /// Thôi học: the learner's own wish.
    Withdrawn,
    /// Buộc thôi học.
    Dismissed,
    /// Nhập sai.
    Void,
}

/// What may be reported about an enrollment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Bảo lưu.
    Defer,
    /// Học tiếp.
    Resume,
    /// Thôi học.
    Withdraw,
    /// Buộc thôi học.
    Dismiss,
    /// Chuyển lớp: to this class. A deferred learner stays deferred.
    Transfer {
        /// The class from then on.
        to: Reference,
    },
}

/// Where the learner stands.
#[must_use]
pub fn status(enrollment: &Enrollment) -> Status {
    if enrollment.void {
        return Status::Void;
    }
    let mut steps = enrollment.steps.iter().rev();
    let last = steps.find(|step| !matches!(step.kind, StepKind::Transferred { .. }));
    match last.map(|step| step.kind) {
        Some(StepKind::Deferred) => Status::Deferred,
        Some(StepKind::Withdrawn) => Status::Withdrawn,
        Some(StepKind::Dismissed) => Status::Dismissed,
        Some(StepKind::Resumed | StepKind::Transferred { .. }) | None => Status::Studying,
    }
}

/// One dated step. Dates ascend (several steps may share one): what was reported late is entered as of the day on which it can
/// still follow. A step that stands already changes nothing.
///
/// # Errors
/// [`NotAllowed::Void`], [`NotAllowed::Ended`] after the learner has left; [`NotAllowed::AlreadyDeferred`], [`NotAllowed::NotDeferred`],
/// [`NotAllowed::SameClass`] where the step says nothing new; [`NotAllowed::DateBeforeLast`] before the last step or the first day.
pub fn step(
    enrollment: &Enrollment,
    command: Command,
    effective: LegalDate,
    act: Act,
) -> Result<Change<Enrollment>, NotAllowed> {
    let status = status(enrollment);
    if status == Status::Void {
        return Err(NotAllowed::Void);
    }
    if stands(enrollment, command, effective) {
        return Ok(Change::Unchanged);
    }
    let kind = match (status, command) {
        (Status::Void, _) => return Err(NotAllowed::Void),
        (Status::Withdrawn | Status::Dismissed, _) => return Err(NotAllowed::Ended),
        (Status::Deferred, Command::Defer) => return Err(NotAllowed::AlreadyDeferred),
        (Status::Studying, Command::Resume) => return Err(NotAllowed::NotDeferred),
        (_, Command::Transfer { to }) if to.key() == enrollment.class.key() => {
            return Err(NotAllowed::SameClass);
        }
        (_, Command::Defer) => StepKind::Deferred,
        (_, Command::Resume) => StepKind::Resumed,
        (_, Command::Withdraw) => StepKind::Withdrawn,
        (_, Command::Dismiss) => StepKind::Dismissed,
        (_, Command::Transfer { .. }) => StepKind::Transferred { from: enrollment.class },
    };
    let last = enrollment.steps.last().map_or(enrollment.begun_on, |step| step.effective);
    if effective < last {
        return Err(NotAllowed::DateBeforeLast);
    }
    let mut next = Enrollment { act, ..enrollment.clone() };
    next.steps.push(EnrollmentStep { kind, effective });
    if let Command::Transfer { to } = command {
        next.class = to;
    }
    Ok(Change::Changed(next))
}

/// Whether the enrollment already says so. A transfer is told by the class that it led to: the one left next, or that of today.
fn stands(enrollment: &Enrollment, command: Command, effective: LegalDate) -> bool {
    let mut steps = enrollment.steps.iter().enumerate().filter(|(_, step)| step.effective == effective);
    steps.any(|(place, step)| match (step.kind, command) {
        (StepKind::Deferred, Command::Defer)
        | (StepKind::Resumed, Command::Resume)
        | (StepKind::Withdrawn, Command::Withdraw)
        | (StepKind::Dismissed, Command::Dismiss) => true,
        (StepKind::Transferred { .. }, Command::Transfer { to }) => {
            class_after(enrollment, place).key() == to.key()
        }
        _ => false,
    })
}

/// The class after the step at `place`.
fn class_after(enrollment: &Enrollment, place: usize) -> Reference {
    let later = enrollment.steps.iter().skip(place + 1).find_map(|step| match step.kind {
        StepKind::Transferred { from } => Some(from),
        _ => None,
    });
    later.unwrap_or(enrollment.class)
}

/// Takes an enrollment back as entered in error. The diploma, if there is one, is taken back first.
///
/// # Errors
/// [`NotAllowed::HasDiploma`].
pub fn reverse(
    enrollment: &Enrollment,
    has_diploma: bool,
    act: Act,
) -> Result<Change<Enrollment>, NotAllowed> {
    if enrollment.void {
        return Ok(Change::Unchanged);
    }
    if has_diploma {
        return Err(NotAllowed::HasDiploma);
    }
    Ok(Change::Changed(Enrollment { act, void: true, ..enrollment.clone() }))
}

#[cfg(test)]
mod tests;
