//! One screen of the questionnaire: a dimension with its statements, a profile, or a module's open questions. Knows
//! nothing of scores.

use super::{about, line, opening};
use crate::app::controls::{Shape, question, save_status, text_field, words_explained};
use crate::app::dom::{El, button, el, link, words};
use crate::app::state::State;
use crate::app::{later, screen_name};
use crate::browser;
use crate::instrument::{OPT_OUT, Phrase, ProfileKind, Question, Screen};
use crate::page::Page;
use crate::response::{Change, ResponseId};
use crate::text::{Lang, Text};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

pub fn page(state: State, lang: Lang, id: ResponseId, code: &str) -> Vec<El> {
    let text = Text::of(lang);
    let Some(response) = state.response(id) else { return about::unknown(text) };
    let screens = response.screens(state.instrument);
    let Some(place) = screens.iter().position(|screen| screen.code() == code) else {
        return about::unknown(text);
    };
    let screen = screens[place];
    let previous = place.checked_sub(1).and_then(|place| screens.get(place)).copied();
    let (next_page, next_name) = match screens.get(place + 1).copied() {
        Some(next) => (Page::Screen(id, next.code()), screen_name(next, lang)),
        None => (Page::Review(id), text.review_stop.to_owned()),
    };
    let (back_page, back_words) = match previous {
        Some(previous) => (Page::Screen(id, previous.code()), (text.back_to)(&screen_name(previous, lang))),
        None => (Page::Start, text.back_to_start.to_owned()),
    };
    let here = Page::Screen(id, screen.code());
    let jump = link("progress__jump", &here.href(), text.all_parts).on("click", |event| {
        event.prevent_default();
        browser::focus("#parts");
    });
    let (lead, terms) = about_screen(lang, screen);
    let questions = questions(state, screen);
    let items = match screen {
        Screen::Dimension(_, dimension) => {
            let ask = state.instrument.scale.question.map_or("", |words| words.get(lang));
            let items = questions.iter().zip(dimension.items).map(|(asked, item)| {
                let help = item.help.map(|help| help.get(lang));
                question(state, lang, id, *asked, Shape::Scale, help, Some("ask"))
            });
            el("div", "items").add(words("p", "items__ask", ask).attr("id", "ask")).all(items)
        }
        Screen::Profile(_, profile) => {
            let shape = match profile.kind {
                ProfileKind::SliderNowWanted => Shape::Rail,
                ProfileKind::SingleChoice => Shape::Choices,
            };
            let items = questions.iter().map(|asked| question(state, lang, id, *asked, shape, None, None));
            el("div", "items").all(items)
        }
        Screen::Open(module) => el("div", "items").all(module.open_questions.iter().map(|open| {
            let keep = move |words| state.change(id, Change::Words(open.id, words));
            let value = move || {
                state.journal.with(|journal| {
                    journal
                        .response(id)
                        .map_or_else(String::new, |response| response.words(open.id).to_owned())
                })
            };
            text_field(open.text.get(lang), "", open.id, true, state.is_read_only(id), value, keep)
        })),
    };
    let progress_words = move || progress(state, lang, id, screen);
    let column =
        el("div", "opening__text")
            .add(
                el("p", "progress")
                    .add(words("b", "", screen.module().name.get(lang)))
                    .text(", ")
                    .live_text(progress_words)
                    .text(" ")
                    .add(jump),
            )
            .add(words("h1", "", &screen_name(screen, lang)).attr("tabindex", "-1"))
            .add(words("p", "lead", &lead))
            .all(words_explained(lang, &state.instrument.terms_in(&terms, lang)))
            .add(items)
            .add(
                el("div", "steps")
                    .add(link("button", &next_page.href(), &(text.next_to)(&next_name)))
                    .add(link("button button--quiet", &back_page.href(), &back_words)),
            )
            .all(save_status(state));
    let margin = el("div", "opening__margin")
        .add(line(state, lang, id, &here))
        .all((!questions.is_empty()).then(|| keys_setting(state, text)));
    opening(column, margin)
}

/// The closed questions of a screen, in order.
fn questions(state: State, screen: Screen) -> Vec<Question> {
    match screen {
        Screen::Dimension(_, dimension) => {
            let scale = &state.instrument.scale;
            dimension.items.iter().map(|item| Question { code: item.id, text: item.text, scale }).collect()
        }
        Screen::Profile(_, profile) => {
            let scale = &profile.scale;
            profile.questions.iter().map(|open| Question { code: open.id, text: open.text, scale }).collect()
        }
        Screen::Open(_) => Vec::new(),
    }
}

/// The screen's place in its module, and the time that is left, in words.
fn progress(state: State, lang: Lang, id: ResponseId, screen: Screen) -> String {
    let text = Text::of(lang);
    let codes: Vec<String> = screen.module().screens().into_iter().map(Screen::code).collect();
    let place = codes.iter().position(|code| *code == screen.code()).unwrap_or_default() + 1;
    let left = state
        .journal
        .with(|journal| journal.response(id).map_or(0, |response| response.minutes_left(state.instrument)));
    format!("{}. {}", (text.topic_of)(place, codes.len()), (text.left)(left))
}

/// What stands under the heading, and every text of the screen in which a word may need explaining.
fn about_screen(lang: Lang, screen: Screen) -> (String, Vec<Phrase>) {
    match screen {
        Screen::Dimension(_, dimension) => {
            let mut texts = vec![dimension.definition];
            for item in dimension.items {
                texts.push(item.text);
                texts.extend(item.help);
            }
            (dimension.definition.get(lang).to_owned(), texts)
        }
        Screen::Profile(_, profile) => {
            let mut texts = vec![profile.definition];
            texts.extend(profile.questions.iter().map(|question| question.text));
            texts.extend(profile.scale.options.iter().map(|option| option.words));
            (profile.definition.get(lang).to_owned(), texts)
        }
        Screen::Open(_) => (Text::of(lang).open_lead.to_owned(), Vec::new()),
    }
}

/// Keys 1 to 5 and 0 answer the statement that has the focus, or the first one still open, and move to the next
/// statement of the screen; never to another screen.
pub fn number_key(state: State, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    // A key that is held answers once: its repeats would go on to the next statements.
    let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.repeat();
    if !is_plain || !state.has_number_keys.get() || browser::is_typing() {
        return;
    }
    let Some(digit) = event.key().parse::<usize>().ok().filter(|digit| *digit <= 5) else { return };
    let page = state.page.get();
    let Page::Screen(id, code) = &page else { return };
    if later::waits(state, &page) {
        return;
    }
    let id = *id;
    let Some(response) = state.response(id) else { return };
    let Some(screen) = response.screens(state.instrument).into_iter().find(|screen| screen.code() == *code)
    else {
        return;
    };
    let questions = questions(state, screen);
    let place = browser::focused_question()
        .and_then(|code| questions.iter().position(|question| question.code == code))
        .or_else(|| questions.iter().position(|question| response.answer(question.code).is_none()));
    let Some((place, question)) = place.and_then(|place| Some((place, questions.get(place)?))) else {
        return;
    };
    let chosen = match digit {
        0 => question.scale.accept(OPT_OUT),
        digit => question.scale.options.get(digit - 1).map(|option| option.answer),
    };
    if let Some(chosen) = chosen {
        event.prevent_default();
        state.change(id, Change::Answer(question.code, Some(chosen)));
        browser::focus_answer(questions.get(place + 1).unwrap_or(question).code);
    }
}

fn keys_setting(state: State, text: &'static Text) -> El {
    let sentence = move || if state.has_number_keys.get() { text.keys_on } else { text.keys_off }.to_owned();
    let action =
        move || if state.has_number_keys.get() { text.keys_turn_off } else { text.keys_turn_on }.to_owned();
    let toggle = move || state.set_number_keys(!state.has_number_keys.get());
    let toggle = button("button button--quiet keys__button", "", toggle).live_text(action);
    el("p", "keys small gap").live_text(sentence).text(" ").add(toggle)
}
