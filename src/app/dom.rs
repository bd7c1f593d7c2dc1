//! Builds elements of the page and lets them follow signals. Knows nothing of what is shown. Leptos keeps the signals
//! and effects; its view macro is not used, because a type for each view made the app 881 kB of wasm instead of what
//! `./dev size` tells now (src/README.md).

use crate::app::live::{self, Effects, follow, follow_value};
use leptos::prelude::document;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use web_sys::{Comment, Element, Event};

/// An element, on its way into the page or there already.
#[must_use]
#[derive(Clone)]
pub struct El(Element);

/// A new element with its classes; an empty text for none.
pub fn el(tag: &str, class: &str) -> El {
    new(document().create_element(tag), class)
}

/// A new element of a drawing.
pub fn svg(tag: &str, class: &str) -> El {
    let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    new(element, class)
}

fn new(element: Result<Element, JsValue>, class: &str) -> El {
    // Only a name that is no name at all is refused, and all names stand in our code.
    #[allow(clippy::expect_used)]
    let element = El(element.expect("the name of an element"));
    if class.is_empty() { element } else { element.attr("class", class) }
}

/// An element with one text in it.
pub fn words(tag: &str, class: &str, text: &str) -> El {
    el(tag, class).text(text)
}

/// A link to a page of the app.
pub fn link(class: &str, href: &str, text: &str) -> El {
    words("a", class, text).attr("href", href)
}

/// A button that does something; it never sends a form.
pub fn button(class: &str, text: &str, mut act: impl FnMut() + 'static) -> El {
    pressed(class, text, Box::new(move |_| act()))
}

// Not for each `act` anew: much of the app is buttons and what follows values.
fn pressed(class: &str, text: &str, act: Act) -> El {
    words("button", class, text).attr("type", "button").heard("click", act)
}

type Act = Box<dyn FnMut(Event)>;

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> El {
        set(&self.0, name, Some(value));
        self
    }

    /// Sets an attribute, if there is a value.
    pub fn attr_if(self, name: &str, value: Option<&str>) -> El {
        set(&self.0, name, value);
        self
    }

    /// An attribute that follows what `value` reads; none takes it away.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> El {
        let element = self.0.clone();
        follow_value(value, move |value| set(&element, name, value.as_deref()));
        self
    }

    /// A property, such as what is typed in a field.
    pub fn prop(self, name: &str, value: &str) -> El {
        let _ = js_sys::Reflect::set(&self.0, &name.into(), &value.into());
        self
    }

    /// A property that is true or false and follows what `value` reads.
    pub fn live_flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> El {
        let element = self.clone();
        follow_value(value, move |value| element.set_flag(name, *value));
        self
    }

    /// What is typed in a field, following what `value` reads as long as nobody is typing in it.
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> El {
        let element = self.0.clone();
        follow(move || {
            let value = value();
            if document().active_element().as_ref() != Some(&element) {
                let _ = js_sys::Reflect::set(&element, &"value".into(), &value.into());
            }
        });
        self
    }

    pub fn text(self, text: &str) -> El {
        let _ = self.0.append_with_str_1(text);
        self
    }

    /// A text that follows what `text` reads.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> El {
        let node = document().create_text_node("");
        let _ = self.0.append_child(&node);
        follow_value(text, move |text| node.set_data(text));
        self
    }

    pub fn add(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    pub fn all(self, children: impl IntoIterator<Item = El>) -> El {
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
        self
    }

    /// Children that are built anew whenever what `read` reads has become something else. What has the focus among
    /// them loses it, so what a person acts on belongs in `live_attr`, `live_flag` or `live_text`.
    pub fn live<T: PartialEq + 'static>(
        self,
        read: impl Fn() -> T + 'static,
        build: impl Fn(&T) -> Vec<El> + 'static,
    ) -> El {
        let shown = Shown::at_end_of(&self);
        follow_value(read, move |value| shown.renew(&mut || build(value)));
        self
    }

    /// Sets a property that is true or false.
    pub fn set_flag(&self, name: &str, value: bool) {
        let _ = js_sys::Reflect::set(&self.0, &name.into(), &value.into());
    }

    /// Whether its box has a tick.
    pub fn is_ticked(&self) -> bool {
        let value = js_sys::Reflect::get(&self.0, &"checked".into());
        value.is_ok_and(|value| value.is_truthy())
    }

    /// Puts this in a field, as if it was typed.
    pub fn set_value(&self, value: &str) {
        let _ = js_sys::Reflect::set(&self.0, &"value".into(), &value.into());
    }

    /// Sets the classes.
    pub fn set_class(&self, class: &str) {
        set(&self.0, "class", Some(class));
    }

    /// The element itself, for what only the browser can do with it.
    pub fn element(&self) -> &Element {
        &self.0
    }

    pub fn is_in_page(&self) -> bool {
        self.0.is_connected()
    }

    /// What is typed in it.
    pub fn value(&self) -> String {
        value_of(&self.0)
    }

    /// Puts one text in the place of all that is in the element.
    pub fn set_text(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Puts these in the place of all that is in the element.
    pub fn fill(&self, children: impl IntoIterator<Item = El>) {
        self.0.set_text_content(None);
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
    }

    /// Acts at an event.
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> El {
        self.heard(event, Box::new(act))
    }

    fn heard(self, event: &str, act: Act) -> El {
        let act = Closure::wrap(act).into_js_value();
        let _ = self.0.add_event_listener_with_callback(event, act.unchecked_ref());
        self
    }

    /// Puts the element at the end of the page.
    pub fn mount(self) {
        if let Some(body) = document().body() {
            let _ = body.append_child(&self.0);
        }
    }
}

/// Children that are built anew: they stand before `end`, and their effects end with them.
struct Shown {
    end: Comment,
    children: Cell<Option<(Vec<El>, Effects)>>,
}

impl Shown {
    fn at_end_of(element: &El) -> Shown {
        let end = document().create_comment("");
        let _ = element.0.append_child(&end);
        Shown { end, children: Cell::new(None) }
    }

    fn renew(&self, build: &mut dyn FnMut() -> Vec<El>) {
        let mut children = Vec::new();
        let effects = live::build(&mut || children = build());
        // The old ones go first: taking away what has the focus makes the browser lay out all that is there.
        if let Some((children, _ended)) = self.children.take() {
            children.iter().for_each(|child| child.0.remove());
        }
        for child in &children {
            if let Some(parent) = self.end.parent_node() {
                let _ = parent.insert_before(&child.0, Some(&self.end));
            }
        }
        self.children.set(Some((children, effects)));
    }
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// What is typed in the field that an event came from.
pub fn typed(event: &Event) -> String {
    event.target().map_or_else(String::new, |target| value_of(&target))
}

fn value_of(field: &JsValue) -> String {
    let value = js_sys::Reflect::get(field, &"value".into()).ok();
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Ticks the box that an event came from, or takes the tick away.
pub fn tick(event: &Event, is_ticked: bool) {
    if let Some(target) = event.target() {
        let _ = js_sys::Reflect::set(&target, &"checked".into(), &is_ticked.into());
    }
}
