//! What a group talked about and agreed: the minutes of a session. Knows nothing of answers or of how they are shown.

use crate::response::{Day, StepPart};

/// The minutes of one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Minutes {
    /// In the order in which they were talked about; each topic once.
    pub topics: Vec<Talked>,
    /// When the group looks again.
    pub again: Option<Day>,
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
