//! Tables for every definition, claim, deadline and break; properties over shuffled journals.

mod breaks;
mod claims;
mod figures;
mod land;
mod outcomes;
mod properties;
mod recount;
mod time;
