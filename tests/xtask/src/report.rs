//! Named steps with their times, printed as they begin and again at the end.

use std::io::Write;
use std::time::{Duration, Instant};

/// How a step ended well.
pub(crate) enum Outcome {
    /// It did its work.
    Done,
    /// It had nothing to do, for this reason.
    Skipped(String),
}

struct Line {
    name: String,
    took: Duration,
    ending: String,
}

/// The steps of one run.
pub(crate) struct Report {
    begun: Instant,
    lines: Vec<Line>,
}

impl Report {
    /// An empty report; its clock starts now.
    pub(crate) fn new() -> Self {
        Self { begun: Instant::now(), lines: Vec::new() }
    }

    /// Runs one step, says so before and after, and keeps its time; the error names the step.
    pub(crate) fn step(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<Outcome, String>,
    ) -> Result<(), String> {
        eprintln!("==> {name}");
        let begun = Instant::now();
        let result = work();
        let took = begun.elapsed();
        let ending = match &result {
            Ok(Outcome::Done) => "ok".to_owned(),
            Ok(Outcome::Skipped(reason)) => format!("skipped: {reason}"),
            Err(_) => "FAILED".to_owned(),
        };
        eprintln!("    {name}: {ending} ({})", seconds(took));
        self.lines.push(Line { name: name.to_owned(), took, ending });
        result.map(drop).map_err(|reason| format!("{name}: {reason}"))
    }

    /// Prints every step with its time, and the total.
    pub(crate) fn print(&self, out: &mut impl Write) {
        if self.lines.is_empty() {
            return;
        }
        let mut text = String::from("\nSteps\n");
        for line in &self.lines {
            text.push_str(&format!("{:>9}  {:<28} {}\n", seconds(line.took), line.name, line.ending));
        }
        text.push_str(&format!("{:>9}  in all\n", seconds(self.begun.elapsed())));
        // Nobody is left to tell when standard error is closed.
        drop(out.write_all(text.as_bytes()));
    }
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

#[cfg(test)]
mod cases {
    use super::{Duration, Outcome, Report, seconds};

    #[test]
    fn every_step_is_listed_with_its_ending_and_a_failure_names_the_step() {
        let mut report = Report::new();
        assert_eq!(report.step("first", || Ok(Outcome::Done)), Ok(()));
        assert_eq!(report.step("second", || Ok(Outcome::Skipped("present".into()))), Ok(()));
        assert_eq!(report.step("third", || Err("exit 3".into())), Err("third: exit 3".to_owned()));
        let mut out = Vec::new();
        report.print(&mut out);
        let text = String::from_utf8(out).unwrap();
        let endings: Vec<&str> = text.lines().filter_map(|line| line.split(" s  ").nth(1)).collect();
        assert_eq!(endings.len(), 4, "{text}");
        assert!(endings[0].starts_with("first") && endings[0].ends_with(" ok"), "{text}");
        assert!(endings[1].ends_with("skipped: present"), "{text}");
        assert!(endings[2].ends_with("FAILED"), "{text}");
        assert_eq!(endings[3], "in all");
    }

    #[test]
    fn nothing_is_printed_without_steps() {
        let mut out = Vec::new();
        Report::new().print(&mut out);
        assert!(out.is_empty());
    }

    #[test]
    fn seconds_have_one_truncated_decimal() {
        assert_eq!(seconds(Duration::from_millis(61_990)), "61.9 s");
    }
}
