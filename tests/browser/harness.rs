//! Proves the harness itself, on a tiny page of its own: the verbs do what they say, find.js tells the truth.
//! Knows nothing of the app.

use crate::Result;
use crate::engine::Engine;
use crate::page::{Name, Page, Role};

const PAGE: &str = include_str!("harness.html");
const SCRIPT: &str = include_str!("harness.page.js");

async fn open(page: &Page) -> Result<()> {
    page.server().header("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default");
    page.server().put("/proef.html", PAGE);
    page.server().put("/harness.page.js", SCRIPT);
    page.open("/proef.html").await
}

pub async fn truth(page: Page) -> Result<()> {
    if let Ok(list) = std::env::var("SCRATCH_PAGES") {
        for path in list.split(',') {
            page.open(path).await?;
            eprintln!("{path}");
            if let Err(e) = compare(&page).await {
                eprintln!("{e}");
            }
        }
        return Ok(());
    }
    open(&page).await?;
    compare(&page).await
}

/// Compares role and name of every element with what the engine itself would tell a screen reader.
pub async fn compare(page: &Page) -> Result<()> {
    let (ids, ours) = page.everything().await?;
    let mut wrong = Vec::new();
    for (id, control) in ids.iter().zip(&ours) {
        let ask = async |what: &str| -> Result<String> {
            let said = page.driver_command("GET", &format!("element/{id}/computed{what}"), None).await?;
            Ok(tidy(said.as_str().unwrap_or_default()))
        };
        let (role, name) = (ask("role").await?, ask("label").await?);
        if role != control.role || name != control.name {
            wrong.push(format!("{} “{}” is {role} “{name}”", control.role, control.name));
        }
    }
    eprintln!("compared {} elements", ids.len());
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n    ").into()) }
}

fn tidy(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub async fn verbs(page: Page) -> Result<()> {
    open(&page).await?;
    page.expect_title("Proefpagina, bewaart").await?;
    assert_eq!(page.lang().await?, "nl");
    assert_eq!(page.headings().await?, [(1, "Proef pagina".to_owned())]);

    page.choose("Partijen nemen elkaar serieus.", "Helemaal").await?;
    page.expect_status("a: 3").await?;
    page.expect_chosen("Partijen nemen elkaar serieus.", Some("Helemaal"))
        .await?;
    page.expect_chosen("Partijen luisteren naar elkaar.", Some("Helemaal"))
        .await?;
    page.within(Role::Group, Name::starts("Partijen nemen"))
        .click(Role::Button, "Wis dit antwoord")
        .await?;
    page.expect_chosen("Partijen nemen elkaar serieus.", None).await?;

    page.type_into("Hoe heet het netwerk?", "Één netwerk").await?;
    page.type_into("Hoe heet het netwerk?", "Langer Thuis").await?;
    page.press("Tab").await?;
    page.expect_status("naam: Langer Thuis").await?;
    page.expect_focus(Role::Textbox, "Vertel het").await?;
    page.press("Shift+Tab").await?;
    page.expect_focus(Role::Textbox, "Hoe heet het netwerk?").await?;
    page.type_into("Vertel het", "regel één\nregel twee").await?;
    page.tick("Regie", true).await?;
    page.tick("Regie", false).await?;

    page.absent(Role::Link, "organisatie").await?;
    page.click(Role::Summary, Name::starts("Wat is")).await?;
    page.find(Role::Link, "organisatie").await?;
    page.click(Role::Link, Name::starts("Vrijheid")).await?;
    page.expect_url(Name::has("#vrijheid")).await?;
    page.back().await?;
    page.expect_url(Name::has("proef.html")).await?;
    for gone in ["Verborgen", "Slapend", "Ja"] {
        page.absent(Role::Button, gone).await?;
    }
    page.absent(Role::Link, "Weg").await?;
    page.click(Role::Button, "Later").await?;
    page.expect_status("later kwam").await?;
    let begun = std::time::Instant::now();
    let covered = page.patient(std::time::Duration::from_millis(300)).click(Role::Button, "Bedekt").await;
    assert!(
        covered.is_err_and(|error| error.to_string().contains("covered")),
        "a covered button was clicked"
    );
    eprintln!("covered after {:?}", begun.elapsed());

    page.click(Role::Button, "Vraag iets").await?;
    page.absent(Role::Button, "Bewaar").await?;
    page.within(Role::Dialog, "Weet je het zeker?")
        .click(Role::Button, "Ja")
        .await?;

    page.click(Role::Button, "Bewaar").await?;
    let saved = page.download().await?;
    assert_eq!(
        (saved.name.as_str(), saved.text()?.as_str()),
        ("proef-bestand.csv", "één; twee\n")
    );

    let file = std::env::temp_dir().join(format!("nsp-{}-file", std::process::id()));
    std::fs::write(&file, "inhoud")?;
    page.set_files(Name::starts("Open een bewaard"), &[&file, &file])
        .await?;
    page.expect_status("inhoud+inhoud").await?;
    std::fs::remove_file(&file)?;

    let other = page.new_window().await?;
    other.open("/proef.html").await?;
    other
        .choose("Partijen nemen elkaar serieus.", "Helemaal niet")
        .await?;
    page.expect_chosen("Partijen nemen elkaar serieus.", None).await?;
    assert_eq!(other.local_storage("proef").await?.as_deref(), Some("ja"));
    other.close().await?;
    page.reload().await?;
    page.find(Role::Main, "").await?;
    page.server().stop();
    page.server().restart()?;
    page.open("/elders/netwerk/proef.html").await?;
    page.find(Role::Main, "").await?;
    eprintln!(
        "{:?} {:#?}",
        page.server().requests(),
        page.console_errors().await
    );
    eprintln!("{}", page.execute("return navigator.language + ' ' + navigator.languages + ' ' + Intl.DateTimeFormat().resolvedOptions().timeZone + ' ' + document.visibilityState", vec![]).await?);
    let _ = Engine::ALL;
    Ok(())
}

pub async fn no_storage(page: Page) -> Result<()> {
    open(&page).await?;
    page.expect_title("Proefpagina, bewaart niet").await?;
    let js = "const done = arguments[arguments.length - 1]; const said = [];
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) { try { said.push(`${name} ${window[name]}`) } catch (error) { said.push(`${name} ${error.name}`) } } return said.join()";
    eprintln!("{}", page.execute(js, vec![]).await?);
    Ok(())
}

pub async fn narrow(page: Page) -> Result<()> {
    open(&page).await?;
    assert_eq!(
        page.execute("return [innerWidth, innerHeight]", vec![])
            .await?
            .to_string(),
        "[320,256]"
    );
    page.choose("Partijen nemen elkaar serieus.", "Helemaal").await?;
    eprintln!("{}", page.execute("return innerWidth + ' ' + document.documentElement.clientWidth + ' ' + devicePixelRatio", vec![]).await?);
    page.screenshot(std::path::Path::new(&format!(
        "/tmp/harness/narrow-{}.png",
        page.engine().name()
    )))
    .await
}
