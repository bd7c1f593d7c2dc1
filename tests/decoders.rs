//! What the fuzzer begins with, through every decoder, so that what was once found stays mended; and what the largest
//! hostile inputs cost. Knows nothing of libFuzzer.

// A test that cannot go on is a failed test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "fuzz/decoders.rs"]
mod decoders;

use decoders::{DECODERS, giants};
use peak_alloc::PeakAlloc;
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// T5: so much more memory than before may reading 1 MiB take.
const MAX_MEMORY: usize = 4 * 1_048_576;
/// A file with as many responses as fit, some 3,000, comes to all of those: 3 to 4 kB each, a hundred times a large group.
const MAX_SESSION: usize = 12 * 1_048_576;
/// No input may take so long, on however slow and busy a machine.
const HANG: Duration = Duration::from_secs(10);

/// One test: the memory is that of the whole program, so nothing else may run beside it.
///
/// F31, F32, F34 and F06: whatever comes in, it is refused or valid. T5: 1 MiB takes no more than 4 MiB.
#[test]
fn whatever_comes_in_is_refused_or_valid_and_costs_little() {
    let mut over = Vec::new();
    for (name, decoder, bytes) in giants() {
        let decoder = DECODERS.iter().find(|other| other.name == decoder).unwrap();
        MEMORY.reset_peak_usage();
        let (before, begun) = (MEMORY.current_usage(), Instant::now());
        (decoder.read)(&bytes);
        let took = begun.elapsed();
        let memory = decoder.own_memory(MEMORY.peak_usage().saturating_sub(before), bytes.len());
        println!("{:8} {name:28} {:7} bytes {took:8.1?} {:6} KiB", decoder.name, bytes.len(), memory / 1024);
        assert!(took < HANG, "{name}: {took:?}");
        if memory > if decoder.name == "session" { MAX_SESSION } else { MAX_MEMORY } {
            over.push(format!("{} {name}: {} KiB", decoder.name, memory / 1024));
        }
    }
    for decoder in &DECODERS {
        println!("{}: {} seeds", decoder.name, decoder.seeds().count());
        assert!(decoder.seeds().count() > 2, "{} has nothing to begin with", decoder.name);
        decoder.seeds().for_each(|bytes| (decoder.check)(&bytes));
    }
    assert!(over.is_empty(), "{over:?}");
}
