//! What each reader owes to its format: marks and numbers, names and links; nothing is lost or replaced in silence.

use super::archives::{Members, SENTENCE, read_in_part, read_whole, run, tar, zip};
use super::folder::folder;
use super::run::{extract, ids, read, said};
use std::fs;

#[test]
fn offsets_count_the_byte_order_mark() {
    let lines = "\u{feff}{\"id\": 1, \"text\": \"x\"}\nbad\n";
    let list = "\u{feff}{\"id\": 2,\n \"text\": \"x\"}\nbad\n";
    let table = "\u{feff}id,text\n3,x\n4\n";
    let files: Members<'_> = &[("a.jsonl", lines.as_bytes()), ("b.json", list.as_bytes()), ("c.csv", table.as_bytes())];
    let (records, _, _) = run("marked", files, &["--quiet", "--refused", "refused"]);
    assert_eq!(ids(&records), ["1", "2", "3"]);
    let folder = folder("marked_places");
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
    extract(&folder, &["a.jsonl", "b.json", "c.csv", "--quiet", "--refused", "refused"]).output().unwrap();
    let places: Vec<_> = read(&fs::read(folder.join("refused")).unwrap())
        .iter()
        .map(|refusal| refusal["offset"].as_u64().unwrap() as usize)
        .collect();
    assert_eq!(places, [lines.find("bad"), list.find("bad"), table.find("4\n")].map(Option::unwrap));
}

#[test]
fn half_a_character_of_utf_16_costs_its_own_article() {
    let table: Vec<u8> = "\u{feff}id,text\n1,caf#\n2,x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let half = table.windows(2).position(|bytes| bytes == b"#\0").unwrap();
    let table = [&table[..half], b"\x0e\xd8", &table[half + 2..]].concat();
    let (found, said) = read_in_part("half", &[("a.csv", &table)]);
    assert_eq!((found, said), (vec!["2".to_owned()], vec!["in/a.csv:2: not text: a NUL at byte 5".to_owned()]));
}

#[test]
fn records_without_names_of_their_own_are_told_apart() {
    let record = format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{SENTENCE}\r\n\r\n",
        SENTENCE.len()
    );
    let found = read_whole("nameless", &[("a.warc", record.repeat(2).as_bytes())]);
    assert_eq!(found, ["a.warc!/0".to_owned(), format!("a.warc!/{}", record.len())]);
}

#[test]
fn links_in_a_tar_archive_are_named_and_one_behind_another_is_read() {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, kind) in [("b.txt", tar::EntryType::Link), ("c.txt", tar::EntryType::Symlink)] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        archive.append_link(&mut header, name, "a.txt").unwrap();
    }
    let linked = archive.into_inner().unwrap();
    let archives = [tar(&[("a.txt", SENTENCE.as_bytes())]), linked, tar(&[("d.txt", SENTENCE.as_bytes())])].concat();
    let folder = folder("links");
    fs::write(folder.join("a.tar"), archives).unwrap();
    let output = extract(&folder, &["a.tar", "--refused", "refused"]).output().unwrap();
    assert_eq!(ids(&read(&output.stdout)), ["a.tar!/a.txt", "a.tar!/d.txt"]);
    assert_eq!(said(&output), "claimwire: 2 articles (2 undated), 2 claims, 0 refused, 2 passed over\n");
    let refused = fs::read_to_string(folder.join("refused")).unwrap();
    let line = |name: &str| format!("{{\"source\":\"a.tar!/{name}\",\"reason\":\"a link\",\"passed_over\":true}}\n");
    assert_eq!(refused, line("b.txt") + &line("c.txt"));
}

#[test]
fn a_zip_archive_may_stand_behind_a_program() {
    let archive = [b"#!/bin/sh\n", &*zip(&[("a.txt", SENTENCE.as_bytes())])].concat();
    let (found, said) = read_in_part("program", &[("a.zip", &archive), ("b.zip", b"x")]);
    let expected = "in/b.zip: it has no zip directory: cut off, or no archive";
    assert_eq!((found, said), (vec!["a.zip!/a.txt".to_owned()], vec![expected.to_owned()]));
}

#[test]
fn names_of_columns_may_run_over_lines() {
    let table = "id,\"two\nlines\",text\n1,a,x\n";
    assert_eq!(read_whole("long_names", &[("a.csv", table.as_bytes())]), ["1"]);
    let (_, said) = read_in_part("cr", &[("a.csv", b"id,text\r1,x\r2,y\r"), ("b.csv", b"id,text\n1,x\n")]);
    assert_eq!(said, ["in/a.csv: its lines end in CR alone: LF or CR LF are read"]);
}

#[cfg(unix)]
#[test]
fn a_name_cannot_make_two_messages_of_one() {
    let folder = folder("two_lines");
    fs::write(folder.join("a.txt: ok\nclaimwire: 9 articles.txt"), "\0").unwrap();
    fs::write(folder.join("b.csv"), "\"id\nx\",text\n1,x\n").unwrap();
    let output = extract(&folder, &[".", "--quiet"]).output().unwrap();
    let expected = "claimwire: ./a.txt: ok\\nclaimwire: 9 articles.txt: not text: a NUL at byte 0\n\
        claimwire: ./b.csv: column 'id' is missing (--id-field names another); there are 'id\\nx', 'text'\n";
    assert_eq!(said(&output), expected);
    let output = extract(&folder, &["no\nfile.txt", "nor this"]).output().unwrap();
    let expected = "claimwire: no\\nfile.txt: no such file or directory\nnor this: no such file or directory\n";
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), expected));
}
