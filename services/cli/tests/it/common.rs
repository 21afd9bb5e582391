//! A folder in which the program is called.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// How a call ended.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with whatever the calls make in it.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A path in the folder.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the folder.
    pub(crate) fn write(&self, path: &str, text: &str) {
        std::fs::write(self.at(path), text).unwrap();
    }

    /// Changes a file of the folder.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.at(path)).unwrap();
        assert!(text.contains(from), "{path} does not say {from:?}: {text}");
        self.write(path, &text.replace(from, to));
    }

    /// The program with the words of a line; `~` stands for a space within a word.
    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lienthong"));
        command.args(line.split_whitespace().map(|word| word.replace('~', " ")));
        command.current_dir(self.folder.path());
        command
    }

    /// Runs the program until it ends.
    pub(crate) fn run(&self, line: &str) -> Told {
        let output = self.command(line).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Told { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The code with which the program ends when nobody reads what it says: both outputs are pipes whose other end is closed.
    pub(crate) fn unread(&self, line: &str) -> i32 {
        let closed = || {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            writer
        };
        let mut command = self.command(line);
        command.stdin(Stdio::null()).stdout(closed()).stderr(closed());
        command.status().unwrap().code().unwrap()
    }

    /// A call that does what it is asked to.
    pub(crate) fn done(&self, line: &str) -> Told {
        let told = self.run(line);
        assert_eq!(told.code, 0, "{line}: {told:?}");
        told
    }

    /// A call that ends with this code and tells these words on standard error.
    pub(crate) fn refused(&self, line: &str, code: i32, words: &[&str]) -> Told {
        let told = self.run(line);
        assert_eq!(told.code, code, "{line}: {told:?}");
        for word in words {
            assert!(told.err.contains(word), "{line} does not say {word:?}: {}", told.err);
        }
        told
    }

    /// A service that ends with this value.
    pub(crate) fn start(&self, line: &str) -> Service {
        let mut command = self.command(&format!("{line} --until-input-ends"));
        let log = std::fs::File::create(self.at("service.log")).unwrap();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log);
        Service { child: command.spawn().unwrap() }
    }

    /// Department and coordinator founded in `so` and `dieuphoi`, a district signed in `sinho`; every node listens on a port
    /// that it takes itself.
    pub(crate) fn found(&self) {
        let any = "--listen 127.0.0.1:0";
        self.done(&format!("init department --code 12 --name Sở~GD&ĐT --dir so {any}"));
        self.done(&format!("init coordinator --code 12 --dir dieuphoi {any}"));
        self.done(&format!("init district --code 108 --name Huyện~Sìn~Hồ --dir sinho {any}"));
        let url = format!("https://{}", free_address());
        self.done(&format!(
            "keys found --department so --coordinator dieuphoi/request.json --coordinator-url {url}"
        ));
        self.done("keys install --dir dieuphoi dieuphoi/install.json");
        self.done("keys sign --department so sinho/request.json");
        self.done("keys install --dir sinho sinho/install.json");
    }
}

/// An address of this machine on which nobody listens.
pub(crate) fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

/// A running service.
pub(crate) struct Service {
    child: Child,
}

impl Service {
    /// The first line on its standard output.
    pub(crate) fn first_line(&mut self) -> String {
        let mut line = String::new();
        BufReader::new(self.child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        line
    }

    /// Where it says that it listens.
    pub(crate) fn url(&mut self) -> String {
        let line = self.first_line();
        let url = line.split_whitespace().find(|word| word.starts_with("https://"));
        url.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ended = self.child.wait();
    }
}
