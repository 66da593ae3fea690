//! Judging golden files over HTTP: who is let in, what is written, and that no judgement is lost.

use super::folder::{Folder, folder};
use super::run::said;
use assert_cmd::Command as Cli;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const TEXT: &str = "Japan imposed a ban on US beef. China raised its tariff on steel to 25%.";

/// A folder with an article in `corpus` and the draft of its golden file in `golden`.
pub(crate) fn drafted(name: &str) -> Folder {
    let folder = folder(name);
    fs::create_dir(folder.join("corpus")).unwrap();
    fs::write(folder.join("corpus/note.txt"), TEXT).unwrap();
    claimwire(&folder, &["golden", "add", "corpus/note.txt", "--to", "golden"]).assert().success();
    folder
}

fn claimwire(folder: &Path, arguments: &[&str]) -> Cli {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    command.current_dir(folder).args(arguments);
    command
}

/// A review that is being served; it is killed when the test lets go of it.
struct Served {
    child: Child,
    host: String,
    token: String,
    golden: PathBuf,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(folder: &Path) -> Served {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimwire"));
        command.current_dir(folder).args(["review", "golden"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.nth(1).unwrap().unwrap();
        let (host, token) = address.strip_prefix("http://").unwrap().split_once("/?token=").unwrap();
        let (host, token) = (host.to_owned(), token.to_owned());
        Served { child, host, token, golden: folder.join("golden/note.json") }
    }

    /// The status and body of the answer to a request with these headers.
    fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        write!(stream, "{request} HTTP/1.1\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    fn post(&self, path: &str, body: &Value) -> (u16, String) {
        let headers = [("host", &*self.host), ("x-claimwire-token", &*self.token)];
        self.ask(&format!("POST {path}"), &headers, &body.to_string())
    }

    fn judge(&self, verdict: Value) -> (u16, String) {
        let mut judgement = verdict;
        judgement["file"] = json!("note.json");
        self.post("/judge", &judgement)
    }

    /// The page's data of the only article.
    fn article(&self) -> Value {
        let (status, page) = self.ask(&format!("GET /?token={}", self.token), &[("host", &self.host)], "");
        assert_eq!(status, 200, "{page}");
        let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
        serde_json::from_str::<Value>(data).unwrap()["articles"][0].clone()
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.golden).unwrap()
    }
}

/// Every item of an article, as a judgement sends it back.
fn items(article: &Value) -> Vec<Value> {
    let verdicts = ["claim_verdicts", "entity_verdicts"].map(|verdicts| article[verdicts].as_array().unwrap());
    verdicts.into_iter().flatten().map(|verdict| verdict["item"].clone()).collect()
}

#[test]
fn a_review_answers_to_its_own_host_and_origin_and_to_whoever_has_the_token_alone() {
    let folder = drafted("review-gate");
    let served = Served::start(&folder);
    let before = served.text();
    let (host, token, page) = (&*served.host, &*served.token, &*format!("GET /?token={}", served.token));
    let own = format!("http://{host}");
    let verdict = json!({ "file": "note.json", "verdict": "reject", "item": items(&served.article())[0] }).to_string();
    let refused: [(&str, &[(&str, &str)]); 10] = [
        ("GET /", &[("host", host)]),
        ("GET /?token=", &[("host", host)]),
        ("GET /?token=00000000000000000000000000000000", &[("host", host)]),
        (page, &[("host", "rebound.example")]),
        (page, &[("host", "rebound.example:80")]),
        (page, &[("host", host), ("origin", "http://evil.example")]),
        (page, &[("host", host), ("origin", "null")]),
        ("POST /judge", &[("host", host)]),
        ("POST /judge", &[("host", host), ("x-claimwire-token", token), ("origin", "https://evil.example")]),
        (&format!("POST /judge?token={token}"), &[("host", host), ("origin", &own)]),
    ];
    for (request, headers) in refused {
        assert_eq!(served.ask(request, headers, &verdict).0, 403, "{request} {headers:?}");
    }
    assert_eq!(served.text(), before);
    assert_eq!(served.ask(page, &[("host", host), ("origin", &own)], "").0, 200);
    assert_eq!(
        served.ask("POST /judge", &[("host", host), ("origin", &own), ("x-claimwire-token", token)], &verdict).0,
        200
    );
    assert_ne!(served.text(), before);
}

#[test]
fn what_makes_no_golden_file_is_refused_and_nothing_is_written() {
    let folder = drafted("review-refusals");
    let served = Served::start(&folder);
    let before = served.text();
    let item = items(&served.article())[0].clone();
    let entity = |entity: Value| json!({ "verdict": "add", "item": { "entity": entity } });
    let mut odd = item.clone();
    odd["claim"]["action"] = json!("explode");
    let refused = [
        (json!({ "verdict": "add", "item": item }), "stands in the golden file already"),
        (json!({ "verdict": "correct", "item": item, "to": odd }), "unknown action 'explode'"),
        (json!({ "verdict": "dismiss", "item": item }), "is rejected, not dismissed"),
        (json!({ "verdict": "accept", "item": odd }), "does not stand in the golden file"),
        (json!({ "verdict": "done" }), "left to judge"),
        (
            entity(json!({ "start": 0, "end": 5, "type": "planet", "id": "JP", "text": "Japan" })),
            "unknown type 'planet'",
        ),
        (
            entity(json!({ "start": 0, "end": 5, "type": "country", "id": "Japan", "text": "Japan" })),
            "did you mean 'JP'?",
        ),
        (entity(json!({ "start": 0, "end": 5, "type": "person", "id": "X", "text": "Nippon" })), "not 'Nippon'"),
        (entity(json!({ "start": 9, "end": 99999, "type": "person", "id": "X", "text": "X" })), "does not reach"),
    ];
    for (verdict, why) in refused {
        let (status, said) = served.judge(verdict);
        assert!(status == 409 && said.contains(why), "{status} {said}, not: {why}");
    }
    for file in ["../golden/note.json", "/etc/passwd", "note.txt", ""] {
        let (status, said) = served.post("/judge", &json!({ "file": file, "verdict": "accept", "item": item }));
        assert!(status == 409 && said.contains("no golden file of this review"), "{status} {said}");
    }
    assert_eq!(served.post("/judge", &json!([1])).0, 400);
    assert_eq!(served.post("/judge", &json!("x".repeat(2 << 20))).0, 413);
    assert_eq!(served.post("/other", &json!({})).0, 404);
    assert_eq!(served.text(), before);
    assert_eq!(fs::read_to_string(served.golden.with_file_name("judgements.jsonl")).unwrap(), "");
}

#[test]
fn a_judgement_is_in_the_golden_file_when_it_is_acknowledged_and_undo_restores_every_byte() {
    let folder = drafted("review-undo");
    let served = Served::start(&folder);
    let mut texts = vec![served.text()];
    let items = items(&served.article());
    let mut other = items[1].clone();
    other["claim"]["modality"] = json!("planned");
    let tariff = json!({ "entity": { "start": 16, "end": 19, "type": "commodity", "id": "ban", "text": "ban" } });
    let verdicts = [
        json!({ "verdict": "reject", "item": items[0] }),
        json!({ "verdict": "correct", "item": items[1], "to": other }),
        json!({ "verdict": "add", "item": tariff }),
        json!({ "verdict": "reject", "item": items[2] }),
    ];
    for verdict in verdicts {
        let (status, said) = served.judge(verdict);
        assert_eq!(status, 200, "{said}");
        assert_ne!(&served.text(), texts.last().unwrap());
        texts.push(served.text());
    }
    // The server dies, and the undos go on with the next.
    let folder = served.golden.parent().unwrap().parent().unwrap().to_owned();
    drop(served);
    let served = Served::start(&folder);
    assert_eq!(&served.text(), texts.last().unwrap());
    for before in texts.iter().rev().skip(1) {
        assert_eq!(served.post("/undo", &json!({})).0, 200);
        assert_eq!(&served.text(), before);
    }
    assert_eq!(served.post("/undo", &json!({})), (200, "null".to_owned()));
}

#[test]
fn what_only_the_journal_has_is_brought_to_the_golden_file_and_half_a_line_is_cut_off() {
    let folder = drafted("review-killed");
    let served = Served::start(&folder);
    let items = items(&served.article());
    let (golden, journal) = (served.golden.clone(), folder.join("golden/judgements.jsonl"));
    let before = served.text();
    assert_eq!(served.judge(json!({ "verdict": "reject", "item": items[0] })).0, 200);
    let after = served.text();
    drop(served);
    // As if the program had been killed between journal and golden file, and again within a line.
    fs::write(&golden, &before).unwrap();
    let line = fs::read_to_string(&journal).unwrap();
    fs::remove_file(&journal).unwrap();
    fs::write(&journal, format!("{line}{{\"file\":\"note.js")).unwrap();
    let served = Served::start(&folder);
    assert_eq!(served.text(), after);
    assert_eq!(fs::read_to_string(&journal).unwrap(), line);
    drop(served);
    // What somebody edits by hand afterwards stays as it is.
    fs::write(&golden, &before).unwrap();
    let served = Served::start(&folder);
    assert_eq!(served.text(), before);
}

#[test]
fn a_draft_is_done_when_everything_in_it_is_judged() {
    let folder = drafted("review-done");
    let served = Served::start(&folder);
    for item in items(&served.article()) {
        assert_eq!(served.judge(json!({ "verdict": "done" })).0, 409);
        let (status, said) = served.judge(json!({ "verdict": "accept", "item": item }));
        assert_eq!(status, 200, "{said}");
    }
    assert!(served.text().contains("\"draft\": true"));
    let (status, said) = served.judge(json!({ "verdict": "done" }));
    assert_eq!(status, 200, "{said}");
    assert!(!served.text().contains("draft"));
    claimwire(&folder, &["golden", "check", "golden"]).assert().success();
}

#[test]
fn an_undo_says_what_it_took_back() {
    let folder = drafted("review-undone");
    let served = Served::start(&folder);
    let item = items(&served.article())[1].clone();
    assert_eq!(served.judge(json!({ "verdict": "reject", "item": item })).0, 200);
    let (_, answer) = served.post("/undo", &json!({}));
    assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["undone"], item);
}

#[test]
fn a_folder_is_under_one_review_at_a_time() {
    let folder = drafted("review-twice");
    let served = Served::start(&folder);
    let second = claimwire(&folder, &["review", "golden"]).output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    let due = "golden/judgements.jsonl: another review of this folder is running";
    assert!(said(&second).contains(due), "{}", said(&second));
    drop(served);
    Served::start(&folder);
}

#[test]
fn a_body_of_two_capitals_that_is_marked_may_act() {
    let folder = drafted("review-code");
    let text = "BP raised its output by 5%.";
    fs::write(folder.join("corpus/note.txt"), text).unwrap();
    let golden = json!({ "article": "note.txt", "draft": true, "claims": [], "entities":
        [{ "start": 0, "end": 2, "type": "organization", "id": "BP", "text": "BP" }] });
    fs::write(folder.join("golden/note.json"), golden.to_string()).unwrap();
    let served = Served::start(&folder);
    let add = |actor: &str| {
        let claim = json!({ "start": 0, "end": 27, "frame": "change", "action": "rise", "actor": [actor], "rate": "5",
            "modality": "actual", "evidence": text });
        served.judge(json!({ "verdict": "add", "item": { "claim": claim } }))
    };
    let (status, said) = add("XQ");
    assert!(status == 409 && said.contains("no country has the code 'XQ'"), "{status} {said}");
    assert_eq!(add("BP").0, 200);
}

#[test]
fn a_review_counts_no_drafts() {
    let folder = drafted("review-figures");
    let figures = |arguments: &[&str]| {
        let output = claimwire(&folder, &[&["review", "golden", "--figures"], arguments].concat()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(!figures(&[]).contains("1.000"), "{}", figures(&[]));
    // Two reviewers' files count, whatever is still to be judged in them.
    assert!(figures(&["--against", "golden"]).contains("1.000"));
    claimwire(&folder, &["golden", "accept", "golden"]).assert().success();
    assert!(figures(&[]).contains("1.000"));
}

#[test]
fn a_golden_file_that_leads_out_of_the_folder_is_refused() {
    let folder = drafted("review-link");
    fs::rename(folder.join("golden/note.json"), folder.join("note.json")).unwrap();
    let link = folder.join("golden/note.json");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../note.json", &link).unwrap();
    #[cfg(windows)]
    std::os::windows::fs::symlink_file("../note.json", &link).unwrap();
    let output = claimwire(&folder, &["review", "golden"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("note.json: leads out of the folder under review"), "{}", said(&output));
}

#[test]
fn two_reviewers_are_compared_by_figure() {
    let folder = drafted("review-agreement");
    fs::create_dir(folder.join("other")).unwrap();
    let golden = fs::read_to_string(folder.join("golden/note.json")).unwrap();
    let figures = |other: &str| {
        fs::write(folder.join("other/note.json"), other).unwrap();
        let output = claimwire(&folder, &["review", "golden", "--against", "other", "--figures"]).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output))
    };
    let row = |table: &str, name: &str| table.lines().find(|line| line.trim().starts_with(name)).unwrap().to_owned();
    let (status, same) = figures(&golden);
    assert_eq!(status, Some(0));
    assert!(row(&same, "whole").contains("1.000   1.000   1.000       2       2       2"), "{same}");
    let (_, different) = figures(&golden.replacen("\"actual\"", "\"planned\"", 1));
    assert!(row(&different, "core").contains("1.000"), "{different}");
    assert!(row(&different, "whole").contains("0.500   0.500   0.500       1       2       2"), "{different}");
    let (status, elsewhere) = figures(&golden.replace("note.txt", "other.txt"));
    assert!(status == Some(2) && elsewhere.contains("is about another article"), "{elsewhere}");
}
