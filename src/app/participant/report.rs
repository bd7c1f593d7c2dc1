//! The report on the screen, the next step, and taking it along. What a report says is decided in `report.rs`; this
//! shows it and knows nothing of scores.

use super::{VERSION, about, opening};
use crate::again::{earlier, follow, latest};
use crate::app::controls::{Stop, StopState, save_status, stops, text_field};
use crate::app::dom::{El, button, el, link, words};
use crate::app::picture;
use crate::app::reminder;
use crate::app::state::State;
use crate::browser;
use crate::export::{self, Export, Material};
use crate::page::Page;
use crate::report::{Part, part_index, report};
use crate::response::{Change, ResponseId, StepPart};
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::report::ReportText;
use crate::text::session::SessionText;
use crate::text::story::StoryText;
use wasm_bindgen_futures::spawn_local;

/// In: the response, and whether the address names a place in its report: then all of it must be laid out at once.
pub fn page(state: State, lang: Lang, id: ResponseId, has_place: bool) -> Vec<El> {
    let text = ReportText::of(lang);
    let Some(response) = state.response(id) else { return about::unknown(text) };
    browser::store::ask_to_persist();
    let report = state.journal.with(|journal| {
        let earlier = earlier(state.instrument, &response, |id| journal.response(id));
        report(state.instrument, &response, &earlier, lang)
    });
    let facts = report.facts.join(", ");
    let printed = [response.network.as_str(), facts.as_str()];
    let printed: Vec<&str> = printed.into_iter().filter(|fact| !fact.is_empty()).collect();
    let print_head = el("div", "print-head only-print").add(picture::mark("print-head__mark mark")).add(
        el("div", "")
            .add(words("p", "print-head__name", text.report_file_title))
            .add(words("p", "print-head__facts", &printed.join(" · ")).attr("dir", "auto")),
    );
    let kind = el("p", "progress no-print")
        .add(words("b", "", &format!("{}.", text.report_kind)))
        .text(&format!(" {facts}."));
    let back = link("button button--quiet", &Page::Review(id).href(), &(text.back_to)(text.review_stop));
    let told = said();
    let steps = el("div", "steps no-print")
        .add(button("button", text.print_report, browser::print))
        .add(save_button(state, id, &told, &export::EXPORTS[0], text.save_report, "button button--second"))
        .add(back);
    // Before the session, not before the own report was seen.
    let hand_in = response.invitation.is_some().then(|| {
        let text = SessionText::of(lang);
        let go = link("button", &Page::HandIn(id).href(), text.hand_in_title);
        section("hand-in", ReportText::of(lang).hand_in)
            .attr("class", "part part--ruled no-print")
            .add(words("p", "prose", text.hand_in_lead))
            .add(el("div", "steps").add(go))
    });
    // The next step is written on this page, where the report only repeats it.
    let (last, first): (Vec<&Part>, Vec<&Part>) =
        report.parts.iter().filter(|part| part.id != "step").partition(|part| part.id == "sources");
    let places = |place: &str| Page::Report(id, Some(place.to_owned()));
    let parts = |parts: &[&Part]| -> Vec<El> {
        parts.iter().map(|part| picture::part(text, &places, part)).collect()
    };
    let column = if has_place { "opening__text" } else { "opening__text unfolding" };
    let column = el("div", column)
        .add(print_head)
        .add(kind)
        .add(words("h1", "", &report.title).attr("tabindex", "-1").attr("dir", "auto"))
        .add(words("p", "lead", &report.intro))
        .add(steps)
        .add(told)
        .all(parts(&first))
        .add(step(state, text, id))
        .all(hand_in)
        .add(take_along(state, text, id))
        .add(again(state, lang, id))
        .add(reminder::part(state, lang, &response))
        .all(parts(&last));
    let stop = |place: &str, name: &str| {
        let state = || StopState { class: "open", words: String::new(), is_drawn: false };
        Stop {
            name: name.to_owned(),
            page: Page::Report(id, Some(place.to_owned())),
            is_here: false,
            state: Box::new(state),
        }
    };
    let contents = first
        .iter()
        .map(|part| stop(part.id, &part.heading))
        .chain([stop("step", text.next_step)])
        .chain(response.invitation.is_some().then(|| stop("hand-in", text.hand_in)))
        .chain([
            stop("take-along", text.take_along),
            stop("measure-again", AgainText::of(lang).again_title),
            stop("again", StoryText::of(lang).again_title),
        ])
        .chain(last.iter().map(|part| stop(part.id, &part.heading)));
    let contents = el("nav", "line")
        .attr("id", "parts")
        .attr("aria-labelledby", "line-title")
        .add(words("h2", "line__title", text.in_this_report).attr("id", "line-title"))
        .all(stops(None, contents.collect()));
    browser::unfold();
    opening(column, el("div", "opening__margin opening__margin--stay").add(contents))
}

fn step(state: State, text: &'static ReportText, id: ResponseId) -> El {
    let fields = StepPart::ALL.into_iter().map(|part| {
        let is_long = matches!(part, StepPart::What | StepPart::Notice);
        let name = ["step-what", "step-who", "step-when", "step-notice"][part_index(part)];
        let keep = move |words| state.change(id, Change::Step(part, words));
        let label = (text.step_label)(part_index(part));
        let value =
            move || state.response(id).map_or_else(String::new, |response| response.step(part).to_owned());
        let field = text_field(label, "", name, is_long, state.is_read_only(id), value, keep);
        el("div", if is_long { "agreement__whole" } else { "" }).add(field)
    });
    section("step", text.next_step)
        .add(words("p", "prose no-print", text.next_step_text))
        .add(el("div", "agreement gap").all(fields))
        .add(el("div", "no-print").all(save_status(state)))
}

fn section(id: &str, heading: &str) -> El {
    el("section", "part part--ruled")
        .attr("aria-labelledby", id)
        .add(words("h2", "", heading).attr("id", id).attr("tabindex", "-1"))
}

fn take_along(state: State, text: &'static ReportText, id: ResponseId) -> El {
    let told = said();
    let teller = told.clone();
    let copy = move || {
        let told = teller.clone();
        let (_, markdown) = write(state, id, &export::EXPORTS[1]);
        spawn_local(async move {
            let words = match browser::copy(&markdown).await {
                Ok(()) => text.copied,
                Err(_) => text.copy_failed,
            };
            told.set_text(words);
        });
    };
    let html = &export::EXPORTS[0];
    let others = export::EXPORTS.iter().skip(1).map(|export| {
        let button = save_button(state, id, &told, export, (export.label)(text), "button button--quiet");
        el("li", "").add(button)
    });
    section("take-along", text.take_along)
        .attr("class", "part part--ruled no-print")
        .add(words("p", "prose", text.take_along_text))
        .add(
            el("div", "steps")
                .add(save_button(state, id, &told, html, (html.label)(text), "button"))
                .add(button("button button--second", text.copy_text, copy)),
        )
        .add(words("h3", "talk__title gap", text.other_forms))
        .add(el("ul", "forms").all(others))
        .add(told)
        .add(words("p", "small", text.reopen_hint))
        .add(el("p", "gap").add(link("", &Page::Logbooks.href(), text.to_logbooks)))
}

/// To begin the next measurement of this network.
fn again(state: State, lang: Lang, id: ResponseId) -> El {
    let text = AgainText::of(lang);
    section("measure-again", text.again_title)
        .attr("class", "part part--ruled no-print")
        .add(words("p", "prose", text.again_text))
        .add(
            el("div", "steps")
                .add(button("button button--second", text.again_begin, move || begin(state, id))),
        )
}

/// Begins the measurement that follows this one, or the last one that does.
pub fn begin(state: State, before: ResponseId) {
    let before = state.journal.with(|journal| {
        let all: Vec<_> = journal.responses().collect();
        journal.response(before).map(|before| latest(state.instrument, before, &all).clone())
    });
    let Some(before) = before else { return };
    let id = ResponseId(browser::random_id());
    let mut changes = follow(state.instrument, &before);
    changes.push(Change::Created(crate::app::today()));
    state.change_all(id, changes);
    let first = before.screens(state.instrument).first().map(|screen| screen.code());
    state.go(first.map_or(Page::Review(id), |code| Page::Screen(id, code)));
}

/// The file's name and content, from the answers as they are now.
fn write(state: State, id: ResponseId, export: &'static Export) -> (String, String) {
    let lang: Lang = state.lang.get();
    let today = crate::app::today();
    state.journal.with(|journal| {
        journal.response(id).map_or_else(Default::default, |response| {
            let instrument = state.instrument;
            let earlier = earlier(instrument, response, |id| journal.response(id));
            let material = Material {
                instrument,
                response,
                earlier: &earlier,
                lang,
                today: &today,
                app_version: VERSION,
            };
            (export.file_name(&material), (export.write)(&material))
        })
    })
}

/// What came of a button, beside it: the page is long, and its top is out of sight.
fn said() -> El {
    el("p", "small gap no-print").attr("role", "status")
}

fn save_button(
    state: State,
    id: ResponseId,
    told: &El,
    export: &'static Export,
    label: &str,
    class: &str,
) -> El {
    let told = told.clone();
    button(class, label, move || {
        let (name, content) = write(state, id, export);
        let said = state.hand_over(&name, export.media_type, content.as_bytes());
        told.set_text(&said.unwrap_or_else(|failed| failed));
    })
}
