//! A small web server for one journey: serves a folder from memory, can be taken away and put back, and counts.
//! Knows files and paths; does not know the app, nor which browser asks.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The app must also work in a folder of somebody else's host, so everything is served there too.
pub const SUBFOLDER: &str = "/elders/netwerk/";

/// Where `inject`ed code is fetched from, in any folder, and where a page leaves its notes.
pub const EXTRA: &str = "__extra.js";
const NOTE: &str = "/__note";

pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
    listening: Mutex<Option<thread::JoinHandle<()>>>,
}

#[derive(Default)]
struct State {
    files: HashMap<String, Vec<u8>>,
    /// Every path that was there at some time.
    ever: HashSet<String>,
    headers: Vec<(String, String)>,
    extra: String,
    /// Which files come late, by a part of their name, and how late.
    late: Option<(String, Duration)>,
    /// How long browsers may keep what has a hash in its name.
    assets: &'static str,
    requests: Vec<String>,
    notes: Vec<String>,
    stopping: bool,
}

impl Server {
    /// Serves the files of `folder` (none if there is no such folder) on a free port of this machine. Who takes brotli
    /// gets `app.js.br` in place of `app.js`, if there is one.
    pub fn start(folder: &Path) -> io::Result<Server> {
        let mut state =
            State { extra: include_str!("watch.js").to_owned(), assets: "no-cache", ..State::default() };
        if folder.is_dir() {
            load(folder, "/", &mut state.files)?;
            state.ever = state.files.keys().cloned().collect();
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let server = Server { port, state: Arc::new(Mutex::new(state)), listening: Mutex::new(None) };
        server.listen(listener);
        Ok(server)
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{}", self.port, path.trim_start_matches('/'))
    }

    /// From here on nobody answers, as when the host is down or the train is in a tunnel.
    pub fn stop(&self) {
        let Some(listening) = lock(&self.listening).take() else {
            return;
        };
        self.lock().stopping = true;
        // The listener waits for a visitor: be the last one.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        let _ = listening.join();
    }

    /// Answers (again), on the same port: to the browser it is the same place.
    pub fn restart(&self) -> io::Result<()> {
        self.stop();
        self.lock().stopping = false;
        self.listen(TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?);
        Ok(())
    }

    fn listen(&self, listener: TcpListener) {
        let state = Arc::clone(&self.state);
        *lock(&self.listening) = Some(thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                if lock(&state).stopping {
                    return;
                }
                // A visitor who hangs up half-way is no error of ours.
                thread::spawn(move || answer(&stream, &state));
            }
        }));
    }

    /// Puts a file in place, or another one in its place (a new release, a damaged file).
    pub fn put(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        let mut state = self.lock();
        state.ever.insert(path.to_owned());
        state.files.insert(path.to_owned(), bytes.into());
    }

    pub fn remove(&self, path: &str) {
        self.lock().files.remove(path);
    }

    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.lock().files.get(path).cloned()
    }

    /// Sends this header with every answer from here on, for instance a Content-Security-Policy.
    pub fn header(&self, name: &str, value: &str) {
        self.lock().headers.push((name.to_owned(), value.to_owned()));
    }

    /// Lets every file wait that has this in its name, as on a poor line.
    pub fn delay(&self, name: &str, time: Duration) {
        self.lock().late = Some((name.to_owned(), time));
    }

    /// Lets browsers keep files of `/assets/`, as a good host does (src/pack/policy.rs). Else they ask each time, and a
    /// journey can put another file in the place of one.
    pub fn keep_assets(&self) {
        self.lock().assets = "public, max-age=31536000, immutable";
    }

    /// Runs this script before anything else in every page that it hands out from here on, instead of watch.js. A journey
    /// asks its page (`Page::inject`), which may have the app from elsewhere.
    pub fn inject(&self, script: &str) {
        self.lock().extra = script.to_owned();
    }

    pub fn extra(&self) -> String {
        self.lock().extra.clone()
    }

    /// What was asked so far, as "GET /index.html", without the harness's own two paths.
    pub fn requests(&self) -> Vec<String> {
        self.lock().requests.clone()
    }

    /// Requests for anything but a file that was put here, which could carry something away.
    pub fn strange_requests(&self) -> Vec<String> {
        let state = self.lock();
        let is_strange = |request: &&String| {
            let path = request.strip_prefix("GET ").unwrap_or_default();
            let inside = path.strip_prefix(SUBFOLDER.trim_end_matches('/')).unwrap_or(path);
            let file = if inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
            !state.ever.contains(&file)
        };
        state.requests.iter().filter(is_strange).cloned().collect()
    }

    /// The lines that pages posted to /__note so far.
    pub fn notes(&self) -> Vec<String> {
        self.lock().notes.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl State {
    /// The service worker as it must be to keep the page with our script in it: the app's page has another hash, and
    /// our script is one more file. So what it serves later can be watched as well.
    fn worker(&self, bytes: Vec<u8>) -> Vec<u8> {
        let (Ok(text), Some(index)) = (String::from_utf8(bytes.clone()), self.files.get("/index.html"))
        else {
            return bytes;
        };
        if self.extra.is_empty() {
            return bytes;
        }
        let ours = with_extra(index.clone(), true);
        let row = format!("[[\"{EXTRA}\",\"{}\"],[", sum(self.extra.as_bytes()));
        text.replace(&sum(index), &sum(&ours)).replacen("[[", &row, 1).into_bytes()
    }
}

/// SHA-256, as pages and service workers write it.
pub fn sum(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A thread that panicked has failed its own request; the others go on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn load(folder: &Path, prefix: &str, files: &mut HashMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            load(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Reads one request and writes one answer; the connection ends there, so that `stop` means stop.
fn answer(stream: &TcpStream, state: &Mutex<State>) -> io::Result<()> {
    // A browser opens spare connections and may never use them.
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(());
    };
    let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
    let mut length = 0;
    let (mut is_page, mut takes_brotli) = (true, false);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            // What the service worker or another page fetches are the true bytes.
            "sec-fetch-dest" => is_page = value.trim() == "document",
            "accept-encoding" => takes_brotli = value.split(',').any(|coding| coding.trim() == "br"),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;

    let mut state = lock(state);
    if state.stopping {
        return Ok(());
    }
    let mut encoding = "";
    let (status, media_type, bytes) = if path == NOTE {
        state.notes.extend(String::from_utf8_lossy(&body).lines().map(str::to_owned));
        ("204 No Content", "text/plain", Vec::new())
    } else if path.ends_with(&format!("/{EXTRA}")) {
        ("200 OK", "text/javascript", state.extra.clone().into_bytes())
    } else {
        state.requests.push(format!("{method} {target}"));
        let inside = path.strip_prefix(SUBFOLDER.trim_end_matches('/')).unwrap_or(&path);
        let file = if inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
        // Where a script of ours goes in, the true bytes are not what is sent.
        let packed =
            state.files.get(&format!("{file}.br")).filter(|_| takes_brotli && state.extra.is_empty());
        match (packed.cloned(), state.files.get(&file).cloned()) {
            (Some(bytes), _) => {
                encoding = "Content-Encoding: br\r\n";
                ("200 OK", media_type(&file), bytes)
            }
            (None, Some(bytes)) if file == "/index.html" || (is_page && file.ends_with(".html")) => {
                ("200 OK", media_type(&file), with_extra(bytes, !state.extra.is_empty()))
            }
            (None, Some(bytes)) if file == "/sw.js" => ("200 OK", media_type(&file), state.worker(bytes)),
            (None, Some(bytes)) => ("200 OK", media_type(&file), bytes),
            (None, None) => {
                ("404 Not Found", "text/plain", b"Not here. Was the app built into dist/?\n".to_vec())
            }
        }
    };
    let caching = if path.starts_with("/assets/") { state.assets } else { "no-cache" };
    // Not no-store: that would keep every page out of the back/forward cache.
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nCache-Control: {caching}\r\n{encoding}Connection: close\r\n",
        bytes.len()
    );
    for (name, value) in &state.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let late = state.late.as_ref().filter(|(name, _)| path.contains(name.as_str())).map(|(_, time)| *time);
    // Not while others wait for the lock.
    drop(state);
    thread::sleep(late.unwrap_or_default());
    let mut stream = stream;
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(&bytes)
}

/// The page with our script before everything else in it. A page that was made small may have no `<head>` tag.
fn with_extra(page: Vec<u8>, wanted: bool) -> Vec<u8> {
    let mut text = match String::from_utf8(page) {
        Ok(text) => text,
        Err(error) => return error.into_bytes(),
    };
    let after = |tag: &str| text.find(tag).and_then(|at| Some(at + text[at..].find('>')? + 1));
    if wanted && let Some(place) = after("<head").or_else(|| after("<html")) {
        text.insert_str(place, &format!("<script src=\"{EXTRA}\"></script>"));
    }
    text.into_bytes()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
