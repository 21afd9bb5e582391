//! Who must upgrade (thuộc đối tượng nâng chuẩn): Decree 71/2020/NĐ-CP Art. 2 on the standard of Education Law
//! 43/2019/QH14 Art. 72(1), with the places where the file or the law is silent made explicit.

mod policy;
mod reason;
mod standard;

pub use policy::Policy;
pub use reason::Reason;
pub use standard::{Answers, EIGHT_YEARS, Route, SEVEN_YEARS, meets, threshold};

use crate::date::{BirthDate, LegalDate, YearMonth};
use crate::vocabulary::{Degree, Employment, Level, ScopeStatus, Sex};

/// What a roster says about one person, as far as the rule needs it. `None` in a yes/no column is unknown, and is
/// never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Level taught (Cấp học).
    pub level: Level,
    /// Highest degree (Trình độ), as of the plan's review date.
    pub degree: Degree,
    /// Is the degree's major a teacher-training one? (Ngành đào tạo giáo viên)
    pub teacher_training: Option<bool>,
    /// Does the degree's major suit the subject? (Ngành phù hợp)
    pub suitable: Option<bool>,
    /// Does the person hold the certificate of pedagogical training? (CC NVSP)
    pub nvsp: Option<bool>,
    /// Sex (Giới tính).
    pub sex: Sex,
    /// Birth date as far as known (Ngày sinh).
    pub birth: BirthDate,
    /// Working state (Trạng thái).
    pub employment: Employment,
    /// Day of recruitment (Ngày vào ngành); `None` counts as before 01/07/2020.
    pub recruited_on: Option<LegalDate>,
}

/// What the rule says about one person under one policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// The status; always the one that [`reason`](Self::reason) goes with.
    pub status: ScopeStatus,
    /// Why.
    pub reason: Reason,
    /// Month of retirement under the policy's table of ages.
    pub retirement: YearMonth,
    /// Months of service left at 01/07/2020 under the policy; may be negative.
    pub months_left: i32,
    /// Whether the person is in scope, or may turn out to be once what is open is settled.
    pub could_be_in_scope: bool,
}

/// The last day of recruitment that Decree 71/2020 Art. 2 certainly covers: 01/07/2020.
fn recruited_later(recruited_on: Option<LegalDate>) -> bool {
    let counted_on = LegalDate::from_ymd_opt(2020, 7, 1);
    recruited_on.zip(counted_on).is_some_and(|(day, counted_on)| day > counted_on)
}

/// Judges one person. The first status that applies, in the order NOT_EMPLOYED, MEETS_STANDARD, UNDECIDED,
/// NEAR_RETIREMENT, IN_SCOPE.
///
/// - An unknown yes/no *decides* when two answers would give two statuses: every completion of the unknown columns is
///   judged, and where they agree that is the status. Where they differ it is UNDECIDED, and the reason names the
///   columns of which some answer, given some answers of the others, changes the status.
/// - Where the law is silent (see [`threshold`], and recruits after 01/07/2020 below the standard) the status is
///   UNDECIDED however little service is left, because UNDECIDED stands before NEAR_RETIREMENT.
/// - [`could_be_in_scope`](Assessment::could_be_in_scope): for unknown columns, whether some completion could be. For
///   the law's silences it is true from 84 months on, the least that Art. 2 asks of anybody: where the article does not speak
///   of a person, none of its higher numbers can be held against them (this includes primary with trung cấp recruited later).
#[must_use]
pub fn assess(facts: &Facts, policy: Policy) -> Assessment {
    let retirement = policy.retirement(facts.sex, facts.birth);
    let months_left = policy.months_left(retirement);
    let judge = |answers| judge_complete(facts, answers, months_left);
    let reason = if facts.employment.is_employed() { settle(facts, judge) } else { Reason::NotEmployed };
    let could_be_in_scope = match reason.status() {
        ScopeStatus::InScope => true,
        ScopeStatus::Undecided => completions(facts).any(|answers| could_be(judge(answers), months_left)),
        ScopeStatus::NotEmployed | ScopeStatus::MeetsStandard | ScopeStatus::NearRetirement => false,
    };
    Assessment { status: reason.status(), reason, retirement, months_left, could_be_in_scope }
}

/// Whether a person whose columns are all answered is or may be in scope.
const fn could_be(reason: Reason, months_left: i32) -> bool {
    match reason.status() {
        ScopeStatus::InScope => true,
        ScopeStatus::Undecided => months_left >= SEVEN_YEARS,
        ScopeStatus::NotEmployed | ScopeStatus::MeetsStandard | ScopeStatus::NearRetirement => false,
    }
}

/// The reason for an employed person whose columns are all answered.
fn judge_complete(facts: &Facts, answers: Answers, months_left: i32) -> Reason {
    match meets(facts.level, facts.degree, answers) {
        Some(Route::TeacherTraining) => return Reason::TeacherTrainingDegree,
        Some(Route::SuitableWithCertificate) => return Reason::SuitableDegreeWithCertificate,
        None => {}
    }
    if recruited_later(facts.recruited_on) {
        return Reason::SilentRecruitedLater;
    }
    match threshold(facts.level, facts.degree) {
        None if facts.degree >= Degree::University => Reason::SilentPrimaryUniversity,
        None => Reason::SilentPrimaryLowDegree,
        Some(EIGHT_YEARS) if months_left < EIGHT_YEARS => Reason::Under96,
        Some(EIGHT_YEARS) => Reason::AtLeast96,
        Some(asked) if months_left < asked => Reason::Under84,
        Some(_) => Reason::AtLeast84,
    }
}

/// Every way in which the unknown columns could be answered; the answers that are given stay.
fn completions(facts: &Facts) -> impl Iterator<Item = Answers> {
    const BOTH: [bool; 2] = [false, true];
    let Facts { teacher_training, suitable, nvsp, .. } = *facts;
    let fits = |known: Option<bool>, answer: bool| known.is_none_or(|known| known == answer);
    BOTH.into_iter()
        .flat_map(|a| BOTH.into_iter().flat_map(move |b| BOTH.into_iter().map(move |c| (a, b, c))))
        .filter(move |(a, b, c)| fits(teacher_training, *a) && fits(suitable, *b) && fits(nvsp, *c))
        .map(|(teacher_training, suitable, nvsp)| Answers { teacher_training, suitable, nvsp })
}

/// The reason over all completions: theirs where the statuses agree, else the columns that decide.
fn settle(facts: &Facts, judge: impl Fn(Answers) -> Reason) -> Reason {
    let decides = |known: Option<bool>, flip: fn(Answers) -> Answers| {
        known.is_none() && completions(facts).any(|a| judge(a).status() != judge(flip(a)).status())
    };
    let teacher_training =
        decides(facts.teacher_training, |a| Answers { teacher_training: !a.teacher_training, ..a });
    let suitable = decides(facts.suitable, |a| Answers { suitable: !a.suitable, ..a });
    let nvsp = decides(facts.nvsp, |a| Answers { nvsp: !a.nvsp, ..a });
    match (teacher_training, suitable, nvsp) {
        // No column decides: all completions have one status, so the one with "no" for every unknown speaks for all.
        (false, false, false) => judge(Answers {
            teacher_training: facts.teacher_training.unwrap_or(false),
            suitable: facts.suitable.unwrap_or(false),
            nvsp: facts.nvsp.unwrap_or(false),
        }),
        (true, false, false) => Reason::MissingTeacherTraining,
        (false, true, false) => Reason::MissingSuitable,
        (false, false, true) => Reason::MissingCertificate,
        (true, true, false) => Reason::MissingTeacherTrainingSuitable,
        (true, false, true) => Reason::MissingTeacherTrainingCertificate,
        (false, true, true) => Reason::MissingSuitableCertificate,
        (true, true, true) => Reason::MissingAll,
    }
}

#[cfg(test)]
mod open;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
