//! What axe finds on the main pages, light and dark. Knows nothing of what is on them.

use std::fs;

use netwerkspiegel::text::Lang;
use netwerkspiegel::text::session::SessionText;

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
    found.extend(sessions(&page).await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// The pages of a session, those of the example among them.
async fn sessions(page: &Page) -> Result<Vec<String>> {
    let text = SessionText::of(Lang::Nl);
    let mut found = Vec::new();
    page.open("/#/trainer").await?;
    expect_screen(page, text.trainer_title).await?;
    found.extend(look(page, "a trainer's sessions").await?);
    page.click(Role::Link, text.see_sample).await?;
    page.find(Role::Button, text.print_report).await?;
    page.visible_text().await?;
    found.extend(look(page, "the group report").await?);
    page.click(Role::Link, text.show_in_room).await?;
    page.find(Role::Group, text.room_keys).await?;
    page.press(" ").await?;
    found.extend(look(page, "the room").await?);
    page.open("/#/session/00000000000000000000000000000000/minutes").await?;
    page.find(Role::Button, text.print_minutes).await?;
    found.extend(look(page, "the minutes").await?);
    page.open("/#/code").await?;
    expect_screen(page, text.enter_title).await?;
    found.extend(look(page, "a code to type").await?);
    page.open("/#/trainer").await?;
    page.click(Role::Button, text.new_session).await?;
    expect_screen(page, text.prepare_title).await?;
    page.type_into(text.network_label, "Langer Thuis").await?;
    found.extend(look(page, "preparing").await?);
    page.click(Role::Button, text.make_invitation).await?;
    page.find(Role::Button, text.copy_link).await?;
    found.extend(look(page, "the invitation").await?);
    let shown = page.visible_text().await?;
    page.click(Role::Link, text.to_collect).await?;
    expect_screen(page, text.collect_title).await?;
    found.extend(look(page, "collecting").await?);
    let link = shown.split_whitespace().find_map(|word| word.split_once("#S1")).ok_or("no link")?.1;
    page.open(&format!("/#S1{link}")).await?;
    page.find(Role::Button, text.begin).await?;
    found.extend(look(page, "an invitation").await?);
    page.click(Role::Button, text.begin).await?;
    expect_screen(page, "Soort netwerk").await?;
    to_report(page, "Langer Thuis").await?;
    page.click(Role::Link, text.hand_in_title).await?;
    page.click(Role::Button, text.make).await?;
    page.find(Role::Button, text.copy_code).await?;
    found.extend(look(page, "handing in").await?);
    Ok(found)
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
