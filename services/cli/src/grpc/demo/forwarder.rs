//! The wire of one district, which the rehearsal can cut: bytes pass untouched while it is up, connections end and none begin
//! while it is down.

use super::DemoError;
use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A wire between a node and the coordinator.
#[derive(Debug)]
pub(super) struct Wire {
    /// Where the node dials.
    pub(super) address: SocketAddr,
    up: watch::Sender<bool>,
}

impl Wire {
    /// Lays a wire to an address; it is up.
    pub(super) async fn lay(to: SocketAddr) -> Result<Self, DemoError> {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.map_err(|error| DemoError::Stuck(error.to_string()))?;
        let address = listener.local_addr().map_err(|error| DemoError::Stuck(error.to_string()))?;
        let (up, state) = watch::channel(true);
        tokio::spawn(carry(listener, to, state));
        Ok(Self { address, up })
    }

    /// Cuts or mends the wire.
    pub(super) fn set(&self, up: bool) {
        self.up.send_replace(up);
    }
}

async fn carry(listener: TcpListener, to: SocketAddr, up: watch::Receiver<bool>) {
    while let Ok((near, _)) = listener.accept().await {
        if *up.borrow() {
            tokio::spawn(join(near, to, up.clone()));
        }
    }
}

async fn join(mut near: TcpStream, to: SocketAddr, mut up: watch::Receiver<bool>) {
    let Ok(mut far) = TcpStream::connect(to).await else { return };
    // Either end may close, the wire may be cut: in each case both connections end here.
    tokio::select! {
        _ended = copy_bidirectional(&mut near, &mut far) => {}
        _cut = up.wait_for(|up| !up) => {}
    }
}
