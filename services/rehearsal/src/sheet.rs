//! Workbooks as offices make them: title lines above the header, widths, borders, several sheets.

use crate::error::RehearsalError;
use domain::date::LegalDate;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::path::Path;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing.
    Blank,
    /// Text as it stands.
    Text(String),
    /// A number; what had leading zeros has them no more.
    Number(u64),
    /// A date in a cell with a date format.
    Date(LegalDate),
    /// A date as the bare number behind it.
    Serial(LegalDate),
}

impl Cell {
    /// A cell of text, blank when there is none.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

/// One line of a sheet.
#[derive(Debug, Clone)]
pub(crate) enum Line {
    /// A row of the list.
    Data(Vec<Cell>),
    /// The header again, as printed pages have it.
    Header,
    /// The numbers of the columns, as printed forms have them under the header.
    ColumnNumbers,
    /// Nothing.
    Blank,
    /// Words in a column, outside the list: totals, signatures.
    Words(Vec<(u16, String)>),
}

/// A column: its header and its width in characters.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) text: String,
    pub(crate) width: u16,
}

/// One sheet.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) name: String,
    /// Lines above the header; an empty one is a blank row.
    pub(crate) title: Vec<String>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) lines: Vec<Line>,
}

/// Formats of one workbook.
struct Formats {
    title: Format,
    header: Format,
    cell: Format,
    date: Format,
    words: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new().set_font_name("Times New Roman").set_font_size(11);
        let bordered = plain.clone().set_border(FormatBorder::Thin);
        Self {
            title: plain.clone().set_bold(),
            header: bordered
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            date: bordered.clone().set_num_format("dd/mm/yyyy"),
            cell: bordered,
            words: plain.set_italic(),
        }
    }
}

/// The bytes of a workbook; the same pages and the same day give the same bytes.
pub(crate) fn workbook(pages: &[Page], made_on: LegalDate, path: &Path) -> Result<Vec<u8>, RehearsalError> {
    put_together(pages, made_on).map_err(RehearsalError::workbook(path))
}

fn put_together(pages: &[Page], made_on: LegalDate) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let made = ExcelDateTime::parse_from_str(&format!("{made_on}"))?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for page in pages {
        write_page(workbook.add_worksheet(), page, &formats)?;
    }
    workbook.save_to_buffer()
}

fn write_page(sheet: &mut Worksheet, page: &Page, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(&page.name)?.set_landscape().set_paper_size(9);
    for (column, heading) in (0..).zip(&page.headings) {
        sheet.set_column_width(column, heading.width)?;
    }
    let mut row = 0;
    for title in &page.title {
        if !title.is_empty() {
            sheet.write_with_format(row, 0, title, &formats.title)?;
        }
        row += 1;
    }
    write_header(sheet, page, row, formats)?;
    sheet.set_freeze_panes(row + 1, 0)?;
    for line in &page.lines {
        row += 1;
        write_line(sheet, page, (row, line), formats)?;
    }
    Ok(())
}

fn write_header(sheet: &mut Worksheet, page: &Page, row: u32, formats: &Formats) -> Result<(), XlsxError> {
    for (column, heading) in (0..).zip(&page.headings) {
        sheet.write_with_format(row, column, &heading.text, &formats.header)?;
    }
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    page: &Page,
    at: (u32, &Line),
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (row, line) = at;
    match line {
        Line::Data(cells) => {
            for (column, cell) in (0..).zip(cells) {
                write_cell(sheet, (row, column), cell, formats)?;
            }
        }
        Line::Header => write_header(sheet, page, row, formats)?,
        Line::ColumnNumbers => {
            for (column, number) in (0..).zip(1..=page.headings.len()) {
                sheet.write_with_format(row, column, format!("({number})"), &formats.header)?;
            }
        }
        Line::Blank => {}
        Line::Words(words) => {
            for (column, text) in words {
                sheet.write_with_format(row, *column, text, &formats.words)?;
            }
        }
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    at: (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Blank => sheet.write_blank(row, column, &formats.cell)?,
        Cell::Text(text) => sheet.write_with_format(row, column, text, &formats.cell)?,
        Cell::Number(number) => sheet.write_with_format(row, column, *number, &formats.cell)?,
        Cell::Date(date) => sheet.write_with_format(row, column, serial(*date), &formats.date)?,
        Cell::Serial(date) => sheet.write_with_format(row, column, serial(*date), &formats.cell)?,
    };
    Ok(())
}

/// Days since 1899-12-30.
fn serial(date: LegalDate) -> u32 {
    let days = date.signed_duration_since(crate::people::day(1899, 12, 30)).num_days();
    u32::try_from(days).unwrap_or(0)
}
