//! The whole app as one file, opened from disk: F45 to F47. Knows nothing of the report. (Other journeys are run from
//! disk as well, see `from_disk` in main.rs.)

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{
    FULLY, LISTEN, PARTLY, SERIOUS, begin_relations, expect_clean, expect_saved, expect_screen, jump,
    open_file, to_report,
};

const KEPT: &str = "Deze browser bewaart je antwoorden voor dit bestand.";

/// F45: kept over a reload and in a new window. F46: what another file has left in the shared store does no harm.
/// F47: it says how answers are kept, and offers the backup with the report.
pub async fn kept_and_taken_along(page: Page) -> Result<()> {
    page.open("/").await?;
    let rubbish = "for (let n = 0; n < 200; n++) localStorage.setItem(`andere-${n}`, '\\u0000{');
        localStorage.setItem('netwerkspiegel.journal.a', 'rommel');
        localStorage.setItem('netwerkspiegel.pending.rommel', '[1, null]');
        localStorage.setItem('netwerkspiegel.setting.language', '{')";
    page.execute(rubbish, vec![]).await?;
    page.reload().await?;
    page.expect_text(KEPT).await?;
    page.absent(Role::Link, Name::starts("Neem de app mee")).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    let address = page.url().await?;
    assert!(address.starts_with("file://"), "{address}");
    let other = page.new_window().await?;
    other.open(&address).await?;
    other.expect_chosen(LISTEN, Some(PARTLY)).await?;

    to_report(&page, "Langer Thuis").await?;
    page.expect_text(KEPT).await?;
    page.click(Role::Button, "Bewaar als bestand").await?;
    let backup = page.download().await?;
    assert!(backup.name.starts_with("netwerkspiegel-backup-"), "{}", backup.name);
    let count = page.execute(
        "return Object.keys(localStorage).filter((key) => key.startsWith('andere-')).length",
        vec![],
    );
    assert_eq!(count.await?, serde_json::json!(200), "another file's keys were touched");
    expect_clean(&page).await?;

    // F47: elsewhere on the disk, as good as new: the backup brings it all back.
    page.click(Role::Link, "Netwerkspiegel, naar het begin").await?;
    page.click(Role::Button, "Wis alles van Netwerkspiegel").await?;
    page.click(Role::Button, "Ja, wis alles").await?;
    page.expect_status(Name::has("Alles is gewist.")).await?;
    open_file(&page, &backup.name, &backup.bytes).await?;
    expect_screen(&page, "Zo zie jij Langer Thuis").await?;
    page.click(Role::Link, "Terug naar Nakijken en onderwerpen kiezen").await?;
    jump(&page, "Gelijkwaardigheid", "Gelijkwaardigheid").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await
}
