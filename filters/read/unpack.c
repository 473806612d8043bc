/* SPDX-License-Identifier: MIT */
/* Archives of files, through libarchive. */

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "buf.h"
#include "file.h"
#include "unpack.h"

/* Beyond this many bytes for each byte of the archive it is a bomb. */
enum { RATIO_MAX = 300, RATIO_FROM = 64 << 20 };

struct unpack {
	struct sink *sink;
	const struct item *archive;
	struct archive *a;
	struct buf name, bytes;
	int64_t total;
	int64_t size; /* of the archive */
};

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The member's name as its source: 1, or 0 when it is passed over. */
static int
named(struct unpack *u, struct archive_entry *e)
{
	const char *path = archive_entry_pathname(e);

	if (path == NULL)
		path = archive_entry_pathname_utf8(e);
	if (path == NULL)
		path = "(name not readable)";
	if (archive_entry_filetype(e) != AE_IFREG ||
	    *last_part(path) == '.' || *last_part(path) == '\0' ||
	    strcmp(last_part(path), "metadata.csv") == 0)
		return 0;
	while (strncmp(path, "./", 2) == 0)
		path += 2;
	buf_clear(&u->name);
	if (buf_printf(&u->name, "%.*s/%s", (int)u->archive->source.n,
		u->archive->source.p, path) != 0)
		die(EXIT_SYSTEM, "out of memory");
	return 1;
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
		if (u->total > RATIO_FROM &&
		    u->total / RATIO_MAX > u->size)
			return "expands beyond reason";
		if (buf_add(&u->bytes, p, n) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	if (status == ARCHIVE_EOF)
		return NULL;
	return "damaged or encrypted";
}

static void
take_member(struct unpack *u)
{
	struct item it = {.facts = u->archive->facts};

	it.lost = unpack(u);
	it.source = buf_slice(&u->name);
	it.bytes = buf_slice(&u->bytes);
	it.url = it.type = it.retrieved = (struct slice){"", 0};
	if (it.lost != NULL && it.bytes.n == 0)
		sink_lose(u->sink, it.source, it.lost);
	else
		sink_take(u->sink, &it);
}

static void
members(struct unpack *u)
{
	struct archive_entry *e;
	int status;

	for (;;) {
		status = archive_read_next_header(u->a, &e);
		if (status == ARCHIVE_EOF)
			return;
		if (status < ARCHIVE_WARN)
			break;
		if (!named(u, e))
			continue;
		take_member(u);
		if (u->total > RATIO_FROM && u->total / RATIO_MAX > u->size)
			break;
	}
	sink_lose(u->sink, u->archive->source,
	    status < ARCHIVE_WARN ? "damaged archive" : "expands beyond reason");
}

void
unpack_take(struct sink *s, const struct item *archive)
{
	struct unpack u = {.sink = s, .archive = archive};
	struct stat st;

	u.a = must(archive_read_new());
	archive_read_support_filter_gzip(u.a);
	archive_read_support_format_zip(u.a);
	archive_read_support_format_tar(u.a);
	u.size = stat(archive->path, &st) == 0 ? st.st_size : 1;
	if (archive_read_open_filename(u.a, archive->path, 64 << 10) !=
	    ARCHIVE_OK)
		sink_lose(s, archive->source, "damaged archive");
	else
		members(&u);
	archive_read_free(u.a);
	buf_free(&u.name);
	buf_free(&u.bytes);
}
