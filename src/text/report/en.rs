//! The sentences after answering, in English. Knows nothing of where they are shown.

use super::ReportText;
use crate::text::Lang;
use crate::text::en::{list, questions};

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

pub static EN: ReportText = ReportText {
    lang: Lang::En,
    review_lead: |n| {
        match n {
        0 => "You have answered all questions. You can still change every answer.".into(),
        1 => "1 question is still open. That is fine: nothing is compulsory. You can still change every answer.".into(),
        n => format!("{n} questions are still open. That is fine: nothing is compulsory. You can still change every answer."),
    }
    },
    answer_it: "Answer",
    still_open: "Still open",
    n_open: |n| format!("{n} still open"),
    topics_chosen: |n, most| format!("{n} of {most} chosen"),
    topics_full: |most| format!("You have chosen {most}. Would you like another topic? Take one away first."),
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
        n @ 6..=11 => format!(
            "For {n} of the {of} topics your answers are highest: {}. The differences between them are too small to mean anything.",
            list(names)
        ),
        // Nobody reads so many names; they stand in the pictures.
        n => format!(
            "For {n} of the {of} topics your answers are highest. The differences between them are too small to mean anything."
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

    take_along: "Take it with you",
    take_along_text: "The saved report holds all your answers as well: open it here later and they are back.",
    print_report: "Print the report",
    save_report: "Save the report",
    copy_text: "Copy as text",
    copy_failed: "Copying does not work in this browser. Save the report as Markdown to get the same text.",
    other_forms: "Other files",
    as_markdown: "Markdown, for minutes",
    as_json: "Backup (JSON)",
    as_csv: "CSV",
    as_csv_excel: "CSV for Dutch Excel",
    as_codebook: "Codebook",
    reopen_hint: "You can open the report (.html) and the backup (.json) here again. The other files are for further work.",

    book_code: "Code",
    book_part: "Part",
    book_topic: "Topic",
    book_text: "Question",
    book_values: "Answers",
    book_not_answered: "not answered",

    privacy_lead: "You need no account, and Netwerkspiegel does not track you.",
    build: |id| format!("This is version {id}."),
    build_sums: "The checksum of each file (SHA-256)",
    privacy: &[
        (
            "What is kept?",
            "The name you give a network, your answers, the topics you choose, your next step, the day you began, the screen you were on, what you write in a logbook, and settings such as the language. Nothing else: no times of day, no clicks, no data about your device.",
        ),
        (
            "Where?",
            "In the storage of this browser on this device. Another browser or device does not see them. There is no server that gets your answers. Your browser also keeps the app itself, so that it works without the internet.",
        ),
        (
            "How long?",
            "Until you erase them, here or in the settings of your browser. Some browsers tidy up by themselves: Safari does so if you do not visit for a week, others when the disk is full. In a private window your answers are gone as soon as you close it, and the app cannot see whether you use one. So save your report when you have finished.",
        ),
        (
            "Who can read them?",
            "Everyone who can use this browser on this device, and everyone you give a file to. Also extensions of your browser that may read every page, and other pages under the same name in the address bar. We cannot.",
        ),
        (
            "And if I hand in for a session?",
            "Only when you press ‘Make my response’ yourself, and pass on the code, the link or the file, does anything leave your device. It holds your answers, without name, time or device. What you handed in is then kept in the trainer’s own browser.",
        ),
        (
            "How do I erase them?",
            "Go to the start. There you can delete one questionnaire, or erase everything from Netwerkspiegel. Files that you saved you delete yourself.",
        ),
        (
            "How do I check this?",
            "Switch on flight mode once this page is open. Everything goes on working: answering, report, saving and printing. At the top of the page’s source, after Content-Security-Policy, it says what the browser forbids: sending data to another address. And the button below shows what is kept about you now.",
        ),
    ],

    // ---- exports
    file_reopen: "This file holds all your answers as well: open it in Netwerkspiegel and they are back. Anyone who gets this file can read them all, including those to parts that are not shown here.",
    book_id: "Number of the completed questionnaire",
    book_created: "Day on which the questionnaire was begun",
    book_language: "Language at the moment of saving",
    book_words: "free text",
    book_mean: |name| format!("{name}: mean of the answers"),
    book_mean_values: "1.0 to 5.0; empty with too few answers",
    book_not_chosen: "part not chosen",
    book_not_asked: "not asked",
    book_excel: "empty in the CSV for Excel",

    day: |(year, month, day)| format!("{day} {} {year}", MONTHS[month.clamp(1, 12) - 1]),
    lists_title: "Your questionnaires",
    lists_text: "These questionnaires are in this browser.",
    list_state: |n, of| format!("{n} of {} filled in", questions(of)),
    nth_of_name: |name, n| format!("{name}, number {n}"),
    open_list: |name| format!("Open {name}"),
    open_report: |name| format!("Report of {name}"),
    rename: "Rename",
    rename_list: |name| format!("Rename {name}"),
    rename_label: "New name of the network",
    save_name: "Save the name",
    cancel: "Cancel",
    remove: "Delete",
    remove_list: |name| format!("Delete {name}"),
    erase_title: "Erase everything",
    erase_text: "Are you using someone else’s computer? Then erase all answers and settings of Netwerkspiegel from this browser when you have finished. Save a backup of everything first.",
    erase: "Erase everything from Netwerkspiegel",
    erase_sure: "Are you sure? All questionnaires, sessions and logbooks in this browser will disappear. You cannot undo this.",
    erase_yes: "Yes, erase everything",
    erased: "Everything has been erased. What you filled in and set is no longer in this browser. Only the app itself stays, so that it also opens without internet.",
    erase_failed: "Erasing only works once the other windows and tabs of this browser are closed. Close them and try again.",
    backup_all: "Save a backup of everything",
    backup_too_large: "This backup is too large to be opened again later. Save the report of each questionnaire, and the file of each session and each logbook.",

    full: |most| format!("This field holds {most} characters. What no longer fits has not been kept."),
    not_kept_text: "This browser does not allow storage. You can fill in everything, but when you close this window your answers are gone. So save them as a file.",
    damaged: |n| {
        let what = match n {
            1 => "One saved answer could no longer be read and has been set apart.".into(),
            n => format!("{n} saved answers could no longer be read and have been set apart."),
        };
        format!("{what} Everything else is still here. Please review your answers.")
    },
    save_unreadable: "Save what could not be read",
    from_newer: "This browser holds answers from a newer version of Netwerkspiegel. Nothing changes in them: you can read such questionnaires here, but not change them. Load the newest version to go on.",
    save_raw: "Save the data as they are",
    stuck: "The storage of this browser does not respond. What you filled in earlier has not been erased, but cannot be seen now. Load the page again to try once more. What you fill in now will be added to it then.",
    kept_for_file: "This browser keeps what you fill in and collect for this file. If you move the file, you may not find it again. So save a backup when you finish. In some browsers, such as Chrome and Edge, other HTML files on this device can read it too.",
    no_connection: "To take the app with you, you need an internet connection. Try again when you have one.",
    removed: |name| format!("{name} has been deleted."),
    undo: "Undo",

    file_opened: |name| format!("{name} has been opened. Your answers are back."),
    file_same: |name| format!("{name} was here already, with the same answers. Nothing has changed."),
    file_differs: |name| {
        format!("{name} is here already, with answers that differ from the file. Nothing has changed yet.")
    },
    file_replace: "Take the answers from the file",
    file_beside: "Put the file beside it",
    file_nothing: "Leave it as it is",
    copy_name: |name| format!("{name} (from a file)"),
    only_to_read: "This is a page to read. It holds nothing to open, and nothing has changed. Choose a saved report (.html), or the file (.json) of a backup, session or logbook.",
    several_files: "These were several files at once. Nothing has been opened and nothing has changed. Open the files one by one.",
    not_ours: "This file does not come from Netwerkspiegel. Nothing has changed. Choose a saved report (.html) or a backup (.json).",
    too_large: "This file is too large for a report or backup of Netwerkspiegel. Nothing has changed.",
    damaged_file: "This file is damaged or was not saved completely. Nothing has changed. Try another copy of the file.",
    too_new: "This file was made with a newer version of Netwerkspiegel. Nothing has changed. Load the newest version and then open the file again.",
    other_instrument: "This file belongs to another questionnaire. Nothing has changed.",
    unreadable: "The file could not be read. Nothing has changed. Choose the file again.",
};
