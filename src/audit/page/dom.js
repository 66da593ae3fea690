// Elements. Text from articles enters the page here and only as text.

// An element with its attributes and children; a child that is a string becomes text, one that is null nothing.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  // Children come first: with dir="auto", a browser would look for the direction again at each of them.
  for (const child of children.flat(Infinity)) if (child != null) node.append(visible(child));
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  return node;
}

// Control characters would be invisible or steer the reading direction; a picture of each stands in its place.
// The length stays, so that offsets still hold.
function visible(text) {
  if (typeof text !== "string") return text;
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

const byId = (id) => document.getElementById(id);

// Words of an article in their own direction, whatever stands around them.
const words = (text, attributes) => el("bdi", attributes, text);

// Words for those who do not see the page.
const silent = (text) => el("span", { class: "silent" }, text);

// 0.91234 → "0.912".
const three = (figure) => figure.toFixed(3);

// 2000 → "2,000".
const whole = (count) => count.toLocaleString("en");

// "1 claim", "2 claims".
const counted = (count, noun) => `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;

// Thousands of nodes are made a part at a time: the first part at once, the next when its button comes into sight.
// A container so filled has `more()`, which says whether it added anything.
function fill(container, things, nodeOf, part) {
  let made = 0;
  const button = el("button", { type: "button", class: "more" , onclick: () => container.more() });
  const sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && container.more());
  container.more = () => {
    if (made >= things.length) return false;
    button.remove();
    container.append(...things.slice(made, made += part).map(nodeOf));
    if (made < things.length) {
      button.textContent = `show more (${whole(things.length - made)} left)`;
      container.append(button);
      sight.observe(button);
    } else {
      sight.disconnect();
    }
    return true;
  };
  container.replaceChildren();
  container.more();
  return container;
}
