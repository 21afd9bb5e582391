//! Who is who: people by links and rulings, and open claims by equal national numbers (D30, D31). Nothing merges by itself.

use super::links::{Contradiction, Links, Pair, pair};
use super::scope::Frame;
use super::unions::Unions;
use super::view::View;
use crate::ids::RecordKey;
use crate::personal_id::PersonalId;
use crate::record::Teacher;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Records that are one person as far as anybody has said.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Ascending; the first is the person key.
    pub(super) records: Vec<RecordKey>,
    /// The record in whose row the person counts, by a ruling.
    pub(super) counts_in: Option<RecordKey>,
}

/// People who may be one person, or one person with several records.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// Ascending by person key.
    pub(super) people: Vec<Person>,
    /// There is an open claim among them.
    pub(super) open: bool,
    /// A link or ruling among them is not applied yet.
    pub(super) tentative: bool,
    /// Pairs that are ruled to be different persons.
    apart: BTreeSet<Pair>,
}

impl Cluster {
    /// One person with one record.
    pub(super) fn alone(record: RecordKey) -> Self {
        Self {
            people: vec![Person { records: vec![record], counts_in: None }],
            open: false,
            tentative: false,
            apart: BTreeSet::new(),
        }
    }

    /// Every record.
    pub(super) fn records(&self) -> impl Iterator<Item = RecordKey> + '_ {
        self.people.iter().flat_map(|person| person.records.iter().copied())
    }

    /// Whether two sets of records may be one person.
    pub(super) fn may_be_one(&self, some: &[RecordKey], others: &[RecordKey]) -> bool {
        self.apart.is_empty()
            || some.iter().all(|one| others.iter().all(|other| !self.apart.contains(&pair(*one, *other))))
    }

    /// Records that may be of the same person as `record`, itself included.
    pub(super) fn candidates(&self, record: RecordKey) -> impl Iterator<Item = RecordKey> + '_ {
        self.records().filter(move |other| self.may_be_one(&[record], &[*other]))
    }
}

/// The same valid national number in the teacher records of two districts, unsettled.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The records, ascending.
    pub(super) records: Vec<RecordKey>,
}

/// Everybody with more than one record, or perhaps more than one.
pub(super) struct Persons {
    pub(super) clusters: Vec<Cluster>,
    by_record: HashMap<RecordKey, (usize, usize)>,
    pub(super) claims: Vec<Claim>,
    pub(super) contradictions: Vec<Contradiction>,
    apart: BTreeSet<Pair>,
}

impl Persons {
    pub(super) fn of(view: &View<'_>, frame: &Frame<'_>) -> Self {
        let links = Links::of(view, frame);
        let claims = claims(view, &links);
        let mut joined = links.people.clone();
        for claim in &claims {
            join_all(&mut joined, &claim.records);
        }
        for contradiction in &links.contradictions {
            join_all(&mut joined, &contradiction.persons);
        }
        for (one, other) in &links.tentative {
            joined.join(*one, *other);
        }
        let open: BTreeSet<RecordKey> = claims
            .iter()
            .map(|claim| &claim.records)
            .chain(links.contradictions.iter().map(|contradiction| &contradiction.persons))
            .flatten()
            .copied()
            .collect();
        let clusters: Vec<Cluster> =
            joined.sets().into_values().map(|records| cluster(&records, &links, &open)).collect();
        let mut by_record = HashMap::new();
        for (index, cluster) in clusters.iter().enumerate() {
            for (place, person) in cluster.people.iter().enumerate() {
                by_record.extend(person.records.iter().map(|record| (*record, (index, place))));
            }
        }
        Self { clusters, by_record, claims, contradictions: links.contradictions, apart: links.apart }
    }

    /// The cluster of a record; `None` for nearly everybody, who is alone.
    pub(super) fn cluster(&self, record: RecordKey) -> Option<&Cluster> {
        let (cluster, _) = self.by_record.get(&record)?;
        self.clusters.get(*cluster)
    }

    /// The person of a record; `None` when the record is the person.
    pub(super) fn person(&self, record: RecordKey) -> Option<&Person> {
        let (_, person) = self.by_record.get(&record)?;
        self.cluster(record)?.people.get(*person)
    }

    /// Person key: the least record of the person.
    pub(super) fn key(&self, record: RecordKey) -> RecordKey {
        self.person(record).and_then(|person| person.records.first().copied()).unwrap_or(record)
    }

    /// Whether somebody has settled whether two records are one person, or has to already.
    pub(super) fn is_known_pair(&self, one: RecordKey, other: RecordKey) -> bool {
        let cluster = |record| self.by_record.get(&record).map(|(cluster, _)| *cluster);
        self.apart.contains(&pair(one, other))
            || cluster(one).is_some_and(|index| cluster(other) == Some(index))
    }
}

fn join_all(unions: &mut Unions, records: &[RecordKey]) {
    if let Some(first) = records.first() {
        records.iter().for_each(|record| unions.join(*first, *record));
    }
}

fn cluster(records: &[RecordKey], links: &Links, open: &BTreeSet<RecordKey>) -> Cluster {
    let mut people: BTreeMap<RecordKey, Vec<RecordKey>> = BTreeMap::new();
    for record in records {
        people.entry(links.people.root(*record)).or_default().push(*record);
    }
    let within =
        |(one, other): &Pair| records.binary_search(one).is_ok() && records.binary_search(other).is_ok();
    // Where statements contradict each other, none of them keeps two records apart.
    let doubted = |(one, other): &Pair| {
        links.contradictions.iter().any(|doubt| doubt.persons.contains(one) && doubt.persons.contains(other))
    };
    Cluster {
        people: people
            .into_iter()
            .map(|(root, records)| Person { counts_in: links.counts_in.get(&root).copied(), records })
            .collect(),
        open: records.iter().any(|record| open.contains(record)),
        tentative: links.tentative.iter().any(within),
        apart: links.apart.iter().copied().filter(|pair| within(pair) && !doubted(pair)).collect(),
    }
}

/// Every open claim, by its first record. Whoever is still employed does not matter: the record stands in two districts.
fn claims(view: &View<'_>, links: &Links) -> Vec<Claim> {
    let mut by_number: HashMap<&str, Vec<RecordKey>> = HashMap::new();
    for (known, teacher) in view.each::<Teacher>() {
        if let Some(number) = national_number(teacher) {
            by_number.entry(number).or_default().push(known.key);
        }
    }
    let mut claims: Vec<Claim> = by_number
        .into_values()
        .filter(|records| records.len() > 1)
        .map(|records| Claim { records: unsettled(&records, links) })
        .filter(|claim| !claim.records.is_empty())
        .collect();
    claims.sort_unstable_by(|one, other| one.records.cmp(&other.records));
    claims
}

/// The records that stand beside one of another district without a link or ruling, ascending.
fn unsettled(records: &[RecordKey], links: &Links) -> Vec<RecordKey> {
    let is_open = |one: &RecordKey, other: &RecordKey| {
        one.agency != other.agency
            && !links.people.joined(*one, *other)
            && !links.apart.contains(&pair(*one, *other))
    };
    let mut open: Vec<RecordKey> =
        records.iter().filter(|one| records.iter().any(|other| is_open(one, other))).copied().collect();
    open.sort_unstable();
    open
}

/// The national number of a teacher record that stands: well-formed, and not what is typed to fill a field.
pub(super) fn national_number(teacher: &Teacher) -> Option<&str> {
    let text = teacher.person.as_ref().filter(|_| teacher.removal.is_none())?.national_id.as_deref()?;
    let number = PersonalId::parse(text).ok()?;
    (!number.is_placeholder()).then(|| text.trim())
}
