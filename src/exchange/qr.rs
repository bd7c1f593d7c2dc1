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

// A test that cannot go on is a failed test.
#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::exchange::scan;

    /// Draws a code as a camera may see it: so many pixels a module, turned by so many degrees, grey instead of white,
    /// noise, a slope of light.
    fn seen(qr: &Qr, pixels: f64, degrees: f64, noise: u8) -> (usize, Vec<u8>) {
        let size = usize::try_from(qr.size).unwrap();
        let mut dark = vec![false; size * size];
        for run in qr.path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            (x..x + length).for_each(|x| dark[y * size + x] = true);
        }
        let edge = 6.0;
        let side = ((f64::from(qr.size) + 2.0 * edge) * pixels) as usize;
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let middle = side as f64 / 2.0;
        let mut state = 7_u32;
        let picture = (0..side * side).map(|place| {
            let (x, y) = (place % side, place / side);
            let (from_x, from_y) = (x as f64 + 0.5 - middle, y as f64 + 0.5 - middle);
            let module = |along: f64| {
                let module = ((along + middle) / pixels - edge).floor();
                (0.0..qr.size.into()).contains(&module).then_some(module as usize)
            };
            let at = module(from_x * cosine + from_y * sine).zip(module(from_y * cosine - from_x * sine));
            let is_dark = at.is_some_and(|(x, y)| dark[y * size + x]);
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
            for (pixels, degrees, noise) in
                [(3.0, 0.0, 1), (4.0, 2.0, 30), (4.5, -4.0, 30), (5.3, 7.0, 40), (8.0, -12.0, 50)]
            {
                let (side, picture) = seen(&qr, pixels, degrees, noise);
                let found = scan::read(side, side, &picture);
                assert_eq!(found, [text.as_str()], "{pixels} {degrees} {noise}");
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
