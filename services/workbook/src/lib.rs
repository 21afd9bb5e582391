//! Office files: the Vietnamese forms as .xlsx and .csv, and roster assessment without a server.
//!
//! - [`table`]: workbooks and delimited text as sheets of cells; headers, dates, noise rows
//! - [`words`]: the spellings of headers and values, from `aliases.toml`
//! - [`form`]: the four forms (roster, nominations, enrollments, results) as typed rows with their problems
//! - [`majors`]: the table in which an officer settles majors once per distinct value
//! - [`template`]: the forms as files
//! - [`print`]: lists as workbooks for print
//! - [`assess`]: judging roster files; the report as text, JSON, CSV and workbook
//! - [`command`]: `assess` and `template` for a command line

pub mod assess;
pub mod command;
pub mod form;
pub mod majors;
pub mod print;
pub mod problem;
pub mod table;
pub mod template;
pub mod words;
