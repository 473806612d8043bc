/* SPDX-License-Identifier: MIT */
/* The checks that look at one fact alone, and what all checks share. */
#include <stdlib.h>

#include "check.h"

const struct check checks[CHECKS] = {
    [CHECK_NO_PERIOD] = {"no_period", LEVEL_INFO},
    [CHECK_NOT_OPEN] = {"org_not_open", LEVEL_ERROR},
    [CHECK_IMPLAUSIBLE] = {"implausible", LEVEL_ERROR},
    [CHECK_DEFICIT] = {"deficit", LEVEL_INFO},
    [CHECK_LARGE_DEFICIT] = {"large_deficit", LEVEL_WARN},
    [CHECK_CONFLICT] = {"conflict", LEVEL_WARN},
    [CHECK_WORSE_PLAN] = {"worse_than_plan", LEVEL_WARN},
    [CHECK_WORSE_TARGET] = {"worse_than_control_total", LEVEL_WARN},
    [CHECK_WORSENING] = {"worsening", LEVEL_INFO},
    [CHECK_INADEQUATE] = {"inadequate_in_intervention", LEVEL_WARN},
    [CHECK_NEVER_EXITED] = {"never_exited", LEVEL_INFO},
    [CHECK_SUM] = {"sum_mismatch", LEVEL_WARN},
};

static struct decimal
absolute(struct decimal d)
{
	return decimal_sign(d) < 0 ? decimal_negate(d) : d;
}

int
check_over(struct decimal x, struct decimal percent, struct decimal of)
{
	struct decimal most = absolute(of);

	if (decimal_mul(&most, percent) < 0 ||
	    decimal_mul(&most, (struct decimal){1, 2}) < 0)
		return 0;
	return decimal_compare(absolute(x), most) > 0;
}

struct decimal
check_apart(struct decimal a, struct decimal b)
{
	if (decimal_sub(&a, b) < 0)
		return decimal_int(INT64_MAX);
	return a;
}

/* 1 if the body existed in some part of what the fact is about. */
static int
was_open(const struct reg *reg, size_t org, const struct fact *f)
{
	const struct org *o = register_org(reg, org);
	struct date from = {f->fin_year, 4, 1}, to = {f->fin_year + 1, 3, 31};

	/* A merger is told of before the new body and after the old. */
	if (fact_is(f, F_MEASURE, "merger"))
		return 1;
	if (f->fin_year == 0)
		return f->when.year == 0 || register_live(reg, org, f->when);
	return (o->opened.year == 0 || date_compare(o->opened, to) <= 0) &&
	       (o->closed.year == 0 ||
		   date_compare(date_last(o->closed), from) >= 0);
}

static void
check_size(const struct checker *c, const struct fact *f, struct decimal whole)
{
	const struct decimal *limit = c->limits->limit;
	int spending = fact_is(f, F_DATASET, "spending");

	if (check_over(f->amount,
		limit[spending ? LIMIT_SPENDING : LIMIT_POSITION], whole))
		c->found(c->data, f, CHECK_IMPLAUSIBLE);
	if (!fact_is_position(f) || decimal_sign(f->amount) >= 0 ||
	    !fact_is_said(f) || fact_is(f, F_BASIS, "target"))
		return;
	if (check_over(f->amount, limit[LIMIT_LARGE], whole))
		c->found(c->data, f, CHECK_LARGE_DEFICIT);
	else if (check_over(f->amount, limit[LIMIT_DEFICIT], whole))
		c->found(c->data, f, CHECK_DEFICIT);
}

void
check_row(const struct checker *c, const struct fact *f)
{
	size_t org = register_find(c->reg, f->v[F_ORG_CODE]);
	int64_t allocation = -1;

	if (f->money && f->v[F_FIN_YEAR].n == 0)
		c->found(c->data, f, CHECK_NO_PERIOD);
	if (fact_is(f, F_AGREE, "no"))
		c->found(c->data, f, CHECK_CONFLICT);
	if (org == REGISTER_NONE)
		return;
	if (!was_open(c->reg, org, f))
		c->found(c->data, f, CHECK_NOT_OPEN);
	if (f->money && f->fin_year != 0)
		allocation = register_allocation(c->reg, org, f->fin_year);
	if (allocation > 0)
		check_size(c, f, decimal_int(allocation));
}
