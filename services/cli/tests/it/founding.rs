//! A node of one's own, step by step and in the wrong order: each message names the file and the command that is missing.

use crate::common::Desk;

const FOUND: &str =
    "keys found --department so --coordinator dieuphoi/request.json --coordinator-url https://127.0.0.1:7440";

/// Department, coordinator and a district, made and not yet founded.
fn made() -> Desk {
    let desk = Desk::new();
    desk.done("init department --code 12 --dir so");
    desk.done("init coordinator --code 12 --dir dieuphoi");
    desk.done("init district --code 108 --dir sinho");
    desk
}

#[test]
fn each_step_tells_the_next() {
    let desk = Desk::new();
    let next = |line: &str, words: &[&str]| {
        let told = desk.done(line).out;
        words.iter().for_each(|word| assert!(told.contains(word), "{line} does not say {word:?}: {told}"));
    };
    next(
        "init department --code 12 --dir so",
        &["Tiếp theo", "Next", "lienthong keys found --department so"],
    );
    next("init coordinator --code 12 --dir dieuphoi", &["dieuphoi/request.json", "lienthong keys found"]);
    next("init district --code 108 --dir sinho", &["sinho/request.json", "lienthong keys sign"]);
    next(
        FOUND,
        &["keys install --dir THƯ_MỤC dieuphoi/install.json", "serve department --config so/config.toml"],
    );
    let run = "lienthong serve coordinator --config dieuphoi/config.toml";
    next("keys install --dir dieuphoi dieuphoi/install.json", &["Tiếp theo", run]);
    next("keys sign --department so sinho/request.json", &["keys install --dir THƯ_MỤC sinho/install.json"]);
    next(
        "keys install --dir sinho sinho/install.json",
        &["lienthong serve district --config sinho/config.toml"],
    );
    // A second time changes nothing and says the same.
    next(
        "keys install --dir sinho sinho/install.json",
        &["lienthong serve district --config sinho/config.toml"],
    );
}

#[test]
fn a_step_too_early_names_the_one_that_is_missing() {
    let desk = Desk::new();
    desk.refused(
        FOUND,
        64,
        &["không có tệp so/request.json", "lienthong init department", "there is no file"],
    );
    desk.done("init department --code 12 --dir so");
    desk.refused(FOUND, 64, &["không có tệp dieuphoi/request.json", "lienthong init coordinator"]);
    let desk = made();
    let words =
        ["không có tệp so/trust.json", "lienthong keys found --department so", "--department must be"];
    desk.refused("keys sign --department so sinho/request.json", 64, &words);
    let words = ["không có tệp sinho/install.json", "keys sign --department … sinho/request.json"];
    desk.refused("keys install --dir sinho sinho/install.json", 64, &words);
}

#[test]
fn a_wrong_file_or_directory_is_told_by_what_is_wanted() {
    let desk = made();
    desk.refused(
        &FOUND.replace("dieuphoi/request.json", "dieuphoi"),
        64,
        &["dieuphoi là thư mục", "request.json"],
    );
    desk.done(FOUND);
    desk.refused(FOUND, 64, &["đã được lập", "keys sign"]);
    desk.done("keys install --dir dieuphoi dieuphoi/install.json");
    desk.refused("keys sign --department so sinho", 64, &["sinho là thư mục", "request.json"]);
    let words = ["dieuphoi/authority/ca.pem", "--department phải là thư mục của Sở"];
    desk.refused("keys sign --department dieuphoi sinho/request.json", 64, &words);
    let words =
        ["KEY_FILE_MALFORMED", "sinho/request.json", "cần tệp install.json", "the install.json is needed"];
    desk.refused("keys install --dir sinho sinho/request.json", 65, &words);
    desk.done("keys sign --department so sinho/request.json");
    desk.refused(
        "keys install --dir nowhere sinho/install.json",
        64,
        &["nowhere/keys/signing.pem", "lienthong init"],
    );
    let words = ["KEY_WRONG_KEY", "sinho/install.json là của nút khác", "another node's"];
    let told = desk.refused("keys install --dir dieuphoi sinho/install.json", 65, &words);
    assert_eq!(told.err.matches("KEY_WRONG_KEY").count(), 1, "{}", told.err);
}

#[test]
fn a_directory_that_stands_keeps_what_is_in_it() {
    let desk = made();
    desk.refused(
        "init district --code 109 --dir sinho",
        64,
        &["đã có sinho/config.toml", "--dir khác", "another --dir"],
    );
    desk.refused("init district --code 109 --dir sinho/config.toml", 73, &["sinho/config.toml", "trùng tên"]);
    std::fs::create_dir(desk.at("cu")).unwrap();
    let open: std::fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(desk.at("cu"), open).unwrap();
    desk.write("cu/ghi-chu.txt", "x");
    let told = desk.done("init district --code 109 --dir cu").out;
    assert!(told.contains("chmod 700 cu"), "{told}");
    assert!(!desk.done("init district --code 110 --dir moi").out.contains("chmod"));
    assert_eq!(std::fs::read_to_string(desk.at("cu/ghi-chu.txt")).unwrap(), "x");
}

#[test]
fn a_code_that_an_agency_has_is_named_with_its_holder() {
    let desk = Desk::new();
    desk.found();
    desk.done("init district --code 108 --name Huyện~khác --dir khac");
    let words = [
        "mã 108 đã cấp cho Huyện Sìn Hồ",
        "khac/request.json",
        "code 108 is taken by Huyện Sìn Hồ",
        "--code",
    ];
    desk.refused("keys sign --department so khac/request.json", 64, &words);
    // The agency itself may have its certificate renewed.
    desk.done("keys sign --department so sinho/request.json");
}
