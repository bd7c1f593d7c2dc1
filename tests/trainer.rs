//! What a trainer gets: the report of a group, its minutes, its tables, the invitation. Compared whole, as text, in both
//! languages; and what must never stand in it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod fixtures;

use fixtures::same_as_file;
use netwerkspiegel::export::{html, markdown};
use netwerkspiegel::group::Group;
use netwerkspiegel::group::sample::sample;
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::report::group::{group_report, minutes};
use netwerkspiegel::report::{Block, Form, Report};
use netwerkspiegel::response::{Change, Day, Response, ResponseId};
use netwerkspiegel::session::minutes::Minutes;
use netwerkspiegel::session::{Handed, Session, SessionId};
use netwerkspiegel::text::Lang;

fn instrument() -> &'static Instrument {
    Instrument::shipped()
}

/// What the example might have talked about.
fn talked() -> Minutes {
    let mut minutes = Minutes { again: Day::parse("2027-03-12"), ..Minutes::default() };
    let freedom = minutes.topic("freedom");
    freedom.notes = "Wie mag wat alleen beslissen?\n=1+1 <b>en</b> [klik](https://voorbeeld.nl)".into();
    freedom.agreement = ["Een lijst met grenzen".into(), "Anja".into(), "1 maart".into(), String::new()];
    minutes.topic("leadership").notes = "Veel mensen wisten het niet.".into();
    minutes
}

/// A group of so many people who all give one answer everywhere, each their own, and how they do it.
fn group(n: u128, point: impl Fn(u128, &str) -> i64) -> Group {
    let session = Session { network: "Zuid".into(), ..Session::new(instrument(), SessionId(1)) };
    let mut group = Group::new(instrument(), session);
    for id in 0..n {
        let mut response = Response::new(instrument(), ResponseId(id));
        for item in instrument().items() {
            response.apply(Change::Answer(item.id, Rating::new(point(id, item.id)).map(Answer::Rating)));
        }
        group.add(&Handed::new(instrument(), &response, SessionId(1), 0, &[]));
    }
    let _ = group.show();
    group
}

#[test]
fn the_report_and_the_minutes_are_word_for_word_what_was_agreed() {
    for lang in Lang::ALL {
        let group = sample(instrument(), lang);
        let code = lang.code();
        let report = group_report(&group, lang);
        same_as_file(&format!("group.{code}.md"), &markdown::write_report(&report));
        same_as_file(&format!("group.{code}.html"), &html::write_group(&report, "0.1.0"));
        let minutes = minutes(&group, &talked(), lang);
        same_as_file(&format!("minutes.{code}.md"), &markdown::write_report(&minutes));
        same_as_file(&format!("minutes.{code}.html"), &html::write_group(&minutes, "0.1.0"));
    }
}

fn text(report: &Report) -> String {
    markdown::write_report(report)
}

fn blocks(report: &Report) -> Vec<&Block> {
    fn within<'a>(blocks: &'a [Block], all: &mut Vec<&'a Block>) {
        for block in blocks {
            all.push(block);
            if let Block::Topic(topic) = block {
                within(&topic.blocks, all);
            }
        }
    }
    let mut all = Vec::new();
    report.parts.iter().for_each(|part| within(&part.blocks, &mut all));
    all
}

#[test]
fn below_the_minimum_the_topics_stand_without_figures() {
    let report = group_report(&group(4, |id, _| i64::try_from(id).unwrap() + 1), Lang::Nl);
    let is_picture = |block: &&&Block| {
        matches!(block, Block::Counts(_) | Block::Strands(_) | Block::Grid(_) | Block::Facts(_))
    };
    assert_eq!(blocks(&report).iter().filter(is_picture).count(), 0);
    let told = text(&report);
    assert!(told.contains("Tot nu toe leverden 4 mensen in. Je ziet hier pas iets als dat er 5 zijn."));
    // To talk without figures.
    assert!(told.contains("## Relaties") && told.contains("Om over te praten"));
    for word in ["middelste", "liggen dicht", "Rond ‘", "Tussen ‘", "stip"] {
        assert!(!told.contains(word), "{word}");
    }
}

/// domain.md part c: of fewer than eight people only the answers are spoken of.
#[test]
fn a_small_group_is_never_said_to_agree() {
    let split = |id: u128, _: &str| if id.is_multiple_of(2) { 1 } else { 5 };
    for (n, few) in [(7, true), (8, false)] {
        for lang in Lang::ALL {
            let told = text(&group_report(&group(n, split), lang));
            let (sides, parts) = match lang {
                Lang::Nl => ("De antwoorden liggen aan twee kanten", "Een deel van de groep"),
                Lang::En => ("The answers lie on two sides", "Part of the group"),
            };
            assert_eq!((told.contains(sides), told.contains(parts)), (few, !few), "{n}");
        }
    }
    let told = text(&group_report(&group(6, |_, _| 4), Lang::Nl));
    assert!(told.contains("bij toeval dicht bij elkaar") && !told.contains("eens"));
}

#[test]
fn up_to_thirty_people_are_dots() {
    for (n, form) in [(30, Form::Dots), (31, Form::Bars)] {
        let report = group_report(&group(n, |id, _| i64::try_from(id % 5).unwrap() + 1), Lang::Nl);
        let mut n_found = 0;
        for block in blocks(&report) {
            if let Block::Counts(counts) = block {
                n_found += 1;
                assert_eq!(counts.form, form);
                assert!(counts.rows.iter().all(|row| !row.words.is_empty()));
            }
        }
        assert!(n_found > 10);
    }
}

/// No total, no percentage, no figure for a topic.
#[test]
fn a_group_gets_no_marks() {
    for lang in Lang::ALL {
        let told = text(&group_report(&sample(instrument(), lang), lang));
        for forbidden in ["%", "gemiddeld", " mean", "average", "score", "cijfer ", "cronbach"] {
            assert!(!told.to_lowercase().contains(forbidden), "{forbidden}");
        }
        // A digit, a point or comma, a digit: only the version of the questionnaire.
        let letters: Vec<char> = told.chars().collect();
        let decimals = letters.windows(3).filter(|three| {
            three[0].is_ascii_digit() && matches!(three[1], '.' | ',') && three[2].is_ascii_digit()
        });
        assert_eq!(decimals.count(), 2, "0.1.0");
    }
}

#[test]
fn low_trust_does_not_open_the_conversation() {
    let note = "Begin niet met praten over vertrouwen.";
    let with_trust = |point: i64| {
        let mut group = group(6, move |_, item| if item.starts_with("trust") { point } else { 4 });
        let rows: Vec<Handed> = group.rows().cloned().collect();
        for mut handed in rows {
            handed.revision = 1;
            handed.response.apply(Change::Topics(vec!["trust"]));
            group.add(&handed);
        }
        let _ = group.show();
        let report = group_report(&group, Lang::Nl);
        let agenda = report.parts.iter().find(|part| part.id == "agenda").unwrap().clone();
        format!("{agenda:?}").contains(note)
    };
    assert!(with_trust(2) && !with_trust(4));
}

/// The first row shows something only if everyone who could be told from it is hidden among others.
#[test]
fn who_comes_later_is_told_and_not_shown() {
    let mut group = group(5, |_, _| 4);
    let before = group_report(&group, Lang::En);
    let mut late = group.rows().next().unwrap().clone();
    late.response = Response::new(instrument(), ResponseId(99));
    group.add(&late);
    let after = group_report(&group, Lang::En);
    assert!(text(&after).contains("After that, 1 person more handed in."));
    assert_eq!(before.parts[1..], after.parts[1..]);
}
