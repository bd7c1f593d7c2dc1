//! A hand on mouse and keyboard: what it does reaches the page as from a person, and no script of ours looks at the
//! page before what came of it is painted. Knows nothing of what is pressed, nor what the times are for.

use std::fmt;

use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;
use serde::Deserialize;
use serde_json::json;

use crate::Result;
use crate::page::{Name, Page, Role};

/// What the page must have made of a press before anybody goes on.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    Painted,
    /// Anything is another.
    Changed,
    /// The page has another heading.
    Turned,
    Saved,
}

impl fmt::Display for Until {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}", format!("{self:?}").to_lowercase())
    }
}

/// Milliseconds from letting go of the button.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Times {
    /// The first frame after it.
    pub painted: Option<f64>,
    /// The app says that everything is kept.
    pub saved: Option<f64>,
    /// What was waited for is painted.
    pub shown: f64,
}

/// Puts the probe into every page that is opened from here on; watch.js with it, because the server's own way would
/// cost a request.
pub async fn install(page: &Page) -> Result<()> {
    page.server().inject("");
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe() })).await?;
    Ok(())
}

/// watch.js and the probe, which knows the app's word.
pub fn probe() -> String {
    let saved = json!(ReportText::of(Lang::Nl).saved);
    let (watch, probe) = (include_str!("../watch.js"), include_str!("probe.js"));
    format!("{watch}\n(() => {{ const SAVED = {saved};\n{probe} }})();")
}

pub async fn press(page: &Page, role: Role, name: impl Into<Name>, until: Until) -> Result<Times> {
    let place = page.place(role, name).await?;
    // What scrolling has left to draw is not the press's doing.
    page.execute("return __probe.frame()", vec![]).await?;
    press_at(page, place, until).await
}

pub async fn press_at(page: &Page, (x, y): (f64, f64), until: Until) -> Result<Times> {
    for what in ["mouseMoved", "mousePressed", "mouseReleased"] {
        let (button, count) = if what == "mouseMoved" { ("none", 0) } else { ("left", 1) };
        let event = json!({ "type": what, "x": x, "y": y, "button": button, "clickCount": count });
        page.devtools("Input.dispatchMouseEvent", event).await?;
    }
    let times = page.execute("return __probe.after(arguments[0])", vec![json!(until.to_string())]).await?;
    Ok(serde_json::from_value(times)?)
}

/// Types where the focus is, key by key.
pub async fn strike(page: &Page, text: &str) -> Result<()> {
    for letter in text.chars().map(String::from) {
        page.devtools("Input.dispatchKeyEvent", json!({ "type": "keyDown", "key": letter, "text": letter }))
            .await?;
        page.devtools("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": letter })).await?;
    }
    page.execute("return __probe.frame()", vec![]).await?;
    Ok(())
}
