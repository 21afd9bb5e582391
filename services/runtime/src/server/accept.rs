//! Accepting connections: TCP, then TLS, each handshake in its own task and bounded in time, so that a caller who
//! never speaks holds up nobody. The peer's identity is read once per connection.

use super::tls::ServerTls;
use crate::identity::{Identity, IdentityError};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::server::Connected;

/// Longest time for a TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Wait after the system refused to accept, as when it is out of file handles.
const ACCEPT_AGAIN: Duration = Duration::from_millis(100);

/// Who is at the other end of a connection; stands in the extensions of every request.
#[derive(Debug, Clone)]
pub struct Peer {
    /// The identity in its certificate, or why there is none.
    pub identity: Result<Identity, IdentityError>,
    /// Its address.
    pub address: SocketAddr,
}

/// An accepted connection.
#[derive(Debug)]
pub struct Connection {
    stream: TlsStream<TcpStream>,
    peer: Peer,
    _permit: OwnedSemaphorePermit,
}

impl Connected for Connection {
    type ConnectInfo = Peer;

    fn connect_info(&self) -> Peer {
        self.peer.clone()
    }
}

/// Connections as they come, at most `limit` at once; the port closes when the stream is dropped.
pub(super) fn incoming(
    listener: TcpListener,
    tls: Arc<ServerTls>,
    limit: usize,
) -> ReceiverStream<io::Result<Connection>> {
    let (ready, connections) = mpsc::channel(16);
    let free = Arc::new(Semaphore::new(limit));
    tokio::spawn(async move {
        loop {
            let accepted = tokio::select! {
                () = ready.closed() => return,
                accepted = next(&listener, &free) => accepted,
            };
            match accepted {
                Ok((tcp, address, permit)) => {
                    let acceptor = TlsAcceptor::from(tls.current());
                    tokio::spawn(handshake(acceptor, tcp, address, permit, ready.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot accept");
                    tokio::time::sleep(ACCEPT_AGAIN).await;
                }
            }
        }
    });
    ReceiverStream::new(connections)
}

async fn next(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(free).acquire_owned().await.map_err(io::Error::other)?;
    let (tcp, address) = listener.accept().await?;
    Ok((tcp, address, permit))
}

async fn handshake(
    acceptor: TlsAcceptor,
    tcp: TcpStream,
    address: SocketAddr,
    permit: OwnedSemaphorePermit,
    ready: mpsc::Sender<io::Result<Connection>>,
) {
    // Small messages go out at once; where the system refuses, they go out a little later.
    let _ = tcp.set_nodelay(true);
    let stream = match tokio::time::timeout(HANDSHAKE, acceptor.accept(tcp)).await {
        Ok(Ok(stream)) => stream,
        // Nothing was said at all: somebody looked whether the port is open, as monitors do every few seconds.
        Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
            tracing::debug!(%address, %error, "no TLS was spoken");
            return;
        }
        Ok(Err(error)) => {
            tracing::warn!(%address, %error, "refused: no TLS, or no certificate of our authority that holds now");
            return;
        }
        Err(_) => {
            tracing::warn!(%address, "refused: TLS handshake took too long");
            return;
        }
    };
    let certificates = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let identity = Identity::from_peer_certs(certificates);
    if let Err(error) = identity {
        tracing::warn!(%address, %error, "peer without identity");
    }
    let connection = Connection { stream, peer: Peer { identity, address }, _permit: permit };
    // A closed channel means that the server drains: the connection is dropped, the caller comes again.
    let _ = ready.send(Ok(connection)).await;
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
