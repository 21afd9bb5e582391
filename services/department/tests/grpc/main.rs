//! Stories of the department: its services called as its system calls them, over a journal on SQLite.

mod freezes;
mod plans;
mod registry;
mod rulings;
mod samples;
mod station;
