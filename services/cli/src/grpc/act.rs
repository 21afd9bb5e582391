//! What every verb shares: the way to the own node, the request id, pages, and the words about what was recorded.

use crate::args::{ActArgs, OutputFormat, ReachArgs};
use crate::exit::{Exit, call_failed, out};
use crate::grpc::import::Clerk;
use crate::reach::{self, Reached};
use contracts::pb::types::v1 as pb;
use journal::ids::{Entropy as _, OsEntropy};
use runtime::client::Connection;
use serde_json::{Value, json};
use tonic::Status;

/// Rows of one page.
pub(crate) const PAGE: i32 = 500;
/// Items of one call.
pub(crate) const ITEMS: usize = 200;

/// A clerk at a node.
#[derive(Debug)]
pub(crate) struct Desk {
    /// The way to the node.
    pub(crate) connection: Connection,
    /// Where it leads, for messages.
    pub(crate) url: String,
    /// Who acts.
    pub(crate) clerk: Clerk,
    /// Id of the request of this run.
    pub(crate) request_id: String,
    format: OutputFormat,
}

impl Desk {
    /// The desk of a verb; without an id from the caller the request gets one of its own.
    ///
    /// # Errors
    /// The exit with which the command ends; what is wrong was told.
    pub(crate) fn open(verb: &str, args: &ActArgs) -> Result<Self, Exit> {
        let clerk = Clerk::named(&args.by, &args.office)?;
        let ask = ReachArgs { node: args.node.clone(), caller: args.caller.clone(), url: args.url.clone() };
        let Reached { connection, url } = own_node(&ask)?;
        let fresh = || format!("{verb}-{}", hex::encode(OsEntropy.bytes16()));
        Ok(Self {
            connection,
            url,
            clerk,
            request_id: args.request_id.clone().unwrap_or_else(fresh),
            format: args.format,
        })
    }

    /// Id of the request of a part, where the items of a run need several calls.
    pub(crate) fn part(&self, at: usize) -> String {
        if at == 0 { self.request_id.clone() } else { format!("{}-{at}", self.request_id) }
    }

    /// What the node answered; a refusal of the whole call is told.
    ///
    /// # Errors
    /// The exit with which the command ends.
    pub(crate) fn answered<T>(&self, answer: Result<tonic::Response<T>, Status>) -> Result<T, Exit> {
        answer.map(tonic::Response::into_inner).map_err(|status| {
            let exit = call_failed(&self.url, &status);
            if exit == Exit::Unavailable {
                let id = &self.request_id;
                eprintln!("Không biết nút đã ghi chưa: chạy lại với --request-id {id} là an toàn, không ghi hai lần.");
                eprintln!("Whether the node recorded it is not known: run again with --request-id {id}, nothing is recorded twice.");
            }
            exit
        })
    }

    /// Tells what became of the items and what comes next.
    pub(crate) fn report(&self, report: &Report) -> Exit {
        let written = match self.format {
            OutputFormat::Json => out(&format!("{:#}\n", report.json(&self.request_id))),
            OutputFormat::Table => report.tell(),
        };
        if written != Exit::Done {
            return written;
        }
        if report.refused() == 0 { Exit::Done } else { Exit::BadData }
    }
}

/// The own node of a directory: at `--url`, else where its config says.
///
/// # Errors
/// The exit with which the command ends; what is wrong was told.
pub(crate) fn own_node(args: &ReachArgs) -> Result<Reached, Exit> {
    let url = args.url.clone().map_or_else(|| reach::own_url(&args.node), Ok)?;
    reach::connect(&args.node, &args.caller, url)
}

/// All pages of a list.
pub(crate) async fn pages<T>(
    mut page: impl AsyncFnMut(String) -> Result<(Vec<T>, String), Status>,
) -> Result<Vec<T>, Status> {
    let (mut all, mut token) = (Vec::new(), String::new());
    loop {
        let (rows, next) = page(token).await?;
        all.extend(rows);
        if next.is_empty() {
            return Ok(all);
        }
        token = next;
    }
}

/// What a call did, item by item, and what comes next.
#[derive(Debug, Default)]
pub(crate) struct Report {
    items: Vec<(String, pb::ItemOutcome)>,
    repeated: bool,
    next: (String, String),
}

impl Report {
    /// A report whose last line says what comes next, Vietnamese and English.
    pub(crate) fn next(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { next: (vi.into(), en.into()), ..Self::default() }
    }

    /// Takes the outcomes of one call, each with the words for what it is about.
    pub(crate) fn take(
        &mut self,
        subjects: impl IntoIterator<Item = String>,
        outcomes: impl IntoIterator<Item = pb::ItemOutcome>,
        recorded: Option<&pb::Recorded>,
    ) {
        self.items.extend(subjects.into_iter().zip(outcomes));
        self.repeated |= recorded.is_some_and(|recorded| recorded.repeated);
    }

    /// Items refused.
    pub(crate) fn refused(&self) -> usize {
        self.count(pb::OutcomeCode::Refused)
    }

    /// Whether every refusal has this reason, and something was done.
    pub(crate) fn refused_only_for(&self, reason: &str) -> bool {
        let refused = self.items.iter().filter(|(_, outcome)| outcome.code() == pb::OutcomeCode::Refused);
        let mut reasons = refused.flat_map(|(_, outcome)| &outcome.problems);
        self.refused() < self.items.len() && reasons.all(|problem| problem.reason == reason)
    }

    fn count(&self, code: pb::OutcomeCode) -> usize {
        self.items.iter().filter(|(_, outcome)| outcome.code() == code).count()
    }

    fn tell(&self) -> Exit {
        let mut text = String::new();
        for (subject, outcome) in &self.items {
            match outcome.code() {
                pb::OutcomeCode::Applied => text.push_str(&format!("  {subject}: đã ghi / recorded\n")),
                pb::OutcomeCode::Unchanged => text.push_str(&format!("  {subject}: không đổi / unchanged\n")),
                pb::OutcomeCode::Refused | pb::OutcomeCode::Unspecified => {}
            }
            let note = if outcome.code() == pb::OutcomeCode::Refused { "" } else { "(lưu ý / note) " };
            for problem in &outcome.problems {
                let pb::Problem { reason, text_vi, text_en, .. } = problem;
                eprintln!("{note}{subject}: {text_vi} / {text_en} [{reason}]");
            }
        }
        let [done, same, refused] =
            [pb::OutcomeCode::Applied, pb::OutcomeCode::Unchanged, pb::OutcomeCode::Refused]
                .map(|code| self.count(code));
        let again = if self.repeated {
            " (yêu cầu đã được trả lời trước đây / answered before)"
        } else {
            ""
        };
        text.push_str(&format!(
            "Đã ghi / recorded {done}, không đổi / unchanged {same}, bị từ chối / refused {refused}{again}\n"
        ));
        if done + same > 0 && !self.next.0.is_empty() {
            text.push_str(&format!("Tiếp theo: {}\nNext: {}\n", self.next.0, self.next.1));
        }
        out(&text)
    }

    fn json(&self, request_id: &str) -> Value {
        let items = self.items.iter().map(|(subject, outcome)| {
            let problems = outcome.problems.iter().map(|problem| {
                json!({ "reason": problem.reason, "field": problem.field, "text_vi": problem.text_vi, "text_en": problem.text_en })
            });
            json!({
                "item": subject,
                "code": outcome.code().as_str_name().trim_start_matches("OUTCOME_CODE_"),
                "record": outcome.record_id,
                "revision": outcome.revision,
                "problems": problems.collect::<Vec<_>>(),
            })
        });
        json!({
            "request_id": request_id,
            "repeated": self.repeated,
            "items": items.collect::<Vec<_>>(),
            "next_vi": self.next.0,
            "next_en": self.next.1,
        })
    }
}

/// The domain's word behind a number of the wire.
pub(crate) fn word<Wire, Word>(number: i32) -> Option<Word>
where
    Wire: TryFrom<i32>,
    Word: TryFrom<Wire>,
{
    Word::try_from(Wire::try_from(number).ok()?).ok()
}
