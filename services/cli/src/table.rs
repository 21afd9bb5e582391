//! Aligned text tables. Vietnamese in NFC has one column per character, so characters are counted.

/// One line of a table.
#[derive(Debug)]
enum Line {
    /// Cells; one may have several lines of its own.
    Cells(Vec<String>),
    /// A text below the row before it, across the columns.
    Note(String),
    Ruler,
}

/// A table with a header, columns as wide as their widest cell. A heading may have several lines.
#[derive(Debug, Default)]
pub(crate) struct TextTable {
    lines: Vec<Line>,
    right: Vec<bool>,
    /// Columns that belong to the one before: a space lies between them, no rule.
    joined: Vec<usize>,
}

impl TextTable {
    /// A table with these headers; `true` aligns a column to the right.
    pub(crate) fn new(columns: &[(&str, bool)]) -> Self {
        let header = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        let right = columns.iter().map(|(_, right)| *right).collect();
        Self { lines: vec![Line::Cells(header), Line::Ruler], right, joined: Vec::new() }
    }

    /// Puts these columns close to the one before each.
    pub(crate) fn join(mut self, columns: &[usize]) -> Self {
        self.joined = columns.to_vec();
        self
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.lines.push(Line::Cells(cells));
    }

    /// Adds a text below the last row, wrapped at the width of the table.
    pub(crate) fn note(&mut self, text: String) {
        self.lines.push(Line::Note(text));
    }

    /// Adds a ruler.
    pub(crate) fn ruler(&mut self) {
        self.lines.push(Line::Ruler);
    }

    /// The text, each line ended by a newline.
    pub(crate) fn render(&self) -> String {
        let widths: Vec<usize> = (0..self.right.len()).map(|column| self.width(column)).collect();
        let ruler = self.between(widths.iter().map(|width| "─".repeat(*width)), "─", "─┼─");
        let whole = ruler.chars().count();
        let mut lines = Vec::new();
        for line in &self.lines {
            match line {
                Line::Ruler => lines.push(ruler.clone()),
                Line::Note(text) => {
                    let wrapped = wrap(text, whole.saturating_sub(NOTE.chars().count()));
                    let head = |at| if at == 0 { NOTE } else { UNDER_NOTE };
                    lines.extend(
                        wrapped.into_iter().enumerate().map(|(at, text)| format!("{}{text}", head(at))),
                    );
                }
                Line::Cells(cells) => self.cells(cells, &widths, &mut lines),
            }
        }
        lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.lines.iter().filter_map(|line| match line {
            Line::Cells(cells) => cells.get(column),
            Line::Note(_) | Line::Ruler => None,
        });
        cells.flat_map(|cell| cell.lines()).map(|line| line.chars().count()).max().unwrap_or(0)
    }

    /// The lines of a row: as many as its tallest cell has; the others stand at the top.
    fn cells(&self, cells: &[String], widths: &[usize], lines: &mut Vec<String>) {
        let tall = cells.iter().map(|cell| cell.lines().count()).max().unwrap_or(0).max(1);
        for at in 0..tall {
            let parts = cells.iter().zip(widths).zip(&self.right).map(|((cell, width), right)| {
                let cell = cell.lines().nth(at).unwrap_or_default();
                let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
                if *right { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
            });
            lines.push(self.between(parts, " ", " │ "));
        }
    }

    fn between(&self, parts: impl Iterator<Item = String>, close: &str, apart: &str) -> String {
        let mut line = String::new();
        for (column, part) in parts.enumerate() {
            if column > 0 {
                line.push_str(if self.joined.contains(&column) { close } else { apart });
            }
            line.push_str(&part);
        }
        line
    }
}

/// What a note begins with.
const NOTE: &str = "    └ ";
/// What its further lines begin with.
const UNDER_NOTE: &str = "      ";

/// The words of a text in lines of at most `width` characters; a longer word has a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_accents() {
        let mut table = TextTable::new(&[("Huyện", false), ("N", true)]);
        table.row(vec!["Sìn Hồ".to_owned(), "7".to_owned()]);
        table.row(vec!["Nậm Nhùn".to_owned(), "120".to_owned()]);
        let expected = "Huyện    │   N\n─────────┼────\nSìn Hồ   │   7\nNậm Nhùn │ 120\n";
        assert_eq!(table.render(), expected);
    }

    #[test]
    fn headings_have_lines_columns_stand_close_and_notes_wrap_below_their_row() {
        let mut table = TextTable::new(&[("Huyện", false), ("Cần\ncử", true), ("Đã\ncử", true)]).join(&[2]);
        table.row(vec!["Sìn Hồ".to_owned(), "12".to_owned(), "7".to_owned()]);
        table.note("thiếu năm người".to_owned());
        table.ruler();
        let expected = "Huyện  │ Cần Đã\n       │  cử cử\n───────┼───────\nSìn Hồ │  12  7\n\
                        \x20   └ thiếu năm\n      người\n───────┼───────\n";
        assert_eq!(table.render(), expected);
    }

    #[test]
    fn text_is_wrapped_between_words() {
        assert_eq!(wrap("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrap("dàilắmlắm a", 3), ["dàilắmlắm", "a"]);
        assert!(wrap(" ", 3).is_empty());
    }
}
