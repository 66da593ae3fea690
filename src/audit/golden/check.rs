//! a golden file + its article's text → every place where the two do not fit.

use super::read::{Outline, Source, field_of};
use super::{CodePoints, Golden};
use crate::audit::side::{Argument, Claim, Entity, ROLES};
use crate::error::Fault;
use crate::lexicon::{Kind, Lexicon};
use crate::mention::Decimal;
use crate::record::one_line;
use serde_json::value::RawValue;

impl Golden {
    /// Holds what the golden file quotes against the article's text at its offsets: entities and evidence that stand
    /// elsewhere or not at all, since the article or the file was edited.
    pub fn misquotes(&self, article: &str) -> Vec<Fault> {
        let article = CodePoints::new(article);
        self.each(|place, item| match item {
            Item::Entity(entity, _) => place.misquote(&article, (entity.start, entity.end), "text", &entity.text),
            Item::Claim(claim, _) => place.misquote(&article, (claim.start, claim.end), "evidence", &claim.evidence),
        })
    }

    /// Everything that an accepted golden file must not have: misquotes, marks without their words, claims without
    /// their evidence, ids that nobody knows, marks and claims out of order.
    pub fn check(&self, article: &str, lexicon: &Lexicon) -> Vec<Fault> {
        let mut faults = self.misquotes(article);
        faults.extend(self.each(|place, item| match item {
            Item::Entity(entity, before) => place.of_entity(entity, before, lexicon),
            Item::Claim(claim, before) => place.of_claim(claim, before, lexicon),
        }));
        faults.sort();
        faults
    }

    /// The first line that is not written as [`Golden::to_text`] writes it; a `.jsonl` file may be written freely.
    pub fn misform(&self) -> Option<Fault> {
        let (source, text) = (self.source(), self.to_text());
        if source.path.extension().is_some_and(|extension| extension == "jsonl") || source.text == text {
            return None;
        }
        let same = source.text.split_inclusive('\n').zip(text.split_inclusive('\n')).take_while(|(is, due)| is == due);
        let at: usize = same.map(|(line, _)| line.len()).sum();
        let message = "this line is not in the order or form of golden files: `claimwire golden format` writes it so";
        Some(source.fault(&source.text[at..], message.to_owned()))
    }

    /// Whether a person or organization is called so: "BP" is no country's code.
    fn marks_a_party(&self, id: &str) -> bool {
        self.entities.iter().any(|entity| entity.id == id && entity.kind != "country")
    }

    /// Looks at each entity and claim with the one before it.
    fn each<'g>(&'g self, look: impl Fn(&Place<'g>, Item<'g>) -> Vec<Fault>) -> Vec<Fault> {
        let source = self.source();
        let outline: Option<Outline> = serde_json::from_str(source.text).ok();
        let (entities, claims) = outline.map_or_else(Default::default, |outline| (outline.entities, outline.claims));
        let place = |raws: &[&'g RawValue], index: usize| Place {
            golden: self,
            source: self.source(),
            raw: raws.get(index).copied(),
        };
        let before = |index: usize| index.checked_sub(1);
        let of_entities = self.entities.iter().enumerate().flat_map(|(index, entity)| {
            let before = before(index).map(|index| &self.entities[index]);
            look(&place(&entities, index), Item::Entity(entity, before))
        });
        let of_claims = self.claims.iter().enumerate().flat_map(|(index, claim)| {
            let before = before(index).map(|index| &self.claims[index]);
            look(&place(&claims, index), Item::Claim(claim, before))
        });
        of_entities.chain(of_claims).collect()
    }
}

/// An entity or claim, and the one before it.
enum Item<'g> {
    Entity(&'g Entity, Option<&'g Entity>),
    Claim(&'g Claim, Option<&'g Claim>),
}

/// Where an entity or claim stands in its golden file.
struct Place<'g> {
    golden: &'g Golden,
    source: Source<'g>,
    raw: Option<&'g RawValue>,
}

impl Place<'_> {
    fn fault(&self, field: &str, message: String) -> Fault {
        let part = self.raw.map_or(self.source.text, |raw| field_of(raw, field));
        self.source.fault(part, message)
    }

    /// What is quoted under `field` must stand at its offsets.
    fn misquote(&self, article: &CodePoints, (start, end): (usize, usize), field: &str, quoted: &str) -> Vec<Fault> {
        let there = article.get(start, end);
        if quoted.is_empty() && there.is_some_and(|there| !there.is_empty()) || there == Some(quoted) {
            return Vec::new();
        }
        let is = match there {
            Some("") => format!("nothing stands at {start}..{end}"),
            Some(there) => format!("the article has '{}' at {start}..{end}", shortened(there)),
            None => format!("the article does not reach {start}..{end}"),
        };
        let hint = article.find(quoted, start).map(|(start, end)| format!("; it stands at {start}..{end}"));
        let hint = hint.unwrap_or_else(|| "; nowhere does it stand in the article".to_owned());
        let hint = if quoted.is_empty() { String::new() } else { format!(", not '{}'{hint}", shortened(quoted)) };
        vec![self.fault(if quoted.is_empty() { "start" } else { field }, format!("{is}{hint}"))]
    }

    fn of_entity(&self, entity: &Entity, before: Option<&Entity>, lexicon: &Lexicon) -> Vec<Fault> {
        let mut faults = Vec::new();
        if entity.text.is_empty() {
            faults.push(self.fault("", "missing field `text`: the words that are marked".to_owned()));
        }
        if before.is_some_and(|before| before.end > entity.start) {
            faults.push(self.fault("start", "the mark begins before the one above it ends".to_owned()));
        }
        faults.extend(self.broken(&entity.id, "id"));
        match entity.kind.as_str() {
            "country" => faults.extend(entity.id.split('|').filter_map(|id| self.country(id, "id", lexicon))),
            "percent" if !is_rate(&entity.id) => {
                faults.push(self.fault("id", format!("'{}' is no number and no range low-high", entity.id)));
            }
            _ if entity.id.trim().is_empty() => faults.push(self.fault("id", "nobody and nothing is named".to_owned())),
            _ => {}
        }
        faults
    }

    fn of_claim(&self, claim: &Claim, before: Option<&Claim>, lexicon: &Lexicon) -> Vec<Fault> {
        let mut faults = Vec::new();
        if claim.evidence.is_empty() {
            faults.push(self.fault("", "missing field `evidence`: the sentence that states the claim".to_owned()));
        }
        if before.is_some_and(|before| before.start > claim.start) {
            faults.push(self.fault("start", "the claim stands behind one of a later sentence".to_owned()));
        }
        for role in ROLES {
            let names = claim.arguments(role).iter().flat_map(|argument| &argument.names);
            faults.extend(names.filter_map(|name| self.broken(name, role)));
        }
        let parties = [("actor", &claim.actor[..]), ("target", &claim.target[..])];
        let single = [("requester", claim.requester.as_slice()), ("attribution", claim.attribution.as_slice())];
        for (role, arguments) in parties.into_iter().chain(single) {
            let codes = arguments.iter().flat_map(|argument| &argument.names);
            let codes = codes.filter(|name| is_code(name) && !self.golden.marks_a_party(name));
            faults.extend(codes.filter_map(|code| self.country(code, role, lexicon)));
        }
        for (role, rate) in [("rate", &claim.rate), ("rate_before", &claim.rate_before)] {
            if let Some(Argument { names, .. }) = rate
                && !names.iter().any(|name| is_rate(name))
            {
                faults.push(self.fault(role, format!("'{}' is no number and no range low-high", names.join("|"))));
            }
        }
        faults
    }

    /// Tables of tools hold a name in one line.
    fn broken(&self, name: &str, field: &str) -> Option<Fault> {
        let message = || format!("a name stands in one line: '{}'", one_line(name));
        name.contains(char::is_control).then(|| self.fault(field, message()))
    }

    /// A country's code must be one that the dictionaries know; a name in its place is told its code.
    fn country(&self, id: &str, field: &str, lexicon: &Lexicon) -> Option<Fault> {
        if lexicon.by_id(id).is_some_and(|entry| entry.kind == Kind::Country) {
            return None;
        }
        let hint = lexicon.country_named(id).map_or_else(String::new, |code| format!(", did you mean '{code}'?"));
        Some(self.fault(field, format!("no country has the code '{id}'{hint}")))
    }
}

fn is_code(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether it is a number or `low-high`.
fn is_rate(text: &str) -> bool {
    let unsigned = text.split('|').map(|rate| rate.strip_prefix('-').unwrap_or(rate));
    unsigned.flat_map(|rate| rate.splitn(2, '-')).all(|number| Decimal::read(number).is_some())
}

/// A quotation that fits into a line.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.replace(char::is_whitespace, " ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: &str = r#"{
  "article": "a.txt",
  "entities": [
    {"start": 4, "end": 8, "type": "country", "id": "CI", "text": "Côte"}
  ],
  "claims": []
}
"#;

    fn told(golden: &str, article: &str) -> Vec<String> {
        let golden = Golden::read(golden, "g.json".as_ref()).unwrap();
        let lexicon = Lexicon::load(None).unwrap();
        golden
            .check(article, &lexicon)
            .iter()
            .map(|fault| format!("{}:{}: {}", fault.line, fault.column, fault.message))
            .collect()
    }

    #[test]
    fn what_is_quoted_must_stand_in_the_article() {
        assert_eq!(told(GOLDEN, "The Côte d'Ivoire"), [""; 0]);
        let elsewhere = "4:67: the article has 'dd C' at 4..8, not 'Côte'; it stands at 7..11";
        assert_eq!(told(GOLDEN, "An odd Côte"), [elsewhere]);
        let short = "4:67: the article does not reach 4..8, not 'Côte'; nowhere does it stand in the article";
        assert_eq!(told(GOLDEN, "The"), [short]);
    }

    #[test]
    fn a_country_has_a_known_code() {
        let named = GOLDEN.replace("\"CI\"", "\"Japan\"");
        assert_eq!(told(&named, "The Côte"), ["4:53: no country has the code 'Japan', did you mean 'JP'?"]);
    }

    #[test]
    fn two_capitals_are_a_code_unless_somebody_is_called_so() {
        let mark = |kind: &str, id: &str| {
            format!(
                r#"{{"entities":[{{"start":0,"end":2,"type":"{kind}","id":"{id}","text":"BP"}}],"claims":[{{"start":0,"end":8,"frame":"change","action":"rise","actor":["BP"],"modality":"actual","evidence":"BP grew."}}]}}"#
            )
        };
        assert_eq!(told(&mark("organization", "BP"), "BP grew."), [""; 0]);
        let unknown = told(&mark("organization", "British Petroleum"), "BP grew.");
        assert!(unknown.len() == 1 && unknown[0].ends_with("no country has the code 'BP'"), "{unknown:?}");
    }

    #[test]
    fn a_name_stands_in_one_line() {
        let broken = GOLDEN.replace("country", "place").replace("\"CI\"", r#""Ivory\nCoast""#);
        assert_eq!(told(&broken, "The Côte"), ["4:51: a name stands in one line: 'Ivory Coast'"]);
    }

    #[test]
    fn a_percentage_may_be_below_nothing() {
        let mark = |id: &str| {
            format!(r#"{{"entities":[{{"start":0,"end":4,"type":"percent","id":"{id}","text":"some"}}],"claims":[]}}"#)
        };
        for id in ["-6.5", "2-3", "-3-2", "5"] {
            assert_eq!(told(&mark(id), "some"), [""; 0], "{id}");
        }
        for id in ["", "-", "2-", "two"] {
            assert_eq!(told(&mark(id), "some").len(), 1, "{id}");
        }
    }

    #[test]
    fn a_file_in_another_form_is_told_its_first_odd_line() {
        let odd = GOLDEN.replace("  \"claims\": []", "  \"claims\":[]");
        let told = Golden::read(&odd, "g.json".as_ref()).unwrap().misform().unwrap();
        assert_eq!((told.line, told.column), (6, 1));
    }
}
