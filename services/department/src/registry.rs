//! The registry: which agencies there are, and whose key signs which journal (D37). The department's journal is the registry of the province.

use crate::view::DepartmentView;
use domain::date::Instant;
use domain::ids::{AgencyId, RecordId};
use domain::record::{Act, Agency, DatedName, OutcomeCode, State, Verb};
use domain::vocabulary::AgencyKind;
use journal::ledger::{AppendError, Ledger, LedgerError, Tx};
use journal::store::StoreError;
use runtime::trust::RegisteredAgency;

/// What became of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// APPLIED, or UNCHANGED when the registry says so already.
    pub code: OutcomeCode,
    /// Revision of the AGENCY record.
    pub revision: u64,
}

/// Why an agency was not registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Another agency of that kind has the code.
    #[error("mã {code} đã thuộc về đơn vị {holder} (the code belongs to another agency of that kind)")]
    CodeTaken {
        /// The code.
        code: String,
        /// Who has it.
        holder: AgencyId,
    },
    /// The entry breaks a limit of the journal, such as a name that is far too long.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// The database failed; nothing was recorded.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts an agency into the registry; its record id is its agency id. A new name is added from the day of `now` on, the earlier ones stay; a new key
/// replaces the old one. Works on the department's ledger, beside a running service or without one.
///
/// # Errors
/// [`RegisterError`]; nothing was recorded.
pub async fn register(
    ledger: &Ledger<DepartmentView>,
    now: Instant,
    act: &Act,
    agency: &RegisteredAgency,
) -> Result<Registered, RegisterError> {
    let department = ledger.agency();
    let recorded = ledger.transact(now, |tx| decide(tx, department, act, agency)).await;
    match recorded {
        Ok(recorded) => Ok(recorded.answer),
        Err(LedgerError::Refused(error)) => Err(error),
        Err(LedgerError::Append(error)) => Err(error.into()),
        Err(LedgerError::Store(error)) => Err(error.into()),
    }
}

fn decide(
    tx: &mut Tx<'_, DepartmentView>,
    department: AgencyId,
    act: &Act,
    agency: &RegisteredAgency,
) -> Result<Registered, RegisterError> {
    let mut before = None;
    for known in tx.view().agencies(department) {
        let id = AgencyId(known.key.record.0);
        if id == agency.id {
            before = Some((known.revision, known.state.clone()));
        } else if known.state.kind == agency.kind && known.state.code == agency.code {
            let code = agency.code.clone();
            return Err(RegisterError::CodeTaken { code, holder: id });
        }
    }
    let names = names(before.as_ref().map(|(_, state)| state), &agency.name, tx.now());
    let after = Agency {
        act: act.clone(),
        kind: agency.kind,
        code: agency.code.clone(),
        code_list: code_list(agency.kind).to_owned(),
        names,
        signing_key: agency.signing_key,
        valid_from: before.as_ref().and_then(|(_, state)| state.valid_from),
        valid_to: before.as_ref().and_then(|(_, state)| state.valid_to),
    };
    if let Some((revision, state)) = &before
        && says_the_same(state, &after)
    {
        let (code, revision) = (OutcomeCode::Unchanged, *revision);
        return Ok(Registered { code, revision });
    }
    let verb = if before.is_some() { Verb::Changed } else { Verb::Recorded };
    let reference = tx.put(RecordId(agency.id.0), verb, State::Agency(after))?;
    Ok(Registered { code: OutcomeCode::Applied, revision: reference.revision })
}

/// Districts are known by the code of the General Statistics Office, all others by a code of this system.
const fn code_list(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::District => "GSO",
        _ => "LIENTHONG",
    }
}

fn names(before: Option<&Agency>, name: &str, now: Instant) -> Vec<DatedName> {
    let mut names = before.map_or_else(Vec::new, |agency| agency.names.clone());
    if names.last().is_none_or(|last| last.name != name) {
        let from = (!names.is_empty()).then(|| now.date());
        names.push(DatedName { name: name.to_owned(), from });
    }
    names
}

fn says_the_same(before: &Agency, after: &Agency) -> bool {
    Agency { act: before.act.clone(), ..after.clone() } == *before
}
