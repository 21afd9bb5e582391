//! Running other programs, and where the workspace stands.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    // The crate stands in <root>/tests/xtask.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map_or_else(PathBuf::new, Path::to_path_buf)
}

/// A program that runs in the workspace's root without standard input.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that started this program, as [`apart`] gives it.
pub(crate) fn cargo() -> Command {
    apart(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program without what `cargo run` told about this crate: build scripts that watch those variables would else run
/// again and rebuild half the tree at each change of command, whether the program is cargo or starts it.
pub(crate) fn apart(name: impl AsRef<OsStr>) -> Command {
    let mut command = program(name);
    for (name, _) in std::env::vars_os() {
        let of_this_crate = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
        });
        if of_this_crate {
            command.env_remove(name);
        }
    }
    command
}

/// Runs it with its output shown; the error says which program failed and how.
pub(crate) fn show(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{}: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{}: {status}", line(command))) }
}

/// Runs it and gives its standard output; the error carries what it said on standard error.
pub(crate) fn read(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{}: {error}", line(command)))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("{}: {}: {}", line(command), output.status, said.trim()))
    }
}

/// Whether it can be started and ends well; its output is thrown away.
pub(crate) fn works(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn line(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).collect();
    words.join(OsStr::new(" ")).to_string_lossy().into_owned()
}

#[cfg(test)]
mod cases {
    use super::{apart, cargo, program, read, root, show, works};
    use std::process::Command;

    #[test]
    fn the_root_holds_the_workspace() {
        let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }

    #[test]
    fn output_is_given_and_failure_is_told_with_the_whole_line() {
        assert_eq!(read(program("printf").arg("a b")), Ok("a b".to_owned()));
        let said = read(program("sh").args(["-c", "echo no >&2; exit 3"])).unwrap_err();
        assert_eq!(said, "sh -c echo no >&2; exit 3: exit status: 3: no");
        assert_eq!(show(&mut program("false")), Err("false: exit status: 1".to_owned()));
        assert!(
            show(&mut program("no-such-program-here")).unwrap_err().starts_with("no-such-program-here: ")
        );
    }

    #[test]
    fn a_probe_tells_present_from_absent() {
        assert!(works(&mut program("true")));
        assert!(!works(&mut program("false")));
        assert!(!works(&mut program("no-such-program-here")));
    }

    /// Whether the command is kept from knowing a variable that cargo tells this very test.
    fn hides(command: &Command, name: &str) -> bool {
        assert!(std::env::var_os(name).is_some(), "{name} is told to tests");
        command.get_envs().any(|(variable, value)| variable == name && value.is_none())
    }

    #[test]
    fn what_cargo_told_about_this_crate_stays_here() {
        for name in ["CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "CARGO"] {
            assert!(hides(&apart("sh"), name) && hides(&cargo(), name), "{name}");
            assert!(!hides(&program("sh"), name), "{name}");
        }
    }
}
