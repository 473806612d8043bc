/* SPDX-License-Identifier: MIT */
#ifndef FOCUS_H
#define FOCUS_H

#include "document.h"

/*
 * Focus: a weight for each entity that halves with every sentence and grows
 * with every mention, a subject's more than an object's.  The lists of
 * bodies named together are remembered for "both" and "the three".
 */
enum { LISTS = 16 };

struct list {
	size_t who, n; /* in document.member */
	size_t sentence;
};

struct focus {
	struct document *d;
	double *weight;		 /* by entity */
	struct list list[LISTS]; /* a ring of lists of CCGs */
	size_t nlist;
	struct list pair; /* the two that the text names, once asked for */
	int asked;
	struct list set;     /* several spoken of together more than once */
	struct list subject; /* of the sentence before, any body */
	struct list here;    /* of this sentence so far */
	struct list latest;  /* the last that acts, whatever it is */
	struct list before;  /* the CCG that the last block began with */
	struct list first;   /* the CCG that this block begins with */
	int nobody;	     /* the last that acts here is not known */
	struct list nearby;  /* the last CCG of this sentence, subject or not */
	size_t sentence;
	size_t section; /* first sentence of the section */
	int elsewhere;	/* it is headed as being about something else */
	size_t topic, topic_member;
	int narrated;	  /* by one of the topic's people */
	int dominant;	  /* no other CCG is named as often */
	size_t ccg, nccg; /* the last CCG named or meant, as a member */
	size_t ccg_sentence;
	struct mention *last_org;    /* for "the latter" */
	struct mention *before_last; /* for "the former" */
};

/* Makes m stand for the bodies of a list. */
void focus_stand_for(struct mention *m, struct list l);

/* The same of one entity; SIZE_MAX leaves m as it is. */
void focus_stand_for_one(struct focus *f, struct mention *m, size_t entity);

#endif
