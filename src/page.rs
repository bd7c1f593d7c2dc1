//! The pages of the app and their names in the address: parse and print stand together. Knows nothing of what is on
//! a page, nor whether the response it names exists.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use crate::response::ResponseId;

/// The longest address that is looked at, in bytes; ours are far shorter.
const MAX_FRAGMENT: usize = 1000;

/// Where a person can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    Start,
    /// One screen of a questionnaire, by the screen's code.
    Screen(ResponseId, String),
    Review(ResponseId),
    /// The report, and the part or dimension of it to go to.
    Report(ResponseId, Option<String>),
    /// What happens with my answers.
    Answers,
    Sources,
    /// An address that means nothing to this version.
    Unknown,
}

impl Page {
    /// In: what stands after `#` in the address. Out: the page; never an error.
    pub fn parse(fragment: &str) -> Page {
        let mut parts = fragment.split('/');
        if parts.next() != Some("") || fragment.len() > MAX_FRAGMENT {
            return Page::Unknown;
        }
        let parts: Vec<&str> = parts.collect();
        let id = parts.first().and_then(|id| ResponseId::parse(id));
        match (parts.as_slice(), id) {
            ([] | [""], _) => Page::Start,
            (["answers"], _) => Page::Answers,
            (["sources"], _) => Page::Sources,
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
            Page::Screen(id, _) | Page::Review(id) | Page::Report(id, _) => Some(*id),
            Page::Start | Page::Answers | Page::Sources | Page::Unknown => None,
        }
    }

    /// What tells two pages apart that must be built anew; the part of a report to go to does not.
    pub fn key(&self) -> String {
        match self {
            Page::Report(id, _) => Page::Report(*id, None).print(),
            Page::Unknown => "?".into(),
            Page::Start | Page::Screen(..) | Page::Review(_) | Page::Answers | Page::Sources => self.print(),
        }
    }

    /// The place to keep with the response, so that the person can go on there.
    pub fn place(&self) -> Option<&str> {
        match self {
            Page::Screen(_, code) => Some(code),
            Page::Review(_) => Some("review"),
            Page::Report(..) => Some("report"),
            Page::Start | Page::Answers | Page::Sources | Page::Unknown => None,
        }
    }

    /// In: a response and its kept place. Out: the page.
    pub fn at(id: ResponseId, place: &str) -> Page {
        Page::parse(&format!("/{id}/{place}"))
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
            "x",
            "answers",
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
                assert!(!["review", "report"].contains(&screen.code().as_str()));
                assert!(is_code(&screen.code()));
            }
        }
    }
}
