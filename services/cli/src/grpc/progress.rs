//! `lienthong progress`, `watch`, `breaks`: asking the coordinator.

pub(crate) mod breaks_text;
pub(crate) mod json;
mod moment;
pub(crate) mod text;

use crate::args::{BreaksArgs, Language, OutputFormat, ProgressArgs};
use crate::exit::{Exit, call_failed, out};
use crate::reach::{self, Reached};
use contracts::pb::progress::v1 as pb;
use contracts::pb::progress::v1::progress_service_client::ProgressServiceClient;
use runtime::client::Connection;
use tonic::{Code, Status};

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

/// `lienthong progress`.
pub(crate) async fn progress(args: ProgressArgs) -> Exit {
    let (cutoff, as_of) = match (moment::cutoff(&args.cutoff), moment::as_of(args.as_of.as_deref())) {
        (Ok(cutoff), Ok(as_of)) => (cutoff, as_of),
        (Err(exit), _) | (_, Err(exit)) => return exit,
    };
    let Reached { connection, url } = match reach::coordinator(&args.reach) {
        Ok(reached) => reached,
        Err(exit) => return exit,
    };
    let request = pb::GetProgressRequest {
        plan_id: args.plan.clone(),
        cutoff,
        as_of,
        at_least: Vec::new(),
        with_names: args.names,
    };
    match get(connection, request).await {
        Ok(progress) => out(&render(&progress, args.format, args.lang)),
        Err(status) => asked_wrongly(&url, &args.plan, &status),
    }
}

/// Tells a failure of a question: a plan or a date that the coordinator does not know is the caller's, as any wrong call.
fn asked_wrongly(url: &str, plan: &str, status: &Status) -> Exit {
    let exit = call_failed(url, status);
    match status.code() {
        Code::NotFound if !plan.is_empty() => {
            eprintln!(
                "--plan {plan:?}: ghi mã kế hoạch như LC-2021, hoặc bỏ --plan để lấy kế hoạch mới nhất"
            );
            eprintln!(
                "--plan {plan:?}: write a plan's id such as LC-2021, or leave --plan out for the newest"
            );
            Exit::WrongCall
        }
        Code::InvalidArgument => Exit::WrongCall,
        _ => exit,
    }
}

/// `lienthong watch`: prints the table whenever it changes, until Ctrl-C; as JSON one document per line.
pub(crate) async fn watch(args: ProgressArgs) -> Exit {
    let cutoff = match moment::cutoff(&args.cutoff) {
        Ok(cutoff) => cutoff,
        Err(exit) => return exit,
    };
    if args.as_of.is_some() {
        eprintln!("watch theo dõi hiện tại nên không nhận --as-of; dùng lienthong progress --as-of …");
        eprintln!("watch follows the present and takes no --as-of; use lienthong progress --as-of …");
        return Exit::WrongCall;
    }
    let Reached { connection, url } = match reach::coordinator(&args.reach) {
        Ok(reached) => reached,
        Err(exit) => return exit,
    };
    let request = pb::WatchProgressRequest { plan_id: args.plan.clone(), cutoff, with_names: args.names };
    let mut tables = match client(connection).watch_progress(request).await {
        Ok(answer) => answer.into_inner(),
        Err(status) => return asked_wrongly(&url, &args.plan, &status),
    };
    loop {
        let message = tokio::select! {
            message = tables.message() => message,
            _ = tokio::signal::ctrl_c() => return Exit::Done,
        };
        match message {
            Ok(Some(pb::WatchProgressResponse { progress: Some(progress) })) => {
                let written = out(&match args.format {
                    OutputFormat::Json => json::line(&progress),
                    OutputFormat::Table => format!("{}\n", text::table(&progress, args.lang)),
                });
                if written != Exit::Done {
                    return written;
                }
            }
            Ok(Some(_)) => {}
            Ok(None) => return Exit::Done,
            Err(status) => return asked_wrongly(&url, &args.plan, &status),
        }
    }
}

/// All pages of the open breaks.
pub(crate) async fn all_breaks(connection: Connection, plan_id: &str) -> Result<Vec<pb::Break>, Status> {
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
    let Reached { connection, url } = match reach::coordinator(&args.reach) {
        Ok(reached) => reached,
        Err(exit) => return exit,
    };
    match all_breaks(connection, &args.plan).await {
        Ok(breaks) => out(&match args.format {
            OutputFormat::Json => json::breaks(&breaks) + "\n",
            OutputFormat::Table => breaks_text::all(&breaks, args.lang),
        }),
        Err(status) => asked_wrongly(&url, &args.plan, &status),
    }
}
