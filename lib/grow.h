/* SPDX-License-Identifier: MIT */
#ifndef GROW_H
#define GROW_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "diag.h"

/*
 * An array that grows: GROW(array, count, capacity) makes room for one more
 * element and gives a pointer to it, zeroed.  Dies when memory runs out.
 */
static inline void *
grow(void *array, size_t count, size_t *cap, size_t size)
{
	if (count < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 16;
	if (*cap > SIZE_MAX / size)
		die(EXIT_SYSTEM, "out of memory");
	return must(realloc(array, *cap * size));
}

#define GROW(array, count, cap)                                     \
	((array) = grow((array), (count), &(cap), sizeof *(array)), \
	    memset(&(array)[count], 0, sizeof *(array)), &(array)[(count)++])

#endif
