//! What no compiler can check of the sentences: that both languages follow the house rules of wording. Knows nothing of
//! where a sentence is shown.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used)]

use std::fs;

use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;

const DUTCH: [&str; 6] = [
    "src/text/nl.rs",
    "src/text/again/nl.rs",
    "src/text/group/nl.rs",
    "src/text/report/nl.rs",
    "src/text/session/nl.rs",
    "src/text/story/nl.rs",
];
const ENGLISH: [&str; 6] = [
    "src/text/en.rs",
    "src/text/again/en.rs",
    "src/text/group/en.rs",
    "src/text/report/en.rs",
    "src/text/session/en.rs",
    "src/text/story/en.rs",
];

fn sentences(file: &str) -> Vec<String> {
    let source = fs::read_to_string(file).unwrap();
    // Comments, code and names of fields hold no double quotes, so every second piece is a text.
    let texts = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    texts.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn no_exclamation_marks_no_straight_quotes_no_praise() {
    for file in DUTCH.into_iter().chain(ENGLISH) {
        for sentence in sentences(file) {
            for word in [
                "!",
                "Oeps",
                "Oops",
                "gefeliciteerd",
                "Great",
                " score",
                "gezond netwerk",
                "gevalideerd",
                "norm ",
            ] {
                assert!(!sentence.contains(word), "{file}: {sentence}");
            }
        }
    }
}

#[test]
fn the_reader_is_je_and_never_u() {
    for sentence in DUTCH.into_iter().flat_map(sentences) {
        let words: Vec<&str> = sentence.split(|c: char| !c.is_alphabetic()).collect();
        for word in ["u", "uw", "men", "Uw", "U"] {
            assert!(!words.contains(&word), "{sentence}");
        }
    }
}

#[test]
fn the_one_word_for_each_thing() {
    // look.md part 5: an onderdeel is a module, a vraag an item; these are the words that must not creep in.
    for sentence in DUTCH.into_iter().flat_map(sentences) {
        for word in ["module", "dimensie", "item", "respons", "sectie"] {
            assert!(!sentence.to_lowercase().contains(word), "{sentence}");
        }
    }
    for sentence in ENGLISH.into_iter().flat_map(sentences) {
        for word in ["module", "dimension", "respondent", "section"] {
            assert!(!sentence.to_lowercase().contains(word), "{sentence}");
        }
    }
}

#[test]
fn the_highest_topics_are_named_while_somebody_reads_so_many_names() {
    let names: Vec<String> = ('a'..='o').map(|letter| format!("Onderwerp-{letter}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for lang in Lang::ALL {
        let strongest = ReportText::of(lang).strongest;
        for n in 1..names.len() {
            let sentence = strongest(&names[..n], names.len());
            let n_named = names.iter().filter(|name| sentence.contains(**name)).count();
            assert_eq!(n_named, if n > 11 { 0 } else { n }, "{sentence}");
            if n > 5 {
                // So many need their number too.
                assert!(sentence.contains(&format!(" {n} ")) && sentence.contains(" 15 "), "{sentence}");
            }
        }
        let all = strongest(&names, names.len());
        assert!(all.contains(" 15 ") && !all.contains("Onderwerp"), "{all}");
    }
}
