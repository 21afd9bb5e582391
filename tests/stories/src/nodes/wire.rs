//! A wire between an agency and the coordinator: it can be cut, and it leads to wherever the coordinator listens now.

use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

pub(super) struct Wire {
    pub(super) address: SocketAddr,
    up: watch::Sender<bool>,
}

impl Wire {
    /// Listens on a free port for as long as the test's runtime lives.
    pub(super) async fn lay(hub: watch::Receiver<Option<SocketAddr>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let up = watch::Sender::new(true);
        let seen = up.subscribe();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(carry(near, *hub.borrow(), seen.clone()));
            }
        });
        Self { address, up }
    }

    pub(super) fn set(&self, up: bool) {
        self.up.send_replace(up);
    }
}

/// Carries one connection until either side ends it or the wire is cut.
async fn carry(mut near: TcpStream, hub: Option<SocketAddr>, mut up: watch::Receiver<bool>) {
    let (true, Some(hub)) = (*up.borrow_and_update(), hub) else { return };
    let Ok(mut far) = TcpStream::connect(hub).await else { return };
    tokio::select! {
        // However it ends, both sides see their connection close.
        _ended = copy_bidirectional(&mut near, &mut far) => {}
        _cut = up.wait_for(|up| !up) => {}
    }
}
