//! What has changed between two measurements, of one person or of a group, and how sure that is. Knows nothing of words or
//! pictures. Rules: domain.md part c, "Repeated measurement"; numbers from the instrument.

use crate::again::{PairingCode, pairing};
use crate::group::Group;
use crate::instrument::{Dimension, Instrument, Item, Keyed};
use crate::response::{Change, Response};
use crate::score::score;

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
    let mut common = Response::new(instrument, response.id);
    for item in dimension.items.iter().filter(|item| is_rated(response, item.id) && is_rated(other, item.id))
    {
        common.apply(Change::Answer(item.id, response.answer(item.id)));
    }
    score(instrument, &common, dimension).mean
}

/// A group's then and now on one dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupChange {
    /// The means of people's scores, 1 to 5: of all that are shown, or of those in both where they are paired.
    pub then: f64,
    pub now: f64,
    pub moved: Moved,
    pub compared: Compared,
}

/// Whose answers stand beside whose, and how many people those are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The same people, then and now.
    Pairs(usize),
    /// All who have a score on it; nobody knows who of them is in both. Of a questionnaire that has changed: how many
    /// answered that of its questions which most people answered.
    All { then: u32, now: u32 },
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
    /// must have moved that way. Else by all, and then more is needed. Of a questionnaire that has changed only the
    /// questions in both count. None if one of the two may not be shown.
    pub fn on(&self, dimension: &'static Dimension) -> Option<GroupChange> {
        let instrument = self.now.instrument();
        let rules = &instrument.grouping;
        let [(all_then, n_then), (all_now, n_now)] = if self.versions().is_some() {
            means_by_both(self.then, self.now, dimension)?
        } else {
            [mean_of(self.then, dimension)?, mean_of(self.now, dimension)?]
        };
        let means = |(then, now): &(&Response, &Response)| {
            let mean = |one, other| mean_by_both(instrument, one, other, dimension);
            Some((mean(then, now)?, mean(now, then)?))
        };
        let paired: Vec<(f64, f64)> = self.pairs.iter().filter_map(means).collect();
        let needed = self.then.session.min_group.max(self.now.session.min_group).people();
        if paired.len() < needed.into() {
            let difference = all_now - all_then;
            let is_clear = difference.abs() >= rules.change_group_unpaired_min - SLACK;
            let moved = moved(difference, is_clear);
            let compared = Compared::All { then: n_then, now: n_now };
            return Some(GroupChange { then: all_then, now: all_now, moved, compared });
        }
        let mean = |of: fn(&(f64, f64)) -> f64| paired.iter().map(of).sum::<f64>() / paired.len() as f64;
        let (then, now) = (mean(|pair| pair.0), mean(|pair| pair.1));
        let n_along = paired.iter().filter(|pair| (pair.1 - pair.0) * (now - then) > 0.0).count();
        let is_large = (now - then).abs() >= rules.change_group_paired_min - SLACK;
        let moved = moved(now - then, is_large && n_along * 2 > paired.len());
        Some(GroupChange { then, now, moved, compared: Compared::Pairs(paired.len()) })
    }
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
        let shown = &group.shown()?.dimensions.iter().find(|shown| shown.id == dimension.id)?.items;
        let ratings = &shown.iter().find(|shown| shown.id == item.id)?.shown.as_ref()?.ratings;
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
    let scores = &group.shown()?.dimensions.iter().find(|shown| shown.id == dimension.id)?.scores;
    let n: u32 = scores.iter().map(|(_, n)| n).sum();
    let sum: u32 = scores.iter().map(|(tenths, n)| tenths * n).sum();
    (n > 0).then(|| (f64::from(sum) / 10.0 / f64::from(n), n))
}
