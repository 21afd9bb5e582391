//! Requests and their answers (D27): the same request id gets the same answer, the same id with other content is a conflict.

use super::{Ledger, LedgerError, Tx, View};
use crate::entry::MAX_PART;
use domain::date::Instant;
use domain::ids::{Digest, Position};
use domain::record::{RequestDone, RequestHash, State, StoredOutcome, Verb};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// What makes a request one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RequestKey {
    /// Identity of the caller (URI).
    pub caller: String,
    /// Full name of the rpc.
    pub rpc: String,
    /// Request id given by the caller.
    pub request_id: String,
}

/// The answer to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Outcomes in the order of the items.
    pub outcomes: Vec<StoredOutcome>,
    /// Address of the last entry of the request in the own journal.
    pub position: Position,
    /// True when the request had been answered before.
    pub repeated: bool,
}

/// Why a request has no answer.
#[derive(Debug, thiserror::Error)]
pub enum RequestError<E> {
    /// The same request id was used with other content.
    #[error("request id was used with other content")]
    Conflict,
    /// The rule refused the whole call.
    #[error("refused")]
    Refused(E),
    /// The call was not recorded.
    #[error(transparent)]
    Ledger(LedgerError<std::convert::Infallible>),
}

/// Answered requests of the own journal.
#[derive(Default)]
pub(crate) struct Requests {
    answered: HashMap<RequestKey, (Vec<StoredOutcome>, Option<RequestHash>, Position)>,
}

impl Requests {
    pub(super) fn remember(&mut self, done: &RequestDone, position: Position) {
        let key = RequestKey {
            caller: done.caller.clone(),
            rpc: done.rpc.clone(),
            request_id: done.request_id.clone(),
        };
        self.answered.insert(key, (done.outcomes.clone(), done.hash.clone(), position));
    }

    fn lookup(&self, key: &RequestKey, request: &[u8]) -> Lookup {
        match self.answered.get(key) {
            None => Lookup::New,
            // A hash that was erased cannot accuse anybody: the answer stands.
            Some((_, Some(hash), _)) if request_digest(&hash.salt, request) != hash.sha256 => {
                Lookup::Conflict
            }
            Some((outcomes, _, position)) => {
                Lookup::Answered(Answer { outcomes: outcomes.clone(), position: *position, repeated: true })
            }
        }
    }
}

enum Lookup {
    New,
    Conflict,
    Answered(Answer),
}

fn request_digest(salt: &[u8; 16], request: &[u8]) -> Digest {
    Digest(Sha256::new().chain_update(salt).chain_update(request).finalize().into())
}

/// The answer as one part of an entry holds it (D9). A call with very much to say says the first problems of each item, as many of each as fit, in the last
/// resort without their numbers: the result of every item is always told, and a repeat tells the same.
fn fitting(mut done: RequestDone) -> RequestDone {
    let fits = |done: &RequestDone| {
        let body = contracts::body::encode(&State::RequestDone(done.clone()));
        body.fact.len() <= MAX_PART
    };
    while !fits(&done) {
        let longest = done.outcomes.iter().map(|outcome| outcome.problems.len()).max().unwrap_or(0);
        let problems = done.outcomes.iter_mut().map(|outcome| &mut outcome.problems);
        if longest > 1 {
            problems.for_each(|problems| problems.truncate(longest - 1));
            continue;
        }
        problems.flatten().for_each(|problem| problem.numbers.clear());
        break;
    }
    done
}

enum Stop<E> {
    Known(Answer),
    Conflict,
    Refused(E),
}

impl<V: View> Ledger<V> {
    /// Answers a request once: decides it, records its entries and its answer in one transaction, or gives the first answer again.
    ///
    /// # Errors
    /// [`RequestError`]; nothing was recorded.
    pub async fn request<E>(
        &self,
        now: Instant,
        key: &RequestKey,
        request: &[u8],
        mut decide: impl FnMut(&mut Tx<'_, V>) -> Result<Vec<StoredOutcome>, E>,
    ) -> Result<Answer, RequestError<E>> {
        // Repeats are answered under the read lock, so that they never disturb a view.
        match self.inner.read().await.requests.lookup(key, request) {
            Lookup::Answered(answer) => return Ok(answer),
            Lookup::Conflict => return Err(RequestError::Conflict),
            Lookup::New => {}
        }
        let result = self
            .transact(now, |tx| {
                match tx.requests().lookup(key, request) {
                    Lookup::Answered(answer) => return Err(Stop::Known(answer)),
                    Lookup::Conflict => return Err(Stop::Conflict),
                    Lookup::New => {}
                }
                let outcomes = decide(tx).map_err(Stop::Refused)?;
                let salt = tx.entropy16();
                let hash = RequestHash { salt, sha256: request_digest(&salt, request) };
                let done = fitting(RequestDone {
                    caller: key.caller.clone(),
                    rpc: key.rpc.clone(),
                    request_id: key.request_id.clone(),
                    outcomes,
                    hash: Some(hash),
                });
                let outcomes = done.outcomes.clone();
                let id = tx.new_id();
                // A failure is kept in the transaction and refuses it as a whole.
                let _recorded = tx.put(id, Verb::Recorded, State::RequestDone(done));
                Ok(outcomes)
            })
            .await;
        match result {
            Ok(recorded) => {
                Ok(Answer { outcomes: recorded.answer, position: recorded.position, repeated: false })
            }
            Err(LedgerError::Refused(Stop::Known(answer))) => Ok(answer),
            Err(LedgerError::Refused(Stop::Conflict)) => Err(RequestError::Conflict),
            Err(LedgerError::Refused(Stop::Refused(refusal))) => Err(RequestError::Refused(refusal)),
            Err(LedgerError::Append(error)) => Err(RequestError::Ledger(LedgerError::Append(error))),
            Err(LedgerError::Store(error)) => Err(RequestError::Ledger(LedgerError::Store(error))),
        }
    }
}
