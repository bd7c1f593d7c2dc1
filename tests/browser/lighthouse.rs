//! What Lighthouse says of the start and of a question screen, served as a host does. Knows nothing of the screens, nor of
//! what is measured.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::server::Server;
use crate::{Result, dist};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/lighthouse.mjs");

/// Out: whether every score is 100.
pub fn run() -> Result<bool> {
    let package = env::var_os("LIGHTHOUSE").ok_or("LIGHTHOUSE does not name its package: ./dev sets it")?;
    let browser = env::var_os("CHROMIUM").ok_or("CHROMIUM does not name the browser: ./dev sets it")?;
    let server = Server::start(&dist())?;
    // Without the tests' own script in the page, the server sends what is compressed.
    server.inject("");
    server.keep_assets();
    let node = Command::new("node")
        .arg(SCRIPT)
        .arg(Path::new(&package))
        .arg(server.url("/"))
        .arg(browser)
        .status()?;
    Ok(node.success())
}
