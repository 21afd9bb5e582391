use super::*;
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use prost::Message;

const PEER: AgencyId = AgencyId(Uuid::from_u128(5));
const HUB: AgencyId = AgencyId(Uuid::from_u128(9));

fn hub_key() -> SigningKey {
    SigningKey::from_bytes(&[3; 32])
}

fn checkpoint(agency: AgencyId) -> Checkpoint {
    Checkpoint { agency, epoch: 2, size: 7, root: Digest([2; 32]) }
}

fn receipt(agency: AgencyId) -> String {
    let checkpoint = checkpoint(agency);
    checkpoint.sign(&SigningKey::from_bytes(&[1; 32])) + &checkpoint.cosign(HUB, 1_600_000_000, &hub_key())
}

fn cosigned(note: &str) -> Result<Checkpoint, NoteError> {
    Checkpoint::verify_cosigned(note, HUB, &hub_key().verifying_key()).map(|(checkpoint, _)| checkpoint)
}

fn own(epoch: u32, size: u64) -> pb::JournalSize {
    pb::JournalSize { agency: PEER.0.as_bytes().to_vec(), epoch, size, root: vec![2; 32] }
}

fn valid() -> pb::OpenRequest {
    pb::OpenRequest { epochs: vec![own(1, 9), own(2, 7)], receipt: receipt(PEER) }
}

fn open(request: &pb::OpenRequest) -> Result<Opening, Refusal> {
    opening(PEER, request, cosigned)
}

/// One way to spoil a request, the field at fault, the reason, the rule.
type Spoil = (fn(&mut pb::OpenRequest), &'static str, Reason, Option<Rule>);

fn spoils() -> Vec<Spoil> {
    const BAD: Reason = Reason::InvalidValue;
    vec![
        (|r| r.epochs[1].agency = vec![8; 16], "epochs[1].agency", Reason::NotYours, None),
        (|r| r.epochs[0].agency.clear(), "epochs[0].agency", BAD, Some(Rule::WrongCount)),
        (|r| r.epochs[0].agency.push(0), "epochs[0].agency", BAD, Some(Rule::WrongCount)),
        (|r| r.epochs[0].epoch = 0, "epochs[0].epoch", BAD, Some(Rule::OutOfRange)),
        (|r| r.epochs[1].epoch = 1, "epochs[1].epoch", BAD, Some(Rule::Repeated)),
        (|r| r.epochs.swap(0, 1), "epochs[1].epoch", BAD, Some(Rule::WrongOrder)),
        (|r| r.epochs[1].size = 1 << 63, "epochs[1].size", BAD, Some(Rule::OutOfRange)),
        (|r| r.epochs[1].size = u64::MAX, "epochs[1].size", BAD, Some(Rule::OutOfRange)),
        (|r| r.epochs[1].root.clear(), "epochs[1].root", BAD, Some(Rule::WrongCount)),
        (|r| r.epochs[1].root.push(1), "epochs[1].root", BAD, Some(Rule::WrongCount)),
        (|r| r.epochs = vec![own(1, 1); MAX_EPOCHS + 1], "epochs", BAD, Some(Rule::WrongCount)),
        (|r| r.receipt = "x".repeat(MAX_RECEIPT + 1), "receipt", BAD, Some(Rule::TooLong)),
        (|r| r.receipt.insert_str(0, "more\n"), "receipt", BAD, None),
        (|r| r.receipt.push('x'), "receipt", BAD, None),
        (|r| r.receipt = receipt(HUB), "receipt", Reason::NotYours, None),
        (|r| r.receipt = checkpoint(PEER).sign(&hub_key()), "receipt", BAD, None),
        (|r| r.receipt = r.receipt.replacen("\n7\n", "\n8\n", 1), "receipt", BAD, None),
    ]
}

#[test]
fn an_opening_is_read_whole_or_refused_at_its_field() {
    let read = open(&valid()).unwrap();
    assert_eq!(read.epochs.iter().map(|own| (own.epoch, own.size)).collect::<Vec<_>>(), [(1, 9), (2, 7)]);
    assert_eq!(read.receipted, Some((2, 7)));
    let nothing = open(&pb::OpenRequest::default()).unwrap();
    assert_eq!(nothing, Opening { epochs: Vec::new(), receipted: None });
    for (number, (spoil, field, reason, rule)) in spoils().into_iter().enumerate() {
        let mut request = valid();
        spoil(&mut request);
        let refusal = open(&request).unwrap_err();
        assert_eq!((refusal.reason, refusal.field.as_deref()), (reason, Some(field)), "spoil {number}");
        let found = refusal.metadata.iter().find(|(key, _)| key == "rule").map(|(_, code)| code.as_str());
        assert_eq!(found, rule.map(Rule::code), "spoil {number}");
    }
}

#[test]
fn a_vector_is_read_whole_or_refused_at_its_field() {
    assert_eq!(vector(&[own(1, 9), own(2, 7)]).unwrap().len(), 2);
    let rootless = pb::JournalSize { root: Vec::new(), ..own(1, 9) };
    assert_eq!(vector(&[rootless]).unwrap().len(), 1);
    let at = |journals: &[pb::JournalSize]| vector(journals).unwrap_err().field.unwrap();
    assert_eq!(at(&[own(1, 9), own(1, 8)]), "vector[1]");
    assert_eq!(at(&[own(0, 9)]), "vector[0].epoch");
    assert_eq!(at(&[own(1, 1 << 63)]), "vector[0].size");
    assert_eq!(at(&[pb::JournalSize { agency: vec![1; 17], ..own(1, 1) }]), "vector[0].agency");
    assert_eq!(at(&[pb::JournalSize { root: vec![1; 31], ..own(1, 1) }]), "vector[0].root");
    assert_eq!(at(&vec![own(1, 1); MAX_JOURNALS + 1]), "vector");
}

proptest! {
    #[test]
    fn a_spoilt_opening_never_proves_a_receipt_that_was_not_given(
        at in any::<prop::sample::Index>(), change in any::<u8>(), cut in any::<bool>()
    ) {
        let mut bytes = valid().encode_to_vec();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= change }
        if let Ok(request) = pb::OpenRequest::decode(bytes.as_slice())
            && let Ok(read) = open(&request)
        {
            prop_assert!(read.receipted.is_none() || read.receipted == Some((2, 7)));
            prop_assert!(read.epochs.iter().all(|own| own.epoch > 0 && own.size <= MAX_POSITION));
            prop_assert!(read.epochs.is_sorted_by(|a, b| a.epoch < b.epoch));
        }
    }
}
