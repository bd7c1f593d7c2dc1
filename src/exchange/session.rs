//! The JSON file of a session: how it was set, what was handed in or came of it, the picture shown last, the minutes. It
//! gives all of that back. Knows nothing of disks or clocks, nor of what answers mean.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use super::file::{STEP_NAMES, cut, entry, head, needed, optional, response, short};
use super::parcel::{self, Parcel, clean_text};
use super::{Rejected, clean_name, damaged, sum};
use crate::group::{Group, Sum};
use crate::instrument::Instrument;
use crate::json::Json;
use crate::response::{Day, MAX_NAME, MAX_TEXT};
use crate::session::minutes::Minutes;
use crate::session::{
    Handed, Keeping, Languages, MAX_ADDRESS, MAX_INTRO, Mailbox, MinGroup, Session, SessionId, Showing,
};
use crate::text::Lang;

/// The `kind` of the file.
pub const KIND: &str = "session";
/// The largest file of a session, in bytes (4 MiB): some 2,000 responses to every question. A larger group is kept as
/// counts, or what `encode` gives is too large to be opened again: ask for that first.
pub const MAX_SESSION_FILE: usize = 4_194_304;

/// What is in the file of a session.
#[derive(Debug, Clone)]
pub struct SessionFile {
    pub group: Group,
    pub minutes: Minutes,
    /// The invitation is out: what is in it stays as it is.
    pub is_invited: bool,
    /// The group sees its picture.
    pub is_revealed: bool,
}

const LANGUAGES: [(Languages, &str); 3] =
    [(Languages::Both, "both"), (Languages::Only(Lang::Nl), "nl"), (Languages::Only(Lang::En), "en")];
const SHOWING: [(Showing, &str); 2] = [(Showing::Revealed, "revealed"), (Showing::Live, "live")];
const KEEPING: [(Keeping, &str); 2] = [(Keeping::Rows, "rows"), (Keeping::TallyOnly, "tally")];

fn name_of<T: PartialEq>(names: &[(T, &'static str)], value: &T) -> Json {
    Json::text(names.iter().find(|(other, _)| other == value).map_or("", |(_, name)| name))
}

/// In: a session that fits a link, and all that came of it; the language on screen, the version of the app, today. Out:
/// the file, as one line of JSON. Rows are in the order of their random ids: it tells nothing.
pub fn encode(kept: &SessionFile, lang: Lang, app_version: &str, created: &Day) -> String {
    let group = &kept.group;
    let mut file = head(group.instrument(), KIND, lang, app_version, created);
    file.push(("session", write_session(&group.session)));
    file.push(("invited", Json::Bool(kept.is_invited)));
    file.push(("revealed", Json::Bool(kept.is_revealed)));
    match group.session.keeping {
        Keeping::Rows => file.push(("responses", Json::List(group.rows().map(row).collect()))),
        Keeping::TallyOnly => file.push(("counted", sum::write(group.now()))),
    }
    file.extend(group.shown_sum().map(|shown| ("shown", sum::write(shown))));
    file.push(("minutes", write_minutes(&kept.minutes)));
    let mut text = Json::object(file).line();
    text.push('\n');
    text
}

fn write_session(session: &Session) -> Json {
    let name = |name: &str| Json::Text(cut(&clean_name(name), MAX_NAME));
    let mut fields = vec![
        ("id", Json::Text(session.id.to_string())),
        ("title", name(&session.title)),
        ("network", name(&session.network)),
        ("host", name(&session.host)),
    ];
    fields.extend(session.day.as_ref().map(|day| ("day", Json::text(day.iso()))));
    fields.extend([
        ("languages", name_of(&LANGUAGES, &session.languages)),
        ("modules", Json::texts(session.modules.iter().copied())),
        ("intro", Json::Text(cut(&clean_text(&session.intro), MAX_INTRO))),
        ("min_group", Json::number(session.min_group.people().into())),
        ("open_answers", Json::Bool(session.with_words)),
        ("showing", name_of(&SHOWING, &session.showing)),
        ("keeping", name_of(&KEEPING, &session.keeping)),
    ]);
    fields.extend(session.reply_to.as_ref().map(|address| ("reply_to", Json::text(address.as_str()))));
    Json::object(fields)
}

fn row(handed: &Handed) -> Json {
    let mut fields = vec![("revision".to_owned(), Json::number(handed.revision.into()))];
    if let Json::Object(response) = entry(&handed.response) {
        fields.extend(response);
    }
    Json::Object(fields)
}

fn write_minutes(minutes: &Minutes) -> Json {
    let topics = minutes.topics.iter().map(|talked| {
        let written = STEP_NAMES.iter().zip(&talked.agreement).filter(|(_, text)| !text.is_empty());
        let agreement = written.map(|((_, name), text)| (*name, Json::Text(cut(text, MAX_TEXT))));
        Json::object([
            ("topic", Json::text(talked.topic)),
            ("notes", Json::Text(cut(&talked.notes, MAX_TEXT))),
            ("agreement", Json::object(agreement)),
        ])
    });
    let mut fields = vec![("topics", Json::List(topics.collect()))];
    fields.extend(minutes.again.as_ref().map(|day| ("again", Json::text(day.iso()))));
    Json::object(fields)
}

/// In: a file whose head was found right. Out: what is in it, if all of it is valid.
pub(super) fn read(file: &Json, instrument: &'static Instrument) -> Result<SessionFile, Rejected> {
    let session = read_session(needed(file, "session", Some)?, instrument)?;
    let a_sum = |name: &str| optional(file, name, |json| sum::read(json, instrument));
    let (mut rows, mut counted) = (Vec::new(), Sum::default());
    match session.keeping {
        Keeping::Rows => {
            for entry in needed(file, "responses", Json::as_list)? {
                rows.push(read_row(entry, &session, instrument)?);
            }
        }
        Keeping::TallyOnly => counted = a_sum("counted")?.ok_or_else(|| damaged("counted"))?,
    }
    Ok(SessionFile {
        is_invited: needed(file, "invited", yes_or_no)?,
        is_revealed: needed(file, "revealed", yes_or_no)?,
        group: Group::reopen(instrument, session, &rows, counted, a_sum("shown")?),
        minutes: read_minutes(needed(file, "minutes", Some)?, instrument)?,
    })
}

fn yes_or_no(json: &Json) -> Option<bool> {
    if let Json::Bool(is) = json { Some(*is) } else { None }
}

fn read_session(json: &Json, instrument: &'static Instrument) -> Result<Session, Rejected> {
    fn one_of<T: Copy>(json: &Json, field: &str, names: &[(T, &str)]) -> Result<T, Rejected> {
        let find = |name: &str| names.iter().find(|(_, other)| *other == name).map(|(value, _)| *value);
        needed(json, field, |name| find(name.as_text()?))
    }
    let text = |field: &str, most: usize| Ok(short(json, field, most)?.unwrap_or_default().to_owned());
    let mut modules = Vec::new();
    for code in needed(json, "modules", Json::as_texts)? {
        modules.push(instrument.module(&code).ok_or(Rejected::UnknownModule { code })?.id);
    }
    let id = needed(json, "id", |id| crate::response::ResponseId::parse(id.as_text()?))?;
    let session = Session {
        id: SessionId(id.0),
        title: text("title", MAX_NAME)?,
        network: text("network", MAX_NAME)?,
        host: text("host", MAX_NAME)?,
        day: optional(json, "day", |day| Day::parse(day.as_text()?))?,
        languages: one_of(json, "languages", &LANGUAGES)?,
        modules,
        intro: text("intro", MAX_INTRO)?,
        min_group: needed(json, "min_group", |people| MinGroup::new(people.as_number()?))?,
        with_words: needed(json, "open_answers", yes_or_no)?,
        showing: one_of(json, "showing", &SHOWING)?,
        keeping: one_of(json, "keeping", &KEEPING)?,
        reply_to: match short(json, "reply_to", MAX_ADDRESS)? {
            None => None,
            Some(address) => Some(Mailbox::parse(address).ok_or_else(|| damaged("reply_to"))?),
        },
    };
    // A link says what a session may be: clean names, a module, each once.
    match parcel::decode(&parcel::encode_session(instrument, &session), instrument) {
        Ok(Parcel::Session(again)) if again == session => Ok(session),
        Ok(Parcel::Session(_) | Parcel::Response(_)) | Err(_) => Err(damaged("session")),
    }
}

/// A row holds what can be handed in, and nothing else.
fn read_row(entry: &Json, session: &Session, instrument: &'static Instrument) -> Result<Handed, Rejected> {
    let revision = needed(entry, "revision", |number| u16::try_from(number.as_number()?).ok())?;
    let mut response = response(instrument, entry)?;
    for open in instrument.open_questions() {
        let words = clean_text(response.words(open.id));
        response.apply(crate::response::Change::Words(open.id, words));
    }
    let words: Vec<&str> = instrument.open_questions().map(|open| open.id).collect();
    Ok(Handed::new(instrument, &response, session.id, revision, &words))
}

fn read_minutes(json: &Json, instrument: &'static Instrument) -> Result<Minutes, Rejected> {
    let mut minutes = Minutes::default();
    for talked in needed(json, "topics", Json::as_list)? {
        let topic = needed(talked, "topic", |code| instrument.dimension(code.as_text()?))?.id;
        if minutes.topics.iter().any(|other| other.topic == topic) {
            return Err(damaged("topic"));
        }
        let notes = short(talked, "notes", MAX_TEXT)?.unwrap_or_default();
        let agreement = needed(talked, "agreement", |fields| fields.fields().map(|_| fields))?;
        let entry = minutes.topic(topic);
        entry.notes = notes.to_owned();
        for (part, (_, name)) in entry.agreement.iter_mut().zip(STEP_NAMES) {
            *part = short(agreement, name, MAX_TEXT)?.unwrap_or_default().to_owned();
        }
    }
    minutes.again = optional(json, "again", |day| Day::parse(day.as_text()?))?;
    Ok(minutes)
}
