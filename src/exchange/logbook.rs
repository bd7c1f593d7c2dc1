//! A logbook as JSON: its file, written and read, and each goal and entry by itself as it is kept. Knows nothing of disks,
//! of clocks or of what is here already.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use super::file::{cut, head, needed, optional, short};
use super::{Rejected, clean_name, damaged};
use crate::instrument::Instrument;
use crate::json::{self, Json};
use crate::logbook::{
    Benefit, Benefits, Entry, EntryId, GoalId, Kind, Logbook, LogbookId, MAX_SENTENCE, Measured, Revised,
};
use crate::response::{Day, MAX_NAME};
use crate::text::Lang;

/// The `kind` of the file.
pub const KIND: &str = "logbook";
/// The most goals, the most entries and the most measurements in one file; those that were removed count too.
pub const MAX_LINES: usize = 2000;

/// In: a logbook; the language on screen, the version of the app, today. Out: the file, as indented JSON. With more than
/// `MAX_LINES` goals, entries or measurements, or when it is too large, it could not be opened again: ask `fits` first.
pub fn encode(
    instrument: &'static Instrument,
    logbook: &Logbook,
    lang: Lang,
    app_version: &str,
    created: &Day,
) -> String {
    let mut file = head(instrument, KIND, lang, app_version, created);
    file.extend(write(logbook));
    let mut text = Json::object(file).indented();
    text.push('\n');
    text
}

/// What a file says of a logbook, after its head.
pub(super) fn write(logbook: &Logbook) -> Vec<Part> {
    let with_id =
        |id: String, line: Vec<Part>| Json::object([("id", Json::Text(id))].into_iter().chain(line));
    let mut file = vec![("logbook", with_id(logbook.id.to_string(), write_network(logbook.kept_network())))];
    let goals = logbook.kept_goals().iter().map(|(id, goal)| with_id(id.to_string(), write_goal(goal)));
    file.push(("goals", Json::List(goals.collect())));
    let entries =
        logbook.kept_entries().iter().map(|(id, entry)| with_id(id.to_string(), write_entry(entry)));
    file.push(("entries", Json::List(entries.collect())));
    // An older app passes over it.
    if !logbook.measured().is_empty() {
        file.push(("measurements", write_measured(logbook.measured())));
    }
    file
}

/// Whether the file of this logbook can be opened again.
pub fn fits(logbook: &Logbook, file: &str) -> bool {
    file.len() <= super::MAX_FILE
        && logbook.kept_goals().len() <= MAX_LINES
        && logbook.kept_entries().len() <= MAX_LINES
        && logbook.measured().len() <= MAX_LINES
}

type Part = (&'static str, Json);

fn revision<T>(kept: &Revised<T>) -> Part {
    ("revision", Json::number(kept.revision.into()))
}

fn sentence(text: &str) -> Part {
    ("text", Json::Text(cut(&clean_name(text), MAX_SENTENCE)))
}

fn removed() -> Part {
    ("removed", Json::Bool(true))
}

fn write_network(network: &Revised<String>) -> Vec<Part> {
    vec![revision(network), ("network", Json::Text(cut(&clean_name(&network.value), MAX_NAME)))]
}

fn write_goal(goal: &Revised<Option<String>>) -> Vec<Part> {
    vec![revision(goal), goal.value.as_deref().map_or_else(removed, sentence)]
}

fn write_entry(entry: &Revised<Option<Entry>>) -> Vec<Part> {
    let mut line = vec![revision(entry)];
    let Some(value) = &entry.value else {
        line.push(removed());
        return line;
    };
    line.push(("day", Json::text(value.day.iso())));
    line.push(("kind", Json::text(value.kind.code())));
    line.push(sentence(&value.text));
    line.push(("benefits", Json::texts(value.benefits.iter().map(Benefit::code))));
    line.extend(value.goal.map(|goal| ("goal", Json::Text(goal.to_string()))));
    line
}

/// Of a measurement its day; of a session also its title.
fn write_measured(measured: &[Measured]) -> Json {
    let lines = measured.iter().map(|one| {
        let title = match one {
            Measured::Own(_) => None,
            Measured::Group(_, title) => Some(Json::Text(cut(&clean_name(title), MAX_NAME))),
        };
        let day = ("day", Json::text(one.day().iso()));
        Json::object([day].into_iter().chain(title.map(|title| ("session", title))))
    });
    Json::List(lines.collect())
}

fn read_measured(line: &Json) -> Result<Measured, Rejected> {
    let day = needed(line, "day", |day| Day::parse(day.as_text()?))?;
    Ok(match line.get("session") {
        None => Measured::Own(day),
        Some(_) => Measured::Group(day, read_text(line, "session", MAX_NAME)?),
    })
}

/// In: what a file says of a logbook. Out: the logbook, if all of it is valid.
pub(super) fn read(file: &Json) -> Result<Logbook, Rejected> {
    let about = needed(file, "logbook", Some)?;
    let id = needed(about, "id", |id| LogbookId::parse(id.as_text()?))?;
    let mut logbook = Logbook::of(id, read_network(about)?);
    let lines = |name: &'static str| {
        let lines = needed(file, name, Json::as_list)?;
        if lines.len() > MAX_LINES { Err(damaged(name)) } else { Ok(lines) }
    };
    for (place, line) in lines("goals")?.iter().enumerate() {
        let id = needed(line, "id", |id| GoalId::parse(id.as_text()?))?;
        logbook.keep_goal(id, read_goal(line)?);
        // One that stands there twice takes no place of its own.
        if logbook.kept_goals().len() <= place {
            return Err(damaged("id"));
        }
    }
    for (place, line) in lines("entries")?.iter().enumerate() {
        let id = needed(line, "id", |id| EntryId::parse(id.as_text()?))?;
        logbook.keep_entry(id, read_entry(line)?);
        if logbook.kept_entries().len() <= place {
            return Err(damaged("id"));
        }
    }
    let measured = optional(file, "measurements", Json::as_list)?.unwrap_or_default();
    if measured.len() > MAX_LINES {
        return Err(damaged("measurements"));
    }
    let measured: Result<Vec<Measured>, Rejected> = measured.iter().map(read_measured).collect();
    logbook.add_measured(measured?);
    Ok(logbook)
}

fn read_revision(line: &Json) -> Result<u32, Rejected> {
    needed(line, "revision", |number| u32::try_from(number.as_number()?).ok())
}

/// A text that is as it would have been written.
fn read_text(line: &Json, name: &str, most: usize) -> Result<String, Rejected> {
    let text = short(line, name, most)?.ok_or_else(|| damaged(name))?;
    if clean_name(text) == text { Ok(text.to_owned()) } else { Err(damaged(name)) }
}

fn read_sentence(line: &Json) -> Result<String, Rejected> {
    let text = read_text(line, "text", MAX_SENTENCE)?;
    if text.trim().is_empty() { Err(damaged("text")) } else { Ok(text) }
}

fn is_removed(line: &Json) -> Result<bool, Rejected> {
    let is_true = |json: &Json| (*json == Json::Bool(true)).then_some(());
    Ok(optional(line, "removed", is_true)?.is_some())
}

fn read_network(line: &Json) -> Result<Revised<String>, Rejected> {
    Ok(Revised { revision: read_revision(line)?, value: read_text(line, "network", MAX_NAME)? })
}

fn read_goal(line: &Json) -> Result<Revised<Option<String>>, Rejected> {
    let value = if is_removed(line)? { None } else { Some(read_sentence(line)?) };
    Ok(Revised { revision: read_revision(line)?, value })
}

fn read_entry(line: &Json) -> Result<Revised<Option<Entry>>, Rejected> {
    let revision = read_revision(line)?;
    if is_removed(line)? {
        return Ok(Revised { revision, value: None });
    }
    let codes = needed(line, "benefits", Json::as_texts)?;
    let found = |code: &String| Benefit::ALL.into_iter().find(|benefit| benefit.code() == code);
    let benefits: Option<Benefits> = codes.iter().map(found).collect();
    let value = Entry {
        day: needed(line, "day", |day| Day::parse(day.as_text()?))?,
        kind: needed(line, "kind", |kind| {
            let code = kind.as_text()?;
            Kind::ALL.into_iter().find(|kind| kind.code() == code)
        })?,
        text: read_sentence(line)?,
        benefits: benefits
            .filter(|benefits| benefits.iter().count() == codes.len())
            .ok_or_else(|| damaged("benefits"))?,
        goal: optional(line, "goal", |goal| GoalId::parse(goal.as_text()?))?,
    };
    Ok(Revised { revision, value: Some(value) })
}

// ---- one by one, as they are kept

/// The name of the network as it is kept.
pub fn encode_network(network: &Revised<String>) -> String {
    Json::object(write_network(network)).line()
}

/// A goal as it is kept.
pub fn encode_goal(goal: &Revised<Option<String>>) -> String {
    Json::object(write_goal(goal)).line()
}

/// An entry as it is kept.
pub fn encode_entry(entry: &Revised<Option<Entry>>) -> String {
    Json::object(write_entry(entry)).line()
}

/// When the network was looked at, as it is kept.
pub fn encode_measured(measured: &[Measured]) -> String {
    write_measured(measured).line()
}

/// In: text. Out: when the network was looked at, if it says so.
pub fn decode_measured(text: &str) -> Option<Vec<Measured>> {
    json::parse(text).ok()?.as_list()?.iter().map(|line| read_measured(line).ok()).collect()
}

/// In: text. Out: the name, if that is what it is.
pub fn decode_network(text: &str) -> Option<Revised<String>> {
    read_network(&json::parse(text).ok()?).ok()
}

/// In: text. Out: the goal, if it is one.
pub fn decode_goal(text: &str) -> Option<Revised<Option<String>>> {
    read_goal(&json::parse(text).ok()?).ok()
}

/// In: text. Out: the entry, if it is one.
pub fn decode_entry(text: &str) -> Option<Revised<Option<Entry>>> {
    read_entry(&json::parse(text).ok()?).ok()
}
