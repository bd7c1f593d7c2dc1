//! The one gate for text from outside: a file is accepted whole, or refused with the reason. Knows nothing of
//! screens, of what is kept here already, or of what the answers mean. Order of the checks: reliability.md D10.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use crate::instrument::Instrument;
use crate::logbook::Logbook;
use crate::response::{MAX_NAME, Response};
use file::Backup;
use session::SessionFile;
use std::fmt;

pub mod file;
pub mod link;
pub mod logbook;
pub mod parcel;
pub mod qr;
pub mod scan;
pub mod session;
pub mod sum;

/// The largest file that is read, in bytes (1 MiB). The shell checks the size before it reads.
pub const MAX_FILE: usize = 1_048_576;

/// What a report in HTML puts before and after the answers it carries. The answers themselves hold no `<`.
pub const EMBED_BEGIN: &str = r#"<script type="application/json" id="netwerkspiegel">"#;
pub const EMBED_END: &str = "</script>";

/// What came in.
#[derive(Debug, Clone)]
pub enum Incoming {
    /// At least one, each with its own id, none of them removed.
    Responses(Vec<Response>),
    /// A trainer's session with all that came of it.
    Session(Box<SessionFile>),
    /// A network's logbook.
    Logbook(Box<Logbook>),
    /// All that a browser kept, with at least one session or logbook; with neither it is responses.
    Backup(Box<Backup>),
}

/// Why a file was refused. Nothing of it has been used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejected {
    TooLarge {
        bytes: usize,
    },
    /// Something else than a file of ours.
    NotOurs,
    /// A page of ours that is whole, and has nothing in it to open: minutes, a group report, a story.
    OnlyToRead,
    TooNew {
        format_version: u64,
    },
    OtherInstrument {
        id: String,
    },
    /// Answers to another version of the instrument.
    OtherVersion,
    /// A session with a module that this version does not have.
    UnknownModule {
        code: String,
    },
    /// The beginning of a link or code: so much of it is here. In bytes, or in letters where letters came in.
    Incomplete {
        here: usize,
        of: usize,
    },
    /// A file of ours, but cut off or changed. `at` is the field, or the place in the text.
    Damaged {
        at: String,
    },
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Rejected::TooLarge { bytes } => write!(f, "{bytes} bytes are more than {MAX_FILE}"),
            Rejected::NotOurs => write!(f, "not a file of Netwerkspiegel"),
            Rejected::OnlyToRead => write!(f, "a page without answers"),
            Rejected::TooNew { format_version } => {
                write!(f, "made by a newer version of Netwerkspiegel (format {format_version})")
            }
            Rejected::OtherInstrument { id } => write!(f, "answers to another instrument, {id:?}"),
            Rejected::OtherVersion => write!(f, "answers to another version of the instrument"),
            Rejected::UnknownModule { code } => write!(f, "no module {code:?}"),
            Rejected::Incomplete { here, of } => write!(f, "incomplete: {here} of {of}"),
            Rejected::Damaged { at } => write!(f, "damaged at {at}"),
        }
    }
}

/// In: the bytes of a file, whatever they are. Out: what is in it, if it is a report (HTML), a backup, a session or a
/// logbook (JSON) of ours and every value in it is valid.
pub fn accept(bytes: &[u8], instrument: &'static Instrument) -> Result<Incoming, Rejected> {
    if bytes.len() > MAX_FILE {
        return Err(Rejected::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(bytes, error.to_string()))?;
    // Some editors put a byte order mark in front when they save.
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(damaged("an empty file"));
    }
    if !text.starts_with('<') {
        return file::decode(text, instrument);
    }
    let cut = |at: &str| unreadable(bytes, at.to_owned());
    let no_answers = || {
        let rejected = cut("the beginning of the answers");
        let is_whole = rejected != Rejected::NotOurs && text.ends_with("</html>");
        if is_whole { Rejected::OnlyToRead } else { rejected }
    };
    let (_, rest) = text.split_once(EMBED_BEGIN).ok_or_else(no_answers)?;
    let (json, _) = rest.split_once(EMBED_END).ok_or_else(|| cut("the end of the answers"))?;
    file::decode(json, instrument)
}

/// In: a name as typed or read. Out: the same without control characters and without marks that turn the
/// direction of writing, which would act on the words around the name.
pub fn clean_name(name: &str) -> String {
    let turns = |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.chars().filter(|c| !c.is_control() && !turns(*c)).collect()
}

/// In: a name as a person typed it. Out: the name as it is kept: clean, and no longer than a name may be.
pub fn typed_name(typed: &str) -> String {
    typed_line(typed, MAX_NAME)
}

/// In: one line of text as a person typed it. Out: the same, clean, and no longer than so many characters. Where a new
/// line began there is a space.
pub fn typed_line(typed: &str, most: usize) -> String {
    clean_name(&typed.replace(['\n', '\r', '\t'], " ")).trim().chars().take(most).collect()
}

/// A text that cannot be read: damaged if it names us somewhere, else not ours.
fn unreadable(bytes: &[u8], at: String) -> Rejected {
    let name = file::FORMAT.as_bytes();
    if bytes.windows(name.len()).any(|part| part == name) {
        Rejected::Damaged { at }
    } else {
        Rejected::NotOurs
    }
}

fn damaged(at: &str) -> Rejected {
    Rejected::Damaged { at: at.to_owned() }
}
