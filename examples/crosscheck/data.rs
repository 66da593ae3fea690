//! files of others → their rows, each fault with its place.

use claimwire::{Error, Result};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The rows of a file in JSON Lines, compressed where its name ends in `.gz`.
pub(super) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).map_err(|error| Error::file(path, error))?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let content: Box<dyn Read> = if packed { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let lines = BufReader::new(content).lines().enumerate();
    let row = |(index, line): (usize, std::io::Result<String>)| {
        let line = line.map_err(|error| Error::file(path, error))?;
        serde_json::from_str(&line).map_err(|error| Error::file(path, format!("line {}: {error}", index + 1)))
    };
    lines.map(row).collect()
}

/// A file that holds one JSON value.
pub(super) fn value<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let file = File::open(path).map_err(|error| Error::file(path, error))?;
    serde_json::from_reader(BufReader::new(file)).map_err(|error| Error::file(path, error))
}
