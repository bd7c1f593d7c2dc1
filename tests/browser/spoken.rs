//! What a screen reader is told of a page, in reading order: the browser's accessibility tree as lines of text. Chromium
//! only. Knows nothing of the app.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Result;
use crate::page::Page;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    node_id: String,
    #[serde(default)]
    ignored: bool,
    role: Option<Said>,
    name: Option<Said>,
    description: Option<Said>,
    value: Option<Said>,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    child_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: Said,
}

/// Roles of which the name says all that is in them.
const WHOLE: [&str; 16] = [
    "heading",
    "link",
    "button",
    "radio",
    "checkbox",
    "textbox",
    "slider",
    "image",
    "img",
    "option",
    "DisclosureTriangle",
    "columnheader",
    "rowheader",
    "cell",
    "gridcell",
    "caption",
];
/// Boxes that a person is told nothing of.
const SILENT: [&str; 10] = [
    "generic",
    "none",
    "paragraph",
    "LabelText",
    "StaticText",
    "InlineTextBox",
    "RootWebArea",
    "Legend",
    "ListMarker",
    "rowgroup",
];
/// States that are told with a control.
const TOLD: [&str; 7] = ["level", "checked", "expanded", "disabled", "invalid", "required", "pressed"];

/// Out: a line for each thing that is announced, further in where it is in something that is announced.
pub async fn spoken(page: &Page) -> Result<String> {
    let tree = page.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes: Vec<Node> = serde_json::from_value(tree["nodes"].clone())?;
    let by_id: HashMap<&str, &Node> = nodes.iter().map(|node| (node.node_id.as_str(), node)).collect();
    let mut lines = Vec::new();
    if let Some(root) = nodes.first() {
        tell(root, &by_id, 0, &mut lines);
    }
    let build = page.execute("return document.documentElement.dataset.build ?? ''", vec![]).await?;
    let mut spoken = lines.join("\n");
    // Today is another day tomorrow.
    for (changes, word) in
        [(&*today(page).await?, "[today]"), (build.as_str().unwrap_or_default(), "[build]")]
    {
        if !changes.is_empty() {
            spoken = spoken.replace(changes, word);
        }
    }
    Ok(spoken)
}

/// Today in words, in the language of the page.
pub async fn today(page: &Page) -> Result<String> {
    let day = "return new Intl.DateTimeFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'nl',
        { day: 'numeric', month: 'long', year: 'numeric' }).format()";
    Ok(serde_json::from_value(page.execute(day, vec![]).await?)?)
}

fn tell(node: &Node, all: &HashMap<&str, &Node>, depth: usize, lines: &mut Vec<String>) {
    let said = |said: &Option<Said>| said.as_ref().map_or(String::new(), |said| words(&said.value));
    let (role, name) = (said(&node.role), said(&node.name));
    let mut inner = depth;
    if role == "StaticText" {
        // The words of a label are the name of its control as well.
        if !lines.last().is_some_and(|line| line.contains(&format!("“{name}"))) {
            lines.push(format!("{}{name}", "  ".repeat(depth)));
        }
        return;
    }
    let is_silent = node.ignored || (SILENT.contains(&role.as_str()));
    if !is_silent {
        let mut parts = vec![role.clone()];
        parts.extend((!name.is_empty()).then(|| format!("“{name}”")));
        let value = said(&node.value);
        parts.extend((!value.is_empty()).then(|| format!("= {value}")));
        let states = node.properties.iter().filter(|one| TOLD.contains(&one.name.as_str()));
        let states = states.filter(|one| !matches!(words(&one.value.value).as_str(), "false" | ""));
        parts.extend(states.map(|one| match words(&one.value.value).as_str() {
            "true" => one.name.clone(),
            value => format!("{} {value}", one.name),
        }));
        let description = said(&node.description);
        parts.extend((!description.is_empty()).then(|| format!("({description})")));
        lines.push(format!("{}{}", "  ".repeat(depth), parts.join(" ")));
        inner = depth + 1;
    }
    if !WHOLE.contains(&role.as_str()) {
        for child in node.child_ids.iter().filter_map(|id| all.get(id.as_str())) {
            tell(child, all, inner, lines);
        }
    }
}

/// On one line, without soft hyphens. What was made up at random, as a code is, is not the same twice.
fn words(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let text = if value.is_null() { "" } else { &text };
    let text = text.replace('\u{ad}', "");
    let is_random = |word: &&str| word.len() > 20 && word.chars().filter(char::is_ascii_digit).count() > 4;
    let words = text.split_whitespace().map(|word| if is_random(&word) { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}
