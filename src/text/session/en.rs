//! The sentences around a session in English. Knows nothing of where they are shown.

use super::SessionText;

fn n(n: usize, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {more}") }
}

fn handed_in(count: usize) -> String {
    n(count, "response", "responses")
}

fn newer(count: u32) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} {are} new or changed", handed_in(count as usize))
}

fn group_sees(people: u8) -> String {
    format!("The group sees only the whole, once there are {people} responses.")
}

pub static EN: SessionText = SessionText {
    invited_title: |network| match network {
        "" => "You are invited".into(),
        network => format!("Invitation for {network}"),
    },
    invited_by: |host| match host {
        "" => "Will you fill in a questionnaire before the session?".into(),
        host => {
            format!("This invitation is from {host}. Will you fill in a questionnaire before the session?")
        }
    },
    what: "What you fill in",
    what_text: |modules, minutes| format!("{}. That takes about {minutes}.", modules.join(", ")),
    who_sees: "Who sees what",
    who_sees_text: |people| {
        format!(
            "Until you hand in, everything stays on your own device. You see your own report first, and then decide whether to hand in. The trainer then receives your response separately, without a name. {}",
            group_sees(people)
        )
    },
    small_group: |people| {
        format!(
            "The group report already opens at {people} responses. The smaller the group, the easier it is to recognise someone."
        )
    },
    with_words: "What you write yourself is included only if you choose so. It is then kept apart from your other answers.",
    without_words: "What you write yourself is not included. It is for yourself only.",
    kept: "Keeping",
    tally_only: "The trainer keeps counts only. Your response cannot be taken out afterwards.",
    begin: "Begin the questionnaire",
    go_on_with: |name| format!("Go on with {name}"),
    have_lists: "Have you filled in this questionnaire already?",
    have_lists_text: "Then you can use it for this session. Nothing changes in your answers.",
    use_list: |name| format!("Use {name}"),
    or_new: "Would you rather begin a new one? Choose ‘Begin the questionnaire’. Your other questionnaires stay as they are.",

    link_fault: "This link does not work",
    no_code: "There is no link or code of Netwerkspiegel in this text.",
    cut_link: |here, of| {
        format!(
            "The link or code is incomplete: {here} of {of} characters are here. Copy it whole again, or ask for a new one."
        )
    },
    altered: "Something in the link or code was changed on its way. Copy it again, or ask for a new one.",
    too_new: "The link or code was made with a newer version of Netwerkspiegel. Load this page again when you have internet.",
    too_large: "This text is too long. Paste only the link or the code.",
    other_instrument: "The link belongs to another questionnaire.",
    unknown_module: "The invitation asks for a part that this version does not have. Load this page again when you have internet.",
    nothing_changed: "Nothing has changed in your answers.",
    enter_title: "Open an invitation",
    enter_text: "Did you get a link or a code? Paste it here, or type the code. Spaces and small letters are fine.",
    code_label: "Link or code",
    open_code: "Open",

    came_title: "A response",
    came_text: |title| format!("This link holds a response for {title}. Do you want to add it?"),
    came_elsewhere: "This link holds a response for a session that is not in this browser. Are you the trainer? Open the link in the browser in which you prepared the session.",
    add_it: "Add it",
    not_now: "Not now",

    hand_in_for: |title| format!("for {title}."),
    hand_in_title: "Hand in your answers",
    hand_in_lead: "The trainer puts all responses together into one group report. Your response holds no name, no time and nothing about your device.",
    hand_in_first_report: "See your own report first. After that you can hand in.",
    hand_in_to_report: "To your report",
    hand_in_nothing: "You have not answered a question yet. Answer something first; then you make what you hand in here.",
    hand_in_no_session: "This questionnaire does not belong to a session. Did you get an invitation? Open that first.",
    goes_along: "What is included?",
    goes_along_text: |count| {
        format!(
            "Your answers to {} are included, also where you chose ‘don’t know’. You decide about the rest.",
            n(count, "question", "questions")
        )
    },
    with_topics: "The topics I want to talk about",
    chosen_topics: |names| format!("{}.", names.join(", ")),
    own_words: "My open answers",
    own_words_text: "Choose for each answer whether to include it. Are there names in it? Take those out first.",
    make: "Make my response",
    carriers: "Choose how to hand in",
    made: "Your response is ready. One of these ways is enough.",
    as_qr: "Have this QR code scanned",
    as_qr_text: "The trainer points a camera at your screen. Nothing else is needed: your answers are in the picture itself, also without internet.",
    qr_label: "QR code with your response",
    qr_large: "Make the QR code large",
    qr_small: "Make the QR code small again",
    no_qr: "With open answers your response does not fit in a QR code. Choose another way, or leave the open answers out.",
    as_code: "Or read this code aloud",
    as_code_text: "An O is always a zero, an I or L always a one. Capitals or small letters make no difference.",
    copy_code: "Copy the code",
    as_link: "Or send a file or link",
    as_link_text: "A link stays in your history and in your mail. A file can be thrown away afterwards.",
    copy_link: "Copy the link",
    save_file: "Save as a file",
    share: "Share",
    by_mail: "Mail the code",
    mail_to: |address| format!("The mail goes to {address}."),
    mail_subject: |title| format!("My response for {title}"),
    mail_text: "This is my response for Netwerkspiegel:",
    copied: "Copied.",
    copy_failed: "Copying did not work. Select the text and copy it yourself.",
    again: "Did you change something afterwards? Hand in again. Your new answers take the place of the old ones.",
    the_session: "The session",
    opens_from: |people| format!("The group report opens when there are at least {people} responses."),

    trainer_title: "For trainers",
    trainer_lead: "Do you guide or coordinate a network? Invite the group with one link. Participants answer, see their own report first and then hand in. You show how the group sees its network. There is no server and you need no account.",
    new_session: "Prepare a session",
    see_sample: "See an example",
    your_sessions: "Your sessions",
    no_sessions: "There are no sessions in this browser yet.",
    untitled: "Session without a name",
    n_handed_in: |count| handed_in(count as usize),
    open_session: |name| format!("Open {name}"),
    copy_session: |name| format!("Copy {name}"),
    copy_of: |name| format!("{name} (copy)"),
    copy: "Copy",
    delete: "Delete",
    delete_session: |name| format!("Delete {name}"),
    undo: "Undo",
    open_session_file: "Open a saved session",
    sessions_kept: "Everything stays in this browser. Save a session as a file too if you do not want to lose it.",
    session_opened: |name| format!("The session {name} has been opened."),
    session_merged: |name| {
        format!("The session {name} was here already. What was handed in besides has been added.")
    },
    how_it_works: "How it works",
    steps: [
        ("Invite", "You choose what the group fills in and send everyone the same link."),
        (
            "Let them answer",
            "Everyone answers on their own device, about ten minutes, also without internet.",
        ),
        ("Collect", "You scan QR codes, paste codes or links, or open files."),
        ("Talk", "You show the group report topic by topic and write agreements down in minutes."),
    ],

    prepare_title: "Prepare a session",
    prepare_lead: "You make one invitation for everyone. Participants fill in the questionnaire, see their own report first and then hand in.",
    about_session: "Which session is it about?",
    title_label: "Name of the session",
    title_hint: "For example ‘Network day January’.",
    network_label: "Name of the network",
    day_label: "Date",
    host_label: "Who is inviting?",
    host_hint: "So that participants know the link is right.",
    intro_label: "What is it for?",
    intro_hint: "One or two sentences. What will happen with the outcome?",
    reply_label: "E-mail address for responses",
    reply_hint: "Only if participants may mail their code. You may leave this empty.",
    reply_fault: "This e-mail address is not right. Write it as name@example.org.",
    languages_label: "In which language?",
    both_languages: "Dutch and English, the participant chooses",
    only_dutch: "Dutch only",
    only_english: "English only",
    modules_label: "What does the group fill in?",
    modules_hint: "The first two parts belong together and are enough for a good conversation. What you choose, everyone fills in.",
    min_label: "From how many responses does the group report open?",
    min_hint: "The smaller the group, the easier it is to recognise someone.",
    people: |count| format!("{count} people"),
    min_usual: "Recommended. It is less easy to recognise someone.",
    min_small: "The invitation then says so.",
    words_label: "Do you collect open answers too?",
    words_hint: "That is what participants write in their own words.",
    words_no: "No",
    words_no_text: "Recommended. The words someone uses sometimes show who it is.",
    words_yes: "Yes",
    words_yes_text: "Each participant decides whether to include them. You see them mixed, apart from the other answers.",
    showing_label: "When does the group see the group report?",
    revealed: "When you show it",
    revealed_text: "Recommended. Nobody is led by the first answers.",
    live: "While responses come in",
    live_text: "The picture grows in steps, so that nobody can be recognised.",
    keeping_label: "What do you keep?",
    rows: "Each response separately",
    rows_text: "You can replace a response or take it out again.",
    tally: "Counts only",
    tally_text: "Separate responses are forgotten at once. You can then no longer take anything out or replace it.",
    make_invitation: "Make the invitation",
    make_fixes: "Everything you chose here goes into the invitation. After that it is fixed.",
    needs_network: "First fill in the name of the network. Sessions are told apart by it.",
    fixed: "This is in the invitation and is now fixed. Do you need something else? Make a copy and invite again.",
    settings_title: "What you chose",

    invitation: "The invitation",
    invitation_text: "Everything you chose is in the link itself, and is now fixed. Nothing is on a server.",
    link_label: "The link",
    address_label: "At which address is Netwerkspiegel?",
    address_hint: "You are working with the file on your computer. Type the web address that participants can open, or give them the code below.",
    session_code: "The code of the session",
    session_code_text: "For those who work with the file on their own computer.",
    copy_invitation: "Copy the invitation",
    mail_label: "Text for your mail",
    mail_hint: "Feel free to change the text.",
    mail_with_subject: |subject| format!("Subject: {subject}"),
    on_paper: "QR code, poster and paper",
    on_paper_text: "Have the code scanned from your screen, or put up the poster. Those who prefer a pen get the paper form.",
    session_qr: "QR code with the invitation",
    print_poster: "Print a poster",
    print_paper: "Print the paper form",
    save_session: "Save the session as a file",
    to_collect: "To the responses",

    collect_title: "Collect responses",
    none_yet: |people| format!("There are no responses yet. The group report can open from {people}."),
    not_enough: |count, people| {
        let are = if count == 1 { "is" } else { "are" };
        format!("There {are} {}. The group report can open from {people}.", handed_in(count as usize))
    },
    enough: |count| format!("There are {}. That is enough for a group report.", handed_in(count as usize)),
    open_group: "Open the group report",
    show_in_room: "Show in the room",
    add_title: "Add responses",
    drop_text: "Drag files here, or paste codes, links or a whole mail.",
    choose_files: "Choose files",
    paste_label: "Codes, links or mail",
    paste_hint: "Paste everything at once if you like. Netwerkspiegel skips what is not a code.",
    add_pasted: "Add what is here",
    scan: "Scan with the camera",
    stop_scan: "Stop scanning",
    scanning: "Hold the participant’s QR code in front of the camera, as large as possible.",
    camera_refused: "Netwerkspiegel may not use the camera. Allow that in your browser, or choose another way.",
    too_many_files: |n, most| {
        format!(
            "These are {n} files, and {most} can be read at once. Nothing has been read and nothing has changed. Choose fewer at once."
        )
    },
    too_much: |n, most| {
        format!(
            "These files are {n} MB together, and {most} MB can be read at once. Nothing has been read and nothing has changed. Choose fewer at once."
        )
    },
    just_read: |count| format!("Just read: {count}"),
    added: "Added",
    added_text: |count| format!("{}.", handed_in(count)),
    replaced: "Replaced",
    replaced_text: |count| {
        format!("{}. The participant handed in again; the newest counts.", handed_in(count))
    },
    same: "Already here",
    same_text: |count| format!("{}. Each counts once.", handed_in(count)),
    older: "Older",
    older_text: |count| {
        format!("{}. A newer one of the same participant is here already; that one counts.", handed_in(count))
    },
    cannot_replace: "Counts already",
    cannot_replace_text: |count| {
        format!("{}. You keep counts only, so nothing can be replaced.", handed_in(count))
    },
    other_session: "Other session",
    other_session_text: |count| format!("{}. Not counted here.", handed_in(count)),
    not_read: "Not read",
    a_session: "This is an invitation, not a response.",
    other_version: "This response belongs to another version of the questionnaire. Ask the participant to load the page again and hand in again.",
    nothing_found: "There is no response of Netwerkspiegel in this.",
    of_file: |name, why| format!("{name}: {why}"),
    reading: |done, all| format!("{done} of {all} read."),
    undo_last: "Undo this",
    undone: "Everything is as it was before.",
    remove_one: "Take one response out",
    remove_one_text: "Paste the code or link of the response to take out. That way you need not search among the answers of others.",
    remove_code: "Take this one out",
    removed_one: "The response has been taken out.",
    not_here: "This response is not here.",
    what_you_see: "What you see and what you do not",
    what_you_see_text: [
        "A response has no name and no time. The order says nothing.",
        "Never ask in the group whose answer it is.",
    ],
    only_counts: "You keep counts only. Separate responses are not here.",
    paper_who_sees: |people| {
        format!("The trainer receives your form, without a name. {}", group_sees(people))
    },
    paper_no_words: "The open questions are not on paper.",
    paper_title: "Type in a paper form",
    paper_text: "Type the number of the answer for each question: 1 is the first, 5 the last, 0 is ‘don’t know’. You may leave boxes empty.",
    add_paper: "Add this form",
    clear_paper: "Clear this form",
    paper_added: "The form has been added.",
    paper_empty: "There is no answer in the form yet.",
    paper_no_answer: |number, typed| format!("Question {number} has {typed}. No answer belongs to that."),
    paper_topics: |most| format!("More than {most} topics are chosen."),
    paper_not_added: "The form has not been added yet.",

    reveal: "Show the group report",
    hide: "Hide the group report",
    hidden_text: "The group report is still hidden.",
    renew: "Update the group report",
    new_since: |new, needed| {
        format!(
            "Since this picture, {}. You can update from {needed}: earlier it would show who answered what.",
            newer(new)
        )
    },
    new_ready: |new| format!("Since this picture, {}.", newer(new)),
    to_begin: |here, needed| {
        let are = if here == 1 { "is" } else { "are" };
        format!("There {are} {}. A group report needs {needed}.", handed_in(here as usize))
    },
    in_this_report: "In this group report",
    to_minutes: "To the minutes",
    print_report: "Print the group report",

    room_place: |place, all| format!("question {place} of {all}"),
    room_show: "show",
    room_hide: "hide",
    room_next: "next question",
    room_back: "previous question",
    room_silence: "minute of silence",
    room_loud: "end of silence",
    room_silent: "A minute of silence",
    room_over: "The minute is over.",
    room_agree: "agreement",
    room_keys: "Keys",
    room_close: "close",
    room_think: "Think for yourself first: what do you see?",
    room_hidden: "The answers are still hidden.",
    space_key: "space",

    notes_label: "Note",
    agreement: "Agreement",
    again_label: "When will you look again?",
    again_hint: "In three to six months is a good moment.",
    minutes_topics: "What you talked about",
    minutes_lead: "Write down for each topic what you talked about and agreed. The minutes are at the bottom.",
    minutes_preview: "What the minutes look like",
    print_minutes: "Print the minutes",
    save_page: "Save as a web page",
    copy_text: "Copy as text",
    other_forms: "Other files",
};
