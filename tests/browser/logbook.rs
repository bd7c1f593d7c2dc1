//! A network's logbook in the browser: written, changed, taken away and back, kept, and made one with a colleague's. And
//! the day to look again, as a file for the calendar.

use crate::Result;
use crate::language::{has_value, to_dutch, to_english};
use crate::page::{Download, Name, Page, Role};
use crate::session::{begin_session, desk};
use crate::steps::{
    FULLY, SERIOUS, begin_relations, erase_everything, expect_clean, expect_saved, expect_screen, open_file,
    to_report,
};

const SENTENCE: &str = "Bewoners kunnen bij één loket terecht.";
const GOAL: &str = "Iedereen woont zo lang mogelijk prettig thuis.";
const ADD: &str = "Zet in het logboek";
const AGAIN: &str = "Opnieuw kijken";
const TO_CALENDAR: &str = "Bewaar voor je agenda";

pub async fn logbook(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    page.open("/").await?;
    page.click(Role::Link, "Houd een logboek van een netwerk bij").await?;
    page.within(Role::Region, "Jouw logboeken")
        .expect_text("In deze browser staat nog geen logboek.")
        .await?;
    page.click(Role::Button, "Begin met dit logboek").await?;
    page.expect_status(Name::has("Vul eerst de naam van het netwerk in.")).await?;
    begin(&page, "langer thuis").await?;
    for empty in [
        "Er staat nog niets in dit logboek.",
        "Er is nog geen doel op lange termijn opgeschreven.",
        "Nog geen resultaat opgeschreven.",
        // Written with capitals, it is the same network.
        "Eén vragenlijst",
    ] {
        page.expect_text(empty).await?;
    }

    page.expect_title("Logboek – langer thuis – Netwerkspiegel").await?;
    page.click(Role::Button, ADD).await?;
    page.expect_status(Name::has("Kies eerst wat het is.")).await?;
    language(&page).await?;
    page.type_into("Nieuw doel", GOAL).await?;
    page.click(Role::Button, "Voeg dit doel toe").await?;
    page.find(Role::Button, format!("Wijzig: {GOAL}").as_str()).await?;
    page.within(Role::Group, "De samenleving").tick("Directe waarde", true).await?;
    page.within(Role::Group, "Aan welk doel op lange termijn draagt het bij?")
        .click(Role::Radio, GOAL)
        .await?;
    page.set_day("Op welke dag?", "1026-03-01").await?;
    page.within(Role::Group, "Wat is het?").click(Role::Radio, Name::starts("Resultaat")).await?;
    page.click(Role::Button, ADD).await?;
    page.expect_status(Name::has("Kies een dag na 1899.")).await?;
    write(&page, "Resultaat", "2026-03-01", "Bewoners kunnen bij een loket terecht.").await?;
    page.expect_text("De samenleving (directe waarde)").await?;
    page.expect_text("Voor de samenleving · Doel 1").await?;
    page.expect_text("Directe waarde.").await?;

    page.click(Role::Button, "Wijzig: Bewoners kunnen bij een loket terecht.").await?;
    page.expect_focus(Role::Heading, "Wijzig wat er staat").await?;
    page.type_into("Vertel het in één zin", SENTENCE).await?;
    page.click(Role::Button, "Bewaar de wijziging").await?;
    page.expect_focus(Role::Heading, "Wat er in het logboek staat").await?;
    page.find(Role::Button, format!("Verwijder: {SENTENCE}").as_str()).await?;
    write(&page, "Afspraak", "2999-04-01", "Elke maand lunchen we samen.").await?;
    assert_eq!(written(&page).await?, ["Elke maand lunchen we samen.", SENTENCE, GOAL], "the newest first");

    page.click(Role::Button, "Verwijder: Elke maand lunchen we samen.").await?;
    page.expect_status(Name::has("‘Elke maand lunchen we samen.’ is verwijderd.")).await?;
    page.absent(Role::Button, "Verwijder: Elke maand lunchen we samen.").await?;
    page.click(Role::Button, "Maak ongedaan").await?;
    page.find(Role::Button, "Verwijder: Elke maand lunchen we samen.").await?;
    expect_saved(&page).await?;
    page.reload().await?;
    expect_screen(&page, "Logboek van langer thuis").await?;
    assert_eq!(written(&page).await?, ["Elke maand lunchen we samen.", SENTENCE, GOAL]);

    page.click(Role::Button, "Bewaar als webpagina").await?;
    let story = page.download().await?;
    assert!(story.name.starts_with("netwerkspiegel-verhaal-langer-thuis-"), "{}", story.name);
    let text = story.text()?;
    assert!(text.contains("Waar komen we vandaan, waar gaan we naartoe") && text.contains(SENTENCE));
    // What is still to come stands under where they go.
    let place = |words: &str| text.find(words).ok_or(words.to_owned());
    let aims = place("<h2>Waar gaan we naartoe</h2>")?;
    assert!(place(SENTENCE)? < aims && aims < place("Elke maand lunchen we samen.")?);
    shared(&page).await?;

    page.open("/").await?;
    erase_everything(&page).await?;
    page.open("/#/logbook").await?;
    page.within(Role::Region, "Jouw logboeken")
        .expect_text("In deze browser staat nog geen logboek.")
        .await?;
    expect_clean(&page).await
}

/// A colleague has a logbook of the same network. After each opened the other's file, both have the same, each once.
async fn shared(page: &Page) -> Result<()> {
    let file = save(page).await?;
    assert!(file.name.starts_with("netwerkspiegel-logboek-langer-thuis-"), "{}", file.name);
    let other = page.somebody_else().await?;
    other.open("/#/logbook").await?;
    begin(&other, "Langer Thuis").await?;
    write(&other, "Moment", "2025-12-02", "De woningcorporatie deed mee.").await?;
    expect_saved(&other).await?;
    for _ in 0..2 {
        open(&other, &file).await?;
        other.expect_status(Name::has("Het logboek van Langer Thuis stond hier al.")).await?;
        let all = ["Elke maand lunchen we samen.", SENTENCE, "De woningcorporatie deed mee.", GOAL];
        assert_eq!(written(&other).await?, all);
    }
    let file = save(&other).await?;
    open(page, &file).await?;
    page.expect_status(Name::has("Wat in beide hetzelfde was, staat er één keer.")).await?;
    page.find(Role::Button, "Verwijder: De woningcorporatie deed mee.").await?;
    assert_eq!(written(page).await?, written(&other).await?);
    // Who has no questionnaire sees when the other had one.
    other.expect_text("Eén vragenlijst").await?;

    // To who has no logbook the file is one; removed as a whole, it comes back as one.
    let third = page.somebody_else().await?;
    open(&third, &file).await?;
    third.expect_status(Name::has("Het logboek van Langer Thuis is geopend.")).await?;
    third.click(Role::Link, "Alle logboeken").await?;
    third.click(Role::Button, "Verwijder het logboek van Langer Thuis").await?;
    third.absent(Role::Link, "Open Langer Thuis").await?;
    third.click(Role::Button, "Maak ongedaan").await?;
    third.click(Role::Link, "Open Langer Thuis").await?;
    assert_eq!(written(&third).await?.len(), 4);
    // No session, for a trainer.
    third.open("/#/trainer").await?;
    third.expect_text("Er staan nog geen bijeenkomsten in deze browser.").await?;
    expect_clean(&other).await
}

/// What is typed and not yet added is still there in the other language.
async fn language(page: &Page) -> Result<()> {
    page.within(Role::Group, "Wat is het?").click(Role::Radio, Name::starts("Afspraak")).await?;
    page.within(Role::Group, "De samenleving").tick("Directe waarde", true).await?;
    page.set_day("Op welke dag?", "2027-02-03").await?;
    page.type_into("Vertel het in één zin", "Nog niet klaar").await?;
    page.type_into("Nieuw doel", "Een doel in wording").await?;
    to_english(page, "Logbook of langer thuis").await?;
    has_value(page, "Tell it in one sentence", "Nog niet klaar").await?;
    has_value(page, "New goal", "Een doel in wording").await?;
    page.expect(Role::Radio, Name::starts("Agreement"), "chosen", |kind| kind.checked).await?;
    to_dutch(page, "Logboek van langer thuis").await?;
    has_value(page, "Vertel het in één zin", "Nog niet klaar").await?;
    page.within(Role::Group, "De samenleving").tick("Directe waarde", false).await
}

/// Begins a logbook from the list.
async fn begin(page: &Page, network: &str) -> Result<()> {
    page.type_into_list("Over welk netwerk gaat het?", network).await?;
    page.click(Role::Button, "Begin met dit logboek").await?;
    expect_screen(page, format!("Logboek van {network}").as_str()).await
}

async fn write(page: &Page, kind: &str, day: &str, sentence: &str) -> Result<()> {
    page.within(Role::Group, "Wat is het?").click(Role::Radio, Name::starts(kind)).await?;
    page.set_day("Op welke dag?", day).await?;
    page.type_into("Vertel het in één zin", sentence).await?;
    page.click(Role::Button, ADD).await?;
    page.find(Role::Button, format!("Verwijder: {sentence}").as_str()).await?;
    Ok(())
}

/// What stands in the logbook, from top to bottom: entries, then goals.
async fn written(page: &Page) -> Result<Vec<String>> {
    page.find(Role::Heading, "Wat er in het logboek staat").await?;
    let buttons = page.names(Role::Button).await?;
    Ok(buttons.iter().filter_map(|name| name.strip_prefix("Verwijder: ")).map(str::to_owned).collect())
}

async fn save(page: &Page) -> Result<Download> {
    page.click(Role::Button, "Bewaar het logboek als bestand").await?;
    page.download().await
}

async fn open(page: &Page, file: &Download) -> Result<()> {
    let path = page.scratch_folder().join(&file.name);
    std::fs::write(&path, &file.bytes)?;
    page.open("/#/logbook").await?;
    page.set_files("Open een bewaard logboek", &[&path]).await?;
    expect_screen(page, Name::starts("Logboek van")).await
}

/// A backup of everything gives back the logbook too, and is offered where there is nothing but a logbook.
pub async fn backup(page: Page) -> Result<()> {
    page.open("/#/logbook").await?;
    begin(&page, "Langer Thuis").await?;
    write(&page, "Moment", "2026-03-01", "De huisarts deed mee.").await?;
    expect_saved(&page).await?;
    page.open("/").await?;
    page.within(Role::Region, "Alles wissen").click(Role::Button, "Bewaar een back-up van alles").await?;
    let file = page.download().await?;
    erase_everything(&page).await?;
    open_file(&page, &file.name, &file.bytes).await?;
    page.expect_status(Name::has("Het logboek van Langer Thuis is geopend.")).await?;
    page.open("/#/logbook").await?;
    page.click(Role::Link, "Open Langer Thuis").await?;
    page.expect_text("De huisarts deed mee.").await?;
    expect_clean(&page).await
}

pub async fn reminder(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    to_report(&page, "Langer Thuis").await?;
    let again = page.within(Role::Region, "Over drie tot zes maanden weer kijken");
    again.click(Role::Button, TO_CALENDAR).await?;
    let file = page.download().await?;
    // Which day that is, a native test says.
    assert!(
        file.name.starts_with("netwerkspiegel-agenda-20") && file.name.ends_with(".ics"),
        "{}",
        file.name
    );
    let text = file.text()?;
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("SUMMARY:Weer naar Langer Thuis kijken\r\n"), "{text}");
    again.set_day("Op welke dag kijk je weer?", "2027-05-12").await?;
    again.click(Role::Button, TO_CALENDAR).await?;
    let file = page.download().await?;
    assert_eq!(file.name, "netwerkspiegel-agenda-2027-05-12.ics");
    assert!(file.text()?.contains("DTSTART;VALUE=DATE:20270512\r\n"));
    again.set_day("Op welke dag kijk je weer?", "2020-05-12").await?;
    again.click(Role::Button, TO_CALENDAR).await?;
    page.expect_status(Name::has("Die dag is al geweest.")).await?;
    again.set_day("Op welke dag kijk je weer?", "").await?;
    again.click(Role::Button, TO_CALENDAR).await?;
    page.expect_status(Name::has("Kies eerst een dag.")).await?;

    // The minutes of the example.
    page.open("/#/trainer").await?;
    page.click(Role::Link, Name::has("oorbeeld")).await?;
    page.click(Role::Link, "Verslag").await?;
    page.click(Role::Button, TO_CALENDAR).await?;
    page.expect_status(Name::has("Kies eerst een dag.")).await?;
    page.set_day("Wanneer kijken jullie opnieuw?", "2027-03-12").await?;
    page.click(Role::Button, TO_CALENDAR).await?;
    assert_eq!(page.download().await?.name, "netwerkspiegel-agenda-2027-03-12.ics");

    // After a session of today a day is proposed, and stands in the minutes; one that was emptied stays so.
    begin_session(&page, "Langer Thuis").await?;
    let today = page.execute("return new Date().toLocaleDateString('sv')", vec![]).await?;
    page.set_day("Datum", today.as_str().unwrap_or_default()).await?;
    desk(&page, "Verslag").await?;
    page.find(Role::Heading, AGAIN).await?;
    page.set_day("Wanneer kijken jullie opnieuw?", "2999-03-12").await?;
    page.expect_status(Name::has("Dat is meer dan zes maanden verder")).await?;
    page.expect_text("Op 12 maart 2999 kijken we samen hoe het gaat.").await?;
    page.set_day("Wanneer kijken jullie opnieuw?", "").await?;
    page.absent(Role::Heading, AGAIN).await?;
    expect_saved(&page).await?;
    desk(&page, "Groepsbeeld").await?;
    desk(&page, "Verslag").await?;
    page.absent(Role::Heading, AGAIN).await?;
    expect_clean(&page).await
}
