//! A group's responses: which count, which were there already, and what of them may be shown. Knows nothing of links, of
//! words or of pictures. Rules: domain.md part c, and D11 of reliability.md.

pub mod spread;
pub mod tally;

use crate::instrument::{Dimension, Instrument, Question};
use crate::response::{Response, ResponseId};
use crate::session::{Handed, Keeping, Session};
use crate::sorted::Sorted;
use spread::{Ratings, Spread, average_deviation, median, spread};
use tally::Tally;

/// What became of a response that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    New,
    /// The same response with a higher revision: it counts in the place of the one that was there.
    Replaced,
    /// This very one is here already.
    Same,
    /// A later one of the same person is here, and goes on counting.
    Older,
    /// Handed in to another session: not counted.
    OtherSession,
    /// Rows are forgotten here, so nothing can be replaced any more: the first one goes on counting.
    CannotReplace,
}

/// The responses of one session as they come in. Order, repetition and carrier make no difference.
#[derive(Debug, Clone)]
pub struct Group {
    pub session: Session,
    instrument: &'static Instrument,
    rows: Sorted<ResponseId, Handed>,
    tally: Tally,
    /// Where rows are forgotten: which responses were counted.
    counted: Sorted<ResponseId, ()>,
    /// Answers in words, by the code of their question, sorted: their order tells nothing.
    words: Vec<(&'static str, String)>,
    shown: Option<Shown>,
}

/// What was shown last: a later picture must differ from it by enough people.
#[derive(Debug, Clone)]
struct Shown {
    profile: GroupProfile,
    /// Who was in it, with which revision.
    rows: Sorted<ResponseId, u16>,
}

/// What a group's answers come to. Holds nothing that is below the session's minimum.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupProfile {
    pub n_responses: u32,
    pub dimensions: Vec<DimensionProfile>,
    /// Of the profile questions: what has enough answers.
    pub choices: Vec<Choices>,
    /// Dimensions by votes, most first; without votes left out. Equal votes: the widest spread first.
    pub topics: Vec<(&'static str, u32)>,
    /// By the code of the question, sorted.
    pub words: Vec<(&'static str, String)>,
}

/// One dimension in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionProfile {
    pub id: &'static str,
    /// People's scores in tenths of a point, 10 to 50, with how many have each; empty below the minimum.
    pub scores: Vec<(u32, u32)>,
    /// The middle one of people's scores, 1 to 5; none below the minimum.
    pub median: Option<f64>,
    /// The mean of its items' average deviations, in points; none when no item may be shown.
    pub deviation: Option<f64>,
    pub items: Vec<ItemProfile>,
}

/// One item in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemProfile {
    pub id: &'static str,
    /// None below the minimum.
    pub shown: Option<ItemCounts>,
    /// How the answers lie; many opt-outs are told even where the ratings are too few.
    pub spread: Option<Spread>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ItemCounts {
    pub ratings: Ratings,
    pub n_opt_out: u32,
    pub median: f64,
}

/// How many chose each option of a profile question.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    pub code: &'static str,
    pub counts: Vec<u32>,
    pub n_opt_out: u32,
}

/// Why a group cannot be shown, or not anew. Numbers of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooFew {
    /// So many are needed before anything is shown.
    ToBegin { here: u32, needed: u32 },
    /// So many must be new since the last picture, or the newest could be read from the difference.
    New { new: u32, needed: u32 },
}

impl Group {
    pub fn new(instrument: &'static Instrument, session: Session) -> Group {
        Group {
            session,
            instrument,
            rows: Sorted::default(),
            tally: Tally::default(),
            counted: Sorted::default(),
            words: Vec::new(),
            shown: None,
        }
    }

    /// Takes in what was handed in.
    pub fn add(&mut self, handed: &Handed) -> Added {
        if handed.session != self.session.id {
            return Added::OtherSession;
        }
        let id = handed.response.id;
        if self.session.keeping == Keeping::TallyOnly {
            if self.counted.insert(id, ()).is_some() {
                return Added::CannotReplace;
            }
            self.tally.add(self.instrument, &handed.response);
            self.add_words(&handed.response);
            return Added::New;
        }
        let known = self.rows.get(&id);
        // Two that claim the same revision: whichever comes first, the same one counts.
        let rank = |handed: &Handed| (handed.revision, format!("{:?}", handed.response));
        match known.map(|known| rank(known).cmp(&rank(handed))) {
            Some(std::cmp::Ordering::Equal) => return Added::Same,
            Some(std::cmp::Ordering::Greater) => return Added::Older,
            Some(std::cmp::Ordering::Less) | None => {}
        }
        let old = self.rows.insert(id, handed.clone());
        if let Some(old) = &old {
            self.tally.take_away(self.instrument, &old.response);
        }
        self.tally.add(self.instrument, &handed.response);
        if old.is_some() { Added::Replaced } else { Added::New }
    }

    fn add_words(&mut self, response: &Response) {
        if self.session.with_words {
            self.words.extend(words(self.instrument, response));
            self.words.sort();
        }
    }

    /// Takes a response out again. Out: whether it was there; where rows are forgotten it never is.
    pub fn remove(&mut self, id: ResponseId) -> Option<Handed> {
        let old = self.rows.remove(&id)?;
        self.tally.take_away(self.instrument, &old.response);
        Some(old)
    }

    /// How many people's responses count.
    pub fn n_responses(&self) -> u32 {
        self.tally.n_responses
    }

    /// The rows that are kept, in the order of their random ids: it tells nothing.
    pub fn rows(&self) -> impl Iterator<Item = &Handed> {
        self.rows.pairs().iter().map(|(_, handed)| handed)
    }

    /// The picture that was made last.
    pub fn shown(&self) -> Option<&GroupProfile> {
        self.shown.as_ref().map(|shown| &shown.profile)
    }

    /// Makes the picture anew, if enough people are in it, and enough of them were not in the last one with the same
    /// answers; otherwise the last one stays.
    pub fn show(&mut self) -> Result<&GroupProfile, TooFew> {
        let needed = u32::from(self.session.min_group.people());
        let here = self.n_responses();
        if here < needed {
            return Err(TooFew::ToBegin { here, needed });
        }
        let now = self.present();
        if let Some(shown) = &self.shown {
            let changed = |from: &Sorted<ResponseId, u16>, to: &Sorted<ResponseId, u16>| {
                let differs = |(id, revision): &&(ResponseId, u16)| to.get(id) != Some(revision);
                u32::try_from(from.pairs().iter().filter(differs).count()).unwrap_or(u32::MAX)
            };
            // Both ways: one who left shows in the difference as much as one who came.
            let new = changed(&now, &shown.rows).max(changed(&shown.rows, &now));
            if new > 0 && new < needed {
                return Err(TooFew::New { new, needed });
            }
        }
        let profile = self.profile(needed);
        Ok(&self.shown.insert(Shown { profile, rows: now }).profile)
    }

    fn present(&self) -> Sorted<ResponseId, u16> {
        let mut present = Sorted::default();
        for (id, handed) in self.rows.pairs() {
            present.insert(*id, handed.revision);
        }
        for (id, ()) in self.counted.pairs() {
            present.insert(*id, 0);
        }
        present
    }

    fn profile(&self, needed: u32) -> GroupProfile {
        let chosen =
            self.instrument.modules.iter().filter(|module| self.session.modules.contains(&module.id));
        let dimensions = chosen.clone().flat_map(|module| module.dimensions);
        let dimensions: Vec<_> = dimensions.map(|dimension| self.dimension(dimension, needed)).collect();
        let asked = chosen.flat_map(|module| {
            module.profiles.iter().flat_map(|profile| {
                let questions = profile.questions.iter();
                questions.map(|open| Question { code: open.id, text: open.text, scale: &profile.scale })
            })
        });
        let choices = asked.filter_map(|question| {
            let (counts, n_opt_out) = self.tally.answers(&question);
            let enough = counts.iter().sum::<u32>() >= needed;
            enough.then_some(Choices { code: question.code, counts, n_opt_out })
        });
        let choices = choices.collect();
        GroupProfile {
            n_responses: self.tally.n_responses,
            choices,
            topics: self.topics(&dimensions),
            words: self.all_words(),
            dimensions,
        }
    }

    fn dimension(&self, dimension: &'static Dimension, needed: u32) -> DimensionProfile {
        let scale = &self.instrument.scale;
        let rules = &self.instrument.grouping;
        let mut deviations = Vec::new();
        let items = dimension
            .items
            .iter()
            .map(|item| {
                let question = Question { code: item.id, text: item.text, scale };
                let (ratings, n_opt_out) = self.tally.ratings(&question);
                let is_enough = ratings.iter().sum::<u32>() >= needed;
                let way = spread(&ratings, n_opt_out, item.referent, rules);
                if is_enough {
                    deviations.extend(average_deviation(&ratings));
                }
                ItemProfile {
                    id: item.id,
                    shown: median(&ratings).filter(|_| is_enough).map(|median| ItemCounts {
                        ratings,
                        n_opt_out,
                        median,
                    }),
                    spread: way.filter(|way| is_enough || *way == Spread::Unknown),
                }
            })
            .collect();
        let mut scores = self.tally.scores(dimension);
        if scores.iter().map(|(_, n)| n).sum::<u32>() < needed {
            scores.clear();
        }
        let deviation =
            (!deviations.is_empty()).then(|| deviations.iter().sum::<f64>() / deviations.len() as f64);
        DimensionProfile { id: dimension.id, median: middle(&scores), scores, deviation, items }
    }

    /// The order proposed for the conversation (domain.md part d): votes, then the widest spread, then the lowest.
    fn topics(&self, dimensions: &[DimensionProfile]) -> Vec<(&'static str, u32)> {
        let votes = |profile: &DimensionProfile| {
            self.instrument.dimension(profile.id).map_or(0, |dimension| self.tally.votes(dimension))
        };
        let mut order: Vec<&DimensionProfile> =
            dimensions.iter().filter(|profile| votes(profile) > 0).collect();
        order.sort_by(|a, b| {
            let wider = b.deviation.unwrap_or(0.0).total_cmp(&a.deviation.unwrap_or(0.0));
            let lower = a.median.unwrap_or(5.0).total_cmp(&b.median.unwrap_or(5.0));
            votes(b).cmp(&votes(a)).then(wider).then(lower)
        });
        order.into_iter().map(|profile| (profile.id, votes(profile))).collect()
    }

    fn all_words(&self) -> Vec<(&'static str, String)> {
        if !self.session.with_words {
            return Vec::new();
        }
        let mut all = self.words.clone();
        all.extend(self.rows().flat_map(|handed| words(self.instrument, &handed.response)));
        all.sort();
        all
    }
}

fn words(instrument: &'static Instrument, response: &Response) -> Vec<(&'static str, String)> {
    let open = instrument.open_questions().map(|open| (open.id, response.words(open.id).to_owned()));
    open.filter(|(_, words)| !words.is_empty()).collect()
}

/// The middle one of scores in tenths, with how many have each, rising; in points.
fn middle(scores: &[(u32, u32)]) -> Option<f64> {
    let n: u32 = scores.iter().map(|(_, n)| n).sum();
    let at = |place: u32| {
        let mut before = 0;
        let found = scores.iter().find(|(_, n)| {
            before += n;
            before > place
        });
        found.map(|(tenths, _)| f64::from(*tenths) / 10.0)
    };
    Some((at(n.checked_sub(1)? / 2)? + at(n / 2)?) / 2.0)
}
