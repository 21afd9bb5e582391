//! Requests: what is taken, what is refused at which field, and how answers show records.

#[cfg(test)]
mod check;
#[cfg(test)]
mod envelope;
#[cfg(test)]
mod nominations;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod show;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod teachers;
#[cfg(test)]
mod text;
#[cfg(test)]
mod training;
