//! Counts of what a group answered: enough for the whole group report, and all that is kept where rows are forgotten.
//! Knows nothing of thresholds, of words or of who answered what.

use super::spread::Ratings;
use crate::again::{LookBack, look_back};
use crate::instrument::{Answer, Dimension, Instrument, Question};
use crate::response::Response;
use crate::score::{score, tenths};
use crate::sorted::Sorted;

/// The tenths of a point that a dimension's score can have: 1.0 to 5.0.
const N_TENTHS: usize = 41;

/// What a row of counts is of. A code may be both that of an item and that of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A closed question: how many chose each option, in the order of the scale, the opt-out last.
    Question,
    /// A dimension: how many people's scores are so many tenths above 1.0.
    Scores,
    /// A dimension: how many want to talk about it.
    Votes,
    /// A dimension: how many said each of [`LookBack::ALL`], looking back.
    LookBacks,
}

/// Sums over responses. Adding and taking away in any order comes to the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    pub n_responses: u32,
    counts: Sorted<(Of, &'static str), Vec<u32>>,
    /// Of what this version does not have: kept as it came.
    aside: Sorted<(Of, String), Vec<u32>>,
}

impl Tally {
    /// Adds one response.
    pub fn add(&mut self, instrument: &'static Instrument, response: &Response) {
        self.count(instrument, response, |n| *n += 1);
    }

    /// Takes away one that was added.
    pub fn take_away(&mut self, instrument: &'static Instrument, response: &Response) {
        self.count(instrument, response, |n| *n = n.saturating_sub(1));
    }

    fn count(&mut self, instrument: &'static Instrument, response: &Response, change: impl Fn(&mut u32)) {
        change(&mut self.n_responses);
        let mut one = |of: Of, code: &'static str, place: Option<usize>, length: usize| {
            let counts = || vec![0; length];
            if let Some(n) = place.and_then(|place| self.counts.entry((of, code), counts).get_mut(place)) {
                change(n);
            }
        };
        for module in response.modules(instrument) {
            for question in module.questions(&instrument.scale) {
                let place = response.answer(question.code).and_then(|answer| place(&question, answer));
                one(Of::Question, question.code, place, question.scale.options.len() + 1);
            }
            for dimension in module.dimensions {
                let mean = score(instrument, response, dimension).mean;
                let place = mean.and_then(|mean| usize::try_from(tenths(mean).saturating_sub(10)).ok());
                one(Of::Scores, dimension.id, place, N_TENTHS);
                let said = look_back(response, dimension.id);
                let place = LookBack::ALL.iter().position(|given| Some(*given) == said);
                one(Of::LookBacks, dimension.id, place, LookBack::ALL.len());
            }
        }
        for topic in response.topics() {
            one(Of::Votes, topic, Some(0), 1);
        }
    }

    /// Every row of counts, in an order of its own: to be written down.
    pub fn counts(&self) -> impl Iterator<Item = (Of, &str, &[u32])> {
        let known = self.counts.pairs().iter().map(|((of, code), counts)| (*of, *code, counts.as_slice()));
        let aside = self.aside.pairs().iter();
        known.chain(aside.map(|((of, code), counts)| (*of, code.as_str(), counts.as_slice())))
    }

    /// Takes in a row that was written down. Out: whether it can be one: the length fits the code, if that is known, and
    /// no more people are counted than there are. `n_responses` comes first.
    pub fn restore(&mut self, instrument: &'static Instrument, of: Of, code: &str, counts: Vec<u32>) -> bool {
        let dimension = instrument.dimension(code).map(|dimension| dimension.id);
        let known = match of {
            Of::Question => {
                instrument.question(code).map(|question| (question.code, question.scale.options.len() + 1))
            }
            Of::Scores => dimension.map(|code| (code, N_TENTHS)),
            Of::Votes => dimension.map(|code| (code, 1)),
            Of::LookBacks => dimension.map(|code| (code, LookBack::ALL.len())),
        };
        let n_people: u64 = counts.iter().map(|n| u64::from(*n)).sum();
        n_people <= self.n_responses.into()
            && match known {
                Some((code, length)) => {
                    length == counts.len() && self.counts.insert((of, code), counts).is_none()
                }
                None => self.aside.insert((of, code.to_owned()), counts).is_none(),
            }
    }

    /// How many chose each option of a question, in the order of its scale; and how many opted out.
    pub fn answers(&self, question: &Question) -> (Vec<u32>, u32) {
        let n_options = question.scale.options.len();
        let counts = self
            .counts
            .get(&(Of::Question, question.code))
            .cloned()
            .unwrap_or_else(|| vec![0; n_options + 1]);
        let n_opt_out = counts.last().copied().unwrap_or(0);
        (counts.into_iter().take(n_options).collect(), n_opt_out)
    }

    /// How many gave each rating to an item; and how many opted out.
    pub fn ratings(&self, question: &Question) -> (Ratings, u32) {
        let (counts, n_opt_out) = self.answers(question);
        (counts.try_into().unwrap_or_default(), n_opt_out)
    }

    /// People's scores on a dimension, in tenths of a point (10 to 50) with how many have each, rising.
    pub fn scores(&self, dimension: &Dimension) -> Vec<(u32, u32)> {
        let counts = self.counts.get(&(Of::Scores, dimension.id)).into_iter().flatten();
        (10..).zip(counts.copied()).filter(|(_, n)| *n > 0).collect()
    }

    /// How many said each of [`LookBack::ALL`] of a dimension.
    pub fn look_backs(&self, dimension: &Dimension) -> [u32; LookBack::ALL.len()] {
        let counts = self.counts.get(&(Of::LookBacks, dimension.id)).cloned().unwrap_or_default();
        counts.try_into().unwrap_or_default()
    }

    /// How many chose a dimension to talk about.
    pub fn votes(&self, dimension: &Dimension) -> u32 {
        self.counts.get(&(Of::Votes, dimension.id)).and_then(|n| n.first()).copied().unwrap_or(0)
    }
}

fn place(question: &Question, answer: Answer) -> Option<usize> {
    let options = question.scale.options.iter().map(|option| option.answer);
    options.chain([Answer::OptOut]).position(|option| option == answer)
}
