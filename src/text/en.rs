//! The app's own sentences in English. Knows nothing of where they are shown.

use super::Text;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn minutes(n: u32) -> String {
    if n == 1 { "1 minute".into() } else { format!("{n} minutes") }
}

fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn questions(n: usize) -> String {
    if n == 1 { "1 question".into() } else { format!("{n} questions") }
}

pub static EN: Text = Text {
    app: "Netwerkspiegel",
    skip: "Skip to the content",
    tools: "Help and language",
    about: "About Netwerkspiegel",
    your_answers: "What happens to my answers?",
    sources: "Sources",
    theme_dark: "Dark display",
    theme_light: "Light display",
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
    have_code: "Did you get a code or a link?",
    not_found: "This page does not exist",
    not_found_text: "The address is wrong, or the questionnaire is not in this browser. Your answers have not changed.",
    to_start: "To the start",
    notice: "Please note",
    here: "You were here",
    not_kept_sign: "Not kept",
    has_update: "There is a new version of Netwerkspiegel. Your answers stay.",
    take_update: "Take the new version",
    take_app: "Take the app along (one file)",
    kept_for_file: "This browser keeps your answers for this file. If you move the file, you may not find them again. So save a backup when you finish.",

    day: |(year, month, day)| format!("{day} {} {year}", MONTHS[month.clamp(1, 12) - 1]),
    minutes,
    about_minutes: |n| format!("About {}", minutes(n)),
    list,

    for_whom: "For everyone who takes part",
    for_whom_text: "On behalf of an organisation, a constituency or yourself.",
    own_report: "A report of your own",
    own_report_text: "To keep, to print and to discuss with others.",
    stays_here: "Your answers stay here",
    stays_here_text: "On this device. Nothing is sent to a server.",
    pause_text: "You can stop at any time and go on later.",
    unnamed: "Network without a name",
    was_here: |network, place, left| match left {
        0 => format!("{network}: {place}. Everything is filled in."),
        n => format!("{network}: {place}. About {} left.", minutes(n)),
    },
    go_on: |screen| format!("Go on with {screen}"),
    begin_title: "Begin a questionnaire",
    begin_new: "Begin a new questionnaire",
    network_label: "Which network is it about?",
    network_hint: "A name that you recognise. You can leave this empty.",
    modules_label: "Which parts do you want to fill in?",
    modules_hint: "The first two belong together and are enough for a good conversation. You can add or remove a part later.",
    modules_none: "Choose at least one part.",
    together: |n| format!("Together about {}.", minutes(n)),
    begin: "Begin the questionnaire",
    saved_title: "Do you have a report or backup already?",
    saved_text: "Choose the report (.html) or the backup (.json) that you saved earlier, or drag the file into this window. Your answers will come back.",
    saved_button: "Open a saved report or a backup",
    lists_title: "Your questionnaires",
    lists_text: "These questionnaires are in this browser.",
    list_state: |n, of| format!("{n} of {} filled in", questions(of)),
    open_list: |name| format!("Open {name}"),
    open_report: |name| format!("Report of {name}"),
    rename: "Rename",
    rename_list: |name| format!("Rename {name}"),
    rename_label: "New name of the network",
    save_name: "Save the name",
    cancel: "Never mind",
    remove: "Delete",
    remove_list: |name| format!("Delete {name}"),
    removed: |name| format!("{name} has been deleted."),
    undo: "Undo",
    erase_title: "Erase everything",
    erase_text: "Are you using someone else's computer? Then erase all answers and settings of Netwerkspiegel from this browser when you have finished. Save your report first.",
    erase: "Erase everything of Netwerkspiegel",
    erase_sure: "Are you sure? All questionnaires in this browser will disappear. You cannot undo this.",
    erase_yes: "Yes, erase everything",
    erased: "Everything has been erased. Nothing of Netwerkspiegel is left in this browser.",
    erase_failed: "Erasing does not work at the moment. Nothing has changed. Close other windows of Netwerkspiegel and try again.",
    backup_all: "Save a backup of everything",

    topic_of: |n, of| format!("topic {n} of {of}"),
    left: |n| match n {
        0 => "All questions have been answered.".into(),
        n => format!("About {} left.", minutes(n)),
    },
    all_parts: "All parts",
    parts: "Parts",
    what_means: |terms| {
        let quoted: Vec<String> = terms.iter().map(|term| format!("‘{term}’")).collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        let verb = if quoted.len() == 1 { "does" } else { "do" };
        format!("What {verb} {} mean?", list(&quoted))
    },
    clear: "Clear this answer",
    nothing_chosen: "Nothing chosen yet",
    next_to: |screen| format!("On to {screen}"),
    back_to: |screen| format!("Back to {screen}"),
    back_to_start: "Back to the start",
    open_name: "In your own words",
    open_lead: "You can skip these questions. What you write appears in your own report. Do not name any people.",
    done: "done",
    open: "open",
    part_done: |n, of| format!("{n} of {of}"),
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
    not_kept_text: "This browser does not allow storage. You can fill in everything, but when you close this window your answers are gone. So save them as a file.",
    save_failed: "Saving does not work at the moment. Your answers are still on this screen. Save them as a file and then try again.",
    save_backup: "Save as a file",
    damaged: |n| {
        let what = match n {
            1 => "One saved answer could no longer be read and has been set apart.".into(),
            n => format!("{n} saved answers could no longer be read and have been set apart."),
        };
        format!("{what} Everything else is still here. Please review your answers.")
    },
    save_unreadable: "Save what could not be read",
    read_only: "This questionnaire was continued with a newer version of Netwerkspiegel. You cannot change anything here. Load the newest version to go on.",
    save_raw: "Save the data as they are",
    stuck: "The storage of this browser does not respond. What you filled in earlier has not been erased, but cannot be seen now. Load the page again to try once more. What you fill in now will be added to it then.",
    changed_elsewhere: |questions| {
        format!("Your answer was changed in another tab. It is about: {questions}")
    },
    from_newer: "This browser holds answers from a newer version of Netwerkspiegel. They have not been changed. Load the newest version to see them.",

    review_title: "Review your answers",
    review_lead: |n| {
        match n {
        0 => "You have answered all questions. You can still change every answer.".into(),
        1 => "1 question is still open. That is fine: nothing is compulsory. You can still change every answer.".into(),
        n => format!("{n} questions are still open. That is fine: nothing is compulsory. You can still change every answer."),
    }
    },
    change: "Change",
    answer_it: "Answer",
    still_open: "Still open",
    n_open: |n| format!("{n} still open"),
    topics_chosen: |n, most| format!("{n} of {most} chosen"),
    topics_full: |most| {
        format!("You have chosen {most}. Would you like another topic? Then take one away first.")
    },
    to_report: "To your report",

    report_kind: "Your report",
    loading: "This page is loading.",
    later_failed: "A part of Netwerkspiegel could not be loaded. Your answers are still here. Check your connection.",
    try_again: "Try again",
    report_title: |network| match network {
        "" => "How you see your network".into(),
        name => format!("How you see {name}"),
    },
    report_file_title: "Report of Netwerkspiegel",
    in_this_report: "In this report",
    instrument_version: |version, status| match status {
        "draft" => format!("questionnaire {version} (draft)"),
        _ => format!("questionnaire {version}"),
    },
    standout: "What stands out",
    nothing_answered: "You have not answered any questions yet. As soon as you do, you will see here what stands out.",
    strongest: |names, of| match names.len() {
        n if n == of => format!(
            "Your answers are close together for all {of} topics. The differences between them are too small to mean anything."
        ),
        1 => format!("{} is most true according to you.", names[0]),
        2..=5 => format!(
            "{} are most true according to you. The differences between them are too small to mean anything.",
            list(names)
        ),
        n => format!(
            "For {n} of the {of} topics your answers are highest: {}. The differences between them are too small to mean anything.",
            list(names)
        ),
    },
    mixed: |names| {
        format!("For {} your answers are far apart. Look at the separate questions there.", list(names))
    },
    mixed_short: "Answers far apart",
    unknown: |name, n, of| {
        format!("You could say little about {name}: for {n} of the {} you chose ‘don’t know’.", questions(of))
    },
    chosen_topics: |names| format!("You want to talk about {}.", list(names)),
    left_open: |n| format!("You left {} open.", questions(n)),
    rope_caption: "Six strands, one rope. This drawing is the same for everyone and says nothing about your answers.",
    strands_caption: "Where the topics lie. Each strand is one step wide: if two strands partly overlap, the difference means little.",
    strands_apart: "Two strands that do not touch: here the difference is one step or more.",
    strands_touch: "Two strands that touch: the difference is too small to mean anything.",
    around: |point| format!("Around ‘{point}’"),
    between: |lower, upper| format!("Between ‘{lower}’ and ‘{upper}’"),
    answered_of: |n, of| {
        let n = if n == 0 { "none".into() } else { n.to_string() };
        format!("For {n} of the {} you gave an answer from ‘not at all’ to ‘completely’.", questions(of))
    },
    strengthens: "What makes this stronger",
    talk: "To talk about",
    source: |title, publisher| format!("The idea comes from ‘{title}’ ({publisher})."),
    strip_caption: |name| format!("Your answers on {name}"),
    mirror_caption: |name| format!("{name}: now and wanted"),
    grid_caption: "Value from three sides, direct and indirect",
    the_other_five: "The other five principles together",
    now: "Now",
    wanted: "Wanted",
    no_gap: "On this point the network is as you would like it to be.",
    own_words: "In your own words",
    next_step: "My next step",
    next_step_text: "One small step is enough. What you write here is printed as well.",
    step_label: |place| ["What will I do?", "With whom?", "When?", "How will we notice?"][place.min(3)],
    sources_intro: "The questions were written for this questionnaire. The ideas behind them come from these articles, in Dutch.",
    item_column: "Question",
    topic_column: "Topic",
    place_column: "In words",
    your_answer: "your answer",

    take_along: "Take it along",
    take_along_text: "The report as a web page is also your saved file: open it here later and all your answers are back.",
    print_report: "Print the report",
    save_report: "Save the report",
    copy_text: "Copy as text",
    copied: "The report is on the clipboard.",
    copy_failed: "Copying does not work in this browser. Save the report as Markdown to get the same text.",
    other_forms: "Other forms",
    as_markdown: "Markdown, for minutes",
    as_json: "Backup (JSON)",
    as_csv: "CSV",
    as_csv_excel: "CSV for Dutch Excel",
    as_codebook: "Codebook",
    downloaded: |name| format!("Saved as {name}. Look in your downloads folder."),
    backup_too_large: "This backup is too large to be opened again later. Save the report of each questionnaire instead.",
    reopen_hint: "You can open the report (.html) and the backup (.json) here again. The other forms are for further work.",

    file_opened: |name| format!("{name} has been opened. Your answers are back."),
    file_same: |name| format!("{name} was here already, with the same answers. Nothing has changed."),
    file_differs: |name| {
        format!("{name} is here already, with other answers than in the file. Nothing has changed yet.")
    },
    file_replace: "Take the answers from the file",
    file_beside: "Put the file beside it",
    file_nothing: "Leave it as it is",
    copy_name: |name| format!("{name} (from a file)"),
    not_ours: "This file does not come from Netwerkspiegel. Nothing has changed. Choose a saved report (.html) or a backup (.json).",
    too_large: "This file is too large for a report or backup of Netwerkspiegel. Nothing has changed.",
    damaged_file: "This file is damaged or was not saved completely. Nothing has changed. Try another copy of the file.",
    too_new: "This file was made with a newer version of Netwerkspiegel. Nothing has changed. Load the newest version and then open the file again.",
    other_instrument: "This file belongs to another questionnaire. Nothing has changed.",
    unreadable: "The file could not be read. Nothing has changed. Choose the file again.",

    book_code: "Code",
    book_part: "Part",
    book_topic: "Topic",
    book_text: "Question",
    book_values: "Answers",
    book_not_answered: "not answered",

    privacy_lead: "Netwerkspiegel has no account and does not follow you.",
    build: |id| format!("This is version {id}."),
    build_sums: "The checksum of each file (SHA-256)",
    privacy: &[
        (
            "What is kept?",
            "The name you give a network, your answers, the topics you choose, your next step, the day you began, the screen you were on, and settings such as the language. Nothing else: no times of day, no clicks, no data about your device.",
        ),
        (
            "Where?",
            "In the storage of this browser on this device. Another browser or device does not see them. There is no server that gets your answers. Your browser also keeps the app itself, so that it works without the internet.",
        ),
        (
            "How long?",
            "Until you erase them, here or in the settings of your browser. Some browsers tidy up by themselves: Safari does so if you do not come by for a week, others when the disk is full. In a private window your answers are gone as soon as you close it, and the app cannot see whether you use one. So save your report when you have finished.",
        ),
        (
            "Who can read them?",
            "Everyone who can use this browser on this device, and everyone you give a file to. Also extensions of your browser that may read every page, and other pages under the same name in the address bar. We cannot.",
        ),
        (
            "How do I erase them?",
            "Go to the start. There you can delete one questionnaire, or erase everything of Netwerkspiegel. Files that you saved you delete yourself.",
        ),
        (
            "How do I check this?",
            "Switch your device to flight mode once this page is open. Everything goes on working: answering, report, saving and printing. At the top of the page’s source, after Content-Security-Policy, it says what the browser forbids it: to send data to another address. And the button below shows what is kept of you now.",
        ),
    ],

    // ---- exports
    file_reopen: "This is your saved file as well: open it in Netwerkspiegel and all your answers are back. Anyone who gets this file can read all your answers, including those to parts that are not shown here.",
    book_id: "Number of the completed questionnaire",
    book_created: "Day on which the questionnaire was begun",
    book_language: "Language at the moment of saving",
    book_words: "free text",
    book_mean: |name| format!("{name}: mean of the answers"),
    book_mean_values: "1.0 to 5.0; empty with too few answers",
    book_not_chosen: "part not chosen",
    book_excel: "empty in the CSV for Excel",
};
