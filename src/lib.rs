#![doc = include_str!("README.md")]

pub mod crc;

pub mod json;

pub mod sorted;

pub mod text;

pub mod instrument;

pub mod response;

pub mod again;

pub mod session;

pub mod logbook;

pub mod score;

pub mod group;

pub mod change;

pub mod journal;

pub mod page;

pub mod report;

pub mod exchange;

pub mod collection;

pub mod export;

pub mod paper;

pub mod early;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
