//! The frame (a first sketch).
use leptos::prelude::*;

pub fn start() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Netwerkspiegel"</h1></main> });
}
