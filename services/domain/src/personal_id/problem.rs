//! What can be wrong with a personal number.

use std::fmt;

/// Why a text is no personal number. The number itself is never part of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdError {
    /// Something besides digits.
    NotDigits,
    /// A spreadsheet's scientific notation (1.2185E+10): digits are lost.
    Scientific,
    /// 11 or 8 digits: one leading zero seems to be lost. Nothing is padded: it may as well be a slip of the pen.
    LeadingZeroLost,
    /// Digits, but neither 12 nor 9.
    WrongLength,
}

impl IdError {
    /// Every error.
    pub const ALL: [Self; 4] = [Self::NotDigits, Self::Scientific, Self::LeadingZeroLost, Self::WrongLength];

    /// Whether a text is a number in scientific notation, with a decimal point or comma.
    pub(super) fn looks_scientific(text: &str) -> bool {
        let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
            return false;
        };
        let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        number(exponent.trim_start_matches(['+', '-'])) && number(&mantissa.replace(['.', ','], ""))
    }

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotDigits => "ID_NOT_DIGITS",
            Self::Scientific => "ID_SCIENTIFIC_NOTATION",
            Self::LeadingZeroLost => "ID_LEADING_ZERO_LOST",
            Self::WrongLength => "ID_WRONG_LENGTH",
        }
    }

    /// Vietnamese words.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::NotDigits => "Số định danh chỉ gồm chữ số (12 số, hoặc 9 số đối với CMND)",
            Self::Scientific => {
                "Số định danh bị bảng tính đổi sang dạng số mũ nên mất chữ số; hãy nhập lại dạng văn bản"
            }
            Self::LeadingZeroLost => {
                "Số định danh thiếu một chữ số, có thể mất số 0 ở đầu; hãy nhập lại dạng văn bản"
            }
            Self::WrongLength => "Số định danh phải có 12 chữ số (CCCD) hoặc 9 chữ số (CMND)",
        }
    }

    /// English words.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::NotDigits => "a personal number has digits only (12, or 9 for the old card)",
            Self::Scientific => {
                "the spreadsheet turned the personal number into scientific notation and lost digits; enter it again as text"
            }
            Self::LeadingZeroLost => {
                "the personal number is one digit short, perhaps a lost leading zero; enter it again as text"
            }
            Self::WrongLength => "a personal number has 12 digits (citizen's card) or 9 (old card)",
        }
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en())
    }
}

impl std::error::Error for IdError {}

/// What about a well-formed number does not fit its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdWarning {
    /// The fourth digit is even for men, odd for women.
    Sex,
    /// The fourth digit (century) and the fifth and sixth (year) say another year of birth.
    BirthYear,
    /// The first three digits are no province's code.
    Place,
    /// All digits are the same.
    Placeholder,
}

impl IdWarning {
    /// Every warning.
    pub const ALL: [Self; 4] = [Self::Sex, Self::BirthYear, Self::Place, Self::Placeholder];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sex => "ID_SEX_DIFFERS",
            Self::BirthYear => "ID_BIRTH_YEAR_DIFFERS",
            Self::Place => "ID_PLACE_UNKNOWN",
            Self::Placeholder => "ID_PLACEHOLDER",
        }
    }

    /// Vietnamese words.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::Sex => "Số định danh không khớp giới tính",
            Self::BirthYear => "Số định danh không khớp năm sinh",
            Self::Place => "Ba số đầu của số định danh không có trong danh mục tỉnh",
            Self::Placeholder => "Số định danh gồm toàn một chữ số, có thể là số điền tạm",
        }
    }

    /// English words.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Sex => "the personal number does not fit the sex",
            Self::BirthYear => "the personal number does not fit the year of birth",
            Self::Place => "the first three digits of the personal number are no province's code",
            Self::Placeholder => "all digits of the personal number are the same, perhaps a placeholder",
        }
    }
}
