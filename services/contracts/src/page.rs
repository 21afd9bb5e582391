//! Pages of lists. A page token is opaque to callers and holds for the query alone that it came from.

use crate::refusal::{Reason, Refusal, Rule};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Rows of a page when the caller names no number.
pub const DEFAULT_PAGE: usize = 100;
/// Most rows of a page.
pub const LARGEST_PAGE: usize = 500;

/// Version of the tokens' form.
const VERSION: u8 = 1;
/// Bytes of the query's digest in a token: enough to tell queries apart; a token is no secret and grants nothing.
const DIGEST_BYTES: usize = 16;
/// Longest token that is looked at.
const LONGEST_TOKEN: usize = 1024;

/// A query whose answer comes in pages: the rpc and everything that narrows or orders it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageQuery {
    digest: [u8; DIGEST_BYTES],
}

impl PageQuery {
    /// The query of an rpc with the texts of its filters, in a fixed order.
    #[must_use]
    pub fn new(rpc: &str, filters: &[&str]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"lienthong/page/v1\0");
        for part in std::iter::once(&rpc).chain(filters) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let mut digest = [0; DIGEST_BYTES];
        digest.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        Self { digest }
    }

    /// Token of the page that begins after the row with this key. The key travels to the caller readable: a record id or a place in an
    /// order, never a name or number of a person.
    #[must_use]
    pub fn token(&self, after: &[u8]) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend(self.digest);
        bytes.extend(after);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The key after which the page of a token begins; `None` for the empty token, the first page.
    ///
    /// # Errors
    /// INVALID_PAGE_TOKEN for a token of another query and for what is no token.
    pub fn after(&self, token: &str) -> Result<Option<Vec<u8>>, Refusal> {
        if token.is_empty() {
            return Ok(None);
        }
        let bytes = (token.len() <= LONGEST_TOKEN).then(|| URL_SAFE_NO_PAD.decode(token).ok()).flatten();
        bytes
            .and_then(|bytes| Some(bytes.strip_prefix(&[VERSION])?.strip_prefix(&self.digest)?.to_vec()))
            .map(Some)
            .ok_or_else(|| Refusal::new(Reason::InvalidPageToken).at("page_token"))
    }
}

/// Rows of the page asked for: 0 is [`DEFAULT_PAGE`].
///
/// # Errors
/// INVALID_VALUE outside 0 to [`LARGEST_PAGE`].
pub fn page_size(asked: i32) -> Result<usize, Refusal> {
    match usize::try_from(asked) {
        Ok(0) => Ok(DEFAULT_PAGE),
        Ok(rows) if rows <= LARGEST_PAGE => Ok(rows),
        _ => {
            let refusal = Refusal::new(Reason::InvalidValue).at("page_size");
            Err(refusal.with("rule", Rule::OutOfRange.code()).with("min", 1).with("max", LARGEST_PAGE))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_leads_to_the_page_after_its_row() {
        let query = PageQuery::new("ListTeachers", &["PRIMARY"]);
        assert_eq!(query.after(&query.token(b"row 100")), Ok(Some(b"row 100".to_vec())));
        assert_eq!(query.after(&query.token(b"")), Ok(Some(Vec::new())));
        assert_eq!(query.after(""), Ok(None));
    }

    #[test]
    fn a_token_of_another_query_is_refused() {
        let query = PageQuery::new("ListTeachers", &["PRIMARY", ""]);
        let others = [
            PageQuery::new("ListTeachers", &["", "PRIMARY"]),
            PageQuery::new("ListTeachers", &["PRIMARY"]),
            PageQuery::new("ListNominations", &["PRIMARY", ""]),
            PageQuery::new("ListTeachersPRIMARY", &["", ""]),
        ];
        for other in others {
            assert_eq!(query.after(&other.token(b"x")).unwrap_err().reason, Reason::InvalidPageToken);
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let query = PageQuery::new("ListTeachers", &[]);
        let good = query.token(b"x");
        let later = URL_SAFE_NO_PAD.encode([2; 40]);
        for bad in ["a", "!!!", "AQ", &good[1..], &format!("{good}="), &later, &"A".repeat(5000)] {
            assert_eq!(query.after(bad).unwrap_err().field.as_deref(), Some("page_token"), "{bad}");
        }
    }

    #[test]
    fn page_sizes_have_a_default_and_a_limit() {
        assert_eq!(page_size(0), Ok(100));
        assert_eq!(page_size(1), Ok(1));
        assert_eq!(page_size(500), Ok(500));
        for bad in [-1, 501, i32::MIN] {
            assert_eq!(page_size(bad).unwrap_err().field.as_deref(), Some("page_size"));
        }
    }
}
