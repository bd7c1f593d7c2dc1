//! What is told at the top of the page and comes with the second file: what stands as long as it is true, and what can be
//! undone or must be chosen. Knows nothing of what led to it.

use crate::app::dom::{El, button, el, words};
use crate::app::notice;
use crate::app::participant::file;
use crate::app::state::{Notice, State};
use crate::browser::{self, store::Level};
use crate::journal::Record;
use crate::page::Page;
use crate::text::report::ReportText;

/// Notices that stay as long as they are true.
pub fn standing(state: State) -> Vec<El> {
    let text = ReportText::of(state.lang.get());
    let backup = || file::backup_button(state, text.save_backup);
    if state.level == Level::NotKept {
        let body = [words("p", "", text.not_kept_text), backup()];
        return vec![notice("notice--alarm", text.not_kept_sign, body)];
    }
    let mut notices = Vec::new();
    let (unreadable, is_newer) =
        state.journal.with(|journal| (journal.unreadable().to_vec(), journal.is_newer()));
    if is_newer {
        let raw = words("button", "button button--second", text.save_raw).attr("type", "button");
        // boot.js does it, which knows how to do it without the app.
        notices.push(notice(
            "",
            text.notice,
            [words("p", "", text.from_newer), raw.attr("data-do", "records")],
        ));
    }
    if !unreadable.is_empty() {
        let mut questions: Vec<String> =
            unreadable.iter().filter_map(|text| state.question(Record::field_in(text)?)).collect();
        questions.dedup();
        let body = [
            words("p", "", &(text.damaged)(unreadable.len())),
            el("ul", "forms").all(questions.iter().map(|question| words("li", "", question))),
        ];
        let save = button("button button--second", text.save_unreadable, move || {
            let content = unreadable.join("\n");
            let said = state.hand_over("netwerkspiegel-onleesbaar.txt", "text/plain", content.as_bytes());
            state.notice.set(Some(said.map_or_else(Notice::Refused, Notice::Told)));
        });
        notices.push(notice("", text.notice, body.into_iter().chain([save])));
    }
    if state.is_stuck {
        notices.push(notice("", text.notice, [words("p", "", text.stuck)]));
    }
    // From disk it is less sure that the answers are found again: said at the start, and with a backup at the end.
    if browser::is_file() {
        match state.page.get() {
            Page::Start => notices.push(notice("", text.notice, [words("p", "", text.kept_for_file)])),
            Page::Report(..) => {
                notices.push(notice("", text.notice, [words("p", "", text.kept_for_file), backup()]));
            }
            Page::Screen(..)
            | Page::Review(_)
            | Page::HandIn(_)
            | Page::Trainer
            | Page::Session(..)
            | Page::Logbooks
            | Page::Logbook(_)
            | Page::Link(_)
            | Page::Answers
            | Page::Sources
            | Page::Unknown => {}
        }
    }
    notices
}

/// What was done last, where a person may undo or has to choose.
pub fn told(state: State) -> Option<El> {
    let text = ReportText::of(state.lang.get());
    let undone = |name: &str, undo| {
        let sentence = words("p", "", &(text.removed)(name)).attr("dir", "auto");
        Some(notice("notice--here", text.notice, [sentence, undo]))
    };
    match state.notice.get()? {
        Notice::Removed(id) => {
            let name = state.journal.with(|journal| journal.removed(id).map(|r| state.name_of(r)));
            let undo = button("button button--second", text.undo, move || state.restore(id));
            undone(&name.unwrap_or_default(), undo)
        }
        Notice::RemovedFields(id, name, back) => {
            let undo = move || {
                state.set_fields(id, back.clone());
                state.notice.set(None);
                browser::focus("h1");
            };
            undone(&name, button("button button--second", text.undo, undo))
        }
        Notice::Differs(differing) => file::differs(state, &differing),
        Notice::Told(_) | Notice::Refused(_) => None,
    }
}
