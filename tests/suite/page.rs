//! The page of an audit as a file: nothing of an article is markup in it, and the same audit is the same page.

use super::folder::{Folder, folder};
use super::run::said;
use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// An article that would break out of a page which does not take care.
pub(crate) const HOSTILE: &str = "The US imposed a 25% tariff on </script><img src=x onerror=alert(1)> Japanese cars \
    <!-- <script>alert(2)</script> &lt; \u{202e}desrever\u{202c} \u{7} \u{2028} \u{1f6a2} {nonce} {data}.";

/// A golden file of an article with this text, in a folder of their own, laid out as `articles.jsonl` and `gold.jsonl`.
pub(crate) fn golden(name: &str, text: &str) -> Folder {
    let folder = folder(name);
    let title = format!("Title of {text}");
    fs::write(folder.join("articles.jsonl"), format!("{}\n", json!({ "id": text, "title": title, "text": text })))
        .unwrap();
    let gold = json!({ "id": text, "entities": [], "claims": [] });
    fs::write(folder.join("gold.jsonl"), format!("{gold}\n")).unwrap();
    folder
}

fn audit(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    command.current_dir(folder).args(["audit", "gold.jsonl"]).args(arguments);
    command
}

fn page(folder: &Path) -> String {
    audit(folder, &["--html", "page.html"]).assert().success();
    fs::read_to_string(folder.join("page.html")).unwrap()
}

/// The block of data between its tags.
fn data(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"data\">").unwrap();
    rest.split_once("</script>").unwrap().0
}

#[test]
fn no_text_of_an_article_can_become_markup_of_its_page() {
    let hostile = page(&golden("page-hostile", HOSTILE));
    let plain = page(&golden("page-plain", "Nothing."));
    assert!(!data(&hostile).contains('<') && data(&hostile).is_ascii());
    let parsed: Value = serde_json::from_str(data(&hostile)).unwrap();
    assert_eq!(parsed["articles"][0]["text"], HOSTILE);
    assert_eq!(parsed["articles"][0]["claims"].as_array().unwrap().len(), 1);
    // Around the data both pages are the same, but for the nonce that is drawn from it.
    let nonce = |page: &str| page.split_once("nonce=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let around = |page: &str| page.replace(data(page), "").replace(&nonce(page), "");
    assert_eq!(around(&hostile), around(&plain));
    assert!(!data(&hostile).contains(&nonce(&hostile)));
}

#[test]
fn a_page_needs_nothing_from_outside() {
    let page = page(&golden("page-alone", "Nothing."));
    assert!(page.contains("default-src 'none'") && page.contains("connect-src 'none'"));
    for outward in ["src=", "@import", "url(", "http://", "https://"] {
        assert!(!page.contains(outward), "{outward}");
    }
}

#[test]
fn the_same_audit_is_the_same_page() {
    let folder = golden("page-same", HOSTILE);
    assert_eq!(page(&folder), page(&folder));
}

#[test]
fn no_script_makes_markup_from_text() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src/audit/page", "src/review/page"].map(|folder| fs::read_dir(home.join(folder)).unwrap());
    let mut scripts = 0;
    for path in folders.into_iter().flatten().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|extension| extension == "js") {
            scripts += 1;
            let script = fs::read_to_string(&path).unwrap();
            for maker in
                ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment", "eval("]
            {
                assert!(!script.contains(maker), "{}: {maker}", path.display());
            }
        }
    }
    assert!(scripts >= 8, "{scripts} scripts");
}

#[test]
fn a_page_knows_the_figures_of_the_last_audit() {
    let folder = golden("page-since", HOSTILE);
    let before = audit(&folder, &["--format", "json"]).output().unwrap().stdout;
    fs::write(folder.join("last.json"), before).unwrap();
    audit(&folder, &["--html", "page.html", "--since", "last.json"]).assert().success();
    let page = fs::read_to_string(folder.join("page.html")).unwrap();
    let data: Value = serde_json::from_str(data(&page)).unwrap();
    assert_eq!(data["since"]["name"], "last.json");
    assert_eq!(data["since"]["score"], data["score"]);
    let output = audit(&folder, &["--html", "page.html", "--since", "gold.jsonl"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("gold.jsonl: no report of an audit"), "{}", said(&output));
}
