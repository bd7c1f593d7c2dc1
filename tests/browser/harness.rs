//! Proves the harness itself, on a small page of its own: the verbs do what they say, find.js tells the truth.
//! Knows nothing of the app, but that it has a policy.

use std::path::Path;
use std::time::Duration;

use crate::Result;
use crate::engine::Engine;
use crate::page::{Control, Name, Page, Role};

const PAGE: &str = include_str!("harness.html");
const SCRIPT: &str = include_str!("harness.page.js");

/// The strictest policy that the app will have, plus the page's own style element.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; \
    img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types default";

const SERIOUS: &str = "Partijen nemen elkaar serieus.";
const LISTEN: &str = "Partijen luisteren naar elkaar.";
const NAME: &str = "Hoe heet het netwerk?";
const STORY: &str = "Vertel het";

async fn open(page: &Page) -> Result<()> {
    page.server().header("Content-Security-Policy", POLICY);
    page.server().put("/proef.html", PAGE);
    page.server().put("/harness.page.js", SCRIPT);
    page.open("/proef.html").await
}

/// Answers, fields, keys: what one does on a page.
pub async fn doing(page: Page) -> Result<()> {
    open(&page).await?;
    for link in ["Hulp", "English"] {
        page.press("Tab").await?;
        page.expect_focus(Role::Link, link).await?;
    }
    page.choose(SERIOUS, "Helemaal").await?;
    page.expect_status("a: 3").await?;
    page.expect_chosen(SERIOUS, Some("Helemaal")).await?;
    page.expect_chosen(LISTEN, Some("Helemaal")).await?;
    page.press("ArrowUp").await?;
    page.expect_chosen(SERIOUS, Some("Voor een deel ongeveer")).await?;
    let group = page.within(Role::Group, Name::starts("Partijen nemen"));
    group.click(Role::Button, "Wis dit antwoord").await?;
    page.expect_chosen(SERIOUS, None).await?;

    page.type_into(NAME, "Één netwerk").await?;
    page.type_into(NAME, "Langer Thuis").await?;
    page.press("Tab").await?;
    page.expect_status("naam: Langer Thuis").await?;
    page.expect_focus(Role::Textbox, STORY).await?;
    page.press("Shift+Tab").await?;
    page.expect_focus(Role::Textbox, NAME).await?;
    page.type_into(STORY, "regel één\nregel twee").await?;
    page.tick("Regie", true).await?;
    page.tick("Regie", false).await?;

    page.click(Role::Button, "Later").await?;
    page.expect_status("later kwam").await?;
    page.click(Role::Button, "Schuift").await?;
    page.expect_status("geraakt").await?;
    let covered = page.patient(Duration::from_millis(300)).click(Role::Button, "Bedekt").await;
    let why = covered.map_or_else(|error| error.to_string(), |()| "clicked".to_owned());
    assert!(why.contains("is covered by"), "a button under something else: {why}");
    let double = page.patient(Duration::from_millis(300)).click(Role::Button, "Wis dit antwoord").await;
    let why = double.map_or_else(|error| error.to_string(), |()| "clicked".to_owned());
    assert!(why.starts_with("2 button"), "one of two buttons with the same name: {why}");
    Ok(())
}

/// What is there, what is not, and what the page says of itself.
pub async fn seeing(page: Page) -> Result<()> {
    open(&page).await?;
    page.expect_title("Bewaart in: localStorage,indexedDB").await?;
    assert_eq!(page.lang().await?, "nl");
    assert_eq!(page.headings().await?, [(1, "Proef pagina".to_owned())]);
    assert_eq!(page.within(Role::Navigation, "Hulp en taal").names(Role::Link).await?, ["Hulp", "English"]);
    let here = page.find(Role::Link, Name::starts("Respect")).await?;
    assert_eq!((here.name.as_str(), here.current.as_deref()), ("Respect stap: je bent hier", Some("step")));
    assert_eq!(page.find(Role::Textbox, NAME).await?.described, "Klopt dit?");
    page.expect_text("Klopt dit?").await?;
    assert_eq!(page.errors().await?, ["een fout met opzet"]);

    for gone in ["Verborgen", "Slapend", "Ja"] {
        page.absent(Role::Button, gone).await?;
    }
    page.absent(Role::Link, "Weg").await?;
    page.absent(Role::Link, "organisatie").await?;
    page.click(Role::Summary, Name::starts("Wat is")).await?;
    page.find(Role::Link, "organisatie").await?;

    page.click(Role::Button, "Vraag iets").await?;
    page.absent(Role::Button, "Bewaar").await?;
    page.within(Role::Dialog, "Weet je het zeker?").click(Role::Button, "Ja").await?;
    page.find(Role::Button, "Bewaar").await?;
    Ok(())
}

/// Files out and in.
pub async fn files(page: Page) -> Result<()> {
    open(&page).await?;
    for _ in ["once", "and again, with the same name"] {
        page.click(Role::Button, "Bewaar").await?;
        let saved = page.download().await?;
        assert_eq!((saved.name.as_str(), saved.text()?.as_str()), ("proef-bestand.csv", "één; twee\n"));
    }
    let folder = page.scratch_folder();
    let paths = [folder.join("een.json"), folder.join("twee.json")];
    std::fs::write(&paths[0], "inhoud")?;
    std::fs::write(&paths[1], "meer")?;
    page.set_files("Open een bewaard bestand", &[&paths[0], &paths[1]]).await?;
    page.expect_status("inhoud+meer").await
}

/// Back and forth, other windows, a server that goes and comes.
pub async fn going(page: Page) -> Result<()> {
    open(&page).await?;
    page.click(Role::Link, Name::starts("Vrijheid")).await?;
    page.expect_url(Name::has("#vrijheid")).await?;
    page.back().await?;
    page.expect_url(Name::has("/proef.html")).await?;

    page.expect_title("Bewaart in: localStorage,indexedDB").await?;
    let other = page.new_window().await?;
    other.open("/elders/netwerk/proef.html").await?;
    other.choose(SERIOUS, "Helemaal niet").await?;
    page.expect_chosen(SERIOUS, None).await?;
    assert_eq!(other.local_storage("proef").await?.as_deref(), Some("ja"));
    other.close().await?;

    let bare = page.execute("return fetch('/proef.html').then((answer) => answer.text())", vec![]).await?;
    assert_eq!(bare.as_str(), Some(PAGE), "only a page that is opened gets the extra script");
    let asked = page.server().requests();
    assert!(asked.contains(&"GET /elders/netwerk/proef.html".to_owned()), "{asked:?}");

    page.server().stop();
    assert!(page.reload().await.is_err() || page.patient(Duration::ZERO).find(Role::Main, "").await.is_err());
    page.server().restart()?;
    page.open("/proef.html").await?;
    page.find(Role::Main, "").await?;
    page.open("/harness.page.js").await?;
    page.back().await?;
    page.expect_status("stond nog klaar").await
}

/// Role and name as find.js computes them are those that the engine tells a screen reader.
pub async fn truth(page: Page) -> Result<()> {
    open(&page).await?;
    let wrong = lies(&page).await?;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// Everything in this page that find.js and the engine see differently.
pub async fn lies(page: &Page) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (id, ours) in page.everything().await? {
        let ask = async |what: &str| -> Result<String> {
            let said = page.driver_command("GET", &format!("element/{id}/computed{what}"), None).await?;
            Ok(tidy(said.as_str().unwrap_or_default()))
        };
        let (role, name) = (ask("role").await?, ask("label").await?);
        if !agrees(page.engine(), &ours, &role, &name) {
            wrong.push(format!("{} “{}” is {role} “{name}”", ours.role, ours.name));
        }
    }
    Ok(wrong)
}

/// Where the engines do not agree among themselves there is no truth to compare with.
fn agrees(engine: Engine, ours: &Control, role: &str, name: &str) -> bool {
    let (any_role, any_name) = match ours.role.as_str() {
        // Firefox and WebKit add the words of the button.
        "file" => (true, true),
        // Chromium's own word for it, none in the others; an empty paragraph is none to some.
        "summary" | "rowgroup" | "paragraph" => (true, false),
        // With their content for a name, with a bullet before it, or without.
        "row" | "listitem" | "term" | "definition" | "article" => (false, true),
        "cell" | "columnheader" | "rowheader" => (false, engine == Engine::Webkit),
        // WebKit adds what stands in a field to its name when the label goes around the field.
        "textbox" => (false, engine == Engine::Webkit && name.starts_with(&ours.name)),
        _ => (false, false),
    };
    // Two spellings of one role.
    let role = if role == "image" { "img" } else { role };
    (any_role || role == ours.role) && (any_name || name == ours.name)
}

fn tidy(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub async fn no_storage(page: Page) -> Result<()> {
    open(&page).await?;
    page.expect_title("Bewaart in: niets,niets").await
}

pub async fn narrow(page: Page) -> Result<()> {
    open(&page).await?;
    let size = page.execute("return [innerWidth, innerHeight]", vec![]).await?;
    assert_eq!(size, serde_json::json!([320, 256]));
    page.choose(SERIOUS, "Helemaal").await?;
    let picture = page.scratch_folder().join("narrow.png");
    page.screenshot(&picture).await?;
    assert!(Path::new(&picture).is_file());
    Ok(())
}

/// What the policy refuses where no server hears it is told at the end all the same, of each window: on the app itself.
pub async fn refused(page: Page) -> Result<()> {
    let other = page.new_window().await?;
    for (window, name) in [(&page, "first"), (&other, "second")] {
        window.open("/").await?;
        let js = "return new Promise((done) => {
            addEventListener('securitypolicyviolation', () => done(true), { once: true });
            document.body.append(Object.assign(document.createElement('img'), { src: `https://${arguments[0]}.invalid/` }));
        })";
        window.execute(js, vec![name.into()]).await?;
        window.reload().await?;
    }
    let refused = page.refused().await?;
    assert!(page.server().notes().is_empty() && refused.len() == 2, "{refused:?}");
    assert!(
        ["first", "second"].iter().all(|name| refused.iter().any(|line| line.contains(name))),
        "{refused:?}"
    );
    Ok(())
}
