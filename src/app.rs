//! Mounts the app: the frame around every page, the page switch, the notices. Knows nothing of how answers are kept
//! or what they mean.

mod controls;
mod participant;
mod picture;
pub mod state;

use crate::browser::{self, store::Store};
use crate::instrument::Screen;
use crate::page::Page;
use crate::response::{Day, Response, ResponseId};
use crate::text::{Lang, Text};
use leptos::prelude::*;
use state::{Keeping, Notice, Settled, State, use_state};

/// Opens the store, then shows the app in place of the words that it is loading.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        browser::set_root("data-broken", Some("yes"));
        browser::log(&panic.to_string());
    }));
    // Leptos's own tasks begin with the mount; opening the store comes before it.
    wasm_bindgen_futures::spawn_local(async {
        let (store, found) = Store::open().await;
        browser::set_root("data-ready", Some("yes"));
        leptos::mount::mount_to_body(move || {
            provide_context(State::new(store, &found));
            frame()
        });
    });
}

/// The name of a screen, as it stands in headings, links and the title.
fn screen_name(screen: Screen, lang: Lang) -> String {
    match screen {
        Screen::Profile(_, profile) => profile.name.get(lang).to_owned(),
        Screen::Dimension(_, dimension) => dimension.name.get(lang).to_owned(),
        Screen::Open(module) => {
            format!("{}: {}", module.name.get(lang), crate::report::lower_first(Text::of(lang).open_name))
        }
    }
}

/// The present response's data, or nothing when the address names one that is not here.
fn response(state: State, id: ResponseId) -> Option<Response> {
    state.journal.with(|journal| journal.response(id).cloned())
}

/// Today, for what is begun or handed over now.
fn today() -> Day {
    // The browser's own clock always has a day; the first one stands for a clock that is broken.
    Day::parse(&browser::today()).unwrap_or_default()
}

fn frame() -> impl IntoView {
    let state = use_state();
    browser::on("dragover", |event| event.prevent_default());
    browser::on("drop", move |event| {
        event.prevent_default();
        participant::open_dropped(state, &event);
    });
    let to_content = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        browser::focus("h1");
    };
    // A page is built anew when it becomes another one, and only changes its words when the language changes.
    let key = Memo::new(move |_| state.page.with(Page::key));
    view! {
        <a class="skip" href="#content" on:click=to_content>{move || state.text().skip}</a>
        {head}
        <main class="main" id="content">
            <div class="frame">{notice}</div>
            <For each=move || [key.get()] key=Clone::clone children=move |_| move || page(state).into_any() />
        </main>
        {foot}
    }
}

fn page(state: State) -> AnyView {
    let text = state.text();
    // The page is read without following it: `frame` builds another one when it changes.
    match state.page.get_untracked() {
        Page::Start => participant::start::page(state, text).into_any(),
        Page::Screen(id, code) => participant::screen::page(state, text, id, &code),
        Page::Review(id) => participant::review::page(state, text, id),
        Page::Report(id, _) => participant::report::page(state, text, id),
        Page::Answers => participant::about::answers(text).into_any(),
        Page::Sources => participant::about::sources(state, text).into_any(),
        Page::Unknown => participant::about::unknown(text).into_any(),
    }
}

fn head() -> impl IntoView {
    let state = use_state();
    let other = move || match state.lang.get() {
        Lang::Nl => Lang::En,
        Lang::En => Lang::Nl,
    };
    let network = move || {
        let id = state.page.with(Page::response)?;
        state.journal.with(|journal| journal.response(id).map(|response| response.network.clone()))
    };
    let switch = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        state.set_lang(other());
    };
    let here = move || state.page.with(Page::href);
    view! {
        <header class="head">
            <div class="frame head__inner">
                <a class="head__home" href=Page::Start.href() aria-label=move || state.text().home>
                    {picture::mark("head__mark mark")}
                    <span>{move || state.text().app}</span>
                </a>
                {move || network().filter(|name| !name.is_empty()).map(|name| view! { <p class="head__where" dir="auto">{name}</p> })}
                <nav class="head__tools" aria-label=move || state.text().tools>
                    <a class="head__more" href=Page::Answers.href()>{move || state.text().your_answers}</a>
                    <a href=here lang=move || other().code() hreflang=move || other().code() on:click=switch>
                        {move || state.text().other_language}
                    </a>
                </nav>
            </div>
        </header>
    }
}

fn foot() -> impl IntoView {
    let state = use_state();
    let theme = move || if state.is_dark.get() { state.text().theme_light } else { state.text().theme_dark };
    view! {
        <footer class="foot">
            <div class="frame foot__inner">
                <p>{move || state.instrument.status_note.get(state.lang.get())}</p>
                <nav class="foot__links" aria-label=move || state.text().about>
                    <a href=Page::Answers.href()>{move || state.text().your_answers}</a>
                    <a href=Page::Sources.href()>{move || state.text().sources}</a>
                    <button class="button button--quiet" type="button" on:click=move |_| state.set_dark(!state.is_dark.get_untracked())>
                        {theme}
                    </button>
                </nav>
            </div>
        </footer>
    }
}

/// What must be told, at the top of the page: storage first, then the last thing that happened.
fn notice() -> impl IntoView {
    let state = use_state();
    view! {
        <div class="notices">
            {move || standing(state)}
            <div role="status">{move || told(state)}</div>
            <div role="alert">{move || refused(state)}</div>
        </div>
    }
}

fn sign(class: &'static str, word: &'static str, body: impl IntoView + 'static) -> AnyView {
    view! {
        <div class=format!("notice {class}")>
            <p class="notice__sign">{word}</p>
            <div class="notice__body">{body}</div>
        </div>
    }
    .into_any()
}

/// Notices that stay as long as they are true.
fn standing(state: State) -> Option<AnyView> {
    let text = state.text();
    let (n_damaged, is_newer) = state.journal.with(|journal| (journal.n_damaged(), journal.is_newer()));
    if state.level == crate::browser::store::Level::NotKept {
        let body = view! {
            <p>{text.not_kept_text}</p>
            {participant::backup_button(state, text)}
        };
        return Some(sign("notice--alarm", text.not_kept_sign, body));
    }
    if is_newer {
        return Some(sign("", text.notice, view! { <p>{text.from_newer}</p> }));
    }
    (n_damaged > 0).then(|| sign("", text.notice, view! { <p>{(text.damaged)(n_damaged)}</p> }))
}

fn told(state: State) -> Option<AnyView> {
    let text = state.text();
    match state.notice.get()? {
        Notice::Told(sentence) => Some(sign("notice--here", text.notice, view! { <p>{sentence}</p> })),
        Notice::Removed(id) => {
            let name =
                state.journal.with(|journal| journal.removed(id).map(|response| state.name_of(response)));
            let body = view! {
                <p>{(text.removed)(&name.unwrap_or_default())}</p>
                <button class="button button--second" type="button" on:click=move |_| state.restore(id)>{text.undo}</button>
            };
            Some(sign("notice--here", text.notice, body))
        }
        Notice::Differs(differing) => {
            let name = state.name_of(differing.first()?);
            let settle = move |choice| {
                let differing = differing.clone();
                move |_| state.settle(differing.clone(), choice)
            };
            let body = view! {
                <p>{(text.file_differs)(&name)}</p>
                <button class="button button--second" type="button" on:click=settle(Settled::Beside)>{text.file_beside}</button>
                <button class="button button--second" type="button" on:click=settle(Settled::Replace)>{text.file_replace}</button>
                <button class="button button--quiet" type="button" on:click=settle(Settled::Nothing)>{text.file_nothing}</button>
            };
            Some(sign("notice--here", text.notice, body))
        }
        Notice::Refused(_) => None,
    }
}

fn refused(state: State) -> Option<AnyView> {
    let text = state.text();
    if state.keeping.get() == Keeping::Failed {
        let body = view! {
            <p>{text.save_failed}</p>
            {participant::backup_button(state, text)}
        };
        return Some(sign("notice--alarm", text.not_kept_sign, body));
    }
    match state.notice.get()? {
        Notice::Refused(sentence) => Some(sign("", text.notice, view! { <p>{sentence}</p> })),
        Notice::Told(_) | Notice::Removed(_) | Notice::Differs(_) => None,
    }
}
