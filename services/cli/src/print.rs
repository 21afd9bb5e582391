//! `println!` and `eprintln!` of this program: as the standard ones, but whoever reads may go away (`lienthong demo | head`), which is
//! no failure. The standard ones panic then.

use std::io::{ErrorKind, Write};
use std::sync::LazyLock;
use tokio_util::sync::CancellationToken;

/// Nobody reads standard error any more: a command that would go on and on for its reader's sake ends.
pub(crate) static UNREAD: LazyLock<CancellationToken> = LazyLock::new(CancellationToken::new);

/// As `std::println!`.
macro_rules! println {
    ($($words:tt)*) => {
        $crate::print::line(&mut std::io::stdout().lock(), &format!($($words)*));
    };
}

/// As `std::eprintln!`.
macro_rules! eprintln {
    ($($words:tt)*) => {
        $crate::print::told($crate::print::line(&mut std::io::stderr().lock(), &format!($($words)*)))
    };
}

/// Writes a line; gives whether somebody reads.
pub(crate) fn line(to: &mut impl Write, words: &str) -> bool {
    let written = to.write_all(format!("{words}\n").as_bytes()).and_then(|()| to.flush());
    !written.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// Keeps in mind that nobody reads standard error.
pub(crate) fn told(read: bool) {
    if !read {
        UNREAD.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_seen_and_is_no_panic() {
        let mut kept = Vec::new();
        assert!(line(&mut kept, "một dòng") && kept == "một dòng\n".as_bytes());
        assert!(!line(&mut Gone, "một dòng"));
    }
}
