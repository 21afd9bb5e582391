//! The standard (trình độ chuẩn được đào tạo) and the service that Decree 71/2020 Art. 2 asks for.

use crate::vocabulary::{Degree, Level};

/// Service left that Art. 2 asks for in all rows but one: 7 years, in months.
pub const SEVEN_YEARS: i32 = 84;
/// Service left that Art. 2 asks of primary teachers with trung cấp: 8 years, in months.
pub const EIGHT_YEARS: i32 = 96;

/// The three yes/no columns of the roster, all answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Answers {
    /// The degree's major is a teacher-training one (Ngành đào tạo giáo viên).
    pub teacher_training: bool,
    /// The degree's major suits the subject taught (Ngành phù hợp).
    pub suitable: bool,
    /// The person holds the certificate of pedagogical training (CC NVSP).
    pub nvsp: bool,
}

/// Which way a person meets the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// By a degree in a teacher-training major.
    TeacherTraining,
    /// By a degree in a suitable major with the certificate of pedagogical training.
    SuitableWithCertificate,
}

/// How a person meets the standard of Education Law 43/2019/QH14 Art. 72(1), `None` when below it.
///
/// - Preschool (point a): "cao đẳng sư phạm trở lên". "Sư phạm" is read as belonging to the whole phrase: a higher degree
///   counts when it is a teacher-training one, and a college, university or higher degree in another major is
///   below. Art. 72(1) opens the way of a certificate in point b only, so the certificate never helps here. (The reading
///   agrees with Decree 71 Art. 2, which measures whoever is below in preschool at 84 months *whatever the degree*: were
///   every university degree enough, nobody above cao đẳng could be below.)
/// - Primary and lower secondary (point b): bachelor of a teacher-training major or higher; or bachelor or higher in a
///   suitable major with the certificate of pedagogical training. That the certificate is allowed only where a
///   subject lacks teachers of a teacher-training major cannot be seen in a roster and is not asked.
#[must_use]
pub fn meets(level: Level, degree: Degree, answers: Answers) -> Option<Route> {
    let by_certificate = answers.suitable && answers.nvsp;
    match level {
        Level::Preschool if degree >= Degree::College => {
            answers.teacher_training.then_some(Route::TeacherTraining)
        }
        Level::Primary | Level::LowerSecondary if degree >= Degree::University => {
            if answers.teacher_training {
                Some(Route::TeacherTraining)
            } else {
                by_certificate.then_some(Route::SuitableWithCertificate)
            }
        }
        _ => None,
    }
}

/// Months of service left at 01/07/2020 that Decree 71/2020 Art. 2 asks of a person below the standard; `None`
/// where the article names no number: it speaks of primary teachers with trung cấp and cao đẳng only, and is silent on
/// those with less and on those with a university degree of the wrong kind.
#[must_use]
pub const fn threshold(level: Level, degree: Degree) -> Option<i32> {
    match (level, degree) {
        (Level::Preschool | Level::LowerSecondary, _) | (Level::Primary, Degree::College) => {
            Some(SEVEN_YEARS)
        }
        (Level::Primary, Degree::Intermediate) => Some(EIGHT_YEARS),
        (Level::Primary, _) => None,
    }
}
