//! Publishing what `keys sign` has signed: the department's own trust file carries the registry, its journal tells everybody (D37).

use crate::DepartmentView;
use crate::registry::{RegisterError, register};
use domain::record::{Act, OutcomeCode};
use domain::vocabulary::AgencyKind;
use exchange::node::Node;
use journal::ledger::AppendError;
use runtime::keys::KeyError;
use runtime::keys::document::Signed;
use runtime::keys::files;
use runtime::trust::TrustBundle;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often a running node looks at its trust file: an agency that was just signed for connects within seconds.
pub const EVERY: Duration = Duration::from_secs(2);

/// Why what is in the trust file was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The file cannot be read, or nobody may be believed by it.
    #[error(transparent)]
    File(#[from] KeyError),
    /// The file is of another agency, or signed by another key than the one that this node was started with.
    #[error("tệp tin cậy không phải của nút này (the trust file is not of this node)")]
    OtherNode,
    /// An agency of it cannot be registered.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

impl PublishError {
    /// Whether the journal takes nothing now, as after a restore, and will again.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Register(RegisterError::Append(AppendError::Closed(_))))
    }
}

/// Looks at the department's trust file and publishes the agencies in it.
pub struct Publisher {
    node: Arc<Node<DepartmentView>>,
    file: PathBuf,
    /// The file as it was when all of it had been dealt with.
    seen: String,
}

impl Publisher {
    /// The publisher of the node that was started with this trust file; it has not looked yet.
    #[must_use]
    pub const fn new(node: Arc<Node<DepartmentView>>, file: PathBuf) -> Self {
        Self { node, file, seen: String::new() }
    }

    /// Publishes the agencies of the file that the registry does not have so yet; gives how many those were. A file that was dealt with
    /// is passed over until it changes. Of several agencies at fault the first is told, the others are published.
    ///
    /// # Errors
    /// [`PublishError`]; a file that nobody can believe is told once, a database that failed is tried again.
    pub async fn look(&mut self) -> Result<usize, PublishError> {
        let text = files::read(&self.file)?;
        if text == self.seen {
            return Ok(0);
        }
        let told = self.file.display().to_string();
        let trust = Signed::parse(&text, &told).and_then(TrustBundle::verify);
        self.seen = text;
        let (trust, anchor) = (trust?, &self.node.anchor);
        if trust.own() != self.node.ledger.agency() || trust.anchor().department_key != anchor.department_key
        {
            return Err(PublishError::OtherNode);
        }
        self.publish(&trust).await
    }

    async fn publish(&mut self, trust: &TrustBundle) -> Result<usize, PublishError> {
        let own = trust.own();
        let is_registry = own == self.node.anchor.department
            && trust.registered(own).is_some_and(|own| own.kind == AgencyKind::Education);
        if !is_registry {
            return Ok(0);
        }
        let act = Act { office: "keys sign".to_owned(), on_behalf_of: None, person: None };
        let (mut published, mut fault) = (0, None);
        for agency in trust.registry() {
            match register(&self.node.ledger, self.node.clock.now(), &act, agency).await {
                Ok(registered) => published += usize::from(registered.code == OutcomeCode::Applied),
                Err(error) => {
                    // A database that failed, and a journal that takes nothing yet (after a restore), pass.
                    let passes = matches!(
                        error,
                        RegisterError::Store(_) | RegisterError::Append(AppendError::Closed(_))
                    );
                    if passes {
                        self.seen.clear();
                    }
                    fault = fault.or(Some(error));
                }
            }
        }
        fault.map_or(Ok(published), |error| Err(error.into()))
    }

    /// Looks again and again until the token is cancelled.
    pub async fn run(mut self, every: Duration, shutdown: CancellationToken) {
        let mut last = String::new();
        loop {
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = tokio::time::sleep(every) => {}
            }
            match self.look().await {
                Ok(0) => {}
                Ok(agencies) => tracing::info!(agencies, "published what keys sign has signed"),
                Err(error) => {
                    let told = error.to_string();
                    // A file that stays away would be told every time.
                    if told != last {
                        tracing::error!(error = %error, "what keys sign has signed is not published");
                        last = told;
                    }
                }
            }
        }
    }
}
