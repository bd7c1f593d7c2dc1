//! The review before the report: every answer with a way to change it, the topics to talk about, the modules. Knows
//! nothing of scores.

use super::{about, line, start};
use crate::app::controls::save_status;
use crate::app::screen_name;
use crate::app::state::State;
use crate::instrument::{Module, Question, Screen};
use crate::page::Page;
use crate::report::answer_words;
use crate::response::{Change, Response, ResponseId};
use crate::text::{Lang, Text};
use leptos::prelude::*;

pub fn page(state: State, text: &'static Text, id: ResponseId) -> AnyView {
    let lang = state.lang.get();
    if state.journal.with_untracked(|journal| journal.response(id).is_none()) {
        return about::unknown(text).into_any();
    }
    let response = move || crate::app::response(state, id);
    let answers = move || {
        response().map(|response| {
            let modules: Vec<AnyView> =
                response.modules(state.instrument).map(|module| module_answers(state, text, lang, &response, module)).collect();
            let n_open = response.progress(state.instrument).n_open();
            view! {
                <p class="lead">{(text.review_lead)(n_open)}</p>
                {topics(state, text, lang, &response)}
                <div class="steps"><a class="button" href=Page::Report(id, None).href()>{text.to_report}</a></div>
                {modules}
            }
        })
    };
    let chosen = Signal::derive(move || {
        response()
            .map(|response| response.modules(state.instrument).map(|module| module.id).collect())
            .unwrap_or_default()
    });
    let keep = move |modules: Vec<&'static str>| {
        // Without any module there would be nothing to answer.
        if !modules.is_empty() {
            state.change(id, Change::Modules(modules));
        }
    };
    view! {
        <div class="frame"><div class="opening">
            <div class="opening__text">
                <h1 tabindex="-1">{text.review_title}</h1>
                {answers}
                <div class="part part--ruled">{start::modules(state, text, chosen, keep)}</div>
                <div class="steps"><a class="button" href=Page::Report(id, None).href()>{text.to_report}</a></div>
                {save_status(state)}
            </div>
            <div class="opening__margin">
                {move || response().map(|response| line(state, text, &response, &Page::Review(id)))}
            </div>
        </div></div>
    }
    .into_any()
}

/// The choice of topics: for the conversation only, never for a score.
fn topics(state: State, text: &'static Text, lang: Lang, response: &Response) -> AnyView {
    let id = response.id;
    let choice = &state.instrument.topic_choice;
    let most = choice.max_choices;
    let chosen = response.topics().to_vec();
    let is_full = chosen.len() >= most;
    let rows: Vec<AnyView> = response
        .modules(state.instrument)
        .flat_map(|module| module.dimensions)
        .map(|dimension| {
            let is_chosen = chosen.contains(&dimension.id);
            let chosen = chosen.clone();
            let toggle = move |_| {
                let mut topics = chosen.clone();
                if is_chosen {
                    topics.retain(|code| *code != dimension.id);
                } else {
                    topics.push(dimension.id);
                }
                state.change(id, Change::Topics(topics));
            };
            view! {
                <label class="choice">
                    <input class="choice__box" type="checkbox" prop:checked=is_chosen disabled=is_full && !is_chosen on:change=toggle />
                    <span class="choice__text">{dimension.name.get(lang)}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    let state_words =
        if is_full { (text.topics_full)(most) } else { (text.topics_chosen)(chosen.len(), most) };
    view! {
        <section class="part part--ruled">
            <fieldset aria-describedby="topics-help">
                <legend class="choices__legend choices__legend--big">{choice.question.get(lang)}</legend>
                <p class="prose" id="topics-help">{choice.help.get(lang)}</p>
                <div class="choices gap">{rows}</div>
            </fieldset>
            <p class="small gap" role="status">{state_words}</p>
        </section>
    }
    .into_any()
}

fn module_answers(
    state: State,
    text: &'static Text,
    lang: Lang,
    response: &Response,
    module: &'static Module,
) -> AnyView {
    let screens: Vec<AnyView> =
        module.screens().map(|screen| screen_answers(state, text, lang, response, screen)).collect();
    view! { <section class="part"><h2>{module.name.get(lang)}</h2>{screens}</section> }.into_any()
}

fn screen_answers(
    state: State,
    text: &'static Text,
    lang: Lang,
    response: &Response,
    screen: Screen,
) -> AnyView {
    let page = Page::Screen(response.id, screen.code());
    let closed = |question: Question| {
        let given = answer_words(response, question.code, question.scale, lang);
        (question.text.get(lang), given.map(str::to_owned))
    };
    let rows: Vec<(&'static str, Option<String>)> = match screen {
        Screen::Profile(_, profile) => profile
            .questions
            .iter()
            .map(|open| closed(Question { code: open.id, text: open.text, scale: &profile.scale }))
            .collect(),
        Screen::Dimension(_, dimension) => dimension
            .items
            .iter()
            .map(|item| closed(Question { code: item.id, text: item.text, scale: &state.instrument.scale }))
            .collect(),
        Screen::Open(module) => module
            .open_questions
            .iter()
            .map(|open| {
                let words = response.words(open.id);
                (open.text.get(lang), (!words.is_empty()).then(|| words.to_owned()))
            })
            .collect(),
    };
    let n_open = response.screen_progress(screen).n_open();
    let count = (n_open > 0 && !matches!(screen, Screen::Open(_))).then(|| (text.n_open)(n_open));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(question, given)| {
            let action = if given.is_some() { text.change } else { text.answer_it };
            let class = if given.is_some() { "answers__given" } else { "answers__given answers__given--open" };
            view! {
                <div class="answers__row">
                    <dt>{question}</dt>
                    <dd>
                        <span class=class dir="auto">{given.unwrap_or_else(|| text.still_open.to_owned())}</span>
                        <a class="answers__change" href=page.href()>{action}<span class="only-spoken">": "{question}</span></a>
                    </dd>
                </div>
            }
        })
        .collect();
    let name = match screen {
        Screen::Open(_) => text.open_name.to_owned(),
        Screen::Profile(..) | Screen::Dimension(..) => screen_name(screen, lang),
    };
    view! {
        <div class="answers__title"><h3>{name}</h3>{count.map(|count| view! { <p class="answers__count">{count}</p> })}</div>
        <dl class="answers">{rows}</dl>
    }
    .into_any()
}
