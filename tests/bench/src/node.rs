//! Ways to reach a node, by the files below its directory.

use crate::Fault;
use contracts::pb::exchange::v1::node_service_client::NodeServiceClient;
use contracts::pb::exchange::v1::{GetNodeStatusRequest, GetNodeStatusResponse};
use runtime::client::{ClientTls, Connection, Patience, Target, connect};
use runtime::config::TlsFiles;
use runtime::keys::files::NodeFiles;
use runtime::trust::ClientRole;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

/// How long a service may take to come up.
const UP_WITHIN: Duration = Duration::from_secs(20);
/// Pause between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// A connection of its own to an address, with the certificate of a client of the node below `dir`.
pub(crate) fn reach(dir: &Path, role: ClientRole, name: &str, at: SocketAddr) -> Result<Connection, Fault> {
    let files = NodeFiles::below(dir);
    let tls = TlsFiles {
        certificate: files.client_certificate(role, name),
        key: files.client_key(role, name),
        ca: files.ca(),
    };
    let target = Target { url: format!("https://{at}"), server_name: None };
    Ok(connect(&target, &ClientTls::load(&tls)?, &Patience::default())?)
}

/// Waits until a node answers, and gives what it says about itself.
pub(crate) async fn up(connection: &Connection) -> Result<GetNodeStatusResponse, Fault> {
    let mut client = NodeServiceClient::new(connection.clone());
    let mut look = tokio::time::interval(PAUSE);
    let answered = async {
        loop {
            look.tick().await;
            if let Ok(answer) = client.get_node_status(GetNodeStatusRequest::default()).await {
                return answer.into_inner();
            }
        }
    };
    Ok(tokio::time::timeout(UP_WITHIN, answered).await?)
}
