//! The review before the report: every answer with a way to change it, the topics to talk about, the modules. Knows
//! nothing of scores.

use super::{about, line, opening, start};
use crate::again::{self, LookBack};
use crate::app::controls::save_status;
use crate::app::dom::{El, el, link, words};
use crate::app::screen_name;
use crate::app::session::{cleared, outcomes};
use crate::app::state::State;
use crate::browser;
use crate::instrument::change::ChangeTexts;
use crate::instrument::{Module, Question, Screen};
use crate::page::Page;
use crate::report::answer_words;
use crate::report::then::{look_back_words, step_name};
use crate::response::{Change, Response, ResponseId, StepPart};
use crate::text::Lang;
use crate::text::again::AgainText;
use crate::text::report::ReportText;

pub fn page(state: State, lang: Lang, id: ResponseId) -> Vec<El> {
    let text = ReportText::of(lang);
    if state.response(id).is_none() {
        return about::unknown(text);
    }
    // Choosing a topic changes nothing here but its own box, so that the focus stays where it is.
    let answered = move || {
        let mut response = state.response(id)?;
        response.apply(Change::Topics(Vec::new()));
        response.apply(Change::Place(String::new()));
        again::forget_said(&mut response);
        Some(response)
    };
    let lead = move || {
        let n_open = state.response(id).map_or(0, |response| response.progress(state.instrument).n_open());
        (text.review_lead)(n_open)
    };
    let chosen = move || {
        let ids = |response: Response| response.modules(state.instrument).map(|module| module.id).collect();
        state.response(id).map_or_else(Vec::new, ids)
    };
    let keep = move |modules: Vec<&'static str>| {
        // Without any module there would be nothing to answer; the box stays ticked.
        if !modules.is_empty() {
            state.change(id, Change::Modules(modules));
        }
    };
    let asked = [text.modules_label, text.modules_hint];
    let to_report = || el("div", "steps").add(link("button", &Page::Report(id, None).href(), text.to_report));
    let answers = move |response: &Option<Response>| {
        let Some(response) = response else { return Vec::new() };
        let modules = response.modules(state.instrument);
        modules.map(|module| module_answers(state, lang, response, module)).collect()
    };
    let column = el("div", "opening__text")
        .add(words("h1", "", text.review_title).attr("tabindex", "-1"))
        .add(el("p", "lead").live_text(lead))
        .all(looking_back(state, lang, id))
        .live(chosen, move |_| vec![topics(state, lang, id)])
        .add(to_report())
        .live(answered, answers)
        .add(el("div", "part part--ruled").add(start::modules(state, lang, asked, chosen, keep)))
        .add(to_report())
        .all(save_status(state));
    opening(column, el("div", "opening__margin").add(line(state, lang, id, &Page::Review(id))))
}

/// In a measurement that follows another: how the topics chosen then are now, and what became of the step.
fn looking_back(state: State, lang: Lang, id: ResponseId) -> Option<El> {
    let text = AgainText::of(lang);
    let response = state.response(id)?;
    let before = again::before(state.instrument, &response)?;
    let step = state.journal.with(|journal| {
        let earlier = again::earlier(state.instrument, &response, |id| journal.response(id));
        let then = again::open_step(&earlier)?;
        let what = StepPart::ALL.into_iter().map(|part| then.step(part)).find(|words| !words.is_empty())?;
        Some(format!("{}: {what}", step_name(&earlier, then, lang)))
    });
    if before.topics.is_empty() && step.is_none() {
        return None;
    }
    let texts = ChangeTexts::shipped();
    let topics = before.topics.iter().filter_map(|code| state.instrument.dimension(code)).map(|dimension| {
        let given = move || again::look_back(&state.response(id)?, dimension.id);
        let name = format!("look-back-{}", dimension.id);
        let clear = move || state.change(id, again::said_of(dimension.id, None));
        let options = LookBack::ALL.map(|option| {
            let input = el("input", "option__input")
                .attr("type", "radio")
                .attr("name", &name)
                .live_flag("checked", move || given() == Some(option))
                .on("change", move |_| state.change(id, option.on(dimension.id)));
            let class = if option == LookBack::OptOut { "option option--apart" } else { "option" };
            el("label", class).add(input).add(words("span", "", look_back_words(option).get(lang)))
        });
        el("fieldset", "item")
            .attr_if("disabled", state.is_read_only(id).then_some(""))
            .add(words("legend", "item__legend", dimension.name.get(lang)))
            .add(words("p", "item__help", texts.look_back_question.get(lang)))
            .add(el("div", "item__scale").add(el("div", "scale scale--stacked").all(options)).add(cleared(
                lang,
                &name,
                move || given().is_some(),
                clear,
            )))
    });
    let step = step.map(|legend| {
        let given = move || again::step(&state.response(id)?);
        let keep = move |outcome| state.change(id, again::step_became(outcome));
        outcomes(lang, "step-before", &legend, given, keep)
    });
    let lead = (!before.topics.is_empty()).then(|| words("p", "prose", text.look_back_lead));
    Some(
        el("section", "part part--ruled")
            .attr("aria-labelledby", "look-back")
            .add(words("h2", "", text.look_back).attr("id", "look-back"))
            .all(lead)
            .all(topics)
            .all(step),
    )
}

/// The choice of topics: for the conversation only, never for a score.
fn topics(state: State, lang: Lang, id: ResponseId) -> El {
    let text = ReportText::of(lang);
    let choice = &state.instrument.topic_choice;
    let most = choice.max_choices;
    let chosen = move || state.response(id).map(|response| response.topics().to_vec()).unwrap_or_default();
    let modules = state.response(id).map(|response| response.modules(state.instrument).collect::<Vec<_>>());
    let dimensions = modules.into_iter().flatten().flat_map(|module| module.dimensions);
    let rows = dimensions.map(|dimension| {
        let is_chosen = move || chosen().contains(&dimension.id);
        let toggle = move |_| {
            let mut topics = chosen();
            if topics.contains(&dimension.id) {
                topics.retain(|code| *code != dimension.id);
            } else {
                topics.push(dimension.id);
            }
            state.change(id, Change::Topics(topics));
        };
        let input = el("input", "choice__box")
            .attr("type", "checkbox")
            .live_flag("checked", is_chosen)
            .live_flag("disabled", move || !is_chosen() && chosen().len() >= most)
            .on("change", toggle);
        el("label", "choice").add(input).add(words("span", "choice__text", dimension.name.get(lang)))
    });
    let so_far = move || match chosen().len() {
        n if n >= most => (text.topics_full)(most),
        n => (text.topics_chosen)(n, most),
    };
    let fieldset = el("fieldset", "")
        .attr_if("disabled", state.is_read_only(id).then_some(""))
        .attr("aria-describedby", "topics-help")
        .add(words("legend", "choices__legend choices__legend--big", choice.question.get(lang)))
        .add(words("p", "prose", choice.help.get(lang)).attr("id", "topics-help"))
        .add(el("div", "choices gap").all(rows));
    el("section", "part part--ruled")
        .add(fieldset)
        .add(el("p", "small gap").attr("role", "status").live_text(so_far))
}

fn module_answers(state: State, lang: Lang, response: &Response, module: &'static Module) -> El {
    el("section", "part")
        .add(words("h2", "", module.name.get(lang)))
        .all(module.screens().into_iter().flat_map(|screen| screen_answers(state, lang, response, screen)))
}

fn screen_answers(state: State, lang: Lang, response: &Response, screen: Screen) -> [El; 2] {
    let text = ReportText::of(lang);
    let href = Page::Screen(response.id, screen.code()).href();
    let closed = |question: Question| {
        let given = answer_words(response, question.code, question.scale, lang).unwrap_or_default();
        (question.text.get(lang), given, question.code)
    };
    let rows: Vec<(&str, &str, &'static str)> = match screen {
        Screen::Profile(_, profile) => {
            let scale = &profile.scale;
            let questions = profile.questions.iter();
            questions.map(|open| closed(Question { code: open.id, text: open.text, scale })).collect()
        }
        Screen::Dimension(_, dimension) => {
            let scale = &state.instrument.scale;
            let items = dimension.items.iter();
            items.map(|item| closed(Question { code: item.id, text: item.text, scale })).collect()
        }
        Screen::Open(module) => {
            let questions = module.open_questions.iter();
            questions.map(|open| (open.text.get(lang), response.words(open.id), open.id)).collect()
        }
    };
    let id = response.id;
    let rows = rows.into_iter().map(|(question, given, code)| {
        let (action, class) = match given {
            "" => (text.answer_it, "answers__given answers__given--open"),
            _ => (text.change, "answers__given"),
        };
        let given = if given.is_empty() { text.still_open } else { given };
        // The name of the link says which question, with one colon and no space before it.
        let change =
            link("answers__change", &href, action).attr("aria-label", &format!("{action}: {question}"));
        let change = change.on("click", move |event| {
            event.prevent_default();
            state.go(Page::Screen(id, screen.code()));
            browser::focus_question(code);
        });
        el("div", "answers__row")
            .add(words("dt", "", question))
            .add(el("dd", "").add(words("span", class, given).attr("dir", "auto")).add(change))
    });
    let (name, count) = match screen {
        Screen::Open(_) => (text.open_name.to_owned(), None),
        Screen::Profile(..) | Screen::Dimension(..) => {
            let n_open = response.screen_progress(screen).n_open();
            (screen_name(screen, lang), (n_open > 0).then(|| (text.n_open)(n_open)))
        }
    };
    let title = el("div", "answers__title")
        .add(words("h3", "", &name))
        .all(count.map(|count| words("p", "answers__count", &count)));
    [title, el("dl", "answers").all(rows)]
}
