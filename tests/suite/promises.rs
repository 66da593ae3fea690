//! What holds of any text, however odd: properties over sentences like those of the news and over rubble.

use claimwire::record::{Argument, Entity, Part, Record, Statement, Unit};
use claimwire::{Article, Extractor};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// One extractor for each unit of offsets.
static EXTRACTORS: LazyLock<[(Unit, Extractor); 3]> = LazyLock::new(|| {
    [Unit::Bytes, Unit::Chars, Unit::Utf16].map(|unit| (unit, Extractor::load(None, None).unwrap().counting(unit)))
});

const PARTIES: &[&str] = &[
    "Japan",
    "the U.S.",
    "US",
    "Beijing",
    "Brussels",
    "the European Union",
    "Ottawa",
    "Turkey",
    "India",
    "Côte d'Ivoire",
    "OPEC+",
    "ASEAN",
    "the Commerce Department",
    "Toyota",
    "Nikkei Asia",
    "the Commission",
    "White House",
    "Donald Trump",
    "President Xi Jinping",
    "Akazawa",
    "Ursula von der Leyen",
    "trade minister Amina Otieno",
    "it",
    "the two sides",
    "the country",
    "Chinese",
    "Americans",
    "WASHINGTON",
    "Georgia",
    "Ghanaian officials",
];
const VERBS: &[&str] = &[
    "imposed",
    "has threatened to raise",
    "will lift",
    "asked China to suspend",
    "refused to cut",
    "is weighing",
    "signed",
    "called off",
    "resumed",
    "rose by",
    "fell to",
    "pledged to buy",
    "banned",
    "did not extend",
    "faces",
    "were struck down by",
    "said it would double",
    "has no plan to scrap",
    "urged",
    "agreed on",
    "visited",
    "be",
];
const MEASURES: &[&str] = &[
    "a 25% tariff on",
    "tariffs of 10-15 percent on",
    "its export ban on",
    "quotas for",
    "sanctions against",
    "the duties on",
    "a free trade agreement with",
    "talks over",
    "an anti-dumping probe into",
    "subsidies for",
    "imports of",
    "exports of",
    "curbs on shipments of",
    "a levy (the second since May 2019) on",
    "the measure on",
];
const GOODS: &[&str] = &[
    "cars",
    "auto parts",
    "steel and aluminium",
    "rare earths",
    "LNG",
    "palm oil",
    "soybeans",
    "broken rice",
    "chips",
    "turkey",
    "Cognac",
    "semiconductors",
    "crude",
    "goods",
    "lumber, pork and wine",
    "F-16 jets",
    "apples",
];
const TAILS: &[&str] = &[
    "from Japan",
    "from 10% to 25%",
    "by half a percentage point",
    "worth $2.7 trillion",
    "for £2tn",
    "last year",
    "on Thursday",
    "from August 1",
    "if Mexico does not act",
    ", Akazawa said",
    ", according to Reuters",
    "in Tokyo",
    "by 1.5 million barrels a day",
    "550 billion yen",
    ", which Canada rejected",
    "at 27.5 pct",
    "rather than India",
];
const SIGNS: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    ".",
    "...",
    "…",
    ",",
    ";",
    ":",
    "-",
    "–",
    "—",
    "'",
    "’",
    "‘",
    "\"",
    "“",
    "”",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "%",
    "‰",
    "$",
    "€",
    "£",
    "¥",
    "/",
    "\\",
    "&",
    "@",
    "#",
    "*",
    "•",
    "\0",
    "'s",
    "’s",
    "n't",
    "e\u{301}",
    "İ",
    "ı",
    "ß",
    "ǅ",
    "中国",
    "関税",
    "🇯🇵",
    "👩‍🚀",
    "Россия",
    "ﬁ",
    "𝟚𝟝",
    "٢٥",
    "½",
    "²",
    "Ⅷ",
    "1,000",
    "0",
    "007",
    "1e9",
    "99999999999999999999",
    "-5",
    ".5",
    "5.",
    "3.14.15",
    "10-",
    "$",
    "$ 5",
    "bn",
    "pct",
    "Read next",
    "Reuters) -",
    "Mr.",
    "U.S.",
    "No.",
    "a.m.",
    "Jr.",
];

/// A sentence like those of the news, not always a right one.
fn sentence() -> impl Strategy<Value = String> {
    let parts = (select(PARTIES), select(VERBS), select(MEASURES), select(GOODS), select(TAILS));
    (parts, select(&[".", ".", ".\n", "?", ";", ",", " and", "", ".” "][..]))
        .prop_map(|((party, verb, measure, goods, tail), end)| format!("{party} {verb} {measure} {goods} {tail}{end} "))
}

/// One word or sign.
fn scrap() -> impl Strategy<Value = String> {
    let word = select([PARTIES, VERBS, MEASURES, GOODS, TAILS].concat()).prop_map(|words| format!("{words} "));
    prop_oneof![
        3 => word,
        3 => select(SIGNS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => any::<u32>().prop_map(|number| number.to_string()),
        1 => "[A-Za-z .,]{1,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![2 => sentence(), 3 => scrap()];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn article()(
        title in proptest::option::of(text()),
        text in text(),
        dated in any::<bool>(),
    ) -> Article {
        let article = Article { title, ..Article::new("any", text) };
        if dated { article.dated("2025-06-06") } else { article }
    }
}

/// The stretch between two offsets, or nothing where one of them stands within a character or outside the text.
fn stretch(text: &str, unit: Unit, start: usize, end: usize) -> Option<&str> {
    let byte = |offset: usize| {
        let mut count = 0;
        for (byte, char) in text.char_indices() {
            if count >= offset {
                return (count == offset).then_some(byte);
            }
            count += match unit {
                Unit::Bytes => char.len_utf8(),
                Unit::Chars => 1,
                Unit::Utf16 => char.len_utf16(),
            };
        }
        (count == offset).then_some(text.len())
    };
    text.get(byte(start)?..byte(end)?)
}

fn arguments<'c>(claim: &'c Statement<'_>) -> impl Iterator<Item = &'c Argument<'c>> {
    let lists = [&claim.actor, &claim.target, &claim.product, &claim.attribution];
    let singles = [&claim.rate, &claim.rate_before, &claim.amount, &claim.indicator, &claim.requester, &claim.time];
    lists.into_iter().flatten().chain(singles.into_iter().flatten())
}

/// The text that the offsets of a part count in.
fn counted_in(article: &Article, part: Option<Part>) -> &str {
    match part {
        Some(Part::Title) => article.title.as_deref().unwrap(),
        None => &article.text,
    }
}

fn untitled<'a>(entities: &[Entity<'a>]) -> Vec<Entity<'a>> {
    entities.iter().map(|entity| Entity { part: None, ..entity.clone() }).collect()
}

/// A stretch that never ends: no full stop, mark after mark, name after name. What is looked up for each word may not
/// grow with the number of words before it.
#[test]
fn time_grows_no_faster_than_the_text() {
    const ENDLESS: &[&str] = &[
        "\"",
        "(",
        "Japan, ",
        "tariff on ",
        "it raised it ",
        "who imposed tariffs ",
        "from 10% to 25% ",
        "tens of ",
        "oil seed ",
        "in Georgia, ",
        "Kenya rose. The Treasury fell. ",
        "John Smith met Smith and ",
        "John Smith said “x”. ",
        "Exports rose 4% and imports 3%. ",
        "The Ministry of Trade (MOT) and ",
        "Japan imposed a 25% tariff on cars and ",
    ];
    let extractor = &EXTRACTORS[0].1;
    let time = |text: String| {
        let article = Article::new("endless", text);
        let start = Instant::now();
        extractor.extract(&article);
        start.elapsed()
    };
    let slow = |name: &str, text: &dyn Fn(usize) -> String| {
        let (short, long) = (time(text(40_000)), time(text(240_000)));
        // Six times the text; thirty-six times the time would be quadratic, twelve times has been seen of full caches.
        (long > 18 * short + Duration::from_millis(20)).then(|| format!("{name:?}: {short:?}, then {long:?}"))
    };
    let mut complaints = Vec::new();
    let mut read = |name: &str, text: &dyn Fn(usize) -> String| {
        // A machine may be busy meanwhile: what is slow is so each time.
        let always: Option<Vec<String>> = (0..3).map(|_| slow(name, text)).collect();
        complaints.extend(always.into_iter().flatten().last());
    };
    for piece in ENDLESS {
        read(piece, &|size| piece.repeat(size / piece.len()));
    }
    read("a committee's list", &|size| {
        format!("The committee on wheat{}{}", ",".repeat(size / 2), " x wheat".repeat(size / 16))
    });
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn what_moves_in_the_headline_is_not_sought_in_the_text() {
    let title = "Japan said it would double an anti-dumping probe into cars from Japan.";
    let article = Article { title: Some(title.into()), ..Article::new("1", "said it would double ") };
    let record = EXTRACTORS[1].1.extract(&article);
    assert!(record.claims.iter().all(|claim| claim.part.is_some() || claim.indicator.is_none()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_of_any_unit_give_the_words_that_the_record_quotes(article in article()) {
        for (unit, extractor) in EXTRACTORS.iter() {
            let record = extractor.extract(&article);
            for entity in &record.entities {
                let found = stretch(counted_in(&article, entity.part), *unit, entity.start, entity.end);
                prop_assert_eq!(found, Some(&*entity.text), "{:?}", unit);
                prop_assert!(!entity.text.is_empty() && !entity.id.is_empty());
            }
            for claim in &record.claims {
                let text = counted_in(&article, claim.part);
                let found = stretch(text, *unit, claim.start, claim.end);
                prop_assert_eq!(found, Some(&*claim.evidence), "{:?}", unit);
                for argument in arguments(claim) {
                    let found = stretch(text, *unit, argument.start, argument.end);
                    prop_assert_eq!(found, Some(&*argument.text), "{:?} of {:?}", unit, claim);
                }
            }
        }
    }

    #[test]
    fn entities_stand_in_order_and_none_overlaps_another(article in article()) {
        let record = EXTRACTORS[0].1.extract(&article);
        for pair in record.entities.windows(2).filter(|pair| pair[0].part == pair[1].part) {
            prop_assert!(pair[0].end <= pair[1].start, "{:?}", pair);
        }
    }

    #[test]
    fn the_same_article_gives_the_same_record_and_the_record_survives_json(article in article()) {
        let extractor = &EXTRACTORS[1].1;
        let record = extractor.extract(&article);
        prop_assert_eq!(&record, &extractor.extract(&article));
        let json = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(&record, &serde_json::from_str::<Record>(&json).unwrap());
    }

    #[test]
    fn what_stands_in_the_title_says_so_and_comes_first(article in article()) {
        let extractor = &EXTRACTORS[1].1;
        let record = extractor.extract(&article);
        let titled = record.entities.partition_point(|entity| entity.part.is_some());
        prop_assert!(record.entities[titled..].iter().all(|entity| entity.part.is_none()));
        let alone = Article { title: None, text: article.title.clone().unwrap_or_default(), ..article.clone() };
        prop_assert_eq!(untitled(&record.entities[..titled]), extractor.extract(&alone).entities);
        let titled = record.claims.partition_point(|claim| claim.part.is_some());
        prop_assert!(record.claims[titled..].iter().all(|claim| claim.part.is_none()));
    }
}
