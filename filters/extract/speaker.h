/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_H
#define SPEAKER_H

#include "document.h"

/*
 * 1 if the "we" that m is speaks for a body: in a quotation, in a statement,
 * or in what a CCG publishes itself; a newspaper's "we" does not.
 */
int speaker_is_ccg(const struct document *d, const struct sentence *s,
    const struct mention *m);
/* 1 if somebody of a CCG tells it all: "we" and "our members" outside
 * quotations. */
int speaker_narrates(const struct document *d);

/* 1 if what stands in the quotation is a trust's or a council's word: "The
 * trust said: ...", "..., the trust told the CCG". */
int speaker_is_other(const struct document *d, const struct sentence *s,
    const struct mention *m);

#endif
