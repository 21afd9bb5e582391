//! What the caller asked for.

/// Shown for `cargo xtask help` and after a wrong call.
pub(crate) const USAGE: &str = "\
cargo xtask test [--fast] [-- ARGS...]  everything: tools, linters, PostgreSQL, all tests; --fast leaves the linters
                                        out; ARGS go to `cargo test`
cargo xtask bench [-- ARGS...]          speed and memory, each beside its bare counterpart; ARGS go to the bench:
                                        --quick, --part delivered|progress|memory|demo, --dir DIR
cargo xtask lint                        formatting, clippy, contracts (buf), licences (cargo-deny)
cargo xtask tools                       install what the tests need and this machine lacks
cargo xtask postgres -- COMMAND...      run a command beside a PostgreSQL cluster of its own
cargo xtask help                        this text";

/// One chore with its arguments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Print the usage.
    Help,
    /// Install everything that is missing.
    Tools,
    /// Run the linters.
    Lint,
    /// Run the linters (unless `fast`) and the tests; `filter` goes to `cargo test` as it is.
    Test {
        /// Leave the linters out.
        fast: bool,
        /// Further arguments of `cargo test`; empty means the whole workspace.
        filter: Vec<String>,
    },
    /// Measure speed and memory.
    Bench {
        /// Arguments of the bench; empty means everything.
        words: Vec<String>,
    },
    /// Run `command` with a PostgreSQL cluster up; never empty.
    Postgres {
        /// Program and arguments.
        command: Vec<String>,
    },
}

impl Task {
    /// Reads the words after `cargo xtask`; the error is one sentence for the caller.
    pub(crate) fn parse(words: &[String]) -> Result<Self, String> {
        let (own, rest) = match words.iter().position(|word| word == "--") {
            Some(at) => (words.get(..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default()),
            None => (words, [].as_slice()),
        };
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        match own.as_slice() {
            ["test"] => Ok(Self::Test { fast: false, filter: rest.to_vec() }),
            ["test", "--fast"] => Ok(Self::Test { fast: true, filter: rest.to_vec() }),
            ["bench"] => Ok(Self::Bench { words: rest.to_vec() }),
            ["postgres"] if rest.is_empty() => {
                Err("postgres needs a command: cargo xtask postgres -- COMMAND...".into())
            }
            ["postgres"] => Ok(Self::Postgres { command: rest.to_vec() }),
            _ if !rest.is_empty() => Err(format!("arguments after -- do not belong to: {}", own.join(" "))),
            ["lint"] => Ok(Self::Lint),
            ["tools"] => Ok(Self::Tools),
            ["help" | "--help" | "-h"] => Ok(Self::Help),
            [] => Err("which chore?".into()),
            other => Err(format!("no such chore: {}", other.join(" "))),
        }
    }
}

#[cfg(test)]
mod cases {
    use super::Task;

    fn parse(line: &str) -> Result<Task, String> {
        Task::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn each_chore_is_read() {
        assert_eq!(parse("lint"), Ok(Task::Lint));
        assert_eq!(parse("tools"), Ok(Task::Tools));
        assert_eq!(parse("help"), Ok(Task::Help));
        assert_eq!(parse("test"), Ok(Task::Test { fast: false, filter: vec![] }));
        let filter = vec!["-p".to_owned(), "journal".to_owned(), "--".to_owned(), "--nocapture".to_owned()];
        assert_eq!(parse("test --fast -- -p journal -- --nocapture"), Ok(Task::Test { fast: true, filter }));
        assert_eq!(parse("bench"), Ok(Task::Bench { words: vec![] }));
        assert_eq!(parse("bench -- --quick"), Ok(Task::Bench { words: vec!["--quick".to_owned()] }));
        let command = vec!["psql".to_owned(), "-l".to_owned()];
        assert_eq!(parse("postgres -- psql -l"), Ok(Task::Postgres { command }));
    }

    #[test]
    fn a_wrong_call_says_what_is_wrong() {
        for (line, expected) in [
            ("", "which chore?"),
            ("tset", "no such chore: tset"),
            ("test --quick", "no such chore: test --quick"),
            ("postgres", "postgres needs a command: cargo xtask postgres -- COMMAND..."),
            ("lint -- -p journal", "arguments after -- do not belong to: lint"),
        ] {
            assert_eq!(parse(line), Err(expected.to_owned()), "for {line:?}");
        }
    }
}
