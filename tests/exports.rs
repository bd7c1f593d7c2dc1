//! The report and every export of one rich response, compared whole, as text, in both languages; and what no
//! export may let through: formulas, links, scripts. With UPDATE_FIXTURES=1 the files in `fixtures/exports` are
//! written anew: read the difference before you keep it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod fixtures;

use fixtures::same_as_file;
use netwerkspiegel::again::{LookBack, Outcome, earlier, follow};
use netwerkspiegel::exchange::{EMBED_BEGIN, Incoming, MAX_FILE, Rejected, accept, clean_name};
use netwerkspiegel::export::{EXPORTS, Material};
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::response::{Change, Day, MAX_NAME, MAX_TEXT, Response, ResponseId, StepPart};
use netwerkspiegel::text::Lang;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Answers to the items of a dimension in order: a digit, `n` for the opt-out, `.` for open.
fn fill(response: &mut Response, dimension: &str, answers: &str) {
    let dimension = Instrument::shipped().dimension(dimension).unwrap();
    assert_eq!(dimension.items.len(), answers.len(), "{}", dimension.id);
    for (item, letter) in dimension.items.iter().zip(answers.chars()) {
        let answer = match letter {
            '.' => None,
            'n' => Some(Answer::OptOut),
            digit => Rating::new(i64::from(digit.to_digit(10).unwrap())).map(Answer::Rating),
        };
        response.apply(Change::Answer(item.id, answer));
    }
}

/// Five of the six modules, with all a report can show: every band, both patterns of too few answers, mixed answers,
/// opt-outs, topics, hostile text, a step.
fn rich() -> Response {
    let instrument = Instrument::shipped();
    let mut response = Response::new(instrument, ResponseId(0x7f3a_0000_0000_4000_8000_0000_0000_0001));
    let answer = |code: &str, value: &str| {
        let change = Change::read(instrument, code, Some(value));
        assert!(matches!(change, Change::Answer(..)), "{code}");
        change
    };
    for change in [
        Change::Network("Langer Thuis & <b>Co</b>".into()),
        Change::Created(Day::parse("2026-11-21").unwrap()),
        Change::Modules(vec!["basis", "relaties", "regie", "valkuilen", "waarde"]),
        answer("network-type-now", "2"),
        answer("network-type-wanted", "4"),
        answer("taking-part-as", "organisation"),
        Change::Words(
            "basis-worthwhile",
            "De korte lijnen.\nEn: [klik](https://voorbeeld.nl) <img src=x>".into(),
        ),
        Change::Words(
            "relaties-small-step",
            "=SUM(A1:A9) \"samen\"; بيت 🙂 </script>\n\n- een streepje".into(),
        ),
        // In a module that is not chosen: kept in the answers, shown nowhere.
        Change::Words("storm-tighter-looser", "Niet gekozen".into()),
        Change::Topics(vec!["transparency", "freedom"]),
        Change::Step(StepPart::What, "Ik bel *Jan* over de wachtlijst.".into()),
        Change::Step(StepPart::Who, "Jan en de huisarts".into()),
        Change::Step(StepPart::When, "Vóór 1 december".into()),
        Change::Place("trust".into()),
        Change::Unknown("later-item".into(), Some("3".into())),
    ] {
        response.apply(change);
    }
    for (dimension, answers) in [
        ("actors", "234"),
        ("identity", "54445"),
        ("ambition", "3n4"),
        ("leadership", "n1n"),
        ("participation", "45.4"),
        ("equal-standing", "4434"),
        ("respect", "4343"),
        ("freedom", "2322"),
        ("accountability", "3333"),
        ("transparency", "1225"),
        ("trust", "2212"),
        ("shared-challenge", "555"),
        ("organising", "343"),
        ("working-system", "2.."),
        ("three-groups", "nnn"),
        ("expectations", "1211"),
        ("own-organisations", "4n3."),
        ("unity-diversity", "...."),
        ("value-society", "34"),
        ("value-network", "n2"),
        ("value-partner", ".5"),
        ("value-definition", "44"),
        ("heartbeat", "3215"),
        ("goals", "555"),
    ] {
        fill(&mut response, dimension, answers);
    }
    response
}

fn today() -> Day {
    Day::parse("2026-12-01").unwrap()
}

/// Three measurements of one person, in which everything occurs that then and now can say: higher, lower, about the same,
/// only the questions of both times, a topic that was only looked back on, a step that was under way, and less than three
/// months between the last two.
fn measured_three_times() -> [Response; 3] {
    let measured = |id: u128, day: &str, before: Option<&Response>, changes: Vec<Change>| {
        let mut response = Response::new(Instrument::shipped(), ResponseId(id));
        let changes = before
            .map_or_else(Vec::new, |before| follow(Instrument::shipped(), before))
            .into_iter()
            .chain(changes);
        changes.for_each(|change| response.apply(change));
        response.apply(Change::Created(Day::parse(day).unwrap()));
        response
    };
    let mut first = measured(
        1,
        "2026-01-12",
        None,
        vec![
            Change::Network("Langer Thuis".into()),
            Change::Modules(vec!["relaties"]),
            Change::Topics(vec!["trust", "freedom", "transparency"]),
            Change::Step(StepPart::What, "Ik bel Anja over de wachtlijst.".into()),
            Change::Step(StepPart::Who, "Anja".into()),
        ],
    );
    for (dimension, answers) in
        [("equal-standing", "3333"), ("respect", "4444"), ("freedom", "4444"), ("trust", "2222")]
    {
        fill(&mut first, dimension, answers);
    }
    let mut second = measured(
        2,
        "2026-09-20",
        Some(&first),
        vec![
            LookBack::Better.on("trust"),
            Outcome::UnderWay.of_step(),
            Change::Topics(vec!["freedom", "transparency", "accountability"]),
        ],
    );
    for (dimension, answers) in
        [("equal-standing", "3343"), ("respect", "44.."), ("freedom", "4444"), ("trust", "3333")]
    {
        fill(&mut second, dimension, answers);
    }
    let mut third = measured(
        3,
        "2026-11-21",
        Some(&second),
        vec![
            LookBack::Worse.on("freedom"),
            LookBack::Same.on("transparency"),
            LookBack::OptOut.on("accountability"),
            Outcome::Done.of_step(),
        ],
    );
    for (dimension, answers) in [
        ("equal-standing", "4333"),
        ("respect", "4444"),
        ("freedom", "2233"),
        ("accountability", "3n33"),
        ("trust", "4454"),
    ] {
        fill(&mut third, dimension, answers);
    }
    [first, second, third]
}

/// The text of one export by its id.
fn export(id: &str, response: &Response, lang: Lang) -> String {
    export_with(id, response, &[], lang)
}

/// The same of a response that others came before.
fn export_with(id: &str, response: &Response, earlier: &[&Response], lang: Lang) -> String {
    let export = EXPORTS.iter().find(|export| export.id == id).unwrap();
    (export.write)(&Material {
        instrument: Instrument::shipped(),
        response,
        earlier,
        lang,
        today: &today(),
        app_version: "0.1.0",
    })
}

#[test]
fn every_export_is_word_for_word_what_was_agreed() {
    let response = rich();
    for lang in Lang::ALL {
        let code = lang.code();
        for (id, name) in [
            ("html", format!("report.{code}.html")),
            ("markdown", format!("report.{code}.md")),
            ("json", format!("response.{code}.json")),
            ("csv", format!("response.{code}.csv")),
            ("csv-excel", format!("response-excel.{code}.csv")),
            ("codebook", format!("codebook.{code}.csv")),
        ] {
            same_as_file(&name, &export(id, &response, lang));
        }
    }
}

#[test]
fn then_and_now_is_word_for_word_what_was_agreed() {
    let [first, second, third] = measured_three_times();
    let here = [&first, &second];
    let all =
        earlier(Instrument::shipped(), &third, |id| here.into_iter().find(|response| response.id == id));
    assert_eq!(all.len(), 2);
    // The first one alone, as after a move to another browser: the one in between is missing.
    let none = earlier(Instrument::shipped(), &third, |id| (id == first.id).then_some(&first));
    for lang in Lang::ALL {
        let code = lang.code();
        same_as_file(&format!("again.{code}.md"), &export_with("markdown", &third, &all, lang));
        same_as_file(&format!("again.{code}.html"), &export_with("html", &third, &all, lang));
        same_as_file(&format!("again-missing.{code}.md"), &export_with("markdown", &third, &none, lang));
    }
}

/// An answer says nothing to who does not read what was asked.
#[test]
fn every_statement_stands_in_the_report() {
    let response = rich();
    for lang in Lang::ALL {
        let told = export("markdown", &response, lang);
        let asked = response.modules(Instrument::shipped()).flat_map(|module| module.dimensions);
        for item in asked.flat_map(|dimension| dimension.items) {
            assert!(told.contains(item.text.get(lang)), "{} in {lang:?}", item.id);
        }
    }
}

// ---- opening again

fn opened(file: &str) -> Vec<Response> {
    match accept(file.as_bytes(), Instrument::shipped()).unwrap() {
        Incoming::Responses(responses) => responses,
        other @ (Incoming::Session(_) | Incoming::Logbook(_) | Incoming::Backup(_)) => panic!("{other:?}"),
    }
}

#[test]
fn the_page_and_the_json_file_give_the_answers_back() {
    let response = rich();
    for (id, lang) in [("html", Lang::Nl), ("html", Lang::En), ("json", Lang::Nl)] {
        let file = export(id, &response, lang);
        assert_eq!(opened(&file), std::slice::from_ref(&response));
    }
}

/// Everything answered, and every text as long as it may be and made of the sign that takes most room.
#[track_caller]
fn fullest(sign: char) {
    let instrument = Instrument::shipped();
    let mut response = rich();
    let long: String = std::iter::repeat_n(sign, MAX_TEXT).collect();
    response.apply(Change::Modules(instrument.modules.iter().map(|module| module.id).collect()));
    for question in instrument.questions() {
        response.apply(Change::Answer(question.code, Some(Answer::OptOut)));
    }
    for open in instrument.open_questions() {
        response.apply(Change::Words(open.id, long.clone()));
    }
    for part in StepPart::ALL {
        response.apply(Change::Step(part, long.clone()));
    }
    let page = export("html", &response, Lang::Nl);
    assert!(page.len() <= MAX_FILE, "{sign:?}: {}", page.len());
    assert_eq!(opened(&page), [response]);
}

#[test]
fn the_longest_page_can_still_be_opened() {
    ['<', '"', '\0', '🙂', '&', '\\'].into_iter().for_each(fullest);
}

// ---- the page

#[test]
fn the_page_asks_nothing_of_the_net_and_runs_nothing() {
    let page = export("html", &rich(), Lang::Nl);
    for forbidden in [" src=", "url(", "@import", "<link", "<img", "<b>Co", " style=", " on", "javascript:"] {
        let outside: String =
            page.split("<style>").map(|part| part.split("</style>").last().unwrap()).collect();
        // ` on` only as the begin of an attribute: inside a tag.
        let found =
            outside.split('<').any(|tag| format!("<{}", tag.split('>').next().unwrap()).contains(forbidden));
        assert!(!found, "{forbidden}");
    }
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
}

#[test]
fn every_link_in_the_page_has_its_place() {
    let page = export("html", &rich(), Lang::En);
    let quoted = |before: &str| -> Vec<String> {
        page.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let mut ids = quoted(" id=\"");
    for link in quoted("href=\"#") {
        assert!(ids.contains(&link), "{link}");
    }
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n_ids);
}

// ---- Markdown

/// The kinds of nodes in a text, and whether any of them is a link, image, HTML or code.
fn nodes(markdown: &str) -> (Vec<String>, bool) {
    let mut is_hostile = false;
    let mut kinds = Vec::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(tag) => {
                is_hostile |= matches!(
                    tag,
                    Tag::Link { .. }
                        | Tag::Image { .. }
                        | Tag::HtmlBlock
                        | Tag::CodeBlock(_)
                        | Tag::FootnoteDefinition(_)
                );
                kinds.push(format!("{:?}", tag.to_end()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => is_hostile = true,
            Event::End(_) | Event::Text(_) => {}
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => is_hostile = true,
        }
    }
    (kinds, is_hostile)
}

/// A response with this text wherever a person can type.
fn saying(text: &str) -> Response {
    let mut response = rich();
    response.apply(Change::Network(text.lines().collect()));
    response.apply(Change::Words("basis-worthwhile", text.to_owned()));
    response.apply(Change::Words("relaties-small-step", text.to_owned()));
    response.apply(Change::Step(StepPart::What, text.to_owned()));
    response
}

#[track_caller]
fn stays_text(text: &str) {
    let plain = nodes(&export("markdown", &saying("x"), Lang::Nl));
    let markdown = export("markdown", &saying(text), Lang::Nl);
    assert_eq!(nodes(&markdown), plain, "{text}");
    let words: String = Parser::new_ext(&markdown, Options::ENABLE_TABLES)
        .filter_map(|event| if let Event::Text(words) = event { Some(words.into_string()) } else { None })
        .collect();
    assert!(words.contains(text.trim()), "{text}");
}

#[test]
fn what_a_person_writes_stays_text_in_markdown() {
    for text in [
        "[a](https://x.nl)",
        "![a](x)",
        "<b>a</b>",
        "<!-- a",
        "<https://x.nl>",
        "`a`",
        "    a",
        "# a",
        "a #",
        "- a",
        "+ a",
        "* a",
        "12. a",
        "1) a",
        "> a",
        "---",
        "===",
        "***a*** __b__ ~~c~~ ^d^ $e$",
        "| a | b |",
        "[^1]",
        ": a",
        "&lt;b&gt;",
        "a\\",
        "- [ ] a",
        "\ta",
        ">>> a",
        "```",
        "<script>alert(1)</script>",
        "[[a]]",
        "$$a$$",
        "||a||",
    ] {
        stays_text(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_line_stays_text_in_markdown(text in "x[ -~]{0,40}|[-#>+*=:`~_|<\\[\\]()!&$^\\\\ 0-9.a]{1,20}a") {
        stays_text(&text);
    }
}

// ---- hostile words

/// The tags of a page, without what stands between them.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
}

/// The words as a person may type them, a name without what acts on the words around it.
#[track_caller]
fn is_inert(words: &str) {
    let plain = saying("x");
    let mut response = saying(words);
    response.apply(Change::Network(clean_name(words).chars().take(MAX_NAME).collect()));
    for lang in Lang::ALL {
        let page = export("html", &response, lang);
        let shown = |page: &str| page.split(EMBED_BEGIN).next().unwrap().to_owned();
        let (page_shown, plain_shown) = (shown(&page), shown(&export("html", &plain, lang)));
        assert_eq!(tags(&page_shown), tags(&plain_shown), "{words:?}");
        assert!(!page_shown.contains('\0'), "{words:?}");
        for file in [page, export("json", &response, lang)] {
            assert_eq!(opened(&file), std::slice::from_ref(&response), "{words:?}");
        }
    }
}

/// F38: shown as text, and unchanged in the file.
#[test]
fn hostile_words_are_inert_in_every_export_and_unchanged_in_the_file() {
    for words in [
        "<script>alert(1)</script><img src=x onerror=alert(1)>".to_owned(),
        "</title></style></script><!-- ]]>".to_owned(),
        "\" onmouseover=\"alert(1)\" x='".to_owned(),
        "&lt;b&gt; &#0; &amp".to_owned(),
        "=HYPERLINK(\"http://x\";1)".to_owned(),
        "javascript:alert(1)".to_owned(),
        "\u{202e}omgekeerd\u{2066} \u{200f}".to_owned(),
        "a\0b\u{1}c\u{7f}d\u{85}".to_owned(),
        "\u{d7ff}\u{e000}\u{fffd}\u{ffff}\u{10ffff}".to_owned(),
        format!("a{}", "\u{301}".repeat(MAX_TEXT - 1)),
        "{\"format\":\"netwerkspiegel\"}".to_owned(),
    ] {
        is_inert(&words);
    }
    // Half a pair of UTF-16 is no text: JSON can write it, and the file is refused.
    let file = export("json", &saying("halve"), Lang::Nl).replace("\"halve\"", "\"\\ud83e\"");
    assert!(matches!(accept(file.as_bytes(), Instrument::shipped()), Err(Rejected::Damaged { .. })));
}

// ---- tables

/// The two rows of a table, without a byte order mark.
fn rows(table: &str, separator: u8) -> (Vec<String>, Vec<String>) {
    let table = table.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(table.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let [names, values] = <[Vec<String>; 2]>::try_from(rows).unwrap();
    (names, values)
}

#[track_caller]
fn value(id: &str, response: &Response, name: &str) -> String {
    let table = export(id, response, Lang::Nl);
    let (names, values) = rows(&table, if id == "csv" { b',' } else { b';' });
    values[names.iter().position(|known| known == name).unwrap()].clone()
}

#[test]
fn the_names_of_the_variables_suit_every_program() {
    let (names, values) = rows(&export("csv", &rich(), Lang::Nl), b',');
    assert_eq!(names.len(), values.len());
    let mut seen = std::collections::BTreeSet::new();
    for name in &names {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        assert!(name.len() <= 32 && name.bytes().all(plain), "{name}");
        assert!(name.starts_with(|c: char| c.is_ascii_lowercase()), "{name}");
        assert!(seen.insert(name), "{name}");
    }
    let book = export("codebook", &rich(), Lang::Nl);
    let mut reader = csv::Reader::from_reader(book.as_bytes());
    let codes: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(codes, names);
}

#[test]
fn a_missing_answer_is_told_in_one_table_and_empty_in_the_other() {
    let response = rich();
    for (name, machine, excel) in [
        ("actors_needed", "2", "2"),
        ("ambition_choice", "-8", ""),
        ("participation_needed", "-9", ""),
        ("goals_clear", "-9", ""), // answered, but its part is not chosen
        ("taking_part_as", "organisation", "organisation"),
        ("score_identity", "4.4", "4,4"),
        ("score_leadership", "", ""),
        ("score_goals", "", ""),
        ("storm_tighter_looser", "", ""),
        ("topics", "transparency freedom", "transparency freedom"),
        ("created", "2026-11-21", "2026-11-21"),
        ("language", "nl", "nl"),
    ] {
        assert_eq!(value("csv", &response, name), machine, "{name}");
        assert_eq!(value("csv-excel", &response, name), excel, "{name}");
    }
}

/// What is asked only of who measures again: the columns are there for everyone.
#[test]
fn what_was_said_looking_back_stands_in_the_tables() {
    let [first, second, third] = measured_three_times();
    let all = "worse = Slechter; same = Ongeveer gelijk; better = Beter; -8 = Weet ik niet";
    let missing = "-9 = niet ingevuld / niet gevraagd (-8, -9: in de CSV voor Excel leeg)";
    for (response, name, machine, excel) in [
        (&first, "look_back_trust", "-9", ""),
        (&first, "step_outcome", "-9", ""),
        (&second, "look_back_trust", "better", "better"),
        (&second, "step_outcome", "under-way", "under-way"),
        (&third, "look_back_freedom", "worse", "worse"),
        (&third, "look_back_transparency", "same", "same"),
        (&third, "look_back_accountability", "-8", ""),
        (&third, "look_back_trust", "-9", ""),
        (&third, "step_outcome", "done", "done"),
    ] {
        assert_eq!(value("csv", response, name), machine, "{name}");
        assert_eq!(value("csv-excel", response, name), excel, "{name}");
    }
    // Said of a topic whose part was left out again: as in the report, it counts as not given.
    let mut left_out = third.clone();
    left_out.apply(Change::Modules(vec!["basis"]));
    assert_eq!(value("csv", &left_out, "look_back_freedom"), "-9");
    let book = export("codebook", &first, Lang::Nl);
    let mut reader = csv::Reader::from_reader(book.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let row = |name: &str| rows.iter().find(|row| row[0] == name).unwrap()[1..].join("|");
    let asked = "Vrijheid. Als je terugkijkt naar de vorige keer: hoe is het nu?";
    assert_eq!(row("look_back_freedom"), format!("Relaties|Vrijheid|{asked}|{all}; {missing}"));
    let outcomes = "done = Gedaan; under-way = Mee bezig; dropped = Losgelaten";
    let missing = "-9 = niet ingevuld / niet gevraagd (-9: in de CSV voor Excel leeg)";
    let asked = "Je stap van eerder. Wat is ervan gekomen?";
    assert_eq!(row("step_outcome"), format!("||{asked}|{outcomes}; {missing}"));
}

#[track_caller]
fn guarded(text: &str, expected: &str) {
    for id in ["csv", "csv-excel"] {
        let response = saying(text);
        assert_eq!(value(id, &response, "basis_worthwhile"), expected);
    }
}

#[test]
fn a_text_never_becomes_a_formula_and_a_number_stays_one() {
    for begin in ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"] {
        let text = format!("{begin}HYPERLINK(\"http://x\";1)");
        guarded(&text, &format!("'{text}"));
    }
    guarded("a=1", "a=1");
    guarded("'a", "'a");
    guarded("a,b;c\"d\"\r\ne", "a,b;c\"d\"\r\ne");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back_out_of_the_table(text in any::<String>().prop_filter("empty", |text| !text.is_empty())) {
        let response = saying(&text);
        for id in ["csv", "csv-excel"] {
            let cell = value(id, &response, "relaties_small_step");
            let guarded = ["'", &text].concat();
            prop_assert!(cell == text || cell == guarded);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']));
        }
    }
}
