//! The other language in the middle of everything: the words change, and nothing else does.

use serde_json::Value;

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{
    FULLY, LISTEN, PARTLY, SERIOUS, UNKNOWN, begin, begin_relations, expect_alert, expect_clean,
    expect_screen, jump, open_file, to_report,
};

const FIELD: &str = "Wanneer liep de samenwerking echt goed, en waardoor kwam dat?";
const FIELD_IN_ENGLISH: &str = "When did working together go really well, and why was that?";

pub async fn switched(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.choose(LISTEN, UNKNOWN).await?;
    to_english(&page, "Equal standing").await?;
    page.expect_title("Equal standing – Langer Thuis – Netwerkspiegel").await?;
    page.expect_chosen("In this network, parties take each other seriously.", Some("Completely")).await?;
    let differently = "Parties listen to each other, even when they think differently.";
    page.expect_chosen(differently, Some("Don't know / not applicable")).await?;
    page.expect_text("Relationships, topic 1 of 7.").await?;
    to_dutch(&page, "Gelijkwaardigheid").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;

    jump(&page, "In je eigen woorden", "Relaties: in je eigen woorden").await?;
    page.type_into(FIELD, "Toen we samen aten").await?;
    to_english(&page, "Relationships: in your own words").await?;
    has_value(&page, FIELD_IN_ENGLISH, "Toen we samen aten").await?;
    to_dutch(&page, "Relaties: in je eigen woorden").await?;
    has_value(&page, FIELD, "Toen we samen aten").await?;

    page.click(Role::Link, "Verder naar Nakijken en onderwerpen kiezen").await?;
    expect_screen(&page, "Kijk je antwoorden na").await?;
    page.tick("Vertrouwen", true).await?;
    to_english(&page, "Review your answers").await?;
    page.expect(Role::Checkbox, "Trust", "ticked", |topic| topic.checked).await?;
    page.expect_text("In this network, parties take each other seriously. Completely").await?;
    page.expect_text("1 of 3 chosen").await?;

    page.within(Role::Navigation, "Parts").click(Role::Link, Name::starts("Your report")).await?;
    expect_screen(&page, "How you see Langer Thuis").await?;
    page.type_into("What will I do?", "Ik bel de gemeente.").await?;
    to_dutch(&page, "Zo zie jij Langer Thuis").await?;
    page.expect_title("Jouw rapport – Langer Thuis – Netwerkspiegel").await?;
    page.expect_text("Je wilt het hebben over Vertrouwen.").await?;
    has_value(&page, "Wat ga ik doen?", "Ik bel de gemeente.").await?;

    // The browser says "nl"; whoever chose English once gets English again.
    to_english(&page, "How you see Langer Thuis").await?;
    page.reload().await?;
    expect_screen(&page, "How you see Langer Thuis").await?;
    assert_eq!(page.lang().await?, "en");
    has_value(&page, "What will I do?", "Ik bel de gemeente.").await?;
    expect_clean(&page).await
}

/// What was told, what can be undone or must be chosen, and what is half-way, in the other language.
pub async fn kept(page: Page) -> Result<()> {
    let (start, start_in_english) = ("Kijk naar je netwerk", "Look at your network");
    page.open("/").await?;
    page.click(Role::Summary, "Wat betekent ‘netwerk’?").await?;
    to_english(&page, start_in_english).await?;
    page.expect(Role::Summary, "What does ‘network’ mean?", "open", |words| words.expanded).await?;
    to_dutch(&page, start).await?;

    begin(&page, "Langer Thuis", &["Relaties"]).await?;
    page.choose(SERIOUS, FULLY).await?;
    to_report(&page, "Langer Thuis").await?;
    page.set_day("Op welke dag kijk je weer?", "2027-05-12").await?;
    to_english(&page, "How you see Langer Thuis").await?;
    has_value(&page, "On which day will you look again?", "2027-05-12").await?;
    to_dutch(&page, "Zo zie jij Langer Thuis").await?;
    page.within(Role::Region, "Meenemen").click(Role::Button, "Back-up (JSON)").await?;
    let backup = page.download().await?;
    page.click(Role::Link, "Terug naar Nakijken en onderwerpen kiezen").await?;
    jump(&page, "Gelijkwaardigheid", "Gelijkwaardigheid").await?;
    page.choose(SERIOUS, PARTLY).await?;

    page.click(Role::Link, "Netwerkspiegel, naar het begin").await?;
    open_file(&page, "foto.html", b"niets").await?;
    expect_alert(&page, "Dit bestand komt niet van Netwerkspiegel.").await?;
    to_english(&page, start_in_english).await?;
    expect_alert(&page, "This file does not come from Netwerkspiegel.").await?;
    to_dutch(&page, start).await?;
    open_file(&page, &backup.name, &backup.bytes).await?;
    page.expect_status(Name::has("Langer Thuis staat hier al, met andere antwoorden")).await?;
    to_english(&page, start_in_english).await?;
    page.expect_status(Name::has("Langer Thuis is here already, with answers that differ")).await?;
    page.click(Role::Button, "Leave it as it is").await?;
    page.absent(Role::Button, "Leave it as it is").await?;

    page.click(Role::Button, "Delete Langer Thuis").await?;
    page.expect_status(Name::has("Langer Thuis has been deleted.")).await?;
    to_dutch(&page, start).await?;
    page.expect_status(Name::has("Langer Thuis is verwijderd.")).await?;
    page.click(Role::Button, "Maak ongedaan").await?;
    page.find(Role::Link, "Open Langer Thuis").await?;
    expect_clean(&page).await
}

/// F20: a network that asks to log in hands out its own page in the place of the English words. That is no language.
pub async fn of_a_portal(page: Page) -> Result<()> {
    let worker = String::from_utf8(page.server().file("/sw.js").unwrap_or_default())?;
    let words = worker.split('"').find(|word| word.starts_with("assets/phrases.en-")).ok_or("no English")?;
    let path = format!("/{words}");
    let good = page.server().file(&path).ok_or("no English")?;
    page.server().put(&path, "<!doctype html><title>Log in</title>");
    page.open("/").await?;
    page.click(Role::Link, "English").await?;
    expect_alert(&page, "Een deel van Netwerkspiegel kon niet worden geladen.").await?;
    assert_eq!(page.lang().await?, "nl");
    page.server().put(&path, good);
    to_english(&page, "Look at your network").await
}

pub async fn to_english(page: &Page, heading: &str) -> Result<()> {
    switch(page, "English", heading, "en", "Nederlands").await
}

pub async fn to_dutch(page: &Page, heading: &str) -> Result<()> {
    switch(page, "Nederlands", heading, "nl", "English").await
}

async fn switch(page: &Page, link: &str, heading: &str, code: &str, other: &str) -> Result<()> {
    let address = page.url().await?;
    page.click(Role::Link, link).await?;
    expect_screen(page, heading).await?;
    assert_eq!(page.lang().await?, code);
    assert_eq!(page.url().await?, address);
    // Whoever switched stays on the switch.
    page.expect_focus(Role::Link, other).await
}

pub async fn has_value(page: &Page, field: &str, value: &str) -> Result<()> {
    let wanted = Some(Value::from(value));
    page.expect(Role::Textbox, field, "as it was typed", move |field| field.value == wanted).await
}
