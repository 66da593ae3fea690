//! Parties, goods and figures → the words that name them.

use super::super::one_line;
use super::Writer;
use crate::claim::Argument;
use crate::lexicon::{Class, Kind};
use crate::text::{Capital, Text};
use std::borrow::Cow;

/// Names that a plain sentence shortens.
const SHORT: &[(&str, &str)] = &[("US", "US"), ("GB", "UK"), ("EU", "EU"), ("AE", "UAE")];

impl Writer<'_, '_> {
    /// How a party is called.
    pub(super) fn name<'n>(&'n self, argument: &'n Argument<'_>) -> Cow<'n, str> {
        if let Some((_, short)) = SHORT.iter().find(|(id, _)| *id == argument.id) {
            return Cow::Borrowed(short);
        }
        let written = || one_line(argument.span.of(self.text.source));
        match argument.kind {
            Some(Kind::Country | Kind::Organization | Kind::Person) => one_line(&*argument.name),
            Some(Kind::Commodity) if argument.carried => self.counted(argument, one_line(&*argument.name)),
            Some(Kind::Commodity) => self.counted(argument, self.plain(argument, written())),
            // "between 10% and 15%"
            Some(Kind::Percent)
                if argument.id.contains('-') && argument.span.of(self.text.source).contains(" and ") =>
            {
                Cow::Owned(format!("{}%", argument.id))
            }
            _ if argument.carried => one_line(&*argument.name),
            _ => written(),
        }
    }

    /// A quantity; the article of a part belongs to it: "a third".
    pub(super) fn figure<'n>(&'n self, quantity: &'n Argument<'_>) -> Cow<'n, str> {
        let words = self.name(quantity);
        let article = self.before(quantity).next().filter(|_| quantity.kind.is_none());
        if article == Some("a") { format!("a {words}").into() } else { words }
    }

    /// "Japan, Chile and US".
    pub(super) fn list<'n>(&self, arguments: impl IntoIterator<Item = &'n Argument<'n>>) -> String {
        let arguments: Vec<_> = arguments.into_iter().collect();
        let names: Vec<Cow<'_, str>> = arguments.iter().map(|argument| self.name(argument)).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((last, _)) => last.to_string(),
            None => String::new(),
        }
    }

    /// Whether the last word is a noun in the plural, by what is known of it or else by its ending.
    pub(super) fn is_plural(&self, words: &str) -> bool {
        let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let ends = || last.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| last.ends_with(ending));
        let classes = self.lexicon.classes(self.lexicon.word(&last));
        classes.map_or_else(ends, |(classes, _)| classes.has(Class::Plural))
    }

    /// The words of the text before an argument, the nearest first.
    pub(super) fn before(&self, argument: &Argument<'_>) -> impl Iterator<Item = &str> {
        let before = &self.text.source[..argument.span.start as usize];
        before.rsplit(char::is_whitespace).filter(|word| !word.is_empty())
    }

    /// Goods that are counted stand in the plural: "car imports" are imports of cars.
    fn counted<'n>(&self, goods: &Argument<'_>, words: Cow<'n, str>) -> Cow<'n, str> {
        let counted = matches!(self.lexicon.sort(&goods.id), "vehicle" | "electronics" | "machine" | "arms");
        if !counted || words.ends_with('s') {
            return words;
        }
        let plural = format!("{words}s");
        let last = plural.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let known = self.lexicon.classes(self.lexicon.word(&last)).is_some();
        if known && self.is_plural(&plural) { plural.into() } else { words }
    }

    /// Goods without the capitals of a headline or of a sentence's beginning, which name the same in small letters:
    /// "STEEL", "Peaches", but not "LNG".
    fn plain<'n>(&self, goods: &Argument<'_>, words: Cow<'n, str>) -> Cow<'n, str> {
        if words.chars().all(|letter| !letter.is_uppercase()) || !self.is_named_by(goods, &words.to_lowercase()) {
            return words;
        }
        let capitals = !words.chars().any(char::is_lowercase);
        let known = |word: &str| self.lexicon.classes(self.lexicon.word(word)).is_some();
        let plain = |word: &str| {
            let small = word.to_lowercase();
            let canonical = goods.name.split(' ').find(|known| known.to_lowercase() == small);
            match (Capital::of(word), canonical) {
                (_, Some(canonical)) => canonical.to_owned(),
                // "AI Chips"
                (Capital::All, None) if !capitals => word.to_owned(),
                // "H20 chips", "Shahed drones"
                (Capital::First, None) if !known(&small) => word.to_owned(),
                _ => small,
            }
        };
        words.split(' ').map(plain).collect::<Vec<_>>().join(" ").into()
    }

    /// Whether goods go by a name that stands in some words, written just so.
    fn is_named_by(&self, goods: &Argument<'_>, words: &str) -> bool {
        let text = Text::new(words);
        let mut named = false;
        self.lexicon.find(&text, &self.lexicon.words(&text), |_, _, form| {
            named |= self.lexicon.entry(form.entry).id == goods.id;
        });
        named
    }
}
