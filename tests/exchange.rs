//! What comes in through the gate: everything we ever wrote, and nothing else. Round trips, damaged and forged files
//! as tables, and the frozen files in `fixtures/v1`, which every later version must open.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

use netwerkspiegel::again::{LookBack, Outcome, PairingCode, before, follow};
use netwerkspiegel::exchange::file::{Backup, MAX_RESPONSES, decode, encode, encode_backup, fits_again};
use netwerkspiegel::exchange::logbook::MAX_LINES;
use netwerkspiegel::exchange::{
    EMBED_BEGIN, EMBED_END, Incoming, MAX_FILE, Rejected, accept, clean_name, typed_line,
};
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::logbook::{GoalId, Logbook, LogbookId};
use netwerkspiegel::response::{Change, Day, MAX_NAME, MAX_TEXT, Response, ResponseId, StepPart};
use netwerkspiegel::text::Lang;
use proptest::prelude::*;
use serde_json::{Value, json};

fn today() -> Day {
    Day::parse("2026-11-21").unwrap()
}

fn write(response: &Response) -> String {
    encode(Instrument::shipped(), response, Lang::Nl, "0.1.0", &today())
}

fn write_all(backup: &Backup) -> String {
    encode_backup(Instrument::shipped(), backup, Lang::Nl, "0.1.0", &today())
}

fn of(responses: Vec<Response>) -> Backup {
    Backup { responses, ..Backup::default() }
}

fn responses_in(incoming: Incoming) -> Vec<Response> {
    match incoming {
        Incoming::Responses(responses) => responses,
        other @ (Incoming::Session(_) | Incoming::Logbook(_) | Incoming::Backup(_)) => panic!("{other:?}"),
    }
}

fn open(bytes: &[u8]) -> Result<Vec<Response>, Rejected> {
    accept(bytes, Instrument::shipped()).map(responses_in)
}

fn changed(id: u128, changes: Vec<Change>) -> Response {
    let mut response = Response::new(Instrument::shipped(), ResponseId(id));
    changes.into_iter().for_each(|change| response.apply(change));
    response
}

/// One of everything a file can hold.
fn complete() -> Response {
    let instrument = Instrument::shipped();
    let read = |code: &str, value: &str| Change::read(instrument, code, Some(value));
    changed(
        0x0123_4567_89ab_4cde_8123_4567_89ab_cdef,
        vec![
            Change::Network("Langer Thuis".into()),
            Change::Created(today()),
            Change::Modules(vec!["basis", "relaties", "storm"]),
            read("network-type-now", "1"),
            read("network-type-wanted", "5"),
            read("taking-part-as", "constituency"),
            read("actors-needed", "2"),
            read("actors-roles", "3"),
            read("actors-on-behalf", "4"),
            read("trust-goodwill", "na"),
            read("rope-now", "na"),
            Change::Words("basis-missing", "De huisarts & \"zijn\" <praktijk>\n\nén 🙂 בית".into()),
            Change::Topics(vec!["trust", "actors"]),
            Change::Step(StepPart::What, "Bellen".into()),
            Change::Step(StepPart::Who, "Jan".into()),
            Change::Step(StepPart::When, "Morgen".into()),
            Change::Step(StepPart::Notice, "Het is stil </script><!--".into()),
            Change::Place("trust".into()),
            read("later-item", "3"),
            Change::Unknown("@later".into(), Some("kept".into())),
        ],
    )
}

#[test]
fn what_has_to_do_with_measuring_again_comes_back() {
    let instrument = Instrument::shipped();
    let mut changes = follow(instrument, &complete());
    changes.extend([LookBack::Better.on("trust"), Outcome::UnderWay.of_step(), PairingCode(7).change()]);
    let written = write(&changed(8, changes.clone()));
    let back = open(written.as_bytes()).unwrap();
    assert_eq!(back, [changed(8, changes)]);
    assert_eq!(before(instrument, &back[0]).unwrap().topics, ["trust", "actors"]);
    let long = format!("{:?}", "x".repeat(MAX_NAME + 1));
    for (good, bad) in [("\"better\"", "5"), ("look-back-trust", "Look Back"), ("\"better\"", long.as_str())]
    {
        assert!(written.contains(good));
        text(&written.replacen(good, bad, 1), damaged("again"));
    }
}

// ---- what every version must open

/// Written by version 0.1.0 from these responses, and never again.
#[test]
fn the_files_of_format_1_open_for_ever() {
    let minimal = changed(7, vec![Change::Answer("actors-needed", Some(Answer::OptOut))]);
    let both = vec![complete(), minimal];
    let one = vec![complete()];
    assert_eq!(open(include_bytes!("fixtures/v1/response.json")), Ok(one.clone()));
    assert_eq!(open(include_bytes!("fixtures/v1/backup.json")), Ok(both));
    assert_eq!(open(include_bytes!("fixtures/v1/report.nl.html")), Ok(one.clone()));
    assert_eq!(open(include_bytes!("fixtures/v1/report.en.html")), Ok(one));
}

#[test]
fn a_mark_in_front_and_other_line_ends_do_no_harm() {
    let file = write(&complete());
    for text in [
        format!("\u{feff}{file}"),
        file.replace('\n', "\r\n"),
        format!("\n\n {file} \n"),
        serde_json::from_str::<Value>(&file).unwrap().to_string(),
    ] {
        assert_eq!(open(text.as_bytes()), Ok(vec![complete()]));
    }
}

#[test]
fn a_file_of_a_newer_version_of_the_instrument_loses_nothing() {
    let mut file = file();
    file["instrument"]["version"] = json!("0.2.0");
    file["instrument"]["sha256"] = json!("another");
    file["later"] = json!([1, {"a": null}]);
    file["responses"][0]["mood"] = json!("fine");
    file["responses"][0]["modules"] = json!(["basis", "later-module"]);
    file["responses"][0]["answers"]["newer-item"] = json!(9);
    file["responses"][0]["open_answers"]["newer-words"] = json!("Tekst");
    let response = open(file.to_string().as_bytes()).unwrap().remove(0);
    assert_eq!(response.unknown.get("newer-item").unwrap(), "9");
    assert_eq!(response.unknown.get("newer-words").unwrap(), "Tekst");
    assert_eq!(response.unknown.get("@modules").unwrap(), "basis later-module");
    assert_eq!(response.unknown.get("later-item").unwrap(), "3");
    // And on it goes, in the next file.
    assert_eq!(open(write(&response).as_bytes()), Ok(vec![response]));
}

#[test]
fn what_an_older_version_kept_is_an_answer_to_a_newer_one() {
    let mut file = file();
    file["responses"][0]["other"] = json!({"trust-rely": "4", "basis-worthwhile": "Ja", "@removed": "yes"});
    let response = open(file.to_string().as_bytes()).unwrap().remove(0);
    assert_eq!(response.answer("trust-rely"), Rating::new(4).map(Answer::Rating));
    assert_eq!(response.words("basis-worthwhile"), "Ja");
    assert!(!response.removed);
}

#[test]
fn a_removed_response_is_never_written() {
    let removed = changed(9, vec![Change::Removed(true)]);
    let file = write_all(&of(vec![removed, complete()]));
    assert_eq!(open(file.as_bytes()), Ok(vec![complete()]));
}

#[test]
fn what_is_too_long_is_cut_rather_than_written_and_refused() {
    let long = changed(
        1,
        vec![
            Change::Network("ü".repeat(MAX_NAME + 1)),
            Change::Words("basis-missing", "🙂".repeat(MAX_TEXT + 1)),
        ],
    );
    let read = open(write(&long).as_bytes()).unwrap().remove(0);
    assert_eq!(read.network, "ü".repeat(MAX_NAME));
    assert_eq!(read.words("basis-missing"), "🙂".repeat(MAX_TEXT));
}

#[test]
fn a_name_loses_what_acts_on_the_words_around_it() {
    assert_eq!(clean_name("a\u{202e}b\u{2067}c\0d\ne\u{200f}"), "abcde");
    for name in ["Langer Thuis", "שלום", "Zoë 👩\u{200d}👧", "e\u{301}"] {
        assert_eq!(clean_name(name), name);
    }
    let typed = changed(1, vec![Change::Network("a\u{202e}b".into())]);
    let file = write(&typed);
    assert_eq!(open(file.as_bytes()).unwrap()[0].network, "ab");
    let forged = edited(|file| file["responses"][0]["network"] = json!("x\u{202e}y\u{7}"));
    assert_eq!(open(&forged).unwrap()[0].network, "xy");
}

#[test]
fn a_typed_line_is_one_line_and_never_only_spaces() {
    assert_eq!(typed_line(" een\nregel ", 40), "een regel");
    assert_eq!(typed_line(" \u{202e} \n", 40), "");
    assert_eq!(typed_line("üüü", 2), "üü");
}

/// A response, a session and a logbook, the last two as version 0.1.0 wrote them.
fn all() -> Backup {
    let read = |file: &[u8]| accept(file, Instrument::shipped()).unwrap();
    let Incoming::Session(session) = read(include_bytes!("fixtures/v1/session.json")) else { panic!() };
    let Incoming::Logbook(logbook) = read(include_bytes!("fixtures/v1/logbook.json")) else { panic!() };
    Backup { responses: vec![complete()], sessions: vec![*session], logbooks: vec![*logbook] }
}

#[track_caller]
fn open_all(file: &[u8]) -> Backup {
    match accept(file, Instrument::shipped()) {
        Ok(Incoming::Backup(backup)) => *backup,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_backup_gives_back_all_that_was_kept() {
    let file = write_all(&all());
    assert!(fits_again(&all(), &file));
    let back = open_all(file.as_bytes());
    assert_eq!(back.responses, [complete()]);
    assert_eq!(back.sessions[0].group.n_responses(), 4);
    assert_eq!(back.logbooks, all().logbooks);
    assert_eq!(write_all(&back), file);
    // Who has no questionnaire trusts it too.
    for some in [
        Backup { responses: Vec::new(), ..all() },
        Backup { responses: Vec::new(), sessions: Vec::new(), ..all() },
    ] {
        assert_eq!(write_all(&open_all(write_all(&some).as_bytes())), write_all(&some));
    }
}

/// Written by version 0.1.0, and never again.
#[test]
fn the_backup_of_everything_opens_for_ever() {
    let back = open_all(include_bytes!("fixtures/v1/backup-all.json"));
    assert_eq!(write_all(&back), write_all(&all()));
}

/// What is wrong in a part of a backup is wrong in all of it, by the rules of that part.
#[test]
fn a_backup_with_damage_in_any_part_is_refused_whole() {
    let refused = |pointer: &str, value: Value, at: &str| {
        let mut file: Value = serde_json::from_str(&write_all(&all())).unwrap();
        *file.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        let read = accept(file.to_string().as_bytes(), Instrument::shipped());
        assert_eq!(read.unwrap_err(), damaged(at), "{pointer}");
    };
    let file: Value = serde_json::from_str(&write_all(&all())).unwrap();
    let twice = |name: &str| json!([file[name][0], file[name][0]]);
    refused("/responses", twice("responses"), "id");
    refused("/sessions", twice("sessions"), "id");
    refused("/logbooks", twice("logbooks"), "id");
    refused("/sessions", json!({}), "sessions");
    refused("/logbooks", json!(vec![0; MAX_RESPONSES + 1]), "logbooks");
    refused("/sessions/0/session/min_group", json!(0), "min_group");
    refused("/sessions/0/minutes", json!(null), "topics");
    refused("/logbooks/0/goals", json!({}), "goals");
    refused("/logbooks/0/entries/0/kind", json!("score"), "kind");
}

#[test]
fn a_backup_too_large_to_open_again_is_known() {
    let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
    for id in 0..=MAX_LINES as u128 {
        logbook.set_goal(GoalId(id), Some("x".into()));
    }
    let many = Backup { logbooks: vec![logbook], ..all() };
    assert!(!fits_again(&many, &write_all(&many)));
    let most = (0..=MAX_RESPONSES as u128).map(|id| Logbook::new(LogbookId(id), "Zuid".into()));
    let many = Backup { logbooks: most.collect(), ..all() };
    assert!(!fits_again(&many, &write_all(&many)));
    assert!(!fits_again(&all(), &" ".repeat(MAX_FILE + 1)));
}

// ---- what is refused

fn file() -> Value {
    serde_json::from_str(&write(&complete())).unwrap()
}

fn edited(edit: impl Fn(&mut Value)) -> Vec<u8> {
    let mut file = file();
    edit(&mut file);
    file.to_string().into_bytes()
}

fn damaged(at: &str) -> Rejected {
    Rejected::Damaged { at: at.into() }
}

#[track_caller]
fn refused(edit: impl Fn(&mut Value), expected: Rejected) {
    assert_eq!(open(&edited(edit)), Err(expected));
}

/// Refused because something has another shape: the message names the field.
#[track_caller]
fn misshapen(edit: impl Fn(&mut Value), field: &str) {
    match open(&edited(edit)) {
        Err(Rejected::Damaged { at }) => assert!(at.contains(field), "{at}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_value_out_of_range_refuses_the_whole_file() {
    for value in [
        json!(0),
        json!(6),
        json!(-1),
        json!(1.5),
        json!(4.0),
        json!(-0.0),
        json!(1e300),
        json!("4"),
        json!("NA"),
        json!("organisation"),
        json!(""),
        json!(null),
        json!(true),
        json!([4]),
        json!({"value": 4}),
    ] {
        refused(
            |file| file["responses"][0]["answers"]["actors-needed"] = value.clone(),
            damaged("actors-needed"),
        );
    }
    for value in [json!(1), json!("1"), json!("nobody"), json!("Organisation")] {
        refused(
            |file| file["responses"][0]["answers"]["taking-part-as"] = value.clone(),
            damaged("taking-part-as"),
        );
    }
}

#[test]
fn every_fault_of_the_format_is_told_by_its_field() {
    let long = "x".repeat(MAX_TEXT + 1);
    let long_name = "x".repeat(MAX_NAME + 1);
    refused(|file| file["format"] = json!("other"), Rejected::NotOurs);
    refused(|file| file["format_version"] = json!(0), damaged("format_version"));
    refused(|file| file["format_version"] = json!(2), Rejected::TooNew { format_version: 2 });
    refused(
        |file| *file = json!({"format": "netwerkspiegel", "format_version": 77, "all": "else is new"}),
        Rejected::TooNew { format_version: 77 },
    );
    refused(|file| file["kind"] = json!("later"), Rejected::TooNew { format_version: 1 });
    refused(
        |file| file["instrument"]["id"] = json!("another"),
        Rejected::OtherInstrument { id: "another".into() },
    );
    refused(|file| file["responses"] = json!([]), damaged("responses"));
    refused(
        |file| file["responses"] = json!([file["responses"][0].clone(), file["responses"][0].clone()]),
        damaged("responses"),
    );
    refused(
        |file| {
            file["kind"] = json!("backup");
            file["responses"] = json!([file["responses"][0].clone(), file["responses"][0].clone()]);
        },
        damaged("id"),
    );
    for id in ["", "7", "0123456789ABCDEF0123456789abcdef", "../../../../../../../../../../.."] {
        refused(|file| file["responses"][0]["id"] = json!(id), damaged("id"));
    }
    refused(|file| file["responses"][0]["created"] = json!("21-11-2026"), damaged("created"));
    refused(|file| file["responses"][0]["network"] = json!(long_name), damaged("network"));
    refused(|file| file["responses"][0]["place"] = json!(long_name), damaged("place"));
    refused(|file| file["responses"][0]["modules"] = json!(["basis", "basis"]), damaged("modules"));
    refused(|file| file["responses"][0]["modules"] = json!(["basis storm"]), damaged("modules"));
    refused(|file| file["responses"][0]["topics"] = json!(["trust", ""]), damaged("topics"));
    refused(
        |file| file["responses"][0]["topics"] = json!(["trust", "actors", "goals", "respect"]),
        damaged("topics"),
    );
    refused(|file| file["responses"][0]["next_step"]["who"] = json!(long), damaged("next_step"));
    refused(
        |file| file["responses"][0]["open_answers"]["basis-missing"] = json!(long),
        damaged("basis-missing"),
    );
    // A closed question in words, an open one with a number, codes that are none.
    refused(|file| file["responses"][0]["open_answers"]["trust-rely"] = json!("4"), damaged("trust-rely"));
    refused(|file| file["responses"][0]["answers"]["basis-missing"] = json!(4), damaged("basis-missing"));
    for code in ["@removed", "@network", "", "A", "a b", "a\u{202e}"] {
        refused(|file| file["responses"][0]["answers"][code] = json!("yes"), damaged(code));
        refused(|file| file["responses"][0]["open_answers"][code] = json!("yes"), damaged(code));
    }
    refused(|file| file["responses"][0]["other"]["later"] = json!(long), damaged("later"));
    refused(|file| file["responses"][0]["other"][&long_name] = json!("x"), damaged("other"));
    misshapen(|file| file["format_version"] = json!("1"), "format_version");
    misshapen(|file| file["format_version"] = json!(-1), "format_version");
    misshapen(|file| file["format_version"] = json!(1.0), "format_version");
    misshapen(|file| file["responses"] = json!({}), "responses");
    misshapen(|file| file["responses"][0]["answers"] = json!([1, 2]), "answers");
    misshapen(|file| file["responses"][0]["network"] = json!(null), "network");
    misshapen(|file| file["responses"][0]["next_step"]["what"] = json!(1), "next_step");
    for field in ["format_version", "app_version", "kind", "instrument", "language", "created", "responses"] {
        misshapen(
            |file| {
                file.as_object_mut().unwrap().remove(field);
            },
            field,
        );
    }
}

#[test]
fn too_many_responses_are_refused() {
    let many = |n: u128| -> Vec<Response> { (0..n).map(|id| changed(id, vec![])).collect() };
    let most = u128::try_from(MAX_RESPONSES).unwrap();
    assert_eq!(open(write_all(&of(many(most))).as_bytes()), Ok(many(most)));
    assert_eq!(open(write_all(&of(many(most + 1))).as_bytes()), Err(damaged("responses")));
}

#[track_caller]
fn text(text: &str, expected: Rejected) {
    assert_eq!(open(text.as_bytes()), Err(expected));
}

#[test]
fn what_is_no_file_of_ours_is_told_so() {
    for bytes in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"\xff\xfe{\0\"\0f\0",
        b"{\0\"\0f\0o\0r\0m\0a\0t\0\"\0",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"\0\0\0\0",
        b"\xc0\x80",
    ] {
        assert_eq!(open(bytes), Err(Rejected::NotOurs), "{bytes:?}");
    }
    for other in [
        "null",
        "7",
        "NaN",
        "[]",
        "{}",
        "{\"format\": 1}",
        "{\"format\": \"geojson\", \"format_version\": 1}",
        "<html><body>Hallo</body></html>",
        "<",
        "Beste Jan,",
        "a;b\r\n1;2",
    ] {
        text(other, Rejected::NotOurs);
    }
    text(
        "<html><meta name=\"generator\" content=\"netwerkspiegel\"><p>Verslag</html>\n",
        Rejected::OnlyToRead,
    );
    text(
        "<html><meta name=\"generator\" content=\"netwerkspiegel\"><p>Ver",
        damaged("the beginning of the answers"),
    );
    text("", damaged("an empty file"));
    text("\u{feff} \n", damaged("an empty file"));
}

#[test]
fn size_comes_first() {
    let bytes = 2 * MAX_FILE;
    assert_eq!(open(&vec![b' '; bytes]), Err(Rejected::TooLarge { bytes }));
    assert_eq!(open(&vec![0xff; MAX_FILE + 1]), Err(Rejected::TooLarge { bytes: MAX_FILE + 1 }));
    assert_eq!(open(&vec![0xff; MAX_FILE]), Err(Rejected::NotOurs));
}

#[test]
fn a_bomb_of_depth_is_refused_quietly() {
    text(&"[".repeat(MAX_FILE), Rejected::NotOurs);
    text(&"{\"a\":".repeat(MAX_FILE / 5), Rejected::NotOurs);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let good = write(&complete());
    for field in ["\"actors-needed\": ", "\"language\": ", "\"later\": "] {
        let (before, after) = good.split_once("\"actors-needed\": 2").unwrap();
        let bomb = format!("{before}{field}{deep}{after}");
        assert!(matches!(open(bomb.as_bytes()), Err(Rejected::Damaged { .. })), "{field}");
    }
    // A key that this version does not know is skipped, but it may go no deeper than any other.
    let later = |value: &str| good.replacen("\"kind\"", &format!("\"later\": {value}, \"kind\""), 1);
    assert_eq!(open(later("[[[[[[[[[[{}]]]]]]]]]]").as_bytes()), Ok(vec![complete()]));
    assert!(matches!(open(later(&deep).as_bytes()), Err(Rejected::Damaged { .. })));
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let good = write(&complete());
    for (once, twice) in [
        ("\"actors-needed\": 2", "\"actors-needed\": 2, \"actors-needed\": 5"),
        ("\"basis-missing\": ", "\"basis-missing\": \"x\", \"basis-missing\": "),
        ("\"later-item\": \"3\"", "\"later-item\": \"3\", \"later-item\": \"4\""),
        ("\"network\": ", "\"network\": \"x\", \"network\": "),
        ("\"kind\": ", "\"kind\": \"backup\", \"kind\": "),
        ("\"format\": ", "\"format\": \"netwerkspiegel\", \"format\": "),
    ] {
        let doubled = good.replacen(once, twice, 1);
        assert_ne!(doubled, good);
        assert!(matches!(open(doubled.as_bytes()), Err(Rejected::Damaged { .. })), "{once}");
    }
    for (number, forged) in [("2", "NaN"), ("2", "Infinity"), ("2", "2 2"), ("2", "0x2"), ("2", "02")] {
        let forged = good.replacen(
            &format!("\"actors-needed\": {number}"),
            &format!("\"actors-needed\": {forged}"),
            1,
        );
        assert!(matches!(open(forged.as_bytes()), Err(Rejected::Damaged { .. })));
    }
    let surrogate = good.replacen("Bellen", "\\ud800", 1);
    assert!(matches!(open(surrogate.as_bytes()), Err(Rejected::Damaged { .. })));
}

#[test]
fn a_file_that_was_cut_off_is_refused_or_whole() {
    for file in [
        &include_bytes!("fixtures/v1/response.json")[..],
        include_bytes!("fixtures/v1/backup.json"),
        include_bytes!("fixtures/v1/report.nl.html"),
    ] {
        let whole = open(file).unwrap();
        for length in (0..file.len()).step_by(97).chain([file.len() - 2]) {
            match open(&file[..length]) {
                Ok(responses) => assert_eq!(responses, whole),
                Err(why) => assert!(matches!(why, Rejected::NotOurs | Rejected::Damaged { .. }), "{why}"),
            }
        }
        // Once it has said its name, what is cut off is damaged, not foreign.
        let named = file.windows(14).position(|part| part == b"netwerkspiegel").unwrap() + 14;
        let why = open(&file[..named + 20]).unwrap_err();
        assert!(matches!(why, Rejected::Damaged { .. }), "{why}");
    }
}

#[test]
fn a_page_with_something_else_inside_is_refused() {
    let page = |inside: &str| format!("<!doctype html>{EMBED_BEGIN}{inside}{EMBED_END}");
    let good = write(&complete()).replace('<', "\\u003c");
    assert_eq!(open(page(&good).as_bytes()), Ok(vec![complete()]));
    text(&page("{\"format\": \"x\", \"format_version\": 1}"), Rejected::NotOurs);
    assert!(matches!(open(page("").as_bytes()), Err(Rejected::NotOurs)));
    assert!(matches!(open(format!("<p>{EMBED_BEGIN}{good}").as_bytes()), Err(Rejected::Damaged { .. })));
}

#[test]
fn every_reason_can_be_read_on_a_console() {
    for (why, sentence) in [
        (Rejected::NotOurs, "not a file of Netwerkspiegel"),
        (Rejected::TooLarge { bytes: 7 }, "7 bytes are more than 1048576"),
        (damaged("trust-rely"), "damaged at trust-rely"),
        (Rejected::TooNew { format_version: 2 }, "made by a newer version of Netwerkspiegel (format 2)"),
        (Rejected::OtherInstrument { id: "x".into() }, "answers to another instrument, \"x\""),
    ] {
        assert_eq!(why.to_string(), sentence);
    }
}

// ---- round trips

fn any_text(most: usize) -> impl Strategy<Value = String> {
    let hostile = prop::sample::select(vec![
        "</script><script>alert(1)</script>".to_owned(),
        "<!-- --> ]]> &amp; &#0; \\u003c \\\" '".to_owned(),
        "\"}],\"format\":\"netwerkspiegel\"".to_owned(),
        EMBED_BEGIN.to_owned(),
        "a\r\nb\nc\rd\u{85}e\u{2028}f\u{2029}g\0h\u{7f}\u{feff}".to_owned(),
        "שלום עולם \u{202e}abc\u{2067} مرحبا".to_owned(),
        "👩‍👩‍👧‍👦🏳️‍🌈 e\u{301}\u{fffd}\u{10ffff}".to_owned(),
        "a\u{300}".repeat(2000),
        "=1+1\t".to_owned(),
        "x".repeat(MAX_TEXT),
        "🙂".repeat(MAX_TEXT),
    ]);
    let random = prop::collection::vec(any::<char>(), 0..80)
        .prop_map(|letters| letters.into_iter().collect::<String>());
    prop_oneof![hostile, random, any::<String>()]
        .prop_map(move |text| text.chars().take(most).collect::<String>())
}

/// Any change that the app can make; names are cleaned as the app does.
fn any_change() -> impl Strategy<Value = Change> {
    let instrument = Instrument::shipped();
    let answers: Vec<Change> = instrument
        .questions()
        .into_iter()
        .flat_map(|question| {
            let options = question.scale.options.iter().chain([&question.scale.opt_out]);
            options
                .map(move |option| Change::Answer(question.code, Some(option.answer)))
                .chain([Change::Answer(question.code, None)])
        })
        .collect();
    let open: Vec<&'static str> = instrument.open_questions().map(|open| open.id).collect();
    let modules: Vec<&'static str> = instrument.modules.iter().map(|module| module.id).collect();
    let dimensions: Vec<&'static str> = instrument.dimensions().map(|dimension| dimension.id).collect();
    let n_modules = modules.len();
    let unknown = (any_text(MAX_NAME), any_text(MAX_TEXT)).prop_filter_map("known", move |(field, value)| {
        let field = field.replace(char::is_whitespace, "");
        let change = Change::read(Instrument::shipped(), &field, Some(&value));
        matches!(change, Change::Unknown(..)).then_some(change)
    });
    prop_oneof![
        40 => prop::sample::select(answers),
        2 => any_text(MAX_NAME).prop_map(|name| Change::Network(clean_name(&name))),
        1 => (1_u32..10_000, 1_u32..13, 1_u32..32)
            .prop_map(|(y, m, d)| Change::Created(Day::parse(&format!("{y:04}-{m:02}-{d:02}")).unwrap())),
        1 => prop::sample::subsequence(modules, 0..=n_modules).prop_shuffle().prop_map(Change::Modules),
        1 => prop::sample::subsequence(dimensions, 0..=3).prop_shuffle().prop_map(Change::Topics),
        6 => (prop::sample::select(open), any_text(MAX_TEXT)).prop_map(|(code, text)| Change::Words(code, text)),
        3 => (prop::sample::select(StepPart::ALL.to_vec()), any_text(MAX_TEXT))
            .prop_map(|(part, text)| Change::Step(part, text)),
        1 => any_text(MAX_NAME).prop_map(Change::Place),
        1 => unknown,
        1 => Just(Change::read(instrument, "actors-needed", Some("9"))),
        1 => Just(Change::read(instrument, "@modules", Some("basis later-module"))),
    ]
}

fn any_changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(any_change(), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_back_bit_for_bit(
        responses in prop::collection::btree_map(any::<u128>(), any_changes(), 1..4),
        lang in prop::sample::select(Lang::ALL.to_vec()),
    ) {
        let responses: Vec<Response> =
            responses.into_iter().map(|(id, changes)| changed(id, changes)).collect();
        let instrument = Instrument::shipped();
        let again = |responses: &[Response]| {
            encode_backup(instrument, &of(responses.to_vec()), lang, "0.1.0 \"x\"", &today())
        };
        let file = again(&responses);
        let read = responses_in(decode(&file, instrument).unwrap());
        prop_assert_eq!(&read, &responses);
        prop_assert_eq!(again(&read), file);
    }

    /// A file changed at a few places: refused, or everything in it is still valid.
    #[test]
    fn what_is_accepted_is_valid(
        edits in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(
            b"0123456789-.eE\"{}[],:nabcxyz \\\n".to_vec(),
        )), 1..6),
        changes in any_changes(),
    ) {
        let mut file = write(&changed(7, changes)).into_bytes();
        for (at, byte) in edits {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Ok(responses) = open(&file) {
            prop_assert_eq!(responses.len(), 1);
            is_valid(&responses[0]);
            let again = write(&responses[0]);
            prop_assert_eq!(open(again.as_bytes()), Ok(responses));
        }
    }
}

fn is_valid(response: &Response) {
    let instrument = Instrument::shipped();
    assert!(!response.removed);
    assert!(response.network.chars().count() <= MAX_NAME);
    assert_eq!(clean_name(&response.network), response.network);
    assert!(response.topics().len() <= instrument.topic_choice.max_choices);
    for (code, answer) in response.answers() {
        let question = instrument.question(code).unwrap();
        assert!(question.scale.option(*answer).is_some(), "{code}");
    }
    let words = instrument.open_questions().map(|open| response.words(open.id));
    let steps = StepPart::ALL.into_iter().map(|part| response.step(part));
    for text in words.chain(steps).chain(response.unknown.pairs().iter().map(|(_, text)| text.as_str())) {
        assert!(text.chars().count() <= MAX_TEXT);
    }
}
