//! Calls of an import against a node that answers once.

use super::*;
use std::collections::HashMap;

/// A call as these tests make it: an id, and the row numbers in its items.
type Call = pb::ActedBy;

fn call_of(id: String, rows: &[&Place]) -> Call {
    let numbers: Vec<_> = rows.iter().map(|place| place.row.to_string()).collect();
    Call { person: id, office: numbers.join(" "), on_behalf_of: None }
}

fn outcome(code: pb::OutcomeCode, reason: &str) -> pb::ItemOutcome {
    let problem = pb::Problem { reason: reason.to_owned(), ..Default::default() };
    let problems = if reason.is_empty() { Vec::new() } else { vec![problem] };
    pb::ItemOutcome { code: code.into(), problems, ..Default::default() }
}

fn places(rows: u32) -> Vec<Place> {
    (1..=rows).map(|row| Place { file: "r.csv".into(), sheet: None, row }).collect()
}

/// A node whose transactions have room for so many rows; rows in `bad` it refuses for another reason, rows that it has are unchanged.
#[derive(Default)]
struct Node {
    room: usize,
    bad: Vec<u32>,
    has: Vec<String>,
    answers: HashMap<String, (String, Vec<pb::ItemOutcome>)>,
    /// Ids and rows of the calls, in their order.
    calls: Vec<(String, String)>,
}

impl Node {
    fn with_room(room: usize, bad: &[u32]) -> Self {
        Self { room, bad: bad.to_vec(), ..Self::default() }
    }

    fn answer(&mut self, call: Call) -> Answered {
        let Call { person: id, office: rows, .. } = call;
        self.calls.push((id.clone(), rows.clone()));
        if let Some((content, outcomes)) = self.answers.get(&id) {
            assert_eq!(*content, rows, "REQUEST_ID_CONFLICT {id}");
            return Answered { outcomes: outcomes.clone(), repeated: true };
        }
        let outcomes: Vec<_> = rows.split(' ').enumerate().map(|(at, row)| self.judge(at, row)).collect();
        self.answers.insert(id, (rows, outcomes.clone()));
        Answered { outcomes, repeated: false }
    }

    fn judge(&mut self, at: usize, row: &str) -> pb::ItemOutcome {
        if self.bad.contains(&row.parse().unwrap()) {
            return outcome(pb::OutcomeCode::Refused, "TEACHER_AMBIGUOUS");
        }
        if self.has.iter().any(|has| has == row) {
            return outcome(pb::OutcomeCode::Unchanged, "");
        }
        if at >= self.room {
            return outcome(pb::OutcomeCode::Refused, "TOO_MANY_ITEMS");
        }
        self.has.push(row.to_owned());
        outcome(pb::OutcomeCode::Applied, "")
    }

    /// Sends a file of so many rows.
    async fn take(&mut self, rows: u32, again: Again) -> Imported {
        let clerk = Clerk { person: "a".to_owned(), office: "b".to_owned(), again };
        let mut sending = Sending::new(&clerk, "roster", vec![vec![1]], Imported::default());
        let answer = async |call| Ok(self.answer(call));
        sending.send(&places(rows), |place| place, call_of, answer).await.unwrap();
        sending.imported
    }

    async fn judged(&mut self, rows: u32, mark: &str) -> Imported {
        self.take(rows, Again::Judge { mark: mark.to_owned() }).await
    }
}

#[tokio::test]
async fn rows_without_room_go_into_further_calls() {
    let mut node = Node::with_room(2, &[]);
    let imported = node.take(5, Again::Keep).await;
    assert_eq!((imported.applied, imported.refused.len()), (5, 0));
    let rows: Vec<_> = node.calls.iter().map(|(_, rows)| rows.as_str()).collect();
    assert_eq!(rows, ["1 2 3 4 5", "3 4 5", "5"]);
    let ends: Vec<_> = node.calls.iter().map(|(id, _)| id.split('-').skip(2).collect::<Vec<_>>()).collect();
    assert_eq!(ends, [vec!["0000"], vec!["0000", "1"], vec!["0000", "2"]]);
}

#[tokio::test]
async fn a_row_refused_for_itself_is_told_once_and_one_behind_the_full_call_gets_its_turn() {
    let mut node = Node::with_room(2, &[1, 4]);
    let imported = node.take(4, Again::Keep).await;
    assert_eq!(imported.applied, 2);
    let refused: Vec<_> =
        imported.refused.iter().map(|row| (row.place.vi.as_str(), row.reason.as_str())).collect();
    let expect = [("r.csv, dòng 1", "TEACHER_AMBIGUOUS"), ("r.csv, dòng 4", "TEACHER_AMBIGUOUS")];
    assert_eq!(refused, expect);
    assert_eq!(node.calls.len(), 2);
}

#[tokio::test]
async fn a_row_for_which_no_call_has_room_stays_refused() {
    let mut node = Node::with_room(0, &[]);
    let imported = node.take(2, Again::Keep).await;
    assert_eq!((imported.applied, imported.refused.len(), node.calls.len()), (0, 2, 1));
    assert_eq!(imported.refused[0].reason, "TOO_MANY_ITEMS");
}

#[tokio::test]
async fn a_row_refused_before_is_judged_again_once_its_cause_is_gone() {
    let mut node = Node::with_room(100, &[2]);
    let first = node.judged(3, "one").await;
    assert_eq!((first.applied, first.refused.len(), first.judged_again), (2, 1, false));
    node.bad.clear();
    let second = node.judged(3, "two").await;
    assert_eq!((second.applied, second.unchanged, second.refused.len()), (1, 2, 0));
    assert!(second.judged_again && second.repeated == 0);
    let third = node.judged(3, "three").await;
    assert_eq!((third.applied, third.unchanged, third.judged_again), (0, 3, true));
}

#[tokio::test]
async fn a_rehearsal_keeps_the_first_answers() {
    let mut node = Node::with_room(100, &[2]);
    node.take(3, Again::Keep).await;
    node.bad.clear();
    let (calls, second) = (node.answers.len(), node.take(3, Again::Keep).await);
    assert_eq!((second.applied, second.refused.len(), second.repeated), (2, 1, 1));
    assert_eq!(node.answers.len(), calls, "nothing was asked anew");
}

#[tokio::test]
async fn after_the_first_old_answer_every_chunk_is_sent_once() {
    let mut node = Node::with_room(100, &[]);
    node.judged(250, "one").await;
    node.calls.clear();
    let again = node.judged(250, "two").await;
    assert_eq!((again.unchanged, node.calls.len()), (250, 4));
    assert!(node.calls[1..].iter().all(|(id, _)| id.ends_with("-two")), "{:?}", node.calls);
}

#[tokio::test]
async fn a_run_that_broke_off_costs_only_unchanged_rows() {
    let mut node = Node::with_room(100, &[]);
    // The first chunk of a longer file: its rows are the same, the run ended after it.
    node.judged(100, "one").await;
    let again = node.judged(250, "two").await;
    assert_eq!((again.applied, again.unchanged, again.judged_again), (150, 100, true));
}
