//! What is loaded when it is first needed, as a second wasm file: the report with all its exports, and the reading of
//! files. Only `later` leads there, so that nothing of it is in the first file.

use crate::app::dom::{El, button, el, words};
use crate::app::participant::report;
use crate::app::state::State;
use crate::exchange::{self, Incoming, Rejected};
use crate::instrument::Instrument;
use crate::response::ResponseId;
use crate::text::{Lang, Text};
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use wasm_bindgen_futures::spawn_local;

/// What the second file offers.
#[derive(Clone, Copy)]
pub struct Later {
    pub report: fn(State, Lang, ResponseId) -> Vec<El>,
    pub accept: fn(&[u8], &'static Instrument) -> Result<Incoming, Rejected>,
}

/// Loads the second file, unless it is here already.
#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
pub fn later() -> Result<Later, SplitLoaderError> {
    Ok(Later { report: report::page, accept: exchange::accept })
}

/// How far the second file is.
#[derive(Clone, Copy)]
pub enum Loading {
    /// Nobody has needed it yet.
    Wanted,
    Failed,
    Here(Later),
}

/// The report; as long as it is not here, the words that it is loading, or a button to try again.
pub fn report_page(state: State, lang: Lang, id: ResponseId) -> Vec<El> {
    if let Some(later) = state.later() {
        return (later.report)(state, lang, id);
    }
    let text = Text::of(lang);
    let load = move || {
        spawn_local(async move {
            state.load_later().await;
        });
    };
    load();
    let heading = words("h1", "", text.report_kind).attr("tabindex", "-1");
    let rest = move |has_failed: &bool| {
        if !has_failed {
            return vec![words("p", "lead", text.loading)];
        }
        let again = el("div", "steps").add(button("button", text.try_again, load));
        vec![words("p", "lead", text.later_failed).attr("role", "alert"), again]
    };
    vec![el("div", "frame").add(heading).live(move || state.has_later_failed(), rest)]
}
