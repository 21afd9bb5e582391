//! Delivering the own journal: signed segments out, up to four in flight, receipts back (D20).

use super::{Client, Link, LinkError, StopReason};
use crate::core::segment::{batch_len, push_segment};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use domain::date::Instant;
use journal::ledger::View;
use journal::merkle::Frontier;
use journal::note::Checkpoint;
use journal::store::{Commit, JournalKey, ReceiptRow};
use std::collections::VecDeque;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Segments on the way without a receipt (D20).
const IN_FLIGHT: usize = 4;
/// Entries read for one segment.
const PAGE: u32 = 500;

impl<V: View + HasRegistry + 'static> Link<V> {
    /// Pushes from what the coordinator holds, for as long as the connection lasts.
    pub(super) async fn push(&self, mut client: Client, held: Frontier) -> Result<(), LinkError> {
        let (sender, receiver) = mpsc::channel::<pb::PushRequest>(IN_FLIGHT);
        let mut answers = client.push(ReceiverStream::new(receiver)).await?.into_inner();
        let (journal, _) = self.ledger.own_head().await;
        let mut changed = self.ledger.subscribe();
        // Trees after the segments on their way, oldest first: what the receipts must be about.
        let (mut sent, mut in_flight) = (held, VecDeque::<Frontier>::new());
        loop {
            while in_flight.len() < IN_FLIGHT {
                let Some((request, after)) = self.next_push(journal, &sent).await? else {
                    break;
                };
                if sender.send(request).await.is_err() {
                    return Err(LinkError::Connect("the push stream ended".to_owned()));
                }
                in_flight.push_back(after.clone());
                sent = after;
            }
            tokio::select! {
                answer = answers.message() => {
                    let answer = answer?.ok_or_else(|| LinkError::Connect("the push stream ended".to_owned()))?;
                    self.take_answer(journal, answer, in_flight.pop_front()).await?;
                }
                // Nothing to send until the ledger changes; a full window waits for answers alone.
                change = changed.changed(), if in_flight.len() < IN_FLIGHT => {
                    if change.is_err() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// The next segment after what was sent, and the tree after it.
    async fn next_push(
        &self,
        journal: JournalKey,
        sent: &Frontier,
    ) -> Result<Option<(pb::PushRequest, Frontier)>, LinkError> {
        let entries = self.ledger.store().entries(journal, sent.size(), PAGE).await?;
        let Some(batch) = entries.get(..batch_len(&entries)).filter(|batch| !batch.is_empty()) else {
            return Ok(None);
        };
        let mut after = sent.clone();
        batch.iter().for_each(|entry| after.append(entry.leaf));
        let checkpoint = self.ledger.sign_checkpoint(journal.epoch, &after).await?;
        let segment = push_segment(journal, batch, checkpoint.note);
        Ok(Some((pb::PushRequest { segment: Some(segment) }, after)))
    }

    async fn take_answer(
        &self,
        journal: JournalKey,
        answer: pb::PushResponse,
        sent: Option<Frontier>,
    ) -> Result<(), LinkError> {
        use pb::push_response::Result as Wire;
        match answer.result {
            Some(Wire::Receipt(receipt)) => self.keep_receipt(journal, receipt, sent).await,
            Some(Wire::Early(early)) => {
                Err(LinkError::Connect(format!("the coordinator holds {} entries: open again", early.held)))
            }
            Some(Wire::Refused(refused)) => {
                tracing::error!(reason = refused.reason, position = refused.position, "segment refused");
                let fork = refused.reason == "FORK";
                Err(LinkError::Stopped(if fork { StopReason::Fork } else { StopReason::Refused }))
            }
            None => Err(LinkError::Untrusted("empty answer to a segment".to_owned())),
        }
    }

    /// A receipt counts only with the coordinator's cosignature on this journal's root.
    async fn keep_receipt(
        &self,
        journal: JournalKey,
        receipt: pb::Receipt,
        sent: Option<Frontier>,
    ) -> Result<(), LinkError> {
        let key = self.ledger.read().await.registry().signing_key(&self.anchor, self.anchor.coordinator);
        let key = key.ok_or_else(|| LinkError::Untrusted("the coordinator's key is not valid".to_owned()))?;
        let (checkpoint, seconds) = Checkpoint::verify_cosigned(&receipt.note, self.anchor.coordinator, &key)
            .map_err(|error| LinkError::Untrusted(error.to_string()))?;
        // A repeated segment is answered with the newest receipt, which may cover more than was sent.
        let ours = match sent.filter(|sent| sent.size() == checkpoint.size) {
            Some(sent) => sent,
            None => self.own_frontier(journal, checkpoint.size).await?,
        };
        let about_us = checkpoint.agency == journal.agency && checkpoint.epoch == journal.epoch;
        if !about_us || ours.root() != checkpoint.root {
            return Err(LinkError::Untrusted("a receipt about something else".to_owned()));
        }
        let time = Instant(i64::try_from(seconds).unwrap_or(0).saturating_mul(1000));
        let row = ReceiptRow { journal, size: checkpoint.size, time, note: receipt.note };
        let commit = Commit { receipts: vec![row], ..Commit::default() };
        self.ledger.store().commit(&commit).await?;
        self.status.send_modify(|status| {
            status.delivered = status.delivered.max(checkpoint.size);
            status.delivered_at = time;
        });
        Ok(())
    }
}
