//! Responses that come in from many people: counted once, in any order, and shown only when nobody can be told from
//! the picture. Knows nothing of links or the screen.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used)]

use netwerkspiegel::group::spread::Spread;
use netwerkspiegel::group::{Added, Group, GroupProfile, TooFew};
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::response::{Change, Response, ResponseId};
use netwerkspiegel::session::{Handed, Keeping, MinGroup, Session, SessionId};
use proptest::prelude::*;

fn instrument() -> &'static Instrument {
    Instrument::shipped()
}

fn session(people: u64, keeping: Keeping) -> Session {
    let min_group = MinGroup::new(people).unwrap();
    Session { min_group, keeping, with_words: true, ..Session::new(instrument(), SessionId(1)) }
}

/// Somebody who gives this one answer everywhere, chooses two topics and writes something.
fn somebody(id: u128, revision: u16, point: i64) -> Handed {
    let mut response = Response::new(instrument(), ResponseId(id));
    for item in instrument().items() {
        response.apply(Change::Answer(item.id, Rating::new(point).map(Answer::Rating)));
    }
    response.apply(Change::Answer("taking-part-as", Some(Answer::Choice("personal"))));
    response.apply(Change::Topics(vec![
        ["trust", "actors", "goals"][usize::try_from(id % 3).unwrap()],
        "respect",
    ]));
    response.apply(Change::Words("basis-missing", format!("woorden van {id}")));
    Handed::new(instrument(), &response, SessionId(1), revision, &["basis-missing"])
}

fn filled(n: u128) -> Group {
    let mut group = Group::new(instrument(), session(5, Keeping::Rows));
    for id in 0..n {
        assert_eq!(group.add(&somebody(id, 0, i64::try_from(id % 5).unwrap() + 1)), Added::New);
    }
    group
}

fn shown(group: &mut Group) -> GroupProfile {
    group.show().unwrap().clone()
}

#[test]
fn everything_that_comes_in_has_its_answer() {
    let mut group = filled(5);
    assert_eq!(group.add(&somebody(3, 0, 4)), Added::Same);
    assert_eq!(group.add(&somebody(3, 2, 5)), Added::Replaced);
    assert_eq!(group.add(&somebody(3, 1, 1)), Added::Older);
    assert_eq!(group.add(&Handed { session: SessionId(2), ..somebody(9, 0, 1) }), Added::OtherSession);
    assert_eq!(group.n_responses(), 5);
    let actors = shown(&mut group).dimensions.into_iter().find(|dimension| dimension.id == "actors").unwrap();
    // 1, 2, 3, 5 and 5, the fourth having been replaced.
    assert_eq!(actors.items[0].shown.as_ref().unwrap().ratings, [1, 1, 1, 0, 2]);
    assert_eq!((actors.median, actors.scores), (Some(3.0), vec![(10, 1), (20, 1), (30, 1), (50, 2)]));
    assert_eq!(group.remove(ResponseId(3)).unwrap().revision, 2);
    assert!(group.remove(ResponseId(3)).is_none());
    assert_eq!(group.n_responses(), 4);
}

#[test]
fn below_the_minimum_nothing_is_shown() {
    let mut group = filled(4);
    assert_eq!(group.show().err(), Some(TooFew::ToBegin { here: 4, needed: 5 }));
    assert!(group.shown().is_none());
    // Three or four only where the session says so.
    let mut small = Group::new(instrument(), session(3, Keeping::Rows));
    (0..3).for_each(|id| assert_eq!(small.add(&somebody(id, 0, 2)), Added::New));
    assert_eq!(shown(&mut small).n_responses, 3);
}

#[test]
fn an_item_with_too_few_ratings_is_not_shown_either() {
    let mut group = filled(4);
    let mut other = somebody(7, 0, 3);
    other.response.apply(Change::Answer("trust-rely", Some(Answer::OptOut)));
    other.response.apply(Change::Answer("trust-goodwill", None));
    group.add(&other);
    let profile = shown(&mut group);
    let trust = profile.dimensions.iter().find(|dimension| dimension.id == "trust").unwrap();
    let item = |code: &str| trust.items.iter().find(|item| item.id == code).unwrap();
    for code in ["trust-rely", "trust-goodwill"] {
        assert!(item(code).shown.is_none() && item(code).spread.is_none(), "{code}");
    }
    let others: Vec<_> = trust.items.iter().filter(|item| item.shown.is_some()).collect();
    assert_eq!(others.len(), trust.items.len() - 2);
    assert!(others.iter().all(|item| item.shown.as_ref().unwrap().ratings.iter().sum::<u32>() == 5));
}

#[test]
fn many_who_do_not_know_are_told_even_then() {
    let mut group = filled(4);
    for id in 10..13 {
        let mut other = somebody(id, 0, 3);
        other.response.apply(Change::Answer("trust-rely", Some(Answer::OptOut)));
        group.add(&other);
    }
    let profile = shown(&mut group);
    let trust = profile.dimensions.iter().find(|dimension| dimension.id == "trust").unwrap();
    let rely = trust.items.iter().find(|item| item.id == "trust-rely").unwrap();
    assert_eq!((rely.shown.is_none(), rely.spread), (true, Some(Spread::Unknown)));
}

/// One who does not know is no group, even where five answered the rest.
#[test]
fn what_few_do_not_know_is_not_told() {
    let mut group = filled(4);
    let mut other = somebody(9, 0, 3);
    other.response.apply(Change::Answer("trust-rely", Some(Answer::OptOut)));
    group.add(&other);
    for id in 0..4 {
        let mut silent = somebody(id, 1, 3);
        silent.response.apply(Change::Answer("trust-rely", None));
        group.add(&silent);
    }
    let profile = shown(&mut group);
    let trust = profile.dimensions.iter().find(|dimension| dimension.id == "trust").unwrap();
    assert_eq!(trust.items.iter().find(|item| item.id == "trust-rely").unwrap().spread, None);
}

#[test]
fn without_votes_the_widest_spread_comes_first() {
    let mut group = Group::new(instrument(), session(5, Keeping::Rows));
    for id in 0..6 {
        let mut one = somebody(id, 0, 4);
        one.response.apply(Change::Topics(Vec::new()));
        for item in instrument().dimension("freedom").unwrap().items {
            let point = if id < 3 { 1 } else { 5 };
            one.response.apply(Change::Answer(item.id, Rating::new(point).map(Answer::Rating)));
        }
        group.add(&one);
    }
    let profile = shown(&mut group);
    assert_eq!(profile.topics[0], ("freedom", 0));
    let spread = |code: &str| profile.dimensions.iter().find(|one| one.id == code).unwrap().spread;
    assert_eq!((spread("freedom"), spread("trust")), (Some(Spread::BothSides), Some(Spread::Close)));
}

#[test]
fn no_step_tells_the_newest_person() {
    let mut group = filled(10);
    let first = shown(&mut group);
    assert_eq!(shown(&mut group), first, "the same people again are no step");
    for id in 20..24 {
        group.add(&somebody(id, 0, 5));
        let new = u32::try_from(id).unwrap() - 19;
        assert_eq!(group.show().err(), Some(TooFew::New { new, needed: 5 }));
        assert_eq!(group.shown(), Some(&first));
    }
    // Somebody who hands in again, or is taken out, would show in the difference as well.
    group.add(&somebody(3, 1, 1));
    assert_eq!(shown(&mut group).n_responses, 14);
    group.remove(ResponseId(3));
    assert_eq!(group.show().err(), Some(TooFew::New { new: 1, needed: 5 }));
}

#[test]
fn where_rows_are_forgotten_only_counts_stay() {
    let mut tally = Group::new(instrument(), session(5, Keeping::TallyOnly));
    for id in 0..10 {
        assert_eq!(tally.add(&somebody(id, 0, i64::try_from(id % 5).unwrap() + 1)), Added::New);
    }
    assert_eq!(tally.add(&somebody(3, 1, 1)), Added::CannotReplace);
    assert_eq!((tally.rows().count(), tally.remove(ResponseId(3))), (0, None));
    assert_eq!(shown(&mut tally), shown(&mut filled(10)), "counts and rows come to the same");
}

#[test]
fn topics_go_by_votes_and_words_by_the_alphabet() {
    let profile = shown(&mut filled(6));
    assert_eq!(profile.topics[0], ("respect", 6));
    // The third, goals, is of a module that this session does not have.
    assert_eq!(profile.topics[1..].iter().map(|(_, votes)| *votes).collect::<Vec<_>>(), [2, 2]);
    let words: Vec<&str> = profile.words.iter().map(|(_, words)| words.as_str()).collect();
    assert!(words.is_sorted() && words.len() == 6);
    let mut without = session(5, Keeping::Rows);
    without.with_words = false;
    let mut group = Group::new(instrument(), without);
    (0..5).for_each(|id| assert_eq!(group.add(&somebody(id, 0, 2)), Added::New));
    assert!(shown(&mut group).words.is_empty());
}

#[test]
fn ten_thousand_people_are_counted() {
    let mut tally = Group::new(instrument(), session(5, Keeping::TallyOnly));
    let people: Vec<Handed> = (1..=5).map(|point| somebody(0, 0, point)).collect();
    for id in 0..10_000_u128 {
        let mut handed = people[usize::try_from(id % 5).unwrap()].clone();
        handed.response.id = ResponseId(id);
        tally.add(&handed);
    }
    let profile = shown(&mut tally);
    assert_eq!(profile.n_responses, 10_000);
    assert_eq!(profile.dimensions[0].items[0].shown.as_ref().unwrap().ratings, [2000; 5]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// F35: the same responses in any order, any number of times, from anywhere, come to the same picture.
    #[test]
    fn order_and_repetition_make_no_difference(
        people in prop::collection::vec((0..9_u128, 0..4_u16, 1..6_i64), 5..24),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..30),
    ) {
        let handed: Vec<Handed> = people.iter().map(|(id, revision, point)| somebody(*id, *revision, *point)).collect();
        let mut one = Group::new(instrument(), session(3, Keeping::Rows));
        handed.iter().for_each(|handed| { one.add(handed); });
        let mut other = Group::new(instrument(), session(3, Keeping::Rows));
        for index in order {
            other.add(index.get(&handed));
        }
        handed.iter().rev().for_each(|handed| { other.add(handed); });
        prop_assert_eq!(one.show().ok(), other.show().ok());
        prop_assert_eq!(one.n_responses(), other.n_responses());
    }
}
