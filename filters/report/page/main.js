/* SPDX-License-Identifier: MIT */
/* Which view is shown: said by the part of the address behind the #. */

const views = {
	ccgs: ["CCGs", viewLeague],
	england: ["England", viewEngland],
	conflicts: ["Conflicts", viewConflicts],
	flags: ["Flags", viewFlags],
	documents: ["Documents", viewDocuments],
	rejects: ["Left aside", viewRejects],
};
const model = readModel(JSON.parse(document.getElementById("data").textContent));

/* "#ccg=07V" is ["ccg", "07V"]; what is no address is nothing. */
function address() {
	try {
		return decodeURIComponent(location.hash.slice(1)).split("=");
	} catch {
		return [""];
	}
}

function show(first) {
	const [name, code] = address();
	const view = Object.hasOwn(views, name) ? name : "ccgs";
	const main = document.getElementById("main");
	redraw = null;
	main.replaceChildren(...(name === "ccg" ? viewCcg(model, code)
		: views[view][1](model)).flat(9).filter(Boolean));
	for (const a of document.querySelectorAll("nav a"))
		if (a.hash === `#${view}`)
			a.setAttribute("aria-current", "page");
		else
			a.removeAttribute("aria-current");
	if (redraw)
		redraw();
	const title = main.querySelector("h1");
	document.title = `${title.textContent} \u2013 CCG record`;
	/* The view is new: whoever reads by keyboard or ear starts at its top. */
	if (!first) {
		title.focus({preventScroll: true});
		window.scrollTo(0, 0);
	}
}

document.querySelector("nav").append(...Object.entries(views).map(([name, [label]]) =>
	el("a", {href: `#${name}`}, label)));
document.getElementById("version").textContent = model.version;
window.addEventListener("hashchange", () => {
	if (location.hash !== "#main")
		show(false);
});
window.addEventListener("resize", () => {
	if (redraw)
		redraw();
});
show(true);
