//! `lienthong progress`, `watch`, `breaks`: asking the coordinator.

pub(crate) mod json;
pub(crate) mod text;

use crate::args::{BreaksArgs, Language, OutputFormat, ProgressArgs};
use crate::exit::{Exit, call_failed, failed, out};
use crate::reach;
use contracts::pb::progress::v1 as pb;
use contracts::pb::progress::v1::progress_service_client::ProgressServiceClient;
use domain::date::Instant;
use runtime::client::Connection;
use tonic::Status;

/// Largest answer taken.
const MAX_MESSAGE: usize = 16 * 1024 * 1024;

fn client(connection: Connection) -> ProgressServiceClient<Connection> {
    ProgressServiceClient::new(connection).max_decoding_message_size(MAX_MESSAGE)
}

/// Asks for one table.
pub(crate) async fn get(
    connection: Connection,
    request: pb::GetProgressRequest,
) -> Result<pb::Progress, Status> {
    let answer = client(connection).get_progress(request).await?.into_inner();
    answer.progress.ok_or_else(|| Status::internal("an answer without a table"))
}

/// Renders a table in the form asked for.
pub(crate) fn render(progress: &pb::Progress, format: OutputFormat, lang: Language) -> String {
    match format {
        OutputFormat::Json => json::document(progress),
        OutputFormat::Table => text::table(progress, lang),
    }
}

/// Reads `--as-of`: an instant with its offset, or a date (its end at +07:00).
fn instant(text: &str) -> Result<Instant, Exit> {
    if let Ok(date) = text.parse() {
        return Ok(Instant::end_of(date).plus_ms(-1));
    }
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|at| Instant(at.timestamp_millis()))
        .map_err(|error| failed(Exit::WrongCall, "Thời điểm không đúng dạng", "Not an instant", &error))
}

/// `lienthong progress`.
pub(crate) async fn progress(args: ProgressArgs) -> Exit {
    let as_of = match args.as_of.as_deref().map(instant).transpose() {
        Ok(as_of) => as_of.map_or(0, |at| at.0),
        Err(exit) => return exit,
    };
    let connection = match reach::coordinator(&args.reach) {
        Ok(connection) => connection,
        Err(exit) => return exit,
    };
    let request =
        pb::GetProgressRequest { plan_id: args.plan, cutoff: args.cutoff, as_of, at_least: Vec::new() };
    match get(connection, request).await {
        Ok(progress) => out(&render(&progress, args.format, args.lang)),
        Err(status) => call_failed(&status),
    }
}

/// `lienthong watch`: prints the table whenever it changes, until Ctrl-C.
pub(crate) async fn watch(args: ProgressArgs) -> Exit {
    let connection = match reach::coordinator(&args.reach) {
        Ok(connection) => connection,
        Err(exit) => return exit,
    };
    let request = pb::WatchProgressRequest { plan_id: args.plan, cutoff: args.cutoff };
    let mut tables = match client(connection).watch_progress(request).await {
        Ok(answer) => answer.into_inner(),
        Err(status) => return call_failed(&status),
    };
    loop {
        let message = tokio::select! {
            message = tables.message() => message,
            _ = tokio::signal::ctrl_c() => return Exit::Done,
        };
        match message {
            Ok(Some(pb::WatchProgressResponse { progress: Some(progress) })) => {
                let written = out(&format!("{}\n", render(&progress, args.format, args.lang)));
                if written != Exit::Done {
                    return written;
                }
            }
            Ok(Some(_)) => {}
            Ok(None) => return Exit::Done,
            Err(status) => return call_failed(&status),
        }
    }
}

/// All pages of the open breaks.
async fn all_breaks(connection: Connection, plan_id: &str) -> Result<Vec<pb::Break>, Status> {
    let mut client = client(connection);
    let (mut breaks, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListBreaksRequest { plan_id: plan_id.to_owned(), page_size: 500, page_token };
        let page = client.list_breaks(request).await?.into_inner();
        breaks.extend(page.breaks);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return Ok(breaks);
        }
    }
}

/// `lienthong breaks`.
pub(crate) async fn breaks(args: BreaksArgs) -> Exit {
    let connection = match reach::coordinator(&args.reach) {
        Ok(connection) => connection,
        Err(exit) => return exit,
    };
    match all_breaks(connection, &args.plan).await {
        Ok(breaks) => out(&match args.format {
            OutputFormat::Json => json::breaks(&breaks) + "\n",
            OutputFormat::Table => text::breaks(&breaks, args.lang),
        }),
        Err(status) => call_failed(&status),
    }
}
