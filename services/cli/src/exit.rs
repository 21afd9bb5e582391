//! Exit codes, as `sysexits.h` has them, and how failures are told.

use std::fmt::Display;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Done,
    /// Wrong call or config: 64.
    WrongCall,
    /// Bad data: 65; what was good was done.
    BadData,
    /// A service is not there or did not answer: 69.
    Unavailable,
    /// A file cannot be written: 73.
    CannotWrite,
    /// The other side refuses the caller: 77.
    NotAllowed,
    /// Another code, passed on.
    Other(u8),
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::WrongCall => 64,
            Self::BadData => 65,
            Self::Unavailable => 69,
            Self::CannotWrite => 73,
            Self::NotAllowed => 77,
            Self::Other(code) => code,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Writes a result to standard output. A reader that went away early is no failure, a full disk is.
pub(crate) fn out(text: &str) -> Exit {
    use std::io::{ErrorKind, Write};
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => failed(Exit::CannotWrite, "Không ghi được kết quả", "Cannot write the result", &error),
    }
}

/// Tells a failure in both languages on standard error.
pub(crate) fn failed(exit: Exit, vi: &str, en: &str, why: &dyn Display) -> Exit {
    eprintln!("{vi}: {why}\n{en}: {why}");
    exit
}

/// Tells a failure of a call to a service. What a service answers has both languages already; where none answered, the
/// address and what was met there are told.
pub(crate) fn call_failed(url: &str, status: &tonic::Status) -> Exit {
    // Only a call that got no answer has a cause on this side.
    if std::error::Error::source(status).is_some() {
        let why = innermost(status);
        eprintln!("Không liên lạc được với {url}: {why}");
        eprintln!(
            "Kiểm tra địa chỉ, nút ở đó có đang chạy (lienthong serve), và chứng thư trong thư mục --node."
        );
        eprintln!("Cannot reach {url}: {why}");
        eprintln!(
            "Check the address, whether the node there runs (lienthong serve), and the certificates of --node."
        );
        return Exit::Unavailable;
    }
    eprintln!("{}", status.message());
    match status.code() {
        tonic::Code::Unimplemented => {
            eprintln!("{url} không phải nút có việc này: --node hoặc --url chỉ tới một cơ quan khác");
            eprintln!("{url} is no node for this: --node or --url leads to another kind of agency");
            Exit::WrongCall
        }
        tonic::Code::PermissionDenied | tonic::Code::Unauthenticated => Exit::NotAllowed,
        tonic::Code::InvalidArgument | tonic::Code::NotFound | tonic::Code::FailedPrecondition => {
            Exit::BadData
        }
        _ => Exit::Unavailable,
    }
}

/// The last cause of an error: the layers above it say "transport error".
fn innermost(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}
