//! What is kept, seen from outside: damage, older and newer versions, two tabs, long use. Each test names the fault it
//! is about (reliability.md). Knows no storage: the log is a list of texts.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

use netwerkspiegel::exchange::{Incoming, accept};
use netwerkspiegel::instrument::{Answer, Instrument};
use netwerkspiegel::journal::{Journal, Record, append, decode_slots, encode_slot};
use netwerkspiegel::response::{Change, Day, Response, ResponseId, StepPart};
use peak_alloc::PeakAlloc;
use std::collections::BTreeMap;
use std::sync::Mutex;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The memory is that of the whole program: who measures it must be alone.
static ALONE: Mutex<()> = Mutex::new(());

fn journal(tab: &str) -> Journal {
    Journal::new(Instrument::shipped(), tab.into())
}

fn read_all<'a>(log: impl IntoIterator<Item = (u64, &'a str)>) -> Journal {
    let mut journal = journal("reader");
    for (key, text) in log {
        journal.read(key, text);
    }
    journal
}

/// A store: what is written gets the next key, and what is deleted is gone.
#[derive(Default)]
struct Store {
    log: BTreeMap<u64, String>,
    last: u64,
}

impl Store {
    fn write(&mut self, record: &Record) {
        self.last += 1;
        self.log.insert(self.last, record.encode());
    }

    fn above(&self, key: u64) -> impl Iterator<Item = (u64, &str)> {
        self.log.range(key + 1..).map(|(key, text)| (*key, text.as_str()))
    }

    /// What the shell does after a write: confirm, read, and tidy when there is much to tidy.
    fn written(&mut self, journal: &mut Journal, records: &[Record]) {
        records.iter().for_each(|record| self.write(record));
        journal.confirm(&records.iter().map(|record| record.op.clone()).collect::<Vec<_>>());
        self.refresh(journal);
    }

    fn refresh(&mut self, journal: &mut Journal) {
        for (key, text) in self.above(journal.last().0) {
            journal.read(key, text);
        }
        let superfluous = journal.superfluous();
        if superfluous.len() > 200 {
            self.log.retain(|key, _| !superfluous.contains(key));
            journal.forget(&superfluous);
        }
    }
}

/// Chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

fn any_answer(chance: &mut Chance) -> Change {
    let questions: Vec<_> = Instrument::shipped().questions();
    let question = &questions[chance.below(questions.len())];
    let options: Vec<Answer> = question.scale.options.iter().map(|option| option.answer).collect();
    Change::Answer(question.code, options.get(chance.below(options.len() + 1)).copied())
}

// ---- versions

const V1_LOG: &str = include_str!("fixtures/v1/log.txt");
const V1_SLOT: &str = include_str!("fixtures/v1/slot.txt");
const V1_NOTE: &str = include_str!("fixtures/v1/note.txt");

fn v1_log() -> impl Iterator<Item = (u64, &'static str)> {
    (1..).zip(V1_LOG.lines())
}

/// The same as in the frozen files of version 1.
fn v1_responses() -> Vec<Response> {
    let file = include_bytes!("fixtures/v1/backup.json");
    match accept(file, Instrument::shipped()) {
        Ok(Incoming::Responses(responses)) => responses,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn is_v1(journal: &Journal) {
    for response in v1_responses() {
        assert_eq!(journal.response(response.id), Some(&response));
    }
    assert!(journal.removed(ResponseId(9)).is_some());
    assert!(journal.unreadable().is_empty() && !journal.is_newer());
}

/// F08, T14: records, slot and note of version 1 were written once, by version 0.1.0, and load for ever.
#[test]
fn the_records_of_version_1_load_for_ever() {
    let log = read_all(v1_log());
    is_v1(&log);
    let mut superfluous = log.superfluous();
    superfluous.sort_unstable();
    assert_eq!(superfluous, [1, 2, 3, 24]);
    let (revision, records) = decode_slots(&[V1_SLOT.trim_end().into()]).unwrap();
    assert_eq!(revision, 7);
    is_v1(&read_all(records.iter().map(|(key, text)| (*key, text.as_str()))));
    let mut next = read_all(v1_log());
    let note: Vec<String> = V1_NOTE.lines().map(str::to_owned).collect();
    assert!(next.take_up(&note).is_empty());
    assert_eq!(next.pending().len(), 1);
    assert_eq!(next.response(ResponseId(7)).unwrap().step(StepPart::Who), "ik");
}

/// F09, T14: what a newer version wrote is known response by response, and nothing beside it is deleted or moved.
#[test]
fn not_a_byte_of_a_newer_version_is_changed() {
    let newer = format!(r#"{{"v":2,"response":"{}","field":"@mood","value":{{"deep":[1]}}}}"#, ResponseId(7));
    let mut log: Vec<(u64, &str)> = v1_log().collect();
    log.extend([(90, newer.as_str()), (91, "rubbish")]);
    let journal = read_all(log.iter().copied());
    assert!(
        journal.is_newer() && journal.is_read_only(ResponseId(7)) && !journal.is_read_only(ResponseId(9))
    );
    assert!(journal.superfluous().is_empty() && journal.damaged().is_empty());
    for response in v1_responses() {
        assert_eq!(journal.response(response.id), Some(&response));
    }
    // What a newer version left unconfirmed is set aside whole, as it came; in a slot it stays as it is.
    let mut next = read_all(v1_log());
    assert_eq!(next.take_up(std::slice::from_ref(&newer)), std::slice::from_ref(&newer));
    assert!(next.pending().is_empty());
    let slot = encode_slot(3, &append(Vec::new(), ["x".to_owned(), newer.clone()]));
    assert!(decode_slots(&[slot]).unwrap().1.iter().any(|(_, text)| *text == newer));
}

/// F06: every bit of a stored journal, flipped, costs that one record at most, and never reads as another one.
#[test]
fn every_flipped_bit_of_a_journal_costs_its_record_only() {
    for (key, text) in v1_log() {
        let whole = Record::decode(text).unwrap();
        let mut damaged = None;
        for bit in 0..text.len() * 8 {
            let mut bytes = text.as_bytes().to_vec();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let Ok(text) = String::from_utf8(bytes) else { continue };
            match Record::decode(&text) {
                Ok(record) => assert_eq!(record, whole),
                Err(_) => damaged = Some(text),
            }
        }
        let damaged = damaged.unwrap();
        let mut log: Vec<(u64, &str)> = v1_log().collect();
        log.iter_mut().filter(|(other, _)| *other == key).for_each(|(_, text)| *text = &damaged);
        let without = read_all(v1_log().filter(|(other, _)| *other != key));
        let journal = read_all(log);
        assert!(journal.responses().eq(without.responses()));
        assert_eq!(journal.unreadable().len() + usize::from(journal.is_newer()), 1);
    }
}

/// F06: every bit of a slot, flipped, leaves the slot before it.
#[test]
fn every_flipped_bit_of_a_slot_leaves_the_one_before() {
    let text = V1_SLOT.trim_end();
    let (_, records) = decode_slots(&[text.into()]).unwrap();
    let before = encode_slot(6, &[(1, "before".into())]);
    for bit in (0..text.len() * 8).step_by(3) {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let (revision, read) = decode_slots(&[text, before.clone()]).unwrap();
        assert!(read == records || revision == 6);
    }
}

/// A value that this version does not know stands beside the one it knows, whatever is deleted in between.
#[test]
fn what_is_not_known_replaces_nothing_that_is() {
    let id = ResponseId(1);
    let read = |value: &str| Change::read(Instrument::shipped(), "actors-needed", Some(value));
    let shown = |changes: &[Change], is_tidied: bool| {
        let (mut journal, mut store) = (journal("a"), Store::default());
        for change in changes {
            store.write(&journal.change(id, change));
        }
        let superfluous = read_all(store.above(0)).superfluous();
        store.log.retain(|key, _| !(is_tidied && superfluous.contains(key)));
        let again = read_all(store.above(0));
        (journal.response(id).cloned(), again.response(id).cloned())
    };
    for changes in [[read("3"), read("9")], [read("9"), read("3")], [read("9"), read("8")]] {
        let (now, kept) = shown(&changes, false);
        assert_eq!(now, kept);
        assert_eq!(shown(&changes, true).1, kept);
    }
    // Both unconfirmed: both are written.
    let mut journal = journal("a");
    journal.change(id, &read("3"));
    journal.change(id, &read("9"));
    assert_eq!(journal.pending().len(), 2);
}

// ---- order

/// F13: no clock has a say. Days that jump to and fro are only values; the order of the log decides.
#[test]
fn the_order_of_the_log_decides_and_no_clock() {
    let id = ResponseId(1);
    let (mut journal, mut store) = (journal("a"), Store::default());
    for day in ["2026-11-21", "2031-01-01", "1999-12-31", "2026-03-29"] {
        store.write(&journal.change(id, &Change::Created(Day::parse(day).unwrap())));
        store.write(&journal.change(id, &Change::Network(day.into())));
    }
    let read = read_all(store.above(0));
    assert_eq!(read.response(id).unwrap().network, "2026-03-29");
    assert_eq!(read.response(id), journal.response(id));
}

/// F15, T13: two tabs, 1,000 random answers each, written and read at any time, with the deleting in between: both come
/// to what was committed last. And what a third one reads at the end is the same.
#[test]
fn two_tabs_with_a_thousand_answers_each_equal_the_oracle() {
    let _alone = ALONE.lock();
    let id = ResponseId(1);
    for seed in 1..=20 {
        let mut chance = Chance(seed);
        let mut tabs = [journal("a"), journal("b")];
        let (mut store, mut oracle) = (Store::default(), BTreeMap::new());
        let mut n_left = [1000_usize; 2];
        while n_left.iter().sum::<usize>() > 0 || tabs.iter().any(|tab| !tab.pending().is_empty()) {
            let (tab, step) = (chance.below(2), chance.below(4));
            if step < 2 && n_left[tab] > 0 {
                n_left[tab] -= 1;
                let change = any_answer(&mut chance);
                tabs[tab].change(id, &change);
                let shown = tabs[tab].response(id).unwrap().answer(change.field()).map(Answer::value);
                assert_eq!(shown, change.value(), "an answer stays on the screen");
            } else if step == 2 {
                // One transaction: what has waited so far.
                let writing = tabs[tab].pending();
                for record in &writing {
                    oracle.insert(record.field.clone(), record.value.clone());
                }
                store.written(&mut tabs[tab], &writing);
            } else {
                store.refresh(&mut tabs[tab]);
            }
        }
        let mut third = journal("c");
        for journal in tabs.iter_mut().chain([&mut third]) {
            store.refresh(journal);
            let response = journal.response(id).unwrap();
            for (field, value) in &oracle {
                assert_eq!(response.answer(field).map(Answer::value), *value, "seed {seed}, {field}");
            }
        }
        assert_eq!(tabs[0].response(id), third.response(id));
        assert_eq!(tabs[1].response(id), third.response(id));
        assert!(store.log.len() <= oracle.len() + 201, "{}", store.log.len());
    }
}

// ---- long use

/// So much may a journal grow by thousands of changes, in bytes: room for what waits to be deleted.
const GROWTH: usize = 131_072;

/// F60: 5,000 changes: neither the store nor the memory grows with their number.
#[test]
fn five_thousand_changes_leave_store_and_memory_as_they_were() {
    let _alone = ALONE.lock();
    let id = ResponseId(1);
    let mut chance = Chance(7);
    let (mut journal, mut store) = (journal("a"), Store::default());
    let mut before = 0;
    for nth in 0..5500 {
        if nth == 500 {
            before = MEMORY.current_usage();
        }
        journal.change(id, &any_answer(&mut chance));
        let pending = journal.pending();
        store.written(&mut journal, &pending);
    }
    let grown = MEMORY.current_usage().saturating_sub(before);
    println!("F60: 5,000 changes: {} KiB more memory, {} records kept", grown / 1024, store.log.len());
    assert!(grown < GROWTH, "{grown}");
    assert!(store.log.len() <= 400, "{}", store.log.len());
}

/// F60, F04: 5,000 changes while nothing can be written: what waits is one record for each field.
#[test]
fn a_store_that_refuses_everything_does_not_fill_the_memory() {
    let _alone = ALONE.lock();
    let mut chance = Chance(7);
    let mut journal = journal("a");
    let before = MEMORY.current_usage();
    for _ in 0..5000 {
        journal.change(ResponseId(1), &any_answer(&mut chance));
    }
    let grown = MEMORY.current_usage().saturating_sub(before);
    assert!(grown < GROWTH, "{grown}");
    assert!(journal.pending().len() <= 200, "{}", journal.pending().len());
    // And once it can be written, it is what is shown.
    let mut store = Store::default();
    let pending = journal.pending();
    store.written(&mut journal, &pending);
    assert_eq!(read_all(store.above(0)).response(ResponseId(1)), journal.response(ResponseId(1)));
}

/// F60: what was removed is deleted once, not again and again.
#[test]
fn what_was_deleted_is_not_superfluous_any_more() {
    let (mut journal, mut store) = (journal("a"), Store::default());
    let mut chance = Chance(3);
    for id in 0..6 {
        for _ in 0..300 {
            let record = journal.change(ResponseId(id), &any_answer(&mut chance));
            store.written(&mut journal, &[record]);
        }
        let record = journal.change(ResponseId(id), &Change::Removed(true));
        store.written(&mut journal, &[record]);
    }
    let superfluous = journal.superfluous();
    store.log.retain(|key, _| !superfluous.contains(key));
    journal.forget(&superfluous);
    assert!(journal.superfluous().is_empty());
    assert_eq!(store.log.len(), 6);
}
