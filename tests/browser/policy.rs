//! What the policy of the app keeps out: F48 and F49. Knows nothing of questions. (That journeys cause no violation is
//! asked at the end of each: watch.js counts them. What the policy says is read in src/pack/policy.rs.)

use serde_json::json;

use crate::Result;
use crate::page::{Page, Role};
use crate::steps::{expect_clean, expect_screen};

/// A page around the app could catch clicks: the app does not start there, and says so.
pub async fn framed(page: Page) -> Result<()> {
    let around = "<!doctype html><html lang=nl><head><title>Rond</title></head><body><iframe src='/' title='binnen' width=800 height=600></iframe></body></html>";
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

/// Whatever gets into the page cannot run, cannot look different, and cannot send anything.
pub async fn injection(page: Page) -> Result<()> {
    page.open("/").await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    expect_clean(&page).await?;
    let tries = "
        const main = document.querySelector('main');
        const fails = (act) => { try { act(); return false; } catch { return true; } };
        window.isStolen = false;
        const style = document.createElement('div');
        style.setAttribute('style', 'width: 7px');
        main.append(style);
        const picture = new Image();
        picture.src = arguments[0];
        main.append(picture);
        const form = document.createElement('form');
        form.action = '/gestolen'; form.method = 'post';
        main.append(form);
        form.submit();
        return Promise.allSettled([fetch(arguments[0])]).then(([answer]) => ({
            markup: fails(() => { main.innerHTML = '<img src=x onerror=\"isStolen = true\">'; }),
            script: fails(() => { const one = document.createElement('script'); one.src = '/gestolen.js'; main.append(one); }),
            inline: fails(() => { const one = document.createElement('script'); one.textContent = 'isStolen = true'; main.append(one); }) || !window.isStolen,
            worker: fails(() => new Worker('/gestolen.js')),
            text: fails(() => setTimeout('isStolen = true', 0)) ,
            sent: answer.status === 'rejected',
            plain: getComputedStyle(style).width !== '7px',
        }))";
    let elsewhere = page.server().url("/gestolen").replace("127.0.0.1", "localhost");
    let kept_out = page.execute(tries, vec![json!(elsewhere)]).await?;
    for what in ["markup", "script", "inline", "worker", "text", "sent", "plain"] {
        assert_eq!(kept_out[what], json!(true), "{what}: {kept_out}");
    }
    assert_eq!(page.execute("return window.isStolen", vec![]).await?, json!(false));
    let stolen: Vec<String> =
        page.server().requests().into_iter().filter(|line| line.contains("gestolen")).collect();
    assert!(stolen.is_empty(), "{stolen:?}");
    let told = page.errors().await?.join("\n");
    for directive in ["form-action", "connect-src", "img-src", "style-src"] {
        assert!(told.contains(&format!("against the policy: {directive}")), "{directive}: {told}");
    }
    // The app itself goes on.
    page.click(Role::Button, "Begin een vragenlijst").await
}
