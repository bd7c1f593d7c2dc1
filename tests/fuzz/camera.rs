//! Pictures as a camera may hand them over, made of any bytes: noise, or a QR code that is drawn and then damaged. Most
//! codes are not drawn but read as if they had been found in a picture already. With what must hold of reading them.
//! Knows nothing of cameras, nor of what a code is for.

use super::turn;
use netwerkspiegel::exchange::{qr, scan};
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, QrSegmentMode, Version};
use quircs::Code;
use std::hint::black_box;

/// So few wrong modules are always mended: a code of medium strength mends 5 wrong bytes or more, its format 3 wrong bits.
const MENDED: usize = 3;
/// To find a code in a picture takes more than a millisecond, many times as long as to read it: one of so many is drawn
/// and looked for.
const N_TURNS: u8 = 32;
const DARK: u8 = 20;
const LIGHT: u8 = 230;

/// Dark and light modules, row by row.
struct Modules {
    size: usize,
    dark: Vec<bool>,
}

pub fn read(bytes: &[u8]) {
    check(bytes);
}

/// The first byte says what the others are.
pub fn check(bytes: &[u8]) {
    let is_drawn = turn(bytes, N_TURNS) == 0;
    match bytes {
        [kind, width, pixels @ ..] if kind % 4 == 0 => noise(*width, pixels),
        [kind, width, pixels @ ..] if kind % 4 == 1 => {
            let bit = |byte: &u8| (0..8).map(|bit| if byte >> bit & 1 == 1 { DARK } else { LIGHT }).collect();
            noise(*width, &pixels.iter().flat_map(|byte| -> Vec<u8> { bit(byte) }).collect::<Vec<u8>>());
        }
        [kind, pixels, lean, pinch, n_letters, rest @ ..] if kind % 4 == 2 => {
            let (letters, wrong) = rest.split_at(usize::from(n_letters % 64).min(rest.len()));
            let text = String::from_utf8_lossy(letters);
            if is_drawn { drawn((*pixels, *lean, *pinch), &text, wrong) } else { found(*pinch, &text, wrong) }
        }
        [_, pixels, version, how, parts @ ..] => {
            let Some(modules) = anything(*version, *how, parts) else { return };
            if is_drawn {
                let (width, height, picture) = picture(&modules, *pixels, 0, 0);
                assert!(scan::read(width, height, &picture).len() <= 1);
            } else {
                black_box(modules.said());
            }
        }
        _ => {}
    }
}

/// As many whole rows as there are, and a size that does not fit the pixels.
fn noise(width: u8, pixels: &[u8]) {
    let width = usize::from(width % 97);
    let height = pixels.len().checked_div(width).unwrap_or_default();
    black_box(scan::read(width, height, &pixels[..width * height]));
    assert!(scan::read(width, height + 1, &pixels[..width * height]).is_empty() || width == 0);
}

/// A code as the app draws it, held askew, with some modules the other way round. What is read is what was drawn; only
/// where much is wrong it may be something else.
fn drawn((pixels, lean, pinch): (u8, u8, u8), text: &str, wrong: &[u8]) {
    let Some(code) = qr::qr(text) else { return };
    let mut modules = modules_of(&code);
    let n_wrong = modules.damage(wrong);
    let (width, height, picture) = picture(&modules, pixels, lean, pinch);
    let found = scan::read(width, height, &picture);
    if n_wrong <= MENDED {
        assert!(found.iter().all(|found| found == text), "{found:?} instead of {text:?}");
    }
    if n_wrong == 0 && pixels % 3 == 2 && lean == 0 && pinch == 0 {
        assert_eq!(found, [text]);
    }
}

/// The same without the drawing: what is wrong and can be mended, is mended.
fn found(mask: u8, text: &str, wrong: &[u8]) {
    let Some(mut modules) = made(&QrSegment::make_segments(text), QrCodeEcc::Medium, 1, mask) else { return };
    let n_wrong = modules.damage(wrong);
    let said = modules.said();
    if n_wrong <= MENDED {
        assert_eq!(said.as_deref(), Some(text));
    }
}

/// A code of any size and strength that says anything, whether it can be meant or not: each part begins with its kind, how
/// many signs it says it has, and of how many bytes it is.
fn anything(version: u8, how: u8, parts: &[u8]) -> Option<Modules> {
    let mut segments = Vec::new();
    let mut rest = parts;
    while let [kind, n_signs, n_bytes, after @ ..] = rest {
        let (content, after) = after.split_at(usize::from(*n_bytes).min(after.len()));
        let bits = content.iter().flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 == 1)).collect();
        let mode = match kind % 5 {
            0 => QrSegmentMode::Numeric,
            1 => QrSegmentMode::Alphanumeric,
            2 => QrSegmentMode::Byte,
            3 => QrSegmentMode::Kanji,
            _ => QrSegmentMode::Eci,
        };
        segments.push(QrSegment::new(mode, if kind % 5 == 4 { 0 } else { usize::from(*n_signs) }, bits));
        rest = after;
    }
    let strength = match how % 4 {
        0 => QrCodeEcc::Low,
        1 => QrCodeEcc::Medium,
        2 => QrCodeEcc::Quartile,
        _ => QrCodeEcc::High,
    };
    made(&segments, strength, version % 8 + 1, how / 4)
}

/// None if it does not fit in a code. The mask is given: to find the best one takes as long as all the rest.
fn made(segments: &[QrSegment], strength: QrCodeEcc, least: u8, mask: u8) -> Option<Modules> {
    let (least, mask) = (Version::new(least), Some(Mask::new(mask % 8)));
    let code = QrCode::encode_segments_advanced(segments, strength, least, Version::MAX, mask, false).ok()?;
    let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let dark = dark.map(|(x, y)| code.get_module(x, y)).collect();
    Some(Modules { size: usize::try_from(code.size()).unwrap_or_default(), dark })
}

impl Modules {
    /// Turns the modules at these places, a row and a column each; how many.
    fn damage(&mut self, places: &[u8]) -> usize {
        let places = places.chunks_exact(2);
        let n_places = places.len();
        for place in places {
            let at = usize::from(place[0]) % self.size * self.size + usize::from(place[1]) % self.size;
            self.dark[at] ^= true;
        }
        n_places
    }

    /// What is read when all modules are found where they are.
    fn said(&self) -> Option<String> {
        let mut code = Code { size: i32::try_from(self.size).unwrap_or_default(), ..Code::default() };
        for (at, _) in self.dark.iter().enumerate().filter(|(_, dark)| **dark) {
            code.cell_bitmap[at / 8] |= 1 << (at % 8);
        }
        scan::said(&code)
    }
}

/// The squares of the path that is drawn on the screen.
fn modules_of(code: &qr::Qr) -> Modules {
    let size = usize::try_from(code.size).unwrap_or_default();
    let mut dark = vec![false; size * size];
    for run in code.path.split('M').skip(1) {
        let numbers: Vec<usize> =
            run.split([' ', 'h', 'v']).take(3).filter_map(|number| number.parse().ok()).collect();
        let [x, y, length] = numbers[..] else { panic!("{run}") };
        dark[y * size + x..][..length].fill(true);
    }
    Modules { size, dark }
}

/// Two to four pixels a module, with an edge; each row a little more to the side than the one above it, and a little
/// narrower.
fn picture(modules: &Modules, pixels: u8, lean: u8, pinch: u8) -> (usize, usize, Vec<u8>) {
    let pixels = usize::from(pixels % 3) + 2;
    let edge = 3;
    let height = (modules.size + 2 * edge) * pixels;
    let side = |y: usize| y * usize::from(lean) / 256;
    let width = height + side(height);
    let mut grey = vec![LIGHT; width * height];
    let at = |place: usize| (place / pixels).checked_sub(edge).filter(|module| *module < modules.size);
    for y in 0..height {
        for x in side(y)..width {
            let along = (x - side(y)) * 256 * height / (256 * height - usize::from(pinch) * y);
            if at(y).zip(at(along)).is_some_and(|(row, column)| modules.dark[row * modules.size + column]) {
                grey[y * width + x] = DARK;
            }
        }
    }
    (width, height, grey)
}
