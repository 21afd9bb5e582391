//! Messages and services as generated from `proto/`, one module per package: `lienthong.types.v1` is [`types::v1`].
//!
//! Nothing outside this crate should build domain values from these by hand: see [`crate::body`] and [`crate::wire`].
#![expect(
    clippy::all,
    clippy::too_many_lines,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "generated code"
)]

macro_rules! packages {
    ($($name:ident: $package:literal, $doc:literal;)*) => {$(
        #[doc = $doc]
        pub mod $name {
            #[doc = $doc]
            pub mod v1 {
                include!(concat!(env!("OUT_DIR"), "/", $package, ".rs"));
            }
        }
    )*};
}

packages! {
    types: "lienthong.types.v1", "References, acts, per-item results and the closed word lists.";
    journal: "lienthong.journal.v1", "The bytes of a journal: header, parts, segments, bodies.";
    exchange: "lienthong.exchange.v1", "How a node and the coordinator exchange journals.";
    roster: "lienthong.roster.v1", "What districts know of their teachers.";
    nomination: "lienthong.nomination.v1", "Decisions and nominations.";
    training: "lienthong.training.v1", "What a college reports.";
    plan: "lienthong.plan.v1", "Plans, freezes, rulings and the registry.";
    progress: "lienthong.progress.v1", "The picture of a province.";
}
