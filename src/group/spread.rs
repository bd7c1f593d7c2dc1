//! How the answers of several people to one question lie: median, average deviation, and which of the six ways
//! of spreading it is. Knows nothing of words or pictures. Rules: domain.md part c.

use crate::instrument::{Grouping, Rating, Referent, Scoring};
use crate::score::{Band, band};

/// How many people gave each of the five ratings, the lowest first.
pub type Ratings = [u32; 5];

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

/// Each rating's points, and how many gave it.
fn pairs(ratings: &Ratings) -> impl Iterator<Item = (f64, u32)> {
    let points = Rating::ALL.into_iter().map(|rating| f64::from(rating.point()));
    points.zip(ratings.iter().copied())
}

/// In: ratings. Out: the median, 1 to 5; none without ratings.
pub fn median(ratings: &Ratings) -> Option<f64> {
    let n: u32 = ratings.iter().sum();
    // The rating of the person on this place, when all stand in line from low to high.
    let at = |place: u32| {
        let mut before = 0;
        let found = pairs(ratings).find(|(_, count)| {
            before += count;
            before > place
        });
        found.map(|(points, _)| points)
    };
    Some((at(n.checked_sub(1)? / 2)? + at(n / 2)?) / 2.0)
}

/// In: ratings. Out: the mean distance to the median, in points (AD_Md: Burke, Finkelstein & Dusig 1999); none
/// without ratings.
pub fn average_deviation(ratings: &Ratings) -> Option<f64> {
    let middle = median(ratings)?;
    let n: u32 = ratings.iter().sum();
    let sum: f64 = pairs(ratings).map(|(points, count)| (points - middle).abs() * f64::from(count)).sum();
    Some(sum / f64::from(n))
}

/// In: the ratings of a group to one item, how many opted out, whom the item is about, the rules. Out: how they
/// spread; none without any answer. Many opt-outs come first, because the rest then says little.
pub fn spread(ratings: &Ratings, n_opt_out: u32, referent: Referent, rules: &Grouping) -> Option<Spread> {
    let n: u32 = ratings.iter().sum();
    if n + n_opt_out == 0 {
        return None;
    }
    if f64::from(n_opt_out) >= rules.unknown_share * f64::from(n + n_opt_out) {
        return Some(Spread::Unknown);
    }
    let deviation = average_deviation(ratings)?;
    if deviation <= rules.spread_close_up_to {
        return Some(Spread::Close);
    }
    if referent != Referent::Network {
        return Some(Spread::Own);
    }
    let [lowest, low, middle, high, highest] = *ratings;
    Some(if lies_on_both_sides(lowest + low, middle, high + highest, rules) {
        Spread::BothSides
    } else {
        some_or_wide(deviation, rules)
    })
}

/// In: people's scores on a dimension in tenths of a point with how many have each, and the mean of its items' average
/// deviations; the ratings and opt-outs of all its items; whether they are all about the own organisation or oneself;
/// the rules. Out: how they spread, in the order and by the limits of an item (that a score is low or high where an
/// item has two points of the scale follows the bands; domain.md gives no rule of its own for that).
pub fn dimension_spread(
    scores: &[(u32, u32)],
    deviation: Option<f64>,
    (n_ratings, n_opt_out): (u32, u32),
    is_own: bool,
    rules: &Grouping,
    bands: &Scoring,
) -> Option<Spread> {
    if n_opt_out > 0 && f64::from(n_opt_out) >= rules.unknown_share * f64::from(n_ratings + n_opt_out) {
        return Some(Spread::Unknown);
    }
    let deviation = deviation?;
    if deviation <= rules.spread_close_up_to {
        return Some(Spread::Close);
    }
    if is_own {
        return Some(Spread::Own);
    }
    let n_in = |wanted: Band| -> u32 {
        let inside = scores.iter().filter(|(tenths, _)| band(bands, f64::from(*tenths) / 10.0) == wanted);
        inside.map(|(_, n)| n).sum()
    };
    Some(if lies_on_both_sides(n_in(Band::Low), n_in(Band::Mid), n_in(Band::High), rules) {
        Spread::BothSides
    } else {
        some_or_wide(deviation, rules)
    })
}

/// Enough people low and enough high, and fewer in the middle than on either side.
fn lies_on_both_sides(low: u32, middle: u32, high: u32, rules: &Grouping) -> bool {
    let n = f64::from(low + middle + high);
    let is_side = |n_side: u32| {
        n_side as usize >= rules.both_sides_min_count
            && f64::from(n_side) >= rules.both_sides_min_share * n
            && middle < n_side
    };
    is_side(low) && is_side(high)
}

fn some_or_wide(deviation: f64, rules: &Grouping) -> Spread {
    if deviation > rules.spread_wide_above { Spread::Wide } else { Spread::Some }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::Instrument;

    fn ratings(points: &[i64]) -> Ratings {
        let mut ratings = [0; 5];
        points.iter().for_each(|point| ratings[usize::try_from(*point).unwrap() - 1] += 1);
        ratings
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
        assert_eq!(spread(&[0; 5], 0, Referent::Network, rules), None);
        assert_eq!(spread(&[0; 5], 2, Referent::Network, rules), Some(Spread::Unknown));
    }

    #[track_caller]
    fn dimension(scores: &[(u32, u32)], deviation: f64, asked: (u32, u32), is_own: bool, expected: Spread) {
        let instrument = Instrument::shipped();
        let (rules, bands) = (&instrument.grouping, &instrument.scoring);
        assert_eq!(dimension_spread(scores, Some(deviation), asked, is_own, rules, bands), Some(expected));
    }

    #[test]
    fn a_dimension_spreads_as_its_items_do() {
        dimension(&[(20, 4), (40, 4)], 0.5, (32, 0), false, Spread::Close);
        dimension(&[(20, 4), (40, 4)], 0.9, (32, 0), false, Spread::BothSides);
        dimension(&[(20, 4), (30, 4), (40, 4)], 0.9, (32, 0), false, Spread::Wide);
        dimension(&[(20, 1), (40, 7)], 0.7, (32, 0), false, Spread::Some);
        dimension(&[(20, 4), (40, 4)], 0.9, (32, 0), true, Spread::Own);
        dimension(&[(20, 4), (40, 4)], 0.9, (32, 17), true, Spread::Unknown);
        let instrument = Instrument::shipped();
        let none = dimension_spread(&[], None, (0, 0), false, &instrument.grouping, &instrument.scoring);
        assert_eq!(none, None);
    }
}
