//! Taking a pushed segment in: verified, stored, cosigned and recorded in one transaction (D11).

use super::Hub;
use crate::core::open::Extent;
use crate::core::verify::{Fault, Held, Mode, Parsed, Refused, Verdict, parse, verify};
use crate::registry::HasRegistry;
use contracts::pb::journal::v1 as pb;
use domain::date::Instant;
use domain::ids::AgencyId;
use domain::record::{JournalStop, Receipt, State, Verb};
use journal::ledger::{Incoming, LedgerError, View};
use journal::merkle::Frontier;
use journal::note::Checkpoint;
use journal::store::{CheckpointRow, Extension, Item, ReceiptRow, StoreError};

/// What became of a segment.
#[derive(Debug, Clone)]
pub(super) enum Taken {
    /// Durable, with its receipt.
    Receipt(ReceiptRow),
    /// It begins beyond what is held.
    Early(u64),
    /// Refused whole.
    Refused(Refused),
    /// The agency is not in the registry yet: held at the sender.
    NotRegistered,
}

impl<V: View + HasRegistry + 'static> Hub<V> {
    /// Takes one segment of a peer's own journal in.
    pub(super) async fn take(&self, peer: AgencyId, segment: pb::Segment) -> Result<Taken, StoreError> {
        let parsed = match parse(segment, Mode::Push) {
            Ok(parsed) if parsed.journal.agency == peer => parsed,
            Ok(_) => {
                return Ok(Taken::Refused(Refused { fault: Fault::WrongAgency, position: 0 }));
            }
            Err(refused) => return Ok(Taken::Refused(refused)),
        };
        let Some(key) = self.signing_key(peer).await else {
            return Ok(Taken::NotRegistered);
        };
        let held = match self.held(&parsed).await? {
            Ok(held) => held,
            Err(refused) => return Ok(Taken::Refused(refused)),
        };
        let size = held.frontier.size();
        match verify(&parsed, &held, &key) {
            Err(refused) => {
                if refused.fault == Fault::Fork {
                    // The signature holds: these are the agency's own other bytes.
                    let shown = Checkpoint::parse(&parsed.note).ok();
                    let shown =
                        shown.map(|Checkpoint { epoch, size, root, .. }| Extent { epoch, size, root });
                    self.note_standing(peer, Some(JournalStop::Fork), shown).await?;
                }
                Ok(Taken::Refused(refused))
            }
            Ok(Verdict::Early) => Ok(Taken::Early(size)),
            Ok(Verdict::Known) => {
                let kept = self.ledger.store().receipt(parsed.journal).await?;
                kept.map(Taken::Receipt)
                    .ok_or_else(|| StoreError::Damaged("entries without a receipt".to_owned()))
            }
            Ok(Verdict::New { items, frontier }) => self.keep(&parsed, size, items, frontier).await,
        }
    }

    async fn held(&self, parsed: &Parsed) -> Result<Result<Held, Refused>, StoreError> {
        let (store, journal) = (self.ledger.store(), parsed.journal);
        let heads = store.heads().await?;
        let epochs = heads.iter().filter(|head| head.journal.agency == journal.agency);
        let newest = epochs.map(|head| head.journal.epoch).max().unwrap_or(0);
        if journal.epoch > newest.saturating_add(1) {
            return Ok(Err(Refused { fault: Fault::EpochGap, position: 0 }));
        }
        let head = heads.into_iter().find(|head| head.journal == journal);
        let frontier = head.map(|head| head.frontier).unwrap_or_default();
        let last = parsed.last.min(frontier.size());
        let repeats = parsed.first <= last;
        let repeated = if repeats { store.leaves(journal, parsed.first, last).await? } else { Vec::new() };
        let inside = parsed.last < frontier.size();
        let root_at_last = if inside { Some(self.root_at(journal, parsed.last).await?) } else { None };
        Ok(Ok(Held { frontier, repeated, root_at_last }))
    }

    async fn keep(
        &self,
        parsed: &Parsed,
        expected: u64,
        items: Vec<Item>,
        frontier: Frontier,
    ) -> Result<Taken, StoreError> {
        let (journal, size, root) = (parsed.journal, frontier.size(), frontier.root());
        let time = self.receipt_time(journal.agency).await?;
        let seconds = u64::try_from(time.0.div_euclid(1000)).unwrap_or(0);
        let checkpoint = Checkpoint { agency: journal.agency, epoch: journal.epoch, size, root };
        let cosigned = checkpoint.cosign(self.anchor.coordinator, seconds, self.ledger.key());
        let receipt = ReceiptRow { journal, size, time, note: format!("{}{cosigned}", parsed.note) };
        let incoming = Incoming {
            extensions: vec![Extension { journal, expected, items, frontier }],
            checkpoints: vec![CheckpointRow { journal, size, note: parsed.note.clone() }],
            receipts: vec![receipt.clone()],
        };
        let state = Receipt { agency: journal.agency, epoch: journal.epoch, size, root, time };
        let recorded = self
            .ledger
            .transact_with(self.now(), &incoming, |tx| {
                let id = tx.new_id();
                Ok::<_, std::convert::Infallible>(tx.put(id, Verb::Recorded, State::Receipt(state)))
            })
            .await;
        match recorded {
            Ok(_) => Ok(Taken::Receipt(receipt)),
            // Another stream of the same agency was faster: the sender sends again and is answered with that receipt.
            Err(LedgerError::Store(StoreError::Moved)) => Ok(Taken::Early(expected)),
            Err(LedgerError::Store(error)) => Err(error),
            Err(LedgerError::Append(error)) => Err(StoreError::Damaged(error.to_string())),
            Err(LedgerError::Refused(never)) => match never {},
        }
    }

    fn now(&self) -> Instant {
        self.clock.now()
    }
}
