//! One row per level for the province: a person counts once, so totals need not be the sum of rows (D31).

use super::Row;
use super::blocks::{Block, partitions, together};
use super::decisions::Belief;
use super::persons::Cluster;
use super::reach::{Open, Options, Reach, judge};
use super::rows::{self, Counts, Standing};
use super::scope::{Place, RowScope};
use super::table::Table;
use crate::band::Verdict;
use crate::definitions;
use crate::ids::RecordKey;
use crate::record::{PlanTarget, ScopeMember};
use crate::vocabulary::{Degree, Level};
use std::collections::BTreeSet;

/// Code of the province in the list of the statistics office.
pub const PROVINCE_CODE: &str = "12";
/// Name of the province.
pub const PROVINCE_NAME: &str = "Tỉnh Lai Châu";

/// How many ways a cluster may turn out before only its bounds are looked at.
const MOST_SCENARIOS: usize = 4096;
/// Every total, in the order of the levels.
pub(super) fn totals(table: &Table<'_, '_>) -> Vec<Row> {
    let units = Units::of(table);
    let targets = Level::ALL.iter().filter_map(|level| table.frame.plan.target(*level));
    targets.map(|target| total(table, &units, target)).collect()
}

fn total(table: &Table<'_, '_>, units: &Units<'_, '_, '_>, target: &PlanTarget) -> Row {
    let rows = || table.rows.rows.iter().filter(|row| row.target.level == target.level);
    let counts = units.counts(target.level);
    let frozen = rows().all(RowScope::is_frozen);
    let verdict = if frozen {
        judge(rows::band(target), |open| units.reach(target.level, open))
    } else {
        let unsettled = rows().any(|row| !row.is_frozen() && row.unsettled);
        (Verdict::Unknown, rows::not_frozen(unsettled))
    };
    let mut row = rows::build(counts, target, frozen, verdict);
    PROVINCE_CODE.clone_into(&mut row.code);
    PROVINCE_NAME.clone_into(&mut row.name);
    let seen = rows().map(|row| table.view.folded.received.last_seen(row.district));
    row.last_seen = seen.min().flatten();
    row
}

/// Everybody on the frozen lists: those with one place, and the others.
struct Units<'t, 'v, 'w> {
    table: &'t Table<'v, 'w>,
    /// Row and member of everybody with one record on one list.
    single: Vec<(&'t RowScope<'w>, &'w ScopeMember)>,
    /// Everybody else, as clusters.
    several: Vec<Cluster>,
}

impl<'t, 'v, 'w> Units<'t, 'v, 'w> {
    fn of(table: &'t Table<'v, 'w>) -> Self {
        let mut units = Self { table, single: Vec::new(), several: table.persons.clusters.clone() };
        let mut twice = BTreeSet::new();
        for row in &table.rows.rows {
            for member in &row.members {
                let record = row.teacher(member);
                if table.persons.cluster(record).is_some() {
                    continue;
                }
                if table.rows.places(record).len() == 1 {
                    units.single.push((row, *member));
                } else if twice.insert(record) {
                    units.several.push(Cluster::alone(record));
                }
            }
        }
        units
    }

    fn counts(&self, level: Level) -> Counts {
        let mut counts = Counts::default();
        for (row, member) in self.single.iter().filter(|(row, _)| row.target.level == level) {
            counts.add(rows::standing(self.table, row, member));
        }
        for cluster in &self.several {
            for block in together(cluster) {
                let standing = self.standing(cluster, &block);
                if let Some((_, standing)) = standing.filter(|(at, _)| *at == level) {
                    counts.add(standing);
                }
            }
        }
        // D31 counts persons once in what makes the verdict; what else the lists say is the sum of the lists.
        let lists = self.table.rows.rows.iter().filter(|row| row.target.level == level);
        let listed = Counts::of_statuses(lists.flat_map(|row| &row.members).map(|member| member.status));
        Counts {
            teachers: listed.teachers,
            meets_standard: listed.meets_standard,
            near_retirement: listed.near_retirement,
            undecided: listed.undecided,
            ..counts
        }
    }

    /// How a person with several records stands, and at which level: in the level of the least (district code, rank) among
    /// the places where the person is in scope; `None` when there is no such place.
    fn standing(&self, cluster: &Cluster, block: &Block) -> Option<(Level, Standing)> {
        let places = self.places(block);
        let least = places
            .iter()
            .filter(|(_, place)| definitions::in_scope(place.member.status))
            .min_by_key(|(row, place)| order(row, place))?;
        let sends = |record, degree| self.table.decisions.sends(record, degree, Belief::Point);
        let sent = self.is_sent(cluster, block, &|place| definitions::in_scope(place.member.status), &sends);
        let degree = |row: &RowScope<'_>| row.target.min_degree;
        let studies = &self.table.studies;
        let enrolled = sent && block.iter().any(|record| studies.is_enrolled(*record));
        let completed = |(row, place): &(&RowScope<'_>, Place<'_>)| {
            definitions::in_scope(place.member.status)
                && block.iter().any(|record| studies.is_completed(*record, degree(row)))
        };
        Some((
            least.0.target.level,
            Standing {
                status: least.1.member.status,
                sent,
                disputed: sent && cluster.open,
                late: sent && self.table.is_late(block, self.least_degree(&places)),
                enrolled,
                completed: enrolled && places.iter().any(completed),
            },
        ))
    }

    fn least_degree(&self, places: &[(&RowScope<'_>, Place<'_>)]) -> Degree {
        let in_scope = places.iter().filter(|(_, place)| definitions::in_scope(place.member.status));
        let degrees = in_scope.map(|(row, _)| row.target.min_degree);
        degrees.min().unwrap_or(Degree::None)
    }

    /// Every place of a person on the lists.
    fn places(&self, block: &Block) -> Vec<(&'t RowScope<'w>, Place<'w>)> {
        let places = block.iter().flat_map(|record| self.table.rows.places(*record));
        places.filter_map(|place| Some((self.table.rows.row(place.row)?, *place))).collect()
    }

    /// Whether a person is sent by any decision that counts at a place where the person is in scope.
    fn is_sent(
        &self,
        cluster: &Cluster,
        block: &Block,
        in_scope: &dyn Fn(&Place<'_>) -> bool,
        sends: &dyn Fn(RecordKey, Degree) -> bool,
    ) -> bool {
        let ruled = cluster.people.iter().find(|person| person.records == *block);
        let counts_in = ruled.and_then(|person| person.counts_in);
        self.places(block).iter().any(|(row, place)| {
            counts_in.is_none_or(|record| record == row.teacher(place.member))
                && in_scope(place)
                && block.iter().any(|record| sends(*record, row.target.min_degree))
        })
    }

    fn reach(&self, level: Level, open: Open) -> Reach {
        let table = self.table;
        let mut reach = Reach::default();
        for (row, member) in self.single.iter().filter(|(row, _)| row.target.level == level) {
            reach.add(rows::options(table, row, member, open));
        }
        for cluster in &self.several {
            reach.add(self.options(cluster, level, open));
        }
        let rows = || table.rows.rows.iter().filter(|row| row.target.level == level);
        if open.parked {
            reach.add_opaque(rows().map(|row| table.decisions.opaque(row.district)).sum());
        }
        if open.parked && rows().any(|row| row.unsettled) {
            reach.set_any_n();
        }
        if open.stale && rows().any(|row| table.is_stale(row.district)) {
            reach.set_any_sent();
        }
        reach
    }

    /// What a cluster may add to a level: one person or several, each undecided one in scope or not, each doubtful decision
    /// counting or not.
    fn options(&self, cluster: &Cluster, level: Level, open: Open) -> Options {
        let blocks = partitions(cluster, open);
        let records: Block = cluster.records().collect();
        let places = self.places(&records);
        let undecided: Vec<RecordKey> = places
            .iter()
            .filter(|(_, place)| rows::may_be_in_scope(place.member, open).len() > 1)
            .map(|(row, place)| row.teacher(place.member))
            .collect();
        let doubtful: Vec<RecordKey> =
            records.iter().copied().filter(|record| open.parked && self.table.is_doubtful(*record)).collect();
        let bits = u32::try_from(undecided.len() + doubtful.len()).unwrap_or(u32::MAX);
        let ways = 1_usize.checked_shl(bits).filter(|ways| *ways <= MOST_SCENARIOS);
        match (ways, blocks) {
            (Some(ways), Some(blocks)) if ways.saturating_mul(blocks.len()) <= MOST_SCENARIOS => {
                let ways = (0..ways).map(|way| Way { undecided: &undecided, doubtful: &doubtful, bits: way });
                ways.flat_map(|way| blocks.iter().map(move |blocks| (way, blocks)))
                    .map(|(way, blocks)| self.scenario(cluster, blocks, level, way))
                    .collect()
            }
            _ => bounds(&places, level),
        }
    }

    /// (N, sent) that a cluster adds to a level in one way that things may turn out.
    fn scenario(&self, cluster: &Cluster, blocks: &[Block], level: Level, way: Way<'_>) -> (usize, usize) {
        let mut sum = (0, 0);
        for block in blocks {
            let in_scope = |place: &Place<'_>| {
                definitions::in_scope(place.member.status)
                    || rows::may_be_in_scope(place.member, Open::EVERYTHING).contains(&true)
                        && self
                            .table
                            .rows
                            .row(place.row)
                            .is_some_and(|row| way.joins(row.teacher(place.member)))
            };
            let places = self.places(block);
            let standing = places.iter().filter(|(_, place)| in_scope(place));
            let Some(least) = standing.min_by_key(|(row, place)| order(row, place)) else { continue };
            if least.0.target.level != level {
                continue;
            }
            let sends =
                |record: RecordKey, degree| self.table.decisions.sends(record, degree, way.belief(record));
            sum.0 += 1;
            sum.1 += usize::from(self.is_sent(cluster, block, &in_scope, &sends));
        }
        sum
    }
}

/// One answer to every open question of a cluster.
#[derive(Clone, Copy)]
struct Way<'a> {
    undecided: &'a [RecordKey],
    doubtful: &'a [RecordKey],
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
            Some(true) => Belief::Possible,
            Some(false) => Belief::Certain,
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
