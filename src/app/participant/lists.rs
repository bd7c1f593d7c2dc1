//! The questionnaires of this browser: open, rename, delete; and erasing everything. Parts of the start for who was here
//! before. Knows nothing of questions.

use super::file::backup_button;
use super::report::begin;
use super::start::{name_field, resume};
use crate::app::dom::{El, button, el, link, typed, words};
use crate::app::state::State;
use crate::browser;
use crate::exchange;
use crate::page::Page;
use crate::response::{Change, Response, newest_first};
use crate::session::last_measured;
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::report::ReportText;

/// The responses in this browser: open, rename, delete.
pub fn lists(state: State, lang: Lang) -> El {
    let text = ReportText::of(lang);
    let rows: Vec<El> = state.journal.with(|journal| {
        let listed = newest_first(journal.responses()).into_iter();
        listed.map(|(response, nth)| list(state, lang, response, nth)).collect()
    });
    el("section", "part part--ruled")
        .attr("aria-labelledby", "lists-title")
        .add(words("h2", "", text.lists_title).attr("id", "lists-title").attr("tabindex", "-1"))
        .add(words("p", "prose", text.lists_text))
        .add(el("ul", "lists gap").all(rows))
        .add(el("div", "steps").add(backup_button(state, text.backup_all)))
        .add(el("p", "gap").add(link("", &Page::Logbooks.href(), text.to_logbooks)))
}

/// `nth`: the number among those of this name, by which each row has names of its own.
fn list(state: State, lang: Lang, response: &Response, nth: usize) -> El {
    let text = ReportText::of(lang);
    let id = response.id;
    let name = state.name_of(response);
    let name = if nth > 1 { (text.nth_of_name)(&name, nth) } else { name };
    let progress = response.progress(state.instrument);
    let day = response.created.as_ref().map(|day| (text.day)(day.parts())).unwrap_or_default();
    let facts = format!("{day}, {}", (text.list_state)(progress.n_answered, progress.n_questions));
    let network = response.network.clone();
    let new_name = state.new_name;
    let field_id = format!("rename-{id}");
    let rename = {
        let field_id = field_id.clone();
        move || {
            new_name.set(network.clone());
            state.renaming.set(Some(id));
            browser::focus_id(field_id.clone());
        }
    };
    let remove = move || {
        state.remove(id);
        browser::focus(".notices button");
    };
    let save = move |event: web_sys::Event| {
        event.prevent_default();
        state.renaming.set(None);
        state.change(id, Change::Network(exchange::typed_name(&new_name.get())));
        browser::focus("#lists-title");
    };
    let form = move |is_renaming: &bool| {
        if !is_renaming {
            return Vec::new();
        }
        let field =
            name_field(&field_id, &new_name.get()).on("input", move |event| new_name.set(typed(&event)));
        let steps = el("div", "lists__steps")
            .add(words("button", "button button--second", text.save_name).attr("type", "submit"))
            .add(button("button button--quiet", text.cancel, move || {
                state.renaming.set(None);
                browser::focus("#lists-title");
            }));
        let label = words("label", "field__label", text.rename_label).attr("for", &field_id);
        vec![el("form", "field").on("submit", save).add(label).add(field).add(steps)]
    };
    let quiet = "button button--quiet";
    let report = Page::Report(id, None).href();
    // Where a line has no room for all, these go to the next one together.
    let again = AgainText::of(lang);
    let anew = (progress.n_answered > 0).then(|| {
        button(quiet, again.again_begin, move || begin(state, id))
            .attr("aria-label", &(again.again_begin_of)(&name))
    });
    let about = el("div", "lists__steps")
        .all(anew)
        .add(button(quiet, text.rename, rename).attr("aria-label", &(text.rename_list)(&name)))
        .add(button(quiet, text.remove, remove).attr("aria-label", &(text.remove_list)(&name)));
    el("li", "lists__row")
        .add(words("h3", "", &name).attr("dir", "auto"))
        .add(words("p", "small", &facts))
        .add(
            el("div", "lists__steps")
                .add(link("button button--second", &resume(state, response).href(), &(text.open_list)(&name)))
                .add(link(quiet, &report, &(text.open_report)(&name)))
                .add(about),
        )
        .live(move || state.renaming.get() == Some(id), form)
}

/// Where a network is typed that was measured before: that a new measurement can follow that one.
pub fn known(state: State, lang: Lang, network: &str) -> Vec<El> {
    let (text, again) = (ReportText::of(lang), AgainText::of(lang));
    let found = state.journal.with(|journal| {
        let (last, day) = last_measured(journal.responses(), network)?;
        Some((last.id, state.name_of(last), (text.day)(day.parts())))
    });
    let Some((id, name, day)) = found else { return Vec::new() };
    let begin = button("button button--second", again.again_begin, move || begin(state, id))
        .attr("aria-label", &(again.again_begin_of)(&name));
    vec![words("p", "small gap", &(again.known_network)(&day)), el("div", "steps").add(begin)]
}

/// Erase everything of this app, after a second question.
pub fn erase(state: State, lang: Lang) -> El {
    let text = ReportText::of(lang);
    let steps = move |is_asked: &bool| {
        let steps = el("div", "steps");
        if !is_asked {
            let ask = move || {
                state.is_erasing.set(true);
                browser::focus("#erase-yes");
            };
            return vec![steps.add(button("button button--erase", text.erase, ask))];
        }
        let yes =
            button("button button--erase", text.erase_yes, move || state.erase()).attr("id", "erase-yes");
        let no = button("button button--quiet", text.cancel, move || {
            state.is_erasing.set(false);
            browser::focus("#erase-title");
        });
        let question = words("p", "field__fault", text.erase_sure).attr("role", "alert");
        vec![question, steps.add(yes).add(no)]
    };
    el("section", "part part--ruled")
        .attr("aria-labelledby", "erase-title")
        .add(words("h2", "", text.erase_title).attr("id", "erase-title").attr("tabindex", "-1"))
        .add(words("p", "prose", text.erase_text))
        // Where there is no list, the button that stands under it is missed.
        .live(
            move || state.journal.with(|journal| journal.responses().next().is_none()),
            move |is_missed| {
                let backup = || el("div", "steps").add(backup_button(state, text.backup_all));
                is_missed.then(backup).into_iter().collect()
            },
        )
        .add(el("div", "gap").live(move || state.is_erasing.get(), steps))
}
