//! A session, or a response that is handed in, as few bytes: what a link, a typed code, a QR code and a file of hand-ins
//! all carry. Knows nothing of letters or links. Layout: reliability.md D8, with a CRC-32 as its check (crc.rs says
//! why); items go by their place in the instrument, so a response is read only by the instrument it answers.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use super::{Rejected, clean_name, damaged};
use crate::again::{LookBack, PairingCode, looked_back, pairing};
use crate::crc::crc32;
use crate::instrument::{Answer, Instrument, Question, SHA256};
use crate::response::{Change, Day, MAX_NAME, MAX_TEXT, Response, ResponseId};
use crate::session::{
    Handed, Keeping, Languages, MAX_ADDRESS, MAX_INTRO, Mailbox, MinGroup, Session, SessionId, Showing,
};
use crate::text::Lang;

/// The first byte of every parcel.
pub const MAGIC: u8 = b'N';
pub const VERSION: u8 = 1;
/// Magic, version, kind, instrument, its content, length of the body.
pub const HEAD: usize = 11;
const CHECK: usize = 4;
/// The longest body: a response with a page of words in each of its open questions stays below it.
const MAX_BODY: usize = 0xffff;

/// What a parcel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Session,
    Response,
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Kind::Session => 1,
            Kind::Response => 2,
        }
    }
}

/// A response with a pairing code at its end. A kind of its own, so that an older version says it is too old for it.
const PAIRED: u8 = 3;
/// A response with a pairing code or none, and then what was said looking back.
const LOOKED_BACK: u8 = 4;

/// What came in a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parcel {
    Session(Session),
    Response(Handed),
}

impl Parcel {
    pub fn kind(&self) -> Kind {
        match self {
            Parcel::Session(_) => Kind::Session,
            Parcel::Response(_) => Kind::Response,
        }
    }
}

/// In: a session. Out: its bytes.
pub fn encode_session(instrument: &'static Instrument, session: &Session) -> Vec<u8> {
    let mut body = Writer::default();
    let (languages, live, tally) = (
        match session.languages {
            Languages::Both => 0,
            Languages::Only(Lang::Nl) => 1,
            Languages::Only(Lang::En) => 2,
        },
        u8::from(session.showing == Showing::Live),
        u8::from(session.keeping == Keeping::TallyOnly),
    );
    body.bytes(&session.id.0.to_be_bytes());
    body.byte(session.min_group.people());
    body.byte(languages | u8::from(session.with_words) << 2 | live << 3 | tally << 4);
    body.text(session.day.as_ref().map_or("", Day::iso), MAX_NAME);
    body.byte(u8::try_from(session.modules.len()).unwrap_or(u8::MAX));
    for code in &session.modules {
        body.text(code, MAX_NAME);
    }
    for name in [&session.title, &session.network, &session.host] {
        body.text(&clean_name(name), MAX_NAME);
    }
    body.text(&clean_text(&session.intro), MAX_INTRO);
    body.text(session.reply_to.as_ref().map_or("", Mailbox::as_str), MAX_ADDRESS);
    envelope(instrument, Kind::Session.code(), body)
}

/// In: a response to hand in. Out: its bytes.
pub fn encode_response(instrument: &'static Instrument, handed: &Handed) -> Vec<u8> {
    let response = &handed.response;
    let mut body = Writer::default();
    body.bytes(&handed.session.0.to_be_bytes());
    body.bytes(&response.id.0.to_be_bytes());
    body.bytes(&handed.revision.to_be_bytes());
    let chosen: Vec<&str> = response.modules(instrument).map(|module| module.id).collect();
    let mut modules = 0_u16;
    for (place, module) in (0_u32..).zip(instrument.modules) {
        if chosen.contains(&module.id) {
            modules |= 1_u16.checked_shl(place).unwrap_or(0);
        }
    }
    body.bytes(&modules.to_be_bytes());
    let mut bits = Bits::default();
    for question in response.questions(instrument) {
        bits.put(&mut body, step(&question, response.answer(question.code)), width(&question));
    }
    bits.end(&mut body);
    let place = |code: &str| instrument.dimensions().position(|dimension| dimension.id == code);
    let topics: Vec<u8> =
        response.topics().iter().filter_map(|code| u8::try_from(place(code)?).ok()).collect();
    body.byte(u8::try_from(topics.len()).unwrap_or(0));
    body.bytes(&topics);
    let written: Vec<_> = (0_u8..)
        .zip(instrument.open_questions())
        .map(|(place, open)| (place, response.words(open.id)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    body.byte(u8::try_from(written.len()).unwrap_or(0));
    for (place, words) in written {
        body.byte(place);
        body.text(&clean_text(words), MAX_TEXT);
    }
    let code = pairing(response).map(|PairingCode(code)| code.to_be_bytes());
    let said = said(instrument, response);
    if said.is_empty() {
        body.bytes(code.as_ref().map_or(&[], |code| code.as_slice()));
        return envelope(instrument, if code.is_some() { PAIRED } else { Kind::Response.code() }, body);
    }
    body.byte(u8::from(code.is_some()));
    body.bytes(code.as_ref().map_or(&[], |code| code.as_slice()));
    body.byte(u8::try_from(said.len()).unwrap_or(0));
    said.into_iter().for_each(|pair| body.bytes(&pair));
    envelope(instrument, LOOKED_BACK, body)
}

/// What was said looking back on dimensions of the response's modules: the place of each in the instrument, and that of
/// what was said in [`LookBack::ALL`].
fn said(instrument: &'static Instrument, response: &Response) -> Vec<[u8; 2]> {
    let places = looked_back(instrument, response).into_iter().map(|(dimension, given)| {
        let dimension = instrument.dimensions().position(|other| other.id == dimension.id)?;
        let given = LookBack::ALL.iter().position(|other| *other == given)?;
        Some([u8::try_from(dimension).ok()?, u8::try_from(given).ok()?])
    });
    places.flatten().collect()
}

fn envelope(instrument: &'static Instrument, kind: u8, body: Writer) -> Vec<u8> {
    let mut all = Writer::default();
    all.bytes(&[MAGIC, VERSION, kind]);
    all.bytes(&instrument_mark(instrument));
    all.bytes(&content_mark());
    // What does not fit is cut here and refused when it is read; the limits of the texts keep far from it.
    all.bytes(&u16::try_from(body.0.len()).unwrap_or(u16::MAX).to_be_bytes());
    all.bytes(&body.0);
    let check = crc32(&all.0);
    all.bytes(&check.to_be_bytes());
    all.0
}

/// Two bytes for which instrument it is.
fn instrument_mark(instrument: &'static Instrument) -> [u8; 2] {
    let [a, b, _, _] = crc32(instrument.id.as_bytes()).to_be_bytes();
    [a, b]
}

/// Four bytes for what is in the instrument: the beginning of its SHA-256.
fn content_mark() -> [u8; 4] {
    let digits = SHA256.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    digits.unwrap_or_default().to_be_bytes()
}

/// How many bytes a parcel has in all, by its first bytes; none if this is no parcel of ours.
pub fn whole_length(head: &[u8]) -> Option<usize> {
    let mut reader = Reader(head);
    let magic = reader.byte()?;
    reader.take(8)?;
    let length = usize::from(reader.number()?);
    (magic == MAGIC).then(|| HEAD.saturating_add(length).saturating_add(CHECK))
}

/// In: bytes. Out: what they carry, if every one of them is as this version writes it.
pub fn decode(bytes: &[u8], instrument: &'static Instrument) -> Result<Parcel, Rejected> {
    let whole = whole_length(bytes).ok_or(Rejected::NotOurs)?;
    let mut reader = Reader(bytes);
    reader.byte();
    let version = reader.byte().unwrap_or_default();
    if version > VERSION {
        return Err(Rejected::TooNew { format_version: version.into() });
    }
    if bytes.len() < whole {
        return Err(Rejected::Incomplete { here: bytes.len(), of: whole });
    }
    let (content, check) = bytes.split_at_checked(whole.saturating_sub(CHECK)).ok_or(Rejected::NotOurs)?;
    if bytes.len() > whole || check != crc32(content).to_be_bytes() {
        return Err(damaged("check"));
    }
    let kind = reader.byte().unwrap_or_default();
    if reader.take(2) != Some(&instrument_mark(instrument)[..]) {
        return Err(Rejected::OtherInstrument { id: String::new() });
    }
    let content_is_same = reader.take(4) == Some(&content_mark()[..]);
    reader.take(2);
    let mut body = Reader(content.get(HEAD..).unwrap_or_default());
    let parcel = match kind {
        1 => Parcel::Session(session(&mut body, instrument)?),
        2 | PAIRED | LOOKED_BACK if !content_is_same => return Err(Rejected::OtherVersion),
        2 => Parcel::Response(response(&mut body, instrument).ok_or_else(|| damaged("response"))?),
        PAIRED => {
            let mut handed = response(&mut body, instrument).ok_or_else(|| damaged("response"))?;
            let code = body.array().map(u64::from_be_bytes).ok_or_else(|| damaged("pairing"))?;
            handed.response.apply(PairingCode(code).change());
            Parcel::Response(handed)
        }
        LOOKED_BACK => {
            let mut handed = response(&mut body, instrument).ok_or_else(|| damaged("response"))?;
            let said = read_said(&mut body, instrument).ok_or_else(|| damaged("look_back"))?;
            said.into_iter().for_each(|change| handed.response.apply(change));
            Parcel::Response(handed)
        }
        _ => return Err(Rejected::TooNew { format_version: version.into() }),
    };
    // One value has one form. Whatever else the bytes hold was not written by us.
    let again = match &parcel {
        // A session may come from another version of the instrument: its modules go by name.
        Parcel::Session(_) if !content_is_same => content.to_vec(),
        Parcel::Session(session) => encode_session(instrument, session),
        Parcel::Response(handed) => encode_response(instrument, handed),
    };
    if body.0.is_empty() && again.starts_with(content) { Ok(parcel) } else { Err(damaged("form")) }
}

fn session(body: &mut Reader, instrument: &'static Instrument) -> Result<Session, Rejected> {
    let needed = |part: &str| damaged(part);
    let id = body.array().map(u128::from_be_bytes).map(SessionId).ok_or_else(|| needed("id"))?;
    let people = body.byte().ok_or_else(|| needed("min_group"))?;
    let min_group = MinGroup::new(people.into()).ok_or_else(|| needed("min_group"))?;
    let flags = body.byte().ok_or_else(|| needed("flags"))?;
    let languages = match flags & 3 {
        0 => Languages::Both,
        1 => Languages::Only(Lang::Nl),
        2 => Languages::Only(Lang::En),
        _ => return Err(needed("languages")),
    };
    let day = body.text(MAX_NAME).ok_or_else(|| needed("day"))?;
    let day = match day.as_str() {
        "" => None,
        day => Some(Day::parse(day).ok_or_else(|| needed("day"))?),
    };
    let mut modules = Vec::new();
    for _ in 0..body.byte().ok_or_else(|| needed("modules"))? {
        let code = body.text(MAX_NAME).ok_or_else(|| needed("modules"))?;
        let known = instrument.module(&code).ok_or(Rejected::UnknownModule { code })?.id;
        if modules.contains(&known) {
            return Err(needed("modules"));
        }
        modules.push(known);
    }
    let mut name = |part: &str, most: usize| body.text(most).ok_or_else(|| damaged(part));
    let session = Session {
        id,
        title: name("title", MAX_NAME)?,
        network: name("network", MAX_NAME)?,
        host: name("host", MAX_NAME)?,
        day,
        languages,
        modules,
        intro: name("intro", MAX_INTRO)?,
        min_group,
        with_words: flags & 4 != 0,
        showing: if flags & 8 != 0 { Showing::Live } else { Showing::Revealed },
        keeping: if flags & 16 != 0 { Keeping::TallyOnly } else { Keeping::Rows },
        reply_to: match name("reply_to", MAX_ADDRESS)?.as_str() {
            "" => None,
            address => Some(Mailbox::parse(address).ok_or_else(|| needed("reply_to"))?),
        },
    };
    let names = [&session.title, &session.network, &session.host];
    let is_clean =
        names.iter().all(|name| clean_name(name) == **name) && clean_text(&session.intro) == session.intro;
    if is_clean && session.fits() && flags < 32 { Ok(session) } else { Err(needed("texts")) }
}

fn response(body: &mut Reader, instrument: &'static Instrument) -> Option<Handed> {
    let session = SessionId(u128::from_be_bytes(body.array()?));
    let id = ResponseId(u128::from_be_bytes(body.array()?));
    let revision = body.number()?;
    let chosen = body.number()?;
    let mut response = Response::new(instrument, id);
    let modules = (0_u32..).zip(instrument.modules);
    let modules = modules.filter(|(place, _)| chosen.checked_shr(*place).is_some_and(|bits| bits & 1 == 1));
    response.apply(Change::Modules(modules.map(|(_, module)| module.id).collect()));
    let mut bits = Bits::default();
    for question in response.questions(instrument) {
        let answer = answer(&question, bits.take(body, width(&question))?)?;
        response.apply(Change::Answer(question.code, answer));
    }
    let mut topics = Vec::new();
    for _ in 0..body.byte()? {
        let dimension = instrument.dimensions().nth(body.byte()?.into())?;
        if topics.contains(&dimension.id) || topics.len() == instrument.topic_choice.max_choices {
            return None;
        }
        topics.push(dimension.id);
    }
    response.apply(Change::Topics(topics));
    for _ in 0..body.byte()? {
        let open = instrument.open_questions().nth(body.byte()?.into())?;
        let words = body.text(MAX_TEXT)?;
        if words.is_empty() || clean_text(&words) != words || !response.words(open.id).is_empty() {
            return None;
        }
        response.apply(Change::Words(open.id, words));
    }
    Some(Handed { session, revision, version: instrument.version.to_owned(), response })
}

/// The changes that a pairing code and what was said looking back come to.
fn read_said(body: &mut Reader, instrument: &'static Instrument) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    if body.byte()? != 0 {
        changes.push(PairingCode(u64::from_be_bytes(body.array()?)).change());
    }
    for _ in 0..body.byte()? {
        let dimension = instrument.dimensions().nth(body.byte()?.into())?;
        changes.push(LookBack::ALL.get(usize::from(body.byte()?))?.on(dimension.id));
    }
    Some(changes)
}

/// The steps of a question: 0 for no answer, then its options in order, then the opt-out.
fn step(question: &Question, answer: Option<Answer>) -> u32 {
    let options = question.scale.options.iter().map(|option| option.answer);
    let place = options.chain([Answer::OptOut]).position(|option| Some(option) == answer);
    place.and_then(|place| u32::try_from(place).ok()).map_or(0, |place| place.saturating_add(1))
}

/// The answer of a step; none where there is no such step.
fn answer(question: &Question, step: u32) -> Option<Option<Answer>> {
    let Some(place) = step.checked_sub(1) else { return Some(None) };
    let options = question.scale.options.iter().map(|option| option.answer);
    options.chain([Answer::OptOut]).nth(usize::try_from(place).ok()?).map(Some)
}

/// So many bits hold any step of this question.
fn width(question: &Question) -> u32 {
    let last = question.scale.options.len().saturating_add(1);
    usize::BITS.saturating_sub(last.leading_zeros())
}

/// A text without what does not belong in one, but for its ends of lines.
pub fn clean_text(text: &str) -> String {
    text.split('\n').map(clean_name).collect::<Vec<_>>().join("\n")
}

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// A text of at most so many characters, its length before it.
    fn text(&mut self, text: &str, most: usize) {
        let text: String = text.chars().take(most).collect();
        let room = MAX_BODY.saturating_sub(self.0.len().saturating_add(2));
        let text = if text.len() > room { "" } else { &text };
        self.bytes(&u16::try_from(text.len()).unwrap_or(0).to_be_bytes());
        self.bytes(text.as_bytes());
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(u8::from_be_bytes)
    }

    fn number(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    fn text(&mut self, most: usize) -> Option<String> {
        let length = self.number()?;
        let text = std::str::from_utf8(self.take(length.into())?).ok()?;
        text.chars().nth(most).is_none().then(|| text.to_owned())
    }
}

/// Numbers of a few bits each, the highest bit first.
#[derive(Default)]
struct Bits {
    held: u32,
    n_held: u32,
}

impl Bits {
    fn put(&mut self, to: &mut Writer, value: u32, width: u32) {
        self.held = self.held.wrapping_shl(width) | value;
        self.n_held = self.n_held.saturating_add(width);
        while let Some(rest) = self.n_held.checked_sub(8) {
            to.byte((self.held.wrapping_shr(rest) & 0xff) as u8);
            self.n_held = rest;
        }
    }

    fn end(&mut self, to: &mut Writer) {
        if self.n_held > 0 {
            self.put(to, 0, 8_u32.saturating_sub(self.n_held));
        }
    }

    fn take(&mut self, from: &mut Reader, width: u32) -> Option<u32> {
        while self.n_held < width {
            self.held = self.held.wrapping_shl(8) | u32::from(from.byte()?);
            self.n_held = self.n_held.saturating_add(8);
        }
        self.n_held = self.n_held.saturating_sub(width);
        let mask = 1_u32.wrapping_shl(width).saturating_sub(1);
        Some(self.held.wrapping_shr(self.n_held) & mask)
    }
}
