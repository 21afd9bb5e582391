//! Finding a form's header row in a sheet, by folded text and not by place.

use super::{Row, Sheet, Value};
use crate::form::{Column, Form};
use crate::words::{header_aliases, header_keys, key};
use std::collections::HashMap;

/// Rows from the top among which the header must stand.
const WITHIN: u32 = 20;

/// Texts of a row that are looked at before it is read as a header.
const LOOKED_AT: usize = 3;

/// Rank of headers that match only without their brackets: behind every alias.
const BRACKETS: usize = 1000;

/// Where a form's columns stand in a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// Number of the header's last row; data begin after it.
    pub(crate) row: u32,
    /// Per column of the form, in its order: the sheet's column from 0.
    pub(crate) columns: Vec<Option<u32>>,
    /// Per column of the form: its folded spellings.
    spellings: Vec<Vec<String>>,
    /// Columns of the form that the sheet has twice: (form column, columns not used).
    pub(crate) doubled: Vec<(&'static str, Vec<u32>)>,
}

impl Header {
    /// How many of the form's columns were found.
    fn found(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// Required columns of the form that the sheet lacks.
    pub(crate) fn missing(&self, form: &Form) -> Vec<&'static str> {
        let pairs = form.columns.iter().zip(&self.columns);
        pairs
            .filter(|(column, at)| column.required && at.is_none())
            .map(|(column, _)| column.header)
            .collect()
    }
}

/// Whether a header is this form's at all: at least half of the required columns stand in it, and two. Sheets of code
/// lists and of explanations have fewer.
pub(crate) fn is_of(header: &Header, form: &Form) -> bool {
    let required = form.columns.iter().filter(|column| column.required).count();
    let found = required - header.missing(form).len();
    found >= 2 && found * 2 >= required
}

/// The header among the first rows: the uppermost in which every required column stands, so that no table is passed over
/// for a fuller one below it; where none is complete, the one with most columns. A header of two rows (a merged group
/// above, its parts below) is read as one where that finds more.
pub(crate) fn find(sheet: &Sheet, form: &Form) -> Option<Header> {
    let names = Names::of(form);
    let top: Vec<&Row> = sheet.rows.iter().take_while(|row| row.number <= WITHIN).collect();
    let below = |at: usize, row: &Row| {
        let next: Option<&&Row> = top.get(at + 1);
        next.filter(|next| next.number == row.number + 1).copied()
    };
    let single = top.iter().map(|row| names.locate(row, None));
    let double = top
        .iter()
        .enumerate()
        .filter_map(|(at, row)| below(at, row).map(|below| names.locate(below, Some(row))));
    let found: Vec<Header> = single.chain(double).filter(|header| header.found() > 0).collect();
    let complete = |header: &&Header| header.missing(form).is_empty();
    // The second row of a header of two rows stands one below.
    let last = found.iter().filter(complete).map(|header| header.row.saturating_add(1)).min();
    let considered = found.iter().filter(|header| last.is_none_or(|last| header.row <= last));
    let best = |best, header| if rank(best, form) >= rank(header, form) { best } else { header };
    considered.reduce(best).cloned()
}

/// Complete before incomplete, then by columns found.
fn rank(header: &Header, form: &Form) -> (bool, usize) {
    (header.missing(form).is_empty(), header.found())
}

/// The row of a header that stands too far down to be read as one.
pub(crate) fn late(sheet: &Sheet, form: &Form) -> Option<u32> {
    let names = Names::of(form);
    let below = sheet.rows.iter().filter(|row| row.number > WITHIN && names.may_be_header(row));
    below.map(|row| names.locate(row, None)).find(|header| is_of(header, form)).map(|header| header.row)
}

/// Folded names of a form's columns.
pub(crate) struct Names {
    /// Folded name → (column of the form, rank: 0 for the form's own words, then the order of the aliases).
    keys: HashMap<String, (usize, usize)>,
    spellings: Vec<Vec<String>>,
    columns: &'static [Column],
}

/// The folded spellings of a column.
fn spellings(column: &Column) -> Vec<String> {
    std::iter::once(key(column.header)).chain(header_aliases(column.header).iter().cloned()).collect()
}

impl Names {
    pub(crate) fn of(form: &Form) -> Self {
        let mut keys = HashMap::new();
        for (at, column) in form.columns.iter().enumerate() {
            keys.insert(key(column.header), (at, 0));
        }
        for (at, column) in form.columns.iter().enumerate() {
            for (rank, alias) in header_aliases(column.header).iter().enumerate() {
                // The own words of another column are never an alias: "Trình độ đào tạo" has its own in one form.
                keys.entry(alias.clone()).or_insert((at, rank + 1));
            }
        }
        Self { keys, spellings: form.columns.iter().map(spellings).collect(), columns: form.columns }
    }

    /// Whether one of the first texts of a row is a header; few rows of persons need a closer look.
    fn may_be_header(&self, row: &Row) -> bool {
        let mut first = row.cells.iter().filter(|(_, value)| matches!(value, Value::Text(_))).take(LOOKED_AT);
        first.any(|(_, value)| header_keys(&value.shown()).iter().any(|key| self.keys.contains_key(key)))
    }

    /// A second table below the first: its header, where it names other columns or has them elsewhere. A header that is
    /// repeated on every page is none.
    pub(crate) fn change(&self, row: &Row, header: &Header, form: &Form) -> Option<Header> {
        if !self.may_be_header(row) {
            return None;
        }
        let new = self.locate(row, None);
        let elsewhere = new.columns.iter().zip(&header.columns).any(|(new, old)| new.is_some() && new != old);
        (elsewhere && new.missing(form).is_empty()).then_some(new)
    }

    /// Reads a row as a header; `above` fills the cells that it leaves empty.
    fn locate(&self, row: &Row, above: Option<&Row>) -> Header {
        let above = above.map_or(&[][..], |above| above.cells.as_slice());
        let filled = above.iter().filter(|(column, _)| row.get(*column).is_empty());
        let mut candidates: Vec<(usize, usize, u32)> = row
            .cells
            .iter()
            .chain(filled)
            .filter_map(|(column, value)| {
                let keys = header_keys(&value.shown());
                // Without its brackets a header is the last choice: "Trình độ (ngoại ngữ)" is not "Trình độ".
                let found = keys
                    .iter()
                    .zip([0, BRACKETS])
                    .find_map(|(key, worse)| self.keys.get(key).map(|(at, rank)| (*at, rank + worse)));
                let (at, rank) = found?;
                Some((at, rank, *column))
            })
            .collect();
        candidates.sort_unstable();
        let mut header = Header {
            row: row.number,
            columns: vec![None; self.columns.len()],
            doubled: Vec::new(),
            spellings: self.spellings.clone(),
        };
        for (at, _, column) in candidates {
            match header.columns.get_mut(at) {
                Some(slot @ None) => *slot = Some(column),
                Some(Some(_)) => {
                    let name = self.columns.get(at).map_or("", |column| column.header);
                    match header.doubled.last_mut().filter(|(last, _)| *last == name) {
                        Some((_, others)) => others.push(column),
                        None => header.doubled.push((name, vec![column])),
                    }
                }
                None => {}
            }
        }
        header
    }
}

/// Whether a row below the header is the header again: two of its columns at least, and most of those filled, say what
/// they said there.
pub(crate) fn repeats(row: &Row, header: &Header) -> bool {
    let found = header.columns.iter().zip(&header.spellings);
    let filled: Vec<_> = found
        .filter_map(|(at, spellings)| at.map(|at| (row.get(at), spellings)))
        .filter(|(value, _)| !value.is_empty())
        .collect();
    let mut same = 0;
    for (seen, (value, spellings)) in filled.iter().enumerate() {
        if header_keys(&value.shown()).iter().any(|key| spellings.contains(key)) {
            same += 1;
        }
        // Most rows are persons: stop as soon as most cells cannot be headers any more.
        let others = seen + 1 - same;
        if others * 2 >= filled.len() {
            return false;
        }
    }
    same >= 2
}

/// Whether a row numbers the columns: 1, 2, 3 or (1), (2), (3).
pub(crate) fn numbers_columns(row: &Row) -> bool {
    let numbers: Option<Vec<u32>> = row
        .cells
        .iter()
        .map(|(_, value)| value.shown().trim_matches(['(', ')', '[', ']', ' ']).parse().ok())
        .collect();
    let step = |pair: &[u32]| matches!(pair, [a, b] if *b == a + 1);
    numbers.is_some_and(|numbers| {
        numbers.len() >= 3 && numbers.first() == Some(&1) && numbers.windows(2).all(step)
    })
}
