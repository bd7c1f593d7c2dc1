//! How soon the app calls an answer saved, in each engine, as a table. Starts the browsers without a driver: with one WebKit
//! writes nothing to the disk. Knows how a way begins and what it must come to; not how it goes (saved.js).

use std::time::{Duration, Instant};

use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;
use serde::Deserialize;
use serde_json::json;
use tokio::time::sleep;

use super::{hand, percentile};
use crate::engine::{Engine, Home, Spawned, plain_command};
use crate::participant::{questions, screens};
use crate::server::Server;
use crate::{Result, dist};

const LANG: Lang = Lang::Nl;
/// In milliseconds, for 95 % of the answers.
const GOAL: u32 = 50;
/// A whole way takes some seconds.
const PATIENCE: Duration = Duration::from_secs(90);

/// What saved.js posts.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Told {
    Saved(Vec<f64>),
    Trouble(String),
}

/// So many ways in each engine, each on a new profile; then the table, and its one line.
pub async fn run(engines: &[Engine], runs: usize) -> Result<()> {
    let mut all: Vec<(Engine, Vec<f64>)> = engines.iter().map(|engine| (*engine, Vec::new())).collect();
    for _ in 0..runs {
        // In turn, so that what else the machine does meets all of them.
        for (engine, times) in &mut all {
            let told = way(*engine).await.map_err(|error| format!("{}: {error}", engine.name()))?;
            times.extend(told);
        }
    }
    println!("\n{:<30}{:>6}{:>8}{:>8}{:>8}{:>8}", "answer → “saved”, ms", "n", "p50", "p95", "max", "goal");
    let mut words = Vec::new();
    for (engine, times) in &all {
        let [half, most, longest] = [50, 95, 100].map(|percent| percentile(times, percent));
        let (name, n) = (engine.name(), times.len());
        println!("{name:<30}{n:>6}{half:>8.1}{most:>8.1}{longest:>8.1}{GOAL:>8}");
        words.push(format!("{name} {most:.0}"));
    }
    println!("\nanswer → “saved”, p95: {} ms; the goal is {GOAL} ms", words.join(", "));
    Ok(())
}

async fn way(engine: Engine) -> Result<Vec<f64>> {
    let (home, server) = (Home::new()?, Server::start(&dist())?);
    let text = ReportText::of(LANG);
    let words = json!({
        "network": text.network_label, "begin": text.begin, "next": (text.next_to)("").trim(),
        "review": text.review_title, "saved": text.saved,
    });
    let words = format!("const WORDS = {words};");
    let scripts = [&hand::probe(), include_str!("../find.js"), &words, include_str!("saved.js")];
    server.inject(&scripts.join("\n"));
    let _browser = Spawned::start(plain_command(engine, &home, &server.url("/"))?, &home)?;
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(line) = server.notes().first() {
            // What is none of its words is what the policy refused.
            let times = match serde_json::from_str(line).map_err(|_| line.as_str())? {
                Told::Saved(times) => times,
                Told::Trouble(why) => return Err(why.into()),
            };
            let n_asked: usize = screens().into_iter().map(|screen| questions(screen).len()).sum();
            if times.len() != n_asked {
                return Err(format!("{} answers to {n_asked} questions", times.len()).into());
            }
            return Ok(times);
        }
        if Instant::now() > end {
            return Err(format!("no sign of life\n{}", home.log()).into());
        }
        sleep(Duration::from_millis(20)).await;
    }
}
