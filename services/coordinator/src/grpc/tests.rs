//! The coordinator's services: what they refuse, how lists are paged, how a stream ends, what a slow reader can do.

mod names;
mod slow;
mod station;
mod stopped;

use super::ProgressHandler;
use contracts::page::PageQuery;
use contracts::pb::progress::v1 as pb;
use contracts::pb::progress::v1::progress_service_server::ProgressService;
use domain::picture::breaks::BreakKind;
use runtime::identity::Identity;
use station::{COORDINATOR, NOW, Station};
use tokio_stream::StreamExt;
use tonic::{Code, Request, Status};
use tonic_types::StatusExt;

/// A request of somebody who looks at figures.
fn by_reader<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(Identity::Reader { agency: COORDINATOR, name: "dashboard".to_owned() });
    request
}

/// Code, reason and the field that is named first.
fn refused(status: &Status) -> (Code, String, String) {
    let details = status.get_error_details();
    let field = details.bad_request().and_then(|bad| Some(bad.field_violations.first()?.field.clone()));
    let reason = details.error_info().map(|info| info.reason.clone());
    (status.code(), reason.unwrap_or_default(), field.unwrap_or_default())
}

fn refusal(code: Code, reason: &str, field: &str) -> (Code, String, String) {
    (code, reason.to_owned(), field.to_owned())
}

fn table(plan_id: &str, cutoff: &str, as_of: i64) -> Request<pb::GetProgressRequest> {
    let (plan_id, cutoff) = (plan_id.to_owned(), cutoff.to_owned());
    by_reader(pb::GetProgressRequest { plan_id, cutoff, as_of, ..Default::default() })
}

#[tokio::test]
async fn an_instant_before_any_plan_is_refused_with_the_plans_and_their_beginning() {
    let handler = Station::new().await.handler();
    for plan_id in ["", "LC-2021"] {
        let status = handler.get_progress(table(plan_id, "", NOW.0 - 1)).await.unwrap_err();
        assert_eq!(refused(&status).1, "PLAN_NOT_YET_KNOWN");
        assert_eq!(status.code(), Code::NotFound);
        let info = status.get_error_details().error_info().cloned().unwrap();
        assert_eq!(
            info.metadata.get("plans").map(String::as_str),
            Some("LC-2021 (2021-02-01T07:00:00+07:00)")
        );
        assert_eq!(info.metadata.get("as_of").map(String::as_str), Some("2021-02-01T06:59:59+07:00"));
        assert_eq!(info.metadata.get("plan_id").map_or("", String::as_str), plan_id);
        assert!(handler.get_progress(table(plan_id, "", NOW.0)).await.is_ok());
    }
    let status = handler.get_progress(table("LC-2099", "", 0)).await.unwrap_err();
    assert_eq!((status.code(), refused(&status).1.as_str()), (Code::NotFound, "PLAN_NOT_FOUND"));
    // Where no plan was ever received, none is named.
    let status = Station::empty().await.handler().get_progress(table("", "", 0)).await.unwrap_err();
    let info = status.get_error_details().error_info().cloned().unwrap();
    assert_eq!((info.reason.as_str(), info.metadata.get("plans")), ("PLAN_NOT_YET_KNOWN", None));
}

#[tokio::test]
async fn a_cut_off_that_is_no_legal_date_is_refused_at_its_field() {
    let handler = Station::new().await.handler();
    for bad in ["31/12/2021", "2021-02-29", "2021-1-1", "2021", "hôm nay"] {
        let expected = refusal(Code::InvalidArgument, "INVALID_VALUE", "cutoff");
        let status = handler.get_progress(table("", bad, 0)).await.unwrap_err();
        assert_eq!(refused(&status), expected, "{bad}");
        let watch = by_reader(pb::WatchProgressRequest { cutoff: bad.to_owned(), ..Default::default() });
        let status = handler.watch_progress(watch).await.err().unwrap();
        assert_eq!(refused(&status), expected, "{bad}");
    }
    let status = handler.get_progress(table("", "", -1)).await.unwrap_err();
    assert_eq!(refused(&status), refusal(Code::InvalidArgument, "INVALID_VALUE", "as_of"));
    let long = by_reader(pb::ListBreaksRequest {
        plan_id: "x".repeat(500),
        page_size: 0,
        page_token: String::new(),
    });
    let status = handler.list_breaks(long).await.unwrap_err();
    assert_eq!(refused(&status), refusal(Code::InvalidArgument, "INVALID_VALUE", "plan_id"));
}

async fn page(handler: &ProgressHandler, size: i32, token: &str) -> Result<pb::ListBreaksResponse, Status> {
    let page_token = token.to_owned();
    let request = pb::ListBreaksRequest { plan_id: String::new(), page_size: size, page_token };
    handler.list_breaks(by_reader(request)).await.map(tonic::Response::into_inner)
}

#[tokio::test]
async fn breaks_come_in_pages_and_a_token_that_was_tampered_with_is_refused() {
    const RPC: &str = "lienthong.progress.v1.ProgressService/ListBreaks";
    let station = Station::new().await;
    for code in [105, 106, 107] {
        station.stop_journal(code).await;
    }
    let handler = station.handler();
    let first = page(&handler, 2, "").await.unwrap();
    let second = page(&handler, 2, &first.next_page_token).await.unwrap();
    assert_eq!((first.breaks.len(), second.breaks.len(), second.next_page_token.as_str()), (2, 1, ""));
    let all: Vec<_> = first.breaks.iter().chain(&second.breaks).map(|open| (&open.kind, &open.id)).collect();
    assert!(all.is_sorted() && all.iter().all(|(kind, _)| *kind == BreakKind::JournalForked.code()));
    let query = PageQuery::new(RPC, &[""]);
    let id = "ab".repeat(32);
    let places = [
        String::new(),
        "zzzz".to_owned(),
        "DOUBLE_CLAIM".to_owned(),
        format!("NO_SUCH_KIND {id}"),
        format!("DOUBLE_CLAIM {}", &id[1..]),
        format!("DOUBLE_CLAIM {}", id.to_uppercase()),
        format!("DOUBLE_CLAIM {id} "),
    ];
    let mut tokens: Vec<String> = places.iter().map(|place| query.token(place.as_bytes())).collect();
    tokens.push(query.token(&[0xff, 0xfe]));
    tokens.push(PageQuery::new(RPC, &["LC-2021"]).token(format!("DOUBLE_CLAIM {id}").as_bytes()));
    tokens.push(first.next_page_token[1..].to_owned());
    tokens.push(format!("{}A", first.next_page_token));
    for token in tokens {
        let status = page(&handler, 2, &token).await.unwrap_err();
        let expected = refusal(Code::InvalidArgument, "INVALID_PAGE_TOKEN", "page_token");
        assert_eq!(refused(&status), expected, "{token}");
    }
    let status = page(&handler, -1, "").await.unwrap_err();
    assert_eq!(refused(&status), refusal(Code::InvalidArgument, "INVALID_VALUE", "page_size"));
}

#[tokio::test]
async fn a_stopping_coordinator_ends_streams_with_words_of_its_own() {
    for has_read in [true, false] {
        let station = Station::new().await;
        let watch = by_reader(pb::WatchProgressRequest::default());
        let mut tables = station.handler().watch_progress(watch).await.unwrap().into_inner();
        if has_read {
            assert!(tables.next().await.unwrap().is_ok());
        }
        station.shutdown.cancel();
        // Whoever has not read yet may find the table before the end.
        let end = loop {
            match tables.next().await.unwrap() {
                Ok(_) => assert!(!has_read, "no second table"),
                Err(status) => break status,
            }
        };
        assert_eq!(refused(&end), refusal(Code::Unavailable, "SHUTTING_DOWN", ""));
        assert!(tables.next().await.is_none());
    }
}
