//! The answers as a table: its columns, its cells, and what each column means. Knows nothing of how a cell is written, or
//! how answers are judged. Conventions: peers.md part 4.

use crate::instrument::{Answer, Dimension, Instrument, Module, OpenQuestion, Question};
use crate::response::Response;
use crate::score::{score, tenths};
use crate::text::Lang;
use crate::text::report::ReportText;

pub const OPT_OUT: &str = "-8";
/// Not answered, or in a module that was not chosen.
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

/// The columns of these modules, in order: closed questions, open ones, means, topics.
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
            let option = |value: &str, words: &str| format!("{value} = {words}");
            let scale = question.scale;
            let mut values: Vec<String> = scale
                .options
                .iter()
                .map(|known| option(&known.answer.value(), known.words.get(lang)))
                .collect();
            values.push(option(OPT_OUT, scale.opt_out.words.get(lang)));
            let missing = format!("{} / {}", text.book_not_answered, text.book_not_chosen);
            values.push(option(NOT_ANSWERED, &missing));
            let values = format!("{} ({OPT_OUT}, {NOT_ANSWERED}: {})", values.join("; "), text.book_excel);
            (question.text.get(lang), values)
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
