//! The whole app as one file, opened from disk: F45 to F47. Knows nothing of the report. (Almost every
//! other journey is run from disk as well, see `NOT_THERE` in main.rs.)

use netwerkspiegel::text::Lang;
use netwerkspiegel::text::group::GroupText;
use netwerkspiegel::text::report::ReportText;
use netwerkspiegel::text::session::SessionText;

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::session::{code_of, handed, in_link, read_aloud};
use crate::steps::{
    FULLY, LISTEN, PARTLY, SERIOUS, STOPPED, begin_relations, expect_alert, expect_clean, expect_saved,
    expect_screen, jump, open_file, to_report,
};

const KEPT: &str = "Deze browser bewaart voor dit bestand wat je invult en verzamelt.";
const SHARED: &str = "kunnen ook andere HTML-bestanden op dit apparaat erbij.";

/// F45: kept over a reload and in a new window. F46: what another file has left in the shared store does no harm.
/// F47: it says how answers are kept, and offers the backup with the report.
pub async fn kept_and_taken_along(page: Page) -> Result<()> {
    page.open("/paper.html").await?;
    let rubbish = "for (let n = 0; n < 1000; n++) localStorage.setItem(`andere-${n}`, '\\u0000{');
        for (let n = 0; n < 1000; n++) localStorage.setItem(`netwerkspiegel.andere-${n}`, '[{');
        for (let n = 0; n < 100; n++) localStorage.setItem(`netwerkspiegel.pending.${n}`, `[\"{${n}`);
        localStorage.setItem('netwerkspiegel.journal.a', 'rommel');
        localStorage.setItem('netwerkspiegel.pending.rommel', '[1, null]');
        localStorage.setItem('netwerkspiegel.setting.language', '{')";
    page.execute(rubbish, vec![]).await?;
    page.open("/").await?;
    page.expect_text(KEPT).await?;
    page.expect_text(SHARED).await?;
    page.absent(Role::Link, Name::starts("Neem de app mee")).await?;
    for (address, heading) in [("/#/trainer", "Voor trainers"), ("/#/logbook", "Logboek van een netwerk")] {
        page.open(address).await?;
        expect_screen(&page, heading).await?;
        page.expect_text(KEPT).await?;
        page.find(Role::Button, "Bewaar als bestand").await?;
    }
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
    assert_eq!(count.await?, serde_json::json!(1000), "another file's keys were touched");
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

/// F14: a browser that cannot unpack what is inside says so, and has the questionnaire on paper.
pub async fn not_unpacked(page: Page) -> Result<()> {
    let whole = page.server().file("/netwerkspiegel.html").ok_or("dist/ has no netwerkspiegel.html")?;
    let older = "<head><script>delete window.DecompressionStream;</script>";
    page.server().put("/netwerkspiegel.html", String::from_utf8(whole)?.replacen("<head>", older, 1));
    page.open("/").await?;
    expect_alert(&page, STOPPED).await?;
    page.find(Role::Link, Name::starts("Vragenlijst op papier")).await?;
    Ok(())
}

/// A session between people who have nothing but the file, in English: a code goes out, and codes come back.
pub async fn session(trainer: Page) -> Result<()> {
    let (text, group) = (SessionText::of(Lang::En), GroupText::of(Lang::En));
    let participant = trainer.somebody_else().await?;
    for page in [&trainer, &participant] {
        page.open("/").await?;
        page.click(Role::Link, "English").await?;
    }
    trainer.open("/#/trainer").await?;
    expect_screen(&trainer, text.trainer_title).await?;
    trainer.click(Role::Button, text.new_session).await?;
    expect_screen(&trainer, text.prepare_title).await?;
    trainer.type_into(text.network_label, "Warm Homes").await?;
    trainer.tick(Name::starts("The basics"), false).await?;
    trainer.click(Role::Button, text.make_invitation).await?;
    trainer.expect_focus(Role::Heading, text.invitation).await?;
    // Nobody knows where the app is hosted, so there is no link until the trainer says so.
    trainer.absent(Role::Button, text.copy_link).await?;
    trainer.expect_text(text.session_code).await?;
    trainer.type_into(text.address_label, "https://example.org/mirror/").await?;
    trainer.find(Role::Button, text.copy_link).await?;
    let said = trainer.visible_text().await?;
    let link = said.split_whitespace().find(|word| word.starts_with("https://example.org/mirror/#S1"));
    let link = link.ok_or("no link with the address that was typed")?;
    let session = in_link(link)?;
    let code = link.trim_start_matches("https://example.org/mirror/#");

    participant.open("/#/code").await?;
    expect_screen(&participant, text.enter_title).await?;
    participant.type_into(text.code_label, code).await?;
    participant.click(Role::Button, text.open_code).await?;
    expect_screen(&participant, (text.invited_title)("Warm Homes").as_str()).await?;
    participant.click(Role::Button, text.begin).await?;
    expect_screen(&participant, "Equal standing").await?;
    participant.choose("In this network, parties take each other seriously.", "Completely").await?;
    let parts = participant.within(Role::Navigation, "Parts");
    parts.click(Role::Link, Name::starts("Your report")).await?;
    expect_screen(&participant, "How you see Warm Homes").await?;
    participant.click(Role::Link, text.hand_in_title).await?;
    participant.click(Role::Button, text.make).await?;
    participant.expect_focus(Role::Heading, text.carriers).await?;
    let rows = participant.within(Role::Region, text.carriers).within(Role::List, Name::any());
    let own = read_aloud(&rows.visible_text().await?);
    expect_clean(&participant).await?;

    trainer.click(Role::Link, text.to_collect).await?;
    expect_screen(&trainer, text.collect_title).await?;
    let others: Vec<String> = (1..=4).map(|number| code_of(&handed(&session, number, 2, 1))).collect();
    trainer.type_into(text.paste_label, &format!("{}\n{}", others.join("\n"), own)).await?;
    trainer.click(Role::Button, text.add_pasted).await?;
    trainer.expect_status(Name::has(&(text.enough)(5))).await?;
    // WebKit may take nothing for many seconds after a page was left in the middle of a write (store.rs).
    trainer.expect_status(Name::has(ReportText::of(Lang::En).saved)).await?;
    trainer.reload().await?;
    trainer.expect_status(Name::has(&(text.enough)(5))).await?;
    trainer.click(Role::Link, text.open_group).await?;
    trainer.click(Role::Button, text.reveal).await?;
    expect_screen(&trainer, (group.group_title)("Warm Homes").as_str()).await?;
    trainer.expect_text(&(group.handed_in)(5)).await?;
    trainer.click(Role::Link, text.to_minutes).await?;
    expect_screen(&trainer, ReportText::of(Lang::En).minutes_title).await?;
    let topic = trainer.within(Role::Group, "Equal standing");
    topic.type_into(text.notes_label, "Small parties speak first.").await?;
    trainer.click(Role::Button, text.save_session).await?;
    let kept = trainer.download().await?.text()?;
    assert!(kept.contains("Small parties speak first."), "{kept}");
    expect_clean(&trainer).await
}
