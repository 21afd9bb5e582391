//! Taking back what this node had told and lost, and going on in a new epoch (D24): nobody has to do anything.

use super::{Client, Link, LinkError, LinkState};
use crate::core::verify::{Held, Mode, Parsed, Verdict, parse, verify};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use contracts::pb::journal::v1::Segment;
use contracts::refusal::Reason;
use domain::date::Instant;
use domain::record::EpochReason;
use ed25519_dalek::VerifyingKey;
use journal::ledger::{Incoming, Standing, View};
use journal::note::Checkpoint;
use journal::store::{CheckpointRow, Extension, Item, ReceiptRow};

/// How a stop shows to those who write.
pub(super) const fn standing_of(reason: Reason) -> Option<Standing> {
    match reason {
        Reason::Fork => Some(Standing::Forked),
        Reason::StaleNode => Some(Standing::Stale),
        _ => None,
    }
}

impl<V: View + HasRegistry + 'static> Link<V> {
    /// Refuses writes until the next epoch is open; a restart in between goes on from here.
    pub(super) async fn close(&self) -> Result<(), LinkError> {
        self.set_state(LinkState::Connecting(Reason::Rewound), String::new());
        Ok(self.ledger.set_standing(Standing::Restored).await?)
    }

    /// Takes back all that is held of the own journal, then opens the next epoch.
    pub(super) async fn recover(
        &self,
        client: &Client,
        held: &[pb::JournalSize],
        reason: EpochReason,
    ) -> Result<(), LinkError> {
        let was_closed = self.ledger.standing() == Standing::Restored;
        let before = self.own_heads().await?;
        self.close().await?;
        self.pull(client.clone(), true).await?;
        let after = self.own_heads().await?;
        let back = held.iter().all(|held| {
            let own = after.iter().find(|own| own.journal.epoch == held.epoch);
            own.is_some_and(|own| own.frontier.size() >= held.size)
        });
        // Nothing but own signatures proves a loss; without it an answer could drive this node from epoch to epoch.
        if !back || (before == after && !was_closed) {
            return Err(LinkError::Untrusted("what is said to be held did not come back".to_owned()));
        }
        self.open_epoch(reason).await
    }

    pub(super) async fn open_epoch(&self, reason: EpochReason) -> Result<(), LinkError> {
        self.ledger.open_epoch(self.clock.now(), reason).await?;
        let (journal, _) = self.ledger.own_head().await;
        tracing::warn!(
            epoch = journal.epoch,
            reason = reason.code(),
            "a new epoch of the own journal is open"
        );
        self.status.send_modify(|status| (status.delivered, status.delivered_at) = (0, Instant(0)));
        Ok(())
    }

    /// One segment of the own journal: signed by the own key, with nothing left out.
    pub(super) async fn take_own(&self, segment: Segment) -> Result<(), LinkError> {
        let untrusted = |why: &str| LinkError::Untrusted(format!("own journal: {why}"));
        let parsed =
            parse(segment, Mode::Pull).map_err(|refused| untrusted(refused.fault.reason().code()))?;
        let whole = parsed.items.iter().all(|item| match item {
            Item::Entry(entry) => entry.fact.content.is_some(),
            Item::Omitted(_) => false,
        });
        if !whole {
            return Err(untrusted("something was left out"));
        }
        let heads = self.own_heads().await?;
        let head = heads.into_iter().find(|head| head.journal == parsed.journal);
        let frontier = head.map(|head| head.frontier).unwrap_or_default();
        let expected = frontier.size();
        let held = Held { frontier, repeated: Vec::new(), root_at_last: None };
        let verdict = verify(&parsed, &held, &self.ledger.key().verifying_key());
        let verdict = verdict.map_err(|refused| untrusted(refused.fault.reason().code()))?;
        let Verdict::New { items, frontier } = verdict else {
            return Err(untrusted("not what was asked for"));
        };
        let (journal, size) = (parsed.journal, frontier.size());
        let receipts = self.receipt_of(&parsed)?.into_iter().collect();
        let incoming = Incoming {
            extensions: vec![Extension { journal, expected, items, frontier }],
            checkpoints: vec![CheckpointRow { journal, size, note: parsed.note }],
            receipts,
        };
        Ok(self.ledger.take_back(&incoming).await?)
    }

    /// The receipt that came with a segment; none is no fault, a wrong one is.
    fn receipt_of(&self, parsed: &Parsed) -> Result<Option<ReceiptRow>, LinkError> {
        if parsed.receipt.is_empty() {
            return Ok(None);
        }
        let note = format!("{}{}", parsed.note, parsed.receipt);
        let key = VerifyingKey::from_bytes(&self.anchor.coordinator_key);
        let key = key.map_err(|error| LinkError::Untrusted(error.to_string()))?;
        let (_, seconds) = Checkpoint::verify_cosigned(&note, self.anchor.coordinator, &key)
            .map_err(|error| LinkError::Untrusted(error.to_string()))?;
        let time = Instant(i64::try_from(seconds).unwrap_or(0).saturating_mul(1000));
        Ok(Some(ReceiptRow { journal: parsed.journal, size: parsed.last, time, note }))
    }
}
