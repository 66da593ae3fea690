// The address → what is shown; keys and clicks → the address.

// What is shown: an article, and the item chosen in it.
let current = null, chosen = null;

// #/ , #/articles , #/article/NAME , #/article/NAME/claim/3
function show() {
  const [view, name, kind, number] = location.hash.slice(2).split("/").map(decoded);
  const article = view === "article" ? data.articles.find((article) => article.name === name) : null;
  document.body.dataset.view = article ? "article" : view === "articles" ? "articles" : "overview";
  byId("to-overview").toggleAttribute("aria-current", document.body.dataset.view === "overview");
  byId("to-articles").toggleAttribute("aria-current", document.body.dataset.view === "articles");
  if (article !== current || !article) present(article);
  choose(article ? itemsOf(article).find((item) => item.kind === kind && item.number === Number(number)) : null);
}

// Goes to an address at once: a key may come before the browser tells of a change of it.
function go(address) {
  if (address !== location.hash) history.pushState(null, "", address);
  show();
}

// A part of an address; one that somebody broke is taken as it stands.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function present(article) {
  if (current) rowFor(current).firstChild.removeAttribute("aria-current");
  current = article ?? null;
  byId("main").replaceChildren(article ? articleView(article) : overview());
  document.title = `${article ? article.title || article.name : data.heading} · claimwire`;
  scrollTo(0, 0);
  if (!article) return;
  rowFor(article).firstChild.setAttribute("aria-current", "page");
  while (shown.includes(article) && !rowFor(article).isConnected && byId("list").more());
  rowFor(article).scrollIntoView({ block: "nearest" });
}

function choose(item) {
  document.querySelector(".card.chosen")?.classList.remove("chosen");
  chosen = item ?? null;
  light(current, chosen);
  if (!chosen) return;
  const card = cardFor(chosen);
  card.classList.add("chosen");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  if (!narrow()) firstLit()?.scrollIntoView({ block: "nearest" });
}

const firstLit = () => document.querySelector(".text .lit");
const narrow = () => matchMedia("(max-width: 60rem)").matches;

// Chooses an item and goes to the place in the text where it stands.
function toText(event, article, item) {
  event.preventDefault();
  if (chosen !== item) history.pushState(null, "", addressOf(article, item));
  choose(item);
  firstLit()?.scrollIntoView({ block: "center" });
}

// Dims what the filter does not ask for.
function markMatches() {
  for (const card of document.querySelectorAll(".card")) card.classList.toggle("dimmed", !matchesItem(card.item));
}

// To the article `by` places further in the list.
function nextArticle(by) {
  const place = shown.indexOf(current);
  const next = place < 0 ? shown[0] : shown[place + by];
  if (next) go(addressOf(next));
}

// To the item `by` places further among those that are asked for.
function nextItem(by) {
  if (!current) return;
  const items = itemsOf(current).filter(matchesItem);
  const place = chosen ? items.indexOf(chosen) : by > 0 ? -1 : items.length;
  const next = items[place + by];
  if (next) go(addressOf(current, next));
}

function toggleTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  remember("theme", document.documentElement.dataset.theme);
}

// A browser may deny a page opened from disk its memory; the page then starts anew each time.
function remember(name, value) {
  try {
    localStorage.setItem(`claimwire ${name}`, value);
  } catch { /* nothing is kept */ }
}

function remembered(name) {
  try {
    return localStorage.getItem(`claimwire ${name}`);
  } catch {
    return null;
  }
}

// Keys with what they do, in the order of the help; a review adds its own.
const KEYS = [
  ["j", "next article", () => nextArticle(1)],
  ["k", "article before", () => nextArticle(-1)],
  ["n", "next claim or entity", () => nextItem(1)],
  ["p", "claim or entity before", () => nextItem(-1)],
  ["g", "from a claim to its text", () => firstLit()?.scrollIntoView({ block: "center" })],
  ["o", "overview", () => go("#/")],
  ["/", "search", () => byId("filter").elements.text.focus()],
  ["f", "filter by frame, fault or rule", () => byId("filter").elements.frame.focus()],
  ["t", "light or dark", toggleTheme],
  ["?", "this help", () => byId("help").showModal()],
];

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = KEYS.find(([key]) => key === event.key);
  // A key that is held down walks on, and judges nothing more than once.
  if (!key || (event.repeat && !"jknp".includes(event.key))) return;
  event.preventDefault();
  key[2]();
}

function buildHelp() {
  byId("help").replaceChildren(
    el("h2", { id: "help-title" }, "Keys"),
    el("dl", {}, KEYS.map(([key, what]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)))),
    el("button", { type: "button", autofocus: true, onclick: () => byId("help").close() }, "Close"));
}

// Makes what filters look at while nobody waits for anything.
function prepare(place = 0) {
  const until = performance.now() + 8;
  for (; place < data.articles.length && performance.now() < until; place += 1) {
    faultsOf(data.articles[place]);
    lowerOf(data.articles[place]);
    gatherRules(data.articles[place]);
  }
  if (place < data.articles.length) setTimeout(prepare, 8, place);
}

function start() {
  document.documentElement.dataset.theme = remembered("theme") ?? "";
  if (!document.documentElement.dataset.theme) delete document.documentElement.dataset.theme;
  // Changes over an archive come without articles.
  byId("side").hidden = byId("to-articles").hidden = !data.articles.length;
  byId("task").textContent = data.task ?? "audit";
  buildFilter();
  data.articles.forEach((article, place) => { article.place = place; });
  filter();
  buildHelp();
  addEventListener("hashchange", show);
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", () => {
    for (const list of document.querySelectorAll(".cards")) while (list.more());
  });
  byId("theme").addEventListener("click", toggleTheme);
  byId("help-button").addEventListener("click", () => byId("help").showModal());
  byId("main").addEventListener("click", (event) => {
    const node = event.target.closest(".text span, .text mark");
    const card = event.target.closest(".card");
    const item = node ? itemAt(current, node) : !event.target.closest("a") && card?.item;
    if (item) go(addressOf(current, item));
  });
  show();
  prepare();
}

