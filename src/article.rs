//! One article, as a source hands it to the extractor.

use jiff::civil::Date;

/// The longest text that is ever taken in, in bytes: offsets are 32 bits wide, and no article comes near this.
pub const MAX_ARTICLE: usize = 64 << 20;

/// One article as it came: its text is the system of coordinates for everything found in it.
///
/// The title is a text of its own, never part of `text`.
///
/// ```
/// use claimwire::Article;
/// let article = Article::new("note-1", "Japan asked the US to lift its tariffs.").dated("2025-06-06");
/// assert_eq!(article.date.unwrap().year(), 2025);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Stable name of the article within its archive.
    pub id: String,
    /// The headline, where the source keeps it apart.
    pub title: Option<String>,
    /// The day of publication, against which "on Thursday" is read.
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// The running text.
    pub text: String,
}

impl Article {
    /// An article with an id and a text and nothing else known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Article {
        Article { id: id.into(), text: text.into(), ..Article::default() }
    }

    /// The same article with the date that `date` begins with (`2025-06-06`, with or without a time after it);
    /// what is no date leaves the article undated.
    pub fn dated(mut self, date: &str) -> Article {
        self.date = date.get(..10).and_then(|day| day.parse().ok());
        self
    }
}
