//! report → JUnit XML, as build servers read it.
//!
//! Every figure that a floor keeps is a test that may fail, every article a test that passes with its differences as
//! what it printed: a server is red exactly where the exit status is 1. Drafts are skipped tests.

use super::floor::Kept;
use super::report::{Audited, Report};
use crate::error::{Error, Result};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

impl Report {
    /// The report as JUnit XML, with the figures that a floor keeps.
    ///
    /// # Errors
    /// None that a report can bring about; the writer of XML may have its own.
    pub fn to_junit(&self, kept: &[Kept]) -> Result<String> {
        let mut xml = quick_junit::Report::new("claimwire audit");
        let mut floor = TestSuite::new("floor");
        floor.add_test_cases(kept.iter().map(of_figure));
        let mut articles = TestSuite::new("articles");
        articles.add_test_cases(self.articles.iter().map(of_article));
        articles.add_test_cases(self.drafts.iter().map(|draft| {
            let mut status = TestCaseStatus::skipped();
            status.set_message("a draft that nobody has accepted");
            TestCase::new(draft.display().to_string(), status)
        }));
        xml.add_test_suites([floor, articles]);
        xml.to_string().map_err(Error::other)
    }
}

fn of_figure(kept: &Kept) -> TestCase {
    let mut status = TestCaseStatus::success();
    if kept.fell() {
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(kept.to_string()).set_type("floor");
    }
    let mut test = TestCase::new(kept.figure.as_str(), status);
    test.set_classname(format!("floor.{}", kept.table));
    test
}

fn of_article(article: &Audited) -> TestCase {
    let mut test = TestCase::new(article.name.as_str(), TestCaseStatus::success());
    test.set_classname("articles");
    let differences = article.differences();
    let lines: Vec<String> = differences.iter().map(|(what, detail)| format!("{what}: {detail}")).collect();
    if !lines.is_empty() {
        test.set_system_out(lines.join("\n"));
    }
    test
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{EntityPair, Floor, Score};

    #[test]
    fn a_fallen_figure_fails_and_hostile_text_stays_text() {
        let toml = "[claims]\n\"all core\" = 0.5\n";
        let kept = toml::from_str::<Floor>(toml).unwrap().kept(&Score::default());
        let gold = r#"{"start": 0, "end": 1, "type": "place", "id": "<b>]]>\u001b[2J&", "text": "\u0000"}"#;
        let pair = EntityPair { gold: serde_json::from_str(gold).unwrap(), found: None };
        let article = Audited { name: "a\"<.txt".into(), entities: vec![pair], ..Audited::default() };
        let report = Report::of(vec![article], vec!["draft.json".into()]);
        let xml = report.to_junit(&kept).unwrap();
        assert!(xml.contains("all core fell to 0.0000, its floor is 0.5000"), "{xml}");
        assert!(xml.contains("failures=\"1\"") && xml.contains("<skipped message="), "{xml}");
        assert!(!xml.contains("<b>") && !xml.contains('\u{1b}') && !xml.contains('\0'), "{xml}");
        assert_eq!(quick_junit::Report::deserialize_from_str(&xml).unwrap().test_suites.len(), 2);
    }
}
