//! Rows below the header that are no person: blank, repeated header, totals, signatures. They are counted, never
//! silently lost: a row in which most of what is required stands is always data.

use super::Row;
use super::header::{Header, numbers_columns, repeats};
use crate::form::Form;
use crate::words;

/// Reads the rows below a header in order and tells data from the rest.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    /// Rows passed over so far, blank ones between others included.
    pub(crate) skipped: usize,
    last: u32,
    signed: bool,
}

/// What signatures and their names look like: at most this many cells of a row are filled.
const SIGNATURE_CELLS: usize = 3;

impl Sieve {
    /// A sieve for the rows after the header; what stands above it is its title and no row of the list.
    pub(crate) fn after(header: &Header) -> Self {
        Self { last: header.row, ..Self::default() }
    }

    /// Notes the header of a further table, which is no data.
    pub(crate) fn pass_header(&mut self, row: &Row) {
        self.count_blank(row);
        self.skipped += 1;
        self.signed = false;
    }

    /// Counts the blank rows between the last row and this one.
    fn count_blank(&mut self, row: &Row) {
        let blank_between = row.number.saturating_sub(self.last).saturating_sub(1);
        self.skipped += usize::try_from(blank_between).unwrap_or(usize::MAX);
        self.last = row.number;
    }

    /// Whether a row is data; what is not is counted.
    pub(crate) fn passes(&mut self, row: &Row, header: &Header, form: &Form) -> bool {
        self.count_blank(row);
        let data = self.is_data(row, header, form);
        if !data {
            self.skipped += 1;
        }
        data
    }

    fn is_data(&mut self, row: &Row, header: &Header, form: &Form) -> bool {
        // A row with everything required is no total and no signature: the words need not be looked at.
        if !is_complete(row, header, form)
            && let Some(kind) = row.cells.iter().find_map(|(_, value)| words::noise(&value.shown()))
            && required_filled(row, header, form) < enough(form)
        {
            self.signed |= kind == words::NoiseKind::Signature;
            return false;
        }
        if header.columns.iter().flatten().all(|at| row.get(*at).is_empty()) {
            return false;
        }
        if numbers_columns(row) || repeats(row, header) {
            self.signed = false;
            return false;
        }
        // The names of those who sign stand some rows below, alone.
        if self.signed
            && row.cells.len() <= SIGNATURE_CELLS
            && required_filled(row, header, form) < enough(form)
        {
            return false;
        }
        self.signed = false;
        true
    }
}

/// Whether something stands in every required cell.
fn is_complete(row: &Row, header: &Header, form: &Form) -> bool {
    let mut pairs = form.columns.iter().zip(&header.columns).filter(|(column, _)| column.required);
    pairs.all(|(_, at)| at.is_some_and(|at| !row.get(at).is_empty()))
}

/// Required cells of a row in which something stands that is not noise itself.
fn required_filled(row: &Row, header: &Header, form: &Form) -> usize {
    let pairs = form.columns.iter().zip(&header.columns);
    let cells = pairs.filter(|(column, _)| column.required).filter_map(|(_, at)| at.map(|at| row.get(at)));
    cells.filter(|value| !value.is_empty() && words::noise(&value.shown()).is_none()).count()
}

/// So many required cells make a row data: half of them, at least two.
fn enough(form: &Form) -> usize {
    form.columns.iter().filter(|column| column.required).count().div_ceil(2).max(2)
}
