//! The JSON file, written and read: one response, or a backup of all. These types are the format; they know the
//! model's changes, and nothing of files on a disk, of clocks or of HTML.

use super::{Incoming, Rejected, clean_name, damaged, unreadable};
use crate::instrument::{Answer, Instrument, SHA256};
use crate::response::{Change, Day, MAX_NAME, MAX_TEXT, Response, ResponseId, StepPart};
use crate::text::Lang;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

pub const FORMAT: &str = "netwerkspiegel";
pub const FORMAT_VERSION: u64 = 1;
/// The most responses in one file.
pub const MAX_RESPONSES: usize = 1000;
/// The longest code of an item, module or dimension, in characters.
const MAX_CODE: usize = 64;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One response.
    Response,
    /// Every response in the browser.
    Backup,
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

/// Read before all else: what the file is. Everything else may be different in a newer format.
#[derive(Deserialize)]
struct Head {
    format: String,
    format_version: u64,
}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    format_version: u64,
    app_version: String,
    kind: String,
    instrument: About,
    /// The language the person read, as BCP 47 code.
    language: String,
    created: String,
    responses: Vec<Entry>,
}

/// Which instrument was answered. Only the id is checked: a newer version of it may be read.
#[derive(Serialize, Deserialize)]
struct About {
    id: String,
    version: String,
    sha256: String,
}

/// One response. What is not answered is absent.
#[derive(Serialize, Deserialize, Default)]
struct Entry {
    id: String,
    #[serde(default)]
    network: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    modules: Vec<String>,
    /// By item code: 1 to 5, the code of a choice, or "na".
    #[serde(default, deserialize_with = "once")]
    answers: BTreeMap<String, Value>,
    #[serde(default, deserialize_with = "once", skip_serializing_if = "BTreeMap::is_empty")]
    open_answers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    #[serde(default, skip_serializing_if = "Step::is_empty")]
    next_step: Step,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// What the writing version did not know and kept.
    #[serde(default, deserialize_with = "once", skip_serializing_if = "BTreeMap::is_empty")]
    other: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize, Default)]
struct Step {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    what: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    who: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    when: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notice: String,
}

impl Step {
    fn part(&mut self, part: StepPart) -> &mut String {
        match part {
            StepPart::What => &mut self.what,
            StepPart::Who => &mut self.who,
            StepPart::When => &mut self.when,
            StepPart::Notice => &mut self.notice,
        }
    }

    fn is_empty(&self) -> bool {
        [&self.what, &self.who, &self.when, &self.notice].iter().all(|text| text.is_empty())
    }
}

/// In: responses (removed ones are left out), what the file is for, the language on screen, the version of the app,
/// today. Out: the file, as indented JSON with LF. Without a single response left it could not be opened
/// again: ask for that first. Names are cleaned and texts cut at the length that input allows, for the same reason.
pub fn encode(
    instrument: &'static Instrument,
    responses: &[Response],
    kind: Kind,
    lang: Lang,
    app_version: &str,
    created: &Day,
) -> String {
    let file = File {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION,
        app_version: app_version.to_owned(),
        kind: kind.code().to_owned(),
        instrument: About {
            id: instrument.id.to_owned(),
            version: instrument.version.to_owned(),
            sha256: SHA256.to_owned(),
        },
        language: lang.code().to_owned(),
        created: created.iso().to_owned(),
        responses: responses.iter().filter(|response| !response.removed).map(entry).collect(),
    };
    // Texts, numbers and maps with text as key: there is nothing in them that could fail.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

fn entry(response: &Response) -> Entry {
    let mut entry = Entry { id: response.id.to_string(), ..Entry::default() };
    let owned = |codes: Vec<&str>| codes.into_iter().map(str::to_owned).collect();
    for change in response.changes() {
        match change {
            Change::Network(name) => entry.network = cut(&clean_name(&name), MAX_NAME),
            Change::Created(day) => entry.created = Some(day.iso().to_owned()),
            Change::Modules(codes) => entry.modules = owned(codes),
            Change::Answer(code, answer) => {
                let value = match answer {
                    Some(Answer::Rating(rating)) => Value::from(rating.point()),
                    Some(answer @ (Answer::Choice(_) | Answer::OptOut)) => Value::from(answer.value()),
                    None => continue,
                };
                entry.answers.insert(code.to_owned(), value);
            }
            Change::Words(code, text) => {
                entry.open_answers.insert(code.to_owned(), cut(&text, MAX_TEXT));
            }
            Change::Topics(codes) => entry.topics = owned(codes),
            Change::Step(part, text) => *entry.next_step.part(part) = cut(&text, MAX_TEXT),
            Change::Place(place) => entry.place = Some(cut(&place, MAX_NAME)),
            Change::Removed(_) => {}
            Change::Unknown(field, value) => {
                entry.other.insert(field, cut(&value.unwrap_or_default(), MAX_TEXT));
            }
        }
    }
    entry
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// In: JSON text. Out: its responses, if all of it is valid; item codes the instrument does not know are kept as
/// unknown.
pub fn decode(text: &str, instrument: &'static Instrument) -> Result<Incoming, Rejected> {
    let head: Head =
        serde_json::from_str(text).map_err(|error| unreadable(text.as_bytes(), error.to_string()))?;
    if head.format != FORMAT {
        return Err(Rejected::NotOurs);
    }
    let too_new = Rejected::TooNew { format_version: head.format_version };
    match head.format_version {
        0 => return Err(damaged("format_version")),
        FORMAT_VERSION => {}
        _ => return Err(too_new),
    }
    let file: File = serde_json::from_str(text).map_err(|error| damaged(&error.to_string()))?;
    if file.instrument.id != instrument.id {
        return Err(Rejected::OtherInstrument { id: file.instrument.id });
    }
    // A kind that was thought of later is no damage.
    let kind = Kind::ALL.into_iter().find(|kind| kind.code() == file.kind).ok_or(too_new)?;
    let most = match kind {
        Kind::Response => 1,
        Kind::Backup => MAX_RESPONSES,
    };
    if file.responses.is_empty() || file.responses.len() > most {
        return Err(damaged("responses"));
    }
    let mut ids = BTreeSet::new();
    let mut responses = Vec::new();
    for entry in &file.responses {
        let response = response(instrument, entry)?;
        if !ids.insert(response.id) {
            return Err(damaged("id"));
        }
        responses.push(response);
    }
    Ok(Incoming { responses })
}

fn response(instrument: &'static Instrument, entry: &Entry) -> Result<Response, Rejected> {
    let id = ResponseId::parse(&entry.id).ok_or_else(|| damaged("id"))?;
    let mut response = Response::new(instrument, id);
    fits("network", &entry.network, MAX_NAME)?;
    response.apply(Change::Network(clean_name(&entry.network)));
    if let Some(day) = &entry.created {
        response.apply(Change::Created(Day::parse(day).ok_or_else(|| damaged("created"))?));
    }
    response.apply(codes(instrument, "@modules", &entry.modules)?);
    for (code, value) in &entry.answers {
        response.apply(answer(instrument, code, value)?);
    }
    for (code, text) in &entry.open_answers {
        fits(code, text, MAX_TEXT)?;
        response.apply(words(instrument, code, text)?);
    }
    if entry.topics.len() > instrument.topic_choice.max_choices {
        return Err(damaged("topics"));
    }
    response.apply(codes(instrument, "@topics", &entry.topics)?);
    let step = &entry.next_step;
    for (part, text) in StepPart::ALL.into_iter().zip([&step.what, &step.who, &step.when, &step.notice]) {
        fits("next_step", text, MAX_TEXT)?;
        response.apply(Change::Step(part, text.clone()));
    }
    if let Some(place) = &entry.place {
        fits("place", place, MAX_NAME)?;
        response.apply(Change::Place(place.clone()));
    }
    for (field, value) in &entry.other {
        fits("other", field, MAX_NAME)?;
        fits(field, value, MAX_TEXT)?;
        // This version may know a code that an older one kept. The rest stays apart: everything that begins
        // with `@` has its own checked place above.
        response.apply(if field.starts_with('@') {
            Change::Unknown(field.clone(), Some(value.clone()))
        } else {
            Change::read(instrument, field, Some(value))
        });
    }
    Ok(response)
}

fn answer(instrument: &'static Instrument, code: &str, value: &Value) -> Result<Change, Rejected> {
    // As text, `4.0` and `-0` differ from any answer. That is meant: we never write them.
    let (text, is_number) = match value {
        Value::Number(number) => (number.to_string(), true),
        Value::String(text) => (text.clone(), false),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(damaged(code)),
    };
    fits(code, &text, MAX_TEXT)?;
    let change = Change::read(instrument, code, Some(&text));
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
        | Change::Removed(_) => false,
    };
    is_valid.then_some(change).ok_or_else(|| damaged(code))
}

/// Codes of modules or dimensions, each once. One that the instrument does not know makes the field unknown as
/// a whole, as in the journal.
fn codes(instrument: &'static Instrument, field: &str, listed: &[String]) -> Result<Change, Rejected> {
    let unlike: BTreeSet<&String> = listed.iter().filter(|code| is_code(code)).collect();
    if unlike.len() != listed.len() {
        return Err(damaged(field.trim_start_matches('@')));
    }
    Ok(Change::read(instrument, field, Some(&listed.join(" "))))
}

/// A code that a newer version of the instrument may have: it looks like one, and ours has no question of that name.
fn is_new(instrument: &'static Instrument, code: &str) -> bool {
    is_code(code) && instrument.question(code).is_none()
}

fn is_code(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.len() <= MAX_CODE && text.bytes().all(letter)
}

fn fits(field: &str, text: &str, most: usize) -> Result<(), Rejected> {
    match text.chars().nth(most) {
        None => Ok(()),
        Some(_) => Err(damaged(field)),
    }
}

/// Reads a map in which no name may stand twice: serde's own maps keep the last one and say nothing.
fn once<'de, D: Deserializer<'de>, V: Deserialize<'de>>(from: D) -> Result<BTreeMap<String, V>, D::Error> {
    struct Once<V>(PhantomData<V>);

    impl<'de, V: Deserialize<'de>> Visitor<'de> for Once<V> {
        type Value = BTreeMap<String, V>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("named values")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut values = BTreeMap::new();
            while let Some((name, value)) = map.next_entry::<String, V>()? {
                if values.contains_key(&name) {
                    return Err(A::Error::custom(format_args!("`{name}` twice")));
                }
                values.insert(name, value);
            }
            Ok(values)
        }
    }

    from.deserialize_map(Once(PhantomData))
}
