//! Runs the browser journeys in three engines and says how they went.
//! Knows the list of journeys and how to report; not what a page is, nor how a browser starts.

// A verb may be here before the journey that needs it.
#![allow(dead_code)]

mod engine;
mod harness;
mod page;
mod server;

use std::env;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use engine::{Engine, Options, Screen};
use page::Page;
use server::Server;

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How long a state may take to come. Long, because it is only waited out in a failure.
pub const WAIT: Duration = Duration::from_secs(10);

/// No journey takes this long, unless something hangs.
const HANGS: Duration = Duration::from_secs(180);

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/browser");

struct Journey {
    name: &'static str,
    options: Options,
    run: Box<dyn Fn(Page) -> Pin<Box<dyn Future<Output = Result<()>>>>>,
}

fn journey<F: Future<Output = Result<()>> + 'static>(name: &'static str, run: fn(Page) -> F) -> Journey {
    Journey {
        name,
        options: Options::default(),
        run: Box::new(move |page| Box::pin(run(page))),
    }
}

impl Journey {
    fn with(mut self, change: impl FnOnce(&mut Options)) -> Journey {
        change(&mut self.options);
        self
    }
}

/// Every journey is run in every engine.
fn journeys() -> Vec<Journey> {
    vec![
        journey("harness", harness::verbs),
        journey("harness-truth", harness::truth),
        journey("harness-no-storage", harness::no_storage).with(|options| options.storage = false),
        journey("harness-narrow", harness::narrow).with(|options| options.size = (320, 256)),
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
                _ = tokio::signal::ctrl_c() => Err("interrupted".into()),
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

async fn run(arguments: &[String]) -> Result<bool> {
    let (named, filters): (Vec<&String>, Vec<&String>) = arguments
        .iter()
        .partition(|word| Engine::ALL.iter().any(|engine| engine.name() == word.as_str()));
    let engines: Vec<Engine> = Engine::ALL
        .into_iter()
        .filter(|engine| named.is_empty() || named.iter().any(|name| *name == engine.name()))
        .collect();
    let mut journeys = journeys();
    journeys
        .retain(|one| filters.is_empty() || filters.iter().any(|filter| one.name.contains(filter.as_str())));
    if journeys.is_empty() {
        return Err(format!("no journey has a name like {filters:?}").into());
    }
    let _screen = if engines.contains(&Engine::Webkit) {
        Some(Screen::start()?)
    } else {
        None
    };

    let (mut summary, mut passed, mut failed) = (Vec::new(), 0, 0);
    for engine in engines {
        let mut failed_here = 0;
        for journey in &journeys {
            let begun = Instant::now();
            let ended = run_one(engine, journey).await;
            let seconds = begun.elapsed().as_secs_f64();
            match ended {
                Ok(()) => println!("{:<9} {:<28} ok     {seconds:5.1} s", engine.name(), journey.name),
                Err(report) => {
                    failed_here += 1;
                    println!(
                        "{:<9} {:<28} FAILED {seconds:5.1} s\n{report}",
                        engine.name(),
                        journey.name
                    );
                }
            }
        }
        let passed_here = journeys.len() - failed_here;
        let failures = if failed_here > 0 {
            format!(" {failed_here} failed")
        } else {
            String::new()
        };
        summary.push(format!("{}: {passed_here} passed{failures}", engine.name()));
        passed += passed_here;
        failed += failed_here;
    }
    println!("\n{}\n{passed} passed, {failed} failed", summary.join(", "));
    Ok(failed == 0)
}

/// Runs one journey in a browser of its own; a failure comes with all that helps to understand it.
async fn run_one(engine: Engine, journey: &Journey) -> std::result::Result<(), String> {
    let server = Server::start(&dist()).map_err(|error| error.to_string())?;
    let page = Page::start(engine, &journey.options, server)
        .await
        .map_err(|error| error.to_string())?;
    // As a task, so that an assertion that fails ends only this journey.
    let running = (journey.run)(page.clone());
    let task = tokio::task::spawn_local(async { running.await.map_err(|error| error.to_string()) });
    let stop = task.abort_handle();
    let why = match tokio::time::timeout(HANGS, task).await {
        Ok(Ok(Ok(()))) => return Ok(()),
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
    for line in page
        .visible_text()
        .await
        .unwrap_or_else(|error| error.to_string())
        .lines()
    {
        report.push_str(&format!("    {line}\n"));
    }
    report.push_str("  in the console:\n");
    for line in page.console_errors().await {
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
    env::var_os("NETWERKSPIEGEL_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"),
        PathBuf::from,
    )
}
