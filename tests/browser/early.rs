//! What a person does before the app is there, on the page that was drawn at build. Knows the names of the fields there.

use std::time::Duration;

use serde_json::{Value, json};

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{
    NETWORK_FIELD, STOPPED, expect_alert, expect_clean, expect_saved, expect_screen, scrolled,
};

const NOW: &str = "Waar gaat het in jouw netwerk nu vooral om?";
const WANTED: &str = "Waar zou het volgens jou vooral om moeten gaan?";
const MORE: &str = "Meer aanpakken dan ontmoeten";
const LESS: &str = "Meer ontmoeten dan aanpakken";
const BEGIN: &str = "Begin met de vragenlijst";

/// What a person does there, for the scripts below.
const HANDS: &str = "const shown = () => document.querySelector('main:not([hidden])');
    const heading = () => shown().querySelector('h1').textContent;
    const name = (words) => document.getElementById('network').value = words;
    const press = (words) => [...document.querySelectorAll('.early a, .early button')]
        .find((one) => one.getClientRects().length && one.textContent === words).click();
    const radio = (name, value) => shown().querySelector(`[name=${name}][value='${value}']`);
    const part = (place) => document.querySelectorAll('[name=module]')[place];
    const back = () => new Promise((done) => { addEventListener('popstate', done, { once: true }); history.back(); });
    const went = () => new Promise((done) => addEventListener('popstate', done, { once: true }));
    const isSeen = (one) => one.checkVisibility({ visibilityProperty: true });";

/// A poor line is a host's. What this browser has kept is late only on a slow machine, and here waits for the hands.
const HOLD_BACK: &str = "let goOn;
    const handsAreDone = new Promise((done) => { goOn = done; });
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const plain = WebAssembly[name];
        WebAssembly[name] = (...all) => handsAreDone.then(() => plain.apply(WebAssembly, all));
    }";

/// Opens the app, which comes late, and runs this when the page is there and the app is not. Out: what it returns.
async fn before(page: &Page, js: &str) -> Result<Value> {
    before_after(page, "", js).await
}

/// The same, after this script, which runs before any of the app's.
async fn before_after(page: &Page, first: &str, js: &str) -> Result<Value> {
    page.server().delay("netwerkspiegel_bg-", Duration::from_secs(2));
    let script = format!(
        "{first};
        {HOLD_BACK}
        addEventListener('DOMContentLoaded', () => {{
            window.__early = (async () => {{
                {HANDS}
                // What is hidden and shown by the style sheet can only be seen when it is there.
                const isStyled = () => document.querySelector('link[rel=stylesheet]').sheet !== null;
                while (!isStyled()) await new Promise((done) => setTimeout(done, 5));
                const seen = await (async () => {{ {js} }})();
                return [seen ?? null, document.documentElement.hasAttribute('data-ready'), document.body.innerText];
            }})();
            window.__early.finally(goOn);
        }});"
    );
    page.inject(&script).await?;
    page.open("/").await?;
    // Not in the next page.
    page.inject("").await?;
    let seen = page.execute("return __early", vec![]).await?;
    assert_eq!(seen[1], json!(false), "the app was there already");
    assert!(!seen[2].as_str().unwrap_or_default().contains("Opgeslagen"), "called saved by nobody");
    Ok(seen[0].clone())
}

/// A browser's own "back" may pass over an entry that no person made, and here scripts press.
async fn back(page: &Page) -> Result<()> {
    page.execute("history.back()", vec![]).await.map(drop)
}

/// Named, begun and answered: all of it counts, once, and is kept when the app says so.
pub async fn answered(page: Page) -> Result<()> {
    let js = "name('Langer Thuis');
        press('Begin met de vragenlijst');
        const nothing = () => [...shown().querySelectorAll('.rail__chosen')].map(isSeen);
        const before = nothing();
        radio('network-type-now', 2).click();
        radio('network-type-now', 4).click();
        radio('network-type-wanted', 4).focus();
        return [heading(), before, nothing(), history.length]";
    let seen = before(&page, js).await?;
    assert_eq!(seen[0], json!("Soort netwerk"));
    assert_eq!(
        [&seen[1], &seen[2]],
        [&json!([true, true]), &json!([false, true])],
        "nothing is chosen there"
    );
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    expect_saved(&page).await?;
    page.expect_title("Soort netwerk – Langer Thuis – Netwerkspiegel").await?;
    assert_eq!(page.chosen(WANTED).await?, None);
    let focus = "return [document.activeElement.name, history.length]";
    let here = page.execute(focus, vec![]).await?;
    assert_eq!(here, json!(["network-type-wanted", seen[3]]), "the focus has moved, or an entry was added");
    let kept = "return new Promise((done) => indexedDB.open('netwerkspiegel').onsuccess = (opened) => {
        const all = opened.target.result.transaction('log').objectStore('log').getAll();
        all.onsuccess = () => done(all.result.filter((one) => one.text.includes('network-type-now')).length);
    })";
    assert_eq!(page.execute(kept, vec![]).await?, json!(1), "it counts once");

    page.choose(WANTED, LESS).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    page.expect_chosen(WANTED, Some(LESS)).await?;
    back(&page).await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    expect_clean(&page).await
}

/// Filled in, and not begun: the start has it, as it was in the person's hands.
pub async fn filled_in(page: Page) -> Result<()> {
    let js = "name('Langer Thuis');
        press('Begin een vragenlijst');
        const network = document.activeElement;
        network.setSelectionRange(2, 5, 'backward');
        const together = () => isSeen(document.querySelector('.early .gap-wide + p'));
        const before = together();
        part(1).click();
        const after = together();
        document.querySelector('details').open = true;
        return [network.id, before, after]";
    assert_eq!(before(&page, js).await?, json!(["network", true, false]));
    expect_screen(&page, "Kijk naar je netwerk").await?;
    let typed = "const { id, value, selectionStart, selectionEnd, selectionDirection } = document.activeElement;
        return [id, value, selectionStart, selectionEnd, selectionDirection, document.querySelector('details').open]";
    assert_eq!(
        page.execute(typed, vec![]).await?,
        json!(["network", "Langer Thuis", 2, 5, "backward", true])
    );
    page.expect_text("Samen ongeveer 4 minuten.").await?;
    assert!(page.find(Role::Checkbox, Name::starts("De basis")).await?.checked);
    assert!(!page.find(Role::Checkbox, Name::starts("Relaties")).await?.checked);
    page.find(Role::Textbox, NETWORK_FIELD).await?;
    page.click(Role::Button, BEGIN).await?;
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_text("Langer Thuis").await?;
    expect_clean(&page).await
}

/// An explanation that is being read stays open, and keeps the focus.
pub async fn explained(page: Page) -> Result<()> {
    let js = "press('Begin met de vragenlijst');
        shown().querySelector('details').open = true;
        shown().querySelector('summary').focus();";
    before(&page, js).await?;
    expect_screen(&page, "Soort netwerk").await?;
    let open =
        "return document.activeElement.localName === 'summary' && document.activeElement.parentElement.open";
    assert_eq!(page.execute(open, vec![]).await?, json!(true));
    expect_clean(&page).await
}

/// Begun without the part that the drawn question is of: the app has the first one of another part.
pub async fn other_part(page: Page) -> Result<()> {
    let js = "part(0).click();
        shown().querySelector('[data-begin]').scrollIntoView();
        press('Begin met de vragenlijst');
        return [heading(), scrollY > 0]";
    assert_eq!(before(&page, js).await?, json!(["Kijk naar je netwerk", true]));
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_focus(Role::Heading, "Gelijkwaardigheid").await?;
    assert_eq!(scrolled(&page).await?, json!([0, 0]));
    expect_clean(&page).await
}

/// Who asks for English gets it, and is told to wait.
pub async fn english(page: Page) -> Result<()> {
    let js = "name('Langer Thuis');
        press('English');
        return document.body.innerText.includes('Netwerkspiegel is loading.')";
    assert_eq!(before(&page, js).await?, json!(true));
    expect_screen(&page, "Look at your network").await?;
    page.find(Role::Textbox, "Which network is it about?").await?;
    let typed = "return [document.getElementById('network').value, location.hash]";
    assert_eq!(page.execute(typed, vec![]).await?, json!(["Langer Thuis", ""]));
    page.reload().await?;
    expect_screen(&page, "Look at your network").await?;
    expect_clean(&page).await
}

/// Gone on, and then asked for English: both count.
pub async fn english_begun(page: Page) -> Result<()> {
    let js = "press('Begin met de vragenlijst');
        radio('network-type-now', 4).click();
        press('Verder naar Hoe je meedoet');
        press('English');";
    before(&page, js).await?;
    expect_screen(&page, "How you take part").await?;
    back(&page).await?;
    expect_screen(&page, "Type of network").await?;
    page.expect_chosen(
        "What is your network mainly about at the moment?",
        Some("More tackling than meeting"),
    )
    .await?;
    expect_clean(&page).await
}

/// On to the next question: the app goes there, and what was answered is kept.
pub async fn gone_on(page: Page) -> Result<()> {
    let js = "press('Begin met de vragenlijst');
        radio('network-type-now', 4).click();
        press('Alle onderdelen');
        press('Verder naar Hoe je meedoet');
        press('Verder naar Hoe je meedoet');
        return heading()";
    assert_eq!(before(&page, js).await?, json!("Soort netwerk"));
    expect_screen(&page, "Hoe je meedoet").await?;
    page.expect_focus(Role::Heading, "Hoe je meedoet").await?;
    back(&page).await?;
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    back(&page).await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    expect_clean(&page).await
}

/// Back at the start, by the browser or by the page: it is as it was filled in; what was answered is kept.
pub async fn gone_back(page: Page) -> Result<()> {
    let js = "name('Langer Thuis');
        press('Begin met de vragenlijst');
        const first = [heading()];
        await back();
        first.push(heading(), document.activeElement.textContent, document.getElementById('network').value);
        press('Begin met de vragenlijst');
        radio('network-type-now', 4).click();
        press('Verder naar Hoe je meedoet');
        const start = went();
        press('Terug naar het begin');
        await start;
        return [...first, heading(), document.getElementById('network').value]";
    let expected = ["Soort netwerk", "Kijk naar je netwerk", "Kijk naar je netwerk", "Langer Thuis"];
    let again = ["Kijk naar je netwerk", "Langer Thuis"];
    assert_eq!(before(&page, js).await?, json!([&expected[..], &again[..]].concat()));
    expect_screen(&page, "Kijk naar je netwerk").await?;
    page.click(Role::Link, "Ga verder met Soort netwerk").await?;
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_text("Langer Thuis").await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    expect_clean(&page).await
}

/// Whoever reads English, or was here before, waits for the app.
pub async fn not_drawn(page: Page) -> Result<()> {
    assert_eq!(before(&page, "return !!document.querySelector('.early')").await?, json!(false));
    expect_screen(&page, "Look at your network").await
}

/// Begun and answered, and the app does not come: its panel loads the page again, or the person does. It is there, once.
pub async fn cut_off(page: Page) -> Result<()> {
    let worker = String::from_utf8(page.server().file("/sw.js").unwrap_or_default())?;
    let wasm = worker.split('"').find(|word| word.ends_with(".wasm") && word.contains("_bg-"));
    let path = format!("/{}", wasm.ok_or("no .wasm in the list")?);
    let good = page.server().file(&path).ok_or("no .wasm")?;
    page.server().remove(&path);
    let js = "name('Langer Thuis');
        part(1).click();
        press('Begin met de vragenlijst');
        radio('network-type-now', 4).click();
        return heading()";
    assert_eq!(before(&page, js).await?, json!("Soort netwerk"));
    expect_alert(&page, STOPPED).await?;
    // Still not there: what was noted is in the page again, and goes into a new note.
    page.reload().await?;
    expect_alert(&page, STOPPED).await?;
    page.server().put(&path, good);
    page.click(Role::Button, "Laad de pagina opnieuw").await?;
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    expect_saved(&page).await?;
    page.expect_title("Soort netwerk – Langer Thuis – Netwerkspiegel").await?;
    let note = "return localStorage.getItem('netwerkspiegel.drawn')";
    assert_eq!(page.execute(note, vec![]).await?, Value::Null);

    // The note of a tab that was killed before it was gone: what was changed since counts, and it is no second one.
    page.choose(NOW, LESS).await?;
    expect_saved(&page).await?;
    let again = "const id = location.hash.split('/')[1];
        localStorage.setItem('netwerkspiegel.drawn', JSON.stringify(['shown', ['id', id], ['network', 'Langer Thuis'],
            ['module', 'basis'], ['network-type-now', '4'], ['network-type-wanted', '4']]));
        history.replaceState(null, '', location.pathname)";
    page.execute(again, vec![]).await?;
    page.reload().await?;
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_chosen(NOW, Some(LESS)).await?;
    page.expect_chosen(WANTED, Some(MORE)).await?;
    expect_saved(&page).await?;
    let begun = "return new Promise((done) => indexedDB.open('netwerkspiegel').onsuccess = (opened) => {
        const all = opened.target.result.transaction('log').objectStore('log').getAll();
        all.onsuccess = () => done(all.result.filter((one) => one.text.includes('@created')).length);
    })";
    assert_eq!(page.execute(begun, vec![]).await?, json!(1), "it is one");
    Ok(())
}

/// What was noted is not lost where that page is not shown: here to who reads English by now.
pub async fn noted_elsewhere(page: Page) -> Result<()> {
    page.open("/paper.html").await?;
    let note = "localStorage.setItem('netwerkspiegel.drawn', JSON.stringify(['shown', ['id', '2a'.padStart(32, '0')],
            ['network', 'Langer Thuis'], ['module', 'basis'], ['network-type-now', '4']]));
        localStorage.setItem('netwerkspiegel.setting.language', '\"en\"')";
    page.execute(note, vec![]).await?;
    page.open("/").await?;
    expect_screen(&page, "Look at your network").await?;
    page.click(Role::Link, "Go on with Type of network").await?;
    page.expect_text("Langer Thuis").await?;
    page.expect_chosen(
        "What is your network mainly about at the moment?",
        Some("More tackling than meeting"),
    )
    .await?;
    page.expect_status(Name::has("Saved on this device.")).await?;
    expect_clean(&page).await
}

/// The app is very late: the page says so, and that what was filled in is kept. When it comes, it goes on as usual.
pub async fn late(page: Page) -> Result<()> {
    let js = "name('Langer Thuis');
        press('Begin met de vragenlijst');
        radio('network-type-now', 4).click();
        const said = () => document.querySelector('.boot').innerText;
        const before = said();
        while (!said()) await new Promise((done) => setTimeout(done, 20));
        return [before, said()]";
    // The page's own patience, made short.
    let short = "{ const real = setTimeout; window.setTimeout = (run, time, ...rest) => real(run, time >= 20000 ? 1000 : time, ...rest); }";
    let seen = before_after(&page, short, js).await?;
    assert_eq!(seen[0], json!(""));
    let said = seen[1].to_string();
    for words in
        ["Het laden duurt lang.", "is bewaard op dit apparaat.", "Laad opnieuw", "Vragenlijst op papier"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    expect_screen(&page, "Soort netwerk").await?;
    page.expect_chosen(NOW, Some(MORE)).await?;
    page.absent(Role::Button, Name::starts("Laad opnieuw")).await?;
    expect_clean(&page).await
}
