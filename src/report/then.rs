//! Then and now: what has changed since the last measurement, of one person or of a group, in words and small pictures.
//! Never a line through two points. Knows nothing of markup. Rules: change.rs.

use super::group::two_sides;
use super::{Block, Panel, Part, Strand, Strands, Topic, labels, lower_first, part_index, place_words};
use crate::again::{LookBack, MAX_MEASUREMENTS, Outcome, before, is_soon, look_back, open_step, step};
use crate::change::{All, Beside, GroupChange, GroupChanges, Moved, own as own_change};
use crate::group::Group;
use crate::instrument::change::ChangeTexts;
use crate::instrument::{Dimension, Instrument};
use crate::response::{Day, Response, StepPart};
use crate::score::{score, tenths};
use crate::session::is_same_network;
use crate::session::minutes::Earlier;
use crate::text::again::AgainText;
use crate::text::group::GroupText;
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
        let given = look_back(response, dimension.id);
        let said = given.map(|given| (own.looking_back)(&lower_first(look_back_words(given).get(lang))));
        let Some(change) = own_change(instrument, &all, dimension) else {
            not_compared.extend(all.iter().rev().take(2).any(has_score).then(|| dimension.name.get(lang)));
            let name = dimension.name.get(lang).to_owned();
            only_looked_back.extend(said.map(|said| (name, said)));
            continue;
        };
        told.add(change.moved, change.moved == Moved::Down, dimension.name.get(lang));
        let row =
            |(name, mean): (String, Option<f64>)| (name, mean, place_words(&instrument.scale, mean, lang));
        let rows = names.iter().cloned().zip(change.means).map(row).collect();
        let differs = given.is_some_and(|given| contradicts(change.moved, given));
        let notes = said.into_iter().chain(differs.then(|| own.own_remembered.to_owned()));
        let notes = notes.chain(change.is_partial.then(|| own.only_both.to_owned())).collect();
        let words = moved_words(change.moved).get(lang).to_owned();
        panels.push(panel(instrument, dimension, words, rows, notes, lang));
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
            blocks.push(Block::Note((own.not_compared)(&not_compared)));
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
    let (mut changed, mut only_looked_back, mut not_compared) = (Vec::new(), Vec::new(), Vec::new());
    let mut has_looked_back = false;
    for dimension in instrument.dimensions() {
        let name = dimension.name.get(lang);
        let said = group_look_back(now, dimension, lang);
        has_looked_back |= said.is_some();
        let Some(change) = changes.on(dimension) else {
            not_compared.extend(changes.is_shown_once(dimension).then_some(name));
            only_looked_back.extend(said.map(|said| (name.to_owned(), said)));
            continue;
        };
        told.add_group(change.beside(), name);
        changed.push((dimension, change, said));
    }
    let who = Who::new(changed.iter().map(|(_, change, _)| change));
    // Where topics differ that is said already.
    let has_all_too = !matches!(who, Who::Mixed)
        && changed.iter().any(|(_, change, _)| all_too(change, instrument, lang).is_some());
    let panels = changed.into_iter().map(|(dimension, change, said)| {
        let beside = change.beside();
        let differs = match beside {
            Beside::Middles { moved, .. } => {
                most_said(now, dimension).is_some_and(|given| contradicts(moved, given))
            }
            Beside::DividedThen { .. } | Beside::DividedNow { .. } | Beside::DividedBoth => false,
        };
        let notes = said.into_iter().chain(differs.then(|| own.group_remembered.to_owned()));
        let notes = notes.chain(who.note(&change, lang)).chain(all_too(&change, instrument, lang));
        let rows = names.iter().zip(beside.middles()).zip(divided_words(&change, lang));
        let rows = rows.map(|((name, middle), divided)| {
            let words = middle.map_or(divided, |middle| place_words(&instrument.scale, Some(middle), lang));
            (name.clone(), middle, words)
        });
        panel(instrument, dimension, verdict(beside, lang), rows.collect(), notes.collect(), lang)
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
        blocks.extend(has_all_too.then(|| Block::Note(own.group_all_too.to_owned())));
        blocks.push(Block::Note(own.group_mean.to_owned()));
        blocks.extend((!not_compared.is_empty()).then(|| Block::Note((own.not_compared)(&not_compared))));
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
    fn new<'a>(changes: impl Iterator<Item = &'a GroupChange>) -> Who {
        let mut counts = Vec::new();
        let mut has_all = false;
        for change in changes {
            match change {
                GroupChange::Pairs { n, .. } => counts.push(*n),
                GroupChange::All(_) => has_all = true,
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
    fn note(&self, change: &GroupChange, lang: Lang) -> Option<String> {
        let own = AgainText::of(lang);
        match (self, change) {
            (Who::Pairs(_) | Who::All, _) => None,
            (Who::SomePairs | Who::Mixed, GroupChange::Pairs { n, .. }) => Some((own.compared_pairs)(*n)),
            (Who::SomePairs | Who::Mixed, GroupChange::All(all)) => {
                Some((own.compared_all)(all.then, all.now))
            }
        }
    }
}

/// Beside people who are in both: where the answers of all lay, and what that comes to.
fn all_too(change: &GroupChange, instrument: &'static Instrument, lang: Lang) -> Option<String> {
    let own = AgainText::of(lang);
    let GroupChange::Pairs { all: Some(All { beside, then, now }), .. } = change else { return None };
    let words = |middle: Option<f64>| match middle {
        Some(_) => lower_first(&place_words(&instrument.scale, middle, lang)),
        None => own.on_two_sides.to_owned(),
    };
    let told = (own.all_too)([*then, *now], &beside.middles().map(words));
    Some(match beside {
        Beside::Middles { moved, .. } => [&told, moved_words(*moved).get(lang)].join(" "),
        Beside::DividedThen { .. } | Beside::DividedNow { .. } | Beside::DividedBoth => told,
    })
}

/// What is said in the place of a middle, then and now. Of people who are in both only the answers are spoken of, never
/// the group.
fn divided_words(change: &GroupChange, lang: Lang) -> [String; 2] {
    match change {
        GroupChange::All(all) => [all.then, all.now].map(|n| two_sides(n, lang).to_owned()),
        GroupChange::Pairs { .. } => [0; 2].map(|_| GroupText::of(lang).both_sides_few.to_owned()),
    }
}

/// What a change comes to, in a sentence.
fn verdict(beside: Beside, lang: Lang) -> String {
    let own = AgainText::of(lang);
    match beside {
        Beside::Middles { moved, .. } => moved_words(moved).get(lang).to_owned(),
        Beside::DividedThen { .. } => [own.divided_then, "."].concat(),
        Beside::DividedNow { .. } => [own.divided_now, "."].concat(),
        Beside::DividedBoth => [own.divided_both, "."].concat(),
    }
}

/// Whether what is said looking back points another way than the answers do.
fn contradicts(moved: Moved, given: LookBack) -> bool {
    matches!((moved, given), (Moved::Up, LookBack::Worse) | (Moved::Down, LookBack::Better))
}

/// What most of those who said something looking back said; none where those are too few, or no answer has most.
fn most_said(group: &Group, dimension: &Dimension) -> Option<LookBack> {
    let shown = &group.shown()?.dimensions.iter().find(|shown| shown.id == dimension.id)?;
    let counts = LookBack::ALL.into_iter().zip(shown.look_back?);
    let counts: Vec<_> = counts.filter(|(given, _)| *given != LookBack::OptOut).collect();
    let n: u32 = counts.iter().map(|(_, n)| n).sum();
    counts.into_iter().find(|(_, said)| said * 2 > n).map(|(given, _)| given)
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
    divided_then: Vec<&'static str>,
    divided_now: Vec<&'static str>,
    divided_both: Vec<&'static str>,
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

    fn add_group(&mut self, beside: Beside, name: &'static str) {
        match beside {
            Beside::Middles { then, now, moved } => self.add(moved, now < then, name),
            Beside::DividedThen { .. } => self.divided_then.push(name),
            Beside::DividedNow { .. } => self.divided_now.push(name),
            Beside::DividedBoth => self.divided_both.push(name),
        }
    }

    fn blocks(self, lang: Lang) -> Vec<Block> {
        let own = AgainText::of(lang);
        let named = [(&self.up, own.up), (&self.down, own.down), (&self.maybe, own.maybe)];
        let named = named.into_iter().filter(|(names, _)| !names.is_empty());
        let mut sentences: Vec<String> = named.map(|(names, words)| words(names)).collect();
        let divided = [
            (&self.divided_then, own.divided_then),
            (&self.divided_now, own.divided_now),
            (&self.divided_both, own.divided_both),
        ];
        let divided = divided.into_iter().filter(|(names, _)| !names.is_empty());
        let divided: Vec<String> = divided.map(|(names, words)| (own.on_topics)(words, names)).collect();
        let is_divided = !divided.is_empty();
        sentences.extend(divided);
        sentences.extend((self.n_same > 0).then(|| (own.same)(self.n_same)));
        let mut blocks = Vec::new();
        if !sentences.is_empty() {
            blocks.push(Block::Standout(sentences));
        }
        if is_divided {
            blocks.push(Block::Note(own.divided_note.to_owned()));
        }
        if self.has_fall {
            blocks.push(Block::Note(ChangeTexts::shipped().caution.get(lang).to_owned()));
        }
        blocks
    }
}

/// In: what a change comes to; of each moment its name, the mean, and where that lies in words.
fn panel(
    instrument: &'static Instrument,
    dimension: &'static Dimension,
    words: String,
    rows: Vec<(String, Option<f64>, String)>,
    notes: Vec<String>,
    lang: Lang,
) -> Panel {
    let name = dimension.name.get(lang);
    let row = |(name, mean, words): (String, Option<f64>, String)| Strand {
        name,
        tenths: mean.map(tenths),
        words,
        note: None,
        is_apart: false,
    };
    Panel {
        heading: name.to_owned(),
        words,
        strands: Strands {
            caption: (AgainText::of(lang).panel_caption)(name),
            head: AgainText::of(lang).measurement,
            labels: labels(&instrument.scale, lang),
            rows: rows.into_iter().map(row).collect(),
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
