//! One screen of the questionnaire: a dimension with its statements, a profile, or a module's open questions. Knows
//! nothing of scores.

use super::{about, line};
use crate::app::controls::{Shape, question, save_status, text_field, words_explained};
use crate::app::screen_name;
use crate::app::state::State;
use crate::browser;
use crate::instrument::{Dimension, OPT_OUT, Profile, ProfileKind, Question, Screen};
use crate::page::Page;
use crate::response::{Change, ResponseId};
use crate::text::{Text, Words};
use leptos::prelude::*;

pub fn page(state: State, text: &'static Text, id: ResponseId, code: &str) -> AnyView {
    let screens = state.journal.with_untracked(|journal| {
        journal.response(id).map(|response| response.screens(state.instrument)).unwrap_or_default()
    });
    let Some(place) = screens.iter().position(|screen| screen.code() == code) else {
        return about::unknown(text).into_any();
    };
    let screen = screens[place];
    let lang = state.lang.get();
    let previous = place.checked_sub(1).and_then(|place| screens.get(place)).copied();
    let next = screens.get(place + 1).copied();
    let here = Page::Screen(id, screen.code());
    let (lead, terms) = about_screen(state, screen);
    let form = match screen {
        Screen::Dimension(_, dimension) => statements(state, id, dimension),
        Screen::Profile(_, profile) => profile_questions(state, id, profile),
        Screen::Open(module) => {
            let fields: Vec<AnyView> = module
                .open_questions
                .iter()
                .map(|open| {
                    let value = state.journal.with_untracked(|journal| {
                        journal
                            .response(id)
                            .map_or_else(String::new, |response| response.words(open.id).to_owned())
                    });
                    let keep = move |words| state.change(id, Change::Words(open.id, words));
                    text_field(open.text.get(lang), open.id, true, value, keep)
                })
                .collect();
            view! { <div class="items">{fields}</div> }.into_any()
        }
    };
    let (next_page, next_name) = match next {
        Some(next) => (Page::Screen(id, next.code()), screen_name(next, lang)),
        None => (Page::Review(id), text.review_stop.to_owned()),
    };
    let (back_page, back_words) = match previous {
        Some(previous) => (Page::Screen(id, previous.code()), (text.back_to)(&screen_name(previous, lang))),
        None => (Page::Start, text.back_to_start.to_owned()),
    };
    number_keys(state, id, screen);
    let jump = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        browser::focus("#parts");
    };
    let margin = {
        let here = here.clone();
        move || crate::app::response(state, id).map(|response| line(state, text, &response, &here))
    };
    let has_closed = !matches!(screen, Screen::Open(_));
    view! {
        <div class="frame"><div class="opening">
            <div class="opening__text">
                <p class="progress">
                    <b>{screen.module().name.get(lang)}</b>", "
                    {move || progress(state, text, id, screen)}" "
                    <a class="progress__jump" href=here.href() on:click=jump>{text.all_parts}</a>
                </p>
                <h1 tabindex="-1">{screen_name(screen, lang)}</h1>
                <p class="lead">{lead}</p>
                {words_explained(text, lang, &state.instrument.terms_in(&terms))}
                {form}
                <div class="steps">
                    <a class="button" href=next_page.href()>{(text.next_to)(&next_name)}</a>
                    <a class="button button--quiet" href=back_page.href()>{back_words}</a>
                </div>
                {save_status(state)}
            </div>
            <div class="opening__margin">
                {margin}
                {has_closed.then(|| keys_setting(state, text))}
            </div>
        </div></div>
    }
    .into_any()
}

/// The screen's place in its module, and the time that is left, in words.
fn progress(state: State, text: &'static Text, id: ResponseId, screen: Screen) -> String {
    let codes: Vec<String> = screen.module().screens().map(Screen::code).collect();
    let place = codes.iter().position(|code| *code == screen.code()).unwrap_or_default() + 1;
    let left = state
        .journal
        .with(|journal| journal.response(id).map_or(0, |response| response.minutes_left(state.instrument)));
    format!("{}. {}", (text.topic_of)(place, codes.len()), (text.left)(left))
}

/// What stands under the heading, and every text of the screen in which a word may need explaining.
fn about_screen(state: State, screen: Screen) -> (String, Vec<Words>) {
    let lang = state.lang.get();
    let text = Text::of(lang);
    match screen {
        Screen::Dimension(_, dimension) => {
            let items = dimension.items.iter().flat_map(|item| [Some(item.text), item.help]).flatten();
            (
                dimension.definition.get(lang).to_owned(),
                [dimension.definition].into_iter().chain(items).collect(),
            )
        }
        Screen::Profile(_, profile) => {
            let questions = profile.questions.iter().map(|question| question.text);
            let options = profile.scale.options.iter().map(|option| option.words);
            let texts = [profile.definition].into_iter().chain(questions).chain(options).collect();
            (profile.definition.get(lang).to_owned(), texts)
        }
        Screen::Open(_) => {
            (format!("{} {}", text.open_lead, state.instrument.open_answer_warning.get(lang)), Vec::new())
        }
    }
}

fn statements(state: State, id: ResponseId, dimension: &'static Dimension) -> AnyView {
    let lang = state.lang.get();
    let scale = &state.instrument.scale;
    let items: Vec<AnyView> = dimension
        .items
        .iter()
        .map(|item| {
            let asked = Question { code: item.id, text: item.text, scale };
            let help = item.help.map(|help| help.get(lang));
            question(state, id, asked, Shape::Scale, help, Some("ask"))
        })
        .collect();
    view! {
        <div class="items">
            <p class="items__ask" id="ask">{scale.question.map(|words| words.get(lang))}</p>
            {items}
        </div>
    }
    .into_any()
}

fn profile_questions(state: State, id: ResponseId, profile: &'static Profile) -> AnyView {
    let shape = match profile.kind {
        ProfileKind::SliderNowWanted => Shape::Rail,
        ProfileKind::SingleChoice => Shape::Choices,
    };
    let items: Vec<AnyView> = profile
        .questions
        .iter()
        .map(|open| {
            let asked = Question { code: open.id, text: open.text, scale: &profile.scale };
            question(state, id, asked, shape, None, None)
        })
        .collect();
    view! { <div class="items">{items}</div> }.into_any()
}

/// Keys 1 to 5 and 0 answer the statement that has the focus, or the first one still open, and move to the next
/// statement of the screen; never to another screen.
fn number_keys(state: State, id: ResponseId, screen: Screen) {
    let questions: Vec<Question> = match screen {
        Screen::Dimension(_, dimension) => dimension
            .items
            .iter()
            .map(|item| Question { code: item.id, text: item.text, scale: &state.instrument.scale })
            .collect(),
        Screen::Profile(_, profile) => profile
            .questions
            .iter()
            .map(|open| Question { code: open.id, text: open.text, scale: &profile.scale })
            .collect(),
        Screen::Open(_) => Vec::new(),
    };
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        if !is_plain || !state.has_number_keys.get_untracked() || browser::is_typing() {
            return;
        }
        let Some(digit) = event.key().parse::<usize>().ok().filter(|digit| *digit <= 5) else { return };
        let focused = browser::focused_question();
        let answered = |question: &Question| {
            state.journal.with_untracked(|journal| {
                journal.response(id).is_some_and(|response| response.answer(question.code).is_some())
            })
        };
        let place = focused
            .and_then(|code| questions.iter().position(|question| question.code == code))
            .or_else(|| questions.iter().position(|question| !answered(question)));
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
    });
    on_cleanup(move || handle.remove());
}

fn keys_setting(state: State, text: &'static Text) -> impl IntoView {
    let words = move || if state.has_number_keys.get() { text.keys_on } else { text.keys_off };
    let action = move || if state.has_number_keys.get() { text.keys_turn_off } else { text.keys_turn_on };
    let toggle = move |_| state.set_number_keys(!state.has_number_keys.get_untracked());
    view! {
        <p class="small gap keys">
            {words}" "
            <button class="button button--quiet keys__button" type="button" on:click=toggle>{action}</button>
        </p>
    }
}
