//! Articles to measure with: real ones from a path, or ones put together from the corpus' sentences, the same every
//! time; and names put together from their words.

#![allow(dead_code, reason = "each benchmark uses what it needs")]

use claimwire::source::{Options, Source};
use claimwire::text::Text;
use claimwire::{Article, Extractor};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// So much text is put together, in bytes, or taken of what is real.
pub(crate) const ENOUGH: usize = 8 << 20;

/// Of so many sentences of general news one may state a claim.
const ONE_IN: usize = 4;

/// Numbers that are as good as random and always the same.
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    pub(crate) fn one_of<'t, T: ?Sized>(&mut self, things: &[&'t T]) -> &'t T {
        things[self.below(things.len())]
    }
}

/// Some articles, as JSON Lines in a file.
pub(crate) struct Archive {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) articles: Vec<Article>,
    /// Bytes of their texts.
    pub(crate) size: usize,
}

impl Archive {
    /// Writes articles under fresh ids.
    pub(crate) fn write(folder: &Path, name: &str, articles: impl IntoIterator<Item = Article>) -> Archive {
        let path = folder.join(format!("{name}.jsonl"));
        let articles: Vec<Article> =
            (0..).zip(articles).map(|(id, article): (u32, _)| Article { id: id.to_string(), ..article }).collect();
        let line = |article: &Article| {
            let day = article.date.map(|day| day.to_string());
            format!("{}\n", json!({ "id": article.id, "title": article.title, "date": day, "text": article.text }))
        };
        fs::write(&path, articles.iter().map(line).collect::<String>()).unwrap();
        let size = articles.iter().map(|article| article.text.len()).sum();
        Archive { name: name.to_owned(), path, articles, size }
    }
}

/// The articles of files or folders.
pub(crate) fn read(path: &Path) -> Vec<Article> {
    let articles = Source::open(&[path.to_owned()], Options::default()).unwrap().articles();
    articles.filter_map(Result::ok).collect()
}

/// General news, and news nearly every sentence of which is about trade: those of `real`, or put together.
pub(crate) fn general_and_trade(extractor: &Extractor, real: Option<&Path>) -> [Vec<Article>; 2] {
    if let Some(path) = real {
        let mut left = ENOUGH;
        let mut articles = read(path);
        articles.retain(|article| {
            left = left.saturating_sub(article.text.len());
            left > 0
        });
        let trade = articles.iter().filter(|article| is_about_trade(extractor, article)).cloned().collect();
        return [articles, trade];
    }
    let corpus = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let (mut stating, mut silent) = (Vec::new(), Vec::new());
    for article in &corpus {
        let claims: BTreeSet<usize> = extractor.read(article).body.claims.iter().map(|claim| claim.sentence).collect();
        for (index, sentence) in Text::new(&article.text).sentences.iter().enumerate() {
            let sentences = if claims.contains(&index) { &mut stating } else { &mut silent };
            sentences.push(sentence.span.of(&article.text));
        }
    }
    let mut random = Seeded(1);
    let mut of = |stating_in: usize, size: usize| {
        let (mut articles, mut taken) = (Vec::new(), 0);
        while taken < size {
            let mut text = String::new();
            for _ in 0..8 + random.below(24) {
                let sentences = if random.below(stating_in) == 0 { &stating } else { &silent };
                text += random.one_of(sentences);
                text += if random.below(2) == 0 { "\n\n" } else { " " };
            }
            taken += text.len();
            let day = format!("2025-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28));
            articles.push(Article::new("", text).dated(&day));
        }
        articles
    };
    [of(ONE_IN, ENOUGH), of(1, ENOUGH / 2)]
}

/// Whether there is a claim for every third sentence.
fn is_about_trade(extractor: &Extractor, article: &Article) -> bool {
    let body = extractor.read(article).body;
    !body.claims.is_empty() && body.claims.len() * 3 >= body.text.sentences.len()
}

/// So many names, each begun by a word of the texts that has a capital: half of them stand in the texts, half go on
/// with other words than there.
pub(crate) fn names(articles: &[Article], count: usize) -> Vec<String> {
    let mut random = Seeded(2);
    let words: Vec<Vec<&str>> = articles.iter().map(|article| article.text.split_whitespace().collect()).collect();
    let is_name = |word: &&str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let capitals = words.iter().map(|words| {
        let places = (0..words.len()).filter(|at| is_name(&words[*at]) && words[*at].starts_with(char::is_uppercase));
        places.collect::<Vec<_>>()
    });
    let capitals: Vec<Vec<usize>> = capitals.collect();
    let mut names = BTreeSet::new();
    while names.len() < count {
        let article = random.below(words.len());
        if capitals[article].is_empty() {
            continue;
        }
        let at = capitals[article][random.below(capitals[article].len())];
        let mut name = vec![words[article][at]];
        let is_as_it_stands = random.below(2) == 0;
        for next in 1..2 + random.below(3) {
            let other = random.below(words.len());
            let word = if is_as_it_stands { words[article].get(at + next) } else { words[other].get(at + next) };
            name.extend(word.filter(|word| is_name(word)));
        }
        names.insert(name.join(" "));
    }
    names.into_iter().collect()
}

/// The same text in ASCII alone, and with one character in twenty that is not: curly quotes, blanks that hold words
/// together, accents on some of the letters, none of which changes what is named much.
pub(crate) fn plain_and_accented(text: &str) -> [String; 2] {
    let plain: String = text
        .chars()
        .map(|letter| match letter {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '–' | '—' => '-',
            letter if letter.is_ascii() => letter,
            _ => 'e',
        })
        .collect();
    let mut random = Seeded(3);
    let accented = plain.chars().map(|letter| match letter {
        '"' => '”',
        '\'' => '’',
        ' ' if random.below(4) == 0 => '\u{a0}',
        'o' if random.below(9) == 0 => 'ö',
        letter => letter,
    });
    let accented = accented.collect();
    [plain, accented]
}
