//! What a trainer takes along of a session: the list of forms, in reading order, and the tables in them. Tables hold what is
//! in the picture shown last, and nothing that came later. Knows nothing of downloads or of how a table is written.

use super::csv::{self, Dialect};
use super::table::{Cell, Holds, OPT_OUT, Variable, codebook, explain, of_modules};
use super::xlsx::{Sheet, workbook};
use super::{file_name, html, markdown};
use crate::again::LookBack;
use crate::group::Group;
use crate::group::spread::median;
use crate::instrument::{Answer, Module};
use crate::report::group::{group_report, minutes, topic_words};
use crate::report::then::look_back_words;
use crate::report::{Block, Topic, lower_first};
use crate::response::Day;
use crate::score::tenths;
use crate::session::Session;
use crate::session::minutes::{Agreements, Earlier, Minutes};
use crate::text::again::AgainText;
use crate::text::group::GroupText;
use crate::text::report::ReportText;
use crate::text::{Lang, Words};

/// What an export of a session is made of.
#[derive(Clone, Copy)]
pub struct GroupMaterial<'a> {
    pub group: &'a Group,
    pub minutes: &'a Minutes,
    /// The session it looks back on.
    pub earlier: Option<Earlier<&'a Group>>,
    /// What is still open of what was agreed before it.
    pub before: &'a Agreements,
    pub lang: Lang,
    pub today: &'a Day,
    pub app_version: &'a str,
}

/// One form. `write` cannot fail.
pub struct GroupExport {
    pub id: &'static str,
    pub label: fn(&GroupText) -> &'static str,
    /// The part of the file name that says what it is.
    pub kind: Words,
    /// Without the dot.
    pub extension: &'static str,
    pub media_type: &'static str,
    pub write: fn(&GroupMaterial) -> Vec<u8>,
}

/// Every export of a session, in reading order.
pub static GROUP_EXPORTS: [GroupExport; 9] = [
    GroupExport {
        id: "group-html",
        label: |text| text.save_group_report,
        kind: Words { nl: "groep", en: "group" },
        extension: "html",
        media_type: "text/html",
        write: |material| {
            html::write_group(
                &group_report(material.group, material.earlier, material.lang),
                material.app_version,
            )
            .into()
        },
    },
    GroupExport {
        id: "group-markdown",
        label: |text| text.as_group_markdown,
        kind: Words { nl: "groep", en: "group" },
        extension: "md",
        media_type: "text/markdown",
        write: |material| {
            markdown::write_report(&group_report(material.group, material.earlier, material.lang)).into()
        },
    },
    GroupExport {
        id: "minutes-html",
        label: |text| text.save_minutes,
        kind: Words { nl: "verslag", en: "minutes" },
        extension: "html",
        media_type: "text/html",
        write: |material| {
            let report = minutes(material.group, material.minutes, material.before, material.lang);
            html::write_minutes(&report, material.app_version).into()
        },
    },
    GroupExport {
        id: "minutes-markdown",
        label: |text| text.as_minutes_markdown,
        kind: Words { nl: "verslag", en: "minutes" },
        extension: "md",
        media_type: "text/markdown",
        write: |material| {
            markdown::write_report(&minutes(material.group, material.minutes, material.before, material.lang))
                .into()
        },
    },
    GroupExport {
        id: "workbook",
        label: |text| text.as_workbook,
        kind: Words { nl: "groep", en: "group" },
        extension: "xlsx",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write: |material| workbook(&sheets(material)),
    },
    GroupExport {
        id: "wide",
        label: |text| text.as_wide,
        kind: Words { nl: "groep-breed", en: "group-wide" },
        extension: "csv",
        media_type: "text/csv",
        write: |material| write_wide(material, csv::MACHINE),
    },
    GroupExport {
        id: "wide-excel",
        label: |text| text.as_wide_excel,
        kind: Words { nl: "groep-breed-excel", en: "group-wide-excel" },
        extension: "csv",
        media_type: "text/csv",
        write: |material| write_wide(material, csv::DUTCH_EXCEL),
    },
    GroupExport {
        id: "long",
        label: |text| text.as_long,
        kind: Words { nl: "groep-lang", en: "group-long" },
        extension: "csv",
        media_type: "text/csv",
        write: |material| csv::table(csv::MACHINE, &long(&Table::new(material))).into(),
    },
    GroupExport {
        id: "group-codebook",
        label: |text| text.as_group_codebook,
        kind: Words { nl: "groep-codeboek", en: "group-codebook" },
        extension: "csv",
        media_type: "text/csv",
        write: |material| csv::table(csv::MACHINE, &Table::new(material).codebook()).into(),
    },
];

impl GroupExport {
    /// `netwerkspiegel-verslag-langer-thuis-2026-11-21-7f3a.md`: as that of a response, with the session's id.
    pub fn file_name(&self, material: &GroupMaterial) -> String {
        let session = &material.group.session;
        file_name(
            self.kind.get(material.lang),
            &session.network,
            material.today,
            &session.id.to_string(),
            self.extension,
        )
    }
}

/// The name of a session's own file, the one that gives it back.
pub fn session_name(session: &Session, today: &Day, lang: Lang) -> String {
    let kind = Words { nl: "bijeenkomst", en: "session" }.get(lang);
    file_name(kind, &session.network, today, &session.id.to_string(), "json")
}

/// The columns of a group's tables. Open answers and how someone takes part never stand beside figures (domain.md part c).
/// Nor does what someone said looking back: it is asked of the topics chosen last time, so it would pair a row with one of
/// that session, unasked. It is counted for each topic.
struct Table<'a> {
    material: &'a GroupMaterial<'a>,
    variables: Vec<Variable>,
    own: &'static GroupText,
    text: &'static ReportText,
}

impl<'a> Table<'a> {
    fn new(material: &'a GroupMaterial<'a>) -> Table<'a> {
        let group = material.group;
        let modules: Vec<&'static Module> = group.modules().collect();
        let mut variables = of_modules(group.instrument(), &modules, material.lang);
        variables.retain(|variable| match &variable.holds {
            Holds::Closed(question) => {
                question.scale.options.iter().all(|option| option.answer.rating().is_some())
            }
            Holds::Open(_) | Holds::LookBack(_) | Holds::StepOutcome => false,
            Holds::Id
            | Holds::Network
            | Holds::Created
            | Holds::Language
            | Holds::Mean(_)
            | Holds::Topics => true,
        });
        Table { material, variables, own: GroupText::of(material.lang), text: ReportText::of(material.lang) }
    }

    /// Each row: its place, then a cell for each variable, as `cell` makes it. The place says nothing: the rows are in the
    /// order of their random ids, which are left out.
    fn rows(&self, cell: impl Fn(&Variable, Cell) -> Cell) -> Vec<Vec<Cell>> {
        let GroupMaterial { group, lang, .. } = *self.material;
        let rows = (1_u32..).zip(group.shown_rows()).map(|(place, handed)| {
            let cells = self.variables.iter().map(|variable| {
                cell(variable, super::table::cell(group.instrument(), &handed.response, lang, variable))
            });
            [Cell::Number(place.to_string())].into_iter().chain(cells).collect()
        });
        rows.collect()
    }

    fn names(&self) -> Vec<Cell> {
        let names = self.variables.iter().map(|variable| variable.name.as_str());
        ["row"].into_iter().chain(names).map(text).collect()
    }

    fn codebook(&self) -> Vec<Vec<Cell>> {
        let mut rows = codebook(self.material.group.instrument(), self.material.lang, &self.variables);
        rows.insert(1, ["row", "", "", self.own.book_row, ""].map(text).into());
        rows
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(number: impl ToString) -> Cell {
    Cell::Number(number.to_string())
}

/// One row for each response that is in the picture.
fn wide(table: &Table) -> Vec<Vec<Cell>> {
    [table.names()].into_iter().chain(table.rows(|_, cell| cell)).collect()
}

fn write_wide(material: &GroupMaterial, dialect: Dialect) -> Vec<u8> {
    csv::table(dialect, &wide(&Table::new(material))).into()
}

/// One row for each answer to a closed question.
fn long(table: &Table) -> Vec<Vec<Cell>> {
    let mut rows = vec![["row", "item", "value"].map(text).into()];
    for cells in table.rows(|_, cell| cell) {
        let Some((place, cells)) = cells.split_first() else { continue };
        for (variable, cell) in table.variables.iter().zip(cells) {
            if matches!(variable.holds, Holds::Closed(_)) {
                rows.push(vec![place.clone(), text(&variable.name), cell.clone()]);
            }
        }
    }
    rows
}

/// Data, labels, codebook, topics, about.
fn sheets(material: &GroupMaterial) -> Vec<Sheet> {
    let table = Table::new(material);
    let [data, labels, codebook, topics, about] = table.own.sheets;
    let none = || vec![vec![text(table.own.no_rows)]];
    let has_rows = !material.group.shown_rows().is_empty();
    let (wide, labelled) = if has_rows { (wide(&table), labelled(&table)) } else { (none(), none()) };
    vec![
        Sheet { name: data, rows: wide },
        Sheet { name: labels, rows: labelled },
        Sheet { name: codebook, rows: table.codebook() },
        Sheet { name: topics, rows: of_topics(&table) },
        Sheet { name: about, rows: of_session(&table) },
    ]
}

/// The same rows in words, under the questions.
fn labelled(table: &Table) -> Vec<Vec<Cell>> {
    let GroupMaterial { group, lang, .. } = *table.material;
    let instrument = group.instrument();
    let heads = table.variables.iter().map(|variable| explain(instrument, lang, &variable.holds).0);
    let heads = [text("")].into_iter().chain(heads.map(Cell::Text)).collect();
    let in_words = |variable: &Variable, cell: Cell| match (&variable.holds, &cell) {
        (Holds::Closed(question), Cell::Number(value)) => {
            let answer = question.scale.accept(value).and_then(|answer| question.scale.option(answer));
            answer.map_or(Cell::Empty, |option| text(option.words.get(lang)))
        }
        (Holds::Closed(question), Cell::Missing(OPT_OUT)) => {
            text(question.scale.option(Answer::OptOut).map_or("", |option| option.words.get(lang)))
        }
        (_, Cell::Missing(_)) => Cell::Empty,
        (Holds::Topics, Cell::Text(codes)) => {
            let names = codes.split(' ').filter_map(|code| instrument.dimension(code));
            let names: Vec<&str> = names.map(|dimension| dimension.name.get(lang)).collect();
            Cell::Text(names.join("; "))
        }
        _ => cell,
    };
    [heads].into_iter().chain(table.rows(in_words)).collect()
}

/// What is shown of each topic and of its questions: counts, and the words of the report.
fn of_topics(table: &Table) -> Vec<Vec<Cell>> {
    let GroupMaterial { group, lang, .. } = *table.material;
    let (own, words) = (table.own, table.text);
    let mut heads = [words.book_topic, words.book_code, words.book_text].map(text).to_vec();
    heads.extend(["1", "2", "3", "4", "5", own.opt_out_column].map(text));
    heads.extend([own.answers_column, own.median_column, words.place_column, own.votes_column].map(text));
    let look_back = |given: LookBack| {
        format!("{}: {}", AgainText::of(lang).look_back, lower_first(look_back_words(given).get(lang)))
    };
    heads.extend(LookBack::ALL.map(look_back).map(Cell::Text));
    let mut rows = vec![heads];
    let Some(profile) = group.shown() else { return rows };
    for part in group_report(group, None, lang).parts {
        for block in part.blocks {
            if let Block::Topic(topic) = block {
                let shown = profile.dimensions.iter().find(|dimension| dimension.id == topic.id);
                let votes = profile.topics.iter().find(|(code, _)| *code == topic.id);
                if let Some(shown) = shown {
                    let mut row = vec![text(&topic.heading), text(topic.id)];
                    row.resize(9, Cell::Empty);
                    row.push(number(shown.scores.iter().map(|(_, n)| n).sum::<u32>()));
                    row.push(shown.median.map_or(Cell::Empty, |median| tenth(tenths(median))));
                    row.push(text(&topic_words(group, shown, lang)));
                    row.push(number(votes.map_or(0, |(_, votes)| *votes)));
                    let looked_back = shown.look_back.map(|counts| counts.map(number));
                    row.extend(looked_back.unwrap_or([const { Cell::Empty }; LookBack::ALL.len()]));
                    rows.push(row);
                }
                rows.extend(of_questions(&topic));
            }
        }
    }
    rows
}

fn of_questions(topic: &Topic) -> Vec<Vec<Cell>> {
    let counts = topic
        .blocks
        .iter()
        .filter_map(|block| if let Block::Counts(counts) = block { Some(counts) } else { None });
    let rows = counts.flat_map(|counts| &counts.rows).map(|row| {
        let mut cells = [topic.heading.as_str(), row.id, &row.text].map(text).to_vec();
        if let Some((ratings, n_opt_out)) = row.counts {
            cells.extend(ratings.into_iter().chain([n_opt_out, ratings.iter().sum()]).map(number));
            let median = median(&ratings).map(tenths);
            cells.push(median.map_or(Cell::Empty, tenth));
        } else {
            cells.resize(11, Cell::Empty);
        }
        cells.push(text(&row.words));
        cells
    });
    rows.collect()
}

fn tenth(tenths: u32) -> Cell {
    Cell::Number(format!("{}.{}", tenths / 10, tenths % 10))
}

/// What the workbook is about, and how to read it.
fn of_session(table: &Table) -> Vec<Vec<Cell>> {
    let GroupMaterial { group, lang, today, app_version, .. } = *table.material;
    let (own, words, instrument, session) = (table.own, table.text, group.instrument(), &group.session);
    let day = |day: &Day| day.iso().to_owned();
    let facts = [
        (own.title_label, session.title.clone()),
        (own.network_name, session.network.clone()),
        (own.day_label, session.day.as_ref().map(day).unwrap_or_default()),
        (own.host_label, session.host.clone()),
        (own.instrument_label, (words.instrument_version)(instrument.version, instrument.status)),
        (words.app, app_version.to_owned()),
        (own.saved_label, day(today)),
    ];
    let mut rows: Vec<Vec<Cell>> =
        facts.into_iter().map(|(label, value)| vec![text(label), Cell::Text(value)]).collect();
    let n_people = group.shown().map_or(0, |shown| shown.n_responses);
    rows.push(vec![text(own.people_label), number(n_people)]);
    rows.push(vec![text(own.minimum_label), number(session.min_group.people())]);
    let sample = group.is_sample().then_some(own.sample_note);
    let notes = [own.order_note, own.missing_note, own.words_note, instrument.status_note.get(lang)];
    rows.extend(sample.into_iter().chain(notes).map(|note| vec![text(""), text(note)]));
    rows
}
