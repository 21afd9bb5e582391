//! Reaching a running node with the certificates of a system or reader of a node directory.

use crate::args::ReachArgs;
use crate::exit::{Exit, failed};
use runtime::client::{self, ClientError, ClientTls, Connection, Patience, Target};
use runtime::clock::{Clock as _, SystemClock};
use runtime::config::{Config, Role, TlsFiles};
use runtime::keys::files::NodeFiles;
use runtime::trust::{ClientRole, TrustBundle};
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;

/// Which certificate a caller uses.
fn tls_files(node: &Path, caller: &str) -> Option<TlsFiles> {
    let files = NodeFiles::below(node);
    let (certificate, key) = match caller.split_once(':') {
        None if caller == "node" => (files.certificate(), files.tls_key()),
        Some(("system", name)) => {
            (files.client_certificate(ClientRole::System, name), files.client_key(ClientRole::System, name))
        }
        Some(("reader", name)) => {
            (files.client_certificate(ClientRole::Reader, name), files.client_key(ClientRole::Reader, name))
        }
        _ => return None,
    };
    Some(TlsFiles { certificate, key, ca: files.ca() })
}

/// A connection and where it leads, for messages.
pub(crate) struct Reached {
    /// The connection, made at the first call.
    pub(crate) connection: Connection,
    /// `https://host:port`.
    pub(crate) url: String,
}

/// A connection to a URL with a caller's certificate.
///
/// # Errors
/// The exit with which the command ends; what is wrong was told.
pub(crate) fn connect(node: &Path, caller: &str, url: String) -> Result<Reached, Exit> {
    let Some(files) = tls_files(node, caller) else {
        let why = format!("--as {caller:?} (system:NAME, reader:NAME, node)");
        return Err(failed(Exit::WrongCall, "Không hiểu người gọi", "Unknown caller", &why));
    };
    let target = Target { url, server_name: None };
    let connected = ClientTls::load(&files).and_then(|tls| {
        let connection = client::connect(&target, &tls, &Patience::default())?;
        Ok((connection, tls.out_of_date(SystemClock::new().real())))
    });
    match connected {
        Ok((connection, None)) => Ok(Reached { connection, url: target.url }),
        Ok((_, Some(trouble))) => {
            eprintln!("{}: {trouble}", target.url);
            Err(Exit::Unavailable)
        }
        Err(error) => Err(not_connected(node, caller, &error)),
    }
}

/// Why there is nothing to connect with, and what to do.
fn not_connected(node: &Path, caller: &str, error: &ClientError) -> Exit {
    let node = node.display();
    let (vi, en) = match error {
        ClientError::File { .. } => (
            format!(
                "--node phải là thư mục của nút đã cài chứng thư (lienthong keys install --dir {node} …), và --as {caller} phải \
                 có chứng thư trong đó"
            ),
            format!(
                "--node must be the directory of a node whose certificates are installed (lienthong keys install --dir {node} …), \
                 with one for --as {caller}"
            ),
        ),
        ClientError::Target { .. } => (
            "--url phải có dạng https://máy:cổng, ví dụ https://127.0.0.1:7440".to_owned(),
            "--url must be https://host:port, such as https://127.0.0.1:7440".to_owned(),
        ),
    };
    eprintln!("Không kết nối được: {error}");
    eprintln!("{vi}\n{en}");
    Exit::WrongCall
}

/// A connection to the coordinator: at `--url`, else where the node's trust file says.
///
/// # Errors
/// The exit with which the command ends; what is wrong was told.
pub(crate) fn coordinator(args: &ReachArgs) -> Result<Reached, Exit> {
    let url = match &args.url {
        Some(url) => url.clone(),
        None => coordinator_url(&args.node)?,
    };
    connect(&args.node, &args.caller, url)
}

fn coordinator_url(node: &Path) -> Result<String, Exit> {
    TrustBundle::load(&NodeFiles::below(node).trust())
        .map(|trust| trust.anchor().coordinator_url.clone())
        .map_err(|error| {
            let node = node.display();
            eprintln!("Không đọc được tệp tin cậy của nút: {error}");
            eprintln!("--node phải là thư mục của nút đã cài (lienthong keys install --dir {node} …), hoặc ghi thêm --url");
            eprintln!("--node must be the directory of an installed node (lienthong keys install --dir {node} …), or add --url");
            Exit::WrongCall
        })
}

/// Where a node listens, as its own config says: on this machine, at the address that it listens on alone, else at 127.0.0.1.
///
/// # Errors
/// The exit with which the command ends; what is wrong was told.
pub(crate) fn own_url(node: &Path) -> Result<String, Exit> {
    let file = node.join("config.toml");
    let configs: Vec<_> = Role::ALL.into_iter().map(|role| Config::load(&file, role)).collect();
    let Some(config) = configs.iter().find_map(|config| config.as_ref().ok()) else {
        // A config that is wrong is wrong for every role; the first complaint stands for all.
        if let Some(Err(error)) = configs.into_iter().next() {
            eprintln!("Không đọc được cấu hình của nút / cannot read the node's config:\n{error}");
        }
        eprintln!(
            "--node phải là thư mục của một nút, có tệp config.toml; hoặc ghi thêm --url https://máy:cổng"
        );
        eprintln!(
            "--node must be the directory of a node with its config.toml; or add --url https://host:port"
        );
        return Err(Exit::WrongCall);
    };
    let mut address = config.listen.address;
    if address.ip().is_unspecified() {
        address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    if address.port() == 0 {
        let file = file.display();
        eprintln!(
            "{file}: listen.address: cổng 0 do hệ thống chọn; ghi thêm --url như lienthong serve đã báo khi chạy"
        );
        eprintln!(
            "{file}: listen.address: the system chooses port 0; add --url as lienthong serve told at its start"
        );
        return Err(Exit::WrongCall);
    }
    Ok(format!("https://{address}"))
}
