//! What comes back from a file: opening it, and whose answers count where it differs from what is here. Knows nothing of
//! how a file is read or answers are kept.

use super::{SINGLE, VERSION};
use crate::app::dom::{El, button, words};
use crate::app::state::State;
use crate::app::told::{Opened, Refused, Told, hand_over};
use crate::app::{logbook, notice, today, trainer};
use crate::browser;
use crate::exchange::file::{Backup, encode_backup, fits_again};
use crate::exchange::{self, Incoming, MAX_FILE};
use crate::page::Page;
use crate::response::{Change, Response, ResponseId};
use crate::session::SAMPLE;
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
    let today = today();
    let backup = Backup {
        responses: state.journal.with(|journal| journal.responses().cloned().collect()),
        sessions: trainer::all_kept(state),
        logbooks: logbook::all(state),
    };
    let content = encode_backup(state.instrument, &backup, state.lang.get(), VERSION, &today);
    // A file that could not be opened again would be no backup.
    let told = if !fits_again(&backup, &content) {
        Told::Refused(Refused::BackupTooLarge)
    } else {
        hand_over(&crate::export::backup_name(&today), "application/json", content.as_bytes())
    };
    state.notice.set(Some(told.into()));
}

/// Hands the app over as one file, or says that this needs a connection.
pub fn take_app(state: State) {
    spawn_local(async move {
        if !browser::has_host(SINGLE).await {
            state.tell(Told::Refused(Refused::NoConnection).into());
        } else if browser::download_from(SINGLE, SINGLE).is_err() {
            state.tell(Told::Refused(Refused::NotHandedOver).into());
        }
    });
}

/// Opens what a person chose: every response in it comes back, and nothing is overwritten unasked.
pub fn open(state: State, file: File) {
    spawn_local(async move {
        let content = browser::read_file(&file, MAX_FILE).await.map_err(Refused::Unread);
        let accept = |bytes: Vec<u8>| exchange::accept(&bytes, state.instrument).map_err(Refused::Rejected);
        match content.and_then(accept) {
            Ok(Incoming::Responses(responses)) => take_in(state, responses, Vec::new()),
            Ok(Incoming::Session(kept)) => trainer::open(state, &kept),
            Ok(Incoming::Logbook(kept)) => logbook::open(state, &kept),
            Ok(Incoming::Backup(backup)) => {
                let logbooks = backup.logbooks.iter().map(|kept| logbook::bring_back(state, kept).1);
                let mut told: Vec<Told> = logbooks.collect();
                // The example is never kept.
                let sessions = backup.sessions.iter().filter(|kept| kept.group.session.id != SAMPLE);
                told.extend(sessions.map(|kept| trainer::bring_back(state, kept)));
                take_in(state, backup.responses, told);
            }
            Err(why) => state.tell(Told::Refused(why).into()),
        }
    });
}

/// Takes in responses. In: also what came of all else that stood in the file.
fn take_in(state: State, responses: Vec<Response>, mut told: Vec<Told>) {
    let mut differing = Vec::new();
    let mut opened = Vec::new();
    let mut last = None;
    for response in responses {
        let known = state.response(response.id);
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
                opened.push((response.id, Opened::Back));
            }
            Some(known) if known.changes_to(state.instrument, &response).is_empty() => {
                opened.push((response.id, Opened::Same));
            }
            Some(_) => differing.push(response),
        }
    }
    if let (Some(id), true) = (last, differing.is_empty()) {
        let is_all = opened.len() == 1 && told.is_empty();
        state.go(if is_all { page_of(state.response(id), id) } else { Page::Start });
    }
    if differing.is_empty() {
        if !opened.is_empty() {
            told.push(Told::Opened(opened));
        }
        state.notice.set(Some(Told::All(told).into()));
    } else {
        state.tell(Told::Differs(differing).into());
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
        state.notice.set(Some(Told::Differs(differing).into()));
    } else if choice == Settled::Nothing {
        state.notice.set(None);
    } else {
        let id = response.id;
        state.go(page_of(Some(response), id));
        state.notice.set(Some(Told::Opened(vec![(id, Opened::Back)]).into()));
    }
}
