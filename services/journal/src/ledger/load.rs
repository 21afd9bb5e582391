//! Folding journals into a view.

use super::{Inner, RecordHead, request::Requests};
use crate::entry::Entry;
use crate::store::{Item, JournalKey, JournalStore, StoreError};
use contracts::body::{self, BodyError};
use domain::date::Instant;
use domain::ids::{AgencyId, Digest, Position, RecordKey};
use domain::record::State;
use std::collections::{BTreeMap, HashMap};

/// Entries read from the store at a time.
const PAGE: u32 = 1_000;

/// One entry as a view sees it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Owner and record.
    pub key: RecordKey,
    /// Address.
    pub position: Position,
    /// Revision of the record.
    pub revision: u64,
    /// Kind number, also of kinds that this program does not know.
    pub kind: u32,
    /// Leaf; zero while the own transaction that writes it is not committed.
    pub leaf: Digest,
    /// Owner's clock; information only.
    pub recorded_at: Instant,
    /// Revision of the body schema that the writer used.
    pub schema_revision: u32,
    /// The state; `None` when the body was withheld or cannot be read.
    pub state: Option<State>,
    /// Why the body cannot be read: UNREADABLE or QUARANTINED (D22).
    pub fault: Option<BodyError>,
}

/// A fold of journals. Entries of one journal come in order; journals come in any order, and the view must not depend on it.
pub trait View: Send + Sync {
    /// Takes one entry in.
    fn apply(&mut self, entry: Loaded);
    /// The journal that must be folded before the others, because it says who the others are.
    fn loads_first(&self) -> Option<AgencyId> {
        None
    }
    /// Learns the leaf of an own entry once its transaction is sealed.
    fn sealed(&mut self, key: RecordKey, position: Position, leaf: Digest) {
        let _ = (key, position, leaf);
    }
}

/// Folds everything that the store holds.
pub(super) async fn load<V: View>(
    store: &dyn JournalStore,
    own: AgencyId,
    view: V,
) -> Result<Inner<V>, StoreError> {
    let mut inner = Inner {
        view,
        own,
        records: HashMap::new(),
        requests: Requests::default(),
        sizes: BTreeMap::new(),
        epoch: 1,
        frontier: crate::merkle::Frontier::default(),
    };
    let mut heads = store.heads().await?;
    let first = inner.view.loads_first();
    heads.sort_by_key(|head| (Some(head.journal.agency) != first, head.journal));
    for head in heads {
        let mut after = 0;
        loop {
            let entries = store.entries(head.journal, after, PAGE).await?;
            let Some(last) = entries.last() else { break };
            after = last.header.position.position;
            entries.iter().for_each(|entry| apply_entry(&mut inner, entry));
        }
        inner.sizes.insert(head.journal, head.frontier.size());
        if head.journal.agency == own && head.journal.epoch >= inner.epoch {
            inner.epoch = head.journal.epoch;
            inner.frontier = head.frontier;
        }
    }
    Ok(inner)
}

/// Takes items of a journal in.
pub(super) fn apply_items<V: View>(inner: &mut Inner<V>, journal: JournalKey, items: &[Item]) {
    for item in items {
        let end = match item {
            Item::Entry(entry) => {
                apply_entry(inner, entry);
                entry.header.position.position
            }
            Item::Omitted(run) => run.first + run.count - 1,
        };
        inner.sizes.insert(journal, end);
    }
}

fn apply_entry<V: View>(inner: &mut Inner<V>, entry: &Entry) {
    let header = &entry.header;
    let fact = entry.fact.content.as_ref().map(|content| content.body.as_slice());
    let person = entry.person.as_ref().and_then(|part| part.content.as_ref()).map(|c| c.body.as_slice());
    let decoded =
        fact.map(|fact| body::decode(header.kind, header.schema_revision, header.min_reader, fact, person));
    let (state, fault) = match decoded {
        Some(Ok(state)) => (Some(state), None),
        Some(Err(fault)) => (None, Some(fault)),
        None => (None, None),
    };
    let loaded = Loaded {
        key: RecordKey { agency: header.agency, record: header.record },
        position: header.position,
        revision: header.revision,
        kind: header.kind,
        leaf: entry.leaf,
        recorded_at: header.recorded_at,
        schema_revision: header.schema_revision,
        state,
        fault,
    };
    apply_loaded(inner, loaded, Some(entry.leaf));
}

/// Takes one entry into records, requests and view.
pub(super) fn apply_loaded<V: View>(inner: &mut Inner<V>, loaded: Loaded, leaf: Option<Digest>) {
    let head = RecordHead { revision: loaded.revision, position: loaded.position, leaf };
    let newest = inner.records.entry(loaded.key).or_insert(head);
    if newest.position <= head.position {
        *newest = head;
    }
    // Answers of others are copies for their disaster; they answer nobody here.
    if let Some(State::RequestDone(done)) = &loaded.state
        && loaded.key.agency == inner.own
    {
        inner.requests.remember(done, loaded.position);
    }
    inner.view.apply(loaded);
}

/// Tells records and view the leaves of own entries now sealed.
pub(super) fn set_leaves<V: View>(inner: &mut Inner<V>, entries: &[Entry]) {
    for entry in entries {
        let key = RecordKey { agency: entry.header.agency, record: entry.header.record };
        if let Some(head) = inner.records.get_mut(&key).filter(|head| head.position == entry.header.position)
        {
            head.leaf = Some(entry.leaf);
        }
        inner.view.sealed(key, entry.header.position, entry.leaf);
    }
}
