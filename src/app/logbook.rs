//! The logbooks of this browser: the list, begin one, open a file of one. Below it: one logbook. Knows nothing of how they
//! are kept, nor of how two become one.

mod entry;
pub mod page;

use crate::app::dom::{El, button, el, link, typed, words};
use crate::app::participant::{open_file_button, plain_field};
use crate::app::state::State;
use crate::app::told::{Removed, Told};
use crate::browser;
use crate::collection::{logbook as kept, session};
use crate::exchange::typed_name;
use crate::journal::{Fields, FolderId};
use crate::logbook::{Logbook, LogbookId, home_of};
use crate::page::Page;
use crate::response::MAX_NAME;
use crate::session::minutes::Minutes;
use crate::session::{Session, SessionId, is_same_network, network_key};
use crate::text::story::StoryText;
use crate::text::{Lang, Text};

/// The list of logbooks.
pub fn list_page(state: State, lang: Lang) -> Vec<El> {
    let text = StoryText::of(lang);
    let column = el("div", "opening__text")
        .add(words("h1", "", text.logbooks_title).attr("tabindex", "-1"))
        .add(words("p", "lead", text.logbooks_lead))
        .add(
            part("logbooks-title", text.your_logbooks)
                .live(move || all(state), move |all| list(state, lang, all))
                .add(words("p", "small gap", text.kept))
                .add(el("div", "steps").add(open_file_button(state, text.open_file))),
        )
        .add(begin(state, lang));
    vec![el("div", "frame").add(el("div", "opening").add(column))]
}

fn part(id: &str, heading: &str) -> El {
    el("section", "part part--ruled")
        .attr("aria-labelledby", id)
        .add(words("h2", "", heading).attr("id", id).attr("tabindex", "-1"))
}

/// A folder as a logbook, if it is one.
fn read((id, fields): (FolderId, &Fields)) -> Option<Logbook> {
    kept::read(LogbookId(id.0), fields)
}

/// Every logbook, by the name of its network.
pub fn all(state: State) -> Vec<Logbook> {
    let mut all: Vec<Logbook> = state.journal.with(|journal| journal.folders().filter_map(read).collect());
    all.sort_by_cached_key(|logbook| logbook.network().to_lowercase());
    all
}

/// A logbook of this browser.
fn logbook(state: State, id: LogbookId) -> Option<Logbook> {
    kept::read(id, &state.fields(FolderId(id.0))?)
}

/// The name of the network of a logbook of this browser.
pub fn network(state: State, id: LogbookId) -> Option<String> {
    logbook(state, id).map(|logbook| logbook.network().to_owned())
}

/// Every session of this browser.
fn sessions(state: State) -> Vec<Session> {
    state.journal.with(|journal| {
        let read = |(id, fields): (FolderId, &Fields)| session(state.instrument, SessionId(id.0), fields);
        journal.folders().filter_map(read).collect()
    })
}

/// The name of a logbook's network in the language of the app; empty for a logbook that is not here.
pub fn name(state: State, id: LogbookId) -> String {
    logbook(state, id).map_or_else(String::new, |logbook| name_of(&logbook, state.lang.get()))
}

/// The name of a logbook's network, or the words for one without.
fn name_of(logbook: &Logbook, lang: Lang) -> String {
    named(logbook.network(), lang)
}

/// A name of a logbook's network, or the words for one without.
pub fn named(name: &str, lang: Lang) -> String {
    if name.is_empty() { Text::of(lang).unnamed } else { name }.to_owned()
}

/// Changes a logbook: the one door. What is then kept is what became different.
fn change(state: State, id: LogbookId, change: impl FnOnce(&mut Logbook)) {
    let Some(before) = logbook(state, id) else { return };
    let mut after = before.clone();
    change(&mut after);
    state.set_fields(FolderId(id.0), kept::changes(&before, &after));
}

fn list(state: State, lang: Lang, all: &[Logbook]) -> Vec<El> {
    let text = StoryText::of(lang);
    if all.is_empty() {
        return vec![words("p", "prose", text.no_logbooks)];
    }
    let rows = all.iter().map(|logbook| {
        let (id, name) = (logbook.id, name_of(logbook, lang));
        let removed = logbook.network().to_owned();
        let remove = move || state.remove_folder(FolderId(id.0), Removed::Logbook(removed.clone()));
        el("li", "lists__row")
            .add(words("h3", "", &name).attr("dir", "auto"))
            .add(words("p", "small", &(text.n_entries)(logbook.entries().len())))
            .add(
                el("div", "lists__steps")
                    .add(link(
                        "button button--second",
                        &Page::Logbook(id).href(),
                        &(text.open_logbook)(&name),
                    ))
                    .add(
                        button("button button--quiet", text.delete, remove)
                            .attr("aria-label", &(text.delete_logbook)(&name)),
                    ),
            )
    });
    vec![el("ul", "lists gap").all(rows)]
}

/// The form that begins a logbook. The names of the networks here are offered: a name that is the same finds its
/// measurements.
fn begin(state: State, lang: Lang) -> El {
    let text = StoryText::of(lang);
    let fault = words("p", "field__fault", "").attr("id", "logbook-fault").attr("role", "status");
    let field = plain_field("logbook-network", MAX_NAME)
        .attr("list", "networks")
        .attr("aria-describedby", "logbook-hint logbook-fault");
    let (typed_in, told) = (field.clone(), fault.clone());
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let name = typed_name(&typed_in.value());
        if name.is_empty() {
            told.set_text(text.no_name);
            browser::focus("#logbook-network");
            return;
        }
        let here = all(state).into_iter().find(|logbook| is_same_network(logbook.network(), &name));
        let id = here.map_or_else(
            || {
                let id = LogbookId(browser::random_id());
                state.set_fields(FolderId(id.0), kept::fields(&Logbook::new(id, name)));
                id
            },
            |logbook| logbook.id,
        );
        state.go(Page::Logbook(id));
    };
    let told = fault.clone();
    let options = networks(state).into_iter().map(|name| el("option", "").attr("value", &name));
    let form = el("form", "gap").on("submit", submit).add(
        el("div", "field")
            .add(words("label", "field__label", text.network_label).attr("for", "logbook-network"))
            .add(words("p", "field__hint", text.network_hint).attr("id", "logbook-hint"))
            .add(fault)
            .add(field.on("input", move |event| {
                if !typed(&event).is_empty() {
                    told.set_text("");
                }
            }))
            .add(el("datalist", "").attr("id", "networks").all(options)),
    );
    let submit = words("button", "button", text.begin).attr("type", "submit");
    part("begin-logbook", text.begin_title).add(form.add(el("div", "steps").add(submit)))
}

/// The names of networks that stand in questionnaires and sessions here, each once.
fn networks(state: State) -> Vec<String> {
    let mut names: Vec<String> = state
        .journal
        .with(|journal| journal.responses().map(|response| response.network.trim().to_owned()).collect());
    names.extend(sessions(state).into_iter().map(|session| session.network.trim().to_owned()));
    names.sort_by_cached_key(|name| network_key(name));
    names.dedup_by(|one, other| one.is_empty() || is_same_network(one, other));
    names.retain(|name| !name.is_empty());
    names
}

/// Puts the agreements of a session that are not there yet into the logbook of its network, which is begun if there is none.
/// Out: what came of it; none where all were there.
pub fn add_agreements(state: State, session: &Session, minutes: &Minutes) -> Option<Told> {
    let here = all(state).into_iter().find(|logbook| is_same_network(logbook.network(), &session.network));
    let is_new = here.is_none();
    let before =
        here.unwrap_or_else(|| Logbook::new(LogbookId(browser::random_id()), session.network.clone()));
    let (mut with, folder) = (before.clone(), FolderId(before.id.0));
    let day = session.day.clone().unwrap_or_else(crate::app::today);
    let added = with.add_agreements(session.id, &day, minutes);
    if added.is_empty() {
        return None;
    }
    let mut without = with.clone();
    added.iter().for_each(|id| without.set_entry(*id, None));
    let back = if is_new {
        state.set_fields(folder, kept::fields(&with));
        vec![("removed".to_owned(), Some("yes".to_owned()))]
    } else {
        state.set_fields(folder, kept::changes(&before, &with));
        kept::changes(&with, &without)
    };
    Some(Told::AgreementsAdded(before.id, added.len(), back))
}

/// Opens the file of a logbook.
pub fn open(state: State, coming: &Logbook) {
    let (id, told) = bring_back(state, coming);
    state.go(Page::Logbook(id));
    state.notice.set(Some(told.into()));
}

/// Takes in what a file has of a logbook. What is here already is completed by it, and nothing is lost or stands there
/// twice. Out: the logbook it went to, and what came of it.
pub fn bring_back(state: State, coming: &Logbook) -> (LogbookId, Told) {
    let here = all(state);
    match home_of(coming, &here) {
        Some(home) => {
            change(state, home.id, |logbook| logbook.merge(coming));
            (home.id, Told::LogbookMerged(home.id))
        }
        None => {
            let folder = FolderId(coming.id.0);
            let mut logbook = coming.clone();
            // What was removed here may have been changed after the file was saved.
            let left = state.journal.with(|journal| Some(read((folder, journal.folder(folder)?))));
            left.flatten().into_iter().for_each(|left| logbook.merge(&left));
            let back = [("removed".to_owned(), None)];
            state.set_fields(folder, back.into_iter().chain(kept::fields(&logbook)));
            (coming.id, Told::LogbookOpened(coming.id))
        }
    }
}
