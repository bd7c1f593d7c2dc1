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
use crate::page::Desk;
use crate::paper as form;
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
    let version = (ReportText::of(lang).instrument_version)(instrument.version, instrument.status);
    let mut facts = vec![name_of(session, lang), day_of(session, lang), version];
    facts.retain(|fact| !fact.is_empty());
    let mut content = vec![
        el("div", "print-head").add(picture::mark("print-head__mark mark")).add(
            el("div", "")
                .add(words("p", "print-head__name", group.paper_title))
                .add(words("p", "print-head__facts", &facts.join(" · ")).attr("dir", "auto")),
        ),
        words("p", "prose", &form::told(session, lang).join(" ")).attr("dir", "auto"),
        words(
            "p",
            "prose",
            &format!("{} {}", instrument.focus.get(lang), instrument.personal_note.get(lang)),
        ),
        words("p", "prose", group.paper_how),
    ];
    let mut module = "";
    for part in form::parts(instrument, session) {
        if part.module.id != module {
            module = part.module.id;
            content.push(words("h2", "paper__module", part.module.name.get(lang)));
        }
        content.extend(table(lang, &part));
    }
    let choice = &instrument.topic_choice;
    let topics = form::topics(instrument, session).into_iter().map(|topic| {
        el("li", "paper__topic")
            .add(words("span", "paper__cross", "").attr("aria-hidden", "true"))
            .add(words("span", "", topic.name.get(lang)))
    });
    content.push(
        el("section", "paper__topics")
            .add(words("h2", "paper__module", choice.question.get(lang)))
            .add(words("p", "prose", choice.help.get(lang)))
            .add(el("ul", "paper__list").attr("role", "list").all(topics)),
    );
    content.push(words("p", "prose gap", group.paper_hand_in));
    sheet(state, lang, session, &Desk::Paper, text.print_paper, content)
}

/// Questions of one scale, each with a number for every answer.
fn table(lang: Lang, part: &form::Part) -> Option<El> {
    let (_, first) = part.questions.first()?;
    let (options, opt_out) = (&first.scale.options, &first.scale.opt_out);
    let heads = options
        .iter()
        .chain([opt_out])
        .map(|option| words("th", "paper__option", option.words.get(lang)).attr("scope", "col"));
    let head = el("tr", "")
        .add(words("td", "paper__number", ""))
        .add(words("th", "paper__text", part.name.get(lang)).attr("scope", "col"))
        .all(heads);
    let rows = part.questions.iter().map(|(number, question)| {
        let figures = (1..=options.len()).chain([0]);
        el("tr", "")
            .add(words("td", "paper__number", &number.to_string()))
            .add(words("th", "paper__text", question.text.get(lang)).attr("scope", "row"))
            .all(figures.map(|figure| words("td", "paper__box", &figure.to_string())))
    });
    Some(el("table", "paper").add(el("thead", "").add(head)).add(el("tbody", "").all(rows)))
}
