//! What a trainer sets before a group meets: which modules, from whom, who sees what, how small a group may be shown;
//! and what a participant hands in to it. Knows nothing of links or of the screen.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

pub mod minutes;

use crate::again::{PairingCode, looked_back, pairing};
use crate::instrument::Instrument;
use crate::response::{Change, Day, MAX_NAME, Response};
use crate::text::Lang;
use std::cmp::Ordering;
use std::fmt;

/// A random number of 128 bits, made with the session; 32 hexadecimal digits in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u128);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// The session that is only an example: nothing of it is kept. The id of a real one is 128 random bits, and never this.
pub const SAMPLE: SessionId = SessionId(0);

/// The longest words of introduction, in characters. A session travels in a link of at most 2,000.
pub const MAX_INTRO: usize = 300;
/// The longest address to hand in to, in characters.
pub const MAX_ADDRESS: usize = 120;

/// How many have to hand in before anything is shown. Three or four only if the trainer says so beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MinGroup(u8);

impl MinGroup {
    pub const USUAL: MinGroup = MinGroup(5);

    /// In: a number of people. Out: the minimum, if it is 3, 4 or 5.
    pub fn new(people: u64) -> Option<MinGroup> {
        u8::try_from(people).ok().filter(|people| (3..=5).contains(people)).map(MinGroup)
    }

    /// 3 to 5.
    pub fn people(self) -> u8 {
        self.0
    }
}

/// When the group sees its results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// Only when the trainer shows them: nobody is led by the first answers.
    Revealed,
    /// While they come in, in steps of at least the minimum.
    Live,
}

/// What the trainer's browser keeps of what is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Each response, so that it can be replaced or taken out again.
    Rows,
    /// Only counts. Chosen beforehand, because a response can then never be taken out.
    TallyOnly,
}

/// In which languages the session is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Languages {
    Both,
    Only(Lang),
}

/// What keeps a session from being sent out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unready {
    /// The network has no name: by that its sessions, reports and logbook are told from those of others.
    NoNetwork,
    /// What is typed to hand in to is no address.
    NoAddress,
}

/// One session as the trainer set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub title: String,
    /// The name of the network; may be empty until there is an invitation, and in one that came from elsewhere.
    pub network: String,
    /// From whom the invitation comes; may be empty.
    pub host: String,
    pub day: Option<Day>,
    pub languages: Languages,
    /// Codes of modules of the instrument, in its order; at least one.
    pub modules: Vec<&'static str>,
    /// Words to the participants; may be empty.
    pub intro: String,
    pub min_group: MinGroup,
    /// Whether answers in words may come along.
    pub with_words: bool,
    pub showing: Showing,
    pub keeping: Keeping,
    /// Where to send a response to: an address of mail, or none.
    pub reply_to: Option<Mailbox>,
}

/// An address of mail that cannot smuggle anything into a `mailto:` link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox(String);

impl Mailbox {
    /// In: text. Out: the address, if it is a plain one: letters, digits and `.-_+`, one `@`, a dot behind it.
    pub fn parse(text: &str) -> Option<Mailbox> {
        let text = text.trim();
        let (name, host) = text.split_once('@')?;
        let is_plain = |part: &str| {
            part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
        };
        let has_edges =
            |part: &str| !part.is_empty() && !part.starts_with(['.', '-']) && !part.ends_with('.');
        let is_host = host.contains('.') && !host.contains("..") && !host.contains(['_', '+']);
        let fits = text.len() <= MAX_ADDRESS && has_edges(name) && has_edges(host);
        (fits && is_plain(name) && is_plain(host) && is_host).then(|| Mailbox(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Session {
    /// A session with the usual settings and the instrument's own choice of modules.
    pub fn new(instrument: &'static Instrument, id: SessionId) -> Session {
        Session {
            id,
            title: String::new(),
            network: String::new(),
            host: String::new(),
            day: None,
            languages: Languages::Both,
            modules: instrument.modules.iter().filter(|m| m.default_on).map(|m| m.id).collect(),
            intro: String::new(),
            min_group: MinGroup::USUAL,
            with_words: false,
            showing: Showing::Revealed,
            keeping: Keeping::Rows,
            reply_to: None,
        }
    }

    /// How long the modules take together, in whole minutes.
    pub fn minutes(&self, instrument: &'static Instrument) -> u32 {
        let chosen = instrument.modules.iter().filter(|module| self.modules.contains(&module.id));
        chosen.map(|module| module.minutes).sum()
    }

    /// In: what is typed in the field for the address to hand in to; nothing is right too. Out: what keeps this session
    /// from being sent out, in the order of the fields.
    pub fn unready(&self, reply_to: &str) -> Vec<Unready> {
        let is_no_address = !reply_to.trim().is_empty() && Mailbox::parse(reply_to).is_none();
        let all = [(self.network.is_empty(), Unready::NoNetwork), (is_no_address, Unready::NoAddress)];
        all.into_iter().filter_map(|(is_so, unready)| is_so.then_some(unready)).collect()
    }

    /// Whether this can be the earlier one of two. In: the other one, and which session this one looks back on. Out: what
    /// their days say; on one day, or where a day is not known, no to one that looks back on the other, else yes.
    pub fn may_precede(&self, other: &Session, looks_back_on: Option<SessionId>) -> bool {
        let days = self.day.as_ref().zip(other.day.as_ref());
        let is_earlier = match days.map(|(here, there)| here.cmp(there)) {
            Some(Ordering::Less) => true,
            Some(Ordering::Greater) => false,
            Some(Ordering::Equal) | None => looks_back_on != Some(other.id),
        };
        is_earlier && self.id != other.id
    }

    /// Whether everything fits into a link and there is something to answer.
    pub fn fits(&self) -> bool {
        let names = [&self.title, &self.network, &self.host];
        names.iter().all(|name| name.chars().count() <= MAX_NAME)
            && self.intro.chars().count() <= MAX_INTRO
            && !self.modules.is_empty()
    }
}

/// A response as it is handed in: answers, topics and what words the person let go along; no name, time or device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    pub session: SessionId,
    /// Rises with each time the same response is handed in.
    pub revision: u16,
    /// The version of the instrument that was answered.
    pub version: String,
    pub response: Response,
}

impl Handed {
    /// In: a response, the session, how often it was handed in before, and the codes of the open questions whose
    /// words go along. Out: what is handed in: nothing else.
    pub fn new(
        instrument: &'static Instrument,
        response: &Response,
        session: SessionId,
        revision: u16,
        words: &[&str],
    ) -> Handed {
        let mut handed = Response::new(instrument, response.id);
        let modules: Vec<_> = response.modules(instrument).collect();
        handed.apply(Change::Modules(modules.iter().map(|module| module.id).collect()));
        for question in handed.questions(instrument) {
            handed.apply(Change::Answer(question.code, response.answer(question.code)));
        }
        let dimensions = modules.iter().flat_map(|module| module.dimensions);
        let topics = dimensions.map(|dimension| dimension.id).filter(|code| response.topics().contains(code));
        handed.apply(Change::Topics(topics.collect()));
        for open in modules.iter().flat_map(|module| module.open_questions) {
            if words.contains(&open.id) {
                handed.apply(Change::Words(open.id, response.words(open.id).to_owned()));
            }
        }
        Handed { session, revision, version: instrument.version.to_owned(), response: handed }
    }
}

/// What a person lets go along, besides the answers to closed questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Along {
    pub topics: bool,
    /// What was said looking back on the measurement before.
    pub look_back: bool,
    /// The code by which a later hand-in of this person may be paired with this one.
    pub pairing: bool,
    /// Codes of open questions.
    pub words: Vec<&'static str>,
}

impl Default for Along {
    /// What goes along unless the person chooses otherwise: nothing in their own words.
    fn default() -> Along {
        Along { topics: true, look_back: true, pairing: false, words: Vec::new() }
    }
}

/// What went along last time, kept with the response.
const ALONG: &str = "@again-along";

impl Along {
    /// What went along when this response was handed in last.
    pub fn last(instrument: &'static Instrument, response: &Response) -> Option<Along> {
        let said: Vec<&str> = response.again(ALONG)?.split(' ').collect();
        let has = |name: &str| said.contains(&name);
        let words = instrument.open_questions().map(|open| open.id).filter(|id| has(id)).collect();
        Some(Along { topics: has("topics"), look_back: has("look-back"), pairing: has("pairing"), words })
    }

    /// The change that keeps this with a response. It is kept in the browser and in backups, and never handed in.
    pub fn change(&self) -> Change {
        let flags = [(self.topics, "topics"), (self.look_back, "look-back"), (self.pairing, "pairing")];
        let flags = flags.into_iter().filter(|(is_on, _)| *is_on).map(|(_, name)| name);
        let said: Vec<&str> = ["along"].into_iter().chain(flags).chain(self.words.iter().copied()).collect();
        Change::Again(ALONG.to_owned(), Some(said.join(" ")))
    }

    /// In: a response and the session it is meant for, how often it was handed in before. Out: what is handed in: of the
    /// session's modules only, and words only where the session asks for them.
    pub fn take(
        &self,
        instrument: &'static Instrument,
        response: &Response,
        session: &Session,
        revision: u16,
    ) -> Handed {
        let mut asked = response.clone();
        let modules = response.modules(instrument).map(|module| module.id);
        asked.apply(Change::Modules(modules.filter(|id| session.modules.contains(id)).collect()));
        if !self.topics {
            asked.apply(Change::Topics(Vec::new()));
        }
        let words: &[&str] = if session.with_words { &self.words } else { &[] };
        let mut handed = Handed::new(instrument, &asked, session.id, revision, words);
        let said = if self.look_back { looked_back(instrument, &asked) } else { Vec::new() };
        let said = said.into_iter().map(|(dimension, given)| given.on(dimension.id));
        let code = pairing(response).filter(|_| self.pairing).map(PairingCode::change);
        said.chain(code).for_each(|change| handed.response.apply(change));
        handed
    }
}

/// A network's name but for capitals and how many spaces there are: by this, two names are compared.
pub fn network_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether two names mean the same network. One without a name is like no other.
pub fn is_same_network(one: &str, other: &str) -> bool {
    let key = network_key(one);
    !key.is_empty() && key == network_key(other)
}

/// In: responses. Out: the last of them that measured this network, for a session or alone, and its day. Whether it is of the
/// same person only that person can tell.
pub fn last_measured<'a>(
    all: impl IntoIterator<Item = &'a Response>,
    network: &str,
) -> Option<(&'a Response, &'a Day)> {
    let earlier = all.into_iter().filter(|other| is_same_network(&other.network, network));
    let dated = earlier.filter_map(|other| Some((other, other.created.as_ref()?)));
    dated.filter(|(other, _)| !other.answers().is_empty()).max_by_key(|(_, day)| *day)
}

// A test that cannot go on is a failed test.
#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::again::{LookBack, look_back};
    use crate::instrument::{Answer, Module, Rating};
    use crate::response::ResponseId;

    /// What somebody who is invited again is asked about.
    #[test]
    fn the_same_network_may_be_written_with_other_spaces_and_capitals() {
        for other in ["langer thuis", " Langer Thuis ", "LANGER  THUIS", "Langer\u{a0}Thuis"] {
            assert!(is_same_network("Langer Thuis", other), "{other}");
        }
        assert!(!is_same_network("Langer Thuis", "LangerThuis") && !is_same_network("", " "));
    }

    #[test]
    fn the_last_measurement_of_a_network_is_the_newest_that_was_answered() {
        let instrument = Instrument::shipped();
        let response = |id, network: &str, day: &str, is_answered| {
            let mut response = Response::new(instrument, ResponseId(id));
            response.network = network.into();
            response.created = Day::parse(day);
            let answer = Rating::new(3).map(Answer::Rating).filter(|_| is_answered);
            response.apply(Change::Answer("actors-needed", answer));
            response
        };
        let all = [
            response(1, "Zuid", "2026-03-01", true),
            response(2, " zuid", "2026-09-01", true),
            response(3, "ZUID", "2026-06-01", true),
            // Without answers, without a day, of another network, of none.
            response(4, "Zuid", "2026-10-01", false),
            response(5, "Zuid", "", true),
            response(6, "Noord", "2026-11-01", true),
            response(7, "", "2026-11-02", true),
        ];
        let last = |network: &str| last_measured(&all, network).map(|(other, day)| (other.id.0, day.iso()));
        assert_eq!(last("zuid "), Some((2, "2026-09-01")));
        assert_eq!(last("Noord"), Some((6, "2026-11-01")));
        assert_eq!((last("West"), last("")), (None, None));
        assert_eq!(last_measured(&all[3..5], "Zuid"), None);
    }

    #[test]
    fn a_group_is_never_smaller_than_three() {
        let allowed: Vec<u64> = (0..300).filter(|people| MinGroup::new(*people).is_some()).collect();
        assert_eq!(allowed, [3, 4, 5]);
        assert_eq!(Session::new(Instrument::shipped(), SessionId(1)).min_group.people(), 5);
    }

    #[test]
    fn only_an_earlier_session_can_come_before() {
        let on = |id: u128, day: &str| Session {
            day: Day::parse(day),
            ..Session::new(Instrument::shipped(), SessionId(id))
        };
        for (then, now, expected) in [
            ("2026-03-01", "2026-03-02", [true, true]),
            ("2026-03-02", "2026-03-01", [false, false]),
            ("2025-12-31", "2026-01-01", [true, true]),
            // Both ways, unless one already looks back on the other.
            ("2026-03-01", "2026-03-01", [true, false]),
            ("", "2026-03-01", [true, false]),
            ("2026-03-01", "", [true, false]),
            ("", "", [true, false]),
        ] {
            let (then, now) = (on(1, then), on(2, now));
            let told = [None, Some(now.id)].map(|looks_back_on| then.may_precede(&now, looks_back_on));
            assert_eq!(told, expected, "{:?} {:?}", then.day, now.day);
            assert!(!then.may_precede(&then, None));
        }
        assert!(on(1, "").may_precede(&on(2, ""), Some(SessionId(3))));
    }

    /// F28: an address may come from a stranger's link.
    #[test]
    fn an_address_is_plain_or_none() {
        for good in ["a@b.nl", "jan.de-boer+netwerk@gemeente.example.nl", " a@b.nl "] {
            assert_eq!(Mailbox::parse(good).unwrap().as_str(), good.trim());
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.nl",
            "a@.nl",
            "a@b.nl?bcc=c@d.nl",
            "mailto:a@b.nl",
            "javascript:alert(1)",
            "a@b.nl\r\nBcc: c@d.nl",
            "a b@c.nl",
            "a@b@c.nl",
            "\"a\"@b.nl",
            "a@b..nl",
            "a@-b.nl",
            "a%40b@c.nl",
            "ä@b.nl",
        ] {
            assert_eq!(Mailbox::parse(bad), None, "{bad}");
        }
        assert_eq!(Mailbox::parse(&format!("{}@b.nl", "a".repeat(MAX_ADDRESS))), None);
    }

    #[test]
    fn what_went_along_last_time_is_remembered() {
        let instrument = Instrument::shipped();
        let open = instrument.open_questions().next().unwrap().id;
        let mut response = Response::new(instrument, ResponseId(1));
        assert_eq!(Along::last(instrument, &response), None);
        let nothing = Along { topics: false, look_back: false, pairing: false, words: Vec::new() };
        let all = Along { pairing: true, words: vec![open], ..Along::default() };
        for along in [nothing, all] {
            response.apply(along.change());
            assert_eq!(Along::last(instrument, &response), Some(along));
        }
        let handed = Handed::new(instrument, &response, SessionId(1), 1, &[]);
        assert_eq!(handed.response.again(ALONG), None, "it stays here");
    }

    #[test]
    fn a_session_is_sent_out_with_a_network_and_no_wrong_address() {
        let case = |network: &str, reply_to: &str, expected: &[Unready]| {
            let mut session = Session::new(Instrument::shipped(), SessionId(1));
            session.title = "Netwerkdag".into();
            session.network = network.into();
            assert_eq!(session.unready(reply_to), expected, "{network:?} {reply_to:?}");
        };
        case("Langer Thuis", "", &[]);
        case("Langer Thuis", " ", &[]);
        case("Langer Thuis", " a@b.nl ", &[]);
        case("Langer Thuis", "geen adres", &[Unready::NoAddress]);
        case("", "a@b.nl", &[Unready::NoNetwork]);
        case("", "geen adres", &[Unready::NoNetwork, Unready::NoAddress]);
    }

    /// Only what the session asks for, and what the person lets go along.
    #[test]
    fn nothing_goes_along_unasked() {
        let instrument = Instrument::shipped();
        let mut response = Response::new(instrument, ResponseId(1));
        let open = instrument.open_questions().next().unwrap().id;
        let (first, second) = (&instrument.modules[0], &instrument.modules[1]);
        let code = |module: &Module| module.dimensions[0].items[0].id;
        for change in [
            Change::Network("Langer Thuis".into()),
            Change::Modules(vec![first.id, second.id]),
            Change::Answer(code(first), Rating::new(4).map(Answer::Rating)),
            Change::Answer(code(second), Rating::new(2).map(Answer::Rating)),
            Change::Words(open, "Sanne zei niets".into()),
            Change::Topics(vec![first.dimensions[0].id]),
            LookBack::Better.on(first.dimensions[0].id),
            LookBack::Worse.on(second.dimensions[0].id),
        ] {
            response.apply(change);
        }
        let mut session = Session::new(instrument, SessionId(7));
        session.modules = vec![first.id];
        let all = Along { topics: true, look_back: true, pairing: true, words: vec![open] };
        let handed = all.take(instrument, &response, &session, 2);
        assert_eq!((handed.session, handed.revision, handed.response.id), (SessionId(7), 2, ResponseId(1)));
        assert!(
            handed.response.answer(code(first)).is_some() && handed.response.answer(code(second)).is_none()
        );
        assert_eq!((handed.response.words(open), handed.response.network.as_str()), ("", ""));
        assert_eq!(handed.response.topics(), [first.dimensions[0].id]);
        let said = [first, second].map(|module| look_back(&handed.response, module.dimensions[0].id));
        assert_eq!(said, [Some(LookBack::Better), None]);
        session.with_words = true;
        assert_eq!(all.take(instrument, &response, &session, 2).response.words(open), "Sanne zei niets");
        let none = Along { topics: false, look_back: false, pairing: false, words: Vec::new() };
        let handed = none.take(instrument, &response, &session, 2).response;
        assert!(handed.topics().is_empty() && handed.words(open).is_empty());
        assert_eq!(look_back(&handed, first.dimensions[0].id), None);
    }

    #[test]
    fn the_time_is_that_of_the_modules_chosen() {
        let instrument = Instrument::shipped();
        let mut session = Session::new(instrument, SessionId(1));
        assert_eq!(session.minutes(instrument), 9);
        assert!(session.fits());
        session.modules.clear();
        assert_eq!(session.minutes(instrument), 0);
        assert!(!session.fits());
    }
}
