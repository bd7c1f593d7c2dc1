//! The whole way of a participant, in both languages: begin, every screen, review, report. Which statements there are
//! comes from the instrument; what the report must say of these answers stands here.

use netwerkspiegel::instrument::{Instrument, Question, Scale, Screen};
use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::{ACCOUNT, FULLY, LISTEN, PARTLY, begin_relations, expect_clean, expect_screen, jump};

/// What is answered, by screen: the place of the option, and `n` for the opt-out.
const GIVEN: [(&str, &str); 13] = [
    ("network-type", "24"),
    ("taking-part-as", "1"),
    ("actors", "444"),
    ("identity", "34343"),
    ("ambition", "153"),
    ("leadership", "223"),
    ("participation", "n333"),
    ("equal-standing", "5555"),
    ("respect", "4334"),
    ("freedom", "4433"),
    ("accountability", "4343"),
    ("transparency", "3443"),
    ("trust", "2232"),
];

/// What stands on the pages for these answers, where the numbers come in.
struct Expected {
    lang: Lang,
    words: &'static str,
    step: &'static str,
    first_progress: &'static str,
    last_progress: &'static str,
    title_on_screen: &'static str,
    title_of_report: &'static str,
    heading: &'static str,
    review_lead: &'static str,
    opt_out: &'static str,
    topics: [&'static str; 3],
    fourth_topic: &'static str,
    topics_full: &'static str,
    standout: [&'static str; 4],
    parts: [&'static str; 2],
    /// Topic and where it lies, by part.
    places: [[(&'static str, &'static str); 3]; 2],
    findings: [&'static str; 6],
}

static DUTCH: Expected = Expected {
    lang: Lang::Nl,
    words: "Samen eten met de bewoners.",
    step: "Ik bel de gemeente.",
    first_progress: "De basis, onderwerp 1 van 8. Nog ongeveer 9 minuten.",
    last_progress: "Relaties, onderwerp 7 van 7. Nog ongeveer 1 minuut.",
    title_on_screen: "Wie doen er mee – Langer Thuis – Netwerkspiegel",
    title_of_report: "Jouw rapport – Langer Thuis – Netwerkspiegel",
    heading: "Zo zie jij Langer Thuis",
    review_lead: "Er staat nog 1 vraag open. Dat mag: niets is verplicht. Je kunt elk antwoord nog wijzigen.",
    opt_out: "Weet ik niet / niet van toepassing",
    topics: ["Vertrouwen", "Wat we samen doen", "Respect"],
    fourth_topic: "Vrijheid",
    topics_full: "Je hebt er 3 gekozen. Wil je een ander onderwerp? Haal dan eerst een keuze weg.",
    standout: [
        "Wie doen er mee en Gelijkwaardigheid kloppen volgens jou het meest. De verschillen daartussen zijn te klein om iets te betekenen.",
        "Bij Wat we samen doen liggen je antwoorden ver uit elkaar. Kijk daar naar de losse vragen.",
        "Je wilt het hebben over Vertrouwen, Wat we samen doen en Respect.",
        "Je liet 1 vraag open.",
    ],
    parts: ["De basis", "Relaties"],
    places: [
        [
            ("Wie doen er mee", "Rond ‘voor een groot deel’"),
            ("Wat ons verbindt", "Tussen ‘voor een deel’ en ‘voor een groot deel’"),
            ("Leiderschap in het netwerk", "Rond ‘een klein beetje’"),
        ],
        [
            ("Gelijkwaardigheid", "Rond ‘helemaal’"),
            ("Respect", "Tussen ‘voor een deel’ en ‘voor een groot deel’"),
            ("Vertrouwen", "Rond ‘een klein beetje’"),
        ],
    ],
    findings: [
        // The profile: where it lies, and the gap.
        "Dit netwerk draait vooral om contact en kennis.",
        "Er is verschil tussen wat het netwerk nu is en wat je graag zou zien. Bespreek of anderen dat ook zo zien.",
        // The bands of a high and a low topic.
        "Volgens jouw antwoorden: de deelnemers en hun rollen zijn voor een groot deel duidelijk.",
        "Volgens jouw antwoorden: het verbinden van partijen gebeurt nu weinig of hangt van toeval af.",
        // Trust beside the other five.
        "De andere vijf principes zijn sterker dan het vertrouwen.",
        "Twee strengen die elkaar niet raken: hier is het verschil één stap of meer.",
    ],
};

static ENGLISH: Expected = Expected {
    lang: Lang::En,
    words: "Eating together with the residents.",
    step: "I will call the council.",
    first_progress: "The basics, topic 1 of 8. About 9 minutes left.",
    last_progress: "Relationships, topic 7 of 7. About 1 minute left.",
    title_on_screen: "Who takes part – Langer Thuis – Netwerkspiegel",
    title_of_report: "Your report – Langer Thuis – Netwerkspiegel",
    heading: "How you see Langer Thuis",
    review_lead: "1 question is still open. That is fine: nothing is compulsory. You can still change every answer.",
    opt_out: "Don't know / not applicable",
    topics: ["Trust", "What we do together", "Respect"],
    fourth_topic: "Freedom",
    topics_full: "You have chosen 3. Would you like another topic? Take one away first.",
    standout: [
        "Who takes part and Equal standing are most true according to you. The differences between them are too small to mean anything.",
        "For What we do together your answers are far apart. Look at the separate questions there.",
        "You want to talk about Trust, What we do together and Respect.",
        "You left 1 question open.",
    ],
    parts: ["The basics", "Relationships"],
    places: [
        [
            ("Who takes part", "Around ‘mostly’"),
            ("What connects us", "Between ‘partly’ and ‘mostly’"),
            ("Leadership in the network", "Around ‘a little’"),
        ],
        [
            ("Equal standing", "Around ‘completely’"),
            ("Respect", "Between ‘partly’ and ‘mostly’"),
            ("Trust", "Around ‘a little’"),
        ],
    ],
    findings: [
        "This network is mainly about contact and knowledge.",
        "There is a difference between what the network is now and what you would like to see. Discuss whether others see it that way too.",
        "According to your answers: the participants and their roles are largely clear.",
        "According to your answers: connecting parties happens rarely at the moment or depends on chance.",
        "The other five principles are stronger than trust.",
        "Two strands that do not touch: here the difference is one step or more.",
    ],
};

pub async fn in_dutch(page: Page) -> Result<()> {
    whole(&page, &DUTCH).await
}

pub async fn in_english(page: Page) -> Result<()> {
    whole(&page, &ENGLISH).await
}

async fn whole(page: &Page, expected: &Expected) -> Result<()> {
    let (lang, text) = (expected.lang, ReportText::of(expected.lang));
    page.open("/").await?;
    expect_screen(page, Instrument::shipped().title.get(lang)).await?;
    assert_eq!(page.lang().await?, lang.code());
    for module in Instrument::shipped().modules {
        let is_on = page.find(Role::Checkbox, Name::starts(module.name.get(lang))).await?.checked;
        assert_eq!(is_on, module.default_on, "{} on the start page", module.id);
    }
    page.type_into(text.network_label, "Langer Thuis").await?;
    page.click(Role::Button, text.begin).await?;
    page.expect_text(expected.first_progress).await?;

    answer_everything(page, expected).await?;
    review(page, expected).await?;
    report(page, expected).await?;
    expect_clean(page).await
}

/// Every screen of the two parts that are on, by the button that leads to the next one.
async fn answer_everything(page: &Page, expected: &Expected) -> Result<()> {
    let (lang, text) = (expected.lang, ReportText::of(expected.lang));
    for screen in screens() {
        expect_screen(page, screen_name(screen, lang).as_str()).await?;
        for (question, letter) in questions(screen).into_iter().zip(given(screen)) {
            page.choose(question.text.get(lang), option(question.scale, letter, lang)).await?;
        }
        if let Screen::Open(module) = screen {
            for question in module.open_questions {
                page.type_into(question.text.get(lang), expected.words).await?;
            }
        }
        if screen.code() == "actors" {
            page.expect_title(expected.title_on_screen).await?;
        }
        if screen.code() == "leadership" {
            clear_the_last(page, &questions(screen), lang).await?;
        }
        if screen.code() == "open-relaties" {
            page.expect_text(expected.last_progress).await?;
        }
        page.expect_status(Name::has(text.saved)).await?;
        page.click(Role::Link, Name::starts((text.next_to)("").trim())).await?;
    }
    Ok(())
}

async fn clear_the_last(page: &Page, questions: &[Question], lang: Lang) -> Result<()> {
    let Some(last) = questions.last() else { return Ok(()) };
    let clear = ReportText::of(lang).clear;
    let group = page.within(Role::Group, last.text.get(lang));
    group.click(Role::Button, clear).await?;
    page.expect_chosen(last.text.get(lang), None).await?;
    // There is nothing left to clear.
    group.absent(Role::Button, clear).await
}

async fn review(page: &Page, expected: &Expected) -> Result<()> {
    let (lang, text) = (expected.lang, ReportText::of(expected.lang));
    expect_screen(page, text.review_title).await?;
    let question = |code: &str| Instrument::shipped().question(code).map_or("", |asked| asked.text.get(lang));
    // Its heading is there while it is still loaded.
    page.find(Role::Link, Name::has(question("equal-serious"))).await?;
    let links = page.names(Role::Link).await?;
    let with = |word: &str| links.iter().filter(|name| name.starts_with(word) && name.contains(':')).count();
    // 45 closed questions and 4 open ones, of which one was cleared.
    assert_eq!((with(text.change), with(text.answer_it)), (48, 1), "{links:?}");
    let unknown = format!("{} {} {}", question("participation-able"), expected.opt_out, text.change);
    page.expect_text(&unknown).await?;

    let serious = question("equal-serious");
    let fewer = option(&Instrument::shipped().scale, '4', lang);
    page.click(Role::Link, Name::has(serious)).await?;
    expect_screen(page, Instrument::shipped().dimension("equal-standing").map_or("", |d| d.name.get(lang)))
        .await?;
    page.choose(serious, fewer).await?;
    page.within(Role::Navigation, text.parts).click(Role::Link, Name::starts(text.review_stop)).await?;
    page.expect_text(&format!("{serious} {fewer}")).await?;

    let topics = page.within(Role::Group, Instrument::shipped().topic_choice.question.get(lang));
    for topic in expected.topics {
        topics.tick(topic, true).await?;
    }
    page.expect_status(Name::has(expected.topics_full)).await?;
    topics.expect(Role::Checkbox, expected.fourth_topic, "disabled", |topic| topic.disabled).await?;
    topics.tick(expected.topics[2], false).await?;
    topics.expect(Role::Checkbox, expected.fourth_topic, "free again", |topic| !topic.disabled).await?;
    topics.tick(expected.topics[2], true).await?;
    page.expect_text(expected.review_lead).await
}

async fn report(page: &Page, expected: &Expected) -> Result<()> {
    let text = ReportText::of(expected.lang);
    page.within(Role::Navigation, text.parts).click(Role::Link, Name::starts(text.report_stop)).await?;
    expect_screen(page, expected.heading).await?;
    page.expect_title(expected.title_of_report).await?;
    assert_eq!(page.lang().await?, expected.lang.code());

    let standout = page.within(Role::Region, text.standout);
    standout.find(Role::List, Name::any()).await?;
    assert_eq!(sentences(&standout).await?, expected.standout);
    for (part, places) in expected.parts.iter().zip(expected.places) {
        let part = page.within(Role::Region, *part);
        for (topic, place) in places {
            // In the picture's table, and over the topic's own text.
            let row = format!("{topic} {place}");
            let rows = part.names(Role::Row).await?;
            assert!(rows.iter().any(|name| name.starts_with(&row)), "no row “{row}” among {rows:?}");
            let over = part.visible_text().await?.matches(place).count();
            assert!(over >= 2, "“{place}” of {topic} stands in the table only");
        }
    }
    for finding in expected.findings {
        page.expect_text(finding).await?;
    }
    // In a person's own words: once for each of the four questions.
    let said = page.visible_text().await?;
    assert_eq!(said.matches(expected.words).count(), 4, "own words in the report: {said}");

    page.type_into((text.step_label)(0), expected.step).await?;
    page.expect_status(Name::has(text.saved)).await?;
    page.reload().await?;
    let typed = Some(serde_json::Value::from(expected.step));
    page.expect(Role::Textbox, (text.step_label)(0), "as typed", move |field| field.value == typed).await
}

/// The list on top of the report, sentence by sentence.
async fn sentences(standout: &Page) -> Result<Vec<String>> {
    let text = standout.within(Role::List, Name::any()).visible_text().await?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// The screens of the parts that are on by default, in order.
pub fn screens() -> Vec<Screen> {
    Instrument::shipped()
        .modules
        .iter()
        .filter(|module| module.default_on)
        .flat_map(|module| module.screens())
        .collect()
}

pub fn screen_name(screen: Screen, lang: Lang) -> String {
    match screen {
        Screen::Profile(_, profile) => profile.name.get(lang).to_owned(),
        Screen::Dimension(_, dimension) => dimension.name.get(lang).to_owned(),
        Screen::Open(module) => {
            let words = ReportText::of(lang).open_name;
            format!("{}: {}{}", module.name.get(lang), words[..1].to_lowercase(), &words[1..])
        }
    }
}

pub fn questions(screen: Screen) -> Vec<Question> {
    let codes: Vec<&str> = match screen {
        Screen::Profile(_, profile) => profile.questions.iter().map(|question| question.id).collect(),
        Screen::Dimension(_, dimension) => dimension.items.iter().map(|item| item.id).collect(),
        Screen::Open(_) => Vec::new(),
    };
    codes.into_iter().filter_map(|code| Instrument::shipped().question(code)).collect()
}

/// One letter for each closed question of the screen.
pub fn given(screen: Screen) -> Vec<char> {
    let letters = GIVEN.iter().find(|(code, _)| *code == screen.code()).map_or("", |(_, letters)| letters);
    assert_eq!(letters.len(), questions(screen).len(), "answers to {}", screen.code());
    letters.chars().collect()
}

pub fn option(scale: &'static Scale, letter: char, lang: Lang) -> &'static str {
    let place = letter.to_digit(10).map(|digit| digit as usize - 1);
    place.map_or(scale.opt_out.words.get(lang), |place| scale.options[place].words.get(lang))
}

/// The second of two quick presses on "go on" is no answer to what comes in its place.
pub async fn pressed_twice(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    let press = "const heading = () => document.querySelector('h1').textContent, before = heading();
        [...document.querySelectorAll('main a.button')].find((one) => one.textContent.startsWith('Verder')).click();
        return new Promise((done) => (function look() {
            if (heading() === before) return setTimeout(look, 1);
            const option = document.querySelector('.items .option');
            option.scrollIntoView({ block: 'center' });
            const { left, top } = option.getBoundingClientRect();
            const hit = document.elementFromPoint(left + 20, top + 20);
            done([!!hit, !!hit?.closest('.items')]);
        })())";
    assert_eq!(page.execute(press, vec![]).await?, serde_json::json!([true, false]));
    page.choose(ACCOUNT, PARTLY).await?;
    expect_clean(&page).await
}

/// From an answer in the review to its question.
pub async fn changed_from_review(page: Page) -> Result<()> {
    begin_relations(&page, "/", "Langer Thuis").await?;
    page.choose(LISTEN, FULLY).await?;
    jump(&page, "Nakijken en onderwerpen kiezen", "Kijk je antwoorden na").await?;
    page.click(Role::Link, format!("Wijzig: {LISTEN}").as_str()).await?;
    expect_screen(&page, "Gelijkwaardigheid").await?;
    page.within(Role::Group, LISTEN).expect_focus(Role::Radio, FULLY).await?;
    expect_clean(&page).await
}
