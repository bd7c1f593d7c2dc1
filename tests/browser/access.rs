//! What axe finds on the main pages, light and dark. Knows nothing of what is on them.

use std::fs;

use crate::Result;
use crate::page::{Page, Role};
use crate::steps::{FULLY, SERIOUS, begin, expect_screen, to_report};

pub async fn no_violations(page: Page) -> Result<()> {
    let Some(file) = std::env::var_os("AXE") else {
        println!("          axe is not run: AXE does not name its file (./dev sets it)");
        return Ok(());
    };
    let axe = fs::read_to_string(file)?;
    page.open("/").await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    page.execute(&axe, vec![]).await?;
    let mut found = look(&page, "the start").await?;
    begin(&page, "Langer Thuis", &["De basis", "Relaties"]).await?;
    expect_screen(&page, "Soort netwerk").await?;
    found.extend(look(&page, "a profile").await?);
    page.within(Role::Navigation, "Onderdelen").click(Role::Link, "Gelijkwaardigheid open").await?;
    page.choose(SERIOUS, FULLY).await?;
    found.extend(look(&page, "a screen of statements").await?);
    page.within(Role::Navigation, "Onderdelen").click(Role::Link, "Nakijken en onderwerpen kiezen").await?;
    expect_screen(&page, "Kijk je antwoorden na").await?;
    found.extend(look(&page, "the review").await?);
    to_report(&page, "Langer Thuis").await?;
    found.extend(look(&page, "the report").await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// What is wrong with the page as it is now, in light and in dark.
async fn look(page: &Page, what: &str) -> Result<Vec<String>> {
    // A colour on its way from light to dark is neither.
    let js = "return Promise.all(document.getAnimations().map((one) => one.finished)).then(() => axe.run(document, { rules: { 'target-size': { enabled: true } } })).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}: ${node.failureSummary}`)))";
    let mut found = Vec::new();
    for theme in ["Lichte weergave", "Donkere weergave"] {
        // The button names what it leads to.
        if page.names(Role::Button).await?.iter().any(|name| name == theme) {
            page.click(Role::Button, theme).await?;
            page.absent(Role::Button, theme).await?;
        }
        let violations: Vec<String> = serde_json::from_value(page.execute(js, vec![]).await?)?;
        found.extend(violations.into_iter().map(|line| format!("{what}, {theme}: {line}")));
    }
    Ok(found)
}
