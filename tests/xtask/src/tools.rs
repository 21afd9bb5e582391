//! What the tests and linters need beside Rust, installed only where it is missing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{cargo, program, read, root, show, works};
use crate::postgres;
use crate::report::{Outcome, Report};

/// One thing that may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// rustfmt and clippy, of the toolchain in use.
    RustComponents,
    /// PostgreSQL's server programs.
    Postgres,
    /// A virtual environment with buf and the clients of `tools/requirements.txt`.
    Python,
    /// The modules of `tools/package.json`.
    Node,
    /// cargo-deny.
    CargoDeny,
}

/// Everything.
pub(crate) const ALL: [Tool; 5] =
    [Tool::RustComponents, Tool::Postgres, Tool::Python, Tool::Node, Tool::CargoDeny];
/// What the linters use.
pub(crate) const FOR_LINT: [Tool; 3] = [Tool::RustComponents, Tool::Python, Tool::CargoDeny];
/// What the tests use.
pub(crate) const FOR_TESTS: [Tool; 3] = [Tool::Postgres, Tool::Python, Tool::Node];
/// What a cluster alone uses.
pub(crate) const FOR_POSTGRES: [Tool; 1] = [Tool::Postgres];

const CARGO_DENY_VERSION: &str = "0.20.2";

/// Where installed tools stand: `venv/bin/{python,buf}`, `node/node_modules`, `bin/cargo-deny`.
pub(crate) fn folder() -> PathBuf {
    root().join("target/tools")
}

/// Where cargo-deny stands.
pub(crate) fn cargo_deny() -> PathBuf {
    folder().join("bin/cargo-deny")
}

/// Where buf stands.
pub(crate) fn buf() -> PathBuf {
    folder().join("venv/bin/buf")
}

/// Installs those of the tools that are missing, a step each.
pub(crate) fn install(tools: &[Tool], report: &mut Report) -> Result<(), String> {
    report.step("Debian packages", || install_packages(&missing_packages(tools)))?;
    for tool in tools {
        match tool {
            Tool::Postgres => {}
            Tool::RustComponents => report.step("rustfmt and clippy", install_components)?,
            Tool::Python => report.step("Python and buf", install_python)?,
            Tool::Node => report.step("Node modules", install_node)?,
            Tool::CargoDeny => report.step("cargo-deny", install_cargo_deny)?,
        }
    }
    Ok(())
}

fn missing_packages(tools: &[Tool]) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if tools.contains(&Tool::Postgres) && postgres::binaries().is_none() {
        missing.push("postgresql");
    }
    if tools.contains(&Tool::Python) && !works(program("python3").args(["-c", "import venv, ensurepip"])) {
        missing.push("python3-venv");
    }
    if tools.contains(&Tool::Node) && !works(program("npm").arg("--version")) {
        missing.push("npm");
    }
    if tools.contains(&Tool::CargoDeny) && !works(program("git").arg("--version")) {
        missing.push("git");
    }
    missing
}

fn install_packages(missing: &[&str]) -> Result<Outcome, String> {
    if missing.is_empty() {
        return Ok(Outcome::Skipped("present".into()));
    }
    let names = missing.join(" ");
    if !postgres::is_root() || !works(program("apt-get").arg("--version")) {
        return Err(format!(
            "missing here: {names} (names as in Debian); as root: apt-get install --no-install-recommends {names}"
        ));
    }
    eprintln!("    installing {names}");
    read(program("apt-get").args(["update", "-qq"]))?;
    let mut install = program("apt-get");
    install.args(["install", "-qq", "--no-install-recommends"]).args(missing);
    // Thousands of lines that only matter when it fails, and then they are in the error.
    read(install.env("DEBIAN_FRONTEND", "noninteractive")).map(|_| Outcome::Done)
}

fn install_components() -> Result<Outcome, String> {
    let probes = [("rustfmt", "fmt"), ("clippy", "clippy")];
    let missing: Vec<&str> = probes
        .into_iter()
        .filter_map(|(component, word)| (!works(cargo().args([word, "--version"]))).then_some(component))
        .collect();
    if missing.is_empty() {
        return Ok(Outcome::Skipped("present".into()));
    }
    show(program("rustup").args(["component", "add"]).args(missing)).map(|()| Outcome::Done)
}

fn install_python() -> Result<Outcome, String> {
    let wanted = root().join("tests/xtask/tools/requirements.txt");
    let environment = folder().join("venv");
    let stamp = Stamp::new(&[&wanted], environment.join("installed.txt"))?;
    if stamp.is_current() && works(program(environment.join("bin/python")).arg("--version")) {
        return Ok(Outcome::Skipped("present".into()));
    }
    show(program("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    let mut pip = program(environment.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&wanted);
    show(&mut pip)?;
    stamp.write().map(|()| Outcome::Done)
}

fn install_node() -> Result<Outcome, String> {
    let from = root().join("tests/xtask/tools");
    let to = folder().join("node");
    let files = ["package.json", "package-lock.json"];
    let wanted = files.map(|name| from.join(name));
    let stamp = Stamp::new(&[&wanted[0], &wanted[1]], to.join("installed.txt"))?;
    if stamp.is_current() && to.join("node_modules").is_dir() {
        return Ok(Outcome::Skipped("present".into()));
    }
    fs::create_dir_all(&to).map_err(|error| format!("{}: {error}", to.display()))?;
    for (name, path) in files.iter().zip(&wanted) {
        fs::copy(path, to.join(name)).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    show(program("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&to))?;
    stamp.write().map(|()| Outcome::Done)
}

fn install_cargo_deny() -> Result<Outcome, String> {
    let version = read(program(cargo_deny()).arg("--version")).unwrap_or_default();
    if version.trim().ends_with(CARGO_DENY_VERSION) {
        return Ok(Outcome::Skipped("present".into()));
    }
    let mut install = cargo();
    install.args(["install", "--quiet", "--locked", "--force", "--version", CARGO_DENY_VERSION, "--root"]);
    show(install.arg(folder()).arg("cargo-deny")).map(|()| Outcome::Done)
}

/// Remembers for which lists of packages an installation was made.
struct Stamp {
    wanted: String,
    file: PathBuf,
}

impl Stamp {
    fn new(lists: &[&Path], file: PathBuf) -> Result<Self, String> {
        let read =
            |path: &&Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        let wanted = lists.iter().map(read).collect::<Result<String, _>>()?;
        Ok(Self { wanted, file })
    }

    fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|installed| installed == self.wanted)
    }

    fn write(&self) -> Result<(), String> {
        fs::write(&self.file, &self.wanted).map_err(|error| format!("{}: {error}", self.file.display()))
    }
}

#[cfg(test)]
mod cases {
    use super::{Stamp, fs, install_packages};
    use crate::report::Outcome;

    #[test]
    fn a_changed_list_is_installed_again() {
        let folder = std::env::temp_dir().join(format!("lienthong-stamp-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (list, file) = (folder.join("list"), folder.join("installed"));
        fs::write(&list, "buf-bin==1\n").unwrap();
        let first = Stamp::new(&[&list], file.clone()).unwrap();
        assert!(!first.is_current());
        first.write().unwrap();
        assert!(first.is_current());
        fs::write(&list, "buf-bin==2\n").unwrap();
        assert!(!Stamp::new(&[&list], file).unwrap().is_current());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn nothing_missing_installs_nothing() {
        assert!(matches!(install_packages(&[]), Ok(Outcome::Skipped(_))));
    }
}
