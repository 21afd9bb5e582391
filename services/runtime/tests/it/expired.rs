//! Certificates out of date, by real handshakes: nobody gets in or believes, and who runs the node is told which certificate,
//! from when to when it holds, and what to do.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::echo::{Running, call, start};
use crate::province::{COORDINATOR, DISTRICT, Province, province, real_now};
use crate::server::{WHO, empty, who};
use runtime::client::{Bound, CertificateTrouble, ClientTls, Patience, Target, connect};
use runtime::config::{Config, Role, TlsFiles};
use runtime::identity::Identity;
use runtime::node::Node;
use std::fs;
use tonic::{Code, Status};

/// Year, month, day.
type Day = (i32, u8, u8);
const PAST: (Day, Day) = ((2020, 1, 15), (2021, 1, 15));
const FUTURE: (Day, Day) = ((2090, 1, 15), (2091, 1, 15));

/// Puts a certificate of the province's authority that holds between these days in the place of a node's own.
fn dated(province: &Province, member: usize, (from, to): (Day, Day)) -> TlsFiles {
    let files = province.node_tls(member);
    let authority = |file: &str| fs::read_to_string(province.founding.authority_dir.join(file)).unwrap();
    let ca_key = rcgen::KeyPair::from_pem(&authority("ca-key.pem")).unwrap();
    let issuer = rcgen::Issuer::from_ca_cert_pem(&authority("ca.pem"), ca_key).unwrap();
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let mut params = rcgen::CertificateParams::new(names).unwrap();
    let identity = Identity::Node { agency: province.id(member) }.to_string();
    params.subject_alt_names.push(rcgen::SanType::URI(identity.as_str().try_into().unwrap()));
    params.extended_key_usages =
        vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth, rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    params.not_before = rcgen::date_time_ymd(from.0, from.1, from.2);
    params.not_after = rcgen::date_time_ymd(to.0, to.1, to.2);
    let key = rcgen::KeyPair::from_pem(&fs::read_to_string(&files.key).unwrap()).unwrap();
    fs::write(&files.certificate, params.signed_by(&key, &issuer).unwrap().pem()).unwrap();
    files
}

/// What the caller sees, and what is behind it.
async fn seen(running: &Running, tls: &TlsFiles) -> (Status, CertificateTrouble) {
    let status = who(running, tls).await.unwrap_err();
    assert!(matches!(status.code(), Code::Unavailable | Code::Unknown), "never reached a handler: {status}");
    let trouble = ClientTls::load(tls).unwrap().trouble(&status, real_now());
    (status, trouble.unwrap())
}

#[tokio::test]
async fn a_caller_whose_certificate_is_out_of_date_is_told_its_file_its_days_and_what_to_do() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let told = [
        (PAST, ["từ 15/01/2020 đến 15/01/2021", "2020-01-15 – 2021-01-15"]),
        (FUTURE, ["từ 15/01/2090 đến 15/01/2091", "2090-01-15 – 2091-01-15"]),
    ];
    for (days, [vi, en]) in told {
        let tls = dated(&province, DISTRICT, days);
        let (status, trouble) = seen(&running, &tls).await;
        assert!(
            matches!(&trouble, CertificateTrouble::Own { file, .. } if *file == tls.certificate),
            "{status}"
        );
        let words = trouble.to_string();
        for part in [vi, en, "CERTIFICATE_OUT_OF_DATE", "keys sign", "keys install", "certificate.pem"] {
            assert!(words.contains(part), "{part} in {words}");
        }
    }
    let now = ((2020, 1, 15), (2090, 1, 15));
    assert!(who(&running, &dated(&province, DISTRICT, now)).await.is_ok(), "and with a new one all is well");
}

#[tokio::test]
async fn a_caller_that_runs_takes_its_renewed_certificate_at_its_next_connection() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let target = Target { url: running.url.clone(), server_name: None };
    let ask = async |tls: &ClientTls| {
        call(connect(&target, tls, &Patience::default()).unwrap(), WHO, empty()).await.map(|_| ())
    };
    let tls = ClientTls::load(&dated(&province, DISTRICT, PAST)).unwrap();
    assert!(ask(&tls).await.is_err(), "ended years ago");
    let files = dated(&province, DISTRICT, ((2020, 1, 15), (2090, 1, 15)));
    assert!(ask(&tls).await.is_err(), "what was read before stays as it was");
    let renewed = tls.reload().unwrap();
    ask(&renewed).await.unwrap();
    assert_eq!(renewed.validity().to.date().to_string(), "2090-01-15");
    fs::write(&files.certificate, "half a file").unwrap();
    assert!(renewed.reload().is_err());
}

#[tokio::test]
async fn a_server_whose_certificate_is_out_of_date_is_not_believed_and_its_day_is_told() {
    let province = province(1, true);
    for (days, day, words) in
        [(PAST, (2021, 1, 15), "đã hết hạn ngày 15/01/2021"), (FUTURE, (2090, 1, 15), "chưa đến ngày")]
    {
        dated(&province, COORDINATOR, days);
        let running = start(&province, COORDINATOR).await;
        let (status, trouble) = seen(&running, &province.node_tls(DISTRICT)).await;
        let CertificateTrouble::Server { bound: Bound::Ended(Some(when)) | Bound::NotBegun(Some(when)) } =
            trouble
        else {
            panic!("{trouble:?}: {status}");
        };
        assert_eq!(when.date().to_string(), format!("{}-{:02}-{:02}", day.0, day.1, day.2));
        assert!(trouble.to_string().contains(words), "{trouble}");
    }
}

#[tokio::test]
async fn a_failure_with_good_certificates_is_no_trouble_of_theirs() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let tls = province.node_tls(DISTRICT);
    running.shutdown.cancel();
    running.ended.await.unwrap().unwrap();
    let gone = Running { ended: tokio::spawn(async { Ok(runtime::server::Drained::All) }), ..running };
    let status = who(&gone, &tls).await.unwrap_err();
    assert_eq!(ClientTls::load(&tls).unwrap().trouble(&status, real_now()), None, "{status}");
}

#[test]
fn a_node_does_not_start_with_a_certificate_out_of_date() {
    let province = province(1, true);
    for days in [PAST, FUTURE] {
        dated(&province, DISTRICT, days);
        let text = "[listen]\naddress = \"127.0.0.1:0\"\n[store]\nurl = \"sqlite:node.sqlite\"\n";
        let file = province.node_dir(DISTRICT).join("config.toml");
        let error = Node::open(Config::parse(text, &file, Role::District).unwrap()).unwrap_err().to_string();
        for part in ["KEY_CERTIFICATE_OUT_OF_DATE", "-01-15 – 20", "keys sign", "keys install"] {
            assert!(error.contains(part), "{part} in {error}");
        }
    }
}
