//! Every live value of the app, and the one door through which answers change: each change goes to the
//! journal and on to the store in the same turn. Knows nothing of how anything looks.

use crate::app::later::{self, Later, Loading, later};
use crate::app::live::{Live, follow_value};
use crate::app::told::{Refused, Removed, Told};
use crate::browser::store::{self, Found, Level, Store};
use crate::browser::{self, Drawn, OtherTabs};
use crate::early;
use crate::exchange;
use crate::instrument::{self, Instrument};
use crate::journal::{self, Fields, FolderId, Journal};
use crate::page::{Desk, Page};
use crate::response::{Change, Response, ResponseId};
use crate::session::{Languages, SAMPLE, Session, SessionId};
use crate::text::{Lang, Text};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How it stands with what was answered last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing was changed yet on this visit.
    Idle,
    Saving,
    Saved,
    /// The store refused three times; the answers are in memory.
    Failed,
}

/// Something to tell at the top of the page. It becomes words when it is drawn, so that it follows the language.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// These answers may be read and not changed.
    ReadOnly,
    /// What a page or a language needs could not be loaded.
    NotLoaded,
    /// What was answered here in these fields has become something else in another tab.
    Overruled(Vec<String>),
    /// What comes with the second file.
    Later(Rc<Told>),
}

impl From<Told> for Notice {
    fn from(told: Told) -> Notice {
        Notice::Later(Rc::new(told))
    }
}

/// So long a page that has just come takes no answers.
const FRESH_MS: i32 = 300;
/// So many times a write is tried before the person is told.
const TRIES: u32 = 3;
/// From so many replaced records on, they are deleted.
const TIDY_FROM: usize = 200;

/// Makes a language ready to be shown. Out: whether it is.
async fn is_ready(lang: Lang) -> bool {
    match lang {
        Lang::Nl => true,
        Lang::En => browser::english().await.map(instrument::open_english).is_some(),
    }
}

/// The language to begin in: the one that was chosen, else the browser's; Dutch where it cannot be fetched.
pub async fn first_lang() -> Lang {
    let languages = browser::languages();
    let wanted = store::setting("language")
        .and_then(|tag| Lang::parse(&tag))
        .or_else(|| languages.iter().find_map(|tag| Lang::parse(tag)))
        .unwrap_or_default();
    if is_ready(wanted).await { wanted } else { Lang::default() }
}

#[derive(Clone, Copy)]
pub struct State {
    pub instrument: &'static Instrument,
    pub lang: Live<Lang>,
    pub is_dark: Live<bool>,
    pub has_number_keys: Live<bool>,
    pub page: Live<Page>,
    pub journal: Live<Journal>,
    pub keeping: Live<Keeping>,
    pub level: Level,
    /// The database did not open in time: what it holds is not seen on this visit.
    pub is_stuck: bool,
    pub notice: Live<Option<Notice>>,
    /// Whether a newer version of the app is waiting.
    pub has_update: Live<bool>,
    /// What is filled in on the start for a new response.
    pub draft_network: Live<String>,
    pub draft_modules: Live<Vec<&'static str>>,
    /// Which response is being renamed on the start, and what is typed there.
    pub renaming: Live<Option<ResponseId>>,
    pub new_name: Live<String>,
    /// What was made of the example of a session.
    pub sample: Live<Fields>,
    /// Whether the question stands there that comes before erasing everything.
    pub is_erasing: Live<bool>,
    later: Live<Loading>,
    keeper: Live<Keeper>,
}

struct Keeper {
    store: Rc<Store>,
    tab: String,
    tabs: Option<OtherTabs>,
    is_writing: bool,
    /// How many writes were begun on this visit.
    n_writes: u32,
    /// Everything is being erased: nothing may be written behind it.
    is_erasing: bool,
    /// The browser had closed the store, maybe because it was cleared; nothing was written since.
    is_reopened: bool,
    /// How far reading is: one at a time, and once more if there was reason to in the meantime.
    reading: Reading,
    /// The person asked for the newer version; it may come when everything is safe.
    wants_update: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Not,
    Now,
    NowAndAgain,
}

impl State {
    /// In: the opened store, what was found there, and the language to begin in. Reads the store, and starts to follow the browser's events.
    pub fn new(store: Store, found: &Found, lang: Lang) -> State {
        let tab = format!("{:016x}", browser::random_id() >> 64);
        let mut journal = Journal::new(Instrument::shipped(), tab.clone());
        for (key, text) in &found.log {
            journal.read(*key, text);
        }
        let aside = journal.take_up(&found.left_behind);
        let level = store.level();
        let keeper = Keeper {
            store: Rc::new(store),
            tab,
            tabs: None,
            is_writing: false,
            n_writes: 0,
            is_erasing: false,
            is_reopened: false,
            reading: Reading::Not,
            wants_update: false,
        };
        let is_dark = store::setting("theme").map_or_else(browser::prefers_dark, |theme| theme == "dark");
        let state = State {
            instrument: Instrument::shipped(),
            lang: Live::new(lang),
            is_dark: Live::new(is_dark),
            has_number_keys: Live::new(store::setting("number-keys").as_deref() != Some("off")),
            page: Live::new(Page::parse(&browser::fragment())),
            journal: Live::new(journal),
            keeping: Live::new(Keeping::Idle),
            level,
            is_stuck: found.is_stuck,
            notice: Live::new(None),
            has_update: Live::new(browser::has_root("data-update")),
            draft_network: Live::new(String::new()),
            draft_modules: Live::new(default_modules()),
            renaming: Live::new(None),
            new_name: Live::new(String::new()),
            sample: Live::new(Fields::default()),
            is_erasing: Live::new(false),
            later: Live::new(Loading::Wanted),
            keeper: Live::new(keeper),
        };
        state.start(aside);
        state
    }

    fn start(self, aside: Vec<String>) {
        let tabs = OtherTabs::new(move |is_erased| if is_erased { self.forget() } else { self.refresh() });
        self.keeper.update_quietly(|keeper| keeper.tabs = Some(tabs));
        if self.level == Level::MayLag {
            OtherTabs::on_local(move |key, is_there| match store::is_slot(key) {
                true if is_there => self.refresh(),
                true => self.forget(),
                false => {}
            });
        }
        browser::on("update-ready", move |_| self.has_update.set(true));
        browser::on("hashchange", move |_| self.show(Page::parse(&browser::fragment())));
        // Events of other tabs may not arrive; what they wrote is read whenever this page comes back in sight.
        for event in ["focus", "pageshow"] {
            browser::on(event, move |_| self.refresh());
        }
        browser::on(
            "visibilitychange",
            move |_| if browser::is_hidden() { self.save() } else { self.refresh() },
        );
        self.follow();
        self.save();
        self.tidy(aside);
    }

    /// Effects: title, language and theme follow the state.
    fn follow(self) {
        // Each by itself: the browser looks at the whole page again when one of them is set.
        follow_value(move || self.lang.get(), |lang| browser::set_root("lang", Some(lang.code())));
        follow_value(move || self.title(), |title| browser::set_title(title));
        follow_value(
            move || if self.is_dark.get() { "dark" } else { "light" },
            |theme| browser::set_root("data-theme", Some(theme)),
        );
    }

    /// A response as it is now, unless it was removed.
    pub fn response(self, id: ResponseId) -> Option<Response> {
        self.journal.with(|journal| journal.response(id).cloned())
    }

    pub fn text(self) -> &'static Text {
        Text::of(self.lang.get())
    }

    /// The page's title: what it is, of which network, and the app.
    fn title(self) -> String {
        let text = self.text();
        let page = self.page.get();
        let network = page.response().and_then(|id| {
            self.journal.with(|journal| journal.response(id).map(|response| response.network.clone()))
        });
        let network = network.or_else(|| (self.later()?.network)(self, &page));
        let mut title = self.page_name();
        for part in [network.as_deref().unwrap_or_default(), text.app] {
            if !part.is_empty() {
                title.push_str(" – ");
                title.push_str(part);
            }
        }
        title
    }

    /// What the page that is shown is called.
    pub fn page_name(self) -> String {
        let text = self.text();
        let page = self.page.get();
        let is_here = |id| self.journal.with(|journal| journal.response(id).is_some());
        if !page.response().is_none_or(is_here) {
            return text.not_found.to_owned();
        }
        match &page {
            Page::Start => self.instrument.title.get(self.lang.get()).to_owned(),
            Page::Screen(id, code) => {
                self.screen_name(*id, code).unwrap_or_else(|| text.not_found.to_owned())
            }
            Page::Review(_) => text.review_title.to_owned(),
            Page::Report(..) => text.report_kind.to_owned(),
            Page::HandIn(_) => text.hand_in.to_owned(),
            Page::Trainer => text.for_trainers.to_owned(),
            Page::Link(_) => text.invitation.to_owned(),
            Page::Session(_, desk) => match desk {
                Desk::Prepare => text.prepare,
                Desk::Collect => text.collect,
                Desk::Group(_) => text.group_report,
                Desk::Room(_) => text.in_the_room,
                Desk::Minutes(_) => text.minutes_title,
                Desk::Poster => text.poster,
                Desk::Paper => text.paper_form,
            }
            .to_owned(),
            Page::Logbooks | Page::Logbook(_) => text.logbook.to_owned(),
            Page::Answers => text.your_answers.to_owned(),
            Page::Sources => text.sources.to_owned(),
            Page::Unknown => text.not_found.to_owned(),
        }
    }

    fn screen_name(self, id: ResponseId, code: &str) -> Option<String> {
        self.journal.with(|journal| {
            let screens = journal.response(id)?.screens(self.instrument);
            let screen = screens.into_iter().find(|screen| screen.code() == code)?;
            Some(super::screen_name(screen, self.lang.get()))
        })
    }

    // ---- pages

    /// Goes to a page, as a new entry of the history.
    pub fn go(self, page: Page) {
        browser::set_fragment(&page.print(), true);
        self.show(page);
    }

    /// What is loaded later, if it has been.
    pub fn later(self) -> Option<Later> {
        match self.later.get() {
            Loading::Here(later) => Some(later),
            Loading::Wanted | Loading::Failed => None,
        }
    }

    pub fn has_later_failed(self) -> bool {
        self.later.with(|later| matches!(later, Loading::Failed))
    }

    /// Loads what is loaded later, unless it is here.
    pub async fn load_later(self) -> Option<Later> {
        if let Some(later) = self.later() {
            return Some(later);
        }
        let loaded = later().await.ok();
        // It writes in both languages, and has fetched them.
        let loaded = if is_ready(Lang::En).await { loaded } else { None };
        self.later.set(loaded.map_or(Loading::Failed, Loading::Here));
        let page = self.page.get();
        if later::has(&page) && loaded.is_some() {
            focus(anchor(&page));
        }
        loaded
    }

    /// The same, without waiting for it.
    pub fn begin_later(self) {
        spawn_local(async move {
            self.load_later().await;
        });
    }

    /// Does something with it, or says that it cannot be loaded.
    pub fn with_later(self, pick: fn(&Later) -> fn(State)) {
        self.when_later(Box::new(move |later| pick(&later)(self)));
    }

    /// The same, for what needs more than the state.
    pub fn when_later(self, act: Box<dyn FnOnce(Later)>) {
        spawn_local(async move {
            match self.load_later().await {
                Some(later) => act(later),
                None => self.tell(Notice::NotLoaded),
            }
        });
    }

    /// Shows a page, keeps the place, and tells a screen reader where it is by moving the focus to the heading.
    fn show(self, page: Page) {
        let place = anchor(&page);
        self.turn(page);
        focus(place);
        // The second of two quick presses is not for what now stands in that place.
        browser::set_root("data-fresh", Some(""));
        spawn_local(async {
            browser::wait(FRESH_MS).await;
            browser::set_root("data-fresh", None);
        });
    }

    /// The same, with the focus where it is.
    fn turn(self, page: Page) {
        if let (Some(id), Some(place)) = (page.response(), page.place()) {
            // Also where nobody has moved, if another questionnaire was open in between.
            let is_new = self.journal.with(|journal| {
                let is_latest = journal.latest().is_some_and(|latest| latest.id == id);
                let is_elsewhere =
                    |response: &Response| response.place.as_deref() != Some(place) || !is_latest;
                !journal.is_read_only(id) && journal.response(id).is_some_and(is_elsewhere)
            });
            if is_new {
                self.change(id, Change::Place(place.to_owned()));
            }
        }
        let is_same = self.page.with(|old| old.key() == page.key());
        if !is_same {
            self.notice.set(None);
            self.renaming.set(None);
            self.is_erasing.set(false);
        }
        if matches!(page, Page::Screen(..)) {
            // The review comes next, and then there may be no connection any more.
            self.begin_later();
        }
        self.page.set(page);
    }

    // ---- settings

    /// Fetches what the language needs, then speaks it.
    pub fn choose_lang(self, lang: Lang) {
        spawn_local(async move {
            if is_ready(lang).await {
                browser::keep_unfolded();
                self.set_lang(lang);
            } else {
                self.notice.set(Some(Notice::NotLoaded));
            }
        });
    }

    /// Speaks a language that is ready.
    fn set_lang(self, lang: Lang) {
        store::set_setting("language", lang.code());
        self.lang.set(lang);
    }

    pub fn set_dark(self, is_dark: bool) {
        store::set_setting("theme", if is_dark { "dark" } else { "light" });
        self.is_dark.set(is_dark);
    }

    pub fn set_number_keys(self, is_on: bool) {
        store::set_setting("number-keys", if is_on { "on" } else { "off" });
        self.has_number_keys.set(is_on);
    }

    // ---- changes

    /// Makes a change: memory first, then the note, then the store, all in this turn.
    pub fn change(self, id: ResponseId, change: Change) {
        self.change_all(id, [change]);
    }

    /// Whether this response must stay as it is.
    pub fn is_read_only(self, id: ResponseId) -> bool {
        self.journal.with(|journal| journal.is_read_only(id))
    }

    /// Several changes at once.
    pub fn change_all(self, id: ResponseId, changes: impl IntoIterator<Item = Change>) {
        if self.is_read_only(id) {
            self.tell(Notice::ReadOnly);
            return;
        }
        self.journal.update(|journal| {
            for change in changes {
                journal.change(id, &change);
            }
        });
        self.save();
    }

    /// What is kept of a session. Of the example nothing is kept: it lasts as long as the page.
    pub fn session_fields(self, id: SessionId) -> Option<Fields> {
        if id == SAMPLE {
            return Some(self.sample.get());
        }
        self.fields(FolderId(id.0))
    }

    /// What is kept in a folder, unless it was removed.
    pub fn fields(self, id: FolderId) -> Option<Fields> {
        let is_there = |fields: &&Fields| fields.get("removed").is_none();
        self.journal.with(|journal| journal.folder(id).filter(is_there).cloned())
    }

    /// Sets fields of a session, or clears them.
    pub fn set_session(self, id: SessionId, fields: impl IntoIterator<Item = (String, Option<String>)>) {
        if id == SAMPLE {
            self.sample.update(|sample| {
                for (field, value) in fields {
                    match value {
                        Some(value) => sample.insert(field, value),
                        None => sample.remove(&field),
                    };
                }
            });
            return;
        }
        self.set_fields(FolderId(id.0), fields);
    }

    /// Sets fields of a folder, or clears them.
    pub fn set_fields(self, id: FolderId, fields: impl IntoIterator<Item = (String, Option<String>)>) {
        self.journal.update(|journal| {
            for (field, value) in fields {
                journal.set(id, &field, value);
            }
        });
        self.save();
    }

    /// Begins a new response as it was filled in on the start, and goes to its first screen. Without any module there
    /// is nothing to begin.
    pub fn begin(self) {
        // Taken, so that a second press finds nothing to begin.
        let modules = self.draft_modules.update_quietly(std::mem::take);
        if modules.is_empty() {
            return;
        }
        let network = self.draft_network.update_quietly(std::mem::take);
        spawn_local(async move {
            // The press has been handled when the page is built: together they took more than 50 ms.
            browser::breathe().await;
            self.draft_modules.set(default_modules());
            if let Some(first) = self.begin_with(None, &network, modules, Vec::new()) {
                self.go(first);
            }
        });
    }

    /// Out: the first screen of a new response.
    fn begin_with(
        self,
        id: Option<ResponseId>,
        network: &str,
        modules: Vec<&'static str>,
        answers: Vec<Change>,
    ) -> Option<Page> {
        let id = id.unwrap_or_else(|| ResponseId(browser::random_id()));
        let network = Change::Network(exchange::typed_name(network));
        let head = [network, Change::Modules(modules), Change::Created(super::today())];
        self.change_all(id, head.into_iter().chain(answers));
        self.first_of(id)
    }

    fn first_of(self, id: ResponseId) -> Option<Page> {
        let screens = self.response(id)?.screens(self.instrument);
        screens.first().map(|screen| Page::Screen(id, screen.code()))
    }

    /// Goes on with what was filled in before the app was there. What was chosen there is kept from here
    /// on; boot.js drops its note when this turn ends.
    pub fn take_over(self, drawn: &Drawn) {
        let early = early::read(self.instrument, &drawn.fields);
        if !drawn.is_question {
            self.draft_network.set(early.network.clone());
            self.draft_modules.set(early.modules.clone());
        }
        let is_removed = |id| self.journal.with(|journal| journal.removed(id).is_some());
        if !early.is_begun(drawn.is_question) || early.id.is_some_and(is_removed) {
            return;
        }
        let first = match early.id.and_then(|id| self.response(id)) {
            None => self.begin_with(early.id, &early.network, early.modules, early.answers),
            Some(known) => {
                self.change_all(known.id, early.missing_in(&known));
                self.first_of(known.id)
            }
        };
        if drawn.is_question
            && let Some(first) = first
        {
            // boot.js has made the entry of the history.
            browser::set_fragment(&first.print(), false);
            self.turn(first);
        }
    }

    /// Begins a response for a session, with what makes it follow another one; or goes on with one that was there for it.
    pub fn begin_for(self, session: &Session, code: &str, with: Option<ResponseId>, follows: Vec<Change>) {
        let invitation = Change::Invitation(code.to_owned());
        if let Languages::Only(lang) = session.languages {
            self.set_lang(lang);
        }
        let id = with.unwrap_or_else(|| ResponseId(browser::random_id()));
        let changes = match self.response(id) {
            None => {
                let mut changes = follows;
                changes.extend([
                    Change::Network(session.network.clone()),
                    Change::Modules(session.modules.clone()),
                    Change::Created(super::today()),
                    invitation,
                ]);
                changes
            }
            Some(known) => {
                let mut modules: Vec<_> = known.modules(self.instrument).map(|module| module.id).collect();
                modules.extend(
                    session.modules.iter().filter(|id| !known.modules(self.instrument).any(|m| m.id == **id)),
                );
                vec![Change::Modules(modules), invitation]
            }
        };
        self.change_all(id, changes);
        let page = self.journal.with(|journal| {
            let response = journal.response(id)?;
            let first = response.screens(self.instrument).first()?.code();
            Some(Page::at(id, response.place.as_deref().unwrap_or(&first)))
        });
        self.go(page.unwrap_or(Page::Start));
    }

    pub fn remove(self, id: ResponseId) {
        self.change(id, Change::Removed(true));
        if !self.is_read_only(id) {
            self.notice.set(Some(Told::Removed(id).into()));
        }
    }

    /// Removes a session or a logbook. It can be brought back whole: another tab may have deleted its records in the
    /// meantime.
    pub fn remove_folder(self, id: FolderId, removed: Removed) {
        let fields = self.fields(id).unwrap_or_default();
        let back = fields.pairs().iter().map(|(field, value)| (field.clone(), Some(value.clone())));
        let back = [("removed".to_owned(), None)].into_iter().chain(back).collect();
        self.set_fields(id, [("removed".to_owned(), Some("yes".to_owned()))]);
        self.tell(Told::RemovedFields(id, removed, back).into());
    }

    /// Brings a removed response back.
    pub fn restore(self, id: ResponseId) {
        let removed = self.journal.with(|journal| journal.removed(id).cloned());
        let changes = removed.map(|removed| removed.back_as(self.instrument, &removed));
        self.change_all(id, changes.into_iter().flatten());
        self.notice.set(None);
        browser::focus("h1");
    }

    /// Erases everything of this app in this browser.
    pub fn erase(self) {
        if self.keeper.update_quietly(|keeper| std::mem::replace(&mut keeper.is_erasing, true)) {
            return;
        }
        let store = self.store();
        spawn_local(async move {
            let erased = store.erase().await;
            self.keeper.update_quietly(|keeper| keeper.is_erasing = false);
            if erased.is_err() {
                self.notice.set(Some(Told::Refused(Refused::NotErased).into()));
                self.save();
                return;
            }
            self.keeper.with(|keeper| keeper.tabs.iter().for_each(|tabs| tabs.tell(true)));
            self.forget();
            self.notice.set(Some(Told::Erased.into()));
        });
    }

    /// Everything was erased, here or in another tab: nothing of it may stay on the screen or be written again.
    fn forget(self) {
        self.store().forget();
        self.journal.update(|journal| {
            journal.erase();
        });
        self.keeping.set(Keeping::Idle);
        self.guard();
        self.go(Page::Start);
    }

    // ---- files

    /// Tells something where it is seen: the message takes the focus, and with that comes into view.
    pub fn tell(self, notice: Notice) {
        self.notice.set(Some(notice));
        browser::focus(".notices");
    }

    /// Hands a file over to the person. Out: what came of it, in words; an error has a second way in them.
    pub fn hand_over(self, name: &str, media_type: &str, content: &[u8]) -> Result<String, String> {
        let text = self.text();
        match browser::download(name, media_type, content) {
            Ok(()) => Ok((text.downloaded)(name)),
            Err(_) => Err(text.download_failed.to_owned()),
        }
    }

    /// The name of a response's network, or the words for one without.
    pub fn name_of(self, response: &Response) -> String {
        let unnamed = Text::of(self.lang.get()).unnamed;
        if response.network.is_empty() { unnamed.to_owned() } else { response.network.clone() }
    }

    // ---- keeping

    fn store(self) -> Rc<Store> {
        self.keeper.with(|keeper| keeper.store.clone())
    }

    /// Notes what is not confirmed and, if no write is running, starts one. It is tried three times; a connection that
    /// the browser has closed is made anew.
    pub fn save(self) {
        let mut records = self.waiting();
        let (store, is_writing) = self.keeper.with(|keeper| {
            let texts: Vec<String> = records.iter().map(|(_, text)| text.clone()).collect();
            keeper.store.note_pending(&keeper.tab, &texts);
            (keeper.store.clone(), keeper.is_writing)
        });
        self.guard();
        if is_writing || records.is_empty() {
            return;
        }
        self.keeper.update_quietly(|keeper| {
            keeper.is_writing = true;
            keeper.n_writes += 1;
        });
        if self.keeping.get() != Keeping::Failed {
            self.keeping.set(Keeping::Saving);
        }
        let first = store.put(&records, false);
        self.tell_if_late();
        spawn_local(async move {
            let mut written = first.await;
            for _ in 1..TRIES {
                if written.is_ok() {
                    break;
                }
                if store.reopen().await {
                    self.keeper.update_quietly(|keeper| keeper.is_reopened = true);
                    self.read().await;
                }
                // Not what was waiting then: it may have been erased in the meantime.
                records = self.waiting();
                if records.is_empty() {
                    break;
                }
                written = store.put(&records, true).await;
            }
            self.keeper.update_quietly(|keeper| keeper.is_writing = false);
            match written {
                Ok(()) => {
                    self.keeper.update_quietly(|keeper| keeper.is_reopened = false);
                    self.written(records).await;
                }
                // Erased in the meantime.
                Err(_) if self.waiting().is_empty() => self.keeping.set(Keeping::Idle),
                Err(_) => self.keeping.set(Keeping::Failed),
            }
        });
    }

    /// A store may take a write and say nothing. After a while the person is told; the write is still waited for.
    fn tell_if_late(self) {
        let n_writes = self.keeper.with(|keeper| keeper.n_writes);
        spawn_local(async move {
            let _ = store::long_enough().await;
            if self.keeper.with(|keeper| keeper.is_writing && keeper.n_writes == n_writes) {
                self.keeping.set(Keeping::Failed);
            }
        });
    }

    /// Lets the browser ask before the page is left, as long as that would lose something; never else (D5).
    fn guard(self) {
        let would_lose = self.journal.with(|journal| {
            let has_any = journal.responses().next().is_some() || journal.folders().next().is_some();
            let is_memory = self.level == Level::NotKept && has_any;
            is_memory || !journal.pending().is_empty()
        });
        browser::ask_before_leaving(would_lose);
    }

    /// Op and text of every record that is not confirmed and may be written.
    fn waiting(self) -> Vec<(String, String)> {
        if self.keeper.with(|keeper| keeper.is_erasing) {
            return Vec::new();
        }
        let pending = self.journal.with(Journal::pending);
        pending.iter().map(|record| (record.op.clone(), record.encode())).collect()
    }

    async fn written(self, records: Vec<(String, String)>) {
        let ops: Vec<String> = records.into_iter().map(|(op, _)| op).collect();
        // Only what is waiting changes here, so nothing needs to be drawn again.
        self.journal.update_quietly(|journal| journal.confirm(&ops));
        if self.journal.with(Journal::pending).is_empty() {
            self.keeping.set(Keeping::Saved);
            self.keeper.with(|keeper| {
                keeper.store.note_pending(&keeper.tab, &[]);
                keeper.store.drop_left_behind();
            });
            self.update_if_safe();
        }
        self.guard();
        self.tell_tabs();
        self.save();
        self.refresh();
    }

    /// The person agreed to the newer version: this page makes way for it as soon as every answer is safe.
    pub fn update(self) {
        self.keeper.update_quietly(|keeper| keeper.wants_update = true);
        self.save();
        self.update_if_safe();
    }

    fn update_if_safe(self) {
        let is_safe = self.journal.with(Journal::pending).is_empty();
        if is_safe && self.keeper.with(|keeper| keeper.wants_update) {
            browser::say("update-agreed");
        }
    }

    fn tell_tabs(self) {
        self.keeper.with(|keeper| keeper.tabs.iter().for_each(|tabs| tabs.tell(false)));
    }

    /// Reads what any tab has written since.
    pub fn refresh(self) {
        let was = self.keeper.update_quietly(|keeper| {
            let next = if keeper.reading == Reading::Not { Reading::Now } else { Reading::NowAndAgain };
            std::mem::replace(&mut keeper.reading, next)
        });
        if was != Reading::Not {
            return;
        }
        spawn_local(async move {
            let mut is_wanted = true;
            while is_wanted {
                self.keeper.update_quietly(|keeper| keeper.reading = Reading::Now);
                self.read().await;
                is_wanted = self.keeper.with(|keeper| keeper.reading == Reading::NowAndAgain);
            }
            self.keeper.update_quietly(|keeper| keeper.reading = Reading::Not);
        });
    }

    /// Reads on in the log; from its beginning, if it does not go on from what was read last.
    async fn read(self) {
        let store = self.store();
        let last = self.journal.with(|journal| journal.last().clone());
        let Ok(records) = store.read_from(last.0).await else { return };
        if !journal::goes_on(&last, &records) {
            let Ok(log) = store.read_from(0).await else { return };
            let is_known = self.journal.with(|journal| journal.is_known(&log));
            let (is_reopened, is_writing) =
                self.keeper.with(|keeper| (keeper.is_reopened, keeper.is_writing));
            if is_known || is_reopened {
                self.journal.update(|journal| journal.start_over(&log, !is_known));
            } else if self.level == Level::Safe && !is_writing {
                // Another tab has erased everything, and its word did not arrive.
                self.forget();
            }
            return;
        }
        let is_news = self.journal.with(|journal| records.iter().any(|(_, text)| !journal.wrote(text)));
        let read = |journal: &mut Journal| {
            for (key, text) in &records {
                journal.read(*key, text);
            }
        };
        if is_news {
            self.journal.update(read);
            self.tell_overruled();
        } else {
            self.journal.update_quietly(read);
        }
        if self.journal.with(|journal| journal.superfluous().len()) > TIDY_FROM {
            self.tidy(Vec::new());
        }
    }

    /// An answer that was given here has become another one in another tab.
    fn tell_overruled(self) {
        let here = self.page.with(Page::response);
        let overruled = self.journal.update_quietly(Journal::take_overruled);
        let mut fields = Vec::new();
        for (id, field) in overruled {
            if Some(id) == here && self.question(&field).is_some() {
                fields.push(field);
            }
        }
        if !fields.is_empty() {
            self.notice.set(Some(Notice::Overruled(fields)));
        }
    }

    /// The text of the question that this field answers.
    pub fn question(self, field: &str) -> Option<String> {
        let closed = self.instrument.question(field).map(|question| question.text);
        let open = || self.instrument.open_questions().find(|open| open.id == field).map(|open| open.text);
        closed.or_else(open).map(|text| text.get(self.lang.get()).to_owned())
    }

    /// Deletes what has been replaced, and sets aside what cannot be used.
    fn tidy(self, aside: Vec<String>) {
        let store = self.store();
        let (mut keys, mut texts) = (self.journal.with(Journal::superfluous), aside);
        for damaged in self.journal.with(|journal| journal.damaged().to_vec()) {
            keys.push(damaged.key);
            texts.push(damaged.text);
        }
        spawn_local(async move {
            // What could not be deleted now is found again at the next start.
            if store.tidy(&keys, &texts).await.is_ok() {
                self.journal.update_quietly(|journal| journal.forget(&keys));
            }
        });
    }
}

/// The place within a page that its address names.
fn anchor(page: &Page) -> Option<String> {
    match page {
        Page::Report(_, place) | Page::Session(_, Desk::Group(place)) => place.clone(),
        Page::Start
        | Page::Screen(..)
        | Page::Review(_)
        | Page::HandIn(_)
        | Page::Trainer
        | Page::Session(..)
        | Page::Logbooks
        | Page::Logbook(_)
        | Page::Link(_)
        | Page::Answers
        | Page::Sources
        | Page::Unknown => None,
    }
}

/// Moves the focus to the place on a page, or to its heading.
fn focus(place: Option<String>) {
    match place {
        Some(place) => browser::focus_id(place),
        None => {
            browser::scroll_to_top();
            browser::focus("h1");
        }
    }
}

fn default_modules() -> Vec<&'static str> {
    let modules = Instrument::shipped().modules.iter().filter(|module| module.default_on);
    modules.map(|module| module.id).collect()
}
