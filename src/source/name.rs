//! paths ⇄ names that are text, of which no two are the same.
//!
//! A byte that is not UTF-8 stands in a name as `%` and two digits, as `%FF`; so that every name can be read back, a
//! `%` of a path before what looks like such digits stands as `%25`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The name of a path.
pub(crate) fn of(path: &Path) -> String {
    of_bytes(path.as_os_str().as_encoded_bytes())
}

/// The name of a path as it was typed; one that lies in the working folder is told from there, so that it is the same
/// in every checkout.
pub(crate) fn portable(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    of(path.strip_prefix(here).unwrap_or(path))
}

/// The name that bytes are.
pub(super) fn of_bytes(bytes: &[u8]) -> String {
    let mut name = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for (at, letter) in chunk.valid().char_indices() {
            name.push(letter);
            if letter == '%' && escaped(&chunk.valid().as_bytes()[at + 1..]).is_some() {
                name.push_str("25");
            }
        }
        for byte in chunk.invalid() {
            write!(name, "%{byte:02X}").expect("a string takes every byte");
        }
    }
    name
}

/// The path that a name stands for.
pub(crate) fn path(name: &str) -> PathBuf {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, further)) = rest.split_first() {
        let byte = escaped(further).filter(|_| *first == b'%');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &further[2..] } else { further };
    }
    path_of(&bytes)
}

/// A path as its bytes.
#[cfg(unix)]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

/// A path as its bytes.
#[cfg(not(unix))]
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// The byte that two digits behind `%` stand for: one that is not ASCII, or `%` itself.
fn escaped(digits: &[u8]) -> Option<u8> {
    let digits = digits.get(..2).filter(|digits| !digits.iter().any(u8::is_ascii_lowercase))?;
    let byte = u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?;
    (byte == b'%' || !byte.is_ascii()).then_some(byte)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_as_its_path_and_no_two_are_the_same() {
        for (bytes, name) in [
            (&b"a/100% b.txt"[..], "a/100% b.txt"),
            (b"a%20b%e9", "a%20b%e9"),
            (b"\xff.txt", "%FF.txt"),
            (b"%FF.txt", "%25FF.txt"),
            (b"%25FF", "%2525FF"),
            (b"%%FF", "%%25FF"),
            (b"%\xc3", "%%C3"),
            (b"%2\xf5", "%2%F5"),
            ("caf\u{e9}%".as_bytes(), "caf\u{e9}%"),
        ] {
            assert_eq!((of_bytes(bytes).as_str(), path(name)), (name, path_of(bytes)));
        }
    }
}
