//! A participant's way through the parts that are chosen in advance, by hand: begin, every question, review, report.
//! Knows the app's words; not what is done with the times.

use netwerkspiegel::instrument::{Instrument, Question, Screen};
use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;
use serde_json::json;

use super::hand::{Times, Until, press, press_at, strike};
use crate::Result;
use crate::page::{Name, Page, Role};
use crate::participant::{given, option, questions, screen_name, screens};
use crate::steps::{expect_saved, expect_screen};

const LANG: Lang = Lang::Nl;
const NETWORK: &str = "Langer Thuis";
/// One of these statements is answered over and over to see what an answer costs.
const SCREEN: &str = "equal-standing";

/// What a way came to, press by press.
#[derive(Default)]
pub struct Way {
    pub answers: Vec<Times>,
    /// From one page to the next.
    pub turns: Vec<Times>,
}

/// Opens the app and waits until it has taken over the page.
pub async fn open(page: &Page) -> Result<()> {
    page.open("/").await?;
    page.execute("return __probe.ready", vec![]).await?;
    expect_screen(page, Instrument::shipped().title.get(LANG)).await
}

/// From the start page to the review.
pub async fn answer(page: &Page) -> Result<Way> {
    let text = ReportText::of(LANG);
    let mut way = Way::default();
    at(page, "start page").await?;
    press(page, Role::Textbox, text.network_label, Until::Painted).await?;
    strike(page, NETWORK).await?;
    way.turns.push(press(page, Role::Button, text.begin, Until::Turned).await?);
    for screen in screens() {
        at(page, &screen.code()).await?;
        expect_screen(page, screen_name(screen, LANG).as_str()).await?;
        for (question, letter) in questions(screen).into_iter().zip(given(screen)) {
            let group = page.within(Role::Group, question.text.get(LANG));
            let words = option(question.scale, letter, LANG);
            way.answers.push(press(&group, Role::Radio, words, Until::Saved).await?);
        }
        if let Screen::Open(module) = screen {
            for question in module.open_questions {
                press(page, Role::Textbox, question.text.get(LANG), Until::Painted).await?;
                strike(page, "Samen eten.").await?;
            }
        }
        expect_saved(page).await?;
        way.turns
            .push(press(page, Role::Link, Name::starts((text.next_to)("").trim()), Until::Turned).await?);
    }
    at(page, "review").await?;
    expect_screen(page, text.review_title).await?;
    Ok(way)
}

/// From the review to the report, with a topic chosen and a next step typed.
pub async fn report(page: &Page) -> Result<Times> {
    let (instrument, text) = (Instrument::shipped(), ReportText::of(LANG));
    let topics = page.within(Role::Group, instrument.topic_choice.question.get(LANG));
    let topic = instrument.dimension(SCREEN).map_or("", |dimension| dimension.name.get(LANG));
    press(&topics, Role::Checkbox, topic, Until::Changed).await?;
    at(page, "report").await?;
    let shown = jump(page, text.report_stop).await?;
    expect_screen(page, (text.report_title)(NETWORK).as_str()).await?;
    press(page, Role::Textbox, (text.step_label)(0), Until::Painted).await?;
    strike(page, "Ik bel.").await?;
    expect_saved(page).await?;
    Ok(shown)
}

/// Presses so many answers to one statement, then as often on nothing. Out: milliseconds that the page's main thread
/// worked in each.
pub async fn answers_and_nothing(page: &Page, n_presses: usize) -> Result<(f64, f64)> {
    let question = first_question()?;
    let words = question.text.get(LANG);
    press(page, Role::Link, Name::has(words), Until::Turned).await?;
    let group = page.within(Role::Group, words);
    let options = &question.scale.options;
    let (first, second) = (options[0].words.get(LANG), options[1].words.get(LANG));
    // Where the second is sought the page scrolls, if it must.
    let (one, other) = (group.place(Role::Radio, first).await?, group.place(Role::Radio, second).await?);
    if group.place(Role::Radio, first).await? != one {
        return Err("the answers do not stand side by side".into());
    }
    let margin = (1.0, one.1);
    page.devtools("Performance.enable", json!({})).await?;
    let mut worked = Vec::new();
    for (places, until) in [([one, other], Until::Saved), ([margin, margin], Until::Painted)] {
        // The first ones also take the focus, and compile what was never run.
        for place in places {
            press_at(page, place, until).await?;
        }
        let before = thread_time(page).await?;
        for place in places.iter().cycle().take(n_presses) {
            press_at(page, *place, until).await?;
        }
        worked.push(thread_time(page).await? - before);
    }
    jump(page, ReportText::of(LANG).review_stop).await?;
    expect_screen(page, ReportText::of(LANG).review_title).await?;
    Ok((worked[0], worked[1]))
}

/// Goes to another page by the list of all parts.
async fn jump(page: &Page, stop: &str) -> Result<Times> {
    let parts = page.within(Role::Navigation, ReportText::of(LANG).parts);
    press(&parts, Role::Link, Name::starts(stop), Until::Turned).await
}

/// The first closed question of the screen.
fn first_question() -> Result<Question> {
    let screen = screens().into_iter().find(|screen| screen.code() == SCREEN);
    let first = screen.and_then(|screen| questions(screen).into_iter().next());
    first.ok_or_else(|| format!("nothing is asked on {SCREEN}").into())
}

/// Milliseconds that the page's main thread has worked so far.
pub async fn thread_time(page: &Page) -> Result<f64> {
    metric(page, "ThreadTime").await
}

/// One of Chromium's own figures of a time, in milliseconds.
pub async fn metric(page: &Page, name: &str) -> Result<f64> {
    let told = page.devtools("Performance.getMetrics", json!({})).await?;
    let metrics = told["metrics"].as_array().ok_or("no metrics")?;
    let time = metrics.iter().find(|metric| metric["name"] == name).and_then(|time| time["value"].as_f64());
    Ok(time.ok_or_else(|| format!("no {name}"))? * 1000.0)
}

/// Leaves a mark in the trace: from here on we are at this place.
async fn at(page: &Page, place: &str) -> Result<()> {
    page.execute("performance.mark(`at ${arguments[0]}`)", vec![json!(place)]).await?;
    Ok(())
}
