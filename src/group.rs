//! A group's responses: which count, which were there already, and what of them may be shown. Knows nothing of links, of
//! words or of pictures. Rules: domain.md part c, and D11 of reliability.md.

pub mod sample;
pub mod spread;
pub mod tally;

use crate::again::LookBack;
use crate::instrument::{Dimension, Instrument, Module, Question, Referent};
use crate::response::{Response, ResponseId};
use crate::session::{Handed, Keeping, Session};
use crate::sorted::Sorted;
use spread::{Ratings, Spread, average_deviation, dimension_spread, median, spread};
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
    /// Empty where rows are forgotten.
    rows: Sorted<ResponseId, Handed>,
    now: Sum,
    shown: Option<Shown>,
}

/// All that a picture is made of: who is in it, and what they come to together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    pub tally: Tally,
    /// With the revision; where rows are forgotten, nothing can be replaced and it is 0.
    pub who: Sorted<ResponseId, u16>,
    /// Answers in words, by the code of their question, sorted: their order tells nothing.
    pub words: Vec<(&'static str, String)>,
    /// The same of questions that this version does not have.
    pub words_aside: Vec<(String, String)>,
    /// How many answered each version of the instrument.
    pub versions: Sorted<String, u32>,
}

/// What was shown last: a later picture must differ from it by enough people.
#[derive(Debug, Clone)]
struct Shown {
    sum: Sum,
    profile: GroupProfile,
}

/// What a group's answers come to. Holds nothing that is below the session's minimum.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupProfile {
    pub n_responses: u32,
    pub dimensions: Vec<DimensionProfile>,
    /// Of the profile questions: what has enough answers.
    pub choices: Vec<Choices>,
    /// The order proposed for the conversation: dimensions by votes, most first; without votes left out, unless nobody
    /// has voted at all. Equal votes: the widest spread first, then the lowest.
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
    /// How many gave each answer of [`LookBack::ALL`]; none below the minimum.
    pub look_back: Option<[u32; LookBack::ALL.len()]>,
    /// The mean of its items' average deviations, in points; none when no item may be shown.
    pub deviation: Option<f64>,
    pub spread: Option<Spread>,
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

impl Sum {
    fn add(&mut self, instrument: &'static Instrument, handed: &Handed, session: &Session) {
        let revision = match session.keeping {
            Keeping::Rows => handed.revision,
            Keeping::TallyOnly => 0,
        };
        self.who.insert(handed.response.id, revision);
        self.tally.add(instrument, &handed.response);
        let n = self.versions.entry(handed.version.clone(), || 0);
        *n = n.saturating_add(1);
        if session.with_words {
            for words in words(instrument, &handed.response) {
                let place = self.words.partition_point(|other| *other < words);
                self.words.insert(place, words);
            }
        }
    }

    fn take_away(&mut self, instrument: &'static Instrument, handed: &Handed) {
        self.who.remove(&handed.response.id);
        self.tally.take_away(instrument, &handed.response);
        let n = self.versions.entry(handed.version.clone(), || 0);
        *n = n.saturating_sub(1);
        if *n == 0 {
            self.versions.remove(&handed.version);
        }
        for words in words(instrument, &handed.response) {
            if let Ok(place) = self.words.binary_search(&words) {
                self.words.remove(place);
            }
        }
    }
}

impl Group {
    pub fn new(instrument: &'static Instrument, session: Session) -> Group {
        Group { session, instrument, rows: Sorted::default(), now: Sum::default(), shown: None }
    }

    /// A group as it was kept. In: its rows, or what the forgotten rows came to; and what the picture shown last was
    /// made of.
    pub fn reopen(
        instrument: &'static Instrument,
        session: Session,
        rows: impl IntoIterator<Item = Handed>,
        forgotten: Sum,
        shown: Option<Sum>,
    ) -> Group {
        let mut group = Group { now: forgotten, ..Group::new(instrument, session) };
        rows.into_iter().for_each(|handed| {
            group.add(&handed);
        });
        group.set_shown(shown);
        group
    }

    /// In: what the picture shown last was made of.
    pub fn set_shown(&mut self, shown: Option<Sum>) {
        self.shown = shown.map(|sum| Shown { profile: self.profile(&sum), sum });
    }

    /// Takes in what was handed in.
    pub fn add(&mut self, handed: &Handed) -> Added {
        if handed.session != self.session.id {
            return Added::OtherSession;
        }
        let id = handed.response.id;
        if self.session.keeping == Keeping::TallyOnly {
            if self.now.who.get(&id).is_some() {
                return Added::CannotReplace;
            }
            self.now.add(self.instrument, handed, &self.session);
            return Added::New;
        }
        let known = self.rows.get(&id);
        // Two that claim the same revision: whichever comes first, the same one counts.
        let rank = |handed: &Handed| {
            let fields = handed.response.changes().into_iter();
            let fields: Vec<_> = fields.map(|change| (change.field().to_owned(), change.value())).collect();
            (handed.revision, fields)
        };
        match known.map(|known| rank(known).cmp(&rank(handed))) {
            Some(std::cmp::Ordering::Equal) => return Added::Same,
            Some(std::cmp::Ordering::Greater) => return Added::Older,
            Some(std::cmp::Ordering::Less) | None => {}
        }
        let old = self.rows.insert(id, handed.clone());
        if let Some(old) = &old {
            self.now.take_away(self.instrument, old);
        }
        self.now.add(self.instrument, handed, &self.session);
        if old.is_some() { Added::Replaced } else { Added::New }
    }

    /// Takes a response out again. Out: whether it was there; where rows are forgotten it never is.
    pub fn remove(&mut self, id: ResponseId) -> Option<Handed> {
        let old = self.rows.remove(&id)?;
        self.now.take_away(self.instrument, &old);
        Some(old)
    }

    pub fn instrument(&self) -> &'static Instrument {
        self.instrument
    }

    /// The modules of the session, in the order of the instrument.
    pub fn modules(&self) -> impl Iterator<Item = &'static Module> {
        self.instrument.modules.iter().filter(|module| self.session.modules.contains(&module.id))
    }

    /// How many people's responses count.
    pub fn n_responses(&self) -> u32 {
        self.now.tally.n_responses
    }

    /// How many responses came in, changed or went since the picture that was made last; all of them without one.
    pub fn n_new(&self) -> u32 {
        let none = Sorted::default();
        let shown = self.shown.as_ref().map_or(&none, |shown| &shown.sum.who);
        n_changed(&self.now.who, shown)
    }

    /// The rows that are kept, in the order of their random ids: it tells nothing.
    pub fn rows(&self) -> impl Iterator<Item = &Handed> {
        self.rows.pairs().iter().map(|(_, handed)| handed)
    }

    /// The rows that are in the picture that was made last, as they were in it. None if those are fewer than the
    /// minimum.
    pub fn shown_rows(&self) -> Vec<&Handed> {
        let is_shown = |handed: &&Handed| {
            let who = self.shown.as_ref().map(|shown| &shown.sum.who);
            who.and_then(|who| who.get(&handed.response.id)) == Some(&handed.revision)
        };
        let rows: Vec<&Handed> = self.rows().filter(is_shown).collect();
        if rows.len() < self.session.min_group.people().into() { Vec::new() } else { rows }
    }

    /// What all that count come to.
    pub fn now(&self) -> &Sum {
        &self.now
    }

    /// What the picture that was made last is made of.
    pub fn shown_sum(&self) -> Option<&Sum> {
        self.shown.as_ref().map(|shown| &shown.sum)
    }

    /// The versions of the instrument that were answered by who is in the picture that was made last, sorted.
    pub fn shown_versions(&self) -> Vec<&str> {
        let versions = self.shown.iter().flat_map(|shown| shown.sum.versions.pairs());
        versions.map(|(version, _)| version.as_str()).collect()
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
        if let Some(shown) = &self.shown {
            let new = n_changed(&self.now.who, &shown.sum.who);
            if new > 0 && new < needed {
                return Err(TooFew::New { new, needed });
            }
        }
        let profile = self.profile(&self.now);
        Ok(&self.shown.insert(Shown { sum: self.now.clone(), profile }).profile)
    }

    fn profile(&self, sum: &Sum) -> GroupProfile {
        let needed = u32::from(self.session.min_group.people());
        let dimensions = self.modules().flat_map(|module| module.dimensions);
        let dimensions: Vec<_> = dimensions
            .map(|dimension| dimension_profile(self.instrument, &sum.tally, dimension, needed))
            .collect();
        let asked = self.modules().flat_map(|module| {
            module.profiles.iter().flat_map(|profile| {
                let questions = profile.questions.iter();
                questions.map(|open| Question { code: open.id, text: open.text, scale: &profile.scale })
            })
        });
        let choices = asked.filter_map(|question| {
            let (counts, n_opt_out) = sum.tally.answers(&question);
            let enough = counts.iter().sum::<u32>() >= needed;
            enough.then_some(Choices { code: question.code, counts, n_opt_out })
        });
        GroupProfile {
            n_responses: sum.tally.n_responses,
            choices: choices.collect(),
            topics: self.topics(&sum.tally, &dimensions),
            words: sum.words.clone(),
            dimensions,
        }
    }

    /// The order proposed for the conversation (domain.md part d): votes, then the widest spread, then the lowest.
    fn topics(&self, tally: &Tally, dimensions: &[DimensionProfile]) -> Vec<(&'static str, u32)> {
        let votes = |profile: &DimensionProfile| {
            self.instrument.dimension(profile.id).map_or(0, |dimension| tally.votes(dimension))
        };
        let has_votes = dimensions.iter().any(|profile| votes(profile) > 0);
        let is_candidate = |profile: &&DimensionProfile| {
            if has_votes { votes(profile) > 0 } else { profile.deviation.is_some() }
        };
        let mut order: Vec<&DimensionProfile> = dimensions.iter().filter(is_candidate).collect();
        order.sort_by(|a, b| {
            let wider = b.deviation.unwrap_or(0.0).total_cmp(&a.deviation.unwrap_or(0.0));
            let lower = a.median.unwrap_or(5.0).total_cmp(&b.median.unwrap_or(5.0));
            votes(b).cmp(&votes(a)).then(wider).then(lower)
        });
        order.into_iter().map(|profile| (profile.id, votes(profile))).collect()
    }
}

/// In: counts, a dimension, the minimum. Out: what of them may be shown.
pub fn dimension_profile(
    instrument: &'static Instrument,
    tally: &Tally,
    dimension: &'static Dimension,
    needed: u32,
) -> DimensionProfile {
    let scale = &instrument.scale;
    let rules = &instrument.grouping;
    let mut deviations = Vec::new();
    let (mut n_all_ratings, mut n_all_opt_out) = (0, 0);
    let items = dimension
        .items
        .iter()
        .map(|item| {
            let question = Question { code: item.id, text: item.text, scale };
            let (ratings, n_opt_out) = tally.ratings(&question);
            let n_ratings = ratings.iter().sum::<u32>();
            let is_enough = n_ratings >= needed;
            // What many do not know is told even where the ratings are too few, but never of a few people.
            let is_told = n_ratings + n_opt_out >= needed;
            if is_told {
                n_all_ratings += n_ratings;
                n_all_opt_out += n_opt_out;
            }
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
                spread: way.filter(|way| is_enough || (is_told && *way == Spread::Unknown)),
            }
        })
        .collect();
    let mut scores = tally.scores(dimension);
    if scores.iter().map(|(_, n)| n).sum::<u32>() < needed {
        scores.clear();
    }
    let deviation =
        (!deviations.is_empty()).then(|| deviations.iter().sum::<f64>() / deviations.len() as f64);
    let spread = dimension_spread(
        &scores,
        deviation,
        (n_all_ratings, n_all_opt_out),
        dimension.items.iter().all(|item| item.referent != Referent::Network),
        rules,
        &instrument.scoring,
    );
    let look_back = tally.look_backs(dimension);
    let said = LookBack::ALL.iter().zip(look_back).filter(|(given, _)| **given != LookBack::OptOut);
    let n_looked_back: u32 = said.map(|(_, n)| n).sum();
    DimensionProfile {
        id: dimension.id,
        median: middle(&scores),
        scores,
        look_back: Some(look_back).filter(|_| n_looked_back >= needed),
        deviation,
        spread,
        items,
    }
}

/// How many differ between two pictures. Both ways: one who left shows in the difference as much as one who came.
fn n_changed(one: &Sorted<ResponseId, u16>, other: &Sorted<ResponseId, u16>) -> u32 {
    let changed = |from: &Sorted<ResponseId, u16>, to: &Sorted<ResponseId, u16>| {
        let differs = |(id, revision): &&(ResponseId, u16)| to.get(id) != Some(revision);
        u32::try_from(from.pairs().iter().filter(differs).count()).unwrap_or(u32::MAX)
    };
    changed(one, other).max(changed(other, one))
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
