//! What only a report says: of a dimension, of a profile, of the sources, of itself. A constant of its own, so that it can be loaded after the
//! questions. Knows nothing of answers.

use super::{Dimension, Profile};
use crate::text::Words;

/// Of a dimension: a sentence for each band, what strengthens it, and questions to talk about.
#[derive(Debug)]
pub struct DimensionFeedback {
    id: &'static str,
    pub strengthens: Option<Words>,
    pub low: Words,
    pub mid: Words,
    pub high: Words,
    pub starters: &'static [Words],
    pub source: Credit,
}

/// Of a profile: a sentence for each side, one for a gap between now and wanted, and questions to talk about.
#[derive(Debug)]
pub struct ProfileFeedback {
    id: &'static str,
    pub left: Option<Words>,
    pub middle: Option<Words>,
    pub right: Option<Words>,
    pub gap: Option<Words>,
    pub starters: &'static [Words],
    pub source: Credit,
}

/// Sentences that belong to every report of this instrument.
#[derive(Debug)]
pub struct ReportTexts {
    pub prefix_individual: Words,
    pub one_view: Words,
    pub precision: Words,
    pub mixed_items: Words,
    /// In the place of a score where there is none.
    pub no_score: Words,
}

/// An article the instrument's ideas come from.
#[derive(Debug)]
pub struct Source {
    pub title: &'static str,
    pub author: &'static str,
    pub publisher: &'static str,
    pub date: Option<&'static str>,
    pub address: &'static str,
}

/// The source of one dimension, and which of its ideas.
#[derive(Debug)]
pub struct Credit {
    pub title: &'static str,
    pub publisher: &'static str,
    pub concept: &'static str,
}

struct Feedback {
    report: ReportTexts,
    sources: &'static [Source],
    dimensions: &'static [DimensionFeedback],
    profiles: &'static [ProfileFeedback],
}

// Written by the build script from `network.toml`.
static FEEDBACK: Feedback = include!(concat!(env!("OUT_DIR"), "/feedback.rs"));

impl ReportTexts {
    /// Those of the shipped instrument.
    pub fn shipped() -> &'static ReportTexts {
        &FEEDBACK.report
    }
}

impl Source {
    /// Those of the shipped instrument.
    pub fn shipped() -> &'static [Source] {
        FEEDBACK.sources
    }
}

impl DimensionFeedback {
    /// The shipped instrument has it for each of its dimensions.
    pub fn of(dimension: &Dimension) -> Option<&'static DimensionFeedback> {
        FEEDBACK.dimensions.iter().find(|feedback| feedback.id == dimension.id)
    }
}

impl ProfileFeedback {
    /// The shipped instrument has it for each of its profiles.
    pub fn of(profile: &Profile) -> Option<&'static ProfileFeedback> {
        FEEDBACK.profiles.iter().find(|feedback| feedback.id == profile.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::Instrument;

    #[test]
    fn there_is_feedback_on_everything_that_is_asked() {
        let instrument = Instrument::shipped();
        for dimension in instrument.dimensions() {
            let feedback = DimensionFeedback::of(dimension).unwrap();
            assert!(!feedback.starters.is_empty() && !feedback.low.nl.is_empty(), "{}", dimension.id);
        }
        for profile in instrument.modules.iter().flat_map(|module| module.profiles) {
            assert!(!ProfileFeedback::of(profile).unwrap().starters.is_empty(), "{}", profile.id);
        }
    }
}
