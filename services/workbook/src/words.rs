//! The spellings that officers use for headers and values, from `aliases.toml`, matched folded.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    headers: HashMap<String, Vec<String>>,
    values: HashMap<String, HashMap<String, Vec<String>>>,
    noise: HashMap<String, Noise>,
}

/// Beginnings and whole texts of cells that mark a row as no person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Noise {
    whole: Vec<String>,
    start: Vec<String>,
}

/// Kinds of rows that stand in a sheet and are no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoiseKind {
    Total,
    Signature,
}

/// Everything folded once.
struct Words {
    /// Folded header in the form's words → folded other spellings, best first.
    headers: HashMap<String, Vec<String>>,
    /// List name → spelling, folded and as it stands in the file → the word as the forms write it.
    values: HashMap<String, HashMap<String, String>>,
    total: Noise,
    signature: Noise,
}

static WORDS: LazyLock<Words> = LazyLock::new(load);

/// Reads the compiled-in file.
#[expect(clippy::expect_used, reason = "the file is compiled in and every test reads it")]
fn load() -> Words {
    let mut file: File = toml::from_str(include_str!("aliases.toml")).expect("aliases.toml is valid");
    let headers = file
        .headers
        .iter()
        .map(|(word, others)| (key(word), others.iter().map(|o| key(o)).collect()))
        .collect();
    let values = file
        .values
        .into_iter()
        .map(|(list, words)| {
            let spellings = words.into_iter().flat_map(|(word, others)| {
                let own = [(key(&word), word.clone()), (word.clone(), word.clone())].into_iter();
                own.chain(others.into_iter().map(|other| (key(&other), word.clone())).collect::<Vec<_>>())
            });
            (list, spellings.collect())
        })
        .collect();
    let mut noise = |name: &str| {
        let Noise { whole, start } =
            file.noise.remove(name).unwrap_or(Noise { whole: Vec::new(), start: Vec::new() });
        let folded = |texts: Vec<String>| texts.iter().map(|text| key(text)).collect();
        Noise { whole: folded(whole), start: folded(start) }
    };
    Words { headers, values, total: noise("total"), signature: noise("signature") }
}

/// The folded form that headers and values are matched by: no case, accents, spaces, line breaks or punctuation.
/// For matching only, never for identity: it merges different words.
#[must_use]
pub fn key(text: &str) -> String {
    domain::text::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The keys under which a header may be known: as it stands, then, where that differs, without what is in brackets.
pub(crate) fn header_keys(text: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let outside: String = text
        .chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    let mut keys = vec![key(text), key(&outside)];
    keys.dedup();
    keys.retain(|key| !key.is_empty());
    keys
}

/// The other folded spellings of a header that is given in the form's words, best first.
pub(crate) fn header_aliases(header: &str) -> &'static [String] {
    WORDS.headers.get(&key(header)).map_or(&[], Vec::as_slice)
}

/// The word of a closed list that a text stands for.
pub(crate) fn value(list: &str, text: &str) -> Option<&'static str> {
    let words = WORDS.values.get(list)?;
    // Most cells hold the forms' own words: those need no folding.
    words.get(text).or_else(|| words.get(&key(text))).map(String::as_str)
}

/// Which kind of row a cell's text marks, if any.
pub(crate) fn noise(text: &str) -> Option<NoiseKind> {
    let key = key(text);
    let is =
        |noise: &Noise| noise.whole.contains(&key) || noise.start.iter().any(|s| key.starts_with(s.as_str()));
    // "Lai Châu, ngày 05 tháng 01 năm 2021" with any place in front.
    let dated = key.contains("ngay") && key.contains("thang") && key.contains("nam") && text.contains(',');
    if is(&WORDS.total) {
        Some(NoiseKind::Total)
    } else if is(&WORDS.signature) || dated {
        Some(NoiseKind::Signature)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_matched_folded() {
        assert_eq!(value("degree", "thạc sỹ"), Some("Thạc sĩ"));
        assert_eq!(value("degree", "  ĐH "), Some("Đại học"));
        assert_eq!(value("level", "T.H.C.S"), Some("THCS"));
        assert_eq!(value("level", "TH"), Some("Tiểu học"));
        assert_eq!(value("teaching_degree", "CĐSP"), Some("Cao đẳng"));
        assert_eq!(value("degree", "CĐSP"), None);
        assert_eq!(value("yes_no", ""), None);
    }

    #[test]
    fn brackets_are_a_second_choice() {
        assert_eq!(header_keys("Giới tính\n(Nam/Nữ)"), ["gioitinhnamnu", "gioitinh"]);
        assert_eq!(header_keys("Họ và tên (*)"), ["hovaten"]);
        assert!(header_keys("(1)").contains(&"1".to_owned()));
    }

    #[test]
    fn noise_is_told_from_names() {
        assert_eq!(noise("TỔNG CỘNG: 57 người"), Some(NoiseKind::Total));
        assert_eq!(noise("Cộng"), Some(NoiseKind::Total));
        assert_eq!(noise("NGƯỜI LẬP BIỂU"), Some(NoiseKind::Signature));
        assert_eq!(noise("Sìn Hồ, ngày 05 tháng 01 năm 2021"), Some(NoiseKind::Signature));
        for name in ["Lò Văn Cộng", "Tống Thanh Hải", "Vàng Thị Mỷ", "Nguyễn Thị Tổng"] {
            assert_eq!(noise(name), None, "{name}");
        }
    }
}
