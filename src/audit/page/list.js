// Articles → the list beside them, and the filter above it.

// The report has the worst first.
const ORDERS = {
  "worst first": (left, right) => left.place - right.place,
  "most faults": (left, right) => faultCount(right) - faultCount(left) || left.place - right.place,
  "by name": (left, right) => (left.name < right.name ? -1 : 1),
};

const faultCount = (article) => Object.values(faultsOf(article)).reduce((sum, count) => sum + count, 0);

const PART_OF_LIST = 60;

// The articles that are shown, in their order.
let shown = [];

function buildFilter() {
  const frames = data.frames ? Object.keys(data.frames) : framesOf(data.score);
  const choice = (name, every, options) => el("label", {}, el("span", {}, name),
    el("select", { name, onchange: filter }, el("option", { value: "" }, every),
      options.map((option) => el("option", { value: option }, label(option)))));
  byId("filter").replaceChildren(
    el("label", { class: "search" }, el("span", {}, "search"),
      el("input", { type: "search", name: "text", placeholder: "name, headline or text", oninput: filter, autocomplete: "off" })),
    choice("frame", "all", frames),
    choice("fault", "all", Object.keys(FAULTS)),
    el("label", {}, el("span", {}, "rule"),
      el("input", { type: "search", name: "rule", list: "rules", placeholder: "rule or row", oninput: filter, onfocus: suggestRules, autocomplete: "off" }),
      el("datalist", { id: "rules" })),
    el("label", {}, el("span", {}, "order"), el("select", { name: "order", onchange: filter },
      Object.keys(ORDERS).map((name) => el("option", { value: name }, name)))));
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
}

// The rules and dictionary rows behind anything, as far as they are gathered.
const rules = new Set();

const gatherRules = (article) => anyPair(article, (kind, pair) => isBehind(kind, pair, (rule) => void rules.add(rule.replace(/: .*/, ""))));

// Offers them.
function suggestRules() {
  if (byId("rules").childElementCount === rules.size) return;
  byId("rules").replaceChildren(...[...rules].sort().map((rule) => el("option", { value: rule })));
}

// The article's row in the list.
const rowFor = (article) => article.row ??= el("li", {}, rowOf(article));

function rowOf(article) {
  return el("a", { href: addressOf(article) },
    el("span", { class: "name", title: article.name },
      words(shortName(article)), article.title ? words(article.title, { class: "headline" }) : null),
    el("span", { class: "marks" }, review.marks ? review.marks(article) : faultMarks(article)));
}

function faultMarks(article) {
  const marks = Object.entries(faultsOf(article)).filter(([, count]) => count).map(([verdict, count]) =>
    el("span", { class: `count ${verdict}`, title: VERDICTS[verdict] }, whole(count), silent(` ${VERDICTS[verdict]} `)));
  return marks.length ? marks : el("span", { class: "count right" }, "✓", silent("nothing wrong"));
}

function filter() {
  const form = byId("filter").elements;
  askFor(Object.fromEntries(Object.keys(asked).map((name) => [name, form[name].value.trim()])));
  shown = data.articles.filter(matchesArticle).sort(ORDERS[form.order.value]);
  fill(byId("list"), shown, rowFor, PART_OF_LIST);
  byId("count").textContent = shown.length === data.articles.length
    ? counted(shown.length, "article") : `${whole(shown.length)} of ${counted(data.articles.length, "article")}`;
  markMatches();
}
