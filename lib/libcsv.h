/* SPDX-License-Identifier: MIT */
/*
 * libcsv's header, which has the same name as ours: the search goes on
 * behind this folder, and so must have come here by way of <libcsv.h>.
 */
#include_next <csv.h>
