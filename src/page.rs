//! The pages of the app and their names in the address: parse and print stand together. Knows nothing of what is on
//! a page, nor whether the response it names exists.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use crate::logbook::LogbookId;
use crate::response::ResponseId;
use crate::session::SessionId;

/// The longest address of a page that is looked at, in bytes; ours are far shorter.
const MAX_FRAGMENT: usize = 1000;
/// The longest address with a code that is looked at, in characters: a link of ours in which each character was written as
/// three, twice over.
const MAX_LINK: usize = 20_000;

/// Where a person can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    Start,
    /// One screen of a questionnaire, by the screen's code.
    Screen(ResponseId, String),
    Review(ResponseId),
    /// The report, and the part or dimension of it to go to.
    Report(ResponseId, Option<String>),
    /// To give the answers to the trainer of a session.
    HandIn(ResponseId),
    /// A trainer's sessions.
    Trainer,
    /// One session of a trainer.
    Session(SessionId, Desk),
    /// The logbooks of this browser.
    Logbooks,
    Logbook(LogbookId),
    /// An address that carries something: a code, if it is one of ours. Empty: the page to type one in.
    Link(String),
    /// What happens with my answers.
    Answers,
    Sources,
    /// An address that means nothing to this version.
    Unknown,
}

/// What a trainer does with a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Desk {
    /// Set it up, and invite.
    Prepare,
    Collect,
    /// What the group sees, and the part of it to go to.
    Group(Option<String>),
    /// The same in the room, one screen for each item; by its code, none for the first.
    Room(Option<String>),
    /// The minutes, and the item in the room they were opened from.
    Minutes(Option<String>),
    /// To print: what hangs on a wall.
    Poster,
    /// To print: the questions, for who fills them in with a pen.
    Paper,
}

impl Page {
    /// In: what stands after `#` in the address. Out: the page; never an error.
    pub fn parse(fragment: &str) -> Page {
        let mut parts = fragment.split('/');
        if parts.next() != Some("") {
            return Page::Link(fragment.chars().take(MAX_LINK).collect());
        }
        if fragment.len() > MAX_FRAGMENT {
            return Page::Unknown;
        }
        let parts: Vec<&str> = parts.collect();
        let id = parts.first().and_then(|id| ResponseId::parse(id));
        match (parts.as_slice(), id) {
            ([] | [""], _) => Page::Start,
            (["answers"], _) => Page::Answers,
            (["sources"], _) => Page::Sources,
            (["trainer"], _) => Page::Trainer,
            (["code"], _) => Page::Link(String::new()),
            (["logbook"], _) => Page::Logbooks,
            (["logbook", id], _) => LogbookId::parse(id).map_or(Page::Unknown, Page::Logbook),
            (["session", id, desk @ ..], _) => {
                match (ResponseId::parse(id).map(|id| SessionId(id.0)), Desk::parse(desk)) {
                    (Some(id), Some(desk)) => Page::Session(id, desk),
                    (None, _) | (_, None) => Page::Unknown,
                }
            }
            ([_, "hand-in"], Some(id)) => Page::HandIn(id),
            ([_, "review"], Some(id)) => Page::Review(id),
            ([_, "report"], Some(id)) => Page::Report(id, None),
            ([_, "report", place], Some(id)) if is_code(place) => Page::Report(id, Some((*place).to_owned())),
            ([_, screen], Some(id)) if is_code(screen) => Page::Screen(id, (*screen).to_owned()),
            _ => Page::Unknown,
        }
    }

    /// What stands after `#` in the address; the start has nothing there.
    pub fn print(&self) -> String {
        match self {
            Page::Start | Page::Unknown => String::new(),
            Page::Answers => "/answers".into(),
            Page::Sources => "/sources".into(),
            Page::HandIn(id) => format!("/{id}/hand-in"),
            Page::Trainer => "/trainer".into(),
            Page::Session(id, desk) => format!("/session/{id}{}", desk.print()),
            Page::Logbooks => "/logbook".into(),
            Page::Logbook(id) => format!("/logbook/{id}"),
            Page::Link(text) if text.is_empty() => "/code".into(),
            Page::Link(text) => text.clone(),
            Page::Screen(id, code) => format!("/{id}/{code}"),
            Page::Review(id) => format!("/{id}/review"),
            Page::Report(id, None) => format!("/{id}/report"),
            Page::Report(id, Some(place)) => format!("/{id}/report/{place}"),
        }
    }

    /// The address of a link to this page.
    pub fn href(&self) -> String {
        format!("#{}", self.print())
    }

    /// The response this page belongs to.
    pub fn response(&self) -> Option<ResponseId> {
        match self {
            Page::Screen(id, _) | Page::Review(id) | Page::Report(id, _) | Page::HandIn(id) => Some(*id),
            Page::Start
            | Page::Trainer
            | Page::Session(..)
            | Page::Logbooks
            | Page::Logbook(_)
            | Page::Link(_)
            | Page::Answers
            | Page::Sources
            | Page::Unknown => None,
        }
    }

    /// What tells two pages apart that must be built anew; the part of a report to go to does not.
    pub fn key(&self) -> String {
        match self {
            Page::Report(id, _) => Page::Report(*id, None).print(),
            Page::Session(id, Desk::Group(_)) => Page::Session(*id, Desk::Group(None)).print(),
            Page::Unknown => "?".into(),
            Page::Start
            | Page::Screen(..)
            | Page::Review(_)
            | Page::HandIn(_)
            | Page::Trainer
            | Page::Session(..)
            | Page::Logbooks
            | Page::Logbook(_)
            | Page::Link(_)
            | Page::Answers
            | Page::Sources => self.print(),
        }
    }

    /// The place to keep with the response, so that the person can go on there.
    pub fn place(&self) -> Option<&str> {
        match self {
            Page::Screen(_, code) => Some(code),
            Page::Review(_) => Some("review"),
            Page::Report(..) => Some("report"),
            Page::Start
            | Page::HandIn(_)
            | Page::Trainer
            | Page::Session(..)
            | Page::Logbooks
            | Page::Logbook(_)
            | Page::Link(_)
            | Page::Answers
            | Page::Sources
            | Page::Unknown => None,
        }
    }

    /// In: a response and its kept place. Out: the page.
    pub fn at(id: ResponseId, place: &str) -> Page {
        Page::parse(&format!("/{id}/{place}"))
    }
}

impl Desk {
    fn parse(parts: &[&str]) -> Option<Desk> {
        match parts {
            [] => Some(Desk::Prepare),
            ["collect"] => Some(Desk::Collect),
            ["minutes"] => Some(Desk::Minutes(None)),
            ["minutes", item] if is_code(item) => Some(Desk::Minutes(Some((*item).to_owned()))),
            ["poster"] => Some(Desk::Poster),
            ["paper"] => Some(Desk::Paper),
            ["group"] => Some(Desk::Group(None)),
            ["group", place] if is_code(place) => Some(Desk::Group(Some((*place).to_owned()))),
            ["room"] => Some(Desk::Room(None)),
            ["room", place] if is_code(place) => Some(Desk::Room(Some((*place).to_owned()))),
            _ => None,
        }
    }

    fn print(&self) -> String {
        match self {
            Desk::Prepare => String::new(),
            Desk::Collect => "/collect".into(),
            Desk::Minutes(None) => "/minutes".into(),
            Desk::Minutes(Some(item)) => format!("/minutes/{item}"),
            Desk::Poster => "/poster".into(),
            Desk::Paper => "/paper".into(),
            Desk::Group(None) => "/group".into(),
            Desk::Group(Some(place)) => format!("/group/{place}"),
            Desk::Room(None) => "/room".into(),
            Desk::Room(Some(place)) => format!("/room/{place}"),
        }
    }
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::Instrument;

    #[test]
    fn every_page_is_read_as_it_is_written() {
        let id = ResponseId(0xabc);
        for page in [
            Page::Start,
            Page::Screen(id, "actors".into()),
            Page::Screen(id, "open-basis".into()),
            Page::Review(id),
            Page::Report(id, None),
            Page::Report(id, Some("trust".into())),
            Page::HandIn(id),
            Page::Trainer,
            Page::Session(SessionId(7), Desk::Prepare),
            Page::Session(SessionId(7), Desk::Collect),
            Page::Session(SessionId(7), Desk::Group(None)),
            Page::Session(SessionId(7), Desk::Group(Some("trust".into()))),
            Page::Session(SessionId(7), Desk::Room(None)),
            Page::Session(SessionId(7), Desk::Room(Some("actors-needed".into()))),
            Page::Session(SessionId(7), Desk::Minutes(None)),
            Page::Session(SessionId(7), Desk::Minutes(Some("actors-needed".into()))),
            Page::Session(SessionId(7), Desk::Poster),
            Page::Session(SessionId(7), Desk::Paper),
            Page::Logbooks,
            Page::Logbook(LogbookId(7)),
            Page::Link("S1ABC".into()),
            Page::Link(String::new()),
            Page::Answers,
            Page::Sources,
        ] {
            assert_eq!(Page::parse(&page.print()), page);
            if let Some(place) = page.place() {
                let without_part = Page::at(id, place);
                assert_eq!(without_part.place(), page.place());
            }
        }
        assert_eq!(Page::parse("/"), Page::Start);
    }

    #[test]
    fn anything_else_is_no_page() {
        let id = ResponseId(1);
        for fragment in [
            "/session/1",
            "/session/0000000000000000000000000000000a/nonsense",
            "/logbook/1",
            "/nonsense",
            "/123/actors",
            &format!("/{id}/<b>"),
            &format!("/{id}/"),
            &format!("/{id}"),
            &format!("/{id}/{}", "a".repeat(MAX_FRAGMENT)),
        ] {
            assert_eq!(Page::parse(fragment), Page::Unknown, "{fragment}");
        }
    }

    #[test]
    fn no_screen_has_the_name_of_another_page() {
        for module in Instrument::shipped().modules {
            for screen in module.screens() {
                assert!(!["review", "report", "hand-in"].contains(&screen.code().as_str()));
                assert!(is_code(&screen.code()));
            }
        }
    }
}
