//! Closed lists: the words that a column allows, with their other spellings from `aliases.toml`.

use crate::words;
use domain::vocabulary::{Degree, Employment, Level, Sex, StudyForm};

/// A value from a closed list of words.
pub trait Closed: Copy + 'static {
    /// Name of the list in `aliases.toml`.
    const LIST: &'static str;
    /// The values with the words that the forms write, in the form's order.
    const WORDS: &'static [(&'static str, Self)];

    /// The value that a text stands for; `None` when it stands for none of the list.
    #[must_use]
    fn from_text(text: &str) -> Option<Self> {
        let word = words::value(Self::LIST, text)?;
        Self::WORDS.iter().find(|(own, _)| *own == word).map(|(_, value)| *value)
    }

    /// The allowed words, for a message.
    #[must_use]
    fn allowed() -> String {
        Self::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" / ")
    }
}

impl Closed for Level {
    const LIST: &'static str = "level";
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::Preschool.vi(), Self::Preschool),
        (Self::Primary.vi(), Self::Primary),
        (Self::LowerSecondary.vi(), Self::LowerSecondary),
    ];
}

impl Closed for Degree {
    const LIST: &'static str = "degree";
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::None.vi(), Self::None),
        (Self::Elementary.vi(), Self::Elementary),
        (Self::Intermediate.vi(), Self::Intermediate),
        (Self::College.vi(), Self::College),
        (Self::University.vi(), Self::University),
        (Self::Master.vi(), Self::Master),
        (Self::Doctor.vi(), Self::Doctor),
    ];
}

/// A degree whose words name teacher training themselves (CĐSP, ĐHSP, TCSP).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeachingDegree(pub Degree);

impl Closed for TeachingDegree {
    const LIST: &'static str = "teaching_degree";
    const WORDS: &'static [(&'static str, Self)] = &[
        (Degree::Elementary.vi(), Self(Degree::Elementary)),
        (Degree::Intermediate.vi(), Self(Degree::Intermediate)),
        (Degree::College.vi(), Self(Degree::College)),
        (Degree::University.vi(), Self(Degree::University)),
    ];

    fn from_text(text: &str) -> Option<Self> {
        // The list's own words ("Cao đẳng") say nothing about teacher training.
        if Degree::from_text(text).is_some() {
            return None;
        }
        let word = words::value(Self::LIST, text)?;
        Self::WORDS.iter().find(|(own, _)| *own == word).map(|(_, value)| *value)
    }
}

/// The degree that a nomination leads to (Trình độ đào tạo).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetDegree(pub Degree);

impl Closed for TargetDegree {
    const LIST: &'static str = "degree";
    const WORDS: &'static [(&'static str, Self)] =
        &[(Degree::College.vi(), Self(Degree::College)), (Degree::University.vi(), Self(Degree::University))];
}

impl Closed for Sex {
    const LIST: &'static str = "sex";
    const WORDS: &'static [(&'static str, Self)] = &[("Nam", Self::Male), ("Nữ", Self::Female)];
}

impl Closed for bool {
    const LIST: &'static str = "yes_no";
    const WORDS: &'static [(&'static str, Self)] = &[("Có", true), ("Không", false)];
}

impl Closed for Employment {
    const LIST: &'static str = "employment";
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::Working.vi(), Self::Working),
        (Self::MaternityLeave.vi(), Self::MaternityLeave),
        (Self::UnpaidLeave.vi(), Self::UnpaidLeave),
        (Self::Retired.vi(), Self::Retired),
        (Self::MovedAway.vi(), Self::MovedAway),
        (Self::Left.vi(), Self::Left),
    ];
}

impl Closed for StudyForm {
    const LIST: &'static str = "study_form";
    const WORDS: &'static [(&'static str, Self)] =
        &[("Vừa làm vừa học", Self::InService), ("Chính quy", Self::FullTime)];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own_words<T: Closed + PartialEq + std::fmt::Debug>() {
        for (word, value) in T::WORDS {
            assert_eq!(T::from_text(word), Some(*value), "{word}");
            assert_eq!(T::from_text(&word.to_uppercase()), Some(*value), "{word}");
        }
        assert_eq!(T::from_text("không có từ này"), None);
    }

    #[test]
    fn every_list_knows_its_own_words() {
        own_words::<Level>();
        own_words::<Degree>();
        own_words::<TargetDegree>();
        own_words::<Sex>();
        own_words::<bool>();
        own_words::<Employment>();
        own_words::<StudyForm>();
        own_words::<super::super::nominations::NominationMark>();
        own_words::<super::super::enrollments::StudyState>();
    }

    #[test]
    fn a_teaching_degree_says_so_itself() {
        for (text, degree) in
            [("CĐSP", Degree::College), ("đhsp", Degree::University), ("TCSP", Degree::Intermediate)]
        {
            assert_eq!(TeachingDegree::from_text(text), Some(TeachingDegree(degree)));
            assert_eq!(Degree::from_text(text), None);
        }
        assert_eq!(TeachingDegree::from_text("Cao đẳng"), None);
        assert_eq!(TargetDegree::from_text("Thạc sĩ"), None);
    }
}
