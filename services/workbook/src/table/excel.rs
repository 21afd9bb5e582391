//! Workbooks through calamine. Formulas give the value that was stored with them; nothing is calculated.

use super::{Row, Sheet, Value, container};
use crate::problem::Fault;
use calamine::{Data, DataRef, ExcelDateTime, Reader as _, Sheets, Xlsx};
use domain::date::LegalDate;
use std::collections::BTreeMap;
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
    let names = workbook.sheet_names();
    names.into_iter().map(|name| sheet(&mut workbook, name)).collect()
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

fn sheet(workbook: &mut Sheets<Source<'_>>, name: String) -> Result<Sheet, Fault> {
    let mut cells = Cells::new();
    if let Sheets::Xlsx(xlsx) = workbook {
        // Cell by cell: one stray cell in the last row of a sheet would make a dense range of gigabytes.
        let mut reader = match xlsx.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A chart sheet has no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => {
                return Ok(Sheet { name: Some(name), rows: Vec::new() });
            }
            Err(error) => return Err(broken(&error.to_string())),
        };
        while let Some(cell) = reader.next_cell().map_err(|error| broken(&error.to_string()))? {
            let (row, column) = cell.get_position();
            put(&mut cells, row, column, from_ref(cell.get_value()));
        }
    } else {
        let range = workbook.worksheet_range(&name).map_err(|error| broken(&error.to_string()))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = |offset: usize, first: u32| {
                u32::try_from(offset).ok().and_then(|offset| offset.checked_add(first))
            };
            if let (Some(row), Some(column)) = (at(row, first_row), at(column, first_column)) {
                put(&mut cells, row, column, from_data(data));
            }
        }
    }
    let rows = cells.into_iter();
    let rows =
        rows.map(|(row, cells)| Row { number: row.saturating_add(1), cells: cells.into_iter().collect() });
    Ok(Sheet { name: Some(name), rows: rows.collect() })
}

fn put(cells: &mut Cells, row: u32, column: u32, value: Value) {
    if !value.is_empty() {
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
