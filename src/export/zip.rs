//! Several files as one zip archive, stored as they are: nothing is compressed, so there is nothing to unpack wrongly.
//! Knows nothing of what is in them. Format: PKWARE's APPNOTE 6.3, without zip64.

use crate::crc::crc32;

/// 1 January 1980, midnight: the archive does not tell when it was made, and the same files make the same archive.
const TIME_AND_DATE: [u8; 4] = [0, 0, 0x21, 0];

/// In: names of files in ASCII, with what is in them; together below 4 GiB, and no more than 65,535. Out: the archive.
pub fn zip(files: &[(String, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let at = long(archive.len());
        let mut about = Vec::new();
        // Needs version 1.0 of the format, no flags, stored.
        about.extend([10, 0, 0, 0, 0, 0]);
        about.extend(TIME_AND_DATE);
        about.extend(crc32(content.as_bytes()).to_le_bytes());
        about.extend(long(content.len()));
        about.extend(long(content.len()));
        about.extend(short(name.len()));
        // No extra fields.
        about.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(name.as_bytes());
        archive.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02\x0a\x00");
        directory.extend(about);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(at);
        directory.extend(name.as_bytes());
    }
    let (n_files, begin) = (short(files.len()), long(archive.len()));
    let length = long(directory.len());
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00");
    archive.extend(n_files);
    archive.extend(n_files);
    archive.extend(length);
    archive.extend(begin);
    archive.extend([0, 0]);
    archive
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}
