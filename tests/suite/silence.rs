//! What is passed over in silence is listed, sampled and judged.

use super::folder::{Folder, folder};
use serde_json::Value;
use std::process::{Command, Output};

const ARTICLE: &str = "A quiet day\n\nJapan lifted its tariffs on steel. Officers on duty searched a ship in Japan. It rained.\n\n\
                       Read next\n\nShare this\n";

fn temporary(name: &str) -> Folder {
    folder(&format!("silence/{name}"))
}

fn silence(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("silence").args(arguments).output().unwrap()
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_silent_sentence_is_listed_with_the_condition_that_failed_and_its_place() {
    let folder = temporary("list");
    let (article, list) = (folder.join("a.txt"), folder.join("list.jsonl"));
    std::fs::write(&article, ARTICLE).unwrap();
    let told = printed(&silence(&[article.to_str().unwrap(), "-o", list.to_str().unwrap()]));
    assert!(told.contains(&format!("1 articles of {} bytes read, 0 refused", ARTICLE.len())), "{told}");
    assert!(told.contains("2 more of page furniture, 19 bytes, skipped"), "{told}");
    assert!(
        told.contains("2 sentences hold a word that states a frame, and a country or a rate: 1 yielded claims, 1 none")
    );
    let list = std::fs::read_to_string(list).unwrap();
    let line: Value = serde_json::from_str(list.trim_end()).unwrap();
    assert_eq!(line["sentence"], "Officers on duty searched a ship in Japan.");
    assert_eq!((&line["word"], &line["rule"]), (&"duty".into(), &"rules/tariff.toml".into()));
    let place = |name: &str| line[name].as_u64().unwrap() as usize;
    assert_eq!(place("word_start") - place("start"), "Officers on ".len());
    assert!(told.contains(line["condition"].as_str().unwrap()), "{told}");
}

#[test]
fn a_sentence_that_comes_near_no_frame_is_told_the_word_for_which_it_was_looked_at() {
    let folder = temporary("no-frame");
    let article = folder.join("a.txt");
    std::fs::write(&article, "A wheat ship lay grounded off Japan.").unwrap();
    let told = printed(&silence(&[article.to_str().unwrap()]));
    assert!(told.contains("1  no frame: its word is not read as a noun or verb of one"), "{told}");
    assert!(told.contains("a.txt 0..36, “ship” at 8: A wheat ship lay grounded off Japan."), "{told}");
}

#[test]
fn words_of_articles_cannot_steer_the_terminal() {
    let folder = temporary("hostile");
    let article = folder.join("a.txt");
    std::fs::write(&article, "Tariffs\u{1b}]0;x\u{7} of 25% were\u{9b}2J on every mind in \u{202e}Japan.").unwrap();
    let told = printed(&silence(&[article.to_str().unwrap()]));
    assert!(told.contains("Tariffs"), "{told}");
    assert!(!told.contains(|letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}'), "{told:?}");
}

#[test]
fn a_sample_is_the_same_for_the_same_seed_and_has_room_for_verdicts() {
    let draw = |seed: &str| printed(&silence(&["corpus", "--sample", "20", "--seed", seed]));
    let sheet = draw("1");
    assert_eq!(sheet, draw("1"));
    assert_ne!(sheet, draw("2"));
    let mut lines = sheet.lines();
    assert_eq!(lines.next(), Some("verdict\tarticle\tpart\tstart\tend\tsentence\tfound"));
    assert!(lines.clone().all(|line| line.starts_with('\t') && line.split('\t').count() == 7), "{sheet}");
    assert_eq!(lines.count(), 20);
}

#[test]
fn a_sheet_that_somebody_has_judged_is_not_written_over() {
    let folder = temporary("again");
    let sheet = folder.join("sheet.tsv");
    let draw = || silence(&["corpus", "--sample", "3", "-o", sheet.to_str().unwrap()]);
    let said = String::from_utf8(draw().stderr).unwrap();
    assert!(said.contains("into the column verdict, then: claimwire silence --verdicts "), "{said}");
    assert!(draw().status.success());
    let judged = std::fs::read_to_string(&sheet).unwrap().replacen("\n\t", "\nright\t", 1);
    std::fs::write(&sheet, &judged).unwrap();
    let refused = draw();
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("sheet.tsv: somebody has judged it already: name another file"), "{said}");
    assert_eq!(std::fs::read_to_string(&sheet).unwrap(), judged);
}

#[test]
fn verdicts_become_recall_with_its_interval() {
    let folder = temporary("verdicts");
    let sheet = folder.join("sheet.tsv");
    let head = "verdict\tarticle\tpart\tstart\tend\tsentence\tfound\n";
    let rows = |verdict: &str, count: usize| format!("{verdict}\ta\t\t0\t9\tA tariff.\t\n").repeat(count);
    std::fs::write(&sheet, [head, &rows("right", 15), &rows("Missed", 5), &rows("none", 3), &rows("", 2)].concat())
        .unwrap();
    let told = printed(&silence(&["--verdicts", sheet.to_str().unwrap()]));
    assert!(told.contains("23 sentences judged, 2 still open; 3 state no claim"), "{told}");
    // Wilson's interval of 15 of 20, by hand: (0.75 + 1.9207/20 ± 1.96 √(0.1875/20 + 3.8415/1600)) / (1 + 3.8415/20).
    assert!(told.contains("recall 0.750, between 0.531 and 0.888 with 95 % confidence"), "{told}");
    std::fs::write(&sheet, ["\u{feff}", &head.replace('\n', "\r\n"), "right\ta\t\t0\t9\tA tariff.\t\r\n"].concat())
        .unwrap();
    assert!(printed(&silence(&["--verdicts", sheet.to_str().unwrap()])).contains("1 right of 1"));
    std::fs::write(&sheet, [head, &rows("", 2)].concat()).unwrap();
    assert!(printed(&silence(&["--verdicts", sheet.to_str().unwrap()])).contains("nothing is judged yet"));
    std::fs::write(&sheet, [head, &rows("wrong", 1)].concat()).unwrap();
    let refused = silence(&["--verdicts", sheet.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("sheet.tsv:2:1: a verdict is `right`, `missed` or `none`, not 'wrong'"), "{said}");
}
