/* SPDX-License-Identifier: MIT */
/* What a page says about itself. */

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "diag.h"
#include "json.h"
#include "meta.h"
#include "title.h"
#include "utf8.h"
#include "when.h"

/* What was found, each by its best source so far (lower is better). */
struct meta {
	const struct page *page;
	struct buf title, site, headline, publisher, url, page_title, body;
	struct date published;
	int rank; /* of published */
};

enum {
	RANK_ARTICLE, /* JSON-LD of an article */
	RANK_META,
	RANK_ITEM,  /* an item property */
	RANK_LABEL, /* a line: "Published: ..." */
	RANK_URL,
	RANK_TIME,
	RANK_LD,   /* JSON-LD of the page */
	RANK_BARE, /* a line that is a date */
	RANK_NEAR, /* a line by the headline that holds one */
	RANK_WEAK, /* meta names that may mean anything */
	RANK_BOX,  /* a date below the headline, among buttons and links */
	RANK_URL_PART,
	RANK_NONE
};

/* As many objects of a page's JSON are looked at. */
enum { JSON_OBJECTS_MAX = 2000 };

static void
need(int status)
{
	if (status != 0)
		die(EXIT_SYSTEM, "out of memory");
}

static void
once(struct buf *b, struct slice s)
{
	if (b->n == 0 && s.n > 0)
		need(buf_add(b, s.p, s.n));
}

static int
plausible(struct date d)
{
	return d.year >= 1990 && d.year < 2100;
}

static void
offer(struct meta *f, int rank, struct date d)
{
	if (rank < f->rank && plausible(d)) {
		f->rank = rank;
		f->published = d;
	}
}

/* ISO 8601, or a date as people write it. */
static void
offer_text(struct meta *f, int rank, struct slice s)
{
	struct date d;
	size_t at = 0, end;

	while (s.n > 0 && isspace((unsigned char)*s.p)) {
		s.p++;
		s.n--;
	}
	if ((s.n >= 4 && s.n < 40 && isdigit((unsigned char)s.p[3]) &&
		date_parse(s, &d) == 0) ||
	    (s.n == 8 && when_url(s, &d)) || when_find(s, &at, &end, &d))
		offer(f, rank, d);
}

/* Names of meta elements, in lower case, and what they give. */
enum what { TITLE, SITE, URL, DATE, WEAK_DATE };

static const struct {
	const char *name;
	enum what what;
} metas[] = {
    {"og:title", TITLE},
    {"twitter:title", TITLE},
    {"og:site_name", SITE},
    {"application-name", SITE},
    {"og:url", URL},
    {"article:published_time", DATE},
    {"article:published", DATE},
    {"og:published_time", DATE},
    {"og:article:published_time", DATE},
    {"rnews:datepublished", DATE},
    {"datepublished", DATE},
    {"date_published", DATE},
    {"originalpublicationdate", DATE},
    {"parsely-pub-date", DATE},
    {"sailthru.date", DATE},
    {"dc.date.issued", DATE},
    {"dcterms.issued", DATE},
    {"dcterms.created", DATE},
    {"dc.date.created", DATE},
    {"citation_publication_date", DATE},
    {"pubdate", DATE},
    {"pub_date", DATE},
    {"pub-date", DATE},
    {"dc.date.published", DATE},
    {"article_date_original", DATE},
    {"publishdate", DATE},
    {"publish-date", DATE},
    {"publish_date", DATE},
    {"publication_date", DATE},
    {"publicationdate", DATE},
    {"published_date", DATE},
    {"published-date", DATE},
    {"govuk:first-published-at", DATE},
    {"bt:pubdate", DATE},
    {"cxenseparse:recs:publishtime", DATE},
    {"article.published", DATE},
    {"dc.date", WEAK_DATE},
    {"dcterms.date", WEAK_DATE},
    {"date", WEAK_DATE},
    {"dc.created", WEAK_DATE},
    {"article.created", WEAK_DATE},
    {"created", WEAK_DATE},
    {"displaydate", WEAK_DATE},
};

static void
take_meta(struct meta *f, const GumboNode *g)
{
	const char *name = page_attribute(g, "property");
	const char *content = page_attribute(g, "content");
	struct slice s;
	size_t i;

	if (name == NULL && (name = page_attribute(g, "name")) == NULL)
		name = page_attribute(g, "itemprop");
	if (name == NULL || content == NULL)
		return;
	s = slice_of(content);
	for (i = 0; i < sizeof(metas) / sizeof(*metas); i++) {
		if (strcasecmp(name, metas[i].name) != 0)
			continue;
		switch (metas[i].what) {
		case TITLE:
			once(&f->title, s);
			break;
		case SITE:
			once(&f->site, s);
			break;
		case URL:
			once(&f->url, s);
			break;
		case DATE:
			offer_text(f, RANK_META, s);
			break;
		case WEAK_DATE:
			offer_text(f, RANK_WEAK, s);
			break;
		}
	}
}

/* "&amp;" and the like, which some pages leave in their JSON. */
static void
unescape(struct buf *b)
{
	static const struct {
		const char *name;
		uint32_t c;
	} names[] = {{"amp", '&'}, {"quot", '"'}, {"apos", '\''}, {"lt", '<'},
	    {"gt", '>'}, {"nbsp", 0xa0}, {"pound", 0xa3}, {"rsquo", 0x2019},
	    {"lsquo", 0x2018}, {"ldquo", 0x201c}, {"rdquo", 0x201d},
	    {"ndash", 0x2013}, {"mdash", 0x2014}};
	size_t from = 0, to = 0, i, n;
	char *semi;
	uint32_t c;

	while (from < b->n) {
		semi = b->p[from] == '&'
			   ? memchr(b->p + from, ';',
				 b->n - from < 10 ? b->n - from : 10)
			   : NULL;
		c = 0;
		n = semi ? (size_t)(semi - b->p) - from - 1 : 0;
		if (n > 1 && b->p[from + 1] == '#')
			c = (uint32_t)(b->p[from + 2] == 'x'
					   ? strtoul(b->p + from + 3, NULL, 16)
					   : strtoul(
						 b->p + from + 2, NULL, 10));
		for (i = 0; n > 0 && i < sizeof(names) / sizeof(*names); i++)
			if (strlen(names[i].name) == n &&
			    memcmp(names[i].name, b->p + from + 1, n) == 0)
				c = names[i].c;
		if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
			b->p[to++] = b->p[from++];
			continue;
		}
		to += utf8_put(b->p + to, c);
		from += n + 2;
	}
	b->n = to;
	if (b->p != NULL)
		b->p[to] = '\0';
}

static int
ends_with(struct slice s, const char *end)
{
	size_t n = strlen(end);

	return s.n >= n && memcmp(s.p + s.n - n, end, n) == 0;
}

/* 2 for an article of any sort, 1 for a page, 0 for the rest. */
static int
type_of(const struct json *j, uint32_t object)
{
	uint32_t t = json_first(j, json_member(j, object, "@type"));
	struct slice s;

	if (t == JSON_NONE || j->value[t].kind != JSON_STRING)
		return 0;
	s = (struct slice){
	    j->text.p + j->value[t].start, j->value[t].end - j->value[t].start};
	if (ends_with(s, "Article") || ends_with(s, "Posting") ||
	    ends_with(s, "Report") || ends_with(s, "NewsItem"))
		return 2;
	return ends_with(s, "WebPage") || ends_with(s, "Page");
}

static void
take_string(const struct json *j, uint32_t i, struct buf *out)
{
	if (out->n > 0)
		return;
	json_text(j, json_first(j, i), out);
	unescape(out);
}

/* An article inside a list or another article is another story. */
static int
is_main(const struct json *j, uint32_t object)
{
	uint32_t up = j->value[object].parent;
	int objects = 0;

	for (; up != JSON_NONE && objects == 0; up = j->value[up].parent)
		objects += j->value[up].kind == JSON_OBJECT &&
			   json_member(j, up, "@graph") == JSON_NONE &&
			   json_member(j, up, "mainEntity") == JSON_NONE;
	return objects == 0;
}

static void
take_object(struct meta *f, const struct json *j, uint32_t object)
{
	int type = type_of(j, object);
	uint32_t publisher;
	struct buf date = {0};

	if (type == 0 || !is_main(j, object))
		return;
	json_text(
	    j, json_first(j, json_member(j, object, "datePublished")), &date);
	if (date.n > 0)
		offer_text(
		    f, type == 2 ? RANK_ARTICLE : RANK_LD, buf_slice(&date));
	buf_free(&date);
	if (type < 2)
		return;
	take_string(j, json_member(j, object, "headline"), &f->headline);
	take_string(j, json_member(j, object, "articleBody"), &f->body);
	publisher = json_first(j, json_member(j, object, "publisher"));
	take_string(j, json_member(j, publisher, "name"), &f->publisher);
}

static void
take_json(struct meta *f, const GumboNode *script)
{
	struct json j = json_parse(page_content(script));
	uint32_t i, objects = 0;

	for (i = 0; i < j.n && objects < JSON_OBJECTS_MAX; i++)
		if (j.value[i].kind == JSON_OBJECT && ++objects)
			take_object(f, &j, i);
	json_free(&j);
}

static void
take_head(void *arg, const GumboNode *g)
{
	struct meta *f = arg;
	const char *v;

	switch (g->v.element.tag) {
	case GUMBO_TAG_META:
		take_meta(f, g);
		break;
	case GUMBO_TAG_SCRIPT:
		v = page_attribute(g, "type");
		if (v != NULL && strncasecmp(v, "application/ld+json", 19) == 0)
			take_json(f, g);
		break;
	case GUMBO_TAG_LINK:
		v = page_attribute(g, "rel");
		if (v != NULL && strcasecmp(v, "canonical") == 0 &&
		    (v = page_attribute(g, "href")) != NULL)
			once(&f->url, slice_of(v));
		break;
	case GUMBO_TAG_TITLE:
		once(&f->page_title, page_content(g));
		break;
	default:
		break;
	}
}

/* <time> and itemprop in or before the article; not those of comments. */
static void
take_times(struct meta *f, const struct page *p, uint32_t last_run)
{
	const struct node *n;
	const char *v, *item;
	struct buf text = {0};
	uint32_t i;
	int rank;

	for (i = 0; i < p->nodes; i++) {
		n = &p->node[i];
		if (n->tag == TAG_TEXT || n->run > last_run)
			continue;
		item = page_attribute(n->g, "itemprop");
		rank = item && strcasecmp(item, "datePublished") == 0
			   ? RANK_ITEM
			   : RANK_TIME;
		if (rank == RANK_TIME && n->tag != GUMBO_TAG_TIME)
			continue;
		if (item && strcasecmp(item, "dateModified") == 0)
			continue;
		v = page_attribute(n->g, "class");
		if (v && (strcasestr(v, "updated") || strcasestr(v, "modif")))
			continue;
		if (n->run < p->runs && p->run[n->run].dead == DEAD &&
		    rank == RANK_TIME)
			continue;
		buf_clear(&text);
		v = page_attribute(n->g, "datetime");
		if (v == NULL)
			v = page_attribute(n->g, "content");
		if (v == NULL)
			page_text(p, i, &text);
		offer_text(f, rank, v ? slice_of(v) : buf_slice(&text));
	}
	buf_free(&text);
}

/*
 * A byline may hold the date: "Jo Day / 11 June 2024 / 4 min read"; or both:
 * "By Jo Day Published: 11 June 2024 Last Modified: 12 June 2024".
 */
static int
holds_date(struct slice line, struct date *d)
{
	size_t at = 0, end;
	const char *published;

	if (line.n >= 120)
		return 0;
	published = memmem(line.p, line.n, "ublished", 8);
	if (published != NULL)
		at = (size_t)(published - line.p);
	else if (memmem(line.p, line.n, "pdated", 6) != NULL ||
		 memmem(line.p, line.n, "odified", 7) != NULL)
		return 0;
	return when_find(line, &at, &end, d) && d->day > 0;
}

/*
 * Lines that show a date, near the headline (1 above it, 2 below) and around
 * the article.
 */
static void
take_line(struct meta *f, const struct run *r, struct slice line, int near)
{
	struct date d;

	switch (when_line(line, &d)) {
	case WHEN_PUBLISHED:
		offer(f, RANK_LABEL, d);
		break;
	case WHEN_MEETING:
	case WHEN_BARE:
		if (r->dead != DEAD || near > 1)
			offer(f, r->dead != DEAD ? RANK_BARE : RANK_BOX, d);
		break;
	case WHEN_NONE:
		if (near > (r->dead == DEAD) && holds_date(line, &d))
			offer(f, r->dead != DEAD ? RANK_NEAR : RANK_BOX, d);
		break;
	case WHEN_UPDATED:
		break;
	}
}

static int
is_shown_title(const struct run *r)
{
	return r->kind == RUN_TITLE && !r->furniture;
}

/*
 * The two runs before the headline, and those from it to the second paragraph
 * are near it.
 */
static void
take_lines(struct meta *f, const struct page *p, uint32_t last_run)
{
	const struct run *r;
	uint32_t i, paragraphs = 0;
	int near = 0, below = 0;

	for (i = 0; i < p->runs && i <= last_run + 3; i++) {
		r = &p->run[i];
		below |= is_shown_title(r);
		near |= below || (i + 2 < p->runs && is_shown_title(&r[1])) ||
			(i + 2 < p->runs && is_shown_title(&r[2]));
		paragraphs += near && !r->furniture && r->letters > 60;
		if (r->letters < 200 && r->kind != RUN_ROW)
			take_line(f, r, page_run(p, r),
			    paragraphs < 2 ? near + below : 0);
	}
}

static uint32_t
last_article_run(const struct page *p)
{
	uint32_t i = (uint32_t)p->runs;

	while (i > 0 && p->run[i - 1].furniture)
		i--;
	return i;
}

static void
take_url(struct meta *f, struct slice url)
{
	struct date d;

	if (url.n > 0 && when_url(url, &d))
		offer(f, d.day > 0 ? RANK_URL : RANK_URL_PART, d);
}

void
meta_names(struct meta *f, struct doc *d)
{
	const struct page *p = f->page;
	struct slice page_title = utf8_trim(buf_slice(&f->page_title));
	struct slice best = utf8_trim(buf_slice(&f->title));
	struct slice site = buf_slice(&f->site), title, cut, unused, h1;
	size_t i;

	doc_set_url(d, utf8_trim(buf_slice(&f->url)));
	h1 = title_run(p, page_title);
	if (h1.n == 0)
		h1 = title_run(p, best);
	title = title_cut_site(page_title, site, &cut);
	if (best.n > 0 && site.n > 0)
		best = title_cut_site(best, site, &unused);
	doc_set_title(d, h1);
	doc_set_title(d, best);
	doc_set_title(d, buf_slice(&f->headline));
	doc_set_title(d, title);
	for (i = 0; i < p->runs; i++)
		if (p->run[i].kind == RUN_TITLE)
			doc_set_title(d, page_run(p, &p->run[i]));
	doc_set_publisher(d, buf_slice(&f->publisher));
	doc_set_publisher(d, site);
	if (cut.n > 0 && !islower((unsigned char)*cut.p))
		doc_set_publisher(d, cut);
}

void
meta_dates(struct meta *f, struct doc *d)
{
	uint32_t last = last_article_run(f->page);

	take_times(f, f->page, last);
	take_lines(f, f->page, last);
	take_url(f, doc_url(d));
	doc_set_published(d, f->published);
}

struct slice
meta_body(const struct meta *f)
{
	return buf_slice(&f->body);
}

struct meta *
meta_open(const struct page *p)
{
	struct meta *f = must(calloc(1, sizeof(*f)));

	f->page = p;
	f->rank = RANK_NONE;
	page_elements(p, take_head, f);
	return f;
}

void
meta_close(struct meta *f)
{
	if (f == NULL)
		return;
	buf_free(&f->title);
	buf_free(&f->site);
	buf_free(&f->headline);
	buf_free(&f->publisher);
	buf_free(&f->url);
	buf_free(&f->page_title);
	buf_free(&f->body);
	free(f);
}
