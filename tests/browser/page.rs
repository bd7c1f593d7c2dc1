//! What a journey can do and see in one browser window, in a person's terms: roles, names, keys, words.
//! Each verb waits for its state. Knows no selector and no class name, and not what the app is about.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::{Key, RequestData, SessionId, WebElement, WindowHandle};
use tokio::time::sleep;

use crate::engine::{Browser, Engine, Options, Source};
use crate::server::{EXTRA, Server};
use crate::{Result, WAIT};

const FIND: &str = include_str!("find.js");

/// The roles that find.js knows and journeys ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Alert,
    Banner,
    Button,
    Cell,
    Checkbox,
    Columnheader,
    Combobox,
    Complementary,
    Contentinfo,
    Dialog,
    /// A field to choose a file with; the engines do not agree on its role.
    File,
    Group,
    Heading,
    Img,
    Link,
    List,
    Listitem,
    Main,
    Navigation,
    Option,
    Radio,
    Region,
    Row,
    Rowheader,
    Status,
    /// What opens a `<details>`; the engines do not agree on its role.
    Summary,
    Table,
    Textbox,
    Timer,
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}", format!("{self:?}").to_lowercase())
    }
}

/// An accessible name, or what is known of it. White space and soft hyphens do not count.
#[derive(Clone, Debug)]
pub enum Name {
    Is(String),
    Starts(String),
    Has(String),
}

impl Name {
    pub fn starts(text: &str) -> Name {
        Name::Starts(text.to_owned())
    }

    pub fn has(text: &str) -> Name {
        Name::Has(text.to_owned())
    }

    pub fn any() -> Name {
        Name::has("")
    }

    pub fn fits(&self, said: &str) -> bool {
        match self {
            Name::Is(text) => said == text,
            Name::Starts(text) => said.starts_with(text.as_str()),
            Name::Has(text) => said.contains(text.as_str()),
        }
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name::Is(text.to_owned())
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Name {
        Name::Is(text.clone())
    }
}

/// What can be known of one element.
#[derive(Clone, Debug, Deserialize)]
pub struct Control {
    pub role: String,
    pub name: String,
    pub value: Option<Value>,
    pub checked: bool,
    pub disabled: bool,
    pub expanded: bool,
    /// Where a link goes; else empty.
    pub href: String,
    /// aria-current
    pub current: Option<String>,
    /// What aria-describedby adds to the name.
    pub described: String,
    /// Of a heading; else 0.
    pub level: u8,
    /// Of the largest area that can be pressed: the element or its label, in CSS pixels.
    pub width: f64,
    pub height: f64,
}

pub struct Download {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Download {
    pub fn text(&self) -> Result<String> {
        Ok(String::from_utf8(self.bytes.clone())?)
    }
}

/// One window, and the part of it that is looked at. Cheap to clone.
#[derive(Clone)]
pub struct Page {
    shared: Rc<Shared>,
    window: WindowHandle,
    /// Inside which elements to look; each is sought again every time.
    path: Vec<Value>,
    patience: Duration,
}

struct Shared {
    browser: Browser,
    server: Rc<Server>,
    options: Options,
    /// The window that the driver has in hand.
    current: RefCell<WindowHandle>,
    /// What was done, for the report of a failure.
    done: Rc<RefCell<Vec<String>>>,
    /// The page of the first visit is open, and has not what was injected since.
    is_stale: Cell<bool>,
}

/// Not there yet, and why: the one who waits asks again until the time is up.
type Soon<T> = std::result::Result<T, String>;

impl Page {
    pub async fn start(engine: Engine, options: &Options, server: Server) -> Result<Page> {
        Page::begin(engine, options, Rc::new(server), Rc::default()).await
    }

    /// Somebody else at the same server: another browser, with a profile of its own.
    pub async fn somebody_else(&self) -> Result<Page> {
        self.note("somebody else".to_owned());
        let Shared { options, server, done, .. } = &*self.shared;
        Page::begin(self.engine(), options, Rc::clone(server), Rc::clone(done)).await
    }

    async fn begin(
        engine: Engine,
        options: &Options,
        server: Rc<Server>,
        done: Rc<RefCell<Vec<String>>>,
    ) -> Result<Page> {
        let browser = Browser::start(engine, options).await?;
        let window = browser.driver.window().await?;
        let current = RefCell::new(window.clone());
        let is_stale = Cell::new(false);
        let shared = Shared { browser, server, options: options.clone(), current, done, is_stale };
        let page = Page { shared: Rc::new(shared), window, path: Vec::new(), patience: WAIT };
        page.resize(options.size.0, options.size.1).await?;
        if options.source == Source::Kept {
            page.visit_and_unplug().await?;
        }
        Ok(page)
    }

    /// A first visit, until the service worker answers for the very page; then nobody else answers any more.
    async fn visit_and_unplug(&self) -> Result<()> {
        self.server().restart()?;
        self.open("/").await?;
        self.expect_claimed().await?;
        self.server().stop();
        Ok(())
    }

    /// Waits until the service worker answers for this very page, and not only for the next one.
    pub async fn expect_claimed(&self) -> Result<()> {
        let claimed = "return navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
            || new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true })))
            .then(() => true)";
        self.execute(claimed, vec![]).await?;
        Ok(())
    }

    pub fn engine(&self) -> Engine {
        self.shared.browser.engine
    }

    pub fn server(&self) -> &Server {
        &self.shared.server
    }

    // ---- going somewhere

    /// Opens a path of the server ("/", "/elders/netwerk/#start") or a whole address. A journey of the single file
    /// opens that one from disk, also for a link: what the link carries stands after its `#`. Another page of the server
    /// takes its place for a moment: no other file on disk is the same place to every browser.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.note(format!("open {path}"));
        let path = match path.find('#') {
            Some(hash) if self.is_from_disk() && path.starts_with("http") => &path[hash..],
            Some(_) | None => path,
        };
        self.here().await?;
        let driver = &self.shared.browser.driver;
        if self.shared.is_stale.take() {
            // Else an address that differs only behind its # is the same page.
            driver.goto("about:blank").await?;
        }
        if path.contains("://") {
            driver.goto(path).await?;
        } else if self.is_from_disk() {
            let (page, place) = path.split_at(path.find('#').unwrap_or(path.len()));
            if page.trim_matches('/').is_empty() {
                driver.goto(format!("file://{}{place}", self.on_disk(SINGLE_FILE)?.display())).await?;
            } else {
                driver.goto(format!("file://{}?{page}{place}", self.on_disk(page)?.display())).await?;
                self.on_disk(SINGLE_FILE)?;
            }
        } else {
            driver.goto(self.server().url(path)).await?;
        }
        self.taken_over().await
    }

    /// Runs this plain script before anything else in every page that this browser opens from here on, after watch.js.
    pub async fn inject(&self, script: &str) -> Result<()> {
        self.server().inject(&format!("{}\n{script}", include_str!("watch.js")));
        match self.shared.options.source {
            Source::Server => {}
            // What the service worker hands out in the place of the server.
            Source::Kept => {
                let put = "const script = new Response(arguments[1], { headers: { 'content-type': 'text/javascript' } });
                    return caches.keys().then(([name]) => caches.open(name))
                        .then((cache) => cache.put(arguments[0], script)).then(() => true)";
                self.execute(put, vec![json!(EXTRA), json!(self.server().extra())]).await?;
                self.shared.is_stale.set(true);
            }
            Source::Disk => {
                self.on_disk(SINGLE_FILE)?;
            }
        }
        Ok(())
    }

    /// Waits until the app has taken over the page that was drawn before it: nobody may have a hand on what goes away.
    async fn taken_over(&self) -> Result<()> {
        let is_gone = "return document.querySelector('.early') ? { why: 'not taken over' } : { is: null }";
        self.wait_for(is_gone, json!([])).await
    }

    /// Waits until the app itself is there, where something else than `open` or `reload` led to it: the page that is drawn
    /// before it has the same words, and nobody may have a hand on it.
    pub async fn expect_app(&self) -> Result<()> {
        let is_there =
            "return 'ready' in document.documentElement.dataset ? { is: null } : { why: 'no app yet' }";
        self.wait_for(is_there, json!([])).await
    }

    pub fn is_from_disk(&self) -> bool {
        self.shared.options.source == Source::Disk
    }

    /// Whether a page can tell the server what it saw.
    pub fn is_heard(&self) -> bool {
        self.shared.options.source == Source::Server
    }

    /// Puts this page of the server where the single file is on disk, with the server's script before its policy.
    fn on_disk(&self, page: &str) -> Result<PathBuf> {
        let path = self.scratch_folder().join("netwerkspiegel.html");
        let whole = self.server().file(page).ok_or_else(|| format!("the server has no {page}"))?;
        let script = format!("<head><script>{}</script>", self.server().extra());
        fs::write(&path, String::from_utf8(whole)?.replacen("<head>", &script, 1))?;
        Ok(path)
    }

    pub async fn reload(&self) -> Result<()> {
        self.note("reload".to_owned());
        self.here().await?;
        if self.engine() == Engine::Firefox {
            // Its driver's own way goes past the service worker; a person's does not.
            self.execute("window.isBefore = true; setTimeout(() => location.reload())", vec![]).await?;
            let is_new = "return window.isBefore || document.readyState !== 'complete' ? { why: 'not loaded' } : { is: null }";
            let () = self.wait_for(is_new, json!([])).await?;
            return self.taken_over().await;
        }
        self.shared.browser.driver.refresh().await?;
        self.taken_over().await
    }

    pub async fn back(&self) -> Result<()> {
        self.note("back".to_owned());
        self.here().await?;
        Ok(self.shared.browser.driver.back().await?)
    }

    pub async fn forward(&self) -> Result<()> {
        self.note("forward".to_owned());
        self.here().await?;
        Ok(self.shared.browser.driver.forward().await?)
    }

    pub async fn url(&self) -> Result<String> {
        self.read("return location.href").await
    }

    /// Another window of the same browser and profile.
    pub async fn new_window(&self) -> Result<Page> {
        self.note("new window".to_owned());
        self.here().await?;
        let window = self.shared.browser.driver.new_tab().await?;
        let page = Page { window, path: Vec::new(), ..self.clone() };
        page.resize(self.shared.options.size.0, self.shared.options.size.1).await?;
        Ok(page)
    }

    /// Closes this window; the browser goes on if there is another one.
    pub async fn close(self) -> Result<()> {
        self.note("close window".to_owned());
        self.here().await?;
        Ok(self.shared.browser.driver.close_window().await?)
    }

    /// Makes the page itself (not the window around it) this large, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.here().await?;
        let driver = &self.shared.browser.driver;
        if self.engine() == Engine::Chromium {
            // Its windows do not get narrower than 500 pixels.
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
            return Ok(());
        }
        let asked = Instant::now();
        driver.set_window_rect(0, 0, width, height).await?;
        let (mut last, mut times) = ((0, 0), 0);
        loop {
            let outer = driver.get_window_rect().await?;
            let inner: (i64, i64) = self.read("return [innerWidth, innerHeight]").await?;
            if inner == (width.into(), height.into()) {
                return Ok(());
            }
            if asked.elapsed() > WAIT {
                let (w, h) = inner;
                return Err(format!("the page is {w} × {h}, not {width} × {height}").into());
            }
            times = if inner == last { times + 1 } else { 0 };
            last = inner;
            // The page follows its window after a moment; only then does it tell what the window needs around it.
            if times == SETTLED {
                let side =
                    |outer: i64, inner: i64, asked: u32| u32::try_from(outer - inner).unwrap_or(0) + asked;
                let (w, h) = (side(outer.width, inner.0, width), side(outer.height, inner.1, height));
                driver.set_window_rect(0, 0, w, h).await?;
                times = 0;
            }
            sleep(TICK).await;
        }
    }

    // ---- finding

    /// The same window, but waiting this long for a state at the most.
    pub fn patient(&self, patience: Duration) -> Page {
        Page { patience, ..self.clone() }
    }

    /// The same window, but everything is sought inside this element from here on.
    pub fn within(&self, role: Role, name: impl Into<Name>) -> Page {
        Page { path: self.path_to(role, name), ..self.clone() }
    }

    /// Waits until there is exactly one such element, and tells about it.
    pub async fn find(&self, role: Role, name: impl Into<Name>) -> Result<Control> {
        let js =
            "const one = find.one(arguments[0]); return one.why ? one : { is: find.describe(one.element) }";
        self.wait_for(js, json!(self.path_to(role, name))).await
    }

    /// Waits until there is no such element (any more).
    pub async fn absent(&self, role: Role, name: impl Into<Name>) -> Result<()> {
        let js = "const there = find.all(arguments[0]).map(find.name);
            return there.length ? { why: `still there: ${there.join(' | ')}` } : { is: null }";
        self.wait_for(js, json!(self.path_to(role, name))).await
    }

    /// All elements of this role, as they are now, in the order of the page.
    pub async fn all(&self, role: Role) -> Result<Vec<Control>> {
        let js = "return { is: find.all(arguments[0]).map(find.describe) }";
        self.wait_for(js, json!(self.path_to(role, Name::any()))).await
    }

    pub async fn names(&self, role: Role) -> Result<Vec<String>> {
        Ok(self.all(role).await?.into_iter().map(|one| one.name).collect())
    }

    /// Every heading with its level.
    pub async fn headings(&self) -> Result<Vec<(u8, String)>> {
        Ok(self.all(Role::Heading).await?.into_iter().map(|one| (one.level, one.name)).collect())
    }

    // ---- doing

    /// Presses the one element of this role and name with the mouse, in its middle or on its label. When the page moves
    /// just then, the press falls beside it; like a person, we see that and press again.
    pub async fn click(&self, role: Role, name: impl Into<Name>) -> Result<()> {
        let path = self.path_to(role, name);
        self.note(format!("click {}", in_words(&path)));
        let js = "const one = find.one(arguments[0]); if (one.why) return one;
            const where = find.pressable(one.element); if (where.why) return where;
            find.expectPress(where.element); return { is: where.element }";
        let path = json!(path);
        self.wait(async || {
            let place = match self.soon(js, &path).await? {
                Ok(place) => self.element(place)?,
                Err(why) => return Ok(Err(why)),
            };
            match unless_unmoved(place.click().await)? {
                Ok(()) => self.unless_beside().await,
                Err(why) => Ok(Err(why)),
            }
        })
        .await
    }

    /// Whether the last press reached what was meant, as far as this page knows; another page knows nothing of it.
    async fn unless_beside(&self) -> Result<Soon<()>> {
        // A press may take away the page, or its window.
        let answer = self.execute("return window.isPressedBeside === true", vec![]).await;
        if !answer.is_ok_and(|is_beside| is_beside == Value::Bool(true)) {
            return Ok(Ok(()));
        }
        self.note("that press fell beside it".to_owned());
        Ok(Err("the press fell beside it".to_owned()))
    }

    /// The middle of where a person would press this element, scrolled into view.
    pub async fn place(&self, role: Role, name: impl Into<Name>) -> Result<(f64, f64)> {
        let js = "const one = find.one(arguments[0]); if (one.why) return one;
            const where = find.pressable(one.element); if (where.why) return where;
            const box = where.element.getClientRects()[0];
            return { is: [(box.left + box.right) / 2, (box.top + box.bottom) / 2] }";
        self.wait_for(js, json!(self.path_to(role, name))).await
    }

    /// Gives an answer: the radio `option` in the group whose legend is `group`.
    pub async fn choose(&self, group: impl Into<Name>, option: &str) -> Result<()> {
        let group = self.within(Role::Group, group);
        group.click(Role::Radio, option).await?;
        group.expect(Role::Radio, option, "checked", |radio| radio.checked).await
    }

    /// The option that is chosen in this group now.
    pub async fn chosen(&self, group: impl Into<Name>) -> Result<Option<String>> {
        let group = group.into();
        self.find(Role::Group, group.clone()).await?;
        let radios = self.within(Role::Group, group).all(Role::Radio).await?;
        Ok(radios.into_iter().find(|radio| radio.checked).map(|radio| radio.name))
    }

    /// Ticks or clears a box; one that is so already is left alone.
    pub async fn tick(&self, name: impl Into<Name>, on: bool) -> Result<()> {
        let name = name.into();
        if self.find(Role::Checkbox, name.clone()).await?.checked != on {
            self.click(Role::Checkbox, name.clone()).await?;
        }
        self.expect(Role::Checkbox, name, if on { "ticked" } else { "clear" }, |box_| box_.checked == on)
            .await
    }

    /// Goes into a field with the mouse, empties it, and types.
    pub async fn type_into(&self, name: impl Into<Name>, text: &str) -> Result<()> {
        self.type_as(Role::Textbox, name.into(), text).await
    }

    /// The same in a field that offers a list.
    pub async fn type_into_list(&self, name: impl Into<Name>, text: &str) -> Result<()> {
        self.type_as(Role::Combobox, name.into(), text).await
    }

    async fn type_as(&self, role: Role, name: Name, text: &str) -> Result<()> {
        self.click(role, name.clone()).await?;
        self.press("Control+a").await?;
        self.press("Delete").await?;
        self.note(format!("type “{text}”"));
        // Of what stands for a new line this is the one that all three engines take.
        let keys = text.replace('\n', &Key::Return.value().to_string());
        let field = self.one(&self.path_to(role, name.clone())).await?;
        field.send_keys(keys).await?;
        let typed = Some(Value::from(text));
        self.expect(role, name, "filled", move |field| field.value == typed).await
    }

    /// Fills in a field for a day, `2027-01-14`. Not with keys: the order they must come in differs with the machine.
    pub async fn set_day(&self, name: impl Into<Name>, day: &str) -> Result<()> {
        let path = self.path_to(Role::Textbox, name);
        self.note(format!("set {} to {day}", in_words(&path)));
        let js = "const one = find.one(arguments[0].path); if (one.why) return one;
            one.element.value = arguments[0].day;
            for (const type of ['input', 'change']) one.element.dispatchEvent(new Event(type, { bubbles: true }));
            return { is: null }";
        self.wait_for(js, json!({ "path": path, "day": day })).await
    }

    /// Presses keys where the focus is: "Tab", "Shift+Tab", "ArrowDown", "Space", "a".
    pub async fn press(&self, keys: &str) -> Result<()> {
        self.note(format!("press {keys}"));
        self.here().await?;
        let keys: Vec<char> = keys.split('+').map(key).collect::<Result<_>>()?;
        let mut chain = self.shared.browser.driver.action_chain();
        for &key in &keys {
            chain = chain.key_down(key);
        }
        for &key in keys.iter().rev() {
            chain = chain.key_up(key);
        }
        Ok(chain.perform().await?)
    }

    /// Presses these keys one after the other, faster than any finger.
    pub async fn press_fast(&self, keys: &[&str]) -> Result<()> {
        self.note(format!("press fast {}", keys.join(" ")));
        self.here().await?;
        let mut chain = self.shared.browser.driver.action_chain();
        for name in keys {
            let key = key(name)?;
            chain = chain.key_down(key).key_up(key);
        }
        Ok(chain.perform().await?)
    }

    /// Chooses files in the file field of this name.
    pub async fn set_files(&self, name: impl Into<Name>, files: &[&Path]) -> Result<()> {
        let path = self.path_to(Role::File, name);
        self.note(format!("choose {files:?} in {}", in_words(&path)));
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        Ok(self.one(&path).await?.send_keys(files.join("\n")).await?)
    }

    /// Waits for a file that the browser has saved, and takes it away: the next one gets its own name again.
    pub async fn download(&self) -> Result<Download> {
        let folder = self.shared.browser.home.downloads();
        let size_before = Cell::new(0);
        let path = self
            .wait(async || {
                let files: Vec<PathBuf> = fs::read_dir(&folder)?.flatten().map(|file| file.path()).collect();
                let [file] = files.as_slice() else {
                    // More than one while a browser writes beside the name until all is there.
                    return Ok(Err(format!("saved so far: {files:?}")));
                };
                // A browser may give the file its last name between the two looks at it.
                let Ok(facts) = file.metadata() else { return Ok(Err(format!("{file:?} is gone"))) };
                let size = facts.len();
                let is_whole = size > 0 && size == size_before.replace(size) && !is_partial(file);
                Ok(if is_whole { Ok(file.clone()) } else { Err(format!("{file:?} has {size} bytes")) })
            })
            .await?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path)?;
        fs::remove_file(&path)?;
        Ok(Download { name, bytes })
    }

    // ---- seeing

    pub async fn title(&self) -> Result<String> {
        self.read("return document.title").await
    }

    /// The language that the page says it is in.
    pub async fn lang(&self) -> Result<String> {
        self.read("return document.documentElement.lang").await
    }

    /// Role and name of what has the focus; empty if nothing has.
    pub async fn focused(&self) -> Result<(String, String)> {
        let js = "const it = document.activeElement;
            return !it || it === document.body ? ['', ''] : [find.role(it) ?? '', find.name(it)]";
        self.read(js).await
    }

    /// What the page says by way of role=status.
    pub async fn status_text(&self) -> Result<String> {
        let js = "return find.all([{ role: 'status', how: 'has', text: '' }]).map((one) => one.innerText).join('\\n')";
        self.read(js).await
    }

    /// The words that can be seen, in the window or in the part that is looked at. A report shows its topics one after
    /// the other; what the browser still skips has no text, so that is waited for.
    pub async fn visible_text(&self) -> Result<String> {
        let shown = "return document.querySelector('.unfolding') ? { why: 'not all of the report is shown' } : { is: 0 }";
        self.wait_for::<u8>(shown, json!(self.path)).await?;
        let js = "return arguments[0].length
            ? find.all(arguments[0]).map((one) => one.innerText).join('\\n') : document.body.innerText";
        self.read(js).await
    }

    /// What this element looks like on the screen: width, height, and a byte of grey for each pixel.
    pub async fn seen(&self, role: Role, name: impl Into<Name>) -> Result<(usize, usize, Vec<u8>)> {
        let path = self.path_to(role, name);
        self.note(format!("look at {}", in_words(&path)));
        let element = self.one(&path).await?;
        element.scroll_into_view().await?;
        let png = STANDARD.encode(element.screenshot_as_png().await?);
        let js = "const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
            const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
            const { width, height } = picture;
            const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
            context.drawImage(picture, 0, 0);
            const pixels = context.getImageData(0, 0, width, height).data;
            const grey = Array.from({ length: width * height }, (_, at) => pixels[4 * at + 1]);
            return [width, height, btoa(grey.map((one) => String.fromCharCode(one)).join(''))];";
        let js = format!("return (async () => {{ {js} }})()");
        let (width, height, grey): (usize, usize, String) =
            serde_json::from_value(self.execute(&js, vec![json!(png)]).await?)?;
        Ok((width, height, STANDARD.decode(grey)?))
    }

    pub async fn local_storage(&self, key: &str) -> Result<Option<String>> {
        let value = self.execute("return localStorage.getItem(arguments[0])", vec![json!(key)]).await?;
        Ok(serde_json::from_value(value)?)
    }

    // ---- waiting for what must be seen

    /// Waits until this element is as `is` wants; `words` say so in the report.
    pub async fn expect(
        &self,
        role: Role,
        name: impl Into<Name>,
        words: &str,
        is: impl Fn(&Control) -> bool,
    ) -> Result<()> {
        let name = name.into();
        let path = json!(self.path_to(role, name));
        let js =
            "const one = find.one(arguments[0]); return one.why ? one : { is: find.describe(one.element) }";
        self.wait(async || {
            let control: Control = match self.soon(js, &path).await? {
                Ok(value) => serde_json::from_value(value)?,
                Err(why) => return Ok(Err(why)),
            };
            Ok(if is(&control) { Ok(()) } else { Err(format!("not {words}: {control:?}")) })
        })
        .await
    }

    /// Waits until exactly this option is chosen in this group, or none.
    pub async fn expect_chosen(&self, group: impl Into<Name>, option: Option<&str>) -> Result<()> {
        let group = group.into();
        self.wait(async || {
            let chosen = self.chosen(group.clone()).await?;
            Ok(if chosen.as_deref() == option {
                Ok(())
            } else {
                Err(format!("chosen is {chosen:?}, not {option:?}"))
            })
        })
        .await
    }

    pub async fn expect_title(&self, title: impl Into<Name>) -> Result<()> {
        let title = title.into();
        self.expect_words("title", &title, async || self.title().await).await
    }

    pub async fn expect_status(&self, status: impl Into<Name>) -> Result<()> {
        let status = status.into();
        self.expect_words("status", &status, async || self.status_text().await).await
    }

    pub async fn expect_url(&self, url: impl Into<Name>) -> Result<()> {
        let url = url.into();
        self.expect_words("address", &url, async || self.url().await).await
    }

    /// Waits until these words can be seen one after the other, whatever lines and cells they stand in.
    pub async fn expect_text(&self, words: &str) -> Result<()> {
        let said = async || {
            Ok(self
                .visible_text()
                .await?
                .replace('\u{ad}', "")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "))
        };
        self.expect_words("text", &Name::has(words), said).await
    }

    /// Waits until this has the focus.
    pub async fn expect_focus(&self, role: Role, name: impl Into<Name>) -> Result<()> {
        let name = name.into();
        self.wait(async || {
            let (has, said) = self.focused().await?;
            Ok(if has == role.to_string() && name.fits(&said) {
                Ok(())
            } else {
                Err(format!("the focus is on {has} “{said}”, not on {role} {name:?}"))
            })
        })
        .await
    }

    async fn expect_words(
        &self,
        what: &str,
        wanted: &Name,
        said: impl AsyncFn() -> Result<String>,
    ) -> Result<()> {
        self.wait(async || {
            let said = said().await?;
            Ok(if wanted.fits(&said) {
                Ok(())
            } else {
                Err(format!("the {what} is “{said}”, not {wanted:?}"))
            })
        })
        .await
    }

    // ---- where the verbs do not reach

    /// Runs a function body in the page: `arguments[0]`, `return`.
    pub async fn execute(&self, js: &str, arguments: Vec<Value>) -> Result<Value> {
        self.here().await?;
        Ok(self.shared.browser.driver.execute(js, arguments).await?.json().clone())
    }

    /// A DevTools command: Chromium only.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.here().await?;
        let body = json!({ "cmd": command, "params": parameters });
        self.driver_command("POST", "goog/cdp/execute", Some(body)).await
    }

    /// A WebDriver command that the client has no function for.
    pub async fn driver_command(
        &self,
        method: &'static str,
        path: &str,
        body: Option<Value>,
    ) -> Result<Value> {
        let response = self.shared.browser.driver.cmd(Raw { method, path: path.to_owned(), body }).await?;
        Ok(response.body.get("value").cloned().unwrap_or_default())
    }

    /// Every element that a screen reader knows, with its number for `driver_command`.
    pub async fn everything(&self) -> Result<Vec<(String, Control)>> {
        let js = "return [...document.body.querySelectorAll('*')]
            .filter((one) => find.role(one) && !find.gone(one)).map((one) => [one, find.describe(one)])";
        let all: Vec<(Value, Control)> = self.read(js).await?;
        let id = |(element, control)| Ok((self.element(element)?.element_id().to_string(), control));
        all.into_iter().map(id).collect()
    }

    /// Where a journey may put files; gone when the browser is.
    pub fn scratch_folder(&self) -> PathBuf {
        self.shared.browser.home.scratch()
    }

    /// Where to put the film that this browser's camera sees; none if it has no camera.
    pub fn camera(&self) -> Option<PathBuf> {
        self.shared.options.camera.then(|| self.shared.browser.home.film())
    }

    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        self.here().await?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(self.shared.browser.driver.screenshot(file).await?)
    }

    /// What the printer gets, as PDF, without backgrounds: sheets of this size in centimetres. Not in WebKit.
    pub async fn print(&self, width: f64, height: f64) -> Result<Vec<u8>> {
        self.note(format!("print on {width} × {height} cm"));
        self.here().await?;
        let how = json!({ "page": { "width": width, "height": height }, "background": false });
        let pdf = self.driver_command("POST", "print", Some(how)).await?;
        Ok(STANDARD.decode(pdf.as_str().unwrap_or_default())?)
    }

    /// What went wrong in this page since it was opened: errors, panics, refused by the policy, not loaded.
    pub async fn errors(&self) -> Result<Vec<String>> {
        let errors: Option<Vec<String>> = self.read("return window.__errors ?? null").await?;
        errors.ok_or_else(|| "watch.js is not in this page, so nobody knows".into())
    }

    /// What the policy has refused in the windows of this browser that are open, also in pages that they have left.
    pub async fn refused(&self) -> Result<Vec<String>> {
        self.watched("watch.refused").await
    }

    /// What was asked in those windows in pages from disk: of no server that counts.
    pub async fn asked(&self) -> Result<Vec<String>> {
        self.watched("watch.asked").await
    }

    async fn watched(&self, key: &str) -> Result<Vec<String>> {
        // A page that may have no storage has none of these words either.
        let js = "try { return sessionStorage[arguments[0]] ?? '' } catch { return '' }";
        let driver = &self.shared.browser.driver;
        let mut lines = Vec::new();
        for window in driver.windows().await? {
            driver.switch_to_window(window.clone()).await?;
            self.shared.current.replace(window);
            let said: String = driver.execute(js, vec![json!(key)]).await?.convert()?;
            lines.extend(said.lines().map(str::to_owned));
        }
        Ok(lines)
    }

    /// What was done so far, in words.
    pub fn done(&self) -> Vec<String> {
        self.shared.done.borrow().clone()
    }

    // ---- inside

    fn note(&self, what: String) {
        self.shared.done.borrow_mut().push(what);
    }

    fn path_to(&self, role: Role, name: impl Into<Name>) -> Vec<Value> {
        let (how, text) = match name.into() {
            Name::Is(text) => ("is", text),
            Name::Starts(text) => ("starts", text),
            Name::Has(text) => ("has", text),
        };
        let mut path = self.path.clone();
        path.push(json!({ "role": role.to_string(), "how": how, "text": text }));
        path
    }

    /// The driver has one window in hand at a time: this one, please.
    async fn here(&self) -> Result<()> {
        if *self.shared.current.borrow() != self.window {
            self.shared.browser.driver.switch_to_window(self.window.clone()).await?;
            self.shared.current.replace(self.window.clone());
        }
        Ok(())
    }

    fn element(&self, value: Value) -> Result<WebElement> {
        Ok(WebElement::from_json(value, self.shared.browser.driver.handle().clone())?)
    }

    /// Waits for the one element at the end of this path.
    async fn one(&self, path: &[Value]) -> Result<WebElement> {
        let js = "const one = find.one(arguments[0]); return one.why ? one : { is: one.element }";
        self.element(self.wait_for(js, json!(path)).await?)
    }

    /// Runs a script that looks and returns a value, with find.js at hand.
    async fn read<T: DeserializeOwned>(&self, js: &str) -> Result<T> {
        self.wait_for(&format!("return {{ is: (() => {{ {js} }})() }}"), json!(self.path)).await
    }

    /// Runs a script that returns `{ is: … }` or `{ why: … }`, once.
    async fn soon(&self, js: &str, argument: &Value) -> Result<Soon<Value>> {
        self.here().await?;
        let answer =
            self.shared.browser.driver.execute(format!("{FIND}\n{js}"), vec![argument.clone()]).await;
        let mut answer = match answer {
            Ok(answer) => answer.json().clone(),
            // Between two pages there is nothing to run a script in.
            Err(error) => return Ok(Err(error.to_string())),
        };
        Ok(match answer.get("why").and_then(Value::as_str) {
            Some(why) => Err(why.to_owned()),
            // Firefox returns nothing at all from a page that is just going.
            None => {
                answer.get_mut("is").map(Value::take).ok_or_else(|| "no answer: between two pages".to_owned())
            }
        })
    }

    async fn wait_for<T: DeserializeOwned>(&self, js: &str, argument: Value) -> Result<T> {
        Ok(serde_json::from_value(self.wait(async || self.soon(js, &argument).await).await?)?)
    }

    async fn wait<T>(&self, probe: impl AsyncFn() -> Result<Soon<T>>) -> Result<T> {
        let end = Instant::now() + self.patience;
        loop {
            match probe().await? {
                Ok(there) => return Ok(there),
                Err(why) if Instant::now() > end => return Err(why.into()),
                Err(_) => sleep(TICK).await,
            }
        }
    }
}

const SINGLE_FILE: &str = "/netwerkspiegel.html";
/// How long to let the page be between two looks.
const TICK: Duration = Duration::from_millis(25);
/// A page whose size was read as the same this many times after the first has followed its window.
const SETTLED: u32 = 3;

/// A click that the driver refused did not happen, and may be tried again; any other error may have clicked.
fn unless_unmoved(clicked: WebDriverResult<()>) -> Result<Soon<()>> {
    use WebDriverErrorInner as Why;
    let Err(error) = clicked else { return Ok(Ok(())) };
    let refused = matches!(
        &*error,
        Why::StaleElementReference(_)
            | Why::ElementClickIntercepted(_)
            | Why::ElementNotInteractable(_)
            | Why::NoSuchElement(_)
    );
    if refused { Ok(Err(error.to_string())) } else { Err(error.into()) }
}

/// Is this the name under which a browser writes until all is there? Chromium first writes
/// `.org.chromium.Chromium.d5ma0L`: no download of ours begins with a dot.
fn is_partial(file: &Path) -> bool {
    let end = file.extension().unwrap_or_default();
    let is_hidden = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    is_hidden || ["crdownload", "part", "wkdownload", "tmp"].iter().any(|partial| end == *partial)
}

fn in_words(path: &[Value]) -> String {
    let step = |step: &Value| {
        format!("{} “{}”", step["role"].as_str().unwrap_or(""), step["text"].as_str().unwrap_or(""))
    };
    path.iter().rev().map(step).collect::<Vec<_>>().join(" in ")
}

fn key(name: &str) -> Result<char> {
    let key = match name {
        "Tab" => Key::Tab,
        "Enter" => Key::Return,
        "Space" => return Ok(' '),
        "Escape" => Key::Escape,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        other => {
            let mut letters = other.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => Ok(letter),
                _ => Err(format!("no key {other}").into()),
            };
        }
    };
    Ok(key.value())
}

/// A WebDriver command by method and path.
#[derive(Debug)]
struct Raw {
    method: &'static str,
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let method = self.method.parse().unwrap_or_default();
        let mut request = RequestData::new(method, format!("/session/{session}/{}", self.path));
        request.body.clone_from(&self.body);
        request
    }
}
