/* SPDX-License-Identifier: MIT */
#ifndef DATA_H
#define DATA_H

#include "gz.h"
#include "register.h"

/*
 * Writes all that the page shows as one JSON object: each dataset as
 * {"columns": [...], "rows": [[...]...]}, and "orgs", what the register says
 * of the bodies that the datasets speak of.  Dies on an error; its memory
 * grows with the number of bodies alone.
 */
void data_write(struct gz_writer *out, const char *dir, const struct reg *reg);

#endif
