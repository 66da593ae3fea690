//! A verb's base form → the form that a sentence needs.

use crate::lexicon::{Class, Lexicon};

/// What the built-in frames' actions become that are irregular, so that no table is searched for them.
const IRREGULAR: &[(&str, &str)] = &[
    ("keep", "kept"),
    ("cut", "cut"),
    ("withdraw", "withdrawn"),
    ("break", "broken"),
    ("hold", "held"),
    ("make", "made"),
    ("win", "won"),
];

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// "imposes", "breaks off", "carries", "vetoes".
pub(super) fn third_person(verb: &str) -> String {
    let (head, rest) = cut(verb);
    let hisses = ["s", "sh", "ch", "x", "z"].iter().any(|ending| head.ends_with(ending));
    let head = match head.strip_suffix(['y', 'o']).filter(|stem| !stem.is_empty() && !stem.ends_with(VOWELS)) {
        _ if matches!(head, "be" | "have") => if head == "be" { "is" } else { "has" }.to_owned(),
        Some(stem) if head.ends_with('y') => format!("{stem}ies"),
        Some(_) => format!("{head}es"),
        None if hisses => format!("{head}es"),
        None => format!("{head}s"),
    };
    head + rest
}

/// "imposed", "broken off", "stopped", "gone".
pub(super) fn participle(verb: &str, lexicon: &Lexicon) -> String {
    let (head, rest) = cut(verb);
    let irregular = || IRREGULAR.iter().find(|(base, _)| *base == head).map(|(_, form)| (*form).to_owned());
    let regular = [past(head), doubled(head)].into_iter().find(|form| is_participle(form, head, lexicon));
    let known = || lexicon.inflected(head, Class::Participle).map(str::to_owned);
    let form = irregular().or(regular).or_else(known);
    form.unwrap_or_else(|| if doubles(head) { doubled(head) } else { past(head) }) + rest
}

/// A verb's first word, and its particle with the blank before it.
fn cut(verb: &str) -> (&str, &str) {
    verb.split_at(verb.find(' ').unwrap_or(verb.len()))
}

/// "impose" → "imposed", "carry" → "carried", "veto" → "vetoed".
fn past(verb: &str) -> String {
    match verb.strip_suffix('y').filter(|stem| !stem.ends_with(VOWELS)) {
        Some(stem) => format!("{stem}ied"),
        None if verb.ends_with('e') => format!("{verb}d"),
        None => format!("{verb}ed"),
    }
}

/// "stop" → "stopped".
fn doubled(verb: &str) -> String {
    format!("{verb}{}ed", verb.chars().next_back().unwrap_or_default())
}

/// Whether the last letter doubles, as that of a syllable with a short vowel: "scrap", but not "open", "allow".
fn doubles(verb: &str) -> bool {
    let mut letters = verb.chars().rev();
    let ends = letters.next().is_some_and(|last| !VOWELS.contains(&last) && !matches!(last, 'w' | 'x' | 'y' | 'h'));
    ends && letters.next().is_some_and(|vowel| VOWELS.contains(&vowel))
        && !letters.any(|letter| VOWELS.contains(&letter))
}

/// Whether the form is known to be the participle of a verb.
fn is_participle(form: &str, base: &str, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes(lexicon.word(form));
    classes.is_some_and(|(classes, of)| of == base && classes.has(Class::Participle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_put_in_the_form_that_a_sentence_needs() {
        let lexicon = Lexicon::load(None).unwrap();
        for (base, present, done) in [
            ("impose", "imposes", "imposed"),
            ("break off", "breaks off", "broken off"),
            ("stop", "stops", "stopped"),
            ("go", "goes", "gone"),
            ("veto", "vetoes", "vetoed"),
            ("deny", "denies", "denied"),
            ("delay", "delays", "delayed"),
            ("buy", "buys", "bought"),
            ("open", "opens", "opened"),
            ("push", "pushes", "pushed"),
            ("scrap", "scraps", "scrapped"),
            ("zog", "zogs", "zogged"),
        ] {
            assert_eq!((third_person(base), participle(base, &lexicon)), (present.to_owned(), done.to_owned()));
        }
    }
}
