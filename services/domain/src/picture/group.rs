//! People with several places on the frozen lists, where a person counts once: in the province (D31), or in one row.

use super::blocks::{Block, partitions};
use super::cause::{Cause, Open};
use super::decisions::Belief;
use super::persons::Cluster;
use super::reach::Options;
use super::rows::{self, Standing};
use super::scope::{Place, RowScope};
use super::table::Table;
use crate::definitions;
use crate::ids::RecordKey;
use crate::vocabulary::{Degree, Level};

/// How many ways a cluster may turn out before only its bounds are looked at.
const MOST_SCENARIOS: usize = 4096;

/// A cluster of records where people are counted.
#[derive(Clone, Copy)]
pub(super) struct Group<'t, 'v, 'w> {
    pub(super) table: &'t Table<'v, 'w>,
    pub(super) cluster: &'t Cluster,
    /// The row in which they are counted; `None` = the province.
    pub(super) row: Option<usize>,
}

impl<'t, 'v, 'w> Group<'t, 'v, 'w> {
    /// How a person stands, and at which level: in the level of the least (district code, rank) among the places where the
    /// person is in scope. In a row somebody in scope at no place stands as the least place says; in the province `None`,
    /// for its other columns are sums of the rows.
    pub(super) fn standing(&self, block: &Block) -> Option<(Level, Standing)> {
        let places = self.places(block);
        let in_scope = |place: &Place<'_>| definitions::in_scope(place.member.status);
        let inside = places.iter().filter(|(_, place)| in_scope(place));
        let anywhere = places.iter().filter(|_| self.row.is_some());
        let least = inside.min_by_key(|(row, place)| order(row, place));
        let least = least.or_else(|| anywhere.min_by_key(|(row, place)| order(row, place)))?;
        let sends = |record, degree| self.table.decisions.sends(record, degree, Belief::Point);
        let decided = self.is_sent(block, &in_scope, &sends);
        let is_open = self.cluster.is_open(block);
        // In a row an open claim leaves the person out of `sent`, in the province it does not (D31).
        let sent = decided && !(is_open && self.row.is_some());
        let studies = &self.table.studies;
        let enrolled = sent && block.iter().any(|record| studies.is_enrolled(*record));
        let completed = |(row, place): &(&RowScope<'_>, Place<'_>)| {
            in_scope(place) && block.iter().any(|record| studies.is_completed(*record, row.target.min_degree))
        };
        Some((
            least.0.target.level,
            Standing {
                status: least.1.member.status,
                sent,
                disputed: is_open && (decided || self.is_claimed(&places)),
                late: sent && self.table.is_late(block, least_degree(&places)),
                enrolled,
                completed: enrolled && places.iter().any(completed),
            },
        ))
    }

    /// In a row: whether somebody else's decision would count for one of these places, were the claim settled so.
    fn is_claimed(&self, places: &[(&RowScope<'_>, Place<'_>)]) -> bool {
        self.row.is_some()
            && places.iter().any(|(row, place)| {
                definitions::in_scope(place.member.status)
                    && self.table.is_disputed(row.teacher(place.member), row.target.min_degree)
            })
    }

    /// Every place of a person on the lists that are counted.
    fn places(&self, block: &Block) -> Vec<(&'t RowScope<'w>, Place<'w>)> {
        let places = block.iter().flat_map(|record| self.table.rows.places(*record));
        let counted = places.filter(|place| self.row.is_none_or(|row| row == place.row));
        counted.filter_map(|place| Some((self.table.rows.row(place.row)?, *place))).collect()
    }

    /// Whether a person is sent by any decision that counts at a place where the person is in scope.
    fn is_sent(
        &self,
        block: &Block,
        in_scope: &dyn Fn(&Place<'_>) -> bool,
        sends: &dyn Fn(RecordKey, Degree) -> bool,
    ) -> bool {
        let ruled = self.cluster.people.iter().find(|person| person.records == *block);
        let counts_in = ruled.and_then(|person| person.counts_in);
        // A ruling names a record; in its row the person counts, whichever of the places there it names.
        let is_ruled = |row: &RowScope<'_>, place: &Place<'_>| {
            counts_in.is_none_or(|record| {
                record == row.teacher(place.member)
                    || self.row.is_some()
                        && self.places(&vec![record]).iter().any(|(_, at)| at.row == place.row)
            })
        };
        self.places(block).iter().any(|(row, place)| {
            is_ruled(row, place)
                && in_scope(place)
                && block.iter().any(|record| sends(*record, row.target.min_degree))
        })
    }

    /// What a cluster may add to a level: one person or several, each undecided one in scope or not, each doubtful decision
    /// counting or not.
    pub(super) fn options(&self, level: Level, open: Open) -> Options {
        let records: Block = self.cluster.records().collect();
        let places = self.places(&records);
        let undecided: Vec<RecordKey> = places
            .iter()
            .filter(|(_, place)| rows::may_be_in_scope(place.member, open).len() > 1)
            .map(|(row, place)| row.teacher(place.member))
            .collect();
        let doubtful: Vec<RecordKey> =
            records.iter().copied().filter(|record| self.table.is_doubtful(*record, open)).collect();
        let bits = u32::try_from(undecided.len() + doubtful.len()).unwrap_or(u32::MAX);
        let ways = 1_usize.checked_shl(bits).filter(|ways| *ways <= MOST_SCENARIOS);
        match (ways, partitions(self.cluster, open)) {
            (Some(ways), Some(blocks)) if ways.saturating_mul(blocks.len()) <= MOST_SCENARIOS => {
                let (undecided, doubtful) = (&undecided, &doubtful);
                let ways = (0..ways).map(|bits| Way { undecided, doubtful, open, bits });
                ways.flat_map(|way| blocks.iter().flat_map(move |blocks| self.scenario(blocks, level, way)))
                    .collect()
            }
            _ => bounds(&places, level),
        }
    }

    /// Every (N, sent) that a cluster adds to a level in one way that things may turn out: one pair, but in a row somebody in
    /// an open claim may be sent or not.
    fn scenario(&self, blocks: &[Block], level: Level, way: Way<'_>) -> Options {
        let (mut n, mut sent, mut claimed) = (0, 0, 0);
        for block in blocks {
            let in_scope = |place: &Place<'_>| {
                let row = self.table.rows.row(place.row);
                definitions::in_scope(place.member.status)
                    || rows::may_be_in_scope(place.member, Open::EVERYTHING).contains(&true)
                        && row.is_some_and(|row| way.joins(row.teacher(place.member)))
            };
            let places = self.places(block);
            let standing = places.iter().filter(|(_, place)| in_scope(place));
            let Some(least) = standing.min_by_key(|(row, place)| order(row, place)) else { continue };
            if least.0.target.level != level {
                continue;
            }
            let sends =
                |record: RecordKey, degree| self.table.decisions.sends(record, degree, way.belief(record));
            n += 1;
            let is_sent = usize::from(self.is_sent(block, &in_scope, &sends));
            if self.row.is_some() && self.cluster.is_open(block) {
                claimed += is_sent;
            } else {
                sent += is_sent;
            }
        }
        let most = if way.open.has(Cause::Disputed) { claimed } else { 0 };
        (0..=most).map(|more| (n, sent + more)).collect()
    }
}

fn least_degree(places: &[(&RowScope<'_>, Place<'_>)]) -> Degree {
    let in_scope = places.iter().filter(|(_, place)| definitions::in_scope(place.member.status));
    in_scope.map(|(row, _)| row.target.min_degree).min().unwrap_or(Degree::None)
}

/// One answer to every open question of a cluster.
#[derive(Clone, Copy)]
struct Way<'a> {
    undecided: &'a [RecordKey],
    doubtful: &'a [RecordKey],
    open: Open,
    /// One bit per undecided record, then one per doubtful one.
    bits: usize,
}

impl Way<'_> {
    fn bit(&self, place: Option<usize>) -> Option<bool> {
        place.map(|place| self.bits >> place & 1 == 1)
    }

    fn joins(&self, record: RecordKey) -> bool {
        let place = self.undecided.iter().position(|undecided| *undecided == record);
        self.bit(place).unwrap_or(false)
    }

    fn belief(&self, record: RecordKey) -> Belief {
        let place = self.doubtful.iter().position(|doubtful| *doubtful == record);
        match self.bit(place.map(|place| place + self.undecided.len())) {
            None => Belief::Point,
            Some(true) => Belief::Possible(self.open),
            Some(false) => Belief::Certain(self.open),
        }
    }
}

/// Where a place comes in the order that picks a person's level (D31).
fn order<'r>(row: &'r RowScope<'_>, place: &Place<'_>) -> (&'r str, u32, Level) {
    (&row.code, place.member.rank, row.target.level)
}

/// Too many ways to try: everything between nobody and everybody.
fn bounds(places: &[(&RowScope<'_>, Place<'_>)], level: Level) -> Options {
    let open = |place: &Place<'_>| rows::may_be_in_scope(place.member, Open::EVERYTHING).contains(&true);
    let most = places.iter().filter(|(row, place)| row.target.level == level && open(place)).count();
    (0..=most).flat_map(|n| (0..=n).map(move |sent| (n, sent))).collect()
}
