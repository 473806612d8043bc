/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "sorter.h"

/* More runs than this are first merged into one: files are not endless. */
enum { RUNS_MAX = 64 };

/* A record in memory: where it lies, and the first bytes of its key. */
struct entry {
	uint64_t prefix;
	size_t at;
};

struct head {
	size_t key, value;
};

/* A sorted file and the record it is at. */
struct run {
	FILE *file;
	struct buf bytes;
	struct head head;
};

struct sorter {
	size_t memory;
	struct buf bytes; /* head, key, value; head, key, value ... */
	struct entry *entry;
	size_t n, cap, next;
	struct run run[RUNS_MAX + 1];
	size_t runs;
	size_t heap[RUNS_MAX + 1]; /* runs by their record, smallest first */
	size_t heaped;
	int merging; /* sorter_next comes from runs, and one is due */
};

struct sorter *
sorter_new(size_t memory)
{
	struct sorter *s = calloc(1, sizeof *s);

	if (s != NULL)
		s->memory = memory;
	return s;
}

static struct head
head_at(const struct sorter *s, size_t at)
{
	struct head h;

	memcpy(&h, s->bytes.p + at, sizeof h);
	return h;
}

static uint64_t
prefix(struct slice key)
{
	uint64_t n = 0;

	for (size_t i = 0; i < 8; i++)
		n = n << 8 | (i < key.n ? (unsigned char)key.p[i] : 0);
	return n;
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
	int order;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	order = compare_keys(entry_key(s, a->at), entry_key(s, b->at));
	return order != 0 ? order : a->at < b->at ? -1 : 1;
}

static void
sort_memory(struct sorter *s)
{
	if (s->n > 1)
		qsort_r(s->entry, s->n, sizeof *s->entry, compare_entries, s);
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
		if ((file = fdopen(fd, "w+")) == NULL)
			close(fd);
	}
	saved = errno;
	buf_free(&path);
	errno = saved;
	return file;
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

/* Rewinds all runs and makes the heap of their first records. */
static int
heap_start(struct sorter *s)
{
	s->heaped = 0;
	for (size_t i = 0; i < s->runs; i++) {
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

/* Makes one run of all. */
static int
merge_runs(struct sorter *s)
{
	struct run whole = {.file = temporary()}, *r;
	int status = -1;

	if (whole.file == NULL || heap_start(s) < 0)
		goto fail;
	while ((r = heap_next(s, &status)) != NULL)
		if (put_record(whole.file, r->head, r->bytes.p) < 0)
			goto fail;
	if (status < 0 || fflush(whole.file) != 0)
		goto fail;
	for (size_t i = 0; i < s->runs; i++)
		run_free(&s->run[i]);
	s->run[0] = whole;
	s->runs = 1;
	return 0;
fail:
	run_free(&whole);
	return -1;
}

/* Sorts what is in memory into a run of its own. */
static int
write_run(struct sorter *s)
{
	FILE *file = temporary();

	if (file == NULL)
		return -1;
	s->run[s->runs++].file = file;
	sort_memory(s);
	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->entry[i].at;

		if (put_record(file, head_at(s, at),
			s->bytes.p + at + sizeof(struct head)) < 0)
			return -1;
	}
	if (fflush(file) != 0)
		return -1;
	s->n = 0;
	buf_clear(&s->bytes);
	return s->runs > RUNS_MAX ? merge_runs(s) : 0;
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

	if (s->n > 0 && s->bytes.n + s->n * sizeof *s->entry > s->memory &&
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
	s->entry[s->n++] = (struct entry){prefix(key), at};
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
	return heap_start(s);
}

static int
next_in_memory(struct sorter *s, struct slice *key, struct slice *value)
{
	struct head h;
	size_t at;

	if (s->next == s->n)
		return 0;
	at = s->entry[s->next++].at;
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
