//! Keeps records: the journal in IndexedDB, unconfirmed ones and the settings by gloo-storage, and where IndexedDB is
//! missing everything in local storage, else in memory. Says how safe that is. What a record means, and which of two
//! counts, is decided in `journal.rs`.

use crate::browser::Failure;
use crate::journal;
use crate::json::{self, Json};
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

/// Begins the name of everything this app stores; nothing without it is ever touched.
pub const APP: &str = "netwerkspiegel";

/// The database's version stays 1 for ever: a higher one would lock out an older copy of the app (D1). All stores
/// that later issues need are therefore made at the first visit.
const STORES: [&str; 4] = ["log", "sessions", "results", "bad"];
const LOG: &str = "log";
const BAD: &str = "bad";
/// So long may the database take to open, and to be read, before the next best store is used; and to be deleted.
const LIMIT_MS: i32 = 3000;

/// How safe an answer is once it is called saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// On the disk.
    Safe,
    /// With the browser, which may write it to the disk some seconds later.
    MayLag,
    /// In memory: gone when the window closes.
    NotKept,
}

/// Where the journal goes.
enum Place {
    /// The connection may be closed by the browser, and is then made anew.
    Indexed(RefCell<IdbDatabase>),
    Local(RefCell<Slots>),
    Memory,
}

/// The log in local storage, as this tab knows it.
#[derive(Default, Clone)]
struct Slots {
    revision: u64,
    log: Log,
    /// What of it was handed on.
    read: Log,
}

/// Key and text of each record, keys rising.
type Log = Vec<(u64, String)>;

pub struct Store {
    place: Place,
    has_local: bool,
    /// What earlier visits left in local storage: key and text, as found at the start.
    notes: RefCell<Vec<(String, String)>>,
}

/// Why there is no database.
enum Refused {
    TooLate,
    Failed,
}

impl From<JsValue> for Refused {
    fn from(_: JsValue) -> Refused {
        Refused::Failed
    }
}

/// What was found at the start.
pub struct Found {
    pub log: Log,
    /// Records that an earlier visit did not see confirmed, or wrote while the database did not open.
    pub left_behind: Vec<String>,
    /// The database did not answer in time: what it holds is not seen on this visit.
    pub is_stuck: bool,
}

impl Store {
    /// Opens the best store there is. Never fails, and never waits longer than twice the limit.
    pub async fn open() -> (Store, Found) {
        let has_local = has_local_storage();
        let mut notes = if has_local { own_entries(&format!("{APP}.pending.")) } else { Vec::new() };
        let mut left_behind: Vec<String> = notes.iter().flat_map(|(_, text)| records_in(text)).collect();
        let (revision, log) = if has_local { read_slots() } else { Default::default() };
        let with = |place, notes| Store { place, has_local, notes: RefCell::new(notes) };
        let is_stuck = match open_and_read().await {
            Ok((database, found)) => {
                // Written when the database did not answer.
                left_behind.extend(log.into_iter().map(|(_, text)| text));
                notes.extend(if has_local { own_entries(SLOT) } else { Vec::new() });
                let store = with(Place::Indexed(RefCell::new(database)), notes);
                return (store, Found { log: found, left_behind, is_stuck: false });
            }
            Err(refused) => matches!(refused, Refused::TooLate),
        };
        // One that is full takes nothing now, but what it holds is read.
        if has_local && (!log.is_empty() || takes_local()) {
            let slots = Slots { revision, log: log.clone(), read: log.clone() };
            return (with(Place::Local(RefCell::new(slots)), notes), Found { log, left_behind, is_stuck });
        }
        (with(Place::Memory, notes), Found { log: Vec::new(), left_behind, is_stuck })
    }

    pub fn level(&self) -> Level {
        match self.place {
            Place::Indexed(_) => Level::Safe,
            Place::Local(_) => Level::MayLag,
            Place::Memory => Level::NotKept,
        }
    }

    /// Notes what is not confirmed yet, at once, so that it survives a dying tab. An empty list takes the note away.
    pub fn note_pending(&self, tab: &str, texts: &[String]) {
        if !self.has_local {
            return;
        }
        let key = format!("{APP}.pending.{tab}");
        if texts.is_empty() {
            LocalStorage::delete(&key);
        } else {
            // A full store is noticed by the write itself, which is what the person is told about.
            let _ = set_local(&key, Json::texts(texts.iter().map(String::as_str)));
        }
    }

    /// Takes away what earlier visits left, once its records are safe. What has changed since belongs to a tab that
    /// lives.
    pub fn drop_left_behind(&self) {
        for (key, text) in self.notes.take() {
            if raw_local(&key).is_some_and(|now| now == text) {
                LocalStorage::delete(&key);
            }
        }
    }

    /// Writes records, each with its op. The transaction is issued before this returns; the future tells when the
    /// records are safe. A second try (`again`) first looks whether the first one came through after all.
    pub fn put(
        &self,
        records: &[(String, String)],
        again: bool,
    ) -> impl Future<Output = Result<(), Failure>> + use<> {
        let issued = match &self.place {
            Place::Indexed(database) => issue(&database.borrow(), records, again).map(Some),
            Place::Local(known) => {
                put_local(known, records.iter().map(|(_, text)| text.clone())).map(|()| None)
            }
            Place::Memory => Ok(None),
        };
        async move {
            match issued {
                Ok(Some(done)) => JsFuture::from(done).await.map(|_| ()).map_err(|_| Failure::StorageFailed),
                Ok(None) => Ok(()),
                Err(failure) => Err(failure),
            }
        }
    }

    /// Opens the database again, if the browser has closed it: because the site's data were cleared, or because another
    /// tab wants to change it. Out: whether it did.
    pub async fn reopen(&self) -> bool {
        let Place::Indexed(database) = &self.place else { return false };
        // A closed connection gives no transaction; it does not say so otherwise.
        if database.borrow().transaction_with_str(LOG).is_ok() {
            return false;
        }
        let opened = open_database().await;
        opened.map(|opened| database.replace(opened)).is_ok()
    }

    /// The records from this key on, keys rising. Where there is no IndexedDB: none, if another tab has put something
    /// before that key, so that everything must be read again.
    pub async fn read_from(&self, key: u64) -> Result<Log, Failure> {
        let database = match &self.place {
            Place::Indexed(database) => database.borrow().clone(),
            Place::Local(known) => return Ok(read_local_from(known, key)),
            Place::Memory => return Ok(Vec::new()),
        };
        read(&database, key).await.map_err(|_| Failure::StorageFailed)
    }

    /// Deletes records, and puts texts that cannot be used where they do no harm and are not lost.
    pub async fn tidy(&self, superfluous: &[u64], aside: &[String]) -> Result<(), Failure> {
        let Place::Indexed(database) = &self.place else { return Ok(()) };
        if superfluous.is_empty() && aside.is_empty() {
            return Ok(());
        }
        let issue = || -> Result<Promise, JsValue> {
            let transaction = strict(&database.borrow(), &[LOG, BAD])?;
            let (log, bad) = (transaction.object_store(LOG)?, transaction.object_store(BAD)?);
            for text in aside {
                bad.add(&entry("", text)?)?;
            }
            for key in superfluous {
                log.delete(&JsValue::from_f64(*key as f64))?;
            }
            Ok(completed(&transaction))
        };
        let done = issue().map_err(|_| Failure::StorageFailed)?;
        JsFuture::from(done).await.map(|_| ()).map_err(|_| Failure::StorageFailed)
    }

    /// Everything was erased, maybe by another tab: nothing of it may be written again.
    pub fn forget(&self) {
        if let Place::Local(known) = &self.place {
            known.take();
        }
    }

    /// Erases everything of this app in this browser, and nothing else. A database that cannot be used goes as a whole,
    /// so that the next visit makes a good one. One that another page holds on to stays, and with it all the rest; what
    /// was asked of it cannot be withdrawn, so it goes when that page lets go of it.
    pub async fn erase(&self) -> Result<(), Failure> {
        self.reopen().await;
        let database = match &self.place {
            Place::Indexed(database) => Some(database.borrow().clone()),
            Place::Local(_) | Place::Memory => None,
        };
        let mut erased = match database {
            Some(database) => clear(&database).await,
            None => Err(Refused::Failed),
        };
        if matches!(erased, Err(Refused::Failed)) {
            erased = delete_database().await;
        }
        match erased {
            Ok(()) => {}
            // A browser that keeps nothing has nothing to erase.
            Err(Refused::Failed) if self.level() == Level::NotKept && !self.has_local => {}
            Err(_) => return Err(Failure::StorageFailed),
        }
        self.reopen().await;
        self.forget();
        if self.has_local {
            own_entries(&format!("{APP}.")).iter().for_each(|(key, _)| LocalStorage::delete(key));
        }
        Ok(())
    }
}

/// A setting of this browser, such as the language.
pub fn setting(name: &str) -> Option<String> {
    has_local_storage().then(|| local(&format!("{APP}.setting.{name}"))).flatten()
}

pub fn set_setting(name: &str, value: &str) {
    if has_local_storage() {
        // Where it cannot be kept, it lasts as long as the page.
        let _ = set_local(&format!("{APP}.setting.{name}"), Json::text(value));
    }
}

/// Asks the browser not to clear this app's data by itself. The answer may never come, so nobody waits for it.
pub fn ask_to_persist() {
    let storage = Reflect::get(&window().navigator(), &"storage".into()).unwrap_or(JsValue::UNDEFINED);
    if let Ok(persist) = Reflect::get(&storage, &"persist".into())
        && let Some(persist) = persist.dyn_ref::<Function>()
    {
        let _ = persist.call0(&storage);
    }
}

/// gloo-storage panics where storage is blocked (reliability.md 0.2), so this looks first.
fn has_local_storage() -> bool {
    matches!(window().local_storage(), Ok(Some(_)))
}

/// Whether local storage takes anything at all, by a trial write.
fn takes_local() -> bool {
    let key = format!("{APP}.probe");
    let is_taken = set_local(&key, Json::Null).is_ok();
    LocalStorage::delete(&key);
    is_taken
}

fn raw_local(key: &str) -> Option<String> {
    LocalStorage::raw().get_item(key).ok().flatten()
}

/// What stands under a key. gloo-storage would read it with serde_json, which weighs 40 kB; ours is there anyway.
fn local(key: &str) -> Option<String> {
    json::parse(&raw_local(key)?).ok()?.as_text().map(str::to_owned)
}

fn set_local(key: &str, value: Json) -> Result<(), Failure> {
    LocalStorage::raw().set_item(key, &value.line()).map_err(|_| Failure::StorageFailed)
}

/// The records in a note of an earlier visit.
fn records_in(note: &str) -> Vec<String> {
    json::parse(note).ok().and_then(|note| note.as_texts()).unwrap_or_default()
}

/// Key and text of everything of ours in local storage whose key begins like this.
fn own_entries(begin: &str) -> Vec<(String, String)> {
    let storage = LocalStorage::raw();
    let length = storage.length().unwrap_or(0);
    (0..length)
        .filter_map(|place| storage.key(place).ok().flatten())
        .filter(|key| key.starts_with(begin))
        .filter_map(|key| raw_local(&key).map(|text| (key, text)))
        .collect()
}

/// Begins the keys of the two slots.
const SLOT: &str = "netwerkspiegel.journal.";

fn read_slots() -> (u64, Log) {
    let slots: Vec<String> = own_entries(SLOT).iter().filter_map(|(key, _)| local(key)).collect();
    journal::decode_slots(&slots).unwrap_or_default()
}

/// Whether the log is kept under this key of local storage.
pub fn is_slot(key: &str) -> bool {
    key.starts_with(SLOT)
}

/// Two slots are written in turn, so that a write that dies half-way leaves the other one whole. What another tab has
/// written meanwhile stays in.
fn put_local(known: &RefCell<Slots>, texts: impl Iterator<Item = String>) -> Result<(), Failure> {
    let (found_revision, found) = read_slots();
    let mut slots = known.borrow().clone();
    slots.revision = found_revision.max(slots.revision) + 1;
    slots.log = journal::append(journal::merge(&slots.log, &found), texts);
    let slot = if slots.revision.is_multiple_of(2) { "a" } else { "b" };
    let text = journal::encode_slot(slots.revision, &slots.log);
    set_local(&format!("{SLOT}{slot}"), Json::Text(text))?;
    known.replace(slots);
    Ok(())
}

fn read_local_from(known: &RefCell<Slots>, key: u64) -> Log {
    let (_, found) = read_slots();
    let mut slots = known.borrow().clone();
    slots.log = journal::merge(&slots.log, &found);
    let is_unread = |entry: &(u64, String)| entry.0 < key && !slots.read.contains(entry);
    if slots.log.iter().any(is_unread) {
        return Vec::new();
    }
    slots.read.clone_from(&slots.log);
    let log = slots.log.clone();
    known.replace(slots);
    if log != found {
        // Another tab has written without having seen this one's. A full storage is told of at the next answer.
        let _ = put_local(known, std::iter::empty());
    }
    log.into_iter().filter(|entry| entry.0 >= key).collect()
}

async fn open_and_read() -> Result<(IdbDatabase, Log), Refused> {
    let database = open_database().await?;
    let log = read(&database, 0).await?;
    Ok((database, log))
}

/// The records from this key on, keys rising.
async fn read(database: &IdbDatabase, key: u64) -> Result<Log, Refused> {
    let log = database.transaction_with_str(LOG)?.object_store(LOG)?;
    let range = IdbKeyRange::lower_bound(&JsValue::from_f64(key as f64))?;
    let (keys, values) = (log.get_all_keys_with_key(&range)?, log.get_all_with_key(&range)?);
    // Both requests are of one transaction, so the lists are of one moment.
    let both = in_time(&[finished(&keys), finished(&values)]).await?;
    let (keys, values): (Array, Array) = (both.get(0).into(), both.get(1).into());
    Ok(keys
        .iter()
        .zip(values.iter())
        .filter_map(|(key, value)| {
            let part = |name: &str| Reflect::get(&value, &name.into()).ok()?.as_string();
            // What has neither is none of ours. A name alone is no record, and so is told of as damaged.
            Some((key.as_f64()? as u64, part("text").or_else(|| part("op"))?))
        })
        .collect())
}

/// What the promises become, in a list, unless the limit passes first. WebKit was seen to answer nothing for more than ten
/// seconds after a window was closed in the middle of a transaction.
async fn in_time(promises: &[Promise]) -> Result<Array, Refused> {
    let all = Promise::all(&promises.iter().collect::<Array>());
    let first = JsFuture::from(Promise::race(&Array::of2(&all, &after(LIMIT_MS)))).await?;
    first.dyn_into().map_err(|_| Refused::TooLate)
}

/// Is kept after so many milliseconds.
fn after(ms: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    })
}

/// Is kept when the store has had long enough to say that a write is on the disk: twice the limit, as for opening.
pub fn long_enough() -> JsFuture {
    after(2 * LIMIT_MS).into()
}

/// Empties a database that takes something: one that does not would be no better for it, and stays as it is.
async fn clear(database: &IdbDatabase) -> Result<(), Refused> {
    let transaction = strict(database, &STORES)?;
    transaction.object_store(LOG)?.add(&entry("", "")?)?;
    for store in STORES {
        transaction.object_store(store)?.clear()?;
    }
    in_time(&[completed(&transaction)]).await.map(|_| ())
}

/// Deletes the database, whatever it has become. (By its name, so that the first script needs no more for it.)
async fn delete_database() -> Result<(), Refused> {
    let factory = Reflect::get(&window(), &"indexedDB".into())?;
    if factory.is_falsy() {
        return Ok(());
    }
    let request: IdbRequest = super::call(&factory, "deleteDatabase", &APP.into())?.unchecked_into();
    in_time(&[finished(&request)]).await.map(|_| ())
}

async fn open_database() -> Result<IdbDatabase, Refused> {
    let factory = window().indexed_db()?.ok_or(Refused::Failed)?;
    // Without a number: 1 if there is none yet, else whatever it has become (D1).
    let request = factory.open(APP)?;
    let upgrade = {
        let request = request.clone();
        Closure::once_into_js(move || {
            if let Ok(result) = request.result() {
                // A database that cannot be made is noticed when it is used.
                let _ = make_stores(&result.unchecked_into());
            }
        })
    };
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let opened = in_time(&[finished(&request)]).await;
    if matches!(opened, Err(Refused::TooLate)) {
        // Should it open after all, it must not stand in anybody's way.
        let late = request.clone();
        let close = Closure::once_into_js(move || {
            if let Ok(result) = late.result() {
                result.unchecked_into::<IdbDatabase>().close();
            }
        });
        request.set_onsuccess(Some(close.unchecked_ref()));
    }
    let database: IdbDatabase = opened?.get(0).unchecked_into();
    let to_close = database.clone();
    // Another tab wants to change the database: let it, rather than block it.
    let close = Closure::<dyn FnMut()>::new(move || to_close.close()).into_js_value();
    database.set_onversionchange(Some(close.unchecked_ref()));
    Ok(database)
}

fn make_stores(database: &IdbDatabase) -> Result<(), JsValue> {
    for name in STORES {
        let options = web_sys::IdbObjectStoreParameters::new();
        options.set_auto_increment(name == LOG || name == BAD);
        let store = database.create_object_store_with_optional_parameters(name, &options)?;
        if name == LOG {
            let unique = web_sys::IdbIndexParameters::new();
            unique.set_unique(true);
            store.create_index_with_str_and_optional_parameters("op", "op", &unique)?;
        }
    }
    Ok(())
}

/// A read-write transaction whose end means: on the disk.
fn strict(database: &IdbDatabase, stores: &[&str]) -> Result<IdbTransaction, JsValue> {
    let stores: Array = stores.iter().map(|store| JsValue::from_str(store)).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    // web-sys offers the options only to unstable builds; the browsers have had them for years.
    let open: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    open.call3(database, &stores, &"readwrite".into(), &options)?.dyn_into()
}

fn issue(database: &IdbDatabase, records: &[(String, String)], again: bool) -> Result<Promise, Failure> {
    let issue = || -> Result<Promise, JsValue> {
        let transaction = strict(database, &[LOG])?;
        let log = transaction.object_store(LOG)?;
        for (op, text) in records {
            let entry = entry(op, text)?;
            if again {
                add_if_missing(&log, op, entry)?;
            } else {
                log.add(&entry)?;
            }
        }
        if !again {
            // Nothing else joins this transaction, so it need not wait to find that out. (web-sys marks the call as
            // deprecated only because a later version of it returns no Result.)
            #[allow(deprecated)]
            transaction.commit()?;
        }
        Ok(completed(&transaction))
    };
    issue().map_err(|_| Failure::StorageFailed)
}

fn add_if_missing(log: &IdbObjectStore, op: &str, entry: JsValue) -> Result<(), JsValue> {
    let request = log.index("op")?.get_key(&op.into())?;
    let (found, log) = (request.clone(), log.clone());
    let add = Closure::once_into_js(move || {
        if found.result().is_ok_and(|key| key.is_undefined()) {
            // A refusal aborts the transaction, which is what the caller waits for.
            let _ = log.add(&entry);
        }
    });
    request.set_onsuccess(Some(add.unchecked_ref()));
    Ok(())
}

fn entry(op: &str, text: &str) -> Result<JsValue, JsValue> {
    let entry = Object::new();
    if !op.is_empty() {
        Reflect::set(&entry, &"op".into(), &op.into())?;
    }
    Reflect::set(&entry, &"text".into(), &text.into())?;
    Ok(entry.into())
}

fn finished(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let result = request.clone();
        let done = Closure::once_into_js(move || {
            let _ = resolve.call1(&JsValue::NULL, &result.result().unwrap_or(JsValue::UNDEFINED));
        });
        request.set_onsuccess(Some(done.unchecked_ref()));
        request.set_onerror(Some(&reject));
    })
}

fn completed(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    })
}
