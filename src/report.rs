//! From one person's answers to a report: headings, sentences, pictures as data. It holds meaning and no markup; the screen and
//! the exports write it out. Knows nothing of the browser. Rules: domain.md part c; words: text.rs.

pub mod group;
pub mod then;

use crate::group::spread::Ratings;
use crate::instrument::feedback::{Credit, DimensionFeedback, ProfileFeedback, ReportTexts, Source};
use crate::instrument::{
    Answer, Dimension, Instrument, Item, Module, Profile, ProfileKind, Rating, Relation, Scale,
};
use crate::response::{Response, StepPart};
use crate::score::{Band, Place, Related, Score, band, place, relate, score, tenths};
use crate::text::Lang;
use crate::text::report::ReportText;

/// One report in one language: one person's, a group's, or its minutes.
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
    /// Names the part in links: a module's code, or a word that is no code of the instrument.
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
    Counts(Counts),
    Mirror(Mirror),
    Grid(Grid),
    Topic(Topic),
    Panels(Vec<Panel>),
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
    /// An open question and what was written, each answer by itself.
    Quote {
        question: String,
        answers: Vec<String>,
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

/// Where several dimensions lie, one row each, in the order of the instrument; or one dimension at several times.
#[derive(Debug, Clone, PartialEq)]
pub struct Strands {
    pub caption: String,
    /// What each row is, in a word.
    pub head: &'static str,
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

/// One of several small pictures beside each other: a dimension at several moments.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    pub heading: String,
    pub words: String,
    /// One row a moment, the oldest first.
    pub strands: Strands,
    pub notes: Vec<String>,
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

/// How many gave each answer, one row an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    pub caption: String,
    /// The five points, in words.
    pub labels: Vec<String>,
    pub opt_out: String,
    pub form: Form,
    pub rows: Vec<CountsRow>,
}

/// How counts are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A dot for each answer: up to 30 people.
    Dots,
    /// One bar, divided.
    Bars,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CountsRow {
    /// The code of the item or question.
    pub id: &'static str,
    pub text: String,
    /// How many gave each rating, the lowest first, and how many opted out; none where there are too few to show.
    pub counts: Option<(Ratings, u32)>,
    /// Where the middle answer lies, and how they spread.
    pub words: String,
}

/// Where an answer, or the middle one of a group, stands in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Point(Rating),
    /// Halfway between this point and the next: a group's middle.
    After(Rating),
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

/// In: the instrument, a response, the measurements before it (oldest first, none where there are none), the language.
/// Out: its report.
pub fn report(
    instrument: &'static Instrument,
    response: &Response,
    earlier: &[&Response],
    lang: Lang,
) -> Report {
    let writer = Writer { instrument, response, lang, text: ReportText::of(lang) };
    let text = writer.text;
    let mut facts = Vec::new();
    facts.extend(response.created.as_ref().map(|day| (text.day)(day.parts())));
    facts.push((text.instrument_version)(instrument.version, instrument.status));
    let mut parts = vec![writer.standout()];
    parts.extend(then::own(instrument, response, earlier, lang));
    parts.extend(response.modules(instrument).map(|module| writer.module(module)));
    parts.extend(writer.step());
    parts.push(sources(instrument, lang));
    Report {
        lang,
        title: (text.report_title)(&response.network),
        facts,
        intro: ReportTexts::shipped().one_view.get(lang).to_owned(),
        parts,
    }
}

struct Writer<'a> {
    instrument: &'static Instrument,
    response: &'a Response,
    lang: Lang,
    text: &'static ReportText,
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
            Block::Note(ReportTexts::shipped().precision.get(self.lang).to_owned()),
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
                answers: vec![self.response.words(question.id).to_owned()],
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
        let labels = labels(&self.instrument.scale, self.lang);
        Strands { caption, head: self.text.topic_column, labels, rows }
    }

    fn strand(&self, name: &str, mean: Option<f64>, note: Option<String>, is_apart: bool) -> Strand {
        Strand { name: name.to_owned(), tenths: mean.map(tenths), words: self.place(mean), note, is_apart }
    }

    fn place(&self, mean: Option<f64>) -> String {
        place_words(&self.instrument.scale, mean, self.lang)
    }

    fn dimension(&self, dimension: &'static Dimension) -> Topic {
        let score = self.score(dimension);
        let report = ReportTexts::shipped();
        let mut blocks = Vec::new();
        let feedback = DimensionFeedback::of(dimension);
        match (score.mean.map(|mean| band(&self.instrument.scoring, mean)), feedback) {
            (Some(band), Some(feedback)) => {
                let prefix = report.prefix_individual.get(self.lang);
                blocks.push(Block::Prose(finding(prefix, feedback, band, self.lang)));
            }
            (None, _) | (_, None) => {
                blocks.push(Block::Note((self.text.answered_of)(score.n_answered, score.n_items)));
            }
        }
        if score.is_mixed {
            blocks.push(Block::Note(report.mixed_items.get(self.lang).to_owned()));
        }
        blocks.push(Block::Strip(self.strip(dimension)));
        if let Some(strengthens) = feedback.and_then(|feedback| feedback.strengthens) {
            blocks.push(Block::Advice {
                title: self.text.strengthens.to_owned(),
                text: strengthens.get(self.lang).to_owned(),
            });
        }
        blocks.push(self.talk(feedback.map_or(&[], |feedback| feedback.starters)));
        blocks.extend(feedback.map(|feedback| self.source(&feedback.source)));
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
        blocks.extend(feedback.map(|feedback| self.source(&feedback.source)));
        Topic { id: profile.id, heading: profile.name.get(lang).to_owned(), place: None, blocks }
    }

    fn grid(&self, module: &'static Module, rows: &[&'static Dimension]) -> Vec<Block> {
        let words = |code: &str| self.answer_words(code, &self.instrument.scale);
        grid(module, rows, self.lang, |item| (self.mark(item.id), words(item.id)))
    }

    fn relation(&self, relation: &'static Relation) -> Option<Block> {
        let related = relate(self.instrument, self.response, relation)?;
        relation_block(self.instrument, relation, related, self.lang)
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
}

/// What a dimension's feedback says of a band, after what says whose answers it follows.
fn finding(prefix: &str, feedback: &DimensionFeedback, band: Band, lang: Lang) -> String {
    let words = match band {
        Band::Low => feedback.low,
        Band::Mid => feedback.mid,
        Band::High => feedback.high,
    };
    [prefix, " ", &lower_first(words.get(lang))].concat()
}

/// One dimension beside the mean of some others: the sentence for their pattern, and both as strands.
fn relation_block(
    instrument: &'static Instrument,
    relation: &'static Relation,
    related: Related,
    lang: Lang,
) -> Option<Block> {
    let text = ReportText::of(lang);
    let pattern = relation.patterns.iter().find(|pattern| pattern.id == related.pattern.id())?;
    let focus = instrument.dimension(relation.focus)?;
    let apart = (related.focus - related.foundation).abs() >= relation.min_difference;
    let caption = if apart { text.strands_apart } else { text.strands_touch };
    let row = |name: &str, mean: f64| Strand {
        name: name.to_owned(),
        tenths: Some(tenths(mean)),
        words: place_words(&instrument.scale, Some(mean), lang),
        note: None,
        is_apart: false,
    };
    let strands = Strands {
        caption: caption.to_owned(),
        head: text.topic_column,
        labels: labels(&instrument.scale, lang),
        rows: vec![row(focus.name.get(lang), related.focus), row(text.the_other_five, related.foundation)],
    };
    Some(Block::Topic(Topic {
        id: "relation",
        heading: relation.title.get(lang).to_owned(),
        place: None,
        blocks: vec![Block::Prose(pattern.text.get(lang).to_owned()), Block::Strands(strands)],
    }))
}

/// The value grid, with what its columns mean. `cell`: where an item stands, and in words.
fn grid(
    module: &'static Module,
    rows: &[&'static Dimension],
    lang: Lang,
    cell: impl Fn(&'static Item) -> (Mark, String),
) -> Vec<Block> {
    let facets = module.facets;
    let definitions = facets
        .iter()
        .map(|facet| (facet.name.get(lang).to_owned(), facet.definition.get(lang).to_owned()))
        .collect();
    let rows = rows
        .iter()
        .map(|dimension| GridRow {
            perspective: dimension.name.get(lang).to_owned(),
            cells: facets
                .iter()
                .filter_map(|facet| dimension.items.iter().find(|item| item.facet == Some(facet.id)))
                .map(&cell)
                .collect(),
        })
        .collect();
    let caption = ReportText::of(lang).grid_caption.to_owned();
    let facets = facets.iter().map(|facet| facet.name.get(lang).to_owned()).collect();
    vec![Block::Facts(definitions), Block::Grid(Grid { caption, facets, rows })]
}

/// A mean or median in the words of its scale, or that there are too few answers.
fn place_words(scale: &Scale, mean: Option<f64>, lang: Lang) -> String {
    let text = ReportText::of(lang);
    let word = |point: Rating| {
        let option = scale.option(Answer::Rating(point));
        option.map_or_else(String::new, |option| lower_first(option.words.get(lang)))
    };
    match mean.map(place) {
        None => ReportTexts::shipped().no_score.get(lang).to_owned(),
        Some(Place::Around(point)) => (text.around)(&word(point)),
        Some(Place::Between(lower, upper)) => (text.between)(&word(lower), &word(upper)),
    }
}

/// Where the ideas come from: the last part of a report.
fn sources(instrument: &'static Instrument, lang: Lang) -> Part {
    let text = ReportText::of(lang);
    Part {
        id: "sources",
        heading: text.sources.to_owned(),
        blocks: vec![
            Block::Prose(text.sources_intro.to_owned()),
            Block::Credits(credits()),
            Block::Note(instrument.status_note.get(lang).to_owned()),
        ],
    }
}

/// The articles behind the instrument: title, and author, publisher, year and address as far as known.
pub fn credits() -> Vec<(String, String)> {
    let credit = |source: &'static Source| {
        let author = (source.author != "niet vermeld").then_some(source.author);
        let year = source.date.and_then(|date| date.get(..4));
        // Where the address is no more than the publisher's name, it says nothing new.
        let address = (!source.address.eq_ignore_ascii_case(source.publisher)).then_some(source.address);
        let facts = [author, Some(source.publisher), year, address];
        (source.title.to_owned(), facts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    };
    Source::shipped().iter().map(credit).collect()
}

/// The place of a step's part in `ReportText::step_label`.
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
