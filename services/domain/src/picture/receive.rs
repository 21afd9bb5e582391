//! When the coordinator received what: folds over its own journal (D11-D15).

use super::world::{Content, Entry};
use crate::date::Instant;
use crate::ids::{AgencyId, Position};
use crate::record::{Receipt, State};
use std::collections::{BTreeMap, HashMap};

/// Receipts and sightings in the order of the coordinator's journal.
#[derive(Debug, Clone)]
pub(super) struct Receipts {
    coordinator: AgencyId,
    marks: BTreeMap<Position, Mark>,
}

#[derive(Debug, Clone)]
enum Mark {
    Receipt(Receipt),
    Seen(Instant, Vec<AgencyId>),
    /// Another entry of the coordinator; counts by its own clock.
    Own(Instant),
}

impl Mark {
    const fn time(&self) -> Instant {
        match self {
            Self::Receipt(receipt) => receipt.time,
            Self::Seen(time, _) | Self::Own(time) => *time,
        }
    }
}

impl Receipts {
    pub(super) const fn new(coordinator: AgencyId) -> Self {
        Self { coordinator, marks: BTreeMap::new() }
    }

    /// The coordinator whose journal this is.
    pub(super) const fn coordinator(&self) -> AgencyId {
        self.coordinator
    }

    /// Notes an entry if it is the coordinator's own.
    pub(super) fn apply(&mut self, entry: &Entry) {
        if entry.key.agency != self.coordinator {
            return;
        }
        let mark = match &entry.content {
            Content::State(state) => match &**state {
                State::Receipt(receipt) => Mark::Receipt(*receipt),
                State::Seen(seen) => Mark::Seen(seen.time, seen.agencies.clone()),
                _ => Mark::Own(entry.recorded_at),
            },
            _ => Mark::Own(entry.recorded_at),
        };
        self.marks.entry(entry.at).or_insert(mark);
    }

    /// Everything about receive times as of an instant, in one pass.
    pub(super) fn as_of(&self, as_of: Instant) -> Received {
        let mut received = Received { as_of, tracks: HashMap::new(), last_seen: HashMap::new() };
        // The greatest time said so far: what a receipt without a time cannot be older than.
        let mut clock = Instant(0);
        for (at, mark) in &self.marks {
            let time = mark.time();
            clock = clock.max(time);
            received.track(self.coordinator, at.epoch).push(Covered {
                size: at.position,
                known: Some(clock),
                bound: clock,
            });
            match mark {
                Mark::Receipt(receipt) => {
                    received.track(receipt.agency, receipt.epoch).push(Covered {
                        size: receipt.size,
                        known: (time.0 != 0).then_some(time),
                        bound: clock,
                    });
                    received.see(receipt.agency, time);
                }
                Mark::Seen(_, agencies) => agencies.iter().for_each(|agency| received.see(*agency, time)),
                Mark::Own(_) => {}
            }
        }
        received.settle();
        received
    }
}

/// What one receipt says about positions up to its size.
#[derive(Debug, Clone, Copy)]
struct Covered {
    size: u64,
    /// Least known time of the receipts that cover this size (after [`Received::settle`]).
    known: Option<Instant>,
    /// The same with a lower bound in place of unknown times.
    bound: Instant,
}

/// Receive times as of one instant.
#[derive(Debug)]
pub(super) struct Received {
    as_of: Instant,
    /// Per agency and epoch, ascending by size.
    tracks: HashMap<(AgencyId, u32), Vec<Covered>>,
    last_seen: HashMap<AgencyId, Instant>,
}

impl Received {
    fn track(&mut self, agency: AgencyId, epoch: u32) -> &mut Vec<Covered> {
        self.tracks.entry((agency, epoch)).or_default()
    }

    fn see(&mut self, agency: AgencyId, time: Instant) {
        if time.0 != 0 && time <= self.as_of {
            let seen = self.last_seen.entry(agency).or_default();
            *seen = (*seen).max(time);
        }
    }

    /// Turns the times of single receipts into the receive times of positions: the least time that covers a position, and
    /// never earlier than that of a position before it.
    fn settle(&mut self) {
        for track in self.tracks.values_mut() {
            track.sort_by_key(|covered| covered.size);
            let (mut known, mut bound): (Option<Instant>, Option<Instant>) = (None, None);
            for covered in track.iter_mut().rev() {
                known = known.into_iter().chain(covered.known).min();
                bound = bound.into_iter().chain([covered.bound]).min();
                covered.known = known;
                covered.bound = bound.unwrap_or(covered.bound);
            }
            let mut latest = Instant(0);
            for covered in track.iter_mut() {
                latest = latest.max(covered.known.unwrap_or(covered.bound));
                covered.bound = latest;
            }
        }
    }

    /// Receive time of a position: the least known time of the receipts that cover it. Where all of them have time 0, the time
    /// before which they cannot have been given. `None` without any receipt.
    pub(super) fn time(&self, agency: AgencyId, at: Position) -> Option<Instant> {
        let track = self.tracks.get(&(agency, at.epoch))?;
        let place = track.partition_point(|covered| covered.size < at.position);
        track.get(place).map(|covered| covered.bound)
    }

    /// Greatest position of an epoch that was received by `as_of`; 0 = none.
    pub(super) fn through(&self, agency: AgencyId, epoch: u32) -> u64 {
        self.tracks.get(&(agency, epoch)).map_or(0, |track| {
            let place = track.partition_point(|covered| covered.bound <= self.as_of);
            place.checked_sub(1).and_then(|last| track.get(last)).map_or(0, |covered| covered.size)
        })
    }

    /// When an agency was last seen by `as_of`: the greatest time of its receipts and sightings.
    pub(super) fn last_seen(&self, agency: AgencyId) -> Option<Instant> {
        self.last_seen.get(&agency).copied()
    }
}
