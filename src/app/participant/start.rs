//! The start: what this is, where you were, begin, open a saved file. Knows nothing of questions.

use super::{open_file_button, plain_field};
use crate::app::controls::words_explained;
use crate::app::dom::{El, button, el, link, tick, typed, words};
use crate::app::later;
use crate::app::picture::opening_rope;
use crate::app::state::State;
use crate::browser;
use crate::early;
use crate::page::Page;
use crate::response::{MAX_NAME, Response};
use crate::text::{Lang, Text};

pub fn page(state: State, lang: Lang) -> Vec<El> {
    let (text, instrument) = (Text::of(lang), state.instrument);
    let minutes =
        instrument.modules.iter().filter(|module| module.default_on).map(|module| module.minutes).sum();
    // The intro speaks of a network, so that word is explained here and nowhere else.
    let network: Vec<_> = instrument.glossary.iter().take(1).collect();
    let has_lists = move || state.journal.with(|journal| journal.responses().next().is_some());
    let has_any = move || has_lists() || state.journal.with(|journal| journal.folders().next().is_some());
    let begin_class = move || Some(if has_lists() { "button button--second" } else { "button" }.to_owned());
    let begin_words = move || if has_lists() { text.begin_new } else { text.begin_title }.to_owned();
    let begin_button =
        button("", "", || browser::focus("#network")).live_attr("class", begin_class).live_text(begin_words);
    let fact = |title: &str, sentence: &str| {
        el("div", "").add(words("dt", "", title)).add(words("dd", "", sentence))
    };
    let opening = el("div", "opening__text")
        .live(move || all(state), move |_| here(state, lang).into_iter().collect())
        .add(words("h1", "title-start part", instrument.title.get(lang)).attr("tabindex", "-1"))
        .add(words("p", "lead", instrument.intro.get(lang)))
        .all(words_explained(lang, &network))
        .add(el("div", "steps").add(begin_button));
    let facts = el("dl", "facts")
        .add(fact(&(text.about_minutes)(minutes), text.pause_text))
        .add(fact(text.own_report, text.own_report_text))
        .add(fact(text.stays_here, text.stays_here_text))
        .add(fact(text.for_whom, text.for_whom_text));
    let saved = part("saved-title", text.saved_title)
        .add(words("p", "prose", text.saved_text))
        .add(el("div", "steps").add(open_file_button(state, text.saved_button)));
    let code = link("", &Page::Link(String::new()).href(), text.have_code);
    let saved = saved.add(el("p", "gap").add(code));
    let rest = el("div", "opening__text")
        .live(
            move || (all(state), state.later().is_some()),
            move |(all, _)| {
                if all.is_empty() {
                    return Vec::new();
                }
                vec![
                    state
                        .later()
                        .map_or_else(|| later::waiting(state, text), |later| (later.lists)(state, lang)),
                ]
            },
        )
        .add(begin(state, lang))
        .add(saved)
        .live(
            move || (has_any(), state.later().is_some()),
            move |(has_any, _)| {
                if *has_any {
                    state.begin_later();
                }
                state
                    .later()
                    .filter(|_| *has_any)
                    .map(|later| (later.erase)(state, lang))
                    .into_iter()
                    .collect()
            },
        );
    vec![
        el("div", "frame").add(el("div", "opening").add(opening)),
        opening_rope(),
        el("div", "frame").add(facts).add(rest),
    ]
}

fn part(id: &str, heading: &str) -> El {
    el("section", "part part--ruled").attr("aria-labelledby", id).add(words("h2", "", heading).attr("id", id))
}

fn all(state: State) -> Vec<Response> {
    state.journal.with(|journal| journal.responses().cloned().collect())
}

/// Where the person was, of the response that was open last.
fn here(state: State, lang: Lang) -> Option<El> {
    let text = Text::of(lang);
    let response =
        state.journal.with(|journal| journal.latest().or_else(|| journal.responses().next()).cloned())?;
    let page = resume(state, &response);
    let (place, go_on) = match &page {
        Page::Screen(_, code) => {
            let screens = response.screens(state.instrument);
            let screen = *screens.iter().find(|screen| screen.code() == *code)?;
            let of_module = screen.module().screens();
            let n = of_module.iter().position(|other| other.code() == *code).unwrap_or_default() + 1;
            let module = screen.module().name.get(lang);
            let name = crate::app::screen_name(screen, lang);
            (format!("{module}, {}", (text.topic_of)(n, of_module.len())), (text.go_on)(&name))
        }
        Page::Report(..) => (text.report_stop.to_owned(), text.to_report.to_owned()),
        Page::Start
        | Page::Review(_)
        | Page::HandIn(_)
        | Page::Trainer
        | Page::Session(..)
        | Page::Logbooks
        | Page::Logbook(_)
        | Page::Link(_)
        | Page::Answers
        | Page::Sources
        | Page::Unknown => (text.review_stop.to_owned(), (text.go_on)(text.review_stop)),
    };
    let left = response.minutes_left(state.instrument);
    let sentence = (text.was_here)(&state.name_of(&response), &place, left);
    let body = [words("p", "", &sentence).attr("dir", "auto"), link("button", &page.href(), &go_on)];
    Some(crate::app::notice("notice--here", text.here, body))
}

/// The page to go on with: where the person was, if that screen is still part of the questionnaire.
pub fn resume(state: State, response: &Response) -> Page {
    let screens = response.screens(state.instrument);
    let page = response.place.as_deref().map(|place| Page::at(response.id, place));
    let exists = |page: &Page| match page {
        Page::Screen(_, code) => screens.iter().any(|screen| screen.code() == *code),
        Page::Review(_) | Page::Report(..) => true,
        Page::Start
        | Page::HandIn(_)
        | Page::Trainer
        | Page::Session(..)
        | Page::Logbooks
        | Page::Logbook(_)
        | Page::Link(_)
        | Page::Answers
        | Page::Sources
        | Page::Unknown => false,
    };
    let first = || screens.first().map(|screen| Page::Screen(response.id, screen.code()));
    page.filter(exists).or_else(first).unwrap_or(Page::Review(response.id))
}

/// The form that begins a new response: the network's name and the modules. What is filled in here outlasts a change
/// of language, because the state holds it.
fn begin(state: State, lang: Lang) -> El {
    let (text, instrument) = (Text::of(lang), state.instrument);
    let (network, chosen) = (state.draft_network, state.draft_modules);
    let together = move || {
        let chosen = chosen.get();
        let minutes =
            instrument.modules.iter().filter(|module| chosen.contains(&module.id)).map(|m| m.minutes);
        if chosen.is_empty() { text.modules_none.to_owned() } else { (text.together)(minutes.sum()) }
    };
    let field = el("div", "field")
        .add(words("label", "field__label", text.network_label).attr("for", "network"))
        .add(words("p", "field__hint", text.network_hint).attr("id", "network-hint"))
        .add(
            name_field("network", &network.get())
                .attr("aria-describedby", "network-hint")
                .on("input", move |event| network.set(typed(&event))),
        );
    let form = el("form", "gap")
        .on("submit", move |event| {
            event.prevent_default();
            state.begin();
        })
        .add(field)
        .add(el("div", "").attr("role", "status").live(
            move || (network.get(), state.later().is_some()),
            move |(name, _)| state.later().map_or_else(Vec::new, |later| (later.known)(state, lang, name)),
        ))
        .add(el("div", "gap-wide").add(modules(
            state,
            lang,
            [text.modules_label, text.modules_hint],
            move || chosen.get(),
            move |modules| chosen.set(modules),
        )))
        .add(el("p", "small gap").attr("role", "status").live_text(together))
        .add(el("div", "steps").add(words("button", "button", text.begin).attr("type", "submit")));
    let lead = format!("{} {}", instrument.focus.get(lang), instrument.personal_note.get(lang));
    part("begin-title", text.begin_title).add(words("p", "prose", &lead)).add(form)
}

pub fn name_field(id: &str, value: &str) -> El {
    plain_field(id, MAX_NAME).prop("value", value)
}

/// The choice of modules, under a question and a hint, with how long each takes.
pub fn modules(
    state: State,
    lang: Lang,
    [label, hint]: [&str; 2],
    chosen: impl Fn() -> Vec<&'static str> + Copy + 'static,
    keep: impl Fn(Vec<&'static str>) + Copy + 'static,
) -> El {
    let text = Text::of(lang);
    let rows = state.instrument.modules.iter().map(|module| {
        let about = format!("about-{}", module.id);
        let toggle = move |event: web_sys::Event| {
            let mut modules = chosen();
            if modules.contains(&module.id) {
                modules.retain(|id| *id != module.id);
            } else {
                modules.push(module.id);
            }
            keep(modules);
            // The last module may have been kept: the box shows what is so.
            tick(&event, chosen().contains(&module.id));
        };
        let input = el("input", "choice__box")
            .attr("type", "checkbox")
            .attr("name", early::MODULE)
            .attr("value", module.id)
            .attr("aria-describedby", &about)
            .live_flag("checked", move || chosen().contains(&module.id))
            .on("change", toggle);
        el("label", "choice")
            .add(input)
            .add(words("span", "choice__text", module.name.get(lang)))
            .add(words("span", "choice__aside", &(text.minutes)(module.minutes)))
            .add(
                words("span", "choice__more", module.intro.get(lang))
                    .attr("id", &about)
                    .attr("aria-hidden", "true"),
            )
    });
    el("fieldset", "")
        .attr("aria-describedby", "modules-hint")
        .add(words("legend", "choices__legend", label))
        .add(words("p", "small", hint).attr("id", "modules-hint"))
        .add(el("div", "choices gap").all(rows))
}
