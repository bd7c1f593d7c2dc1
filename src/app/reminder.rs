//! The day to look again as a file for the calendar: on the report of one person, and in the minutes of a group. Knows
//! nothing of messages: the app sends none.

use crate::app::dom::{El, button, el, typed, words};
use crate::app::session::said;
use crate::app::state::State;
use crate::app::today;
use crate::browser;
use crate::export::calendar::{Appointment, look_again, write};
use crate::export::calendar_name;
use crate::response::{Day, Response, ResponseId};
use crate::text::Lang;
use crate::text::story::StoryText;
use std::cell::RefCell;

thread_local! {
    /// The day that was chosen last, for which response: a page in another language is drawn anew.
    static CHOSEN: RefCell<Option<(ResponseId, String)>> = const { RefCell::new(None) };
}

/// The button that hands over the calendar file, and beside it what came of that. In: the day, if one was chosen; the name
/// of the network; the words in the calendar.
pub fn to_calendar(
    state: State,
    lang: Lang,
    day: impl Fn() -> Option<Day> + 'static,
    network: impl Fn() -> String + 'static,
    words: &'static str,
) -> [El; 2] {
    let text = StoryText::of(lang);
    let told = said();
    let teller = told.clone();
    let save = move || {
        let Some(day) = day() else {
            teller.set_text(text.no_again_day);
            return;
        };
        if day < today() {
            teller.set_text(text.again_day_past);
            return;
        }
        let title = (text.calendar_title)(&network());
        let made = today();
        let id = browser::random_id();
        let file = write(&Appointment { id, day: &day, title: &title, text: words, made: &made });
        let said = state.hand_over(&calendar_name(&day, state.lang.get()), "text/calendar", file.as_bytes());
        teller.set_text(&said.unwrap_or_else(|failed| failed));
    };
    [button("button button--second", text.to_calendar, save), told]
}

/// When to look again, after a report: a day to change, and the button.
pub fn part(state: State, lang: Lang, response: &Response) -> El {
    let text = StoryText::of(lang);
    let today = today();
    let again = look_again(response.created.as_ref().unwrap_or(&today), &today);
    let id = response.id;
    let chosen = CHOSEN.with_borrow(|chosen| chosen.clone().filter(|(of, _)| *of == id));
    let field = el("input", "field__input field__input--short")
        .attr("id", "again-day")
        .attr("type", "date")
        .prop("value", chosen.as_ref().map_or(again.iso(), |(_, day)| day))
        .on("change", move |event| CHOSEN.set(Some((id, typed(&event)))));
    let chosen = field.clone();
    let network = move || state.response(id).map_or_else(String::new, |response| response.network);
    let [button, told] =
        to_calendar(state, lang, move || Day::parse(&chosen.value()), network, text.calendar_own);
    el("section", "part part--ruled no-print")
        .attr("aria-labelledby", "again")
        .add(words("h2", "", text.again_title).attr("id", "again").attr("tabindex", "-1"))
        .add(words("p", "prose", text.again_text))
        .add(
            el("div", "field gap")
                .add(words("label", "field__label", text.again_day).attr("for", "again-day"))
                .add(field),
        )
        .add(el("div", "steps").add(button))
        .add(told)
}
