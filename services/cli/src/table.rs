//! Aligned text tables. Vietnamese in NFC has one column per character, so characters are counted.

/// A table with a header, columns as wide as their widest cell.
#[derive(Debug, Default)]
pub(crate) struct TextTable {
    rows: Vec<Vec<String>>,
    right: Vec<bool>,
}

impl TextTable {
    /// A table with these headers; `true` aligns a column to the right.
    pub(crate) fn new(columns: &[(&str, bool)]) -> Self {
        let header = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        Self { rows: vec![header], right: columns.iter().map(|(_, right)| *right).collect() }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Adds a ruler.
    pub(crate) fn ruler(&mut self) {
        self.rows.push(Vec::new());
    }

    /// The text, each line ended by a newline.
    pub(crate) fn render(&self) -> String {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.right.len()).map(width).collect();
        let ruler = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("─┼─");
        let mut text = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            if row.is_empty() {
                text.push_str(&ruler);
            } else {
                text.push_str(self.line(row, &widths).trim_end());
            }
            text.push('\n');
            if index == 0 {
                text.push_str(&ruler);
                text.push('\n');
            }
        }
        text
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let cells = row.iter().zip(widths).zip(&self.right).map(|((cell, width), right)| {
            let pad = " ".repeat(width.saturating_sub(cell.chars().count()));
            if *right { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
        });
        cells.collect::<Vec<_>>().join(" │ ")
    }
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
}
