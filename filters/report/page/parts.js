/* SPDX-License-Identifier: MIT */
/* Pieces that several views are made of. */

function chip(text, ...classes) {
	return el("span", {class: ["chip", ...classes].join(" ")}, text);
}

function lead(...text) {
	return el("p", {class: "lead"}, ...text);
}

function heading(text) {
	return el("h1", {tabindex: -1}, text);
}

function tiles(...pairs) {
	return el("ul", {class: "tiles"}, pairs.map(([value, label]) =>
		el("li", {}, el("b", {}, value), el("span", {}, label))));
}

/* Who says so: title, publisher, date; the title leads there if it can. */
function source(m, docId) {
	const d = m.document.get(docId);
	if (!d)
		return el("p", {}, `document ${docId}`);
	return el("p", {}, link(d.url, d.title || d.source), [d.publisher,
		d.published && day(d.published), d.title && d.source]
		.filter(Boolean).map((t) => ` \u00b7 ${t}`).join(""));
}

function standingPhrase(fact) {
	const what = words(fact.measure);
	if (fact.measure in regimeNames)
		return {in: `In ${what}`, exited: `Left ${what}`,
			at_risk: `At risk of ${what}`}[fact.value] || what;
	return `${capital(what)}: ${words(fact.value)}`;
}

/* What a fact states, in a line. */
function claim(fact) {
	if (fact.dataset === "status")
		return [standingPhrase(fact)];
	const signed = fact.dataset === "deficits" || fact.measure === "variance";
	const what = fact.category && fact.category !== "total"
		? `${words(fact.measure)}, ${words(fact.category)}` : words(fact.measure);
	return [`${capital(what)} `, signed ? signedMoney(fact.amount_gbp)
		: money(fact.amount_gbp), fact.amount_low !== fact.amount_high
		? ` (${money(fact.amount_low, signed)} to ${money(fact.amount_high, signed)})`
		: ""];
}

function factChips(fact) {
	return [
		fact.basis && chip(words(fact.basis)),
		fact.span && fact.span !== "year" && chip(words(fact.span)),
		fact.scope && fact.scope !== "overall" && chip(words(fact.scope)),
		fact.qualifier && fact.qualifier !== "exact" && chip(words(fact.qualifier)),
		fact.modality !== "asserted" && chip(words(fact.modality)),
		fact.event_date && chip(day(fact.event_date)),
		fact.due_date && chip(`due ${day(fact.due_date)}`),
		...flagsOf(fact).map((f) => chip(words(f), "flag")),
	].filter(Boolean);
}

/*
 * A fact with the sentence that says so.  options: who (name the body), used
 * (it is the figure to use).
 */
function factCard(m, fact, options = {}) {
	const about = [options.who && shortName(org(m, fact.org_code).name),
		fact.fin_year, fact.as_of && `stated ${day(fact.as_of)}`,
		`confidence ${Math.round(fact.confidence * 100)}%`,
		fact.mentions > 1 && `said ${fact.mentions} times`]
		.filter(Boolean).join(" \u00b7 ");
	return el("article", {class: "fact", "data-fact": fact.fact_id},
		el("header", {}, el("b", {}, ...claim(fact)), factChips(fact),
			options.used ? chip("used", "used") : null),
		el("blockquote", {}, fact.evidence),
		source(m, fact.doc_id),
		fact.detail ? el("p", {}, fact.detail) : null,
		el("p", {}, about));
}

/* A long list, a hundred at a time. */
function longList(items, render, step = 100) {
	const box = el("div", {});
	let shown = 0;
	const more = el("button", {class: "more", type: "button", click: grow});
	function grow() {
		more.remove();
		const next = items.slice(shown, shown + step);
		shown += next.length;
		box.append(...next.map(render));
		if (shown < items.length) {
			more.textContent = `Show more (${items.length - shown} left)`;
			box.append(more);
		}
	}
	grow();
	return box;
}

/*
 * A table whose columns sort: {label, key(row) to sort by, cell(row),
 * number, head}.  rows() gives what is to be shown now.
 */
function sortTable(caption, columns, rows, first) {
	const body = el("tbody");
	let by = first;
	const heads = columns.map((column, i) => el("th",
		{scope: "col", class: column.number ? "num" : null},
		el("button", {type: "button", click: () => sortBy(i)}, column.label)));
	const table = el("table", {class: "cards"}, el("caption", {}, caption),
		el("thead", {}, el("tr", {}, heads)), body);

	/* Where the heads are not shown, a list of them is. */
	const sorter = select("Sort by", columns.flatMap((column, i) => [
		[`${i} up`, `${column.label} \u2191`], [`${i} down`, `${column.label} \u2193`]]),
	`${by.column} ${by.down ? "down" : "up"}`, (e) => {
		const [i, way] = e.target.value.split(" ");
		by = {column: Number(i), down: way === "down"};
		draw();
	});
	sorter.className = "narrow";

	function sortBy(i) {
		by = {column: i, down: by.column === i ? !by.down : false};
		draw();
	}
	function compare(a, b) {
		const x = columns[by.column].key(a), y = columns[by.column].key(b);
		const empty = (v) => v === null || v === undefined || v === "";
		if (empty(x) || empty(y))
			return empty(x) - empty(y);
		const order = typeof x === "number" ? x - y : x.localeCompare(y, "en-GB");
		return by.down ? -order : order;
	}
	function line(row) {
		return el("tr", {}, columns.map((column) => el(
			column.head ? "th" : "td", {scope: column.head ? "row" : null,
				class: column.number ? "num" : null, "data-label": column.label},
			column.cell(row))));
	}
	function draw() {
		sorter.lastChild.value = `${by.column} ${by.down ? "down" : "up"}`;
		heads.forEach((th, i) => th.setAttribute("aria-sort",
			i !== by.column ? "none" : by.down ? "descending" : "ascending"));
		body.replaceChildren(...[...rows()].sort(compare).map(line));
	}
	draw();
	return {table: el("div", {}, el("div", {class: "filters narrow"}, sorter), table), draw};
}

function select(label, options, value, change) {
	return el("label", {class: "half"}, label, el("select", {change}, options.map(
		([v, text]) => el("option", {value: v, selected: v === value}, text))));
}
