//! Exit codes, as `sysexits.h` has them, and how failures are told.

use runtime::client::server_trouble;
use std::fmt::Display;
use std::process::ExitCode;
use tonic::Code;

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
    /// The other side is at fault, or this program: 70.
    Fault,
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
            Self::Fault => 70,
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
        if let Some(trouble) = server_trouble(status) {
            eprintln!("{url}: {trouble}");
            return Exit::Unavailable;
        }
        let (why, vi) = (innermost(status), why_vi(status));
        eprintln!("Không liên lạc được với {url}: {}", vi.unwrap_or(&why));
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
    if status.code() == Code::Unimplemented {
        eprintln!("{url} không phải nút có việc này: --node hoặc --url chỉ tới một cơ quan khác");
        eprintln!("{url} is no node for this: --node or --url leads to another kind of agency");
    }
    of_code(status.code())
}

/// What a refused call ends with. Only a service that is away, or did not answer in time, is 69: the same call later is then worth a try.
const fn of_code(code: Code) -> Exit {
    match code {
        Code::Ok => Exit::Done,
        // The call itself, or its address, is wrong.
        Code::InvalidArgument | Code::Unimplemented => Exit::WrongCall,
        // What was sent contradicts what the other side holds, or is too much of it.
        Code::NotFound
        | Code::AlreadyExists
        | Code::FailedPrecondition
        | Code::OutOfRange
        | Code::Aborted
        | Code::DataLoss => Exit::BadData,
        Code::Unavailable | Code::DeadlineExceeded | Code::ResourceExhausted | Code::Cancelled => {
            Exit::Unavailable
        }
        Code::Internal | Code::Unknown => Exit::Fault,
        Code::PermissionDenied | Code::Unauthenticated => Exit::NotAllowed,
    }
}

/// A cause in Vietnamese, where it is one of those that officers meet.
fn why_vi(error: &(dyn std::error::Error + 'static)) -> Option<&'static str> {
    use std::io::ErrorKind;
    let causes = std::iter::successors(Some(error), |error| error.source());
    let kinds = causes.filter_map(|cause| Some(cause.downcast_ref::<std::io::Error>()?.kind()));
    let known = |kind| match kind {
        ErrorKind::ConnectionRefused => Some("không có chương trình nào nghe ở cổng đó"),
        ErrorKind::TimedOut => Some("máy ở đó không trả lời"),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::UnexpectedEof => {
            Some("máy ở đó cắt kết nối")
        }
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => Some("mạng không tới được máy đó"),
        ErrorKind::InvalidData => Some("hai bên không tin chứng thư của nhau"),
        _ => None,
    };
    kinds.filter_map(known).last().or_else(|| {
        let words = innermost(error);
        // The resolver gives no kind of its own.
        words.contains("lookup address").then_some("không tìm thấy tên máy đó")
    })
}

/// The last cause of an error: the layers above it say "transport error".
fn innermost(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::refusal::{Reason, Refusal};

    #[test]
    fn a_refused_call_is_never_told_as_a_service_that_is_away() {
        let code = |reason| of_code(Refusal::new(reason).into_status().code()).code();
        assert_eq!(code(Reason::RequestIdConflict), 65);
        assert_eq!(code(Reason::RequestIdRequired), 64);
        assert_eq!(code(Reason::StoreUnavailable), 69);
        for reason in Reason::ALL {
            let away = matches!(reason.status_code(), Code::Unavailable | Code::DeadlineExceeded);
            assert_eq!(code(*reason) == 69, away, "{}", reason.code());
        }
        let expect = [
            (Code::InvalidArgument, 64),
            (Code::Unimplemented, 64),
            (Code::NotFound, 65),
            (Code::AlreadyExists, 65),
            (Code::FailedPrecondition, 65),
            (Code::OutOfRange, 65),
            (Code::Aborted, 65),
            (Code::DataLoss, 65),
            (Code::Unavailable, 69),
            (Code::DeadlineExceeded, 69),
            (Code::ResourceExhausted, 69),
            (Code::Cancelled, 69),
            (Code::Internal, 70),
            (Code::Unknown, 70),
            (Code::PermissionDenied, 77),
            (Code::Unauthenticated, 77),
        ];
        for (code, exit) in expect {
            assert_eq!(of_code(code).code(), exit, "{code:?}");
        }
    }
}
