//! Says beside a field that nothing more fits in it, for every field with a greatest length. Knows nothing of what is typed
//! or where it is kept.

use crate::app::dom::{el, typed};
use crate::browser;
use crate::response::is_full;
use crate::text::Lang;
use crate::text::report::ReportText;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

thread_local! {
    static IS_WATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Watches all fields from now on; asked again, nothing more happens.
pub fn watch() {
    if !IS_WATCHING.replace(true) {
        browser::on("input", |event| {
            look(&event);
        });
    }
}

/// Looks at the field that an event came from, if it has a greatest length.
fn look(event: &Event) -> Option<()> {
    let field: Element = event.target()?.dyn_into().ok()?;
    field.closest(".field").ok()??;
    let most: usize = field.get_attribute("maxlength")?.parse().ok()?;
    let beside = field.next_element_sibling().filter(|beside| beside.has_attribute("data-full"));
    let said = match beside {
        Some(said) => said,
        // There before it has words: a screen reader tells what changes in it.
        None => {
            let said = el("p", "field__hint no-print").attr("role", "status").attr("data-full", "");
            field.insert_adjacent_element("afterend", said.element()).ok()??
        }
    };
    let lang = browser::root("lang").and_then(|tag| Lang::parse(&tag)).unwrap_or_default();
    let words = if is_full(&typed(event), most) { (ReportText::of(lang).full)(most) } else { String::new() };
    if said.text_content().as_ref() != Some(&words) {
        said.set_text_content(Some(&words));
    }
    Some(())
}
