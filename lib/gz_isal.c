/* SPDX-License-Identifier: MIT */
/* Gzip by Intel's ISA-L, whose levels are not zlib's: one is used. */
#include "gz_codec.h"

#if GZ_ISAL
#include <isa-l/igzip_lib.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

static uint32_t
clip(size_t n)
{
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

/*
 * The header is parsed on its own: isal_inflate forgets where it was when
 * one comes in pieces.  The trailer is checked by isal_inflate, both CRC
 * and length.
 */
struct unpacker {
	struct inflate_state z;
	struct isal_gzip_header header;
	int in_body;
};

static void
rewind_to_header(struct unpacker *u)
{
	isal_inflate_reset(&u->z);
	isal_gzip_header_init(&u->header);
	u->z.crc_flag = ISAL_GZIP_NO_HDR_VER;
	u->in_body = 0;
}

static void *
unpacker(void)
{
	struct unpacker *u = calloc(1, sizeof(*u));

	if (u == NULL)
		return NULL;
	isal_inflate_init(&u->z);
	rewind_to_header(u);
	return u;
}

static int
step(struct unpacker *u)
{
	int code;

	if (!u->in_body) {
		code = isal_read_gzip_header(&u->z, &u->header);
		if (code != ISAL_DECOMP_OK)
			return code;
		u->in_body = 1;
	}
	return isal_inflate(&u->z);
}

static enum codec_status
unpack(void *state, struct codec_io *io)
{
	struct unpacker *u = state;
	int code;

	u->z.next_in = (uint8_t *)(uintptr_t)io->in;
	u->z.avail_in = clip(io->in_n);
	u->z.next_out = io->out;
	u->z.avail_out = clip(io->out_n);
	code = step(u);
	io->in_n -= (size_t)(u->z.next_in - io->in);
	io->in = u->z.next_in;
	io->out_n -= (size_t)(u->z.next_out - io->out);
	io->out = u->z.next_out;
	if (code < 0)
		return CODEC_DAMAGED;
	if (!u->in_body || u->z.block_state != ISAL_BLOCK_FINISH)
		return CODEC_MORE;
	rewind_to_header(u);
	return CODEC_END;
}

struct packer {
	struct isal_zstream z;
	uint8_t work[ISAL_DEF_LVL1_DEFAULT];
};

static void *
packer(int level)
{
	struct packer *p = calloc(1, sizeof(*p));

	(void)level;
	if (p == NULL)
		return NULL;
	isal_deflate_init(&p->z);
	p->z.level = 1;
	p->z.level_buf = p->work;
	p->z.level_buf_size = sizeof(p->work);
	p->z.gzip_flag = IGZIP_GZIP;
	return p;
}

static enum codec_status
pack(void *state, struct codec_io *io, int finish)
{
	struct packer *p = state;
	int code;

	p->z.next_in = (uint8_t *)(uintptr_t)io->in;
	p->z.avail_in = clip(io->in_n);
	p->z.next_out = io->out;
	p->z.avail_out = clip(io->out_n);
	p->z.end_of_stream = finish != 0;
	code = isal_deflate(&p->z);
	io->in_n -= (size_t)(p->z.next_in - io->in);
	io->in = p->z.next_in;
	io->out_n -= (size_t)(p->z.next_out - io->out);
	io->out = p->z.next_out;
	if (code != COMP_OK)
		return CODEC_DAMAGED;
	return p->z.internal_state.state == ZSTATE_END ? CODEC_END : CODEC_MORE;
}

const struct codec codec_isal = {
    "isa-l", unpacker, unpack, free, packer, pack, free};
#else
/* ISO C wants a declaration in every file. */
typedef int gz_isal_absent;
#endif
