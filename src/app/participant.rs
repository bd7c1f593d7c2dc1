//! What a participant does: begin, answer, review, read the report, take it along. Here: what several of these pages
//! share. Knows nothing of how answers are kept.

pub mod about;
pub mod file;
pub mod hand_in;
pub mod invitation;
pub mod lists;
pub mod report;
pub mod review;
pub mod screen;
pub mod start;

use crate::app::controls::{Stop, StopState, stops};
use crate::app::dom::{El, el, words};
use crate::app::state::State;
use crate::app::told::{Refused, Told};
use crate::instrument::Screen;
use crate::page::Page;
use crate::response::{Response, ResponseId, Stage};
use crate::text::{Lang, Text};
use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

/// The version of the app, as it stands in files.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The app as one file.
pub const SINGLE: &str = "netwerkspiegel.html";

/// The button that opens a saved report or backup.
pub fn open_file_button(state: State, label: &str) -> El {
    let open = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open_file(state, file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    let input = el("input", "only-spoken")
        .attr("type", "file")
        .attr("accept", ".html,.json,text/html,application/json")
        .on("change", open);
    el("label", "button button--second file").add(input).text(label)
}

/// A field for one line of at most so many characters.
pub fn plain_field(id: &str, most: usize) -> El {
    el("input", "field__input")
        .attr("id", id)
        .attr("type", "text")
        .attr("maxlength", &most.to_string())
        .attr("autocomplete", "off")
        .attr("dir", "auto")
}

/// Opens what was dropped on the window: one file, because one page can be shown and one question asked.
pub fn open_dropped(state: State, event: &Event) {
    if let Some(event) = event.dyn_ref::<web_sys::DragEvent>()
        && let Some(files) = event.data_transfer().and_then(|data| data.files())
        && let Some(file) = files.get(0)
    {
        if files.length() > 1 {
            state.when_later(Box::new(move |_| state.tell(Told::Refused(Refused::SeveralFiles).into())));
        } else {
            open_file(state, file);
        }
    }
}

fn open_file(state: State, file: File) {
    state.when_later(Box::new(move |later| (later.open)(state, file)));
}

/// The jump list: every part with what is done, begun and open.
fn line(state: State, lang: Lang, id: ResponseId, here: &Page) -> El {
    let text = Text::of(lang);
    let here = here.clone();
    // Only another choice of modules makes other stops; what is done follows by itself.
    let modules = move || {
        let ids = |response: &Response| response.modules(state.instrument).map(|module| module.id).collect();
        state.journal.with(|journal| journal.response(id).map_or_else(Vec::new, ids))
    };
    el("nav", "line")
        .attr("id", "parts")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "line-title")
        .add(words("h2", "line__title", text.parts).attr("id", "line-title"))
        .live(modules, move |_| {
            let Some(response) = state.response(id) else { return Vec::new() };
            let mut all = Vec::new();
            for module in response.modules(state.instrument) {
                let stop = |screen| screen_stop(state, lang, id, screen, &here);
                let of_module = module.screens().into_iter().map(stop).collect();
                all.extend(stops(Some(module.name.get(lang)), of_module));
            }
            let last = [(Page::Review(id), text.review_stop), (Page::Report(id, None), text.report_stop)];
            let last = last.map(|(page, name)| {
                let is_here = page.key() == here.key();
                let words = if is_here { text.you_are_here } else { "" }.to_owned();
                let state = StopState { class: "open", words, is_drawn: true };
                Stop { name: name.to_owned(), page, is_here, state: Box::new(move || state.clone()) }
            });
            all.extend(stops(None, last.into()));
            all
        })
}

fn screen_stop(state: State, lang: Lang, id: ResponseId, screen: Screen, here: &Page) -> Stop {
    let text = Text::of(lang);
    let page = Page::Screen(id, screen.code());
    let is_here = page == *here;
    let stop_state = move || {
        let progress = state.journal.with(|journal| {
            journal.response(id).map(|response| response.screen_progress(screen)).unwrap_or_default()
        });
        let (class, words) = match progress.stage() {
            Stage::Open => ("open", text.open.to_owned()),
            Stage::Begun => ("begun", (text.part_done)(progress.n_answered, progress.n_questions)),
            Stage::Done => ("done", text.done.to_owned()),
        };
        let words = if is_here { text.you_are_here.to_owned() } else { words };
        StopState { class, words, is_drawn: is_here || class != "open" }
    };
    let name = match screen {
        Screen::Open(_) => text.open_name.to_owned(),
        Screen::Profile(..) | Screen::Dimension(..) => super::screen_name(screen, lang),
    };
    Stop { name, page, is_here, state: Box::new(stop_state) }
}

/// A page of two columns: the text, and the margin beside it where there is room.
fn opening(text_column: El, margin: El) -> Vec<El> {
    vec![el("div", "frame").add(el("div", "opening").add(text_column).add(margin))]
}
