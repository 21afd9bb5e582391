//! `lienthong import`: an office's file into its agency's node, in chunks whose request ids follow from the file and what they say.
//! A chunk that was answered before is judged again as of now: what stands is unchanged, what was refused may be taken.

mod answers;
mod enrollments;
mod nominations;
mod results;
mod roster;
mod send;
mod twice;

pub(crate) use enrollments::enrollments;
pub(crate) use nominations::nominations;
pub(crate) use results::results;
pub(crate) use roster::roster;

use crate::args::{ImportArgs, ImportFile, Language};
use crate::exit::{Exit, call_failed, out};
use crate::reach::{self, Reached};
use crate::words::Said;
use contracts::pb::types::v1 as pb;
use journal::ids::{Entropy, OsEntropy};
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
    /// What a file that was entered before comes to.
    pub(crate) again: Again,
}

/// What a file that was entered before comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Again {
    /// The first answers stand: a rehearsal played again appends nothing.
    Keep,
    /// Its rows are judged as of now.
    Judge {
        /// Sets the request ids of this run apart from those of every other; at most 32 characters.
        mark: String,
    },
}

impl Again {
    /// A run that judges, with a mark of its own.
    fn judge(entropy: &impl Entropy) -> Self {
        Self::Judge { mark: hex::encode(entropy.bytes16()) }
    }
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
        let (person, office) = (by.to_owned(), office.to_owned());
        Ok(Self { person, office, again: Again::judge(&OsEntropy) })
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
    pub(crate) place: Said,
    /// Stable reason.
    pub(crate) reason: String,
    /// What happened and what to do.
    pub(crate) text: Said,
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Imported {
    /// Rows recorded.
    pub(crate) applied: usize,
    /// Rows that the node had already.
    pub(crate) unchanged: usize,
    /// Chunks answered before whose first answers stand: the same file again.
    pub(crate) repeated: usize,
    /// Whether the file was entered before, and its rows were judged again.
    pub(crate) judged_again: bool,
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

fn place_text(place: &Place) -> Said {
    let Place { file, sheet, row } = place;
    let (vi, en) = match sheet {
        Some(sheet) => (format!(", trang “{sheet}”"), format!(", sheet “{sheet}”")),
        None => (String::new(), String::new()),
    };
    Said { vi: format!("{file}{vi}, dòng {row}"), en: format!("{file}{en}, row {row}") }
}

fn refused_of_problem(problem: &Problem) -> RefusedRow {
    RefusedRow {
        place: Said { vi: problem.place_vi(), en: problem.place_en() },
        reason: problem.fault.code.to_owned(),
        text: Said { vi: problem.fault.vi.to_string(), en: problem.fault.en.to_string() },
    }
}

fn refused_of_outcome(outcome: pb::ItemOutcome, place: &Place) -> RefusedRow {
    let first = outcome.problems.into_iter().next().unwrap_or_default();
    RefusedRow {
        place: place_text(place),
        reason: first.reason,
        text: Said { vi: first.text_vi, en: first.text_en },
    }
}

/// Digest of a file that was read; what could not be opened has no rows to send.
fn digest<R>(reading: &Reading<R>) -> Vec<u8> {
    reading.sha256.map(Vec::from).unwrap_or_default()
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
        ImportArgs::Roster { forget_answers, .. } => {
            if !forget_answers {
                let compared = answers::compare(connection.clone(), file, majors.as_ref()).await;
                if let Some(refusal) = compared.map_err(|status| failed(&url, &status))?.refusal() {
                    eprintln!("{refusal}");
                    return Err(Exit::WrongCall);
                }
            }
            roster(connection, &clerk, file, majors.as_ref()).await
        }
        ImportArgs::Nominations { plan, .. } => nominations(connection, &clerk, file, plan).await,
        ImportArgs::Enrollments { .. } => enrollments(connection, &clerk, file).await,
        ImportArgs::Results { .. } => results(connection, &clerk, file).await,
    };
    imported.map_err(|status| failed(&url, &status))
}

/// Tells why a call failed, and that the same command may be given again where nobody answered.
fn failed(url: &str, status: &tonic::Status) -> Exit {
    let exit = call_failed(url, status);
    if exit == Exit::Unavailable {
        eprintln!("Chạy lại đúng lệnh này là an toàn: dòng nào đã nhập thì không ghi hai lần.");
        eprintln!(
            "It is safe to run this very command again: rows that were entered are not recorded twice."
        );
    }
    exit
}

fn read_majors(file: Option<&Path>) -> Result<Option<Majors>, Exit> {
    let Some(file) = file else { return Ok(None) };
    if !file.is_file() {
        let file = file.display();
        eprintln!("--majors {file}: không có tệp này; chưa nhập gì");
        eprintln!("--majors {file}: there is no such file; nothing was imported");
        return Err(Exit::WrongCall);
    }
    let majors = Majors::read_file(file);
    if majors.errors().is_empty() {
        return Ok(Some(majors));
    }
    for problem in majors.errors() {
        let refused = refused_of_problem(problem);
        eprintln!("{}: {}\n{}: {}", refused.place.vi, refused.text.vi, refused.place.en, refused.text.en);
    }
    Err(Exit::BadData)
}

/// `lienthong import …`.
pub(crate) async fn import(args: ImportArgs) -> Exit {
    let lang = args.file().lang;
    let imported = match run(args).await {
        Ok(imported) => imported,
        Err(exit) => return exit,
    };
    for refused in &imported.refused {
        eprintln!("{}: {} [{}]", refused.place.of(lang), refused.text.of(lang), refused.reason);
    }
    let note = if lang == Language::En { "note" } else { "lưu ý" };
    for noted in &imported.noted {
        eprintln!("({note}) {}: {} [{}]", noted.place.of(lang), noted.text.of(lang), noted.reason);
    }
    match out(&summary(&imported, lang)) {
        Exit::Done => imported.exit(),
        unwritten => unwritten,
    }
}

/// What an import did, in a line or two.
fn summary(imported: &Imported, lang: Language) -> String {
    let Imported { applied, unchanged, repeated, judged_again, refused, noted } = imported;
    let (no, notes) = (refused.len(), noted.len());
    let told = match lang {
        Language::Vi => format!("Đã ghi {applied}, không đổi {unchanged}, bị từ chối {no}, lưu ý {notes}"),
        Language::En => format!("Recorded {applied}, unchanged {unchanged}, refused {no}, notes {notes}"),
    };
    let again = match (*repeated > 0, lang) {
        (false, _) => "",
        (true, Language::Vi) => " (đã nhập trước đây)",
        (true, Language::En) => " (entered before)",
    };
    let judged = match (judged_again, lang) {
        (false, _) => "",
        (true, Language::Vi) => "Tệp này đã được nhập trước đây; các dòng được xét lại\n",
        (true, Language::En) => "This file was imported before; its rows were judged again\n",
    };
    format!("{told}{again}\n{judged}")
}
