//! The open break that an id, or the beginning of one, names.

use super::progress::all_breaks;
use crate::args::{ActArgs, ReachArgs};
use crate::exit::{Exit, call_failed};
use crate::reach::{self, Reached};
use contracts::pb::progress::v1::Break;

/// Fewest digits of an id: fewer would soon name two breaks.
const FEWEST_DIGITS: usize = 6;

fn wrong(vi: &str, en: &str) -> Exit {
    eprintln!("{vi}\n{en}");
    Exit::WrongCall
}

/// The open break that an id begins, as the coordinator shows it.
///
/// # Errors
/// The exit with which the command ends; what is wrong was told.
pub(super) async fn find(
    id: &str,
    plan: &str,
    coordinator_url: Option<String>,
    act: &ActArgs,
) -> Result<Break, Exit> {
    let asked = id.trim().to_lowercase();
    if asked.len() < FEWEST_DIGITS {
        return Err(wrong(
            "Mã chênh lệch cần ít nhất 6 chữ, như lienthong breaks in ra",
            "The id of a break needs 6 digits or more, as lienthong breaks prints it",
        ));
    }
    let ask = ReachArgs { node: act.node.clone(), caller: act.caller.clone(), url: coordinator_url };
    let Reached { connection, url } = reach::coordinator(&ask)?;
    let breaks = all_breaks(connection, plan).await.map_err(|status| call_failed(&url, &status))?;
    let mut fitting = breaks.into_iter().filter(|open| open.id.starts_with(&asked));
    let Some(found) = fitting.next() else {
        eprintln!(
            "Không có chênh lệch nào đang mở với mã {asked}; xem lienthong breaks (có thể đã kết luận)."
        );
        eprintln!("No open break has the id {asked}; see lienthong breaks (it may be settled already).");
        return Err(Exit::BadData);
    };
    if fitting.next().is_some() {
        return Err(wrong(
            "Có nhiều chênh lệch bắt đầu bằng mã này; ghi dài hơn",
            "Several breaks begin like this; write more of the id",
        ));
    }
    Ok(found)
}

/// Whether a command settles breaks of this kind; `by` names what it records, Vietnamese and English.
///
/// # Errors
/// Bad data; what the break is was told.
pub(super) fn check_kind(open: &Break, settled: &[&str], [vi, en]: [&str; 2]) -> Result<(), Exit> {
    if settled.contains(&open.kind.as_str()) {
        return Ok(());
    }
    eprintln!("{} không kết luận bằng {vi} được: {}", open.kind, open.text_vi);
    eprintln!("{} is not settled by {en}: {}", open.kind, open.text_en);
    Err(Exit::BadData)
}
