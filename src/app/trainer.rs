//! What a trainer does: the list of sessions, and the desk of each. Here: the list, and what the pages of a session share.
//! Knows nothing of what answers mean.

pub mod collect;
pub mod group;
pub mod minutes;
pub mod prepare;
pub mod print;
pub mod room;

use crate::app::dom::{El, button, el, link, words};
use crate::app::participant::{VERSION, about, open_file_button};
use crate::app::session::{day_of, name_of, own_name};
use crate::app::state::State;
use crate::app::told::{Removed, Told};
use crate::browser;
use crate::collection::{Collection, Field, listed, open_before};
use crate::exchange::parcel::Parcel;
use crate::exchange::session::encode;
use crate::export::group::{GROUP_EXPORTS, GroupExport, GroupMaterial, session_name};
use crate::journal::{Fields, FolderId};
use crate::page::{Desk, Page};
use crate::session::minutes::{Agreements, Earlier};
use crate::session::{SAMPLE, Session, SessionId};
use crate::text::report::ReportText;
use crate::text::session::SessionText;
use crate::text::{Lang, Text};
use std::cell::RefCell;
use std::rc::Rc;

/// The trainer's first page.
pub fn page(state: State, lang: Lang) -> Vec<El> {
    let text = SessionText::of(lang);
    let new = move || {
        let id = SessionId(browser::random_id());
        let session = Session::new(state.instrument, id);
        state.set_session(id, [Field::Session(session).write(state.instrument)]);
        state.go(Page::Session(id, Desk::Prepare));
    };
    let steps = text
        .steps
        .iter()
        .map(|(heading, sentence)| el("li", "").add(words("b", "", heading)).text(". ").text(sentence));
    let column = el("div", "opening__text")
        .add(words("h1", "", text.trainer_title).attr("tabindex", "-1"))
        .add(words("p", "lead", text.trainer_lead))
        .add(el("div", "steps").add(button("button", text.new_session, new)).add(link(
            "button button--second",
            &Page::Session(SAMPLE, Desk::Group(None)).href(),
            text.see_sample,
        )))
        .add(
            el("section", "part part--ruled")
                .attr("aria-labelledby", "sessions-title")
                .add(words("h2", "", text.your_sessions).attr("id", "sessions-title").attr("tabindex", "-1"))
                .live(move || all(state), move |all| list(state, lang, all))
                .add(words("p", "small gap", text.sessions_kept))
                .add(el("div", "steps").add(open_file_button(state, text.open_session_file)))
                .add(el("p", "gap").add(link("", &Page::Logbooks.href(), Text::of(lang).to_logbooks))),
        )
        .add(
            el("section", "part part--ruled")
                .add(words("h2", "", text.how_it_works))
                .add(el("ol", "numbered gap").all(steps)),
        );
    vec![el("div", "frame").add(el("div", "opening").add(column))]
}

/// Every session, with how many have handed in.
pub fn all(state: State) -> Vec<(Session, u32)> {
    state.journal.with(|journal| {
        let read = |(id, fields): (FolderId, &Fields)| listed(state.instrument, SessionId(id.0), fields);
        let mut all: Vec<_> = journal.folders().filter_map(read).collect();
        all.sort_by(|(a, _), (b, _)| b.day.cmp(&a.day));
        all
    })
}

fn list(state: State, lang: Lang, all: &[(Session, u32)]) -> Vec<El> {
    let text = SessionText::of(lang);
    if all.is_empty() {
        return vec![words("p", "prose", text.no_sessions)];
    }
    let rows = all.iter().map(|(session, n)| {
        let (id, name) = (session.id, name_of(session, lang));
        let day = day_of(session, lang);
        let facts = [day, (text.n_handed_in)(*n)];
        let facts: Vec<&str> = facts.iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
        let desk = if *n > 0 { Desk::Collect } else { Desk::Prepare };
        let quiet = "button button--quiet";
        let copied = session.clone();
        let copy = move || copy(state, &copied);
        let removed = own_name(session).to_owned();
        let remove = move || state.remove_folder(FolderId(id.0), Removed::Session(removed.clone()));
        el("li", "lists__row")
            .add(words("h3", "", &name).attr("dir", "auto"))
            .add(words("p", "small", &facts.join(", ")))
            .add(
                el("div", "lists__steps")
                    .add(link(
                        "button button--second",
                        &Page::Session(id, desk).href(),
                        &(text.open_session)(&name),
                    ))
                    .add(button(quiet, text.copy, copy).attr("aria-label", &(text.copy_session)(&name)))
                    .add(
                        button(quiet, text.delete, remove).attr("aria-label", &(text.delete_session)(&name)),
                    ),
            )
    });
    vec![el("ul", "lists gap").all(rows)]
}

/// A new session with the same settings, and none of the responses. It looks back on no other one until the trainer says
/// so: it may be for another network, which must not see the figures of this one.
fn copy(state: State, session: &Session) {
    let text = SessionText::of(state.lang.get());
    let id = SessionId(browser::random_id());
    let mut new = Session { id, day: None, ..session.clone() };
    // The network keeps its name: by that its sessions, logbook and questionnaires are known to belong together.
    let name = if new.title.is_empty() { &session.network } else { &session.title };
    new.title = crate::exchange::typed_name(&(text.copy_of)(name));
    state.set_session(id, [Field::Session(new).write(state.instrument)]);
    state.go(Page::Session(id, Desk::Prepare));
}

/// One page of a session.
pub fn desk(state: State, lang: Lang, id: SessionId, desk: &Desk) -> Vec<El> {
    let Some(kept) = collection(state, id) else { return about::unknown(ReportText::of(lang)) };
    match desk {
        Desk::Prepare => prepare::page(state, lang, id),
        Desk::Collect => collect::page(state, lang, id),
        Desk::Group(place) => group::page(state, lang, id, place.is_some()),
        Desk::Room(place) => room::page(state, lang, &kept, place.as_deref()),
        Desk::Minutes(from) => minutes::page(state, lang, id, from.as_deref()),
        Desk::Poster => print::poster(state, lang, &kept.group.session),
        Desk::Paper => print::paper(state, lang, &kept.group.session),
    }
}

thread_local! {
    /// The two sessions that were read last, with the fields they were read from: a thousand responses take a while, and
    /// two may stand beside each other.
    static LAST: RefCell<Vec<(SessionId, Fields, Rc<Collection>)>> = const { RefCell::new(Vec::new()) };
}

/// What is kept of a session; the example is not kept, and lasts as long as the page.
pub fn collection(state: State, id: SessionId) -> Option<Rc<Collection>> {
    if id == SAMPLE {
        state.sample.update_quietly(|fields| {
            if fields.pairs().is_empty() {
                let set = Collection::sample(state.instrument, state.lang.get()).fields();
                set.into_iter().filter_map(|(field, value)| Some((field, value?))).for_each(
                    |(field, value)| {
                        fields.insert(field, value);
                    },
                );
            }
        });
    }
    let fields = state.session_fields(id)?;
    LAST.with_borrow_mut(|last| {
        let known = last.iter().position(|(of, _, _)| *of == id).map(|place| last.remove(place));
        let kept = match &known {
            Some((_, same, kept)) if *same == fields => kept.clone(),
            Some((_, before, kept)) => Rc::new(kept.read_again(before, &fields)?),
            None => Rc::new(Collection::read(state.instrument, id, &fields)?),
        };
        last.insert(0, (id, fields, kept.clone()));
        last.truncate(2);
        Some(kept)
    })
}

/// A session of this browser.
pub fn session(state: State, id: SessionId) -> Option<Session> {
    collection(state, id).map(|kept| kept.group.session.clone())
}

/// Opens the file of a session.
pub fn open(state: State, kept: &Collection) {
    let id = kept.group.session.id;
    if id == SAMPLE {
        state.go(Page::Session(SAMPLE, Desk::Group(None)));
        return;
    }
    let was_here = collection(state, id).is_some();
    bring_back(state, kept);
    let is_seen = kept.is_revealed && !was_here;
    state.go(Page::Session(id, if is_seen { Desk::Group(None) } else { Desk::Collect }));
}

/// Takes in what a file has of a session. What is here of it already stays, and what was handed in besides is added. Out:
/// what came of it.
pub fn bring_back(state: State, kept: &Collection) -> Told {
    let id = kept.group.session.id;
    if collection(state, id).is_some() {
        let rows = kept.group.rows().map(|row| (None, Ok(Parcel::Response(row.clone()))));
        collect::take_in(state, id, rows.collect());
        return Told::SessionMerged(id);
    }
    let back = [("removed".to_owned(), None)];
    state.set_session(id, back.into_iter().chain(kept.fields()));
    Told::SessionOpened(id)
}

/// All that is kept of every session of this browser.
pub fn all_kept(state: State) -> Vec<Collection> {
    let read =
        |(id, fields): (FolderId, &Fields)| Collection::read(state.instrument, SessionId(id.0), fields);
    state.journal.with(|journal| journal.folders().filter_map(read).collect())
}

/// Saves a session as a file. Out: what came of it, in words.
fn save(state: State, kept: &Collection) -> String {
    let today = crate::app::today();
    let name = session_name(&kept.group.session, &today, state.lang.get());
    let content = encode(kept, state.lang.get(), VERSION, &today);
    state.hand_over(&name, "application/json", content.as_bytes()).unwrap_or_else(|failed| failed)
}

/// The button that saves a session as a file, which tells beside it what came of that.
pub fn save_button(state: State, lang: Lang, id: SessionId, told: &El) -> El {
    let told = told.clone();
    button("button button--quiet", SessionText::of(lang).save_session, move || {
        if let Some(kept) = collection(state, id) {
            told.set_text(&save(state, &kept));
        }
    })
}

/// One of the exports of a session.
pub fn export_named(id: &str) -> &'static GroupExport {
    GROUP_EXPORTS.iter().find(|export| export.id == id).unwrap_or(&GROUP_EXPORTS[0])
}

/// The name and the content of a file of a session, as it is now.
pub fn write(state: State, kept: &Collection, export: &GroupExport) -> (String, Vec<u8>) {
    let (group, minutes) = (&kept.group, &kept.minutes);
    let (lang, today) = (state.lang.get(), crate::app::today());
    let earlier = before(state, kept);
    let earlier = earlier.as_ref().map(|earlier| earlier.map(|kept| &kept.group));
    let before = &agreements_before(state, kept);
    let material =
        GroupMaterial { group, minutes, earlier, before, lang, today: &today, app_version: VERSION };
    (export.file_name(&material), (export.write)(&material))
}

/// The session that this one looks back on; none where that cannot be the earlier one.
pub fn before(state: State, kept: &Collection) -> Option<Earlier<Rc<Collection>>> {
    let Some(before) = collection(state, kept.minutes.before?) else { return Some(Earlier::NotHere) };
    let may = before.group.session.may_precede(&kept.group.session, before.minutes.before);
    may.then_some(Earlier::Here(before))
}

/// What was agreed in the sessions before this one, and is still open.
pub fn agreements_before(state: State, kept: &Collection) -> Agreements {
    state.journal.with(|journal| {
        let all: Vec<_> = journal.folders().map(|(id, fields)| (SessionId(id.0), fields)).collect();
        open_before(kept, &all)
    })
}

/// Takes in what was handed in.
pub use collect::take_in;

/// What stands above every page of a session: its pages, its name and day, and the way back to all sessions.
pub fn top(state: State, lang: Lang, id: SessionId, here: &Desk) -> [El; 2] {
    let name = move || {
        collection(state, id).map_or_else(String::new, |kept| name_and_day(&kept.group.session, lang))
    };
    let all = link("", &Page::Trainer.href(), SessionText::of(lang).your_sessions);
    let line = el("p", "progress progress--desk no-print")
        .add(el("b", "").attr("dir", "auto").live_text(name))
        .add(all);
    [desks(lang, id, here), line]
}

/// A session's name and day, as far as it has them.
fn name_and_day(session: &Session, lang: Lang) -> String {
    let day = day_of(session, lang);
    if day.is_empty() { name_of(session, lang) } else { format!("{}, {day}", name_of(session, lang)) }
}

/// The links between the pages of a session. From minutes that were opened in the room the way back is to the same
/// question.
fn desks(lang: Lang, id: SessionId, here: &Desk) -> El {
    let text = ReportText::of(lang);
    let from = if let Desk::Minutes(from) = here { from.clone() } else { None };
    let all = [
        (Desk::Prepare, text.prepare),
        (Desk::Collect, text.collect),
        (Desk::Group(None), text.group_report),
        (Desk::Room(from.clone()), text.in_the_room),
        (Desk::Minutes(from), text.minutes_title),
    ];
    let links = all
        .into_iter()
        .filter(|(desk, _)| id != SAMPLE || !matches!(desk, Desk::Prepare | Desk::Collect))
        .map(|(desk, name)| {
            let current = (desk == *here).then_some("page");
            el("li", "").add(
                link("desks__link", &Page::Session(id, desk).href(), name).attr_if("aria-current", current),
            )
        });
    el("nav", "desks no-print").attr("aria-label", text.for_trainers).add(el("ul", "desks__list").all(links))
}
