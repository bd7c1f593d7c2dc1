//! Collecting what participants hand in: files, pasted text, the camera, a typed paper form; what became of it, and how to
//! undo it. Knows nothing of what answers mean.

use super::{collection, top};
use crate::app::controls::save_status;
use crate::app::dom::{El, button, el, link, words};
use crate::app::live::Live;
use crate::app::session::{refusal, said};
use crate::app::state::State;
use crate::app::told::{self, Told};
use crate::browser::{self, camera::Camera};
use crate::collection::{Collection, Field, Import, Refused, may_read, parcels_in};
use crate::exchange::parcel::Parcel;
use crate::exchange::{MAX_FILE, Rejected, scan};
use crate::instrument::Dimension;
use crate::page::{Desk, Page};
use crate::paper::{self as form, Fault, Typed};
use crate::response::{Change, Response, ResponseId};
use crate::session::{Handed, Keeping, Session, SessionId, Showing};
use crate::text::Lang;
use crate::text::session::SessionText;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, File, FileList, HtmlFormElement, HtmlInputElement, KeyboardEvent};

/// One thing that was read: where it came from, and the parcel or why it is none.
pub type Read = (Option<String>, Result<Parcel, Refused>);

/// What was read last.
#[derive(Clone, PartialEq)]
struct Last {
    of: SessionId,
    import: Import,
    /// Typed over from a form, to be given back with the undo.
    typed: Option<Typed>,
}

thread_local! {
    /// It outlasts a page, and no visit.
    static LAST: Live<Option<Last>> = Live::new(None);
}

fn last() -> Live<Option<Last>> {
    LAST.with(|last| *last)
}

pub fn page(state: State, lang: Lang, id: SessionId) -> Vec<El> {
    let text = SessionText::of(lang);
    let Some(kept) = collection(state, id) else { return Vec::new() };
    let session = kept.group.session.clone();
    let is_rows = session.keeping == Keeping::Rows;
    let people = session.min_group.people();
    let sheet = Sheet::new(state, &session);
    let typed_over = paper(state, lang, &session, &sheet);
    let column = el("div", "opening__text")
        .all(top(state, lang, id, &Desk::Collect))
        .add(words("h1", "", text.collect_title).attr("tabindex", "-1"))
        .live(
            move || collection(state, id).map(|kept| kept.group.n_responses()),
            move |n| standing(text, id, n.unwrap_or_default(), people),
        )
        .add(add(state, lang, id))
        .live(
            move || last().get(),
            move |last| match last {
                Some(last) if last.of == id => vec![told(state, lang, last, &sheet)],
                Some(_) | None => Vec::new(),
            },
        )
        .add(typed_over)
        .all(is_rows.then(|| remove_one(state, text, id)))
        .add(el("div", "no-print").all(save_status(state)));
    let margin = el("div", "opening__margin stack")
        .add(words("h2", "line__title", text.what_you_see))
        .all(text.what_you_see_text.iter().map(|sentence| words("p", "small", sentence)))
        .all((!is_rows).then(|| words("p", "small", text.only_counts)));
    let frame = el("div", "frame").on("drop", move |event| dropped(state, id, &event));
    vec![frame.add(el("div", "opening").add(column).add(margin))]
}

/// Takes in what was dropped anywhere on the page; elsewhere in the window a file is a participant's own.
fn dropped(state: State, id: SessionId, event: &Event) {
    let files = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
    if let Some(files) = files {
        event.prevent_default();
        event.stop_propagation();
        read_files(state, id, &files);
    }
}

/// How many there are, and where to go with them.
fn standing(text: &'static SessionText, id: SessionId, n: u32, people: u8) -> Vec<El> {
    let is_enough = n >= people.into();
    let sentence = match n {
        0 => (text.none_yet)(people),
        _ if is_enough => (text.enough)(n),
        _ => (text.not_enough)(n, people),
    };
    let lead = words("p", "tally", &sentence).attr("role", "status");
    let class = |first: bool| if first { "button" } else { "button button--second" };
    let open = link(class(is_enough), &Page::Session(id, Desk::Group(None)).href(), text.open_group);
    let steps = el("div", "steps").add(open).all(
        is_enough.then(|| link(class(false), &Page::Session(id, Desk::Room(None)).href(), text.show_in_room)),
    );
    vec![lead, steps]
}

fn add(state: State, lang: Lang, id: SessionId) -> El {
    let text = SessionText::of(lang);
    let choose = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(files) = input.files() {
            read_files(state, id, &files);
        }
        input.set_value("");
    };
    let input = el("input", "only-spoken").attr("type", "file").attr("multiple", "").on("change", choose);
    let files = el("label", "button button--second file").add(input).text(text.choose_files);
    let field = el("textarea", "field__input")
        .attr("id", "pasted")
        .attr("rows", "3")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "pasted-hint");
    let pasted = field.clone();
    let read = button("button button--second", text.add_pasted, move || {
        let typed = pasted.value();
        if !typed.trim().is_empty() {
            take_in(state, id, parcels_in(&typed, None, state.instrument));
            let _ = pasted.clone().prop("value", "");
        }
    });
    let view = el("div", "");
    el("section", "part")
        .attr("aria-labelledby", "add-title")
        .add(words("h2", "", text.add_title).attr("id", "add-title"))
        .add(
            el("div", "drop gap")
                .add(words("p", "", text.drop_text))
                .add(el("div", "carrier__row").add(files).add(scan_button(state, text, id, &view)))
                .add(view)
                .add(
                    el("div", "field field--wide")
                        .add(words("label", "field__label", text.paste_label).attr("for", "pasted"))
                        .add(words("p", "field__hint", text.paste_hint).attr("id", "pasted-hint"))
                        .add(field),
                )
                .add(read),
        )
}

/// Files are read one after the other, so that a large heap of them never holds up the page. None is when they are too
/// many or too much.
fn read_files(state: State, id: SessionId, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|place| files.get(place)).collect();
    let n_bytes: f64 = files.iter().map(|file| file.size()).sum();
    if let Err(why) = may_read(files.len(), n_bytes as u64) {
        state.tell(Told::Refused(told::Refused::TooMuch(why)).into());
        return;
    }
    state.notice.set(None);
    spawn_local(async move {
        let mut all = Vec::new();
        for file in files {
            let name = file.name();
            all.extend(match browser::read_file(&file, MAX_FILE).await {
                Ok(bytes) => parcels_in_file(state, &bytes, &name),
                Err(browser::Failure::FileTooLarge) => {
                    vec![(Some(name), Err(Refused::Rejected(Rejected::TooLarge { bytes: MAX_FILE + 1 })))]
                }
                Err(_) => vec![(Some(name), Err(Refused::Nothing))],
            });
        }
        take_in(state, id, all);
    });
}

fn parcels_in_file(state: State, bytes: &[u8], name: &str) -> Vec<Read> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parcels_in(text, Some(name), state.instrument),
        Err(_) => vec![(Some(name.to_owned()), Err(Refused::Nothing))],
    }
}

/// So many parcels are taken in before the browser may do something else.
const AT_ONCE: usize = 50;

/// Takes in what was read, keeps it, and tells what became of it.
pub fn take_in(state: State, id: SessionId, read: Vec<Read>) {
    take_in_typed(state, id, read, None);
}

fn take_in_typed(state: State, id: SessionId, read: Vec<Read>, typed: Option<Typed>) {
    spawn_local(async move {
        let mut import = Import::default();
        let mut rest = read.into_iter().peekable();
        let Some(kept) = collection(state, id) else { return };
        let mut kept = Collection::clone(&kept);
        while rest.peek().is_some() {
            let (part, fields) = kept.take_in(rest.by_ref().take(AT_ONCE));
            import.add(part);
            state.set_session(id, fields);
            browser::breathe().await;
        }
        // Where the group sees it grow, the picture follows by itself, in steps that tell nobody apart.
        if kept.group.session.showing == Showing::Live && kept.group.show().is_ok() {
            let fields = [Field::Shown(kept.group.shown_sum()), Field::Revealed(true)];
            state.set_session(id, fields.map(|field| field.write(state.instrument)));
        }
        last().set(Some(Last { of: id, import, typed }));
        browser::focus("#read-title");
    });
}

/// What became of what was read, kind by kind; what was refused with the reason.
fn told(state: State, lang: Lang, last_read: &Last, sheet: &Sheet) -> El {
    let text = SessionText::of(lang);
    let (id, import) = (last_read.of, &last_read.import);
    let row = |what: &str, why: &str| {
        el("li", "")
            .add(words("span", "imports__what", what))
            .add(words("span", "imports__why", why).attr("dir", "auto"))
    };
    let counted = [
        (import.n_new, text.added, text.added_text),
        (import.n_replaced, text.replaced, text.replaced_text),
        (import.n_same, text.same, text.same_text),
        (import.n_older, text.older, text.older_text),
        (import.n_cannot_replace, text.cannot_replace, text.cannot_replace_text),
        (import.n_other_session, text.other_session, text.other_session_text),
    ];
    let counted = counted.into_iter().filter(|(n, _, _)| *n > 0).map(|(n, what, why)| row(what, &why(n)));
    let refused = import.refused.iter().map(|(from, why)| {
        let why = match why {
            Refused::Rejected(why) => refusal(text, why),
            Refused::IsSession => text.a_session.to_owned(),
            Refused::Nothing => text.nothing_found.to_owned(),
        };
        let why = from.as_ref().map_or_else(|| why.clone(), |name| (text.of_file)(name, &why));
        row(text.not_read, &why)
    });
    let (before, typed, sheet) = (import.before.clone(), last_read.typed.clone(), sheet.clone());
    let undo = (!before.is_empty()).then(|| {
        button("button button--quiet", text.undo_last, move || {
            state.set_session(id, before.clone());
            last().set(None);
            state.tell(Told::Undone.into());
            if let Some(typed) = &typed {
                sheet.give_back(typed);
            }
        })
    });
    el("section", "part")
        .attr("aria-labelledby", "read-title")
        .add(
            words("h2", "", &(text.just_read)(import.n_read()))
                .attr("id", "read-title")
                .attr("tabindex", "-1"),
        )
        .add(el("ul", "imports gap").attr("role", "list").all(counted).all(refused))
        .all(undo.map(|undo| el("div", "steps").add(undo)))
}

/// Takes one response out, by its own code: nobody has to look for it among the answers of others.
fn remove_one(state: State, text: &'static SessionText, id: SessionId) -> El {
    let told = said();
    let field =
        el("input", "field__input").attr("id", "remove").attr("type", "text").attr("autocomplete", "off");
    let (typed, teller) = (field.clone(), told.clone());
    let remove = move |event: Event| {
        event.prevent_default();
        let mut found = parcels_in(&typed.value(), None, state.instrument).into_iter();
        let response = found.find_map(|(_, one)| match one {
            Ok(Parcel::Response(handed)) => Some(handed.response.id),
            Ok(Parcel::Session(_)) | Err(_) => None,
        });
        let is_here = |of: &ResponseId| {
            collection(state, id).is_some_and(|kept| kept.group.rows().any(|row| row.response.id == *of))
        };
        match response.filter(is_here) {
            Some(of) => {
                state.set_session(id, [Field::TakenOut(of).write(state.instrument)]);
                let _ = typed.clone().prop("value", "");
                teller.set_text(text.removed_one);
            }
            None => teller.set_text(text.not_here),
        }
    };
    el("section", "part part--ruled")
        .add(words("h2", "", text.remove_one))
        .add(
            el("form", "gap")
                .on("submit", remove)
                .add(
                    el("div", "field field--wide")
                        .add(words("label", "field__label", text.code_label).attr("for", "remove"))
                        .add(words("p", "field__hint", text.remove_one_text).attr("id", "remove-hint"))
                        .add(field.attr("aria-describedby", "remove-hint")),
                )
                .add(
                    el("div", "steps").add(
                        words("button", "button button--second", text.remove_code).attr("type", "submit"),
                    ),
                ),
        )
        .add(told)
}

// ---- the camera

fn scan_button(state: State, text: &'static SessionText, id: SessionId, view: &El) -> El {
    let running: Rc<RefCell<Option<Rc<Camera>>>> = Rc::default();
    let label = words("button", "button button--second", text.scan).attr("type", "button");
    let (view, shown) = (view.clone(), label.clone());
    let act = move || {
        if let Some(camera) = running.borrow_mut().take() {
            camera.stop();
            view.fill([]);
            shown.set_text(text.scan);
            return;
        }
        let video =
            el("video", "scan__video").attr("playsinline", "").attr("muted", "").attr("aria-hidden", "true");
        view.fill([words("p", "small", text.scanning).attr("role", "status"), video.clone()]);
        shown.set_text(text.stop_scan);
        let (running, view, shown) = (running.clone(), view.clone(), shown.clone());
        spawn_local(async move {
            let camera = match Camera::start(video.element()).await {
                Ok(camera) => camera,
                Err(_) => {
                    view.fill([words("p", "field__fault", text.camera_refused).attr("role", "alert")]);
                    shown.set_text(text.scan);
                    return;
                }
            };
            running.replace(Some(Rc::new(camera)));
            let mut seen: Vec<String> = Vec::new();
            loop {
                // On its own line, so that the camera is not in use any more while this waits: then it may be stopped.
                let camera = running.borrow().clone();
                // The page may be gone: then the video is no part of it any more.
                let Some(camera) = camera.filter(|_| video.is_in_page()) else { break };
                let ours = || {
                    let (width, height, grey) = camera.frame()?;
                    Some(scan::read(width, height, &grey))
                };
                let said = match camera.read().await {
                    Some(said) => said,
                    None => ours().unwrap_or_default(),
                };
                for said in said {
                    if !seen.contains(&said) {
                        take_in(state, id, parcels_in(&said, None, state.instrument));
                        seen.push(said);
                    }
                }
                browser::wait(150).await;
            }
            if let Some(camera) = running.borrow_mut().take() {
                camera.stop();
            }
        });
    };
    label.on("click", move |_| act())
}

// ---- a form that was filled in with a pen

/// What stands in a form that is typed over, and what is wrong with it.
const FAULT: &str = "paper-fault";

/// The part of the page where forms are typed over, and the fields in it.
#[derive(Clone)]
struct Sheet {
    fold: El,
    /// One for each question, in the order of their numbers.
    boxes: Vec<El>,
    /// One for each topic, by its code.
    crosses: Vec<(&'static str, El)>,
    fault: El,
    /// What came of the button.
    told: El,
}

impl Sheet {
    fn new(state: State, session: &Session) -> Sheet {
        let n_questions =
            form::parts(state.instrument, session).iter().map(|part| part.questions.len()).sum();
        let cross = |topic: &Dimension| {
            let id = cross_id(topic.id);
            (topic.id, el("input", "choice__box").attr("type", "checkbox").attr("id", &id))
        };
        Sheet {
            fold: el("details", "part part--ruled fold"),
            boxes: (1..=n_questions).map(keyin).collect(),
            crosses: form::topics(state.instrument, session).into_iter().map(cross).collect(),
            fault: words("p", "field__fault gap", "").attr("id", FAULT).attr("role", "status"),
            told: said(),
        }
    }

    fn typed(&self) -> Typed {
        let crossed = self.crosses.iter().filter(|(_, cross)| cross.is_ticked());
        Typed {
            answers: self.boxes.iter().map(El::value).collect(),
            topics: crossed.map(|(topic, _)| *topic).collect(),
        }
    }

    /// Gives back what was typed over before.
    fn give_back(&self, typed: &Typed) {
        self.told.set_text("");
        let _ = self.fold.clone().attr("open", "");
        self.boxes.iter().zip(&typed.answers).for_each(|(input, answer)| input.set_value(answer));
        self.crosses
            .iter()
            .for_each(|(topic, cross)| cross.set_flag("checked", typed.topics.contains(topic)));
        browser::focus_id(box_id(1));
    }

    /// Says what is wrong, marks each field that is, and goes to the first of them. In: nothing when nothing is.
    fn tell(&self, text: &SessionText, faults: &[Fault]) {
        let (mut sentences, mut wrong) = (Vec::new(), Vec::new());
        for fault in faults {
            match fault {
                Fault::Empty => sentences.push(text.paper_empty.to_owned()),
                Fault::NoAnswer { number, typed } => {
                    sentences.push((text.paper_no_answer)(*number, typed));
                    wrong.push(box_id(*number));
                }
                Fault::TooManyTopics { most } => {
                    sentences.push((text.paper_topics)(*most));
                    let crossed = self.crosses.iter().filter(|(_, cross)| cross.is_ticked());
                    wrong.extend(crossed.map(|(topic, _)| cross_id(topic)));
                }
            }
        }
        if !wrong.is_empty() {
            sentences.push(text.paper_not_added.to_owned());
        }
        self.fault.set_text(&sentences.join(" "));
        for (number, input) in (1..).zip(&self.boxes) {
            mark(input, &question_id(number), wrong.contains(&box_id(number)));
        }
        for (topic, cross) in &self.crosses {
            mark(cross, "", wrong.contains(&cross_id(topic)));
        }
        if let Some(first) = wrong.first() {
            browser::focus_field(first);
        }
    }
}

fn box_id(number: usize) -> String {
    format!("paper-{number}")
}

fn question_id(number: usize) -> String {
    format!("paper-{number}-question")
}

fn cross_id(topic: &str) -> String {
    format!("paper-{topic}")
}

/// Marks a field as wrong, or not any more. In: the id of what describes it in both cases; empty for none.
fn mark(field: &El, described_by: &str, is_wrong: bool) {
    let fault = if is_wrong { FAULT } else { "" };
    let described = format!("{fault} {described_by}");
    let described = Some(described.trim()).filter(|ids| !ids.is_empty());
    let field = field.clone().attr_if("aria-describedby", described);
    let _ = field.attr_if("aria-invalid", is_wrong.then_some("true"));
}

fn paper(state: State, lang: Lang, session: &Session, sheet: &Sheet) -> El {
    let text = SessionText::of(lang);
    let (instrument, id) = (state.instrument, session.id);
    let mut boxes = sheet.boxes.iter();
    let groups = form::parts(instrument, session).into_iter().map(|part| {
        let cells = part.questions.iter().zip(boxes.by_ref()).map(|((number, _), input)| {
            el("label", "keyin__box").add(words("span", "", &number.to_string())).add(input.clone())
        });
        let cells: Vec<El> = cells.collect();
        let questions = part.questions.iter().map(|(number, question)| {
            words("span", "", question.text.get(lang)).attr("id", &question_id(*number)).attr("hidden", "")
        });
        el("fieldset", "keyin__group")
            .add(words("legend", "keyin__legend", part.name.get(lang)))
            .add(el("div", "keyin__boxes").all(cells))
            .all(questions)
    });
    let groups: Vec<El> = groups.collect();
    let choices = form::topics(instrument, session).into_iter().zip(&sheet.crosses);
    let choices = choices.map(|(topic, (_, cross))| {
        el("label", "choice").add(cross.clone()).add(words("span", "choice__text", topic.name.get(lang)))
    });
    let crosses = sheet.crosses.clone();
    let topics = el("fieldset", "part")
        .on("change", move |_| crosses.iter().for_each(|(_, cross)| mark(cross, "", false)))
        .add(words("legend", "choices__legend", instrument.topic_choice.question.get(lang)))
        .add(el("div", "choices gap").all(choices));
    let (filled, of) = (sheet.clone(), session.clone());
    let add = move |event: Event| {
        event.prevent_default();
        filled.told.set_text("");
        let typed = filled.typed();
        let changes = match form::read(instrument, &of, &typed) {
            Ok(changes) => changes,
            Err(faults) => {
                filled.tell(text, &faults);
                return;
            }
        };
        let mut response = Response::new(instrument, ResponseId(browser::random_id()));
        response.apply(Change::Modules(of.modules.clone()));
        changes.into_iter().for_each(|change| response.apply(change));
        let handed = Handed::new(instrument, &response, id, 1, &[]);
        take_in_typed(state, id, vec![(None, Ok(Parcel::Response(handed)))], Some(typed));
        if let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) {
            form.reset();
        }
        filled.told.set_text(text.paper_added);
    };
    let cleared = sheet.clone();
    let steps = el("div", "steps")
        .add(words("button", "button", text.add_paper).attr("type", "submit"))
        .add(words("button", "button button--quiet", text.clear_paper).attr("type", "reset"));
    let form = el("form", "gap")
        .on("submit", add)
        .on("reset", move |_| cleared.tell(text, &[]))
        .on("keydown", |event| enter(&event))
        .add(el("div", "keyin").all(groups))
        .add(topics)
        .add(sheet.fault.clone())
        .add(steps)
        .add(sheet.told.clone());
    sheet
        .fold
        .clone()
        .add(el("summary", "").add(words("h2", "", text.paper_title)))
        .add(words("p", "prose", text.paper_text))
        .all(session.with_words.then(|| words("p", "prose", text.paper_no_words)))
        .add(form)
}

/// Enter in a field of a form goes on to the next one; only the button hands the form in.
fn enter(event: &Event) {
    let is_enter = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter");
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field.filter(|_| is_enter) {
        event.prevent_default();
        browser::focus_next_field(&field);
    }
}

/// The box for the answer to one question; a figure moves on to the next.
fn keyin(number: usize) -> El {
    let input = el("input", "keyin__input")
        .attr("id", &box_id(number))
        .attr("inputmode", "numeric")
        .attr("maxlength", "1")
        .attr("autocomplete", "off")
        .attr("aria-describedby", &question_id(number));
    let typed = input.clone();
    input.on("input", move |_| {
        mark(&typed, &question_id(number), false);
        if !typed.value().is_empty() {
            browser::focus_next_field(typed.element());
        }
    })
}
