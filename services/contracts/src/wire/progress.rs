//! Which table of a province is asked for.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::progress::v1 as wire;
use crate::refusal::Rule;
use domain::date::{Instant, LegalDate};
use domain::ids::AgencyId;

/// The table asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressInput {
    /// Plan; `None` = the newest issued plan.
    pub plan_id: Option<String>,
    /// Cut-off; `None` = the plan's date.
    pub cutoff: Option<LegalDate>,
    /// Instant folded; `None` = now.
    pub as_of: Option<Instant>,
    /// Sizes that the answer must hold at least.
    pub at_least: Vec<AtLeast>,
    /// Whether breaks are to name persons.
    pub with_names: bool,
}

/// A size of one journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtLeast {
    /// Agency.
    pub agency: AgencyId,
    /// Epoch, from 1.
    pub epoch: u32,
    /// Size.
    pub size: u64,
}

impl FromWire for ProgressInput {
    type Wire = wire::GetProgressRequest;

    fn read(request: wire::GetProgressRequest, fields: &mut Fields) -> Option<Self> {
        let wire::GetProgressRequest { plan_id, cutoff, as_of, at_least, with_names } = request;
        let plan_id = fields.optional_text("plan_id", &plan_id, limits::CODE);
        let cutoff = fields.optional_date("cutoff", &cutoff);
        let as_of = match as_of {
            0 => Some(None),
            1.. => Some(Some(Instant(as_of))),
            _ => fields.broken(
                "as_of",
                Rule::OutOfRange,
                &[("min", "0".to_owned()), ("max", i64::MAX.to_string())],
            ),
        };
        let at_least = fields.list("at_least", at_least, limits::JOURNALS, |fields, field, size| {
            fields.required(field, Some(size))
        });
        Some(Self {
            plan_id: Some(plan_id?).filter(|id| !id.is_empty()),
            cutoff: cutoff?,
            as_of: as_of?,
            at_least: at_least?,
            with_names,
        })
    }
}

impl FromWire for AtLeast {
    type Wire = wire::FoldedSize;

    fn read(size: wire::FoldedSize, fields: &mut Fields) -> Option<Self> {
        let wire::FoldedSize { agency, epoch, size } = size;
        let agency = fields.agency("agency", &agency);
        let epoch = fields.number("epoch", epoch, 1..=u32::MAX);
        Some(Self { agency: agency?, epoch: epoch?, size })
    }
}
