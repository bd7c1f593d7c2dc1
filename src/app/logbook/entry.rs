//! The form in which an entry is written or changed. Knows nothing of where it is kept.

use crate::app::dom::{El, button, el, words};
use crate::app::live::follow_value;
use crate::browser;
use crate::exchange::typed_line;
use crate::instrument::Instrument;
use crate::logbook::story::{grid, kind_name};
use crate::logbook::{
    Benefit, Benefits, DayFault, Entry, EntryId, GoalId, Kind, LogbookId, MAX_SENTENCE, typed_day,
};
use crate::text::Lang;
use crate::text::story::StoryText;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The fields of the form.
pub struct Form {
    logbook: LogbookId,
    text: &'static StoryText,
    /// Which entry is changed; none for a new one.
    changing: Cell<Option<EntryId>>,
    heading: El,
    kinds: Vec<(Kind, El)>,
    day: El,
    sentence: El,
    benefits: Vec<(Benefit, El)>,
    goals: RefCell<Vec<(Option<GoalId>, El)>>,
    goal_rows: El,
    fault: El,
    submit: El,
    /// Where the way out stands while an entry is changed.
    out: El,
}

/// What stands in the form and is not in the logbook yet.
struct Draft {
    /// Which entry is changed; none for a new one.
    changing: Option<EntryId>,
    kind: Option<Kind>,
    day: String,
    text: String,
    benefits: Benefits,
    /// None if nothing is chosen yet; `Some(None)` for no goal.
    goal: Option<Option<GoalId>>,
}

thread_local! {
    /// The draft of the logbook that was written in last: a page in another language is drawn anew.
    static DRAFT: RefCell<Option<(LogbookId, Draft)>> = const { RefCell::new(None) };
}

/// A row to choose, with the words that explain it; and what is chosen in it.
fn choice(kind: &str, name: &str, label: &str, more: &str) -> (El, El) {
    let input = el("input", "choice__box").attr("type", kind).attr("name", name);
    let row = el("label", "choice")
        .add(input.clone())
        .add(words("span", "choice__text", label).attr("dir", "auto"))
        .all((!more.is_empty()).then(|| words("span", "choice__more", more)));
    (row, input)
}

fn group(legend: &str, hint: Option<&str>, rows: El) -> El {
    el("fieldset", "gap-wide")
        .add(words("legend", "choices__legend", legend))
        .all(hint.map(|hint| words("p", "small", hint)))
        .add(rows)
}

/// In: the logbook; whether it has an entry; the goals there are, to be followed; what is done with an entry, and with the
/// one it takes the place of. Out: the form, and how it looks.
pub fn form(
    lang: Lang,
    logbook: LogbookId,
    has: impl Fn(EntryId) -> bool,
    instrument: &'static Instrument,
    goals: impl Fn() -> Vec<(GoalId, String)> + 'static,
    keep: impl Fn(Option<EntryId>, Entry) + 'static,
) -> (Rc<Form>, El) {
    let text = StoryText::of(lang);
    let explained = Kind::ALL.into_iter().zip([text.result_text, text.agreement_text, text.moment_text]);
    let (mut kind_rows, mut kinds) = (Vec::new(), Vec::new());
    for (kind, more) in explained {
        let (row, input) = choice("radio", "kind", kind_name(kind, lang), more);
        kind_rows.push(row);
        kinds.push((kind, input));
    }
    let (mut perspectives, mut benefits) = (Vec::new(), Vec::new());
    for (name, cells) in grid(instrument, lang) {
        let mut rows = Vec::new();
        for (facet, benefit) in cells {
            let (row, input) = choice("checkbox", benefit.code(), facet.name.get(lang), "");
            rows.push(row);
            benefits.push((benefit, input));
        }
        let legend = words("legend", "field__label", name);
        perspectives.push(el("fieldset", "").add(legend).add(el("div", "choices gap").all(rows)));
    }
    let sentence = el("textarea", "field__input")
        .attr("id", "entry-text")
        .attr("rows", "2")
        .attr("maxlength", &MAX_SENTENCE.to_string())
        .attr("dir", "auto")
        .attr("aria-describedby", "entry-hint entry-fault");
    let day = el("input", "field__input field__input--short").attr("id", "entry-day").attr("type", "date");
    let form = Rc::new(Form {
        logbook,
        text,
        changing: Cell::new(None),
        heading: words("h2", "", text.add_title).attr("id", "entry-title").attr("tabindex", "-1"),
        kinds,
        day: day.clone(),
        sentence: sentence.clone(),
        benefits,
        goals: RefCell::default(),
        goal_rows: el("div", "choices gap"),
        fault: words("p", "field__fault", "").attr("id", "entry-fault").attr("role", "status"),
        submit: words("button", "button", text.add).attr("type", "submit"),
        out: el("span", ""),
    });
    let shown = form.clone();
    follow_value(goals, move |goals| shown.show_goals(goals));
    match DRAFT.take().filter(|(of, draft)| *of == logbook && draft.changing.is_none_or(has)) {
        Some((_, draft)) => {
            form.show(&draft);
            form.note();
        }
        None => form.clear(),
    }
    let noted = form.clone();
    let submitted = form.clone();
    let view = el("form", "")
        .on("input", move |_| noted.note())
        .on("submit", move |event| {
            event.prevent_default();
            match submitted.read() {
                Ok(entry) => {
                    keep(submitted.changing.get(), entry);
                    submitted.clear();
                }
                Err((sentence, field)) => {
                    submitted.fault.set_text(sentence);
                    browser::focus(field);
                }
            }
        })
        .add(group(text.kind_label, None, el("div", "choices gap").all(kind_rows)))
        .add(
            el("div", "field gap-wide")
                .add(words("label", "field__label", text.day_label).attr("for", "entry-day"))
                .add(day),
        )
        .add(
            el("div", "field field--wide")
                .add(words("label", "field__label", text.sentence_label).attr("for", "entry-text"))
                .add(words("p", "field__hint", text.sentence_hint).attr("id", "entry-hint"))
                .add(sentence),
        )
        .add(group(
            text.benefits_label,
            Some(text.benefits_hint),
            el("div", "benefits gap").all(perspectives),
        ))
        .add(group(text.goal_label, None, form.goal_rows.clone()))
        .add(form.fault.clone())
        .add(el("div", "steps").add(form.submit.clone()).add(form.out.clone()));
    let view = el("section", "part part--ruled no-print")
        .attr("aria-labelledby", "entry-title")
        .add(form.heading.clone())
        .add(view);
    (form, view)
}

impl Draft {
    fn new() -> Draft {
        Draft {
            changing: None,
            kind: None,
            day: crate::app::today().iso().to_owned(),
            text: String::new(),
            benefits: Benefits::default(),
            goal: None,
        }
    }

    fn of(id: EntryId, entry: &Entry) -> Draft {
        Draft {
            changing: Some(id),
            kind: Some(entry.kind),
            day: entry.day.iso().to_owned(),
            text: entry.text.clone(),
            benefits: entry.benefits,
            goal: entry.goal.map(Some),
        }
    }
}

impl Form {
    /// Empties the form, for a new entry of today.
    fn clear(self: &Rc<Self>) {
        DRAFT.set(None);
        self.show(&Draft::new());
    }

    /// Puts an entry into the form, to be changed.
    pub fn change(self: &Rc<Self>, id: EntryId, entry: &Entry) {
        self.show(&Draft::of(id, entry));
        self.note();
        browser::focus("#entry-title");
    }

    /// Notes what stands in the form, for when it is drawn again.
    fn note(&self) {
        DRAFT.set(Some((self.logbook, self.draft())));
    }

    fn show(self: &Rc<Self>, draft: &Draft) {
        self.changing.set(draft.changing);
        for (kind, input) in &self.kinds {
            input.set_flag("checked", draft.kind == Some(*kind));
        }
        for (benefit, input) in &self.benefits {
            input.set_flag("checked", draft.benefits.has(*benefit));
        }
        for (goal, input) in self.goals.borrow().iter() {
            input.set_flag("checked", draft.goal == Some(*goal));
        }
        self.day.set_value(&draft.day);
        self.sentence.set_value(&draft.text);
        self.fault.set_text("");
        let is_new = draft.changing.is_none();
        self.heading.set_text(if is_new { self.text.add_title } else { self.text.change_title });
        self.submit.set_text(if is_new { self.text.add } else { self.text.save });
        let form = self.clone();
        let cancel = move || {
            form.clear();
            browser::focus("#entry-title");
        };
        let cancel = || button("button button--quiet", self.text.cancel, cancel);
        self.out.fill((!is_new).then(cancel));
    }

    /// What stands in the form.
    fn draft(&self) -> Draft {
        let benefits = self.benefits.iter().filter(|(_, input)| input.is_ticked());
        let goals = self.goals.borrow();
        Draft {
            changing: self.changing.get(),
            kind: self.kinds.iter().find(|(_, input)| input.is_ticked()).map(|(kind, _)| *kind),
            day: self.day.value(),
            text: self.sentence.value(),
            benefits: benefits.map(|(benefit, _)| *benefit).collect(),
            goal: goals.iter().find(|(_, input)| input.is_ticked()).map(|(goal, _)| *goal),
        }
    }

    /// What stands in the form as an entry; or what is still missing, and the field to fill in.
    fn read(&self) -> Result<Entry, (&'static str, &'static str)> {
        let draft = self.draft();
        let text = typed_line(&draft.text, MAX_SENTENCE);
        let kind = draft.kind.ok_or((self.text.no_kind, "[name=kind]"))?;
        let day = typed_day(&draft.day).map_err(|fault| match fault {
            DayFault::NoDay => (self.text.no_day, "#entry-day"),
            DayFault::TooEarly => (self.text.day_too_early, "#entry-day"),
        })?;
        Ok(Entry {
            kind,
            day,
            text: Some(text).filter(|text| !text.is_empty()).ok_or((self.text.no_sentence, "#entry-text"))?,
            benefits: draft.benefits,
            goal: draft.goal.flatten(),
        })
    }

    /// Offers these goals; what was chosen stays so.
    fn show_goals(&self, goals: &[(GoalId, String)]) {
        let chosen = self.goals.borrow().iter().find(|(_, input)| input.is_ticked()).map(|(goal, _)| *goal);
        let none = (None, self.text.no_goal);
        let all = goals.iter().map(|(id, goal)| (Some(*id), goal.as_str())).chain([none]);
        let (mut rows, mut inputs) = (Vec::new(), Vec::new());
        for (goal, label) in all {
            let (row, input) = choice("radio", "goal", label, "");
            input.set_flag("checked", chosen == Some(goal));
            rows.push(row);
            inputs.push((goal, input));
        }
        self.goals.replace(inputs);
        self.goal_rows.fill(rows);
    }
}
