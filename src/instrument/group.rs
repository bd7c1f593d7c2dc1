//! What only a group is told: how answers lie, and questions that fit that. A constant of its own, so that a participant
//! does not load it. Knows nothing of answers.

use crate::text::Words;

/// The sentences of the instrument for a group.
#[derive(Debug)]
pub struct GroupTexts {
    /// What handing in gives away.
    pub share_warning: Words,
    /// Goes before what a report says of a dimension.
    pub prefix: Words,
    pub too_few: Words,
    pub close: SpreadText,
    pub some: SpreadText,
    pub wide: SpreadText,
    pub both_sides: SpreadText,
    pub own: SpreadText,
    pub unknown: SpreadText,
}

/// One way in which answers lie: the sentence, and questions to talk about it.
#[derive(Debug)]
pub struct SpreadText {
    pub text: Words,
    pub starters: &'static [Words],
}

// Written by the build script from `network.toml`.
static GROUP: GroupTexts = include!(concat!(env!("OUT_DIR"), "/group.rs"));

impl GroupTexts {
    /// Those of the shipped instrument.
    pub fn shipped() -> &'static GroupTexts {
        &GROUP
    }
}
