//! what stands in a page and is no part of its article, beyond what the library tells by itself.

use dom_query::Document;

/// Captions, and what a browser shows nobody or fetches from elsewhere.
const OTHERS: &str = "figcaption, template, amp-ad, amp-embed, amp-consent, amp-list";

/// The longest link, in bytes, that may be a headline; a tag that does not end makes longer ones.
const HEADLINE: usize = 300;

/// Takes out what is no part of the article.
pub(super) fn remove(page: &Document) {
    page.select(OTHERS).remove();
    for paragraph in page.select("p").iter() {
        let links = paragraph.select("a[href]");
        if links.length() == 1 && is_teaser(&paragraph.text(), &links.text()) {
            paragraph.remove();
        }
    }
}

/// Whether a paragraph is nothing but a link to another story: "Read more: …".
fn is_teaser(paragraph: &str, link: &str) -> bool {
    let before = paragraph.trim().strip_suffix(link.trim()).map(str::trim_end);
    link.len() <= HEADLINE && before.is_some_and(|before| before.is_empty() || before.ends_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_teaser_where_it_is_a_link_alone() {
        assert!(is_teaser(" READ MORE: Duties rise ", "Duties rise"));
        assert!(is_teaser("Duties rise", "Duties rise"));
        assert!(!is_teaser("Duties rise, it said.", "Duties rise"));
        assert!(!is_teaser("It said that duties rise", "duties rise"));
        assert!(!is_teaser(&"Duties rise. ".repeat(50), &"Duties rise. ".repeat(50)));
    }
}
