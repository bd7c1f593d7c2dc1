//! Starts the app in the browser; on any other target there is nothing to start.

// The standard library's allocator is 3 kB of wasm larger.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    #[cfg(target_arch = "wasm32")]
    netwerkspiegel::app::start();
}
