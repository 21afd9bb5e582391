//! Calls that write many items: each is decided by itself, in one transaction, and answered once.

use crate::desk::Desk;
use crate::nomination::Additions;
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

/// Answers a call with items: `decide` records one item or refuses it; the others go on. Notes on an item that is carried out go with its outcome.
///
/// # Errors
/// The refusal of the call as a whole; nothing was recorded.
pub async fn answer<M: Message, T>(
    node: &Node<DistrictView>,
    call: Call<'_, M>,
    act: &Act,
    items: &Items<T>,
    decide: impl Fn(&mut Desk<'_, '_>, &T, &mut Additions) -> Result<StoredOutcome, Refusal>,
) -> Result<Answer, Refusal> {
    let own = node.ledger.agency();
    node.answer(call, |tx| {
        let mut desk = Desk::new(tx, own, &node.anchor, act);
        let mut additions = Additions::default();
        let outcomes = outcome::each(&mut desk, items, |desk, item| decide(desk, item, &mut additions));
        // A fault of the journal is kept in the transaction, which is then refused as a whole.
        let _kept = additions.settle(&mut desk);
        Ok(outcomes)
    })
    .await
}
