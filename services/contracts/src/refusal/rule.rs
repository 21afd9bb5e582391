//! The rules behind [`Reason::InvalidValue`](super::Reason::InvalidValue), with the words of each.

use super::{template, value_en, value_vi};

/// Which rule of its contract a value breaks; stands in the metadata as `rule`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Nothing is given.
    Required,
    /// More characters (`sent`) than `max`.
    TooLong,
    /// A number outside `min` to `max`.
    OutOfRange,
    /// Fewer or more elements than `min` to `max`.
    WrongCount,
    /// No date `YYYY-MM-DD`.
    NotADate,
    /// No birth date `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    NotABirthDate,
    /// No value of the closed list.
    NotOfTheList,
    /// No UUID in its hyphenated lower-case form.
    NotAnId,
    /// No 64 hexadecimal digits.
    NotADigest,
    /// No personal number; `why` is the code of what is wrong with it.
    NotAPersonalNumber,
    /// A character that no text of the field has, such as a control character; `character` at place `at`, from 1.
    BadCharacter,
    /// An element stands twice.
    Repeated,
    /// Not after what it must follow.
    WrongOrder,
    /// Given though something else forbids it.
    NotExpected,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 14] = [
        Self::Required,
        Self::TooLong,
        Self::OutOfRange,
        Self::WrongCount,
        Self::NotADate,
        Self::NotABirthDate,
        Self::NotOfTheList,
        Self::NotAnId,
        Self::NotADigest,
        Self::NotAPersonalNumber,
        Self::BadCharacter,
        Self::Repeated,
        Self::WrongOrder,
        Self::NotExpected,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "REQUIRED",
            Self::TooLong => "TOO_LONG",
            Self::OutOfRange => "OUT_OF_RANGE",
            Self::WrongCount => "WRONG_COUNT",
            Self::NotADate => "NOT_A_DATE",
            Self::NotABirthDate => "NOT_A_BIRTH_DATE",
            Self::NotOfTheList => "NOT_OF_THE_LIST",
            Self::NotAnId => "NOT_AN_ID",
            Self::NotADigest => "NOT_A_DIGEST",
            Self::NotAPersonalNumber => "NOT_A_PERSONAL_NUMBER",
            Self::BadCharacter => "BAD_CHARACTER",
            Self::Repeated => "REPEATED",
            Self::WrongOrder => "WRONG_ORDER",
            Self::NotExpected => "NOT_EXPECTED",
        }
    }

    /// The rule with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }

    /// What happened and what to do next: Vietnamese, English.
    pub(super) fn texts(self, metadata: &[(String, String)]) -> (String, String) {
        let (vi, en) = self.words();
        (template::fill(vi, metadata, value_vi::in_words), template::fill(en, metadata, value_en::in_words))
    }

    /// The words with their places.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Required => ("Thiếu giá trị bắt buộc; hãy điền.", "The value is required; give it."),
            Self::TooLong => (
                "Dài quá[: {sent} ký tự][, tối đa {max} ký tự]; hãy rút ngắn.",
                "Too long[: {sent} characters][, at most {max}]; shorten it.",
            ),
            Self::OutOfRange => (
                "Số ngoài khoảng cho phép[ ({min} đến {max})]; hãy kiểm tra lại.",
                "The number is out of range[ ({min} to {max})]; check it.",
            ),
            Self::WrongCount => (
                "Số lượng không đúng[: cần từ {min} đến {max}]; hãy kiểm tra lại.",
                "The count is wrong[: {min} to {max}]; check it.",
            ),
            Self::NotADate => {
                ("Không phải là ngày; ghi dạng 2021-12-31.", "Not a date; write it as 2021-12-31.")
            }
            Self::NotABirthDate => (
                "Không phải là ngày sinh; ghi dạng 1985-03-31, 1985-03 hoặc 1985[, từ năm {min} đến {max}].",
                "Not a birth date; write it as 1985-03-31, 1985-03 or 1985[, years {min} to {max}].",
            ),
            Self::NotOfTheList => (
                "Không thuộc danh mục; chọn một giá trị của danh mục.",
                "Not a value of the list; choose one.",
            ),
            Self::NotAnId => (
                "Không phải là mã hồ sơ (UUID); chép lại đúng mã đã nhận.",
                "Not a record id (UUID); copy the id that you were given.",
            ),
            Self::NotADigest => (
                "Không phải là mã băm SHA-256: cần 64 chữ số thập lục phân.",
                "Not a SHA-256 digest: 64 hexadecimal digits are needed.",
            ),
            Self::NotAPersonalNumber => (
                "Không phải là số định danh[: {why}]; sửa lại, hoặc để trống nếu không có.",
                "Not a personal number[: {why}]; correct it, or leave it empty where there is none.",
            ),
            Self::BadCharacter => (
                "Có ký tự không dùng được trong văn bản[ (vị trí {at}, mã {character})]; xóa ký tự đó rồi gõ lại.",
                "It has a character that no text has[ (place {at}, {character})]; delete it and type again.",
            ),
            Self::Repeated => ("Bị lặp lại; bỏ bớt.", "It stands twice; leave one out."),
            Self::WrongOrder => (
                "Thứ tự không đúng[: phải từ {min}]; hãy kiểm tra lại.",
                "The order is wrong[: at least {min}]; check it.",
            ),
            Self::NotExpected => (
                "Không dùng cùng với các giá trị khác; hãy để trống.",
                "It does not go with the other values; leave it empty.",
            ),
        }
    }
}
