//! The world as of an instant: for every record its newest revision received by then, and its last applied one.

use super::outcome::{self, Outcome, Outcomes};
use super::receive::Received;
use super::references::Link;
use super::world::{Version, World};
use crate::date::Instant;
use crate::ids::{AgencyId, Digest, Position, RecordKey};
use crate::record::{
    Agency, Completion, Enrollment, JournalStanding, Kind, Nomination, Plan, Ruling, SamePerson, ScopeFrozen,
    ScopeList, State, Teacher,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What has been received by `as_of`.
pub(super) struct Folded<'w> {
    world: &'w World,
    pub(super) received: Received,
    /// Greatest position folded, per agency and epoch.
    through: HashMap<(AgencyId, u32), u64>,
}

impl<'w> Folded<'w> {
    fn new(world: &'w World, as_of: Instant) -> Self {
        let received = world.receipts.as_of(as_of);
        let through = world
            .sizes
            .iter()
            .map(|((agency, epoch), size)| {
                let through = received.through(*agency, *epoch).min(*size);
                ((*agency, *epoch), through)
            })
            .collect();
        Self { world, received, through }
    }

    /// Whether the entry at this address is folded.
    pub(super) fn holds(&self, agency: AgencyId, at: Position) -> bool {
        let through = self.through.get(&(agency, at.epoch)).copied().unwrap_or(0);
        at.position <= through
    }

    /// The revisions of a record that are folded, ascending.
    pub(super) fn versions(&self, key: RecordKey) -> impl DoubleEndedIterator<Item = &'w Version> {
        let versions = self.world.records.get(&key).map_or(&[][..], Vec::as_slice);
        versions.iter().filter(move |version| self.holds(key.agency, version.at))
    }

    /// Whether the record referred to stands where the reference saw it, with the leaf that it names.
    pub(super) fn resolves(&self, link: &Link) -> bool {
        let kind = link.kind.map(Kind::number);
        self.versions(link.to.key()).any(|version| {
            version.at <= link.to.seen
                && kind.is_none_or(|kind| kind == version.kind)
                && link.leaf.is_none_or(|leaf| leaf == version.leaf)
        })
    }
}

/// One record as of the instant.
pub(super) struct Known<'w> {
    pub(super) key: RecordKey,
    pub(super) newest: &'w Version,
    /// The newest revision that is applied.
    pub(super) applied: Option<&'w Version>,
    pub(super) outcome: Outcome,
    /// The newest revision refers to something in another journal that is not there.
    pub(super) is_dangling: bool,
}

impl<'w> Known<'w> {
    /// The state that gives the point value.
    pub(super) fn state<T: Body>(&self) -> Option<&'w T> {
        self.applied.and_then(Version::state).and_then(T::of)
    }
}

/// A kind of state that the fold looks at.
pub(super) trait Body: Sized {
    const KIND: Kind;
    fn of(state: &State) -> Option<&Self>;
}

macro_rules! bodies {
    ($($name:ident),+) => {$(
        impl Body for $name {
            const KIND: Kind = Kind::$name;
            fn of(state: &State) -> Option<&Self> {
                match state {
                    State::$name(body) => Some(body),
                    _ => None,
                }
            }
        }
    )+};
}

bodies!(
    Agency,
    Completion,
    Enrollment,
    JournalStanding,
    Nomination,
    Plan,
    Ruling,
    SamePerson,
    ScopeFrozen,
    ScopeList,
    Teacher
);

/// Everything as of an instant.
pub(super) struct View<'w> {
    pub(super) as_of: Instant,
    pub(super) folded: Folded<'w>,
    /// Ascending by key.
    known: Vec<Known<'w>>,
    by_kind: BTreeMap<u32, Vec<usize>>,
    pub(super) outcomes: Outcomes,
}

impl<'w> View<'w> {
    pub(super) fn new(world: &'w World, as_of: Instant) -> Self {
        let folded = Folded::new(world, as_of);
        let mut view = Self {
            as_of,
            known: Vec::with_capacity(world.records.len()),
            by_kind: BTreeMap::new(),
            outcomes: Outcomes::default(),
            folded,
        };
        for key in world.records.keys() {
            let Some(known) = know(&view.folded, *key) else { continue };
            view.outcomes.count(*key, &known.outcome);
            // Where the newest revision is of another kind than what is applied, the record is found by either.
            let kinds = [Some(known.newest.kind), known.applied.map(|version| version.kind)];
            for kind in kinds.into_iter().flatten().collect::<BTreeSet<u32>>() {
                view.by_kind.entry(kind).or_default().push(view.known.len());
            }
            view.known.push(known);
        }
        view
    }

    /// The coordinator whose receipts count.
    pub(super) const fn coordinator(&self) -> AgencyId {
        self.folded.world.receipts.coordinator()
    }

    /// A record, if it is folded.
    pub(super) fn get(&self, key: RecordKey) -> Option<&Known<'w>> {
        let place = self.known.binary_search_by_key(&key, |known| known.key).ok()?;
        self.known.get(place)
    }

    /// The state of a record that gives the point value.
    pub(super) fn state<T: Body>(&self, key: RecordKey) -> Option<&'w T> {
        self.get(key).and_then(Known::state)
    }

    /// Every record.
    pub(super) fn all(&self) -> impl Iterator<Item = &Known<'w>> {
        self.known.iter()
    }

    /// Every record of a kind, ascending by key, applied or not.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Known<'w>> {
        let places = self.by_kind.get(&kind.number()).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.known.get(*place))
    }

    /// Every record of a kind that has an applied state, with that state.
    pub(super) fn each<T: Body + 'w>(&self) -> impl Iterator<Item = (&Known<'w>, &'w T)> {
        self.of_kind(T::KIND).filter_map(|known| known.state::<T>().map(|state| (known, state)))
    }

    /// The revision of a record with this leaf.
    pub(super) fn with_leaf<T: Body>(&self, key: RecordKey, leaf: Digest) -> Option<(&'w Version, &'w T)> {
        let version = self.folded.versions(key).find(|version| version.leaf == leaf)?;
        Some((version, version.state().and_then(T::of)?))
    }

    /// Receive time of an entry; the beginning of time when it has none.
    pub(super) fn received(&self, agency: AgencyId, at: Position) -> Instant {
        self.folded.received.time(agency, at).unwrap_or_default()
    }

    /// Receive time of the first revision of a record that satisfies `holds`.
    pub(super) fn first_received(&self, key: RecordKey, holds: impl Fn(&State) -> bool) -> Option<Instant> {
        self.folded
            .versions(key)
            .find(|version| version.state().is_some_and(&holds))
            .map(|version| self.received(key.agency, version.at))
    }
}

fn know<'w>(folded: &Folded<'w>, key: RecordKey) -> Option<Known<'w>> {
    let mut versions = folded.versions(key).rev();
    let newest = versions.next()?;
    let (outcome, is_dangling) = outcome::of(folded, key, newest);
    let applied = if outcome == Outcome::Applied {
        Some(newest)
    } else {
        versions.find(|version| outcome::of(folded, key, version).0 == Outcome::Applied)
    };
    Some(Known { key, newest, applied, outcome, is_dangling })
}
