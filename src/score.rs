//! From answers to scores: a mean for each dimension, or the fact that there are too few answers. Knows nothing
//! of words, of pictures or of other people's answers. Rules: domain.md part c, numbers from the instrument.

use crate::instrument::{Answer, Dimension, Instrument, Item, Keyed, Rating, Relation, Scoring};
use crate::response::Response;

/// What the answers to one dimension come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Mean of the answered items, 1 to 5; none when fewer than half or fewer than two were answered.
    pub mean: Option<f64>,
    /// Items with a rating.
    pub n_answered: usize,
    /// Items with the opt-out.
    pub n_opt_out: usize,
    pub n_items: usize,
    /// Highest and lowest rating are so far apart that the mean hides something.
    pub is_mixed: bool,
}

/// A third of the scale, following its words; it is no norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    Low,
    Mid,
    High,
}

/// Where a mean lies among the five labelled points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Within a quarter of a point.
    Around(Rating),
    /// Further from both, lower one first.
    Between(Rating, Rating),
}

/// How one dimension relates to the mean of some others. The names are those of the instrument's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    Behind,
    Ahead,
    BothLow,
    BothHigh,
    Close,
}

impl Pattern {
    /// The pattern's code in the instrument.
    pub fn id(self) -> &'static str {
        match self {
            Pattern::Behind => "trust-behind",
            Pattern::Ahead => "trust-ahead",
            Pattern::BothLow => "both-low",
            Pattern::BothHigh => "both-high",
            Pattern::Close => "close",
        }
    }
}

/// A relation that could be computed: the focus dimension's mean, the mean of the others, the pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Related {
    pub focus: f64,
    pub foundation: f64,
    pub pattern: Pattern,
}

/// In: a response and one of its dimensions. Out: its score. A negative item counts as 6 minus the answer; the
/// opt-out never counts; the half rule decides whether there is a mean.
pub fn score(instrument: &Instrument, response: &Response, dimension: &Dimension) -> Score {
    let answers: Vec<(&Item, Answer)> =
        dimension.items.iter().filter_map(|item| Some((item, response.answer(item.id)?))).collect();
    let points: Vec<u8> = answers
        .iter()
        .filter_map(|(item, answer)| {
            let point = answer.rating()?.point();
            Some(match item.keyed {
                Keyed::Positive => point,
                Keyed::Negative => 6 - point,
            })
        })
        .collect();
    let rules = &instrument.scoring;
    let n_items = dimension.items.len();
    let n_answered = points.len();
    let enough = n_answered >= rules.min_answered_items
        && n_answered as f64 >= rules.min_answered_share * n_items as f64;
    let sum: u32 = points.iter().map(|point| u32::from(*point)).sum();
    let range = points.iter().max().zip(points.iter().min()).map_or(0, |(most, least)| most - least);
    Score {
        mean: enough.then(|| f64::from(sum) / n_answered as f64),
        n_answered,
        n_opt_out: answers.iter().filter(|(_, answer)| *answer == Answer::OptOut).count(),
        n_items,
        is_mixed: range >= rules.mixed_items_min_range,
    }
}

/// In: a mean, 1 to 5. Out: its band: below 2.5 low, 2.5 up to and including 3.5 mid, above 3.5 high.
pub fn band(rules: &Scoring, mean: f64) -> Band {
    if mean < rules.band_low_below {
        Band::Low
    } else if mean > rules.band_high_above {
        Band::High
    } else {
        Band::Mid
    }
}

/// In: a mean, 1 to 5. Out: the point it lies around, or the two it lies between.
pub fn place(mean: f64) -> Place {
    let point = |value: f64| Rating::ALL[(value as usize).clamp(1, 5) - 1];
    let nearest = mean.round();
    if (mean - nearest).abs() <= 0.25 {
        Place::Around(point(nearest))
    } else {
        Place::Between(point(mean.floor()), point(mean.ceil()))
    }
}

/// In: a mean, 1 to 5. Out: the same in tenths of a point, 10 to 50, rounded.
pub fn tenths(mean: f64) -> u32 {
    (mean * 10.0).round() as u32
}

/// In: a response and a relation of the instrument. Out: the two means and the pattern; nothing when the focus
/// has no score or too few of the others have one.
pub fn relate(instrument: &'static Instrument, response: &Response, relation: &Relation) -> Option<Related> {
    let mean = |code: &str| score(instrument, response, instrument.dimension(code)?).mean;
    let focus = mean(relation.focus)?;
    let others: Vec<f64> = relation.others.iter().filter_map(|code| mean(code)).collect();
    relate_means(&instrument.scoring, relation, focus, &others)
}

/// In: the rules, a relation, the mean of its focus and those of its others that are known. Out: as `relate`.
pub fn relate_means(rules: &Scoring, relation: &Relation, focus: f64, others: &[f64]) -> Option<Related> {
    if others.is_empty() || others.len() < relation.min_others {
        return None;
    }
    let foundation = others.iter().sum::<f64>() / others.len() as f64;
    // A difference of exactly one point may come out as 0.9999…; the slack is far below any real difference.
    let differs = |higher: f64, lower: f64| higher - lower >= relation.min_difference - 1e-9;
    let pattern = if differs(foundation, focus) {
        Pattern::Behind
    } else if differs(focus, foundation) {
        Pattern::Ahead
    } else {
        match (band(rules, focus), band(rules, foundation)) {
            (Band::Low, Band::Low) => Pattern::BothLow,
            (Band::High, Band::High) => Pattern::BothHigh,
            _ => Pattern::Close,
        }
    };
    Some(Related { focus, foundation, pattern })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::{Change, ResponseId};

    /// Answers to the items of one dimension in order: a digit, `n` for the opt-out, `.` for open.
    fn answered(dimension: &str, answers: &str) -> (Score, Response) {
        let mut response = Response::new(Instrument::shipped(), ResponseId(1));
        fill(&mut response, dimension, answers);
        let dimension = Instrument::shipped().dimension(dimension).unwrap();
        (score(Instrument::shipped(), &response, dimension), response)
    }

    fn fill(response: &mut Response, dimension: &str, answers: &str) {
        let dimension = Instrument::shipped().dimension(dimension).unwrap();
        for (item, letter) in dimension.items.iter().zip(answers.chars()) {
            let answer = match letter {
                'n' => Some(Answer::OptOut),
                '.' => None,
                digit => digit.to_digit(10).and_then(|d| Rating::new(d.into())).map(Answer::Rating),
            };
            response.apply(Change::Answer(item.id, answer));
        }
    }

    #[track_caller]
    fn case(answers: &str, mean: Option<f64>, n_opt_out: usize, is_mixed: bool) {
        let (score, _) = answered("trust", answers);
        assert_eq!((score.mean, score.n_opt_out, score.is_mixed), (mean, n_opt_out, is_mixed), "{answers}");
    }

    #[test]
    fn the_half_rule_and_the_mixed_rule() {
        case("4444", Some(4.0), 0, false);
        case("43..", Some(3.5), 0, false); // exactly half
        case("4...", None, 0, false);
        case("4nnn", None, 3, false);
        case("45nn", Some(4.5), 2, false); // the opt-out neither pulls up nor down
        case("....", None, 0, false);
        case("nnnn", None, 4, false);
        case("1444", Some(3.25), 0, true);
        case("2444", Some(3.5), 0, false);
    }

    #[test]
    fn two_of_five_are_fewer_than_half() {
        assert_eq!(answered("identity", "44...").0.mean, None);
        assert_eq!(answered("identity", "444..").0.mean, Some(4.0));
    }

    #[test]
    fn both_items_of_a_dimension_of_two_are_needed() {
        assert_eq!(answered("value-society", "4.").0.mean, None);
        assert_eq!(answered("value-society", "42").0.mean, Some(3.0));
    }

    #[track_caller]
    fn banded(mean: f64, expected: Band) {
        assert_eq!(band(&Instrument::shipped().scoring, mean), expected, "{mean}");
    }

    #[test]
    fn the_bands_meet_where_the_instrument_says() {
        banded(2.49, Band::Low);
        banded(2.5, Band::Mid);
        banded(3.5, Band::Mid);
        banded(3.51, Band::High);
        banded(1.0, Band::Low);
        banded(5.0, Band::High);
    }

    #[track_caller]
    fn placed(mean: f64, low: u8, high: u8) {
        let expected = match place(mean) {
            Place::Around(point) => (point.point(), point.point()),
            Place::Between(below, above) => (below.point(), above.point()),
        };
        assert_eq!(expected, (low, high), "{mean}");
    }

    #[test]
    fn a_mean_lies_around_a_point_or_between_two() {
        placed(1.0, 1, 1);
        placed(3.25, 3, 3);
        placed(3.26, 3, 4);
        placed(3.74, 3, 4);
        placed(3.75, 4, 4);
        placed(5.0, 5, 5);
    }

    #[track_caller]
    fn related(five: [&str; 5], trust: &str, expected: Option<Pattern>) {
        let relation = &Instrument::shipped().module("relaties").unwrap().relations[0];
        let mut response = answered("trust", trust).1;
        for (code, answers) in relation.others.iter().zip(five) {
            fill(&mut response, code, answers);
        }
        let found = relate(Instrument::shipped(), &response, relation).map(|related| related.pattern);
        assert_eq!(found, expected, "{five:?} {trust}");
    }

    #[test]
    fn trust_beside_the_other_five() {
        related(["4444"; 5], "3333", Some(Pattern::Behind)); // exactly one point
        related(["3333"; 5], "4444", Some(Pattern::Ahead));
        related(["2222"; 5], "2222", Some(Pattern::BothLow));
        related(["4444"; 5], "5544", Some(Pattern::BothHigh));
        related(["3333"; 5], "4443", Some(Pattern::Close));
        related(["4444", "4444", "4444", "4444", "n..."], "2222", Some(Pattern::Behind)); // four of five will do
        related(["4444", "4444", "4444", "....", "...."], "2222", None);
        related(["4444"; 5], "2nnn", None);
    }
}
