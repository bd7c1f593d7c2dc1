//! What axe finds on every screen, in both languages, light and dark, narrow and wide, and with colours forced; and what a
//! screen reader is told there, compared with a fixture. Knows nothing of what is on a screen.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;

use netwerkspiegel::text::Lang;
use serde::Deserialize;
use serde_json::json;

use crate::Result;
use crate::engine::Engine;
use crate::fixture::agreed;
use crate::page::{Page, Role};
use crate::screens::walk;
use crate::spoken::spoken;
use crate::steps::{FULLY, PARTLY, SERIOUS, begin_relations};

const SIZES: [(u32, u32); 2] = [(360, 740), (1280, 800)];
const THEMES: [&str; 2] = ["light", "dark"];

/// What axe cannot decide by itself, and a person has looked at: the rule, what is in its line, and what was seen. That
/// colours can be told apart is held by tests/colours.rs, pair by pair.
const REVIEWED: &[(&str, &str, &str)] = &[
    ("th-has-data-cells", "class=\"value\"", "a heading of the rows below it: they are its row group"),
    ("color-contrast", "pseudo element", "the strand beside the stops: the words stand on the page itself"),
    ("color-contrast", "partially overlaps", "a link in two lines, on the page itself"),
    (
        "color-contrast",
        "overlapped by another element",
        "a figure on its bar: --on-step-1 to 5; a name at the rope, beside its strand",
    ),
    ("color-contrast", "too short", "a single figure on its bar: --on-step-1 to 5"),
    ("color-contrast", "only non-text", "an arrow on a key in the room: --ink on --paper"),
];

/// What one run of axe says, each as `rule: element: why`.
#[derive(Deserialize)]
struct Found {
    violations: Vec<String>,
    incomplete: Vec<String>,
}

pub async fn in_dutch(page: Page) -> Result<()> {
    no_violations(page, Lang::Nl).await
}

pub async fn in_english(page: Page) -> Result<()> {
    no_violations(page, Lang::En).await
}

async fn no_violations(page: Page, lang: Lang) -> Result<()> {
    let (faults, heard) = (RefCell::new(BTreeSet::new()), RefCell::new(String::new()));
    let show = async |screen: &'static str| {
        for (width, height) in SIZES {
            page.resize(width, height).await?;
            for theme in THEMES {
                let at = |fault: String| format!("{screen}, {width}, {theme}: {fault}");
                let found = axe(&page, theme).await?;
                faults.borrow_mut().extend(found.into_iter().map(at));
            }
        }
        if page.engine() == Engine::Chromium {
            let lines = spoken(&page).await?;
            heard.borrow_mut().push_str(&format!("== {screen}\n{lines}\n"));
        }
        Ok(())
    };
    walk(&page, lang, show).await?;
    let faults: Vec<String> = faults.into_inner().into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n    "));
    if page.engine() == Engine::Chromium {
        agreed(&page, &format!("spoken-{}.txt", lang.code()), &heard.into_inner())?;
    }
    Ok(())
}

/// Where the person's own colours take the place of ours.
pub async fn forced_colours(page: Page) -> Result<()> {
    let faults = RefCell::new(BTreeSet::new());
    if page.engine() == Engine::Chromium {
        let features = json!([{ "name": "forced-colors", "value": "active" }]);
        page.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
    }
    let show = async |screen: &'static str| {
        let is_forced = page.execute("return matchMedia('(forced-colors: active)').matches", vec![]).await?;
        assert_eq!(is_forced, json!(true), "the colours are not forced");
        let at = |fault: String| format!("{screen}: {fault}");
        let found = axe(&page, "light").await?;
        faults.borrow_mut().extend(found.into_iter().map(at));
        Ok(())
    };
    walk(&page, Lang::Nl, show).await?;
    let faults: Vec<String> = faults.into_inner().into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n    "));
    Ok(())
}

/// F58: with the person's own colours an answer that is chosen looks other than one that is not. Where the browser can be
/// told more: nothing moves, and who wants contrast gets no soft ink.
pub async fn preferences(page: Page) -> Result<()> {
    let told = async |name: &str, value: &str| {
        let features = json!([{ "name": name, "value": value }]);
        page.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await
    };
    if page.engine() == Engine::Chromium {
        told("forced-colors", "active").await?;
    }
    begin_relations(&page, "/", "Langer Thuis").await?;
    let question = page.within(Role::Group, SERIOUS);
    let (_, _, open) = question.seen(Role::Radio, FULLY).await?;
    page.choose(SERIOUS, FULLY).await?;
    // The mouse stays away, and with it all that is only shown under it.
    page.click(Role::Heading, "Gelijkwaardigheid").await?;
    let (_, _, chosen) = question.seen(Role::Radio, FULLY).await?;
    let n_other = open.iter().zip(&chosen).filter(|(one, other)| one.abs_diff(**other) > 64).count();
    assert!(n_other > 20, "only {n_other} points of an answer change when it is chosen");
    if page.engine() != Engine::Chromium {
        return Ok(());
    }
    // For nobody anything moves: it would be painted many times over for each answer.
    page.choose(SERIOUS, PARTLY).await?;
    assert_eq!(page.execute("return document.getAnimations().length", vec![]).await?, json!(0), "moves");
    told("prefers-contrast", "more").await?;
    let inks = "const style = getComputedStyle(document.documentElement);
        return ['--ink', '--ink-soft', '--edge'].map((name) => style.getPropertyValue(name))";
    let inks: Vec<String> = serde_json::from_value(page.execute(inks, vec![]).await?)?;
    assert!(inks.iter().all(|ink| *ink == inks[0]), "{inks:?}");
    Ok(())
}

/// Runs axe on the page as it is. Out: the violations, and what it cannot decide and nobody has looked at.
async fn axe(page: &Page, theme: &str) -> Result<Vec<String>> {
    let Some(file) = std::env::var_os("AXE") else {
        return Err("AXE does not name the file of axe-core: ./dev sets it".into());
    };
    if page.execute("return typeof axe", vec![]).await? == json!("undefined") {
        page.execute(&fs::read_to_string(file)?, vec![]).await?;
    }
    let js = "document.documentElement.dataset.theme = arguments[0];
        // Where colours are forced, the browser tells ours and shows the person's.
        const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled: !matchMedia('(forced-colors: active)').matches } };
        const told = (all) => all.flatMap(({ id, nodes }) => nodes.map((node) =>
            `${id}: ${node.html.slice(0, 120)}: ${node.failureSummary ?? node.any.concat(node.all, node.none).map((one) => one.message).join('; ')}`));
        return axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] })
            .then(({ violations, incomplete }) => ({ violations: told(violations), incomplete: told(incomplete) }))";
    let found: Found = serde_json::from_value(page.execute(js, vec![json!(theme)]).await?)?;
    let is_reviewed = |line: &String| {
        REVIEWED.iter().any(|(rule, has, _)| line.starts_with(&format!("{rule}:")) && line.contains(has))
    };
    let open = found.incomplete.into_iter().filter(|line| !is_reviewed(line));
    Ok(found.violations.into_iter().chain(open.map(|line| format!("undecided: {line}"))).collect())
}
