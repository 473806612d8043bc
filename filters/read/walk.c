/* SPDX-License-Identifier: MIT */
/* Paths, folders and lists of paths. */

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "file.h"
#include "walk.h"

enum { DEPTH_MAX = 64 };

/* The metadata that holds for a folder and all below it. */
struct folder {
	const struct folder *up;
	struct metadata *here; /* or NULL */
	size_t base;	       /* bytes of a path before what is below it */
	dev_t dev;
	ino_t ino;
	int depth;
};

/* The nearest table that knows the document, then the one given by -m. */
static const struct facts *
facts_for(const struct walk *w, const struct folder *f, const char *path,
    struct slice source)
{
	const struct facts *found;
	const char *name = strrchr(path, '/');

	if ((found = metadata_find(w->given, source)) == NULL)
		found =
		    metadata_find(w->given, slice_of(name ? name + 1 : path));
	for (; f != NULL && found == NULL; f = f->up)
		found = metadata_find(f->here, slice_of(path + f->base));
	return found;
}

/* "dir/metadata.csv", if there is one. */
static struct metadata *
beside(const char *dir, size_t n)
{
	struct buf path = {0};
	struct metadata *m = NULL;

	if (buf_printf(&path, "%.*smetadata.csv", (int)n, dir) != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (access(path.p, F_OK) == 0)
		m = metadata_open(path.p);
	buf_free(&path);
	return m;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct names {
	char **name;
	size_t n, cap;
};

static void
add_name(struct names *all, const char *name)
{
	if (all->n == all->cap) {
		all->cap = all->cap ? 2 * all->cap : 64;
		all->name =
		    must(reallocarray(all->name, all->cap, sizeof(*all->name)));
	}
	all->name[all->n++] = must(strdup(name));
}

/* The names in a folder that are read, sorted; -1 with errno. */
static int
list(const char *path, struct names *all)
{
	DIR *dir = opendir(path);
	struct dirent *e;
	int saved;

	if (dir == NULL)
		return -1;
	while (errno = 0, (e = readdir(dir)) != NULL)
		if (e->d_name[0] != '.' &&
		    strcmp(e->d_name, "metadata.csv") != 0)
			add_name(all, e->d_name);
	saved = errno;
	closedir(dir);
	errno = saved;
	if (saved != 0)
		return -1;
	if (all->n > 0)
		qsort(all->name, all->n, sizeof(*all->name), by_name);
	return 0;
}

static void
free_names(struct names *all)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		free(all->name[i]);
	free(all->name);
}

static void
take(const struct walk *w, const struct folder *f, const char *path,
    struct slice source)
{
	struct item it = {.source = source, .path = path};

	it.facts = facts_for(w, f, path, source);
	file_take(w->sink, &it, w->all);
}

/* 1 if a link has led back to a folder that this one is in. */
static int
loops(const struct folder *f, const struct stat *st)
{
	for (; f != NULL; f = f->up)
		if (f->dev == st->st_dev && f->ino == st->st_ino)
			return 1;
	return 0;
}

static void descend(const struct walk *w, const struct folder *up,
    struct buf *path, size_t base, const struct stat *st);

/* One name of a folder: path holds it whole, base bytes are above it. */
static void
visit(
    const struct walk *w, const struct folder *f, struct buf *path, size_t base)
{
	struct slice source = {path->p + base, path->n - base};
	struct stat st;

	if (stat(path->p, &st) != 0)
		sink_lose(w->sink, source, strerror(errno));
	else if (S_ISDIR(st.st_mode) &&
		 (loops(f, &st) || f->depth >= DEPTH_MAX))
		sink_lose(w->sink, source, "folders nested without end");
	else if (S_ISDIR(st.st_mode))
		descend(w, f, path, base, &st);
	else if (S_ISREG(st.st_mode))
		take(w, f, path->p, source);
	else
		sink_lose(w->sink, source, "not a file");
}

static void
descend(const struct walk *w, const struct folder *up, struct buf *path,
    size_t base, const struct stat *st)
{
	struct folder f = {.up = up, .dev = st->st_dev, .ino = st->st_ino};
	struct names all = {0};
	size_t i, n;

	if (list(path->p, &all) != 0)
		sink_lose(w->sink,
		    (struct slice){path->p + base, path->n - base},
		    strerror(errno));
	if (path->p[path->n - 1] != '/' && buf_putc(path, '/') != 0)
		die(EXIT_SYSTEM, "out of memory");
	n = path->n;
	f.depth = up ? up->depth + 1 : 0;
	f.base = n;
	f.here = beside(path->p, n);
	for (i = 0; i < all.n; i++) {
		if (buf_puts(path, all.name[i]) != 0)
			die(EXIT_SYSTEM, "out of memory");
		visit(w, &f, path, up ? base : n);
		path->n = n;
		path->p[n] = '\0';
	}
	metadata_free(f.here);
	free_names(&all);
}

void
walk_check(const char *path)
{
	if (strcmp(path, "-") != 0 && access(path, R_OK) != 0)
		die_errno(EXIT_INPUT, "%s", path);
}

/* nftw(3) has no place for it but here. */
static size_t size_sum;

static int
add_size(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)path;
	(void)f;
	if (type == FTW_F)
		size_sum += (size_t)st->st_size;
	return 0;
}

size_t
walk_size(const char *path)
{
	size_sum = 0;
	if (strcmp(path, "-") != 0)
		nftw(path, add_size, 16, FTW_PHYS);
	return size_sum;
}

/* A single file: named by its last part, described by what lies beside. */
static void
take_file(const struct walk *w, const char *path, struct slice source)
{
	const char *slash = strrchr(path, '/');
	struct folder f = {.base = slash ? (size_t)(slash + 1 - path) : 0};

	if (strcmp(path + f.base, "metadata.csv") == 0)
		return;
	f.here = beside(path, f.base);
	take(w, &f, path, source);
	metadata_free(f.here);
}

static void
take_folder(const struct walk *w, const char *path, const struct stat *st)
{
	struct buf p = {0};

	if (buf_puts(&p, path) != 0)
		die(EXIT_SYSTEM, "out of memory");
	descend(w, NULL, &p, p.n, st);
	buf_free(&p);
}

void
walk_path(const struct walk *w, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (strcmp(path, "-") == 0) {
		walk_list(w, path);
		return;
	}
	if (stat(path, &st) != 0)
		die_errno(EXIT_INPUT, "%s", path);
	if (S_ISDIR(st.st_mode))
		take_folder(w, path, &st);
	else
		take_file(w, path, slice_of(slash ? slash + 1 : path));
}

/* A listed path keeps its name as listed, but for a "./" in front. */
static void
take_listed(const struct walk *w, char *line)
{
	struct slice source = slice_of(line);
	struct stat st;

	while (source.n > 2 && memcmp(source.p, "./", 2) == 0) {
		source.p += 2;
		source.n -= 2;
	}
	if (stat(line, &st) != 0)
		sink_lose(w->sink, source, strerror(errno));
	else if (S_ISDIR(st.st_mode))
		take_folder(w, line, &st);
	else
		take_file(w, line, source);
}

void
walk_list(const struct walk *w, const char *path)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	if (f == NULL)
		die_errno(EXIT_INPUT, "%s", path);
	while ((n = getline(&line, &cap, f)) > 0) {
		if (line[n - 1] == '\n')
			line[--n] = '\0';
		if (n > 0 && line[n - 1] == '\r')
			line[--n] = '\0';
		if (n > 0)
			take_listed(w, line);
	}
	if (ferror(f))
		die_errno(EXIT_SYSTEM, "%s", path);
	free(line);
	if (f != stdin)
		fclose(f);
}
