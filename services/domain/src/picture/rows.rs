//! One row per district and level.

use super::Row;
use super::blocks::together;
use super::cause::{Cause, Open};
use super::group::Group;
use super::reach::{Options, Reach, judge};
use super::scope::RowScope;
use super::table::Table;
use crate::band::{TargetBand, Verdict};
use crate::definitions;
use crate::ids::RecordKey;
use crate::percent::percent;
use crate::record::{PlanTarget, ScopeMember};
use crate::vocabulary::ScopeStatus;
use std::collections::{BTreeMap, BTreeSet};

/// How one person stands in a row, at the point value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) status: ScopeStatus,
    pub(super) sent: bool,
    pub(super) disputed: bool,
    pub(super) late: bool,
    pub(super) enrolled: bool,
    pub(super) completed: bool,
}

/// The counts of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub(super) teachers: u64,
    pub(super) meets_standard: u64,
    pub(super) near_retirement: u64,
    pub(super) in_scope: u64,
    pub(super) undecided: u64,
    pub(super) sent: u64,
    pub(super) disputed: u64,
    pub(super) recorded_late: u64,
    pub(super) enrolled: u64,
    pub(super) completed: u64,
}

impl Counts {
    fn add_status(&mut self, status: ScopeStatus) {
        let column = match status {
            ScopeStatus::InScope => &mut self.in_scope,
            ScopeStatus::MeetsStandard => &mut self.meets_standard,
            ScopeStatus::NearRetirement => &mut self.near_retirement,
            ScopeStatus::Undecided => &mut self.undecided,
            ScopeStatus::NotEmployed => return,
        };
        *column += 1;
        self.teachers += 1;
    }

    /// Adds a person.
    pub(super) fn add(&mut self, standing: Standing) {
        self.add_status(standing.status);
        self.sent += u64::from(standing.sent);
        self.disputed += u64::from(standing.disputed);
        self.recorded_late += u64::from(standing.late);
        self.enrolled += u64::from(standing.enrolled);
        self.completed += u64::from(standing.completed);
    }
}

/// The band of a target.
pub(super) const fn band(target: &PlanTarget) -> TargetBand {
    TargetBand { low_percent: target.low_percent, high_percent: target.high_percent }
}

/// Every row, by district code and level.
pub(super) fn rows(table: &Table<'_, '_>) -> Vec<Row> {
    table.rows.rows.iter().enumerate().map(|(index, scope)| row(table, index, scope)).collect()
}

fn row(table: &Table<'_, '_>, index: usize, scope: &RowScope<'_>) -> Row {
    let units = Units::of(table, index, scope);
    let verdict = if scope.is_frozen() {
        judge(band(&scope.target), |open| units.reach(open))
    } else {
        (Verdict::Unknown, not_frozen(&scope.unsettled))
    };
    let mut row = build(units.counts(), &scope.target, scope.is_frozen(), verdict);
    row.district = Some(scope.district);
    row.code.clone_from(&scope.code);
    row.name.clone_from(&scope.name);
    row.freeze_revision = scope.freeze.as_ref().map(|freeze| freeze.revision);
    row.last_seen = table.view.folded.received.last_seen(scope.district);
    row
}

/// Everybody on one list: those who stand on it once, and the others.
struct Units<'t, 'v, 'w> {
    table: &'t Table<'v, 'w>,
    scope: &'t RowScope<'w>,
    single: Vec<&'w ScopeMember>,
    several: Vec<Group<'t, 'v, 'w>>,
}

impl<'t, 'v, 'w> Units<'t, 'v, 'w> {
    fn of(table: &'t Table<'v, 'w>, index: usize, scope: &'t RowScope<'w>) -> Self {
        let mut here: BTreeMap<usize, Vec<&ScopeMember>> = BTreeMap::new();
        let mut single = Vec::with_capacity(scope.members.len());
        for member in &scope.members {
            match table.persons.cluster_index(scope.teacher(member)) {
                Some(cluster) => here.entry(cluster).or_default().push(member),
                None => single.push(*member),
            }
        }
        let mut several = Vec::new();
        for (cluster, members) in here {
            match table.persons.clusters.get(cluster).filter(|_| members.len() > 1) {
                Some(cluster) => several.push(Group { table, cluster, row: Some(index) }),
                None => single.extend(members),
            }
        }
        Self { table, scope, single, several }
    }

    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for member in &self.single {
            counts.add(standing(self.table, self.scope, member));
        }
        for group in &self.several {
            let blocks = together(group.cluster);
            blocks.iter().filter_map(|block| group.standing(block)).for_each(|(_, one)| counts.add(one));
        }
        counts
    }

    fn reach(&self, open: Open) -> Reach {
        let mut reach = Reach::default();
        for member in &self.single {
            reach.add(options(self.table, self.scope, member, open));
        }
        for group in &self.several {
            reach.add(group.options(self.scope.target.level, open));
        }
        add_open(self.table, self.scope, open, &mut reach);
        reach
    }
}

/// Adds what is open about a row as a whole: decisions that nobody can read, a newer freeze, a source that is not heard.
pub(super) fn add_open(table: &Table<'_, '_>, scope: &RowScope<'_>, open: Open, reach: &mut Reach) {
    reach.add_opaque(table.decisions.opaque(scope.district, open));
    if open.any(&scope.unsettled) {
        reach.set_any_n();
    }
    let is_stale = open.has(Cause::StaleSource) && table.is_stale(scope.district);
    if is_stale || open.any(&table.stopped(scope.district)) {
        reach.set_any_sent();
    }
}

/// Causes of a row without N.
pub(super) fn not_frozen(unsettled: &BTreeSet<Cause>) -> Vec<Cause> {
    std::iter::once(Cause::ScopeNotFrozen).chain(unsettled.iter().copied()).collect()
}

/// A row from its counts; where the N is not known (`frozen` false), nothing is derived from it.
pub(super) fn build(
    counts: Counts,
    target: &PlanTarget,
    frozen: bool,
    verdict: (Verdict, Vec<Cause>),
) -> Row {
    let band = band(target);
    let (n, sent) = (counts.in_scope, counts.sent);
    Row {
        district: None,
        code: String::new(),
        name: String::new(),
        level: target.level,
        teachers: counts.teachers,
        meets_standard: counts.meets_standard,
        near_retirement: counts.near_retirement,
        in_scope: n,
        undecided: counts.undecided,
        sent,
        disputed: counts.disputed,
        recorded_late: counts.recorded_late,
        enrolled: counts.enrolled,
        completed: counts.completed,
        percent: percent(sent, n),
        verdict: verdict.0,
        causes: verdict.1,
        min_count: frozen.then(|| band.min_count(n)),
        max_count: frozen.then(|| band.max_count(n)),
        shortfall: band.shortfall(n, sent).filter(|_| frozen),
        excess: band.excess(n, sent).filter(|_| frozen),
        freeze_revision: None,
        last_seen: None,
    }
}

/// How a member stands in the row.
pub(super) fn standing(table: &Table<'_, '_>, scope: &RowScope<'_>, member: &ScopeMember) -> Standing {
    let (record, min_degree) = (scope.teacher(member), scope.target.min_degree);
    let in_scope = definitions::in_scope(member.status);
    let sent = in_scope && table.sent_range(record, min_degree, Open::NOTHING).0;
    let records = if sent { table.records_of(record) } else { Vec::new() };
    let enrolled = records.iter().any(|record| table.studies.is_enrolled(*record));
    Standing {
        status: member.status,
        sent,
        disputed: in_scope && table.is_disputed(record, min_degree),
        late: sent && table.is_late(&records, min_degree),
        enrolled,
        completed: enrolled && records.iter().any(|record| table.studies.is_completed(*record, min_degree)),
    }
}

/// What a member may add to the row.
pub(super) fn options(
    table: &Table<'_, '_>,
    scope: &RowScope<'_>,
    member: &ScopeMember,
    open: Open,
) -> Options {
    let record: RecordKey = scope.teacher(member);
    let joins = may_be_in_scope(member, open);
    if !joins.contains(&true) {
        return Options::new();
    }
    let (least, most) = table.sent_range(record, scope.target.min_degree, open);
    let mut options = Options::new();
    for join in joins {
        let sents = if *join { [least, most] } else { [false, false] };
        options.extend(sents.map(|sent| (usize::from(*join), usize::from(sent))));
    }
    options
}

/// Whether a member is in scope: what may come true.
pub(super) fn may_be_in_scope(member: &ScopeMember, open: Open) -> &'static [bool] {
    if definitions::in_scope(member.status) {
        &[true]
    } else if open.has(Cause::Undecided)
        && member.status == ScopeStatus::Undecided
        && member.could_be_in_scope
    {
        &[false, true]
    } else {
        &[false]
    }
}
