// Judging: verdicts go to the server one at a time, and what it answers is what the page shows.

const LISTS = ["actor", "target", "product"];
const SINGLES = ["rate", "rate_before", "amount", "indicator", "requester", "attribution"];

if (data.against) {
  const folder = (path) => path.split("/").filter((name) => name).at(-1);
  const [gold, found] = [data.heading, data.against];
  Object.assign(SIDES, folder(gold) === folder(found) ? { gold, found } : { gold: folder(gold), found: folder(found) });
  Object.assign(VERDICTS, { right: "agreed", missed: `only ${SIDES.gold}`, wrong: `only ${SIDES.found}` });
} else {
  VERDICTS.right = "as found";
}
FAULTS["to judge"] = (kind, pair, judging) => judging.open;
delete ORDERS["worst first"];
delete ORDERS["most faults"];
ORDERS["most to judge"] = (left, right) => openCount(right) - openCount(left) || left.place - right.place;

const openIn = (article) => itemsOf(article).filter((item) => item.judging.open);

// How many there are, without making items of thousands of articles.
const openCount = ({ claim_verdicts, entity_verdicts }) => [claim_verdicts, entity_verdicts].flat().filter(({ open }) => open).length;

// What is said under the article: the last thing saved, or why nothing was.
let said = "";

review.marks = (article) => {
  const open = openCount(article);
  return [
    article.draft ? el("span", { class: "draft" }, "draft") : null,
    open ? el("span", { class: "count open" }, whole(open), silent(" to judge")) : el("span", { class: "count right" }, "✓", silent("all judged")),
  ];
};

review.dress = (card, item) => {
  card.classList.toggle("open", item.judging.open);
  (card.querySelector("header") ?? card).append(el("span", { class: "state" }, item.judging.open ? "to judge" : "judged"));
};

review.lead = () => {
  const open = data.articles.reduce((sum, article) => sum + openCount(article), 0);
  const drafts = data.articles.filter((article) => article.draft).length;
  return el("p", { class: "lead" }, el("b", {}, `${whole(open)} to judge`), drafts ? `, ${counted(drafts, "draft")}, which the figures leave out until they are done. ` : ". ",
    el("kbd", {}, "l"), " goes to the next.");
};

// The bar below an article: what can be said of the chosen item, and of the article.
review.bar = (article) => {
  const all = itemsOf(article).length, open = openCount(article);
  const button = ([key, what, act]) => el("button", { type: "button", onclick: act, "data-key": key }, what, el("kbd", { "aria-hidden": "true" }, key));
  return el("div", { class: "judging", role: "toolbar", "aria-label": "Judging" },
    el("div", { class: "progress" },
      el("progress", { max: all, value: all - open, "aria-label": "judged" }), ` ${whole(all - open)} of ${whole(all)} judged${article.draft && !open ? ", not done yet" : ""}`,
      el("span", { id: "said", role: "status" }, said)),
    el("div", { class: "verdicts" }, JUDGING.map(button)));
};

const JUDGING = [
  ["y", "accept", () => inTurn(() => judge("accept"))],
  ["e", "correct", () => inTurn(edit)],
  ["x", "reject", () => inTurn(() => judge("reject"))],
  ["r", `take ${SIDES.found}`, () => inTurn(() => judge("take"))],
  ["u", "undo", () => inTurn(undo)],
  ["l", "next to judge", nextOpen],
  ["c", "new claim", () => openForm("claim", null)],
  ["m", "new entity", () => openForm("entity", null)],
  ["d", "article done", () => inTurn(done)],
];
KEYS.unshift(...JUDGING);

// Keys may come faster than answers: each is for what the one before it leads to. How many are still to come is `sending`.
let last = Promise.resolve(), sending = 0;

function inTurn(act) {
  sending += 1;
  last = last.then(act).finally(() => { sending -= 1; });
}

const SAID = { accept: "accepted", add: "added", correct: "corrected", reject: "rejected", dismiss: "dismissed" };

// The verdict that a key means, of an item that stands in gold and of one that does not.
function verdictFor(item, word) {
  const { item: it, instead } = item.judging;
  const inGold = Boolean(item.gold);
  if (word === "accept") return { verdict: inGold ? "accept" : "add", item: it };
  if (word === "take") return instead && item.differs.length ? { verdict: "correct", item: it, to: instead } : inGold ? null : { verdict: "add", item: it };
  return inGold ? { verdict: "reject", item: it, found: item.differs.length ? undefined : instead ?? undefined } : { verdict: "dismiss", item: it };
}

function judge(word) {
  if (!chosen) return say("choose a claim or an entity first: n");
  const verdict = verdictFor(chosen, word);
  if (!verdict) return say("there is nothing to take");
  return send("/judge", { file: current.file, ...verdict }, `${SAID[verdict.verdict]} ${nameOf(chosen)}`, true);
}

function undo() {
  return send("/undo", {}, "taken back", false);
}

function done() {
  if (!current) return;
  if (!current.draft) return say("this article is no draft");
  return send("/judge", { file: current.file, verdict: "done" }, `${shortName(current)} is done`, false);
}

const nameOf = (item) => item.kind === "claim"
  ? `claim ${item.number}, ${label((item.gold ?? item.found).frame)}` : `${item.kind} ${(item.gold ?? item.found).text}`;

// Sends a verdict and shows the answer; `goOn` moves to the next item that is to be judged.
async function send(path, body, what, goOn) {
  try {
    const answer = await answerTo(path, body);
    if (answer) take(answer, what, goOn);
    else say("there is nothing to take back");
  } catch (error) {
    say(`not saved: ${error.message}`);
  }
}

// What the server says to a request; an error says why it took nothing in.
async function answerTo(path, body) {
  const headers = { "content-type": "application/json", "x-claimwire-token": data.token };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => {
    throw new Error("claimwire review does not answer; start it again and open the address that it prints");
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

function say(what) {
  said = what;
  const node = byId("said");
  if (node) node.textContent = what;
}

function take(answer, what, goOn) {
  const article = data.articles.find((article) => article.file === answer.article.file);
  const before = current === article ? chosen : null;
  const scrolled = [scrollY, document.querySelector(".text")?.scrollTop ?? 0];
  const old = rowFor(article);
  Object.assign(article, answer.article, { claimItems: null, entityItems: null, items: null, faults: null, row: null });
  Object.assign(data, { score: answer.score, drafts: answer.drafts });
  old.replaceWith(rowFor(article));
  said = what;
  const undone = answer.undone && itemsOf(article).find(({ judging }) => JSON.stringify(judging.item) === JSON.stringify(answer.undone));
  if (current !== article) {
    // Whoever has gone on meanwhile is called back by an undo alone.
    if (answer.undone !== undefined) go(addressOf(article, undone));
    return;
  }
  present(article);
  scrollTo(0, scrolled[0]);
  const text = document.querySelector(".text");
  if (text) text.scrollTop = scrolled[1];
  const next = before && goOn ? openAfter(article, before) : null;
  const stay = before && itemsOf(article).filter((item) => item.kind === before.kind)[before.number - 1];
  const item = undone || next || stay;
  history.replaceState(null, "", addressOf(article, item));
  choose(item);
}

// The next item to judge from the place of one that was judged, then from the beginning.
function openAfter(article, before) {
  const items = itemsOf(article);
  const place = items.findIndex((item) => item.kind === before.kind && item.number >= before.number);
  const from = place < 0 ? 0 : place;
  return [...items.slice(from), ...items.slice(0, from)].find((item) => item.judging.open);
}

// To the next item to judge behind the chosen one, then in the articles that follow in the list, then from the beginning.
function nextOpen() {
  const items = current ? itemsOf(current) : [];
  const place = items.indexOf(chosen), at = shown.indexOf(current);
  const behind = items.slice(place + 1).find((item) => item.judging.open);
  const article = behind ? current : [...shown.slice(at + 1), ...shown.slice(0, at + 1)].find(openCount);
  if (article) go(addressOf(article, behind ?? openIn(article)[0]));
  else say("everything is judged");
}

function edit() {
  if (!chosen) return say("choose a claim or an entity first: n");
  openForm(chosen.kind, chosen);
}

// A form for an item, or for a new one at the words that are selected.
function openForm(kind, item) {
  if (!current) return;
  const selection = getSelection();
  const selected = item ? "" : selection.toString().trim();
  const near = selected ? placeOfSelection(selection) : unitsOf(current.text)((item ?? chosen)?.start ?? 0);
  const value = item?.judging.item[kind] ?? {};
  const form = el("form", { method: "dialog", autocomplete: "off" },
    el("h2", {}, `${item ? "Correct" : "New"} ${kind}`),
    kind === "claim" ? claimFields(value, selected || chosen?.gold?.evidence || chosen?.found?.evidence) : entityFields(value, selected),
    el("p", { class: "wrong-form", role: "alert" }),
    el("div", { class: "buttons" }, el("button", { type: "submit" }, "Save"), el("button", { type: "button", onclick: () => dialog.close() }, "Cancel")));
  const wrong = (why) => { form.querySelector(".wrong-form").textContent = why; };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const made = kind === "claim" ? claimFrom(form.elements, near) : entityFrom(form.elements, near);
    if (!made) return wrong("these words do not stand in the article");
    const verdict = item?.gold ? { verdict: "correct", item: item.judging.item, to: { [kind]: made } } : { verdict: "add", item: { [kind]: made } };
    const save = form.querySelector("[type=submit]");
    save.disabled = true;
    // What is refused stays in the form, to be mended.
    inTurn(() => answerTo("/judge", { file: current.file, ...verdict }).then((answer) => {
      dialog.close();
      take(answer, `${SAID[verdict.verdict]} ${kind}: ${made.text ?? label(made.frame)}`, Boolean(item));
    }, (error) => {
      save.disabled = false;
      wrong(`not saved: ${error.message}`);
    }));
  });
  const dialog = byId("form");
  dialog.replaceChildren(form);
  dialog.showModal();
}

const field = (name, input, hint) => el("label", {}, el("span", {}, label(name)), input, hint ? el("small", {}, hint) : null);
const input = (name, value, more) => el("input", { name, value: value ?? "", ...more });
const select = (name, value, options) => el("select", { name },
  options.map((option) => el("option", { value: option, selected: option === value }, label(option))));

function claimFields(claim, evidence) {
  const known = el("datalist", { id: "actions" });
  const frame = select("frame", claim.frame, Object.keys(data.frames));
  const offer = () => known.replaceChildren(...data.frames[frame.value].map((action) => el("option", { value: action })));
  frame.addEventListener("change", offer);
  offer();
  return [
    field("frame", frame), field("action", input("action", claim.action, { list: "actions", required: true })), known,
    LISTS.map((name) => field(name, input(name, (claim[name] ?? []).join("; ")), name === "actor" ? "several: US; CN · either: Donald Trump|US · welcome: ?JP" : null)),
    SINGLES.map((name) => field(name, input(name, claim[name]))),
    field("modality", select("modality", claim.modality, data.modalities)),
    field("negated", el("input", { type: "checkbox", name: "negated", checked: claim.negated })),
    field("evidence", el("textarea", { name: "evidence", rows: "3", required: true, dir: "auto" }, claim.evidence || evidence || ""), "the sentence, in the article's own words"),
  ];
}

function entityFields(entity, selected) {
  return [
    field("words", input("words", entity.text || selected, { required: true, dir: "auto" }), "as they stand in the article"),
    field("type", select("type", entity.type, data.types)),
    field("id", input("id", entity.id, { required: true }), "an ISO code, a full name, a number"),
  ];
}

function claimFrom(fields, near) {
  const place = placeOf(fields.evidence.value, near);
  if (!place) return null;
  const { start, end, text } = place;
  const claim = { start, end, frame: fields.frame.value, action: fields.action.value.trim() };
  for (const name of LISTS) {
    const values = fields[name].value.split(";").map((value) => value.trim()).filter((value) => value);
    if (values.length) claim[name] = values;
  }
  for (const name of SINGLES) if (fields[name].value.trim()) claim[name] = fields[name].value.trim();
  return { ...claim, modality: fields.modality.value, negated: fields.negated.checked, evidence: text };
}

function entityFrom(fields, near) {
  const place = placeOf(fields.words.value, near);
  if (!place) return null;
  const { start, end, text } = place;
  return { start, end, type: fields.type.value, id: fields.id.value.trim(), text };
}

// Where words stand in the article, in code points, and how: the place nearest to the string's offset `near`. Between words any
// space is as good as another, since the page shows the article's lines as paragraphs.
function placeOf(words, near) {
  const source = current.text;
  const sought = words.trim().split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|\/]/g, "\\$&")).join("\\s+");
  const found = sought ? [...source.matchAll(new RegExp(sought, "g"))] : [];
  found.sort((one, other) => Math.abs(one.index - near) - Math.abs(other.index - near));
  if (!found.length) return null;
  const [{ 0: text, index }] = found;
  const start = [...source.slice(0, index)].length;
  return { start, end: start + [...text].length, text };
}

// Where the selection begins in the article's text.
function placeOfSelection(selection) {
  const { startContainer, startOffset } = selection.getRangeAt(0);
  const paragraph = startContainer.parentElement?.closest(".text p");
  if (!paragraph) return 0;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(startContainer, startOffset);
  const words = before.cloneContents();
  for (const reference of words.querySelectorAll(".reference")) reference.remove();
  return Number(paragraph.dataset.start) + words.textContent.length;
}

document.body.append(el("dialog", { id: "form", "aria-label": "Correction" }));
