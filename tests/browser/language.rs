//! The other language in the middle of everything: the words change, and nothing else does.

use serde_json::Value;

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{FULLY, LISTEN, SERIOUS, UNKNOWN, begin_relations, expect_clean, expect_screen, jump};

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
