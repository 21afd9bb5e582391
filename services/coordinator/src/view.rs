//! The coordinator's view of all journals: the registry, the world that pictures are folded from, and whom
//! records are about.

use crate::people::{People, Sight};
use domain::ids::{AgencyId, Digest, Position, RecordKey};
use domain::picture::{BODY_MALFORMED, Content, Entry, KIND_NOT_OWNED, World};
use domain::record::Role;
use domain::vocabulary::AgencyKind;
use exchange::registry::{HasRegistry, Registry};
use journal::ledger::{Loaded, View};
use runtime::identity::Identity;
use runtime::trust::{TrustAnchor, TrustBundle};
use std::collections::BTreeMap;

/// The coordinator's view.
pub struct CoordinatorView {
    anchor: TrustAnchor,
    installed: BTreeMap<AgencyId, AgencyKind>,
    registry: Registry,
    world: World,
    people: People,
}

impl CoordinatorView {
    /// An empty view under an anchor.
    #[must_use]
    pub fn new(trust: &TrustBundle) -> Self {
        let installed = trust.registry().iter().map(|agency| (agency.id, agency.kind)).collect();
        Self::under(trust.anchor().clone(), installed)
    }

    /// An empty view under an anchor, with the agencies that the install file names.
    pub(crate) fn under(anchor: TrustAnchor, installed: BTreeMap<AgencyId, AgencyKind>) -> Self {
        Self {
            world: World::new(anchor.coordinator),
            installed,
            anchor,
            registry: Registry::default(),
            people: People::default(),
        }
    }

    /// Whom it believes.
    #[must_use]
    pub const fn anchor(&self) -> &TrustAnchor {
        &self.anchor
    }

    /// What pictures are folded from.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// Whom records are about.
    #[must_use]
    pub const fn people(&self) -> &People {
        &self.people
    }

    /// Whose names somebody may see by role and relation (D29): a system, reader or node sees what its agency may see, a user of a unit nothing.
    #[must_use]
    pub fn sight(&self, caller: &Identity) -> Sight {
        let agency = caller.agency();
        match caller {
            Identity::UnitUser { .. } => Sight::Nobody,
            _ => self.kind(agency).map_or(Sight::Nobody, |kind| Sight::of(agency, kind)),
        }
    }

    fn kind(&self, agency: AgencyId) -> Option<AgencyKind> {
        self.registry.kind(&self.anchor, agency).or_else(|| self.installed.get(&agency).copied())
    }

    /// Whether an agency may write records of a kind (D21).
    fn may_write(&self, agency: AgencyId, kind: u32) -> bool {
        self.kind(agency).is_some_and(|known| Role::of_agency(known).may_write(kind))
    }

    fn content(&self, loaded: &Loaded) -> Content {
        if !self.may_write(loaded.key.agency, loaded.kind) {
            tracing::error!(agency = %loaded.key.agency, kind = loaded.kind, "kind outside the owner's range");
            return Content::Quarantined { reason: KIND_NOT_OWNED.to_owned() };
        }
        match (&loaded.state, &loaded.fault) {
            (Some(state), _) => Content::State(Box::new(state.clone())),
            (None, Some(contracts::body::BodyError::Malformed { .. })) => {
                Content::Quarantined { reason: BODY_MALFORMED.to_owned() }
            }
            (None, _) => Content::Unreadable { schema_revision: loaded.schema_revision },
        }
    }
}

impl View for CoordinatorView {
    fn apply(&mut self, loaded: Loaded) {
        self.registry.apply(&loaded);
        self.people.apply(&loaded);
        let content = self.content(&loaded);
        self.world.apply(Entry {
            key: loaded.key,
            at: loaded.position,
            revision: loaded.revision,
            kind: loaded.kind,
            leaf: loaded.leaf,
            recorded_at: loaded.recorded_at,
            content,
        });
    }

    fn loads_first(&self) -> Option<AgencyId> {
        Some(self.anchor.department)
    }

    fn sealed(&mut self, _key: RecordKey, _position: Position, _leaf: Digest) {
        // The coordinator's own records are receipts and the like; no act refers to them by leaf.
    }
}

impl HasRegistry for CoordinatorView {
    fn registry(&self) -> &Registry {
        &self.registry
    }
}
