//! What is asked: the instrument with its modules, dimensions, items and scales, and the rules that come with
//! it. Knows nothing of answers, of the chosen language or of the browser.

pub mod change;
pub mod feedback;
pub mod group;

use crate::text::{self, Lang};
use std::sync::{LazyLock, OnceLock};

/// The shipped instrument, checked and written by the build script.
static SHIPPED: Instrument = include!(concat!(env!("OUT_DIR"), "/instrument.rs"));

/// SHA-256 of the shipped instrument, 64 hexadecimal digits: names the exact texts and rules.
pub const SHA256: &str = env!("INSTRUMENT_SHA256");

/// One text of the questionnaire, in every language: a line of the list of each. A list by language, and not both
/// languages beside each other, so that only one of them is loaded at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase(u16);

type Lines = Vec<&'static str>;

static DUTCH: LazyLock<Lines> =
    LazyLock::new(|| lines(include_str!(concat!(env!("OUT_DIR"), "/phrases.nl.txt"))));
/// The lines after those: of the modules that are not chosen in advance.
static DUTCH_REST: OnceLock<Lines> = OnceLock::new();
static ENGLISH: OnceLock<Lines> = OnceLock::new();

fn lines(text: &'static str) -> Lines {
    text.split('\n').collect()
}

/// Takes in the English texts, as `pack` puts them beside the app, the app's own first. Whoever shows English does this
/// first.
pub fn open_english(text: String) {
    ENGLISH.get_or_init(|| {
        let mut lines = text.leak().split('\n');
        text::open_english(&mut lines);
        lines.collect()
    });
}

/// Makes the Dutch texts of the modules that are not chosen in advance ready. Only what is loaded later calls this in the
/// browser, and so they are loaded with that.
pub fn open_rest() -> &'static [&'static str] {
    DUTCH_REST.get_or_init(|| lines(include_str!(concat!(env!("OUT_DIR"), "/phrases.nl.rest.txt"))))
}

/// The English texts, a line for each phrase.
#[cfg(not(target_arch = "wasm32"))]
pub fn english() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/phrases.en.txt"))
}

impl Phrase {
    /// In English only when that has been opened, in Dutch until then; nothing for what is loaded later and is not here.
    pub fn get(self, lang: Lang) -> &'static str {
        // Outside a browser all is here.
        #[cfg(not(target_arch = "wasm32"))]
        {
            open_rest();
            ENGLISH.get_or_init(|| lines(english()));
        }
        let place = usize::from(self.0);
        let dutch = || DUTCH.get(place).or_else(|| DUTCH_REST.get()?.get(place.checked_sub(DUTCH.len())?));
        let line = match (lang, ENGLISH.get()) {
            (Lang::En, Some(english)) => english.get(place),
            (Lang::En, None) | (Lang::Nl, _) => dutch(),
        };
        line.copied().unwrap_or_default()
    }
}

/// One versioned questionnaire with its scoring rules, in all languages.
#[derive(Debug)]
pub struct Instrument {
    pub id: &'static str,
    pub version: &'static str,
    pub status: &'static str,
    pub title: Phrase,
    pub intro: Phrase,
    pub focus: Phrase,
    pub personal_note: Phrase,
    pub privacy: Phrase,
    pub status_note: Phrase,
    /// The scale of every item; profile questions carry their own.
    pub scale: Scale,
    pub scoring: Scoring,
    pub grouping: Grouping,
    pub topic_choice: TopicChoice,
    pub glossary: &'static [Term],
    pub modules: &'static [Module],
}

/// A set of options of which one can be chosen, and the opt-out that stands apart from them.
#[derive(Debug)]
pub struct Scale {
    /// The question above a list of statements; a profile question is a question itself.
    pub question: Option<Phrase>,
    pub options: &'static [ScaleOption],
    pub opt_out: ScaleOption,
}

/// One option of a scale.
#[derive(Debug, Clone, Copy)]
pub struct ScaleOption {
    pub answer: Answer,
    pub words: Phrase,
}

/// A point of a five-point scale: 1 to 5, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

impl Rating {
    pub const ALL: [Rating; 5] = [Rating(1), Rating(2), Rating(3), Rating(4), Rating(5)];

    /// In: any number. Out: the rating, or nothing when it is not 1 to 5.
    pub fn new(point: i64) -> Option<Rating> {
        u8::try_from(point).ok().filter(|point| (1..=5).contains(point)).map(Rating)
    }

    /// 1 to 5.
    pub fn point(self) -> u8 {
        self.0
    }
}

/// An answer to one closed question: a rating, a named choice, or the opt-out (never scored).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    Rating(Rating),
    Choice(&'static str),
    OptOut,
}

/// The opt-out in files and records.
pub const OPT_OUT: &str = "na";

/// The rules for a dimension score (domain.md part c): half rule, bands, mixed answers.
#[derive(Debug)]
pub struct Scoring {
    /// Smallest share of the items answered, 0 to 1.
    pub min_answered_share: f64,
    pub min_answered_items: usize,
    /// Below this score: low. From here to `band_high_above` inclusive: mid.
    pub band_low_below: f64,
    pub band_high_above: f64,
    /// Highest minus lowest answer from which a dimension's answers are called mixed, in points.
    pub mixed_items_min_range: u8,
}

/// The thresholds for a group (domain.md part c). Kept in the file so that they can change.
#[derive(Debug)]
pub struct Grouping {
    pub min_respondents: usize,
    pub min_respondents_by_choice: usize,
    pub min_answers_per_item: usize,
    /// Average deviation from the median, in points of the scale.
    pub spread_close_up_to: f64,
    pub spread_wide_above: f64,
    pub both_sides_min_share: f64,
    pub both_sides_min_count: usize,
    /// Share of opt-outs from which many do not know, 0 to 1.
    pub unknown_share: f64,
    /// Smallest change of one person's score that is told, in points.
    pub change_individual_min: f64,
    /// Smallest mean change of the same people that is told, in points.
    pub change_group_paired_min: f64,
    /// Smallest change between two groups of whom nobody knows who was in both, in points.
    pub change_group_unpaired_min: f64,
}

#[derive(Debug)]
pub struct TopicChoice {
    pub max_choices: usize,
    pub question: Phrase,
    pub help: Phrase,
}

/// A word explained.
#[derive(Debug)]
pub struct Term {
    pub term: Phrase,
    pub text: Phrase,
}

/// A part of the instrument that is chosen as a whole.
#[derive(Debug)]
pub struct Module {
    pub id: &'static str,
    pub default_on: bool,
    /// How long it takes, in whole minutes.
    pub minutes: u32,
    pub name: Phrase,
    pub intro: Phrase,
    pub open_questions: &'static [OpenQuestion],
    pub profiles: &'static [Profile],
    pub dimensions: &'static [Dimension],
    pub facets: &'static [Facet],
    pub relations: &'static [Relation],
}

/// A question that is answered in words.
#[derive(Debug)]
pub struct OpenQuestion {
    pub id: &'static str,
    pub text: Phrase,
}

/// A profile question: it describes, and is never scored.
#[derive(Debug)]
pub struct Profile {
    pub id: &'static str,
    pub kind: ProfileKind,
    pub name: Phrase,
    pub definition: Phrase,
    pub questions: &'static [OpenQuestion],
    pub scale: Scale,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileKind {
    /// Two questions on the same five points: how it is now, how it should be.
    SliderNowWanted,
    /// One question with named options.
    SingleChoice,
}

/// What several items measure together. In module `relaties` a dimension is a principle.
#[derive(Debug)]
pub struct Dimension {
    pub id: &'static str,
    pub name: Phrase,
    pub definition: Phrase,
    pub items: &'static [Item],
}

impl Dimension {
    /// A dimension whose items are cells of the value grid: it is shown as a row, not as a scale.
    pub fn is_grid_row(&self) -> bool {
        self.items.iter().all(|item| item.facet.is_some())
    }
}

/// One statement.
#[derive(Debug)]
pub struct Item {
    pub id: &'static str,
    pub referent: Referent,
    pub keyed: Keyed,
    pub text: Phrase,
    pub help: Option<Phrase>,
    pub facet: Option<&'static str>,
}

/// Whom a statement is about. Spread on the own organisation or self is not disagreement (Chan 1998).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referent {
    Network,
    Organisation,
    Oneself,
}

/// Which way a statement points; a negative one is scored as 6 minus the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyed {
    Positive,
    Negative,
}

/// A column of the value grid.
#[derive(Debug)]
pub struct Facet {
    pub id: &'static str,
    pub name: Phrase,
    pub definition: Phrase,
}

/// One dimension beside the mean of some others, with a sentence for each pattern.
#[derive(Debug)]
pub struct Relation {
    pub focus: &'static str,
    pub others: &'static [&'static str],
    /// So many of the others must have a score.
    pub min_others: usize,
    /// In points of the scale.
    pub min_difference: f64,
    pub title: Phrase,
    pub patterns: &'static [PatternText],
}

#[derive(Debug)]
pub struct PatternText {
    pub id: &'static str,
    pub text: Phrase,
}

/// A closed question found by its code, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    pub code: &'static str,
    pub text: Phrase,
    pub scale: &'static Scale,
}

/// What one screen asks: a profile, a dimension, or a module's open questions.
#[derive(Debug, Clone, Copy)]
pub enum Screen {
    Profile(&'static Module, &'static Profile),
    Dimension(&'static Module, &'static Dimension),
    Open(&'static Module),
}

impl Instrument {
    /// The shipped instrument. The one copy lives as long as the app, so everything may borrow from it.
    pub fn shipped() -> &'static Instrument {
        &SHIPPED
    }

    /// Whether this is a screen of a module that is not chosen in advance: its texts are loaded later.
    pub fn is_optional(&'static self, screen: &str) -> bool {
        let optional = self.modules.iter().filter(|module| !module.default_on);
        optional.flat_map(Module::screens).any(|other| other.code() == screen)
    }

    pub fn module(&'static self, id: &str) -> Option<&'static Module> {
        self.modules.iter().find(|module| module.id == id)
    }

    pub fn dimension(&'static self, id: &str) -> Option<&'static Dimension> {
        self.dimensions().find(|dimension| dimension.id == id)
    }

    pub fn dimensions(&'static self) -> impl Iterator<Item = &'static Dimension> {
        self.modules.iter().flat_map(|module| module.dimensions)
    }

    pub fn items(&'static self) -> impl Iterator<Item = &'static Item> {
        self.dimensions().flat_map(|dimension| dimension.items)
    }

    /// Every closed question, in the order of the screens.
    pub fn questions(&'static self) -> Vec<Question> {
        let mut all = Vec::new();
        for module in self.modules {
            all.extend(module.questions(&self.scale));
        }
        all
    }

    pub fn question(&'static self, code: &str) -> Option<Question> {
        for module in self.modules {
            for profile in module.profiles {
                if let Some(open) = profile.questions.iter().find(|open| open.id == code) {
                    return Some(Question::of_profile(open, profile));
                }
            }
            for dimension in module.dimensions {
                if let Some(item) = dimension.items.iter().find(|item| item.id == code) {
                    return Some(Question::of_item(item, &self.scale));
                }
            }
        }
        None
    }

    pub fn open_questions(&'static self) -> impl Iterator<Item = &'static OpenQuestion> {
        self.modules.iter().flat_map(|module| module.open_questions)
    }

    /// The words of the glossary that a screen uses and the intro has not explained yet. `texts` are what
    /// the screen shows; Dutch and English endings of the plural count as the word itself.
    pub fn terms_in(&'static self, texts: &[Phrase], lang: Lang) -> Vec<&'static Term> {
        let endings: &[&str] = match lang {
            Lang::Nl => &["en", "n", "s"],
            Lang::En => &["s"],
        };
        let uses = |term: &Term, texts: &[Phrase]| {
            texts.iter().any(|text| has_word(text.get(lang), term.term.get(lang), endings))
        };
        self.glossary.iter().filter(|term| !uses(term, &[self.intro]) && uses(term, texts)).collect()
    }
}

fn has_word(text: &str, word: &str, endings: &[&str]) -> bool {
    // What is not ASCII counts as a letter, as in ‘één’.
    let is_between = |c: char| c.is_ascii() && !c.is_ascii_alphabetic();
    text.to_ascii_lowercase().split(is_between).any(|found| {
        found.strip_prefix(word).is_some_and(|rest| rest.is_empty() || endings.contains(&rest))
            || word.strip_suffix('y').is_some_and(|stem| found.strip_prefix(stem) == Some("ies"))
    })
}

impl Scale {
    /// In: an answer's value as it stands in a file or record. Out: the answer, if this scale has it.
    pub fn accept(&self, value: &str) -> Option<Answer> {
        self.options
            .iter()
            .chain([&self.opt_out])
            .map(|option| option.answer)
            .find(|answer| answer.value() == value)
    }

    /// The option that stands for an answer.
    pub fn option(&self, answer: Answer) -> Option<&ScaleOption> {
        self.options.iter().chain([&self.opt_out]).find(|option| option.answer == answer)
    }
}

impl Answer {
    /// The answer as it stands in files and records: `1` to `5`, the code of a choice, or `na`.
    pub fn value(self) -> String {
        match self {
            Answer::Rating(rating) => rating.point().to_string(),
            Answer::Choice(code) => code.to_owned(),
            Answer::OptOut => OPT_OUT.to_owned(),
        }
    }

    /// The rating, if it is one.
    pub fn rating(self) -> Option<Rating> {
        match self {
            Answer::Rating(rating) => Some(rating),
            Answer::Choice(_) | Answer::OptOut => None,
        }
    }
}

impl Screen {
    /// The part of the fragment that names this screen: a profile's or dimension's code, or `open-` and a
    /// module's.
    pub fn code(self) -> String {
        match self {
            Screen::Profile(_, profile) => profile.id.to_owned(),
            Screen::Dimension(_, dimension) => dimension.id.to_owned(),
            Screen::Open(module) => format!("open-{}", module.id),
        }
    }

    pub fn module(self) -> &'static Module {
        match self {
            Screen::Profile(module, _) | Screen::Dimension(module, _) | Screen::Open(module) => module,
        }
    }
}

impl Module {
    /// The closed questions of this module, in the order of the screens. `scale` is that of the items.
    // A list, and no chain of iterators: each of those was compiled anew for each that went through it.
    pub fn questions(&'static self, scale: &'static Scale) -> Vec<Question> {
        let mut all = Vec::new();
        for profile in self.profiles {
            all.extend(profile.questions.iter().map(|open| Question::of_profile(open, profile)));
        }
        for dimension in self.dimensions {
            all.extend(dimension.items.iter().map(|item| Question::of_item(item, scale)));
        }
        all
    }

    /// The screens of this module, in order.
    pub fn screens(&'static self) -> Vec<Screen> {
        let mut all = Vec::new();
        all.extend(self.profiles.iter().map(|profile| Screen::Profile(self, profile)));
        all.extend(self.dimensions.iter().map(|dimension| Screen::Dimension(self, dimension)));
        all.push(Screen::Open(self));
        all
    }
}

impl Question {
    fn of_profile(open: &'static OpenQuestion, profile: &'static Profile) -> Question {
        Question { code: open.id, text: open.text, scale: &profile.scale }
    }

    fn of_item(item: &'static Item, scale: &'static Scale) -> Question {
        Question { code: item.id, text: item.text, scale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_instrument_is_whole() {
        let instrument = Instrument::shipped();
        assert_eq!(instrument.modules.len(), 6);
        assert_eq!(instrument.items().count(), 90);
        assert_eq!(instrument.dimensions().count(), 27);
        let on: Vec<_> =
            instrument.modules.iter().filter(|module| module.default_on).map(|module| module.id).collect();
        assert_eq!(on, ["basis", "relaties"]);
        assert_eq!(SHA256.len(), 64);
    }

    #[test]
    fn both_lists_of_phrases_are_as_long() {
        let instrument = Instrument::shipped();
        assert_eq!(DUTCH.len() + open_rest().len(), lines(english()).len());
        assert_eq!(
            [Lang::Nl, Lang::En].map(|lang| instrument.title.get(lang)),
            [DUTCH[0], lines(english())[0]]
        );
        assert!(instrument.items().all(|item| item.text.get(Lang::Nl) != item.text.get(Lang::En)));
        assert_eq!(Phrase(u16::MAX).get(Lang::En), "");
    }

    /// What is shown before the second wasm is here: every name, and the screens of the modules chosen in advance.
    #[test]
    fn only_screens_of_optional_modules_need_what_is_loaded_later() {
        let instrument = Instrument::shipped();
        let is_first = |phrase: Phrase| usize::from(phrase.0) < DUTCH.len();
        assert!(!open_rest().is_empty());
        for module in instrument.modules {
            assert!(is_first(module.name) && is_first(module.intro));
            assert!(module.profiles.iter().map(|profile| profile.name).all(is_first));
            assert!(module.dimensions.iter().map(|dimension| dimension.name).all(is_first));
            let items = module.dimensions.iter().flat_map(|dimension| dimension.items);
            let items = items.flat_map(|item| [Some(item.text), item.help]).flatten();
            let definitions = module.dimensions.iter().map(|dimension| dimension.definition);
            let open = module.open_questions.iter().map(|open| open.text);
            for phrase in items.chain(definitions).chain(open) {
                assert!(is_first(phrase) || !module.default_on, "{}", phrase.get(Lang::Nl));
                assert_ne!(phrase.get(Lang::Nl), phrase.get(Lang::En));
            }
            assert!(
                module
                    .screens()
                    .into_iter()
                    .all(|screen| instrument.is_optional(&screen.code()) != module.default_on)
            );
        }
    }

    #[test]
    fn an_answer_is_accepted_only_by_its_scale() {
        let instrument = Instrument::shipped();
        for value in ["1", "5", OPT_OUT] {
            assert_eq!(instrument.scale.accept(value).map(Answer::value).as_deref(), Some(value));
        }
        for value in ["0", "6", "", "1.0", "organisation", "NA"] {
            assert_eq!(instrument.scale.accept(value), None, "{value}");
        }
        let taking_part = instrument.question("taking-part-as").unwrap();
        assert_eq!(taking_part.scale.accept("personal"), Some(Answer::Choice("personal")));
    }

    #[test]
    fn words_are_explained_where_they_stand_and_not_inside_other_words() {
        assert!(has_word("De partijen doen mee.", "partij", &["en"]));
        assert!(has_word("All parties take part.", "party", &["s"]));
        assert!(!has_word("Wat jij belangrijk vindt.", "belang", &["en", "n", "s"]));
        let equal = Instrument::shipped().dimension("equal-standing").unwrap();
        for (lang, word) in [(Lang::Nl, "partij"), (Lang::En, "party")] {
            let terms = Instrument::shipped().terms_in(&[equal.definition, equal.items[0].text], lang);
            assert_eq!(terms.iter().map(|term| term.term.get(lang)).collect::<Vec<_>>(), [word]);
        }
    }
}
