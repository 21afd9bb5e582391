//! Who is who: people by links and rulings, and open claims by equal national numbers (D30, D31). Nothing merges by itself.

use super::blocks::{self, Block};
use super::cause::Cause;
use super::links::{Contradiction, Links, Pair, pair};
use super::scope::{Frame, Rows};
use super::unions::Unions;
use super::view::View;
use crate::ids::{AgencyId, RecordKey};
use crate::personal_id::PersonalId;
use crate::record::{Removal, Teacher};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Records that are one person as far as anybody has said.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Ascending; the first is the person key.
    pub(super) records: Vec<RecordKey>,
    /// The record in whose row the person counts, by a ruling.
    pub(super) counts_in: Option<RecordKey>,
    /// One of the records stands in an open claim or a contradiction.
    pub(super) open: bool,
}

/// People who may be one person, or one person with several records.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// Ascending by person key.
    pub(super) people: Vec<Person>,
    /// There is an open claim among them.
    pub(super) open: bool,
    /// Some of them stand twice in one district.
    pub(super) twice: bool,
    /// Why links or rulings among them are not applied; empty when all are.
    pub(super) tentative: BTreeSet<Cause>,
    /// Sets of records that are alike: claims, duplicates, contradictions.
    alike: Vec<Vec<RecordKey>>,
    /// Pairs that are ruled to be different persons.
    apart: BTreeSet<Pair>,
}

impl Cluster {
    /// One person with one record.
    pub(super) fn alone(record: RecordKey) -> Self {
        Self {
            people: vec![Person { records: vec![record], counts_in: None, open: false }],
            open: false,
            twice: false,
            tentative: BTreeSet::new(),
            alike: Vec::new(),
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

    /// Whether something makes two sets of records look like one person.
    pub(super) fn is_alike(&self, some: &[RecordKey], others: &[RecordKey]) -> bool {
        let holds = |set: &[RecordKey], records: &[RecordKey]| records.iter().any(|one| set.contains(one));
        self.alike.iter().any(|set| holds(set, some) && holds(set, others))
    }

    /// Whether one of these records stands in an open claim or a contradiction.
    pub(super) fn is_open(&self, records: &[RecordKey]) -> bool {
        let of = |person: &Person| person.records.iter().any(|record| records.contains(record));
        self.open && self.people.iter().any(|person| person.open && of(person))
    }

    /// Records that may be of the same person as `record`, itself included.
    pub(super) fn candidates(&self, record: RecordKey) -> impl Iterator<Item = RecordKey> + '_ {
        self.records().filter(move |other| self.may_be_one(&[record], &[*other]))
    }
}

/// The same valid national number in several teacher records, unsettled.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The records, ascending.
    pub(super) records: Vec<RecordKey>,
}

/// Everybody with more than one record, or perhaps more than one.
pub(super) struct Persons {
    pub(super) clusters: Vec<Cluster>,
    by_record: HashMap<RecordKey, (usize, usize)>,
    /// All records of whoever counts as one person at the point value, by each of them.
    blocks: HashMap<RecordKey, Block>,
    /// Claims of several districts.
    pub(super) claims: Vec<Claim>,
    /// Records of one district.
    pub(super) duplicates: Vec<Claim>,
    pub(super) contradictions: Vec<Contradiction>,
    apart: BTreeSet<Pair>,
}

impl Persons {
    pub(super) fn of(view: &View<'_>, frame: &Frame<'_>, rows: &Rows<'_>) -> Self {
        let links = Links::of(view, frame);
        let numbered = numbered(view, rows);
        let (claims, duplicates) = (claims(&numbered, &links), duplicates(&numbered, &links));
        let records = |claims: &[Claim]| -> Vec<Vec<RecordKey>> {
            claims.iter().map(|claim| claim.records.clone()).collect()
        };
        let doubted = links.contradictions.iter().map(|contradiction| contradiction.persons.clone());
        let open: Vec<Vec<RecordKey>> = records(&claims).into_iter().chain(doubted).collect();
        let alike = Alike { open, twice: records(&duplicates) };
        let clusters = alike.clusters(&links);
        let (mut by_record, mut by_block) = (HashMap::new(), HashMap::new());
        for (index, cluster) in clusters.iter().enumerate() {
            for (place, person) in cluster.people.iter().enumerate() {
                by_record.extend(person.records.iter().map(|record| (*record, (index, place))));
            }
            for block in blocks::together(cluster) {
                by_block.extend(block.iter().map(|record| (*record, block.clone())));
            }
        }
        let (contradictions, apart) = (links.contradictions, links.apart);
        Self { clusters, by_record, blocks: by_block, claims, duplicates, contradictions, apart }
    }

    /// Index of the cluster of a record in `clusters`.
    pub(super) fn cluster_index(&self, record: RecordKey) -> Option<usize> {
        self.by_record.get(&record).map(|(cluster, _)| *cluster)
    }

    /// The cluster of a record; `None` for nearly everybody, who is alone.
    pub(super) fn cluster(&self, record: RecordKey) -> Option<&Cluster> {
        self.clusters.get(self.cluster_index(record)?)
    }

    /// The person of a record; `None` when the record is the person.
    pub(super) fn person(&self, record: RecordKey) -> Option<&Person> {
        let (_, person) = self.by_record.get(&record)?;
        self.cluster(record)?.people.get(*person)
    }

    /// All records of whoever counts as one person with a record.
    pub(super) fn block(&self, record: RecordKey) -> Block {
        self.blocks.get(&record).cloned().unwrap_or_else(|| vec![record])
    }

    /// Person key: the least record of the person.
    pub(super) fn key(&self, record: RecordKey) -> RecordKey {
        self.person(record).and_then(|person| person.records.first().copied()).unwrap_or(record)
    }

    /// Whether somebody has settled whether two records are one person, or has to already.
    pub(super) fn is_known_pair(&self, one: RecordKey, other: RecordKey) -> bool {
        let index = self.cluster_index(one);
        self.apart.contains(&pair(one, other)) || index.is_some() && index == self.cluster_index(other)
    }
}

fn join_all(unions: &mut Unions, records: &[RecordKey]) {
    if let Some(first) = records.first() {
        records.iter().for_each(|record| unions.join(*first, *record));
    }
}

/// What makes records look like one person.
struct Alike {
    open: Vec<Vec<RecordKey>>,
    twice: Vec<Vec<RecordKey>>,
}

impl Alike {
    fn clusters(&self, links: &Links) -> Vec<Cluster> {
        let mut joined = links.people.clone();
        self.open.iter().chain(&self.twice).for_each(|records| join_all(&mut joined, records));
        for ((one, other), _) in &links.tentative {
            joined.join(*one, *other);
        }
        joined.sets().into_values().map(|records| self.cluster(&records, links)).collect()
    }

    fn cluster(&self, records: &[RecordKey], links: &Links) -> Cluster {
        let mut people: BTreeMap<RecordKey, Vec<RecordKey>> = BTreeMap::new();
        for record in records {
            people.entry(links.people.root(*record)).or_default().push(*record);
        }
        let within =
            |(one, other): &Pair| records.binary_search(one).is_ok() && records.binary_search(other).is_ok();
        // Where statements contradict each other, none of them keeps two records apart.
        let doubted = |(one, other): &Pair| {
            let both = |doubt: &Contradiction| doubt.persons.contains(one) && doubt.persons.contains(other);
            links.contradictions.iter().any(both)
        };
        let here = |sets: &[Vec<RecordKey>]| -> Vec<Vec<RecordKey>> {
            let touches = |set: &&Vec<RecordKey>| set.iter().any(|one| records.binary_search(one).is_ok());
            sets.iter().filter(touches).cloned().collect()
        };
        let (open, twice) = (here(&self.open), here(&self.twice));
        let is_open = |person: &[RecordKey]| open.iter().flatten().any(|record| person.contains(record));
        let tentative = links.tentative.iter().filter(|(pair, _)| within(pair));
        Cluster {
            people: people
                .into_iter()
                .map(|(root, records)| Person {
                    counts_in: links.counts_in.get(&root).copied(),
                    open: is_open(&records),
                    records,
                })
                .collect(),
            open: !open.is_empty(),
            twice: !twice.is_empty(),
            tentative: tentative.map(|(_, cause)| *cause).collect(),
            alike: [open, twice].concat(),
            apart: links.apart.iter().copied().filter(|pair| within(pair) && !doubted(pair)).collect(),
        }
    }
}

/// A teacher record with a valid national number.
#[derive(Clone, Copy)]
struct Numbered {
    key: RecordKey,
    /// Not removed.
    stands: bool,
}

/// Teacher records by number: those that stand, and those removed as duplicates that are still on a frozen list.
fn numbered<'w>(view: &View<'w>, rows: &Rows<'_>) -> HashMap<&'w str, Vec<Numbered>> {
    let mut numbered: HashMap<&str, Vec<Numbered>> = HashMap::new();
    for (known, teacher) in view.each::<Teacher>() {
        let stands = teacher.removal.is_none();
        let still_listed =
            || teacher.removal == Some(Removal::Duplicate) && !rows.places(known.key).is_empty();
        let number = number(teacher).filter(|_| stands || still_listed());
        if let Some(number) = number {
            numbered.entry(number).or_default().push(Numbered { key: known.key, stands });
        }
    }
    numbered
}

/// Every open claim, by its first record. Whoever is still employed does not matter: the record stands in two districts.
fn claims(numbered: &HashMap<&str, Vec<Numbered>>, links: &Links) -> Vec<Claim> {
    let standing = numbered.values().map(|records| -> Vec<RecordKey> {
        records.iter().filter(|record| record.stands).map(|record| record.key).collect()
    });
    ordered(standing.map(|records| unsettled(&records, links, |one, other| one.agency != other.agency)))
}

/// Every set of records of one district with one number, by its first record.
fn duplicates(numbered: &HashMap<&str, Vec<Numbered>>, links: &Links) -> Vec<Claim> {
    let mut by_district: BTreeMap<(&str, AgencyId), Vec<RecordKey>> = BTreeMap::new();
    for (number, records) in numbered.iter().filter(|(_, records)| records.len() > 1) {
        for record in records {
            by_district.entry((*number, record.key.agency)).or_default().push(record.key);
        }
    }
    ordered(by_district.into_values().map(|records| unsettled(&records, links, |_, _| true)))
}

fn ordered(claims: impl Iterator<Item = Vec<RecordKey>>) -> Vec<Claim> {
    let claims = claims.filter(|records| !records.is_empty()).map(|records| Claim { records });
    let mut claims: Vec<Claim> = claims.collect();
    claims.sort_unstable_by(|one, other| one.records.cmp(&other.records));
    claims
}

/// The records that stand beside another one that matters without a link or ruling, ascending.
fn unsettled(
    records: &[RecordKey],
    links: &Links,
    matters: impl Fn(&RecordKey, &RecordKey) -> bool,
) -> Vec<RecordKey> {
    let is_open = |one: &RecordKey, other: &RecordKey| {
        one != other
            && matters(one, other)
            && !links.people.joined(*one, *other)
            && !links.apart.contains(&pair(*one, *other))
    };
    let mut open: Vec<RecordKey> =
        records.iter().filter(|one| records.iter().any(|other| is_open(one, other))).copied().collect();
    open.sort_unstable();
    open
}

/// The national number of a teacher record: well-formed, and not what is typed to fill a field.
pub(super) fn number(teacher: &Teacher) -> Option<&str> {
    let text = teacher.person.as_ref()?.national_id.as_deref()?;
    let number = PersonalId::parse(text).ok()?;
    (!number.is_placeholder()).then(|| text.trim())
}
