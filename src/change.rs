//! What has changed between two measurements, of one person or of a group, and how sure that is. Knows nothing of words or
//! pictures. Rules: domain.md part c, "Repeated measurement"; numbers from the instrument.

use crate::again::{PairingCode, pairing};
use crate::group::spread::Spread;
use crate::group::tally::Tally;
use crate::group::{DimensionProfile, Group, dimension_profile};
use crate::instrument::{Dimension, Instrument, Item, Keyed};
use crate::response::{Change, Response};
use crate::score::{Place, place, score};

/// Which way something has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// So little that it is called the same.
    Same,
    /// More, but it may be chance: to be asked, not told. Only of groups.
    Maybe,
    Up,
    Down,
}

/// Of a group: below a quarter of a point two means lie at the same place of the scale, as in `score::place`.
const SAME_PLACE: f64 = 0.25;

/// Means that differ by exactly a threshold may come out as 0.9999…; the slack is far below any real difference.
const SLACK: f64 = 1e-9;

/// One person's scores on one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnChange {
    /// Oldest first; none where there is no score.
    pub means: Vec<Option<f64>>,
    /// Between the last one and the one before it that has a score.
    pub moved: Moved,
    /// Of those two, some answered items were left out, because they were answered only once.
    pub is_partial: bool,
}

/// In: the measurements of one person, oldest first, and one dimension. Out: how it changed, if the last two
/// have a score by the items that were answered in both; so a questionnaire that has changed is compared by
/// what is the same in it. Older ones are shown by the items they share with the last one.
pub fn own(
    instrument: &'static Instrument,
    measurements: &[&Response],
    dimension: &'static Dimension,
) -> Option<OwnChange> {
    let (now, earlier) = measurements.split_last()?;
    let mut means: Vec<Option<f64>> =
        earlier.iter().map(|then| mean_by_both(instrument, then, now, dimension)).collect();
    let (then, mean_then) = (*earlier.last()?, (*means.last()?)?);
    let mean_now = mean_by_both(instrument, now, then, dimension)?;
    means.push(Some(mean_now));
    let difference = mean_now - mean_then;
    let is_same = difference.abs() < instrument.grouping.change_individual_min - SLACK;
    let moved = if is_same { Moved::Same } else { direction(difference) };
    let is_partial = dimension.items.iter().any(|item| is_rated(then, item.id) != is_rated(now, item.id));
    Some(OwnChange { means, moved, is_partial })
}

fn is_rated(response: &Response, item: &str) -> bool {
    response.answer(item).is_some_and(|answer| answer.rating().is_some())
}

/// A response's mean on a dimension by the items that the other one has answered too, 1 to 5.
fn mean_by_both(
    instrument: &'static Instrument,
    response: &Response,
    other: &Response,
    dimension: &'static Dimension,
) -> Option<f64> {
    score(instrument, &of_both(instrument, response, other, dimension), dimension).mean
}

/// Of a response no more than its ratings of those items of a dimension that the other one has rated too.
fn of_both(
    instrument: &'static Instrument,
    response: &Response,
    other: &Response,
    dimension: &'static Dimension,
) -> Response {
    let mut common = Response::new(instrument, response.id);
    let has_it = |of: &[Dimension]| of.iter().any(|one| one.id == dimension.id);
    let modules = instrument.modules.iter().filter(|module| has_it(module.dimensions));
    common.apply(Change::Modules(modules.map(|module| module.id).collect()));
    for item in dimension.items.iter().filter(|item| is_rated(response, item.id) && is_rated(other, item.id))
    {
        common.apply(Change::Answer(item.id, response.answer(item.id)));
    }
    common
}

/// Where the answers of several people to one dimension lay, then and now. Of answers on two sides the middle says nothing,
/// because nobody may be there: here it has no value, and neither has a change from it or to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Beside {
    /// The means of people's scores, 1 to 5.
    Middles {
        then: f64,
        now: f64,
        moved: Moved,
    },
    /// On two sides then, and not now.
    DividedThen {
        now: f64,
    },
    DividedNow {
        then: f64,
    },
    DividedBoth,
}

impl Beside {
    /// In: the means then and now, none of answers on two sides; whether such a difference is a change.
    fn new([then, now]: [Option<f64>; 2], is_clear: impl Fn(f64) -> bool) -> Beside {
        match (then, now) {
            (Some(then), Some(now)) => {
                let moved = moved(now - then, is_clear(now - then));
                Beside::Middles { then, now, moved }
            }
            (None, Some(now)) => Beside::DividedThen { now },
            (Some(then), None) => Beside::DividedNow { then },
            (None, None) => Beside::DividedBoth,
        }
    }

    /// The means then and now; none of answers on two sides.
    pub fn middles(self) -> [Option<f64>; 2] {
        match self {
            Beside::Middles { then, now, .. } => [Some(then), Some(now)],
            Beside::DividedThen { now } => [None, Some(now)],
            Beside::DividedNow { then } => [Some(then), None],
            Beside::DividedBoth => [None, None],
        }
    }

    /// The same with each mean no finer than it is told in words.
    fn in_words(self) -> Beside {
        match self {
            Beside::Middles { then, now, moved } => {
                Beside::Middles { then: as_told(then), now: as_told(now), moved }
            }
            Beside::DividedThen { now } => Beside::DividedThen { now: as_told(now) },
            Beside::DividedNow { then } => Beside::DividedNow { then: as_told(then) },
            Beside::DividedBoth => Beside::DividedBoth,
        }
    }
}

fn as_told(mean: f64) -> f64 {
    match place(mean) {
        Place::Around(point) => point.point().into(),
        Place::Between(below, above) => f64::midpoint(below.point().into(), above.point().into()),
    }
}

/// All who have a score on a dimension; nobody knows who of them is in both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct All {
    pub beside: Beside,
    /// How many people. Of a questionnaire that has changed: how many answered that of its questions which most people
    /// answered.
    pub then: u32,
    pub now: u32,
}

/// A group's then and now on one dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GroupChange {
    All(All),
    /// So many people who are in both; and all, where there are others too.
    Pairs {
        n: usize,
        beside: Beside,
        all: Option<All>,
    },
}

impl GroupChange {
    /// What is told first: of the same people where there are enough, that being the surest.
    pub fn beside(&self) -> Beside {
        match self {
            GroupChange::All(all) => all.beside,
            GroupChange::Pairs { beside, .. } => *beside,
        }
    }
}

/// Two groups beside each other, by the pictures shown last.
pub struct GroupChanges<'a> {
    then: &'a Group,
    now: &'a Group,
    /// The answers of those in both who agreed to be paired, then and now.
    pairs: Vec<(&'a Response, &'a Response)>,
}

impl<'a> GroupChanges<'a> {
    pub fn new(then: &'a Group, now: &'a Group) -> GroupChanges<'a> {
        let (earlier, later) = (by_code(then), by_code(now));
        let pairs = later.into_iter().filter_map(|(code, response)| {
            let place = earlier.binary_search_by_key(&code, |(other, _)| *other).ok()?;
            earlier.get(place).map(|(_, other)| (*other, response))
        });
        GroupChanges { then, now, pairs: pairs.collect() }
    }

    /// The versions of the instrument that were answered then and now, if they are not the same.
    pub fn versions(&self) -> Option<[Vec<&'a str>; 2]> {
        let versions = [self.then.shown_versions(), self.now.shown_versions()];
        (versions[0] != versions[1]).then_some(versions)
    }

    /// How a dimension changed. Where enough people are paired, by those: the mean change must be large enough and most
    /// must have moved that way. By all more is needed. Of a questionnaire that has changed only the questions in both
    /// count. None if one of the two may not be shown.
    ///
    /// What all said is always told: it follows from the counts of everyone's answers, which the two group reports show.
    /// Beside those counts the mean of the pairs would tell what the few others answered. So where there are others and
    /// fewer than the minimum, that mean is no finer than its words: of one other beside five pairs the score then
    /// stays open over two and a half points, and over more where there are more pairs.
    pub fn on(&self, dimension: &'static Dimension) -> Option<GroupChange> {
        let instrument = self.now.instrument();
        let all = self.all(dimension)?;
        let of_both = |one, other| of_both(instrument, one, other, dimension);
        let mean = |response: &Response| score(instrument, response, dimension).mean;
        let (mut people, mut means) = ([Vec::new(), Vec::new()], Vec::new());
        for (then, now) in &self.pairs {
            let (then, now) = (of_both(then, now), of_both(now, then));
            if let (Some(mean_then), Some(mean_now)) = (mean(&then), mean(&now)) {
                means.push([mean_then, mean_now]);
                people[0].push(then);
                people[1].push(now);
            }
        }
        let n = means.len();
        let needed = self.then.session.min_group.max(self.now.session.min_group).people();
        if n < needed.into() {
            return Some(GroupChange::All(all));
        }
        let middle = |place: usize| {
            let mean = means.iter().map(|mean| mean[place]).sum::<f64>() / n as f64;
            Some(mean).filter(|_| !are_divided(instrument, &people[place], dimension, needed))
        };
        let beside = Beside::new([middle(0), middle(1)], |difference| {
            let n_along = means.iter().filter(|[then, now]| (now - then) * difference > 0.0).count();
            difference.abs() >= instrument.grouping.change_group_paired_min - SLACK && n_along * 2 > n
        });
        let others = [all.then, all.now].map(|all| (all as usize).saturating_sub(n));
        let are_few = others.iter().any(|n| (1..needed.into()).contains(n));
        Some(GroupChange::Pairs {
            n,
            beside: if are_few { beside.in_words() } else { beside },
            all: (others != [0, 0]).then_some(all),
        })
    }

    /// Whether a dimension was answered by enough people then or now to be shown.
    pub fn is_shown_once(&self, dimension: &Dimension) -> bool {
        [self.then, self.now].iter().any(|group| mean_of(group, dimension).is_some())
    }

    fn all(&self, dimension: &'static Dimension) -> Option<All> {
        let [then, now] = if self.versions().is_some() {
            means_by_both(self.then, self.now, dimension)?
        } else {
            [mean_of(self.then, dimension)?, mean_of(self.now, dimension)?]
        };
        let middle = |group: &Group, mean: f64| {
            let is_divided = shown(group, dimension).is_some_and(is_divided);
            Some(mean).filter(|_| !is_divided)
        };
        let least = self.now.instrument().grouping.change_group_unpaired_min;
        let is_clear = |difference: f64| difference.abs() >= least - SLACK;
        let middles = [middle(self.then, then.0), middle(self.now, now.0)];
        Some(All { beside: Beside::new(middles, is_clear), then: then.1, now: now.1 })
    }
}

/// What is shown of a dimension.
fn shown<'a>(group: &'a Group, dimension: &Dimension) -> Option<&'a DimensionProfile> {
    group.shown()?.dimensions.iter().find(|shown| shown.id == dimension.id)
}

/// By the rule of the group report, which names no middle of such answers either.
fn is_divided(profile: &DimensionProfile) -> bool {
    profile.spread == Some(Spread::BothSides)
}

/// The same of some of the people.
fn are_divided(
    instrument: &'static Instrument,
    people: &[Response],
    dimension: &'static Dimension,
    needed: u8,
) -> bool {
    let mut tally = Tally::default();
    people.iter().for_each(|response| tally.add(instrument, response));
    is_divided(&dimension_profile(instrument, &tally, dimension, needed.into()))
}

/// The rows in the picture that have a pairing code, by that code. A code that two of them bear pairs neither.
fn by_code(group: &Group) -> Vec<(PairingCode, &Response)> {
    let mut all: Vec<(PairingCode, &Response)> = group
        .shown_rows()
        .into_iter()
        .filter_map(|row| Some((pairing(&row.response)?, &row.response)))
        .collect();
    all.sort_by_key(|(code, _)| *code);
    let codes: Vec<PairingCode> = all.iter().map(|(code, _)| *code).collect();
    all.retain(|(code, _)| codes.iter().filter(|other| *other == code).count() == 1);
    all
}

fn moved(difference: f64, is_clear: bool) -> Moved {
    if is_clear {
        direction(difference)
    } else if difference.abs() < SAME_PLACE {
        Moved::Same
    } else {
        Moved::Maybe
    }
}

fn direction(difference: f64) -> Moved {
    if difference > 0.0 { Moved::Up } else { Moved::Down }
}

/// The means of what is shown of the items in both pictures, 1 to 5, and the most people that answered one of them. None
/// if those are too few for a score.
fn means_by_both(then: &Group, now: &Group, dimension: &Dimension) -> Option<[(f64, u32); 2]> {
    let instrument = now.instrument();
    let item_mean = |group: &Group, item: &Item| {
        let ratings =
            &shown(group, dimension)?.items.iter().find(|shown| shown.id == item.id)?.shown.as_ref()?.ratings;
        let (n, sum) =
            (1..).zip(ratings).fold((0, 0), |(n, sum), (point, count)| (n + count, sum + point * count));
        let mean = f64::from(sum) / f64::from(n);
        let mean = match item.keyed {
            Keyed::Positive => mean,
            Keyed::Negative => 6.0 - mean,
        };
        Some((mean, n))
    };
    let both =
        dimension.items.iter().filter_map(|item| Some((item_mean(then, item)?, item_mean(now, item)?)));
    let (then, now): (Vec<_>, Vec<_>) = both.unzip();
    let rules = &instrument.scoring;
    let needed = rules.min_answered_share * dimension.items.len() as f64;
    let is_enough = then.len() >= rules.min_answered_items && then.len() as f64 >= needed;
    let mean = |items: &[(f64, u32)]| {
        let sum: f64 = items.iter().map(|(mean, _)| mean).sum();
        (sum / items.len() as f64, items.iter().map(|(_, n)| *n).max().unwrap_or_default())
    };
    is_enough.then(|| [mean(&then), mean(&now)])
}

/// The mean of people's scores in the picture, 1 to 5, and of how many people.
fn mean_of(group: &Group, dimension: &Dimension) -> Option<(f64, u32)> {
    let scores = &shown(group, dimension)?.scores;
    let n: u32 = scores.iter().map(|(_, n)| n).sum();
    let sum: u32 = scores.iter().map(|(tenths, n)| tenths * n).sum();
    (n > 0).then(|| (f64::from(sum) / 10.0 / f64::from(n), n))
}
