//! newswire articles with labels → how far the countries and goods found agree with them.
//!
//! Countries are held against PLACES over the articles that have any; the dateline's city counts for its country. Goods
//! are held against the TOPICS that are goods: all that are named, and those that stand out. A good counts for its own
//! topic and for a wider one that `topics.tsv` names: wheat is a grain.

use super::{Report, data, table};
use claimwire::audit::Count;
use claimwire::lexicon::Kind;
use claimwire::mention::Mention;
use claimwire::{Article, Extractor, Result};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Topic, the goods that it names, and the wider topics that an article with it bears too; tab-separated.
const TOPICS: &str = include_str!("topics.tsv");

/// Goods stand out where they are named at least once for so many times that the good named most is.
const IN_PASSING: usize = 3;

/// The F1 that must be reached.
const AIMS: [(&str, f64); 3] = [(WITHOUT_US, 0.75), (WITH_TOPIC, 0.88), (ALL, 0.60)];
const WITHOUT_US: &str = "countries but the US";
const WITH_TOPIC: &str = "goods, articles with a topic";
const ALL: &str = "goods, all articles";

#[derive(Deserialize)]
struct Labelled {
    id: u32,
    title: Option<String>,
    text: String,
    topics: Vec<String>,
    places: Vec<String>,
}

/// What one article says and what its labels say.
struct Compared {
    countries: Option<(BTreeSet<String>, BTreeSet<String>)>,
    goods: (BTreeSet<String>, BTreeSet<String>),
    standing_out: BTreeSet<String>,
}

pub(super) fn check(folder: &Path) -> Result<Report> {
    let codes: BTreeMap<String, String> = data::value(&folder.join("places_to_iso2.json"))?;
    let topics: BTreeSet<String> = data::value(&folder.join("commodity_topics.json"))?;
    let articles: Vec<Labelled> = data::rows(&folder.join("train.jsonl.gz"))?;
    let extractor = Extractor::load(None, None)?;
    let goods = topics_of_goods();
    let compared: Vec<Compared> =
        articles.par_iter().map(|article| compare(article, &extractor, &codes, &topics, &goods)).collect();

    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut by_topic: BTreeMap<&str, Count> = BTreeMap::new();
    for Compared { countries, goods: (found, labels), standing_out } in &compared {
        if let Some((found, labels)) = countries {
            let abroad = |codes: &BTreeSet<String>| codes.iter().filter(|code| *code != "US").cloned().collect();
            *counts.entry("countries").or_default() += agreement(found, labels);
            *counts.entry(WITHOUT_US).or_default() += agreement(&abroad(found), &abroad(labels));
        }
        *counts.entry("goods named, all articles").or_default() += agreement(found, labels);
        *counts.entry(ALL).or_default() += agreement(standing_out, labels);
        if !labels.is_empty() {
            *counts.entry("goods named, with a topic").or_default() += agreement(found, labels);
            *counts.entry(WITH_TOPIC).or_default() += agreement(standing_out, labels);
        }
        for topic in standing_out.union(labels) {
            let one = |set: &BTreeSet<String>| set.get(topic).into_iter().cloned().collect();
            *by_topic.entry(topic).or_default() += agreement(&one(standing_out), &one(labels));
        }
    }
    Ok(Report {
        table: format!("{}\n{}", table("reuters", &counts), table("goods by topic", &by_topic)),
        aim_reached: AIMS.iter().all(|(name, aim)| counts.get(name).is_some_and(|count| count.f1() >= *aim)),
    })
}

/// What an article about goods bears: their own topic, and the wider one or nothing.
type Topics = BTreeMap<&'static str, BTreeSet<(&'static str, &'static str)>>;

fn topics_of_goods() -> Topics {
    let mut topics = Topics::new();
    for line in TOPICS.lines().skip(1) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (topic, goods, wider) = (cell(), cell(), cell());
        for good in goods.split('|') {
            topics.entry(good).or_default().insert((topic, wider));
        }
    }
    topics
}

fn compare(
    labelled: &Labelled,
    extractor: &Extractor,
    codes: &BTreeMap<String, String>,
    topics: &BTreeSet<String>,
    goods: &Topics,
) -> Compared {
    let mut article = Article::new(labelled.id.to_string(), &*labelled.text);
    article.title = labelled.title.clone();
    let reading = extractor.read(&article);
    let dateline =
        reading.body.mentions.first().filter(|mention| mention.kind == Kind::Place && mention.span.start == 0);
    let parts = reading.title.iter().chain([&reading.body]);
    let mentions: Vec<&Mention<'_>> = parts.flat_map(|part| &part.mentions).collect();
    let ids = |kind: Kind| mentions.iter().filter(move |mention| mention.kind == kind).map(|mention| &*mention.id);
    let countries = (!labelled.places.is_empty()).then(|| {
        let labels = labelled.places.iter().filter_map(|place| codes.get(place).cloned()).collect();
        let found = ids(Kind::Country).chain(dateline.map(|place| &*place.country));
        (found.filter(|code| codes.values().any(|known| known == code)).map(str::to_owned).collect(), labels)
    });
    let (mut named, mut most) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for (topic, wider) in ids(Kind::Commodity).filter_map(|id| goods.get(id)).flatten() {
        *named.entry(topic).or_default() += 1;
        *most.entry(topic).or_default() += 1;
        if !wider.is_empty() {
            *named.entry(wider).or_default() += 1;
        }
    }
    let most = most.into_values().max().unwrap_or_default();
    let standing_out = named.iter().filter(|(_, times)| **times * IN_PASSING >= most);
    let standing_out = standing_out.map(|(topic, _)| (*topic).to_owned()).collect();
    let labels = labelled.topics.iter().filter(|topic| topics.contains(*topic)).cloned().collect();
    Compared { countries, goods: (named.into_keys().map(str::to_owned).collect(), labels), standing_out }
}

fn agreement(found: &BTreeSet<String>, labels: &BTreeSet<String>) -> Count {
    Count { right: found.intersection(labels).count(), gold: labels.len(), predicted: found.len() }
}
