/* SPDX-License-Identifier: MIT */
/*
 * libcsv's header, which has the same name as ours: the search goes on
 * behind this folder.
 */
#include_next <csv.h>
