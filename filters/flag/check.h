/* SPDX-License-Identifier: MIT */
#ifndef CHECK_H
#define CHECK_H

#include "fact.h"
#include "level.h"
#include "register.h"

/* The built-in checks, in the order of flag(1). */
enum check_id {
	CHECK_NO_PERIOD,
	CHECK_NOT_OPEN,
	CHECK_IMPLAUSIBLE,
	CHECK_DEFICIT,
	CHECK_LARGE_DEFICIT,
	CHECK_CONFLICT,
	CHECK_WORSE_PLAN,
	CHECK_WORSE_TARGET,
	CHECK_WORSENING,
	CHECK_INADEQUATE,
	CHECK_NEVER_EXITED,
	CHECK_SUM,
	CHECKS
};

struct check {
	const char *code;
	enum level level;
};
extern const struct check checks[CHECKS];

/* Thresholds; each has an option. */
enum limit {
	LIMIT_CONFLICT,	 /* per cent of the greater figure */
	LIMIT_POSITION,	 /* per cent of the allocation */
	LIMIT_SPENDING,	 /* per cent of the allocation */
	LIMIT_DEFICIT,	 /* per cent of the allocation */
	LIMIT_LARGE,	 /* per cent of the allocation */
	LIMIT_WORSE,	 /* per cent of the plan */
	LIMIT_WORSENING, /* per cent of last year's */
	LIMIT_ROUNDING,	 /* pounds */
	LIMITS
};
struct check_limits {
	struct decimal limit[LIMITS];
};

/* What checks look at beside the facts. */
struct checker {
	const struct check_limits *limits;
	const struct reg *reg;
	/* Takes a finding about a fact. */
	void (*found)(void *data, const struct fact *f, enum check_id check);
	void *data;
};

/* Checks one fact by itself. */
void check_row(const struct checker *c, const struct fact *f);
/* Checks what should add up inside one document; reorders its facts. */
void check_tables(const struct checker *c, struct fact **f, size_t n);

/* 1 if |x| is over so many per cent of |of|. */
int check_over(struct decimal x, struct decimal percent, struct decimal of);
/* a - b; the greatest there is when that has over 38 digits. */
struct decimal check_apart(struct decimal a, struct decimal b);

#endif
