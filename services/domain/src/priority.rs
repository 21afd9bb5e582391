//! Who is sent first (Decree 71/2020 Art. 3 in the words of the province's plan for 2021, III.1: "ưu tiên bố trí những
//! giáo viên còn đủ tối thiểu năm công tác … tham gia đào tạo trước"; rules.md 1.5).

/// Stable name of this reading. The plan's sentence lost its number, so an order is stored with the reading that made
/// it; another reading would be another name.
pub const READING: &str = "FEWEST_MONTHS_LEFT@1";

/// A person who may be sent, as far as the order needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Candidate<K> {
    /// Months of service left at 01/07/2020, as the scope decision recorded them.
    pub months_left: i32,
    /// Months that Art. 2 asks of this person: 84 or 96.
    pub threshold: i32,
    /// What decides between persons with equally many months left, and names the person to the caller. Stable and
    /// unique, so that two runs give one order.
    pub key: K,
}

/// The candidates who have the minimum service, in the order in which they are to be sent: fewest months left first, then by
/// key. Whoever has less than the minimum is not in the target group and is left out.
#[must_use]
pub fn order<K: Ord>(candidates: impl IntoIterator<Item = Candidate<K>>) -> Vec<Candidate<K>> {
    let mut order: Vec<_> = candidates.into_iter().filter(|one| one.months_left >= one.threshold).collect();
    order.sort_by(|a, b| a.months_left.cmp(&b.months_left).then_with(|| a.key.cmp(&b.key)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn those_who_just_have_the_minimum_go_first() {
        let rows =
            [(96, 84, "d"), (83, 84, "out"), (84, 84, "b"), (95, 96, "out"), (84, 84, "a"), (96, 96, "c")];
        let candidates = rows.map(|(months_left, threshold, key)| Candidate { months_left, threshold, key });
        let keys: Vec<&str> = order(candidates).into_iter().map(|one| one.key).collect();
        assert_eq!(keys, ["a", "b", "c", "d"]);
    }

    proptest! {
        #[test]
        fn the_order_does_not_depend_on_the_order_given(months in proptest::collection::vec(60_i32..200, 0..40)) {
            let candidates: Vec<_> = months
                .iter()
                .zip(0_u32..)
                .map(|(months_left, key)| Candidate { months_left: *months_left, threshold: 84, key })
                .collect();
            let ordered = order(candidates.clone());
            prop_assert_eq!(&order(candidates.into_iter().rev()), &ordered);
            prop_assert!(ordered.is_sorted_by_key(|one| (one.months_left, one.key)));
            prop_assert_eq!(ordered.len(), months.iter().filter(|months| **months >= 84).count());
        }
    }
}
