//! the columns of a table and one row's values → one article.

use super::{Fields, date};
use crate::article::Article;

/// Which columns hold id, text, title, date and url.
pub(super) struct Columns([Option<usize>; 5]);

impl Columns {
    /// Finds the columns by their names.
    ///
    /// # Errors
    /// A table without ids or texts; the columns that it has instead are named.
    pub(super) fn find(fields: &Fields, names: &[&str]) -> Result<Columns, String> {
        let Fields { id, text, title, date, url } = fields;
        let place = |field: &str| names.iter().position(|name| *name == field);
        for (field, option) in [(id, "--id-field"), (text, "--text-field")] {
            if place(field).is_none() {
                let others = names.join("', '");
                return Err(format!("column '{field}' is missing ({option} names another); there are '{others}'"));
            }
        }
        Ok(Columns([id, text, title, date, url].map(|field| place(field))))
    }

    /// Whether a column holds a part of an article.
    #[cfg(feature = "parquet")]
    pub(super) fn has(&self, column: usize) -> bool {
        self.0.contains(&Some(column))
    }

    /// The article of a row, whose values are looked up by column.
    ///
    /// # Errors
    /// A row without an id or a text.
    pub(super) fn article(&self, mut value: impl FnMut(usize) -> Option<String>) -> Result<Article, String> {
        let [id, text, title, day, url] = self.0.map(|column| column.and_then(&mut value));
        let filled = |value: Option<String>| value.filter(|value| !value.is_empty());
        Ok(Article {
            title: filled(title),
            date: day.and_then(|day| date::day(&day)),
            url: filled(url),
            ..Article::new(filled(id).ok_or("the row has no id")?, text.ok_or("the row has no text")?)
        })
    }
}
