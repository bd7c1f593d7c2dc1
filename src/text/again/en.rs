//! The sentences around measuring again, in English. Knows nothing of where they are shown.

use super::AgainText;
use crate::text::en::list;

pub static EN: AgainText = AgainText {
    again_title: "Measure again",
    again_text: "Look again after a few months: the same questions, new answers. You will not see your earlier answers then. Only in your report are then and now beside each other.",
    again_begin: "Begin a new measurement",
    again_begin_of: |name| format!("Begin a new measurement of {name}"),
    known_network: |day| format!("This browser has a measurement of this network already, of {day}."),
    look_back: "Looking back",
    look_back_lead: "Last time you chose these topics to talk about. Say what you think now. You will see your earlier answers in your report.",
    step_before: "Your step from last time",
    step_earlier: "Your step from before",
    what_became: "What has become of it?",
    outcome: |place| ["Done", "Under way", "Dropped"][place.min(2)],
    not_said: "Not said yet",

    then_and_now: "Then and now",
    own_intro: |n| {
        match n {
        2 => "Here are your last measurement and this one. For one person, a difference of less than one step says nothing: we call that about the same.".into(),
        n => format!("Your {n} measurements are one below the other. The words compare the last two. For one person, a difference of less than one step says nothing: we call that about the same."),
    }
    },
    own_latest: |n| {
        format!(
            "Your latest {n} measurements are one below the other; what came before them is not shown. The words compare the last two. For one person, a difference of less than one step says nothing: we call that about the same."
        )
    },
    own_not_here: "There is an earlier measurement, but it is not here. Open the saved report of that measurement: then it is beside this one again.",
    own_soon: "Less than three months lie between your last measurement and this one: then a difference says little.",
    nothing_to_compare: "There are still too few questions that you answered both times. So there is nothing side by side here.",
    not_compared: |names| {
        format!("Not compared, because there are too few answers then or now: {}.", list(names))
    },
    up: |names| format!("Clearly higher than last time: {}.", list(names)),
    down: |names| format!("Clearly lower than last time: {}.", list(names)),
    maybe: |names| format!("Perhaps changed, ask about it: {}.", list(names)),
    same: |n| match n {
        1 => "On 1 topic it has stayed about the same.".into(),
        n => format!("On {n} topics it has stayed about the same."),
    },
    undated: "Without a date",
    this_one: |day| format!("Now, {day}"),
    panel_caption: |name| format!("{name}: then and now"),
    measurement: "Measurement",
    only_both: "Only the questions that you answered both times are compared.",
    looking_back: |answer| format!("Looking back, you said: {answer}."),
    own_remembered: "That points another way than your answers. What you remember is often not what you answered then: ask yourself why.",

    group_same: "Two measurements of the same network side by side.",
    group_other: |then, now| {
        format!("Two measurements: {then} and {now}. See whether that is the same network.")
    },
    unnamed_network: "a network without a name",
    group_intro: "This lets you talk about what is different, and whether you recognise it.",
    group_unpaired: "Nobody knows who was there both times. Other people can make the difference. So only a large difference is called a change.",
    group_paired: |n| format!("This compares the {n} people who took part both times and agreed to it."),
    group_some_paired: "This compares people who took part both times and agreed to it. Each topic says how many they are.",
    group_mixed: "Each topic says who is compared: people who took part both times and agreed to it, or everyone who took part then and everyone who takes part now. With everyone, other people can make the difference. So there only a large difference is called a change.",
    compared_pairs: |n| format!("Compared: {n} people who took part both times."),
    compared_all: |then, now| {
        format!("Compared: {then} people last time with {now} people this time; not always the same people.")
    },
    group_all_too: "Beside that you see what everyone said together. There, other people can make the difference. So there only a large difference is called a change.",
    all_too: |[n_then, n_now], [then, now]| {
        let places =
            if then == now { format!("{then} both times") } else { format!("then {then}, now {now}") };
        format!("Everyone together, {n_then} people then and {n_now} now: {places}.")
    },
    on_two_sides: "on two sides",
    divided_then: "Then the answers lay on two sides, now they no longer do",
    divided_now: "Now the answers lie on two sides, then they did not",
    divided_both: "Both times the answers lie on two sides",
    on_topics: |words, names| format!("{words}: {}.", list(names)),
    divided_note: "The average of answers on two sides says nothing. So no place is shown on the line there, nor whether it is higher or lower. Talk about it.",
    group_mean: "The place on the line is the average of the people who are compared here; the group report shows the middle answer of everyone. Those two can differ.",
    group_not_here: "There is an earlier session, but it is not in this browser. Open the file of that session: then and now will be side by side again.",
    group_soon: "Less than three months lie between these measurements: then a difference says little.",
    group_nothing: "There is no topic with enough answers to show both times.",
    group_versions: |then, now| {
        format!(
            "The questionnaire changed between the two measurements, from version {} to {}: only the questions that are in both are compared.",
            list(then),
            list(now)
        )
    },
    group_looked_back: "Those who took part before also said how it is now compared with then. You find that with the topics about which enough people said something.",
    group_remembered: "That points another way than the answers. What people remember is often not what they answered then: ask about it.",
    group_looking_back: |said| {
        let n: u32 = said.iter().map(|(_, n)| n).sum();
        let told = said.iter().enumerate().map(|(place, (words, n))| {
            let verb = if place > 0 { "" } else { "said " };
            format!("{n} {verb}‘{words}’")
        });
        let said: Vec<String> = told.collect();
        format!(
            "{n} people looked back themselves: {}.",
            list(&said.iter().map(String::as_str).collect::<Vec<_>>())
        )
    },
    compare: "Compare with an earlier session",
    compare_hint: "Choose a session of the same network in this browser. Is it not here? Then open the file of that session first.",
    compare_none: "Do not compare",
    agreements_before: "Earlier agreements",
    agreements_before_lead: "Go through them together first: what has become of them?",
    agreements_not_here: "There is an earlier session, but it is not in this browser. Open the file of that session: the agreements made then will be here again.",

    measured_before: "Did you take part last time too?",
    measured_before_text: |day| {
        format!(
            "This browser holds an earlier measurement of this network, from {day}. Is it yours? Then you can look back afterwards: what is better, the same or worse? You see your earlier answers only in your report."
        )
    },
    begin_after: "Yes, begin a new measurement",
    begin_anew: "No, begin without the last one",

    with_look_back: "What I said looking back",
    pair: "My answers may be put beside those from last or next time",
    pair_more: "A random code is then included, which says nothing about you. It helps the group to see what has changed. It works if you tick this both times, in this browser.",
};
