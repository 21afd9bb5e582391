//! Asking a node: wrong questions are wrong calls that show the form expected, and who does not answer is named.

use crate::common::{Desk, Service, free_address};

/// A coordinator that runs, and where; its certificates lie in `dieuphoi`.
fn hub(desk: &Desk) -> (Service, String) {
    desk.found();
    let mut service = desk.start("serve coordinator --config dieuphoi/config.toml");
    let url = service.url();
    (service, url)
}

#[test]
fn a_date_that_is_none_is_a_wrong_call_that_shows_the_form() {
    let desk = Desk::new();
    for command in ["progress", "watch"] {
        let line = format!("{command} --node so --cutoff 31-12-2021");
        let words =
            ["--cutoff \"31-12-2021\"", "không phải một ngày", "2021-12-31", "31/12/2021", "is no date"];
        desk.refused(&line, 64, &words);
    }
    let words = ["--as-of \"nay\"", "không phải thời điểm", "2022-01-05T08:00:00+07:00", "is no instant"];
    desk.refused("progress --node so --as-of nay", 64, &words);
    desk.refused("watch --node so --as-of 2022-01-05", 64, &["--as-of", "lienthong progress"]);
}

#[test]
fn a_plan_that_there_is_not_is_a_wrong_call_only_where_one_was_asked_for() {
    let desk = Desk::new();
    let (_hub, url) = hub(&desk);
    let ask = format!("--node so --url {url}");
    for command in ["progress", "watch", "breaks"] {
        let words = ["Không có kế hoạch", "--plan \"khong-co\"", "bỏ --plan", "leave --plan out"];
        desk.refused(&format!("{command} {ask} --plan khong-co"), 64, &words);
    }
    // No plan was issued yet: nothing is wrong with the call.
    desk.refused(&format!("progress {ask}"), 65, &["chưa nhận kế hoạch nào", "no plan had been received"]);
}

#[test]
fn a_node_that_is_away_is_named_in_both_languages() {
    let desk = Desk::new();
    desk.found();
    let url = format!("https://{}", free_address());
    for command in ["progress", "watch", "breaks", "status"] {
        let vi = format!("Không liên lạc được với {url}");
        let en = format!("Cannot reach {url}");
        let words = [vi.as_str(), "lienthong serve", "--node", &en];
        desk.refused(&format!("{command} --node so --url {url}"), 69, &words);
    }
}

#[test]
fn an_import_into_a_node_that_is_away_says_that_it_is_safe_to_repeat() {
    let desk = Desk::new();
    desk.found();
    desk.write(
        "roster.csv",
        "Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ\nLò Thị Hoa;1985;Nữ;Mầm non;Trung cấp\n",
    );
    let url = format!("https://{}", free_address());
    let line = format!("import roster roster.csv --node sinho --url {url} --by tên --office Phòng");
    let vi = format!("Không liên lạc được với {url}");
    let en = format!("Cannot reach {url}");
    desk.refused(&line, 69, &[&vi, "an toàn", "không ghi hai lần", &en, "safe", "not recorded twice"]);
}

#[test]
fn a_node_directory_that_is_none_says_which_is_wanted() {
    let desk = Desk::new();
    let words =
        ["nowhere", "keys install --dir nowhere", "--node phải là thư mục", "--node must be the directory"];
    desk.refused("progress --node nowhere", 64, &words);
    desk.refused("status --node nowhere", 64, &["nowhere/config.toml", "--node phải là thư mục", "--url"]);
    let import = "import roster r.csv --by tên --office Phòng";
    desk.refused(&format!("{import} --node nowhere --url https://127.0.0.1:1"), 64, &words);
    desk.done("init district --code 108 --dir sinho --listen 127.0.0.1:0");
    desk.refused("status --node sinho", 64, &["sinho/config.toml", "cổng 0", "--url"]);
    desk.edit("sinho/config.toml", "127.0.0.1:0", "127.0.0.1:7441");
    desk.refused("status --node sinho", 64, &["keys install --dir sinho"]);
    desk.refused("status --node sinho --as so", 64, &["--as \"so\"", "system:NAME"]);
    let installed = Desk::new();
    installed.found();
    installed.refused(
        "status --node sinho --url 127.0.0.1:7441",
        64,
        &["https://máy:cổng", "https://host:port"],
    );
}

#[test]
fn a_certificate_of_another_province_is_not_believed_and_the_node_is_named() {
    let (ours, theirs) = (Desk::new(), Desk::new());
    let (_hub, url) = hub(&ours);
    theirs.found();
    let words = [url.as_str(), "certificate", "chứng thư trong thư mục --node"];
    theirs.refused(&format!("status --node so --url {url}"), 69, &words);
}

#[test]
fn an_import_that_cannot_be_meant_is_a_wrong_call() {
    let desk = Desk::new();
    let (_hub, url) = hub(&desk);
    desk.write(
        "roster.csv",
        "Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ\nLò Thị Hoa;1985;Nữ;Mầm non;Trung cấp\n",
    );
    let line = format!("import roster roster.csv --node so --url {url} --office Phòng");
    let told = desk.refused(
        &format!("{line} --by tên"),
        64,
        &["không phải nút có việc này", "another kind of agency"],
    );
    assert!(!told.err.contains("an toàn"), "repeating it does not help: {}", told.err);
    desk.refused(&format!("{line} --by ~"), 64, &["--by và --office", "who acts"]);
}
