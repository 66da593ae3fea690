//! What is named: sentences with the mentions that a reader finds in them.

use claimwire::{Article, Extractor};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::load(None, None).unwrap());

/// "kind words: id" of the mentions in a text of 12 June 2025, a Thursday.
fn mentions(text: &str, kinds: &[&str]) -> Vec<String> {
    let article = Article { date: Some("2025-06-12".parse().unwrap()), ..Article::new("1", text) };
    let record = EXTRACTOR.extract(&article);
    let entities = record.entities.iter().filter(|entity| kinds.contains(&&*entity.kind));
    entities.map(|entity| format!("{} {}: {}", entity.kind, entity.text, entity.id)).collect()
}

/// Sentences with the mentions of some kinds that they hold.
fn check(kinds: &[&str], cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(mentions(text, kinds), *expected, "{text}");
    }
}

#[test]
fn a_range_of_money_has_both_ends() {
    check(
        &["money"],
        &[
            ("Japan will invest $1-2 billion.", &["money $1-2 billion: USD 1000000000-2000000000"]),
            ("It costs $2 to 3 billion.", &["money $2 to 3 billion: USD 2000000000-3000000000"]),
            ("It costs 1 to 2 million euros.", &["money 1 to 2 million euros: EUR 1000000-2000000"]),
            ("A gain of 564,000 or 11 cents a share.", &["money 564,000 or 11 cents: USX 564000"]),
        ],
    );
}

#[test]
fn a_currency_that_is_no_more_is_none_of_a_later_article() {
    check(
        &["money"],
        &[
            ("Belgium spent 40 million francs.", &["money 40 million francs: CHF 40000000"]),
            ("The mill cost 40 million crowns.", &["money 40 million crowns: SEK 40000000"]),
        ],
    );
    let old =
        Article { date: Some("1987-03-02".parse().unwrap()), ..Article::new("1", "Belgium spent 40 million francs.") };
    let record = EXTRACTOR.extract(&old);
    assert!(record.entities.iter().any(|entity| entity.id == "BEF 40000000"));
}

#[test]
fn the_verb_beside_a_date_tells_whether_it_lies_ahead() {
    check(
        &["date"],
        &[
            ("The minister is due to meet him on Friday.", &["date Friday: 2025-06-13"]),
            ("The ministry said on Friday that it would act.", &["date Friday: 2025-06-06"]),
            ("On Friday ministers will meet in Geneva.", &["date Friday: 2025-06-13"]),
            ("Brazil will lift its ban in May.", &["date May: 2026-05"]),
            ("Egypt lifted its ban in November.", &["date November: 2024-11"]),
            ("The duty will be reviewed in November.", &["date November: 2025-11"]),
            ("They agreed to meet again in November.", &["date November: 2025-11"]),
            ("They postponed the talks to November.", &["date November: 2025-11"]),
            ("The ban has stood since September.", &["date September: 2024-09"]),
        ],
    );
}

#[test]
fn what_is_told_from_the_day_of_the_article_is_resolved() {
    check(
        &["date"],
        &[
            ("Egypt lifted its ban three days ago.", &["date three days ago: 2025-06-09"]),
            ("Egypt lifted its ban two weeks ago.", &["date two weeks ago: 2025-W22"]),
            ("Egypt lifted its ban 3 months ago.", &["date 3 months ago: 2025-03"]),
            ("Egypt lifted its ban a year ago.", &["date a year ago: 2024"]),
            ("It was lifted two years earlier.", &["date two years earlier: two years earlier"]),
            ("Talks will resume in two weeks.", &["date in two weeks: 2025-W26"]),
            ("It was the biggest fall in two weeks.", &[]),
            ("It will be the biggest fall in two weeks.", &[]),
        ],
    );
}

#[test]
fn parts_of_a_year_are_dates() {
    check(
        &["date"],
        &[
            ("Exports rose in the third quarter of 2024.", &["date third quarter of 2024: 2024-Q3"]),
            ("Exports rose in the first quarter.", &["date first quarter: 2025-Q1"]),
            ("Exports rose in the fourth quarter.", &["date fourth quarter: 2024-Q4"]),
            ("Third quarter profit rose.", &[]),
            ("The duty will end by year-end.", &["date year-end: 2025-12"]),
            ("The plant will open by mid-2026.", &["date mid-2026: 2026"]),
            ("Trading will start in mid-July.", &["date mid-July: 2025-07"]),
            ("The law takes force on the 5th of June.", &["date 5th of June: 2025-06-05"]),
        ],
    );
}

#[test]
fn a_state_and_the_goods_of_its_name_are_told_apart_in_one_sentence() {
    check(
        &["country", "commodity"],
        &[
            (
                "Turkey bans turkey imports from Poland.",
                &["country Turkey: TR", "commodity turkey: turkey", "country Poland: PL"],
            ),
            ("Turkey bans imports of turkey.", &["country Turkey: TR", "commodity turkey: turkey"]),
            ("Turkey exports fell.", &[]),
            ("The tariff on Swiss cheese rose.", &["country Swiss: CH", "commodity cheese: cheese"]),
            ("Peru keeps guinea pigs.", &["country Peru: PE"]),
        ],
    );
}

#[test]
fn a_capital_is_a_city_where_somebody_moves_and_beside_cities() {
    check(
        &["country", "place"],
        &[
            ("In return Tokyo will cut its duty.", &["country Tokyo: JP"]),
            ("The ship sailed from Jakarta to Manila.", &["place Jakarta: Jakarta", "place Manila: Manila"]),
            ("He left New Delhi for Moscow.", &["place New Delhi: New Delhi", "place Moscow: Moscow"]),
            ("Seattle, Washington, makes aircraft.", &["place Seattle: Seattle", "place Washington: Washington"]),
            ("The visit of the delegation to Minsk ended.", &["place Minsk: Minsk"]),
            ("SANTIAGO May 30 Output fell.", &["place SANTIAGO: Santiago"]),
            (
                "The port of Cotonou reopened, and Lima recalled its envoy from Quito.",
                &["place Cotonou: Cotonou", "country Lima: PE", "place Quito: Quito"],
            ),
            ("Georgia sold wine, and Georgia's port grew.", &["country Georgia: GE", "country Georgia: GE"]),
            ("Georgia's prime minister met Georgia's governor.", &["country Georgia: GE", "place Georgia: Georgia"]),
            (
                "Atlanta, Georgia, is far from Tbilisi, Georgia.",
                &["place Atlanta: Atlanta", "place Georgia: Georgia", "place Tbilisi: Tbilisi", "country Georgia: GE"],
            ),
        ],
    );
}

#[test]
fn a_body_is_named_without_its_article_and_by_its_letters() {
    check(
        &["organization", "country", "person"],
        &[
            ("The White House said so.", &["organization White House: White House"]),
            ("Korea Gas will buy more.", &["organization Korea Gas: Kogas"]),
            ("Georgia Power will build it.", &["organization Georgia Power: Georgia Power"]),
            ("The ITC found injury.", &["organization ITC: International Trade Commission"]),
            (
                "ITC Ltd sells tea. A share of ITC rose.",
                &["organization ITC Ltd: ITC Ltd", "organization ITC: ITC Ltd"],
            ),
        ],
    );
}

#[test]
fn goods_of_a_list_speak_for_each_other() {
    check(
        &["commodity"],
        &[
            (
                "Garments such as coats, skirts, and dresses are cheap.",
                &[
                    "commodity Garments: garment",
                    "commodity coats: clothing",
                    "commodity skirts: clothing",
                    "commodity dresses: clothing",
                ],
            ),
            ("He wore a coat and a uniform.", &[]),
            ("Norway raised its duty on paper to 20%.", &["commodity paper: paper"]),
        ],
    );
}

#[test]
fn letters_that_speak_or_stand_in_brackets_are_a_body() {
    check(
        &["organization", "country"],
        &[
            ("The harvest failed, QZXU said.", &["organization QZXU: QZXU"]),
            ("According to QZXU, the harvest failed.", &["organization QZXU: QZXU"]),
            ("The harvest of QZXU failed.", &[]),
            (
                "The European Commission (EC) met. The EC agreed.",
                &[
                    "organization European Commission: European Commission",
                    "organization EC: European Commission",
                    "organization EC: European Commission",
                ],
            ),
            (
                "Barrick Mining (Canada) Ltd sued. Canada agreed.",
                &["organization Barrick Mining: Barrick Mining", "country Canada: CA", "country Canada: CA"],
            ),
        ],
    );
}
