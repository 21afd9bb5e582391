//! Records of the Sở GD&ĐT by chance.

use super::Chance;
use domain::record::*;
use domain::vocabulary::AgencyKind;

impl Chance {
    pub(super) fn registered(&mut self) -> Agency {
        let kinds = [
            AgencyKind::District,
            AgencyKind::College,
            AgencyKind::Education,
            AgencyKind::HomeAffairs,
            AgencyKind::Finance,
            AgencyKind::Coordinator,
            AgencyKind::Communications,
            AgencyKind::Province,
        ];
        Agency {
            act: self.act(),
            kind: self.one(&kinds),
            code: self.text(),
            code_list: self.text(),
            names: self.some(|c| DatedName { name: c.text(), from: c.maybe(Self::date) }),
            signing_key: self.bytes(),
            valid_from: self.maybe(Self::date),
            valid_to: self.maybe(Self::date),
        }
    }

    pub(super) fn plan(&mut self) -> Plan {
        Plan {
            act: self.act(),
            plan_id: self.text(),
            version: self.small(9),
            year: self.small(3000),
            title: self.text(),
            number: self.text(),
            date: self.maybe(Self::date),
            legal_basis: self.text(),
            first_day: self.date(),
            achieve_by: self.date(),
            report_before: self.date(),
            review_date: self.date(),
            policy: self.text(),
            targets: self.some(|c| PlanTarget {
                level: c.level(),
                low_percent: c.small(101),
                high_percent: c.small(101),
                min_degree: c.degree(),
            }),
            units: self.some(Self::agency),
            issued: self.yes(),
        }
    }

    pub(super) fn scope_frozen(&mut self) -> ScopeFrozen {
        ScopeFrozen {
            act: self.act(),
            plan: self.witnessed(),
            district: self.agency(),
            level: self.level(),
            lists: self.some(Self::witnessed),
            in_scope: self.next(),
            policy: self.text(),
            document: self.text(),
            reason: self.maybe(Self::name),
        }
    }

    pub(super) fn ruling(&mut self) -> Ruling {
        let (act, reason) = self.act_with_text();
        Ruling {
            act,
            break_id: self.digest(),
            persons: self.some(Self::reference),
            counts_in: self.maybe(Self::reference),
            document: self.text(),
            removal: self.removal(),
            reason,
        }
    }
}
