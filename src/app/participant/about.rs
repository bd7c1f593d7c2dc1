//! Pages that only tell: what happens with the answers, the sources, an address that leads nowhere. Knows nothing of
//! any answer.

use crate::app::dom::{El, el, link, words};
use crate::app::state::State;
use crate::app::{picture, plain_page};
use crate::browser;
use crate::report::credits;
use crate::text::report::ReportText;
use crate::text::{Lang, Text};

pub fn answers(state: State, lang: Lang) -> Vec<El> {
    let text = ReportText::of(lang);
    let lead = format!("{} {}", state.instrument.privacy.get(lang), text.privacy_lead);
    let rows = text.privacy.iter().map(|(heading, sentence)| {
        el("section", "topic").add(words("h2", "", heading)).add(words("p", "prose topic__text", sentence))
    });
    let raw = words("button", "button button--second", text.save_raw).attr("type", "button");
    let version = browser::root("data-build").map(|build| {
        let sums = link("", "build.txt", text.build_sums);
        // The single file has no list beside it.
        let sums = (!browser::is_file()).then_some(sums);
        words("p", "small gap", &(text.build)(&build)).text(" ").all(sums)
    });
    let check = [el("div", "steps").add(raw.attr("data-do", "records"))];
    plain_page(text, text.your_answers, &lead, rows.chain(check).chain(version))
}

pub fn sources(state: State, lang: Lang) -> Vec<El> {
    let (text, instrument) = (ReportText::of(lang), state.instrument);
    let version = (text.instrument_version)(instrument.version, instrument.status);
    let note = format!("{}, {version}. {}", text.app, instrument.status_note.get(lang));
    let rest = [picture::credits_view(&credits()), words("p", "small gap", &note)];
    plain_page(text, text.sources, text.sources_intro, rest)
}

pub fn unknown(text: &'static Text) -> Vec<El> {
    plain_page(text, text.not_found, text.not_found_text, [])
}
