//! The sentences that only a trainer and a group read: group report, minutes, tables, invitation, the example. Apart from
//! `Text`, so that a participant does not load them. Knows nothing of ours: numbers and names are handed in.

use super::Lang;

mod en;
mod nl;

/// What a trainer and a group read, in one language.
pub struct GroupText {
    // ---- group report
    /// The name of the network; may be empty.
    pub group_title: fn(&str) -> String,
    pub group_intro: &'static str,
    pub sample_note: &'static str,
    pub participation: &'static str,
    pub handed_in: fn(u32) -> String,
    pub came_later: fn(u32) -> String,
    /// Here, and needed.
    pub too_few_yet: fn(u32, u32) -> String,
    /// Questions that can be shown, and all.
    pub questions_shown: fn(usize, usize) -> String,
    pub minimum: fn(u8) -> String,
    pub few_people: &'static str,
    pub agenda: &'static str,
    pub agenda_intro: &'static str,
    pub no_votes: &'static str,
    pub votes: fn(u32) -> String,
    pub trust_last: &'static str,
    pub median_note: &'static str,
    /// The name of a topic, and both ends of the scale in words.
    pub dots_caption: fn(&str, &str, &str) -> String,
    pub bars_caption: fn(&str, &str, &str) -> String,
    /// Where part of a group sees it and part does not, but the group is small.
    pub both_sides_few: &'static str,
    /// Of a topic whose questions are all about the own organisation or oneself.
    pub own_topic: &'static str,
    /// Of single questions that are: said once in a report, and with such a question.
    pub own_questions: &'static str,
    pub own_question: &'static str,
    pub too_few_to_show: &'static str,
    pub open_answers: &'static str,
    pub open_answers_intro: &'static str,

    // ---- minutes
    pub minutes_title: fn(&str) -> String,
    pub minutes_intro: &'static str,
    pub talked_about: &'static str,
    pub notes: &'static str,
    /// By place: what, who, when, how we notice.
    pub agreement_label: fn(usize) -> &'static str,
    pub again: &'static str,
    pub again_on: fn(&str) -> String,

    // ---- files
    pub save_group_report: &'static str,
    pub as_group_markdown: &'static str,
    pub save_minutes: &'static str,
    pub as_minutes_markdown: &'static str,
    pub as_workbook: &'static str,
    pub as_wide: &'static str,
    pub as_wide_excel: &'static str,
    pub as_long: &'static str,
    pub as_group_codebook: &'static str,
    pub group_file_title: &'static str,
    pub minutes_file_title: &'static str,
    pub group_file_note: &'static str,

    // ---- tables
    /// The names of the five sheets: data, labels, codebook, topics, about.
    pub sheets: [&'static str; 5],
    pub book_row: &'static str,
    pub opt_out_column: &'static str,
    pub median_column: &'static str,
    pub votes_column: &'static str,
    pub answers_column: &'static str,
    pub no_rows: &'static str,
    pub order_note: &'static str,
    pub missing_note: &'static str,
    pub words_note: &'static str,
    pub title_label: &'static str,
    pub network_name: &'static str,
    pub host_label: &'static str,
    pub day_label: &'static str,
    pub minimum_label: &'static str,
    pub people_label: &'static str,
    pub saved_label: &'static str,
    pub instrument_label: &'static str,

    // ---- invitation, poster, paper
    pub invite_subject: fn(&str) -> String,
    pub invite_greeting: &'static str,
    /// The network, may be empty; the day in words, may be empty.
    pub invite_purpose: fn(&str, &str) -> String,
    pub invite_fill: fn(u32) -> String,
    pub invite_open: &'static str,
    pub invite_own: &'static str,
    /// To whom answers go; may be empty.
    pub invite_rows: fn(&str) -> String,
    pub invite_tally: fn(&str) -> String,
    pub invite_minimum: fn(u8) -> String,
    pub invite_minimum_low: &'static str,
    pub invite_words: &'static str,
    pub invite_no_words: &'static str,
    pub invite_private: &'static str,
    pub invite_reply: fn(&str) -> String,
    pub invite_closing: &'static str,
    pub poster_scan: &'static str,
    pub poster_else: &'static str,
    pub paper_title: &'static str,
    pub paper_how: &'static str,
    pub paper_hand_in: &'static str,

    // ---- the example
    pub sample_title: &'static str,
    pub sample_network: &'static str,
    /// The code of an open question, and an invented answer.
    pub sample_words: &'static [(&'static str, &'static str)],
}

impl GroupText {
    pub fn of(lang: Lang) -> &'static GroupText {
        match lang {
            Lang::Nl => &nl::NL,
            Lang::En => &en::EN,
        }
    }
}
