//! The JSON file of a session: how it was set, what was handed in or came of it, the picture shown last, the minutes. It
//! gives all of that back. Knows nothing of disks or clocks, nor of what answers mean.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use super::file::{STEP_NAMES, cut, fits, head, is_code, needed, optional, short};
use super::parcel::{self, Parcel, clean_text};
use super::{Rejected, clean_name, damaged, sum};
use crate::again::{LookBack, Outcome, PairingCode, all_said, pairing};
use crate::group::{Group, Sum};
use crate::instrument::{Answer, Instrument, Question};
use crate::json::{self, Json};
use crate::response::{Change, Day, MAX_NAME, MAX_TEXT, Response, ResponseId};
use crate::session::minutes::Minutes;
use crate::session::{
    Handed, Keeping, Languages, MAX_ADDRESS, MAX_INTRO, Mailbox, MinGroup, Session, SessionId, Showing,
};
use crate::text::Lang;

/// The `kind` of the file.
pub const KIND: &str = "session";
/// What stands in a row for a question without an answer.
const OPEN: &str = "-";
/// The most modules or topics that a row may name.
const MAX_CODES: usize = 100;
/// The most questions that rows may have, in whatever version of the instrument.
const MAX_QUESTIONS: usize = 1000;

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
/// the file, as one line of JSON. Rows are in the order of their random ids: it tells nothing. A row takes some 350 bytes,
/// so more than some 2,900 with all questions answered are too large to be opened again: ask for that first.
pub fn encode(kept: &SessionFile, lang: Lang, app_version: &str, created: &Day) -> String {
    let mut file = head(kept.group.instrument(), KIND, lang, app_version, created);
    file.extend(write(kept));
    let mut text = Json::object(file).line();
    text.push('\n');
    text
}

/// What a file says of a session, after its head.
pub(super) fn write(kept: &SessionFile) -> Vec<(&'static str, Json)> {
    let group = &kept.group;
    let mut file = vec![("session", write_session(&group.session))];
    file.push(("invited", Json::Bool(kept.is_invited)));
    file.push(("revealed", Json::Bool(kept.is_revealed)));
    match group.session.keeping {
        Keeping::Rows => {
            // The codes of the questions once, not in every row.
            let codes: Vec<&'static str> =
                group.instrument().questions().iter().map(|question| question.code).collect();
            file.push(("questions", Json::texts(codes.iter().copied())));
            let rows = group.rows().map(|handed| write_row(handed, group.instrument(), &codes));
            file.push(("responses", Json::List(rows.collect())));
        }
        Keeping::TallyOnly => file.push(("counted", sum::write(group.now()))),
    }
    file.extend(group.shown_sum().map(|shown| ("shown", sum::write(shown))));
    file.push(("minutes", write_minutes(&kept.minutes)));
    file
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

/// In: a row. Out: the same by itself, as it is kept in a browser: one line of JSON with the codes of its questions, so
/// that it is read by whatever the instrument has become.
pub fn encode_row(instrument: &'static Instrument, handed: &Handed) -> String {
    let response = &handed.response;
    let codes: Vec<&'static str> = response.answers().iter().map(|(code, _)| *code).collect();
    Json::object([
        ("version", Json::text(instrument.version)),
        ("questions", Json::Text(codes.join(" "))),
        ("row", write_row(handed, instrument, &codes)),
    ])
    .line()
}

/// Reads lines that [`encode_row`] wrote, maybe in other versions. What they ask is looked up once for all that have the
/// same questions as the line before them.
pub struct RowReader {
    session: SessionId,
    instrument: &'static Instrument,
    /// The questions and the version as the last line named them, and what they come to.
    last: Option<([String; 2], Asked)>,
}

impl RowReader {
    /// In: the session that the lines are of.
    pub fn new(session: SessionId, instrument: &'static Instrument) -> RowReader {
        RowReader { session, instrument, last: None }
    }

    /// In: a line. Out: the row, if all of it is valid.
    pub fn read(&mut self, line: &str) -> Option<Handed> {
        let line = json::parse(line).ok()?;
        let named = [line.get("questions")?.as_text()?, line.get("version")?.as_text()?];
        if self.last.as_ref().is_none_or(|(last, _)| *last != named) {
            let [questions, version] = named;
            let codes: Vec<&str> =
                questions.split_whitespace().take(MAX_QUESTIONS.saturating_add(1)).collect();
            let asked = Asked::new(&codes, version, self.instrument).ok()?;
            self.last = Some((named.map(str::to_owned), asked));
        }
        let (_, asked) = self.last.as_ref()?;
        read_row(line.get("row")?, self.session, asked, self.instrument).ok()
    }
}

/// A row: answers in the order of the questions, as in any file, with `-` for none, and none after the last.
fn write_row(handed: &Handed, instrument: &'static Instrument, codes: &[&'static str]) -> Json {
    let response = &handed.response;
    let answers =
        codes.iter().map(|code| response.answer(code).map_or_else(|| OPEN.to_owned(), Answer::value));
    let answers: Vec<String> = answers.collect();
    let n_answers =
        answers.iter().rposition(|answer| answer != OPEN).map_or(0, |last| last.saturating_add(1));
    let modules: Vec<&str> = response.modules(instrument).map(|module| module.id).collect();
    let open = instrument.open_questions().map(|open| (open.id, response.words(open.id)));
    let written = open.filter(|(_, words)| !words.is_empty());
    let mut fields = vec![
        ("id", Json::Text(response.id.to_string())),
        ("revision", Json::number(handed.revision.into())),
        ("modules", Json::Text(modules.join(" "))),
        ("answers", Json::Text(answers.get(..n_answers).unwrap_or_default().join(" "))),
        ("topics", Json::Text(response.topics().join(" "))),
        ("open_answers", Json::object(written.map(|(code, words)| (code, Json::Text(cut(words, MAX_TEXT)))))),
    ];
    fields.extend((handed.version != instrument.version).then(|| ("version", Json::text(&handed.version))));
    fields.extend(pairing(response).map(|code| ("pairing", Json::Text(code.to_string()))));
    let said = all_said(response);
    if !said.is_empty() {
        let said = said.iter().map(|(dimension, given)| (dimension.as_str(), Json::text(given.code())));
        fields.push(("look_back", Json::object(said)));
    }
    let other = response.unknown.pairs();
    if !other.is_empty() {
        let other = other.iter().map(|(code, value)| (code.as_str(), Json::text(value)));
        fields.push(("other", Json::object(other)));
    }
    Json::object(fields)
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
    fields.extend(minutes.before.map(|session| ("before", Json::Text(session.to_string()))));
    if !minutes.outcomes.is_empty() {
        let outcomes = minutes.outcomes.iter().map(|(topic, outcome)| (*topic, Json::text(outcome.code())));
        fields.push(("outcomes", Json::object(outcomes)));
    }
    Json::object(fields)
}

/// In: what a file says of a session, and the version of the instrument in the head of the file. Out: what is in it, if
/// all of it is valid.
pub(super) fn read(
    file: &Json,
    version: &str,
    instrument: &'static Instrument,
) -> Result<SessionFile, Rejected> {
    let session = read_session(needed(file, "session", Some)?, instrument)?;
    let a_sum = |name: &str| optional(file, name, |json| sum::read(json, version, instrument));
    let (mut rows, mut counted) = (Vec::new(), Sum::default());
    match session.keeping {
        Keeping::Rows => {
            let codes = needed(file, "questions", Json::as_texts)?;
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            let asked = Asked::new(&codes, version, instrument)?;
            for entry in needed(file, "responses", Json::as_list)? {
                rows.push(read_row(entry, session.id, &asked, instrument)?);
            }
        }
        Keeping::TallyOnly => counted = a_sum("counted")?.ok_or_else(|| damaged("counted"))?,
    }
    Ok(SessionFile {
        is_invited: needed(file, "invited", yes_or_no)?,
        is_revealed: needed(file, "revealed", yes_or_no)?,
        group: Group::reopen(instrument, session, rows, counted, a_sum("shown")?),
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
    let id = needed(json, "id", |id| ResponseId::parse(id.as_text()?))?;
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

/// What the rows of a file have in common.
struct Asked {
    /// In the order in which a row has its answers; with the question, where this version has it.
    questions: Vec<(String, Option<Question>)>,
    /// The version of the instrument that was answered, where a row does not say another one.
    version: String,
}

impl Asked {
    fn new(codes: &[&str], version: &str, instrument: &'static Instrument) -> Result<Asked, Rejected> {
        if codes.len() > MAX_QUESTIONS || !codes.iter().all(|code| is_code(code)) {
            return Err(damaged("questions"));
        }
        let questions = codes.iter().map(|code| ((*code).to_owned(), instrument.question(code))).collect();
        Ok(Asked { questions, version: sum::version_name(version) })
    }
}

/// A row holds what can be handed in, and nothing else. What this version of the instrument does not have is kept as
/// unknown.
fn read_row(
    entry: &Json,
    session: SessionId,
    asked: &Asked,
    instrument: &'static Instrument,
) -> Result<Handed, Rejected> {
    let id = needed(entry, "id", |id| ResponseId::parse(id.as_text()?))?;
    let revision = needed(entry, "revision", |number| u16::try_from(number.as_number()?).ok())?;
    let mut response = Response::new(instrument, id);
    let codes = |field: &str| -> Result<Vec<&str>, Rejected> {
        let codes: Vec<&str> = needed(entry, field, Json::as_text)?.split_whitespace().collect();
        let is_once = |code: &&str| codes.iter().filter(|other| *other == code).count() == 1;
        if codes.len() <= MAX_CODES && codes.iter().all(|code| is_code(code) && is_once(code)) {
            Ok(codes)
        } else {
            Err(damaged(field))
        }
    };
    let modules = codes("modules")?;
    let known = modules.iter().filter_map(|code| instrument.module(code).map(|module| module.id));
    response.apply(Change::Modules(known.collect()));
    let topics = codes("topics")?;
    if topics.len() > instrument.topic_choice.max_choices {
        return Err(damaged("topics"));
    }
    let known = topics.iter().filter_map(|code| instrument.dimension(code).map(|dimension| dimension.id));
    response.apply(Change::Topics(known.collect()));
    // The whole list stays too, where this version does not know all of it.
    response.apply(Change::read(instrument, "@modules", Some(&modules.join(" "))));
    response.apply(Change::read(instrument, "@topics", Some(&topics.join(" "))));
    let mut answers = needed(entry, "answers", Json::as_text)?.split_whitespace();
    for (code, question) in &asked.questions {
        let Some(value) = answers.next() else { break };
        if value == OPEN {
            continue;
        }
        response.apply(match question {
            Some(question) => {
                let answer = question.scale.accept(value).ok_or_else(|| damaged(code))?;
                Change::Answer(question.code, Some(answer))
            }
            // Of a question that this version does not know, any text that can be kept and written again.
            None if clean_text(value) == value => {
                fits(code, value, MAX_TEXT)?;
                Change::read(instrument, code, Some(value))
            }
            None => return Err(damaged(code)),
        });
    }
    if answers.next().is_some() {
        return Err(damaged("answers"));
    }
    for (code, text) in needed(entry, "open_answers", Json::fields)? {
        let text = text.as_text().filter(|_| is_code(code) && instrument.question(code).is_none());
        let text = text.ok_or_else(|| damaged("open_answers"))?;
        fits(code, text, MAX_TEXT)?;
        response.apply(Change::read(instrument, code, Some(&clean_text(text))));
    }
    for (code, value) in optional(entry, "other", Json::fields)?.unwrap_or_default() {
        let value = value.as_text().filter(|_| is_code(code) || ["@modules", "@topics"].contains(&&**code));
        let value = value.ok_or_else(|| damaged("other"))?;
        fits("other", value, MAX_TEXT)?;
        response.apply(Change::read(instrument, code, Some(&clean_text(value))));
    }
    let words: Vec<&str> = instrument.open_questions().map(|open| open.id).collect();
    let mut handed = Handed::new(instrument, &response, session, revision, &words);
    handed.version = match short(entry, "version", MAX_NAME)? {
        Some(version) => sum::version_name(version),
        None => asked.version.clone(),
    };
    let mut also: Vec<Change> = Vec::new();
    if let Some(code) = optional(entry, "pairing", |code| PairingCode::parse(code.as_text()?))? {
        also.push(code.change());
    }
    for (code, given) in optional(entry, "look_back", Json::fields)?.unwrap_or_default() {
        let given = given.as_text().and_then(LookBack::parse).filter(|_| is_code(code));
        also.push(given.ok_or_else(|| damaged("look_back"))?.on(code));
    }
    let unknown = response.unknown.pairs().iter();
    also.extend(unknown.map(|(code, value)| Change::Unknown(code.clone(), Some(value.clone()))));
    also.into_iter().for_each(|change| handed.response.apply(change));
    Ok(handed)
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
    let before = optional(json, "before", |id| ResponseId::parse(id.as_text()?))?;
    minutes.before = before.map(|id| SessionId(id.0));
    for (code, outcome) in optional(json, "outcomes", Json::fields)?.unwrap_or_default() {
        let topic = instrument.dimension(code).map(|dimension| dimension.id);
        let outcome = outcome.as_text().and_then(Outcome::parse);
        minutes.outcomes.push(topic.zip(outcome).ok_or_else(|| damaged("outcomes"))?);
    }
    Ok(minutes)
}
