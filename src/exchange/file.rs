//! The JSON file, written and read: one response, or a backup of all. Knows the model's changes, and nothing of files on
//! a disk, of clocks or of HTML.

use super::link::MAX_LINK;
use super::{Incoming, MAX_FILE, Rejected, clean_name, damaged, logbook, session, unreadable};
use crate::instrument::{Answer, Instrument, SHA256};
use crate::json::{self, Json};
use crate::logbook::Logbook;
use crate::response::{AGAIN, Change, Day, HandedIn, MAX_NAME, MAX_TEXT, Response, ResponseId, StepPart};
use crate::text::Lang;
use std::ops::RangeInclusive;

pub const FORMAT: &str = "netwerkspiegel";
pub const FORMAT_VERSION: u64 = 1;
/// The most responses in one file; in a backup also the most sessions, and the most logbooks.
pub const MAX_RESPONSES: usize = 1000;
/// The longest code of an item, module or dimension, in characters.
const MAX_CODE: usize = 64;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One response.
    Response,
    /// All that is kept in the browser.
    Backup,
}

/// All that a browser keeps.
#[derive(Debug, Clone, Default)]
pub struct Backup {
    /// Those that were removed are not written.
    pub responses: Vec<Response>,
    pub sessions: Vec<session::SessionFile>,
    pub logbooks: Vec<Logbook>,
}

impl Kind {
    const ALL: [Kind; 2] = [Kind::Response, Kind::Backup];

    fn code(self) -> &'static str {
        match self {
            Kind::Response => "response",
            Kind::Backup => "backup",
        }
    }
}

/// The names that the four parts of "my next step" have in a file.
pub(super) const STEP_NAMES: [(StepPart, &str); 4] = [
    (StepPart::What, "what"),
    (StepPart::Who, "who"),
    (StepPart::When, "when"),
    (StepPart::Notice, "notice"),
];

/// In: a response; the language on screen, the version of the app, today. Out: the file, as indented JSON with LF. Names are
/// cleaned and texts cut at the length that input allows: else it could not be opened again.
pub fn encode(
    instrument: &'static Instrument,
    response: &Response,
    lang: Lang,
    app_version: &str,
    created: &Day,
) -> String {
    let mut file = head(instrument, Kind::Response.code(), lang, app_version, created);
    file.push(("responses", Json::List(vec![entry(response)])));
    let mut text = Json::object(file).indented();
    text.push('\n');
    text
}

/// The same of all that a browser keeps. Of nothing at all, or when it is too large, it could not be opened again: ask
/// `fits_again` for the second.
pub fn encode_backup(
    instrument: &'static Instrument,
    backup: &Backup,
    lang: Lang,
    app_version: &str,
    created: &Day,
) -> String {
    let mut file = head(instrument, Kind::Backup.code(), lang, app_version, created);
    let kept = backup.responses.iter().filter(|response| !response.removed);
    file.push(("responses", Json::List(kept.map(entry).collect())));
    // An older app passes over these two and reads the rest.
    if !backup.sessions.is_empty() {
        let sessions = backup.sessions.iter().map(|kept| Json::object(session::write(kept)));
        file.push(("sessions", Json::List(sessions.collect())));
    }
    if !backup.logbooks.is_empty() {
        let logbooks = backup.logbooks.iter().map(|kept| Json::object(logbook::write(kept)));
        file.push(("logbooks", Json::List(logbooks.collect())));
    }
    // A thousand rows of a session would take twice as much, indented.
    let file = Json::object(file);
    let mut text = if backup.sessions.is_empty() { file.indented() } else { file.line() };
    text.push('\n');
    text
}

/// Whether this file of all that a browser keeps can be opened again.
pub fn fits_again(backup: &Backup, file: &str) -> bool {
    let numbers = [backup.responses.len(), backup.sessions.len(), backup.logbooks.len()];
    numbers.into_iter().all(|n| n <= MAX_RESPONSES)
        && file.len() <= MAX_FILE
        && backup.logbooks.iter().all(|kept| logbook::fits(kept, file))
}

/// What every file begins with.
pub(super) fn head(
    instrument: &'static Instrument,
    kind: &str,
    lang: Lang,
    app_version: &str,
    created: &Day,
) -> Vec<(&'static str, Json)> {
    let about = [
        ("id", Json::text(instrument.id)),
        ("version", Json::text(instrument.version)),
        ("sha256", Json::text(SHA256)),
    ];
    vec![
        ("format", Json::text(FORMAT)),
        ("format_version", Json::number(FORMAT_VERSION)),
        ("app_version", Json::text(app_version)),
        ("kind", Json::text(kind)),
        ("instrument", Json::object(about)),
        // The language the person read, as BCP 47 code.
        ("language", Json::text(lang.code())),
        ("created", Json::text(created.iso())),
    ]
}

/// One response. What is not answered is absent.
fn entry(response: &Response) -> Json {
    let mut network = String::new();
    let (mut created, mut place) = (None, None);
    let (mut invitation, mut handed_in) = (None, None);
    let (mut modules, mut topics) = (Vec::new(), Vec::new());
    // By item code: 1 to 5, the code of a choice, or "na".
    let mut answers = Vec::new();
    let mut open_answers = Vec::new();
    let mut step = Vec::new();
    // By field, without what all of them begin with.
    let mut again = Vec::new();
    // What the writing version did not know and kept.
    let mut other = Vec::new();
    for change in response.changes() {
        match change {
            Change::Network(name) => network = cut(&clean_name(&name), MAX_NAME),
            Change::Created(day) => created = Some(day),
            Change::Modules(codes) => modules = codes,
            Change::Answer(code, answer) => {
                let value = match answer {
                    Some(Answer::Rating(rating)) => Json::number(rating.point().into()),
                    Some(answer @ (Answer::Choice(_) | Answer::OptOut)) => Json::Text(answer.value()),
                    None => continue,
                };
                answers.push((code.to_owned(), value));
            }
            Change::Words(code, text) => {
                open_answers.push((code.to_owned(), Json::Text(cut(&text, MAX_TEXT))))
            }
            Change::Topics(codes) => topics = codes,
            Change::Step(part, text) => {
                let name = STEP_NAMES.iter().find(|(other, _)| *other == part).map_or("", |(_, name)| name);
                step.push((name.to_owned(), Json::Text(cut(&text, MAX_TEXT))));
            }
            Change::Place(code) => place = Some(cut(&code, MAX_NAME)),
            Change::Invitation(code) => invitation = Some(code),
            Change::HandedIn(last) => handed_in = Change::HandedIn(last).value(),
            Change::Removed(_) => {}
            Change::Again(field, value) => {
                let name = field.trim_start_matches(AGAIN);
                if is_code(name) && again.len() < json::MAX_FIELDS {
                    again.push((name.to_owned(), Json::Text(cut(&value.unwrap_or_default(), MAX_NAME))));
                }
            }
            // No version of ours ever wrote such a field; with it the file could not be opened again.
            Change::Unknown(field, _)
                if other.len() == json::MAX_FIELDS || fits("other", &field, MAX_NAME).is_err() => {}
            Change::Unknown(field, value) => {
                other.push((field, Json::Text(cut(&value.unwrap_or_default(), MAX_TEXT))));
            }
        }
    }
    let mut fields = vec![("id", Json::Text(response.id.to_string())), ("network", Json::Text(network))];
    fields.extend(created.map(|day| ("created", Json::text(day.iso()))));
    fields.push(("modules", Json::texts(modules)));
    fields.push(("answers", Json::Object(answers)));
    let some = |name, list: Vec<(String, Json)>| (!list.is_empty()).then_some((name, Json::Object(list)));
    fields.extend(some("open_answers", open_answers));
    if !topics.is_empty() {
        fields.push(("topics", Json::texts(topics)));
    }
    fields.extend(some("next_step", step));
    fields.extend(place.map(|place| ("place", Json::Text(place))));
    fields.extend(invitation.map(|code| ("invitation", Json::Text(code))));
    fields.extend(handed_in.map(|value| ("handed_in", Json::Text(value))));
    fields.extend(some("again", again));
    fields.extend(some("other", other));
    Json::object(fields)
}

pub(super) fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// In: JSON text. Out: its responses, its session, its logbook or all of these, if all of it is valid; item codes the instrument does not
/// know are kept as unknown.
pub fn decode(text: &str, instrument: &'static Instrument) -> Result<Incoming, Rejected> {
    let file =
        json::parse(text).map_err(|fault| unreadable(text.as_bytes(), format!("byte {}", fault.at)))?;
    if file.get("format").and_then(Json::as_text) != Some(FORMAT) {
        return Err(Rejected::NotOurs);
    }
    // The version is looked at before all else: everything else may be different in a newer format.
    let format_version = needed(&file, "format_version", Json::as_number)?;
    let too_new = Rejected::TooNew { format_version };
    match format_version {
        0 => return Err(damaged("format_version")),
        FORMAT_VERSION => {}
        _ => return Err(too_new),
    }
    for name in ["app_version", "language", "created"] {
        needed(&file, name, Json::as_text)?;
    }
    let about = needed(&file, "instrument", |about| about.fields().map(|_| about))?;
    for name in ["version", "sha256"] {
        needed(about, name, Json::as_text)?;
    }
    // Only the id is checked: a newer version of the same instrument may be read.
    let id = needed(about, "id", Json::as_text)?;
    if id != instrument.id {
        return Err(Rejected::OtherInstrument { id: id.to_owned() });
    }
    // A kind that was thought of later is no damage.
    let code = needed(&file, "kind", Json::as_text)?;
    let version = needed(about, "version", Json::as_text)?;
    if code == session::KIND {
        let session = session::read(&file, version, instrument)?;
        return Ok(Incoming::Session(Box::new(session)));
    }
    if code == logbook::KIND {
        return logbook::read(&file).map(|logbook| Incoming::Logbook(Box::new(logbook)));
    }
    let kind = Kind::ALL.into_iter().find(|kind| kind.code() == code).ok_or(too_new)?;
    let responses = |how_many| {
        let read = |entry: &Json| response(instrument, entry);
        several(&file, "responses", how_many, read, |response| response.id.0)
    };
    match kind {
        Kind::Response => responses(1..=1).map(Incoming::Responses),
        Kind::Backup => {
            let read = |entry: &Json| session::read(entry, version, instrument);
            let sessions =
                several(&file, "sessions", 0..=MAX_RESPONSES, read, |kept| kept.group.session.id.0)?;
            let logbooks = several(&file, "logbooks", 0..=MAX_RESPONSES, logbook::read, |kept| kept.id.0)?;
            if sessions.is_empty() && logbooks.is_empty() {
                return responses(1..=MAX_RESPONSES).map(Incoming::Responses);
            }
            let responses = responses(0..=MAX_RESPONSES)?;
            Ok(Incoming::Backup(Box::new(Backup { responses, sessions, logbooks })))
        }
    }
}

/// In: the name of a list, and how many there may be in it; one that is absent is empty. Out: what it comes to, each with
/// its own id.
fn several<T>(
    file: &Json,
    name: &str,
    how_many: RangeInclusive<usize>,
    read: impl Fn(&Json) -> Result<T, Rejected>,
    id: impl Fn(&T) -> u128,
) -> Result<Vec<T>, Rejected> {
    let entries = optional(file, name, Json::as_list)?.unwrap_or_default();
    if !how_many.contains(&entries.len()) {
        return Err(damaged(name));
    }
    let mut all: Vec<T> = Vec::new();
    for entry in entries {
        let one = read(entry)?;
        if all.iter().any(|other| id(other) == id(&one)) {
            return Err(damaged("id"));
        }
        all.push(one);
    }
    Ok(all)
}

/// A value that must be there and have its kind.
pub(super) fn needed<'a, T>(
    json: &'a Json,
    name: &str,
    read: impl Fn(&'a Json) -> Option<T>,
) -> Result<T, Rejected> {
    json.get(name).and_then(read).ok_or_else(|| damaged(name))
}

/// A value that may be absent, but has its kind where it is there.
pub(super) fn optional<'a, T>(
    json: &'a Json,
    name: &str,
    read: impl Fn(&'a Json) -> Option<T>,
) -> Result<Option<T>, Rejected> {
    json.get(name).map(|value| read(value).ok_or_else(|| damaged(name))).transpose()
}

fn named<'a>(json: &'a Json, name: &str) -> Result<&'a [(String, Json)], Rejected> {
    Ok(optional(json, name, Json::fields)?.unwrap_or_default())
}

/// A text that may be absent, and no longer than this.
pub(super) fn short<'a>(json: &'a Json, name: &str, most: usize) -> Result<Option<&'a str>, Rejected> {
    let text = optional(json, name, Json::as_text)?;
    text.map(|text| fits(name, text, most).map(|()| text)).transpose()
}

fn response(instrument: &'static Instrument, entry: &Json) -> Result<Response, Rejected> {
    let id = needed(entry, "id", Json::as_text)?;
    let id = ResponseId::parse(id).ok_or_else(|| damaged("id"))?;
    let mut response = Response::new(instrument, id);
    let network = short(entry, "network", MAX_NAME)?.unwrap_or_default();
    response.apply(Change::Network(clean_name(network)));
    if let Some(day) = optional(entry, "created", |day| Day::parse(day.as_text()?))? {
        response.apply(Change::Created(day));
    }
    response.apply(codes(instrument, "@modules", &needed(entry, "modules", Json::as_texts)?)?);
    for (code, value) in named(entry, "answers")? {
        response.apply(answer(instrument, code, value)?);
    }
    for (code, value) in named(entry, "open_answers")? {
        let text = value.as_text().ok_or_else(|| damaged(code))?;
        fits(code, text, MAX_TEXT)?;
        response.apply(words(instrument, code, text)?);
    }
    let topics = optional(entry, "topics", Json::as_texts)?.unwrap_or_default();
    if topics.len() > instrument.topic_choice.max_choices {
        return Err(damaged("topics"));
    }
    response.apply(codes(instrument, "@topics", &topics)?);
    optional(entry, "next_step", Json::fields)?;
    if let Some(step) = entry.get("next_step") {
        for (part, name) in STEP_NAMES {
            let text = short(step, name, MAX_TEXT).map_err(|_| damaged("next_step"))?;
            response.apply(Change::Step(part, text.unwrap_or_default().to_owned()));
        }
    }
    if let Some(place) = short(entry, "place", MAX_NAME)? {
        response.apply(Change::Place(place.to_owned()));
    }
    if let Some(code) = short(entry, "invitation", MAX_LINK)? {
        response.apply(Change::Invitation(clean_name(code)));
    }
    if let Some(handed_in) = optional(entry, "handed_in", |value| HandedIn::parse(value.as_text()?))? {
        response.apply(Change::HandedIn(handed_in));
    }
    for (name, value) in named(entry, "again")? {
        let value = value.as_text().filter(|_| is_code(name)).ok_or_else(|| damaged("again"))?;
        fits("again", value, MAX_NAME)?;
        response.apply(Change::Again(format!("{AGAIN}{name}"), Some(value.to_owned())));
    }
    for (field, value) in named(entry, "other")? {
        fits("other", field, MAX_NAME)?;
        let value = value.as_text().ok_or_else(|| damaged(field))?;
        fits(field, value, MAX_TEXT)?;
        // This version may know a code that an older one kept. The rest stays apart: everything that begins
        // with `@` has its own checked place above.
        response.apply(if field.starts_with('@') {
            Change::Unknown(field.clone(), Some(value.to_owned()))
        } else {
            Change::read(instrument, field, Some(value))
        });
    }
    Ok(response)
}

fn answer(instrument: &'static Instrument, code: &str, value: &Json) -> Result<Change, Rejected> {
    // As text, `4.0` and `-0` differ from any answer. That is meant: we never write them.
    let (text, is_number) = match value {
        Json::Number(number) => (number, true),
        Json::Text(text) => (text, false),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => return Err(damaged(code)),
    };
    fits(code, text, MAX_TEXT)?;
    let change = Change::read(instrument, code, Some(text));
    let is_valid = match &change {
        Change::Answer(_, Some(Answer::Rating(_))) => is_number,
        Change::Answer(_, Some(Answer::Choice(_) | Answer::OptOut)) => !is_number,
        Change::Unknown(..) => is_new(instrument, code),
        Change::Answer(_, None)
        | Change::Words(..)
        | Change::Network(_)
        | Change::Created(_)
        | Change::Modules(_)
        | Change::Topics(_)
        | Change::Step(..)
        | Change::Place(_)
        | Change::Invitation(_)
        | Change::HandedIn(_)
        | Change::Again(..)
        | Change::Removed(_) => false,
    };
    is_valid.then_some(change).ok_or_else(|| damaged(code))
}

fn words(instrument: &'static Instrument, code: &str, text: &str) -> Result<Change, Rejected> {
    let change = Change::read(instrument, code, Some(text));
    let is_valid = match &change {
        Change::Words(..) => true,
        Change::Unknown(..) => is_new(instrument, code),
        Change::Answer(..)
        | Change::Network(_)
        | Change::Created(_)
        | Change::Modules(_)
        | Change::Topics(_)
        | Change::Step(..)
        | Change::Place(_)
        | Change::Invitation(_)
        | Change::HandedIn(_)
        | Change::Again(..)
        | Change::Removed(_) => false,
    };
    is_valid.then_some(change).ok_or_else(|| damaged(code))
}

/// Codes of modules or dimensions, each once. One that the instrument does not know makes the field unknown as
/// a whole, as in the journal.
fn codes(instrument: &'static Instrument, field: &str, listed: &[String]) -> Result<Change, Rejected> {
    let mut before: &[String] = &[];
    for (place, code) in listed.iter().enumerate() {
        if !is_code(code) || before.contains(code) {
            return Err(damaged(field.trim_start_matches('@')));
        }
        before = listed.get(..=place).unwrap_or_default();
    }
    Ok(Change::read(instrument, field, Some(&listed.join(" "))))
}

/// A code that a newer version of the instrument may have: it looks like one, and ours has no question of that name.
fn is_new(instrument: &'static Instrument, code: &str) -> bool {
    is_code(code) && instrument.question(code).is_none()
}

pub(super) fn is_code(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.len() <= MAX_CODE && text.bytes().all(letter)
}

pub(super) fn fits(field: &str, text: &str, most: usize) -> Result<(), Rejected> {
    match text.chars().nth(most) {
        None => Ok(()),
        Some(_) => Err(damaged(field)),
    }
}
