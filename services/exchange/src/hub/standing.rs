//! Writing down whether an agency's journal is taken (D25): what was answered at a peer's door has to reach the people.

use super::Hub;
use crate::core::open::{Answer, Extent};
use crate::registry::HasRegistry;
use domain::ids::AgencyId;
use domain::record::{JournalStanding, JournalStop, State, Verb};
use journal::ledger::{LedgerError, View};
use journal::store::StoreError;

/// What an answer to Open says about taking the journal; `None` when it says nothing (an old copy asked, not the agency).
const fn stop_of(answer: Answer) -> Option<Option<JournalStop>> {
    match answer {
        Answer::Fork => Some(Some(JournalStop::Fork)),
        Answer::Rewound => Some(Some(JournalStop::Rewound)),
        Answer::Continue | Answer::NewEpoch | Answer::IAmBehind => Some(None),
        Answer::StaleNode => None,
    }
}

impl<V: View + HasRegistry + 'static> Hub<V> {
    /// Writes down what an answer to Open says, if it is news. Whether the agency is in contact: one of whom nothing is
    /// taken is not, for its silence is what makes its rows stale.
    pub(super) async fn answered(
        &self,
        agency: AgencyId,
        answer: Answer,
        shown: Option<Extent>,
    ) -> Result<bool, StoreError> {
        let Some(stop) = stop_of(answer) else { return Ok(false) };
        self.note_standing(agency, stop, shown).await?;
        Ok(stop.is_none())
    }

    /// Writes down why a journal is not taken, or that it is again; nothing when the last word is the same.
    pub(super) async fn note_standing(
        &self,
        agency: AgencyId,
        stop: Option<JournalStop>,
        shown: Option<Extent>,
    ) -> Result<(), StoreError> {
        if self.ledger.read().await.registry().stop(&self.anchor, agency) == stop {
            return Ok(());
        }
        let time = self.clock.now();
        let shown = shown.unwrap_or_else(Extent::nothing);
        let Extent { epoch, size, root } = shown;
        let said = JournalStanding { agency, stop, epoch, size, root, time };
        let recorded = self.ledger.transact(time, |tx| {
            let registry = tx.view().registry();
            let record = registry.standing(&self.anchor, agency);
            // Another stream of the same agency may have been faster.
            if registry.stop(&self.anchor, agency) == stop {
                return Ok::<_, std::convert::Infallible>(Ok(()));
            }
            let (id, verb) =
                record.map_or_else(|| (tx.new_id(), Verb::Recorded), |(record, _)| (record, Verb::Changed));
            Ok(tx.put(id, verb, State::JournalStanding(said)).map(|_| ()))
        });
        match recorded.await {
            Ok(recorded) => recorded.answer.map_err(|error| StoreError::Damaged(error.to_string())),
            Err(LedgerError::Store(error)) => Err(error),
            Err(LedgerError::Append(error)) => Err(StoreError::Damaged(error.to_string())),
            Err(LedgerError::Refused(never)) => match never {},
        }
    }
}
