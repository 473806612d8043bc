/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "diag.h"
#include "func.h"
#include "pack.h"
#include "total.h"
#include "wide.h"

/* In units of the last place of all; what is below zero by itself. */
struct far {
	struct wide above, below;
};

_Static_assert(sizeof(struct far) == TOTAL_FAR, "what a far total takes");

static struct wide
units(struct decimal d)
{
	struct wide w =
	    wide_of(d.v < 0 ? -(unsigned __int128)d.v : (unsigned __int128)d.v);

	(void)wide_scale(&w, DECIMAL_DIGITS - d.places); /* 253 bits */
	return w;
}

/* 512 bits have room for more numbers than there are. */
static void
add_far(struct far *far, struct decimal d)
{
	struct wide w = units(d);

	(void)wide_add(d.v < 0 ? &far->below : &far->above, &w);
}

static void
go_far(struct total *t)
{
	if (t->far == NULL)
		t->far = must(calloc(1, sizeof *t->far));
	add_far(t->far, t->near);
	t->near = (struct decimal){0};
}

void
total_add(struct total *t, struct decimal d)
{
	if (decimal_add(&t->near, d) == 0)
		return;
	go_far(t);
	t->near = d;
}

/* The units of it all; 1 if they are below zero. */
static int
magnitude(const struct total *t, struct wide *out)
{
	struct far all = t->far ? *t->far : (struct far){{{0}}, {{0}}};
	int below;

	add_far(&all, t->near);
	below = wide_compare(&all.above, &all.below) < 0;
	*out = below ? all.below : all.above;
	wide_subtract(out, below ? &all.above : &all.below);
	return below;
}

/* w / 10^places with a sign.  0, or -1 when it is too long. */
static int
settle(const struct wide *w, int places, int below, struct decimal *out)
{
	unsigned __int128 v = (unsigned __int128)w->limb[1] << 64 | w->limb[0];

	if (wide_digits(w) > DECIMAL_DIGITS)
		return -1;
	*out = (struct decimal){below ? -(__int128)v : (__int128)v, places};
	return 0;
}

int
total_get(const struct total *t, struct decimal *out)
{
	struct wide w, shorter;
	int below, places = DECIMAL_DIGITS;

	if (t->far == NULL) {
		*out = t->near;
		return 0;
	}
	below = magnitude(t, &w);
	for (; places > 0; places--, w = shorter) {
		shorter = w;
		if (wide_divide(&shorter, 10) != 0)
			break;
	}
	return settle(&w, places, below, out);
}

int
total_mean(const struct total *t, uint64_t n, struct decimal *out)
{
	struct wide w;
	int below, places = DECIMAL_DIGITS, half = 0, rest;

	if (total_get(t, out) == 0)
		return decimal_div(out, decimal_int((long long)n));
	below = magnitude(t, &w);
	rest = wide_divide(&w, n) != 0;
	/* half: the digit dropped last, from 0 to 9; rest: any before it. */
	while (places > 0 && wide_digits(&w) > DECIMAL_QUOTIENT) {
		rest |= half != 0;
		half = (int)wide_divide(&w, 10);
		places--;
	}
	if (half > 5 || (half == 5 && (rest || (w.limb[0] & 1))))
		(void)wide_add(&w, &(struct wide){{1}});
	return settle(&w, places, below, out);
}

void
total_save(const struct total *t, struct buf *to)
{
	struct decimal d;
	struct wide w;
	char text[WIDE_CHARS + 1] = "~";
	size_t n;

	if (total_get(t, &d) == 0) {
		func_save_number(to, d);
		return;
	}
	/* "~" and units, with the sign behind the mark. */
	n = magnitude(t, &w) ? 2 : 1;
	text[1] = '-';
	n += wide_format(text + n, &w);
	func_save(to, (struct slice){text, n});
}

int
total_merge(struct total *t, struct slice *from)
{
	struct slice text;
	struct decimal d;
	struct wide w;
	int below;

	if (pack_next(from, &text) <= 0)
		return -2;
	if (text.n == 0 || *text.p != '~') {
		if (decimal_parse(text, &d) < 0)
			return -2;
		total_add(t, d);
		return 0;
	}
	below = text.n > 1 && text.p[1] == '-';
	text.p += 1 + below;
	text.n -= 1 + (size_t)below;
	if (wide_parse(text, &w) < 0)
		return -2;
	go_far(t);
	return wide_add(below ? &t->far->below : &t->far->above, &w) < 0 ? -2
									 : 0;
}

void
total_drop(struct total *t)
{
	free(t->far);
	*t = (struct total){0};
}
