//! What is kept of one logbook, field by field as the journal has it: its name, each goal, each entry, and
//! what others measured. Knows nothing of storage, nor of how any of it is shown.

use super::Set;
use crate::exchange::logbook::{
    decode_entry, decode_goal, decode_measured, decode_network, encode_entry, encode_goal, encode_measured,
    encode_network,
};
use crate::journal::Fields;
use crate::logbook::{EntryId, GoalId, Logbook, LogbookId};

/// The field that makes a folder a logbook.
const NETWORK: &str = "logbook";
const GOAL: &str = "goal-";
const ENTRY: &str = "entry-";
const MEASURED: &str = "measured";

/// In: the fields of a folder. Out: the logbook they come to, if it is one; a field that cannot be read is left out, and
/// stays where it is kept.
pub fn read(id: LogbookId, fields: &Fields) -> Option<Logbook> {
    let mut logbook = Logbook::of(id, decode_network(fields.get(NETWORK)?)?);
    for (field, value) in fields.pairs() {
        if let Some(id) = field.strip_prefix(GOAL).and_then(GoalId::parse) {
            decode_goal(value).into_iter().for_each(|goal| logbook.keep_goal(id, goal));
        }
        if let Some(id) = field.strip_prefix(ENTRY).and_then(EntryId::parse) {
            decode_entry(value).into_iter().for_each(|entry| logbook.keep_entry(id, entry));
        }
    }
    let measured = fields.get(MEASURED).and_then(|value| decode_measured(value));
    logbook.add_measured(measured.unwrap_or_default());
    Some(logbook)
}

/// Every field of a logbook.
pub fn fields(logbook: &Logbook) -> Vec<Set> {
    let mut all = vec![(NETWORK.to_owned(), Some(encode_network(logbook.kept_network())))];
    let goals = logbook.kept_goals().iter();
    all.extend(goals.map(|(id, goal)| (format!("{GOAL}{id}"), Some(encode_goal(goal)))));
    let entries = logbook.kept_entries().iter();
    all.extend(entries.map(|(id, entry)| (format!("{ENTRY}{id}"), Some(encode_entry(entry)))));
    let measured = logbook.measured();
    all.extend((!measured.is_empty()).then(|| (MEASURED.to_owned(), Some(encode_measured(measured)))));
    all
}

/// In: a logbook as it was and as it has become; nothing of it was taken away, only marked as removed. Out: the fields
/// to set.
pub fn changes(before: &Logbook, after: &Logbook) -> Vec<Set> {
    let before = fields(before);
    fields(after).into_iter().filter(|set| !before.contains(set)).collect()
}
