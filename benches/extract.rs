//! How fast each stage reads by itself: `cargo bench --bench extract`.
//!
//! Every stage first proves its answer: it finds what it has to find, and the same when it reads again.

mod news;

use claimwire::claim::{self, Headline};
use claimwire::mention;
use claimwire::sink::{JsonLines, Rendered};
use claimwire::text::Text;
use claimwire::{Article, Extractor};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use news::Archive;
use std::hint::black_box;
use std::path::Path;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much text a stage reads at least, in bytes.
const ENOUGH: usize = 1 << 20;

/// Measures a stage that counts what it finds in one article, once its counts are right; returns what it found.
fn stage<T>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    articles: impl IntoIterator<Item = T> + Clone,
    find: impl Fn(T) -> usize,
) -> usize {
    let read = || articles.clone().into_iter().map(&find).sum::<usize>();
    let found = read();
    assert!(found > 100, "{name} finds next to nothing: {found}");
    assert_eq!(read(), found, "{name} finds other things when it reads again");
    group.bench_function(name, |bencher| bencher.iter(|| black_box(read())));
    found
}

fn stages(criterion: &mut Criterion) {
    let extractor = Extractor::load(None, None).unwrap();
    let lexicon = extractor.lexicon();
    let [mut articles, _] = news::general_and_trade(&extractor, None);
    let mut size = 0;
    articles.retain(|article| {
        size += article.text.len();
        size < ENOUGH
    });
    let archive = Archive::write(Path::new(env!("CARGO_TARGET_TMPDIR")), "stages", articles);
    let articles = &archive.articles;
    let texts: Vec<Text<'_>> = articles.iter().map(|article| Text::new(&article.text)).collect();
    let words: Vec<_> = texts.iter().map(|text| lexicon.words(text)).collect();
    let texts: Vec<_> =
        texts.iter().zip(&words).zip(articles).map(|((text, words), article)| (text, words, article.date)).collect();
    let mentions: Vec<_> = texts.iter().map(|(text, words, date)| mention::find(text, lexicon, words, *date)).collect();
    let records: Vec<_> = articles.iter().map(|article| (article, extractor.extract(article))).collect();

    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(archive.size as u64));
    stage(&mut group, "JSON Lines", [&archive.path], |path| news::read(path).len());
    stage(&mut group, "text", articles, |article: &Article| Text::new(&article.text).sentences.len());
    stage(&mut group, "words", &texts, |(text, ..)| lexicon.words(text).len());
    stage(&mut group, "mentions", &texts, |(text, words, date)| mention::find(text, lexicon, words, *date).len());
    let claims = stage(&mut group, "claims", texts.iter().zip(&mentions), |((text, words, date), mentions)| {
        claim::find(text, lexicon, words, extractor.rules(), mentions, *date, Headline::default()).len()
    });
    let whole = stage(&mut group, "extract", articles, |article| extractor.extract(article).claims.len());
    assert_eq!(claims, whole, "the stages find other claims than the whole");
    stage(&mut group, "render", &records, |(article, record)| {
        let mut rendered = Rendered::default();
        rendered.add(&JsonLines, article, record);
        rendered.bytes.len()
    });
    group.finish();
}

fn start(criterion: &mut Criterion) {
    let load = || Extractor::load(None, None).unwrap();
    assert!(load().lexicon().by_id("JP").is_some());
    criterion.bench_function("load", |bencher| bencher.iter(load));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = stages, start
}
criterion_main!(benches);
