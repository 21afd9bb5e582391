//! Files for their owner's eyes.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens a file for writing, making it readable and writable by its owner alone when it is missing. A file that is there keeps its rights.
pub(crate) fn private_file(path: &Path, truncate: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(truncate);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
