//! What can go wrong with the store, with tabs and with the life of a page: F02 to F18 and F55 of the
//! faults the app must stand. Knows the app's words and, through faults.js, its database.

use std::time::Instant;

use serde_json::{Value, json};

use crate::engine::Engine;
use crate::page::{Name, Page, Role};
use crate::steps::{
    A_LITTLE, FULLY, LISTEN, MOSTLY, PARTLY, SERIOUS, STOPPED, begin, begin_relations, erase_everything,
    expect_alert, expect_clean, expect_saved, expect_screen, look_again, open_file, to_report,
};
use crate::{Result, WAIT, participant};

const HOME: &str = "Netwerkspiegel, naar het begin";
const START: &str = "Kijk naar je netwerk";
const FAILED: &str = "Opslaan lukt nu niet. Je antwoorden staan nog op dit scherm.";
const NOT_ERASED: &str = "Wissen lukt pas als de andere vensters";
const MAY_LAG: &str = "Opgeslagen. Valt de computer uit";
const ELSEWHERE: &str = "In een ander tabblad is je antwoord veranderd. Het gaat om:";
const NEWER: &str = "In deze browser staan antwoorden van een nieuwere versie van Netwerkspiegel.";

/// Runs a script with faults.js at hand.
async fn script(page: &Page, js: &str, arguments: Vec<Value>) -> Result<Value> {
    page.execute(&format!("const outer = arguments;\n{}\n{js}", include_str!("faults.js")), arguments).await
}

/// Waits until this script returns true.
pub async fn until(page: &Page, js: &str) -> Result<()> {
    let end = Instant::now() + WAIT * 3;
    while script(page, js, vec![]).await? != json!(true) {
        if Instant::now() > end {
            return Err(format!("never true: {js}").into());
        }
    }
    Ok(())
}

/// Waits until every change is kept, on a page that does not say so. WebKit may take nothing for many seconds after a page
/// was left in the middle of a write (store.rs).
pub async fn until_kept(page: &Page) -> Result<()> {
    until(page, "return !Object.keys(localStorage).some((key) => key.startsWith('netwerkspiegel.pending.'))")
        .await
}

async fn log(page: &Page) -> Result<Value> {
    script(page, "return log()", vec![]).await
}

// ---- the moment of the click

/// F02: the tab crashes in the moment of the click, before anything was said to be saved.
pub async fn crashed(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    let address = page.url().await?;
    for (first, second) in [(FULLY, A_LITTLE), (PARTLY, MOSTLY), (A_LITTLE, FULLY)] {
        page.open("/paper.html").await?;
        let other = page.new_window().await?;
        other.open(&address).await?;
        other.within(Role::Group, SERIOUS).click(Role::Radio, first).await?;
        other.within(Role::Group, LISTEN).click(Role::Radio, second).await?;
        // A tab that crashes answers nobody.
        let _ = other.devtools("Page.crash", json!({})).await;
        let _ = other.close().await;
        page.open(&address).await?;
        page.expect_chosen(SERIOUS, Some(first)).await?;
        page.expect_chosen(LISTEN, Some(second)).await?;
    }
    Ok(())
}

/// F03: without any storage, whoever leaves is asked once; an empty page is left without a question.
pub async fn refused_leaving(page: Page) -> Result<()> {
    let asks = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    page.open("/").await?;
    expect_screen(&page, START).await?;
    assert_eq!(page.execute(asks, vec![]).await?, json!(false));
    begin(&page, "Langer Thuis", &["Relaties"]).await?;
    page.choose(SERIOUS, FULLY).await?;
    assert_eq!(page.execute(asks, vec![]).await?, json!(true));
    Ok(())
}

// ---- full, aborted

const NO_DATABASE: &str = "Object.defineProperty(window, 'indexedDB', { value: undefined });";

/// F04: local storage, which is all there is, is really full.
pub async fn full(page: Page) -> Result<()> {
    page.inject(NO_DATABASE).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.expect_status(Name::has(MAY_LAG)).await?;
    let fill = "let size = 1 << 22, n = 0;
        while (size) try { localStorage.setItem(`andere-${n++}`, 'x'.repeat(size)); } catch { size >>= 1; }
        return n";
    page.execute(fill, vec![]).await?;
    let ours = "return ['a', 'b'].map((slot) => localStorage.getItem(`netwerkspiegel.journal.${slot}`))";
    let before = page.execute(ours, vec![]).await?;
    page.choose(LISTEN, PARTLY).await?;
    page.click(Role::Link, "Verder naar Respect").await?;
    expect_alert(&page, FAILED).await?;
    assert_eq!(page.execute(ours, vec![]).await?, before, "what was kept has changed");
    page.back().await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    page.within(Role::Alert, Name::any()).click(Role::Button, "Bewaar als bestand").await?;
    let backup = page.download().await?.text()?;
    assert!(backup.contains("\"equal-listen\": 3") && backup.contains("\"equal-serious\": 5"), "{backup}");

    let make_room = "Object.keys(localStorage).filter((key) => key.startsWith('andere-'))
        .forEach((key) => localStorage.removeItem(key))";
    page.execute(make_room, vec![]).await?;
    page.choose(SERIOUS, MOSTLY).await?;
    page.expect_status(Name::has(MAY_LAG)).await?;
    absent_text(&page, FAILED).await?;
    page.reload().await?;
    page.expect_chosen(SERIOUS, Some(MOSTLY)).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await
}

/// Waits until no alert says this any more.
pub async fn absent_text(page: &Page, words: &str) -> Result<()> {
    let js = format!(
        "return [...document.querySelectorAll('[role=alert]')].every((one) => !one.innerText.includes({}))",
        json!(words)
    );
    until(page, &js).await
}

/// F04: the browser gives the origin no more room, by its own rule.
pub async fn quota(page: Page) -> Result<()> {
    let origin = page.server().url("/");
    let origin = origin.trim_end_matches('/');
    // Before the first visit: Chromium remembers for a while how much room there was.
    page.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": 1 })).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_alert(&page, FAILED).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    page.within(Role::Alert, Name::any()).click(Role::Button, "Bewaar als bestand").await?;
    assert!(page.download().await?.text()?.contains("\"equal-listen\": 3"));
    page.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await?;
    page.choose(SERIOUS, MOSTLY).await?;
    expect_saved(&page).await?;
    absent_text(&page, FAILED).await?;
    page.reload().await?;
    page.expect_chosen(SERIOUS, Some(MOSTLY)).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await
}

/// Aborts as many writes to the log as `window.toAbort` says.
const ABORT: &str = "
    const add = IDBObjectStore.prototype.add;
    window.toAbort = 0;
    IDBObjectStore.prototype.add = function (...words) {
        const request = add.apply(this, words);
        if (this.name === 'log' && window.toAbort > 0) {
            window.toAbort -= 1;
            request.onerror = (event) => event.preventDefault();
            this.transaction.abort();
        }
        return request;
    };";

/// F05: at each of twenty answers the first one or two tries are aborted, and nobody notices; at the next all three,
/// and everybody does, until one comes through.
pub async fn aborted(page: Page) -> Result<()> {
    page.inject(ABORT).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    page.execute("window.isStillHere = true", vec![]).await?;
    for n in 0..20 {
        let (question, option) = ([SERIOUS, LISTEN][n % 2], [A_LITTLE, PARTLY, MOSTLY][n % 3]);
        page.execute("window.toAbort = arguments[0]", vec![json!(1 + n % 2)]).await?;
        page.choose(question, option).await?;
        until(&page, "return window.toAbort === 0").await?;
        expect_saved(&page).await?;
        absent_text(&page, FAILED).await?;
        let field = ["equal-serious", "equal-listen"][n % 2];
        let value = ["2", "3", "4"][n % 3];
        let kept = format!("return newest().then((all) => all['{field}'] === '{value}')");
        until(&page, &kept).await?;
    }
    page.execute("window.toAbort = 3", vec![]).await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_alert(&page, FAILED).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.choose(LISTEN, FULLY).await?;
    expect_saved(&page).await?;
    absent_text(&page, FAILED).await?;
    assert_eq!(page.execute("return window.isStillHere", vec![]).await?, json!(true), "loaded by itself");
    page.reload().await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.expect_chosen(LISTEN, Some(FULLY)).await
}

/// F55: whoever listens is told at the first answer that it is kept, then not again before that fails, and again when it
/// is mended.
pub async fn told_once(page: Page) -> Result<()> {
    page.inject(ABORT).await?;
    page.open("/").await?;
    expect_screen(&page, START).await?;
    // What speaks by itself, as it changes; a part that comes with a new page does not.
    let listen = "window.heard = [];
        const speaks = '[role=alert], [aria-live=polite], [role=status]:not([aria-live=off])';
        new MutationObserver((changes) => {
            const said = new Set(changes.map(({ target }) => (target.closest ? target : target.parentElement)?.closest(speaks)));
            for (const one of said) if (one?.innerText.trim()) heard.push(one.innerText.trim());
        }).observe(document.body, { subtree: true, childList: true, characterData: true })";
    page.execute(listen, vec![]).await?;
    begin(&page, "Langer Thuis", &["Relaties"]).await?;
    let heard = async || -> Result<Vec<String>> {
        let heard: Vec<String> =
            serde_json::from_value(page.execute("return heard.splice(0)", vec![]).await?)?;
        // At the start it also speaks of minutes.
        Ok(heard.into_iter().filter(|words| !words.ends_with("minuten.")).collect())
    };
    for option in [FULLY, MOSTLY, PARTLY] {
        page.choose(SERIOUS, option).await?;
        expect_saved(&page).await?;
    }
    assert_eq!(heard().await?, ["Opgeslagen op dit apparaat."], "three answers");
    page.execute("window.toAbort = 3", vec![]).await?;
    page.choose(LISTEN, FULLY).await?;
    expect_alert(&page, FAILED).await?;
    let said = heard().await?;
    assert!(said.iter().any(|words| words.contains(FAILED)), "{said:?}");
    for option in [MOSTLY, PARTLY] {
        page.choose(LISTEN, option).await?;
        expect_saved(&page).await?;
    }
    assert_eq!(heard().await?, ["Opgeslagen op dit apparaat."], "two answers, mended by the first");
    expect_clean(&page).await
}

// ---- what stands in the store

/// F06: one record with a changed letter, one that is rubbish, one of which the name is left; and something that is none
/// of ours. Each of the three costs itself; the question is named; all can be saved, now and later; the next visit says
/// nothing of it any more.
pub async fn corrupt(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    let damage = "return log().then(async (all) => {
        const [key, text] = all.findLast(([, text]) => text.includes('equal-serious'));
        await put(key, text.replace('\"value\":\"5\"', '\"value\":\"4\"'));
        await add('rommel');
        await withLog((store) => Promise.all([{ op: 'naam-1' }, 7].map((one) => finished(store.add(one)))));
    })";
    script(&page, damage, vec![]).await?;
    page.reload().await?;
    let told = "3 opgeslagen antwoorden waren niet meer leesbaar. Ze staan apart.";
    page.expect_text(told).await?;
    page.expect_text(&format!("Kijk je antwoorden na. {SERIOUS}")).await?;
    page.expect_chosen(SERIOUS, None).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    page.click(Role::Button, "Bewaar wat niet leesbaar was").await?;
    let file = page.download().await?;
    assert_eq!(file.name, "netwerkspiegel-onleesbaar.txt");
    let lines = file.text()?;
    assert!(
        lines.contains("equal-serious") && lines.contains("\nrommel") && lines.contains("naam-1"),
        "{lines}"
    );

    until(&page, "return log().then((all) => all.every(([, text]) => text !== 'rommel'))").await?;
    page.reload().await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    assert!(!page.visible_text().await?.contains("niet meer leesbaar"));
    page.click(Role::Link, HOME).await?;
    page.within(Role::Contentinfo, Name::any())
        .click(Role::Link, "Wat gebeurt er met mijn antwoorden?")
        .await?;
    page.click(Role::Button, "Bewaar de gegevens zoals ze zijn").await?;
    let raw: Value = serde_json::from_str(&page.download().await?.text()?)?;
    let bad = raw["database"]["bad"].to_string();
    assert!(bad.contains("rommel") && bad.contains("equal-serious"), "{raw}");
    expect_clean(&page).await
}

/// F08: data of an older version: the log as the first version wrote it, byte for byte.
pub async fn older(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, START).await?;
    let texts: Vec<&str> = GOLDEN.lines().collect();
    let write = "return withLog(async (store) => {
        for (const text of outer[0]) await finished(store.add({ op: JSON.parse(text).op, text }));
    })";
    script(&page, write, vec![json!(texts)]).await?;
    page.reload().await?;
    page.click(Role::Link, Name::starts("Ga verder met")).await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_title("Gelijkwaardigheid – Langer Thuis – Netwerkspiegel").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.expect_chosen(LISTEN, Some(A_LITTLE)).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    expect_clean(&page).await
}

/// Never to be changed: records as version 1 wrote them on 21 November 2026.
const GOLDEN: &str = r#"{"v":1,"response":"7f3a00000000000000000000000000e1","field":"@network","value":"Langer Thuis","op":"0123456789abcdef-1","base":0,"crc":"49b4198a"}
{"v":1,"response":"7f3a00000000000000000000000000e1","field":"@modules","value":"relaties","op":"0123456789abcdef-2","base":0,"crc":"204419a6"}
{"v":1,"response":"7f3a00000000000000000000000000e1","field":"@created","value":"2026-11-21","op":"0123456789abcdef-3","base":0,"crc":"b930cc14"}
{"v":1,"response":"7f3a00000000000000000000000000e1","field":"@place","value":"equal-standing","op":"0123456789abcdef-4","base":0,"crc":"33cb43fa"}
{"v":1,"response":"7f3a00000000000000000000000000e1","field":"equal-serious","value":"4","op":"0123456789abcdef-5","base":0,"crc":"d8bb9b19"}
{"v":1,"response":"7f3a00000000000000000000000000e1","field":"equal-listen","value":"2","op":"0123456789abcdef-6","base":0,"crc":"887ae373"}
{"v":1,"response":"7f3a00000000000000000000000000e1","field":"equal-serious","value":"5","op":"0123456789abcdef-7","base":5,"crc":"d5aafab6"}"#;

/// Writes into the response that is open as a newer version would: a record this one cannot read.
const WRITE_NEWER: &str = "return log().then((all) => {
    const { response } = JSON.parse(all.at(-1)[1]);
    return add(JSON.stringify({ v: 2, response, field: 'equal-mood', value: { deep: true }, op: 'newer-1' }));
})";

/// F09: a newer version has written here. Its questionnaire can be read and not changed, not one byte goes or comes in
/// it, all of it can be saved; another questionnaire goes on.
pub async fn newer(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.choose(SERIOUS, MOSTLY).await?;
    expect_saved(&page).await?;
    script(&page, WRITE_NEWER, vec![]).await?;
    let before = log(&page).await?;
    page.reload().await?;
    page.expect_text(NEWER).await?;
    page.expect_chosen(SERIOUS, Some(MOSTLY)).await?;
    for option in page.within(Role::Group, SERIOUS).all(Role::Radio).await? {
        assert!(option.disabled, "{option:?}");
    }
    page.press("5").await?;
    expect_alert(&page, "Hier kun je niets wijzigen.").await?;
    page.click(Role::Link, "Verder naar Respect").await?;
    expect_screen(&page, "Respect").await?;
    to_report(&page, "Langer Thuis").await?;
    page.click(Role::Link, HOME).await?;
    page.click(Role::Button, "Verwijder Langer Thuis").await?;
    expect_alert(&page, "Hier kun je niets wijzigen.").await?;
    page.find(Role::Link, "Open Langer Thuis").await?;
    page.click(Role::Button, "Bewaar de gegevens zoals ze zijn").await?;
    let raw = page.download().await?.text()?;
    assert!(raw.contains("equal-mood"), "{raw}");
    assert_eq!(log(&page).await?, before, "something was changed");

    begin(&page, "Wijkteam Noord", &["Relaties"]).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    let after = log(&page).await?;
    let (before, after) = (before.as_array().ok_or("no log")?, after.as_array().ok_or("no log")?);
    assert!(before.iter().all(|record| after.contains(record)), "something of it has gone");
    expect_clean(&page).await
}

/// F17: the newer version is open in another tab. This one says so as soon as it sees it, and stops writing there.
pub async fn newer_tab(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let other = page.new_window().await?;
    other.open("/paper.html").await?;
    script(&other, WRITE_NEWER, vec![]).await?;
    // As every version tells the other tabs that it has written.
    other.execute("new BroadcastChannel('netwerkspiegel').postMessage(false)", vec![]).await?;
    look_again(&page).await?;
    page.expect_text(NEWER).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.within(Role::Group, SERIOUS).expect(Role::Radio, FULLY, "disabled", |radio| radio.disabled).await?;
    let before = log(&page).await?;
    page.press("2").await?;
    expect_alert(&page, "Hier kun je niets wijzigen.").await?;
    assert_eq!(log(&page).await?, before);
    expect_clean(&page).await
}

// ---- a store that does not answer, or is taken away

/// F07: the database never opens.
pub async fn hanging(page: Page) -> Result<()> {
    hangs(page, "IDBFactory", "open").await
}

/// F07: the database opens, but what is in it never comes.
pub async fn hanging_reading(page: Page) -> Result<()> {
    hangs(page, "IDBObjectStore", "getAll").await
}

/// The database does not answer this call. After three seconds the app is there all the same, says what is not seen, and
/// keeps what is answered; at the next visit everything is together.
async fn hangs(page: Page, class: &str, call: &str) -> Result<()> {
    let as_long_as_local_storage_says_so = format!(
        "const call = {class}.prototype.{call};
        {class}.prototype.{call} = function (...words) {{
            if (localStorage.getItem('andere-hangt') !== 'ja') return call.apply(this, words);
            return new EventTarget();
        }};"
    );
    page.inject(&as_long_as_local_storage_says_so).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    page.click(Role::Link, HOME).await?;
    expect_screen(&page, START).await?;
    page.execute("localStorage.setItem('andere-hangt', 'ja')", vec![]).await?;
    page.reload().await?;
    page.expect_text("De opslag van deze browser reageert niet.").await?;
    let since = page.execute("return performance.now()", vec![]).await?.as_f64().unwrap_or(0.0);
    assert!((3000.0..12_000.0).contains(&since), "{since} ms");
    begin(&page, "Wijkteam Noord", &["Relaties"]).await?;
    page.choose(LISTEN, PARTLY).await?;
    page.expect_status(Name::has(MAY_LAG)).await?;
    page.execute("localStorage.removeItem('andere-hangt')", vec![]).await?;
    page.reload().await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    until(&page, "return !Object.keys(localStorage).some((key) => /journal|pending/.test(key))").await?;
    page.reload().await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    page.click(Role::Link, HOME).await?;
    page.click(Role::Link, "Open Langer Thuis").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    expect_clean(&page).await
}

/// F07: the database opens and takes nothing any more, because its counter of keys is used up. What it holds is there,
/// what is answered is noted beside it, and erasing everything mends it.
pub async fn used_up(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    let use_up = "return withLog((store) => finished(store.put({ op: 'einde', text: 'rommel' }, 2 ** 53)))";
    script(&page, use_up, vec![]).await?;
    page.choose(SERIOUS, A_LITTLE).await?;
    takes_nothing(page, A_LITTLE).await
}

/// F07: under the name of ours stands a database that something else has made, of another form and a higher version.
pub async fn foreign(page: Page) -> Result<()> {
    page.open("/paper.html").await?;
    // A first visit may have made ours.
    let none = "return finished(indexedDB.deleteDatabase('netwerkspiegel')).then(() => true)";
    script(&page, none, vec![]).await?;
    let make = "const opening = indexedDB.open('netwerkspiegel', 7);
        opening.onupgradeneeded = () => {
            const log = opening.result.createObjectStore('log', { keyPath: 'id' });
            log.put({ id: 1, wat: 'van een ander' });
        };
        return finished(opening).then((opened) => opened.close())";
    script(&page, make, vec![]).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    assert!(!page.visible_text().await?.contains("niet meer leesbaar"));
    takes_nothing(page, FULLY).await
}

/// The database takes nothing, which is said; the next visit has the answers all the same. Erasing everything makes it a
/// good one, unless another page holds on to it, which is said too.
async fn takes_nothing(page: Page, option: &str) -> Result<()> {
    expect_alert(&page, FAILED).await?;
    let later = page.new_window().await?;
    later.open(&page.url().await?).await?;
    later.expect_chosen(SERIOUS, Some(option)).await?;
    // What was noted is tried there too; before that is told the page still moves.
    expect_alert(&later, FAILED).await?;
    later.choose(LISTEN, MOSTLY).await?;
    expect_alert(&later, FAILED).await?;
    page.close().await?;

    let other = later.new_window().await?;
    other.open("/paper.html").await?;
    let hold =
        "return finished(indexedDB.open('netwerkspiegel')).then((opened) => { window.held = opened; })";
    script(&other, hold, vec![]).await?;
    later.click(Role::Link, HOME).await?;
    later.click(Role::Button, "Wis alles van Netwerkspiegel").await?;
    later.click(Role::Button, "Ja, wis alles").await?;
    expect_alert(&later, FAILED).await?;
    expect_alert(&later, NOT_ERASED).await?;
    later.find(Role::Link, "Open Langer Thuis").await?;
    other.close().await?;
    later.click(Role::Button, "Ja, wis alles").await?;
    later.expect_status(Name::has("Alles is gewist.")).await?;

    begin(&later, "Wijkteam Noord", &["Relaties"]).await?;
    later.choose(LISTEN, PARTLY).await?;
    expect_saved(&later).await?;
    absent_text(&later, FAILED).await?;
    until(&later, "return newest().then((all) => all['equal-listen'] === '3')").await?;
    later.reload().await?;
    later.expect_chosen(LISTEN, Some(PARTLY)).await?;
    later.click(Role::Link, HOME).await?;
    later.absent(Role::Link, "Open Langer Thuis").await?;
    expect_clean(&later).await
}

/// F07: the database does not answer and local storage takes nothing, so that nothing is kept: what the database holds is
/// not said to be erased.
pub async fn erasing_stuck(page: Page) -> Result<()> {
    page.inject(
        "const isSo = () => localStorage.getItem('andere-hangt') === 'ja';
        for (const call of ['open', 'deleteDatabase']) {
            const real = IDBFactory.prototype[call];
            IDBFactory.prototype[call] = function (...words) {
                return isSo() ? new EventTarget() : real.apply(this, words);
            };
        }
        const setItem = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) {
            if (isSo() && key.startsWith('netwerkspiegel')) throw new DOMException('', 'QuotaExceededError');
            setItem.call(this, key, value);
        };",
    )
    .await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    page.click(Role::Link, HOME).await?;
    expect_screen(&page, START).await?;
    page.execute("localStorage.setItem('andere-hangt', 'ja')", vec![]).await?;
    page.reload().await?;
    page.expect_text("Deze browser kan nu niets bewaren.").await?;
    // Something to erase, seen here.
    begin(&page, "Wijkteam Noord", &["Relaties"]).await?;
    page.click(Role::Link, HOME).await?;
    page.click(Role::Button, "Wis alles van Netwerkspiegel").await?;
    page.click(Role::Button, "Ja, wis alles").await?;
    expect_alert(&page, NOT_ERASED).await?;
    page.find(Role::Link, "Open Wijkteam Noord").await?;
    page.execute("localStorage.removeItem('andere-hangt')", vec![]).await?;
    page.reload().await?;
    page.click(Role::Link, "Open Langer Thuis").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await
}

/// Keeps other pages from the database until `isEnough`.
const HOLD: &str = "return finished(indexedDB.open('netwerkspiegel')).then((opened) => {
    const store = opened.transaction('log', 'readwrite').objectStore('log');
    const goOn = () => { if (!window.isEnough) store.count().onsuccess = goOn; };
    goOn();
})";

/// F07: another page holds a transaction that does not end: erasing says so. What was asked is done when it has ended.
pub async fn erasing_held(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    page.click(Role::Link, HOME).await?;
    let other = page.new_window().await?;
    other.open("/paper.html").await?;
    script(&other, HOLD, vec![]).await?;
    page.click(Role::Button, "Wis alles van Netwerkspiegel").await?;
    page.click(Role::Button, "Ja, wis alles").await?;
    expect_alert(&page, NOT_ERASED).await?;
    other.execute("window.isEnough = true", vec![]).await?;
    until(&other, "return log().then((all) => all.length === 0)").await?;
    page.reload().await?;
    expect_screen(&page, START).await?;
    page.absent(Role::Link, Name::starts("Open ")).await
}

/// F07: the database takes an answer and does not say that it is on the disk, because another page holds it. That is told,
/// and when it lets go, all is saved, once.
pub async fn writing_held(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let other = page.new_window().await?;
    other.open("/paper.html").await?;
    script(&other, HOLD, vec![]).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_alert(&page, FAILED).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    other.execute("window.isEnough = true", vec![]).await?;
    expect_saved(&page).await?;
    absent_text(&page, FAILED).await?;
    page.choose(SERIOUS, MOSTLY).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    page.expect_chosen(SERIOUS, Some(MOSTLY)).await?;
    expect_clean(&page).await
}

/// F07: another tab wants to raise the database's version: it is let, and this tab goes on after that.
pub async fn version_change(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let other = page.new_window().await?;
    other.open("/paper.html").await?;
    let raise = "const opening = indexedDB.open('netwerkspiegel', 2);
        opening.onupgradeneeded = () => {};
        return finished(opening).then((opened) => { const now = opened.version; opened.close(); return now; })";
    assert_eq!(script(&other, raise, vec![]).await?, json!(2));
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    page.reload().await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    expect_clean(&page).await
}

/// F10: the site's data are cleared while the app is open: at the next answer all is written again. At a start without
/// anything a saved file brings it back.
pub async fn cleared(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    // What is from disk has no origin that its driver can name.
    if page.engine() == Engine::Chromium && !page.is_from_disk() {
        let origin = page.server().url("/");
        let types = "indexeddb,local_storage";
        let what = json!({ "origin": origin.trim_end_matches('/'), "storageTypes": types });
        page.devtools("Storage.clearDataForOrigin", what).await?;
    } else {
        script(&page, "return clear()", vec![]).await?;
    }
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    until(
        &page,
        "return newest().then((all) => all['equal-serious'] === '5' && all['equal-listen'] === '3')",
    )
    .await?;
    page.reload().await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    page.click(Role::Link, HOME).await?;
    page.click(Role::Button, "Bewaar een back-up van alles").await?;
    let backup = page.download().await?;

    page.open("/paper.html").await?;
    script(&page, "return clear()", vec![]).await?;
    page.open("/").await?;
    expect_screen(&page, START).await?;
    open_file(&page, &backup.name, &backup.bytes).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await
}

/// F11: a private window: all of it works, and the app says that it cannot know.
pub async fn private(page: Page) -> Result<()> {
    participant::in_dutch(page.clone()).await?;
    page.within(Role::Contentinfo, Name::any())
        .click(Role::Link, "Wat gebeurt er met mijn antwoorden?")
        .await?;
    page.expect_text("In een privévenster zijn je antwoorden weg zodra je het sluit").await
}

/// F12: the browser never answers whether it will keep the data. Nobody waits for it.
pub async fn persist(page: Page) -> Result<()> {
    page.inject(
        "
        window.asked = 0;
        const persist = () => { window.asked += 1; return new Promise(() => {}); };
        if (navigator.storage) Object.defineProperty(StorageManager.prototype, 'persist', { value: persist });
        else Object.defineProperty(navigator, 'storage', { value: { persist } });",
    )
    .await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    to_report(&page, "Langer Thuis").await?;
    assert_eq!(page.execute("return window.asked", vec![]).await?, json!(1));
    page.type_into("Wat ga ik doen?", "Bellen").await?;
    expect_saved(&page).await?;
    expect_clean(&page).await
}

/// Shifts the clock by so many days as local storage said when the page was opened; "stuk" breaks it.
const CLOCK: &str = "
    const days = localStorage.getItem('andere-klok');
    const Real = Date;
    const now = () => (days === 'stuk' ? NaN : Real.now() + Number(days) * 86400000);
    window.Date = class extends Real {
        constructor(...words) { super(...(words.length ? words : [now()])); }
        static now() { return now(); }
    };";

/// F13: clocks that jump by a year, forwards and back, and one that is broken. The later answer counts, whatever the
/// clock says.
pub async fn clock(page: Page) -> Result<()> {
    page.inject(CLOCK).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    let address = page.url().await?;
    expect_saved(&page).await?;
    for (days, option) in [("365", MOSTLY), ("-365", PARTLY), ("stuk", A_LITTLE), ("0", FULLY)] {
        page.execute("localStorage.setItem('andere-klok', arguments[0])", vec![json!(days)]).await?;
        let other = page.new_window().await?;
        other.open(&address).await?;
        other.choose(SERIOUS, option).await?;
        expect_saved(&other).await?;
        look_again(&page).await?;
        page.expect_chosen(SERIOUS, Some(option)).await?;
        other.close().await?;
        page.reload().await?;
        page.expect_chosen(SERIOUS, Some(option)).await?;
    }
    if page.engine() == Engine::Chromium {
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
            page.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await?;
            page.choose(LISTEN, if zone.contains("Pago") { PARTLY } else { MOSTLY }).await?;
        }
        expect_saved(&page).await?;
        page.reload().await?;
        page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    }
    page.execute("localStorage.setItem('andere-klok', 'stuk')", vec![]).await?;
    page.click(Role::Link, HOME).await?;
    expect_screen(&page, START).await?;
    page.reload().await?;
    begin(&page, "Wijkteam Noord", &["Relaties"]).await?;
    page.choose(SERIOUS, PARTLY).await?;
    expect_saved(&page).await?;
    expect_clean(&page).await
}

/// F14: a browser without WebAssembly: words, the stored records, the questionnaire on paper.
pub async fn no_wasm(page: Page) -> Result<()> {
    page.inject("delete window.WebAssembly;").await?;
    page.open("/").await?;
    expect_alert(&page, STOPPED).await?;
    page.expect_text("Wat als opgeslagen stond, staat nog in deze browser.").await?;
    page.click(Role::Button, "Bewaar je gegevens als bestand").await?;
    assert!(page.download().await?.text()?.contains("\"app\": \"netwerkspiegel\""));
    page.click(Role::Link, Name::starts("Vragenlijst op papier")).await?;
    if page.is_from_disk() {
        // It has the paper inside, as a file to save.
        let paper = page.download().await?.text()?;
        assert!(paper.contains(SERIOUS), "{paper}");
        return Ok(());
    }
    page.expect_text(SERIOUS).await
}

/// Stops the app by a real trap in every page that has a place in its address.
const TRAP: &str = "
    addEventListener('load', () => {
        if (location.hash.length < 2) return;
        const bytes = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11];
        setTimeout(new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f);
    });";

/// F14: a place at which the app stops each time. After three failed starts it is left, and the answers are there.
pub async fn three_failed_starts(page: Page) -> Result<()> {
    page.inject(TRAP).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let address = page.url().await?;
    for _ in 0..3 {
        page.reload().await?;
        expect_alert(&page, STOPPED).await?;
    }
    // The page before has no place, so what is opened anew is the start.
    page.reload().await?;
    expect_screen(&page, START).await?;
    page.absent(Role::Button, "Laad de pagina opnieuw").await?;
    page.click(Role::Link, Name::starts("Ga verder met")).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    assert_eq!(page.url().await?, address);
    Ok(())
}

// ---- tabs

/// Clicks answers of the screen at random, without waiting, in turns with whatever else the tab has to do (timers are
/// slow in a tab that is not in front). What each question was answered with last stands in `window.last`.
const DRIVE: &str = "
    const [n, seed] = outer;
    let state = seed;
    const random = (below) => (state = (state * 48271) % 2147483647) % below;
    const groups = [...document.querySelectorAll('fieldset')].filter((one) => one.querySelector('input[type=radio]'));
    // The first question belongs to one tab, the last to the other, all between to both.
    const mine = seed % 2 ? groups.slice(0, -1) : groups.slice(1);
    window.last = {};
    window.left = n;
    const { port1, port2 } = new MessageChannel();
    let due = 0;
    port1.onmessage = () => {
        if (performance.now() >= due) {
            const radios = [...mine[random(mine.length)].querySelectorAll('input[type=radio]')];
            const radio = radios[random(radios.length)];
            radio.click();
            window.last[radio.name] = radio.value;
            window.left -= 1;
            due = performance.now() + random(8);
        }
        if (window.left > 0) port2.postMessage(0);
    };
    port2.postMessage(0);
    return [groups[0], groups.at(-1)].map((one) => one.querySelector('input').name)";

/// F15: two tabs, a thousand answers, at the same time: both show what the log says, and so does the next start.
pub async fn thousand(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    let address = page.url().await?;
    let other = page.new_window().await?;
    other.open(&address).await?;
    other.expect_chosen(SERIOUS, Some(FULLY)).await?;
    let seed = 1 + 2 * (std::process::id() % 1000);
    for round in 0..5 {
        let own = script(&page, DRIVE, vec![json!(100), json!(seed + 2 * round)]).await?;
        script(&other, DRIVE, vec![json!(100), json!(seed + 2 * round + 1)]).await?;
        for tab in [&page, &other] {
            until(tab, "return window.left === 0").await?;
            expect_saved(tab).await?;
        }
        let kept = script(&page, "return newest()", vec![]).await?;
        for (tab, place) in [(&page, 0), (&other, 1)] {
            // What only one tab answers is what it answered last.
            let field = own[place].as_str().unwrap_or_default();
            let last = tab.execute("return window.last[arguments[0]]", vec![json!(field)]).await?;
            assert!(
                last.is_null() || last == kept[field],
                "seed {seed}: {field} is {}, not {last}",
                kept[field]
            );
            let shown = format!(
                "const kept = {kept}; return [...document.querySelectorAll('input[type=radio]')]
                    .every((radio) => radio.checked === (kept[radio.name] === radio.value))"
            );
            look_again(tab).await?;
            until(tab, &shown).await.map_err(|error| format!("seed {seed}: {error}"))?;
        }
    }
    let kept = script(&page, "return newest()", vec![]).await?;
    page.reload().await?;
    let shown = format!(
        "const kept = {kept}; const all = [...document.querySelectorAll('input[type=radio]')];
        return all.length > 0 && all.every((radio) => radio.checked === (kept[radio.name] === radio.value))"
    );
    until(&page, &shown).await?;
    expect_clean(&page).await
}

/// F15: the tab that had given another answer is told; the one that had not is not.
pub async fn told(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let other = page.new_window().await?;
    other.open(&page.url().await?).await?;
    other.choose(LISTEN, PARTLY).await?;
    expect_saved(&other).await?;
    look_again(&page).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    assert!(!page.status_text().await?.contains(ELSEWHERE));
    other.choose(SERIOUS, A_LITTLE).await?;
    expect_saved(&other).await?;
    look_again(&page).await?;
    page.expect_chosen(SERIOUS, Some(A_LITTLE)).await?;
    page.expect_status(Name::has(&format!("{ELSEWHERE} {SERIOUS}"))).await?;
    assert!(!other.status_text().await?.contains(ELSEWHERE));
    expect_clean(&page).await
}

/// No word reaches another tab: no channel, and no event of local storage.
const DEAF: &str = "
    delete window.BroadcastChannel;
    addEventListener('storage', (event) => event.stopImmediatePropagation(), true);";

/// F16: a tab that hears nothing reads whenever it comes into sight, at each of the events that tell it so, and after
/// its own writes; also that everything was erased.
pub async fn deaf(page: Page) -> Result<()> {
    page.inject(DEAF).await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let other = page.new_window().await?;
    other.open(&page.url().await?).await?;
    for (event, option) in [
        ("dispatchEvent(new Event('focus'))", MOSTLY),
        ("dispatchEvent(new Event('pageshow'))", PARTLY),
        ("document.dispatchEvent(new Event('visibilitychange'))", A_LITTLE),
    ] {
        other.choose(SERIOUS, option).await?;
        expect_saved(&other).await?;
        // Coming to the front may already have told this tab. A hidden page does not read: it is not seen.
        page.execute("Object.defineProperty(document, 'visibilityState', { value: 'visible' })", vec![])
            .await
            .ok();
        page.execute(event, vec![]).await?;
        page.expect_chosen(SERIOUS, Some(option)).await?;
    }
    other.choose(SERIOUS, FULLY).await?;
    expect_saved(&other).await?;
    page.choose(LISTEN, PARTLY).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;

    other.click(Role::Link, HOME).await?;
    erase_everything(&other).await?;
    page.execute("dispatchEvent(new Event('focus'))", vec![]).await?;
    expect_screen(&page, START).await?;
    page.absent(Role::Link, Name::starts("Open ")).await
}

/// F16: two tabs where there is no IndexedDB. Neither overwrites the other, heard or not.
pub async fn may_lag(page: Page) -> Result<()> {
    page.inject(NO_DATABASE).await?;
    two_without_database(&page).await?;
    // Erased in one, gone in the other, and it does not come back.
    let other = page.new_window().await?;
    other.open("/").await?;
    erase_everything(&other).await?;
    look_again(&page).await?;
    page.absent(Role::Group, SERIOUS).await?;
    other.reload().await?;
    expect_screen(&other, START).await?;
    other.absent(Role::Link, Name::starts("Open ")).await
}

/// F16: the same, and no word reaches the other tab.
pub async fn may_lag_deaf(page: Page) -> Result<()> {
    page.inject(&format!("{NO_DATABASE}{DEAF}")).await?;
    two_without_database(&page).await
}

/// Waits until both tabs find the same in local storage. Each tab of WebKit has a process of its own, which hears a little
/// later of what another one stored, without a word to the page.
async fn store_the_same(one: &Page, other: &Page) -> Result<()> {
    let slots =
        "return ['a', 'b'].map((slot) => localStorage.getItem(`netwerkspiegel.journal.${slot}`)).join()";
    let end = Instant::now() + WAIT * 3;
    while one.execute(slots, vec![]).await? != other.execute(slots, vec![]).await? {
        if Instant::now() > end {
            return Err("two tabs never store the same".into());
        }
    }
    Ok(())
}

async fn two_without_database(page: &Page) -> Result<()> {
    begin_relations(page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.expect_status(Name::has(MAY_LAG)).await?;
    let address = page.url().await?;
    let other = page.new_window().await?;
    other.open(&address).await?;
    other.expect_chosen(SERIOUS, Some(FULLY)).await?;
    other.choose(LISTEN, PARTLY).await?;
    other.expect_status(Name::has(MAY_LAG)).await?;
    store_the_same(page, &other).await?;
    page.choose(SERIOUS, MOSTLY).await?;
    page.expect_status(Name::has(MAY_LAG)).await?;
    page.expect_chosen(LISTEN, Some(PARTLY)).await?;
    store_the_same(page, &other).await?;
    other.choose(LISTEN, A_LITTLE).await?;
    other.expect_chosen(SERIOUS, Some(MOSTLY)).await?;
    store_the_same(page, &other).await?;
    for tab in [page, &other] {
        tab.reload().await?;
        tab.expect_chosen(SERIOUS, Some(MOSTLY)).await?;
        tab.expect_chosen(LISTEN, Some(A_LITTLE)).await?;
    }
    other.close().await
}

// ---- the life of a page

/// F18: a page that the browser kept for "back" reads again. Where the browser tells why it did not keep it, it kept it.
pub async fn back_forward(page: Page) -> Result<()> {
    // A word to a kept page would end it; what another tab wrote must be found without one.
    page.inject(&format!(
        "{DEAF} addEventListener('pageshow', (event) => {{ window.isKept = event.persisted; }});"
    ))
    .await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    let address = page.url().await?;
    page.execute("window.isStillHere = true", vec![]).await?;
    page.open("/paper.html").await?;
    let other = page.new_window().await?;
    other.open(&address).await?;
    other.choose(SERIOUS, A_LITTLE).await?;
    expect_saved(&other).await?;
    other.close().await?;
    page.back().await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.expect_chosen(SERIOUS, Some(A_LITTLE)).await?;
    let told = "return [window.isStillHere === true && window.isKept === true,
        JSON.stringify(performance.getEntriesByType('navigation')[0]?.notRestoredReasons ?? null)]";
    let told = page.execute(told, vec![]).await?;
    println!(
        "{:<9} back/forward cache: kept {}, reasons against it {}",
        page.engine().name(),
        told[0],
        told[1]
    );
    // Only Chromium tells its reasons. The others keep a page or not as they like, Firefox less on a busy machine; what is
    // shown must be right both ways.
    // Of pages from disk it keeps none.
    if page.engine() == Engine::Chromium && !page.is_from_disk() {
        assert_eq!(told[0], json!(true), "not kept: {}", told[1]);
    }
    page.choose(LISTEN, PARTLY).await?;
    expect_saved(&page).await?;
    expect_clean(&page).await
}

/// Honest words: the page about the answers names the build that the list of sums has on top, and gives what is kept.
pub async fn about(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    expect_saved(&page).await?;
    page.within(Role::Contentinfo, Name::any())
        .click(Role::Link, "Wat gebeurt er met mijn antwoorden?")
        .await?;
    for heading in [
        "Wat wordt bewaard?",
        "Waar?",
        "Hoe lang?",
        "Wie kan ze lezen?",
        "Hoe wis ik ze?",
        "Hoe controleer ik dit?",
    ] {
        page.find(Role::Heading, heading).await?;
    }
    let sums = String::from_utf8(page.server().file("/build.txt").ok_or("no build.txt")?)?;
    let build = sums.lines().next().and_then(|line| line.strip_prefix("# ")).ok_or("no name of the build")?;
    page.expect_text(&format!("Dit is versie {build}.")).await?;
    page.click(Role::Button, "Bewaar de gegevens zoals ze zijn").await?;
    let raw = page.download().await?.text()?;
    assert!(raw.contains("Langer Thuis"), "{raw}");
    // The single file is no list of files with sums.
    if !page.is_from_disk() {
        page.find(Role::Link, "De controlesom van elk bestand (SHA-256)").await?;
    }
    expect_clean(&page).await
}

// ---- long use

/// So much may the memory grow by thousands of changes, in bytes.
const GROWTH: f64 = 5.0 * 1024.0 * 1024.0;
/// More records than fields: what was replaced goes in heaps of some hundred.
const RECORDS: usize = 600;

/// F60: as many answers as in eight hours. Neither the script's memory nor the app's own grows with them, nor the store.
pub async fn five_thousand(page: Page) -> Result<()> {
    // The app's own memory, caught where it is made.
    page.inject(
        "window.memories = [];
        for (const name of ['instantiate', 'instantiateStreaming']) {
            const plain = WebAssembly[name];
            WebAssembly[name] = async (...all) => {
                const made = await plain.apply(WebAssembly, all);
                const exports = Object.values((made.instance ?? made).exports);
                memories.push(...exports.filter((one) => one instanceof WebAssembly.Memory));
                return made;
            };
        }",
    )
    .await?;
    begin_relations(&page, "/", "Langer Thuis").await?;
    let mut before = None;
    // The first five hundred are not counted: the store is tidied for the first time, and what is run often is compiled.
    for round in 0..=10 {
        script(&page, DRIVE, vec![json!(500), json!(2 * round + 1)]).await?;
        until(&page, "return window.left === 0").await?;
        expect_saved(&page).await?;
        if round % 5 != 0 {
            continue;
        }
        page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let script_heap = page.devtools("Runtime.getHeapUsage", json!({})).await?["usedSize"].as_f64();
        let own = "return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)";
        let own = page.execute(own, vec![]).await?.as_f64().filter(|own| *own > 0.0);
        let memory = script_heap.ok_or("no heap")? + own.ok_or("the app's memory was not caught")?;
        let grown = memory - *before.get_or_insert(memory);
        let kept = log(&page).await?.as_array().map_or(0, Vec::len);
        println!(
            "{:<9} {} changes: {:.0} kB more memory, {kept} records",
            page.engine().name(),
            500 * round,
            grown / 1000.0
        );
        assert!(grown <= GROWTH && kept <= RECORDS, "{grown} bytes more, {kept} records");
    }
    expect_clean(&page).await
}
