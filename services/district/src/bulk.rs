//! Calls that write many items: each is decided by itself, in one transaction, and answered once.

use crate::desk::Desk;
use crate::nomination::Additions;
use crate::teacher::Entered;
use crate::view::DistrictView;
use contracts::refusal::Refusal;
use contracts::wire::Read;
use domain::record::{Act, Problem, StoredOutcome};
use exchange::node::{Call, Node};
use exchange::outcome;
use journal::ledger::Answer;
use prost::Message;

/// Items as read: what each asks, or all its problems.
pub type Items<T> = Vec<Result<Read<T>, Vec<Problem>>>;

/// What the items of one call leave for those after them, and for its end.
#[derive(Debug, Default)]
pub struct Memory {
    /// Persons for the lists of decisions.
    pub additions: Additions,
    /// Teachers entered with a code.
    pub entered: Entered,
}

/// Answers a call with items: `decide` records one item or refuses it; the others go on. Notes on an item that is carried out go with its outcome.
///
/// # Errors
/// The refusal of the call as a whole; nothing was recorded.
pub async fn answer<M: Message, T>(
    node: &Node<DistrictView>,
    call: Call<'_, M>,
    act: &Act,
    items: &Items<T>,
    decide: impl Fn(&mut Desk<'_, '_>, &T, &mut Memory) -> Result<StoredOutcome, Refusal>,
) -> Result<Answer, Refusal> {
    let own = node.ledger.agency();
    node.answer(call, |tx| {
        let mut desk = Desk::new(tx, own, &node.anchor, act);
        let mut memory = Memory::default();
        let outcomes = outcome::each(&mut desk, items, |desk, item| decide(desk, item, &mut memory));
        // A fault of the journal is kept in the transaction, which is then refused as a whole.
        let _kept = memory.additions.settle(&mut desk);
        Ok(outcomes)
    })
    .await
}
