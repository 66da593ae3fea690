//! one sentence with what was found in it → what made its claims, or what it lacks.

use super::{Stated, clause, reason};
use anstyle::Style;
use claimwire::claim::{self, Argument, Claim};
use claimwire::lexicon::Kind;
use claimwire::mention::Mention;
use claimwire::record::{Offsets, Part, Statement, Unit};
use claimwire::rule::{Modality, Role};
use claimwire::sink::terminal::{Page, Prose, style};
use claimwire::{Analysis, Extractor, syntax};

/// One text of an article, ready to be explained sentence by sentence.
pub(super) struct Explanation<'e> {
    pub(super) extractor: &'e Extractor,
    pub(super) analysis: &'e Analysis<'e>,
    /// The headline's analysis, where this is the running text's.
    pub(super) headline: Option<&'e Analysis<'e>>,
    pub(super) unit: Unit,
    pub(super) part: Option<Part>,
    pub(super) offsets: Offsets<'e>,
}

impl Explanation<'_> {
    /// Everything about a sentence that states these claims, or that states none.
    pub(super) fn whole(&self, page: &mut Page, sentence: usize, claims: &[Stated<'_>]) {
        self.words(page, sentence);
        self.names(page, sentence);
        self.clauses(page, sentence);
        for (claim, statement) in claims {
            self.claim(page, claim, statement);
        }
        if claims.is_empty() {
            page.gap();
            self.lacks(page, sentence);
        }
    }

    /// A sentence that states none, and what it lacks; whether there is anything to say.
    pub(super) fn shortly(&self, page: &mut Page, sentence: usize) -> bool {
        let near = !self.nearest(sentence).is_empty();
        if near {
            self.words(page, sentence);
            page.gap();
            self.lacks(page, sentence);
        }
        near
    }

    fn source(&self) -> &str {
        self.analysis.text.source
    }

    /// The mentions of a sentence.
    fn mentions(&self, sentence: usize) -> &[Mention<'_>] {
        let span = self.analysis.text.sentences[sentence].span;
        let mentions = &self.analysis.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < span.start);
        let end = mentions.partition_point(|mention| mention.span.start < span.end);
        &mentions[first..end]
    }

    /// Where the sentence stands, and its words.
    fn words(&self, page: &mut Page, sentence: usize) {
        let span = self.analysis.text.sentences[sentence].span;
        let unit = match self.unit {
            Unit::Bytes => "bytes",
            Unit::Chars => "chars",
            Unit::Utf16 => "utf16",
        };
        let (start, end) = (self.offsets.at(span.start), self.offsets.at(span.end));
        let part = self.part.map_or("", |_| "headline, ");
        let place = format!("{part}sentence {}, {unit} {start}–{end}", sentence + 1);
        page.gap();
        page.prose(2, &Prose::of(style::FAINT, &place));
        let marks = self.mentions(sentence).iter().map(|mention| {
            let start = (mention.span.start - span.start) as usize;
            (start..start + mention.span.len(), style::of_type(mention.kind.name()))
        });
        page.prose(2, &Prose::marked(Style::new(), span.of(self.source()), marks));
    }

    /// What is named in it, and which rows and rules named it.
    fn names(&self, page: &mut Page, sentence: usize) {
        let rows: Vec<Vec<Prose>> = self
            .mentions(sentence)
            .iter()
            .map(|mention| {
                let kind = mention.kind.name();
                let mut meant = Prose::of(style::FAINT, kind);
                meant.push(Style::new(), &format!(" {}", known_as(Some(mention.kind), &mention.id, &mention.name)));
                let reason = reason::of_mention(self.extractor, self.source(), mention);
                vec![
                    Prose::of(style::of_type(kind), mention.span.of(self.source())),
                    meant,
                    Prose::of(style::FAINT, &reason),
                ]
            })
            .collect();
        if !rows.is_empty() {
            page.gap();
            page.table(4, &rows);
        }
    }

    fn clauses(&self, page: &mut Page, sentence: usize) {
        let span = self.analysis.text.sentences[sentence].span;
        let mentions = &self.analysis.mentions;
        let within = mentions.partition_point(|mention| mention.span.start < span.start)
            ..mentions.partition_point(|mention| mention.span.start < span.end);
        let parse = syntax::parse(
            &self.analysis.text,
            self.extractor.lexicon(),
            &self.analysis.words,
            &self.extractor.rules().context,
            mentions,
            sentence,
            within,
        );
        page.gap();
        clause::put(page, self.source(), &parse);
    }

    /// A claim: the rules that made it and where each argument comes from.
    fn claim(&self, page: &mut Page, claim: &Claim<'_>, statement: &Statement) {
        let mut title = style::label(statement);
        title.push(style::FAINT, " · ");
        title.push(style::STRONG, &statement.statement);
        title.push(style::FAINT, &format!(" · {}", statement.id));
        page.gap();
        page.prose(4, &title);
        let trigger = claim.trigger.of(self.source());
        let mut rows = Vec::new();
        for rule in &claim.rules {
            let mut reason = reason::of_rule(self.extractor.rules(), rule, trigger).unwrap_or_default();
            // "Would apply a duty": the word tells keep, the future impose.
            let told = rule.split_once(": ").and_then(|(name, _)| name.split_once('/'));
            if told.is_some_and(|(_, action)| action != claim.action) && !reason.is_empty() {
                reason += &format!("; put as it is here, that is {}", claim.action);
            }
            rows.push(row("rule", rule, &reason));
        }
        for (role, argument) in arguments(claim) {
            let meant = known_as(argument.kind, &argument.id, &argument.name);
            rows.push(row(role, &meant, &self.origin(argument)));
        }
        if claim.modality != Modality::Actual {
            rows.push(row("modality", &statement.modality, ""));
        }
        if claim.negated {
            rows.push(row("negated", "yes", ""));
        }
        page.table(6, &rows);
    }

    /// The words that an argument was read from, and for one carried from before where it was last named.
    fn origin(&self, argument: &Argument<'_>) -> String {
        let words = argument.span.of(self.source());
        if !argument.carried {
            return format!("“{words}”");
        }
        let mentions = &self.analysis.mentions;
        let before = mentions.partition_point(|mention| mention.span.start < argument.span.start);
        if let Some(mention) = mentions[..before].iter().rev().find(|mention| mention.id == argument.id) {
            let named = mention.span.of(self.source());
            let sentence = self.analysis.text.sentence_at(mention.span.start) + 1;
            return format!("carried to “{words}”; last named in sentence {sentence}: “{named}”");
        }
        let mut headline = self.headline.iter().flat_map(|headline| &headline.mentions);
        match headline.find(|mention| mention.id == argument.id) {
            Some(_) => format!("carried to “{words}” from the headline"),
            None => format!("carried to “{words}”"),
        }
    }

    fn nearest(&self, sentence: usize) -> Vec<claim::Nearest> {
        claim::nearest(
            &self.analysis.text,
            self.extractor.lexicon(),
            &self.analysis.words,
            self.extractor.rules(),
            &self.analysis.mentions,
            sentence,
        )
    }

    /// Why a sentence states no claim.
    fn lacks(&self, page: &mut Page, sentence: usize) {
        let sections = &self.analysis.text.sections;
        let furniture = sections.iter().any(|section| section.furniture && section.sentences.contains(&sentence));
        let nearest = self.nearest(sentence);
        let told = match (furniture, nearest.is_empty()) {
            (true, _) => "no claim: it is the page's furniture, not its story",
            (false, true) => "no claim: no word in it states a frame",
            (false, false) => "no claim; nearest came",
        };
        page.prose(4, &Prose::of(style::DENIED, told));
        if !furniture {
            let rows: Vec<Vec<Prose>> = nearest
                .iter()
                .map(|near| {
                    let trigger = format!("“{}”", near.trigger.of(self.source()));
                    row(&near.frame, &trigger, &near.lack.to_string())
                })
                .collect();
            page.table(6, &rows);
        }
    }
}

/// Id and name; the id alone where the name says no more.
fn known_as(kind: Option<Kind>, id: &str, name: &str) -> String {
    match kind {
        Some(Kind::Percent | Kind::Money | Kind::Quantity | Kind::Date) => id.to_owned(),
        _ if id.is_empty() || id == name => name.to_owned(),
        _ => format!("{id} {name}"),
    }
}

/// The filled roles of a claim.
fn arguments<'c, 'a>(claim: &'c Claim<'a>) -> impl Iterator<Item = (&'static str, &'c Argument<'a>)> {
    let roles = [
        ("actor", Role::Actor),
        ("target", Role::Target),
        ("product", Role::Product),
        ("rate", Role::Rate),
        ("rate before", Role::RateBefore),
        ("amount", Role::Amount),
        ("indicator", Role::Indicator),
    ];
    let rest =
        [("requester", claim.requester.as_slice()), ("source", &claim.attribution), ("time", claim.time.as_slice())];
    let filled = roles.into_iter().map(|(name, role)| (name, claim.arguments(role)));
    filled.chain(rest).flat_map(|(name, arguments)| arguments.iter().map(move |argument| (name, argument)))
}

fn row(label: &str, what: &str, why: &str) -> Vec<Prose> {
    vec![Prose::of(style::FAINT, label), Prose::plain(what), Prose::of(style::FAINT, why)]
}
