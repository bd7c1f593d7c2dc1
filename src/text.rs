//! The languages, and every sentence of the app itself (`Text`). Knows nothing of ours: numbers and names are
//! handed in. The instrument's own texts stand in `network.toml`.

use std::sync::OnceLock;

/// A language of the app. Dutch is the source language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    Nl,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Nl, Lang::En];

    /// The language's code in `lang` attributes and files (BCP 47).
    pub fn code(self) -> &'static str {
        match self {
            Lang::Nl => "nl",
            Lang::En => "en",
        }
    }

    /// In: a language tag such as `nl`, `nl-BE` or `en-GB`. Out: the language, if the app has it.
    pub fn parse(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }
}

/// One text in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    pub nl: &'static str,
    pub en: &'static str,
}

impl Words {
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => self.nl,
            Lang::En => self.en,
        }
    }
}

pub mod again;
mod en;
pub mod group;
mod nl;
pub mod report;
pub mod session;
pub mod story;

/// The app's own sentences in one language. A sentence with a number or a name in it is a function, so that plurals
/// are plain Rust. The compiler finds a missing sentence; `tests/text.rs` reads what no compiler can.
#[derive(Clone, Copy)]
pub struct Text {
    // ---- the frame
    pub app: &'static str,
    pub skip: &'static str,
    pub tools: &'static str,
    pub about: &'static str,
    pub your_answers: &'static str,
    pub sources: &'static str,
    pub theme_dark: &'static str,
    pub theme_light: &'static str,
    /// The name of the other language, in that language.
    pub other_language: &'static str,
    pub home: &'static str,
    pub hand_in: &'static str,
    pub invitation: &'static str,
    pub for_trainers: &'static str,
    pub prepare: &'static str,
    pub collect: &'static str,
    pub group_report: &'static str,
    pub in_the_room: &'static str,
    pub minutes_title: &'static str,
    pub poster: &'static str,
    pub paper_form: &'static str,
    pub have_code: &'static str,
    pub logbook: &'static str,
    pub to_logbooks: &'static str,
    pub not_found: &'static str,
    pub not_found_text: &'static str,
    pub to_start: &'static str,
    pub notice: &'static str,
    pub here: &'static str,
    pub not_kept_sign: &'static str,
    pub has_update: &'static str,
    pub take_update: &'static str,
    pub take_app: &'static str,

    // ---- numbers, lists
    pub minutes: fn(u32) -> String,
    pub about_minutes: fn(u32) -> String,
    pub list: fn(&[&str]) -> String,

    // ---- start
    pub for_whom: &'static str,
    pub for_whom_text: &'static str,
    pub own_report: &'static str,
    pub own_report_text: &'static str,
    pub stays_here: &'static str,
    pub stays_here_text: &'static str,
    pub pause_text: &'static str,
    pub unnamed: &'static str,
    /// The network, where the person was, minutes left.
    pub was_here: fn(&str, &str, u32) -> String,
    pub go_on: fn(&str) -> String,
    pub begin_title: &'static str,
    pub begin_new: &'static str,
    pub network_label: &'static str,
    pub network_hint: &'static str,
    pub modules_label: &'static str,
    pub modules_hint: &'static str,
    pub modules_none: &'static str,
    pub together: fn(u32) -> String,
    pub begin: &'static str,
    pub saved_title: &'static str,
    pub saved_text: &'static str,
    pub saved_button: &'static str,

    // ---- answering
    /// Place of the screen in its module, and how many there are.
    pub topic_of: fn(usize, usize) -> String,
    pub left: fn(u32) -> String,
    pub all_parts: &'static str,
    pub parts: &'static str,
    pub what_means: fn(&[&str]) -> String,
    pub clear: &'static str,
    pub nothing_chosen: &'static str,
    pub next_to: fn(&str) -> String,
    pub back_to: fn(&str) -> String,
    pub back_to_start: &'static str,
    pub open_name: &'static str,
    pub open_lead: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub part_done: fn(usize, usize) -> String,
    pub you_are_here: &'static str,
    pub review_stop: &'static str,
    pub report_stop: &'static str,
    pub keys_on: &'static str,
    pub keys_off: &'static str,
    pub keys_turn_on: &'static str,
    pub keys_turn_off: &'static str,

    // ---- keeping
    pub will_save: &'static str,
    pub saving: &'static str,
    pub saved: &'static str,
    pub saved_may_lag: &'static str,
    pub not_kept: &'static str,
    pub save_failed: &'static str,
    pub save_backup: &'static str,
    pub read_only: &'static str,
    pub changed_elsewhere: fn(&str) -> String,

    // ---- review
    pub review_title: &'static str,
    pub change: &'static str,
    pub to_report: &'static str,

    // ---- report
    pub report_kind: &'static str,
    pub loading: &'static str,
    pub later_failed: &'static str,
    pub try_again: &'static str,
    pub copied: &'static str,
    pub downloaded: fn(&str) -> String,
    pub download_failed: &'static str,
}

/// Lines of text that is there as long as the app.
pub type Lines = std::str::Split<'static, char>;

static ENGLISH: OnceLock<Text> = OnceLock::new();

/// Takes the app's own sentences in English off the lines that `pack` puts beside the app.
pub fn open_english(lines: &mut Lines) {
    ENGLISH.get_or_init(|| en::read(lines));
}

/// Those lines.
#[cfg(not(target_arch = "wasm32"))]
pub fn english() -> String {
    en::LINES.join("\n")
}

impl Text {
    /// In English only when that has been opened, in Dutch until then.
    pub fn of(lang: Lang) -> &'static Text {
        // Outside a browser all is here.
        #[cfg(not(target_arch = "wasm32"))]
        ENGLISH.get_or_init(|| en::read(&mut english().leak().split('\n')));
        match (lang, ENGLISH.get()) {
            (Lang::En, Some(english)) => english,
            (Lang::En, None) | (Lang::Nl, _) => &nl::NL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_lines_are_read_in_their_order_and_no_further() {
        let mut lines = format!("{}\nof a question", english()).leak().split('\n');
        let text = en::read(&mut lines);
        assert!(text.skip.starts_with("Skip") && text.saved.starts_with("Saved") && text.change == "Change");
        assert_eq!(lines.next(), Some("of a question"));
        assert_eq!(Text::of(Lang::En).to_report, text.to_report);
    }
}
