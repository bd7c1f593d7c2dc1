//! Measuring again in the browser: one person's then and now, and a group's. Knows the app's words in Dutch.

use netwerkspiegel::again::{LookBack, PairingCode};
use netwerkspiegel::exchange::link::code;
use netwerkspiegel::exchange::parcel::{Kind, encode_session};
use netwerkspiegel::instrument::Instrument;
use netwerkspiegel::session::{Session, SessionId};

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::session::{
    COLLECT, REVEAL, begin_session, code_of, desk, expect_read, handed, in_link, invite, paste, to_hand_in,
};
use crate::steps::{
    FULLY, LISTEN, PARTLY, SERIOUS, begin_relations, expect_clean, expect_saved, expect_screen, jump,
    to_report,
};

const BEGIN: &str = "Begin een nieuwe meting";
const THEN_AND_NOW: &str = "Toen en nu";
const CLEAR: &str = "Wis dit antwoord";

async fn answer(page: &Page, option: &str) -> Result<()> {
    for statement in [SERIOUS, LISTEN] {
        page.choose(statement, option).await?;
    }
    expect_saved(page).await
}

/// Somebody measures twice. The second time nothing of the first is shown but in the report, and what is said looking back
/// stands beside the figures there.
pub async fn alone(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    answer(&page, PARTLY).await?;
    jump(&page, "Nakijken", "Kijk je antwoorden na").await?;
    page.absent(Role::Heading, "Terugkijken").await?;
    page.tick("Gelijkwaardigheid", true).await?;
    to_report(&page, "Langer Thuis").await?;
    page.absent(Role::Heading, THEN_AND_NOW).await?;
    page.type_into("Wat ga ik doen?", "Ik bel Anja.").await?;
    page.within(Role::Region, "Opnieuw meten").click(Role::Button, BEGIN).await?;

    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_chosen(SERIOUS, None).await?;
    answer(&page, FULLY).await?;
    jump(&page, "Nakijken", "Kijk je antwoorden na").await?;
    let looking_back = page.within(Role::Region, "Terugkijken");
    looking_back.choose("Gelijkwaardigheid", "Beter").await?;
    let step = Name::has("Je stap van de vorige keer: Ik bel Anja.");
    looking_back.choose(step, "Gedaan").await?;
    // Each can be cleared, and given again.
    for (question, given) in [("Gelijkwaardigheid", "Beter"), ("Ik bel Anja.", "Mee bezig")] {
        let group = looking_back.within(Role::Group, Name::has(question));
        group.click(Role::Button, CLEAR).await?;
        group.absent(Role::Button, CLEAR).await?;
        looking_back.expect_chosen(Name::has(question), None).await?;
        looking_back.choose(Name::has(question), given).await?;
    }
    expect_saved(&page).await?;
    page.reload().await?;
    page.within(Role::Region, "Terugkijken").expect_chosen("Gelijkwaardigheid", Some("Beter")).await?;
    to_report(&page, "Langer Thuis").await?;
    let then = page.within(Role::Region, THEN_AND_NOW);
    for words in [
        "Duidelijk hoger dan de vorige keer: Gelijkwaardigheid.",
        "Terugkijkend zei je: beter.",
        "Rond ‘voor een deel’",
        "Rond ‘helemaal’",
        "Ik bel Anja.",
        "Mee bezig",
    ] {
        then.expect_text(words).await?;
    }
    page.within(Role::Region, "Meenemen").click(Role::Button, "Bewaar het rapport").await?;
    assert!(page.download().await?.text()?.contains(THEN_AND_NOW));

    // What is under way is asked about again.
    page.within(Role::Region, "Opnieuw meten").click(Role::Button, BEGIN).await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    jump(&page, "Nakijken", "Kijk je antwoorden na").await?;
    let looking_back = page.within(Role::Region, "Terugkijken");
    looking_back.choose(Name::has("Je stap van eerder: Ik bel Anja."), "Gedaan").await?;
    expect_saved(&page).await?;
    expect_clean(&page).await
}

/// Two sessions whose networks are not called the same, in which the same people agreed to be paired, and an agreement between them.
pub async fn group(page: Page) -> Result<()> {
    collected(&page, "Langer Thuis", "", 2).await?;
    desk(&page, "Verslag").await?;
    let topic = page.within(Role::Group, "Gelijkwaardigheid");
    topic.type_into("Wat gaan we doen?", "Elke maand lunchen.").await?;
    expect_saved(&page).await?;

    collected(&page, "Langer Thuis Zuid", "", 4).await?;
    page.expect_title("Groepsbeeld – Langer Thuis Zuid – Netwerkspiegel").await?;
    page.absent(Role::Heading, THEN_AND_NOW).await?;
    page.click(Role::Summary, "Vergelijk met een eerdere bijeenkomst").await?;
    page.click(Role::Radio, "Langer Thuis").await?;
    let then = page.within(Role::Region, THEN_AND_NOW);
    for words in [
        "Twee metingen: Langer Thuis en Langer Thuis Zuid. Kijk of dat hetzelfde netwerk is.",
        "Duidelijk hoger dan de vorige keer: Gelijkwaardigheid.",
        "De vergelijking gaat over de 5 mensen die beide keren meededen en dat goedvonden.",
        "Rond ‘een klein beetje’",
        "Rond ‘voor een groot deel’",
        "5 mensen keken zelf terug: 5 zeiden ‘beter’.",
    ] {
        then.expect_text(words).await?;
    }
    desk(&page, "Verslag").await?;
    page.choose(Name::has("Elke maand lunchen."), "Mee bezig").await?;
    expect_saved(&page).await?;
    page.within(Role::Region, "Eerdere afspraken").expect_text("Gelijkwaardigheid: mee bezig").await?;

    // The earlier session is removed: that is told, and what was said looking back stays.
    page.open("/#/trainer").await?;
    let sessions = page.within(Role::Region, "Je bijeenkomsten");
    sessions.click(Role::Button, "Verwijder Langer Thuis").await?;
    sessions.absent(Role::Link, "Open Langer Thuis").await?;
    sessions.click(Role::Link, "Open Langer Thuis Zuid").await?;
    desk(&page, "Groepsbeeld").await?;
    let then = page.within(Role::Region, THEN_AND_NOW);
    then.expect_text("Bij deze bijeenkomst hoort een eerdere, die niet in deze browser staat.").await?;
    then.expect_text("5 mensen keken zelf terug: 5 zeiden ‘beter’.").await?;
    desk(&page, "Verslag").await?;
    let before = page.within(Role::Region, "Eerdere afspraken");
    before
        .expect_text("Open het bestand van die bijeenkomst: dan staan de afspraken van toen hier weer.")
        .await?;
    expect_clean(&page).await
}

/// Two sessions of one network on two days: its agreements are in the minutes, though no figures are compared.
pub async fn agreed(page: Page) -> Result<()> {
    for (day, agreement) in [("2026-03-10", "Elke maand lunchen."), ("2026-11-21", "")] {
        collected(&page, "Langer Thuis", day, 4).await?;
        desk(&page, "Verslag").await?;
        if !agreement.is_empty() {
            page.absent(Role::Heading, "Eerdere afspraken").await?;
            page.within(Role::Group, "Gelijkwaardigheid").type_into("Wat gaan we doen?", agreement).await?;
            expect_saved(&page).await?;
        }
    }
    page.choose(Name::has("Elke maand lunchen."), "Gedaan").await?;
    expect_saved(&page).await?;
    page.within(Role::Region, "Eerdere afspraken").expect_text("Gelijkwaardigheid: gedaan").await?;
    expect_clean(&page).await
}

/// The list on the start begins a new measurement too; not of one that has no answers.
pub async fn listed(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    // WebKit may take nothing for many seconds after a page was left in the middle of a write (store.rs).
    expect_saved(&page).await?;
    page.open("/").await?;
    let lists = page.within(Role::Region, "Jouw vragenlijsten");
    lists.find(Role::Link, "Open Langer Thuis").await?;
    lists.absent(Role::Button, "Begin een nieuwe meting van Langer Thuis").await?;
    lists.click(Role::Link, "Open Langer Thuis").await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    answer(&page, PARTLY).await?;
    page.open("/").await?;
    // A network that is typed is offered too, however it is written; half a name is not.
    let form = page.within(Role::Region, "Begin een vragenlijst");
    form.type_into("Over welk netwerk gaat het?", "langer").await?;
    form.absent(Role::Button, "Begin een nieuwe meting van Langer Thuis").await?;
    form.type_into("Over welk netwerk gaat het?", "LANGER  thuis").await?;
    form.click(Role::Button, "Begin een nieuwe meting van Langer Thuis").await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_chosen(SERIOUS, None).await?;
    answer(&page, FULLY).await?;
    to_report(&page, "Langer Thuis").await?;
    page.within(Role::Region, THEN_AND_NOW)
        .expect_text("Duidelijk hoger dan de vorige keer: Gelijkwaardigheid.")
        .await?;
    expect_clean(&page).await
}

/// Somebody is invited a second time, and says that the measurement that is here is theirs: they look back, and what they
/// say goes along.
pub async fn invited(page: Page) -> Result<()> {
    accept(&page, 7, "Begin met invullen").await?;
    answer(&page, PARTLY).await?;
    jump(&page, "Nakijken", "Kijk je antwoorden na").await?;
    page.tick("Gelijkwaardigheid", true).await?;
    expect_saved(&page).await?;

    accept(&page, 8, "Ja, begin een nieuwe meting").await?;
    page.expect_chosen(SERIOUS, None).await?;
    answer(&page, FULLY).await?;
    jump(&page, "Nakijken", "Kijk je antwoorden na").await?;
    page.within(Role::Region, "Terugkijken").choose("Gelijkwaardigheid", "Beter").await?;
    to_report(&page, "Langer Thuis").await?;
    page.find(Role::Heading, THEN_AND_NOW).await?;
    to_hand_in(&page).await?;
    page.expect_text("Gelijkwaardigheid: beter.").await?;
    page.expect(Role::Checkbox, Name::starts("Wat ik terugkijkend zei"), "ticked", |box_| box_.checked)
        .await?;
    expect_clean(&page).await
}

/// Opens the invitation to this session, and goes on by this button.
async fn accept(page: &Page, session: u128, button: &str) -> Result<()> {
    let session = Session {
        network: "Langer Thuis".to_owned(),
        modules: vec!["relaties"],
        ..Session::new(Instrument::shipped(), SessionId(session))
    };
    let code = code(Kind::Session, &encode_session(Instrument::shipped(), &session));
    page.open("/#/sources").await?;
    expect_screen(page, "Bronnen").await?;
    page.open(&format!("/#{code}")).await?;
    expect_screen(page, "Uitnodiging voor Langer Thuis").await?;
    page.click(Role::Button, button).await?;
    expect_screen(page, "Gelijkwaardigheid").await
}

/// A session on this day, if any, that shows its picture: five people, each with a code of their own, all of whom give this
/// answer.
async fn collected(page: &Page, network: &str, day: &str, rating: i64) -> Result<()> {
    begin_session(page, network).await?;
    if !day.is_empty() {
        page.set_day("Datum", day).await?;
    }
    let session = in_link(&invite(page).await?)?;
    page.click(Role::Link, "Naar de inzendingen").await?;
    expect_screen(page, COLLECT).await?;
    let codes = (1..=5_u8).map(|person| {
        let mut handed = handed(&session, u128::from(person), rating, 1);
        handed.response.apply(PairingCode(person.into()).change());
        handed.response.apply(LookBack::Better.on("equal-standing"));
        code_of(&handed)
    });
    paste(page, &codes.collect::<Vec<_>>().join("\n")).await?;
    expect_read(page, 5, &["Toegevoegd 5 inzendingen."]).await?;
    desk(page, "Groepsbeeld").await?;
    page.click(Role::Button, REVEAL).await?;
    page.find(Role::Button, "Print het groepsbeeld").await.map(|_| ())
}
