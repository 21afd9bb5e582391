//! An agency's side of the exchange. It only dials out: opens, pushes its own journal, pulls what it may see, and begins again when
//! anything breaks. It never blocks a command: what is recorded waits in the journal.

mod open;
mod pull;
mod push;

use crate::registry::HasRegistry;
use contracts::pb::exchange::v1::exchange_service_client::ExchangeServiceClient;
use domain::date::Instant;
use journal::ledger::{Ledger, LedgerError, View};
use journal::store::StoreError;
use runtime::backoff::Backoff;
use runtime::client::{self, CertificateTrouble, ClientTls, Connection, Patience, Target};
use runtime::clock::Clock;
use runtime::config::Exchange;
use runtime::trust::TrustAnchor;
use std::sync::Arc;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

type Client = ExchangeServiceClient<Connection>;

/// Largest message taken from the wire: a segment of 1 MiB with its framing.
const MAX_MESSAGE: usize = 4 * 1024 * 1024;

/// Where the coordinator is and how to be let in.
#[derive(Debug, Clone)]
pub struct Dial {
    /// The coordinator.
    pub target: Target,
    /// Certificate and key of the node.
    pub tls: ClientTls,
    /// Patience.
    pub patience: Patience,
}

/// State of the exchange as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkState {
    /// Opening, or waiting to try again; the reason of the last failure.
    Connecting(String),
    /// Exchanging.
    Connected,
    /// Stopped until somebody acts.
    Stopped(StopReason),
}

/// Why a link does not go on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopReason {
    /// The coordinator holds more than this node: its disk lost what was delivered.
    Rewound,
    /// Two histories under one key.
    Fork,
    /// A newer copy of this node exists.
    StaleNode,
    /// The coordinator refused a segment whole.
    Refused,
}

impl StopReason {
    /// Stable reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rewound => "REWOUND",
            Self::Fork => "FORK",
            Self::StaleNode => "STALE_NODE",
            Self::Refused => "SEGMENT_REFUSED",
        }
    }
}

/// What the link knows to say about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkStatus {
    /// State.
    pub state: LinkState,
    /// Size of the own journal covered by the newest receipt.
    pub delivered: u64,
    /// Time of that receipt; 0 = none or unknown.
    pub delivered_at: Instant,
}

/// Why one round of the exchange ended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LinkError {
    #[error("the coordinator answered {0}")]
    Status(#[from] tonic::Status),
    #[error("the connection failed: {0}")]
    Connect(String),
    #[error(transparent)]
    Certificate(#[from] CertificateTrouble),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the coordinator sent what does not verify: {0}")]
    Untrusted(String),
    #[error("stopped: {}", .0.code())]
    Stopped(StopReason),
}

impl From<LedgerError<std::convert::Infallible>> for LinkError {
    fn from(error: LedgerError<std::convert::Infallible>) -> Self {
        match error {
            LedgerError::Store(error) => Self::Store(error),
            LedgerError::Append(error) => Self::Untrusted(error.to_string()),
            LedgerError::Refused(never) => match never {},
        }
    }
}

/// An agency's side of the exchange.
pub struct Link<V> {
    ledger: Arc<Ledger<V>>,
    anchor: TrustAnchor,
    clock: Arc<dyn Clock>,
    pace: Exchange,
    status: watch::Sender<LinkStatus>,
}

impl<V: View + HasRegistry + 'static> Link<V> {
    /// A link over an agency's ledger; the pace says how long it pauses between two pulls and after failures.
    #[must_use]
    pub fn new(ledger: Arc<Ledger<V>>, anchor: TrustAnchor, clock: Arc<dyn Clock>, pace: Exchange) -> Self {
        let state = LinkState::Connecting(String::new());
        let status = watch::Sender::new(LinkStatus { state, delivered: 0, delivered_at: Instant(0) });
        Self { ledger, anchor, clock, pace, status }
    }

    /// The status, kept up to date.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<LinkStatus> {
        self.status.subscribe()
    }

    fn set_state(&self, state: LinkState) {
        self.status.send_if_modified(|status| {
            let changed = status.state != state;
            status.state = state;
            changed
        });
    }

    /// Exchanges until told to stop. Every failure is retried with backoff but those that need somebody to act.
    pub async fn run(&self, dial: Dial, shutdown: CancellationToken) {
        let mut backoff = Backoff::new(self.pace.retry_min, self.pace.retry_max);
        while !shutdown.is_cancelled() {
            let round = tokio::select! {
                round = self.round(&dial, &mut backoff) => round,
                () = shutdown.cancelled() => return,
            };
            let Err(error) = round else { continue };
            if let LinkError::Stopped(reason) = error {
                tracing::error!(reason = reason.code(), "the exchange stopped: somebody must act");
                self.set_state(LinkState::Stopped(reason));
                return;
            }
            let error = self.explained(error, &dial);
            tracing::warn!(error = %error, "the exchange will be tried again");
            self.set_state(LinkState::Connecting(error.to_string()));
            let [a, b, c, d, ..] = self.ledger.random16();
            let jitter = u32::from_be_bytes([a, b, c, d]);
            let wait = match &error {
                LinkError::Status(status) => backoff.after_status(status, jitter),
                _ => backoff.after_failure(jitter),
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = shutdown.cancelled() => return,
            }
        }
    }

    /// A connection that failed for a certificate out of date says which, instead of "transport error".
    fn explained(&self, error: LinkError, dial: &Dial) -> LinkError {
        let LinkError::Status(status) = &error else { return error };
        dial.tls.trouble(status, self.clock.real()).map_or(error, LinkError::Certificate)
    }

    /// One connection: open, then push and pull side by side until one of them fails.
    async fn round(&self, dial: &Dial, backoff: &mut Backoff) -> Result<(), LinkError> {
        let connection = client::connect(&dial.target, &dial.tls, &dial.patience)
            .map_err(|error| LinkError::Connect(error.to_string()))?;
        let client = Client::new(connection)
            .max_decoding_message_size(MAX_MESSAGE)
            .max_encoding_message_size(MAX_MESSAGE);
        self.ledger.catch_up().await?;
        let held = self.open(client.clone()).await?;
        backoff.succeeded();
        self.set_state(LinkState::Connected);
        tokio::try_join!(self.push(client.clone(), held), self.pull_forever(client))?;
        Ok(())
    }
}
