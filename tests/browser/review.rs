//! Judging by keyboard alone, through reloads and the death of the server.

use crate::chromium::{Page, scratch};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const TEXT: &str = "Japan imposed a ban on US beef.\n\nChina will raise its tariff on steel to 25% in May, Beijing said. \
    The </script><img src=x onerror=alert(1)> United States lifted its sanctions on Syria.";

/// A review that is being served.
struct Served {
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the golden files of a folder.
fn serve(folder: &Path, arguments: &[&str]) -> Served {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimwire"));
    command.current_dir(folder).args(["review", "golden"]).args(arguments).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let address = BufReader::new(child.stdout.take().unwrap()).lines().nth(1).unwrap().unwrap();
    Served { child, address }
}

fn drafted(name: &str) -> PathBuf {
    let folder = scratch(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("corpus")).unwrap();
    fs::write(folder.join("corpus/note.txt"), TEXT).unwrap();
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    command.current_dir(&folder).args(["golden", "add", "corpus/note.txt", "--to", "golden"]).assert().success();
    folder
}

fn golden(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("golden/note.json")).unwrap()).unwrap()
}

fn claims(folder: &Path) -> usize {
    golden(folder)["claims"].as_array().unwrap().len()
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn a_draft_is_judged_by_keys_and_nothing_is_lost_by_a_reload_or_a_killed_server() {
    let folder = drafted("review");
    let served = serve(&folder, &[]);
    let mut page = Page::new("review");
    page.open(&served.address);
    page.picture("review-overview");
    let due = claims(&folder);

    page.key("l");
    page.wait("chosen !== null");
    page.picture("review-1280");
    page.key("y");
    page.wait("byId('said').textContent.startsWith('accepted')");
    page.key("x");
    page.wait("byId('said').textContent.startsWith('rejected')");
    assert_eq!(claims(&folder), due - 1);
    let after = page.text("location.hash");
    page.key("u");
    page.wait("byId('said').textContent === 'taken back'");
    assert_eq!(claims(&folder), due);
    // What was taken back is chosen, to be judged anew.
    assert_ne!(page.text("location.hash"), after);
    page.wait("chosen.judging.open && chosen.number === 2");
    let step = page.text("location.hash");
    page.key("l");
    page.wait(&format!("location.hash !== {step:?}"));
    page.key("p");
    page.wait(&format!("location.hash === {step:?}"));

    // A correction, in a form.
    page.key("e");
    page.wait("byId('form').open");
    page.picture("review-form-1280");
    // What is refused stays in the form.
    page.eval("byId('form').querySelector('[name=action]').value = 'rais'");
    page.eval("byId('form').querySelector('form').requestSubmit()");
    page.wait("document.querySelector('.wrong-form').textContent.includes(\"did you mean 'raise'?\")");
    page.eval("byId('form').querySelector('[name=action]').value = 'raise'");
    page.eval("byId('form').querySelector('[name=modality]').value = 'proposed'");
    page.eval("byId('form').querySelector('form').requestSubmit()");
    page.wait("byId('said').textContent.startsWith('corrected')");
    let proposed = |folder: &Path| golden(folder)["claims"].to_string().matches("proposed").count();
    assert_eq!(proposed(&folder), 1);

    // What was missed is added, at the words that are typed.
    page.key("m");
    page.wait("byId('form').open");
    page.eval("(() => { const form = byId('form').querySelector('form').elements; form.words.value = 'raise'; \
        form.type.value = 'organization'; form.id.value = 'Raise'; byId('form').querySelector('form').requestSubmit(); })()");
    page.wait("byId('said').textContent.startsWith('added')");
    assert!(golden(&folder)["entities"].to_string().contains("\"Raise\""));

    let judged = "document.querySelector('.progress').textContent.match(/\\d+ of \\d+/)[0]";
    let before = page.text(judged);
    page.eval("window.isLeft = true; location.reload()");
    page.wait("!window.isLeft && document.readyState === 'complete' && document.querySelector('.progress') !== null");
    assert_eq!(page.text(judged), before);

    // The server dies: what is judged then is said not to be saved. With the next server the work goes on.
    let port = served.address.split([':', '/']).nth(4).unwrap().to_owned();
    drop(served);
    page.key("l");
    page.key("y");
    page.wait("byId('said').textContent.startsWith('not saved')");
    assert_eq!(page.text(judged), before);
    let served = serve(&folder, &["--port", &port]);
    page.open(&served.address);
    page.key("l");
    page.wait("chosen !== null");
    assert_eq!(page.text(judged), before);
    assert_eq!(proposed(&folder), 1);

    // Everything else is accepted, faster than the server answers, and the article is done.
    for _ in 0..40 {
        page.key("y");
    }
    page.wait("!sending && openIn(current).length === 0");
    page.key("d");
    page.wait("byId('said').textContent.endsWith('is done')");
    assert!(golden(&folder)["draft"].is_null());
    page.picture("review-done");
    page.size(390, 844);
    page.eval("location.hash = addressOf(current, claimsOf(current)[1])");
    page.picture("review-390");
    page.key("e");
    page.picture("review-form-390");
    // The browser notes the server's death and the refused form, which the test brought about.
    let provoked =
        |complaint: &&String| ["ERR_CONNECTION_REFUSED", "409 (Conflict)"].iter().any(|due| complaint.contains(due));
    let complaints = page.complaints.iter().filter(|complaint| !provoked(complaint));
    assert_eq!(complaints.collect::<Vec<_>>(), [""; 0]);
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn what_two_reviewers_disagree_on_is_settled_by_keys() {
    let folder = drafted("settle");
    let mut accept = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    accept.current_dir(&folder).args(["golden", "accept", "golden"]).assert().success();
    fs::create_dir(folder.join("hers")).unwrap();
    let mut hers = golden(&folder);
    hers["claims"][0]["modality"] = "proposed".into();
    let missing = hers["claims"].as_array_mut().unwrap().pop().unwrap();
    fs::write(folder.join("hers/note.json"), hers.to_string()).unwrap();
    let served = serve(&folder, &["--against", "hers"]);
    let mut page = Page::new("settle");
    page.open(&served.address);
    assert_eq!(page.text("document.querySelector('h1').textContent"), "golden and hers");
    page.picture("settle-overview");
    assert_eq!(page.eval("openIn(data.articles[0]).length"), 2);
    page.key("l");
    page.wait("chosen !== null");
    assert_eq!(page.text("document.querySelector('.chosen thead').textContent"), "slotgoldenhers");
    page.picture("settle-1280");
    // Her side is taken; what only he has stays.
    page.key("r");
    page.key("y");
    page.wait("!sending && openIn(current).length === 0");
    assert_eq!(golden(&folder)["claims"][0]["modality"], "proposed");
    assert_eq!(golden(&folder)["claims"].as_array().unwrap().last(), Some(&missing));
    assert_eq!(page.complaints, [""; 0]);
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn words_that_are_selected_over_a_line_break_are_marked_where_they_stand() {
    let folder = scratch("selected");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("corpus")).unwrap();
    let line = "Officials of the Grain and Feed Board of the county\nmet the press in the course of a very long and wet\nafternoon.\n";
    fs::write(folder.join("corpus/wire.txt"), format!("    {line}").repeat(6)).unwrap();
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    command.current_dir(&folder).args(["golden", "add", "corpus/wire.txt", "--to", "golden"]).assert().success();
    let served = serve(&folder, &[]);
    let mut page = Page::new("selected");
    page.open(&served.address);
    page.key("j");
    page.wait("current !== null");
    // The fourth of six that say the same.
    let select = r"(() => {
        const words = 'press in the course of a very long and wet\nafternoon', range = document.createRange();
        const nodes = document.createTreeWalker(document.querySelectorAll('.text p')[3], NodeFilter.SHOW_TEXT);
        while (nodes.nextNode() && !nodes.currentNode.data.includes(words));
        const at = nodes.currentNode.data.indexOf(words);
        range.setStart(nodes.currentNode, at);
        range.setEnd(nodes.currentNode, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    })()";
    page.eval(select);
    page.key("m");
    page.wait("byId('form').open");
    page.eval("(() => { const form = byId('form').querySelector('form').elements; form.type.value = 'person'; form.id.value = 'It'; \
        byId('form').querySelector('form').requestSubmit(); })()");
    page.wait("byId('said').textContent.startsWith('added entity')");
    let text = fs::read_to_string(folder.join("corpus/wire.txt")).unwrap();
    let golden: Value = serde_json::from_str(&fs::read_to_string(folder.join("golden/wire.json")).unwrap()).unwrap();
    let added = golden["entities"].as_array().unwrap().iter().find(|entity| entity["id"] == "It").unwrap();
    let words = "press in the course of a very long and wet\nafternoon";
    let fourth = text.match_indices(words).nth(3).unwrap().0;
    assert_eq!((added["text"].as_str(), added["start"].as_u64()), (Some(words), Some(fourth as u64)));
    assert_eq!(page.complaints, [""; 0]);
}
