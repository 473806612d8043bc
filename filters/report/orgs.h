/* SPDX-License-Identifier: MIT */
#ifndef ORGS_H
#define ORGS_H

#include "buf.h"
#include "register.h"

/* The bodies that the datasets speak of.  All of it dies without memory. */
struct orgs;

struct orgs *orgs_new(const struct reg *reg);
/* Accepts NULL. */
void orgs_free(struct orgs *o);
/* Notes a body, with name and type for where the register has none. */
void orgs_meet(
    struct orgs *o, struct slice code, struct slice name, struct slice type);
/*
 * Appends {"07V": {"name", "type", "opened", "closed", "became": [[code,
 * name]...],
 * "areas": {"2017-18": [STP, region]...}}...}: its areas are those at the
 * end of each financial year through which it lived, by name.
 */
void orgs_put(const struct orgs *o, struct buf *b);

#endif
