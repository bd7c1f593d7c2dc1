//! What a group talked about and agreed: the minutes of a session. Knows nothing of answers or of how they are shown.

use super::SessionId;
use crate::again::Outcome;
use crate::response::{Day, StepPart};

/// The minutes of one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Minutes {
    /// In the order in which they were talked about; each topic once.
    pub topics: Vec<Talked>,
    /// When the group looks again.
    pub again: Option<Day>,
    /// The session that this one looks back on.
    pub before: Option<SessionId>,
    /// What became of the agreements of that session, by the code of their topic; each topic once.
    pub outcomes: Vec<(&'static str, Outcome)>,
}

/// A session that another looks back on.
#[derive(Debug, Clone, Copy)]
pub enum Earlier<T> {
    Here(T),
    /// It is named, and not in this browser.
    NotHere,
}

impl<T> Earlier<T> {
    /// A part of the session, if it is here.
    pub fn map<'a, U>(&'a self, part: impl FnOnce(&'a T) -> U) -> Earlier<U> {
        match self {
            Earlier::Here(session) => Earlier::Here(part(session)),
            Earlier::NotHere => Earlier::NotHere,
        }
    }
}

/// One topic that was talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talked {
    /// The code of a dimension.
    pub topic: &'static str,
    pub notes: String,
    /// In the order of `StepPart::ALL`: what, who, when, how we notice. Empty where nothing was written.
    pub agreement: [String; StepPart::ALL.len()],
}

impl Minutes {
    /// What became of the earlier agreement on a topic.
    pub fn outcome(&self, topic: &str) -> Option<Outcome> {
        self.outcomes.iter().find(|(other, _)| *other == topic).map(|(_, outcome)| *outcome)
    }

    /// What stands under a topic; made first if it is not there yet.
    // `place` is inside the list: it was found, or is the last.
    #[allow(clippy::indexing_slicing)]
    pub fn topic(&mut self, topic: &'static str) -> &mut Talked {
        let place = self.topics.iter().position(|talked| talked.topic == topic).unwrap_or_else(|| {
            self.topics.push(Talked { topic, notes: String::new(), agreement: Default::default() });
            self.topics.len().saturating_sub(1)
        });
        &mut self.topics[place]
    }
}

/// What was agreed in the sessions before one, and is still open then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreements {
    pub open: Vec<Talked>,
    /// One of those sessions is named, and not in this browser: what was agreed there is not known.
    pub is_missing: bool,
}

/// In: the minutes of the sessions before one, oldest first. Out: what was agreed in them and is still open then: nothing
/// newer was agreed on its topic, and none after it said that it was done or dropped.
pub fn open_agreements<'a>(earlier: impl IntoIterator<Item = &'a Minutes>) -> Vec<Talked> {
    let mut open: Vec<Talked> = Vec::new();
    for minutes in earlier {
        let agreed: Vec<&Talked> = minutes.topics.iter().filter(|talked| talked.agreed().is_some()).collect();
        open.retain(|talked| {
            let is_settled = minutes.outcome(talked.topic).is_some_and(Outcome::is_settled);
            !is_settled && agreed.iter().all(|newer| newer.topic != talked.topic)
        });
        open.extend(agreed.into_iter().cloned());
    }
    open
}

impl Talked {
    /// The agreement in one line; none where nothing was agreed.
    pub fn agreed(&self) -> Option<String> {
        let parts: Vec<&str> =
            self.agreement.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
