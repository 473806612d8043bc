/* Every visible text against what is behind it; returns what is too faint
   for WCAG AA: 4.5, or 3 for large text. */
const parse = (c) => c.match(/[\d.]+/g).map(Number);
const light = (c) => {
	const [r, g, b] = c.slice(0, 3).map((v) => {
		const s = v / 255;
		return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (node) => {
	for (let e = node; e; e = e.parentElement) {
		const c = parse(getComputedStyle(e).backgroundColor);
		if (c.length < 4 || c[3] > 0)
			return c;
	}
	return [255, 255, 255];
};
const faint = [];
let seen = 0;
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
	const e = walk.currentNode.parentElement;
	if (!walk.currentNode.data.trim() || !e.getClientRects().length
		|| ["SCRIPT", "STYLE", "NOSCRIPT", "title"].includes(e.tagName))
		continue;
	const style = getComputedStyle(e);
	const svg = e instanceof SVGElement;
	const ink = parse(svg ? style.fill : style.color);
	const size = parseFloat(style.fontSize);
	let ground = behind(e);
	if (svg) {
		/* The bar that a label stands on. */
		const box = e.getBoundingClientRect();
		const under = [...e.ownerSVGElement.querySelectorAll("rect")].find((r) => {
			const b = r.getBoundingClientRect();
			return b.left <= box.left && b.right >= box.right
				&& b.top <= box.top && b.bottom >= box.bottom
				&& r.parentElement.getAttribute("aria-description") === "bands";
		});
		if (under)
			ground = parse(getComputedStyle(under).fill);
	}
	const [high, low] = [light(ink), light(ground)].sort((a, b) => b - a);
	const ratio = (high + 0.05) / (low + 0.05);
	const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
	seen++;
	if (ratio < (large ? 3 : 4.5))
		faint.push(`${ratio.toFixed(2)} ${e.tagName}.${e.getAttribute("class")}: `
			+ walk.currentNode.data.trim().slice(0, 40));
}
return seen > 10 ? faint.join("\n") : "no text seen";
