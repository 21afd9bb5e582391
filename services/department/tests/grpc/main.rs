//! Stories of the department: its services called as its system calls them, over a journal on SQLite.

#[cfg(test)]
#[path = "../../../exchange/tests/support/station.rs"]
mod agency;
#[cfg(test)]
mod freezes;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod registry;
#[cfg(test)]
mod rulings;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod station;
