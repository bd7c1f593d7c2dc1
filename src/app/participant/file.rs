//! What comes back from a file: opening it, and whose answers count where it differs from what is here. Knows nothing of
//! how a file is read or answers are kept.

use super::VERSION;
use crate::app::dom::{El, button, words};
use crate::app::state::{Notice, State};
use crate::app::{logbook, notice, today, trainer};
use crate::browser::{self, Failure};
use crate::exchange::file::{Kind, encode};
use crate::exchange::{self, Incoming, MAX_FILE, Rejected};
use crate::page::Page;
use crate::response::{Change, Response, ResponseId};
use crate::text::report::ReportText;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// Whose answers to keep, when a file and this browser differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settled {
    Replace,
    Beside,
    Nothing,
}

/// The button that hands everything over as one file.
pub fn backup_button(state: State, label: &str) -> El {
    button("button button--second", label, move || backup(state))
}

/// Hands everything over as one file.
pub fn backup(state: State) {
    let text = ReportText::of(state.lang.get());
    let today = today();
    let responses: Vec<Response> = state.journal.with(|journal| journal.responses().cloned().collect());
    let content = encode(state.instrument, &responses, Kind::Backup, state.lang.get(), VERSION, &today);
    // A file that could not be opened again would be no backup.
    let notice = if content.len() > MAX_FILE {
        Notice::Refused(text.backup_too_large.to_owned())
    } else {
        let name = crate::export::backup_name(&today);
        let said = state.hand_over(&name, "application/json", content.as_bytes());
        said.map_or_else(Notice::Refused, Notice::Told)
    };
    state.notice.set(Some(notice));
}

/// Opens what a person chose: every response in it comes back, and nothing is overwritten unasked.
pub fn open(state: State, file: File) {
    spawn_local(async move { open_content(state, browser::read_file(&file, MAX_FILE).await) });
}

fn open_content(state: State, content: Result<Vec<u8>, Failure>) {
    let text = ReportText::of(state.lang.get());
    let accepted = match content {
        Ok(bytes) => exchange::accept(&bytes, state.instrument).map_err(|why| rejected(text, &why)),
        Err(Failure::FileTooLarge) => Err(text.too_large),
        Err(
            Failure::FileUnreadable
            | Failure::CameraRefused
            | Failure::DownloadRefused
            | Failure::StorageFailed
            | Failure::ClipboardRefused,
        ) => Err(text.unreadable),
    };
    match accepted {
        Ok(Incoming::Responses(responses)) => take_in(state, responses),
        Ok(Incoming::Session(kept)) => trainer::open(state, &kept),
        Ok(Incoming::Logbook(kept)) => logbook::open(state, &kept),
        Err(sentence) => state.tell(Notice::Refused(sentence.to_owned())),
    }
}

fn take_in(state: State, responses: Vec<Response>) {
    let text = ReportText::of(state.lang.get());
    let mut differing = Vec::new();
    let mut told = Vec::new();
    let mut last = None;
    for response in responses {
        let known = state.response(response.id);
        let name = state.name_of(&response);
        last = Some(response.id);
        match known {
            None => {
                // What was removed here earlier is not mixed with what the file holds.
                let removed = state.journal.with(|journal| journal.removed(response.id).cloned());
                let from = removed.unwrap_or_else(|| Response::new(state.instrument, response.id));
                let mut changes = from.back_as(state.instrument, &response);
                if response.created.is_none() {
                    changes.push(Change::Created(today()));
                }
                state.change_all(response.id, changes);
                told.push((text.file_opened)(&name));
            }
            Some(known) if known.changes_to(state.instrument, &response).is_empty() => {
                told.push((text.file_same)(&name))
            }
            Some(_) => differing.push(response),
        }
    }
    if let (Some(id), true) = (last, differing.is_empty()) {
        let page = if told.len() == 1 { page_of(state.response(id), id) } else { Page::Start };
        state.go(page);
    }
    if differing.is_empty() {
        state.notice.set(Some(Notice::Told(told.join(" "))));
    } else {
        state.tell(Notice::Differs(differing));
    }
}

/// Where the person was in a response, or its review.
fn page_of(response: Option<Response>, id: ResponseId) -> Page {
    let place = response.and_then(|response| response.place);
    Page::at(id, place.as_deref().unwrap_or("review"))
}

/// Asks about the first of these: it is here already, with other answers.
pub fn differs(state: State, differing: &[Response]) -> Option<El> {
    let text = ReportText::of(state.lang.get());
    let name = state.name_of(differing.first()?);
    let choice = |class, words, choice| {
        let differing = differing.to_vec();
        button(class, words, move || settle(state, differing.clone(), choice))
    };
    let body = [
        words("p", "", &(text.file_differs)(&name)).attr("dir", "auto"),
        choice("button button--second", text.file_beside, Settled::Beside),
        choice("button button--second", text.file_replace, Settled::Replace),
        choice("button button--quiet", text.file_nothing, Settled::Nothing),
    ];
    Some(notice("notice--here", text.notice, body))
}

/// The answer: whose answers to keep.
fn settle(state: State, mut differing: Vec<Response>, choice: Settled) {
    let text = ReportText::of(state.lang.get());
    if differing.is_empty() {
        return;
    }
    let mut response = differing.remove(0);
    match choice {
        Settled::Replace => {
            let known = state.response(response.id);
            let changes = known.map_or_else(Vec::new, |known| known.changes_to(state.instrument, &response));
            state.change_all(response.id, changes);
        }
        Settled::Beside => {
            response.network = exchange::typed_name(&(text.copy_name)(&state.name_of(&response)));
            response.id = ResponseId(browser::random_id());
            state.change_all(response.id, response.changes());
        }
        Settled::Nothing => {}
    }
    if !differing.is_empty() {
        state.notice.set(Some(Notice::Differs(differing)));
    } else if choice == Settled::Nothing {
        state.notice.set(None);
    } else {
        let name = state.name_of(&response);
        state.go(page_of(Some(response.clone()), response.id));
        state.notice.set(Some(Notice::Told((text.file_opened)(&name))));
    }
}

/// The sentence for a file that was refused.
fn rejected(text: &'static ReportText, why: &Rejected) -> &'static str {
    match why {
        Rejected::NotOurs => text.not_ours,
        Rejected::OnlyToRead => text.only_to_read,
        Rejected::TooLarge { .. } => text.too_large,
        Rejected::Damaged { .. } => text.damaged_file,
        Rejected::TooNew { .. } => text.too_new,
        Rejected::OtherInstrument { .. } | Rejected::OtherVersion | Rejected::UnknownModule { .. } => {
            text.other_instrument
        }
        Rejected::Incomplete { .. } => text.damaged_file,
    }
}
