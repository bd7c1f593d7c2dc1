//! The example: a group of twelve invented people in which everything occurs that a group report can show. Knows nothing
//! of real answers, which never come into it.

use super::Group;
use crate::instrument::{Answer, Instrument, Rating};
use crate::response::{Change, Response, ResponseId};
use crate::session::{Handed, SAMPLE, Session};
use crate::text::Lang;
use crate::text::group::GroupText;

// A letter for each person: a rating, or `n` for the opt-out. Those who are low on one item of a dimension are low on the
// next: every other item begins halfway along the line.
const CLOSE_HIGH: &[u8; 12] = b"444454344445";
const CLOSE: &[u8; 12] = b"333323343333";
const SOME: &[u8; 12] = b"345243354534";
const WIDE: &[u8; 12] = b"135334145352";
const BOTH_SIDES: &[u8; 12] = b"112455221545";
const UNKNOWN: &[u8; 12] = b"n4nn3n5nn4n3";

/// How the answers to a dimension lie; to those not named here they differ somewhat.
const DIMENSIONS: [(&str, &[u8; 12]); 8] = [
    ("identity", CLOSE_HIGH),
    ("ambition", WIDE),
    ("leadership", UNKNOWN),
    ("participation", WIDE),
    ("equal-standing", CLOSE_HIGH),
    ("respect", CLOSE),
    ("freedom", BOTH_SIDES),
    ("accountability", WIDE),
];

const PROFILES: [(&str, &[u8; 12]); 2] =
    [("network-type-now", b"223123224231"), ("network-type-wanted", b"445434454544")];

/// The topics that each person chose.
const TOPICS: [&[&str]; 12] = [
    &["freedom", "trust"],
    &["freedom"],
    &["leadership", "freedom"],
    &["accountability"],
    &["freedom", "leadership"],
    &[],
    &["identity", "freedom"],
    &["leadership"],
    &["accountability", "freedom"],
    &["transparency"],
    &["leadership", "actors"],
    &["freedom"],
];

/// In: the instrument, the language. Out: the example, with its picture made. Nothing can be added to it that was
/// handed in to a real session.
pub fn sample(instrument: &'static Instrument, lang: Lang) -> Group {
    let text = GroupText::of(lang);
    let session = Session {
        title: text.sample_title.to_owned(),
        network: text.sample_network.to_owned(),
        with_words: true,
        ..Session::new(instrument, SAMPLE)
    };
    let mut group = Group::new(instrument, session);
    for (person, topics) in TOPICS.iter().enumerate() {
        // Never 0: that is the example itself.
        let mut response = Response::new(instrument, ResponseId(person as u128 + 1));
        for dimension in instrument.dimensions() {
            let named = DIMENSIONS.iter().find(|(code, _)| *code == dimension.id);
            let line = named.map_or(SOME, |(_, line)| line);
            for (item, start) in dimension.items.iter().zip([0, 6].into_iter().cycle()) {
                response.apply(Change::Answer(item.id, answer(line, person + start)));
            }
        }
        for (code, line) in PROFILES {
            response.apply(Change::Answer(code, answer(line, person)));
        }
        response.apply(Change::Topics(topics.to_vec()));
        let words = text.sample_words.get(person);
        words.iter().for_each(|(code, words)| response.apply(Change::Words(code, (*words).to_owned())));
        let codes: Vec<&str> = words.iter().map(|(code, _)| *code).collect();
        group.add(&Handed::new(instrument, &response, SAMPLE, 0, &codes));
    }
    // Twelve are enough for a picture.
    let _ = group.show();
    group
}

impl Group {
    /// Whether this is the example.
    pub fn is_sample(&self) -> bool {
        self.session.id == SAMPLE
    }
}

fn answer(line: &[u8; 12], place: usize) -> Option<Answer> {
    match line.get(place % line.len())? {
        b'n' => Some(Answer::OptOut),
        digit => Rating::new(i64::from(*digit) - i64::from(b'0')).map(Answer::Rating),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::Added;
    use crate::group::spread::Spread;
    use crate::session::SessionId;

    #[test]
    fn everything_occurs_in_the_example() {
        let instrument = Instrument::shipped();
        for lang in Lang::ALL {
            let group = sample(instrument, lang);
            let profile = group.shown().unwrap();
            assert!(group.is_sample() && profile.n_responses == 12);
            for (code, spread) in [
                ("identity", Spread::Close),
                ("trust", Spread::Some),
                ("ambition", Spread::Wide),
                ("freedom", Spread::BothSides),
                ("participation", Spread::Own),
                ("leadership", Spread::Unknown),
            ] {
                let found = profile.dimensions.iter().find(|dimension| dimension.id == code).unwrap();
                assert_eq!(found.spread, Some(spread), "{code}");
                assert!(found.items.iter().any(|item| item.spread == Some(spread)), "{found:?}");
            }
            assert_eq!(profile.topics[..3], [("freedom", 7), ("leadership", 4), ("accountability", 2)]);
            assert_eq!(profile.words.len(), GroupText::of(lang).sample_words.len());
        }
    }

    #[test]
    fn the_example_never_mixes_with_real_answers() {
        let instrument = Instrument::shipped();
        let response = Response::new(instrument, ResponseId(77));
        let handed = Handed::new(instrument, &response, SessionId(9), 0, &[]);
        assert_eq!(sample(instrument, Lang::Nl).add(&handed), Added::OtherSession);
    }
}
