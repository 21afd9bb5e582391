//! The container of old workbooks (.xls), made sound before its content is read: the reader of old workbooks follows
//! circular chains without end and reserves memory for whatever row and column a damaged record names.

use crate::problem::Fault;
use std::io::{Cursor, Read as _, Write as _};

/// Columns of an old workbook.
const COLUMNS: u16 = 256;
/// Records that hold one cell or a run of cells, with the column in their bytes 2 and 3 (MS-XLS 2.3): FORMULA, BLANK,
/// NUMBER, LABEL, BOOLERR, RK, MULRK, MULBLANK, RSTRING, LABELSST.
const CELL_RECORDS: [u16; 10] =
    [0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE, 0x00D6, 0x00FD];
/// The record that announces a sheet's extent.
const DIMENSIONS: u16 = 0x0200;

/// Copies the workbook's stream into a fresh container.
///
/// # Errors
/// `NOT_A_WORKBOOK`, `PASSWORD`.
pub(super) fn repack(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut old = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|error| super::excel::broken(&error.to_string()))?;
    if old.is_stream("EncryptedPackage") {
        return Err(Fault::new(
            "PASSWORD",
            "Tệp có mật khẩu: bỏ mật khẩu rồi lưu lại",
            "the file has a password: remove it and save again",
        ));
    }
    let name = if old.is_stream("Workbook") { "Workbook" } else { "Book" };
    copy(&mut old, name, bytes.len()).map_err(|error| super::excel::broken(&error.to_string()))
}

fn copy(old: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str, most: usize) -> std::io::Result<Vec<u8>> {
    let mut content = Vec::new();
    // A stream is never longer than the file that holds it.
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    old.open_stream(name)?.take(most).read_to_end(&mut content)?;
    if !is_sound(&content) {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "a cell lies outside its sheet"));
    }
    let mut new = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    new.create_stream(name)?.write_all(&content)?;
    new.flush()?;
    Ok(new.into_inner().into_inner())
}

/// Whether every cell of the content, and the extent that it announces, lies in a sheet.
fn is_sound(content: &[u8]) -> bool {
    let number =
        |at: usize| content.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes);
    let mut at = 0;
    while let (Some(record), Some(length)) = (number(at), number(at + 2)) {
        let column = match (record, length) {
            record if CELL_RECORDS.contains(&record.0) => number(at + 6),
            // DIMENSIONS: first and last row in 4 bytes each, so the upper halves are 0 or the last row is 65,536; columns.
            (DIMENSIONS, 14) => {
                let rows = (number(at + 6), number(at + 10), number(at + 8));
                let in_sheet = matches!(rows, (Some(0), Some(0), _) | (Some(0), Some(1), Some(0)));
                if in_sheet { number(at + 14).map(|last| last.saturating_sub(1)) } else { Some(COLUMNS) }
            }
            (DIMENSIONS, _) => number(at + 10).map(|last| last.saturating_sub(1)),
            _ => None,
        };
        if column.is_some_and(|column| column >= COLUMNS) {
            return false;
        }
        at += 4 + usize::from(length);
    }
    true
}
