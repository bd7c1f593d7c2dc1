//! Reads the readable `network.toml` and nests it for the app, or lists every fault by its path.
//! Used by the build script and by tests; knows nothing of answers, scores or the browser.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt;

/// What is wrong at one place of an instrument file.
#[derive(Debug, PartialEq)]
pub struct Fault {
    /// Where: list, code and key, for example `items[actors-needed].text.en`.
    pub path: String,
    /// What: one short sentence without the path.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

/// For each list: the keys an entry must have, and those it may have.
const KEYS: &[(&str, &[&str], &[&str])] = &[
    ("sources", &["seed", "title", "author", "publisher", "address"], &["date"]),
    ("glossary", &["id", "term", "text"], &[]),
    ("modules", &["id", "order", "default_on", "minutes", "name", "intro", "open_questions"], &["see_also"]),
    (
        "profiles",
        &[
            "id",
            "module",
            "kind",
            "name",
            "definition",
            "questions",
            "options",
            "opt_out",
            "starters",
            "source",
        ],
        &["left", "middle", "right", "gap", "report"],
    ),
    (
        "dimensions",
        &["id", "module", "order", "name", "definition", "low", "mid", "high", "starters", "source"],
        &["strengthens", "see_also_profile"],
    ),
    ("items", &["id", "dimension", "referent", "keyed", "text"], &["help", "facet"]),
    ("facets", &["id", "module", "name", "definition"], &[]),
    (
        "relations",
        &["id", "module", "focus", "others", "min_others", "min_difference", "title", "patterns", "source"],
        &[],
    ),
];

/// The names that `report.rs` knows for the patterns of a relation.
const PATTERNS: &[&str] = &["trust-behind", "trust-ahead", "both-low", "both-high", "close"];

const LANGUAGES: [&str; 2] = ["nl", "en"];

/// In: the text of an instrument file. Out: the instrument with modules that hold their profiles, dimensions
/// and items in order; or every fault found, never only the first.
pub fn compile(toml_text: &str) -> Result<Value, Vec<Fault>> {
    let draft: Value = match toml::from_str(toml_text) {
        Ok(value) => value,
        Err(error) => {
            return Err(vec![Fault { path: "the file".into(), problem: error.to_string() }]);
        }
    };
    let mut checker = Checker { faults: Vec::new(), draft: &draft };
    checker.texts(&draft, String::new());
    checker.keys();
    checker.codes();
    checker.references();
    if checker.faults.is_empty() {
        Ok(nest(&draft))
    } else {
        checker.faults.sort_by(|a, b| a.path.cmp(&b.path));
        Err(checker.faults)
    }
}

struct Checker<'a> {
    faults: Vec<Fault>,
    draft: &'a Value,
}

impl<'a> Checker<'a> {
    fn fault(&mut self, path: impl Into<String>, problem: impl Into<String>) {
        self.faults.push(Fault { path: path.into(), problem: problem.into() });
    }

    fn list(&self, name: &str) -> &'a [Value] {
        self.draft[name].as_array().map_or(&[], Vec::as_slice)
    }

    /// Every table with one language must have all of them, of one shape, not empty; and a text is one line
    /// without straight double quotes, so that it looks right wherever it is shown.
    fn texts(&mut self, value: &Value, path: String) {
        match value {
            Value::Object(table) => {
                let has_language = LANGUAGES.iter().any(|language| table.contains_key(*language));
                if has_language {
                    self.words(table, &path);
                }
                for (key, inner) in table {
                    let inner_path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.texts(inner, inner_path);
                }
            }
            Value::Array(list) => {
                for (place, inner) in list.iter().enumerate() {
                    let name = inner["id"].as_str().map_or_else(|| place.to_string(), str::to_owned);
                    self.texts(inner, format!("{path}[{name}]"));
                }
            }
            Value::String(text) => {
                if text.trim().is_empty() {
                    self.fault(path, "the text is empty");
                } else if text.chars().any(|c| c == '"' || c.is_control()) {
                    self.fault(path, "a text may hold no straight double quote or line break; use ‘ and ’");
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn words(&mut self, table: &Map<String, Value>, path: &str) {
        let lengths: Vec<Option<usize>> =
            LANGUAGES.iter().map(|language| table.get(*language)?.as_array().map(Vec::len)).collect();
        for language in LANGUAGES {
            if !table.contains_key(language) {
                self.fault(format!("{path}.{language}"), "this language is missing");
            }
        }
        if LANGUAGES.iter().all(|language| table.contains_key(*language)) && lengths[0] != lengths[1] {
            self.fault(path, "the languages do not have the same number of texts");
        }
    }

    fn keys(&mut self) {
        for (list, required, optional) in KEYS {
            for (place, entry) in self.list(list).iter().enumerate() {
                let path = entry_path(list, place, entry);
                let Some(table) = entry.as_object() else { continue };
                for key in *required {
                    if !table.contains_key(*key) {
                        self.fault(format!("{path}.{key}"), "this is missing");
                    }
                }
                for key in table.keys() {
                    if !required.contains(&key.as_str()) && !optional.contains(&key.as_str()) {
                        self.fault(format!("{path}.{key}"), "this key is not known here");
                    }
                }
            }
        }
    }

    /// A code names one thing for ever: answers share one set of codes, screens and modules another.
    fn codes(&mut self) {
        let mut answers = BTreeMap::new();
        let mut screens = BTreeMap::new();
        for list in ["modules", "profiles", "dimensions", "items"] {
            for (place, entry) in self.list(list).iter().enumerate() {
                let path = entry_path(list, place, entry);
                let id = entry["id"].as_str().unwrap_or_default();
                self.code(if list == "items" { &mut answers } else { &mut screens }, id, &path);
                for inner in ["questions", "open_questions"] {
                    for question in entry[inner].as_array().map_or(&[][..], Vec::as_slice) {
                        let id = question["id"].as_str().unwrap_or_default();
                        self.code(&mut answers, id, &format!("{path}.{inner}[{id}]"));
                    }
                }
            }
        }
        for list in ["glossary", "facets", "relations"] {
            let mut seen = BTreeMap::new();
            for (place, entry) in self.list(list).iter().enumerate() {
                let id = entry["id"].as_str().unwrap_or_default();
                self.code(&mut seen, id, &entry_path(list, place, entry));
            }
        }
    }

    fn code(&mut self, seen: &mut BTreeMap<String, String>, id: &str, path: &str) {
        let plain = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.len() <= 32
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !plain {
            self.fault(path, "a code is 1 to 32 lower-case letters, digits and hyphens, a letter first");
        }
        if let Some(first) = seen.insert(id.to_owned(), path.to_owned()) {
            self.fault(path, format!("the code {id} is already used by {first}"));
        }
    }

    fn references(&mut self) {
        let ids = |list: &str, key: &str| -> Vec<String> {
            self.list(list).iter().filter_map(|entry| entry[key].as_str().map(str::to_owned)).collect()
        };
        let modules = ids("modules", "id");
        let dimensions = ids("dimensions", "id");
        let profiles = ids("profiles", "id");
        let facets = ids("facets", "id");
        let seeds = ids("sources", "seed");
        for (list, key, known) in [
            ("profiles", "module", &modules),
            ("dimensions", "module", &modules),
            ("dimensions", "see_also_profile", &profiles),
            ("items", "dimension", &dimensions),
            ("items", "facet", &facets),
            ("facets", "module", &modules),
            ("relations", "module", &modules),
            ("relations", "focus", &dimensions),
        ] {
            for (place, entry) in self.list(list).iter().enumerate() {
                self.known(&entry[key], known, format!("{}.{key}", entry_path(list, place, entry)));
            }
        }
        for (list, key, known) in [("modules", "see_also", &modules), ("relations", "others", &dimensions)] {
            for (place, entry) in self.list(list).iter().enumerate() {
                for name in entry[key].as_array().map_or(&[][..], Vec::as_slice) {
                    self.known(name, known, format!("{}.{key}", entry_path(list, place, entry)));
                }
            }
        }
        for list in ["profiles", "dimensions", "relations"] {
            for (place, entry) in self.list(list).iter().enumerate() {
                self.known(
                    &entry["source"]["seed"],
                    &seeds,
                    format!("{}.source.seed", entry_path(list, place, entry)),
                );
            }
        }
        for (place, entry) in self.list("relations").iter().enumerate() {
            for name in entry["patterns"].as_array().map_or(&[][..], Vec::as_slice) {
                let known: Vec<String> = PATTERNS.iter().map(|name| (*name).to_owned()).collect();
                self.known(
                    &name["id"],
                    &known,
                    format!("{}.patterns", entry_path("relations", place, entry)),
                );
            }
        }
        for (place, entry) in self.list("dimensions").iter().enumerate() {
            let has_items = self.list("items").iter().any(|item| item["dimension"] == entry["id"]);
            if !has_items {
                self.fault(entry_path("dimensions", place, entry), "no item belongs to this dimension");
            }
        }
    }

    fn known(&mut self, name: &Value, known: &[String], path: String) {
        if let Some(name) = name.as_str()
            && !known.iter().any(|id| id == name)
        {
            self.fault(path, format!("{name} does not exist"));
        }
    }
}

fn entry_path(list: &str, place: usize, entry: &Value) -> String {
    let name = entry["id"].as_str().or(entry["seed"].as_str()).map_or(place.to_string(), str::to_owned);
    format!("{list}[{name}]")
}

/// The flat lists of the file become modules that hold what belongs to them, in the order of the screens.
fn nest(draft: &Value) -> Value {
    let belonging = |list: &str, key: &str, id: &Value| -> Vec<Value> {
        let mut entries: Vec<Value> = draft[list]
            .as_array()
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter(|entry| &entry[key] == id)
            .cloned()
            .collect();
        entries.sort_by_key(|entry| entry["order"].as_i64().unwrap_or_default());
        entries
    };
    let mut modules = draft["modules"].as_array().cloned().unwrap_or_default();
    modules.sort_by_key(|module| module["order"].as_i64().unwrap_or_default());
    for module in &mut modules {
        let id = module["id"].clone();
        let mut dimensions = belonging("dimensions", "module", &id);
        for dimension in &mut dimensions {
            dimension["items"] = Value::Array(belonging("items", "dimension", &dimension["id"]));
        }
        module["dimensions"] = Value::Array(dimensions);
        module["profiles"] = Value::Array(belonging("profiles", "module", &id));
        module["facets"] = Value::Array(belonging("facets", "module", &id));
        module["relations"] = Value::Array(belonging("relations", "module", &id));
    }
    let mut instrument = draft["instrument"].clone();
    instrument["scale"] = draft["scales"]["true5"].clone();
    for part in ["scoring", "grouping", "topic_choice", "report", "sources", "glossary"] {
        instrument[part] = draft[part].clone();
    }
    instrument["modules"] = Value::Array(modules);
    tidy(&mut instrument);
    instrument
}

/// One text is one thing: `{nl: [a, b], en: [c, d]}` becomes a list of texts; languages that stand beside other
/// keys get a key of their own; a profile's options and opt-out become its `scale`.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(table) => {
            if let (Some(Value::Array(nl)), Some(Value::Array(en))) = (table.get("nl"), table.get("en")) {
                *value = nl.iter().zip(en).map(|(nl, en)| json!({"nl": nl, "en": en})).collect();
                return;
            }
            if table.contains_key("nl") && table.len() > LANGUAGES.len() {
                let text = LANGUAGES.iter().filter_map(|language| table.remove_entry(*language)).collect();
                let key = if let Some(answer) = table.remove("value") {
                    table.insert("answer".into(), answer);
                    "words"
                } else {
                    "text"
                };
                table.insert(key.into(), Value::Object(text));
            }
            if table.contains_key("kind") && table.contains_key("questions") {
                let scale =
                    ["options", "opt_out"].iter().filter_map(|key| table.remove_entry(*key)).collect();
                table.insert("scale".into(), Value::Object(scale));
            }
            table.values_mut().for_each(tidy);
        }
        Value::Array(list) => list.iter_mut().for_each(tidy),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
