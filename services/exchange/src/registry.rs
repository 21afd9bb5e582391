//! Whose key signs which journal: the department's AGENCY records, with the trust anchor as the beginning of trust (D37).

use domain::ids::{AgencyId, Position, RecordId};
use domain::record::{Agency, JournalStanding, JournalStop, State};
use domain::vocabulary::AgencyKind;
use ed25519_dalek::VerifyingKey;
use journal::ledger::Loaded;
use runtime::trust::TrustAnchor;
use std::collections::BTreeMap;

/// Agencies as published in journals, per publisher; only the department's word counts.
#[derive(Debug, Default, Clone)]
pub struct Registry {
    published: BTreeMap<(AgencyId, AgencyId), (Position, Agency)>,
    /// Words about journals, per speaker and agency; only the coordinator's count.
    standings: BTreeMap<(AgencyId, AgencyId), (Position, RecordId, JournalStanding)>,
}

/// A view that knows the registry.
pub trait HasRegistry {
    /// The registry.
    fn registry(&self) -> &Registry;
}

impl Registry {
    /// Takes an entry in; everything but AGENCY records and words about journals is passed over.
    pub fn apply(&mut self, loaded: &Loaded) {
        if let Some(State::JournalStanding(said)) = &loaded.state {
            let key = (loaded.key.agency, said.agency);
            if self.standings.get(&key).is_none_or(|(position, ..)| *position <= loaded.position) {
                self.standings.insert(key, (loaded.position, loaded.key.record, *said));
            }
            return;
        }
        let Some(State::Agency(agency)) = &loaded.state else {
            return;
        };
        let key = (loaded.key.agency, AgencyId(loaded.key.record.0));
        let newer = self.published.get(&key).is_none_or(|(position, _)| *position <= loaded.position);
        if newer {
            self.published.insert(key, (loaded.position, agency.clone()));
        }
    }

    /// The agency as the department registered it.
    #[must_use]
    pub fn agency(&self, anchor: &TrustAnchor, id: AgencyId) -> Option<&Agency> {
        self.published.get(&(anchor.department, id)).map(|(_, agency)| agency)
    }

    /// The coordinator's last word about an agency's journal, with the record that says it.
    #[must_use]
    pub fn standing(&self, anchor: &TrustAnchor, id: AgencyId) -> Option<(RecordId, JournalStanding)> {
        self.standings.get(&(anchor.coordinator, id)).map(|(_, record, said)| (*record, *said))
    }

    /// Why the coordinator takes nothing more of an agency's journal; `None` when it takes it.
    #[must_use]
    pub fn stop(&self, anchor: &TrustAnchor, id: AgencyId) -> Option<JournalStop> {
        self.standing(anchor, id).and_then(|(_, said)| said.stop)
    }

    /// All agencies that the department registered, by id.
    pub fn agencies<'a>(&'a self, anchor: &'a TrustAnchor) -> impl Iterator<Item = (AgencyId, &'a Agency)> {
        let ours = self.published.iter().filter(|((publisher, _), _)| *publisher == anchor.department);
        ours.map(|((_, id), (_, agency))| (*id, agency))
    }

    /// The agency of a kind with a code.
    #[must_use]
    pub fn by_code(&self, anchor: &TrustAnchor, kind: AgencyKind, code: &str) -> Option<AgencyId> {
        self.agencies(anchor).find(|(_, agency)| agency.kind == kind && agency.code == code).map(|(id, _)| id)
    }

    /// What an agency is for; the anchor's two agencies are known before any entry has come.
    #[must_use]
    pub fn kind(&self, anchor: &TrustAnchor, id: AgencyId) -> Option<AgencyKind> {
        if id == anchor.department {
            Some(AgencyKind::Education)
        } else if id == anchor.coordinator {
            Some(AgencyKind::Coordinator)
        } else {
            self.agency(anchor, id).map(|agency| agency.kind)
        }
    }

    /// The key that signs an agency's journal; `None` for an agency that is not registered (yet).
    #[must_use]
    pub fn signing_key(&self, anchor: &TrustAnchor, id: AgencyId) -> Option<VerifyingKey> {
        let bytes = if id == anchor.department {
            anchor.department_key
        } else if id == anchor.coordinator {
            anchor.coordinator_key
        } else {
            self.agency(anchor, id)?.signing_key
        };
        VerifyingKey::from_bytes(&bytes).ok()
    }
}
