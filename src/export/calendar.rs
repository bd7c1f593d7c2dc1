//! A day to look again, and that day as a calendar file (RFC 5545) with one event that lasts the whole day. Knows no clock
//! and no address: day, words and number are handed in.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use super::visible;
use crate::response::Day;

/// The longest line of a calendar file, in bytes, without its end (RFC 5545, 3.1).
const MAX_LINE: usize = 75;
/// So many months after the last time is the usual day to look again: between three and six (domain.md part d, 8).
const MONTHS: u32 = 4;
const NEAREST: u32 = 3;
const FURTHEST: u32 = 6;

/// What stands on one day of the calendar.
#[derive(Debug, Clone, Copy)]
pub struct Appointment<'a> {
    /// A random number. Not that of a response: a calendar is often shared.
    pub id: u128,
    pub day: &'a Day,
    pub title: &'a str,
    pub text: &'a str,
    /// The day on which it was made.
    pub made: &'a Day,
}

/// In: an appointment. Out: the calendar file. Someone who has it is not busy on that day.
pub fn write(appointment: &Appointment) -> String {
    let Appointment { id, day, title, text, made } = appointment;
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Netwerkspiegel//Netwerkspiegel//NL".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{id:032x}"),
        format!("DTSTAMP:{}T000000Z", digits(made)),
        // Without an end it lasts one day (3.6.1).
        format!("DTSTART;VALUE=DATE:{}", digits(day)),
        format!("SUMMARY:{}", escape(title)),
        format!("DESCRIPTION:{}", escape(text)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| fold(line)).collect()
}

/// The day without hyphens; a day that its month does not have becomes the last one of it.
fn digits(day: &Day) -> String {
    day.later(0).iso().replace('-', "")
}

/// Text of a property (3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible(text).chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line with its end; one that is too long goes on after a space, and no letter is cut in two.
fn fold(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0_usize;
    for c in line.chars() {
        if length.saturating_add(c.len_utf8()) > MAX_LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(c);
        length = length.saturating_add(c.len_utf8());
    }
    folded + "\r\n"
}

/// How a day to look again lies after the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// Within three months.
    Near,
    Usual,
    /// More than six months later.
    Far,
}

/// In: the last time, and the day to look again.
pub fn distance(looked: &Day, again: &Day) -> Distance {
    if *again < looked.later(NEAREST) {
        Distance::Near
    } else if *again > looked.later(FURTHEST) {
        Distance::Far
    } else {
        Distance::Usual
    }
}

/// In: the day on which a group met, and today. Out: the usual day to look again; none where that would be today or has
/// been, for then these are minutes to read back.
pub fn group_looks_again(met: &Day, today: &Day) -> Option<Day> {
    Some(met.later(MONTHS)).filter(|day| day > today)
}

/// In: the day on which someone looked, and today. Out: the usual day to look again: four months after it; after today,
/// if that would be today or has been.
pub fn look_again(looked: &Day, today: &Day) -> Day {
    let day = looked.later(MONTHS);
    if day > *today { day } else { today.later(MONTHS) }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn written(title: &str, text: &str, on: &str) -> String {
        write(&Appointment { id: 0x7f, day: &day(on), title, text, made: &day("2026-11-21") })
    }

    /// Reads it as a calendar does: lines joined again, then name and value.
    fn properties(file: &str) -> Vec<(String, String)> {
        let whole = file.replace("\r\n ", "");
        let lines = whole.split_terminator("\r\n").map(|line| line.split_once(':').unwrap());
        lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn unescaped(value: &str) -> String {
        let (mut text, mut letters) = (String::new(), value.chars());
        while let Some(c) = letters.next() {
            text.push(match (c, if c == '\\' { letters.next() } else { None }) {
                (_, Some('n')) => '\n',
                (_, Some(other)) => other,
                (c, None) => c,
            });
        }
        text
    }

    #[test]
    fn a_calendar_is_word_for_word_what_the_rfc_asks() {
        let file = written("Weer naar Zuid, Noord; West kijken", "Regel\nC:\\map", "2027-03-21");
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Netwerkspiegel//Netwerkspiegel//NL",
            "BEGIN:VEVENT",
            "UID:0000000000000000000000000000007f",
            "DTSTAMP:20261121T000000Z",
            "DTSTART;VALUE=DATE:20270321",
            "SUMMARY:Weer naar Zuid\\, Noord\\; West kijken",
            "DESCRIPTION:Regel\\nC:\\\\map",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(file, expected.join("\r\n"));
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_and_no_letter_is_cut() {
        let title = "Gelijkwaardigheid é 🧵 ".repeat(20);
        let file = written(&title, &"x".repeat(400), "2027-03-21");
        assert!(file.split("\r\n").all(|line| line.len() <= MAX_LINE));
        assert!(properties(&file).contains(&("SUMMARY".into(), title)));
        // A line of exactly 75 bytes stays whole.
        let exact = "x".repeat(MAX_LINE - "SUMMARY:".len());
        assert!(written(&exact, "", "2027-03-21").contains(&format!("SUMMARY:{exact}\r\n")));
    }

    #[test]
    fn a_day_that_does_not_exist_becomes_the_last_of_its_month() {
        assert!(written("", "", "2027-02-31").contains("DTSTART;VALUE=DATE:20270228\r\n"));
    }

    #[test]
    fn four_months_later_is_a_day_that_exists() {
        let case = |looked: &str, expected: &str| {
            assert_eq!(look_again(&day(looked), &day("2026-01-01")).iso(), expected, "{looked}");
        };
        case("2026-11-21", "2027-03-21");
        case("2026-08-31", "2026-12-31");
        case("2026-09-15", "2027-01-15");
        case("2026-10-31", "2027-02-28");
        case("2027-10-31", "2028-02-29");
        case("2099-10-30", "2100-02-28");
        case("2399-10-30", "2400-02-29");
        case("2026-05-31", "2026-09-30");
        case("9999-12-01", "9999-12-01");
    }

    #[test]
    fn three_to_six_months_after_the_last_time_is_usual() {
        for (again, expected) in [
            ("2026-11-20", Distance::Near),
            ("2027-02-20", Distance::Near),
            ("2027-02-21", Distance::Usual),
            ("2027-05-21", Distance::Usual),
            ("2027-05-22", Distance::Far),
        ] {
            assert_eq!(distance(&day("2026-11-21"), &day(again)), expected, "{again}");
        }
    }

    #[test]
    fn of_minutes_to_read_back_no_day_is_proposed() {
        let proposed = |today: &str| group_looks_again(&day("2026-11-21"), &day(today));
        for today in ["2026-11-01", "2026-11-21", "2027-03-20"] {
            assert_eq!(proposed(today), Some(day("2027-03-21")), "{today}");
        }
        assert_eq!((proposed("2027-03-21"), proposed("2028-01-01")), (None, None));
    }

    #[test]
    fn a_day_that_has_been_is_no_day_to_look_again() {
        let again = |looked: &str, today: &str| look_again(&day(looked), &day(today)).iso().to_owned();
        assert_eq!(again("2026-11-21", "2027-03-20"), "2027-03-21");
        assert_eq!(again("2026-11-21", "2027-03-21"), "2027-07-21");
        assert_eq!(again("2020-01-01", "2027-03-21"), "2027-07-21");
    }

    proptest! {
        #[test]
        fn any_words_come_back_out_of_a_calendar(title in "\\PC{0,200}|[\\\\;,\n:\r]{0,40}", text in any::<String>()) {
            let file = written(&title, &text, "2027-03-21");
            let properties = properties(&file);
            prop_assert_eq!(properties.len(), 12);
            prop_assert_eq!(unescaped(&properties[7].1), visible(&title));
            prop_assert_eq!(unescaped(&properties[8].1), visible(&text));
        }
    }
}
