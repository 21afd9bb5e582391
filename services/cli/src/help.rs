//! Help in both languages, with examples that a test gives to the parser.

mod verbs;

use crate::args::Cli;
use clap::{Command, CommandFactory};

/// Commands by their path, with calls of them.
const EXAMPLES: [(&str, &[&str]); 16] = [
    ("demo", &["lienthong demo", "lienthong demo --dir thu --exit --format json"]),
    (
        "assess",
        &[
            "lienthong assess roster.xlsx",
            "lienthong assess rosters/ --format xlsx --out judged/",
            "lienthong assess roster.xlsx --undecided-values values.csv",
            "lienthong assess roster.xlsx --majors values.csv",
        ],
    ),
    (
        "template",
        &[
            "lienthong template roster",
            "lienthong template training",
            "lienthong template nominations --out cu-di.xlsx",
        ],
    ),
    ("generate province", &["lienthong generate province --seed 7 --scale 1 --dir try/"]),
    ("serve", &["lienthong serve district --config sinho/config.toml"]),
    ("config", &["lienthong config district --config sinho/config.toml"]),
    (
        "init",
        &[
            "lienthong init district --code 108 --name 'Huyện Sìn Hồ' --dir sinho",
            "lienthong init coordinator --code 12 --dir dieuphoi --dns dieuphoi.laichau.example",
        ],
    ),
    (
        "keys found",
        &[
            "lienthong keys found --department so --coordinator dieuphoi/request.json --coordinator-url https://dieuphoi:7440",
        ],
    ),
    ("keys sign", &["lienthong keys sign --department so sinho/request.json"]),
    ("keys install", &["lienthong keys install --dir sinho sinho/install.json"]),
    (
        "import roster",
        &["lienthong import roster roster.xlsx --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'"],
    ),
    (
        "import nominations",
        &[
            "lienthong import nominations cu-di.xlsx --plan LC-2021 --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'",
        ],
    ),
    (
        "import enrollments",
        &["lienthong import enrollments nhap-hoc.xlsx --node cdcd --by 'Lò Văn A' --office 'Phòng Đào tạo'"],
    ),
    (
        "import results",
        &["lienthong import results ket-qua.xlsx --node cdcd --by 'Lò Văn A' --office 'Phòng Đào tạo'"],
    ),
    ("progress", ASKING),
    ("watch", &["lienthong watch --node so"]),
];

const ASKING: &[&str] = &[
    "lienthong progress --node so",
    "lienthong progress --node so --plan LC-2021 --cutoff 31/12/2021 --format json",
];

/// Commands that are asked for in one way alone.
const PLAIN: [&str; 2] = ["breaks", "status"];

/// The command line with its help in both languages.
pub(crate) fn command() -> Command {
    let mut command = Cli::command();
    // The parser's own arguments and commands stand only in a built tree.
    command.build();
    speak(command, "")
}

fn examples(path: &str) -> Vec<String> {
    let listed = EXAMPLES.iter().chain(verbs::VERBS).filter(|(command, _)| {
        // A group shows the calls of its commands.
        *command == path || command.strip_prefix(path).is_some_and(|rest| rest.starts_with(' '))
    });
    let mut lines: Vec<String> = listed.flat_map(|(_, lines)| *lines).map(ToString::to_string).collect();
    if PLAIN.contains(&path) {
        lines.push(format!("lienthong {path} --node so"));
    }
    lines
}

fn speak(command: Command, path: &str) -> Command {
    let mut template = String::from("{about-with-newline}\nCách gọi / Usage: {usage}\n");
    if command.get_positionals().next().is_some() {
        template.push_str("\nTham số / Arguments:\n{positionals}\n");
    }
    if command.has_subcommands() {
        template.push_str("\nLệnh / Commands:\n{subcommands}\n");
    }
    template.push_str("\nTùy chọn / Options:\n{options}{after-help}");
    let lines = examples(path);
    let after = if lines.is_empty() {
        "Ví dụ / Examples: lienthong assess --help".to_owned()
    } else {
        format!("Ví dụ / Examples:\n  {}", lines.join("\n  "))
    };
    let own = |arg: clap::Arg| match arg.get_id().as_str() {
        "help" => arg.help("Hiện trợ giúp / Print help").long_help("Hiện trợ giúp / Print help"),
        "version" => arg.help("Hiện phiên bản / Print version"),
        _ => arg,
    };
    let command = command.help_template(template).after_help(after).mut_args(own);
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        if name == "help" {
            return sub.about("Hiện trợ giúp của một lệnh / Print the help of a command");
        }
        let path = if path.is_empty() { name } else { format!("{path} {name}") };
        speak(sub, &path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::FromArgMatches as _;

    /// Every command with its path, groups included.
    fn all(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let path = format!("{path} {}", sub.get_name()).trim().to_owned();
            found.push((path.clone(), sub.clone()));
            all(sub, &path, found);
        }
    }

    fn commands() -> Vec<(String, Command)> {
        let mut found = Vec::new();
        all(&command(), "", &mut found);
        found
    }

    #[test]
    fn every_command_and_argument_speaks_both_languages_and_shows_an_example() {
        let commands = commands();
        assert_eq!(commands.len(), 51, "a new command needs an example here and in docs/a-year.md");
        for (path, mut command) in commands {
            let both = |text: Option<String>| text.is_some_and(|text| text.contains(" / "));
            assert!(both(command.get_about().map(ToString::to_string)), "{path}");
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                assert!(both(arg.get_help().map(ToString::to_string)), "{path} {}", arg.get_id());
            }
            let help = command.render_help().to_string();
            assert!(help.contains("Cách gọi / Usage: "), "{path}: {help}");
            assert!(
                help.contains(&format!("\n  lienthong {path} "))
                    || help.contains(&format!("\n  lienthong {path}\n")),
                "{path}: {help}"
            );
        }
    }

    /// The words of a line as a shell gives them, quotes taken off.
    fn words(line: &str) -> Vec<String> {
        let parts = line.split('\'').enumerate();
        parts
            .flat_map(|(at, part)| {
                if at % 2 == 1 {
                    vec![part.to_owned()]
                } else {
                    part.split_whitespace().map(str::to_owned).collect()
                }
            })
            .collect()
    }

    #[test]
    fn every_command_of_the_year_is_a_call_that_the_program_understands() {
        let page = include_str!("../../../docs/a-year.md").replace("\\\n", " ").replace('"', "'");
        let calls: Vec<&str> = page.lines().filter(|line| line.starts_with("lienthong ")).collect();
        assert!(calls.len() > 40, "{calls:#?}");
        for line in calls {
            let call = line.split("  #").next().unwrap_or_default();
            let parsed = command().try_get_matches_from(words(call));
            assert!(parsed.is_ok(), "{call}: {}", parsed.unwrap_err());
        }
    }

    #[test]
    fn every_example_is_a_call_that_the_program_understands() {
        for (path, _) in commands() {
            for line in examples(&path) {
                let matches = command().try_get_matches_from(words(&line));
                let parsed = matches
                    .map_err(|error| error.to_string())
                    .and_then(|matches| Cli::from_arg_matches(&matches).map_err(|error| error.to_string()));
                assert!(parsed.is_ok(), "{line}: {parsed:?}");
            }
        }
    }
}
