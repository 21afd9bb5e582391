//! Opening: what have I, what does the coordinator hold of me?

use super::{Client, Link, LinkError};
use crate::core::open::Answer;
use crate::core::recover::{Situation, Step, step};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use contracts::refusal::Reason;
use domain::ids::Digest;
use journal::ledger::{Standing, View};
use journal::merkle::Frontier;
use journal::store::{Head, JournalKey, StoreError};

/// Steps from one connection to pushing: take back, open an epoch, and a little more.
const MOST_STEPS: usize = 4;

/// One epoch to push: from here on.
#[derive(Debug, Clone)]
pub(super) struct Lane {
    pub(super) journal: JournalKey,
    /// Tree of what is on its way or held.
    pub(super) sent: Frontier,
}

/// What the coordinator answered.
pub(super) struct Opened {
    pub(super) answer: Answer,
    pub(super) held: Vec<pb::JournalSize>,
}

const fn answer_of(answer: pb::OpenAnswer) -> Option<Answer> {
    Some(match answer {
        pb::OpenAnswer::Unspecified => return None,
        pb::OpenAnswer::Continue => Answer::Continue,
        pb::OpenAnswer::Rewound => Answer::Rewound,
        pb::OpenAnswer::Fork => Answer::Fork,
        pb::OpenAnswer::NewEpoch => Answer::NewEpoch,
        pb::OpenAnswer::StaleNode => Answer::StaleNode,
        pb::OpenAnswer::IAmBehind => Answer::IAmBehind,
    })
}

impl<V: View + HasRegistry + 'static> Link<V> {
    /// Opens the exchange, recovers what was lost, and gives the epochs to push, oldest first, the living one last.
    pub(super) async fn open(&self, client: &Client) -> Result<Vec<Lane>, LinkError> {
        for _ in 0..MOST_STEPS {
            let own = self.own_heads().await?;
            let only_begun = self.ledger.has_only_begun().await?;
            let restored = self.ledger.standing() == Standing::Restored;
            let opened = self.ask(client.clone(), &own).await?;
            match step(opened.answer, Situation { restored, only_begun }) {
                Step::Push => {
                    let lanes = self.lanes(&own, &opened.held).await?;
                    if self.ledger.standing() != Standing::Asking {
                        self.ledger.set_standing(Standing::Ready).await?;
                    }
                    return Ok(lanes);
                }
                Step::OpenEpoch(reason) => {
                    self.lanes(&own, &opened.held).await?;
                    self.open_epoch(reason).await?;
                }
                Step::TakeBack(reason) => self.recover(client, &opened.held, reason).await?,
                Step::StartOver(reason) => {
                    self.close().await?;
                    self.ledger.forget_opening().await?;
                    self.recover(client, &opened.held, reason).await?;
                }
                Step::Stop(reason) => return Err(LinkError::Stopped(reason)),
            }
        }
        Err(LinkError::Untrusted("Open leads nowhere".to_owned()))
    }

    /// Own journal by epoch, as the store has it.
    pub(super) async fn own_heads(&self) -> Result<Vec<Head>, StoreError> {
        let own = self.ledger.agency();
        let heads = self.ledger.store().heads().await?;
        Ok(heads.into_iter().filter(|head| head.journal.agency == own).collect())
    }

    async fn ask(&self, mut client: Client, own: &[Head]) -> Result<Opened, LinkError> {
        let mut receipt = String::new();
        for head in own {
            // The newest epoch with a receipt comes last.
            if let Some(row) = self.ledger.store().receipt(head.journal).await? {
                receipt = row.note;
            }
        }
        let epochs = own.iter().map(|head| pb::JournalSize {
            agency: head.journal.agency.0.as_bytes().to_vec(),
            epoch: head.journal.epoch,
            size: head.frontier.size(),
            root: head.frontier.root().0.to_vec(),
        });
        let request = pb::OpenRequest { epochs: epochs.collect(), receipt };
        let answer = client.open(request).await?.into_inner();
        let said = answer_of(answer.answer());
        let said = said.ok_or_else(|| LinkError::Untrusted("no answer to Open".to_owned()))?;
        Ok(Opened { answer: said, held: answer.held_epochs })
    }

    /// What to push: the coordinator must hold a beginning of every epoch here, byte for byte.
    async fn lanes(&self, own: &[Head], held: &[pb::JournalSize]) -> Result<Vec<Lane>, LinkError> {
        let newest = own.last().map(|head| head.journal);
        let mut lanes = Vec::new();
        for head in own {
            let (journal, size) = (head.journal, head.frontier.size());
            let theirs = held.iter().find(|held| held.epoch == journal.epoch);
            let (held_size, root) = theirs.map_or((0, None), |held| {
                (held.size, <[u8; 32]>::try_from(held.root.as_slice()).map(Digest).ok())
            });
            if held_size > size {
                return Err(LinkError::Untrusted("more is held than the answer says".to_owned()));
            }
            let sent = if held_size == size {
                head.frontier.clone()
            } else {
                self.own_frontier(journal, held_size).await?
            };
            if held_size > 0 && root != Some(sent.root()) {
                return Err(LinkError::Stopped(Reason::Fork));
            }
            if held_size < size || Some(journal) == newest {
                lanes.push(Lane { journal, sent });
            }
        }
        Ok(lanes)
    }

    /// Tree of the first `size` own entries; a smaller one when there are fewer.
    pub(super) async fn own_frontier(&self, journal: JournalKey, size: u64) -> Result<Frontier, StoreError> {
        let mut frontier = Frontier::default();
        if size > 0 {
            let leaves = self.ledger.store().leaves(journal, 1, size).await?;
            leaves.into_iter().for_each(|leaf| frontier.append(leaf));
        }
        Ok(frontier)
    }
}
