//! Counts of what a group answered: enough for the whole group report, and all that is kept where rows are forgotten.
//! Knows nothing of thresholds, of words or of who answered what.

use super::spread::Ratings;
use crate::instrument::{Answer, Dimension, Instrument, Question};
use crate::response::Response;
use crate::score::{score, tenths};
use crate::sorted::Sorted;

/// The tenths of a point that a dimension's score can have: 1.0 to 5.0.
const N_TENTHS: usize = 41;

/// Sums over responses. Adding and taking away in any order comes to the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    pub n_responses: u32,
    /// For each closed question: how many chose each option, in the order of the scale, the opt-out last.
    answers: Sorted<&'static str, Vec<u32>>,
    /// For each dimension: how many people's scores are so many tenths above 1.0.
    scores: Sorted<&'static str, Vec<u32>>,
    topics: Sorted<&'static str, u32>,
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
        for module in response.modules(instrument) {
            for question in module.questions(&instrument.scale) {
                let place = response.answer(question.code).and_then(|answer| place(&question, answer));
                let new = || vec![0; question.scale.options.len() + 1];
                if let Some(n) = place.and_then(|place| self.answers.entry(question.code, new).get_mut(place))
                {
                    change(n);
                }
            }
            for dimension in module.dimensions {
                let mean = score(instrument, response, dimension).mean;
                let place = mean.and_then(|mean| usize::try_from(tenths(mean).saturating_sub(10)).ok());
                let scores = || vec![0; N_TENTHS];
                if let Some(n) =
                    place.and_then(|place| self.scores.entry(dimension.id, scores).get_mut(place))
                {
                    change(n);
                }
            }
        }
        for topic in response.topics() {
            change(self.topics.entry(topic, || 0));
        }
    }

    /// How many chose each option of a question, in the order of its scale; and how many opted out.
    pub fn answers(&self, question: &Question) -> (Vec<u32>, u32) {
        let n_options = question.scale.options.len();
        let counts = self.answers.get(question.code).cloned().unwrap_or_else(|| vec![0; n_options + 1]);
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
        let counts = self.scores.get(dimension.id).into_iter().flatten();
        (10..).zip(counts.copied()).filter(|(_, n)| *n > 0).collect()
    }

    /// How many chose a dimension to talk about.
    pub fn votes(&self, dimension: &Dimension) -> u32 {
        self.topics.get(dimension.id).copied().unwrap_or(0)
    }
}

fn place(question: &Question, answer: Answer) -> Option<usize> {
    let options = question.scale.options.iter().map(|option| option.answer);
    options.chain([Answer::OptOut]).position(|option| option == answer)
}
