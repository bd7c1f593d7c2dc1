//! The report on the screen, the next step, and taking it along. What a report says is decided in `report.rs`; this
//! shows it and knows nothing of scores.

use super::{VERSION, about};
use crate::app::controls::{Stop, save_status, stops, text_field};
use crate::app::picture;
use crate::app::state::{Notice, State};
use crate::browser;
use crate::export::{self, Export, Material};
use crate::page::Page;
use crate::report::{Part, part_index, report};
use crate::response::{Change, ResponseId, StepPart};
use crate::text::Text;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn page(state: State, text: &'static Text, id: ResponseId) -> AnyView {
    let lang = state.lang.get();
    let Some(response) = state.journal.with_untracked(|journal| journal.response(id).cloned()) else {
        return about::unknown(text).into_any();
    };
    crate::browser::store::ask_to_persist();
    let report = report(state.instrument, &response, lang);
    let contents = contents(text, id, &report.parts);
    let facts = report.facts.join(", ");
    let printed_facts = [response.network.clone(), facts.clone()].join(" · ");
    // The next step is written on this page, so its printed form stands beside its fields.
    let (sources, parts): (Vec<Part>, Vec<Part>) =
        report.parts.into_iter().filter(|part| part.id != "step").partition(|part| part.id == "sources");
    let parts: Vec<AnyView> = parts.into_iter().map(|part| picture::part(text, id, part)).collect();
    let sources: Vec<AnyView> = sources.into_iter().map(|part| picture::part(text, id, part)).collect();
    view! {
        <div class="frame"><div class="opening">
            <div class="opening__text">
                <div class="print-head only-print">
                    {picture::mark("print-head__mark mark")}
                    <div>
                        <p class="print-head__name">{text.report_file_title}</p>
                        <p class="print-head__facts" dir="auto">{printed_facts}</p>
                    </div>
                </div>
                <p class="progress no-print"><b>{text.report_kind}"."</b>" "<span dir="auto">{facts}"."</span></p>
                <h1 tabindex="-1" dir="auto">{report.title}</h1>
                <p class="lead">{report.intro}</p>
                <div class="steps no-print">
                    <button class="button" type="button" on:click=move |_| browser::print()>{text.print_report}</button>
                    {save_button(state, id, &export::EXPORTS[0], text.save_report, "button button--second")}
                    <a class="button button--quiet" href=Page::Review(id).href()>{(text.back_to)(text.review_stop)}</a>
                </div>
                {parts}
                {step(state, text, id)}
                {take_along(state, text, id)}
                {sources}
            </div>
            <div class="opening__margin opening__margin--stay">{contents}</div>
        </div></div>
    }
    .into_any()
}

fn contents(text: &'static Text, id: ResponseId, parts: &[Part]) -> AnyView {
    let here = |place: &str| Page::Report(id, Some(place.to_owned()));
    let part_stop = |place: &'static str, name: &str| Stop {
        name: name.to_owned(),
        page: here(place),
        state: "open",
        words: String::new(),
        shows_words: false,
        is_here: false,
    };
    let (last, first): (Vec<&Part>, Vec<&Part>) =
        parts.iter().filter(|part| part.id != "step").partition(|part| part.id == "sources");
    let list = first
        .into_iter()
        .map(|part| part_stop(part.id, &part.heading))
        .chain([part_stop("step", text.next_step), part_stop("take-along", text.take_along)])
        .chain(last.into_iter().map(|part| part_stop(part.id, &part.heading)))
        .collect();
    view! {
        <nav class="line" id="parts" aria-labelledby="line-title">
            <h2 class="line__title" id="line-title">{text.in_this_report}</h2>
            {stops(None, list)}
        </nav>
    }
    .into_any()
}

fn step(state: State, text: &'static Text, id: ResponseId) -> AnyView {
    let fields: Vec<AnyView> = StepPart::ALL
        .into_iter()
        .map(|part| {
            let value = state.journal.with_untracked(|journal| {
                journal.response(id).map_or_else(String::new, |response| response.step(part).to_owned())
            });
            let is_long = matches!(part, StepPart::What | StepPart::Notice);
            let name = ["step-what", "step-who", "step-when", "step-notice"][part_index(part)];
            let keep = move |words| state.change(id, Change::Step(part, words));
            let class = if is_long { "agreement__whole" } else { "" };
            let field = text_field((text.step_label)(part_index(part)), name, is_long, value, keep);
            view! { <div class=class>{field}</div> }.into_any()
        })
        .collect();
    view! {
        <section class="part part--ruled" aria-labelledby="step">
            <h2 id="step" tabindex="-1">{text.next_step}</h2>
            <p class="prose no-print">{text.next_step_text}</p>
            <div class="agreement gap">{fields}</div>
            <div class="no-print">{save_status(state)}</div>
        </section>
    }
    .into_any()
}

fn take_along(state: State, text: &'static Text, id: ResponseId) -> AnyView {
    let copy = move |_| {
        let markdown = write(state, id, &export::EXPORTS[1]).1;
        spawn_local(async move {
            let words = String::from_utf8_lossy(&markdown).into_owned();
            let text = Text::of(state.lang.get_untracked());
            let notice = match browser::copy(&words).await {
                Ok(()) => Notice::Told(text.copied.to_owned()),
                Err(_) => Notice::Refused(text.copy_failed.to_owned()),
            };
            state.notice.set(Some(notice));
        });
    };
    let others: Vec<_> = export::EXPORTS
        .iter()
        .skip(1)
        .map(|export| {
            let button = save_button(state, id, export, (export.label)(text), "button button--quiet");
            view! { <li>{button}</li> }
        })
        .collect();
    view! {
        <section class="part part--ruled no-print" aria-labelledby="take-along">
            <h2 id="take-along" tabindex="-1">{text.take_along}</h2>
            <p class="prose">{text.take_along_text}</p>
            <div class="steps">
                {save_button(state, id, &export::EXPORTS[0], (export::EXPORTS[0].label)(text), "button")}
                <button class="button button--second" type="button" on:click=copy>{text.copy_text}</button>
            </div>
            <h3 class="talk__title gap">{text.other_forms}</h3>
            <ul class="forms">{others}</ul>
            <p class="small">{text.reopen_hint}</p>
        </section>
    }
    .into_any()
}

/// The file's name and content, from the answers as they are now.
fn write(state: State, id: ResponseId, export: &'static Export) -> (String, Vec<u8>) {
    let lang = state.lang.get_untracked();
    let today = crate::app::today();
    state.journal.with_untracked(|journal| {
        journal.response(id).map_or_else(Default::default, |response| {
            let material = Material {
                instrument: state.instrument,
                response,
                lang,
                today: &today,
                app_version: VERSION,
            };
            (export.file_name(&material), (export.write)(&material).into())
        })
    })
}

fn save_button(
    state: State,
    id: ResponseId,
    export: &'static Export,
    label: &'static str,
    class: &'static str,
) -> impl IntoView {
    let save = move |_| {
        let (name, content) = write(state, id, export);
        browser::download(&name, export.media_type, &content);
        let text = Text::of(state.lang.get_untracked());
        state.notice.set(Some(Notice::Told((text.downloaded)(&name))));
    };
    view! { <button class=class type="button" on:click=save>{label}</button> }
}
