/* SPDX-License-Identifier: MIT */
/*
 * Whole papers: what read_pdf makes of each PDF against a text beside it
 * (fixtures/pdf/NAME.txt), which was compared by eye with the printed page.
 * A cell ends with " |" there, and the headings over a table's columns
 * stand above its rows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../filters/read/doc.h"

static const char *const kinds[] = {
    "title", "heading", "paragraph", "item", "row", "caption", "furniture"};

/* A file's bytes; dies where it cannot be read. */
static struct buf
slurp(const char *path)
{
	struct buf b = {0};
	FILE *f = fopen(path, "rb");
	char piece[4096];
	size_t n;

	if (f == NULL)
		fail_msg("%s: cannot open", path);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		assert_int_equal(buf_add(&b, piece, n), 0);
	fclose(f);
	return b;
}

/* Tabs are written so that they can be seen. */
static void
put(struct buf *out, const char *name, struct slice s)
{
	buf_puts(out, name);
	buf_puts(out, ": ");
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\t')
			buf_puts(out, " | ");
		else
			buf_putc(out, s.p[i]);
	}
	buf_putc(out, '\n');
}

static void
put_block(struct buf *out, const struct block *b, struct buf *header)
{
	if (b->kind == BLOCK_ROW && !slice_eq(b->header, buf_slice(header))) {
		put(out, "over", b->header);
		buf_clear(header);
		buf_add(header, b->header.p, b->header.n);
	}
	buf_printf(out, "%d ", b->page);
	put(out, kinds[b->kind], b->text);
}

static void
describe(struct buf *out, const struct doc *d)
{
	struct buf header = {0};
	char date[16];
	size_t n = date_format(date, doc_published(d));

	put(out, "name", doc_title(d));
	put(out, "date", (struct slice){date, n});
	for (size_t i = 0; i < doc_losses(d); i++)
		put(out, doc_loss(d, i)->reason, doc_loss(d, i)->detail);
	for (size_t i = 0; i < doc_blocks(d); i++)
		put_block(out, doc_get(d, i), &header);
	buf_free(&header);
}

/* Says which line differs first: a whole dump is no help. */
static void
compare(const char *name, const char *want, const char *got)
{
	int line = 1;

	while (*want != '\0' && *want == *got) {
		line += *want == '\n';
		want++;
		got++;
	}
	if (*want == *got)
		return;
	while (line > 1 && want[-1] != '\n') {
		want--;
		got--;
	}
	fail_msg("%s:%d\nwant %.*s\ngot  %.*s", name, line,
	    (int)strcspn(want, "\n"), want, (int)strcspn(got, "\n"), got);
}

static void
check(const char *dir, const char *name, int by_path)
{
	struct doc *d = doc_new();
	struct buf out = {0}, pdf, want;
	const char *reason = NULL;
	char path[200];

	snprintf(path, sizeof(path), "fixtures/%s/%s.pdf", dir, name);
	pdf = slurp(path);
	if (read_pdf(d, buf_slice(&pdf), by_path ? path : NULL, &reason) != 0)
		fail_msg("%s: %s", path, reason);
	snprintf(path, sizeof(path), "fixtures/pdf/%s.txt", name);
	want = slurp(path);
	describe(&out, d);
	compare(path, want.p, out.p);
	doc_free(d);
	buf_free(&pdf);
	buf_free(&want);
	buf_free(&out);
}

#define PAPER(test, dir, name)         \
	static void test(void **state) \
	{                              \
		(void)state;           \
		check(dir, name, 1);   \
	}

PAPER(labels_of_two_lines_beside_their_figures, "papers",
    "01-vale-of-york-month-9")
PAPER(groups_that_start_on_other_lines, "papers", "02-dorset-30-november-2018")
PAPER(income_as_a_negative, "papers", "03-eastern-cheshire-month-5")
PAPER(
    text_beside_a_table_and_tables_side_by_side, "papers", "04-barnet-month-10")
PAPER(blank_cells_and_no_heading_on_the_next_page, "papers",
    "05-brent-budgets-2017-18-2018-19")
PAPER(a_cover_sheet_and_lines_as_close_as_rows, "papers", "06-merton-month-3")
PAPER(a_page_on_its_side_and_organisations_as_columns, "papers",
    "07-derbyshire-ccgs-month-7")
PAPER(a_page_that_is_an_image, "papers", "08-croydon-month-10")
PAPER(two_columns_of_prose_and_encryption, "papers",
    "09-guildford-waverley-month-11")
PAPER(a_page_on_its_other_side_and_note_marks, "papers", "10-sheffield-month-2")
PAPER(headings_that_run_upwards, "pdf", "turned")
PAPER(currency_signs_at_the_left_of_the_cell, "pdf", "ledger")
PAPER(four_boxes_on_a_slide, "pdf", "slide")
PAPER(a_column_for_every_month, "pdf", "months")
PAPER(explanations_beside_figures, "pdf", "commentary")
PAPER(columns_of_words_and_a_list_of_risks, "pdf", "register")
PAPER(a_table_on_its_side_between_head_and_foot, "pdf", "sideways")
PAPER(a_table_over_small_pages, "pdf", "split")
PAPER(rows_set_in_below_their_heading, "pdf", "long")
PAPER(boxes_of_a_typesetter, "pdf", "boxed")
PAPER(a_typewriter, "pdf", "typed")
PAPER(prose_beside_tables_broken_by_hand_and_rows_said_twice, "pdf", "banks")
PAPER(letters_that_are_drawings, "pdf", "outlines")
PAPER(large_figures_prose_beside_figures_and_brackets_outside, "pdf", "glance")

static void
bytes_without_a_file_read_the_same(void **state)
{
	(void)state;
	check("papers", "09-guildford-waverley-month-11", 0);
}

static void
refuse(const char *path, const char *want)
{
	struct doc *d = doc_new();
	struct buf pdf = slurp(path);
	const char *reason = NULL;

	assert_int_equal(read_pdf(d, buf_slice(&pdf), path, &reason), -1);
	assert_string_equal(reason, want);
	assert_int_equal(doc_blocks(d), 0);
	doc_free(d);
	buf_free(&pdf);
}

static void
what_cannot_be_read_says_why(void **state)
{
	(void)state;
	refuse("fixtures/papers/bad/01-truncated.pdf", "truncated");
	refuse("fixtures/papers/bad/02-not-a-pdf.pdf", "not a PDF");
	refuse("fixtures/papers/bad/03-needs-password.pdf", "password");
}

/* Cut at any place a paper is read in part and said to be cut, or refused. */
static void
no_cut_passes_in_silence(void **state)
{
	struct buf pdf = slurp("fixtures/papers/06-merton-month-3.pdf");

	(void)state;
	for (size_t n = 0; n < pdf.n - 6; n += pdf.n / 23) {
		struct doc *d = doc_new();
		const char *reason = NULL;
		int code = read_pdf(d, (struct slice){pdf.p, n}, NULL, &reason);

		assert_true(code == -1 ? reason != NULL : doc_losses(d) > 0);
		doc_free(d);
	}
	buf_free(&pdf);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(labels_of_two_lines_beside_their_figures),
	    cmocka_unit_test(groups_that_start_on_other_lines),
	    cmocka_unit_test(income_as_a_negative),
	    cmocka_unit_test(text_beside_a_table_and_tables_side_by_side),
	    cmocka_unit_test(blank_cells_and_no_heading_on_the_next_page),
	    cmocka_unit_test(a_cover_sheet_and_lines_as_close_as_rows),
	    cmocka_unit_test(a_page_on_its_side_and_organisations_as_columns),
	    cmocka_unit_test(a_page_that_is_an_image),
	    cmocka_unit_test(two_columns_of_prose_and_encryption),
	    cmocka_unit_test(a_page_on_its_other_side_and_note_marks),
	    cmocka_unit_test(headings_that_run_upwards),
	    cmocka_unit_test(currency_signs_at_the_left_of_the_cell),
	    cmocka_unit_test(four_boxes_on_a_slide),
	    cmocka_unit_test(a_column_for_every_month),
	    cmocka_unit_test(explanations_beside_figures),
	    cmocka_unit_test(columns_of_words_and_a_list_of_risks),
	    cmocka_unit_test(a_table_on_its_side_between_head_and_foot),
	    cmocka_unit_test(a_table_over_small_pages),
	    cmocka_unit_test(rows_set_in_below_their_heading),
	    cmocka_unit_test(boxes_of_a_typesetter),
	    cmocka_unit_test(a_typewriter),
	    cmocka_unit_test(
		prose_beside_tables_broken_by_hand_and_rows_said_twice),
	    cmocka_unit_test(letters_that_are_drawings),
	    cmocka_unit_test(
		large_figures_prose_beside_figures_and_brackets_outside),
	    cmocka_unit_test(bytes_without_a_file_read_the_same),
	    cmocka_unit_test(what_cannot_be_read_says_why),
	    cmocka_unit_test(no_cut_passes_in_silence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
