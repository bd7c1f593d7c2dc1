//! The sentences around measuring again, in Dutch, the source language. Knows nothing of where they are shown.

use super::AgainText;
use crate::text::nl::list;

pub static NL: AgainText = AgainText {
    again_title: "Opnieuw meten",
    again_text: "Kijk na een paar maanden weer: dezelfde vragen, nieuwe antwoorden. Je ziet je eerdere antwoorden dan niet. Pas in je rapport liggen toen en nu naast elkaar.",
    again_begin: "Begin een nieuwe meting",
    again_begin_of: |name| format!("Begin een nieuwe meting van {name}"),
    known_network: |day| format!("In deze browser staat al een meting van dit netwerk, van {day}."),
    look_back: "Terugkijken",
    look_back_lead: "Deze onderwerpen koos je de vorige keer om over te praten. Zeg wat je nu vindt. Je antwoorden van toen zie je straks in je rapport.",
    step_before: "Je stap van de vorige keer",
    step_earlier: "Je stap van eerder",
    what_became: "Wat is ervan gekomen?",
    outcome: |place| ["Gedaan", "Mee bezig", "Losgelaten"][place.min(2)],
    not_said: "Nog niet gezegd",

    then_and_now: "Toen en nu",
    own_intro: |n| {
        match n {
        2 => "Hier staan je vorige meting en deze. Van één persoon zegt een verschil van minder dan één stap niets: dat noemen we ongeveer gelijk.".into(),
        n => format!("Je {n} metingen staan onder elkaar. De woorden vergelijken de laatste twee. Van één persoon zegt een verschil van minder dan één stap niets: dat noemen we ongeveer gelijk."),
    }
    },
    own_latest: |n| {
        format!(
            "Je laatste {n} metingen staan onder elkaar; wat daarvoor was, staat hier niet bij. De woorden vergelijken de laatste twee. Van één persoon zegt een verschil van minder dan één stap niets: dat noemen we ongeveer gelijk."
        )
    },
    own_not_here: "Er hoort een eerdere meting bij, die hier niet staat. Open het bewaarde rapport van die meting: dan ligt die er weer naast.",
    own_soon: "Tussen je vorige meting en deze zit minder dan drie maanden: dan zegt een verschil weinig.",
    nothing_to_compare: "Er zijn nog te weinig vragen die je beide keren hebt beantwoord. Daarom staat hier niets naast elkaar.",
    not_compared: |names| {
        format!("Niet vergeleken, want toen of nu zijn er te weinig antwoorden: {}.", list(names))
    },
    up: |names| format!("Duidelijk hoger dan de vorige keer: {}.", list(names)),
    down: |names| format!("Duidelijk lager dan de vorige keer: {}.", list(names)),
    maybe: |names| format!("Misschien veranderd, vraag ernaar: {}.", list(names)),
    same: |n| match n {
        1 => "Bij 1 onderwerp is het ongeveer gelijk gebleven.".into(),
        n => format!("Bij {n} onderwerpen is het ongeveer gelijk gebleven."),
    },
    undated: "Zonder datum",
    this_one: |day| format!("Nu, {day}"),
    panel_caption: |name| format!("{name}: toen en nu"),
    measurement: "Meting",
    only_both: "De vergelijking gaat alleen over vragen die je beide keren beantwoordde.",
    looking_back: |answer| format!("Terugkijkend zei je: {answer}."),
    own_remembered: "Dat wijst een andere kant op dan je antwoorden. Je herinnert je vaak iets anders dan je toen antwoordde: vraag je af hoe dat komt.",

    group_same: "Twee metingen van hetzelfde netwerk naast elkaar.",
    group_other: |then, now| format!("Twee metingen: {then} en {now}. Kijk of dat hetzelfde netwerk is."),
    unnamed_network: "een netwerk zonder naam",
    group_intro: "Zo kunnen jullie praten over wat er anders is, en of jullie dat herkennen.",
    group_unpaired: "Wie er beide keren bij was, is niet bekend. Andere mensen kunnen het verschil maken. Daarom heet alleen een groot verschil een verandering.",
    group_paired: |n| {
        format!("De vergelijking gaat over de {n} mensen die beide keren meededen en dat goedvonden.")
    },
    group_some_paired: "De vergelijking gaat over mensen die beide keren meededen en dat goedvonden. Bij elk onderwerp staat hoeveel dat er zijn.",
    group_mixed: "Bij elk onderwerp staat over wie de vergelijking gaat: over mensen die beide keren meededen en dat goedvonden, of over iedereen die toen meedeed en iedereen die nu meedeed. Bij iedereen kunnen andere mensen het verschil maken. Daarom heet daar alleen een groot verschil een verandering.",
    compared_pairs: |n| format!("Vergeleken: {n} mensen die beide keren meededen."),
    compared_all: |then, now| {
        format!("Vergeleken: {then} mensen toen met {now} mensen nu; dat kunnen anderen zijn.")
    },
    group_all_too: "Daarbij staat ook wat iedereen samen zei. Andere mensen kunnen daar het verschil maken. Daarom heet daar alleen een groot verschil een verandering.",
    all_too: |[n_then, n_now], [then, now]| {
        let places =
            if then == now { format!("beide keren {then}") } else { format!("toen {then}, nu {now}") };
        format!("Iedereen samen, {n_then} mensen toen en {n_now} nu: {places}.")
    },
    on_two_sides: "aan twee kanten",
    divided_then: "Toen lagen de antwoorden aan twee kanten, nu niet meer",
    divided_now: "Nu liggen de antwoorden aan twee kanten, toen niet",
    divided_both: "Beide keren liggen de antwoorden aan twee kanten",
    on_topics: |words, names| format!("{words}: {}.", list(names)),
    divided_note: "Van antwoorden aan twee kanten zegt het gemiddelde niets. Daarom staat daar geen plek op de lijn, en ook niet of het hoger of lager is. Praat erover.",
    group_mean: "De plek op de lijn is hier het gemiddelde van de mensen over wie de vergelijking gaat; in het groepsbeeld staat het middelste antwoord van iedereen. Die twee kunnen verschillen.",
    group_not_here: "Bij deze bijeenkomst hoort een eerdere, die niet in deze browser staat. Open het bestand van die bijeenkomst: dan liggen toen en nu weer naast elkaar.",
    group_soon: "Tussen deze metingen zit minder dan drie maanden: dan zegt een verschil weinig.",
    group_nothing: "Er is geen onderwerp waarbij beide keren genoeg antwoorden zijn om te laten zien.",
    group_versions: |then, now| {
        format!(
            "De vragenlijst is tussen de twee metingen veranderd, van versie {} naar {}. De vergelijking gaat alleen over vragen die er beide keren in stonden.",
            list(then),
            list(now)
        )
    },
    group_looked_back: "Wie zelf eerder meedeed, zei ook hoe het nu is vergeleken met toen. Dat staat bij de onderwerpen waarover genoeg mensen iets zeiden.",
    group_remembered: "Dat wijst een andere kant op dan de antwoorden. Mensen herinneren zich vaak iets anders dan ze toen antwoordden: vraag ernaar.",
    group_looking_back: |said| {
        let n: u32 = said.iter().map(|(_, n)| n).sum();
        let told = said.iter().enumerate().map(|(place, (words, n))| {
            let verb = match (place, n) {
                (0, 1) => "zei ",
                (0, _) => "zeiden ",
                _ => "",
            };
            format!("{n} {verb}‘{words}’")
        });
        let said: Vec<String> = told.collect();
        format!(
            "{n} mensen keken zelf terug: {}.",
            list(&said.iter().map(String::as_str).collect::<Vec<_>>())
        )
    },
    compare: "Vergelijk met een eerdere bijeenkomst",
    compare_hint: "Kies een bijeenkomst van hetzelfde netwerk in deze browser. Staat die er niet bij? Open dan eerst het bestand van die bijeenkomst.",
    compare_none: "Niet vergelijken",
    agreements_before: "Eerdere afspraken",
    agreements_before_lead: "Loop ze eerst samen na: wat is ervan gekomen?",
    agreements_not_here: "Bij deze bijeenkomst hoort een eerdere, die niet in deze browser staat. Open het bestand van die bijeenkomst: dan staan de afspraken van toen hier weer.",

    measured_before: "Deed je de vorige keer ook mee?",
    measured_before_text: |day| {
        format!(
            "In deze browser staat een eerdere meting van dit netwerk, van {day}. Is die van jou? Dan kun je daarna terugkijken: wat is er beter, gelijk of slechter? Je eerdere antwoorden zie je pas in je rapport."
        )
    },
    begin_after: "Ja, begin een nieuwe meting",
    begin_anew: "Nee, begin zonder de vorige",

    with_look_back: "Wat ik terugkijkend zei",
    pair: "Mijn antwoorden mogen naast die van mijn vorige of volgende keer",
    pair_more: "Dan gaat een willekeurige code mee, die niets over jou zegt. De groep ziet daarmee beter wat er veranderd is. Het werkt als je dit beide keren aanvinkt, in deze browser.",
};
