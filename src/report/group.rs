//! From what a group's answers come to, to its report and its minutes. Never a total, a rank or a figure for a topic:
//! words, and how many gave each answer. Knows nothing of markup or of who answered what. Rules: domain.md parts c and d.

use super::then::outcome_words;
use super::{
    Block, Counts, CountsRow, Form, Mark, Part, Report, Strand, Strands, Topic, finding, grid, labels,
    lower_first, place_words, relation_block, sources, then,
};
use crate::group::spread::{Ratings, Spread, median};
use crate::group::{DimensionProfile, Group, GroupProfile, ItemProfile};
use crate::instrument::feedback::{DimensionFeedback, ProfileFeedback, ReportTexts};
use crate::instrument::group::{GroupTexts, SpreadText};
use crate::instrument::{Dimension, Instrument, Item, Module, Phrase, Profile, ProfileKind, Rating, Scale};
use crate::response::Day;
use crate::score::{Band, band, relate_means, tenths};
use crate::session::minutes::{Agreements, Earlier, Minutes, Talked};
use crate::text::again::AgainText;
use crate::text::group::GroupText;
use crate::text::report::ReportText;
use crate::text::{Lang, Words};

/// Up to so many people each answer is a dot.
const MOST_DOTS: u32 = 30;
/// Below so many, answers that lie close together may do so by chance, and nothing is said of "the group".
const FEW: u32 = 8;
/// So many topics are proposed for the conversation at most.
const MOST_TOPICS: usize = 3;
/// So many questions to talk about stand under a topic at most.
const MOST_STARTERS: usize = 3;

/// In: a group, the earlier one that it looks back on if there is one, the language. Out: the report of the
/// picture that was made last; without one, why there is none, and the topics with questions to talk about them without
/// figures.
pub fn group_report(group: &Group, earlier: Option<Earlier<&Group>>, lang: Lang) -> Report {
    let writer = Writer::new(group, lang);
    let own = writer.own;
    let mut parts = vec![writer.participation()];
    parts.extend(writer.profile.map(|profile| writer.agenda(profile)));
    parts.extend(earlier.and_then(|earlier| then::group(earlier, group, lang)));
    parts.extend(group.modules().map(|module| writer.module(module)));
    parts.extend(writer.open_answers());
    parts.push(sources(writer.instrument, lang));
    writer.report((own.group_title)(&group.session.network), own.group_intro, parts)
}

/// In: a group, what it talked about, what is still open of what was agreed before, the language. Out: its
/// minutes: who took part, what became of the earlier agreements, each topic with where the answers lie, notes
/// and agreement, and the day on which the group looks again.
pub fn minutes(group: &Group, minutes: &Minutes, before: &Agreements, lang: Lang) -> Report {
    let writer = Writer::new(group, lang);
    let own = writer.own;
    let mut parts = vec![writer.participation()];
    parts.extend(writer.agreements_before(before, minutes));
    let topics: Vec<Block> = minutes.topics.iter().filter_map(|talked| writer.talked(talked)).collect();
    if !topics.is_empty() {
        parts.push(Part { id: "topics", heading: own.talked_about.to_owned(), blocks: topics });
    }
    parts.extend(minutes.again.as_ref().map(|day| Part {
        id: "again",
        heading: own.again.to_owned(),
        blocks: vec![Block::Prose((own.again_on)(&writer.day(day)))],
    }));
    let session = &group.session;
    let name = if session.title.is_empty() { &session.network } else { &session.title };
    writer.report((own.minutes_title)(name), own.minutes_intro, parts)
}

/// In: a group, what is shown of one of its dimensions, the language. Out: where the answers lie and how they spread, as
/// in the report; or that there are too few.
pub fn topic_words(group: &Group, shown: &DimensionProfile, lang: Lang) -> String {
    let writer = Writer::new(group, lang);
    let mut words: Vec<String> = Vec::new();
    words.extend(writer.dimension_place(Some(shown)).map(|place| place + "."));
    words.extend(writer.dimension_spread(shown));
    if words.is_empty() {
        words.push(writer.own.too_few_to_show.to_owned());
    }
    words.join(" ")
}

struct Writer<'a> {
    group: &'a Group,
    profile: Option<&'a GroupProfile>,
    instrument: &'static Instrument,
    lang: Lang,
    text: &'static ReportText,
    own: &'static GroupText,
    /// What the instrument says to a group.
    told: &'static GroupTexts,
}

impl<'a> Writer<'a> {
    fn new(group: &'a Group, lang: Lang) -> Writer<'a> {
        Writer {
            group,
            profile: group.shown(),
            instrument: group.instrument(),
            lang,
            text: ReportText::of(lang),
            own: GroupText::of(lang),
            told: GroupTexts::shipped(),
        }
    }

    fn day(&self, day: &Day) -> String {
        (self.text.day)(day.parts())
    }

    fn report(&self, title: String, intro: &str, parts: Vec<Part>) -> Report {
        let session = &self.group.session;
        let names = [&session.title, &session.network];
        let mut facts: Vec<String> =
            names.into_iter().filter(|name| !title.contains(name.as_str())).cloned().collect();
        facts.extend(session.day.as_ref().map(|day| self.day(day)));
        facts.extend((!session.host.is_empty()).then(|| session.host.clone()));
        facts.push((self.text.instrument_version)(self.instrument.version, self.instrument.status));
        Report { lang: self.lang, title, facts, intro: intro.to_owned(), parts }
    }

    /// How many took part, and what of it can be shown.
    fn participation(&self) -> Part {
        let own = self.own;
        let least = self.group.session.min_group.people();
        let mut blocks = Vec::new();
        if self.group.is_sample() {
            blocks.push(Block::Prose(own.sample_note.to_owned()));
        }
        let here = self.group.n_responses();
        if let Some(profile) = self.profile {
            let mut sentences = vec![(own.handed_in)(profile.n_responses)];
            let later = here.saturating_sub(profile.n_responses);
            sentences.extend((later > 0).then(|| (own.came_later)(later)));
            let items = || profile.dimensions.iter().flat_map(|dimension| &dimension.items);
            let n_shown = items().filter(|item| item.shown.is_some()).count();
            sentences.push((own.questions_shown)(n_shown, items().count()));
            blocks.push(Block::Standout(sentences));
            blocks.push(Block::Note((own.minimum)(least)));
            if profile.n_responses < FEW {
                blocks.push(Block::Note(own.few_people.to_owned()));
            }
            blocks.push(Block::Note(ReportTexts::shipped().precision.get(self.lang).to_owned()));
            if items().any(|item| item.spread == Some(Spread::Own)) {
                blocks.push(Block::Note(own.own_questions.to_owned()));
            }
        } else {
            blocks.push(Block::Standout(vec![(own.too_few_yet)(here, least.into())]));
        }
        Part { id: "people", heading: own.participation.to_owned(), blocks }
    }

    /// The order proposed for the conversation: by votes, never simply the lowest.
    fn agenda(&self, profile: &GroupProfile) -> Part {
        let own = self.own;
        let has_votes = profile.topics.iter().any(|(_, votes)| *votes > 0);
        let first = || profile.topics.iter().take(MOST_TOPICS);
        let intro = if has_votes { own.agenda_intro } else { own.no_votes };
        let mut blocks = vec![Block::Prose(intro.to_owned())];
        let topics = first().filter_map(|(code, votes)| {
            let dimension = self.instrument.dimension(code)?;
            let mut why: Vec<String> = Vec::new();
            why.extend((*votes > 0).then(|| (own.votes)(*votes)));
            why.extend(self.of(code).and_then(|shown| self.dimension_spread(shown)));
            Some((dimension.name.get(self.lang).to_owned(), why.join(" ")))
        });
        let topics: Vec<_> = topics.collect();
        if !topics.is_empty() {
            blocks.push(Block::Facts(topics));
        }
        let is_low = |code: &str| {
            let median = self.of(code).and_then(|shown| shown.median);
            median.is_some_and(|median| band(&self.instrument.scoring, median) == Band::Low)
        };
        let mut focuses =
            self.group.modules().flat_map(|module| module.relations).map(|relation| relation.focus);
        if focuses.any(|code| is_low(code) && first().any(|(topic, _)| *topic == code)) {
            blocks.push(Block::Note(own.trust_last.to_owned()));
        }
        Part { id: "agenda", heading: own.agenda.to_owned(), blocks }
    }

    /// What is shown of a dimension.
    fn of(&self, code: &str) -> Option<&'a DimensionProfile> {
        self.profile?.dimensions.iter().find(|dimension| dimension.id == code)
    }

    fn item(&self, dimension: &Dimension, item: &Item) -> Option<&'a ItemProfile> {
        self.of(dimension.id)?.items.iter().find(|shown| shown.id == item.id)
    }

    fn module(&self, module: &'static Module) -> Part {
        let mut blocks = Vec::new();
        let (rows, scales): (Vec<_>, Vec<_>) =
            module.dimensions.iter().partition(|dimension| dimension.is_grid_row());
        if self.profile.is_some() {
            if !rows.is_empty() {
                blocks.extend(grid(module, &rows, self.lang, |item| self.cell(&rows, item)));
            }
            blocks.push(Block::Strands(self.strands(module, &scales)));
            blocks.push(Block::Note(self.own.median_note.to_owned()));
        }
        blocks.extend(module.profiles.iter().filter_map(|profile| self.profile(profile)));
        let dimensions = rows.iter().chain(&scales);
        blocks.extend(dimensions.map(|dimension| Block::Topic(self.dimension(dimension))));
        blocks.extend(module.relations.iter().filter_map(|relation| {
            let median = |code: &str| self.of(code)?.median;
            let others: Vec<f64> = relation.others.iter().filter_map(|code| median(code)).collect();
            let rules = &self.instrument.scoring;
            let related = relate_means(rules, relation, median(relation.focus)?, &others)?;
            relation_block(self.instrument, relation, related, self.lang)
        }));
        Part { id: module.id, heading: module.name.get(self.lang).to_owned(), blocks }
    }

    fn place(&self, scale: &Scale, median: Option<f64>) -> String {
        place_words(scale, median, self.lang)
    }

    /// One cell of the value grid: where the middle answer lies.
    fn cell(&self, rows: &[&'static Dimension], item: &'static Item) -> (Mark, String) {
        let item = rows.iter().find_map(|dimension| self.item(dimension, item));
        let counts = item.and_then(|item| item.shown.as_ref());
        let spread = item.and_then(|item| item.spread);
        let mark = |median: f64| {
            let below = Rating::new(median.floor() as i64)?;
            Some(if median.fract() == 0.0 { Mark::Point(below) } else { Mark::After(below) })
        };
        match (middle(counts.map(|counts| counts.median), spread), counts, spread) {
            (Some(median), _, _) => {
                let words = self.place(&self.instrument.scale, Some(median));
                (mark(median).unwrap_or(Mark::Open), words)
            }
            (None, Some(counts), Some(spread)) => {
                (Mark::Open, self.spread_words(spread, counts.ratings.iter().sum()))
            }
            (None, _, _) => (Mark::Open, self.own.too_few_to_show.to_owned()),
        }
    }

    fn strands(&self, module: &'static Module, dimensions: &[&'static Dimension]) -> Strands {
        let focus = module.relations.first().map(|relation| relation.focus);
        let scale = &self.instrument.scale;
        let row = |dimension: &&'static Dimension| {
            let shown = self.of(dimension.id);
            let median = shown.and_then(|shown| middle(shown.median, shown.spread));
            let spread = shown.and_then(|shown| self.dimension_spread(shown));
            Strand {
                name: dimension.name.get(self.lang).to_owned(),
                tenths: median.map(tenths),
                words: match (median, &spread) {
                    (None, Some(spread)) => spread.clone(),
                    (median, _) => self.place(scale, median),
                },
                note: spread.filter(|_| median.is_some()),
                is_apart: focus == Some(dimension.id),
            }
        };
        Strands {
            caption: self.text.strands_caption.to_owned(),
            head: self.text.topic_column,
            labels: labels(scale, self.lang),
            rows: dimensions.iter().map(row).collect(),
        }
    }

    /// Now and wanted, as distributions. How someone takes part is told to that person only: too few give each answer.
    fn profile(&self, profile: &'static Profile) -> Option<Block> {
        let (ProfileKind::SliderNowWanted, [now, wanted, ..]) = (profile.kind, profile.questions) else {
            return None;
        };
        let mut blocks = vec![Block::Prose(profile.definition.get(self.lang).to_owned())];
        if let Some(shown) = self.profile {
            let row = |label: &str, code: &'static str| {
                let choices = shown.choices.iter().find(|choices| choices.code == code);
                let counts = choices.and_then(|choices| {
                    Some((Ratings::try_from(choices.counts.as_slice()).ok()?, choices.n_opt_out))
                });
                let middle = counts.and_then(|(ratings, _)| median(&ratings));
                let words = match middle {
                    None => self.own.too_few_to_show.to_owned(),
                    middle => self.place(&profile.scale, middle),
                };
                CountsRow { id: code, text: label.to_owned(), counts, words }
            };
            let rows = vec![row(self.text.now, now.id), row(self.text.wanted, wanted.id)];
            blocks.push(self.counts(profile.name, &profile.scale, rows));
        }
        let starters = ProfileFeedback::of(profile).map_or(&[][..], |feedback| feedback.starters);
        blocks.push(self.talk(starters.iter()));
        let heading = profile.name.get(self.lang).to_owned();
        Some(Block::Topic(Topic { id: profile.id, heading, place: None, blocks }))
    }

    fn counts(&self, name: Phrase, scale: &Scale, rows: Vec<CountsRow>) -> Block {
        Block::Counts(self.counts_of(name, scale, rows))
    }

    fn counts_of(&self, name: Phrase, scale: &Scale, rows: Vec<CountsRow>) -> Counts {
        let n_people = self.profile.map_or(0, |profile| profile.n_responses);
        let (form, caption) = if n_people > MOST_DOTS {
            (Form::Bars, self.own.bars_caption)
        } else {
            (Form::Dots, self.own.dots_caption)
        };
        let labels = labels(scale, self.lang);
        let end = |label: Option<&String>| label.map_or_else(String::new, |label| lower_first(label));
        Counts {
            caption: caption(name.get(self.lang), &end(labels.first()), &end(labels.last())),
            labels,
            opt_out: scale.opt_out.words.get(self.lang).to_owned(),
            form,
            rows,
        }
    }

    /// One dimension: what it is, where the answers lie and how they spread, and questions that fit.
    fn dimension(&self, dimension: &'static Dimension) -> Topic {
        let mut blocks = vec![Block::Prose(dimension.definition.get(self.lang).to_owned())];
        let feedback = DimensionFeedback::of(dimension);
        let shown = self.of(dimension.id);
        let spread = shown.and_then(|shown| shown.spread);
        blocks.extend(self.lying(dimension));
        // What is said of the middle answer holds for the group only where the others are not far from it.
        if let (Some(Spread::Close | Spread::Some), Some(feedback), Some(median)) =
            (spread, feedback, shown.and_then(|shown| shown.median))
        {
            let band = band(&self.instrument.scoring, median);
            blocks.push(Block::Prose(finding(self.told.prefix.get(self.lang), feedback, band, self.lang)));
        }
        let of_spread = spread.map_or(&[][..], |spread| self.spread_text(spread).starters);
        let of_topic = feedback.map_or(&[][..], |feedback| feedback.starters);
        blocks.push(self.talk(of_spread.iter().chain(of_topic)));
        Topic {
            id: dimension.id,
            heading: dimension.name.get(self.lang).to_owned(),
            place: self.dimension_place(shown),
            blocks,
        }
    }

    /// How a dimension's answers lie, as a sentence and as counts; that there are too few where nothing may be shown.
    fn lying(&self, dimension: &'static Dimension) -> Vec<Block> {
        let Some(shown) = self.of(dimension.id) else { return Vec::new() };
        let sentence = self.dimension_spread(shown).map(Block::Prose);
        if shown.items.iter().all(|item| item.shown.is_none()) {
            let too_few = || Block::Note(self.told.too_few.get(self.lang).to_owned());
            return vec![sentence.unwrap_or_else(too_few)];
        }
        let row = |item| self.row(item, self.item(dimension, item), shown.spread);
        let rows = dimension.items.iter().map(row).collect();
        let counts = self.counts(dimension.name, &self.instrument.scale, rows);
        sentence.into_iter().chain([counts]).collect()
    }

    fn dimension_place(&self, shown: Option<&DimensionProfile>) -> Option<String> {
        let median = middle(shown?.median, shown?.spread)?;
        Some(self.place(&self.instrument.scale, Some(median)))
    }

    /// One question. `said`: how the answers spread, where it was said of the whole topic and is not said again.
    fn row(&self, item: &'static Item, shown: Option<&ItemProfile>, said: Option<Spread>) -> CountsRow {
        let counts = shown.and_then(|item| item.shown.as_ref());
        let spread = shown.and_then(|item| item.spread);
        let median = middle(counts.map(|counts| counts.median), spread);
        let mut words: Vec<String> = Vec::new();
        words.extend(median.map(|median| self.place(&self.instrument.scale, Some(median)) + "."));
        let n = counts.map_or(0, |counts| counts.ratings.iter().sum());
        // Of answers on two sides there is nothing else to say.
        let is_said = spread == said && median.is_some();
        words.extend(spread.filter(|_| !is_said).map(|spread| match spread {
            Spread::Own => self.own.own_question.to_owned(),
            Spread::Close | Spread::Some | Spread::Wide | Spread::BothSides | Spread::Unknown => {
                self.spread_words(spread, n)
            }
        }));
        if words.is_empty() {
            words.push(self.own.too_few_to_show.to_owned());
        }
        CountsRow {
            id: item.id,
            text: item.text.get(self.lang).to_owned(),
            counts: counts.map(|counts| (counts.ratings, counts.n_opt_out)),
            words: words.join(" "),
        }
    }

    fn spread_text(&self, spread: Spread) -> &'static SpreadText {
        match spread {
            Spread::Close => &self.told.close,
            Spread::Some => &self.told.some,
            Spread::Wide => &self.told.wide,
            Spread::BothSides => &self.told.both_sides,
            Spread::Own => &self.told.own,
            Spread::Unknown => &self.told.unknown,
        }
    }

    /// A spread in words. Of few people only the answers are spoken of, never the group.
    fn spread_words(&self, spread: Spread, n: u32) -> String {
        if spread == Spread::BothSides {
            return two_sides(n, self.lang).to_owned();
        }
        self.spread_text(spread).text.get(self.lang).to_owned()
    }

    fn dimension_spread(&self, shown: &DimensionProfile) -> Option<String> {
        let n = shown.scores.iter().map(|(_, n)| n).sum();
        let words = |spread| match spread {
            Spread::Own => self.own.own_topic.to_owned(),
            Spread::Close | Spread::Some | Spread::Wide | Spread::BothSides | Spread::Unknown => {
                self.spread_words(spread, n)
            }
        };
        shown.spread.map(words)
    }

    fn talk<'b>(&self, starters: impl Iterator<Item = &'b Words>) -> Block {
        Block::Talk {
            title: self.text.talk.to_owned(),
            starters: starters.take(MOST_STARTERS).map(|starter| starter.get(self.lang).to_owned()).collect(),
        }
    }

    /// What people wrote, apart from all else.
    fn open_answers(&self) -> Option<Part> {
        let words = &self.profile?.words;
        let questions = self.group.modules().flat_map(|module| module.open_questions);
        let quotes: Vec<Block> = questions
            .filter_map(|question| {
                let written = words.iter().filter(|(code, _)| *code == question.id);
                let answers: Vec<String> = written.map(|(_, answer)| answer.clone()).collect();
                let question = question.text.get(self.lang).to_owned();
                (!answers.is_empty()).then_some(Block::Quote { question, answers })
            })
            .collect();
        if quotes.is_empty() {
            return None;
        }
        let intro = Block::Prose(self.own.open_answers_intro.to_owned());
        let blocks = [intro].into_iter().chain(quotes).collect();
        Some(Part { id: "words", heading: self.own.open_answers.to_owned(), blocks })
    }

    /// What was agreed the last time, and what became of it; that it is not here, where it may be elsewhere.
    fn agreements_before(&self, before: &Agreements, minutes: &Minutes) -> Option<Part> {
        let row = |talked: &Talked| {
            let dimension = self.instrument.dimension(talked.topic)?;
            let outcome = lower_first(outcome_words(minutes.outcome(talked.topic), self.lang));
            Some((format!("{}: {outcome}", dimension.name.get(self.lang)), talked.agreed()?))
        };
        let rows: Vec<_> = before.open.iter().filter_map(row).collect();
        let again = AgainText::of(self.lang);
        let mut blocks = Vec::new();
        blocks.extend(before.is_missing.then(|| Block::Note(again.agreements_not_here.to_owned())));
        blocks.extend((!rows.is_empty()).then_some(Block::Promise(rows)));
        let heading = again.agreements_before.to_owned();
        (!blocks.is_empty()).then_some(Part { id: "before", heading, blocks })
    }

    /// One topic of the minutes.
    fn talked(&self, talked: &Talked) -> Option<Block> {
        let dimension = self.instrument.dimension(talked.topic)?;
        let own = self.own;
        let mut blocks = self.lying(dimension);
        if !talked.notes.is_empty() {
            blocks.push(Block::Quote { question: own.notes.to_owned(), answers: vec![talked.notes.clone()] });
        }
        let agreed = talked.agreement.iter().enumerate().filter(|(_, words)| !words.is_empty());
        let agreed: Vec<_> =
            agreed.map(|(place, words)| ((own.agreement_label)(place).to_owned(), words.clone())).collect();
        if !agreed.is_empty() {
            blocks.push(Block::Promise(agreed));
        }
        Some(Block::Topic(Topic {
            id: dimension.id,
            heading: dimension.name.get(self.lang).to_owned(),
            place: self.dimension_place(self.of(dimension.id)),
            blocks,
        }))
    }
}

/// In: how many people there are. Out: what is said of answers on two sides.
pub(super) fn two_sides(n: u32, lang: Lang) -> &'static str {
    if n < FEW { GroupText::of(lang).both_sides_few } else { GroupTexts::shipped().both_sides.text.get(lang) }
}

/// Where the middle answer lies; of answers on two sides it says nothing, because nobody may be there.
fn middle(median: Option<f64>, spread: Option<Spread>) -> Option<f64> {
    median.filter(|_| spread != Some(Spread::BothSides))
}

/// One question of a group's report as it is shown in the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// The code of the dimension.
    pub topic: &'static str,
    /// The code of the item.
    pub item: &'static str,
    /// The dimension's name.
    pub heading: String,
    pub statement: String,
    /// One row.
    pub counts: Counts,
    /// How the answers lie.
    pub words: String,
    pub starters: Vec<String>,
}

/// In: a group, the language. Out: the questions of the picture shown last, one by one: the topics proposed for the
/// conversation first, then the others in the order of the instrument; without a picture none.
pub fn slides(group: &Group, lang: Lang) -> Vec<Slide> {
    let writer = Writer::new(group, lang);
    let Some(profile) = writer.profile else { return Vec::new() };
    let proposed: Vec<&str> = profile.topics.iter().take(MOST_TOPICS).map(|(code, _)| *code).collect();
    let place = |code: &str| proposed.iter().position(|topic| *topic == code).unwrap_or(proposed.len());
    let mut dimensions: Vec<&'static Dimension> =
        group.modules().flat_map(|module| module.dimensions).collect();
    dimensions.sort_by_key(|dimension| place(dimension.id));
    let slide = |dimension: &'static Dimension, item: &'static Item| {
        let shown = writer.item(dimension, item);
        let mut row = writer.row(item, shown, None);
        let n = shown.and_then(|item| item.shown.as_ref()).map_or(0, |counts| counts.ratings.iter().sum());
        let spread = shown.and_then(|item| item.spread);
        let words = spread.map_or_else(|| row.words.clone(), |spread| writer.spread_words(spread, n));
        row.words = String::new();
        let starters = spread.map_or(&[][..], |spread| writer.spread_text(spread).starters);
        Slide {
            topic: dimension.id,
            item: item.id,
            heading: dimension.name.get(lang).to_owned(),
            statement: item.text.get(lang).to_owned(),
            counts: writer.counts_of(dimension.name, &writer.instrument.scale, vec![row]),
            words,
            starters: starters.iter().map(|starter| starter.get(lang).to_owned()).collect(),
        }
    };
    let slide = &slide;
    dimensions
        .into_iter()
        .flat_map(|dimension| dimension.items.iter().map(move |item| slide(dimension, item)))
        .collect()
}
