//! Rules on the contracts that `buf` has no lint for.

use crate::Findings;
use crate::files::File;

/// What a stream's comment must state, each as a sentence that begins with the word and a colon.
const PROMISES: [&str; 5] = ["First:", "Order:", "Repeats:", "Slow reader:", "Reconnect:"];

/// One rpc with the comment above it.
struct Rpc {
    line: usize,
    name: String,
    text: String,
    comment: String,
}

/// Streams whose comment does not say what comes first, in which order, what happens to repeats and to a slow reader,
/// and how to go on after a cut.
pub(crate) fn silent_streams(files: &[File]) -> Findings {
    let streams = protos(files).flat_map(|file| {
        rpcs(&file.text).into_iter().filter(|rpc| rpc.text.contains("stream ")).map(|rpc| (&file.path, rpc))
    });
    streams
        .flat_map(|(path, rpc)| {
            let missing: Vec<_> =
                PROMISES.iter().filter(|promise| !rpc.comment.contains(**promise)).collect();
            let all = PROMISES.join(" ");
            let say =
                format!("{path}:{}: stream {} does not say {missing:?} (all of: {all})", rpc.line, rpc.name);
            (!missing.is_empty()).then_some(say)
        })
        .collect()
}

/// `WatchX` without a unary `GetX` beside it, for callers that cannot stream.
pub(crate) fn lonely_watches(files: &[File]) -> Findings {
    let mut findings = Findings::new();
    for file in protos(files) {
        let all = rpcs(&file.text);
        for (rpc, noun) in all.iter().filter_map(|rpc| Some((rpc, rpc.name.strip_prefix("Watch")?))) {
            let get = format!("Get{noun}");
            if !all.iter().any(|other| other.name == get && !other.text.contains("stream ")) {
                findings
                    .push(format!("{}:{}: {} has no unary {get} beside it", file.path, rpc.line, rpc.name));
            }
        }
    }
    findings
}

fn protos(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.starts_with("proto/") && file.path.ends_with(".proto"))
}

fn rpcs(text: &str) -> Vec<Rpc> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut comment = String::new();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(words) = line.strip_prefix("//") {
            comment.push_str(words);
            comment.push(' ');
            continue;
        }
        if let Some(rest) = line.strip_prefix("rpc ") {
            let name = rest.split(['(', ' ']).next().unwrap_or_default().to_owned();
            let end = lines.iter().skip(at).position(|line| line.contains([';', '{'])).unwrap_or(0);
            let text = lines.get(at..=at + end).unwrap_or_default().join(" ");
            found.push(Rpc { line: at + 1, name, text, comment: std::mem::take(&mut comment) });
        }
        comment.clear();
    }
    found
}

#[cfg(test)]
mod can_fail {
    use super::{File, lonely_watches, silent_streams};

    fn proto(text: &str) -> [File; 1] {
        [File::new("proto/lienthong/a/v1/a.proto", text)]
    }

    #[test]
    fn a_stream_that_leaves_a_promise_out_is_found() {
        let whole = "// First: x. Order: x. Repeats: x.\n// Slow reader: x. Reconnect: x.\n";
        for rpc in [
            "rpc WatchA(WatchARequest) returns (stream WatchAResponse);",
            "rpc WatchA(WatchARequest)\n    returns (stream WatchAResponse) {",
            "rpc Push(stream PushRequest) returns (PushResponse);",
        ] {
            assert!(silent_streams(&proto(&format!("{whole}{rpc}"))).is_empty(), "{rpc}");
            let found = silent_streams(&proto(&format!("{}{rpc}", whole.replace("Repeats:", "Again:"))));
            assert_eq!(found.len(), 1, "{rpc}");
            assert!(found[0].contains("does not say [\"Repeats:\"]"), "{found:?}");
            let apart = silent_streams(&proto(&format!("{whole}\n{rpc}")));
            assert_eq!(apart.len(), 1, "a comment apart is not the rpc's: {rpc}");
        }
        assert!(silent_streams(&proto("rpc GetA(GetARequest) returns (GetAResponse);")).is_empty());
    }

    #[test]
    fn a_watch_without_a_get_is_found() {
        let watch = "rpc WatchA(WatchARequest) returns (stream WatchAResponse);\n";
        let get = "rpc GetA(GetARequest) returns (GetAResponse);\n";
        assert!(lonely_watches(&proto(&format!("{get}{watch}"))).is_empty());
        let expected = "proto/lienthong/a/v1/a.proto:1: WatchA has no unary GetA beside it";
        assert_eq!(lonely_watches(&proto(watch)), [expected]);
    }
}
