/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "diag.h"
#include "release.h"

const char release_rules[] = RULES;

int
release_print(const char *name)
{
	printf("%s %s\nrules %s\n", name, VERSION, release_rules);
	return fflush(stdout) == 0 ? 0 : EXIT_SYSTEM;
}
