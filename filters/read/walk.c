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
#include "folder.h"
#include "listing.h"
#include "walk.h"

enum { DEPTH_MAX = 64 };

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

	it.facts = folder_facts(f, w->given, path, source);
	if (w->sink == NULL) {
		listing_put(path, source, it.facts);
		return;
	}
	sink_from(w->sink, path);
	file_take(w->sink, &it, w->all);
}

/* What cannot be entered or read. */
static void
lose(const struct walk *w, const char *path, struct slice source,
    const char *reason)
{
	if (w->sink == NULL) {
		listing_put(path, source, NULL);
		return;
	}
	sink_from(w->sink, path);
	sink_lose(w->sink, source, reason);
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
		lose(w, path->p, source, file_error());
	else if (S_ISDIR(st.st_mode) &&
		 (folder_loops(f, &st) || f->depth >= DEPTH_MAX))
		lose(w, path->p, source, "folders nested without end");
	else if (S_ISDIR(st.st_mode))
		descend(w, f, path, base, &st);
	else if (S_ISREG(st.st_mode))
		take(w, f, path->p, source);
	else
		lose(w, path->p, source, "not a file");
}

static void
descend(const struct walk *w, const struct folder *up, struct buf *path,
    size_t base, const struct stat *st)
{
	struct folder f = {.up = up, .dev = st->st_dev, .ino = st->st_ino};
	struct names all = {0};
	size_t i, n;

	if (list(path->p, &all) != 0)
		lose(w, path->p, (struct slice){path->p + base, path->n - base},
		    file_error());
	if (path->p[path->n - 1] != '/' && buf_putc(path, '/') != 0)
		die(EXIT_SYSTEM, "out of memory");
	n = path->n;
	f.depth = up ? up->depth + 1 : 0;
	f.base = n;
	f.here = folder_metadata(path->p, n);
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
	f.here = folder_metadata(path, f.base);
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

/* The folders above the last listed path, kept for the next line. */
struct above {
	struct folder f[DEPTH_MAX + 1];
	size_t n, root; /* how many; bytes before the first source */
	struct buf path;
};

static void
leave(struct above *a, size_t n)
{
	while (a->n > n)
		metadata_free(a->f[--a->n].here);
}

/* One folder more: the first end bytes of the path. */
static void
enter(struct above *a, size_t end)
{
	struct folder *f = &a->f[a->n];
	char *p = a->path.p, kept = p[end];
	struct stat st = {0};

	p[end] = '\0';
	if (stat(p, &st) != 0)
		st.st_ino = 0;
	p[end] = kept;
	*f = (struct folder){.up = a->n > 0 ? f - 1 : NULL,
	    .here = folder_metadata(p, end),
	    .base = end,
	    .dev = st.st_dev,
	    .ino = st.st_ino,
	    .depth = (int)a->n};
	a->n++;
}

/* The folder of a path, all from its root down entered once. */
static const struct folder *
folders_of(struct above *a, const struct buf *path, size_t root)
{
	const char *slash = path->p + root - 1;
	size_t n = 0;

	while (a->root == root && n < a->n && a->f[n].base <= path->n &&
	       memcmp(a->path.p, path->p, a->f[n].base) == 0)
		n++;
	leave(a, n);
	a->root = root;
	buf_clear(&a->path);
	if (buf_add(&a->path, path->p, path->n) != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (n > 0)
		slash = strchr(path->p + a->f[n - 1].base, '/');
	for (; slash != NULL && a->n <= DEPTH_MAX;
	     slash = strchr(slash + 1, '/'))
		enter(a, (size_t)(slash + 1 - path->p));
	return &a->f[a->n - 1];
}

/* ROOT/./SOURCE: as if ROOT had been walked down to SOURCE. */
static void
take_below(
    const struct walk *w, struct above *a, const char *line, const char *mark)
{
	struct buf path = {0};
	size_t root = (size_t)(mark + 1 - line);

	if (buf_add(&path, line, root) != 0 || buf_puts(&path, mark + 3) != 0)
		die(EXIT_SYSTEM, "out of memory");
	visit(w, folders_of(a, &path, root), &path, root);
	buf_free(&path);
}

/* The last "/./" with a name behind it, or NULL. */
static const char *
find_mark(const char *line)
{
	const char *mark = NULL, *at = line;

	while ((at = strstr(at, "/./")) != NULL)
		mark = at++;
	return mark != NULL && mark > line && mark[3] != '\0' ? mark : NULL;
}

/* A listed path keeps its name as listed, but for a "./" in front. */
static void
take_listed(const struct walk *w, struct above *a, char *line)
{
	struct slice source;
	struct stat st;
	const char *mark;

	while (strncmp(line, "./", 2) == 0 && line[2] != '\0')
		line += 2;
	source = slice_of(line);
	if ((mark = find_mark(line)) != NULL)
		take_below(w, a, line, mark);
	else if (stat(line, &st) != 0)
		lose(w, line, source, file_error());
	else if (S_ISDIR(st.st_mode))
		take_folder(w, line, &st);
	else
		take_file(w, line, source);
}

void
walk_list(const struct walk *w, const char *path)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	struct above a = {0};
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
			take_listed(w, &a, line);
	}
	if (ferror(f))
		die_errno(EXIT_SYSTEM, "%s", path);
	leave(&a, 0);
	buf_free(&a.path);
	free(line);
	if (f != stdin)
		fclose(f);
}
