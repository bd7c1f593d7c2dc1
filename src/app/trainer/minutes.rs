//! The minutes: notes and one agreement for each topic, when to look again, and taking it all along. What the minutes
//! say is decided in `report/group.rs`.

use super::{agreements_before, collection, session, top};
use crate::app::controls::{save_status, text_field};
use crate::app::dom::{El, button, el, link, typed, words};
use crate::app::picture;
use crate::app::reminder::to_calendar;
use crate::app::session::{outcomes, said};
use crate::app::state::State;
use crate::app::{logbook, today};
use crate::browser;
use crate::collection::{Collection, Field, has_said_again};
use crate::export;
use crate::export::calendar::{Distance, distance, group_looks_again};
use crate::page::{Desk, Page};
use crate::report::group::minutes;
use crate::response::{Day, StepPart};
use crate::session::minutes::Talked;
use crate::session::{SAMPLE, SessionId};
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::group::GroupText;
use crate::text::report::ReportText;
use crate::text::session::SessionText;
use crate::text::story::StoryText;
use wasm_bindgen_futures::spawn_local;

/// In: the session, and the code of the item in the room that this was opened from: its topic is open.
pub fn page(state: State, lang: Lang, id: SessionId, from: Option<&str>) -> Vec<El> {
    let text = SessionText::of(lang);
    propose_again(state, id);
    let Some(kept) = collection(state, id) else { return Vec::new() };
    let proposed: Vec<&str> = kept
        .group
        .shown()
        .map(|shown| shown.topics.iter().take(3).map(|(topic, _)| *topic).collect())
        .unwrap_or_default();
    let mut dimensions: Vec<_> = kept.group.modules().flat_map(|module| module.dimensions).collect();
    dimensions.sort_by_key(|dimension| {
        proposed.iter().position(|topic| *topic == dimension.id).unwrap_or(proposed.len())
    });
    let fields = dimensions.into_iter().map(|dimension| {
        let has_notes = kept.minutes.topics.iter().any(|talked| talked.topic == dimension.id);
        let is_asked = dimension.items.iter().any(|item| Some(item.id) == from);
        let is_open = has_notes || is_asked || proposed.contains(&dimension.id);
        topic(state, lang, id, dimension.id, dimension.name.get(lang), is_open)
    });
    let preview =
        move || collection(state, id).map(|kept| (kept.minutes.clone(), kept.group.shown_sum().cloned()));
    let drawn =
        move |_: &Option<_>| collection(state, id).map_or_else(Vec::new, |kept| drawn(state, lang, &kept));
    let told = said();
    let column = el("div", "opening__text")
        .all(top(state, lang, id, &Desk::Minutes(from.map(str::to_owned))))
        .add(words("h1", "no-print", ReportText::of(lang).minutes_title).attr("tabindex", "-1"))
        .add(words("p", "lead no-print", text.minutes_lead))
        .all(agreed_before(state, lang, &kept))
        .add(
            el("section", "part no-print")
                .add(words("h2", "", text.minutes_topics))
                .add(el("div", "folds").all(fields))
                .add(again(state, lang, id))
                // The example lasts as long as the page.
                .all((id != SAMPLE).then(|| save_status(state)).into_iter().flatten()),
        )
        .add(take_along(state, lang, id, &told))
        .add(
            el("section", "part part--ruled")
                .add(words("h2", "no-print", text.minutes_preview))
                .add(el("article", "sheet").live(preview, drawn)),
        );
    vec![el("div", "frame").add(el("div", "opening").add(column))]
}

/// The id of a field of the agreement on a topic: that of what is going to be done is 0.
pub fn field_id(topic: &str, place: usize) -> String {
    format!("agreement-{place}-{topic}")
}

fn topic(state: State, lang: Lang, id: SessionId, code: &'static str, name: &str, is_open: bool) -> El {
    let text = SessionText::of(lang);
    let own = GroupText::of(lang);
    let read = move |place: Option<usize>| {
        collection(state, id)
            .and_then(|kept| {
                let talked = kept.minutes.topics.iter().find(|talked| talked.topic == code)?;
                Some(match place {
                    None => talked.notes.clone(),
                    Some(place) => talked.agreement.get(place)?.clone(),
                })
            })
            .unwrap_or_default()
    };
    let keep = move |field: Field| state.set_session(id, [field.write(state.instrument)]);
    let notes = text_field(
        text.notes_label,
        "",
        &format!("notes-{code}"),
        true,
        false,
        move || read(None),
        move |typed| {
            keep(Field::Notes(code, typed));
        },
    );
    let parts = (0..).zip(StepPart::ALL).map(|(place, part)| {
        let is_long = matches!(part, StepPart::What | StepPart::Notice);
        let name = field_id(code, place);
        let label = (own.agreement_label)(place);
        let field = text_field(
            label,
            "",
            &name,
            is_long,
            false,
            move || read(Some(place)),
            move |typed| {
                keep(Field::Agreement(code, part, typed));
            },
        );
        el("div", if is_long { "agreement__whole" } else { "" }).add(field)
    });
    let agreement = el("fieldset", "gap")
        .add(words("legend", "choices__legend", text.agreement))
        .add(el("div", "agreement").all(parts));
    // The fields have the same names in each topic.
    el("details", "fold")
        .attr("aria-label", name)
        .attr_if("open", is_open.then_some(""))
        .add(el("summary", "").add(words("h3", "", name)))
        .add(notes)
        .add(agreement)
}

/// What was agreed in sessions before this one and is still open: what has become of it is said here. And that one of
/// those sessions is not here.
fn agreed_before(state: State, lang: Lang, kept: &Collection) -> Option<El> {
    let text = AgainText::of(lang);
    let id = kept.group.session.id;
    let row = |talked: &Talked| {
        let topic = state.instrument.dimension(talked.topic)?;
        let agreement = talked.agreed()?;
        let legend = format!("{}: {agreement}", topic.name.get(lang));
        let given = move || collection(state, id).and_then(|kept| kept.minutes.outcome(topic.id));
        let keep = move |outcome| {
            state.set_session(id, [Field::Outcome(topic.id, outcome).write(state.instrument)]);
        };
        Some(outcomes(lang, &format!("outcome-{}", topic.id), &legend, given, keep))
    };
    let before = agreements_before(state, kept);
    let rows: Vec<El> = before.open.iter().filter_map(row).collect();
    let lead = (!rows.is_empty()).then(|| words("p", "prose", text.agreements_before_lead));
    let missing = before.is_missing.then(|| words("p", "small", text.agreements_not_here));
    (!rows.is_empty() || before.is_missing).then(|| {
        el("section", "part no-print")
            .add(words("h2", "", text.agreements_before))
            .all(missing)
            .all(lead)
            .all(rows)
    })
}

/// Sets the usual day to look again, if nothing was ever said of it: it stands in the minutes until it is changed.
fn propose_again(state: State, id: SessionId) {
    let is_said = state.session_fields(id).is_none_or(|fields| has_said_again(&fields));
    let met = session(state, id).and_then(|session| session.day).filter(|_| !is_said);
    let day = met.and_then(|met| group_looks_again(&met, &today()));
    if day.is_some() {
        state.set_session(id, [Field::Again(day).write(state.instrument)]);
    }
}

/// When the group looks again, and that day for the calendar.
fn again(state: State, lang: Lang, id: SessionId) -> El {
    let text = SessionText::of(lang);
    let day = move || collection(state, id).and_then(|kept| kept.minutes.again.clone());
    let value = move || day().map_or_else(String::new, |day| day.iso().to_owned());
    let told_of_it = move || {
        let met = session(state, id).and_then(|session| session.day).unwrap_or_else(today);
        let text = StoryText::of(lang);
        match day().map(|day| distance(&met, &day)) {
            Some(Distance::Near) => text.again_day_near,
            Some(Distance::Far) => text.again_day_far,
            Some(Distance::Usual) | None => "",
        }
        .to_owned()
    };
    let network = move || session(state, id).map_or_else(String::new, |session| session.network);
    let words_in_it = StoryText::of(lang).calendar_group;
    let [save, told] = to_calendar(state, lang, day, network, words_in_it);
    let field = el("input", "field__input field__input--short")
        .attr("id", "again-day")
        .attr("type", "date")
        .attr("aria-describedby", "again-hint")
        .live_value(value)
        .on("change", move |event| {
            state.set_session(id, [Field::Again(Day::parse(&typed(&event))).write(state.instrument)]);
        });
    el("div", "field gap-wide")
        .add(words("label", "field__label", text.again_label).attr("for", "again-day"))
        .add(words("p", "field__hint", text.again_hint).attr("id", "again-hint"))
        .add(field)
        .add(el("p", "small").attr("role", "status").live_text(told_of_it))
        .add(el("div", "gap").add(save))
        .add(told)
}

/// The minutes as they are printed.
fn drawn(state: State, lang: Lang, kept: &Collection) -> Vec<El> {
    let report = minutes(&kept.group, &kept.minutes, &agreements_before(state, kept), lang);
    let id = kept.group.session.id;
    let places = |_: &str| Page::Session(id, Desk::Minutes(None));
    let head = super::print::head(&report);
    let title = words("p", "sheet__title", &report.title).attr("dir", "auto");
    let parts = report.parts.iter().map(|part| picture::part(ReportText::of(lang), &places, part));
    [head, title, words("p", "lead", &report.intro)].into_iter().chain(parts).collect()
}

fn take_along(state: State, lang: Lang, id: SessionId, told: &El) -> El {
    let text = SessionText::of(lang);
    let own = ReportText::of(lang);
    let save = |export: &'static export::group::GroupExport, label: &str, class: &str| {
        let told = told.clone();
        button(class, label, move || {
            let Some(kept) = collection(state, id) else { return };
            let (name, content) = super::write(state, &kept, export);
            let said = state.hand_over(&name, export.media_type, &content);
            told.set_text(&said.unwrap_or_else(|failed| failed));
        })
    };
    let teller = told.clone();
    let copy = move || {
        let Some(kept) = collection(state, id) else { return };
        let told = teller.clone();
        let content = super::write(state, &kept, super::export_named("minutes-markdown")).1;
        spawn_local(async move {
            let content = String::from_utf8(content).unwrap_or_default();
            let is_copied = browser::copy(&content).await.is_ok();
            told.set_text(if is_copied { text.copied } else { text.copy_failed });
        });
    };
    let others = export::group::GROUP_EXPORTS.iter().map(|export| {
        let label = (export.label)(GroupText::of(lang));
        el("li", "").add(save(export, label, "button button--quiet"))
    });
    el("section", "part part--ruled no-print")
        .add(words("h2", "", own.take_along))
        .add(
            el("div", "steps")
                .add(button("button", text.print_minutes, browser::print))
                .add(save(super::export_named("minutes-html"), text.save_page, "button button--second"))
                .add(button("button button--second", text.copy_text, copy)),
        )
        .add(words("h3", "talk__title gap", text.other_forms))
        .add(el("ul", "forms").all(others).add(el("li", "").add(super::save_button(state, lang, id, told))))
        .add(told.clone())
        // The example lasts as long as the page.
        .all((id != SAMPLE).then(|| to_logbook(state, lang, id)).into_iter().flatten())
        .add(el("p", "gap").add(link("", &Page::Logbooks.href(), own.to_logbooks)))
}

/// The button that puts what was agreed into the network's logbook, and beside it why that did not happen.
fn to_logbook(state: State, lang: Lang, id: SessionId) -> [El; 2] {
    let text = StoryText::of(lang);
    let told = said();
    let teller = told.clone();
    let put = move || {
        let Some(kept) = collection(state, id) else { return };
        let session = &kept.group.session;
        teller.set_text("");
        if !kept.minutes.topics.iter().any(|talked| talked.agreed().is_some()) {
            teller.set_text(text.no_agreement);
            return;
        }
        if session.network.is_empty() {
            teller.set_text(text.no_network);
            return;
        }
        match logbook::add_agreements(state, session, &kept.minutes) {
            Some(told) => state.tell(told.into()),
            None => teller.set_text(&(text.agreements_known)(&session.network)),
        }
    };
    let put = button("button button--second", text.agreements_to_logbook, put);
    [el("div", "steps").add(put), told]
}
