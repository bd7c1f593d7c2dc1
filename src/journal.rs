//! What is kept: one record for each change, in the order the store gave them. Decides what the records come to,
//! which are damaged, which are to be written again and which may go. Knows no storage and no clock: order is the
//! only judge (reliability.md D1, D4).

use crate::crc::crc32;
use crate::instrument::Instrument;
use crate::json::{self, Json};
use crate::response::{Change, Response, ResponseId};
use crate::sorted::Sorted;

/// The version of a record. A later version may add fields; this one reads no higher version.
const VERSION: u64 = 1;

/// One change to one response, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub response: ResponseId,
    pub field: String,
    pub value: Option<String>,
    /// Names this write for ever: the tab's random id and a counter. A write that is repeated is known by it.
    pub op: String,
    /// The key of the newest record of the same field that the writer knew; 0 for none.
    pub base: u64,
}

/// Why a record cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// Not one of ours, cut, or a bit has changed.
    Damaged,
    /// Written by a newer version: not to be touched.
    Newer,
}

impl Record {
    /// In: a change to a response, the name of this write, the newest key known for the field.
    pub fn new(response: ResponseId, change: &Change, op: String, base: u64) -> Record {
        Record { response, field: change.field().to_owned(), value: change.value(), op, base }
    }

    /// The record as one line of JSON with its check.
    pub fn encode(&self) -> String {
        let value = self.value.as_deref().map_or(Json::Null, Json::text);
        let fields = [
            ("v", Json::number(VERSION)),
            ("response", Json::Text(self.response.to_string())),
            ("field", Json::text(&self.field)),
            ("value", value),
            ("op", Json::text(&self.op)),
            ("base", Json::number(self.base)),
            ("crc", Json::Text(self.check())),
        ];
        Json::object(fields).line()
    }

    /// In: the text of a record. Out: the record, if it is whole.
    pub fn decode(text: &str) -> Result<Record, Unusable> {
        let line = json::parse(text).map_err(|_| Unusable::Damaged)?;
        if line.get("v").and_then(Json::as_number).is_some_and(|version| version > VERSION) {
            return Err(Unusable::Newer);
        }
        Record::of(&line).ok_or(Unusable::Damaged)
    }

    fn of(line: &Json) -> Option<Record> {
        let text = |name: &str| line.get(name).and_then(Json::as_text);
        let value = line.get("value")?;
        let value = if *value == Json::Null { None } else { Some(value.as_text()?.to_owned()) };
        let record = Record {
            response: ResponseId::parse(text("response")?)?,
            field: text("field")?.to_owned(),
            value,
            op: text("op")?.to_owned(),
            base: line.get("base")?.as_number()?,
        };
        (text("crc")? == record.check()).then_some(record)
    }

    /// A check over everything the record says; the parts are kept apart by a character no part begins with.
    fn check(&self) -> String {
        let value = self.value.as_ref().map_or("-".to_owned(), |value| format!("={value}"));
        let whole = [
            &VERSION.to_string(),
            &self.response.to_string(),
            &self.field,
            &self.op,
            &self.base.to_string(),
            &value,
        ]
        .map(String::as_str)
        .join("\n");
        format!("{:08x}", crc32(whole.as_bytes()))
    }
}

/// A record that could not be used, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    pub key: u64,
    pub text: String,
}

/// The sum of all records read so far, and of the changes made here that the store has not confirmed yet.
#[derive(Debug)]
pub struct Journal {
    instrument: &'static Instrument,
    responses: Sorted<ResponseId, Response>,
    /// For each field, the key of the record that counts.
    newest: Sorted<(ResponseId, String), u64>,
    ops: Vec<String>,
    /// Keys of records that a later one has replaced.
    replaced: Vec<u64>,
    last_key: u64,
    damaged: Vec<SetAside>,
    n_damaged: usize,
    is_newer: bool,
    pending: Vec<Record>,
    tab: String,
    n_ops: u64,
}

impl Journal {
    /// An empty journal. `tab` is a random name that no other tab has.
    pub fn new(instrument: &'static Instrument, tab: String) -> Journal {
        Journal {
            instrument,
            responses: Sorted::default(),
            newest: Sorted::default(),
            ops: Vec::new(),
            replaced: Vec::new(),
            last_key: 0,
            damaged: Vec::new(),
            n_damaged: 0,
            is_newer: false,
            pending: Vec::new(),
            tab,
            n_ops: 0,
        }
    }

    /// Reads one record of the store; keys must rise. Out: the response it changed, if any. A field with an
    /// unconfirmed change of this tab keeps that change, because it will get the higher key.
    pub fn read(&mut self, key: u64, text: &str) -> Option<ResponseId> {
        if key <= self.last_key {
            return None;
        }
        self.last_key = key;
        let record = match Record::decode(text) {
            Ok(record) => record,
            Err(Unusable::Newer) => {
                self.is_newer = true;
                return None;
            }
            Err(Unusable::Damaged) => {
                self.n_damaged += 1;
                self.damaged.push(SetAside { key, text: text.to_owned() });
                return None;
            }
        };
        self.ops.push(record.op.clone());
        let waits = |pending: &Record| pending.response == record.response && pending.field == record.field;
        let is_overruled = self.pending.iter().any(|pending| pending.op != record.op && waits(pending));
        let place = (record.response, record.field.clone());
        self.replaced.extend(self.newest.insert(place, key));
        if !is_overruled {
            self.apply(&record);
        }
        Some(record.response)
    }

    fn apply(&mut self, record: &Record) {
        let change = Change::read(self.instrument, &record.field, record.value.as_deref());
        let new = || Response::new(self.instrument, record.response);
        self.responses.entry(record.response, new).apply(change);
    }

    /// Makes a change here and now. Out: the record to be written.
    pub fn change(&mut self, response: ResponseId, change: &Change) -> Record {
        self.n_ops += 1;
        let op = format!("{}-{}", self.tab, self.n_ops);
        let base = self.newest.get(&(response, change.field().to_owned())).copied().unwrap_or(0);
        let record = Record::new(response, change, op, base);
        self.apply(&record);
        self.pending.push(record.clone());
        record
    }

    /// The store has confirmed these writes.
    pub fn confirm(&mut self, ops: &[String]) {
        for op in ops {
            let Some(place) = self.pending.iter().position(|record| record.op == *op) else { continue };
            let confirmed = self.pending[place].clone();
            // An earlier change of the same field was never written, and must not be written after this one.
            let mut nth = 0;
            self.pending.retain(|record| {
                nth += 1;
                nth - 1 > place || record.response != confirmed.response || record.field != confirmed.field
            });
        }
    }

    /// Changes of this tab that the store has not confirmed, oldest first; of one field only the latest.
    pub fn pending(&self) -> Vec<Record> {
        let same = |a: &Record, b: &Record| a.response == b.response && a.field == b.field;
        let later = |place: usize| &self.pending[place + 1..];
        let all = self.pending.iter().enumerate();
        all.filter(|(place, record)| !later(*place).iter().any(|other| same(record, other)))
            .map(|(_, record)| record.clone())
            .collect()
    }

    /// In: the unconfirmed records an earlier visit left behind, as text. Takes up those that were never stored and
    /// are not overtaken by a later answer; out: the texts of those that are overtaken or damaged, to be set aside.
    pub fn take_up(&mut self, left_behind: &[String]) -> Vec<String> {
        let mut aside = Vec::new();
        for text in left_behind {
            let Ok(record) = Record::decode(text) else {
                aside.push(text.clone());
                continue;
            };
            if self.ops.contains(&record.op) {
                continue;
            }
            let newest = self.newest.get(&(record.response, record.field.clone())).copied().unwrap_or(0);
            if newest > record.base {
                aside.push(text.clone());
            } else {
                self.apply(&record);
                self.pending.push(record);
            }
        }
        aside
    }

    /// The responses that were not removed and were begun, newest id last.
    pub fn responses(&self) -> impl Iterator<Item = &Response> {
        self.responses
            .pairs()
            .iter()
            .map(|(_, response)| response)
            .filter(|response| !response.removed && response.created.is_some())
    }

    /// A response by its id, unless it was removed.
    pub fn response(&self, id: ResponseId) -> Option<&Response> {
        self.responses.get(&id).filter(|response| !response.removed)
    }

    /// The highest key read.
    pub fn last_key(&self) -> u64 {
        self.last_key
    }

    /// A response that was removed and can still come back.
    pub fn removed(&self, id: ResponseId) -> Option<&Response> {
        self.responses.get(&id).filter(|response| response.removed)
    }

    /// Damaged records that still stand in the store.
    pub fn damaged(&self) -> &[SetAside] {
        &self.damaged
    }

    /// How many damaged records were met on this visit.
    pub fn n_damaged(&self) -> usize {
        self.n_damaged
    }

    /// The store holds records of a newer version.
    pub fn is_newer(&self) -> bool {
        self.is_newer
    }

    /// Keys that the store may delete: records that a later one has replaced, and those of removed responses,
    /// but for the record that says so.
    pub fn superfluous(&self) -> Vec<u64> {
        let mut keys = self.replaced.clone();
        keys.extend(self.newest.pairs().iter().filter_map(|((id, field), key)| {
            let is_gone = self.responses.get(id).is_some_and(|response| response.removed);
            (is_gone && field != "@removed").then_some(*key)
        }));
        keys
    }

    /// The store has deleted these.
    pub fn forget(&mut self, keys: &[u64]) {
        self.replaced.retain(|key| !keys.contains(key));
        self.damaged.clear();
    }

    /// Whether this tab wrote the record.
    pub fn wrote(&self, text: &str) -> bool {
        Record::decode(text).is_ok_and(|record| record.op.starts_with(&self.tab))
    }

    /// Every record that counts, as text: for a store that keeps the journal whole.
    pub fn whole(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for (_, response) in self.responses.pairs() {
            let op = || format!("{}-w{}", self.tab, texts.len());
            if response.removed {
                texts.push(Record::new(response.id, &Change::Removed(true), op(), 0).encode());
                continue;
            }
            for change in response.changes() {
                let op = format!("{}-w{}", self.tab, texts.len());
                texts.push(Record::new(response.id, &change, op, 0).encode());
            }
        }
        texts
    }
}

/// In: a revision and the records. Out: a journal kept whole under one key, as text: revision, check and records. Two
/// such keys are written in turn, so that one is always whole.
pub fn encode_slot(revision: u64, records: &[String]) -> String {
    let records = records.iter().map(String::as_str);
    let check = check_all(&records.clone().collect::<Vec<_>>());
    let fields =
        [("revision", Json::number(revision)), ("crc", Json::Text(check)), ("records", Json::texts(records))];
    Json::object(fields).line()
}

fn check_all(records: &[&str]) -> String {
    format!("{:08x}", crc32(records.join("\n").as_bytes()))
}

/// In: the texts of the two slots, where there are any. Out: revision and records of the newest whole one.
pub fn decode_slots(slots: &[String]) -> Option<(u64, Vec<String>)> {
    slots.iter().filter_map(|text| decode_slot(text)).max_by_key(|(revision, _)| *revision)
}

fn decode_slot(text: &str) -> Option<(u64, Vec<String>)> {
    let slot = json::parse(text).ok()?;
    let records = slot.get("records")?.as_texts()?;
    let check = check_all(&records.iter().map(String::as_str).collect::<Vec<_>>());
    let is_whole = slot.get("crc")?.as_text()? == check;
    is_whole.then_some((slot.get("revision")?.as_number()?, records))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{Answer, Rating};
    use crate::response::Day;
    use proptest::prelude::*;

    const ID: ResponseId = ResponseId(1);

    fn journal(tab: &str) -> Journal {
        Journal::new(Instrument::shipped(), tab.into())
    }

    fn answer(point: i64) -> Change {
        Change::Answer("actors-needed", Rating::new(point).map(Answer::Rating))
    }

    fn answered(journal: &Journal) -> Option<u8> {
        journal.response(ID)?.answer("actors-needed")?.rating().map(Rating::point)
    }

    /// A store in memory: what is written gets the next key.
    #[derive(Default)]
    struct Log(Vec<String>);

    impl Log {
        fn write(&mut self, record: &Record) {
            self.0.push(record.encode());
        }

        fn read_into(&self, journal: &mut Journal) {
            for (place, text) in self.0.iter().enumerate() {
                journal.read(place as u64 + 1, text);
            }
        }
    }

    #[test]
    fn what_was_written_is_read_back() {
        let (mut one, mut log) = (journal("a"), Log::default());
        for change in [
            Change::Created(Day::parse("2026-11-21").unwrap()),
            Change::Network("Langer Thuis".into()),
            answer(4),
            Change::Words("basis-missing", "regel\nnieuwe regel \u{1f9f5}".into()),
            answer(2),
        ] {
            log.write(&one.change(ID, &change));
        }
        let mut two = journal("b");
        log.read_into(&mut two);
        assert_eq!(one.response(ID), two.response(ID));
        assert_eq!(answered(&two), Some(2));
        assert_eq!(two.superfluous(), [3]);
        assert_eq!(two.responses().count(), 1);
    }

    #[test]
    fn every_changed_bit_is_noticed_and_costs_one_record_only() {
        let mut log = Log::default();
        let mut writer = journal("a");
        log.write(&writer.change(ID, &Change::Network("x".into())));
        log.write(&writer.change(ID, &answer(4)));
        let whole = log.0[1].clone();
        for place in 0..whole.len() * 8 {
            let mut bytes = whole.clone().into_bytes();
            bytes[place / 8] ^= 1 << (place % 8);
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            if Record::decode(&text).is_ok_and(|record| record == Record::decode(&whole).unwrap()) {
                continue; // A changed name of a key that is not needed, or the case of a hexadecimal digit.
            }
            let mut reader = journal("b");
            reader.read(1, &log.0[0]);
            reader.read(2, &text);
            assert!(answered(&reader).is_none(), "{text}");
            assert_eq!(reader.response(ID).unwrap().network, "x");
            assert_eq!(reader.damaged().len() + usize::from(reader.is_newer()), 1, "{text}");
        }
    }

    #[test]
    fn a_record_of_a_newer_version_is_left_alone() {
        let mut reader = journal("a");
        reader.read(1, r#"{"v":2,"something":"new"}"#);
        assert!(reader.is_newer());
        assert!(reader.damaged().is_empty());
    }

    #[test]
    fn two_tabs_come_to_the_same_and_the_last_commit_wins() {
        let (mut a, mut b, mut log) = (journal("a"), journal("b"), Log::default());
        let from_a = a.change(ID, &answer(1));
        let from_b = b.change(ID, &answer(5));
        log.write(&from_b);
        log.read_into(&mut a);
        assert_eq!(answered(&a), Some(1), "the unconfirmed change stays on the screen");
        log.write(&from_a);
        a.confirm(&[from_a.op]);
        b.confirm(&[from_b.op]);
        log.read_into(&mut a);
        log.read_into(&mut b);
        assert_eq!((answered(&a), answered(&b)), (Some(1), Some(1)));
    }

    #[test]
    fn many_changes_during_one_slow_write_end_with_the_last() {
        let (mut one, mut log) = (journal("a"), Log::default());
        let typed = |text: &str| Change::Network(text.into());
        one.change(ID, &typed("a"));
        let mut writing = one.pending();
        for text in ["ab", "abc", "abcd"] {
            one.change(ID, &typed(text));
        }
        // The store writes what is pending, confirms it, and goes on until nothing is.
        while !writing.is_empty() {
            writing.iter().for_each(|record| log.write(record));
            one.confirm(&writing.iter().map(|record| record.op.clone()).collect::<Vec<_>>());
            writing = one.pending();
        }
        assert_eq!(log.0.len(), 2);
        let mut two = journal("b");
        log.read_into(&mut two);
        assert_eq!(two.response(ID).unwrap().network, "abcd");
    }

    #[test]
    fn what_a_dead_tab_left_behind_is_taken_up_once() {
        let (mut dead, mut log) = (journal("dead"), Log::default());
        let stored = dead.change(ID, &answer(1));
        log.write(&stored);
        let lost = dead.change(ID, &Change::Network("x".into()));
        let left: Vec<String> = dead.pending().iter().map(Record::encode).collect();
        assert_eq!(left.len(), 2);
        let mut next = journal("next");
        log.read_into(&mut next);
        assert!(next.take_up(&left).is_empty());
        assert_eq!(next.pending(), [lost]);
        assert_eq!(next.response(ID).unwrap().network, "x");
    }

    #[test]
    fn what_was_left_behind_never_overrules_a_later_answer() {
        let (mut dead, mut log) = (journal("dead"), Log::default());
        let old = dead.change(ID, &answer(1));
        let mut other = journal("other");
        log.write(&other.change(ID, &answer(5)));
        let mut next = journal("next");
        log.read_into(&mut next);
        assert_eq!(next.take_up(&[old.encode(), "{half".into()]).len(), 2);
        assert_eq!(answered(&next), Some(5));
    }

    #[test]
    fn a_removed_response_can_come_back_until_its_records_are_deleted() {
        let (mut journal, mut log) = (journal("a"), Log::default());
        log.write(&journal.change(ID, &Change::Created(Day::parse("2026-11-21").unwrap())));
        log.write(&journal.change(ID, &answer(3)));
        log.write(&journal.change(ID, &Change::Removed(true)));
        assert_eq!(journal.responses().count(), 0);
        let mut next = self::journal("b");
        log.read_into(&mut next);
        assert_eq!(next.superfluous(), [1, 2]);
        log.write(&journal.change(ID, &Change::Removed(false)));
        assert_eq!(answered(&journal), Some(3));
    }

    #[test]
    fn the_newest_whole_slot_counts() {
        let (old, new) = (encode_slot(3, &["a".into()]), encode_slot(4, &["a".into(), "b".into()]));
        assert_eq!(decode_slots(&[old.clone(), new.clone()]), Some((4, vec!["a".into(), "b".into()])));
        let cut = new[..new.len() - 3].to_owned();
        assert_eq!(decode_slots(&[old.clone(), cut]), Some((3, vec!["a".into()])));
        assert_eq!(decode_slots(&[old.replace("\"a\"", "\"z\"")]), None);
    }

    #[test]
    fn a_journal_kept_whole_is_the_same_journal() {
        let mut one = journal("a");
        one.change(ID, &Change::Created(Day::parse("2026-11-21").unwrap()));
        one.change(ID, &answer(3));
        one.change(ResponseId(2), &Change::Removed(true));
        let log = Log(one.whole());
        let mut two = journal("b");
        log.read_into(&mut two);
        assert_eq!(one.response(ID), two.response(ID));
        assert!(two.response(ResponseId(2)).is_none());
    }

    proptest! {
        /// Two tabs, any interleaving of answering, committing and reading: both end with the log's order.
        #[test]
        fn any_interleaving_of_two_tabs_equals_the_log(steps in prop::collection::vec((0..2usize, 0..4usize, 0..3u8, 1..6i64), 1..120)) {
            let codes = ["actors-needed", "actors-roles", "equal-listen"];
            let mut tabs = [journal("a"), journal("b")];
            let mut waiting: [Vec<Record>; 2] = Default::default();
            let mut log = Log::default();
            for (tab, step, item, point) in steps {
                match step {
                    0 | 1 => {
                        let change = Change::Answer(codes[item as usize], Rating::new(point).map(Answer::Rating));
                        waiting[tab].push(tabs[tab].change(ID, &change));
                    }
                    2 if !waiting[tab].is_empty() => {
                        let record = waiting[tab].remove(0);
                        log.write(&record);
                        tabs[tab].confirm(&[record.op]);
                    }
                    _ => log.read_into(&mut tabs[tab]),
                }
            }
            for tab in 0..2 {
                for record in waiting[tab].drain(..) {
                    log.write(&record);
                    tabs[tab].confirm(&[record.op]);
                }
            }
            let mut oracle = journal("oracle");
            log.read_into(&mut oracle);
            for tab in &mut tabs {
                log.read_into(tab);
                prop_assert_eq!(tab.response(ID), oracle.response(ID));
            }
        }
    }
}
