//! offsets in code points → the words there, and the other way round.

/// A text that is asked for stretches by code points, each in constant time.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Where each code point begins, in bytes, and the text's end.
    starts: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Prepares a text; linear in its length.
    ///
    /// ```
    /// use claimwire::audit::CodePoints;
    /// let text = CodePoints::new("Côte d'Ivoire");
    /// assert_eq!(text.get(0, 4), Some("Côte"));
    /// assert_eq!(text.find("d'Ivoire", 2), Some((5, 13)));
    /// ```
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let starts = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        CodePoints { text, starts }
    }

    /// The words from `start` up to `end`; nothing where these do not lie in the text.
    pub fn get(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// The byte at which a code point begins.
    pub fn byte(&self, code_point: usize) -> Option<usize> {
        self.starts.get(code_point).map(|&start| start as usize)
    }

    /// The code point that begins at a byte, or that the byte lies in.
    pub fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= byte).saturating_sub(1)
    }

    /// Where the words stand nearest to a place.
    pub fn find(&self, words: &str, near: usize) -> Option<(usize, usize)> {
        let near = self.byte(near).unwrap_or(self.text.len());
        let places = self.text.match_indices(words).map(|(at, _)| at);
        let at = places.min_by_key(|at| at.abs_diff(near)).filter(|_| !words.is_empty())?;
        Some((self.at(at), self.at(at + words.len())))
    }
}
