//! Names of the peoples of Lai Châu, put together from syllables; nobody real is meant.

use crate::dice::Dice;
use domain::vocabulary::Sex;

/// The ways of one people to form a name.
struct People {
    family: &'static [&'static str],
    middle_men: &'static [&'static str],
    middle_women: &'static [&'static str],
    men: &'static [&'static str],
    women: &'static [&'static str],
}

const KINH: People = People {
    family: &[
        "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Đặng",
        "Đinh", "Dương", "Ngô", "Đào", "Mai", "Phan", "Trịnh", "Tạ", "Lương", "Cao", "Hà", "Lưu", "Tống",
        "Quách",
    ],
    middle_men: &[
        "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Thế", "Anh", "Ngọc", "Mạnh", "Công", "Trung", "Duy",
    ],
    middle_women: &[
        "Thị",
        "Thị",
        "Thị Thu",
        "Thị Thanh",
        "Thị Minh",
        "Thị Hồng",
        "Thị Kim",
        "Thị Ngọc",
        "Thị Phương",
        "Thu",
        "Thuỳ",
        "Thị Bích",
        "Thị Mai",
        "Thị Lan",
        "Thị Quỳnh",
        "Ngọc",
        "Thị Như",
        "Thị Hải",
    ],
    men: &[
        "Anh", "Bình", "Chiến", "Cường", "Dũng", "Đạt", "Đức", "Giang", "Hải", "Hiếu", "Hoàng", "Hùng",
        "Khánh", "Kiên", "Long", "Mạnh", "Nam", "Nghĩa", "Phong", "Quân", "Sơn", "Tâm", "Thắng", "Thành",
        "Toàn", "Trung", "Tuấn", "Tùng", "Việt", "Vinh", "Ơn",
    ],
    women: &[
        "An",
        "Ánh",
        "Bích",
        "Chi",
        "Dung",
        "Duyên",
        "Đào",
        "Giang",
        "Hà",
        "Hạnh",
        "Hằng",
        "Hiền",
        "Hoa",
        "Hòa",
        "Huệ",
        "Hương",
        "Hường",
        "Khánh",
        "Lan",
        "Liên",
        "Linh",
        "Loan",
        "Mai",
        "Nga",
        "Ngân",
        "Nhung",
        "Oanh",
        "Phượng",
        "Quyên",
        "Tâm",
        "Thảo",
        "Thủy",
        "Thúy",
        "Trang",
        "Tuyết",
        "Vân",
        "Xuân",
        "Yến",
        "Đẹp",
        "Ưng",
        "Uyên",
    ],
};

const THAI: People = People {
    family: &[
        "Lò", "Lò", "Lường", "Quàng", "Cà", "Tòng", "Hoàng", "Lù", "Điêu", "Mào", "Khoàng", "Vì", "Cầm",
        "Bạc", "Nùng", "Đèo", "Lìm", "Hà", "Tao", "Vàng",
    ],
    middle_men: &["Văn", "Văn", "Văn", "Minh", "Đức", "Xuân"],
    middle_women: &["Thị", "Thị", "Thị", "Thị Thu", "Thị Hồng", "Thị Kim", "Thị Ngọc"],
    men: &[
        "Ơn", "Păn", "Hặc", "Chương", "Inh", "Phớ", "Pành", "Phóng", "Lả", "Thương", "Xiên", "Dọn", "Chăn",
        "Tướng", "Bóng", "Yên", "Hải", "Thoan", "Nọi", "Muôn", "Đôi", "Biến", "Chung", "Sương", "Tỉnh",
    ],
    women: &[
        "Pâng",
        "Hặc",
        "Inh",
        "Thoan",
        "Phượng",
        "Ói",
        "Xiên",
        "Dương",
        "Hoan",
        "Chum",
        "Bun",
        "Pành",
        "Yêu",
        "Sương",
        "Lả",
        "Đôi",
        "Phiêng",
        "Hom",
        "Xôm",
        "Panh",
        "Hịa",
        "Nguyệt",
        "Tâm",
        "Vui",
        "Điệp",
        "Hòa",
        "Thủy",
    ],
};

const HMONG: People = People {
    family: &[
        "Giàng", "Giàng", "Vàng", "Sùng", "Sùng", "Thào", "Mùa", "Hạng", "Lầu", "Cứ", "Chang", "Ma", "Tráng",
        "Hảng", "Sình", "Lý", "Vừ", "Hờ", "Phàng",
    ],
    middle_men: &["A", "A", "A", "Seo", "Pao"],
    middle_women: &["Thị", "Thị", "Thị", "Thị Sua", "Thị Mai"],
    men: &[
        "Páo", "Chu", "Dơ", "Lử", "Tủa", "Chứ", "Di", "Hồ", "Sử", "Vảng", "Dế", "Chớ", "Sà", "Lềnh", "Tính",
        "Pó", "Náng", "Khày", "Su", "Chinh", "Phềnh", "Thênh", "Kỷ", "Lồng", "Dủa",
    ],
    women: &[
        "Mỷ", "Dở", "Sua", "Chá", "Pàng", "Dợ", "Súa", "Chứ", "Sáy", "Mo", "Ca", "Vá", "Dua", "Ly", "Chu",
        "Bla", "Xúa", "Mái", "Pla", "Nu", "Cở", "Máy", "Sông", "Dia",
    ],
};

const DAO: People = People {
    family: &["Tẩn", "Tẩn", "Chẻo", "Phàn", "Lý", "Phùng", "Lò", "Tao"],
    middle_men: &["Láo", "Sài", "A", "Chỉn", "Phủ", "Vần", "Kim"],
    middle_women: &["Mí", "Mý", "Thị", "Lở", "Tả", "Sử"],
    men: &[
        "Lở", "Phin", "Tả", "San", "Lụ", "U", "Sử", "Pao", "Chín", "Quẩy", "Phấu", "Sài", "Chòi", "Siểu",
        "Nải", "Tờ",
    ],
    women: &[
        "San", "Nải", "Mẩy", "Phà", "Lai", "Chiêm", "Ghến", "Vảng", "Kheo", "Ly", "Sểnh", "Líu", "Tá",
        "Nhàn", "Pết",
    ],
};

const HA_NHI: People = People {
    family: &[
        "Pờ", "Pờ", "Lỳ", "Lỳ", "Chang", "Sừng", "Khoàng", "Vù", "Toán", "Ly", "Vàng", "Giàng", "Phùng", "Lò",
    ],
    middle_men: &["Gó", "Gia", "Gò", "Hừ", "Xè", "Lóng", "Khai", "Chà", "Diệu"],
    middle_women: &["Mỹ", "Mỹ", "Gó", "Lò", "Xó", "Thị", "Hừ", "Ló"],
    men: &[
        "Mò", "Xừ", "Sinh", "Chừ", "Hừ", "Cà", "Xá", "Po", "Lòng", "Chóng", "Go", "Tư", "Sơn", "Giá", "Lù",
    ],
    women: &["Ly", "Hừ", "Na", "Dự", "Pư", "Nu", "Xó", "Chờ", "De", "Mé", "Nụ", "Sư", "Cà", "Lệ", "Thơ"],
};

const GIAY: People = People {
    family: &["Vàng", "Lù", "Lò", "Lục", "Hoàng", "Vùi", "Tống", "Mạc", "Sần"],
    middle_men: &["Văn", "Văn", "Xuân", "A", "Đức"],
    middle_women: &["Thị", "Thị", "Thị Thu", "Thị Kim", "Thị Minh"],
    men: &["Dín", "Pầu", "Cương", "Sài", "Chín", "Hồng", "Tằng", "Quốc", "Phúc", "Nhủ", "Sinh", "Dền"],
    women: &["Dín", "Me", "Nhình", "Sảo", "Lan", "Chún", "Phin", "Chắn", "Thương", "Nhung", "Tẻn", "Nọ"],
};

/// Names that no pattern gives: of one word, of six, with an apostrophe.
const RARE_WOMEN: [&str; 6] =
    ["Ơn", "H'Lan Niê", "Hoàng Phủ Ngọc Thị Minh Ánh", "Ksor H'Dương", "Ưng", "Nguyễn Lê Thị Ngọc Trâm Anh"];
/// The same for men.
const RARE_MEN: [&str; 4] = ["Páo", "Y Thông", "Nguyễn Đặng Hoàng Minh Quốc Anh", "Đức"];

/// A name of somebody in a district where `kinh_percent` of the teachers are Kinh, in NFC.
pub(crate) fn compose(dice: &mut Dice, sex: Sex, kinh_percent: u32) -> String {
    if dice.between(1, 1500) == 1 {
        let rare = if sex == Sex::Female { dice.pick(&RARE_WOMEN) } else { dice.pick(&RARE_MEN) };
        return rare.to_owned();
    }
    let others = [(34, &THAI), (22, &HMONG), (14, &DAO), (14, &HA_NHI), (16, &GIAY)];
    let people = if dice.chance(kinh_percent) { &KINH } else { dice.weighted(&others).unwrap_or(&KINH) };
    let (middle, given) = match sex {
        Sex::Male => (people.middle_men, people.men),
        Sex::Female => (people.middle_women, people.women),
    };
    let family = dice.pick(people.family);
    let middle = dice.pick(middle);
    let first = dice.pick(given);
    // Names of four parts are common, and keep the province free of accidental twins.
    let second = if dice.chance(22) { dice.pick(given) } else { "" };
    let parts = [family, middle, first, if second == first { "" } else { second }];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What two names have in common when case, accents and spaces are left out.
pub(crate) fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let bare = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let lower = bare.flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c });
    lower.filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_many_and_normal() {
        let mut dice = Dice::new(1, "names");
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..2000 {
            let name = compose(&mut dice, Sex::Female, 40);
            assert!((1..=6).contains(&name.split(' ').count()), "{name}");
            assert!(unicode_normalization::is_nfc(&name), "{name}");
            seen.insert(name);
        }
        assert!(seen.len() > 1200, "{}", seen.len());
        assert_eq!(folded("ĐẶNG  Thị Đẹp"), "dangthidep");
    }
}
