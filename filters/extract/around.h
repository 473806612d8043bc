/* SPDX-License-Identifier: MIT */
#ifndef AROUND_H
#define AROUND_H

#include "document.h"
#include "names.h"

/*
 * What stands around a bare place name in the text of its block, by which it
 * is told whether "Croydon" is a body there or a place.  first and last are
 * the ends of a list of names; each function is 1 if it is so.
 */

/* "in Croydon", "Croydon residents": a place. */
int around_is_place(
    struct slice block, const struct found *first, const struct found *last);
/* "Croydon's own": it has something. */
int around_has(struct slice block, const struct found *f);
/* "Croydon is", "Croydon, which", "Croydon's": a place does not act. */
int around_acts(struct slice block, const struct found *f);
/* "as do Croydon and Hull", "like Swale". */
int around_compares(struct slice block, const struct found *first);
/* "CAMDEN and ISLINGTON - both ...": f[0..n-1] head their paragraph. */
int around_heads(const struct document *d, const struct found *f, size_t n);
/* "the CCGs in Hull and Leeds", "the bodies that buy care for ...". */
int around_said_in_front(struct slice block, const struct found *first);
/* "the chair of Luton": only a body has one. */
int around_has_post(struct slice block, const struct found *first);
/* "the groups for Blackpool and for Fylde". */
int around_groups_in_front(struct slice block, const struct found *first);
/* "the hospitals in Basildon, Chelmsford and Southend": places. */
int around_ends_places(struct slice block, const struct found *first);
/* "£18m in Bedfordshire, £7m in Luton": f has a part of a total. */
int around_shares_total(struct slice block, const struct found *f);
/* "Bury FC": the name goes on. */
int around_longer_name(const struct document *d, const struct found *f);

/* "CCG allocations: Knowsley £259m, Liverpool £760m": one of a list of names
 * and amounts, set off by a colon, a dash or a bracket from words that speak
 * of CCGs. */
int around_lists_amounts(struct slice block, const struct found *f);

#endif
