//! Rules on SQL in the code.

use crate::Findings;
use crate::files::File;
use crate::mask;
use crate::rust::found;

/// Queries that take whatever columns there are: an added column would reach callers that never asked.
pub(crate) fn star(files: &[File]) -> Findings {
    let sql = files.iter().filter(|file| file.is_rust() || file.path.ends_with(".sql"));
    let stars = |file: &File| {
        let lines = file.text.lines().enumerate().filter(|(_, line)| has_star(line));
        lines.map(|(at, _)| format!("{}:{}: name the columns", file.path, at + 1)).collect::<Findings>()
    };
    sql.flat_map(stars).collect()
}

fn has_star(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(str::to_ascii_uppercase).collect();
    words.windows(2).any(|pair| {
        let select = pair[0].trim_start_matches(['(', '"']) == "SELECT" || pair[0] == "RETURNING";
        select && pair[1].trim_end_matches([',', '"', ')', ';']).rsplit('.').next() == Some("*")
    })
}

/// Database code outside the journal, which is the one place that knows the engines.
pub(crate) fn outside_journal(files: &[File]) -> Findings {
    let others = files.iter().filter(|file| {
        file.is_rust() && file.path.starts_with("services/") && !file.path.starts_with("services/journal/")
    });
    others.flat_map(|file| found(file, &mask::code(&file.text), "sqlx::")).collect()
}

#[cfg(test)]
mod can_fail {
    use super::{File, outside_journal, star};

    #[test]
    fn a_star_is_found_in_code_and_migrations() {
        let star_word = '*';
        for text in [
            format!("SELECT {star_word} FROM a"),
            format!("\"select {star_word} from a\""),
            format!("(SELECT a.{star_word}, b FROM a)"),
            format!("INSERT INTO a DEFAULT VALUES RETURNING {star_word};"),
        ] {
            let found = star(&[File::new("migrations/a/sqlite/0001_a.sql", &text)]);
            assert_eq!(found, ["migrations/a/sqlite/0001_a.sql:1: name the columns"], "for {text}");
        }
        for text in ["SELECT count(*) FROM a", "SELECT a * b FROM c", "let selected = *a;"] {
            assert!(star(&[File::new("services/journal/src/sqlite.rs", text)]).is_empty(), "for {text}");
        }
    }

    #[test]
    fn database_code_is_found_outside_the_journal() {
        let text = "let row = sqlx::query(TEXT);";
        let file = |path: &str| [File::new(path, text)];
        assert_eq!(
            outside_journal(&file("services/college/src/view.rs")),
            ["services/college/src/view.rs:1: sqlx::"]
        );
        assert!(outside_journal(&file("services/journal/src/sqlite.rs")).is_empty());
        assert!(outside_journal(&file("tests/stories/tests/a.rs")).is_empty());
    }
}
