//! libFuzzer's end of the fuzzing: runs the decoder that FUZZ_DECODER names, and after FUZZ_RUNS runs or FUZZ_SECONDS
//! seconds writes what they took: a line for the table of `./dev fuzz`. FUZZ_DECODER=giants reads the largest inputs,
//! once each. FUZZ_SEEDS=folder writes what to begin with into that folder; FUZZ_LINE=file tells an input as a line of
//! seeds. What must hold is in decoders.rs.
#![no_main]
// A fuzzer that cannot go on should stop.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod decoders;

use decoders::{DECODERS, Decoder};
use libfuzzer_sys::fuzz_target;
use peak_alloc::PeakAlloc;
use std::path::Path;
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

struct Figures {
    decoder: &'static Decoder,
    /// After so many runs, or at this time, the figures are told.
    runs: u64,
    end: Option<Instant>,
    n: u64,
    slowest: Duration,
    peak: usize,
    longest: usize,
}

static FIGURES: LazyLock<Mutex<Figures>> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_DECODER").expect("FUZZ_DECODER is the name of a decoder");
    let decoder = DECODERS.iter().find(|decoder| decoder.name == name).expect("no decoder of this name");
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let end = number("FUZZ_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let runs = number("FUZZ_RUNS").unwrap_or(u64::MAX);
    Mutex::new(Figures { decoder, runs, end, n: 0, slowest: Duration::ZERO, peak: 0, longest: 0 })
});

fuzz_target!(
    init: if has_told() {
        std::process::exit(0);
    },
    |bytes: &[u8]| {
    let figures = &mut *FIGURES.lock().unwrap();
    let time = || {
        let begun = Instant::now();
        (figures.decoder.check)(bytes);
        begun.elapsed()
    };
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let mut took = time();
    let peak = MEMORY.peak_usage().saturating_sub(before);
    if took > figures.slowest {
        // Others use this machine too: only what is slow each time is slow.
        took = took.min(time()).min(time());
    }
    figures.n += 1;
    figures.slowest = figures.slowest.max(took);
    figures.peak = figures.peak.max(peak);
    figures.longest = figures.longest.max(bytes.len());
    if figures.n == figures.runs || figures.end.is_some_and(|end| Instant::now() >= end) {
        figures.end = None;
        figures.tell();
    }
});

/// Whether something else was wanted than to fuzz, and has been done.
fn has_told() -> bool {
    if let Ok(folder) = std::env::var("FUZZ_SEEDS") {
        write_seeds(Path::new(&folder));
    } else if let Ok(file) = std::env::var("FUZZ_LINE") {
        println!("{}", std::fs::read(file).unwrap().escape_ascii());
    } else if std::env::var("FUZZ_DECODER").is_ok_and(|name| name == "giants") {
        tell_giants();
    } else {
        return false;
    }
    true
}

/// A folder for each decoder, a file for each line of its seeds.
fn write_seeds(folder: &Path) {
    for decoder in &DECODERS {
        let folder = folder.join(decoder.name);
        std::fs::create_dir_all(&folder).unwrap();
        for (nth, bytes) in decoder.seeds().enumerate() {
            std::fs::write(folder.join(nth.to_string()), bytes).unwrap();
        }
    }
}

fn tell_giants() {
    for (name, decoder, bytes) in decoders::giants() {
        let decoder = DECODERS.iter().find(|other| other.name == decoder).expect("a giant of no decoder");
        let time = || {
            let begun = Instant::now();
            (decoder.read)(&bytes);
            begun.elapsed()
        };
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let took = time();
        let peak = decoder.own_memory(MEMORY.peak_usage().saturating_sub(before), bytes.len());
        let took = took.min(time()).min(time()).as_secs_f64() * 1000.0;
        println!("giant {} {took:.1} {} {} {name}", decoder.name, peak / 1024, bytes.len());
    }
}

impl Figures {
    fn tell(&self) {
        println!(
            "figures {} {} {} {:.1} {}",
            self.decoder.name,
            self.n,
            self.longest,
            self.slowest.as_secs_f64() * 1000.0,
            self.peak / 1024
        );
    }
}
