//! The app beside a floor (a page by hand, tests/bench/floor) and SurveyJS, with the same questionnaire: what each
//! weighs, how soon it takes an answer, what an answer costs. Knows how each says that an answer is kept; not how its
//! page is made.

use std::env;
use std::fs;
use std::io::Write;
use std::ops::Add;
use std::path::Path;
use std::process::{Command, Stdio};

use netwerkspiegel::instrument::{Instrument, OpenQuestion, Question, Screen};
use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;
use serde_json::{Value, json};

use super::hand::{Until, press_at};
use super::{PRESSES, Profile, number, sent};
use crate::page::Page;
use crate::participant::{questions, screen_name, screens};
use crate::server::Server;
use crate::steps::expect_saved;
use crate::{Result, dist};

const LANG: Lang = Lang::Nl;
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench");
/// Where `./dev bench` has put SurveyJS, if it could be had.
const SURVEYJS: &str = "NETWERKSPIEGEL_SURVEYJS";
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Peer {
    App,
    Floor,
    SurveyJs,
}

impl Peer {
    /// Those that can be measured here, in the order of the table.
    pub fn all() -> Vec<Peer> {
        let has_surveyjs = env::var_os(SURVEYJS).is_some_and(|folder| !folder.is_empty());
        [Peer::App, Peer::Floor].into_iter().chain(has_surveyjs.then_some(Peer::SurveyJs)).collect()
    }

    pub fn name(self) -> &'static str {
        match self {
            Peer::App => "app",
            Peer::Floor => "floor",
            Peer::SurveyJs => "SurveyJS",
        }
    }

    /// Its files, in memory, each also as brotli.
    fn server(self) -> Result<Server> {
        let server = match self {
            Peer::App => Server::start(&dist())?,
            Peer::Floor => {
                let server = Server::start(Path::new(""))?;
                put(&server, "/index.html", page("floor")?)?;
                server
            }
            Peer::SurveyJs => {
                let built = env::var(SURVEYJS)?;
                let server = Server::start(Path::new(""))?;
                put(&server, "/index.html", page("surveyjs")?)?;
                for name in ["page.js", "page.css"] {
                    put(&server, &format!("/assets/{name}"), fs::read(Path::new(&built).join(name))?)?;
                }
                server
            }
        };
        server.keep_assets();
        Ok(server)
    }

    /// The words on the button before the first question.
    fn begin(self) -> &'static str {
        match self {
            Peer::App => ReportText::of(LANG).begin,
            Peer::Floor | Peer::SurveyJs => "",
        }
    }
}

fn put(server: &Server, path: &str, bytes: Vec<u8>) -> Result<()> {
    server.put(&format!("{path}.br"), brotli(&bytes)?);
    server.put(path, bytes);
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut child = Command::new("brotli")
        .args(["-q", "11", "-c"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    // It reads everything before it writes anything.
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(bytes)?;
    }
    Ok(child.wait_with_output()?.stdout)
}

/// The page of a peer, with what is asked in it.
fn page(folder: &str) -> Result<Vec<u8>> {
    let path = Path::new(FOLDER).join(folder).join("index.html");
    let (page, empty) = (fs::read_to_string(path)?, "id=\"model\">{}<");
    if page.matches(empty).count() != 1 {
        return Err(format!("{folder} has no place for what is asked").into());
    }
    Ok(page.replacen(empty, &format!("id=\"model\">{}<", model()), 1).into_bytes())
}

/// What the parts that are chosen in advance ask, page by page.
fn model() -> Value {
    let closed = |question: Question| {
        let scale = question.scale;
        let options: Vec<&str> = scale
            .options
            .iter()
            .map(|option| option.words.get(LANG))
            .chain([scale.opt_out.words.get(LANG)])
            .collect();
        json!({ "code": question.code, "text": question.text.get(LANG), "options": options })
    };
    let open = |question: &OpenQuestion| json!({ "code": question.id, "text": question.text.get(LANG) });
    let page = |screen: Screen| {
        let opens: Vec<Value> = match screen {
            Screen::Open(module) => module.open_questions.iter().map(open).collect(),
            Screen::Profile(..) | Screen::Dimension(..) => Vec::new(),
        };
        json!({
            "name": screen_name(screen, LANG),
            "isMatrix": matches!(screen, Screen::Dimension(..)),
            "questions": questions(screen).into_iter().map(closed).collect::<Vec<_>>(),
            "opens": opens,
        })
    };
    json!({ "title": Instrument::shipped().title.get(LANG), "pages": screens().into_iter().map(page).collect::<Vec<_>>() })
}

/// One whole visit, and a second one. Out: every figure by its name.
pub async fn measure(peer: Peer, profile: &Profile) -> Result<Vec<(&'static str, f64)>> {
    let page = super::fresh(peer.server()?, profile, profile.line).await?;
    let first =
        format!("(() => {{ const BEGIN = {};\n{} }})();", json!(peer.begin()), include_str!("first.js"));
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": first })).await?;
    page.devtools("Performance.enable", json!({})).await?;
    let mut figures = visit(peer, &page, ["paint", "first answer", "ready", "blocked"], "/").await?;
    // The page has a process of its own, that began with it.
    figures.push(("renderer", super::journey::metric(&page, "ProcessTime").await?));

    // What comes before the app is in charge; the rest comes while the person answers.
    let js = "const until = performance.getEntriesByName('in charge')[0]?.startTime ?? Infinity;
        return ['navigation', 'resource'].flatMap((of) => performance.getEntriesByType(of))
            .filter((one) => one.responseEnd && one.responseEnd < until).map((one) => new URL(one.name).pathname)";
    let paths: Vec<String> = serde_json::from_value(page.execute(js, vec![]).await?)?;
    figures.push(("requests", paths.len() as f64));
    let of = |is: &dyn Fn(&str) -> bool| {
        paths.iter().filter(|path| is(path)).map(|path| sent(page.server(), path)).fold(0.0, f64::add)
            / 1000.0
    };
    figures.push(("bytes", of(&|_| true)));
    for (name, kind) in KINDS.iter().zip([".html", ".js", ".css", ".wasm", ""]) {
        figures.push((*name, of(&|path| kind_of(path) == kind)));
    }
    if peer == Peer::App {
        figures.push(("whole", whole(page.server())? / 1000.0));
        let single = page.server().file("/netwerkspiegel.html").map_or(0, |bytes| bytes.len());
        figures.push(("single", single as f64 / 1000.0));
        page.execute("return navigator.serviceWorker.ready.then(() => true)", vec![]).await?;
    }

    // The tab is opened again: the same address.
    let address = page.url().await?;
    page.open("about://blank").await?;
    figures.extend(
        visit(peer, &page, ["paint again", "answer again", "ready again", "blocked again"], &address).await?,
    );
    figures.extend(presses(peer, &page).await?);
    page.open("about://blank").await?;
    figures.extend(
        visit(peer, &page, ["paint third", "answer third", "ready third", "blocked third"], &address).await?,
    );
    let (memory, screen) = to_the_end(&page).await?;
    figures.push(("screen work", screen));
    // The app's is taken where it goes as far as the report.
    figures.extend((peer != Peer::App).then_some(("memory", memory)));
    Ok(figures)
}

const KINDS: [&str; 5] = ["bytes html", "bytes js", "bytes css", "bytes wasm", "bytes other"];

/// How a path ends that is of one of those kinds; nothing for what is of none.
fn kind_of(path: &str) -> &'static str {
    let ends = [".html", ".js", ".css", ".wasm"];
    let page = path.ends_with('/').then_some(".html");
    page.or(ends.into_iter().find(|end| path.ends_with(end))).unwrap_or_default()
}

/// Opens the page, and chooses at the first question as soon as that can be done. What was chosen must be kept.
async fn visit(
    peer: Peer,
    page: &Page,
    names: [&'static str; 4],
    path: &str,
) -> Result<Vec<(&'static str, f64)>> {
    page.open(path).await?;
    let js = "return __first.then((first) => { window.__said = first; return [first.fcp, first.chosen]; })";
    let told = page.execute(js, vec![]).await?;
    let mut figures = vec![(names[0], number(&told[0])?), (names[1], number(&told[1])?)];
    match peer {
        Peer::App => {
            page.execute("return __probe.ready", vec![]).await?;
            expect_saved(page).await?;
            let js = "return performance.getEntriesByName('ready')[0].startTime";
            figures.push((names[2], number(&page.execute(js, vec![]).await?)?));
        }
        Peer::Floor | Peer::SurveyJs => {
            let kept = page.execute("return localStorage.getItem('kept')", vec![]).await?;
            kept.as_str().ok_or_else(|| format!("{} kept nothing", peer.name()))?;
            // It is in charge when it answers.
            figures.push((names[2], figures[1].1));
        }
    }
    // Tasks are told when they have ended.
    page.execute("return __probe.frame()", vec![]).await?;
    figures.push((names[3], number(&page.execute("return __said.blocked()", vec![]).await?)?));
    Ok(figures)
}

/// The two first answers to the first question, in turn; then as often nothing.
async fn presses(peer: Peer, page: &Page) -> Result<Vec<(&'static str, f64)>> {
    let js = "return [...document.querySelectorAll('main input[type=radio]')].slice(0, 2).map((radio) => {
        const box = (radio.closest('label') ?? radio.parentElement).getBoundingClientRect();
        return [box.left + Math.min(box.width, 40) / 2, box.top + box.height / 2];
    })";
    page.execute(
        "document.querySelector('main input[type=radio]').scrollIntoView({ block: 'center' })",
        vec![],
    )
    .await?;
    page.execute("return __probe.frame()", vec![]).await?;
    let places: [(f64, f64); 2] = serde_json::from_value(page.execute(js, vec![]).await?)?;
    let margin = (1.0, places[0].1);
    let until = if peer == Peer::App { Until::Saved } else { Until::Painted };
    page.devtools("Performance.enable", json!({})).await?;
    let (mut figures, mut worked) = (Vec::new(), Vec::new());
    for (places, until) in [(places, until), ([margin, margin], Until::Painted)] {
        // The first ones also take the focus, and compile what was never run.
        for place in places {
            press_at(page, place, until).await?;
        }
        let before = super::journey::thread_time(page).await?;
        for place in places.into_iter().cycle().take(PRESSES) {
            let times = press_at(page, place, until).await?;
            if worked.is_empty() {
                figures.push(("painted", times.painted.ok_or("an answer was never painted")?));
            }
        }
        worked.push(super::journey::thread_time(page).await? - before);
    }
    figures.push(("answer work", (worked[0] - worked[1]) / PRESSES as f64));
    Ok(figures)
}

/// Chooses the first answer to every question, page by page. Out: what the page then holds, in MB, and milliseconds that
/// its main thread worked for a page.
async fn to_the_end(page: &Page) -> Result<(f64, f64)> {
    // The app says where the next page leads; after its last question that is the review, which asks for nothing more.
    let js = "const words = (one) => (one.value || one.textContent).trim();
        const next = () => [...document.querySelectorAll('main a, button, input[type=button]')]
            .find((one) => /^(Verder|Next|Complete)/.test(words(one)) && one.offsetParent);
        let pages = 0;
        for (; pages < 99 && next(); pages += 1) {
            const names = new Set();
            for (const radio of document.querySelectorAll('main input[type=radio]')) {
                if (!names.has(radio.name)) radio.click();
                names.add(radio.name);
            }
            // The app takes no press for a moment after a page has come.
            while (document.documentElement.dataset.fresh !== undefined) await __probe.frame();
            const before = document.body.innerText;
            next().click();
            for (let frames = 0; document.body.innerText === before; frames += 1) {
                if (frames > 200) return `nothing comes after ${before}`;
                await __probe.frame();
            }
            await __probe.frame();
        }
        return next() ? 0 : pages";
    let before = super::journey::thread_time(page).await?;
    let told = page.execute(&format!("return (async () => {{ {js} }})()"), vec![]).await?;
    let n_pages = number(&told).map_err(|_| format!("{told}"))?;
    if n_pages < 10.0 {
        return Err(format!("the last page was not reached: {n_pages}").into());
    }
    let work = (super::journey::thread_time(page).await? - before) / n_pages;
    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let heap = number(&page.devtools("Runtime.getHeapUsage", json!({})).await?["usedSize"])?;
    Ok((heap / 1e6, work))
}

/// Bytes, with brotli, of all that the service worker keeps.
fn whole(server: &Server) -> Result<f64> {
    let worker = server.file("/sw.js").ok_or("there is no sw.js")?;
    let worker = String::from_utf8(worker)?;
    let list =
        worker.split_once("[[").and_then(|(_, rest)| rest.split_once("]]")).ok_or("sw.js has no list")?.0;
    // Address and sum in turn.
    let paths = list.split('"').skip(1).step_by(4);
    Ok(paths.map(|path| sent(server, &format!("/{}", path.trim_start_matches("./")))).sum())
}
