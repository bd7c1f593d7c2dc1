//! The house rules as tests: who may use whom, what every file begins with, what the map names. Knows nothing of what
//! the code does.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// For each room, the rooms of ours it may use (src/README.md). `lib` and `main` may use anything.
const MAY_USE: &[(&str, &[&str])] = &[
    ("crc", &[]),
    ("json", &[]),
    ("sorted", &[]),
    ("text", &[]),
    ("instrument", &["text"]),
    ("response", &["instrument", "sorted"]),
    ("again", &["response", "instrument"]),
    ("change", &["again", "group", "score", "response", "instrument"]),
    ("page", &["logbook", "response", "session", "instrument"]),
    ("score", &["response", "instrument"]),
    ("group", &["again", "session", "score", "response", "instrument", "sorted", "text"]),
    ("session", &["again", "response", "instrument", "text"]),
    ("logbook", &["session", "response", "instrument", "text", "sorted"]),
    ("journal", &["response", "instrument", "crc", "json", "sorted"]),
    ("report", &["again", "change", "group", "session", "score", "response", "instrument", "text"]),
    ("exchange", &["again", "logbook", "group", "session", "response", "instrument", "crc", "json", "text"]),
    (
        "export",
        &[
            "again",
            "report",
            "exchange",
            "logbook",
            "group",
            "session",
            "score",
            "response",
            "instrument",
            "text",
            "crc",
        ],
    ),
    (
        "collection",
        &["again", "exchange", "logbook", "group", "journal", "session", "response", "instrument", "text"],
    ),
    ("paper", &["session", "response", "instrument", "text"]),
    ("early", &["instrument", "response"]),
    ("browser", &["early", "journal", "json"]),
    ("pack", &["instrument", "response", "text"]),
    (
        "app",
        &[
            "again",
            "browser",
            "collection",
            "early",
            "exchange",
            "export",
            "group",
            "instrument",
            "journal",
            "logbook",
            "page",
            "paper",
            "report",
            "response",
            "session",
            "text",
        ],
    ),
];

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// `src/app/participant/start.rs` is of the room `app`.
fn room(path: &Path) -> String {
    let within = path.strip_prefix("src").unwrap();
    within.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The rooms a file names: after `crate::`, also inside braces.
fn used(source: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    // From the packer, a program of its own, the core is another crate.
    for rest in source.replace("netwerkspiegel::", "crate::").split("crate::").skip(1) {
        let names = rest.strip_prefix('{').map_or(rest, |inner| inner.split('}').next().unwrap_or_default());
        let list = if rest.starts_with('{') { names.split(',').collect() } else { vec![names] };
        for name in list {
            let name = name.trim();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            rooms.insert(name[..end].to_owned());
        }
    }
    rooms
}

#[test]
fn every_room_uses_only_what_the_table_allows() {
    let mut faults = Vec::new();
    for path in files("src", ".rs") {
        let room = room(&path);
        if ["lib", "main"].contains(&room.as_str()) || path.ends_with("instrument/build.rs") {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == room) else {
            faults.push(format!("{} is in no room of the table", path.display()));
            continue;
        };
        for name in used(&fs::read_to_string(&path).unwrap()) {
            if name != room && !allowed.contains(&name.as_str()) {
                faults.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_core_never_names_the_browser() {
    for path in files("src", ".rs") {
        let room = room(&path);
        if ["app", "browser", "main", "lib"].contains(&room.as_str()) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for name in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo"] {
            assert!(!source.contains(&format!("{name}::")), "{} names {name}", path.display());
        }
    }
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for path in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.starts_with("//!") || path.ends_with("lib.rs"), "{}", path.display());
    }
    for path in files("style", ".css") {
        assert!(fs::read_to_string(&path).unwrap().starts_with("/*"), "{}", path.display());
    }
}

#[test]
fn the_map_names_every_file() {
    let map = fs::read_to_string("src/README.md").unwrap();
    for path in files("src", ".rs").into_iter().chain(files("src", ".css")).chain(files("src", ".toml")) {
        let name = path.strip_prefix("src").unwrap().to_string_lossy().into_owned();
        assert!(map.contains(&name), "src/README.md does not name {name}");
    }
}

#[test]
fn the_readme_has_the_two_commands() {
    let readme = fs::read_to_string("README.md").unwrap();
    for command in ["./dev serve", "./dev test"] {
        assert!(readme.contains(command), "{command}");
    }
}

/// The text of the n-th argument, where it is a plain text.
fn argument(call: &str, nth: usize) -> Option<&str> {
    let inner = call.split(')').next()?.split(',').nth(nth)?.trim();
    inner.strip_prefix('"')?.strip_suffix('"')
}

#[test]
fn every_class_in_the_pages_is_in_the_style() {
    let style: String = files("style", ".css").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut missing = BTreeSet::new();
    let mut n_found = 0;
    for path in files("src/app", ".rs").into_iter().chain([PathBuf::from("src/app.rs")]) {
        let source = fs::read_to_string(&path).unwrap();
        // The builders of app/dom.rs, and which argument of each holds the classes.
        for (builder, nth) in
            [("el(", 1), ("words(", 1), ("svg(", 1), ("cell(", 1), ("link(", 0), ("button(", 0)]
        {
            for call in source.split(builder).skip(1) {
                for class in argument(call, nth).unwrap_or_default().split_whitespace() {
                    n_found += 1;
                    if !style.contains(&format!(".{class}")) {
                        missing.insert(format!("{class} ({})", path.display()));
                    }
                }
            }
        }
    }
    assert!(n_found > 100, "only {n_found} classes were found: has the way of building changed?");
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_class_in_the_style_is_in_a_page() {
    let others = ["src/app.rs", "src/browser.rs", "index.html"].map(PathBuf::from);
    let pages = files("src/app", ".rs").into_iter().chain(others);
    let pages: String = pages.map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut unused = BTreeSet::new();
    for path in files("style", ".css") {
        let style = fs::read_to_string(&path).unwrap();
        // A class follows a dot and begins with a letter; so do no numbers and no file names here.
        for rest in style.split('.').skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            let end =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
            let class = &rest[..end];
            // `line__stop--done` may be written as `line__stop--{state}`.
            let stem = class.split_once("--").map_or(class, |(stem, _)| stem);
            let is_used = pages.contains(class) || pages.contains(&format!("{stem}--{{"));
            if !is_used && !["css", "rs", "html"].contains(&class) {
                unused.insert(class.to_owned());
            }
        }
    }
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn no_text_reaches_the_page_as_markup() {
    for path in files("src", ".rs") {
        assert!(!fs::read_to_string(&path).unwrap().contains("inner_html"), "{}", path.display());
    }
}
