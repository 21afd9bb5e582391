//! What needs no server: judging rosters, writing forms.

use crate::args::{AssessArgs, Language, TemplateArgs};
use crate::exit::{Exit, failed, out};
use domain::eligibility::Policy;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use workbook::assess::Lang;
use workbook::command::{AssessCall, Format, Outcome, run_assess, run_template};
use workbook::form::Kind;

/// Prints what a command leaves.
fn print(outcome: &Outcome) -> Exit {
    let written = out(&outcome.stdout);
    if !outcome.stderr.is_empty() {
        eprintln!("{}", outcome.stderr.trim_end());
    }
    match outcome.code {
        _ if written != Exit::Done => written,
        0 => Exit::Done,
        code => Exit::Other(code),
    }
}

/// `lienthong assess`.
pub(crate) fn assess(args: AssessArgs) -> Exit {
    let format = Format::ALL.into_iter().find(|format| format.name() == args.format);
    let call = AssessCall {
        paths: args.files,
        policy: Policy::from_id(&args.policy.to_uppercase()).unwrap_or_default(),
        format: format.unwrap_or_default(),
        lang: if args.lang == Language::En { Lang::En } else { Lang::Vi },
        out: args.out,
        majors: args.majors,
        undecided_values: args.undecided_values,
    };
    print(&run_assess(&call))
}

/// Programmes and classes as a college writes them, with comments.
const TRAINING_2021: &str = include_str!("../../../docs/training-2021.toml");

/// Writes a readable file to be changed; one that is there is not overwritten.
fn text_form(file: &Path, text: &str) -> Exit {
    let new = std::fs::OpenOptions::new().write(true).create_new(true).open(file);
    match new.and_then(|mut new| new.write_all(text.as_bytes())) {
        Ok(()) => out(&format!("{}\n", file.display())),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let file = file.display();
            eprintln!("{file}: tệp đã có, không ghi đè\n{file}: the file exists and is not overwritten");
            Exit::WrongCall
        }
        Err(error) => {
            let why = format!("{}: {error}", file.display());
            failed(Exit::CannotWrite, "Không ghi được tệp", "Cannot write the file", &why)
        }
    }
}

/// `lienthong template`.
pub(crate) fn template(args: TemplateArgs) -> Exit {
    let texts = [("plan", rehearsal::plan_file::LC_2021), ("training", TRAINING_2021)];
    if let Some((name, text)) = texts.into_iter().find(|(name, _)| *name == args.form) {
        return text_form(&args.out.unwrap_or_else(|| PathBuf::from(name)).with_extension("toml"), text);
    }
    let Some(kind) = Kind::from_name(&args.form) else { return Exit::WrongCall };
    // A path without an ending gets both: the workbook and the CSV.
    let path = args.out.unwrap_or_else(|| PathBuf::from(&args.form));
    print(&run_template(kind, &path))
}
