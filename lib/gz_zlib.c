/* SPDX-License-Identifier: MIT */
/* Gzip by zlib: every level, and the header that zlib itself writes. */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#include "gz_codec.h"

enum { GZIP_WRAP = 15 + 16, MEMORY = 8 };

/* Lends io to z; zlib counts in unsigned int. */
static void
lend(z_stream *z, const struct codec_io *io)
{
	/* zlib's pointer is not const, but it does not write there. */
	z->next_in = (unsigned char *)(uintptr_t)io->in;
	z->avail_in = io->in_n < UINT_MAX ? (unsigned)io->in_n : UINT_MAX;
	z->next_out = io->out;
	z->avail_out = io->out_n < UINT_MAX ? (unsigned)io->out_n : UINT_MAX;
}

static void
take_back(const z_stream *z, struct codec_io *io)
{
	io->in_n -= (size_t)(z->next_in - io->in);
	io->in = z->next_in;
	io->out_n -= (size_t)(z->next_out - io->out);
	io->out = z->next_out;
}

static enum codec_status
status(int code)
{
	switch (code) {
	case Z_OK:
	case Z_BUF_ERROR:
		return CODEC_MORE;
	case Z_STREAM_END:
		return CODEC_END;
	case Z_MEM_ERROR:
		return CODEC_NOMEM;
	default:
		return CODEC_DAMAGED;
	}
}

static void *
unpacker(void)
{
	z_stream *z = calloc(1, sizeof(*z));

	if (z != NULL && inflateInit2(z, GZIP_WRAP) != Z_OK) {
		free(z);
		return NULL;
	}
	return z;
}

static enum codec_status
unpack(void *state, struct codec_io *io)
{
	z_stream *z = state;
	enum codec_status got;

	lend(z, io);
	got = status(inflate(z, Z_NO_FLUSH));
	take_back(z, io);
	if (got == CODEC_END && inflateReset(z) != Z_OK)
		return CODEC_DAMAGED;
	return got;
}

static void
unpacker_free(void *state)
{
	if (state != NULL)
		inflateEnd(state);
	free(state);
}

static void *
packer(int level)
{
	z_stream *z = calloc(1, sizeof(*z));

	if (z != NULL && deflateInit2(z, level, Z_DEFLATED, GZIP_WRAP, MEMORY,
			     Z_DEFAULT_STRATEGY) != Z_OK) {
		free(z);
		return NULL;
	}
	return z;
}

static enum codec_status
pack(void *state, struct codec_io *io, int finish)
{
	z_stream *z = state;
	int code;

	lend(z, io);
	code = deflate(z, finish ? Z_FINISH : Z_NO_FLUSH);
	take_back(z, io);
	return status(code);
}

static void
packer_free(void *state)
{
	if (state != NULL)
		deflateEnd(state);
	free(state);
}

const struct codec codec_zlib = {
    "zlib", unpacker, unpack, unpacker_free, packer, pack, packer_free};
