//! One section of a config, emptied key by key; what is left at the end nobody knows.

use super::problem::ConfigProblem;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use toml::{Table, Value};

/// A file being read, emptied section by section.
pub(super) struct File<'a> {
    table: Table,
    dir: &'a Path,
    problems: Vec<ConfigProblem>,
}

impl<'a> File<'a> {
    /// Begins; `dir` is where relative paths start.
    pub(super) const fn new(table: Table, dir: &'a Path) -> Self {
        Self { table, dir, problems: Vec::new() }
    }

    /// Takes a section out; absent is empty.
    pub(super) fn take(&mut self, name: &'static str) -> Section<'_> {
        let table = match self.table.remove(name) {
            None => Table::new(),
            Some(Value::Table(table)) => table,
            Some(_) => {
                self.problems.push(ConfigProblem::new(name, "phải là một mục [..]", "must be a section"));
                Table::new()
            }
        };
        Section { name, table, dir: self.dir, problems: &mut self.problems }
    }

    /// Ends the file: every section left is unknown. All mistakes found.
    pub(super) fn finish(mut self) -> Vec<ConfigProblem> {
        for name in self.table.keys() {
            self.problems.push(ConfigProblem::new(name, "không có mục này", "unknown section"));
        }
        self.problems
    }
}

/// A section being read; mistakes are collected, never returned early.
pub(super) struct Section<'a> {
    name: &'static str,
    table: Table,
    dir: &'a Path,
    problems: &'a mut Vec<ConfigProblem>,
}

impl<'a> Section<'a> {
    /// Reports a mistake at a key.
    pub(super) fn wrong(&mut self, key: &str, vi: impl Into<String>, en: impl Into<String>) {
        self.problems.push(ConfigProblem::new(format!("{}.{key}", self.name), vi, en));
    }

    /// A text.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        match self.table.remove(key)? {
            Value::String(text) if !text.trim().is_empty() => Some(text),
            _ => {
                self.wrong(key, "phải là chữ, không để trống", "must be a text that is not empty");
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, key: &str) -> Option<String> {
        if !self.table.contains_key(key) {
            self.wrong(key, "thiếu", "is missing");
        }
        self.text(key)
    }

    /// A text of a certain form; `form` says which, in Vietnamese and English.
    pub(super) fn parsed<T: FromStr>(
        &mut self,
        key: &str,
        text: Option<String>,
        form: (&str, &str),
    ) -> Option<T> {
        let text = text?;
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.wrong(key, format!("{text:?} phải là {}", form.0), format!("{text:?} must be {}", form.1));
        }
        parsed
    }

    /// A list of texts; absent is empty.
    pub(super) fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.table.remove(key) else {
            return Vec::new();
        };
        let list =
            value.as_array().map(|items| items.iter().map(|item| item.as_str().map(str::to_owned)).collect());
        let list: Option<Option<Vec<String>>> = list;
        list.flatten().unwrap_or_else(|| {
            self.wrong(key, "phải là danh sách chữ", "must be a list of texts");
            Vec::new()
        })
    }

    /// A whole number in a range.
    pub(super) fn number(&mut self, key: &str, default: u64, range: RangeInclusive<u64>) -> u64 {
        let Some(value) = self.table.remove(key) else {
            return default;
        };
        let number = value.as_integer().and_then(|number| u64::try_from(number).ok());
        number.filter(|number| range.contains(number)).unwrap_or_else(|| {
            let (low, high) = range.into_inner();
            let vi = format!("phải là số nguyên từ {low} đến {high}");
            self.wrong(key, vi, format!("must be a whole number from {low} to {high}"));
            default
        })
    }

    /// A time in whole seconds, in a range.
    pub(super) fn seconds(&mut self, key: &str, default: Duration, range: RangeInclusive<u64>) -> Duration {
        Duration::from_secs(self.number(key, default.as_secs(), range))
    }

    /// A time in whole milliseconds, in a range.
    pub(super) fn millis(&mut self, key: &str, default: u64, range: RangeInclusive<u64>) -> Duration {
        Duration::from_millis(self.number(key, default, range))
    }

    /// A path, from the directory of the config file.
    pub(super) fn path(&mut self, key: &str, default: &str) -> PathBuf {
        let text = self.text(key).unwrap_or_else(|| default.to_owned());
        self.dir.join(text)
    }

    /// A path that may be absent.
    pub(super) fn optional_path(&mut self, key: &str) -> Option<PathBuf> {
        self.text(key).map(|text| self.dir.join(text))
    }

    /// The directory of the config file.
    pub(super) fn dir(&self) -> &'a Path {
        self.dir
    }

    /// Ends the section: every key left is unknown.
    pub(super) fn finish(mut self) {
        for key in std::mem::take(&mut self.table).keys() {
            self.wrong(key, "không có khóa này", "unknown key");
        }
    }
}
