//! Records that the Sở GD&ĐT owns: registry, plans, freezes, rulings.

use super::common::{Act, Removal, WitnessedReference};
use crate::date::LegalDate;
use crate::ids::{AgencyId, Digest, Reference};
use crate::vocabulary::{AgencyKind, Degree, Level};

/// A name and the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedName {
    /// Name.
    pub name: String,
    /// First day; `None` = from the beginning.
    pub from: Option<LegalDate>,
}

/// An agency in the registry; its record id is the agency id (D37).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Act.
    pub act: Act,
    /// What it is for.
    pub kind: AgencyKind,
    /// Code, text with leading zeros.
    pub code: String,
    /// Code list, such as "GSO".
    pub code_list: String,
    /// Dated names, ascending.
    pub names: Vec<DatedName>,
    /// Ed25519 key that signs its journal.
    pub signing_key: [u8; 32],
    /// Day from which it exists.
    pub valid_from: Option<LegalDate>,
    /// Day from which it exists no more.
    pub valid_to: Option<LegalDate>,
}

impl Agency {
    /// The newest name; empty when it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.last().map_or("", |dated| dated.name.as_str())
    }
}

/// Target of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanTarget {
    /// Level.
    pub level: Level,
    /// Lower bound, percent, inclusive.
    pub low_percent: u32,
    /// Upper bound, percent, inclusive.
    pub high_percent: u32,
    /// Least degree to which a person must be sent.
    pub min_degree: Degree,
}

/// A plan of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Act.
    pub act: Act,
    /// Stable id.
    pub plan_id: String,
    /// Version, from 1.
    pub version: u32,
    /// Year.
    pub year: u32,
    /// Title.
    pub title: String,
    /// Number and symbol; empty in a draft (the plan of 2021 itself has a blank here).
    pub number: String,
    /// Date of the document; `None` while blank.
    pub date: Option<LegalDate>,
    /// Legal basis.
    pub legal_basis: String,
    /// First day on which a decision counts.
    pub first_day: LegalDate,
    /// Last day on which a decision counts.
    pub achieve_by: LegalDate,
    /// Day before which the reports are due.
    pub report_before: LegalDate,
    /// Day on which qualifications are reviewed.
    pub review_date: LegalDate,
    /// Policy id.
    pub policy: String,
    /// Targets, one per level.
    pub targets: Vec<PlanTarget>,
    /// Districts whose rows the plan has, ascending by code.
    pub units: Vec<AgencyId>,
    /// True once issued.
    pub issued: bool,
}

impl Plan {
    /// The target of a level, if the plan has one.
    #[must_use]
    pub fn target(&self, level: Level) -> Option<&PlanTarget> {
        self.targets.iter().find(|target| target.level == level)
    }
}

/// The Sở freezes the scope list of one row (D32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeFrozen {
    /// Act.
    pub act: Act,
    /// The plan.
    pub plan: WitnessedReference,
    /// District of the row.
    pub district: AgencyId,
    /// Level of the row.
    pub level: Level,
    /// Parts of the list with their leaves.
    pub lists: Vec<WitnessedReference>,
    /// Members in scope.
    pub in_scope: u64,
    /// Policy id.
    pub policy: String,
    /// Document, as cited; may be empty.
    pub document: String,
    /// Why the row was frozen again; in the PERSON part.
    pub reason: Option<String>,
}

/// The Sở settles a double claim (D31).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Act.
    pub act: Act,
    /// The break settled.
    pub break_id: Digest,
    /// Records that the claim was about.
    pub persons: Vec<Reference>,
    /// For one person: the record in whose row the person counts. `None`: different persons.
    pub counts_in: Option<Reference>,
    /// Document, as cited; may be empty.
    pub document: String,
    /// Set when taken back.
    pub removal: Option<Removal>,
    /// Why; in the PERSON part.
    pub reason: Option<String>,
}
