//! Mounts the app: the frame around every page, the page switch, the notices. Knows nothing of how answers are kept
//! or what they mean.

mod controls;
mod dom;
mod full;
mod later;
mod live;
mod logbook;
mod participant;
mod picture;
mod reminder;
mod session;
pub mod state;
mod told;
mod trainer;

use crate::browser::{self, store::Level, store::Store};
use crate::instrument::Screen;
use crate::page::Page;
use crate::report::lower_first;
use crate::response::Day;
use crate::text::{Lang, Text};
use dom::{El, button, el, link, words};
use state::{Keeping, Notice, State};

/// Opens the store, then shows the app in place of the words that it is loading. In steps between which the browser may
/// do something else: on a slow phone each of them takes as long as a person notices.
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        let (store, found) = Store::open().await;
        let lang = state::first_lang().await;
        // With the mount Leptos's own tasks begin; what it mounts is nothing, for all of the page is built here.
        leptos::mount::mount_to_body(|| ());
        let state = State::new(store, &found, lang);
        browser::breathe().await;
        let (head, foot) = (head(state), foot(state));
        browser::breathe().await;
        if browser::is_file() {
            // What it says at the top of each page stands in the other part; nothing may move under a hand later on.
            state.load_later().await;
        }
        // From here on in one step: what was filled in by then is in the app's page, and no page is without either.
        if let Some(drawn) = browser::take_drawn() {
            state.take_over(&drawn);
        }
        browser::set_root("data-ready", Some("yes"));
        frame(state, head, foot);
        browser::say("app-ready");
    });
}

/// The name of a screen, as it stands in headings, links and the title.
fn screen_name(screen: Screen, lang: Lang) -> String {
    match screen {
        Screen::Profile(_, profile) => profile.name.get(lang).to_owned(),
        Screen::Dimension(_, dimension) => dimension.name.get(lang).to_owned(),
        Screen::Open(module) => {
            format!("{}: {}", module.name.get(lang), lower_first(Text::of(lang).open_name))
        }
    }
}

/// Today, for what is begun or handed over now.
fn today() -> Day {
    // The browser's own clock always has a day; the first one stands for a clock that is broken.
    Day::parse(&browser::today()).unwrap_or_default()
}

fn frame(state: State, head: El, foot: El) {
    browser::on("keydown", move |event| participant::screen::number_key(state, &event));
    browser::on("dragover", |event| event.prevent_default());
    browser::on("drop", move |event| {
        event.prevent_default();
        participant::open_dropped(state, &event);
    });
    // A page also becomes another one when its questionnaire is removed, comes back or becomes read-only.
    // A page is built anew when it becomes another one, and when the language changes.
    let key = move || {
        let is_here =
            |id| state.journal.with(|journal| journal.response(id).map(|_| journal.is_read_only(id)));
        state.page.with(|page| {
            (page.key(), page.response().map(is_here), state.lang.get(), later::waits(state, page))
        })
    };
    el("a", "skip")
        .attr("href", "#content")
        .said(state, |text| text.skip)
        .on("click", |event| {
            event.prevent_default();
            browser::focus("h1");
        })
        .mount();
    head.mount();
    el("main", "main")
        .attr("id", "content")
        .add(el("div", "frame").add(notices(state)))
        .live(key, move |(_, _, lang, _)| page(state, *lang))
        .mount();
    foot.mount();
}

fn page(state: State, lang: Lang) -> Vec<El> {
    let page = state.page.get();
    match &page {
        Page::Start => participant::start::page(state, lang),
        Page::Screen(id, code) if !later::waits(state, &page) => {
            participant::screen::page(state, lang, *id, code)
        }
        Page::Screen(..)
        | Page::Review(_)
        | Page::Report(..)
        | Page::HandIn(_)
        | Page::Trainer
        | Page::Session(..)
        | Page::Logbooks
        | Page::Logbook(_)
        | Page::Link(_)
        | Page::Answers
        | Page::Sources => later::page(state, lang, &page),
        Page::Unknown => participant::about::unknown(Text::of(lang)),
    }
}

type Pick = fn(&'static Text) -> &'static str;

/// A text of the frame, which outlasts a change of language.
impl El {
    fn said(self, state: State, pick: Pick) -> El {
        self.live_text(move || pick(state.text()).to_owned())
    }

    fn labelled(self, state: State, pick: Pick) -> El {
        self.live_attr("aria-label", move || Some(pick(state.text()).to_owned()))
    }
}

fn head(state: State) -> El {
    let other = move || match state.lang.get() {
        Lang::Nl => Lang::En,
        Lang::En => Lang::Nl,
    };
    let network =
        move || state.page.with(Page::response).and_then(|id| state.response(id)).map(|r| r.network);
    let code = move || Some(other().code().to_owned());
    let home = el("a", "head__home")
        .attr("href", &Page::Start.href())
        .labelled(state, |text| text.home)
        .add(picture::mark("head__mark mark"))
        .add(el("span", "").said(state, |text| text.app));
    let tools = el("nav", "head__tools")
        .labelled(state, |text| text.tools)
        .add(el("a", "head__more").attr("href", &Page::Answers.href()).said(state, |text| text.your_answers))
        .add(
            el("a", "")
                .live_attr("href", move || Some(state.page.with(Page::href)))
                .live_attr("lang", code)
                .live_attr("hreflang", code)
                .said(state, |text| text.other_language)
                .on("click", move |event| {
                    event.prevent_default();
                    state.choose_lang(other());
                }),
        );
    let where_ = |name: &Option<String>| {
        let name = name.iter().filter(|name| !name.is_empty());
        name.map(|name| words("p", "head__where", name).attr("dir", "auto")).collect()
    };
    el("header", "head").add(el("div", "frame head__inner").add(home).live(network, where_).add(tools))
}

fn foot(state: State) -> El {
    let theme = move || {
        let text = state.text();
        if state.is_dark.get() { text.theme_light } else { text.theme_dark }.to_owned()
    };
    let note = move || state.instrument.status_note.get(state.lang.get()).to_owned();
    let links = el("nav", "foot__links")
        .labelled(state, |text| text.about)
        .add(el("a", "").attr("href", &Page::Answers.href()).said(state, |text| text.your_answers))
        .add(el("a", "").attr("href", &Page::Trainer.href()).said(state, |text| text.for_trainers))
        .add(el("a", "").attr("href", &Page::Sources.href()).said(state, |text| text.sources))
        // In the file itself there is nothing to take along.
        .all((!browser::is_file()).then(|| {
            el("a", "")
                .attr("href", participant::SINGLE)
                .attr("download", participant::SINGLE)
                .said(state, |text| text.take_app)
                // It is too large to be kept for use without a connection.
                .on("click", move |event| {
                    event.prevent_default();
                    state.with_later(|later| later.take_app);
                })
        }))
        .add(
            button("button button--quiet", "", move || state.set_dark(!state.is_dark.get())).live_text(theme),
        );
    el("footer", "foot").add(el("div", "frame foot__inner").add(el("p", "").live_text(note)).add(links))
}

/// What must be told, at the top of the page: storage first, then the last thing that happened.
fn notices(state: State) -> El {
    let stands = move || {
        let met = state.journal.with(|journal| (journal.unreadable().len(), journal.is_newer()));
        (state.lang.get(), met, state.page.with(Page::key), state.later().is_some())
    };
    let update = move || (state.lang.get(), state.has_update.get());
    let now = move || (state.lang.get(), state.notice.get(), state.keeping.get() == Keeping::Failed);
    el("div", "notices")
        .attr("tabindex", "-1")
        .live(stands, move |_| {
            if !has_standing(state) {
                return Vec::new();
            }
            state.begin_later();
            state.later().map_or_else(Vec::new, |later| (later.standing)(state))
        })
        .add(
            el("div", "")
                .attr("role", "status")
                .live(update, move |_| newer(state).into_iter().collect())
                .live(now, move |_| told(state).into_iter().collect()),
        )
        .add(
            el("div", "")
                .attr("role", "alert")
                .live(now, move |_| not_saved(state).into_iter().chain(refused(state)).collect()),
        )
}

/// A notice: a small sign with a word, then the message.
pub(crate) fn notice(class: &str, sign: &str, body: impl IntoIterator<Item = El>) -> El {
    el("div", &format!("notice {class}"))
        .add(words("p", "notice__sign", sign))
        .add(el("div", "notice__body").all(body))
}

/// Whether there is something to tell for as long as it is true: about storage, or about the app as one file.
fn has_standing(state: State) -> bool {
    let is_damaged = state.journal.with(|journal| !journal.unreadable().is_empty() || journal.is_newer());
    is_damaged || state.level == Level::NotKept || state.is_stuck || browser::is_file()
}

/// That a newer version is there. It comes when the person asks for it, never by itself.
fn newer(state: State) -> Option<El> {
    let text = state.text();
    // Where nothing is kept, loading the page again would lose everything.
    (state.has_update.get() && state.level != Level::NotKept).then(|| {
        let take = button("button button--second", text.take_update, move || state.update());
        notice("notice--here", text.notice, [words("p", "", text.has_update), take])
    })
}

fn told(state: State) -> Option<El> {
    let text = state.text();
    match state.notice.get()? {
        Notice::Overruled(fields) => {
            let mut names = String::new();
            for field in fields {
                names.extend(state.question(&field).map(|name| name + " "));
            }
            let sentence = (text.changed_elsewhere)(names.trim_end());
            Some(notice("notice--here", text.notice, [words("p", "", &sentence)]))
        }
        Notice::Later(told) if !told.is_refusal() => (state.later()?.told)(state, &told),
        Notice::Later(_) | Notice::ReadOnly | Notice::NotLoaded => None,
    }
}

fn not_saved(state: State) -> Option<El> {
    let text = state.text();
    (state.keeping.get() == Keeping::Failed).then(|| {
        let save = move || state.with_later(|later| later.backup);
        let save = button("button button--second", text.save_backup, save);
        notice("notice--alarm", text.not_kept_sign, [words("p", "", text.save_failed), save])
    })
}

fn refused(state: State) -> Option<El> {
    let text = state.text();
    let sentence = match state.notice.get()? {
        Notice::ReadOnly => text.read_only,
        Notice::NotLoaded => text.later_failed,
        Notice::Later(told) if told.is_refusal() => return (state.later()?.told)(state, &told),
        Notice::Later(_) | Notice::Overruled(_) => return None,
    };
    Some(notice("", text.notice, [words("p", "", sentence)]))
}

/// A page of one column under one heading, with a way back to the start.
fn plain_page(text: &'static Text, heading: &str, lead: &str, rest: impl IntoIterator<Item = El>) -> Vec<El> {
    let column = el("div", "opening__text")
        .add(words("h1", "", heading).attr("tabindex", "-1"))
        .add(words("p", "lead", lead))
        .all(rest)
        .add(el("div", "steps").add(link("button button--second", &Page::Start.href(), text.to_start)));
    vec![el("div", "frame").add(column)]
}
