//! What is read of persons; every answer leaves a trace before it is given (Inv 11).

use super::training::{FIND_NOMINEE, LIST_ENROLLMENTS};
use crate::nominee::{Candidate, search};
use crate::view::{Books, CollegeView, Found};
use contracts::page::{PageQuery, page_size};
use contracts::pb::training::v1 as pb;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{self, FindNomineeInput, show};
use domain::ids::{AgencyId, RecordId, RecordKey};
use domain::record::Class;
use exchange::node::Node;
use exchange::registry::HasRegistry;
use runtime::identity::Identity;

/// Candidates for the person before the clerk.
pub(super) async fn find_nominee(
    node: &Node<CollegeView>,
    reader: &Identity,
    request: pb::FindNomineeRequest,
) -> Result<pb::FindNomineeResponse, Refusal> {
    let input: FindNomineeInput = wire::whole(request)?;
    let view = node.ledger.read().await;
    let found = search(view.nominations(), view.books(node.ledger.agency()), &input);
    let records: Vec<_> = found.iter().map(|candidate| candidate.key.record.to_string()).collect();
    let candidates: Vec<_> = found.into_iter().map(|candidate| shown(node, &view, candidate)).collect();
    drop(view);
    let subject = format!("by {}; nominations {}", asked(&input).join(" "), records.join(" "));
    let count = u64::try_from(candidates.len()).unwrap_or(u64::MAX);
    node.trace_read(reader, FIND_NOMINEE, count, subject).await?;
    Ok(pb::FindNomineeResponse { candidates })
}

fn shown(node: &Node<CollegeView>, view: &CollegeView, candidate: Candidate<'_>) -> pb::Nominee {
    let Candidate { key, nomination, reasons } = candidate;
    let district = view.registry().agency(&node.anchor, key.agency);
    show::nominee(&show::Candidate {
        key,
        nomination,
        district: district.map_or("", |agency| agency.name()),
        reasons,
    })
}

/// By what was asked; never the values.
fn asked(input: &FindNomineeInput) -> Vec<&'static str> {
    let given = [
        (input.national_id.is_some(), "national_id"),
        (!input.full_name.is_empty(), "full_name"),
        (input.birth.is_some(), "birth"),
        (!input.decision_number.is_empty(), "decision_number"),
        (input.decision_date.is_some(), "decision_date"),
    ];
    given.into_iter().filter(|(given, _)| *given).map(|(_, name)| name).collect()
}

/// A page of enrollments, ascending by student code. The token names the learner's record, never the code.
pub(super) async fn enrollments(
    node: &Node<CollegeView>,
    reader: &Identity,
    request: &pb::ListEnrollmentsRequest,
) -> Result<pb::ListEnrollmentsResponse, Refusal> {
    let query = PageQuery::new("ListEnrollments", &[]);
    let rows = page_size(request.page_size)?;
    let after = query.after(&request.page_token)?;
    let own = node.ledger.agency();
    let view = node.ledger.read().await;
    let page = match view.books(own) {
        Some(books) => page(books, own, after.as_deref(), rows)?,
        None => Page::default(),
    };
    drop(view);
    let from = page.first.map_or_else(String::new, |record| record.to_string());
    let count = u64::try_from(page.enrollments.len()).unwrap_or(u64::MAX);
    node.trace_read(reader, LIST_ENROLLMENTS, count, format!("{count} enrollments from learner {from}"))
        .await?;
    Ok(pb::ListEnrollmentsResponse {
        enrollments: page.enrollments,
        next_page_token: page.next.map_or_else(String::new, |record| query.token(record.0.as_bytes())),
    })
}

/// A page of classes, ascending by code. Nothing of it is personal.
pub(super) async fn classes(
    node: &Node<CollegeView>,
    request: &pb::ListClassesRequest,
) -> Result<pb::ListClassesResponse, Refusal> {
    let query = PageQuery::new("ListClasses", &[]);
    let rows = page_size(request.page_size)?;
    let after = query.after(&request.page_token)?;
    let view = node.ledger.read().await;
    let Some(books) = view.books(node.ledger.agency()) else {
        return Ok(pb::ListClassesResponse::default());
    };
    let invalid = || Refusal::new(Reason::InvalidPageToken).at("page_token");
    let class_of = |token: &[u8]| books.class_record(RecordId(uuid::Uuid::from_slice(token).ok()?));
    let after = match after {
        None => "",
        Some(token) => class_of(&token).ok_or_else(invalid)?.code.as_str(),
    };
    let mut found = books.classes_after(after);
    let page: Vec<_> = found.by_ref().take(rows).collect();
    let last = page.last().filter(|_| found.next().is_some());
    let next_page_token = last.map_or_else(String::new, |class| query.token(class.record.0.as_bytes()));
    let class = |class: &Found<'_, Class>| {
        let programme = books.programme_record(class.state.programme.record);
        show::class(class.state, programme, books.learners_in(class.record))
    };
    Ok(pb::ListClassesResponse { classes: page.iter().map(class).collect(), next_page_token })
}

#[derive(Default)]
struct Page {
    enrollments: Vec<pb::Enrollment>,
    first: Option<RecordId>,
    /// The last learner of the page, when there are more.
    next: Option<RecordId>,
}

fn page(books: &Books, own: AgencyId, after: Option<&[u8]>, rows: usize) -> Result<Page, Refusal> {
    let after = match after {
        None => "",
        Some(bytes) => {
            code_of(books, bytes).ok_or_else(|| Refusal::new(Reason::InvalidPageToken).at("page_token"))?
        }
    };
    let mut page = Page::default();
    let mut last = None;
    for (_, learner) in books.learners_after(after) {
        let found = books.enrollment_of(learner).or_else(|| books.reversed_of(learner));
        let Some(found) = found else { continue };
        if page.enrollments.len() == rows {
            page.next = last;
            break;
        }
        let class = books.class_record(found.state.class.record);
        let diploma = books.completion_of(found.record).filter(|results| !results.state.void);
        let number = diploma.and_then(|results| results.state.diploma.as_ref());
        let key = RecordKey { agency: own, record: found.record };
        page.enrollments.push(show::enrollment(
            key,
            found.revision,
            found.state,
            class.map_or("", |class| class.code.as_str()),
            number.map_or("", |diploma| diploma.number.as_str()),
        ));
        page.first = page.first.or(Some(learner));
        last = Some(learner);
    }
    Ok(page)
}

/// The student code of the learner that a token names.
fn code_of<'a>(books: &'a Books, token: &[u8]) -> Option<&'a str> {
    let record = RecordId(uuid::Uuid::from_slice(token).ok()?);
    let learner = books.learner_record(record)?;
    learner.person.as_ref().map(|person| person.student_code.as_str())
}
