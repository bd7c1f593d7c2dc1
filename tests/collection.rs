//! What a trainer keeps of a session: written field by field and read back, and what becomes of all that is read at once.
#![allow(clippy::unwrap_used, clippy::panic)]

use netwerkspiegel::again::{Outcome, PairingCode, pairing};
use netwerkspiegel::collection::{
    Collection, Field, Refused, Set, TooMuch, has_said_again, listed, may_read, open_before, parcels_in,
};
use netwerkspiegel::exchange::link;
use netwerkspiegel::exchange::parcel::{self, Kind};
use netwerkspiegel::exchange::{Incoming, Rejected, accept};
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::journal::{Fields, FolderId, Journal};
use netwerkspiegel::response::{Change, Day, Response, ResponseId, StepPart};
use netwerkspiegel::session::minutes::Talked;
use netwerkspiegel::session::{Handed, Keeping, Session, SessionId};
use netwerkspiegel::text::Lang;
use proptest::prelude::*;

const ID: SessionId = SessionId(7);

fn instrument() -> &'static Instrument {
    Instrument::shipped()
}

fn set(fields: &mut Fields, changes: impl IntoIterator<Item = Set>) {
    for (field, value) in changes {
        match value {
            Some(value) => fields.insert(field, value),
            None => fields.remove(&field),
        };
    }
}

fn begun(keeping: Keeping) -> Fields {
    let mut fields = Fields::default();
    let session = Session { keeping, with_words: true, ..Session::new(instrument(), ID) };
    set(&mut fields, [Field::Session(session).write(instrument())]);
    fields
}

/// D10: a thousand files or 50 MiB at once, and not one more.
#[test]
fn files_are_read_all_or_none_by_number_and_size() {
    let most = 50 * 1_048_576;
    assert_eq!(may_read(0, 0), Ok(()));
    assert_eq!(may_read(1000, most), Ok(()));
    assert_eq!(may_read(1001, 0), Err(TooMuch::Files(1001)));
    assert_eq!(may_read(1, most + 1), Err(TooMuch::Mib(51)));
    assert_eq!(may_read(1, 61 * 1_048_576), Err(TooMuch::Mib(61)));
    assert_eq!(may_read(usize::MAX, u64::MAX), Err(TooMuch::Files(usize::MAX)));
    assert!(may_read(1, u64::MAX).is_err());
}

/// Three sessions, each looking back on the one before: what is under way is asked again, also two sessions later.
#[test]
fn an_agreement_is_asked_about_until_it_is_settled_or_another_takes_its_place() {
    let agreed = |topic, what: &str| Field::Agreement(topic, StepPart::What, what.into());
    let said = |topic, outcome| Field::Outcome(topic, Some(outcome));
    let session = |id: u128, day: &str, more: Vec<Field>| {
        let session = Session { day: Day::parse(day), ..Session::new(instrument(), SessionId(id)) };
        let before = Field::Before((id > 1).then(|| SessionId(id - 1)));
        let mut fields = Fields::default();
        let all = [Field::Session(session), before].into_iter().chain(more);
        set(&mut fields, all.map(|field| field.write(instrument())));
        fields
    };
    let all = |second: &str| {
        vec![
            session(
                1,
                "2026-01-01",
                vec![
                    agreed("trust", "Lunchen"),
                    agreed("respect", "Luisteren"),
                    agreed("freedom", "Grenzen"),
                    agreed("goals", "Doelen"),
                ],
            ),
            session(
                2,
                second,
                vec![
                    said("trust", Outcome::UnderWay),
                    said("respect", Outcome::Done),
                    said("freedom", Outcome::UnderWay),
                    agreed("freedom", "Nieuwe grenzen"),
                ],
            ),
            session(3, "2026-09-01", Vec::new()),
        ]
    };
    let open = |all: &[Fields], id: usize| {
        let kept = Collection::read(instrument(), SessionId(id as u128), &all[id - 1]).unwrap();
        let all: Vec<_> = (1..).map(SessionId).zip(all).collect();
        let before = open_before(&kept, &all);
        assert!(!before.is_missing);
        before.open.iter().map(|talked| talked.agreed().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(open(&all("2026-05-01"), 1), [""; 0]);
    assert_eq!(open(&all("2026-05-01"), 2).len(), 4);
    assert_eq!(open(&all("2026-05-01"), 3), ["Lunchen", "Doelen", "Nieuwe grenzen"]);
    // The one between them was moved to a later day: what it looks back on is not followed.
    assert_eq!(open(&all("2026-12-01"), 3), [""; 0]);
}

/// Whether or not figures are compared; and what may be missing is told.
#[test]
fn agreements_are_there_whenever_the_session_before_is_here() {
    let session = |id: u128, network: &str, day: &str, before: Option<u128>| {
        let session = Session {
            network: network.into(),
            day: Day::parse(day),
            ..Session::new(instrument(), SessionId(id))
        };
        let agreed = Field::Agreement("trust", StepPart::What, format!("Afspraak {id}"));
        let mut fields = Fields::default();
        let all = [Field::Session(session), Field::Before(before.map(SessionId)), agreed];
        set(&mut fields, all.map(|field| field.write(instrument())));
        (SessionId(id), fields)
    };
    let now = |day: &str, before| session(9, "Zuid", day, before);
    let case =
        |here: &[(SessionId, Fields)], now: (SessionId, Fields), expected: Option<u128>, is_missing| {
            let kept = Collection::read(instrument(), now.0, &now.1).unwrap();
            let all: Vec<_> = here.iter().chain([&now]).map(|(id, fields)| (*id, fields)).collect();
            let before = open_before(&kept, &all);
            let expected: Vec<String> = expected.iter().map(|id| format!("Afspraak {id}")).collect();
            let told: Vec<String> = before.open.iter().filter_map(Talked::agreed).collect();
            assert_eq!((told, before.is_missing), (expected, is_missing), "{:?}", kept.group.session.day);
        };
    let here = [
        session(1, "Zuid", "2026-01-01", None),
        session(2, " zuid", "2026-05-01", None),
        session(3, "Noord", "2026-06-01", None),
        session(4, "Zuid", "2026-12-01", None),
        session(5, "Zuid", "", None),
    ];
    case(&here, now("2026-09-01", None), Some(2), false);
    case(&here, now("2026-05-01", None), Some(1), false);
    case(&here, now("2026-01-01", None), None, false);
    // Nobody knows what came before a session without a day; one that it names does.
    case(&here, now("", None), None, false);
    case(&here, now("", Some(3)), Some(3), false);
    case(&here, now("2026-09-01", Some(1)), Some(1), false);
    case(&here, now("2026-09-01", Some(7)), None, true);
    // The one before it is here, and names one that is not.
    let gone = session(6, "Zuid", "2026-07-01", Some(7));
    case(&[gone], now("2026-09-01", None), Some(6), true);
}

fn read(fields: &Fields) -> Collection {
    Collection::read(instrument(), ID, fields).unwrap()
}

fn handed(person: u128, revision: u16, point: i64) -> Handed {
    let mut response = Response::new(instrument(), ResponseId(person));
    for item in instrument().items() {
        response.apply(Change::Answer(item.id, Rating::new(point).map(Answer::Rating)));
    }
    response.apply(Change::Words("basis-missing", format!("van {person}")));
    Handed::new(instrument(), &response, ID, revision, &["basis-missing"])
}

fn code(handed: &Handed) -> String {
    link::code(Kind::Response, &parcel::encode_response(instrument(), handed))
}

/// Takes in these texts, each as if it were a file of its own.
fn take_in(fields: &mut Fields, texts: &[String]) -> netwerkspiegel::collection::Import {
    let mut kept = read(fields);
    let read = texts.iter().enumerate();
    let read = read.flat_map(|(n, text)| parcels_in(text, Some(&format!("{n}.txt")), instrument()));
    let (import, changed) = kept.take_in(read);
    set(fields, changed);
    import
}

/// Issue 4: forty files of which three are no good.
#[test]
fn good_files_go_on_and_bad_ones_say_why() {
    let mut fields = begun(Keeping::Rows);
    let mut texts: Vec<String> = (1..=37).map(|person| code(&handed(person, 1, 4))).collect();
    let whole = texts[0].clone();
    texts.insert(5, "boodschappen".into());
    texts.insert(20, whole[..whole.len() - 3].into());
    texts
        .push(link::code(Kind::Session, &parcel::encode_session(instrument(), &read(&fields).group.session)));
    let import = take_in(&mut fields, &texts);
    assert_eq!((import.n_new, import.n_read()), (37, 40));
    assert_eq!(read(&fields).group.n_responses(), 37);
    let refused: Vec<_> = import.refused.iter().map(|(name, why)| (name.as_deref().unwrap(), why)).collect();
    assert_eq!(refused[0], ("5.txt", &Refused::Nothing));
    assert!(matches!(refused[1], ("20.txt", Refused::Rejected(Rejected::Incomplete { .. }))));
    assert_eq!(refused[2], ("39.txt", &Refused::IsSession));
}

#[test]
fn what_was_taken_in_is_undone_to_what_was_there() {
    let mut fields = begun(Keeping::Rows);
    take_in(&mut fields, &[code(&handed(1, 1, 2)), code(&handed(2, 1, 2))]);
    let before = fields.clone();
    let import =
        take_in(&mut fields, &[code(&handed(1, 2, 5)), code(&handed(3, 1, 5)), code(&handed(2, 1, 2))]);
    assert_eq!((import.n_replaced, import.n_new, import.n_same), (1, 1, 1));
    assert_ne!(fields, before);
    set(&mut fields, import.before);
    assert_eq!(fields, before);
}

#[test]
fn where_only_counts_are_kept_no_row_is() {
    let mut fields = begun(Keeping::TallyOnly);
    let import =
        take_in(&mut fields, &[code(&handed(1, 1, 2)), code(&handed(2, 1, 2)), code(&handed(2, 2, 5))]);
    assert_eq!((import.n_new, import.n_cannot_replace, import.before.len()), (2, 1, 0));
    assert!(!fields.pairs().iter().any(|(field, _)| field.starts_with("in-")));
    let kept = read(&fields);
    assert_eq!((kept.group.n_responses(), kept.group.rows().count()), (2, 0));
}

/// The picture shown last outlasts a reload, and so do its steps: nobody can read the newest person from the difference.
#[test]
fn a_picture_that_was_shown_stays_until_enough_is_new() {
    let mut fields = begun(Keeping::Rows);
    let texts: Vec<String> = (1..=5).map(|person| code(&handed(person, 1, 4))).collect();
    take_in(&mut fields, &texts);
    let mut kept = read(&fields);
    kept.group.show().unwrap();
    let fields_shown = [Field::Shown(kept.group.shown_sum()), Field::Revealed(true)];
    set(&mut fields, fields_shown.map(|field| field.write(instrument())));
    take_in(&mut fields, &[code(&handed(6, 1, 1)), code(&handed(1, 2, 1))]);
    let mut kept = read(&fields);
    assert!(kept.is_revealed);
    assert_eq!((kept.group.shown().unwrap().n_responses, kept.group.n_new()), (5, 2));
    assert!(kept.group.show().is_err());
}

/// Until then a day is proposed.
#[test]
fn a_day_to_look_again_that_was_emptied_stays_so() {
    let mut fields = begun(Keeping::Rows);
    for (day, is_said) in [(None, false), (Day::parse("2027-05-12"), true)] {
        assert_eq!(has_said_again(&fields), is_said);
        set(&mut fields, [Field::Again(day.clone()).write(instrument())]);
        assert_eq!((has_said_again(&fields), read(&fields).minutes.again), (true, day));
    }
}

#[test]
fn every_field_comes_back_and_what_cannot_be_read_costs_itself_only() {
    for lang in Lang::ALL {
        let mut sample = Collection::sample(instrument(), lang);
        sample.minutes.topic("trust").notes = "regel\nregel".into();
        sample.minutes.topic("trust").agreement[2] = "1 maart".into();
        sample.minutes.again = Day::parse("2027-05-12");
        let mut fields = Fields::default();
        set(&mut fields, sample.fields());
        let back = Collection::read(instrument(), sample.group.session.id, &fields).unwrap();
        assert_eq!(back.fields(), sample.fields());
        assert_eq!(back.minutes, sample.minutes);
        assert_eq!(back.group.shown(), sample.group.shown());

        let row = fields.pairs().iter().find(|(field, _)| field.starts_with("in-")).unwrap().0.clone();
        set(&mut fields, [(row, Some("R1damaged".into())), ("later".into(), Some("?".into()))]);
        let back = Collection::read(instrument(), sample.group.session.id, &fields).unwrap();
        assert_eq!(back.group.n_responses(), 11);
    }
    let mut fields = begun(Keeping::Rows);
    assert!(Collection::read(instrument(), SessionId(8), &fields).is_none());
    set(&mut fields, [("session".into(), Some("S1damaged".into()))]);
    assert!(Collection::read(instrument(), ID, &fields).is_none());
}

/// What is kept, and the file of it, as version 0.1.0 wrote them once, among them what this version does not know.
const V1_LOG: &str = include_str!("fixtures/v1/session-log.txt");
const V1_FILE: &[u8] = include_bytes!("fixtures/v1/session.json");

/// What must be found in the frozen files, whatever the instrument has become.
fn is_v1(kept: &Collection) {
    let group = &kept.group;
    assert_eq!((group.session.network.as_str(), group.session.title.as_str()), ("Langer Thuis", "Najaar"));
    assert_eq!((group.n_responses(), group.shown().unwrap().n_responses), (4, 4));
    assert_eq!(group.shown_versions(), ["0.0.9", "0.1.0"]);
    assert!(kept.is_invited && kept.is_revealed);
    assert_eq!(kept.minutes.topics[0].notes, "Wie belt wie?");
    assert_eq!(kept.minutes.topics[0].agreement[1], "Anja");
    assert_eq!(kept.minutes.outcome("trust"), Some(Outcome::Done));
    assert_eq!(kept.minutes.before, Some(SessionId(9)));
    let trust = instrument().dimension("trust").unwrap();
    assert_eq!(group.now().tally.look_backs(trust), [0, 0, 4, 0]);
    let relies = instrument().question("trust-rely").unwrap();
    assert_eq!(group.now().tally.ratings(&relies), ([1, 1, 0, 1, 1], 0));
    assert_eq!(group.now().words.len(), 4);
}

fn v1_journal() -> Journal {
    let mut journal = Journal::new(instrument(), "b".into());
    for (key, text) in (1..).zip(V1_LOG.lines()) {
        journal.read(key, text);
    }
    assert!(journal.unreadable().is_empty());
    journal
}

/// F08: the rows of a trainer open for ever, and so do counts and pictures: what has gone is set aside and not lost.
#[test]
fn what_a_trainer_keeps_opens_whatever_the_instrument_has_become() {
    let journal = v1_journal();
    let of = |id: u128| {
        let fields = journal.folder(FolderId(id)).unwrap();
        Collection::read(instrument(), SessionId(id), fields).unwrap()
    };
    let (rows, counts) = (of(0x51), of(0x52));
    is_v1(&rows);
    is_v1(&counts);
    let row = rows.group.rows().nth(1).unwrap();
    assert_eq!((row.version.as_str(), pairing(&row.response)), ("0.0.9", Some(PairingCode(2))));
    let Ok(Incoming::Session(file)) = accept(V1_FILE, instrument()) else { panic!("refused") };
    is_v1(&file);
    assert!(file.group.rows().eq(rows.group.rows()));
    // And all of it is kept again.
    for kept in [rows, counts] {
        let mut fields = Fields::default();
        set(&mut fields, kept.fields());
        let again = Collection::read(instrument(), kept.group.session.id, &fields).unwrap();
        assert_eq!(again.fields(), kept.fields());
        let text = format!("{:?}", again.fields());
        for gone in ["trust-gone", "gone-words", "Weg, maar niet kwijt."] {
            assert!(text.contains(gone), "{gone}");
        }
        assert!(kept.group.session.keeping == Keeping::TallyOnly || text.contains("basis relaties later"));
    }
}

/// A row that was kept as its code opens too, and is kept as a row with the next change.
#[test]
fn a_row_kept_as_its_code_is_still_read() {
    let mut fields = begun(Keeping::Rows);
    set(&mut fields, [(format!("in-{}", ResponseId(1)), Some(code(&handed(1, 1, 4))))]);
    assert_eq!(read(&fields).group.rows().collect::<Vec<_>>(), [&handed(1, 1, 4)]);
    take_in(&mut fields, &[code(&handed(1, 2, 5))]);
    assert!(fields.get(&format!("in-{}", ResponseId(1))).unwrap().starts_with('{'));
}

/// What was read is the same whether it is read again or anew.
fn is_read_again(kept: &Collection, before: &Fields, fields: &Fields) {
    let (again, anew) = (kept.read_again(before, fields).unwrap(), read(fields));
    assert_eq!(again.fields(), anew.fields());
    assert_eq!(again.group.shown(), anew.group.shown());
    assert_eq!(again.group.n_new(), anew.group.n_new());
    let ratings = |kept: &Collection| -> Vec<_> {
        let tally = &kept.group.now().tally;
        instrument().questions().iter().map(|question| tally.answers(question)).collect()
    };
    assert_eq!(ratings(&again), ratings(&anew));
}

/// What the row before had asked makes no difference to a row; and a row stands in its own field only.
#[test]
fn a_row_is_read_by_itself() {
    let id = SessionId(0x51);
    let fields = v1_journal().folder(FolderId(id.0)).unwrap().clone();
    let all = Collection::read(instrument(), id, &fields).unwrap();
    let versions: Vec<&str> = all.group.rows().map(|row| row.version.as_str()).collect();
    assert_eq!(versions, ["0.1.0", "0.0.9", "0.0.9", "0.0.9"]);
    for row in all.group.rows() {
        let mut one = fields.clone();
        one.retain(|field, _| !field.starts_with("in-") || *field == format!("in-{}", row.response.id));
        let one = Collection::read(instrument(), id, &one).unwrap();
        assert_eq!(one.group.rows().collect::<Vec<_>>(), [row]);
    }
    let mut moved = begun(Keeping::Rows);
    set(&mut moved, [(format!("in-{}", ResponseId(2)), Some(code(&handed(1, 1, 4))))]);
    assert_eq!(read(&moved).group.n_responses(), 0);
}

/// The list of sessions says how many handed in, without reading what.
#[test]
fn the_list_of_sessions_counts_what_is_kept() {
    for keeping in [Keeping::Rows, Keeping::TallyOnly] {
        let mut fields = begun(keeping);
        assert_eq!(listed(instrument(), ID, &fields).unwrap().1, 0);
        take_in(&mut fields, &[code(&handed(1, 1, 4)), code(&handed(2, 1, 5)), code(&handed(1, 2, 5))]);
        let (session, n) = listed(instrument(), ID, &fields).unwrap();
        assert_eq!((session, n), (read(&fields).group.session, 2));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Order, repetition and what came together make no difference; nor does reading again in parts.
    #[test]
    fn any_order_and_repetition_come_to_the_same(
        people in prop::collection::vec((1..9_u128, 1..4_u16), 1..20),
        cuts in prop::collection::vec(1..5_usize, 1..10),
    ) {
        let texts: Vec<String> = people
            .iter()
            .map(|(person, revision)| code(&handed(*person, *revision, i64::from(*revision) + 1)))
            .collect();
        let mut at_once = begun(Keeping::Rows);
        take_in(&mut at_once, &texts);
        let mut in_parts = begun(Keeping::Rows);
        let mut rest: Vec<String> = texts.into_iter().rev().collect();
        for cut in cuts.into_iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let part: Vec<String> = rest.drain(..cut.min(rest.len())).collect();
            let (before, kept) = (in_parts.clone(), read(&in_parts));
            take_in(&mut in_parts, &part);
            is_read_again(&kept, &before, &in_parts);
        }
        prop_assert_eq!(&at_once, &in_parts);
        let mut kept = read(&at_once);
        let first = kept.group.rows().next().unwrap().response.id;
        // With fewer than five people there is no picture.
        let _ = kept.group.show();
        for field in [
            Field::Agreement("trust", StepPart::Who, "Anja".into()),
            Field::TakenOut(first),
            Field::Shown(kept.group.shown_sum()),
        ] {
            let mut changed = at_once.clone();
            set(&mut changed, [field.write(instrument())]);
            is_read_again(&read(&at_once), &at_once, &changed);
            // And what it was comes back.
            is_read_again(&read(&changed), &changed, &at_once);
        }
    }
}
