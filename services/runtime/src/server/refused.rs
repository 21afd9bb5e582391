//! What the transport refuses by itself, before any code of ours: it does so in its own words and codes; here every such
//! answer gets ours, with a reason. Answers carry their status in the head, streams at their end: both are read.

use crate::permission::CONTRACT_REVISION;
use bytes::Bytes;
use contracts::refusal::{Reason, Refusal};
use http::{HeaderMap, Response};
use http_body::Frame;
use http_body_util::BodyExt;
use tonic::body::Body;
use tonic::{Code, Status};

/// How the transport begins when a message, as sent or once unpacked, is over the limit of the service.
const AS_SENT: &str = "Error, decoded message length too large: found ";
const UNPACKED: &str = "Error decompressing: size limit, of ";
/// How it begins when the bytes of a message are none of its type; the fields and what is wrong follow.
const UNDECODED: &str = "failed to decode Protobuf message: ";
/// How that ends for a text in another encoding.
const NOT_UTF8: &str = "data is not UTF-8 encoded";
/// What it says of a call that ended before its message.
const MISSING: &str = "Missing request message.";
/// How it begins when the frame around a message is broken, or what is packed does not unpack.
const FRAME: [&str; 4] =
    ["protocol error: ", "Error decompressing: ", "Unexpected EOF decoding stream", "tonic-web: "];
/// How it begins when it does not know the compression; the name follows.
const PACKED: &str = "Content is compressed with `";
/// The header in which it says what it does know.
const ACCEPTED: &str = "grpc-accept-encoding";

/// Turns every refusal of the transport into one of ours; any other answer stays as it is.
pub(super) fn explain(response: Response<Body>) -> Response<Body> {
    match told(response.headers()) {
        Some(status) => status.into_http(),
        None => response.map(|body| Body::new(body.map_frame(end))),
    }
}

/// The end of a stream, in our words.
fn end(frame: Frame<Bytes>) -> Frame<Bytes> {
    match frame.into_trailers() {
        Ok(mut trailers) => {
            if let Some(status) = told(&trailers) {
                let (parts, ()) = status.into_http::<()>().into_parts();
                trailers.extend(parts.headers);
                trailers.remove(http::header::CONTENT_TYPE);
            }
            Frame::trailers(trailers)
        }
        Err(frame) => frame,
    }
}

/// Our status for one of the transport; `None` where it is ours already, or no refusal.
fn told(headers: &HeaderMap) -> Option<Status> {
    let status = Status::from_header_map(headers)?;
    let mut told = refusal(&status)?.into_status();
    if let Some(known) = status.metadata().get(ACCEPTED) {
        told.metadata_mut().insert(ACCEPTED, known.clone());
    }
    Some(told)
}

fn refusal(status: &Status) -> Option<Refusal> {
    if !status.details().is_empty() {
        return None;
    }
    let message = status.message();
    match status.code() {
        Code::OutOfRange | Code::ResourceExhausted => oversize(message),
        Code::Internal | Code::DataLoss => Some(malformed(message)),
        Code::Unimplemented => Some(unknown(message)),
        _ => None,
    }
}

fn oversize(message: &str) -> Option<Refusal> {
    let refusal = Refusal::new(Reason::BodyTooLarge);
    if let Some(rest) = message.strip_prefix(UNPACKED) {
        return Some(refusal.with("max", first_number(rest)?));
    }
    let (sent, rest) = message.strip_prefix(AS_SENT)?.split_once(" bytes")?;
    let max = first_number(rest.trim_start_matches(|letter: char| !letter.is_ascii_digit()))?;
    Some(refusal.with("max", max).with("sent", first_number(sent)?))
}

fn first_number(text: &str) -> Option<u64> {
    text.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

fn malformed(message: &str) -> Refusal {
    if let Some(rest) = message.strip_prefix(UNDECODED) {
        let reason = if rest.ends_with(NOT_UTF8) { Reason::TextNotUtf8 } else { Reason::MalformedMessage };
        let refusal = Refusal::new(reason);
        let field = field(rest);
        return if field.is_empty() { refusal } else { refusal.at(field) };
    }
    if message == MISSING {
        return Refusal::new(Reason::MessageMissing);
    }
    if FRAME.iter().any(|begins| message.starts_with(begins)) {
        return Refusal::new(Reason::MalformedFrame);
    }
    // Whatever else has no reason is a fault of ours; what it says is for the log alone.
    tracing::error!(message, "a call failed without a reason");
    Refusal::new(Reason::Internal)
}

/// The path of the field: the decoder names `Message.field` from the innermost message outwards.
fn field(rest: &str) -> String {
    let step = |part: &str| {
        let (message, field) = part.split_once('.')?;
        let is_name = |text: &str| {
            !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        let is_type = message.starts_with(|first: char| first.is_ascii_uppercase());
        (is_type && is_name(message) && is_name(field)).then(|| field.to_owned())
    };
    let mut path: Vec<String> = rest.split(": ").map_while(step).collect();
    path.reverse();
    path.join(".")
}

fn unknown(message: &str) -> Refusal {
    let Some(rest) = message.strip_prefix(PACKED) else {
        return Refusal::new(Reason::MethodUnknown).with("revision", CONTRACT_REVISION);
    };
    let refusal = Refusal::new(Reason::CompressionUnsupported);
    let name = rest.split('`').next().unwrap_or_default();
    let is_name = (1..=20).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_name { refusal.with("encoding", name) } else { refusal }
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
    fn a_field_that_does_not_decode_is_named_from_the_outside() {
        let rows = [
            ("Inner.name: Outer.items: invalid string value: data is not UTF-8 encoded", "items.name"),
            ("Outer.count: invalid wire type: Varint (expected LengthDelimited)", "count"),
            ("invalid tag value: 0", ""),
            ("buffer underflow", ""),
        ];
        for (rest, path) in rows {
            assert_eq!(field(rest), path, "{rest}");
        }
    }

    #[test]
    fn the_name_of_a_compression_is_repeated_only_where_it_is_one() {
        let named = |name: &str| {
            numbers(&Status::unimplemented(format!("{PACKED}{name}` which isn't supported"))).unwrap()
        };
        assert_eq!(named("zstd"), [pair("encoding", "zstd")]);
        assert_eq!(named("\u{1b}[31m"), []);
    }

    #[test]
    fn other_answers_stay_as_they_are() {
        let response = Status::not_found("nothing").into_http();
        let explained = Status::from_header_map(explain(response).headers()).unwrap();
        assert_eq!((explained.code(), explained.message()), (Code::NotFound, "nothing"));
        assert!(explained.get_details_error_info().is_none());
        let ours = Refusal::new(Reason::StoreUnavailable).into_status().into_http();
        let explained = Status::from_header_map(explain(ours).headers()).unwrap();
        assert_eq!(explained.get_details_error_info().unwrap().reason, "STORE_UNAVAILABLE");
    }
}
