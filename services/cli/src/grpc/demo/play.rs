//! Playing the year: the manifest's files in their order, the clock step by step.

use super::places::Places;
use super::settle::{all_seen, settle};
use super::stage::Stage;
use super::{DemoError, acts, proposals, tell};
use crate::args::Language;
use crate::grpc::import::{self, Again, Clerk, Imported};
use domain::date::Instant;
use rehearsal::files::acts::{AwayFile, ClockFile, ClockStep};
use rehearsal::files::manifest::{self, FileKind, ManifestEntry};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use tonic::Status;
use workbook::majors::Majors;

/// The moment of a clock step, at +07:00.
pub(super) fn moment(step: &ClockStep) -> Instant {
    let mut parts = step.time.split(':').map(|part| part.parse::<i64>().unwrap_or(0));
    let (hours, minutes) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    Instant::start_of(step.date).plus_ms((hours * 60 + minutes) * 60_000)
}

/// What the play remembers between steps.
#[derive(Debug, Default)]
struct Memory {
    plan_id: String,
    majors: BTreeMap<String, PathBuf>,
    aways: Vec<AwayFile>,
    away: BTreeSet<String>,
}

/// Plays the whole year.
pub(super) async fn year(stage: &Stage, places: &Places) -> Result<(), DemoError> {
    let input = places.input();
    let entries = manifest::load(&input)?;
    let clock = ClockFile::load(&input.join("clock.toml"))?;
    let mut memory = Memory::default();
    for entry in entries.iter().filter(|entry| entry.kind == FileKind::Away) {
        memory.aways.push(AwayFile::load(&input.join(&entry.file))?);
    }
    let mut last = Instant(0);
    for step in &clock.steps {
        last = stage.advance(moment(step))?;
        say_clock(stage.lang, step);
        wires(stage, step, &mut memory)?;
        // Who is back delivers on the day of the return, and what a day brings is received on that day: the clock waits for both.
        settle(stage, &memory.away).await?;
        for entry in entries.iter().filter(|entry| entry.entered_on == step.date) {
            feed(stage, places, entry, &mut memory).await?;
        }
        settle(stage, &memory.away).await?;
    }
    all_seen(stage, last.0).await
}

fn say_clock(lang: Language, step: &ClockStep) {
    let (date, time, note) = (step.date.format("%d/%m/%Y"), &step.time, &step.note);
    tell(
        lang,
        &format!("[đồng hồ diễn tập {date} {time}] {note}"),
        &format!("[rehearsal clock {date} {time}] {note}"),
    );
}

/// Cuts and mends wires as the away files say.
fn wires(stage: &Stage, step: &ClockStep, memory: &mut Memory) -> Result<(), DemoError> {
    for away in &memory.aways {
        let cut = away.from <= step.date && step.date < away.back_on;
        stage.set_wire(&away.agency, !cut)?;
        if cut {
            memory.away.insert(away.agency.clone());
        } else {
            memory.away.remove(&away.agency);
        }
    }
    Ok(())
}

fn clerk(entry: &ManifestEntry) -> Clerk {
    let office = match entry.agency.as_str() {
        manifest::COLLEGE => "Phòng Đào tạo".to_owned(),
        manifest::DEPARTMENT => "Phòng Tổ chức cán bộ".to_owned(),
        code => format!("Phòng GD&ĐT {code}"),
    };
    // A second play appends nothing: what was answered stays answered.
    Clerk { person: "can.bo".to_owned(), office, again: Again::Keep }
}

/// Feeds one file to its agency.
async fn feed(
    stage: &Stage,
    places: &Places,
    entry: &ManifestEntry,
    memory: &mut Memory,
) -> Result<(), DemoError> {
    let file = places.input().join(&entry.file);
    let clerk = clerk(entry);
    match entry.kind {
        FileKind::Clock | FileKind::Away => Ok(()),
        FileKind::Majors => {
            memory.majors.insert(entry.agency.clone(), file);
            Ok(())
        }
        FileKind::Plan => {
            memory.plan_id = acts::issue(stage, &clerk, &file).await?;
            settle(stage, &memory.away).await
        }
        FileKind::Roster => {
            let majors = memory.majors.get(&entry.agency).map(|file| Majors::read_file(file));
            let imported = import::roster(stage.office(&entry.agency)?, &clerk, &file, majors.as_ref()).await;
            report(stage.lang, places, entry, imported)?;
            acts::draw(stage, &clerk, &entry.agency, &memory.plan_id).await
        }
        FileKind::Nominations => {
            let office = stage.office(&entry.agency)?;
            report(
                stage.lang,
                places,
                entry,
                import::nominations(office, &clerk, &file, &memory.plan_id).await,
            )
        }
        FileKind::Classes => acts::classes(stage, &clerk, &file).await,
        FileKind::Enrollments => {
            settle(stage, &memory.away).await?;
            report(
                stage.lang,
                places,
                entry,
                import::enrollments(stage.office(&entry.agency)?, &clerk, &file).await,
            )
        }
        FileKind::Results => report(
            stage.lang,
            places,
            entry,
            import::results(stage.office(&entry.agency)?, &clerk, &file).await,
        ),
        FileKind::Freeze => {
            settle(stage, &memory.away).await?;
            for district in acts::freeze(stage, &clerk, &file).await? {
                proposals::propose(stage, &clerk, &district, &memory.plan_id).await?;
            }
            Ok(())
        }
        FileKind::Ruling => acts::rule(stage, &clerk, &file).await,
    }
}

/// Says what became of a file; refused rows are part of the play.
fn report(
    lang: Language,
    places: &Places,
    entry: &ManifestEntry,
    imported: Result<Imported, Status>,
) -> Result<(), DemoError> {
    let folder = format!("{}/", places.input().display());
    let imported = imported.map_err(|status| DemoError::call(&entry.file, &status))?;
    let (file, done, same, no) = (&entry.file, imported.applied, imported.unchanged, imported.refused.len());
    let (again_vi, again_en) =
        if imported.repeated > 0 { (" (đã nhập trước đây)", " (entered before)") } else { ("", "") };
    tell(
        lang,
        &format!("  {file}: ghi {done}, không đổi {same}, từ chối {no}{again_vi}"),
        &format!("  {file}: recorded {done}, unchanged {same}, refused {no}{again_en}"),
    );
    for refused in imported.refused.iter().take(3) {
        let place = refused.place.of(lang);
        let place = place.strip_prefix(&folder).unwrap_or(place);
        eprintln!("    – {place}: {} [{}]", refused.text.of(lang), refused.reason);
    }
    if no > 3 {
        tell(lang, &format!("    – … và {} dòng nữa", no - 3), &format!("    – … and {} more rows", no - 3));
    }
    Ok(())
}
