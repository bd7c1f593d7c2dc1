//! What a trainer keeps of one session, field by field as the journal has it: the session, what was handed in, the picture
//! that was shown, the minutes. Below it, the same of a logbook. Knows nothing of storage, nor of how any of it is shown.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

pub mod logbook;

use crate::again::{MAX_MEASUREMENTS, Outcome};
use crate::exchange::Rejected;
use crate::exchange::link;
use crate::exchange::parcel::{self, Kind, Parcel};
use crate::exchange::session::{RowReader, SessionFile, encode_row};
use crate::exchange::sum;
use crate::group::sample::sample;
use crate::group::{Added, Group, Sum};
use crate::instrument::Instrument;
use crate::journal::Fields;
use crate::response::{Day, MAX_TEXT, ResponseId, StepPart};
use crate::session::minutes::{Agreements, Minutes, open_agreements};
use crate::session::{Handed, Keeping, Session, SessionId, is_same_network};
use crate::text::Lang;

/// The most files that are read at once, and the most MiB of all of them.
pub const MAX_FILES: usize = 1000;
pub const MAX_MIB: u64 = 50;

/// Why none of the files that were chosen at once is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooMuch {
    Files(usize),
    /// So many MiB, begun ones counted.
    Mib(u64),
}

/// In: how many files were chosen at once, and how many bytes they are together. Out: whether they are read, all or none.
pub fn may_read(n_files: usize, n_bytes: u64) -> Result<(), TooMuch> {
    let mib = n_bytes.div_ceil(1_048_576);
    if n_files > MAX_FILES {
        Err(TooMuch::Files(n_files))
    } else if mib > MAX_MIB {
        Err(TooMuch::Mib(mib))
    } else {
        Ok(())
    }
}

/// A field's name and its value; none clears it.
pub type Set = (String, Option<String>);

/// What the fields of a session come to: the same as is in its file.
pub type Collection = SessionFile;

/// One thing that is kept of a session.
#[derive(Debug, Clone, PartialEq)]
pub enum Field<'a> {
    Session(Session),
    Invited(bool),
    Revealed(bool),
    HandedIn(&'a Handed),
    TakenOut(ResponseId),
    /// What forgotten rows came to.
    Counted(&'a Sum),
    /// What the picture shown last was made of.
    Shown(Option<&'a Sum>),
    /// A note on a dimension.
    Notes(&'static str, String),
    Agreement(&'static str, StepPart, String),
    Again(Option<Day>),
    /// The session that this one looks back on.
    Before(Option<SessionId>),
    /// What became of the earlier agreement on a dimension.
    Outcome(&'static str, Option<Outcome>),
}

const SESSION: &str = "session";
const INVITED: &str = "invited";
const REVEALED: &str = "revealed";
const HANDED_IN: &str = "in-";
const COUNTED: &str = "counted";
const SHOWN: &str = "shown";
const NOTES: &str = "notes-";
const AGREEMENT: &str = "agreement-";
const AGAIN: &str = "again";
const BEFORE: &str = "before";
const OUTCOME: &str = "outcome-";

impl Field<'_> {
    /// The field as it is kept.
    pub fn write(&self, instrument: &'static Instrument) -> Set {
        let yes = |is: bool| is.then(|| "yes".to_owned());
        let typed = |text: &str| (!text.is_empty()).then(|| text.chars().take(MAX_TEXT).collect());
        match self {
            Field::Session(session) => {
                let code = link::code(Kind::Session, &parcel::encode_session(instrument, session));
                (SESSION.into(), Some(code))
            }
            Field::Invited(is) => (INVITED.into(), yes(*is)),
            Field::Revealed(is) => (REVEALED.into(), yes(*is)),
            // Not as its code: that is read by the very instrument only that it was written by.
            Field::HandedIn(handed) => {
                (format!("{HANDED_IN}{}", handed.response.id), Some(encode_row(instrument, handed)))
            }
            Field::TakenOut(id) => (format!("{HANDED_IN}{id}"), None),
            Field::Counted(sum) => (COUNTED.into(), Some(sum::encode(sum))),
            Field::Shown(sum) => (SHOWN.into(), sum.map(sum::encode)),
            Field::Notes(topic, text) => (format!("{NOTES}{topic}"), typed(text)),
            Field::Agreement(topic, part, text) => {
                (format!("{AGREEMENT}{}-{topic}", place(*part)), typed(text))
            }
            // An empty one is kept: then no day is proposed any more.
            Field::Again(day) => {
                (AGAIN.into(), Some(day.as_ref().map_or_else(String::new, |day| day.iso().to_owned())))
            }
            Field::Before(session) => (BEFORE.into(), session.map(|session| session.to_string())),
            Field::Outcome(topic, outcome) => {
                (format!("{OUTCOME}{topic}"), outcome.map(|outcome| outcome.code().to_owned()))
            }
        }
    }
}

fn place(part: StepPart) -> usize {
    StepPart::ALL.iter().position(|other| *other == part).unwrap_or_default()
}

/// What became of all that was read at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    pub n_new: usize,
    pub n_replaced: usize,
    pub n_same: usize,
    pub n_older: usize,
    pub n_cannot_replace: usize,
    pub n_other_session: usize,
    /// What was refused, with where it came from, if that has a name.
    pub refused: Vec<(Option<String>, Refused)>,
    /// The fields that it changed, as they were before.
    pub before: Vec<Set>,
}

/// Why something that was read is no response for this session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    Rejected(Rejected),
    /// An invitation was handed in.
    IsSession,
    /// Nothing of ours is in it.
    Nothing,
}

impl Import {
    /// Adds what became of some more.
    pub fn add(&mut self, more: Import) {
        self.n_new = self.n_new.saturating_add(more.n_new);
        self.n_replaced = self.n_replaced.saturating_add(more.n_replaced);
        self.n_same = self.n_same.saturating_add(more.n_same);
        self.n_older = self.n_older.saturating_add(more.n_older);
        self.n_cannot_replace = self.n_cannot_replace.saturating_add(more.n_cannot_replace);
        self.n_other_session = self.n_other_session.saturating_add(more.n_other_session);
        self.refused.extend(more.refused);
        self.before.extend(more.before);
    }

    /// How many parcels were read.
    pub fn n_read(&self) -> usize {
        let taken = [self.n_new, self.n_replaced, self.n_same, self.n_older];
        let left = [self.n_cannot_replace, self.n_other_session, self.refused.len()];
        taken.into_iter().chain(left).fold(0, usize::saturating_add)
    }
}

impl Collection {
    /// In: the fields of a session. Out: what they come to, if the session itself can be read; a field that cannot be
    /// read is left out, and stays where it is kept.
    pub fn read(instrument: &'static Instrument, id: SessionId, fields: &Fields) -> Option<Collection> {
        let session = session(instrument, id, fields)?;
        let counted = read_sum(fields, COUNTED, instrument).unwrap_or_default();
        let rows = read_rows(rows(fields), id, instrument);
        let group = Group::reopen(instrument, session, rows, counted, read_sum(fields, SHOWN, instrument));
        Some(Collection::around(group, fields))
    }

    /// The same from other fields of the same session. In: the fields this was read from, and the new ones. Only rows
    /// that have changed are read again: a thousand take a while.
    pub fn read_again(&self, before: &Fields, fields: &Fields) -> Option<Collection> {
        let (instrument, id) = (self.group.instrument(), self.group.session.id);
        let is_same = |field: &str| before.get(field) == fields.get(field);
        // Where rows are forgotten, none can be taken out.
        let is_by_row =
            self.group.session.keeping == Keeping::Rows || rows(before).all(|(field, _)| is_same(field));
        if !is_by_row || !is_same(SESSION) || !is_same(COUNTED) {
            return Collection::read(instrument, id, fields);
        }
        let mut group = self.group.clone();
        if !is_same(SHOWN) {
            group.set_shown(read_sum(fields, SHOWN, instrument));
        }
        let changed = |(field, _): &(&str, &str)| !is_same(field);
        for id in rows(before).filter(changed).filter_map(|(field, _)| row_id(field)) {
            group.remove(id);
        }
        for handed in read_rows(rows(fields).filter(changed), id, instrument) {
            group.add(&handed);
        }
        Some(Collection::around(group, fields))
    }

    fn around(group: Group, fields: &Fields) -> Collection {
        Collection {
            minutes: read_minutes(group.instrument(), fields),
            group,
            is_invited: fields.get(INVITED).is_some(),
            is_revealed: fields.get(REVEALED).is_some(),
        }
    }

    /// The example, with its picture shown.
    pub fn sample(instrument: &'static Instrument, lang: Lang) -> Collection {
        let group = sample(instrument, lang);
        Collection { group, minutes: Minutes::default(), is_invited: true, is_revealed: true }
    }

    /// Every field, for a copy, an example or a file that is opened.
    pub fn fields(&self) -> Vec<Set> {
        let instrument = self.group.instrument();
        let mut all = vec![Field::Session(self.group.session.clone()), Field::Invited(self.is_invited)];
        all.push(Field::Revealed(self.is_revealed));
        match self.group.session.keeping {
            Keeping::Rows => all.extend(self.group.rows().map(Field::HandedIn)),
            Keeping::TallyOnly => all.push(Field::Counted(self.group.now())),
        }
        all.push(Field::Shown(self.group.shown_sum()));
        for talked in &self.minutes.topics {
            all.push(Field::Notes(talked.topic, talked.notes.clone()));
            let parts = StepPart::ALL.into_iter().zip(&talked.agreement);
            all.extend(parts.map(|(part, text)| Field::Agreement(talked.topic, part, text.clone())));
        }
        all.extend(self.minutes.again.iter().map(|day| Field::Again(Some(day.clone()))));
        all.push(Field::Before(self.minutes.before));
        let outcomes = self.minutes.outcomes.iter();
        all.extend(outcomes.map(|(topic, outcome)| Field::Outcome(topic, Some(*outcome))));
        let written = all.iter().map(|field| field.write(instrument));
        written.filter(|(_, value)| value.is_some()).collect()
    }

    /// Takes in what was read. In: each parcel or why it was refused, with where it came from. Out: what became of
    /// each, and the fields to keep.
    pub fn take_in(
        &mut self,
        read: impl IntoIterator<Item = (Option<String>, Result<Parcel, Refused>)>,
    ) -> (Import, Vec<Set>) {
        let instrument = self.group.instrument();
        let mut import = Import::default();
        let mut changed = Vec::new();
        for (from, one) in read {
            let handed = match one {
                Ok(Parcel::Response(handed)) => handed,
                Ok(Parcel::Session(_)) => {
                    import.refused.push((from, Refused::IsSession));
                    continue;
                }
                Err(why) => {
                    import.refused.push((from, why));
                    continue;
                }
            };
            let before = self.group.rows().find(|row| row.response.id == handed.response.id);
            let before = before.map(|row| Field::HandedIn(row).write(instrument));
            let added = self.group.add(&handed);
            let n = match added {
                Added::New => &mut import.n_new,
                Added::Replaced => &mut import.n_replaced,
                Added::Same => &mut import.n_same,
                Added::Older => &mut import.n_older,
                Added::CannotReplace => &mut import.n_cannot_replace,
                Added::OtherSession => &mut import.n_other_session,
            };
            *n = n.saturating_add(1);
            let is_kept = matches!(added, Added::New | Added::Replaced);
            if is_kept && self.group.session.keeping == Keeping::Rows {
                changed.push(Field::HandedIn(&handed).write(instrument));
                import
                    .before
                    .push(before.unwrap_or_else(|| Field::TakenOut(handed.response.id).write(instrument)));
            }
        }
        if import.n_new > 0 && self.group.session.keeping == Keeping::TallyOnly {
            changed.push(Field::Counted(self.group.now()).write(instrument));
            // Forgotten rows cannot be taken out one by one, nor all at once: that would tell what they were.
        }
        (import, changed)
    }
}

/// Whether a trainer has chosen the day to look again, or has chosen none.
pub fn has_said_again(fields: &Fields) -> bool {
    fields.get(AGAIN).is_some()
}

fn read_minutes(instrument: &'static Instrument, fields: &Fields) -> Minutes {
    let mut minutes = Minutes::default();
    for dimension in instrument.dimensions() {
        let notes = fields.get(&format!("{NOTES}{}", dimension.id));
        if let Some(notes) = notes {
            minutes.topic(dimension.id).notes = notes.clone();
        }
        for place in 0..StepPart::ALL.len() {
            if let Some(text) = fields.get(&format!("{AGREEMENT}{place}-{}", dimension.id))
                && let Some(part) = minutes.topic(dimension.id).agreement.get_mut(place)
            {
                *part = text.clone();
            }
        }
        let outcome = fields.get(&format!("{OUTCOME}{}", dimension.id));
        let outcome = outcome.and_then(|code| Outcome::parse(code));
        minutes.outcomes.extend(outcome.map(|outcome| (dimension.id, outcome)));
    }
    minutes.before = looks_back_on(fields);
    minutes.again = fields.get(AGAIN).and_then(|day| Day::parse(day));
    minutes
}

fn read_sum(fields: &Fields, field: &str, instrument: &'static Instrument) -> Option<Sum> {
    sum::decode(fields.get(field)?, instrument)
}

/// The fields that rows are kept in.
fn rows(fields: &Fields) -> impl Iterator<Item = (&str, &str)> {
    let all = fields.pairs().iter().map(|(field, row)| (field.as_str(), row.as_str()));
    all.filter(|(field, _)| field.starts_with(HANDED_IN))
}

fn row_id(field: &str) -> Option<ResponseId> {
    ResponseId::parse(field.strip_prefix(HANDED_IN)?)
}

/// Those that are rows of the response that their field names. A row may be its code: so it was kept at first.
fn read_rows<'a>(
    rows: impl Iterator<Item = (&'a str, &'a str)>,
    id: SessionId,
    instrument: &'static Instrument,
) -> impl Iterator<Item = Handed> {
    let mut reader = RowReader::new(id, instrument);
    rows.filter_map(move |(field, row)| {
        let handed = if row.starts_with('{') {
            reader.read(row)
        } else if let Parcel::Response(handed) = first(row, instrument)? {
            Some(handed)
        } else {
            None
        };
        handed.filter(|handed| row_id(field) == Some(handed.response.id))
    })
}

fn first(code: &str, instrument: &'static Instrument) -> Option<Parcel> {
    link::find(code, instrument).into_iter().flatten().next()
}

/// In: the fields of a folder. Out: the session they are of, if they are; without what was handed in, which takes longer
/// to read.
pub fn session(instrument: &'static Instrument, id: SessionId, fields: &Fields) -> Option<Session> {
    match first(fields.get(SESSION)?, instrument)? {
        Parcel::Session(session) if session.id == id => Some(session),
        Parcel::Session(_) | Parcel::Response(_) => None,
    }
}

/// The same with how many handed in. Rows are counted as they are kept.
pub fn listed(instrument: &'static Instrument, id: SessionId, fields: &Fields) -> Option<(Session, u32)> {
    let session = session(instrument, id, fields)?;
    let n = match session.keeping {
        Keeping::Rows => u32::try_from(rows(fields).count()).unwrap_or(u32::MAX),
        Keeping::TallyOnly => {
            read_sum(fields, COUNTED, instrument).map_or(0, |counted| counted.tally.n_responses)
        }
    };
    Some((session, n))
}

/// The session that the one in these fields looks back on.
pub fn looks_back_on(fields: &Fields) -> Option<SessionId> {
    ResponseId::parse(fields.get(BEFORE)?).map(|id| SessionId(id.0))
}

/// In: a session, and the fields of all that are here. Out: what was agreed in the sessions before it, and is still open.
/// Before a session comes the one that it looks back on; where it names none, the last of its network with an earlier
/// day: agreements are there whether or not figures are compared.
pub fn open_before(kept: &Collection, all: &[(SessionId, &Fields)]) -> Agreements {
    let instrument = kept.group.instrument();
    let mut found: Vec<Minutes> = Vec::new();
    let mut is_missing = false;
    let (mut later, mut named) = (kept.group.session.clone(), kept.minutes.before);
    while found.len() < MAX_MEASUREMENTS
        && let Some(id) = named.or_else(|| last_before(instrument, &later, all))
    {
        let here = all.iter().find(|(other, _)| *other == id);
        let here = here.and_then(|(_, fields)| Some((session(instrument, id, fields)?, *fields)));
        let Some((session, fields)) = here else {
            is_missing = true;
            break;
        };
        if !session.may_precede(&later, looks_back_on(fields)) {
            break;
        }
        let minutes = read_minutes(instrument, fields);
        (later, named) = (session, minutes.before);
        found.push(minutes);
    }
    Agreements { open: open_agreements(found.iter().rev()), is_missing }
}

/// The last session of the same network that was on an earlier day.
fn last_before(
    instrument: &'static Instrument,
    later: &Session,
    all: &[(SessionId, &Fields)],
) -> Option<SessionId> {
    let sessions = all.iter().filter_map(|(id, fields)| session(instrument, *id, fields));
    let earlier = sessions.filter(|session| {
        let days = session.day.as_ref().zip(later.day.as_ref());
        is_same_network(&session.network, &later.network) && days.is_some_and(|(then, now)| then < now)
    });
    earlier.max_by(|one, other| (&one.day, one.id).cmp(&(&other.day, other.id))).map(|session| session.id)
}

/// In: a text, with the name of what it came from. Out: each parcel in it, or why not; where nothing is, that.
pub fn parcels_in(
    text: &str,
    from: Option<&str>,
    instrument: &'static Instrument,
) -> Vec<(Option<String>, Result<Parcel, Refused>)> {
    let from = from.map(str::to_owned);
    let found = link::find(text, instrument);
    if found.is_empty() {
        return vec![(from, Err(Refused::Nothing))];
    }
    found.into_iter().map(|one| (from.clone(), one.map_err(Refused::Rejected))).collect()
}
