//! What a participant does: begin, answer, review, read the report, take it along. Here: what several of these pages
//! share. Knows nothing of how answers are kept.

pub mod about;
pub mod report;
pub mod review;
pub mod screen;
pub mod start;

use crate::app::controls::{Stop, stops};
use crate::app::state::State;
use crate::browser;
use crate::exchange::{self, MAX_FILE};
use crate::instrument::{Module, Screen};
use crate::page::Page;
use crate::response::{Response, Stage};
use crate::text::Text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// The version of the app, as it stands in files.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The button that opens a saved report or backup.
pub fn open_file_button(state: State, text: &'static Text) -> impl IntoView {
    let open = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open_file(state, file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <label class="button button--second file">
            <input class="only-spoken" type="file" accept=".html,.json,text/html,application/json" on:change=open />
            {text.saved_button}
        </label>
    }
}

/// Opens what was dropped on the window.
pub fn open_dropped(state: State, event: &web_sys::Event) {
    if let Some(event) = event.dyn_ref::<web_sys::DragEvent>()
        && let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0))
    {
        open_file(state, file);
    }
}

fn open_file(state: State, file: web_sys::File) {
    spawn_local(async move { state.open_file(browser::read_file(&file, MAX_FILE).await) });
}

/// The button that hands everything over as one file.
pub fn backup_button(state: State, text: &'static Text) -> impl IntoView {
    let save = move |_| {
        let today = super::today();
        let responses: Vec<Response> =
            state.journal.with_untracked(|journal| journal.responses().cloned().collect());
        let lang = state.lang.get_untracked();
        let file = exchange::file::encode(
            state.instrument,
            &responses,
            exchange::file::Kind::Backup,
            lang,
            VERSION,
            &today,
        );
        browser::download(&crate::export::backup_name(&today), "application/json", file.as_bytes());
    };
    view! { <button class="button button--second" type="button" on:click=save>{text.save_backup}</button> }
}

/// The jump list: every part with what is done, begun and open.
fn line(state: State, text: &'static Text, response: &Response, here: &Page) -> AnyView {
    let lang = state.lang.get();
    let modules: Vec<AnyView> = response
        .modules(state.instrument)
        .map(|module| {
            stops(Some(module.name.get(lang).to_owned()), module_stops(text, lang, response, module, here))
        })
        .collect();
    let last =
        [(Page::Review(response.id), text.review_stop), (Page::Report(response.id, None), text.report_stop)];
    let last = last
        .into_iter()
        .map(|(page, name)| {
            let is_here = page.key() == here.key();
            let words = if is_here { text.you_are_here.to_owned() } else { String::new() };
            Stop { name: name.to_owned(), page, state: "open", words, shows_words: true, is_here }
        })
        .collect();
    view! {
        <nav class="line" id="parts" tabindex="-1" aria-labelledby="line-title">
            <h2 class="line__title" id="line-title">{text.parts}</h2>
            {modules}
            {stops(None, last)}
        </nav>
    }
    .into_any()
}

fn module_stops(
    text: &'static Text,
    lang: crate::text::Lang,
    response: &Response,
    module: &'static Module,
    here: &Page,
) -> Vec<Stop> {
    module
        .screens()
        .map(|screen| {
            let page = Page::Screen(response.id, screen.code());
            let is_here = page == *here;
            let progress = response.screen_progress(screen);
            let (stage, words) = match progress.stage() {
                Stage::Open => ("open", text.open.to_owned()),
                Stage::Begun => ("begun", (text.part_done)(progress.n_answered, progress.n_questions)),
                Stage::Done => ("done", text.done.to_owned()),
            };
            let name = match screen {
                Screen::Open(_) => text.open_name.to_owned(),
                Screen::Profile(..) | Screen::Dimension(..) => super::screen_name(screen, lang),
            };
            let words = if is_here { text.you_are_here.to_owned() } else { words };
            Stop { name, page, state: stage, words, shows_words: is_here || stage != "open", is_here }
        })
        .collect()
}
