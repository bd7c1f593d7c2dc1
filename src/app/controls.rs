//! The controls a person answers with: one for each kind of scale, a text field, the line of stops, the word on
//! keeping. Knows nothing of pages or of what an answer means.

use crate::app::dom::{El, button, el, link, typed, words};
use crate::app::live::follow_value;
use crate::app::state::{Keeping, State};
use crate::browser::{self, store::Level};
use crate::instrument::{Question, ScaleOption, Term};
use crate::page::Page;
use crate::response::{Change, MAX_TEXT, ResponseId};
use crate::text::{Lang, Text};
use std::cell::Cell;

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
    lang: Lang,
    id: ResponseId,
    question: Question,
    shape: Shape,
    help: Option<&str>,
    described_by: Option<&str>,
) -> El {
    let text = Text::of(lang);
    let code = question.code;
    let answer = move || state.journal.with(|journal| journal.response(id)?.answer(code));
    let mut inputs = Vec::new();
    let mut radio = |option: &'static ScaleOption, class: &str, text_class: &str| {
        let this = option.answer;
        let input = el("input", "option__input")
            .attr("type", "radio")
            .attr("name", code)
            .attr("value", &this.value())
            .on("change", move |_| state.change(id, Change::Answer(code, Some(this))));
        inputs.push((this, input.clone()));
        el("label", class).add(input).add(words("span", text_class, option.words.get(lang)))
    };
    let options = question.scale.options.iter();
    let answers = match shape {
        Shape::Scale => el("div", "scale").all(options.map(|option| radio(option, "option", "option__text"))),
        Shape::Choices => el("div", "scale scale--stacked")
            .all(options.map(|option| radio(option, "option", "option__text"))),
        Shape::Rail => {
            let word = |option: Option<&ScaleOption>| {
                words("span", "", option.map_or("", |option| option.words.get(lang)))
            };
            let chosen = move || {
                let option = answer().and_then(|answer| question.scale.option(answer));
                option.map_or(text.nothing_chosen, |option| option.words.get(lang)).to_owned()
            };
            let chosen_class = move || {
                let open = if answer().is_some() { "" } else { " rail__chosen--open" };
                Some(format!("rail__chosen{open}"))
            };
            let ends = el("div", "rail__ends")
                .attr("aria-hidden", "true")
                .add(word(question.scale.options.first()))
                .add(word(question.scale.options.last()));
            el("div", "rail")
                .add(
                    el("div", "rail__stops")
                        .all(options.map(|option| radio(option, "rail__stop", "rail__word"))),
                )
                .add(ends)
                .add(
                    el("p", "")
                        .live_attr("class", chosen_class)
                        .attr("aria-hidden", "true")
                        .live_text(chosen),
                )
        }
    };
    let clear = move |has_answer: &bool| {
        let clear = button("button button--quiet", text.clear, move || {
            state.change(id, Change::Answer(code, None));
            browser::focus_answer(code);
        });
        if *has_answer { vec![clear] } else { Vec::new() }
    };
    let apart = radio(&question.scale.opt_out, "option option--apart", "option__text");
    // One effect for all: an answer changes one thing, and this looks once.
    follow_value(answer, move |answer| {
        for (this, input) in &inputs {
            input.set_flag("checked", *answer == Some(*this));
        }
    });
    let help_id = format!("help-{code}");
    let description: Vec<&str> = described_by.into_iter().chain(help.map(|_| help_id.as_str())).collect();
    let description = description.join(" ");
    el("fieldset", "item")
        .attr("id", &format!("item-{code}"))
        .attr_if("disabled", state.is_read_only(id).then_some(""))
        .attr_if("aria-describedby", (!description.is_empty()).then_some(&description))
        .add(words("legend", "item__legend", question.text.get(lang)))
        .all(help.map(|help| words("p", "item__help", help).attr("id", &help_id)))
        .add(
            el("div", "item__scale")
                .add(answers)
                .add(el("div", "item__apart").add(apart).live(move || answer().is_some(), clear)),
        )
}

/// A text a person types: kept at every change, no longer than a field may be. What another tab typed appears,
/// unless the person is typing here. An empty hint is none.
pub fn text_field(
    label: &str,
    hint: &str,
    name: &str,
    is_long: bool,
    is_read_only: bool,
    value: impl Fn() -> String + 'static,
    keep: impl Fn(String) + 'static,
) -> El {
    let field = if is_long {
        el("textarea", "field__input").attr("rows", "2")
    } else {
        el("input", "field__input").attr("type", "text").attr("autocomplete", "off")
    };
    let field = field
        .attr("id", name)
        .attr("maxlength", &MAX_TEXT.to_string())
        .attr("dir", "auto")
        .attr_if("readonly", is_read_only.then_some(""))
        .live_value(value)
        .on("input", move |event| keep(typed(&event)));
    let hint_id = format!("{name}-hint");
    let has_hint = !hint.is_empty();
    el("div", "field field--wide")
        .add(words("label", "field__label", label).attr("for", name))
        .all(has_hint.then(|| words("p", "field__hint", hint).attr("id", &hint_id)))
        .add(field.attr_if("aria-describedby", has_hint.then_some(&hint_id)))
}

/// Words explained in place.
pub fn words_explained(lang: Lang, terms: &[&'static Term]) -> Option<El> {
    if terms.is_empty() {
        return None;
    }
    let names: Vec<&str> = terms.iter().map(|term| term.term.get(lang)).collect();
    let rows = terms.iter().map(|term| {
        let name = format!("{}:", upper_first(term.term.get(lang)));
        el("div", "").add(words("dt", "", &name)).text(" ").add(words("dd", "", term.text.get(lang)))
    });
    let summary = words("summary", "", &(Text::of(lang).what_means)(&names));
    Some(el("details", "words").add(summary).add(el("dl", "").all(rows)))
}

fn upper_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// How it stands with the answers, in words. It shows every change but speaks only at the first save, at failure
/// and at recovery (reliability.md D19).
pub fn save_status(state: State) -> [El; 2] {
    let now = move || {
        let text = state.text();
        match (state.keeping.get(), state.level) {
            (_, Level::NotKept) | (Keeping::Failed, _) => (text.not_kept, "save save--lost"),
            (Keeping::Idle, _) => (text.will_save, "save"),
            (Keeping::Saving, _) => (text.saving, "save save--waiting"),
            (Keeping::Saved, Level::Safe) => (text.saved, "save"),
            (Keeping::Saved, Level::MayLag) => (text.saved_may_lag, "save"),
        }
    };
    let spoken = el("p", "only-spoken").attr("aria-live", "polite");
    let speaker = spoken.clone();
    let speak = move || matches!(state.keeping.get(), Keeping::Saved | Keeping::Failed).then(|| now().0);
    let last = Cell::new("");
    follow_value(speak, move |words| {
        if let Some(words) = words.filter(|words| *words != last.get()) {
            last.set(words);
            speaker.set_text(words);
        }
    });
    [
        el("p", "")
            .live_attr("class", move || Some(now().1.to_owned()))
            .attr("role", "status")
            .attr("aria-live", "off")
            .live_text(move || now().0.to_owned()),
        spoken,
    ]
}

/// How far a stop of the line is: its class, the words, and whether these are drawn or only spoken.
#[derive(Debug, Clone, PartialEq)]
pub struct StopState {
    pub class: &'static str,
    pub words: String,
    pub is_drawn: bool,
}

/// One stop of the line. Its state follows the answers.
pub struct Stop {
    pub name: String,
    pub page: Page,
    pub is_here: bool,
    pub state: Box<dyn Fn() -> StopState>,
}

/// A group of stops, with a heading if it has one.
pub fn stops(heading: Option<&str>, stops: Vec<Stop>) -> [El; 2] {
    let items = stops.into_iter().map(|stop| {
        let words = el("span", "");
        let link = link("line__link", &stop.page.href(), &stop.name)
            .attr_if("aria-current", stop.is_here.then_some("step"))
            .text(" ")
            .add(words.clone());
        let item = el("li", "").add(link);
        let shown = item.clone();
        follow_value(stop.state, move |state| {
            let class = if stop.is_here { "here" } else { state.class };
            shown.set_class(&format!("line__stop line__stop--{class}"));
            let drawn = if state.is_drawn { "" } else { " only-spoken" };
            words.set_class(&format!("line__state{drawn}"));
            words.set_text(&state.words);
        });
        item
    });
    let heading = match heading {
        Some(heading) => words("h3", "line__module", heading),
        None => el("span", ""),
    };
    [heading, el("ol", "").all(items)]
}
