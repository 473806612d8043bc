/* SPDX-License-Identifier: MIT */
#ifndef LOAD_H
#define LOAD_H

#include "store.h"

/*
 * Makes the database at target hold what dir holds, in one transaction.
 * Rows that are there already are left alone, table by table.
 */
void load(const struct store_kind *kind, const char *target, const char *dir);
/* Writes dir/datapackage.json. */
void package_write(const char *dir);

#endif
