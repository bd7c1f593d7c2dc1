//! The sentences around a session in Dutch, the source language. Knows nothing of where they are shown.

use super::SessionText;

fn n(n: usize, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {more}") }
}

fn handed_in(count: usize) -> String {
    n(count, "inzending", "inzendingen")
}

fn newer(count: u32) -> String {
    let are = if count == 1 { "is" } else { "zijn" };
    format!("{are} {} nieuw of veranderd", handed_in(count as usize))
}

fn group_sees(people: u8) -> String {
    format!("De groep ziet alleen het geheel, vanaf {people} inzendingen.")
}

pub static NL: SessionText = SessionText {
    invited_title: |network| match network {
        "" => "Je bent uitgenodigd".into(),
        network => format!("Uitnodiging voor {network}"),
    },
    invited_by: |host| match host {
        "" => "Wil je voor de bijeenkomst een vragenlijst invullen?".into(),
        host => {
            format!("De uitnodiging komt van {host}. Wil je voor de bijeenkomst een vragenlijst invullen?")
        }
    },
    what: "Wat je invult",
    what_text: |modules, minutes| format!("{}. Dat duurt ongeveer {minutes}.", modules.join(", ")),
    who_sees: "Wie ziet wat",
    who_sees_text: |people| {
        format!(
            "Tot je inlevert, blijft alles op je eigen apparaat. Je ziet eerst je eigen rapport en kiest daarna zelf of je inlevert. De trainer krijgt je inzending dan apart, zonder naam. {}",
            group_sees(people)
        )
    },
    small_group: |people| {
        format!(
            "Het groepsbeeld gaat al open bij {people} inzendingen. Hoe kleiner de groep, hoe makkelijker iemand te herkennen is."
        )
    },
    with_words: "Wat je zelf schrijft, gaat alleen mee als jij dat kiest. Het staat dan los van je andere antwoorden.",
    without_words: "Wat je zelf schrijft, gaat niet mee. Het is alleen voor jezelf.",
    kept: "Bewaren",
    tally_only: "De trainer bewaart alleen aantallen. Je inzending kan er daarna niet meer uit.",
    begin: "Begin met invullen",
    go_on_with: |name| format!("Ga verder met {name}"),
    have_lists: "Heb je deze vragenlijst al ingevuld?",
    have_lists_text: "Dan kun je die voor deze bijeenkomst gebruiken. Aan je antwoorden verandert niets.",
    use_list: |name| format!("Gebruik {name}"),
    or_new: "Liever een nieuwe vragenlijst? Kies dan ‘Begin met invullen’. Je andere vragenlijsten blijven staan.",

    link_fault: "Deze link werkt niet",
    no_code: "In deze tekst staat geen link of code van Netwerkspiegel.",
    cut_link: |here, of| {
        format!(
            "De link of code is niet compleet: er zijn {here} van de {of} tekens. Kopieer hem nog eens helemaal, of vraag om een nieuwe."
        )
    },
    altered: "In de link of code is onderweg iets veranderd. Kopieer hem nog eens, of vraag om een nieuwe.",
    too_new: "De link of code is gemaakt met een nieuwere versie van Netwerkspiegel. Laad deze pagina opnieuw als je internet hebt.",
    too_large: "Deze tekst is te lang. Plak alleen de link of de code.",
    other_instrument: "De link hoort bij een andere vragenlijst.",
    unknown_module: "De uitnodiging vraagt om een onderdeel dat deze versie niet heeft. Laad deze pagina opnieuw als je internet hebt.",
    nothing_changed: "Aan je antwoorden is niets veranderd.",
    enter_title: "Open een uitnodiging",
    enter_text: "Heb je een link of code gekregen? Plak die hier, of typ de code over. Spaties en kleine letters mogen.",
    code_label: "Link of code",
    open_code: "Open",

    came_title: "Een inzending",
    came_text: |title| format!("In deze link zit een inzending voor {title}. Wil je die toevoegen?"),
    came_elsewhere: "In deze link zit een inzending voor een bijeenkomst die niet in deze browser staat. Ben je de trainer? Open de link dan in de browser waarin je de bijeenkomst hebt voorbereid.",
    add_it: "Voeg toe",
    not_now: "Nu niet",

    hand_in_for: |title| format!("voor {title}."),
    hand_in_title: "Lever je antwoorden in",
    hand_in_lead: "De trainer voegt alle inzendingen samen tot één groepsbeeld. In je inzending staat geen naam, geen tijd en niets over je apparaat.",
    hand_in_first_report: "Bekijk eerst je eigen rapport. Daarna kun je inleveren.",
    hand_in_to_report: "Naar je rapport",
    hand_in_nothing: "Je hebt nog geen vraag beantwoord. Vul eerst iets in; daarna maak je hier je inzending.",
    hand_in_no_session: "Deze vragenlijst hoort niet bij een bijeenkomst. Heb je een uitnodiging gekregen? Open die dan eerst.",
    goes_along: "Wat gaat er mee?",
    goes_along_text: |count| {
        format!(
            "Je antwoorden op {} gaan mee, ook waar je ‘weet ik niet’ koos. Over de rest beslis je zelf.",
            n(count, "vraag", "vragen")
        )
    },
    with_topics: "De onderwerpen waarover ik wil praten",
    chosen_topics: |names| format!("{}.", names.join(", ")),
    own_words: "Mijn open antwoorden",
    own_words_text: "Kies per antwoord of het meegaat. Staan er namen in? Haal die eerst weg.",
    make: "Maak mijn inzending",
    carriers: "Kies hoe je inlevert",
    made: "Je inzending is klaar. Eén van deze manieren is genoeg.",
    as_qr: "Laat deze QR-code scannen",
    as_qr_text: "De trainer richt een camera op je scherm. Meer is niet nodig: je antwoorden staan in het plaatje zelf, ook zonder internet.",
    qr_label: "QR-code met je inzending",
    qr_large: "Maak de QR-code groot",
    qr_small: "Maak de QR-code weer klein",
    no_qr: "Met open antwoorden erbij past je inzending niet in een QR-code. Kies een andere manier, of laat de open antwoorden weg.",
    as_code: "Of lees deze code voor",
    as_code_text: "Een O is altijd een nul, een I of L altijd een één. Hoofdletters of kleine letters: dat maakt niet uit.",
    copy_code: "Kopieer de code",
    as_link: "Of stuur een bestand of link",
    as_link_text: "Een link blijft staan in je geschiedenis en in je mail. Een bestand kun je daarna weggooien.",
    copy_link: "Kopieer de link",
    save_file: "Bewaar als bestand",
    share: "Deel",
    by_mail: "Mail de code",
    mail_to: |address| format!("De mail gaat naar {address}."),
    mail_subject: |title| format!("Mijn inzending voor {title}"),
    mail_text: "Dit is mijn inzending voor Netwerkspiegel:",
    copied: "Gekopieerd.",
    copy_failed: "Kopiëren lukte niet. Selecteer de tekst en kopieer die zelf.",
    again: "Heb je daarna nog iets gewijzigd? Lever dan opnieuw in. Je nieuwe antwoorden komen in plaats van de oude.",
    the_session: "De bijeenkomst",
    opens_from: |people| format!("Het groepsbeeld gaat open als er minstens {people} inzendingen zijn."),

    trainer_title: "Voor trainers",
    trainer_lead: "Begeleid of coördineer je een netwerk? Nodig de groep uit met één link. Deelnemers vullen in, zien eerst hun eigen rapport en leveren daarna in. Jij laat zien hoe de groep het netwerk ziet. Er is geen server en je hebt geen account nodig.",
    new_session: "Bereid een bijeenkomst voor",
    see_sample: "Bekijk een voorbeeld",
    your_sessions: "Je bijeenkomsten",
    no_sessions: "Er staan nog geen bijeenkomsten in deze browser.",
    untitled: "Bijeenkomst zonder naam",
    n_handed_in: |count| handed_in(count as usize),
    open_session: |name| format!("Open {name}"),
    copy_session: |name| format!("Kopieer {name}"),
    copy_of: |name| format!("{name} (kopie)"),
    copy: "Kopieer",
    delete: "Verwijder",
    delete_session: |name| format!("Verwijder {name}"),
    undo: "Maak ongedaan",
    open_session_file: "Open een bewaarde bijeenkomst",
    sessions_kept: "Alles blijft in deze browser. Bewaar een bijeenkomst ook als bestand als je die niet kwijt wilt raken.",
    session_opened: |name| format!("De bijeenkomst {name} is geopend."),
    session_merged: |name| {
        format!("De bijeenkomst {name} stond hier al. Wat nieuw is ingeleverd, is erbij gezet.")
    },
    how_it_works: "Zo gaat het",
    steps: [
        ("Nodig uit", "Je kiest wat de groep invult en stuurt iedereen dezelfde link."),
        (
            "Laat invullen",
            "Iedereen vult in op een eigen apparaat, ongeveer tien minuten, ook zonder internet.",
        ),
        ("Verzamel", "Je scant QR-codes, plakt codes of links, of opent bestanden."),
        ("Bespreek", "Je toont het groepsbeeld per onderwerp en legt afspraken vast in een verslag."),
    ],

    prepare_title: "Bereid een bijeenkomst voor",
    prepare_lead: "Je maakt één uitnodiging voor iedereen. Deelnemers vullen de vragenlijst in, bekijken eerst hun eigen rapport en leveren daarna in.",
    about_session: "Over welke bijeenkomst gaat het?",
    title_label: "Naam van de bijeenkomst",
    title_hint: "Bijvoorbeeld ‘Netwerkdag januari’.",
    network_label: "Naam van het netwerk",
    day_label: "Datum",
    host_label: "Wie nodigt uit?",
    host_hint: "Zo weten deelnemers dat de link klopt.",
    intro_label: "Waar is het voor?",
    intro_hint: "Eén of twee zinnen. Wat gebeurt er met de uitkomst?",
    reply_label: "E-mailadres voor inzendingen",
    reply_hint: "Alleen als deelnemers hun code mogen mailen. Je mag dit leeg laten.",
    reply_fault: "Dit e-mailadres klopt niet. Schrijf het als naam@voorbeeld.nl.",
    languages_label: "In welke taal?",
    both_languages: "Nederlands en Engels, de deelnemer kiest",
    only_dutch: "Alleen Nederlands",
    only_english: "Alleen Engels",
    modules_label: "Wat vult de groep in?",
    modules_hint: "De eerste twee onderdelen horen bij elkaar en zijn genoeg voor een goed gesprek. Wat je kiest, vult iedereen in.",
    min_label: "Vanaf hoeveel inzendingen gaat het groepsbeeld open?",
    min_hint: "Hoe kleiner de groep, hoe makkelijker iemand te herkennen is.",
    people: |count| format!("{count} mensen"),
    min_usual: "Aangeraden. Zo is iemand minder makkelijk te herkennen.",
    min_small: "Dit staat dan in de uitnodiging.",
    words_label: "Verzamel je ook open antwoorden?",
    words_hint: "Dat is wat deelnemers in hun eigen woorden schrijven.",
    words_no: "Nee",
    words_no_text: "Aangeraden. Aan iemands woorden is soms te zien wie het is.",
    words_yes: "Ja",
    words_yes_text: "Elke deelnemer kiest zelf of ze meegaan. Je ziet ze door elkaar, los van de andere antwoorden.",
    showing_label: "Wanneer ziet de groep het groepsbeeld?",
    revealed: "Als jij het laat zien",
    revealed_text: "Aangeraden. Zo laat niemand zich leiden door de eerste antwoorden.",
    live: "Terwijl inzendingen binnenkomen",
    live_text: "Het beeld groeit in stappen, zodat niemand te herkennen is.",
    keeping_label: "Wat bewaar je?",
    rows: "Elke inzending apart",
    rows_text: "Je kunt een inzending vervangen of er weer uit halen.",
    tally: "Alleen aantallen",
    tally_text: "Losse inzendingen worden meteen vergeten. Je kunt er dan niets meer uit halen of vervangen.",
    make_invitation: "Maak de uitnodiging",
    make_fixes: "Alles wat je hier koos, komt in de uitnodiging. Daarna ligt het vast.",
    needs_network: "Vul eerst de naam van het netwerk in. Daaraan zijn bijeenkomsten uit elkaar te houden.",
    fixed: "Dit staat in de uitnodiging en ligt nu vast. Iets anders nodig? Maak dan een kopie en nodig opnieuw uit.",
    settings_title: "Wat je koos",

    invitation: "De uitnodiging",
    invitation_text: "Alles wat je koos, staat in de link zelf en ligt nu vast. Er staat niets op een server.",
    link_label: "De link",
    address_label: "Op welk adres staat Netwerkspiegel?",
    address_hint: "Je werkt nu met het bestand op je computer. Typ het webadres dat deelnemers kunnen openen, of geef ze de code hieronder.",
    session_code: "De code van de bijeenkomst",
    session_code_text: "Voor wie met het bestand op de eigen computer werkt.",
    copy_invitation: "Kopieer de uitnodiging",
    mail_label: "Tekst voor je mail",
    mail_hint: "Pas de tekst gerust aan.",
    mail_with_subject: |subject| format!("Onderwerp: {subject}"),
    on_paper: "QR-code, poster en papier",
    on_paper_text: "Laat de code van je scherm scannen, of hang de poster op. Wie liever een pen gebruikt, krijgt het papieren formulier.",
    session_qr: "QR-code met de uitnodiging",
    print_poster: "Print een poster",
    print_paper: "Print het papieren formulier",
    save_session: "Bewaar de bijeenkomst als bestand",
    to_collect: "Naar de inzendingen",

    collect_title: "Inzendingen verzamelen",
    none_yet: |people| format!("Er zijn nog geen inzendingen. Het groepsbeeld kan open vanaf {people}."),
    not_enough: |count, people| {
        let are = if count == 1 { "is" } else { "zijn" };
        format!("Er {are} {}. Het groepsbeeld kan open vanaf {people}.", handed_in(count as usize))
    },
    enough: |count| format!("Er zijn {}. Dat is genoeg voor een groepsbeeld.", handed_in(count as usize)),
    open_group: "Open het groepsbeeld",
    show_in_room: "Toon in de zaal",
    add_title: "Voeg inzendingen toe",
    drop_text: "Sleep bestanden hierheen, of plak codes, links of een hele mail.",
    choose_files: "Kies bestanden",
    paste_label: "Codes, links of mail",
    paste_hint: "Plak gerust alles tegelijk. Netwerkspiegel slaat over wat geen code is.",
    add_pasted: "Voeg toe wat hier staat",
    scan: "Scan met de camera",
    stop_scan: "Stop met scannen",
    scanning: "Houd de QR-code van de deelnemer voor de camera, zo groot mogelijk in beeld.",
    camera_refused: "Netwerkspiegel mag de camera niet gebruiken. Sta dat toe in je browser, of kies een andere manier.",
    too_many_files: |n, most| {
        format!(
            "Dit zijn {n} bestanden en er kunnen er {most} tegelijk. Er is niets gelezen en er is niets veranderd. Kies er minder tegelijk."
        )
    },
    too_much: |n, most| {
        format!(
            "Deze bestanden zijn samen {n} MB en er kan {most} MB tegelijk. Er is niets gelezen en er is niets veranderd. Kies er minder tegelijk."
        )
    },
    just_read: |count| format!("Net gelezen: {count}"),
    added: "Toegevoegd",
    added_text: |count| format!("{}.", handed_in(count)),
    replaced: "Vervangen",
    replaced_text: |count| {
        format!("{}. De deelnemer leverde opnieuw in; de nieuwste telt.", handed_in(count))
    },
    same: "Was er al",
    same_text: |count| format!("{}. Elke inzending telt één keer.", handed_in(count)),
    older: "Ouder",
    older_text: |count| {
        format!("{}. Er is al een nieuwere van dezelfde deelnemer; die telt.", handed_in(count))
    },
    cannot_replace: "Telt al mee",
    cannot_replace_text: |count| {
        format!("{}. Je bewaart alleen aantallen, dus vervangen kan niet.", handed_in(count))
    },
    other_session: "Andere bijeenkomst",
    other_session_text: |count| {
        let counts = if count == 1 { "Die telt" } else { "Die tellen" };
        format!("{}. {counts} hier niet mee.", handed_in(count))
    },
    not_read: "Niet gelezen",
    a_session: "Dit is een uitnodiging, geen inzending.",
    other_version: "Deze inzending hoort bij een andere versie van de vragenlijst. Vraag de deelnemer de pagina opnieuw te laden en opnieuw in te leveren.",
    nothing_found: "Hierin staat geen inzending van Netwerkspiegel.",
    of_file: |name, why| format!("{name}: {why}"),
    reading: |done, all| format!("{done} van {all} gelezen."),
    undo_last: "Maak dit ongedaan",
    undone: "Alles staat weer zoals het was.",
    remove_one: "Haal één inzending weg",
    remove_one_text: "Plak de code of link van de inzending die eruit moet. Zo hoef je niet te zoeken tussen antwoorden van anderen.",
    remove_code: "Haal deze weg",
    removed_one: "De inzending is weggehaald.",
    not_here: "Deze inzending staat hier niet.",
    what_you_see: "Wat je ziet en wat niet",
    what_you_see_text: [
        "Een inzending heeft geen naam en geen tijd. De volgorde zegt niets.",
        "Vraag in de groep nooit van wie een antwoord is.",
    ],
    only_counts: "Je bewaart alleen aantallen. Losse inzendingen staan hier niet.",
    paper_who_sees: |people| format!("De trainer krijgt je formulier, zonder naam. {}", group_sees(people)),
    paper_no_words: "De open vragen staan niet op papier.",
    paper_title: "Papieren formulier overtypen",
    paper_text: "Typ per vraag het nummer van het antwoord: 1 is het eerste, 5 het laatste, 0 is ‘weet ik niet’. Leeg laten mag.",
    add_paper: "Voeg dit formulier toe",
    clear_paper: "Wis dit formulier",
    paper_added: "Het formulier is toegevoegd.",
    paper_empty: "Er staat nog geen antwoord in het formulier.",
    paper_no_answer: |number, typed| {
        format!("Bij vraag {number} staat {typed}. Daar hoort geen antwoord bij.")
    },
    paper_topics: |most| format!("Er zijn meer dan {most} onderwerpen gekozen."),
    paper_not_added: "Het formulier is nog niet toegevoegd.",

    reveal: "Laat het groepsbeeld zien",
    hide: "Verberg het groepsbeeld",
    hidden_text: "Het groepsbeeld is nog verborgen.",
    renew: "Werk het groepsbeeld bij",
    new_since: |new, needed| {
        format!(
            "Sinds dit beeld {}. Bijwerken kan vanaf {needed}: eerder zou te zien zijn wie wat antwoordde.",
            newer(new)
        )
    },
    new_ready: |new| format!("Sinds dit beeld {}.", newer(new)),
    to_begin: |here, needed| {
        let are = if here == 1 { "is" } else { "zijn" };
        format!("Er {are} {}. Voor een groepsbeeld zijn er {needed} nodig.", handed_in(here as usize))
    },
    in_this_report: "In dit groepsbeeld",
    to_minutes: "Naar het verslag",
    print_report: "Print het groepsbeeld",

    room_place: |place, all| format!("vraag {place} van {all}"),
    room_show: "toon",
    room_hide: "verberg",
    room_next: "volgende vraag",
    room_back: "vorige vraag",
    room_silence: "minuut stilte",
    room_loud: "einde stilte",
    room_silent: "Een minuut stilte",
    room_over: "De minuut is om.",
    room_agree: "afspraak",
    room_keys: "Toetsen",
    room_close: "sluit",
    room_think: "Denk eerst zelf: wat zie jij?",
    room_hidden: "De antwoorden zijn nog verborgen.",
    space_key: "spatie",

    notes_label: "Aantekening",
    agreement: "Afspraak",
    again_label: "Wanneer kijken jullie opnieuw?",
    again_hint: "Over drie tot zes maanden is een goed moment.",
    minutes_topics: "Wat jullie bespraken",
    minutes_lead: "Schrijf per onderwerp op wat jullie bespraken en afspraken. Onderaan zie je het verslag.",
    minutes_preview: "Zo ziet het verslag eruit",
    print_minutes: "Print het verslag",
    save_page: "Bewaar als webpagina",
    copy_text: "Kopieer als tekst",
    other_forms: "Andere bestanden",
};
