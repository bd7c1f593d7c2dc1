//! The app without its server, and one build after another: F19 to F24 of the faults it must stand. Knows how a build
//! is put together (a page, a service worker with a list of hashes), and nothing of what is asked.

use serde_json::json;

use crate::engine::Engine;
use crate::faults::until;
use crate::page::{Name, Page, Role};
use crate::server::{Server, sum};
use crate::steps::{
    A_LITTLE, FULLY, LISTEN, PARTLY, SERIOUS, STOPPED, begin_relations, expect_alert, expect_clean,
    expect_saved, expect_screen, to_report,
};
use crate::{Result, participant};

const START: &str = "Kijk naar je netwerk";
const TRAINERS: &str = "Voor trainers";
const NEWER: &str = "Er is een nieuwe versie van Netwerkspiegel.";

/// Waits until the app is whole in this browser.
async fn expect_kept(page: &Page) -> Result<()> {
    page.execute("return navigator.serviceWorker.ready.then(() => true)", vec![]).await?;
    Ok(())
}

/// Lets the browser look for a new version, and waits for what becomes of it: "installed", "redundant" (refused), or
/// "none".
async fn look_for_update(page: &Page) -> Result<String> {
    let js = "return navigator.serviceWorker.getRegistration().then((all) => new Promise((done) => {
        const follow = (worker) => worker.addEventListener('statechange', () => done(worker.state), { once: true });
        all.addEventListener('updatefound', () => follow(all.installing), { once: true });
        all.update().then(() => all.installing || done(all.waiting ? 'installed' : 'none'), () => done('redundant'));
    }))";
    Ok(serde_json::from_value(page.execute(js, vec![]).await?)?)
}

/// Puts another build on the server, that is told by these words at the end of its page.
fn release(server: &Server, words: &str) {
    let read = |path: &str| String::from_utf8(server.file(path).unwrap_or_default()).unwrap_or_default();
    let (page, worker) = (read("/index.html"), read("/sw.js"));
    let before = page.split("<p class=\"release\">").next().unwrap_or_default().replace("</body>", "");
    let next =
        format!("{}\n<p class=\"release\">{words}</p>\n</body>\n</html>\n", before.replace("</html>", ""));
    let worker = worker.replace(&sum(page.as_bytes()), &sum(next.as_bytes()));
    server.put("/index.html", next);
    server.put("/sw.js", rename(&worker, words));
}

/// The worker with another name for its build.
fn rename(worker: &str, words: &str) -> String {
    let name = words.to_lowercase().replace(' ', "-");
    let begin = worker.find("BUILD").unwrap_or_default();
    let mut quotes = worker[begin..].match_indices('"').map(|(place, _)| begin + place);
    match (quotes.next(), quotes.next()) {
        (Some(from), Some(to)) => format!("{}{name}{}", &worker[..=from], &worker[to..]),
        _ => worker.to_owned(),
    }
}

/// The addresses of all files that a service worker keeps, as they stand in it.
fn listed(worker: &str) -> Vec<&str> {
    worker.split("[\"").skip(1).filter_map(|row| row.split('"').next()).collect()
}

/// F19: the server is gone after the first visit; the whole questionnaire, the report and every file all the same.
/// With the headers that a host should send, so that the policy holds for pages from the worker too (F48, F49).
pub async fn whole(page: Page) -> Result<()> {
    let headers = String::from_utf8(page.server().file("/_headers").unwrap_or_default())?;
    let for_all = headers.split("\n/\n").next().unwrap_or_default();
    for (name, value) in for_all.lines().skip(1).filter_map(|line| line.trim().split_once(": ")) {
        page.server().header(name, value);
    }
    page.open("/").await?;
    expect_screen(&page, START).await?;
    expect_kept(&page).await?;
    page.server().stop();
    participant::in_dutch(page.clone()).await?;
    page.open("/paper.html").await?;
    page.expect_text("vragenlijst op papier").await
}

/// F19 in a folder of somebody's host: a reload and a deep link without the server.
pub async fn in_a_folder(page: Page) -> Result<()> {
    begin_relations(&page, "/elders/netwerk/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    expect_kept(&page).await?;
    page.server().stop();
    page.reload().await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    let address = page.url().await?;
    let other = page.new_window().await?;
    other.open(&address).await?;
    other.expect_chosen(SERIOUS, Some(FULLY)).await?;
    to_report(&other, "Langer Thuis").await?;
    expect_clean(&other).await
}

/// F21: a new build while people answer in two tabs. Nothing happens until one of them agrees, and then only there.
pub async fn new_version(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    expect_kept(&page).await?;
    let address = page.url().await?;
    let other = page.new_window().await?;
    other.open(&address).await?;
    other.expect_chosen(SERIOUS, Some(FULLY)).await?;
    for tab in [&page, &other] {
        tab.execute("window.isStillHere = true", vec![]).await?;
    }

    release(page.server(), "Uitgave twee");
    assert_eq!(look_for_update(&page).await?, "installed");
    page.expect_status(Name::has(NEWER)).await?;
    other.expect_status(Name::has(NEWER)).await?;
    page.choose(LISTEN, A_LITTLE).await?;
    for tab in [&page, &other] {
        assert_eq!(tab.execute("return window.isStillHere", vec![]).await?, json!(true), "loaded by itself");
    }

    page.click(Role::Button, "Gebruik de nieuwe versie").await?;
    page.expect_text("Uitgave twee").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.expect_chosen(LISTEN, Some(A_LITTLE)).await?;
    page.absent(Role::Button, "Gebruik de nieuwe versie").await?;
    assert_eq!(other.execute("return window.isStillHere", vec![]).await?, json!(true), "the other tab too");
    other.expect_chosen(LISTEN, Some(A_LITTLE)).await?;
    // The old page goes on, also when it is asked for something without a server.
    page.server().stop();
    other.choose(SERIOUS, PARTLY).await?;
    expect_saved(&other).await?;
    page.expect_chosen(SERIOUS, Some(PARTLY)).await?;
    page.reload().await?;
    page.expect_text("Uitgave twee").await?;
    expect_clean(&page).await
}

/// F20: a build of which any one file is missing, foreign or cut is refused as a whole, and the old one goes on.
pub async fn half_deployed(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, START).await?;
    expect_kept(&page).await?;
    let server = page.server();
    release(server, "Uitgave twee");
    let worker = String::from_utf8(server.file("/sw.js").unwrap_or_default())?;
    let listed: Vec<String> =
        listed(&worker).into_iter().map(|address| format!("/{}", address.trim_start_matches("./"))).collect();
    assert!(listed.len() > 8, "{listed:?}");
    for (place, address) in listed.iter().enumerate() {
        let path = if address == "/" { "/index.html" } else { address };
        let whole = server.file(path).ok_or_else(|| format!("{path} is listed, and not there"))?;
        for (fault, bytes) in [
            ("missing", None),
            ("foreign", Some(b"<!doctype html><title>Log in</title>".to_vec())),
            ("cut", Some(whole[..whole.len() / 2].to_vec())),
        ] {
            match bytes {
                Some(bytes) => server.put(path, bytes),
                None => server.remove(path),
            }
            // The page's hash in the list is that of the whole one, also where the harness adds to the page.
            server.put("/sw.js", rename(&worker, &format!("{fault} {place}")));
            let ended = look_for_update(&page).await?;
            assert_eq!(ended, "redundant", "{path} {fault}");
            server.put(path, whole.clone());
        }
    }
    let names = page.execute("return caches.keys()", vec![]).await?;
    assert_eq!(names.as_array().map(Vec::len), Some(1), "something half is kept: {names}");
    page.reload().await?;
    expect_screen(&page, START).await?;
    page.absent(Role::Button, "Gebruik de nieuwe versie").await?;
    server.put("/sw.js", worker);
    assert_eq!(look_for_update(&page).await?, "installed");
    Ok(())
}

/// F23: a build that does not start. Its panel takes the next build, and the answers are there.
pub async fn bad_release(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    expect_kept(&page).await?;
    let server = page.server();
    let worker = String::from_utf8(server.file("/sw.js").unwrap_or_default())?;
    let wasm = worker.split('"').find(|word| word.ends_with(".wasm")).map(|word| format!("/{word}"));
    let wasm = wasm.ok_or("no .wasm in the list")?;
    let good = server.file(&wasm).ok_or("no .wasm")?;
    let bad = b"\0asm\x01\0\0\0".to_vec();

    release(server, "Uitgave twee");
    let whole = String::from_utf8(server.file("/sw.js").unwrap_or_default())?;
    server.put("/sw.js", whole.replace(&sum(&good), &sum(&bad)));
    server.put(&wasm, bad);
    assert_eq!(look_for_update(&page).await?, "installed");
    page.click(Role::Button, "Gebruik de nieuwe versie").await?;
    expect_alert(&page, STOPPED).await?;
    page.expect_text("Uitgave twee").await?;

    server.put(&wasm, good);
    server.put("/sw.js", whole);
    release(server, "Uitgave drie");
    page.click(Role::Button, "Laad de pagina opnieuw").await?;
    page.expect_text("Uitgave drie").await?;
    page.click(Role::Link, Name::starts("Ga verder met")).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await
}

/// The app can be installed (Chromium says so itself), and taken along as one file: the very one that is on the host.
pub async fn taken_along(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, START).await?;
    expect_kept(&page).await?;
    page.reload().await?;
    expect_screen(&page, START).await?;
    if page.engine() == Engine::Chromium {
        let manifest = page.devtools("Page.getAppManifest", json!({})).await?;
        assert_eq!(manifest["errors"], json!([]), "{manifest}");
        let faults = page.devtools("Page.getInstallabilityErrors", json!({})).await?;
        assert_eq!(faults["installabilityErrors"], json!([]));
    }
    // Some engines ask for the file as for a page: then our own script would go in.
    page.server().inject("");
    page.click(Role::Link, "Neem de app mee (één bestand)").await?;
    let file = page.download().await?;
    assert_eq!(file.name, "netwerkspiegel.html");
    let on_host = page.server().file("/netwerkspiegel.html").unwrap_or_default();
    assert!(!on_host.is_empty() && file.bytes == on_host, "{} bytes came", file.bytes.len());
    Ok(())
}

/// F19: what the page on the answers leads to is kept too; the app as one file is not, and that is said.
pub async fn words(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, START).await?;
    expect_kept(&page).await?;
    page.server().stop();
    page.reload().await?;
    expect_screen(&page, START).await?;
    for _ in 0..2 {
        page.click(Role::Link, "Neem de app mee (één bestand)").await?;
        expect_alert(&page, "Om de app mee te nemen heb je verbinding met internet nodig.").await?;
    }
    expect_clean(&page).await?;
    page.within(Role::Contentinfo, Name::any())
        .click(Role::Link, "Wat gebeurt er met mijn antwoorden?")
        .await?;
    page.click(Role::Link, "De controlesom van elk bestand (SHA-256)").await?;
    let sums = String::from_utf8(page.server().file("/build.txt").ok_or("no build.txt")?)?;
    page.expect_url(Name::has("build.txt")).await?;
    page.expect_text(sums.lines().last().ok_or("an empty build.txt")?).await?;
    assert_eq!(page.visible_text().await?.trim(), sums.trim());
    Ok(())
}

/// F24: the browser has cleared what was kept, and there is no server: words, and all is kept again at the next visit.
pub async fn cleared(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, START).await?;
    expect_kept(&page).await?;
    // The page must be the worker's, which it is from the second visit on.
    page.reload().await?;
    expect_screen(&page, START).await?;
    let clear = "return caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one))))";
    page.execute(clear, vec![]).await?;
    page.server().stop();
    page.open("/#opnieuw").await?;
    page.reload().await?;
    page.expect_text("Deze browser heeft Netwerkspiegel niet meer klaarstaan.").await?;
    page.server().restart()?;
    page.open("/").await?;
    expect_screen(&page, START).await?;
    // They are put there beside each other: a small one is there before a large one.
    let worker = String::from_utf8(page.server().file("/sw.js").unwrap_or_default())?;
    let kept = format!(
        "return Promise.all({}.map((one) => caches.match(one))).then((all) => all.every(Boolean))",
        json!(listed(&worker))
    );
    until(&page, &kept).await?;
    page.server().stop();
    page.reload().await?;
    expect_screen(&page, START).await
}

/// F24: what was kept of this build is gone, as after kills during updates, and there is no server: the build before it.
pub async fn other_build(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, START).await?;
    expect_kept(&page).await?;
    release(page.server(), "Uitgave twee");
    assert_eq!(look_for_update(&page).await?, "installed");
    page.click(Role::Button, "Gebruik de nieuwe versie").await?;
    page.expect_text("Uitgave twee").await?;
    // What it still fetched after this would be kept again.
    page.expect_app().await?;
    let clear = "return caches.keys().then((all) => caches.delete(all.find((name) => name.endsWith('uitgave-twee'))))";
    assert_eq!(page.execute(clear, vec![]).await?, json!(true));
    page.server().stop();
    page.reload().await?;
    expect_screen(&page, START).await?;
    assert!(!page.visible_text().await?.contains("Uitgave twee"), "of which build is this");
    expect_clean(&page).await
}

/// A module whose one function is `unreachable`, as a panic of the app is.
const TRAP: &str = "addEventListener('trap', () => {
    const bytes = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11];
    setTimeout(new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f);
});";

/// F14: the app stops in the middle, by a real trap. The panel says so, gives the stored records, and leads back.
pub async fn stopped(page: Page) -> Result<()> {
    // By a script of the page: what a driver runs in Firefox is not in the page's own world.
    page.inject(TRAP).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    page.execute("window.dispatchEvent(new Event('trap'))", vec![]).await?;
    expect_alert(&page, STOPPED).await?;
    page.expect_text("Netwerkspiegel is not working now").await?;
    page.click(Role::Button, "Bewaar je gegevens als bestand").await?;
    let file = page.download().await?;
    assert_eq!(file.name, "netwerkspiegel-gegevens.json");
    let records: serde_json::Value = serde_json::from_str(&file.text()?)?;
    let log = records["database"]["log"].to_string();
    assert!(log.contains("Langer Thuis"), "{records}");
    page.click(Role::Button, "Laad de pagina opnieuw").await?;
    page.absent(Role::Button, "Laad de pagina opnieuw").await?;
    page.open("/").await?;
    page.click(Role::Link, Name::starts("Ga verder met")).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await
}

/// F14, F20: what comes instead of the app is a page to log in with. Words, the paper, and no empty database is made.
pub async fn not_started(page: Page) -> Result<()> {
    let worker = String::from_utf8(page.server().file("/sw.js").unwrap_or_default())?;
    let wasm = worker.split('"').find(|word| word.ends_with(".wasm")).ok_or("no .wasm in the list")?;
    let path = format!("/{wasm}");
    let good = page.server().file(&path).ok_or("no .wasm")?;
    page.server().put(&path, "<!doctype html><title>Log in</title>");
    page.open("/").await?;
    expect_alert(&page, STOPPED).await?;
    page.click(Role::Button, "Save your data as a file").await?;
    let file = page.download().await?;
    assert!(file.text()?.contains("\"app\": \"netwerkspiegel\""));
    page.server().put(&path, good);
    page.click(Role::Button, "Load the page again").await?;
    begin_again(&page).await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await
}

/// F20: at a first visit any one file is missing, foreign or cut. What cannot go on without it says so, and goes on when
/// it is there; all else works.
pub async fn first_load(page: Page) -> Result<()> {
    const FAILED: &str = "Een deel van Netwerkspiegel kon niet worden geladen.";
    let server = page.server();
    let worker = String::from_utf8(server.file("/sw.js").unwrap_or_default())?;
    // Each visit is a first one.
    server.remove("/sw.js");
    let paths = worker.split('"').filter(|word| word.starts_with("assets/") && !word.contains("/paper-"));
    let paths: Vec<String> = paths.map(|path| format!("/{path}")).collect();
    assert!(paths.len() >= 7, "{paths:?}");
    for path in paths {
        let whole = server.file(&path).ok_or_else(|| format!("{path} is listed, and not there"))?;
        for (fault, bytes) in [
            ("missing", None),
            ("foreign", Some(b"<!doctype html><title>Log in</title>".to_vec())),
            ("cut", Some(whole[..whole.len() / 2].to_vec())),
        ] {
            match bytes {
                Some(bytes) => server.put(&path, bytes),
                None => server.remove(&path),
            }
            page.open("/#/trainer").await?;
            let is_later = ["_later-", "/later-", "/phrases"].iter().any(|part| path.contains(part));
            let said = if path.contains("/style-") {
                expect_screen(&page, TRAINERS).await
            } else if is_later {
                expect_alert(&page, FAILED).await
            } else {
                expect_alert(&page, STOPPED).await
            };
            said.map_err(|why| format!("{path} {fault}: {why}"))?;
            server.put(&path, whole.clone());
            if is_later {
                page.click(Role::Button, "Probeer het opnieuw").await?;
                // The heading alone also stands there while it is loaded.
                page.find(Role::Button, "Bereid een bijeenkomst voor").await?;
            }
            page.execute("localStorage.clear()", vec![]).await?;
            page.open("/paper.html").await?;
        }
    }
    Ok(())
}

/// boot.js is missing: the page that looks alive makes way for the words, and the paper.
pub async fn without_boot(page: Page) -> Result<()> {
    let index = String::from_utf8(page.server().file("/index.html").unwrap_or_default())?;
    let boot = index.split('"').find(|word| word.starts_with("assets/boot-")).ok_or("no boot.js")?;
    let path = format!("/{boot}");
    let good = page.server().file(&path).ok_or("no boot.js")?;
    page.server().remove(&path);
    page.open("/").await?;
    expect_alert(&page, STOPPED).await?;
    page.find(Role::Link, Name::starts("Vragenlijst op papier")).await?;
    page.absent(Role::Button, "Begin met de vragenlijst").await?;
    page.absent(Role::Button, "Save your data as a file").await?;
    page.server().put(&path, good);
    page.click(Role::Button, "Laad de pagina opnieuw").await?;
    expect_screen(&page, START).await
}

/// No script of the app is there: after a while the page that looks alive says so, with the paper.
pub async fn without_scripts(page: Page) -> Result<()> {
    let index = String::from_utf8(page.server().file("/index.html").unwrap_or_default())?;
    let scripts = index.split('"').filter(|word| word.starts_with("assets/") && word.ends_with(".js"));
    let scripts: Vec<String> = scripts.map(|script| format!("/{script}")).collect();
    assert!(scripts.len() > 1, "{scripts:?}");
    scripts.iter().for_each(|script| page.server().remove(script));
    // To open it would be to wait for the app.
    page.open("/paper.html").await?;
    page.execute("location.assign('/')", vec![]).await?;
    page.find(Role::Heading, START).await?;
    let said = "Het laden duurt lang.";
    assert!(!page.visible_text().await?.contains(said), "at once");
    // Its patience, made short. It begins when the style sheet is there.
    let finish =
        "const all = document.getAnimations(); all.forEach((one) => one.finish()); return all.length > 0";
    until(&page, finish).await?;
    page.expect_text(said).await?;
    page.absent(Role::Button, Name::starts("Laad opnieuw")).await?;
    page.click(Role::Link, Name::starts("Vragenlijst op papier")).await?;
    page.expect_url(Name::has("paper.html")).await
}

/// The style sheet is missing: nothing is said that is not so.
pub async fn without_style(page: Page) -> Result<()> {
    let index = String::from_utf8(page.server().file("/index.html").unwrap_or_default())?;
    let style = index.split('"').find(|word| word.ends_with(".css")).ok_or("no style sheet")?;
    page.server().remove(&format!("/{style}"));
    page.open("/").await?;
    expect_screen(&page, START).await?;
    let said = page.execute("return document.body.innerText", vec![]).await?.to_string();
    for words in ["doet het nu niet", "werkt niet binnen een andere pagina", "wordt geladen"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
    Ok(())
}

async fn begin_again(page: &Page) -> Result<()> {
    page.expect_app().await?;
    expect_screen(page, START).await?;
    crate::steps::begin(page, "Langer Thuis", &["Relaties"]).await?;
    expect_screen(page, "Gelijkwaardigheid").await
}
