/* SPDX-License-Identifier: MIT */
/* The views, each a function of the model that gives its nodes. */

/* What the reader chose in the league table stays while views change. */
const chosen = {search: "", region: "", stp: "", year: "", regime: ""};

function countRead(m) {
	const unread = m.documents.filter((d) => d.state !== "read").length;
	return [[(m.documents.length - unread).toLocaleString("en-GB"), "documents read"],
		[unread.toLocaleString("en-GB"), "could not be read"],
		[m.facts.length.toLocaleString("en-GB"), "statements found"],
		[m.rejects.length.toLocaleString("en-GB"), "left aside, with reasons"],
		...(m.payments.length ? [[sum(m.payments, (p) => p.payments)
			.toLocaleString("en-GB"), "payments in lists"]] : [])];
}

function amountCell(figure, year) {
	if (!figure)
		return "";
	return [signedMoney(figure.amount_gbp),
		year ? null : el("span", {class: "small"}, figure.fin_year),
		figure.agree === "no" ? el("span", {class: "small"}, "sources differ") : null];
}

function regimeCell(spell) {
	return spell ? chip(spell.from ? `since ${shortDay(spell.from)}` : "yes", "regime") : "";
}

function amountColumn(label, name, always) {
	return {label, number: true, always, name,
		key: (r) => r[name] ? r[name].amount_gbp : null,
		cell: (r) => amountCell(r[name], chosen.year)};
}

const ratingOrder = ["outstanding", "good", "assured", "assured_with_support",
	"requires_improvement", "not_assured", "inadequate"];

function leagueColumns(m) {
	return [
		{label: "CCG", head: true, key: (r) => r.name, cell: (r) => [
			el("a", {href: `#ccg=${encodeURIComponent(r.code)}`}, r.name),
			el("span", {class: "small"}, [r.stp, r.region].filter(Boolean).join(", "))]},
		{label: "Rating", key: (r) => r.rating
			? ratingOrder.indexOf(r.rating.value) : null,
		cell: (r) => r.rating ? [chip(words(r.rating.value), r.rating.value),
			el("span", {class: "small"}, r.rating.fin_year)] : ""},
		{label: "Special measures", key: (r) => r.special && (r.special.from || "0"),
			cell: (r) => regimeCell(r.special)},
		{label: "Directions", key: (r) => r.directions && (r.directions.from || "0"),
			cell: (r) => regimeCell(r.directions)},
		amountColumn("Actual", "actual", true),
		amountColumn("Forecast", "forecast", true),
		amountColumn("Plan", "plan", true),
		amountColumn("Control total", "control", true),
		amountColumn("Basis not said", "unsaid", false),
	].filter((c) => !("always" in c) || c.always
		|| m.ccgs.some((code) => standing(m, code, "")[c.name]));
}

function leagueRows(m) {
	const needle = chosen.search.trim().toLowerCase();
	return m.ccgs.map((code) => standing(m, code, chosen.year)).filter((r) =>
		(!needle || `${r.code} ${r.name} ${org(m, r.code).name}`.toLowerCase()
			.includes(needle))
		&& (!chosen.region || r.region === chosen.region)
		&& (!chosen.stp || r.stp === chosen.stp)
		&& (!chosen.regime || (chosen.regime === "any"
			? r.special || r.directions : r[chosen.regime]))
		&& (!chosen.year || Object.keys(org(m, r.code).areas).length === 0
			|| chosen.year in org(m, r.code).areas));
}

/* The names that areas have, in one year or in any, for a choice. */
function areaNames(m, which) {
	const names = new Set();
	for (const code of m.ccgs)
		for (const [year, pair] of Object.entries(org(m, code).areas))
			if (!chosen.year || year === chosen.year)
				names.add(pair[which]);
	return [["", "All"], ...[...names].filter(Boolean).sort().map((n) => [n, n])];
}

function viewLeague(m) {
	const count = el("p", {class: "count", role: "status"});
	const search = el("input", {type: "search", value: chosen.search,
		placeholder: "Name or code", input: (e) => set("search", e.target.value)});
	const areasBox = el("span", {style: "display: contents"});
	const {table, draw} = sortTable("The latest known state of each CCG",
		leagueColumns(m), () => leagueRows(m), {column: 0, down: false});

	function set(name, value) {
		chosen[name] = value;
		if (name === "year") {
			chosen.region = chosen.stp = "";
			drawAreas();
		}
		update();
	}
	function drawAreas() {
		areasBox.replaceChildren(
			select("Region", areaNames(m, 1), chosen.region, (e) => set("region", e.target.value)),
			select("STP", areaNames(m, 0), chosen.stp, (e) => set("stp", e.target.value)));
	}
	function update() {
		const rows = leagueRows(m);
		draw();
		count.textContent = `${rows.length} of ${plural(m.ccgs.length, "CCG")}, `
			+ `${rows.filter((r) => r.special).length} in special measures, `
			+ `${rows.filter((r) => r.directions).length} in legal directions`
			+ (chosen.year ? ` at the end of ${chosen.year}` : ", as last known");
	}
	drawAreas();
	update();
	return [heading("England\u2019s CCGs, by what was said of them"),
		lead("Ratings, regimes and money of clinical commissioning groups, as news and ",
			"board papers state them. Every figure leads to the sentence that it was taken from."),
		tiles(...countRead(m)),
		el("form", {class: "filters", role: "search", submit: (e) => e.preventDefault()},
			el("label", {}, "Search", search),
			select("Year", [["", "Latest"], ...m.years.map((y) => [y, y]).reverse()],
				chosen.year, (e) => set("year", e.target.value)),
			areasBox,
			select("Regime", [["", "All"], ["any", "In any"], ["special", "Special measures"],
				["directions", "Legal directions"]], chosen.regime,
			(e) => set("regime", e.target.value))),
		count, el("div", {class: "scroll"}, table)];
}

function about(m, code) {
	const o = org(m, code);
	const [stp, region] = areas(m, code, "");
	const pairs = [["Code", code],
		["Open", o.opened && `${day(o.opened)} to ${o.closed ? day(o.closed) : "now"}`],
		["STP", stp], ["Region", region],
		["Became", o.became.map(([c, name], i) => [i ? ", " : "",
			m.factsOf.has(c) ? el("a", {href: `#ccg=${encodeURIComponent(c)}`}, name)
				: name])]];
	return el("dl", {class: "facts"}, pairs.filter(([, v]) => v && v.length)
		.map(([k, v]) => [el("dt", {}, k), el("dd", {}, v)]));
}

function factsByYear(m, facts) {
	const used = new Set(m.summary.map((s) => s.fact_id));
	const years = group(facts, (f) => f.fin_year);
	return [...years.keys()].sort().reverse().map((year) => [
		el("h3", {}, year || "Year not said"),
		longList(years.get(year), (f) => factCard(m, f, {used: used.has(f.fact_id)}))]);
}

function viewCcg(m, code) {
	const facts = m.factsOf.get(code) || [];
	if (!facts.length)
		return [heading("Nothing known"), lead(`No statement of ${code} was found.`)];
	const evidence = el("div", {id: "evidence"});
	const title = el("h2", {tabindex: -1}, "Evidence");
	const box = el("div", {});

	function showAll() {
		title.textContent = "Evidence";
		evidence.replaceChildren(...factsByYear(m, facts).flat());
	}
	function press(mark) {
		title.textContent = `Evidence: ${mark.say}`;
		const uses = mark.summary && mark.summary.fact_id;
		evidence.replaceChildren(
			el("button", {type: "button", click: showAll, class: "noprint"}, "Show all evidence"),
			...mark.facts.map((f) => factCard(m, f, {used: f.fact_id === uses})));
		title.focus();
		title.scrollIntoView({block: "start"});
	}
	showAll();
	drawWhenSized(box, (width) => timeline(m, code, width, press));
	return [el("p", {class: "noprint"}, el("a", {href: "#ccgs"}, "\u2190 All CCGs")),
		heading(org(m, code).name), about(m, code), box,
		el("p", {class: "small noprint"}, "Choose a band, dot or point to see what says so."),
		title, evidence];
}

/* Charts are drawn to the width that they get, and again when it changes. */
let redraw = null;
function drawWhenSized(box, draw) {
	let width = 0;
	redraw = () => {
		const now = Math.max(280, Math.min(1180, box.clientWidth) - 26);
		if (now === width)
			return;
		width = now;
		box.replaceChildren(...[draw(width)].filter(Boolean));
	};
}

function viewEngland(m) {
	const years = nationalYears(m);
	const box = el("div", {});
	if (!years.length)
		return [heading("England"), lead("No figures of whole years were found.")];
	drawWhenSized(box, (width) => nationalChart(years, width));
	const sum = (y, basis) => y.sums[basis].n ? [signedMoney(y.sums[basis].sum),
		el("span", {class: "small"}, plural(y.sums[basis].n, "CCG"))] : "";
	const cell = (label, value) => el("td", {class: "num", "data-label": label}, value);
	const rows = years.map((y) => el("tr", {}, el("th", {scope: "row"}, y.year),
		cell("Actual", sum(y, "actual")), cell("Forecast", sum(y, "forecast")),
		cell("Plan", sum(y, "plan")),
		el("td", {"data-label": "Said of all CCGs"}, y.said.map((s) => el("div", {},
			`${words(s.measure)} (${s.basis || "basis not said"}) `, signedMoney(s.amount_gbp))))));
	const cards = m.factsOf.get("ENG-CCG") || [];
	return [heading("England, year by year"),
		lead("The sums are of those CCGs alone whose figures were found, so they are no ",
			"national totals unless all are there; what was said of all CCGs stands beside them."),
		box, el("table", {class: "cards"}, el("caption", {}, "Sums of the CCGs\u2019 own positions for whole years"),
			el("thead", {}, el("tr", {}, ["Year", "Actual", "Forecast", "Plan"].map((h, i) =>
				el("th", {scope: "col", class: i ? "num" : null}, h)),
			el("th", {scope: "col"}, "Said of all CCGs"))), el("tbody", {}, rows)),
		cards.length ? [el("h2", {}, "What was said of all CCGs"), longList(
			[...cards].sort((a, b) => a.fin_year < b.fin_year ? 1 : -1),
			(f) => factCard(m, f))] : null];
}

function viewConflicts(m) {
	const conflicts = m.summary.filter((s) => s.agree === "no")
		.sort((a, b) => (b.highest - b.lowest) - (a.highest - a.lowest));
	const card = (s) => el("section", {},
		el("h2", {}, el("a", {href: `#ccg=${encodeURIComponent(s.org_code)}`},
			shortName(org(m, s.org_code).name)), `, ${s.fin_year || "year not said"}: `,
		`${words(s.measure)}${s.category ? ", " + words(s.category) : ""} `,
		`(${words(s.basis) || "basis not said"})`),
		el("p", {class: "lead"}, `From ${money(s.lowest, true)} to ${money(s.highest, true)}; `
			+ `${plural(s.statements, "statement")} in ${plural(s.sources, "document")}.`),
		el("div", {class: "side"}, (m.statements.get(figureKey(s)) || []).map((f) =>
			factCard(m, f, {used: f.fact_id === s.fact_id}))));
	return [heading("Where sources do not agree"),
		lead(conflicts.length ? "The widest gap first. \u201cUsed\u201d is the figure that the league table shows."
			: "No two sources give different figures for the same thing."),
		longList(conflicts, card, 25)];
}

function viewFlags(m) {
	const flagged = new Map();
	for (const fact of m.facts)
		for (const flag of flagsOf(fact))
			flagged.set(flag, flagged.get(flag) || []).get(flag).push(fact);
	const isCorrection = (flag) => ["corrected", "confirmed"].includes(flag);
	const section = (flag) => el("details", {id: `flag-${flag}`},
		el("summary", {}, `${capital(words(flag))} (${flagged.get(flag).length})`),
		longList(flagged.get(flag), (f) => factCard(m, f, {who: true}), 50));
	const codes = [...flagged.keys()].sort((a, b) =>
		flagged.get(b).length - flagged.get(a).length);
	const corrections = codes.filter(isCorrection);
	return [heading("Flags and corrections"),
		lead("Flags mark what deserves a second look; they drop nothing."),
		codes.filter((c) => !isCorrection(c)).map(section),
		el("h2", {}, "Corrections"),
		corrections.length ? corrections.flatMap((c) => flagged.get(c)).map((f) =>
			factCard(m, f, {who: true})) : lead("No row was corrected or confirmed by hand.")];
}

function sum(rows, value) {
	return rows.reduce((all, row) => all + value(row), 0);
}

/* How many payments a list of them holds, and what they come to. */
function paymentsColumn(m) {
	const of = group(m.payments, (p) => p.doc_id);
	const count = (d) => sum(of.get(d.doc_id) || [], (p) => p.payments);
	return {label: "Payments", number: true, key: count, cell: (d) =>
		of.has(d.doc_id) ? [count(d).toLocaleString("en-GB"), el("span", {class: "small"},
			money(sum(of.get(d.doc_id), (p) => p.amount_gbp), true))] : ""};
}

function viewDocuments(m) {
	let needle = "";
	const count = el("p", {class: "count", role: "status"});
	const matching = () => m.documents.filter((d) => !needle
		|| `${d.title} ${d.publisher} ${d.source} ${d.reason}`.toLowerCase().includes(needle));
	const columns = [
		{label: "Document", head: true, key: (d) => d.title || d.source, cell: (d) => [
			link(d.url, d.title || d.source), el("span", {class: "small"}, d.source)]},
		{label: "Publisher", key: (d) => d.publisher, cell: (d) => d.publisher},
		{label: "Published", key: (d) => d.published, cell: (d) => d.published ? day(d.published) : ""},
		{label: "State", key: (d) => d.state + d.reason, cell: (d) => [
			chip(d.state, d.state === "read" ? "good" : "inadequate"),
			d.reason ? el("span", {class: "small"}, d.reason) : null]},
		{label: "Facts", number: true, key: (d) => d.facts, cell: (d) =>
			d.facts === null ? "" : d.facts.toLocaleString("en-GB")},
		...(m.payments.length ? [paymentsColumn(m)] : []),
	];
	const {table, draw} = sortTable("Every document that was met", columns,
		() => matching().slice(0, 1000), {column: 3, down: true});
	function update(text) {
		needle = text.trim().toLowerCase();
		const n = matching().length;
		count.textContent = `${n} of ${plural(m.documents.length, "document")}`
			+ (n > 1000 ? ", the first thousand shown" : "");
		draw();
	}
	update("");
	return [heading("What was read, and what could not be"), tiles(...countRead(m)),
		el("form", {class: "filters", role: "search", submit: (e) => e.preventDefault()},
			el("label", {}, "Search", el("input", {type: "search",
				placeholder: "Title, publisher, file", input: (e) => update(e.target.value)}))),
		count, el("div", {class: "scroll"}, table)];
}

const reasons = {
	joint_figure: "A figure of several bodies together",
	org_unresolved: "No body could be made out",
	org_ambiguous: "Several bodies could be meant",
	amount_unreadable: "An amount that could not be read",
	document_unreadable: "A document that could not be read",
	page_unreadable: "A page that could not be read",
};

function rejectCard(m, r) {
	return el("article", {class: "fact"},
		el("header", {}, el("b", {}, r.org_text || r.amount_text || r.detail || words(r.reason)),
			[r.measure && chip(words(r.measure)), r.amount_text && chip(r.amount_text),
				r.period_text && chip(r.period_text)].filter(Boolean)),
		r.evidence ? el("blockquote", {}, r.evidence) : null,
		source(m, r.doc_id), r.detail ? el("p", {}, r.detail) : null);
}

function viewRejects(m) {
	const by = group(m.rejects, (r) => r.reason);
	return [heading("Left aside"),
		lead("What was seen and could not be made a row, and why."),
		[...by.keys()].sort((a, b) => by.get(b).length - by.get(a).length)
			.map((reason) => el("details", {open: by.size < 3},
				el("summary", {}, `${reasons[reason] || capital(words(reason))} (${by.get(reason).length})`),
				longList(by.get(reason), (r) => rejectCard(m, r), 50)))];
}
