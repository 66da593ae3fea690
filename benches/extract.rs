//! How fast the stages read, beside a bare scan for the same names: `cargo bench`.
//!
//! Every stage reads the corpus several times over and first proves its answer: so many times what one reading gives.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use claimwire::mention;
use claimwire::text::Text;
use claimwire::{Article, Extractor};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// How much text a stage reads at least, in bytes.
const ENOUGH: usize = 1 << 20;

fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The corpus' plain texts and wire articles.
fn corpus() -> Vec<Article> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(at_root("corpus/text")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| Article::new(path.to_string_lossy(), std::fs::read_to_string(path).unwrap()));
    let mut articles: Vec<Article> = texts.collect();
    for line in std::fs::read_to_string(at_root("corpus/agency.jsonl")).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| row[name].as_str().unwrap_or_default();
        articles.push(Article::new(field("id"), field("text")).dated(field("date")));
    }
    articles
}

/// The names of the dictionaries that the extractor looks for, without their flags.
fn names() -> Vec<String> {
    let tables = [
        ("blocs", [0, 1].as_slice()),
        ("commodities", &[0, 1]),
        ("countries", &[1, 3, 4, 5, 7]),
        ("organisations", &[0, 1]),
        ("people", &[0, 1, 2]),
        ("places", &[0, 1]),
        ("currencies", &[2, 3]),
        ("units", &[1]),
    ];
    let mut names = Vec::new();
    for (table, columns) in tables {
        let content = std::fs::read_to_string(at_root(&format!("dictionaries/{table}.tsv"))).unwrap();
        for row in content.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let items = columns.iter().flat_map(|&column| cells[column].split('|'));
            names.extend(items.map(|item| item.trim_end_matches(['~', '=']).to_lowercase()));
        }
    }
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    names
}

/// Measures a stage that counts what it finds in one article, once its counts are right.
fn stage<T>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    articles: &[T],
    copies: usize,
    find: impl Fn(&T) -> usize,
) {
    let once: usize = articles[..articles.len() / copies].iter().map(&find).sum();
    let read = || articles.iter().map(&find).sum::<usize>();
    assert!(once > 100, "{name} finds next to nothing: {once}");
    assert_eq!(read(), once * copies, "{name} finds other things when it reads again");
    group.bench_function(name, |bencher| bencher.iter(|| black_box(read())));
}

fn stages(criterion: &mut Criterion) {
    let extractor = Extractor::load(None, None).unwrap();
    let corpus = corpus();
    let size: usize = corpus.iter().map(|article| article.text.len()).sum();
    let copies = ENOUGH.div_ceil(size);
    let articles: Vec<Article> = std::iter::repeat_n(corpus, copies).flatten().collect();
    let lexicon = extractor.lexicon();
    let mut texts = Vec::new();
    for article in &articles {
        let text = Text::new(&article.text);
        let words = lexicon.words(&text);
        texts.push((text, words, article.date));
    }
    let names = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .ascii_case_insensitive(true)
        .build(names())
        .unwrap();

    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes((size * copies) as u64));
    stage(&mut group, "bare scan for names", &articles, copies, |article| {
        names.find_overlapping_iter(&article.text).count()
    });
    stage(&mut group, "text", &articles, copies, |article| Text::new(&article.text).sentences.len());
    stage(&mut group, "mentions", &texts, copies, |(text, words, date)| {
        mention::find(text, lexicon, words, *date).len()
    });
    stage(&mut group, "whole", &articles, copies, |article| {
        let record = extractor.extract(article);
        record.entities.len() + record.claims.len()
    });
    group.finish();
}

fn start(criterion: &mut Criterion) {
    let load = || Extractor::load(None, None).unwrap();
    assert!(load().lexicon().by_id("JP").is_some());
    criterion.bench_function("start", |bencher| bencher.iter(load));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = stages, start
}
criterion_main!(benches);
