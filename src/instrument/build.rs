//! Build script: checks `network.toml` and writes it as the Rust constants that `instrument.rs`, `feedback.rs`,
//! `group.rs` and `change.rs` include, or stops the build with the path of every fault. Knows nothing of the rest of the crate.

// A build script has nobody to hand an error to: failing loudly is its job.
#![allow(clippy::expect_used, clippy::panic)]

use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::{env, fs};

mod check;
mod emit;

const SOURCE: &str = "src/instrument/network.toml";

fn main() {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=src/instrument/check.rs");
    println!("cargo::rerun-if-changed=src/instrument/emit.rs");
    println!("cargo::rerun-if-changed=src/instrument/build.rs");
    // What `src/app/later.rs` leads to is split off after the link, which needs to know what refers to what.
    if env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let source = fs::read_to_string(SOURCE).expect("network.toml can be read");
    match check::compile(&source) {
        Ok(instrument) => {
            let hash: String =
                Sha256::digest(instrument.to_string()).iter().map(|byte| format!("{byte:02x}")).collect();
            println!("cargo::rustc-env=INSTRUMENT_SHA256={hash}");
            let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names a folder"));
            let questions = emit::questions(&instrument);
            for (name, text) in [
                ("instrument.rs", questions.rust),
                ("phrases.nl.txt", questions.nl[0].join("\n")),
                ("phrases.nl.rest.txt", questions.nl[1].join("\n")),
                ("phrases.en.txt", questions.en.join("\n")),
                ("feedback.rs", emit::feedback(&instrument)),
                ("group.rs", emit::group(&instrument)),
                ("change.rs", emit::change(&instrument)),
            ] {
                fs::write(folder.join(name), text).expect("the folder can be written");
            }
        }
        Err(faults) => {
            for fault in &faults {
                println!("cargo::error={SOURCE}: {fault}");
            }
        }
    }
}
