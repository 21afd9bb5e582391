//! `lienthong demo`: founds a province, starts every service as its own process over mTLS, plays the plan year from the
//! files below `DIR/input`, and shows the table.

mod acts;
mod forwarder;
mod places;
mod play;
mod processes;
mod proposals;
mod settle;
mod stage;

use crate::args::{DemoArgs, Language, OutputFormat};
use crate::exit::{Exit, failed, out};
use crate::generate;
use crate::grpc::progress;
use crate::print::UNREAD;
use contracts::pb::progress::v1 as pb;
use places::Places;
use rehearsal::{Spec, generate as write_province};
use runtime::shutdown;
use stage::Stage;
use std::fmt::Display;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// Why the rehearsal ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// A file or directory.
    #[error("{0}: {1}")]
    File(String, String),
    /// Keys or certificates.
    #[error(transparent)]
    Keys(#[from] runtime::keys::KeyError),
    /// Input files.
    #[error(transparent)]
    Input(#[from] rehearsal::RehearsalError),
    /// The rehearsal clock.
    #[error(transparent)]
    Clock(#[from] runtime::clock::ClockError),
    /// A connection cannot even be tried.
    #[error(transparent)]
    Client(#[from] runtime::client::ClientError),
    /// A service refused a call.
    #[error("{0}: {1}")]
    Call(String, String),
    /// A service does not come up or does not settle.
    #[error("{0}")]
    Stuck(String),
    /// The directory belongs to another rehearsal.
    #[error(
        "thư mục đã có buổi diễn tập khác ({0}); chọn --dir khác / the directory holds another rehearsal ({0}); choose another --dir"
    )]
    OtherRehearsal(String),
    /// The directory holds something that no rehearsal put there.
    #[error(
        "thư mục {0} đã có {1}, không phải của buổi diễn tập; chọn --dir trống hoặc chưa có / the directory {0} holds {1}, which is of no rehearsal; \
         choose a --dir that is empty or not there"
    )]
    ForeignDirectory(String, String),
    /// A rehearsal runs in the directory.
    #[error("thư mục {0} đang có buổi diễn tập chạy / a rehearsal is running in the directory {0}")]
    Running(String),
}

impl DemoError {
    /// A file that could not be handled.
    fn file(path: &std::path::Path, error: &dyn Display) -> Self {
        Self::File(path.display().to_string(), error.to_string())
    }

    /// A call that was refused.
    fn call(what: &str, status: &tonic::Status) -> Self {
        Self::Call(what.to_owned(), status.message().to_owned())
    }
}

/// Progress words go to standard error, so that standard output is the table alone.
fn tell(lang: Language, vi: &str, en: &str) {
    eprintln!("{}", if lang == Language::En { en } else { vi });
}

/// Seconds with one decimal, in Vietnamese and in English.
fn seconds(passed: Duration) -> (String, String) {
    let (whole, tenth) = (passed.as_secs(), passed.subsec_millis() / 100);
    (format!("{whole},{tenth}"), format!("{whole}.{tenth}"))
}

/// `lienthong demo`.
pub(crate) async fn demo(args: DemoArgs) -> Exit {
    let scale = match generate::scale(&args.scale) {
        Ok(scale) => scale,
        Err(exit) => return exit,
    };
    let spec = Spec { seed: args.seed, scale, dir: args.dir.clone() };
    match rehearse(&args, &spec).await {
        Ok(exit) => exit,
        Err(
            error @ (DemoError::OtherRehearsal(_) | DemoError::Running(_) | DemoError::ForeignDirectory(..)),
        ) => {
            eprintln!("{error}");
            Exit::WrongCall
        }
        Err(DemoError::Input(error)) => generate::refused(&error),
        Err(error @ DemoError::File(..)) => {
            failed(Exit::CannotWrite, "Không đọc hoặc ghi được", "Cannot read or write", &error)
        }
        Err(error) => failed(Exit::Unavailable, "Diễn tập dừng", "The rehearsal stopped", &error),
    }
}

/// Writes the input files once; a directory that has them is used as it is.
fn prepare(args: &DemoArgs, spec: &Spec, places: &Places) -> Result<(), DemoError> {
    let wanted = format!("seed {}, scale {}", args.seed, args.scale);
    if let Some(found) = places.rehearsal()? {
        return if found == wanted { Ok(()) } else { Err(DemoError::OtherRehearsal(found)) };
    }
    let begun = Instant::now();
    let summary = write_province(spec)?;
    places.set_rehearsal(&wanted)?;
    let (vi, en) = seconds(begun.elapsed());
    tell(
        args.lang,
        &format!(
            "Đã sinh dữ liệu: {} giáo viên, {} trường, {} tệp ({vi} giây)",
            summary.teachers,
            summary.schools,
            summary.files.len()
        ),
        &format!(
            "Generated: {} teachers, {} schools, {} files ({en} s)",
            summary.teachers,
            summary.schools,
            summary.files.len()
        ),
    );
    Ok(())
}

async fn rehearse(args: &DemoArgs, spec: &Spec) -> Result<Exit, DemoError> {
    let begun = Instant::now();
    let places = Places::below(&args.dir)?;
    let _locked = places.lock()?;
    prepare(args, spec, &places)?;
    let ended = CancellationToken::new();
    shutdown::on_signal(ended.clone()).map_err(|error| DemoError::Stuck(error.to_string()))?;
    let mut stage = Stage::set(&places, args.lang).await?;
    let play = async {
        play::year(&stage, &places).await?;
        let progress = final_table(&stage).await?;
        let written = out(&progress::render(&progress, args.format, args.lang));
        let (vi, en) = seconds(begun.elapsed());
        tell(args.lang, &format!("Cả buổi diễn tập: {vi} giây"), &format!("The whole rehearsal: {en} s"));
        if !args.exit {
            stay(args, &stage);
            ended.cancelled().await;
        }
        Ok(written)
    };
    let end = tokio::select! {
        end = play => end,
        () = ended.cancelled() => Ok(Exit::Done),
        // Whoever looked on has gone away.
        () = UNREAD.cancelled() => Ok(Exit::Done),
    };
    stage.strike().await;
    end
}

async fn final_table(stage: &Stage) -> Result<pb::Progress, DemoError> {
    let request = pb::GetProgressRequest::default();
    let connection = stage.department_reader()?;
    progress::get(connection, request).await.map_err(|status| DemoError::call("GetProgress", &status))
}

/// Says how to ask the services that stay up.
fn stay(args: &DemoArgs, stage: &Stage) {
    let url = stage.coordinator_url();
    let node = stage.department_dir();
    let format = if args.format == OutputFormat::Json { " --format json" } else { "" };
    tell(
        args.lang,
        "Các dịch vụ vẫn chạy; Ctrl-C để dừng. Thử:",
        "The services stay up; Ctrl-C ends them. Try:",
    );
    let logs = stage.logs().display();
    for command in ["progress", "watch", "breaks"] {
        eprintln!("  lienthong {command} --node {} --url {url}{format}", node.display());
    }
    tell(args.lang, &format!("Nhật ký của các dịch vụ: {logs}"), &format!("Logs of the services: {logs}"));
}
