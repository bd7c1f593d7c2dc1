//! The controls a person answers with: one for each kind of scale, a text field, the line of stops, the word on
//! keeping. Knows nothing of pages or of what an answer means.

use crate::app::state::{Keeping, State};
use crate::browser::{self, store::Level};
use crate::instrument::{Answer, Question, ScaleOption, Term};
use crate::page::Page;
use crate::response::{Change, MAX_TEXT, ResponseId};
use crate::text::{Lang, Text};
use leptos::prelude::*;

/// How a closed question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Five words beside each other, the opt-out apart: a statement.
    Scale,
    /// Five stops on a line: now and wanted.
    Rail,
    /// Named choices under each other.
    Choices,
}

/// One closed question as a native fieldset: nothing preselected, nothing compulsory, an answer can be cleared.
pub fn question(
    state: State,
    id: ResponseId,
    question: Question,
    shape: Shape,
    help: Option<&'static str>,
    described_by: Option<&'static str>,
) -> AnyView {
    let lang = state.lang.get();
    let text = Text::of(lang);
    let code = question.code;
    let answer = Memo::new(move |_| state.journal.with(|journal| journal.response(id)?.answer(code)));
    let choose = move |chosen: Answer| state.change(id, Change::Answer(code, Some(chosen)));
    let options: Vec<AnyView> = question
        .scale
        .options
        .iter()
        .map(|option| match shape {
            Shape::Scale | Shape::Choices => {
                radio(code, option, "option", "option__text", lang, answer, choose)
            }
            Shape::Rail => radio(code, option, "rail__stop", "rail__word", lang, answer, choose),
        })
        .collect();
    let help_id = help.map(|_| format!("help-{code}"));
    let described_by: Vec<String> =
        described_by.map(str::to_owned).into_iter().chain(help_id.clone()).collect();
    let described_by = (!described_by.is_empty()).then(|| described_by.join(" "));
    let clear = move |_| {
        state.change(id, Change::Answer(code, None));
        browser::focus_answer(code);
    };
    let answers = match shape {
        Shape::Scale => view! { <div class="scale">{options}</div> }.into_any(),
        Shape::Choices => view! { <div class="scale scale--stacked">{options}</div> }.into_any(),
        Shape::Rail => {
            let word = |place: Option<&ScaleOption>| place.map(|option| option.words.get(lang));
            let chosen = move || {
                answer
                    .get()
                    .and_then(|answer| question.scale.option(answer))
                    .map(|option| option.words.get(lang))
            };
            let chosen_class = move || {
                if answer.get().is_some() { "rail__chosen" } else { "rail__chosen rail__chosen--open" }
            };
            view! {
                <div class="rail">
                    <div class="rail__stops">{options}</div>
                    <div class="rail__ends" aria-hidden="true">
                        <span>{word(question.scale.options.first())}</span>
                        <span>{word(question.scale.options.last())}</span>
                    </div>
                    <p class=chosen_class aria-hidden="true">{move || chosen().unwrap_or(text.nothing_chosen)}</p>
                </div>
            }
            .into_any()
        }
    };
    let apart =
        radio(code, &question.scale.opt_out, "option option--apart", "option__text", lang, answer, choose);
    view! {
        <fieldset class="item" id=format!("item-{code}") aria-describedby=described_by>
            <legend class="item__legend">{question.text.get(lang)}</legend>
            {help.map(|help| view! { <p class="item__help" id=help_id>{help}</p> })}
            <div class="item__scale">
                {answers}
                <div class="item__apart">
                    {apart}
                    {move || answer.get().is_some().then(|| view! {
                        <button class="button button--quiet" type="button" on:click=clear>{text.clear}</button>
                    })}
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

fn radio(
    code: &'static str,
    option: &'static ScaleOption,
    class: &'static str,
    text_class: &'static str,
    lang: Lang,
    answer: Memo<Option<Answer>>,
    choose: impl Fn(Answer) + 'static,
) -> AnyView {
    let this = option.answer;
    view! {
        <label class=class>
            <input
                class="option__input"
                type="radio"
                name=code
                value=this.value()
                prop:checked=move || answer.get() == Some(this)
                on:change=move |_| choose(this)
            />
            <span class=text_class>{option.words.get(lang)}</span>
        </label>
    }
    .into_any()
}

/// A text a person types: kept at every change, cut at the longest a field may be.
pub fn text_field(
    label: &'static str,
    name: &'static str,
    is_long: bool,
    value: String,
    keep: impl Fn(String) + Clone + 'static,
) -> AnyView {
    let on_input = move |event: web_sys::Event| keep(event_target_value(&event));
    let most = MAX_TEXT.to_string();
    let field = if is_long {
        view! { <textarea class="field__input" id=name rows="2" maxlength=most dir="auto" prop:value=value on:input=on_input></textarea> }.into_any()
    } else {
        view! { <input class="field__input" id=name type="text" maxlength=most dir="auto" autocomplete="off" prop:value=value on:input=on_input /> }.into_any()
    };
    view! { <div class="field field--wide"><label class="field__label" for=name>{label}</label>{field}</div> }
        .into_any()
}

/// Words explained in place.
pub fn words_explained(text: &'static Text, lang: Lang, terms: &[&'static Term]) -> Option<AnyView> {
    if terms.is_empty() {
        return None;
    }
    let names: Vec<&str> = terms.iter().map(|term| term.term.get(lang)).collect();
    let rows: Vec<_> = terms
        .iter()
        .map(|term| view! { <div><dt>{upper_first(term.term.get(lang))}":"</dt>" "<dd>{term.text.get(lang)}</dd></div> })
        .collect();
    Some(view! { <details class="words"><summary>{(text.what_means)(&names)}</summary><dl>{rows}</dl></details> }.into_any())
}

fn upper_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How it stands with the answers, in words. It shows every change but speaks only at the first save, at failure
/// and at recovery (reliability.md D19).
pub fn save_status(state: State) -> impl IntoView {
    let words = move || {
        let text = state.text();
        match (state.keeping.get(), state.level) {
            (_, Level::NotKept) | (Keeping::Failed, _) => (text.not_kept, "save save--lost"),
            (Keeping::Idle, _) => (text.will_save, "save"),
            (Keeping::Saving, _) => (text.saving, "save save--waiting"),
            (Keeping::Saved, Level::Safe) => (text.saved, "save"),
            (Keeping::Saved, Level::MayLag) => (text.saved_may_lag, "save"),
        }
    };
    let spoken = Memo::new(move |before: Option<&&'static str>| match state.keeping.get() {
        Keeping::Saved | Keeping::Failed => words().0,
        Keeping::Idle | Keeping::Saving => before.copied().unwrap_or_default(),
    });
    view! {
        <p class=move || words().1 role="status" aria-live="off">{move || words().0}</p>
        <p class="only-spoken" aria-live="polite">{spoken}</p>
    }
}

/// One stop of the line.
pub struct Stop {
    pub name: String,
    pub page: Page,
    pub state: &'static str,
    pub words: String,
    /// The words are drawn; otherwise the ring says it and they are only spoken.
    pub shows_words: bool,
    pub is_here: bool,
}

/// A group of stops under a heading.
pub fn stops(heading: Option<String>, stops: Vec<Stop>) -> AnyView {
    let items: Vec<_> = stops
        .into_iter()
        .map(|stop| {
            let class = format!("line__stop line__stop--{}", if stop.is_here { "here" } else { stop.state });
            let words = if stop.shows_words { "line__state" } else { "line__state only-spoken" };
            view! {
                <li class=class>
                    <a class="line__link" href=stop.page.href() aria-current=stop.is_here.then_some("step")>
                        {stop.name}" "<span class=words>{stop.words}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        {heading.map(|heading| view! { <h3 class="line__module">{heading}</h3> })}
        <ol>{items}</ol>
    }
    .into_any()
}
