//! Whole files and stores with something in every field, as the app writes them today: longer than what a fuzzer puts
//! together by itself. Knows nothing of what must hold of them.

use super::{instrument, journal};
use netwerkspiegel::again::{LookBack, Outcome, PairingCode};
use netwerkspiegel::collection::{Collection, logbook as kept};
use netwerkspiegel::exchange::file::{Backup, encode, encode_backup};
use netwerkspiegel::exchange::{EMBED_BEGIN, EMBED_END, accept, logbook, session};
use netwerkspiegel::group::Group;
use netwerkspiegel::instrument::Question;
use netwerkspiegel::journal::{Record, decode_slots, encode_slot};
use netwerkspiegel::logbook::{Benefit, Entry, EntryId, GoalId, Kind, Logbook, LogbookId, Measured};
use netwerkspiegel::response::{Change, Day, HandedIn, Response, ResponseId, StepPart};
use netwerkspiegel::session::minutes::Minutes;
use netwerkspiegel::session::{
    Along, Handed, Keeping, Languages, Mailbox, MinGroup, Session, SessionId, Showing,
};
use netwerkspiegel::text::Lang;
use std::sync::LazyLock;

const LANG: Lang = Lang::Nl;
const VERSION: &str = "0.1.0";
/// What a person may type: a formula, markup, a link, a new line, a sign of four bytes.
const TYPED: &str = "=1+1 <b>\"en\"</b> [klik](https://voorbeeld.nl)\nTot \u{1f600}";

/// For each decoder that reads files or stores: its name and the bytes. The app reads all of them.
pub static WHOLE: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let all = whole();
    all.iter().for_each(|(decoder, bytes)| assert!(is_read(decoder, bytes), "{decoder}"));
    all
});

fn is_read(decoder: &str, bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    match decoder {
        "kept-session" => Collection::read(instrument(), SessionId(7), &super::folder(bytes)).is_some(),
        "kept-logbook" => kept::read(LogbookId(7), &super::folder(bytes)).is_some(),
        "kept-row" => super::read_row(&text).is_some(),
        "journal" | "note" => text.lines().all(|line| Record::decode(line).is_ok()),
        "slots" => decode_slots(&[text.into()]).is_some(),
        _ => accept(bytes, instrument()).is_ok(),
    }
}

fn whole() -> Vec<(&'static str, Vec<u8>)> {
    let (rows, counts) = (collected(Keeping::Rows), collected(Keeping::TallyOnly));
    let one = encode(instrument(), &rich(1), LANG, VERSION, &day());
    let backup =
        Backup { responses: vec![small(2)], sessions: vec![counts.clone()], logbooks: vec![a_logbook()] };
    let backup = encode_backup(instrument(), &backup, LANG, VERSION, &day());
    let answers = one.replace('<', "\\u003c");
    let report = format!("<!doctype html>\n<html>{EMBED_BEGIN}\n{answers}{EMBED_END}\n</html>");
    let session = |kept: &Collection| session::encode(kept, LANG, VERSION, &day()).into_bytes();
    let logbook = logbook::encode(instrument(), &a_logbook(), LANG, VERSION, &day());
    let log = log();
    let slot = encode_slot(8, &(1..).zip(log.iter().cloned()).collect::<Vec<_>>());
    let row = |handed| session::encode_row(instrument(), handed).into_bytes();
    let mut all = vec![
        ("file", one.into_bytes()),
        ("file", backup.into_bytes()),
        ("report", report.into_bytes()),
        ("session", session(&rows)),
        ("session", session(&counts)),
        ("logbook", logbook.into_bytes()),
        ("kept-session", folder(rows.fields())),
        ("kept-session", folder(counts.fields())),
        ("kept-logbook", folder(kept::fields(&a_logbook()))),
        ("journal", log.join("\n").into_bytes()),
        ("note", log.join("\n").into_bytes()),
        ("slots", slot.into_bytes()),
    ];
    all.extend(rows.group.rows().map(|handed| ("kept-row", row(handed))));
    all
}

fn day() -> Day {
    Day::parse("2026-11-21").unwrap_or_default()
}

/// A field a line, its value after `=`.
fn folder(fields: Vec<(String, Option<String>)>) -> Vec<u8> {
    let lines = fields.into_iter().filter_map(|(field, value)| Some(format!("{field}={}\n", value?)));
    lines.collect::<String>().into_bytes()
}

/// Nothing is left out but what is only for a removed one.
fn rich(id: u128) -> Response {
    let mut response = Response::new(instrument(), ResponseId(id));
    let modules = instrument().modules.iter().map(|module| module.id);
    response.apply(Change::Modules(modules.collect()));
    answer(&mut response, id);
    for open in instrument().open_questions() {
        response.apply(Change::Words(open.id, TYPED.to_owned()));
    }
    for part in StepPart::ALL {
        response.apply(Change::Step(part, TYPED.to_owned()));
    }
    for (field, value) in [("@place", "trust"), ("@invitation", "S1ABC"), ("later", "x"), ("@later", "y")] {
        response.apply(Change::read(instrument(), field, Some(value)));
    }
    response.apply(Change::HandedIn(HandedIn { revision: 2, check: 7 }));
    let before = format!("{:032x}", id + 1);
    response.apply(Change::Again("@again-before".to_owned(), Some(before)));
    response.apply(Outcome::UnderWay.of_step());
    let words = instrument().open_questions().map(|open| open.id).collect();
    response.apply(Along { topics: true, look_back: true, pairing: true, words }.change());
    response
}

/// As much of it as is handed in, in the modules that are on from the start.
fn small(id: u128) -> Response {
    let mut response = Response::new(instrument(), ResponseId(id));
    answer(&mut response, id);
    let open = response.modules(instrument()).flat_map(|module| module.open_questions).next();
    open.into_iter().for_each(|open| response.apply(Change::Words(open.id, TYPED.to_owned())));
    response
}

/// Answers to all questions that are asked, each of another kind than the one before; topics, what was said looking back.
fn answer(response: &mut Response, id: u128) {
    response.apply(Change::Created(day()));
    response.apply(Change::Network("Langer Thuis".to_owned()));
    let questions: Vec<Question> = response.questions(instrument());
    for (nth, question) in (id..).zip(questions) {
        let options = question.scale.options.len() as u128 + 1;
        let chosen = question.scale.options.get((nth % options) as usize);
        let value = chosen.map_or("na".to_owned(), |option| option.answer.value());
        response.apply(Change::read(instrument(), question.code, Some(&value)));
    }
    let topics: Vec<&'static str> = instrument().dimensions().map(|dimension| dimension.id).take(3).collect();
    for (topic, said) in topics.iter().zip(LookBack::ALL) {
        response.apply(said.on(topic));
    }
    response.apply(Change::Topics(topics));
    response.apply(PairingCode(7).change());
}

fn collected(keeping: Keeping) -> Collection {
    let session = Session {
        title: "Bijeenkomst".to_owned(),
        network: "Langer Thuis".to_owned(),
        host: "Anja".to_owned(),
        day: Some(day()),
        languages: Languages::Only(Lang::En),
        intro: "Welkom.\nTot dan.".to_owned(),
        min_group: MinGroup::new(3).unwrap_or(MinGroup::USUAL),
        with_words: true,
        showing: Showing::Live,
        keeping,
        reply_to: Mailbox::parse("anja@voorbeeld.nl"),
        ..Session::new(instrument(), SessionId(7))
    };
    let mut group = Group::new(instrument(), session.clone());
    for id in 1..=3 {
        let words = instrument().open_questions().map(|open| open.id).collect();
        let along = Along { topics: true, look_back: true, pairing: true, words };
        let handed: Handed = along.take(instrument(), &small(id), &session, 1);
        group.add(&handed);
    }
    // Three are enough for a picture.
    let _ = group.show();
    let mut minutes = Minutes { again: Some(day()), before: Some(SessionId(9)), ..Minutes::default() };
    for dimension in instrument().dimensions().take(2) {
        let talked = minutes.topic(dimension.id);
        talked.notes = "Wie mag wat beslissen?".to_owned();
        talked.agreement = ["Een lijst", "Anja", "1 maart", "Het staat er"].map(str::to_owned);
        minutes.outcomes.push((dimension.id, Outcome::UnderWay));
    }
    Collection { group, minutes, is_invited: true, is_revealed: true }
}

fn a_logbook() -> Logbook {
    let mut logbook = Logbook::new(LogbookId(7), "Langer Thuis".to_owned());
    logbook.rename("Langer Thuis in Zuid".to_owned());
    logbook.set_goal(GoalId(1), Some("Iedereen kan blijven wonen".to_owned()));
    logbook.set_goal(GoalId(2), Some("Weg".to_owned()));
    logbook.set_goal(GoalId(2), None);
    for (id, kind) in (1..).zip(Kind::ALL) {
        let (text, benefits) = ("=1+1 <b>Een loket</b>".to_owned(), Benefit::ALL.into_iter().collect());
        let entry = Entry { day: day(), kind, text, benefits, goal: Some(GoalId(1)) };
        logbook.set_entry(EntryId(id), Some(entry));
    }
    logbook.set_entry(EntryId(3), None);
    logbook.add_measured([Measured::Own(day()), Measured::Group(day(), "Bijeenkomst".to_owned())]);
    logbook
}

/// What a browser keeps: a whole questionnaire, of which some was changed later; and of a logbook a few fields.
fn log() -> Vec<String> {
    let mut journal = journal("a");
    let changes = rich(1).changes();
    let (answers, rest): (Vec<Change>, Vec<Change>) =
        changes.into_iter().partition(|change| matches!(change, Change::Answer(..)));
    let cleared = answers.first().map(|first| Change::read(instrument(), first.field(), None));
    let changes = rest.into_iter().chain(answers.into_iter().take(8)).chain(cleared);
    let changes = changes.chain([Change::Removed(true), Change::Removed(false)]);
    changes.map(|change| journal.change(ResponseId(1), &change).encode()).collect()
}
