//! What owners and the department have said about who is who: links and rulings (D30).

use super::cause::Cause;
use super::scope::Frame;
use super::unions::Unions;
use super::view::{Body, Known, View};
use crate::ids::{Position, RecordKey};
use crate::record::{Kind, Ruling, SamePerson};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Two records, the lesser first.
pub(super) type Pair = (RecordKey, RecordKey);

/// The pair of two records in order.
pub(super) fn pair(one: RecordKey, other: RecordKey) -> Pair {
    (one.min(other), one.max(other))
}

/// What the newest ruling on a pair says.
#[derive(Debug, Clone, Copy)]
struct Ruled {
    ruling: RecordKey,
    /// For one person: where the person counts.
    counts_in: Option<RecordKey>,
}

/// A set of records about which statements contradict each other: nobody knows who is who until one is taken back.
#[derive(Debug, Clone)]
pub(super) struct Contradiction {
    /// The records of persons, ascending.
    pub(super) persons: Vec<RecordKey>,
    /// The rulings and links, ascending.
    pub(super) statements: Vec<RecordKey>,
}

/// Links in force.
#[derive(Default)]
pub(super) struct Links {
    /// Sets of records that are one person, contradictions apart.
    pub(super) people: Unions,
    /// Pairs that are different persons, by a ruling or because both owners say so.
    pub(super) apart: BTreeSet<Pair>,
    /// Record in whose row a person counts, by the least record of the person.
    pub(super) counts_in: HashMap<RecordKey, RecordKey>,
    pub(super) contradictions: Vec<Contradiction>,
    /// Pairs touched by a link or ruling whose newest revision is not applied, and why it is not.
    pub(super) tentative: BTreeSet<(Pair, Cause)>,
}

/// Every statement on a pair.
struct Statements {
    /// Pairs of which both owners say that they are one person, with the records of both halves.
    linked: BTreeMap<Pair, [RecordKey; 2]>,
    /// Pairs of which both owners say that they are two persons.
    parted: BTreeMap<Pair, [RecordKey; 2]>,
    ruled: BTreeMap<Pair, Ruled>,
}

impl Links {
    pub(super) fn of(view: &View<'_>, frame: &Frame<'_>) -> Self {
        let mut links = Self::default();
        let mut statements =
            Statements { linked: halves(view, false), parted: halves(view, true), ruled: BTreeMap::new() };
        links.read_rulings(view, frame, &mut statements);
        links.read_unapplied(view);
        links.join(&statements);
        links
    }

    /// Rulings in the order of the department's journal: on each pair the newest one holds, so that a wrong ruling is put right
    /// by another one.
    fn read_rulings(&mut self, view: &View<'_>, frame: &Frame<'_>, statements: &mut Statements) {
        let mut rulings: Vec<(Position, RecordKey, &Ruling)> = view
            .each::<Ruling>()
            .filter(|(known, ruling)| known.key.agency == frame.owner && ruling.removal.is_none())
            .filter_map(|(known, ruling)| Some((known.applied?.at, known.key, ruling)))
            .collect();
        rulings.sort_unstable_by_key(|(at, key, _)| (*at, *key));
        for (_, key, ruling) in rulings {
            let persons: BTreeSet<RecordKey> =
                ruling.persons.iter().map(crate::ids::Reference::key).collect();
            let counts_in = ruling.counts_in.map(|reference| reference.key());
            if counts_in.is_some_and(|record| !persons.contains(&record)) {
                self.contradictions.push(Contradiction {
                    persons: persons.iter().copied().collect(),
                    statements: vec![key],
                });
                continue;
            }
            for pair in pairs(&persons) {
                statements.ruled.insert(pair, Ruled { ruling: key, counts_in });
            }
        }
    }

    fn read_unapplied(&mut self, view: &View<'_>) {
        for (known, cause) in unapplied(view, Kind::SamePerson) {
            let newest = known.newest.state().and_then(SamePerson::of);
            for half in newest.into_iter().chain(known.state()) {
                self.tentative.insert((pair(half.own.key(), half.other.key()), cause));
            }
        }
        for (known, cause) in unapplied(view, Kind::Ruling) {
            let newest = known.newest.state().and_then(Ruling::of);
            for ruling in newest.into_iter().chain(known.state()) {
                let persons = ruling.persons.iter().map(crate::ids::Reference::key).collect();
                self.tentative.extend(pairs(&persons).into_iter().map(|pair| (pair, cause)));
            }
        }
    }

    /// Joins what is said to be one person, unless something else is said about the same set.
    fn join(&mut self, statements: &Statements) {
        let mut said = Unions::default();
        let same = statements.ruled.iter().filter(|(_, ruled)| ruled.counts_in.is_some());
        for (one, other) in statements.linked.keys().chain(same.map(|(pair, _)| pair)) {
            said.join(*one, *other);
        }
        let different = statements.ruled.iter().filter(|(_, ruled)| ruled.counts_in.is_none());
        self.apart = different.map(|(pair, _)| *pair).chain(statements.parted.keys().copied()).collect();
        for set in said.sets().into_values() {
            self.settle(set, statements);
        }
    }

    fn settle(&mut self, set: Vec<RecordKey>, statements: &Statements) {
        let members: BTreeSet<RecordKey> = set.iter().copied().collect();
        let within = pairs(&members);
        let ruled: Vec<&Ruled> = within.iter().filter_map(|pair| statements.ruled.get(pair)).collect();
        let places: BTreeSet<RecordKey> = ruled.iter().filter_map(|ruled| ruled.counts_in).collect();
        let parted = within.iter().any(|pair| statements.parted.contains_key(pair));
        let different = parted || ruled.iter().any(|ruled| ruled.counts_in.is_none());
        if different || places.len() > 1 {
            let both = [&statements.linked, &statements.parted];
            let halves =
                both.into_iter().flat_map(|said| within.iter().filter_map(|pair| said.get(pair))).flatten();
            let all: BTreeSet<RecordKey> =
                ruled.iter().map(|ruled| ruled.ruling).chain(halves.copied()).collect();
            self.contradictions.push(Contradiction { persons: set, statements: all.into_iter().collect() });
            return;
        }
        let Some(least) = set.first().copied() else { return };
        set.iter().for_each(|record| self.people.join(least, *record));
        self.counts_in.extend(places.first().map(|place| (least, *place)));
    }
}

/// Records of a kind whose newest revision is not applied, and why.
fn unapplied<'v, 'w>(view: &'v View<'w>, kind: Kind) -> impl Iterator<Item = (&'v Known<'w>, Cause)> {
    view.of_kind(kind).filter_map(|known| Some((known, known.outcome.cause()?)))
}

/// Pairs of which both owners say the same: that they are one person, or `different` ones. What one owner says alone, or two otherwise, has no effect.
fn halves(view: &View<'_>, different: bool) -> BTreeMap<Pair, [RecordKey; 2]> {
    let said: HashMap<Pair, RecordKey> = view
        .each::<SamePerson>()
        .filter(|(known, half)| half.removal.is_none() && half.own.agency == known.key.agency)
        .filter(|(_, half)| half.different == different)
        .map(|(known, half)| ((half.own.key(), half.other.key()), known.key))
        .collect();
    said.iter()
        .filter_map(|((own, other), record)| {
            let answer = said.get(&(*other, *own)).filter(|_| own < other)?;
            Some(((*own, *other), [*record, *answer]))
        })
        .collect()
}

/// Every pair of a set.
fn pairs(records: &BTreeSet<RecordKey>) -> Vec<Pair> {
    let after = |one: &RecordKey| {
        let later = std::ops::Bound::Excluded(*one);
        records.range((later, std::ops::Bound::Unbounded)).copied()
    };
    records.iter().flat_map(|one| after(one).map(move |other| (*one, other))).collect()
}
