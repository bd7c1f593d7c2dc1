//! F22: the whole browser is killed while it takes in a new build, or changes to it. Then there is no server any more,
//! and the old build or the new one must start whole. Knows how a build is put together; nothing of what is asked.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::time::sleep;

use crate::engine::{Engine, Home, Spawned, plain_command};
use crate::kill::random;
use crate::server::{Server, sum};
use crate::{Result, Tally, dist};

/// The design asks for 50 at random. These all come in the short time in which a build is taken in (faults.md).
const KILLS: usize = 30;
/// A browser waits for most of this test: three together take hardly longer than one.
const AT_ONCE: usize = 3;
/// So long after it has found a new build a browser may still fetch its files, and so long change to it.
const FETCHING: Duration = Duration::from_millis(150);
const CHANGING: Duration = Duration::from_millis(1500);
const PATIENCE: Duration = Duration::from_secs(60);
/// How the names of the second build's files begin.
const SECOND: &str = "/assets/second-";

/// `offline-killed [engines]`
pub async fn run(engines: &[Engine]) -> Result<bool> {
    let mut tally = Tally::default();
    for &engine in engines {
        let (is_passed, report) = as_journey(engine).await;
        println!("{:<9} {report}", engine.name());
        tally.count(engine, "offline-killed", (!is_passed).then_some(report.as_str()));
    }
    Ok(tally.conclude())
}

/// Out: whether a whole build started after each kill, and how often which.
pub async fn as_journey(engine: Engine) -> (bool, String) {
    let running: Vec<_> = (0..AT_ONCE)
        .map(|first| {
            tokio::task::spawn_local(async move {
                let mut ended = Vec::new();
                for number in (first..KILLS).step_by(AT_ONCE) {
                    let latest = if number % 2 == 0 { FETCHING } else { CHANGING };
                    ended.push(once(engine, latest).await.map_err(|error| error.to_string()));
                }
                ended
            })
        })
        .collect();
    let (mut old, mut new, mut faults) = (0, 0, String::new());
    for one in running {
        for ended in one.await.unwrap_or_else(|error| vec![Err(error.to_string())]) {
            match ended {
                Ok(build) if build == "one" => old += 1,
                Ok(_) => new += 1,
                Err(error) => faults.push_str(&format!("\n    {error}")),
            }
        }
    }
    let words = format!("{KILLS} kills: the old build {old} times, the new one {new} times{faults}");
    (faults.is_empty(), words)
}

/// One kill, at the latest so long after the new build was found. Out: which build was whole after it.
async fn once(engine: Engine, latest: Duration) -> Result<String> {
    let home = Home::new()?;
    let server = Server::start(&dist())?;
    server.inject(include_str!("updating.js"));
    let url = server.url("/");
    let mut browser = Spawned::start(plain_command(engine, &home, &url)?, &home)?;
    wait(&server, &home, |notes| notes.iter().any(|note| note["kept"] == true)).await?;
    let listed = release(&server)?;
    // Chromium takes seconds before it asks for a new build.
    wait(&server, &home, |notes| notes.iter().any(|note| note["found"] == true)).await?;
    sleep(random(latest)).await;
    browser.kill();
    let before = server.notes().len();

    // WebKitGTK writes down late that it has a worker at all: killed soon after, it once had to ask the host again.
    if engine != Engine::Webkit {
        listed.iter().for_each(|path| server.remove(path));
    }
    let _again = Spawned::start(plain_command(engine, &home, &url)?, &home)?;
    wait(&server, &home, |notes| notes.len() > before).await?;
    started(&notes(&server)?[before])
}

/// Out: the build of which the page is, and every file that it was started from.
fn started(note: &Value) -> Result<String> {
    if note["broken"] != false {
        return Err(format!("the app did not start: {note}").into());
    }
    let page = note["page"].as_str().unwrap_or_default();
    let files: Vec<&str> = note["files"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let is_whole = files.iter().all(|path| path.starts_with(SECOND) == (page == "two"));
    // With the page: its two scripts, its style, and the app itself.
    let kinds = [".css", ".js", ".wasm"].iter().all(|kind| files.iter().any(|path| path.ends_with(kind)));
    if !is_whole || !kinds {
        return Err(format!("a mix of builds, or not all of one: {note}").into());
    }
    Ok(page.to_owned())
}

/// Puts a second build on the server: another page, and all that it loads under another name. Out: every file of both.
fn release(server: &Server) -> Result<Vec<String>> {
    let read = |path: &str| String::from_utf8(server.file(path).unwrap_or_default());
    let rows = |worker: &str| -> Vec<String> {
        let rows = worker.split("[\"").skip(1).filter_map(|row| row.split('"').next());
        rows.map(|path| format!("/{}", path.trim_start_matches("./"))).collect()
    };
    let mut worker = read("/sw.js")?;
    let mut listed = rows(&worker);
    let build = worker.split("BUILD").nth(1).and_then(|rest| rest.split('"').nth(1)).ok_or("no build")?;
    worker = worker.replacen(build, "second", 1).replace("[\"assets/", &format!("[\"{}", &SECOND[1..]));

    let mut page = read("/index.html")?;
    let before = sum(page.as_bytes());
    page = renamed(&page).replace("</body>", "<p class=\"release\">two</p></body>");
    for path in listed.iter().filter(|path| path.starts_with("/assets/")) {
        let mut bytes = server.file(path).ok_or_else(|| format!("{path} is listed, and not there"))?;
        // A script names other files, and the page knows its sum.
        if path.ends_with(".js") {
            let (old, script) = (sum(&bytes), renamed(std::str::from_utf8(&bytes)?));
            bytes = script.into_bytes();
            page = page.replace(&old, &sum(&bytes));
            worker = worker.replace(&old, &sum(&bytes));
        }
        server.put(&path.replace("/assets/", SECOND), bytes);
    }
    worker = worker.replace(&before, &sum(page.as_bytes()));
    listed.extend(rows(&worker));
    listed.extend(["/index.html".to_owned(), "/sw.js".to_owned()]);
    server.put("/index.html", page);
    server.put("/sw.js", worker);
    Ok(listed)
}

fn renamed(text: &str) -> String {
    text.replace("assets/", &SECOND[1..])
}

async fn wait(server: &Server, home: &Home, enough: impl Fn(&[Value]) -> bool) -> Result<()> {
    let end = Instant::now() + PATIENCE;
    while !enough(&notes(server)?) {
        if Instant::now() > end {
            return Err(format!("no sign of life; so far {:?}\n{}", server.notes(), home.log()).into());
        }
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

fn notes(server: &Server) -> Result<Vec<Value>> {
    server.notes().iter().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
