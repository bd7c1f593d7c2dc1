//! A logbook's file and what is kept of it, seen from outside: all comes back, what is damaged or forged is refused, two
//! files become one. And its story as a page, compared whole, as text, in both languages.
#![allow(clippy::unwrap_used, clippy::panic)]

mod fixtures;

use fixtures::same_as_file;
use netwerkspiegel::collection::{Collection, logbook as kept};
use netwerkspiegel::exchange::logbook::{MAX_LINES, encode, fits};
use netwerkspiegel::exchange::{Incoming, MAX_FILE, Rejected, accept};
use netwerkspiegel::export::html;
use netwerkspiegel::instrument::Instrument;
use netwerkspiegel::journal::Fields;
use netwerkspiegel::logbook::story::story;
use netwerkspiegel::logbook::{
    Benefit, Entry, EntryId, GoalId, Kind, Logbook, LogbookId, MAX_SENTENCE, Measured, home_of,
};
use netwerkspiegel::response::Day;
use netwerkspiegel::session::SessionId;
use netwerkspiegel::text::Lang;
use netwerkspiegel::text::story::StoryText;
use proptest::prelude::*;
use serde_json::{Value, json};

fn instrument() -> &'static Instrument {
    Instrument::shipped()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn entry(on: &str, kind: Kind, text: &str) -> Entry {
    Entry { day: day(on), kind, text: text.into(), benefits: [].into_iter().collect(), goal: None }
}

/// Every kind, hostile words, a goal and an entry that were removed.
fn rich() -> Logbook {
    let mut logbook = Logbook::new(LogbookId(0x1f3a << 112), "Langer Thuis & <b>Co</b>".into());
    logbook.set_goal(GoalId(1), Some("Iedereen woont zo lang mogelijk prettig thuis.".into()));
    logbook.set_goal(GoalId(2), Some("=1+1 <b>en</b> [klik](https://voorbeeld.nl)".into()));
    logbook.set_goal(GoalId(3), Some("Weg".into()));
    logbook.set_goal(GoalId(3), None);
    let mut result = entry("2027-03-01", Kind::Result, "Bewoners kunnen nu bij één loket terecht.");
    result.benefits = [Benefit::SocietyDirect, Benefit::NetworkIndirect].into_iter().collect();
    result.goal = Some(GoalId(1));
    logbook.set_entry(EntryId(1), Some(result));
    let agreement = entry("2027-01-14", Kind::Agreement, "Elke maand lunchen we samen, zonder agenda.");
    logbook.set_entry(EntryId(2), Some(Entry { goal: Some(GoalId(1)), ..agreement }));
    logbook.set_entry(EntryId(3), Some(entry("2026-12-02", Kind::Moment, "De woningcorporatie deed mee.")));
    logbook.set_entry(EntryId(4), Some(entry("2026-12-03", Kind::Moment, "Weg")));
    logbook.set_entry(EntryId(4), None);
    logbook
}

/// The same with what its writer measured.
fn rich_and_measured() -> Logbook {
    let mut logbook = rich();
    logbook.add_measured([
        Measured::Own(day("2026-11-21")),
        Measured::Group(day("2027-01-14"), "Netwerkdag <januari>".into()),
        Measured::Group(day("2027-05-12"), String::new()),
    ]);
    logbook
}

fn write(logbook: &Logbook) -> String {
    encode(instrument(), logbook, Lang::Nl, "0.1.0", &day("2027-06-01"))
}

fn opened(file: &str) -> Result<Logbook, Rejected> {
    match accept(file.as_bytes(), instrument())? {
        Incoming::Logbook(logbook) => Ok(*logbook),
        other @ (Incoming::Responses(_) | Incoming::Session(_) | Incoming::Backup(_)) => panic!("{other:?}"),
    }
}

fn folder(logbook: &Logbook) -> Fields {
    let mut fields = Fields::default();
    for (field, value) in kept::fields(logbook) {
        fields.insert(field, value.unwrap());
    }
    fields
}

#[test]
fn the_file_of_a_logbook_reopens_everything() {
    for logbook in [rich(), rich_and_measured(), Logbook::new(LogbookId(1), String::new())] {
        let file = write(&logbook);
        assert_eq!(opened(&file).unwrap(), logbook);
        assert!(fits(&logbook, &file));
    }
}

/// Written once, by the versions that introduced them. They must open for ever.
#[test]
fn the_logbooks_of_format_1_open_for_ever() {
    let file = include_str!("fixtures/v1/logbook.json");
    assert_eq!(opened(file).unwrap(), rich());
    let file = include_str!("fixtures/v1/logbook-measured.json");
    assert_eq!(opened(file).unwrap(), rich_and_measured());
}

/// In: a place in the file as a JSON pointer, and what stands there instead. Out: why the file is refused.
#[track_caller]
fn forged(pointer: &str, value: Value) -> Rejected {
    let mut file: Value = serde_json::from_str(&write(&rich_and_measured())).unwrap();
    *file.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    opened(&file.to_string()).unwrap_err()
}

#[test]
fn a_damaged_or_forged_logbook_is_refused_whole() {
    let twice = json!("00000000000000000000000000000002");
    for (pointer, value, at) in [
        ("/logbook", json!([]), "id"),
        ("/logbook/id", json!("1"), "id"),
        ("/logbook/network", json!("a\u{202e}b"), "network"),
        ("/logbook/network", json!("x".repeat(121)), "network"),
        ("/logbook/revision", json!(-1), "revision"),
        ("/logbook/revision", json!(4_294_967_296_u64), "revision"),
        ("/goals", json!({}), "goals"),
        ("/goals/0/id", twice.clone(), "id"),
        ("/goals/0/text", json!("x".repeat(MAX_SENTENCE + 1)), "text"),
        ("/goals/0/text", json!(" "), "text"),
        ("/goals/0/text", json!("regel\nregel"), "text"),
        ("/goals/2/removed", json!(false), "removed"),
        ("/entries/0/id", twice, "id"),
        ("/entries/0/day", json!("2027-13-01"), "day"),
        ("/entries/0/kind", json!("score"), "kind"),
        ("/entries/0/text", json!(null), "text"),
        ("/entries/0/benefits", json!(["value-definition-words"]), "benefits"),
        ("/entries/0/benefits", json!(["value-society-direct", "value-society-direct"]), "benefits"),
        ("/entries/0/goal", json!("1"), "goal"),
        ("/entries", json!(vec![0; MAX_LINES + 1]), "entries"),
        ("/measurements", json!({}), "measurements"),
        ("/measurements", json!(vec![0; MAX_LINES + 1]), "measurements"),
        ("/measurements/0/day", json!("gisteren"), "day"),
        ("/measurements/1/session", json!("x".repeat(121)), "session"),
        ("/measurements/1/session", json!("a\u{202e}b"), "session"),
    ] {
        assert_eq!(forged(pointer, value), Rejected::Damaged { at: at.to_owned() }, "{pointer}");
    }
    // Cut anywhere it is refused.
    let file = write(&rich_and_measured());
    for length in 0..file.len() - 2 {
        if let Some(part) = file.get(..length) {
            assert!(opened(part).is_err(), "{length}");
        }
    }
}

#[test]
fn a_file_too_large_to_open_again_is_known() {
    let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
    for id in 0..=MAX_LINES as u128 {
        logbook.set_entry(EntryId(id), Some(entry("2027-03-01", Kind::Moment, "x")));
    }
    let file = write(&logbook);
    assert!(file.len() <= MAX_FILE && !fits(&logbook, &file) && opened(&file).is_err());
}

#[test]
fn every_field_of_a_logbook_comes_back_and_damage_costs_itself_only() {
    let logbook = rich_and_measured();
    let mut fields = folder(&logbook);
    assert_eq!(kept::read(logbook.id, &fields), Some(logbook.clone()));
    fields.insert("entry-00000000000000000000000000000001".into(), "{}".into());
    fields.insert("later".into(), "?".into());
    let left = kept::read(logbook.id, &fields).unwrap();
    assert_eq!(left.entries().len(), 2);
    fields.remove("logbook");
    assert_eq!(kept::read(logbook.id, &fields), None);
}

/// A folder is one or the other: neither stands in the list of the other, also in a version that knows sessions only.
#[test]
fn a_logbook_is_no_session_and_a_session_no_logbook() {
    assert!(Collection::read(instrument(), SessionId(1), &folder(&rich())).is_none());
    let sample = Collection::sample(instrument(), Lang::Nl);
    let mut fields = Fields::default();
    for (field, value) in sample.fields() {
        fields.insert(field, value.unwrap());
    }
    assert_eq!(kept::read(LogbookId(1), &fields), None);
}

#[test]
fn a_change_writes_one_field() {
    let before = rich();
    let mut after = before.clone();
    after.set_entry(EntryId(2), None);
    let changes = kept::changes(&before, &after);
    assert_eq!(
        changes.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(),
        ["entry-00000000000000000000000000000002"]
    );
    let mut fields = folder(&before);
    for (field, value) in changes {
        fields.insert(field, value.unwrap());
    }
    assert_eq!(kept::read(before.id, &fields), Some(after));
}

/// Two people who each began one for the same network, and send each other their files.
#[test]
fn two_logbooks_of_one_network_become_the_same_without_doubles() {
    let mut anja = rich();
    anja.add_measured([Measured::Own(day("2026-11-21"))]);
    let mut ben = Logbook::new(LogbookId(9), " langer thuis & <B>CO</B>".into());
    ben.set_entry(EntryId(5), Some(entry("2027-04-01", Kind::Result, "Van Ben.")));
    for _ in 0..2 {
        let from_ben = opened(&write(&ben)).unwrap();
        assert_eq!(home_of(&from_ben, std::slice::from_ref(&anja)).unwrap().id, anja.id);
        anja.merge(&from_ben);
        let from_anja = opened(&write(&anja)).unwrap();
        assert_eq!(home_of(&from_anja, std::slice::from_ref(&ben)).unwrap().id, ben.id);
        ben.merge(&from_anja);
    }
    assert_eq!(anja.entries(), ben.entries());
    assert_eq!((anja.entries().len(), anja.goals().len()), (4, 2));
    assert_eq!((anja.measured(), ben.measured().len()), (ben.measured(), 1));
    assert_ne!(anja.network(), ben.network(), "each keeps the name as it was written");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_logbook_comes_back_as_it_was(
        lines in prop::collection::vec((any::<u128>(), "\\PC{1,60}|[<>&\"'=\\\\]{1,20}", 0..3_usize, 0..64_u8, 0..3_u8), 0..20),
    ) {
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        for (id, text, kind, cells, times) in lines {
            let text = netwerkspiegel::exchange::typed_line(&text, MAX_SENTENCE);
            if text.is_empty() {
                continue;
            }
            let chosen = Benefit::ALL.into_iter().enumerate().filter(|(place, _)| cells >> place & 1 == 1);
            let benefits = chosen.map(|(_, benefit)| benefit).collect();
            let entry = Entry { benefits, goal: Some(GoalId(id)), ..entry("2027-03-01", Kind::ALL[kind], &text) };
            for time in 0..times {
                logbook.set_entry(EntryId(id), (time == 0).then(|| entry.clone()));
                logbook.set_goal(GoalId(id), (time == 1).then(|| text.clone()));
            }
        }
        let file = write(&logbook);
        prop_assert_eq!(opened(&file).unwrap(), logbook.clone());
        prop_assert_eq!(kept::read(logbook.id, &folder(&logbook)), Some(logbook));
    }
}

// ---- the story

#[test]
fn the_story_is_word_for_word_what_was_agreed() {
    let measured = [
        Measured::Own(day("2026-11-21")),
        Measured::Group(day("2027-01-14"), "Netwerkdag <januari>".into()),
        Measured::Group(day("2027-05-12"), String::new()),
    ];
    let mut logbook = rich();
    let ahead = entry("2027-06-02", Kind::Agreement, "We openen een tweede loket.");
    logbook.set_entry(EntryId(9), Some(ahead));
    for lang in Lang::ALL {
        let story = story(instrument(), &logbook, &measured, lang, &day("2027-06-01"));
        same_as_file(&format!("story.{}.html", lang.code()), &html::write_story(&story, "0.1.0"));
    }
}

#[test]
fn an_empty_logbook_tells_what_will_come() {
    for lang in Lang::ALL {
        let text = StoryText::of(lang);
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        let page = |logbook: &Logbook| {
            html::write_story(&story(instrument(), logbook, &[], lang, &day("2027-06-01")), "0.1.0")
        };
        let empty = page(&logbook);
        assert!(empty.contains(text.no_stops) && empty.contains(text.no_aims));
        assert_eq!(empty.matches(text.no_result).count(), 3);
        logbook.set_goal(GoalId(1), Some("Wonen".into()));
        let goal = page(&logbook);
        assert!(!goal.contains(text.no_aims) && goal.matches("Wonen").count() == 1);
        assert!(goal.contains("<h1 dir=\"auto\">Zuid</h1>"));
    }
}

/// domain.md part a, 003: no look of figures, and nothing that asks anything of the net.
#[test]
fn a_story_has_no_figures_and_asks_nothing_of_the_net() {
    let story = story(instrument(), &rich(), &[], Lang::Nl, &day("2027-06-01"));
    let page = html::write_story(&story, "0.1.0");
    for part in ["<svg class=\"points\"", "<script", "<b>Co</b>", "https://", " src=", "%<"] {
        let page = page.replace("[klik](https://voorbeeld.nl)", "");
        assert!(!page.contains(part), "{part}");
    }
}
