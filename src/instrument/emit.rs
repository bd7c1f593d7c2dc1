//! Writes a checked instrument as the Rust constant that `instrument.rs` includes: nothing is parsed in the
//! browser. Used by the build script only; knows the names of the types, not what they mean.

use serde_json::Value;
use std::collections::BTreeSet;

/// The key an object stands under, its type, and the type's fields; `?` marks one that may be missing.
const TYPES: &[(&str, &str, &str)] = &[
    ("scale", "Scale", "question? options opt_out"),
    ("options", "ScaleOption", "answer words"),
    ("opt_out", "ScaleOption", "answer words"),
    (
        "scoring",
        "Scoring",
        "min_answered_share min_answered_items band_low_below band_high_above mixed_items_min_range",
    ),
    (
        "grouping",
        "Grouping",
        "min_respondents min_respondents_by_choice min_answers_per_item spread_close_up_to spread_wide_above \
         both_sides_min_share both_sides_min_count unknown_share change_individual_min \
         change_group_paired_min change_group_unpaired_min",
    ),
    ("topic_choice", "TopicChoice", "max_choices question help"),
    ("report", "ReportTexts", "prefix_individual one_view precision mixed_items no_score"),
    ("change", "ChangeTexts", "same maybe up down caution look_back_question look_back_options"),
    ("look_back_options", "LookBackOption", "answer words"),
    ("sources", "Source", "title author publisher date? address"),
    ("source", "Credit", "title publisher concept"),
    ("glossary", "Term", "term text"),
    (
        "modules",
        "Module",
        "id default_on minutes name intro open_questions profiles dimensions facets relations",
    ),
    ("open_questions", "OpenQuestion", "id text"),
    ("questions", "OpenQuestion", "id text"),
    ("profiles", "Profile", "id kind name definition questions scale"),
    ("profile feedback", "ProfileFeedback", "id left? middle? right? gap? starters source"),
    ("dimensions", "Dimension", "id name definition items"),
    ("dimension feedback", "DimensionFeedback", "id strengthens? low mid high starters source"),
    ("spread", "SpreadText", "text starters"),
    ("items", "Item", "id referent keyed text help? facet?"),
    ("facets", "Facet", "id name definition"),
    ("relations", "Relation", "focus others min_others min_difference title patterns"),
    ("patterns", "PatternText", "id text"),
    (
        "instrument",
        "Instrument",
        "id version status title intro focus personal_note privacy status_note scale \
         scoring grouping topic_choice glossary modules",
    ),
];

/// How a text in two languages is written.
type Texts<'w> = &'w mut dyn FnMut(&str, &str) -> String;

/// The questions, as `rust` writes them.
pub struct Questions {
    /// One Rust expression of type `Instrument`.
    pub rust: String,
    /// The lines that its phrases stand for, in Dutch: those that are needed at first, then those of the modules that
    /// nobody has chosen yet.
    pub nl: [Vec<String>; 2],
    /// All of them in the same order, in English.
    pub en: Vec<String>,
}

/// In: the instrument as `check::compile` makes it, which lets no text have more than one line.
pub fn questions(instrument: &Value) -> Questions {
    let (mut chosen, mut optional) = (BTreeSet::new(), BTreeSet::new());
    for module in instrument["modules"].as_array().into_iter().flatten() {
        inner_texts(module, if module["default_on"] == true { &mut chosen } else { &mut optional });
    }
    optional.retain(|text| !chosen.contains(text));
    let mut n_first = 0;
    expression("instrument", instrument, &mut |nl, _| {
        n_first += usize::from(!optional.contains(nl));
        String::new()
    });
    let (mut nl, mut en) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    let rust = expression("instrument", instrument, &mut |dutch, english| {
        let part = usize::from(optional.contains(dutch));
        nl[part].push(dutch.to_owned());
        en[part].push(english.to_owned());
        format!("Phrase({})", part * n_first + nl[part].len() - 1)
    });
    Questions { rust, nl, en: en.concat() }
}

/// The Dutch texts in here but those that name or announce something.
fn inner_texts<'v>(value: &'v Value, texts: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(table) => match table.get("nl") {
            Some(text) => texts.extend(text.as_str()),
            None => {
                let inner = table.iter().filter(|(key, _)| !matches!(key.as_str(), "name" | "intro"));
                inner.for_each(|(_, value)| inner_texts(value, texts));
            }
        },
        Value::Array(list) => list.iter().for_each(|value| inner_texts(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn words(nl: &str, en: &str) -> String {
    format!("Words {{ nl: {nl:?}, en: {en:?} }}")
}

/// In: the same. Out: one Rust expression of type `Feedback`.
pub fn feedback(instrument: &Value) -> String {
    let of_all = |list: &str, key: &str| {
        let modules = instrument["modules"].as_array().into_iter().flatten();
        let entries = modules.flat_map(|module| module[list].as_array().into_iter().flatten());
        entries.map(|entry| expression(key, entry, &mut words)).collect::<Vec<_>>().join(", ")
    };
    let (dimensions, profiles) =
        (of_all("dimensions", "dimension feedback"), of_all("profiles", "profile feedback"));
    let mut report = instrument["report"].clone();
    report["no_score"] = instrument["scoring"]["no_score"].clone();
    format!(
        "Feedback {{ dimensions: &[{dimensions}], profiles: &[{profiles}], report: {}, sources: {} }}",
        expression("report", &report, &mut words),
        expression("sources", &instrument["sources"], &mut words),
    )
}

/// In: the same. Out: one Rust expression of type `GroupTexts`.
pub fn group(instrument: &Value) -> String {
    let report = &instrument["report"];
    let spread = |name: &str| expression("spread", &report["spread"][name], &mut words);
    format!(
        "GroupTexts {{ share_warning: {}, prefix: {}, too_few: {}, close: {}, some: {}, wide: {}, both_sides: {}, \
         own: {}, unknown: {} }}",
        expression("text", &instrument["share_warning"], &mut words),
        expression("text", &report["prefix_group"], &mut words),
        expression("text", &report["too_few"], &mut words),
        spread("close"),
        spread("some"),
        spread("wide"),
        spread("both-sides"),
        spread("own"),
        spread("unknown"),
    )
}

/// In: the same. Out: one Rust expression of type `ChangeTexts`.
pub fn change(instrument: &Value) -> String {
    expression("change", &instrument["report"]["change"], &mut words)
}

fn expression(key: &str, value: &Value, texts: Texts) -> String {
    match value {
        Value::Object(table) if table.contains_key("nl") => {
            let text = |lang: &str| table[lang].as_str().unwrap_or_default();
            texts(text("nl"), text("en"))
        }
        Value::Object(table) => {
            let Some((_, name, fields)) = TYPES.iter().find(|(known, _, _)| *known == key) else {
                return format!("compile_error!({:?})", format!("no type is known for {key}"));
            };
            let fields: String = fields
                .split_whitespace()
                .map(|field| match (field.strip_suffix('?'), table.get(field.trim_end_matches('?'))) {
                    (None, Some(inner)) => format!("{field}: {}, ", expression(field, inner, texts)),
                    (Some(field), Some(inner)) => {
                        format!("{field}: Some({}), ", expression(field, inner, texts))
                    }
                    (Some(field), None) => format!("{field}: None, "),
                    (None, None) => String::new(),
                })
                .collect();
            format!("{name} {{ {fields} }}")
        }
        Value::Array(list) => {
            let entries: Vec<String> = list.iter().map(|entry| expression(key, entry, texts)).collect();
            format!("&[{}]", entries.join(", "))
        }
        Value::Number(point) if key == "answer" => format!("Answer::Rating(Rating({point}))"),
        Value::String(code) if key == "answer" && code == "na" => "Answer::OptOut".into(),
        Value::String(code) if key == "answer" => format!("Answer::Choice({code:?})"),
        Value::String(name) if matches!(key, "kind" | "referent" | "keyed") => variant(key, name),
        Value::String(text) => format!("{text:?}"),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn variant(key: &str, name: &str) -> String {
    let variant = match (key, name) {
        ("kind", "slider-now-wanted") => "ProfileKind::SliderNowWanted",
        ("kind", "single-choice") => "ProfileKind::SingleChoice",
        ("referent", "network") => "Referent::Network",
        ("referent", "organisation") => "Referent::Organisation",
        ("referent", "self") => "Referent::Oneself",
        ("keyed", "positive") => "Keyed::Positive",
        ("keyed", "negative") => "Keyed::Negative",
        _ => return format!("compile_error!({:?})", format!("{key} {name} is not known")),
    };
    variant.into()
}
