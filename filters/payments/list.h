/* SPDX-License-Identifier: MIT */
#ifndef LIST_H
#define LIST_H

#include "decimal.h"
#include "whose.h"

/* A block of a document, as read gives it; borrowed. */
struct item {
	struct slice kind, page, start, header, text;
	int used; /* a row of a payment list, whatever became of it */
};

/* What a document says of itself; borrowed. */
struct about {
	struct slice source, publisher, title;
};

/* A payment; texts are borrowed from the items, or joined in the list. */
struct payment {
	size_t org; /* REGISTER_NONE where the list does not tell */
	struct date paid;
	struct slice supplier, type, area, transaction;
	struct decimal amount;
	size_t row;  /* its place in the list, from 1 */
	size_t item; /* the row that it stands in */
	int date_doubtful;
	int unreadable; /* no payment: its amount is no number */
};

struct list;

struct list *list_new(void);
/* Accepts NULL. */
void list_free(struct list *l);
/*
 * Finds the payments in a document of n items and marks those that are rows
 * of a list.  How many there are, the unreadable ones included; none in a
 * document that holds no list.  Dies when memory runs out.
 */
size_t list_read(struct list *l, struct whose *w, struct item *items, size_t n,
    const struct about *about);
/* The i-th, borrowed until the next list_read. */
const struct payment *list_at(const struct list *l, size_t i);

#endif
