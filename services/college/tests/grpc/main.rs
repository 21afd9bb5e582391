//! Stories of the college: its services called as its system calls them, over a journal on SQLite.

mod catalogue;
mod corrections;
mod matching;
mod reading;
mod results;
mod samples;
mod station;
mod steps;
