//! What needs no server: judging rosters, writing forms.

use crate::args::{AssessArgs, Language, TemplateArgs};
use crate::exit::{Exit, out};
use domain::eligibility::Policy;
use std::path::PathBuf;
use workbook::assess::Lang;
use workbook::command::{AssessCall, Format, Outcome, run_assess, run_template};
use workbook::form::Kind;

/// Prints what a command leaves.
fn print(outcome: &Outcome) -> Exit {
    let written = out(&outcome.stdout);
    eprint!("{}", outcome.stderr);
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

/// `lienthong template`.
pub(crate) fn template(args: TemplateArgs) -> Exit {
    let Some(kind) = Kind::from_name(&args.form) else { return Exit::WrongCall };
    // A path without an ending gets both: the workbook and the CSV.
    let path = args.out.unwrap_or_else(|| PathBuf::from(&args.form));
    print(&run_template(kind, &path))
}
