//! Draws a report on the screen: each block of meaning as headings, words and pictures. Knows nothing of answers or
//! rules; every sentence comes with the block.

use crate::app::dom::{El, el, link, svg, words};
use crate::group::spread::Ratings;
use crate::logbook::story::{Stop, Story, is_long};
use crate::page::Page;
use crate::report::{
    Block, Counts, CountsRow, Form, Grid, Mark, Mirror, Panel, Part, Strand, Strands, Strip, StripRow, Topic,
};
use crate::text::report::ReportText;
use crate::text::story::StoryText;

/// The mark: six strands in a ring, drawn as one path.
const MARK: &str = "M27.32 14.52C30.43 13.68 33.61 12.61 37.58 12.12C41.54 11.63 46.34 11.96 50.63 14.22C54.91 16.48 58.44 20.71 59.57 25.63M44.8 19.2C47.08 21.48 49.6 23.7 52.01 26.89C54.41 30.08 56.52 34.4 56.71 39.24C56.9 44.08 54.99 49.25 51.3 52.7M49.48 36.68C48.65 39.8 47.99 43.09 46.43 46.77C44.87 50.45 42.18 54.44 38.08 57.02C33.98 59.6 28.55 60.54 23.73 59.06M36.68 49.48C33.57 50.32 30.39 51.39 26.42 51.88C22.46 52.37 17.66 52.04 13.37 49.78C9.09 47.52 5.56 43.29 4.43 38.37M19.2 44.8C16.92 42.52 14.4 40.3 11.99 37.11C9.59 33.92 7.48 29.6 7.29 24.76C7.1 19.92 9.01 14.75 12.7 11.3M14.52 27.32C15.35 24.2 16.01 20.91 17.57 17.23C19.13 13.55 21.82 9.56 25.92 6.98C30.02 4.4 35.45 3.46 40.27 4.94";

pub fn mark(class: &str) -> El {
    drawing(class, "0 0 64 64").attr("stroke-width", "6.4").add(svg("path", "").attr("d", MARK))
}

/// A drawing that says nothing which the words do not say.
fn drawing(class: &str, view_box: &str) -> El {
    svg("svg", class).attr("viewBox", view_box).attr("aria-hidden", "true").attr("focusable", "false")
}

/// The measures of a drawn rope. Its picture is 2640 units high, so that a tenth of a point needs no fraction.
struct Rope {
    width: i32,
    /// Where the first strand begins to bend, and how long the bend is.
    bend: i32,
    bend_length: i32,
    /// How far strands are apart in the rope, and how many turns lie between two that join.
    pitch: i32,
    join_every: i32,
    /// Half the thickness of the rope.
    half: i32,
}

const MIDDLE: i32 = 1320;

/// Six strands that become one rope, from edge to edge: the start.
pub fn opening_rope() -> El {
    let rope = Rope { width: 30000, bend: 12200, bend_length: 1700, pitch: 254, join_every: 2, half: 86 };
    el("div", "opening-rope rope").add(draw(&rope))
}

impl Rope {
    /// One turn of a strand around the rope, from one side to the other.
    fn turn(&self, x: i32, from: i32, to: i32) -> String {
        let length = self.pitch * 3 / 2;
        let at = |percent: i32| x + length * percent / 100;
        let shoulder = MIDDLE + (from - MIDDLE) * 57 / 100;
        format!(
            "C{} {from} {} {shoulder} {} {MIDDLE}S{} {to} {} {to}",
            at(19),
            at(32),
            at(50),
            at(81),
            at(100)
        )
    }

    /// A strand on its way to the rope.
    fn way(&self, bend: i32, y: i32, side: i32) -> String {
        let at = |percent: i32| bend + self.bend_length * percent / 100;
        format!("M0 {y}H{bend}C{} {y} {} {side} {} {side}", at(55), at(45), at(100))
    }
}

fn draw(rope: &Rope) -> El {
    let (low, high) = (MIDDLE + rope.half, MIDDLE - rope.half);
    let step = rope.pitch * rope.join_every;
    let joined = rope.bend + rope.bend_length;
    let strand = |path: &str| svg("path", "").attr("d", path);
    let upper: String = (0..3)
        .map(|place| {
            let bend = rope.bend + rope.pitch * 3 / 4 + step * place;
            rope.way(bend, 1100 - 440 * place, high) + &rope.turn(bend + rope.bend_length, high, low)
        })
        .collect();
    // A strand that crosses others is drawn over a broader line in the colour of the paper.
    let n_crossing = 2 * rope.join_every + 3;
    let crossing = (0..n_crossing).flat_map(|place| {
        let x = joined + rope.pitch * place;
        let nth = place / rope.join_every;
        let begin = if place % rope.join_every == 0 && nth < 3 {
            rope.way(rope.bend + step * nth, 1540 + 440 * nth, low)
        } else {
            format!("M{x} {low}")
        };
        let path = begin + &rope.turn(x, low, high);
        [svg("path", "rope__case").attr("d", &path), strand(&path)]
    });
    let n_turns = (rope.width - joined) / rope.pitch;
    let rest: String = (n_crossing..=n_turns)
        .map(|place| {
            let x = joined + rope.pitch * place;
            format!("M{x} {low}{}", rope.turn(x, low, high))
        })
        .collect();
    drawing("rope__drawing", &format!("0 0 {} 2640", rope.width))
        .attr("preserveAspectRatio", "xMidYMid slice")
        .add(strand(&upper))
        .all(crossing)
        .add(strand(&rest))
}

/// The page of a place in the report.
pub type Places<'a> = &'a dyn Fn(&str) -> Page;

/// One part of a report, with its heading.
pub fn part(text: &'static ReportText, places: Places, part: &Part) -> El {
    el("section", "part part--ruled")
        .attr("aria-labelledby", part.id)
        .add(words("h2", "", &part.heading).attr("id", part.id).attr("tabindex", "-1"))
        .all(part.blocks.iter().map(|inner| block(text, places, "h3", inner)))
}

/// `heading` is the heading under that of what it stands in.
fn block(text: &'static ReportText, places: Places, heading: &str, block: &Block) -> El {
    let titled = |title: &str| el("div", "talk").add(words(heading, "talk__title", title));
    match block {
        Block::Prose(sentence) => words("p", "prose topic__text", sentence),
        Block::Note(sentence) => words("p", "small topic__text", sentence),
        Block::Standout(sentences) => list("standout", sentences),
        Block::RopeHead { names, caption } => rope_head(places, names, caption),
        Block::Strands(strands) => strands_view(text, strands),
        Block::Strip(strip) => strip_view(text, strip),
        Block::Counts(counts) => counts_view(text, counts),
        Block::Mirror(mirror) => mirror_view(mirror),
        Block::Grid(grid) => grid_view(grid),
        Block::Topic(topic) => topic_view(text, places, topic),
        Block::Panels(panels) => el("div", "panels").all(panels.iter().map(|panel| panel_view(text, panel))),
        Block::Facts(facts) => pairs(facts),
        Block::Advice { title, text } => titled(title).add(words("p", "prose", text)),
        Block::Talk { title, starters } => titled(title).add(list("talk__list", starters)),
        Block::Quote { question, answers } => titled(question)
            .all(answers.iter().map(|answer| words("p", "prose own-words", answer).attr("dir", "auto"))),
        Block::Promise(rows) => pairs(rows),
        Block::Source(sentence) => words("p", "source", sentence),
        Block::Credits(credits) => credits_view(credits),
    }
}

fn list(class: &str, sentences: &[String]) -> El {
    el("ul", class).all(sentences.iter().map(|sentence| words("li", "", sentence)))
}

fn pairs(rows: &[(String, String)]) -> El {
    el("dl", "promise").all(rows.iter().map(|(label, value)| {
        el("div", "").add(words("dt", "", label)).add(words("dd", "own-words", value).attr("dir", "auto"))
    }))
}

/// Articles, each with where it appeared.
pub fn credits_view(credits: &[(String, String)]) -> El {
    el("ul", "bullets credits gap").all(credits.iter().map(|(title, facts)| {
        el("li", "").add(words("cite", "", title).attr("lang", "nl")).add(el("br", "")).text(facts)
    }))
}

/// A logbook's story: its network, one line of time, the goals at its end, and for whom there were results.
pub fn story(story: &Story) -> [El; 4] {
    let text = StoryText::of(story.lang);
    let section = |heading: &str| el("section", "story").add(words("h3", "story__title", heading));
    let line =
        if story.stops.is_empty() { words("p", "prose", text.no_stops) } else { story_stops(&story.stops) };
    let ahead = (!story.ahead.is_empty()).then(|| story_stops(&story.ahead));
    let goals = if story.goals.is_empty() { words("p", "prose", text.no_aims) } else { pairs(&story.goals) };
    [
        words("h2", "sheet__title", &story.network).attr("dir", "auto"),
        words("p", "lead", story.title),
        section(text.line_title).add(line),
        el("div", "story__ends")
            .add(section(text.aims_title).all(ahead).add(goals))
            .add(section(text.value_title).add(pairs(&story.value))),
    ]
}

fn story_stops(stops: &[Stop]) -> El {
    let class = if is_long(stops) { "stops stops--long" } else { "stops" };
    el("ol", class).attr("role", "list").all(stops.iter().map(story_stop))
}

fn story_stop(stop: &Stop) -> El {
    let mark = stop.mark();
    let class = format!("stops__stop stops__stop--{mark}");
    let when = words("p", "stops__when", &stop.day);
    let sign = words("b", "stops__sign", stop.sign);
    let text = words("span", "", &stop.text).attr("dir", "auto");
    let who = (!stop.aside.is_empty()).then(|| words("p", "small", &stop.aside));
    let what = el("div", "").add(el("p", "prose").add(sign).text(" ").add(text)).all(who);
    el("li", &class).add(when).add(what)
}

fn topic_view(text: &'static ReportText, places: Places, topic: &Topic) -> El {
    let place = topic.place.as_ref();
    el("section", "topic")
        .add(words("h3", "", &topic.heading).attr("id", topic.id).attr("tabindex", "-1"))
        .all(place.map(|place| el("p", "topic__place").add(words("b", "", place))))
        .all(topic.blocks.iter().map(|inner| block(text, places, "h4", inner)))
}

fn panel_view(text: &'static ReportText, panel: &Panel) -> El {
    el("section", "panel")
        .add(words("h3", "panel__title", &panel.heading))
        .add(el("p", "topic__place").add(words("b", "", &panel.words)))
        .all(panel.notes.iter().map(|note| words("p", "small", note)))
        .add(strands_view(text, &panel.strands))
}

fn rope_head(places: Places, names: &[(&'static str, String)], caption: &str) -> El {
    let rope = Rope { width: 14000, bend: 6280, bend_length: 1000, pitch: 150, join_every: 1, half: 50 };
    let links = names.iter().map(|(code, name)| {
        let href = places(code).href();
        el("li", "").add(link("", &href, name))
    });
    el("div", "gap")
        .add(
            el("div", "rope-head rope rope--head")
                .add(el("ol", "rope-head__names").all(links))
                .add(el("div", "rope-head__picture").add(draw(&rope))),
        )
        .add(words("p", "small rope-head__caption", caption))
}

/// A cell, row or group of a table whose display is not that of a table everywhere: its role is said out loud.
fn cell(tag: &str, class: &str, role: &str) -> El {
    el(tag, class).attr("role", role)
}

fn column_head(class: &str, text: &str) -> El {
    cell("th", class, "columnheader").attr("scope", "col").text(text)
}

fn only_spoken(text: &str) -> El {
    words("span", "only-spoken", text)
}

fn strands_view(text: &'static ReportText, strands: &Strands) -> El {
    let labels = cell("td", "strands__labels", "presentation")
        .attr("aria-hidden", "true")
        .all(strands.labels.iter().map(|label| words("span", "", label)));
    let head = cell("tr", "strands__row strands__row--head", "row")
        .add(column_head("strands__name", "").add(only_spoken(strands.head)))
        .add(labels)
        .add(column_head("strands__words", "").add(only_spoken(text.place_column)));
    let table = cell("table", "strands", "table")
        .add(cell("thead", "", "rowgroup").add(head))
        .add(cell("tbody", "", "rowgroup").all(strands.rows.iter().map(strand_row)));
    el("div", "picture").add(words("p", "picture__caption", &strands.caption)).add(table)
}

fn strand_row(strand: &Strand) -> El {
    let class = if strand.is_apart { "strands__row strands__row--apart" } else { "strands__row" };
    let name = cell("th", "strands__name", "rowheader").attr("scope", "row").text(&strand.name);
    let row = cell("tr", class, "row").add(name);
    let Some(tenths) = strand.tenths else {
        return row.add(cell("td", "strands__empty", "cell").text(&strand.words));
    };
    let stops = [10, 30, 50, 70, 90]
        .map(|x| svg("circle", "strand__stop").attr("cx", &format!("{x}%")).attr("cy", "50%").attr("r", "4"));
    let guide =
        svg("line", "strand__guide").attr("x1", "10%").attr("x2", "90%").attr("y1", "50%").attr("y2", "50%");
    // A point of the scale is a fifth of the width. The bar is one point wide and centred on the mean.
    let bar = svg("rect", "strand__bar")
        .attr("x", &format!("{}%", tenths.saturating_sub(10) * 2))
        .attr("y", "22%")
        .attr("width", "20%")
        .attr("height", "56%")
        .attr("rx", "10");
    let picture = svg("svg", "strand").attr("focusable", "false").add(guide).all(stops).add(bar);
    let note = strand.note.as_deref().unwrap_or_default();
    row.add(cell("td", "", "presentation").attr("aria-hidden", "true").add(picture))
        .add(cell("td", "strands__words", "cell").add(words("b", "", &strand.words)).text(note))
}

fn strip_head(text: &'static ReportText, labels: &[String], opt_out: &str) -> El {
    cell("tr", "strip__row strip__head", "row")
        .add(column_head("strip__corner", text.item_column))
        .all(labels.iter().map(|label| column_head("strip__option", label)))
        .add(column_head("strip__option strip__option--apart", opt_out))
}

/// How many gave each answer: a dot for each, or one bar that is divided; always with the figures.
pub fn counts_view(text: &'static ReportText, counts: &Counts) -> El {
    let row = |row: &CountsRow| counts_row(counts, row);
    let class =
        if counts.form == Form::Bars { "strip strip--group strip--bars" } else { "strip strip--group" };
    let table = cell("table", class, "table")
        .add(words("caption", "only-spoken", &counts.caption))
        .add(cell("thead", "", "rowgroup").add(strip_head(text, &counts.labels, &counts.opt_out)))
        .add(cell("tbody", "", "rowgroup").all(counts.rows.iter().map(row)));
    el("div", "picture").add(table)
}

fn counts_row(counts: &Counts, row: &CountsRow) -> El {
    let note = (!row.words.is_empty()).then(|| words("span", "strip__note", &row.words));
    let head = cell("th", "strip__text", "rowheader").attr("scope", "row").text(&row.text).all(note);
    let line = cell("tr", "strip__row strip__body-row", "row");
    let Some((ratings, n_opt_out)) = &row.counts else { return line.add(head) };
    let has_dots = counts.form == Form::Dots;
    let stop = |n: u32, label: &str, class: &str| {
        let class = if n > 0 { format!("{class} strip__cell--some") } else { class.to_owned() };
        let dots = el("div", "dots").attr("aria-hidden", "true");
        let dots = has_dots.then(|| dots.all((0..n).map(|_| el("span", "dot"))));
        let word = words("span", "strip__apart-word", label).attr("aria-hidden", "true");
        let word = class.contains("--apart").then_some(word);
        let count = el("div", "strip__count");
        // A nought is said, and seen as an empty place.
        let count = if n > 0 { count.text(&n.to_string()) } else { count.add(only_spoken("0")) };
        cell("td", &class, "cell").all(word).all(dots).add(count)
    };
    // The bar begins in the first cell and is as wide as all five.
    let mut bar = (!has_dots).then(|| divided_bar(ratings));
    let points =
        ratings.iter().zip(&counts.labels).map(|(n, label)| stop(*n, label, "strip__cell").all(bar.take()));
    line.add(head).all(points).add(stop(*n_opt_out, &counts.opt_out, "strip__cell strip__cell--apart"))
}

/// One bar, divided as the ratings are, each part with its figure; the lowest on the left.
fn divided_bar(ratings: &Ratings) -> El {
    let all: u32 = ratings.iter().sum();
    // Of half people, because a figure stands in the middle of its part.
    let share = |halves: u32| {
        let parts = halves * 5_000 / all.max(1);
        format!("{}.{:02}%", parts / 100, parts % 100)
    };
    let mut bar = svg("svg", "bar").attr("aria-hidden", "true").attr("focusable", "false");
    let mut before = 0;
    for (point, n) in (1..).zip(ratings).filter(|(_, n)| **n > 0) {
        let part = svg("rect", &format!("bar__part bar__part--{point}"))
            .attr("x", &share(before * 2))
            .attr("width", &share(n * 2))
            .attr("height", "100%");
        let figure = svg("text", &format!("bar__count bar__count--{point}"))
            .attr("x", &share(before * 2 + n))
            .attr("y", "50%")
            .text(&n.to_string());
        bar = bar.add(part).add(figure);
        before += n;
    }
    bar
}

fn strip_view(text: &'static ReportText, strip: &Strip) -> El {
    let head = strip_head(text, &strip.labels, &strip.opt_out);
    let rows = strip.rows.iter().map(|row| strip_row(text, row));
    let table = cell("table", "strip strip--own", "table")
        .add(words("caption", "only-spoken", &strip.caption))
        .add(cell("thead", "", "rowgroup").add(head))
        .add(cell("tbody", "", "rowgroup").all(rows));
    el("div", "picture").add(table)
}

fn strip_row(text: &'static ReportText, row: &StripRow) -> El {
    let stops = (1..=5).map(|point| {
        if is_at(row.mark, point) {
            cell("td", "strip__cell strip__cell--chosen", "cell").add(only_spoken(text.your_answer))
        } else {
            cell("td", "strip__cell", "cell")
        }
    });
    let apart = if row.mark == Mark::OptOut {
        cell("td", "strip__cell strip__cell--apart strip__cell--some strip__cell--chosen", "cell")
            .add(only_spoken(text.your_answer))
            .add(words("span", "strip__apart-word", &row.words))
    } else {
        cell("td", "strip__cell strip__cell--apart", "cell")
    };
    let note = (row.mark == Mark::Open).then(|| words("span", "strip__note", text.still_open));
    let statement = cell("th", "strip__text", "rowheader").attr("scope", "row").text(&row.text).all(note);
    cell("tr", "strip__row strip__body-row", "row").add(statement).all(stops).add(apart)
}

fn is_at(mark: Mark, point: u8) -> bool {
    match mark {
        Mark::Point(rating) => rating.point() == point,
        // Halfway: both its neighbours.
        Mark::After(rating) => rating.point() == point || rating.point() + 1 == point,
        Mark::OptOut | Mark::Open => false,
    }
}

fn mirror_view(mirror: &Mirror) -> El {
    let row = |class: &str, (name, mark): &(String, Mark)| {
        let cells = (1u8..).zip(&mirror.labels).map(|(point, label)| {
            let cell = el("td", "mirror__cell");
            if is_at(*mark, point) {
                cell.add(el("span", "dot").attr("aria-hidden", "true")).add(only_spoken(label))
            } else {
                cell
            }
        });
        el("tr", class).add(words("th", "mirror__name", name).attr("scope", "row")).all(cells)
    };
    let body = el("tbody", "")
        .add(row("mirror__row", &mirror.now))
        .add(row("mirror__row mirror__row--wanted", &mirror.wanted));
    let ends = [mirror.labels.first(), mirror.labels.last()].into_iter().flatten();
    el("div", "picture")
        .add(
            el("table", "mirror mirror--own").add(words("caption", "only-spoken", &mirror.caption)).add(body),
        )
        .add(
            el("div", "mirror__ends")
                .attr("aria-hidden", "true")
                .all(ends.map(|label| words("span", "", label))),
        )
}

fn grid_view(grid: &Grid) -> El {
    let n_facets = grid.facets.len().to_string();
    let facets = grid.facets.iter().map(|facet| words("th", "value__facet", facet).attr("scope", "col"));
    let rows = grid.rows.iter().map(|row| {
        let perspective = words("th", "value__perspective", &row.perspective)
            .attr("scope", "rowgroup")
            .attr("colspan", &n_facets);
        let cells = row.cells.iter().map(|(mark, words)| grid_cell(*mark, words));
        el("tbody", "").add(el("tr", "").add(perspective)).add(el("tr", "").all(cells))
    });
    let table = el("table", "value")
        .add(words("caption", "only-spoken", &grid.caption))
        .add(el("thead", "").add(el("tr", "").all(facets)))
        .all(rows);
    el("div", "picture").add(table)
}

fn grid_cell(mark: Mark, answer: &str) -> El {
    let stops = (1..=5).map(|point| {
        el("span", if is_at(mark, point) { "value__stop value__stop--chosen" } else { "value__stop" })
    });
    let picture = matches!(mark, Mark::Point(_) | Mark::After(_))
        .then(|| el("div", "value__stops").attr("aria-hidden", "true").all(stops));
    el("td", "value__cell").all(picture).add(words("p", "value__answer", answer))
}
