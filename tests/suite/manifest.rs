//! A manifest tells what a run was made of, the same in every checkout, and `verify` names what has changed since.

use super::folder::{Folder, folder};
use super::run::said;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TABLE: &str = "name\taliases\tkind\tcountry\tsource\nPort Alder\t\tcity\tCA\tmine\n";
const RULE: &str = "frame = \"strike\"\nwhat = \"\"\nshape = \"event\"\n\n[roles]\nactor = [\"subject: party\"]\n\n\
    [[verb]]\nverbs = [\"strike\"]\naction = \"begin\"\n\n[[counterexample]]\ntext = \"The clock is old.\"\n\n\
    [[example]]\ntext = \"Toyota struck.\"\nclaims = [{ action = \"begin\", actor = [\"Toyota\"] }]\n";

fn claimwire(folder: &Path, arguments: &[&str]) -> Output {
    let program = assert_cmd::cargo::cargo_bin!("claimwire");
    Command::new(program).current_dir(folder).args(arguments).output().unwrap()
}

/// A folder with articles, a table, a rule file, and a sealed run over them.
fn sealed(name: &str) -> Folder {
    let folder = folder(name);
    for (path, content) in [
        ("in/a.txt", "Japan imposed a ban on US beef."),
        ("in/b.txt", "Toyota struck in Port Alder."),
        ("in/empty.txt", ""),
        ("tables/places.tsv", TABLE),
        ("rules/strike.toml", RULE),
    ] {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), content).unwrap();
    }
    fs::create_dir(folder.join("out")).unwrap();
    let absolute = folder.join("in/b.txt").canonicalize().unwrap();
    let run = ["extract", "in", absolute.to_str().unwrap(), "--dictionaries", "tables", "--rules", "rules"];
    let output = claimwire(&folder, &[&run[..], &["-o", "out/claims.jsonl", "--manifest", "out/seal.json"]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    folder
}

#[test]
fn the_manifests_of_two_checkouts_are_the_same_bytes_and_name_no_absolute_path() {
    let [one, other] =
        ["checkout", "checkout_2/deeper"].map(|name| fs::read_to_string(sealed(name).join("out/seal.json")).unwrap());
    assert_eq!(one, other);
    assert!(!one.contains("\"/"), "{one}");
    let manifest: serde_json::Value = serde_json::from_str(&one).unwrap();
    let paths: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["in/a.txt", "in/b.txt", "in/empty.txt", "in/b.txt"]);
    // As sha256sum counts it.
    let beef = "dfe2b64913185ffd242431c629725f4e6ec23759b6e6da2b726ddfad155d7c92";
    assert_eq!(manifest["files"][0]["sha256"].as_str().unwrap(), beef);
    assert_eq!(manifest["summary"]["articles"], 3);
    assert_eq!(manifest["summary"]["refused"], 1);
    assert_eq!(manifest["output"]["path"], "claims.jsonl");
}

/// What `verify` prints of a manifest, and its status.
fn verify(folder: &Path) -> (String, Option<i32>) {
    let output = claimwire(folder, &["verify", "out/seal.json", "--quiet"]);
    assert_eq!(said(&output), "");
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn verify_says_where_it_finds_no_input() {
    let folder = sealed("verified_elsewhere");
    let output = claimwire(&folder.join("out"), &["verify", "seal.json", "--quiet"]);
    let expected = "claimwire: no input is there: run it in the folder where the run was started\n\
        claimwire: tables: no such file or directory\n";
    assert_eq!((said(&output).as_str(), output.status.code()), (expected, Some(2)));
}

#[test]
fn verify_names_each_thing_that_differs() {
    let folder = sealed("verified");
    assert_eq!(verify(&folder), (String::new(), Some(0)));
    fs::write(folder.join("in/a.txt"), "Japan imposed a ban on US pork.").unwrap();
    fs::remove_file(folder.join("in/empty.txt")).unwrap();
    fs::write(folder.join("tables/places.tsv"), TABLE.replace("mine", "hand")).unwrap();
    fs::write(folder.join("tables/units.tsv"), "id\twords\tkind\tsource\n").unwrap();
    fs::rename(folder.join("rules/strike.toml"), folder.join("rules/walkout.toml")).unwrap();
    fs::write(folder.join("out/claims.jsonl"), "").unwrap();
    let expected = "tables/places.tsv: differs\ntables/units.tsv: is new\nrules/strike.toml: is missing\n\
        rules/walkout.toml: is new\nin/a.txt: differs\nin/empty.txt: is missing\nclaims.jsonl: differs\n";
    assert_eq!(verify(&folder), (expected.to_owned(), Some(1)));
    let manifest = fs::read_to_string(folder.join("out/seal.json")).unwrap();
    let version = format!("\"claimwire\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(folder.join("out/seal.json"), manifest.replace(&version, "\"claimwire\": \"0.0.1\"")).unwrap();
    let lines = format!("claimwire: version {}, was 0.0.1\n{expected}", env!("CARGO_PKG_VERSION"));
    assert_eq!(verify(&folder), (lines, Some(1)));
}

#[test]
fn verify_looks_for_new_files_and_counts_the_lines_of_the_output() {
    let folder = folder("verified_anew");
    fs::create_dir(folder.join("out")).unwrap();
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.join(name), "It rained.").unwrap();
    }
    let reports = ["--refused", "refused.jsonl", "--summary", "out/summary.json"];
    let here = folder.canonicalize().unwrap();
    for inputs in [&["."][..], &["*.txt", "out"], &[here.to_str().unwrap()], &["a.txt", "b.*"]] {
        let files = ["-o", "claims.jsonl", "--manifest", "out/seal.json", "--quiet"];
        let _ = claimwire(&folder, &[&["extract"], inputs, &files, &reports].concat());
        assert_eq!(verify(&folder), (String::new(), Some(0)), "{inputs:?}");
        let manifest = fs::read_to_string(folder.join("out/seal.json")).unwrap();
        let count = |articles: usize| format!("\"articles\": {articles}");
        fs::write(folder.join("out/seal.json"), manifest.replace(&count(2), &count(3))).unwrap();
        let is_new = |name: &str| format!("{}{name}: is new\n", if inputs == ["."] { "./" } else { "" });
        fs::write(folder.join("b.two.txt"), "It rained.").unwrap();
        let expected = is_new("b.two.txt") + "the count of articles: is 3, and claims.jsonl has 2 lines\n";
        assert_eq!(verify(&folder), (expected, Some(1)), "{inputs:?}");
        fs::remove_file(folder.join("b.two.txt")).unwrap();
    }
}

#[test]
fn what_is_no_manifest_cannot_be_verified() {
    let folder = folder("no_manifest");
    fs::write(folder.join("a.json"), "{}").unwrap();
    for (path, message) in [("a.json", "claimwire: a.json: not a manifest: "), ("b.json", "claimwire: b.json: ")] {
        let output = claimwire(&folder, &["verify", path]);
        assert!(said(&output).starts_with(message), "{}", said(&output));
        assert_eq!(output.status.code(), Some(2));
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf_8_are_sealed_and_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("sealed_bytes");
    fs::create_dir(folder.join("in")).unwrap();
    for name in [&b"\xfe.txt"[..], b"\xff.txt", b"%FF.txt"] {
        fs::write(folder.join("in").join(OsStr::from_bytes(name)), "It rained.").unwrap();
    }
    fs::create_dir(folder.join("out")).unwrap();
    let run = ["extract", "in", "-o", "out/claims.jsonl", "--manifest", "out/seal.json", "--quiet"];
    assert_eq!(said(&claimwire(&folder, &run)), "");
    let records = super::run::read(&fs::read(folder.join("out/claims.jsonl")).unwrap());
    assert_eq!(super::run::ids(&records), ["%25FF.txt", "%FE.txt", "%FF.txt"]);
    assert_eq!(verify(&folder), (String::new(), Some(0)));
    fs::remove_file(folder.join("in").join(OsStr::from_bytes(b"\xff.txt"))).unwrap();
    assert_eq!(verify(&folder), ("in/%FF.txt: is missing\n".to_owned(), Some(1)));
}
