//! A plausible province for rehearsals: Lai Châu in 2021, with the files that its agencies would have fed in.
//!
//! - [`plan_file`]: a plan as a readable file
//! - [`files`]: the small readable files of a rehearsal, to be read by whoever plays it
//! - [`generate()`]: writes the whole province and its year under a folder

pub mod agencies;
mod calendar;
mod college;
mod dice;
mod error;
pub mod files;
mod generate;
mod land;
mod majors;
mod majors_table;
mod names;
mod output;
mod people;
pub mod plan_file;
mod roster;
mod scale;
mod sheet;
mod smudge;
mod steer;
mod year;

pub use error::RehearsalError;
pub use generate::{Spec, Summary, generate};
pub use plan_file::PlanFile;
pub use scale::{NotAScale, Scale};
