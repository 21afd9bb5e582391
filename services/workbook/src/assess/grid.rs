//! Columns of text that stand under each other in a terminal.

use unicode_normalization::char::is_combining_mark;

/// Cells a terminal gives a text: Vietnamese letters take one each, loose tone marks none.
fn width(text: &str) -> usize {
    text.chars().filter(|c| !is_combining_mark(*c)).count()
}

/// Lines of cells as aligned text, two spaces between columns; columns of which every cell below the first line is a
/// number stand to the right.
pub(super) fn align(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let cell = |line: &[String], at: usize| line.get(at).cloned().unwrap_or_default();
    let number = |text: &str| text.trim_start_matches('-').chars().all(|c| c.is_ascii_digit());
    let shape: Vec<(usize, bool)> = (0..columns)
        .map(|at| {
            let widest = lines.iter().map(|line| width(&cell(line, at))).max().unwrap_or_default();
            (widest, lines.iter().skip(1).all(|line| number(&cell(line, at))))
        })
        .collect();
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        for (at, (widest, right)) in shape.iter().enumerate() {
            let cell = cell(line, at);
            let pad = " ".repeat(widest.saturating_sub(width(&cell)));
            let gap = if at == 0 { "" } else { "  " };
            row.push_str(gap);
            row.push_str(&if *right { format!("{pad}{cell}") } else { format!("{cell}{pad}") });
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_stands_in_columns() {
        let lines = [["Họ và tên", "Tháng"], ["Lò Văn Ơn", "84"], ["A", "-3"]];
        let lines = lines.map(|line| line.map(str::to_owned).to_vec());
        assert_eq!(align(&lines), "Họ và tên  Tháng\nLò Văn Ơn     84\nA             -3\n");
        assert_eq!(width("So\u{301}"), 2);
    }
}
