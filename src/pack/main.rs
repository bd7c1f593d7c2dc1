//! Makes what is put on a host of what Trunk built: names with a hash, the policy in the pages, the list of the service
//! worker, the questionnaire on paper, and the whole app as one file. Trunk calls it after each build (Trunk.toml).
//! Knows nothing of how the app works.

mod paper;
mod policy;
mod wasm;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use netwerkspiegel::instrument::{self, Instrument};
use netwerkspiegel::text;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs, io};

/// Path from the root of the host's folder, and content.
type Files = BTreeMap<String, Vec<u8>>;

const SINGLE: &str = "netwerkspiegel.html";
const SUMS: &str = "build.txt";
const GLUE: &str = "netwerkspiegel.js";
const WASM: &str = "netwerkspiegel_bg.wasm";
const LATER_STYLE: &str = "later.css";
const ENGLISH: &str = "phrases.en.txt";
/// Ends what a browser would take for whole although it is cut or something else: boot.js and later.js look for it.
const END: &str = "Netwerkspiegel";

/// What a build is made of.
struct Source {
    index: String,
    /// The start and the first question, as the app builds them; nothing where there is no Node.
    drawn: String,
    /// The style sheets that index.html names, as one.
    style: String,
    /// The script that wasm-bindgen wrote.
    glue: String,
    boot: String,
    worker: String,
    /// What the app fetches while it runs: `.wasm`, and whatever else Trunk put beside it.
    parts: Files,
    /// Handed on as it is: icons, manifest.
    public: Files,
    /// Makes a script small, once everything is filled in.
    small: fn(&str, String) -> Result<String, String>,
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["prune", path] => prune(Path::new(path)),
        ["heaviest", path] => heaviest(Path::new(path)),
        _ => run().map(|(build, sum)| {
            println!("   build {build}; checksum of dist/{SUMS} (SHA-256): {sum}");
        }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("pack: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Tells the twenty largest functions of a `.wasm`, for `./dev size`.
fn heaviest(path: &Path) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let functions = wasm::functions(&bytes).ok_or_else(|| format!("{} cannot be read", path.display()))?;
    for (size, name) in functions.iter().take(20) {
        println!("   {size:>9} {}", name.chars().take(100).collect::<String>());
    }
    Ok(())
}

/// Takes out of what cargo made what a crate of Leptos exports for servers: nothing here calls it. `./dev` calls this
/// before the file is split, because the splitter then leaves out all that only those exports led to.
fn prune(path: &Path) -> Result<(), String> {
    let failed = |error: io::Error| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(failed)?;
    let pruned = wasm::without_exports(&bytes, "intounderlying")
        .ok_or_else(|| format!("{} cannot be read", path.display()))?;
    fs::write(path, pruned).map_err(failed)
}

/// Out: the name of the build, and the SHA-256 of the list of sums.
fn run() -> Result<(String, String), String> {
    let staging =
        env::var("TRUNK_STAGING_DIR").map_err(|_| "TRUNK_STAGING_DIR is not set: Trunk calls this")?;
    let staging = Path::new(&staging);
    let text = |path: &str| fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let failed = |error: io::Error| error.to_string();

    let drawn = draw(&staging.join(GLUE), &staging.join(WASM))?;
    let mut built = Files::new();
    read(staging, "", &mut built).map_err(failed)?;
    let glue = built.remove(GLUE).ok_or_else(|| format!("Trunk made no {GLUE}"))?;
    let bytes = built.remove(WASM).ok_or_else(|| format!("Trunk made no {WASM}"))?;
    let glue = String::from_utf8(glue).map_err(|error| error.to_string())?;
    let glue = wasm::without_classes(&glue, "IntoUnderlying");
    let (bytes, glue) =
        wasm::with_short_names(&bytes, &glue).ok_or_else(|| format!("{WASM} cannot be read"))?;
    built.insert(WASM.to_owned(), bytes);
    built.remove("index.html");
    built.insert(ENGLISH.to_owned(), format!("{}\n{}\n{END}", text::english(), instrument::english()).into());
    let later_style = minify("css", text("style/later.css")?)?;
    built.insert(LATER_STYLE.to_owned(), format!("{}/*{END}*/", later_style.trim_end()).into());
    let mut public = Files::new();
    read(Path::new("public"), "", &mut public).map_err(failed)?;
    let index = text("index.html")?;
    let styles: Result<Vec<String>, String> = index.lines().filter_map(stylesheet).map(text).collect();
    let source = Source {
        style: minify("css", styles?.concat())?,
        glue: minify("js", glue)?,
        boot: take(&mut public, "boot.js")?,
        worker: take(&mut public, "sw.js")?,
        small: minify,
        parts: built,
        public,
        drawn,
        index,
    };
    let mut files = release(&source)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug") {
        // Who is changing the app wants to see the next build, not the one that is kept.
        files.remove("sw.js");
    }

    fs::remove_dir_all(staging).map_err(failed)?;
    for (path, bytes) in &files {
        let path = staging.join(path);
        fs::create_dir_all(path.parent().unwrap_or(staging)).map_err(failed)?;
        fs::write(path, bytes).map_err(failed)?;
    }
    Ok((build_id(&source), hex(files.get(SUMS).map_or(&[], Vec::as_slice))))
}

fn read(folder: &Path, prefix: &str, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn take(files: &mut Files, name: &str) -> Result<String, String> {
    let bytes = files.remove(name).ok_or_else(|| format!("there is no public/{name}"))?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// What the app makes of its first page.
fn draw(glue: &Path, wasm: &Path) -> Result<String, String> {
    let drawn = match Command::new("node").arg("src/pack/draw.js").args([glue, wasm]).output() {
        Ok(drawn) => drawn,
        Err(error) => {
            println!("   NOTICE: no node: the app works the same, its first page is seen later ({error})");
            return Ok(String::new());
        }
    };
    if !drawn.status.success() {
        return Err(format!("draw.js: {}", String::from_utf8_lossy(&drawn.stderr)));
    }
    String::from_utf8(drawn.stdout).map_err(|error| error.to_string())
}

/// Without blanks and comments, by the program that ESBUILD names; as it is where there is none.
fn minify(loader: &str, text: String) -> Result<String, String> {
    let Some(esbuild) = env::var_os("ESBUILD").filter(|path| !path.is_empty()) else { return Ok(text) };
    let failed = |error: io::Error| format!("esbuild: {error}");
    let mut child = Command::new(esbuild)
        .args(["--minify", "--log-level=error", &format!("--loader={loader}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // It reads everything before it writes anything.
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes()).map_err(failed)?;
    }
    let out = child.wait_with_output().map_err(failed)?;
    if !out.status.success() {
        return Err("esbuild failed".to_owned());
    }
    String::from_utf8(out.stdout).map_err(|error| error.to_string())
}

/// The stylesheet that this line of index.html names.
fn stylesheet(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<link rel=\"stylesheet\" href=\"")?.strip_suffix("\">")
}

/// The name by which a build is known: in the app, and in the first and last line of the list of sums. (No file can hold
/// its own sum, so it is made of what goes in.)
fn build_id(source: &Source) -> String {
    let rules = format!("{}{}{}", policy::headers(), policy::hosted_meta(), policy::single("", ""));
    let paper = paper::page(Instrument::shipped(), paper::STYLE);
    let own = [&source.index, &source.style, &source.glue, &source.boot, &source.worker, &source.drawn];
    let texts = own.into_iter().chain([&rules, &paper]);
    let parts =
        source.parts.iter().chain(&source.public).map(|(name, bytes)| format!("{name} {}\n", hex(bytes)));
    let whole: String = texts.map(|text| format!("{}\n", hex(text.as_bytes()))).chain(parts).collect();
    hex(whole.as_bytes())[..16].to_owned()
}

/// boot.js with the name of the build and the places of the parts.
fn boot(source: &Source, build: &str, places: &BTreeMap<&str, String>) -> Result<String, String> {
    let boot = fill(&source.boot, "BUILD = \"\"", &format!("\"{build}\""))?;
    (source.small)("js", fill(&boot, "PARTS = {}", &table(places))?)
}

/// Every file of a release.
fn release(source: &Source) -> Result<Files, String> {
    let mut files = Files::new();
    let mut asset = |name: &str, bytes: &[u8]| {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("assets/{stem}-{}.{extension}", &hex(bytes)[..16]);
        files.insert(path.clone(), bytes.to_vec());
        path
    };
    let style = asset("style.css", source.style.as_bytes());
    let glue = asset(GLUE, source.glue.as_bytes());
    let paper_style = asset("paper.css", paper::STYLE.as_bytes());
    let places: BTreeMap<&str, String> =
        source.parts.iter().map(|(name, bytes)| (name.as_str(), asset(name, bytes))).collect();
    let build = build_id(source);
    let boot_text = boot(source, &build, &places)?;
    let boot = asset("boot.js", boot_text.as_bytes());

    let wasm = places.get(WASM).ok_or_else(|| format!("Trunk made no {WASM}"))?;
    let preload = format!(
        "<link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n"
    );
    let script = |place: &str, text: &str| {
        format!(
            "<script defer src=\"{place}\" integrity=\"sha256-{}\"></script>",
            base64_sum(text.as_bytes())
        )
    };
    let index = page(
        source,
        &Page {
            policy: policy::hosted_meta(),
            style: format!(
                "<link rel=\"stylesheet\" href=\"{style}\" integrity=\"sha256-{}\">",
                base64_sum(source.style.as_bytes())
            ),
            script: format!("{preload}{}\n{}", script(&glue, &source.glue), script(&boot, &boot_text)),
            first: match source.drawn.as_str() {
                "" => String::new(),
                drawn => format!("<div class=\"early\">{drawn}</div>\n"),
            },
            last: String::new(),
            inside: None,
        },
    )?;
    let paper_head = format!(
        "{}\n<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n<link rel=\"stylesheet\" href=\"{paper_style}\">",
        meta(&policy::hosted_meta())
    );
    let paper = paper::page(Instrument::shipped(), &paper_head);
    files.insert("index.html".to_owned(), index.into_bytes());
    files.insert("paper.html".to_owned(), paper.into_bytes());
    files.extend(source.public.clone());

    // All that is kept for use without a connection. Browsers ask for the page by its folder.
    let mut list: Vec<String> = files
        .iter()
        .map(|(path, bytes)| {
            let address = if path == "index.html" { "./" } else { path };
            format!("[\"{address}\",\"{}\"]", base64_sum(bytes))
        })
        .collect();
    list.push(format!("[\"{SUMS}\",\"\"]"));
    let list = format!("[{}]", list.join(",\n"));
    let worker = fill(&source.worker, "FILES = []", &list)?;
    let worker = fill(&worker, "LAST_LINE = \"\"", &format!("\"# {build}\\n\""))?;
    let worker = fill(&worker, "BUILD = \"\"", &format!("\"{}\"", &hex(list.as_bytes())[..16]))?;
    files.insert("sw.js".to_owned(), (source.small)("js", worker)?.into_bytes());

    files.insert(SINGLE.to_owned(), single(source, &build)?.into_bytes());
    files.insert("_headers".to_owned(), policy::headers().into_bytes());
    // For `sha256sum --check`. The name of the build stands at both ends, so that a list that was cut is noticed.
    let sums: String = files.iter().map(|(path, bytes)| format!("{}  {path}\n", hex(bytes))).collect();
    files.insert(SUMS.to_owned(), format!("# {build}\n{sums}# {build}\n").into_bytes());
    Ok(files)
}

/// The whole app as one page that asks for nothing.
fn single(source: &Source, build: &str) -> Result<String, String> {
    let mut places = BTreeMap::new();
    for (name, bytes) in &source.parts {
        places.insert(name.as_str(), packed(media_type(name), bytes).map_err(|error| error.to_string())?);
    }
    let boot = boot(source, build, &places)?;
    let script = format!("{}\n{boot}", source.glue);
    // Either would end the element early.
    if script.to_ascii_lowercase().contains("</script")
        || source.style.to_ascii_lowercase().contains("</style")
    {
        return Err("a script or style cannot stand inside a page".to_owned());
    }
    page(
        source,
        &Page {
            policy: policy::single(&base64_sum(script.as_bytes()), &base64_sum(source.style.as_bytes())),
            style: format!("<style>{}</style>", source.style),
            script: String::new(),
            // All of it is here at once.
            first: String::new(),
            last: format!("<script>{script}</script>\n"),
            inside: Some(&source.public),
        },
    )
}

/// What differs between the hosted page and the single file.
struct Page<'a> {
    policy: String,
    style: String,
    /// In the head, in the place of boot.js.
    script: String,
    /// Before the words that the app is loading.
    first: String,
    /// At the end of the body.
    last: String,
    /// The files that must be inside, because there is nothing beside.
    inside: Option<&'a Files>,
}

/// index.html, with what `wanted` says in its places.
fn page(source: &Source, wanted: &Page) -> Result<String, String> {
    let mut out = String::new();
    let (mut has_style, mut n_places) = (false, 0);
    for line in source.index.lines().map(str::trim) {
        let line = if line == "<meta charset=\"utf-8\">" {
            n_places += 1;
            // First of all, because it rules what comes after it.
            format!("{line}\n{}", meta(&wanted.policy))
        } else if stylesheet(line).is_some() {
            if std::mem::replace(&mut has_style, true) {
                continue;
            }
            n_places += 1;
            wanted.style.clone()
        } else if line == "<script defer src=\"public/boot.js\"></script>" {
            n_places += 1;
            wanted.script.clone()
        } else if line == "<div class=\"boot frame\" role=\"status\">" {
            n_places += 1;
            format!("{}{line}", wanted.first)
        } else if line == "</body>" {
            n_places += 1;
            format!("{}{line}", wanted.last)
        } else if line.contains("data-trunk") || (line.starts_with("<!--") && line.ends_with("-->")) {
            continue;
        } else if let Some(public) = wanted.inside {
            match inside(line, public)? {
                Some(line) => line,
                None => continue,
            }
        } else {
            line.replace("href=\"public/", "href=\"")
        };
        if !line.is_empty() {
            out.push_str(&line);
            out.push('\n');
        }
    }
    if n_places != 5 {
        return Err(
            "index.html has not each of: charset, style sheets, boot.js, .boot and the end of the body"
                .to_owned(),
        );
    }
    Ok(out)
}

/// A line of index.html for the single file: what it names goes in, or the line out.
fn inside(line: &str, public: &Files) -> Result<Option<String>, String> {
    // The questionnaire on paper goes in once, into the panel.
    if line.contains("data-hosted")
        || line.contains("rel=\"manifest\"")
        || line.contains("rel=\"apple-touch-icon\"")
    {
        return Ok(None);
    }
    if let Some((before, rest)) = line.split_once("href=\"public/") {
        let (name, after) = rest.split_once('"').unwrap_or((rest, ""));
        let bytes = public.get(name).ok_or_else(|| format!("there is no public/{name}"))?;
        return Ok(Some(format!("{before}href=\"{}\"{after}", data(media_type(name), bytes))));
    }
    let head = format!(
        "{}\n<style>{}</style>",
        meta(&policy::page_with_style(&base64_sum(paper::STYLE.as_bytes()))),
        paper::STYLE
    );
    let paper = || data("text/html", paper::page(Instrument::shipped(), &head).as_bytes());
    let download = |address: &str| format!("download=\"netwerkspiegel-papier.html\" href=\"{address}\"");
    Ok(Some(if line.contains("href=\"paper.html\"") {
        line.replace("href=\"paper.html\"", &download(&paper()))
    } else {
        line.to_owned()
    }))
}

fn meta(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// Puts a value where the source has an empty one, as in `PARTS = {}`.
fn fill(text: &str, empty: &str, value: &str) -> Result<String, String> {
    let name = empty.split(" = ").next().unwrap_or_default();
    match text.matches(empty).count() {
        1 => Ok(text.replacen(empty, &format!("{name} = {value}"), 1)),
        _ => Err(format!("`{empty}` must stand there once")),
    }
}

fn table(places: &BTreeMap<&str, String>) -> String {
    let rows: Vec<String> = places.iter().map(|(name, place)| format!("\"{name}\":\"{place}\"")).collect();
    format!("{{{}}}", rows.join(","))
}

fn data(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}

/// A part inside the single file, as boot.js unpacks it. The same bytes give the same text: gzip's head can hold a time
/// and a name, and holds neither here.
fn packed(media_type: &str, bytes: &[u8]) -> io::Result<String> {
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(format!("gzip:{media_type},{}", STANDARD.encode(gzip.finish()?)))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base64_sum(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn source() -> Source {
        let own = |path: &str| fs::read_to_string(path).unwrap();
        Source {
            index: own("index.html"),
            drawn: "<main>first</main>".to_owned(),
            style: "p{color:red}".to_owned(),
            glue: "let wasm_bindgen=1;".to_owned(),
            boot: own("public/boot.js"),
            worker: own("public/sw.js"),
            parts: Files::from([
                ("netwerkspiegel_bg.wasm".to_owned(), b"\0asm".to_vec()),
                ("phrases.en.txt".to_owned(), b"later".to_vec()),
            ]),
            public: Files::from([("icon.svg".to_owned(), b"<svg/>".to_vec())]),
            small: |_, text| Ok(text),
        }
    }

    fn text(files: &Files, path: &str) -> String {
        String::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).unwrap()
    }

    /// F20: what is kept in the browser is known by its hash, file by file.
    #[test]
    fn the_worker_lists_every_file_but_the_few_that_are_not_kept() {
        let files = release(&source()).unwrap();
        let worker = text(&files, "sw.js");
        for (path, bytes) in &files {
            let is_kept = !["sw.js", SINGLE, "_headers"].contains(&path.as_str());
            let address = if path == "index.html" { "./" } else { path };
            // The list of sums has the sum of the worker in it, and is known by its last line.
            let sum = if path == SUMS { String::new() } else { base64_sum(bytes) };
            assert_eq!(worker.contains(&format!("[\"{address}\",\"{sum}\"]")), is_kept, "{path}");
        }
        let sums = text(&files, SUMS);
        let last = sums.lines().last().unwrap();
        assert!(
            worker.contains(&format!("LAST_LINE = \"{last}\\n\"")) && sums.ends_with(&format!("{last}\n"))
        );
        let named = |name: &str| files.keys().any(|path| path.starts_with(name));
        assert!(named("assets/netwerkspiegel_bg-") && named("assets/phrases.en-") && named("assets/style-"));
    }

    #[test]
    fn another_byte_is_another_build() {
        let build = |source: &Source| {
            let worker = text(&release(source).unwrap(), "sw.js");
            worker.split("BUILD = \"").nth(1).unwrap()[..16].to_owned()
        };
        let mut other = source();
        other.parts.insert("phrases.en.txt".to_owned(), b"Later".to_vec());
        assert_ne!(build(&source()), build(&other));
        assert_eq!(build(&source()), build(&source()));
    }

    /// F48: the policy comes before everything it must rule, and no page has script or style that it would refuse.
    #[test]
    fn the_policy_stands_first_and_fits_the_page() {
        let files = release(&source()).unwrap();
        for path in ["index.html", "paper.html", SINGLE] {
            let page = text(&files, path);
            let policy = page.find("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
            for element in ["<link", "<script", "<style", "<title"] {
                assert!(page.find(element).is_none_or(|place| place > policy), "{path} {element}");
            }
            assert!(!page.contains(" style=\"") && !page.contains(" onclick"), "{path}");
        }
        for path in ["index.html", "paper.html"] {
            let page = text(&files, path);
            assert!(!page.contains("<style") && !page.contains("<script>"), "{path}");
        }
        let page = text(&files, SINGLE);
        for (begin, end) in [("<script>", "</script>"), ("<style>", "</style>")] {
            let inside = page.split(begin).nth(1).unwrap().split(end).next().unwrap();
            assert!(page.contains(&format!("'sha256-{}'", base64_sum(inside.as_bytes()))), "{begin}");
        }
    }

    /// A browser asks for /favicon.ico where a page names no icon.
    #[test]
    fn every_page_names_its_icon() {
        let files = release(&source()).unwrap();
        for path in ["index.html", "paper.html", SINGLE] {
            assert!(text(&files, path).contains("<link rel=\"icon\" href="), "{path}");
        }
        assert!(files.contains_key("icon.svg"));
    }

    /// F45, F49: nothing is asked for.
    #[test]
    fn the_single_file_names_no_other_file() {
        let page = text(&release(&source()).unwrap(), SINGLE);
        for word in ["src=", "href="] {
            for rest in page.split(word).skip(1) {
                let address = rest.trim_start_matches(['"', '\'']);
                // `link.href = …` of boot.js is followed by a blank.
                let is_inside = ["data:", "#", " "].iter().any(|begin| address.starts_with(begin));
                assert!(is_inside, "{word}{}", &rest[..40.min(rest.len())]);
            }
        }
        let place = page.split("\"netwerkspiegel_bg.wasm\":\"gzip:application/wasm,").nth(1).unwrap();
        let packed = STANDARD.decode(place.split('"').next().unwrap()).unwrap();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, b"\0asm");
    }

    #[test]
    fn the_list_of_sums_has_every_file() {
        let files = release(&source()).unwrap();
        let sums = text(&files, SUMS);
        // Around it stands the name of the build, as `sha256sum --check` allows, and as boot.js has it.
        let build = sums.lines().next().unwrap().strip_prefix("# ").unwrap();
        assert!(files.iter().any(|(path, bytes)| path.contains("boot-") && String::from_utf8_lossy(bytes).contains(build)));
        assert!(text(&files, SINGLE).contains(build));
        assert_eq!(sums.lines().filter(|line| !line.starts_with('#')).count(), files.len() - 1);
        assert!(sums.contains(&format!("{}  sw.js\n", hex(&files["sw.js"]))));
    }

    #[test]
    fn the_first_page_stands_before_the_words_that_it_is_loading_and_not_in_the_single_file() {
        let files = release(&source()).unwrap();
        let page = text(&files, "index.html");
        let place = page.find("<div class=\"early\"><main>first</main></div>\n<div class=\"boot").unwrap();
        // Who has no JavaScript reads that first.
        assert!(page.rfind("<noscript").unwrap() < place);
        assert!(!text(&files, SINGLE).contains("class=\"early\""));
        let without = release(&Source { drawn: String::new(), ..source() }).unwrap();
        assert!(!text(&without, "index.html").contains("class=\"early\""));
    }

    #[test]
    fn a_place_that_is_missing_or_there_twice_stops_the_build() {
        assert!(release(&Source { boot: String::new(), ..source() }).is_err());
        assert!(release(&Source { index: source().index.replace("</body>", ""), ..source() }).is_err());
        let twice = format!("{0}{0}", source().worker);
        assert!(release(&Source { worker: twice, ..source() }).is_err());
        assert!(release(&Source { glue: "'</script>'".to_owned(), ..source() }).is_err());
    }
}
