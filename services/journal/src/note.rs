//! C2SP signed notes: checkpoints of journals and the coordinator's cosignatures on them (D10, D11).
//!
//! Formats: c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature (`cosignature/v1`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::ids::{AgencyId, Digest};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

/// Why a note does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not of the form of a signed checkpoint.
    #[error("note is malformed")]
    Malformed,
    /// The origin, size or root is not the one expected.
    #[error("note is about something else")]
    OtherSubject,
    /// No valid signature of the expected key.
    #[error("note carries no valid signature of the expected key")]
    BadSignature,
}

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Agency.
    pub agency: AgencyId,
    /// Epoch.
    pub epoch: u32,
    /// Number of entries.
    pub size: u64,
    /// RFC 6962 root.
    pub root: Digest,
}

/// Kind of signature, as the byte in key ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// Ed25519 over the note text.
    Signature,
    /// Ed25519 `cosignature/v1`.
    Cosignature,
}

impl KeyType {
    const fn byte(self) -> u8 {
        match self {
            Self::Signature => 1,
            Self::Cosignature => 4,
        }
    }
}

/// Key name of a journal's own signature: its origin.
#[must_use]
pub fn origin(agency: AgencyId, epoch: u32) -> String {
    format!("lienthong/{agency}/{epoch}")
}

/// Key name of a cosigner.
#[must_use]
pub fn cosigner_name(agency: AgencyId) -> String {
    format!("lienthong/{agency}")
}

/// First four bytes of SHA-256(name ‖ "\n" ‖ type ‖ key).
fn key_id(name: &str, kind: KeyType, key: &VerifyingKey) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([b'\n', kind.byte()]);
    hasher.update(key.as_bytes());
    let digest: [u8; 32] = hasher.finalize().into();
    let [a, b, c, d, ..] = digest;
    [a, b, c, d]
}

/// Verifier key in signed-note form: `name+id+base64(type ‖ key)`.
#[must_use]
pub fn verifier_key(name: &str, kind: KeyType, key: &VerifyingKey) -> String {
    let mut bytes = vec![kind.byte()];
    bytes.extend_from_slice(key.as_bytes());
    format!("{name}+{}+{}", hex::encode(key_id(name, kind, key)), BASE64.encode(bytes))
}

impl Checkpoint {
    /// The three lines that are signed, each ended by a newline.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", origin(self.agency, self.epoch), self.size, BASE64.encode(self.root.0))
    }

    /// The signed note.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> String {
        let (text, name) = (self.text(), origin(self.agency, self.epoch));
        let mut blob = key_id(&name, KeyType::Signature, &key.verifying_key()).to_vec();
        blob.extend_from_slice(&key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n— {name} {}\n", BASE64.encode(blob))
    }

    /// Reads what a note says; no signature is looked at.
    ///
    /// # Errors
    /// [`NoteError::Malformed`].
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        let (text, _) = split(note)?;
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(NoteError::Malformed);
        };
        let (agency, epoch) = origin
            .strip_prefix("lienthong/")
            .and_then(|rest| rest.split_once('/'))
            .ok_or(NoteError::Malformed)?;
        let root = BASE64.decode(root).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let checkpoint = Self {
            agency: AgencyId(agency.parse().map_err(|_| NoteError::Malformed)?),
            epoch: epoch.parse().ok().filter(|epoch| *epoch > 0).ok_or(NoteError::Malformed)?,
            size: size.parse().map_err(|_| NoteError::Malformed)?,
            root: Digest(root.ok_or(NoteError::Malformed)?),
        };
        // One text per statement: other spellings of the same numbers are not notes of ours.
        if checkpoint.text() == format!("{text}\n") { Ok(checkpoint) } else { Err(NoteError::Malformed) }
    }

    /// Reads a note and checks the journal's own signature on it.
    ///
    /// # Errors
    /// [`NoteError::Malformed`], [`NoteError::BadSignature`].
    pub fn verify(note: &str, key: &VerifyingKey) -> Result<Self, NoteError> {
        let checkpoint = Self::parse(note)?;
        let name = origin(checkpoint.agency, checkpoint.epoch);
        let id = key_id(&name, KeyType::Signature, key);
        let text = checkpoint.text();
        let blobs = blobs_of(note, &name, id)?;
        let holds = |signature: &Vec<u8>| {
            Signature::from_slice(signature).is_ok_and(|s| key.verify_strict(text.as_bytes(), &s).is_ok())
        };
        if !blobs.is_empty() && blobs.iter().all(holds) {
            Ok(checkpoint)
        } else {
            Err(NoteError::BadSignature)
        }
    }

    /// Reads a note that carries the journal's own signature and nothing else, as an owner sends it: what is stored and passed on grows by no line
    /// that nobody checks.
    ///
    /// # Errors
    /// [`NoteError::Malformed`] for any other line, [`NoteError::BadSignature`].
    pub fn verify_alone(note: &str, key: &VerifyingKey) -> Result<Self, NoteError> {
        let checkpoint = Self::parse(note)?;
        let (_, lines) = split(note)?;
        match lines.as_slice() {
            [(name, _)] if *name == origin(checkpoint.agency, checkpoint.epoch) => Self::verify(note, key),
            _ => Err(NoteError::Malformed),
        }
    }

    fn cosigned_message(&self, seconds: u64) -> String {
        format!("cosignature/v1\ntime {seconds}\n{}", self.text())
    }

    /// The cosignature line of a coordinator that holds everything up to this size durably; seconds since 1970, 0 = time unknown (D13).
    #[must_use]
    pub fn cosign(&self, coordinator: AgencyId, seconds: u64, key: &SigningKey) -> String {
        let name = cosigner_name(coordinator);
        let mut blob = key_id(&name, KeyType::Cosignature, &key.verifying_key()).to_vec();
        blob.extend_from_slice(&seconds.to_be_bytes());
        blob.extend_from_slice(&key.sign(self.cosigned_message(seconds).as_bytes()).to_bytes());
        format!("— {name} {}\n", BASE64.encode(blob))
    }

    /// Checks a coordinator's cosignature on a note and gives the checkpoint and the time (seconds; 0 = unknown).
    ///
    /// # Errors
    /// [`NoteError::Malformed`], [`NoteError::BadSignature`].
    pub fn verify_cosigned(
        note: &str,
        coordinator: AgencyId,
        key: &VerifyingKey,
    ) -> Result<(Self, u64), NoteError> {
        let checkpoint = Self::parse(note)?;
        let name = cosigner_name(coordinator);
        let id = key_id(&name, KeyType::Cosignature, key);
        let time = |blob: &Vec<u8>| {
            let (seconds, signature) = blob.split_first_chunk::<8>()?;
            let seconds = u64::from_be_bytes(*seconds);
            let signature = Signature::from_slice(signature).ok()?;
            let message = checkpoint.cosigned_message(seconds);
            let good =
                i64::try_from(seconds).is_ok() && key.verify_strict(message.as_bytes(), &signature).is_ok();
            good.then_some(seconds)
        };
        // One key may have cosigned twice; the earliest time stands, and one bad line spoils the note.
        let times: Option<Vec<u64>> = blobs_of(note, &name, id)?.iter().map(time).collect();
        let earliest = times.and_then(|times| times.into_iter().min()).ok_or(NoteError::BadSignature)?;
        Ok((checkpoint, earliest))
    }
}

/// One signature line: key name and decoded blob.
type SignatureLine<'a> = (&'a str, Vec<u8>);

/// Text and signature lines of a note, in the one form that the specification allows: no control characters but newline, one
/// blank line before the signatures (the last one there is), nothing but signature lines behind it, a newline at the end.
fn split(note: &str) -> Result<(&str, Vec<SignatureLine<'_>>), NoteError> {
    let clean = !note.chars().any(|c| c.is_control() && c != '\n');
    let (text, signatures) = note.rsplit_once("\n\n").filter(|_| clean).ok_or(NoteError::Malformed)?;
    let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Malformed)?;
    let lines: Option<Vec<SignatureLine<'_>>> = signatures.split('\n').map(signature_line).collect();
    lines.map(|lines| (text, lines)).ok_or(NoteError::Malformed)
}

fn signature_line(line: &str) -> Option<SignatureLine<'_>> {
    let (name, blob) = line.strip_prefix("— ")?.split_once(' ')?;
    let blob = BASE64.decode(blob).ok().filter(|blob| blob.len() > 4)?;
    (!name.is_empty() && !name.contains('+')).then_some((name, blob))
}

/// The signature blobs (without key id) by one key of one name; a note with a bad one is refused whole by the callers.
fn blobs_of(note: &str, name: &str, id: [u8; 4]) -> Result<Vec<Vec<u8>>, NoteError> {
    let (_, lines) = split(note)?;
    let ours = lines.into_iter().filter(|(found, _)| *found == name);
    Ok(ours.filter_map(|(_, blob)| Some(blob.strip_prefix(&id)?.to_vec())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn checkpoint() -> Checkpoint {
        Checkpoint { agency: AgencyId(Uuid::from_u128(1)), epoch: 1, size: 12, root: Digest([7; 32]) }
    }

    #[test]
    fn a_note_is_read_back_only_under_its_own_key() {
        let (key, other) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let note = checkpoint().sign(&key);
        assert_eq!(Checkpoint::verify(&note, &key.verifying_key()), Ok(checkpoint()));
        assert_eq!(Checkpoint::verify(&note, &other.verifying_key()), Err(NoteError::BadSignature));
        let forged = note.replacen("\n12\n", "\n13\n", 1);
        assert_eq!(Checkpoint::verify(&forged, &key.verifying_key()), Err(NoteError::BadSignature));
        let padded = note.replacen("\n12\n", "\n012\n", 1);
        assert_eq!(Checkpoint::verify(&padded, &key.verifying_key()), Err(NoteError::Malformed));
    }

    #[test]
    fn a_note_alone_has_one_line_of_its_owner_and_no_other() {
        let (key, other) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let note = checkpoint().sign(&key);
        let alone = |note: &str| Checkpoint::verify_alone(note, &key.verifying_key());
        assert_eq!(alone(&note), Ok(checkpoint()));
        assert_eq!(alone(&checkpoint().sign(&other)), Err(NoteError::BadSignature));
        let signature = note.rsplit_once("\n\n").unwrap().1;
        let cosigned = checkpoint().cosign(AgencyId(Uuid::from_u128(2)), 1, &other);
        let spoilt = [
            format!("{note}{signature}"),
            format!("{note}{cosigned}"),
            note.replacen("\n\n", "\nmore\n\n", 1),
            note.replace("/1 ", "/2 "),
            format!("{note}\n"),
            format!("{note}more"),
            note.trim_end().to_owned(),
            note.replacen("— ", "- ", 1),
            note.replace('\n', "\r\n"),
            String::new(),
        ];
        for spoilt in spoilt {
            assert_eq!(alone(&spoilt), Err(NoteError::Malformed), "{spoilt}");
        }
    }

    #[test]
    fn a_cosignature_carries_its_time_and_is_no_signature_of_the_journal() {
        let (key, hub) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[3; 32]));
        let coordinator = AgencyId(Uuid::from_u128(2));
        let note = checkpoint().sign(&key) + &checkpoint().cosign(coordinator, 1_640_000_000, &hub);
        let read = Checkpoint::verify_cosigned(&note, coordinator, &hub.verifying_key());
        assert_eq!(read, Ok((checkpoint(), 1_640_000_000)));
        assert_eq!(
            Checkpoint::verify_cosigned(&note, coordinator, &key.verifying_key()),
            Err(NoteError::BadSignature)
        );
        assert!(Checkpoint::verify(&note, &key.verifying_key()).is_ok());
        assert_eq!(Checkpoint::verify(&note, &hub.verifying_key()), Err(NoteError::BadSignature));
    }
}
