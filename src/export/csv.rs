//! The answers as a table with one row, and the codebook that explains its columns. Knows nothing of how the
//! answers are judged or shown. Conventions: peers.md part 4; formulas: reliability.md F40.

use super::Material;
use crate::instrument::{Answer, Dimension, Module, OpenQuestion, Question};
use crate::score::{score, tenths};
use crate::text::{Lang, Text};

/// The two tables: one for programs, one for a Dutch Excel that opens it with a double click.
#[derive(Clone, Copy)]
struct Dialect {
    separator: char,
    decimal: char,
    /// Without it Excel takes UTF-8 for something else; other programs stumble over it.
    has_mark: bool,
    /// Missing values as -8 and -9; else empty, so that a mean in a sheet comes out right.
    codes_missing: bool,
}

const MACHINE: Dialect = Dialect { separator: ',', decimal: '.', has_mark: false, codes_missing: true };

const DUTCH_EXCEL: Dialect = Dialect { separator: ';', decimal: ',', has_mark: true, codes_missing: false };

const OPT_OUT: &str = "-8";
/// Not answered, or in a module that was not chosen.
const NOT_ANSWERED: &str = "-9";

enum Cell {
    Text(String),
    /// Digits, perhaps with a point.
    Number(String),
    Missing(&'static str),
    Empty,
}

/// One column.
struct Variable {
    name: String,
    module: Option<&'static Module>,
    /// The profile or dimension it belongs to.
    topic: Option<&'static str>,
    holds: Holds,
}

enum Holds {
    Id,
    Network,
    Created,
    Language,
    Closed(Question),
    Open(&'static OpenQuestion),
    Mean(&'static Dimension),
    Topics,
}

/// Comma, decimal point, -8 and -9: one row for this response under the names of the variables.
pub fn write(material: &Material) -> String {
    wide(material, MACHINE)
}

/// The same for a Dutch Excel: semicolon, decimal comma, byte order mark, missing values empty.
pub fn write_excel(material: &Material) -> String {
    wide(material, DUTCH_EXCEL)
}

fn wide(material: &Material, dialect: Dialect) -> String {
    let variables = variables(material);
    let names = variables.iter().map(|variable| Cell::Text(variable.name.clone()));
    let mut table = String::new();
    if dialect.has_mark {
        table.push('\u{feff}');
    }
    row(&mut table, dialect, names);
    row(&mut table, dialect, variables.iter().map(|variable| cell(material, variable)));
    table
}

/// One row for each variable, in the order of the columns: name, part, topic, text, values.
pub fn write_codebook(material: &Material) -> String {
    let text = Text::of(material.lang);
    let mut table = String::new();
    let heads = [text.book_code, text.book_part, text.book_topic, text.book_text, text.book_values];
    row(&mut table, MACHINE, heads.into_iter().map(|head| Cell::Text(head.to_owned())));
    for variable in variables(material) {
        let module = variable.module.map_or("", |module| module.name.get(material.lang));
        let (label, values) = explain(material, &variable.holds);
        let cells =
            [variable.name, module.to_owned(), variable.topic.unwrap_or_default().to_owned(), label, values];
        row(&mut table, MACHINE, cells.into_iter().map(Cell::Text));
    }
    table
}

/// Every column, in order: the whole instrument, so that tables of different people fit under each other.
fn variables(material: &Material) -> Vec<Variable> {
    let instrument = material.instrument;
    let lang = material.lang;
    let own = |name: &str, holds| Variable { name: name.to_owned(), module: None, topic: None, holds };
    let mut variables = vec![
        own("response_id", Holds::Id),
        own("network", Holds::Network),
        own("created", Holds::Created),
        own("language", Holds::Language),
    ];
    let in_module = |module, name: String, topic, holds| Variable {
        name: name.replace('-', "_"),
        module: Some(module),
        topic,
        holds,
    };
    for module in instrument.modules {
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
                variables.push(in_module(module, code.to_owned(), topic, Holds::Closed(question)));
            }
        }
    }
    for module in instrument.modules {
        for open in module.open_questions {
            variables.push(in_module(module, open.id.to_owned(), None, Holds::Open(open)));
        }
    }
    for module in instrument.modules {
        for dimension in module.dimensions {
            let name = format!("score_{}", dimension.id);
            let topic = Some(dimension.name.get(lang));
            variables.push(in_module(module, name, topic, Holds::Mean(dimension)));
        }
    }
    variables.push(own("topics", Holds::Topics));
    variables
}

fn cell(material: &Material, variable: &Variable) -> Cell {
    let response = material.response;
    // As in the report: an answer in a part that was left out again counts as not given.
    let is_chosen = variable
        .module
        .is_none_or(|module| response.modules(material.instrument).any(|chosen| chosen.id == module.id));
    match &variable.holds {
        Holds::Id => Cell::Text(response.id.to_string()),
        Holds::Network => Cell::Text(response.network.clone()),
        Holds::Created => {
            response.created.as_ref().map_or(Cell::Empty, |day| Cell::Text(day.iso().to_owned()))
        }
        Holds::Language => Cell::Text(material.lang.code().to_owned()),
        Holds::Closed(question) => match response.answer(question.code).filter(|_| is_chosen) {
            Some(Answer::Rating(rating)) => Cell::Number(rating.point().to_string()),
            Some(Answer::Choice(code)) => Cell::Text(code.to_owned()),
            Some(Answer::OptOut) => Cell::Missing(OPT_OUT),
            None => Cell::Missing(NOT_ANSWERED),
        },
        Holds::Open(_) | Holds::Mean(_) if !is_chosen => Cell::Empty,
        Holds::Open(open) => Cell::Text(response.words(open.id).to_owned()),
        Holds::Mean(dimension) => score(material.instrument, response, dimension)
            .mean
            .map(tenths)
            .map_or(Cell::Empty, |tenths| Cell::Number(format!("{}.{}", tenths / 10, tenths % 10))),
        Holds::Topics => Cell::Text(response.topics().join(" ")),
    }
}

/// The text of a variable, and its values with their meaning.
fn explain(material: &Material, holds: &Holds) -> (String, String) {
    let lang = material.lang;
    let text = Text::of(lang);
    let dimensions = || {
        let pairs = material.instrument.dimensions();
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
        Holds::Topics => (material.instrument.topic_choice.question.get(lang), dimensions()),
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

/// One line of the table, ended as RFC 4180 wants it.
fn row(table: &mut String, dialect: Dialect, cells: impl Iterator<Item = Cell>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            table.push(dialect.separator);
        }
        match cell {
            Cell::Text(text) => quote(table, dialect, &text),
            Cell::Number(number) => table.push_str(&number.replace('.', &dialect.decimal.to_string())),
            Cell::Missing(code) if dialect.codes_missing => table.push_str(code),
            Cell::Missing(_) | Cell::Empty => {}
        }
    }
    table.push_str("\r\n");
}

/// Writes a text so that it stays one cell and never becomes a formula.
fn quote(table: &mut String, dialect: Dialect, text: &str) {
    let first = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
    let guard = if text.starts_with(first) { "'" } else { "" };
    if text.contains(['"', '\r', '\n', dialect.separator]) {
        table.push_str(&format!("\"{guard}{}\"", text.replace('"', "\"\"")));
    } else {
        table.push_str(guard);
        table.push_str(text);
    }
}
