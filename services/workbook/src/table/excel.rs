//! Workbooks through calamine. Formulas give the value that was stored with them; nothing is calculated.

use super::{Row, Sheet, Value, container};
use crate::problem::Fault;
use calamine::{Data, DataRef, ExcelDateTime, Range, Reader as _, SheetVisible, Sheets, Xlsx, XlsxError};
use domain::date::LegalDate;
use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;

type Source<'a> = Cursor<&'a [u8]>;
/// Rows while cells arrive, whatever their order: row from 0 → column from 0 → value.
type Cells = BTreeMap<u32, BTreeMap<u32, Value>>;

/// Reads every sheet of a workbook.
///
/// # Errors
/// `NOT_A_WORKBOOK`, `PASSWORD`.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    // The reader of old workbooks panics on some damaged files (slices beyond the end); one bad file must not take the
    // others with it.
    let read = std::panic::catch_unwind(|| read_sheets(bytes));
    read.unwrap_or_else(|_| Err(broken("unexpected end")))
}

fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    let repacked;
    let bytes = if bytes.starts_with(b"PK") {
        bytes
    } else {
        repacked = container::repack(bytes)?;
        repacked.as_slice()
    };
    let mut workbook = open(bytes).map_err(|error| broken(&error))?;
    let sheets: Vec<_> =
        workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    let read = sheets.into_iter().map(|(name, visible)| {
        let rows = rows(&mut workbook, &name)?;
        Ok(Sheet { name: Some(name), hidden: visible != SheetVisible::Visible, rows })
    });
    read.collect()
}

/// Opens as .xlsx where it is one, so that a damaged one says what is wrong with it; else whatever else it is.
fn open(bytes: &[u8]) -> Result<Sheets<Source<'_>>, String> {
    let any = || calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string());
    if !bytes.starts_with(b"PK") {
        return any();
    }
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(xlsx) if !xlsx.sheet_names().is_empty() => Ok(Sheets::Xlsx(xlsx)),
        Ok(_) => any(),
        Err(error) => any().map_err(|_| error.to_string()),
    }
}

pub(super) fn broken(detail: &str) -> Fault {
    Fault::new(
        "NOT_A_WORKBOOK",
        format!("Tệp hỏng hoặc không phải bảng tính: {detail}"),
        format!("the file is damaged or no workbook: {detail}"),
    )
}

/// The rows of a sheet in which something stands.
fn rows(workbook: &mut Sheets<Source<'_>>, name: &str) -> Result<Vec<Row>, Fault> {
    let cells = match workbook {
        Sheets::Xlsx(xlsx) => cell_by_cell(xlsx, name)?,
        others => {
            let range = others.worksheet_range(name).map_err(|error| broken(&error.to_string()))?;
            used_cells(&range)
        }
    };
    let rows = cells
        .into_iter()
        .filter(|(_, cells)| cells.values().any(|value| !value.is_empty()))
        .map(|(row, cells)| Row { number: row.saturating_add(1), cells: cells.into_iter().collect() });
    Ok(rows.collect())
}

/// Rows of an .xlsx sheet. A cell that is written and holds nothing may be a formula: only then is the sheet read a second time.
fn cell_by_cell(xlsx: &mut Xlsx<Source<'_>>, name: &str) -> Result<Cells, Fault> {
    let (mut cells, bare) = values(xlsx, name)?;
    if bare.is_empty() {
        return Ok(cells);
    }
    let wrong = |error: XlsxError| broken(&error.to_string());
    let mut reader = xlsx.worksheet_cells_reader(name).map_err(wrong)?;
    while let Some(cell) = reader.next_formula().map_err(wrong)? {
        let (row, column) = cell.get_position();
        if bare.contains(&(row, column)) && !cell.get_value().is_empty() {
            put(&mut cells, row, column, Value::Uncalculated);
        }
    }
    Ok(cells)
}

/// Values of an .xlsx sheet, and the cells that are written and hold none. Cell by cell: one stray cell in the last row of
/// a sheet would make a dense range of gigabytes.
fn values(xlsx: &mut Xlsx<Source<'_>>, name: &str) -> Result<(Cells, HashSet<(u32, u32)>), Fault> {
    let (mut cells, mut bare) = (Cells::new(), HashSet::new());
    let mut reader = match xlsx.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A chart sheet has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok((cells, bare)),
        Err(error) => return Err(broken(&error.to_string())),
    };
    while let Some(cell) = reader.next_cell().map_err(|error| broken(&error.to_string()))? {
        let (row, column) = cell.get_position();
        if matches!(cell.get_value(), DataRef::Empty) {
            bare.insert((row, column));
        }
        put(&mut cells, row, column, from_ref(cell.get_value()));
    }
    Ok((cells, bare))
}

fn used_cells(range: &Range<Data>) -> Cells {
    let mut cells = Cells::new();
    let (first_row, first_column) = range.start().unwrap_or_default();
    let at =
        |offset: usize, first: u32| u32::try_from(offset).ok().and_then(|offset| offset.checked_add(first));
    for (row, column, data) in range.used_cells() {
        if let (Some(row), Some(column)) = (at(row, first_row), at(column, first_column)) {
            put(&mut cells, row, column, from_data(data));
        }
    }
    cells
}

fn put(cells: &mut Cells, row: u32, column: u32, value: Value) {
    if value != Value::Empty {
        cells.entry(row).or_default().insert(column, value);
    }
}

fn from_ref(data: &DataRef<'_>) -> Value {
    match data {
        DataRef::SharedString(text) => Value::text(text),
        DataRef::String(text) | DataRef::DurationIso(text) => Value::text(text),
        DataRef::Int(number) => Value::Number(number.to_string()),
        DataRef::Float(number) => Value::Number(number.to_string()),
        DataRef::Bool(value) => Value::Bool(*value),
        DataRef::DateTime(moment) => from_moment(moment),
        DataRef::DateTimeIso(text) => from_iso(text),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::Empty => Value::Empty,
    }
}

fn from_data(data: &Data) -> Value {
    match data {
        Data::String(text) | Data::DurationIso(text) => Value::text(text),
        Data::Int(number) => Value::Number(number.to_string()),
        Data::Float(number) => Value::Number(number.to_string()),
        Data::Bool(value) => Value::Bool(*value),
        Data::DateTime(moment) => from_moment(moment),
        Data::DateTimeIso(text) => from_iso(text),
        Data::Error(error) => Value::Error(error.to_string()),
        Data::Empty => Value::Empty,
    }
}

/// A cell with a date format. The workbook's own epoch (1899-12-30 or 1904) counts here, and only here.
fn from_moment(moment: &ExcelDateTime) -> Value {
    let date = moment.as_datetime().filter(|_| moment.is_datetime());
    date.map_or_else(|| Value::Number(moment.as_f64().to_string()), |date| Value::Date(date.date()))
}

fn from_iso(text: &str) -> Value {
    let date = text.get(..10).and_then(|date| LegalDate::parse_from_str(date, "%Y-%m-%d").ok());
    date.map_or_else(|| Value::text(text), Value::Date)
}
