//! The page of an audit: seen, filtered, clicked, driven by keys, printed, and large.

use crate::chromium::{Page, scratch};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

const LEGIBLE: &str = include_str!("legible.js");

/// A page may take this long to open, and to answer anything, in milliseconds.
const OPEN: u128 = 2000;
const ANSWER: f64 = 100.0;

/// Runs `claimwire` at the project's root.
fn claimwire(arguments: &[&str]) -> Vec<u8> {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = scratch(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The page of the project's own golden files, with an audit before it that was better in some and worse in others, and
/// a reading before it that found no tariffs.
fn page_of_the_corpus() -> PathBuf {
    let folder = folder("corpus");
    let mut report: Value = serde_json::from_slice(&claimwire(&["audit", "--format", "json"])).unwrap();
    let tables = report["score"].as_object_mut().unwrap().values_mut();
    let figures = tables.flat_map(|table| table.as_object_mut().unwrap().values_mut());
    for (place, figure) in figures.enumerate().filter(|(_, figure)| figure["right"].is_u64()) {
        let right = figure["right"].as_u64().unwrap();
        figure["right"] = json!(if place % 3 == 0 { right.saturating_sub(2) } else { right });
    }
    let [last, records, page] = ["last-audit.json", "records.jsonl", "page.html"].map(|name| folder.join(name));
    fs::write(&last, report.to_string()).unwrap();
    let lines = String::from_utf8(claimwire(&["extract", "corpus"])).unwrap();
    let lines = lines.lines().map(|line| {
        let mut record: Value = serde_json::from_str(line).unwrap();
        record["claims"].as_array_mut().unwrap().retain(|claim| claim["frame"] != "tariff");
        format!("{record}\n")
    });
    fs::write(&records, lines.collect::<String>()).unwrap();
    let [last, records, html] = [&last, &records, &page].map(|path| path.to_str().unwrap());
    claimwire(&["audit", "--html", html, "--since", last, "--against", records]);
    page
}

/// The page of articles and golden files, each given as a line.
fn page_of(folder: &Path, articles: &[Value], gold: &[Value]) -> PathBuf {
    let lines = |values: &[Value]| values.iter().map(|value| format!("{value}\n")).collect::<String>();
    fs::write(folder.join("articles.jsonl"), lines(articles)).unwrap();
    fs::write(folder.join("gold.jsonl"), lines(gold)).unwrap();
    let (gold, page) = (folder.join("gold.jsonl"), folder.join("page.html"));
    claimwire(&["audit", gold.to_str().unwrap(), "--html", page.to_str().unwrap()]);
    page
}

fn is_legible(page: &mut Page, state: &str) {
    let faults = page.eval(LEGIBLE);
    assert_eq!(faults, json!([]), "{state}");
    let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(page.eval(wide), false, "{state}: wider than the screen");
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn a_page_is_read_by_clicks_and_by_keys() {
    let mut page = Page::new("read");
    page.open_file(&page_of_the_corpus());
    assert_eq!(page.text("document.querySelector('h1').textContent"), "tests/golden");
    page.picture("overview");
    let articles = page.eval("document.querySelectorAll('#list li').length").as_u64().unwrap();
    assert!(articles > 30, "{articles}");

    // A filter leaves the articles that have such a claim, and dims the other claims of each.
    page.eval("(() => { const frame = byId('filter').elements.frame; frame.value = 'quota'; frame.dispatchEvent(new Event('change')); })()");
    let left = page.eval("document.querySelectorAll('#list li').length").as_u64().unwrap();
    assert!(0 < left && left < articles, "{left} of {articles}");
    page.key("j");
    page.wait("document.body.dataset.view === 'article'");
    assert!(page.eval("document.querySelectorAll('.card.claim:not(.dimmed)').length").as_u64() > Some(0));
    page.key("n");
    page.wait("document.querySelector('.card.chosen h3')?.textContent.startsWith('quota')");
    page.wait("document.querySelectorAll('.text .lit').length > 0");
    page.picture("article");
    let first = page.text("location.hash");
    page.key("n");
    page.wait(&format!("location.hash !== {}", json!(first)));
    page.key("p");
    page.wait(&format!("location.hash === {}", json!(first)));

    // A click in the text chooses the claim that stands there, and the claim's sentence leads back.
    page.click("#list li:nth-child(2) a");
    page.wait("document.querySelector('.card.chosen') === null");
    page.click(".text .reference");
    page.wait("document.querySelector('.card.chosen') !== null");
    let sentence = "document.querySelector('.card.chosen .evidence').textContent";
    assert!(page.eval(&format!("{sentence}.includes(document.querySelector('.text .lit').textContent)")) == true);
    page.click(".card.chosen .evidence");
    page.wait("(() => { const box = document.querySelector('.text .lit').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()");
    page.click(".text mark");
    page.wait("document.querySelector('.card.chosen')?.classList.contains('entity')");

    // A change is told with a link to the claim that came.
    page.key("o");
    page.wait("document.body.dataset.view === 'overview'");
    page.click(".changes summary");
    page.wait("document.querySelectorAll('.changes li').length > 0");
    page.picture("changes");
    page.click(".changes li a[href*='/claim/']");
    page.wait("document.querySelector('.card.chosen h3')?.textContent.startsWith('tariff')");

    page.key("/");
    assert_eq!(page.text("document.activeElement.name"), "text");
    page.key("Escape");
    page.key("?");
    assert_eq!(page.eval("byId('help').open"), true);
    page.picture("help");
    page.key("Escape");
    page.eval("byId('help').close()");
    page.key("o");
    page.wait("document.body.dataset.view === 'overview'");
    assert_eq!(page.complaints, [""; 0]);
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn every_view_is_legible_at_full_and_phone_width_by_day_and_night_and_on_paper() {
    let mut page = Page::new("views");
    page.open_file(&page_of_the_corpus());
    let article = "addressOf(data.articles.at(-9))";
    let claim = "addressOf(data.articles.at(-9), claimsOf(data.articles.at(-9)).find((item) => item.differs.length))";
    for (width, height) in [(1280, 900), (390, 844)] {
        page.size(width, height);
        for scheme in ["light", "dark"] {
            page.prefer(scheme, "screen");
            for (view, address) in
                [("overview", "'#/'"), ("articles", "'#/articles'"), ("article", article), ("claim", claim)]
            {
                page.eval(&format!("location.hash = {address}"));
                page.eval("document.querySelectorAll('.changes summary').forEach((summary) => summary.click())");
                let name = format!("{view}-{width}-{scheme}");
                page.picture(&name);
                is_legible(&mut page, &name);
            }
        }
    }
    // The button overrules the system.
    page.key("t");
    assert_eq!(page.text("getComputedStyle(document.documentElement).colorScheme"), "light");
    page.size(800, 1100);
    page.prefer("light", "print");
    page.picture("paper");
    assert_eq!(page.eval("getComputedStyle(byId('side')).display"), "none");
    assert_eq!(page.complaints, [""; 0]);
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn hostile_text_is_shown_as_text() {
    let hostile = "The US imposed a 25% tariff on </script><img src=x onerror=alert(1)> Japanese cars. \
        <script>alert(2)</script><style>*{display:none}</style> &lt; \u{202e}gnp.exe\u{202c} \u{7} \u{2028} \u{1f6a2}\u{1f6a2}. \
        \n\nفرضت الولايات المتحدة رسوما على Japan بنسبة 25%. Japan imposed a ban on US beef.";
    let name = "<b>\"'&a/../#?%/x</script>\u{2028}{nonce}__proto__";
    let articles = [json!({ "id": name, "title": format!("{hostile}"), "text": hostile })];
    let gold = [json!({ "id": name, "entities": [], "claims": [] })];
    let mut page = Page::new("hostile");
    page.open_file(&page_of(&folder("hostile"), &articles, &gold));
    page.key("j");
    page.wait("document.body.dataset.view === 'article'");
    page.key("n");
    page.wait("document.querySelectorAll('.text .lit').length > 0");
    page.picture("hostile");
    assert_eq!(page.eval("document.querySelectorAll('img, b:not(h3 b), main script, main style').length"), 0);
    let shown = page.text(
        "[...document.querySelectorAll('.text p')].map((p) => { const copy = p.cloneNode(true); \
        copy.querySelectorAll('a').forEach((a) => a.remove()); return copy.textContent; }).join('|')",
    );
    let due = hostile.replace(['\u{202e}', '\u{202c}'], "\u{fffd}").replace('\u{7}', "\u{2407}").replace("\n\n", "|");
    assert_eq!(shown, due);
    // Behind letters outside of the first plane and in Arabic, marks still stand on their words.
    let marked = page.text("[...document.querySelectorAll('.text mark')].map((mark) => mark.textContent).join(' ')");
    assert!(marked.starts_with("US 25% Japanese cars") && marked.ends_with("Japan 25% Japan US beef"), "{marked}");
    assert_eq!(page.complaints, [""; 0]);
}

/// The project's own articles and golden files, again and again.
fn two_thousand() -> (Vec<Value>, Vec<Value>) {
    let report: Value = serde_json::from_slice(&claimwire(&["audit", "--format", "json"])).unwrap();
    let given = report["articles"].as_array().unwrap();
    let gold = |pairs: &Value| -> Vec<Value> {
        pairs.as_array().unwrap().iter().map(|pair| pair["gold"].clone()).filter(|gold| !gold.is_null()).collect()
    };
    let rows = given.iter().cycle().take(2000).enumerate().map(|(place, article)| {
        let id = format!("article-{place}");
        let (entities, claims) = (gold(&article["entities"]), gold(&article["claims"]));
        (
            json!({ "id": id, "title": article["title"], "text": article["text"] }),
            json!({ "id": id, "entities": entities, "claims": claims }),
        )
    });
    rows.unzip()
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn two_thousand_articles_open_within_two_seconds_and_answer_at_once() {
    let (articles, gold) = two_thousand();
    let file = page_of(&folder("large"), &articles, &gold);
    let mut page = Page::new("large");
    let set = |name: &str, value: &str| {
        format!(
            "{{ const field = byId('filter').elements.{name}; field.value = '{value}'; \
             field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input')); }}"
        )
    };
    // Whoever filters at once waits no longer than who comes later.
    let (mut opened, mut first) = (u128::MAX, f64::MAX);
    for _ in 0..3 {
        let since = Instant::now();
        page.open("about:blank?");
        page.open_file(&file);
        assert_eq!(page.text("byId('count').textContent"), "2,000 articles");
        opened = opened.min(since.elapsed().as_millis());
        first = first.min(page.time(&set("frame", "tariff")));
    }
    page.wait("data.articles.at(-1).lower !== undefined");
    let press = |key: &str| {
        format!("document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}))")
    };
    let actions = [
        ("filter by frame", set("frame", "tariff")),
        ("filter by fault", set("fault", "rate differs")),
        ("search", set("text", "steel")),
        ("filter by rule", set("rule", "tariff/raise")),
        ("no filter", ["text", "frame", "fault", "rule"].map(|name| set(name, "")).concat()),
        ("choice of rules", "byId('rules').replaceChildren(); suggestRules()".to_owned()),
        ("order", set("order", "most faults")),
        ("next article", press("j")),
        ("next claim", press("n")),
        ("click on an article", "document.querySelectorAll('#list a')[30].click()".to_owned()),
        ("click on a claim", "document.querySelectorAll('.card .number')[3].click()".to_owned()),
        ("click in the text", "document.querySelector('.text .claimed').click()".to_owned()),
        ("overview", press("o")),
    ];
    println!("2,000 articles, {} MB: open in {opened} ms", fs::metadata(&file).unwrap().len() >> 20);
    println!("first filter: {first:.0} ms");
    let mut slow = Vec::new();
    slow.extend((first > ANSWER).then_some("first filter"));
    for (name, action) in actions {
        let mut times: Vec<f64> = (0..7).map(|_| page.time(&action)).collect();
        times.sort_by(f64::total_cmp);
        println!("{name}: {:.0} to {:.0} ms", times[0], times[6]);
        // The fastest tells what the page takes; the others also what else the machine does.
        slow.extend((times[0] > ANSWER).then_some(name));
    }
    assert!(opened < OPEN, "open in {opened} ms");
    assert!(slow.is_empty(), "{slow:?} take more than {ANSWER} ms");
    assert_eq!(page.complaints, [""; 0]);
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn lines_that_are_broken_at_a_fixed_width_are_read_as_paragraphs() {
    let wire = "Japan imposed a 25 pct tariff on imports of\nU.S. steel, a spokesman for the ministry of\ninternational trade \
        and industry said on Tuesday in Tokyo, after\na week of talks in which neither side gave\nany ground.\n    He said that \
        Washington had asked for talks\non the ban.\n\nReuter";
    let web = "Japan imposed a 25% tariff on US steel.\nHe said no more.";
    let articles = [json!({ "id": "wire", "text": wire }), json!({ "id": "web", "text": web })];
    let gold = ["wire", "web"].map(|id| json!({ "id": id, "entities": [], "claims": [] }));
    let mut page = Page::new("wrapped");
    page.open_file(&page_of(&folder("wrapped"), &articles, &gold));
    // The article is current before its text stands on the page.
    let stands = |opening: &str| format!("document.querySelector('.text p')?.innerText.startsWith('{opening}')");
    let (first, second) = (stands("Japan imposed a 25 pct"), stands("Japan imposed a 25%"));
    for (id, text, due) in [("wire", &first, 3), ("web", &second, 2)] {
        page.eval(&format!("location.hash = addressOf(data.articles.find(({{ name }}) => name.endsWith('#{id}')))"));
        page.wait(&format!("current?.name.endsWith('#{id}') && {text}"));
        assert_eq!(page.eval("document.querySelectorAll('.text p').length"), due, "{id}");
    }
    page.eval("location.hash = addressOf(data.articles.find(({ name }) => name.endsWith('#wire')))");
    page.wait(&format!("current.name.endsWith('#wire') && {first}"));
    assert!(page.text("document.querySelector('.text p').innerText").contains("imports of U.S. steel"));
}

#[test]
#[ignore = "drives Chromium: .ci/browser"]
fn an_article_of_ten_thousand_claims_can_be_read() {
    let text = "Japan imposed a ban on US beef. ".repeat(10_000);
    let articles = [json!({ "id": "long", "text": text })];
    let gold = [json!({ "id": "long", "entities": [], "claims": [] })];
    let mut page = Page::new("long");
    page.open_file(&page_of(&folder("long"), &articles, &gold));
    let opened = page.time("location.hash = addressOf(data.articles[0]); show()");
    assert_eq!(page.eval("claimsOf(current).length"), 10_000);
    let next = (0..3).map(|_| page.time("nextItem(1)")).fold(f64::MAX, f64::min);
    page.wait("document.querySelectorAll('.text .lit').length > 0");
    println!("10,000 claims: open in {opened:.0} ms, the next in {next:.0} ms");
    assert!(opened < 5000.0 && next < 1000.0, "open in {opened} ms, the next in {next} ms");
}
