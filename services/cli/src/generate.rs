//! `lienthong generate province`.

use crate::args::GenerateArgs;
use crate::exit::Exit;
use rehearsal::{RehearsalError, Scale, Spec, generate as write_province};

/// Reads a scale; what is wrong is told.
pub(crate) fn scale(text: &str) -> Result<Scale, Exit> {
    text.parse::<Scale>().map_err(|error| {
        eprintln!("{}\n{error}", error.text_vi());
        Exit::WrongCall
    })
}

/// `lienthong generate …`.
pub(crate) fn generate(args: &GenerateArgs) -> Exit {
    let GenerateArgs::Province { seed, scale: text, dir } = args;
    let scale = match scale(text) {
        Ok(scale) => scale,
        Err(exit) => return exit,
    };
    match write_province(&Spec { seed: *seed, scale, dir: dir.clone() }) {
        Ok(summary) => {
            println!("{}", dir.join("input").display());
            println!(
                "{} tệp, {} giáo viên, {} trường, {} dòng cử đi, {} người học, {} bằng",
                summary.files.len(),
                summary.teachers,
                summary.schools,
                summary.nomination_rows,
                summary.learners,
                summary.diplomas
            );
            println!(
                "{} files, {} teachers, {} schools, {} nomination rows, {} learners, {} diplomas",
                summary.files.len(),
                summary.teachers,
                summary.schools,
                summary.nomination_rows,
                summary.learners,
                summary.diplomas
            );
            Exit::Done
        }
        Err(error) => refused(&error),
    }
}

/// Tells a fault of the input files. Content is refused before anything is written, as a folder that holds something else.
pub(crate) fn refused(error: &RehearsalError) -> Exit {
    eprintln!("Không dùng được dữ liệu diễn tập: {}", error.text_vi());
    eprintln!("The rehearsal's data cannot be used: {error}");
    if matches!(error, RehearsalError::Content { .. }) { Exit::WrongCall } else { Exit::CannotWrite }
}
