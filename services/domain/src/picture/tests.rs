//! Tables for every definition, claim, deadline and break; properties over shuffled journals.

mod alarms;
mod breaks;
mod claims;
mod duplicates;
mod figures;
mod land;
mod outcomes;
mod properties;
mod recount;
mod time;
