//! The end of a process: SIGTERM or Ctrl-C cancels one token; everything that runs long waits for it.

use tokio_util::sync::CancellationToken;

/// Cancels the token at the first SIGTERM or Ctrl-C; later ones change nothing, since the drain has its own cap
/// (`[limits] drain_seconds`).
///
/// # Errors
/// When the system does not let the process listen for signals.
pub fn on_signal(token: CancellationToken) -> std::io::Result<()> {
    let mut terminate = terminate()?;
    tokio::spawn(async move {
        tokio::select! {
            () = terminate.received() => tracing::info!("SIGTERM: draining"),
            _ = tokio::signal::ctrl_c() => tracing::info!("Ctrl-C: draining"),
            () = token.cancelled() => {}
        }
        token.cancel();
    });
    Ok(())
}

#[cfg(unix)]
struct Terminate(tokio::signal::unix::Signal);

#[cfg(unix)]
impl Terminate {
    async fn received(&mut self) {
        self.0.recv().await;
    }
}

#[cfg(unix)]
fn terminate() -> std::io::Result<Terminate> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).map(Terminate)
}

#[cfg(windows)]
struct Terminate(tokio::signal::windows::CtrlShutdown);

#[cfg(windows)]
impl Terminate {
    async fn received(&mut self) {
        self.0.recv().await;
    }
}

#[cfg(windows)]
fn terminate() -> std::io::Result<Terminate> {
    tokio::signal::windows::ctrl_shutdown().map(Terminate)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn sigterm_cancels_the_token() {
        let token = CancellationToken::new();
        on_signal(token.clone()).unwrap();
        let pid = std::process::id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        token.cancelled().await;
        assert!(token.is_cancelled());
    }
}
