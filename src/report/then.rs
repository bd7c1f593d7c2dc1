//! Then and now: what has changed since the last measurement, of one person or of a group, in words and small pictures.
//! Never a line through two points. Knows nothing of markup. Rules: change.rs.

use super::{Block, Panel, Part, Strand, Strands, Topic, labels, lower_first, part_index, place_words};
use crate::again::{LookBack, MAX_MEASUREMENTS, Outcome, before, is_soon, look_back, open_step, step};
use crate::change::{Compared, GroupChange, GroupChanges, Moved, own as own_change};
use crate::group::Group;
use crate::instrument::change::ChangeTexts;
use crate::instrument::{Dimension, Instrument};
use crate::response::{Day, Response, StepPart};
use crate::score::{score, tenths};
use crate::session::is_same_network;
use crate::session::minutes::Earlier;
use crate::text::again::AgainText;
use crate::text::report::ReportText;
use crate::text::{Lang, Words};

/// In: a response, and the measurements before it that are here, oldest first. Out: the part of its report that puts them
/// beside each other, or says that one is not here; none where it follows none.
pub fn own(
    instrument: &'static Instrument,
    response: &Response,
    earlier: &[&Response],
    lang: Lang,
) -> Option<Part> {
    let own = AgainText::of(lang);
    let is_missing = before(instrument, earlier.first().unwrap_or(&response)).is_some();
    if earlier.is_empty() && !is_missing {
        return None;
    }
    let all: Vec<&Response> = earlier.iter().copied().chain([response]).collect();
    let names: Vec<String> = all
        .iter()
        .enumerate()
        .map(|(place, response)| moment(response.created.as_ref(), place + 1 == all.len(), lang))
        .collect();
    let mut told = Told::default();
    let (mut panels, mut only_looked_back, mut not_compared) = (Vec::new(), Vec::new(), Vec::new());
    for dimension in response.modules(instrument).flat_map(|module| module.dimensions) {
        let has_score = |response: &&Response| score(instrument, response, dimension).mean.is_some();
        let said = look_back(response, dimension.id).map(|given| look_back_words(given).get(lang));
        let Some(change) = own_change(instrument, &all, dimension) else {
            not_compared.extend(all.iter().rev().take(2).any(has_score).then(|| dimension.name.get(lang)));
            let name = dimension.name.get(lang).to_owned();
            only_looked_back.extend(said.map(|said| (name, (own.looking_back)(&lower_first(said)))));
            continue;
        };
        told.add(change.moved, change.moved == Moved::Down, dimension.name.get(lang));
        let rows = names.iter().cloned().zip(change.means);
        let said = said.map(|said| (own.looking_back)(&lower_first(said)));
        let notes = said.into_iter().chain(change.is_partial.then(|| own.only_both.to_owned()));
        panels.push(panel(instrument, dimension, change.moved, rows, notes.collect(), lang));
    }
    let mut blocks = Vec::new();
    let is_full = all.len() == MAX_MEASUREMENTS;
    blocks.extend((is_missing && !is_full).then(|| Block::Note(own.own_not_here.to_owned())));
    if let Some(last) = earlier.last() {
        let intro = if is_missing && is_full { own.own_latest } else { own.own_intro };
        blocks.push(Block::Prose(intro(all.len())));
        blocks.extend(told.blocks(lang));
        let is_soon = is_soon(last.created.as_ref(), response.created.as_ref());
        blocks.extend(is_soon.then(|| Block::Note(own.own_soon.to_owned())));
        if panels.is_empty() {
            blocks.push(Block::Note(own.nothing_to_compare.to_owned()));
        } else if !not_compared.is_empty() {
            blocks.push(Block::Note((own.own_not_compared)(&not_compared)));
        }
    }
    let outcome = step(response);
    let open = open_step(earlier);
    // What became of a step that is not here.
    let only_outcome = outcome.filter(|_| is_missing && open.is_none());
    let only_outcome = only_outcome
        .map(|outcome| (own.step_earlier.to_owned(), outcome_words(Some(outcome), lang).to_owned()));
    only_looked_back.extend(only_outcome);
    // Before the panels: under the last of them it would look like a part of it.
    if !only_looked_back.is_empty() {
        blocks.push(Block::Facts(only_looked_back));
    }
    if !panels.is_empty() {
        blocks.push(Block::Panels(panels));
    }
    blocks.extend(open.map(|then| step_before(earlier, then, outcome, lang)));
    Some(Part { id: "then", heading: own.then_and_now.to_owned(), blocks })
}

/// In: two groups. Out: the part of the later one's report that puts them beside each other; none while one of the two
/// shows nothing. Where the earlier one is not here, that, and what is said looking back.
pub fn group(then: Earlier<&Group>, now: &Group, lang: Lang) -> Option<Part> {
    now.shown()?;
    let own = AgainText::of(lang);
    let Earlier::Here(then) = then else { return Some(not_here(now, lang)) };
    then.shown()?;
    let instrument = now.instrument();
    let changes = GroupChanges::new(then, now);
    let names =
        [moment(then.session.day.as_ref(), false, lang), moment(now.session.day.as_ref(), true, lang)];
    let mut told = Told::default();
    let (mut changed, mut only_looked_back) = (Vec::new(), Vec::new());
    let mut has_looked_back = false;
    for dimension in now.modules().flat_map(|module| module.dimensions) {
        let said = group_look_back(now, dimension, lang);
        has_looked_back |= said.is_some();
        let Some(change) = changes.on(dimension) else {
            only_looked_back.extend(said.map(|said| (dimension.name.get(lang).to_owned(), said)));
            continue;
        };
        told.add(change.moved, change.now < change.then, dimension.name.get(lang));
        changed.push((dimension, change, said));
    }
    let who = Who::new(changed.iter().map(|(_, change, _)| change.compared));
    let panels = changed.into_iter().map(|(dimension, change, said): (_, GroupChange, Option<String>)| {
        let rows = names.iter().cloned().zip([Some(change.then), Some(change.now)]);
        let notes = said.into_iter().chain(who.note(change.compared, lang));
        panel(instrument, dimension, change.moved, rows, notes.collect(), lang)
    });
    let panels: Vec<Panel> = panels.collect();
    let mut blocks = vec![Block::Prose(group_intro(&then.session.network, &now.session.network, lang))];
    blocks.extend(told.blocks(lang));
    let is_soon = is_soon(then.session.day.as_ref(), now.session.day.as_ref());
    blocks.extend(is_soon.then(|| Block::Note(own.group_soon.to_owned())));
    blocks.extend(changes.versions().map(|[then, now]| Block::Note((own.group_versions)(&then, &now))));
    if panels.is_empty() {
        blocks.push(Block::Note(own.group_nothing.to_owned()));
    } else {
        blocks.push(Block::Note(who.words(lang)));
        blocks.push(Block::Note(own.group_mean.to_owned()));
    }
    blocks.extend(has_looked_back.then(|| Block::Note(own.group_looked_back.to_owned())));
    if !only_looked_back.is_empty() {
        blocks.push(Block::Facts(only_looked_back));
    }
    if !panels.is_empty() {
        blocks.push(Block::Panels(panels));
    }
    Some(Part { id: "then", heading: own.then_and_now.to_owned(), blocks })
}

fn not_here(now: &Group, lang: Lang) -> Part {
    let own = AgainText::of(lang);
    let mut blocks = vec![Block::Note(own.group_not_here.to_owned())];
    let dimensions = now.modules().flat_map(|module| module.dimensions);
    let said = dimensions.filter_map(|dimension| {
        Some((dimension.name.get(lang).to_owned(), group_look_back(now, dimension, lang)?))
    });
    let said: Vec<(String, String)> = said.collect();
    if !said.is_empty() {
        blocks.push(Block::Note(own.group_looked_back.to_owned()));
        blocks.push(Block::Facts(said));
    }
    Part { id: "then", heading: own.then_and_now.to_owned(), blocks }
}

/// In: the names of the networks of two measurements. Out: what they are, or whether they are of one network to be asked.
fn group_intro(then: &str, now: &str, lang: Lang) -> String {
    let own = AgainText::of(lang);
    let name = |network: &str| match network.trim() {
        "" => own.unnamed_network.to_owned(),
        name => name.to_owned(),
    };
    let what = if is_same_network(then, now) {
        own.group_same.to_owned()
    } else {
        (own.group_other)(&name(then), &name(now))
    };
    format!("{what} {}", own.group_intro)
}

/// Whom a group's then and now is about, as far as that is the same on every topic.
enum Who {
    /// The same people on every topic: how many.
    Pairs(usize),
    /// On every topic people who are in both, not on every topic as many.
    SomePairs,
    /// On every topic all.
    All,
    /// On some topics people who are in both, on others all.
    Mixed,
}

impl Who {
    fn new(compared: impl Iterator<Item = Compared>) -> Who {
        let mut counts = Vec::new();
        let mut has_all = false;
        for one in compared {
            match one {
                Compared::Pairs(n) => counts.push(n),
                Compared::All { .. } => has_all = true,
            }
        }
        counts.sort_unstable();
        counts.dedup();
        match (counts.as_slice(), has_all) {
            ([], _) => Who::All,
            (_, true) => Who::Mixed,
            ([n], false) => Who::Pairs(*n),
            (_, false) => Who::SomePairs,
        }
    }

    /// What holds for every topic.
    fn words(&self, lang: Lang) -> String {
        let own = AgainText::of(lang);
        match self {
            Who::Pairs(n) => (own.group_paired)(*n),
            Who::SomePairs => own.group_some_paired.to_owned(),
            Who::All => own.group_unpaired.to_owned(),
            Who::Mixed => own.group_mixed.to_owned(),
        }
    }

    /// What is said at a topic, where it is not the same on every one.
    fn note(&self, compared: Compared, lang: Lang) -> Option<String> {
        let own = AgainText::of(lang);
        match (self, compared) {
            (Who::Pairs(_) | Who::All, _) => None,
            (Who::SomePairs | Who::Mixed, Compared::Pairs(n)) => Some((own.compared_pairs)(n)),
            (Who::SomePairs | Who::Mixed, Compared::All { then, now }) => Some((own.compared_all)(then, now)),
        }
    }
}

/// How many people said what of a dimension, looking back; none where those are too few.
fn group_look_back(group: &Group, dimension: &Dimension, lang: Lang) -> Option<String> {
    let shown = &group.shown()?.dimensions.iter().find(|shown| shown.id == dimension.id)?;
    let n = |given: LookBack| {
        let counts = LookBack::ALL.iter().zip(shown.look_back?);
        counts.into_iter().find(|(other, _)| **other == given).map(|(_, n)| n)
    };
    let said = [LookBack::Better, LookBack::Same, LookBack::Worse, LookBack::OptOut].map(|given| {
        let words = lower_first(look_back_words(given).get(lang));
        Some((words, n(given)?))
    });
    let said: Vec<(String, u32)> = said.into_iter().collect::<Option<_>>()?;
    let told = said.iter().filter(|(_, n)| *n > 0).map(|(words, n)| (words.as_str(), *n));
    Some((AgainText::of(lang).group_looking_back)(&told.collect::<Vec<_>>()))
}

/// What an outcome is called.
pub fn outcome_words(outcome: Option<Outcome>, lang: Lang) -> &'static str {
    let own = AgainText::of(lang);
    let place = outcome.and_then(|outcome| Outcome::ALL.iter().position(|other| *other == outcome));
    place.map_or(own.not_said, own.outcome)
}

/// The sentences on top.
#[derive(Default)]
struct Told {
    up: Vec<&'static str>,
    down: Vec<&'static str>,
    maybe: Vec<&'static str>,
    n_same: usize,
    /// Something is lower, or perhaps lower.
    has_fall: bool,
}

impl Told {
    fn add(&mut self, moved: Moved, is_lower: bool, name: &'static str) {
        self.has_fall |= is_lower && moved != Moved::Same;
        match moved {
            Moved::Up => self.up.push(name),
            Moved::Down => self.down.push(name),
            Moved::Maybe => self.maybe.push(name),
            Moved::Same => self.n_same += 1,
        }
    }

    fn blocks(self, lang: Lang) -> Vec<Block> {
        let own = AgainText::of(lang);
        let named = [(&self.up, own.up), (&self.down, own.down), (&self.maybe, own.maybe)];
        let named = named.into_iter().filter(|(names, _)| !names.is_empty());
        let mut sentences: Vec<String> = named.map(|(names, words)| words(names)).collect();
        sentences.extend((self.n_same > 0).then(|| (own.same)(self.n_same)));
        let mut blocks = Vec::new();
        if !sentences.is_empty() {
            blocks.push(Block::Standout(sentences));
        }
        if self.has_fall {
            blocks.push(Block::Note(ChangeTexts::shipped().caution.get(lang).to_owned()));
        }
        blocks
    }
}

fn panel(
    instrument: &'static Instrument,
    dimension: &'static Dimension,
    moved: Moved,
    rows: impl Iterator<Item = (String, Option<f64>)>,
    notes: Vec<String>,
    lang: Lang,
) -> Panel {
    let name = dimension.name.get(lang);
    let row = |(name, mean): (String, Option<f64>)| Strand {
        name,
        tenths: mean.map(tenths),
        words: place_words(&instrument.scale, mean, lang),
        note: None,
        is_apart: false,
    };
    Panel {
        heading: name.to_owned(),
        words: moved_words(moved).get(lang).to_owned(),
        strands: Strands {
            caption: (AgainText::of(lang).panel_caption)(name),
            head: AgainText::of(lang).measurement,
            labels: labels(&instrument.scale, lang),
            rows: rows.map(row).collect(),
        },
        notes,
    }
}

/// An answer to the question that looks back, in the words of the instrument.
pub fn look_back_words(given: LookBack) -> &'static Words {
    let options = ChangeTexts::shipped().look_back_options;
    let option = options.iter().find(|option| option.answer.value() == given.code());
    // A test holds that the instrument has each of them.
    option.map_or(&ChangeTexts::shipped().same, |option| &option.words)
}

fn moved_words(moved: Moved) -> &'static Words {
    let texts = ChangeTexts::shipped();
    match moved {
        Moved::Same => &texts.same,
        Moved::Maybe => &texts.maybe,
        Moved::Up => &texts.up,
        Moved::Down => &texts.down,
    }
}

/// When a measurement was.
fn moment(day: Option<&Day>, is_now: bool, lang: Lang) -> String {
    let own = AgainText::of(lang);
    let day = day.map_or_else(|| own.undated.to_owned(), |day| (ReportText::of(lang).day)(day.parts()));
    if is_now { (own.this_one)(&lower_first(&day)) } else { day }
}

/// In: the measurements before one, oldest first, and the one of them whose step is open. Out: what that step is called.
pub fn step_name(earlier: &[&Response], then: &Response, lang: Lang) -> &'static str {
    let own = AgainText::of(lang);
    let is_last = earlier.last().is_some_and(|last| last.id == then.id);
    if is_last { own.step_before } else { own.step_earlier }
}

/// The next step that was open, and what became of it.
fn step_before(earlier: &[&Response], then: &Response, outcome: Option<Outcome>, lang: Lang) -> Block {
    let own = AgainText::of(lang);
    let written = StepPart::ALL.into_iter().filter(|part| !then.step(*part).is_empty());
    let mut rows: Vec<(String, String)> = written
        .map(|part| {
            let label = (ReportText::of(lang).step_label)(part_index(part));
            (label.to_owned(), then.step(part).to_owned())
        })
        .collect();
    rows.push((own.what_became.to_owned(), outcome_words(outcome, lang).to_owned()));
    Block::Topic(Topic {
        id: "step-before",
        heading: step_name(earlier, then, lang).to_owned(),
        place: None,
        blocks: vec![Block::Promise(rows)],
    })
}
