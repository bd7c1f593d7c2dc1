//! A text as a QR code, drawn as the path of an SVG. Knows nothing of what the text means.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};
use std::fmt::Write;

/// A QR code without its white edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Modules on a side.
    pub size: i32,
    /// One rectangle for each run of dark modules in a row, a unit for each module.
    pub path: String,
}

/// In: a text. Out: the code; none if the text is too long to be scanned from a screen. A link is written in two parts:
/// what stands after `#` in it is capitals and digits, and takes less room that way.
pub fn qr(text: &str) -> Option<Qr> {
    let (before, code) = match text.split_once('#') {
        Some((address, code)) => (format!("{address}#"), code),
        None => (String::new(), text),
    };
    let mut segments = Vec::new();
    if !before.is_empty() {
        segments.push(QrSegment::make_bytes(before.as_bytes()));
    }
    segments.extend(QrSegment::make_segments(code));
    let qr = QrCode::encode_segments(&segments, QrCodeEcc::Medium).ok()?;
    let size = qr.size();
    if size > LARGEST {
        return None;
    }
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let dark = (x..size).take_while(|x| qr.get_module(*x, y)).count();
            let run = i32::try_from(dark).unwrap_or(0);
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x = x.saturating_add(run).saturating_add(1);
        }
    }
    Some(Qr { size, path })
}

/// Version 20: more modules are too small to read from a phone's screen.
const LARGEST: i32 = 97;

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::exchange::scan;

    /// Draws a code as a camera may see it: so many pixels a module, grey instead of white, noise, a slope of light.
    fn seen(qr: &Qr, pixels: usize, noise: u8) -> (usize, Vec<u8>) {
        let size = usize::try_from(qr.size).unwrap();
        let mut dark = vec![false; size * size];
        for run in qr.path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            (x..x + length).for_each(|x| dark[y * size + x] = true);
        }
        let edge = 4 * pixels;
        let side = size * pixels + 2 * edge;
        let mut state = 7_u32;
        let picture = (0..side * side).map(|place| {
            let (x, y) = (place % side, place / side);
            let is_dark = x >= edge
                && y >= edge
                && (x - edge) / pixels < size
                && (y - edge) / pixels < size
                && dark[(y - edge) / pixels * size + (x - edge) / pixels];
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let wobble = u8::try_from(state >> 24).unwrap() % noise.max(1);
            let light = u8::try_from(x * 40 / side).unwrap();
            if is_dark { 20 + light + wobble } else { 160 + light + wobble }
        });
        (side, picture.collect())
    }

    #[test]
    fn what_was_drawn_is_read_again() {
        let code = "R1".to_owned() + &"0123456789ABCDEFGHJKMNPQRSTVWXYZ".repeat(4);
        for text in [code.clone(), format!("https://voorbeeld.nl/spiegel/#{code}")] {
            let qr = qr(&text).unwrap();
            for (pixels, noise) in [(3, 1), (4, 30), (5, 50), (8, 50)] {
                let (side, picture) = seen(&qr, pixels, noise);
                assert_eq!(scan::read(side, side, &picture), [text.as_str()], "{pixels} {noise}");
            }
        }
    }

    #[test]
    fn capitals_and_digits_take_less_room_and_too_much_is_refused() {
        let code = "A1".repeat(60);
        assert!(qr(&code).unwrap().size < qr(&code.to_lowercase()).unwrap().size);
        assert_eq!(qr(&"a".repeat(2000)), None);
    }

    #[test]
    fn a_picture_without_a_code_says_nothing() {
        assert!(scan::read(0, 0, &[]).is_empty());
        assert!(scan::read(100, 100, &[128; 10_000]).is_empty());
        assert!(scan::read(100, 100, &[128; 5]).is_empty());
    }
}
