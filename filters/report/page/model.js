/* SPDX-License-Identifier: MIT */
/* The datasets as objects, and what can be asked of them. */

const basisOrder = ["actual", "forecast", "plan", "target", "required", ""];
const regimeNames = {
	special_measures: "Special measures", legal_directions: "Legal directions",
};

function rowsOf(table) {
	return table.rows.map((row) => {
		const object = {};
		table.columns.forEach((column, i) => { object[column] = row[i]; });
		return object;
	});
}

function group(rows, key) {
	const groups = new Map();
	for (const row of rows) {
		const k = key(row);
		if (!groups.has(k))
			groups.set(k, []);
		groups.get(k).push(row);
	}
	return groups;
}

/* What a figure is about: the key of the summary. */
function figureKey(row) {
	return [row.org_code, row.fin_year, row.dataset, row.measure,
		row.category || "", row.basis, row.span].join("|");
}

function readModel(data) {
	const m = {version: data.version, orgs: data.orgs};
	for (const name of ["documents", "status", "spending", "deficits",
		"summary", "rejects", "payments"])
		m[name] = rowsOf(data[name]);
	m.document = new Map(m.documents.map((d) => [d.doc_id, d]));
	for (const name of ["status", "spending", "deficits"])
		for (const fact of m[name])
			fact.dataset = name;
	m.facts = [...m.status, ...m.deficits, ...m.spending];
	m.factsOf = group(m.facts, (f) => f.org_code);
	m.summaryOf = group(m.summary, (s) => s.org_code);
	m.statements = group([...m.deficits, ...m.spending], figureKey);
	m.years = [...new Set([...m.summary, ...m.status].map((r) => r.fin_year))]
		.filter(Boolean).sort();
	m.ccgs = [...m.factsOf.keys()].filter((c) => org(m, c).type === "ccg");
	return m;
}

function org(m, code) {
	return m.orgs[code]
		|| {name: code, type: "", opened: "", closed: "", became: [], areas: {}};
}

/* "NHS Croydon CCG" is Croydon to those who read a list of CCGs. */
function shortName(name) {
	return name.replace(/^NHS /, "").replace(/ CCG$/, "");
}

/* The [STP, region] of a body at the end of a year, or its last ones. */
function areas(m, code, finYear) {
	const all = org(m, code).areas;
	const last = Object.keys(all).sort().pop();
	return all[finYear] || (finYear ? null : all[last]) || ["", ""];
}

/*
 * When a body was in a regime: each statement of "in" holds until the next
 * of "exited"; to is null while none has come.  The same rule as the view
 * in_special_measures of the database.
 */
function regimes(m, code, measure) {
	const said = (m.factsOf.get(code) || []).filter((f) =>
		f.dataset === "status" && f.measure === measure
		&& ["asserted", "required"].includes(f.modality)
		&& ["in", "exited"].includes(f.value))
		.map((f) => ({f, at: f.event_date || f.as_of || f.period_start}))
		.filter((s) => s.at);
	const exits = said.filter((s) => s.f.value === "exited")
		.map((s) => s.at).sort();
	const spells = new Map();
	for (const s of said) {
		if (s.f.value !== "in")
			continue;
		const to = exits.find((e) => e >= s.at) || null;
		const spell = spells.get(to) || {from: s.at, to, facts: []};
		spell.from = s.at < spell.from ? s.at : spell.from;
		spell.facts.push(s.f);
		spells.set(to, spell);
	}
	for (const s of said)
		if (s.f.value === "exited") {
			if (spells.has(s.at))
				spells.get(s.at).facts.push(s.f);
			else if (!said.some((i) => i.f.value === "in" && i.at <= s.at)
				&& s.at === exits[0])
				spells.set(s.at, {from: null, to: s.at, facts: [s.f]});
		}
	return [...spells.values()].sort((a, b) =>
		(a.from || "") < (b.from || "") ? -1 : 1);
}

/* The spell that a body is in at the end of a year, or at the end of all. */
function regimeAt(m, code, measure, finYear) {
	const end = finYear ? `${firstYear(finYear) + 1}-03-31` : "9999";
	return regimes(m, code, measure).filter((s) => (s.from || "") <= end
		&& (s.to === null || (finYear && s.to > end))).pop() || null;
}

/* The latest overall rating, of a year or before it. */
function ratingAt(m, code, finYear) {
	return (m.factsOf.get(code) || []).filter((f) => f.measure === "rating"
		&& f.modality === "asserted" && (f.scope || "overall") === "overall"
		&& (!finYear || (f.fin_year && f.fin_year <= finYear)))
		.sort((a, b) => a.fin_year < b.fin_year ? -1 : a.fin_year > b.fin_year ? 1
			: a.as_of < b.as_of ? -1 : 1).pop() || null;
}

/*
 * The figure to use for a whole year: of that year, or of the last one with
 * any.  A position in the year goes before one of which the kind is not said.
 */
function figureAt(m, code, measures, basis, finYear) {
	return (m.summaryOf.get(code) || []).filter((s) => s.dataset === "deficits"
		&& s.span === "year" && measures.includes(s.measure)
		&& (basis === null || s.basis === basis)
		&& (finYear ? s.fin_year === finYear : s.fin_year))
		.sort((a, b) => a.fin_year < b.fin_year ? -1 : a.fin_year > b.fin_year ? 1
			: measures.indexOf(b.measure) - measures.indexOf(a.measure))
		.pop() || null;
}
const positions = ["position_in_year", "position"];

/* One line of the league table. */
function standing(m, code, finYear) {
	const [stp, region] = areas(m, code, finYear);
	return {
		code, name: shortName(org(m, code).name), stp, region,
		rating: ratingAt(m, code, finYear),
		special: regimeAt(m, code, "special_measures", finYear),
		directions: regimeAt(m, code, "legal_directions", finYear),
		actual: figureAt(m, code, positions, "actual", finYear),
		forecast: figureAt(m, code, positions, "forecast", finYear),
		plan: figureAt(m, code, positions, "plan", finYear),
		control: figureAt(m, code, ["control_total"], null, finYear),
		unsaid: figureAt(m, code, positions, "", finYear),
	};
}

/* What the CCGs' own figures come to, and what is said of all of them. */
function nationalYears(m) {
	return m.years.map((year) => {
		const sums = {};
		for (const basis of ["actual", "forecast", "plan"]) {
			const known = m.ccgs.map((c) => figureAt(m, c, positions, basis, year))
				.filter(Boolean);
			sums[basis] = {n: known.length,
				sum: known.reduce((t, s) => t + s.amount_gbp, 0)};
		}
		const said = (m.summaryOf.get("ENG-CCG") || []).filter((s) =>
			s.dataset === "deficits" && s.fin_year === year && s.span === "year");
		return {year, sums, said};
	}).filter((y) => y.said.length
		|| Object.values(y.sums).some((s) => s.n > 0));
}

function flagsOf(fact) {
	return fact.flags ? fact.flags.split(";").filter(Boolean) : [];
}
