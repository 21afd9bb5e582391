//! How many persons of each row are in scope and how many are sent, so that the final table shows every verdict.
//!
//! A row's verdict must be the same for every pair (in scope, sent) that can come true (D23): the undecided may join, a person
//! in an open claim may leave the row or count in it. So the pairs are tried, not hoped for.

use crate::dice::Dice;
use crate::land::{DISTRICTS, District, Goal};
use crate::plan_file::PlanFile;
use crate::scale::Scale;
use domain::band::{TargetBand, Verdict};
use domain::vocabulary::Level;

/// What is planned for one row of the final table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowPlan {
    /// Index of the district in [`DISTRICTS`].
    pub(crate) district: usize,
    /// Level.
    pub(crate) level: Level,
    /// Employed teachers on readable rows.
    pub(crate) employed: u32,
    /// Of them in scope.
    pub(crate) in_scope: u32,
    /// Of them near retirement.
    pub(crate) near: u32,
    /// Of them undecided who may be in scope.
    pub(crate) undecided: u32,
    /// Of them undecided who cannot be, for their service left.
    pub(crate) undecided_near: u32,
    /// Of those in scope, persons with a decision that counts.
    pub(crate) sent: u32,
    /// Persons of this row in a claim that stays open, sent besides.
    pub(crate) disputed: u32,
    /// Undecided persons who are sent besides.
    pub(crate) undecided_sent: u32,
    /// The verdict to be reached.
    pub(crate) verdict: Verdict,
}

/// A person in each of these rows is one and the same; the claim stays open: (district code, level).
pub(crate) const OPEN_CLAIM: [(&str, Level); 2] = [("108", Level::Primary), ("112", Level::Primary)];
/// A person in each of these rows has the same number by a slip of the pen; a ruling settles it.
pub(crate) const SETTLED_CLAIM: [(&str, Level); 2] = [("106", Level::Primary), ("110", Level::Primary)];
/// Undecided persons of the row that they make unknown, at scale 1.
const UNDECIDED_THAT_DECIDE: u32 = 12;

/// What is asked of a row before its numbers are found.
struct Demand {
    goal: Goal,
    band: TargetBand,
    base: u32,
    undecided: u32,
    /// 1 where a person may leave the row or be sent in it besides.
    open: u32,
    undecided_sent: u32,
}

/// Numbers that fulfil a demand.
struct Found {
    in_scope: u32,
    undecided: u32,
    sent: u32,
    verdict: Verdict,
}

/// Plans all 24 rows, districts in the order of [`DISTRICTS`], levels in theirs.
pub(crate) fn plan_rows(dice: &mut Dice, scale: Scale, plan: &PlanFile) -> Vec<RowPlan> {
    let mut rows = Vec::new();
    for (at, district) in DISTRICTS.iter().enumerate() {
        for level in Level::ALL {
            rows.push(plan_row(dice, scale, plan, (at, district), level));
        }
    }
    for level in Level::ALL {
        steady_total(&mut rows, level, band_of(plan, level));
    }
    rows
}

/// The band of a level; a plan without one asks for nothing.
pub(crate) fn band_of(plan: &PlanFile, level: Level) -> TargetBand {
    let (low_percent, high_percent) =
        plan.target(level).map_or((0, 100), |t| (t.low_percent, t.high_percent));
    TargetBand { low_percent, high_percent }
}

fn plan_row(dice: &mut Dice, scale: Scale, plan: &PlanFile, at: (usize, &District), level: Level) -> RowPlan {
    let (index, district) = at;
    let base = scale.of(District::of(&district.in_scope, level));
    let goal = District::of(&district.goals, level);
    let is_in = |rows: &[(&str, Level)]| rows.contains(&(district.code, level));
    let undecided = match goal {
        Goal::UnknownUndecided => scale.of(UNDECIDED_THAT_DECIDE).max(2),
        Goal::UnknownDisputed | Goal::Unattainable => 0,
        // In a tiny province one person is a percent of the total; nobody is left undecided without need.
        Goal::Inside | Goal::Below | Goal::Above if base < 20 => 0,
        Goal::Inside | Goal::Below | Goal::Above => {
            dice.between(1, if level == Level::Primary { 3 } else { 2 })
        }
    };
    let wobble = base / 25;
    let demand = Demand {
        goal,
        band: band_of(plan, level),
        base: dice.between(base.saturating_sub(wobble), base + wobble).max(least(goal)),
        undecided,
        open: u32::from(is_in(&OPEN_CLAIM)),
        undecided_sent: u32::from(goal == Goal::UnknownUndecided),
    };
    let Found { in_scope, undecided, sent, verdict } = find(&demand);
    let employed = scale.of(District::of(&district.teachers, level));
    let near = (employed * 6 / 100).max(1);
    let undecided_near = u32::from(dice.chance(60));
    RowPlan {
        district: index,
        level,
        employed: employed.max(in_scope + undecided + demand.undecided_sent + near + undecided_near + 4),
        in_scope,
        near,
        undecided: undecided + demand.undecided_sent,
        undecided_near,
        sent,
        disputed: demand.open,
        undecided_sent: demand.undecided_sent,
        verdict,
    }
}

/// The least number in scope that leaves room for a goal.
const fn least(goal: Goal) -> u32 {
    match goal {
        Goal::Unattainable => 5,
        _ => 9,
    }
}

/// Looks for numbers near the base, with as many undecided as asked; fewer only where nothing else serves.
fn find(demand: &Demand) -> Found {
    let least = least(demand.goal);
    for undecided in (0..=demand.undecided).rev() {
        for step in 0..=(demand.base / 3 + 12) {
            let candidates = [demand.base + step, demand.base.saturating_sub(step).max(least)];
            for in_scope in candidates {
                for sent in sent_candidates(demand, in_scope) {
                    if let Some(verdict) = fits(demand, in_scope, undecided, sent) {
                        return Found { in_scope, undecided, sent, verdict };
                    }
                }
            }
        }
    }
    Found {
        in_scope: demand.base,
        undecided: 0,
        sent: 0,
        verdict: demand.band.judge(u64::from(demand.base), 0),
    }
}

/// Counts that suit a goal, the most natural first.
fn sent_candidates(demand: &Demand, in_scope: u32) -> Vec<u32> {
    let narrow = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let min = narrow(demand.band.min_count(u64::from(in_scope)));
    let max = narrow(demand.band.max_count(u64::from(in_scope)));
    match demand.goal {
        Goal::Inside => {
            let middle = (min + max) / 2;
            std::iter::once(middle).chain(min..=max).collect()
        }
        Goal::Below => std::iter::once(min * 3 / 4).chain((0..min).rev()).collect(),
        Goal::Above => vec![max + max / 4 + 1, max + 1, max + 2],
        Goal::Unattainable => vec![max, min],
        Goal::UnknownDisputed => vec![min.saturating_sub(1)],
        Goal::UnknownUndecided => vec![min, max],
    }
}

/// The verdict of the row if the numbers fulfil the demand for every pair that can come true.
fn fits(demand: &Demand, in_scope: u32, undecided: u32, sent: u32) -> Option<Verdict> {
    if sent + demand.open + 4 > in_scope {
        return None;
    }
    let judge = |n: u32, sent: u32| demand.band.judge(u64::from(n), u64::from(sent));
    let all = pairs(demand, in_scope, undecided, sent);
    let verdict = demand.band.judge_all(all.map(|(n, sent)| (u64::from(n), u64::from(sent))));
    let fulfilled = match demand.goal {
        Goal::Below => verdict == Verdict::Below,
        Goal::Inside => verdict == Verdict::Inside,
        Goal::Above => verdict == Verdict::Above,
        Goal::Unattainable => verdict == Verdict::Unattainable,
        Goal::UnknownDisputed => {
            judge(in_scope, sent) == Verdict::Below && judge(in_scope, sent + 1) == Verdict::Inside
        }
        // Unknown by the undecided alone, whether or not the one who is sent is counted among them.
        Goal::UnknownUndecided => {
            judge(in_scope, sent) == Verdict::Inside && judge(in_scope + undecided, sent) != Verdict::Inside
        }
    };
    fulfilled.then_some(verdict)
}

/// Every pair that can come true, and some more: a wider net only makes the verdict surer.
fn pairs(
    demand: &Demand,
    in_scope: u32,
    undecided: u32,
    sent: u32,
) -> impl Iterator<Item = (u32, u32)> + use<> {
    let in_scopes = in_scope - demand.open..=in_scope + undecided + demand.undecided_sent;
    let sents = sent..=sent + demand.open + demand.undecided_sent;
    in_scopes.flat_map(move |n| sents.clone().map(move |sent| (n, sent)))
}

/// Moves the rows that have room until the province's total has one verdict too: fewer where it is below anyway, and when
/// that is used up (a tiny province), more where it is above anyway.
fn steady_total(rows: &mut [RowPlan], level: Level, band: TargetBand) {
    for step in 0..200_usize {
        if total_verdict(rows, level, band) != Verdict::Unknown {
            return;
        }
        let fewer = |row: &&mut RowPlan| row.level == level && row.verdict == Verdict::Below && row.sent > 0;
        let more = |row: &&mut RowPlan| {
            row.level == level && row.verdict == Verdict::Above && row.sent + 2 < row.in_scope
        };
        let below = rows.iter_mut().filter(fewer).count();
        if below > 0 {
            rows.iter_mut().filter(fewer).nth(step % below).into_iter().for_each(|row| row.sent -= 1);
        } else {
            rows.iter_mut().find(more).into_iter().for_each(|row| row.sent += 1);
        }
    }
}

/// The verdict on the province's total of a level over every pair that can come true.
pub(crate) fn total_verdict(rows: &[RowPlan], level: Level, band: TargetBand) -> Verdict {
    let of = |count: fn(&RowPlan) -> u32| {
        rows.iter().filter(|row| row.level == level).map(|row| u64::from(count(row))).sum::<u64>()
    };
    let (in_scope, sent) = (of(|row| row.in_scope), of(|row| row.sent));
    let in_scopes = in_scope.saturating_sub(of(|row| row.disputed))..=in_scope + of(|row| row.undecided);
    let sents = sent..=sent + of(|row| row.disputed) + of(|row| row.undecided_sent);
    band.judge_all(in_scopes.flat_map(|n| sents.clone().map(move |sent| (n, sent))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan_file::LC_2021;
    use std::path::Path;

    #[test]
    fn every_goal_is_reached_at_every_scale() {
        let plan = PlanFile::parse(LC_2021, Path::new("plan.toml")).unwrap();
        for thousandths in [1, 50, 100, 300, 1000, 2500] {
            let scale = Scale::from_thousandths(thousandths).unwrap();
            for seed in 0..30 {
                let rows = plan_rows(&mut Dice::new(seed, "rows"), scale, &plan);
                assert_eq!(rows.len(), 24);
                for row in &rows {
                    let wanted = match District::of(&DISTRICTS[row.district].goals, row.level) {
                        Goal::Below => Verdict::Below,
                        Goal::Inside => Verdict::Inside,
                        Goal::Above => Verdict::Above,
                        Goal::Unattainable => Verdict::Unattainable,
                        Goal::UnknownDisputed | Goal::UnknownUndecided => Verdict::Unknown,
                    };
                    assert_eq!(row.verdict, wanted, "scale {scale}, seed {seed}: {row:?}");
                }
                for level in Level::ALL {
                    let total = total_verdict(&rows, level, band_of(&plan, level));
                    assert_ne!(total, Verdict::Unknown, "scale {scale}, seed {seed}: {level:?}");
                }
            }
        }
    }
}
