//! The sentences of what a person sees after answering: review, report, what is taken along, the pages that tell. Apart from
//! `Text`, so that they are loaded with those pages. Knows nothing of ours: numbers and names are handed in.

use super::{Lang, Text};
use std::ops::Deref;

mod en;
mod nl;

/// What is said after answering, in one language. What is said everywhere is within reach through it.
pub struct ReportText {
    lang: Lang,
    pub review_lead: fn(usize) -> String,
    pub answer_it: &'static str,
    pub still_open: &'static str,
    pub n_open: fn(usize) -> String,
    pub topics_chosen: fn(usize, usize) -> String,
    pub topics_full: fn(usize) -> String,
    pub report_title: fn(&str) -> String,
    pub report_file_title: &'static str,
    pub in_this_report: &'static str,
    pub instrument_version: fn(&str, &str) -> String,
    pub standout: &'static str,
    pub nothing_answered: &'static str,
    /// The names of the highest dimensions, and how many have a mean.
    pub strongest: fn(&[&str], usize) -> String,
    pub mixed: fn(&[&str]) -> String,
    pub mixed_short: &'static str,
    /// Name, opt-outs, items.
    pub unknown: fn(&str, usize, usize) -> String,
    pub chosen_topics: fn(&[&str]) -> String,
    pub left_open: fn(usize) -> String,
    pub rope_caption: &'static str,
    pub strands_caption: &'static str,
    pub strands_apart: &'static str,
    pub strands_touch: &'static str,
    pub around: fn(&str) -> String,
    pub between: fn(&str, &str) -> String,
    pub answered_of: fn(usize, usize) -> String,
    pub strengthens: &'static str,
    pub talk: &'static str,
    pub source: fn(&str, &str) -> String,
    pub strip_caption: fn(&str) -> String,
    pub mirror_caption: fn(&str) -> String,
    pub grid_caption: &'static str,
    pub the_other_five: &'static str,
    pub now: &'static str,
    pub wanted: &'static str,
    pub no_gap: &'static str,
    pub own_words: &'static str,
    pub next_step: &'static str,
    pub next_step_text: &'static str,
    /// By place: what, who, when, how we notice.
    pub step_label: fn(usize) -> &'static str,
    pub sources_intro: &'static str,
    pub item_column: &'static str,
    pub topic_column: &'static str,
    pub place_column: &'static str,
    pub your_answer: &'static str,

    // ---- taking it along
    pub take_along: &'static str,
    pub take_along_text: &'static str,
    pub print_report: &'static str,
    pub save_report: &'static str,
    pub copy_text: &'static str,
    pub copy_failed: &'static str,
    pub other_forms: &'static str,
    pub as_markdown: &'static str,
    pub as_json: &'static str,
    pub as_csv: &'static str,
    pub as_csv_excel: &'static str,
    pub as_codebook: &'static str,
    pub reopen_hint: &'static str,

    // ---- codebook
    pub book_code: &'static str,
    pub book_part: &'static str,
    pub book_topic: &'static str,
    pub book_text: &'static str,
    pub book_values: &'static str,
    pub book_not_answered: &'static str,

    // ---- what happens with my answers
    pub privacy_lead: &'static str,
    /// Heading and text, one after the other.
    pub build: fn(&str) -> String,
    pub build_sums: &'static str,
    pub privacy: &'static [(&'static str, &'static str)],

    // ---- exports
    pub file_reopen: &'static str,
    pub book_id: &'static str,
    pub book_created: &'static str,
    pub book_language: &'static str,
    pub book_words: &'static str,
    pub book_mean: fn(&str) -> String,
    pub book_mean_values: &'static str,
    pub book_not_chosen: &'static str,
    pub book_not_asked: &'static str,
    pub book_excel: &'static str,

    // ---- your questionnaires
    /// Year, month 1 to 12, day.
    pub day: fn((u32, usize, u32)) -> String,
    pub lists_title: &'static str,
    pub lists_text: &'static str,
    /// Answered and total questions.
    pub list_state: fn(usize, usize) -> String,
    /// A name that several have, and a number from 2 on.
    pub nth_of_name: fn(&str, usize) -> String,
    pub open_list: fn(&str) -> String,
    pub open_report: fn(&str) -> String,
    pub rename: &'static str,
    pub rename_list: fn(&str) -> String,
    pub rename_label: &'static str,
    pub save_name: &'static str,
    pub cancel: &'static str,
    pub remove: &'static str,
    pub remove_list: fn(&str) -> String,
    pub erase_title: &'static str,
    pub erase_text: &'static str,
    pub erase: &'static str,
    pub erase_sure: &'static str,
    pub erase_yes: &'static str,
    pub erased: &'static str,
    pub erase_failed: &'static str,
    pub backup_all: &'static str,
    pub backup_too_large: &'static str,

    // ---- keeping
    /// The greatest length of a field, in characters.
    pub full: fn(usize) -> String,
    pub not_kept_text: &'static str,
    pub damaged: fn(usize) -> String,
    pub save_unreadable: &'static str,
    pub from_newer: &'static str,
    pub save_raw: &'static str,
    pub stuck: &'static str,
    pub kept_for_file: &'static str,
    pub no_connection: &'static str,
    pub removed: fn(&str) -> String,
    pub undo: &'static str,

    // ---- opening a file
    pub file_opened: fn(&str) -> String,
    pub file_same: fn(&str) -> String,
    pub file_differs: fn(&str) -> String,
    pub file_replace: &'static str,
    pub file_beside: &'static str,
    pub file_nothing: &'static str,
    pub copy_name: fn(&str) -> String,
    pub several_files: &'static str,
    pub not_ours: &'static str,
    pub only_to_read: &'static str,
    pub too_large: &'static str,
    pub damaged_file: &'static str,
    pub too_new: &'static str,
    pub other_instrument: &'static str,
    pub unreadable: &'static str,
}

impl Deref for ReportText {
    type Target = Text;

    fn deref(&self) -> &Text {
        Text::of(self.lang)
    }
}

impl ReportText {
    pub fn of(lang: Lang) -> &'static ReportText {
        match lang {
            Lang::Nl => &nl::NL,
            Lang::En => &en::EN,
        }
    }
}
