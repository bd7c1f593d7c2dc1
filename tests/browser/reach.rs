//! That everybody can read and reach what is on every screen: a small window, large letters, more space between them, by
//! touch and by keyboard. Knows nothing of what is on a screen.

use std::cell::RefCell;
use std::collections::BTreeSet;

use netwerkspiegel::text::Lang;
use serde_json::json;

use crate::Result;
use crate::page::{Page, Role};
use crate::screens::walk;
use crate::steps::{begin, expect_clean, expect_screen, jump, to_report};

/// As wide as a window of 1280 is at 400 % zoom; WebKitGTK's does not become as low as that.
pub const SMALL: (u32, u32) = (320, 480);
pub const WIDE: (u32, u32) = (1280, 800);
/// As WCAG 2.2 says (1.4.12), and letters of twice the size (1.4.4).
const SPACED: &str =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }";
const LARGE: &str = ":root { font-size: 200% !important }";

/// F51, F56, F57 in a small window.
pub async fn small(page: Page) -> Result<()> {
    everything(page, &[("small", "")]).await
}

/// The same in a wide one, and with other letters.
pub async fn wide(page: Page) -> Result<()> {
    everything(page, &[("spaced", SPACED), ("large letters", LARGE)]).await
}

/// F56: names and answers as nobody planned them, in a small window.
pub async fn long_words(page: Page) -> Result<()> {
    let network = format!("{} 👩🏽‍🌾 שלום עולם", "Verantwoordelijkheidsverdelingsoverleg".repeat(2));
    page.open("/").await?;
    begin(&page, &network, &["Relaties"]).await?;
    let mut faults = Vec::new();
    let mut look = async |screen: &str| -> Result<()> {
        let seen = page.execute(include_str!("layout.js"), vec![]).await?;
        let found: Vec<String> = serde_json::from_value(seen["faults"].clone())?;
        faults.extend(found.into_iter().map(|fault| format!("{screen}: {fault}")));
        Ok(())
    };
    expect_screen(&page, "Gelijkwaardigheid").await?;
    look("question").await?;
    jump(&page, "In je eigen woorden", "Relaties: in je eigen woorden").await?;
    let words = format!("{} {}", "samenwerking".repeat(20), "wij samen ".repeat(176).trim());
    page.type_into("Wanneer liep de samenwerking echt goed, en waardoor kwam dat?", &words).await?;
    look("words").await?;
    page.click(Role::Link, "Verder naar Nakijken en onderwerpen kiezen").await?;
    expect_screen(&page, "Kijk je antwoorden na").await?;
    look("review").await?;
    to_report(&page, &network).await?;
    page.expect_text(&words).await?;
    look("report").await?;
    page.open("/").await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    look("start").await?;
    assert!(faults.is_empty(), "{}", faults.join("\n    "));
    expect_clean(&page).await
}

async fn everything(page: Page, styles: &[(&str, &str)]) -> Result<()> {
    let faults = RefCell::new(BTreeSet::new());
    let show = async |screen: &'static str| {
        // A sheet that a script makes is no inline style.
        let put = "window.sheet ??= new CSSStyleSheet();
            document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((one) => one !== sheet), sheet];
            sheet.replaceSync(arguments[0])";
        for (what, style) in styles {
            page.execute(put, vec![json!(style)]).await?;
            let seen = page.execute(include_str!("layout.js"), vec![]).await?;
            let found: Vec<String> = serde_json::from_value(seen["faults"].clone())?;
            faults.borrow_mut().extend(found.into_iter().map(|fault| format!("{screen}, {what}: {fault}")));
        }
        page.execute(put, vec![json!("")]).await?;
        let found = by_keyboard(&page).await?;
        faults.borrow_mut().extend(found.into_iter().map(|fault| format!("{screen}: {fault}")));
        Ok(())
    };
    walk(&page, Lang::Nl, show).await?;
    let faults: Vec<String> = faults.into_inner().into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n    "));
    Ok(())
}

/// Goes round the page with the Tab key. Out: what reach.js found there.
async fn by_keyboard(page: &Page) -> Result<Vec<String>> {
    let n_places = page.execute(include_str!("reach.js"), vec![]).await?;
    let mut n_keys = serde_json::from_value(n_places)?;
    // At the end some browsers go through their own buttons first.
    for _ in 0..4 {
        page.press_fast(&vec!["Tab"; n_keys]).await?;
        if page.execute("return reach.left()", vec![]).await? == json!(0) {
            break;
        }
        n_keys = 8;
    }
    Ok(serde_json::from_value(page.execute("return reach.end()", vec![]).await?)?)
}
