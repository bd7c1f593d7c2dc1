//! Where the main blocks of every screen are, on a phone and on a wide screen, compared with a fixture; and that all words
//! can be read: nothing scrolls sideways, nothing is cut, nothing lies over something else. Knows no screen.

use std::cell::RefCell;

use netwerkspiegel::text::Lang;
use serde::Deserialize;

use crate::Result;
use crate::fixture::agreed;
use crate::page::Page;
use crate::screens::walk;

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
            seen.borrow_mut().push_str(&format!("== {screen} {width}\n"));
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
    agreed(&page, "layout.txt", &seen)
}
