/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "findings.h"

/*
 * What the rows say stands where in which document, kept until the
 * documents come by.  All of it dies when memory runs out.
 */
struct evidence;

struct evidence *evidence_new(void);
/* Accepts NULL. */
void evidence_free(struct evidence *e);

/*
 * Notes that the row at w has its evidence at the bytes from start on of
 * its document; all slices are copied.
 */
void evidence_expect(
    struct evidence *e, const struct where *w, struct slice text, size_t start);
/* Notes that the row at w speaks of a document and of no place in it. */
void evidence_mention(struct evidence *e, const struct where *w);

/* A document was met whose text is not known. */
void evidence_met(struct evidence *e, struct slice doc_id);
/* A document was met: all that is expected of it is held against text. */
void evidence_check(struct evidence *e, struct slice doc_id, struct slice text,
    struct findings *f);
/* The rows whose document was never met. */
void evidence_finish(struct evidence *e, struct findings *f);

#endif
