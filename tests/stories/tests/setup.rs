//! A node of one's own, as the README says: by the real program and by files alone.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use stories::nodes::until;
use stories::program::{Service, Told, call, free_address};
use tempfile::TempDir;

/// A folder in which offices work.
struct Offices {
    folder: TempDir,
}

impl Offices {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary directory") }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A command line, its words separated by spaces; `~` stands for a space within a word.
    async fn run(&self, line: &str) -> Told {
        let words: Vec<String> = line.split(' ').map(|word| word.replace('~', " ")).collect();
        call(self.folder.path(), &words).await
    }

    /// A command that does what it is asked to.
    async fn done(&self, line: &str) -> Told {
        let told = self.run(line).await;
        assert_eq!(told.code, 0, "{line}: {told:?}");
        told
    }

    /// A command that is refused with an exit code and words in both languages.
    async fn refused(&self, line: &str, code: i32, words: &[&str]) {
        let told = self.run(line).await;
        assert_eq!(told.code, code, "{line}: {told:?}");
        for word in words {
            assert!(told.err.contains(word), "{line} does not say {word:?}: {}", told.err);
        }
    }

    /// `init` of the department and the coordinator, and `keys found`; gives the department's key as told.
    async fn found(&self, so: SocketAddr, hub: SocketAddr) -> String {
        self.done(&format!("init department --code 12 --name Sở~GD&ĐT~tỉnh~Lai~Châu --dir so --listen {so}"))
            .await;
        self.done(&format!("init coordinator --code 12 --dir dieuphoi --listen {hub}")).await;
        let found = format!(
            "keys found --department so --coordinator dieuphoi/request.json --coordinator-url https://{hub}"
        );
        let told = self.done(&found).await.out;
        let key = told
            .lines()
            .find_map(|line| line.split_once("the department's key: "))
            .expect("the key is told")
            .1;
        assert_eq!((key.len(), key.chars().all(|digit| digit.is_ascii_hexdigit())), (64, true), "{told}");
        key.to_owned()
    }

    /// A district with its keys, not signed yet.
    async fn district(&self, dir: &str, code: &str, address: SocketAddr) {
        self.done(&format!("init district --code {code} --name Huyện~Sìn~Hồ --dir {dir} --listen {address}"))
            .await;
    }

    fn serve(&self, role: &str, dir: &str) -> Service {
        Service::start(role, &self.at(dir).join("config.toml"))
    }

    /// Waits until `status` of a node says a word; gives all that it says.
    async fn status(&self, dir: &str, address: SocketAddr, word: &str) -> String {
        let line = format!("status --node {dir} --url https://{address} --lang en");
        until(word, async || Some(self.run(&line).await.out).filter(|out| out.contains(word))).await
    }
}

/// The id in a line such as `Đơn vị / agency: …`.
fn agency(told: &str) -> String {
    let line = told.lines().find_map(|line| line.split_once("/ agency"));
    line.expect("the agency is told").1.trim_matches([':', ' ']).to_owned()
}

fn three() -> [SocketAddr; 3] {
    [free_address(), free_address(), free_address()]
}

fn mode(file: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&fs::metadata(file).expect("the file stands").permissions())
        & 0o777
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_of_ones_own_is_made_by_file_serves_and_delivers() {
    let offices = Offices::new();
    let [so, hub, sinho] = three();
    let key = offices.found(so, hub).await;
    offices.done(&format!("keys install --dir dieuphoi dieuphoi/install.json --department-key {key}")).await;
    offices.district("sinho", "108", sinho).await;
    assert_eq!(mode(&offices.at("sinho")), 0o700, "the database will lie there, with its persons");
    for secret in ["sinho/keys/signing.pem", "sinho/keys/tls.pem", "so/authority/ca-key.pem"] {
        assert_eq!(mode(&offices.at(secret)), 0o600, "{secret}");
    }
    let signed = offices.done("keys sign --department so sinho/request.json").await.out;
    assert!(
        signed.contains("Nút của Sở công bố đơn vị mới") && signed.contains("publishes the new agency"),
        "{signed}"
    );
    let installed =
        offices.done(&format!("keys install --dir sinho sinho/install.json --department-key {key}")).await;
    assert_eq!(agency(&signed), agency(&installed.out));

    let mut services = Vec::new();
    for (role, dir) in [("coordinator", "dieuphoi"), ("department", "so"), ("district", "sinho")] {
        offices.done(&format!("config {role} --config {dir}/config.toml")).await;
        services.push(offices.serve(role, dir));
    }
    let told = offices.status("sinho", sinho, "connected to the coordinator").await;
    assert!(told.contains(&agency(&installed.out)) && told.contains("108 Huyện Sìn Hồ"), "{told}");
    offices.status("sinho", sinho, "Delivered               1 entries").await;
    offices.status("dieuphoi", hub, "this is the coordinator").await;
    offices.status("so", so, "connected to the coordinator").await;

    let header = "Mã GV;Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ";
    let roster = format!("{header}\nA1;Lò Thị Hoa;17/05/1985;Nữ;Mầm non;Trung cấp\n");
    fs::write(offices.at("roster.csv"), roster).expect("a roster");
    offices
        .done(&format!(
            "import roster roster.csv --node sinho --url https://{sinho} --by tên --office Phòng~GD&ĐT"
        ))
        .await;
    // The beginning of the journal, the trace of reading who is known already, the teacher, the answer to the call.
    offices.status("sinho", sinho, "Delivered               4 entries").await;
    let seen = offices.status("dieuphoi", hub, "108 Huyện Sìn Hồ").await;
    let row = seen.lines().find(|line| line.starts_with("108 Huyện Sìn Hồ")).expect("the district is listed");
    assert!(row.contains("│         4 │") && row.ends_with("│ connected"), "{seen}");
    offices.refused("progress --node so", 65, &["chưa nhận kế hoạch nào", "no plan had been received"]).await;
    for mut service in services.into_iter().rev() {
        service.terminate();
        assert_eq!(service.ended().await.code(), Some(0), "{}", service.log());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn certificates_are_renewed_by_the_same_files_and_the_agency_stays_who_it_is() {
    let offices = Offices::new();
    let [so, hub, sinho] = three();
    offices.found(so, hub).await;
    offices.district("sinho", "108", sinho).await;
    let first = offices.done("keys sign --department so sinho/request.json").await.out;
    offices.done("keys install --dir sinho sinho/install.json").await;
    let before = fs::read_to_string(offices.at("sinho/keys/certificate.pem")).expect("a certificate");
    let again = offices.done("keys sign --department so sinho/request.json --out sinho/again.json").await.out;
    assert_eq!(agency(&first), agency(&again));
    offices.done("keys install --dir sinho sinho/again.json").await;
    assert_ne!(before, fs::read_to_string(offices.at("sinho/keys/certificate.pem")).expect("a certificate"));
    // The coordinator's too, whose first one came with the founding.
    offices.done("keys install --dir dieuphoi dieuphoi/install.json").await;
    offices.done("keys sign --department so dieuphoi/request.json").await;
    offices.done("keys install --dir dieuphoi dieuphoi/install.json").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_signed_by_a_foreign_key_is_refused_with_words() {
    let offices = Offices::new();
    let [so, hub, sinho] = three();
    offices.found(so, hub).await;
    offices.district("sinho", "108", sinho).await;
    offices.district("other", "108", free_address()).await;
    let request = fs::read_to_string(offices.at("sinho/request.json")).expect("a request");
    let foreign = fs::read_to_string(offices.at("other/request.json")).expect("a request");
    let signature = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        value["signature"].as_str().expect("a signature").to_owned()
    };
    fs::write(offices.at("forged.json"), request.replace(&signature(&request), &signature(&foreign)))
        .expect("a file");
    fs::write(offices.at("edited.json"), request.replace("\"108\"", "\"109\"")).expect("a file");
    let words = ["KEY_FOREIGN_SIGNATURE", "không phải của cơ quan được tin cậy", "not by the trusted key"];
    for file in ["forged.json", "edited.json"] {
        offices.refused(&format!("keys sign --department so {file}"), 65, &words).await;
    }
    assert!(!offices.at("install.json").exists(), "nothing was signed");
    // Once 108 is registered, another key that asks for its name is refused too.
    offices.done("keys sign --department so sinho/request.json").await;
    let words = ["mã 108 đã cấp cho Huyện Sìn Hồ", "code 108 is taken by Huyện Sìn Hồ"];
    offices.refused("keys sign --department so other/request.json", 64, &words).await;
    offices
        .refused("keys sign --department sinho other/request.json", 64, &["sinho/trust.json", "keys found"])
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_install_file_by_another_department_or_for_another_node_is_refused_with_words() {
    let (ours, theirs) = (Offices::new(), Offices::new());
    for offices in [&ours, &theirs] {
        let [so, hub, sinho] = three();
        offices.found(so, hub).await;
        offices.district("sinho", "108", sinho).await;
        offices.done("keys sign --department so sinho/request.json").await;
    }
    let wrong = "0".repeat(64);
    let foreign = ["KEY_FOREIGN_SIGNATURE", "không phải của cơ quan được tin cậy", "not by the trusted key"];
    let line = format!("keys install --dir sinho sinho/install.json --department-key {wrong}");
    ours.refused(&line, 65, &foreign).await;
    let line = "keys install --dir sinho sinho/install.json --department-key hoa";
    ours.refused(line, 64, &["--department-key", "64 chữ số hex", "64 hexadecimal digits"]).await;
    fs::copy(theirs.at("sinho/install.json"), ours.at("foreign.json")).expect("a copy");
    let other_key = ["KEY_WRONG_KEY", "không khớp", "another key"];
    ours.refused("keys install --dir sinho foreign.json", 65, &other_key).await;
    ours.refused("keys install --dir sinho dieuphoi/install.json", 65, &other_key).await;
    ours.refused("keys install --dir sinho sinho/request.json", 65, &["KEY_FILE_MALFORMED", "sai định dạng"])
        .await;
    assert!(!ours.at("sinho/trust.json").exists(), "nothing was installed");
    ours.done("keys install --dir sinho sinho/install.json").await;
    // From now on the node believes this department alone.
    ours.refused("keys install --dir sinho foreign.json", 65, &foreign).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_would_be_wrong_for_ever_is_refused_before_anything_is_made() {
    let offices = Offices::new();
    let [so, hub, sinho] = three();
    let init = |rest: &str| format!("init district --dir x {rest}");
    offices
        .refused(&init("--code 108 --listen sinho:7441"), 64, &["--listen", "IP:cổng", "IP address"])
        .await;
    offices.refused(&init("--code ~"), 64, &["--code", "ký tự", "characters"]).await;
    offices.refused(&init("--code 108 --system A~B"), 64, &["KEY_BAD_NAME", "không hợp lệ"]).await;
    assert!(!offices.at("x/keys").exists() && !offices.at("x/config.toml").exists(), "nothing was made");
    fs::write(offices.at("file"), "").expect("a file");
    let line = "init district --code 108 --dir file/x";
    offices.refused(line, 73, &["file/x", "Không lập được thư mục", "Cannot make the directory"]).await;
    offices.district("sinho", "108", sinho).await;
    let again = "init district --code 108 --dir sinho";
    offices.refused(again, 64, &["sinho/config.toml", "đã có", "exists already"]).await;

    offices.done(&format!("init department --code 12 --dir so --listen {so}")).await;
    offices.done(&format!("init coordinator --code 12 --dir dieuphoi --listen {hub}")).await;
    let found = |department: &str, coordinator: &str, url: &str| {
        format!(
            "keys found --department {department} --coordinator {coordinator}/request.json --coordinator-url {url}"
        )
    };
    let url = format!("https://{hub}");
    for wrong in ["http://dieuphoi:7440", "https://dieuphoi", "dieuphoi:7440"] {
        let words = [wrong, "phải là https://máy:cổng", "must be https://host:port"];
        offices.refused(&found("so", "dieuphoi", wrong), 64, &words).await;
    }
    let words = ["sinho/request.json", "DISTRICT", "COORDINATOR", "cần loại", "of kind"];
    offices.refused(&found("so", "sinho", &url), 64, &words).await;
    offices.refused(&found("sinho", "dieuphoi", &url), 64, &["DISTRICT", "EDUCATION"]).await;
    assert!(
        !offices.at("so/authority").exists() && !offices.at("so/trust.json").exists(),
        "nothing was founded"
    );
    offices.done(&found("so", "dieuphoi", &url)).await;
    offices
        .refused(&found("so", "dieuphoi", &url), 64, &["đã được lập", "founded already", "keys sign"])
        .await;
    // Nobody founds a second department or coordinator by a request.
    offices.done("init coordinator --code 13 --dir second").await;
    offices
        .refused("keys sign --department so second/request.json", 64, &["COORDINATOR", "một lần", "once"])
        .await;
}
