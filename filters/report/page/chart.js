/* SPDX-License-Identifier: MIT */
/* Charts, drawn by Observable Plot; every mark can be reached by keyboard. */

const ratingColours = {
	outstanding: "#2f7a55", good: "#7fae6a", requires_improvement: "#e0a24a",
	inadequate: "#bf4a3f", assured: "#7fae6a", assured_with_support: "#e0a24a",
	not_assured: "#bf4a3f",
};
const figureKinds = [
	{name: "plan", label: "plan", colour: "#5b6673", symbol: "circle", hollow: true},
	{name: "control_total", label: "control total", colour: "#6d3fa0", symbol: "square", hollow: true},
	{name: "forecast", label: "forecast", colour: "#a8560b", symbol: "diamond", hollow: true},
	{name: "actual", label: "actual", colour: "#0b5563", symbol: "circle"},
	{name: "other", label: "basis not said", colour: "#8a6d3b", symbol: "triangle"},
];
const YEAR_MS = 365.25 * 864e5;

function kindOf(figure) {
	if (figure.measure === "control_total")
		return "control_total";
	return ["plan", "forecast", "actual"].includes(figure.basis)
		? figure.basis : "other";
}

function yearStart(year) {
	return new Date(Date.UTC(year, 3, 1));
}

function finName(year) {
	return `${year}-${String((year + 1) % 100).padStart(2, "0")}`;
}

/* Makes the marks that are so described buttons, each for its datum. */
function pressable(svg, description, data, press) {
	const marks = svg.querySelectorAll(`g[aria-description="${description}"] > *`);
	for (const mark of marks) {
		const datum = data[mark.__data__];
		if (datum === undefined)
			continue;
		mark.setAttribute("tabindex", "0");
		mark.setAttribute("role", "button");
		mark.addEventListener("click", () => press(datum));
		mark.addEventListener("keydown", (event) => {
			if (event.key === "Enter" || event.key === " ") {
				event.preventDefault();
				press(datum);
			}
		});
	}
}

function legend(kinds) {
	return el("ul", {class: "legend"}, kinds.map((kind) => {
		const key = Plot.plot({width: 12, height: 12, margin: 0, axis: null,
			x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: [Plot.dot([0], {
				x: 0.5, y: 0.5, r: 4.5, symbol: kind.symbol, stroke: kind.colour,
				strokeWidth: 1.75, fill: kind.hollow ? "#fff" : kind.colour})]});
		key.setAttribute("aria-hidden", "true");
		return el("li", {}, key, kind.label);
	}));
}

/* 2017-18, or as much of it as there is room for. */
function yearLabel(name, room) {
	return room >= 58 ? name : room >= 50
		? `\u2019${name.slice(2, 4)}\u2013${name.slice(5)}` : `\u2019${name.slice(2, 4)}`;
}

/* The x axis of both halves of a timeline: financial years. */
function yearScale(from, to, width) {
	const years = d3.range(from, to + 1);
	const room = width / years.length;
	return {
		domain: [yearStart(from), yearStart(to + 1)],
		axis: Plot.axisX(years.map((y) => new Date(+yearStart(y) + YEAR_MS / 2)), {
			tickSize: 0, label: null, fill: "#52606d",
			tickFormat: (d) => {
				const name = finName(d.getUTCFullYear() - (d.getUTCMonth() < 3));
				return yearLabel(name, room);
			}}),
		grid: Plot.ruleX(years.map(yearStart), {stroke: "#e2ddd3"}),
	};
}

/* What the bands above the figures show. */
function bandsOf(m, code, end) {
	const facts = m.factsOf.get(code) || [];
	const bands = [];
	const latest = group(facts.filter((f) => f.measure === "rating" && f.fin_year
		&& f.modality === "asserted" && (f.scope || "overall") === "overall"),
		(f) => f.fin_year);
	for (const [year, said] of latest) {
		const f = said.sort((a, b) => a.as_of < b.as_of ? -1 : 1)[said.length - 1];
		bands.push({row: "Rating", x1: yearStart(firstYear(year)),
			x2: yearStart(firstYear(year) + 1), fill: ratingColours[f.value],
			text: words(f.value), facts: said,
			say: `Rated ${words(f.value)} for ${year}`});
	}
	for (const [measure, name] of Object.entries(regimeNames))
		for (const s of regimes(m, code, measure)) {
			const from = s.from ? moment(s.from) : new Date(+moment(s.to) - YEAR_MS / 4);
			bands.push({row: name, x1: from, x2: s.to ? moment(s.to) : end,
				fill: "#6d4a8f", text: s.to ? "" : "since " + day(s.from),
				facts: s.facts, say: `${name} ${s.from ? "from " + day(s.from) : ""} `
					+ (s.to ? `until ${day(s.to)}` : "and no exit is known")});
		}
	return bands.filter((b) => b.x2 > b.x1);
}

/* Things that happened at a date, one dot each. */
function eventsOf(m, code) {
	return (m.factsOf.get(code) || []).filter((f) => f.dataset === "status"
		&& !["rating", "special_measures", "legal_directions"].includes(f.measure)
		&& (f.event_date || f.as_of))
		.map((f) => ({row: "Events", x: moment(f.event_date || f.as_of),
			facts: [f], say: `${capital(words(f.measure))}: ${words(f.value)}, `
				+ day(f.event_date || f.as_of)}));
}

/* The positions and control totals of whole years, as points. */
function pointsOf(m, code) {
	return (m.summaryOf.get(code) || []).filter((s) => s.dataset === "deficits"
		&& s.span === "year" && s.fin_year
		&& [...positions, "control_total"].includes(s.measure))
		.map((s) => {
			const kind = kindOf(s);
			const place = figureKinds.findIndex((k) => k.name === kind);
			return {kind, key: figureKey(s), summary: s, y: s.amount_gbp / 1e6,
				low: s.lowest / 1e6, high: s.highest / 1e6,
				x: new Date(+yearStart(firstYear(s.fin_year))
					+ YEAR_MS * (0.18 + 0.16 * place)),
				facts: m.statements.get(figureKey(s)) || [],
				say: `${s.fin_year}, ${words(s.measure)}, ${s.basis || "basis not said"}: `
					+ money(s.amount_gbp, true) + (s.lowest < s.highest
					? `, sources say ${money(s.lowest, true)} to ${money(s.highest, true)}` : "")};
		});
}

function drawBands(bands, events, scale, common, press) {
	const rows = ["Rating", ...Object.values(regimeNames), "Events"]
		.filter((r) => [...bands, ...events].some((b) => b.row === r));
	const svg = Plot.plot({...common, height: 34 * rows.length + 12,
		marginTop: 4, marginBottom: 8, x: {domain: scale.domain, axis: null},
		y: {domain: rows, label: null, tickSize: 0, padding: 0.25,
			tickFormat: (r) => common.width < 500
				? r.replace(" measures", "").replace("Legal d", "D") : r},
		ariaLabel: "Status over time", marks: [scale.grid,
			Plot.barX(bands, {x1: "x1", x2: "x2", y: "row", fill: "fill", rx: 3, title: "say", ariaLabel: "say",
				insetLeft: 1, insetRight: 1, ariaDescription: "bands"}),
			Plot.text(bands.filter((b) => b.text), {text: (b) => fit(b, common, scale),
				x: (b) => new Date((+b.x1 + +b.x2) / 2), y: "row",
				fill: (b) => ["#6d4a8f", "#2f7a55", "#bf4a3f"].includes(b.fill) ? "#fff" : "#1f2933",
				fontSize: 11, pointerEvents: "none"}),
			Plot.dot(events, {x: "x", y: "row", r: 5, fill: "#0b5563", title: "say",
				fillOpacity: 0.75, ariaLabel: "say", ariaDescription: "events"})]});
	pressable(svg, "bands", bands, press);
	pressable(svg, "events", events, press);
	return svg;
}

/* As much of a band's words as it has room for. */
function fit(band, common, scale) {
	const share = (Math.min(band.x2, scale.domain[1]) - band.x1)
		/ (scale.domain[1] - scale.domain[0]);
	const room = share * (common.width - common.marginLeft) / 6.2;
	if (band.text.length <= room)
		return band.text;
	const initials = band.text.split(" ").map((w) => w[0].toUpperCase()).join("");
	return band.row === "Rating" && initials.length <= room ? initials : "";
}

/*
 * The y axis holds every figure used and zero, and of the ranges what is not
 * out of all proportion: a misprint of billions would flatten all the rest.
 */
function reach(points) {
	const used = d3.extent([0, ...points.map((p) => p.y)]);
	const limit = 3 * Math.max(...used.map(Math.abs), 1);
	return roomy([...used, ...points.flatMap((p) => [p.low, p.high])
		.filter((v) => Math.abs(v) <= limit)]);
}

/* A domain that holds all values, with room for marks at its ends. */
function roomy(values) {
	const [low, high] = d3.extent([0, ...values]);
	const room = 0.08 * (high - low || 1);
	return [low < 0 ? low - room : low, high > 0 ? high + room : high];
}

function drawFigures(points, scale, common, press) {
	const marks = [scale.grid, scale.axis,
		Plot.ruleY([0], {stroke: "#1f2933", strokeOpacity: 0.6}),
		Plot.ruleX(points.filter((p) => p.low < p.high), {x: "x", y1: "low",
			y2: "high", clip: true, stroke: (p) => figureKinds.find((k) => k.name === p.kind).colour,
			strokeWidth: 2, strokeOpacity: 0.55})];
	for (const kind of figureKinds) {
		const own = points.filter((p) => p.kind === kind.name);
		if (own.length)
			marks.push(Plot.dot(own, {x: "x", y: "y", r: 5.5, symbol: kind.symbol, title: "say", ariaLabel: "say",
				stroke: kind.colour, strokeWidth: 2,
				fill: kind.hollow ? "#fff" : kind.colour, ariaDescription: kind.name}));
	}
	const svg = Plot.plot({...common, height: 300, marginTop: 24, marginBottom: 28,
		x: {domain: scale.domain}, y: {domain: reach(points), label: "£m (a deficit is below zero)",
			grid: true, ticks: 6,
			tickFormat: (v) => (v < 0 ? "\u2212" : "") + Math.abs(v).toLocaleString("en-GB")},
		ariaLabel: "Deficit or surplus by financial year", marks});
	for (const kind of figureKinds)
		pressable(svg, kind.name, points.filter((p) => p.kind === kind.name), press);
	return svg;
}

/* The timeline of a body; press(datum) is told which mark was chosen. */
function timeline(m, code, width, press) {
	const points = pointsOf(m, code);
	const events = eventsOf(m, code);
	const from = moments(m, code);
	if (!from.length)
		return null;
	const [first, last] = d3.extent(from);
	const common = {width, marginLeft: width < 500 ? 72 : 118, marginRight: 8,
		style: {background: "none"}};
	const scale = yearScale(first, last, width - common.marginLeft);
	const bands = bandsOf(m, code, scale.domain[1]);
	const used = figureKinds.filter((k) => points.some((p) => p.kind === k.name));
	return el("div", {class: "chart"},
		bands.length + events.length
			? drawBands(bands, events, scale, common, press) : null,
		points.length ? [legend(used), drawFigures(points, scale, common, press)] : null);
}

/* Every financial year, by its first, of which something is said. */
function moments(m, code) {
	const years = [];
	for (const f of m.factsOf.get(code) || []) {
		if (f.fin_year)
			years.push(firstYear(f.fin_year));
		const at = f.event_date || (f.dataset === "status" && f.as_of);
		if (at)
			years.push(moment(at).getUTCFullYear() - (moment(at).getUTCMonth() < 3));
	}
	return years.filter((y) => y >= 2010 && y <= 2025);
}

/* What the CCGs' figures come to by year, and what is said of all of them. */
function nationalChart(years, width) {
	const sums = years.filter((y) => y.sums.actual.n).map((y) => ({year: y.year,
		y: y.sums.actual.sum / 1e6, n: y.sums.actual.n}));
	const said = years.flatMap((y) => y.said.map((s) => ({year: y.year,
		y: s.amount_gbp / 1e6, kind: s.basis === "actual" ? "actual" : "forecast"})));
	const all = d3.range(firstYear(years[0].year),
		firstYear(years[years.length - 1].year) + 1).map(finName);
	const room = (width - 56) / all.length;
	return el("div", {class: "chart"}, legend([
		{label: "sum of the CCGs\u2019 own actual figures, and how many CCGs", symbol: "square", colour: "#9dbcc2"},
		{label: "said of all CCGs, actual", symbol: "circle", colour: "#0b5563"},
		{label: "said of all CCGs, forecast or plan", symbol: "diamond", colour: "#a8560b", hollow: true},
	]), Plot.plot({width, height: 300, marginLeft: 56, marginBottom: 34, marginTop: 44,
		style: {background: "none"}, ariaLabel: "National totals by financial year",
		x: {type: "band", label: null, domain: all, tickSize: 0,
			tickFormat: (y) => yearLabel(y, room)},
		y: {label: "£m (a deficit is below zero)", grid: true,
			domain: roomy([...sums, ...said].map((s) => s.y)),
			tickFormat: (v) => (v < 0 ? "\u2212" : "") + Math.abs(v).toLocaleString("en-GB")},
		marks: [Plot.barY(sums, {x: "year", y: "y", fill: "#9dbcc2", insetLeft: 6, insetRight: 6}),
			Plot.ruleY([0], {stroke: "#1f2933", strokeOpacity: 0.6}),
			Plot.text(sums, {x: "year", text: (s) => room < 58 ? s.n : plural(s.n, "CCG"),
				frameAnchor: "bottom", dy: -2, fill: "#52606d"}),
			Plot.dot(said, {x: "year", y: "y", r: 6, strokeWidth: 2,
				symbol: (s) => s.kind === "actual" ? "circle" : "diamond",
				stroke: (s) => s.kind === "actual" ? "#0b5563" : "#a8560b",
				fill: (s) => s.kind === "actual" ? "#0b5563" : "#fff"})]}));
}
