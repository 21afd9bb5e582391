//! The readings of "còn đủ 84 / 96 tháng" (Decree 71/2020 Art. 2; rules.md 1.4). No source settles which one holds,
//! so each is a versioned policy that is stored with every decision made under it.

use crate::date::{BirthDate, YearMonth};
use crate::retirement::{Ladder, retirement_month};
use crate::vocabulary::Sex;

/// How service left at 01/07/2020 is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Policy {
    /// The ages in force on 01/07/2020 (Labour Code 2012 Art. 187: 60/55), whole months to the end of the month.
    R0,
    /// The default: the rising ages of Decree 135/2020, whole months to the end of the month of retirement (Art. 3).
    #[default]
    R1,
    /// As R1, but to the birthday itself: the month of retirement does not count as a whole one.
    R2,
}

/// The month that service left is counted from, inclusive: July 2020 (Decree 71/2020 Art. 2(1)).
const COUNTED_FROM: (i32, i32) = (2020, 7);

impl Policy {
    /// Every policy, by id.
    pub const ALL: [Self; 3] = [Self::R0, Self::R1, Self::R2];

    /// Stable id: `R0`, `R1`, `R2`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::R0 => "R0",
            Self::R1 => "R1",
            Self::R2 => "R2",
        }
    }

    /// Version of the policy's rule; a change of the rule is a new version, so that old decisions stay explained.
    #[must_use]
    pub const fn version(self) -> u32 {
        1
    }

    /// The policy with this [`id`](Self::id), if there is one.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.id() == id)
    }

    /// The rule in Vietnamese.
    #[must_use]
    pub const fn text_vi(self) -> &'static str {
        match self {
            Self::R0 => {
                "R0: tuổi nghỉ hưu theo Bộ luật Lao động 2012 (nam 60, nữ 55), tính đủ tháng từ 01/07/2020 đến hết \
                 tháng đủ tuổi"
            }
            Self::R1 => {
                "R1: tuổi nghỉ hưu theo Nghị định 135/2020/NĐ-CP, tính đủ tháng từ 01/07/2020 đến hết tháng đủ tuổi"
            }
            Self::R2 => {
                "R2: tuổi nghỉ hưu theo Nghị định 135/2020/NĐ-CP, tính đủ tháng từ 01/07/2020 đến ngày đủ tuổi \
                 (không tính trọn tháng nghỉ hưu)"
            }
        }
    }

    /// The rule in English.
    #[must_use]
    pub const fn text_en(self) -> &'static str {
        match self {
            Self::R0 => {
                "R0: retirement ages of the Labour Code 2012 (men 60, women 55), whole months from 01/07/2020 to the \
                 end of the month in which the age is reached"
            }
            Self::R1 => {
                "R1: retirement ages of Decree 135/2020, whole months from 01/07/2020 to the end of the month in \
                 which the age is reached"
            }
            Self::R2 => {
                "R2: retirement ages of Decree 135/2020, whole months from 01/07/2020 to the day on which the age is \
                 reached (the month of retirement is not a whole one)"
            }
        }
    }

    /// The table of ages that this policy uses.
    #[must_use]
    pub const fn ladder(self) -> Ladder {
        match self {
            Self::R0 => Ladder::LabourCode2012,
            Self::R1 | Self::R2 => Ladder::Decree135,
        }
    }

    /// The month of retirement under this policy.
    #[must_use]
    pub fn retirement(self, sex: Sex, birth: BirthDate) -> YearMonth {
        retirement_month(sex, birth, self.ladder())
    }

    /// Months of service left at 01/07/2020 for a month of retirement: (Y−2020)·12 + (M−7) + 1, under R2 one less.
    /// Zero or negative for whoever had reached the age by then.
    #[must_use]
    pub fn months_left(self, retirement: YearMonth) -> i32 {
        let (year, month) = COUNTED_FROM;
        let to_end_of_month = retirement.index() - (year * 12 + month - 1) + 1;
        match self {
            Self::R0 | Self::R1 => to_end_of_month,
            Self::R2 => to_end_of_month - 1,
        }
    }
}
