//! What holds for any request.

use crate::check::read;
use contracts::pb::roster::v1 as wire;
use contracts::wire::TeacherInput;
use contracts::wire::show;
use domain::ids::{AgencyId, RecordId, RecordKey};
use domain::record::{Act, Teacher};
use proptest::prelude::*;
use uuid::Uuid;

prop_compose! {
    fn any_text()(text in prop_oneof![
        ".{0,12}",
        Just("1985-03-31".to_owned()),
        Just("012185000042".to_owned()),
        Just("Vàng Thị Mẫu".to_owned()),
        Just("ab".repeat(32)),
    ]) -> String { text }
}

prop_compose! {
    fn any_item()(
        code in any_text(), full_name in any_text(), birth in any_text(), national_id in any_text(), sex in -1..4i32,
        level in -1..5i32, degree in -1..9i32, answer in -1..4i32, recruited_on in any_text(),
        hardship_years in proptest::option::of(0..70u32), employment in -1..8i32, majors_table_sha256 in any_text(),
    ) -> wire::TeacherItem {
        wire::TeacherItem {
            code, full_name, birth, national_id, sex, level, degree, recruited_on, hardship_years, employment,
            majors_table_sha256, teacher_training: answer, ..Default::default()
        }
    }
}

/// The record that a district would make of an input.
fn record(input: TeacherInput) -> Teacher {
    Teacher {
        act: Act { office: String::new(), on_behalf_of: None, person: None },
        school: None,
        level: input.level,
        degree: input.degree,
        teacher_training: input.teacher_training,
        suitable: input.suitable,
        nvsp: input.nvsp,
        employment: input.employment,
        recruited_on: input.recruited_on,
        hardship_years: input.hardship_years,
        majors_table: input.majors_table,
        removal: None,
        person: Some(input.person),
    }
}

proptest! {
    /// Nothing panics; what is refused says at which field; what is taken is shown as an item that is taken again, the same.
    #[test]
    fn what_is_taken_comes_back_the_same(item in any_item()) {
        let key = RecordKey { agency: AgencyId(Uuid::nil()), record: RecordId(Uuid::nil()) };
        match read::<TeacherInput>(item) {
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| problem.field.starts_with("items[0].")));
            }
            Ok(taken) => {
                let seen = (1, domain::ids::Position { epoch: 1, position: 7 });
                let shown = show::teacher(key, seen, &record(taken.value.clone()), None).teacher.unwrap();
                let again = read::<TeacherInput>(shown).unwrap();
                prop_assert_eq!(again.value, taken.value);
                prop_assert_eq!(again.notes, vec![]);
            }
        }
    }
}
