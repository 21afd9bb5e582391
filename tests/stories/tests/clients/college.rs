//! The college's system: Python, grpcio, code generated from the contracts.

use crate::Sent;
use crate::script::{at, ended, repository, says, script, told};
use std::path::{Path, PathBuf};
use std::process::Command;
use stories::program::Told;
use stories::province::Province;

const STUDENT: &str = "LT21-0815";

pub(crate) struct College<'a> {
    province: &'a Province,
    generated: PathBuf,
}

fn python() -> Command {
    let mut command = Command::new(stories::tools::folder().join("venv/bin/python"));
    command.env("PYTHONUTF8", "1").env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// Every contract below a folder.
fn contracts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { contracts(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|ending| ending == "proto")).collect()
}

impl<'a> College<'a> {
    /// Generates the code as the script's head says.
    pub(crate) fn with_generated_code(province: &'a Province, folder: &Path) -> Self {
        let (proto, generated) = (repository().join("proto"), folder.join("generated"));
        std::fs::create_dir(&generated).unwrap();
        let mut protoc = python();
        protoc.args(["-m", "grpc_tools.protoc", "-I"]).arg(&proto);
        protoc
            .args(["--python_out", "--grpc_python_out"].map(|out| format!("{out}={}", generated.display())));
        protoc.args(contracts(&proto));
        ended(0, told(protoc));
        Self { province, generated }
    }

    fn call(&self, words: &[&str]) -> Told {
        let mut command = python();
        command.env("PYTHONPATH", &self.generated).arg(script("college_enrollments.py"));
        let mut command = at(command, self.province, ("college", "college", "system-office"));
        command.args(words);
        told(command)
    }

    /// Reflection as Python asks it: v1alpha.
    pub(crate) fn asks_what_the_node_offers(&self) {
        let offered = ended(0, self.call(&["services"])).out;
        says(&offered, &["lienthong.training.v1.TrainingService\n", "grpc.health.v1.Health\n"]);
        assert!(!offered.contains("RosterService"), "a district's service: {offered}");
    }

    /// Details of refused calls are decoded by Google's own types.
    pub(crate) fn is_told_what_it_asked_wrongly(&self) {
        let date = ended(65, self.call(&["find", "--name", "Lò Thị Pết", "--birth", "09/07/1972"])).err;
        says(&date, &["INVALID_ARGUMENT: ", "  lý do: INVALID_VALUE {", "'rule': 'NOT_A_BIRTH_DATE'"]);
        says(&date, &["  trường birth: Không phải là ngày sinh;", "  vi: birth: Không phải là ngày sinh;"]);
        let nobody = ["--by", "", "--office", "", "reverse", "--student-code", STUDENT, "--reason", "Nhầm"];
        let nobody = ended(65, self.call(&nobody)).err;
        says(&nobody, &["  trường acted_by.person: ", "  trường acted_by.office: "]);
        let none = ["reverse", "--student-code", STUDENT, "--reason", "Nhầm"];
        let none = ended(65, self.call(&none)).out;
        says(
            &none,
            &["[ENROLLMENT_NOT_FOUND] items[0].student_code: Không có hồ sơ nhập học nào mang Mã SV này."],
        );
    }

    /// By the number alone, by the letter with name and birth date, and by what nobody has; gives the nomination.
    pub(crate) fn finds_the_nominee(&self, person: &Sent) -> String {
        let Sent { name, birth, national_id, number, date } = person;
        // The district's decision may still be on its way.
        let by_number = ended(0, self.call(&["find", "--wait", "60", "--national-id", national_id])).out;
        says(&by_number, &[name, number, "SAME_NATIONAL_ID", "Huyện Sìn Hồ", "đang có hiệu lực"]);
        assert!(!by_number.contains(national_id), "the number is masked:\n{by_number}");
        let letter = ["--decision", number, "--decision-date", date, "--name", name, "--birth", birth];
        let by_letter = ended(0, self.call(&[&["find"][..], &letter].concat())).out;
        says(&by_letter, &["1. ", "SAME_DECISION", "SAME_NAME", "SAME_BIRTH"]);
        let other = ["find", "--national-id", national_id, "--name", "Người Khác"];
        says(&ended(0, self.call(&other)).out, &["SAME_NATIONAL_ID", "OTHER_NAME"]);
        says(&ended(1, self.call(&["find", "--national-id", "000000001"])).out, &["Không có ai phù hợp"]);
        let [one, two] = [by_number, by_letter].map(|said| {
            let line = said.lines().find_map(|line| line.trim().strip_prefix("--nomination "));
            line.unwrap().to_owned()
        });
        assert_eq!(one, two, "both ways lead to one nomination");
        one
    }

    /// A wrong class is refused in words, the right one is recorded once, however often it is sent.
    pub(crate) fn reports_the_enrollment(&self, person: &Sent, nomination: &str) {
        let who = ["--student-code", STUDENT, "--name", &person.name, "--birth", &person.birth];
        let how = ["--nomination", nomination, "--begun-on", "2021-12-27", "--class"];
        let enroll =
            |before: &[&str], class| self.call(&[before, &["enroll"][..], &who, &how, &[class]].concat());
        let refused = ended(65, enroll(&[], "KHONG-CO")).out;
        says(&refused, &["LT21-0815: REFUSED", "[CLASS_NOT_FOUND] items[0].class_code: Không có lớp"]);
        let first = ended(0, enroll(&[], "DHTH21A"));
        says(&first.out, &["LT21-0815: APPLIED ", " lần 1\n"]);
        let id = first.err.lines().find_map(|line| line.strip_prefix("--request-id ")).unwrap();
        let again = ended(0, enroll(&["--request-id", id], "DHTH21A")).out;
        assert_eq!(again.trim_end(), format!("{} (đã trả lời trước đây)", first.out.trim_end()));
        let anew = ended(0, enroll(&[], "DHTH21A")).out;
        says(&anew, &["LT21-0815: UNCHANGED ", " lần 1\n"]);
        let found = ended(0, self.call(&["find", "--national-id", &person.national_id])).out;
        says(&found, &["ALREADY_ENROLLED"]);
    }

    /// A correction is a call of its own.
    pub(crate) fn corrects_the_first_day(&self) {
        let right = ["--begun-on", "2021-12-28", "--reason", "Ghi nhầm ngày nhập học"];
        let corrected = self.call(&[&["correct", "--student-code", STUDENT][..], &right].concat());
        says(&ended(0, corrected).out, &["LT21-0815: APPLIED ", " lần 2\n"]);
    }

    /// So is a reversal; the nominee is free again.
    pub(crate) fn takes_the_enrollment_back(&self, person: &Sent) {
        let reverse = ["reverse", "--student-code", STUDENT, "--reason", "Nhập nhầm người"];
        says(&ended(0, self.call(&reverse)).out, &["LT21-0815: APPLIED ", " lần 3\n"]);
        let found = ended(0, self.call(&["find", "--national-id", &person.national_id])).out;
        assert!(!found.contains("ALREADY_ENROLLED"), "{found}");
    }
}
