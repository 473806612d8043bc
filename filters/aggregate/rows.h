/* SPDX-License-Identifier: MIT */
#ifndef ROWS_H
#define ROWS_H

#include "groups.h"

/*
 * Reads a stream to its end into g; with o->sorted, writes each group as
 * soon as the next begins, and dies when a key is less than the one before.
 */
void rows_read(
    struct options *o, struct input *in, struct groups *g, struct output *out);

#endif
