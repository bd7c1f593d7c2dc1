//! Where the main blocks of every screen are, on a phone and on a wide screen, compared with a fixture; and that all words
//! can be read: nothing scrolls sideways, nothing is cut, nothing lies over something else. Knows no screen.

use std::cell::RefCell;
use std::fs;

use netwerkspiegel::text::Lang;
use serde::Deserialize;

use crate::Result;
use crate::page::Page;
use crate::screens::walk;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/layout.txt");
const SIZES: [(u32, u32); 2] = [(360, 740), (1280, 800)];

/// What layout.js says of a page.
#[derive(Deserialize)]
struct Seen {
    blocks: Vec<String>,
    faults: Vec<String>,
}

pub async fn as_agreed(page: Page) -> Result<()> {
    let (seen, faults) = (RefCell::new(String::new()), RefCell::new(Vec::new()));
    let show = async |screen: &'static str| {
        for (width, height) in SIZES {
            page.resize(width, height).await?;
            let said = page.execute(include_str!("layout.js"), vec![]).await?;
            let said: Seen = serde_json::from_value(said)?;
            seen.borrow_mut().push_str(&format!("{screen} {width}\n"));
            for block in said.blocks {
                seen.borrow_mut().push_str(&format!("  {block}\n"));
            }
            let at = |fault: String| format!("{screen} {width}: {fault}");
            faults.borrow_mut().extend(said.faults.into_iter().map(at));
        }
        Ok(())
    };
    walk(&page, Lang::Nl, show).await?;
    let (seen, faults) = (seen.into_inner(), faults.into_inner());
    assert!(faults.is_empty(), "{}", faults.join("\n    "));
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        return Ok(fs::write(FIXTURE, seen)?);
    }
    let agreed = fs::read_to_string(FIXTURE)?;
    let mut screen = "";
    for (now, then) in seen.lines().zip(agreed.lines()) {
        if !now.starts_with(' ') {
            screen = now;
        }
        assert_eq!(now, then, "{screen}: now (left), and as it was agreed; UPDATE_FIXTURES=1 writes it anew");
    }
    assert_eq!(seen.lines().count(), agreed.lines().count(), "lines");
    Ok(())
}
