//! The golden vectors of the bytes that are signed (D39), recomputed by this crate's code from their inputs.
//!
//! They are in `tests/vectors/*.json`. A difference is a new format, which makes signed journals unreadable, so a vector is
//! added far more often than changed. Either way: edit the inputs in the file and run this test. It fails, tells the first
//! difference and leaves the whole recomputed file beside cargo's other test files, at the path that it prints; put that in
//! place. `check.py` beside the vectors shares no code with this project and must agree then.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use domain::date::Instant;
use domain::ids::{AgencyId, Digest, Position, RecordId};
use ed25519_dalek::{SigningKey, VerifyingKey};
use journal::entry::{Entry, EntryError, Header, PartKind, StoredPart, leaf_hash, part_commit};
use journal::merkle::{Frontier, cover, inclusion_proof, root_of_proof, run_hashes, tree_root};
use journal::note::{Checkpoint, KeyType, cosigner_name, verifier_key};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::str::FromStr;

/// Recomputes a file's vectors in place and compares.
fn hold(file: &str, recompute: impl FnOnce(&mut Value)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(file);
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut now = kept.clone();
    recompute(&mut now);
    if let Some(difference) = difference("", &kept, &now) {
        let recomputed = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
        std::fs::write(&recomputed, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
        panic!("{file}{difference}\nthe recomputed file: {}", recomputed.display());
    }
}

fn difference(at: &str, kept: &Value, now: &Value) -> Option<String> {
    match (kept, now) {
        (Value::Object(kept), Value::Object(now)) => now.iter().find_map(|(key, now)| {
            difference(&format!("{at}/{key}"), kept.get(key).unwrap_or(&Value::Null), now)
        }),
        (Value::Array(kept), Value::Array(now)) if kept.len() == now.len() => {
            (kept.iter().zip(now).enumerate())
                .find_map(|(index, (kept, now))| difference(&format!("{at}/{index}"), kept, now))
        }
        _ => (kept != now).then(|| format!("{at}: the file has {kept}, recomputed is {now}")),
    }
}

/// Works on each vector of a list, which has some.
fn each(document: &mut Value, list: &str, work: impl FnMut(&mut Value)) {
    let vectors = document[list].as_array_mut().unwrap();
    assert!(!vectors.is_empty(), "{list} is empty");
    vectors.iter_mut().for_each(work);
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// A number that is kept as text, as JSON's own numbers end at 2^53 for many readers.
fn number<N: FromStr>(value: &Value) -> N {
    text(value).parse().unwrap_or_else(|_| panic!("{value} is no such number"))
}

fn small(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().unwrap_or_default()).unwrap()
}

fn digest(value: &Value) -> Digest {
    Digest(bytes(value).try_into().unwrap())
}

fn digests(value: &Value) -> Vec<Digest> {
    value.as_array().unwrap().iter().map(digest).collect()
}

fn shown(hashes: &[Digest]) -> Value {
    hashes.iter().map(|hash| hex::encode(hash.0)).collect()
}

fn agency(value: &Value) -> AgencyId {
    AgencyId(text(value).parse().unwrap())
}

fn key(seed: &Value) -> SigningKey {
    SigningKey::from_bytes(&bytes(seed).try_into().unwrap())
}

fn public(value: &Value) -> VerifyingKey {
    VerifyingKey::from_bytes(&bytes(value).try_into().unwrap()).unwrap()
}

/// Leaves of the files' `leaf_rule`; from leaf `shared` on those of another history.
fn branch(count: usize, shared: usize) -> Vec<Digest> {
    let leaf = |index: usize| {
        let hasher = Sha256::new().chain_update([0]).chain_update((index as u64).to_be_bytes());
        let other: &[u8] = if index < shared { b"" } else { b"o" };
        Digest(hasher.chain_update(other).finalize().into())
    };
    (0..count).map(leaf).collect()
}

fn leaves(count: usize) -> Vec<Digest> {
    branch(count, count)
}

fn checkpoint(value: &Value) -> Checkpoint {
    Checkpoint {
        agency: agency(&value["agency"]),
        epoch: small(&value["epoch"]),
        size: number(&value["size"]),
        root: digest(&value["root"]),
    }
}

#[test]
fn parts_commit_to_their_kind_salt_and_body() {
    hold("commits.json", |file| {
        each(file, "vectors", |v| {
            let kind = if v["part"] == "FACT" { PartKind::Fact } else { PartKind::Person };
            let commit = part_commit(kind, &bytes(&v["salt"]).try_into().unwrap(), &bytes(&v["body"]));
            v["commit"] = json!(hex::encode(commit.0));
        });
    });
}

#[test]
fn headers_have_one_form() {
    hold("headers.json", |file| {
        each(file, "canonical", |v| {
            let fields = &v["header"];
            let header = Header {
                agency: agency(&fields["agency"]),
                position: Position { epoch: small(&fields["epoch"]), position: number(&fields["position"]) },
                tx_remaining: small(&fields["tx_remaining"]),
                kind: small(&fields["kind"]),
                schema_revision: small(&fields["schema_revision"]),
                min_reader: small(&fields["min_reader"]),
                record: RecordId(text(&fields["record_id"]).parse().unwrap()),
                revision: number(&fields["revision"]),
                verb: small(&fields["verb"]),
                recorded_at: Instant(number(&fields["recorded_at"])),
            };
            let encoded = header.encode();
            assert_eq!(Header::decode(&encoded), Ok(header), "{}", v["name"]);
            v["bytes"] = json!(hex::encode(encoded));
        });
        each(file, "refused", |v| {
            let read = Header::decode(&bytes(&v["bytes"]));
            assert_eq!(read, Err(EntryError::HeaderNotCanonical), "{}", v["name"]);
        });
    });
}

#[test]
fn leaves_bind_the_header_and_both_commits() {
    let part = |kind, value: &Value| match value.get("commit") {
        Some(commit) => StoredPart { commit: digest(commit), content: None },
        None => {
            StoredPart::with_content(kind, bytes(&value["salt"]).try_into().unwrap(), bytes(&value["body"]))
        }
    };
    let mut of_entry = BTreeMap::new();
    hold("leaves.json", |file| {
        each(file, "vectors", |v| {
            let header = Header::decode(&bytes(&v["header"])).unwrap();
            let person = (!v["person"].is_null()).then(|| part(PartKind::Person, &v["person"]));
            let entry = Entry::new(header, part(PartKind::Fact, &v["fact"]), person);
            assert_eq!(Entry::from_wire(entry.to_wire(true)), Ok(entry.clone()));
            let person = entry.person.as_ref().map(|part| part.commit);
            assert_eq!(leaf_hash(&bytes(&v["header"]), entry.fact.commit, person), entry.leaf);
            let first = *of_entry.entry(text(&v["entry"]).to_owned()).or_insert(entry.leaf);
            assert_eq!(first, entry.leaf, "{}: withholding a part must keep the leaf", v["name"]);
            v["leaf"] = json!(hex::encode(entry.leaf.0));
        });
    });
    let different: BTreeSet<_> = of_entry.values().collect();
    assert_eq!(different.len(), of_entry.len(), "different entries have different leaves");
}

#[test]
fn roots_are_those_of_rfc_6962() {
    hold("roots.json", |file| {
        each(file, "counted", |v| {
            v["root"] = json!(hex::encode(tree_root(&leaves(small(&v["size"]) as usize)).0));
        });
        let hash = |data: &Value| {
            Digest(Sha256::new().chain_update([0]).chain_update(bytes(data)).finalize().into())
        };
        let reference: Vec<Digest> = file["reference_data"].as_array().unwrap().iter().map(hash).collect();
        each(file, "reference", |v| {
            v["root"] = json!(hex::encode(tree_root(&reference[..small(&v["size"]) as usize]).0));
        });
    });
}

#[test]
fn omitted_runs_stand_for_their_leaves() {
    hold("runs.json", |file| {
        each(file, "covers", |v| {
            let (first, count) = (number::<u64>(&v["first"]) - 1, number::<u64>(&v["count"]));
            v["levels"] = json!(cover(first, count));
            if v.get("levels_only").is_none() {
                let (first_index, end) =
                    (usize::try_from(first).unwrap(), usize::try_from(first + count).unwrap());
                v["hashes"] = shown(&run_hashes(first, &leaves(end)[first_index..]));
            }
        });
        each(file, "mixed", mix);
        each(file, "refused", |v| {
            let mut frontier = Frontier::default();
            leaves(small(&v["before"]) as usize).into_iter().for_each(|leaf| frontier.append(leaf));
            let appended = frontier.append_run(u64::from(small(&v["omitted"])), &digests(&v["hashes"]));
            assert!(appended.is_err(), "{}", v["name"]);
        });
    });
}

/// Appends entries and omitted runs by turns; the root must be that of all entries.
fn mix(vector: &mut Value) {
    let all = leaves(64);
    let (mut frontier, mut at) = (Frontier::default(), 0);
    for item in vector["items"].as_array_mut().unwrap() {
        let omitted = item.get("omitted").map(small);
        let end = at + omitted.unwrap_or_else(|| small(item)) as usize;
        if let Some(count) = omitted {
            let hashes = run_hashes(frontier.size(), &all[at..end]);
            frontier.append_run(u64::from(count), &hashes).unwrap();
            item["hashes"] = shown(&hashes);
        } else {
            all[at..end].iter().for_each(|leaf| frontier.append(*leaf));
        }
        at = end;
    }
    assert_eq!(frontier.root(), tree_root(&all[..at]), "{}", vector["name"]);
    vector["size"] = json!(at);
    vector["root"] = json!(hex::encode(frontier.root().0));
}

#[test]
fn inclusion_proofs_lead_to_the_root() {
    let followed = |v: &Value| {
        let (index, size) = (number::<u64>(&v["position"]) - 1, number(&v["size"]));
        root_of_proof(digest(&v["leaf"]), index, size, &digests(&v["path"]))
    };
    hold("proofs.json", |file| {
        each(file, "vectors", |v| {
            let all = leaves(number(&v["size"]));
            let index = number::<usize>(&v["position"]) - 1;
            v["leaf"] = json!(hex::encode(all[index].0));
            v["path"] = shown(&inclusion_proof(&all, index));
            v["root"] = json!(hex::encode(tree_root(&all).0));
            assert_eq!(followed(v), Some(tree_root(&all)));
        });
        each(file, "refused", |v| assert_ne!(followed(v), Some(digest(&v["root"])), "{}", v["name"]));
    });
}

#[test]
fn verifier_keys_are_those_of_signed_notes() {
    let recompute = |v: &mut Value| {
        let kind = if v["type"] == 4 { KeyType::Cosignature } else { KeyType::Signature };
        let public = key(&v["seed"]).verifying_key();
        v["public"] = json!(hex::encode(public.as_bytes()));
        v["verifier_key"] = json!(verifier_key(text(&v["name"]), kind, &public));
    };
    hold("keys.json", |file| {
        each(file, "vectors", recompute);
        each(file, "foreign", recompute);
    });
}

#[test]
fn checkpoints_are_signed_notes() {
    hold("notes.json", |file| {
        each(file, "vectors", |v| {
            let (checkpoint, key) = (checkpoint(&v["checkpoint"]), key(&v["seed"]));
            let note = checkpoint.sign(&key);
            assert_eq!(Checkpoint::verify(&note, &key.verifying_key()), Ok(checkpoint.clone()));
            v["public"] = json!(hex::encode(key.verifying_key().as_bytes()));
            v["text"] = json!(checkpoint.text());
            v["note"] = json!(note);
        });
        each(file, "refused", |v| {
            let read = Checkpoint::verify(text(&v["note"]), &public(&v["public"]));
            assert!(read.is_err(), "{}", v["name"]);
        });
    });
}

#[test]
fn receipts_are_timed_cosignatures() {
    hold("receipts.json", |file| {
        each(file, "vectors", |v| {
            let (checkpoint, journal) = (checkpoint(&v["checkpoint"]), key(&v["journal_seed"]));
            let (hub, seconds) = (key(&v["coordinator_seed"]), number(&v["time"]));
            let receipt = checkpoint.cosign(agency(&v["coordinator"]), seconds, &hub);
            let note = checkpoint.sign(&journal) + &receipt;
            let read = Checkpoint::verify_cosigned(&note, agency(&v["coordinator"]), &hub.verifying_key());
            assert_eq!(read, Ok((checkpoint.clone(), seconds)));
            assert_eq!(Checkpoint::verify(&note, &journal.verifying_key()), Ok(checkpoint.clone()));
            v["public"] = json!(hex::encode(hub.verifying_key().as_bytes()));
            v["verifier_key"] = json!(verifier_key(
                &cosigner_name(agency(&v["coordinator"])),
                KeyType::Cosignature,
                &hub.verifying_key()
            ));
            v["message"] = json!(format!("cosignature/v1\ntime {seconds}\n{}", checkpoint.text()));
            v["receipt"] = json!(receipt);
            v["note"] = json!(note);
        });
        each(file, "refused", |v| {
            let read = Checkpoint::verify_cosigned(
                text(&v["note"]),
                agency(&v["coordinator"]),
                &public(&v["public"]),
            );
            assert!(read.is_err(), "{}", v["name"]);
        });
    });
}

#[test]
fn forks_are_proved_by_two_signed_notes() {
    hold("forks.json", |file| {
        each(file, "vectors", |v| {
            let key = key(&v["seed"]);
            let subject = v.clone();
            for side in v["branches"].as_array_mut().unwrap() {
                let size = number(&side["size"]);
                let shared =
                    side["departs_after"].as_u64().map_or(size, |count| usize::try_from(count).unwrap());
                let all = branch(size, shared);
                side["root"] = json!(hex::encode(tree_root(&all).0));
                if !subject["position"].is_null() {
                    let index = number::<usize>(&subject["position"]) - 1;
                    side["leaf"] = json!(hex::encode(all[index].0));
                    side["path"] = shown(&inclusion_proof(&all, index));
                }
                let (agency, epoch) = (agency(&subject["agency"]), small(&subject["epoch"]));
                let checkpoint = Checkpoint { agency, epoch, size: size as u64, root: tree_root(&all) };
                side["note"] = json!(checkpoint.sign(&key));
            }
            v["public"] = json!(hex::encode(key.verifying_key().as_bytes()));
            assert!(proves_fork(v), "{}", v["name"]);
        });
        each(file, "not_a_fork", |v| assert!(!proves_fork(v), "{}", v["name"]));
    });
}

/// D25, on what a vector shows: its notes, and with a position its leaves and paths.
fn proves_fork(v: &Value) -> bool {
    let read = |side: &Value| Checkpoint::verify(text(&side["note"]), &public(&v["public"]));
    let (one, other) = (&v["branches"][0], &v["branches"][1]);
    let (Ok(first), Ok(second)) = (read(one), read(other)) else { return false };
    if (first.agency, first.epoch) != (second.agency, second.epoch) {
        return false;
    }
    if v["position"].is_null() {
        return first.size == second.size && first.root != second.root;
    }
    let index = number::<u64>(&v["position"]) - 1;
    let included = |side: &Value, checkpoint: &Checkpoint| {
        let root = root_of_proof(digest(&side["leaf"]), index, checkpoint.size, &digests(&side["path"]));
        root == Some(checkpoint.root)
    };
    one["leaf"] != other["leaf"] && included(one, &first) && included(other, &second)
}
