//! Opening the port of a node.

use crate::config::Listen;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// An open port.
#[derive(Debug)]
pub struct Bound {
    /// What [`crate::server::serve`] takes.
    pub listener: TcpListener,
    /// Where it listens: `listen.address` of the config, with the port that the system gave where that was 0.
    pub address: SocketAddr,
}

/// The port is taken, or the address is not this machine's.
#[derive(Debug, thiserror::Error)]
#[error(
    "LISTEN_FAILED: listen.address = \"{address}\": không mở được cổng (the port does not open; is another program using it?): {source}"
)]
pub struct ListenError {
    /// `listen.address` of the config.
    pub address: SocketAddr,
    /// What the system said.
    pub source: std::io::Error,
}

impl ListenError {
    /// The key of the config that is to be changed.
    pub const KEY: &'static str = "listen.address";
}

impl Listen {
    /// Opens the port.
    ///
    /// # Errors
    /// [`ListenError`], with the address and what the system said.
    pub async fn bind(&self) -> Result<Bound, ListenError> {
        let failed = |source| ListenError { address: self.address, source };
        let listener = TcpListener::bind(self.address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Bound { listener, address })
    }
}
