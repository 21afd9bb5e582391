//! `lienthong import`: an office's file into its agency's node, in chunks whose request ids follow from their content, so
//! that the same file again changes nothing.

mod enrollments;
mod nominations;
mod results;
mod roster;
mod send;

pub(crate) use enrollments::enrollments;
pub(crate) use nominations::nominations;
pub(crate) use results::results;
pub(crate) use roster::roster;

use crate::args::{ImportArgs, ImportFile};
use crate::exit::{Exit, call_failed};
use crate::reach::{self, Reached};
use contracts::pb::types::v1 as pb;
use prost::Message;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use workbook::form::Reading;
use workbook::majors::Majors;
use workbook::problem::{Place, Problem};

/// Items of one call; a nomination may need four entries of the four hundred of a transaction, and what has no room in one
/// call goes into the next.
const CHUNK: usize = 100;

/// Who enters a file.
#[derive(Debug, Clone)]
pub(crate) struct Clerk {
    /// Name or user name.
    pub(crate) person: String,
    /// Office.
    pub(crate) office: String,
}

impl Clerk {
    /// The clerk of `--by` and `--office`.
    ///
    /// # Errors
    /// Wrong call; what is missing was told.
    pub(crate) fn named(by: &str, office: &str) -> Result<Self, Exit> {
        if by.trim().is_empty() || office.trim().is_empty() {
            eprintln!("--by và --office phải ghi tên người thực hiện và bộ phận: sổ giữ lại ai đã ghi");
            eprintln!("--by and --office need who acts and in which office: the journal keeps it");
            return Err(Exit::WrongCall);
        }
        Ok(Self { person: by.to_owned(), office: office.to_owned() })
    }

    /// As the wire has it.
    pub(crate) fn acted_by(&self) -> Option<pb::ActedBy> {
        Some(pb::ActedBy { person: self.person.clone(), office: self.office.clone(), on_behalf_of: None })
    }
}

/// A row that was not taken over.
#[derive(Debug, Clone)]
pub(crate) struct RefusedRow {
    /// Where it stands: file, sheet, row.
    pub(crate) place: String,
    /// Stable reason.
    pub(crate) reason: String,
    /// What happened and what to do, Vietnamese and English.
    pub(crate) text: String,
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Imported {
    /// Rows recorded.
    pub(crate) applied: usize,
    /// Rows that the node had already.
    pub(crate) unchanged: usize,
    /// Chunks answered before: the same file again.
    pub(crate) repeated: usize,
    /// Rows that the node refused, or that could not be read.
    pub(crate) refused: Vec<RefusedRow>,
    /// Rows that the node took over with a remark, such as a personal number that is none.
    pub(crate) noted: Vec<RefusedRow>,
}

impl Imported {
    /// Notes what cannot be read in a file; the other rows go on.
    pub(crate) fn of_reading<R>(reading: &Reading<R>) -> Self {
        let refused = reading.errors.iter().map(refused_of_problem).collect();
        let noted = reading.warnings.iter().map(refused_of_problem).collect();
        Self { refused, noted, ..Self::default() }
    }

    /// Notes the outcomes of one chunk.
    pub(crate) fn take(&mut self, outcomes: Vec<pb::ItemOutcome>, places: &[&Place], repeated: bool) {
        self.repeated += usize::from(repeated);
        for (outcome, place) in outcomes.into_iter().zip(places) {
            let noted = !outcome.problems.is_empty();
            match outcome.code() {
                pb::OutcomeCode::Applied => self.applied += 1,
                pb::OutcomeCode::Unchanged => self.unchanged += 1,
                pb::OutcomeCode::Refused | pb::OutcomeCode::Unspecified => {
                    self.refused.push(refused_of_outcome(outcome, place));
                    continue;
                }
            }
            if noted {
                self.noted.push(refused_of_outcome(outcome, place));
            }
        }
    }

    /// Data that was not taken over is code 65, whatever else went well.
    pub(crate) fn exit(&self) -> Exit {
        if self.refused.is_empty() { Exit::Done } else { Exit::BadData }
    }
}

fn place_text(place: &Place) -> String {
    let sheet = place.sheet.as_ref().map(|sheet| format!(" [{sheet}]")).unwrap_or_default();
    format!("{}{sheet} dòng/row {}", place.file, place.row)
}

fn refused_of_problem(problem: &Problem) -> RefusedRow {
    RefusedRow {
        place: problem.place_vi(),
        reason: problem.fault.code.to_owned(),
        text: format!("{} / {}", problem.fault.vi, problem.fault.en),
    }
}

fn refused_of_outcome(outcome: pb::ItemOutcome, place: &Place) -> RefusedRow {
    let first = outcome.problems.into_iter().next().unwrap_or_default();
    RefusedRow {
        place: place_text(place),
        reason: first.reason,
        text: format!("{} / {}", first.text_vi, first.text_en),
    }
}

/// Request id of a chunk by what it says: the same rows by the same clerk have the same ids, and whatever differs has others.
pub(crate) fn content_id(kind: &str, request: &impl Message, chunk: usize) -> String {
    request_id(kind, &[&request.encode_to_vec()], chunk)
}

/// Request id from the parts that it follows from.
pub(crate) fn request_id(kind: &str, parts: &[&[u8]], chunk: usize) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let short = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("{kind}-{short}-{chunk:04}")
}

fn open(import: &ImportFile) -> Result<(Reached, Clerk), Exit> {
    let clerk = Clerk::named(&import.by, &import.office)?;
    let url = match &import.url {
        Some(url) => url.clone(),
        None => reach::own_url(&import.node)?,
    };
    let reached = reach::connect(&import.node, &import.caller, url)?;
    Ok((reached, clerk))
}

/// Feeds the file; what a service or the way to it refuses is told.
async fn run(args: ImportArgs) -> Result<Imported, Exit> {
    let import = args.file();
    let majors = read_majors(args.majors())?;
    let (Reached { connection, url }, clerk) = open(import)?;
    let file = &import.file;
    let imported = match &args {
        ImportArgs::Roster { .. } => roster(connection, &clerk, file, majors.as_ref()).await,
        ImportArgs::Nominations { plan, .. } => nominations(connection, &clerk, file, plan).await,
        ImportArgs::Enrollments { .. } => enrollments(connection, &clerk, file).await,
        ImportArgs::Results { .. } => results(connection, &clerk, file).await,
    };
    imported.map_err(|status| {
        let exit = call_failed(&url, &status);
        if exit == Exit::Unavailable {
            eprintln!("Chạy lại đúng lệnh này là an toàn: phần đã nhập mang cùng mã yêu cầu nên không ghi hai lần.");
            eprintln!("It is safe to run this very command again: what was entered has the same request ids and is not recorded twice.");
        }
        exit
    })
}

fn read_majors(file: Option<&Path>) -> Result<Option<Majors>, Exit> {
    let Some(file) = file else { return Ok(None) };
    let majors = Majors::read_file(file);
    if majors.errors().is_empty() {
        return Ok(Some(majors));
    }
    for problem in majors.errors() {
        let refused = refused_of_problem(problem);
        eprintln!("{}: {}", refused.place, refused.text);
    }
    Err(Exit::BadData)
}

/// `lienthong import …`.
pub(crate) async fn import(args: ImportArgs) -> Exit {
    let imported = match run(args).await {
        Ok(imported) => imported,
        Err(exit) => return exit,
    };
    for refused in &imported.refused {
        eprintln!("{}: {} [{}]", refused.place, refused.text, refused.reason);
    }
    for noted in &imported.noted {
        eprintln!("(lưu ý / note) {}: {} [{}]", noted.place, noted.text, noted.reason);
    }
    let again = if imported.repeated > 0 { " (đã nhập trước đây / entered before)" } else { "" };
    println!(
        "Đã ghi / recorded {}, không đổi / unchanged {}, bị từ chối / refused {}, lưu ý / notes {}{again}",
        imported.applied,
        imported.unchanged,
        imported.refused.len(),
        imported.noted.len()
    );
    imported.exit()
}
