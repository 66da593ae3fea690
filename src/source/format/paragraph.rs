//! line ends within the paragraphs of a page → single line ends of the text, between which blank ones part paragraphs.
//!
//! The library parts blocks, items and rows by line ends too. Those that a page writes within a paragraph (`<br>`, or a
//! line of `<pre>`) are marked before it has the page, and told apart behind it.

use dom_query::{Document, NodeRef};

/// Stands for a line end within a paragraph: a code point that no text has.
const LINE_END: &str = "\u{fdd0}";

/// Marks the line ends within paragraphs.
pub(super) fn mark_line_ends(page: &Document) {
    for line_end in page.select("br").nodes() {
        // Two of them part paragraphs, which the library knows.
        if !is_break(beside(line_end, NodeRef::prev_sibling)) && !is_break(beside(line_end, NodeRef::next_sibling)) {
            line_end.replace_with(&line_end.tree.new_text(LINE_END));
        }
    }
    for part in page.select("pre, pre *").nodes() {
        for text in part.children().iter().filter(|child| child.is_text()) {
            text.set_text(marked(&text.text()));
        }
    }
}

/// The nearest sibling that is not blank.
fn beside<'n>(node: &NodeRef<'n>, step: impl Fn(&NodeRef<'n>) -> Option<NodeRef<'n>>) -> Option<NodeRef<'n>> {
    let mut next = step(node);
    while let Some(node) = next.filter(|node| node.is_text() && node.text().trim().is_empty()) {
        next = step(&node);
    }
    next
}

fn is_break(node: Option<NodeRef<'_>>) -> bool {
    node.is_some_and(|node| node.has_name("br"))
}

/// A text in which blank lines alone part paragraphs.
fn marked(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        marked.push_str(line);
        if let Some(next) = lines.peek() {
            let is_within = !line.trim().is_empty() && !next.trim().is_empty();
            marked.push_str(if is_within { LINE_END } else { "\n" });
        }
    }
    marked
}

/// The text of a page: its blocks as paragraphs, with their line ends.
pub(super) fn parted(text: &str) -> String {
    let is_around = |letter: char| letter.is_whitespace() || LINE_END.contains(letter);
    let blocks = text.lines().map(|block| block.trim_matches(is_around)).filter(|block| !block.is_empty());
    blocks.collect::<Vec<_>>().join("\n\n").replace(LINE_END, "\n")
}
