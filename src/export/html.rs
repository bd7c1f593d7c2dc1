//! The report as one page for people that opens from disk, asks nothing of the net and prints well; the answers are
//! inside, so that the app can open it again. Knows nothing of the app's own screens. Look: report.css beside it.

use super::{Material, full_stop, json, visible};
use crate::exchange::file::FORMAT;
use crate::exchange::{EMBED_BEGIN, EMBED_END};
use crate::group::spread::Ratings;
use crate::logbook::story::{Stop, Story, is_long};
use crate::report::{Block, Counts, Form, Grid, Mark, Mirror, Part, Report, Strands, Strip, Topic, report};
use crate::text::Lang;
use crate::text::group::GroupText;
use crate::text::report::ReportText;
use crate::text::story::StoryText;

const STYLE: &str = include_str!("report.css");
/// Lets this stylesheet through the page's own policy, and nothing else; a test says what it must be.
const STYLE_HASH: &str = "sha256-GpWrwLjFfJCqN35HZQGLQAzoSivj0txLko/wsF2x2rM=";
/// What only the story of a logbook needs, and the same of it.
const STORY_STYLE: &str = include_str!("story.css");
const STORY_HASH: &str = "sha256-pzqk9z0Qt/EzC8rknbW2bTeyNaqMR/YLSo29AHfJP40=";

/// The mark of the app: six strands in a ring.
const MARK: &str = r#"<svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false"><path d="M27.32 14.52C30.43 13.68 33.61 12.61 37.58 12.12C41.54 11.63 46.34 11.96 50.63 14.22C54.91 16.48 58.44 20.71 59.57 25.63M44.8 19.2C47.08 21.48 49.6 23.7 52.01 26.89C54.41 30.08 56.52 34.4 56.71 39.24C56.9 44.08 54.99 49.25 51.3 52.7M49.48 36.68C48.65 39.8 47.99 43.09 46.43 46.77C44.87 50.45 42.18 54.44 38.08 57.02C33.98 59.6 28.55 60.54 23.73 59.06M36.68 49.48C33.57 50.32 30.39 51.39 26.42 51.88C22.46 52.37 17.66 52.04 13.37 49.78C9.09 47.52 5.56 43.29 4.43 38.37M19.2 44.8C16.92 42.52 14.4 40.3 11.99 37.11C9.59 33.92 7.48 29.6 7.29 24.76C7.1 19.92 9.01 14.75 12.7 11.3M14.52 27.32C15.35 24.2 16.01 20.91 17.57 17.23C19.13 13.55 21.82 9.56 25.92 6.98C30.02 4.4 35.45 3.46 40.27 4.94"/></svg>"#;

/// The report of this response as a page. The answers stand in the head, so that a page that was cut off later on can
/// still give them back. In them `<` is written as `\u003c`: no text can end the script or begin a comment.
pub fn write(material: &Material) -> String {
    let report = report(material.instrument, material.response, material.earlier, material.lang);
    let text = ReportText::of(report.lang);
    let answers = json(material).replace('<', "\\u003c");
    let inside = [EMBED_BEGIN, "\n", &answers, EMBED_END, "\n"].concat();
    page(&report, &inside, text.report_file_title, text.file_reopen, material.app_version)
}

/// A group's report as a page without any answers inside.
pub fn write_group(report: &Report, app_version: &str) -> String {
    let text = GroupText::of(report.lang);
    page(report, "", text.group_file_title, text.group_file_note, app_version)
}

/// A group's minutes as such a page.
pub fn write_minutes(minutes: &Report, app_version: &str) -> String {
    let text = GroupText::of(minutes.lang);
    page(minutes, "", text.minutes_file_title, text.group_file_note, app_version)
}

fn page(report: &Report, inside: &str, title: &str, foot: &str, app_version: &str) -> String {
    let mut page = Page { text: ReportText::of(report.lang), out: String::new() };
    page.begin(report.lang, &report.title, "", inside, title, app_version);
    page.report(report);
    page.end(foot);
    page.out
}

/// The story of a logbook as a page. Nothing is inside to open again: the logbook has a file of its own.
pub fn write_story(story: &Story, app_version: &str) -> String {
    let text = StoryText::of(story.lang);
    let mut page = Page { text: ReportText::of(story.lang), out: String::new() };
    page.begin(story.lang, &story.network, STORY_STYLE, "", text.file_title, app_version);
    page.story(text, story);
    page.end(text.file_note);
    page.out
}

struct Page {
    text: &'static ReportText,
    out: String,
}

impl Page {
    fn line(&mut self, html: &str) {
        self.out.push_str(html);
        self.out.push('\n');
    }

    /// Everything before what a page says. In: its own title, a style besides the common one (empty for none), what stands
    /// in the head to open again, what the page is.
    fn begin(&mut self, lang: Lang, title: &str, style: &str, inside: &str, kind: &str, app_version: &str) {
        self.line("<!doctype html>");
        self.line(&format!("<html lang=\"{}\">", lang.code()));
        self.line("<head>");
        self.line("<meta charset=\"utf-8\">");
        let hashes = if style.is_empty() {
            format!("'{STYLE_HASH}'")
        } else {
            format!("'{STYLE_HASH}' '{STORY_HASH}'")
        };
        self.line(&format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'\">"
        ));
        self.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.line(&format!("<meta name=\"generator\" content=\"{FORMAT} {}\">", escape(app_version)));
        self.line(&format!("<title>{} – {}</title>", escape(title), self.text.app));
        self.line(&format!("<style>{STYLE}</style>"));
        if !style.is_empty() {
            self.line(&format!("<style>{style}</style>"));
        }
        self.out.push_str(inside);
        self.line("</head>");
        self.line("<body>");
        self.line(&format!("<header class=\"head\">{MARK}<p>{kind}</p></header>"));
        self.line("<main>");
    }

    fn end(&mut self, foot: &str) {
        self.line("</main>");
        self.line(&format!("<footer class=\"foot\"><p>{}</p></footer>", escape(foot)));
        self.line("</body>");
        self.line("</html>");
    }

    fn facts(&mut self, facts: &[String]) {
        // Each fact by itself: a name written from right to left must not turn its neighbours round.
        let facts: Vec<String> = facts.iter().map(|fact| format!("<bdi>{}</bdi>", escape(fact))).collect();
        self.line(&format!("<p class=\"facts\">{}</p>", facts.join(" · ")));
    }

    fn report(&mut self, report: &Report) {
        self.facts(&report.facts);
        self.element("h1", &report.title);
        self.line(&format!("<p class=\"lead\">{}</p>", escape(&report.intro)));
        self.line("<nav class=\"contents\">");
        self.element("h2", self.text.in_this_report);
        self.line("<ol>");
        for part in &report.parts {
            self.line(&format!("<li><a href=\"#{}\">{}</a></li>", part.id, escape(&part.heading)));
        }
        self.line("</ol>");
        self.line("</nav>");
        for part in &report.parts {
            self.part(part);
        }
    }

    /// The network, one line of time, the goals at its end, and for whom there were results.
    fn story(&mut self, text: &StoryText, story: &Story) {
        self.line(&format!("<p class=\"facts\">{}</p>", story.day));
        self.line(&format!("<h1 dir=\"auto\">{}</h1>", escape(&story.network)));
        self.line(&format!("<p class=\"lead\">{}</p>", story.title));
        self.line("<section class=\"part\">");
        self.element("h2", text.line_title);
        if story.stops.is_empty() {
            self.element("p", text.no_stops);
        } else {
            self.stops(&story.stops);
        }
        self.line("</section>");
        self.line("<div class=\"ends\">");
        self.line("<section class=\"part\">");
        self.element("h2", text.aims_title);
        if !story.ahead.is_empty() {
            self.stops(&story.ahead);
        }
        if story.goals.is_empty() {
            self.element("p", text.no_aims);
        } else {
            self.pairs("pairs", &story.goals);
        }
        self.line("</section>");
        self.line("<section class=\"part\">");
        self.element("h2", text.value_title);
        self.pairs("pairs", &story.value);
        self.line("</section>");
        self.line("</div>");
    }

    fn stops(&mut self, stops: &[Stop]) {
        self.line(if is_long(stops) { "<ol class=\"stops long\">" } else { "<ol class=\"stops\">" });
        stops.iter().for_each(|stop| self.stop(stop));
        self.line("</ol>");
    }

    fn stop(&mut self, stop: &Stop) {
        let who = if stop.aside.is_empty() {
            String::new()
        } else {
            format!("<span class=\"who\">{}</span>", escape(&stop.aside))
        };
        self.line(&format!(
            "<li class=\"{}\"><span class=\"when\">{}</span><span><b>{}</b> <bdi>{}</bdi>{who}</span></li>",
            stop.mark(),
            stop.day,
            stop.sign,
            escape(&stop.text)
        ));
    }

    fn part(&mut self, part: &Part) {
        self.line(&format!("<section class=\"part\" id=\"{}\">", part.id));
        self.element("h2", &part.heading);
        for block in &part.blocks {
            self.block("h3", block);
        }
        self.line("</section>");
    }

    /// `heading` is the heading under that of what the block stands in.
    fn block(&mut self, heading: &str, block: &Block) {
        match block {
            Block::Prose(text) => self.element("p", text),
            Block::Note(text) => self.line(&format!("<p class=\"note\">{}</p>", escape(text))),
            Block::Standout(sentences) => self.list("standout", sentences),
            Block::RopeHead { names, caption } => self.rope(names, caption),
            Block::Strands(strands) => self.strands(strands),
            Block::Strip(strip) => self.strip(strip),
            Block::Counts(counts) => self.counts(counts),
            Block::Mirror(mirror) => self.mirror(mirror),
            Block::Grid(grid) => self.grid(grid),
            Block::Topic(topic) => self.topic(topic),
            Block::Panels(panels) => {
                for panel in panels {
                    self.line("<section class=\"topic\">");
                    self.element(heading, &panel.heading);
                    self.line(&format!("<p><b>{}</b></p>", escape(&panel.words)));
                    for note in &panel.notes {
                        self.line(&format!("<p class=\"note\">{}</p>", escape(note)));
                    }
                    self.strands(&panel.strands);
                    self.line("</section>");
                }
            }
            Block::Facts(facts) => self.pairs("pairs", facts),
            Block::Advice { title, text } => {
                self.element(heading, title);
                self.element("p", text);
            }
            Block::Talk { title, starters } => {
                self.element(heading, title);
                self.list("talk", starters);
            }
            Block::Quote { question, answers } => {
                self.element(heading, question);
                for answer in answers {
                    self.line(&format!("<blockquote dir=\"auto\">{}</blockquote>", escape(answer)));
                }
            }
            Block::Promise(rows) => self.pairs("promise", rows),
            Block::Source(text) => self.line(&format!("<p class=\"source\">{}</p>", escape(text))),
            Block::Credits(credits) => {
                self.line("<ul class=\"credits\">");
                for (title, place) in credits {
                    self.line(&format!(
                        "<li><cite>{}</cite>{} {}</li>",
                        escape(title),
                        full_stop(title),
                        escape(place)
                    ));
                }
                self.line("</ul>");
            }
        }
    }

    fn topic(&mut self, topic: &Topic) {
        self.line(&format!("<section class=\"topic\" id=\"{}\">", topic.id));
        self.element("h3", &topic.heading);
        if let Some(place) = &topic.place {
            self.line(&format!("<p class=\"place\">{}</p>", escape(place)));
        }
        for block in &topic.blocks {
            self.block("h4", block);
        }
        self.line("</section>");
    }

    fn element(&mut self, name: &str, text: &str) {
        self.line(&format!("<{name}>{}</{name}>", escape(text)));
    }

    fn list(&mut self, class: &str, entries: &[String]) {
        self.line(&format!("<ul class=\"{class}\">"));
        for entry in entries {
            self.element("li", entry);
        }
        self.line("</ul>");
    }

    fn pairs(&mut self, class: &str, pairs: &[(String, String)]) {
        self.line(&format!("<dl class=\"{class}\">"));
        for (label, value) in pairs {
            self.element("dt", label);
            self.line(&format!("<dd dir=\"auto\">{}</dd>", escape(value)));
        }
        self.line("</dl>");
    }

    /// The strands come together; the same for every report.
    fn rope(&mut self, names: &[(&str, String)], caption: &str) {
        self.line("<div class=\"rope\">");
        self.line("<ul>");
        for (id, name) in names {
            self.line(&format!("<li><a href=\"#{id}\">{}</a></li>", escape(name)));
        }
        self.line("</ul>");
        let middle = names.len() * 5;
        let strands: String = (0..names.len())
            .map(|place| {
                let from = place * 10 + 5;
                // So close together that they touch.
                let to = (middle * 11 + from) / 12;
                format!("M0 {from}H25C60 {from} 45 {to} 75 {to}H100")
            })
            .collect();
        // As high as the names beside it: see the stylesheet.
        let height = names.len() * 11 / 4;
        self.line(&format!(
            "<svg height=\"{height}rem\" viewBox=\"0 0 100 {}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{strands}\"/></svg>",
            middle * 2
        ));
        self.line("</div>");
        self.line(&format!("<p class=\"note\">{}</p>", escape(caption)));
    }

    fn strands(&mut self, strands: &Strands) {
        self.begin_rows(&strands.caption, Some(strands.head), &strands.labels);
        for strand in &strands.rows {
            let row = if strand.is_apart { "<tr class=\"apart\">" } else { "<tr>" };
            // One step wide, its middle on the mean.
            let picture = strand.tenths.map_or_else(String::new, |tenths| {
                let left = tenths.saturating_sub(10) * 4;
                points(&format!("<rect x=\"{left}\" y=\"4\" width=\"40\" height=\"16\" rx=\"8\"/>"))
            });
            let note = strand
                .note
                .as_ref()
                .map_or_else(String::new, |note| format!("<span>{}</span>", escape(note)));
            self.line(&format!(
                "{row}<th scope=\"row\">{}</th><td>{picture}<b>{}</b>{note}</td></tr>",
                escape(&strand.name),
                escape(&strand.words)
            ));
        }
        self.end_table();
    }

    fn strip(&mut self, strip: &Strip) {
        self.begin_rows(&strip.caption, Some(self.text.item_column), &strip.labels);
        for row in &strip.rows {
            self.line(&format!(
                "<tr><th scope=\"row\">{}</th><td>{}<b>{}</b></td></tr>",
                escape(&row.text),
                mark(row.mark, "dot"),
                escape(&row.words)
            ));
        }
        self.end_table();
    }

    /// How many gave each answer: under each question a picture, and beside it the words and the figures.
    fn counts(&mut self, counts: &Counts) {
        self.line("<table class=\"cells\">");
        self.element("caption", &counts.caption);
        for row in &counts.rows {
            let (mut picture, mut figures) = (String::new(), String::new());
            if let Some((ratings, n_opt_out)) = row.counts {
                picture = match counts.form {
                    Form::Dots => dots(&ratings),
                    Form::Bars => bars(&ratings),
                };
                let labels = counts.labels.iter().chain([&counts.opt_out]);
                let told = labels.zip(ratings.into_iter().chain([n_opt_out])).filter(|(_, n)| *n > 0);
                let told: Vec<String> = told.map(|(label, n)| format!("{}: {n}", escape(label))).collect();
                figures = format!("<span>{}</span>", told.join(" · "));
            }
            self.line(&format!(
                "<tbody><tr><th scope=\"rowgroup\" colspan=\"2\">{}</th></tr>",
                escape(&row.text)
            ));
            self.line(&format!(
                "<tr><td>{picture}</td><td><b>{}</b>{figures}</td></tr></tbody>",
                escape(&row.words)
            ));
        }
        self.line("</table>");
    }

    /// What is now stands on the line as a disc, what is wanted as a ring; the words stand above, as facts.
    fn mirror(&mut self, mirror: &Mirror) {
        self.begin_rows(&mirror.caption, None, &mirror.labels);
        for ((label, at), class) in [(&mirror.now, "dot"), (&mirror.wanted, "ring")] {
            self.line(&format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                escape(label),
                mark(*at, class)
            ));
        }
        self.end_table();
    }

    fn grid(&mut self, grid: &Grid) {
        self.line("<table class=\"cells\">");
        self.element("caption", &grid.caption);
        self.line("<thead><tr>");
        for facet in &grid.facets {
            self.line(&format!("<th scope=\"col\">{}</th>", escape(facet)));
        }
        self.line("</tr></thead>");
        for row in &grid.rows {
            self.line(&format!(
                "<tbody><tr><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>",
                grid.facets.len(),
                escape(&row.perspective)
            ));
            self.line("<tr>");
            for (at, words) in &row.cells {
                self.line(&format!("<td>{}<b>{}</b></td>", mark(*at, "dot"), escape(words)));
            }
            self.line("</tr></tbody>");
        }
        self.line("</table>");
    }

    /// The head of a table with a line of points in each row: both ends of the line in words.
    fn begin_rows(&mut self, caption: &str, first: Option<&str>, labels: &[String]) {
        self.line("<table class=\"rows\">");
        self.element("caption", caption);
        let first = first.map_or_else(
            || "<td></td>".to_owned(),
            |head| format!("<th scope=\"col\">{}</th>", escape(head)),
        );
        let end = |label: Option<&String>| label.map_or_else(String::new, |label| escape(label));
        self.line(&format!(
            "<thead><tr>{first}<th scope=\"col\"><span class=\"axis\"><span>{}</span><span>{}</span></span></th></tr></thead>",
            end(labels.first()),
            end(labels.last())
        ));
        self.line("<tbody>");
    }

    fn end_table(&mut self) {
        self.line("</tbody>");
        self.line("</table>");
    }
}

/// A line with five points and what stands on it. The words beside it say the same.
fn points(on_it: &str) -> String {
    format!(
        "<svg class=\"points\" viewBox=\"0 0 200 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M20 12H180\"/><path class=\"stops\" d=\"M20 12h0M60 12h0M100 12h0M140 12h0M180 12h0\"/>{on_it}</svg>"
    )
}

/// An answer on the line; without a rating the line stays empty.
fn mark(at: Mark, class: &str) -> String {
    let disc = |x: u32| points(&format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"12\" r=\"9\"/>"));
    match at {
        Mark::Point(rating) => disc(u32::from(rating.point()) * 40 - 20),
        Mark::After(rating) => disc(u32::from(rating.point()) * 40),
        Mark::OptOut | Mark::Open => points(""),
    }
}

/// A dot for each answer, three beside each other, piled up on its point.
fn dots(ratings: &Ratings) -> String {
    let most = ratings.iter().copied().max().unwrap_or(0);
    let height = 24 + most.div_ceil(3) * 10;
    let ground = height - 8;
    let mut out = format!(
        "<svg class=\"points\" viewBox=\"0 0 200 {height}\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M20 {ground}H180\"/><path class=\"stops\" d=\"M20 {ground}h0M60 {ground}h0M100 {ground}h0M140 {ground}h0M180 {ground}h0\"/>"
    );
    for (middle, n) in [20, 60, 100, 140, 180].into_iter().zip(ratings) {
        for place in 0..*n {
            let x = middle + place % 3 * 10 - (n.min(&3) - 1) * 5;
            let y = ground - 10 - place / 3 * 10;
            out.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"));
        }
    }
    out.push_str("</svg>");
    out
}

/// One bar, divided by how many gave each answer, the lowest first and lightest.
fn bars(ratings: &Ratings) -> String {
    let n: u32 = ratings.iter().sum();
    let mut out = String::from(
        "<svg class=\"points\" viewBox=\"0 0 200 24\" aria-hidden=\"true\" focusable=\"false\">",
    );
    let mut left = 0;
    for (shade, count) in (1..).zip(ratings) {
        let right = left + count;
        let at = |people: u32| people * 198 / n.max(1) + 1;
        if right > left {
            out.push_str(&format!(
                "<rect x=\"{}\" y=\"3\" width=\"{}\" height=\"18\" fill-opacity=\"{}\"/>",
                at(left),
                at(right) - at(left),
                f64::from(shade) / 5.0
            ));
        }
        left = right;
    }
    out.push_str("</svg>");
    out
}

/// Text that can stand in an element or between the quotes of an attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    fn base64(bytes: &[u8]) -> String {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let bits = (0..3).fold(0, |bits, i| bits << 8 | usize::from(chunk.get(i).copied().unwrap_or(0)));
            for i in 0..4 {
                text.push(if i <= chunk.len() {
                    char::from(letters[bits >> (18 - 6 * i) & 63])
                } else {
                    '='
                });
            }
        }
        text
    }

    #[test]
    fn the_policy_of_the_page_allows_its_stylesheets() {
        assert_eq!(base64(b"light w"), "bGlnaHQgdw==");
        for (name, style, allowed) in
            [("STYLE_HASH", STYLE, STYLE_HASH), ("STORY_HASH", STORY_STYLE, STORY_HASH)]
        {
            let hash = format!("sha256-{}", base64(&Sha256::digest(style)));
            assert_eq!(allowed, hash, "copy the right-hand side into {name}");
            assert!(style.len() <= 7000 && !style.contains("</"));
        }
    }
}
