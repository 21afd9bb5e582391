//! Stories of the college: its services called as its system calls them, over a journal on SQLite.

#[cfg(test)]
#[path = "../../../exchange/tests/support/station.rs"]
mod agency;
#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod corrections;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod results;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod station;
#[cfg(test)]
mod steps;
