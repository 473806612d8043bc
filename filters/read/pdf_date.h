/* SPDX-License-Identifier: MIT */
#ifndef PDF_DATE_H
#define PDF_DATE_H

#include "doc.h"

/*
 * The date of a paper from what its first page says: of the meeting, of the
 * report, or one that stands by itself; never the date that the figures are
 * "as at", and never the file's own.  A date without a year, or none, is
 * {0}.
 */
struct date pdf_date(const struct doc *d);

#endif
