/* SPDX-License-Identifier: MIT */
#ifndef DISK_H
#define DISK_H

#include "probe.h"

/*
 * The same result when the second stream does not fit in memory: both sides
 * are sorted by key on disk and met key by key, and the joined rows are
 * sorted back into the order of the stream.  b holds the rows of the second
 * stream read so far.  Dies with EXIT_DATA, and the figure, when the rows of
 * one key alone take more than the limit.
 */
void disk_run(struct join *j, struct build *b);

#endif
