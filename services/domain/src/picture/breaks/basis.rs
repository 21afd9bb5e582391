//! Breaks about what figures and records rest on: freezes, lists.

use super::{BreakKind, Found, newest_received};
use crate::definitions;
use crate::ids::{RecordId, RecordKey};
use crate::picture::scope::{Freeze, RowScope};
use crate::picture::table::Table;
use crate::record::ScopeList;
use crate::vocabulary::ScopeStatus;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn breaks(table: &Table<'_, '_>) -> Vec<Found> {
    let rows = table.rows.rows.iter();
    let freezes = rows.filter_map(|row| Some((row, row.freeze.as_ref()?)));
    freezes.flat_map(|(row, freeze)| of_freeze(table, row, freeze)).collect()
}

fn of_freeze(table: &Table<'_, '_>, row: &RowScope<'_>, freeze: &Freeze<'_>) -> Vec<Found> {
    let plan = table.frame.plan;
    let mut found = Vec::new();
    let mut push = |kind, others: Vec<RecordKey>| {
        let records: Vec<RecordKey> = std::iter::once(freeze.key).chain(others).collect();
        let since = records.iter().map(|key| newest_received(table, *key)).max();
        found.push(Found {
            kind,
            level: Some(row.target.level),
            // The district of the row is named by the lists.
            person: None,
            records,
            owner: table.frame.owner,
            since: since.unwrap_or_default(),
            detail: None,
        });
    };
    let lists = || -> Vec<RecordKey> {
        let lists = freeze.state.lists.iter();
        lists.map(|seen| seen.reference.key()).collect()
    };
    let in_scope = row.members.iter().filter(|member| definitions::in_scope(member.status));
    if freeze.state.in_scope != in_scope.count() as u64 {
        push(BreakKind::FreezeDiffers, lists());
    }
    // What a list was judged by is material: policy and review date (D8).
    let is_current = |list: &&ScopeList| list.policy == plan.policy && list.review_date == plan.review_date;
    if !freeze.parts.iter().all(is_current) || freeze.state.policy != plan.policy {
        push(BreakKind::StaleBasis, lists());
    }
    let newest = newest_list(table, row);
    if !newest.is_empty()
        && judged(newest.values().flat_map(|(_, list)| &list.members)) != judged(row.members.iter().copied())
    {
        let changed = newest.values().map(|(key, _)| *key);
        push(BreakKind::ScopeListChanged, changed.chain(lists()).collect());
    }
    found
}

/// Who is on a list, with what status.
fn judged<'m>(
    members: impl Iterator<Item = &'m crate::record::ScopeMember>,
) -> BTreeSet<(RecordId, ScopeStatus)> {
    members.map(|member| (member.teacher, member.status)).collect()
}

/// The parts of the newest list that a district drew for a row: per part number the newest record, as many as the newest
/// one says that there are.
fn newest_list<'w>(table: &Table<'_, 'w>, row: &RowScope<'_>) -> BTreeMap<u32, (RecordKey, &'w ScopeList)> {
    let lists = table.view.each::<ScopeList>().filter(|(known, list)| {
        known.key.agency == row.district
            && list.level == row.target.level
            && table.frame.plans.contains(&list.plan.reference.key())
    });
    let mut ordered: Vec<_> =
        lists.filter_map(|(known, list)| Some((known.applied?.at, known.key, list))).collect();
    ordered.sort_unstable_by_key(|(at, key, _)| (*at, *key));
    let parts = ordered.last().map_or(0, |(_, _, list)| list.parts);
    let newest = ordered.into_iter().map(|(_, key, list)| (list.part, (key, list)));
    newest.filter(|(part, _)| *part <= parts).collect()
}
