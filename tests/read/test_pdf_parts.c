/* SPDX-License-Identifier: MIT */
/*
 * The pieces that PDFs are read with: the child, words, hyphens, pages and
 * tables made of nothing but boxes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../filters/read/doc.h"
#include "../../filters/read/pdf_child.h"
#include "../../filters/read/pdf_furniture.h"
#include "../../filters/read/pdf_hyphen.h"
#include "../../filters/read/pdf_reader.h"
#include "../../filters/read/pdf_token.h"
#include "../../filters/read/pdf_tsv.h"

/* The child. */

static int
keep(void *ctx, const char *p, size_t n)
{
	return buf_add(ctx, p, n);
}

static int
stop(void *ctx, const char *p, size_t n)
{
	(void)ctx;
	(void)p;
	return n > 0;
}

/* Runs a shell script in the cage, with "in\n" as its input. */
static enum pdf_end
sh(const char *script, struct pdf_limits limits, pdf_sink *sink,
    struct buf *out, struct buf *err)
{
	const char *argv[] = {"sh", "-c", script, NULL};
	FILE *in = tmpfile();
	enum pdf_end end;

	assert_non_null(in);
	fputs("in\n", in);
	fflush(in);
	end = pdf_child(argv, fileno(in), &limits, sink, out, err);
	fclose(in);
	return end;
}

static void
the_child_reads_and_is_read(void **state)
{
	struct buf out = {0}, err = {0};

	(void)state;
	assert_int_equal(
	    sh("cat; echo out; echo oops >&2", pdf_limits, keep, &out, &err),
	    PDF_END_DONE);
	assert_string_equal(out.p, "in\nout\n");
	assert_string_equal(err.p, "oops\n");
	assert_int_equal(
	    sh("exit 3", pdf_limits, keep, &out, &err), PDF_END_FAILED);
	assert_int_equal(
	    sh("kill -9 $$", pdf_limits, keep, &out, &err), PDF_END_FAILED);
	buf_free(&out);
	buf_free(&err);
}

static void
the_child_writes_no_file(void **state)
{
	struct buf out = {0}, err = {0};
	char script[200], path[] = "/tmp/pdf-parts-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	snprintf(script, sizeof(script),
	    "echo x >%s.new || echo x >%s || rm %s || mkdir %s.d || echo no",
	    path, path, path, path);
	assert_int_equal(
	    sh(script, pdf_limits, keep, &out, &err), PDF_END_DONE);
	assert_string_equal(out.p, "no\n");
	assert_int_equal(unlink(path), 0);
	buf_free(&out);
	buf_free(&err);
}

static void
the_child_has_its_limits(void **state)
{
	struct pdf_limits l = pdf_limits;
	struct buf out = {0}, err = {0};

	(void)state;
	l.output = 100000;
	assert_int_equal(sh("yes", l, keep, &out, &err), PDF_END_LONG);
	assert_true(out.n <= 100000);
	l = pdf_limits;
	l.wall = 1;
	assert_int_equal(sh("sleep 20", l, keep, &out, &err), PDF_END_SLOW);
	l = pdf_limits;
	l.cpu = 1;
	assert_int_equal(
	    sh("while :; do :; done", l, keep, &out, &err), PDF_END_SLOW);
	assert_int_equal(
	    sh("yes", pdf_limits, stop, &out, &err), PDF_END_FAILED);
	buf_free(&out);
	buf_free(&err);
}

static void
a_program_that_is_not_there(void **state)
{
	const char *argv[] = {"/nowhere/pdftotext", NULL};
	struct buf out = {0}, err = {0};

	(void)state;
	assert_int_equal(
	    pdf_child(argv, 0, &pdf_limits, keep, &out, &err), PDF_END_NONE);
	buf_free(&out);
	buf_free(&err);
}

/* Words. */

static void
figures_and_what_only_looks_like_them(void **state)
{
	static const struct {
		const char *word;
		int what;
	} cases[] = {
	    {"1,234", PDF_NUMBER},
	    {"(3.1)", PDF_NUMBER},
	    {"-4%", PDF_NUMBER},
	    {"(1.9)%", PDF_NUMBER},
	    {">95%", PDF_NUMBER},
	    {"\xe2\x88\x92"
	     "3,315",
		PDF_NUMBER},
	    {"+0.5", PDF_NUMBER},
	    {"\xc2\xa3"
	     "0.6m",
		PDF_NUMBER},
	    {"0", PDF_NUMBER},
	    {"(\xc2\xa3"
	     "3.2m)",
		PDF_NUMBER},
	    {"12,", 0},
	    {"10.", 0},
	    {"2016", PDF_YEAR},
	    {"2016/17", PDF_YEAR},
	    {"16-17", PDF_YEAR},
	    {"2016-17", PDF_YEAR},
	    {"12/10/2016", 0},
	    {"1.2.3", 0},
	    {"M9", 0},
	    {"31st", 0},
	    {"12:30", 0},
	    {"", 0},
	    {"\xc2\xa3"
	     "000",
		PDF_UNIT},
	    {"\xc2\xa3'000s", PDF_UNIT},
	    {"(\xc2\xa3m)", PDF_UNIT},
	    {"\xc2\xa3\xe2\x80\x99"
	     "000",
		PDF_UNIT},
	    {"%", PDF_UNIT | PDF_PART},
	    {"the", PDF_LOWER},
	    {"n/a", PDF_DASH | PDF_LOWER},
	    {"nil", PDF_DASH | PDF_LOWER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (pdf_token(slice_of(cases[i].word)) != cases[i].what)
			fail_msg("%s: %d", cases[i].word,
			    pdf_token(slice_of(cases[i].word)));
	assert_true(pdf_token(slice_of("-")) & PDF_DASH);
	assert_true(pdf_token(slice_of("\xe2\x80\xa2")) & PDF_BULLET);
	assert_true(pdf_ordinal(slice_of("1.")));
	assert_true(pdf_ordinal(slice_of("1.2")));
	assert_true(pdf_ordinal(slice_of("(a)")));
	assert_true(pdf_ordinal(slice_of("iv)")));
	assert_false(pdf_ordinal(slice_of("it")));
	assert_false(pdf_ordinal(slice_of("2016")));
	assert_true(pdf_connective(slice_of("and")));
	assert_false(pdf_connective(slice_of("Other")));
}

static int
drops(const struct pdf_hyphen *h, const char *left, const char *right)
{
	return pdf_hyphen_drop(h, slice_of(left), slice_of(right));
}

static void
hyphens_go_where_the_word_has_none(void **state)
{
	struct pdf_hyphen *h = pdf_hyphen_new();

	(void)state;
	assert_true(drops(h, "commis-", "sioning"));
	assert_true(drops(h, "bal-", "ance."));
	assert_false(drops(h, "year-to-", "date"));
	assert_false(drops(h, "co-", "commissioning"));
	assert_false(drops(h, "non-", "elective"));
	assert_false(drops(h, "2016-", "17"));
	assert_false(drops(h, "Moss-", "Side"));
	/* As the document itself writes it elsewhere. */
	assert_true(drops(h, "over-", "performance"));
	pdf_hyphen_seen(h, slice_of("(over-performance)"));
	assert_false(drops(h, "over-", "performance"));
	assert_false(drops(h, "well-", "being"));
	pdf_hyphen_seen(h, slice_of("Wellbeing"));
	assert_true(drops(h, "well-", "being"));
	pdf_hyphen_free(h);
}

/* Pages made of boxes. */

/* A page's row, then words: "x y width height text" in points. */
static void
page(struct buf *tsv, const char *const *word)
{
	static int number;
	float x, y, w, h;
	int at;

	if (tsv->n == 0)
		buf_puts(tsv, "level\tpage_num\tpar_num\tblock_num\tline_num\t"
			      "word_num\tleft\ttop\twidth\theight\tconf\t"
			      "text\n");
	buf_printf(tsv,
	    "1\t%d\t0\t0\t0\t0\t0.0\t0.0\t595.0\t842.0\t-1\t"
	    "###PAGE###\n",
	    ++number);
	for (; *word != NULL; word++) {
		if (**word == '\0') {
			buf_puts(tsv, "4\t1\t0\t0\t0\t0\t0\t0\t0\t0\t-1\t"
				      "###LINE###\n");
			continue;
		}
		assert_int_equal(
		    sscanf(*word, "%f %f %f %f %n", &x, &y, &w, &h, &at), 4);
		buf_printf(tsv,
		    "5\t1\t0\t0\t0\t0\t%.2f\t%.2f\t%.2f\t%.2f\t"
		    "100\t%s\n",
		    (double)x, (double)y, (double)w, (double)h, *word + at);
	}
}

static struct doc *
read_tsv(const struct buf *tsv, size_t piece)
{
	struct doc *d = doc_new();
	struct pdf_reader *r = pdf_reader_new(d);

	for (size_t at = 0; at < tsv->n; at += piece) {
		size_t n = piece < tsv->n - at ? piece : tsv->n - at;

		pdf_reader_feed(r, tsv->p + at, n);
	}
	pdf_reader_end(r);
	pdf_reader_free(r);
	return d;
}

static void
expect(const struct doc *d, size_t i, enum block_kind kind, const char *text)
{
	const struct block *b;

	assert_true(i < doc_blocks(d));
	b = doc_get(d, i);
	if (b->kind != kind || !slice_is(b->text, text))
		fail_msg("block %zu: %d %.*s", i, b->kind, (int)b->text.n,
		    b->text.p);
}

static const char *const small_table[] = {"60 100 40 10 Acute",
    "200 100 30 10 1,200", "300 100 30 10 1,150", "60 114 60 10 Prescribing",
    "210 114 20 10 300", "310 114 20 10 (12)", "60 128 30 10 Total",
    "200 128 30 10 1,500", "300 128 30 10 1,138", NULL};

static void
any_pieces_read_the_same(void **state)
{
	static const size_t pieces[] = {1, 2, 3, 7, 65536};
	struct buf tsv = {0};

	(void)state;
	page(&tsv, small_table);
	for (size_t i = 0; i < 5; i++) {
		struct doc *d = read_tsv(&tsv, pieces[i]);

		assert_int_equal(doc_blocks(d), 3);
		expect(d, 0, BLOCK_ROW, "Acute\t1,200\t1,150");
		expect(d, 1, BLOCK_ROW, "Prescribing\t300\t(12)");
		expect(d, 2, BLOCK_ROW, "Total\t1,500\t1,138");
		doc_free(d);
	}
	buf_free(&tsv);
}

/* Turns a page's words by a quarter: x and y, width and height change. */
static void
turn(char out[][60], const char *const *word, const char **list, int quarters)
{
	size_t n = 0;

	for (; word[n] != NULL; n++) {
		float x, y, w, h, t;
		int at;

		list[n] = "";
		if (*word[n] == '\0')
			continue;
		assert_int_equal(
		    sscanf(word[n], "%f %f %f %f %n", &x, &y, &w, &h, &at), 4);
		for (int i = 0; i < quarters; i++) {
			/* To the right: the top of the page becomes its
			   right side. */
			t = x;
			x = 842 - y - h;
			y = t;
			t = w;
			w = h;
			h = t;
		}
		snprintf(out[n], 60, "%f %f %f %f %s", (double)x, (double)y,
		    (double)w, (double)h, word[n] + at);
		list[n] = out[n];
	}
	list[n] = NULL;
}

static void
a_turned_page_reads_as_an_upright_one(void **state)
{
	/* Lines of two words, so that their order tells the direction. */
	static const char *const table[] = {"", "60 100 40 10 Acute",
	    "104 100 40 10 services", "", "200 100 30 10 1,200", "",
	    "300 100 30 10 1,150", "", "60 114 50 10 Primary",
	    "114 114 20 10 care", "", "210 114 20 10 300", "",
	    "310 114 20 10 (12)", NULL};

	(void)state;
	for (int quarters = 0; quarters < 4; quarters++) {
		char text[16][60];
		const char *list[16];
		struct buf tsv = {0};
		struct doc *d;

		turn(text, table, list, quarters);
		page(&tsv, list);
		d = read_tsv(&tsv, 4096);
		assert_int_equal(doc_blocks(d), 2);
		expect(d, 0, BLOCK_ROW, "Acute services\t1,200\t1,150");
		expect(d, 1, BLOCK_ROW, "Primary care\t300\t(12)");
		doc_free(d);
		buf_free(&tsv);
	}
}

static void
figures_half_way_down_a_label(void **state)
{
	static const char *const words[] = {"200 100 30 10 Plan",
	    "300 100 30 10 Actual", "60 114 90 10 Continuing",
	    "152 114 30 10 care", "200 120 30 10 1,200", "300 120 30 10 1,150",
	    "60 126 60 10 and", "122 126 40 10 nursing", "60 140 60 10 Other",
	    "205 140 25 10 300", "310 140 20 10 (12)", NULL};
	struct buf tsv = {0};
	struct doc *d;

	(void)state;
	page(&tsv, words);
	d = read_tsv(&tsv, 4096);
	assert_int_equal(doc_blocks(d), 2);
	expect(d, 0, BLOCK_ROW, "Continuing care and nursing\t1,200\t1,150");
	expect(d, 1, BLOCK_ROW, "Other\t300\t(12)");
	assert_true(slice_is(doc_get(d, 0)->header, "\tPlan\tActual"));
	doc_free(d);
	buf_free(&tsv);
}

static void
a_table_goes_on_under_its_old_heading(void **state)
{
	static const char *const first[] = {"200 86 30 10 Plan",
	    "300 86 30 10 Actual", "60 100 40 10 Acute", "200 100 30 10 1,200",
	    "300 100 30 10 1,150", "60 114 60 10 Prescribing",
	    "210 114 20 10 300", "310 114 20 10 (12)", NULL};
	static const char *const then[] = {"60 60 40 10 Estates",
	    "305 60 25 10 50", "60 74 30 10 Total", "200 74 30 10 1,500",
	    "300 74 30 10 1,188", NULL};
	struct buf tsv = {0};
	struct doc *d;

	(void)state;
	page(&tsv, first);
	page(&tsv, then);
	d = read_tsv(&tsv, 4096);
	assert_int_equal(doc_blocks(d), 4);
	expect(d, 2, BLOCK_ROW, "Estates\t\t50");
	expect(d, 3, BLOCK_ROW, "Total\t1,500\t1,188");
	assert_true(slice_is(doc_get(d, 3)->header, "\tPlan\tActual"));
	doc_free(d);
	buf_free(&tsv);
}

static void
note_marks_do_not_stick(void **state)
{
	static const char *const words[] = {"", "60 100 60 10 Prescribing",
	    "120 98 4 6 2", "", "210 100 20 10 300", "230 98 4 6 1", "",
	    "310 100 20 10 (12)", "", "60 114 60 10 Reserves", "",
	    "210 114 20 10 150", "", "310 114 20 10 40", NULL};
	struct buf tsv = {0};
	struct doc *d;

	(void)state;
	page(&tsv, words);
	d = read_tsv(&tsv, 4096);
	expect(d, 0, BLOCK_ROW, "Prescribing\t300\t(12)");
	doc_free(d);
	buf_free(&tsv);
}

static void
a_font_without_letters_is_no_text(void **state)
{
	struct buf tsv = {0};
	struct doc *d;
	const char *words[31];
	char text[30][60];

	(void)state;
	for (int i = 0; i < 30; i++) {
		snprintf(text[i], 60,
		    "60 %d 40 10 \xef\xbf\xbd\xef\xbf\xbd"
		    "\xef\xbf\xbd",
		    100 + 14 * i);
		words[i] = text[i];
	}
	words[30] = NULL;
	page(&tsv, words);
	d = read_tsv(&tsv, 4096);
	assert_int_equal(doc_blocks(d), 0);
	assert_int_equal(doc_losses(d), 1);
	assert_true(
	    slice_is(doc_loss(d, 0)->detail, "page 1: font without Unicode"));
	doc_free(d);
	buf_free(&tsv);
}

/* More words than any page has: what is read of them is bounded. */
static void
a_page_without_end_is_cut(void **state)
{
	static const char *const word[] = {"10 10 5 5 word", NULL};
	struct buf tsv = {0};
	struct doc *d;

	(void)state;
	page(&tsv, word);
	for (int i = 0; i < PDF_WORDS_MAX + 10; i++)
		buf_printf(&tsv,
		    "5\t1\t0\t0\t0\t0\t%d.0\t%d.0\t4.0\t5.0\t"
		    "100\tw%d\n",
		    i % 97 * 6, i / 97 * 2, i % 7);
	d = read_tsv(&tsv, 65536);
	assert_int_equal(doc_losses(d), 1);
	assert_true(slice_is(
	    doc_loss(d, 0)->detail, "page 1: too many words, read in part"));
	doc_free(d);
	buf_free(&tsv);
}

/* Rows that pdftotext would never write. */
static void
nonsense_is_passed_over(void **state)
{
	static const char *const rows =
	    "5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t100\tbefore any page\n"
	    "1\t1\n"
	    "\n\t\t\t\n"
	    "1\t1\t0\t0\t0\t0\t0\t0\tnan\tinf\t-1\t###PAGE###\n"
	    "5\t1\t0\t0\t0\t0\tnan\t1e99\t-5\tinf\t100\tword\r\n"
	    "5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t100\t\n"
	    "9\t1\t0\t0\t0\t0\t1\t1\t1\t1\t100\tx\n"
	    "5\t1\t0\t0\t0\t0\t60\t40\t20\t10\t100\tt\twith a tab\n"
	    "5\t1\t0\t0\t0\t0\t60\t60\t20\t10\t100\tno newline";
	struct buf tsv = {0};
	struct doc *d;

	(void)state;
	buf_puts(&tsv, rows);
	d = read_tsv(&tsv, 5);
	assert_int_equal(doc_blocks(d), 3);
	expect(d, 0, BLOCK_PARAGRAPH, "word");
	expect(d, 1, BLOCK_PARAGRAPH, "t with a tab");
	expect(d, 2, BLOCK_PARAGRAPH, "no newline");
	doc_free(d);
	buf_free(&tsv);
}

/* Running heads. */

static void
edge(struct pdf_edges *e, int number, const char *text)
{
	struct pdf_edge_line *l = &e->top.line[0];

	e->page = number;
	e->top.n = 1;
	buf_clear(&l->text);
	buf_puts(&l->text, text);
	l->off = 30;
	l->inner = 20;
	l->size = 10;
	l->runs = 1;
}

static void
what_repeats_at_an_edge_is_furniture(void **state)
{
	static const struct {
		const char *mine, *other; /* pages 4 and 6 */
		size_t furniture;
	} cases[] = {
	    {"Moorshire CCG", "Moorshire CCG", 1},
	    {"Page 4 of 9", "Page 6 of 9", 1},
	    {"Budget 2014", "Budget 2016", 1},
	    {"Budget 2014", "Budget 2015", 0},
	    {"Table 1", "Table 2", 0},
	    {"Page 4 of 9", "Recommendation", 1},
	    {"- 4 -", "Recommendation", 1},
	    {"- 5 -", "Recommendation", 0},
	    {"The deficit is 4", "The surplus is 4", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct pdf_edges a = {0}, b = {0};
		const struct pdf_edges *all[] = {&a, &b};

		edge(&a, 4, cases[i].mine);
		edge(&b, 6, cases[i].other);
		if (pdf_furniture_top(&a, all, 2) != cases[i].furniture)
			fail_msg("%s / %s", cases[i].mine, cases[i].other);
		pdf_edges_free(&a);
		pdf_edges_free(&b);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_child_reads_and_is_read),
	    cmocka_unit_test(the_child_writes_no_file),
	    cmocka_unit_test(the_child_has_its_limits),
	    cmocka_unit_test(a_program_that_is_not_there),
	    cmocka_unit_test(figures_and_what_only_looks_like_them),
	    cmocka_unit_test(hyphens_go_where_the_word_has_none),
	    cmocka_unit_test(any_pieces_read_the_same),
	    cmocka_unit_test(a_turned_page_reads_as_an_upright_one),
	    cmocka_unit_test(figures_half_way_down_a_label),
	    cmocka_unit_test(a_table_goes_on_under_its_old_heading),
	    cmocka_unit_test(note_marks_do_not_stick),
	    cmocka_unit_test(a_font_without_letters_is_no_text),
	    cmocka_unit_test(a_page_without_end_is_cut),
	    cmocka_unit_test(nonsense_is_passed_over),
	    cmocka_unit_test(what_repeats_at_an_edge_is_furniture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
