pub mod exchange;
pub mod export;
pub mod group;
pub mod instrument;
pub mod journal;
pub mod page;
pub mod report;
pub mod response;
pub mod score;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
