"use strict";
/* SPDX-License-Identifier: MIT */
/* Words, amounts and dates as people read them, and DOM from plain text. */

/* el("p", {class: "small"}, "text", node...): nothing is ever HTML. */
function el(name, attributes, ...children) {
	const node = document.createElement(name);
	for (const [key, value] of Object.entries(attributes || {})) {
		if (typeof value === "function")
			node.addEventListener(key, value);
		else if (value !== null && value !== undefined && value !== false)
			node.setAttribute(key, value === true ? "" : value);
	}
	node.append(...children.flat(9).filter((c) => c !== null && c !== undefined));
	return node;
}

/* Only the web's own addresses become links; a document may name any. */
function link(url, text) {
	return /^https?:\/\//i.test(url)
		? el("a", {href: url, rel: "noopener noreferrer"}, text) : text;
}

function words(code) {
	const special = {
		position: "position", position_in_year: "in-year position",
		position_cumulative: "cumulative position",
		position_underlying: "underlying position",
		to_date: "year to date", chief_finance_officer: "chief finance officer",
	};
	return special[code] || code.replaceAll("_", " ");
}

function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function trim(number, places) {
	return number.toLocaleString("en-GB", {maximumFractionDigits: places});
}

/* 42300000 is £42.3m; of a position the sign is always said. */
function money(amount, signed) {
	const size = Math.abs(amount);
	const text = size >= 1e9 ? trim(size / 1e9, 2) + "bn"
		: size >= 1e6 ? trim(size / 1e6, 2) + "m"
		: size >= 1e4 ? trim(size / 1e3, 1) + "k" : trim(size, 2);
	const sign = amount < 0 ? "\u2212" : signed && amount > 0 ? "+" : "";
	return sign + "£" + text;
}

function signedMoney(amount) {
	return el("span", {class: amount < 0 ? "below" : amount > 0 ? "above" : null},
		money(amount, true));
}

const months = ["January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"];

/* 2017-08-31, 2017-08 or 2017. */
function day(iso) {
	const [year, month, date] = String(iso).slice(0, 10).split("-");
	return [date && String(Number(date)), month && months[month - 1], year]
		.filter(Boolean).join(" ");
}

/* 27 Mar 2017. */
function shortDay(iso) {
	return day(iso).replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3));
}

/* The first moment that a date can mean. */
function moment(iso) {
	const [year, month, date] = iso.slice(0, 10).split("-").map(Number);
	return new Date(Date.UTC(year, (month || 1) - 1, date || 1));
}

function plural(n, one, many) {
	return `${n.toLocaleString("en-GB")} ${n === 1 ? one : many || one + "s"}`;
}

function firstYear(finYear) {
	return Number(finYear.slice(0, 4));
}
