/* SPDX-License-Identifier: MIT */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "buf.h"
#include "date.h"
#include "filter.h"
#include "money.h"
#include "period.h"
#include "slice.h"

#define NO_VOICE SIZE_MAX

/*
 * One document while extract reads it: its blocks, their sentences, and
 * what is mentioned in them.  Everything is reused for the next document.
 */
enum text_kind {
	TEXT_TITLE,
	TEXT_HEADING,
	TEXT_PARAGRAPH,
	TEXT_ITEM,
	TEXT_ROW,
	TEXT_CAPTION,
	TEXT_FURNITURE
};

/* What an organisation is, as far as the words tell. */
enum body {
	BODY_CCG,
	BODY_TRUST,
	BODY_SYSTEM, /* STP, ICS, ICB */
	BODY_NATIONAL,
	BODY_SECTOR,
	BODY_REGION,
	BODY_OTHER /* council ... */
};

/* One organisation of the document: what the register knows, or a name. */
struct entity {
	enum body body;
	size_t org;	/* in the register, or REGISTER_NONE */
	size_t also[4]; /* further candidates: the name is ambiguous */
	size_t nalso;
	struct slice name; /* as first written; borrowed from a block */
	unsigned strong;   /* how often written so that no doubt is left */
	unsigned count;	   /* how often mentioned */
	struct date opened;
	size_t parents, nparents; /* CCGs of the text that it was made of, in
				     document.member */
};

enum mention_kind {
	MENTION_ORG, /* named */
	MENTION_REF, /* "the CCG", "it", "both" */
	MENTION_MONEY,
	MENTION_PERIOD
};

enum ref_kind {
	REF_NONE,
	REF_CCG,  /* the CCG, the group, the commissioner */
	REF_CCGS, /* the CCGs, the three groups, the commissioners */
	REF_TRUST,
	REF_OTHER,
	REF_NATIONAL,
	REF_SECTOR,
	REF_IT,
	REF_THEY,
	REF_WE,
	REF_BOTH, /* both, the two, the pair, all four: the last several */
	REF_EACH, /* each (of them), none, neither */
	REF_FORMER,
	REF_LATTER,
	REF_OTHERS,
	REF_SOME /* some of them: nobody in particular */
};

struct mention {
	enum mention_kind kind;
	size_t start, end;   /* bytes in the block's text */
	size_t tag, tag_end; /* where its tag stands in the folded sentence */
	/* MENTION_ORG, and MENTION_REF once it is resolved: */
	size_t who; /* first index in document.member */
	size_t nwho;
	size_t all, nall; /* with those that it is joined to: see together.h */
	enum body body;
	int weak;	/* a bare place name */
	int plural;	/* CCGs, groups, they */
	int indefinite; /* "a trust in London", "another group" */
	int apart;	/* "all of them except A" */
	size_t said;	/* the number said with it: "the three CCGs" */
	enum ref_kind ref;
	/* MENTION_MONEY: */
	struct money money;
	size_t series, of; /* "£3m, £4m and £5m": element and how many */
	/* MENTION_PERIOD: */
	struct period period;
};

struct block {
	enum text_kind kind;
	size_t number, page, start; /* as read gives them */
	struct slice text, header;
	size_t sentence, nsentence; /* first, how many */
	int taken;		    /* a row of a table that was understood */
};

struct sentence {
	size_t block;
	size_t start, end; /* bytes in the block's text */
	size_t mention, nmention;
	size_t fold; /* offset of its folded text in document.fold */
	size_t nfold;
	size_t who, nwho;	  /* in focus where no subject is named */
	size_t ccg, nccg;	  /* the CCG in focus */
	size_t several, nseveral; /* CCGs named together not long before */
};

/* A CCG's name that is only a place where it stands: "In St Helens". */
struct place {
	size_t sentence, start, entity;
};

/* The CCGs of a place, in document.member. */
enum { CROWDS = 16 };

struct crowd {
	size_t who, n;
	size_t said; /* the number that means it; n of them are known */
};

struct document {
	struct slice id, source, publisher, title;
	struct date published;
	int payments;
	int theme;  /* financial year that all of it is about, 0: none */
	int closed; /* without a date: the last year whose results it told */
	int plan;   /* its title says that it is one */
	const char *category; /* what its title says it is about, or NULL */
	struct crowd crowd[CROWDS]; /* sets that a number can mean */
	size_t ncrowd;
	struct place *place;
	size_t nplace, cplace;
	size_t voice;	 /* entity that publishes it, or NO_VOICE */
	struct date now; /* when what is being read was said: published, or the
			    date that heads its section */
	struct date as_of; /* of a finance paper: the end of the month that it
			      reports on; else {0} */
	struct buf text;   /* holds all slices above and in blocks */
	struct block *block;
	size_t nblock, cblock;
	struct sentence *sentence;
	size_t nsentence, csentence;
	struct mention *mention;
	size_t nmention, cmention;
	struct entity *entity;
	size_t nentity, centity;
	size_t *member; /* entity indices that mentions share */
	size_t nmember, cmember;
	struct buf fold; /* folded sentences, one behind another */
};

/* The input columns that extract needs, by name; see document_columns. */
struct document_columns {
	size_t id, source, publisher, published, title, block, kind, page,
	    start, header, text;
};

/* Finds the columns; header may be absent.  Dies as input_column does. */
struct document_columns document_columns(const struct input *in);

/*
 * Reads rows until the next document begins.  *row is the first row (from
 * input_next), and afterwards the first of the next document, or NULL.
 * A row with a bad number dies through input_reject.
 */
void document_read(struct document *d, struct input *in,
    const struct document_columns *c, const struct csv_row **row);

/* Appends one paragraph to a document made of lines, for --explain; begin
 * with document_clear. */
void document_line(struct document *d, struct slice line);

/* Empties d and keeps its memory. */
void document_clear(struct document *d);
/* Frees what d holds, not d. */
void document_free(struct document *d);

/* The bytes of a sentence; of a mention; of its folded text. */
struct slice sentence_text(const struct document *d, const struct sentence *s);
struct slice sentence_fold(const struct document *d, const struct sentence *s);
struct slice mention_text(const struct document *d, const struct sentence *s,
    const struct mention *m);

/* 1 if the text has that phrase, in whatever capitals, without the letter
 * not_before (0: any) behind it. */
int document_says(
    const struct document *d, const char *phrase, char not_before);

#endif
