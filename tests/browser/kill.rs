//! The kill test (F01): does what a participant or a trainer does in a real browser, kills it without warning, starts it
//! again, compares, goes on at another kind of screen, and so on. Knows nothing of WebDriver, and the app only through
//! drive.js and drive-trainer.js, but for an invitation.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

use netwerkspiegel::exchange::link::code;
use netwerkspiegel::exchange::parcel::{Kind, encode_session};
use netwerkspiegel::instrument::Instrument;
use netwerkspiegel::session::{Session, SessionId};
use serde::Deserialize;
use tokio::time::sleep;

use crate::engine::{Engine, Home, Spawned, plain_command};
use crate::server::Server;
use crate::{Result, Tally, dist};

/// A browser that was killed may take its time to come up and put itself in order.
const PATIENCE: Duration = Duration::from_secs(90);

/// So long after the first answer of a start the kill comes at the latest.
const LATEST: Duration = Duration::from_millis(1500);

/// What drive.js posts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Note {
    /// Something that was given, and said to be saved unless it was only tried so far; or what is shown again.
    Given {
        item: String,
        value: String,
        #[serde(default)]
        tried: bool,
    },
    /// All that is shown was told; what comes now is new.
    Done {
        done: bool,
    },
    Trouble {
        error: String,
    },
}

impl Note {
    /// Whether something was said to be saved; where one is, is kept without anybody doing anything.
    fn is_saved(&self) -> bool {
        matches!(self, Note::Given { tried: false, item, .. } if !item.ends_with(": place"))
    }
}

/// What must be there after the next kill: the value that was called saved, or one that was tried after that. The items are
/// names of what stands in a list ("Netwerk 3"), and what is in one of those ("Netwerk 3: Respect").
#[derive(Debug, Default)]
struct Expected(BTreeMap<String, (Option<String>, Vec<String>)>);

impl Expected {
    fn take(&mut self, item: &str, value: &str, tried: bool) {
        if !tried && !item.contains(": ") {
            // From here on the new one of its sort is the one that is read back as a whole.
            let sort = item.split_inclusive(' ').next().unwrap_or_default();
            self.0.retain(|item, _| !item.contains(": ") || !item.starts_with(sort));
        }
        let (saved, since) = self.0.entry(item.to_owned()).or_default();
        if tried {
            since.push(value.to_owned());
        } else {
            *saved = Some(value.to_owned());
            since.clear();
        }
    }

    fn lost(&self, kept: &BTreeMap<String, String>) -> Vec<String> {
        let is_lost = |item: &str, saved: &String, since: &[String]| {
            kept.get(item).is_none_or(|value| value != saved && !since.contains(value))
        };
        let saved = self.0.iter().filter_map(|(item, (saved, since))| Some((item, saved.as_ref()?, since)));
        saved
            .filter(|(item, saved, since)| is_lost(item, saved, since))
            .map(|(item, saved, _)| format!("{item}: “{saved}”, now {:?}", kept.get(item)))
            .collect()
    }
}

struct Outcome {
    kind: &'static str,
    acknowledged: usize,
    lost: Vec<String>,
    seconds: f64,
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

impl Subject {
    /// At which kinds of screen it is killed, in turns; the first is where there is nothing yet. Of the app one chain of
    /// kills goes a participant's way, the other a trainer's.
    fn kinds(self, chain: usize) -> &'static [&'static str] {
        match (self, chain) {
            (Subject::App, 0) => {
                &["start", "dimension", "profile", "words", "review", "report", "hand-in", "again"]
            }
            (Subject::App, _) => &["prepare", "collect", "group", "minutes", "logbook"],
            (Subject::Standin | Subject::Forgetful, _) => &["any"],
        }
    }
}

/// How often each engine is killed where nobody says a number.
const KILLS: usize = 24;

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
        let (passed, report) = many(engine, subject, kills, true).await;
        tally.count(engine, "kill", (!passed).then_some(report.as_str()));
        println!("{:<9} {report}", engine.name());
    }
    Ok(tally.conclude())
}

/// The same with the real app, as one of the journeys. Out: whether nothing was lost, and the figures.
pub async fn as_journey(engine: Engine) -> (bool, String) {
    many(engine, Subject::App, KILLS, false).await
}

async fn many(engine: Engine, subject: Subject, kills: usize, aloud: bool) -> (bool, String) {
    let mut running = Vec::new();
    for number in 0..AT_ONCE.min(kills) {
        let share = (kills + AT_ONCE - 1 - number) / AT_ONCE;
        running.push(tokio::task::spawn_local(async move {
            let mut outcomes = Vec::new();
            let kinds = subject.kinds(number);
            let ended = chain(engine, subject, kinds, share, aloud, &mut outcomes).await;
            (outcomes, ended.map_err(|error| error.to_string()))
        }));
    }
    let (mut sum, mut report) = (Sum::default(), String::new());
    for one in running {
        let (outcomes, ended) = one.await.unwrap_or_else(|error| (Vec::new(), Err(error.to_string())));
        for outcome in outcomes {
            sum.add(&outcome);
            for line in outcome.lost {
                report.push_str(&format!("\n    killed at {}: {line}", outcome.kind));
            }
        }
        if let Err(error) = ended {
            report.push_str(&format!("\n    FAILED {error}"));
        }
    }
    (report.is_empty() && sum.kills == kills, format!("{sum}{report}"))
}

#[derive(Default)]
struct Sum {
    kills: usize,
    acknowledged: usize,
    lost: usize,
    at: BTreeMap<&'static str, usize>,
}

impl Sum {
    fn add(&mut self, outcome: &Outcome) {
        self.kills += 1;
        self.acknowledged += outcome.acknowledged;
        self.lost += outcome.lost.len();
        *self.at.entry(outcome.kind).or_default() += 1;
    }
}

impl std::fmt::Display for Sum {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let at: Vec<String> = self.at.iter().map(|(kind, kills)| format!("{kind} {kills}")).collect();
        let (kills, acknowledged, lost) = (self.kills, self.acknowledged, self.lost);
        write!(out, "{kills} kills ({}), {acknowledged} answers acknowledged, {lost} lost", at.join(", "))
    }
}

/// So many kills of one profile on the same address; each start reads back what all before it have left.
async fn chain(
    engine: Engine,
    subject: Subject,
    kinds: &[&'static str],
    kills: usize,
    aloud: bool,
    outcomes: &mut Vec<Outcome>,
) -> Result<()> {
    let home = Home::new()?;
    let server = Server::start(&dist())?;
    server.put("/standin.html", include_str!("standin.html"));
    server.put("/standin.js", include_str!("standin.js"));
    let url = server.url(match subject {
        Subject::App => "/",
        Subject::Standin => "/standin.html",
        Subject::Forgetful => "/standin.html?forgetful",
    });
    let mut expected = Expected::default();
    // What the kill before has left to be found out.
    let mut before: Option<(&'static str, usize, Instant)> = None;
    for number in 0..=kills {
        let kind = kinds[number % kinds.len()];
        let is_last = number == kills;
        let first = server.notes().len();
        let code = invitation(number);
        let here = format!(
            "const KIND = \"{kind}\", NUMBER = {number}, INVITATION = \"{code}\", IS_LAST = {is_last};"
        );
        let scripts =
            [include_str!("find.js"), &here, include_str!("drive-trainer.js"), include_str!("drive.js")];
        server.inject(&scripts.join("\n"));
        let mut browser = Spawned::start(plain_command(engine, &home, &url)?, &home)?;
        let is_done = |note: &Note| matches!(note, Note::Done { done: true });
        wait(&server, &home, first, |notes| notes.iter().any(is_done)).await?;
        let read = notes(&server, first)?;
        let done = read.iter().position(is_done).unwrap_or_default();
        if let Some((kind, acknowledged, begun)) = before {
            let kept = read[..done].iter().filter_map(|note| match note {
                Note::Given { item, value, .. } => Some((item.clone(), value.clone())),
                Note::Done { .. } | Note::Trouble { .. } => None,
            });
            let lost = expected.lost(&kept.collect());
            let seconds = begun.elapsed().as_secs_f64();
            let outcome = Outcome { kind, acknowledged, lost, seconds };
            if aloud {
                let lines: String = outcome.lost.iter().map(|line| format!("\n    {line}")).collect();
                println!(
                    "{:<9} killed at {:<10} {:5.1} s  {} acknowledged, {} lost{lines}",
                    engine.name(),
                    outcome.kind,
                    outcome.seconds,
                    outcome.acknowledged,
                    outcome.lost.len()
                );
            }
            outcomes.push(outcome);
        }
        if is_last {
            return Ok(());
        }
        let begun = Instant::now();
        let from = first + done + 1;
        // A kill before anything was said to be saved would show nothing.
        wait(&server, &home, from, |notes| notes.iter().any(Note::is_saved)).await?;
        sleep(random(LATEST)).await;
        browser.kill();
        let given = notes(&server, from)?;
        for note in &given {
            if let Note::Given { item, value, tried } = note {
                expected.take(item, value, *tried);
            }
        }
        before = Some((kind, given.iter().filter(|note| note.is_saved()).count(), begun));
    }
    Ok(())
}

/// The code of an invitation to a session that no other start was invited to.
fn invitation(number: usize) -> String {
    let instrument = Instrument::shipped();
    let session = Session {
        network: "Langer Thuis".to_owned(),
        ..Session::new(instrument, SessionId(1 + number as u128))
    };
    code(Kind::Session, &encode_session(instrument, &session))
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

/// Some time before this; any moment may be the bad one, so it need not be the same one in the next run.
pub fn random(latest: Duration) -> Duration {
    Duration::from_millis(RandomState::new().build_hasher().finish() % latest.as_millis() as u64)
}
