// One article → its text, with entities and claims marked.

const addressOf = (article, item) =>
  `#/article/${encodeURIComponent(article.name)}${item ? `/${item.kind}/${item.number}` : ""}`;

// The stretches of the shown text that a claim or an entity covers: { start, end, node }, in order.
let stretches = [];

// Those of the chosen item.
let lit = [];

function articleView(article) {
  const faults = faultsOf(article);
  return el("div", { class: "article" },
    el("header", { class: "head" },
      el("h1", { dir: "auto" }, article.title || article.name),
      el("p", { class: "origin" },
        article.title ? words(article.name) : null,
        Object.entries(faults).filter(([, count]) => count).map(([verdict, count]) =>
          el("span", { class: `count ${verdict}` }, `${whole(count)} ${VERDICTS[verdict]}`)))),
    el("section", { class: "text", "aria-label": "Text" }, textOf(article)),
    el("div", { class: "items" }, itemLists(article)),
    review.bar?.(article));
}

// Where a paragraph ends: at a line's end, or, where lines are broken at a fixed width, at an empty or an indented line.
const LINES = /(\n+)/;
const WRAPPED = /(\n(?:[ \t]*\n)+[ \t]*|\n(?=[ \t]{2}))/;

// Paragraphs of stretches. Every place where a mark begins or ends cuts the text once, so that marks may overlap in any way.
function textOf(article) {
  const at = unitsOf(article.text);
  const marks = itemsOf(article).flatMap((item) => marksOf(item, at));
  marks.sort((left, right) => left.start - right.start || right.end - left.end);
  const cuts = [...new Set(marks.flatMap((mark) => [mark.start, mark.end]))].sort((left, right) => left - right);
  const ends = Map.groupBy(marks.filter((mark) => mark.item.kind === "claim" && mark.whole), (mark) => mark.end);
  const open = new Set();
  const paragraphs = [];
  let paragraph = [], first = 0, next = 0, from = 0;
  stretches = [];

  const close = () => {
    if (paragraph.length) paragraphs.push(el("p", { dir: "auto", class: article.wrapped ? "wrapped" : null, "data-start": first }, paragraph));
    paragraph = [];
  };
  const add = (start, end) => {
    let place = start;
    article.text.slice(start, end).split(article.wrapped ? WRAPPED : LINES).forEach((piece, index) => {
      if (index % 2) {
        close();
      } else if (piece) {
        if (!paragraph.length) first = place;
        const node = open.size ? stretchOf(article, piece, open) : piece;
        if (open.size) stretches.push({ start, end, node });
        paragraph.push(node);
      }
      place += piece.length;
    });
  };
  for (const cut of cuts.concat(article.text.length > (cuts.at(-1) ?? -1) ? article.text.length : [])) {
    if (cut > from) add(from, cut);
    paragraph.push(...referencesTo(article, ends.get(cut) ?? []));
    for (const mark of open) if (mark.end <= cut) open.delete(mark);
    for (; next < marks.length && marks[next].start <= cut; next += 1) if (marks[next].end > cut) open.add(marks[next]);
    from = Math.max(from, cut);
  }
  close();
  return paragraphs;
}

// The roles of a found claim that stand in words of the text.
const ROLES = ["actor", "target", "product", "rate", "rate_before", "amount", "indicator", "requester", "attribution", "time"];

// Where an item stands: a claim in its sentence and, where it was found, in the words of its roles.
function marksOf(item, at) {
  const mark = (side, role) => ({ item, role, whole: !role, start: at(side.start), end: at(side.end) });
  const marks = [item.gold, item.found].filter((side) => side).map((side) => mark(side));
  if (marks.length === 2) {
    const [gold, found] = marks;
    if (item.kind === "claim" || (gold.start === found.start && gold.end === found.end)) marks.pop();
  }
  if (item.kind === "claim" && item.found) {
    for (const slot of ROLES) {
      for (const argument of [item.found[slot]].flat()) if (argument) marks.push(mark(argument, slot));
    }
  }
  return marks.filter(({ start, end }) => end > start);
}

function stretchOf(article, piece, open) {
  let entity = null, claim = false;
  for (const mark of open) {
    if (mark.item.kind === "entity") entity = mark.item;
    else if (mark.whole) claim = true;
  }
  if (!entity) return el("span", { class: claim ? "claimed" : null }, piece);
  const { type, id } = entity.gold ?? entity.found;
  return el("mark", { class: `${type} ${entity.verdict}${claim ? " claimed" : ""}`, title: `${type}: ${id} (${VERDICTS[entity.verdict]})` }, piece);
}

// Behind a sentence, the numbers of its claims.
function referencesTo(article, marks) {
  return marks.map(({ item }) => el("a", {
    class: `reference ${item.verdict}`, id: `text-${item.number}`, href: addressOf(article, item),
    "aria-label": `claim ${item.number}, ${VERDICTS[item.verdict]}`,
  }, `${item.number}`));
}

// Lights up what an item stands on, and names the roles of a claim at their words.
function light(article, item) {
  for (const node of lit) {
    node.classList.remove("lit");
    delete node.dataset.role;
  }
  lit = [];
  if (!item) return;
  for (const mark of marksOf(item, unitsOf(article.text))) {
    const covered = stretches.filter(({ start, end }) => start < mark.end && end > mark.start);
    for (const { node } of covered) node.classList.add("lit");
    lit.push(...covered.map(({ node }) => node));
    if (mark.role && covered.length) covered.at(-1).node.dataset.role = label(mark.role);
  }
}

// The item that a click in the text means: an entity at its own words, a claim elsewhere in its sentence.
function itemAt(article, node) {
  const stretch = stretches.find((stretch) => stretch.node === node);
  const at = unitsOf(article.text);
  const covers = (item) => marksOf(item, at).some((mark) => mark.start <= stretch.start && mark.end >= stretch.end);
  const items = node.localName === "mark" ? entitiesOf(article) : claimsOf(article);
  return stretch && items.find(covers);
}
