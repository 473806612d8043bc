/* SPDX-License-Identifier: MIT */
#ifndef NUM_H
#define NUM_H

#include <stddef.h>
#include <stdint.h>

/*
 * Whole-string numbers, never locale dependent, exact or an error.
 */

/*
 * A decimal integer in [min, max]; a sign and leading zeros are allowed.  0;
 * or -1 and *out is as it was.
 */
int num_int(const char *s, int64_t min, int64_t max, int64_t *out);
/*
 * A decimal with at most places digits after the point: "12.30" with
 * places 2 gives 1230.  As XML Schema's decimal, so "1.", ".5" and "+1" are
 * numbers; trailing zeros beyond places are not excess.  places is 0 to 18.
 * 0; -1 on anything else, excess digits or overflow, and *out is as it was.
 */
int num_decimal(const char *s, int places, int64_t *out);
/*
 * Writes value / 10^places without trailing zeros ("1230", 2 is "12.3");
 * ends it with '\0' and returns the length without that, or 0 when cap is
 * too small for both or places is not 0 to 18.  21 and '\0' always suffice.
 */
size_t num_format(char *dst, size_t cap, int64_t value, int places);
/* *sum += x.  0, or -1 on overflow with *sum unchanged. */
int num_add(int64_t *sum, int64_t x);
/* *out = a * b.  0, or -1 on overflow. */
int num_mul(int64_t a, int64_t b, int64_t *out);

#endif
