//! Words with places: `{key}` is a value of the metadata; `[ … ]` is left out unless all keys inside are given.

/// How a value is written in a sentence, by its key.
pub(super) type Say = fn(&str, &str) -> String;

/// The value as it stands in the metadata.
#[cfg(test)]
pub(super) fn verbatim(_key: &str, value: &str) -> String {
    value.to_owned()
}

/// Two sentences with their places filled.
pub(super) fn sentences([happened, next]: [&str; 2], metadata: &[(String, String)], say: Say) -> String {
    let happened = fill(happened, metadata, say);
    let next = fill(next, metadata, say);
    match (happened.is_empty(), next.is_empty()) {
        (_, true) => happened,
        (true, false) => next,
        (false, false) => format!("{happened} {next}"),
    }
}

/// One text with its places filled; outside brackets a place without a value stays empty.
pub(super) fn fill(text: &str, metadata: &[(String, String)], say: Say) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        filled.push_str(&places(before, metadata, say).0);
        let (clause, after) = after.split_once(']').unwrap_or((after, ""));
        let (clause, complete) = places(clause, metadata, say);
        if complete {
            filled.push_str(&clause);
        }
        rest = after;
    }
    filled.push_str(&places(rest, metadata, say).0);
    filled
}

/// The text with its places filled, and whether all of them had a value.
fn places(text: &str, metadata: &[(String, String)], say: Say) -> (String, bool) {
    let mut filled = String::with_capacity(text.len());
    let mut complete = true;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        match metadata.iter().find(|(known, _)| known == key) {
            Some((_, value)) => filled.push_str(&say(key, value)),
            None => complete = false,
        }
        rest = after;
    }
    filled.push_str(rest);
    (filled, complete)
}

/// The keys that a text names.
#[cfg(test)]
pub(super) fn keys(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(text: &str, metadata: &[(String, String)]) -> String {
        super::fill(text, metadata, verbatim)
    }

    #[test]
    fn places_are_filled_and_clauses_without_values_left_out() {
        let given = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let text = "At most {max}[, not {sent} of {max}].";
        assert_eq!(fill(text, &given(&[("max", "200"), ("sent", "201")])), "At most 200, not 201 of 200.");
        assert_eq!(fill(text, &given(&[("max", "200")])), "At most 200.");
        assert_eq!(fill("No places.", &[]), "No places.");
        assert_eq!(fill("Open [clause {a", &given(&[("a", "1")])), "Open clause 1");
        // A value is never read as a template.
        assert_eq!(fill("{a}", &given(&[("a", "{b}[c]"), ("b", "x")])), "{b}[c]");
        assert_eq!(sentences(["One.", "Two."], &[], verbatim), "One. Two.");
        assert_eq!(sentences(["One.", ""], &[], verbatim), "One.");
    }
}
