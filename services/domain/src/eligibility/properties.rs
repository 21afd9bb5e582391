//! The rule against a plain restatement of rules.md 1.1 and 1.3, and what must hold for any person.

use super::*;
use proptest::prelude::*;

const YES_NO_UNKNOWN: [Option<bool>; 3] = [None, Some(false), Some(true)];

fn the_day() -> LegalDate {
    LegalDate::from_ymd_opt(2020, 7, 1).unwrap()
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let yes_no = || proptest::sample::select(&YES_NO_UNKNOWN[..]);
    let person = (1950_i32..2003, 1_u32..=12, any::<bool>());
    let work = (proptest::sample::select(&Employment::ALL[..]), proptest::option::of(0_u64..1500));
    let study = (proptest::sample::select(&Level::ALL[..]), proptest::sample::select(&Degree::ALL[..]));
    (person, work, study, (yes_no(), yes_no(), yes_no())).prop_map(
        |(
            (year, number, male),
            (employment, recruited),
            (level, degree),
            (teacher_training, suitable, nvsp),
        )| Facts {
            level,
            degree,
            teacher_training,
            suitable,
            nvsp,
            sex: if male { Sex::Male } else { Sex::Female },
            birth: BirthDate::Month(YearMonth::new(year, number).unwrap()),
            employment,
            recruited_on: recruited.map(|days| the_day() - chrono::Days::new(700) + chrono::Days::new(days)),
        },
    )
}

fn any_policy() -> impl Strategy<Value = Policy> {
    proptest::sample::select(&Policy::ALL[..])
}

/// The rule once more, straight from rules.md 1.1 and 1.3, for a person about whom everything is known.
fn plain_rule(f: &Facts, training: bool, suitable: bool, nvsp: bool, months: i32) -> ScopeStatus {
    if !f.employment.is_employed() {
        return ScopeStatus::NotEmployed;
    }
    let meets = if f.level == Level::Preschool {
        f.degree >= Degree::College && training
    } else {
        f.degree >= Degree::University && (training || (suitable && nvsp))
    };
    let named = f.level != Level::Primary || matches!(f.degree, Degree::Intermediate | Degree::College);
    let asked = if f.level == Level::Primary && f.degree == Degree::Intermediate { 96 } else { 84 };
    if meets {
        ScopeStatus::MeetsStandard
    } else if !named || f.recruited_on.is_some_and(|day| day > the_day()) {
        ScopeStatus::Undecided
    } else if months < asked {
        ScopeStatus::NearRetirement
    } else {
        ScopeStatus::InScope
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_status_is_what_every_completion_says(person in any_facts(), policy in any_policy()) {
        let got = assess(&person, policy);
        let mut statuses = Vec::new();
        for training in [false, true] {
            for suitable in [false, true] {
                for nvsp in [false, true] {
                    let fits = [(person.teacher_training, training), (person.suitable, suitable), (person.nvsp, nvsp)]
                        .iter()
                        .all(|(known, answer)| known.is_none_or(|known| known == *answer));
                    if fits {
                        statuses.push(plain_rule(&person, training, suitable, nvsp, got.months_left));
                    }
                }
            }
        }
        let agreed = statuses.iter().all(|status| *status == statuses[0]);
        prop_assert_eq!(got.status, if agreed { statuses[0] } else { ScopeStatus::Undecided });
        prop_assert_eq!(got.status, got.reason.status());
        prop_assert_eq!(got.reason.code().starts_with("MISSING"), !agreed);
        let open = [ScopeStatus::InScope, ScopeStatus::Undecided];
        prop_assert_eq!(got.could_be_in_scope, got.months_left >= 84 && statuses.iter().any(|s| open.contains(s)));
    }

    #[test]
    fn answering_a_column_that_is_not_named_changes_nothing(person in any_facts(), policy in any_policy()) {
        let got = assess(&person, policy);
        for answer in [false, true] {
            let answered = [
                ("TEACHER_TRAINING", person.teacher_training, Facts { teacher_training: Some(answer), ..person }),
                ("SUITABLE", person.suitable, Facts { suitable: Some(answer), ..person }),
                ("NVSP", person.nvsp, Facts { nvsp: Some(answer), ..person }),
            ];
            for (column, known, answered) in answered {
                let named = got.reason.code().starts_with("MISSING") && got.reason.code().contains(column);
                if known.is_none() && !named {
                    prop_assert_eq!(assess(&answered, policy).status, got.status, "{}", column);
                }
            }
        }
    }

    #[test]
    fn an_answer_never_brings_in_whom_the_rule_had_excluded(person in any_facts(), policy in any_policy()) {
        let open = assess(&person, policy).could_be_in_scope;
        for answer in [false, true] {
            let teacher_training = person.teacher_training.or(Some(answer));
            let answered = assess(&Facts { teacher_training, ..person }, policy);
            prop_assert!(open || !answered.could_be_in_scope);
        }
    }

    #[test]
    fn who_is_younger_stays_in_scope(person in any_facts(), policy in any_policy(), later in 1_i32..240) {
        let younger = Facts { birth: BirthDate::Month(person.birth.month().plus_months(later)), ..person };
        let (older, younger) = (assess(&person, policy), assess(&younger, policy));
        prop_assert!(younger.months_left > older.months_left);
        if older.status == ScopeStatus::InScope {
            prop_assert_eq!(younger.status, ScopeStatus::InScope);
        }
        prop_assert!(younger.could_be_in_scope || !older.could_be_in_scope);
    }

    #[test]
    fn r2_and_r0_are_never_wider_than_r1(person in any_facts()) {
        let [r0, r1, r2] = Policy::ALL.map(|policy| assess(&person, policy));
        prop_assert_eq!(r2.months_left, r1.months_left - 1);
        prop_assert_eq!(r2.retirement, r1.retirement);
        prop_assert!(r0.months_left <= r1.months_left);
        for narrower in [r0, r2] {
            prop_assert!(narrower.status != ScopeStatus::InScope || r1.status == ScopeStatus::InScope);
            prop_assert!(r1.could_be_in_scope || !narrower.could_be_in_scope);
        }
    }
}
