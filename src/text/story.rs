//! The sentences around a logbook and the day of looking again. Apart from `Text`, so that they are loaded only with those
//! pages. Knows nothing of ours: numbers and names are handed in.

use super::Lang;

mod en;
mod nl;

/// What is said around a logbook, in one language.
pub struct StoryText {
    // ---- the logbooks here
    pub logbooks_title: &'static str,
    pub logbooks_lead: &'static str,
    pub begin_title: &'static str,
    pub network_label: &'static str,
    pub network_hint: &'static str,
    pub begin: &'static str,
    pub no_name: &'static str,
    pub your_logbooks: &'static str,
    pub no_logbooks: &'static str,
    /// How many entries.
    pub n_entries: fn(usize) -> String,
    pub open_logbook: fn(&str) -> String,
    pub delete: &'static str,
    pub delete_logbook: fn(&str) -> String,
    /// A logbook as it is called in a sentence.
    pub logbook_of: fn(&str) -> String,
    pub open_file: &'static str,
    pub kept: &'static str,
    pub opened: fn(&str) -> String,
    pub merged: fn(&str) -> String,

    // ---- one logbook
    pub logbook_title: fn(&str) -> String,
    pub logbook_lead: &'static str,
    pub all_logbooks: &'static str,
    pub add_title: &'static str,
    pub change_title: &'static str,
    pub kind_label: &'static str,
    pub no_kind: &'static str,
    pub result: &'static str,
    pub result_text: &'static str,
    pub agreement: &'static str,
    pub agreement_text: &'static str,
    pub moment: &'static str,
    pub moment_text: &'static str,
    pub day_label: &'static str,
    pub no_day: &'static str,
    pub day_too_early: &'static str,
    pub sentence_label: &'static str,
    pub sentence_hint: &'static str,
    pub no_sentence: &'static str,
    pub benefits_label: &'static str,
    pub benefits_hint: &'static str,
    pub society: &'static str,
    pub the_network: &'static str,
    pub a_partner: &'static str,
    pub goal_label: &'static str,
    pub no_goal: &'static str,
    pub add: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub goals_title: &'static str,
    pub goals_text: &'static str,
    pub new_goal_label: &'static str,
    pub change_goal_label: &'static str,
    pub no_goal_typed: &'static str,
    pub add_goal: &'static str,
    pub entries_title: &'static str,
    pub no_entries: &'static str,
    pub contributes: fn(&str) -> String,
    pub change: &'static str,
    /// The sentence that is changed or deleted.
    pub change_this: fn(&str) -> String,
    pub delete_this: fn(&str) -> String,
    pub quoted: fn(&str) -> String,
    pub name_label: &'static str,
    pub take_along: &'static str,
    pub take_along_text: &'static str,
    pub print: &'static str,
    pub save_page: &'static str,
    pub save_file: &'static str,
    pub too_large: &'static str,
    pub preview: &'static str,

    // ---- the page that is printed
    pub story_title: &'static str,
    pub line_title: &'static str,
    pub no_stops: &'static str,
    pub measurement: &'static str,
    pub own_measured: &'static str,
    /// The title of a session; may be empty.
    pub group_measured: fn(&str) -> String,
    pub aims_title: &'static str,
    pub no_aims: &'static str,
    /// A goal by its number.
    pub nth_goal: fn(usize) -> String,
    /// Those who have something of an entry.
    pub for_whom: fn(&str) -> String,
    pub value_title: &'static str,
    pub no_result: &'static str,
    pub file_title: &'static str,
    pub file_note: &'static str,

    // ---- what a session agreed
    pub agreements_to_logbook: &'static str,
    pub no_agreement: &'static str,
    pub no_network: &'static str,
    /// How many, and the network.
    pub agreements_added: fn(usize, &str) -> String,
    pub agreements_known: fn(&str) -> String,

    // ---- looking again
    pub again_title: &'static str,
    pub again_text: &'static str,
    pub again_day: &'static str,
    pub to_calendar: &'static str,
    pub no_again_day: &'static str,
    pub again_day_past: &'static str,
    pub again_day_near: &'static str,
    pub again_day_far: &'static str,
    /// The name of the network; may be empty.
    pub calendar_title: fn(&str) -> String,
    pub calendar_own: &'static str,
    pub calendar_group: &'static str,
}

impl StoryText {
    pub fn of(lang: Lang) -> &'static StoryText {
        match lang {
            Lang::Nl => &nl::NL,
            Lang::En => &en::EN,
        }
    }
}
