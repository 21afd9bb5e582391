//! What a link says about itself, and why a round of it ended.

use contracts::refusal::Reason;
use domain::date::Instant;
use journal::ledger::LedgerError;
use journal::store::StoreError;
use runtime::client::CertificateTrouble;
use std::error::Error;
use tonic_types::StatusExt;

/// State of the exchange as its owner sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// Opening, or waiting to try again, and why; nobody need do anything.
    Connecting(Reason),
    /// Exchanging.
    Connected,
    /// Nothing more is delivered until somebody acts.
    Stopped(Reason),
}

/// What the link knows to say about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkStatus {
    /// State.
    pub state: LinkState,
    /// What was seen beneath its reason; may be empty.
    pub detail: String,
    /// Size of the own journal covered by the newest receipt.
    pub delivered: u64,
    /// Time of that receipt; 0 = none or unknown.
    pub delivered_at: Instant,
}

/// Why one round of the exchange ended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LinkError {
    #[error("the coordinator answered {0}")]
    Status(#[from] tonic::Status),
    #[error("the connection failed: {0}")]
    Connect(String),
    #[error(transparent)]
    Certificate(#[from] CertificateTrouble),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the coordinator sent what does not verify: {0}")]
    Untrusted(String),
    #[error("stopped: {}", .0.code())]
    Stopped(Reason),
}

impl LinkError {
    /// The stable reason; its words stand in the one table.
    pub(crate) fn reason(&self) -> Reason {
        match self {
            Self::Status(status) => {
                let told = status.get_details_error_info().and_then(|info| Reason::from_code(&info.reason));
                told.unwrap_or(Reason::CoordinatorUnreachable)
            }
            Self::Connect(_) => Reason::CoordinatorUnreachable,
            Self::Certificate(_) => Reason::CertificateOutOfDate,
            Self::Store(_) => Reason::StoreUnavailable,
            Self::Untrusted(_) => Reason::CoordinatorNotTrusted,
            Self::Stopped(reason) => *reason,
        }
    }

    /// What was seen beneath the reason, on one line, for whoever helps: where the coordinator was sought and the last cause, or what it answered.
    pub(crate) fn detail(&self, url: &str) -> String {
        match self {
            Self::Status(status) if status.source().is_some() => format!("{url}: {}", innermost(status)),
            Self::Status(status) => format!("{url}: {}", status.message()),
            Self::Certificate(trouble) => trouble.to_string(),
            other => format!("{url}: {other}"),
        }
    }
}

/// The last cause of an error: the layers above it say "transport error".
fn innermost(error: &dyn Error) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

impl From<LedgerError<std::convert::Infallible>> for LinkError {
    fn from(error: LedgerError<std::convert::Infallible>) -> Self {
        match error {
            LedgerError::Store(error) => Self::Store(error),
            LedgerError::Append(error) => Self::Untrusted(error.to_string()),
            LedgerError::Refused(never) => match never {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::refusal::Refusal;
    use tonic::{Code, Status};

    #[test]
    fn what_the_coordinator_says_is_told_by_its_own_reason() {
        let refused = |reason| LinkError::from(Refusal::new(reason).into_status()).reason();
        for reason in [Reason::AgencyNotRegistered, Reason::StoreUnavailable, Reason::ContractTooNew] {
            assert_eq!(refused(reason), reason);
        }
        let away = LinkError::from(Status::new(Code::Unavailable, "transport error"));
        assert_eq!(away.reason(), Reason::CoordinatorUnreachable);
    }

    #[test]
    fn the_detail_is_the_address_and_the_cause_never_a_dump() {
        let url = "https://127.0.0.1:7440";
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        let away = LinkError::from(Status::from_error(Box::new(refused)));
        assert_eq!(away.detail(url), format!("{url}: connection refused"));
        let told = Refusal::new(Reason::StoreUnavailable).into_status();
        let words = told.message().to_owned();
        assert_eq!(LinkError::from(told).detail(url), format!("{url}: {words}"));
    }
}
