//! Keeps records: the journal in IndexedDB, unconfirmed ones and the settings by gloo-storage, and where IndexedDB is
//! missing everything in local storage, else in memory. Says how safe that is. What a record means, and which of two
//! counts, is decided in `journal.rs`.

use crate::browser::Failure;
use crate::journal;
use crate::json::{self, Json};
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

/// Begins the name of everything this app stores; nothing without it is ever touched.
pub const APP: &str = "netwerkspiegel";

/// The database's version stays 1 for ever: a higher one would lock out an older copy of the app (D1). All stores
/// that later issues need are therefore made at the first visit.
const DATABASE_VERSION: u32 = 1;
const STORES: [&str; 4] = ["log", "sessions", "results", "bad"];
const LOG: &str = "log";
const BAD: &str = "bad";
/// So long may the database take to open before the next best store is used.
const OPEN_LIMIT_MS: i32 = 3000;

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
    Indexed(IdbDatabase),
    Local { revision: Cell<u64> },
    Memory,
}

pub struct Store {
    place: Place,
    has_local: bool,
    /// The notes of earlier visits: their keys and records, as found at the start.
    notes: RefCell<Vec<(String, Vec<String>)>>,
}

/// What was found at the start.
pub struct Found {
    /// Key and text of each record, keys rising.
    pub log: Vec<(u64, String)>,
    /// Records that an earlier visit did not see confirmed.
    pub left_behind: Vec<String>,
}

impl Store {
    /// Opens the best store there is. Never fails and never waits longer than the limit.
    pub async fn open() -> (Store, Found) {
        let has_local = has_local_storage();
        let notes = if has_local { notes() } else { Vec::new() };
        let left_behind = notes.iter().flat_map(|(_, texts)| texts.clone()).collect();
        let with = |place| Store { place, has_local, notes: RefCell::new(notes.clone()) };
        if let Ok(database) = open_database().await {
            let store = with(Place::Indexed(database));
            if let Ok(log) = store.read_above(0).await {
                return (store, Found { log, left_behind });
            }
        }
        if has_local {
            let slots: Vec<String> = ["a", "b"].iter().filter_map(|slot| local(&slot_key(slot))).collect();
            let (revision, records) = journal::decode_slots(&slots).unwrap_or_default();
            let place = Place::Local { revision: Cell::new(revision) };
            let log = (1..).zip(records).collect();
            return (with(place), Found { log, left_behind });
        }
        (with(Place::Memory), Found { log: Vec::new(), left_behind })
    }

    pub fn level(&self) -> Level {
        match self.place {
            Place::Indexed(_) => Level::Safe,
            Place::Local { .. } => Level::MayLag,
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

    /// Takes away the notes of earlier visits, once their records are safe. A note that has changed since belongs to
    /// a tab that lives.
    pub fn drop_left_behind(&self) {
        for (key, texts) in self.notes.take() {
            if note(&key) == texts {
                LocalStorage::delete(&key);
            }
        }
    }

    /// Writes records, each with its op. The transaction is issued before this returns; the future tells when the
    /// records are safe. `whole` is the journal as it should be, for a store that keeps it in one piece. A second
    /// try (`again`) first looks whether the first one came through after all.
    pub fn put(
        &self,
        records: &[(String, String)],
        whole: &dyn Fn() -> Vec<String>,
        again: bool,
    ) -> impl Future<Output = Result<(), Failure>> + use<> {
        let issued = match &self.place {
            Place::Indexed(database) => issue(database, records, again).map(Some),
            Place::Local { revision } => put_local(revision, &whole()).map(|()| None),
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

    /// The records with a higher key, keys rising. Other stores than IndexedDB have no others' records.
    pub async fn read_above(&self, key: u64) -> Result<Vec<(u64, String)>, Failure> {
        let Place::Indexed(database) = &self.place else { return Ok(Vec::new()) };
        let read = || {
            let transaction = database.transaction_with_str(LOG)?;
            let log = transaction.object_store(LOG)?;
            let range = IdbKeyRange::lower_bound_with_open(&JsValue::from_f64(key as f64), true)?;
            Ok((log.get_all_keys_with_key(&range)?, log.get_all_with_key(&range)?))
        };
        let (keys, values) = read().map_err(|_: JsValue| Failure::StorageFailed)?;
        // Both requests are of one transaction, so the lists are of one moment.
        let (keys, values) = (finished(&keys), finished(&values));
        let keys: Array = JsFuture::from(keys).await.map_err(|_| Failure::StorageFailed)?.into();
        let values: Array = JsFuture::from(values).await.map_err(|_| Failure::StorageFailed)?.into();
        Ok(keys
            .iter()
            .zip(values.iter())
            .filter_map(|(key, value)| {
                let text = Reflect::get(&value, &"text".into()).ok().and_then(|text| text.as_string());
                Some((key.as_f64()? as u64, text.unwrap_or_default()))
            })
            .collect())
    }

    /// Deletes records, and puts texts that cannot be used where they do no harm and are not lost.
    pub async fn tidy(&self, superfluous: &[u64], aside: &[String]) -> Result<(), Failure> {
        let Place::Indexed(database) = &self.place else { return Ok(()) };
        if superfluous.is_empty() && aside.is_empty() {
            return Ok(());
        }
        let issue = || -> Result<Promise, JsValue> {
            let transaction = strict(database, &[LOG, BAD])?;
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

    /// Erases everything of this app in this browser, and nothing else.
    pub async fn erase(&self) -> Result<(), Failure> {
        if self.has_local {
            own_keys().iter().for_each(LocalStorage::delete);
        }
        let Place::Indexed(database) = &self.place else { return Ok(()) };
        let issue = || -> Result<Promise, JsValue> {
            let transaction = strict(database, &STORES)?;
            for store in STORES {
                transaction.object_store(store)?.clear()?;
            }
            Ok(completed(&transaction))
        };
        let done = issue().map_err(|_| Failure::StorageFailed)?;
        JsFuture::from(done).await.map(|_| ()).map_err(|_| Failure::StorageFailed)
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

/// gloo-storage panics where storage is blocked (reliability.md 0.2), so this looks first, with a trial write.
fn has_local_storage() -> bool {
    let Ok(Some(storage)) = window().local_storage() else { return false };
    let key = format!("{APP}.probe");
    storage.set_item(&key, "1").is_ok() && storage.remove_item(&key).is_ok()
}

/// What stands under a key. gloo-storage would read it with serde_json, which weighs 40 kB; ours is there anyway.
fn read_local(key: &str) -> Option<Json> {
    json::parse(&LocalStorage::raw().get_item(key).ok().flatten()?).ok()
}

fn local(key: &str) -> Option<String> {
    read_local(key)?.as_text().map(str::to_owned)
}

fn set_local(key: &str, value: Json) -> Result<(), Failure> {
    LocalStorage::raw().set_item(key, &value.line()).map_err(|_| Failure::StorageFailed)
}

fn note(key: &str) -> Vec<String> {
    read_local(key).and_then(|note| note.as_texts()).unwrap_or_default()
}

fn own_keys() -> Vec<String> {
    let storage = LocalStorage::raw();
    let length = storage.length().unwrap_or(0);
    (0..length)
        .filter_map(|place| storage.key(place).ok().flatten())
        .filter(|key| key.starts_with(&format!("{APP}.")))
        .collect()
}

fn notes() -> Vec<(String, Vec<String>)> {
    let keys = own_keys().into_iter().filter(|key| key.starts_with(&format!("{APP}.pending.")));
    keys.map(|key| (key.clone(), note(&key))).collect()
}

fn slot_key(slot: &str) -> String {
    format!("{APP}.journal.{slot}")
}

/// Two slots are written in turn, so that a write that dies half-way leaves the other one whole.
fn put_local(revision: &Cell<u64>, whole: &[String]) -> Result<(), Failure> {
    let next = revision.get() + 1;
    let slot = if next.is_multiple_of(2) { "a" } else { "b" };
    set_local(&slot_key(slot), Json::Text(journal::encode_slot(next, whole)))?;
    revision.set(next);
    Ok(())
}

async fn open_database() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(APP, DATABASE_VERSION)?;
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
    let too_late = Promise::new(&mut |_, reject| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&reject, OPEN_LIMIT_MS);
    });
    let opened = Promise::race(&Array::of2(&finished(&request), &too_late));
    let database: IdbDatabase = JsFuture::from(opened).await?.unchecked_into();
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
