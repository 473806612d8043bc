/* SPDX-License-Identifier: MIT */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stddef.h>

/*
 * One line on standard error that says how far the run is, rewritten a few
 * times a second; nothing at all unless that is a terminal.
 */

/* 1 if there is a line to be shown, and so a use for the total. */
int progress_wanted(void);
/* total: bytes of all inputs, 0 where it is not known. */
void progress_start(size_t total);
/* So many more bytes of the inputs have been read. */
void progress_bytes(size_t n);
/* One more document. */
void progress_document(void);
/* Takes the line away, for a message or at the end. */
void progress_clear(void);

#endif
