//! The app's own sentences in Dutch, the source language. Knows nothing of where they are shown.

use super::Text;

fn minutes(n: u32) -> String {
    if n == 1 { "1 minuut".into() } else { format!("{n} minuten") }
}

pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

pub fn questions(n: usize) -> String {
    if n == 1 { "1 vraag".into() } else { format!("{n} vragen") }
}

pub static NL: Text = Text {
    app: "Netwerkspiegel",
    skip: "Naar de inhoud",
    tools: "Hulp en taal",
    about: "Over Netwerkspiegel",
    your_answers: "Wat gebeurt er met mijn antwoorden?",
    sources: "Bronnen",
    theme_dark: "Donkere weergave",
    theme_light: "Lichte weergave",
    other_language: "English",
    home: "Netwerkspiegel, naar het begin",
    hand_in: "Inleveren",
    invitation: "Uitnodiging",
    for_trainers: "Voor trainers",
    prepare: "Voorbereiden",
    collect: "Verzamelen",
    group_report: "Groepsbeeld",
    in_the_room: "In de zaal",
    minutes_title: "Verslag",
    poster: "Poster",
    paper_form: "Papieren formulier",
    logbook: "Logboek",
    to_logbooks: "Houd een logboek van een netwerk bij",
    have_code: "Heb je een code of link gekregen?",
    not_found: "Deze pagina is er niet",
    not_found_text: "Het adres klopt niet, of de vragenlijst staat niet in deze browser. Wat hier wel staat, vind je aan het begin.",
    to_start: "Naar het begin",
    notice: "Let op",
    here: "Hier was je",
    not_kept_sign: "Niet bewaard",
    has_update: "Er is een nieuwe versie van Netwerkspiegel. Je antwoorden blijven staan.",
    take_update: "Gebruik de nieuwe versie",
    take_app: "Neem de app mee (één bestand)",

    minutes,
    about_minutes: |n| format!("Ongeveer {}", minutes(n)),
    list,

    for_whom: "Voor iedereen die meedoet",
    for_whom_text: "Namens een organisatie, namens een achterban of voor jezelf.",
    own_report: "Een eigen rapport",
    own_report_text: "Om te bewaren, te printen en met anderen te bespreken.",
    stays_here: "Je antwoorden blijven hier",
    stays_here_text: "Op dit apparaat. Er gaat niets naar een server.",
    pause_text: "Je kunt altijd stoppen en later verdergaan.",
    unnamed: "Netwerk zonder naam",
    was_here: |network, place, left| match left {
        0 => format!("{network}: {place}. Alles is ingevuld."),
        n => format!("{network}: {place}. Nog ongeveer {}.", minutes(n)),
    },
    go_on: |screen| format!("Ga verder met {screen}"),
    begin_title: "Begin een vragenlijst",
    begin_new: "Begin een nieuwe vragenlijst",
    network_label: "Over welk netwerk gaat het?",
    network_hint: "Een naam die jij herkent. Je mag dit leeg laten.",
    modules_label: "Welke onderdelen wil je invullen?",
    modules_hint: "De eerste twee horen bij elkaar en zijn genoeg voor een goed gesprek. Je kunt later een onderdeel toevoegen of weghalen.",
    modules_none: "Kies ten minste één onderdeel.",
    together: |n| format!("Samen ongeveer {}.", minutes(n)),
    begin: "Begin met de vragenlijst",
    saved_title: "Heb je al een rapport of back-up?",
    saved_text: "Kies hier het rapport (.html) of de back-up (.json) die je eerder hebt bewaard, of sleep het bestand naar dit venster. Je antwoorden komen dan terug.",
    saved_button: "Open een bewaard rapport of een back-up",

    topic_of: |n, of| format!("onderwerp {n} van {of}"),
    left: |n| match n {
        0 => "Alle vragen zijn beantwoord.".into(),
        n => format!("Nog ongeveer {}.", minutes(n)),
    },
    all_parts: "Alle onderdelen",
    parts: "Onderdelen",
    what_means: |terms| {
        let quoted: Vec<String> = terms.iter().map(|term| format!("‘{term}’")).collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        let verb = if quoted.len() == 1 { "betekent" } else { "betekenen" };
        format!("Wat {verb} {}?", list(&quoted))
    },
    clear: "Wis dit antwoord",
    nothing_chosen: "Nog niets gekozen",
    next_to: |screen| format!("Verder naar {screen}"),
    back_to: |screen| format!("Terug naar {screen}"),
    back_to_start: "Terug naar het begin",
    open_name: "In je eigen woorden",
    open_lead: "Je mag deze vragen overslaan. Wat je opschrijft, staat in je eigen rapport. Noem geen namen van mensen.",
    done: "klaar",
    open: "open",
    part_done: |n, of| format!("{n} van {of}"),
    you_are_here: "je bent hier",
    review_stop: "Nakijken en onderwerpen kiezen",
    report_stop: "Je rapport",
    keys_on: "Met het toetsenbord: 1 tot en met 5 geeft antwoord en gaat naar de volgende vraag, 0 is ‘weet ik niet’.",
    keys_off: "Antwoorden met cijfertoetsen staat uit.",
    keys_turn_on: "Zet de cijfertoetsen aan",
    keys_turn_off: "Zet de cijfertoetsen uit",

    will_save: "Elk antwoord wordt meteen op dit apparaat opgeslagen.",
    saving: "Bezig met opslaan.",
    saved: "Opgeslagen op dit apparaat.",
    saved_may_lag: "Opgeslagen. Valt de computer uit, dan kunnen de laatste antwoorden ontbreken.",
    not_kept: "Wordt niet bewaard op dit apparaat.",
    save_failed: "Opslaan lukt nu niet. Je antwoorden staan nog op dit scherm. Bewaar ze als bestand en probeer het daarna opnieuw.",
    save_backup: "Bewaar als bestand",
    read_only: "Deze vragenlijst is verder ingevuld met een nieuwere versie van Netwerkspiegel. Hier kun je niets wijzigen. Laad de nieuwste versie om verder te gaan.",
    changed_elsewhere: |questions| {
        format!("In een ander tabblad is je antwoord veranderd. Het gaat om: {questions}")
    },

    review_title: "Kijk je antwoorden na",
    change: "Wijzig",
    to_report: "Naar je rapport",

    report_kind: "Jouw rapport",
    loading: "Deze pagina wordt geladen.",
    later_failed: "Een deel van Netwerkspiegel kon niet worden geladen. Je antwoorden staan er nog. Kijk of je verbinding hebt.",
    try_again: "Probeer het opnieuw",
    copied: "Het rapport staat op het klembord.",
    downloaded: |name| format!("Bewaard als {name}. Kijk in je map met downloads."),
    download_failed: "Bewaren als bestand lukt in deze browser niet. Print de pagina, kopieer de tekst of de code, of gebruik een andere browser.",
};
