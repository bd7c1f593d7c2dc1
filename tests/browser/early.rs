//! What a person does before the app is there, on the page that was drawn at build. Knows the names of the fields there.

use std::time::Duration;

use serde_json::{Value, json};

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{NETWORK_FIELD, expect_clean, expect_saved, expect_screen};

const NOW: &str = "Waar gaat het in jouw netwerk nu vooral om?";
const WANTED: &str = "Waar zou het volgens jou vooral om moeten gaan?";
const MORE: &str = "Meer aanpakken dan ontmoeten";
const LESS: &str = "Meer ontmoeten dan aanpakken";

/// Opens the app on a poor line, and runs this when the page is there and the app is not. Out: what it returns.
async fn before(page: &Page, js: &str) -> Result<Value> {
    page.server().delay("netwerkspiegel_bg-", Duration::from_secs(2));
    let script = format!(
        "addEventListener('DOMContentLoaded', () => {{
            window.__early = (() => {{ {js} }})();
            window.__wasReady = document.documentElement.hasAttribute('data-ready');
            window.__wasSaid = document.body.innerText;
        }});"
    );
    page.server().inject(&format!("{}\n{script}", include_str!("watch.js")));
    page.open("/").await?;
    // Not in the next page.
    page.server().inject(include_str!("watch.js"));
    let seen = page.execute("return [__early ?? null, __wasReady, __wasSaid]", vec![]).await?;
    assert_eq!(seen[1], json!(false), "the app was there already");
    assert!(!seen[2].as_str().unwrap_or_default().contains("Opgeslagen"), "called saved by nobody");
    Ok(seen[0].clone())
}

/// Named, begun and answered: all of it counts, once, and is kept when the app says so.
pub async fn answered(page: Page) -> Result<()> {
    let js = "document.getElementById('network').value = 'Langer Thuis';
        document.querySelector('[data-begin]').click();
        const radio = (name, value) => document.querySelector(`main:not([hidden]) [name=${name}][value='${value}']`);
        radio('network-type-now', 2).click();
        radio('network-type-now', 4).click();
        radio('network-type-wanted', 4).focus();
        return document.querySelector('main:not([hidden]) h1').textContent";
    assert_eq!(before(&page, js).await?, json!("Soort netwerk"));
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    expect_saved(&page).await?;
    page.expect_text("Langer Thuis").await?;
    assert_eq!(page.chosen(WANTED).await?, None);
    let focus = "return document.activeElement.name";
    assert_eq!(page.execute(focus, vec![]).await?, json!("network-type-wanted"), "the focus has moved");
    let kept = "return new Promise((done) => indexedDB.open('netwerkspiegel').onsuccess = (opened) => {
        const all = opened.target.result.transaction('log').objectStore('log').getAll();
        all.onsuccess = () => done(all.result.filter((one) => one.text.includes('network-type-now')).length);
    })";
    assert_eq!(page.execute(kept, vec![]).await?, json!(1), "it counts once");

    page.choose(WANTED, LESS).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    page.expect_chosen(WANTED, Some(LESS)).await?;
    expect_clean(&page).await
}

/// Filled in, and not begun: the start has it.
pub async fn filled_in(page: Page) -> Result<()> {
    let js = "document.getElementById('network').value = 'Langer Thuis';
        document.querySelector('.opening .steps button').click();
        document.querySelectorAll('[name=module]')[1].click();
        return document.activeElement.id";
    assert_eq!(before(&page, js).await?, json!("network"));
    expect_screen(&page, "Kijk naar je netwerk").await?;
    let typed = "return [document.getElementById('network').value, document.activeElement.id]";
    assert_eq!(page.execute(typed, vec![]).await?, json!(["Langer Thuis", "network"]));
    assert!(page.find(Role::Checkbox, Name::starts("De basis")).await?.checked);
    assert!(!page.find(Role::Checkbox, Name::starts("Relaties")).await?.checked);
    page.find(Role::Textbox, NETWORK_FIELD).await?;
    page.click(Role::Button, "Begin met de vragenlijst").await?;
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_text("Langer Thuis").await?;
    expect_clean(&page).await
}

/// Begun without the part that the drawn question is of: the app has the first one of another part.
pub async fn other_part(page: Page) -> Result<()> {
    let js = "document.querySelectorAll('[name=module]')[0].click();
        document.querySelector('[data-begin]').click();
        return document.querySelector('main:not([hidden]) h1').textContent";
    assert_eq!(before(&page, js).await?, json!("Kijk naar je netwerk"));
    expect_screen(&page, "Gelijkwaardigheid").await?;
    expect_clean(&page).await
}

/// Whoever reads English, or was here before, waits for the app.
pub async fn not_drawn(page: Page) -> Result<()> {
    assert_eq!(before(&page, "return !!document.querySelector('.early')").await?, json!(false));
    expect_screen(&page, "Look at your network").await
}
