//! One row per level for the province: a person counts once, so totals need not be the sum of rows (D31).

use super::Row;
use super::blocks::together;
use super::cause::Open;
use super::group::Group;
use super::persons::Cluster;
use super::reach::{Reach, judge};
use super::rows::{self, Counts};
use super::scope::RowScope;
use super::table::Table;
use crate::band::Verdict;
use crate::record::{PlanTarget, ScopeMember};
use crate::vocabulary::Level;
use std::collections::BTreeSet;

/// Code of the province in the list of the statistics office.
pub const PROVINCE_CODE: &str = "12";
/// Name of the province.
pub const PROVINCE_NAME: &str = "Tỉnh Lai Châu";

/// Every total, in the order of the levels; `counted` are the rows of the districts.
pub(super) fn totals(table: &Table<'_, '_>, counted: &[Row]) -> Vec<Row> {
    let units = Units::of(table);
    let targets = Level::ALL.iter().filter_map(|level| table.frame.plan.target(*level));
    targets.map(|target| total(table, &units, target, counted)).collect()
}

fn total(table: &Table<'_, '_>, units: &Units<'_, '_, '_>, target: &PlanTarget, counted: &[Row]) -> Row {
    let rows = || table.rows.rows.iter().filter(|row| row.target.level == target.level);
    // D31 counts persons once in what makes the verdict; what else the lists say is the sum of the rows.
    let listed = |column: fn(&Row) -> u64| -> u64 {
        counted.iter().filter(|row| row.level == target.level).map(column).sum()
    };
    let counts = Counts {
        teachers: listed(|row| row.teachers),
        meets_standard: listed(|row| row.meets_standard),
        near_retirement: listed(|row| row.near_retirement),
        undecided: listed(|row| row.undecided),
        ..units.counts(target.level)
    };
    let frozen = rows().all(RowScope::is_frozen);
    let verdict = if frozen {
        judge(rows::band(target), |open| units.reach(target.level, open))
    } else {
        let unsettled: BTreeSet<_> =
            rows().filter(|row| !row.is_frozen()).flat_map(|row| &row.unsettled).copied().collect();
        (Verdict::Unknown, rows::not_frozen(&unsettled))
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

    fn group<'g>(&'g self, cluster: &'g Cluster) -> Group<'g, 'v, 'w> {
        Group { table: self.table, cluster, row: None }
    }

    fn counts(&self, level: Level) -> Counts {
        let mut counts = Counts::default();
        for (row, member) in self.single.iter().filter(|(row, _)| row.target.level == level) {
            counts.add(rows::standing(self.table, row, member));
        }
        for cluster in &self.several {
            let blocks = together(cluster);
            let standing = blocks.iter().filter_map(|block| self.group(cluster).standing(block));
            standing.filter(|(at, _)| *at == level).for_each(|(_, standing)| counts.add(standing));
        }
        counts
    }

    fn reach(&self, level: Level, open: Open) -> Reach {
        let table = self.table;
        let mut reach = Reach::default();
        for (row, member) in self.single.iter().filter(|(row, _)| row.target.level == level) {
            reach.add(rows::options(table, row, member, open));
        }
        for cluster in &self.several {
            reach.add(self.group(cluster).options(level, open));
        }
        let rows = table.rows.rows.iter().filter(|row| row.target.level == level);
        rows.for_each(|row| rows::add_open(table, row, open, &mut reach));
        reach
    }
}
