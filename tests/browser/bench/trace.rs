//! A DevTools trace: records one, and reads from it the tasks of the page's main thread, with what they were busy with.
//! Knows Chromium's names for that, and two marks that the bench leaves; nothing of the app.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::page::Page;
use crate::{Result, WAIT};

/// From so many milliseconds on, a person may notice that the page does not answer.
pub const LONG: f64 = 50.0;

const CATEGORIES: [&str; 7] = [
    "devtools.timeline",
    // RunTask
    "disabled-by-default-devtools.timeline",
    // who sent the message that a task works on
    "toplevel",
    // what was marked with performance.mark
    "blink.user_timing",
    "v8",
    "v8.execute",
    "v8.wasm",
];

/// The number of the stream in which a trace is handed over. DevTools tells it in an event, which WebDriver does not
/// hand on; it counts from 1, and ours is the first of its browser.
const STREAM: &str = "1";

pub async fn start(page: &Page) -> Result<()> {
    let config = json!({
        "recordMode": "recordAsMuchAsPossible", "includedCategories": CATEGORIES, "excludedCategories": ["*"],
    });
    page.devtools("Tracing.start", json!({ "transferMode": "ReturnAsStream", "traceConfig": config }))
        .await?;
    Ok(())
}

/// Ends the recording. Out: the trace, as DevTools can open it again.
pub async fn end(page: &Page) -> Result<String> {
    page.devtools("Tracing.end", json!({})).await?;
    let (mut whole, asked) = (String::new(), Instant::now());
    loop {
        match page.devtools("IO.read", json!({ "handle": STREAM, "size": 1 << 24 })).await {
            Ok(read) => {
                whole.push_str(read["data"].as_str().unwrap_or_default());
                if read["eof"] == true {
                    return Ok(whole);
                }
            }
            // The stream is there when all processes have handed in their part.
            Err(error) if asked.elapsed() > WAIT * 3 => return Err(error),
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Milliseconds in all of these.
#[derive(Clone, Debug)]
pub struct Task {
    /// Did it begin before the app had taken over the page?
    pub is_start: bool,
    /// Where the journey was.
    pub place: String,
    pub duration: f64,
    /// What of it the thread really worked. On a busy machine this is less: then others were let in between.
    pub worked: f64,
    pub cause: String,
    /// With what it was busy, the longest first.
    pub with: Vec<(&'static str, f64)>,
}

#[derive(Deserialize)]
struct Trace {
    #[serde(rename = "traceEvents")]
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    name: String,
    ph: String,
    #[serde(default)]
    cat: String,
    pid: u64,
    tid: u64,
    /// Microseconds, as are the two durations.
    ts: f64,
    #[serde(default)]
    dur: f64,
    #[serde(default)]
    tdur: f64,
    #[serde(default)]
    args: Value,
}

impl Event {
    fn end(&self) -> f64 {
        self.ts + self.dur
    }

    fn is_mark(&self) -> bool {
        self.cat.contains("blink.user_timing") && (self.name == "ready" || self.name.starts_with("at "))
    }
}

/// The tasks of the page in which `performance.mark("ready")` was called, in order. What DevTools itself asks of the
/// page is left out: that was us.
pub fn tasks(trace: &str) -> Result<Vec<Task>> {
    let Trace { events } = serde_json::from_str(trace)?;
    let ready =
        events.iter().find(|event| event.is_mark() && event.name == "ready").ok_or("no mark “ready”")?;
    let is_main = |event: &&Event| (event.pid, event.tid) == (ready.pid, ready.tid);
    let mut marks: Vec<&Event> = events.iter().filter(is_main).filter(|event| event.is_mark()).collect();
    marks.sort_by(|one, other| one.ts.total_cmp(&other.ts));
    let mut spans: Vec<&Event> = events.iter().filter(is_main).filter(|event| event.ph == "X").collect();
    // What holds others stands before them.
    spans.sort_by(|one, other| one.ts.total_cmp(&other.ts).then(other.dur.total_cmp(&one.dur)));

    let mut tasks = Vec::new();
    let mut rest = spans.as_slice();
    while let Some((task, after)) = rest.split_first() {
        rest = after;
        if task.name != "RunTask" {
            continue;
        }
        let n_inside = after.partition_point(|span| span.ts < task.end());
        let inside = &after[..n_inside];
        rest = &after[n_inside..];
        if inside.iter().any(|span| is_of_devtools(span)) {
            continue;
        }
        let place = marks.iter().rev().find(|mark| mark.ts < task.ts);
        tasks.push(Task {
            is_start: task.ts < ready.ts,
            place: place.map_or("", |mark| mark.name.trim_start_matches("at ")).to_owned(),
            duration: task.dur / 1000.0,
            worked: task.tdur / 1000.0,
            cause: cause(task, inside),
            with: busy_with(task, inside),
        });
    }
    Ok(tasks)
}

fn is_of_devtools(span: &Event) -> bool {
    let from = span.args["chrome_mojo_event_info"]["mojo_interface_tag"].as_str().unwrap_or_default();
    from.starts_with("blink.mojom.DevTools")
}

/// What set a task off: the events that took a good part of it, a frame, or what the browser calls it.
fn cause(task: &Event, inside: &[&Event]) -> String {
    let dispatched = inside.iter().filter(|span| span.name == "EventDispatch" && span.dur > task.dur / 10.0);
    let mut types: Vec<&str> = dispatched.filter_map(|span| span.args["data"]["type"].as_str()).collect();
    types.dedup();
    if !types.is_empty() {
        return types.join(", ");
    }
    if inside.iter().any(|span| span.name == "Commit") {
        return "frame".to_owned();
    }
    inside.iter().find_map(|span| span.args["src_func"].as_str()).unwrap_or("nothing named").to_owned()
}

fn busy_with(task: &Event, inside: &[&Event]) -> Vec<(&'static str, f64)> {
    let mut sums: HashMap<&'static str, f64> = HashMap::new();
    let mut open = vec![(task, "other")];
    *sums.entry("other").or_default() += task.dur;
    for span in inside {
        while open.len() > 1 && open.last().is_some_and(|(holder, _)| holder.end() <= span.ts) {
            open.pop();
        }
        let around = open.last().map_or("other", |(_, kind)| kind);
        let kind = kind(&span.name).unwrap_or(around);
        // What is inside is not counted twice.
        *sums.entry(around).or_default() -= span.dur;
        *sums.entry(kind).or_default() += span.dur;
        open.push((span, kind));
    }
    let mut with: Vec<_> = sums.into_iter().map(|(kind, sum)| (kind, sum / 1000.0)).collect();
    with.sort_by(|one, other| other.1.total_cmp(&one.1));
    with
}

/// None: belongs to what it is in.
fn kind(name: &str) -> Option<&'static str> {
    match name {
        "Layout" => Some("layout"),
        "UpdateLayoutTree" | "ParseAuthorStyleSheet" => Some("style"),
        "PrePaint" | "Paint" | "Layerize" | "Commit" => Some("paint"),
        "ParseHTML" => Some("HTML"),
        "FunctionCall" | "v8.callFunction" | "RunMicrotasks" | "EvaluateScript" | "v8.evaluateModule"
        | "EventDispatch" | "TimerFire" | "FireAnimationFrame" => Some("script and wasm"),
        name if name.contains("GC") => Some("garbage"),
        name if name.starts_with("wasm.")
            || name.starts_with("v8.wasm")
            || name.to_lowercase().starts_with("v8.compile") =>
        {
            Some("compiling")
        }
        _ => None,
    }
}
