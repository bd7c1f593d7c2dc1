//! The start: what this is, where you were, begin, open a saved file, your questionnaires. Knows nothing of
//! questions.

use super::{backup_button, open_file_button};
use crate::app::picture::opening_rope;
use crate::app::state::State;
use crate::browser::{self, store};
use crate::exchange;
use crate::page::Page;
use crate::response::{Change, MAX_NAME, Response, ResponseId};
use crate::text::Text;
use leptos::prelude::*;

pub fn page(state: State, text: &'static Text) -> impl IntoView {
    let lang = state.lang.get();
    let instrument = state.instrument;
    let minutes =
        instrument.modules.iter().filter(|module| module.default_on).map(|module| module.minutes).sum();
    let network = instrument.glossary.iter().take(1).collect::<Vec<_>>();
    let fact = |title: String, words: &'static str| view! { <div><dt>{title}</dt><dd>{words}</dd></div> };
    let begin_label = move || {
        if state.journal.with(|journal| journal.responses().next().is_some()) {
            text.begin_new
        } else {
            text.begin_title
        }
    };
    let class = move || {
        if state.journal.with(|journal| journal.responses().next().is_some()) {
            "button button--second"
        } else {
            "button"
        }
    };
    view! {
        <div class="frame">
            <div class="opening">
                <div class="opening__text">
                    {move || here(state, text)}
                    <h1 class="title-start part" tabindex="-1">{instrument.title.get(lang)}</h1>
                    <p class="lead">{instrument.intro.get(lang)}</p>
                    {crate::app::controls::words_explained(text, lang, &network)}
                    <div class="steps">
                        <button class=class type="button" on:click=move |_| browser::focus("#network")>{begin_label}</button>
                    </div>
                </div>
            </div>
        </div>
        {opening_rope()}
        <div class="frame">
            <dl class="facts">
                {fact((text.about_minutes)(minutes), text.pause_text)}
                {fact(text.own_report.to_owned(), text.own_report_text)}
                {fact(text.stays_here.to_owned(), text.stays_here_text)}
                {fact(text.for_whom.to_owned(), text.for_whom_text)}
            </dl>
            <div class="opening__text">
                {begin(state, text)}
                {move || lists(state, text)}
                <section class="part part--ruled">
                    <h2>{text.saved_title}</h2>
                    <p class="prose">{text.saved_text}</p>
                    <div class="steps">{open_file_button(state, text)}</div>
                </section>
                {move || erase(state, text)}
            </div>
        </div>
    }
}

/// Where the person was, of the response that was open last.
fn here(state: State, text: &'static Text) -> Option<AnyView> {
    let last = store::setting("last").and_then(|id| ResponseId::parse(&id));
    let response = state.journal.with(|journal| {
        let last = last.and_then(|id| journal.response(id)).filter(|response| response.created.is_some());
        last.or_else(|| journal.responses().next()).cloned()
    })?;
    let page = resume(state, &response);
    let (place, go_on) = match &page {
        Page::Screen(_, code) => {
            let screens = response.screens(state.instrument);
            let screen = *screens.iter().find(|screen| screen.code() == *code)?;
            let of_module: Vec<_> = screen.module().screens().collect();
            let n = of_module.iter().position(|other| other.code() == *code).unwrap_or_default() + 1;
            let module = screen.module().name.get(state.lang.get());
            let name = crate::app::screen_name(screen, state.lang.get());
            (format!("{module}, {}", (text.topic_of)(n, of_module.len())), (text.go_on)(&name))
        }
        Page::Report(..) => (text.report_stop.to_owned(), text.to_report.to_owned()),
        Page::Start | Page::Review(_) | Page::Answers | Page::Sources | Page::Unknown => {
            (text.review_stop.to_owned(), (text.go_on)(text.review_stop))
        }
    };
    let words = (text.was_here)(&state.name_of(&response), &place, response.minutes_left(state.instrument));
    Some(
        view! {
            <div class="notice notice--here">
                <p class="notice__sign">{text.here}</p>
                <div class="notice__body">
                    <p dir="auto">{words}</p>
                    <a class="button" href=page.href()>{go_on}</a>
                </div>
            </div>
        }
        .into_any(),
    )
}

/// The page to go on with: where the person was, if that screen is still part of the questionnaire.
fn resume(state: State, response: &Response) -> Page {
    let screens = response.screens(state.instrument);
    let page = response.place.as_deref().map(|place| Page::at(response.id, place));
    let exists = |page: &Page| match page {
        Page::Screen(_, code) => screens.iter().any(|screen| screen.code() == *code),
        Page::Review(_) | Page::Report(..) => true,
        Page::Start | Page::Answers | Page::Sources | Page::Unknown => false,
    };
    let first = || screens.first().map(|screen| Page::Screen(response.id, screen.code()));
    page.filter(exists).or_else(first).unwrap_or(Page::Review(response.id))
}

/// The form that begins a new response: the network's name and the modules.
fn begin(state: State, text: &'static Text) -> impl IntoView {
    let lang = state.lang.get();
    let network = RwSignal::new(String::new());
    let chosen = RwSignal::new(
        state
            .instrument
            .modules
            .iter()
            .filter(|module| module.default_on)
            .map(|module| module.id)
            .collect::<Vec<_>>(),
    );
    let minutes = move || {
        let chosen = chosen.get();
        state
            .instrument
            .modules
            .iter()
            .filter(|module| chosen.contains(&module.id))
            .map(|module| module.minutes)
            .sum()
    };
    let together = move || {
        if chosen.get().is_empty() { text.modules_none.to_owned() } else { (text.together)(minutes()) }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !chosen.get_untracked().is_empty() {
            state.begin(&network.get_untracked(), chosen.get_untracked());
        }
    };
    view! {
        <section class="part part--ruled" aria-labelledby="begin-title">
            <h2 id="begin-title">{text.begin_title}</h2>
            <p class="prose">{state.instrument.focus.get(lang)}" "{state.instrument.personal_note.get(lang)}</p>
            <form class="gap" on:submit=submit>
                <div class="field">
                    <label class="field__label" for="network">{text.network_label}</label>
                    <p class="field__hint" id="network-hint">{text.network_hint}</p>
                    <input
                        class="field__input"
                        id="network"
                        type="text"
                        maxlength=MAX_NAME.to_string()
                        autocomplete="off"
                        dir="auto"
                        aria-describedby="network-hint"
                        on:input=move |event| network.set(event_target_value(&event))
                    />
                </div>
                <div class="gap-wide">{modules(state, text, chosen.into(), move |modules| chosen.set(modules))}</div>
                <p class="small gap" role="status">{together}</p>
                <div class="steps"><button class="button" type="submit">{text.begin}</button></div>
            </form>
        </section>
    }
}

/// The choice of modules, with how long each takes.
pub fn modules(
    state: State,
    text: &'static Text,
    chosen: Signal<Vec<&'static str>>,
    keep: impl Fn(Vec<&'static str>) + Copy + 'static,
) -> impl IntoView {
    let lang = state.lang.get();
    let rows: Vec<_> = state
        .instrument
        .modules
        .iter()
        .map(|module| {
            let toggle = move |_| {
                let mut modules = chosen.get_untracked();
                if modules.contains(&module.id) {
                    modules.retain(|id| *id != module.id);
                } else {
                    modules.push(module.id);
                }
                keep(modules);
            };
            view! {
                <label class="choice">
                    <input
                        class="choice__box"
                        type="checkbox"
                        aria-describedby=format!("about-{}", module.id)
                        prop:checked=move || chosen.get().contains(&module.id)
                        on:change=toggle
                    />
                    <span class="choice__text">{module.name.get(lang)}</span>
                    <span class="choice__aside">{(text.minutes)(module.minutes)}</span>
                    <span class="choice__more" id=format!("about-{}", module.id) aria-hidden="true">{module.intro.get(lang)}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset aria-describedby="modules-hint">
            <legend class="choices__legend">{text.modules_label}</legend>
            <p class="small" id="modules-hint">{text.modules_hint}</p>
            <div class="choices gap">{rows}</div>
        </fieldset>
    }
}

/// The responses in this browser: open, rename, delete.
fn lists(state: State, text: &'static Text) -> Option<AnyView> {
    let responses = state.journal.with(|journal| journal.responses().cloned().collect::<Vec<_>>());
    if responses.is_empty() {
        return None;
    }
    let rows: Vec<_> = responses.into_iter().map(|response| list(state, text, &response)).collect();
    Some(
        view! {
            <section class="part part--ruled" aria-labelledby="lists-title">
                <h2 id="lists-title">{text.lists_title}</h2>
                <p class="prose">{text.lists_text}</p>
                <ul class="lists gap">{rows}</ul>
                <div class="steps">{backup_button(state, text)}</div>
            </section>
        }
        .into_any(),
    )
}

fn list(state: State, text: &'static Text, response: &Response) -> impl IntoView + use<> {
    let id = response.id;
    let name = state.name_of(response);
    let progress = response.progress(state.instrument);
    let day = response.created.as_ref().map(|day| (text.day)(day.parts())).unwrap_or_default();
    let facts = format!("{day}, {}", (text.list_state)(progress.n_answered, progress.n_questions));
    let is_renaming = RwSignal::new(false);
    let typed = RwSignal::new(response.network.clone());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_renaming.set(false);
        state.change(id, Change::Network(exchange::typed_name(&typed.get_untracked())));
        browser::focus("#lists-title");
    };
    let field_id = format!("rename-{id}");
    let begin_rename = {
        let field_id = field_id.clone();
        move |_| {
            is_renaming.set(true);
            browser::focus_id(field_id.clone());
        }
    };
    let form = move || {
        is_renaming.get().then(|| {
            view! {
                <form class="field" on:submit=save>
                    <label class="field__label" for=field_id.clone()>{text.rename_label}</label>
                    <input class="field__input" id=field_id.clone() type="text" dir="auto" autocomplete="off"
                        maxlength=MAX_NAME.to_string()
                        prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
                    <div class="lists__steps">
                        <button class="button button--second" type="submit">{text.save_name}</button>
                        <button class="button button--quiet" type="button" on:click=move |_| is_renaming.set(false)>{text.cancel}</button>
                    </div>
                </form>
            }
        })
    };
    view! {
        <li class="lists__row">
            <h3 dir="auto">{name.clone()}</h3>
            <p class="small">{facts}</p>
            <div class="lists__steps">
                <a class="button button--second" href=resume(state, response).href()>{(text.open_list)(&name)}</a>
                <a class="button button--quiet" href=Page::Report(id, None).href()>{(text.open_report)(&name)}</a>
                <button class="button button--quiet" type="button" aria-label=(text.rename_list)(&name) on:click=begin_rename>{text.rename}</button>
                <button class="button button--quiet" type="button" aria-label=(text.remove_list)(&name) on:click=move |_| {
                    state.remove(id);
                    browser::focus(".notices button");
                }>{text.remove}</button>
            </div>
            {form}
        </li>
    }
}

/// Erase everything of this app, after a second question.
fn erase(state: State, text: &'static Text) -> Option<AnyView> {
    state.journal.with(|journal| journal.responses().next().is_some()).then(|| {
        let is_sure = RwSignal::new(false);
        let ask = move |_| {
            is_sure.set(true);
            browser::focus("#erase-yes");
        };
        let steps = move || {
            if is_sure.get() {
                view! {
                    <p class="field__fault" role="alert">{text.erase_sure}</p>
                    <div class="steps">
                        <button class="button button--erase" id="erase-yes" type="button" on:click=move |_| state.erase()>{text.erase_yes}</button>
                        <button class="button button--quiet" type="button" on:click=move |_| is_sure.set(false)>{text.cancel}</button>
                    </div>
                }
                .into_any()
            } else {
                view! { <div class="steps"><button class="button button--erase" type="button" on:click=ask>{text.erase}</button></div> }
                    .into_any()
            }
        };
        view! {
            <section class="part part--ruled" aria-labelledby="erase-title">
                <h2 id="erase-title">{text.erase_title}</h2>
                <p class="prose">{text.erase_text}</p>
                <div class="gap">{steps}</div>
            </section>
        }
        .into_any()
    })
}
