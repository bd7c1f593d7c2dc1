//! The forms a report and its answers can be taken along in, in reading order, and the names of the files. Knows
//! nothing of downloads, of the clipboard or of what the reader does with a file.

use crate::exchange::file;
use crate::instrument::Instrument;
use crate::logbook::Logbook;
use crate::response::{Day, Response};
use crate::text::report::ReportText;
use crate::text::{Lang, Words};

pub mod calendar;
pub mod csv;
pub mod group;
pub mod html;
pub mod invitation;
pub mod markdown;
mod table;
pub mod xlsx;
mod zip;

/// What an export is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    pub instrument: &'static Instrument,
    pub response: &'a Response,
    /// The measurements before it, oldest first.
    pub earlier: &'a [&'a Response],
    pub lang: Lang,
    pub today: &'a Day,
    pub app_version: &'a str,
}

/// One form. `write` cannot fail.
pub struct Export {
    pub id: &'static str,
    pub label: fn(&ReportText) -> &'static str,
    /// The part of the file name that says what it is.
    pub kind: Words,
    /// Without the dot.
    pub extension: &'static str,
    pub media_type: &'static str,
    pub write: fn(&Material) -> String,
}

/// Every export, in reading order. The first two are the report; the first and the third can be opened again.
pub static EXPORTS: [Export; 6] = [
    Export {
        id: "html",
        label: |text| text.save_report,
        kind: Words { nl: "rapport", en: "report" },
        extension: "html",
        media_type: "text/html",
        write: html::write,
    },
    Export {
        id: "markdown",
        label: |text| text.as_markdown,
        kind: Words { nl: "rapport", en: "report" },
        extension: "md",
        media_type: "text/markdown",
        write: markdown::write,
    },
    Export {
        id: "json",
        label: |text| text.as_json,
        kind: Words { nl: "antwoorden", en: "response" },
        extension: "json",
        media_type: "application/json",
        write: json,
    },
    Export {
        id: "csv",
        label: |text| text.as_csv,
        kind: Words { nl: "antwoorden", en: "response" },
        extension: "csv",
        media_type: "text/csv",
        write: csv::write,
    },
    Export {
        id: "csv-excel",
        label: |text| text.as_csv_excel,
        kind: Words { nl: "antwoorden-excel", en: "response-excel" },
        extension: "csv",
        media_type: "text/csv",
        write: csv::write_excel,
    },
    Export {
        id: "codebook",
        label: |text| text.as_codebook,
        kind: Words { nl: "codeboek", en: "codebook" },
        extension: "csv",
        media_type: "text/csv",
        write: csv::write_codebook,
    },
];

/// The longest file name, in characters.
const MAX_FILE_NAME: usize = 80;

impl Export {
    /// `netwerkspiegel-rapport-langer-thuis-2026-11-21-7f3a.html`: lower-case ASCII, at most 80 characters. The
    /// network's name is in it only as far as someone typed one; the last four tell lists of one name apart.
    pub fn file_name(&self, material: &Material) -> String {
        let response = material.response;
        file_name(
            self.kind.get(material.lang),
            &response.network,
            material.today,
            &response.id.to_string(),
            self.extension,
        )
    }
}

fn file_name(kind: &str, network: &str, today: &Day, id: &str, extension: &str) -> String {
    let begin = format!("netwerkspiegel-{kind}");
    let short: String = id.chars().take(4).collect();
    let end = format!("-{}-{short}.{extension}", today.iso());
    let room = MAX_FILE_NAME.saturating_sub(begin.len() + end.len() + 1);
    let slug: String = slug(network).chars().take(room).collect();
    match slug.trim_end_matches('-') {
        "" => begin + &end,
        slug => format!("{begin}-{slug}{end}"),
    }
}

/// The file name of a backup of everything.
pub fn backup_name(today: &Day) -> String {
    format!("netwerkspiegel-backup-{}.json", today.iso())
}

/// The file name of what is handed in: nothing in it says who.
pub fn hand_in_name(today: &Day, lang: Lang) -> String {
    let kind = Words { nl: "inzending", en: "hand-in" }.get(lang);
    format!("netwerkspiegel-{kind}-{}.txt", today.iso())
}

/// The file name of a logbook, the one that gives it back.
pub fn logbook_name(logbook: &Logbook, today: &Day, lang: Lang) -> String {
    let kind = Words { nl: "logboek", en: "logbook" }.get(lang);
    file_name(kind, logbook.network(), today, &logbook.id.to_string(), "json")
}

/// The file name of a logbook's story.
pub fn story_name(logbook: &Logbook, today: &Day, lang: Lang) -> String {
    let kind = Words { nl: "verhaal", en: "story" }.get(lang);
    file_name(kind, logbook.network(), today, &logbook.id.to_string(), "html")
}

/// The file name of the day to look again.
pub fn calendar_name(day: &Day, lang: Lang) -> String {
    let kind = Words { nl: "agenda", en: "calendar" }.get(lang);
    format!("netwerkspiegel-{kind}-{}.ics", day.iso())
}

fn json(material: &Material) -> String {
    file::encode(material.instrument, material.response, material.lang, material.app_version, material.today)
}

/// Letters and digits of ASCII, accents of Latin letters left out, a hyphen for anything between them.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'à'..='å' | 'ā' | 'ă' | 'ą' => slug.push('a'),
            'æ' => slug.push_str("ae"),
            'ç' | 'ć' | 'č' => slug.push('c'),
            'ð' | 'ď' | 'đ' => slug.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => slug.push('e'),
            'ğ' => slug.push('g'),
            'ì'..='ï' | 'ī' | 'ı' => slug.push('i'),
            'ĳ' => slug.push_str("ij"),
            'ł' => slug.push('l'),
            'ñ' | 'ń' | 'ň' => slug.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => slug.push('o'),
            'œ' => slug.push_str("oe"),
            'ř' => slug.push('r'),
            'ś' | 'ş' | 'š' | 'ș' => slug.push('s'),
            'ß' => slug.push_str("ss"),
            'ť' | 'ț' => slug.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => slug.push('u'),
            'ý' | 'ÿ' => slug.push('y'),
            'ź' | 'ż' | 'ž' => slug.push('z'),
            // An accent that stands apart from its letter.
            '\u{300}'..='\u{36f}' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// What a person wrote, for a page or text: every control character but the end of a line becomes a space.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// What ends a title in front of another sentence.
fn full_stop(title: &str) -> &'static str {
    if title.ends_with(['.', '?', '!']) { "" } else { "." }
}

/// A label as the first word of a line or column.
fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::ResponseId;
    use proptest::prelude::*;

    #[track_caller]
    fn case(network: &str, expected: &str) {
        let mut response = Response::new(Instrument::shipped(), ResponseId(0x7f3a << 112));
        response.network = network.to_owned();
        assert_eq!(has_plain_file_names(&response), expected);
    }

    /// Out: the name of the first export.
    #[track_caller]
    fn has_plain_file_names(response: &Response) -> String {
        let today = Day::parse("2026-11-21").unwrap();
        let instrument = Instrument::shipped();
        let material = Material {
            instrument,
            response,
            earlier: &[],
            lang: Lang::Nl,
            today: &today,
            app_version: "0.1.0",
        };
        for export in &EXPORTS {
            let name = export.file_name(&material);
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
            assert!(name.len() <= MAX_FILE_NAME && name.bytes().all(plain), "{name}");
            assert!(!name.contains("..") && !name.contains("--"), "{name}");
        }
        EXPORTS[0].file_name(&material)
    }

    #[test]
    fn a_file_name_holds_no_more_than_letters_digits_and_hyphens() {
        case("", "netwerkspiegel-rapport-2026-11-21-7f3a.html");
        case("Langer Thuis", "netwerkspiegel-rapport-langer-thuis-2026-11-21-7f3a.html");
        case(
            "’s-Hertogenbosch: zorg & wonen",
            "netwerkspiegel-rapport-s-hertogenbosch-zorg-wonen-2026-11-21-7f3a.html",
        );
        case(
            "Coöperatie Übung Łódź Ĳssel",
            "netwerkspiegel-rapport-cooperatie-ubung-lodz-ijssel-2026-11-21-7f3a.html",
        );
        case("Cafe\u{301}", "netwerkspiegel-rapport-cafe-2026-11-21-7f3a.html");
        case("../../etc", "netwerkspiegel-rapport-etc-2026-11-21-7f3a.html");
        case("CON", "netwerkspiegel-rapport-con-2026-11-21-7f3a.html");
        case("שלום עולם", "netwerkspiegel-rapport-2026-11-21-7f3a.html");
        case("\u{202e}abc\0", "netwerkspiegel-rapport-abc-2026-11-21-7f3a.html");
        let long = format!("netwerkspiegel-rapport-{}-2026-11-21-7f3a.html", "a".repeat(36));
        case(&"a".repeat(300), &long);
        case(&format!("{} b", "a".repeat(35)), &long.replace("aa-", "a-"));
    }

    proptest! {
        /// F43.
        #[test]
        fn any_name_makes_a_plain_file_name(name in "\\PC{0,300}|(\\.\\./|CON|[-. \u{202e}])*") {
            let mut response = Response::new(Instrument::shipped(), ResponseId(7));
            response.network = name;
            has_plain_file_names(&response);
        }
    }

    #[test]
    fn every_export_has_its_own_id_label_and_file_name() {
        let mut seen = std::collections::BTreeSet::new();
        for export in &EXPORTS {
            assert!(seen.insert(export.id));
            assert!(seen.insert((export.label)(ReportText::of(Lang::Nl))));
        }
        let mut names: Vec<_> = EXPORTS.iter().map(|e| (e.kind.nl, e.extension)).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), EXPORTS.len());
    }
}
