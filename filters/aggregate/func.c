/* SPDX-License-Identifier: MIT */
#include "func.h"
#include "pack.h"

static const struct func *const all[] = {&func_count, &func_empty,
    &func_invalid, &func_sum, &func_mean, &func_min, &func_max, &func_stddev,
    &func_median, &func_quantile, &func_first, &func_last, &func_least,
    &func_greatest, &func_collect, &func_distinct, &func_mode, &func_unique,
    &func_best};

const struct func *
func_find(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (slice_is((struct slice){name, n}, all[i]->name))
			return all[i];
	return NULL;
}

void
func_put_number(struct output *out, struct decimal d)
{
	char text[DECIMAL_CHARS];

	output_put(out, (struct slice){text, decimal_format(text, d)});
}

void
func_save(struct buf *to, struct slice s)
{
	if (pack_put(to, s) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

void
func_save_number(struct buf *to, struct decimal d)
{
	char text[DECIMAL_CHARS];

	func_save(to, (struct slice){text, decimal_format(text, d)});
}

void
func_save_count(struct buf *to, uint64_t n)
{
	if (pack_count(to, n) < 0)
		die(EXIT_SYSTEM, "out of memory");
}

int
func_load_number(struct slice *from, struct decimal *d)
{
	struct slice text;

	if (pack_next(from, &text) <= 0 || decimal_parse(text, d) < 0)
		return -2;
	return 0;
}
