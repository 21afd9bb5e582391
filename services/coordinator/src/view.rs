//! The coordinator's view of all journals: the registry, the world that pictures are folded from, and names for readers who may
//! see them.

use domain::ids::{AgencyId, Digest, Position, RecordKey};
use domain::picture::{BODY_MALFORMED, Content, Entry, KIND_NOT_OWNED, World};
use domain::record::{Role, State};
use domain::vocabulary::AgencyKind;
use exchange::registry::{HasRegistry, Registry};
use journal::ledger::{Loaded, View};
use runtime::trust::{TrustAnchor, TrustBundle};
use std::collections::{BTreeMap, HashMap};

/// The coordinator's view.
pub struct CoordinatorView {
    anchor: TrustAnchor,
    installed: BTreeMap<AgencyId, AgencyKind>,
    registry: Registry,
    world: World,
    names: HashMap<RecordKey, (Position, String)>,
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
            names: HashMap::new(),
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

    /// Name of the person of a teacher record; `None` when it is not known or was erased.
    #[must_use]
    pub fn name(&self, key: RecordKey) -> Option<&str> {
        self.names.get(&key).map(|(_, name)| name.as_str())
    }

    /// Whether an agency may write records of a kind (D21).
    fn may_write(&self, agency: AgencyId, kind: u32) -> bool {
        let known = self.registry.kind(&self.anchor, agency).or_else(|| self.installed.get(&agency).copied());
        known.is_some_and(|known| Role::of_agency(known).may_write(kind))
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

    fn remember_name(&mut self, loaded: &Loaded) {
        let Some(State::Teacher(teacher)) = &loaded.state else { return };
        let newer = self.names.get(&loaded.key).is_none_or(|(position, _)| *position <= loaded.position);
        match &teacher.person {
            Some(person) if newer => {
                self.names.insert(loaded.key, (loaded.position, person.full_name.clone()));
            }
            None if newer => {
                self.names.remove(&loaded.key);
            }
            _ => {}
        }
    }
}

impl View for CoordinatorView {
    fn apply(&mut self, loaded: Loaded) {
        self.registry.apply(&loaded);
        self.remember_name(&loaded);
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
