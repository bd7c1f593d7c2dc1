//! Runs the browser journeys in three engines and says how they went.
//! Knows the list of journeys and how to report; not what a page is, nor how a browser starts.

// A verb may be here before the journey that needs it.
#![allow(dead_code)]

mod access;
mod again;
mod bench;
mod collecting;
mod early;
mod engine;
mod faults;
mod files;
mod fixture;
mod gallery;
mod harness;
mod keeping;
mod keyboard;
mod kill;
mod language;
mod layout;
mod lighthouse;
mod links;
mod logbook;
mod offline;
mod page;
mod participant;
mod policy;
mod print;
mod reach;
mod screens;
mod server;
mod session;
mod single;
mod spoken;
mod steps;
mod updating;

use std::env;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

use engine::{Engine, Options, Screen, Source};
use page::Page;
use server::Server;

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How long a state may take to come. Long, because it is only waited out in a failure.
pub const WAIT: Duration = Duration::from_secs(10);

/// No journey takes this long, unless something hangs.
const HANGS: Duration = Duration::from_secs(300);

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/browser");

struct Journey {
    name: String,
    options: Options,
    /// The engines it cannot be run in, and why.
    not_in: Vec<(Engine, &'static str)>,
    run: Run,
    /// It does on purpose what the policy must refuse.
    attacks: bool,
}

type Run = Rc<dyn Fn(Page) -> Pin<Box<dyn Future<Output = Result<()>>>>>;

fn journey<F: Future<Output = Result<()>> + 'static>(name: &str, run: fn(Page) -> F) -> Journey {
    Journey {
        name: name.to_owned(),
        options: Options::default(),
        not_in: Vec::new(),
        run: Rc::new(move |page| Box::pin(run(page))),
        attacks: false,
    }
}

impl Journey {
    fn with(mut self, change: impl FnOnce(&mut Options)) -> Journey {
        change(&mut self.options);
        self
    }

    fn not_in(mut self, engines: &[Engine], why: &'static str) -> Journey {
        self.not_in.extend(engines.iter().map(|engine| (*engine, why)));
        self
    }

    fn in_place(mut self, source: Source, place: &str) -> Journey {
        let name = format!("{place}-{}", self.name);
        for (what, engines, why) in NOT_THERE {
            let fits = |name: &str| if what.ends_with('-') { name.starts_with(what) } else { name == *what };
            if fits(&self.name) || fits(&name) {
                self = self.not_in(engines, why);
            }
        }
        self.options.source = source;
        Journey { name, ..self }
    }

    fn attacking(mut self) -> Journey {
        self.attacks = true;
        self
    }
}

/// What was seen over all journeys of the app that attack nothing: with a server, or from disk.
#[derive(Default)]
struct Watch {
    journeys: usize,
    requests: usize,
    strange: usize,
    violations: usize,
}

/// Where every journey is run beside a host, unless the table below says why not.
const PLACES: [(Source, &str); 2] = [(Source::Kept, "kept"), (Source::Disk, "disk")];

/// What is not run in such a place: a journey's name with that place before it, or without for both; one that ends in a
/// hyphen stands for every name that begins so. Then the engines, and why.
const NOT_THERE: &[(&str, &[Engine], &str)] = &[
    ("harness-", &Engine::ALL, "about the harness itself"),
    ("offline-", &Engine::ALL, "about the server: when it goes, or what it sends"),
    ("not-started", &Engine::ALL, "about the server: what it sends in the place of the app"),
    ("without-", &Engine::ALL, "about the server: what it does not send"),
    ("disk-early-", &Engine::ALL, "the single file has no page that is drawn before the app"),
    ("early-cut-off", &Engine::ALL, "about the server: what it does not send"),
    ("language-portal", &Engine::ALL, "about the server: what it sends in the place of the app"),
    ("keeping-second-visit", &Engine::ALL, "about a folder of a host; offline-folder is without the server"),
    ("policy-framed", &Engine::ALL, "about a page of the host around the app"),
    ("single-", &Engine::ALL, "from disk as it is"),
    ("kept-keeping-refused", &Engine::ALL, "a browser that keeps nothing keeps no app either"),
    ("kept-f03-", &Engine::ALL, "a browser that keeps nothing keeps no app either"),
    ("disk-f04-quota", &Engine::ALL, "its driver sets the quota of an origin, and a file has none"),
    (
        "kept-access-",
        &Engine::ALL,
        "the same bytes as at a host; looked at there and from disk, a third time takes minutes",
    ),
    (
        "kept-layout",
        &[Engine::Firefox, Engine::Webkit],
        "the same bytes as at a host; its window takes minutes to have all those sizes",
    ),
    (
        "kept-print",
        &Engine::ALL,
        "the same bytes as at a host; printed there and from disk, a third time takes minutes",
    ),
    (
        "disk-print",
        &[Engine::Firefox],
        "the same bytes as at a host; printed there, and from disk in Chromium, a third time takes minutes",
    ),
    (
        "disk-access-english",
        &[Engine::Firefox, Engine::Webkit],
        "the same bytes as at a host; looked at there, and from disk in Dutch, a third time takes minutes",
    ),
    (
        "disk-f16-may-lag",
        &[Engine::Webkit],
        "no word reaches another tab from disk, and without a database nothing else tells that all was erased",
    ),
    ("kept-session-whole", &Engine::ALL, "without the server as it is"),
];

/// Every journey is run in every engine, at a host and in both places; where it is not, the run says why.
fn journeys() -> Vec<Journey> {
    let mut all = at_a_host();
    for (source, place) in PLACES {
        all.extend(at_a_host().into_iter().map(|one| one.in_place(source, place)));
    }
    all
}

fn at_a_host() -> Vec<Journey> {
    vec![
        journey("harness-doing", harness::doing),
        journey("harness-seeing", harness::seeing),
        journey("harness-files", harness::files),
        journey("harness-going", harness::going),
        journey("harness-truth", harness::truth),
        journey("harness-refused-kept", harness::refused).with(|options| options.source = Source::Kept),
        journey("harness-refused-disk", harness::refused).with(|options| options.source = Source::Disk),
        journey("harness-no-storage", harness::no_storage).with(|options| options.storage = false),
        journey("harness-narrow", harness::narrow).with(|options| options.size = (320, 256)),
        journey("whole-dutch", participant::in_dutch),
        journey("whole-pressed-twice", participant::pressed_twice),
        journey("whole-changed", participant::changed_from_review),
        journey("whole-english", participant::in_english).with(|options| options.language = "en"),
        journey("keyboard", keyboard::to_the_report),
        journey("keeping-reload", keeping::over_a_reload),
        journey("keeping-full", keeping::full),
        journey("keeping-closed", keeping::closed_at_a_click),
        journey("keeping-refused", keeping::refused).with(|options| options.storage = false),
        journey("keeping-two-networks", keeping::two_networks),
        journey("keeping-second-visit", keeping::second_visit_in_a_folder),
        journey("keeping-two-tabs", keeping::two_tabs),
        journey("early-answered", early::answered).with(|options| options.size = (360, 740)),
        journey("early-filled-in", early::filled_in),
        journey("early-other-part", early::other_part),
        journey("early-explained", early::explained),
        journey("early-english", early::english),
        journey("early-english-begun", early::english_begun),
        journey("early-gone-on", early::gone_on).with(|options| options.size = (360, 740)),
        journey("early-gone-back", early::gone_back),
        journey("early-not-drawn", early::not_drawn).with(|options| options.language = "en"),
        journey("early-cut-off", early::cut_off),
        journey("early-noted-elsewhere", early::noted_elsewhere),
        journey("early-late", early::late),
        journey("f02-crashed", faults::crashed).not_in(
            &[Engine::Firefox, Engine::Webkit],
            "its driver cannot crash a page; keeping-closed is run",
        ),
        journey("f03-exports", files::every_export).with(|options| options.storage = false),
        journey("f03-leaving", faults::refused_leaving).with(|options| options.storage = false),
        journey("f04-full", faults::full),
        journey("f04-quota", faults::quota)
            .not_in(&[Engine::Firefox, Engine::Webkit], "its driver cannot set a quota; f04-full is run"),
        journey("f05-aborted", faults::aborted),
        journey("f06-corrupt", faults::corrupt),
        journey("f07-hanging", faults::hanging),
        journey("f07-hanging-reading", faults::hanging_reading),
        journey("f07-used-up", faults::used_up),
        journey("f07-foreign", faults::foreign),
        journey("f07-erasing-stuck", faults::erasing_stuck),
        journey("f07-erasing-held", faults::erasing_held),
        journey("f07-writing-held", faults::writing_held),
        journey("f07-version-change", faults::version_change),
        journey("f08-older", faults::older),
        journey("f09-newer", faults::newer),
        journey("f10-cleared", faults::cleared),
        journey("f11-private", faults::private).with(|options| options.private = true),
        journey("f12-persist", faults::persist),
        journey("f13-clock", faults::clock),
        journey("f14-no-wasm", faults::no_wasm),
        journey("f14-three-failed-starts", faults::three_failed_starts),
        journey("f15-thousand-answers", faults::thousand),
        journey("f15-told", faults::told),
        journey("f16-deaf", faults::deaf),
        journey("f16-may-lag", faults::may_lag),
        journey("f16-may-lag-deaf", faults::may_lag_deaf),
        journey("f17-newer-tab", faults::newer_tab),
        journey("f18-back-forward", faults::back_forward),
        journey("f44-copy-refused", files::copy_refused),
        journey("f44-download-refused", files::download_refused),
        journey("f54-unnamed", session::unnamed),
        journey("f55-told-once", faults::told_once),
        journey("f56-long-words", reach::long_words)
            .with(|options| options.size = reach::SMALL)
            .not_in(&[Engine::Webkit], "its driver types no joined signs"),
        journey("f58-preferences", access::preferences)
            .with(|options| options.forced_colours = true)
            .not_in(&[Engine::Webkit], "it has no such colours"),
        journey("f60-five-thousand-changes", faults::five_thousand)
            .not_in(&[Engine::Firefox, Engine::Webkit], "its driver cannot collect and measure memory"),
        journey("about", faults::about),
        journey("language", language::switched),
        journey("language-kept", language::kept),
        journey("language-portal", language::of_a_portal),
        journey("files-exports", files::every_export),
        journey("files-reopened", files::reopened),
        journey("files-removed", files::removed),
        journey("files-hostile", files::hostile),
        journey("access-dutch", access::in_dutch),
        journey("access-english", access::in_english).with(|options| options.language = "en"),
        journey("reach-small", reach::small).with(|options| options.size = reach::SMALL).not_in(
            &[Engine::Firefox, Engine::Webkit],
            "their Tab key shows no focus in a window without a screen",
        ),
        journey("reach-wide", reach::wide).with(|options| options.size = reach::WIDE).not_in(
            &[Engine::Firefox, Engine::Webkit],
            "their Tab key shows no focus in a window without a screen",
        ),
        journey("access-forced-colours", access::forced_colours)
            .with(|options| options.forced_colours = true)
            .not_in(&[Engine::Webkit], "it has no such colours"),
        journey("layout", layout::as_agreed),
        journey("print", print::everything).not_in(&[Engine::Webkit], "its driver cannot print"),
        journey("offline-whole", offline::whole),
        journey("offline-folder", offline::in_a_folder),
        journey("offline-new-version", offline::new_version),
        journey("offline-first-load", offline::first_load),
        journey("offline-half-deployed", offline::half_deployed),
        journey("offline-bad-release", offline::bad_release),
        journey("offline-words", offline::words),
        journey("offline-cleared", offline::cleared),
        journey("offline-other-build", offline::other_build),
        journey("offline-taken-along", offline::taken_along),
        journey("session-whole", session::whole),
        journey("session-shared", session::shared),
        journey("session-projector", session::projector),
        journey("session-keyboard", session::by_keyboard),
        journey("session-links", links::mangled),
        journey("session-links-refused", links::refused),
        journey("session-links-hostile", links::hostile),
        journey("session-links-other", links::other_session),
        journey("session-links-handed-in", links::handed_in),
        journey("session-links-none", links::without_a_session),
        journey("again-alone", again::alone),
        journey("again-group", again::group),
        journey("again-agreed", again::agreed),
        journey("again-invited", again::invited),
        journey("again-listed", again::listed),
        journey("logbook", logbook::logbook),
        journey("logbook-backup", logbook::backup),
        journey("reminder", logbook::reminder),
        journey("session-imports", collecting::imports),
        journey("session-imports-too-many", collecting::too_many),
        journey("session-imports-half-way", collecting::half_way),
        journey("session-tally-only", collecting::tally_only),
        journey("session-paper", collecting::paper),
        journey("session-kept", collecting::kept),
        journey("session-taken-along", collecting::taken_along),
        journey("session-camera", collecting::camera).with(|options| options.camera = true).not_in(
            &[Engine::Firefox, Engine::Webkit],
            "its camera cannot be a film; session-whole reads a QR code from the screen",
        ),
        journey("session-camera-reader", collecting::camera_with_reader)
            .with(|options| options.camera = true)
            .not_in(
                &[Engine::Firefox, Engine::Webkit],
                "its camera cannot be a film; session-whole reads a QR code from the screen",
            ),
        journey("stopped", offline::stopped),
        journey("not-started", offline::not_started),
        journey("without-boot", offline::without_boot),
        journey("without-scripts", offline::without_scripts),
        journey("without-style", offline::without_style),
        journey("policy-framed", policy::framed),
        journey("policy-injection", policy::injection).attacking(),
        journey("single-file", single::kept_and_taken_along).with(|options| options.source = Source::Disk),
        journey("single-file-not-unpacked", single::not_unpacked)
            .with(|options| options.source = Source::Disk),
        journey("single-file-session", single::session).with(|options| options.source = Source::Disk),
    ]
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let started = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let ended = started.map_err(Into::into).and_then(|runtime| {
        let all = tokio::task::LocalSet::new();
        all.block_on(&runtime, async {
            tokio::select! {
                ended = run(&arguments) => ended,
                // Leaving this way drops, and so ends, every browser that is open.
                word = stopped() => Err(word.into()),
            }
        })
    });
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Waits until somebody wants us to stop.
async fn stopped() -> &'static str {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            // Then only ctrl-c is heard.
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => "interrupted",
        _ = terminated => "terminated",
    }
}

async fn run(arguments: &[String]) -> Result<bool> {
    let (named, filters): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|word| Engine::ALL.iter().any(|engine| engine.name() == word.as_str()));
    let engines: Vec<Engine> = Engine::ALL
        .into_iter()
        .filter(|engine| named.is_empty() || named.iter().any(|name| *name == engine.name()))
        .collect();
    let _screen = if engines.contains(&Engine::Webkit) { Some(Screen::start()?) } else { None };
    let words: Vec<String> = filters.iter().copied().cloned().collect();
    match words.first().map(String::as_str) {
        Some("kill") => return kill::run(&engines, &words).await,
        Some("offline-killed") => return updating::run(&engines).await,
        Some("bench") => return bench::run(&engines, &words).await,
        Some("lighthouse") => return lighthouse::run(),
        Some("gallery") => return gallery::run(&words[1..]).await,
        _ => {}
    }
    let mut journeys = journeys();
    journeys
        .retain(|one| filters.is_empty() || filters.iter().any(|filter| one.name.contains(filter.as_str())));
    if journeys.is_empty() {
        return Err(format!("no journey has a name like {filters:?}").into());
    }

    // The engines side by side: each of them mostly waits.
    let (journeys, all) = (Rc::new(journeys), filters.is_empty());
    let running: Vec<_> = engines
        .into_iter()
        .map(|engine| (engine, tokio::task::spawn_local(run_engine(engine, Rc::clone(&journeys), all))))
        .collect();
    let mut tally = Tally::default();
    for (engine, run) in running {
        for (name, why) in run.await? {
            tally.count(engine, &name, why.as_deref());
        }
    }
    Ok(tally.conclude())
}

/// The journeys in one engine, one after the other; where `all` are wanted, the two kill tests are among them. Out: of each
/// its name, and why it failed if it did.
async fn run_engine(engine: Engine, journeys: Rc<Vec<Journey>>, all: bool) -> Vec<(String, Option<String>)> {
    let mut ended = Vec::new();
    let mut tell = |name: &str, begun: Instant, is_passed: bool, report: &str| {
        let (word, seconds) = (if is_passed { "ok" } else { "FAILED" }, begun.elapsed().as_secs_f64());
        println!("{:<9} {name:<36} {seconds:5.1} s  {word}{report}", engine.name());
        ended.push((name.to_owned(), (!is_passed).then(|| report.trim().to_owned())));
    };
    let (mut with_server, mut from_disk) = (Watch::default(), Watch::default());
    for journey in journeys.iter() {
        if let Some((_, why)) = journey.not_in.iter().find(|(other, _)| *other == engine) {
            println!("{:<9} {:<36}         not here: {why}", engine.name(), journey.name);
            continue;
        }
        let begun = Instant::now();
        let is_disk = journey.options.source == Source::Disk;
        let watch = if is_disk { &mut from_disk } else { &mut with_server };
        let ended = run_one(engine, journey, watch).await;
        let report = ended.as_ref().err().map_or(String::new(), |report| format!("\n{report}"));
        tell(&journey.name, begun, ended.is_ok(), &report);
    }
    let seen = |watch: &Watch, words: &str| {
        let Watch { journeys, requests, strange, violations } = watch;
        println!(
            "{:<9} in {journeys} journeys {words}: {requests} requests, {strange} of them not for a file of the app; {violations} violations of the policy",
            engine.name()
        );
    };
    seen(&with_server, "at a host");
    seen(&from_disk, "from disk");
    if all {
        let begun = Instant::now();
        let (is_passed, report) = kill::as_journey(engine).await;
        tell("kill", begun, is_passed, &format!("  {report}"));
        let begun = Instant::now();
        let (is_passed, report) = updating::as_journey(engine).await;
        tell("offline-killed", begun, is_passed, &format!("  {report}"));
    }
    ended
}

/// How many passed in each engine, and what failed there.
#[derive(Default)]
pub struct Tally {
    passed: Vec<(Engine, usize, usize)>,
    failed: Vec<String>,
}

impl Tally {
    /// `why`: what there is to say of a failure; only its first line is said again at the end.
    pub fn count(&mut self, engine: Engine, name: &str, why: Option<&str>) {
        if self.passed.last().is_none_or(|line| line.0 != engine) {
            self.passed.push((engine, 0, 0));
        }
        if let Some((_, n_passed, n_failed)) = self.passed.last_mut() {
            *(if why.is_none() { n_passed } else { n_failed }) += 1;
        }
        if let Some(why) = why {
            let first = why.trim().lines().next().unwrap_or_default();
            self.failed.push(format!("{:<9} {name}: {first}", engine.name()));
        }
    }

    /// Prints what failed, and the two closing lines, which `./dev` and CI read: a long log is shown from its end.
    pub fn conclude(&self) -> bool {
        let line = |(engine, passed, failed): &(Engine, usize, usize)| match failed {
            0 => format!("{}: {passed} passed", engine.name()),
            _ => format!("{}: {passed} passed {failed} failed", engine.name()),
        };
        let passed: usize = self.passed.iter().map(|line| line.1).sum();
        if !self.failed.is_empty() {
            println!("\nfailed:\n{}", self.failed.join("\n"));
        }
        println!("\n{}", self.passed.iter().map(line).collect::<Vec<_>>().join(", "));
        println!("{passed} passed, {} failed", self.failed.len());
        self.failed.is_empty()
    }
}

/// Counts what a journey that passed has asked for and was refused; out: what must not have been.
async fn seen(page: &Page, watch: &mut Watch) -> Option<String> {
    let server = page.server();
    let mut asked = server.requests();
    let mut strange = server.strange_requests();
    if page.is_from_disk() {
        // It may ask nothing at all.
        asked.extend(page.asked().await.unwrap_or_default());
        strange = asked.clone();
    }
    let mut refused: Vec<String> = server.notes();
    // What no server heard stays with its window. A window that was closed, or somebody else's browser, is gone with it.
    match page.refused().await {
        Ok(kept) => refused.extend(kept),
        Err(error) if !page.is_heard() => return Some(format!("what was refused cannot be read: {error}")),
        // The server heard most of it; a journey may leave a window that nobody can ask (a crash).
        Err(_) => {}
    }
    refused.retain(|line| line.starts_with("against the policy"));
    // The server and the window may both tell of the same one.
    refused.sort_unstable();
    refused.dedup();
    watch.journeys += 1;
    watch.requests += asked.len();
    watch.strange += strange.len();
    watch.violations += refused.len();
    let faults: Vec<String> = strange.into_iter().chain(refused).collect();
    (!faults.is_empty()).then(|| format!("asked or refused: {faults:?}"))
}

/// Runs one journey in a browser of its own; a failure comes with all that helps to understand it.
async fn run_one(engine: Engine, journey: &Journey, watch: &mut Watch) -> std::result::Result<(), String> {
    let server = Server::start(&dist()).map_err(|error| error.to_string())?;
    let page = Page::start(engine, &journey.options, server).await.map_err(|error| error.to_string())?;
    // As a task, so that an assertion that fails ends only this journey.
    let running = (journey.run)(page.clone());
    let task = tokio::task::spawn_local(async { running.await.map_err(|error| error.to_string()) });
    let stop = task.abort_handle();
    let why = match tokio::time::timeout(HANGS, task).await {
        Ok(Ok(Ok(()))) if journey.attacks || journey.name.starts_with("harness") => return Ok(()),
        Ok(Ok(Ok(()))) => match seen(&page, watch).await {
            None => return Ok(()),
            Some(why) => why,
        },
        Ok(Ok(Err(why))) => why,
        Ok(Err(panic)) => panic_words(panic),
        Err(_) => {
            stop.abort();
            format!("still not ready after {} s", HANGS.as_secs())
        }
    };
    let picture = Path::new(PICTURES).join(format!("{}-{}.png", engine.name(), journey.name));
    let mut report = format!("    {why}\n  done:\n");
    let done = page.done();
    for step in done.iter().skip(done.len().saturating_sub(12)) {
        report.push_str(&format!("    {step}\n"));
    }
    report.push_str("  on the page:\n");
    for line in page.visible_text().await.unwrap_or_else(|error| error.to_string()).lines().take(100) {
        report.push_str(&format!("    {line}\n"));
    }
    report.push_str("  errors in the page:\n");
    for line in page.errors().await.unwrap_or_else(|error| vec![error.to_string()]) {
        report.push_str(&format!("    {line}\n"));
    }
    match page.screenshot(&picture).await {
        Ok(()) => report.push_str(&format!("  picture: {}", picture.display())),
        Err(error) => report.push_str(&format!("  no picture: {error}")),
    }
    Err(report)
}

fn panic_words(error: tokio::task::JoinError) -> String {
    match error.try_into_panic() {
        Ok(words) => match (words.downcast_ref::<String>(), words.downcast_ref::<&str>()) {
            (Some(words), _) => words.clone(),
            (None, Some(words)) => (*words).to_owned(),
            (None, None) => "panicked".to_owned(),
        },
        Err(error) => error.to_string(),
    }
}

fn dist() -> PathBuf {
    env::var_os("NETWERKSPIEGEL_DIST")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from)
}
