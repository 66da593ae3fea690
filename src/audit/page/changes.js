// What changed since an earlier reading of the articles → groups of one cause, which open to their claims.

// How many claims of a group are shown; ten thousand of one cause are read as one thing.
const SHOWN = 50;

const FATES = { came: "+ came", went: "− went", changed: "~ changed" };

function changesSection({ articles, same, groups }) {
  return el("section", { class: "changes" },
    el("h2", {}, "Changes by cause"),
    el("p", {}, `${counted(articles, "article")} compared; ${counted(same, "claim")} stayed the same.`),
    groups.map((group) => {
      const details = el("details", { ontoggle: () => details.children.length > 1 || details.append(...changesOf(group)) },
        el("summary", {},
          el("span", { class: `fate ${group.fate}` }, FATES[group.fate], group.slot ? ` ${label(group.slot)}` : null),
          causeOf(group.cause),
          el("span", { class: "total" }, `${whole(group.count)}× in ${counted(group.articles, "article")}`)));
      return details;
    }));
}

function changesOf({ changes }) {
  const more = changes.length - SHOWN;
  return [el("ul", {}, changes.slice(0, SHOWN).map(changeOf)), more > 0 ? el("p", {}, `and ${whole(more)} more`) : ""];
}

// The rules and rows behind both sides; one that is the same on both is told once.
function causeOf({ before, after }) {
  const names = (side) => side.map((name, index) => [index ? ", " : "", el("code", {}, words(name))]);
  const parts = [names(before), names(after)].filter((side) => side.length);
  const isSame = before.join() === after.join();
  return el("span", { class: "cause" }, parts[0] ?? null, parts[1] && !isSame ? [" → ", parts[1]] : null);
}

// A change, with a link to its claim, or to its article where the claim is no more or stands in the headline.
function changeOf({ article: name, claim, statement, evidence, before = [], after = [], slot }) {
  const values = (side) => words(side.join(", ") || "nothing");
  const article = data.articles.find((article) => article.name === name);
  const item = article && claimsOf(article).find(({ found }) => found?.id === claim);
  return el("li", {}, article ? el("a", { href: addressOf(article, item) }, words(shortName(article))) : words(name), ": ", words(statement),
    slot ? el("span", { class: "id" }, " (", values(before), " → ", values(after), ")") : null,
    el("p", { class: "id", dir: "auto" }, evidence));
}
