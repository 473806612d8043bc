/* SPDX-License-Identifier: MIT */
/* Documents told of and not read. */

#include <errno.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "diag.h"
#include "listing.h"

void
listing_id(struct slice bytes, char id[17])
{
	struct sha256_ctx c;
	uint8_t digest[8];

	sha256_init(&c);
	sha256_update(&c, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&c, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(id + 2 * i, 3, "%02x", digest[i]);
}

/* Changes when what a metadata.csv says of the document does. */
static void
about(const struct facts *f, char id[17])
{
	struct buf b = {0};
	char date[16];

	strcpy(id, "-");
	if (f == NULL)
		return;
	date_format(date, f->published);
	if (buf_printf(
		&b, "%s%c%s%c%s", date, 0, f->publisher.p, 0, f->title.p) != 0)
		die(EXIT_SYSTEM, "out of memory");
	listing_id(buf_slice(&b), id);
	buf_free(&b);
}

/* The folder that the run was started in; how many bytes. */
static size_t
prefix(struct buf *b)
{
	char *here = getcwd(NULL, 0);

	if (here == NULL)
		die_errno(EXIT_SYSTEM, "the current folder");
	if (buf_puts(b, here) != 0 || (b->n > 1 && buf_putc(b, '/') != 0))
		die(EXIT_SYSTEM, "out of memory");
	free(here);
	return b->n;
}

void
listing_put(const char *path, struct slice source, const struct facts *facts)
{
	size_t base = strlen(path) - source.n;
	struct buf full = {0};
	char id[17], known[17];
	struct stat st;

	if (strpbrk(path, "\n\r\t") != NULL) {
		diag_note(
		    "%s: a line break or tab in the name, left out", path);
		return;
	}
	if (stat(path, &st) != 0)
		memset(&st, 0, sizeof(st));
	if (path[0] != '/')
		base += prefix(&full);
	if (buf_puts(&full, path) != 0)
		die(EXIT_SYSTEM, "out of memory");
	listing_id(buf_slice(&full), id);
	about(facts, known);
	printf("%s\t%lld\t%lld.%09ld\t%lld.%09ld\t%llu\t%s\t%.*s%s%s\n", id,
	    (long long)st.st_size, (long long)st.st_mtim.tv_sec,
	    st.st_mtim.tv_nsec, (long long)st.st_ctim.tv_sec,
	    st.st_ctim.tv_nsec, (unsigned long long)st.st_ino, known, (int)base,
	    full.p, base > 0 ? "./" : "", full.p + base);
	buf_free(&full);
}

int
listing_end(void)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		die_errno(EXIT_SYSTEM, "stdout");
	return 0;
}
