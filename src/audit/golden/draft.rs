//! a record → the golden file that somebody is to judge.

use super::Golden;
use crate::audit::quantity::same_amount;
use crate::audit::side::{Argument, Claim, Entity, FRAMES, KINDS};
use crate::record::{self, Record, one_line};
use std::path::PathBuf;

impl Golden {
    /// What was found in an article, as a draft: its file within the corpus, its id where the file holds several.
    ///
    /// Goods and amounts are named as the text names them, as the guide asks, unless such words would not agree with
    /// what was found: a draft is what was found in every slot.
    pub fn draft(article: PathBuf, id: Option<String>, record: &Record) -> Golden {
        let entities = record.entities.iter().filter(|entity| entity.part.is_none());
        let entities = entities.filter(|entity| KINDS.contains(&&*entity.kind)).map(|entity| Entity {
            start: entity.start,
            end: entity.end,
            kind: entity.kind.to_string(),
            id: match &*entity.kind {
                "commodity" => one_line(&*entity.text).to_lowercase(),
                "money" => one_line(&*entity.text).into_owned(),
                _ => entity.id.to_string(),
            },
            text: entity.text.to_string(),
        });
        let claims = record.claims.iter().filter(|claim| claim.part.is_none());
        let claims = claims.filter(|claim| FRAMES.contains(&&*claim.frame)).map(|claim| {
            let found = Claim::from(claim);
            let names = |arguments: &[record::Argument]| arguments.iter().filter_map(by_id).collect();
            let words = |argument: &Option<record::Argument>| argument.as_ref().and_then(by_words);
            let amount = words(&claim.amount);
            let agrees = amount.iter().zip(&found.amount).any(|(words, found)| words.agrees(found, same_amount));
            Claim {
                actor: names(&claim.actor),
                target: names(&claim.target),
                product: claim.product.iter().filter_map(by_words).collect(),
                amount: if agrees { amount } else { found.amount.clone() },
                indicator: words(&claim.indicator),
                attribution: claim.attribution.iter().find_map(by_id),
                ..found
            }
        });
        Golden { article, id, draft: true, entities: entities.collect(), claims: claims.collect(), ..Golden::default() }
    }
}

/// Who it is; nobody where that is not known.
fn by_id(argument: &record::Argument) -> Option<Argument> {
    (!argument.id.is_empty()).then(|| Argument::from(argument.id.replace('|', " ")))
}

/// The words, or of what is carried from before its name.
fn by_words(argument: &record::Argument) -> Option<Argument> {
    let words = if argument.carried { &argument.name } else { &argument.text };
    (!words.is_empty()).then(|| Argument::from(one_line(&**words).to_lowercase().replace('|', " ")))
}
