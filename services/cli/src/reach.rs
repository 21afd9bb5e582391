//! Reaching a running node with the certificates of a system or reader of a node directory.

use crate::args::ReachArgs;
use crate::exit::{Exit, failed};
use runtime::client::{self, ClientTls, Connection, Patience, Target};
use runtime::config::TlsFiles;
use runtime::keys::files::NodeFiles;
use runtime::trust::{ClientRole, TrustBundle};
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

/// A connection to a URL with a caller's certificate.
///
/// # Errors
/// The exit with which the command ends; what is wrong was told.
pub(crate) fn connect(node: &Path, caller: &str, url: &str) -> Result<Connection, Exit> {
    let Some(files) = tls_files(node, caller) else {
        let why = format!("{caller} (system:NAME, reader:NAME, node)");
        return Err(failed(Exit::WrongCall, "Không hiểu người gọi", "Unknown caller", &why));
    };
    let target = Target { url: url.to_owned(), server_name: None };
    ClientTls::load(&files)
        .and_then(|tls| client::connect(&target, &tls, &Patience::default()))
        .map_err(|error| failed(Exit::WrongCall, "Không kết nối được", "Cannot connect", &error))
}

/// A connection to the coordinator: at `--url`, else where the node's trust file says.
///
/// # Errors
/// The exit with which the command ends; what is wrong was told.
pub(crate) fn coordinator(args: &ReachArgs) -> Result<Connection, Exit> {
    let url = match &args.url {
        Some(url) => url.clone(),
        None => coordinator_url(&args.node)?,
    };
    connect(&args.node, &args.caller, &url)
}

fn coordinator_url(node: &Path) -> Result<String, Exit> {
    TrustBundle::load(&NodeFiles::below(node).trust())
        .map(|trust| trust.anchor().coordinator_url.clone())
        .map_err(|error| {
            failed(Exit::WrongCall, "Không đọc được tệp tin cậy", "Cannot read the trust file", &error)
        })
}
