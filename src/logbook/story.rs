//! From a logbook to the page "where do we come from, where are we going": one line of time with what was measured and
//! what was written down, the goals at its end, and for whom there were results. Words only: nothing is counted or
//! ranked (domain.md part a, 003). Knows nothing of markup.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use super::{Benefit, Entry, GoalId, Kind, Logbook, Measured};
use crate::instrument::{Facet, Instrument};
use crate::response::{Day, Response};
use crate::session::{Session, is_same_network};
use crate::text::report::ReportText;
use crate::text::story::StoryText;
use crate::text::{Lang, Text};

/// The page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub lang: Lang,
    /// The name of the network, or the words for one without.
    pub network: String,
    pub title: &'static str,
    pub day: String,
    /// The line of time, oldest first.
    pub stops: Vec<Stop>,
    /// What was written down of days that are still to come, soonest first.
    pub ahead: Vec<Stop>,
    /// For each goal its number, by which the stops name it, and its sentence.
    pub goals: Vec<(String, String)>,
    /// For each perspective its name, and whether there were results.
    pub value: Vec<(String, String)>,
}

/// One stop of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// What was written down; none where it was measured.
    pub kind: Option<Kind>,
    pub day: String,
    /// What it is, in a word.
    pub sign: &'static str,
    pub text: String,
    /// Who has something of it, and to which goal it contributes; empty for neither.
    pub aside: String,
}

impl Stop {
    /// The name of its mark on the line: each kind has a shape of its own.
    pub fn mark(&self) -> &'static str {
        self.kind.map_or("measurement", Kind::code)
    }
}

/// Whether a line of so many stops is long: on paper it takes two columns, or it would not be one sheet.
pub fn is_long(stops: &[Stop]) -> bool {
    stops.len() > 12
}

/// In: a logbook, and the questionnaires and sessions here. Out: when its network was looked at, oldest first: here, and by
/// those who wrote in the logbook. A questionnaire without any answer, and a session without a day, are left out.
pub fn measured<'a>(
    logbook: &Logbook,
    responses: impl IntoIterator<Item = &'a Response>,
    sessions: impl IntoIterator<Item = &'a Session>,
) -> Vec<Measured> {
    let network = logbook.network();
    let own = responses.into_iter().filter(|response| is_same_network(&response.network, network));
    let own = own.filter(|response| !response.answers().is_empty());
    let own = own.filter_map(|response| response.created.clone().map(Measured::Own));
    let group = sessions.into_iter().filter(|session| is_same_network(&session.network, network));
    let group =
        group.filter_map(|session| Some(Measured::Group(session.day.clone()?, session.title.clone())));
    let mut all: Vec<Measured> = own.chain(group).chain(logbook.measured().iter().cloned()).collect();
    all.sort_by(|one, other| (one.day(), one).cmp(&(other.day(), other)));
    // Two that would be told in the same words.
    all.dedup();
    all
}

/// In: a logbook, when its network was looked at, today. Out: its page.
pub fn story(
    instrument: &'static Instrument,
    logbook: &Logbook,
    measured: &[Measured],
    lang: Lang,
    today: &Day,
) -> Story {
    let text = StoryText::of(lang);
    let goals = logbook.goals();
    let writer = Writer { instrument, lang, text, goals: goals.iter().map(|(id, _)| *id).collect() };
    let entries: Vec<&Entry> = logbook.entries().into_iter().map(|(_, entry)| entry).collect();
    let past: Vec<&Entry> = entries.iter().copied().filter(|entry| entry.day <= *today).collect();
    let mut stops: Vec<(&Day, Stop)> =
        measured.iter().map(|one| (one.day(), writer.measurement(one))).collect();
    stops.extend(entries.iter().map(|entry| (&entry.day, writer.stop(entry))));
    // What stands on one day keeps its order: first what was measured.
    stops.sort_by_key(|(day, _)| *day);
    let (come, ahead): (Vec<_>, Vec<_>) = stops.into_iter().partition(|(day, _)| *day <= today);
    let only_stops = |all: Vec<(&Day, Stop)>| all.into_iter().map(|(_, stop)| stop).collect();
    let network = logbook.network();
    Story {
        lang,
        network: if network.is_empty() { Text::of(lang).unnamed } else { network }.to_owned(),
        title: text.story_title,
        day: writer.day(today),
        stops: only_stops(come),
        ahead: only_stops(ahead),
        goals: (1..).zip(goals).map(|(n, (_, goal))| ((text.nth_goal)(n), goal.to_owned())).collect(),
        value: writer.value(&past),
    }
}

/// In: a kind of entry. Out: its name.
pub fn kind_name(kind: Kind, lang: Lang) -> &'static str {
    let text = StoryText::of(lang);
    match kind {
        Kind::Result => text.result,
        Kind::Agreement => text.agreement,
        Kind::Moment => text.moment,
    }
}

/// A row of the value grid: for whom, with its cells.
pub type Row = (&'static str, Vec<(&'static Facet, Benefit)>);

/// Whom a benefit is for. The instrument asks one person about "your organisation"; a logbook is of all.
fn whom(benefit: Benefit, text: &StoryText) -> &'static str {
    match benefit {
        Benefit::SocietyDirect | Benefit::SocietyIndirect => text.society,
        Benefit::NetworkDirect | Benefit::NetworkIndirect => text.the_network,
        Benefit::PartnerDirect | Benefit::PartnerIndirect => text.a_partner,
    }
}

/// The value grid, in the order of the instrument.
pub fn grid(instrument: &'static Instrument, lang: Lang) -> Vec<Row> {
    let modules = instrument.modules.iter();
    let rows = modules.flat_map(|module| module.dimensions.iter().map(move |row| (module, row)));
    let cells = rows.map(|(module, row)| {
        let cells = row.items.iter().filter_map(|item| {
            let benefit = Benefit::ALL.into_iter().find(|benefit| benefit.code() == item.id)?;
            let facet = module.facets.iter().find(|facet| item.facet == Some(facet.id))?;
            Some((facet, benefit))
        });
        cells.collect::<Vec<_>>()
    });
    let named = cells.filter_map(|cells| {
        let (_, benefit) = cells.first()?;
        Some((whom(*benefit, StoryText::of(lang)), cells))
    });
    named.collect()
}

/// Who has something of an entry, and with `facets` also how. Empty for nobody.
pub fn benefits(instrument: &'static Instrument, entry: &Entry, lang: Lang, facets: bool) -> String {
    let rows = grid(instrument, lang).into_iter().filter_map(|(name, cells)| {
        let names: Vec<&str> = cells
            .iter()
            .filter(|(_, benefit)| entry.benefits.has(*benefit))
            .map(|(facet, _)| facet.name.get(lang))
            .collect();
        let how = in_a_row(&names, lang).to_lowercase();
        (!names.is_empty()).then(|| if facets { format!("{name} ({how})") } else { name.to_owned() })
    });
    let rows: Vec<String> = rows.collect();
    in_a_row(&rows.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}

/// Names in one sentence: only the first keeps its capital.
fn in_a_row(names: &[&str], lang: Lang) -> String {
    let rest = names.iter().skip(1).map(|name| name.to_lowercase());
    let names: Vec<String> = names.first().map(|name| (*name).to_owned()).into_iter().chain(rest).collect();
    (Text::of(lang).list)(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

struct Writer {
    instrument: &'static Instrument,
    lang: Lang,
    text: &'static StoryText,
    /// In their order.
    goals: Vec<GoalId>,
}

impl Writer {
    fn day(&self, day: &Day) -> String {
        (ReportText::of(self.lang).day)(day.parts())
    }

    fn measurement(&self, measured: &Measured) -> Stop {
        let text = match measured {
            Measured::Own(_) => self.text.own_measured.to_owned(),
            Measured::Group(_, title) => (self.text.group_measured)(title),
        };
        let day = self.day(measured.day());
        Stop { kind: None, day, sign: self.text.measurement, text, aside: String::new() }
    }

    fn stop(&self, entry: &Entry) -> Stop {
        let who = benefits(self.instrument, entry, self.lang, false);
        let who = (!who.is_empty()).then(|| (self.text.for_whom)(&who));
        let goal = (1..).zip(&self.goals).find(|(_, goal)| entry.goal == Some(**goal));
        // Not broken between two lines.
        let goal = goal.map(|(n, _)| (self.text.nth_goal)(n).replace(' ', "\u{a0}"));
        let aside: Vec<String> = who.into_iter().chain(goal).collect();
        Stop {
            kind: Some(entry.kind),
            day: self.day(&entry.day),
            sign: kind_name(entry.kind, self.lang),
            text: entry.text.clone(),
            aside: aside.join(" · "),
        }
    }

    /// For whom there were results, and in which way; an agreement or a moment is none yet.
    fn value(&self, entries: &[&Entry]) -> Vec<(String, String)> {
        let results = || entries.iter().filter(|entry| entry.kind == Kind::Result);
        let rows = grid(self.instrument, self.lang).into_iter().map(|(name, cells)| {
            let there =
                cells.iter().filter(|(_, benefit)| results().any(|entry| entry.benefits.has(*benefit)));
            let names: Vec<&str> = there.map(|(facet, _)| facet.name.get(self.lang)).collect();
            let words = if names.is_empty() {
                self.text.no_result.to_owned()
            } else {
                in_a_row(&names, self.lang) + "."
            };
            (name.to_owned(), words)
        });
        rows.collect()
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::instrument::{Answer, Rating};
    use crate::logbook::{Benefits, EntryId, GoalId, LogbookId};
    use crate::response::{Change, ResponseId};
    use crate::session::SessionId;

    fn instrument() -> &'static Instrument {
        Instrument::shipped()
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn entry(on: &str, kind: Kind, benefits: &[Benefit]) -> Entry {
        let benefits: Benefits = benefits.iter().copied().collect();
        Entry { day: day(on), kind, text: format!("op {on}"), benefits, goal: None }
    }

    fn told(logbook: &Logbook, measured: &[Measured]) -> Story {
        story(instrument(), logbook, measured, Lang::Nl, &day("2027-06-01"))
    }

    #[test]
    fn measurements_and_entries_are_on_one_line_oldest_first() {
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        logbook.set_entry(EntryId(9), Some(entry("2027-03-01", Kind::Moment, &[])));
        logbook.set_entry(EntryId(1), Some(entry("2027-02-01", Kind::Result, &[Benefit::NetworkDirect])));
        let measured =
            [Measured::Own(day("2027-03-01")), Measured::Group(day("2026-11-21"), "Netwerkdag".into())];
        let story = told(&logbook, &measured);
        let line: Vec<(&str, &str)> = story.stops.iter().map(|stop| (stop.sign, stop.day.as_str())).collect();
        let expected = [
            ("Meting", "21 november 2026"),
            ("Resultaat", "1 februari 2027"),
            ("Meting", "1 maart 2027"),
            ("Moment", "1 maart 2027"),
        ];
        assert_eq!(line, expected);
        assert!(story.stops[0].text.contains("Netwerkdag"));
        assert_eq!(story.stops[1].aside, "Voor het netwerk");
        assert_eq!((story.network.as_str(), story.day.as_str()), ("Zuid", "1 juni 2027"));
        let marks: Vec<&str> = story.stops.iter().map(Stop::mark).collect();
        assert_eq!(marks, ["measurement", "result", "measurement", "moment"]);
    }

    #[test]
    fn what_is_still_to_come_is_ahead_and_no_value_yet() {
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        let days = ["2027-06-03", "2027-06-01", "2027-06-02", "2027-05-31"];
        for (id, on) in (1..).zip(days) {
            logbook.set_entry(EntryId(id), Some(entry(on, Kind::Result, &[Benefit::NetworkDirect])));
        }
        let story = told(&logbook, &[Measured::Group(day("2027-06-04"), "Netwerkdag".into())]);
        let days = |stops: &[Stop]| stops.iter().map(|stop| stop.day.clone()).collect::<Vec<_>>();
        assert_eq!(days(&story.stops), ["31 mei 2027", "1 juni 2027"]);
        assert_eq!(days(&story.ahead), ["2 juni 2027", "3 juni 2027", "4 juni 2027"]);
        assert_eq!(story.value[1].1, "Directe waarde.");
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        logbook.set_entry(EntryId(1), Some(entry("2027-06-02", Kind::Result, &[Benefit::NetworkDirect])));
        let no_result = StoryText::of(Lang::Nl).no_result;
        assert!(told(&logbook, &[]).value.iter().all(|(_, words)| words == no_result));
    }

    #[test]
    fn a_goal_stands_there_once_and_what_contributes_to_it_names_its_number() {
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        logbook.set_goal(GoalId(1), Some("Iedereen woont prettig".into()));
        logbook.set_goal(GoalId(2), Some("Een loket".into()));
        let all = [Benefit::SocietyDirect, Benefit::NetworkDirect, Benefit::PartnerIndirect];
        let to = |goal, benefits: &[Benefit]| Entry {
            goal: Some(GoalId(goal)),
            ..entry("2027-03-01", Kind::Agreement, benefits)
        };
        logbook.set_entry(EntryId(1), Some(to(2, &all)));
        logbook.set_entry(EntryId(2), Some(to(1, &[])));
        // Its goal was removed.
        logbook.set_entry(EntryId(3), Some(to(3, &[])));
        let story = told(&logbook, &[]);
        let goals: Vec<(&str, &str)> =
            story.goals.iter().map(|(n, text)| (n.as_str(), text.as_str())).collect();
        assert_eq!(goals, [("Doel 1", "Iedereen woont prettig"), ("Doel 2", "Een loket")]);
        let asides: Vec<&str> = story.stops.iter().map(|stop| stop.aside.as_str()).collect();
        let everyone = "Voor de samenleving, het netwerk en een partner · Doel\u{a0}2";
        assert_eq!(asides, [everyone, "Doel\u{a0}1", ""]);
    }

    #[test]
    fn only_results_are_value_and_what_is_not_there_yet_is_said() {
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        let some = [Benefit::SocietyDirect, Benefit::SocietyIndirect];
        logbook.set_entry(EntryId(1), Some(entry("2027-03-01", Kind::Result, &some[..1])));
        logbook.set_entry(EntryId(2), Some(entry("2027-03-02", Kind::Result, &some[1..])));
        logbook.set_entry(EntryId(3), Some(entry("2027-03-02", Kind::Agreement, &[Benefit::NetworkDirect])));
        let value = told(&logbook, &[]).value;
        let names: Vec<&str> = value.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["De samenleving", "Het netwerk", "Een partner"]);
        assert_eq!(value[0].1, "Directe waarde en indirecte waarde.");
        assert_eq!(value[1].1, value[2].1);
        assert_eq!(value[1].1, StoryText::of(Lang::Nl).no_result);
        let entry = entry("2027-03-02", Kind::Result, &some);
        assert_eq!(
            benefits(instrument(), &entry, Lang::Nl, true),
            "De samenleving (directe waarde en indirecte waarde)"
        );
    }

    #[test]
    fn only_what_was_measured_of_this_network_counts() {
        let response = |id, network: &str, on: Option<&str>, is_answered| {
            let mut response = Response::new(instrument(), ResponseId(id));
            response.network = network.into();
            response.created = on.map(day);
            let answer = Rating::new(3).map(Answer::Rating).filter(|_| is_answered);
            response.apply(Change::Answer("actors-needed", answer));
            response
        };
        let responses = [
            response(1, " zuid", Some("2027-03-01"), true),
            response(2, "Zuid", Some("2027-03-02"), false),
            response(3, "Noord", Some("2027-03-03"), true),
            response(4, "Zuid", None, true),
        ];
        let responses: Vec<Response> =
            responses.into_iter().chain([response(5, "zuid", Some("2027-03-01"), true)]).collect();
        let session = |network: &str, on: Option<&str>| Session {
            network: network.into(),
            title: "Dag".into(),
            day: on.map(day),
            ..Session::new(instrument(), SessionId(1))
        };
        let sessions = [session("ZUID", Some("2027-01-14")), session("Zuid", None), session("", None)];
        let expected = [Measured::Group(day("2027-01-14"), "Dag".into()), Measured::Own(day("2027-03-01"))];
        let of = |network: &str| Logbook::new(LogbookId(1), network.into());
        assert_eq!(measured(&of("Zuid"), &responses, &sessions), expected);
        assert!(measured(&of(""), &responses, &sessions).is_empty());
    }

    /// Of what a colleague measured only the day is there, and nothing stands there twice.
    #[test]
    fn what_a_colleague_measured_is_on_the_line_too() {
        let mut logbook = Logbook::new(LogbookId(1), "Zuid".into());
        let theirs = [Measured::Own(day("2027-02-01")), Measured::Group(day("2027-01-14"), "Dag".into())];
        logbook.add_measured(theirs.clone());
        let session = Session {
            network: "zuid".into(),
            title: "Dag".into(),
            day: Some(day("2027-01-14")),
            ..Session::new(instrument(), SessionId(1))
        };
        let [own, group] = theirs;
        assert_eq!(measured(&logbook, [], [&session]), [group, own]);
    }
}
