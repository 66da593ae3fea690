//! dictionary rows and rules → why they speak for a mention or a claim.

use claimwire::Extractor;
use claimwire::lexicon::Sense;
use claimwire::mention::{Found, Mention};
use claimwire::rule::{Action, Rules};
use claimwire::text::Text;

/// The row that names a mention, and how it spells the name that was met; or the rule that found it.
pub(super) fn of_mention(extractor: &Extractor, source: &str, mention: &Mention<'_>) -> String {
    let (table, line) = match mention.found {
        Found::Row { table, line } => (table, line),
        Found::Rule(rule) => return format!("rule {rule}"),
    };
    let lexicon = extractor.lexicon();
    let name = Text::new(mention.span.of(source));
    let mut alias = None;
    lexicon.find(&name, &lexicon.words(&name), |span, _, form| {
        let entry = lexicon.entry(form.entry);
        let whole = span.len() == name.source.len();
        if alias.is_none() && whole && entry.table == table && entry.line == line && form.sense == mention.sense {
            alias = Some(form);
        }
    });
    let sense = match mention.sense {
        Sense::Name => "name",
        Sense::Adjective => "adjective",
        Sense::People => "people",
        Sense::Seat => "seat of government",
        Sense::KnownAs => "known as",
        Sense::Symbol => "sign",
    };
    match alias {
        Some(form) => format!("{table}.tsv:{line} {sense} “{}”", form.text),
        None => format!("{table}.tsv:{line}"),
    }
}

/// What a rule (`tariff/impose: slap`) says, the claim's trigger being `trigger`.
pub(super) fn of_rule(rules: &Rules, rule: &str, trigger: &str) -> Option<String> {
    let (name, word) = rule.split_once(": ")?;
    let (frame, action) = name.split_once('/')?;
    let frame = rules.frame(frame)?;
    let stated = format!("“{trigger}” states the frame");
    if frame.verbs.iter().any(|verb| verb.verbs.iter().any(|known| known == word)) {
        return Some(format!("the verb “{word}” states frame and action"));
    }
    match word {
        "default" => return Some(format!("{stated}; no word tells what happens to it, so {action} is meant")),
        "standing" => return Some("what is still to be ended, or was not, is in force".to_owned()),
        _ => {}
    }
    let stands: Vec<&str> = frame.action(action).map(|action| stands(action, word)).unwrap_or_default();
    (!stands.is_empty()).then(|| format!("{stated}; “{word}” tells {action}: {}", stands.join(" or ")))
}

/// As what an action's rule lists a word.
fn stands<'w>(action: &Action, word: &str) -> Vec<&'w str> {
    let lists: [(&[String], &str); 7] = [
        (&action.object, "a verb whose object it is"),
        (&action.subject, "a verb whose subject it is"),
        (&action.bear, "a verb whose subject bears it"),
        (&action.behind, "a verb behind whose preposition it stands"),
        (&action.nouns, "a noun behind whose preposition it stands"),
        (&action.with_rate, "a verb whose object it is, with the rate it goes to"),
        (&action.adjectives, "its adjective"),
    ];
    lists.into_iter().filter(|(words, _)| words.iter().any(|known| known == word)).map(|(_, stand)| stand).collect()
}
