//! A trainer's way with very many responses: a session is set up, a thousand codes are pasted, the group report is shown.
//! Knows the app's words; not what is done with the times.

use netwerkspiegel::exchange::link;
use netwerkspiegel::exchange::parcel::{self, Kind, Parcel};
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::response::{Change, Response, ResponseId};
use netwerkspiegel::session::{Handed, Session};
use netwerkspiegel::text::Lang;
use netwerkspiegel::text::report::ReportText;
use netwerkspiegel::text::session::SessionText;
use serde_json::json;
use std::time::Instant;

use super::hand::{Until, press};
use crate::Result;
use crate::page::{Name, Page, Role};
use crate::steps::expect_screen;

const LANG: Lang = Lang::Nl;
pub const N_RESPONSES: u128 = 1000;

/// Sets a session up. Out: as many codes as there are responses.
pub async fn prepare(page: &Page) -> Result<String> {
    let text = SessionText::of(LANG);
    page.open("/#/trainer").await?;
    expect_screen(page, text.trainer_title).await?;
    page.click(Role::Button, text.new_session).await?;
    expect_screen(page, text.prepare_title).await?;
    page.type_into(text.network_label, "Langer Thuis").await?;
    page.click(Role::Button, text.make_invitation).await?;
    page.find(Role::Button, text.copy_link).await?;
    let shown = page.visible_text().await?;
    let session = link::find(&shown, Instrument::shipped()).into_iter().find_map(|found| match found {
        Ok(Parcel::Session(session)) => Some(session),
        Ok(Parcel::Response(_)) | Err(_) => None,
    });
    let session = session.ok_or("the page shows no link of the session")?;
    page.click(Role::Link, text.to_collect).await?;
    expect_screen(page, text.collect_title).await?;
    Ok((1..=N_RESPONSES).map(|person| code(&session, person)).collect::<Vec<_>>().join("\n"))
}

fn code(session: &Session, person: u128) -> String {
    let instrument = Instrument::shipped();
    // As wide apart as real ones are.
    let id = person.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    let mut response = Response::new(instrument, ResponseId(id));
    for (place, item) in (0..).zip(instrument.items()) {
        let point = i64::try_from((person + place) % 5).unwrap_or(0) + 1;
        response.apply(Change::Answer(item.id, Rating::new(point).map(Answer::Rating)));
    }
    let handed = Handed::new(instrument, &response, session.id, 1, &[]);
    link::code(Kind::Response, &parcel::encode_response(instrument, &handed))
}

/// Pastes the codes and waits until the page says that all of them are in. Out: milliseconds.
pub async fn import(page: &Page, codes: &str) -> Result<f64> {
    let text = SessionText::of(LANG);
    page.find(Role::Textbox, text.paste_label).await?;
    page.execute("document.getElementById('pasted').value = arguments[0]", vec![json!(codes)]).await?;
    let begun = Instant::now();
    press(page, Role::Button, text.add_pasted, Until::Painted).await?;
    let all = u32::try_from(N_RESPONSES).unwrap_or(0);
    page.expect_status(Name::has(&(text.enough)(all))).await?;
    page.find(Role::Heading, (text.just_read)(1000).as_str()).await?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

/// Shows the group report for the first time, and draws it once more. Out: milliseconds until the second is painted.
pub async fn show(page: &Page) -> Result<f64> {
    let text = SessionText::of(LANG);
    press(page, Role::Link, text.open_group, Until::Turned).await?;
    press(page, Role::Button, text.reveal, Until::Changed).await?;
    press(page, Role::Link, text.to_minutes, Until::Turned).await?;
    let pages = page.within(Role::Navigation, ReportText::of(LANG).for_trainers);
    Ok(press(&pages, Role::Link, ReportText::of(LANG).group_report, Until::Turned).await?.shown)
}
