//! Journeys without a browser: a person answers, the tab dies, another goes on, the report is read. Knows the core as
//! the shell uses it: journal, report, exchange.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used)]

use netwerkspiegel::again::{LookBack, Outcome, follow};
use netwerkspiegel::exchange::file;
use netwerkspiegel::exchange::{self, Incoming};
use netwerkspiegel::instrument::{Answer, Instrument, Rating};
use netwerkspiegel::journal::{Journal, Record};
use netwerkspiegel::report::{Block, Report, report};
use netwerkspiegel::response::{Change, Day, Response, ResponseId, StepPart};
use netwerkspiegel::text::Lang;

const ID: ResponseId = ResponseId(42);

/// One tab over a log that outlives it.
struct Scenario {
    journal: Journal,
    log: Vec<String>,
}

impl Scenario {
    /// Someone begins a questionnaire on a network.
    fn begun(network: &str) -> Scenario {
        let mut scenario = Scenario::opened("first", Vec::new());
        scenario.change(Change::Created(Day::parse("2026-11-21").unwrap()));
        scenario.change(Change::Network(network.into()));
        scenario
    }

    /// A tab opens over what was kept.
    fn opened(tab: &str, log: Vec<String>) -> Scenario {
        let mut journal = Journal::new(Instrument::shipped(), tab.into());
        for (key, text) in (1..).zip(&log) {
            journal.read(key, text);
        }
        Scenario { journal, log }
    }

    /// A change that is written and confirmed.
    fn change(&mut self, change: Change) {
        let record = self.journal.change(ID, &change);
        self.log.push(record.encode());
        self.journal.confirm(&[record.op]);
        self.journal.read(self.log.len() as u64, &self.log[self.log.len() - 1].clone());
    }

    /// Answers the items of one dimension in order: a digit, `n` for the opt-out, `.` for open.
    fn answers(mut self, dimension: &str, answers: &str) -> Scenario {
        let dimension = Instrument::shipped().dimension(dimension).unwrap();
        for (item, letter) in dimension.items.iter().zip(answers.chars()) {
            let answer = match letter {
                'n' => Answer::OptOut,
                '.' => continue,
                digit => Answer::Rating(Rating::new(digit.to_digit(10).unwrap().into()).unwrap()),
            };
            self.change(Change::Answer(item.id, Some(answer)));
        }
        self
    }

    fn response(&self) -> &Response {
        self.journal.response(ID).unwrap()
    }

    fn report(&self, lang: Lang) -> Report {
        report(Instrument::shipped(), self.response(), &[], lang)
    }
}

/// The sentences on top of a report.
fn standout(report: &Report) -> Vec<String> {
    let blocks = &report.parts[0].blocks;
    let sentences =
        blocks.iter().find_map(|block| if let Block::Standout(list) = block { Some(list) } else { None });
    sentences.unwrap().clone()
}

#[test]
fn what_stands_out_is_said_first_and_close_means_are_not_ranked() {
    let scenario = Scenario::begun("Langer Thuis")
        .answers("actors", "444")
        .answers("identity", "22222")
        .answers("equal-standing", "5444")
        .answers("transparency", "1535")
        .answers("leadership", "n4n");
    assert_eq!(
        standout(&scenario.report(Lang::Nl))[..3],
        [
            "Wie doen er mee, Gelijkwaardigheid en Transparantie kloppen volgens jou het meest. De verschillen \
             daartussen zijn te klein om iets te betekenen.",
            "Bij Transparantie liggen je antwoorden ver uit elkaar. Kijk daar naar de losse vragen.",
            "Over Leiderschap in het netwerk kon je weinig zeggen: bij 2 van de 3 vragen koos je ‘weet ik niet’.",
        ]
    );
    assert_eq!(
        standout(&scenario.report(Lang::En))[1],
        "For Transparency your answers are far apart. Look at the separate questions there."
    );
}

#[test]
fn a_report_without_answers_says_so_and_claims_nothing() {
    let report = Scenario::begun("").report(Lang::Nl);
    assert_eq!(report.title, "Zo zie jij je netwerk");
    assert_eq!(
        standout(&report),
        ["Je hebt nog geen vragen beantwoord. Zodra je dat doet, zie je hier wat opvalt."]
    );
}

#[test]
fn a_tab_dies_in_the_middle_and_the_next_one_has_everything() {
    let mut first = Scenario::begun("Langer Thuis").answers("trust", "4...");
    // The last answer was noted but never reached the store.
    let item = Instrument::shipped().dimension("trust").unwrap().items[1].id;
    first.journal.change(ID, &Change::Answer(item, Some(Answer::OptOut)));
    let left_behind: Vec<String> = first.journal.pending().iter().map(Record::encode).collect();
    let mut second = Scenario::opened("second", first.log);
    assert!(second.journal.take_up(&left_behind).is_empty());
    assert_eq!(second.response().answers().len(), 2);
    assert_eq!(second.response().answer(item), Some(Answer::OptOut));
}

#[test]
fn a_saved_file_brings_the_same_report_back_in_both_languages() {
    let mut scenario = Scenario::begun("Zorg & <Wonen>").answers("trust", "4321").answers("respect", "1n1.");
    scenario.change(Change::Words("relaties-small-step", "Samen eten,\n\"elke\" maand".into()));
    let today = Day::parse("2026-11-22").unwrap();
    let text = file::encode(Instrument::shipped(), scenario.response(), Lang::Nl, "0.1.0", &today);
    let Ok(Incoming::Responses(back)) = exchange::accept(text.as_bytes(), Instrument::shipped()) else {
        unreachable!("a response comes back as one");
    };
    for lang in Lang::ALL {
        assert_eq!(report(Instrument::shipped(), &back[0], &[], lang), scenario.report(lang));
    }
}

// ---- measuring again

/// Someone who measures a second time: the first measurement, and the second.
fn twice() -> (Response, Response) {
    let mut first = Scenario::begun("Langer Thuis").answers("trust", "2222").answers("respect", "444");
    first.change(Change::Topics(vec!["trust", "freedom"]));
    first.change(Change::Step(StepPart::What, "Anja bellen".into()));
    let first = first.response().clone();
    let mut second = Response::new(Instrument::shipped(), ResponseId(43));
    let mut changes = follow(Instrument::shipped(), &first);
    changes.push(Change::Created(Day::parse("2027-04-02").unwrap()));
    changes.extend([LookBack::Better.on("trust"), LookBack::OptOut.on("freedom"), Outcome::Done.of_step()]);
    for (item, point) in [("trust", 4), ("respect", 3)]
        .into_iter()
        .flat_map(|(code, point)| Instrument::shipped().dimension(code).unwrap().items.iter().zip([point; 4]))
    {
        changes.push(Change::Answer(item.id, Rating::new(point).map(Answer::Rating)));
    }
    changes.into_iter().for_each(|change| second.apply(change));
    (first, second)
}

#[test]
fn then_and_now_stand_beside_each_other_in_honest_words() {
    let (first, second) = twice();
    let report = report(Instrument::shipped(), &second, &[&first], Lang::Nl);
    let then = report.parts.iter().find(|part| part.id == "then").unwrap();
    let told = format!("{then:#?}");
    for sentence in [
        "Duidelijk hoger dan de vorige keer: Vertrouwen.",
        "Duidelijk lager dan de vorige keer: Respect.",
        "Een lager cijfer kan ook betekenen dat je scherper bent gaan kijken.",
        "Terugkijkend zei je: beter.",
        "Terugkijkend zei je: weet ik niet.",
        "21 november 2026",
        "Nu, 2 april 2027",
        "Anja bellen",
        "Gedaan",
    ] {
        assert!(told.contains(sentence), "{sentence} in {told}");
    }
    let panels = then
        .blocks
        .iter()
        .find_map(|block| if let Block::Panels(panels) = block { Some(panels) } else { None });
    let names: Vec<&str> = panels.unwrap().iter().map(|panel| panel.heading.as_str()).collect();
    assert_eq!(names, ["Respect", "Vertrouwen"]);
    assert!(panels.unwrap().iter().all(|panel| panel.strands.rows.len() == 2));
}

#[test]
fn a_first_measurement_says_nothing_of_then() {
    let (first, second) = twice();
    let then = |response: &Response| {
        let report = report(Instrument::shipped(), response, &[], Lang::En);
        report.parts.iter().find(|part| part.id == "then").map(|part| format!("{part:?}"))
    };
    assert_eq!(then(&first), None);
    // The second one knows of a first, which is not here.
    assert!(then(&second).unwrap().contains("There is an earlier measurement, but it is not here."));
}
