//! Every band and test row of rules.md section 2, and its properties.

use super::{Ladder, retirement_month};
use crate::date::{BirthDate, LegalDate, YearMonth};
use crate::vocabulary::Sex;
use proptest::prelude::*;

/// "mm/yyyy".
fn month(text: &str) -> YearMonth {
    let (month, year) = text.split_once('/').unwrap();
    YearMonth::new(year.parse().unwrap(), month.parse().unwrap()).unwrap()
}

/// "dd/mm/yyyy", "mm/yyyy" or "yyyy".
fn birth(text: &str) -> BirthDate {
    let numbers: Vec<i32> = text.split('/').map(|part| part.parse().unwrap()).collect();
    match numbers[..] {
        [day, month, year] => BirthDate::Day(
            LegalDate::from_ymd_opt(year, month.try_into().unwrap(), day.try_into().unwrap()).unwrap(),
        ),
        [_, _] => BirthDate::Month(month(text)),
        [year] => BirthDate::Year(year),
        _ => panic!("{text}"),
    }
}

fn retires(sex: Sex, born: YearMonth) -> YearMonth {
    retirement_month(sex, BirthDate::Month(born), Ladder::Decree135)
}

/// (first birth month, last, age in years and months, first retirement month, last).
type Band = (&'static str, &'static str, i32, i32, &'static str, &'static str);

/// "..12/1960" and "04/1966.." are checked over ten years each.
const MEN: [Band; 9] = [
    ("01/1951", "12/1960", 60, 0, "01/2011", "12/2020"),
    ("01/1961", "09/1961", 60, 3, "04/2021", "12/2021"),
    ("10/1961", "06/1962", 60, 6, "04/2022", "12/2022"),
    ("07/1962", "03/1963", 60, 9, "04/2023", "12/2023"),
    ("04/1963", "12/1963", 61, 0, "04/2024", "12/2024"),
    ("01/1964", "09/1964", 61, 3, "04/2025", "12/2025"),
    ("10/1964", "06/1965", 61, 6, "04/2026", "12/2026"),
    ("07/1965", "03/1966", 61, 9, "04/2027", "12/2027"),
    ("04/1966", "03/1976", 62, 0, "04/2028", "03/2038"),
];

const WOMEN: [Band; 16] = [
    ("01/1956", "12/1965", 55, 0, "01/2011", "12/2020"),
    ("01/1966", "08/1966", 55, 4, "05/2021", "12/2021"),
    ("09/1966", "04/1967", 55, 8, "05/2022", "12/2022"),
    ("05/1967", "12/1967", 56, 0, "05/2023", "12/2023"),
    ("01/1968", "08/1968", 56, 4, "05/2024", "12/2024"),
    ("09/1968", "04/1969", 56, 8, "05/2025", "12/2025"),
    ("05/1969", "12/1969", 57, 0, "05/2026", "12/2026"),
    ("01/1970", "08/1970", 57, 4, "05/2027", "12/2027"),
    ("09/1970", "04/1971", 57, 8, "05/2028", "12/2028"),
    ("05/1971", "12/1971", 58, 0, "05/2029", "12/2029"),
    ("01/1972", "08/1972", 58, 4, "05/2030", "12/2030"),
    ("09/1972", "04/1973", 58, 8, "05/2031", "12/2031"),
    ("05/1973", "12/1973", 59, 0, "05/2032", "12/2032"),
    ("01/1974", "08/1974", 59, 4, "05/2033", "12/2033"),
    ("09/1974", "04/1975", 59, 8, "05/2034", "12/2034"),
    ("05/1975", "04/1985", 60, 0, "05/2035", "04/2045"),
];

/// Normal ages by year of retirement, rules.md 2 rule 3: year, men, women, in years and months.
const AGES: &str = "
2021 60 3 55 4
2022 60 6 55 8
2023 60 9 56 0
2024 61 0 56 4
2025 61 3 56 8
2026 61 6 57 0
2027 61 9 57 4
2028 62 0 57 8
2029 62 0 58 0
2030 62 0 58 4
2031 62 0 58 8
2032 62 0 59 0
2033 62 0 59 4
2034 62 0 59 8
2035 62 0 60 0
";

#[test]
fn every_month_of_every_band_has_the_age_of_its_band() {
    for (sex, bands) in [(Sex::Male, &MEN[..]), (Sex::Female, &WOMEN[..])] {
        for (first, last, years, months, retires_first, retires_last) in bands {
            assert_eq!(retires(sex, month(first)), month(retires_first), "{sex:?} {first}");
            assert_eq!(retires(sex, month(last)), month(retires_last), "{sex:?} {last}");
            for index in month(first).index()..=month(last).index() {
                let born = YearMonth::from_index(index);
                let age = retires(sex, born).index() - born.index();
                assert_eq!(age, years * 12 + months, "{sex:?} born {born}");
            }
        }
        for (earlier, later) in bands.iter().zip(&bands[1..]) {
            assert_eq!(month(earlier.1).plus_months(1), month(later.0), "bands leave no gap");
        }
    }
}

#[test]
fn the_age_is_the_one_of_the_year_of_retirement() {
    let mut seen = 0;
    for row in AGES.lines().filter(|row| !row.is_empty()) {
        let numbers: Vec<i32> = row.split(' ').map(|number| number.parse().unwrap()).collect();
        let ages = [(Sex::Male, numbers[1] * 12 + numbers[2]), (Sex::Female, numbers[3] * 12 + numbers[4])];
        for (sex, age) in ages {
            for index in month("01/1955").index()..=month("12/1980").index() {
                let retirement = retires(sex, YearMonth::from_index(index));
                if retirement.year() == numbers[0] {
                    assert_eq!(retirement.index() - index, age, "{sex:?} {row}");
                    seen += 1;
                }
            }
        }
    }
    // Men retire in nine months of 2021-2028 and in all of 2029-2035, women in eight months of 2021-2035.
    assert_eq!(seen, 8 * 9 + 7 * 12 + 15 * 8);
}

#[test]
fn the_test_rows_retire_on_their_days() {
    let rows = [
        (Sex::Male, "15/01/1961", "2021-04-30"),
        (Sex::Male, "30/09/1961", "2021-12-31"),
        (Sex::Male, "01/10/1961", "2022-04-30"),
        (Sex::Male, "30/06/1965", "2026-12-31"),
        (Sex::Male, "01/07/1965", "2027-04-30"),
        (Sex::Male, "31/03/1966", "2027-12-31"),
        (Sex::Male, "01/04/1966", "2028-04-30"),
        (Sex::Male, "29/02/1968", "2030-02-28"),
        (Sex::Female, "31/01/1966", "2021-05-31"),
        (Sex::Female, "31/08/1966", "2021-12-31"),
        (Sex::Female, "01/09/1966", "2022-05-31"),
        (Sex::Female, "30/04/1969", "2025-12-31"),
        (Sex::Female, "01/05/1969", "2026-05-31"),
        (Sex::Female, "30/04/1975", "2034-12-31"),
        (Sex::Female, "01/05/1975", "2035-05-31"),
        (Sex::Female, "01/01/1976", "2036-01-31"),
        (Sex::Male, "1965", "2026-07-31"),
        // rules.md 2, cross-checks and traps: January births, and the press error on women born 05/1969.
        (Sex::Male, "01/1962", "2022-07-31"),
        (Sex::Male, "01/1964", "2025-04-30"),
        (Sex::Female, "1966", "2021-05-31"),
        (Sex::Female, "1969", "2025-09-30"),
        (Sex::Female, "1975", "2034-09-30"),
        (Sex::Female, "01/1970", "2027-05-31"),
        (Sex::Female, "08/1970", "2027-12-31"),
        (Sex::Female, "09/1970", "2028-05-31"),
    ];
    for (sex, born, last_day) in rows {
        let retirement = retirement_month(sex, birth(born), Ladder::Decree135);
        assert_eq!(retirement.last_day().to_string(), last_day, "{sex:?} {born}");
    }
}

#[test]
fn the_old_ages_are_sixty_and_fifty_five() {
    let rows = [
        (Sex::Male, "31/05/1967", "05/2027"),
        (Sex::Male, "01/06/1967", "06/2027"),
        (Sex::Female, "06/1972", "06/2027"),
        (Sex::Female, "1972", "01/2027"),
        (Sex::Male, "12/1990", "12/2050"),
    ];
    for (sex, born, expected) in rows {
        assert_eq!(
            retirement_month(sex, birth(born), Ladder::LabourCode2012),
            month(expected),
            "{sex:?} {born}"
        );
    }
}

fn any_sex() -> impl Strategy<Value = Sex> {
    prop_oneof![Just(Sex::Male), Just(Sex::Female)]
}

fn any_ladder() -> impl Strategy<Value = Ladder> {
    prop_oneof![Just(Ladder::Decree135), Just(Ladder::LabourCode2012)]
}

fn any_month() -> impl Strategy<Value = YearMonth> {
    (month("01/1900").index()..month("01/2101").index()).prop_map(YearMonth::from_index)
}

proptest! {
    #[test]
    fn strictly_increasing_with_the_birth_month(sex in any_sex(), ladder in any_ladder(), born in any_month()) {
        let next = born.plus_months(1);
        let at = |born| retirement_month(sex, BirthDate::Month(born), ladder);
        prop_assert!(at(born) < at(next));
    }

    #[test]
    fn the_day_never_matters(sex in any_sex(), ladder in any_ladder(), born in any_month(), day in 1_u32..=31) {
        let last = born.last_day();
        let date = LegalDate::from_ymd_opt(born.year(), born.month(), day).unwrap_or(last);
        let by_month = retirement_month(sex, BirthDate::Month(born), ladder);
        prop_assert_eq!(retirement_month(sex, BirthDate::Day(date), ladder), by_month);
    }

    #[test]
    fn a_year_alone_counts_as_january(sex in any_sex(), ladder in any_ladder(), year in 1900_i32..=2100) {
        let january = BirthDate::Month(YearMonth::new(year, 1).unwrap());
        prop_assert_eq!(
            retirement_month(sex, BirthDate::Year(year), ladder),
            retirement_month(sex, january, ladder)
        );
    }

    #[test]
    fn nobody_retires_in_the_months_that_the_rise_jumps_over(sex in any_sex(), born in any_month()) {
        let retirement = retires(sex, born);
        let (last_year, empty_months) = match sex { Sex::Male => (2028, 3), Sex::Female => (2035, 4) };
        if (2021..=last_year).contains(&retirement.year()) {
            prop_assert!(retirement.month() > empty_months, "born {born}, retires {retirement}");
        }
    }

    #[test]
    fn never_earlier_than_by_the_old_ages(sex in any_sex(), born in any_month()) {
        let born = BirthDate::Month(born);
        let old = retirement_month(sex, born, Ladder::LabourCode2012);
        let new = retirement_month(sex, born, Ladder::Decree135);
        prop_assert!(new >= old);
        prop_assert_eq!(new == old, old.year() <= 2020);
    }
}
