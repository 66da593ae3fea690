// Every text that is shown → those whose contrast is too low (WCAG 2.2, 1.4.3), and controls that have no name.
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const over = (top, below) => [0, 1, 2].map((at) => (top[at] * top[3] + below[at] * (255 - top[3])) / 255);
  const ground = (node) => node ? over(rgba(getComputedStyle(node).backgroundColor), ground(node.parentElement)) : [255, 255, 255];
  const light = (color) => color.map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

  const faults = new Set();
  for (const node of document.body.querySelectorAll("*")) {
    const own = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    if (!own || !node.checkVisibility({ visibilityProperty: true }) || node.closest(".silent, .dimmed, script, option, td.none")) continue;
    const style = getComputedStyle(node), below = ground(node);
    const found = contrast(light(over(rgba(style.color), below)), light(below));
    if (found < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) faults.add(`${node.localName}.${node.className}: contrast ${found.toFixed(2)}`);
  }
  for (const node of document.querySelectorAll("button, input, select, textarea, a[href]")) {
    const name = node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent;
    if (!name.trim()) faults.add(`${node.localName}#${node.id}.${node.className}: no name`);
  }
  return [...faults];
})()
