//! The words that go with the link of a session, for a mail or a chat. Says before the link who will see what, and how small
//! the group may be (domain.md parts c and d). Knows nothing of mail.

use crate::instrument::Instrument;
use crate::instrument::group::GroupTexts;
use crate::session::{Keeping, Languages, Mailbox, MinGroup, Session};
use crate::text::Lang;
use crate::text::group::GroupText;
use crate::text::report::ReportText;

/// An invitation as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub subject: String,
    /// Paragraphs with an empty line between them.
    pub text: String,
}

/// In: the same, without the language but with the one on the screen. Out: the invitation in each language of the session,
/// that of the screen first.
pub fn in_all_languages(
    instrument: &'static Instrument,
    session: &Session,
    link: &str,
    first: Lang,
) -> Invitation {
    let one = |lang| invitation(instrument, session, link, lang);
    match session.languages {
        Languages::Only(lang) => one(lang),
        Languages::Both => {
            let others = Lang::ALL.into_iter().filter(|lang| *lang != first);
            let texts: Vec<String> = others.map(|lang| one(lang).text).collect();
            let first = one(first);
            let text = [first.text].into_iter().chain(texts).collect::<Vec<_>>().join("\n\n———\n\n");
            Invitation { subject: first.subject, text }
        }
    }
}

/// In: the instrument, a session, its link (or code, where no address is known), the language. Out: its invitation.
pub fn invitation(instrument: &'static Instrument, session: &Session, link: &str, lang: Lang) -> Invitation {
    let (own, text) = (GroupText::of(lang), ReportText::of(lang));
    let day = session.day.as_ref().map_or_else(String::new, |day| (text.day)(day.parts()));
    let purpose = (own.invite_purpose)(&session.network, &day);
    let fill = (own.invite_fill)(session.minutes(instrument));
    // "Ann Smith, coordinator" will see it: a sentence takes the name only.
    let host = session.host.split(',').next().unwrap_or_default();
    let hand_in = match session.keeping {
        Keeping::Rows => own.invite_rows,
        Keeping::TallyOnly => own.invite_tally,
    };
    let mut group = vec![(own.invite_minimum)(session.min_group.people())];
    if session.min_group < MinGroup::USUAL {
        group.push(own.invite_minimum_low.to_owned());
    }
    group.push(if session.with_words { own.invite_words } else { own.invite_no_words }.to_owned());
    let warning = GroupTexts::shipped().share_warning.get(lang);
    let paragraphs = [
        own.invite_greeting.to_owned(),
        [purpose, fill].join(" "),
        session.intro.clone(),
        [own.invite_open, link].join("\n"),
        [own.invite_own, &hand_in(host)].join(" "),
        group.join(" "),
        [own.invite_private, warning].join(" "),
        session.reply_to.as_ref().map(Mailbox::as_str).map_or_else(String::new, own.invite_reply),
        [own.invite_closing, &session.host].join("\n").trim_end().to_owned(),
    ];
    let written: Vec<String> = paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect();
    Invitation { subject: (own.invite_subject)(&session.network), text: written.join("\n\n") }
}
