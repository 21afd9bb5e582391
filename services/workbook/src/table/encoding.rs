//! Old Vietnamese encodings that arrive as wrong letters. A column is judged as a whole, because VNI text can be valid
//! Vietnamese cell by cell; nothing is converted (the capitals of TCVN3 are lost in the font).

use crate::problem::Fault;

/// Letters that TCVN3 (ABC, .VnTime) shows as when read as Windows-1252, and that neither Vietnamese nor VNI has.
const TCVN3: &str = "§¨©ª«¬\u{ad}®µ¶·¸¹»¼½¾×ßÞþðÆÇ¦¡¢£¤¥";
/// Second halves of VNI's two-letter vowels, and its whole letters, that Vietnamese does not have.
const VNI: &str = "øûïåäëüöñîæØÛÏÅÄËÜÖÑÎÆ";

/// Letters by which a single text gives TCVN3 away: no Vietnamese word has one of them beside a letter. Guillemets and the soft hyphen, which
/// TCVN3 has too, stand beside the letters of good text.
const ODD: &str = "§¨©ª¬®µ¶¸¹¼½¾×÷ßÞþÆ¦¡¢£¤¥";

/// Whether a text has a letter of an old encoding in or beside a word, such as `Hoµng ThÞ L`. One odd text among good ones is somebody's
/// typing, or a row pasted from an old file; the column as a whole does not show it.
pub(crate) fn is_odd(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let word = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_ascii_alphabetic());
    let odd =
        |(at, c): (usize, &char)| ODD.contains(*c) && (word(at.checked_sub(1)) || word(at.checked_add(1)));
    letters.iter().enumerate().any(odd)
}

/// The warning at a text that [`is_odd`].
pub(crate) fn odd() -> Fault {
    Fault::new("ENCODING_SUSPECTED", ODD_VI, ODD_EN)
}

/// What an odd text probably is, Vietnamese.
pub(crate) const ODD_VI: &str = "Chữ có vẻ gõ bằng phông TCVN3 (.VnTime, .VnArial): chuyển sang Unicode rồi lưu lại. Chương trình không tự chuyển mã";
/// The same in English.
pub(crate) const ODD_EN: &str = "the letters look like a TCVN3 font (.VnTime, .VnArial): convert the file to Unicode and save it again; nothing is converted silently";

/// What the texts of columns look like, counted as they pass.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Letters {
    texts: usize,
    unicode: usize,
    tcvn3: usize,
    vni: usize,
}

impl Letters {
    /// Counts one text.
    pub(crate) fn see(&mut self, text: &str) {
        let vietnamese = |c: char| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{300}'..='\u{323}');
        self.texts += 1;
        self.unicode += usize::from(text.chars().any(vietnamese));
        self.tcvn3 += usize::from(text.chars().any(|c| TCVN3.contains(c)));
        self.vni += usize::from(text.chars().any(|c| VNI.contains(c)));
    }

    /// The encoding that a column suggests: a fifth of its texts have the letters of one and fewer than a fifth have
    /// letters that only Vietnamese Unicode has. Fewer than three texts suggest nothing.
    pub(crate) fn suspect(&self) -> Option<Fault> {
        if self.texts < 3 || self.unicode * 5 >= self.texts {
            return None;
        }
        let name = if self.tcvn3 * 5 >= self.texts {
            "TCVN3 (ABC, .VnTime)"
        } else if self.vni * 5 >= self.texts {
            "VNI-Windows"
        } else {
            return None;
        };
        Some(Fault::new(
            "ENCODING_SUSPECTED",
            format!(
                "Cột này có vẻ dùng bảng mã {name}, không phải Unicode: chuyển mã rồi lưu lại. Chương trình không tự chuyển mã"
            ),
            format!(
                "the column looks like {name}, not Unicode: convert it and save again; nothing is converted silently"
            ),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspect(texts: &[&str]) -> Option<String> {
        let mut letters = Letters::default();
        texts.iter().for_each(|text| letters.see(text));
        letters.suspect().map(|fault| fault.en)
    }

    #[test]
    fn old_encodings_are_seen_by_column() {
        let tcvn3 = ["NguyÔn ThÞ Hµ", "S×n Hå", "§Æng V¨n §øc", "NËm Nhïn", "T©n Uyªn"];
        assert!(suspect(&tcvn3).unwrap().contains("TCVN3"));
        let vni = ["Nguyeãn Thò Haø", "Ñaëng Vaên Ñöùc", "Sìn Hoà"];
        assert!(suspect(&vni).unwrap().contains("VNI"));
        let unicode = ["Nguyễn Thị Hà", "Sìn Hồ", "Đặng Văn Đức", "Giàng A Páo", "Ma Seo Su"];
        assert_eq!(suspect(&unicode), None);
        assert_eq!(suspect(&["Giàng A Páo", "Ma Seo Su", "Chang Gia Xá"]), None);
        assert_eq!(suspect(&["S×n Hå"]), None);
    }

    #[test]
    fn one_text_in_an_old_encoding_is_seen_among_good_ones() {
        for odd in ["Hoµng ThÞ L", "N÷", "S×n Hå", "T©n Uyªn", "§Æng V¨n §øc", "¸i"] {
            assert!(is_odd(odd), "{odd}");
        }
        let good = [
            "Giàng A Páo",
            "Ðặng Thị Đẹp",
            "«Tân Uyên»",
            "giáo\u{ad}viên",
            "12 ½",
            "§ 4",
            "Sìn Hồ · Nậm Tăm",
            "Pờ Gó Mò",
        ];
        for good in good {
            assert!(!is_odd(good), "{good}");
        }
    }
}
