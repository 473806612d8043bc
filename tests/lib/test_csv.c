/* SPDX-License-Identifier: MIT */
/*
 * CSV: every text is read in chunks of every size, and must give the same
 * records and the same error.  The gzip layer is played by this file, so
 * that chunks are cut exactly and reads fail when they are told to.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "csv.h"

struct gz_reader {
	struct slice text;
	size_t at, chunk;
	const char *error; /* comes after the text */
	int failed;
};

struct gz_writer {
	struct buf text;
	size_t room; /* bytes until the disk is full */
};

ssize_t
gz_read(struct gz_reader *r, void *dst, size_t cap)
{
	size_t n = r->text.n - r->at;

	n = n < cap ? n : cap;
	n = n < r->chunk ? n : r->chunk;
	memcpy(dst, r->text.p + r->at, n);
	r->at += n;
	return n == 0 && r->error != NULL ? -1 : (ssize_t)n;
}

const char *
gz_reader_error(const struct gz_reader *r)
{
	return r->error;
}

int
gz_reader_failed(const struct gz_reader *r)
{
	return r->failed;
}

int
gz_write(struct gz_writer *w, const void *src, size_t n)
{
	if (n > w->room) {
		errno = ENOSPC;
		return -1;
	}
	w->room -= n;
	return buf_add(&w->text, src, n);
}

static const size_t chunks[] = {1, 2, 3, 7, 64 << 10};
enum { CHUNKS = sizeof(chunks) / sizeof(*chunks) };

/* Whether readers are told that quotes inside bare fields are text. */
static int lazy_quotes;

/*
 * What the reader says, as text: each record as its line, then its fields in
 * brackets; at the end "." or "!line: error".
 */
static struct buf
events(struct gz_reader *src)
{
	struct csv_reader *r = csv_reader_new(src);
	struct csv_row row;
	struct buf out = {0};
	size_t i;
	int got;

	assert_non_null(r);
	if (lazy_quotes)
		csv_reader_lazy(r);
	while ((got = csv_next(r, &row)) == 1) {
		assert_int_equal(csv_line(r), row.line);
		buf_printf(&out, "%lu", row.line);
		for (i = 0; i < row.n; i++) {
			assert_int_equal(
			    strlen(row.field[i].p), row.field[i].n);
			buf_printf(&out, "[%s]", row.field[i].p);
		}
		buf_putc(&out, ' ');
	}
	if (got == 0)
		buf_putc(&out, '.');
	else
		buf_printf(&out, "!%lu: %s", csv_line(r), csv_reader_error(r));
	/* The end and an error are final. */
	assert_int_equal(csv_next(r, &row), got);
	assert_int_equal(csv_reader_failed(r), got < 0 ? src->failed : 0);
	csv_reader_free(r);
	return out;
}

static struct buf
events_of(struct slice text, size_t chunk)
{
	struct gz_reader src = {text, 0, chunk, NULL, 0};

	return events(&src);
}

struct reading {
	const char *text;
	const char *events;
	size_t n; /* of text, where it has a NUL */
};

static void
check_readings(const struct reading *row, size_t rows)
{
	size_t i, k;

	for (i = 0; i < rows; i++)
		for (k = 0; k < CHUNKS; k++) {
			struct slice text = {row[i].text,
			    row[i].n ? row[i].n : strlen(row[i].text)};
			struct buf got = events_of(text, chunks[k]);

			assert_string_equal(got.p, row[i].events);
			buf_free(&got);
		}
}
#define CHECK_READINGS(row) check_readings(row, sizeof(row) / sizeof(*(row)))

static void
good_text_is_read(void **state)
{
	static const struct reading row[] = {
	    {"", ".", 0},
	    {"a", "1[a] .", 0},
	    {"a\n", "1[a] .", 0},
	    {"a\r\n", "1[a] .", 0},
	    {"a,b\n1,2\n", "1[a][b] 2[1][2] .", 0},
	    {"a,b\r\n1,2\r\n", "1[a][b] 2[1][2] .", 0},
	    {"a,b\r\n1,2\n3,4", "1[a][b] 2[1][2] 3[3][4] .", 0},
	    {",\n,", "1[][] 2[][] .", 0},
	    {"a,", "1[a][] .", 0},
	    {",a", "1[][a] .", 0},
	    {",,\n", "1[][][] .", 0},
	    {"\"\"", "1[] .", 0},
	    {"\"\",\"\"\n", "1[][] .", 0},
	    {"\"a\"\n", "1[a] .", 0},
	    {"\"a\"\r\n\"b\"\r\n", "1[a] 2[b] .", 0},
	    {"\"a\"\"b\"", "1[a\"b] .", 0},
	    {"\"\"\"\"", "1[\"] .", 0},
	    {"\"\"\"a\"\"\",x\n", "1[\"a\"][x] .", 0},
	    {"\"\"\"\"\"\"\"a\"\"b\"\"c\"", "1[\"\"\"a\"b\"c] .", 0},
	    {"\"a,b\",c\n", "1[a,b][c] .", 0},
	    {"\"a\nb\",c\n1,2\n", "1[a\nb][c] 3[1][2] .", 0},
	    {"\"\n\n\"\n\"\n\"\nz\n", "1[\n\n] 4[\n] 6[z] .", 0},
	    {"\"a\r\nb\"\r\nc\r\n", "1[a\r\nb] 3[c] .", 0},
	    {"\"a\rb\"\n\"\r\"\n", "1[a\rb] 2[\r] .", 0},
	    {" a , b \n", "1[ a ][ b ] .", 0},
	    {"\ta\t,\" b \"\n", "1[\ta\t][ b ] .", 0},
	    {"a;b\n'c,d'\n", "1[a;b] !2: 2 fields where the first record has 1",
		0},
	    {"\xc2\xa3,\xff\xfe\n", "1[\xc2\xa3][\xff\xfe] .", 0},
	};

	(void)state;
	CHECK_READINGS(row);
}

static void
blank_lines_are_records_of_one_empty_field(void **state)
{
	static const struct reading row[] = {
	    {"\n", "1[] .", 0},
	    {"\r\n", "1[] .", 0},
	    {"\n\n\n", "1[] 2[] 3[] .", 0},
	    {"a\n\nb\n", "1[a] 2[] 3[b] .", 0},
	    {"a\r\n\r\nb", "1[a] 2[] 3[b] .", 0},
	    {"a\n\"\"\nb\n", "1[a] 2[] 3[b] .", 0},
	    {"a,b\n\n1,2\n", "1[a][b] !2: blank line", 0},
	    {"a,b\n\n\n1\n", "1[a][b] !2: blank line", 0},
	    {"a,b\n1,2\n\n", "1[a][b] 2[1][2] .", 0},
	    {"a,b\n1,2\n\n\r\n\n", "1[a][b] 2[1][2] .", 0},
	    {"a,b\r\n\r\n", "1[a][b] .", 0},
	    {"a,b\n\n\"\"\n", "1[a][b] !2: blank line", 0},
	    {"a,b\n\"\"\n", "1[a][b] !2: 1 field where the first record has 2",
		0},
	    {"a,b\n\n \n", "1[a][b] !2: blank line", 0},
	    {"a,b\n\n\r", "1[a][b] !3: carriage return without a line feed", 0},
	    {"\na,b\n", "1[] !2: 2 fields where the first record has 1", 0},
	};

	(void)state;
	CHECK_READINGS(row);
}

static void
mark_is_dropped_from_the_start_only(void **state)
{
	static const struct reading row[] = {
	    {"\xef\xbb\xbf", ".", 0},
	    {"\xef\xbb\xbf"
	     "a,b\n",
		"1[a][b] .", 0},
	    {"\xef\xbb\xbf\"a,b\",c\n", "1[a,b][c] .", 0},
	    {"\xef\xbb\xbf\n", "1[] .", 0},
	    {"\xef\xbb\xbf\xef\xbb\xbf"
	     "a\n",
		"1[\xef\xbb\xbf"
		"a] .",
		0},
	    {"\"\xef\xbb\xbf"
	     "a\"\n",
		"1[\xef\xbb\xbf"
		"a] .",
		0},
	    {"a\n\xef\xbb\xbf"
	     "b\n",
		"1[a] 2[\xef\xbb\xbf"
		"b] .",
		0},
	    {"\xef", "1[\xef] .", 0},
	    {"\xef\xbb", "1[\xef\xbb] .", 0},
	    {"\xef\xbb,a", "1[\xef\xbb][a] .", 0},
	};

	(void)state;
	CHECK_READINGS(row);
}

static void
quotes_inside_bare_fields_may_be_text(void **state)
{
	static const struct reading row[] = {
	    {"a\nb\"c\n", "1[a] 2[b\"c] .", 0},
	    {"a \"b\"\n", "1[a \"b\"] .", 0},
	    {"a,b\"", "1[a][b\"] .", 0},
	    {"5'11\",\" \"\n \"a,b\"\"\r\n", "1[5'11\"][ ] 2[ \"a][b\"\"] .",
		0},
	    {"b\"\"c,\"a\"b\n", "!1: text after a closing quote", 0},
	};

	(void)state;
	lazy_quotes = 1;
	CHECK_READINGS(row);
	lazy_quotes = 0;
}

static void
bad_text_is_refused_where_its_record_began(void **state)
{
	static const struct reading row[] = {
	    {"a,b\n1\n", "1[a][b] !2: 1 field where the first record has 2", 0},
	    {"a,b\n1,2,3\n",
		"1[a][b] !2: 3 fields where the first record has 2", 0},
	    {"a\n1,2", "1[a] !2: 2 fields where the first record has 1", 0},
	    {"a\nb\"c\n", "1[a] !2: quote inside a bare field", 0},
	    {"a \"b\"\n", "!1: quote inside a bare field", 0},
	    {"a,b\"", "!1: quote inside a bare field", 0},
	    {"\"a\"b\n", "!1: text after a closing quote", 0},
	    {"\"a\" ,b\n", "!1: text after a closing quote", 0},
	    {"\"\"a\"\n", "!1: text after a closing quote", 0},
	    {"x\n\"a\n\nb\"c\n", "1[x] !2: text after a closing quote", 0},
	    {"\"a", "!1: quote not closed at the end of input", 0},
	    {"\"", "!1: quote not closed at the end of input", 0},
	    {"a,\"", "!1: quote not closed at the end of input", 0},
	    {"\"a\"\"", "!1: quote not closed at the end of input", 0},
	    {"a\nb\n\"c\nd\n",
		"1[a] 2[b] "
		"!3: quote not closed at the end of input",
		0},
	    {"a\rb\n", "!1: carriage return without a line feed", 0},
	    {"a\r\rb\n", "!1: carriage return without a line feed", 0},
	    {"a\r\"b\"c\n", "!1: carriage return without a line feed", 0},
	    {"a\rb\"c\n", "!1: carriage return without a line feed", 0},
	    {"a\r\"b", "!1: carriage return without a line feed", 0},
	    {"a\r", "!1: carriage return without a line feed", 0},
	    {"a\n\r", "1[a] !2: carriage return without a line feed", 0},
	    {"a\n\rb", "1[a] !2: carriage return without a line feed", 0},
	    {"\"a\"\rb", "!1: carriage return without a line feed", 0},
	    {"a,\r,b\n", "!1: carriage return without a line feed", 0},
	    {"\0", "!1: NUL byte", 1},
	    {"a\0b\n", "!1: NUL byte", 4},
	    {"a\nb\0", "1[a] !2: NUL byte", 4},
	    {"a\n\"b\0\"\n", "1[a] !2: NUL byte", 7},
	    {"\"b\"\0\n", "!1: NUL byte", 5},
	    {"a,\0", "!1: NUL byte", 3},
	    {"a\r\0\n", "!1: carriage return without a line feed", 4},
	};

	(void)state;
	CHECK_READINGS(row);
}

/* What stands before the error is handed out, and the record's line told. */
static void
errors_of_the_source_come_after_its_records(void **state)
{
	static const struct {
		const char *text, *events;
	} row[] = {
	    {"", "!1: gone"},
	    {"a\n", "1[a] !2: gone"},
	    {"a,b\n1,", "1[a][b] !2: gone"},
	    {"a,b\n\"x\ny", "1[a][b] !2: gone"},
	    {"\xef", "!1: gone"},
	};
	size_t i, k;
	int failed;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++)
		for (k = 0; k < CHUNKS; k++)
			for (failed = 0; failed < 2; failed++) {
				struct gz_reader src = {slice_of(row[i].text),
				    0, chunks[k], "gone", failed};
				struct buf got = events(&src);

				assert_string_equal(got.p, row[i].events);
				buf_free(&got);
			}
}

/* A record of n bytes, its LF included, quoted or bare, behind a short one. */
static int
read_record_of(size_t n, int quoted, size_t chunk)
{
	struct buf text = {0};
	struct gz_reader src = {{0}, 0, chunk, NULL, 0};
	struct csv_reader *r = csv_reader_new(&src);
	struct csv_row row;
	int got;

	assert_non_null(r);
	assert_int_equal(buf_puts(&text, "a\n"), 0);
	assert_int_equal(buf_reserve(&text, n), 0);
	memset(text.p + 2, 'x', n);
	text.n += n;
	text.p[1 + n] = '\n';
	if (quoted)
		text.p[2] = text.p[n] = '"';
	src.text = buf_slice(&text);
	assert_int_equal(csv_next(r, &row), 1);
	got = csv_next(r, &row);
	if (got == 1) {
		assert_int_equal(row.line, 2);
		assert_int_equal(row.field[0].n, n - 1 - (quoted ? 2 : 0));
		assert_int_equal(csv_next(r, &row), 0);
	} else {
		assert_string_equal(csv_reader_error(r), "record over 16 MiB");
		assert_int_equal(csv_line(r), 2);
	}
	csv_reader_free(r);
	buf_free(&text);
	return got;
}

static void
record_of_16_mib_is_the_largest(void **state)
{
	static const size_t chunk[] = {64 << 10, SIZE_MAX};
	size_t i;
	int quoted;

	(void)state;
	for (i = 0; i < sizeof(chunk) / sizeof(*chunk); i++)
		for (quoted = 0; quoted < 2; quoted++) {
			size_t max = CSV_RECORD_MAX, c = chunk[i];

			assert_int_equal(read_record_of(max, quoted, c), 1);
			assert_int_equal(
			    read_record_of(max + 1, quoted, c), -1);
			assert_int_equal(
			    read_record_of(max + (300 << 10), quoted, c), -1);
		}
}

static void
million_fields_are_the_most(void **state)
{
	size_t extra;

	(void)state;
	for (extra = 0; extra < 2; extra++) {
		struct buf text = {0};
		struct gz_reader src = {{0}, 0, 64 << 10, NULL, 0};
		struct csv_reader *r = csv_reader_new(&src);
		struct csv_row row;

		assert_int_equal(buf_reserve(&text, CSV_FIELDS_MAX + extra), 0);
		text.n = CSV_FIELDS_MAX - 1 + extra;
		memset(text.p, ',', text.n);
		src.text = buf_slice(&text);
		assert_int_equal(csv_next(r, &row), extra ? -1 : 1);
		csv_reader_free(r);
		buf_free(&text);
	}
}

/* Records of growing length, so that every one lies askew of the buffer. */
static void
records_larger_than_the_buffer_are_read(void **state)
{
	struct buf text = {0}, want = {0};
	size_t i, k, n;
	unsigned long line = 1;

	(void)state;
	for (i = 0, n = 1; n < 700000; i++, n += n / 3 + 1) {
		struct buf f = {0};

		for (k = 0; k < n; k++)
			buf_putc(&f, (char)('a' + (k + i) % 26));
		buf_printf(&text, "%s,\"%s\"\"\n\",z\r\n", f.p, f.p);
		buf_printf(&want, "%lu[%s][%s\"\n][z] ", line, f.p, f.p);
		line += 2;
		buf_free(&f);
	}
	buf_putc(&want, '.');
	for (k = 1; k < CHUNKS; k++) {
		struct buf got = events_of(buf_slice(&text), chunks[k]);

		assert_int_equal(got.n, want.n);
		assert_memory_equal(got.p, want.p, want.n);
		buf_free(&got);
	}
	buf_free(&text);
	buf_free(&want);
}

struct writing {
	const char *fields; /* separated by '|', records by '/' */
	const char *text;
};

static void
put_all(struct csv_writer *w, const char *fields)
{
	size_t n;

	for (;; fields += n + 1) {
		n = strcspn(fields, "|/");
		assert_int_equal(csv_put(w, (struct slice){fields, n}), 0);
		if (fields[n] != '|')
			assert_int_equal(csv_end_row(w), 0);
		if (fields[n] == '\0')
			return;
	}
}

static void
fields_are_quoted_only_when_they_must(void **state)
{
	static const struct writing row[] = {
	    {"a|b", "a,b\n"},
	    {"a|b/1|2", "a,b\n1,2\n"},
	    {"", "\"\"\n"},
	    {"a//b", "a\n\"\"\nb\n"},
	    {"|", ",\n"},
	    {"a|", "a,\n"},
	    {"|a", ",a\n"},
	    {" a ", " a \n"},
	    {"a b|'c'", "a b,'c'\n"},
	    {"a,b", "\"a,b\"\n"},
	    {"a\nb|\r", "\"a\nb\",\"\r\"\n"},
	    {"\"", "\"\"\"\"\n"},
	    {"a\"b", "\"a\"\"b\"\n"},
	    {"\"a\"", "\"\"\"a\"\"\"\n"},
	    {"\xef\xbb\xbf"
	     "a|\xef\xbb\xbf",
		"\"\xef\xbb\xbf"
		"a\",\xef\xbb\xbf\n"},
	    {"a/\xef\xbb\xbf", "a\n\xef\xbb\xbf\n"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct gz_writer dst = {{0}, SIZE_MAX};
		struct csv_writer *w = csv_writer_new(&dst);

		assert_non_null(w);
		put_all(w, row[i].fields);
		assert_int_equal(dst.text.n, 0);
		assert_int_equal(csv_writer_flush(w), 0);
		assert_string_equal(dst.text.p, row[i].text);
		csv_writer_free(w);
		buf_free(&dst.text);
	}
	csv_writer_free(NULL);
	csv_reader_free(NULL);
}

/* Fields of all lengths and kinds, written and read back. */
static void
what_is_written_is_read_back(void **state)
{
	static const char bytes[] = "ab,\"\n\r \xc2\xa3;\xef\xbb\xbf";
	enum { ROWS = 3000, COLUMNS = 5 };
	struct gz_writer dst = {{0}, SIZE_MAX};
	struct csv_writer *w = csv_writer_new(&dst);
	struct buf want = {0}, field = {0};
	unsigned long line = 1;
	uint32_t x = 1;
	size_t i, k;

	(void)state;
	for (i = 0; i < ROWS; i++) {
		unsigned long began = line;

		buf_printf(&want, "%lu", began);
		for (k = 0; k < COLUMNS; k++) {
			size_t n;

			x = x * 1664525 + 1013904223;
			n = i % 500 == 499 ? 70000 : (x >> 20) % 12;
			buf_clear(&field);
			while (field.n < n) {
				x = x * 1664525 + 1013904223;
				buf_putc(&field, bytes[(x >> 24) % 13]);
				line += bytes[(x >> 24) % 13] == '\n';
			}
			assert_int_equal(csv_put(w, buf_slice(&field)), 0);
			buf_printf(&want, "[%s]", field.p ? field.p : "");
		}
		assert_int_equal(csv_end_row(w), 0);
		buf_putc(&want, ' ');
		line++;
	}
	buf_putc(&want, '.');
	assert_int_equal(csv_writer_flush(w), 0);
	for (k = 0; k < CHUNKS; k++) {
		struct buf got = events_of(buf_slice(&dst.text), chunks[k]);

		assert_int_equal(got.n, want.n);
		assert_memory_equal(got.p, want.p, want.n);
		buf_free(&got);
	}
	csv_writer_free(w);
	buf_free(&dst.text);
	buf_free(&want);
	buf_free(&field);
}

static void
what_could_not_be_read_is_not_written(void **state)
{
	struct gz_writer dst = {{0}, SIZE_MAX};
	struct csv_writer *w = csv_writer_new(&dst);
	char *huge = calloc(1, CSV_RECORD_MAX);

	(void)state;
	assert_non_null(huge);
	memset(huge, 'x', CSV_RECORD_MAX);
	errno = 0;
	assert_int_equal(csv_put(w, (struct slice){"a\0b", 3}), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(csv_put(w, slice_of("a")), 0);
	assert_int_equal(csv_put(w, slice_of("b")), 0);
	assert_int_equal(csv_end_row(w), 0);
	assert_int_equal(csv_put(w, slice_of("1")), 0);
	errno = 0;
	assert_int_equal(csv_end_row(w), -1);
	assert_int_equal(errno, EINVAL);
	csv_writer_free(w);

	w = csv_writer_new(&dst);
	assert_int_equal(csv_end_row(w), -1);
	csv_writer_free(w);

	w = csv_writer_new(&dst);
	assert_int_equal(
	    csv_put(w, (struct slice){huge, CSV_RECORD_MAX - 1}), 0);
	assert_int_equal(csv_end_row(w), 0);
	assert_int_equal(csv_put(w, (struct slice){huge, CSV_RECORD_MAX}), 0);
	errno = 0;
	assert_int_equal(csv_end_row(w), -1);
	assert_int_equal(errno, EMSGSIZE);
	csv_writer_free(w);
	buf_free(&dst.text);
	free(huge);
}

static void
full_disk_is_reported(void **state)
{
	struct gz_writer dst = {{0}, 100};
	struct csv_writer *w = csv_writer_new(&dst);
	char field[1000];
	int i, status = 0;

	(void)state;
	memset(field, 'x', sizeof(field));
	assert_int_equal(csv_put(w, slice_of("a")), 0);
	assert_int_equal(csv_end_row(w), 0);
	errno = 0;
	for (i = 0; i < 100 && status == 0; i++) {
		status = csv_put(w, (struct slice){field, sizeof(field)});
		if (status == 0)
			status = csv_end_row(w);
	}
	assert_int_equal(status, -1);
	assert_int_equal(errno, ENOSPC);
	csv_writer_free(w);

	w = csv_writer_new(&dst);
	memset(field, '"', sizeof(field));
	assert_int_equal(csv_put(w, (struct slice){field, sizeof(field)}), 0);
	assert_int_equal(csv_end_row(w), 0);
	assert_int_equal(csv_writer_flush(w), -1);
	csv_writer_free(w);
	buf_free(&dst.text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(good_text_is_read),
	    cmocka_unit_test(blank_lines_are_records_of_one_empty_field),
	    cmocka_unit_test(mark_is_dropped_from_the_start_only),
	    cmocka_unit_test(quotes_inside_bare_fields_may_be_text),
	    cmocka_unit_test(bad_text_is_refused_where_its_record_began),
	    cmocka_unit_test(errors_of_the_source_come_after_its_records),
	    cmocka_unit_test(record_of_16_mib_is_the_largest),
	    cmocka_unit_test(million_fields_are_the_most),
	    cmocka_unit_test(records_larger_than_the_buffer_are_read),
	    cmocka_unit_test(fields_are_quoted_only_when_they_must),
	    cmocka_unit_test(what_is_written_is_read_back),
	    cmocka_unit_test(what_could_not_be_read_is_not_written),
	    cmocka_unit_test(full_disk_is_reported),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
