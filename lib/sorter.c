/* SPDX-License-Identifier: MIT */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diag.h"
#include "buf.h"
#include "sorter.h"

/*
 * Files are not endless: so many runs of one level are merged into one of
 * the next, so that a record is written once a level.
 */
enum { FAN = 32, LEVELS = 8, LOOSE = 64, RUNS_MAX = FAN * LEVELS + LOOSE };

/*
 * Up to the limit on memory runs are files in memory, the level of which is
 * that of loose ones: the processor sorts and merges small runs much faster
 * than it gathers records from all over.  Past the limit they become one.
 */
enum { LOOSE_LEVEL = -1, CHUNK_LEAST = 4 << 20, BUFFER = 32 << 10 };

/*
 * A record in memory: the first bytes of its key, where it lies, and in the
 * low bits of that the length of its key, as far as it fits into the first
 * bytes.  Most comparisons need no more.
 */
enum { PREFIX = 16, LENGTH_BITS = 5, AHEAD = 8 };

struct entry {
	uint64_t prefix[2];
	uint64_t place;
};

struct head {
	size_t key, value;
};

/* A sorted file and the record it is at. */
struct run {
	FILE *file;
	int level;
	struct buf bytes;
	struct head head;
};

struct sorter {
	size_t memory, chunk; /* in all; for one run */
	size_t loose;	      /* bytes in loose runs */
	struct buf bytes;     /* head, key, value; head, key, value ... */
	struct entry *entry;
	size_t n, cap, next;
	struct run run[RUNS_MAX];
	size_t runs;
	size_t heap[RUNS_MAX]; /* runs by their record, smallest first */
	size_t heaped;
	int merging; /* sorter_next comes from runs, and one is due */
};

struct sorter *
sorter_new(size_t memory)
{
	struct sorter *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	s->memory = memory;
	s->chunk = memory / LOOSE > CHUNK_LEAST ? memory / LOOSE : CHUNK_LEAST;
	if (s->chunk > memory)
		s->chunk = memory;
	return s;
}

static struct head
head_at(const struct sorter *s, size_t at)
{
	struct head h;

	memcpy(&h, s->bytes.p + at, sizeof h);
	return h;
}

static struct entry
entry_of(struct slice key, size_t at)
{
	char first[PREFIX] = {0};
	struct entry e;

	if (key.n > 0)
		memcpy(first, key.p, key.n < PREFIX ? key.n : PREFIX);
	memcpy(e.prefix, first, sizeof e.prefix);
	e.prefix[0] = be64toh(e.prefix[0]);
	e.prefix[1] = be64toh(e.prefix[1]);
	e.place = (uint64_t)at << LENGTH_BITS |
		  (key.n <= PREFIX ? key.n : PREFIX + 1);
	return e;
}

static size_t
entry_at(const struct entry *e)
{
	return (size_t)(e->place >> LENGTH_BITS);
}

static unsigned
entry_length(const struct entry *e)
{
	return e->place & ((1U << LENGTH_BITS) - 1);
}

static int
compare_keys(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static struct slice
entry_key(const struct sorter *s, size_t at)
{
	return (struct slice){
	    s->bytes.p + at + sizeof(struct head), head_at(s, at).key};
}

static int
compare_entries(const void *pa, const void *pb, void *data)
{
	const struct entry *a = pa, *b = pb;
	const struct sorter *s = data;
	int order = 0;

	if (a->prefix[0] != b->prefix[0])
		return a->prefix[0] < b->prefix[0] ? -1 : 1;
	if (a->prefix[1] != b->prefix[1])
		return a->prefix[1] < b->prefix[1] ? -1 : 1;
	/* The shorter one is the beginning of the longer. */
	if (entry_length(a) != entry_length(b))
		return entry_length(a) < entry_length(b) ? -1 : 1;
	if (entry_length(a) > PREFIX)
		order = compare_keys(
		    entry_key(s, entry_at(a)), entry_key(s, entry_at(b)));
	return order != 0 ? order : a->place < b->place ? -1 : 1;
}

static void
sort_memory(struct sorter *s)
{
	if (s->n > 1)
		qsort_r(s->entry, s->n, sizeof *s->entry, compare_entries, s);
}

/* Has the processor fetch a record that will be asked for soon. */
static void
fetch(const struct sorter *s, size_t i)
{
	if (i < s->n)
		__builtin_prefetch(s->bytes.p + entry_at(&s->entry[i]));
}

static FILE *
open_file(int fd)
{
	FILE *file = fdopen(fd, "w+");
	int saved = errno;

	if (file == NULL)
		close(fd);
	else
		(void)setvbuf(file, NULL, _IOFBF, BUFFER);
	errno = saved;
	return file;
}

/* A file in $TMPDIR that goes with the program. */
static FILE *
temporary(void)
{
	const char *dir = getenv("TMPDIR");
	struct buf path = {0};
	FILE *file = NULL;
	int fd, saved;

	if (dir == NULL || *dir == '\0')
		dir = "/tmp";
	if (buf_printf(&path, "%s/ccg-XXXXXX", dir) < 0)
		return NULL;
	fd = mkostemp(path.p, O_CLOEXEC);
	if (fd >= 0) {
		unlink(path.p);
		file = open_file(fd);
	}
	saved = errno;
	buf_free(&path);
	errno = saved;
	return file;
}

/* A file in memory; where the system gives none, one like all others. */
static FILE *
loose_file(void)
{
	int fd = memfd_create("sorter", MFD_CLOEXEC);

	return fd < 0 ? temporary() : open_file(fd);
}

static int
put_record(FILE *file, struct head h, const char *bytes)
{
	return fwrite(&h, sizeof h, 1, file) == 1 &&
		       fwrite(bytes, 1, h.key + h.value, file) ==
			   h.key + h.value
		   ? 0
		   : -1;
}

/* Takes the next record of a run.  1, 0 at its end, -1. */
static int
run_next(struct run *r)
{
	size_t n;

	if (fread(&r->head, sizeof r->head, 1, r->file) != 1)
		return ferror(r->file) ? -1 : 0;
	n = r->head.key + r->head.value;
	buf_clear(&r->bytes);
	if (buf_reserve(&r->bytes, n) < 0) {
		errno = ENOMEM;
		return -1;
	}
	r->bytes.n = n;
	if (fread(r->bytes.p, 1, n, r->file) == n)
		return 1;
	if (!ferror(r->file))
		errno = EIO;
	return -1;
}

static void
run_free(struct run *r)
{
	if (r->file != NULL)
		fclose(r->file);
	buf_free(&r->bytes);
	*r = (struct run){0};
}

/* 1 if run a's record comes before run b's; earlier runs came earlier. */
static int
before(const struct sorter *s, size_t a, size_t b)
{
	const struct run *ra = &s->run[a], *rb = &s->run[b];
	int order = compare_keys((struct slice){ra->bytes.p, ra->head.key},
	    (struct slice){rb->bytes.p, rb->head.key});

	return order != 0 ? order < 0 : a < b;
}

static void
sift_down(struct sorter *s, size_t i)
{
	for (;;) {
		size_t least = i, child = 2 * i + 1, t;

		for (; child <= 2 * i + 2 && child < s->heaped; child++)
			if (before(s, s->heap[child], s->heap[least]))
				least = child;
		if (least == i)
			return;
		t = s->heap[i];
		s->heap[i] = s->heap[least];
		s->heap[least] = t;
		i = least;
	}
}

/* Rewinds the runs from one on and makes the heap of their first records. */
static int
heap_start(struct sorter *s, size_t from)
{
	s->heaped = 0;
	for (size_t i = from; i < s->runs; i++) {
		int got;

		if (fseek(s->run[i].file, 0, SEEK_SET) < 0)
			return -1;
		if ((got = run_next(&s->run[i])) < 0)
			return -1;
		if (got > 0)
			s->heap[s->heaped++] = i;
	}
	for (size_t i = s->heaped / 2; i-- > 0;)
		sift_down(s, i);
	s->merging = 0;
	return 0;
}

/* The run with the next record in order; NULL at the end.  -1 in *status. */
static struct run *
heap_next(struct sorter *s, int *status)
{
	*status = 0;
	if (s->merging && s->heaped > 0) {
		int got = run_next(&s->run[s->heap[0]]);

		if (got < 0) {
			*status = -1;
			return NULL;
		}
		if (got == 0)
			s->heap[0] = s->heap[--s->heaped];
		sift_down(s, 0);
	}
	s->merging = 1;
	return s->heaped > 0 ? &s->run[s->heap[0]] : NULL;
}

/* Makes one run of the last, from one on. */
static int
merge_runs(struct sorter *s, size_t from)
{
	struct run whole = {
	    .file = temporary(), .level = s->run[from].level + 1};
	struct run *r;
	int status = -1;

	if (whole.file == NULL || heap_start(s, from) < 0)
		goto fail;
	while ((r = heap_next(s, &status)) != NULL)
		if (put_record(whole.file, r->head, r->bytes.p) < 0)
			goto fail;
	if (status < 0 || fflush(whole.file) != 0)
		goto fail;
	for (size_t i = from; i < s->runs; i++)
		run_free(&s->run[i]);
	s->run[from] = whole;
	s->runs = from + 1;
	return 0;
fail:
	run_free(&whole);
	return -1;
}

/*
 * Levels fall from the first run to the last, so order of arrival stays.  At
 * the highest level runs are merged too.
 */
static int
merge_levels(struct sorter *s)
{
	while (s->runs >= FAN) {
		size_t from = s->runs - FAN;
		const struct run *first = &s->run[from];

		if (first->level != s->run[s->runs - 1].level)
			return 0;
		if (merge_runs(s, from) < 0)
			return -1;
		if (s->run[from].level == LEVELS)
			s->run[from].level--;
	}
	return 0;
}

/* Makes one run in a file of all loose ones. */
static int
bind_loose(struct sorter *s)
{
	size_t from = s->runs;

	while (from > 0 && s->run[from - 1].level == LOOSE_LEVEL)
		from--;
	if (from == s->runs)
		return 0;
	s->loose = 0;
	return merge_runs(s, from) < 0 ? -1 : merge_levels(s);
}

/* Sorts what is in memory into a run of its own. */
static int
write_run(struct sorter *s)
{
	int loose = s->chunk < s->memory;
	FILE *file = loose ? loose_file() : temporary();

	if (file == NULL)
		return -1;
	s->run[s->runs++] =
	    (struct run){.file = file, .level = loose ? LOOSE_LEVEL : 0};
	sort_memory(s);
	for (size_t i = 0; i < s->n; i++) {
		size_t at = entry_at(&s->entry[i]);

		fetch(s, i + AHEAD);
		if (put_record(file, head_at(s, at),
			s->bytes.p + at + sizeof(struct head)) < 0)
			return -1;
	}
	if (fflush(file) != 0)
		return -1;
	s->loose += s->bytes.n + s->n * sizeof *s->entry;
	s->n = 0;
	buf_clear(&s->bytes);
	if (!loose)
		return merge_levels(s);
	return s->loose + s->chunk > s->memory ? bind_loose(s) : 0;
}

static int
grow(struct sorter *s)
{
	size_t cap = s->cap ? s->cap * 2 : 256;
	struct entry *e;

	if (s->n < s->cap)
		return 0;
	if ((e = reallocarray(s->entry, cap, sizeof *e)) == NULL)
		return -1;
	s->entry = e;
	s->cap = cap;
	return 0;
}

int
sorter_put(struct sorter *s, struct slice key, struct slice value)
{
	struct head h = {key.n, value.n};
	size_t at;

	if (s->n > 0 && s->bytes.n + s->n * sizeof *s->entry > s->chunk &&
	    write_run(s) < 0)
		return -1;
	at = s->bytes.n;
	if (grow(s) < 0 ||
	    buf_reserve(&s->bytes, sizeof h + key.n + value.n) < 0 ||
	    buf_add(&s->bytes, &h, sizeof h) < 0 ||
	    (key.n > 0 && buf_add(&s->bytes, key.p, key.n) < 0) ||
	    (value.n > 0 && buf_add(&s->bytes, value.p, value.n) < 0)) {
		errno = ENOMEM;
		return -1;
	}
	s->entry[s->n++] = entry_of(key, at);
	return 0;
}

int
sorter_sort(struct sorter *s)
{
	if (s->runs == 0) {
		sort_memory(s);
		return 0;
	}
	if (s->n > 0 && write_run(s) < 0)
		return -1;
	buf_free(&s->bytes);
	free(s->entry);
	s->entry = NULL;
	s->cap = 0;
	return heap_start(s, 0);
}

static int
next_in_memory(struct sorter *s, struct slice *key, struct slice *value)
{
	struct head h;
	size_t at;

	if (s->next == s->n)
		return 0;
	fetch(s, s->next + AHEAD);
	at = entry_at(&s->entry[s->next++]);
	h = head_at(s, at);
	*key = (struct slice){s->bytes.p + at + sizeof h, h.key};
	*value = (struct slice){key->p + h.key, h.value};
	return 1;
}

int
sorter_next(struct sorter *s, struct slice *key, struct slice *value)
{
	int status;
	struct run *r;

	if (s->runs == 0)
		return next_in_memory(s, key, value);
	if ((r = heap_next(s, &status)) == NULL)
		return status;
	*key = (struct slice){r->bytes.p, r->head.key};
	*value = (struct slice){r->bytes.p + r->head.key, r->head.value};
	return 1;
}

void
sorter_free(struct sorter *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->runs; i++)
		run_free(&s->run[i]);
	buf_free(&s->bytes);
	free(s->entry);
	free(s);
}

int
sorter_checked(int status)
{
	if (status < 0)
		die_errno(EXIT_SYSTEM, "temporary file");
	return status;
}
