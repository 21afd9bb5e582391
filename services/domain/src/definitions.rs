//! The four figures of a plan, version 1: their words and the predicates that the fold uses, in one place (D33).
//!
//! *In scope*, *sent*, *enrolled* and *completed* are four different facts (plan of 2021, parts II and III); each is a part of the one before it.

use crate::date::LegalDate;
use crate::record::{Completion, Enrollment, Nomination, NominationEnd, NominationState, Plan};
use crate::vocabulary::{Degree, ScopeStatus};

/// One definition with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Name and version, such as `sent@1`.
    pub name: &'static str,
    /// Vietnamese words.
    pub text_vi: &'static str,
    /// English words.
    pub text_en: &'static str,
}

/// The definitions in use, in the order of the columns.
pub const DEFINITIONS: [Definition; 4] = [
    Definition {
        name: "in_scope@1",
        text_vi: "Thuộc đối tượng: người có kết quả “Thuộc đối tượng” trong danh sách rà soát của huyện theo ngày rà soát của kế hoạch, \
            đúng bản đã được Sở GD&ĐT chốt. Trường hợp chưa xác định được nêu riêng, không tính vào đối tượng.",
        text_en: "In scope: persons found in scope on the district's scope list at the plan's review date, exactly as frozen by the \
            department. Undecided persons are shown apart and not counted.",
    },
    Definition {
        name: "sent@1",
        text_vi: "Cử đi: người thuộc đối tượng có quyết định cử đi ghi số, ngày quyết định từ ngày đầu của kế hoạch đến hết ngày D, \
            tới trình độ không thấp hơn kế hoạch, không bị thu hồi hoặc thay thế có hiệu lực đến hết ngày D. Thu hồi sau ngày D không trừ; \
            đính chính do nhập sai thì trừ, dù biết lúc nào. D là ngày sớm hơn giữa ngày chốt số liệu và hạn của kế hoạch.",
        text_en: "Sent: persons in scope with a numbered decision dated from the plan's first day to D inclusive, to a degree at least the \
            plan's, without a withdrawal or replacement effective by D. A later withdrawal does not subtract; a correction of an \
            error does, whenever it is known. D is the earlier of the cut-off and the plan's date.",
    },
    Definition {
        name: "enrolled@1",
        text_vi: "Nhập học: người đã được cử đi có ghi danh bắt đầu học đến hết ngày chốt số liệu. Người thôi học vẫn tính; ghi danh nhập sai thì không.",
        text_en: "Enrolled: of the sent, persons with an enrollment begun by the cut-off. A learner who quits stays; an enrollment entered in \
            error does not count.",
    },
    Definition {
        name: "completed@1",
        text_vi: "Hoàn thành: người đã nhập học có bằng ghi số hiệu, cấp đến hết ngày chốt số liệu, trình độ không thấp hơn kế hoạch.",
        text_en: "Completed: of the enrolled, persons with a numbered diploma dated by the cut-off, of a degree at least the plan's.",
    },
];

/// The dates that a picture is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day on which a decision counts.
    pub first_day: LegalDate,
    /// Last day on which a decision counts under the plan, whatever the cut-off.
    pub achieve_by: LegalDate,
    /// The cut-off: enrollments and diplomas count up to it.
    pub cutoff: LegalDate,
}

impl Window {
    /// The window of a plan; without a cut-off it is the plan's date.
    #[must_use]
    pub fn of(plan: &Plan, cutoff: Option<LegalDate>) -> Self {
        Self {
            first_day: plan.first_day,
            achieve_by: plan.achieve_by,
            cutoff: cutoff.unwrap_or(plan.achieve_by),
        }
    }

    /// D: the earlier of the cut-off and the plan's date, inclusive.
    #[must_use]
    pub fn d(&self) -> LegalDate {
        self.cutoff.min(self.achieve_by)
    }
}

/// Where a nomination stands in a window, its degree apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its decision counts.
    InForce,
    /// No decision, or one without a number.
    Draft,
    /// Entered in error.
    Void,
    /// Decided before the plan's first day.
    BeforePlan,
    /// Decided after the plan's date.
    AfterPlan,
    /// Decided after the cut-off, within the plan: counts in a later picture.
    AfterCutoff,
    /// Withdrawn or replaced with effect by D.
    Ended,
}

/// Where a nomination stands.
#[must_use]
pub fn standing(nomination: &Nomination, window: &Window) -> Standing {
    let (cite, end) = match &nomination.state {
        NominationState::Draft => return Standing::Draft,
        NominationState::Void => return Standing::Void,
        NominationState::Sent { cite, .. } => (cite, None),
        NominationState::Ended { cite, end, .. } => (cite, Some(end)),
    };
    if cite.number.trim().is_empty() {
        Standing::Draft
    } else if end.is_some_and(|NominationEnd { effective, .. }| *effective <= window.d()) {
        Standing::Ended
    } else if cite.date < window.first_day {
        Standing::BeforePlan
    } else if cite.date > window.achieve_by {
        Standing::AfterPlan
    } else if cite.date > window.d() {
        Standing::AfterCutoff
    } else {
        Standing::InForce
    }
}

/// `in_scope@1` of a member of a frozen list.
#[must_use]
pub const fn in_scope(status: ScopeStatus) -> bool {
    matches!(status, ScopeStatus::InScope)
}

/// `sent@1` of a nomination of a person in scope, for a level whose least degree is `min_degree`.
#[must_use]
pub fn sent(nomination: &Nomination, window: &Window, min_degree: Degree) -> bool {
    standing(nomination, window) == Standing::InForce && nomination.target_degree >= min_degree
}

/// `enrolled@1` of an enrollment of a person sent.
#[must_use]
pub fn enrolled(enrollment: &Enrollment, window: &Window) -> bool {
    !enrollment.void && enrollment.begun_on <= window.cutoff
}

/// Degree of the diploma that `completed@1` looks at: numbered, dated by the cut-off, not entered in error.
#[must_use]
pub fn diploma(completion: &Completion, window: &Window) -> Option<Degree> {
    let diploma = completion.diploma.as_ref().filter(|_| !completion.void)?;
    (!diploma.number.trim().is_empty() && diploma.date <= window.cutoff).then_some(diploma.degree)
}

/// `completed@1` of a completion of a person enrolled, for a level whose least degree is `min_degree`.
#[must_use]
pub fn completed(completion: &Completion, window: &Window, min_degree: Degree) -> bool {
    diploma(completion, window).is_some_and(|degree| degree >= min_degree)
}

#[cfg(test)]
mod tests;
