/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

#include "regex.h"

/*
 * The limits that keep a bad pattern over a hostile text to a fraction of a
 * second and a few megabytes.  Steps hold for JIT and interpreter, depth and
 * heap (in KiB) for the interpreter alone; the stack is JIT's.
 */
enum {
	MATCH_STEPS = 1000000,
	MATCH_DEPTH = 100000,
	MATCH_HEAP = 16 << 10,
	JIT_AFTER = 12, /* matches: most patterns of many are tried less */
	STACK_START = 32 << 10,
	STACK_MAX = 512 << 10
};

struct regex {
	struct slice pattern;
	int flags;
	pcre2_code *code; /* NULL before the first match of a late one */
	pcre2_match_data *data;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack; /* NULL while or where there is no JIT */
	unsigned tried;		/* how often, up to JIT_AFTER */
	int matched;		/* data holds a match */
};

static void
explain(int code, size_t offset, char *err, size_t cap)
{
	PCRE2_UCHAR text[160];

	if (cap == 0)
		return;
	if (pcre2_get_error_message(code, text, sizeof(text)) < 0)
		text[0] = '\0';
	snprintf(err, cap, "%s at offset %zu", (char *)text, offset);
}

static uint32_t
options(int flags)
{
	uint32_t o = PCRE2_NEVER_BACKSLASH_C;

	if (flags & REGEX_CASELESS)
		o |= PCRE2_CASELESS;
	/* Text comes from anywhere: broken UTF-8 must not stop a match. */
	if (flags & REGEX_UTF)
		o |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
	if (flags & REGEX_EXTENDED)
		o |= PCRE2_EXTENDED;
	return o;
}

/* What a match needs beside the code, made for the first: most patterns of
 * many are never tried.  0, or -1 without memory. */
static int
prepare(struct regex *r)
{
	if (r->limits != NULL)
		return 0;
	r->data = pcre2_match_data_create_from_pattern(r->code, NULL);
	r->limits = pcre2_match_context_create(NULL);
	if (r->data == NULL || r->limits == NULL) {
		pcre2_match_data_free(r->data);
		pcre2_match_context_free(r->limits);
		r->data = NULL;
		r->limits = NULL;
		return -1;
	}
	pcre2_set_match_limit(r->limits, MATCH_STEPS);
	pcre2_set_depth_limit(r->limits, MATCH_DEPTH);
	pcre2_set_heap_limit(r->limits, MATCH_HEAP);
	return 0;
}

/* To translate a pattern to machine code takes as long as many matches. */
static void
translate(struct regex *r)
{
	if (pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) == 0)
		r->stack = pcre2_jit_stack_create(STACK_START, STACK_MAX, NULL);
	if (r->stack != NULL)
		pcre2_jit_stack_assign(r->limits, NULL, r->stack);
}

/* 0, or -1 with the reason in err. */
static int
compile(struct regex *r, char *err, size_t cap)
{
	PCRE2_SIZE offset = 0;
	int code = 0;

	if (r->code == NULL)
		r->code = pcre2_compile((PCRE2_SPTR)r->pattern.p, r->pattern.n,
		    options(r->flags), &code, &offset, NULL);
	if (r->code != NULL)
		return 0;
	explain(code, offset, err, cap);
	errno = code == PCRE2_ERROR_HEAP_FAILED ? ENOMEM : EINVAL;
	return -1;
}

struct regex *
regex_new(struct slice pattern, int flags, char *err, size_t cap)
{
	struct regex *r = calloc(1, sizeof(*r));

	if (r == NULL) {
		explain(PCRE2_ERROR_NOMEMORY, 0, err, cap);
		errno = ENOMEM;
		return NULL;
	}
	r->pattern = pattern;
	r->flags = flags;
	if ((flags & REGEX_LATE) || compile(r, err, cap) == 0)
		return r;
	regex_free(r);
	return NULL;
}

int
regex_match(struct regex *r, struct slice text, size_t at)
{
	PCRE2_SPTR p = (PCRE2_SPTR)(text.p ? text.p : "");
	int n;

	r->matched = 0;
	if (at > text.n)
		return 0;
	if (compile(r, NULL, 0) != 0 || prepare(r) != 0)
		return REGEX_FAILED;
	if (r->tried < JIT_AFTER && ++r->tried == JIT_AFTER)
		translate(r);
	n = pcre2_match(r->code, p, text.n, at, 0, r->data, r->limits);
	if (n == PCRE2_ERROR_JIT_STACKLIMIT)
		n = pcre2_match(
		    r->code, p, text.n, at, PCRE2_NO_JIT, r->data, r->limits);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	r->matched = n > 0;
	if (n == PCRE2_ERROR_NOMEMORY)
		return REGEX_FAILED;
	return n > 0 ? 1 : REGEX_LIMIT;
}

size_t
regex_groups(const struct regex *r)
{
	uint32_t n = 0;

	pcre2_pattern_info(r->code, PCRE2_INFO_CAPTURECOUNT, &n);
	return (size_t)n + 1;
}

struct regex_span
regex_group(const struct regex *r, size_t i)
{
	const PCRE2_SIZE *v;

	if (!r->matched || i >= pcre2_get_ovector_count(r->data))
		return (struct regex_span){0, 0, 0};
	v = pcre2_get_ovector_pointer(r->data);
	if (v[2 * i] == PCRE2_UNSET)
		return (struct regex_span){0, 0, 0};
	return (struct regex_span){v[2 * i], v[2 * i + 1], 1};
}

size_t
regex_named(const struct regex *r, const char *name)
{
	int n = pcre2_substring_number_from_name(r->code, (PCRE2_SPTR)name);

	return n > 0 ? (size_t)n : 0;
}

void
regex_free(struct regex *r)
{
	if (r == NULL)
		return;
	pcre2_jit_stack_free(r->stack);
	pcre2_match_context_free(r->limits);
	pcre2_match_data_free(r->data);
	pcre2_code_free(r->code);
	free(r);
}
