//! The sentences after answering, in Dutch, the source language. Knows nothing of where they are shown.

use super::ReportText;
use crate::text::Lang;
use crate::text::nl::{list, questions};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

pub static NL: ReportText = ReportText {
    lang: Lang::Nl,
    review_lead: |n| match n {
        0 => "Je hebt alle vragen beantwoord. Je kunt elk antwoord nog wijzigen.".into(),
        1 => "Er staat nog 1 vraag open. Dat mag: niets is verplicht. Je kunt elk antwoord nog wijzigen."
            .into(),
        n => format!(
            "Er staan nog {} open. Dat mag: niets is verplicht. Je kunt elk antwoord nog wijzigen.",
            questions(n)
        ),
    },
    answer_it: "Beantwoord",
    still_open: "Nog open",
    n_open: |n| format!("nog {n} open"),
    topics_chosen: |n, most| format!("{n} van de {most} gekozen"),
    topics_full: |most| {
        format!("Je hebt er {most} gekozen. Wil je een ander onderwerp? Haal dan eerst een keuze weg.")
    },
    report_title: |network| match network {
        "" => "Zo zie jij je netwerk".into(),
        name => format!("Zo zie jij {name}"),
    },
    report_file_title: "Rapport van Netwerkspiegel",
    in_this_report: "In dit rapport",
    instrument_version: |version, status| match status {
        "draft" => format!("vragenlijst {version} (concept)"),
        _ => format!("vragenlijst {version}"),
    },
    standout: "Wat opvalt",
    nothing_answered: "Je hebt nog geen vragen beantwoord. Zodra je dat doet, zie je hier wat opvalt.",
    strongest: |names, of| match names.len() {
        n if n == of => format!(
            "Je antwoorden liggen bij alle {of} onderwerpen dicht bij elkaar. De verschillen ertussen zijn te klein om iets te betekenen."
        ),
        1 => format!("{} klopt volgens jou het meest.", names[0]),
        2..=5 => format!(
            "{} kloppen volgens jou het meest. De verschillen daartussen zijn te klein om iets te betekenen.",
            list(names)
        ),
        n @ 6..=11 => format!(
            "Bij {n} van de {of} onderwerpen liggen je antwoorden het hoogst: {}. De verschillen daartussen zijn te klein om iets te betekenen.",
            list(names)
        ),
        // Nobody reads so many names; they stand in the pictures.
        n => format!(
            "Bij {n} van de {of} onderwerpen liggen je antwoorden het hoogst. De verschillen daartussen zijn te klein om iets te betekenen."
        ),
    },
    mixed: |names| {
        format!("Bij {} liggen je antwoorden ver uit elkaar. Kijk daar naar de losse vragen.", list(names))
    },
    mixed_short: "Antwoorden ver uit elkaar",
    unknown: |name, n, of| {
        format!("Over {name} kon je weinig zeggen: bij {n} van de {} koos je ‘weet ik niet’.", questions(of))
    },
    chosen_topics: |names| format!("Je wilt het hebben over {}.", list(names)),
    left_open: |n| format!("Je liet {} open.", questions(n)),
    rope_caption: "Zes strengen, één touw. Deze tekening is voor iedereen gelijk en zegt niets over je antwoorden.",
    strands_caption: "Waar de onderwerpen liggen. Elke streng is één stap breed: liggen twee strengen voor een deel onder elkaar, dan zegt het verschil weinig.",
    strands_apart: "Twee strengen die elkaar niet raken: hier is het verschil één stap of meer.",
    strands_touch: "Twee strengen die elkaar raken: het verschil is te klein om iets te betekenen.",
    around: |point| format!("Rond ‘{point}’"),
    between: |lower, upper| format!("Tussen ‘{lower}’ en ‘{upper}’"),
    answered_of: |n, of| {
        let n = if n == 0 { "geen".into() } else { n.to_string() };
        format!("Je gaf bij {n} van de {} een antwoord van ‘helemaal niet’ tot ‘helemaal’.", questions(of))
    },
    strengthens: "Wat dit sterker maakt",
    talk: "Om over te praten",
    source: |title, publisher| format!("Het idee komt uit ‘{title}’ ({publisher})."),
    strip_caption: |name| format!("Jouw antwoorden bij {name}"),
    mirror_caption: |name| format!("{name}: nu en gewenst"),
    grid_caption: "Waarde van drie kanten, direct en indirect",
    the_other_five: "De andere vijf principes samen",
    now: "Nu",
    wanted: "Gewenst",
    no_gap: "Het netwerk is op dit punt zoals jij het wilt.",
    own_words: "In je eigen woorden",
    next_step: "Mijn volgende stap",
    next_step_text: "Eén kleine stap is genoeg. Wat je hier opschrijft, staat ook op de print.",
    step_label: |place| ["Wat ga ik doen?", "Met wie?", "Wanneer?", "Hoe merken we het?"][place.min(3)],
    sources_intro: "De vragen zijn voor deze lijst geschreven. De ideeën erachter komen uit deze artikelen.",
    item_column: "Vraag",
    topic_column: "Onderwerp",
    place_column: "In woorden",
    your_answer: "jouw antwoord",

    take_along: "Meenemen",
    take_along_text: "In het bewaarde rapport zitten ook al je antwoorden: open het later hier en ze zijn terug.",
    print_report: "Print het rapport",
    save_report: "Bewaar het rapport",
    copy_text: "Kopieer als tekst",
    copy_failed: "Kopiëren lukt niet in deze browser. Bewaar het rapport als Markdown, dan heb je dezelfde tekst.",
    other_forms: "Andere bestanden",
    as_markdown: "Markdown, voor een verslag",
    as_json: "Back-up (JSON)",
    as_csv: "CSV",
    as_csv_excel: "CSV voor Excel",
    as_codebook: "Codeboek",
    reopen_hint: "Het rapport (.html) en de back-up (.json) kun je hier weer openen. De andere bestanden zijn om mee verder te werken.",

    book_code: "Code",
    book_part: "Onderdeel",
    book_topic: "Onderwerp",
    book_text: "Vraag",
    book_values: "Antwoorden",
    book_not_answered: "niet ingevuld",

    privacy_lead: "Je hebt geen account nodig, en Netwerkspiegel volgt je niet.",
    build: |id| format!("Dit is versie {id}."),
    build_sums: "De controlesom van elk bestand (SHA-256)",
    privacy: &[
        (
            "Wat wordt bewaard?",
            "De naam die je een netwerk geeft, je antwoorden, de onderwerpen die je kiest, je volgende stap, de dag waarop je begon, het scherm waar je gebleven was, wat je in een logboek schrijft, en instellingen zoals de taal. Niets anders: geen tijdstippen, geen klikken, geen gegevens over je apparaat.",
        ),
        (
            "Waar?",
            "In de opslag van deze browser op dit apparaat. Een andere browser of een ander apparaat ziet ze niet. Er is geen server die je antwoorden krijgt. De app zelf bewaart je browser ook, zodat die werkt zonder internet.",
        ),
        (
            "Hoe lang?",
            "Tot je ze wist, hier of bij de instellingen van je browser. Sommige browsers ruimen zelf op: Safari doet dat als je een week niet langskomt, andere als de schijf vol raakt. In een privévenster zijn je antwoorden weg zodra je het sluit, en de app kan niet zien of je er een gebruikt. Bewaar daarom na afloop je rapport.",
        ),
        (
            "Wie kan ze lezen?",
            "Iedereen die deze browser op dit apparaat kan gebruiken, en iedereen aan wie je zelf een bestand geeft. Ook uitbreidingen van je browser die elke pagina mogen lezen, en andere pagina’s onder dezelfde naam in de adresbalk. Wij niet.",
        ),
        (
            "En als ik voor een bijeenkomst inlever?",
            "Pas als je zelf op ‘Maak mijn inzending’ drukt, en de code, de link of het bestand doorgeeft, gaat er iets van je apparaat. Daarin staan je antwoorden, zonder naam, tijd of apparaat. De trainer bewaart in de eigen browser wat is ingeleverd.",
        ),
        (
            "Hoe wis ik ze?",
            "Ga naar het begin. Daar kun je één vragenlijst verwijderen, of alles van Netwerkspiegel wissen. Bestanden die je bewaarde, wis je zelf.",
        ),
        (
            "Hoe controleer ik dit?",
            "Zet je apparaat in de vliegtuigstand zodra deze pagina open is. Alles blijft werken: invullen, rapport, bewaren en printen. In de broncode van de pagina staat bovenaan, achter Content-Security-Policy, wat de browser haar verbiedt: gegevens naar een ander adres sturen. En met de knop hieronder zie je wat er nu van je bewaard is.",
        ),
    ],

    // ---- exports
    file_reopen: "In dit bestand zitten ook al je antwoorden: open het in Netwerkspiegel en ze zijn terug. Wie dit bestand krijgt, kan ze allemaal lezen, ook die van onderdelen die hier niet staan.",
    book_id: "Nummer van de ingevulde lijst",
    book_created: "Dag waarop de lijst is begonnen",
    book_language: "Taal op het moment van bewaren",
    book_words: "vrije tekst",
    book_mean: |name| format!("{name}: gemiddelde van de antwoorden"),
    book_mean_values: "1.0 tot en met 5.0; leeg bij te weinig antwoorden",
    book_not_chosen: "onderdeel niet gekozen",
    book_not_asked: "niet gevraagd",
    book_excel: "in de CSV voor Excel leeg",

    day: |(year, month, day)| format!("{day} {} {year}", MONTHS[month.clamp(1, 12) - 1]),
    lists_title: "Jouw vragenlijsten",
    lists_text: "Deze vragenlijsten staan in deze browser.",
    list_state: |n, of| format!("{n} van de {} ingevuld", questions(of)),
    nth_of_name: |name, n| format!("{name}, nummer {n}"),
    open_list: |name| format!("Open {name}"),
    open_report: |name| format!("Rapport van {name}"),
    rename: "Andere naam",
    rename_list: |name| format!("Andere naam voor {name}"),
    rename_label: "Nieuwe naam van het netwerk",
    save_name: "Bewaar de naam",
    cancel: "Toch niet",
    remove: "Verwijder",
    remove_list: |name| format!("Verwijder {name}"),
    erase_title: "Alles wissen",
    erase_text: "Gebruik je een computer van een ander? Wis dan na afloop alle antwoorden en instellingen van Netwerkspiegel uit deze browser. Bewaar eerst een back-up van alles.",
    erase: "Wis alles van Netwerkspiegel",
    erase_sure: "Weet je het zeker? Alle vragenlijsten, bijeenkomsten en logboeken in deze browser verdwijnen. Dit kun je niet ongedaan maken.",
    erase_yes: "Ja, wis alles",
    erased: "Alles is gewist. Wat je invulde en instelde, staat niet meer in deze browser. Alleen de app zelf blijft, zodat die ook zonder internet opent.",
    erase_failed: "Wissen lukt pas als de andere vensters en tabbladen van deze browser dicht zijn. Sluit ze en probeer het opnieuw.",
    backup_all: "Bewaar een back-up van alles",
    backup_too_large: "Deze back-up is te groot om later weer te openen. Bewaar van elke vragenlijst het rapport, en van elke bijeenkomst en elk logboek het bestand.",

    full: |most| format!("In dit veld passen {most} tekens. Wat er niet meer in past, is niet bewaard."),
    not_kept_text: "Deze browser kan nu niets bewaren. Je kunt alles invullen, maar als je dit venster sluit, zijn je antwoorden weg. Bewaar ze daarom als bestand.",
    damaged: |n| {
        let what = match n {
            1 => "Eén opgeslagen antwoord was niet meer leesbaar. Het staat apart.".into(),
            n => format!("{n} opgeslagen antwoorden waren niet meer leesbaar. Ze staan apart."),
        };
        format!("{what} Al het andere is er nog. Kijk je antwoorden na.")
    },
    save_unreadable: "Bewaar wat niet leesbaar was",
    from_newer: "In deze browser staan antwoorden van een nieuwere versie van Netwerkspiegel. Daar verandert niets aan: zulke vragenlijsten kun je hier lezen, maar niet wijzigen. Laad de nieuwste versie om verder te gaan.",
    save_raw: "Bewaar de gegevens zoals ze zijn",
    stuck: "De opslag van deze browser reageert niet. Wat je eerder invulde, is niet gewist, maar nu niet te zien. Laad de pagina opnieuw om het nog eens te proberen. Wat je nu invult, komt er dan bij.",
    kept_for_file: "Deze browser bewaart voor dit bestand wat je invult en verzamelt. Verplaats je het bestand, dan vind je dat misschien niet terug. Bewaar na afloop daarom een back-up. In sommige browsers, zoals Chrome en Edge, kunnen ook andere HTML-bestanden op dit apparaat erbij.",
    no_connection: "Om de app mee te nemen heb je verbinding met internet nodig. Probeer het opnieuw als je die hebt.",
    removed: |name| format!("{name} is verwijderd."),
    undo: "Maak ongedaan",

    file_opened: |name| format!("{name} is geopend. Je antwoorden zijn terug."),
    file_same: |name| format!("{name} stond hier al, met dezelfde antwoorden. Er is niets veranderd."),
    file_differs: |name| {
        format!("{name} staat hier al, met andere antwoorden dan in het bestand. Er is nog niets veranderd.")
    },
    file_replace: "Neem de antwoorden uit het bestand",
    file_beside: "Zet het bestand ernaast",
    file_nothing: "Laat het zoals het is",
    copy_name: |name| format!("{name} (uit bestand)"),
    only_to_read: "Dit is een pagina om te lezen. Er zitten geen gegevens in om te openen en er is niets veranderd. Kies een bewaard rapport (.html), of het bestand (.json) van een back-up, bijeenkomst of logboek.",
    several_files: "Dit waren meer bestanden tegelijk. Er is niets geopend en er is niets veranderd. Open de bestanden één voor één.",
    not_ours: "Dit bestand komt niet van Netwerkspiegel. Er is niets veranderd. Kies een bewaard rapport (.html) of een back-up (.json).",
    too_large: "Dit bestand is te groot voor een rapport of back-up van Netwerkspiegel. Er is niets veranderd.",
    damaged_file: "Dit bestand is beschadigd of niet helemaal opgeslagen. Er is niets veranderd. Probeer een andere kopie van het bestand.",
    too_new: "Dit bestand is gemaakt met een nieuwere versie van Netwerkspiegel. Er is niets veranderd. Laad de nieuwste versie en open het bestand dan opnieuw.",
    other_instrument: "Dit bestand hoort bij een andere vragenlijst. Er is niets veranderd.",
    unreadable: "Het bestand kon niet worden gelezen. Er is niets veranderd. Kies het bestand opnieuw.",
};
