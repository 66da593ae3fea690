//! articles → where their golden files stand.

use claimwire::audit::Golden;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The golden files of a folder, by their articles: the file within the corpus, and the id where it holds several.
pub(super) struct Places {
    folder: PathBuf,
    taken: BTreeMap<(PathBuf, Option<String>), PathBuf>,
}

impl Places {
    /// Looks into a folder, which may not be there yet; of a file that cannot be read nobody knows what it is about.
    pub(super) fn of(folder: &Path) -> Places {
        let files = Golden::files(folder).unwrap_or_default().into_iter();
        let golden = files.filter_map(|file| Golden::load(&file, Path::new("")).ok()).flatten();
        let taken = golden.map(|golden| ((golden.article, golden.id), golden.file)).collect();
        Places { folder: folder.to_owned(), taken }
    }

    /// The golden file of an article: the one that is there under whatever name, or where a new one is to stand.
    pub(super) fn place(&self, within: &Path, id: Option<&str>) -> PathBuf {
        let taken = self.taken.get(&(within.to_owned(), id.map(str::to_owned)));
        taken.cloned().unwrap_or_else(|| self.folder.join(new_place(within, id)))
    }
}

/// As the article stands in the corpus, one of several in a folder of its file.
///
/// An id that is too long for a file's name, or has letters that may not stand in one, is told from others by its hash.
fn new_place(within: &Path, id: Option<&str>) -> PathBuf {
    let within: PathBuf = within.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    let Some(id) = id else { return within.with_extension("json") };
    let plain = |letter: char| if letter.is_alphanumeric() || "-_".contains(letter) { letter } else { '-' };
    let mut name: String = id.chars().take(100).map(plain).collect();
    if name != id {
        let hash = Sha256::digest(id);
        name += &format!("-{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
    }
    within.with_extension("").join(name + ".json")
}
