// The audit's data → items: each claim and entity once, with what the golden file and the record say of it. What looks at
// thousands of articles looks at their pairs as they came; items are made of an article that is shown.

const data = JSON.parse(byId("data").textContent);

// The fields of a claim in the order of the guide.
const SLOTS = [
  "action", "actor", "target", "product", "rate", "rate_before", "amount", "indicator",
  "modality", "negated", "requester", "attribution",
];

// What may be wrong, in the words that the page uses.
const VERDICTS = {
  right: "right",
  differs: "differs",
  missed: "missed",
  wrong: "not in gold",
};

// What the two sides are called.
const SIDES = { gold: "gold", found: "found" };

// What a review puts on the page in addition: marks of an article in the list, a bar below an article, more on a card, a
// line on the overview.
const review = { marks: null, bar: null, dress: null, lead: null };

const isFault = (item) => item.verdict !== "right";

// The claims of an article, then its entities, both in the order of the text.
const itemsOf = (article) => article.items ??= [...claimsOf(article), ...entitiesOf(article)];

function claimsOf(article) {
  article.claimItems ??= inOrder(article.claims.map((pair, at) => itemOf("claim", pair, article.claim_verdicts?.[at])));
  return article.claimItems;
}

function entitiesOf(article) {
  article.entityItems ??= inOrder(article.entities.map((pair, at) => itemOf("entity", pair, article.entity_verdicts?.[at])));
  return article.entityItems;
}

function itemOf(kind, pair, judging) {
  const side = pair.gold ?? pair.found;
  const differs = (pair.differing ?? []).map(({ slot }) => slot);
  return {
    kind, pair, judging, differs, gold: pair.gold, found: pair.found, start: side.start, end: side.end, verdict: verdictOf(pair),
  };
}

function verdictOf({ gold, found, differing }) {
  if (!found) return "missed";
  if (!gold) return "wrong";
  return differing?.length ? "differs" : "right";
}

// Whether any rule or dictionary row behind what was found is one of those.
function isBehind(kind, { found, rows }, isOne) {
  if (!found) return false;
  return kind === "entity" ? isOne(found.found_by) : found.rules.some(isOne) || rows.some((row) => isOne(row.found_by));
}

// Whether any pair of an article is one of those.
const anyPair = (article, isOne) => article.claims.some((pair, at) => isOne("claim", pair, article.claim_verdicts?.[at]))
  || article.entities.some((pair, at) => isOne("entity", pair, article.entity_verdicts?.[at]));

function inOrder(items) {
  items.sort((left, right) => left.start - right.start || left.end - right.end);
  items.forEach((item, index) => { item.number = index + 1; });
  return items;
}

// The kinds of faults that one may ask for, each with what it holds of a pair.
const FAULTS = {
  "any fault": (_, pair) => verdictOf(pair) !== "right",
  "claim missed": (kind, pair) => kind === "claim" && verdictOf(pair) === "missed",
  "claim not in gold": (kind, pair) => kind === "claim" && verdictOf(pair) === "wrong",
  "claim differs": (kind, pair) => kind === "claim" && verdictOf(pair) === "differs",
  ...Object.fromEntries(SLOTS.map((name) => [`${label(name)} differs`, (_, pair) => pair.differing?.some(({ slot }) => slot === name)])),
  "entity missed": (kind, pair) => kind === "entity" && verdictOf(pair) === "missed",
  "entity not in gold": (kind, pair) => kind === "entity" && verdictOf(pair) === "wrong",
};

// rate_before → "rate before".
function label(name) {
  return name.replaceAll("_", " ");
}

// The frames that figures tell of.
const framesOf = (score) => Object.keys(score.claims)
  .filter((name) => name.endsWith(" found") && name !== "all found").map((name) => name.replace(/ found$/, ""));

// What is asked for; an empty string asks for nothing.
const asked = { text: "", frame: "", fault: "", rule: "" };

// Whether a pair is one that is asked for.
let matchesPair = () => true;

const matchesItem = ({ kind, pair, judging }) => matchesPair(kind, pair, judging);

function askFor(wanted) {
  Object.assign(asked, wanted);
  const { frame, rule } = asked;
  const isOfFault = FAULTS[asked.fault] ?? (() => true);
  matchesPair = (kind, pair, judging) => (!frame || (pair.gold ?? pair.found).frame === frame)
    && isOfFault(kind, pair, judging) && (!rule || isBehind(kind, pair, (one) => one.includes(rule)));
}

// All that a search looks through.
const lowerOf = (article) => article.lower ??= `${article.name}\n${article.title ?? ""}\n${article.text}`.toLowerCase();

// Whether any pair of an article is one that is asked for, and its words are those searched for.
function matchesArticle(article) {
  if (asked.text && !lowerOf(article).includes(asked.text.toLowerCase())) return false;
  return !(asked.frame || asked.fault || asked.rule) || anyPair(article, matchesPair);
}

// How many faults of each kind an article has.
function faultsOf(article) {
  if (!article.faults) {
    article.faults = { differs: 0, missed: 0, wrong: 0 };
    for (const pair of [...article.claims, ...article.entities]) {
      const verdict = verdictOf(pair);
      if (verdict !== "right") article.faults[verdict] += 1;
    }
  }
  return article.faults;
}

// The folder that the files of all articles lie in; behind # stands an id, in which anything may stand.
const COMMON = (() => {
  const files = data.articles.map((article) => article.name.split("#")[0]);
  let common = (files[0] ?? "").slice(0, files[0]?.lastIndexOf("/") + 1);
  while (common && !files.every((file) => file.startsWith(common))) {
    common = common.slice(0, common.lastIndexOf("/", common.length - 2) + 1);
  }
  return common;
})();

const shortName = (article) => article.name.slice(COMMON.length);

// Offsets that count code points, as golden files do → offsets into a string.
function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const units = [];
  let unit = 0;
  for (const letter of text) {
    units.push(unit);
    unit += letter.length;
  }
  return (offset) => units[offset] ?? text.length;
}
