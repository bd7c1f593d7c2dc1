//! What a trainer collects and keeps: many files at once, undone and replaced, counted only, typed from paper, by camera;
//! the list of sessions, and the example that is none of them. Knows the app's words in Dutch.

use std::path::PathBuf;
use std::time::Duration;

use netwerkspiegel::exchange::qr::qr;
use netwerkspiegel::session::{Session, SessionId};

use crate::Result;
use crate::faults::{absent_text, until_kept};
use crate::page::{Name, Page, Role};
use crate::session::{
    ADD_PASTED, COLLECT, FILES, REVEAL, begin_session, code_of, desk, expect_read, handed, in_link, invite,
    paste, prepared,
};
use crate::steps::{LISTEN, SERIOUS, expect_alert, expect_clean, expect_saved, expect_screen, open_file};

const UNDO: &str = "Maak dit ongedaan";
const NETWORK: &str = "Langer Thuis";
const LIST: &str = "Je bijeenkomsten";
const TRAINER: &str = "Voor trainers";
/// What tells that a session is only an example.
const SAMPLE: &str = "Voorbeeld met verzonnen antwoorden";

/// A session of "Langer Thuis", with the page open where a trainer collects.
async fn collecting(page: &Page) -> Result<Session> {
    let (session, _) = prepared(page, NETWORK).await?;
    page.click(Role::Link, "Naar de inzendingen").await?;
    expect_screen(page, COLLECT).await?;
    Ok(session)
}

async fn expect_count(page: &Page, words: &str) -> Result<()> {
    page.expect_status(Name::has(words)).await
}

/// Writes these files where the browser may read them.
fn files(page: &Page, all: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>> {
    let write = |(name, content): &(String, Vec<u8>)| {
        let path = page.scratch_folder().join(name);
        std::fs::write(&path, content)?;
        Ok(path)
    };
    all.iter().map(write).collect()
}

async fn choose_files(page: &Page, paths: &[PathBuf]) -> Result<()> {
    let paths: Vec<_> = paths.iter().map(PathBuf::as_path).collect();
    page.set_files(FILES, &paths).await
}

/// F31, F35, F36: forty files of which three are none; the same again; a newer and an older one; another session's; and
/// back again.
pub async fn imports(page: Page) -> Result<()> {
    let session = collecting(&page).await?;
    let mut all: Vec<(String, Vec<u8>)> = (1..=37)
        .map(|number| {
            let code = code_of(&handed(&session, number, 3, 1));
            (format!("inzending-{number}.txt"), format!("Mijn inzending:\n\n{code}\n").into_bytes())
        })
        .collect();
    let mut altered = code_of(&handed(&session, 38, 3, 1)).into_bytes();
    let middle = altered.len() / 2;
    altered[middle] = if altered[middle] == b'7' { b'8' } else { b'7' };
    all.insert(5, ("foto.png".to_owned(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe".to_vec()));
    all.insert(17, ("leeg.txt".to_owned(), Vec::new()));
    all.push(("kapot.txt".to_owned(), altered));
    let paths = files(&page, &all)?;
    choose_files(&page, &paths).await?;
    expect_read(
        &page,
        40,
        &[
            "Toegevoegd 37 inzendingen.",
            "foto.png: Hierin staat geen inzending van Netwerkspiegel.",
            "leeg.txt: Hierin staat geen inzending van Netwerkspiegel.",
            "kapot.txt: In de link of code is onderweg iets veranderd.",
        ],
    )
    .await?;
    expect_count(&page, "Er zijn 37 inzendingen.").await?;
    choose_files(&page, &paths[..6]).await?;
    expect_read(&page, 6, &["Was er al 5 inzendingen. Elke inzending telt één keer.", "foto.png"]).await?;
    page.absent(Role::Button, UNDO).await?;

    // The same people again: one newer, one older, one that is new, one of another session.
    let other = Session { id: SessionId(3), ..session.clone() };
    let newer = handed(&session, 1, 5, 2);
    let mixed: Vec<String> =
        [&newer, &handed(&session, 1, 1, 1), &handed(&session, 99, 2, 1), &handed(&other, 1, 1, 1)]
            .map(code_of)
            .into();
    paste(&page, &mixed.join("\n")).await?;
    expect_read(
        &page,
        4,
        &[
            "Toegevoegd 1 inzending.",
            "Vervangen 1 inzending. De deelnemer leverde opnieuw in; de nieuwste telt.",
            "Ouder 1 inzending.",
            "Andere bijeenkomst 1 inzending. Die telt hier niet mee.",
        ],
    )
    .await?;
    expect_count(&page, "Er zijn 38 inzendingen.").await?;
    page.click(Role::Button, UNDO).await?;
    expect_count(&page, "Er zijn 37 inzendingen.").await?;
    paste(&page, &code_of(&newer)).await?;
    expect_read(&page, 1, &["Vervangen 1 inzending."]).await?;

    page.type_into("Link of code", &code_of(&handed(&session, 2, 3, 1))).await?;
    page.click(Role::Button, "Haal deze weg").await?;
    expect_count(&page, "De inzending is weggehaald.").await?;
    expect_count(&page, "Er zijn 36 inzendingen.").await?;
    page.type_into("Link of code", &code_of(&handed(&session, 500, 3, 1))).await?;
    page.click(Role::Button, "Haal deze weg").await?;
    expect_count(&page, "Deze inzending staat hier niet.").await?;
    expect_saved(&page).await?;
    page.reload().await?;
    expect_count(&page, "Er zijn 36 inzendingen.").await?;
    page.expect_text("Dat is genoeg voor een groepsbeeld.").await?;

    drop_files(&page, &[code_of(&handed(&session, 2, 3, 1)), code_of(&handed(&session, 70, 3, 1))], 0)
        .await?;
    expect_read(&page, 2, &["Toegevoegd 2 inzendingen."]).await?;
    expect_clean(&page).await
}

/// F32: more files at once than are read, or larger ones: that is told, in the language of the page, and nothing else
/// changes. Just as many as may be are read.
pub async fn too_many(page: Page) -> Result<()> {
    let session = collecting(&page).await?;
    let code = code_of(&handed(&session, 1, 3, 1));
    let times = |n: usize| vec![code.clone(); n];
    drop_files(&page, &times(1001), 0).await?;
    expect_alert(&page, "Dit zijn 1001 bestanden en er kunnen er 1000 tegelijk. Er is niets gelezen").await?;
    expect_count(&page, "Er zijn nog geen inzendingen.").await?;
    drop_files(&page, &times(2), 26 * 1_048_576).await?;
    expect_alert(&page, "Deze bestanden zijn samen 53 MB en er kan 50 MB tegelijk.").await?;
    expect_count(&page, "Er zijn nog geen inzendingen.").await?;
    page.click(Role::Link, "English").await?;
    expect_alert(&page, "These files are 53 MB together, and 50 MB can be read at once.").await?;
    page.click(Role::Link, "Nederlands").await?;
    expect_alert(&page, "Deze bestanden zijn samen 53 MB en er kan 50 MB tegelijk.").await?;
    drop_files(&page, &times(1000), 0).await?;
    let patient = page.patient(Duration::from_secs(60));
    patient.expect_focus(Role::Heading, "Net gelezen: 1000").await?;
    expect_count(&page, "Er is 1 inzending.").await?;
    absent_text(&page, "tegelijk").await?;
    expect_saved(&page).await?;
    expect_clean(&page).await
}

/// Drops text files on the page, each with so many spaces after its text. No driver can drag one in from outside.
async fn drop_files(page: &Page, contents: &[String], n_spaces: usize) -> Result<()> {
    let js = "const data = new DataTransfer(), spaces = ' '.repeat(arguments[1]);
        arguments[0].forEach((text, at) =>
            data.items.add(new File([text, spaces], `gesleept-${at}.txt`, { type: 'text/plain' })));
        const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector('h1').dispatchEvent(event);";
    page.execute(js, vec![contents.into(), n_spaces.into()]).await?;
    Ok(())
}

/// F37: the page goes in the middle of a thousand files. What was called there is there, and once more makes it whole.
pub async fn half_way(page: Page) -> Result<()> {
    let session = collecting(&page).await?;
    let mut all: Vec<(String, Vec<u8>)> = (1..=990)
        .map(|number| (format!("{number}.txt"), code_of(&handed(&session, number, 3, 1)).into_bytes()))
        .collect();
    for number in 0..10 {
        all.insert(97 * number, (format!("fout-{number}.txt"), format!("niets {number}").into_bytes()));
    }
    let paths = files(&page, &all)?;
    // Loads the page again as soon as it says that some are in, and leaves word how many it said.
    let gone = "window.isBefore = true;
        new MutationObserver(() => {
            const said = /Er zijn (\\d+) inzendingen/.exec(document.body.textContent);
            if (said && window.isBefore !== 'gone') {
                window.isBefore = 'gone';
                sessionStorage.setItem('said', said[1]);
                location.reload();
            }
        }).observe(document.body, { subtree: true, childList: true, characterData: true });";
    page.execute(gone, vec![]).await?;
    choose_files(&page, &paths).await?;
    let is_new =
        async || page.execute("return window.isBefore ?? false", vec![]).await.is_ok_and(|it| it == false);
    while !is_new().await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    expect_screen(&page, COLLECT).await?;
    let before = page.execute("return Number(sessionStorage.getItem('said'))", vec![]).await?;
    let before = usize::try_from(before.as_u64().unwrap_or_default())?;
    let after = count(&page).await?;
    assert!(0 < before && before <= after && after < 990, "{before} were there, {after} are");
    choose_files(&page, &paths).await?;
    let patient = page.patient(Duration::from_secs(60));
    patient.expect_focus(Role::Heading, "Net gelezen: 1000").await?;
    expect_count(&page, "Er zijn 990 inzendingen.").await?;
    let read = page.within(Role::Region, "Net gelezen: 1000").visible_text().await?;
    assert_eq!(read.matches("Hierin staat geen inzending").count(), 10, "{read}");
    assert!(read.contains(&format!("{} inzending", 990 - after)), "{after} were there: {read}");
    expect_saved(&page).await?;
    page.reload().await?;
    expect_count(&page, "Er zijn 990 inzendingen.").await?;
    expect_clean(&page).await
}

/// How many there are, as the page says it.
async fn count(page: &Page) -> Result<usize> {
    expect_count(page, "inzending").await?;
    let said = page.status_text().await?;
    let number = said.split("Er zijn ").nth(1).and_then(|rest| rest.split(' ').next());
    Ok(number.and_then(|number| number.parse().ok()).unwrap_or_default())
}

/// Where only counts are kept, a response can be neither replaced nor taken out, and the tables have no rows.
pub async fn tally_only(page: Page) -> Result<()> {
    begin_session(&page, NETWORK).await?;
    page.within(Role::Group, "Wat bewaar je?").click(Role::Radio, Name::starts("Alleen aantallen")).await?;
    let session = in_link(&invite(&page).await?)?;
    page.click(Role::Link, "Naar de inzendingen").await?;
    expect_screen(&page, COLLECT).await?;
    let codes: Vec<String> = (1..=5).map(|number| code_of(&handed(&session, number, 4, 1))).collect();
    paste(&page, &codes.join(" ")).await?;
    expect_read(&page, 5, &["Toegevoegd 5 inzendingen."]).await?;
    page.absent(Role::Button, UNDO).await?;
    page.absent(Role::Button, "Haal deze weg").await?;
    page.expect_text("Je bewaart alleen aantallen. Losse inzendingen staan hier niet.").await?;
    paste(&page, &code_of(&handed(&session, 1, 1, 2))).await?;
    expect_read(&page, 1, &["Telt al mee 1 inzending. Je bewaart alleen aantallen, dus vervangen kan niet."])
        .await?;
    expect_saved(&page).await?;
    page.reload().await?;
    expect_count(&page, "Er zijn 5 inzendingen.").await?;
    desk(&page, "Groepsbeeld").await?;
    page.click(Role::Button, REVEAL).await?;
    expect_row(&page, SERIOUS, "0 0 0 5 0 0").await?;
    desk(&page, "Verslag").await?;
    page.click(Role::Button, "CSV, één rij per inzending").await?;
    let table = page.download().await?.text()?;
    assert_eq!(table.lines().count(), 1, "{table}");
    // Nothing of what one person handed in is anywhere in what this browser keeps.
    let kept = everything_kept(&page).await?;
    assert!(kept.contains("counted"), "{kept}");
    for code in codes {
        assert!(!kept.contains(&code), "a response is kept: {code}");
    }
    expect_clean(&page).await
}

/// All that stands in the databases and the local storage of this origin, as one text.
async fn everything_kept(page: &Page) -> Result<String> {
    let js = "return (async () => {
        const all = [JSON.stringify(localStorage)];
        const done = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = no; });
        const base = await done(indexedDB.open('netwerkspiegel'));
        for (const store of base.objectStoreNames) all.push(JSON.stringify(await done(base.transaction(store).objectStore(store).getAll())));
        base.close();
        return all.join('\\n');
    })()";
    Ok(serde_json::from_value(page.execute(js, vec![]).await?)?)
}

/// Waits for the row of this statement in the group's picture of "Gelijkwaardigheid", with these counts.
async fn expect_row(page: &Page, statement: &str, counts: &str) -> Result<()> {
    let topic = page.within(Role::Table, Name::starts("De antwoorden bij Gelijkwaardigheid."));
    let row = topic.find(Role::Row, Name::starts(statement)).await?;
    assert!(row.name.ends_with(counts), "not {counts}: {}", row.name);
    Ok(())
}

/// A form that was filled in with a pen, by the numbers of its answers.
pub async fn paper(page: Page) -> Result<()> {
    let session = collecting(&page).await?;
    page.click(Role::Summary, "Papieren formulier overtypen").await?;
    page.click(Role::Button, "Voeg dit formulier toe").await?;
    expect_count(&page, "Er staat nog geen antwoord in het formulier.").await?;
    let topic = page.within(Role::Group, "Gelijkwaardigheid");
    topic.click(Role::Textbox, "1").await?;
    // Enter goes on as well, and hands nothing in.
    for (key, next) in [("5", "2"), ("Enter", "3"), ("0", "4"), ("9", "5"), ("Enter", "6"), ("8", "7")] {
        page.press(key).await?;
        page.expect_focus(Role::Textbox, next).await?;
    }
    page.click(Role::Button, "Voeg dit formulier toe").await?;
    // Everything that is wrong is told and marked, and the first of it has the focus.
    expect_count(&page, "Bij vraag 4 staat 9.").await?;
    expect_count(&page, "Bij vraag 6 staat 8.").await?;
    page.expect_focus(Role::Textbox, "4").await?;
    for (number, is_wrong) in [("4", true), ("6", true), ("2", false)] {
        page.expect(Role::Textbox, number, "described by what is wrong with it", move |field| {
            field.described.contains("Bij vraag 4 staat 9.") == is_wrong
        })
        .await?;
    }
    topic.expect(Role::Textbox, "1", "kept", |field| field.value == Some("5".into())).await?;
    for number in ["4", "6"] {
        page.click(Role::Textbox, number).await?;
        // Before or behind the number: where the click comes depends on the fonts.
        page.press("Control+a").await?;
        page.press("Delete").await?;
    }
    topic.click(Role::Textbox, "2").await?;
    page.press("1").await?;
    let topics = page.within(Role::Group, Name::starts("Waarover wil je het"));
    topics.tick("Gelijkwaardigheid", true).await?;
    topics.click(Role::Checkbox, "Vertrouwen").await?;
    page.press("Space").await?;
    page.press("Enter").await?;
    page.expect_focus(Role::Button, "Voeg dit formulier toe").await?;
    page.press("Enter").await?;
    page.expect_focus(Role::Heading, "Net gelezen: 1").await?;
    // Undone, it stands there again as it was typed.
    page.click(Role::Button, UNDO).await?;
    expect_count(&page, "Er zijn nog geen inzendingen.").await?;
    page.expect_focus(Role::Textbox, "1").await?;
    topic.expect(Role::Textbox, "1", "given back", |field| field.value == Some("5".into())).await?;
    topics.expect(Role::Checkbox, "Gelijkwaardigheid", "given back", |box_| box_.checked).await?;
    page.click(Role::Button, "Voeg dit formulier toe").await?;
    page.expect_focus(Role::Heading, "Net gelezen: 1").await?;
    expect_count(&page, "Het formulier is toegevoegd.").await?;
    expect_count(&page, "Er is 1 inzending.").await?;
    topic.expect(Role::Textbox, "1", "empty", |field| field.value == Some("".into())).await?;
    topics.expect(Role::Checkbox, "Gelijkwaardigheid", "empty", |box_| !box_.checked).await?;
    topic.expect(Role::Textbox, "1", "empty", |field| field.value == Some("".into())).await?;
    let codes: Vec<String> = (1..=5).map(|number| code_of(&handed(&session, number, 2, 1))).collect();
    paste(&page, &codes.join("\n")).await?;
    expect_count(&page, "Er zijn 6 inzendingen.").await?;
    page.click(Role::Link, "Open het groepsbeeld").await?;
    page.click(Role::Button, REVEAL).await?;
    expect_row(&page, SERIOUS, "0 5 0 0 1 0").await?;
    expect_row(&page, LISTEN, "1 5 0 0 0 0").await?;
    expect_row(&page, "Kleine partijen tellen net zo goed mee als grote.", "0 5 0 0 0 1").await?;
    expect_row(&page, crate::session::NEED, "0 5 0 0 0 0").await?;
    page.expect_text("1 keer gekozen.").await?;
    expect_clean(&page).await
}

/// The list of sessions: copied, deleted, brought back, opened from a file in another browser. The example is never in it.
pub async fn kept(page: Page) -> Result<()> {
    page.open("/#/trainer").await?;
    page.click(Role::Link, "Bekijk een voorbeeld").await?;
    page.expect_text(SAMPLE).await?;
    page.expect_text("12 mensen hebben hun antwoorden ingeleverd.").await?;
    desk(&page, "Verslag").await?;
    let topics = page.names(Role::Group).await?;
    let first = topics.first().ok_or("no topics")?;
    page.within(Role::Group, first.as_str()).type_into("Aantekening", "Dit is maar een proef.").await?;
    page.expect_text("Wat we bespraken").await?;
    page.open("/#/trainer").await?;
    expect_screen(&page, TRAINER).await?;
    let list = page.within(Role::Region, LIST);
    list.expect_text("Er staan nog geen bijeenkomsten in deze browser.").await?;
    let storage = everything_kept(&page).await?;
    assert!(!storage.contains("maar een proef") && !storage.contains(&"0".repeat(32)), "{storage}");
    page.reload().await?;
    list.expect_text("Er staan nog geen bijeenkomsten in deze browser.").await?;

    let session = collecting(&page).await?;
    paste(&page, &code_of(&handed(&session, 1, 4, 1))).await?;
    expect_count(&page, "Er is 1 inzending.").await?;
    prepared(&page, "Zorg Zuid").await?;
    page.open("/#/trainer").await?;
    list.click(Role::Button, "Kopieer Langer Thuis").await?;
    expect_screen(&page, "Bereid een bijeenkomst voor").await?;
    let name = Some("Langer Thuis (kopie)".into());
    page.expect(Role::Textbox, "Naam van de bijeenkomst", "the copy's", move |field| field.value == name)
        .await?;
    let copy = in_link(&invite(&page).await?)?;
    assert!(copy.id != session.id && copy.modules == session.modules, "{copy:?}");
    assert_eq!(copy.network, session.network, "by its name the network is known");

    page.open("/#/trainer").await?;
    list.click(Role::Button, "Verwijder Langer Thuis").await?;
    list.absent(Role::Link, "Open Langer Thuis").await?;
    page.click(Role::Button, "Maak ongedaan").await?;
    list.find(Role::Link, "Open Langer Thuis").await?;
    list.click(Role::Button, "Verwijder Zorg Zuid").await?;
    list.absent(Role::Link, "Open Zorg Zuid").await?;
    until_kept(&page).await?;
    page.reload().await?;
    list.find(Role::Link, "Open Langer Thuis").await?;
    list.find(Role::Link, "Open Langer Thuis (kopie)").await?;
    list.absent(Role::Link, "Open Zorg Zuid").await?;
    list.absent(Role::Link, Name::has("oorbeeld")).await?;
    expect_clean(&page).await
}

/// A session's file gives it back in another browser, with all that was handed in.
pub async fn taken_along(page: Page) -> Result<()> {
    let session = collecting(&page).await?;
    let codes: Vec<String> = (1..=5).map(|number| code_of(&handed(&session, number, 4, 1))).collect();
    paste(&page, &codes.join("\n")).await?;
    expect_count(&page, "Er zijn 5 inzendingen.").await?;
    desk(&page, "Groepsbeeld").await?;
    page.click(Role::Button, REVEAL).await?;
    desk(&page, "Verslag").await?;
    page.within(Role::Group, "Gelijkwaardigheid").type_into("Aantekening", "Wij lunchen samen.").await?;
    page.click(Role::Button, "Bewaar de bijeenkomst als bestand").await?;
    let file = page.download().await?;
    assert!(
        file.name.starts_with("netwerkspiegel-bijeenkomst-langer-thuis-") && file.name.ends_with(".json"),
        "{}",
        file.name
    );

    let other = page.somebody_else().await?;
    other.open("/#/trainer").await?;
    let path = other.scratch_folder().join(&file.name);
    std::fs::write(&path, &file.bytes)?;
    other.set_files("Open een bewaarde bijeenkomst", &[&path]).await?;
    desk(&other, "Groepsbeeld").await?;
    expect_row(&other, SERIOUS, "0 0 0 5 0 0").await?;
    desk(&other, "Verslag").await?;
    other.expect_text("Wij lunchen samen.").await?;
    desk(&other, "Verzamelen").await?;
    paste(&other, &codes[0]).await?;
    expect_read(&other, 1, &["Was er al 1 inzending."]).await?;
    // At the start it is seen for what it is, too.
    let third = page.somebody_else().await?;
    third.open("/").await?;
    expect_screen(&third, "Kijk naar je netwerk").await?;
    open_file(&third, &file.name, &file.bytes).await?;
    expect_screen(&third, "Zo ziet deze groep Langer Thuis").await?;
    third.open("/#/trainer").await?;
    third.find(Role::Link, "Open Langer Thuis").await?;
    expect_clean(&other).await
}

/// F39: a QR code before the camera; the browser's camera is a film that we draw.
pub async fn camera(page: Page) -> Result<()> {
    let session = collecting(&page).await?;
    let film = page.camera().ok_or("no camera")?;
    std::fs::write(
        &film,
        film_of(&page.server().url(&format!("#{}", code_of(&handed(&session, 1, 4, 1)))))?,
    )?;
    page.click(Role::Button, "Scan met de camera").await?;
    page.expect_focus(Role::Heading, "Net gelezen: 1").await?;
    expect_count(&page, "Er is 1 inzending.").await?;
    // It is held before the camera all the time, and counts once.
    page.find(Role::Button, "Stop met scannen").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    expect_read(&page, 1, &["Toegevoegd 1 inzending."]).await?;
    page.click(Role::Button, "Stop met scannen").await?;
    page.find(Role::Button, "Scan met de camera").await?;
    page.find(Role::Button, ADD_PASTED).await?;
    expect_clean(&page).await
}

/// Where the browser itself reads QR codes, its reader is asked and not ours: here it sees a code that the film has not.
pub async fn camera_with_reader(page: Page) -> Result<()> {
    let stub = "window.BarcodeDetector = class {
        constructor({ formats }) { if (formats.join() !== 'qr_code') throw new Error(formats); }
        async detect(video) { return video.videoWidth && window.toSee ? [{ rawValue: window.toSee }] : []; }
    };";
    page.inject(stub).await?;
    let session = collecting(&page).await?;
    std::fs::write(page.camera().ok_or("no camera")?, film_of("geen code")?)?;
    page.click(Role::Button, "Scan met de camera").await?;
    page.find(Role::Button, "Stop met scannen").await?;
    page.execute("window.toSee = arguments[0]", vec![serde_json::json!(code_of(&handed(&session, 1, 4, 1)))])
        .await?;
    page.expect_focus(Role::Heading, "Net gelezen: 1").await?;
    expect_count(&page, "Er is 1 inzending.").await?;
    page.click(Role::Button, "Stop met scannen").await?;
    page.find(Role::Button, "Scan met de camera").await?;
    expect_clean(&page).await
}

/// A film of one picture, 640 × 480, as YUV4MPEG2: this text as a QR code in greys.
fn film_of(text: &str) -> Result<Vec<u8>> {
    let (width, height) = (640, 480);
    let code = qr(text).ok_or("too long for a QR code")?;
    let size = usize::try_from(code.size)?;
    let mut grey = vec![200_u8; width * height];
    let pixels = (height - 40) / (size + 8);
    let (left, top) = ((width - size * pixels) / 2, (height - size * pixels) / 2);
    // The path has a run of dark modules in each step: `M3 0h7v1h-7z`.
    for run in code.path.split('M').skip(1) {
        let numbers: Vec<usize> =
            run.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        let [x, y, length, ..] = numbers.as_slice() else { return Err("no run".into()) };
        for row in top + y * pixels..top + (y + 1) * pixels {
            let from = row * width + left + x * pixels;
            grey[from..from + length * pixels].fill(40);
        }
    }
    let mut film = format!("YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
    for _ in 0..10 {
        film.extend_from_slice(b"FRAME\n");
        film.extend_from_slice(&grey);
        film.extend(std::iter::repeat_n(128, width * height / 2));
    }
    Ok(film)
}
