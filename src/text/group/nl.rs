//! What a trainer and a group read, in Dutch, the source language. Knows nothing of where it is shown.

use super::GroupText;

fn people(n: u32) -> String {
    if n == 1 { "1 persoon".into() } else { format!("{n} mensen") }
}

fn or<'a>(name: &'a str, other: &'a str) -> &'a str {
    if name.is_empty() { other } else { name }
}

pub static NL: GroupText = GroupText {
    group_title: |network| format!("Zo ziet deze groep {}", or(network, "het netwerk")),
    group_intro: "Dit is wat de mensen zien die hun antwoorden hebben ingeleverd. Verschil is geen fout, maar het begin van een gesprek. Vraag nooit wie welk antwoord gaf.",
    sample_note: "Dit is een voorbeeld. Alle antwoorden zijn verzonnen.",
    participation: "Hoeveel mensen deden mee?",
    handed_in: |n| match n {
        1 => "1 persoon heeft antwoorden ingeleverd.".into(),
        n => format!("{n} mensen hebben hun antwoorden ingeleverd."),
    },
    came_later: |n| format!("Daarna leverden nog {} in. Die staan niet in dit beeld.", people(n)),
    too_few_yet: |here, needed| {
        format!(
            "Tot nu toe leverde{} {} in. Je ziet hier pas iets als dat er {needed} zijn.",
            if here == 1 { "" } else { "n" },
            people(here)
        )
    },
    questions_shown: |n, of| {
        let which = if n == of { format!("alle {of}") } else { format!("{n} van de {of}") };
        format!("Bij {which} vragen zijn er genoeg antwoorden om ze te laten zien.")
    },
    minimum: |n| format!("Wat minder dan {n} mensen hebben beantwoord, staat hier niet."),
    few_people: "Met zo weinig mensen kunnen antwoorden ook bij toeval dicht bij elkaar liggen.",
    agenda: "Waar praten we over?",
    agenda_intro: "Dit is een voorstel. Eerst komt wat de meeste mensen kozen, dan waar de antwoorden het verst uit elkaar liggen. De groep beslist.",
    no_votes: "Niemand koos een onderwerp. Dit zijn onderwerpen waarbij de antwoorden het verst uit elkaar liggen. De groep beslist.",
    votes: |n| format!("{n} keer gekozen."),
    trust_last: "Begin niet met praten over vertrouwen. Kies eerst een van de andere vijf principes: zo groeit vertrouwen.",
    median_note: "Elk onderwerp ligt bij het middelste antwoord: de helft van de mensen zit daar of lager, de helft daar of hoger.",
    dots_caption: |name, low, high| {
        format!("De antwoorden bij {name}. Elke stip is één antwoord, van ‘{low}’ links tot ‘{high}’ rechts.")
    },
    bars_caption: |name, low, high| {
        format!(
            "De antwoorden bij {name}, van ‘{low}’ links tot ‘{high}’ rechts. Hoe breder een vak, hoe meer mensen dat antwoord gaven."
        )
    },
    both_sides_few: "De antwoorden liggen aan twee kanten: een deel laag, een deel hoog.",
    own_topic: "Dit onderwerp gaat over de eigen organisatie of over jezelf. Verschil betekent hier: de ervaringen lopen uiteen.",
    own_questions: "Sommige vragen gaan over de eigen organisatie of over jezelf. Verschil betekent daar: de ervaringen lopen uiteen.",
    own_question: "De ervaringen lopen uiteen.",
    too_few_to_show: "Te weinig antwoorden om te laten zien.",
    open_answers: "Open antwoorden",
    open_answers_intro: "Deze antwoorden staan los van alle andere en op alfabet. De volgorde zegt niet wie wat schreef.",

    minutes_title: |name| format!("Verslag van {}", or(name, "de bijeenkomst")),
    minutes_intro: "Wat deze groep besprak en afsprak.",
    talked_about: "Wat we bespraken",
    notes: "Aantekening",
    agreement_label: |place| {
        ["Wat gaan we doen?", "Wie doet het?", "Wanneer?", "Hoe merken we het?"][place.min(3)]
    },
    again: "Opnieuw kijken",
    again_on: |day| format!("Op {day} kijken we samen hoe het gaat."),

    save_group_report: "Groepsbeeld als webpagina",
    as_group_markdown: "Groepsbeeld als Markdown",
    save_minutes: "Verslag als webpagina",
    as_minutes_markdown: "Verslag als Markdown",
    as_workbook: "Werkmap voor Excel en LibreOffice (XLSX)",
    as_wide: "CSV, één rij per inzending",
    as_wide_excel: "CSV voor Excel, één rij per inzending",
    as_long: "CSV, één rij per antwoord",
    as_group_codebook: "Codeboek",
    group_file_title: "Groepsbeeld van Netwerkspiegel",
    minutes_file_title: "Verslag van een bijeenkomst met Netwerkspiegel",
    group_file_note: "In dit bestand staan geen losse inzendingen.",

    sheets: ["gegevens", "labels", "codeboek", "onderwerpen", "over"],
    book_row: "Plaats in deze tabel. Die zegt niets over wie het is of wanneer het binnenkwam.",
    opt_out_column: "Weet ik niet",
    median_column: "Middelste",
    votes_column: "Keer gekozen",
    answers_column: "Antwoorden",
    no_rows: "Hier staan geen rijen: van deze bijeenkomst zijn alleen aantallen bewaard, of er is nog geen beeld van genoeg mensen.",
    order_note: "De rijen staan op volgorde van een willekeurig nummer. De volgorde zegt niets.",
    missing_note: "-8 betekent ‘weet ik niet / niet van toepassing’. -9 betekent ‘niet ingevuld’, of dat iemand het onderdeel niet koos.",
    words_note: "Open antwoorden en hoe iemand meedoet staan niet bij de cijfers. Open antwoorden staan in het groepsbeeld.",
    network_name: "Netwerk",
    title_label: "Bijeenkomst",
    host_label: "Van wie",
    day_label: "Datum",
    minimum_label: "Kleinste groep",
    people_label: "Aantal mensen",
    saved_label: "Bewaard op",
    instrument_label: "Vragenlijst",

    invite_subject: |network| format!("Uitnodiging: samen kijken naar {}", or(network, "ons netwerk")),
    invite_greeting: "Beste deelnemer,",
    invite_purpose: |network, day| {
        let when = if day.is_empty() { String::new() } else { format!("Op {day} ") };
        let network = or(network, "ons netwerk");
        match when.as_str() {
            "" => format!(
                "We gaan samen kijken naar {network}. Daarvoor vraag ik je een vragenlijst in te vullen."
            ),
            when => format!(
                "{when}kijken we samen naar {network}. Daarvoor vraag ik je vooraf een vragenlijst in te vullen."
            ),
        }
    },
    invite_fill: |minutes| {
        format!(
            "Dat kost ongeveer {minutes} minuten. Er zijn geen goede of foute antwoorden, en niets is verplicht."
        )
    },
    invite_open: "Open deze link:",
    invite_own: "Je krijgt meteen je eigen rapport. Dat is alleen voor jou.",
    invite_rows: |host| {
        format!(
            "Daarna kies je zelf of je je antwoorden inlevert. {} ziet dan je antwoorden, zonder naam. De groep ziet alleen het geheel.",
            or(host, "De trainer")
        )
    },
    invite_tally: |host| {
        format!(
            "Daarna kies je zelf of je je antwoorden inlevert, zonder naam. {} bewaart alleen aantallen. De groep ziet alleen het geheel.",
            or(host, "De trainer")
        )
    },
    invite_minimum: |n| format!("We laten pas iets zien als ten minste {n} mensen hebben ingeleverd."),
    invite_minimum_low: "Dat zijn er minder dan de vijf die gebruikelijk zijn: houd er rekening mee dat een antwoord dan eerder te raden is.",
    invite_words: "Wat je in je eigen woorden schrijft, gaat alleen mee als jij dat kiest.",
    invite_no_words: "Wat je in je eigen woorden schrijft, gaat niet mee.",
    invite_private: "Tot je inlevert, blijft alles op je eigen apparaat. Er is geen account en geen server.",
    invite_reply: |address| format!("Inleveren kan ook per mail, bij {address}."),
    invite_closing: "Tot dan,",
    poster_scan: "Scan de code met de camera van je telefoon.",
    poster_else: "Geen telefoon bij de hand? Vraag om de link of een papieren formulier.",
    paper_title: "Vragenlijst op papier",
    paper_how: "Zet in elke rij een kruis door één nummer. Niets is verplicht. Zet je naam er niet op.",
    paper_hand_in: "Het nummer vóór een vraag helpt bij het overtypen.",

    sample_title: "Voorbeeld met verzonnen antwoorden",
    sample_network: "Voorbeeldnetwerk Langer Thuis",
    sample_words: &[
        ("basis-worthwhile", "De korte lijnen met de wijkverpleging."),
        ("basis-worthwhile", "Dat je hoort waar anderen tegenaan lopen."),
        ("basis-missing", "De huisartsen."),
        ("basis-missing", "Iemand die namens de bewoners spreekt."),
        ("relaties-best-moment", "Toen we samen één loket openden: iedereen wist wat er moest gebeuren."),
        ("relaties-small-step", "Eén keer per maand samen lunchen, zonder agenda."),
    ],
};
