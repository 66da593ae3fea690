//! Web pages of every make, and archives of them: the article comes out, and what no reader would want stays out.

use super::archives::{SENTENCE, gzip, read_in_part, run};
use super::folder::folder;
use super::run::ids;
use claimwire::source::{Options, Source};
use std::fs;
use std::time::Instant;

pub(crate) fn page(title: &str) -> String {
    let more = "It said so at length, and in many words, of which these are some, so that nobody could miss it.";
    format!(
        "<!DOCTYPE html><title>{title}</title><article><h1>{title}</h1><p>{SENTENCE} {more}</p><p>{more}</p></article>"
    )
}

/// One record of a web archive.
fn record(kind: &str, id: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <{id}>\r\nWARC-Target-URI: https://wire.example/{id}\r\n\
        Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A page as a server sends it.
fn response(id: &str, headers: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n{headers}\r\n");
    record("response", id, "application/http; msgtype=response", &[head.as_bytes(), content].concat())
}

#[test]
fn a_web_archive_gives_its_pages() {
    let (page, packed) = (page("Caf\u{e9}"), gzip(page("Packed").as_bytes()));
    let (sent, ..) = encoding_rs::WINDOWS_1252.encode(&page);
    let film = [b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", &[b'x'; 9 << 20][..]].concat();
    let chunks = [format!("{:x}\r\n", sent.len()).as_bytes(), &sent, b"\r\n0\r\n\r\n"].concat();
    let records = [
        record("warcinfo", "info", "application/warc-fields", b"software: x\r\n"),
        record("request", "asked", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        response("plain", "", &sent),
        response("chunks", "Transfer-Encoding: chunked\r\n", &chunks),
        response("packed", "Content-Encoding: gzip\r\n", &packed),
        record("response", "gone", "application/http", b"HTTP/1.1 404 Not Found\r\n\r\ngone"),
        record("response", "image", "application/http", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record("response", "film", "application/http", &film),
        record("response", "dns:wire.example", "text/dns", b"20250606 wire.example. 300 IN A 192.0.2.1\r\n"),
        record("revisit", "same", "application/http", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        record("conversion", "text", "text/plain", SENTENCE.as_bytes()),
    ];
    let each: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for (name, content) in [("w.warc", records.concat()), ("w.warc.gz", each)] {
        let (records, said, status) = run(&name.replace('.', "_"), &[(name, &content)], &["--quiet"]);
        assert_eq!((said.as_str(), status), ("", Some(0)));
        assert_eq!(ids(&records), ["plain", "chunks", "packed", "text"]);
        let titles: Vec<_> = records.iter().map(|record| record["title"].as_str()).collect();
        assert_eq!(titles, [Some("Caf\u{e9}"), Some("Caf\u{e9}"), Some("Packed"), None]);
        assert_eq!(records[0]["url"], "https://wire.example/plain");
    }
}

#[test]
fn a_packed_page_counts_as_what_it_unpacks_to() {
    let page = vec![b' '; 4 << 20];
    let packed = zstd::encode_all(&*page, 3).unwrap();
    let folder = folder("packed_pages");
    let path = folder.join("w.warc");
    // Each page is small, all of them together are a bomb.
    fs::write(&path, response("packed", "Content-Encoding: zstd\r\n", &packed).repeat(300)).unwrap();
    let mut documents = Source::open(&[path], Options::default()).unwrap();
    assert_eq!(documents.next().unwrap().unwrap().size(), page.len());
    let last = documents.last().unwrap().and_then(|document| document.read()).unwrap_err();
    assert!(last.reason.starts_with("a decompression bomb: the whole file is "), "{last}");
}

#[test]
fn a_broken_record_of_a_web_archive_costs_itself_alone() {
    let page = page("Ban");
    let records: Vec<Vec<u8>> = ["1", "2", "3", "4"].map(|id| response(id, "", page.as_bytes())).into();
    let broken = |find: &str, replacement: &str| {
        let text = String::from_utf8(records[1].clone()).unwrap().replace(find, replacement);
        [&records[0], text.as_bytes(), &records[2], &records[3]].concat()
    };
    let offset = records[0].len();
    for (find, replacement, reason) in [
        ("WARC/1.0", "WORC/1.0", "not a WARC record"),
        ("Content-Length: ", "Content-Length: 9", "the Content-Length of the record does not hold"),
        (
            "Content-Length: ",
            "Content-Length: 9999999999999",
            "the record is longer than 8 MB (four times --max-article)",
        ),
        ("Content-Length: ", "Content-Length: -", "the Content-Length of the record is no number of bytes"),
        ("Content-Length: ", "Content-Length: 10\r\nX-Length: ", "the Content-Length of the record does not hold"),
        ("\r\nContent-Length", "\0\r\nX-Length", "a WARC record without a Content-Length"),
        ("HTTP/1.1 200 OK", "rubbish of byte", "no HTTP headers"),
    ] {
        let (found, said) = read_in_part("broken_warc", &[("w.warc", &broken(find, replacement))]);
        assert_eq!(found, ["1", "3", "4"], "{reason} {said:?}");
        assert_eq!(said, [format!("in/w.warc, byte {offset}: {reason}")]);
    }
    let cut = [&*gzip(&records[0]), &gzip(&records[1])[..90], &gzip(&records[2])].concat();
    let (found, said) = read_in_part("cut_warc", &[("w.warc.gz", &cut)]);
    assert_eq!(found, ["1", "3"], "{said:?}");
    assert!(said.len() == 1 && said[0].contains(": the gzip stream is "), "{said:?}");
}

#[test]
fn records_that_claim_more_than_they_hold_are_read_once() {
    let record = "WARC/1.0\r\nContent-Length: 8000000\r\n\r\nshort\r\n\r\n";
    let time = |count: usize| {
        let start = Instant::now();
        let (found, said) = read_in_part("claiming", &[("w.warc", record.repeat(count).as_bytes())]);
        assert_eq!((found.len(), said.len()), (0, count));
        start.elapsed()
    };
    let (short, long) = (time(4_000), time(24_000));
    assert!(long < 12 * short, "{short:?}, then {long:?}");
}

/// The sentences of a page's one article that state claims.
fn evidence(name: &str, page: &str) -> Vec<String> {
    let (records, said, status) = run(name, &[("a.html", page.as_bytes())], &["--quiet"]);
    assert_eq!((said.as_str(), status), ("", Some(0)));
    let claims = records[0]["claims"].as_array().unwrap().iter();
    let mut sentences: Vec<String> = claims.map(|claim| claim["evidence"].as_str().unwrap().to_owned()).collect();
    sentences.dedup();
    sentences
}

#[test]
fn a_line_end_within_a_paragraph_parts_no_sentence() {
    let lines = "The US applies a 25% tariff on cars that come\nfrom Japan, and has done so for longer than anybody\n\
        who was asked could remember on that day.\n\nJapan imposed a ban on beef that is raised in the\n\
        United States of America, and on nothing else that is.";
    let sentences = [
        "The US applies a 25% tariff on cars that come\nfrom Japan, and has done so for longer than anybody\nwho was asked \
        could remember on that day.",
        "Japan imposed a ban on beef that is raised in the\nUnited States of America, and on nothing else that is.",
    ];
    let as_typed = format!("<title>Duties stay</title><pre>{}</pre>", lines.replace("US", "<b>US</b>"));
    assert_eq!(evidence("line_ends", &as_typed), sentences);
    let broken = lines.replace("\n\n", "<br> <br>").replace('\n', "<br>");
    assert_eq!(evidence("line_ends", &format!("<title>Duties stay</title><div>{broken}</div>")), sentences);
}

#[test]
fn items_and_rows_part_sentences() {
    let sentences = ["beef", "pork", "rice"].map(|goods| format!("Japan imposed a ban on US {goods}"));
    let [beef, pork, rice] = &sentences;
    let page = page("Bans").replace("<p>", "<p>It rained. ").replace(
        "</article>",
        &format!("<ul><li>{beef}<li>{pork}</ul><table><tr><td>{rice}<tr><td>It rained</table></article>"),
    );
    assert_eq!(evidence("items", &page)[1..], sentences);
}

#[test]
fn what_stands_around_an_article_is_none_of_it() {
    let other = "Canada imposed a ban on US pork";
    let many = "and says so in many words, of which there are enough, so that it looks like a paragraph, with commas.";
    let article = page("Ban");
    for around in [
        format!("<div class='cookie-banner'><p>We use cookies. {other}. {many}</p></div>"),
        format!("<section class=comments><div class=comment><p>{other}, says a reader, {many}</p></div></section>"),
        format!("<amp-ad><p>{other}. {many}</p></amp-ad><template><p>{other}. {many}</p></template>"),
        format!("<aside class=related><ul><li><a href=/1>{other}</a><li><a href=/2>{other} again</a></ul></aside>"),
    ] {
        let pages = [format!("{around}{article}"), article.replace("</article>", &format!("{around}</article>"))];
        for page in pages {
            assert_eq!(evidence("around", &page), [SENTENCE], "{page}");
        }
    }
    let teaser = format!("</p><p><strong>READ MORE: <a href=/1>{other}</a></strong></p><p>");
    assert_eq!(evidence("teaser", &article.replacen("</p><p>", &teaser, 1)), [SENTENCE]);
}

#[test]
fn the_day_is_found_where_pages_give_it_the_surest_first() {
    let article = page("Ban");
    for (head, day) in [
        ("<meta property='article:published_time' content='2025-06-06T10:00:00Z'>", Some("2025-06-06")),
        ("<meta name='DC.date.issued' content='2025-06-06'>", Some("2025-06-06")),
        ("<time datetime='2024-01-01'></time><meta name='Pubdate' content='20250606'>", Some("2025-06-06")),
        ("<meta name='date' content='soon'><time datetime='2025-06-06T10:00'></time>", Some("2025-06-06")),
        ("<meta itemprop='dateModified' content='2025-06-06'>", None),
        ("<meta itemprop='datePublished dateCreated' content='2025-06-06T11:00:09.000Z'>", Some("2025-06-06")),
        ("<span itemprop='datePublished'> June 6, 2025 </span>", Some("2025-06-06")),
        (
            "<time datetime='2024-01-01'></time><script type='application/ld+json'>{broken, \"@graph\": [{\"@type\": \
            \"NewsArticle\", \"datePublished\": \"2025-06-06T10:00\"}]}</script>",
            Some("2025-06-06"),
        ),
    ] {
        let (records, ..) = run("days", &[("a.html", format!("{head}{article}").as_bytes())], &[]);
        assert_eq!(records[0]["date"].as_str(), day, "{head}");
    }
}

#[test]
fn a_page_that_would_take_too_long_or_too_much_is_refused() {
    let article = page("Ban");
    let attributes: String = (0..3000).map(|number| format!(" a{number}=x")).collect();
    let files = [
        ("a.html", "<div>".repeat(10_000), "the page is nested too deeply"),
        ("b.html", "x<br>".repeat(100_000), "the page has too many tags"),
        ("c.html", format!("<div{attributes}>"), "a tag with too many attributes"),
        ("d.html", " ".repeat(4 << 20), "the page is longer than 4 MB"),
        ("e.html", format!("<svg>{}</svg>", "<path d='M0 0'/>".repeat(20_000)), ""),
    ];
    let contents = files.each_ref().map(|(name, content, _)| (*name, content.clone() + &article));
    let contents = contents.each_ref().map(|(name, content)| (*name, content.as_bytes()));
    let (found, said) = read_in_part("heavy_pages", &contents);
    let refused = files.iter().filter(|(.., reason)| !reason.is_empty());
    assert_eq!(said, refused.map(|(name, _, reason)| format!("in/{name}: {reason}")).collect::<Vec<_>>());
    assert_eq!(found, ["e.html"]);
}
