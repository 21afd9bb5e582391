//! Calls of the verbs of a year, as `docs/a-year.md` makes them.

/// Commands by their path, with calls of them.
pub(super) const VERBS: &[(&str, &[&str])] = &[
    (
        "plan put",
        &["lienthong plan put docs/plans/lc-2021.toml --node so --by 'Lò Văn A' --office 'Sở GD&ĐT'"],
    ),
    ("plan list", &["lienthong plan list --node so"]),
    ("plan show", &["lienthong plan show --plan LC-2021 --node so"]),
    (
        "scope draw",
        &[
            "lienthong scope draw --plan LC-2021 --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'",
            "lienthong scope draw --plan LC-2021 --reason 'Bổ sung bằng của GV05' --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'",
        ],
    ),
    (
        "scope freeze",
        &[
            "lienthong scope freeze --plan LC-2021 --node so --by 'Lò Văn A' --office 'Sở GD&ĐT'",
            "lienthong scope freeze --plan LC-2021 --district 108 109 --document '21/QĐ-SGDĐT' --node so --by 'Lò Văn A' --office 'Sở GD&ĐT'",
            "lienthong scope freeze --plan LC-2021 --district 108 --reason 'Huyện bổ sung bằng của GV05' --node so --by 'Lò Văn A' --office 'Sở GD&ĐT'",
        ],
    ),
    (
        "scope list",
        &[
            "lienthong scope list --plan LC-2021 --level PRIMARY --status UNDECIDED --node sinho",
            "lienthong scope list --plan LC-2021 --format xlsx --out danh-sach.xlsx --node sinho",
        ],
    ),
    (
        "ruling",
        &[
            "lienthong ruling 0123456789ab --same-person-in 108 --document '30/KL-SGDĐT' --reason 'Đã đối chiếu hồ sơ gốc' --node so --by 'Lò Văn A' --office 'Sở GD&ĐT'",
            "lienthong ruling 0123456789ab --different-persons --reason 'Hai người, một số bị ghi nhầm' --node so --by 'Lò Văn A' --office 'Sở GD&ĐT'",
        ],
    ),
    (
        "link same",
        &[
            "lienthong link same 0123456789ab --reason 'Cùng một người, đã chuyển huyện' --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'",
        ],
    ),
    (
        "link different",
        &[
            "lienthong link different 0123456789ab --reason 'Hai người trùng tên' --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'",
        ],
    ),
    ("agencies", &["lienthong agencies --node so"]),
    (
        "propose",
        &["lienthong propose GV001 GV002 --year 2022 --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'"],
    ),
    ("list teachers", &["lienthong list teachers --level 'tiểu học' --node sinho"]),
    (
        "list nominations",
        &["lienthong list nominations --in-force --node sinho --format csv --out cu-di.csv"],
    ),
    ("list classes", &["lienthong list classes --node cdcd"]),
    ("list learners", &["lienthong list learners --class DHTH21A --node cdcd"]),
    (
        "remove teacher",
        &[
            "lienthong remove teacher GV001 --reason duplicate --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'",
        ],
    ),
    (
        "training put",
        &["lienthong training put training.toml --node cdcd --by 'Lò Văn A' --office 'Phòng Đào tạo'"],
    ),
    (
        "find-nominee",
        &[
            "lienthong find-nominee --name 'Lò Thị Hoa' --birth 17/05/1985 --node cdcd",
            "lienthong find-nominee --decision 45/QĐ-UBND --decision-date 20/05/2021 --node cdcd",
        ],
    ),
    (
        "correct nomination",
        &[
            "lienthong correct nomination GV001 --reason 'Nhập nhầm người' --node sinho --by 'Lò Văn A' --office 'Phòng GD&ĐT'",
        ],
    ),
    (
        "correct enrollment",
        &[
            "lienthong correct enrollment SV01 --begun-on 06/09/2021 --reason 'Ghi nhầm ngày' --node cdcd --by 'Lò Văn A' --office 'Phòng Đào tạo'",
        ],
    ),
    (
        "reverse enrollment",
        &[
            "lienthong reverse enrollment SV01 --reason 'Nhập nhầm người' --node cdcd --by 'Lò Văn A' --office 'Phòng Đào tạo'",
        ],
    ),
    (
        "reverse result",
        &[
            "lienthong reverse result SV01 --reason 'Nhập nhầm số hiệu' --node cdcd --by 'Lò Văn A' --office 'Phòng Đào tạo'",
        ],
    ),
];
