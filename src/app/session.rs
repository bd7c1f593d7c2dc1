//! What a participant's and a trainer's pages of a session share: the sentence for a code that does not open, a code
//! in rows, copying, a QR code. Knows nothing of answers.

use crate::again::Outcome;
use crate::app::dom::{El, button, el, svg, words};
use crate::browser;
use crate::exchange::Rejected;
use crate::exchange::link;
use crate::exchange::parcel::Parcel;
use crate::exchange::qr::qr;
use crate::instrument::Instrument;
use crate::report::then::outcome_words;
use crate::session::Session;
use crate::text::report::ReportText;
use crate::text::session::SessionText;
use crate::text::{Lang, Text};
use wasm_bindgen_futures::spawn_local;

/// The sentence for a code that was refused.
pub fn refusal(text: &SessionText, why: &Rejected) -> String {
    match why {
        Rejected::Incomplete { here, of } => (text.cut_link)(*here, *of),
        Rejected::TooLarge { .. } => text.too_large.to_owned(),
        Rejected::NotOurs | Rejected::OnlyToRead => text.no_code.to_owned(),
        Rejected::TooNew { .. } => text.too_new.to_owned(),
        Rejected::OtherInstrument { .. } => text.other_instrument.to_owned(),
        Rejected::OtherVersion => text.other_version.to_owned(),
        Rejected::UnknownModule { .. } => text.unknown_module.to_owned(),
        Rejected::Damaged { .. } => text.altered.to_owned(),
    }
}

/// In: the code of an invitation as it was kept. Out: the session.
pub fn session_of(code: &str, instrument: &'static Instrument) -> Option<Session> {
    link::find(code, instrument).into_iter().find_map(|found| match found {
        Ok(Parcel::Session(session)) => Some(session),
        Ok(Parcel::Response(_)) | Err(_) => None,
    })
}

/// What a session is called on the screen: its title, else its network.
pub fn name_of(session: &Session, lang: Lang) -> String {
    named(own_name(session), lang)
}

/// The name that a session was given; empty for none.
pub fn own_name(session: &Session) -> &str {
    if session.title.is_empty() { &session.network } else { &session.title }
}

/// A name that a session was given, or the words for one without.
pub fn named(name: &str, lang: Lang) -> String {
    if name.is_empty() { SessionText::of(lang).untitled } else { name }.to_owned()
}

/// The session's day in words; empty for none.
pub fn day_of(session: &Session, lang: Lang) -> String {
    session.day.as_ref().map_or_else(String::new, |day| (ReportText::of(lang).day)(day.parts()))
}

/// What came of a button, beside it.
pub fn said() -> El {
    el("p", "small gap").attr("role", "status")
}

/// A button that copies a text, and says beside it whether that worked.
pub fn copy_button(
    class: &str,
    label: &str,
    text: &'static SessionText,
    told: &El,
    content: impl Fn() -> String + 'static,
) -> El {
    let told = told.clone();
    button(class, label, move || {
        let (told, content) = (told.clone(), content());
        spawn_local(async move {
            let is_copied = browser::copy(&content).await.is_ok();
            told.set_text(if is_copied { text.copied } else { text.copy_failed });
        });
    })
}

/// A code in rows of four groups of four, each row with a letter, to be read aloud.
pub fn code_rows(code: &str) -> El {
    let grouped = link::grouped(code);
    let groups: Vec<&str> = grouped.split(' ').collect();
    let rows = ('a'..='z').cycle().zip(groups.chunks(4)).map(|(letter, row)| {
        el("li", "code__row")
            .add(words("span", "code__letter", &letter.to_string()))
            .all(row.iter().map(|group| words("span", "", group)))
    });
    el("ol", "code").all(rows)
}

/// A QR code that says this, on a plate that stays white; none if it does not fit.
pub fn qr_plate(content: &str, label: &str) -> Option<El> {
    let qr = qr(content)?;
    // Four white modules around it, as the standard asks.
    let size = (qr.size + 8).to_string();
    let view = format!("0 0 {size} {size}");
    let drawing = svg("svg", "")
        .attr("viewBox", &view)
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("shape-rendering", "crispEdges")
        .add(svg("path", "qr__dark").attr("transform", "translate(4 4)").attr("d", &qr.path));
    Some(el("div", "qr__plate").add(drawing))
}

/// The button that clears an answer, where there is one; the focus goes to the choices of that name.
pub fn cleared(
    lang: Lang,
    name: &str,
    is_given: impl Fn() -> bool + 'static,
    clear: impl Fn() + Copy + 'static,
) -> El {
    let name = name.to_owned();
    el("div", "").live(is_given, move |is_given| {
        let name = name.clone();
        let clear = button("button button--quiet", Text::of(lang).clear, move || {
            clear();
            browser::focus_answer(&name);
        });
        is_given.then(|| el("div", "item__apart").add(clear)).into_iter().collect()
    })
}

/// What became of something that was agreed: done, under way, dropped; nothing preselected.
pub fn outcomes(
    lang: Lang,
    name: &str,
    legend: &str,
    given: impl Fn() -> Option<Outcome> + Copy + 'static,
    keep: impl Fn(Option<Outcome>) + Copy + 'static,
) -> El {
    let choices = Outcome::ALL.map(|outcome| {
        let input = el("input", "option__input")
            .attr("type", "radio")
            .attr("name", name)
            .live_flag("checked", move || given() == Some(outcome))
            .on("change", move |_| keep(Some(outcome)));
        let label = outcome_words(Some(outcome), lang);
        el("label", "option").add(input).add(words("span", "", label))
    });
    el("fieldset", "item").add(words("legend", "item__legend", legend).attr("dir", "auto")).add(
        el("div", "item__scale").add(el("div", "scale scale--stacked").all(choices)).add(cleared(
            lang,
            name,
            move || given().is_some(),
            move || keep(None),
        )),
    )
}
