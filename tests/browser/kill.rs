//! The kill test: answers questions in a real browser, kills it without warning, starts it again and compares.
//! Knows nothing of WebDriver, and the app only through drive.js.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

use serde::Deserialize;
use tokio::time::sleep;

use crate::engine::{Engine, Home, Spawned, plain_command};
use crate::server::Server;
use crate::{Result, Tally, dist};

/// A browser that was killed may take its time to come up and put itself in order.
const PATIENCE: Duration = Duration::from_secs(60);

/// What drive.js posts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Note {
    Answer { item: String, value: String },
    Done { done: bool },
    Trouble { error: String },
}

type Answers = BTreeMap<String, String>;

struct Outcome {
    acknowledged: usize,
    lost: Vec<String>,
}

/// Which page the test is done on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    App,
    /// A little page of our own, to prove the test itself.
    Standin,
    /// The same, keeping answers where they do not last: the test must find that out.
    Forgetful,
}

/// How often each engine is killed where nobody says a number.
const KILLS: usize = 5;

/// A browser waits for most of this test: two together take hardly longer than one.
const AT_ONCE: usize = 2;

/// `kill [standin|forgetful] [number of kills] [engines]`
pub async fn run(engines: &[Engine], words: &[String]) -> Result<bool> {
    let subject = match words {
        words if words.iter().any(|word| word == "standin") => Subject::Standin,
        words if words.iter().any(|word| word == "forgetful") => Subject::Forgetful,
        _ => Subject::App,
    };
    let kills = words.iter().find_map(|word| word.parse().ok()).unwrap_or(KILLS);
    let mut tally = Tally::default();
    for &engine in engines {
        let mut sum = Sum::default();
        for number in 1..=kills {
            let begun = Instant::now();
            let ended = once(engine, subject).await;
            let seconds = begun.elapsed().as_secs_f64();
            let (passed, report) = sum.add(ended);
            tally.count(engine, passed);
            println!("{:<9} kill {number:<3} {seconds:5.1} s  {report}", engine.name());
        }
        println!("{:<9} {sum}", engine.name());
    }
    Ok(tally.conclude())
}

/// The same with the real app, as one of the journeys. Out: whether nothing was lost, and the figures.
pub async fn as_journey(engine: Engine) -> (bool, String) {
    let (mut sum, mut reports, mut passed) = (Sum::default(), String::new(), true);
    while sum.kills < KILLS {
        let running: Vec<_> = (sum.kills..KILLS)
            .take(AT_ONCE)
            .map(|_| {
                tokio::task::spawn_local(async move {
                    once(engine, Subject::App).await.map_err(|error| error.to_string())
                })
            })
            .collect();
        for one in running {
            let ended = one.await.unwrap_or_else(|error| Err(error.to_string()));
            let (is_whole, report) = sum.add(ended.map_err(Into::into));
            if !is_whole {
                passed = false;
                reports.push_str(&format!("\n    {report}"));
            }
        }
    }
    (passed, format!("{sum}{reports}"))
}

#[derive(Default)]
struct Sum {
    kills: usize,
    acknowledged: usize,
    lost: usize,
}

impl Sum {
    /// Out: whether this kill lost nothing, and what it came to.
    fn add(&mut self, ended: Result<Outcome>) -> (bool, String) {
        self.kills += 1;
        match ended {
            Ok(outcome) => {
                self.acknowledged += outcome.acknowledged;
                self.lost += outcome.lost.len();
                let lines: String = outcome.lost.iter().map(|line| format!("\n    {line}")).collect();
                // A kill before anything was acknowledged has shown nothing.
                let passed = outcome.lost.is_empty() && outcome.acknowledged > 0;
                (passed, format!("{} acknowledged, {} lost{lines}", outcome.acknowledged, outcome.lost.len()))
            }
            Err(error) => (false, format!("FAILED {error}")),
        }
    }
}

impl std::fmt::Display for Sum {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{} kills, {} answers acknowledged, {} lost", self.kills, self.acknowledged, self.lost)
    }
}

/// One kill: two starts of the same profile on the same address.
async fn once(engine: Engine, subject: Subject) -> Result<Outcome> {
    let home = Home::new()?;
    let server = Server::start(&dist())?;
    server.put("/standin.html", include_str!("standin.html"));
    server.put("/standin.js", include_str!("standin.js"));
    let url = server.url(match subject {
        Subject::App => "/",
        Subject::Standin => "/standin.html",
        Subject::Forgetful => "/standin.html?forgetful",
    });

    server.inject(&script("answer"));
    let mut browser = Spawned::start(plain_command(engine, &home, &url)?, &home)?;
    wait(&server, &home, 0, |notes| !notes.is_empty()).await?;
    sleep(random(Duration::from_secs(1), Duration::from_secs(8))).await;
    browser.kill();
    let before = server.notes().len();
    let acknowledged = answers(&notes(&server, 0)?);

    server.inject(&script("read"));
    let _again = Spawned::start(plain_command(engine, &home, &url)?, &home)?;
    let is_done = |notes: &[Note]| notes.iter().any(|note| matches!(note, Note::Done { done: true }));
    wait(&server, &home, before, is_done).await?;
    let kept = answers(&notes(&server, before)?);

    let lost = acknowledged
        .iter()
        .filter(|(item, value)| kept.get(*item) != Some(value))
        .map(|(item, value)| format!("{item}: “{value}”, now {:?}", kept.get(item)))
        .collect();
    Ok(Outcome { acknowledged: acknowledged.len(), lost })
}

fn script(mode: &str) -> String {
    format!("{}\nconst MODE = \"{mode}\";\n{}", include_str!("find.js"), include_str!("drive.js"))
}

/// Waits until the notes from `first` on are as they should be.
async fn wait(server: &Server, home: &Home, first: usize, enough: impl Fn(&[Note]) -> bool) -> Result<()> {
    let end = Instant::now() + PATIENCE;
    loop {
        let notes = notes(server, first)?;
        for note in &notes {
            if let Note::Trouble { error } = note {
                return Err(error.clone().into());
            }
        }
        if enough(&notes) {
            return Ok(());
        }
        if Instant::now() > end {
            return Err(format!("no sign of life, only {} notes\n{}", notes.len(), home.log()).into());
        }
        sleep(Duration::from_millis(20)).await;
    }
}

fn notes(server: &Server, first: usize) -> Result<Vec<Note>> {
    server.notes().iter().skip(first).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn answers(notes: &[Note]) -> Answers {
    let answer = |note: &Note| match note {
        Note::Answer { item, value } => Some((item.clone(), value.clone())),
        Note::Done { .. } | Note::Trouble { .. } => None,
    };
    notes.iter().filter_map(answer).collect()
}

/// Somewhere between; any moment may be the bad one, so it need not be the same one in the next run.
pub fn random(from: Duration, to: Duration) -> Duration {
    let range = (to - from).as_millis() as u64;
    from + Duration::from_millis(RandomState::new().build_hasher().finish() % range)
}
