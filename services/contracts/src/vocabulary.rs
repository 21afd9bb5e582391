//! The closed word lists: each value of the domain beside its value on the wire, in both directions.

use crate::pb::types::v1 as pb;
use domain::record::OutcomeCode;
use domain::vocabulary::{AgencyKind, Degree, Employment, Level, ScopeStatus, Sex, StudyForm};

/// The wire gave no value of the list, or one that this program does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOfTheList;

/// Both directions of one list.
macro_rules! list {
    ($domain:ty, $wire:ty, $unspecified:ident: $($value:ident),* $(,)?) => {
        impl From<$domain> for $wire {
            fn from(value: $domain) -> Self {
                match value {
                    $(<$domain>::$value => Self::$value,)*
                }
            }
        }

        impl TryFrom<$wire> for $domain {
            type Error = NotOfTheList;

            fn try_from(value: $wire) -> Result<Self, NotOfTheList> {
                match value {
                    <$wire>::$unspecified => Err(NotOfTheList),
                    $(<$wire>::$value => Ok(Self::$value),)*
                }
            }
        }
    };
}

list!(Level, pb::Level, Unspecified: Preschool, Primary, LowerSecondary);
list!(Degree, pb::Degree, Unspecified: None, Elementary, Intermediate, College, University, Master, Doctor);
list!(Sex, pb::Sex, Unspecified: Male, Female);
list!(Employment, pb::Employment, Unspecified: Working, MaternityLeave, UnpaidLeave, Retired, MovedAway, Left);
list!(StudyForm, pb::StudyForm, Unspecified: InService, FullTime);
list!(AgencyKind, pb::AgencyKind, Unspecified: District, College, Education, HomeAffairs, Finance, Coordinator, Communications, Province);
list!(ScopeStatus, pb::ScopeStatus, Unspecified: InScope, MeetsStandard, NearRetirement, Undecided, NotEmployed);
list!(OutcomeCode, pb::OutcomeCode, Unspecified: Applied, Unchanged, Refused);

/// The number on the wire of a value of the domain.
pub(crate) fn number<Wire, Value>(value: Value) -> i32
where
    Wire: From<Value> + Into<i32>,
{
    Wire::from(value).into()
}

/// The value of the domain behind a number on the wire, through the list `Wire`.
///
/// # Errors
/// [`NotOfTheList`] for zero and for numbers of later versions.
pub(crate) fn value<Wire, Value>(number: i32) -> Result<Value, NotOfTheList>
where
    Wire: TryFrom<i32>,
    Value: TryFrom<Wire, Error = NotOfTheList>,
{
    Value::try_from(Wire::try_from(number).map_err(|_| NotOfTheList)?)
}

/// The number on the wire of a yes/no answer; `None` = unknown.
pub(crate) fn answer_number(answer: Option<bool>) -> i32 {
    match answer {
        None => pb::Answer::Unspecified,
        Some(true) => pb::Answer::Yes,
        Some(false) => pb::Answer::No,
    }
    .into()
}

/// The yes/no answer behind a number; `None` = unknown.
///
/// # Errors
/// [`NotOfTheList`] for numbers of later versions.
pub(crate) fn answer(number: i32) -> Result<Option<bool>, NotOfTheList> {
    match pb::Answer::try_from(number).map_err(|_| NotOfTheList)? {
        pb::Answer::Unspecified => Ok(None),
        pb::Answer::Yes => Ok(Some(true)),
        pb::Answer::No => Ok(Some(false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_there_and_back() {
        for level in Level::ALL {
            assert_eq!(value::<pb::Level, Level>(number::<pb::Level, _>(level)), Ok(level));
        }
        for degree in Degree::ALL {
            assert_eq!(value::<pb::Degree, Degree>(number::<pb::Degree, _>(degree)), Ok(degree));
        }
        for state in Employment::ALL {
            assert_eq!(value::<pb::Employment, Employment>(number::<pb::Employment, _>(state)), Ok(state));
        }
        for status in ScopeStatus::ALL {
            assert_eq!(
                value::<pb::ScopeStatus, ScopeStatus>(number::<pb::ScopeStatus, _>(status)),
                Ok(status)
            );
        }
        for given in [None, Some(true), Some(false)] {
            assert_eq!(answer(answer_number(given)), Ok(given));
        }
    }

    #[test]
    fn nothing_given_and_unknown_numbers_are_no_values() {
        for number in [0, -1, 99] {
            assert_eq!(value::<pb::Level, Level>(number), Err(NotOfTheList));
            assert_eq!(value::<pb::Sex, Sex>(number), Err(NotOfTheList));
        }
        assert_eq!(answer(3), Err(NotOfTheList));
    }
}
