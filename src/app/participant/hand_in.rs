//! Giving the answers to the trainer: after the own report, what goes along is chosen, then one record goes in four
//! carriers. Knows nothing of what answers mean, nor of what the trainer does with them.

use super::{about, opening};
use crate::again::{PairingCode, looked_back, pairing};
use crate::app::dom::{El, button, el, link as link_to, tick, words};
use crate::app::session::{code_rows, copy_button, day_of, name_of, qr_plate, said, session_of};
use crate::app::state::State;
use crate::browser;
use crate::exchange::link;
use crate::export;
use crate::instrument::group::GroupTexts;
use crate::page::Page;
use crate::report::lower_first;
use crate::report::then::look_back_words;
use crate::response::{Change, Response, ResponseId};
use crate::session::{Along, Keeping, Session};
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::report::ReportText;
use crate::text::session::SessionText;
use std::cell::RefCell;
use std::rc::Rc;

pub fn page(state: State, lang: Lang, id: ResponseId) -> Vec<El> {
    let text = SessionText::of(lang);
    let Some(response) = state.response(id) else { return about::unknown(ReportText::of(lang)) };
    let title = |lead: &str| {
        vec![words("h1", "", text.hand_in_title).attr("tabindex", "-1"), words("p", "lead", lead)]
    };
    let invitation = response.invitation.as_deref().and_then(|code| session_of(code, state.instrument));
    let Some(session) = invitation else {
        let enter = link_to("button", &Page::Link(String::new()).href(), text.enter_title);
        let column =
            el("div", "opening__text").all(title(text.hand_in_no_session)).add(el("div", "steps").add(enter));
        return vec![el("div", "frame").add(column)];
    };
    // The own report comes first: nobody hands in what they have not seen.
    if response.place.as_deref() != Some("report") {
        let report = link_to("button", &Page::Report(id, None).href(), text.hand_in_to_report);
        let column = el("div", "opening__text")
            .all(title(text.hand_in_first_report))
            .add(el("div", "steps").add(report));
        return vec![el("div", "frame").add(column)];
    }
    let warning = GroupTexts::shipped().share_warning.get(lang);
    let kind = el("p", "progress")
        .add(words("b", "", ReportText::of(lang).hand_in))
        .text(" ")
        .add(words("span", "", &(text.hand_in_for)(&name_of(&session, lang))).attr("dir", "auto"));
    let column = el("div", "opening__text")
        .add(kind)
        .all(title(text.hand_in_lead))
        .add(crate::app::notice("gap", ReportText::of(lang).notice, [words("p", "", warning)]))
        .all(choose(state, lang, &response, &session));
    let by = (!session.host.is_empty()).then(|| words("p", "", &session.host).attr("dir", "auto"));
    let margin = el("div", "opening__margin stack")
        .add(words("h2", "line__title", text.the_session))
        .add(words("p", "", &name_of(&session, lang)).attr("dir", "auto"))
        .all((session.day.is_some()).then(|| words("p", "", &day_of(&session, lang))))
        .all(by)
        .add(words("p", "small", &(text.opens_from)(session.min_group.people())));
    opening(column, margin)
}

/// What goes along, and the button that makes it.
fn choose(state: State, lang: Lang, response: &Response, session: &Session) -> Vec<El> {
    let text = SessionText::of(lang);
    let instrument = state.instrument;
    let id = response.id;
    // What was chosen the last time goes along again, unless the person takes it out.
    let last = Along::last(instrument, response).unwrap_or_default();
    let along = Rc::new(RefCell::new(last.clone()));
    let handed = along.borrow().take(instrument, response, session, 0).response;
    let n_answered = handed.progress(instrument).n_answered;
    if n_answered == 0 {
        let to_questions = link_to("button", &Page::Review(id).href(), ReportText::of(lang).review_title);
        return vec![words("p", "prose gap", text.hand_in_nothing), el("div", "steps").add(to_questions)];
    }
    let carriers = el("div", "");
    let mut choices = Vec::new();
    let topics: Vec<&str> = response
        .topics()
        .iter()
        .filter_map(|code| instrument.dimension(code))
        .map(|dimension| dimension.name.get(lang))
        .collect();
    if !topics.is_empty() {
        let (along, shown) = (along.clone(), carriers.clone());
        let toggle = move |event: web_sys::Event| {
            let is_wanted = !along.borrow().topics;
            along.borrow_mut().topics = is_wanted;
            tick(&event, is_wanted);
            // What was made holds something else than what is chosen now.
            shown.fill([]);
        };
        choices.push(choice(text.with_topics, &(text.chosen_topics)(&topics), last.topics, toggle));
    }
    let said = looked_back(instrument, &handed).into_iter().map(|(dimension, given)| {
        format!("{}: {}", dimension.name.get(lang), lower_first(look_back_words(given).get(lang)))
    });
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        let (along, shown) = (along.clone(), carriers.clone());
        let toggle = move |event: web_sys::Event| {
            let is_wanted = !along.borrow().look_back;
            along.borrow_mut().look_back = is_wanted;
            tick(&event, is_wanted);
            shown.fill([]);
        };
        choices.push(choice(
            AgainText::of(lang).with_look_back,
            &(said.join(". ") + "."),
            last.look_back,
            toggle,
        ));
    }
    let n_without_words = choices.len();
    let asked =
        session.with_words.then(|| response.modules(instrument).flat_map(|module| module.open_questions));
    for open in asked.into_iter().flatten().filter(|open| !response.words(open.id).is_empty()) {
        let (along, shown) = (along.clone(), carriers.clone());
        let toggle = move |event: web_sys::Event| {
            let mut along = along.borrow_mut();
            let is_wanted = !along.words.contains(&open.id);
            along.words.retain(|code| *code != open.id);
            if is_wanted {
                along.words.push(open.id);
            }
            tick(&event, is_wanted);
            shown.fill([]);
        };
        choices.push(choice(
            open.text.get(lang),
            response.words(open.id),
            last.words.contains(&open.id),
            toggle,
        ));
    }
    let has_words = choices.len() > n_without_words;
    // Where rows are forgotten there is nothing to pair.
    if session.keeping == Keeping::Rows {
        let (along, shown) = (along.clone(), carriers.clone());
        let toggle = move |event: web_sys::Event| {
            let is_wanted = !along.borrow().pairing;
            along.borrow_mut().pairing = is_wanted;
            if is_wanted && state.response(id).is_some_and(|response| pairing(&response).is_none()) {
                state.change(id, PairingCode(browser::random_id() as u64).change());
            }
            tick(&event, is_wanted);
            shown.fill([]);
        };
        let text = AgainText::of(lang);
        choices.push(choice(text.pair, text.pair_more, last.pairing, toggle));
    }
    let after = if session.keeping == Keeping::Rows { text.again } else { text.tally_only };
    let (shown, session) = (carriers.clone(), session.clone());
    let make = move || {
        let Some(response) = state.response(id) else { return };
        shown.fill(make(state, lang, &response, &session, &along.borrow()));
        browser::focus("#carriers");
    };
    vec![
        el("section", "part")
            .add(words("h2", "", text.goes_along))
            .add(words("p", "prose", &(text.goes_along_text)(n_answered)))
            .all(has_words.then(|| words("p", "small", text.own_words_text)))
            .all((!choices.is_empty()).then(|| el("div", "choices gap").all(choices)))
            .add(el("div", "steps").add(button("button", text.make, make))),
        carriers,
        words("p", "small gap", after),
    ]
}

fn choice(name: &str, more: &str, is_on: bool, toggle: impl FnMut(web_sys::Event) + 'static) -> El {
    let input = el("input", "choice__box").attr("type", "checkbox").on("change", toggle);
    input.set_flag("checked", is_on);
    el("label", "choice")
        .add(input)
        .add(words("span", "choice__text", name))
        .add(words("span", "choice__more", more).attr("dir", "auto"))
}

/// Makes what is handed in, notes how often, and shows it in its carriers.
fn make(state: State, lang: Lang, response: &Response, session: &Session, along: &Along) -> Vec<El> {
    let text = SessionText::of(lang);
    let report = Page::Report(response.id, None).href();
    let (code, handed_in) = link::hand_in(state.instrument, response, session, along);
    if response.handed_in != Some(handed_in) {
        state.change_all(response.id, [Change::HandedIn(handed_in), along.change()]);
    }
    let address = browser::address();
    let whole = address.as_deref().map_or_else(|| code.clone(), |address| link::link(address, &code));
    let told = said();
    let second = "button button--second";
    let section = |heading: &str, more: &str| {
        el("div", "carrier").add(words("h3", "", heading)).add(words("p", "small", more))
    };
    let plate = qr_plate(&whole, text.qr_label).or_else(|| qr_plate(&code, text.qr_label));
    let picture = match plate {
        Some(plate) => {
            let qr = el("div", "qr").add(plate);
            let (enlarge, shown) =
                (words("button", second, text.qr_large).attr("type", "button"), qr.clone());
            let (label, is_large) = (enlarge.clone(), RefCell::new(false));
            let enlarge = enlarge.on("click", move |_| {
                let now = !is_large.replace_with(|was| !*was);
                shown.set_class(if now { "qr qr--large" } else { "qr" });
                label.set_text(if now { text.qr_small } else { text.qr_large });
            });
            let side = el("div", "stack").add(words("p", "", text.as_qr_text)).add(el("p", "").add(enlarge));
            el("div", "carrier").add(words("h3", "", text.as_qr)).add(qr.add(side))
        }
        None => section(text.as_qr, text.no_qr),
    };
    let copied = code.clone();
    let typed = section(text.as_code, text.as_code_text).add(code_rows(&code)).add(
        el("p", "carrier__row").add(copy_button(second, text.copy_code, text, &told, move || copied.clone())),
    );
    let name = export::hand_in_name(&crate::app::today(), lang);
    let content = format!("{}\n\n{whole}\n", text.mail_text);
    let (file, saved_as, teller) = (content.clone(), name.clone(), told.clone());
    let save = button(second, text.save_file, move || {
        let said = state.hand_over(&saved_as, "text/plain", file.as_bytes());
        teller.set_text(&said.unwrap_or_else(|failed| failed));
    });
    let linked = whole.clone();
    let copy_link = address.map(|_| copy_button(second, text.copy_link, text, &told, move || linked.clone()));
    let subject = (text.mail_subject)(&name_of(session, lang));
    let mail = session.reply_to.as_ref().map(|mailbox| {
        let href = browser::mail_link(mailbox.as_str(), &subject, &content);
        [link_to(second, &href, text.by_mail), words("span", "small", &(text.mail_to)(mailbox.as_str()))]
    });
    let share = browser::can_share().then(|| {
        let (subject, content) = (subject.clone(), content.clone());
        button(second, text.share, move || browser::share(&subject, &content))
    });
    let sent = section(text.as_link, text.as_link_text)
        .add(el("p", "carrier__row").add(save).all(copy_link).all(share).all(mail.into_iter().flatten()));
    vec![
        el("section", "part part--ruled")
            .attr("aria-labelledby", "carriers")
            .add(words("h2", "", text.carriers).attr("id", "carriers").attr("tabindex", "-1"))
            .add(words("p", "prose", text.made).attr("role", "status"))
            .add(el("div", "gap").add(picture).add(typed).add(sent))
            .add(told)
            .add(el("p", "gap").add(link_to("", &report, text.hand_in_to_report))),
    ]
}
