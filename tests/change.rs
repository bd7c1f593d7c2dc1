//! Then and now: what is told of a change and what is not, of one person and of a group. Knows nothing of words.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

use netwerkspiegel::again::{LookBack, Outcome, PairingCode, earlier, follow};
use netwerkspiegel::change::{All, Beside, GroupChange, GroupChanges, Moved, own};
use netwerkspiegel::group::Group;
use netwerkspiegel::instrument::{Answer, Dimension, Instrument, Rating};
use netwerkspiegel::report::group::group_report;
use netwerkspiegel::report::report;
use netwerkspiegel::response::{Change, Day, Response, ResponseId, StepPart};
use netwerkspiegel::session::minutes::Earlier;
use netwerkspiegel::session::{Handed, Keeping, MinGroup, Session, SessionId};
use netwerkspiegel::text::Lang;

fn instrument() -> &'static Instrument {
    Instrument::shipped()
}

fn trust() -> &'static Dimension {
    instrument().dimension("trust").unwrap()
}

/// The items of trust in order: a digit, `n` for the opt-out, `.` for open.
fn answered(id: u128, answers: &str) -> Response {
    let mut response = Response::new(instrument(), ResponseId(id));
    for (item, letter) in trust().items.iter().zip(answers.chars()) {
        let answer = match letter {
            '.' => None,
            'n' => Some(Answer::OptOut),
            digit => Rating::new(digit.to_digit(10).unwrap().into()).map(Answer::Rating),
        };
        response.apply(Change::Answer(item.id, answer));
    }
    response
}

fn moved(measurements: &[&str]) -> Option<Moved> {
    let all: Vec<Response> = (0..).zip(measurements).map(|(id, answers)| answered(id, answers)).collect();
    own(instrument(), &all.iter().collect::<Vec<_>>(), trust()).map(|change| change.moved)
}

#[test]
fn one_person_has_changed_from_a_whole_point_on() {
    assert!(trust().items.iter().all(|item| item.keyed == netwerkspiegel::instrument::Keyed::Positive));
    assert_eq!(trust().items.len(), 4);
    for (then, now, expected) in [
        ("3333", "4444", Moved::Up),
        ("3333", "4443", Moved::Same),
        ("4444", "3333", Moved::Down),
        ("4444", "4333", Moved::Same),
        ("2222", "2222", Moved::Same),
        ("1234", "2345", Moved::Up),
    ] {
        assert_eq!(moved(&[then, now]), Some(expected), "{then} {now}");
    }
}

#[test]
fn only_what_was_answered_both_times_is_compared() {
    // The last two were answered once each; the first two are the same.
    let (then, now) = (answered(1, "441."), answered(2, "44.5"));
    let change = own(instrument(), &[&then, &now], trust()).unwrap();
    assert_eq!((change.moved, change.is_partial), (Moved::Same, true));
    assert_eq!(change.means, [Some(4.0), Some(4.0)]);
    let whole = own(instrument(), &[&answered(1, "4444"), &answered(2, "5555")], trust()).unwrap();
    assert!(!whole.is_partial);
    // Too few in common, or nothing then or now.
    assert_eq!(moved(&["4...", "4444"]), None);
    assert_eq!(moved(&["44..", "..44"]), None);
    assert_eq!(moved(&["nnnn", "4444"]), None);
    assert_eq!(moved(&["4444"]), None);
}

#[test]
fn of_several_measurements_the_last_two_are_told() {
    let all = [answered(1, "1111"), answered(2, "...."), answered(3, "5555"), answered(4, "4444")];
    let change = own(instrument(), &all.iter().collect::<Vec<_>>(), trust()).unwrap();
    assert_eq!(change.means, [Some(1.0), None, Some(5.0), Some(4.0)]);
    assert_eq!(change.moved, Moved::Down);
    // "Than last time" must be so: an older one does not stand in for the last.
    assert_eq!(moved(&["1111", "nnnn", "5555"]), None);
}

/// What the report of the last of these measurements says of then and now; each follows the one before it, and those at
/// the front of which `n_gone` are not here any more.
fn own_told(n: u128, n_gone: usize, alter: impl Fn(u128, &mut Response)) -> String {
    let mut all: Vec<Response> = Vec::new();
    for id in 0..n {
        let mut response = answered(id, "3333");
        let following = all.last().map_or_else(Vec::new, |last| follow(instrument(), last));
        following.into_iter().for_each(|change| response.apply(change));
        response.apply(Change::Modules(vec!["relaties"]));
        alter(id, &mut response);
        all.push(response);
    }
    let last = all.last().unwrap();
    let here = &all[n_gone..];
    let earlier = earlier(instrument(), last, |id| here.iter().find(|response| response.id == id));
    let report = report(instrument(), last, &earlier, Lang::Nl);
    let part = report.parts.into_iter().find(|part| part.id == "then");
    part.map_or_else(String::new, |part| format!("{part:?}"))
}

#[test]
fn of_more_than_six_measurements_it_is_said_that_the_latest_are_shown() {
    for (n, words) in [
        (2, "Hier staan je vorige meting en deze."),
        (6, "Je 6 metingen staan onder elkaar."),
        (7, "Je laatste 6 metingen staan onder elkaar; wat daarvoor was, staat hier niet bij."),
        (9, "Je laatste 6 metingen staan onder elkaar; wat daarvoor was, staat hier niet bij."),
    ] {
        let told = own_told(n, 0, |_, _| {});
        assert!(told.contains(words), "{n}: {told}");
    }
    assert_eq!(own_told(1, 0, |_, _| {}), "");
}

/// A report that is opened elsewhere, or a measurement in the middle that was removed: nothing is lost without a word.
#[test]
fn that_an_earlier_measurement_is_not_here_is_told() {
    let look_back = |id: u128, response: &mut Response| {
        let given = (id > 0).then(|| LookBack::Better.on("trust"));
        given.into_iter().for_each(|given| response.apply(given));
    };
    let not_here = "Er hoort een eerdere meting bij, die hier niet staat.";
    for (n, n_gone, words, others) in [
        (2, 1, [not_here, "Terugkijkend zei je: beter."], "naast deze"),
        (4, 1, [not_here, "Je 3 metingen staan onder elkaar."], "laatste 3"),
        (7, 1, ["Je laatste 6 metingen", "Terugkijkend zei je: beter."], not_here),
        (3, 0, ["Je 3 metingen staan onder elkaar.", "Terugkijkend zei je: beter."], not_here),
    ] {
        let told = own_told(n, n_gone, look_back);
        assert!(words.iter().all(|words| told.contains(words)), "{n} {n_gone}: {told}");
        assert!(!told.contains(others), "{n} {n_gone}: {told}");
    }
}

/// A step that was under way is asked about, and told, until it is settled.
#[test]
fn a_step_that_was_under_way_stays_in_sight() {
    for (outcome, expected) in [(Outcome::UnderWay, true), (Outcome::Done, false), (Outcome::Dropped, false)]
    {
        let told = own_told(3, 0, |id, response| match id {
            0 => response.apply(Change::Step(StepPart::What, "Anja bellen".into())),
            1 => response.apply(outcome.of_step()),
            _ => response.apply(Outcome::UnderWay.of_step()),
        });
        assert_eq!(told.contains("Je stap van eerder"), expected, "{outcome:?}: {told}");
        assert_eq!(told.contains("Anja bellen") && told.contains("Mee bezig"), expected, "{outcome:?}");
    }
}

#[test]
fn two_measurements_within_three_months_are_told_as_that() {
    for (days, expected) in
        [(["2026-03-01", "2026-05-31"], true), (["2026-03-01", "2026-06-01"], false), (["", ""], false)]
    {
        let created = |id: u128, response: &mut Response| {
            let day = Day::parse(days[usize::try_from(id).unwrap()]);
            day.into_iter().for_each(|day| response.apply(Change::Created(day)));
        };
        assert_eq!(own_told(2, 0, created).contains("minder dan drie maanden"), expected, "{days:?}");
        let [then, now] = [(1, days[0]), (2, days[1])].map(|(id, day)| {
            let mut group = group(id, &all("3333", 5));
            group.session.day = Day::parse(day);
            group
        });
        assert_eq!(told(&then, &now, Lang::Nl).contains("minder dan drie maanden"), expected, "{days:?}");
    }
}

/// A group in which each gives these answers; those with a code may be paired.
fn group(session: u128, people: &[(&str, Option<u64>)]) -> Group {
    group_with(session, people, |_, _| {})
}

/// The same, with something else in each of what was handed in; people are counted from 1.
fn group_with(session: u128, people: &[(&str, Option<u64>)], alter: impl Fn(u128, &mut Handed)) -> Group {
    let session = SessionId(session);
    let settings =
        Session { min_group: MinGroup::USUAL, keeping: Keeping::Rows, ..Session::new(instrument(), session) };
    let mut group = Group::new(instrument(), settings);
    for (id, (answers, code)) in (1..).zip(people) {
        let mut response = answered(id + session.0 * 1000, answers);
        response.apply(Change::Modules(vec!["relaties"]));
        let mut handed = Handed::new(instrument(), &response, session, 1, &[]);
        handed.response.apply(Change::Modules(vec!["basis", "relaties"]));
        if let Some(code) = code {
            handed.response.apply(PairingCode(*code).change());
        }
        alter(id, &mut handed);
        group.add(&handed);
    }
    group.show().ok();
    group
}

fn between(then: &[(&str, Option<u64>)], now: &[(&str, Option<u64>)]) -> Option<GroupChange> {
    GroupChanges::new(&group(1, then), &group(2, now)).on(trust())
}

fn all(answers: &'static str, n: usize) -> Vec<(&'static str, Option<u64>)> {
    vec![(answers, None); n]
}

fn moved_by(beside: Beside) -> Moved {
    let Beside::Middles { moved, .. } = beside else { panic!("on two sides: {beside:?}") };
    moved
}

/// How many people are paired, and how many all are then and now, where that is told.
fn compared(change: GroupChange) -> (Option<usize>, Option<(u32, u32)>) {
    let both = |all: All| (all.then, all.now);
    match change {
        GroupChange::All(all) => (None, Some(both(all))),
        GroupChange::Pairs { n, all, .. } => (Some(n), all.map(both)),
    }
}

#[test]
fn a_group_of_whom_nobody_knows_who_was_there_needs_three_quarters_of_a_point() {
    for (now, expected) in [
        ("4443", Moved::Up),
        ("4433", Moved::Maybe),
        ("4333", Moved::Maybe),
        ("3333", Moved::Same),
        ("2233", Moved::Maybe),
        ("2222", Moved::Down),
    ] {
        let change = between(&all("3333", 5), &all(now, 6)).unwrap();
        assert_eq!(moved_by(change.beside()), expected, "{now}");
        assert_eq!(compared(change), (None, Some((5, 6))), "{now}");
    }
    assert_eq!(between(&all("3333", 5), &all("3333", 4)), None, "too few to be shown");
}

#[test]
fn people_who_agreed_are_paired_and_half_a_point_is_enough_if_most_moved_that_way() {
    let then: Vec<_> = (1..=6).map(|code| ("3333", Some(code))).collect();
    let with = |answers: [&'static str; 6]| -> Vec<_> {
        // In another order, as they may come in.
        answers.into_iter().zip((1..=6).rev().map(Some)).collect()
    };
    let up = between(&then, &with(["4433"; 6])).unwrap();
    assert_eq!((moved_by(up.beside()), compared(up)), (Moved::Up, (Some(6), None)));
    // The same mean, but of two people only.
    let two = between(&then, &with(["5555", "4444", "3333", "3333", "3333", "3333"])).unwrap();
    assert_eq!(two.beside(), Beside::Middles { then: 3.0, now: 3.5, moved: Moved::Maybe });
    // Four codes in both are too few to be shown by themselves: all are compared.
    let mut few = with(["4433"; 6]);
    few[0].1 = None;
    few[1].1 = Some(99);
    let few = between(&then, &few).unwrap();
    assert_eq!((moved_by(few.beside()), compared(few)), (Moved::Maybe, (None, Some((6, 6)))));
    // A code that stands there twice pairs nobody.
    let mut twice = with(["4433"; 6]);
    twice[0].1 = twice[1].1;
    assert_eq!(compared(between(&then, &twice).unwrap()), (None, Some((6, 6))));
}

/// domain.md part c: of answers on two sides the middle says nothing, because nobody may be there.
#[test]
fn answers_on_two_sides_have_no_middle_and_no_change() {
    let divided = || [all("1111", 4), all("5555", 4)].concat();
    let [one, other] = [all("3333", 8), all("4444", 8)];
    for (then, now, expected) in [
        (one.clone(), other, Beside::Middles { then: 3.0, now: 4.0, moved: Moved::Up }),
        (divided(), one.clone(), Beside::DividedThen { now: 3.0 }),
        (one, divided(), Beside::DividedNow { then: 3.0 }),
        (divided(), divided(), Beside::DividedBoth),
    ] {
        assert_eq!(between(&then, &now).unwrap().beside(), expected);
        // The same of people who are paired.
        let coded = |people: Vec<(&'static str, _)>| -> Vec<_> {
            (1..).zip(people).map(|(code, (answers, _))| (answers, Some(code))).collect()
        };
        assert_eq!(between(&coded(then), &coded(now)).unwrap().beside(), expected);
    }
    // Of those who are paired, though all together are not: what is told first is about the pairs.
    let some = |answers: [&'static str; 6]| -> Vec<_> {
        let pairs = (1..).zip(answers).map(|(code, answers)| (answers, Some(code)));
        pairs.chain(all("3333", 6)).collect()
    };
    let then = some(["1111", "1111", "1111", "5555", "5555", "5555"]);
    let now = some(["3333"; 6]);
    let GroupChange::Pairs { beside, all: Some(all), .. } = between(&then, &now).unwrap() else {
        panic!("no pairs")
    };
    assert_eq!(beside, Beside::DividedThen { now: 3.0 });
    assert_eq!(all.beside, Beside::Middles { then: 3.0, now: 3.0, moved: Moved::Same });
}

/// In the words of the group report, and named on top; nothing is drawn.
#[test]
fn what_lay_on_two_sides_is_named_and_gets_no_verdict() {
    let divided = |n| [all("1111", n), all("5555", n)].concat();
    let one = all("3333", 8);
    let few = "De antwoorden liggen aan twee kanten: een deel laag, een deel hoog.";
    let many = "Een deel van de groep ziet dit wel, een ander deel niet.";
    for (then, now, sentence, words) in [
        (divided(4), one.clone(), "Toen lagen de antwoorden aan twee kanten, nu niet meer", many),
        (one, divided(3), "Nu liggen de antwoorden aan twee kanten, toen niet", few),
        (divided(3), divided(3), "Beide keren liggen de antwoorden aan twee kanten", few),
    ] {
        let told = told(&group(1, &then), &group(2, &now), Lang::Nl);
        for words in
            [&format!("{sentence}: Vertrouwen."), &format!("{sentence}."), words, "zegt het gemiddelde niets"]
        {
            assert!(told.contains(words), "{words}: {told}");
        }
        for words in ["ongeveer gelijk gebleven", "Ongeveer gelijk aan", "hoger dan de vorige", "Te weinig"] {
            assert!(!told.contains(words), "{words}: {told}");
        }
        // The only mean that is drawn is 3.0.
        assert!(told.contains("tenths: None") && !told.contains("tenths: Some(2"), "{told}");
    }
    let [then, now] = [all("3333", 8), all("4444", 8)].map(|people| group(1, &people));
    assert!(!told(&then, &now, Lang::Nl).contains("twee kanten"));
}

/// Issue 7: unpaired always. Beside the counts of all, the mean of those who are paired would tell of a few others.
#[test]
fn all_are_told_beside_the_pairs_and_few_others_cannot_be_worked_out() {
    let pairs = |answers: &'static str| (1..=6).map(move |code| (answers, Some(code)));
    let with = |answers: &'static str, others: usize| pairs(answers).chain(all("5555", others)).collect();
    for (others, all, drawn) in [
        ([0, 0], None, [3.25, 3.75]),
        ([1, 0], Some((7, 6)), [3.0, 4.0]),
        ([4, 5], Some((10, 11)), [3.0, 4.0]),
        ([0, 1], Some((6, 7)), [3.0, 4.0]),
        ([5, 5], Some((11, 11)), [3.25, 3.75]),
        ([0, 6], Some((6, 12)), [3.25, 3.75]),
    ] {
        let then: Vec<_> = with("3343", others[0]);
        let change = between(&then, &with("4443", others[1])).unwrap();
        assert_eq!(compared(change), (Some(6), all), "{others:?}");
        assert_eq!(change.beside().middles(), drawn.map(Some), "{others:?}");
        assert_eq!(moved_by(change.beside()), Moved::Up, "{others:?}");
    }
    let told = told(&group(1, &with("3333", 5)), &group(2, &with("4444", 7)), Lang::Nl);
    for words in [
        "De vergelijking gaat over de 6 mensen die beide keren meededen",
        "Daarbij staat ook wat iedereen samen zei.",
        "Iedereen samen, 11 mensen toen en 13 nu: toen rond ‘voor een groot deel’, nu tussen ‘voor een groot deel’ en ‘helemaal’. Misschien veranderd.",
        "Duidelijk hoger dan de vorige keer: Vertrouwen.",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// What stands in only one of the two is not passed over.
#[test]
fn topics_that_are_not_compared_are_named() {
    let then = with_freedom(1, 6, |_| true);
    for (freedom, expected) in [(6, false), (3, true), (0, true)] {
        let now = with_freedom(2, 6, |person| person <= freedom);
        let words = "Niet vergeleken, want toen of nu zijn er te weinig antwoorden: Vrijheid.";
        assert_eq!(told(&then, &now, Lang::Nl).contains(words), expected, "{freedom}");
        assert_eq!(told(&now, &then, Lang::Nl).contains(words), expected, "{freedom}");
    }
}

/// Only where it points another way, and most of those who said something do.
#[test]
fn looking_back_that_contradicts_the_answers_is_told() {
    use LookBack::{Better, OptOut, Same, Worse};
    for (now, said, expected) in [
        ("4444", [Worse, Worse, Worse, Better, Same], true),
        ("4444", [Worse, Worse, Better, Better, Same], false),
        ("4444", [Better; 5], false),
        ("2222", [Better; 5], true),
        ("2222", [Worse; 5], false),
        ("3333", [Worse; 5], false),
        ("4433", [Worse; 5], false),
    ] {
        let now = group_with(2, &all(now, 8), |person, handed| {
            let given = said.get(usize::try_from(person).unwrap() - 1).unwrap_or(&OptOut);
            handed.response.apply(given.on("trust"));
        });
        let told = told(&group(1, &all("3333", 8)), &now, Lang::Nl);
        assert_eq!(told.contains("Dat wijst een andere kant op dan de antwoorden."), expected, "{said:?}");
    }
    for (now, said, expected) in
        [("4444", Worse, true), ("4444", Same, false), ("2222", Better, true), ("3333", Worse, false)]
    {
        let told = own_told(2, 0, |id, response| {
            if id > 0 {
                for item in trust().items {
                    let rating = now[..1].parse().ok().and_then(Rating::new);
                    response.apply(Change::Answer(item.id, rating.map(Answer::Rating)));
                }
                response.apply(said.on("trust"));
            }
        });
        assert_eq!(told.contains("Dat wijst een andere kant op dan je antwoorden."), expected, "{said:?}");
    }
}

fn told(then: &Group, now: &Group, lang: Lang) -> String {
    let report = group_report(now, Some(Earlier::Here(then)), lang);
    let part = report.parts.into_iter().find(|part| part.id == "then").unwrap();
    format!("{part:?}")
}

/// Who answered "freedom" too, then and now: the topics of one report may be about other people.
fn with_freedom(session: u128, people: usize, freedom: impl Fn(u128) -> bool) -> Group {
    let people: Vec<_> = (1..=people).map(|code| ("3333", u64::try_from(code).ok())).collect();
    group_with(session, &people, |person, handed| {
        for item in instrument().dimension("freedom").unwrap().items.iter().filter(|_| freedom(person)) {
            handed.response.apply(Change::Answer(item.id, Rating::new(4).map(Answer::Rating)));
        }
    })
}

/// What is said above all topics holds for all of them; where they differ, each says whom it is about.
#[test]
fn a_topic_says_whom_it_compares_where_topics_differ() {
    let same = with_freedom(2, 7, |_| true);
    for (then, expected, other) in [
        (with_freedom(1, 7, |_| true), ["gaat over de 7 mensen die beide keren meededen"; 2], "Vergeleken:"),
        (
            // Freedom has five answers then, and of those only four by people who are in both.
            with_freedom(1, 8, |person| person > 3),
            [
                "Vergeleken: 7 mensen die beide keren meededen.",
                "Vergeleken: 5 mensen toen met 7 mensen nu; dat kunnen anderen zijn.",
            ],
            "gaat over de",
        ),
        (
            with_freedom(1, 7, |person| person > 1),
            [
                "Vergeleken: 7 mensen die beide keren meededen.",
                "Vergeleken: 6 mensen die beide keren meededen.",
            ],
            "iedereen die toen",
        ),
    ] {
        let told = told(&then, &same, Lang::Nl);
        assert!(expected.iter().all(|words| told.contains(words)), "{told}");
        assert!(!told.contains(other), "{other}: {told}");
        assert!(!told.contains("alle antwoorden"));
    }
}

/// domain.md part c: a drop can mean sharper eyes, also where it is only perhaps one.
#[test]
fn a_fall_in_a_group_comes_with_its_caution_also_where_it_is_only_perhaps_one() {
    for (now, expected) in [("2222", true), ("2233", true), ("3333", false), ("4433", false), ("4444", false)]
    {
        let told = told(&group(1, &all("3333", 5)), &group(2, &all(now, 5)), Lang::Nl);
        assert_eq!(told.contains("scherper bent gaan kijken"), expected, "{now}");
    }
}

/// Any two sessions can be chosen: of two networks it is not said that they are one.
#[test]
fn two_networks_are_named_and_not_called_the_same() {
    let called = |session: u128, network: &str| {
        let mut group = group(session, &all("3333", 5));
        group.session.network = network.into();
        group
    };
    let now = called(2, "Langer Thuis");
    for (then, words) in [
        ("langer thuis ", "Twee metingen van hetzelfde netwerk naast elkaar."),
        ("Buurtzorg", "Twee metingen: Buurtzorg en Langer Thuis. Kijk of dat hetzelfde netwerk is."),
        ("", "Twee metingen: een netwerk zonder naam en Langer Thuis."),
    ] {
        let told = told(&called(1, then), &now, Lang::Nl);
        assert!(told.contains(words), "{told}");
        assert_eq!(told.contains("van hetzelfde netwerk"), then == "langer thuis ");
    }
}

/// A questionnaire that has changed is compared by the questions in both, and that is said.
#[test]
fn another_version_of_the_questionnaire_is_told_and_only_the_same_questions_count() {
    let older = |_: u128, handed: &mut Handed| handed.version = "0.0.9".into();
    let (then, now) = (all("55..", 5), all("5511", 5));
    let groups = [group(1, &then), group_with(1, &then, older), group(2, &now)];
    let [same, other, now] = &groups;
    let change = GroupChanges::new(same, now);
    // All of it then was 5; now half of the questions are 1.
    assert_eq!(change.versions(), None);
    assert_eq!(change.on(trust()).unwrap().beside().middles(), [Some(5.0), Some(3.0)]);
    let change = GroupChanges::new(other, now);
    assert_eq!(change.versions(), Some([vec!["0.0.9"], vec!["0.1.0"]]));
    let trust_change = change.on(trust()).unwrap();
    assert_eq!(trust_change.beside(), Beside::Middles { then: 5.0, now: 5.0, moved: Moved::Same });
    assert_eq!(compared(trust_change), (None, Some((5, 5))));
    // One question in both is too few for a score.
    assert_eq!(
        GroupChanges::new(&group_with(1, &all("55..", 5), older), &group(2, &all("5.55", 5))).on(trust()),
        None
    );
    for (lang, sentence) in [
        (
            Lang::Nl,
            "van versie 0.0.9 naar 0.1.0. De vergelijking gaat alleen over vragen die er beide keren in stonden.",
        ),
        (Lang::En, "from version 0.0.9 to 0.1.0: only the questions that are in both are compared."),
    ] {
        assert!(told(other, now, lang).contains(sentence));
        assert!(!told(same, now, lang).contains("0.0.9") && !told(same, now, lang).contains("0.1.0"));
    }
}

/// domain.md part c: of fewer people than the minimum nothing is told; who does not know is none of those.
#[test]
fn a_group_hears_how_many_looked_back_and_said_what() {
    let then = group(1, &all("3333", 5));
    let said = |given: [LookBack; 6]| {
        group_with(2, &all("3333", 8), move |person, handed| {
            let given = given.get(usize::try_from(person).unwrap() - 1);
            given.iter().for_each(|given| handed.response.apply(given.on("trust")));
        })
    };
    let (better, same, worse, unknown) =
        (LookBack::Better, LookBack::Same, LookBack::Worse, LookBack::OptOut);
    let enough = said([better, worse, better, same, unknown, better]);
    for (lang, sentence) in [
        (
            Lang::Nl,
            "6 mensen keken zelf terug: 3 zeiden ‘beter’, 1 ‘ongeveer gelijk’, 1 ‘slechter’ en 1 ‘weet ik niet’.",
        ),
        (
            Lang::En,
            "6 people looked back themselves: 3 said ‘better’, 1 ‘about the same’, 1 ‘worse’ and 1 ‘don't know’.",
        ),
    ] {
        assert!(told(&then, &enough, lang).contains(sentence), "{}", told(&then, &enough, lang));
    }
    let few = said([better, worse, better, same, unknown, unknown]);
    assert!(!told(&then, &few, Lang::Nl).contains("terug"));
    // A session that is not here takes nothing along of what was said.
    let alone = group_report(&enough, Some(Earlier::NotHere), Lang::Nl);
    let alone = format!("{:?}", alone.parts.iter().find(|part| part.id == "then").unwrap());
    for words in
        ["een eerdere, die niet in deze browser staat", "6 mensen keken zelf terug: 3 zeiden ‘beter’"]
    {
        assert!(alone.contains(words), "{alone}");
    }
    assert!(group_report(&enough, None, Lang::Nl).parts.iter().all(|part| part.id != "then"));
    // Where rows are forgotten too.
    let settings = Session { keeping: Keeping::TallyOnly, ..enough.session.clone() };
    let mut tally = Group::new(instrument(), settings);
    enough.rows().for_each(|row| {
        tally.add(row);
    });
    tally.show().unwrap();
    assert!(told(&then, &tally, Lang::Nl).contains("3 zeiden ‘beter’"));
}
