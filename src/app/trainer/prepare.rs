//! Setting up a session, and its invitation: link, QR code, words for a mail, poster, paper form, file. Knows nothing of
//! what is handed in.

use super::{collection, copy, top};
use crate::app::controls::{save_status, text_field};
use crate::app::dom::{El, button, el, link as link_to, typed, words};
use crate::app::participant::plain_field;
use crate::app::session::{code_rows, copy_button, name_of, qr_plate, said};
use crate::app::state::State;
use crate::browser;
use crate::collection::Field;
use crate::exchange::link;
use crate::exchange::parcel::{self, Kind};
use crate::exchange::typed_name;
use crate::export::invitation::{Invitation, in_all_languages};
use crate::page::{Desk, Page};
use crate::response::{Day, MAX_NAME};
use crate::session::{
    Keeping, Languages, MAX_INTRO, Mailbox, MinGroup, Session, SessionId, Showing, Unready,
};
use crate::text::session::SessionText;
use crate::text::{Lang, Text};

pub fn page(state: State, lang: Lang, id: SessionId) -> Vec<El> {
    let text = SessionText::of(lang);
    let is_invited = move || collection(state, id).is_some_and(|kept| kept.is_invited);
    let rest = move |is: &bool| if *is { invitation(state, lang, id) } else { draft(state, lang, id) };
    let column = el("div", "opening__text")
        .all(top(state, lang, id, &Desk::Prepare))
        .add(words("h1", "", text.prepare_title).attr("tabindex", "-1"))
        .live(is_invited, rest)
        .all(save_status(state));
    vec![el("div", "frame").add(el("div", "opening").add(column))]
}

/// A session of which nobody has been told yet.
fn draft(state: State, lang: Lang, id: SessionId) -> Vec<El> {
    let text = SessionText::of(lang);
    let Form { settings, network, reply } = form(state, lang, id);
    vec![words("p", "lead", text.prepare_lead), settings, make(state, text, id, [network, reply])]
}

/// All that is set, and in it the fields that may keep an invitation from being made.
struct Form {
    settings: El,
    network: Watched,
    reply: Watched,
}

/// A field, and the sentence that says what is wrong with it.
#[derive(Clone)]
struct Watched {
    name: &'static str,
    field: El,
    fault: El,
}

impl Watched {
    /// In: the id of the field, its label, its hint or an empty text, and the field. Out: it, and all that stands there.
    fn new(name: &'static str, label: &str, hint: &str, field: El) -> (Watched, El) {
        let (hint_id, fault_id) = (format!("{name}-hint"), format!("{name}-fault"));
        let has_hint = !hint.is_empty();
        let described = if has_hint { format!("{hint_id} {fault_id}") } else { fault_id.clone() };
        let field = field.attr("id", name).attr("aria-describedby", &described);
        let fault = words("p", "field__fault", "").attr("id", &fault_id).attr("role", "status");
        let all = el("div", "field field--wide")
            .add(words("label", "field__label", label).attr("for", name))
            .all(has_hint.then(|| words("p", "field__hint", hint).attr("id", &hint_id)))
            .add(fault.clone())
            .add(field.clone());
        (Watched { name, field, fault }, all)
    }

    /// Says what is wrong; an empty sentence: nothing any more.
    fn tell(&self, why: &str) {
        self.fault.set_text(why);
        let _ = self.field.clone().attr_if("aria-invalid", (!why.is_empty()).then_some("true"));
    }
}

fn change(state: State, id: SessionId, change: impl FnOnce(&mut Session)) {
    if let Some(kept) = collection(state, id).filter(|kept| !kept.is_invited) {
        let mut session = kept.group.session.clone();
        change(&mut session);
        state.set_session(id, [Field::Session(session).write(state.instrument)]);
    }
}

fn form(state: State, lang: Lang, id: SessionId) -> Form {
    let text = SessionText::of(lang);
    let read = move |read: fn(&Session) -> String| {
        move || collection(state, id).map_or_else(String::new, |kept| read(&kept.group.session))
    };
    let section = |heading: &str| el("section", "part").add(words("h2", "", heading));
    let field = |label: &str,
                 hint: &str,
                 name: &str,
                 is_long,
                 value: fn(&Session) -> String,
                 keep: fn(&mut Session, String)| {
        text_field(label, hint, name, is_long, false, read(value), move |typed| {
            change(state, id, |session| keep(session, typed));
        })
    };
    let (network, network_field) = network(state, text, id);
    let (reply, reply_field) = mailbox(state, text, id);
    let about = section(text.about_session)
        .add(network_field)
        .add(field(
            text.title_label,
            text.title_hint,
            "title",
            false,
            |s| s.title.clone(),
            |s, typed| s.title = typed_name(&typed),
        ))
        .add(day(state, text, id))
        .add(field(
            text.host_label,
            text.host_hint,
            "host",
            false,
            |s| s.host.clone(),
            |s, typed| s.host = typed_name(&typed),
        ))
        .add(field(
            text.intro_label,
            text.intro_hint,
            "intro",
            true,
            |s| s.intro.clone(),
            |s, typed| {
                s.intro = parcel::clean_text(&typed).chars().take(MAX_INTRO).collect();
            },
        ))
        .add(reply_field);
    let chosen =
        move || collection(state, id).map_or_else(Vec::new, |kept| kept.group.session.modules.clone());
    let asked = [text.modules_label, text.modules_hint];
    let modules = crate::app::participant::start::modules(state, lang, asked, chosen, move |modules| {
        if !modules.is_empty() {
            let all = state.instrument.modules.iter().map(|module| module.id);
            let modules: Vec<_> = all.filter(|id| modules.contains(id)).collect();
            change(state, id, |session| session.modules = modules);
        }
    });
    let together = move || {
        let minutes = collection(state, id).map_or(0, |kept| kept.group.session.minutes(state.instrument));
        (Text::of(lang).together)(minutes)
    };
    let together = el("p", "small gap").attr("role", "status").live_text(together);
    let modules = el("section", "part").add(modules).add(together);
    let one = |name: &'static str,
               value: &'static str,
               label: &str,
               more: &str,
               is: fn(&Session) -> bool,
               set: fn(&mut Session)| {
        let input = el("input", "choice__box")
            .attr("type", "radio")
            .attr("name", name)
            .attr("value", value)
            .live_flag("checked", move || collection(state, id).is_some_and(|kept| is(&kept.group.session)))
            .on("change", move |_| change(state, id, set));
        el("label", "choice")
            .add(input)
            .add(words("span", "choice__text", label))
            .all((!more.is_empty()).then(|| words("span", "choice__more", more)))
    };
    let choices = |legend: &str, hint: &str, all: Vec<El>| {
        el("section", "part").add(
            el("fieldset", "")
                .add(words("legend", "choices__legend", legend))
                .all((!hint.is_empty()).then(|| words("p", "small", hint)))
                .add(el("div", "choices gap").all(all)),
        )
    };
    let people = |n: u8| (text.people)(n);
    let min_group = choices(
        text.min_label,
        text.min_hint,
        vec![
            one("min", "5", &people(5), text.min_usual, |s| s.min_group.people() == 5, |s| set_min(s, 5)),
            one("min", "4", &people(4), text.min_small, |s| s.min_group.people() == 4, |s| set_min(s, 4)),
            one("min", "3", &people(3), text.min_small, |s| s.min_group.people() == 3, |s| set_min(s, 3)),
        ],
    );
    let open = choices(
        text.words_label,
        text.words_hint,
        vec![
            one(
                "words",
                "no",
                text.words_no,
                text.words_no_text,
                |s| !s.with_words,
                |s| s.with_words = false,
            ),
            one(
                "words",
                "yes",
                text.words_yes,
                text.words_yes_text,
                |s| s.with_words,
                |s| s.with_words = true,
            ),
        ],
    );
    let showing = choices(
        text.showing_label,
        "",
        vec![
            one(
                "showing",
                "revealed",
                text.revealed,
                text.revealed_text,
                |s| s.showing == Showing::Revealed,
                |s| s.showing = Showing::Revealed,
            ),
            one(
                "showing",
                "live",
                text.live,
                text.live_text,
                |s| s.showing == Showing::Live,
                |s| s.showing = Showing::Live,
            ),
        ],
    );
    let keeping = choices(
        text.keeping_label,
        "",
        vec![
            one(
                "keeping",
                "rows",
                text.rows,
                text.rows_text,
                |s| s.keeping == Keeping::Rows,
                |s| s.keeping = Keeping::Rows,
            ),
            one(
                "keeping",
                "tally",
                text.tally,
                text.tally_text,
                |s| s.keeping == Keeping::TallyOnly,
                |s| s.keeping = Keeping::TallyOnly,
            ),
        ],
    );
    let languages = choices(
        text.languages_label,
        "",
        vec![
            one(
                "languages",
                "both",
                text.both_languages,
                "",
                |s| s.languages == Languages::Both,
                |s| s.languages = Languages::Both,
            ),
            one(
                "languages",
                "nl",
                text.only_dutch,
                "",
                |s| s.languages == Languages::Only(Lang::Nl),
                |s| s.languages = Languages::Only(Lang::Nl),
            ),
            one(
                "languages",
                "en",
                text.only_english,
                "",
                |s| s.languages == Languages::Only(Lang::En),
                |s| s.languages = Languages::Only(Lang::En),
            ),
        ],
    );
    let settings = el("div", "settings").all([about, modules, min_group, open, showing, keeping, languages]);
    Form { settings, network, reply }
}

fn set_min(session: &mut Session, people: u64) {
    session.min_group = MinGroup::new(people).unwrap_or(MinGroup::USUAL);
}

fn day(state: State, text: &'static SessionText, id: SessionId) -> El {
    let value = move || {
        let day = collection(state, id).and_then(|kept| kept.group.session.day.clone());
        day.map_or_else(String::new, |day| day.iso().to_owned())
    };
    let field = el("input", "field__input field__input--short")
        .attr("id", "day")
        .attr("type", "date")
        .live_value(value)
        .on("change", move |event| change(state, id, |session| session.day = Day::parse(&typed(&event))));
    el("div", "field").add(words("label", "field__label", text.day_label).attr("for", "day")).add(field)
}

/// The network's name: without it there is no invitation.
fn network(state: State, text: &'static SessionText, id: SessionId) -> (Watched, El) {
    let value =
        move || collection(state, id).map_or_else(String::new, |kept| kept.group.session.network.clone());
    let field = plain_field("network", MAX_NAME).live_value(value);
    let (watched, all) = Watched::new("network", text.network_label, "", field);
    let told = watched.clone();
    let input = move |event: web_sys::Event| {
        let name = typed_name(&typed(&event));
        if !name.is_empty() {
            told.tell("");
        }
        change(state, id, |session| session.network = name);
    };
    let _ = watched.field.clone().on("input", input);
    (watched, all)
}

/// The address to hand in to. Only one that is an address is kept; what is typed stays on the screen.
fn mailbox(state: State, text: &'static SessionText, id: SessionId) -> (Watched, El) {
    let value = collection(state, id).and_then(|kept| kept.group.session.reply_to.clone());
    let field = el("input", "field__input")
        .attr("type", "email")
        .attr("autocomplete", "email")
        .prop("value", value.as_ref().map_or("", Mailbox::as_str));
    let (watched, all) = Watched::new("reply", text.reply_label, text.reply_hint, field);
    let told = watched.clone();
    let input = move |event: web_sys::Event| {
        let typed = typed(&event);
        let mailbox = Mailbox::parse(&typed);
        let is_wrong = mailbox.is_none() && !typed.trim().is_empty();
        told.tell(if is_wrong { text.reply_fault } else { "" });
        change(state, id, |session| session.reply_to = mailbox);
    };
    let _ = watched.field.clone().on("change", input);
    (watched, all)
}

/// The button that makes the invitation, or says at each field what keeps it from that.
fn make(state: State, text: &'static SessionText, id: SessionId, [network, reply]: [Watched; 2]) -> El {
    let make = button("button", text.make_invitation, move || {
        let Some(kept) = collection(state, id) else { return };
        let faults = kept.group.session.unready(&reply.field.value());
        let field = |fault: &Unready| match fault {
            Unready::NoNetwork => (&network, text.needs_network),
            Unready::NoAddress => (&reply, text.reply_fault),
        };
        for (field, why) in faults.iter().map(field) {
            field.tell(why);
        }
        if let Some((first, _)) = faults.first().map(field) {
            browser::focus_field(first.name);
            return;
        }
        state.set_session(id, [Field::Invited(true).write(state.instrument)]);
        browser::focus("#invitation");
    });
    el("div", "").add(words("p", "small gap-wide", text.make_fixes)).add(el("div", "steps").add(make))
}

/// All that goes to the participants.
fn invitation(state: State, lang: Lang, id: SessionId) -> Vec<El> {
    let text = SessionText::of(lang);
    let Some(kept) = collection(state, id) else { return Vec::new() };
    let session = kept.group.session.clone();
    let code = link::code(Kind::Session, &parcel::encode_session(state.instrument, &session));
    let told = said();
    let shown = el("div", "gap");
    let fill = {
        let (shown, told, code, session) = (shown.clone(), told.clone(), code.clone(), session.clone());
        move |address: Option<&str>| shown.fill(carriers(state, lang, &session, &code, address, &told))
    };
    fill(browser::address().as_deref());
    // From disk nobody knows where the app is hosted, but the trainer.
    let ask = browser::is_file().then(|| {
        let field = el("input", "field__input")
            .attr("id", "address")
            .attr("type", "url")
            .attr("aria-describedby", "address-hint")
            .on("input", move |event| {
                let typed = typed(&event);
                let is_address = typed.starts_with("https://") || typed.starts_with("http://");
                fill(is_address.then_some(typed.trim()));
            });
        el("div", "field")
            .add(words("label", "field__label", text.address_label).attr("for", "address"))
            .add(words("p", "field__hint", text.address_hint).attr("id", "address-hint"))
            .add(field)
    });
    let part = el("section", "part part--ruled")
        .attr("aria-labelledby", "invitation")
        .add(words("h2", "", text.invitation).attr("id", "invitation").attr("tabindex", "-1"))
        .add(words("p", "prose", text.invitation_text))
        .all(ask)
        .add(shown)
        .add(
            el("div", "steps")
                .add(link_to("button", &Page::Session(id, Desk::Collect).href(), text.to_collect))
                .add(super::save_button(state, lang, id, &told)),
        )
        .add(told);
    vec![part, fixed(state, lang, &session)]
}

/// What was set; fixed from the moment there is an invitation, because it holds all of it.
fn fixed(state: State, lang: Lang, session: &Session) -> El {
    let text = SessionText::of(lang);
    let copied = session.clone();
    let copy = button("button button--second", &(text.copy_session)(&name_of(session, lang)), move || {
        copy(state, &copied);
    });
    el("details", "part part--ruled fold")
        .add(el("summary", "").add(words("h2", "", text.settings_title)))
        .add(words("p", "prose", text.fixed))
        .add(el("div", "steps").add(copy))
        .add(el("fieldset", "").attr("disabled", "").add(form(state, lang, session.id).settings))
}

/// The link with all its forms. Without an address the code alone.
fn carriers(
    state: State,
    lang: Lang,
    session: &Session,
    code: &str,
    address: Option<&str>,
    told: &El,
) -> Vec<El> {
    let text = SessionText::of(lang);
    let whole = address.map(|address| link::link(address, code));
    let second = "button button--second";
    let Invitation { subject, text: body } =
        in_all_languages(state.instrument, session, whole.as_deref().unwrap_or(code), lang);
    let carrier = |heading: &str| el("div", "carrier").add(words("h3", "", heading));
    let mut all = Vec::new();
    if let Some(whole) = &whole {
        let copied = whole.clone();
        let copy = copy_button("button", text.copy_link, text, told, move || copied.clone());
        let link = words("code", "link-out", whole);
        all.push(carrier(text.link_label).add(link).add(el("p", "carrier__row").add(copy)));
    }
    let mail = el("textarea", "quote")
        .attr("id", "mail")
        .attr("rows", "14")
        .attr("dir", "auto")
        .attr("aria-labelledby", "mail-label")
        .attr("aria-describedby", "mail-hint")
        .prop("value", &body);
    let typed = mail.clone();
    let copy_mail = copy_button(second, text.copy_invitation, text, told, move || typed.value());
    all.push(
        el("div", "carrier")
            .add(words("h3", "", text.mail_label).attr("id", "mail-label"))
            .add(words("p", "small", text.mail_hint).attr("id", "mail-hint"))
            .add(words("p", "", &(text.mail_with_subject)(&subject)).attr("dir", "auto"))
            .add(mail)
            .add(el("p", "carrier__row").add(copy_mail)),
    );
    let id = session.id;
    let side = el("div", "stack")
        .add(words("p", "", text.on_paper_text))
        .add(el("p", "").add(link_to(second, &Page::Session(id, Desk::Poster).href(), text.print_poster)))
        .add(el("p", "").add(link_to(second, &Page::Session(id, Desk::Paper).href(), text.print_paper)));
    let plate = qr_plate(whole.as_deref().unwrap_or(code), text.session_qr);
    all.push(carrier(text.on_paper).add(el("div", "qr").all(plate).add(side)));
    let copied = code.to_owned();
    all.push(
        el("details", "carrier fold")
            .add(el("summary", "").add(words("h3", "", text.session_code)))
            .add(words("p", "small", text.session_code_text))
            .add(code_rows(code))
            .add(
                el("p", "carrier__row")
                    .add(copy_button(second, text.copy_code, text, told, move || copied.clone())),
            ),
    );
    all
}
