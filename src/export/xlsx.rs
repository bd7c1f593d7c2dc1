//! Tables as a workbook for spreadsheets: the few parts of Office Open XML (ECMA-376) that Excel and LibreOffice need. Texts
//! stand in their cells as texts, so none of them ever becomes a formula. Knows nothing of what the tables hold.

use super::table::Cell;
use super::zip::zip;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The most characters that a cell may hold.
const MAX_CELL: usize = 32_767;

/// One sheet: its name (at most 31 characters, none of `:\/?*[]`), and its rows, the first of them the heads of the columns.
pub struct Sheet {
    pub name: &'static str,
    pub rows: Vec<Vec<Cell>>,
}

/// In: sheets, in order. Out: the bytes of the workbook.
pub fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let (mut types, mut book, mut relations) = (String::new(), String::new(), String::new());
    let mut files = Vec::new();
    for (number, sheet) in (1..).zip(sheets) {
        let part = format!("worksheets/sheet{number}.xml");
        types.push_str(&format!("<Override PartName=\"/xl/{part}\" ContentType=\"{TYPE}.worksheet+xml\"/>"));
        book.push_str(&format!(
            "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"r{number}\"/>",
            escape(sheet.name)
        ));
        relations.push_str(&format!(
            "<Relationship Id=\"r{number}\" Type=\"{OFFICE}/worksheet\" Target=\"{part}\"/>"
        ));
        files.push((format!("xl/{part}"), worksheet(&sheet.rows)));
    }
    let fixed = [
        (
            "[Content_Types].xml",
            format!(
                "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override \
                 PartName=\"/xl/workbook.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{book}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"),
        ),
    ];
    let mut all: Vec<(String, String)> =
        fixed.into_iter().map(|(name, content)| (name.to_owned(), content)).collect();
    all.extend(files);
    zip(&all)
}

/// One sheet. The heads of the columns stay in sight.
fn worksheet(rows: &[Vec<Cell>]) -> String {
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" \
         topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>"
    );
    for (number, row) in (1_usize..).zip(rows) {
        out.push_str("<row>");
        for (place, cell) in row.iter().enumerate() {
            // An empty cell is one that is not there.
            let (kind, value) = match cell {
                Cell::Text(text) if text.is_empty() => continue,
                Cell::Text(text) => (
                    " t=\"inlineStr\"",
                    ["<is><t xml:space=\"preserve\">", &escape(text), "</t></is>"].concat(),
                ),
                Cell::Number(number) => ("", ["<v>", number, "</v>"].concat()),
                Cell::Missing(code) => ("", ["<v>", code, "</v>"].concat()),
                Cell::Empty => continue,
            };
            let at = [&column(place), number.to_string().as_str()].concat();
            out.push_str(&["<c r=\"", &at, "\"", kind, ">", &value, "</c>"].concat());
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// The letters of a column: A to Z, AA to ZZ, and on.
fn column(place: usize) -> String {
    let letter = char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26]);
    match place / 26 {
        0 => letter.to_string(),
        before => column(before - 1) + &letter.to_string(),
    }
}

/// Text for an element or attribute of XML 1.0, which has no place for most control characters. Spreadsheets read `_x0041_`
/// as a letter by its number, so the line before such an x is itself written by its number.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    let mut letters = text.chars().take(MAX_CELL).peekable();
    while let Some(c) = letters.next() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '_' if letters.peek() == Some(&'x') => escaped.push_str("_x005F_"),
            '\t' | '\n' => escaped.push(c),
            '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_have_their_letters() {
        for (place, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(column(place), letters);
        }
    }

    #[test]
    fn every_text_is_one_that_xml_and_spreadsheets_leave_alone() {
        assert_eq!(escape("<a href=\"x\">&</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;");
        assert_eq!(escape("_x0041_ _y"), "_x005F_x0041_ _y");
        assert_eq!(escape("a\0b\u{b}c\u{ffff}\r\nd\t"), "a b c  \nd\t");
        assert_eq!(escape(&"é".repeat(MAX_CELL + 1)).chars().count(), MAX_CELL);
    }
}
