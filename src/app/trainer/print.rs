//! What a trainer prints: the head of a report, a poster with the invitation, the questions on paper. Knows nothing of
//! answers.

use super::top;
use crate::app::dom::{El, button, el, words};
use crate::app::picture;
use crate::app::session::{day_of, name_of, qr_plate};
use crate::app::state::State;
use crate::browser;
use crate::exchange::link;
use crate::exchange::parcel::{self, Kind};
use crate::instrument::Question;
use crate::page::Desk;
use crate::report::Report;
use crate::session::Session;
use crate::text::Lang;
use crate::text::group::GroupText;
use crate::text::report::ReportText;
use crate::text::session::SessionText;

/// The head of a printed report.
pub fn head(report: &Report) -> El {
    let text = ReportText::of(report.lang);
    el("div", "print-head only-print").add(picture::mark("print-head__mark mark")).add(
        el("div", "")
            .add(words("p", "print-head__name", text.app))
            .add(words("p", "print-head__facts", &report.facts.join(" · ")).attr("dir", "auto")),
    )
}

fn sheet(state: State, lang: Lang, session: &Session, desk: &Desk, print: &str, content: Vec<El>) -> Vec<El> {
    let text = ReportText::of(lang);
    let name = if *desk == Desk::Poster { text.poster } else { text.paper_form };
    let top = el("div", "no-print")
        .all(top(state, lang, session.id, desk))
        .add(words("h1", "", name).attr("tabindex", "-1"))
        .add(el("div", "steps").add(button("button", print, browser::print)));
    vec![el("div", "frame").add(top).add(el("article", "sheet").all(content))]
}

/// The invitation for a wall: what, when, and the code to scan.
pub fn poster(state: State, lang: Lang, session: &Session) -> Vec<El> {
    let (text, own, group) = (SessionText::of(lang), ReportText::of(lang), GroupText::of(lang));
    let code = link::code(Kind::Session, &parcel::encode_session(state.instrument, session));
    let whole = browser::address().map_or_else(|| code.clone(), |address| link::link(&address, &code));
    let day = day_of(session, lang);
    let network = if session.network.is_empty() { &session.title } else { &session.network };
    let title = if session.network.is_empty() { "" } else { &session.title };
    let facts = [title, &day];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let minutes = (own.about_minutes)(session.minutes(state.instrument));
    let content = vec![
        el("div", "print-head").add(picture::mark("print-head__mark mark")).add(words(
            "p",
            "print-head__name",
            own.app,
        )),
        words("p", "sheet__title", &(text.invited_title)(network)).attr("dir", "auto"),
        words("p", "lead", &facts.join(", ")).attr("dir", "auto"),
        words("p", "lead", &session.host).attr("dir", "auto"),
        words("p", "prose own-words", &session.intro).attr("dir", "auto"),
        words("p", "lead", group.poster_scan),
        el("div", "sheet__qr").all(qr_plate(&whole, text.session_qr)),
        words("p", "small", group.poster_else),
        words("p", "small", &format!("{minutes}. {}", group.invite_private)),
    ];
    sheet(state, lang, session, &Desk::Poster, text.print_poster, content)
}

/// The questions of a session on paper, with the numbers that stand beside the boxes they are typed into.
pub fn paper(state: State, lang: Lang, session: &Session) -> Vec<El> {
    let (text, group) = (SessionText::of(lang), GroupText::of(lang));
    let instrument = state.instrument;
    let mut content = vec![
        el("div", "print-head").add(picture::mark("print-head__mark mark")).add(
            el("div", "")
                .add(words("p", "print-head__name", group.paper_title))
                .add(words("p", "print-head__facts", &name_of(session, lang)).attr("dir", "auto")),
        ),
        words(
            "p",
            "prose",
            &format!("{} {}", instrument.focus.get(lang), instrument.personal_note.get(lang)),
        ),
        words("p", "prose", group.paper_how),
    ];
    let mut number = 0;
    for module in instrument.modules.iter().filter(|module| session.modules.contains(&module.id)) {
        content.push(words("h2", "paper__module", module.name.get(lang)));
        let mut table = |name: &str, questions: Vec<Question>| {
            let Some(first) = questions.first() else { return };
            let scale = first.scale;
            let options: Vec<&str> =
                scale.options.iter().chain([&scale.opt_out]).map(|option| option.words.get(lang)).collect();
            let heads =
                options.iter().map(|option| words("th", "paper__option", option).attr("scope", "col"));
            let head = el("tr", "")
                .add(words("td", "paper__number", ""))
                .add(words("th", "paper__text", name).attr("scope", "col"))
                .all(heads);
            let rows: Vec<El> = questions
                .iter()
                .map(|question| {
                    number += 1;
                    let last = scale.options.len() + 1;
                    let boxes = (1..=last).map(|place| {
                        let figure = if place == last { 0 } else { place };
                        words("td", "paper__box", &figure.to_string())
                    });
                    el("tr", "")
                        .add(words("td", "paper__number", &number.to_string()))
                        .add(words("th", "paper__text", question.text.get(lang)).attr("scope", "row"))
                        .all(boxes)
                })
                .collect();
            content.push(el("table", "paper").add(el("thead", "").add(head)).add(el("tbody", "").all(rows)));
        };
        for profile in module.profiles {
            let questions = profile.questions.iter();
            let ask =
                questions.map(|open| Question { code: open.id, text: open.text, scale: &profile.scale });
            table(profile.name.get(lang), ask.collect());
        }
        for dimension in module.dimensions {
            let items = dimension.items.iter();
            let ask = items.map(|item| Question { code: item.id, text: item.text, scale: &instrument.scale });
            table(dimension.name.get(lang), ask.collect());
        }
    }
    content.push(words("p", "prose gap", group.paper_hand_in));
    sheet(state, lang, session, &Desk::Paper, text.print_paper, content)
}
