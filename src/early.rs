//! What was filled in on the first page before the app was there, as the app takes it over. Knows nothing of the page.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use crate::instrument::Instrument;
use crate::response::{Change, Response, ResponseId};

/// The name of a field of that page, or a question's code, and what is in it.
pub type Field = (String, String);

/// The name of the field for the network's name.
pub const NETWORK: &str = "network";
/// The name of each box of a module.
pub const MODULE: &str = "module";
/// What is no field there: the name that all of it goes by.
const ID: &str = "id";

#[derive(Debug, PartialEq, Eq)]
pub struct Early {
    /// Of the response to make of it, so that what is taken over twice is one: by two tabs, or again after a kill.
    pub id: Option<ResponseId>,
    /// As it was typed.
    pub network: String,
    /// In the order of the instrument.
    pub modules: Vec<&'static str>,
    /// One for each question that was answered.
    pub answers: Vec<Change>,
}

impl Early {
    /// Whether there is a response to make of it: its question is shown, or was answered before the person went back to
    /// the start.
    pub fn is_begun(&self, is_question: bool) -> bool {
        (is_question || !self.answers.is_empty()) && !self.modules.is_empty()
    }

    /// The answers that this response, made of the same before, does not have. What it has may be newer.
    pub fn missing_in(self, known: &Response) -> Vec<Change> {
        let is_missing =
            |change: &Change| matches!(change, Change::Answer(code, _) if known.answer(code).is_none());
        self.answers.into_iter().filter(is_missing).collect()
    }
}

/// In: the text field, the boxes that are ticked and the answers that are chosen, in any order. Out: what of it this
/// instrument knows; of a question that is there twice, the last.
pub fn read(instrument: &'static Instrument, fields: &[Field]) -> Early {
    let values =
        |name: &'static str| fields.iter().filter(move |field| field.0 == name).map(|field| &field.1);
    let answer = |code: &'static str| {
        let scale = instrument.question(code)?.scale;
        let chosen = fields.iter().rev().find(|field| field.0 == code)?;
        Some(Change::Answer(code, Some(scale.accept(&chosen.1)?)))
    };
    let modules = instrument.modules.iter().map(|module| module.id);
    Early {
        id: values(ID).next().and_then(|id| ResponseId::parse(id)),
        network: values(NETWORK).next().cloned().unwrap_or_default(),
        modules: modules.filter(|id| values(MODULE).any(|value| value == id)).collect(),
        answers: instrument.questions().iter().filter_map(|question| answer(question.code)).collect(),
    }
}

// A test that cannot go on is a failed test.
#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::instrument::{Answer, OPT_OUT, Rating};

    fn early(fields: &[(&str, &str)]) -> Early {
        let fields: Vec<Field> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        read(Instrument::shipped(), &fields)
    }

    fn four() -> Change {
        Change::Answer("network-type-now", Rating::new(4).map(Answer::Rating))
    }

    #[test]
    fn what_was_filled_in_is_taken_over_once() {
        let modules: Vec<_> = Instrument::shipped().modules.iter().map(|module| module.id).collect();
        let read = early(&[
            (MODULE, modules[1]),
            ("network-type-now", "4"),
            (NETWORK, " Langer <b>"),
            ("network-type-now", "4"),
            (MODULE, modules[0]),
            (MODULE, modules[1]),
            (ID, "0000000000000000000000000000002a"),
        ]);
        let expected = Early {
            id: Some(ResponseId(42)),
            network: " Langer <b>".to_owned(),
            modules: modules[..2].to_vec(),
            answers: vec![four()],
        };
        assert_eq!(read, expected);
    }

    #[test]
    fn an_answer_is_not_lost_by_going_back() {
        let case = |fields: &[(&str, &str)], is_question, expected| {
            assert_eq!(early(fields).is_begun(is_question), expected, "{fields:?}, {is_question}");
        };
        let module = (MODULE, Instrument::shipped().modules[0].id);
        let answer = ("network-type-now", "4");
        case(&[module], true, true);
        case(&[module, answer], true, true);
        case(&[module, answer], false, true);
        case(&[module], false, false);
        case(&[answer], false, false);
        case(&[], true, false);
    }

    #[test]
    fn the_last_answer_to_a_question_counts() {
        assert_eq!(early(&[("network-type-now", OPT_OUT), ("network-type-now", "4")]).answers, [four()]);
    }

    #[test]
    fn what_the_instrument_does_not_know_is_left() {
        let nothing = Early { id: None, network: String::new(), modules: Vec::new(), answers: Vec::new() };
        assert_eq!(
            early(&[
                ("network-type-now", "6"),
                ("network-type-now", ""),
                ("other", "4"),
                (MODULE, "other"),
                (ID, "42")
            ]),
            nothing
        );
    }

    #[test]
    fn what_was_taken_over_before_gets_only_what_it_does_not_have() {
        let mut known = Response::new(Instrument::shipped(), ResponseId(42));
        known.apply(Change::Answer("network-type-now", Rating::new(2).map(Answer::Rating)));
        let both = || early(&[("network-type-now", "4"), ("network-type-wanted", "4")]);
        let wanted = Change::Answer("network-type-wanted", Rating::new(4).map(Answer::Rating));
        assert_eq!(both().missing_in(&known), std::slice::from_ref(&wanted));
        let empty = Response::new(Instrument::shipped(), ResponseId(42));
        assert_eq!(both().missing_in(&empty), [four(), wanted]);
    }

    /// Names of fields and codes of questions stand beside each other.
    #[test]
    fn no_question_is_called_like_a_field() {
        assert!([NETWORK, MODULE, ID].iter().all(|name| Instrument::shipped().question(name).is_none()));
    }
}
