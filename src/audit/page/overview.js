// Figures → bars, each with its change against the last audit.

// The measures of claims and entities, as the report names its figures: "tariff core", "country exact".
const MEASURES = ["found", "field", "core", "whole"];

function overview() {
  const { score } = data;
  const { whole: { right }, found } = Object.fromEntries(MEASURES.map((measure) => [measure, figureOf("claims", `all ${measure}`)]));
  const verdicts = { right, differs: found.right - right, missed: found.gold - found.right, wrong: found.predicted - found.right };
  // Of drafts alone there is no figure.
  const hasFigures = data.against || !data.articles.every((article) => article.draft);
  const claims = Object.entries(verdicts).flatMap(([verdict, count], index) => [
    index ? ", " : "; claims: ", el("span", { class: `count ${verdict}` }, `${whole(count)} ${VERDICTS[verdict]}`),
  ]);
  return el("div", { class: "overview" },
    el("h1", {}, data.heading, data.against ? ` and ${data.against}` : null),
    hasFigures || data.drafts ? el("p", { class: "lead" }, counted(data.articles.length, "article"), hasFigures ? claims : null,
      data.drafts && !review.lead ? `. The figures leave out ${counted(data.drafts, "draft")} until somebody accepts what stands there.` : ".") : null,
    review.lead?.(),
    data.since ? el("p", { class: "since" }, "The tick in a bar and the change beside it are against ", words(data.since.name), ".") : null,
    data.changes ? changesSection(data.changes) : null,
    hasFigures ? figureTables(score) : null);
}

function figureTables(score) {
  return [
    figureTable("Claims", "claims", MEASURES.map((measure) => [measure, `all ${measure}`])),
    measureTable("Claims by frame", "claims", framesOf(score), MEASURES, (frame, measure) => `${frame} ${measure}`),
    measureTable("Entities", "entities", Object.keys(score.entities).filter((name) => !name.endsWith(" exact")), ["near", "exact"],
      (type, measure) => measure === "exact" ? `${type} exact` : type),
    ["actions", "modalities", "roles"].map((group) => figureTable(capital(group), group, Object.keys(score[group]).map((name) => [name, name]))),
    confusionTable("actions", score.action_confusion),
    confusionTable("modalities", score.modality_confusion),
  ];
}

// A figure of what nobody wrote or found.
const NONE = { precision: 0, recall: 0, f1: 0, right: 0, gold: 0, predicted: 0 };

const capital = (word) => word[0].toUpperCase() + word.slice(1);

// A figure of a group, and what it was in the last audit.
const figureOf = (group, name) => ({ ...NONE, ...data.score[group][name], before: data.since?.score[group]?.[name]?.f1 });

// One figure a row, with everything that is known of it.
function figureTable(title, group, rows) {
  if (!rows.length) return null;
  const heads = ["precision", "recall", VERDICTS.right, SIDES.gold, SIDES.found];
  return el("section", { class: `figures ${group}` },
    el("h2", {}, title),
    el("div", { class: "scroll" }, el("table", {},
      el("thead", {}, el("tr", {},
        el("td"), el("th", { scope: "col", class: "wide" }, "F1"),
        heads.map((head) => el("th", { scope: "col", class: "more" }, head)))),
      el("tbody", {}, rows.map(([title, name]) => {
        const figure = figureOf(group, name);
        return el("tr", {},
          el("th", { scope: "row" }, label(title)), el("td", { class: "wide" }, bar(figure)),
          [three(figure.precision), three(figure.recall), whole(figure.right), whole(figure.gold), whole(figure.predicted)]
            .map((text) => el("td", { class: "more" }, text)));
      })))));
}

// The F1 of one thing by several measures a row.
function measureTable(title, group, names, measures, figureName) {
  if (!names.length) return null;
  return el("section", { class: "figures measures" },
    el("h2", {}, title),
    el("div", { class: "scroll" }, el("table", {},
      el("thead", {}, el("tr", {}, el("td"),
        measures.map((measure) => el("th", { scope: "col" }, measure)), el("th", { scope: "col", class: "more" }, SIDES.gold))),
      el("tbody", {}, names.map((name) => el("tr", {},
        el("th", { scope: "row" }, label(name)),
        measures.map((measure) => el("td", {}, bar(figureOf(group, figureName(name, measure))))),
        el("td", { class: "more" }, whole(figureOf(group, figureName(name, measures[0])).gold))))))));
}

// An F1 as a bar, in digits, and with its change.
function bar(figure) {
  const meter = el("span", { class: "meter", "aria-hidden": "true" });
  meter.style.setProperty("--f1", figure.f1);
  if (figure.before != null) {
    meter.append(el("span", { class: "tick" }));
    meter.style.setProperty("--before", figure.before);
  }
  return el("div", { class: "bar-of" }, meter, el("span", {}, three(figure.f1)), data.since ? change(figure) : null);
}

// "▲ 0.012": the sign is a shape, so that nobody needs to tell the colours apart.
function change(figure) {
  if (figure.before == null) return el("span", { class: "new" }, "new");
  const by = figure.f1 - figure.before;
  if (Math.abs(by) < 0.0005) return el("span", { class: "same" }, "=");
  const rose = by > 0;
  return el("span", { class: rose ? "rose" : "fell" }, `${rose ? "▲" : "▼"} ${three(Math.abs(by))}`);
}

// What was taken for what: golden rows, found columns.
function confusionTable(of, confusion) {
  const names = [...new Set(Object.entries(confusion).flatMap(([gold, row]) => [gold, ...Object.keys(row)]))].sort();
  if (!names.length) return null;
  const count = (gold, found) => confusion[gold]?.[found] ?? 0;
  const most = Math.max(1, ...names.flatMap((gold) => names.filter((found) => found !== gold).map((found) => count(gold, found))));
  const cell = (gold, found) => {
    const times = count(gold, found);
    const kind = gold === found ? "same" : times ? "other" : "none";
    const node = el("td", { class: kind, title: `${SIDES.gold}: ${label(gold)}, ${SIDES.found}: ${label(found)}` }, times ? whole(times) : "·");
    if (kind === "other") node.style.setProperty("--weight", times / most);
    return node;
  };
  return el("section", { class: "confusion" },
    el("h2", {}, `Confusion of ${of}`),
    el("p", {}, `Rows are ${SIDES.gold} and columns ${SIDES.found}, in claims that were paired.`),
    el("div", { class: "scroll" }, el("table", {},
      el("thead", {}, el("tr", {}, el("td"), names.map((name) => el("th", { scope: "col" }, el("span", {}, label(name)))))),
      el("tbody", {}, names.map((gold) => el("tr", {},
        el("th", { scope: "row" }, label(gold)), names.map((found) => cell(gold, found))))))));
}
