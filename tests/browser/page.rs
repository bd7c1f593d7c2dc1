//! What a journey can do and see in one browser window, in a person's terms: roles, names, keys, words.
//! Each verb waits for its state. Knows no selector and no class name, and not what the app is about.

use std::cell::RefCell;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::{Key, WebElement, WindowHandle};
use tokio::time::sleep;

use crate::engine::{Browser, Engine, Options};
use crate::server::Server;
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

    fn fits(&self, said: &str) -> bool {
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
}

struct Shared {
    browser: Browser,
    server: Server,
    options: Options,
    /// The window that the driver has in hand.
    current: RefCell<WindowHandle>,
    /// What was done, for the report of a failure.
    done: RefCell<Vec<String>>,
    taken: RefCell<Vec<PathBuf>>,
}

/// Not there yet, and why; the caller asks again until the time is up.
type Soon<T> = std::result::Result<T, String>;

impl Page {
    pub async fn start(engine: Engine, options: &Options, server: Server) -> Result<Page> {
        let browser = Browser::start(engine, options).await?;
        let window = browser.driver.window().await?;
        let shared = Shared {
            browser,
            server,
            options: options.clone(),
            current: RefCell::new(window.clone()),
            done: RefCell::default(),
            taken: RefCell::default(),
        };
        let page = Page { shared: Rc::new(shared), window, path: Vec::new() };
        page.resize(options.size.0, options.size.1).await?;
        Ok(page)
    }

    pub fn engine(&self) -> Engine {
        self.shared.browser.engine
    }

    pub fn server(&self) -> &Server {
        &self.shared.server
    }

    // ---- going somewhere

    /// Opens a path of the server ("/", "/elders/netwerk/#start") or a whole address.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.note(format!("open {path}"));
        let url = if path.contains("://") { path.to_owned() } else { self.server().url(path) };
        self.here().await?;
        Ok(self.shared.browser.driver.goto(url).await?)
    }

    pub async fn reload(&self) -> Result<()> {
        self.note("reload".to_owned());
        self.here().await?;
        Ok(self.shared.browser.driver.refresh().await?)
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
        let (mut outer_width, mut outer_height) = (width, height);
        self.wait(&format!("a page of {width} × {height}"), async || {
            driver.set_window_rect(0, 0, outer_width, outer_height).await?;
            let inner = self.execute("return [innerWidth, innerHeight]", vec![]).await?;
            let (w, h): (u32, u32) = serde_json::from_value(inner)?;
            if (w, h) == (width, height) {
                return Ok(Ok(()));
            }
            Ok(Err(format!("it is {w} × {h} (window {outer_width} × {outer_height})")))
        })
        .await
    }

    // ---- finding

    /// The same window, but everything is sought inside this element from here on.
    pub fn within(&self, role: Role, name: impl Into<Name>) -> Page {
        Page { path: self.path_to(role, name), ..self.clone() }
    }

    /// Waits until there is exactly one such element, and tells about it.
    pub async fn find(&self, role: Role, name: impl Into<Name>) -> Result<Control> {
        let path = self.path_to(role, name);
        self.wait("", async || {
            let js = "const found = find.one(arguments[0]); return found.element ? { is: find.describe(found.element) } : found";
            let found = self.soon(js, vec![json!(path)]).await?;
            found.map(|found| part(&found, "is")).and_then_soon()
        })
        .await
    }

    /// Waits until there is no such element (any more).
    pub async fn absent(&self, role: Role, name: impl Into<Name>) -> Result<()> {
        let path = self.path_to(role, name);
        self.wait("", async || {
            let js = "const there = find.all(arguments[0]).map(find.name);\
                      return there.length ? { why: 'still there: ' + there.join(' | ') } : {}";
            Ok(self.soon(js, vec![json!(path)]).await?.map(drop))
        })
        .await
    }
}
