//! What a trainer and a group read, in English. Knows nothing of where it is shown.

use super::GroupText;

fn people(n: u32) -> String {
    if n == 1 { "1 person".into() } else { format!("{n} people") }
}

fn have(n: u32) -> &'static str {
    if n == 1 { "has" } else { "have" }
}

fn or<'a>(name: &'a str, other: &'a str) -> &'a str {
    if name.is_empty() { other } else { name }
}

pub static EN: GroupText = GroupText {
    group_title: |network| format!("How this group sees {}", or(network, "the network")),
    group_intro: "This is what the people who handed in their answers see. A difference is not a mistake, but the beginning of a conversation. Never ask who gave which answer.",
    sample_note: "This is an example. All answers are invented.",
    participation: "How many people took part?",
    handed_in: |n| format!("{} {} handed in answers.", people(n), have(n)),
    came_later: |n| format!("After that, {} more handed in. They are not in this picture.", people(n)),
    too_few_yet: |here, needed| {
        format!(
            "So far {} {} handed in. You will see something here once there are {needed}.",
            people(here),
            have(here)
        )
    },
    questions_shown: |n, of| {
        let which = if n == of { format!("all {of}") } else { format!("{n} of the {of}") };
        format!("For {which} questions there are enough answers to show.")
    },
    minimum: |n| format!("What fewer than {n} people have answered is not shown."),
    few_people: "With so few people, answers may also be close together by chance.",
    agenda: "What do we talk about?",
    agenda_intro: "This is a proposal. First comes what most people chose, then where the answers are furthest apart. The group decides.",
    no_votes: "Nobody chose a topic. These are topics on which the answers are furthest apart. The group decides.",
    votes: |n| if n == 1 { "Chosen once.".into() } else { format!("Chosen {n} times.") },
    trust_last: "Do not begin by talking about trust. Choose one of the other five principles first: that is how trust grows.",
    median_note: "Each topic lies at the middle answer: half of the people are there or lower, half are there or higher.",
    dots_caption: |name, low, high| {
        format!(
            "The answers on {name}. Each dot is one answer, from ‘{low}’ on the left to ‘{high}’ on the right."
        )
    },
    bars_caption: |name, low, high| {
        format!(
            "The answers on {name}, from ‘{low}’ on the left to ‘{high}’ on the right. The wider a box, the more people gave that answer."
        )
    },
    both_sides_few: "The answers lie on two sides: some low, some high.",
    own_topic: "This topic is about your own organisation or yourself. A difference here means that experiences vary.",
    own_questions: "Some questions are about your own organisation or yourself. A difference there means that experiences vary.",
    own_question: "Experiences vary.",
    too_few_to_show: "Too few answers to show.",
    open_answers: "Open answers",
    open_answers_intro: "These answers are apart from all others, in alphabetical order. The order does not show who wrote what.",

    minutes_title: |name| format!("Minutes of {}", or(name, "the session")),
    minutes_intro: "What this group talked about and agreed.",
    talked_about: "What we talked about",
    notes: "Note",
    agreement_label: |place| {
        ["What will we do?", "Who will do it?", "When?", "How will we notice?"][place.min(3)]
    },
    again: "Looking again",
    again_on: |day| format!("On {day} we will look together at how it is going."),

    save_group_report: "Group report as web page",
    as_group_markdown: "Group report as Markdown",
    save_minutes: "Minutes as web page",
    as_minutes_markdown: "Minutes as Markdown",
    as_workbook: "Workbook for Excel and LibreOffice (XLSX)",
    as_wide: "CSV, one row for each response",
    as_wide_excel: "CSV for Dutch Excel, one row for each response",
    as_long: "CSV, one row for each answer",
    as_group_codebook: "Codebook",
    group_file_title: "Group report of Netwerkspiegel",
    minutes_file_title: "Minutes of a session with Netwerkspiegel",
    group_file_note: "This file holds no separate responses.",

    sheets: ["data", "labels", "codebook", "topics", "about"],
    book_row: "Place in this table. It says nothing about who it is or when it came in.",
    opt_out_column: "Don’t know",
    median_column: "Middle",
    votes_column: "Times chosen",
    answers_column: "Answers",
    no_rows: "There are no rows here: only counts of this session were kept, or there is no picture of enough people yet.",
    order_note: "The rows are in the order of a random number. The order says nothing.",
    missing_note: "-8 means ‘don’t know / not applicable’. -9 means ‘not answered’, or that someone did not choose the part.",
    words_note: "Open answers, and how someone takes part, are not beside the figures. Open answers are in the group report.",
    network_name: "Network",
    title_label: "Session",
    host_label: "From whom",
    day_label: "Date",
    minimum_label: "Smallest group",
    people_label: "Number of people",
    saved_label: "Saved on",
    instrument_label: "Questionnaire",

    invite_subject: |network| format!("Invitation: looking at {} together", or(network, "our network")),
    invite_greeting: "Dear participant,",
    invite_purpose: |network, day| {
        let network = or(network, "our network");
        match day {
            "" => format!(
                "We are going to look at {network} together. Please fill in a questionnaire for that."
            ),
            day => format!(
                "On {day} we will look at {network} together. Please fill in a questionnaire beforehand."
            ),
        }
    },
    invite_fill: |minutes| {
        format!(
            "It takes about {minutes} minutes. There are no right or wrong answers, and nothing is compulsory."
        )
    },
    invite_open: "Open this link:",
    invite_own: "You get your own report straight away. It is for you only.",
    invite_rows: |host| {
        format!(
            "After that you choose whether to hand in your answers. {} will then see your answers, without a name. The group sees only the whole.",
            or(host, "The trainer")
        )
    },
    invite_tally: |host| {
        format!(
            "After that you choose whether to hand in your answers, without a name. {} keeps only counts. The group sees only the whole.",
            or(host, "The trainer")
        )
    },
    invite_minimum: |n| format!("Nothing is shown before at least {n} people have handed in."),
    invite_minimum_low: "That is fewer than the usual five: bear in mind that an answer is then easier to guess.",
    invite_words: "What you write in your own words is included only if you choose so.",
    invite_no_words: "What you write in your own words is not included.",
    invite_private: "Until you hand in, everything stays on your own device. There is no account and no server.",
    invite_reply: |address| format!("You can also hand in by mail, to {address}."),
    invite_closing: "See you then,",
    poster_scan: "Scan the code with the camera of your phone.",
    poster_else: "No phone at hand? Ask for the link or a paper form.",
    paper_title: "Questionnaire on paper",
    paper_how: "Put a cross through one number in each row. Nothing is compulsory. Do not write your name on it.",
    paper_hand_in: "The number before a question helps when your answers are typed in.",

    sample_title: "Example with invented answers",
    sample_network: "Example network Living at Home",
    sample_words: &[
        ("basis-worthwhile", "Being able to call the district nurses directly."),
        ("basis-worthwhile", "Hearing what others run into."),
        ("basis-missing", "The family doctors."),
        ("basis-missing", "Someone who speaks for the residents."),
        ("relaties-best-moment", "When we opened one desk together: everyone knew what to do."),
        ("relaties-small-step", "Having lunch together once a month, without an agenda."),
    ],
};
