//! The rules prove themselves: every example gives its claims, every counterexample none; and a faulty rule or
//! dictionary file is refused with the place of every fault.

use super::folder::Folder;
use claimwire::proof::prove;
use claimwire::{Article, Error, Extractor};
use std::path::Path;
use std::process::Command;

#[test]
fn every_example_gives_its_claims_and_every_counterexample_none() {
    // As a user's, so that every word of them is checked too.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let proof = prove(&Extractor::load(None, Some(&root.join("rules"))).unwrap());
    assert!(proof.faults.is_empty(), "{}", Error::faults(proof.faults));
    assert!(proof.examples > 500, "{} examples", proof.examples);
}

/// A folder with these files, for one test.
fn folder(name: &str, files: &[(&str, &str)]) -> Folder {
    let folder = super::folder::folder(name);
    for (file, content) in files {
        std::fs::write(folder.join(file), content).unwrap();
    }
    folder
}

/// The complaints about these files, a line each, without the folder's own path.
fn faults(name: &str, dictionaries: &[(&str, &str)], rules: &[(&str, &str)]) -> Vec<String> {
    let at = |kind: &str, files: &[(&str, &str)]| (!files.is_empty()).then(|| folder(&format!("{name}-{kind}"), files));
    let (dictionaries, rules) = (at("dictionaries", dictionaries), at("rules", rules));
    let error = Extractor::load(dictionaries.as_deref(), rules.as_deref()).unwrap_err().to_string();
    let own = dictionaries.or(rules).unwrap().display().to_string();
    error.lines().map(|line| line.replace(&format!("{own}/"), "")).collect()
}

#[test]
fn every_fault_of_every_dictionary_is_told_at_once_with_its_place() {
    let tables = [
        ("blocs.tsv", "name\taliases\tmembers\tkind\tsource\nTea Club\t\tLK|IND\teconomic\thand\n"),
        ("comodities.tsv", "id\n"),
        ("numbers.tsv", "word\tvalue\tkind\tsource\nzillion\tinf\tmultiplier\thand\numpteen\t15\tcardinale\thand\n"),
        ("places.tsv", "name\taliases\tkind\tcountry\tsource\nAtlantis\t\tcity\n"),
        ("units.tsv", "id\tword\tkind\tsource\n"),
        ("words.tsv", "word\tclasses\tlemma\nglorp\tNQ\tglorp\n"),
    ];
    assert_eq!(
        faults("faulty", &tables, &[]),
        [
            "blocs.tsv:2:11: unknown country 'IND', did you mean 'IN'?",
            "comodities.tsv:1:1: no dictionary is called 'comodities', did you mean 'commodities'?",
            "numbers.tsv:2:9: 'inf' is not a number from 0 to 9 quadrillion",
            "numbers.tsv:3:12: unknown kind 'cardinale', did you mean 'cardinal'?",
            "places.tsv:2:1: 3 columns where 5 are due, with a tab between them",
            "units.tsv:1:1: unknown column 'word', did you mean 'words'?",
            "words.tsv:2:7: unknown class 'Q': the letters are N M V Z D P G J R T I C S A O U W X",
        ]
    );
}

#[test]
fn a_row_that_would_name_nothing_or_something_else_is_a_fault() {
    let tables = [
        (
            "commodities.tsv",
            "id\taliases\ths\tgroup\tsource\nglowberry\t\t08101000\tcrops\tmine\nglowmelon\t\t9901\tcrop\tmine\n",
        ),
        ("currencies.tsv", "code\tname\twords\tsymbols\tsource\nxqt\tquatloo\tquatloo\t\tmine\n"),
        (
            "people.tsv",
            "name\taliases\tknown_as\tcountry\toffice\tfrom\tto\tsource\n\
             Ann Oak\t\t\tCA\tminister\t2020\t2010\tmine\nBen Elm\t\t\tCA\tminister\t20x0\t\tmine\n",
        ),
        (
            "places.tsv",
            "name\taliases\tkind\tcountry\tsource\nPort Alder\tAlder; the yards\tcity\tCA\tmine\n\
             Port Birch \tBirch*\ttown\tCA\tmine\n\"Port Cedar\"\tCedar~~\tcity\tCA=\tmine\n\
             Port Alder\t\tcity\tCA\tmine\n\t\tcity\tCA\tmine\n",
        ),
        ("units.tsv", "id    words    kind    source\n"),
        ("words.tsv", "word\tclasses\tlemma\nglorp\tN\t\n"),
    ];
    assert_eq!(
        faults("misleading", &tables, &[]),
        [
            "commodities.tsv:2:12: '08101000' is no HS code of two, four or six digits, chapter 01 to 97, did you mean '081010'?",
            "commodities.tsv:2:21: unknown group 'crops', did you mean 'crop'?",
            "commodities.tsv:3:12: '9901' is no HS code of two, four or six digits, chapter 01 to 97",
            "currencies.tsv:2:1: 'xqt' is no code of ISO 4217, which has 3 capital letters",
            "people.tsv:2:28: the office ends in 2010 before it begins in 2020",
            "people.tsv:3:23: '20x0' is no year: write it as 2025",
            "places.tsv:2:12: items stand between bars, did you mean 'Alder|the yards'?",
            "places.tsv:3:1: a stray blank in 'Port Birch ', did you mean 'Port Birch'?",
            "places.tsv:3:13: unknown flag in 'Birch*': a form takes ~, = or ~=",
            "places.tsv:3:20: unknown kind 'town': there are area, building, city, continent, mountain, region, river, sea, state",
            "places.tsv:4:1: marks to be written plain in '\"Port Cedar\"', did you mean 'Port Cedar'?",
            "places.tsv:4:14: unknown flags in 'Cedar~~': a form takes ~, = or ~=",
            "places.tsv:4:27: column 'country' takes no flags, did you mean 'CA'?",
            "places.tsv:4:27: unknown country 'CA=', did you mean 'CA'?",
            "places.tsv:5:1: 'Port Alder' has a row already, in line 2",
            "places.tsv:6:1: a row needs a name",
            "units.tsv:1:1: the columns are id, words, kind, source, with a tab between them",
            "words.tsv:2:9: a word needs a base form",
        ]
    );
}

#[test]
fn a_file_that_is_not_utf_8_is_told_with_the_place_of_its_first_wrong_byte() {
    let own = folder("latin", &[]);
    std::fs::write(own.join("strike.toml"), b"frame = \"strike\"\nwhat = \"caf\xe9\"\n").unwrap();
    std::fs::write(own.join("titles.tsv"), b"title\tkind\tsource\ncaf\xe9\toffice\tmine\n").unwrap();
    let said = |error: Error| error.to_string().replace(&format!("{}/", own.display()), "");
    let rules = Extractor::load(None, Some(&own)).unwrap_err();
    assert_eq!(said(rules), "strike.toml:2:12: byte 0xe9 is not UTF-8: save the file in this encoding");
    let tables = Extractor::load(Some(&own), None).unwrap_err();
    assert_eq!(said(tables), "titles.tsv:2:4: byte 0xe9 is not UTF-8: save the file in this encoding");
}

#[test]
fn the_mark_that_some_editors_put_before_a_file_is_no_part_of_it() {
    let (table, frame) = ("\u{feff}title\tkind\tsource\nreeve\toffice\tmine\n", format!("\u{feff}{STRIKE}"));
    let own = folder("marked", &[("titles.tsv", table), ("strike.toml", &frame)]);
    Extractor::load(Some(&own), Some(&own)).unwrap();
}

#[test]
fn a_folder_in_which_no_table_or_rule_stands_is_an_error() {
    let empty = folder("empty", &[("strike.txt", STRIKE)]);
    let said = |error: Error| error.to_string().replace(&empty.display().to_string(), "empty");
    let rules = Extractor::load(None, Some(&empty)).unwrap_err();
    assert_eq!(said(rules), "empty: no rule file in it: their names end in .toml");
    let tables = Extractor::load(Some(&empty), None).unwrap_err();
    assert_eq!(said(tables), "empty: no table in it: their names end in .tsv");
}

const FRAME: &str = r#"frame = "strike"
what = "Workers stop working."
shape = "measure"
nouns = ["walkout"]
default = "imposee"

[roles]
actr = ["before: party"]
product = ["on goods", "at: goodies"]

[[verb]]
verbs = ["strike"]
action = "imposes"

[[example]]
text = "Dockers began a walkout."
claims = []
"#;

#[test]
fn every_fault_of_every_rule_is_told_at_once_with_its_place() {
    let rules = [
        ("actions.toml", "[impose]\nobject = [\"impose\"]\n"),
        ("context.toml", "showing = [\"show\"]\ndenyng = [\"deny\"]\n"),
        ("strike.toml", FRAME),
        ("typo.toml", "frame = \"typo\"\nwhat = \"A slip.\"\nshape = \"measure\"\nnuons = [\"x\"]\n"),
        (
            "wrong.toml",
            "frame = \"right\"\nwhat = \"Another's name.\"\nshape = \"event\"\n[[example]]\ntext = \"A.\"\n[[counterexample]]\ntext = \"B.\"\n",
        ),
    ];
    assert_eq!(
        faults("faulty", &[], &rules),
        [
            "actions.toml:1:1: takes the place of the built-in actions, of which other rules need 'keep', 'raise', 'cut', 'lift', 'exempt' too",
            "context.toml:2:1: unknown field `denyng`, did you mean 'denying'?",
            "strike.toml:1:9: a frame needs an example and a counterexample",
            "strike.toml:5:11: unknown action 'imposee', did you mean 'impose'?",
            "strike.toml:8:1: unknown role 'actr', did you mean 'actor'?",
            "strike.toml:9:12: 'on goods' is no path: write 'place: kind', as in 'on: goods'",
            "strike.toml:9:24: unknown kind 'goodies', did you mean 'goods'?",
            "strike.toml:13:10: unknown action 'imposes', did you mean 'impose'?",
            "typo.toml:4:1: unknown field `nuons`, did you mean 'nouns'?",
            "wrong.toml:1:9: the frame of wrong.toml must be called 'wrong'",
        ]
    );
}

#[test]
fn rows_of_a_users_folder_are_added_and_take_the_place_of_rows_with_their_name() {
    let tables = [
        ("commodities.tsv", "id\taliases\ths\tgroup\tsource\nglowberry\tglowberries\t0810\tcrop\tmine\n"),
        ("places.tsv", "name\taliases\tkind\tcountry\tsource\nOsaka\tBig Kettle\tcity\tJP\tmine\n"),
    ];
    let extractor = Extractor::load(Some(&folder("own-tables", &tables)), None).unwrap();
    let article = Article::new("own", "The US will tax glowberries and steel from Big Kettle.");
    let record = extractor.extract(&article);
    let named = |kind: &str| -> Vec<&str> {
        let of_kind = record.entities.iter().filter(|entity| entity.kind == kind);
        of_kind.map(|entity| &*entity.id).collect()
    };
    assert_eq!(named("commodity"), ["glowberry", "steel"]);
    assert_eq!(named("place"), ["Osaka"]);
}

/// A frame of a user.
const STRIKE: &str = r#"frame = "strike"
what = "Workers stop working."
shape = "event"

[roles]
actor = ["subject: party"]

[[verb]]
verbs = ["strike"]
action = "begin"

[[example]]
text = "Toyota struck."
claims = [{ action = "begin", actor = ["Toyota"] }]

[[counterexample]]
text = "The clock is old."
"#;

#[test]
fn a_rule_file_of_a_users_folder_adds_a_frame() {
    let extractor = Extractor::load(None, Some(&folder("own-rules", &[("strike.toml", STRIKE)]))).unwrap();
    let article = Article::new("own", "Toyota struck on Monday.");
    let record = extractor.extract(&article);
    let found: Vec<&str> = record.claims.iter().map(|claim| &*claim.frame).collect();
    assert_eq!(found, ["strike"]);
    assert!(extractor.rules().frame("tariff").is_some());
}

const SILENT: &str = r#"frame = "silent"
what = "Words that no text is compared with."
shape = "measure"
nouns = ["Walkout", "work  stoppage", ""]
governed = []
needs = ["rate "]
abroad = "import_restrction"
hit = ["USA", "Iran"]
narrow = [{ nouns = ["stoppage"], near = ["Docks"] }]

[roles]
target = ["subjct: party", "agianst: party", "ahead of: party"]

[actions.imposse]
object = ["declare"]

[actions.impose]
object = ["Imposed", "strikes", "called off", "talk"]

[sides]
NAFTA = ["UK"]

[[verb]]
verbs = []
action = "impose"
holds = ["good"]

[[example]]
text = "Dockers began a walkout."
date = "10 March 2025"
claims = [{ action = "imposes", modality = "plannd", negated = "true", rate = 25, actors = ["US"], frame = "silnt" }]

[[counterexample]]
text = "The clock is old."
claims = [{ action = "impose" }]
"#;

#[test]
fn a_rule_that_would_load_and_find_nothing_is_a_fault() {
    let idle = "frame = \"idle\"\nwhat = \"Nothing.\"\nshape = \"event\"\nshapes = ['(']\n\
                [[example]]\ntext = \"A.\"\n[[counterexample]]\ntext = \"B.\"\n";
    let mute = idle.replace("idle", "mute").replace("shapes = ['(']\n", "");
    let twice = "frame = \"twice\"\nwhat = \"A.\"\nwhat = \"B.\"\n";
    let rules = [("idle.toml", idle), ("mute.toml", &mute), ("silent.toml", SILENT), ("twice.toml", twice)];
    assert_eq!(
        faults("silent", &[], &rules),
        [
            "idle.toml:4:11: '(' is no regular expression: unclosed group",
            "mute.toml:1:9: nothing states the frame: it has neither nouns nor verbs",
            "silent.toml:4:10: 'Walkout' is not in lower case with single blanks, did you mean 'walkout'?",
            "silent.toml:4:21: 'work  stoppage' is not in lower case with single blanks, did you mean 'work stoppage'?",
            "silent.toml:4:39: an empty word says nothing",
            "silent.toml:5:12: an empty list says nothing: leave it out",
            "silent.toml:6:10: unknown role 'rate ', did you mean 'rate'?",
            "silent.toml:7:10: unknown frame 'import_restrction', did you mean 'import_restriction'?",
            "silent.toml:8:8: unknown country 'USA', did you mean 'US'?",
            "silent.toml:8:15: unknown country 'Iran', did you mean 'IR'?",
            "silent.toml:9:43: 'Docks' is not in lower case with single blanks, did you mean 'docks'?",
            "silent.toml:12:11: unknown place 'subjct', did you mean 'subject'?",
            "silent.toml:12:28: unknown place 'agianst', did you mean 'against'?",
            "silent.toml:14:10: unknown action 'imposse', did you mean 'impose'?",
            "silent.toml:18:11: 'Imposed' is no base form, did you mean 'impose'?",
            "silent.toml:18:22: 'strikes' is no base form, did you mean 'strike'?",
            "silent.toml:18:33: 'called off' is no base form, did you mean 'call off'?",
            "silent.toml:21:1: 'NAFTA' is not in lower case with single blanks, did you mean 'nafta'?",
            "silent.toml:21:10: unknown country 'UK', did you mean 'GB'?",
            "silent.toml:24:9: an empty list says nothing: leave it out",
            "silent.toml:26:10: unknown kind 'good', did you mean 'goods'?",
            "silent.toml:30:8: '10 March 2025' is no day: write it as 2025-03-10",
            "silent.toml:31:22: unknown action 'imposes', did you mean 'impose'?",
            "silent.toml:31:44: unknown modality 'plannd', did you mean 'planned'?",
            "silent.toml:31:64: write true or false, without quotes",
            "silent.toml:31:79: write it in quotes: \"25\"",
            "silent.toml:31:83: unknown field 'actors', did you mean 'actor'?",
            "silent.toml:31:108: unknown frame 'silnt', did you mean 'silent'?",
            "silent.toml:35:1: a counterexample has no claims",
            "twice.toml:3:1: duplicate key",
        ]
    );
}

#[test]
fn what_is_written_as_another_kind_of_thing_is_told_in_the_words_of_the_file() {
    let frame = |name: &str, body: &str| {
        let proof = "[[example]]\ntext = \"A.\"\n[[counterexample]]\ntext = \"B.\"\n";
        format!("frame = \"{name}\"\nwhat = \"A.\"\nshape = \"event\"\n{body}\n{proof}")
    };
    let rules = [
        ("dated", "dated = \"true\""),
        ("day", "[[example]]\ntext = \"A.\"\ndate = 2025-03-10"),
        ("joined", "[[verb]]\naction = \"begin\"\nverbs = [\"strike, walk out\"]"),
        ("list", "[[verb]]\naction = \"begin\"\nverbs = \"strike\""),
        ("many", "[verb]\naction = \"begin\"\nverbs = [\"strike\"]"),
        ("one", "[[roles]]\nactor = [\"subject: party\"]"),
    ];
    let rules = rules.map(|(name, body)| (format!("{name}.toml"), frame(name, body)));
    let rules: Vec<(&str, &str)> = rules.iter().map(|(file, content)| (&**file, &**content)).collect();
    assert_eq!(
        faults("typed", &[], &rules),
        [
            "dated.toml:4:9: string \"true\" where true or false is due, without quotes",
            "day.toml:6:8: a day stands in quotes",
            "joined.toml:6:10: 'strike, walk out' is no one word or phrase: write each in quotes of its own",
            "list.toml:6:9: string \"strike\" where a list is due: write it in brackets",
            "many.toml:4:1: one table where many are due: write [[verb]]",
            "one.toml:4:1: many tables where one is due: write [roles]",
        ]
    );
}

/// What `claimwire check` says of a user's rules: its status, standard output and standard error.
fn check(own: &Folder) -> (Option<i32>, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimwire"));
    let output = command.arg("check").arg("--rules").arg(&**own).output().unwrap();
    let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&format!("{}/", own.display()), "");
    (output.status.code(), said(output.stdout), said(output.stderr))
}

#[test]
fn check_reads_the_examples_of_a_users_rules() {
    let (status, told, said) = check(&folder("own-examples", &[("strike.toml", STRIKE)]));
    assert_eq!((status, &*said), (Some(0), ""));
    assert!(told.starts_with("18 rule files, ") && told.ends_with(" examples, 0 failed\n"), "{told}");

    let wrong = STRIKE.replace("[\"Toyota\"]", "[\"Honda\"]").replace("The clock is old", "Honda struck");
    let (status, told, said) = check(&folder("own-faulty-examples", &[("strike.toml", &wrong)]));
    assert_eq!(status, Some(1));
    assert!(told.ends_with(" examples, 2 failed\n"), "{told}");
    assert_eq!(
        said,
        "claimwire: strike.toml:13:8: 'Toyota struck.'\n  due: action begin, actor Honda\n  found: frame strike, action begin, \
         actor Toyota \"Toyota\", modality actual, negated false, by strike/begin: strike\n\
         strike.toml:17:8: 'Honda struck.'\n  due: no claim\n  found: frame strike, action begin, actor Honda \"Honda\", \
         modality actual, negated false, by strike/begin: strike\n"
    );
}

/// The keys that a rule file may have where `zzz` stands in it, as the complaint about that lists them.
fn keys(file: &str, content: &str) -> Vec<String> {
    let own = folder("keys", &[(file, content)]);
    let error = Extractor::load(None, Some(&own)).unwrap_err().to_string();
    let (_, list) = error.split_once("unknown field `zzz`, expected one of ").unwrap();
    codes(list.lines().next().unwrap()).map(str::to_owned).collect()
}

/// The words between backticks.
fn codes(line: &str) -> impl Iterator<Item = &str> {
    let spans = line.split('`').skip(1).step_by(2);
    spans.flat_map(|code| code.split(|sign: char| sign != '_' && !sign.is_alphanumeric()))
}

#[test]
fn every_key_of_a_rule_file_stands_on_the_page_about_rules() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/README.md");
    let page = std::fs::read_to_string(page).unwrap();
    let headings: Vec<&str> = page.lines().filter(|line| line.starts_with('#')).flat_map(codes).collect();
    let frame = "frame = \"odd\"\nwhat = \"A.\"\nshape = \"measure\"\n";
    let mut missing = Vec::new();
    for (heading, file, content) in [
        ("A frame file", "odd.toml", format!("{frame}zzz = 1\n")),
        ("`[actions.NAME]`", "odd.toml", format!("{frame}[actions.impose]\nzzz = 1\n")),
        ("`[extent]`", "odd.toml", format!("{frame}[extent]\nzzz = 1\n")),
        ("`[[verb]]`", "odd.toml", format!("{frame}[[verb]]\nzzz = 1\n")),
        ("context.toml", "context.toml", String::new()),
    ] {
        // Those of the context are too many to be listed, and all stand in the embedded file.
        let context = || toml::from_str::<toml::Table>(include_str!("../../rules/context.toml")).unwrap();
        let keys = if content.is_empty() { context().keys().cloned().collect() } else { keys(file, &content) };
        let (_, section) = page.split_once(&format!("# {heading}\n")).unwrap();
        let rows = section.split("\n#").next().unwrap().lines();
        let cells = rows.filter_map(|row| row.strip_prefix("| ")?.split(" | ").next());
        let explained: Vec<&str> = cells.flat_map(codes).collect();
        let unknown = |key: &String| !explained.contains(&key.as_str()) && !headings.contains(&key.as_str());
        missing.extend(keys.into_iter().filter(unknown).map(|key| format!("{heading}: {key}")));
    }
    assert!(missing.is_empty(), "rules/README.md lacks {missing:?}");
}

#[test]
fn claims_that_agree_with_many_are_paired_at_once() {
    let states =
        ["Peru", "Chile", "Japan", "India", "Kenya", "Ghana", "Egypt", "Qatar", "Spain", "Italy", "Nepal", "Cuba"];
    let text = states.map(|state| format!("{state} struck.")).join(" ");
    let claims =
        [&["{ action = \"begin\" }"; 11][..], &["{ action = \"begin\", actor = [\"FR\"] }"]].concat().join(", ");
    let many = format!("{STRIKE}[[example]]\ntext = \"{text}\"\nclaims = [{claims}]\n");
    let (status, told, said) = check(&folder("many-claims", &[("strike.toml", &many)]));
    assert_eq!((status, said.matches("found: ").count()), (Some(1), 12), "{told}{said}");
}
