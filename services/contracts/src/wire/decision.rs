//! Decisions to enter.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::nomination::v1 as wire;
use crate::pb::types::v1 as types;
use domain::ids::Digest;
use domain::record::DocumentCite;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionInput {
    /// Authority, number and symbol, date.
    pub cite: DocumentCite,
    /// Signer; may be empty.
    pub signer: String,
    /// File name of the scan; may be empty.
    pub scan_name: String,
    /// Digest of the scan.
    pub scan: Option<Digest>,
    /// Decisions that it revokes; where the request leaves the authority out, it is that of `cite`.
    pub revokes: Vec<DocumentCite>,
    /// Decisions that it replaces, as `revokes`.
    pub replaces: Vec<DocumentCite>,
}

impl FromWire for DecisionInput {
    type Wire = wire::DecisionItem;

    fn read(item: wire::DecisionItem, fields: &mut Fields) -> Option<Self> {
        let wire::DecisionItem { cite, signer, scan_name, scan_sha256, revokes, replaces } = item;
        let authority = cite.as_ref().map(|cite| cite.authority.clone()).unwrap_or_default();
        let cite = fields.required("cite", cite);
        let signer = fields.optional_text("signer", &signer, limits::NAME);
        let scan_name = fields.optional_text("scan_name", &scan_name, limits::NAME);
        let scan = fields.optional_digest("scan_sha256", &scan_sha256);
        let revokes = cited(fields, "revokes", revokes, &authority);
        let replaces = cited(fields, "replaces", replaces, &authority);
        Some(Self {
            cite: cite?,
            signer: signer?,
            scan_name: scan_name?,
            scan: scan?,
            revokes: revokes?,
            replaces: replaces?,
        })
    }
}

fn cited(
    fields: &mut Fields,
    field: &str,
    wire: Vec<types::DocumentCite>,
    authority: &str,
) -> Option<Vec<DocumentCite>> {
    let list = fields.list(field, wire, limits::CITED, |fields, field, mut cite| {
        if cite.authority.trim().is_empty() {
            authority.clone_into(&mut cite.authority);
        }
        fields.required(field, Some(cite))
    });
    fields.distinct(field, list)
}
