//! Pictures of every screen: in four widths, light, dark and forced colours, in both languages, and on paper; with a page
//! that shows them side by side. Knows how to take a picture, not what is on it. Chromium only.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use netwerkspiegel::text::Lang;
use serde_json::json;

use crate::engine::{Engine, Options};
use crate::page::Page;
use crate::print::{PRINTED, SHEETS};
use crate::screens::walk;
use crate::server::Server;
use crate::{Result, dist};

const GALLERY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/gallery");
const SIZES: [(u32, u32); 4] = [(360, 740), (768, 1024), (1280, 800), (1920, 1080)];
/// The look, and what the browser is told for it.
const LOOKS: [(&str, &str, &str); 3] =
    [("light", "light", "none"), ("dark", "dark", "none"), ("forced", "light", "active")];
/// Chromium draws no higher picture.
const HIGHEST: f64 = 16_000.0;

/// In: parts of the names of pictures, such as `report`, `360`, `dark`, `nl`, `a4`; a picture is taken when its name has
/// all of them.
pub async fn run(words: &[String]) -> Result<bool> {
    fs::create_dir_all(GALLERY)?;
    let taken = RefCell::new(Vec::new());
    let is_named = |lang: &Lang| words.iter().any(|word| word == lang.code());
    let all = !Lang::ALL.iter().any(is_named);
    for lang in Lang::ALL.into_iter().filter(|lang| all || is_named(lang)) {
        let options = Options { language: lang.code(), ..Options::default() };
        let page = Page::start(Engine::Chromium, &options, Server::start(&dist())?).await?;
        // Else 15 pixels of a phone are a scroll bar.
        page.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
        let show = async |screen: &'static str| {
            let pictures = take(&page, screen, lang, words).await?;
            taken.borrow_mut().extend(pictures);
            Ok(())
        };
        walk(&page, lang, show).await?;
    }
    let taken = taken.into_inner();
    fs::write(Path::new(GALLERY).join("index.html"), index(&taken))?;
    println!("{} pictures: {GALLERY}/index.html", taken.len());
    Ok(true)
}

/// Takes every picture of this screen that is asked for. Out: the screen and the file of each.
async fn take(
    page: &Page,
    screen: &'static str,
    lang: Lang,
    words: &[String],
) -> Result<Vec<(&'static str, String)>> {
    let lang = lang.code();
    let is_wanted = |name: &str| {
        let parts: Vec<&str> = name.split('-').collect();
        words.iter().all(|word| screen == word || parts.contains(&word.as_str()))
    };
    let mut taken = Vec::new();
    for (look, scheme, forced) in LOOKS {
        for (width, height) in SIZES {
            let name = format!("{screen}-{width}-{look}-{lang}");
            if !is_wanted(&name) || (look == "forced" && width != 1280) {
                continue;
            }
            page.resize(width, height).await?;
            let features = json!([{ "name": "prefers-color-scheme", "value": scheme },
                { "name": "forced-colors", "value": forced }]);
            page.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
            // The app has chosen when it started.
            page.execute("document.documentElement.dataset.theme = arguments[0]", vec![json!(scheme)])
                .await?;
            let size = page.devtools("Page.getLayoutMetrics", json!({})).await?["cssContentSize"].take();
            let high = size["height"].as_f64().unwrap_or_default().min(HIGHEST);
            let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": high, "scale": 1 });
            let how = json!({ "captureBeyondViewport": true, "clip": clip });
            let picture = page.devtools("Page.captureScreenshot", how).await?;
            let png = STANDARD.decode(picture["data"].as_str().unwrap_or_default())?;
            fs::write(Path::new(GALLERY).join(format!("{name}.png")), png)?;
            taken.push((screen, format!("{name}.png")));
        }
    }
    for (sheet, width, height) in SHEETS {
        let name = format!("{screen}-{sheet}-{lang}");
        if PRINTED.iter().any(|(printed, _)| *printed == screen) && is_wanted(&name) {
            let pdf = Path::new(GALLERY).join(format!("{name}.pdf"));
            fs::write(&pdf, page.print(width, height).await?)?;
            taken.extend(sheets(&pdf, &name)?.into_iter().map(|file| (screen, file)));
        }
    }
    page.resize(1280, 800).await?;
    page.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
    Ok(taken)
}

/// The pages of a print as pictures in grey, where there is a program for it; else the print itself.
fn sheets(pdf: &Path, name: &str) -> Result<Vec<String>> {
    let drawn = Command::new("pdftoppm")
        .args(["-gray", "-png", "-r", "75"])
        .arg(pdf)
        .arg(pdf.with_extension(""))
        .status();
    if !drawn.is_ok_and(|status| status.success()) {
        return Ok(vec![format!("{name}.pdf")]);
    }
    let mut files: Vec<String> = fs::read_dir(GALLERY)?
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|file| file.starts_with(name) && file.ends_with(".png"))
        .collect();
    files.sort();
    Ok(files)
}

fn index(taken: &[(&str, String)]) -> String {
    let mut html = "<!doctype html><meta charset=\"utf-8\"><title>Gallery</title><style>body { font: 1rem sans-serif; } \
        section { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; } figure { margin: 0; } \
        img { display: block; height: 24rem; border: 1px solid; object-fit: cover; object-position: top; max-width: 40rem; }\
        </style>"
        .to_owned();
    for screens in taken.chunk_by(|one, other| one.0 == other.0) {
        html.push_str(&format!("<h2>{}</h2><section>", screens.first().map_or("", |one| one.0)));
        for (_, file) in screens {
            let name = file.rsplit_once('.').map_or(file.as_str(), |(name, _)| name);
            let shown = format!("<img loading=\"lazy\" src=\"{file}\" alt=\"\">");
            html.push_str(&format!("<figure><a href=\"{file}\">{shown}{name}</a></figure>"));
        }
        html.push_str("</section>");
    }
    html
}
