/* SPDX-License-Identifier: MIT */
#ifndef GZ_CODEC_H
#define GZ_CODEC_H

#include <stddef.h>

#include "gz.h"

/*
 * What gz.c asks of a compression library.  zlib is always there; ISA-L,
 * where its header is found at build time, reads everything and writes
 * level 1, the level between stages, several times as fast.  Both keep the
 * same promises, and the tests run over both.  Only the packed bytes of level
 * 1 are not the same in a build with it and one without.
 */
#ifndef GZ_ISAL
#if defined(__has_include) && __has_include(<isa-l/igzip_lib.h>)
#define GZ_ISAL 1
#else
#define GZ_ISAL 0
#endif
#endif

/* Bytes to use and room for bytes; a step moves and shortens both. */
struct codec_io {
	const unsigned char *in;
	size_t in_n;
	unsigned char *out;
	size_t out_n;
};

enum codec_status {
	CODEC_MORE,    /* more to read, or more room needed */
	CODEC_END,     /* the member is whole, its trailer right or written */
	CODEC_DAMAGED, /* not gzip, or the trailer does not match */
	CODEC_NOMEM
};

struct codec {
	const char *name;
	/* Ready for the header of a member; NULL when memory runs out. */
	void *(*inflate_new)(void);
	/* Goes as far as io lets it; after CODEC_END stands behind the
	 * trailer, ready for the next member. */
	enum codec_status (*inflate)(void *state, struct codec_io *io);
	void (*inflate_free)(void *state);
	/* One member of level 0-9; NULL when memory runs out. */
	void *(*deflate_new)(int level);
	/* Goes as far as io lets it; with finish and no input left writes
	 * the trailer, then gives CODEC_END. */
	enum codec_status (*deflate)(
	    void *state, struct codec_io *io, int finish);
	void (*deflate_free)(void *state);
};

extern const struct codec codec_zlib;
#if GZ_ISAL
extern const struct codec codec_isal; /* deflates at its level 1 only */
#endif

/* gz_reader_open and gz_writer_open with the codec named, for tests. */
struct gz_reader *gz_reader_with(int fd, const struct codec *codec);
struct gz_writer *gz_writer_with(int fd, int level, const struct codec *codec);

#endif
