//! The colours of style/tokens.css: every pair that stands on one another can be told apart, by the formula of WCAG 2.2
//! (relative luminance and contrast ratio). Knows nothing of where a pair is used.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;

type Colours = BTreeMap<String, String>;

/// The colours that the first rule with this selector sets.
fn colours(css: &str, selector: &str) -> Colours {
    let rule = css.split_once(selector).unwrap().1.split_once('{').unwrap().1.split_once('}').unwrap().0;
    let lines = rule.split(';').filter_map(|line| line.trim().split_once(':'));
    lines
        .map(|(name, value)| (name.trim(), value.trim()))
        .filter(|(name, value)| name.starts_with("--") && value.starts_with('#'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let part = |from: usize| {
        let part = f64::from(u8::from_str_radix(&colour[from..from + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/// Contrast ratio, 1 to 21 (WCAG 2.2).
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_formula_gives_what_the_standard_says() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
}

#[test]
fn every_pair_can_be_told_apart() {
    let css = fs::read_to_string("style/tokens.css").unwrap();
    let css: String = css.split("/*").map(|part| part.rsplit("*/").next().unwrap()).collect();
    let light = colours(&css, ":root");
    let dark = colours(&css, ":root:not([data-theme=\"light\"])");
    // Chosen by hand or by the device, dark is dark.
    assert_eq!(dark, colours(&css, ":root[data-theme=\"dark\"]"));
    let mut all = light.clone();
    all.extend(dark);
    // 4.5 for words, 3 for the edges of what can be pressed or filled in.
    let mut pairs = vec![
        ("--ink", "--paper", 7.0),
        ("--ink", "--field", 7.0),
        ("--ink-soft", "--paper", 4.5),
        ("--ink-soft", "--field", 4.5),
        ("--alarm", "--paper", 4.5),
        ("--on-alarm", "--alarm", 4.5),
        ("--on-mark", "--mark", 4.5),
        ("--paper", "--ink", 4.5),
        ("--edge", "--paper", 3.0),
        ("--edge", "--field", 3.0),
        ("--qr-ink", "--qr-paper", 7.0),
    ];
    let steps: Vec<(String, String)> =
        (1..=5).map(|step| (format!("--on-step-{step}"), format!("--step-{step}"))).collect();
    pairs.extend(steps.iter().map(|(on, step)| (on.as_str(), step.as_str(), 4.5)));
    for (theme, colours) in [("light", &light), ("dark", &all)] {
        for (on, ground, least) in &pairs {
            let found = contrast(&colours[*on], &colours[*ground]);
            assert!(found >= *least, "{theme}: {on} on {ground} is {found:.2}, not {least}");
        }
    }
}
