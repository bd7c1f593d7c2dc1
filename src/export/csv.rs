//! Tables as text in two dialects: the answers of one person, or of a group, and the codebook. Knows nothing of what is in a
//! cell. Conventions: peers.md part 4; formulas: reliability.md F40.

use super::Material;
use super::table::{Cell, cell, codebook, variables};

/// The two tables: one for programs, one for a Dutch Excel that opens it with a double click.
#[derive(Clone, Copy)]
pub struct Dialect {
    separator: char,
    decimal: char,
    /// Without it Excel takes UTF-8 for something else; other programs stumble over it.
    has_mark: bool,
    /// Missing values as -8 and -9; else empty, so that a mean in a sheet comes out right.
    codes_missing: bool,
}

/// Comma, decimal point, -8 and -9.
pub const MACHINE: Dialect = Dialect { separator: ',', decimal: '.', has_mark: false, codes_missing: true };

/// Semicolon, decimal comma, byte order mark, missing values empty.
pub const DUTCH_EXCEL: Dialect =
    Dialect { separator: ';', decimal: ',', has_mark: true, codes_missing: false };

/// One row for this response under the names of the variables, for programs.
pub fn write(material: &Material) -> String {
    wide(material, MACHINE)
}

/// The same for a Dutch Excel.
pub fn write_excel(material: &Material) -> String {
    wide(material, DUTCH_EXCEL)
}

fn wide(material: &Material, dialect: Dialect) -> String {
    let variables = variables(material.instrument, material.lang);
    let names = variables.iter().map(|variable| Cell::Text(variable.name.clone())).collect();
    let cells = variables
        .iter()
        .map(|variable| cell(material.instrument, material.response, material.lang, variable))
        .collect();
    table(dialect, &[names, cells])
}

/// One row for each variable, in the order of the columns: name, part, topic, text, values.
pub fn write_codebook(material: &Material) -> String {
    let variables = variables(material.instrument, material.lang);
    table(MACHINE, &codebook(material.instrument, material.lang, &variables))
}

/// A table in this dialect.
pub fn table(dialect: Dialect, rows: &[Vec<Cell>]) -> String {
    let mut table = String::new();
    if dialect.has_mark {
        table.push('\u{feff}');
    }
    rows.iter().for_each(|cells| row(&mut table, dialect, cells));
    table
}

/// One line of the table, ended as RFC 4180 wants it.
fn row(table: &mut String, dialect: Dialect, cells: &[Cell]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            table.push(dialect.separator);
        }
        match cell {
            Cell::Text(text) => quote(table, dialect, text),
            Cell::Number(number) => table.push_str(&number.replace('.', &dialect.decimal.to_string())),
            Cell::Missing(code) if dialect.codes_missing => table.push_str(code),
            Cell::Missing(_) | Cell::Empty => {}
        }
    }
    table.push_str("\r\n");
}

/// Writes a text so that it stays one cell and never becomes a formula.
fn quote(table: &mut String, dialect: Dialect, text: &str) {
    let first = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
    let guard = if text.starts_with(first) { "'" } else { "" };
    if text.contains(['"', '\r', '\n', dialect.separator]) {
        table.push_str(&format!("\"{guard}{}\"", text.replace('"', "\"\"")));
    } else {
        table.push_str(guard);
        table.push_str(text);
    }
}
