//! a page's markup → whether a parser may be let at it, by one look at its tags.
//!
//! Parsers of pages take time for every element around a tag and for every pair of its attributes, and memory for every
//! tag; news pages need a hundredth of what is allowed here.

use memchr::{memchr, memmem};

/// The most steps from a tag to the elements around it, and from an attribute to those before it: about a second.
const STEPS: usize = 5_000_000;

/// The most tags, each of which may take half a kilobyte.
const TAGS: usize = 100_000;

/// Elements that hold nothing, or that end where the next of their kind begins.
const SHALLOW: &[&str] = &[
    "a", "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "th", "tr", "track", "wbr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noframes", "iframe", "xmp"];

/// Elements within which a tag may end its own element: `<path/>`.
const FOREIGN: &[&str] = &["svg", "math"];

/// Turns away a page that would take too much.
///
/// # Errors
/// What there is too much of.
pub(super) fn measure(page: &str) -> Result<(), &'static str> {
    match takes_more_than(STEPS, TAGS, page.as_bytes()) {
        Some(what) => Err(what),
        None => Ok(()),
    }
}

fn takes_more_than(most_steps: usize, most_tags: usize, page: &[u8]) -> Option<&'static str> {
    let mut open: Vec<&[u8]> = Vec::new();
    let (mut steps, mut tags) = (0, 0);
    let mut rest = page;
    while let Some(start) = memchr(b'<', rest) {
        rest = &rest[start + 1..];
        tags += 1;
        if tags > most_tags {
            return Some("the page has too many tags");
        }
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = memmem::find(comment, b"-->").map_or(&[], |end| &comment[end + 3..]);
            continue;
        }
        let (is_end, tag) = rest.strip_prefix(b"/").map_or((false, rest), |tag| (true, tag));
        if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (name, after) = tag.split_at(tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count());
        let attributes = Attributes::skip(after);
        rest = attributes.rest;
        steps += open.len() + attributes.count * attributes.count;
        if steps > most_steps {
            let is_wide = attributes.count > open.len();
            return Some(if is_wide { "a tag with too many attributes" } else { "the page is nested too deeply" });
        }
        if is_one_of(SHALLOW, name) {
            continue;
        } else if is_end {
            if let Some(place) = open.iter().rposition(|other| other.eq_ignore_ascii_case(name)) {
                open.truncate(place);
            }
        } else if is_one_of(RAW, name) {
            rest = after_raw(name, rest);
        } else if !(attributes.are_closed && open.iter().any(|outer| is_one_of(FOREIGN, outer))) {
            open.push(name);
        }
    }
    None
}

fn is_one_of(names: &[&str], name: &[u8]) -> bool {
    names.iter().any(|other| other.as_bytes().eq_ignore_ascii_case(name))
}

/// What stands behind a tag's name.
struct Attributes<'p> {
    count: usize,
    /// Whether the tag ends in `/>`.
    are_closed: bool,
    /// What stands behind the tag.
    rest: &'p [u8],
}

impl<'p> Attributes<'p> {
    fn skip(mut rest: &'p [u8]) -> Attributes<'p> {
        let mut count = 0;
        loop {
            let blanks = rest.iter().take_while(|byte| is_blank(byte) || **byte == b'/').count();
            let are_closed = rest[..blanks].last() == Some(&b'/');
            rest = &rest[blanks..];
            match rest {
                [] => return Attributes { count, are_closed, rest },
                [b'>', rest @ ..] => return Attributes { count, are_closed, rest },
                _ => count += 1,
            }
            // A name may begin with the sign that ends it elsewhere.
            let name = 1 + rest[1..].iter().take_while(|byte| !is_blank(byte) && !b"/>=".contains(byte)).count();
            rest = rest[name..].trim_ascii_start();
            if let Some(value) = rest.strip_prefix(b"=") {
                rest = match value.trim_ascii_start() {
                    [quote @ (b'"' | b'\''), value @ ..] => memchr(*quote, value).map_or(&[], |end| &value[end + 1..]),
                    value => &value[value.iter().take_while(|byte| !is_blank(byte) && **byte != b'>').count()..],
                };
            }
        }
    }
}

fn is_blank(byte: &u8) -> bool {
    byte.is_ascii_whitespace()
}

/// What stands after the content of a raw element: from its end tag on.
fn after_raw<'p>(name: &[u8], page: &'p [u8]) -> &'p [u8] {
    memmem::find_iter(page, "</")
        .map(|place| &page[place..])
        .find(|end| end[2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)))
        .unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_too_much(page: &str) -> bool {
        takes_more_than(1000, 1000, page.as_bytes()).is_some()
    }

    #[test]
    fn depth_counts_what_nests_and_nothing_else() {
        let deep = |part: &str| is_too_much(&part.repeat(50));
        assert!(deep("<div><p>"));
        assert!(deep("<ul><li>x"));
        assert!(deep("<div/>"));
        assert!(!deep("<div></div>"));
        assert!(!deep("<p>a<br>b<li>c"));
        assert!(!deep("<script>if (a<b) '<div>'</SCRIPT><!-- <div> --><textarea><b></textarea>"));
        assert!(!deep("a < b </div> <"));
        assert!(!deep("<div title='<b><b>' data-x=<i>x</div>"));
        assert!(!is_too_much(&format!("<svg>{}</svg>", "<path d='M0 1'/>".repeat(300))));
    }

    #[test]
    fn tags_and_attributes_are_counted() {
        assert!(is_too_much(&"<".repeat(1001)));
        assert!(!is_too_much(&"<br>".repeat(999)));
        let tag = |attribute: &str| is_too_much(&format!("<p{}>", format!(" {attribute}").repeat(80)));
        assert!(tag("a=1") && tag("a = 'b c'") && tag("a") && tag("=a="));
        assert!(!is_too_much(&format!(
            "<p style='{}' title=\"{}\" id={}>",
            "a ".repeat(99),
            "a=1 ".repeat(99),
            "=".repeat(99)
        )));
    }

    #[test]
    fn a_tag_that_does_not_end_is_gone_through_once() {
        for part in ["<a", "<a ", "<a =\"", "<a '", "<a b=", "<a/", "</a", "<!--", "<script>", "</"] {
            assert!(takes_more_than(usize::MAX, usize::MAX, part.repeat(300_000).as_bytes()).is_none(), "{part}");
        }
    }
}
