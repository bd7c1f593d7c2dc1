//! What the app asks of the browser beyond elements and their events: clock, chance, address, files, clipboard, print,
//! other tabs. Strings and bytes go in and out; it knows nothing of answers, pages or words.

pub mod camera;
pub mod store;

use crate::early::Field;
use js_sys::{Array, Date, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, BroadcastChannel, Element, Event, File, HtmlAnchorElement, HtmlElement, Url,
};

/// What the browser refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    StorageFailed,
    ClipboardRefused,
    FileUnreadable,
    CameraRefused,
    DownloadRefused,
    /// Larger than the cap; nothing was read.
    FileTooLarge,
}

/// A random number of 128 bits, from the browser's source of randomness.
pub fn random_id() -> u128 {
    let mut bytes = [0; 16];
    if let Ok(crypto) = window().crypto()
        && crypto.get_random_values_with_u8_array(&mut bytes).is_ok()
    {
        return u128::from_be_bytes(bytes);
    }
    // A browser without `crypto` still needs an id that no other tab has.
    let part = || (js_sys::Math::random() * f64::from(u32::MAX)) as u128;
    (part() << 96) | (part() << 64) | (part() << 32) | part()
}

/// Milliseconds since the page began.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Today where the person is, as ISO 8601 text.
pub fn today() -> String {
    let now = Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// The languages the person prefers, best first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// The questionnaire's texts in English, unless they cannot be fetched. Asked for once, however often this is called.
pub async fn english() -> Option<String> {
    let load =
        js_sys::Reflect::get(&window(), &"english".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let loading = load.call0(&JsValue::UNDEFINED).ok()?.dyn_into::<js_sys::Promise>().ok()?;
    JsFuture::from(loading).await.ok()?.as_string()
}

/// What stands after `#` in the address.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

/// The address of the app, without what stands after `#`; none where it was opened from disk.
pub fn address() -> Option<String> {
    let whole = window().location().href().ok().filter(|_| !is_file())?;
    whole.split('#').next().map(str::to_owned)
}

/// A link that opens a mail to this address. The address must be a plain one; the words may be any.
pub fn mail_link(address: &str, subject: &str, body: &str) -> String {
    let coded = |text: &str| String::from(js_sys::encode_uri_component(text));
    // RFC 6068: lines end in CR and LF.
    format!("mailto:{address}?subject={}&body={}", coded(subject), coded(&body.replace('\n', "\r\n")))
}

/// Whether the device has a way of its own to share a text.
pub fn can_share() -> bool {
    js_sys::Reflect::get(&window().navigator(), &"share".into()).is_ok_and(|share| share.is_function())
}

/// Lets the device share a text. That the person changed their mind is no fault.
pub fn share(title: &str, text: &str) {
    let data = js_sys::Object::new();
    let navigator = window().navigator();
    let set = |name: &str, value: &str| js_sys::Reflect::set(&data, &name.into(), &value.into());
    if let (Ok(_), Ok(_), Ok(share)) =
        (set("title", title), set("text", text), js_sys::Reflect::get(&navigator, &"share".into()))
        && let Some(share) = share.dyn_ref::<js_sys::Function>()
        && let Ok(shared) = share.call1(&navigator, &data)
        && let Ok(shared) = shared.dyn_into::<js_sys::Promise>()
    {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(shared).await;
        });
    }
}

/// Puts a page into the address: as a new entry of the history, or in the place of the present one.
pub fn set_fragment(fragment: &str, is_new: bool) {
    let address = if fragment.is_empty() {
        window().location().pathname().unwrap_or_default()
    } else {
        format!("#{fragment}")
    };
    if let Ok(history) = window().history() {
        // A file or a blocked history leaves the address as it is; the page is shown all the same.
        let _ = if is_new {
            history.push_state_with_url(&JsValue::NULL, "", Some(&address))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
        };
    }
}

pub fn set_title(title: &str) {
    document().set_title(title);
}

/// What was filled in on the page that was there before the app.
pub struct Drawn {
    pub fields: Vec<Field>,
    /// Whether its question is shown, and not its start.
    pub is_question: bool,
}

/// Takes the page away that was there before the app, or takes what was noted of one at an earlier visit. boot.js reads
/// it, and when this turn of the browser ends it does on the app's page what was done on that one: focus, explanations,
/// what was pressed.
pub fn take_drawn() -> Option<Drawn> {
    let take = js_sys::Reflect::get(&window(), &"drawn".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let all = take.call0(&JsValue::UNDEFINED).ok()?.dyn_into::<Array>().ok()?;
    let mut all = all.iter().filter_map(|text| text.as_string());
    let shown = all.next()?;
    let mut fields = Vec::new();
    while let (Some(name), Some(value)) = (all.next(), all.next()) {
        fields.push((name, value));
    }
    Some(Drawn { fields, is_question: !shown.is_empty() })
}

/// Sets an attribute of `<html>`, or removes it.
pub fn set_root(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Whether `<html>` has this attribute.
pub fn has_root(name: &str) -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(name))
}

/// The value of this attribute of `<html>`.
pub fn root(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// Says something to boot.js: an event of this name on the window.
pub fn say(event: &str) {
    if let Ok(event) = Event::new(event) {
        let _ = window().dispatch_event(&event);
    }
}

/// Whether the app was opened from disk, as one file.
pub fn is_file() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// Whether the device asks for a dark display.
pub fn prefers_dark() -> bool {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
}

/// Calls `act` at every event of this name on the window or, for `visibilitychange`, on the document.
pub fn on(event: &'static str, act: impl FnMut(Event) + 'static) {
    let act = Closure::<dyn FnMut(Event)>::new(act).into_js_value();
    let act: &js_sys::Function = act.unchecked_ref();
    let _ = if event == "visibilitychange" {
        document().add_event_listener_with_callback(event, act)
    } else {
        window().add_event_listener_with_callback(event, act)
    };
}

/// Lets the browser ask the person before the page is left, or not any more. (Firefox keeps no page for "back" that
/// might ask.)
pub fn ask_before_leaving(is_wanted: bool) {
    thread_local! {
        static ASK: JsValue = Closure::<dyn Fn(Event)>::new(|event: Event| event.prevent_default()).into_js_value();
    }
    ASK.with(|ask| window().set_onbeforeunload(is_wanted.then(|| ask.unchecked_ref())));
}

/// Whether the page is on its way out of sight.
pub fn is_hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}

/// Waits for the next frame; where none comes, as in a window that is not in front, no longer than a tenth of a second.
async fn frame() {
    let next = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().request_animation_frame(&resolve);
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 100);
    });
    let _ = JsFuture::from(next).await;
}

/// Shows the topics of a long page one after the other, one in each frame: all at once would keep the browser busy for
/// longer than a person may have to wait. Until then the style sheet lets the browser skip what is out of sight.
pub fn unfold() {
    wasm_bindgen_futures::spawn_local(async {
        let find = |selector| document().query_selector(selector).ok().flatten();
        frame().await;
        while let Some(topic) = find(".unfolding .topic:not(.topic--shown)") {
            let _ = topic.set_attribute("class", "topic topic--shown");
            frame().await;
        }
        if let Some(page) = find(".unfolding") {
            let _ = page.set_attribute("class", "opening__text");
        }
    });
}

/// Moves the focus to the field after this one in its form; nowhere after the last.
pub fn focus_next_field(field: &Element) {
    let Ok(Some(form)) = field.closest("form") else { return };
    let Ok(fields) = form.query_selector_all("input, button[type=submit]") else { return };
    let all: Vec<_> = (0..fields.length()).filter_map(|place| fields.item(place)).collect();
    let here = all.iter().position(|other| other.is_same_node(Some(field)));
    let next = here.and_then(|here| all.get(here + 1)).and_then(|next| next.dyn_ref::<HtmlElement>());
    if let Some(next) = next {
        let _ = next.focus();
    }
}

/// Waits for so many milliseconds.
pub async fn wait(milliseconds: i32) {
    let wait = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(wait).await;
}

/// Lets the browser do what is waiting, before a long piece of work goes on.
pub async fn breathe() {
    wait(0).await;
}

/// Moves the focus, once the page has been drawn; scrolls it into view unless told otherwise.
pub fn focus(selector: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(selector)
            && let Some(element) = element.dyn_ref::<HtmlElement>()
        {
            let _ = element.focus();
        }
    });
}

/// Moves the focus to the element with this id.
pub fn focus_id(id: String) {
    leptos::prelude::request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id)
            && let Some(element) = element.dyn_ref::<HtmlElement>()
        {
            let _ = element.focus();
        }
    });
}

/// Moves the focus to the chosen answer of a question, or to its first one; at once, so that the next key finds it.
pub fn focus_answer(code: &str) {
    let name = format!("input[name='{code}']");
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    if let Some(input) = find(&format!("{name}:checked")).or_else(|| find(&name))
        && let Some(input) = input.dyn_ref::<HtmlElement>()
    {
        let _ = input.focus();
    }
}

/// Moves the focus to a question of a page that comes now, and shows the question from its beginning.
pub fn focus_question(code: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        focus_field(code);
        if let Some(item) =
            document().active_element().and_then(|field| field.closest(".item, .field").ok().flatten())
        {
            item.scroll_into_view();
        }
    });
}

/// Moves the focus to the field of this name, or to the chosen answer of the question with this code; at once.
pub fn focus_field(name: &str) {
    match document().get_element_by_id(name).and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        Some(field) => drop(field.focus()),
        None => focus_answer(name),
    }
}

/// The code of the question that has the focus.
pub fn focused_question() -> Option<String> {
    let item = document().active_element()?.closest("fieldset").ok()??;
    item.id().strip_prefix("item-").map(str::to_owned)
}

/// Whether a person is typing words.
pub fn is_typing() -> bool {
    let typing =
        |element: web_sys::Element| element.matches("textarea, input[type=text], select").unwrap_or(false);
    document().active_element().is_some_and(typing)
}

/// Explanations that are open now are open again when this page has been drawn anew.
pub fn keep_unfolded() {
    let all = document().get_elements_by_tag_name("details");
    let element = move |place| all.item(place);
    let mut open = Vec::new();
    let mut place = 0;
    while let Some(one) = element(place) {
        if one.has_attribute("open") {
            open.push(place);
        }
        place += 1;
    }
    leptos::prelude::request_animation_frame(move || {
        for one in open.into_iter().filter_map(element) {
            let _ = one.set_attribute("open", "");
        }
    });
}

pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

pub fn print() {
    let _ = window().print();
}

/// Hands a file to the person.
pub fn download(name: &str, media_type: &str, content: &[u8]) -> Result<(), Failure> {
    let refused = |_| Failure::DownloadRefused;
    let parts = Array::of1(&Uint8Array::from(content));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(refused)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(refused)?;
    download_from(&address, name)?;
    // The browser reads the blob after the click; a minute is ample, and the memory is then given back.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}

/// Hands what stands at an address to the person, as a file.
pub fn download_from(address: &str, name: &str) -> Result<(), Failure> {
    let link = document().create_element("a").map_err(|_| Failure::DownloadRefused)?;
    let link: HtmlAnchorElement = link.dyn_into().map_err(|_| Failure::DownloadRefused)?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}

/// Calls a method by its name: the first script needs no more for it, as it does for one that is bound.
fn call(object: &JsValue, name: &str, word: &JsValue) -> Result<JsValue, JsValue> {
    js_sys::Reflect::get(object, &name.into())?.dyn_into::<js_sys::Function>()?.call1(object, word)
}

/// Whether the host has this file. No more of it is fetched than its beginning.
pub async fn has_host(address: &str) -> bool {
    let Ok(asked) = call(&window(), "fetch", &address.into()) else { return false };
    let Ok(answer) = JsFuture::from(js_sys::Promise::resolve(&asked)).await else { return false };
    let field = |name: &str| js_sys::Reflect::get(&answer, &name.into()).unwrap_or(JsValue::UNDEFINED);
    // Whatever becomes of it: the file itself is fetched by the browser.
    let _ = call(&field("body"), "cancel", &JsValue::UNDEFINED);
    field("ok").is_truthy()
}

/// Puts text on the clipboard.
pub async fn copy(text: &str) -> Result<(), Failure> {
    let navigator = window().navigator();
    // Where the page is not secure there is no clipboard, whatever the type says.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).unwrap_or(JsValue::UNDEFINED);
    if clipboard.is_undefined() {
        return Err(Failure::ClipboardRefused);
    }
    let written = JsFuture::from(navigator.clipboard().write_text(text)).await;
    written.map(|_| ()).map_err(|_| Failure::ClipboardRefused)
}

/// Reads a file that the person chose, unless it is larger than `cap` bytes.
pub async fn read_file(file: &File, cap: usize) -> Result<Vec<u8>, Failure> {
    if file.size() > cap as f64 {
        return Err(Failure::FileTooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| Failure::FileUnreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Tells the other tabs of this app that something was written, or that everything was erased, and is told by them.
pub struct OtherTabs(Option<BroadcastChannel>);

impl OtherTabs {
    /// `act` is called with true when everything was erased.
    pub fn new(mut act: impl FnMut(bool) + 'static) -> OtherTabs {
        let channel = BroadcastChannel::new(store::APP).ok();
        if let Some(channel) = &channel {
            let listen = move |event: web_sys::MessageEvent| act(event.data().is_truthy());
            let listen = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(listen).into_js_value();
            channel.set_onmessage(Some(listen.unchecked_ref()));
        }
        OtherTabs(channel)
    }

    /// Where there is no such channel, or before it has spoken: a key of local storage was changed in another tab. `act`
    /// gets the key, and whether something stands under it.
    pub fn on_local(mut act: impl FnMut(&str, bool) + 'static) {
        on("storage", move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::StorageEvent>()
                && let Some(key) = event.key()
            {
                act(&key, event.new_value().is_some());
            }
        });
    }

    pub fn tell(&self, is_erased: bool) {
        if let Some(channel) = &self.0 {
            let _ = channel.post_message(&is_erased.into());
        }
    }
}
