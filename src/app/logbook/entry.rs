//! The form in which an entry is written or changed. Knows nothing of where it is kept.

use crate::app::dom::{El, button, el, words};
use crate::app::live::follow_value;
use crate::browser;
use crate::exchange::typed_line;
use crate::instrument::Instrument;
use crate::logbook::story::{grid, kind_name};
use crate::logbook::{Benefit, Entry, EntryId, GoalId, Kind, MAX_SENTENCE};
use crate::response::Day;
use crate::text::Lang;
use crate::text::story::StoryText;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The fields of the form. What stands in them is nowhere else until it is put in the logbook.
pub struct Form {
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

/// In: the goals there are, to be followed; what is done with an entry, and with the one it takes the place of. Out: the
/// form, and how it looks.
pub fn form(
    lang: Lang,
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
    for (row, cells) in grid(instrument) {
        let mut rows = Vec::new();
        for (facet, benefit) in cells {
            let (row, input) = choice("checkbox", benefit.code(), facet.name.get(lang), "");
            rows.push(row);
            benefits.push((benefit, input));
        }
        let legend = words("legend", "field__label", row.name.get(lang));
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
    form.clear();
    let shown = form.clone();
    follow_value(goals, move |goals| shown.show_goals(goals));
    let submitted = form.clone();
    let view = el("form", "")
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

impl Form {
    /// Empties the form, for a new entry of today.
    fn clear(&self) {
        let inputs = self.kinds.iter().map(|(_, input)| input);
        let inputs = inputs.chain(self.benefits.iter().map(|(_, input)| input));
        inputs.for_each(|input| input.set_flag("checked", false));
        self.goals.borrow().iter().for_each(|(_, input)| input.set_flag("checked", false));
        self.day.set_value(crate::app::today().iso());
        self.sentence.set_value("");
        self.fault.set_text("");
        self.changing.set(None);
        self.heading.set_text(self.text.add_title);
        self.submit.set_text(self.text.add);
        self.out.fill([]);
    }

    /// Puts an entry into the form, to be changed.
    pub fn change(self: Rc<Self>, id: EntryId, entry: &Entry) {
        self.clear();
        self.changing.set(Some(id));
        for (kind, input) in &self.kinds {
            input.set_flag("checked", *kind == entry.kind);
        }
        for (benefit, input) in &self.benefits {
            input.set_flag("checked", entry.benefits.has(*benefit));
        }
        for (goal, input) in self.goals.borrow().iter() {
            input.set_flag("checked", goal.is_some() && *goal == entry.goal);
        }
        self.day.set_value(entry.day.iso());
        self.sentence.set_value(&entry.text);
        self.heading.set_text(self.text.change_title);
        self.submit.set_text(self.text.save);
        let form = self.clone();
        let cancel = move || {
            form.clear();
            browser::focus("#entry-title");
        };
        self.out.fill([button("button button--quiet", self.text.cancel, cancel)]);
        browser::focus("#entry-title");
    }

    /// What stands in the form; or what is still missing, and the field to fill in.
    fn read(&self) -> Result<Entry, (&'static str, &'static str)> {
        let kind = self.kinds.iter().find(|(_, input)| input.is_ticked()).map(|(kind, _)| *kind);
        let text = typed_line(&self.sentence.value(), MAX_SENTENCE);
        let benefits = self.benefits.iter().filter(|(_, input)| input.is_ticked());
        let goals = self.goals.borrow();
        Ok(Entry {
            kind: kind.ok_or((self.text.no_kind, "[name=kind]"))?,
            day: Day::parse(&self.day.value()).ok_or((self.text.no_day, "#entry-day"))?,
            text: Some(text).filter(|text| !text.is_empty()).ok_or((self.text.no_sentence, "#entry-text"))?,
            benefits: benefits.map(|(benefit, _)| *benefit).collect(),
            goal: goals.iter().find(|(_, input)| input.is_ticked()).and_then(|(goal, _)| *goal),
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
