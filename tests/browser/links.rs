//! Links of a session that come through well, badly, or from somebody who means no good: F25 to F30 of the faults the app
//! must stand. Every mangling and every cut is tested natively; here a person opens some of them.

use netwerkspiegel::crc::crc32;
use netwerkspiegel::exchange::link::code;
use netwerkspiegel::exchange::parcel::{Kind, encode_session};
use netwerkspiegel::instrument::Instrument;
use netwerkspiegel::session::{Mailbox, Session, SessionId};

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::session::{COLLECT, code_of, handed, prepared, to_hand_in};
use crate::steps::{
    A_LITTLE, FULLY, SERIOUS, begin, begin_relations, expect_clean, expect_saved, expect_screen, jump,
    to_report,
};

const INVITED: &str = "Uitnodiging voor Langer Thuis";
const FAULT: &str = "Deze link werkt niet";
const UNCHANGED: &str = "Aan je antwoorden is niets veranderd.";
const BEGIN: &str = "Begin met invullen";
const CODE_PAGE: &str = "Open een uitnodiging";

fn session(number: u128, network: &str) -> Session {
    Session {
        network: network.to_owned(),
        modules: vec!["relaties"],
        ..Session::new(Instrument::shipped(), SessionId(number))
    }
}

fn code_for(session: &Session) -> String {
    code(Kind::Session, &encode_session(Instrument::shipped(), session))
}

/// Opens this in the address, from a page that is none of a session.
async fn open(page: &Page, fragment: &str) -> Result<()> {
    page.open("/#/sources").await?;
    expect_screen(page, "Bronnen").await?;
    page.open(&format!("/#{fragment}")).await
}

/// Pastes this on the page for a link or a code.
async fn type_over(page: &Page, text: &str) -> Result<()> {
    page.open("/#/code").await?;
    expect_screen(page, CODE_PAGE).await?;
    page.type_into("Link of code", text).await?;
    page.click(Role::Button, "Open").await
}

/// F25: what mailers, chats and people make of a link opens all the same.
pub async fn mangled(page: Page) -> Result<()> {
    let whole = code_for(&session(7, "Langer Thuis"));
    let link = format!("https://netwerkspiegel.voorbeeld.nl/#{whole}");
    let spaced: Vec<String> = whole.chars().map(String::from).collect();
    let in_fours: Vec<String> = spaced.chunks(4).map(|group| group.concat()).collect();
    for address in [
        whole.clone(),
        whole.to_lowercase(),
        format!("{whole}&fbclid=IwAR3x"),
        format!("{whole})."),
        in_fours.join("%20"),
        whole.replace('1', "%31").replace('S', "%2553"),
    ] {
        open(&page, &address).await?;
        expect_screen(&page, INVITED).await.map_err(|why| format!("{address}: {why}"))?;
    }
    for text in [
        link.clone(),
        in_fours.join(" ").to_lowercase(),
        whole.replace('0', "O").replace('1', "l"),
        format!("{}\n  {}", &link[..60], &link[60..]),
        format!("https://eur01.safelinks.protection.outlook.com/?url={}&data=05", link.replace('#', "%23")),
        format!("<{link}>"),
    ] {
        type_over(&page, &text).await?;
        expect_screen(&page, INVITED).await.map_err(|why| format!("{text}: {why}"))?;
    }
    expect_clean(&page).await
}

/// F26, F27: cut, altered, of a newer version, for nothing, too long: what is wrong is said, and no answer is changed.
pub async fn refused(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Buurtnetwerk").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let address = page.url().await?;
    let whole = code_for(&session(7, "Langer Thuis"));
    let of = whole.len();
    let cut = |length: usize| {
        (
            whole[..length].to_owned(),
            format!("De link of code is niet compleet: er zijn {length} van de {of} tekens."),
        )
    };
    let mut altered = whole.clone().into_bytes();
    altered.swap(of / 2, of / 2 + 1);
    let altered = String::from_utf8(altered)?;
    assert_ne!(altered, whole, "two neighbours that are the same");
    let bytes = encode_session(Instrument::shipped(), &session(7, "Langer Thuis"));
    let (mut newer, mut unknown) = (bytes.clone(), bytes.clone());
    newer[1] = 2;
    let place = bytes.windows(8).position(|part| part == b"relaties").ok_or("no module in the bytes")?;
    unknown[place..place + 8].copy_from_slice(b"morgenxx");
    for (fragment, why) in [
        cut(of - 1),
        cut(of / 2),
        (altered, "In de link of code is onderweg iets veranderd.".to_owned()),
        (
            code(Kind::Session, &sealed(newer)),
            "De link of code is gemaakt met een nieuwere versie".to_owned(),
        ),
        (code(Kind::Session, &sealed(unknown)), "De uitnodiging vraagt om een onderdeel".to_owned()),
        ("hoi".to_owned(), "In deze tekst staat geen link of code van Netwerkspiegel.".to_owned()),
    ] {
        open(&page, &fragment).await?;
        expect_screen(&page, FAULT).await?;
        page.expect_text(&why).await?;
        page.expect_text(UNCHANGED).await?;
    }
    // The whole one, typed over where the fault was told.
    page.type_into("Link of code", &whole).await?;
    page.click(Role::Button, "Open").await?;
    expect_screen(&page, INVITED).await?;
    page.execute("location.hash = 'S1' + 'A'.repeat(1e6)", vec![]).await?;
    expect_screen(&page, FAULT).await?;
    page.open(&address).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    expect_clean(&page).await
}

/// The bytes with a check that fits them, as a newer version would write them.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 4;
    let check = crc32(&bytes[..end]).to_be_bytes();
    bytes[end..].copy_from_slice(&check);
    bytes
}

/// F28: what a session says is only text, and mail goes to the one address that stands on the page.
pub async fn hostile(page: Page) -> Result<()> {
    let hostile = Session {
        title: "<img src=x onerror=alert(1)>".to_owned(),
        host: "<b>Anja</b> javascript:alert(1)".to_owned(),
        intro: "<script>alert(1)</script>\n[hier](javascript:alert(1))".to_owned(),
        reply_to: Mailbox::parse("anja@voorbeeld.nl"),
        ..session(8, "Zuid & \"Noord\"")
    };
    page.open(&format!("/#{}", code_for(&hostile))).await?;
    expect_screen(&page, "Uitnodiging voor Zuid & \"Noord\"").await?;
    page.expect_text("De uitnodiging komt van <b>Anja</b> javascript:alert(1).").await?;
    page.expect_text("<script>alert(1)</script> [hier](javascript:alert(1))").await?;
    page.absent(Role::Img, Name::any()).await?;
    page.click(Role::Button, BEGIN).await?;
    page.choose(SERIOUS, FULLY).await?;
    jump(&page, "Nakijken", "Kijk je antwoorden na").await?;
    to_report(&page, "Zuid & \"Noord\"").await?;
    to_hand_in(&page).await?;
    page.expect_text("<img src=x onerror=alert(1)>").await?;
    page.click(Role::Button, "Maak mijn inzending").await?;
    let mail = page.find(Role::Link, "Mail de code").await?.href;
    let (to, rest) = mail.split_once('?').ok_or("no subject")?;
    assert_eq!(to, "mailto:anja@voorbeeld.nl");
    let names: Vec<&str> = rest.split('&').filter_map(|part| part.split('=').next()).collect();
    assert_eq!(names, ["subject", "body"], "{mail}");
    page.expect_text("De mail gaat naar anja@voorbeeld.nl.").await?;
    expect_clean(&page).await
}

/// F29: a link of another session while answers exist. It asks, and the two are kept apart.
pub async fn other_session(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Buurtnetwerk").await?;
    page.choose(SERIOUS, A_LITTLE).await?;
    expect_saved(&page).await?;
    let (first, second) = (code_for(&session(7, "Langer Thuis")), code_for(&session(8, "Zorg Zuid")));

    // In the middle of a questionnaire, as when somebody clicks in a chat.
    page.execute("location.hash = arguments[0]", vec![first.clone().into()]).await?;
    expect_screen(&page, INVITED).await?;
    page.expect_text("Heb je deze vragenlijst al ingevuld?").await?;
    page.find(Role::Button, Name::starts("Gebruik Buurtnetwerk")).await?;
    page.click(Role::Button, BEGIN).await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_chosen(SERIOUS, None).await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;

    // The other session uses the list that was there before.
    let other = page.new_window().await?;
    other.open(&format!("/#{second}")).await?;
    expect_screen(&other, "Uitnodiging voor Zorg Zuid").await?;
    other.absent(Role::Button, Name::starts("Gebruik Langer Thuis")).await?;
    other.click(Role::Button, Name::starts("Gebruik Buurtnetwerk")).await?;
    expect_screen(&other, "Gelijkwaardigheid").await?;
    other.expect_chosen(SERIOUS, Some(A_LITTLE)).await?;
    expect_saved(&other).await?;

    // Each link finds its own list again.
    for (code, heading, go_on, answer) in [
        (&first, INVITED, "Ga verder met Langer Thuis", FULLY),
        (&second, "Uitnodiging voor Zorg Zuid", "Ga verder met Buurtnetwerk", A_LITTLE),
    ] {
        open(&other, code).await?;
        expect_screen(&other, heading).await?;
        other.absent(Role::Button, BEGIN).await?;
        other.click(Role::Button, go_on).await?;
        other.expect_chosen(SERIOUS, Some(answer)).await?;
    }
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    expect_clean(&other).await
}

/// F30: a link with what somebody handed in. It asks first, and the address forgets it; without its session it is told
/// where it belongs.
pub async fn handed_in(page: Page) -> Result<()> {
    let (session, _) = prepared(&page, "Langer Thuis").await?;
    let came = "Een inzending";
    let link = format!("/#{}", code_of(&handed(&session, 1, 4, 1)));
    page.open(&link).await?;
    expect_screen(&page, came).await?;
    page.click(Role::Button, "Nu niet").await?;
    expect_screen(&page, COLLECT).await?;
    page.expect_status(Name::has("Er zijn nog geen inzendingen.")).await?;
    page.open(&link).await?;
    expect_screen(&page, came).await?;
    let fragment = page.execute("return location.hash", vec![]).await?;
    assert_eq!(fragment, "#/trainer");
    page.click(Role::Button, "Voeg toe").await?;
    page.expect_status(Name::has("Er is 1 inzending.")).await?;
    for _ in 0..3 {
        page.back().await?;
        let address = page.url().await?;
        assert!(!address.contains("R1"), "{address}");
    }
    let elsewhere = format!("/#{}", code_of(&handed(&self::session(9, ""), 1, 4, 1)));
    page.open(&elsewhere).await?;
    page.expect_text("voor een bijeenkomst die niet in deze browser staat").await?;
    page.absent(Role::Button, "Voeg toe").await?;
    expect_clean(&page).await
}

/// A list that was filled in for itself may be handed in to no session.
pub async fn without_a_session(page: Page) -> Result<()> {
    page.open("/").await?;
    begin(&page, "Buurtnetwerk", &["Relaties"]).await?;
    page.choose(SERIOUS, FULLY).await?;
    jump(&page, "Nakijken", "Kijk je antwoorden na").await?;
    to_report(&page, "Buurtnetwerk").await?;
    page.absent(Role::Region, "Inleveren").await?;
    let address = page.url().await?.replace("/report", "/hand-in");
    page.open(&address).await?;
    page.expect_text("Deze vragenlijst hoort niet bij een bijeenkomst.").await?;
    page.click(Role::Link, CODE_PAGE).await?;
    expect_screen(&page, CODE_PAGE).await
}
