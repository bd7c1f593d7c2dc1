//! Measuring again: which measurement came before, what the person says looking back on it, and what became of what was
//! agreed. Knows the fields of a response that say so, and nothing of scores, words or storage.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use crate::instrument::{Dimension, Instrument, OPT_OUT};
use crate::response::{AGAIN, Change, Day, Response, ResponseId, StepPart};
use std::fmt;

/// The most measurements that are shown beside each other, this one included.
pub const MAX_MEASUREMENTS: usize = 6;

/// Below so many months between two measurements a difference says little (domain.md part c).
const MIN_MONTHS: u32 = 3;

/// The measurement before this one, of the same network by the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    pub id: ResponseId,
    /// The dimensions that were chosen to talk about then: they are looked back on.
    pub topics: Vec<&'static str>,
}

/// How a topic is now, looking back to the measurement before. Its codes are those of the instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookBack {
    Worse,
    Same,
    Better,
    OptOut,
}

/// What became of something that was agreed earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    UnderWay,
    Dropped,
}

/// A random number that stands in the hand-ins of one person, if that person wants it, and in nothing else: by it a
/// group's then and now can be paired. 16 hexadecimal digits in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PairingCode(pub u64);

impl LookBack {
    pub const ALL: [LookBack; 4] = [LookBack::Worse, LookBack::Same, LookBack::Better, LookBack::OptOut];

    pub fn code(self) -> &'static str {
        match self {
            LookBack::Worse => "worse",
            LookBack::Same => "same",
            LookBack::Better => "better",
            LookBack::OptOut => OPT_OUT,
        }
    }

    /// In: its code. Out: the answer, if there is one of that code.
    pub fn parse(code: &str) -> Option<LookBack> {
        LookBack::ALL.into_iter().find(|other| other.code() == code)
    }

    /// The change that gives this answer on a dimension.
    pub fn on(self, dimension: &str) -> Change {
        said_of(dimension, Some(self))
    }
}

/// The change that gives an answer looking back on a dimension, or clears it.
pub fn said_of(dimension: &str, given: Option<LookBack>) -> Change {
    Change::Again(look_back_field(dimension), given.map(|given| given.code().to_owned()))
}

/// The change that says what became of the next step that was open, or clears it.
pub fn step_became(outcome: Option<Outcome>) -> Change {
    Change::Again(field(STEP), outcome.map(|outcome| outcome.code().to_owned()))
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Done, Outcome::UnderWay, Outcome::Dropped];

    pub fn code(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::UnderWay => "under-way",
            Outcome::Dropped => "dropped",
        }
    }

    /// In: its code. Out: the outcome, if there is one of that code.
    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|other| other.code() == code)
    }

    /// Whether it need not be asked again.
    pub fn is_settled(self) -> bool {
        match self {
            Outcome::Done | Outcome::Dropped => true,
            Outcome::UnderWay => false,
        }
    }

    /// The change that says this of the next step that was open.
    pub fn of_step(self) -> Change {
        step_became(Some(self))
    }
}

impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl PairingCode {
    /// In: text. Out: the code, if `Display` could have written it.
    pub fn parse(text: &str) -> Option<PairingCode> {
        let code = PairingCode(u64::from_str_radix(text, 16).ok()?);
        (code.to_string() == text).then_some(code)
    }

    /// The change that keeps this code with a response.
    pub fn change(self) -> Change {
        Change::Again(field(PAIRING), Some(self.to_string()))
    }
}

const BEFORE: &str = "before";
const STEP: &str = "step";
const PAIRING: &str = "pairing";

fn field(name: &str) -> String {
    [AGAIN, name].concat()
}

fn look_back_field(dimension: &str) -> String {
    [AGAIN, "look-back-", dimension].concat()
}

/// In: the measurement before. Out: the changes that make a new response one that follows it: same network, same
/// modules, no answers.
pub fn follow(instrument: &'static Instrument, before: &Response) -> Vec<Change> {
    let mut value = before.id.to_string();
    for topic in before.topics() {
        value.push(' ');
        value.push_str(topic);
    }
    let mut changes = vec![
        Change::Network(before.network.clone()),
        Change::Modules(before.modules(instrument).map(|module| module.id).collect()),
        Change::Again(field(BEFORE), Some(value)),
    ];
    changes.extend(pairing(before).map(PairingCode::change));
    changes
}

/// The measurement before this response, if it follows one.
pub fn before(instrument: &'static Instrument, response: &Response) -> Option<Before> {
    let mut parts = response.again(&field(BEFORE))?.split(' ');
    let id = ResponseId::parse(parts.next()?)?;
    let topics = parts.filter_map(|code| instrument.dimension(code)).map(|dimension| dimension.id);
    Some(Before { id, topics: topics.take(instrument.topic_choice.max_choices).collect() })
}

/// In: a response, and a way to find others. Out: the measurements before it that are there, oldest first, at most
/// [`MAX_MEASUREMENTS`] with this one.
pub fn earlier<'a>(
    instrument: &'static Instrument,
    response: &Response,
    find: impl Fn(ResponseId) -> Option<&'a Response>,
) -> Vec<&'a Response> {
    let mut found: Vec<&Response> = Vec::new();
    let mut last = response;
    while let Some(next) = before(instrument, last).and_then(|before| find(before.id)) {
        // A file from elsewhere may make a circle.
        let is_known = next.id == response.id || found.iter().any(|other| other.id == next.id);
        if is_known || found.len().saturating_add(1) >= MAX_MEASUREMENTS {
            break;
        }
        found.push(next);
        last = next;
    }
    found.reverse();
    found
}

/// In: a response, and all there are. Out: the last measurement that follows it, directly or by way of others; the response
/// itself where none does. So the next one is compared with the last, wherever it is begun.
pub fn latest<'a>(
    instrument: &'static Instrument,
    response: &'a Response,
    all: &[&'a Response],
) -> &'a Response {
    let mut latest = response;
    // A file from elsewhere may make a circle: no more steps than there are responses.
    for _ in all {
        let follows =
            |other: &&&Response| before(instrument, other).is_some_and(|before| before.id == latest.id);
        // Of two that follow the same one, the later.
        let Some(next) = all.iter().filter(follows).max_by_key(|other| (&other.created, other.id)) else {
            break;
        };
        latest = next;
    }
    latest
}

/// In: the days of two measurements, then and now, as far as they are known. Out: whether less than three months lie
/// between them.
pub fn is_soon(then: Option<&Day>, now: Option<&Day>) -> bool {
    then.zip(now).is_some_and(|(then, now)| then <= now && *now < then.later(MIN_MONTHS))
}

/// How a dimension is now, looking back.
pub fn look_back(response: &Response, dimension: &str) -> Option<LookBack> {
    LookBack::parse(response.again(&look_back_field(dimension))?)
}

/// All that was said looking back, by the code of its dimension, also where this version has no such dimension.
pub fn all_said(response: &Response) -> Vec<(String, LookBack)> {
    let before = look_back_field("");
    let said = response.changes().into_iter().filter_map(|change| {
        let dimension = change.field().strip_prefix(&before)?.to_owned();
        Some((dimension, LookBack::parse(&change.value()?)?))
    });
    said.collect()
}

/// What was said looking back on dimensions of the response's modules, in the order of the instrument.
pub fn looked_back(
    instrument: &'static Instrument,
    response: &Response,
) -> Vec<(&'static Dimension, LookBack)> {
    let dimensions = response.modules(instrument).flat_map(|module| module.dimensions);
    dimensions.filter_map(|dimension| Some((dimension, look_back(response, dimension.id)?))).collect()
}

/// In: the measurements before one, oldest first. Out: the one whose next step is still open then: the last that was
/// written, unless a later one said that it was done or dropped.
pub fn open_step<'a>(earlier: &[&'a Response]) -> Option<&'a Response> {
    earlier.iter().fold(None, |open, measurement| {
        let is_written = StepPart::ALL.into_iter().any(|part| !measurement.step(part).is_empty());
        let is_settled = step(measurement).is_some_and(Outcome::is_settled);
        if is_written { Some(*measurement) } else { open.filter(|_| !is_settled) }
    })
}

/// What became of the next step that was open before this measurement.
pub fn step(response: &Response) -> Option<Outcome> {
    Outcome::parse(response.again(&field(STEP))?)
}

/// Takes out of a response what was said looking back, for who looks at all else.
pub fn forget_said(response: &mut Response) {
    let said: Vec<String> = response.changes().iter().map(|change| change.field().to_owned()).collect();
    let said = said.into_iter().filter(|name| name.starts_with(AGAIN) && *name != field(BEFORE));
    said.for_each(|name| response.apply(Change::Again(name, None)));
}

/// The code by which hand-ins of this person may be paired.
pub fn pairing(response: &Response) -> Option<PairingCode> {
    PairingCode::parse(response.again(&field(PAIRING))?)
}

// A test that cannot go on is a failed test.
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::instrument::change::ChangeTexts;
    use crate::instrument::{Answer, Rating};

    fn following(id: u128, other: &Response) -> Response {
        let mut response = Response::new(Instrument::shipped(), ResponseId(id));
        follow(Instrument::shipped(), other).into_iter().for_each(|change| response.apply(change));
        response
    }

    #[test]
    fn the_next_one_follows_the_last_wherever_it_is_begun() {
        let first = Response::new(Instrument::shipped(), ResponseId(1));
        let (second, other) = (following(2, &first), Response::new(Instrument::shipped(), ResponseId(9)));
        let third = following(3, &second);
        let all = [&other, &third, &first, &second];
        let latest_of = |one| latest(Instrument::shipped(), one, &all).id.0;
        assert_eq!([&first, &second, &third, &other].map(latest_of), [3, 3, 3, 9]);
        // Forged: each follows the other.
        let mut circle = first.clone();
        follow(Instrument::shipped(), &second).into_iter().for_each(|change| circle.apply(change));
        latest(Instrument::shipped(), &circle, &[&circle, &second]);
    }

    #[test]
    fn a_measurement_follows_another_and_takes_no_answers_over() {
        let instrument = Instrument::shipped();
        let mut first = Response::new(instrument, ResponseId(1));
        first.apply(Change::Network("Langer Thuis".into()));
        first.apply(Change::Modules(vec!["storm"]));
        first.apply(Change::Answer("goals-clear", Rating::new(4).map(Answer::Rating)));
        first.apply(Change::Topics(vec!["trust", "goals"]));
        first.apply(PairingCode(7).change());
        let second = following(2, &first);
        assert_eq!(second.network, "Langer Thuis");
        assert_eq!(second.modules(instrument).map(|module| module.id).collect::<Vec<_>>(), ["storm"]);
        assert!(second.answers().is_empty() && second.topics().is_empty());
        assert_eq!(
            before(instrument, &second),
            Some(Before { id: ResponseId(1), topics: vec!["trust", "goals"] })
        );
        assert_eq!(pairing(&second), Some(PairingCode(7)));
        assert_eq!(before(instrument, &first), None);
    }

    #[test]
    fn what_is_said_looking_back_is_read_as_it_is_written() {
        let mut response = Response::new(Instrument::shipped(), ResponseId(1));
        for given in LookBack::ALL {
            response.apply(given.on("trust"));
            assert_eq!(look_back(&response, "trust"), Some(given));
        }
        response.apply(said_of("trust", None));
        assert_eq!((look_back(&response, "trust"), all_said(&response)), (None, Vec::new()));
        assert_eq!(look_back(&response, "actors"), None);
        for outcome in Outcome::ALL {
            response.apply(step_became(Some(outcome)));
            assert_eq!(step(&response), Some(outcome));
        }
        response.apply(step_became(None));
        assert_eq!(step(&response), None);
        response.apply(Change::Again(field(STEP), Some("forgotten".into())));
        response.apply(Change::Again(field(PAIRING), Some("7".into())));
        assert_eq!((step(&response), pairing(&response)), (None, None));
    }

    #[test]
    fn the_instrument_has_words_for_every_look_back() {
        let options = ChangeTexts::shipped().look_back_options.iter();
        let codes: Vec<String> = options.map(|option| option.answer.value()).collect();
        assert_eq!(codes, LookBack::ALL.map(LookBack::code));
    }

    #[test]
    fn a_measurement_within_three_months_is_soon() {
        for (then, now, expected) in [
            ("2026-03-01", "2026-03-01", true),
            ("2026-03-01", "2026-05-31", true),
            ("2026-03-01", "2026-06-01", false),
            ("2025-11-30", "2026-02-27", true),
            ("2025-11-30", "2026-02-28", false),
            ("2025-03-01", "2026-03-02", false),
            // The day of one of them is wrong: nothing is known of the time between.
            ("2026-03-02", "2026-03-01", false),
            ("", "2026-03-01", false),
            ("2026-03-01", "", false),
        ] {
            let told = is_soon(Day::parse(then).as_ref(), Day::parse(now).as_ref());
            assert_eq!(told, expected, "{then} {now}");
        }
    }

    #[test]
    fn a_step_is_asked_about_until_it_is_settled_or_another_takes_its_place() {
        use Outcome::{Done, Dropped, UnderWay};
        for (measurements, expected) in [
            (vec![("Bellen", None)], Some(0)),
            (vec![("", None)], None),
            (vec![("Bellen", None), ("", Some(UnderWay))], Some(0)),
            (vec![("Bellen", None), ("", None), ("", Some(UnderWay))], Some(0)),
            (vec![("Bellen", None), ("", Some(Done))], None),
            (vec![("Bellen", None), ("", Some(Dropped)), ("", None)], None),
            (vec![("Bellen", None), ("Mailen", Some(UnderWay))], Some(1)),
            (vec![("Bellen", None), ("Mailen", Some(Done)), ("", Some(UnderWay))], Some(1)),
        ] {
            let all: Vec<Response> = (0..)
                .zip(&measurements)
                .map(|(id, (what, outcome))| {
                    let mut response = Response::new(Instrument::shipped(), ResponseId(id));
                    response.apply(Change::Step(StepPart::What, (*what).into()));
                    response.apply(step_became(*outcome));
                    response
                })
                .collect();
            let open = open_step(&all.iter().collect::<Vec<_>>()).map(|response| response.id.0);
            assert_eq!(open, expected, "{measurements:?}");
        }
    }

    #[test]
    fn the_measurements_before_are_found_oldest_first_and_a_circle_ends() {
        let instrument = Instrument::shipped();
        let mut all = vec![Response::new(instrument, ResponseId(0))];
        for id in 1..9 {
            let next = following(id, &all[all.len() - 1]);
            all.push(next);
        }
        let find = |id: ResponseId| all.iter().find(|response| response.id == id);
        let ids = |response: &Response| -> Vec<u128> {
            earlier(instrument, response, find).iter().map(|response| response.id.0).collect()
        };
        assert_eq!(ids(&all[0]), [] as [u128; 0]);
        assert_eq!(ids(&all[2]), [0, 1]);
        assert_eq!(ids(&all[8]), [3, 4, 5, 6, 7]);
        let (a, b) = (following(21, &following(22, &all[0])), following(22, &following(21, &all[0])));
        let circle = [a.clone(), b];
        let find = |id: ResponseId| circle.iter().find(|response| response.id == id);
        assert_eq!(earlier(instrument, &a, find).len(), 1);
    }
}
