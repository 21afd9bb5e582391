//! Percents for people to read. Verdicts never use them: see [`crate::band`].

/// `sent` of `n` in percent, truncated (not rounded) to two decimals with a point: `percent(4, 35)` is `11.42`.
/// `None` at `n` = 0.
#[must_use]
pub fn percent(sent: u64, n: u64) -> Option<String> {
    let hundredths = (u128::from(sent) * 10_000).checked_div(u128::from(n))?;
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percents_are_truncated_to_two_decimals() {
        let rows = [
            (0, 35, "0.00"),
            (4, 35, "11.42"),
            (8, 70, "11.42"),
            (1, 3, "33.33"),
            (2, 3, "66.66"),
            (11, 100, "11.00"),
            (199_999, 200_000, "99.99"),
            (35, 35, "100.00"),
            (36, 35, "102.85"),
            (1, 10_001, "0.00"),
            (1, 1000, "0.10"),
            (u64::MAX, u64::MAX, "100.00"),
        ];
        for (sent, n, expected) in rows {
            assert_eq!(percent(sent, n).as_deref(), Some(expected), "{sent} of {n}");
        }
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(3, 0), None);
    }
}
