//! Files out and in: every export by its content, what comes back from them, and what is refused.

use serde_json::{Value, json};

use crate::Result;
use crate::faults::until_kept;
use crate::page::{Download, Name, Page, Role};
use crate::steps::{
    A_LITTLE, FULLY, LISTEN, PARTLY, SERIOUS, UNKNOWN, begin, begin_relations, erase_everything,
    expect_alert, expect_clean, expect_screen, jump, open_file, to_report,
};

const SMALL: &str = "Kleine partijen tellen net zo goed mee als grote.";
const HOME: &str = "Netwerkspiegel, naar het begin";
const STEP: &str = "Ik bel \"de gemeente\"; en dan?";

/// Three of four statements answered, and the next step; ends on the report.
async fn filled_in(page: &Page) -> Result<()> {
    begin_relations(page, "/", "Langer Thuis").await?;
    page.choose(SERIOUS, FULLY).await?;
    page.choose(LISTEN, UNKNOWN).await?;
    page.choose(SMALL, A_LITTLE).await?;
    to_report(page, "Langer Thuis").await?;
    page.type_into("Wat ga ik doen?", STEP).await
}

/// Saves one form from the part "Meenemen", and hears under which name.
async fn save(page: &Page, form: &str) -> Result<Download> {
    page.within(Role::Region, "Meenemen").click(Role::Button, form).await?;
    let file = page.download().await?;
    let told = format!("Bewaard als {}. Kijk in je map met downloads.", file.name);
    page.expect_status(Name::has(&told)).await?;
    Ok(file)
}

pub async fn every_export(page: Page) -> Result<()> {
    filled_in(&page).await?;
    let html = save(&page, "Bewaar het rapport").await?;
    let markdown = save(&page, "Markdown, voor een verslag").await?;
    let backup = save(&page, "Back-up (JSON)").await?;
    let csv = save(&page, "CSV").await?;
    let excel = save(&page, "CSV voor Excel").await?;
    let codebook = save(&page, "Codeboek").await?;

    // One name, one day, one list: only the kind and the ending differ.
    let day_and_list = html.name.strip_prefix("netwerkspiegel-rapport-langer-thuis-").unwrap_or_default();
    let day_and_list = day_and_list.strip_suffix(".html").unwrap_or_default();
    assert!(day_and_list.starts_with("20") && day_and_list.len() == "2026-11-21-7f3a".len(), "{}", html.name);
    for (file, kind, ending) in [
        (&markdown, "rapport", "md"),
        (&backup, "antwoorden", "json"),
        (&csv, "antwoorden", "csv"),
        (&excel, "antwoorden-excel", "csv"),
        (&codebook, "codeboek", "csv"),
    ] {
        assert_eq!(file.name, format!("netwerkspiegel-{kind}-langer-thuis-{day_and_list}.{ending}"));
    }

    let html = html.text()?;
    assert!(html.starts_with("<!doctype html>\n<html lang=\"nl\">"), "{}", &html[..80]);
    for words in ["Zo zie jij Langer Thuis", SERIOUS, "Ik bel ", "Je liet 21 vragen open."] {
        assert!(html.contains(words), "“{words}” is not in the report");
    }
    for reach in ["src=\"http", "<link", "url(http", "<script src"] {
        assert!(!html.contains(reach), "the report fetches something: {reach}");
    }

    let markdown = markdown.text()?;
    assert!(markdown.starts_with("# Zo zie jij Langer Thuis\n"), "{}", &markdown[..80]);
    assert!(markdown.contains(&format!("| {SERIOUS} | {FULLY} |\n")));
    assert!(markdown.contains("> Ik bel \"de gemeente\"; en dan?\n"));

    let backup: Value = serde_json::from_str(&backup.text()?)?;
    assert_eq!((&backup["format"], &backup["format_version"]), (&json!("netwerkspiegel"), &json!(1)));
    let response = &backup["responses"][0];
    assert_eq!(response["network"], "Langer Thuis");
    let answers = json!({ "equal-serious": 5, "equal-listen": "na", "equal-partner": 2 });
    assert_eq!(response["answers"], answers);
    assert_eq!(response["next_step"]["what"], STEP);

    let asked =
        ["network", "equal_serious", "equal_listen", "equal_partner", "equal_need", "score_equal_standing"];
    let plain = cells(&csv.text()?, b',', &asked)?;
    assert_eq!(plain, ["Langer Thuis", "5", "-8", "2", "-9", "3.5"]);
    let excel = excel.text()?;
    let without_mark = excel.strip_prefix('\u{feff}').ok_or("no byte order mark")?;
    assert_eq!(cells(without_mark, b';', &asked)?, ["Langer Thuis", "5", "", "2", "", "3,5"]);

    let codebook = codebook.text()?;
    assert!(codebook.starts_with("Code,Onderdeel,Onderwerp,Vraag,Antwoorden"), "{}", &codebook[..80]);
    let line = codebook.lines().find(|line| line.starts_with("equal_serious,")).unwrap_or_default();
    let about = format!("equal_serious,Relaties,Gelijkwaardigheid,{SERIOUS},");
    assert!(line.starts_with(&about) && line.contains("Helemaal niet") && line.contains("-9"), "{line}");
    expect_clean(&page).await
}

/// The values of these columns in the one row of the table.
fn cells(table: &str, separator: u8, columns: &[&str]) -> Result<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes());
    let heads = reader.headers()?.clone();
    let row = reader.records().next().ok_or("no row")??;
    let place = |name: &&str| heads.iter().position(|head| head == *name).ok_or(format!("no column {name}"));
    columns.iter().map(|name| Ok(row.get(place(name)?).unwrap_or_default().to_owned())).collect()
}

/// F44: the browser gives no clipboard. The app says so, and the same text can be saved.
pub async fn copy_refused(page: Page) -> Result<()> {
    let refuse = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => { throw new Error(); } } });";
    page.inject(refuse).await?;
    filled_in(&page).await?;
    page.within(Role::Region, "Meenemen").click(Role::Button, "Kopieer als tekst").await?;
    page.expect_status(Name::has("Kopiëren lukt niet in deze browser. Bewaar het rapport als Markdown"))
        .await?;
    let markdown = save(&page, "Markdown, voor een verslag").await?.text()?;
    assert!(markdown.starts_with("# Zo zie jij Langer Thuis\n"), "{markdown}");
    expect_clean(&page).await
}

/// F44: the browser saves no file. The app says so and names another way, which works.
pub async fn download_refused(page: Page) -> Result<()> {
    let refuse = "URL.createObjectURL = () => { throw new Error(); };";
    page.inject(refuse).await?;
    filled_in(&page).await?;
    let refused = "Bewaren als bestand lukt in deze browser niet. Print de pagina, kopieer de tekst";
    page.within(Role::Region, "Meenemen").click(Role::Button, "Bewaar het rapport").await?;
    page.expect_status(Name::has(refused)).await?;
    page.click(Role::Link, HOME).await?;
    page.click(Role::Button, "Bewaar een back-up van alles").await?;
    expect_alert(&page, refused).await?;
    expect_clean(&page).await
}

/// What was removed on an earlier visit comes back from its report, and is still there on the next one.
pub async fn removed(page: Page) -> Result<()> {
    filled_in(&page).await?;
    let html = save(&page, "Bewaar het rapport").await?;
    page.click(Role::Link, HOME).await?;
    page.click(Role::Button, "Verwijder Langer Thuis").await?;
    page.absent(Role::Link, "Open Langer Thuis").await?;
    until_kept(&page).await?;
    page.reload().await?;
    expect_screen(&page, "Kijk naar je netwerk").await?;
    page.absent(Role::Link, "Open Langer Thuis").await?;
    open_file(&page, &html.name, &html.bytes).await?;
    page.expect_status(Name::has("Langer Thuis is geopend. Je antwoorden zijn terug.")).await?;
    is_all_back(&page).await?;
    until_kept(&page).await?;
    page.reload().await?;
    page.click(Role::Link, HOME).await?;
    page.click(Role::Link, "Rapport van Langer Thuis").await?;
    is_all_back(&page).await?;
    expect_clean(&page).await
}

/// The report and the backup bring everything back; nothing is overwritten unasked.
pub async fn reopened(page: Page) -> Result<()> {
    filled_in(&page).await?;
    let html = save(&page, "Bewaar het rapport").await?;
    let backup = save(&page, "Back-up (JSON)").await?;
    page.click(Role::Link, HOME).await?;
    erase_everything(&page).await?;

    open_file(&page, &html.name, &html.bytes).await?;
    page.expect_status(Name::has("Langer Thuis is geopend. Je antwoorden zijn terug.")).await?;
    is_all_back(&page).await?;

    page.click(Role::Link, HOME).await?;
    open_file(&page, &html.name, &html.bytes).await?;
    let same = "Langer Thuis stond hier al, met dezelfde antwoorden. Er is niets veranderd.";
    page.expect_status(Name::has(same)).await?;
    page.click(Role::Link, HOME).await?;
    page.find(Role::Link, "Open Langer Thuis").await?;
    page.expect_text("3 van de 24 vragen ingevuld").await?;

    page.click(Role::Link, "Rapport van Langer Thuis").await?;
    is_all_back(&page).await?;
    page.choose(SERIOUS, PARTLY).await?;
    for (choice, own) in [
        ("Laat het zoals het is", PARTLY),
        ("Zet het bestand ernaast", PARTLY),
        ("Neem de antwoorden uit het bestand", FULLY),
    ] {
        page.click(Role::Link, HOME).await?;
        open_file(&page, &backup.name, &backup.bytes).await?;
        let differs = "Langer Thuis staat hier al, met andere antwoorden dan in het bestand. Er is nog niets veranderd.";
        page.expect_status(Name::has(differs)).await?;
        page.click(Role::Button, choice).await?;
        page.absent(Role::Button, choice).await?;
        page.click(Role::Link, HOME).await?;
        page.click(Role::Link, "Rapport van Langer Thuis").await?;
        from_report_to_answers(&page).await?;
        page.expect_chosen(SERIOUS, Some(own)).await?;
    }
    page.click(Role::Link, HOME).await?;
    page.click(Role::Link, "Rapport van Langer Thuis (uit bestand)").await?;
    is_all_back(&page).await?;

    page.click(Role::Link, HOME).await?;
    erase_everything(&page).await?;
    drop_files(&page, &[&html, &backup]).await?;
    expect_alert(&page, "Dit waren meer bestanden tegelijk. Er is niets geopend").await?;
    page.absent(Role::Link, "Open Langer Thuis").await?;
    drop_files(&page, &[&backup]).await?;
    page.expect_status(Name::has("Langer Thuis is geopend. Je antwoorden zijn terug.")).await?;
    is_all_back(&page).await?;
    expect_clean(&page).await
}

/// On the report to begin with; ends on the screen "Gelijkwaardigheid".
async fn is_all_back(page: &Page) -> Result<()> {
    expect_screen(page, Name::starts("Zo zie jij Langer Thuis")).await?;
    let step = Some(Value::from(STEP));
    page.expect(Role::Textbox, "Wat ga ik doen?", "as it was", move |field| field.value == step).await?;
    from_report_to_answers(page).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    page.expect_chosen(LISTEN, Some(UNKNOWN)).await?;
    page.expect_chosen(SMALL, Some(A_LITTLE)).await
}

async fn from_report_to_answers(page: &Page) -> Result<()> {
    page.click(Role::Link, "Terug naar Nakijken en onderwerpen kiezen").await?;
    jump(page, "Gelijkwaardigheid", "Gelijkwaardigheid").await
}

/// Lets files fall on the window. No driver can drag one, so the event is made in the page.
async fn drop_files(page: &Page, files: &[&Download]) -> Result<()> {
    let js = "const data = new DataTransfer();
        for (const [name, text] of arguments[0]) data.items.add(new File([text], name));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";
    let files = files.iter().map(|file| Ok(json!([file.name, file.text()?])));
    page.execute(js, vec![files.collect::<Result<Value>>()?]).await?;
    Ok(())
}

/// Names and files that mean harm, or are not whole: shown as text, or refused in one sentence.
pub async fn hostile(page: Page) -> Result<()> {
    let network = "<img src=x onerror=\"window.caught = 1\"> \"Zorg\" & 'wonen' </script> שלום";
    page.open("/").await?;
    // The mark that turns the direction of writing goes, because it would turn the words around the name as well.
    begin(&page, &format!("\u{202e}{network}"), &["Relaties"]).await?;
    page.expect_title(format!("Gelijkwaardigheid – {network} – Netwerkspiegel").as_str()).await?;
    page.choose(SERIOUS, FULLY).await?;
    to_report(&page, network).await?;
    let html = save(&page, "Bewaar het rapport").await?;
    let text = html.text()?;
    assert!(
        !text.contains("<img src=x") && text.contains("&lt;img src=x"),
        "the name is no text in the report"
    );
    let backup = save(&page, "Back-up (JSON)").await?.text()?;

    page.click(Role::Link, HOME).await?;
    page.find(Role::Link, format!("Open {network}").as_str()).await?;
    let not_ours = "Dit bestand komt niet van Netwerkspiegel. Er is niets veranderd. Kies een bewaard rapport (.html) of een back-up (.json).";
    let damaged = "Dit bestand is beschadigd of niet helemaal opgeslagen. Er is niets veranderd. Probeer een andere kopie van het bestand.";
    let too_new = "Dit bestand is gemaakt met een nieuwere versie van Netwerkspiegel. Er is niets veranderd. Laad de nieuwste versie en open het bestand dan opnieuw.";
    let too_large =
        "Dit bestand is te groot voor een rapport of back-up van Netwerkspiegel. Er is niets veranderd.";
    let wrong = text.replace("\"equal-serious\": 5", "\"equal-serious\": 9");
    let wrong = wrong.replacen("<body", "<script>window.caught = 2</script><body", 1);
    assert!(wrong.contains("\"equal-serious\": 9") && wrong.contains("caught = 2"));
    // In such an order that each sentence is another one than the one before.
    let files: [(&str, Vec<u8>, &str); 7] = [
        ("foto.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec(), not_ours),
        ("leeg.json", Vec::new(), damaged),
        ("ander.json", b"{\"format\": \"boodschappen\", \"format_version\": 1}".to_vec(), not_ours),
        ("half.json", backup.as_bytes()[..backup.len() / 2].to_vec(), damaged),
        (
            "nieuw.json",
            backup.replace("\"format_version\": 1", "\"format_version\": 2").into_bytes(),
            too_new,
        ),
        ("rapport.html", wrong.into_bytes(), damaged),
        ("groot.json", vec![b' '; 2 * 1024 * 1024], too_large),
    ];
    for (name, content, sentence) in files {
        open_file(&page, name, &content).await?;
        expect_alert(&page, sentence).await.map_err(|error| format!("{name}: {error}"))?;
        let lists = page.within(Role::Region, "Jouw vragenlijsten");
        assert_eq!(lists.names(Role::Heading).await?, ["Jouw vragenlijsten", network], "after {name}");
        lists.expect_text("1 van de 24 vragen ingevuld").await?;
    }
    page.click(Role::Link, format!("Open {network}").as_str()).await?;
    from_report_to_answers(&page).await?;
    page.expect_chosen(SERIOUS, Some(FULLY)).await?;
    assert_eq!(page.execute("return window.caught ?? 0", vec![]).await?, 0, "a script of the file has run");
    expect_clean(&page).await
}
