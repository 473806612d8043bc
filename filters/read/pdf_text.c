/* SPDX-License-Identifier: MIT */
/*
 * Lines into paragraphs.  The test that carries most: a paragraph goes on
 * in the next line only where that line's first word had no room left in
 * this one.
 */

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "diag.h"
#include "pdf_cell.h"
#include "pdf_text.h"
#include "pdf_title.h"
#include "pdf_token.h"
#include "when.h"

enum { SIZES = 400, HEADING_WORDS = 25, PLAIN_HEADING_WORDS = 9 };

/* Lines of one size with ordinary leading between them. */
struct stack {
	const struct pdf_line *line;
	size_t n;
	float left, right, width, pitch;
};

struct pdf_text {
	struct doc *doc;
	struct pdf_hyphen *hyphen;
	struct buf open; /* the paragraph so far */
	enum block_kind kind;
	int page;	     /* of the open one's first line */
	int now;	     /* of the lines that come */
	size_t lines, words; /* of the open one */
	float size;
	int full;	       /* its last line had no room for more */
	struct buf last;       /* its last word, if that ends in a hyphen */
	struct buf held;       /* furniture that waits: page, text, '\0' */
	size_t letters[SIZES]; /* by quarter points of height */
	size_t title;
	float title_size;
	int title_page;
};

struct pdf_text *
pdf_text_new(struct doc *d, struct pdf_hyphen *h)
{
	struct pdf_text *t = must(calloc(1, sizeof(*t)));

	t->doc = d;
	t->hyphen = h;
	t->title = SIZE_MAX;
	return t;
}

void
pdf_text_free(struct pdf_text *t)
{
	if (t == NULL)
		return;
	buf_free(&t->open);
	buf_free(&t->last);
	buf_free(&t->held);
	free(t);
}

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

void
pdf_text_page(struct pdf_text *t, int page, const struct pdf_line *l, size_t n)
{
	t->now = page;
	for (size_t i = 0; i < n; i++) {
		/* Tables are set smaller, and may be most of a paper. */
		size_t weight = pdf_sentence(&l[i]) ? 20 : 1;

		for (size_t k = 0; k < l[i].n; k++) {
			float q = 4 * pdf_word_size(&l[i].word[k]);
			size_t slot = q < 0	  ? 0
				      : q < SIZES ? (size_t)q
						  : SIZES - 1;

			t->letters[slot] += weight * l[i].word[k].text.n;
		}
	}
}

/* The size that most letters have. */
static float
body_size(const struct pdf_text *t)
{
	size_t best = 0;

	for (size_t i = 1; i < SIZES; i++)
		if (t->letters[i] > t->letters[best])
			best = i;
	return ((float)best + 0.5f) / 4;
}

static char
last_char(const struct pdf_text *t)
{
	return t->open.n ? t->open.p[t->open.n - 1] : '\0';
}

static int
finished(const struct pdf_text *t)
{
	return strchr(".?!:;", last_char(t)) != NULL;
}

/* Large type; or a short line that stands alone and ends in no stop. */
static int
is_heading(const struct pdf_text *t)
{
	float body = body_size(t);

	if (t->kind != BLOCK_PARAGRAPH || t->words > HEADING_WORDS ||
	    t->open.n < 3 || (last_char(t) == '.' && t->words > 4))
		return 0;
	if (t->size > 1.1f * body)
		return 1;
	if (t->lines > 1 || t->words > PLAIN_HEADING_WORDS ||
	    t->size < 0.6f * body || finished(t) || last_char(t) == ',')
		return 0;
	return !islower((unsigned char)t->open.p[0]) &&
	       !strstr(t->open.p, "\xc2\xa3");
}

/* The word of s behind the first space; "" where there is none. */
static struct slice
rest_of(struct slice s)
{
	const char *space = memchr(s.p, ' ', s.n);
	size_t skip = space ? (size_t)(space - s.p) + 1 : s.n;

	return (struct slice){s.p + skip, s.n - skip};
}

/*
 * "Table 3", "Table A: spending", "Figure 2 Trend"; but "Table 3 sets out"
 * is the start of a sentence.
 */
static int
is_caption(const struct pdf_text *t)
{
	struct slice all = buf_slice(&t->open), number = rest_of(all), more;
	char last;

	if (t->kind != BLOCK_PARAGRAPH || number.n == 0 ||
	    !pdf_captionish(
		(struct slice){all.p, (size_t)(number.p - all.p) - 1}))
		return 0;
	more = rest_of(number);
	last = more.p[more.n ? -2 : -1];
	if (!isdigit((unsigned char)number.p[0]) &&
	    !isupper((unsigned char)number.p[0]))
		return 0;
	return more.n == 0 || last == ':' || last == '.' ||
	       !islower((unsigned char)more.p[0]);
}

/* "3. Financial position": a heading even where a table follows. */
static int
numbered_text(const struct pdf_text *t)
{
	const char *space = memchr(t->open.p, ' ', t->open.n);

	return space != NULL && pdf_ordinal((struct slice){
				    t->open.p, (size_t)(space - t->open.p)});
}

/* Nothing but a date or figures, which is nobody's title. */
static int
is_nameless(struct slice text)
{
	struct date date;
	size_t letters = 0, digits = 0;

	for (size_t i = 0; i < text.n; i++) {
		letters += isalpha((unsigned char)text.p[i]) != 0;
		digits += isdigit((unsigned char)text.p[i]) != 0;
	}
	return digits > letters || when_line(text, &date) == WHEN_BARE;
}

/* The largest heading of the first page that has any text. */
static void
consider_title(struct pdf_text *t, size_t block)
{
	if (t->title_page == 0)
		t->title_page = t->page;
	if (t->page != t->title_page || t->size < 1.04f * t->title_size ||
	    is_nameless(buf_slice(&t->open)))
		return;
	t->title = block;
	t->title_size = t->size;
}

/* "Title: Finance report" */
static void
stated_title(struct pdf_text *t)
{
	struct slice text = buf_slice(&t->open);
	const char *colon = memchr(text.p, ':', text.n);
	size_t n;

	if (colon == NULL)
		return;
	n = (size_t)(colon - text.p);
	pdf_title_stated(t->doc, t->page, (struct slice){text.p, n},
	    (struct slice){colon + 1, text.n - n - 1});
}

static void
put_held(struct pdf_text *t)
{
	struct slice none = {"", 0};
	const char *p = t->held.p;

	while (p != NULL && p < t->held.p + t->held.n) {
		int page;

		memcpy(&page, p, sizeof(page));
		p += sizeof(page);
		doc_block(t->doc, BLOCK_FURNITURE, page, slice_of(p), none);
		p += strlen(p) + 1;
	}
	buf_clear(&t->held);
}

void
pdf_text_furniture(struct pdf_text *t, int page, struct slice line)
{
	need(buf_add(&t->held, &page, sizeof(page)));
	need(buf_add(&t->held, line.p, strnlen(line.p, line.n)));
	need(buf_putc(&t->held, '\0'));
	if (t->open.n == 0)
		put_held(t);
}

void
pdf_text_close(struct pdf_text *t)
{
	size_t block = doc_blocks(t->doc);
	struct slice none = {"", 0};

	if (t->open.n > 0) {
		if (is_caption(t))
			t->kind = BLOCK_CAPTION;
		else if (is_heading(t))
			t->kind = BLOCK_HEADING;
		stated_title(t);
		doc_block(t->doc, t->kind, t->page, buf_slice(&t->open), none);
		if (t->kind == BLOCK_HEADING && doc_blocks(t->doc) > block)
			consider_title(t, block);
	}
	buf_clear(&t->open);
	buf_clear(&t->last);
	t->lines = t->words = 0;
	put_held(t);
}

void
pdf_text_table(struct pdf_text *t)
{
	if (t->open.n > 0 && t->kind == BLOCK_PARAGRAPH && t->lines <= 3 &&
	    last_char(t) != '.' && !numbered_text(t) &&
	    t->size <= 1.1f * body_size(t))
		t->kind = BLOCK_CAPTION;
	pdf_text_close(t);
}

size_t
pdf_text_title(const struct pdf_text *t)
{
	return t->title;
}

/* Appends a line's words from word from on, and undoes a hyphen. */
static void
append(struct pdf_text *t, const struct pdf_line *l, size_t from)
{
	const struct pdf_word *end = &l->word[l->n - 1];

	if (t->last.n > 0 && from < l->n) {
		if (pdf_hyphen_drop(
			t->hyphen, buf_slice(&t->last), l->word[from].text))
			t->open.n--;
	} else if (t->open.n > 0) {
		need(buf_putc(&t->open, ' '));
	}
	pdf_words_text(&t->open, l, from, l->n);
	buf_clear(&t->last);
	if (end->text.n > 1 && last_char(t) == '-')
		need(buf_add(&t->last, end->text.p, end->text.n));
	t->lines++;
	t->words += l->n - from;
}

/* A soft hyphen or U+2010 at the end is a hyphen as any other. */
static void
plain_hyphen(struct pdf_text *t)
{
	static const char *const kind[] = {"\xc2\xad", "\xe2\x80\x90"};

	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(kind[i]);

		if (t->open.n <= n ||
		    memcmp(t->open.p + t->open.n - n, kind[i], n) != 0)
			continue;
		t->open.n -= n;
		need(buf_putc(&t->open, '-'));
		const char *space = memrchr(t->open.p, ' ', t->open.n);
		const char *word = space ? space + 1 : t->open.p;

		buf_clear(&t->last);
		need(buf_add(
		    &t->last, word, (size_t)(t->open.p + t->open.n - word)));
	}
}

/* 0 for none; else the word at which the item's text begins. */
static size_t
bullet(const struct pdf_line *l)
{
	const struct pdf_word *w = l->word;

	if (l->n < 2 || !(w->what & PDF_BULLET))
		return 0;
	/* A dash or an "o" needs a list's white behind it. */
	if (w->text.n == 1 && pdf_gap(l, 1) < 0.3f)
		return 0;
	return 1;
}

static int
numbered(const struct pdf_line *l, float left)
{
	return l->n > 1 && pdf_ordinal(l->word->text) &&
	       (pdf_gap(l, 1) > 0.4f || l->x0 < left + 1);
}

/* Would the first word of next have had room at the end of l? */
static int
had_room(const struct stack *s, const struct pdf_line *l,
    const struct pdf_line *next)
{
	float more = next->word->x1 - next->word->x0 + 0.2f * l->size;

	if (l->x0 > s->left + 2 * l->size)
		return l->x1 - l->x0 + more < s->width;
	return l->x1 + more < s->right;
}

/*
 * Lines broken by hand leave room and still go on: in small letters, behind a
 * long line that ended no sentence.
 */
static int
broken_by_hand(const struct pdf_text *t, const struct stack *s,
    const struct pdf_line *before, const struct pdf_line *l)
{
	return !finished(t) && islower((unsigned char)l->word->text.p[0]) &&
	       before->x1 - s->left > 0.75f * (s->right - s->left) &&
	       before->n >= 5 && l->x0 < before->x0 + l->size;
}

static int
goes_on(const struct pdf_text *t, const struct stack *s, size_t i)
{
	const struct pdf_line *l = &s->line[i], *before = l - 1;

	if (bullet(l) || (numbered(l, s->left) && finished(t)))
		return 0;
	if (numbered(l, s->left) && pdf_gap(l, 1) > 0.6f)
		return 0;
	if (t->last.n > 0)
		return 1;
	if ((had_room(s, before, l) && !broken_by_hand(t, s, before, l)) ||
	    (finished(t) && pdf_captionish(l->word->text)))
		return 0;
	/* The first line of a paragraph may be set in. */
	return !(finished(t) && l->x0 > before->x0 + 0.8f * l->size &&
		 t->kind == BLOCK_PARAGRAPH && i + 1 < s->n &&
		 s->line[i + 1].x0 < l->x0 - 0.5f * l->size);
}

static void
begin(struct pdf_text *t, const struct pdf_line *l)
{
	size_t from = bullet(l);

	pdf_text_close(t);
	t->kind = from ? BLOCK_ITEM : BLOCK_PARAGRAPH;
	t->page = t->now;
	t->size = l->size;
	append(t, l, from);
}

/* Does the first line of a column or page go on with what is open? */
static int
reads_on(const struct pdf_text *t, const struct stack *s)
{
	const struct pdf_line *l = s->line;

	if (t->open.n == 0 || fabsf(l->size - t->size) > 0.08f * t->size ||
	    bullet(l) || numbered(l, s->left) || t->words < 4)
		return 0;
	if (t->last.n > 0)
		return 1;
	if (finished(t) || !t->full)
		return 0;
	return l->word->what & PDF_LOWER || s->n > 1;
}

static void
take_stack(struct pdf_text *t, const struct stack *s, int first)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct pdf_line *l = &s->line[i];

		if (i > 0 ? goes_on(t, s, i) : first && reads_on(t, s))
			append(t, l, 0);
		else
			begin(t, l);
		plain_hyphen(t);
		t->full = l->x1 > s->right - 6 * l->size && s->n > 1;
	}
}

/* The leading that most of the lines have. */
static float
common_pitch(const struct pdf_line *l, size_t n)
{
	size_t count[SIZES] = {0}, best = 0;

	for (size_t i = 1; i < n; i++) {
		float q = 2 * (l[i].y0 - l[i - 1].y0);

		if (q > 0 && q < SIZES)
			count[(size_t)q]++;
	}
	for (size_t i = 1; i < SIZES; i++)
		if (count[i] > count[best])
			best = i;
	return count[best] > 1 ? ((float)best + 1) / 2 : 0;
}

/* 1 if line i stands right under the one before it, in the same type. */
static int
stacked(const struct pdf_line *l, size_t i, float pitch)
{
	float step = l[i].y0 - l[i - 1].y0;
	float size = l[i].size, most = 1.7f * l[i].em;

	if (fabsf(size - l[i - 1].size) > 0.08f * size)
		return 0;
	if (pitch > 0.9f * size && pitch < 2.5f * size)
		most = 1.25f * pitch;
	return step < most;
}

void
pdf_text_lines(struct pdf_text *t, const struct pdf_line *l, size_t n)
{
	float pitch = common_pitch(l, n);
	size_t end;

	for (size_t i = 0; i < n; i = end) {
		struct stack s = {&l[i], 0, l[i].x0, l[i].x1, 0, pitch};

		for (end = i; end < n; end++) {
			if (end > i && !stacked(l, end, pitch))
				break;
			s.left = fminf(s.left, l[end].x0);
			s.right = fmaxf(s.right, l[end].x1);
			s.width = fmaxf(s.width, l[end].x1 - l[end].x0);
		}
		s.n = end - i;
		take_stack(t, &s, i == 0);
	}
}
