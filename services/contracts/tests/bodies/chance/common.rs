//! Records of every role by chance.

use super::Chance;
use domain::record::*;

impl Chance {
    pub(super) fn epoch_opened(&mut self) -> EpochOpened {
        let reasons = ["FIRST", "REWOUND", "KEY_LOST", "RESTORED", "FORK_SETTLED"];
        EpochOpened {
            previous_epoch: self.small(9),
            previous_size: self.next(),
            previous_root: self.maybe(Self::digest),
            nonce: self.bytes(),
            reason: EpochReason::from_code(self.one(&reasons)).unwrap(),
        }
    }

    pub(super) fn request_done(&mut self) -> RequestDone {
        let codes = [OutcomeCode::Applied, OutcomeCode::Unchanged, OutcomeCode::Refused];
        RequestDone {
            caller: self.text(),
            rpc: self.text(),
            request_id: self.text(),
            outcomes: self.some(|c| StoredOutcome {
                code: c.one(&codes),
                record: c.maybe(Self::record),
                revision: c.next(),
                problems: c.some(|c| Problem {
                    reason: c.text(),
                    field: c.text(),
                    numbers: c.some(|c| (c.text(), c.text())),
                }),
            }),
            hash: self.maybe(|c| RequestHash { salt: c.bytes(), sha256: c.digest() }),
        }
    }

    pub(super) fn decision(&mut self) -> Decision {
        let mut act = self.act();
        let person = self.maybe(|c| DecisionPerson { signer: c.text(), scan_name: c.text() });
        if person.is_none() {
            act.person = None;
        }
        Decision {
            act,
            cite: self.maybe(Self::cite),
            scan: self.maybe(Self::digest),
            persons: self.some(Self::reference),
            revokes: self.some(Self::reference),
            replaces: self.some(Self::reference),
            removal: self.removal(),
            person,
        }
    }

    /// An act with one free text, both known or both withheld: such a PERSON part tells no absent text from an empty one.
    pub(super) fn act_with_text(&mut self) -> (Act, Option<String>) {
        let mut act = self.act();
        let text = self.maybe(Self::text);
        if text.is_none() {
            act.person = None;
        }
        (act, text)
    }

    pub(super) fn same_person(&mut self) -> SamePerson {
        let (act, reason) = self.act_with_text();
        SamePerson {
            act,
            own: self.reference(),
            other: self.reference(),
            different: self.small(2) == 1,
            document: self.text(),
            removal: self.removal(),
            reason,
        }
    }
}
