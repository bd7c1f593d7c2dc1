//! What is answered stays: over a reload, a closed window, another tab, a second visit; and goes when it is told to.
//! Knows nothing of the report.

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{
    A_LITTLE, ACCOUNT, FULLY, LISTEN, MOSTLY, PARTLY, SERIOUS, begin, begin_relations, erase_everything,
    expect_clean, expect_saved, expect_screen, jump, look_again, open_file, storage_keys, to_report,
};

const HOME: &str = "Netwerkspiegel, naar het begin";
const START: &str = "Kijk naar je netwerk";

/// A reload comes back to the same screen; Back and Forward of the browser go from screen to screen.
pub async fn over_a_reload(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.choose(LISTEN, A_LITTLE).await?;
    page.click(Role::Link, "Verder naar Respect").await?;
    expect_screen(&page, "Respect").await?;
    page.choose(ACCOUNT, PARTLY).await?;
    page.reload().await?;
    expect_screen(&page, "Respect").await?;
    page.expect_chosen(ACCOUNT, Some(PARTLY)).await?;

    page.back().await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_title("Gelijkwaardigheid – Langer Thuis – Netwerkspiegel").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.expect_chosen(LISTEN, Some(A_LITTLE)).await?;
    page.back().await?;
    expect_screen(&page, START).await?;
    page.forward().await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.forward().await?;
    expect_screen(&page, "Respect").await?;
    page.expect_chosen(ACCOUNT, Some(PARTLY)).await?;
    expect_clean(&page).await
}

/// More than a field holds: what stands in it is what is kept, and that something was left out is said.
pub async fn full(page: Page) -> Result<()> {
    let field = "Wanneer liep de samenwerking echt goed, en waardoor kwam dat?";
    begin_relations(&page, "/", "Langer Thuis").await?;
    // What says so comes with the report.
    to_report(&page, "Langer Thuis").await?;
    page.click(Role::Link, "Terug naar Nakijken en onderwerpen kiezen").await?;
    jump(&page, "In je eigen woorden", "Relaties: in je eigen woorden").await?;
    page.click(Role::Textbox, field).await?;
    // What a person pastes.
    page.execute("document.execCommand('insertText', false, 'a'.repeat(4100))", vec![]).await?;
    page.expect_status(Name::has(
        "In dit veld passen 4000 tekens. Wat er niet meer in past, is niet bewaard.",
    ))
    .await?;
    expect_saved(&page).await?;
    page.reload().await?;
    let kept = Some("a".repeat(4000).into());
    page.expect(Role::Textbox, field, "as full as it can be", move |field| field.value == kept).await
}

/// F02: the window goes in the very moment of an answer. Nobody waits for anything to be saved.
pub async fn closed_at_a_click(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    let address = page.url().await?;
    for (first, second) in [(FULLY, A_LITTLE), (PARTLY, MOSTLY), (A_LITTLE, FULLY)] {
        // Nobody else may carry the answer on.
        page.open("/paper.html").await?;
        let other = page.new_window().await?;
        other.open(&address).await?;
        other.within(Role::Group, SERIOUS).click(Role::Radio, first).await?;
        other.within(Role::Group, LISTEN).click(Role::Radio, second).await?;
        other.close().await?;
        page.open(&address).await?;
        page.expect_chosen(SERIOUS, Some(first)).await?;
        page.expect_chosen(LISTEN, Some(second)).await?;
    }
    Ok(())
}

/// F03: a browser that keeps nothing: the app says so, all of it works, and a file saves the answers.
pub async fn refused(page: Page) -> Result<()> {
    let notice = "Niet bewaard Deze browser kan nu niets bewaren.";
    page.open("/").await?;
    page.expect_text(notice).await?;
    begin(&page, "Langer Thuis", &["Relaties"]).await?;
    page.choose(SERIOUS, FULLY).await?;
    page.expect_status(Name::has("Wordt niet bewaard op dit apparaat.")).await?;
    page.expect_text(notice).await?;
    page.click(Role::Link, "Verder naar Respect").await?;
    page.choose(ACCOUNT, PARTLY).await?;
    to_report(&page, "Langer Thuis").await?;
    page.expect_text("Je liet 22 vragen open.").await?;
    page.expect_text(notice).await?;

    page.click(Role::Button, "Bewaar als bestand").await?;
    let backup = page.download().await?;
    assert!(backup.name.starts_with("netwerkspiegel-backup-20"), "{}", backup.name);
    assert_eq!(page.errors().await?, Vec::<String>::new());

    // In the next window all is gone, as was said; the file brings it back.
    let next = page.new_window().await?;
    next.open("/").await?;
    expect_screen(&next, START).await?;
    next.absent(Role::Link, Name::has("Langer Thuis")).await?;
    open_file(&next, &backup.name, &backup.bytes).await?;
    expect_screen(&next, "Zo zie jij Langer Thuis").await?;
    next.click(Role::Link, "Terug naar Nakijken en onderwerpen kiezen").await?;
    jump(&next, "Gelijkwaardigheid", "Gelijkwaardigheid").await?;
    next.expect_chosen(SERIOUS, Some(FULLY)).await
}

/// Two questionnaires beside each other; another name; deleted and brought back; everything erased.
pub async fn two_networks(page: Page) -> Result<()> {
    page.open("/").await?;
    page.execute("localStorage.setItem('andere-app', 'blijft')", vec![]).await?;
    begin(&page, "Langer Thuis", &["Relaties"]).await?;
    page.choose(SERIOUS, FULLY).await?;
    page.click(Role::Link, HOME).await?;
    begin(&page, "Wijkteam Noord", &["Relaties"]).await?;
    page.choose(SERIOUS, A_LITTLE).await?;
    page.choose(LISTEN, A_LITTLE).await?;

    page.click(Role::Link, HOME).await?;
    page.expect_text("1 van de 24 vragen ingevuld").await?;
    page.expect_text("2 van de 24 vragen ingevuld").await?;
    for (network, chosen) in [("Langer Thuis", FULLY), ("Wijkteam Noord", A_LITTLE)] {
        page.click(Role::Link, format!("Open {network}").as_str()).await?;
        page.expect_title(format!("Gelijkwaardigheid – {network} – Netwerkspiegel").as_str()).await?;
        page.expect_chosen(SERIOUS, Some(chosen)).await?;
        page.click(Role::Link, HOME).await?;
    }

    // Of one name: each has a name of its own in the list.
    begin(&page, "Wijkteam Noord", &["Relaties"]).await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.click(Role::Link, HOME).await?;
    page.find(Role::Link, "Open Wijkteam Noord").await?;
    page.find(Role::Link, "Open Wijkteam Noord, nummer 2").await?;
    page.click(Role::Button, "Andere naam voor Wijkteam Noord, nummer 2").await?;
    page.type_into("Nieuwe naam van het netwerk", "Derde netwerk").await?;
    page.click(Role::Button, "Bewaar de naam").await?;
    page.absent(Role::Link, "Open Wijkteam Noord, nummer 2").await?;

    page.click(Role::Button, "Andere naam voor Wijkteam Noord").await?;
    page.type_into("Nieuwe naam van het netwerk", "Wijkteam Zuid").await?;
    page.click(Role::Button, "Bewaar de naam").await?;
    page.find(Role::Link, "Open Wijkteam Zuid").await?;
    page.absent(Role::Link, "Open Wijkteam Noord").await?;

    page.click(Role::Button, "Verwijder Langer Thuis").await?;
    page.expect_status(Name::has("Langer Thuis is verwijderd.")).await?;
    page.absent(Role::Link, "Open Langer Thuis").await?;
    page.find(Role::Link, "Open Wijkteam Zuid").await?;
    page.click(Role::Button, "Maak ongedaan").await?;
    page.click(Role::Link, "Open Langer Thuis").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    let address = page.url().await?;
    page.click(Role::Link, HOME).await?;

    page.click(Role::Button, "Wis alles van Netwerkspiegel").await?;
    page.click(Role::Button, "Toch niet").await?;
    page.find(Role::Link, "Open Langer Thuis").await?;
    erase_everything(&page).await?;
    page.absent(Role::Link, Name::starts("Open ")).await?;
    assert_eq!(storage_keys(&page).await?, ["andere-app"]);
    page.reload().await?;
    expect_screen(&page, START).await?;
    page.absent(Role::Link, Name::starts("Open ")).await?;
    page.open(&address).await?;
    page.reload().await?;
    expect_screen(&page, "Deze pagina is er niet").await?;
    page.open(&format!("/#/{}/report", "f".repeat(32))).await?;
    page.expect_title("Deze pagina is er niet – Netwerkspiegel").await?;
    expect_screen(&page, "Deze pagina is er niet").await?;
    assert_eq!(page.errors().await?, Vec::<String>::new());
    Ok(())
}

/// Somebody else's host, a folder deep; and some days later the start page knows where one was.
pub async fn second_visit_in_a_folder(page: Page) -> Result<()> {
    let folder = "/elders/netwerk/";
    begin_relations(&page, folder, "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.click(Role::Link, "Verder naar Respect").await?;
    page.choose(ACCOUNT, PARTLY).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    expect_screen(&page, "Respect").await?;
    page.expect_chosen(ACCOUNT, Some(PARTLY)).await?;

    let later = page.new_window().await?;
    page.close().await?;
    later.open(folder).await?;
    later
        .expect_text("Hier was je Langer Thuis: Relaties, onderwerp 2 van 7. Nog ongeveer 5 minuten.")
        .await?;
    later.click(Role::Link, "Ga verder met Respect").await?;
    expect_screen(&later, "Respect").await?;
    later.expect_chosen(ACCOUNT, Some(PARTLY)).await?;
    later.expect_url(Name::has(folder)).await?;
    expect_clean(&later).await?;
    let outside = |request: &String| !request.starts_with("GET /elders/netwerk/");
    let strays: Vec<String> = later.server().requests().into_iter().filter(outside).collect();
    assert_eq!(strays, Vec::<String>::new(), "asked outside the folder");
    Ok(())
}

/// The same questionnaire open twice.
pub async fn two_tabs(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    let address = page.url().await?;
    let other = page.new_window().await?;
    other.open(&address).await?;
    expect_screen(&other, "Gelijkwaardigheid").await?;
    other.choose(SERIOUS, FULLY).await?;
    expect_saved(&other).await?;
    look_again(&page).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    look_again(&other).await?;
    other.expect_chosen(LISTEN, Some(PARTLY)).await?;
    // The later answer counts in both.
    page.choose(SERIOUS, A_LITTLE).await?;
    expect_saved(&page).await?;
    look_again(&other).await?;
    other.expect_chosen(SERIOUS, Some(A_LITTLE)).await?;
    for tab in [&page, &other] {
        expect_saved(tab).await?;
        tab.reload().await?;
        tab.expect_chosen(SERIOUS, Some(A_LITTLE)).await?;
        tab.expect_chosen(LISTEN, Some(PARTLY)).await?;
    }
    // Erased in one, gone in the other.
    page.click(Role::Link, HOME).await?;
    erase_everything(&page).await?;
    look_again(&other).await?;
    other.absent(Role::Group, SERIOUS).await
}
