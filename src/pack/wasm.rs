//! Rewrites two lists of a `.wasm`: what it exports loses entries, and what it shares with its bindings gets short
//! names. (wasm-opt does the first too, but drops what the splitter needs to see.) And tells how large its functions are.
//! Knows nothing of code.

use std::collections::BTreeMap;

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;

/// The module that wasm-bindgen's own imports belong to.
const BINDINGS: &str = "./netwerkspiegel_bg.js";

/// In: a `.wasm`. Out: the same without the exports that have `part` in their name, or nothing if it cannot be read.
pub fn without_exports(wasm: &[u8], part: &str) -> Option<Vec<u8>> {
    rewrite(wasm, |id, content| {
        if id != EXPORTS {
            return Some(content.to_vec());
        }
        let kept: Vec<Export> =
            exports(content)?.into_iter().filter(|one| !one.name.contains(part)).collect();
        Some(list(&kept, |one, out| put_export(out, one.name, one.rest)))
    })
}

/// In: a `.wasm` as wasm-bindgen made it, and its bindings. Out: both with short names for what they call in each other,
/// or nothing if either cannot be read. What a second `.wasm` may ask for keeps its name.
pub fn with_short_names(wasm: &[u8], bindings: &str) -> Option<(Vec<u8>, String)> {
    let mut short = BTreeMap::new();
    let wasm = rewrite(wasm, |id, content| match id {
        IMPORTS => Some(list(&imports(content)?, |one, out| {
            let is_ours = one.module == BINDINGS;
            put_name(out, if is_ours { "a" } else { one.module });
            put_name(out, if is_ours { shorten(&mut short, one.name) } else { one.name });
            out.extend(one.rest);
        })),
        EXPORTS => Some(list(&exports(content)?, |one, out| {
            let is_ours = one.name.starts_with("wasm_bindgen_");
            put_export(out, if is_ours { shorten(&mut short, one.name) } else { one.name }, one.rest);
        })),
        _ => Some(content.to_vec()),
    })?;
    let bindings = bindings.replace(&format!("{BINDINGS:?}"), "\"a\"");
    let mut out = String::with_capacity(bindings.len());
    let mut rest = bindings.as_str();
    while !rest.is_empty() {
        let is_in_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
        let end = rest.find(|letter| !is_in_name(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        out.push_str(short.get(word).map_or(word, String::as_str));
        let end = after.find(is_in_name).unwrap_or(after.len());
        out.push_str(&after[..end]);
        rest = &after[end..];
    }
    Some((wasm, out))
}

/// In: the bindings, and how the names of classes begin that came from exports which are not there any more. Out: the
/// same without those classes, line by line as wasm-bindgen writes them.
pub fn without_classes(bindings: &str, name: &str) -> String {
    let mut out = String::with_capacity(bindings.len());
    let mut lines = bindings.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let is_end: &dyn Fn(&str) -> bool = if code.starts_with(&format!("class {name}")) {
            &|line| line.strip_prefix(indent) == Some("}")
        } else if code.starts_with(&format!("const {name}")) {
            &|line| line.ends_with(';')
        } else {
            if !code.contains(name) {
                out.push_str(line);
                out.push('\n');
            }
            continue;
        };
        lines.by_ref().find(|line| is_end(line));
    }
    out
}

/// In: a `.wasm` with its names. Out: the size of each of its functions in bytes, and its name; the largest first; or
/// nothing if it cannot be read.
pub fn functions(wasm: &[u8]) -> Option<Vec<(usize, String)>> {
    let (mut n_imports, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    rewrite(wasm, |id, content| {
        let mut reader = Reader(content);
        match id {
            IMPORTS => n_imports = reader.number()?,
            CODE => {
                for _ in 0..reader.number()? {
                    let size = reader.number()?;
                    reader.bytes(size)?;
                    sizes.push(size);
                }
            }
            CUSTOM if reader.name()? == "name" => {
                // 1: the names of functions.
                while let Some(kind) = reader.bytes(1) {
                    let size = reader.number()?;
                    let mut part = Reader(reader.bytes(size)?);
                    if kind == [1] {
                        for _ in 0..part.number()? {
                            names.insert(part.number()?, part.name()?.to_owned());
                        }
                    }
                }
            }
            _ => {}
        }
        Some(Vec::new())
    })?;
    let name =
        |place: usize| names.get(&(place + n_imports)).map_or_else(|| "?".to_owned(), |name| plain(name));
    let mut functions: Vec<_> =
        sizes.into_iter().enumerate().map(|(place, size)| (size, name(place))).collect();
    functions.sort_by(|one, other| other.cmp(one));
    Some(functions)
}

/// Without the hash of each crate, as in `core[27cd0353e63fa9bc]::fmt`.
fn plain(name: &str) -> String {
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| match part.split_once(']') {
        Some((hash, rest)) if hash.len() > 12 && hash.chars().all(|c| c.is_ascii_hexdigit()) => out + rest,
        _ => out + "[" + part,
    })
}

/// `a` to `z`, then `aa` and so on: the same name gets the same one.
fn shorten<'s>(short: &'s mut BTreeMap<String, String>, name: &str) -> &'s str {
    let mut place = short.len();
    short.entry(name.to_owned()).or_insert_with(|| {
        let mut word = String::new();
        loop {
            word.push(char::from(b'a' + u8::try_from(place % 26).unwrap_or_default()));
            if place < 26 {
                return word;
            }
            place = place / 26 - 1;
        }
    })
}

struct Import<'a> {
    module: &'a str,
    name: &'a str,
    rest: &'a [u8],
}

struct Export<'a> {
    name: &'a str,
    rest: &'a [u8],
}

/// Only functions: wasm-bindgen asks for nothing else.
fn imports(content: &[u8]) -> Option<Vec<Import<'_>>> {
    let mut reader = Reader(content);
    (0..reader.number()?)
        .map(|_| {
            let (module, name) = (reader.name()?, reader.name()?);
            let rest = reader.0;
            (reader.bytes(1)? == [0]).then_some(())?;
            reader.number()?;
            Some(Import { module, name, rest: &rest[..rest.len() - reader.0.len()] })
        })
        .collect()
}

fn exports(content: &[u8]) -> Option<Vec<Export<'_>>> {
    let mut reader = Reader(content);
    (0..reader.number()?)
        .map(|_| {
            let name = reader.name()?;
            let rest = reader.0;
            reader.bytes(1)?;
            reader.number()?;
            Some(Export { name, rest: &rest[..rest.len() - reader.0.len()] })
        })
        .collect()
}

/// Hands each section to `change`, as its number and content, and puts the results together.
fn rewrite(wasm: &[u8], mut change: impl FnMut(u8, &[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut reader = Reader(wasm);
    let mut out = reader.bytes(8)?.to_vec();
    out.starts_with(b"\0asm").then_some(())?;
    while let Some(id) = reader.bytes(1) {
        let size = reader.number()?;
        let content = change(id[0], reader.bytes(size)?)?;
        out.extend(id);
        put_number(&mut out, content.len());
        out.extend(content);
    }
    Some(out)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, n: usize) -> Option<&'a [u8]> {
        let (first, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(first)
    }

    /// Seven bits a byte, the lowest first (LEB128).
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for place in 0..5 {
            let byte = self.bytes(1)?[0];
            number |= usize::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn name(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }
}

fn list<T>(entries: &[T], mut put: impl FnMut(&T, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    put_number(&mut out, entries.len());
    entries.iter().for_each(|entry| put(entry, &mut out));
    out
}

fn put_export(out: &mut Vec<u8>, name: &str, rest: &[u8]) {
    put_name(out, name);
    out.extend(rest);
}

fn put_name(out: &mut Vec<u8>, name: &str) {
    put_number(out, name.len());
    out.extend(name.bytes());
}

fn put_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports `__wbg_get_1` of the bindings and `load` of another module; exports three functions.
    fn module() -> Vec<u8> {
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |id: u8, content: Vec<u8>| {
            out.push(id);
            put_number(&mut out, content.len());
            out.extend(content);
        };
        section(
            IMPORTS,
            list(&[(BINDINGS, "__wbg_get_1"), ("./other.js", "load")], |(module, name), out| {
                put_name(out, module);
                put_name(out, name);
                out.extend([0, 5]);
            }),
        );
        section(
            EXPORTS,
            list(&["memory", "wasm_bindgen_1_true_", "intounderlyingsink_write"], |name, out| {
                put_export(out, name, &[0, 0x80, 0x01]);
            }),
        );
        section(10, vec![7; 300]);
        out
    }

    fn names(wasm: &[u8]) -> String {
        let mut all = Vec::new();
        rewrite(wasm, |id, content| {
            match id {
                IMPORTS => {
                    all.extend(imports(content)?.iter().map(|one| format!("{}/{}", one.module, one.name)))
                }
                EXPORTS => all.extend(exports(content)?.iter().map(|one| one.name.to_owned())),
                _ => assert_eq!(content, [7; 300]),
            }
            Some(content.to_vec())
        })
        .unwrap();
        all.join(" ")
    }

    #[test]
    fn exports_of_that_name_go_and_the_rest_stays_byte_for_byte() {
        let without = without_exports(&module(), "intounderlying").unwrap();
        let all = "./netwerkspiegel_bg.js/__wbg_get_1 ./other.js/load memory wasm_bindgen_1_true_";
        assert_eq!(names(&without), all);
        assert_eq!(without_exports(&module(), "none"), Some(module()));
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let bindings = "const imports = {\"./netwerkspiegel_bg.js\": {__wbg_get_1: 1, __wbg_get_12: 2}};\
                        wasm.wasm_bindgen_1_true_(`é${__wbg_get_1}`); wasm.memory";
        let (wasm, bindings) = with_short_names(&module(), bindings).unwrap();
        assert_eq!(names(&wasm), "a/a ./other.js/load memory b intounderlyingsink_write");
        assert_eq!(bindings, "const imports = {\"a\": {a: 1, __wbg_get_12: 2}};wasm.b(`é${a}`); wasm.memory");
    }

    #[test]
    fn classes_of_exports_that_are_gone_go_too() {
        let bindings = "a();\n    class GoneOne {\n        free() {\n            b();\n        }\n    }\n    \
            if (Symbol.dispose) GoneOne.prototype.x = 1;\n    exports.GoneOne = GoneOne;\n    class Here {\n    }\n    \
            const GoneOneFinalization = (typeof F === 'undefined')\n        ? { x: () => {}, y }\n        : new F(wasm);\nc();\n";
        assert_eq!(without_classes(bindings, "Gone"), "a();\n    class Here {\n    }\nc();\n");
        assert_eq!(without_classes("a();\nb();\n", "Gone"), "a();\nb();\n");
    }

    #[test]
    fn short_names_do_not_repeat() {
        let mut short = BTreeMap::new();
        let all: Vec<String> = (0..1000).map(|n| shorten(&mut short, &n.to_string()).to_owned()).collect();
        assert_eq!([&all[0], &all[25], &all[26], &all[701], &all[702]], ["a", "z", "aa", "zz", "aaa"]);
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 1000);
        assert_eq!(shorten(&mut short, "25"), "z");
    }

    #[test]
    fn functions_are_told_by_size_and_name() {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |id: u8, content: &[u8]| {
            wasm.push(id);
            put_number(&mut wasm, content.len());
            wasm.extend(content);
        };
        section(IMPORTS, &[1, 1, b'a', 1, b'b', 0, 0]);
        section(CODE, &[2, 2, 0, 0x0b, 3, 0, 1, 0x0b]);
        let long = "core[27cd0353e63fa9bc]::map::<[u8]>";
        let mut names = vec![2, 1];
        put_name(&mut names, "main");
        names.push(2);
        put_name(&mut names, long);
        let mut custom = vec![];
        put_name(&mut custom, "name");
        custom.push(1);
        put_number(&mut custom, names.len());
        custom.extend(names);
        section(CUSTOM, &custom);
        let expected = vec![(3, "core::map::<[u8]>".to_owned()), (2, "main".to_owned())];
        assert_eq!(functions(&wasm), Some(expected));
    }

    #[test]
    fn what_is_no_wasm_is_refused() {
        let whole = module();
        for bytes in [&b"<html>"[..], b"", b"\0asm\x01\0\0\0\x07\x05\x01", &whole[..whole.len() - 1]] {
            assert_eq!(without_exports(bytes, "x"), None);
        }
    }
}
