//! Sessions and handed-in responses as codes and links: there and back, mangled, cut, altered. Knows nothing of the
//! screen.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

use netwerkspiegel::again::{LookBack, PairingCode};
use netwerkspiegel::exchange::link::{MAX_LINK, code, find, grouped, link};
use netwerkspiegel::exchange::parcel::{Kind, Parcel, decode, encode_response, encode_session};
use netwerkspiegel::exchange::{Rejected, clean_name};
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::response::{Change, Day, MAX_NAME, Response, ResponseId};
use netwerkspiegel::session::{
    Handed, Keeping, Languages, MAX_INTRO, Mailbox, MinGroup, Session, SessionId, Showing,
};
use netwerkspiegel::text::Lang;
use proptest::prelude::*;

fn instrument() -> &'static Instrument {
    Instrument::shipped()
}

fn session() -> Session {
    Session {
        title: "Bijeenkomst 12 maart: \"samen & verder\"".into(),
        network: "Langer Thuis Zuid".into(),
        host: "Anja, netwerkregisseur".into(),
        day: Day::parse("2027-03-12"),
        languages: Languages::Only(Lang::Nl),
        modules: vec!["basis", "relaties", "storm"],
        intro: "Fijn dat je meedoet.\nHet kost tien minuten. \u{1f9f5}".into(),
        min_group: MinGroup::new(3).unwrap(),
        with_words: true,
        showing: Showing::Live,
        keeping: Keeping::TallyOnly,
        reply_to: Mailbox::parse("anja@zuid.example.nl"),
        ..Session::new(instrument(), SessionId(0x0123_4567_89ab_cdef_0011_2233_4455_6677))
    }
}

/// A response that depends on `seed` in each answer.
fn handed(seed: u64) -> Handed {
    let mut chance = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |most: u64| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        chance % most
    };
    let mut response = Response::new(instrument(), ResponseId(u128::from(next(u64::MAX))));
    response.apply(Change::Network("never goes along".into()));
    response.apply(Change::Modules(vec!["basis", "relaties"]));
    for question in instrument().questions() {
        let options: Vec<Answer> =
            question.scale.options.iter().map(|option| option.answer).chain([Answer::OptOut]).collect();
        let answer = options.get(usize::try_from(next(options.len() as u64 + 1)).unwrap()).copied();
        response.apply(Change::Answer(question.code, answer));
    }
    response.apply(Change::Topics(vec!["trust", "actors"]));
    response.apply(Change::Words("basis-missing", "De huisarts.\nEn de buurt.".into()));
    let words: &[&str] = if seed.is_multiple_of(3) { &["basis-missing"] } else { &[] };
    let mut handed =
        Handed::new(instrument(), &response, session().id, u16::try_from(next(9)).unwrap(), words);
    if seed.is_multiple_of(2) {
        handed.response.apply(PairingCode(next(u64::MAX)).change());
    }
    if seed.is_multiple_of(5) {
        let said = LookBack::ALL[usize::try_from(next(4)).unwrap()];
        ["actors", "trust"].into_iter().for_each(|topic| handed.response.apply(said.on(topic)));
    }
    handed
}

fn response_code(seed: u64) -> String {
    code(Kind::Response, &encode_response(instrument(), &handed(seed)))
}

fn session_code() -> String {
    code(Kind::Session, &encode_session(instrument(), &session()))
}

fn only(text: &str) -> Result<Parcel, Rejected> {
    let mut found = find(text, instrument());
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn a_session_and_a_response_are_read_as_they_were_written() {
    assert_eq!(only(&session_code()), Ok(Parcel::Session(session())));
    for seed in 0..100 {
        assert_eq!(only(&response_code(seed)), Ok(Parcel::Response(handed(seed))));
        assert_eq!(only(&grouped(&response_code(seed))), Ok(Parcel::Response(handed(seed))));
    }
}

#[test]
fn only_what_was_chosen_goes_along() {
    let mut response = Response::new(instrument(), ResponseId(7));
    response.apply(Change::Network("Geheim netwerk".into()));
    response.apply(Change::Created(Day::parse("2026-11-22").unwrap()));
    response.apply(Change::Place("trust".into()));
    response.apply(Change::Modules(vec!["relaties"]));
    response.apply(Change::Answer("actors-needed", Rating::new(2).map(Answer::Rating)));
    response.apply(Change::Answer("trust-rely", Rating::new(5).map(Answer::Rating)));
    response.apply(Change::Words("basis-missing", "geheim".into()));
    let handed = Handed::new(instrument(), &response, SessionId(1), 0, &[]);
    let mut wanted = Response::new(instrument(), ResponseId(7));
    wanted.apply(Change::Modules(vec!["relaties"]));
    wanted.apply(Change::Answer("trust-rely", Rating::new(5).map(Answer::Rating)));
    assert_eq!(handed.response, wanted);
}

/// A link is short enough for every chat, and the code of a whole default response fits a small QR code.
#[test]
fn codes_are_short() {
    let mut full = session();
    full.title = "x".repeat(MAX_NAME);
    full.network = "é".repeat(MAX_NAME);
    full.host = "x".repeat(MAX_NAME);
    full.intro = "x".repeat(MAX_INTRO);
    full.modules = instrument().modules.iter().map(|module| module.id).collect();
    let bytes = encode_session(instrument(), &full);
    let longest = link("https://netwerkspiegel.gemeente-voorbeeld.nl/samen/", &code(Kind::Session, &bytes));
    assert!(longest.len() <= MAX_LINK, "{}", longest.len());
    let handed = handed(1);
    let code = code(Kind::Response, &encode_response(instrument(), &handed));
    assert!(code.len() <= 130, "{}", code.len());
    assert!(code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
}

/// F26, T4: cut anywhere, it is never taken for whole, and the reader hears how much of it is there.
#[test]
fn every_beginning_of_a_code_is_refused() {
    for whole in (0..100).map(response_code).chain([session_code()]) {
        for length in 0..whole.len() {
            let beginning = &whole[..length];
            match find(beginning, instrument()).as_slice() {
                // Before the head is complete nobody can know what it is.
                [] => assert!(length < 20, "{beginning}"),
                [Err(Rejected::Incomplete { here, of })] => {
                    assert_eq!((*here, *of), (length, whole.len()), "{beginning}")
                }
                other => panic!("{beginning}: {other:?}"),
            }
        }
    }
}

/// Typed over or copied as it stands on the screen, in groups of four, and cut.
#[test]
fn a_cut_code_in_groups_is_counted_whole() {
    let code = code(Kind::Response, &encode_response(instrument(), &handed(1)));
    let cut: String = grouped(&code).chars().take(100).collect();
    let here = cut.chars().filter(|c| *c != ' ').count();
    assert_eq!(find(&cut, instrument()), [Err(Rejected::Incomplete { here, of: code.len() })]);
}

/// F26, T4: one letter changed, or two neighbours swapped, is refused or means the same.
#[test]
fn every_changed_letter_is_noticed() {
    let letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let check = |altered: &str, whole: &Result<Parcel, Rejected>| {
        for found in find(altered, instrument()) {
            assert!(found.is_err() || found == *whole, "{altered}");
        }
    };
    for seed in 0..100 {
        let code = response_code(seed);
        let whole = only(&code);
        for (place, letter) in code.char_indices() {
            // The check finds any change of one letter; all 31 are tried on some codes, one on the others.
            let others = letters.chars().filter(|other| *other != letter);
            let n_tried = if seed < 2 { 31 } else { 1 };
            for other in others.cycle().skip(place % 31).take(n_tried) {
                let mut altered = code.clone();
                altered.replace_range(place..=place, &other.to_string());
                check(&altered, &whole);
            }
            if let Some(next) = code[place + 1..].chars().next() {
                let mut altered = code.clone();
                altered.replace_range(place..place + 2, &format!("{next}{letter}"));
                check(&altered, &whole);
            }
        }
    }
}

type Mangling = (&'static str, fn(&str) -> String);

fn percent(text: &str, what: fn(u8) -> bool) -> String {
    let escapes = |b: u8| !b.is_ascii() || what(b);
    text.bytes().map(|b| if escapes(b) { format!("%{b:02x}") } else { char::from(b).to_string() }).collect()
}

fn chunked(text: &str, length: usize, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(length).map(|chunk| chunk.iter().collect()).collect::<Vec<String>>().join(between)
}

/// What mailers, chats and people do to a link.
const MANGLINGS: &[Mangling] = &[
    ("wrapped", |text| chunked(text, 76, "\r\n")),
    ("quoted", |text| format!("> {}", chunked(text, 70, "\n> "))),
    ("soft breaks", |text| chunked(text, 75, "=\r\n")),
    ("blanks", |text| chunked(text, 40, " ")),
    ("lower case", str::to_lowercase),
    ("upper case", str::to_uppercase),
    ("escaped", |text| percent(text, |b| matches!(b, b'#' | b':' | b'/'))),
    ("escaped more", |text| percent(text, |b| !b.is_ascii_alphanumeric() && b != b'%' && b != b'.')),
    ("escaped signs", |text| percent(text, |b| matches!(b, b'%' | b'#' | b'&' | b'?'))),
    ("wrapper", |text| {
        let inside = percent(text, |b| !b.is_ascii_alphanumeric());
        format!("https://eur03.safelinks.example.com/?url={inside}&data=05%7C02%7Cx&sdata=abc%3D&reserved=0")
    }),
    ("tracking", |text| format!("{text}&fbclid=IwAR0abc")),
    ("dot", |text| format!("{text}.")),
    ("bracket", |text| format!("({text})")),
    ("angle", |text| format!("<{text}>")),
    ("equals", |text| format!("{text}=")),
    ("sentence", |text| format!("Beste allen, vul dit in: {text}\nTot dan, Anja")),
    ("comma", |text| format!("{text}, en tot donderdag")),
    ("unseen", |text| chunked(text, 30, "\u{200b}")),
    ("soft hyphens", |text| chunked(text, 33, "\u{ad}")),
    ("direction", |text| format!("\u{202a}{text}\u{202c}")),
    ("markdown", |text| format!("[vragenlijst]({text})")),
    ("html", |text| format!("<a href=\"{text}\">Doe mee</a>")),
    ("twice", |text| format!("{text} <{text}>")),
];

/// F25, T12.
#[test]
fn every_mangled_link_opens() {
    let links = [
        (link("https://example.org/spiegel/", &session_code()), Parcel::Session(session())),
        (link("https://example.org/", &response_code(3)), Parcel::Response(handed(3))),
    ];
    for (link, wanted) in &links {
        for (first, one) in MANGLINGS {
            assert_eq!(only(&one(link)).as_ref(), Ok(wanted), "{first}");
            for (second, other) in MANGLINGS {
                let found = find(&other(&one(link)), instrument());
                assert!(found.contains(&Ok(wanted.clone())), "{first}, {second}: {}", other(&one(link)));
            }
        }
    }
}

#[test]
fn people_type_other_letters_for_some() {
    let typed = response_code(5).replace('0', "o").replace('1', "l");
    assert_eq!(only(&typed), Ok(Parcel::Response(handed(5))));
    let typed = grouped(&response_code(5)).replace(' ', "-").to_lowercase();
    assert_eq!(only(&typed), Ok(Parcel::Response(handed(5))));
}

#[test]
fn a_mailbox_gives_every_code_once_and_tells_of_the_bad_ones() {
    let mut mailbox = String::new();
    for seed in 0..40 {
        let code = response_code(seed);
        let code = match seed {
            7 => code[..60].to_owned(),
            8 => code.replacen(&code[50..54], "ZZZZ", 1),
            _ => code,
        };
        let other = &response_code(seed);
        mailbox += &format!("Van: iemand\nOnderwerp: S1 en R2\n\nHallo, hierbij:\n{code}\n> {other}\n\n");
    }
    let found = find(&mailbox, instrument());
    assert_eq!(found.iter().filter(|one| one.is_ok()).count(), 40);
    assert_eq!(found.iter().filter(|one| one.is_err()).count(), 1, "the cut ones stand beside whole ones");
}

/// F27, F33: what this version cannot read is told, and why.
#[test]
fn what_is_newer_or_other_is_told() {
    let seal = |mut bytes: Vec<u8>| {
        let end = bytes.len() - 4;
        let check = netwerkspiegel::crc::crc32(&bytes[..end]).to_be_bytes();
        bytes[end..].copy_from_slice(&check);
        bytes
    };
    let altered = |place: usize, value: u8| {
        let mut bytes = encode_response(instrument(), &handed(1));
        bytes[place] = value;
        decode(&seal(bytes), instrument())
    };
    assert_eq!(altered(0, b'M'), Err(Rejected::NotOurs));
    assert_eq!(altered(1, 2), Err(Rejected::TooNew { format_version: 2 }));
    assert_eq!(altered(2, 9), Err(Rejected::TooNew { format_version: 1 }));
    assert_eq!(altered(3, 0), Err(Rejected::OtherInstrument { id: String::new() }));
    assert_eq!(altered(5, 0), Err(Rejected::OtherVersion));
    let mut bytes = encode_session(instrument(), &session());
    let place = bytes.windows(5).position(|part| part == b"storm").unwrap();
    bytes[place..place + 5].copy_from_slice(b"later");
    assert_eq!(decode(&seal(bytes), instrument()), Err(Rejected::UnknownModule { code: "later".into() }));
}

/// F28: nothing that a session says can act on the page around it.
#[test]
fn hostile_texts_in_a_session_are_refused() {
    let with = |change: fn(&mut Session)| {
        let mut session = session();
        change(&mut session);
        encode_session(instrument(), &session)
    };
    // We write only clean texts; so what is not clean was made by somebody else.
    let written = with(|session| session.title = "a\u{202e}b\u{0}c".into());
    assert!(matches!(decode(&written, instrument()), Ok(Parcel::Session(session)) if session.title == "abc"));
    assert_eq!(clean_name("a\u{202e}b"), "ab");
    let mut bytes = with(|session| session.title = "abc".into());
    let place = bytes.windows(3).position(|part| part == b"abc").unwrap();
    bytes[place + 1] = 7;
    let end = bytes.len() - 4;
    let check = netwerkspiegel::crc::crc32(&bytes[..end]).to_be_bytes();
    bytes[end..].copy_from_slice(&check);
    assert!(matches!(decode(&bytes, instrument()), Err(Rejected::Damaged { .. })));
}

proptest! {
    /// F31, F34: whatever is accepted is valid, and is what would be written again.
    #[test]
    fn any_bytes_are_refused_or_written_again(mut bytes in prop::collection::vec(any::<u8>(), 0..120), forge in any::<bool>()) {
        if forge {
            let mut whole = encode_response(instrument(), &handed(10));
            let place = 11 + bytes.len() % (whole.len() - 15);
            for (to, from) in whole[place..].iter_mut().zip(bytes.iter().take(2)) {
                *to ^= from;
            }
            let end = whole.len() - 4;
            let check = netwerkspiegel::crc::crc32(&whole[..end]).to_be_bytes();
            whole[end..].copy_from_slice(&check);
            bytes = whole;
        }
        match decode(&bytes, instrument()) {
            Ok(Parcel::Response(handed)) => prop_assert_eq!(encode_response(instrument(), &handed), bytes),
            Ok(Parcel::Session(session)) => prop_assert_eq!(encode_session(instrument(), &session), bytes),
            Err(_) => {}
        }
    }

    #[test]
    fn any_text_is_searched_without_fault(text in "(S1|R1|9|[0-9A-Z%# >-]|\\PC){0,80}") {
        find(&text, instrument());
    }
}
