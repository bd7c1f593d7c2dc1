//! Parcels as letters: in links, in typed codes, in whatever a mailer or a chat made of them. Finds every parcel in a
//! text and says of each what it is or why not. Knows nothing of what is in a parcel. Letters: Crockford's base 32
//! (reliability.md D9), after a prefix that people can read: `S1` a session, `R1` a response.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use super::parcel::{self, HEAD, Kind, MAGIC, Parcel};
use super::{Rejected, damaged};
use crate::crc::crc32;
use crate::instrument::Instrument;
use crate::response::{HandedIn, Response};
use crate::session::{Along, Session};

/// The longest link that all chat programs and mailers pass on whole, in characters.
pub const MAX_LINK: usize = 2000;
/// The longest text that is searched for parcels, in bytes (1 MiB).
pub const MAX_TEXT: usize = 1_048_576;

/// So many bytes are searched over line ends and blanks in all: what is whole takes its own length, once. A text made of
/// nothing but beginnings of long codes would otherwise be read again for each of them.
const MAX_OVER_BLANKS: usize = 2 * MAX_TEXT;

/// Without I, L, O and U: they look like others, or make words.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Kind {
    /// The letter that a code of this kind begins with.
    fn letter(self) -> char {
        match self {
            Kind::Session => 'S',
            Kind::Response => 'R',
        }
    }
}

/// In: what a parcel is, and its bytes. Out: the code, in letters and digits only.
pub fn code(kind: Kind, bytes: &[u8]) -> String {
    let mut code = format!("{}{}", kind.letter(), parcel::VERSION);
    let (mut held, mut n_held) = (0_u32, 0_u32);
    let mut letter = |value: u32| {
        let place = usize::try_from(value & 31).unwrap_or_default();
        code.push(LETTERS.get(place).copied().map_or('0', char::from));
    };
    for byte in bytes {
        held = (held.wrapping_shl(8) | u32::from(*byte)) & 0xfff;
        n_held = n_held.saturating_add(8);
        while let Some(rest) = n_held.checked_sub(5) {
            letter(held.wrapping_shr(rest));
            n_held = rest;
        }
    }
    if n_held > 0 {
        letter(held.wrapping_shl(5_u32.saturating_sub(n_held)));
    }
    code
}

/// In: a response, the session it is for, what goes along. Out: the code to hand in, and what to remember of it: the same
/// handed in again is not counted as something new, anything else has a higher revision.
pub fn hand_in(
    instrument: &'static Instrument,
    response: &Response,
    session: &Session,
    along: &Along,
) -> (String, HandedIn) {
    let bytes =
        |revision| parcel::encode_response(instrument, &along.take(instrument, response, session, revision));
    let check = crc32(&bytes(0));
    let revision = match response.handed_in {
        Some(last) if last.check == check => last.revision,
        Some(last) => last.revision.saturating_add(1),
        None => 1,
    };
    (code(Kind::Response, &bytes(revision)), HandedIn { revision, check })
}

/// So many letters stand together where a code is to be typed over.
const GROUP: usize = 4;

/// In: a code. Out: the same in groups of four, to be typed over.
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// In: the address of the app, without what stands after `#`, and a code. Out: the link.
pub fn link(address: &str, code: &str) -> String {
    format!("{}#{code}", address.split('#').next().unwrap_or_default())
}

/// In: any text: a code, a link, a mailbox full of them. Out: each parcel in it, in order, once, or why what looks like
/// one is none. Without anything that looks like one: nothing.
pub fn find(text: &str, instrument: &'static Instrument) -> Vec<Result<Parcel, Rejected>> {
    if text.len() > MAX_TEXT {
        return vec![Err(Rejected::TooLarge { bytes: text.len() })];
    }
    let mut found: Vec<Result<Parcel, Rejected>> = Vec::new();
    let text = plain(text);
    let mut rest = text.as_slice();
    let mut before = b' ';
    let mut budget = MAX_OVER_BLANKS;
    while let Some((next, after)) = rest.split_first() {
        let begins = !before.is_ascii_alphanumeric();
        if let Some((one, after)) = begins.then(|| read(rest, &mut budget, instrument)).flatten() {
            // Mail often holds a link twice: as text and as address.
            if !found.contains(&one) {
                found.push(one);
            }
            rest = after;
            before = b'0';
            continue;
        }
        before = *next;
        rest = after;
    }
    // A link that was cut beside the same one whole says nothing.
    if found.iter().any(Result::is_ok) {
        found.retain(|one| !matches!(one, Err(Rejected::Incomplete { .. })));
    }
    found
}

/// The text without what cannot be seen, and with `%23` and the like as what they stand for: mailers that check links
/// write them so, up to three times over. Every blank is a space, and what is not ASCII, and so in no code, a `?`.
fn plain(text: &str) -> Vec<u8> {
    let unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    let mut plain: String = text.chars().filter(|c| !unseen(*c)).collect();
    for _ in 0..3 {
        if !plain.contains('%') {
            break;
        }
        plain = decoded(&plain);
    }
    let byte = |c: char| if c.is_whitespace() { b' ' } else { u8::try_from(c).unwrap_or(b'?') };
    plain.chars().map(byte).collect()
}

/// Each `%` with two digits after it, as its character. No code has a letter beyond ASCII, so those are left out.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match escaped(after) {
            Some((byte, after)) => {
                out.extend(byte.is_ascii().then(|| char::from(byte)));
                rest = after;
            }
            None => {
                out.push('%');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The byte that two digits stand for, and what comes after them. A line may break between the digits.
fn escaped(text: &str) -> Option<(u8, &str)> {
    let is_break = |c: char| c.is_whitespace() || c == '=' || c == '>';
    let text = text.trim_start_matches(is_break);
    let (first, rest) = text.split_at_checked(1)?;
    let (second, rest) = rest.trim_start_matches(is_break).split_at_checked(1)?;
    let digit = |digit: &str| u8::from_str_radix(digit, 16).ok();
    let byte = digit(first)?.checked_mul(16)?.checked_add(digit(second)?)?;
    Some((byte, rest))
}

/// In: a text that may begin with a code. Out: the parcel or why not, and what stands after it; none if this does not
/// look like a code of ours. `budget` is how many bytes may still be searched over blanks.
fn read<'a>(
    text: &'a [u8],
    budget: &mut usize,
    instrument: &'static Instrument,
) -> Option<(Result<Parcel, Rejected>, &'a [u8])> {
    let (first, after) = text.split_first()?;
    let kind = match first.to_ascii_uppercase() {
        b'S' => Kind::Session,
        b'R' => Kind::Response,
        _ => return None,
    };
    let mut letters = over_blanks(after);
    let version = letters.next().filter(|version| (1..10).contains(version))?;
    let text = letters.rest;
    // Two letters tell most of what is no parcel.
    let first = letters.next()?.checked_shl(3)? | letters.next()?.checked_shr(2)?;
    if first != MAGIC {
        return None;
    }
    // So many letters hold the head, which says how long the whole is.
    let (head, _) = bytes(over_blanks(text).take(length_in_letters(HEAD)));
    let whole = parcel::whole_length(&head)?;
    let all = length_in_letters(whole);
    // In one piece, as it should be; or over several lines, with the marks of a quotation between them.
    let one_piece = gather(Letters { rest: text, over_blanks: false }, all);
    let pieces = (*budget > 0).then(|| gather(over_blanks(text), all));
    *budget = budget
        .saturating_sub(pieces.as_ref().map_or(0, |pieces| text.len().saturating_sub(pieces.after.len())));
    // As it is written on the screen, in groups of four: the first group is no piece to count.
    let is_grouped = one_piece.n.saturating_add(2) == GROUP;
    let counted = pieces.as_ref().filter(|_| is_grouped).map_or(one_piece.n, |pieces| pieces.n);
    let mut fault = Rejected::Incomplete { here: counted.saturating_add(2), of: all.saturating_add(2) };
    for gathered in std::iter::once(&one_piece).chain(&pieces) {
        if gathered.n < all {
            continue;
        }
        let content = whole_bytes(gathered.from.take(all), whole).ok_or_else(|| damaged("letters"));
        let says = match content.and_then(|content| parcel::decode(&content, instrument)) {
            Ok(parcel) if kind == parcel.kind() && version == parcel::VERSION => {
                return Some((Ok(parcel), gathered.after));
            }
            Ok(_) => damaged("prefix"),
            Err(rejected) => rejected,
        };
        // Over several lines it may have taken in what follows a code that was cut; then it was cut.
        if one_piece.n == all {
            fault = says;
        }
    }
    Some((Err(fault), one_piece.after))
}

/// The values of the letters from here on; over blanks, hyphens and marks of quotation if `over_blanks`.
#[derive(Clone, Copy)]
struct Letters<'a> {
    rest: &'a [u8],
    over_blanks: bool,
}

impl Iterator for Letters<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let mut letters = self.rest;
        while let Some((letter, after)) = letters.split_first() {
            if let Some(value) = value(*letter) {
                self.rest = after;
                return Some(value);
            }
            if !(self.over_blanks && matches!(letter, b' ' | b'-' | b'>' | b'=')) {
                return None;
            }
            letters = after;
        }
        None
    }
}

fn over_blanks(rest: &[u8]) -> Letters<'_> {
    Letters { rest, over_blanks: true }
}

/// So many letters from here on, and what stands after them.
struct Gathered<'a> {
    from: Letters<'a>,
    n: usize,
    after: &'a [u8],
}

fn gather(from: Letters<'_>, most: usize) -> Gathered<'_> {
    let mut letters = from;
    let n = letters.by_ref().take(most).count();
    Gathered { from, n, after: letters.rest }
}

/// The value of a letter, 0 to 31, as people may type it.
fn value(letter: u8) -> Option<u8> {
    VALUES.get(usize::from(letter)).copied().filter(|value| *value < 32)
}

/// The value of each ASCII character, from [`LETTERS`]; 255 for what is no letter of ours. A table, for it is asked for
/// each letter of a text, some more than once.
#[expect(clippy::indexing_slicing, reason = "made by the compiler; a place outside would stop the build")]
const VALUES: [u8; 128] = {
    let mut values = [255; 128];
    let mut value = 0;
    while value < 32 {
        let letter = LETTERS[value as usize];
        values[letter as usize] = value;
        values[letter.to_ascii_lowercase() as usize] = value;
        value += 1;
    }
    values[b'O' as usize] = 0;
    values[b'o' as usize] = 0;
    values[b'I' as usize] = 1;
    values[b'i' as usize] = 1;
    values[b'L' as usize] = 1;
    values[b'l' as usize] = 1;
    values
};

fn length_in_letters(bytes: usize) -> usize {
    bytes.saturating_mul(8).div_ceil(5)
}

/// The whole bytes in these values, and what is left over.
fn bytes(values: impl Iterator<Item = u8>) -> (Vec<u8>, u32) {
    let (mut held, mut n_held) = (0_u32, 0_u32);
    let mut bytes = Vec::new();
    for value in values {
        held = held.wrapping_shl(5) | u32::from(value);
        n_held = n_held.saturating_add(5);
        if let Some(rest) = n_held.checked_sub(8) {
            bytes.push((held.wrapping_shr(rest) & 0xff) as u8);
            held &= 1_u32.wrapping_shl(rest).saturating_sub(1);
            n_held = rest;
        }
    }
    (bytes, held)
}

/// The bytes of a whole code: what is left over at its end must be nothing.
fn whole_bytes(values: impl Iterator<Item = u8>, whole: usize) -> Option<Vec<u8>> {
    let (bytes, rest) = bytes(values);
    (rest == 0 && bytes.len() == whole).then_some(bytes)
}
