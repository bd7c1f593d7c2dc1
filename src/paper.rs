//! The questions of a session on paper: what is said before them, under which numbers they are printed, and the answers
//! that are typed over by them. Knows nothing of how a form looks.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use crate::instrument::{Answer, Dimension, Instrument, Module, Phrase, Question};
use crate::response::Change;
use crate::session::{Keeping, MinGroup, Session};
use crate::text::Lang;
use crate::text::session::SessionText;

/// Questions under one heading, with one scale.
#[derive(Debug, Clone)]
pub struct Part {
    pub module: &'static Module,
    pub name: Phrase,
    /// Each with its number, which goes on through the whole form, from 1.
    pub questions: Vec<(usize, Question)>,
}

/// What was typed over from one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// At each question, in the order of their numbers: an answer's place on its scale, from 1; 0 for the opt-out; nothing
    /// where nothing was crossed.
    pub answers: Vec<String>,
    /// The codes of the chosen topics.
    pub topics: Vec<&'static str>,
}

/// Why what was typed is no response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Empty,
    /// At this question stands what none of its answers has for a number.
    NoAnswer { number: usize, typed: String },
    /// More topics than may be chosen.
    TooManyTopics { most: usize },
}

fn modules(instrument: &'static Instrument, session: &Session) -> impl Iterator<Item = &'static Module> {
    instrument.modules.iter().filter(|module| session.modules.contains(&module.id))
}

/// All closed questions of a session, in the order in which they are printed and typed over.
pub fn parts(instrument: &'static Instrument, session: &Session) -> Vec<Part> {
    let mut numbers = 1_usize..;
    let mut parts = Vec::new();
    for module in modules(instrument, session) {
        let mut questions = module.questions(&instrument.scale).into_iter();
        let profiles = module.profiles.iter().map(|profile| (profile.name, profile.questions.len()));
        let dimensions = module.dimensions.iter().map(|dimension| (dimension.name, dimension.items.len()));
        for (name, n) in profiles.chain(dimensions) {
            let questions = questions.by_ref().take(n).zip(numbers.by_ref());
            parts.push(Part {
                module,
                name,
                questions: questions.map(|(question, n)| (n, question)).collect(),
            });
        }
    }
    parts
}

/// In: a session, the language. Out: what is said before the questions, as in the invitation: who invites, who sees the
/// answers and from how many on, how they are kept; and that what is asked in words is not on paper.
pub fn told(session: &Session, lang: Lang) -> Vec<String> {
    let text = SessionText::of(lang);
    let people = session.min_group.people();
    let mut told = vec![(text.invited_by)(&session.host), (text.paper_who_sees)(people)];
    if session.min_group < MinGroup::USUAL {
        told.push((text.small_group)(people));
    }
    if session.keeping == Keeping::TallyOnly {
        told.push(text.tally_only.to_owned());
    }
    if session.with_words {
        told.push(text.paper_no_words.to_owned());
    }
    told
}

/// The topics of a session, of which a few may be chosen.
pub fn topics(instrument: &'static Instrument, session: &Session) -> Vec<&'static Dimension> {
    modules(instrument, session).flat_map(|module| module.dimensions).collect()
}

/// In: what was typed over from a form of this session. Out: what it changes in an empty response; or all that is wrong
/// with it, in the order of the form.
pub fn read(
    instrument: &'static Instrument,
    session: &Session,
    typed: &Typed,
) -> Result<Vec<Change>, Vec<Fault>> {
    let mut changes = Vec::new();
    let mut faults = Vec::new();
    let questions = parts(instrument, session).into_iter().flat_map(|part| part.questions);
    for ((number, question), typed) in questions.zip(typed.answers.iter().map(|typed| typed.trim())) {
        match answer(&question, typed) {
            Some(answer) => changes.push(Change::Answer(question.code, Some(answer))),
            None if typed.is_empty() => {}
            None => faults.push(Fault::NoAnswer { number, typed: typed.to_owned() }),
        }
    }
    let most = instrument.topic_choice.max_choices;
    if typed.topics.len() > most {
        faults.push(Fault::TooManyTopics { most });
    }
    if changes.is_empty() && faults.is_empty() {
        faults.push(Fault::Empty);
    }
    changes.push(Change::Topics(typed.topics.clone()));
    if faults.is_empty() { Ok(changes) } else { Err(faults) }
}

fn answer(question: &Question, typed: &str) -> Option<Answer> {
    let number: usize = typed.parse().ok()?;
    match number.checked_sub(1) {
        None => Some(Answer::OptOut),
        Some(place) => question.scale.options.get(place).map(|option| option.answer),
    }
}

// A test that cannot go on is a failed test.
#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::instrument::Rating;
    use crate::session::SessionId;

    fn instrument() -> &'static Instrument {
        Instrument::shipped()
    }

    fn session() -> Session {
        Session::new(instrument(), SessionId(1))
    }

    fn typed(answers: &[&str], topics: &[&'static str]) -> Typed {
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        Typed { answers, topics: topics.to_vec() }
    }

    #[test]
    fn every_question_of_the_session_has_a_number_of_its_own() {
        let all: Vec<(usize, Question)> =
            parts(instrument(), &session()).into_iter().flat_map(|part| part.questions).collect();
        assert!(all.iter().map(|(number, _)| *number).eq(1..=all.len()));
        let asked = instrument().modules.iter().filter(|module| session().modules.contains(&module.id));
        let codes =
            asked.flat_map(|module| module.questions(&instrument().scale)).map(|question| question.code);
        assert!(all.iter().map(|(_, question)| question.code).eq(codes));
    }

    #[test]
    fn a_form_says_before_its_questions_who_invites_and_who_sees_what() {
        let mut session = session();
        session.host = "Annemiek Postma".into();
        let all = |session: &Session, lang| told(session, lang).join(" ");
        let nl = all(&session, Lang::Nl);
        assert!(nl.contains("De uitnodiging komt van Annemiek Postma."), "{nl}");
        assert!(nl.contains("De groep ziet alleen het geheel, vanaf 5 inzendingen."), "{nl}");
        for not in ["al open bij", "alleen aantallen", "open vragen"] {
            assert!(!nl.contains(not), "{nl}");
        }
        session.min_group = MinGroup::new(3).unwrap();
        session.keeping = Keeping::TallyOnly;
        session.with_words = true;
        let nl = all(&session, Lang::Nl);
        for told in
            ["vanaf 3 inzendingen", "al open bij 3 inzendingen", "alleen aantallen", "open vragen staan niet"]
        {
            assert!(nl.contains(told), "{nl}");
        }
        assert!(all(&session, Lang::En).contains("The open questions are not on paper."));
    }

    #[test]
    fn questions_under_one_heading_have_one_scale() {
        let mut session = session();
        session.modules = instrument().modules.iter().map(|module| module.id).collect();
        for part in parts(instrument(), &session) {
            let (_, first) = part.questions[0];
            assert!(part.questions.iter().all(|(_, question)| std::ptr::eq(question.scale, first.scale)));
        }
    }

    #[test]
    fn a_number_is_the_place_of_an_answer_and_0_the_opt_out() {
        let first = parts(instrument(), &session()).iter().position(|part| part.module.profiles.is_empty());
        assert!(first.is_some());
        let before: usize =
            instrument().module("basis").unwrap().profiles.iter().map(|p| p.questions.len()).sum();
        let answers = [vec![""; before], vec!["1", " 5 ", "0", ""]].concat();
        let codes: Vec<&str> =
            instrument().questions().into_iter().skip(before).take(3).map(|question| question.code).collect();
        let topic = instrument().dimensions().next().unwrap().id;
        let expected = [
            Change::Answer(codes[0], Rating::new(1).map(Answer::Rating)),
            Change::Answer(codes[1], Rating::new(5).map(Answer::Rating)),
            Change::Answer(codes[2], Some(Answer::OptOut)),
            Change::Topics(vec![topic]),
        ];
        assert_eq!(read(instrument(), &session(), &typed(&answers, &[topic])).unwrap(), expected);
    }

    #[test]
    fn all_that_is_wrong_is_told_in_the_order_of_the_form() {
        let case = |answers: &[&str], topics: &[&'static str], expected: &[Fault]| {
            let faults = read(instrument(), &session(), &typed(answers, topics)).unwrap_err();
            assert_eq!(faults, expected, "{answers:?} {topics:?}");
        };
        let wrong = |number, typed: &str| Fault::NoAnswer { number, typed: typed.to_owned() };
        for no_answer in ["9", "x", "-1", "1.5"] {
            case(&["1", no_answer, "1"], &[], &[wrong(2, no_answer)]);
        }
        case(&["", " "], &[], &[Fault::Empty]);
        case(&["9", " x ", "1", "8"], &[], &[wrong(1, "9"), wrong(2, "x"), wrong(4, "8")]);
        let topics: Vec<&str> =
            topics(instrument(), &session()).iter().map(|topic| topic.id).take(4).collect();
        let many = Fault::TooManyTopics { most: 3 };
        case(&["1"], &topics, std::slice::from_ref(&many));
        case(&["9"], &topics, &[wrong(1, "9"), many]);
    }
}
