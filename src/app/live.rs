//! Values that views follow, and the effects that follow them. Leptos's triggers and effects do the following; a
//! value itself stands in a plain cell, because a signal type for each kind of value made 40 kB of wasm (src/README.md).
//! Knows nothing of elements.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// A value that lasts as long as the page. Whoever reads it while an effect runs follows it.
pub struct Live<T: 'static>(&'static Inner<T>);

struct Inner<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Live<T> {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T> Live<T> {
    /// Never given back: for the few values of the state, not for those of one view.
    pub fn new(value: T) -> Live<T> {
        Live(Box::leak(Box::new(Inner { value: RefCell::new(value), changed: ArcTrigger::new() })))
    }

    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.0.changed.track();
        read(&self.0.value.borrow())
    }

    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.update_quietly(change);
        self.0.changed.notify();
    }

    /// Changes something that no view shows.
    pub fn update_quietly<U>(self, change: impl FnOnce(&mut T) -> U) -> U {
        change(&mut self.0.value.borrow_mut())
    }
}

thread_local! {
    /// The effects of the view that is being built.
    static BEGUN: RefCell<Vec<RenderEffect<()>>> = const { RefCell::new(Vec::new()) };
}

/// Effects that belong to one view, and end with it.
pub struct Effects {
    _kept: Vec<RenderEffect<()>>,
}

/// Runs now, and again whenever something it read has changed, as long as the view lasts that is being built.
pub fn follow(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    let effect = RenderEffect::new(move |_: Option<()>| run());
    BEGUN.with_borrow_mut(|begun| begun.push(effect));
}

/// Shows what `read` reads, now and whenever it has become something else. What only `show` reads is not followed.
pub fn follow_value<T: PartialEq + 'static>(read: impl Fn() -> T + 'static, show: impl Fn(&T) + 'static) {
    let shown = Cell::new(None);
    follow(move || {
        let value = Some(read());
        let is_shown = shown.take() == value;
        if let (false, Some(value)) = (is_shown, &value) {
            untracked(&mut || show(value));
        }
        shown.set(value);
    });
}

/// Runs what builds a view, and keeps its effects apart.
pub fn build(view: &mut dyn FnMut()) -> Effects {
    let outer = BEGUN.take();
    view();
    Effects { _kept: BEGUN.replace(outer) }
}

fn untracked(run: &mut dyn FnMut()) {
    untrack(run);
}
