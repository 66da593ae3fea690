//! What `extract` reads and writes, and that threads, pipes and files do not change it.

use super::folder::folder;
use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Output;

const SENTENCE: &str = "The US applies a 25% tariff on Japanese cars.";
const CLAIM: &str = "US keeps 25% tariff on cars from Japan";

/// `claimwire extract` in a folder.
pub(crate) fn extract(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("claimwire");
    command.current_dir(folder).arg("extract").args(arguments);
    command
}

/// The records that a run which refused nothing wrote to standard output.
fn records(folder: &Path, arguments: &[&str], input: impl Into<Vec<u8>>) -> Vec<Value> {
    let output = extract(folder, arguments).arg("--quiet").write_stdin(input).output().unwrap();
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
    read(&output.stdout)
}

pub(crate) fn read(lines: &[u8]) -> Vec<Value> {
    std::str::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The ids of records.
pub(crate) fn ids(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["id"].as_str().unwrap()).collect()
}

/// The first claim of each sentence is stated in these words.
fn assert_states(folder: &Path, cases: &[(&str, &str)]) {
    for (sentence, statement) in cases {
        let records = records(folder, &["-"], *sentence);
        assert_eq!(records[0]["claims"][0]["statement"], *statement);
    }
}

#[test]
fn one_sentence_gives_exactly_its_claim() {
    let records = records(&folder("sentence"), &["-"], SENTENCE);
    let claims = records[0]["claims"].as_array().unwrap();
    assert_eq!((ids(&records), claims.len(), claims[0]["statement"].as_str()), (vec!["stdin"], 1, Some(CLAIM)));
}

#[test]
fn what_changed_agrees_with_its_verb_in_number() {
    let cases = [
        ("Exports of coffee rose by 12%.", "Exports of coffee rise by 12%"),
        ("The number of visitors rose by 12%.", "number of visitors rises by 12%"),
        ("Margins were set at 5%.", "Margins are set at 5%"),
        ("Sales did not fall by 5%.", "Sales do not fall by 5%"),
        ("Coffee prices nearly doubled.", "Coffee prices rise (nearly doubled)"),
        ("Output did not fall by 5%.", "Output does not fall by 5%"),
    ];
    assert_states(&folder("number"), &cases);
}

#[test]
fn a_statement_says_no_more_and_no_less_than_its_sentence() {
    let cases = [
        // A level is reached, a difference gone through.
        ("Annual inflation rose to an eight-year high of 7.79%.", "Annual inflation rises to 7.79%"),
        ("Gold hit a record $2,599.92.", "Gold rises to $2,599.92"),
        ("Exports rose a record 5%.", "Exports rise by 5%"),
        ("Exports rose by up to 5%.", "Exports rise by 5%"),
        ("Exports rose 5% to $3 billion.", "Exports rise by 5% to $3 billion"),
        ("Brent crude rose $1.20, or 1.5%.", "Brent crude rises by 1.5%, or $1.20"),
        ("Inflation slowed to 3% in May from 4% in April.", "Inflation falls from 4% to 3%"),
        ("Sales surged past $5 billion.", "Sales rise past $5 billion"),
        ("Norway's exports reached $16 billion, up from $14 billion.", "Norway: exports rise to $16 billion"),
        ("Assets are expected to come to about $230 billion.", "Assets will be $230 billion"),
        ("The new plant will produce 9,000 tonnes of wool a year.", "new plant will produce 9,000 tonnes"),
        // Nothing is said twice.
        ("Exports fell by a third.", "Exports fall by a third"),
        ("The port lost 900 jobs.", "jobs fall by 900"),
        ("Shares of Nvidia fell 5%.", "Shares of Nvidia fall by 5%"),
        // Money is worth, all else is counted.
        ("China set a quota of 5.4 million tons for sugar.", "China imposes quota of 5.4 million tons on sugar"),
        ("Japan and the US will hold three rounds of talks.", "Japan and US plan to hold three rounds of talks"),
        ("India cut its sugar subsidy by $5 million.", "India cuts subsidy for sugar by $5 million"),
        ("The levy will be raised from $175 to $200 a tonne.", "tariff will be raised to $200"),
        ("The tariff was set at between 10% and 15%.", "10-15% tariff is imposed"),
        (
            "The duty on rice will rise by 10 percentage points.",
            "tariff on rice will be raised by 10 percentage points",
        ),
        // A pledge is told by its own verb.
        ("China agreed to buy 5 million tons of US wheat.", "China plans to buy 5 million tons of wheat from US"),
        ("Norway will invest $5 billion in Peru.", "Norway plans to invest $5 billion in Peru"),
        ("Norway pledged to supply Peru with salmon.", "Norway commits to supply salmon to Peru"),
        // Who asks is one or many, and is not said to be hit as well.
        ("Spanish farmers asked the EU for a tariff on corn.", "Spanish farmers ask EU to impose tariff on corn"),
        ("Ecuador asked Norway to raise its quota.", "Ecuador asks Norway to raise quota"),
        ("Turkey asked for a loan of $5 million.", "Turkey asks for commitment worth $5 million to be made"),
        ("Growers want a duty on wine.", "Growers ask for tariff on wine to be imposed"),
        // Other acts.
        ("Norway appointed Ola Nordmann as minister.", "Norway appoints Ola Nordmann"),
        ("Ola Nordmann visited Peru.", "Ola Nordmann visits Peru"),
        ("Jordan qualified for the World Cup.", "Jordan qualifies"),
        ("Niger and France quit the accord.", "Niger and France withdraw from agreement"),
        ("Norway introduced a subsidy for salmon.", "Norway introduces subsidy for salmon"),
        // Who is hit, and who is not.
        ("The EU imposed sanctions on Russian diamonds.", "EU imposes sanctions on diamonds from Russia"),
        ("The US exempted Canada and Mexico from its tariff.", "US exempts Canada and Mexico from tariff"),
        ("Canada was exempted from the tariff on steel.", "steel from Canada is exempted from tariff"),
        ("Canada called for its exemption from the tariff.", "Canada asks to be exempted from tariff"),
        ("Seoul called for talks.", "South Korea asks for talks to be held"),
        ("Seoul called for talks with Washington.", "South Korea asks US to hold talks"),
        // Goods keep no headline's capitals.
        ("The tariff on STEEL was lifted.", "tariff on steel is lifted"),
        ("China imposed tariffs on Peaches.", "China imposes tariff on peaches"),
        ("Qatar may ban exports of LNG.", "Qatar may impose export restriction on LNG"),
    ];
    assert_states(&folder("statement"), &cases);
}

#[test]
fn standard_input_tells_its_format_by_its_first_bytes() {
    let folder = folder("stdin");
    let page = format!("<!DOCTYPE html><title>Duties</title><p>{SENTENCE}</p>");
    let line = json!({ "id": "a", "text": SENTENCE }).to_string();
    let utf16: Vec<u8> = format!("\u{feff}{line}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (input, id, title) in [
        (page.into_bytes(), "stdin", Some("Duties")),
        (format!("\n {line}").into_bytes(), "a", None),
        (utf16, "a", None),
        (format!("Duties\n\n{SENTENCE}").into_bytes(), "stdin", Some("Duties")),
    ] {
        let records = records(&folder, &["-"], input);
        assert_eq!((ids(&records), records[0]["title"].as_str()), (vec![id], title));
        assert_eq!(records[0]["claims"][0]["statement"], CLAIM);
    }
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths_without_what_is_hidden_or_of_no_known_format() {
    let folder = folder("order");
    for path in ["in/b.txt", "in/a/z.TXT", "in/a/b/c.txt", "in/.a.txt", "in/.git/a.txt", "in/note.md"] {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), SENTENCE).unwrap();
    }
    fs::write(folder.join("in/.gitignore"), "*").unwrap();
    fs::write(folder.join("in/c.jsonl"), "{\"id\": 2, \"text\": \"\"}\n\n{\"id\": 1, \"text\": \"\"}").unwrap();
    assert_eq!(ids(&records(&folder, &["in"], "")), ["a/b/c.txt", "a/z.TXT", "b.txt", "2", "1"]);
    assert_eq!(ids(&records(&folder, &["in/c.jsonl", "in/note.md", "-"], "x")), ["2", "1", "in/note.md", "stdin"]);
    let output = extract(&folder, &["in", "-o", "out"]).output().unwrap();
    let summary = "claimwire: 5 articles (5 undated), 3 claims, 0 refused, 1 passed over\n";
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), summary));
}

#[test]
fn a_web_page_gives_its_article_with_title_day_and_address() {
    let folder = folder("page");
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset=windows-1252><title>Duties stay - The Wire</title>\
        <meta property='og:title' content='Duties stay'><link rel=canonical href='https://wire.example/1'>\
        <script>document.write('Canada imposed a ban on US beef.')</script></head><body><nav>Home | News</nav>\
        <article><h1>Duties stay</h1><time datetime='2025-06-06T09:00'>Friday</time><p>{SENTENCE} \u{201c}So be it,\u{201d} \
        said nobody, and turned to other things, which were many, and long in the telling.</p>\
        <ul><li>Japan imposed a ban on US beef.</li><li>It rained.</li></ul></article></body></html>"
    );
    fs::write(folder.join("page.html"), encoding_rs::WINDOWS_1252.encode(&page).0).unwrap();
    let records = records(&folder, &["page.html"], "");
    let field = |name: &str| records[0][name].as_str().unwrap();
    assert_eq!(
        ["id", "title", "date", "url"].map(field),
        ["page.html", "Duties stay", "2025-06-06", "https://wire.example/1"]
    );
    let claims: Vec<_> = records[0]["claims"].as_array().unwrap().iter().map(|claim| &claim["evidence"]).collect();
    assert_eq!(claims, [SENTENCE, "Japan imposed a ban on US beef."]);
}

#[test]
fn fields_may_have_other_names_and_undated_articles_a_day() {
    let lines = "{\"link\": \"u\", \"body\": \"It rained.\", \"head\": \"Rain\", \"day\": \"26-FEB-1987 15:01\"}\n\
        {\"link\": \"v\", \"body\": \"It rained.\"}";
    let names = ["--id-field=link", "--url-field=link", "--text-field=body", "--title-field=head", "--date-field=day"];
    let arguments = [&["-", "--date", "2025-06-06"], &names[..]].concat();
    let records = records(&folder("fields"), &arguments, lines);
    let fields = |record: &Value| ["id", "url", "title", "date"].map(|name| record[name].clone());
    assert_eq!(fields(&records[0]), [json!("u"), json!("u"), json!("Rain"), json!("1987-02-26")]);
    assert_eq!(fields(&records[1]), [json!("v"), json!("v"), Value::Null, json!("2025-06-06")]);
}

#[test]
fn offsets_count_what_is_asked_for() {
    let folder = folder("offsets");
    for (unit, start) in [("bytes", 7), ("chars", 3), ("utf16", 4)] {
        let records = records(&folder, &["-", "--offsets", unit], "\u{1f6a2}\u{e9} US cars.");
        assert_eq!(records[0]["entities"][0]["start"], start, "{unit}");
    }
}

#[test]
fn the_bytes_are_the_same_for_any_number_of_threads() {
    let folder = folder("threads");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut lines = String::new();
    for index in 0..400 {
        let text =
            format!("{SENTENCE} Japan asked the US to lift it by {}%.\n\n", index % 90 + 1).repeat(1 + index % 17);
        lines += &format!("{}\n", json!({ "id": index, "text": text }));
        if index % 50 == 0 {
            lines += "not JSON\n";
        }
    }
    fs::write(folder.join("many.jsonl"), lines).unwrap();
    let run = |threads: &str| {
        let arguments = [corpus.to_str().unwrap(), "many.jsonl", "--quiet", "--threads", threads];
        extract(&folder, &arguments).output().unwrap()
    };
    let (one, eight) = (run("1"), run("8"));
    assert_eq!(one.status.code(), Some(1));
    assert_eq!(said(&one).lines().count(), 8);
    assert!(one == eight, "the output differs");
    let records = read(&one.stdout);
    let numbers: Vec<usize> = ids(&records).iter().filter_map(|id| id.parse().ok()).collect();
    assert!(numbers.into_iter().eq(0..400));
}

#[test]
fn a_run_ends_with_one_line_unless_told_to_be_quiet() {
    let folder = folder("last_line");
    let french = "Le gouvernement a imposé des droits de douane sur les voitures qui viennent du Japon. ".repeat(3);
    let line = "claimwire: 0 articles, 0 claims, 0 refused, 1 passed over\n";
    for (arguments, expected) in [(&["-"][..], line), (&["-", "--quiet"], "")] {
        let output = extract(&folder, arguments).write_stdin(french.as_str()).output().unwrap();
        assert_eq!((output.status.code(), said(&output).as_str(), &*output.stdout), (Some(0), expected, &b""[..]));
    }
}

#[test]
fn an_output_file_is_put_in_place_when_it_is_whole() {
    let folder = folder("output");
    fs::write(folder.join("a.txt"), SENTENCE).unwrap();
    fs::write(folder.join("out.jsonl"), "old").unwrap();
    let output = extract(&folder, &["a.txt", "-o", "out.jsonl"]).output().unwrap();
    let summary = "claimwire: 1 article (1 undated), 1 claim, 0 refused\n";
    assert_eq!((output.status.code(), said(&output).as_str(), &*output.stdout), (Some(0), summary, &b""[..]));
    assert_eq!(ids(&read(&fs::read(folder.join("out.jsonl")).unwrap())), ["a.txt"]);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    let output = extract(&folder, &["a.txt", "-o", "out.jsonl", "--quiet"]).output().unwrap();
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
}

#[test]
fn a_dash_as_output_is_standard_output() {
    let folder = folder("dash");
    let records = records(&folder, &["-", "-o", "-"], SENTENCE);
    assert_eq!(ids(&records), ["stdin"]);
    for option in ["--resume", "--manifest=seal.json"] {
        let output = extract(&folder, &["-", "-o", "-", option]).write_stdin(SENTENCE).output().unwrap();
        let expected = "claimwire: -: is standard output: only a file can be gone on with or sealed\n";
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), expected));
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn what_a_run_writes_into_its_own_input_is_not_read() {
    let folder = folder("own_input");
    fs::write(folder.join("a.txt"), SENTENCE).unwrap();
    fs::write(folder.join("b.jsonl"), "bad").unwrap();
    let arguments =
        ["-o", "out.jsonl", "--refused", "refused.jsonl", "--summary", "sum.json", "--manifest", "seal.json"];
    let mut written = Vec::new();
    for inputs in [&["."][..], &["."], &["*.txt", "*.json*"]] {
        let output = extract(&folder, &[inputs, &arguments[..]].concat()).output().unwrap();
        let line = "claimwire: 1 article (1 undated), 1 claim, 1 refused\n";
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(1), line));
        written.push(fs::read(folder.join("seal.json")).unwrap());
    }
    assert!(written[0] == written[1]);
}

#[test]
fn what_is_refused_and_the_counts_go_to_files_where_asked() {
    let folder = folder("reports");
    let lines = format!("{{\"id\": 1, \"text\": \"{SENTENCE}\", \"date\": \"2025-06-06\"}}\n[\n{{\"id\": 2}}\n");
    fs::write(folder.join("a.jsonl"), &lines).unwrap();
    fs::write(folder.join("b.txt"), "").unwrap();
    let arguments = ["a.jsonl", "b.txt", "--refused", "refused.jsonl", "--summary", "summary.json"];
    let output = extract(&folder, &arguments).output().unwrap();
    let line = "claimwire: 1 article, 1 claim, 3 refused\n".to_owned();
    assert_eq!((output.status.code(), said(&output)), (Some(1), line));
    let refused = read(&fs::read(folder.join("refused.jsonl")).unwrap());
    let reason = "field 'text' is missing (--text-field names another); it has 'id'";
    assert_eq!(refused[1], json!({ "source": "a.jsonl", "line": 3, "offset": lines.len() - 10, "reason": reason }));
    assert_eq!(refused[2], json!({ "source": "b.txt", "reason": "nothing in it" }));
    let summary: Value = serde_json::from_slice(&fs::read(folder.join("summary.json")).unwrap()).unwrap();
    let fields = ["articles", "undated", "claims", "refused", "passed_over"].map(|field| summary[field].as_u64());
    assert_eq!(fields, [1, 0, 1, 3, 0].map(Some));
}

#[cfg(target_os = "linux")]
#[test]
fn what_stands_for_an_open_stream_is_written_behind_what_is_there() {
    let folder = folder("streams");
    fs::write(folder.join("a.txt"), SENTENCE).unwrap();
    let program = assert_cmd::cargo::cargo_bin!("claimwire");
    let script = "(echo first; \"$0\" extract a.txt --quiet -o /dev/stdout; \
        \"$0\" extract a.txt --quiet --summary /dev/stdout; echo last) > out";
    let status = std::process::Command::new("sh").current_dir(&folder).args(["-c", script]).arg(program).status();
    assert!(status.unwrap().success());
    let written = fs::read_to_string(folder.join("out")).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("first", "last"));
    assert!(lines[1].contains(CLAIM) && lines[2].contains(CLAIM) && lines[4].contains("\"articles\": 1"), "{written}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn who_sends_a_story_and_signs_it_is_nobody_of_whom_it_tells() {
    let folder = folder("signature");
    let named = |text: &str| records(&folder, &["-"], text)[0]["entities"].to_string().matches("Reuters").count() > 0;
    assert!(!named("Japan imposed a ban on beef.\n    Reuter\n"));
    assert!(named("Japan imposed a ban on beef, Reuters said."));
    assert!(named("Reuters"));
}
