//! `lienthong training put`: a college's programmes and classes, from one readable file.

use super::act::{Desk, ITEMS, Report};
use super::plan::unreadable;
use crate::args::{ActArgs, TrainingArgs};
use crate::exit::Exit;
use contracts::pb::training::v1 as pb;
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use contracts::pb::types::v1::{Degree, Level, StudyForm};
use domain::vocabulary::StudyForm as Form;
use rehearsal::files::classes::ClassesFile;
use std::path::Path;

/// `lienthong training …`.
pub(super) async fn training(args: TrainingArgs) -> Result<Exit, Exit> {
    match args {
        TrainingArgs::Put { file, act } => put(&file, &act).await,
    }
}

/// The programmes of a file as the wire has them.
pub(super) fn programmes(file: &ClassesFile) -> Vec<pb::ProgrammeItem> {
    let item = |programme: &rehearsal::files::classes::ProgrammeEntry| pb::ProgrammeItem {
        code: programme.code.clone(),
        name: programme.name.clone(),
        level: Level::from(programme.level).into(),
        degree: Degree::from(programme.degree).into(),
        study_form: StudyForm::from(Form::from(programme.study_form)).into(),
        awarding_institution: programme.awarding_institution.clone(),
        credits: programme.credits,
    };
    file.programmes.iter().map(item).collect()
}

/// The classes of a file as the wire has them.
pub(super) fn classes(file: &ClassesFile) -> Vec<pb::ClassItem> {
    let item = |class: &rehearsal::files::classes::ClassEntry| pb::ClassItem {
        code: class.code.clone(),
        programme_code: class.programme.clone(),
        capacity: class.capacity,
        starts_on: class.starts_on.to_string(),
    };
    file.classes.iter().map(item).collect()
}

async fn put(path: &Path, act: &ActArgs) -> Result<Exit, Exit> {
    let file = ClassesFile::load(path).map_err(|error| unreadable(&error))?;
    let desk = Desk::open("training", act)?;
    let mut client = TrainingServiceClient::new(desk.connection.clone());
    let mut report = Report::next(
        "nhập danh sách nhập học: lienthong import enrollments … (biểu mẫu: lienthong template enrollments)",
        "enter who enrolled: lienthong import enrollments … (the form: lienthong template enrollments)",
    );
    let mut calls = 0;
    for items in programmes(&file).chunks(ITEMS) {
        let request = pb::PushProgrammesRequest {
            request_id: desk.part(calls),
            acted_by: desk.clerk.acted_by(),
            items: items.to_vec(),
        };
        let answer = desk.answered(client.push_programmes(request).await)?;
        let names = items.iter().map(|item| format!("chương trình / programme {}", item.code));
        report.take(names, answer.outcomes, answer.recorded.as_ref());
        calls += 1;
    }
    for items in classes(&file).chunks(ITEMS) {
        let request = pb::PushClassesRequest {
            request_id: desk.part(calls),
            acted_by: desk.clerk.acted_by(),
            items: items.to_vec(),
        };
        let answer = desk.answered(client.push_classes(request).await)?;
        let names = items.iter().map(|item| format!("lớp / class {}", item.code));
        report.take(names, answer.outcomes, answer.recorded.as_ref());
        calls += 1;
    }
    Ok(desk.report(&report))
}
