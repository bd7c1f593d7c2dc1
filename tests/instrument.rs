//! A broken instrument file is refused with the path of every fault. Knows only the checker of the build script and
//! the shipped file.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used)]

#[path = "../src/instrument/check.rs"]
mod check;

const SHIPPED: &str = include_str!("../src/instrument/network.toml");

/// The shipped file with one thing changed, and the fault that must be told.
#[track_caller]
fn case(from: &str, to: &str, expected: &str) {
    assert!(SHIPPED.contains(from), "the shipped file has no {from}");
    let faults = check::compile(&SHIPPED.replacen(from, to, 1)).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|fault| fault == expected), "{told:#?}");
}

#[test]
fn the_shipped_file_is_whole() {
    assert_eq!(check::compile(SHIPPED).map(|_| ()), Ok(()));
}

#[test]
fn a_missing_language() {
    case(
        "text.en = \"The parties we need are taking part.\"\n",
        "",
        "items[actors-needed].text.en: this language is missing",
    );
    case("name.nl = \"Respect\"\n", "", "dimensions[respect].name.nl: this language is missing");
}

#[test]
fn as_many_starters_in_each_language() {
    case(
        "starters.en = [\"When did you feel really taken seriously in this network?\", ",
        "starters.en = [",
        "dimensions[equal-standing].starters: the languages do not have the same number of texts",
    );
}

#[test]
fn an_empty_text() {
    case("name.en = \"Respect\"", "name.en = \" \"", "dimensions[respect].name.en: the text is empty");
}

#[test]
fn a_reference_that_leads_nowhere() {
    case(
        "dimension = \"respect\"\n",
        "dimension = \"respekt\"\n",
        "items[respect-account].dimension: respekt does not exist",
    );
    case(
        "focus = \"trust\"",
        "focus = \"faith\"",
        "relations[trust-and-the-five].focus: faith does not exist",
    );
    case(
        "see_also = [\"relaties\"]",
        "see_also = [\"relatie\"]",
        "modules[regie].see_also: relatie does not exist",
    );
}

#[test]
fn a_code_used_twice() {
    case(
        "id = \"equal-listen\"",
        "id = \"equal-serious\"",
        "items[equal-serious]: the code equal-serious is already used by items[equal-serious]",
    );
}

#[test]
fn a_key_that_nobody_knows_and_one_that_is_missing() {
    case(
        "referent = \"network\"\n",
        "refers = \"network\"\n",
        "items[actors-needed].refers: this key is not known here",
    );
    case(
        "referent = \"network\"\n",
        "refers = \"network\"\n",
        "items[actors-needed].referent: this is missing",
    );
}

#[test]
fn every_fault_is_told_at_once() {
    let broken = SHIPPED.replacen("name.nl = \"Respect\"\n", "", 1).replacen(
        "focus = \"trust\"",
        "focus = \"faith\"",
        1,
    );
    assert_eq!(check::compile(&broken).unwrap_err().len(), 2);
}

#[test]
fn a_file_that_is_no_toml_says_where() {
    let faults = check::compile("[instrument\n").unwrap_err();
    assert!(faults[0].problem.contains("line 1"), "{faults:?}");
}
