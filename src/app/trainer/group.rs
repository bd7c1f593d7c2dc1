//! The group report on the screen: hidden until the trainer shows it, renewed in steps. What it says is decided in
//! `report/group.rs`.

use super::{all, before, collection, top};
use crate::app::controls::{Stop, StopState, stops};
use crate::app::dom::{El, button, el, link, words};
use crate::app::picture;
use crate::app::session::{day_of, name_of};
use crate::app::state::State;
use crate::browser;
use crate::collection::{Collection, Field, looks_back_on};
use crate::group::TooFew;
use crate::page::{Desk, Page};
use crate::report::group::group_report;
use crate::session::{SAMPLE, Session, SessionId, is_same_network};
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::report::ReportText;
use crate::text::session::SessionText;

/// In: the session, and whether the address names a place in the report: then all of it must be laid out at once.
pub fn page(state: State, lang: Lang, id: SessionId, has_place: bool) -> Vec<El> {
    let key = move || {
        collection(state, id).map(|kept| {
            let shown = kept.group.shown_sum().cloned();
            (kept.is_revealed, shown, kept.group.n_responses(), kept.minutes.before)
        })
    };
    let rest = move |_: &Option<_>| {
        collection(state, id).map_or_else(Vec::new, |kept| shown(state, lang, &kept, has_place))
    };
    vec![el("div", "").live(key, rest)]
}

fn shown(state: State, lang: Lang, kept: &Collection, has_place: bool) -> Vec<El> {
    let text = SessionText::of(lang);
    let id = kept.group.session.id;
    let head = |title: &str, lead: &str| {
        let title = words("h1", "", title).attr("tabindex", "-1").attr("dir", "auto");
        top(state, lang, id, &Desk::Group(None)).into_iter().chain([title, words("p", "lead", lead)])
    };
    let earlier = before(state, kept);
    let report =
        group_report(&kept.group, earlier.as_ref().map(|earlier| earlier.map(|kept| &kept.group)), lang);
    if !kept.is_revealed || kept.group.shown().is_none() {
        let column = el("div", "opening__text")
            .all(head(&report.title, text.hidden_text))
            .add(reveal(state, lang, kept));
        return vec![el("div", "frame").add(el("div", "opening").add(column))];
    }
    let places = |place: &str| Page::Session(id, Desk::Group(Some(place.to_owned())));
    let own_text = ReportText::of(lang);
    let parts = report.parts.iter().map(|part| picture::part(own_text, &places, part));
    let hide = button("button button--quiet", text.hide, move || {
        state.set_session(id, [Field::Revealed(false).write(state.instrument)]);
        browser::focus("h1");
    });
    let second = "button button--second";
    let steps = el("div", "steps no-print")
        .add(link("button", &Page::Session(id, Desk::Room(None)).href(), text.show_in_room))
        .add(button(second, text.print_report, browser::print))
        .add(link(second, &Page::Session(id, Desk::Minutes(None)).href(), text.to_minutes))
        .add(hide);
    let print_head = super::print::head(&report);
    let facts = words("p", "small no-print", &report.facts.join(" · ")).attr("dir", "auto");
    let column = if has_place { "opening__text" } else { "opening__text unfolding" };
    let column = el("div", column)
        .add(print_head)
        .all(head(&report.title, &report.intro))
        .add(facts)
        .add(steps)
        .all(newer(state, text, kept))
        .all(compare(state, lang, kept))
        .all(parts);
    let contents = report.parts.iter().map(|part| {
        let state = || StopState { class: "open", words: String::new(), is_drawn: false };
        Stop { name: part.heading.clone(), page: places(part.id), is_here: false, state: Box::new(state) }
    });
    let contents = el("nav", "line")
        .attr("id", "parts")
        .attr("aria-labelledby", "line-title")
        .add(words("h2", "line__title", text.in_this_report).attr("id", "line-title"))
        .all(stops(None, contents.collect()));
    let margin = el("div", "opening__margin opening__margin--stay").add(contents);
    browser::unfold();
    vec![el("div", "frame group").add(el("div", "opening").add(column).add(margin))]
}

/// Which earlier session stands beside this one: those of the same network first. Nothing where there is none.
fn compare(state: State, lang: Lang, kept: &Collection) -> Option<El> {
    let text = AgainText::of(lang);
    let here = kept.group.session.id;
    let network = &kept.group.session.network;
    let may_precede = |session: &Session| {
        let looks_back_on = state.session_fields(session.id).and_then(|fields| looks_back_on(&fields));
        session.may_precede(&kept.group.session, looks_back_on)
    };
    let others = all(state).into_iter().filter(|(session, n)| *n > 0 && may_precede(session));
    let mut others: Vec<_> = others.map(|(session, _)| session).collect();
    others.sort_by_key(|session| !is_same_network(&session.network, network));
    if others.is_empty() && kept.minutes.before.is_none() || here == SAMPLE {
        return None;
    }
    let choice = |name: &str, session: Option<SessionId>| {
        let input = el("input", "choice__box").attr("type", "radio").attr("name", "compare").on(
            "change",
            move |_| {
                state.set_session(here, [Field::Before(session).write(state.instrument)]);
                browser::focus("#compare");
            },
        );
        input.set_flag("checked", kept.minutes.before == session);
        el("label", "choice").add(input).add(words("span", "choice__text", name).attr("dir", "auto"))
    };
    let none = choice(text.compare_none, None);
    let choices = others.iter().map(|session| choice(&all_names(session, lang), Some(session.id)));
    let fieldset = el("fieldset", "")
        .add(words("legend", "only-spoken", text.compare))
        .add(words("p", "small", text.compare_hint))
        .add(el("div", "choices gap").add(none).all(choices));
    Some(
        el("details", "fold no-print")
            .attr_if("open", kept.minutes.before.is_some().then_some(""))
            .add(words("summary", "", text.compare).attr("id", "compare"))
            .add(fieldset),
    )
}

/// A session's title, network and day, as far as it has them: only of the same network is it to be compared.
fn all_names(session: &Session, lang: Lang) -> String {
    let network = if session.title.is_empty() { "" } else { session.network.as_str() };
    let parts = [name_of(session, lang), network.to_owned(), day_of(session, lang)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The button that shows the picture, or how many are still missing.
fn reveal(state: State, lang: Lang, kept: &Collection) -> El {
    let text = SessionText::of(lang);
    let id = kept.group.session.id;
    // A picture that was hidden comes back as it was.
    let why = if kept.group.shown().is_some() { Ok(()) } else { kept.group.clone().show().map(|_| ()) };
    match why {
        Ok(()) => {
            let show = button("button", text.reveal, move || {
                let Some(kept) = collection(state, id) else { return };
                let mut group = kept.group.clone();
                if group.shown().is_some() || group.show().is_ok() {
                    let fields = [Field::Shown(group.shown_sum()), Field::Revealed(true)];
                    state.set_session(id, fields.map(|field| field.write(state.instrument)));
                    browser::focus("h1");
                }
            });
            el("div", "steps").add(show)
        }
        Err(TooFew::ToBegin { here, needed } | TooFew::New { new: here, needed }) => {
            let collect = link("button", &Page::Session(id, Desk::Collect).href(), text.to_collect);
            el("div", "")
                .add(words("p", "tally", &(text.to_begin)(here, needed)).attr("role", "status"))
                .add(el("div", "steps").add(collect))
        }
    }
}

/// What came in since the picture was made: it is renewed only when enough did.
fn newer(state: State, text: &'static SessionText, kept: &Collection) -> Option<El> {
    let id = kept.group.session.id;
    let n_new = kept.group.n_new();
    if n_new == 0 {
        return None;
    }
    let mut group = kept.group.clone();
    let notice = |body: Vec<El>| crate::app::notice("gap no-print", state.text().notice, body);
    Some(match group.show().map(|_| ()) {
        Ok(()) => {
            let renew = button("button button--second", text.renew, move || {
                state.set_session(id, [Field::Shown(group.shown_sum()).write(state.instrument)]);
                browser::focus("h1");
            });
            notice(vec![words("p", "", &(text.new_ready)(n_new)), renew])
        }
        Err(TooFew::New { new, needed } | TooFew::ToBegin { here: new, needed }) => {
            notice(vec![words("p", "", &(text.new_since)(new, needed))])
        }
    })
}
