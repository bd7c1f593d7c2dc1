//! What a group's answers come to, as one line of JSON: kept where rows are forgotten, and for the picture shown last.
//! Knows nothing of sessions or of what the counts mean.

use crate::group::Sum;
use crate::group::tally::Of;
use crate::instrument::Instrument;
use crate::json::{self, Json};
use crate::response::{MAX_TEXT, ResponseId};

const OF: [(Of, &str); 3] = [(Of::Question, "answers"), (Of::Scores, "scores"), (Of::Votes, "votes")];

/// In: a sum. Out: its text.
pub fn encode(sum: &Sum) -> String {
    write(sum).line()
}

/// In: a sum. Out: its JSON.
pub(super) fn write(sum: &Sum) -> Json {
    let rows = |of: Of| {
        let rows = sum.tally.counts().filter(move |(other, _, _)| *other == of);
        let counts = |counts: &[u32]| Json::List(counts.iter().map(|n| Json::number((*n).into())).collect());
        Json::Object(rows.map(|(_, code, row)| (code.to_owned(), counts(row))).collect())
    };
    let who = sum.who.pairs().iter().map(|(id, revision)| format!("{id} {revision}"));
    let who: Vec<String> = who.collect();
    let words = sum.words.iter().map(|(code, text)| Json::texts([*code, text.as_str()])).collect();
    let mut fields = vec![("n", Json::number(sum.tally.n_responses.into()))];
    fields.extend(OF.map(|(of, name)| (name, rows(of))));
    fields.push(("who", Json::texts(who.iter().map(String::as_str))));
    fields.push(("words", Json::List(words)));
    Json::object(fields)
}

/// In: a text. Out: the sum, if all of it is valid.
pub fn decode(text: &str, instrument: &'static Instrument) -> Option<Sum> {
    read(&json::parse(text).ok()?, instrument)
}

/// In: JSON. Out: the sum, if all of it is valid.
pub(super) fn read(read: &Json, instrument: &'static Instrument) -> Option<Sum> {
    let mut sum = Sum::default();
    sum.tally.n_responses = u32::try_from(read.get("n")?.as_number()?).ok()?;
    for (of, name) in OF {
        for (code, counts) in read.get(name)?.fields()? {
            let counts = counts.as_list()?.iter().map(|n| u32::try_from(n.as_number()?).ok());
            if !sum.tally.restore(instrument, of, code, counts.collect::<Option<Vec<u32>>>()?) {
                return None;
            }
        }
    }
    for who in read.get("who")?.as_texts()? {
        let (id, revision) = who.split_once(' ')?;
        sum.who.insert(ResponseId::parse(id)?, revision.parse().ok()?);
    }
    if usize::try_from(sum.tally.n_responses).ok()? != sum.who.pairs().len() {
        return None;
    }
    for pair in read.get("words")?.as_list()? {
        let pair = pair.as_texts()?;
        let [code, words] = pair.as_slice() else { return None };
        let open = instrument.open_questions().find(|open| open.id == code)?;
        if words.chars().count() > MAX_TEXT {
            return None;
        }
        sum.words.push((open.id, words.clone()));
    }
    sum.words.sort();
    Some(sum)
}
