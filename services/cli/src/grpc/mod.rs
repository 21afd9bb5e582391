//! Commands that talk to nodes. Only here does the program name wire messages.

mod act;
mod agencies;
mod correct;
pub(crate) mod demo;
pub(crate) mod import;
mod link;
mod list;
mod nominee;
mod open_break;
mod plan;
pub(crate) mod progress;
mod ruling;
mod scope;
mod scope_list;
pub(crate) mod status;
mod training;

use crate::args::Verb;
use crate::exit::Exit;

/// A verb of the year; what went wrong was told where it did.
pub(crate) async fn verb(verb: Verb) -> Exit {
    let done = match verb {
        Verb::Plan(args) => plan::plan(args).await,
        Verb::Scope(args) => scope::scope(args).await,
        Verb::Link(args) => link::link(args).await,
        Verb::Ruling(args) => ruling::ruling(&args).await,
        Verb::Agencies(args) => agencies::agencies(&args).await,
        Verb::Propose(args) => scope::propose(&args).await,
        Verb::List(args) => list::list(args).await,
        Verb::Remove(args) => correct::remove(args).await,
        Verb::Training(args) => training::training(args).await,
        Verb::FindNominee(args) => nominee::find(&args).await,
        Verb::Correct(args) => correct::correct(args).await,
        Verb::Reverse(args) => correct::reverse(args).await,
    };
    done.unwrap_or_else(|exit| exit)
}
