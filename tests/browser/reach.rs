//! That everybody can read and reach what is on every screen: a small window, large letters, more space between them, by
//! touch and by keyboard. Knows nothing of what is on a screen.

use std::cell::RefCell;
use std::collections::BTreeSet;

use netwerkspiegel::text::Lang;
use serde_json::{Value, json};

use crate::Result;
use crate::page::Page;
use crate::screens::walk;

/// As wide as a window of 1280 is at 400 % zoom; WebKitGTK's does not become as low as that.
const SMALL: (u32, u32) = (320, 480);
const USUAL: (u32, u32) = (1280, 800);
/// As WCAG 2.2 says (1.4.12), and letters of twice the size (1.4.4).
const SPACED: &str =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }";
const LARGE: &str = ":root { font-size: 200% !important }";

/// F51, F56, F57.
pub async fn everything(page: Page) -> Result<()> {
    let faults = RefCell::new(BTreeSet::new());
    let show = async |screen: &'static str| {
        for (what, (width, height), style) in
            [("small", SMALL, ""), ("spaced", USUAL, SPACED), ("large letters", USUAL, LARGE)]
        {
            page.resize(width, height).await?;
            // A sheet that a script makes is no inline style.
            let put = "window.sheet ??= new CSSStyleSheet();
                document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((one) => one !== sheet), sheet];
                sheet.replaceSync(arguments[0])";
            page.execute(put, vec![json!(style)]).await?;
            let seen = page.execute(include_str!("layout.js"), vec![]).await?;
            let at = |fault: String| format!("{screen}, {what}: {fault}");
            let found: Vec<String> = serde_json::from_value(seen["faults"].clone())?;
            faults.borrow_mut().extend(found.into_iter().map(at));
        }
        page.execute("sheet.replaceSync('')", vec![]).await?;
        for (width, height) in [(360, 740), USUAL] {
            page.resize(width, height).await?;
            // From here on the focus is the keyboard's, and shown.
            page.press("Tab").await?;
            let found: Value = page.execute(include_str!("reach.js"), vec![]).await?;
            let found: Vec<String> = serde_json::from_value(found)?;
            faults.borrow_mut().extend(found.into_iter().map(|fault| format!("{screen}, {width}: {fault}")));
        }
        Ok(())
    };
    walk(&page, Lang::Nl, show).await?;
    let faults: Vec<String> = faults.into_inner().into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n    "));
    Ok(())
}
