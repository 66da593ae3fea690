// Claims and entities → cards with gold and found side by side.

const PART_OF_CARDS = 40;

function itemLists(article) {
  const list = (kind, title, items) => el("section", { class: `list-of-${kind}`, "aria-label": title },
    el("h2", {}, title, el("span", { class: "total" }, whole(items.length))),
    items.length
      ? fill(el("div", { class: "cards" }), items, (item) => cardOf(article, item), PART_OF_CARDS)
      : el("p", { class: "nothing" }, "none, neither in gold nor found"));
  return [list("claim", "Claims", claimsOf(article)), list("entity", "Entities", entitiesOf(article))];
}

// The card of an item, made if it is not there yet.
function cardFor(item) {
  const list = document.querySelector(`.list-of-${item.kind} .cards`);
  while (!byId(`${item.kind}-${item.number}`) && list.more());
  return byId(`${item.kind}-${item.number}`);
}

function cardOf(article, item) {
  const card = item.kind === "claim" ? claimCard(article, item) : entityCard(article, item);
  card.item = item;
  card.classList.toggle("dimmed", !matchesItem(item));
  review.dress?.(card, item);
  return card;
}

function claimCard(article, item) {
  const side = item.gold ?? item.found;
  return el("article", { class: `card claim ${item.verdict}`, id: `claim-${item.number}`, tabindex: "-1", "aria-labelledby": `title-${item.number}` },
    el("header", {},
      el("a", { class: "number", href: addressOf(article, item), "aria-label": `claim ${item.number}` }, `${item.number}`),
      el("h3", { id: `title-${item.number}` }, `${label(side.frame)} · `, el("b", {}, label(side.action))),
      badge(item)),
    item.found?.statement ? el("p", { class: "statement" }, words(item.found.statement)) : null,
    slotTable(item),
    rulesOf(item),
    el("a", { class: "evidence", href: `#text-${item.number}`, title: "to the text", dir: "auto", onclick: (event) => toText(event, article, item) }, side.evidence || "its place in the text"));
}

const badge = (item) => el("span", { class: `badge ${item.verdict}` },
  item.differs.length ? `differs: ${item.differs.map(label).join(", ")}` : VERDICTS[item.verdict]);

function slotTable(item) {
  const rows = SLOTS.filter((slot) => filled(item.gold?.[slot]) || filled(item.found?.[slot]));
  return el("table", { class: "slots" },
    el("thead", {}, el("tr", {}, ["slot", SIDES.gold, SIDES.found].map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, rows.map((slot) => el("tr", { class: item.differs.includes(slot) ? "differs" : null },
      el("th", { scope: "row" }, label(slot), item.differs.includes(slot) ? silent(" (differs)") : null),
      el("td", { "data-side": "gold" }, item.gold ? valuesOf(item.gold[slot]) : el("span", { class: "absent" }, "–")),
      el("td", { "data-side": "found" }, item.found ? valuesOf(item.found[slot], item.pair.rows.filter((row) => row.role === slot)) : el("span", { class: "absent" }, "–"))))));
}

const filled = (value) => value === true || (Array.isArray(value) ? value.length > 0 : Boolean(value));

// A golden value is written "?this|or that"; a found one knows its name, its id and the dictionary row behind it.
function valuesOf(value, rows = []) {
  if (!filled(value)) return el("span", { class: "absent" }, "–");
  return [value].flat().map((one) => {
    if (one === true) return el("div", {}, "yes");
    if (typeof one === "string") {
      return el("div", {}, words(one.replace(/^\?/, "").replaceAll("|", " or ")), one.startsWith("?") ? el("span", { class: "id" }, " welcome") : null);
    }
    const row = rows.find((row) => row.id === one.id)?.found_by;
    return el("div", {},
      words(one.name || one.text), one.id && one.id !== one.name ? el("span", { class: "id" }, ` ${one.id}`) : null,
      one.carried ? el("span", { class: "id" }, " carried") : null,
      row ? el("code", { class: "row" }, row) : null);
  });
}

const rulesOf = (item) => item.found?.rules.length && !data.against
  ? el("p", { class: "rules" }, "by ", item.found.rules.map((rule) => el("code", {}, rule))) : null;

function entityCard(article, item) {
  const { gold, found } = item;
  const side = gold ?? found;
  const id = (entity) => entity ? words(entity.id || entity.text) : el("span", { class: "absent" }, "–");
  return el("article", { class: `card entity ${item.verdict}`, id: `entity-${item.number}`, tabindex: "-1" },
    el("a", { class: "words", href: addressOf(article, item) }, words(side.text || side.id), silent(`, entity ${item.number}`)),
    el("span", { class: `type ${side.type}` }, side.type),
    el("span", { class: "ids" }, silent(`${SIDES.gold} `), id(gold),
      !isFault(item) || gold?.id === found?.id ? null : [" → ", silent(`${SIDES.found} `), id(found)]),
    isFault(item) ? badge(item) : null,
    found ? el("code", { class: "row" }, found.found_by) : null);
}
