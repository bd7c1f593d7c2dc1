//! What is told at the top of the page and comes with the second file: what stands as long as it is true, what was done,
//! what can be undone or must be chosen, what was refused and why. Knows nothing of what led to it.

use crate::app::dom::{El, button, el, words};
use crate::app::participant::file;
use crate::app::state::State;
use crate::app::{logbook, notice, session, trainer};
use crate::browser::{self, Failure, store::Level};
use crate::collection::{MAX_FILES, MAX_MIB, TooMuch};
use crate::exchange::Rejected;
use crate::journal::{FolderId, Record};
use crate::logbook::LogbookId;
use crate::page::Page;
use crate::response::{Response, ResponseId};
use crate::session::SessionId;
use crate::text::Lang;
use crate::text::report::ReportText;
use crate::text::session::SessionText;
use crate::text::story::StoryText;

/// What was done last.
#[derive(Debug)]
pub enum Told {
    /// A file of this name.
    HandedOver(String),
    Erased,
    /// What was read last for a session was taken out again.
    Undone,
    /// The responses of a file, and what came of each.
    Opened(Vec<(ResponseId, Opened)>),
    /// All that came of one file.
    All(Vec<Told>),
    SessionOpened(SessionId),
    /// What was handed in besides was added to the session that was here.
    SessionMerged(SessionId),
    LogbookOpened(LogbookId),
    /// The file was added to the logbook that was here.
    LogbookMerged(LogbookId),
    /// How many agreements of a session, with the fields that take them out again.
    AgreementsAdded(LogbookId, usize, Vec<(String, Option<String>)>),
    Removed(ResponseId),
    /// With the fields that bring it back.
    RemovedFields(FolderId, Removed, Vec<(String, Option<String>)>),
    /// The file holds other answers than this browser; the first of the list is asked about.
    Differs(Vec<Response>),
    Refused(Refused),
}

/// What came of a response in a file.
#[derive(Debug)]
pub enum Opened {
    Back,
    /// It was here, with the same answers.
    Same,
}

/// What was removed, by the name or the words that a person gave it.
#[derive(Debug)]
pub enum Removed {
    Session(String),
    Logbook(String),
    /// An entry or a goal of a logbook.
    Sentence(String),
}

/// What could not be done, and why.
#[derive(Debug)]
pub enum Refused {
    /// More than one at once; none was opened.
    SeveralFiles,
    /// More than is read at once; none was read.
    TooMuch(TooMuch),
    Unread(Failure),
    Rejected(Rejected),
    BackupTooLarge,
    NotHandedOver,
    NotErased,
    /// The app as one file is too large to be kept for use without a connection.
    NoConnection,
}

impl Told {
    /// Whether it interrupts a person.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Told::Refused(_))
    }
}

impl PartialEq for Told {
    // What is told again is drawn again, and heard.
    fn eq(&self, other: &Told) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Hands a file over. Out: what is told of it.
pub fn hand_over(name: &str, media_type: &str, content: &[u8]) -> Told {
    match browser::download(name, media_type, content) {
        Ok(()) => Told::HandedOver(name.to_owned()),
        Err(_) => Told::Refused(Refused::NotHandedOver),
    }
}

/// Notices that stay as long as they are true.
pub fn standing(state: State) -> Vec<El> {
    let text = ReportText::of(state.lang.get());
    let backup = || file::backup_button(state, text.save_backup);
    if state.level == Level::NotKept {
        let body = [words("p", "", text.not_kept_text), backup()];
        return vec![notice("notice--alarm", text.not_kept_sign, body)];
    }
    let mut notices = Vec::new();
    let (unreadable, is_newer) =
        state.journal.with(|journal| (journal.unreadable().to_vec(), journal.is_newer()));
    if is_newer {
        let raw = words("button", "button button--second", text.save_raw).attr("type", "button");
        // boot.js does it, which knows how to do it without the app.
        notices.push(notice(
            "",
            text.notice,
            [words("p", "", text.from_newer), raw.attr("data-do", "records")],
        ));
    }
    if !unreadable.is_empty() {
        let mut questions: Vec<String> =
            unreadable.iter().filter_map(|text| state.question(Record::field_in(text)?)).collect();
        questions.dedup();
        let body = [
            words("p", "", &(text.damaged)(unreadable.len())),
            el("ul", "forms").all(questions.iter().map(|question| words("li", "", question))),
        ];
        let save = button("button button--second", text.save_unreadable, move || {
            let content = unreadable.join("\n");
            let told = hand_over("netwerkspiegel-onleesbaar.txt", "text/plain", content.as_bytes());
            state.notice.set(Some(told.into()));
        });
        notices.push(notice("", text.notice, body.into_iter().chain([save])));
    }
    if state.is_stuck {
        notices.push(notice("", text.notice, [words("p", "", text.stuck)]));
    }
    // From disk it is less sure that it is found again: said at the start, and with a backup where things are kept.
    if browser::is_file() {
        match state.page.get() {
            Page::Start => notices.push(notice("", text.notice, [words("p", "", text.kept_for_file)])),
            Page::Report(..) | Page::HandIn(_) | Page::Trainer | Page::Logbooks => {
                notices.push(notice("", text.notice, [words("p", "", text.kept_for_file), backup()]));
            }
            Page::Screen(..)
            | Page::Review(_)
            | Page::Session(..)
            | Page::Logbook(_)
            | Page::Link(_)
            | Page::Answers
            | Page::Sources
            | Page::Unknown => {}
        }
    }
    notices
}

fn session_name(state: State, id: SessionId) -> String {
    let of = |session| session::name_of(&session, state.lang.get());
    trainer::session(state, id).map(of).unwrap_or_default()
}

/// What was done last: where a person may undo it or has to choose, with the buttons for that.
pub fn told(state: State, told: &Told) -> Option<El> {
    let lang = state.lang.get();
    let text = ReportText::of(lang);
    let here = |sentence: &str, more: Option<El>| {
        let sentence = words("p", "", sentence).attr("dir", "auto");
        Some(notice("notice--here", text.notice, [sentence].into_iter().chain(more)))
    };
    let undo = |act: Box<dyn FnMut()>| Some(button("button button--second", text.undo, act));
    let set_back = |id: FolderId, back: &Vec<(String, Option<String>)>| -> Box<dyn FnMut()> {
        let back = back.clone();
        Box::new(move || {
            state.set_fields(id, back.clone());
            state.notice.set(None);
            browser::focus("h1");
        })
    };
    match told {
        Told::HandedOver(file) => here(&(text.downloaded)(file), None),
        Told::Erased => here(text.erased, None),
        Told::Undone => here(SessionText::of(lang).undone, None),
        Told::Opened(opened) => {
            let say = |(id, how): &(ResponseId, Opened)| {
                let name = state.response(*id).map(|response| state.name_of(&response)).unwrap_or_default();
                match how {
                    Opened::Back => (text.file_opened)(&name),
                    Opened::Same => (text.file_same)(&name),
                }
            };
            here(&opened.iter().map(say).collect::<Vec<_>>().join(" "), None)
        }
        Told::All(all) => Some(el("div", "").all(all.iter().filter_map(|one| self::told(state, one)))),
        Told::SessionOpened(id) => {
            here(&(SessionText::of(lang).session_opened)(&session_name(state, *id)), None)
        }
        Told::SessionMerged(id) => {
            here(&(SessionText::of(lang).session_merged)(&session_name(state, *id)), None)
        }
        Told::LogbookOpened(id) => here(&(StoryText::of(lang).opened)(&logbook::name(state, *id)), None),
        Told::LogbookMerged(id) => here(&(StoryText::of(lang).merged)(&logbook::name(state, *id)), None),
        Told::AgreementsAdded(id, n, back) => {
            let sentence = (StoryText::of(lang).agreements_added)(*n, &logbook::name(state, *id));
            here(&sentence, undo(set_back(FolderId(id.0), back)))
        }
        Told::Removed(id) => {
            let id = *id;
            let name = state.journal.with(|journal| journal.removed(id).map(|r| state.name_of(r)));
            here(&(text.removed)(&name.unwrap_or_default()), undo(Box::new(move || state.restore(id))))
        }
        Told::RemovedFields(id, removed, back) => {
            let name = match removed {
                Removed::Session(name) => session::named(name, lang),
                Removed::Logbook(name) => (StoryText::of(lang).logbook_of)(&logbook::named(name, lang)),
                Removed::Sentence(sentence) => (StoryText::of(lang).quoted)(sentence),
            };
            here(&(text.removed)(&name), undo(set_back(*id, back)))
        }
        Told::Differs(differing) => file::differs(state, differing),
        Told::Refused(why) => Some(notice("", text.notice, [words("p", "", &refusal(lang, why))])),
    }
}

fn refusal(lang: Lang, why: &Refused) -> String {
    let text = ReportText::of(lang);
    let sentence = match why {
        Refused::TooMuch(TooMuch::Files(n)) => return (SessionText::of(lang).too_many_files)(*n, MAX_FILES),
        Refused::TooMuch(TooMuch::Mib(n)) => return (SessionText::of(lang).too_much)(*n, MAX_MIB),
        Refused::SeveralFiles => text.several_files,
        Refused::Unread(Failure::FileTooLarge) | Refused::Rejected(Rejected::TooLarge { .. }) => {
            text.too_large
        }
        Refused::Unread(
            Failure::FileUnreadable
            | Failure::CameraRefused
            | Failure::DownloadRefused
            | Failure::StorageFailed
            | Failure::ClipboardRefused,
        ) => text.unreadable,
        Refused::Rejected(Rejected::NotOurs) => text.not_ours,
        Refused::Rejected(Rejected::OnlyToRead) => text.only_to_read,
        Refused::Rejected(Rejected::TooNew { .. }) => text.too_new,
        Refused::Rejected(
            Rejected::OtherInstrument { .. } | Rejected::OtherVersion | Rejected::UnknownModule { .. },
        ) => text.other_instrument,
        Refused::Rejected(Rejected::Damaged { .. } | Rejected::Incomplete { .. }) => text.damaged_file,
        Refused::BackupTooLarge => text.backup_too_large,
        Refused::NotHandedOver => text.download_failed,
        Refused::NotErased => text.erase_failed,
        Refused::NoConnection => text.no_connection,
    };
    sentence.to_owned()
}
