//! Services as processes of their own.

use super::DemoError;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// How long a service may take to drain.
const PATIENCE: Duration = Duration::from_secs(8);

/// One running service.
#[derive(Debug)]
pub(super) struct Service {
    name: String,
    child: Child,
}

/// Starts this very program as a service; its log goes to a file. The service ends when its input does: also when the rehearsal is killed.
pub(super) fn start(name: &str, role: &str, config: &Path, log: &Path) -> Result<Service, DemoError> {
    let file = |path: &Path| std::fs::File::create(path).map_err(|error| DemoError::file(path, &error));
    let program = std::env::current_exe().map_err(|error| DemoError::Stuck(error.to_string()))?;
    let child = Command::new(&program)
        .args(["serve", role, "--until-input-ends", "--config"])
        .arg(config)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::from(file(log)?))
        .process_group(0)
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| DemoError::file(&program, &error))?;
    Ok(Service { name: name.to_owned(), child })
}

impl Service {
    /// Says so when the service has ended.
    pub(super) fn check(&mut self, log: &Path) -> Result<(), DemoError> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => {
                let text = std::fs::read_to_string(log).unwrap_or_default();
                let last = text.lines().rev().take(3).collect::<Vec<_>>();
                let words = last.into_iter().rev().collect::<Vec<_>>().join("\n");
                Err(DemoError::Stuck(format!("{} dừng / ended ({status}): {words}", self.name)))
            }
            Err(error) => Err(DemoError::Stuck(format!("{}: {error}", self.name))),
        }
    }

    /// Asks the service to end (SIGTERM), waits for its drain, and ends it otherwise.
    pub(super) async fn stop(mut self) {
        if let Some(pid) = self.child.id() {
            let asked = Command::new("kill").args(["-TERM", &pid.to_string()]).status().await;
            if asked.is_ok() && tokio::time::timeout(PATIENCE, self.child.wait()).await.is_ok() {
                return;
            }
        }
        // It may be gone already; then there is nothing to end.
        let _gone = self.child.kill().await;
    }
}
