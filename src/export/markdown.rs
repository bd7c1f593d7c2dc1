//! The report as Markdown, to paste into minutes: words, lists and tables, no pictures. Knows nothing of answers or
//! scores. What a person wrote stays text: no link, image or HTML comes out of it (reliability.md F41).

use super::{Material, full_stop, upper_first, visible};
use crate::report::{Block, Counts, Grid, Part, Report, Strands, Strip, Topic, report};
use crate::text::report::ReportText;

/// The report of this response as CommonMark with tables.
pub fn write(material: &Material) -> String {
    write_report(&report(material.instrument, material.response, material.earlier, material.lang))
}

/// Any report as CommonMark with tables.
pub fn write_report(report: &Report) -> String {
    let mut page = Page { text: ReportText::of(report.lang), out: String::new() };
    page.report(report);
    page.out
}

struct Page {
    text: &'static ReportText,
    out: String,
}

impl Page {
    fn report(&mut self, report: &Report) {
        self.paragraph(&format!("# {}", inline(&report.title)));
        let facts: Vec<String> = report.facts.iter().map(|fact| inline(fact)).collect();
        self.paragraph(&facts.join(" · "));
        self.paragraph(&inline(&report.intro));
        for part in &report.parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        self.paragraph(&format!("## {}", inline(&part.heading)));
        for block in &part.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Prose(text) | Block::Note(text) => self.paragraph(&inline(text)),
            Block::Standout(sentences) => self.list(sentences.iter().map(|sentence| inline(sentence))),
            // A drawing that is the same for everyone: there is nothing in it to say.
            Block::RopeHead { .. } => {}
            Block::Strands(strands) => self.strands(strands),
            Block::Strip(strip) => self.strip(strip),
            Block::Counts(counts) => self.counts(counts),
            // Its words stand above it, as facts.
            Block::Mirror(_) => {}
            Block::Grid(grid) => self.grid(grid),
            Block::Topic(topic) => self.topic(topic),
            Block::Panels(panels) => {
                for panel in panels {
                    self.paragraph(&format!("### {}", inline(&panel.heading)));
                    self.paragraph(&format!("**{}**", inline(&panel.words)));
                    panel.notes.iter().for_each(|note| self.paragraph(&inline(note)));
                    self.strands(&panel.strands);
                }
            }
            Block::Facts(facts) => self.list(facts.iter().map(|(label, value)| {
                let colon = if label.ends_with('?') { "" } else { ":" };
                format!("**{}{colon}** {}", inline(label), inline(value))
            })),
            Block::Advice { title, text } => {
                self.paragraph(&format!("**{}:** {}", inline(title), inline(text)));
            }
            Block::Talk { title, starters } => {
                self.paragraph(&format!("**{}**", inline(title)));
                self.list(starters.iter().map(|starter| inline(starter)));
            }
            Block::Quote { question, answers } => self.quotes(question, answers),
            Block::Promise(rows) => {
                for (label, value) in rows {
                    self.quotes(label, std::slice::from_ref(value));
                }
            }
            Block::Source(text) => self.paragraph(&format!("*{}*", inline(text))),
            // Our own texts with addresses: those may be links, so only the letters of Markdown are escaped.
            Block::Credits(credits) => {
                self.list(credits.iter().map(|(title, place)| {
                    format!("*{}*{} {}", escape(title), full_stop(title), escape(place))
                }))
            }
        }
    }

    fn topic(&mut self, topic: &Topic) {
        self.paragraph(&format!("### {}", inline(&topic.heading)));
        if let Some(place) = &topic.place {
            self.paragraph(&format!("**{}**", inline(place)));
        }
        for block in &topic.blocks {
            self.block(block);
        }
    }

    fn strands(&mut self, strands: &Strands) {
        let heads = [strands.head, self.text.place_column].map(str::to_owned);
        let rows = strands.rows.iter().map(|strand| {
            let words = match &strand.note {
                Some(note) => format!("{}. {note}", strand.words),
                None => strand.words.clone(),
            };
            vec![strand.name.clone(), words]
        });
        self.table(&heads, rows);
    }

    fn strip(&mut self, strip: &Strip) {
        let heads = [self.text.item_column.to_owned(), upper_first(self.text.your_answer)];
        let rows = strip.rows.iter().map(|row| vec![row.text.clone(), row.words.clone()]);
        self.table(&heads, rows);
    }

    fn grid(&mut self, grid: &Grid) {
        let mut heads = vec![String::new()];
        heads.extend(grid.facets.iter().cloned());
        let rows = grid.rows.iter().map(|row| {
            let words = row.cells.iter().map(|(_, words)| words.clone());
            [row.perspective.clone()].into_iter().chain(words).collect()
        });
        self.table(&heads, rows);
    }

    /// How many gave each answer, in figures.
    fn counts(&mut self, counts: &Counts) {
        let mut heads = vec![self.text.item_column.to_owned()];
        heads.extend(counts.labels.iter().chain([&counts.opt_out]).cloned());
        heads.push(self.text.place_column.to_owned());
        let rows = counts.rows.iter().map(|row| {
            let mut cells = vec![row.text.clone()];
            match row.counts {
                Some((ratings, n_opt_out)) => {
                    cells.extend(ratings.into_iter().chain([n_opt_out]).map(|n| n.to_string()));
                }
                None => cells.resize(counts.labels.len() + 2, String::new()),
            }
            cells.push(row.words.clone());
            cells
        });
        self.table(&heads, rows);
    }

    /// A question, and what was written: each line of it a paragraph, so that none is lost.
    fn quotes(&mut self, question: &str, answers: &[String]) {
        self.paragraph(&format!("**{}**", inline(question)));
        for answer in answers {
            let lines: Vec<String> = answer
                .lines()
                .map(inline)
                .filter(|line| !line.is_empty())
                .map(|line| format!("> {line}"))
                .collect();
            self.paragraph(&lines.join("\n>\n"));
        }
    }

    fn table(&mut self, heads: &[String], rows: impl Iterator<Item = Vec<String>>) {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| inline(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = vec![line(heads), format!("|{}", " --- |".repeat(heads.len()))];
        lines.extend(rows.map(|cells| line(&cells)));
        self.paragraph(&lines.join("\n"));
    }

    fn list(&mut self, entries: impl Iterator<Item = String>) {
        let lines: Vec<String> = entries.map(|entry| format!("- {entry}")).collect();
        self.paragraph(&lines.join("\n"));
    }

    fn paragraph(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }
}

/// A text inside a line, in which an address does not become a link either: many readers of Markdown make one
/// of every `https://` and `www.`.
fn inline(text: &str) -> String {
    escape(text).replace("://", "\\://").replace("www.", "www\\.")
}

/// Text as one line in which nothing is Markdown. A sign that only matters at the beginning of a line is left
/// alone further on, so that the source stays readable.
fn escape(text: &str) -> String {
    let line = visible(text).replace('\n', " ");
    let line = line.trim();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mut escaped = String::new();
    for (place, c) in line.char_indices() {
        let always = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '#' | '~' | '^' | '$');
        let at_begin = place == 0 && matches!(c, '+' | '-' | '>' | '=' | ':');
        let after_number = place > 0 && place == digits && matches!(c, '.' | ')');
        let entity = c == '&' && !line[place..].starts_with("& ");
        if always || at_begin || after_number || entity {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
