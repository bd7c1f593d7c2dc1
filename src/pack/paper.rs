//! The questionnaire on paper: one page in every language, to print and fill in with a pen where the app cannot run.
//! Knows nothing of answers, nor of where the page will stand.

use netwerkspiegel::instrument::{Dimension, Instrument, Module, Profile};
use netwerkspiegel::response::StepPart;
use netwerkspiegel::text::report::ReportText;
use netwerkspiegel::text::{Lang, Words};

pub const STYLE: &str = include_str!("paper.css");

const TITLE: Words = Words { nl: "Vragenlijst op papier", en: "Questionnaire on paper" };
const HOW: Words = Words {
    nl: "Print deze pagina en vul haar in met een pen. Zet in elke rij één kruisje. Niets is verplicht. Je hoeft ook niet alle onderdelen te doen.",
    en: "Print this page and fill it in with a pen. Put one cross in each row. Nothing is compulsory. You need not do all parts either.",
};

/// The page. `head` is what makes it look right: a link to the style, or the style itself with its policy.
pub fn page(instrument: &'static Instrument, head: &str) -> String {
    let parts: String = Lang::ALL.into_iter().map(|lang| in_language(instrument, lang)).collect();
    format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n{head}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{} – {}</title>\n</head>\n<body>\n{parts}</body>\n</html>\n",
        TITLE.nl,
        ReportText::of(Lang::Nl).app
    )
}

fn in_language(instrument: &'static Instrument, lang: Lang) -> String {
    let text = ReportText::of(lang);
    let other = match lang {
        Lang::Nl => Lang::En,
        Lang::En => Lang::Nl,
    };
    let modules: String =
        instrument.modules.iter().map(|module| of_module(instrument, module, lang)).collect();
    let steps: String = (0..StepPart::ALL.len()).map(|place| line((text.step_label)(place))).collect();
    format!(
        "<main id=\"{}\" lang=\"{}\">\n<p class=\"switch\"><a href=\"#{}\" lang=\"{}\">{}</a></p>\n\
         <h1>{}: {}</h1>\n<p>{}</p>\n<p>{} {}</p>\n{}{modules}<h2>{}</h2>\n{}{}{}<h2>{}</h2>\n{steps}</main>\n",
        lang.code(),
        lang.code(),
        other.code(),
        other.code(),
        text.other_language,
        text.app,
        TITLE.get(lang).to_lowercase(),
        escape(instrument.intro.get(lang)),
        escape(HOW.get(lang)),
        escape(instrument.focus.get(lang)),
        line(text.network_label),
        escape(text.review_stop),
        paragraph(instrument.topic_choice.question.get(lang)),
        paragraph(instrument.topic_choice.help.get(lang)),
        line(""),
        escape(text.next_step),
    )
}

fn of_module(instrument: &'static Instrument, module: &'static Module, lang: Lang) -> String {
    let text = ReportText::of(lang);
    let mut out = format!("<h2>{}</h2>\n", escape(module.name.get(lang)));
    out.push_str(&paragraph(module.intro.get(lang)));
    out.extend(module.profiles.iter().map(|profile| of_profile(profile, lang)));
    out.extend(module.dimensions.iter().map(|dimension| of_dimension(instrument, dimension, lang)));
    if !module.open_questions.is_empty() {
        out.push_str(&format!("<h3>{}</h3>\n", escape(text.open_name)));
        out.push_str(&paragraph(text.open_lead));
        for question in module.open_questions {
            out.push_str(&format!(
                "<div class=\"row\">{}<div class=\"lines\"></div></div>\n",
                paragraph(question.text.get(lang))
            ));
        }
    }
    out
}

fn of_profile(profile: &'static Profile, lang: Lang) -> String {
    let mut out = format!("<h3>{}</h3>\n", escape(profile.name.get(lang)));
    out.push_str(&paragraph(profile.definition.get(lang)));
    for question in profile.questions {
        let options = profile.scale.options.iter().chain([&profile.scale.opt_out]);
        let options: String =
            options.map(|option| format!("<li>{}</li>\n", escape(option.words.get(lang)))).collect();
        out.push_str(&format!(
            "<div class=\"row\">{}<ul class=\"choices\">\n{options}</ul></div>\n",
            paragraph(question.text.get(lang))
        ));
    }
    out
}

fn of_dimension(instrument: &'static Instrument, dimension: &'static Dimension, lang: Lang) -> String {
    let scale = &instrument.scale;
    let options = || scale.options.iter().chain([&scale.opt_out]);
    let head: String = options()
        .map(|option| format!("<th scope=\"col\">{}</th>", escape(option.words.get(lang))))
        .collect();
    let rows: String = dimension
        .items
        .iter()
        .map(|item| {
            let boxes = "<td></td>".repeat(options().count());
            format!("<tr><th scope=\"row\">{}</th>{boxes}</tr>\n", escape(item.text.get(lang)))
        })
        .collect();
    format!(
        "<h3>{}</h3>\n{}<table>\n<thead><tr><th></th>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        escape(dimension.name.get(lang)),
        paragraph(dimension.definition.get(lang)),
    )
}

fn paragraph(words: &str) -> String {
    format!("<p>{}</p>\n", escape(words))
}

/// A question with one line to write on.
fn line(words: &str) -> String {
    format!("<div class=\"row\">{}<div class=\"lines lines--one\"></div></div>\n", paragraph(words))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_asks_everything_in_both_languages() {
        let instrument = Instrument::shipped();
        let page = page(instrument, "");
        for lang in Lang::ALL {
            for question in instrument.questions() {
                assert!(page.contains(&escape(question.text.get(lang))), "{}", question.code);
            }
            for question in instrument.open_questions() {
                assert!(page.contains(&escape(question.text.get(lang))), "{}", question.id);
            }
        }
        // A box for every point and the opt-out of every statement.
        let n_boxes = (instrument.scale.options.len() + 1) * instrument.items().count() * Lang::ALL.len();
        assert_eq!(page.matches("<td></td>").count(), n_boxes);
    }
}
