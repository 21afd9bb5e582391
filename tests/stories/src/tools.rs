//! The tools that are not ours: `cargo xtask test` installs them and says where they stand.

use std::path::PathBuf;

/// The folder that holds `venv/bin/python`, `venv/bin/buf` and `node/node_modules`.
///
/// # Panics
/// When the tests were not started by the command that installs them.
pub fn folder() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "the test command hands its tools over by the environment")]
    let tools = std::env::var("LIENTHONG_TEST_TOOLS");
    let tools = tools.map(PathBuf::from).ok().filter(|tools| tools.join("venv/bin/python").exists());
    tools.unwrap_or_else(|| {
        panic!("no foreign clients (LIENTHONG_TEST_TOOLS): run the tests by `cargo xtask test`")
    })
}
