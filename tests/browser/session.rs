//! A whole session: a trainer prepares it, five participants in five browsers hand in by different carriers, the trainer
//! collects, shows the group its picture, and takes the minutes along. With it the steps that other journeys of a session
//! begin with. Knows the app's words in Dutch, and nothing of how a code holds what it holds.

use std::io::Read;

use netwerkspiegel::collection::Collection;
use netwerkspiegel::exchange::link::{code, find};
use netwerkspiegel::exchange::parcel::{Kind, Parcel, encode_response};
use netwerkspiegel::exchange::scan;
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::report::group::slides;
use netwerkspiegel::response::{Change, Response, ResponseId};
use netwerkspiegel::session::{Handed, Session};
use netwerkspiegel::text::Lang;

use crate::Result;
use crate::keyboard::tab_to;
use crate::page::{Download, Name, Page, Role};
use crate::steps::{
    FULLY, LISTEN, MOSTLY, PARTLY, SERIOUS, UNKNOWN, expect_clean, expect_saved, expect_screen, jump,
    to_report,
};

pub const NEED: &str = "Partijen laten merken dat ze elkaar nodig hebben.";
const SMALL: &str = "Kleine partijen tellen net zo goed mee als grote.";
const ACCOUNT: &str = "Partijen houden rekening met wat anderen belangrijk vinden.";
const NOT_AT_ALL: &str = "Helemaal niet";
const BEST_MOMENT: &str = "Wanneer liep de samenwerking echt goed, en waardoor kwam dat?";
pub const COLLECT: &str = "Inzendingen verzamelen";
const HAND_IN: &str = "Lever je antwoorden in";
pub const PASTE_FIELD: &str = "Codes, links of mail";
pub const ADD_PASTED: &str = "Voeg toe wat hier staat";
pub const FILES: &str = "Kies bestanden";
pub const REVEAL: &str = "Laat het groepsbeeld zien";
const TO_MINUTES: &str = "Naar het verslag";

/// Keeps what the app copies where a journey can read it: no driver reads the clipboard of all three browsers.
const COPIED: &str = "Object.defineProperty(navigator, 'clipboard',
    { value: { writeText: async (text) => { window.copied = text; } } });";

/// What each of the five says of SERIOUS, LISTEN, SMALL and NEED, and the topic they want to talk about.
const GIVEN: [([&str; 4], &str); 5] = [
    ([FULLY, FULLY, UNKNOWN, PARTLY], "Gelijkwaardigheid"),
    ([FULLY, FULLY, UNKNOWN, PARTLY], "Gelijkwaardigheid"),
    ([MOSTLY, NOT_AT_ALL, UNKNOWN, PARTLY], "Gelijkwaardigheid"),
    ([MOSTLY, NOT_AT_ALL, UNKNOWN, MOSTLY], "Vertrouwen"),
    ([MOSTLY, NOT_AT_ALL, UNKNOWN, PARTLY], "Gelijkwaardigheid"),
];

// ---- steps

/// From the own report to the page where it is handed in.
pub async fn to_hand_in(page: &Page) -> Result<()> {
    // The report unfolds from the top, and moves what stands at its end.
    page.expect_text("De trainer voegt alle inzendingen samen tot één groepsbeeld.").await?;
    page.within(Role::Region, "Inleveren").click(Role::Link, HAND_IN).await?;
    expect_screen(page, HAND_IN).await
}

/// Goes to one of the pages of the session that is open, and is there: each of them has the same links on top.
pub async fn desk(page: &Page, name: &str) -> Result<()> {
    page.within(Role::Navigation, "Voor trainers").click(Role::Link, name).await?;
    page.expect_title(Name::starts(&format!("{name} – "))).await
}

/// Begins a session on the trainer's page, for the part "Relaties" alone.
pub async fn begin_session(page: &Page, network: &str) -> Result<()> {
    page.open("/#/trainer").await?;
    expect_screen(page, "Voor trainers").await?;
    page.click(Role::Button, "Bereid een bijeenkomst voor").await?;
    expect_screen(page, "Bereid een bijeenkomst voor").await?;
    if !network.is_empty() {
        page.type_into("Naam van het netwerk", network).await?;
    }
    page.tick(Name::starts("De basis"), false).await
}

/// Makes the invitation, and reads the link that is on the page.
pub async fn invite(page: &Page) -> Result<String> {
    page.click(Role::Button, "Maak de uitnodiging").await?;
    page.expect_focus(Role::Heading, "De uitnodiging").await?;
    expect_saved(page).await?;
    if page.is_from_disk() {
        // Only the trainer knows where others can open it.
        page.type_into("Op welk adres staat Netwerkspiegel?", "https://example.org/").await?;
        page.find(Role::Button, "Kopieer de link").await?;
    }
    let said = page.within(Role::Region, "De uitnodiging").visible_text().await?;
    let link = said.lines().map(str::trim).find(|line| line.starts_with("http") && line.contains("#S1"));
    Ok(link.ok_or_else(|| format!("no link in: {said}"))?.to_owned())
}

/// A session with nothing but a name, invited. Out: the session, and its link.
pub async fn prepared(page: &Page, network: &str) -> Result<(Session, String)> {
    begin_session(page, network).await?;
    let link = invite(page).await?;
    Ok((in_link(&link)?, link))
}

pub fn in_link(link: &str) -> Result<Session> {
    match find(link, Instrument::shipped()).into_iter().next() {
        Some(Ok(Parcel::Session(session))) => Ok(session),
        other => Err(format!("{link} is {other:?}").into()),
    }
}

/// F54: an invitation without the network's name, or with a wrong address, is not made: what is wrong is told at its
/// field, the focus goes there, and nothing typed goes.
pub async fn unnamed(page: Page) -> Result<()> {
    const MAKE: &str = "Maak de uitnodiging";
    const NETWORK: &str = "Naam van het netwerk";
    const REPLY: &str = "E-mailadres voor inzendingen";
    let no_name = "Vul eerst de naam van het netwerk in.";
    let no_address = "Dit e-mailadres klopt niet.";
    begin_session(&page, "").await?;
    page.click(Role::Button, MAKE).await?;
    page.expect_status(Name::has(no_name)).await?;
    page.expect_focus(Role::Textbox, NETWORK).await?;
    page.expect(Role::Textbox, NETWORK, "described", |field| field.described.contains(no_name)).await?;
    page.type_into("Naam van de bijeenkomst", "Netwerkdag").await?;
    page.type_into(REPLY, "geen adres").await?;
    page.type_into("Wie nodigt uit?", "Annemiek Postma").await?;
    page.click(Role::Button, MAKE).await?;
    page.expect_focus(Role::Textbox, NETWORK).await?;
    page.type_into(NETWORK, "Langer Thuis").await?;
    page.expect(Role::Textbox, NETWORK, "not described", |field| field.described.is_empty()).await?;
    page.click(Role::Button, MAKE).await?;
    page.expect_focus(Role::Textbox, REPLY).await?;
    page.expect(Role::Textbox, REPLY, "described", |field| field.described.contains(no_address)).await?;
    page.absent(Role::Heading, "De uitnodiging").await?;
    let typed = Some(serde_json::json!("Annemiek Postma"));
    page.expect(Role::Textbox, "Wie nodigt uit?", "as typed", move |field| field.value == typed).await?;
    page.type_into(REPLY, "annemiek@voorbeeld.nl").await?;
    let session = in_link(&invite(&page).await?)?;
    assert!(session.reply_to.is_some(), "{session:?}");
    expect_clean(&page).await
}

/// What a made-up person hands in: `number` tells people apart, and all their answers are this rating.
pub fn handed(session: &Session, number: u128, rating: i64, revision: u16) -> Handed {
    let mut response = Response::new(Instrument::shipped(), ResponseId(number));
    response.apply(Change::Modules(session.modules.clone()));
    for item in Instrument::shipped().dimension("equal-standing").map_or(&[][..], |topic| topic.items) {
        response.apply(Change::Answer(item.id, Rating::new(rating).map(Answer::Rating)));
    }
    Handed::new(Instrument::shipped(), &response, session.id, revision, &[])
}

pub fn code_of(handed: &Handed) -> String {
    code(Kind::Response, &encode_response(Instrument::shipped(), handed))
}

/// Pastes this on the page where a trainer collects, and adds what is in it.
pub async fn paste(page: &Page, text: &str) -> Result<()> {
    page.type_into(PASTE_FIELD, text).await?;
    page.click(Role::Button, ADD_PASTED).await
}

/// Waits for what became of all that was read: how much that was, and these sentences among the rest.
pub async fn expect_read(page: &Page, count: usize, rows: &[&str]) -> Result<()> {
    let heading = format!("Net gelezen: {count}");
    page.expect_focus(Role::Heading, heading.as_str()).await?;
    let read = page.within(Role::Region, heading.as_str());
    for row in rows {
        read.expect_text(row).await?;
    }
    Ok(())
}

/// Saves one form, and hears under which name.
async fn save(page: &Page, button: &str) -> Result<Download> {
    page.click(Role::Button, button).await?;
    saved(page).await
}

async fn saved(page: &Page) -> Result<Download> {
    let file = page.download().await?;
    let told = format!("Bewaard als {}. Kijk in je map met downloads.", file.name);
    page.expect_status(Name::has(&told)).await?;
    Ok(file)
}

/// Says on whose page something went wrong, and what is on it.
async fn of<T>(whose: &str, page: &Page, ended: Result<T>) -> Result<T> {
    match ended {
        Ok(value) => Ok(value),
        Err(why) => {
            let said = page.visible_text().await.unwrap_or_else(|error| error.to_string());
            Err(format!("{whose}: {why}\n    on that page: {}", said.replace('\n', "\n        ")).into())
        }
    }
}

// ---- the whole

/// With the server gone after everybody's first visit: nothing but links, codes and files goes from one to the other.
pub async fn whole(trainer: Page) -> Result<()> {
    trainer.inject(COPIED).await?;
    let mut people = Vec::new();
    for _ in GIVEN {
        people.push(trainer.somebody_else().await?);
    }
    for page in people.iter().chain([&trainer]) {
        page.open("/").await?;
        if !page.is_from_disk() {
            page.expect_claimed().await?;
        }
    }
    trainer.server().stop();

    let link = prepare(&trainer).await?;
    let mut carried = Vec::new();
    for (place, page) in people.iter().enumerate() {
        let took_part = take_part(page, &link, place).await;
        of(&format!("participant {}", place + 1), page, took_part).await?;
        let carrier = carrier(page, place).await;
        carried.push(of(&format!("participant {}", place + 1), page, carrier).await?);
        expect_clean(page).await?;
    }
    collect(&trainer, &link, &carried).await?;
    show(&trainer).await?;
    in_the_room(&trainer).await?;
    take_along(&trainer).await?;
    expect_clean(&trainer).await
}

async fn prepare(page: &Page) -> Result<String> {
    begin_session(page, "Langer Thuis").await?;
    page.type_into("Naam van de bijeenkomst", "Netwerkdag januari").await?;
    page.set_day("Datum", "2027-01-14").await?;
    page.type_into("Wie nodigt uit?", "Annemiek Postma").await?;
    page.type_into("Waar is het voor?", "We kiezen samen waar we aan werken.").await?;
    page.type_into("E-mailadres voor inzendingen", "geen adres").await?;
    page.press("Tab").await?;
    page.expect_status(Name::has("Dit e-mailadres klopt niet.")).await?;
    page.type_into("E-mailadres voor inzendingen", "annemiek@voorbeeld.nl").await?;
    page.within(Role::Group, "Verzamel je ook open antwoorden?")
        .click(Role::Radio, Name::starts("Ja"))
        .await?;
    let link = invite(page).await?;
    // What is in the link holds from now on.
    page.expect_text("Alles wat je koos, staat in de link zelf en ligt nu vast.").await?;
    page.click(Role::Button, "Kopieer de link").await?;
    page.expect_status(Name::has("Gekopieerd.")).await?;
    assert_eq!(copied(page).await?, link);
    Ok(link)
}

async fn copied(page: &Page) -> Result<String> {
    Ok(serde_json::from_value(page.execute("return window.copied", vec![]).await?)?)
}

/// From the link to the own report: what they are told, what they answer.
async fn take_part(page: &Page, link: &str, place: usize) -> Result<()> {
    let (answers, topic) = GIVEN[place];
    page.open(link).await?;
    if place == 0 {
        // Also where the browser begins with it, without a server.
        page.reload().await?;
    }
    expect_screen(page, "Uitnodiging voor Langer Thuis").await?;
    for told in [
        "De uitnodiging komt van Annemiek Postma. Wil je voor de bijeenkomst een vragenlijst invullen?",
        "We kiezen samen waar we aan werken.",
        "De bijeenkomst Netwerkdag januari, 14 januari 2027",
        "Wat je invult Relaties.",
        "De groep ziet alleen het geheel, vanaf 5 inzendingen.",
        "Wat je zelf schrijft, gaat alleen mee als jij dat kiest.",
    ] {
        page.expect_text(told).await?;
    }
    page.click(Role::Button, "Begin met invullen").await?;
    expect_screen(page, "Gelijkwaardigheid").await?;
    for (statement, answer) in [SERIOUS, LISTEN, SMALL, NEED].into_iter().zip(answers) {
        page.choose(statement, answer).await?;
    }
    expect_saved(page).await?;
    if place < 2 {
        jump(page, "In je eigen woorden", "Relaties: in je eigen woorden").await?;
        page.type_into(BEST_MOMENT, ["Toen we samen aten.", "Dit blijft van mij."][place]).await?;
    }
    jump(page, "Nakijken", "Kijk je antwoorden na").await?;
    page.tick(topic, true).await?;
    expect_saved(page).await?;
    to_report(page, "Langer Thuis").await
}

/// From the own report to what is handed in; each of the five in another way. Out: what the trainer gets of it.
async fn carrier(page: &Page, place: usize) -> Result<Carried> {
    to_hand_in(page).await?;
    page.expect_text("Je antwoorden op 4 vragen gaan mee, ook waar je ‘weet ik niet’ koos.").await?;
    if place == 0 {
        page.tick(Name::starts(BEST_MOMENT), true).await?;
    } else if place == 1 {
        let own = page.find(Role::Checkbox, Name::starts(BEST_MOMENT)).await?;
        assert!(!own.checked, "own words go along unasked");
    }
    page.click(Role::Button, "Maak mijn inzending").await?;
    page.expect_focus(Role::Heading, "Kies hoe je inlevert").await?;
    let carriers = page.within(Role::Region, "Kies hoe je inlevert");
    Ok(match place {
        0 => {
            // From disk nobody knows at which address a link would lead to the trainer.
            let what = if page.is_from_disk() { "Kopieer de code" } else { "Kopieer de link" };
            carriers.click(Role::Button, what).await?;
            page.expect_status(Name::has("Gekopieerd.")).await?;
            Carried::Text(copied(page).await?)
        }
        1 => {
            let code = carriers.within(Role::List, Name::any()).visible_text().await?;
            Carried::Text(read_aloud(&code))
        }
        2 => {
            carriers.click(Role::Button, "Bewaar als bestand").await?;
            Carried::File(saved(page).await?)
        }
        3 => {
            carriers.click(Role::Button, "Maak de QR-code groot").await?;
            let (width, height, grey) = carriers.seen(Role::Img, "QR-code met je inzending").await?;
            let said = scan::read(width, height, &grey);
            Carried::Text(
                said.into_iter().next().ok_or(format!("no code in a picture of {width} × {height}"))?,
            )
        }
        _ => {
            let mail = carriers.find(Role::Link, "Mail de code").await?;
            Carried::Text(mail.href)
        }
    })
}

enum Carried {
    Text(String),
    File(Download),
}

/// A code as it stands in rows, without the letters of the rows, typed over carelessly.
pub fn read_aloud(rows: &str) -> String {
    let groups = rows.split_whitespace().filter(|group| group.len() > 1);
    groups.collect::<Vec<_>>().join(" ").to_lowercase().replace('0', "o")
}

async fn collect(page: &Page, link: &str, carried: &[Carried]) -> Result<()> {
    let [
        Carried::Text(own_link),
        Carried::Text(typed),
        Carried::File(file),
        Carried::Text(qr),
        Carried::Text(mail),
    ] = carried
    else {
        return Err("not five carriers".into());
    };
    page.click(Role::Link, "Naar de inzendingen").await?;
    expect_screen(page, COLLECT).await?;
    page.expect_status(Name::has("Er zijn nog geen inzendingen.")).await?;

    // A whole mailbox: what somebody answered, with the invitation under it, and a link that stands there twice.
    let mailbox = format!(
        "Van: Joke\nHoi Annemiek, hier mijn link: {own_link}\n> Op 3 januari schreef Annemiek:\n> doe mee: {link}\n\n\
         Van: Ali\nIk las het zo voor: {typed}\nTot dan.\n\n{own_link}\n"
    );
    paste(page, &mailbox).await?;
    expect_read(
        page,
        3,
        &["Toegevoegd 2 inzendingen.", "Niet gelezen Dit is een uitnodiging, geen inzending."],
    )
    .await?;

    let path = page.scratch_folder().join(&file.name);
    std::fs::write(&path, &file.bytes)?;
    page.set_files(FILES, &[&path]).await?;
    expect_read(page, 1, &["Toegevoegd 1 inzending."]).await?;
    page.set_files(FILES, &[&path]).await?;
    expect_read(page, 1, &["Was er al 1 inzending. Elke inzending telt één keer."]).await?;

    if page.is_from_disk() {
        assert!(qr.starts_with("R1"), "{qr}");
        paste(page, qr).await?;
        expect_read(page, 1, &["Toegevoegd 1 inzending."]).await?;
    } else {
        // The trainer's own browser opens what the QR code says (F30).
        assert!(qr.starts_with("http") && qr.contains("#R1"), "{qr}");
        page.open(qr).await?;
        expect_screen(page, "Een inzending").await?;
        page.expect_text("In deze link zit een inzending voor Netwerkdag januari.").await?;
        page.expect_url(Name::has("#/trainer")).await?;
        page.click(Role::Button, "Voeg toe").await?;
        expect_screen(page, COLLECT).await?;
        page.expect_status(Name::has("Er zijn 4 inzendingen.")).await?;
        for _ in 0..2 {
            page.back().await?;
            let address = page.url().await?;
            assert!(!address.contains("R1"), "Back shows what was handed in: {address}");
        }
    }

    // Four are too few.
    page.open("/#/trainer").await?;
    page.click(Role::Link, "Open Netwerkdag januari").await?;
    desk(page, "Groepsbeeld").await?;
    page.expect_status(Name::has("Er zijn 4 inzendingen. Voor een groepsbeeld zijn er 5 nodig.")).await?;
    page.absent(Role::Table, Name::any()).await?;
    page.absent(Role::Button, REVEAL).await?;
    desk(page, "In de zaal").await?;
    page.absent(Role::Table, Name::any()).await?;
    desk(page, "Verzamelen").await?;

    assert!(mail.starts_with("mailto:annemiek@voorbeeld.nl?"), "{mail}");
    paste(page, mail).await?;
    expect_read(page, 1, &["Toegevoegd 1 inzending."]).await?;
    page.expect_status(Name::has("Er zijn 5 inzendingen. Dat is genoeg voor een groepsbeeld.")).await
}

/// The group's picture: hidden, shown, and of whom it says nothing.
async fn show(page: &Page) -> Result<()> {
    page.click(Role::Link, "Open het groepsbeeld").await?;
    page.expect_text("Het groepsbeeld is nog verborgen.").await?;
    page.absent(Role::Table, Name::any()).await?;
    page.click(Role::Button, REVEAL).await?;
    expect_screen(page, "Zo ziet deze groep Langer Thuis").await?;
    page.expect_text("5 mensen hebben hun antwoorden ingeleverd.").await?;
    let topic = page.within(Role::Table, Name::starts("De antwoorden bij Gelijkwaardigheid."));
    for (statement, counts) in [(SERIOUS, "0 0 0 3 2 0"), (LISTEN, "3 0 0 0 2 0"), (NEED, "0 0 4 1 0 0")] {
        let rows = topic.names(Role::Row).await?;
        let row = rows.iter().find(|row| row.starts_with(statement));
        assert!(row.is_some_and(|row| row.ends_with(counts)), "{statement}: not {counts} in {rows:?}");
    }
    page.expect_text("4 keer gekozen.").await?;
    page.expect_text("Toen we samen aten.").await?;
    let said = page.visible_text().await?;
    assert!(!said.contains("Dit blijft van mij"), "words that were not to go along");
    Ok(())
}

/// One question a screen, by keyboard alone.
async fn in_the_room(page: &Page) -> Result<()> {
    page.click(Role::Link, "Toon in de zaal").await?;
    expect_screen(page, SERIOUS).await?;
    page.expect_status(Name::has("Denk eerst zelf: wat zie jij?")).await?;
    page.absent(Role::Table, Name::any()).await?;
    page.press("Space").await?;
    let rows = page.within(Role::Table, Name::starts("De antwoorden bij Gelijkwaardigheid."));
    rows.find(Role::Row, Name::starts(SERIOUS)).await?;
    // Each question begins hidden: the next one of the topic, and this one when it comes back.
    for (key, question) in [("ArrowRight", LISTEN), ("ArrowLeft", SERIOUS)] {
        page.press(key).await?;
        expect_screen(page, question).await?;
        page.expect_status(Name::has("Denk eerst zelf: wat zie jij?")).await?;
        page.absent(Role::Table, Name::any()).await?;
        page.press("Space").await?;
        rows.find(Role::Row, Name::starts(question)).await?;
    }
    page.press("Space").await?;
    page.absent(Role::Table, Name::any()).await?;
    page.press("s").await?;
    page.expect_status(Name::has("Een minuut stilte")).await?;
    page.expect_text("0:5").await?;
    page.press("s").await?;
    page.absent(Role::Timer, Name::any()).await?;
    page.press("Escape").await?;
    expect_screen(page, "Zo ziet deze groep Langer Thuis").await?;
    page.click(Role::Link, "Toon in de zaal").await?;
    expect_screen(page, SERIOUS).await?;
    // Nobody chose this topic: in the minutes it is open for who comes from its question.
    page.open(&format!("{}/respect-account", page.url().await?)).await?;
    expect_screen(page, ACCOUNT).await?;
    page.press("a").await?;
    expect_screen(page, "Verslag").await?;
    page.expect_focus(Role::Textbox, "Wat gaan we doen?").await?;
    page.within(Role::Group, "Respect").find(Role::Textbox, "Wat gaan we doen?").await?;
    desk(page, "In de zaal").await?;
    expect_screen(page, ACCOUNT).await?;
    page.press("a").await?;
    expect_screen(page, "Verslag").await?;
    page.expect_focus(Role::Textbox, "Wat gaan we doen?").await
}

/// On a small projector every question of the example fits, hidden and shown: nobody scrolls in a room.
pub async fn projector(page: Page) -> Result<()> {
    const TOO_HIGH: &str = "return document.documentElement.scrollHeight - innerHeight";
    page.resize(1280, 720).await?;
    let group = Collection::sample(Instrument::shipped(), Lang::Nl).group;
    page.open(&format!("/#/session/{}/room", group.session.id)).await?;
    for (place, slide) in slides(&group, Lang::Nl).into_iter().enumerate() {
        if place > 0 {
            page.press("ArrowRight").await?;
        }
        expect_screen(&page, slide.statement.as_str()).await?;
        let hidden = page.execute(TOO_HIGH, vec![]).await?;
        page.press("Space").await?;
        page.find(Role::Table, Name::any()).await?;
        let shown = page.execute(TOO_HIGH, vec![]).await?;
        assert_eq!((hidden, shown), (0.into(), 0.into()), "pixels too high: {}", slide.statement);
    }
    expect_clean(&page).await
}

/// Notes and an agreement, and what is taken along: the minutes and the workbook.
async fn take_along(page: &Page) -> Result<()> {
    let topic = page.within(Role::Group, "Gelijkwaardigheid");
    topic.type_into("Aantekening", "Kleine partijen praten mee.").await?;
    let agreement = topic.within(Role::Group, "Afspraak");
    for (field, words) in [
        ("Wat gaan we doen?", "Samen lunchen"),
        ("Wie doet het?", "Joke"),
        ("Wanneer?", "In maart"),
        ("Hoe merken we het?", "=1+1 keer per maand"),
    ] {
        agreement.type_into(field, words).await?;
    }
    page.set_day("Wanneer kijken jullie opnieuw?", "2027-03-20").await?;
    page.expect_status(Name::has("Dat is nog geen drie maanden verder")).await?;
    page.set_day("Wanneer kijken jullie opnieuw?", "2027-05-20").await?;
    expect_saved(page).await?;
    page.reload().await?;
    expect_screen(page, "Verslag").await?;
    page.expect_text("Op 20 mei 2027 kijken we samen hoe het gaat.").await?;

    let html = save(page, "Bewaar als webpagina").await?;
    let markdown = save(page, "Verslag als Markdown").await?;
    let (html_text, markdown_text) = (html.text()?, markdown.text()?);
    for words in [
        "Verslag van Netwerkdag januari",
        "Gelijkwaardigheid",
        "Kleine partijen praten mee.",
        "Samen lunchen",
        "Joke",
        "In maart",
        "20 mei 2027",
        "5 mensen",
    ] {
        assert!(html_text.contains(words), "“{words}” is not in {}", html.name);
        assert!(markdown_text.contains(words), "“{words}” is not in {}", markdown.name);
    }
    let workbook = save(page, "Werkmap voor Excel en LibreOffice (XLSX)").await?;
    assert!(workbook.name.starts_with("netwerkspiegel-groep-langer-thuis-"), "{}", workbook.name);
    assert!(workbook.name.ends_with(".xlsx"), "{}", workbook.name);
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(workbook.bytes))?;
    let mut data = String::new();
    parts.by_name("xl/worksheets/sheet1.xml")?.read_to_string(&mut data)?;
    // The names of the columns, and five people.
    assert_eq!(data.matches("<row").count(), 6, "{data}");
    assert!(data.contains("equal_serious") && !data.contains("<f>"), "{data}");

    page.click(Role::Button, "Kopieer als tekst").await?;
    page.expect_status(Name::has("Gekopieerd.")).await?;
    assert_eq!(copied(page).await?, markdown_text);
    desk(page, "Groepsbeeld").await?;
    page.click(Role::Link, TO_MINUTES).await?;
    expect_screen(page, "Verslag").await?;
    to_logbook(page).await
}

/// What was agreed goes into the network's logbook once, and out of it again.
async fn to_logbook(page: &Page) -> Result<()> {
    const PUT: &str = "Zet de afspraken in het logboek";
    const ADDED: &str = "1 afspraak van deze bijeenkomst staat nu in het logboek van Langer Thuis.";
    let agreed = "Verwijder: Samen lunchen, Joke, In maart, =1+1 keer per maand";
    for _ in 0..2 {
        page.click(Role::Button, PUT).await?;
        page.expect_status(Name::has(ADDED)).await?;
        page.click(Role::Button, "Maak ongedaan").await?;
    }
    page.click(Role::Button, PUT).await?;
    page.expect_status(Name::has(ADDED)).await?;
    page.click(Role::Button, PUT).await?;
    page.expect_status(Name::has("stonden al in het logboek van Langer Thuis.")).await?;
    page.click(Role::Link, "Houd een logboek van een netwerk bij").await?;
    page.click(Role::Link, "Open Langer Thuis").await?;
    page.find(Role::Button, agreed).await?;
    expect_saved(page).await
}

/// Where the device has a sheet to share with, it gets the link.
pub async fn shared(page: Page) -> Result<()> {
    let sheet = "navigator.share = async (shared) => { window.shared = JSON.stringify(shared); };
        navigator.canShare = () => true;";
    page.inject(sheet).await?;
    let (session, link) = prepared(&page, "Langer Thuis").await?;
    page.open("/#/sources").await?;
    page.open(&link).await?;
    page.click(Role::Button, "Begin met invullen").await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.choose(SERIOUS, FULLY).await?;
    to_report(&page, "Langer Thuis").await?;
    to_hand_in(&page).await?;
    page.click(Role::Button, "Maak mijn inzending").await?;
    page.click(Role::Button, "Deel").await?;
    // Its words and its address, if it has one: from disk it has none.
    let said = page.execute("return Object.values(JSON.parse(window.shared)).join(' ')", vec![]).await?;
    let found = find(said.as_str().unwrap_or_default(), Instrument::shipped());
    let [Ok(Parcel::Response(handed))] = found.as_slice() else {
        return Err(format!("shared {said}: {found:?}").into());
    };
    assert_eq!((handed.session, handed.response.answers().len()), (session.id, 1));
    expect_clean(&page).await
}

/// Handing in without a mouse.
pub async fn by_keyboard(page: Page) -> Result<()> {
    let (_, link) = prepared(&page, "Langer Thuis").await?;
    page.open("/#/sources").await?;
    page.open(&link).await?;
    // Else the focus comes to the heading after a key or two, and takes it from what those came to.
    page.expect_focus(Role::Heading, "Uitnodiging voor Langer Thuis").await?;
    for (role, name, key, then) in [
        (Role::Button, "Begin met invullen", "Enter", "Gelijkwaardigheid"),
        (Role::Link, "Nakijken", "Enter", "Kijk je antwoorden na"),
        (Role::Link, "Je rapport", "Enter", "Zo zie jij Langer Thuis"),
        (Role::Link, HAND_IN, "Enter", HAND_IN),
    ] {
        tab_to(&page, role, Name::starts(name)).await?;
        page.press(key).await?;
        page.expect_focus(Role::Heading, then).await?;
        match then {
            "Gelijkwaardigheid" => page.press_fast(&["5", "4", "0", "2"]).await?,
            "Kijk je antwoorden na" => {
                tab_to(&page, Role::Checkbox, "Vertrouwen").await?;
                page.press("Space").await?;
            }
            _ => {}
        }
    }
    let along = "De onderwerpen waarover ik wil praten";
    tab_to(&page, Role::Checkbox, Name::starts(along)).await?;
    page.press("Space").await?;
    page.expect(Role::Checkbox, Name::starts(along), "clear", |topics| !topics.checked).await?;
    tab_to(&page, Role::Button, "Maak mijn inzending").await?;
    page.press("Enter").await?;
    page.expect_focus(Role::Heading, "Kies hoe je inlevert").await?;
    tab_to(&page, Role::Button, "Maak de QR-code groot").await?;
    page.press("Space").await?;
    page.expect_focus(Role::Button, "Maak de QR-code weer klein").await?;
    tab_to(&page, Role::Button, "Bewaar als bestand").await?;
    page.press("Enter").await?;
    let file = page.download().await?.text()?;
    let found = find(&file, Instrument::shipped());
    let [Ok(Parcel::Response(handed))] = found.as_slice() else {
        return Err(format!("in the file: {found:?}").into());
    };
    assert_eq!((handed.response.answers().len(), handed.response.topics().len()), (4, 0));
    expect_clean(&page).await
}
