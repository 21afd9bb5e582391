//! Bodies of every kind: round trips, golden bytes, what is refused.

#[cfg(test)]
mod chance;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod samples;
