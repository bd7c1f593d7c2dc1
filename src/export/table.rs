//! The answers as a table: its columns, its cells, and what each column means. Knows nothing of how a cell is written, or
//! how answers are judged. Conventions: peers.md part 4.

use crate::again::{LookBack, Outcome, look_back, step};
use crate::instrument::change::ChangeTexts;
use crate::instrument::{Answer, Dimension, Instrument, Module, OpenQuestion, Question};
use crate::report::then::{look_back_words, outcome_words};
use crate::response::Response;
use crate::score::{score, tenths};
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::report::ReportText;

pub const OPT_OUT: &str = "-8";
/// Not answered, not asked, or in a module that was not chosen.
pub const NOT_ANSWERED: &str = "-9";

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    /// Digits, perhaps with a point.
    Number(String),
    Missing(&'static str),
    Empty,
}

/// One column.
pub struct Variable {
    pub name: String,
    module: Option<&'static Module>,
    /// The profile or dimension it belongs to.
    topic: Option<&'static str>,
    pub holds: Holds,
}

pub enum Holds {
    Id,
    Network,
    Created,
    Language,
    Closed(Question),
    Open(&'static OpenQuestion),
    Mean(&'static Dimension),
    Topics,
    /// How the topic is now, looking back on the measurement before.
    LookBack(&'static Dimension),
    /// What became of the step that was open.
    StepOutcome,
}

/// Every column of one person's table: the whole instrument, so that tables of different people fit under each other.
pub fn variables(instrument: &'static Instrument, lang: Lang) -> Vec<Variable> {
    let mut variables = vec![
        own("response_id", Holds::Id),
        own("network", Holds::Network),
        own("created", Holds::Created),
        own("language", Holds::Language),
    ];
    let modules: Vec<&'static Module> = instrument.modules.iter().collect();
    variables.extend(of_modules(instrument, &modules, lang));
    variables
}

fn own(name: &str, holds: Holds) -> Variable {
    Variable { name: name.to_owned(), module: None, topic: None, holds }
}

/// The columns of these modules, in order: closed questions, open ones, means, topics, and what is said looking back. A new
/// kind of column goes at the end, so that those of older files keep their places.
pub fn of_modules(instrument: &'static Instrument, modules: &[&'static Module], lang: Lang) -> Vec<Variable> {
    let mut variables = Vec::new();
    let in_module = |module, name: String, topic, holds| Variable {
        name: name.replace('-', "_"),
        module: Some(module),
        topic,
        holds,
    };
    for module in modules {
        let profiles = module
            .profiles
            .iter()
            .flat_map(|profile| profile.questions.iter().map(|asked| (asked.id, profile.name)));
        let items = module
            .dimensions
            .iter()
            .flat_map(|dimension| dimension.items.iter().map(|item| (item.id, dimension.name)));
        for (code, topic) in profiles.chain(items) {
            if let Some(question) = instrument.question(code) {
                let topic = Some(topic.get(lang));
                variables.push(in_module(*module, code.to_owned(), topic, Holds::Closed(question)));
            }
        }
    }
    for module in modules {
        for open in module.open_questions {
            variables.push(in_module(*module, open.id.to_owned(), None, Holds::Open(open)));
        }
    }
    for module in modules {
        for dimension in module.dimensions {
            let name = ["score_", dimension.id].concat();
            let topic = Some(dimension.name.get(lang));
            variables.push(in_module(*module, name, topic, Holds::Mean(dimension)));
        }
    }
    variables.push(own("topics", Holds::Topics));
    for module in modules {
        for dimension in module.dimensions {
            let name = ["look_back_", dimension.id].concat();
            let topic = Some(dimension.name.get(lang));
            variables.push(in_module(*module, name, topic, Holds::LookBack(dimension)));
        }
    }
    variables.push(own("step_outcome", Holds::StepOutcome));
    variables
}

/// What stands in the column of this variable for a response.
pub fn cell(instrument: &'static Instrument, response: &Response, lang: Lang, variable: &Variable) -> Cell {
    // As in the report: an answer in a part that was left out again counts as not given.
    let is_chosen = variable
        .module
        .is_none_or(|module| response.modules(instrument).any(|chosen| chosen.id == module.id));
    match &variable.holds {
        Holds::Id => Cell::Text(response.id.to_string()),
        Holds::Network => Cell::Text(response.network.clone()),
        Holds::Created => {
            response.created.as_ref().map_or(Cell::Empty, |day| Cell::Text(day.iso().to_owned()))
        }
        Holds::Language => Cell::Text(lang.code().to_owned()),
        Holds::Closed(question) => match response.answer(question.code).filter(|_| is_chosen) {
            Some(Answer::Rating(rating)) => Cell::Number(rating.point().to_string()),
            Some(Answer::Choice(code)) => Cell::Text(code.to_owned()),
            Some(Answer::OptOut) => Cell::Missing(OPT_OUT),
            None => Cell::Missing(NOT_ANSWERED),
        },
        Holds::Open(_) | Holds::Mean(_) if !is_chosen => Cell::Empty,
        Holds::Open(open) => Cell::Text(response.words(open.id).to_owned()),
        Holds::Mean(dimension) => score(instrument, response, dimension)
            .mean
            .map(tenths)
            .map_or(Cell::Empty, |tenths| Cell::Number(format!("{}.{}", tenths / 10, tenths % 10))),
        Holds::Topics => Cell::Text(response.topics().join(" ")),
        Holds::LookBack(dimension) => match look_back(response, dimension.id).filter(|_| is_chosen) {
            Some(LookBack::OptOut) => Cell::Missing(OPT_OUT),
            Some(given) => Cell::Text(given.code().to_owned()),
            None => Cell::Missing(NOT_ANSWERED),
        },
        Holds::StepOutcome => step(response)
            .map_or(Cell::Missing(NOT_ANSWERED), |outcome| Cell::Text(outcome.code().to_owned())),
    }
}

/// The text of a variable, and its values with their meaning.
pub fn explain(instrument: &'static Instrument, lang: Lang, holds: &Holds) -> (String, String) {
    let text = ReportText::of(lang);
    let dimensions = || {
        let pairs = instrument.dimensions();
        let pairs: Vec<String> =
            pairs.map(|dimension| format!("{} = {}", dimension.id, dimension.name.get(lang))).collect();
        pairs.join("; ")
    };
    let languages: Vec<&str> = Lang::ALL.into_iter().map(Lang::code).collect();
    let option = |value: &str, words: &str| format!("{value} = {words}");
    // In: the answers there are, and in which other case there is none. Out: those, and the codes of what is missing.
    let values = |options: Vec<String>, opt_out: Option<&str>, none: &str| {
        let not_answered = format!("{} / {none}", text.book_not_answered);
        let missing = [opt_out.map(|words| (OPT_OUT, words)), Some((NOT_ANSWERED, not_answered.as_str()))];
        let missing: Vec<(&str, &str)> = missing.into_iter().flatten().collect();
        let codes: Vec<&str> = missing.iter().map(|(code, _)| *code).collect();
        let told = missing.iter().map(|(code, words)| option(code, words));
        let told: Vec<String> = options.into_iter().chain(told).collect();
        format!("{} ({}: {})", told.join("; "), codes.join(", "), text.book_excel)
    };
    let (label, values) = match holds {
        Holds::Id => (text.book_id, String::new()),
        Holds::Network => (text.network_label, text.book_words.to_owned()),
        Holds::Created => (text.book_created, "YYYY-MM-DD".to_owned()),
        Holds::Language => (text.book_language, languages.join("; ")),
        Holds::Open(open) => (open.text.get(lang), text.book_words.to_owned()),
        Holds::Mean(dimension) => {
            let label = (text.book_mean)(dimension.name.get(lang));
            return (label, text.book_mean_values.to_owned());
        }
        Holds::Topics => (instrument.topic_choice.question.get(lang), dimensions()),
        Holds::Closed(question) => {
            let scale = question.scale;
            let options =
                scale.options.iter().map(|known| option(&known.answer.value(), known.words.get(lang)));
            let opt_out = scale.opt_out.words.get(lang);
            (question.text.get(lang), values(options.collect(), Some(opt_out), text.book_not_chosen))
        }
        Holds::LookBack(dimension) => {
            // The same question of every topic: it is told apart by the topic's name.
            let asked = ChangeTexts::shipped().look_back_question.get(lang);
            let options = LookBack::ALL.iter().filter(|given| **given != LookBack::OptOut);
            let options = options.map(|given| option(given.code(), look_back_words(*given).get(lang)));
            let opt_out = look_back_words(LookBack::OptOut).get(lang);
            let values = values(options.collect(), Some(opt_out), text.book_not_asked);
            return (format!("{}. {asked}", dimension.name.get(lang)), values);
        }
        Holds::StepOutcome => {
            let own = AgainText::of(lang);
            let options = Outcome::ALL.iter();
            let options = options.map(|outcome| option(outcome.code(), outcome_words(Some(*outcome), lang)));
            let values = values(options.collect(), None, text.book_not_asked);
            return (format!("{}. {}", own.step_earlier, own.what_became), values);
        }
    };
    (label.to_owned(), values)
}

/// The codebook: the heads of its columns, then for each variable name, part, topic, text, values.
pub fn codebook(instrument: &'static Instrument, lang: Lang, variables: &[Variable]) -> Vec<Vec<Cell>> {
    let text = ReportText::of(lang);
    let heads = [text.book_code, text.book_part, text.book_topic, text.book_text, text.book_values];
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(variables.iter().map(|variable| {
        let module = variable.module.map_or("", |module| module.name.get(lang));
        let (label, values) = explain(instrument, lang, &variable.holds);
        let topic = variable.topic.unwrap_or_default();
        [variable.name.clone(), module.to_owned(), topic.to_owned(), label, values]
    }));
    rows.into_iter().map(|row| row.map(Cell::Text).into()).collect()
}
