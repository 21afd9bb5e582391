//! The coordinator's side: it holds a copy of every journal, gives receipts, and gives each agency what it may see.

mod grpc;
mod open;
mod pull;
mod push;
mod request;
mod standing;

use crate::core::segment::Visibility;
use crate::registry::HasRegistry;
use domain::date::Instant;
use domain::ids::AgencyId;
use domain::record::{Seen, State, Verb};
use domain::vocabulary::AgencyKind;
use ed25519_dalek::VerifyingKey;
use journal::entry::Entry;
use journal::ledger::{Ledger, LedgerError, View};
use journal::store::StoreError;
use runtime::clock::{Clock, ClockGuard, ClockReading, ClockTrust};
use runtime::trust::TrustAnchor;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OnceCell;

pub use grpc::HubService;
pub(crate) use grpc::store_failed;

/// Contacts older than this, in business time, do not count as seen.
const CONTACT_MS: i64 = 10 * 60 * 1000;
/// What a receiver may see of one entry, decided on the folded view (D17).
pub type Scope<V> = Arc<dyn Fn(&V, Receiver, &Entry) -> Visibility + Send + Sync>;

/// Who pulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receiver {
    /// The agency.
    pub agency: AgencyId,
    /// What it is for.
    pub kind: AgencyKind,
}

/// The coordinator's side of the exchange.
pub struct Hub<V> {
    ledger: Arc<Ledger<V>>,
    anchor: TrustAnchor,
    clock: Arc<dyn Clock>,
    scope: Scope<V>,
    seen_every_ms: i64,
    guard: ClockGuard,
    contacts: Mutex<Contacts>,
    /// Filled when the times given before this start were read.
    resumed: OnceCell<()>,
}

#[derive(Debug, Default)]
struct Contacts {
    last: BTreeMap<AgencyId, Instant>,
    /// Open push streams of an agency; without an entry there is none.
    delivering: BTreeMap<AgencyId, usize>,
    /// When a receipt or SEEN last said so of an agency.
    said: BTreeMap<AgencyId, Instant>,
    /// Receipt times never go back (D13).
    last_receipt: Instant,
}

impl<V: View + HasRegistry + 'static> Hub<V> {
    /// A hub over the coordinator's ledger; `seen_every` is business time between two SEEN of an agency (D11: one hour).
    #[must_use]
    pub fn new(
        ledger: Arc<Ledger<V>>,
        anchor: TrustAnchor,
        clock: Arc<dyn Clock>,
        seen_every: Duration,
        scope: Scope<V>,
    ) -> Self {
        let guard = ClockGuard::new(ClockReading::of(clock.as_ref(), None));
        let seen_every_ms = i64::try_from(seen_every.as_millis()).unwrap_or(i64::MAX);
        let (contacts, resumed) = (Mutex::default(), OnceCell::new());
        Self { ledger, anchor, clock, scope, seen_every_ms, guard, contacts, resumed }
    }

    /// Whether the real clock may date anything (D13).
    fn clock_is_trusted(&self) -> bool {
        self.guard.judge(&ClockReading::of(self.clock.as_ref(), None)) == ClockTrust::Trusted
    }

    /// The ledger.
    #[must_use]
    pub const fn ledger(&self) -> &Arc<Ledger<V>> {
        &self.ledger
    }

    fn contact(&self, agency: AgencyId) {
        let now = self.clock.now();
        self.contacts.lock().unwrap_or_else(PoisonError::into_inner).last.insert(agency, now);
    }

    /// Notes that an agency holds a line open on which it delivers, until the guard is dropped.
    fn delivering(self: &Arc<Self>, agency: AgencyId) -> Delivering<V> {
        let mut contacts = self.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        *contacts.delivering.entry(agency).or_default() += 1;
        Delivering { hub: Arc::clone(self), agency }
    }

    /// When an agency was last heard since the start, and whether it holds a line open on which it delivers.
    pub(crate) fn heard(&self, agency: AgencyId) -> (Option<Instant>, bool) {
        let contacts = self.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        (contacts.last.get(&agency).copied(), contacts.delivering.contains_key(&agency))
    }

    /// Time for the next receipt: the business clock, never going back, in whole seconds as a cosignature carries them; 0 while the clock is not to
    /// be trusted (D13).
    async fn receipt_time(&self, agency: AgencyId) -> Result<Instant, StoreError> {
        self.resumed.get_or_try_init(|| self.resume()).await?;
        let now = self.clock.now();
        let mut contacts = self.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.clock_is_trusted() {
            return Ok(Instant(0));
        }
        let time = Instant(now.0.max(contacts.last_receipt.0).div_euclid(1000) * 1000);
        contacts.last_receipt = time;
        contacts.said.insert(agency, time);
        Ok(time)
    }

    /// The times that this coordinator gave before it was restarted: a machine whose clock was put back meanwhile gives none before them (D13).
    async fn resume(&self) -> Result<(), StoreError> {
        let last = self.ledger.store().last_receipt_time().await?;
        let mut contacts = self.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        contacts.last_receipt = contacts.last_receipt.max(last);
        Ok(())
    }

    async fn signing_key(&self, agency: AgencyId) -> Option<VerifyingKey> {
        self.ledger.read().await.registry().signing_key(&self.anchor, agency)
    }

    /// Agencies in contact, as soon as one of them was not named for the interval of SEEN: one entry serves all.
    fn due(&self, now: Instant) -> Vec<AgencyId> {
        if !self.clock_is_trusted() {
            return Vec::new();
        }
        let mut contacts = self.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        let here: Vec<AgencyId> =
            contacts.last.iter().filter(|(_, at)| now.0 - at.0 <= CONTACT_MS).map(|(id, _)| *id).collect();
        let quiet = |id: &AgencyId| contacts.said.get(id).is_none_or(|at| now.0 - at.0 >= self.seen_every_ms);
        if !here.iter().any(quiet) {
            return Vec::new();
        }
        contacts.said.extend(here.iter().map(|id| (*id, now)));
        here
    }

    /// Records SEEN for agencies in contact, once in the interval, which is business time; call it now and then.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn record_seen(&self) -> Result<(), LedgerError<std::convert::Infallible>> {
        let now = self.clock.now();
        let agencies = self.due(now);
        if agencies.is_empty() {
            return Ok(());
        }
        let seen = Seen { time: now, agencies };
        self.ledger
            .transact(now, |tx| {
                let id = tx.new_id();
                Ok(tx.put(id, Verb::Recorded, State::Seen(seen.clone())))
            })
            .await?
            .answer?;
        Ok(())
    }
}

/// A line on which an agency delivers; see [`Hub::heard`].
struct Delivering<V> {
    hub: Arc<Hub<V>>,
    agency: AgencyId,
}

impl<V> Drop for Delivering<V> {
    fn drop(&mut self) {
        let mut contacts = self.hub.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        let left = contacts.delivering.get(&self.agency).copied().unwrap_or(0).saturating_sub(1);
        if left == 0 {
            contacts.delivering.remove(&self.agency);
        } else {
            contacts.delivering.insert(self.agency, left);
        }
    }
}

#[cfg(test)]
mod tests;
