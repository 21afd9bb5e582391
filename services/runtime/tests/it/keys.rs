//! From `init` to `install` by file: what comes out right, and everything that must not pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![expect(clippy::indexing_slicing, reason = "the province has three members")]

use crate::province::{COORDINATOR, DEPARTMENT, DISTRICT, Province, province, real_now};
use runtime::clock::clock_for;
use runtime::config::{Config, Role};
use runtime::identity::Identity;
use runtime::keys::authority::CertificateAuthority;
use runtime::keys::document::Signed;
use runtime::keys::files::NodeFiles;
use runtime::keys::found::found;
use runtime::keys::install::install;
use runtime::keys::request::{self, Request};
use runtime::keys::sign::Signer;
use runtime::keys::{certificate, signing};
use runtime::trust::{ClientRole, Install, TrustBundle};
use std::fs;

#[test]
fn a_founded_province_knows_itself() {
    let province = province(1, true);
    let trust = &province.trust[DISTRICT];
    assert_eq!(trust.anchor().department, province.id(DEPARTMENT));
    assert_eq!(trust.anchor().coordinator, province.id(COORDINATOR));
    assert_eq!(trust.registry().len(), 3);
    assert_eq!(trust.registered(province.id(DISTRICT)).unwrap().code, "108");
    assert!(trust.is_rehearsal());
    let files = NodeFiles::below(&province.node_dir(DISTRICT));
    assert_eq!(&TrustBundle::load(&files.trust()).unwrap(), trust);
    let own = signing::load(&files.signing_key()).unwrap().verifying_key().to_bytes();
    assert_eq!(trust.registered(trust.own()).unwrap().signing_key, own);
    let pem = fs::read_to_string(files.client_certificate(ClientRole::System, "sis")).unwrap();
    let der = certificate::from_pem(&pem, "sis").unwrap();
    let expected = Identity::System { agency: trust.own(), name: "sis".to_owned() };
    assert_eq!(Identity::from_peer_certs(&[der]), Ok(expected));
}

#[test]
fn founding_again_keeps_ids_and_keys() {
    let mut province = province(1, true);
    for member in &mut province.founding.members {
        member.id = domain::ids::AgencyId(uuid::Uuid::from_u128(999));
        member.seed = [99; 32];
    }
    let again = found(&province.founding, real_now()).unwrap();
    for (first, second) in province.trust.iter().zip(&again) {
        assert_eq!(
            (first.own(), first.anchor(), first.registry()),
            (second.own(), second.anchor(), second.registry())
        );
    }
}

/// A request as it lies in the district's directory.
fn district_request(province: &Province) -> Signed<Request> {
    Signed::read(&NodeFiles::below(&province.node_dir(DISTRICT)).request()).unwrap()
}

/// The department signs a request, at a time that is so many milliseconds from now.
fn signed(
    province: &Province,
    request: Signed<Request>,
    shift_ms: i64,
) -> Result<Signed<Install>, runtime::keys::KeyError> {
    let authority = CertificateAuthority::load(&province.founding.authority_dir).unwrap();
    let files = NodeFiles::below(&province.node_dir(DEPARTMENT));
    let key = signing::load(&files.signing_key()).unwrap();
    let trust = &province.trust[DEPARTMENT];
    let mut desk = Signer {
        authority: &authority,
        department_key: &key,
        anchor: trust.anchor().clone(),
        registry: trust.registry().to_vec(),
        real_now: real_now().plus_ms(shift_ms),
    };
    desk.sign(request, province.id(DISTRICT))
}

fn reason<T: std::fmt::Debug>(result: Result<T, runtime::keys::KeyError>) -> &'static str {
    result.unwrap_err().reason()
}

#[test]
fn a_request_in_a_foreign_name_is_not_signed() {
    let (ours, theirs) = (province(1, true), province(2, true));
    let text = district_request(&ours).to_text().unwrap();
    let key = |province: &Province| hex::encode(district_request(province).content().signing_key);
    let stolen = Signed::parse(&text.replace(&key(&ours), &key(&theirs)), "request").unwrap();
    assert_eq!(reason(signed(&ours, stolen, 0)), "KEY_FOREIGN_SIGNATURE");
    let renamed = Signed::parse(&text.replace("Cơ quan 108", "Cơ quan 109"), "request").unwrap();
    assert_eq!(reason(signed(&ours, renamed, 0)), "KEY_FOREIGN_SIGNATURE");
    assert_eq!(
        reason(signed(&ours, district_request(&theirs), 0)),
        "KEY_WRONG_KEY",
        "the id has another key"
    );
}

#[test]
fn an_install_is_refused_whole() {
    let (ours, theirs) = (province(1, true), province(2, true));
    let dir = ours.node_dir(DISTRICT);
    let trust = NodeFiles::below(&dir).trust();
    let before = fs::read_to_string(&trust).unwrap();
    let good = signed(&ours, district_request(&ours), 0).unwrap();
    let foreign = Signed::<Install>::read(&NodeFiles::below(&theirs.node_dir(DISTRICT)).trust()).unwrap();
    assert_eq!(reason(install(&dir, &foreign, None, real_now())), "KEY_FOREIGN_SIGNATURE");
    let other_key = theirs.trust[DEPARTMENT].anchor().department_key;
    assert_eq!(reason(install(&dir, &good, Some(&other_key), real_now())), "KEY_FOREIGN_SIGNATURE");
    let changed = good.to_text().unwrap().replace(crate::province::COORDINATOR_URL, "https://127.0.0.1:6666");
    let changed = Signed::parse(&changed, "install").unwrap();
    assert_eq!(reason(install(&dir, &changed, None, real_now())), "KEY_FOREIGN_SIGNATURE");
    let neighbour = Signed::<Install>::read(&NodeFiles::below(&ours.node_dir(COORDINATOR)).trust()).unwrap();
    assert_eq!(reason(install(&dir, &neighbour, None, real_now())), "KEY_WRONG_KEY");
    let two_years = 2 * 365 * 86_400_000;
    let old = signed(&ours, district_request(&ours), -two_years).unwrap();
    assert_eq!(reason(install(&dir, &old, None, real_now())), "KEY_CERTIFICATE_OUT_OF_DATE");
    assert_eq!(fs::read_to_string(&trust).unwrap(), before, "nothing was written");
    assert!(install(&dir, &good, None, real_now()).is_ok());
}

#[test]
fn keys_that_are_not_ours_are_noticed() {
    let province = province(1, true);
    let dir = province.node_dir(DISTRICT);
    let files = NodeFiles::below(&dir);
    let install_file = Signed::<Install>::read(&files.trust()).unwrap();
    fs::copy(NodeFiles::below(&province.node_dir(COORDINATOR)).tls_key(), files.tls_key()).unwrap();
    assert_eq!(reason(install(&dir, &install_file, None, real_now())), "KEY_WRONG_KEY");
    fs::remove_file(files.signing_key()).unwrap();
    assert_eq!(reason(install(&dir, &install_file, None, real_now())), "KEY_FILE");
}

#[test]
fn other_files_are_told_apart() {
    let province = province(1, true);
    let files = NodeFiles::below(&province.node_dir(DISTRICT));
    assert_eq!(reason(Signed::<Install>::read(&files.request())), "KEY_FILE_MALFORMED");
    assert_eq!(reason(TrustBundle::load(&files.tls_key())), "KEY_FILE_MALFORMED");
    assert_eq!(reason(CertificateAuthority::load(province.dir.path())), "KEY_FILE");
    let text = fs::read_to_string(files.request()).unwrap();
    let extended = text.replacen("\"kind\"", "\"rank\": 1, \"kind\"", 1);
    assert_eq!(reason(Signed::<Request>::parse(&extended, "request")), "KEY_FILE_MALFORMED");
    let authority = &province.founding.authority_dir;
    assert_eq!(reason(CertificateAuthority::create(authority, "x", false, real_now())), "KEY_FILE");
}

#[test]
fn names_that_no_certificate_may_carry_are_refused() {
    let province = province(1, true);
    let member = &province.founding.members[DISTRICT];
    let mut spec = member.spec.clone();
    spec.systems = vec!["../../etc".to_owned()];
    assert_eq!(reason(request::create(&member.dir, &spec, member.seed)), "KEY_BAD_NAME");
    let mut spec = member.spec.clone();
    spec.dns_names = vec!["sìn-hồ".to_owned()];
    let asked = request::create(&member.dir, &spec, member.seed).unwrap();
    assert_eq!(reason(signed(&province, asked, 0)), "KEY_BAD_NAME");
}

#[test]
fn a_real_province_refuses_the_rehearsal_clock() {
    let dir = tempfile::tempdir().unwrap();
    let clock = dir.path().join("clock");
    runtime::clock::advance(&clock, domain::date::Instant(1_609_459_200_000)).unwrap();
    let config = |extra: &str| {
        let text = format!("[listen]\naddress = \"127.0.0.1:0\"\n[store]\nurl = \"sqlite:a\"\n{extra}");
        Config::parse(&text, &dir.path().join("node.toml"), Role::District).unwrap()
    };
    let (real, rehearsal) = (province(1, false), province(2, true));
    let made_up = config("[clock]\nrehearsal_file = \"clock\"\n");
    assert_eq!(clock_for(&made_up, &real.trust[DISTRICT]).unwrap_err().reason(), "CLOCK_REFUSED");
    let clock = clock_for(&made_up, &rehearsal.trust[DISTRICT]).unwrap();
    assert_eq!((clock.now().0, clock.is_rehearsal()), (1_609_459_200_000, true));
    assert!(!clock_for(&config(""), &real.trust[DISTRICT]).unwrap().is_rehearsal());
}
