//! A message over the limit is refused by the transport, in its own words; here it gets ours, with a reason.

use contracts::refusal::{Reason, Refusal};
use http::Response;
use tonic::body::Body;
use tonic::{Code, Status};

/// How the transport begins when a message, as sent or once unpacked, is over the limit of the service.
const AS_SENT: &str = "Error, decoded message length too large: found ";
const UNPACKED: &str = "Error decompressing: size limit, of ";

/// Turns the transport's refusal of a message over the limit into BODY_TOO_LARGE; any other answer stays as it is.
pub(super) fn explain(response: Response<Body>) -> Response<Body> {
    match Status::from_header_map(response.headers()).and_then(|status| refusal(&status)) {
        Some(refusal) => refusal.into_status().into_http(),
        None => response,
    }
}

fn refusal(status: &Status) -> Option<Refusal> {
    if !matches!(status.code(), Code::OutOfRange | Code::ResourceExhausted) {
        return None;
    }
    let refusal = Refusal::new(Reason::BodyTooLarge);
    if let Some(rest) = status.message().strip_prefix(UNPACKED) {
        return Some(refusal.with("max", first_number(rest)?));
    }
    let (sent, rest) = status.message().strip_prefix(AS_SENT)?.split_once(" bytes")?;
    let max = first_number(rest.trim_start_matches(|letter: char| !letter.is_ascii_digit()))?;
    Some(refusal.with("max", max).with("sent", first_number(sent)?))
}

fn first_number(text: &str) -> Option<u64> {
    text.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic_types::StatusExt;

    fn numbers(status: &Status) -> Option<Vec<(String, String)>> {
        refusal(status).map(|refusal| refusal.metadata)
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn the_words_of_the_transport_are_known() {
        let sent = "Error, decoded message length too large: found 8197 bytes, the limit is: 4096 bytes";
        let expected = vec![pair("max", "4096"), pair("sent", "8197")];
        assert_eq!(numbers(&Status::out_of_range(sent)), Some(expected));
        let unpacked = "Error decompressing: size limit, of 4096 bytes, exceeded while decompressing message";
        assert_eq!(numbers(&Status::resource_exhausted(unpacked)), Some(vec![pair("max", "4096")]));
        assert_eq!(numbers(&Status::out_of_range("page 9 of 3")), None);
        assert_eq!(numbers(&Status::invalid_argument(sent)), None);
    }

    #[test]
    fn other_answers_stay_as_they_are() {
        let response = Status::not_found("nothing").into_http();
        let explained = Status::from_header_map(explain(response).headers()).unwrap();
        assert_eq!((explained.code(), explained.message()), (Code::NotFound, "nothing"));
        assert!(explained.get_details_error_info().is_none());
    }
}
