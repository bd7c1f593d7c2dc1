//! Reads QR codes in a picture. Knows nothing of cameras or of what the codes say.

use quircs::Quirc;

/// In: a picture, a byte of grey for each pixel, row by row. Out: what each QR code in it says, as far as it can be
/// read and is text.
pub fn read(width: usize, height: usize, grey: &[u8]) -> Vec<String> {
    if grey.len() != width.saturating_mul(height) {
        return Vec::new();
    }
    let mut reader = Quirc::default();
    let codes = reader.identify(width, height, grey).flatten();
    let said = codes.filter_map(|code| code.decode().ok());
    said.filter_map(|data| String::from_utf8(data.payload).ok()).collect()
}
