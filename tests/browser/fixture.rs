//! Compares what a journey saw with what was agreed: a text in `tests/fixtures`, in which `== name` begins a screen. Knows
//! nothing of what is seen.

use std::path::Path;
use std::{env, fs};

use crate::Result;
use crate::page::Page;

/// In: the file's name, and all that was seen now; not of the page from disk, where some sentences are others. Out: an error that names the screen and the first line that differs;
/// where UPDATE_FIXTURES is set, the file is written anew instead.
pub fn agreed(page: &Page, name: &str, now: &str) -> Result<()> {
    if page.is_from_disk() {
        return Ok(());
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    if env::var_os("UPDATE_FIXTURES").is_some() {
        return Ok(fs::write(file, now)?);
    }
    differs(now, &fs::read_to_string(file)?).map_or(Ok(()), |how| {
        Err(format!("{name}: {how}\n    UPDATE_FIXTURES=1 writes it anew, if that is what you meant").into())
    })
}

/// The first line that differs, with its screen.
fn differs(now: &str, then: &str) -> Option<String> {
    let (mut seen, mut screen) = (now.lines(), "the beginning");
    let mut agreed = then.lines();
    loop {
        match (seen.next(), agreed.next()) {
            (None, None) => return None,
            (now, then) if now == then => {
                screen = now.filter(|line| line.starts_with("== ")).unwrap_or(screen);
            }
            (now, then) => {
                let said = |line: Option<&str>| line.unwrap_or("(the end)").to_owned();
                return Some(format!("{screen}:\n    now:    {}\n    agreed: {}", said(now), said(then)));
            }
        }
    }
}
