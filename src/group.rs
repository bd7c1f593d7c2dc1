//! How the answers of several people to one question lie: median, average deviation, and which of the six ways
//! of spreading it is. Knows nothing of words or pictures. Rules: domain.md part c.

use crate::instrument::{Grouping, Rating, Referent};

/// How the answers of a group to one item lie. Named after the texts in the instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    Close,
    Some,
    Wide,
    BothSides,
    /// About the own organisation or oneself: experiences vary.
    Own,
    Unknown,
}

/// In: ratings in any order. Out: the median, 1 to 5; none without ratings.
pub fn median(ratings: &[Rating]) -> Option<f64> {
    let mut points: Vec<u8> = ratings.iter().map(|rating| rating.point()).collect();
    points.sort_unstable();
    let upper = *points.get(points.len() / 2)?;
    let lower = *points.get((points.len() - 1) / 2)?;
    Some(f64::from(lower + upper) / 2.0)
}

/// In: ratings in any order. Out: the mean distance to the median, in points (AD_Md: Burke, Finkelstein & Dusig
/// 1999); none without ratings.
pub fn average_deviation(ratings: &[Rating]) -> Option<f64> {
    let middle = median(ratings)?;
    let sum: f64 = ratings.iter().map(|rating| (f64::from(rating.point()) - middle).abs()).sum();
    Some(sum / ratings.len() as f64)
}

/// In: the ratings of a group to one item, how many opted out, whom the item is about, the rules. Out: how they
/// spread; none without any answer. Many opt-outs come first, because the rest then says little.
pub fn spread(ratings: &[Rating], n_opt_out: usize, referent: Referent, rules: &Grouping) -> Option<Spread> {
    let n_all = ratings.len() + n_opt_out;
    if n_all == 0 {
        return None;
    }
    if n_opt_out as f64 >= rules.unknown_share * n_all as f64 {
        return Some(Spread::Unknown);
    }
    let deviation = average_deviation(ratings)?;
    if deviation <= rules.spread_close_up_to {
        return Some(Spread::Close);
    }
    if referent != Referent::Network {
        return Some(Spread::Own);
    }
    let count = |points: std::ops::RangeInclusive<u8>| {
        ratings.iter().filter(|rating| points.contains(&rating.point())).count()
    };
    let (low, middle, high) = (count(1..=2), count(3..=3), count(4..=5));
    let side = |n: usize| {
        n >= rules.both_sides_min_count && n as f64 >= rules.both_sides_min_share * ratings.len() as f64
    };
    Some(if side(low) && side(high) && middle < low && middle < high {
        Spread::BothSides
    } else if deviation > rules.spread_wide_above {
        Spread::Wide
    } else {
        Spread::Some
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::Instrument;

    fn ratings(points: &[i64]) -> Vec<Rating> {
        points.iter().map(|point| Rating::new(*point).unwrap()).collect()
    }

    /// The test vectors of domain.md part c.
    #[track_caller]
    fn case(points: [i64; 8], expected_median: f64, expected_deviation: f64, expected: Spread) {
        let ratings = ratings(&points);
        let rules = &Instrument::shipped().grouping;
        assert_eq!(median(&ratings), Some(expected_median));
        assert_eq!(average_deviation(&ratings), Some(expected_deviation));
        assert_eq!(spread(&ratings, 0, Referent::Network, rules), Some(expected));
    }

    #[test]
    fn the_vectors_of_the_design() {
        case([4, 4, 4, 4, 4, 5, 3, 4], 4.0, 0.25, Spread::Close);
        case([3, 3, 4, 4, 4, 4, 5, 5], 4.0, 0.5, Spread::Close);
        case([4, 4, 4, 4, 4, 4, 5, 1], 4.0, 0.5, Spread::Close);
        case([2, 2, 2, 2, 4, 4, 4, 4], 3.0, 1.0, Spread::BothSides);
        case([1, 1, 1, 1, 5, 5, 5, 5], 3.0, 2.0, Spread::BothSides);
        case([5, 5, 5, 5, 5, 5, 5, 1], 5.0, 0.5, Spread::Close);
        case([5, 5, 5, 5, 5, 5, 5, 4], 5.0, 0.125, Spread::Close);
        case([2, 3, 3, 3, 3, 3, 5, 5], 3.0, 0.625, Spread::Some);
        case([1, 2, 3, 3, 3, 3, 5, 5], 3.0, 0.875, Spread::Wide);
    }

    #[test]
    fn not_knowing_and_own_experience_have_their_own_words() {
        let rules = &Instrument::shipped().grouping;
        let wide = ratings(&[1, 1, 5, 5]);
        assert_eq!(spread(&wide, 0, Referent::Organisation, rules), Some(Spread::Own));
        assert_eq!(spread(&wide, 3, Referent::Network, rules), Some(Spread::Unknown));
        assert_eq!(spread(&wide, 2, Referent::Network, rules), Some(Spread::BothSides)); // a third is 0.333 < 0.34
        assert_eq!(spread(&[], 0, Referent::Network, rules), None);
        assert_eq!(spread(&[], 2, Referent::Network, rules), Some(Spread::Unknown));
    }
}
