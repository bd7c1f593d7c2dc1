//! What is loaded after the first questions, as a second wasm file: the review, the report with all its exports, the
//! pages that tell, and the reading of files. Only `later` leads there, so that nothing of it is in the first file.

use crate::app::dom::{El, button, el, words};
use crate::app::participant::{about, file, hand_in, invitation, lists, report, review};
use crate::app::state::State;
use crate::app::told::Told;
use crate::app::{full, logbook, told, trainer};
use crate::instrument::{self, Instrument};
use crate::page::Page;
use crate::text::{Lang, Text};
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use web_sys::File;

/// What the second file offers.
#[derive(Clone, Copy)]
pub struct Later {
    page: fn(State, Lang, &Page) -> Vec<El>,
    pub network: fn(State, &Page) -> Option<String>,
    pub open: fn(State, File),
    pub backup: fn(State),
    pub take_app: fn(State),
    pub lists: fn(State, Lang) -> El,
    pub known: fn(State, Lang, &str) -> Vec<El>,
    pub erase: fn(State, Lang) -> El,
    pub standing: fn(State) -> Vec<El>,
    pub told: fn(State, &Told) -> Option<El>,
}

/// Loads the second file, unless it is here already.
#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
pub fn later() -> Result<Later, SplitLoaderError> {
    instrument::open_rest();
    full::watch();
    Ok(Later {
        page: whole_page,
        network,
        open: file::open,
        backup: file::backup,
        take_app: file::take_app,
        lists: lists::lists,
        known: lists::known,
        erase: lists::erase,
        standing: told::standing,
        told: told::told,
    })
}

/// How far the second file is.
#[derive(Clone, Copy)]
pub enum Loading {
    /// Nobody has needed it yet.
    Wanted,
    Failed,
    Here(Later),
}

/// Whether a page needs the second file.
pub fn has(page: &Page) -> bool {
    match page {
        Page::Review(_)
        | Page::Report(..)
        | Page::HandIn(_)
        | Page::Trainer
        | Page::Session(..)
        | Page::Logbooks
        | Page::Logbook(_)
        | Page::Link(_)
        | Page::Answers
        | Page::Sources => true,
        Page::Screen(_, code) => Instrument::shipped().is_optional(code),
        Page::Start | Page::Unknown => false,
    }
}

/// Whether a page is not there yet, because it needs the second file.
pub fn waits(state: State, page: &Page) -> bool {
    has(page) && state.later().is_none()
}

fn whole_page(state: State, lang: Lang, page: &Page) -> Vec<El> {
    match page {
        Page::Review(id) => review::page(state, lang, *id),
        Page::Report(id, place) => report::page(state, lang, *id, place.is_some()),
        Page::HandIn(id) => hand_in::page(state, lang, *id),
        Page::Link(words) => invitation::page(state, lang, words),
        Page::Trainer => trainer::page(state, lang),
        Page::Session(id, desk) => trainer::desk(state, lang, *id, desk),
        Page::Logbooks => logbook::list_page(state, lang),
        Page::Logbook(id) => logbook::page::page(state, lang, *id),
        Page::Answers => about::answers(state, lang),
        Page::Sources => about::sources(state, lang),
        Page::Start | Page::Screen(..) | Page::Unknown => about::unknown(Text::of(lang)),
    }
}

/// The network of a page that is of a session or a logbook.
fn network(state: State, page: &Page) -> Option<String> {
    match page {
        Page::Session(id, _) => trainer::session(state, *id)
            .map(|session| if session.network.is_empty() { session.title } else { session.network }),
        Page::Logbook(id) => logbook::network(state, *id),
        Page::Start
        | Page::Screen(..)
        | Page::Review(_)
        | Page::Report(..)
        | Page::HandIn(_)
        | Page::Trainer
        | Page::Logbooks
        | Page::Link(_)
        | Page::Answers
        | Page::Sources
        | Page::Unknown => None,
    }
}

/// A page of the second file; as long as that is not here, what stands in its place.
pub fn page(state: State, lang: Lang, page: &Page) -> Vec<El> {
    if let Some(later) = state.later() {
        return (later.page)(state, lang, page);
    }
    let heading = words("h1", "", &state.page_name()).attr("tabindex", "-1");
    vec![el("div", "frame frame--waiting").add(heading).add(waiting(state, Text::of(lang)))]
}

/// Loads the second file. Out: the words that it is loading, or a button to try again.
pub fn waiting(state: State, text: &'static Text) -> El {
    state.begin_later();
    el("div", "").live(
        move || state.has_later_failed(),
        move |has_failed| {
            if !has_failed {
                return vec![words("p", "lead", text.loading)];
            }
            let again = el("div", "steps").add(button("button", text.try_again, move || state.begin_later()));
            vec![words("p", "lead", text.later_failed).attr("role", "alert"), again]
        },
    )
}
