/* SPDX-License-Identifier: MIT */
/* Transfer and content encodings of HTTP. */

#include <brotli/decode.h>
#include <ctype.h>
#include <stdint.h>
#include <zlib.h>

#include "decode.h"
#include "diag.h"

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

/*
 * The size line at *at ("1f4;name=value\r\n"): its value, and *at moved
 * behind it; -1 if there is none.
 */
static long
chunk_size(struct slice in, size_t *at)
{
	size_t i = *at, digits = 0;
	long n = 0;

	while (i < in.n && isxdigit((unsigned char)in.p[i]) && digits < 8) {
		int c = tolower((unsigned char)in.p[i++]);

		n = n * 16 + (isdigit(c) ? c - '0' : c - 'a' + 10);
		digits++;
	}
	if (digits == 0)
		return -1;
	while (i < in.n && in.p[i] != '\n' && i - *at < 256)
		i++;
	if (i == in.n || in.p[i] != '\n')
		return -1;
	*at = i + 1;
	return n;
}

const char *
decode_chunked(struct slice in, struct buf *out)
{
	size_t at = 0;
	long n;

	if ((n = chunk_size(in, &at)) < 0) {
		need(buf_add(out, in.p, in.n));
		return NULL;
	}
	while (n > 0) {
		if ((size_t)n > in.n - at) {
			need(buf_add(out, in.p + at, in.n - at));
			return "body cut short";
		}
		need(buf_add(out, in.p + at, (size_t)n));
		at += (size_t)n;
		while (at < in.n && (in.p[at] == '\r' || in.p[at] == '\n'))
			at++;
		if (at < in.n && (n = chunk_size(in, &at)) < 0)
			return "damaged chunks";
		if (at == in.n)
			break;
	}
	return NULL;
}

/* One try with a kind of framing: window bits as zlib has them. */
static const char *
try(struct slice in, int bits, size_t limit, struct buf *out)
{
	z_stream z = {0};
	int status = Z_OK;
	size_t step = 64 << 10;

	if (inflateInit2(&z, bits) != Z_OK)
		die(EXIT_SYSTEM, "out of memory");
	z.next_in = (Bytef *)(uintptr_t)in.p;
	z.avail_in = (uInt)in.n;
	while (status == Z_OK && out->n <= limit) {
		need(buf_reserve(out, step));
		z.next_out = (Bytef *)out->p + out->n;
		z.avail_out = (uInt)step;
		status = inflate(&z, Z_NO_FLUSH);
		out->n += step - z.avail_out;
		if (status == Z_BUF_ERROR)
			break;
	}
	inflateEnd(&z);
	out->p[out->n] = '\0';
	if (out->n > limit)
		return "expands beyond the limit";
	if (status == Z_STREAM_END)
		return NULL;
	return status == Z_BUF_ERROR ? "compressed body cut short"
				     : "damaged compressed body";
}

const char *
decode_deflate(struct slice in, size_t limit, struct buf *out)
{
	const char *reason;
	size_t before = out->n;

	if (in.n == 0)
		return NULL;
	reason = try(in, 15 + 32, limit, out);
	if (reason != NULL && out->n == before)
		reason = try(in, -15, limit, out);
	return reason;
}

const char *
decode_brotli(struct slice in, size_t limit, struct buf *out)
{
	BrotliDecoderState *b =
	    must(BrotliDecoderCreateInstance(NULL, NULL, NULL));
	BrotliDecoderResult status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	const uint8_t *next = (const uint8_t *)in.p;
	size_t left = in.n, step = 64 << 10, room;
	uint8_t *to;

	while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT &&
	       out->n <= limit) {
		need(buf_reserve(out, step));
		to = (uint8_t *)out->p + out->n;
		room = step;
		status = BrotliDecoderDecompressStream(
		    b, &left, &next, &room, &to, NULL);
		out->n += step - room;
	}
	BrotliDecoderDestroyInstance(b);
	out->p[out->n] = '\0';
	if (out->n > limit)
		return "expands beyond the limit";
	if (status == BROTLI_DECODER_RESULT_SUCCESS)
		return NULL;
	return status == BROTLI_DECODER_RESULT_ERROR
		   ? "damaged compressed body"
		   : "compressed body cut short";
}
