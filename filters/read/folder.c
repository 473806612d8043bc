/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "buf.h"
#include "diag.h"
#include "folder.h"

const struct facts *
folder_facts(const struct folder *f, const struct metadata *given,
    const char *path, struct slice source)
{
	const struct facts *found = metadata_find(given, source);
	const char *name = strrchr(path, '/');

	if (found == NULL)
		found = metadata_find(given, slice_of(name ? name + 1 : path));
	for (; f != NULL && found == NULL; f = f->up)
		found = metadata_find(f->here, slice_of(path + f->base));
	return found;
}

struct metadata *
folder_metadata(const char *path, size_t n)
{
	struct buf name = {0};
	struct metadata *m = NULL;

	if (buf_printf(&name, "%.*smetadata.csv", (int)n, path) != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (access(name.p, F_OK) == 0)
		m = metadata_open(name.p);
	buf_free(&name);
	return m;
}

int
folder_loops(const struct folder *f, const struct stat *st)
{
	for (; f != NULL; f = f->up)
		if (f->dev == st->st_dev && f->ino == st->st_ino)
			return 1;
	return 0;
}
