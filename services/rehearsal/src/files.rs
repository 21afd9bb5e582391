//! The small readable files of a rehearsal: manifest, freezes, rulings, away-times, clock steps, classes.

pub mod acts;
pub mod classes;
pub mod manifest;
pub(crate) mod text;
