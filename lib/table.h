/* SPDX-License-Identifier: MIT */
#ifndef TABLE_H
#define TABLE_H

#include <stdint.h>

#include "slice.h"

/*
 * An insertion-ordered map from bytes to a slot number: the only map in the
 * project.  Slots count from 0 in order of arrival, so that callers keep
 * their values in a plain array by slot.  It owns copies of its keys, which
 * stay where they are until table_clear or table_free.
 */
struct table;

#define TABLE_NONE SIZE_MAX

/* NULL when memory runs out. */
struct table *table_new(void);
/* The slot of key, made if new; TABLE_NONE when memory runs out. */
size_t table_slot(struct table *t, struct slice key);
/* The slot of key, or TABLE_NONE. */
size_t table_find(const struct table *t, struct slice key);
/* The key of a slot below table_count: owned by t, ended by '\0'. */
struct slice table_key(const struct table *t, size_t slot);
/*
 * Where the caller keeps what belongs to slot 0, 1, ..., each of size bytes,
 * until the next such call: finding a slot then has the processor fetch its
 * value.  Nothing is read.
 */
void table_values(struct table *t, const void *values, size_t size);
/* How many slots there are. */
size_t table_count(const struct table *t);
/* Bytes that the table holds, for limits on memory. */
size_t table_bytes(const struct table *t);
/* Forgets all keys, keeps the memory. */
void table_clear(struct table *t);
/* Accepts NULL. */
void table_free(struct table *t);

#endif
