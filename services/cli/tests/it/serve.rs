//! What a node cannot start with: the message names the config and the key, says what to do, and comes once.

use crate::common::{Desk, Told};
use std::net::TcpListener;

/// `serve`, which would end at once if it did start.
fn serve(role: &str, dir: &str) -> String {
    format!("serve {role} --config {dir}/config.toml --until-input-ends")
}

/// What is wrong is told once, not in every line.
fn once(told: &Told, word: &str) {
    assert_eq!(told.err.matches(word).count(), 1, "{word:?} in {}", told.err);
}

#[test]
fn a_node_that_is_not_installed_names_the_trust_file_and_the_next_command() {
    let desk = Desk::new();
    desk.done("init district --code 108 --dir sinho --listen 127.0.0.1:0");
    let words =
        ["sinho/config.toml: [trust] anchor: ", "sinho/trust.json", "lienthong keys install --dir sinho"];
    let told = desk.refused(&serve("district", "sinho"), 64, &words);
    once(&told, "KEY_FILE");
    once(&told, "Nút không chạy được");
    once(&told, "The node does not run");
}

#[test]
fn a_config_of_another_role_names_the_command_that_fits() {
    let desk = Desk::new();
    desk.found();
    let right = "lienthong serve coordinator --config dieuphoi/config.toml";
    let words = ["dieuphoi/config.toml: [trust] anchor: CONFIG_WRONG_ROLE", right];
    let told = desk.refused(&serve("district", "dieuphoi"), 64, &words);
    once(&told, "CONFIG_WRONG_ROLE");
    desk.refused(&serve("college", "so"), 64, &["lienthong serve department --config so/config.toml"]);
    desk.refused(&serve("department", "sinho"), 64, &["lienthong serve district --config sinho/config.toml"]);
}

#[test]
fn a_port_that_another_program_has_is_listen_address_and_code_69() {
    let desk = Desk::new();
    desk.found();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    desk.edit("sinho/config.toml", "127.0.0.1:0", &address);
    let words = [
        "sinho/config.toml: [listen] address: LISTEN_FAILED",
        "Không mở được cổng",
        "Cannot listen",
        &address,
    ];
    let told = desk.refused(&serve("district", "sinho"), 69, &words);
    once(&told, "LISTEN_FAILED");
    // No machine has this address (RFC 5737): no waiting helps, the config is wrong.
    desk.edit("sinho/config.toml", &address, "192.0.2.1:7441");
    desk.refused(&serve("district", "sinho"), 64, &["[listen] address: LISTEN_FAILED", "192.0.2.1:7441"]);
}

#[test]
fn a_node_on_port_0_says_which_port_it_took() {
    let desk = Desk::new();
    desk.found();
    let mut service = desk.start("serve district --config sinho/config.toml");
    let line = service.first_line();
    let port = line.trim_end().rsplit_once(':').map(|(_, port)| port.parse::<u16>());
    assert!(line.starts_with("Đang nghe / listening: https://127.0.0.1:"), "{line}");
    assert!(matches!(port, Some(Ok(port)) if port > 0), "{line}");
}

#[test]
fn a_database_that_cannot_be_written_is_store_url_and_code_73() {
    let desk = Desk::new();
    desk.found();
    desk.edit("sinho/config.toml", "sqlite:node.sqlite", "sqlite:nowhere/node.sqlite");
    let words =
        ["sinho/config.toml: [store] url: ", "sinho/nowhere/node.sqlite", "quyền ghi", "Let the account"];
    desk.refused(&serve("district", "sinho"), 73, &words);
}

#[test]
fn a_file_that_is_no_database_is_store_url_and_code_64() {
    let desk = Desk::new();
    desk.found();
    desk.write("sinho/node.sqlite", &"Mã GV;Họ và tên\n".repeat(200));
    let words = ["sinho/config.toml: [store] url: ", "sinho/node.sqlite", "không phải cơ sở dữ liệu"];
    desk.refused(&serve("district", "sinho"), 64, &words);
}

#[test]
fn a_database_server_that_is_away_is_store_url_and_code_69_without_the_password() {
    let desk = Desk::new();
    desk.found();
    let url = format!("postgres://so:bimat@{}/so", crate::common::free_address());
    desk.edit("sinho/config.toml", "sqlite:node.sqlite", &url);
    let told =
        desk.refused(&serve("district", "sinho"), 69, &["[store] url: ", "PostgreSQL", "không trả lời"]);
    assert!(!told.err.contains("bimat"), "{}", told.err);
}

#[test]
fn keys_of_two_nodes_and_lost_keys_name_the_key_of_the_config() {
    let desk = Desk::new();
    desk.found();
    desk.edit("sinho/config.toml", "keys/signing.pem", "../so/keys/signing.pem");
    desk.refused(
        &serve("district", "sinho"),
        64,
        &["[agency] signing_key: KEY_WRONG_KEY", "hai nút", "two nodes"],
    );
    desk.edit("sinho/config.toml", "../so/keys/signing.pem", "keys/gone.pem");
    desk.refused(&serve("district", "sinho"), 64, &["[agency] signing_key: KEY_FILE", "lienthong init"]);
    desk.edit("sinho/config.toml", "keys/gone.pem", "keys/signing.pem");
    std::fs::remove_file(desk.at("sinho/keys/certificate.pem")).unwrap();
    desk.refused(
        &serve("district", "sinho"),
        64,
        &["[tls] certificate: ", "lienthong keys install --dir sinho"],
    );
}

#[test]
fn a_config_that_is_not_there_or_is_a_directory_says_what_to_write() {
    let desk = Desk::new();
    for command in ["serve", "config"] {
        let line = format!("{command} district --config sinho/config.toml");
        desk.refused(&line, 64, &["sinho/config.toml", "Chưa có tệp cấu hình", "lienthong init district"]);
    }
    desk.done("init district --code 108 --dir sinho");
    desk.refused("config district --config sinho", 64, &["là thư mục", "--config sinho/config.toml"]);
}
