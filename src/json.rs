//! JSON, as much of it as records and files need: a text becomes a tree, a tree becomes a text. Knows nothing of what
//! stands in it. serde_json does the same and more, in 60 kB of wasm; the tests hold this against it.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::fmt::Write;

/// So deep may lists and objects stand in each other; ours go down five.
const MAX_DEPTH: usize = 32;

/// So many names may an object have; the answers of a whole questionnaire are some hundred.
pub const MAX_FIELDS: usize = 500;

/// So many values may a text hold in all. The largest file that we write has half as many; a file made of nothing but
/// commas would otherwise take forty times its size in memory.
const MAX_VALUES: usize = 60_000;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    /// A number as it is written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    /// Named values in their order; no name stands twice.
    Object(Vec<(String, Json)>),
}

/// Where a text stops being JSON, in bytes from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub at: usize,
}

impl Json {
    pub fn text(text: &str) -> Json {
        Json::Text(text.to_owned())
    }

    pub fn number(number: u64) -> Json {
        Json::Number(number.to_string())
    }

    pub fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Json {
        Json::List(texts.into_iter().map(Json::text).collect())
    }

    pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
        Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The value of this name, if this is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.fields()?.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// A number without sign, fraction or exponent.
    pub fn as_number(&self) -> Option<u64> {
        if let Json::Number(number) = self { number.parse().ok() } else { None }
    }

    pub fn as_list(&self) -> Option<&[Json]> {
        if let Json::List(list) = self { Some(list) } else { None }
    }

    /// The texts of a list that holds nothing else.
    pub fn as_texts(&self) -> Option<Vec<String>> {
        let list = self.as_list()?;
        let mut texts = Vec::with_capacity(list.len());
        for text in list {
            texts.push(text.as_text()?.to_owned());
        }
        Some(texts)
    }

    pub fn fields(&self) -> Option<&[(String, Json)]> {
        if let Json::Object(fields) = self { Some(fields) } else { None }
    }

    /// The value as one line, without spaces.
    pub fn line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// The value with a line for each part, two spaces deeper for each level.
    pub fn indented(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    fn write(&self, out: &mut String, depth: Option<usize>) {
        let deeper = depth.map(|depth| depth.saturating_add(1));
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(true) => out.push_str("true"),
            Json::Bool(false) => out.push_str("false"),
            Json::Number(number) => out.push_str(number),
            Json::Text(text) => quote(out, text),
            Json::List(list) => {
                out.push('[');
                for (place, value) in list.iter().enumerate() {
                    begin(out, place, deeper);
                    value.write(out, deeper);
                }
                end(out, list.is_empty(), depth, ']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (place, (name, value)) in fields.iter().enumerate() {
                    begin(out, place, deeper);
                    quote(out, name);
                    out.push_str(if depth.is_some() { ": " } else { ":" });
                    value.write(out, deeper);
                }
                end(out, fields.is_empty(), depth, '}');
            }
        }
    }
}

fn begin(out: &mut String, place: usize, depth: Option<usize>) {
    if place > 0 {
        out.push(',');
    }
    new_line(out, depth);
}

fn end(out: &mut String, is_empty: bool, depth: Option<usize>, bracket: char) {
    if !is_empty {
        new_line(out, depth);
    }
    out.push(bracket);
}

fn new_line(out: &mut String, depth: Option<usize>) {
    if let Some(depth) = depth {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => {
                // Writing to a text does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// In: a text. Out: its value, if the whole text is one value as RFC 8259 has it, and no name stands twice in an
/// object. Depth, names and values are limited.
pub fn parse(text: &str) -> Result<Json, Fault> {
    let mut reader = Reader { rest: text, n_values: 0 };
    let value = reader.value(0);
    reader.space();
    match value {
        Some(value) if reader.rest.is_empty() => Ok(value),
        _ => Err(Fault { at: text.len().saturating_sub(reader.rest.len()) }),
    }
}

struct Reader<'a> {
    rest: &'a str,
    n_values: usize,
}

impl<'a> Reader<'a> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    fn eat(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    /// The next so many bytes, if there are as many and a character ends there.
    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        self.n_values = self.n_values.saturating_add(1);
        if depth > MAX_DEPTH || self.n_values > MAX_VALUES {
            return None;
        }
        match self.rest.bytes().next()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Json::Text),
            b'n' => self.eat("null").map(|()| Json::Null),
            b't' => self.eat("true").map(|()| Json::Bool(true)),
            b'f' => self.eat("false").map(|()| Json::Bool(false)),
            _ => self.number(),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut list = Vec::new();
        self.eat("[")?;
        self.space();
        if self.eat("]").is_some() {
            return Some(Json::List(list));
        }
        loop {
            list.push(self.value(depth.saturating_add(1))?);
            self.space();
            if self.eat(",").is_none() {
                self.eat("]")?;
                // Lists grow in steps, with room to spare. Many small ones would be mostly room.
                list.shrink_to_fit();
                return Some(Json::List(list));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut fields: Vec<(String, Json)> = Vec::new();
        // The places of the names by the alphabet: a file may be made to make the search for doubles take long.
        let mut by_name: Vec<usize> = Vec::new();
        self.eat("{")?;
        self.space();
        if self.eat("}").is_some() {
            return Some(Json::Object(fields));
        }
        loop {
            self.space();
            let name = self.string()?;
            let other = |place: &usize| fields.get(*place).map_or("", |(other, _)| other);
            let place = by_name.binary_search_by(|place| other(place).cmp(&name)).err()?;
            if fields.len() == MAX_FIELDS {
                return None;
            }
            by_name.insert(place, fields.len());
            self.space();
            self.eat(":")?;
            fields.push((name, self.value(depth.saturating_add(1))?));
            self.space();
            if self.eat(",").is_none() {
                self.eat("}")?;
                fields.shrink_to_fit();
                return Some(Json::Object(fields));
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let length = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let number = self.rest.get(..length)?;
        is_number(number).then_some(())?;
        self.take(length)?;
        Some(Json::Number(number.to_owned()))
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        self.eat("\"")?;
        loop {
            let length = self.rest.find(|c| c == '"' || c == '\\' || c < ' ')?;
            text.push_str(self.take(length)?);
            if self.eat("\"").is_some() {
                return Some(text);
            }
            self.eat("\\")?;
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        match self.take(1)? {
            "\"" => Some('"'),
            "\\" => Some('\\'),
            "/" => Some('/'),
            "b" => Some('\u{8}'),
            "f" => Some('\u{c}'),
            "n" => Some('\n'),
            "r" => Some('\r'),
            "t" => Some('\t'),
            "u" => {
                let first = self.hex()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(u32::from(first));
                }
                // The second half of a character that UTF-16 writes in two.
                self.eat("\\u")?;
                let second = self.hex()?;
                char::decode_utf16([first, second]).next()?.ok()
            }
            _ => None,
        }
    }

    fn hex(&mut self) -> Option<u16> {
        let digits = self.take(4)?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
        u16::from_str_radix(digits, 16).ok()
    }
}

/// Whether this is a number as JSON writes it: no leading zero or plus, digits on both sides of a point.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['-', '+']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let leads_with_zero = whole.len() > 1 && whole.starts_with('0');
    are_digits(whole) && are_digits(fraction) && are_digits(exponent) && !leads_with_zero
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// The same value as serde_json has it.
    fn of(value: &Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => Json::Number(number.to_string()),
            Value::String(text) => Json::text(text),
            Value::Array(list) => Json::List(list.iter().map(of).collect()),
            Value::Object(fields) => {
                Json::object(fields.iter().map(|(name, value)| (name.as_str(), of(value))))
            }
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_writes_and_reads_what_serde_json_does(value in any_value()) {
            let ours = of(&value);
            prop_assert_eq!(ours.line(), value.to_string());
            prop_assert_eq!(ours.indented(), serde_json::to_string_pretty(&value).unwrap());
            prop_assert_eq!(parse(&ours.line()), Ok(ours.clone()));
            prop_assert_eq!(parse(&ours.indented()), Ok(ours));
        }

        #[test]
        fn it_refuses_what_serde_json_refuses(text in "[\\[\\]{}\",:0-9eE+.\\-a-u\\\\ \n]{0,24}") {
            let theirs = serde_json::from_str::<Value>(&text);
            match parse(&text) {
                Ok(_) => prop_assert!(theirs.is_ok() || theirs.is_err_and(|e| e.to_string().contains("out of range"))),
                // A name that stands twice is all that only this one refuses.
                Err(_) => prop_assert!(theirs.is_err() || text.matches('"').count() >= 4),
            }
        }
    }

    #[test]
    fn the_corners_of_the_format() {
        for (text, value) in [
            (r#""\ud83e\uddf5\u00e9\/""#, Some(Json::text("\u{1f9f5}\u{e9}/"))),
            (" [ ] ", Some(Json::List(Vec::new()))),
            ("-0.5e+10", Some(Json::Number("-0.5e+10".into()))),
            (r#""\ud83e""#, None),
            (r#""\udc00""#, None),
            (r#""\ud83e\u0041""#, None),
            (r#""\u+123""#, None),
            ("\"a\nb\"", None),
            ("01", None),
            ("+1", None),
            (".5", None),
            ("1.", None),
            ("[1,]", None),
            (r#"{"a":1,"a":2}"#, None),
            (r#"{"a" 1}"#, None),
            ("1 2", None),
            ("nul", None),
            ("", None),
        ] {
            assert_eq!(parse(text).ok(), value, "{text}");
        }
    }

    #[test]
    fn a_fault_has_its_place_and_depth_its_limit() {
        assert_eq!(parse("[1, x]"), Err(Fault { at: 4 }));
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&nested(MAX_DEPTH + 1)).is_ok());
        assert!(parse(&nested(MAX_DEPTH + 2)).is_err());
        assert!(parse(&"[".repeat(1_000_000)).is_err());
        let wide =
            |n: usize| format!("{{{}}}", (0..n).map(|i| format!("\"{i}\":0")).collect::<Vec<_>>().join(","));
        assert!(parse(&wide(MAX_FIELDS)).is_ok());
        assert!(parse(&wide(MAX_FIELDS + 1)).is_err());
        let long = |n: usize| format!("[{}]", vec!["0"; n].join(","));
        assert!(parse(&long(MAX_VALUES - 1)).is_ok());
        assert!(parse(&long(MAX_VALUES)).is_err());
    }
}
