//! A PostgreSQL cluster for one run: own port, own folder, gone when this process is gone.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::command::{program, read, works};

/// Tests find the cluster's superuser URL under this name.
pub(crate) const URL_VARIABLE: &str = "LIENTHONG_TEST_POSTGRES_URL";

/// Waits until its owner is gone, however that came about (end, failure, Ctrl-C, kill), then cleans up.
const GUARDIAN: &str = r#"trap "" INT HUP TERM; cat >/dev/null
"$0/pg_ctl" -D "$1/data" -m fast -t 20 -w stop >/dev/null 2>&1 || "$0/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null 2>&1
rm -rf "$1""#;

/// Durability against a power cut is given up: the folder is thrown away anyway. A crash of a client loses nothing.
const SETTINGS: &str =
    "-c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=300";

/// Another process may take the free port before PostgreSQL does.
const ATTEMPTS: u32 = 5;

/// A running cluster; dropping it stops the server and removes its folder.
pub(crate) struct Cluster {
    port: u16,
    guardian: Child,
}

impl Cluster {
    /// Creates and starts a cluster on a free port of 127.0.0.1.
    pub(crate) fn start() -> Result<Self, String> {
        let bin = binaries().ok_or("PostgreSQL is not installed: cargo xtask tools")?;
        let account = Account::for_server()?;
        let folder = make_folder(account)?;
        let guardian = guard(account, &bin, &folder)?;
        // From here on every way out drops the guardian's pipe and so cleans up.
        let mut cluster = Self { port: 0, guardian };
        let data = folder.join("data");
        let mut initdb = account.command(bin.join("initdb"), &folder);
        initdb.arg("-D").arg(&data).args(["-N", "-A", "trust", "-U", "postgres"]);
        read(initdb.args(["--locale=C.UTF-8", "-E", "UTF8"]))?;
        cluster.port = start_server(account, &bin, &folder)?;
        Ok(cluster)
    }

    /// How clients reach the cluster as its superuser.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        if let Err(error) = self.guardian.wait() {
            eprintln!("PostgreSQL may still run on port {}: {error}", self.port);
        }
    }
}

fn start_server(account: Account, bin: &Path, folder: &Path) -> Result<u16, String> {
    let mut said = String::new();
    for _ in 0..ATTEMPTS {
        let port = free_port()?;
        let log = folder.join("log");
        let options = format!("-p {port} {SETTINGS} -c unix_socket_directories={}", folder.display());
        let mut start = account.command(bin.join("pg_ctl"), folder);
        start.arg("-D").arg(folder.join("data")).arg("-l").arg(&log).args(["-w", "-o", &options, "start"]);
        match read(&mut start) {
            Ok(_) => return Ok(port),
            Err(reason) => said = format!("{reason}\n{}", fs::read_to_string(&log).unwrap_or_default()),
        }
    }
    Err(said)
}

fn guard(account: Account, bin: &Path, folder: &Path) -> Result<Child, String> {
    let mut command = account.command("sh", Path::new("/"));
    command.arg("-c").arg(GUARDIAN).arg(bin).arg(folder);
    // Its own process group: a Ctrl-C in the terminal must not reach it.
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    command.spawn().map_err(|error| format!("the cluster's guardian: {error}"))
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
}

fn make_folder(account: Account) -> Result<PathBuf, String> {
    // Short, because a socket's path has at most 107 bytes, and new for each cluster of this process.
    let folder = std::env::temp_dir().join(format!("lienthong-pg-{}-{}", std::process::id(), free_port()?));
    let made = fs::DirBuilder::new().mode(0o700).create(&folder).and_then(|()| match account.switch_to {
        Some((user, group)) => chown(&folder, Some(user), Some(group)),
        None => Ok(()),
    });
    made.map_err(|error| format!("{}: {error}", folder.display())).map(|()| folder)
}

/// Under whom the server runs: PostgreSQL refuses to run as root.
#[derive(Clone, Copy)]
struct Account {
    switch_to: Option<(u32, u32)>,
}

impl Account {
    fn for_server() -> Result<Self, String> {
        if !is_root() {
            return Ok(Self { switch_to: None });
        }
        let users = fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
        let postgres = find_user(&users, "postgres").ok_or("user postgres is missing: cargo xtask tools")?;
        Ok(Self { switch_to: Some(postgres) })
    }

    fn command(self, name: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
        let mut command = program(name);
        command.current_dir(folder);
        if let Some((user, group)) = self.switch_to {
            command.uid(user).gid(group);
        }
        command
    }
}

/// Whether this process runs as root.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

fn find_user(users: &str, name: &str) -> Option<(u32, u32)> {
    let mut fields = users.lines().map(|line| line.split(':')).find_map(|mut line| {
        let found = line.next() == Some(name);
        found.then_some(line)
    })?;
    Some((fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
}

/// The folder of the server's programs: Debian's newest, else wherever PATH finds `initdb`.
pub(crate) fn binaries() -> Option<PathBuf> {
    let versions =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let whole = versions.filter(|version| version.join("bin/initdb").is_file());
    let newest =
        whole.max_by_key(|version| version.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    newest.map(|version| version.join("bin")).or_else(|| {
        let found = std::env::split_paths(&std::env::var_os("PATH")?)
            .find(|folder| folder.join("initdb").is_file())?;
        works(program(found.join("initdb")).arg("--version")).then_some(found)
    })
}

#[cfg(test)]
mod cases {
    use super::{Cluster, find_user};
    use std::net::TcpStream;

    #[test]
    fn a_user_is_found_by_whole_name() {
        let users =
            "root:x:0:0::/root:/bin/sh\npostgresx:x:7:8::/:/bin/sh\npostgres:x:104:112:,,,:/var:/bin/sh\n";
        assert_eq!(find_user(users, "postgres"), Some((104, 112)));
        assert_eq!(find_user(users, "postgre"), None);
        assert_eq!(find_user("postgres:x:broken", "postgres"), None);
    }

    #[test]
    fn a_cluster_answers_and_is_gone_with_its_folder_when_dropped() {
        let cluster = Cluster::start().unwrap();
        let (port, guardian) = (cluster.port, cluster.guardian.id());
        assert_eq!(cluster.url(), format!("postgres://postgres@127.0.0.1:{port}/postgres"));
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        let command = std::fs::read(format!("/proc/{guardian}/cmdline")).unwrap();
        let folder =
            command.split(|byte| *byte == 0).map(String::from_utf8_lossy).rfind(|word| !word.is_empty());
        let folder = std::path::PathBuf::from(folder.unwrap().as_ref());
        assert!(folder.join("data").parent().unwrap().exists());
        drop(cluster);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
    }
}
