//! Who plays which part: persons who count as sent, and others who stand by for what goes differently.

use crate::dice::Dice;
use crate::land::DISTRICTS;
use crate::people::{Province, Who};
use crate::year::Part;
use domain::vocabulary::{Level, ScopeStatus};
use std::collections::{BTreeMap, VecDeque};

/// Persons by district and level.
type ByRow = BTreeMap<(usize, Level), VecDeque<Who>>;

/// The parts of the year, given out one by one.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// Persons in scope who count as sent.
    counted: ByRow,
    /// Persons in scope who do not.
    spare: ByRow,
    /// Persons who meet the standard.
    outside: ByRow,
    /// Persons in claims and others with a part of their own: whom, and what becomes of them.
    own: Vec<(Who, Part)>,
}

impl Cast {
    /// The next person of a row who counts.
    pub(crate) fn counted(&mut self, code: &str, level: Level) -> Option<Who> {
        take(&mut self.counted, code, level)
    }

    /// The next person in scope of a row who does not count.
    pub(crate) fn spare(&mut self, code: &str, level: Level) -> Option<Who> {
        take(&mut self.spare, code, level)
    }

    /// The next person of a row who is not in scope.
    pub(crate) fn outside(&mut self, code: &str, level: Level) -> Option<Who> {
        take(&mut self.outside, code, level)
    }

    /// Everybody with a decision that counts, or would, who has not been given a round yet.
    pub(crate) fn everybody_left(self) -> impl Iterator<Item = (Who, Part)> {
        let counted = self.counted.into_values().flatten().map(|who| (who, Part::Counted));
        counted.chain(self.own)
    }
}

fn take(from: &mut ByRow, code: &str, level: Level) -> Option<Who> {
    let district = DISTRICTS.iter().position(|district| district.code == code)?;
    from.get_mut(&(district, level))?.pop_front()
}

/// Gives out the parts. The plan says who goes first: those with the least service left above the minimum (PLAN III.1);
/// schools and persons have their reasons, so about a fifth is passed over.
pub(crate) fn cast(dice: &mut Dice, province: &Province) -> Cast {
    let mut cast = Cast::default();
    let claimed: Vec<Who> = province.claims.open.iter().chain(&province.claims.settled).copied().collect();
    cast.own.extend(province.claims.open.iter().map(|who| (*who, Part::StaysAway)));
    cast.own.extend(province.claims.settled.iter().map(|who| (*who, Part::AfterRuling)));
    for row in &province.rows {
        let key = (row.district, row.level);
        let settled = province.claims.settled.iter().filter(|who| {
            who.district == row.district
                && province.teacher(**who).is_some_and(|teacher| teacher.level() == row.level)
        });
        let sent = usize::try_from(row.sent).unwrap_or(0).saturating_sub(settled.count());
        let mut in_scope = of_row(province, key, |status, _| status == ScopeStatus::InScope);
        in_scope.retain(|who| !claimed.contains(who));
        in_scope.sort_by_key(|who| province.teacher(*who).map(|teacher| teacher.months_left));
        let (mut first, mut passed): (Vec<Who>, Vec<Who>) =
            in_scope.into_iter().partition(|_| dice.chance(80));
        first.append(&mut passed);
        let mut spare = first.split_off(sent.min(first.len()));
        dice.shuffle(&mut first);
        dice.shuffle(&mut spare);
        cast.counted.insert(key, first.into());
        cast.spare.insert(key, spare.into());
        let outside = of_row(province, key, |status, _| status == ScopeStatus::MeetsStandard);
        cast.outside.insert(key, outside.into());
        let undecided = of_row(province, key, |status, could| status == ScopeStatus::Undecided && could);
        let sent = usize::try_from(row.undecided_sent).unwrap_or(0);
        cast.own.extend(undecided.into_iter().take(sent).map(|who| (who, Part::StaysAway)));
    }
    cast
}

/// Persons of a row by status and whether they could be in scope.
fn of_row(province: &Province, key: (usize, Level), wanted: impl Fn(ScopeStatus, bool) -> bool) -> Vec<Who> {
    let (district, level) = key;
    let teachers = province.staff.get(district).map_or(&[][..], |staff| &staff.teachers);
    let fits = teachers.iter().enumerate().filter(|(_, teacher)| {
        teacher.level() == level
            && teacher.flaw.is_none()
            && wanted(teacher.status, teacher.could_be_in_scope)
    });
    fits.map(|(teacher, _)| Who { district, teacher }).collect()
}
