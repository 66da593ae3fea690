//! Archives in every format, packed and nested: all articles come out, whatever else is broken beside them.

use super::folder::folder;
use super::run::{extract, ids, read, said};
use super::web::page;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;

pub(crate) const SENTENCE: &str = "Japan imposed a ban on US beef.";
const FOREIGN: &str = "Le gouvernement a imposé des droits de douane sur les voitures qui viennent du Japon. ";

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// Names of members and what is in them.
pub(crate) type Members<'m> = &'m [(&'m str, &'m [u8])];

pub(crate) fn tar(members: Members<'_>) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *content).unwrap();
    }
    archive.into_inner().unwrap()
}

pub(crate) fn zip(members: Members<'_>) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, content) in members {
        let (mut member, size) = archive.new_file(name).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut packer = size.wrap(DeflateEncoder::new(&mut member, Compression::default()));
        packer.write_all(content).unwrap();
        let (packer, descriptor) = packer.finish().unwrap();
        packer.finish().unwrap();
        member.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

fn line(id: &str) -> String {
    json!({ "id": id, "title": "Ban", "date": "2025-06-06", "url": "u", "text": SENTENCE }).to_string() + "\n"
}

fn lines(ids: &[&str]) -> Vec<u8> {
    ids.iter().map(|id| line(id)).collect::<String>().into_bytes()
}

/// The records written of some files in a folder of its own, what was said, and the status.
pub(crate) fn run(name: &str, files: Members<'_>, arguments: &[&str]) -> (Vec<Value>, String, Option<i32>) {
    let folder = folder(name);
    for (name, content) in files {
        fs::create_dir_all(folder.join("in").join(name).parent().unwrap()).unwrap();
        fs::write(folder.join("in").join(name), content).unwrap();
    }
    let output = extract(&folder, &[&["in"], arguments].concat()).output().unwrap();
    (read(&output.stdout), said(&output), output.status.code())
}

/// The ids of what was read from files of which nothing was refused.
pub(crate) fn read_whole(name: &str, files: Members<'_>) -> Vec<String> {
    let (records, said, status) = run(name, files, &["--quiet"]);
    assert_eq!((said.as_str(), status), ("", Some(0)));
    ids(&records).into_iter().map(str::to_owned).collect()
}

/// The ids of what was read, and the lines said, less the summary.
pub(crate) fn read_in_part(name: &str, files: Members<'_>) -> (Vec<String>, Vec<String>) {
    let (records, said, status) = run(name, files, &["--quiet"]);
    assert_eq!(status, Some(1), "{said}");
    let said = said.lines().map(|line| line.trim_start_matches("claimwire: ").to_owned());
    (ids(&records).into_iter().map(str::to_owned).collect(), said.collect())
}

#[test]
fn packed_files_are_read_as_what_is_in_them() {
    let plain = lines(&["a", "b"]);
    let files: Members<'_> = &[
        ("1.jsonl.gz", &gzip(&plain)),
        ("2.jsonl.zst", &zstd(&plain)),
        ("3.jsonl.bz2", &bzip2(&plain)),
        ("4.gz", &gzip(&zstd(&plain))),
        ("5.jsonl", &gzip(&plain)),
        ("6.jsonl.gz", &[gzip(&plain), gzip(&plain)].concat()),
        ("7.txt.gz", &gzip(SENTENCE.as_bytes())),
    ];
    let found = read_whole("packed", files);
    assert_eq!(found, ["a", "b"].repeat(7).into_iter().chain(["7.txt.gz"]).collect::<Vec<_>>());
}

#[test]
fn archives_are_read_member_by_member_and_within_one_another() {
    let long = format!("{}/c.txt", "long".repeat(50));
    let page = page("Ban");
    let inner =
        tar(&[("a.jsonl.gz", &gzip(&lines(&["a"]))), ("d/b.html", page.as_bytes()), (&long, SENTENCE.as_bytes())]);
    let rain = json!({ "id": "m", "text": "It rained. ".repeat(100) }).to_string() + "\n";
    let many = rain.repeat(1000).into_bytes();
    let outer = zip(&[("t.tgz", &gzip(&inner)), ("note.md", b"x"), (".hidden.txt", b"x"), ("many.jsonl", &many)]);
    let files: Members<'_> = &[("z.zip", &outer), ("t.tar", &inner)];
    let (records, said, status) = run("nested", files, &["--summary", "/dev/stderr"]);
    assert_eq!((records.len(), status), (1006, Some(0)));
    assert!(said.contains("\"passed_over\": 2"), "{said}");
    let found = ids(&records);
    assert_eq!(found[..3], ["a", "t.tar!/d/b.html", &*format!("t.tar!/{long}")]);
    assert_eq!(found[3..7], ["a", "z.zip!/t.tgz!/d/b.html", &*format!("z.zip!/t.tgz!/{long}"), "m"]);
}

#[test]
fn json_is_read_in_lists_and_in_rows_of_objects_as_in_lines() {
    let objects = [json!({"id": "a", "text": "{ \"x\\"}), json!({"id": "b", "text": "]", "more": [{"id": 0}]})];
    let pretty = serde_json::to_string_pretty(&objects).unwrap();
    let one = serde_json::to_string_pretty(&objects[0]).unwrap();
    let list = serde_json::to_string(&objects).unwrap();
    let row = format!("{one}\n{}", objects[1]);
    for (input, expected) in [(&pretty, 2), (&one, 1), (&list, 2), (&row, 2)] {
        let output = extract(&folder("json"), &["-", "--quiet"]).write_stdin(input.as_bytes()).output().unwrap();
        assert_eq!(
            (said(&output).as_str(), ids(&read(&output.stdout))),
            ("", ["a", "b"][..expected].to_vec()),
            "{input}"
        );
    }
    let (lines, pretty, list) = (lines(&["c", "d"]), pretty.as_bytes(), list.as_bytes());
    let found =
        read_whole("json_named", &[("a.json", pretty), ("b.json", &lines), ("c.jsonl", list), ("d.jsonl", pretty)]);
    assert_eq!(found, ["a", "b", "c", "d", "a", "b", "a", "b"]);
}

#[test]
fn tables_give_an_article_a_row() {
    let quoted = "url,id,text,title\nu,1,\"Japan imposed a ban,\nit said: \"\"no beef\"\".\",Ban\r\n\n,2,x,\n";
    let (records, said, status) = run("table", &[("a.csv", quoted.as_bytes())], &["--quiet"]);
    assert_eq!((said.as_str(), status, ids(&records)), ("", Some(0), vec!["1", "2"]));
    assert_eq!(records[0]["title"], "Ban");
    assert_eq!((&records[1]["title"], &records[1]["url"]), (&Value::Null, &Value::Null));
    let files: Members<'_> =
        &[("a.csv", b"id;text\n1;a, b\n"), ("b.tsv", b"\xef\xbb\xbfid\ttext\n2\ta\n"), ("c.csv", b"\n\nid,text\n3,x")];
    assert_eq!(read_whole("tables", files), ["1", "2", "3"]);
    let output = extract(&folder("table_stdin"), &["-"]).write_stdin("id,text\n1,x\n").output().unwrap();
    assert_eq!(ids(&read(&output.stdout)), ["1"]);
    let output = extract(&folder("table_stdin"), &["-", "-q"]).write_stdin("ID,TEXT\n1,x\n").output().unwrap();
    let missing = "claimwire: stdin: column 'id' is missing (--id-field names another); there are 'ID', 'TEXT'\n";
    assert_eq!(String::from_utf8_lossy(&output.stderr), missing);
}

#[test]
fn fields_of_tables_may_have_other_names() {
    let table = "link,body,head,day\nv,It rained.,Rain,26-FEB-1987\n";
    let names = ["--id-field=link", "--url-field=link", "--text-field=body", "--title-field=head", "--date-field=day"];
    let stream = extract(&folder("table_fields_stream"), &[&["-"], &names[..]].concat()).write_stdin(table).output();
    assert_eq!(ids(&read(&stream.unwrap().stdout)), ["v"]);
    let (records, said, _) = run("table_fields", &[("a.csv", table.as_bytes())], &names);
    assert_eq!(said, "claimwire: 1 article, 0 claims, 0 refused\n");
    let fields = ["id", "url", "title", "date"].map(|name| records[0][name].as_str().unwrap_or_default());
    assert_eq!(fields, ["v", "v", "Rain", "1987-02-26"]);
}

/// A Parquet file of strings; each of its row groups is given column by column.
#[cfg(feature = "parquet")]
fn parquet(columns: &[&str], groups: &[&[&[&str]]]) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::writer::SerializedFileWriter;
    use std::sync::Arc;
    let fields: String = columns.iter().map(|column| format!("required binary {column} (UTF8); ")).collect();
    let schema = parquet::schema::parser::parse_message_type(&format!("message news {{ {fields} }}")).unwrap();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::default()).unwrap();
    for group in groups {
        let mut rows = file.next_row_group().unwrap();
        for values in *group {
            let values: Vec<ByteArray> = values.iter().map(|value| ByteArray::from(*value)).collect();
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
            column.close().unwrap();
        }
        rows.close().unwrap();
    }
    file.into_inner().unwrap()
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_by_the_names_of_its_columns() {
    let columns = ["text", "more", "id"];
    let groups: &[&[&[&str]]] = &[&[&[SENTENCE, "x"], &["x", "y"], &["a", "b"]], &[&["y"], &["z"], &["c"]]];
    let whole = parquet(&columns, groups);
    assert_eq!(
        read_whole("parquet", &[("a.parquet", &whole), ("b.zip", &zip(&[("b.parquet", &whole)]))]),
        ["a", "b", "c", "a", "b", "c"]
    );
    let mut damaged = whole.clone();
    damaged[4..40].fill(0xff);
    let other = parquet(&["id", "body"], &[&[&["a"], &["x"]]]);
    let files: Members<'_> =
        &[("cut.parquet", &whole[..whole.len() - 9]), ("damaged.parquet", &damaged), ("other.parquet", &other)];
    let (found, said) = read_in_part("parquet_faults", files);
    assert_eq!(found, ["c"], "{said:?}");
    assert!(said[0].starts_with("in/cut.parquet: damaged Parquet: "), "{said:?}");
    assert!(said[1].starts_with("in/damaged.parquet: row group 0: damaged Parquet: "), "{said:?}");
    let missing = "column 'text' is missing (--text-field names another); there are 'id', 'body'";
    assert_eq!(said[2..], [format!("in/other.parquet: {missing}")]);
}

#[cfg(feature = "parquet")]
#[test]
fn a_page_of_parquet_has_a_limit() {
    let text = "x".repeat(2 << 20);
    let mut file = parquet(&["text", "id"], &[&[&[&text], &["a"]], &[&["y"], &["b"]]]);
    // The size that the first page tells of itself.
    assert_eq!(file[4..7], [0x15, 4, 0x15]);
    file[7..11].copy_from_slice(b"\xff\xff\xff\x7f");
    let (found, said) = read_in_part("parquet_page", &[("a.parquet", &file)]);
    let expected = "in/a.parquet: row group 0: a page of 127 MB unpacked, where 120 MB are the most";
    assert_eq!((found, said), (vec!["b".to_owned()], vec![expected.to_owned()]));
}

#[test]
fn what_is_damaged_costs_nothing_of_what_is_whole() {
    let many: Vec<String> = (0..2000).map(|number| format!("n{}", (number * 7919) % 100_003)).collect();
    let many = lines(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let packed = gzip(&many);
    let (found, said) = read_in_part("cut_gzip", &[("a.jsonl.gz", &packed[..packed.len() / 2]), ("b.txt", b"x")]);
    assert!(found.len() > 500, "{}", found.len());
    assert_eq!(said, [format!("in/a.jsonl.gz:{}: the gzip stream is cut off", found.len())]);
    let joined = [&packed[..packed.len() / 2], &gzip(&lines(&["last"]))].concat();
    let (found, said) = read_in_part("joined_gzip", &[("a.jsonl.gz", &joined)]);
    assert!(found.len() > 500 && found.last().is_some_and(|id| id == "last"), "{}", found.len());
    assert!(said.last().is_some_and(|line| line.contains("the gzip stream is ")), "{said:?}");
    for (name, packed) in [("a.jsonl.zst", zstd(&many)), ("a.jsonl.bz2", bzip2(&many.repeat(20)))] {
        let (found, said) = read_in_part("cut_packed", &[(name, &packed[..packed.len() * 9 / 10]), ("b.txt", b"x")]);
        assert!(found.len() > 1, "{name}");
        assert!(said.len() == 1 && said[0].contains("stream is cut off"), "{said:?}");
    }
}

#[test]
fn a_broken_row_or_object_costs_itself_alone() {
    let table = "id,text\n1,\"not closed\n2,x\n3,\"said \"\"x\"\"\"\n4,a,b\n,x\n5\n6,x\n7,\"x\n8,\"x";
    let (found, said) = read_in_part("broken_table", &[("a.csv", table.as_bytes())]);
    assert_eq!(found, ["2", "3", "6"]);
    let expected = [
        "in/a.csv:2: a quote that does not end",
        "in/a.csv:5: the row has 3 values, not 2",
        "in/a.csv:6: the row has no id",
        "in/a.csv:7: the row has 1 values, not 2",
        "in/a.csv:9: a quote that does not end",
        "in/a.csv:10: a quote that does not end",
    ];
    assert_eq!(said, expected);
    // Each line closes the quote of the one before and opens another.
    let table = "id,text\n".to_owned() + &"x\",y,\"z\n".repeat(20_000) + "1,x\n";
    let (found, said) = read_in_part("endless_quotes", &[("a.csv", table.as_bytes())]);
    assert_eq!((found, said.len()), (vec!["1".to_owned()], 20_000));
    let list = "[\n {\"id\": 1, \"text\": \"\"},\n {\"id\": 2, \"text\": \"},\n {\"id\": 3, \"text\": \"\"},\n 7,\n\
        \x20{\"id\": 4, \"text\": [\n {\"id\": 5, \"text\": \"\"},\n {\"id\": 6, \"te";
    let (found, said) = read_in_part("broken_list", &[("a.json", list.as_bytes())]);
    assert_eq!(found, ["1", "3", "5"]);
    let expected = [
        "in/a.json:3: not JSON: a string that does not end",
        "in/a.json:5: neither an object nor a list of objects",
        "in/a.json:6: not JSON: an object that does not end",
        "in/a.json:8: the file ends within an object",
    ];
    assert_eq!(said, expected);
}

#[test]
fn objects_within_an_object_may_begin_a_line_as_it_does() {
    let list = "[\n{\n\"id\": 1,\n\"tags\": [\n{\n\"id\": 7\n},\n{\n\"b\": 2\n}\n],\n\"text\": \"x\"\n},\n\
        {\n\"id\": 2,\n\"text\": \"x\"\n}\n]";
    let first = "{\"inner\":\n{\"id\": 7},\n\"id\": 3, \"text\": \"x\"}\n";
    assert_eq!(read_whole("unindented", &[("a.json", list.as_bytes()), ("b.json", first.as_bytes())]), ["1", "2", "3"]);
    let broken = list.replacen("\n],", ",", 1) + "\n{\"id\": 4,\n{\"id\": 5, \"text\": \"x\"}\n";
    let (found, said) = read_in_part("unindented_broken", &[("a.json", broken.as_bytes())]);
    assert_eq!(found, ["2", "5"]);
    let expected = [
        "2: not JSON: an object that does not end",
        "5: field 'text' is missing (--text-field names another); it has 'id'",
        "8: field 'id' is missing (--id-field names another); it has 'b'",
        "11: neither an object nor a list of objects",
        "18: not JSON: an object that does not end",
    ];
    assert_eq!(said, expected.map(|said| format!("in/a.json:{said}")));
}

#[test]
fn a_broken_archive_gives_the_members_that_are_whole() {
    let members: Members<'_> = &[("a.txt", SENTENCE.as_bytes()), ("b.txt", b"x"), ("c.txt", b"y")];
    let mut broken = tar(members);
    broken[1024] = b'B';
    let cut = &tar(members)[..2560];
    let mut flipped =
        zip(&[("a.txt", SENTENCE.as_bytes()), ("b.txt", &SENTENCE.repeat(50).into_bytes()), ("c.txt", b"y")]);
    let data = flipped.windows(5).position(|bytes| bytes == b"b.txt").unwrap() + 15;
    flipped[data..data + 8].fill(0xff);
    let mut other = zip(&[("a.txt", b"x"), ("b.txt", b"y")]);
    // What an entry of the directory and the member's own header say of how it is packed.
    for (sign, place) in [(b"PK\x01\x02", 10), (b"PK\x03\x04", 8)] {
        let header = other.windows(4).position(|bytes| bytes == sign).unwrap();
        other[header + place] = 14;
    }
    let files: Members<'_> = &[
        ("broken.tar", &broken),
        ("cut.tar", cut),
        ("cut.zip", &flipped[..50]),
        ("flipped.zip", &flipped),
        ("other.zip", &other),
    ];
    let (found, said) = read_in_part("broken_archives", files);
    let whole = ["broken.tar!/a.txt", "broken.tar!/c.txt", "cut.tar!/a.txt", "cut.tar!/b.txt"];
    assert_eq!(found, [&whole[..], &["flipped.zip!/a.txt", "flipped.zip!/c.txt", "other.zip!/b.txt"]].concat());
    assert_eq!(said[0], "in/broken.tar, byte 1024: archive header checksum mismatch");
    assert_eq!(said[1], "in/cut.tar!/c.txt: the archive is cut off");
    assert!(said[2].starts_with("in/cut.zip: "), "{said:?}");
    assert!(said[3].starts_with("in/flipped.zip!/b.txt: the zip stream is damaged: "), "{said:?}");
    let expected = "in/other.zip!/a.txt: the zip stream is packed in a way that is not read: ";
    assert!(said[4].starts_with(expected), "{said:?}");
    assert_eq!(said.len(), 5);
}

#[test]
fn a_bomb_is_stopped_and_what_stands_beside_it_is_read() {
    let bomb = gzip(&vec![b' '; 140 << 20]);
    let files: Members<'_> = &[
        ("a.zip", &zip(&[("bomb.jsonl.gz", &bomb), ("whole.txt", b"x")])),
        ("b.jsonl.gz", &[&*bomb, &gzip(&lines(&["b"]))].concat()),
    ];
    let (found, said) = read_in_part("bomb", files);
    assert_eq!(found, ["a.zip!/whole.txt", "b"]);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|line| line.contains("a decompression bomb: more than 500 times larger")), "{said:?}");
}

#[test]
fn layers_upon_layers_are_refused() {
    let packed = (0..9).fold(SENTENCE.as_bytes().to_vec(), |bytes, _| gzip(&bytes));
    let (found, said) = read_in_part("layers", &[("a.txt.gz", &packed), ("b.txt", b"x")]);
    assert_eq!(
        (found, said),
        (vec!["b.txt".to_owned()], vec!["in/a.txt.gz: packed more than 8 layers deep".to_owned()])
    );
}

#[test]
fn a_name_that_promises_another_format_is_named() {
    let files: Members<'_> = &[("a.jsonl.gz", &lines(&["a"])), ("c.tar", b"x"), ("d.txt", b"x")];
    let (found, said) = read_in_part("misnamed", files);
    assert_eq!(found, ["d.txt"]);
    let expected = [("a.jsonl.gz", "gzip"), ("c.tar", "tar")];
    assert_eq!(said, expected.map(|(name, format)| format!("in/{name}: not {format}, as its name says")));
}

#[test]
fn articles_in_other_languages_are_passed_over_unless_asked_for() {
    let foreign = FOREIGN.repeat(4);
    let files: Members<'_> =
        &[("a.txt", SENTENCE.as_bytes()), ("b.txt", foreign.as_bytes()), ("c.txt", FOREIGN.as_bytes())];
    let (records, said, status) = run("languages", files, &["-o", "out"]);
    assert_eq!((records.len(), status), (0, Some(0)));
    assert_eq!(said, "claimwire: 2 articles (2 undated), 1 claim, 0 refused, 1 passed over\n");
    let (records, _, status) = run("any_language", files, &["--any-language"]);
    assert_eq!((ids(&records), status), (vec!["a.txt", "b.txt", "c.txt"], Some(0)));
}

#[test]
fn articles_beyond_the_limit_are_refused() {
    let files: Members<'_> = &[
        ("a.txt", &[b'x'; 1025]),
        ("b.jsonl", &lines(&["b"]).repeat(99)),
        ("c.txt", &[b'x'; 1024]),
        ("d.txt", &[b'x'; 4097]),
    ];
    let (records, said, status) = run("limit", files, &["--max-article", "1.0kB", "--quiet"]);
    assert_eq!((records.len(), status), (100, Some(1)));
    let expected = "claimwire: in/a.txt: the text is longer than 1024 bytes (--max-article)\n\
        claimwire: in/d.txt: the file is longer than 4096 bytes (four times --max-article)\n";
    assert_eq!(said, expected);
}

#[test]
fn inputs_may_be_patterns_and_lists() {
    let folder = folder("inputs");
    fs::create_dir(folder.join(".hidden")).unwrap();
    for name in ["b.txt", "a.txt", "c.md", ".hidden/d.txt", ".e.txt"] {
        fs::write(folder.join(name), "x").unwrap();
    }
    fs::write(folder.join("list"), "c.md\n\nb.txt\r\n").unwrap();
    let output = extract(&folder, &["**/*.txt", "--files-from", "list"]).output().unwrap();
    assert_eq!(ids(&read(&output.stdout)), ["a.txt", "b.txt", "c.md", "b.txt"]);
    let output = extract(&folder, &["--files-from", "-"]).write_stdin("a.txt\n").output().unwrap();
    assert_eq!(ids(&read(&output.stdout)), ["a.txt"]);
    fs::write(folder.join("two\nlines.txt"), "x").unwrap();
    let output = extract(&folder, &["--files-from", "-"]).write_stdin("two\nlines.txt\0a.txt\0").output().unwrap();
    assert_eq!(ids(&read(&output.stdout)), ["two\nlines.txt", "a.txt"]);
    for (arguments, message) in [
        (&["*.html"][..], "claimwire: *.html: no file has such a name\n"),
        (&["--files-from", "none"], "claimwire: none: no such file or directory\n"),
    ] {
        let output = extract(&folder, arguments).output().unwrap();
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), message));
    }
}
