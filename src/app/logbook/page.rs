//! One logbook: write an entry, goals, what stands in it, and its story to take along. What the story says is decided in
//! `logbook/story.rs`.

use super::entry::{Form, form};
use super::{change, logbook, name_of, part};
use crate::app::controls::save_status;
use crate::app::dom::{El, button, el, link, words};
use crate::app::participant::{VERSION, about, plain_field};
use crate::app::picture;
use crate::app::session::said;
use crate::app::state::State;
use crate::app::today;
use crate::app::told::{Removed, Told};
use crate::app::trainer;
use crate::browser;
use crate::collection::logbook as kept;
use crate::exchange::{logbook as file, typed_line, typed_name};
use crate::export;
use crate::journal::FolderId;
use crate::logbook::story::{Story, benefits, kind_name, measured, story};
use crate::logbook::{Entry, EntryId, GoalId, Logbook, LogbookId, MAX_SENTENCE, Measured};
use crate::page::Page;
use crate::response::{MAX_NAME, Response};
use crate::text::report::ReportText;
use crate::text::story::StoryText;
use crate::text::{Lang, Text};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub fn page(state: State, lang: Lang, id: LogbookId) -> Vec<El> {
    let text = StoryText::of(lang);
    if logbook(state, id).is_none() {
        return about::unknown(ReportText::of(lang));
    }
    let title = move || {
        logbook(state, id).map_or_else(String::new, |logbook| (text.logbook_title)(&name_of(&logbook, lang)))
    };
    let goals = move || logbook(state, id).map_or_else(Vec::new, |logbook| goals_of(&logbook));
    let keep = move |changing: Option<EntryId>, entry: Entry| {
        let entry_id = changing.unwrap_or_else(|| EntryId(browser::random_id()));
        change(state, id, |logbook| logbook.set_entry(entry_id, Some(entry)));
        browser::focus("#entries-title");
    };
    let has = |entry: EntryId| logbook(state, id).is_some_and(|logbook| logbook.entry(entry).is_some());
    let (form, form_view) = form(lang, id, has, state.instrument, goals, keep);
    let entries = move || {
        let entries = |logbook: &Logbook| {
            let with_goal = |(id, entry): (EntryId, &Entry)| {
                let goal = entry.goal.and_then(|goal| logbook.goal(goal)).map(str::to_owned);
                (id, entry.clone(), goal)
            };
            logbook.entries().into_iter().rev().map(with_goal).collect::<Vec<_>>()
        };
        logbook(state, id).as_ref().map_or_else(Vec::new, entries)
    };
    let list = part("entries-title", text.entries_title)
        .attr("class", "part part--ruled no-print")
        .live(entries, move |entries| rows(state, lang, id, &form, entries));
    let preview = move || logbook(state, id).map(|logbook| told(state, lang, &logbook));
    let column = el("div", "opening__text")
        .add(el("p", "progress no-print").add(link("", &Page::Logbooks.href(), text.all_logbooks)))
        .add(el("h1", "no-print").attr("tabindex", "-1").attr("dir", "auto").live_text(title))
        .add(words("p", "lead no-print", text.logbook_lead))
        .add(form_view.all(save_status(state)))
        .add(list)
        .add(goals_part(state, lang, id))
        .add(name_part(state, lang, id))
        .add(take_along(state, lang, id))
        .add(
            el("section", "part part--ruled")
                .add(words("h2", "no-print", text.preview))
                .add(el("article", "sheet").live(preview, drawn)),
        );
    vec![el("div", "frame").add(el("div", "opening").add(column))]
}

fn goals_of(logbook: &Logbook) -> Vec<(GoalId, String)> {
    logbook.goals().into_iter().map(|(id, goal)| (id, goal.to_owned())).collect()
}

/// The two buttons of what was written down: its words go with them where they are only heard.
fn steps(
    text: &'static StoryText,
    sentence: &str,
    change: impl FnMut() + 'static,
    remove: impl FnMut() + 'static,
) -> El {
    let quiet = "button button--quiet";
    el("div", "lists__steps")
        .add(button(quiet, text.change, change).attr("aria-label", &(text.change_this)(sentence)))
        .add(button(quiet, text.delete, remove).attr("aria-label", &(text.delete_this)(sentence)))
}

/// Removes something of a logbook, and offers the way back.
fn remove(
    state: State,
    id: LogbookId,
    sentence: &str,
    take: impl FnOnce(&mut Logbook),
    back: impl FnOnce(&mut Logbook),
) {
    change(state, id, take);
    let Some(without) = logbook(state, id) else { return };
    let mut with = without.clone();
    back(&mut with);
    let removed = Removed::Sentence(sentence.to_owned());
    state.tell(Told::RemovedFields(FolderId(id.0), removed, kept::changes(&without, &with)).into());
}

fn rows(
    state: State,
    lang: Lang,
    id: LogbookId,
    form: &Rc<Form>,
    entries: &[(EntryId, Entry, Option<String>)],
) -> Vec<El> {
    let text = StoryText::of(lang);
    if entries.is_empty() {
        return vec![words("p", "prose", text.no_entries)];
    }
    let rows = entries.iter().map(|(entry_id, entry, goal)| {
        let (entry_id, entry) = (*entry_id, entry.clone());
        let day = (ReportText::of(lang).day)(entry.day.parts());
        let who = benefits(state.instrument, &entry, lang, true);
        let facts = [who, goal.as_deref().map_or_else(String::new, text.contributes)];
        let facts = facts.into_iter().filter(|fact| !fact.is_empty());
        let head =
            el("p", "small").add(words("b", "", kind_name(entry.kind, lang))).text(&format!(", {day}"));
        let row = el("li", "lists__row")
            .add(head)
            .add(words("p", "prose", &entry.text).attr("dir", "auto"))
            .all(facts.map(|fact| words("p", "small", &fact).attr("dir", "auto")));
        let (form, changed, sentence) = (form.clone(), entry.clone(), entry.text.clone());
        let take = move || {
            let back = entry.clone();
            remove(
                state,
                id,
                &entry.text,
                |logbook| logbook.set_entry(entry_id, None),
                |logbook| logbook.set_entry(entry_id, Some(back)),
            );
        };
        row.add(steps(text, &sentence, move || form.change(entry_id, &changed), take))
    });
    vec![el("ul", "lists gap").all(rows)]
}

thread_local! {
    /// The goal that is being typed, of which logbook, and which one it changes: a page in another language is drawn anew.
    static DRAFT: RefCell<Option<(LogbookId, Option<GoalId>, String)>> = const { RefCell::new(None) };
}

/// The form that adds a goal or changes one.
struct GoalForm {
    logbook: LogbookId,
    text: &'static StoryText,
    /// Which goal is changed; none for a new one.
    changing: Cell<Option<GoalId>>,
    label: El,
    field: El,
    fault: El,
    submit: El,
}

impl GoalForm {
    fn show(&self, changing: Option<GoalId>, goal: &str) {
        let text = self.text;
        let is_new = changing.is_none();
        self.changing.set(changing);
        self.field.set_value(goal);
        self.label.set_text(if is_new { text.new_goal_label } else { text.change_goal_label });
        self.submit.set_text(if is_new { text.add_goal } else { text.save });
        self.note();
    }

    /// Notes what stands in the form.
    fn note(&self) {
        DRAFT.set(Some((self.logbook, self.changing.get(), self.field.value())));
    }
}

/// The goals, and the form that adds one or changes it.
fn goals_part(state: State, lang: Lang, id: LogbookId) -> El {
    let text = StoryText::of(lang);
    let form = Rc::new(GoalForm {
        logbook: id,
        text,
        changing: Cell::new(None),
        label: el("label", "field__label").attr("for", "goal"),
        field: plain_field("goal", MAX_SENTENCE).attr("aria-describedby", "goal-fault"),
        fault: words("p", "field__fault", "").attr("id", "goal-fault").attr("role", "status"),
        submit: el("button", "button button--second").attr("type", "submit"),
    });
    let is_there = |goal: GoalId| logbook(state, id).is_some_and(|logbook| logbook.goal(goal).is_some());
    match DRAFT.take().filter(|(of, goal, _)| *of == id && goal.is_none_or(is_there)) {
        Some((_, changing, goal)) => form.show(changing, &goal),
        None => form.show(None, ""),
    }
    let (noted, kept) = (form.clone(), form.clone());
    let keep = move |event: web_sys::Event| {
        event.prevent_default();
        let goal = typed_line(&kept.field.value(), MAX_SENTENCE);
        if goal.is_empty() {
            kept.fault.set_text(text.no_goal_typed);
            browser::focus("#goal");
            return;
        }
        let changing = kept.changing.get();
        change(state, id, |logbook| {
            let goal_id = changing.unwrap_or_else(|| logbook.next_goal(browser::random_id()));
            logbook.set_goal(goal_id, Some(goal));
        });
        kept.fault.set_text("");
        kept.show(None, "");
        browser::focus("#goals-title");
    };
    let fields = [&form.label, &form.fault, &form.field].map(El::clone);
    let view = el("form", "gap")
        .on("input", move |_| noted.note())
        .on("submit", keep)
        .add(el("div", "field field--wide").all(fields))
        .add(el("div", "steps").add(form.submit.clone()));
    let goals = move || logbook(state, id).map_or_else(Vec::new, |logbook| goals_of(&logbook));
    let rows = move |goals: &Vec<(GoalId, String)>| {
        let rows = goals.iter().map(|(goal_id, goal)| {
            let (goal_id, goal) = (*goal_id, goal.clone());
            let (form, old) = (form.clone(), goal.clone());
            let rewrite = move || {
                form.show(Some(goal_id), &old);
                browser::focus("#goal");
            };
            let sentence = goal.clone();
            let take = move || {
                let back = goal.clone();
                remove(
                    state,
                    id,
                    &goal,
                    |logbook| logbook.set_goal(goal_id, None),
                    |logbook| logbook.set_goal(goal_id, Some(back)),
                );
            };
            el("li", "lists__row")
                .add(words("p", "prose", &sentence).attr("dir", "auto"))
                .add(steps(text, &sentence, rewrite, take))
        });
        vec![el("ul", "lists gap").all(rows.collect::<Vec<_>>())]
    };
    part("goals-title", text.goals_title)
        .attr("class", "part part--ruled no-print")
        .add(words("p", "prose", text.goals_text))
        .live(goals, rows)
        .add(view)
}

/// The name of the network: that of the questionnaires and sessions, or their measurements are not found.
fn name_part(state: State, lang: Lang, id: LogbookId) -> El {
    let text = StoryText::of(lang);
    let field = plain_field("logbook-name", MAX_NAME)
        .attr("aria-describedby", "logbook-name-hint")
        .live_value(move || logbook(state, id).map_or_else(String::new, |it| it.network().to_owned()))
        .on("change", move |event| {
            let name = typed_name(&crate::app::dom::typed(&event));
            if !name.is_empty() {
                change(state, id, |logbook| logbook.rename(name));
            }
        });
    el("section", "part part--ruled no-print").add(
        el("div", "field")
            .add(words("label", "field__label", text.name_label).attr("for", "logbook-name"))
            .add(words("p", "field__hint", text.network_hint).attr("id", "logbook-name-hint"))
            .add(field),
    )
}

/// The story of a logbook as it is now.
fn told(state: State, lang: Lang, logbook: &Logbook) -> Story {
    story(state.instrument, logbook, &all_measured(state, logbook), lang, &today())
}

/// When the network was looked at, as far as it is known here.
fn all_measured(state: State, logbook: &Logbook) -> Vec<Measured> {
    let responses: Vec<Response> = state.journal.with(|journal| journal.responses().cloned().collect());
    // Where nobody has handed in nothing was measured.
    let sessions = trainer::all(state).into_iter().filter(|(_, n)| *n > 0).map(|(session, _)| session);
    measured(logbook, &responses, &sessions.collect::<Vec<_>>())
}

/// The story as it is printed.
fn drawn(story: &Option<Story>) -> Vec<El> {
    story.as_ref().map_or_else(Vec::new, |story| {
        let own = Text::of(story.lang);
        let head = el("div", "print-head").add(picture::mark("print-head__mark mark")).add(
            el("div", "").add(words("p", "print-head__name", own.app)).add(words(
                "p",
                "print-head__facts",
                &story.day,
            )),
        );
        [head].into_iter().chain(picture::story(story)).collect()
    })
}

fn take_along(state: State, lang: Lang, id: LogbookId) -> El {
    let text = StoryText::of(lang);
    let told_here = said();
    let hand_over = |write: fn(State, Lang, &Logbook) -> Result<String, String>| {
        let told_here = told_here.clone();
        move || {
            if let Some(logbook) = logbook(state, id) {
                told_here.set_text(&write(state, lang, &logbook).unwrap_or_else(|failed| failed));
            }
        }
    };
    let save_page = hand_over(|state, lang, logbook| {
        let content = export::html::write_story(&told(state, lang, logbook), VERSION);
        let name = export::story_name(logbook, &today(), lang);
        state.hand_over(&name, "text/html", content.as_bytes())
    });
    let save_file = hand_over(|state, lang, logbook| {
        // Who opens it sees them on the line too.
        let mut logbook = logbook.clone();
        logbook.add_measured(all_measured(state, &logbook));
        let content = file::encode(state.instrument, &logbook, lang, VERSION, &today());
        if !file::fits(&logbook, &content) {
            return Err(StoryText::of(lang).too_large.to_owned());
        }
        let name = export::logbook_name(&logbook, &today(), lang);
        state.hand_over(&name, "application/json", content.as_bytes())
    });
    part("take-along", text.take_along)
        .attr("class", "part part--ruled no-print")
        .add(words("p", "prose", text.take_along_text))
        .add(
            el("div", "steps")
                .add(button("button", text.print, browser::print))
                .add(button("button button--second", text.save_page, save_page))
                .add(button("button button--second", text.save_file, save_file)),
        )
        .add(told_here)
}
