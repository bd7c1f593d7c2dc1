//! Reads QR codes in a picture. Knows nothing of cameras or of what the codes say.

use quircs::{Code, Quirc};

/// In: a picture, a byte of grey for each pixel, row by row. Out: what each QR code in it says, as far as it can be
/// read and is text.
pub fn read(width: usize, height: usize, grey: &[u8]) -> Vec<String> {
    if grey.len() != width.saturating_mul(height) {
        return Vec::new();
    }
    let mut reader = Quirc::default();
    reader.identify(width, height, grey).flatten().filter_map(|code| said(&code)).collect()
}

/// What a code says that was found, as far as it can be read and is text.
pub fn said(code: &Code) -> Option<String> {
    String::from_utf8(code.decode().ok()?.payload).ok()
}
