//! A rehearsed province that stays up: the year is played by the real program, and its eleven services then answer anybody.

use crate::program::program;
use std::io::{BufRead, BufReader, Lines, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long the year may take, and the end of it, on a machine under load.
const PATIENCE: Duration = Duration::from_secs(180);

/// Lines of a stream as they come; the reader ends with the stream.
pub fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (said, heard) = channel();
    let lines: Lines<_> = BufReader::new(stream).lines();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if said.send(line).is_err() {
                return;
            }
        }
    });
    heard
}

/// A province whose year was played.
pub struct Province {
    demo: Child,
    dir: PathBuf,
    heard: Receiver<String>,
}

impl Province {
    /// Plays the year in a folder and comes back once the services stay up for queries.
    pub fn play(dir: &Path, scale: &str, seed: &str) -> Self {
        let mut demo = Command::new(program());
        demo.args(["demo", "--scale", scale, "--seed", seed, "--lang", "en", "--dir"]).arg(dir);
        let mut demo = demo.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let heard = lines_of(demo.stderr.take().expect("it is piped"));
        let province = Self { demo, dir: dir.to_path_buf(), heard };
        let mut said = String::new();
        loop {
            let line = province.heard.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|end| panic!("the year was not played ({end}):\n{said}"));
            if line.starts_with("The services stay up") {
                return province;
            }
            said = format!("{said}{line}\n");
        }
    }

    /// Folder of a node: `105` to `112`, `college`, `department`, `coordinator`.
    pub fn node(&self, name: &str) -> PathBuf {
        self.dir.join("nodes").join(name)
    }

    /// Port of a node, from its config.
    pub fn port(&self, name: &str) -> u16 {
        let config = std::fs::read_to_string(self.node(name).join("config.toml")).expect("a config");
        let listen = config.lines().find_map(|line| line.strip_prefix("address = "));
        let port = listen.and_then(|address| address.trim_matches('"').rsplit(':').next()?.parse().ok());
        port.unwrap_or_else(|| panic!("{name} has no address:\n{config}"))
    }

    /// Ends it as an officer does, by Ctrl-C; it ends every service and says that all went well.
    pub fn end(mut self) {
        self.ask();
        let mut said = String::new();
        // Its standard error closes when it has ended.
        while let Ok(line) = self.heard.recv_timeout(PATIENCE) {
            said = format!("{said}{line}\n");
        }
        let ended = self.demo.wait().expect("it can be waited for");
        assert!(ended.success(), "{ended}:\n{said}");
    }

    fn ask(&self) {
        let told = Command::new("kill").args(["-INT", &self.demo.id().to_string()]).status();
        assert!(told.is_ok_and(|told| told.success()), "SIGINT was not sent");
    }
}

impl Drop for Province {
    /// A test that fails midway leaves no processes behind.
    fn drop(&mut self) {
        if self.demo.try_wait().is_ok_and(|ended| ended.is_none()) {
            self.ask();
            // Whatever the end is, the test has its own to tell.
            let _ended = self.demo.wait();
        }
    }
}
