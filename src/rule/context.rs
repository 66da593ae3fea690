//! rules/context.toml → what surrounds a claim: modality, denial, saying, asking.

use super::example::Example;
use super::known::Known;
use super::modality::Modality;
use super::points_back::PointsBack;
use super::source::File;
use crate::error::Fault;
use serde::Deserialize;

/// The word lists of the file: each one's name there and the question that it answers.
macro_rules! word_lists {
    ($($(#[$doc:meta])* $list:ident: $asks:ident;)*) => {
        /// The context file, compiled: every word in its base form, phrases with single blanks.
        #[derive(Debug, Default)]
        pub struct Context {
            modality: Known<Modality>,
            modals: Known<Modality>,
            asking: Known,
            points_back: PointsBack,
            $($list: Known,)*
        }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            modality: Vec<Mood>,
            points_back: PointsBack,
            #[serde(default, rename = "example")]
            _examples: Vec<Example>,
            $(#[serde(default)] $list: Known,)*
        }

        impl Document {
            /// Its word lists, and what stands in it as it is.
            fn open(self) -> (Context, Vec<Mood>) {
                let Document { modality, points_back, _examples, $($list,)* } = self;
                (Context { points_back, $($list,)* ..Context::default() }, modality)
            }
        }

        impl Context {
            $($(#[$doc])* pub fn $asks(&self, word: &str) -> bool {
                self.$list.contains(word)
            })*

            /// Every word and phrase of its lists and of the modalities.
            pub(super) fn words(&self) -> impl Iterator<Item = &str> {
                let lists = [$(&self.$list,)* &self.asking];
                lists.into_iter().flat_map(Known::words).chain(self.modality.words())
            }
        }
    };
}

word_lists! {
    /// Whether the word denies what hangs from it ("refuse", "deny").
    denying: denies;
    /// Whether the verb says something.
    saying: is_saying;
    /// Whether who speaks stands right behind the verb ("…, said X").
    inverting: names_speaker;
    /// Whether the words say of a report that it is not so ("be false").
    refuting: refutes;
    /// Whether the words say of a report that it is so ("be true").
    bearing_out: bears_out;
    /// Whether the verb says that another gave in, which he was asked to where it is denied ("persuade").
    swaying: sways;
    /// Whether the words say that one would meet others who would as well ("be ready").
    ready: is_ready;
    /// Whether the verb is of getting goods or firms for money ("buy").
    buying: buys;
    /// Whether the verb is of giving, selling or spending ("supply").
    handing_over: hands_over;
    /// Whether the noun never names a source ("sources").
    unnamed: stays_unnamed;
    /// Whether the noun names no source where only a state stands before it ("a Peruvian official").
    officials: is_official;
    /// Whether the noun means, with "the", whoever spoke last ("the statement").
    speakers: spoke_last;
    /// Whether the noun is of a text or figures that speak for who owns them ("data").
    texts: is_text;
    /// Whether the noun tells what somebody says is so ("a report that").
    reports: is_report;
    /// Whether the verb has things say something as well ("the figures show").
    showing: shows;
    /// Whether the noun asks whoever stands behind its "to" or "on" ("a call on Peru to").
    pleas: is_plea;
    /// Whether the words say that two do the same to each other.
    mutual: is_mutual;
    /// Whether the verb takes no object, so that its past form is no passive ("collapse").
    intransitive: takes_no_object;
    /// Whether "to", "from" and "by" behind the verb say how far it goes.
    moving: moves;
    /// Whether "with" behind the verb and its object names who takes part ("discuss trade with Peru").
    joint: is_joint;
    /// Whether an infinitive behind the noun says what it is about ("decision to").
    infinitive: opens_infinitive;
    /// Whether the noun only counts or wraps what stands behind its "of" ("a raft of tariffs").
    transparent: is_transparent;
    /// Whether the noun counts what a state ships, makes or spends ("exports"), which stays its own through a story.
    flows: is_flow;
    /// Whether the noun is of goods that cross a border ("shipments").
    crossing: crosses;
    /// Whether the noun only stands for whatever a measure is on ("products").
    goods: stands_for_goods;
    /// Whether the verb lets goods in ("admit").
    admitting: admits;
    /// Whether the noun is of coming into a market ("access").
    entries: is_entry;
    /// Whether the noun is of what a state opens to goods ("market").
    gateways: is_gateway;
    /// Whether the noun counts what a firm has or takes in, the one that a story is about ("revenue").
    takings: is_taking;
    /// Whether the noun is of what somebody expects ("forecast").
    outlooks: is_outlook;
    /// Whether the noun counts people at work ("job").
    staff: is_staff;
    /// Whether what the verb's object counts is people at work, whatever they are called ("hire").
    hiring: hires;
    /// Whether the noun is of what is won by votes or points ("election").
    contests: is_contest;
    /// Whether the verb's subject is what moves as its object says ("post a fall").
    recording: records;
    /// Whether the verb is of coming into a country ("enter").
    arriving: comes_in;
    /// Whether the participle says whose a firm or a ship is ("based in", "owned by").
    belonging: tells_owner;
    /// Whether the participle says where goods come from ("made in", "imported from").
    origin: tells_origin;
    /// Whether the word in a name says that its owner is no firm ("Ministry of Commerce").
    offices: is_office;
    /// Whether the verb leaves open what comes of it as long as it goes on ("negotiate").
    working_towards: works_towards;
    /// Whether the verb says what comes of talks ("produce").
    yielding: yields;
    /// Whether what is measured so is measured over the whole world ("global").
    worldwide: is_worldwide;
    /// Whether what is measured is measured over a whole state ("inflation").
    national: is_national;
    /// Whether a member holds up by the verb what its bloc has or plans ("block").
    vetoing: vetoes;
    /// Whether the verb lets somebody act, who need not ("allow").
    permitting: permits;
    /// Whether goods meet the terms of a pact by the verb ("comply with").
    qualifying: is_met_by_goods;
    /// Whether the noun is of those who pay a duty to their own state ("importer").
    importing: is_importer;
    /// Whether a name with the word is that of a lobby ("association").
    lobbies: is_lobby;
    /// Whether the noun is of who judges the measures of others ("tribunal").
    courts: is_court;
    /// Whether the word is of who brings another before judges, and decides nothing himself ("complaint", "sue").
    complaints: is_complaint;
    /// Whether the noun is of what a state asks for to open a case ("panel").
    sittings: sits;
    /// Whether the verb says that a case went against its subject ("lose").
    losing: loses;
    /// Whether a judge decides for its object by the verb ("side with").
    siding: takes_sides;
    /// Whether "the" and the noun may point at a firm alone ("the carmaker").
    firms: is_firm;
    /// Whether they may point at an outlet alone ("the paper").
    outlets: is_outlet;
    /// Whether they point at no firm, outlet or lobby ("the ministry").
    departments: is_department;
    /// Whether the verb has who receives as its first object ("award Peru a contract").
    giving: gives;
    /// Whether the verb tells of a state what its economy does ("it grew 5%").
    economic: moves_economy;
    /// Whether the verb's object says how much its subject makes or moves ("export 9,000 tonnes").
    counting: counts_object;
    /// Whether the noun acts for the party named before it ("officials").
    bodies: is_body;
    /// Whether the noun is a text or an act by which a state does what its verb tells ("the law bans").
    instruments: is_instrument;
    /// Whether the noun is of what brings a measure into force, beside those that point back at one ("proclamation").
    orders: is_order;
    /// Whether the noun is of a case of who looks into what others do ("probe").
    inquiries: is_inquiry;
    /// Whether "similar" before the noun repeats what was done ("a similar move").
    steps: is_step;
    /// Whether the noun is of what others do before one acts ("after a complaint by Peru").
    grounds: is_ground;
    /// Whether the adjective says that a measure is that of many ("international").
    shared: is_shared;
    /// Whether the adjective says that a measure hits everybody ("universal").
    general: is_general;
    /// Whether the noun without a name means states in general ("most countries").
    everybody: means_states;
    /// Whether the noun says what a state is among others, before its name ("top exporter Chile").
    ranks: ranks_states;
    /// Whether the word says that a measure answers another ("retaliatory").
    countering: is_countering;
    /// Whether the adjective says that a measure is not there yet ("new").
    pending: is_pending;
    /// Whether the adjective says how far a measure has come ("planned").
    stages: tells_stage;
    /// Whether the noun behind a measure's only wraps it ("sanctions campaign").
    wrapping: wraps;
    /// Whether one side of a deal does it without the others ("ratify").
    alone: is_done_alone;
    /// Whether one person does it to a deal for his state ("sign").
    signing: signs;
    /// Whether the verb helps others to a deal ("broker").
    brokering: brokers;
    /// Whether the noun is of a deal in which its sides act ("in a deal worth").
    deals: is_deal;
    /// Whether the verb says what a deal or a plan has in it ("include").
    providing: provides_for;
    /// Whether the verb says what a deal is like, not what becomes of it ("represent").
    portraying: portrays;
    /// Whether a deal or a pledge is there once the verb is done ("sign").
    settling: settles;
    /// Whether the verb gives a word, which is given once it is done ("pledge").
    pledging: gives_word;
    /// Whether a clause tells what a court or a panel finds by it ("rule that").
    finding: finds;
    /// Whether who asks in this way may mean an act of his own ("want").
    wishing: wishes;
    /// Whether what is asked in this way is done ("order").
    commanding: commands;
    /// Whether who says it with this modal of another asks for it ("must").
    obliging: obliges;
    /// Whether who does it with a request asks for it ("make", "repeat"), while others hear it ("reject").
    voicing: voices;
    /// Whether what the verb governs goes on until then ("stop threatening").
    ceasing: ceases;
    /// Whether the verb speaks of a deal that is there ("honour").
    presupposing: presupposes;
    /// Whether the verb keeps a measure from its subject ("avoid").
    averting: averts;
    /// Whether the verb's subject puts up with what another has ("accept").
    conceding: concedes;
    /// Whether the noun is sought by whom a measure hits ("relief from the duties").
    relief: is_relief;
    /// Whether the verb gets round a measure: "evade", "circumvent".
    evading: evades;
    /// Whether the verb has an object in the passive as well ("Peru, denied entry").
    double_object: takes_two_objects;
    /// Whether the verb blames, thanks or answers its object for what it did ("accuse").
    blaming: blames;
    /// Whether the words say that a measure has no force in law ("be unlawful").
    void: is_void;
    /// Whether the verb answers what another did ("respond").
    answering: answers;
    /// Whether the verb in the present tells of what is to come where a gerund follows its object ("see").
    foreseeing: foresees;
    /// Whether the verb tells the parts of a list or of measures that were spoken of ("include").
    containing: holds_parts;
    /// Whether the verb tells in the present what is done again and again ("levy").
    habitual: is_done_again;
    /// Whether the verb takes a duty, so that who stops doing it ends the duty ("collect").
    levying: levies;
    /// Whether what is done in this way goes on ("pay").
    paying: pays;
    /// Whether what is done to goods is a suspension ("halt").
    halting: halts;
    /// Whether no state does what the noun is said to do ("a strike halted exports").
    mishaps: is_mishap;
    /// Whether the verb says that its subject goes on ("remain").
    lasting: lasts;
    /// Whether the verb says whom a measure reaches ("affect").
    reaching: reaches;
    /// Whether the verb says whom a measure that stands harms ("hurt").
    hurting: hurts;
    /// Whether the verb tells what a measure is to hold back ("to stem imports").
    holding_back: holds_back;
    /// Whether the passive says that "a duty" comes upon its subject ("be hit").
    struck: is_struck;
    /// Whether the words say that their subject has a measure come upon it ("be subject").
    coming_under: comes_under;
    /// Whether the verb speaks for or about a measure that stands ("defend").
    weighing: weighs;
    /// Whether the noun is against what stands behind its "to" ("objection").
    objections: is_objection;
    /// Whether the verb is only against a measure, and does not turn it down ("oppose").
    opposing: opposes;
    /// Whether the verb only awaits what another does ("expect").
    expecting: expects;
    /// Whether the verb says that its subject undergoes its object ("see a cut").
    undergoing: undergoes;
    /// Whether the verb gets a measure from who takes it ("win a tariff cut from Norway").
    obtaining: obtains;
    /// Whether the verb has, sees or leaves something done to its object ("see its staff trimmed").
    causative: has_done;
    /// Whether the verb, or the first word of its phrase, says that its subject begins ("take effect").
    beginning: begins;
    /// Whether the verb says when its subject starts ("take effect").
    starting: starts;
    /// Whether the verb only says that what its infinitive tells begins, goes on or ends ("begin to").
    leading_on: leads_on;
    /// Whether what the verb acts upon may be an act ("consider raising").
    with_act: takes_an_act;
    /// Whether an infinitive behind the verb's object tells what becomes of that ("let duties lapse").
    with_outcome: takes_an_outcome;
    /// Whether a bare verb behind the verb's object tells what that does ("make it pay").
    with_bare_verb: takes_a_bare_verb;
    /// Whether a second verb may stand right behind it in its base form ("help raise").
    before_verb: stands_before_verb;
    /// Whether "up" behind the verb belongs to it rather than to "up to" ("go up to 30%").
    with_up: goes_up;
    /// Whether the verb says little more than its noun does ("make a cut").
    light: is_light;
    /// Whether the verb equates its subject with a number ("total").
    equating: equates;
    /// Whether the noun is a stretch of time over which something is measured ("quarter").
    periods: is_period;
    /// Whether the adjective says that more than two meet ("multilateral").
    many_sided: is_of_many_sides;
    /// Whether the verb makes a measure known ("announce").
    announcing: announces;
    /// Whether what the verb's object names is told, unless it can speak ("confirm").
    disclosing: discloses;
    /// Whether what is done "according to" the noun is done as somebody wants, and nobody says so ("wish").
    guiding: guides;
    /// Whether the preposition says what brought a measure about ("in response to").
    reasons: tells_reason;
    /// Whether the verb calls something by a name or a quality ("call").
    naming: names;
    /// Whether the verb finds fault with what its object did ("criticise").
    judging: judges;
    /// Whether the verb names whom it is told ("tell").
    telling: tells;
    /// Whether the verb's object does what its infinitive tells, though nobody asks it ("expect").
    letting: lets;
    /// Whether the word says that one only can do something ("be able").
    enabling: enables;
    /// Whether the verb says of its subject that it comes about ("happen").
    occurring: is_occurrence;
    /// Whether the noun is a text that has to be voted on ("bill").
    drafts: is_draft;
    /// Whether the verb votes for such a text ("pass").
    passing: passes;
    /// Whether the conjunction makes its clause a condition.
    conditions: is_condition;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mood {
    name: toml::Spanned<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    modals: Vec<String>,
}

pub(super) fn compile(files: &[File], faults: &mut Vec<Fault>) -> Option<Context> {
    let file = files.iter().find(|file| file.stem == "context")?;
    let (mut context, moods) = file.parse::<Document>(faults)?.open();
    let known = Modality::ALL;
    for mood in moods {
        let Some(modality) = known.iter().copied().find(|modality| modality.name() == mood.name.get_ref()) else {
            let hint = crate::error::suggestion(mood.name.get_ref(), known.iter().map(|modality| modality.name()));
            faults.push(file.fault(mood.name.span(), format!("unknown modality '{}'{hint}", mood.name.get_ref())));
            continue;
        };
        if modality == Modality::Requested {
            mood.words.iter().for_each(|word| context.asking.set(word, ()));
        }
        mood.words.iter().for_each(|word| context.modality.set(word, modality));
        mood.modals.iter().for_each(|word| context.modals.set(word, modality));
    }
    Some(context)
}

impl Context {
    /// The modality that a verb, noun or adjective lays over what hangs from it.
    pub fn modality(&self, phrase: &str) -> Option<Modality> {
        self.modality.get(phrase).copied()
    }

    /// The modality of a modal verb.
    pub fn modal(&self, modal: &str) -> Option<Modality> {
        self.modals.get(modal).copied()
    }

    /// Whether the verb only speaks of what another does: "welcome", "condemn".
    pub fn speaks_of_it(&self, lemma: &str) -> bool {
        self.judges(lemma) || self.blames(lemma) || self.presupposes(lemma)
    }

    /// Whether the verb asks its object to act.
    pub fn asks(&self, lemma: &str) -> bool {
        self.asking.contains(lemma)
    }

    /// The definite nouns that point back.
    pub fn points_back(&self) -> &PointsBack {
        &self.points_back
    }
}
