//! The app without a mouse. Knows which keys a person presses, and nothing of where things stand on a page.

use serde_json::Value;

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{
    A_LITTLE, ACCOUNT, FULLY, LISTEN, MOSTLY, NETWORK_FIELD, PARTLY, SERIOUS, UNKNOWN, expect_saved,
    expect_screen, scrolled,
};

const SMALL: &str = "Kleine partijen tellen net zo goed mee als grote.";
const NEED: &str = "Partijen laten merken dat ze elkaar nodig hebben.";
const NOT_AT_ALL: &str = "Helemaal niet";
const FIELD: &str = "Wanneer liep de samenwerking echt goed, en waardoor kwam dat?";

/// From the start to the report with Tab, arrows, Space, Enter and the number keys alone.
pub async fn to_the_report(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    tab_to(&page, Role::Textbox, NETWORK_FIELD).await?;
    write(&page, "Thuis").await?;
    tab_to(&page, Role::Checkbox, Name::starts("De basis")).await?;
    page.press("Space").await?;
    page.expect_text("Samen ongeveer 5 minuten.").await?;
    tab_to(&page, Role::Button, "Begin met de vragenlijst").await?;
    page.press("Enter").await?;
    page.expect_focus(Role::Heading, "Gelijkwaardigheid").await?;

    arrows(&page).await?;
    numbers(&page).await?;
    go_on(&page, "Verder naar Respect", "Respect").await?;
    switch_off(&page).await?;
    for next in ["Vrijheid", "Verantwoording", "Transparantie", "Vertrouwen", "Relaties: in je eigen woorden"]
    {
        page.press_fast(&["3", "4", "3", "2"]).await?;
        go_on(&page, &format!("Verder naar {next}"), next).await?;
    }
    // A digit among words is a digit.
    tab_to(&page, Role::Textbox, FIELD).await?;
    write(&page, "in 2025").await?;
    let typed = Some(Value::from("in 2025"));
    page.expect(Role::Textbox, FIELD, "as typed", move |field| field.value == typed).await?;
    go_on(&page, "Verder naar Nakijken en onderwerpen kiezen", "Kijk je antwoorden na").await?;
    // However fast the numbers came, each found its own statement.
    page.expect_text("Je hebt alle vragen beantwoord.").await?;

    tab_to(&page, Role::Checkbox, "Vertrouwen").await?;
    page.press("Space").await?;
    page.expect(Role::Checkbox, "Vertrouwen", "ticked", |topic| topic.checked).await?;
    page.expect_focus(Role::Checkbox, "Vertrouwen").await?;
    go_on(&page, "Naar je rapport", "Zo zie jij Thuis").await?;
    page.expect_text("Je wilt het hebben over Vertrouwen.").await?;
    page.expect_text("in 2025").await?;
    assert_eq!(page.errors().await?, Vec::<String>::new());
    Ok(())
}

/// Arrows choose, one answer further each, and move neither to another screen nor the page itself.
async fn arrows(page: &Page) -> Result<()> {
    tab_to(page, Role::Radio, NOT_AT_ALL).await?;
    page.press("Space").await?;
    page.expect_chosen(SERIOUS, Some(NOT_AT_ALL)).await?;
    let (address, place) = (page.url().await?, scrolled(page).await?);
    for (key, chosen) in
        [("ArrowRight", A_LITTLE), ("ArrowDown", PARTLY), ("ArrowLeft", A_LITTLE), ("ArrowUp", NOT_AT_ALL)]
    {
        page.press(key).await?;
        page.expect_chosen(SERIOUS, Some(chosen)).await?;
        page.expect_focus(Role::Radio, chosen).await?;
    }
    // As fast as keys go: the last one counts.
    page.press_fast(&["ArrowRight"; 4]).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.press("ArrowRight").await?;
    page.expect_chosen(SERIOUS, Some(UNKNOWN)).await?;
    // Past the end: the first one again or nothing, as the browser likes.
    page.press("ArrowRight").await?;
    assert_eq!((page.url().await?, scrolled(page).await?), (address, place), "the screen has moved");
    expect_screen(page, "Gelijkwaardigheid").await
}

/// A number answers the statement one is at and goes on to the next statement, and after the last one stays where it is.
async fn numbers(page: &Page) -> Result<()> {
    for (key, statement, chosen) in
        [("5", SERIOUS, FULLY), ("4", LISTEN, MOSTLY), ("0", SMALL, UNKNOWN), ("1", NEED, NOT_AT_ALL)]
    {
        page.press(key).await?;
        page.expect_chosen(statement, Some(chosen)).await?;
        hold(page, key).await?;
    }
    page.press("2").await?;
    page.expect_chosen(NEED, Some(A_LITTLE)).await?;
    expect_screen(page, "Gelijkwaardigheid").await?;
    // What was pressed fast is kept as it was pressed last.
    expect_saved(page).await?;
    page.reload().await?;
    for (statement, chosen) in [(SERIOUS, FULLY), (LISTEN, MOSTLY), (SMALL, UNKNOWN), (NEED, A_LITTLE)] {
        page.expect_chosen(statement, Some(chosen)).await?;
    }
    Ok(())
}

/// What the browser tells while a key is held; no driver presses one that long. Each of the next presses finds its own
/// statement only if none of these has answered one.
async fn hold(page: &Page, key: &str) -> Result<()> {
    let held = "for (let times = 0; times < 3; times += 1) document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key: arguments[0], repeat: true, bubbles: true }))";
    page.execute(held, vec![key.into()]).await?;
    Ok(())
}

/// Whoever does not want number keys switches them off, once and for all visits.
async fn switch_off(page: &Page) -> Result<()> {
    tab_to(page, Role::Button, "Zet de cijfertoetsen uit").await?;
    page.press("Space").await?;
    page.expect_text("Antwoorden met cijfertoetsen staat uit.").await?;
    page.press("3").await?;
    page.reload().await?;
    page.expect_text("Antwoorden met cijfertoetsen staat uit.").await?;
    page.press("3").await?;
    page.find(Role::Button, "Zet de cijfertoetsen aan").await?;
    page.expect_chosen(ACCOUNT, None).await?;
    tab_to(page, Role::Button, "Zet de cijfertoetsen aan").await?;
    page.press("Enter").await?;
    page.expect_text("1 tot en met 5 geeft antwoord").await?;
    page.press_fast(&["3", "4", "3", "2"]).await?;
    page.expect_chosen(ACCOUNT, Some(PARTLY)).await
}

/// Goes to a link with Tab, follows it with Enter, and finds the focus on the heading of the new page.
async fn go_on(page: &Page, link: &str, heading: &str) -> Result<()> {
    tab_to(page, Role::Link, link).await?;
    page.press("Enter").await?;
    page.expect_focus(Role::Heading, heading).await
}

/// Presses Tab until this has the focus; round the whole page at the most.
pub async fn tab_to(page: &Page, role: Role, name: impl Into<Name>) -> Result<()> {
    let name = name.into();
    let mut passed = Vec::new();
    for _ in 0..90 {
        page.press("Tab").await?;
        let (has, said) = page.focused().await?;
        if has == role.to_string() && name.fits(&said) {
            return Ok(());
        }
        passed.push(format!("{has} “{said}”"));
    }
    Err(format!("Tab does not come to {role} {name:?}; passed: {}", passed.join(", ")).into())
}

async fn write(page: &Page, text: &str) -> Result<()> {
    for letter in text.chars() {
        page.press(if letter == ' ' { "Space".to_owned() } else { letter.to_string() }.as_str()).await?;
    }
    Ok(())
}
