//! Draws a report on the screen: each block of meaning as headings, words and pictures. Knows nothing of answers or
//! rules; every sentence comes with the block.

use crate::page::Page;
use crate::report::{Block, Grid, Mark, Mirror, Part, Strand, Strands, Strip, Topic};
use crate::response::ResponseId;
use crate::text::Text;
use leptos::prelude::*;
use leptos::svg;

/// The mark: six strands in a ring, drawn as one path.
const MARK: &str = "M27.32 14.52C30.43 13.68 33.61 12.61 37.58 12.12C41.54 11.63 46.34 11.96 50.63 14.22C54.91 16.48 58.44 20.71 59.57 25.63M44.8 19.2C47.08 21.48 49.6 23.7 52.01 26.89C54.41 30.08 56.52 34.4 56.71 39.24C56.9 44.08 54.99 49.25 51.3 52.7M49.48 36.68C48.65 39.8 47.99 43.09 46.43 46.77C44.87 50.45 42.18 54.44 38.08 57.02C33.98 59.6 28.55 60.54 23.73 59.06M36.68 49.48C33.57 50.32 30.39 51.39 26.42 51.88C22.46 52.37 17.66 52.04 13.37 49.78C9.09 47.52 5.56 43.29 4.43 38.37M19.2 44.8C16.92 42.52 14.4 40.3 11.99 37.11C9.59 33.92 7.48 29.6 7.29 24.76C7.1 19.92 9.01 14.75 12.7 11.3M14.52 27.32C15.35 24.2 16.01 20.91 17.57 17.23C19.13 13.55 21.82 9.56 25.92 6.98C30.02 4.4 35.45 3.46 40.27 4.94";

pub fn mark(class: &'static str) -> impl IntoView {
    view! {
        <svg class=class viewBox="0 0 64 64" stroke-width="6.4" aria-hidden="true" focusable="false">
            <path d=MARK></path>
        </svg>
    }
}

/// The measures of a drawn rope, in units of its picture, which is 264 high.
struct Rope {
    width: u32,
    /// Where the first strand begins to bend, how long the bend is, how far strands are apart in the rope.
    bend: f64,
    bend_length: f64,
    pitch: f64,
    /// A strand joins at every so many turns.
    join_every: usize,
    /// Half the thickness of the rope.
    half: f64,
}

/// Six strands that become one rope, from edge to edge: the start.
pub fn opening_rope() -> impl IntoView {
    let rope = Rope { width: 3000, bend: 1220.0, bend_length: 170.0, pitch: 25.4, join_every: 2, half: 8.6 };
    view! { <div class="opening-rope rope" aria-hidden="true">{draw(&rope)}</div> }
}

fn draw(rope: &Rope) -> impl IntoView + use<> {
    let middle = 132.0;
    let (low, high) = (middle + rope.half, middle - rope.half);
    let turn = rope.pitch * 1.496;
    // One turn of a strand around the rope, from one side to the other.
    let curve = |x: f64, from: f64, to: f64| {
        let (near, far) = (from, to);
        let shoulder = middle + (near - middle) * 0.57;
        format!(
            "C{:.1} {near:.1} {:.1} {shoulder:.1} {:.1} {middle}S{:.1} {far:.1} {:.1} {far:.1}",
            x + turn * 0.19,
            x + turn * 0.32,
            x + turn * 0.5,
            x + turn * 0.81,
            x + turn
        )
    };
    let head = |bend: f64, y: f64, side: f64| {
        let length = rope.bend_length;
        format!(
            "M0 {y}H{bend:.1}C{:.1} {y} {:.1} {side:.1} {:.1} {side:.1}",
            bend + length * 0.55,
            bend + length * 0.45,
            bend + length
        )
    };
    let step = rope.pitch * rope.join_every as f64;
    let upper: String = (0..3)
        .map(|place| {
            let bend = rope.bend + rope.pitch * 0.76 + step * f64::from(place);
            let y = 110.0 - 44.0 * f64::from(place);
            head(bend, y, high) + &curve(bend + rope.bend_length, high, low)
        })
        .collect();
    let joined = rope.bend + rope.bend_length;
    let mut paths = vec![(false, upper)];
    let n_cased = 2 * rope.join_every + 3;
    for place in 0..n_cased {
        let x = joined + rope.pitch * place as f64;
        let turn = if place % rope.join_every == 0 && place / rope.join_every < 3 {
            let strand = (place / rope.join_every) as f64;
            head(rope.bend + step * strand, 154.0 + 44.0 * strand, low) + &curve(x, low, high)
        } else {
            format!("M{x:.1} {low:.1}{}", curve(x, low, high))
        };
        paths.push((true, turn));
    }
    let mut rest = String::new();
    let mut x = joined + rope.pitch * n_cased as f64;
    while x < f64::from(rope.width) {
        rest += &format!("M{x:.1} {low:.1}{}", curve(x, low, high));
        x += rope.pitch;
    }
    paths.push((false, rest));
    // A strand that crosses others is drawn over a broader line in the colour of the paper.
    let drawn: Vec<AnyView> = paths
        .into_iter()
        .map(|(is_cased, path)| {
            let case = is_cased.then(|| svg::path().class("rope__case").attr("d", path.clone()));
            (case, svg::path().class("rope__strand").attr("d", path)).into_any()
        })
        .collect();
    view! {
        <svg class="rope__drawing" viewBox=format!("0 0 {} 264", rope.width) preserveAspectRatio="xMidYMid slice" focusable="false">
            {drawn}
        </svg>
    }
}

/// One part of a report, with its heading.
pub fn part(text: &'static Text, id: ResponseId, part: Part) -> AnyView {
    let blocks: Vec<AnyView> = part.blocks.into_iter().map(|inner| block(text, id, inner)).collect();
    view! {
        <section class="part part--ruled" aria-labelledby=part.id>
            <h2 id=part.id tabindex="-1">{part.heading}</h2>
            {blocks}
        </section>
    }
    .into_any()
}

fn block(text: &'static Text, id: ResponseId, block: Block) -> AnyView {
    match block {
        Block::Prose(words) => view! { <p class="prose topic__text">{words}</p> }.into_any(),
        Block::Note(words) => view! { <p class="small topic__text">{words}</p> }.into_any(),
        Block::Standout(sentences) => {
            let items: Vec<_> = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
            view! { <ul class="standout">{items}</ul> }.into_any()
        }
        Block::RopeHead { names, caption } => rope_head(id, names, caption),
        Block::Strands(strands) => strands_view(text, strands),
        Block::Strip(strip) => strip_view(text, strip),
        Block::Mirror(mirror) => mirror_view(mirror),
        Block::Grid(grid) => grid_view(grid),
        Block::Topic(topic) => topic_view(text, id, topic),
        Block::Facts(facts) => {
            let rows: Vec<_> = facts
                .into_iter()
                .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
                .collect();
            view! { <dl class="promise">{rows}</dl> }.into_any()
        }
        Block::Advice { title, text } => {
            view! { <div class="talk"><h4 class="talk__title">{title}</h4><p class="prose">{text}</p></div> }
                .into_any()
        }
        Block::Talk { title, starters } => {
            let items: Vec<_> = starters.into_iter().map(|starter| view! { <li>{starter}</li> }).collect();
            view! { <div class="talk"><h4 class="talk__title">{title}</h4><ul class="talk__list">{items}</ul></div> }.into_any()
        }
        Block::Quote { question, answer } => view! {
            <div class="talk">
                <h4 class="talk__title">{question}</h4>
                <p class="prose own-words" dir="auto">{answer}</p>
            </div>
        }
        .into_any(),
        Block::Promise(rows) => {
            let rows: Vec<_> = rows
                .into_iter()
                .map(|(label, value)| view! { <div><dt>{label}</dt><dd class="own-words" dir="auto">{value}</dd></div> })
                .collect();
            view! { <dl class="promise">{rows}</dl> }.into_any()
        }
        Block::Source(words) => view! { <p class="source">{words}</p> }.into_any(),
        Block::Credits(credits) => {
            let items: Vec<_> = credits
                .into_iter()
                .map(|(title, facts)| view! { <li><cite lang="nl">{title}</cite><br />{facts}</li> })
                .collect();
            view! { <ul class="bullets credits gap">{items}</ul> }.into_any()
        }
    }
}

fn topic_view(text: &'static Text, id: ResponseId, topic: Topic) -> AnyView {
    let blocks: Vec<AnyView> = topic.blocks.into_iter().map(|inner| block(text, id, inner)).collect();
    view! {
        <section class="topic">
            <h3 id=topic.id tabindex="-1">{topic.heading}</h3>
            {topic.place.map(|place| view! { <p class="topic__place"><b>{place}</b></p> })}
            {blocks}
        </section>
    }
    .into_any()
}

fn rope_head(id: ResponseId, names: Vec<(&'static str, String)>, caption: String) -> AnyView {
    let rope = Rope { width: 1400, bend: 628.0, bend_length: 100.0, pitch: 15.0, join_every: 1, half: 5.0 };
    let links: Vec<_> = names
        .into_iter()
        .map(|(code, name)| {
            let href = Page::Report(id, Some(code.to_owned())).href();
            view! { <li><a href=href>{name}</a></li> }
        })
        .collect();
    view! {
        <div class="gap">
            <div class="rope-head rope rope--head">
                <ol class="rope-head__names">{links}</ol>
                <div class="rope-head__picture" aria-hidden="true">{draw(&rope)}</div>
            </div>
            <p class="small rope-head__caption">{caption}</p>
        </div>
    }
    .into_any()
}

fn strands_view(text: &'static Text, strands: Strands) -> AnyView {
    let labels: Vec<_> = strands.labels.into_iter().map(|label| view! { <span>{label}</span> }).collect();
    let rows: Vec<AnyView> = strands.rows.into_iter().map(strand_row).collect();
    view! {
        <div class="picture">
            <p class="picture__caption">{strands.caption}</p>
            <table class="strands" role="table">
                <thead role="rowgroup">
                    <tr class="strands__row strands__row--head" role="row">
                        <th class="strands__name" role="columnheader" scope="col"><span class="only-spoken">{text.topic_column}</span></th>
                        <td class="strands__labels" role="presentation" aria-hidden="true">{labels}</td>
                        <th class="strands__words" role="columnheader" scope="col"><span class="only-spoken">{text.place_column}</span></th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn strand_row(strand: Strand) -> AnyView {
    let class = if strand.is_apart { "strands__row strands__row--apart" } else { "strands__row" };
    let picture = strand.mean.map(|mean| {
        let stops: Vec<_> = (0..5)
            .map(|stop| {
                let x = format!("{}%", 10 + 20 * stop);
                svg::circle().class("strand__stop").attr("cx", x).attr("cy", "50%").attr("r", "4")
            })
            .collect();
        // One step is a fifth of the width; the bar is one step wide and centred on the mean.
        let x = format!("{:.1}%", (mean - 1.0) * 20.0);
        view! {
            <td role="presentation" aria-hidden="true">
                <svg class="strand" focusable="false">
                    <line class="strand__guide" x1="10%" x2="90%" y1="50%" y2="50%"></line>
                    {stops}
                    <rect class="strand__bar" x=x y="22%" width="20%" height="56%" rx="10"></rect>
                </svg>
            </td>
        }
    });
    let words = match strand.mean {
        Some(_) => view! { <td class="strands__words" role="cell"><b>{strand.words}</b>{strand.note}</td> }
            .into_any(),
        None => view! { <td class="strands__empty" role="cell">{strand.words}</td> }.into_any(),
    };
    view! {
        <tr class=class role="row">
            <th class="strands__name" role="rowheader" scope="row">{strand.name}</th>
            {picture}
            {words}
        </tr>
    }
    .into_any()
}

fn strip_view(text: &'static Text, strip: Strip) -> AnyView {
    let labels: Vec<_> = strip
        .labels
        .into_iter()
        .map(|label| view! { <th class="strip__option" role="columnheader" scope="col">{label}</th> })
        .collect();
    let opt_out = strip.opt_out;
    let rows: Vec<AnyView> = strip
        .rows
        .into_iter()
        .map(|row| {
            let stops = stops(row.mark, "strip__cell", "strip__cell strip__cell--chosen", text.your_answer);
            let apart = if row.mark == Mark::OptOut {
                let words = view! { <span class="only-spoken">{text.your_answer}</span><span class="strip__apart-word">{row.words}</span> };
                view! { <td class="strip__cell strip__cell--apart strip__cell--some strip__cell--chosen" role="cell">{words}</td> }
                    .into_any()
            } else {
                view! { <td class="strip__cell strip__cell--apart" role="cell"></td> }.into_any()
            };
            let note = (row.mark == Mark::Open).then(|| view! { <span class="strip__note">{text.still_open}</span> });
            view! {
                <tr class="strip__row strip__body-row" role="row">
                    <th class="strip__text" role="rowheader" scope="row">{row.text}{note}</th>
                    {stops}
                    {apart}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="picture">
            <table class="strip strip--own" role="table">
                <caption class="only-spoken">{strip.caption}</caption>
                <thead role="rowgroup">
                    <tr class="strip__row strip__head" role="row">
                        <th class="strip__corner" role="columnheader" scope="col">{text.item_column}</th>
                        {labels}
                        <th class="strip__option strip__option--apart" role="columnheader" scope="col">{opt_out}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Five cells, of which one may be chosen.
fn stops(mark: Mark, rest: &'static str, chosen: &'static str, spoken: &'static str) -> Vec<AnyView> {
    (1..=5)
        .map(|point| {
            if matches!(mark, Mark::Point(rating) if rating.point() == point) {
                view! { <td class=chosen role="cell"><span class="only-spoken">{spoken}</span></td> }
                    .into_any()
            } else {
                view! { <td class=rest role="cell"></td> }.into_any()
            }
        })
        .collect()
}

fn mirror_view(mirror: Mirror) -> AnyView {
    let row = |class: &'static str, (name, mark): (String, Mark), labels: &[String]| {
        let cells: Vec<AnyView> = (1u8..)
            .zip(labels)
            .map(|(point, label)| {
                let is_here = matches!(mark, Mark::Point(rating) if rating.point() == point);
                let dot = is_here.then(|| {
                    view! { <span class="dot" aria-hidden="true"></span><span class="only-spoken">{label.clone()}</span> }
                });
                view! { <td class="mirror__cell">{dot}</td> }.into_any()
            })
            .collect();
        view! { <tr class=class><th class="mirror__name" scope="row">{name}</th>{cells}</tr> }
    };
    let now = row("mirror__row", mirror.now, &mirror.labels);
    let wanted = row("mirror__row mirror__row--wanted", mirror.wanted, &mirror.labels);
    let ends = [mirror.labels.first(), mirror.labels.last()].map(|label| label.cloned().unwrap_or_default());
    let ends: Vec<_> = ends.into_iter().map(|label| view! { <span>{label}</span> }).collect();
    view! {
        <div class="picture">
            <table class="mirror mirror--own">
                <caption class="only-spoken">{mirror.caption}</caption>
                <tbody>{now}{wanted}</tbody>
            </table>
            <div class="mirror__ends" aria-hidden="true">{ends}</div>
        </div>
    }
    .into_any()
}

fn grid_view(grid: Grid) -> AnyView {
    let n_facets = grid.facets.len().to_string();
    let facets: Vec<_> = grid
        .facets
        .into_iter()
        .map(|facet| view! { <th class="value__facet" scope="col">{facet}</th> })
        .collect();
    let rows: Vec<AnyView> = grid
        .rows
        .into_iter()
        .map(|row| {
            let cells: Vec<_> = row.cells.into_iter().map(|(mark, words)| grid_cell(mark, words)).collect();
            view! {
                <tr><th class="value__perspective" scope="rowgroup" colspan=n_facets.clone()>{row.perspective}</th></tr>
                <tr>{cells}</tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="picture">
            <table class="value">
                <caption class="only-spoken">{grid.caption}</caption>
                <thead><tr>{facets}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn grid_cell(mark: Mark, words: String) -> impl IntoView {
    let stops: Vec<_> = (1..=5)
        .map(|point| {
            let is_here = matches!(mark, Mark::Point(rating) if rating.point() == point);
            let class = if is_here { "value__stop value__stop--chosen" } else { "value__stop" };
            view! { <span class=class></span> }
        })
        .collect();
    let picture = matches!(mark, Mark::Point(_))
        .then(|| view! { <div class="value__stops" aria-hidden="true">{stops}</div> });
    view! { <td class="value__cell">{picture}<p class="value__answer">{words}</p></td> }
}
