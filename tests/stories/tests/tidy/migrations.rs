//! Rules on `migrations/<unit>/<engine>/NNNN_name.sql`.

use std::collections::{BTreeMap, BTreeSet};

use crate::Findings;
use crate::files::File;

const ENGINES: [&str; 2] = ["postgres", "sqlite"];

/// First words of a table's lines that are not columns.
const TABLE_RULES: [&str; 7] = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT", "EXCLUDE", "LIKE"];

/// Both engines have the same migrations, numbered 0001, 0002… without a hole.
pub(crate) fn twins(files: &[File]) -> Findings {
    let mut findings = Findings::new();
    let mut units: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for path in files.iter().filter_map(|file| file.path.strip_prefix("migrations/")) {
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [unit, engine, name] if ENGINES.contains(engine) && name.ends_with(".sql") => {
                units.entry(unit).or_default().entry(engine).or_default().insert(name);
            }
            _ if path.ends_with(".md") => {}
            _ => findings.push(format!("migrations/{path}: not <unit>/sqlite|postgres/NNNN_name.sql")),
        }
    }
    for (unit, engines) in &units {
        for engine in ENGINES {
            let empty = BTreeSet::new();
            let (own, all) = (engines.get(engine).unwrap_or(&empty), engines.values().flatten());
            let missing: BTreeSet<_> = all.filter(|name| !own.contains(*name)).collect();
            findings.extend(missing.iter().map(|name| format!("migrations/{unit}/{engine} lacks {name}")));
            findings.extend(holes(own).map(|text| format!("migrations/{unit}/{engine}: {text}")));
        }
    }
    findings
}

fn holes<'a>(names: &'a BTreeSet<&str>) -> impl Iterator<Item = String> + 'a {
    names.iter().enumerate().filter_map(|(at, name)| {
        let expected = format!("{:04}_", at + 1);
        (!name.starts_with(&expected)).then(|| format!("{name} should begin with {expected}"))
    })
}

/// Columns without a `-- ` comment on their line.
pub(crate) fn silent_columns(files: &[File]) -> Findings {
    let sql = files.iter().filter(|file| file.path.starts_with("migrations/") && file.path.ends_with(".sql"));
    sql.flat_map(|file| {
        let silent = silent_in(&file.text);
        silent
            .into_iter()
            .map(|(at, name)| format!("{}:{at}: {name} has no comment", file.path))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Line number and name of each column that says nothing.
fn silent_in(text: &str) -> Vec<(usize, String)> {
    let mut silent = Vec::new();
    let mut table = false;
    let mut depth = 0_usize;
    let mut column: Option<(usize, String, bool)> = None;
    for (at, line) in text.lines().enumerate() {
        let (code, comment) = line.split_once("--").unwrap_or((line, ""));
        let commented = !comment.trim().is_empty();
        let words: Vec<String> = code.split_whitespace().map(str::to_ascii_uppercase).collect();
        if table {
            let first = words.first().map(|word| word.trim_matches('"').to_owned());
            let first = first.filter(|word| depth == 1 && !word.starts_with(')') && !rules_table(word));
            match (&mut column, first) {
                (Some((_, _, told)), _) => *told |= commented,
                (none, Some(name)) => *none = Some((at + 1, name.to_lowercase(), commented)),
                (None, None) => {}
            }
        } else if words.first().is_some_and(|word| word == "ALTER") && !commented {
            silent.extend(added(&words).map(|name| (at + 1, name.to_lowercase())));
        }
        table |=
            words.first().is_some_and(|word| word == "CREATE") && words.iter().any(|word| word == "TABLE");
        depth += code.matches('(').count();
        depth = depth.saturating_sub(code.matches(')').count());
        let ends = depth == 0 || depth == 1 && code.trim_end().ends_with(',');
        if let Some((at, name, false)) = column.take_if(|_| ends) {
            silent.push((at, name));
        }
        table &= !(depth == 0 && code.contains(';'));
    }
    silent
}

fn rules_table(word: &str) -> bool {
    TABLE_RULES
        .iter()
        .any(|rule| word == *rule || word.strip_prefix(rule).is_some_and(|rest| rest.starts_with('(')))
}

fn added(words: &[String]) -> Option<String> {
    let at = words.iter().position(|word| word == "ADD")?;
    let rest = words
        .get(at + 1..)?
        .iter()
        .filter(|word| !["COLUMN", "IF", "NOT", "EXISTS"].contains(&word.as_str()));
    rest.map(|word| word.trim_matches('"').to_owned()).next().filter(|word| !rules_table(word))
}

#[cfg(test)]
mod can_fail {
    use super::{File, silent_columns, silent_in, twins};

    fn named(paths: &[&str]) -> Vec<File> {
        paths.iter().map(|path| File::new(&format!("migrations/{path}"), "")).collect()
    }

    #[test]
    fn a_missing_twin_a_hole_and_a_stray_file_are_found() {
        let good = ["journal/sqlite/0001_log.sql", "journal/postgres/0001_log.sql", "README.md"];
        assert!(twins(&named(&good)).is_empty());
        for (paths, expected) in [
            (&["j/sqlite/0001_log.sql"][..], "migrations/j/postgres lacks 0001_log.sql"),
            (
                &["j/sqlite/0002_a.sql", "j/postgres/0002_a.sql"],
                "j/postgres: 0002_a.sql should begin with 0001_",
            ),
            (&["j/0001_a.sql"], "migrations/j/0001_a.sql: not <unit>/sqlite|postgres/NNNN_name.sql"),
        ] {
            let found = twins(&named(paths));
            assert!(found.iter().any(|finding| finding.ends_with(expected)), "{found:?}");
        }
    }

    #[test]
    fn a_column_without_a_comment_is_found() {
        let text = "\
-- The log.
CREATE TABLE log (
  position INTEGER NOT NULL, -- from 1
  header BLOB NOT NULL,
  kind INTEGER NOT NULL CHECK (kind IN (1,
    2)), -- what it is
  size INTEGER DEFAULT (1
    + 2),
  CHECK (size > 0),
  PRIMARY KEY (position)
) STRICT;
CREATE INDEX by_kind ON log (
  kind
);
";
        assert_eq!(silent_in(text), [(4, "header".to_owned()), (7, "size".to_owned())]);
        let found = silent_columns(&[File::new("migrations/j/sqlite/0001_log.sql", text)]);
        assert_eq!(found.first().unwrap(), "migrations/j/sqlite/0001_log.sql:4: header has no comment");
    }

    #[test]
    fn the_last_column_and_an_added_one_count() {
        assert_eq!(silent_in("CREATE TABLE a (\n  b INT\n);"), [(2, "b".to_owned())]);
        assert!(silent_in("CREATE TABLE a (\n  b INT -- why\n);").is_empty());
        assert_eq!(silent_in("ALTER TABLE a ADD COLUMN c INT;"), [(1, "c".to_owned())]);
        assert!(silent_in("ALTER TABLE a ADD COLUMN c INT; -- why").is_empty());
        assert!(silent_in("ALTER TABLE a ADD CONSTRAINT c CHECK (d > 0);").is_empty());
    }
}
