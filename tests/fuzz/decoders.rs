//! Every decoder of text from outside, as a function of any bytes that fails when a promise is broken: what is accepted
//! is valid and is read the same when written again; what is refused is refused with a sentence; what is damaged costs
//! nothing but itself. With the bytes to begin with, and the largest hostile ones. Knows nothing of who makes up the
//! others: libFuzzer (run.rs); or of who reads these: tests/decoders.rs.

#[path = "camera.rs"]
mod camera;
#[path = "whole.rs"]
mod whole;

use netwerkspiegel::collection::{Collection, logbook as kept};
use netwerkspiegel::crc::crc32;
use netwerkspiegel::exchange::file::{Backup, decode, encode_backup};
use netwerkspiegel::exchange::link::{code, find};
use netwerkspiegel::exchange::logbook;
use netwerkspiegel::exchange::parcel::{self, Parcel};
use netwerkspiegel::exchange::session::{self, SessionFile};
use netwerkspiegel::exchange::{EMBED_BEGIN, EMBED_END, Incoming, MAX_FILE, Rejected, accept, clean_name};
use netwerkspiegel::group::{Group, Sum};
use netwerkspiegel::instrument::Instrument;
use netwerkspiegel::journal::{Fields, Journal, Record, Unusable, append, decode_slots, encode_slot, merge};
use netwerkspiegel::json::{self, Json};
use netwerkspiegel::logbook::{
    Benefit, Entry, EntryId, GoalId, Kind as LogbookKind, Logbook, LogbookId, MAX_SENTENCE,
};
use netwerkspiegel::page::Page;
use netwerkspiegel::response::{Change, Day, MAX_NAME, MAX_TEXT, Response, ResponseId, StepPart};
use netwerkspiegel::session::minutes::Minutes;
use netwerkspiegel::session::{Handed, Keeping, Session, SessionId};
use netwerkspiegel::text::Lang;
use std::borrow::Cow;
use std::hint::black_box;
use std::sync::LazyLock;

pub struct Decoder {
    pub name: &'static str,
    /// Reads, and checks every promise. Panics if one is broken.
    pub check: fn(&[u8]),
    /// Only reads: for measuring.
    pub read: fn(&[u8]),
    /// So many copies of the bytes are made here, and not by the decoder.
    n_copies: usize,
    /// What the fuzzer begins with, and whatever once broke a promise: an input a line, as `escape_ascii` writes it.
    seeds: &'static str,
}

impl Decoder {
    /// How much of this peak the decoder itself has taken for so many bytes.
    pub fn own_memory(&self, peak: usize, n_bytes: usize) -> usize {
        peak.saturating_sub(self.n_copies * n_bytes)
    }

    /// Those, and what the app itself writes: so that each promise is checked of it.
    pub fn seeds(&self) -> impl Iterator<Item = Vec<u8>> {
        let whole = whole::WHOLE.iter().filter(|(name, _)| *name == self.name);
        self.seeds.lines().map(unescaped).chain(whole.flat_map(|(_, bytes)| in_all_turns(bytes)))
    }
}

/// The bytes that `escape_ascii` wrote so.
fn unescaped(line: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = line.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match (byte, if byte == b'\\' { rest.next() } else { None }) {
            (_, Some(b'n')) => b'\n',
            (_, Some(b'r')) => b'\r',
            (_, Some(b't')) => b'\t',
            (_, Some(b'x')) => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&digits, 16).unwrap_or_else(|_| panic!("\\x{digits} in {line}"))
            }
            (_, Some(other)) => other,
            (byte, None) => byte,
        });
    }
    bytes
}

#[rustfmt::skip]
pub static DECODERS: [Decoder; 17] = [
    Decoder { name: "json", check: check_json, n_copies: 0, seeds: include_str!("seeds/json.txt"), read: |bytes| drop(black_box(json::parse(&text(bytes)))) },
    Decoder { name: "record", check: check_record, n_copies: 0, seeds: include_str!("seeds/record.txt"), read: |bytes| drop(black_box(Record::decode(&text(bytes)))) },
    Decoder { name: "journal", check: check_journal, n_copies: 1, seeds: include_str!("seeds/journal.txt"), read: |bytes| drop(black_box(read_all(&lines(bytes)))) },
    Decoder { name: "slots", check: check_slots, n_copies: 1, seeds: include_str!("seeds/slots.txt"), read: |bytes| drop(black_box(decode_slots(&[text(bytes).into()]))) },
    Decoder { name: "note", check: check_note, n_copies: 1, seeds: include_str!("seeds/note.txt"), read: |bytes| drop(black_box(journal("b").take_up(&lines(bytes)))) },
    Decoder { name: "file", check: check_file, n_copies: 0, seeds: include_str!("seeds/file.txt"), read: |bytes| drop(black_box(accept(bytes, instrument()))) },
    Decoder { name: "report", check: check_report, n_copies: 0, seeds: include_str!("seeds/report.txt"), read: |bytes| drop(black_box(accept(bytes, instrument()))) },
    Decoder { name: "session", check: check_session, n_copies: 0, seeds: include_str!("seeds/session.txt"), read: |bytes| drop(black_box(accept(bytes, instrument()))) },
    Decoder { name: "logbook", check: check_logbook, n_copies: 0, seeds: include_str!("seeds/logbook.txt"), read: |bytes| drop(black_box(accept(bytes, instrument()))) },
    Decoder { name: "kept-session", check: check_kept_session, n_copies: 1, seeds: include_str!("seeds/kept-session.txt"), read: |bytes| drop(black_box(Collection::read(instrument(), SessionId(7), &folder(bytes)))) },
    Decoder { name: "kept-logbook", check: check_kept_logbook, n_copies: 1, seeds: include_str!("seeds/kept-logbook.txt"), read: |bytes| drop(black_box(kept::read(LogbookId(7), &folder(bytes)))) },
    Decoder { name: "kept-row", check: check_kept_row, n_copies: 0, seeds: include_str!("seeds/kept-row.txt"), read: |bytes| drop(black_box(read_row(&text(bytes)))) },
    Decoder { name: "page", check: check_page, n_copies: 0, seeds: include_str!("seeds/page.txt"), read: |bytes| drop(black_box(Page::parse(&text(bytes)))) },
    Decoder { name: "change", check: check_change, n_copies: 0, seeds: include_str!("seeds/change.txt"), read: |bytes| drop(black_box(change(bytes))) },
    Decoder { name: "parcel", check: check_parcel, n_copies: 0, seeds: include_str!("seeds/parcel.txt"), read: |bytes| drop(black_box(parcel::decode(bytes, instrument()))) },
    Decoder { name: "link", check: check_link, n_copies: 0, seeds: include_str!("seeds/link.txt"), read: |bytes| drop(black_box(find(&text(bytes), instrument()))) },
    Decoder { name: "scan", check: camera::check, n_copies: 0, seeds: include_str!("seeds/scan.txt"), read: camera::read },
];

fn instrument() -> &'static Instrument {
    Instrument::shipped()
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

fn journal(tab: &str) -> Journal {
    Journal::new(instrument(), tab.into())
}

/// The same bytes with some returns after them, for each turn there is.
fn in_all_turns(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..N_TURNS).map(move |n| [bytes, &vec![b'\r'; usize::from(n)]].concat())
}

/// The most that there are of one decoder.
const N_TURNS: u8 = 8;

/// Some promises take long to check: one of so many at a time, by the bytes, so that the same bytes check the same.
fn turn(bytes: &[u8], n_turns: u8) -> u8 {
    bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)) % n_turns
}

// ---- JSON

fn check_json(bytes: &[u8]) {
    let text = text(bytes);
    match json::parse(&text) {
        Ok(value) => {
            names_are_unique(&value);
            assert_eq!(json::parse(&value.line()), Ok(value.clone()));
            assert_eq!(json::parse(&value.indented()), Ok(value));
        }
        Err(fault) => assert!(text.is_char_boundary(fault.at)),
    }
}

fn names_are_unique(value: &Json) {
    value.as_list().unwrap_or_default().iter().for_each(names_are_unique);
    for (_, value) in value.fields().unwrap_or_default() {
        names_are_unique(value);
    }
    let mut names: Vec<&str> =
        value.fields().unwrap_or_default().iter().map(|(name, _)| name.as_str()).collect();
    let n_names = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), n_names);
}

// ---- records

/// A line that does not look like JSON is made a record: a fuzzer would not find its check. The first letter is the
/// response, the next the distance to the key it is based on, then field, `=`, value.
fn line(nth: usize, line: &str) -> String {
    if line.starts_with(['{', '"']) {
        return line.to_owned();
    }
    made(nth, line).encode()
}

fn made(nth: usize, line: &str) -> Record {
    let mut letters = line.chars();
    let response = ResponseId(letters.next().map_or(0, |letter| u128::from(u32::from(letter) % 4)));
    let back = letters.next().map_or(0, |letter| u64::from(u32::from(letter) % 8));
    let (field, value) = match letters.as_str().split_once('=') {
        Some((field, value)) => (field, Some(value.replace('\\', "\n"))),
        None => (letters.as_str(), None),
    };
    let base = (nth as u64).saturating_sub(back);
    let tab = if back < 4 { 'f' } else { 'g' };
    Record { response, field: field.to_owned(), value, op: format!("{tab}-{nth}"), base }
}

/// No more lines than a fuzzer has use for: what few cannot do together, many cannot. In long bytes stands a whole log.
fn lines(bytes: &[u8]) -> Vec<String> {
    let most = if bytes.len() > 2048 { 60 } else { 5 };
    text(bytes).lines().take(most).enumerate().map(|(nth, text)| line(nth, text)).collect()
}

fn check_record(bytes: &[u8]) {
    let text = text(bytes);
    if let Ok(record) = Record::decode(&text) {
        assert_eq!(Record::decode(&record.encode()), Ok(record));
    }
    // Whatever is written is read back, and no changed byte goes unnoticed.
    let record = made(9, &text);
    let written = record.encode();
    assert_eq!(Record::decode(&written), Ok(record.clone()));
    let [at, bit, ..] = bytes else { return };
    let mut damaged = written.into_bytes();
    let at = (usize::from(*at) * 256 + usize::from(*bit)) % damaged.len();
    damaged[at] ^= 1 << (bit % 8);
    if let Ok(damaged) = String::from_utf8(damaged) {
        assert!(Record::decode(&damaged).map_or(true, |read| read == record));
    }
}

fn read_all(log: &[String]) -> Journal {
    let mut journal = journal("a");
    for (key, text) in (1..).zip(log) {
        journal.read(key, text);
    }
    journal
}

/// The made-up ids.
fn ids() -> impl Iterator<Item = ResponseId> {
    (0..4).map(ResponseId)
}

#[track_caller]
fn same_responses(one: &Journal, two: &Journal) {
    for id in ids() {
        assert_eq!(one.response(id), two.response(id));
    }
    assert!(one.responses().eq(two.responses()));
    assert!(one.folders().eq(two.folders()));
}

fn check_journal(bytes: &[u8]) {
    let log = lines(bytes);
    let journal = read_all(&log);
    match turn(bytes, 8) {
        0..3 => damage_costs_nothing_but_itself(&journal, &log),
        3..5 => deleting_changes_nothing(journal, &log),
        5..7 => a_merged_log_is_the_same(&journal, &log),
        _ => what_is_kept_can_be_taken_along(&journal),
    }
}

fn damage_costs_nothing_but_itself(journal: &Journal, log: &[String]) {
    let read: Vec<_> = log.iter().map(|text| Record::decode(text)).collect();
    let is_newer = |read: &Result<Record, Unusable>| matches!(read, Err(Unusable::Newer(_)));
    let is_damaged = |text: &&String| Record::decode(text) == Err(Unusable::Damaged);
    assert_eq!(journal.is_newer(), read.iter().any(is_newer));
    assert!(log.iter().filter(is_damaged).all(|text| journal.unreadable().contains(text)));
    assert!(journal.unreadable().iter().all(|text| is_damaged(&text)));
    for newer in &read {
        if let Err(Unusable::Newer(Some(id))) = newer {
            assert!(journal.is_read_only(*id));
        }
    }
    let mut good = self::journal("b");
    for (key, (_, text)) in (1..).zip(read.iter().zip(log)).filter(|(_, (read, _))| read.is_ok()) {
        good.read(key, text);
    }
    same_responses(journal, &good);
}

fn deleting_changes_nothing(mut journal: Journal, log: &[String]) {
    let superfluous = journal.superfluous();
    assert!(!journal.is_newer() || superfluous.is_empty());
    let mut tidy = self::journal("c");
    for (key, text) in (1..).zip(log).filter(|(key, _)| !superfluous.contains(key)) {
        tidy.read(key, text);
    }
    same_responses(&journal, &tidy);
    journal.forget(&superfluous);
    assert!(journal.superfluous().is_empty());
    same_responses(&journal, &tidy);
}

/// But for what stood before a value that this version does not know (a merge does not know the instrument), and for
/// what comes back after a removal: a merge lets it go, therefore the app writes it again.
fn a_merged_log_is_the_same(journal: &Journal, log: &[String]) {
    let is_known = |text: &String| {
        Record::decode(text).map_or(true, |record| {
            let change = Change::read(instrument(), &record.field, record.value.as_deref());
            let comes_back =
                record.value.is_none() && matches!(record.field.as_str(), "@removed" | "$removed");
            !matches!(change, Change::Unknown(..)) && !comes_back
        })
    };
    let (one, other) = log.split_at(log.len() / 2);
    let one = append(Vec::new(), one.iter().cloned());
    let both = append(one.clone(), other.iter().cloned());
    assert_eq!(merge(&both, &one).len(), merge(&one, &both).len());
    if log.iter().all(is_known) {
        let mut merged = self::journal("d");
        for (key, text) in &both {
            merged.read(*key, text);
        }
        same_responses(journal, &merged);
    }
}

fn what_is_kept_can_be_taken_along(journal: &Journal) {
    let responses: Vec<Response> = journal.responses().cloned().collect();
    let file = write(&responses);
    if !responses.is_empty() && file.len() <= MAX_FILE {
        let opened = match accept(file.as_bytes(), instrument()) {
            Ok(Incoming::Responses(responses)) => responses,
            other => panic!("{other:?}: {file}"),
        };
        assert!(opened.iter().map(|response| response.id).eq(responses.iter().map(|response| response.id)));
        opened.iter().for_each(is_valid);
    }
}

fn check_slots(bytes: &[u8]) {
    let older = encode_slot(7, &[(1, "a".into()), (2, "b".into())]);
    if turn(bytes, 2) == 0 {
        let raw = text(bytes).into_owned();
        if let Some((revision, log)) = decode_slots(std::slice::from_ref(&raw)) {
            let again = encode_slot(revision, &log);
            assert_eq!(decode_slots(&[again]), Some((revision, log.clone())));
            assert!(append(log, ["c".to_owned()]).iter().any(|(_, text)| text == "c"));
        }
        // A slot of which something is left never takes the place of a whole one that is newer.
        let both = decode_slots(&[older, raw]);
        assert!(both.is_some_and(|(revision, _)| revision >= 7));
        return;
    }
    // Whatever is written is read back, and a changed byte costs this slot and not the one before.
    let log = append(Vec::new(), lines(bytes));
    let slot = encode_slot(8, &log);
    let [at, bit, ..] = bytes else { return };
    let mut damaged = slot.clone().into_bytes();
    let at = (usize::from(*at) * 256 + usize::from(*bit)) % damaged.len();
    damaged[at] ^= 1 << (bit % 8);
    let damaged = String::from_utf8(damaged).unwrap_or_default();
    assert_eq!(decode_slots(&[slot, older.clone()]), Some((8, log.clone())));
    let (revision, left) = decode_slots(&[damaged, older]).unwrap_or_default();
    assert!(revision == 7 || left == log, "{revision}");
}

/// The first half of the lines is the log, the second what a dead tab left behind.
fn check_note(bytes: &[u8]) {
    let mut log = lines(bytes);
    let left_behind = log.split_off(log.len() / 2);
    let mut journal = read_all(&log);
    let aside = journal.take_up(&left_behind);
    assert!(aside.iter().all(|text| left_behind.contains(text)));
    let pending = journal.pending();
    // What is set aside has changed nothing, and what is damaged is set aside.
    if pending.is_empty() {
        same_responses(&journal, &read_all(&log));
    }
    for text in left_behind.iter().filter(|text| !text.starts_with("{\"v\":1,")) {
        assert!(Record::decode(text).is_ok() || aside.contains(text));
    }
    // What is taken up is what the log comes to once it is written.
    let written: Vec<String> = pending.iter().map(Record::encode).collect();
    log.extend(written.iter().cloned());
    let mut next = read_all(&log);
    same_responses(&journal, &next);
    // A second start takes up nothing a second time.
    next.take_up(&written);
    assert!(next.pending().is_empty());
}

// ---- files

fn write(responses: &[Response]) -> String {
    write_all(&Backup { responses: responses.to_vec(), ..Backup::default() })
}

fn write_all(backup: &Backup) -> String {
    encode_backup(instrument(), backup, Lang::Nl, "0.1.0", &Day::default())
}

const BEGIN: &str = r#"{"format":"netwerkspiegel","format_version":1,"app_version":"0","kind":"backup","language":"nl","created":"2026-11-21","instrument":{"id":"netwerkspiegel","version":"0","sha256":"0"},"responses":["#;

fn check_file(bytes: &[u8]) {
    if turn(bytes, 2) == 0 {
        check_accepted(accept(bytes, instrument()));
        return;
    }
    // The same as a part of a file: the fuzzer need not find out again how one begins.
    let begin = BEGIN.replacen("\"id\":\"netwerkspiegel\"", &format!("\"id\":{:?}", instrument().id), 1);
    check_accepted(decode(&format!("{begin}{}]}}", text(bytes)), instrument()));
}

/// As it is, or as what a session's file holds.
fn check_session(bytes: &[u8]) {
    if turn(bytes, 2) == 0 {
        check_accepted(accept(bytes, instrument()));
        return;
    }
    let begin = BEGIN.replacen("\"id\":\"netwerkspiegel\"", &format!("\"id\":{:?}", instrument().id), 1);
    let begin = begin.replacen("\"backup\"", "\"session\"", 1).replacen("\"responses\":[", "", 1);
    check_accepted(accept(format!("{begin}{}}}", text(bytes)).as_bytes(), instrument()));
}

/// As it is, or as what a logbook's file holds.
fn check_logbook(bytes: &[u8]) {
    if turn(bytes, 2) == 0 {
        check_accepted(accept(bytes, instrument()));
        return;
    }
    let begin = BEGIN.replacen("\"id\":\"netwerkspiegel\"", &format!("\"id\":{:?}", instrument().id), 1);
    let begin = begin.replacen("\"backup\"", "\"logbook\"", 1).replacen("\"responses\":[", "", 1);
    check_accepted(accept(format!("{begin}{}}}", text(bytes)).as_bytes(), instrument()));
}

/// A field a line, its value after `=`.
fn folder(bytes: &[u8]) -> Fields {
    let mut fields = Fields::default();
    for line in text(bytes).lines() {
        if let Some((field, value)) = line.split_once('=') {
            fields.insert(field.to_owned(), value.to_owned());
        }
    }
    fields
}

/// What a trainer's browser keeps of a session: what can be read of it is read the same from what it would be written as.
fn check_kept_session(bytes: &[u8]) {
    let Some(kept) = Collection::read(instrument(), SessionId(7), &folder(bytes)) else { return };
    is_a_session(&kept);
    let fields = kept.fields();
    let mut again = Fields::default();
    for (field, value) in fields.clone() {
        value.and_then(|value| again.insert(field, value));
    }
    let again = Collection::read(instrument(), SessionId(7), &again);
    assert_eq!(again.map(|kept| kept.fields()), Some(fields));
}

fn check_kept_logbook(bytes: &[u8]) {
    let Some(logbook) = kept::read(LogbookId(7), &folder(bytes)) else { return };
    is_a_logbook(&logbook);
    let mut again = Fields::default();
    for (field, value) in kept::fields(&logbook) {
        value.and_then(|value| again.insert(field, value));
    }
    assert_eq!(kept::read(LogbookId(7), &again), Some(logbook));
}

fn read_row(line: &str) -> Option<Handed> {
    session::RowReader::new(SessionId(1), instrument()).read(line)
}

/// A response that was handed in, as a trainer's browser keeps it.
fn check_kept_row(bytes: &[u8]) {
    let Some(handed) = read_row(&text(bytes)) else { return };
    is_valid(&handed.response);
    let again = read_row(&session::encode_row(instrument(), &handed));
    assert_eq!(again, Some(handed));
}

/// What must hold of any session that came through the gate.
fn is_a_session(kept: &SessionFile) {
    assert!(kept.group.session.fits());
    kept.group.rows().for_each(|handed| is_valid(&handed.response));
}

/// What must hold of any logbook that came through the gate.
fn is_a_logbook(logbook: &Logbook) {
    assert!(
        logbook.network().chars().count() <= MAX_NAME && clean_name(logbook.network()) == logbook.network()
    );
    let entries = logbook.entries();
    let goals = logbook.goals();
    let texts = goals.iter().map(|(_, text)| *text).chain(entries.iter().map(|(_, entry)| &*entry.text));
    for text in texts {
        assert!(!text.trim().is_empty() && text.chars().count() <= MAX_SENTENCE && clean_name(text) == text);
    }
    let mut twice = logbook.clone();
    twice.merge(logbook);
    // The first time it joins what a file may have twice under different ids.
    let once = twice.clone();
    twice.merge(logbook);
    assert_eq!(twice, once);
}

/// As it is, or as what stands inside a report.
fn check_report(bytes: &[u8]) {
    match turn(bytes, 3) {
        0 => check_accepted(accept(bytes, instrument())),
        1 => check_accepted(accept(&[b"<", bytes].concat(), instrument())),
        _ => {
            let page = [b"<!doctype html>", EMBED_BEGIN.as_bytes(), bytes, EMBED_END.as_bytes()].concat();
            check_accepted(accept(&page, instrument()));
        }
    }
}

fn check_accepted(accepted: Result<Incoming, Rejected>) {
    match accepted {
        Ok(Incoming::Responses(responses)) => {
            assert!(!responses.is_empty());
            responses.iter().for_each(is_valid);
            match decode(&write(&responses), instrument()) {
                Ok(Incoming::Responses(again)) => assert_eq!(again, responses),
                other => panic!("{other:?}"),
            }
        }
        Ok(Incoming::Backup(kept)) => {
            kept.responses.iter().for_each(is_valid);
            kept.sessions.iter().for_each(is_a_session);
            kept.logbooks.iter().for_each(is_a_logbook);
            let file = write_all(&kept);
            match decode(&file, instrument()) {
                Ok(Incoming::Backup(again)) => assert_eq!(write_all(&again), file),
                other => panic!("{other:?}"),
            }
        }
        Ok(Incoming::Session(kept)) => {
            let write = |kept: &SessionFile| session::encode(kept, Lang::Nl, "0.1.0", &Day::default());
            is_a_session(&kept);
            let file = write(&kept);
            match decode(&file, instrument()) {
                Ok(Incoming::Session(again)) => assert_eq!(write(&again), file),
                other => panic!("{other:?}"),
            }
        }
        Ok(Incoming::Logbook(kept)) => {
            is_a_logbook(&kept);
            let file = logbook::encode(instrument(), &kept, Lang::Nl, "0.1.0", &Day::default());
            match decode(&file, instrument()) {
                Ok(Incoming::Logbook(again)) => assert_eq!(again, kept),
                other => panic!("{other:?}"),
            }
        }
        Err(why) => assert!(!why.to_string().is_empty()),
    }
}

/// What must hold of any response that came through the gate.
pub fn is_valid(response: &Response) {
    assert!(!response.removed);
    assert!(response.network.chars().count() <= MAX_NAME);
    assert_eq!(clean_name(&response.network), response.network);
    assert!(response.topics().len() <= instrument().topic_choice.max_choices);
    for (code, answer) in response.answers() {
        let question = instrument().question(code);
        assert!(question.is_some_and(|question| question.scale.option(*answer).is_some()), "{code}");
    }
    let words = instrument().open_questions().map(|open| response.words(open.id));
    let steps = StepPart::ALL.into_iter().map(|part| response.step(part));
    for text in words.chain(steps).chain(response.unknown.pairs().iter().map(|(_, text)| text.as_str())) {
        assert!(text.chars().count() <= MAX_TEXT);
    }
    assert!(response.unknown.pairs().iter().all(|(field, _)| field.chars().count() <= MAX_NAME));
}

// ---- the rest

fn check_page(bytes: &[u8]) {
    let page = Page::parse(&text(bytes));
    if page == Page::Unknown {
        return;
    }
    let printed = page.print();
    assert_eq!(Page::parse(&printed), page);
    if matches!(page, Page::Link(_)) {
        return; // What it says is looked at by `link`.
    }
    assert!(printed.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'/'));
    if let (Some(id), Some(place)) = (page.response(), page.place()) {
        assert_eq!(Page::at(id, place).response(), Some(id));
    }
}

fn change(bytes: &[u8]) -> Change {
    let text = text(bytes);
    let (field, value) = text.split_once('=').map_or((&*text, None), |(field, value)| (field, Some(value)));
    Change::read(instrument(), field, value)
}

fn check_change(bytes: &[u8]) {
    let change = change(bytes);
    assert_eq!(Change::read(instrument(), change.field(), change.value().as_deref()), change);
    let mut response = Response::new(instrument(), ResponseId(1));
    response.apply(change.clone());
    let mut twice = response.clone();
    twice.apply(change);
    assert_eq!(twice, response);
    let mut again = Response::new(instrument(), ResponseId(1));
    response.changes().into_iter().for_each(|change| again.apply(change));
    again.removed = response.removed;
    assert_eq!(again, response);
}

fn check_parcel(bytes: &[u8]) {
    // As they are, or as a body of each kind with a check that fits.
    let bytes = match turn(bytes, 5) {
        0 => bytes.to_vec(),
        kind => with_head(kind, bytes),
    };
    check_found(parcel::decode(&bytes, instrument()));
}

/// The head of a parcel of ours, this body, its check.
fn with_head(kind: u8, body: &[u8]) -> Vec<u8> {
    static HEAD: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let empty = Session::new(instrument(), SessionId(0));
        parcel::encode_session(instrument(), &empty)[..parcel::HEAD].to_vec()
    });
    let body = &body[..body.len().min(0xffff)];
    let mut whole = HEAD.clone();
    whole[2] = kind;
    whole[parcel::HEAD - 2..].copy_from_slice(&(body.len() as u16).to_be_bytes());
    whole.extend(body);
    whole.extend(crc32(&whole).to_be_bytes());
    whole
}

fn check_found(found: Result<Parcel, Rejected>) {
    let bytes = match &found {
        Ok(Parcel::Session(session)) => parcel::encode_session(instrument(), session),
        Ok(Parcel::Response(handed)) => {
            is_valid(&handed.response);
            parcel::encode_response(instrument(), handed)
        }
        Err(why) => {
            assert!(!why.to_string().is_empty());
            return;
        }
    };
    assert_eq!(parcel::decode(&bytes, instrument()), found);
    if turn(&bytes, 4) != 0 {
        return;
    }
    let kind = found.as_ref().map_or(parcel::Kind::Session, Parcel::kind);
    assert_eq!(find(&code(kind, &bytes), instrument()), [found]);
}

fn check_link(bytes: &[u8]) {
    // As they are, or as the body of a parcel of each kind, as a code.
    let text = match turn(bytes, 4) {
        1 => code(parcel::Kind::Session, &with_head(1, bytes)).into(),
        2 => code(parcel::Kind::Response, &with_head(2, bytes)).into(),
        _ => text(bytes),
    };
    find(&text, instrument()).into_iter().for_each(check_found);
}

// ---- giants

/// For each decoder that reads whole files or stores: what is as large as may be and made to hurt. Name, decoder, bytes.
pub fn giants() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let fill = |part: &str| part.repeat(MAX_FILE / part.len()).into_bytes();
    let around = |begin: &str, part: &str, end: &str| {
        let room = MAX_FILE.saturating_sub(begin.len() + end.len());
        format!("{begin}{}{end}", part.repeat(room / part.len())).into_bytes()
    };
    let names = |from: usize, n: usize| -> String {
        (from..from + n)
            .map(|nth| format!("\"{nth:09}\":0,"))
            .collect::<String>()
            .trim_end_matches(',')
            .to_owned()
    };
    let wide: String = (0..140).map(|_| format!("{{{}}},", names(0, 500))).collect();
    let full: Vec<Response> = (0..1000).map(full).collect();
    // As many as a file holds.
    let fits = (0..).take_while(|n| write(&full[..=n * 20]).len() <= MAX_FILE).last().unwrap_or(0) * 20;
    let head = BEGIN.replacen("\"id\":\"netwerkspiegel\"", &format!("\"id\":{:?}", instrument().id), 1);
    let one = format!("{head}{{\"id\":\"{:032x}\",\"modules\":[],\"answers\":{{}},\"other\":{{", 7);
    vec![
        ("numbers", "json", around("[", "0,", "0]")),
        ("empty texts", "json", around("[", "\"\",", "0]")),
        ("empty lists", "json", around("[", "[],", "0]")),
        ("lists in lists", "json", fill("[")),
        ("names", "json", format!("[{wide}0]").into_bytes()),
        ("escapes", "json", around("\"", "\\u0041", "\"")),
        ("one number", "json", fill("1")),
        ("as many answers as fit", "file", write(&full[..fits]).into_bytes()),
        ("numbers", "file", around(&head, "0,", "0]}")),
        ("ids", "file", around(&head, "{\"id\":\"0\"},", "0]}")),
        (
            "unknown fields",
            "file",
            format!("{one}{}}}}}]}}", names(0, 500).replace(":0", ":\"0\"")).into_bytes(),
        ),
        ("zeros", "file", vec![0; MAX_FILE]),
        ("our name everywhere", "file", fill("netwerkspiege")),
        ("angles", "file", fill("<")),
        ("one long value", "record", around("{\"v\":1,\"value\":\"", "x", "\"}")),
        (
            "one long record",
            "record",
            made(1, &format!("a a={}", "x".repeat(MAX_FILE - 200))).encode().into_bytes(),
        ),
        ("one long line", "journal", around("{\"v\":1,\"value\":\"", "x", "\"}")),
        (
            "no records",
            "slots",
            around("{\"revision\":1,\"crc\":\"00000000\",\"records\":[", "\"\",", "\"\"]}"),
        ),
        ("a whole journal", "slots", encode_slot(1, &log_of(&full)).into_bytes()),
        ("records of a newer version", "note", fill("{\"v\":2}\n")),
        (
            "as many answers as fit",
            "report",
            format!("{EMBED_BEGIN}{}{EMBED_END}", write(&full[..fits - 20])).into_bytes(),
        ),
        ("scripts", "report", fill("<script>")),
        ("beginnings of the answers", "report", fill(EMBED_BEGIN)),
        (
            "as many entries as fit",
            "logbook",
            most(|n| logbook::encode(instrument(), &full_logbook(n), Lang::Nl, "0", &Day::default())),
        ),
        (
            "entries",
            "logbook",
            around(
                &format!(
                    "{}\"logbook\":{{\"id\":\"{:032x}\",\"revision\":0,\"network\":\"\"}},\"goals\":[],\"entries\":[",
                    head.replacen("\"backup\"", "\"logbook\"", 1).replacen("\"responses\":[", "", 1),
                    7
                ),
                "{\"id\":0},",
                "0]}",
            ),
        ),
        ("as many responses as fit", "session", most(full_session)),
        ("questions", "kept-row", around("{\"version\":\"0\",\"questions\":\"", "later ", "\",\"row\":{}}")),
        ("a long sentence", "kept-logbook", around("logbook={\"revision\":0,\"network\":\"", "x", "\"}")),
        ("slashes", "page", fill("/")),
        ("one code", "page", around(&format!("/{:032x}/", 7), "a", "")),
        ("modules", "change", around("@modules=", "basis ", "")),
        ("spaces", "change", around("@topics=", " ", "")),
        ("zeros", "parcel", vec![0; MAX_FILE]),
        (
            "a long body",
            "parcel",
            [&b"N\x01\x01\0\0\0\0\0\0\xff\xff"[..], &vec![b'0'; MAX_FILE - 11]].concat(),
        ),
        ("percents", "link", fill("%25")),
        ("beginnings", "link", fill("S1 ")),
        ("long codes that never end", "link", fill(&format!("{} ", long_code()))),
        ("letters", "link", fill("S")),
    ]
}

/// The beginning of a code that says it is as long as a code can be.
fn long_code() -> String {
    code(parcel::Kind::Session, b"N\x01\x01\0\0\0\0\0\0\xff\xff")
}

fn full(id: u128) -> Response {
    let mut response = Response::new(instrument(), ResponseId(id));
    response.apply(Change::Created(Day::default()));
    for question in instrument().questions() {
        response.apply(Change::read(instrument(), question.code, Some("na")));
    }
    response
}

/// What is written of so many hundreds, as many as fit into a file.
fn most(write: impl Fn(usize) -> String) -> Vec<u8> {
    let texts = (1..).map(|n| write(n * 100)).take_while(|text| text.len() <= MAX_FILE);
    texts.last().unwrap_or_default().into_bytes()
}

fn full_logbook(n: usize) -> Logbook {
    let mut logbook = Logbook::new(LogbookId(7), "x".repeat(MAX_NAME));
    for id in 0..n as u128 {
        logbook.set_goal(GoalId(id), Some("x".to_owned()));
        let text = "x".repeat(180);
        let (kind, benefits) = (LogbookKind::Result, Benefit::ALL.into_iter().collect());
        let entry = Entry { day: Day::default(), kind, text, benefits, goal: Some(GoalId(id)) };
        logbook.set_entry(EntryId(id), Some(entry));
    }
    logbook
}

fn full_session(n: usize) -> String {
    let id = SessionId(7);
    let rows = (0..n as u128).map(|nth| Handed {
        session: id,
        revision: 1,
        version: instrument().version.to_owned(),
        response: full(nth),
    });
    let session = Session { keeping: Keeping::Rows, ..Session::new(instrument(), id) };
    let group = Group::reopen(instrument(), session, rows, Sum::default(), None);
    let kept = SessionFile { group, minutes: Minutes::default(), is_invited: true, is_revealed: true };
    session::encode(&kept, Lang::Nl, "0", &Day::default())
}

fn log_of(responses: &[Response]) -> Vec<(u64, String)> {
    let mut journal = journal("a");
    let changes = responses.iter().take(40).flat_map(|response| {
        response.changes().into_iter().map(|change| (response.id, change)).collect::<Vec<_>>()
    });
    (1..).zip(changes.map(|(id, change)| journal.change(id, &change).encode())).collect()
}
