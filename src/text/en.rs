//! The app's own sentences in English: those that are always the same as lines that are read beside the app, the others
//! here. Knows nothing of where they are shown.

use super::{Lines, Text, nl};

/// Who reads Dutch does not load the sentences of the first list: outside the wasm they are `LINES`, and `read` makes a
/// `Text` of them, in the same order.
macro_rules! english {
    ({ $($name:ident: $words:literal,)* } { $($said:ident: $say:expr,)* }) => {
        #[cfg(not(target_arch = "wasm32"))]
        pub const LINES: &[&str] = &[$($words),*];

        pub fn read(lines: &mut Lines) -> Text {
            let mut text = nl::NL;
            $(text.$said = $say;)*
            // A row of places is less wasm than a row of calls.
            for (place, line) in [$(&mut text.$name),*].into_iter().zip(lines) {
                *place = line;
            }
            text
        }
    };
}

fn minutes(n: u32) -> String {
    if n == 1 { "1 minute".into() } else { format!("{n} minutes") }
}

pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

pub fn questions(n: usize) -> String {
    if n == 1 { "1 question".into() } else { format!("{n} questions") }
}

english! {{
    app: "Netwerkspiegel",
    skip: "Skip to the content",
    tools: "Help and language",
    about: "About Netwerkspiegel",
    your_answers: "What happens to my answers?",
    sources: "Sources",
    theme_dark: "Dark theme",
    theme_light: "Light theme",
    other_language: "Nederlands",
    home: "Netwerkspiegel, to the start",
    hand_in: "Hand in",
    invitation: "Invitation",
    for_trainers: "For trainers",
    prepare: "Prepare",
    collect: "Collect",
    group_report: "Group report",
    in_the_room: "In the room",
    minutes_title: "Minutes",
    poster: "Poster",
    paper_form: "Paper form",
    logbook: "Logbook",
    to_logbooks: "Keep a logbook of a network",
    have_code: "Did you get a code or a link?",
    not_found: "This page does not exist",
    not_found_text: "The address is wrong, or the questionnaire is not in this browser. What is here, you find at the start.",
    to_start: "To the start",
    notice: "Please note",
    here: "You were here",
    not_kept_sign: "Not kept",
    has_update: "There is a new version of Netwerkspiegel. Your answers stay.",
    take_update: "Use the new version",
    take_app: "Take the app with you (one file)",

    for_whom: "For everyone who takes part",
    for_whom_text: "On behalf of an organisation, a constituency or yourself.",
    own_report: "A report of your own",
    own_report_text: "To keep, to print and to discuss with others.",
    stays_here: "Your answers stay here",
    stays_here_text: "On this device. Nothing is sent to a server.",
    pause_text: "You can stop at any time and go on later.",
    unnamed: "Network without a name",
    begin_title: "Begin a questionnaire",
    begin_new: "Begin a new questionnaire",
    network_label: "Which network is it about?",
    network_hint: "A name that you recognise. You can leave this empty.",
    modules_label: "Which parts do you want to fill in?",
    modules_hint: "The first two belong together and are enough for a good conversation. You can add or remove a part later.",
    modules_none: "Choose at least one part.",
    begin: "Begin the questionnaire",
    saved_title: "Do you already have a report or a backup?",
    saved_text: "Choose the report (.html) or the backup (.json) that you saved earlier, or drag the file into this window. Your answers will come back.",
    saved_button: "Open a saved report or a backup",

    all_parts: "All parts",
    parts: "Parts",
    clear: "Clear this answer",
    nothing_chosen: "Nothing chosen yet",
    back_to_start: "Back to the start",
    open_name: "In your own words",
    open_lead: "You can skip these questions. What you write appears in your own report. Do not name any people.",
    done: "done",
    open: "open",
    you_are_here: "you are here",
    review_stop: "Review and choose topics",
    report_stop: "Your report",
    keys_on: "With the keyboard: 1 to 5 gives an answer and goes to the next question, 0 is ‘don’t know’.",
    keys_off: "Answering with number keys is off.",
    keys_turn_on: "Turn the number keys on",
    keys_turn_off: "Turn the number keys off",

    will_save: "Every answer is saved on this device straight away.",
    saving: "Saving.",
    saved: "Saved on this device.",
    saved_may_lag: "Saved. If the computer fails, the last answers may be missing.",
    not_kept: "Not kept on this device.",
    save_failed: "Saving does not work at the moment. Your answers are still on this screen. Save them as a file and then try again.",
    save_backup: "Save as a file",
    read_only: "This questionnaire was continued with a newer version of Netwerkspiegel. You cannot change anything here. Load the newest version to go on.",

    review_title: "Review your answers",
    change: "Change",
    to_report: "To your report",

    report_kind: "Your report",
    loading: "This page is loading.",
    later_failed: "A part of Netwerkspiegel could not be loaded. Your answers are still here. Check your connection.",
    try_again: "Try again",
    copied: "The report is on the clipboard.",
    download_failed: "Saving as a file does not work in this browser. Print the page, copy the text or the code, or use another browser.",
} {
    minutes: minutes,
    about_minutes: |n| format!("About {}", minutes(n)),
    list: list,

    was_here: |network, place, left| match left {
        0 => format!("{network}: {place}. Everything is filled in."),
        n => format!("{network}: {place}. About {} left.", minutes(n)),
    },
    go_on: |screen| format!("Go on with {screen}"),
    together: |n| format!("About {} in all.", minutes(n)),

    topic_of: |n, of| format!("topic {n} of {of}"),
    left: |n| match n {
        0 => "All questions have been answered.".into(),
        n => format!("About {} left.", minutes(n)),
    },
    what_means: |terms| {
        let quoted: Vec<String> = terms.iter().map(|term| format!("‘{term}’")).collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        let verb = if quoted.len() == 1 { "does" } else { "do" };
        format!("What {verb} {} mean?", list(&quoted))
    },
    next_to: |screen| format!("On to {screen}"),
    back_to: |screen| format!("Back to {screen}"),
    part_done: |n, of| format!("{n} of {of}"),

    changed_elsewhere: |questions| {
        format!("Your answer was changed in another tab. It is about: {questions}")
    },

    downloaded: |name| format!("Saved as {name}. Look in your downloads folder."),
}}
