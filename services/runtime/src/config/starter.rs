//! The config that `lienthong init` and `demo` write: what differs from node to node, everything else by default.

use super::{LogFormat, Role};
use std::fmt::Write;
use std::net::SocketAddr;
use toml::Value;

/// What differs from node to node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starter {
    /// Which program part it is for.
    pub role: Role,
    /// `[listen] address`.
    pub address: SocketAddr,
    /// `[listen] server_names`.
    pub server_names: Vec<String>,
    /// `[store] url`; a database password belongs into a file.
    pub store_url: String,
    /// `[coordinator] url`; without it the trust file says where.
    pub coordinator_url: Option<String>,
    /// `[clock] rehearsal_file`, as a path from the config file.
    pub rehearsal_file: Option<String>,
    /// `[readers] may_see_names`.
    pub may_see_names: Vec<String>,
    /// `[log] format`.
    pub log: LogFormat,
}

impl Starter {
    /// A node that listens here and stores beside its config.
    #[must_use]
    pub fn new(role: Role, address: SocketAddr) -> Self {
        Self {
            role,
            address,
            server_names: Vec::new(),
            store_url: "sqlite:node.sqlite".to_owned(),
            coordinator_url: None,
            rehearsal_file: None,
            may_see_names: Vec::new(),
            log: LogFormat::Json,
        }
    }

    /// The text of the config file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let role = self.role;
        let mut text = format!(
            "# lienthong serve {role} --config FILE\n# Mọi khóa khác: services/{role}/config.example.toml (every other key is explained there)\n"
        );
        let mut section = |name: &str, keys: &[(&str, Option<Value>)]| {
            if keys.iter().all(|(_, value)| value.is_none()) {
                return;
            }
            // Writing into a String cannot fail.
            let _ = writeln!(text, "\n[{name}]");
            for (key, value) in keys {
                if let Some(value) = value {
                    let _ = writeln!(text, "{key} = {value}");
                }
            }
        };
        let word = |text: &str| Some(Value::from(text));
        let words = |list: &[String]| (!list.is_empty()).then(|| Value::from(list.to_vec()));
        let address = self.address.to_string();
        section("listen", &[("address", word(&address)), ("server_names", words(&self.server_names))]);
        section("store", &[("url", word(&self.store_url))]);
        section("coordinator", &[("url", self.coordinator_url.clone().map(Value::from))]);
        section("log", &[("format", word(if self.log == LogFormat::Json { "json" } else { "text" }))]);
        section("clock", &[("rehearsal_file", self.rehearsal_file.clone().map(Value::from))]);
        section("readers", &[("may_see_names", words(&self.may_see_names))]);
        text
    }
}
