//! The sentences around measuring again: what is asked looking back, and what is said of then and now. Apart from `Text`,
//! so that they are loaded with those pages. Knows nothing of ours: numbers and names are handed in.

use super::Lang;

mod en;
mod nl;

/// What is said around measuring again, in one language.
pub struct AgainText {
    // ---- one person
    pub again_title: &'static str,
    pub again_text: &'static str,
    pub again_begin: &'static str,
    /// The same, of which network.
    pub again_begin_of: fn(&str) -> String,
    /// Typed at the start: the day of its last measurement.
    pub known_network: fn(&str) -> String,
    pub look_back: &'static str,
    pub look_back_lead: &'static str,
    /// What was agreed with oneself the last time, and what became of it.
    pub step_before: &'static str,
    /// The same of longer ago.
    pub step_earlier: &'static str,
    pub what_became: &'static str,
    /// By place: done, under way, dropped.
    pub outcome: fn(usize) -> &'static str,
    pub not_said: &'static str,

    // ---- then and now
    pub then_and_now: &'static str,
    /// How many measurements there are.
    pub own_intro: fn(usize) -> String,
    /// How many of them are shown, where there are more.
    pub own_latest: fn(usize) -> String,
    pub own_not_here: &'static str,
    pub own_soon: &'static str,
    pub nothing_to_compare: &'static str,
    /// Names of dimensions.
    pub not_compared: fn(&[&str]) -> String,
    pub up: fn(&[&str]) -> String,
    pub down: fn(&[&str]) -> String,
    pub maybe: fn(&[&str]) -> String,
    /// How many topics.
    pub same: fn(usize) -> String,
    pub undated: &'static str,
    pub this_one: fn(&str) -> String,
    pub panel_caption: fn(&str) -> String,
    /// The head of the column that says when.
    pub measurement: &'static str,
    pub only_both: &'static str,
    /// The answer to the question that looks back.
    pub looking_back: fn(&str) -> String,
    /// Where that points another way than the answers.
    pub own_remembered: &'static str,

    // ---- a group
    pub group_same: &'static str,
    /// The names of two networks, then and now.
    pub group_other: fn(&str, &str) -> String,
    pub unnamed_network: &'static str,
    pub group_intro: &'static str,
    pub group_unpaired: &'static str,
    /// How many people.
    pub group_paired: fn(usize) -> String,
    pub group_some_paired: &'static str,
    pub group_mixed: &'static str,
    /// At a topic: how many people.
    pub compared_pairs: fn(usize) -> String,
    /// At a topic: how many people then and now.
    pub compared_all: fn(u32, u32) -> String,
    /// Said once, where topics have the next sentence.
    pub group_all_too: &'static str,
    /// At a topic, beside those who are in both: how many people then and now, and where their answers lay.
    pub all_too: fn([u32; 2], &[String; 2]) -> String,
    pub on_two_sides: &'static str,
    /// Without a full stop: these stand alone or before names.
    pub divided_then: &'static str,
    pub divided_now: &'static str,
    pub divided_both: &'static str,
    /// One of those, and names of dimensions.
    pub on_topics: fn(&str, &[&str]) -> String,
    pub divided_note: &'static str,
    pub group_mean: &'static str,
    pub group_not_here: &'static str,
    pub group_soon: &'static str,
    pub group_nothing: &'static str,
    /// The versions of the questionnaire, then and now.
    pub group_versions: fn(&[&str], &[&str]) -> String,
    /// Above topics of which enough people said something looking back.
    pub group_looked_back: &'static str,
    /// Where most of them point another way than the answers.
    pub group_remembered: &'static str,
    /// How many people said what.
    pub group_looking_back: fn(&[(&str, u32)]) -> String,
    pub compare: &'static str,
    pub compare_hint: &'static str,
    pub compare_none: &'static str,
    pub agreements_before: &'static str,
    pub agreements_before_lead: &'static str,
    pub agreements_not_here: &'static str,

    // ---- invited again
    pub measured_before: &'static str,
    /// The day of that measurement.
    pub measured_before_text: fn(&str) -> String,
    pub begin_after: &'static str,
    pub begin_anew: &'static str,

    // ---- handing in
    pub with_look_back: &'static str,
    pub pair: &'static str,
    pub pair_more: &'static str,
}

impl AgainText {
    pub fn of(lang: Lang) -> &'static AgainText {
        match lang {
            Lang::Nl => &nl::NL,
            Lang::En => &en::EN,
        }
    }
}
