//! What a group's answers come to, as one line of JSON: kept where rows are forgotten, and for the picture shown last.
//! Knows nothing of sessions or of what the counts mean.

use super::clean_name;
use super::file::{cut, is_code};
use crate::group::Sum;
use crate::group::tally::Of;
use crate::instrument::Instrument;
use crate::json::{self, Json};
use crate::response::{MAX_NAME, MAX_TEXT, ResponseId};

const OF: [(Of, &str); 4] =
    [(Of::Question, "answers"), (Of::Scores, "scores"), (Of::Votes, "votes"), (Of::LookBacks, "look_backs")];

/// The name of a version, as it may be shown.
pub(super) fn version_name(name: &str) -> String {
    cut(&clean_name(name), MAX_NAME)
}

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
    let words = sum.words.iter().map(|(code, text)| Json::texts([*code, text.as_str()]));
    let aside = sum.words_aside.iter().map(|(code, text)| Json::texts([code.as_str(), text.as_str()]));
    let versions =
        sum.versions.pairs().iter().map(|(version, n)| (version.as_str(), Json::number((*n).into())));
    let mut fields = vec![("n", Json::number(sum.tally.n_responses.into()))];
    fields.extend(OF.map(|(of, name)| (name, rows(of))));
    fields.push(("who", Json::texts(who.iter().map(String::as_str))));
    fields.push(("words", Json::List(words.chain(aside).collect())));
    fields.push(("versions", Json::object(versions)));
    Json::object(fields)
}

/// In: a text. Out: the sum, if all of it is valid.
pub fn decode(text: &str, instrument: &'static Instrument) -> Option<Sum> {
    read(&json::parse(text).ok()?, instrument.version, instrument)
}

/// In: JSON; the version of the instrument that was answered, if the sum does not say so itself. Out: the sum, if all of
/// it is valid. What this version of the instrument does not have is set aside.
pub(super) fn read(read: &Json, version: &str, instrument: &'static Instrument) -> Option<Sum> {
    let mut sum = Sum::default();
    sum.tally.n_responses = u32::try_from(read.get("n")?.as_number()?).ok()?;
    for (of, name) in OF {
        let rows = match (read.get(name), of) {
            // Before group members were asked to look back.
            (None, Of::LookBacks) => continue,
            (rows, _) => rows?.fields()?,
        };
        for (code, counts) in rows {
            let counts = counts.as_list()?.iter().map(|n| u32::try_from(n.as_number()?).ok());
            if !is_code(code)
                || !sum.tally.restore(instrument, of, code, counts.collect::<Option<Vec<u32>>>()?)
            {
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
        if words.chars().count() > MAX_TEXT || !is_code(code) {
            return None;
        }
        match instrument.open_questions().find(|open| open.id == code) {
            Some(open) => sum.words.push((open.id, words.clone())),
            None => sum.words_aside.push((code.clone(), words.clone())),
        }
    }
    sum.words.sort();
    sum.words_aside.sort();
    let versions = &mut sum.versions;
    let mut add = |name: &str, n: u32| {
        let of = versions.entry(version_name(name), || 0);
        *of = of.saturating_add(n);
    };
    let mut n_left = sum.tally.n_responses;
    for (name, n) in read.get("versions").map_or(Some(&[][..]), Json::fields)? {
        let n = u32::try_from(n.as_number()?).ok().filter(|n| *n > 0)?;
        n_left = n_left.checked_sub(n)?;
        add(name, n);
    }
    if n_left > 0 {
        add(version, n_left);
    }
    Some(sum)
}
