//! Every screen of the app, and how a person gets to it, in either language. Knows nothing of what is done with a screen
//! that is shown.

use netwerkspiegel::exchange::file::encode;
use netwerkspiegel::exchange::link::code;
use netwerkspiegel::exchange::logbook::encode as encode_logbook;
use netwerkspiegel::exchange::parcel::{Kind, encode_response, encode_session};
use netwerkspiegel::group::sample::sample;
use netwerkspiegel::instrument::{Instrument, Screen};
use netwerkspiegel::logbook::{Benefit, Entry, EntryId, GoalId, Kind as EntryKind, Logbook, LogbookId};
use netwerkspiegel::response::{Change, Day, Response, ResponseId, StepPart};
use netwerkspiegel::session::{Handed, Session, SessionId};
use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;
use netwerkspiegel::text::session::SessionText;
use netwerkspiegel::text::story::StoryText;

use crate::Result;
use crate::page::{Name, Page, Role};
use crate::participant::screen_name;
use crate::steps::expect_screen;

pub const NETWORK: &str = "Langer Thuis";
const INVITED: SessionId = SessionId(0xc0ffee);
const FILLED_IN: ResponseId = ResponseId(0x7f3a_0000_0000_4000_8000_0000_0000_0001);
/// The answers, question by question and over again: a place on the scale, `n` for the opt-out, `-` for none.
const GIVEN: &str = "44435n23445524-3";
/// One screen of each kind: a rating, now and wanted, a choice, a row of the value grid, words.
const QUESTIONS: [(&str, &str); 5] = [
    ("question", "equal-standing"),
    ("sliders", "network-type"),
    ("choice", "taking-part-as"),
    ("value", "value-society"),
    ("words", "open-relaties"),
];
/// So many people are a bar, and no longer dots.
const MANY: u128 = 34;

/// Goes to one screen after the other, and calls `show` with a name for it when it is there. The page must be one that
/// was never used, in a browser that speaks `lang`.
pub async fn walk(page: &Page, lang: Lang, show: impl AsyncFn(&'static str) -> Result<()>) -> Result<()> {
    let text = ReportText::of(lang);
    // As in a browser without WebAssembly; first, because at a host the service worker answers later.
    page.inject("delete window.WebAssembly;").await?;
    page.open("/").await?;
    page.find(Role::Alert, Name::any()).await?;
    show("stopped").await?;
    page.inject("").await?;
    page.reload().await?;
    expect_screen(page, Instrument::shipped().title.get(lang)).await?;
    show("start").await?;
    participant(page, lang, &show).await?;
    trainer(page, lang, &show).await?;
    logbook(page, lang, &show).await?;
    for (name, address, heading) in [
        ("answers", "/#/answers", text.your_answers),
        ("sources", "/#/sources", text.sources),
        ("unknown", "/#/nowhere", text.not_found),
    ] {
        page.open(address).await?;
        expect_screen(page, heading).await?;
        show(name).await?;
    }
    Ok(())
}

async fn participant(page: &Page, lang: Lang, show: &impl AsyncFn(&'static str) -> Result<()>) -> Result<()> {
    let (text, words) = (ReportText::of(lang), SessionText::of(lang));
    let instrument = Instrument::shipped();
    let path = page.scratch_folder().join("netwerkspiegel.json");
    std::fs::write(&path, file(lang))?;
    page.set_files(text.saved_button, &[&path]).await?;
    page.expect_status(Name::has(&(text.file_opened)(NETWORK))).await?;
    // WebKit may take nothing for many seconds after a page was left in the middle of a write (store.rs).
    page.expect_status(Name::has(text.saved)).await?;
    page.open("/#/sources").await?;
    expect_screen(page, text.sources).await?;
    page.open("/").await?;
    page.find(Role::Heading, text.lists_title).await?;
    show("start-lists").await?;
    for (name, code) in QUESTIONS {
        let screens = instrument.modules.iter().flat_map(|module| module.screens());
        let screen = screens.into_iter().find(|screen| screen.code() == code).ok_or(code)?;
        page.open(&format!("/#/{FILLED_IN}/{code}")).await?;
        expect_screen(page, screen_name(screen, lang).as_str()).await?;
        if let (Screen::Dimension(..), Some(terms)) = (screen, page.names(Role::Summary).await?.first()) {
            page.click(Role::Summary, terms).await?;
        }
        show(name).await?;
    }
    page.open(&format!("/#/{FILLED_IN}/review")).await?;
    expect_screen(page, text.review_title).await?;
    show("review").await?;
    page.open(&format!("/#/{FILLED_IN}/report")).await?;
    expect_screen(page, (text.report_title)(NETWORK).as_str()).await?;
    page.set_day(StoryText::of(lang).again_day, "2027-05-12").await?;
    page.visible_text().await?;
    show("report").await?;
    page.open(&format!("/#/{FILLED_IN}/hand-in")).await?;
    expect_screen(page, words.hand_in_title).await?;
    show("hand-in").await?;
    page.click(Role::Button, words.make).await?;
    page.find(Role::Button, words.copy_code).await?;
    show("handed-in").await?;
    page.open(&format!("/#{}", invitation(SessionId(1)))).await?;
    expect_screen(page, (words.invited_title)(NETWORK).as_str()).await?;
    show("invitation").await?;
    page.open("/#/code").await?;
    expect_screen(page, words.enter_title).await?;
    show("code").await?;
    page.open(&format!("/#{}", &invitation(SessionId(1))[..40])).await?;
    expect_screen(page, words.link_fault).await?;
    show("link-cut").await
}

async fn trainer(page: &Page, lang: Lang, show: &impl AsyncFn(&'static str) -> Result<()>) -> Result<()> {
    let words = SessionText::of(lang);
    page.open("/#/trainer").await?;
    expect_screen(page, words.trainer_title).await?;
    show("trainer").await?;
    page.click(Role::Button, words.new_session).await?;
    expect_screen(page, words.prepare_title).await?;
    let mut session = session(SessionId(0));
    page.type_into(words.title_label, &session.title).await?;
    page.type_into(words.network_label, &session.network).await?;
    page.type_into(words.host_label, &session.host).await?;
    page.type_into(words.intro_label, &session.intro).await?;
    page.set_day(words.day_label, "2026-01-14").await?;
    show("prepare").await?;
    page.click(Role::Button, words.make_invitation).await?;
    page.expect_focus(Role::Heading, words.invitation).await?;
    if page.is_from_disk() {
        // Only the trainer knows where others can open it.
        page.type_into(words.address_label, "https://example.org/").await?;
    }
    page.find(Role::Button, words.copy_link).await?;
    show("prepared").await?;
    let address = page.url().await?;
    session.id =
        SessionId(address.rsplit('/').next().and_then(ResponseId::parse).ok_or("no session here")?.0);
    let desk = async |name: &str| page.open(&format!("/#/session/{}/{name}", session.id)).await;
    for (name, print) in [("poster", words.print_poster), ("paper", words.print_paper)] {
        desk(name).await?;
        page.find(Role::Button, print).await?;
        show(name).await?;
    }
    desk("collect").await?;
    expect_screen(page, words.collect_title).await?;
    show("collect-none").await?;
    let codes: Vec<String> = (1..=MANY).map(|person| handed_in(&session, person)).collect();
    let path = page.scratch_folder().join("netwerkspiegel.txt");
    std::fs::write(&path, codes.join("\n"))?;
    page.set_files(words.choose_files, &[&path]).await?;
    page.find(Role::Heading, (words.just_read)(codes.len()).as_str()).await?;
    show("collect").await?;
    page.open("/#/trainer").await?;
    page.find(Role::Link, (words.open_session)(&session.title).as_str()).await?;
    show("trainer-list").await?;
    desk("group").await?;
    page.find(Role::Button, words.reveal).await?;
    show("group-hidden").await?;
    page.click(Role::Button, words.reveal).await?;
    group_shown(page, words).await?;
    show("group-many").await?;

    page.open("/#/trainer").await?;
    page.click(Role::Link, words.see_sample).await?;
    group_shown(page, words).await?;
    show("group").await?;
    page.click(Role::Link, words.show_in_room).await?;
    page.find(Role::Group, words.room_keys).await?;
    show("room-hidden").await?;
    page.press("Space").await?;
    page.find(Role::Table, Name::any()).await?;
    show("room").await?;
    page.open(&format!("/#/session/{}/minutes", sample(Instrument::shipped(), lang).session.id)).await?;
    page.find(Role::Button, words.print_minutes).await?;
    show("minutes").await
}

async fn logbook(page: &Page, lang: Lang, show: &impl AsyncFn(&'static str) -> Result<()>) -> Result<()> {
    let words = StoryText::of(lang);
    page.open("/#/logbook").await?;
    expect_screen(page, words.logbooks_title).await?;
    show("logbooks").await?;
    let path = page.scratch_folder().join("netwerkspiegel-logbook.json");
    std::fs::write(&path, logbook_file(lang))?;
    page.set_files(words.open_file, &[&path]).await?;
    expect_screen(page, (words.logbook_title)(NETWORK).as_str()).await?;
    // Today is another day tomorrow.
    page.set_day(words.day_label, "2027-05-12").await?;
    page.visible_text().await?;
    show("logbook").await
}

async fn group_shown(page: &Page, words: &SessionText) -> Result<()> {
    page.find(Role::Button, words.print_report).await?;
    page.visible_text().await?;
    Ok(())
}

/// A response with something to see in it; which answers it gives begins at another place for each person.
fn answered(id: ResponseId, modules: Vec<&'static str>) -> Response {
    let instrument = Instrument::shipped();
    let mut response = Response::new(instrument, id);
    response.apply(Change::Modules(modules));
    let letters = GIVEN.chars().cycle().skip(id.0 as usize % GIVEN.len());
    for (question, letter) in response.questions(instrument).into_iter().zip(letters) {
        let options = question.scale.options;
        let chosen = match letter.to_digit(10) {
            Some(place) => options.get(place as usize - 1).or(options.first()),
            None => (letter == 'n').then_some(&question.scale.opt_out),
        };
        response.apply(Change::Answer(question.code, chosen.map(|option| option.answer)));
    }
    response.apply(Change::Topics(vec!["freedom", "trust"]));
    response
}

/// The file of a participant who did every part, and is invited.
fn file(lang: Lang) -> String {
    let instrument = Instrument::shipped();
    let mut response = answered(FILLED_IN, instrument.modules.iter().map(|module| module.id).collect());
    let (moment, step) = match lang {
        Lang::Nl => ("Toen we samen één loket openden.", "Ik bel de huisarts."),
        Lang::En => ("When we opened one desk together.", "I will call the doctor."),
    };
    response.apply(Change::Network(NETWORK.to_owned()));
    response.apply(Change::Words("relaties-best-moment", moment.to_owned()));
    response.apply(Change::Step(StepPart::What, step.to_owned()));
    response.apply(Change::Invitation(invitation(INVITED)));
    response.apply(Change::Place("report".to_owned()));
    encode(instrument, &response, lang, "0.1.0", &Day::default())
}

/// The file of a logbook with something of everything.
fn logbook_file(lang: Lang) -> String {
    let (goal, lines) = match lang {
        Lang::Nl => (
            "Iedereen woont zo lang mogelijk prettig thuis.",
            [
                "De woningcorporatie deed mee.",
                "Elke maand lunchen we samen, zonder agenda.",
                "Bewoners kunnen bij één loket terecht.",
            ],
        ),
        Lang::En => (
            "Everybody lives at home as long as they like.",
            [
                "The housing association joined.",
                "We have lunch together every month, without an agenda.",
                "Residents can go to one desk.",
            ],
        ),
    };
    let mut logbook = Logbook::new(LogbookId(7), NETWORK.to_owned());
    logbook.set_goal(GoalId(1), Some(goal.to_owned()));
    let kinds = [EntryKind::Moment, EntryKind::Agreement, EntryKind::Result];
    let days = ["2025-12-02", "2026-01-14", "2026-03-01"];
    for (id, ((kind, day), text)) in (0..).zip(kinds.into_iter().zip(days).zip(lines)) {
        let is_result = kind == EntryKind::Result;
        let benefits = [Benefit::SocietyDirect, Benefit::NetworkIndirect].into_iter();
        let entry = Entry {
            day: Day::parse(day).unwrap_or_default(),
            kind,
            text: text.to_owned(),
            benefits: benefits.filter(|_| is_result).collect(),
            goal: (kind != EntryKind::Moment).then_some(GoalId(1)),
        };
        logbook.set_entry(EntryId(id), Some(entry));
    }
    encode_logbook(Instrument::shipped(), &logbook, lang, "0.1.0", &Day::default())
}

fn session(id: SessionId) -> Session {
    Session {
        title: "Netwerkdag januari".to_owned(),
        network: NETWORK.to_owned(),
        host: "Annemiek Postma".to_owned(),
        day: Day::parse("2026-01-14"),
        intro: "We kiezen samen waar we aan werken.".to_owned(),
        with_words: true,
        ..Session::new(Instrument::shipped(), id)
    }
}

fn invitation(id: SessionId) -> String {
    code(Kind::Session, &encode_session(Instrument::shipped(), &session(id)))
}

/// The code that one of many people hands in.
fn handed_in(session: &Session, person: u128) -> String {
    let response = answered(ResponseId(person), session.modules.clone());
    let handed = Handed::new(Instrument::shipped(), &response, session.id, 1, &[]);
    code(Kind::Response, &encode_response(Instrument::shipped(), &handed))
}
