//! What is said and asked when a network is measured again. A constant of its own, so that it is loaded with the report.
//! Knows nothing of answers.

use super::Answer;
use crate::text::Words;

/// The sentences of the instrument for then and now.
#[derive(Debug)]
pub struct ChangeTexts {
    pub same: Words,
    pub maybe: Words,
    pub up: Words,
    pub down: Words,
    /// What a lower figure can also mean.
    pub caution: Words,
    /// Asked of each topic that was chosen before.
    pub look_back_question: Words,
    pub look_back_options: &'static [LookBackOption],
}

/// What may be said of a topic that was chosen before.
#[derive(Debug)]
pub struct LookBackOption {
    pub answer: Answer,
    pub words: Words,
}

// Written by the build script from `network.toml`.
static CHANGE: ChangeTexts = include!(concat!(env!("OUT_DIR"), "/change.rs"));

impl ChangeTexts {
    /// Those of the shipped instrument.
    pub fn shipped() -> &'static ChangeTexts {
        &CHANGE
    }
}
