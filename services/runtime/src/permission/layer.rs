//! The tower layer of stage one: identity, whether there is such an rpc, permission, contract revision, in this order; the body is not touched.

use super::{Table, decide, is_known};
use crate::identity::Identity;
use crate::server::Peer;
use contracts::refusal::{Reason, Refusal};
use domain::ids::AgencyId;
use futures::future::{Either, Ready, ready};
use http::{Request, Response};
use std::task::{Context, Poll};
use tonic::body::Body;
use tower::{Layer, Service};

/// Revision of the contracts that this program speaks (D39).
pub const CONTRACT_REVISION: u32 = 1;
/// Metadata in which a caller names its contract revision; absent means any.
pub const REVISION_HEADER: &str = "lienthong-contract-revision";

/// How much of an unknown rpc is repeated, characters.
const LONGEST_RPC: usize = 120;

/// Lets pass whom the table admits.
#[derive(Debug, Clone, Copy)]
pub struct PermissionLayer {
    table: &'static Table,
    own: AgencyId,
}

impl PermissionLayer {
    /// Permissions at the node of agency `own`.
    #[must_use]
    pub const fn new(table: &'static Table, own: AgencyId) -> Self {
        Self { table, own }
    }

    fn check<B>(&self, request: &Request<B>) -> Result<Identity, Refusal> {
        let peer = request.extensions().get::<Peer>();
        let peer = peer.ok_or_else(|| Refusal::new(Reason::UnauthenticatedPeer))?;
        let identity = peer.identity.clone().map_err(|_| Refusal::new(Reason::IdentityUnreadable))?;
        let rpc = request.uri().path().trim_start_matches('/');
        if !is_known(self.table, rpc) {
            let named: String = rpc.chars().take(LONGEST_RPC).collect();
            let refusal = Refusal::new(Reason::MethodUnknown).with("revision", CONTRACT_REVISION);
            return Err(refusal.with("rpc", named));
        }
        decide(self.table, self.own, rpc, &identity)?;
        if let Some(revision) = request.headers().get(REVISION_HEADER) {
            let sent = revision.to_str().ok().and_then(|text| text.parse::<u32>().ok());
            let sent = sent.ok_or_else(|| Refusal::new(Reason::ContractRevisionUnreadable))?;
            if sent > CONTRACT_REVISION {
                let refusal = Refusal::new(Reason::ContractTooNew).with("sent", sent);
                return Err(refusal.with("supported", CONTRACT_REVISION));
            }
        }
        Ok(identity)
    }
}

impl<S> Layer<S> for PermissionLayer {
    type Service = PermissionService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        PermissionService { inner, layer: *self }
    }
}

/// See [`PermissionLayer`].
#[derive(Debug, Clone)]
pub struct PermissionService<S> {
    inner: S,
    layer: PermissionLayer,
}

impl<S, B> Service<Request<B>> for PermissionService<S>
where
    S: Service<Request<B>, Response = Response<Body>>,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Either<S::Future, Ready<Result<Response<Body>, S::Error>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        match self.layer.check(&request) {
            Ok(identity) => {
                request.extensions_mut().insert(identity);
                Either::Left(self.inner.call(request))
            }
            Err(refusal) => Either::Right(ready(Ok(refusal.into_status().into_http()))),
        }
    }
}
