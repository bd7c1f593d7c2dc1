//! The figures: how a participant's way keeps Chromium busy, the app beside others (peers.rs), and how soon each engine has
//! an answer saved (saved.rs), as tables. Knows what is measured, how often and on which profile; not how a trace is read,
//! nor what the app asks.
//!
//! It measures and does not judge: only what is broken fails.

mod group;
mod hand;
mod journey;
mod peers;
mod saved;
mod trace;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use crate::engine::{Engine, Options};
use crate::page::Page;
use crate::server::Server;
use crate::steps::expect_clean;
use crate::{Result, dist};
use peers::Peer;
use trace::{LONG, Task};

const RUNS: usize = 3;
const TRACES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/bench");
/// So many presses are taken together for what one costs.
const PRESSES: usize = 20;
/// So many of the longest tasks are told of each profile, in the start and after it.
const LONGEST: usize = 3;

/// Which machine and line, as far as DevTools can make others of ours.
struct Profile {
    name: &'static str,
    /// The page's main thread gets so many times slower.
    slowdown: u32,
    /// Bytes a second, and milliseconds to each response.
    line: Option<(u32, u32)>,
}

const PROFILES: [Profile; 2] = [
    Profile { name: "as it is", slowdown: 1, line: None },
    Profile { name: "slow", slowdown: 4, line: Some((1_600_000 / 8, 150)) },
];

/// A line of the table: of all values of a kind, the one that so many percent do not exceed.
struct Row {
    words: &'static str,
    of: &'static str,
    percent: usize,
    goal: &'static str,
}

const fn row(words: &'static str, of: &'static str, percent: usize, goal: &'static str) -> Row {
    Row { words, of, percent, goal }
}

/// What is measured of the app and of those beside it alike.
const BESIDE: [Row; 23] = [
    row("first load, brotli, kB", "bytes", 50, "100; 0.33 S"),
    row("  HTML", "bytes html", 50, ""),
    row("  script", "bytes js", 50, ""),
    row("  style", "bytes css", 50, ""),
    row("  wasm", "bytes wasm", 50, ""),
    row("  other", "bytes other", 50, ""),
    row("requests", "requests", 50, ""),
    row("first contentful paint, cold, ms", "paint", 50, "1.1 F"),
    row("first answer possible, cold, ms", "first answer", 50, "0.20 S"),
    row("first contentful paint, second visit, ms", "paint again", 50, ""),
    row("first answer possible, second visit, ms", "answer again", 50, "0.38 S"),
    row("first contentful paint, third visit, ms", "paint third", 50, ""),
    row("first answer possible, third visit, ms", "answer third", 50, ""),
    row("wasm in charge, cold, ms", "ready", 50, "0.38 S first answer"),
    row("wasm in charge, second visit, ms", "ready again", 50, ""),
    row("blocking time until then, ms", "blocked", 50, "20"),
    row("CPU of the page's process until then, ms", "renderer", 50, ""),
    row("CPU of an answer, less a click on nothing, ms", "answer work", 50, "1.3 F"),
    row("CPU of a screen with all its answers, ms", "screen work", 50, ""),
    row("click → painted, p98, ms", "painted", 98, "1.1 F"),
    row("heap + wasm memory after all questions, MB", "memory", 50, "4.5"),
    row("whole app, brotli, kB", "whole", 50, "190"),
    row("single file, raw, kB", "single", 50, "900"),
];

const ROWS: [Row; 27] = [
    row("start: tasks", "start tasks", 50, ""),
    row("start: longest task, ms", "start longest", 50, ""),
    row("  of which the thread worked, ms", "start worked", 50, ""),
    row("start: tasks above 50 ms", "start above", 50, ""),
    row("  of which the thread worked as long", "start overworked", 50, ""),
    row("journey: tasks", "journey tasks", 50, ""),
    row("journey: longest task, ms", "journey longest", 50, "50"),
    row("  of which the thread worked, ms", "journey worked", 50, ""),
    row("journey: tasks above 50 ms", "journey above", 50, "0"),
    row("  of which the thread worked as long", "journey overworked", 50, ""),
    row("answer → painted, p50, ms", "painted", 50, ""),
    row("answer → painted, p95, ms", "painted", 95, ""),
    row("answer → painted, p98, ms", "painted", 98, ""),
    row("answer → “saved”, p50, ms", "saved", 50, ""),
    row("answer → “saved”, p95, ms", "saved", 95, ""),
    row("answer → “saved”, p98, ms", "saved", 98, ""),
    row("next page → shown, p50, ms", "turn", 50, ""),
    row("report → shown, ms", "report", 50, ""),
    row("an answer's work, ms", "answer work", 50, ""),
    row("JS heap after the journey, kB", "heap", 50, ""),
    row("wasm memory after the journey, kB", "wasm", 50, ""),
    row("1,000 responses pasted → all in, ms", "import", 50, "2000"),
    row("  longest task, ms", "import longest", 50, "200"),
    row("  of which the thread worked, ms", "import worked", 50, ""),
    row("their group report drawn again, ms", "redrawn", 50, "100"),
    row("first visit: first contentful paint, ms", "paint", 50, ""),
    row("first visit: the app is there, ms", "ready", 50, ""),
];

/// Every value, by kind and profile.
#[derive(Default)]
struct Figures(BTreeMap<(&'static str, &'static str), Vec<f64>>);

impl Figures {
    fn add(&mut self, profile: &Profile, of: &'static str, value: f64) {
        self.0.entry((of, profile.name)).or_default().push(value);
    }

    /// The least and the most.
    fn ends(&self, profile: &Profile, of: &'static str) -> Option<(f64, f64)> {
        let values = self.0.get(&(of, profile.name))?;
        let least = values.iter().copied().reduce(f64::min)?;
        Some((least, values.iter().copied().fold(least, f64::max)))
    }

    fn value(&self, profile: &Profile, of: &'static str, percent: usize) -> f64 {
        self.0.get(&(of, profile.name)).map_or(f64::NAN, |values| percentile(values, percent))
    }
}

/// The value that so many percent of these do not exceed.
fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// `bench [runs] [beside | saved]`; beside: only the app and those beside it; saved: only how soon an answer is. That alone
/// is measured in all these engines.
pub async fn run(engines: &[Engine], words: &[String]) -> Result<bool> {
    let runs = words.iter().find_map(|word| word.parse().ok()).unwrap_or(RUNS);
    let is_only = |part: &str| words.iter().any(|word| word == part);
    if is_only("saved") {
        saved::run(engines, runs).await?;
        return Ok(true);
    }
    let is_beside_only = is_only("beside");
    fs::create_dir_all(TRACES)?;
    let mut figures = Figures::default();
    let mut tasks: Vec<(&Profile, Task)> = Vec::new();
    let mut beside: Vec<(Peer, Figures)> =
        Peer::all().into_iter().map(|peer| (peer, Figures::default())).collect();
    if beside.len() < 3 {
        println!("SurveyJS is not beside: npm could not be had.");
    }
    for number in 1..=runs {
        // In turn, so that what else the machine does meets all of them.
        for profile in &PROFILES {
            let begun = Instant::now();
            if !is_beside_only {
                let traced = traced(profile, number).await?;
                count(&mut figures, profile, &traced);
                tasks.extend(traced.into_iter().map(|task| (profile, task)));
                timed(profile, &mut figures).await?;
                many(profile, &mut figures).await?;
            }
            for (peer, seen) in &mut beside {
                for (of, value) in peers::measure(*peer, profile).await? {
                    seen.add(profile, of, value);
                }
            }
            println!("run {number}, {:<9} {:5.1} s", profile.name, begun.elapsed().as_secs_f64());
        }
    }
    if !is_beside_only {
        tell_longest(&tasks);
    }
    // Only the app's own way goes as far as the report, with a journal.
    if !is_beside_only && let Some((_, app)) = beside.first_mut() {
        for profile in &PROFILES {
            let memory = figures.value(profile, "heap", 50) + figures.value(profile, "wasm", 50);
            app.add(profile, "memory", memory / 1000.0);
        }
    }
    tell_beside(&beside, runs);
    if !is_beside_only {
        saved::run(engines, runs).await?;
        tell_table(&figures, runs);
    }
    Ok(true)
}

/// A browser of its own, with nothing in it, on this machine and line.
async fn fresh(server: Server, profile: &Profile, line: Option<(u32, u32)>) -> Result<Page> {
    let page = Page::start(Engine::Chromium, &Options::default(), server).await?;
    hand::install(&page).await?;
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": profile.slowdown })).await?;
    if let Some((speed, latency)) = line {
        page.devtools("Network.enable", json!({})).await?;
        let line = json!({
            "offline": false, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed,
        });
        page.devtools("Network.emulateNetworkConditions", line).await?;
    }
    Ok(page)
}

/// The whole way under a trace. The line makes no task longer, so it is as it is.
async fn traced(profile: &Profile, number: usize) -> Result<Vec<Task>> {
    let page = fresh(Server::start(&dist())?, profile, None).await?;
    trace::start(&page).await?;
    journey::open(&page).await?;
    journey::answer(&page).await?;
    journey::report(&page).await?;
    let trace = trace::end(&page).await?;
    expect_clean(&page).await?;
    let file = format!("{}-{number}.json", profile.name.replace(' ', "-"));
    fs::write(Path::new(TRACES).join(file), &trace)?;
    trace::tasks(&trace)
}

fn count(figures: &mut Figures, profile: &Profile, tasks: &[Task]) {
    let parts = [
        (true, ["start tasks", "start longest", "start worked", "start above", "start overworked"]),
        (
            false,
            ["journey tasks", "journey longest", "journey worked", "journey above", "journey overworked"],
        ),
    ];
    for (is_start, [all, longest, worked, above, overworked]) in parts {
        let part = || tasks.iter().filter(|task| task.is_start == is_start);
        let top = part().max_by(|one, other| one.duration.total_cmp(&other.duration));
        figures.add(profile, all, part().count() as f64);
        figures.add(profile, longest, top.map_or(0.0, |task| task.duration));
        figures.add(profile, worked, top.map_or(0.0, |task| task.worked));
        figures.add(profile, above, part().filter(|task| task.duration > LONG).count() as f64);
        figures.add(profile, overworked, part().filter(|task| task.worked > LONG).count() as f64);
    }
}

/// The same way without a trace, which costs time itself.
async fn timed(profile: &Profile, figures: &mut Figures) -> Result<()> {
    let page = fresh(Server::start(&dist())?, profile, profile.line).await?;
    journey::open(&page).await?;
    for (of, entry) in [("paint", "first-contentful-paint"), ("ready", "ready")] {
        let js = "return performance.getEntriesByName(arguments[0])[0].startTime";
        figures.add(profile, of, number(&page.execute(js, vec![json!(entry)]).await?)?);
    }
    let way = journey::answer(&page).await?;
    for times in way.answers {
        figures.add(profile, "painted", times.painted.ok_or("an answer was never painted")?);
        figures.add(profile, "saved", times.saved.ok_or("an answer was never saved")?);
    }
    way.turns.iter().for_each(|times| figures.add(profile, "turn", times.shown));
    let (answers, nothing) = journey::answers_and_nothing(&page, PRESSES).await?;
    figures.add(profile, "answer work", (answers - nothing) / PRESSES as f64);
    figures.add(profile, "report", journey::report(&page).await?.shown);

    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let heap = number(&page.devtools("Runtime.getHeapUsage", json!({})).await?["usedSize"])?;
    figures.add(profile, "heap", heap / 1000.0);
    let wasm = number(&page.execute("return __probe.wasm()", vec![]).await?)?;
    figures.add(profile, "wasm", wasm / 1000.0);
    expect_clean(&page).await
}

/// A trainer with very many responses, traced for its longest task.
async fn many(profile: &Profile, figures: &mut Figures) -> Result<()> {
    let page = fresh(Server::start(&dist())?, profile, None).await?;
    let codes = group::prepare(&page).await?;
    trace::start(&page).await?;
    // The app was there before the trace, which finds its page by this mark.
    page.execute("performance.mark('ready')", vec![]).await?;
    figures.add(profile, "import", group::import(&page, &codes).await?);
    let tasks = trace::tasks(&trace::end(&page).await?)?;
    let longest = tasks.iter().max_by(|one, other| one.duration.total_cmp(&other.duration));
    figures.add(profile, "import longest", longest.map_or(0.0, |task| task.duration));
    figures.add(profile, "import worked", longest.map_or(0.0, |task| task.worked));
    figures.add(profile, "redrawn", group::show(&page).await?);
    expect_clean(&page).await
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().ok_or_else(|| format!("no number: {value}").into())
}

/// How many bytes go out for this path.
fn sent(server: &Server, path: &str) -> f64 {
    let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    server.file(&format!("{file}.br")).or(server.file(&file)).map_or(0.0, |bytes| bytes.len() as f64)
}

fn tell_longest(tasks: &[(&Profile, Task)]) {
    println!("\nThe longest tasks of all runs, in ms (between brackets: of which the thread worked):");
    for profile in &PROFILES {
        for is_start in [true, false] {
            let mut part: Vec<&Task> = tasks
                .iter()
                .filter(|(of, task)| of.name == profile.name && task.is_start == is_start)
                .map(|(_, task)| task)
                .collect();
            part.sort_by(|one, other| other.duration.total_cmp(&one.duration));
            for task in part.into_iter().take(LONGEST) {
                let with: Vec<String> =
                    task.with.iter().take(3).map(|(kind, time)| format!("{kind} {time:.0}")).collect();
                let place = if is_start { "start" } else { &task.place };
                println!(
                    "{:<9} {place:<16} {:6.1} ({:.1})  {}: {}",
                    profile.name,
                    task.duration,
                    task.worked,
                    task.cause,
                    with.join(", ")
                );
            }
        }
    }
}

/// A table for each profile: the app and those beside it, the app's ratio to each, and the goal (F: times the floor, S:
/// times SurveyJS).
fn tell_beside(beside: &[(Peer, Figures)], runs: usize) {
    for profile in &PROFILES {
        print!("\n{:<47}", format!("{runs} runs, in turn, in Chromium, {}", profile.name));
        beside.iter().for_each(|(peer, _)| print!("{:>10}", peer.name()));
        beside.iter().skip(1).for_each(|(peer, _)| print!("{:>11}", format!("app / {}", &peer.name()[..1])));
        println!("  {:<21}least and most", "goal");
        for row in &BESIDE {
            let values: Vec<f64> =
                beside.iter().map(|(_, seen)| seen.value(profile, row.of, row.percent)).collect();
            print!("{:<47}", row.words);
            values.iter().for_each(|value| print!("{:>10}", known(*value, 1)));
            let ratio = |value: &f64| print!("{:>11}", known(values[0] / value, 2));
            values.iter().skip(1).for_each(ratio);
            print!("  {:<19}", row.goal);
            for (_, seen) in beside {
                let ends = seen.ends(profile, row.of);
                print!("  {}", ends.map_or("-".to_owned(), |(least, most)| format!("{least:.1}–{most:.1}")));
            }
            println!();
        }
    }
}

/// A figure, or that there is none.
fn known(value: f64, digits: usize) -> String {
    if value.is_finite() { format!("{value:.digits$}") } else { "-".to_owned() }
}

fn tell_table(figures: &Figures, runs: usize) {
    println!(
        "\n{:<42}{:>10}{:>10}{:>8}",
        format!("{runs} runs, in Chromium"),
        PROFILES[0].name,
        PROFILES[1].name,
        "goal"
    );
    for row in &ROWS {
        let [plain, slow] = [0, 1].map(|place| figures.value(&PROFILES[place], row.of, row.percent));
        println!("{:<42}{plain:>10.1}{slow:>10.1}{:>8}", row.words, row.goal);
    }
    let longest = PROFILES.each_ref().map(|profile| figures.value(profile, "journey longest", 50));
    println!(
        "\nlongest task of the journey {:.1} ms, {:.1} ms on the slow profile; the goal is {LONG} ms",
        longest[0], longest[1]
    );
}
