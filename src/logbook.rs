//! A network's logbook: its long-term goals, and the small results, agreements and moments on the way there. Two copies
//! of it become one without doubles. Knows nothing of storage, of files or of the screen. Why: domain.md part a, 002
//! and 003.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

pub mod story;

use crate::response::{Day, ResponseId};
use crate::session::minutes::Minutes;
use crate::session::{SessionId, is_same_network};
use crate::sorted::Sorted;
use std::fmt;

/// The longest sentence of an entry or a goal, in characters.
pub const MAX_SENTENCE: usize = 400;

/// The random number of something: 128 bits, 32 hexadecimal digits in text.
macro_rules! id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u128);

        impl $name {
            /// In: text. Out: the id, if the text is exactly 32 lower-case hexadecimal digits.
            pub fn parse(text: &str) -> Option<$name> {
                ResponseId::parse(text).map(|id| $name(id.0))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }
    };
}

id! {
    /// Made when a logbook is begun.
    LogbookId
}
id! {
    /// Made with a goal.
    GoalId
}
id! {
    /// Made with an entry.
    EntryId
}

/// A value, and how often it was changed. Of two copies the greater one counts: the one that was changed more often,
/// else the greater value; that something was removed is the smallest of all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revised<T> {
    // First, because the order of the fields is the order of comparing.
    pub revision: u32,
    pub value: T,
}

impl<T> Revised<T> {
    /// A value that was never changed.
    pub fn new(value: T) -> Revised<T> {
        Revised { revision: 0, value }
    }

    fn change(&mut self, value: T) {
        self.revision = self.revision.saturating_add(1);
        self.value = value;
    }
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something small that became better.
    Result,
    Agreement,
    /// Something that happened: a meeting, somebody who joined or left.
    Moment,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Result, Kind::Agreement, Kind::Moment];

    /// As it stands in files.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Result => "result",
            Kind::Agreement => "agreement",
            Kind::Moment => "moment",
        }
    }
}

/// Who has something of it, and how: a cell of the instrument's value grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Benefit {
    SocietyDirect,
    SocietyIndirect,
    NetworkDirect,
    NetworkIndirect,
    PartnerDirect,
    PartnerIndirect,
}

impl Benefit {
    pub const ALL: [Benefit; 6] = [
        Benefit::SocietyDirect,
        Benefit::SocietyIndirect,
        Benefit::NetworkDirect,
        Benefit::NetworkIndirect,
        Benefit::PartnerDirect,
        Benefit::PartnerIndirect,
    ];

    /// The code of the item of the instrument that asks about it; as it stands in files.
    pub fn code(self) -> &'static str {
        match self {
            Benefit::SocietyDirect => "value-society-direct",
            Benefit::SocietyIndirect => "value-society-indirect",
            Benefit::NetworkDirect => "value-network-direct",
            Benefit::NetworkIndirect => "value-network-indirect",
            Benefit::PartnerDirect => "value-partner-direct",
            Benefit::PartnerIndirect => "value-partner-indirect",
        }
    }
}

/// Any of the benefits, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Benefits([bool; Benefit::ALL.len()]);

impl Benefits {
    pub fn has(self, benefit: Benefit) -> bool {
        self.iter().any(|other| other == benefit)
    }

    /// In their own order.
    pub fn iter(self) -> impl Iterator<Item = Benefit> {
        Benefit::ALL.into_iter().zip(self.0).filter_map(|(benefit, is_there)| is_there.then_some(benefit))
    }
}

impl FromIterator<Benefit> for Benefits {
    fn from_iter<I: IntoIterator<Item = Benefit>>(benefits: I) -> Benefits {
        let mut set = Benefits::default();
        for benefit in benefits {
            for (other, is_there) in Benefit::ALL.into_iter().zip(&mut set.0) {
                *is_there |= other == benefit;
            }
        }
        set
    }
}

/// The first year of an entry that is typed: an earlier one is a slip of the finger.
const FIRST_YEAR: u32 = 1900;

/// Why what stands in the field of a day is no day of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFault {
    NoDay,
    TooEarly,
}

/// In: what stands in the field of a day. Out: the day of an entry, or why it is none.
pub fn typed_day(typed: &str) -> Result<Day, DayFault> {
    let day = Day::parse(typed).ok_or(DayFault::NoDay)?;
    if day.parts().0 < FIRST_YEAR { Err(DayFault::TooEarly) } else { Ok(day) }
}

/// One line of the logbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub day: Day,
    pub kind: Kind,
    /// One sentence, at most `MAX_SENTENCE` characters.
    pub text: String,
    pub benefits: Benefits,
    /// The goal it contributes to; that one may have been removed.
    pub goal: Option<GoalId>,
}

/// That a network was looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measured {
    /// A questionnaire of one person that was begun on this day.
    Own(Day),
    /// A session on this day, of this title; that may be empty.
    Group(Day, String),
}

impl Measured {
    pub fn day(&self) -> &Day {
        match self {
            Measured::Own(day) | Measured::Group(day, _) => day,
        }
    }
}

/// The logbook of one network. What was removed leaves a trace, so that an older copy does not bring it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logbook {
    pub id: LogbookId,
    network: Revised<String>,
    goals: Sorted<GoalId, Revised<Option<String>>>,
    entries: Sorted<EntryId, Revised<Option<Entry>>>,
    /// Sorted, each once.
    measured: Vec<Measured>,
}

impl Logbook {
    /// An empty logbook of a network of this name.
    pub fn new(id: LogbookId, network: String) -> Logbook {
        Logbook::of(id, Revised::new(network))
    }

    /// The same with a name that may have been changed.
    pub fn of(id: LogbookId, network: Revised<String>) -> Logbook {
        let (goals, entries) = (Sorted::default(), Sorted::default());
        Logbook { id, network, goals, entries, measured: Vec::new() }
    }

    /// The name of the network.
    pub fn network(&self) -> &str {
        &self.network.value
    }

    /// Gives the network another name.
    pub fn rename(&mut self, network: String) {
        self.network.change(network);
    }

    /// The long-term goals, in the order of their ids: that in which they were first written.
    pub fn goals(&self) -> Vec<(GoalId, &str)> {
        let pairs = self.goals.pairs().iter();
        pairs.filter_map(|(id, goal)| Some((*id, goal.value.as_deref()?))).collect()
    }

    /// In: a random number. Out: the id of a new goal, after those that are here, as long as there is room after them.
    pub fn next_goal(&self, random: u128) -> GoalId {
        let last = self.goals.pairs().last();
        // Steps so short that there is room for thousands, and so long that no two people come to the same.
        let next = last.map(|(id, _)| id.0.checked_add((random >> 16).saturating_add(1)));
        GoalId(next.flatten().unwrap_or(random))
    }

    /// The sentence of a goal that is there.
    pub fn goal(&self, id: GoalId) -> Option<&str> {
        self.goals.get(&id)?.value.as_deref()
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> Vec<(EntryId, &Entry)> {
        let pairs = self.entries.pairs().iter();
        let mut entries: Vec<_> =
            pairs.filter_map(|(id, entry)| Some((*id, entry.value.as_ref()?))).collect();
        entries.sort_by(|(id, entry), (other_id, other)| (&entry.day, id).cmp(&(&other.day, other_id)));
        entries
    }

    /// An entry that is there.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(&id)?.value.as_ref()
    }

    /// Writes a goal, changes it, or removes it.
    pub fn set_goal(&mut self, id: GoalId, goal: Option<String>) {
        set(&mut self.goals, id, goal);
    }

    /// Writes an entry, changes it, or removes it.
    pub fn set_entry(&mut self, id: EntryId, entry: Option<Entry>) {
        set(&mut self.entries, id, entry);
    }

    /// Writes down what a session agreed, once: an agreement has an id of its own, wherever it is written down. In: the
    /// session, the day it is agreed on, its minutes. Out: the entries that were added.
    pub fn add_agreements(&mut self, session: SessionId, day: &Day, minutes: &Minutes) -> Vec<EntryId> {
        let mut added = Vec::new();
        for talked in &minutes.topics {
            let Some(agreed) = talked.agreed() else { continue };
            let (id, text) = (agreement_id(session, talked.topic), one_line(&agreed));
            let is_same = |entry: &Entry| entry.kind == Kind::Agreement && entry.text == text;
            if self.entries().into_iter().any(|(other, entry)| other == id || is_same(entry)) {
                continue;
            }
            let benefits = Benefits::default();
            let entry = Entry { day: day.clone(), kind: Kind::Agreement, text, benefits, goal: None };
            self.set_entry(id, Some(entry));
            added.push(id);
        }
        added
    }

    /// When the network was looked at, as far as those know who wrote in it.
    pub fn measured(&self) -> &[Measured] {
        &self.measured
    }

    /// Adds when the network was looked at.
    pub fn add_measured(&mut self, measured: impl IntoIterator<Item = Measured>) {
        self.measured.extend(measured);
        self.measured.sort();
        self.measured.dedup();
    }

    /// The name as it is kept.
    pub fn kept_network(&self) -> &Revised<String> {
        &self.network
    }

    /// Every goal as it is kept, also those that were removed.
    pub fn kept_goals(&self) -> &[(GoalId, Revised<Option<String>>)] {
        self.goals.pairs()
    }

    /// Every entry as it is kept, also those that were removed.
    pub fn kept_entries(&self) -> &[(EntryId, Revised<Option<Entry>>)] {
        self.entries.pairs()
    }

    /// Takes in a goal as it was kept; of two the greater one counts.
    pub fn keep_goal(&mut self, id: GoalId, goal: Revised<Option<String>>) {
        keep(&mut self.goals, id, goal);
    }

    /// Takes in an entry as it was kept; of two the greater one counts.
    pub fn keep_entry(&mut self, id: EntryId, entry: Revised<Option<Entry>>) {
        keep(&mut self.entries, id, entry);
    }

    /// Takes in all of another copy, or of another logbook of the same network; that one's name stays its own. What two
    /// people wrote down in the same words stands there once. Either of two copies that takes in the other comes to the
    /// same, however often.
    pub fn merge(&mut self, other: &Logbook) {
        if other.id == self.id && other.network > self.network {
            self.network = other.network.clone();
        }
        // Where a goal has given way in one copy, the other one still knows what it was.
        let mut known: Vec<(GoalId, String)> =
            self.goal_keys().into_iter().chain(other.goal_keys()).collect();
        known.sort();
        for (id, goal) in other.goals.pairs() {
            self.keep_goal(*id, goal.clone());
        }
        for (id, entry) in other.entries.pairs() {
            self.keep_entry(*id, entry.clone());
        }
        self.join_goals(known);
        self.join_entries();
        self.add_measured(other.measured.iter().cloned());
    }

    /// The goals that are there, by their id, each with that by which two are the same: its words but for capitals.
    fn goal_keys(&self) -> Vec<(GoalId, String)> {
        let pairs = self.goals.pairs().iter();
        pairs.filter_map(|(id, goal)| Some((*id, goal.value.as_deref()?.trim().to_lowercase()))).collect()
    }

    /// Of goals in the same words the one with the smallest id stays, and what contributed to another contributes to it.
    /// In: goals as they were known before.
    fn join_goals(&mut self, known: Vec<(GoalId, String)>) {
        let here = self.goal_keys();
        let first = |key: &String| here.iter().find(|(_, other)| other == key).map(|(id, _)| *id);
        for (id, key) in &here {
            if first(key) != Some(*id) {
                self.set_goal(*id, None);
            }
        }
        let stays = |id: GoalId| {
            let mut keys = here.iter().chain(&known).filter(|(other, _)| *other == id);
            keys.find_map(|(_, key)| first(key))
        };
        let moved: Vec<(EntryId, Entry)> = self
            .entries()
            .into_iter()
            .filter_map(|(id, entry)| {
                let goal = entry.goal.filter(|goal| self.goal(*goal).is_none())?;
                Some((id, Entry { goal: Some(stays(goal)?), ..entry.clone() }))
            })
            .collect();
        moved.into_iter().for_each(|(id, entry)| self.set_entry(id, Some(entry)));
    }

    /// Of entries in the same words of the same day, one gives way to another that has its goal and all who benefit by it;
    /// of two that are alike the one with the smallest id stays.
    fn join_entries(&mut self) {
        let all = self.entries();
        let goal_of = |entry: &Entry| entry.goal.filter(|goal| self.goal(*goal).is_some());
        let gives_way = |(id, entry): &(EntryId, &Entry)| {
            let is_before = |(other_id, other): &(EntryId, &Entry)| {
                let (goal, other_goal) = (goal_of(entry), goal_of(other));
                let has_all = (goal.is_none() || goal == other_goal)
                    && entry.benefits.iter().all(|benefit| other.benefits.has(benefit));
                let is_alike = goal == other_goal && entry.benefits == other.benefits;
                has_all && (!is_alike || other_id < id)
            };
            all.iter().any(|other| says_the_same(entry, other.1) && is_before(other))
        };
        let doubles: Vec<EntryId> = all.iter().filter(|one| gives_way(one)).map(|(id, _)| *id).collect();
        doubles.into_iter().for_each(|id| self.set_entry(id, None));
    }
}

/// The id of what a session agreed on a topic (FNV-1a from the session's own).
fn agreement_id(session: SessionId, topic: &str) -> EntryId {
    const PRIME: u128 = 0x0100_0000_0000_0000_0000_013b;
    let add = |id: u128, byte: u8| (id ^ u128::from(byte)).wrapping_mul(PRIME);
    EntryId(topic.bytes().fold(session.0, add))
}

/// Words as one sentence of a logbook; what is too long ends where it must.
fn one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX_SENTENCE {
        return line;
    }
    line.chars().take(MAX_SENTENCE.saturating_sub(1)).chain(['…']).collect()
}

/// Whether two entries differ in nothing but their goal and who benefits.
fn says_the_same(one: &Entry, other: &Entry) -> bool {
    one.text.trim() == other.text.trim() && one.day == other.day && one.kind == other.kind
}

fn set<K: Ord, T>(all: &mut Sorted<K, Revised<Option<T>>>, id: K, value: Option<T>) {
    all.entry(id, || Revised::new(None)).change(value);
}

fn keep<K: Ord, T: Ord>(all: &mut Sorted<K, Revised<Option<T>>>, id: K, kept: Revised<Option<T>>) {
    let here = all.entry(id, || Revised::new(None));
    if kept > *here {
        *here = kept;
    }
}

/// In: a logbook that comes in, and the logbooks here. Out: the one it belongs to: that with its id, else the first of
/// the same network. Two people may each have begun one, and then the entries of both stand in each: an entry keeps its
/// own id, so none is lost and none stands there twice.
pub fn home_of<'a>(coming: &Logbook, here: &'a [Logbook]) -> Option<&'a Logbook> {
    let same_id = here.iter().find(|logbook| logbook.id == coming.id);
    same_id.or_else(|| here.iter().find(|logbook| is_same_network(logbook.network(), coming.network())))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::instrument::Instrument;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn entry(text: &str) -> Entry {
        Entry {
            day: day("2027-03-01"),
            kind: Kind::Result,
            text: text.into(),
            benefits: [Benefit::SocietyDirect].into_iter().collect(),
            goal: Some(GoalId(1)),
        }
    }

    /// One word for one thing: who benefits has the names of the value grid.
    #[test]
    fn a_day_before_1900_is_a_slip_of_the_finger() {
        for (typed, expected) in [
            ("2026-11-21", Ok("2026-11-21")),
            ("1900-01-01", Ok("1900-01-01")),
            ("1899-12-31", Err(DayFault::TooEarly)),
            ("0026-11-21", Err(DayFault::TooEarly)),
            ("", Err(DayFault::NoDay)),
            ("21-11-2026", Err(DayFault::NoDay)),
            ("2026-13-01", Err(DayFault::NoDay)),
        ] {
            assert_eq!(typed_day(typed).as_ref().map(Day::iso), expected.as_ref().copied(), "{typed}");
        }
    }

    #[test]
    fn the_benefits_are_the_value_grid_of_the_instrument() {
        let module = Instrument::shipped().module("waarde").unwrap();
        let rows = module.dimensions.iter().filter(|dimension| dimension.is_grid_row());
        let cells: Vec<&str> = rows.flat_map(|dimension| dimension.items).map(|item| item.id).collect();
        assert_eq!(cells, Benefit::ALL.map(Benefit::code));
    }

    #[test]
    fn benefits_are_a_set() {
        let some: Benefits = [Benefit::PartnerIndirect, Benefit::SocietyDirect, Benefit::PartnerIndirect]
            .into_iter()
            .collect();
        assert_eq!(some.iter().collect::<Vec<_>>(), [Benefit::SocietyDirect, Benefit::PartnerIndirect]);
        assert!(some.has(Benefit::PartnerIndirect) && !some.has(Benefit::PartnerDirect));
    }

    #[test]
    fn entries_are_in_the_order_of_their_days_and_goals_in_that_in_which_they_were_written() {
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        for (id, on) in [(3, "2027-03-01"), (1, "2027-05-01"), (2, "2026-12-31")] {
            logbook.set_entry(EntryId(id), Some(Entry { day: day(on), ..entry("x") }));
        }
        assert_eq!(logbook.entries().iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [2, 3, 1]);
        // Each number is a random one.
        let random = [7 << 125, 3 << 120, 5 << 126, 1 << 90, u128::MAX];
        for (goal, number) in ["Wonen", "Zorg", "Buurt", "Arbeid", "Jeugd"].into_iter().zip(random) {
            logbook.set_goal(logbook.next_goal(number), Some(goal.into()));
        }
        let zorg = logbook.goals()[1].0;
        logbook.set_goal(zorg, None);
        logbook.set_goal(logbook.goals()[1].0, Some("Een buurt".into()));
        let goals = |logbook: &Logbook| -> Vec<String> {
            logbook.goals().into_iter().map(|(_, goal)| goal.to_owned()).collect()
        };
        assert_eq!(goals(&logbook), ["Wonen", "Een buurt", "Arbeid", "Jeugd"]);
        // No room after the last: it is still one of its own.
        logbook.set_goal(GoalId(u128::MAX), Some("Laatste".into()));
        logbook.set_goal(logbook.next_goal(1), Some("Nog een".into()));
        assert_eq!(goals(&logbook).len(), 6);
    }

    #[test]
    fn what_was_removed_stays_so_and_comes_back_when_that_is_undone() {
        let mut here = Logbook::new(LogbookId(1), "Zuid".into());
        here.set_entry(EntryId(1), Some(entry("een")));
        let colleague = here.clone();
        here.set_entry(EntryId(1), None);
        here.merge(&colleague);
        assert!(here.entries().is_empty(), "an older copy does not bring it back");
        here.set_entry(EntryId(1), Some(entry("een")));
        let mut there = colleague;
        there.set_entry(EntryId(1), None);
        there.merge(&here);
        assert_eq!(there.entries().len(), 1);
    }

    /// Changed as often in both copies: nothing is lost without need.
    #[test]
    fn of_two_changes_at_once_the_removal_never_counts() {
        let mut one = Logbook::new(LogbookId(1), "Zuid".into());
        one.set_entry(EntryId(1), Some(entry("een")));
        let mut other = one.clone();
        one.set_entry(EntryId(1), None);
        other.set_entry(EntryId(1), Some(entry("twee")));
        one.merge(&other);
        assert_eq!(one.entry(EntryId(1)).unwrap().text, "twee");
    }

    #[test]
    fn a_file_goes_to_its_own_logbook_or_to_that_of_the_same_network() {
        let here =
            [("Noord", 1), ("Zuid", 2), ("", 3)].map(|(name, id)| Logbook::new(LogbookId(id), name.into()));
        let home = |id: u128, name: &str| {
            home_of(&Logbook::new(LogbookId(id), name.into()), &here).map(|logbook| logbook.id.0)
        };
        assert_eq!(home(1, "Zuid"), Some(1), "the id before the name");
        assert_eq!(home(9, " ZUID "), Some(2));
        assert_eq!((home(9, "Oost"), home(9, ""), home(3, "")), (None, None, Some(3)));
    }

    #[test]
    fn what_a_session_agreed_is_written_down_once() {
        let mut minutes = Minutes::default();
        minutes.topic("trust").agreement =
            ["Elke maand\nlunchen".into(), "Anja".into(), "".into(), "".into()];
        minutes.topic("goals").agreement[0] = "x".repeat(MAX_SENTENCE + 1);
        minutes.topic("freedom").notes = "Alleen besproken".into();
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        let on = day("2027-03-01");
        let added = logbook.add_agreements(SessionId(5), &on, &minutes);
        assert_eq!(added.len(), 2);
        let lunch = logbook.entry(added[0]).unwrap();
        assert_eq!((lunch.text.as_str(), lunch.kind), ("Elke maand lunchen, Anja", Kind::Agreement));
        let long = &logbook.entry(added[1]).unwrap().text;
        assert!(long.chars().count() == MAX_SENTENCE && long.ends_with('…'));
        // A second press, another copy, and what the logbook changed since.
        let other = logbook.clone();
        assert!(logbook.add_agreements(SessionId(5), &on, &minutes).is_empty());
        logbook.set_entry(added[0], Some(Entry { text: "Samen lunchen".into(), ..entry("") }));
        assert!(logbook.add_agreements(SessionId(5), &on, &minutes).is_empty());
        logbook.merge(&other);
        assert_eq!(logbook.entries().len(), 2);
        // Taken out, it may be put in again; what another session agreed is another one.
        logbook.set_entry(added[0], None);
        assert_eq!(logbook.add_agreements(SessionId(5), &on, &minutes), added[..1]);
        minutes.topic("goals").agreement[0] = "Iets anders".into();
        assert_eq!(logbook.add_agreements(SessionId(6), &on, &minutes).len(), 1);
        let ids: Vec<EntryId> =
            Instrument::shipped().dimensions().map(|it| agreement_id(SessionId(5), it.id)).collect();
        assert!(ids.iter().enumerate().all(|(place, id)| !ids[..place].contains(id)));
    }

    /// Any copy: goals and entries of few ids, changed some times, some removed.
    fn any_copy() -> impl Strategy<Value = Logbook> {
        let change = (0..4_u128, 0..4_u8, 0..2_usize, any::<bool>());
        prop::collection::vec(change, 0..12).prop_map(|changes| {
            let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
            for (id, what, word, is_goal) in changes {
                let goal = (what == 3).then_some(GoalId(id / 2));
                let word = ["een", "twee"][word];
                match (what, is_goal) {
                    (0, true) => logbook.set_goal(GoalId(id), None),
                    (0, false) => logbook.set_entry(EntryId(id), None),
                    (1, true) => logbook.rename(word.into()),
                    (_, true) => logbook.set_goal(GoalId(id), Some(word.into())),
                    (_, false) => logbook.set_entry(EntryId(id), Some(Entry { goal, ..entry(word) })),
                }
            }
            logbook
        })
    }

    fn merged(one: &Logbook, other: &Logbook) -> Logbook {
        let mut both = one.clone();
        both.merge(other);
        both
    }

    /// Two people wrote down the same goal and the same result, each by themselves.
    #[test]
    fn what_two_people_wrote_in_the_same_words_stands_there_once() {
        let mut anja = Logbook::new(LogbookId(1), "Zuid".into());
        anja.set_goal(GoalId(1), Some("Eén loket".into()));
        anja.set_entry(EntryId(1), Some(entry("een")));
        let mut ben = Logbook::new(LogbookId(2), "Zuid".into());
        ben.set_goal(GoalId(2), Some("eén Loket ".into()));
        ben.set_entry(EntryId(2), Some(Entry { goal: Some(GoalId(2)), ..entry("een") }));
        ben.set_entry(EntryId(3), Some(Entry { goal: None, ..entry("een") }));
        ben.set_entry(EntryId(4), Some(Entry { kind: Kind::Moment, ..entry("een") }));
        let from_anja = anja.clone();
        anja.merge(&ben);
        assert_eq!(anja.goals(), [(GoalId(1), "Eén loket")]);
        assert_eq!(anja.entries().iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [1, 4]);
        // What Ben adds to his goal before he has seen that it gave way.
        ben.set_entry(EntryId(5), Some(Entry { goal: Some(GoalId(2)), ..entry("twee") }));
        for mut either in [merged(&ben, &anja), merged(&anja, &ben)] {
            either.merge(&from_anja);
            assert_eq!(either.entry(EntryId(5)).unwrap().goal, Some(GoalId(1)));
            assert_eq!((either.goals().len(), either.entries().len()), (1, 3));
        }
    }

    #[test]
    fn of_the_same_words_those_that_say_less_give_way() {
        let of = |benefits: &[Benefit]| Entry {
            benefits: benefits.iter().copied().collect(),
            goal: None,
            ..entry("een")
        };
        let mut anja = Logbook::new(LogbookId(1), "Zuid".into());
        anja.set_entry(EntryId(1), Some(of(&[])));
        anja.set_entry(EntryId(4), Some(of(&[Benefit::SocietyDirect])));
        let mut ben = Logbook::new(LogbookId(2), "Zuid".into());
        ben.set_entry(EntryId(2), Some(of(&[Benefit::NetworkDirect])));
        ben.set_entry(EntryId(3), Some(of(&[Benefit::NetworkDirect, Benefit::NetworkIndirect])));
        for both in [merged(&anja, &ben), merged(&ben, &anja)] {
            assert_eq!(both.entries().iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [3, 4]);
        }
    }

    type Said = (Day, Kind, String, Benefits);

    /// What a copy says: its goals, and its entries with the words of their goals.
    fn said(logbook: &Logbook) -> (Vec<String>, Vec<(Said, Option<String>)>) {
        let goals = logbook.goals().into_iter().map(|(_, goal)| goal.to_lowercase()).collect();
        let entries = logbook.entries().into_iter().map(|(_, entry)| {
            let said = (entry.day.clone(), entry.kind, entry.text.clone(), entry.benefits);
            (said, entry.goal.and_then(|goal| Some(logbook.goal(goal)?.to_lowercase())))
        });
        (goals, entries.collect())
    }

    proptest! {
        #[test]
        fn merging_comes_to_the_same_either_way_and_however_often(a in any_copy(), b in any_copy(), c in any_copy()) {
            let both = merged(&a, &b);
            prop_assert_eq!(&merged(&b, &a), &both);
            prop_assert_eq!(&merged(&both, &b), &both);
            prop_assert_eq!(&merged(&both, &a), &both);
            prop_assert_eq!(&merged(&both, &both), &both);
            // And with three, once each has been taken in: an older copy may still know what a goal was.
            let (one, other) = (merged(&both, &c), merged(&a, &merged(&b, &c)));
            let copies = [&a, &b, &c, &one, &other];
            let all = copies.into_iter().fold(merged(&one, &other), |all, copy| merged(&all, copy));
            for copy in copies {
                prop_assert_eq!(&merged(&all, copy), &all);
                prop_assert_eq!(&merged(copy, &all), &all);
            }
        }

        #[test]
        fn after_merging_nothing_stands_there_twice_and_nothing_of_its_own_is_gone(a in any_copy(), b in any_copy()) {
            // By id and revision only.
            let mut plain = a.clone();
            b.kept_goals().iter().for_each(|(id, goal)| plain.keep_goal(*id, goal.clone()));
            b.kept_entries().iter().for_each(|(id, entry)| plain.keep_entry(*id, entry.clone()));
            let (goals, entries) = said(&merged(&a, &b));
            for (place, goal) in goals.iter().enumerate() {
                prop_assert!(!goals[..place].contains(goal));
            }
            for (place, entry) in entries.iter().enumerate() {
                prop_assert!(!entries[..place].contains(entry));
            }
            let (plain_goals, plain_entries) = said(&plain);
            prop_assert!(plain_goals.iter().all(|goal| goals.contains(goal)));
            for (said, goal) in plain_entries {
                let is_there = entries.iter().any(|(other, other_goal)| {
                    *other == said && (goal.is_none() || *other_goal == goal)
                });
                prop_assert!(is_there);
            }
        }
    }
}
