//! `assess` and `template` as functions: options in, text and exit code out. Who reads the command line is elsewhere.

use crate::assess::{Lang, Options, Report, WriteError, assess_files};
use crate::form::Kind;
use crate::majors::{Majors, Undecided};
use crate::problem::refused_vi;
use crate::template::{TemplateError, template};
use domain::eligibility::Policy;
use std::io::Error;
use std::path::{Path, PathBuf};

/// Exit code of a wrong call.
const WRONG_CALL: u8 = 64;
/// Exit code when the result cannot be written.
const CANNOT_WRITE: u8 = 73;

/// How the report is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Aligned text.
    #[default]
    Table,
    /// One JSON document.
    Json,
    /// Delimited text with a byte order mark.
    Csv,
    /// The inputs as workbooks with result columns; needs a place to write to.
    Xlsx,
}

impl Format {
    /// Every format, by [`name`](Self::name).
    pub const ALL: [Self; 4] = [Self::Table, Self::Json, Self::Csv, Self::Xlsx];

    /// The word by which a command names the format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A call of `assess`.
#[derive(Debug, Clone, Default)]
pub struct AssessCall {
    /// Roster files or folders; at least one.
    pub paths: Vec<PathBuf>,
    /// The reading of the law.
    pub policy: Policy,
    /// How the report is given.
    pub format: Format,
    /// Language of text, CSV and workbook; JSON has both.
    pub lang: Lang,
    /// Where the report goes instead of standard output; needed for [`Format::Xlsx`].
    pub out: Option<PathBuf>,
    /// A filled-in majors table.
    pub majors: Option<PathBuf>,
    /// Where the table of distinct values that can be settled goes.
    pub undecided_values: Option<PathBuf>,
}

/// What a command leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// For standard output.
    pub stdout: String,
    /// For standard error.
    pub stderr: String,
    /// 0; 64 for a wrong call; 65 when some rows were not judged; 73 when a file cannot be written.
    pub code: u8,
}

impl Outcome {
    fn failed(code: u8, vi: &str, en: &str) -> Self {
        Self { stdout: String::new(), stderr: format!("{vi}\n{en}\n"), code }
    }
}

/// Judges rosters and renders the report. A wrong call changes nothing on disk.
#[must_use]
pub fn run_assess(call: &AssessCall) -> Outcome {
    if let Some(refused) = refuse(call) {
        return refused;
    }
    let report = assess_files(&call.paths, &Options { policy: call.policy, majors: call.majors.clone() });
    let mut outcome = Outcome { code: report.exit_code(), ..Outcome::default() };
    match values(call, &report) {
        Ok(told) => outcome.stderr = told,
        Err(failed) => return failed,
    }
    match render(call, &report) {
        Ok(text) => outcome.stdout = text,
        Err(failed) => return failed,
    }
    // The table already ends with these.
    if call.format != Format::Table || call.out.is_some() {
        outcome.stderr.push_str(&report.problems_text(call.lang));
    }
    outcome
}

/// Writes the table of values to settle where one is wanted, and says what to do with it; where none is and a table would settle rows,
/// says how to get one.
fn values(call: &AssessCall, report: &Report) -> Result<String, Outcome> {
    let Some(path) = &call.undecided_values else {
        let open = report.undecided_beside(None).lines;
        let hint = open > 0 && call.majors.is_none();
        let vi = format!(
            "{open} giá trị chuyên ngành chưa rõ (Ngành đào tạo giáo viên, Ngành phù hợp): lấy bảng để điền bằng --undecided-values TỆP.csv, \
             điền rồi chạy lại với --majors TỆP.csv\n"
        );
        let en = format!(
            "{open} majors are not settled: write the table by --undecided-values FILE.csv, fill it in, then call again with --majors FILE.csv\n"
        );
        return Ok(if hint { call.lang.of(&vi, &en).to_owned() } else { String::new() });
    };
    let earlier = path.is_file().then(|| Majors::read_file(path));
    let table = report.undecided_beside(earlier.as_ref());
    write_whole(path, &table.text)
        .map_err(|error| cannot_write(&in_vi(path, &error), &in_en(path, &error)))?;
    let (file, Undecided { lines, kept, .. }) = (path.display(), table);
    let vi = format!(
        "{file}: {lines} dòng, giữ {kept} dòng đã có câu trả lời. Điền Có hoặc Không vào hai cột cuối rồi chạy lại với --majors {file}\n"
    );
    let en = format!(
        "{file}: {lines} lines, {kept} answered lines kept. Fill in Có or Không in the last two columns, then call again with --majors {file}\n"
    );
    Ok(call.lang.of(&vi, &en).to_owned())
}

/// Writes a file that may hold somebody's work: it is the old one or the new one, never a part, and the old one stays beside it.
fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    if !path.is_file() {
        return std::fs::write(path, text);
    }
    if std::fs::read(path)? == text.as_bytes() {
        return Ok(());
    }
    let beside = |ending: &str| {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        beside
    };
    std::fs::copy(path, beside(".bak"))?;
    std::fs::write(beside(".new"), text)?;
    std::fs::rename(beside(".new"), path)
}

/// The report in its format: as text, or written to its place with a line that says so.
fn render(call: &AssessCall, report: &Report) -> Result<String, Outcome> {
    let text = match (call.format, &call.out) {
        (Format::Table, _) => report.to_text(call.lang),
        (Format::Json, _) => report.to_json() + "\n",
        (Format::Csv, _) => report.to_csv(call.lang),
        (Format::Xlsx, Some(out)) => {
            return match report.write_xlsx(out, call.lang) {
                Ok(written) => Ok(written.iter().map(|path| format!("{}\n", path.display())).collect()),
                // Nothing to write to is bad data, and said with the errors of the files.
                Err(WriteError::Nothing) => Ok(String::new()),
                Err(error) => Err(cannot_write(&error.vi(), &error.to_string())),
            };
        }
        (Format::Xlsx, None) => String::new(),
    };
    match &call.out {
        None => Ok(text),
        Some(out) => match std::fs::write(out, text) {
            Ok(()) => Ok(format!("{}\n", out.display())),
            Err(error) => Err(cannot_write(&in_vi(out, &error), &in_en(out, &error))),
        },
    }
}

fn in_vi(path: &Path, error: &Error) -> String {
    format!("{}: {}", path.display(), refused_vi(error))
}

fn in_en(path: &Path, error: &Error) -> String {
    format!("{}: {error}", path.display())
}

fn cannot_write(vi: &str, en: &str) -> Outcome {
    Outcome::failed(CANNOT_WRITE, &format!("Không ghi được {vi}"), &format!("cannot write {en}"))
}

/// What is wrong with a call, before anything is read or written.
fn refuse(call: &AssessCall) -> Option<Outcome> {
    let wrong = |vi: &str, en: &str| Some(Outcome::failed(WRONG_CALL, vi, en));
    if call.paths.is_empty() {
        return wrong("Cần ít nhất một tệp hoặc thư mục", "at least one file or folder is needed");
    }
    if call.format == Format::Xlsx && call.out.is_none() {
        return wrong("--format xlsx cần --out", "--format xlsx needs --out");
    }
    let targets = call.out.iter().chain(&call.undecided_values);
    if let Some(target) = targets.into_iter().find(|target| is_input(call, target)) {
        let path = target.display();
        return wrong(
            &format!("{path} là tệp đầu vào, không ghi đè"),
            &format!("{path} is an input; it is not overwritten"),
        );
    }
    // The next call on the same folder would judge the results as rosters.
    if let Some(out) = call.out.as_ref().filter(|out| call.paths.iter().any(|folder| lies_in(out, folder))) {
        let path = out.display();
        return wrong(
            &format!("{path} nằm trong thư mục đầu vào; ghi kết quả ra chỗ khác"),
            &format!("{path} lies in an input folder; write the result elsewhere"),
        );
    }
    if let Some(path) = call.majors.as_ref().filter(|path| !path.is_file()) {
        let path = path.display();
        return wrong(
            &format!("--majors {path}: không có tệp này; chưa xét gì"),
            &format!("--majors {path}: there is no such file; nothing was judged"),
        );
    }
    if let Some(path) = call.undecided_values.as_ref().filter(|path| path.is_file() && !is_values(path)) {
        let path = path.display();
        return wrong(
            &format!(
                "{path} không phải bảng chuyên ngành .csv đọc được trọn vẹn, không ghi đè; sửa tệp đó hoặc dùng tên khác"
            ),
            &format!(
                "{path} is no majors table in .csv of which every line can be read; it is not overwritten: mend it or use another name"
            ),
        );
    }
    None
}

/// Whether a file is a table of values as this command writes it, so that its answers can be kept. A workbook is none: it would be
/// written over with text.
fn is_values(path: &Path) -> bool {
    let text = std::fs::read(path).is_ok_and(|bytes| std::str::from_utf8(&bytes).is_ok());
    text && Majors::read_file(path).errors().is_empty()
}

/// Whether a call reads the file that it would write.
fn is_input(call: &AssessCall, target: &Path) -> bool {
    let mut inputs = call.paths.iter().chain(&call.majors).filter(|input| !input.is_dir());
    inputs.any(|input| same_file(input, target))
}

/// Whether a path lies in a folder or is the folder; the path need not be there yet.
fn lies_in(path: &Path, folder: &Path) -> bool {
    let there = path.ancestors().map(|part| if part.as_os_str().is_empty() { Path::new(".") } else { part });
    let there = there.into_iter().find_map(|part| part.canonicalize().ok());
    folder.is_dir()
        && there.zip(folder.canonicalize().ok()).is_some_and(|(path, folder)| path.starts_with(folder))
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Writes an empty form: to `path` if it ends in `.xlsx` or `.csv`, else as both, with the form's name where `path` is
/// a folder.
#[must_use]
pub fn run_template(kind: Kind, path: &Path) -> Outcome {
    let targets = match path.extension() {
        _ if path.is_dir() => {
            ["xlsx", "csv"].map(|ending| path.join(kind.name()).with_extension(ending)).to_vec()
        }
        Some(_) => vec![path.to_owned()],
        None => ["xlsx", "csv"].map(|ending| path.with_extension(ending)).to_vec(),
    };
    let mut outcome = Outcome::default();
    for target in targets {
        match template(kind, &target) {
            Ok(()) => outcome.stdout.push_str(&format!("{}\n", target.display())),
            Err(error) => {
                let failed = match &error {
                    TemplateError::Ending(_) | TemplateError::Exists(_) => {
                        Outcome::failed(WRONG_CALL, &error.vi(), &error.to_string())
                    }
                    TemplateError::Io(..) | TemplateError::Xlsx(..) => {
                        cannot_write(&error.vi(), &error.to_string())
                    }
                };
                return Outcome { stdout: outcome.stdout, ..failed };
            }
        }
    }
    outcome
}
