//! What the policy of the app keeps out: F48 and F49. Knows nothing of questions. (That journeys cause no violation is
//! asked at the end of each: watch.js counts them. What the policy says is read in src/pack/policy.rs.)

use serde_json::json;

use crate::Result;
use crate::engine::Engine;
use crate::faults::until;
use crate::page::{Page, Role};
use crate::steps::{expect_clean, expect_screen};

/// A page around the app could catch clicks: the app does not start there, and says so.
pub async fn framed(page: Page) -> Result<()> {
    let around = "<!doctype html><html lang=nl><head><title>Rond</title><link rel=icon href='data:,'></head><body><iframe src='/' title='binnen' width=800 height=600></iframe></body></html>";
    page.server().put("/rond.html", around);
    page.open("/rond.html").await?;
    let inside = "return new Promise((done) => { const look = () => {
        const inner = document.querySelector('iframe').contentDocument;
        const isTold = inner?.documentElement?.hasAttribute('data-framed');
        isTold ? done(inner.body.innerText) : setTimeout(look, 50); }; look(); })";
    let said = page.execute(inside, vec![]).await?.to_string();
    assert!(said.contains("Netwerkspiegel werkt niet binnen een andere pagina."), "{said}");
    assert!(said.contains("Netwerkspiegel does not work inside another page."), "{said}");
    assert!(!said.contains("Begin met de vragenlijst"), "{said}");
    let app = page.server().requests().iter().filter(|line| line.contains("sw.js")).count();
    assert_eq!(app, 0, "the app has started");
    Ok(())
}

const TRIES: &str = "addEventListener('try', async () => {
    const main = document.querySelector('main');
    const make = (name) => document.createElement(name);
    const fails = (act) => { try { act(); return false; } catch { return true; } };
    window.isStolen = false;
    const style = make('div');
    style.setAttribute('style', 'width: 7px');
    main.append(style);
    const picture = make('img');
    picture.src = 'ELSEWHERE';
    main.append(picture);
    const form = make('form');
    form.action = '/gestolen';
    form.method = 'post';
    main.append(form);
    const [answer] = await Promise.allSettled([fetch('ELSEWHERE')]);
    const kept = {
        markup: fails(() => { main.innerHTML = '<b>x</b>'; }),
        script: fails(() => { const one = make('script'); one.src = '/gestolen.js'; main.append(one); }),
        inline: fails(() => { const one = make('script'); one.textContent = 'isStolen = true'; main.append(one); }) || !window.isStolen,
        worker: fails(() => new Worker('/gestolen.js')),
        text: fails(() => eval('isStolen = true')),
        sent: answer.status === 'rejected',
        plain: getComputedStyle(style).width !== '7px',
        still: !window.isStolen,
    };
    document.documentElement.dataset.tried = JSON.stringify(kept);
});";

/// Whatever gets into the page cannot run, cannot look different, and cannot send anything.
pub async fn injection(page: Page) -> Result<()> {
    let elsewhere = page.server().url("/gestolen").replace("127.0.0.1", "localhost");
    // By a script of the page: a driver may do what the page may not.
    let tries = TRIES.replace("ELSEWHERE", &elsewhere);
    page.inject(&tries).await?;
    page.open("/").await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    expect_clean(&page).await?;
    // Not at once: Chromium lets `eval` through for as long as its driver runs a script.
    page.execute("setTimeout(() => window.dispatchEvent(new Event('try')))", vec![]).await?;
    let tried = "return new Promise((done) => { const look = () => {
        const { tried } = document.documentElement.dataset;
        tried ? done(JSON.parse(tried)) : setTimeout(look, 50); }; look(); })";
    let kept_out = page.execute(tried, vec![]).await?;
    for what in ["markup", "script", "inline", "worker", "text", "sent", "plain", "still"] {
        assert_eq!(kept_out[what], json!(true), "{what}: {kept_out}");
    }
    // Firefox's driver waits for ever for the page that a refused form would have led to.
    let has_form = page.engine() != Engine::Firefox;
    if has_form {
        page.execute("setTimeout(() => document.querySelector('form[action]').submit())", vec![]).await?;
    }
    // The page is told of each in a turn of its own.
    let is_told = async |directive: &str| {
        let said = format!("__errors.some((line) => line.includes('against the policy: {directive}'))");
        until(&page, &format!("return {said}")).await
    };
    for directive in ["connect-src", "img-src", "style-src"] {
        is_told(directive).await?;
    }
    // The app itself goes on.
    page.click(Role::Button, "Begin een vragenlijst").await?;
    let stolen: Vec<String> =
        page.server().requests().into_iter().filter(|line| line.contains("gestolen")).collect();
    assert!(stolen.is_empty(), "{stolen:?}");
    if has_form {
        is_told("form-action").await?;
    }
    Ok(())
}
