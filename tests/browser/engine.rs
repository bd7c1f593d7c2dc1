//! Starts the three browsers, each with a fresh profile, with their WebDriver or without, and ends them again.
//! Knows where browsers live and how to talk them into a test; does not know pages, nor the app.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};
use tokio::time::sleep;

use crate::{Result, WAIT};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// Where a journey has the app from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Server,
    /// What the browser kept on its first visit: then the server goes away, for each browser of the journey.
    Kept,
    /// The single file, opened from disk.
    Disk,
}

/// What a journey wants of its browser.
#[derive(Clone, Debug)]
pub struct Options {
    /// Width and height of the page, in CSS pixels.
    pub size: (u32, u32),
    /// The language that the browser tells the page.
    pub language: &'static str,
    /// False: the browser refuses to keep anything, each engine in its own way.
    pub storage: bool,
    pub source: Source,
    /// True: a private window. (What WebKit does for a driver is one always: it forgets everything at its end.)
    pub private: bool,
    /// True: the browser has a camera, which shows the film at `Home::film`. Chromium only.
    pub camera: bool,
    /// True: the person's own colours take the place of the page's. (Chromium does that by a DevTools command.)
    pub forced_colours: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            size: (1280, 1024),
            language: "nl",
            storage: true,
            source: Source::Server,
            private: false,
            camera: false,
            forced_colours: false,
        }
    }
}

impl Engine {
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::Webkit];

    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::Webkit => "webkit",
        }
    }

    fn browser(self) -> Result<PathBuf> {
        match self {
            Engine::Chromium => program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"], &[]),
            Engine::Firefox => program("FIREFOX", &["firefox-esr", "firefox"], &[]),
            Engine::Webkit => program("MINIBROWSER", &["MiniBrowser"], &minibrowsers()),
        }
    }

    fn driver(self) -> Result<PathBuf> {
        match self {
            Engine::Chromium => program("CHROMEDRIVER", &["chromedriver"], &[]),
            Engine::Firefox => program("GECKODRIVER", &["geckodriver"], &geckodrivers()),
            Engine::Webkit => program("WEBKITDRIVER", &["WebKitWebDriver"], &[]),
        }
    }
}

/// The program that `variable` names, or the first of `names` on PATH, or the first of `places` that exists.
fn program(variable: &str, names: &[&str], places: &[PathBuf]) -> Result<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        return Ok(path.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = names.iter().flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)));
    on_path
        .chain(places.iter().cloned())
        .find(|file| file.is_file())
        .ok_or_else(|| format!("no {} found: install it, or say where it is in {variable}", names[0]).into())
}

fn minibrowsers() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in folders(Path::new("/usr/lib")).into_iter().chain(folders(Path::new("/usr/libexec"))) {
        for inner in folders(&folder).into_iter().chain([folder]) {
            if inner.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4.")) {
                found.push(inner.join("MiniBrowser"));
            }
        }
    }
    found
}

/// `./dev` keeps the geckodriver it built outside the checkout.
fn geckodrivers() -> Vec<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let Some(cache) = cache.or(home) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = folders(&cache.join("netwerkspiegel"))
        .into_iter()
        .filter(|tool| tool.file_name().is_some_and(|name| name.to_string_lossy().starts_with("geckodriver")))
        .map(|tool| tool.join("bin/geckodriver"))
        .collect();
    // The newest version first.
    found.sort();
    found.reverse();
    found
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// A browser under WebDriver. Dropping it ends the driver and the browser and removes the profile.
pub struct Browser {
    pub engine: Engine,
    pub driver: WebDriver,
    // In this order: first everybody out, then the house goes.
    _spawned: Spawned,
    pub home: Home,
}

impl Browser {
    pub async fn start(engine: Engine, options: &Options) -> Result<Browser> {
        let home = Home::new()?;
        let port = free_port()?;
        let mut command = home.command(&engine.driver()?, options.language);
        match engine {
            Engine::Chromium => command.arg(format!("--port={port}")),
            // Marionette also wants a port of its own; it finds a free one.
            Engine::Firefox => command.args(["--port", &port.to_string(), "--log", "error"]),
            Engine::Webkit => command.arg(format!("--port={port}")),
        };
        let spawned = Spawned::start(command, &home)?;
        let answering = Instant::now() + WAIT * 2;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if Instant::now() > answering {
                return Err(
                    format!("the driver of {} does not answer:\n{}", engine.name(), home.log()).into()
                );
            }
            sleep(Duration::from_millis(20)).await;
        }
        let wanted = Capabilities::from(capabilities(engine, options, &home)?);
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), wanted)
            .request_timeout(Duration::from_secs(60))
            .connect()
            .await
            .map_err(|error| format!("{} does not start: {error}\n{}", engine.name(), home.log()))?;
        Ok(Browser { engine, driver, _spawned: spawned, home })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Else the client says goodbye to a driver that is about to be gone, and waits for the answer.
        let _ = self.driver.clone().leak();
    }
}

fn capabilities(engine: Engine, options: &Options, home: &Home) -> Result<serde_json::Map<String, Value>> {
    let binary = engine.browser()?;
    let mut args = chromium_args(home, options.language);
    args.extend(options.private.then(|| "--incognito".to_owned()));
    if options.camera {
        args.extend(
            ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"].map(str::to_owned),
        );
        args.push(format!("--use-file-for-fake-video-capture={}", home.film().display()));
    }
    let own = match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": binary,
                "args": args,
                // Else a page is never kept for "back", which people have and the journeys must meet.
                "excludeSwitches": ["disable-back-forward-cache"],
                "prefs": {
                    "download.default_directory": home.downloads(),
                    "download.prompt_for_download": false,
                    "profile.default_content_setting_values.automatic_downloads": 1,
                    "profile.default_content_setting_values.cookies": if options.storage { 1 } else { 2 },
                },
            },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": binary,
                "args": ["-headless", "-profile", home.profile()],
                "prefs": firefox_prefs(options, home).into_iter().map(|(name, value)| (name.to_owned(), value))
                    .collect::<serde_json::Map<_, _>>(),
            },
        }),
        Engine::Webkit => {
            let mut args = vec!["--automation"];
            if !options.storage {
                args.push("--features=!LocalStorage,!IndexedDBAPI");
            }
            json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": binary, "args": args },
            })
        }
    };
    Ok(own.as_object().cloned().unwrap_or_default())
}

fn chromium_args(home: &Home, language: &str) -> Vec<String> {
    let mut args: Vec<String> = [
        "--headless=new",
        "--disable-gpu",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-breakpad",
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
    ]
    .map(str::to_owned)
    .to_vec();
    // The sandbox does not start for root, which a container and CI usually are.
    if is_root() {
        args.push("--no-sandbox".to_owned());
    }
    args.push(format!("--user-data-dir={}", home.profile().display()));
    args.push(format!("--accept-lang={language}"));
    args
}

fn firefox_prefs(options: &Options, home: &Home) -> Vec<(&'static str, Value)> {
    let mut prefs = vec![
        ("browser.download.folderList", json!(2)),
        ("browser.download.dir", json!(home.downloads())),
        ("browser.download.useDownloadDir", json!(true)),
        ("browser.download.always_ask_before_handling_new_types", json!(false)),
        ("browser.download.alwaysOpenPanel", json!(false)),
        ("browser.helperApps.deleteTempFileOnExit", json!(false)),
        ("pdfjs.disabled", json!(true)),
        ("intl.accept_languages", json!(options.language)),
        ("toolkit.legacyUserProfileCustomizations.stylesheets", json!(true)),
        // Nothing but our page.
        ("app.normandy.enabled", json!(false)),
        ("browser.backup.enabled", json!(false)),
        ("nimbus.rollouts.enabled", json!(false)),
        ("browser.shell.checkDefaultBrowser", json!(false)),
        ("browser.startup.homepage_override.mstone", json!("ignore")),
        ("browser.aboutwelcome.enabled", json!(false)),
        ("datareporting.policy.dataSubmissionEnabled", json!(false)),
        ("toolkit.telemetry.reportingpolicy.firstRun", json!(false)),
        ("app.update.enabled", json!(false)),
        ("browser.safebrowsing.malware.enabled", json!(false)),
        ("browser.safebrowsing.phishing.enabled", json!(false)),
        ("network.captive-portal-service.enabled", json!(false)),
        ("network.connectivity-service.enabled", json!(false)),
        ("services.settings.server", json!("data:,")),
        // A browser that was killed five times must not ask whether to start in safe mode.
        ("toolkit.startup.max_resumed_crashes", json!(-1)),
        ("browser.sessionstore.resume_from_crash", json!(false)),
    ];
    if options.forced_colours {
        prefs.push(("browser.display.document_color_use", json!(2)));
    }
    if options.private {
        prefs.push(("browser.privatebrowsing.autostart", json!(true)));
    }
    if !options.storage {
        prefs.push(("network.cookie.cookieBehavior", json!(2)));
        prefs.push(("dom.storage.enabled", json!(false)));
    }
    prefs
}

/// The command that opens `url` without a driver, for the kill test. The profile stays where `home` is.
pub fn plain_command(engine: Engine, home: &Home, url: &str) -> Result<Command> {
    let language = Options::default().language;
    let mut command = home.command(&engine.browser()?, language);
    match engine {
        Engine::Chromium => command.args(chromium_args(home, language)).arg(url),
        Engine::Firefox => {
            let lines: String = firefox_prefs(&Options::default(), home)
                .iter()
                .map(|(name, value)| format!("user_pref(\"{name}\", {value});\n"))
                .collect();
            fs::write(home.profile().join("user.js"), lines)?;
            command.arg("-headless").arg("-no-remote").arg("-profile").arg(home.profile()).arg(url)
        }
        Engine::Webkit => command.arg(url),
    };
    Ok(command)
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// A home folder for one browser: profile, downloads and everything else it may write. Dropping it removes it.
pub struct Home(PathBuf);

impl Home {
    pub fn new() -> Result<Home> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        // Short, because sockets go in here and their paths may have 108 characters.
        let name = format!("nsp-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let home = Home(env::temp_dir().join(name));
        for folder in
            [home.profile(), home.downloads(), home.0.join("tmp"), home.0.join("run"), home.0.join("config")]
        {
            fs::create_dir_all(folder)?;
        }
        fs::set_permissions(home.0.join("run"), fs::Permissions::from_mode(0o700))?;
        // Both have a narrowest window (500 and 447 pixels) that is wider than the narrowest page we promise.
        fs::create_dir_all(home.profile().join("chrome"))?;
        fs::write(home.profile().join("chrome/userChrome.css"), ":root { min-width: 1px !important; }")?;
        fs::create_dir_all(home.0.join("config/gtk-3.0"))?;
        fs::write(
            home.0.join("config/gtk-3.0/gtk.css"),
            "* { min-width: 0; margin: 0; padding: 0; border: 0; font-size: 1px; }",
        )?;
        // The machine may not have the locale of that language; any locale will do under its name.
        fs::create_dir_all(home.0.join("locale"))?;
        for language in ["nl", "en", "de"] {
            let name = home.0.join("locale").join(format!("{}.UTF-8", locale(language)));
            std::os::unix::fs::symlink("/usr/lib/locale/C.utf8", name)?;
        }
        // Where MiniBrowser puts what it downloads.
        let line = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", home.downloads().display());
        fs::write(home.0.join("config/user-dirs.dirs"), line)?;
        Ok(home)
    }

    pub fn profile(&self) -> PathBuf {
        self.0.join("profile")
    }

    pub fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }

    pub fn scratch(&self) -> PathBuf {
        self.0.join("tmp")
    }

    /// What the camera of a browser sees that has one: YUV4MPEG2, over and over.
    pub fn film(&self) -> PathBuf {
        self.0.join("film.y4m")
    }

    /// What driver and browser said last; not what Chromium says wherever there is no desktop.
    pub fn log(&self) -> String {
        let bytes = fs::read(self.0.join("log")).unwrap_or_default();
        let said = String::from_utf8_lossy(&bytes);
        let is_chatter = |line: &str| line.contains("ERROR:dbus/") || line.contains("chromium: 9: [:");
        let lines: Vec<&str> = said.lines().filter(|line| !is_chatter(line)).collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// A command that sees this folder as its home, one time zone and one language, on any machine.
    fn command(&self, program: &Path, language: &str) -> Command {
        // A session of its own: by it `Spawned` finds every process that comes of this one.
        let mut command = Command::new("setsid");
        command
            .arg(program)
            .env("HOME", &self.0)
            .env("TMPDIR", self.0.join("tmp"))
            .env("XDG_RUNTIME_DIR", self.0.join("run"))
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .env("XDG_CACHE_HOME", self.0.join("cache"))
            .env("XDG_DATA_HOME", self.0.join("data"))
            .env("XDG_STATE_HOME", self.0.join("state"))
            .env("TZ", "Europe/Amsterdam")
            .env("LANG", format!("{}.UTF-8", locale(language)))
            .env("LOCPATH", self.0.join("locale"))
            .env("LANGUAGE", language)
            // No desktop: its bus and its accessibility bridge are looked for in vain, and slowly.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        if let Some(display) = DISPLAY.get() {
            command.env("DISPLAY", display);
        }
        command
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// WebKit tells pages the language of the machine.
fn locale(language: &str) -> &str {
    match language {
        "nl" => "nl_NL",
        "en" => "en_GB",
        "de" => "de_DE",
        other => other,
    }
}

/// A process that we started, with all that came of it. Dropping it kills them all.
pub struct Spawned(Child);

impl Spawned {
    pub fn start(mut command: Command, home: &Home) -> Result<Spawned> {
        let log = fs::File::options().create(true).append(true).open(home.0.join("log"))?;
        let started = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn();
        Ok(Spawned(started.map_err(|error| format!("{command:?}: {error}"))?))
    }

    /// SIGKILL to every process of this family at once, as when the machine takes the browser away.
    pub fn kill(&mut self) {
        let end = Instant::now() + WAIT;
        loop {
            let family = family(self.0.id());
            // One that is born while we count is found in the next round. (We wait for our own child last: until
            // then its number, by which the others are found, stays taken.)
            if family.is_empty() || Instant::now() > end {
                break;
            }
            let ids: Vec<String> = family.iter().map(u32::to_string).collect();
            // The standard library cannot signal another process, and `unsafe` is forbidden here.
            let _ = Command::new("sh")
                .args(["-c", "kill -KILL \"$@\"", "kill"])
                .args(ids)
                .stderr(Stdio::null())
                .status();
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = self.0.wait();
    }
}

impl Drop for Spawned {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The living processes that are in the session of `root`, or descend from one that is.
fn family(root: u32) -> BTreeSet<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return BTreeSet::new();
    };
    let mut living = Vec::new();
    for entry in entries.flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else {
            continue;
        };
        // "pid (name) state parent group session …", and the name may hold anything.
        let Some((_, rest)) = stat.rsplit_once(')') else {
            continue;
        };
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let number =
            |place: usize| fields.get(place).and_then(|field| field.parse::<u32>().ok()).unwrap_or(0);
        if fields.first() != Some(&"Z") {
            living.push((id, number(1), number(3)));
        }
    }
    let mut family = BTreeSet::new();
    loop {
        let before = family.len();
        for &(id, parent, session) in &living {
            if id == root || session == root || family.contains(&parent) {
                family.insert(id);
            }
        }
        if family.len() == before {
            return family;
        }
    }
}

/// The number of the screen that we started ourselves.
static DISPLAY: OnceLock<String> = OnceLock::new();

/// A screen for the engine that cannot do without. Dropping it ends it.
pub struct Screen(Option<Child>);

impl Screen {
    /// Takes the screen that DISPLAY names, or starts one on a free number.
    pub fn start() -> Result<Screen> {
        if env::var_os("DISPLAY").is_some_and(|display| !display.is_empty()) {
            return Ok(Screen(None));
        }
        let mut xvfb = Command::new(program("XVFB", &["Xvfb"], &[])?)
            .args(["-displayfd", "1", "-screen", "0", "2600x2200x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        if let Some(out) = xvfb.stdout.take() {
            BufReader::new(out).read_line(&mut number)?;
        }
        let screen = Screen(Some(xvfb));
        if number.trim().is_empty() {
            return Err("Xvfb does not start".into());
        }
        let _ = DISPLAY.set(format!(":{}", number.trim()));
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Some(xvfb) = &mut self.0 {
            let _ = xvfb.kill();
            let _ = xvfb.wait();
        }
    }
}
