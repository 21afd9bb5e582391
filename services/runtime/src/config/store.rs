//! Where a node stores: an embedded SQLite file, or PostgreSQL by URL. The password never prints.

use super::section::Section;
use std::fmt;
use std::path::PathBuf;

/// A text that prints as REDACTED.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("REDACTED")
    }
}

/// `[store]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreConfig {
    /// Which engine, and where.
    pub url: StoreUrl,
}

/// Which engine, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// Embedded; the file is made at the first start.
    Sqlite(PathBuf),
    /// A server, by URL, the password from `password_file` already in it.
    Postgres(Secret),
}

impl StoreUrl {
    /// The URL as the database library reads it: `sqlite:/path` or `postgres://…`.
    #[must_use]
    pub fn to_url(&self) -> Secret {
        match self {
            Self::Sqlite(path) => Secret::new(format!("sqlite:{}", path.display())),
            Self::Postgres(url) => url.clone(),
        }
    }
}

impl StoreConfig {
    pub(super) fn read(mut section: Section<'_>) -> Option<Self> {
        let url = section.required("url");
        let password = section.optional_path("password_file").and_then(|file| password(&mut section, &file));
        let store = url.and_then(|url| {
            if let Some(path) = url.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
                return Some(StoreUrl::Sqlite(section.dir().join(path)));
            }
            let rest = ["postgres://", "postgresql://"].iter().find_map(|scheme| url.strip_prefix(scheme));
            let Some(rest) = rest else {
                // The value itself may hold a password, so it is not shown.
                let en = "must be \"sqlite:FILE\" or \"postgres://USER@HOST/DATABASE\"";
                section.wrong("url", "phải là \"sqlite:TỆP\" hoặc \"postgres://USER@HOST/DATABASE\"", en);
                return None;
            };
            postgres(&mut section, rest, password.as_deref())
        });
        section.finish();
        store.map(|url| Self { url })
    }
}

fn postgres(section: &mut Section<'_>, rest: &str, password: Option<&str>) -> Option<StoreUrl> {
    let Some(password) = password else {
        return Some(StoreUrl::Postgres(Secret::new(format!("postgres://{rest}"))));
    };
    match rest.split_once('@') {
        Some((user, place)) if !user.contains(':') => {
            let url = format!("postgres://{user}:{}@{place}", percent_encoded(password));
            Some(StoreUrl::Postgres(Secret::new(url)))
        }
        _ => {
            let en = "needs a URL with a user and without a password";
            section.wrong("password_file", "cần url có tên người dùng và không có mật khẩu", en);
            None
        }
    }
}

fn password(section: &mut Section<'_>, file: &std::path::Path) -> Option<String> {
    match std::fs::read_to_string(file) {
        Ok(text) => Some(text.trim_end_matches(['\r', '\n']).to_owned()),
        Err(error) => {
            let file = file.display();
            section.wrong(
                "password_file",
                format!("không đọc được {file}: {error}"),
                format!("{file} is unreadable"),
            );
            None
        }
    }
}

/// RFC 3986: everything but unreserved characters.
fn percent_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
