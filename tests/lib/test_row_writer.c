/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "buf.h"
#include "row_writer.h"
#include "spreadsheet.h"

enum { FIELDS = 3 };

/* Rows of three fields, ended by one without. */
struct rows_case {
	enum row_format format;
	int safe;
	const char *row[4][FIELDS];
	const char *text;
};

static const struct rows_case rows[] = {
    {ROW_CSV, 0, {{"a", "b", "c"}, {"1", "x,y", "-3"}},
	"a,b,c\n1,\"x,y\",-3\n"},
    {ROW_CSV, 1, {{"a", "=b", "c"}, {"=1,2", "-3.50", "@x"}},
	"a,'=b,c\n\"'=1,2\",-3.50,'@x\n"},
    {ROW_TSV, 0, {{"a", "b", "c"}, {"", "", ""}}, "a\tb\tc\n\t\t\n"},
    {ROW_TSV, 0, {{"a", "b\tc", "d"}, {"x\ny", "\r\\", "\"q\", '"}},
	"a\tb\\tc\td\nx\\ny\t\\r\\\\\t\"q\", '\n"},
    {ROW_TSV, 1, {{"a", "b", "c"}, {"+1+1", "+1", "x"}},
	"a\tb\tc\n'+1+1\t+1\tx\n"},
    {ROW_JSONL, 0, {{"a", "b", "c"}}, ""},
    {ROW_JSONL, 0, {{"a", "b\"", "c"}, {"1", "", "<\x01>"}},
	"{\"a\":\"1\",\"b\\\"\":\"\",\"c\":\"<\\u0001>\"}\n"},
    /* Numbers as the datasets have them, and only as JSON has them. */
    {ROW_JSONL, 0,
	{{"amount_gbp", "mentions", "org_code"}, {"-10.50", "2", "03"},
	    {"", "02", ""}},
	"{\"amount_gbp\":-10.50,\"mentions\":2,\"org_code\":\"03\"}\n"
	"{\"amount_gbp\":null,\"mentions\":\"02\",\"org_code\":\"\"}\n"},
    {ROW_JSONL, 0,
	{{"amount_gbp", "mentions", "confidence"}, {"-", "+1", "1."},
	    {".5", "1e3", "0.5"}, {"0", "-0", "00"}},
	"{\"amount_gbp\":\"-\",\"mentions\":\"+1\",\"confidence\":\"1.\"}\n"
	"{\"amount_gbp\":\".5\",\"mentions\":\"1e3\",\"confidence\":0.5}\n"
	"{\"amount_gbp\":0,\"mentions\":-0,\"confidence\":\"00\"}\n"},
    {ROW_JSONL, 0, {{"a", "b", "c"}, {"\xa3", "\xc2\xa3", "\\\n"}},
	"{\"a\":\"\\ufffd\",\"b\":\"\xc2\xa3\",\"c\":\"\\\\\\n\"}\n"},
};

static void
check_text(int fd, const char *want)
{
	char got[1024];
	ssize_t n = pread(fd, got, sizeof(got) - 1, 0);

	assert_true(n >= 0);
	got[n] = '\0';
	assert_string_equal(got, want);
}

static void
rows_are_written_in_each_format(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int fd = memfd_create("rows", 0);
		struct gz_writer *gz = gz_writer_open(dup(fd), GZ_PLAIN);
		struct row_writer *w =
		    row_writer_new(gz, rows[i].format, rows[i].safe);

		assert_non_null(w);
		for (size_t r = 0; r < 4 && rows[i].row[r][0] != NULL; r++) {
			for (size_t k = 0; k < FIELDS; k++)
				assert_int_equal(
				    row_writer_put(
					w, slice_of(rows[i].row[r][k])),
				    0);
			assert_int_equal(row_writer_end(w), 0);
		}
		assert_int_equal(row_writer_flush(w), 0);
		assert_int_equal(gz_writer_finish(gz), 0);
		row_writer_free(w);
		check_text(fd, rows[i].text);
		close(fd);
	}
}

/* What a reader could not make sense of is never written. */
static void
uneven_rows_and_nul_are_refused(void **state)
{
	(void)state;
	for (int format = ROW_CSV; format <= ROW_JSONL; format++) {
		struct gz_writer *gz =
		    gz_writer_open(memfd_create("rows", 0), GZ_PLAIN);
		struct row_writer *w =
		    row_writer_new(gz, (enum row_format)format, 0);
		int status;

		errno = 0;
		assert_int_equal(
		    row_writer_put(w, (struct slice){"a\0b", 3}), -1);
		assert_int_equal(errno, EINVAL);
		row_writer_free(w);
		w = row_writer_new(gz, (enum row_format)format, 0);
		assert_int_equal(row_writer_put(w, slice_of("a")), 0);
		assert_int_equal(row_writer_put(w, slice_of("b")), 0);
		assert_int_equal(row_writer_end(w), 0);
		assert_int_equal(row_writer_put(w, slice_of("1")), 0);
		errno = 0;
		assert_int_equal(row_writer_end(w), -1);
		assert_int_equal(errno, EINVAL);
		row_writer_free(w);
		w = row_writer_new(gz, (enum row_format)format, 0);
		assert_int_equal(row_writer_put(w, slice_of("a")), 0);
		assert_int_equal(row_writer_end(w), 0);
		assert_int_equal(row_writer_put(w, slice_of("1")), 0);
		status = row_writer_put(w, slice_of("2"));
		assert_int_equal(status < 0 ? status : row_writer_end(w), -1);
		row_writer_free(w);
		gz_writer_abandon(gz);
	}
	row_writer_free(NULL);
}

/* Past the size of the buffer nothing is lost or doubled. */
static void
many_rows_come_out_whole(void **state)
{
	int fd = memfd_create("rows", 0);
	struct gz_writer *gz = gz_writer_open(dup(fd), GZ_PLAIN);
	struct row_writer *w = row_writer_new(gz, ROW_TSV, 0);
	char cell[16], line[16];

	(void)state;
	for (int i = 0; i < 50000; i++) {
		snprintf(cell, sizeof(cell), "%06d", i);
		assert_int_equal(row_writer_put(w, slice_of(cell)), 0);
		assert_int_equal(row_writer_end(w), 0);
	}
	assert_int_equal(row_writer_flush(w), 0);
	assert_int_equal(gz_writer_finish(gz), 0);
	row_writer_free(w);
	assert_int_equal(lseek(fd, 0, SEEK_END), 50000 * 7);
	for (int i = 0; i < 50000; i += 4999) {
		snprintf(cell, sizeof(cell), "%06d\n", i);
		assert_int_equal(pread(fd, line, 7, i * 7), 7);
		assert_memory_equal(line, cell, 7);
	}
	close(fd);
}

static void
formats_have_names(void **state)
{
	enum row_format format;

	(void)state;
	assert_int_equal(row_format_parse("csv", &format), 0);
	assert_int_equal(format, ROW_CSV);
	assert_int_equal(row_format_parse("tsv", &format), 0);
	assert_int_equal(format, ROW_TSV);
	assert_int_equal(row_format_parse("jsonl", &format), 0);
	assert_int_equal(format, ROW_JSONL);
	assert_int_equal(row_format_parse("json", &format), -1);
	assert_int_equal(row_format_parse("", &format), -1);
}

/* As a spreadsheet would run it, and as it is to be shown. */
static const char *const cells[][2] = {
    {"", ""},
    {"plain", "plain"},
    {"a=b", "a=b"},
    {"=1+1", "'=1+1"},
    {"=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"},
    {"@SUM(1)", "'@SUM(1)"},
    {"+44 20", "'+44 20"},
    {"-1+1", "'-1+1"},
    {"-", "'-"},
    {"-78900000", "-78900000"},
    {"+12.5", "+12.5"},
    {"-1,234.50", "-1,234.50"},
    {"-3%", "-3%"},
    {"-3%x", "'-3%x"},
    {"=1", "'=1"},
    {"@1", "'@1"},
    {"-.5", "'-.5"},
    {"\t=1", "'\t'=1"},
    {"\r", "'\r"},
    {"\tx", "'\tx"},
    {" =1", "' =1"},
    {"\"=1", "'\"=1"},
    {" -1", "' -1"},
    {"a;=1", "a;'=1"},
    {"a; +x;-2", "a;' +x;-2"},
    {"a\t@x\tb", "a\t'@x\tb"},
    {"a\n=x", "a\n'=x"},
    {"a\r\n=x", "a\r\n'=x"},
    {"a,=x", "a,=x"},
    {"a;", "a;"},
    {"3.2\t-5\t(1)", "3.2\t-5\t(1)"},
};

static void
cells_are_no_formulas(void **state)
{
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		buf_clear(&b);
		assert_int_equal(
		    spreadsheet_cell(&b, slice_of(cells[i][0])), 0);
		assert_string_equal(buf_slice(&b).p, cells[i][1]);
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_written_in_each_format),
	    cmocka_unit_test(uneven_rows_and_nul_are_refused),
	    cmocka_unit_test(many_rows_come_out_whole),
	    cmocka_unit_test(formats_have_names),
	    cmocka_unit_test(cells_are_no_formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
