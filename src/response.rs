//! What was answered: one filled-in instrument, and every change that can be made to it. Knows nothing of
//! storage, of time or of what the answers mean.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use crate::instrument::{Answer, Dimension, Instrument, Module, Profile, Question, Screen};
use crate::sorted::Sorted;
use std::fmt;

/// A random number of 128 bits, made when a response begins; 32 hexadecimal digits in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResponseId(pub u128);

impl fmt::Display for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl ResponseId {
    /// In: text. Out: the id, if the text is exactly 32 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<ResponseId> {
        let whole =
            text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        whole.then(|| u128::from_str_radix(text, 16).ok().map(ResponseId)).flatten()
    }
}

/// A day of the calendar as ISO 8601 text, `2026-11-21`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(String);

impl Default for Day {
    /// The first day of the calendar of computers.
    fn default() -> Day {
        Day("1970-01-01".into())
    }
}

impl Day {
    /// In: text. Out: the day, if it has the shape of one (month 1 to 12, day 1 to 31).
    pub fn parse(text: &str) -> Option<Day> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let digits = |part: &str, length: usize, most: u32| {
            part.len() == length
                && part.bytes().all(|b| b.is_ascii_digit())
                && part.parse().is_ok_and(|number: u32| (1..=most).contains(&number))
        };
        (digits(year, 4, 9999) && digits(month, 2, 12) && digits(day, 2, 31)).then(|| Day(text.to_owned()))
    }

    pub fn iso(&self) -> &str {
        &self.0
    }

    /// Year, month (1 to 12) and day (1 to 31).
    pub fn parts(&self) -> (u32, usize, u32) {
        let number = |from: usize, to: usize| self.0.get(from..to).and_then(|part| part.parse().ok());
        let month = number(5, 7).and_then(|month: u32| usize::try_from(month).ok());
        (number(0, 4).unwrap_or(1), month.unwrap_or(1), number(8, 10).unwrap_or(1))
    }

    /// So many months later, on the same day of the month or else its last. At the end of the calendar the day itself.
    pub fn later(&self, months: u32) -> Day {
        let (year, month, of_month) = self.parts();
        // From 0, so that December is the last of its own year.
        let month = u32::try_from(month).unwrap_or(1).saturating_sub(1).saturating_add(months);
        let (year, month) = (year.saturating_add(month / 12), month % 12);
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let most = match month {
            1 if is_leap => 29,
            1 => 28,
            3 | 5 | 8 | 10 => 30,
            _ => 31,
        };
        let text = format!("{year:04}-{:02}-{:02}", month.saturating_add(1), of_month.min(most));
        Day::parse(&text).unwrap_or_else(|| self.clone())
    }
}

/// The four parts of "my next step".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepPart {
    What,
    Who,
    When,
    Notice,
}

impl StepPart {
    pub const ALL: [StepPart; 4] = [StepPart::What, StepPart::Who, StepPart::When, StepPart::Notice];

    fn field(self) -> &'static str {
        match self {
            StepPart::What => "@step-what",
            StepPart::Who => "@step-who",
            StepPart::When => "@step-when",
            StepPart::Notice => "@step-notice",
        }
    }
}

/// What was handed in last: how often it had been done by then, and a check over what it held, so that the same is not
/// counted as something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedIn {
    pub revision: u16,
    pub check: u32,
}

impl HandedIn {
    fn value(self) -> String {
        format!("{} {:08x}", self.revision, self.check)
    }

    /// In: text. Out: what it says, if `value` could have written it.
    pub fn parse(text: &str) -> Option<HandedIn> {
        let (revision, check) = text.split_once(' ')?;
        let read = HandedIn { revision: revision.parse().ok()?, check: u32::from_str_radix(check, 16).ok()? };
        (read.value() == text).then_some(read)
    }
}

/// The longest text a person can type into one field, in characters; a field takes no more, and says so (app/full.rs), and
/// longer is refused in files.
pub const MAX_TEXT: usize = 4000;
/// The longest name of a network, in characters.
pub const MAX_NAME: usize = 120;

/// In: what stands in a field, and its greatest length. Out: whether the browser may have left something out. Browsers count
/// in units of UTF-16 and take no half of a sign of two units, so the last place may have stayed empty.
pub fn is_full(text: &str, most: usize) -> bool {
    text.encode_utf16().count() >= most.saturating_sub(1)
}

/// What has to do with measuring again is kept under names that begin so. It is looked into with the report only.
pub const AGAIN: &str = "@again-";

/// One filled-in instrument. Holds only values that the instrument has; what it does not know is kept as it
/// came, so that a file of a newer version loses nothing on its way through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub id: ResponseId,
    /// The name of the network, as typed; may be empty.
    pub network: String,
    pub created: Option<Day>,
    modules: Vec<&'static str>,
    answers: Sorted<&'static str, Answer>,
    words: Sorted<&'static str, String>,
    topics: Vec<&'static str>,
    step: Sorted<StepPart, String>,
    /// The fragment's name of the screen the person was on.
    pub place: Option<String>,
    /// The code of the session that the person was invited to.
    pub invitation: Option<String>,
    /// What was handed in last.
    pub handed_in: Option<HandedIn>,
    /// What has to do with measuring again, by field; again.rs reads it.
    again: Sorted<String, String>,
    pub removed: bool,
    pub unknown: Sorted<String, String>,
}

/// One change to a response: the only way to alter one, and what the journal keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Network(String),
    Created(Day),
    Modules(Vec<&'static str>),
    /// An answer to a closed question, or none to clear it.
    Answer(&'static str, Option<Answer>),
    /// An answer in words; empty clears it.
    Words(&'static str, String),
    /// The dimensions chosen to talk about.
    Topics(Vec<&'static str>),
    Step(StepPart, String),
    Place(String),
    /// The code of the session this response is meant for; empty for none.
    Invitation(String),
    HandedIn(HandedIn),
    /// A field that begins with [`AGAIN`], and its value; none to clear it.
    Again(String, Option<String>),
    /// The person removed this response; undone by `Removed(false)`.
    Removed(bool),
    /// A field this version does not know.
    Unknown(String, Option<String>),
}

impl Change {
    /// The name of the field that this change sets. Codes of the instrument stand as they are; everything
    /// else begins with `@`, which no code can.
    pub fn field(&self) -> &str {
        match self {
            Change::Network(_) => "@network",
            Change::Created(_) => "@created",
            Change::Modules(_) => "@modules",
            Change::Answer(code, _) | Change::Words(code, _) => code,
            Change::Topics(_) => "@topics",
            Change::Step(part, _) => part.field(),
            Change::Place(_) => "@place",
            Change::Invitation(_) => "@invitation",
            Change::HandedIn(_) => "@handed-in",
            Change::Removed(_) => "@removed",
            Change::Again(field, _) | Change::Unknown(field, _) => field,
        }
    }

    /// The value that the field gets; none clears it.
    pub fn value(&self) -> Option<String> {
        let typed = |text: &String| (!text.is_empty()).then(|| text.clone());
        match self {
            Change::Network(text)
            | Change::Words(_, text)
            | Change::Step(_, text)
            | Change::Place(text)
            | Change::Invitation(text) => typed(text),
            Change::HandedIn(handed_in) => Some(handed_in.value()),
            Change::Created(day) => Some(day.iso().to_owned()),
            Change::Modules(codes) | Change::Topics(codes) => Some(codes.join(" ")),
            Change::Answer(_, answer) => answer.map(Answer::value),
            Change::Removed(removed) => removed.then(|| "yes".to_owned()),
            Change::Again(_, value) | Change::Unknown(_, value) => value.clone(),
        }
    }

    /// In: a field and its value, from a record or file. Out: the change; a value that the instrument does not
    /// have becomes `Unknown`, so that it is kept and changes nothing else.
    pub fn read(instrument: &'static Instrument, field: &str, value: Option<&str>) -> Change {
        let unknown = || Change::Unknown(field.to_owned(), value.map(str::to_owned));
        let text = || value.unwrap_or_default().to_owned();
        if let Some(part) = StepPart::ALL.into_iter().find(|part| part.field() == field) {
            return Change::Step(part, text());
        }
        match field {
            "@network" => Change::Network(text()),
            "@created" => value.and_then(Day::parse).map_or_else(unknown, Change::Created),
            "@modules" => codes(value, |code| instrument.module(code).map(|module| module.id))
                .map_or_else(unknown, Change::Modules),
            "@topics" => codes(value, |code| instrument.dimension(code).map(|dimension| dimension.id))
                .filter(|topics| topics.len() <= instrument.topic_choice.max_choices)
                .map_or_else(unknown, Change::Topics),
            "@place" => Change::Place(text()),
            "@invitation" => Change::Invitation(text()),
            "@handed-in" => value.and_then(HandedIn::parse).map_or_else(unknown, Change::HandedIn),
            "@removed" => Change::Removed(value.is_some()),
            again if again.starts_with(AGAIN) => Change::Again(again.to_owned(), value.map(str::to_owned)),
            code => {
                if let Some(question) = instrument.question(code) {
                    match value {
                        None => Change::Answer(question.code, None),
                        Some(value) => question
                            .scale
                            .accept(value)
                            .map_or_else(unknown, |answer| Change::Answer(question.code, Some(answer))),
                    }
                } else if let Some(question) = instrument.open_questions().find(|open| open.id == code) {
                    Change::Words(question.id, text())
                } else {
                    unknown()
                }
            }
        }
    }
}

/// The codes in a value, if all are known and each stands there once.
fn codes(value: Option<&str>, find: impl Fn(&str) -> Option<&'static str>) -> Option<Vec<&'static str>> {
    let mut codes = Vec::new();
    for code in value.unwrap_or_default().split_whitespace() {
        let code = find(code)?;
        if codes.contains(&code) {
            return None;
        }
        codes.push(code);
    }
    Some(codes)
}

/// How far a screen or a whole response is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Closed questions with an answer; the opt-out is an answer.
    pub n_answered: usize,
    pub n_questions: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Open,
    Begun,
    Done,
}

impl Progress {
    pub fn stage(self) -> Stage {
        match self.n_answered {
            0 => Stage::Open,
            n if n >= self.n_questions => Stage::Done,
            _ => Stage::Begun,
        }
    }

    pub fn n_open(self) -> usize {
        self.n_questions.saturating_sub(self.n_answered)
    }

    fn add(self, other: Progress) -> Progress {
        Progress {
            n_answered: self.n_answered.saturating_add(other.n_answered),
            n_questions: self.n_questions.saturating_add(other.n_questions),
        }
    }
}

impl Response {
    /// A response in which nothing is answered and the instrument's own choice of modules is on.
    pub fn new(instrument: &'static Instrument, id: ResponseId) -> Response {
        Response {
            id,
            network: String::new(),
            created: None,
            modules: instrument.modules.iter().filter(|m| m.default_on).map(|m| m.id).collect(),
            answers: Sorted::default(),
            words: Sorted::default(),
            topics: Vec::new(),
            step: Sorted::default(),
            place: None,
            invitation: None,
            handed_in: None,
            again: Sorted::default(),
            removed: false,
            unknown: Sorted::default(),
        }
    }

    /// Makes one change. A value that this version knows also takes the place of one that it did not know.
    pub fn apply(&mut self, change: Change) {
        if !matches!(change, Change::Unknown(..)) {
            self.unknown.remove(change.field());
        }
        match change {
            Change::Network(name) => self.network = name,
            Change::Created(day) => self.created = Some(day),
            Change::Modules(modules) => self.modules = modules,
            Change::Answer(code, Some(answer)) => {
                self.answers.insert(code, answer);
            }
            Change::Answer(code, None) => {
                self.answers.remove(code);
            }
            Change::Words(code, text) => set_or_clear(&mut self.words, code, text),
            Change::Topics(topics) => self.topics = topics,
            Change::Step(part, text) => set_or_clear(&mut self.step, part, text),
            Change::Place(place) => self.place = (!place.is_empty()).then_some(place),
            Change::Invitation(code) => self.invitation = (!code.is_empty()).then_some(code),
            Change::HandedIn(handed_in) => self.handed_in = Some(handed_in),
            Change::Removed(removed) => self.removed = removed,
            Change::Again(field, value) => keep_or_clear(&mut self.again, field, value),
            Change::Unknown(field, value) => keep_or_clear(&mut self.unknown, field, value),
        }
    }

    /// The changes that make this response out of a new one: for a copy, a restore, a file.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = vec![Change::Modules(self.modules.clone())];
        changes.extend(self.created.clone().map(Change::Created));
        if !self.network.is_empty() {
            changes.push(Change::Network(self.network.clone()));
        }
        changes.extend(self.answers.pairs().iter().map(|(code, answer)| Change::Answer(code, Some(*answer))));
        changes.extend(self.words.pairs().iter().map(|(code, text)| Change::Words(code, text.clone())));
        if !self.topics.is_empty() {
            changes.push(Change::Topics(self.topics.clone()));
        }
        changes.extend(self.step.pairs().iter().map(|(part, text)| Change::Step(*part, text.clone())));
        changes.extend(self.place.clone().map(Change::Place));
        changes.extend(self.invitation.clone().map(Change::Invitation));
        changes.extend(self.handed_in.map(Change::HandedIn));
        changes.extend(self.again.pairs().iter().map(|(k, v)| Change::Again(k.clone(), Some(v.clone()))));
        changes.extend(self.unknown.pairs().iter().map(|(k, v)| Change::Unknown(k.clone(), Some(v.clone()))));
        changes
    }

    /// The changes that make this response equal to `target` in all but the id and the place.
    pub fn changes_to(&self, instrument: &'static Instrument, target: &Response) -> Vec<Change> {
        let without_place = |response: &Response| -> Vec<Change> {
            response.changes().into_iter().filter(|change| !matches!(change, Change::Place(_))).collect()
        };
        let (mine, theirs) = (without_place(self), without_place(target));
        // A field may hold a value that is known and, after it, one that is not.
        let values = |changes: &[Change], field: &str| -> Vec<Option<String>> {
            changes.iter().filter(|change| change.field() == field).map(Change::value).collect()
        };
        let differs = |change: &&Change| values(&mine, change.field()) != values(&theirs, change.field());
        let cleared = mine.iter().filter(differs);
        let cleared = cleared.map(|change| Change::read(instrument, change.field(), None));
        cleared.chain(theirs.iter().filter(differs).cloned()).collect()
    }

    /// The changes that bring this removed response back, equal to `target` in all but the id. Each field is written whole,
    /// also one that is the same: the store may have deleted its records, while memory has them until the next visit.
    pub fn back_as(&self, instrument: &'static Instrument, target: &Response) -> Vec<Change> {
        let back = std::iter::once(Change::Removed(false));
        back.chain(self.changes_to(instrument, target)).chain(target.changes()).collect()
    }

    pub fn answer(&self, code: &str) -> Option<Answer> {
        self.answers.get(code).copied()
    }

    /// Every answer to a closed question, by code.
    pub fn answers(&self) -> &[(&'static str, Answer)] {
        self.answers.pairs()
    }

    /// The answer in words to an open question; empty when there is none.
    pub fn words(&self, code: &str) -> &str {
        self.words.get(code).map_or("", String::as_str)
    }

    pub fn step(&self, part: StepPart) -> &str {
        self.step.get(&part).map_or("", String::as_str)
    }

    /// The codes of the dimensions chosen to talk about.
    pub fn topics(&self) -> &[&'static str] {
        &self.topics
    }

    /// The value of a field that has to do with measuring again.
    pub fn again(&self, field: &str) -> Option<&str> {
        self.again.get(field).map(String::as_str)
    }

    /// The chosen modules, in the order of the instrument.
    pub fn modules(&self, instrument: &'static Instrument) -> impl Iterator<Item = &'static Module> {
        instrument.modules.iter().filter(|module| self.modules.contains(&module.id))
    }

    /// The closed questions of the chosen modules, in order.
    pub fn questions(&self, instrument: &'static Instrument) -> Vec<Question> {
        self.modules(instrument).flat_map(|module| module.questions(&instrument.scale)).collect()
    }

    /// The screens of the chosen modules, in order.
    pub fn screens(&self, instrument: &'static Instrument) -> Vec<Screen> {
        self.modules(instrument).flat_map(Module::screens).collect()
    }

    /// How far this dimension is.
    pub fn dimension_progress(&self, dimension: &Dimension) -> Progress {
        self.count(dimension.items.iter().map(|item| item.id))
    }

    fn profile_progress(&self, profile: &Profile) -> Progress {
        self.count(profile.questions.iter().map(|question| question.id))
    }

    fn count(&self, codes: impl Iterator<Item = &'static str>) -> Progress {
        codes.fold(Progress::default(), |progress, code| Progress {
            n_answered: progress.n_answered.saturating_add(self.answers.get(code).is_some().into()),
            n_questions: progress.n_questions.saturating_add(1),
        })
    }

    /// How far one screen is. Open questions count by the words typed.
    pub fn screen_progress(&self, screen: Screen) -> Progress {
        match screen {
            Screen::Profile(_, profile) => self.profile_progress(profile),
            Screen::Dimension(_, dimension) => self.dimension_progress(dimension),
            Screen::Open(module) => Progress {
                n_answered: module
                    .open_questions
                    .iter()
                    .filter(|open| !self.words(open.id).is_empty())
                    .count(),
                n_questions: module.open_questions.len(),
            },
        }
    }

    /// How far the closed questions of one module are.
    pub fn module_progress(&self, module: &Module) -> Progress {
        let profiles = module.profiles.iter().map(|profile| self.profile_progress(profile));
        let dimensions = module.dimensions.iter().map(|dimension| self.dimension_progress(dimension));
        profiles.chain(dimensions).fold(Progress::default(), Progress::add)
    }

    /// How far the closed questions of all chosen modules are.
    pub fn progress(&self, instrument: &'static Instrument) -> Progress {
        self.modules(instrument)
            .map(|module| self.module_progress(module))
            .fold(Progress::default(), Progress::add)
    }

    /// Time still needed, in whole minutes: each module's minutes for the share that is open, rounded up.
    pub fn minutes_left(&self, instrument: &'static Instrument) -> u32 {
        let left: f64 = self
            .modules(instrument)
            .map(|module| {
                let progress = self.module_progress(module);
                f64::from(module.minutes) * progress.n_open() as f64 / progress.n_questions.max(1) as f64
            })
            .sum();
        left.ceil() as u32
    }
}

fn set_or_clear<K: Ord>(map: &mut Sorted<K, String>, key: K, text: String) {
    if text.is_empty() {
        map.remove(&key);
    } else {
        map.insert(key, text);
    }
}

fn keep_or_clear(map: &mut Sorted<String, String>, field: String, value: Option<String>) {
    match value {
        Some(value) => {
            map.insert(field, value);
        }
        None => {
            map.remove(&field);
        }
    }
}

/// In: responses, in any order. Out: the newest first, and of each its number among those of its name, counted from the
/// oldest; of one day in the order of their ids, because no hour is kept.
pub fn newest_first<'a>(responses: impl Iterator<Item = &'a Response>) -> Vec<(&'a Response, usize)> {
    let mut oldest_first: Vec<&Response> = responses.collect();
    oldest_first.sort_by(|a, b| (&a.created, a.id).cmp(&(&b.created, b.id)));
    let mut listed: Vec<(&Response, usize)> = Vec::new();
    for response in oldest_first {
        let before = listed.iter().filter(|(other, _)| other.network == response.network).count();
        listed.push((response, before.saturating_add(1)));
    }
    listed.reverse();
    listed
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::instrument::Rating;

    fn response() -> Response {
        Response::new(Instrument::shipped(), ResponseId(7))
    }

    fn rating(point: i64) -> Answer {
        Answer::Rating(Rating::new(point).unwrap())
    }

    #[test]
    fn an_id_is_read_as_it_is_written_and_nothing_else_is() {
        let id = ResponseId(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        assert_eq!(ResponseId::parse(&id.to_string()), Some(id));
        for text in ["", "123", "0123456789ABCDEF0123456789abcdef", "+123456789abcdef0123456789abcdef"] {
            assert_eq!(ResponseId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_field_is_full_where_the_next_sign_may_not_fit() {
        let case = |text: &str, most, expected| assert_eq!(is_full(text, most), expected, "{text} in {most}");
        case("", 4, false);
        case("ab", 4, false);
        case("abc", 4, true);
        case("abcd", 4, true);
        // A sign of two units.
        case("🙂", 4, false);
        case("a🙂", 4, true);
        case("🙂🙂", 4, true);
    }

    #[test]
    fn the_newest_comes_first_and_two_of_one_name_are_told_apart() {
        let all = [
            (1, "Zuid", "2026-11-20"),
            (2, "", "2026-11-22"),
            (3, "Zuid", "2026-11-21"),
            (4, "", "2026-11-22"),
        ];
        let all = all.map(|(id, network, day)| {
            let mut response = Response::new(Instrument::shipped(), ResponseId(id));
            response.apply(Change::Network(network.into()));
            response.apply(Change::Created(Day::parse(day).unwrap()));
            response
        });
        let listed: Vec<_> = newest_first(all.iter()).into_iter().map(|(one, nth)| (one.id.0, nth)).collect();
        assert_eq!(listed, [(4, 2), (2, 1), (3, 2), (1, 1)]);
    }

    #[test]
    fn a_day_has_the_shape_of_one() {
        assert_eq!(Day::parse("2026-11-21").unwrap().parts(), (2026, 11, 21));
        for text in ["2026-13-01", "2026-1-01", "2026-01-32", "21-11-2026", "2026-11-21T10:00"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_change_is_read_back_from_its_field_and_value() {
        let instrument = Instrument::shipped();
        for change in [
            Change::Network("Langer Thuis".into()),
            Change::Created(Day::parse("2026-11-21").unwrap()),
            Change::Modules(vec!["basis", "storm"]),
            Change::Answer("actors-needed", Some(rating(4))),
            Change::Answer("actors-needed", Some(Answer::OptOut)),
            Change::Answer("taking-part-as", Some(Answer::Choice("personal"))),
            Change::Answer("trust-rely", None),
            Change::Words("basis-missing", "De huisarts".into()),
            Change::Topics(vec!["trust", "actors"]),
            Change::Step(StepPart::Notice, "We bellen vaker".into()),
            Change::Place("actors".into()),
            Change::Again("@again-before".into(), Some("7".into())),
            Change::Again("@again-before".into(), None),
            Change::Removed(true),
            Change::Removed(false),
            Change::Unknown("@new-field".into(), Some("7".into())),
        ] {
            // `trust-rely` stands for any code: one the instrument lacks is kept as unknown.
            let read = Change::read(instrument, change.field(), change.value().as_deref());
            if instrument.question(change.field()).is_some() || change.field().starts_with('@') {
                assert_eq!(read, change);
            }
        }
    }

    #[test]
    fn a_value_the_instrument_does_not_have_is_kept_and_changes_nothing() {
        let instrument = Instrument::shipped();
        for (field, value) in [("actors-needed", "9"), ("@modules", "basis nonsense"), ("later-item", "3")] {
            let change = Change::read(instrument, field, Some(value));
            assert_eq!(change, Change::Unknown(field.into(), Some(value.into())));
            let mut changed = response();
            changed.apply(change);
            assert_eq!(changed.unknown.get(field).map(String::as_str), Some(value));
            changed.unknown.remove(field);
            assert_eq!(changed, response());
        }
    }

    #[test]
    fn progress_counts_the_opt_out_as_an_answer_and_time_shrinks() {
        let instrument = Instrument::shipped();
        let mut response = response();
        assert_eq!(response.progress(instrument).n_questions, 45);
        assert_eq!(response.minutes_left(instrument), 9);
        let actors = instrument.dimension("actors").unwrap();
        assert_eq!(response.dimension_progress(actors).stage(), Stage::Open);
        response.apply(Change::Answer("actors-needed", Some(rating(2))));
        assert_eq!(response.dimension_progress(actors).stage(), Stage::Begun);
        response.apply(Change::Answer("actors-roles", Some(Answer::OptOut)));
        response.apply(Change::Answer("actors-on-behalf", Some(rating(5))));
        assert_eq!(response.dimension_progress(actors).stage(), Stage::Done);
        response.apply(Change::Answer("actors-roles", None));
        assert_eq!(response.dimension_progress(actors).n_answered, 2);
        for question in instrument.questions() {
            response.apply(Change::Answer(question.code, Some(Answer::OptOut)));
        }
        assert_eq!(response.minutes_left(instrument), 0);
    }

    #[test]
    fn the_changes_of_a_response_make_it_again() {
        let mut one = response();
        one.apply(Change::Modules(vec!["storm"]));
        one.apply(Change::Network("A".into()));
        one.apply(Change::Answer("goals-clear", Some(rating(1))));
        one.apply(Change::Words("storm-tighter-looser", "x".into()));
        one.apply(Change::Topics(vec!["goals"]));
        one.apply(Change::Step(StepPart::Who, "wij".into()));
        one.apply(Change::Again("@again-before".into(), Some("7".into())));
        one.apply(Change::Unknown("@x".into(), Some("y".into())));
        let mut two = response();
        one.changes().into_iter().for_each(|change| two.apply(change));
        assert_eq!(one, two);
        assert!(one.changes_to(Instrument::shipped(), &two).is_empty());

        let mut other = response();
        other.apply(Change::Answer("goals-clear", Some(rating(5))));
        other.apply(Change::Answer("goals-effect", Some(Answer::OptOut)));
        one.changes_to(Instrument::shipped(), &other).into_iter().for_each(|change| one.apply(change));
        assert_eq!(one, other);
    }

    #[test]
    fn a_value_that_is_not_known_stands_beside_an_earlier_one_until_a_known_one_comes() {
        let instrument = Instrument::shipped();
        let answer = |value: &str| Change::read(instrument, "goals-clear", Some(value));
        let of = |values: &[&str]| {
            let mut response = response();
            values.iter().for_each(|value| response.apply(answer(value)));
            response
        };
        let both = of(&["3", "9"]);
        assert_eq!((both.answer("goals-clear"), both.unknown.pairs().len()), (Some(rating(3)), 1));
        assert_eq!(of(&["3", "9", "4"]), of(&["4"]));
        for from in [&["3"][..], &["3", "9"], &["9"], &["4", "8"], &[]] {
            for to in [&["3"][..], &["3", "9"], &["9"], &[]] {
                let (mut one, other) = (of(from), of(to));
                one.changes_to(instrument, &other).into_iter().for_each(|change| one.apply(change));
                assert_eq!(one, other, "from {from:?} to {to:?}");
            }
        }
    }
}
