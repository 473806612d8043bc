/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_H
#define SOURCE_H

#include "options.h"

/*
 * The second stream: the file of -f, a table of the register, or the map of
 * --roll-forward from every body to what it has become.  Dies as input_open
 * does.
 */
struct input *source_open(const struct options *o);

#endif
