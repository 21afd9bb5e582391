//! The rules: law, figures and lifecycles, without I/O, clock or randomness.
//!
//! - [`ids`], [`date`], [`vocabulary`]: the words everything else is said in
//! - [`record`]: the full state of every kind of journal record, as owners write it and others read it
//! - the rules of one person: retirement, eligibility, priority
//! - the rules of a plan: target bands, definitions, progress, breaks

pub mod band;
pub mod date;
pub mod definitions;
pub mod eligibility;
pub mod ids;
pub mod lifecycle;
pub mod percent;
pub mod personal_id;
pub mod picture;
pub mod priority;
pub mod record;
pub mod retirement;
pub mod text;
pub mod vocabulary;
