//! What goes out to an annotation tool and comes back unchanged is the same.

use super::folder::{Folder, folder};
use claimwire::audit::{CodePoints, Golden};
use claimwire::exchange::{Document, Format};
use claimwire::source::{Options, Source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const FORMATS: [Format; 5] = [Format::Brat, Format::Conll, Format::LabelStudio, Format::Prodigy, Format::Spacy];

fn at_home(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn temporary(name: &str) -> Folder {
    folder(&format!("exchange/{name}"))
}

/// Every golden file of the project with its article's text.
fn documents() -> Vec<Document> {
    let golden = Golden::load(&at_home("tests/golden"), &at_home("corpus")).unwrap();
    let document = |golden: &Golden| {
        let articles = Source::open(&[golden.path()], Options::default()).unwrap().articles();
        let mut articles = articles.map(|article| article.unwrap());
        let article = articles.find(|article| golden.id.as_ref().is_none_or(|id| article.id == *id)).unwrap();
        Document::of(golden, &article.text)
    };
    golden.iter().map(document).collect()
}

/// What the tool's files say, written into a folder and read again.
fn there_and_back(format: Format, documents: &[Document], folder: &Path) -> Vec<Document> {
    let texts: BTreeMap<&str, &str> =
        documents.iter().map(|document| (document.name.as_str(), document.text.as_str())).collect();
    let mut back = Vec::new();
    for file in format.write(documents) {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &file.content).unwrap();
    }
    for file in format.write(documents).iter().filter(|file| file.path.ends_with(&format!(".{}", format.ending()))) {
        let mut text_of = |name: &str| Ok(texts[name].to_owned());
        back.extend(format.read(&folder.join(&file.path), folder, &mut text_of).unwrap());
    }
    back
}

#[test]
fn every_golden_file_comes_back_from_every_tool_as_it_was() {
    let documents = documents();
    assert!(documents.len() > 30);
    for format in FORMATS {
        let back = there_and_back(format, &documents, &temporary(format.name()));
        assert_eq!(back.len(), documents.len(), "{}", format.name());
        for (back, document) in back.iter().zip(&documents) {
            assert_eq!(back, document, "{}: {}", format.name(), document.name);
        }
    }
}

#[test]
fn astral_letters_line_breaks_and_markup_come_back_as_they_were() {
    let text = "\u{1f4a9} New\nZealand  & <b>C\u{f4}te</b>\r\n\td'Ivoire tax \u{1f6a2} \"steel\".\n\nThe end\n";
    let points = CodePoints::new(text);
    let mark = |words: &str, kind: &str, id: &str| {
        let (start, end) = points.find(words, 0).unwrap();
        serde_json::json!({"start": start, "end": end, "type": kind, "id": id, "text": words})
    };
    let (start, end) = points.find("d'Ivoire tax \u{1f6a2} \"steel\".", 0).unwrap();
    let golden = serde_json::json!({
        "article": "odd names/a.txt",
        "id": "50%/a#1",
        "entities": [mark("New\nZealand", "country", "NZ"), mark("C\u{f4}te", "place", "C\u{f4}te; a=b"), mark("steel", "commodity", "steel")],
        "claims": [{
            "start": start, "end": end, "frame": "tariff", "action": "impose", "actor": ["X \"Y\"; z=1|CI", "NZ"],
            "product": ["steel"], "rate": "?5", "modality": "planned", "negated": true, "attribution": "A\\B",
            "evidence": points.get(start, end).unwrap(),
        }],
    });
    let golden = Golden::read(&golden.to_string(), "g.json".as_ref()).unwrap();
    assert_eq!(golden.misquotes(text), []);
    let document = Document::of(&golden, text);
    for format in FORMATS {
        let back =
            there_and_back(format, std::slice::from_ref(&document), &temporary(&format!("odd-{}", format.name())));
        assert_eq!(back, std::slice::from_ref(&document), "{}", format.name());
    }
}

#[test]
fn what_breaks_a_line_comes_back_in_one() {
    let text = "Stanley\nBarney said so.";
    let entity = serde_json::json!({"start": 0, "end": 14, "type": "person", "id": "Stanley\nBarney", "text": "Stanley\nBarney"});
    let golden = serde_json::json!({"article": "a.txt", "entities": [entity], "claims": []}).to_string();
    let document = Document::of(&Golden::read(&golden, "g.json".as_ref()).unwrap(), text);
    for format in FORMATS {
        let folder = temporary(&format!("broken-{}", format.name()));
        let back = there_and_back(format, std::slice::from_ref(&document), &folder);
        assert_eq!(back[0].entities[0].id, "Stanley Barney", "{}", format.name());
    }
}

#[test]
fn offsets_in_utf_16_units_are_mended_and_a_mark_with_a_gap_is_refused() {
    let folder = temporary("foreign");
    let task = r#"[{"data": {"text": "💩 Japan", "article": "a.txt"}, "annotations": [{"result": [
        {"id": "x", "type": "labels", "from_name": "label", "to_name": "text",
         "value": {"start": 3, "end": 8, "text": "Japan", "labels": ["Country"]}}]}]}]"#;
    std::fs::write(folder.join("a.json"), task).unwrap();
    let mut no_text = |_: &str| unreachable!("only columns need a text");
    let documents = Format::LabelStudio.read(&folder.join("a.json"), &folder, &mut no_text).unwrap();
    let entity = &documents[0].entities[0];
    assert_eq!((entity.start, entity.end, &entity.kind[..]), (2, 7, "country"));
    std::fs::write(folder.join("a.txt"), "North and South Korea").unwrap();
    std::fs::write(folder.join("a.ann"), "T1\tcountry 0 5;16 21\tNorth Korea\n").unwrap();
    let refused = Format::Brat.read(&folder.join("a.ann"), &folder, &mut no_text).unwrap_err().to_string();
    assert!(refused.ends_with("a.ann:1:1: a mark that leaves words out: golden marks have no gaps"), "{refused}");
}

#[test]
fn what_was_exported_is_imported_as_drafts() {
    let folder = temporary("command");
    let claimwire = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
        let output = command.current_dir(at_home("")).arg("golden").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    for format in FORMATS {
        let (out, golden) = (folder.join(format.name()), folder.join(format!("{}-golden", format.name())));
        let (out, golden) = (out.to_str().unwrap(), golden.to_str().unwrap());
        claimwire(&["export", "--format", format.name(), "--to", out, "tests/golden/agency", "tests/golden/pages"]);
        claimwire(&["import", "--format", format.name(), out, "--to", golden]);
        let drafts = Golden::load(Path::new(golden), &at_home("corpus")).unwrap();
        assert!(drafts.len() == 17 && drafts.iter().all(|draft| draft.draft), "{}: {}", format.name(), drafts.len());
        claimwire(&["accept", golden]);
        let accepted = std::fs::read_to_string(Path::new(golden).join("pages/opec-cut.json")).unwrap();
        assert_eq!(accepted, std::fs::read_to_string(at_home("tests/golden/pages/opec-cut.json")).unwrap());
    }
}

#[test]
fn what_holds_nothing_to_import_is_named() {
    let folder = temporary("nothing");
    std::fs::write(folder.join("a.txt"), "").unwrap();
    let file = folder.join("a.txt").display().to_string();
    for format in FORMATS {
        let lack = format!("no .{} file in it, as {} writes them", format.ending(), format.name());
        for (input, reason) in [("", lack.as_str()), ("none", "no such file or directory")] {
            let input = folder.join(input);
            let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
            command.args(["golden", "import", "--format", format.name(), "--to", &file]).arg(&input);
            let output = command.output().unwrap();
            let expected = format!("claimwire: {}: {reason}\n", input.display());
            assert_eq!((String::from_utf8_lossy(&output.stderr), output.status.code()), (expected.into(), Some(2)));
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    let output =
        command.current_dir(at_home("")).args(["golden", "export", "--format", "brat", "--to", &file]).output();
    let expected = format!("claimwire: {file}: is no folder, where one is due\n");
    assert_eq!(String::from_utf8_lossy(&output.unwrap().stderr), expected);
}

#[test]
fn a_draft_takes_the_place_of_the_golden_file_of_its_article_whatever_that_is_called() {
    let folder = temporary("place");
    let [out, golden] = ["out", "golden"].map(|name| folder.join(name));
    std::fs::create_dir_all(golden.join("mine")).unwrap();
    std::fs::copy(at_home("tests/golden/agency/steel-2002.json"), golden.join("mine/steel.json")).unwrap();
    let [to, into] = [out.to_str().unwrap(), golden.to_str().unwrap()];
    let claimwire = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
        let output = command.current_dir(at_home("")).arg("golden").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(claimwire(&["export", "--format", "prodigy", "--to", to, into]).0, Some(0));
    let (status, said) = claimwire(&["import", "--format", "prodigy", to, "--to", into]);
    assert!(status == Some(1) && said.contains("mine/steel.json: is there already"), "{said}");
    let (status, said) = claimwire(&["add", "corpus/agency.jsonl", "--id", "a-020306-0915", "--to", into]);
    assert!(status == Some(1) && said.contains("mine/steel.json: is there already"), "{said}");
    assert_eq!(claimwire(&["import", "--format", "prodigy", to, "--to", into, "--replace"]).0, Some(0));
    assert_eq!(Golden::files(&golden).unwrap(), [golden.join("mine/steel.json")]);
    // Two golden files of one article would count it twice.
    std::fs::copy(golden.join("mine/steel.json"), golden.join("other.json")).unwrap();
    let (status, said) = claimwire(&["check", into]);
    assert!(status == Some(1) && said.contains("other.json: is about the same article as"), "{said}");
}

#[test]
fn what_no_golden_file_can_say_is_not_imported() {
    let folder = temporary("labels");
    let text = std::fs::read_to_string(at_home("corpus/text/seoul-exhibition.txt")).unwrap();
    let text = text.split_once("\n\n").unwrap().1.trim_end();
    let task = serde_json::json!({"text": text, "meta": {"article": "text/seoul-exhibition.txt"},
        "spans": [{"start": 0, "end": 5, "label": "GPE"}], "claims": []});
    std::fs::write(folder.join("a.jsonl"), format!("{task}\n")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimwire"));
    command.current_dir(at_home("")).args(["golden", "import", "--format", "prodigy", "--to"]);
    let output = command.args([folder.join("golden"), folder.join("a.jsonl")]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("text/seoul-exhibition.txt: unknown type 'gpe'"), "{said}");
    assert!(!folder.join("golden").exists());
}

/// Runs a script in Python with an argument, where its modules are there.
fn python(modules: &str, script: &str, argument: &Path) -> bool {
    let run = |script: &str| Command::new("python3").args(["-c", script]).arg(argument).output();
    if !run(&format!("import {modules}")).is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no Python with {modules}");
        return false;
    }
    let output = run(&format!("import {modules}, json, sys\nfolder = sys.argv[1]\n{script}")).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    true
}

#[test]
fn spacy_takes_its_documents_and_gives_them_back() {
    let (documents, folder) = (documents(), temporary("by-spacy"));
    there_and_back(Format::Spacy, &documents, &folder);
    let script = r#"
from spacy.tokens import Doc, DocBin
for name in ["article", "claims"]: Doc.set_extension(name, default=None)
vocab = spacy.blank("en").vocab
docs = [Doc(vocab).from_json(json.loads(line), validate=True) for line in open(folder + "/golden.jsonl", encoding="utf-8")]
docs = DocBin(store_user_data=True).from_bytes(DocBin(store_user_data=True, docs=docs).to_bytes()).get_docs(vocab)
with open(folder + "/back.jsonl", "w", encoding="utf-8") as back:
    for doc in docs: back.write(json.dumps(doc.to_json(underscore=["article", "claims"])) + "\n")
"#;
    if python("spacy", script, &folder) {
        let mut no_text = |_: &str| unreachable!("only columns need a text");
        assert_eq!(Format::Spacy.read(&folder.join("back.jsonl"), &folder, &mut no_text).unwrap(), documents);
    }
}

#[test]
fn label_studio_finds_its_tasks_valid_and_exports_them_again() {
    let (documents, folder) = (documents(), temporary("by-label-studio"));
    there_and_back(Format::LabelStudio, &documents, &folder);
    let script = r#"
from label_studio_sdk.label_interface import LabelInterface
from label_studio_sdk.converter import Converter
config, tasks = folder + "/label_config.xml", json.load(open(folder + "/golden.json", encoding="utf-8"))
interface = LabelInterface(open(config).read())
interface.validate()
for number, task in enumerate(tasks):
    task["id"] = number
    for annotation in task["annotations"]:
        assert interface.validate_annotation(annotation), task["data"]["article"]
        annotation.update(id=number, completed_by={"id": 1})
json.dump(tasks, open(folder + "/tasks.json", "w", encoding="utf-8"))
converter = Converter(config, folder, download_resources=False)
converter.convert(folder + "/tasks.json", folder + "/out", "JSON", is_dir=False)
"#;
    if python("label_studio_sdk", script, &folder) {
        let mut no_text = |_: &str| unreachable!("only columns need a text");
        assert_eq!(
            Format::LabelStudio.read(&folder.join("out/result.json"), &folder, &mut no_text).unwrap(),
            documents
        );
    }
}
