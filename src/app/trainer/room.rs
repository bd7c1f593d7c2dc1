//! The group report in the room: one question a screen, large, hidden until it is shown, by keyboard or remote. What is
//! shown is decided in `report/group.rs`.

use crate::app::dom::{El, button, el, words};
use crate::app::live::Live;
use crate::app::picture;
use crate::app::session::name_of;
use crate::app::state::State;
use crate::browser;
use crate::collection::Collection;
use crate::group::spread::Ratings;
use crate::page::{Desk, Page};
use crate::report::group::{Slide, slides};
use crate::session::SessionId;
use crate::text::Lang;
use crate::text::report::ReportText;
use crate::text::session::SessionText;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::KeyboardEvent;

/// Of the silence, in seconds.
const SILENCE: i32 = 60;

/// What the room sees besides the question. It lasts as long as the page.
#[derive(Clone, Copy)]
struct Room {
    /// Whether the answers to the question that is there are shown; each question begins hidden, also when it comes back.
    is_shown: Live<bool>,
    /// Seconds of silence that are left; none when there is no silence.
    silence: Live<Option<i32>>,
    /// What the keys of the screen that is there do.
    keys: Live<Option<Keys>>,
}

#[derive(Clone)]
struct Keys {
    state: State,
    id: SessionId,
    topic: &'static str,
    item: &'static str,
    back: Option<&'static str>,
    next: Option<&'static str>,
}

thread_local! {
    static ROOM: Room = {
        browser::on("keydown", |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                key(event);
            }
        });
        Room { is_shown: Live::new(false), silence: Live::new(None), keys: Live::new(None) }
    };
}

fn room() -> Room {
    ROOM.with(|room| *room)
}

pub fn page(state: State, lang: Lang, kept: &Collection, place: Option<&str>) -> Vec<El> {
    let text = SessionText::of(lang);
    let id = kept.group.session.id;
    let slides = slides(&kept.group, lang);
    let here = place.and_then(|place| slides.iter().position(|slide| slide.item == place)).unwrap_or(0);
    let Some(slide) = slides.get(here) else {
        return super::group::page(state, lang, id, false);
    };
    let code = |at: Option<usize>| at.and_then(|at| slides.get(at)).map(|slide| slide.item);
    let keys = Keys {
        state,
        id,
        topic: slide.topic,
        item: slide.item,
        back: code(here.checked_sub(1)),
        next: code(here.checked_add(1)),
    };
    let room = room();
    room.is_shown.set(false);
    room.silence.set(None);
    room.keys.set(Some(keys.clone()));
    let is_shown = move || room.is_shown.get();
    let top = el("div", "hall__top")
        .add(picture::mark("head__mark mark"))
        .add(words("span", "", &name_of(&kept.group.session, lang)).attr("dir", "auto"))
        .add(words("span", "", &(text.room_place)(here + 1, slides.len())));
    let question = el("div", "hall__question")
        .add(words("p", "hall__topic", &slide.heading))
        .add(words("h1", "hall__statement", &slide.statement).attr("tabindex", "-1"));
    let (drawn, told) = (slide.clone(), slide.clone());
    // The silence begins, ends, and counts down in between: only the first two build anything anew.
    let silence = move || room.silence.get().map(|left| left > 0);
    let side = el("div", "hall__side")
        .attr("role", "status")
        .live(move || (is_shown(), silence()), move |(is, silence)| beside(lang, &told, *is, *silence));
    let body = el("div", "hall__body")
        .add(question)
        .live(is_shown, move |is| vec![picture(lang, &drawn, *is)])
        .add(side);
    let screen = el("div", "hall__screen").add(top).add(body).add(buttons(text, &keys, is_shown));
    vec![el("div", "hall").add(screen)]
}

/// How many gave each answer; before that is shown, the same frame with nothing in it.
fn picture(lang: Lang, slide: &Slide, is_shown: bool) -> El {
    let mut counts = slide.counts.clone();
    if !is_shown {
        counts.rows.iter_mut().for_each(|row| row.counts = Some((Ratings::default(), 0)));
    }
    let labels = counts.labels.iter().chain([&counts.opt_out]);
    let labels = el("div", "hall__labels")
        .attr("aria-hidden", "true")
        .all(labels.map(|label| words("span", "", label)));
    picture::counts_view(ReportText::of(lang), &counts)
        .add(labels)
        .attr_if("aria-hidden", (!is_shown).then_some("true"))
}

/// What is said beside the picture. Of a silence: whether it still lasts.
fn beside(lang: Lang, slide: &Slide, is_shown: bool, silence: Option<bool>) -> Vec<El> {
    let text = SessionText::of(lang);
    if let Some(lasts) = silence {
        let clock = move || {
            let left = room().silence.get().unwrap_or_default();
            format!("{}:{:02}", left / 60, left % 60)
        };
        return vec![
            words("p", "hall__words", if lasts { text.room_silent } else { text.room_over }),
            el("p", "hall__silence").attr("role", "timer").attr("aria-live", "off").live_text(clock),
        ];
    }
    if !is_shown {
        return vec![
            words("p", "hall__words", text.room_hidden),
            words("p", "hall__starter", text.room_think),
        ];
    }
    let starters = slide.starters.iter().map(|starter| words("p", "hall__starter", starter));
    vec![
        words("p", "hall__words", &slide.words),
        el("div", "").add(words("p", "hall__ask", ReportText::of(lang).talk)).all(starters),
    ]
}

fn buttons(text: &'static SessionText, keys: &Keys, is_shown: impl Fn() -> bool + 'static) -> El {
    let live = |key: &str, label: Box<dyn Fn() -> &'static str>, act: fn(&Keys)| {
        let (keys, label) = (keys.clone(), el("span", "").live_text(move || label().to_owned()));
        button("hall__key", "", move || act(&keys)).add(words("kbd", "", key)).add(label)
    };
    let one = |key: &str, label: &'static str, act: fn(&Keys)| live(key, Box::new(move || label), act);
    let shown = move || if is_shown() { text.room_hide } else { text.room_show };
    let silence = || if room().silence.get().is_some() { text.room_loud } else { text.room_silence };
    el("div", "hall__keys no-print")
        .attr("role", "group")
        .attr("aria-label", text.room_keys)
        .add(live(text.space_key, Box::new(shown), reveal))
        .all(keys.back.map(|_| one("←", text.room_back, back)))
        .all(keys.next.map(|_| one("→", text.room_next, next)))
        .add(live("S", Box::new(silence), quiet))
        .add(one("A", text.room_agree, agree))
        .add(one("Esc", text.room_close, close))
}

// ---- what the keys do

/// A key in the room; the keys of a remote are the arrows or the pages.
fn key(event: &KeyboardEvent) {
    let Some(keys) = room().keys.get() else { return };
    let is_here =
        keys.state.page.with(|page| matches!(page, Page::Session(id, Desk::Room(_)) if *id == keys.id));
    if !is_here || event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let act: fn(&Keys) = match event.key().as_str() {
        " " => reveal,
        "ArrowRight" | "PageDown" => next,
        "ArrowLeft" | "PageUp" => back,
        "s" | "S" => quiet,
        "a" | "A" => agree,
        "Escape" => close,
        _ => return,
    };
    event.prevent_default();
    act(&keys);
}

fn reveal(_: &Keys) {
    room().is_shown.update(|is_shown| *is_shown = !*is_shown);
}

fn to(keys: &Keys, item: Option<&'static str>) {
    if let Some(item) = item {
        keys.state.go(Page::Session(keys.id, Desk::Room(Some(item.to_owned()))));
    }
}

fn next(keys: &Keys) {
    to(keys, keys.next);
}

fn back(keys: &Keys) {
    to(keys, keys.back);
}

fn agree(keys: &Keys) {
    keys.state.go(Page::Session(keys.id, Desk::Minutes(Some(keys.item.to_owned()))));
    browser::focus_id(super::minutes::field_id(keys.topic, 0));
}

fn close(keys: &Keys) {
    keys.state.go(Page::Session(keys.id, Desk::Group(None)));
}

/// A minute of silence, or the end of it.
fn quiet(_: &Keys) {
    let room = room();
    if room.silence.get().is_some() {
        room.silence.set(None);
        return;
    }
    room.silence.set(Some(SILENCE));
    spawn_local(async move {
        let begun = browser::now();
        while let Some(left) = room.silence.get().filter(|left| *left > 0) {
            browser::wait(250).await;
            let passed = ((browser::now() - begun) / 1000.0) as i32;
            let now = (SILENCE - passed).max(0);
            if now != left && room.silence.get() == Some(left) {
                room.silence.set(Some(now));
            }
        }
    });
}
