//! An agency's side of the exchange. It only dials out: opens, pushes its own journal, pulls what it may see, and begins again when
//! anything breaks. It never blocks a command: what is recorded waits in the journal.

mod open;
mod pull;
mod push;
mod recover;
mod status;

pub(crate) use status::LinkError;
pub use status::{LinkState, LinkStatus};

use crate::registry::HasRegistry;
use contracts::pb::exchange::v1::exchange_service_client::ExchangeServiceClient;
use contracts::refusal::Reason;
use domain::date::Instant;
use journal::ledger::{Ledger, View};
use runtime::backoff::Backoff;
use runtime::client::{self, ClientTls, Connection, Patience, Target};
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

/// An agency's side of the exchange.
pub struct Link<V> {
    ledger: Arc<Ledger<V>>,
    anchor: TrustAnchor,
    clock: Arc<dyn Clock>,
    pace: Exchange,
    status: watch::Sender<LinkStatus>,
}

impl<V: View + HasRegistry + 'static> Link<V> {
    /// A link over an agency's ledger; the pace says how long it pauses between two looks, two pulls and after failures. Where the journal has only begun,
    /// writers wait from now on until the first attempt has ended.
    #[must_use]
    pub fn new(ledger: Arc<Ledger<V>>, anchor: TrustAnchor, clock: Arc<dyn Clock>, pace: Exchange) -> Self {
        ledger.ask_first();
        let state = LinkState::Connecting(Reason::LinkStarting);
        let detail = String::new();
        let status = watch::Sender::new(LinkStatus { state, detail, delivered: 0, delivered_at: Instant(0) });
        Self { ledger, anchor, clock, pace, status }
    }

    /// The status, kept up to date.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<LinkStatus> {
        self.status.subscribe()
    }

    fn set_state(&self, state: LinkState, detail: String) {
        self.status.send_if_modified(|status| {
            let changed = status.state != state || status.detail != detail;
            (status.state, status.detail) = (state, detail);
            changed
        });
    }

    fn stopped_for(&self) -> Option<Reason> {
        match self.status.borrow().state {
            LinkState::Stopped(reason) => Some(reason),
            LinkState::Connecting(_) | LinkState::Connected => None,
        }
    }

    /// Exchanges until told to stop. Every failure is tried again; where somebody must act, reading goes on and the coordinator is asked again now
    /// and then.
    pub async fn run(&self, mut dial: Dial, shutdown: CancellationToken) {
        let mut backoff = Backoff::new(self.pace.retry_min, self.pace.retry_max);
        while !shutdown.is_cancelled() {
            // A certificate renewed meanwhile lets the node in again; while the files cannot be used the old one is tried on.
            if let Ok(fresh) = dial.tls.reload() {
                dial.tls = fresh;
            }
            let round = tokio::select! {
                round = self.round(&dial, &mut backoff) => round,
                () = shutdown.cancelled() => return,
            };
            // Whoever had nothing to ask for begins; so does a node that cannot reach anybody.
            self.ledger.asked();
            let Err(error) = round else { continue };
            let error = self.explained(error, &dial);
            if let LinkError::Stopped(_) = error {
                continue;
            }
            tracing::warn!(reason = error.reason().code(), error = %error, "the exchange will be tried again");
            if self.stopped_for().is_none() {
                self.set_state(LinkState::Connecting(error.reason()), error.detail(&dial.target.url));
            }
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
        let exchanged = match self.open(&client).await {
            Ok(lanes) => {
                self.ledger.asked();
                backoff.succeeded();
                // A refused segment is refused again: only a receipt says that it went through.
                if self.stopped_for() != Some(Reason::SegmentRefused) {
                    self.set_state(LinkState::Connected, String::new());
                }
                tokio::try_join!(self.push(client.clone(), lanes), self.pull_forever(client.clone()))
                    .map(|_| ())
            }
            Err(error) => Err(error),
        };
        match exchanged {
            Err(LinkError::Stopped(reason)) => self.stop(reason, client).await,
            other => other,
        }
    }

    /// Nothing more is delivered; what others write is read on, the registry's word above all, until it is time to ask again.
    async fn stop(&self, reason: Reason, client: Client) -> Result<(), LinkError> {
        if self.stopped_for() != Some(reason) {
            tracing::error!(reason = reason.code(), "nothing more is delivered: somebody must act");
        }
        // Writes are closed before anybody is told that the exchange stopped.
        if let Some(standing) = recover::standing_of(reason) {
            self.ledger.set_standing(standing).await?;
        }
        self.set_state(LinkState::Stopped(reason), String::new());
        match tokio::time::timeout(self.pace.retry_max, self.pull_forever(client)).await {
            Ok(ended) => ended,
            Err(_) => Err(LinkError::Stopped(reason)),
        }
    }
}
