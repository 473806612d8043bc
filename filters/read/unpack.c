/* SPDX-License-Identifier: MIT */
/* Archives of files, through libarchive. */

#include <errno.h>
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "decode.h"
#include "file.h"
#include "metadata.h"
#include "unpack.h"

/* Beyond this many bytes for each byte of the archive it is a bomb. */
enum { RATIO_MAX = 300, RATIO_FROM = 64 << 20, METADATA_MAX = 64 << 20 };

/* A metadata.csv inside, which holds for what is below its folder. */
struct inside {
	struct inside *next;
	struct metadata *m;
	char *folder; /* "" or ending in a slash */
};

struct unpack {
	struct sink *sink;
	const struct item *archive;
	struct archive *a;
	struct inside *inside;
	struct buf name, bytes, plain;
	int64_t total;
	int64_t size; /* of the archive */
};

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The member's path, "./" left out. */
static const char *
path_of(struct archive_entry *e)
{
	const char *path = archive_entry_pathname(e);

	if (path == NULL)
		path = archive_entry_pathname_utf8(e);
	if (path == NULL)
		path = "(name not readable)";
	while (strncmp(path, "./", 2) == 0)
		path += 2;
	return path;
}

static int
is_metadata(struct archive_entry *e)
{
	return archive_entry_filetype(e) == AE_IFREG &&
	       strcmp(last_part(path_of(e)), "metadata.csv") == 0;
}

/* The member's source. */
static void
name(struct unpack *u, const char *path)
{
	buf_clear(&u->name);
	if (buf_printf(&u->name, "%.*s/%s", (int)u->archive->source.n,
		u->archive->source.p, path) != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/* The member's name as its source: 1, or 0 when it is passed over. */
static int
named(struct unpack *u, struct archive_entry *e)
{
	const char *path = path_of(e), *last = last_part(path);

	if (archive_entry_filetype(e) != AE_IFREG || *last == '.' ||
	    *last == '\0' || is_metadata(e))
		return 0;
	name(u, path);
	return 1;
}

static int
too_much(const struct unpack *u)
{
	return u->total > RATIO_FROM && u->total / RATIO_MAX > u->size;
}

/* The member's bytes: NULL, or a reason why they are not whole. */
static const char *
unpack(struct unpack *u)
{
	const void *p;
	size_t n;
	la_int64_t at;
	int status;

	buf_clear(&u->bytes);
	while ((status = archive_read_data_block(u->a, &p, &n, &at)) ==
	       ARCHIVE_OK) {
		u->total += (int64_t)n;
		if (u->bytes.n + n > FILE_DOCUMENT_MAX)
			return "larger than 256 MiB";
		if (too_much(u))
			return "expands beyond reason";
		if (buf_add(&u->bytes, p, n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	if (status == ARCHIVE_EOF)
		return NULL;
	return "damaged";
}

/* The bytes of a member that may ask for a password. */
static const char *
open_member(struct unpack *u, struct archive_entry *e)
{
	if (!archive_entry_is_data_encrypted(e))
		return unpack(u);
	buf_clear(&u->bytes);
	return "password";
}

/* What the nearest metadata.csv says of the member, else the archive's. */
static const struct facts *
facts_for(const struct unpack *u)
{
	struct slice path = buf_slice(&u->name), below;
	const struct inside *i;
	const struct facts *f = NULL;
	size_t n;

	path.p += u->archive->source.n + 1;
	path.n -= u->archive->source.n + 1;
	for (i = u->inside; i != NULL && f == NULL; i = i->next) {
		n = strlen(i->folder);
		below = (struct slice){path.p + n, path.n - n};
		if (path.n > n && memcmp(path.p, i->folder, n) == 0)
			f = metadata_find(i->m, below);
	}
	return f ? f : u->archive->facts;
}

/* A member that is gzip itself is read as what is in it. */
static const char *
gunzip(struct unpack *u, struct item *it)
{
	const char *reason;

	if (it->bytes.n < 3 || memcmp(it->bytes.p, "\x1f\x8b\x08", 3) != 0)
		return NULL;
	buf_clear(&u->plain);
	reason = decode_deflate(it->bytes, FILE_DOCUMENT_MAX, &u->plain);
	it->bytes = buf_slice(&u->plain);
	return reason;
}

static void
take_member(struct unpack *u, struct archive_entry *e)
{
	struct item it = {.facts = facts_for(u)};

	it.lost = open_member(u, e);
	it.source = buf_slice(&u->name);
	it.bytes = buf_slice(&u->bytes);
	it.url = it.type = it.retrieved = (struct slice){"", 0};
	if (it.lost == NULL)
		it.lost = gunzip(u, &it);
	if (it.lost != NULL && it.bytes.n == 0)
		sink_lose(u->sink, it.source, it.lost);
	else
		sink_take(u->sink, &it);
}

/* 1 once all of s is in fd. */
static int
put_all(int fd, struct slice s)
{
	while (s.n > 0) {
		ssize_t n = write(fd, s.p, s.n);

		if (n < 0 && errno != EINTR)
			return 0;
		s.p += n > 0 ? n : 0;
		s.n -= n > 0 ? (size_t)n : 0;
	}
	return lseek(fd, 0, SEEK_SET) == 0;
}

/* Keeps a metadata.csv; a bad one is a reject like any bad member. */
static void
keep_metadata(struct unpack *u, struct archive_entry *e)
{
	struct inside *in = must(calloc(1, sizeof(*in)));
	const char *path = path_of(e), *lost = open_member(u, e);
	char err[256];
	int fd = memfd_create("metadata.csv", MFD_CLOEXEC);

	snprintf(err, sizeof(err), "%s", lost ? lost : "damaged");
	if (fd >= 0 && lost == NULL && put_all(fd, buf_slice(&u->bytes)))
		in->m = metadata_read(fd, err, sizeof(err));
	if (in->m == NULL) {
		name(u, path);
		sink_lose(u->sink, buf_slice(&u->name), err);
	}
	in->folder = must(strndup(path, (size_t)(last_part(path) - path)));
	in->next = u->inside;
	u->inside = in;
	if (fd >= 0)
		close(fd);
}

static void
members(struct unpack *u)
{
	struct archive_entry *e;
	int status;

	while ((status = archive_read_next_header(u->a, &e)) >= ARCHIVE_WARN &&
	       status != ARCHIVE_EOF) {
		if (!named(u, e))
			continue;
		take_member(u, e);
		if (too_much(u))
			break;
	}
	if (status != ARCHIVE_EOF)
		sink_lose(u->sink, u->archive->source,
		    too_much(u) ? "expands beyond reason" : "damaged archive");
}

static void
metadata(struct unpack *u)
{
	struct archive_entry *e;
	int status;

	while ((status = archive_read_next_header(u->a, &e)) >= ARCHIVE_WARN &&
	       status != ARCHIVE_EOF)
		if (is_metadata(e) && archive_entry_size(e) < METADATA_MAX)
			keep_metadata(u, e);
}

/* Runs through the archive once. */
static void
pass(struct unpack *u, void (*each)(struct unpack *))
{
	u->a = must(archive_read_new());
	archive_read_support_filter_gzip(u->a);
	archive_read_support_format_zip(u->a);
	archive_read_support_format_tar(u->a);
	if (archive_read_open_filename(u->a, u->archive->path, 64 << 10) ==
	    ARCHIVE_OK)
		each(u);
	else if (each == members)
		sink_lose(u->sink, u->archive->source, "damaged archive");
	archive_read_free(u->a);
}

static void
free_inside(struct inside *i)
{
	struct inside *next;

	for (; i != NULL; i = next) {
		next = i->next;
		metadata_free(i->m);
		free(i->folder);
		free(i);
	}
}

void
unpack_take(struct sink *s, const struct item *archive)
{
	struct unpack u = {.sink = s, .archive = archive};
	struct stat st;

	u.size = stat(archive->path, &st) == 0 ? st.st_size : 1;
	pass(&u, metadata);
	pass(&u, members);
	free_inside(u.inside);
	buf_free(&u.name);
	buf_free(&u.bytes);
	buf_free(&u.plain);
}
