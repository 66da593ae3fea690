//! The rules prove themselves: every example gives its claims, every counterexample none; and a faulty rule or
//! dictionary file is refused with the place of every fault.

use super::folder::Folder;
use claimwire::record::{Argument, Statement};
use claimwire::rule::Example;
use claimwire::{Article, Extractor};
use std::collections::BTreeMap;

#[test]
fn every_example_gives_its_claims_and_every_counterexample_none() {
    let extractor = Extractor::load(None, None).unwrap();
    let rules = extractor.rules();
    let of_frames = rules.frames.iter().map(|frame| (&*frame.name, &frame.examples[..]));
    let mut complaints = String::new();
    for (file, examples) in of_frames.chain([("context", rules.context.examples())]) {
        for example in examples {
            let date = example.date.as_ref().map(|date| date.parse().unwrap());
            let article = Article { date, ..Article::new("example", &*example.text) };
            let record = extractor.extract(&article);
            let found: Vec<&Statement> =
                record.claims.iter().filter(|claim| file == "context" || claim.frame == file).collect();
            if !proves(example, &found) {
                complaints += &format!("\nrules/{file}.toml: {}\n", example.text);
                complaints += &list("due", example.claims.iter().map(|claim| format!("{claim:?}")));
                complaints += &list("found", found.iter().map(|claim| brief(claim)));
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

fn proves(example: &Example, found: &[&Statement]) -> bool {
    match example.claims.is_empty() {
        true => found.is_empty(),
        false => pair(&example.claims, found),
    }
}

/// Whether each claim that is due agrees with a found one of its own.
fn pair(due: &[BTreeMap<String, toml::Value>], found: &[&Statement]) -> bool {
    let Some((first, rest)) = due.split_first() else {
        return true;
    };
    (0..found.len()).any(|index| {
        let others = [&found[..index], &found[index + 1..]].concat();
        first.iter().all(|(field, value)| agrees(field, value, found[index])) && pair(rest, &others)
    })
}

fn agrees(field: &str, due: &toml::Value, claim: &Statement) -> bool {
    let word = |found: &str| due.as_str() == Some(found);
    match field {
        "frame" => word(&claim.frame),
        "action" => word(&claim.action),
        "modality" => word(&claim.modality),
        "statement" => word(&claim.statement),
        "negated" => due.as_bool() == Some(claim.negated),
        _ => same_set(due, &role(field, claim)),
    }
}

fn role<'c>(field: &str, claim: &'c Statement) -> Vec<&'c Argument> {
    match field {
        "actor" => claim.actor.iter().collect(),
        "target" => claim.target.iter().collect(),
        "product" => claim.product.iter().collect(),
        "attribution" => claim.attribution.iter().collect(),
        "rate" => claim.rate.iter().collect(),
        "rate_before" => claim.rate_before.iter().collect(),
        "amount" => claim.amount.iter().collect(),
        "indicator" => claim.indicator.iter().collect(),
        "requester" => claim.requester.iter().collect(),
        "time" => claim.time.iter().collect(),
        _ => panic!("an example names the field '{field}', which no claim has"),
    }
}

/// Whether the arguments are those due, in any order, each by its id or its words.
fn same_set(due: &toml::Value, found: &[&Argument]) -> bool {
    let due: Vec<&str> = match due {
        toml::Value::Array(items) => items.iter().filter_map(toml::Value::as_str).collect(),
        item => item.as_str().into_iter().collect(),
    };
    let is = |word: &str, argument: &Argument| word == argument.id || word == argument.text;
    due.len() == found.len()
        && due.iter().all(|word| found.iter().any(|argument| is(word, argument)))
        && found.iter().all(|argument| due.iter().any(|word| is(word, argument)))
}

fn list(title: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => format!("  {title}: nothing\n"),
        false => lines.iter().map(|line| format!("  {title}: {line}\n")).collect(),
    }
}

fn brief(claim: &Statement) -> String {
    const ROLES: &[&str] = &[
        "actor",
        "target",
        "product",
        "rate",
        "rate_before",
        "amount",
        "indicator",
        "requester",
        "attribution",
        "time",
    ];
    let roles = ROLES.iter().filter_map(|name| {
        let arguments: Vec<String> =
            role(name, claim).iter().map(|argument| format!("{} \"{}\"", argument.id, argument.text)).collect();
        (!arguments.is_empty()).then(|| format!("{name} [{}]", arguments.join(", ")))
    });
    let denied = if claim.negated { "not " } else { "" };
    let roles = roles.collect::<Vec<_>>().join(", ");
    format!("{denied}{} {} {roles} by {:?}", claim.modality, claim.action, claim.rules)
}

/// A folder with these files, for one test.
fn folder(name: &str, files: &[(&str, &str)]) -> Folder {
    let folder = super::folder::folder(name);
    for (file, content) in files {
        std::fs::write(folder.join(file), content).unwrap();
    }
    folder
}

/// The complaints about these files, a line each, without the folder's own path and without long lists of what would
/// have been right.
fn faults(name: &str, dictionaries: &[(&str, &str)], rules: &[(&str, &str)]) -> Vec<String> {
    let at = |kind: &str, files: &[(&str, &str)]| (!files.is_empty()).then(|| folder(&format!("{name}-{kind}"), files));
    let (dictionaries, rules) = (at("dictionaries", dictionaries), at("rules", rules));
    let error = Extractor::load(dictionaries.as_deref(), rules.as_deref()).unwrap_err().to_string();
    let own = dictionaries.or(rules).unwrap().display().to_string();
    let brief = |line: &str| match (line.find(", expected one of"), line.find(", did you mean")) {
        (Some(list), Some(hint)) => format!("{}{}", &line[..list], &line[hint..]),
        _ => line.to_owned(),
    };
    error.lines().map(|line| brief(&line.replace(&format!("{own}/"), ""))).collect()
}

#[test]
fn every_fault_of_every_dictionary_is_told_at_once_with_its_place() {
    let tables = [
        ("blocs.tsv", "name\taliases\tmembers\tkind\tsource\nTea Club\t\tLK|IND\teconomic\thand\n"),
        ("comodities.tsv", "id\n"),
        ("numbers.tsv", "word\tvalue\tkind\tsource\nzillion\tmany\tmultiplier\thand\numpteen\t15\tcardinale\thand\n"),
        ("places.tsv", "name\taliases\tkind\tcountry\tsource\nAtlantis\t\tcity\n"),
        ("units.tsv", "id\tword\tkind\tsource\n"),
        ("words.tsv", "word\tclasses\tlemma\nglorp\tNQ\tglorp\n"),
    ];
    assert_eq!(
        faults("faulty", &tables, &[]),
        [
            "blocs.tsv:2:11: unknown country 'IND', did you mean 'IN'?",
            "comodities.tsv:1:1: no dictionary is called 'comodities', did you mean 'commodities'?",
            "numbers.tsv:2:9: 'many' is not a number",
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
        ("strike.toml", FRAME),
        ("typo.toml", "frame = \"typo\"\nwhat = \"A slip.\"\nshape = \"measure\"\nnuons = []\n"),
        (
            "wrong.toml",
            "frame = \"right\"\nwhat = \"Another's name.\"\nshape = \"event\"\n[[example]]\ntext = \"A.\"\n[[counterexample]]\ntext = \"B.\"\n",
        ),
    ];
    assert_eq!(
        faults("faulty", &[], &rules),
        [
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
    let record = extractor.extract(&Article::new("own", "The US will tax glowberries and steel from Big Kettle."));
    let named = |kind: &str| -> Vec<&str> {
        let of_kind = record.entities.iter().filter(|entity| entity.kind == kind);
        of_kind.map(|entity| entity.id.as_str()).collect()
    };
    assert_eq!(named("commodity"), ["glowberry", "steel"]);
    assert_eq!(named("place"), ["Osaka"]);
}

#[test]
fn a_rule_file_of_a_users_folder_adds_a_frame() {
    let frame = r#"frame = "strike"
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
    let extractor = Extractor::load(None, Some(&folder("own-rules", &[("strike.toml", frame)]))).unwrap();
    let record = extractor.extract(&Article::new("own", "Toyota struck on Monday."));
    let found: Vec<&str> = record.claims.iter().map(|claim| claim.frame.as_str()).collect();
    assert_eq!(found, ["strike"]);
    assert!(extractor.rules().frame("tariff").is_some());
}
