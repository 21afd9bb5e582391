//! Delimited text: `,` `;` or tab, with or without a byte order mark, UTF-8 (or UTF-16 as Excel's "Unicode text").

use super::{Row, Sheet, Value};
use crate::problem::Fault;

/// Reads delimited text as one sheet without a name. Rows are numbered as Excel numbers them: a field with line breaks
/// is still one row, and an empty line is a row.
///
/// # Errors
/// `NOT_UTF8`, `NOT_A_WORKBOOK`.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Fault> {
    let text = decode(bytes)?.replace("\r\n", "\n").replace('\r', "\n");
    if text.contains('\0') {
        return Err(Fault::new(
            "NOT_A_WORKBOOK",
            "Tệp không phải bảng tính hay văn bản CSV",
            "the file is neither a workbook nor delimited text",
        ));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0_u32;
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let detail = format!("{error}");
                return Err(Fault::new(
                    "NOT_A_WORKBOOK",
                    format!("CSV hỏng: {detail}"),
                    format!("broken CSV: {detail}"),
                ));
            }
        }
        // The reader passes over empty lines without a word; Excel shows them.
        let empty_lines =
            text.get(start..).unwrap_or_default().bytes().take_while(|byte| *byte == b'\n').count();
        number = number.saturating_add(1).saturating_add(u32::try_from(empty_lines).unwrap_or(u32::MAX));
        let cells = (0_u32..).zip(record.iter()).map(|(column, field)| (column, Value::text(unguard(field))));
        let cells: Vec<_> = cells.filter(|(_, value)| !value.is_empty()).collect();
        if !cells.is_empty() {
            rows.push(Row { number, cells });
        }
    }
    Ok(Sheet { name: None, hidden: false, rows })
}

/// Takes off the apostrophe that [`guard`] put before text a spreadsheet would run as a formula.
fn unguard(field: &str) -> &str {
    field.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(field)
}

/// Whether a spreadsheet may run a field as a formula: by its first character that is neither space nor apostrophe, or
/// by a tab or carriage return in front.
fn is_dangerous(field: &str) -> bool {
    let bare = field.trim_start_matches('\'');
    bare.starts_with(['\t', '\r']) || bare.trim_start().starts_with(['=', '+', '-', '@'])
}

/// A field of ours as text that no spreadsheet runs: an apostrophe in front where it begins as a formula does. Negative
/// whole numbers stay.
pub(crate) fn guard(field: &str) -> String {
    let digits = field.strip_prefix('-').unwrap_or_default();
    let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_dangerous(field) && !number { format!("'{field}") } else { field.to_owned() }
}

/// Lines of fields as delimited text: `,`, CRLF and a byte order mark, as Excel wants it for UTF-8; every field guarded.
#[must_use]
pub fn write(lines: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::from("\u{feff}");
    for line in lines {
        let fields: Vec<String> = line.iter().map(|field| quote(&guard(field))).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field in quotes where it needs them (RFC 4180).
fn quote(field: &str) -> String {
    if field.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

fn decode(bytes: &[u8]) -> Result<String, Fault> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    let text = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        wide(rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        wide(rest, u16::from_be_bytes)
    } else {
        std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok().map(str::to_owned)
    };
    text.ok_or_else(|| {
        Fault::new(
            "NOT_UTF8",
            "Tệp văn bản không phải UTF-8 (có thể là bảng mã TCVN3, VNI hoặc Windows-1258): mở bằng phần mềm gốc, chuyển sang \
             Unicode rồi lưu “CSV UTF-8”. Chương trình không tự chuyển mã",
            "the text is not UTF-8 (perhaps TCVN3, VNI or Windows-1258): convert it to Unicode and save as “CSV UTF-8”; \
             nothing is converted silently",
        )
    })
}

/// The delimiter that stands most often outside quotes in the first lines; a comma when none does.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(64 * 1024) {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted
            && let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte)
        {
            *count += 1;
        }
    }
    // The first of equals wins, so that a file without any delimiter is one column.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
        sheet
            .rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(|(_, v)| v.shown()).collect()))
            .collect()
    }

    #[test]
    fn rows_are_numbered_as_excel_shows_them() {
        let text = "\u{feff}Họ và\r\ntên;\"Ngày\r\nsinh\"\r\n\r\n\r\nA;1970\r\n;;\r\nB;1971\r\n";
        let sheet = read(text.as_bytes()).unwrap();
        let expect = [
            (1, vec!["Họ và"]),
            (2, vec!["tên", "Ngày sinh"]),
            (5, vec!["A", "1970"]),
            (7, vec!["B", "1971"]),
        ];
        assert_eq!(texts(&sheet), expect.map(|(n, v)| (n, v.into_iter().map(str::to_owned).collect())));
    }

    #[test]
    fn the_delimiter_is_seen_outside_quotes() {
        assert_eq!(delimiter("a;b;\"x,y,z,w\"\n"), b';');
        assert_eq!(delimiter("a\tb, c\td\te\n"), b'\t');
        assert_eq!(delimiter("a\n"), b',');
        assert_eq!(texts(&read("a\tb\n\"c\nd\"\te\nf\tg".as_bytes()).unwrap()).last().unwrap().0, 3);
    }

    #[test]
    fn utf16_is_read_and_other_bytes_are_refused() {
        let mut wide = vec![0xFF, 0xFE];
        wide.extend("Nữ\tNam".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(texts(&read(&wide).unwrap()), [(1, vec!["Nữ".to_owned(), "Nam".to_owned()])]);
        assert_eq!(read(b"Nguy\xD4n Th\xDE H\xB5,1").unwrap_err().code, "NOT_UTF8");
        assert_eq!(read(b"GIF89a\0\0\0").unwrap_err().code, "NOT_A_WORKBOOK");
    }

    #[test]
    fn guarded_text_comes_back() {
        for text in
            ["=1+1", "+84", "-x", "@a", "plain", "'quoted", "'=1", "''-2", "-3", "'-3", "  =1", "\t=1"]
        {
            assert_eq!(unguard(&guard(text)), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read(cells in proptest::collection::vec("['=+ -]{0,2}[ -~àếơđ\n\t]{0,9}", 1..5)) {
            let text = write(std::iter::once(vec!["đầu".to_owned(); cells.len()]).chain([cells.clone()]));
            let sheet = read(text.as_bytes()).unwrap();
            let row = sheet.rows.iter().find(|row| row.number == 2);
            for (column, cell) in (0..).zip(&cells) {
                let read = row.map_or_else(String::new, |row| row.get(column).shown());
                proptest::prop_assert_eq!(read, super::super::clean(cell));
            }
        }
    }
}
