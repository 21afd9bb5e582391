//! Signed JSON documents: `{"format": …, "content": …, "signature": …}`. The signature is over the format, a line feed
//! and the content as compact JSON with its fields in declared order, so that white space in the file does not matter.

use super::{KeyError, files};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::path::Path;

/// What can be signed as a file.
pub trait Document: Serialize + DeserializeOwned {
    /// Name and version of the format, part of what is signed.
    const FORMAT: &'static str;
}

/// A document with its signature, not yet believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed<T> {
    format: String,
    content: T,
    signature: String,
}

impl<T: Document> Signed<T> {
    /// Signs a document.
    ///
    /// # Errors
    /// When it has no JSON form.
    pub fn sign(content: T, key: &SigningKey) -> Result<Self, KeyError> {
        let signature = hex::encode(key.sign(&signed_bytes(&content)?).to_bytes());
        Ok(Self { format: T::FORMAT.to_owned(), content, signature })
    }

    /// What the document says, unverified.
    #[must_use]
    pub const fn content(&self) -> &T {
        &self.content
    }

    /// The content, if the signature is by this key.
    ///
    /// # Errors
    /// [`KeyError::ForeignSignature`].
    pub fn verified(self, key: &[u8; 32]) -> Result<T, KeyError> {
        let foreign = || KeyError::ForeignSignature { what: T::FORMAT };
        let bytes = signed_bytes(&self.content)?;
        let mut signature = [0; 64];
        hex::decode_to_slice(&self.signature, &mut signature).map_err(|_| foreign())?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| foreign())?;
        key.verify_strict(&bytes, &Signature::from_bytes(&signature)).map_err(|_| foreign())?;
        Ok(self.content)
    }

    /// Reads a document of this format.
    ///
    /// # Errors
    /// When the file cannot be read, is another format, or has fields that this format does not know.
    pub fn read(file: &Path) -> Result<Self, KeyError> {
        Self::parse(&files::read(file)?, &file.display().to_string())
    }

    /// Parses a document of this format; `what` names it in errors.
    ///
    /// # Errors
    /// When it is another format, or has fields that this format does not know.
    pub fn parse(text: &str, what: &str) -> Result<Self, KeyError> {
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| KeyError::malformed(what, error))?;
        let format = value.get("format").and_then(serde_json::Value::as_str).unwrap_or("");
        if format != T::FORMAT {
            return Err(KeyError::malformed(what, format!("format {format:?}, expected {:?}", T::FORMAT)));
        }
        serde_json::from_value(value).map_err(|error| KeyError::malformed(what, error))
    }

    /// The file form: indented JSON, a line feed at its end.
    ///
    /// # Errors
    /// When it has no JSON form.
    pub fn to_text(&self) -> Result<String, KeyError> {
        let text =
            serde_json::to_string_pretty(self).map_err(|error| KeyError::malformed(T::FORMAT, error))?;
        Ok(text + "\n")
    }

    /// Writes the document to a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, file: &Path) -> Result<(), KeyError> {
        files::write_public(file, &self.to_text()?)
    }
}

fn signed_bytes<T: Document>(content: &T) -> Result<Vec<u8>, KeyError> {
    let mut bytes = format!("{}\n", T::FORMAT).into_bytes();
    serde_json::to_writer(&mut bytes, content).map_err(|error| KeyError::malformed(T::FORMAT, error))?;
    Ok(bytes)
}
