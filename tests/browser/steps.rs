//! What several journeys do with the app, as a person would say it. Knows the app's words, in Dutch unless a language
//! is handed in, and nothing of what a journey is after.

use serde_json::Value;

use crate::Result;
use crate::engine::Engine;
use crate::page::{Name, Page, Role};

/// Three statements of the part "Relaties", and the words to answer them with.
pub const SERIOUS: &str = "In dit netwerk nemen partijen elkaar serieus.";
pub const LISTEN: &str = "Partijen luisteren naar elkaar, ook als ze er anders over denken.";
pub const ACCOUNT: &str = "Partijen houden rekening met wat anderen belangrijk vinden.";
pub const FULLY: &str = "Helemaal";
pub const MOSTLY: &str = "Voor een groot deel";
pub const PARTLY: &str = "Voor een deel";
pub const A_LITTLE: &str = "Een klein beetje";
pub const UNKNOWN: &str = "Weet ik niet / niet van toepassing";

pub const NETWORK_FIELD: &str = "Over welk netwerk gaat het?";
pub const FILE_FIELD: &str = "Open een bewaard rapport of een back-up";
/// What the panel of boot.js says when the app cannot start or has stopped.
pub const STOPPED: &str = "Netwerkspiegel doet het nu niet";
const PARTS: [&str; 6] = ["De basis", "Relaties", "Regie", "Valkuilen", "Waarde", "Koers en touw"];

/// On the start page: names the network, takes these parts and no others, and begins. The next page is there then.
pub async fn begin(page: &Page, network: &str, parts: &[&str]) -> Result<()> {
    page.type_into(NETWORK_FIELD, network).await?;
    for part in PARTS {
        page.tick(Name::starts(part), parts.contains(&part)).await?;
    }
    page.click(Role::Button, "Begin met de vragenlijst").await?;
    page.absent(Role::Button, "Begin met de vragenlijst").await
}

/// Opens the app and begins with the part that the constants above are of: the first screen is "Gelijkwaardigheid".
pub async fn begin_relations(page: &Page, path: &str, network: &str) -> Result<()> {
    page.open(path).await?;
    begin(page, network, &["Relaties"]).await?;
    expect_screen(page, "Gelijkwaardigheid").await
}

/// Waits for the page with this heading on top.
pub async fn expect_screen(page: &Page, heading: impl Into<Name>) -> Result<()> {
    page.expect(Role::Heading, heading, "the page's own heading", |heading| heading.level == 1).await
}

/// Goes to a screen by the list of all parts, whose links also say how far one is.
pub async fn jump(page: &Page, stop: &str, heading: &str) -> Result<()> {
    page.within(Role::Navigation, "Onderdelen").click(Role::Link, Name::starts(stop)).await?;
    expect_screen(page, heading).await
}

pub async fn to_report(page: &Page, network: &str) -> Result<()> {
    page.within(Role::Navigation, "Onderdelen").click(Role::Link, Name::starts("Je rapport")).await?;
    expect_screen(page, format!("Zo zie jij {network}").as_str()).await
}

/// Waits until the app itself says that every answer is kept.
pub async fn expect_saved(page: &Page) -> Result<()> {
    page.expect_status(Name::has("Opgeslagen op dit apparaat.")).await
}

/// A person looks at this tab again. From disk WebKit brings no word of another tab; what comes into sight reads.
pub async fn look_again(page: &Page) -> Result<()> {
    if page.is_from_disk() && page.engine() == Engine::Webkit {
        let look =
            "Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
            dispatchEvent(new Event('focus'))";
        page.execute(look, vec![]).await?;
    }
    Ok(())
}

/// Waits until these words stand in what interrupts a person: the alerts.
pub async fn expect_alert(page: &Page, words: &str) -> Result<()> {
    page.within(Role::Alert, Name::any()).expect_text(words).await
}

/// Chooses a file with this content in the file control.
pub async fn open_file(page: &Page, name: &str, content: &[u8]) -> Result<()> {
    let path = page.scratch_folder().join(name);
    std::fs::write(&path, content)?;
    page.set_files(FILE_FIELD, &[&path]).await
}

/// Erases everything, with the second question, from the start page.
pub async fn erase_everything(page: &Page) -> Result<()> {
    page.click(Role::Button, "Wis alles van Netwerkspiegel").await?;
    page.click(Role::Button, "Ja, wis alles").await?;
    page.expect_status(Name::has("Alles is gewist.")).await
}

/// The keys in the local storage of this origin, in order.
pub async fn storage_keys(page: &Page) -> Result<Vec<String>> {
    let keys = page.execute("return Object.keys(localStorage).sort()", vec![]).await?;
    Ok(serde_json::from_value(keys)?)
}

pub async fn scrolled(page: &Page) -> Result<Value> {
    page.execute("return [scrollX, scrollY]", vec![]).await
}

/// Nothing went wrong in the page, and nothing was asked of any server but files of ours.
pub async fn expect_clean(page: &Page) -> Result<()> {
    assert_eq!(page.errors().await?, Vec::<String>::new(), "errors in the page");
    let strangers = "return performance.getEntriesByType('resource').map((one) => one.name)
        .filter((name) => !/^(blob|data):/.test(name) && new URL(name).origin !== location.origin)";
    assert_eq!(page.execute(strangers, vec![]).await?, serde_json::json!([]), "asked elsewhere");
    if page.is_from_disk() {
        // F49: the single file asks for nothing at all.
        let asked = "return performance.getEntriesByType('resource').map((one) => one.name)
            .filter((name) => !/^(blob|data):/.test(name))";
        assert_eq!(page.execute(asked, vec![]).await?, serde_json::json!([]), "asked");
        assert_eq!(page.server().requests(), Vec::<String>::new());
    }
    assert_eq!(page.server().strange_requests(), Vec::<String>::new(), "no file of the app");
    Ok(())
}
