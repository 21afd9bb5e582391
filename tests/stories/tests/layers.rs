//! The arrows between the crates go one way, and the rules reach no I/O.
//!
//! domain ← contracts ← journal ← runtime ← exchange ← agencies ← cli; workbook and rehearsal know the domain alone; no
//! agency depends on an agency. A new crate fails here until someone has decided where it stands.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

const AGENCY: &[&str] = &["domain", "contracts", "journal", "runtime", "exchange"];

const SERVICES: &[&str] = &[
    "domain",
    "contracts",
    "journal",
    "runtime",
    "exchange",
    "workbook",
    "rehearsal",
    "district",
    "college",
    "department",
    "coordinator",
    "cli",
];

/// Which crates of the workspace each may depend on, in any way (normal, build, development).
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("contracts", &["domain"]),
    ("journal", &["domain", "contracts"]),
    ("runtime", &["domain", "contracts", "journal"]),
    ("exchange", &["domain", "contracts", "journal", "runtime"]),
    ("workbook", &["domain"]),
    ("rehearsal", &["domain", "workbook"]),
    ("district", AGENCY),
    ("college", AGENCY),
    ("department", AGENCY),
    ("coordinator", AGENCY),
    ("cli", SERVICES),
    ("stories", SERVICES),
    // Measures the services from outside; it leaves the college and the rules of files to `lienthong demo`.
    (
        "bench",
        &["domain", "contracts", "journal", "runtime", "exchange", "district", "department", "coordinator"],
    ),
    // Nothing of the services: the test command must start before they compile.
    ("xtask", &[]),
];

/// All that the rules may use from outside; development dependencies apart.
const DOMAIN_USES: &[&str] = &["chrono", "sha2", "unicode-normalization", "uuid"];

/// What would give the rules a clock, a socket, a file, a database or chance, however deep below them.
const NEVER_UNDER_DOMAIN: &[&str] = &[
    "async-trait",
    "futures",
    "getrandom",
    "iana-time-zone",
    "mio",
    "prost",
    "rand",
    "rustls",
    "socket2",
    "sqlx",
    "sqlx-core",
    "tokio",
    "tonic",
];

/// Crates that only these may use: generated code, SQL and office files each have one door (the rehearsal province
/// writes files as dirty as real ones, which the workbook's own writer refuses to).
const DOORS: &[(&str, &[&str])] = &[
    // The bench holds the journal against the bare engine.
    ("sqlx", &["journal", "bench"]),
    ("protox", &["contracts"]),
    ("tonic-prost", &["contracts"]),
    ("tonic-prost-build", &["contracts"]),
    ("calamine", &["workbook"]),
    ("csv", &["workbook", "rehearsal"]),
    ("rust_xlsxwriter", &["workbook", "rehearsal"]),
];

/// A dependency as its crate's manifest states it.
#[derive(Debug, Clone)]
struct Edge {
    name: String,
    development: bool,
}

type Graph = BTreeMap<String, Vec<Edge>>;

fn graph(metadata: &Value) -> Graph {
    let list = |value: &Value, key: &str| {
        value[key].as_array().cloned().unwrap_or_else(|| panic!("{key} is a list"))
    };
    let edge = |dependency: &Value| Edge {
        name: text(dependency, "name"),
        development: dependency["kind"] == "dev",
    };
    let edges = |package: &Value| list(package, "dependencies").iter().map(edge).collect();
    list(metadata, "packages").iter().map(|package| (text(package, "name"), edges(package))).collect()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is text")).to_owned()
}

fn wrong_edges(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, edges) in graph {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| layer == name) else {
            wrong.push(format!("{name} is in no layer: decide where it stands and add it to LAYERS"));
            continue;
        };
        let inside = edges.iter().filter(|edge| graph.contains_key(&edge.name));
        for edge in inside.filter(|edge| !allowed.contains(&edge.name.as_str())) {
            wrong.push(format!("{name} may not depend on {}", edge.name));
        }
    }
    wrong
}

fn wrong_doors(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, edges) in graph.iter().filter(|(name, _)| *name != "stories") {
        for edge in edges.iter().filter(|edge| !edge.development) {
            let doors = DOORS.iter().find(|(used, _)| *used == edge.name).map(|(_, doors)| *doors);
            if let Some(doors) = doors.filter(|doors| !doors.contains(&name.as_str())) {
                wrong.push(format!(
                    "{name} uses {}, which belongs to {} alone",
                    edge.name,
                    doors.join(" and ")
                ));
            }
        }
    }
    wrong
}

fn wrong_domain(graph: &Graph, tree: &str) -> Vec<String> {
    let own = graph.get("domain").map(Vec::as_slice).unwrap_or_default();
    let direct = own.iter().filter(|edge| !edge.development && !DOMAIN_USES.contains(&edge.name.as_str()));
    let mut wrong: Vec<String> = direct.map(|edge| format!("domain may not use {}", edge.name)).collect();
    let below = tree.lines().filter_map(|line| line.split_whitespace().next());
    for name in below.filter(|name| NEVER_UNDER_DOMAIN.contains(name)) {
        wrong.push(format!("{name} stands somewhere under domain: cargo tree -p domain -e no-dev -i {name}"));
    }
    wrong
}

fn cargo(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(words).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let output = output.expect("cargo starts");
    assert!(output.status.success(), "cargo {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

fn real_graph() -> Graph {
    let metadata = cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    graph(&serde_json::from_str(&metadata).expect("cargo metadata is JSON"))
}

#[test]
fn arrows_go_one_way() {
    let graph = real_graph();
    assert!(graph.contains_key("domain") && graph.contains_key("cli"), "cargo metadata lacks crates");
    assert_eq!(wrong_edges(&graph), Vec::<String>::new());
}

#[test]
fn generated_code_sql_and_office_files_have_one_door() {
    assert_eq!(wrong_doors(&real_graph()), Vec::<String>::new());
}

#[test]
fn the_rules_reach_no_clock_socket_file_database_or_chance() {
    let tree = cargo(&["tree", "-p", "domain", "-e", "no-dev", "--prefix", "none"]);
    assert!(tree.lines().any(|line| line.starts_with("chrono ")), "cargo tree lists nothing: {tree}");
    assert_eq!(wrong_domain(&real_graph(), &tree), Vec::<String>::new());
}

#[cfg(test)]
mod can_fail {
    use super::{Graph, graph, wrong_domain, wrong_doors, wrong_edges};

    type Dependencies<'a> = &'a [(&'a str, Option<&'a str>)];

    fn of(packages: &[(&str, Dependencies)]) -> Graph {
        let package = |(name, dependencies): &(&str, Dependencies)| {
            let list: Vec<_> = dependencies
                .iter()
                .map(|(name, kind)| serde_json::json!({"name": name, "kind": kind}))
                .collect();
            serde_json::json!({"name": name, "dependencies": list})
        };
        graph(&serde_json::json!({"packages": packages.iter().map(package).collect::<Vec<_>>()}))
    }

    #[test]
    fn an_agency_on_an_agency_and_an_arrow_back_are_found_even_in_development() {
        let graph = of(&[
            ("domain", &[("contracts", Some("dev"))]),
            ("contracts", &[("domain", None)]),
            ("college", &[("district", None)]),
            ("district", &[("domain", None)]),
        ]);
        let expected = ["college may not depend on district", "domain may not depend on contracts"];
        assert_eq!(wrong_edges(&graph), expected);
    }

    #[test]
    fn a_crate_without_a_layer_is_found() {
        let expected = ["new is in no layer: decide where it stands and add it to LAYERS"];
        assert_eq!(wrong_edges(&of(&[("new", &[])])), expected);
    }

    #[test]
    fn a_second_door_is_found() {
        let graph = of(&[
            ("journal", &[("sqlx", None)]),
            ("district", &[("sqlx", None), ("csv", Some("dev"))]),
            ("stories", &[("sqlx", Some("dev"))]),
        ]);
        assert_eq!(wrong_doors(&graph), ["district uses sqlx, which belongs to journal and bench alone"]);
    }

    #[test]
    fn io_under_the_rules_is_found_directly_and_deep_below() {
        let graph = of(&[("domain", &[("chrono", None), ("serde", None), ("proptest", Some("dev"))])]);
        let found = wrong_domain(&graph, "domain v0.1.0 (here)\nchrono v0.4.42\niana-time-zone v0.1.64\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0], "domain may not use serde");
        assert!(found[1].starts_with("iana-time-zone stands somewhere under domain"), "{found:?}");
    }
}
