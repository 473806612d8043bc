/* SPDX-License-Identifier: MIT */
/*
 * Readers' comments where no element says that it holds them.  A line made
 * of nothing but words that threads are labelled with is a sign; articles
 * have no such lines, and threads have one a comment.
 */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "article.h"
#include "diag.h"
#include "phrase.h"
#include "thread.h"

enum {
	LINE_MAX_BYTES = 120,
	WORD_MAX_BYTES = 24,
	FAILURES_MAX = 8,
	HEADS_MAX = 64
};

/* Words that head a thread, and words that may stand beside them. */
static const char *const heads[] = {"comment", "comments", "replies",
    "responses", "kommentar", "kommentare", "kommentarer", "commentaire",
    "commentaires", "comentario", "comentarios", "comentários", "commento",
    "commenti", "reacties", "komentarze", "komentáře", "kommentit", "yorum",
    "yorumlar", "комментарии", "комментариев", "комментария", "σχόλια",
    "hozzászólások", "评论", "評論", "コメント", "댓글", NULL};
static const char *const beside_heads[] = {"reader", "readers", "reader's",
    "visitor", "visitors", "user", "users", "all", "view", "show", "hide",
    "read", "see", "add", "your", "post", "a", "leave", "write", "the",
    "submit", "latest", "newest", "oldest", "most", "recent", "sort", "by",
    "top", "to", "total", "pending", "and", "on", "this", "article", "story",
    "be", "first", "no", "yet", "there", "are", "of", "for", "new", "featured",
    "facebook", "join", "conversation", "discussion", "have", "say",
    "schreiben", "alle", "tous", "les", "los", "anzeigen", "open", "closed",
    NULL};

/* The same of the line that a thread has at each comment. */
static const char *const answers[] = {"reply", "permalink", "flag", "quote",
    "antworten", "melden", "répondre", "signaler", "responder", "denunciar",
    "rispondi", "segnala", "reageer", "beantwoorden", "svara", "svar",
    "odpowiedz", "zgłoś", "ответить", "yanıtla", "odpovědět", "回复", "返信",
    "답글", "report", NULL};
static const char *const beside_answers[] = {"like", "likes", "dislike",
    "share", "it", "this", "comment", "abuse", "post", "spam", "link", "to",
    "history", "vote", "up", "down", "helpful", "edit", "delete", "as",
    "inappropriate", "thumbs", "log", "in", "and", "love", "recommend",
    "gefällt", "mir", "citar", "citer", "zitieren", "copy", "hide", "more",
    "ago", "h", "d", "m", "min", "hours", "hour", "days", "day", "minutes",
    "weeks", "months", "years", NULL};

static int
listed(const char *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (**list == *word && strcmp(*list, word) == 0)
			return 1;
	return 0;
}

static int
in_word(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80 ||
	       c == '\'';
}

/*
 * 1 if every word of the line is of either list, and one of the first.
 * Digits, bullets and the curly marks of U+2000 to U+203F are no words.
 */
static int
made_of(struct slice line, const char *const *want, const char *const *may)
{
	char word[WORD_MAX_BYTES + 1];
	size_t i = 0, n, wanted = 0;

	if (line.n > LINE_MAX_BYTES)
		return 0;
	while (i < line.n) {
		if (i + 2 < line.n &&
		    (memcmp(line.p + i, "\xe2\x80", 2) == 0 ||
			memcmp(line.p + i, "\xe2\x86", 2) == 0)) {
			i += 3;
			continue;
		}
		if (memcmp(line.p + i, "\xc2", 1) == 0) {
			i += 2;
			continue;
		}
		for (n = 0;
		     i < line.n && n < WORD_MAX_BYTES && in_word(line.p[i]);
		     i++)
			word[n++] = (char)tolower((unsigned char)line.p[i]);
		word[n] = '\0';
		if (n == 0)
			i++;
		else if (listed(word, want))
			wanted++;
		else if (!listed(word, may))
			return 0;
	}
	return wanted > 0;
}

/* "Jo Day on Sep 21, 3:38 PM said:" */
static int
says(struct slice s)
{
	static const char *const ends[] = {
	    " said:", " says:", " wrote:", " schrieb:", " escribió:", " dit:"};
	size_t i, n;

	if (s.n > LINE_MAX_BYTES || memchr(s.p, ':', s.n) == s.p + s.n - 1)
		return 0; /* no time of day in it */
	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		n = strlen(ends[i]);
		if (s.n > n && memcmp(s.p + s.n - n, ends[i], n) == 0)
			return 1;
	}
	return 0;
}

static int
is_sign(const struct page *p, const struct run *r)
{
	struct slice s = page_run(p, r);

	return r->kind != RUN_ROW && r->kind != RUN_TITLE && r->letters < 90 &&
	       (says(s) || made_of(s, answers, beside_answers));
}

static int
is_head(const struct page *p, const struct run *r)
{
	struct slice s = page_run(p, r);

	return !r->dead && r->kind != RUN_ROW && r->kind != RUN_TITLE &&
	       r->kind != RUN_CONTROL && r->letters < 90 &&
	       (phrase_of(s) == PHRASE_TAIL || made_of(s, heads, beside_heads));
}

static double
between(const struct article *a, uint32_t from, uint32_t to)
{
	return a->weight[to] - a->weight[from];
}

static void
kill(struct article *a, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (from != a->title)
			a->p->run[from].dead = DEAD;
}

/*
 * Where what the head at run heads ends: with the widest element that has no
 * prose in front of it, or if that has none behind it either, with the one
 * around it.
 */
static uint32_t
end_of(const struct article *a, uint32_t run)
{
	const struct page *p = a->p;
	uint32_t i = p->run[run].node, up;

	for (; i != 0; i = up) {
		up = p->node[i].parent;
		if (between(a, p->node[up].run, run) > 0)
			break;
	}
	if (between(a, run, p->node[i].run_end) <= 0)
		i = p->node[i].parent;
	return p->node[i].run_end;
}

/* The last run with prose before run, and how much prose that makes. */
static uint32_t
prose_before(const struct article *a, uint32_t run, double *weight)
{
	uint32_t from = a->title < run ? a->title : 0, last = run;

	*weight = between(a, from, run);
	while (last > from && between(a, last - 1, last) < 50)
		last--;
	return last > from ? last - 1 : run;
}

/* 1 if the article goes on in [from, to): prose beside the run before. */
static int
goes_on(const struct article *a, uint32_t before, uint32_t from, uint32_t to)
{
	const struct page *p = a->p;
	uint32_t up = p->node[page_block(p, p->run[before].node)].parent;
	double w = 0;

	for (; from < to; from++)
		if (between(a, from, from + 1) >= 50 &&
		    p->node[page_block(p, p->run[from].node)].parent == up)
			w += between(a, from, from + 1);
	return w > 200;
}

static void
bury_headed(struct article *a)
{
	const struct page *p = a->p;
	uint32_t i, before, end, tried = 0;
	double weight;

	for (i = 0; i < p->runs && tried < HEADS_MAX; i++) {
		if (p->run[i].linked * 2 > p->run[i].letters ||
		    !is_head(p, &p->run[i]))
			continue;
		tried++;
		before = prose_before(a, i, &weight);
		end = end_of(a, i);
		if (before == i || weight < (a->title < i ? 80 : 300) ||
		    end <= i || goes_on(a, before, i, end))
			continue;
		kill(a, i, end);
		i = end - 1;
	}
}

/*
 * From the first sign's part of the element that holds all signs to the
 * last's.  0 if that would take the article too.
 */
static int
bury_between(struct article *a, uint32_t first, uint32_t last)
{
	const struct page *p = a->p;
	uint32_t up = page_common(p, p->run[first].node, p->run[last].node),
		 from, to;
	double before;

	from = p->node[page_child(p, up, p->run[first].node)].run;
	to = p->node[page_child(p, up, p->run[last].node)].run_end;
	if (from <= a->title && a->title < to)
		return 0;
	before = between(a, a->title < from ? a->title : 0, from);
	if (a->title < from ? before < 50
			    : before < 150 || between(a, from, to) >
						  0.85 * a->weight[p->runs])
		return 0;
	kill(a, from, to);
	return 1;
}

/* 1 if both runs stand in elements of one name beside each other. */
static int
alike(const struct page *p, uint32_t a, uint32_t b)
{
	uint32_t up = page_common(p, p->run[a].node, p->run[b].node);

	a = page_child(p, up, p->run[a].node);
	b = page_child(p, up, p->run[b].node);
	return p->node[a].run_end - p->node[a].run > 1 &&
	       weigh_same_name(&p->node[a], &p->node[b]);
}

/* The last sign behind sign[i] of those that the headline does not part. */
static uint32_t
last_of(const struct article *a, const uint32_t *sign, uint32_t n, uint32_t i)
{
	const struct page *p = a->p;
	uint32_t k, up, from, to;

	for (k = i; k + 1 < n; k++) {
		up = page_common(
		    p, p->run[sign[i]].node, p->run[sign[k + 1]].node);
		from = p->node[page_child(p, up, p->run[sign[i]].node)].run;
		to = p->node[page_child(p, up, p->run[sign[k + 1]].node)]
			 .run_end;
		if (from <= a->title && a->title < to)
			break;
	}
	return k;
}

/*
 * An article may have a sign of its own at its top; so have the posts of a
 * forum, which are the page.
 */
static void
bury_signed(struct article *a)
{
	const struct page *p = a->p;
	uint32_t *sign = must(calloc(p->runs + 1, sizeof(*sign)));
	uint32_t i, last, n = 0, failed = 0;

	for (i = 0; i < p->runs; i++)
		if (is_sign(p, &p->run[i]))
			sign[n++] = i;
	for (i = 0; i + 1 < n && failed < FAILURES_MAX; i++) {
		if (i > 0 && failed > 0 && alike(p, sign[i - 1], sign[i]))
			break;
		last = last_of(a, sign, n, i);
		if (last > i && bury_between(a, sign[i], sign[last])) {
			i = last;
			failed = 0;
		} else {
			failed++;
		}
	}
	free(sign);
}

void
thread_bury(struct article *a)
{
	bury_signed(a);
	bury_headed(a);
}
