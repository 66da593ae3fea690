//! The confidence of claims stands on golden cases that can be counted again.

use claimwire::rule::Precision;
use claimwire::{Article, Extractor};
use std::path::Path;
use std::process::Command;

#[test]
fn the_embedded_cases_are_those_of_the_golden_files() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let counted = Path::new(env!("CARGO_TARGET_TMPDIR")).join("precision.tsv");
    let mut audit = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    let audited = audit.current_dir(home).args(["audit", "--write-precision"]).arg(&counted).output().unwrap();
    assert!(audited.status.success(), "{}", String::from_utf8_lossy(&audited.stderr));
    let counted = Precision::read(&std::fs::read_to_string(&counted).unwrap()).unwrap();
    assert!(
        counted == *Precision::embedded(),
        "rules/precision.tsv is stale; renew it: cargo run --release -- audit --write-precision rules/precision.tsv"
    );
}

#[test]
fn every_claim_carries_the_counts_of_its_rule() {
    let extractor = Extractor::load(None, None).unwrap();
    let article = Article::new("1", "The US imposed a 25% tariff on Japanese cars.");
    let record = extractor.extract(&article);
    let confidence = record.claims[0].confidence.unwrap();
    let known = Precision::embedded().of(&record.claims[0].rules);
    assert_eq!((confidence.right, confidence.of), (known.cases.right, known.cases.of));
    assert!(confidence.of > 0 && (confidence.precision - known.precision).abs() < 0.001);
}

#[test]
fn an_article_is_judged_without_its_own_cases() {
    let rule = |name: &str| vec![name.to_owned()];
    let (mut all, mut own) = (Precision::default(), Precision::default());
    all.count(&rule("tariff/impose: slap"), true);
    own.count(&rule("tariff/impose: slap"), false);
    let others = all.clone();
    all.count(&rule("tariff/impose: slap"), false);
    assert_eq!(all.without(&own).of(&rule("tariff/impose: slap")), others.of(&rule("tariff/impose: slap")));
}

#[test]
fn a_rule_without_cases_has_the_precision_of_its_frame_and_that_of_none_of_all_claims() {
    let table = "rule\tright\tof\nquota/keep: cap\t1\t9\ntariff/impose: slap\t9\t9\n";
    let precision = Precision::read(table).unwrap();
    let of = |rule: &str| precision.of(&[rule.to_owned()]).precision;
    assert!(of("tariff/lift: scrap") > of("visit/make: visit") && of("visit/make: visit") > of("quota/lift: scrap"));
    assert!(of("tariff/impose: slap") > of("tariff/lift: scrap"));
}
