//! Acts that are not workbooks: the plan, drawing and freezing scope lists, classes, a ruling.

use super::stage::Stage;
use super::{DemoError, tell};
use crate::grpc::import::{Clerk, request_id};
use crate::grpc::progress::text::level;
use crate::grpc::{plan, ruling, scope, training};
use contracts::pb::plan::v1 as plan_pb;
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use contracts::pb::progress::v1 as progress_pb;
use contracts::pb::roster::v1 as roster_pb;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::training::v1 as training_pb;
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use contracts::pb::types::v1::{ItemOutcome, OutcomeCode, RecordRef};
use rehearsal::files::acts::{FreezeFile, RulingFile, RulingPerson, RulingVerdict};
use rehearsal::files::classes::ClassesFile;
use rehearsal::files::manifest::{COLLEGE, DEPARTMENT};
use rehearsal::plan_file::PlanFile;
use std::path::Path;

/// Reads a file for its request id: the same file gives the same id.
fn id(kind: &str, file: &Path) -> Result<String, DemoError> {
    let bytes = std::fs::read(file).map_err(|error| DemoError::file(file, &error))?;
    Ok(request_id(kind, &[&bytes], 0))
}

/// An outcome that was refused ends the play: these files are made to be accepted.
fn accepted<'a>(what: &str, outcomes: impl IntoIterator<Item = &'a ItemOutcome>) -> Result<(), DemoError> {
    let refused = outcomes.into_iter().find(|outcome| outcome.code() == OutcomeCode::Refused);
    refused.map_or(Ok(()), |outcome| {
        let problem = outcome.problems.first().cloned().unwrap_or_default();
        let words =
            format!("{} / {} [{} {}]", problem.text_vi, problem.text_en, problem.reason, problem.field);
        Err(DemoError::Call(what.to_owned(), words))
    })
}

/// The department enters and issues the plan; gives its id.
pub(super) async fn issue(stage: &Stage, clerk: &Clerk, file: &Path) -> Result<String, DemoError> {
    let plan = PlanFile::load(file)?;
    let request = plan_pb::PutPlanRequest {
        request_id: id("plan", file)?,
        acted_by: clerk.acted_by(),
        plan: Some(plan::message(&plan, true)),
    };
    let answer = PlanServiceClient::new(stage.office(DEPARTMENT)?).put_plan(request).await;
    let answer = answer.map_err(|status| DemoError::call("PutPlan", &status))?.into_inner();
    accepted("PutPlan", answer.outcome.iter())?;
    tell(stage.lang, &format!("  Kế hoạch {} ban hành", plan.id), &format!("  Plan {} issued", plan.id));
    Ok(plan.id)
}

/// A district judges its teachers and draws the scope lists of a plan.
pub(super) async fn draw(
    stage: &Stage,
    clerk: &Clerk,
    district: &str,
    plan_id: &str,
) -> Result<(), DemoError> {
    let request = roster_pb::DrawScopeListsRequest {
        request_id: format!("draw-{plan_id}-{district}"),
        acted_by: clerk.acted_by(),
        plan_id: plan_id.to_owned(),
        redraw_reason: String::new(),
    };
    let answer = scope::draw_lists(stage.office(district)?, request).await;
    let answer = answer.map_err(|status| DemoError::call("DrawScopeLists", &status))?.into_inner();
    let numbers = answer.lists.iter().map(|list| {
        let level = level(list.level, stage.lang);
        format!("{level} {}/{}", list.in_scope, list.teachers)
    });
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    tell(
        stage.lang,
        &format!("  Huyện {district}, người thuộc đối tượng trên số giáo viên: {numbers}"),
        &format!("  District {district}, in scope / teachers: {numbers}"),
    );
    Ok(())
}

/// The department freezes the lists of some districts; gives their codes.
pub(super) async fn freeze(stage: &Stage, clerk: &Clerk, file: &Path) -> Result<Vec<String>, DemoError> {
    let freeze = FreezeFile::load(file)?;
    let codes = freeze.districts.join(", ");
    let request = plan_pb::FreezeScopeRequest {
        request_id: id("freeze", file)?,
        acted_by: clerk.acted_by(),
        plan_id: freeze.plan,
        district_codes: freeze.districts.clone(),
        document: freeze.document,
        refreeze_reason: String::new(),
    };
    let answer = scope::freeze_lists(stage.office(DEPARTMENT)?, request).await;
    let answer = answer.map_err(|status| DemoError::call("FreezeScope", &status))?.into_inner();
    accepted("FreezeScope", &answer.outcomes)?;
    tell(
        stage.lang,
        &format!("  Đã chốt danh sách của các huyện {codes}"),
        &format!("  Lists frozen of the districts {codes}"),
    );
    Ok(freeze.districts)
}

/// The college enters its programmes and classes.
pub(super) async fn classes(stage: &Stage, clerk: &Clerk, file: &Path) -> Result<(), DemoError> {
    let classes = ClassesFile::load(file)?;
    let request = training_pb::PushProgrammesRequest {
        request_id: id("programmes", file)?,
        acted_by: clerk.acted_by(),
        items: training::programmes(&classes),
    };
    let mut client = TrainingServiceClient::new(stage.office(COLLEGE)?);
    let answer = client.push_programmes(request).await;
    let answer = answer.map_err(|status| DemoError::call("PushProgrammes", &status))?.into_inner();
    accepted("PushProgrammes", &answer.outcomes)?;
    let request = training_pb::PushClassesRequest {
        request_id: id("classes", file)?,
        acted_by: clerk.acted_by(),
        items: training::classes(&classes),
    };
    let answer = client.push_classes(request).await;
    let answer = answer.map_err(|status| DemoError::call("PushClasses", &status))?.into_inner();
    accepted("PushClasses", &answer.outcomes)?;
    let (programmes, count) = (classes.programmes.len(), classes.classes.len());
    tell(
        stage.lang,
        &format!("  {programmes} chương trình, {count} lớp"),
        &format!("  {programmes} programmes, {count} classes"),
    );
    Ok(())
}

/// The record of a teacher in a district's node.
async fn record(stage: &Stage, person: &RulingPerson) -> Result<RecordRef, DemoError> {
    let request =
        roster_pb::ListTeachersRequest { codes: vec![person.teacher_code.clone()], ..Default::default() };
    let answer = RosterServiceClient::new(stage.office(&person.district)?).list_teachers(request).await;
    let answer = answer.map_err(|status| DemoError::call("ListTeachers", &status))?.into_inner();
    let found = answer.teachers.into_iter().find_map(|teacher| teacher.record);
    found.ok_or_else(|| {
        DemoError::Stuck(format!("{} {}: không có / not there", person.district, person.teacher_code))
    })
}

/// The department settles a double claim that the coordinator shows; one that is settled already stays so.
pub(super) async fn rule(stage: &Stage, clerk: &Clerk, file: &Path) -> Result<(), DemoError> {
    let ruling = RulingFile::load(file)?;
    let mut persons = Vec::new();
    for person in &ruling.persons {
        persons.push(record(stage, person).await?);
    }
    let progress = super::final_table(stage).await?;
    let about = |open: &&progress_pb::Break| {
        open.kind == "DOUBLE_CLAIM" && persons.iter().all(|person| open.records.contains(person))
    };
    let Some(open) = progress.breaks.iter().find(about) else {
        tell(stage.lang, "  Vụ này đã kết luận", "  This case is settled already");
        return Ok(());
    };
    let same_person = ruling.verdict == RulingVerdict::SamePerson;
    let item = plan_pb::RulingItem {
        break_id: open.id.clone(),
        counts_in: if same_person { persons.first().cloned() } else { None },
        persons,
        same_person,
        document: ruling.document,
        reason: ruling.reason,
    };
    let request = plan_pb::RecordRulingsRequest {
        request_id: id("ruling", file)?,
        acted_by: clerk.acted_by(),
        items: vec![item],
    };
    let answer = ruling::record(stage.office(DEPARTMENT)?, request).await;
    let answer = answer.map_err(|status| DemoError::call("RecordRulings", &status))?.into_inner();
    accepted("RecordRulings", &answer.outcomes)?;
    tell(stage.lang, "  Đã kết luận vụ khai hai nơi", "  The double claim is settled");
    Ok(())
}
