//! From answers to a report: headings, sentences, pictures as data. It holds meaning and no markup; the screen and
//! the exports write it out. Knows nothing of the browser. Rules: domain.md part c; words: text.rs.

use crate::instrument::feedback::{DimensionFeedback, ProfileFeedback};
use crate::instrument::{
    Answer, Credit, Dimension, Instrument, Module, Profile, ProfileKind, Rating, Relation, Scale,
};
use crate::response::{Response, StepPart};
use crate::score::{Band, Place, Score, band, place, relate, score, tenths};
use crate::text::{Lang, Text};

/// One person's report in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub lang: Lang,
    pub title: String,
    /// Date and version of the instrument: what stands at the title of everything that is printed or kept.
    pub facts: Vec<String>,
    pub intro: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Names the part in links: a module's code, or one of `standout`, `step`, `sources`.
    pub id: &'static str,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// One thing a report says. Every picture carries the words that say the same.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Prose(String),
    Note(String),
    /// The sentences on top.
    Standout(Vec<String>),
    /// The drawing at the head of the relationships: names and codes of the dimensions it leads to.
    RopeHead {
        names: Vec<(&'static str, String)>,
        caption: String,
    },
    Strands(Strands),
    Strip(Strip),
    Mirror(Mirror),
    Grid(Grid),
    Topic(Topic),
    /// Label and value, for example "now" and "wanted".
    Facts(Vec<(String, String)>),
    /// A heading with one text under it.
    Advice {
        title: String,
        text: String,
    },
    Talk {
        title: String,
        starters: Vec<String>,
    },
    /// An open question and what the person wrote.
    Quote {
        question: String,
        answer: String,
    },
    /// The next step: label and what was written.
    Promise(Vec<(String, String)>),
    Source(String),
    /// Articles: title, and where they appeared.
    Credits(Vec<(String, String)>),
}

/// One dimension or profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    pub id: &'static str,
    pub heading: String,
    pub place: Option<String>,
    pub blocks: Vec<Block>,
}

/// Where several dimensions lie, one row each, in the order of the instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Strands {
    pub caption: String,
    /// The five points, in words.
    pub labels: Vec<String>,
    pub rows: Vec<Strand>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Strand {
    pub name: String,
    /// The mean in tenths of a point, 10 to 50: nothing is shown finer than that.
    pub tenths: Option<u32>,
    pub words: String,
    pub note: Option<String>,
    /// Set apart by a rule: trust, beside the others.
    pub is_apart: bool,
}

/// The answers themselves, one row an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    pub caption: String,
    pub labels: Vec<String>,
    pub opt_out: String,
    pub rows: Vec<StripRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StripRow {
    pub text: String,
    pub mark: Mark,
    /// The answer in words.
    pub words: String,
}

/// Where a person's answer stands in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Point(Rating),
    OptOut,
    Open,
}

/// How it is now, and how it should be, on the same five points.
#[derive(Debug, Clone, PartialEq)]
pub struct Mirror {
    pub caption: String,
    pub labels: Vec<String>,
    /// Label, and where it stands.
    pub now: (String, Mark),
    pub wanted: (String, Mark),
}

/// The value grid: perspectives by facets.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub caption: String,
    pub facets: Vec<String>,
    pub rows: Vec<GridRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    pub perspective: String,
    /// One cell a facet: where it stands, and in words.
    pub cells: Vec<(Mark, String)>,
}

/// In: the instrument, a response, the language. Out: its report.
pub fn report(instrument: &'static Instrument, response: &Response, lang: Lang) -> Report {
    let writer = Writer { instrument, response, lang, text: Text::of(lang) };
    let text = writer.text;
    let mut facts = Vec::new();
    facts.extend(response.created.as_ref().map(|day| (text.day)(day.parts())));
    facts.push((text.instrument_version)(instrument.version, instrument.status));
    let mut parts = vec![writer.standout()];
    parts.extend(response.modules(instrument).map(|module| writer.module(module)));
    parts.extend(writer.step());
    parts.push(writer.sources());
    Report {
        lang,
        title: (text.report_title)(&response.network),
        facts,
        intro: instrument.report.one_view.get(lang).to_owned(),
        parts,
    }
}

struct Writer<'a> {
    instrument: &'static Instrument,
    response: &'a Response,
    lang: Lang,
    text: &'static Text,
}

impl Writer<'_> {
    fn score(&self, dimension: &Dimension) -> Score {
        score(self.instrument, self.response, dimension)
    }

    /// What stands out, as sentences. Dimensions closer than one point are never ranked.
    fn standout(&self) -> Part {
        let text = self.text;
        let scored: Vec<(&Dimension, Score)> = self
            .response
            .modules(self.instrument)
            .flat_map(|module| module.dimensions)
            .map(|dimension| (dimension, self.score(dimension)))
            .collect();
        let names = |dimensions: &[&(&Dimension, Score)]| -> Vec<&'static str> {
            dimensions.iter().map(|(dimension, _)| dimension.name.get(self.lang)).collect()
        };
        let mut sentences = Vec::new();
        if self.response.answers().is_empty() {
            sentences.push(text.nothing_answered.to_owned());
        }
        let with_mean: Vec<_> = scored
            .iter()
            .filter(|(dimension, score)| score.mean.is_some() && !dimension.is_grid_row())
            .collect();
        let highest = with_mean.iter().filter_map(|(_, score)| score.mean).fold(0.0, f64::max);
        let top: Vec<_> = with_mean
            .iter()
            .filter(|(_, score)| score.mean.is_some_and(|mean| highest - mean < 1.0))
            .copied()
            .collect();
        if with_mean.len() > 1 {
            sentences.push((text.strongest)(&names(&top), with_mean.len()));
        }
        let mixed: Vec<_> = scored.iter().filter(|(_, score)| score.is_mixed).collect();
        if !mixed.is_empty() {
            sentences.push((text.mixed)(&names(&mixed)));
        }
        let share = |score: &Score| score.n_opt_out as f64 / score.n_items.max(1) as f64;
        let is_unknown =
            |(_, score): &&(&Dimension, Score)| share(score) >= self.instrument.grouping.unknown_share;
        let mut unknown: Vec<_> = scored.iter().filter(is_unknown).collect();
        for _ in 0..3 {
            // The first of those with the largest share.
            let most = unknown.iter().map(|(_, score)| share(score)).fold(0.0, f64::max);
            let Some(place) = unknown.iter().position(|(_, score)| share(score) >= most) else { break };
            let (dimension, score) = unknown.remove(place);
            sentences.push((text.unknown)(dimension.name.get(self.lang), score.n_opt_out, score.n_items));
        }
        let topics: Vec<&'static str> = self
            .response
            .topics()
            .iter()
            .filter_map(|code| self.instrument.dimension(code))
            .map(|dimension| dimension.name.get(self.lang))
            .collect();
        if !topics.is_empty() {
            sentences.push((text.chosen_topics)(&topics));
        }
        let n_open = self.response.progress(self.instrument).n_open();
        if n_open > 0 && !self.response.answers().is_empty() {
            sentences.push((text.left_open)(n_open));
        }
        let blocks = vec![
            Block::Standout(sentences),
            Block::Note(self.instrument.report.precision.get(self.lang).to_owned()),
        ];
        Part { id: "standout", heading: text.standout.to_owned(), blocks }
    }

    fn module(&self, module: &'static Module) -> Part {
        let mut blocks = vec![Block::Prose(module.intro.get(self.lang).to_owned())];
        if let Some(relation) = module.relations.first() {
            blocks.push(self.rope_head(relation));
        }
        let (rows, scales): (Vec<_>, Vec<_>) =
            module.dimensions.iter().partition(|dimension| dimension.is_grid_row());
        if !rows.is_empty() {
            blocks.extend(self.grid(module, &rows));
        }
        blocks.push(Block::Strands(self.strands(module, &scales)));
        blocks.extend(module.profiles.iter().map(|profile| Block::Topic(self.profile(profile))));
        blocks.extend(rows.iter().map(|dimension| Block::Topic(self.dimension(dimension))));
        blocks.extend(scales.iter().map(|dimension| Block::Topic(self.dimension(dimension))));
        blocks.extend(module.relations.iter().filter_map(|relation| self.relation(relation)));
        let quotes: Vec<Block> = module
            .open_questions
            .iter()
            .filter(|question| !self.response.words(question.id).is_empty())
            .map(|question| Block::Quote {
                question: question.text.get(self.lang).to_owned(),
                answer: self.response.words(question.id).to_owned(),
            })
            .collect();
        if !quotes.is_empty() {
            blocks.push(Block::Topic(Topic {
                id: module.open_questions[0].id,
                heading: self.text.own_words.to_owned(),
                place: None,
                blocks: quotes,
            }));
        }
        Part { id: module.id, heading: module.name.get(self.lang).to_owned(), blocks }
    }

    fn rope_head(&self, relation: &Relation) -> Block {
        let names = relation
            .others
            .iter()
            .chain([&relation.focus])
            .filter_map(|code| self.instrument.dimension(code))
            .map(|dimension| (dimension.id, dimension.name.get(self.lang).to_owned()))
            .collect();
        Block::RopeHead { names, caption: self.text.rope_caption.to_owned() }
    }

    fn strands(&self, module: &'static Module, dimensions: &[&'static Dimension]) -> Strands {
        let focus = module.relations.first().map(|relation| relation.focus);
        let rows = dimensions
            .iter()
            .map(|dimension| {
                let score = self.score(dimension);
                let note = score.is_mixed.then(|| self.text.mixed_short.to_owned());
                let name = dimension.name.get(self.lang);
                self.strand(name, score.mean, note, focus == Some(dimension.id))
            })
            .collect();
        let caption = self.text.strands_caption.to_owned();
        Strands { caption, labels: labels(&self.instrument.scale, self.lang), rows }
    }

    fn strand(&self, name: &str, mean: Option<f64>, note: Option<String>, is_apart: bool) -> Strand {
        Strand { name: name.to_owned(), tenths: mean.map(tenths), words: self.place(mean), note, is_apart }
    }

    /// A mean in words, or that there are too few answers.
    fn place(&self, mean: Option<f64>) -> String {
        let word = |point: Rating| {
            let option = self.instrument.scale.option(Answer::Rating(point));
            option.map_or_else(String::new, |option| lower_first(option.words.get(self.lang)))
        };
        match mean.map(place) {
            None => self.instrument.scoring.no_score.get(self.lang).to_owned(),
            Some(Place::Around(point)) => (self.text.around)(&word(point)),
            Some(Place::Between(lower, upper)) => (self.text.between)(&word(lower), &word(upper)),
        }
    }

    fn dimension(&self, dimension: &'static Dimension) -> Topic {
        let score = self.score(dimension);
        let report = &self.instrument.report;
        let mut blocks = Vec::new();
        let feedback = DimensionFeedback::of(dimension);
        match (score.mean.map(|mean| band(&self.instrument.scoring, mean)), feedback) {
            (Some(band), Some(feedback)) => {
                let finding = match band {
                    Band::Low => feedback.low,
                    Band::Mid => feedback.mid,
                    Band::High => feedback.high,
                };
                let prefix = report.prefix_individual.get(self.lang);
                blocks.push(Block::Prose(format!("{prefix} {}", lower_first(finding.get(self.lang)))));
            }
            (None, _) | (_, None) => {
                blocks.push(Block::Note((self.text.answered_of)(score.n_answered, score.n_items)));
            }
        }
        if score.is_mixed {
            blocks.push(Block::Note(report.mixed_items.get(self.lang).to_owned()));
        }
        if !dimension.is_grid_row() {
            blocks.push(Block::Strip(self.strip(dimension)));
        }
        if let Some(strengthens) = feedback.and_then(|feedback| feedback.strengthens) {
            blocks.push(Block::Advice {
                title: self.text.strengthens.to_owned(),
                text: strengthens.get(self.lang).to_owned(),
            });
        }
        blocks.push(self.talk(feedback.map_or(&[], |feedback| feedback.starters)));
        blocks.push(self.source(&dimension.source));
        let shows_place = score.mean.is_none() || !dimension.is_grid_row();
        Topic {
            id: dimension.id,
            heading: dimension.name.get(self.lang).to_owned(),
            place: shows_place.then(|| self.place(score.mean)),
            blocks,
        }
    }

    fn strip(&self, dimension: &'static Dimension) -> Strip {
        let scale = &self.instrument.scale;
        Strip {
            caption: (self.text.strip_caption)(dimension.name.get(self.lang)),
            labels: labels(scale, self.lang),
            opt_out: scale.opt_out.words.get(self.lang).to_owned(),
            rows: dimension
                .items
                .iter()
                .map(|item| StripRow {
                    text: item.text.get(self.lang).to_owned(),
                    mark: self.mark(item.id),
                    words: self.answer_words(item.id, scale),
                })
                .collect(),
        }
    }

    fn mark(&self, code: &str) -> Mark {
        match self.response.answer(code) {
            Some(Answer::Rating(point)) => Mark::Point(point),
            Some(Answer::OptOut) => Mark::OptOut,
            Some(Answer::Choice(_)) | None => Mark::Open,
        }
    }

    fn answer_words(&self, code: &str, scale: &Scale) -> String {
        answer_words(self.response, code, scale, self.lang).unwrap_or(self.text.still_open).to_owned()
    }

    fn profile(&self, profile: &'static Profile) -> Topic {
        let lang = self.lang;
        let feedback = ProfileFeedback::of(profile);
        let mut blocks = Vec::new();
        match (profile.kind, profile.questions) {
            (ProfileKind::SliderNowWanted, [now, wanted, ..]) => {
                let answer = |code: &str| lower_first(&self.answer_words(code, &profile.scale));
                let (now_mark, wanted_mark) = (self.mark(now.id), self.mark(wanted.id));
                blocks.push(Block::Facts(vec![
                    (self.text.now.to_owned(), answer(now.id)),
                    (self.text.wanted.to_owned(), answer(wanted.id)),
                ]));
                if let Mark::Point(now) = now_mark {
                    let position = feedback.and_then(|feedback| match now.point() {
                        1 | 2 => feedback.left,
                        3 => feedback.middle,
                        _ => feedback.right,
                    });
                    blocks.extend(position.map(|words| Block::Prose(words.get(lang).to_owned())));
                }
                if let (Mark::Point(now), Mark::Point(wanted)) = (now_mark, wanted_mark) {
                    if now == wanted {
                        blocks.push(Block::Prose(self.text.no_gap.to_owned()));
                    } else {
                        let gap = feedback.and_then(|feedback| feedback.gap);
                        blocks.extend(gap.map(|words| Block::Prose(words.get(lang).to_owned())));
                    }
                }
                if now_mark != Mark::Open || wanted_mark != Mark::Open {
                    blocks.push(Block::Mirror(Mirror {
                        caption: (self.text.mirror_caption)(profile.name.get(lang)),
                        labels: labels(&profile.scale, lang),
                        now: (self.text.now.to_owned(), now_mark),
                        wanted: (self.text.wanted.to_owned(), wanted_mark),
                    }));
                }
            }
            (ProfileKind::SliderNowWanted | ProfileKind::SingleChoice, questions) => {
                blocks.extend(questions.iter().map(|question| {
                    let answer = self.answer_words(question.id, &profile.scale);
                    Block::Facts(vec![(question.text.get(lang).to_owned(), answer)])
                }));
            }
        }
        blocks.push(self.talk(feedback.map_or(&[], |feedback| feedback.starters)));
        blocks.push(self.source(&profile.source));
        Topic { id: profile.id, heading: profile.name.get(lang).to_owned(), place: None, blocks }
    }

    fn grid(&self, module: &'static Module, rows: &[&'static Dimension]) -> Vec<Block> {
        let scale = &self.instrument.scale;
        let facets = module.facets;
        let definitions = facets
            .iter()
            .map(|facet| (facet.name.get(self.lang).to_owned(), facet.definition.get(self.lang).to_owned()))
            .collect();
        let rows = rows
            .iter()
            .map(|dimension| GridRow {
                perspective: dimension.name.get(self.lang).to_owned(),
                cells: facets
                    .iter()
                    .filter_map(|facet| dimension.items.iter().find(|item| item.facet == Some(facet.id)))
                    .map(|item| (self.mark(item.id), self.answer_words(item.id, scale)))
                    .collect(),
            })
            .collect();
        let facets = facets.iter().map(|facet| facet.name.get(self.lang).to_owned()).collect();
        vec![
            Block::Facts(definitions),
            Block::Grid(Grid { caption: self.text.grid_caption.to_owned(), facets, rows }),
        ]
    }

    fn relation(&self, relation: &'static Relation) -> Option<Block> {
        let related = relate(self.instrument, self.response, relation)?;
        let pattern = relation.patterns.iter().find(|pattern| pattern.id == related.pattern.id())?;
        let focus = self.instrument.dimension(relation.focus)?;
        let apart = (related.focus - related.foundation).abs() >= relation.min_difference;
        let caption = if apart { self.text.strands_apart } else { self.text.strands_touch };
        let strands = Strands {
            caption: caption.to_owned(),
            labels: labels(&self.instrument.scale, self.lang),
            rows: vec![
                self.strand(focus.name.get(self.lang), Some(related.focus), None, false),
                self.strand(self.text.the_other_five, Some(related.foundation), None, false),
            ],
        };
        Some(Block::Topic(Topic {
            id: "relation",
            heading: relation.title.get(self.lang).to_owned(),
            place: None,
            blocks: vec![Block::Prose(pattern.text.get(self.lang).to_owned()), Block::Strands(strands)],
        }))
    }

    fn talk(&self, starters: &[crate::text::Words]) -> Block {
        Block::Talk {
            title: self.text.talk.to_owned(),
            starters: starters.iter().map(|starter| starter.get(self.lang).to_owned()).collect(),
        }
    }

    fn source(&self, credit: &Credit) -> Block {
        Block::Source((self.text.source)(credit.title, credit.publisher))
    }

    fn step(&self) -> Option<Part> {
        let rows: Vec<(String, String)> = StepPart::ALL
            .into_iter()
            .filter(|part| !self.response.step(*part).is_empty())
            .map(|part| {
                ((self.text.step_label)(part_index(part)).to_owned(), self.response.step(part).to_owned())
            })
            .collect();
        (!rows.is_empty()).then(|| Part {
            id: "step",
            heading: self.text.next_step.to_owned(),
            blocks: vec![Block::Promise(rows)],
        })
    }

    fn sources(&self) -> Part {
        Part {
            id: "sources",
            heading: self.text.sources.to_owned(),
            blocks: vec![
                Block::Prose(self.text.sources_intro.to_owned()),
                Block::Credits(credits(self.instrument)),
                Block::Note(self.instrument.status_note.get(self.lang).to_owned()),
            ],
        }
    }
}

/// The articles behind the instrument: title, and author, publisher, year and address as far as known.
pub fn credits(instrument: &'static Instrument) -> Vec<(String, String)> {
    let credit = |source: &'static crate::instrument::Source| {
        let author = (source.author != "niet vermeld").then_some(source.author);
        let year = source.date.and_then(|date| date.get(..4));
        // Where the address is no more than the publisher's name, it says nothing new.
        let address = (!source.address.eq_ignore_ascii_case(source.publisher)).then_some(source.address);
        let facts = [author, Some(source.publisher), year, address];
        (source.title.to_owned(), facts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    };
    instrument.sources.iter().map(credit).collect()
}

/// The place of a step's part in `Text::step_label`.
pub fn part_index(part: StepPart) -> usize {
    StepPart::ALL.iter().position(|known| *known == part).unwrap_or_default()
}

/// The words of an answer, if there is one.
pub fn answer_words(response: &Response, code: &str, scale: &Scale, lang: Lang) -> Option<&'static str> {
    Some(scale.option(response.answer(code)?)?.words.get(lang))
}

fn labels(scale: &Scale, lang: Lang) -> Vec<String> {
    scale.options.iter().map(|option| option.words.get(lang).to_owned()).collect()
}

/// A sentence that goes on after a colon, or a word inside a sentence.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    // Our texts begin with plain letters; the tables of all others would weigh more than they are worth.
    letters.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + letters.as_str())
}
