//! Decisions (quyết định): numbered by authority and year in the order of their dates, as Decree 30/2020 Art. 15 has it.

use crate::dice::Dice;
use chrono::Datelike as _;
use domain::date::LegalDate;

/// A decision by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DecisionId(usize);

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    /// Index of the district whose UBND signed it.
    pub(crate) district: usize,
    /// Its date.
    pub(crate) date: LegalDate,
    /// Number and symbol, as in "215/QĐ-UBND".
    pub(crate) number: String,
}

/// All decisions of the year.
#[derive(Debug, Default)]
pub(crate) struct Decisions(Vec<Decision>);

impl Decisions {
    /// A new decision; it gets its number when all are known.
    pub(crate) fn add(&mut self, district: usize, date: LegalDate) -> DecisionId {
        self.0.push(Decision { district, date, number: String::new() });
        DecisionId(self.0.len() - 1)
    }

    /// A decision.
    pub(crate) fn get(&self, id: DecisionId) -> Option<&Decision> {
        self.0.get(id.0)
    }

    /// Numbers everything: from 01 on 1 January, rising with the date, other papers of the authority in between.
    pub(crate) fn number(&mut self, dice: &mut Dice) {
        let mut order: Vec<usize> = (0..self.0.len()).collect();
        order.sort_by_key(|at| self.0.get(*at).map(|decision| (decision.district, decision.date)));
        let mut last: Option<(usize, i32, u32)> = None;
        for at in order {
            let Some(decision) = self.0.get_mut(at) else { continue };
            let year = decision.date.year();
            let number = match last {
                Some((district, of, number)) if (district, of) == (decision.district, year) => {
                    number + dice.between(1, 40)
                }
                // About five papers a day were numbered since 1 January.
                _ => decision.date.ordinal() * 5 + dice.between(1, 30),
            };
            last = Some((decision.district, year, number));
            decision.number = format!("{number:02}/QĐ-UBND");
        }
    }
}
