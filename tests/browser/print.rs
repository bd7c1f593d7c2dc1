//! What comes out of a printer: reports, minutes, poster and forms on paper, compared with the screen. Reads the PDF with
//! poppler's programs; knows what is printed, not how it looks.

use std::cell::RefCell;
use std::path::Path;
use std::process::Command;

use netwerkspiegel::exchange::logbook::encode;
use netwerkspiegel::group::sample::sample;
use netwerkspiegel::instrument::Instrument;
use netwerkspiegel::logbook::{Benefit, Entry, EntryId, GoalId, Kind, Logbook, LogbookId, Measured};
use netwerkspiegel::response::Day;
use netwerkspiegel::text::Lang;
use netwerkspiegel::text::group::GroupText;
use netwerkspiegel::text::report::ReportText;
use netwerkspiegel::text::story::StoryText;
use serde_json::json;

use crate::Result;
use crate::engine::Engine;
use crate::fixture::agreed;
use crate::page::{Page, Role};
use crate::screens::{NETWORK, walk};
use crate::spoken::today;
use crate::steps::{expect_saved, expect_screen};

/// The name of a sheet, and its size in centimetres.
pub const SHEETS: [(&str, f64, f64); 2] = [("a4", 21.0, 29.7), ("letter", 21.59, 27.94)];
/// What a person prints, and on how many sheets at the most in Chromium; Firefox breaks earlier and may take half more.
pub const PRINTED: [(&str, usize); 7] = [
    ("report", 14),
    ("group", 9),
    ("group-many", 10),
    ("minutes", 1),
    ("poster", 1),
    ("paper", 4),
    ("logbook", 1),
];
const LANG: Lang = Lang::Nl;
const DAY: &str = "14 januari 2026";
const NOTE: &str = "Wij lunchen voortaan elke maand samen, zonder agenda. ";
/// In points: what is left free at the foot of a sheet, for its number, and the least that is free on each side.
const FOOT: f64 = 48.0;
const MARGIN: f64 = 36.0;
/// In points: the least type there may be, at a picture; and the least of a sentence, which has a full stop.
const LEAST: f64 = 9.0;
const LEAST_OF_SENTENCES: f64 = 10.0;
/// A PDF is read so many times larger, and no larger is possible: the sizes of its type are told in whole points.
const ZOOM: f64 = 3.0;
/// In parts of 255: how far the colours of a grey may lie apart, and from where on paper counts as white.
const GREY: u8 = 8;
const WHITE: u8 = 250;

/// F50.
pub async fn everything(page: Page) -> Result<()> {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("print: nothing is looked at, because there is no pdftotext here (Debian: poppler-utils)");
        return Ok(());
    }
    let (left_out, faults) = (RefCell::new(String::new()), RefCell::new(Vec::new()));
    let show = async |screen: &'static str| {
        let Some((_, most)) = PRINTED.into_iter().find(|(name, _)| *name == screen) else { return Ok(()) };
        match screen {
            // More than the field had room for when it was empty.
            "report" => {
                page.type_into("Wat ga ik doen?", &NOTE.repeat(12)).await?;
                // That it is saved stands on the page too.
                expect_saved(&page).await?;
            }
            "logbook" => full_logbook(&page).await?,
            "minutes" => page.within(Role::Group, "Vrijheid").type_into("Aantekening", NOTE).await?,
            _ => {}
        }
        let texts = page.execute(include_str!("print.js"), vec![]).await?;
        let texts: Vec<(String, bool)> = serde_json::from_value(texts)?;
        let mut lists = Vec::new();
        for (sheet, width, height) in SHEETS {
            let pdf = page.scratch_folder().join("print.pdf");
            theme(&page, "light").await?;
            std::fs::write(&pdf, page.print(width, height).await?)?;
            let mut printed = read(&pdf)?;
            theme(&page, "dark").await?;
            std::fs::write(&pdf, page.print(width, height).await?)?;
            let mut found = std::mem::take(&mut printed.faults);
            if read(&pdf)?.pictures != printed.pictures {
                found.push("a page that is dark prints in another way".to_owned());
            }
            let most = if page.engine() == Engine::Firefox { most + most.div_ceil(2) } else { most };
            if printed.n_sheets > most {
                found.push(format!("{} sheets, not {most}", printed.n_sheets));
            }
            // Firefox prints no text in the margin of a page.
            let is_numbered = printed.foot.contains(&letters(&format!("{} / {0}", printed.n_sheets)));
            if page.engine() == Engine::Chromium && !is_numbered {
                found.push("the last sheet has no number".to_owned());
            }
            let heads = heads(&page, screen).await?.into_iter();
            let missing = heads.filter(|words| !printed.first.contains(&letters(words)));
            found.extend(missing.map(|words| format!("“{words}” is not on the first sheet")));
            let is_there = |text: &str| printed.text.contains(&letters(text));
            let pressed = texts.iter().filter(|(text, is_pressed)| *is_pressed && letters(text).len() > 3);
            let pressed = pressed.filter(|(text, _)| is_there(text));
            found.extend(pressed.map(|(text, _)| format!("on paper nobody can press “{text}”")));
            let read = texts.iter().filter(|(_, is_pressed)| !is_pressed).map(|(text, _)| text.as_str());
            lists.push(read.filter(|text| !is_there(text)).collect::<Vec<_>>().join("\n"));
            faults
                .borrow_mut()
                .extend(found.into_iter().map(|fault| format!("{screen} on {sheet}: {fault}")));
        }
        // What is not printed does not depend on the sheet.
        if lists.iter().any(|list| Some(list) != lists.first()) {
            faults.borrow_mut().push(format!("{screen} lacks:\n{}", lists.join("\n    or\n")));
        }
        left_out.borrow_mut().push_str(&format!("== {screen}\n{}\n", lists.swap_remove(0)));
        theme(&page, "light").await
    };
    walk(&page, LANG, show).await?;
    let faults = faults.into_inner();
    assert!(faults.is_empty(), "{}", faults.join("\n    "));
    if page.engine() == Engine::Chromium {
        agreed(&page, "print.txt", &left_out.into_inner())?;
    }
    Ok(())
}

/// A colleague's file makes the logbook so full: six measurements, twenty-five entries, three goals.
async fn full_logbook(page: &Page) -> Result<()> {
    let mut logbook = Logbook::new(LogbookId(8), NETWORK.to_owned());
    logbook.set_goal(
        GoalId(2),
        Some("Kinderen groeien op in hun eigen buurt, ook met een zorgvraag.".to_owned()),
    );
    logbook.set_goal(GoalId(3), Some("Partners kennen elkaars werk en vertrouwen elkaar.".to_owned()));
    let day = |day: &str| Day::parse(day).unwrap_or_default();
    let entries = [
        ("2026-01-28", Kind::Agreement, 2, "Elke partner wijst één vaste contactpersoon aan."),
        ("2026-02-11", Kind::Result, 2, "De eerste acht gezinnen kregen één plan in plaats van vier."),
        ("2026-03-18", Kind::Moment, 3, "De nieuwe wethouder kwam kennismaken met alle partners."),
        ("2026-04-08", Kind::Result, 3, "De wijkverpleging en het sociaal team delen nu een rooster."),
        ("2026-04-22", Kind::Agreement, 3, "We vertellen elkaar elk kwartaal wat het ons oplevert."),
        ("2026-05-06", Kind::Result, 1, "Mantelzorgers weten wie ze ’s avonds kunnen bellen."),
        ("2026-05-20", Kind::Moment, 2, "De bibliotheek stelde een ruimte beschikbaar."),
        ("2026-06-03", Kind::Result, 1, "Een buurvrouw past op tijdens de cursus voor jonge ouders."),
        ("2026-06-17", Kind::Agreement, 3, "Wie een gezin doorverwijst, belt na een maand hoe het gaat."),
        ("2026-07-01", Kind::Moment, 1, "De kerk en de moskee kwamen samen bij de netwerkdag."),
        ("2026-07-15", Kind::Result, 2, "Zes kinderen die naar een tehuis moesten, bleven bij hun ouders."),
    ];
    let of_two_years = ["2024", "2026"].into_iter().flat_map(|year| entries.map(|entry| (year, entry)));
    for (id, (year, (on, kind, goal, text))) in (20..).zip(of_two_years) {
        let on = on.replace("2026", year);
        let benefits = [Benefit::SocietyDirect, Benefit::NetworkIndirect].into_iter();
        let benefits = benefits.filter(|_| kind == Kind::Result).collect();
        let entry = Entry { day: day(&on), kind, text: text.to_owned(), benefits, goal: Some(GoalId(goal)) };
        logbook.set_entry(EntryId(id), Some(entry));
    }
    // Two are in the browser already.
    let own = ["2025-10-01", "2026-02-01", "2026-04-15"].map(|on| Measured::Own(day(on)));
    logbook.add_measured(
        own.into_iter().chain([Measured::Group(day("2026-05-12"), "Netwerkdag mei".to_owned())]),
    );
    let path = page.scratch_folder().join("netwerkspiegel-full-logbook.json");
    std::fs::write(&path, encode(Instrument::shipped(), &logbook, LANG, "0.1.0", &Day::default()))?;
    page.open("/#/logbook").await?;
    page.set_files(StoryText::of(LANG).open_file, &[&path]).await?;
    expect_screen(page, (StoryText::of(LANG).logbook_title)(NETWORK).as_str()).await?;
    expect_saved(page).await
}

async fn theme(page: &Page, theme: &str) -> Result<()> {
    // A caret would be printed now and then, as it blinks.
    let js = "document.documentElement.dataset.theme = arguments[0]; document.activeElement?.blur()";
    page.execute(js, vec![json!(theme)]).await?;
    Ok(())
}

/// What must stand on the first sheet: what this is, of which day, by which version.
async fn heads(page: &Page, screen: &str) -> Result<Vec<String>> {
    let instrument = Instrument::shipped();
    let (text, group) = (ReportText::of(LANG), GroupText::of(LANG));
    let version = (text.instrument_version)(instrument.version, instrument.status);
    let example = sample(instrument, LANG).session.network;
    let day = DAY.to_owned();
    Ok(match screen {
        "report" => vec![(text.report_title)(NETWORK), today(page).await?, version],
        // The example is of no day.
        "group" => vec![(group.group_title)(&example), version],
        "group-many" => vec![(group.group_title)(NETWORK), day, version],
        "minutes" => {
            // Firefox breaks the sheet before it.
            let note = (page.engine() == Engine::Chromium).then(|| NOTE.to_owned());
            let title = (group.minutes_title)(&sample(instrument, LANG).session.title);
            [title, version].into_iter().chain(note).collect()
        }
        // It asks nothing itself, so it has no version.
        "poster" => vec![NETWORK.to_owned(), day],
        "logbook" => {
            vec![StoryText::of(LANG).story_title.to_owned(), NETWORK.to_owned(), today(page).await?]
        }
        _ => vec![group.paper_title.to_owned(), day, version],
    })
}

/// A PDF as it was read.
struct Printed {
    /// All sheets without their feet, the first one whole, and the foot of the last; letters and digits only, because a
    /// line may break anywhere.
    text: String,
    first: String,
    foot: String,
    n_sheets: usize,
    /// Every sheet as a picture in colours.
    pictures: Vec<u8>,
    faults: Vec<String>,
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn read(pdf: &Path) -> Result<Printed> {
    let pdf = pdf.display().to_string();
    let run = |program: &str, args: &[&str]| -> Result<Vec<u8>> {
        let out = Command::new(program).args(args).output()?;
        if !out.status.success() {
            return Err(format!("{program}: {}", String::from_utf8_lossy(&out.stderr)).into());
        }
        Ok(out.stdout)
    };
    let boxes = String::from_utf8(run("pdftotext", &["-bbox", &pdf, "-"])?)?;
    let sheets: Vec<&str> = boxes.split("<page ").skip(1).collect();
    let number = |line: &str, name: &str| {
        let value = line.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        value.and_then(|value| value.parse::<f64>().ok()).unwrap_or_default()
    };
    let mut faults = Vec::new();
    let (mut wide, mut high) = (0.0, 0.0);
    for (at, sheet) in sheets.iter().enumerate() {
        (wide, high) = (number(sheet, "width"), number(sheet, "height"));
        for word in sheet.split("<word ").skip(1) {
            if number(word, "xMin") < MARGIN || number(word, "xMax") > wide - MARGIN {
                let text = word.split(['>', '<']).nth(1).unwrap_or_default();
                faults.push(format!("in the margin of sheet {}: “{text}”", at + 1));
            }
        }
    }
    let zoom = ZOOM.to_string();
    let spans = String::from_utf8(run("pdftohtml", &["-xml", "-i", "-stdout", "-zoom", &zoom, &pdf])?)?;
    faults.extend(small(&spans));
    let pictures = run("pdftoppm", &["-r", "40", &pdf])?;
    for (at, points) in points_of(&pictures).into_iter().enumerate() {
        let is_grey = |point: &[u8]| {
            point.iter().max().zip(point.iter().min()).is_some_and(|(most, least)| most - least <= GREY)
        };
        // Nothing can be told by a colour that is not there.
        if !points.chunks_exact(3).all(is_grey) {
            faults.push(format!("sheet {} has colours", at + 1));
        }
        if points.iter().filter(|part| **part >= WHITE).count() * 2 < points.len() {
            faults.push(format!("sheet {} is mostly dark", at + 1));
        }
    }
    let text = |args: &[&str]| -> Result<String> {
        Ok(letters(&String::from_utf8_lossy(&run("pdftotext", &[args, &["-raw", &pdf, "-"]].concat())?)))
    };
    let last = sheets.len().to_string();
    let [wide, body, foot] = [wide, high - FOOT, FOOT].map(|points| format!("{points:.0}"));
    Ok(Printed {
        text: text(&["-x", "0", "-y", "0", "-W", &wide, "-H", &body])?,
        first: text(&["-l", "1"])?,
        foot: text(&["-f", &last, "-x", "0", "-y", &body, "-W", &wide, "-H", &foot])?,
        n_sheets: sheets.len(),
        pictures,
        faults,
    })
}

/// In: what pdftohtml says of the type. Out: what is too small to be read.
fn small(spans: &str) -> Vec<String> {
    let named = |line: &str, name: &str| {
        let value = line.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        value.map(|(value, _)| value.to_owned())
    };
    let fonts = spans.split("<fontspec").skip(1);
    let sizes: Vec<(String, f64)> = fonts
        .filter_map(|font| Some((named(font, "id")?, named(font, "size")?.parse::<f64>().ok()? / ZOOM)))
        .collect();
    let mut faults = Vec::new();
    for span in spans.split("<text").skip(1) {
        let text =
            span.split_once('>').map_or("", |(_, rest)| rest.split("</text>").next().unwrap_or_default());
        let font = named(span, "font");
        let size = sizes.iter().find(|(id, _)| Some(id) == font.as_ref()).map_or(0.0, |(_, size)| *size);
        let least = if text.contains(". ") || text.ends_with('.') { LEAST_OF_SENTENCES } else { LEAST };
        // Half a told point less is a matter of rounding.
        if size < least - 0.5 / ZOOM {
            faults.push(format!("of {size:.1} points: “{text}”"));
        }
    }
    faults
}

/// The points of each picture in a row of them: `P6`, width, height and 255, each on its line or with a blank between, then
/// three bytes a point.
fn points_of(mut pictures: &[u8]) -> Vec<&[u8]> {
    let mut all = Vec::new();
    while let Some(rest) = pictures.strip_prefix(b"P6\n") {
        let mut lines = rest.splitn(3, |byte| *byte == b'\n');
        let size = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
        let points = lines.nth(1).unwrap_or_default();
        let n = size.split(' ').filter_map(|side| side.parse::<usize>().ok()).product::<usize>() * 3;
        let Some((picture, others)) = points.split_at_checked(n) else { break };
        all.push(picture);
        pictures = others;
    }
    all
}
