//! Pages that only tell: what happens with the answers, the sources, an address that leads nowhere. Knows nothing of
//! any answer.

use crate::app::state::State;
use crate::page::Page;
use crate::text::Text;
use leptos::prelude::*;

pub fn answers(text: &'static Text) -> impl IntoView {
    let rows: Vec<_> = text
        .privacy
        .iter()
        .map(|(heading, words)| view! { <section class="topic"><h2>{*heading}</h2><p class="prose topic__text">{*words}</p></section> })
        .collect();
    view! {
        <div class="frame"><div class="opening__text">
            <h1 tabindex="-1">{text.your_answers}</h1>
            <p class="lead">{text.privacy_lead}</p>
            {rows}
            <div class="steps"><a class="button" href=Page::Start.href()>{text.to_start}</a></div>
        </div></div>
    }
}

pub fn sources(state: State, text: &'static Text) -> impl IntoView {
    let lang = state.lang.get();
    let instrument = state.instrument;
    let rows: Vec<_> = crate::report::credits(instrument)
        .into_iter()
        .map(|(title, facts)| view! { <li><cite lang="nl">{title}</cite><br />{facts}</li> })
        .collect();
    view! {
        <div class="frame"><div class="opening__text">
            <h1 tabindex="-1">{text.sources}</h1>
            <p class="lead">{text.sources_intro}</p>
            <ul class="bullets credits gap">{rows}</ul>
            <p class="small gap">{instrument.status_note.get(lang)}" "{(text.instrument_version)(instrument.version, instrument.status)}"."</p>
            <div class="steps"><a class="button" href=Page::Start.href()>{text.to_start}</a></div>
        </div></div>
    }
}

pub fn unknown(text: &'static Text) -> impl IntoView {
    view! {
        <div class="frame"><div class="opening__text">
            <h1 tabindex="-1">{text.not_found}</h1>
            <p class="lead">{text.not_found_text}</p>
            <div class="steps"><a class="button" href=Page::Start.href()>{text.to_start}</a></div>
        </div></div>
    }
}
