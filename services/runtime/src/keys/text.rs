//! Text forms of ids and keys in JSON files: UUIDs hyphenated, keys and signatures in hex, kinds by their code.

use super::KeyError;
use domain::vocabulary::AgencyKind;

/// Codes of the agency kinds, as in the contracts without their prefix.
const KINDS: [(AgencyKind, &str); 8] = [
    (AgencyKind::District, "DISTRICT"),
    (AgencyKind::College, "COLLEGE"),
    (AgencyKind::Education, "EDUCATION"),
    (AgencyKind::HomeAffairs, "HOME_AFFAIRS"),
    (AgencyKind::Finance, "FINANCE"),
    (AgencyKind::Coordinator, "COORDINATOR"),
    (AgencyKind::Communications, "COMMUNICATIONS"),
    (AgencyKind::Province, "PROVINCE"),
];

/// The code of a kind, such as `DISTRICT`.
#[must_use]
pub fn kind_code(kind: AgencyKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, code)| code)
}

/// The kind with a code.
///
/// # Errors
/// [`KeyError::BadName`] for an unknown code.
pub fn kind_of(code: &str) -> Result<AgencyKind, KeyError> {
    let found = KINDS.iter().find(|(_, known)| *known == code).map(|(kind, _)| *kind);
    found.ok_or_else(|| KeyError::BadName { what: "agency kind", value: code.to_owned() })
}

/// Serde form of an agency id.
pub mod agency {
    use domain::ids::AgencyId;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the UUID, hyphenated.
    ///
    /// # Errors
    /// What the serializer says.
    pub fn serialize<S: Serializer>(id: &AgencyId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(id)
    }

    /// Reads a UUID.
    ///
    /// # Errors
    /// When the text is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AgencyId, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(AgencyId).map_err(D::Error::custom)
    }
}

/// Serde form of an agency kind.
pub mod kind {
    use domain::vocabulary::AgencyKind;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the code.
    ///
    /// # Errors
    /// What the serializer says.
    pub fn serialize<S: Serializer>(kind: &AgencyKind, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(super::kind_code(*kind))
    }

    /// Reads a code.
    ///
    /// # Errors
    /// When there is no such kind.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AgencyKind, D::Error> {
        super::kind_of(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Serde form of a public key: 64 hex digits.
pub mod hex_key {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes lower-case hex.
    ///
    /// # Errors
    /// What the serializer says.
    pub fn serialize<S: Serializer>(key: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(key))
    }

    /// Reads 64 hex digits.
    ///
    /// # Errors
    /// For any other text.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        let mut key = [0; 32];
        hex::decode_to_slice(String::deserialize(deserializer)?, &mut key).map_err(D::Error::custom)?;
        Ok(key)
    }
}
