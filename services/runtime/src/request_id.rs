//! One request id across agencies: `x-request-id` is taken from the caller when it is sane, else made here; it stands
//! in the span, goes back with the answer, and goes on with every call that the handler makes (see [`crate::client`]).

use http::{HeaderName, HeaderValue, Request, Response};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use tower::{Layer, Service};

/// The header that carries the id.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// Longest id that is taken over from a caller.
const LONGEST: usize = 64;

/// The id of one request: 1 to 64 of `A-Z a-z 0-9 . _ -`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// Takes a header over when it is sane; anything else could forge log lines.
    #[must_use]
    pub fn from_header(value: &HeaderValue) -> Option<Self> {
        let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
        let sane = (1..=LONGEST).contains(&value.len()) && value.as_bytes().iter().all(fits);
        sane.then(|| Self(value.clone()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or("")
    }

    /// The id as a header.
    #[must_use]
    pub const fn header(&self) -> &HeaderValue {
        &self.0
    }
}

tokio::task_local! {
    static CURRENT: RequestId;
}

/// The id of the request that this task is answering; `None` outside one. A spawned task has to be given it.
#[must_use]
pub fn current() -> Option<RequestId> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Runs a future as part of a request.
pub async fn within<F: Future>(id: RequestId, future: F) -> F::Output {
    CURRENT.scope(id, future).await
}

/// Makes ids: a prefix of this run and a counter.
#[derive(Debug)]
pub struct RequestIds {
    prefix: u64,
    next: AtomicU64,
}

impl RequestIds {
    /// Ids that begin with a prefix; give a random one, so that ids of two runs or nodes differ.
    #[must_use]
    pub const fn new(prefix: u64) -> Self {
        Self { prefix, next: AtomicU64::new(1) }
    }

    /// The next id, such as `00c0ffee00c0ffee-1f`.
    #[must_use]
    pub fn next(&self) -> RequestId {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let text = format!("{:016x}-{number:x}", self.prefix);
        RequestId(HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("0")))
    }
}

/// Gives every request its id; outermost, so that spans and handlers see it.
#[derive(Debug, Clone)]
pub struct RequestIdLayer {
    ids: Arc<RequestIds>,
}

impl RequestIdLayer {
    /// A layer that takes new ids from this source.
    #[must_use]
    pub const fn new(ids: Arc<RequestIds>) -> Self {
        Self { ids }
    }
}

impl<S> Layer<S> for RequestIdLayer {
    type Service = RequestIdService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        RequestIdService { inner, ids: Arc::clone(&self.ids) }
    }
}

/// See [`RequestIdLayer`].
#[derive(Debug, Clone)]
pub struct RequestIdService<S> {
    inner: S,
    ids: Arc<RequestIds>,
}

impl<S, B, R> Service<Request<B>> for RequestIdService<S>
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Future: Send + 'static,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<R>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let given = request.headers().get(&HEADER).and_then(RequestId::from_header);
        let id = given.unwrap_or_else(|| self.ids.next());
        request.headers_mut().insert(HEADER, id.header().clone());
        request.extensions_mut().insert(id.clone());
        // `call` itself may already run handler code, so it is inside the scope too.
        let answer = CURRENT.sync_scope(id.clone(), || self.inner.call(request));
        Box::pin(async move {
            let mut response = within(id.clone(), answer).await?;
            response.headers_mut().insert(HEADER, id.header().clone());
            Ok(response)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sane_ids_are_taken_over() {
        for (text, sane) in [
            ("a", true),
            ("01890000-0000-7000.x_Y", true),
            ("", false),
            ("two words", false),
            ("line\tfeed", false),
            ("{json}", false),
        ] {
            let header = HeaderValue::from_str(text).unwrap();
            assert_eq!(RequestId::from_header(&header).is_some(), sane, "{text:?}");
        }
        assert!(RequestId::from_header(&HeaderValue::from_str(&"x".repeat(65)).unwrap()).is_none());
        assert!(RequestId::from_header(&HeaderValue::from_bytes("Nguyễn".as_bytes()).unwrap()).is_none());
    }

    #[test]
    fn new_ids_count_up_and_are_sane() {
        let ids = RequestIds::new(0xC0FFEE);
        assert_eq!(ids.next().as_str(), "0000000000c0ffee-1");
        let second = ids.next();
        assert_eq!(second.as_str(), "0000000000c0ffee-2");
        assert_eq!(RequestId::from_header(second.header()), Some(second));
    }

    #[tokio::test]
    async fn the_id_is_known_within_the_request_alone() {
        let id = RequestIds::new(1).next();
        assert_eq!(within(id.clone(), async { current() }).await, Some(id));
        assert_eq!(current(), None);
    }
}
