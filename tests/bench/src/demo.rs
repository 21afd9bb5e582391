//! The rehearsal of the year as its user sees it: wall time by parts; and the memory of its services while it runs.

use crate::Fault;
use crate::measure::{Series, millis};
use crate::process::{Memory, memory, services_of};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

/// Between two looks at the memory of the services.
const LOOK: Duration = Duration::from_millis(50);

/// A rehearsal that was played to its end.
#[derive(Debug)]
pub(crate) struct Played {
    /// Its directory.
    pub(crate) dir: PathBuf,
    /// Memory of each service, by node name, when it was last seen; nothing where nobody looked.
    pub(crate) memory: BTreeMap<String, Memory>,
    whole: Duration,
    parts: BTreeMap<&'static str, Duration>,
}

/// What lines of the rehearsal's progress begin with, and what has been done by then.
const PARTS: [(&str, &str); 9] = [
    ("Generated", "generate"),
    ("11 services", "start"),
    ("  Plan ", "all agencies linked, plan issued"),
    ("  rosters/", "rosters"),
    ("  nominations/", "nominations"),
    ("  enrollments/", "enrollments"),
    ("  results/", "results"),
    ("[rehearsal clock", "waits until a day's entries are everywhere"),
    ("The whole", "last wait and table"),
];

/// What has been done when a line appears.
fn part(line: &str) -> &'static str {
    let scope = line.contains("in scope / teachers") || line.contains("schools propose");
    let known = PARTS.iter().find(|(begin, _)| line.starts_with(begin)).map(|(_, part)| *part);
    known.unwrap_or(if scope { "scope lists, proposals" } else { "other acts" })
}

/// Notes the memory of every service that still runs.
fn look(parent: Option<u32>, seen: &mut BTreeMap<String, Memory>) {
    for (pid, config) in parent.map(services_of).unwrap_or_default() {
        let name = config.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        if let (Some(name), Some(memory)) = (name, memory(pid).filter(|memory| memory.resident > 0)) {
            seen.insert(name, memory);
        }
    }
}

/// Plays the year below `dir` at scale 1; `watched`: the memory of the services is looked at meanwhile, which costs a little time.
pub(crate) async fn play(program: &Path, dir: &Path, watched: bool) -> Result<Played, Fault> {
    let begun = Instant::now();
    let mut child = Command::new(program)
        .args(["demo", "--exit", "--lang", "en", "--dir"])
        .arg(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut lines = BufReader::new(child.stderr.take().ok_or("no standard error")?).lines();
    let mut looks = tokio::time::interval(LOOK);
    let (mut parts, mut memory, mut tail) = (BTreeMap::new(), BTreeMap::new(), String::new());
    let mut last = begun;
    loop {
        let line = tokio::select! {
            line = lines.next_line() => line?,
            _ = looks.tick(), if watched => {
                look(child.id(), &mut memory);
                continue;
            }
        };
        let Some(line) = line else { break };
        let now = Instant::now();
        *parts.entry(part(&line)).or_insert(Duration::ZERO) += now - last;
        (last, tail) = (now, line);
    }
    let status = child.wait().await?;
    parts.insert("ending the services", last.elapsed());
    if !status.success() {
        return Err(format!("the rehearsal ended with {status}: {tail}").into());
    }
    Ok(Played { dir: dir.to_path_buf(), memory, whole: begun.elapsed(), parts })
}

/// Measures and prints.
pub(crate) async fn measure(program: &Path, dir: &Path, quick: bool) -> Result<(), Fault> {
    println!("\nDEMO: lienthong demo --exit, scale 1, a new directory each time (limit 30 s)");
    let rounds = if quick { 1 } else { 5 };
    let mut whole = Series::default();
    let mut parts: BTreeMap<&'static str, Series> = BTreeMap::new();
    for round in 0..rounds {
        let dir = dir.join(round.to_string());
        std::fs::create_dir_all(&dir)?;
        let played = play(program, &dir, false).await?;
        whole.note(millis(played.whole));
        for (part, time) in played.parts {
            parts.entry(part).or_default().note(millis(time));
        }
        std::fs::remove_dir_all(&dir)?;
    }
    println!("  {:44} {}", format!("wall time, {rounds} rounds"), whole.whole("ms"));
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|(_, series)| std::cmp::Reverse(series.median()));
    for (part, series) in parts {
        println!("    {part:42} {}", series.whole("ms"));
    }
    Ok(())
}

#[cfg(test)]
mod cases {
    use super::part;

    #[test]
    fn a_line_of_progress_ends_the_part_it_tells_of() {
        for (line, expected) in [
            ("Generated: 8128 teachers, 341 schools, 54 files (0.2 s)", "generate"),
            ("11 services are up over mTLS (0.1 s)", "start"),
            ("  Plan LC-2021 issued", "all agencies linked, plan issued"),
            ("  rosters/105-thanh-pho-lai-chau.xlsx: recorded 538", "rosters"),
            (
                "  District 105, in scope / teachers: preschool 39/190, primary 50/190",
                "scope lists, proposals",
            ),
            ("  nominations/105-2021-04-26.xlsx: recorded 8", "nominations"),
            ("[rehearsal clock 12/04/2021 08:00] x", "waits until a day's entries are everywhere"),
            ("  Lists frozen of the districts 111, 112", "other acts"),
            ("The whole rehearsal: 8.5 s", "last wait and table"),
        ] {
            assert_eq!(part(line), expected, "{line}");
        }
    }
}
