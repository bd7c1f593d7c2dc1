//! An address that carries a code: an invitation is shown before the first question, a response that was handed in is
//! added to its session, and anything else says why it does not open. Knows nothing of answers.

use crate::again::{before, follow};
use crate::app::dom::{El, button, el, words};
use crate::app::session::{day_of, name_of, refusal};
use crate::app::state::State;
use crate::app::{plain_page, trainer};
use crate::browser;
use crate::exchange::link;
use crate::exchange::parcel::{self, Kind, Parcel};
use crate::page::{Desk, Page};
use crate::response::{Change, Response, Stage};
use crate::session::{Handed, Keeping, MinGroup, Session, last_measured};
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::report::ReportText;
use crate::text::session::SessionText;

pub fn page(state: State, lang: Lang, address: &str) -> Vec<El> {
    let text = SessionText::of(lang);
    if address.is_empty() {
        return plain_page(ReportText::of(lang), text.enter_title, text.enter_text, [enter(state, text)]);
    }
    match link::find(address, state.instrument).into_iter().next() {
        Some(Ok(Parcel::Session(session))) => invitation(state, lang, &session),
        Some(Ok(Parcel::Response(handed))) => response(state, lang, &handed),
        Some(Err(why)) => fault(state, lang, &refusal(text, &why)),
        None => fault(state, lang, text.no_code),
    }
}

fn fault(state: State, lang: Lang, why: &str) -> Vec<El> {
    let text = SessionText::of(lang);
    let lead = format!("{why} {}", text.nothing_changed);
    plain_page(ReportText::of(lang), text.link_fault, &lead, [enter(state, text)])
}

/// A field for a link or a code.
fn enter(state: State, text: &'static SessionText) -> El {
    let field = el("textarea", "field__input")
        .attr("id", "code")
        .attr("rows", "3")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false");
    let typed = field.clone();
    let open = move |event: web_sys::Event| {
        event.prevent_default();
        let typed = typed.value();
        let code = typed.split_once('#').map_or(typed.as_str(), |(_, code)| code);
        let code = code.split_whitespace().collect::<String>();
        if !code.is_empty() {
            state.go(Page::Link(code));
        }
    };
    el("form", "gap")
        .on("submit", open)
        .add(
            el("div", "field field--wide")
                .add(words("label", "field__label", text.code_label).attr("for", "code"))
                .add(field),
        )
        .add(el("div", "steps").add(words("button", "button", text.open_code).attr("type", "submit")))
}

/// From whom, for what, when, which modules, who will see what: before the first question.
fn invitation(state: State, lang: Lang, session: &Session) -> Vec<El> {
    let text = SessionText::of(lang);
    let fact = |term: &str, sentence: &str| {
        el("div", "").add(words("dt", "", term)).add(words("dd", "", sentence).attr("dir", "auto"))
    };
    let chosen = state.instrument.modules.iter().filter(|module| session.modules.contains(&module.id));
    let names: Vec<&str> = chosen.map(|module| module.name.get(lang)).collect();
    let minutes = (ReportText::of(lang).minutes)(session.minutes(state.instrument));
    let people = session.min_group.people();
    let mut facts = Vec::new();
    let title = if session.network.is_empty() { "" } else { session.title.as_str() };
    let (day, title) = (day_of(session, lang), title.to_owned());
    let meeting: Vec<&str> =
        [&title, &day].into_iter().map(String::as_str).filter(|told| !told.is_empty()).collect();
    if !meeting.is_empty() {
        facts.push(fact(text.the_session, &meeting.join(", ")));
    }
    facts.push(fact(text.what, &(text.what_text)(&names, &minutes)));
    facts.push(fact(text.who_sees, &(text.who_sees_text)(people)));
    let about_words = if session.with_words { text.with_words } else { text.without_words };
    facts.push(fact(ReportText::of(lang).own_words, about_words));
    if session.keeping == Keeping::TallyOnly {
        facts.push(fact(text.kept, text.tally_only));
    }
    let small = (session.min_group < MinGroup::USUAL).then(|| {
        crate::app::notice("gap", ReportText::of(lang).notice, [words("p", "", &(text.small_group)(people))])
    });
    let intro = (!session.intro.is_empty())
        .then(|| words("p", "prose own-words gap", &session.intro).attr("dir", "auto"));
    let title =
        (text.invited_title)(if session.network.is_empty() { &session.title } else { &session.network });
    let column = el("div", "opening__text")
        .add(words("h1", "", &title).attr("tabindex", "-1").attr("dir", "auto"))
        .add(words("p", "lead", &(text.invited_by)(&session.host)).attr("dir", "auto"))
        .all(intro)
        .all(small)
        .add(el("dl", "facts facts--few gap-wide").all(facts))
        .all(begin(state, lang, session));
    vec![el("div", "frame").add(el("div", "opening").add(column))]
}

/// Begin a questionnaire for this session, go on with the one there is, or use one that was filled in before. Nothing
/// that is there changes by itself (F29).
fn begin(state: State, lang: Lang, session: &Session) -> Vec<El> {
    let text = SessionText::of(lang);
    let all: Vec<Response> = state.journal.with(|journal| journal.responses().cloned().collect());
    let is_of = |response: &&Response| {
        let invitation = response.invitation.as_deref();
        invitation.and_then(|code| crate::app::session::session_of(code, state.instrument)).map(|of| of.id)
            == Some(session.id)
    };
    let mut steps = el("div", "steps");
    let begin = |label: &str, follows: Vec<Change>, class: &str| {
        let session = session.clone();
        button(class, label, move || {
            state.begin_for(&session, &code_of(state, &session), None, follows.clone());
        })
    };
    let mut asked = Vec::new();
    let mine = all.iter().filter(is_of).max_by_key(|mine| mine.progress(state.instrument).n_answered);
    if let Some(mine) = mine {
        let (id, place) = (mine.id, mine.place.clone().unwrap_or_else(|| "review".into()));
        let label = (text.go_on_with)(&state.name_of(mine));
        steps = steps.add(button("button", &label, move || state.go(Page::at(id, &place))));
        // One that is still empty may have been begun by mistake.
        if mine.progress(state.instrument).stage() != Stage::Open {
            return vec![steps];
        }
    } else if let Some((last, day)) = last_measured(&all, &session.network) {
        let again = AgainText::of(lang);
        let day = (ReportText::of(lang).day)(day.parts());
        asked.push(words("h2", "gap-wide", again.measured_before));
        asked.push(words("p", "prose", &(again.measured_before_text)(&day)));
        steps = steps.add(begin(again.begin_after, follow(state.instrument, last), "button")).add(begin(
            again.begin_anew,
            Vec::new(),
            "button button--second",
        ));
    } else {
        steps = steps.add(begin(text.begin, Vec::new(), "button"));
    }
    asked.push(steps);
    let others = all.iter().filter(|other| other.invitation.is_none());
    let is_begun = |other: &&Response| {
        let follows = before(state.instrument, other).is_some();
        follows || other.progress(state.instrument).stage() != Stage::Open
    };
    let others: Vec<El> = others
        .filter(is_begun)
        .map(|other| {
            let (id, session) = (other.id, session.clone());
            let day = other.created.as_ref().map(|day| (ReportText::of(lang).day)(day.parts()));
            let name = [Some(state.name_of(other)), day].into_iter().flatten().collect::<Vec<_>>();
            let label = (text.use_list)(&name.join(", "));
            button("button button--second", &label, move || {
                state.begin_for(&session, &code_of(state, &session), Some(id), Vec::new());
            })
        })
        .collect();
    if others.is_empty() {
        return asked;
    }
    let lists = el("section", "part part--ruled")
        .add(words("h2", "", text.have_lists))
        .add(words("p", "prose", text.have_lists_text))
        .add(el("div", "steps").all(others))
        .all(mine.is_none().then(|| words("p", "small gap", text.or_new)));
    asked.push(lists);
    asked
}

fn code_of(state: State, session: &Session) -> String {
    link::code(Kind::Session, &parcel::encode_session(state.instrument, session))
}

/// A response as a link, opened where its session is (F30). The address forgets it at once; this page does not.
fn response(state: State, lang: Lang, handed: &Handed) -> Vec<El> {
    let text = SessionText::of(lang);
    browser::set_fragment(&Page::Trainer.print(), false);
    let Some(session) = trainer::session(state, handed.session) else {
        return plain_page(ReportText::of(lang), text.came_title, text.came_elsewhere, []);
    };
    let (id, handed) = (session.id, handed.clone());
    let add = button("button", text.add_it, move || {
        trainer::take_in(state, id, vec![(None, Ok(Parcel::Response(handed.clone())))]);
        state.go(Page::Session(id, Desk::Collect));
    });
    let not =
        button("button button--quiet", text.not_now, move || state.go(Page::Session(id, Desk::Collect)));
    let lead = (text.came_text)(&name_of(&session, lang));
    let column = el("div", "opening__text")
        .add(words("h1", "", text.came_title).attr("tabindex", "-1"))
        .add(words("p", "lead", &lead).attr("dir", "auto"))
        .add(el("div", "steps").add(add).add(not));
    vec![el("div", "frame").add(column)]
}
