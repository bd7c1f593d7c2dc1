//! Holds the table of faults (faults.md) against the tests there are. Reads the sources; knows nothing of what a test
//! does.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The faults of the design.
fn wanted() -> Vec<String> {
    (1..=60).map(|number| format!("F{number:02}")).collect()
}

/// One line of the table.
struct Row {
    fault: String,
    tests: Vec<String>,
    /// Of N, C, F and W.
    places: BTreeSet<char>,
    left_out: String,
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string("tests/faults.md").unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| F"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [fault, _, tests, places, left_out] = <[&str; 5]>::try_from(cells).unwrap();
        Row {
            fault: fault.to_owned(),
            tests: tests.split(", ").map(|name| name.trim_matches('`').to_owned()).collect(),
            places: places.chars().filter(|place| *place != ' ').collect(),
            left_out: left_out.to_owned(),
        }
    })
    .collect()
}

/// All Rust in a folder, or also below it.
fn sources(folder: &str, is_deep: bool) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && is_deep {
            all += &sources(&path.to_string_lossy(), true);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && path != Path::new("tests/faults.rs")
        {
            all += &fs::read_to_string(path).unwrap();
        }
    }
    all
}

/// The text between the next two quotation marks.
fn quoted(text: &str) -> &str {
    text.split('"').nth(1).unwrap_or_default()
}

/// Every journey, and the engines that it is not run in, as letters, with the reason.
fn journeys() -> BTreeMap<String, Option<(String, String)>> {
    let source = sources("tests/browser", false);
    let mut journeys = BTreeMap::new();
    for rest in source.split(" journey(\"").skip(1) {
        let name = rest.split('"').next().unwrap();
        let not_in = rest.split_once(".not_in(").and_then(|(_, rest)| rest.split_once(']'));
        let not_in = not_in.map(|(engines, rest)| {
            let letters = engines.split("Engine::").skip(1).filter_map(|name| name.chars().next());
            (letters.map(String::from).collect::<Vec<_>>().join(" "), quoted(rest).to_owned())
        });
        journeys.insert(name.to_owned(), not_in);
    }
    // Each is run in two more places, unless the table there says why not.
    let table = source.split("const NOT_THERE").nth(1).and_then(|rest| rest.split_once("\n];")).unwrap().0;
    let table: Vec<(&str, &str, &str)> = table
        .split_once('=')
        .unwrap()
        .1
        .split("),")
        .filter_map(|row| {
            let (what, rest) = row.split_once('"')?.1.split_once('"')?;
            let (engines, why) = rest.split_once('"')?;
            Some((what, engines, why.split('"').next()?))
        })
        .collect();
    assert!(table.len() > 5, "has the way of writing changed?");
    for (name, not_in) in journeys.clone() {
        for place in ["kept", "disk"] {
            let full = format!("{place}-{name}");
            let fits = |what: &str| {
                [&name, &full]
                    .iter()
                    .any(|name| *name == what || (what.ends_with('-') && name.starts_with(what)))
            };
            let there = table.iter().filter(|(what, ..)| fits(what)).map(|(_, engines, why)| {
                let is_in = |engine: &&str| engines.contains(&format!("::{engine}"));
                let every = engines.contains("Engine::ALL");
                let letters = ["Chromium", "Firefox", "Webkit"].into_iter().filter(|one| every || is_in(one));
                (letters.map(|name| name[..1].to_owned()).collect::<Vec<_>>().join(" "), (*why).to_owned())
            });
            let not_in = not_in.clone().into_iter().chain(there).reduce(|(letters, why), (more, other)| {
                (format!("{letters} {more}"), format!("{why}; {other}"))
            });
            journeys.insert(full, not_in);
        }
    }
    // The tests that kill a browser are no journeys of the list; they are run in every engine.
    for rest in source.split("tell(\"").skip(1) {
        journeys.insert(rest.split('"').next().unwrap().to_owned(), None);
    }
    journeys
}

fn native_tests() -> BTreeSet<String> {
    let source = sources("src", true) + &sources("tests", false);
    let after = source.split("#[test]").skip(1);
    after.map(|rest| rest.split_once("fn ").unwrap().1.split('(').next().unwrap().to_owned()).collect()
}

fn decoders() -> BTreeSet<String> {
    let source = fs::read_to_string("tests/fuzz/decoders.rs").unwrap();
    source.split("Decoder { name: ").skip(1).map(|rest| format!("fuzz-{}", quoted(rest))).collect()
}

#[test]
fn the_table_has_every_fault_once() {
    let found: Vec<String> = rows().into_iter().map(|row| row.fault).collect();
    assert_eq!(found, wanted());
}

#[test]
fn every_test_in_the_table_exists_and_runs_where_the_table_says() {
    let (journeys, tests, decoders) = (journeys(), native_tests(), decoders());
    assert!(
        journeys.len() > 50 && tests.len() > 100 && decoders.len() > 8,
        "has the way of writing changed?"
    );
    let mut faults = Vec::new();
    for row in rows() {
        let mut places = BTreeSet::new();
        let mut reasons = Vec::new();
        for test in &row.tests {
            if let Some(not_in) = journeys.get(test) {
                let (engines, why) = not_in.clone().unwrap_or_default();
                places.extend(['C', 'F', 'W'].into_iter().filter(|engine| !engines.contains(*engine)));
                if !engines.is_empty() {
                    reasons.push(format!("`{test}` not in {engines}: {why}"));
                }
            } else if tests.contains(test) || decoders.contains(test) {
                places.insert('N');
            } else {
                faults.push(format!("{}: there is no test {test}", row.fault));
            }
        }
        if places != row.places {
            faults.push(format!("{} is tested in {places:?}, not in {:?}", row.fault, row.places));
        }
        for reason in &reasons {
            if !row.left_out.contains(reason.as_str()) {
                faults.push(format!("{} should say: {reason}", row.fault));
            }
        }
        let is_everywhere = ['C', 'F', 'W'].into_iter().all(|engine| places.contains(&engine));
        if !is_everywhere && row.left_out.is_empty() {
            faults.push(format!("{} should say why it is not tested in each browser", row.fault));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_decoder_is_in_the_table() {
    let named: BTreeSet<String> = rows().into_iter().flat_map(|row| row.tests).collect();
    let missing: Vec<String> = decoders().into_iter().filter(|name| !named.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
