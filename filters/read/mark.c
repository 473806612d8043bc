/* SPDX-License-Identifier: MIT */
/*
 * What elements say about themselves: tag, role, item property, and the
 * words that their class and id are made of ("articleBody-main" gives
 * article, body, main).  Words, not substrings: "header" holds no "ad".
 */

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "page.h"

enum { WORD_CAP = 32, WORDS_CAP = 48 };

struct word {
	char s[WORD_CAP];
	int glued; /* to the word before it: no space between them */
};

struct words {
	struct word w[WORDS_CAP];
	size_t n;
};

/* In byte order, for bsearch; a trailing '*' stands for any ending. */
static const struct meaning {
	const char *word;
	uint32_t marks;
} meanings[] = {
    {"accordion", MARK_FOLD},
    {"ad", MARK_EXTRA},
    {"adbox", MARK_EXTRA},
    {"addthis", MARK_EXTRA},
    {"addtoany", MARK_EXTRA},
    {"ads", MARK_EXTRA},
    {"adsbygoogle", MARK_EXTRA},
    {"adsense", MARK_EXTRA},
    {"adslot", MARK_EXTRA},
    {"advert", MARK_EXTRA},
    {"advertisement", MARK_EXTRA},
    {"advertising", MARK_EXTRA},
    {"advertorial", MARK_EXTRA},
    {"adverts", MARK_EXTRA},
    {"adwrap", MARK_EXTRA},
    {"adwrapper", MARK_EXTRA},
    {"affiliation", MARK_BYLINE},
    {"affiliations", MARK_EXTRA},
    {"alsoread", MARK_EXTRA},
    {"anzeige", MARK_EXTRA},
    {"article", MARK_GOOD},
    {"articlebody", MARK_BODY},
    {"articlebodytext", MARK_BODY},
    {"articlecontent", MARK_BODY},
    {"articletext", MARK_BODY},
    {"author", MARK_BYLINE},
    {"authorbio", MARK_EXTRA},
    {"authorbox", MARK_EXTRA},
    {"authors", MARK_BYLINE},
    {"banner", MARK_EXTRA},
    {"bio", MARK_EXTRA},
    {"body", MARK_GOOD},
    {"bodycopy", MARK_BODY},
    {"bodytext", MARK_BODY},
    {"bookmarks", MARK_POOR},
    {"breadcrumb", MARK_NAV},
    {"breadcrumbs", MARK_NAV},
    {"byline", MARK_BYLINE},
    {"bylines", MARK_BYLINE},
    {"caption", MARK_CAPTION},
    {"captions", MARK_CAPTION},
    {"captiontext", MARK_CAPTION},
    {"carousel", MARK_EXTRA | MARK_GALLERY},
    {"ccpa", MARK_EXTRA},
    {"collapse", MARK_FOLD},
    {"collapsible", MARK_FOLD},
    {"colophon", MARK_NAV},
    {"comentario", MARK_COMMENTS},
    {"comentarios", MARK_COMMENTS},
    {"comment", MARK_COMMENTS},
    {"commentaire", MARK_COMMENTS},
    {"commentaires", MARK_COMMENTS},
    {"commenti", MARK_COMMENTS},
    {"commentlist", MARK_COMMENTS},
    {"comments", MARK_COMMENTS},
    {"compartir", MARK_EXTRA},
    {"condividi", MARK_EXTRA},
    {"consent", MARK_EXTRA},
    {"content", MARK_GOOD},
    {"contentbody", MARK_BODY},
    {"contrib", MARK_BYLINE},
    {"contributor", MARK_BYLINE},
    {"contributors", MARK_BYLINE},
    {"cookie", MARK_EXTRA},
    {"cookiebot", MARK_EXTRA},
    {"cookies", MARK_EXTRA},
    {"copyright", MARK_EXTRA},
    {"credit", MARK_CAPTION},
    {"credits", MARK_CAPTION},
    {"crumb", MARK_NAV},
    {"crumbs", MARK_NAV},
    {"dateline", MARK_BYLINE},
    {"dek", MARK_LEAD},
    {"disqus", MARK_COMMENTS},
    {"disqusthread", MARK_COMMENTS},
    {"donate", MARK_EXTRA},
    {"donation", MARK_EXTRA},
    {"drawer", MARK_NAV},
    {"dropdown", MARK_NAV},
    {"editsection", MARK_HIDDEN},
    {"entry", MARK_GOOD},
    {"entrycontent", MARK_BODY},
    {"excerpt", MARK_LEAD},
    {"expandable", MARK_FOLD},
    {"facebook", MARK_POOR},
    {"feedback", MARK_EXTRA},
    {"figcaption", MARK_CAPTION},
    {"flyout", MARK_NAV},
    {"foot", MARK_NAV},
    {"footer", MARK_NAV},
    {"fyre", MARK_COMMENTS},
    {"galleries", MARK_GALLERY},
    {"gallery", MARK_POOR | MARK_GALLERY},
    {"galleryitem", MARK_GALLERY},
    {"gdpr", MARK_EXTRA},
    {"ghcontent", MARK_BODY},
    {"globalnav", MARK_NAV},
    {"hashtags", MARK_EXTRA},
    {"imagecaption", MARK_CAPTION},
    {"imagecredit", MARK_CAPTION},
    {"imgcaption", MARK_CAPTION},
    {"inarticle", MARK_GOOD},
    {"intro", MARK_LEAD},
    {"introduction", MARK_LEAD},
    {"itemfulltext", MARK_BODY},
    {"jumplinks", MARK_NAV},
    {"keywords", MARK_EXTRA},
    {"kommentar", MARK_COMMENTS},
    {"kommentarbereich", MARK_COMMENTS},
    {"kommentare", MARK_COMMENTS},
    {"kommentarer", MARK_COMMENTS},
    {"lede", MARK_LEAD},
    {"leftnav", MARK_NAV},
    {"lightbox", MARK_EXTRA},
    {"livefyre", MARK_COMMENTS},
    {"login", MARK_EXTRA},
    {"main", MARK_GOOD},
    {"mainbody", MARK_BODY},
    {"maincontent", MARK_GOOD},
    {"mainmenu", MARK_NAV},
    {"mainnav", MARK_NAV},
    {"masthead", MARK_NAV},
    {"megamenu", MARK_NAV},
    {"menu", MARK_NAV},
    {"meta", MARK_POOR},
    {"metadata", MARK_BYLINE},
    {"modal", MARK_EXTRA},
    {"morenews", MARK_EXTRA},
    {"moreon", MARK_EXTRA},
    {"mostpopular", MARK_EXTRA},
    {"mostread", MARK_EXTRA},
    {"nav", MARK_NAV},
    {"navbar", MARK_NAV},
    {"navi", MARK_NAV},
    {"navigation", MARK_NAV},
    {"navmenu", MARK_NAV},
    {"newsbody", MARK_BODY},
    {"newsletter", MARK_EXTRA},
    {"newsletters", MARK_EXTRA},
    {"onetrust", MARK_EXTRA},
    {"opinie", MARK_COMMENTS},
    {"outbrain", MARK_EXTRA},
    {"pagefooter", MARK_NAV},
    {"pager", MARK_NAV},
    {"pagination", MARK_NAV},
    {"panel", MARK_FOLD},
    {"partager", MARK_EXTRA},
    {"photocaption", MARK_CAPTION},
    {"photocredit", MARK_CAPTION},
    {"photogallery", MARK_GALLERY},
    {"piccaption", MARK_CAPTION},
    {"player", MARK_POOR},
    {"poll", MARK_EXTRA},
    {"popular", MARK_EXTRA},
    {"popup", MARK_EXTRA},
    {"post", MARK_GOOD},
    {"postbody", MARK_BODY},
    {"postcontent", MARK_BODY},
    {"postnav", MARK_NAV},
    {"posttext", MARK_BODY},
    {"print", MARK_POOR},
    {"promo", MARK_EXTRA},
    {"promos", MARK_EXTRA},
    {"promoted", MARK_EXTRA},
    {"promotion", MARK_EXTRA},
    {"prose", MARK_GOOD},
    {"pubdate", MARK_BYLINE},
    {"publicidad", MARK_EXTRA},
    {"publicidade", MARK_EXTRA},
    {"publicite", MARK_EXTRA},
    {"pullquote", MARK_CAPTION},
    {"rail", MARK_NAV},
    {"rating", MARK_POOR},
    {"ratings", MARK_POOR},
    {"reacties", MARK_COMMENTS},
    {"readmore", MARK_EXTRA},
    {"readnext", MARK_EXTRA},
    {"recirc", MARK_EXTRA},
    {"recirculation", MARK_EXTRA},
    {"recommend", MARK_EXTRA},
    {"recommendation", MARK_EXTRA},
    {"recommendations", MARK_EXTRA},
    {"recommended", MARK_EXTRA},
    {"reklam", MARK_EXTRA},
    {"reklama", MARK_EXTRA},
    {"relacionada", MARK_EXTRA},
    {"relacionadas", MARK_EXTRA},
    {"relacionados", MARK_EXTRA},
    {"related", MARK_EXTRA},
    {"relatedarticles", MARK_EXTRA},
    {"relatedcontent", MARK_EXTRA},
    {"relatedlinks", MARK_EXTRA},
    {"relatednews", MARK_EXTRA},
    {"relatedposts", MARK_EXTRA},
    {"relatedstories", MARK_EXTRA},
    {"relatedtopics", MARK_EXTRA},
    {"releasebody", MARK_BODY},
    {"replies", MARK_COMMENTS},
    {"respond", MARK_COMMENTS},
    {"richtext", MARK_GOOD},
    {"schlagworte", MARK_EXTRA},
    {"search", MARK_POOR},
    {"seealso", MARK_EXTRA},
    {"share", MARK_EXTRA},
    {"sharebar", MARK_EXTRA},
    {"sharebox", MARK_EXTRA},
    {"sharedaddy", MARK_EXTRA},
    {"sharelinks", MARK_EXTRA},
    {"sharethis", MARK_EXTRA},
    {"sharetools", MARK_EXTRA},
    {"sharing", MARK_EXTRA},
    {"shoutbox", MARK_COMMENTS},
    {"side", MARK_POOR},
    {"sidebar", MARK_NAV},
    {"sidenav", MARK_NAV},
    {"signin", MARK_EXTRA},
    {"signup", MARK_EXTRA},
    {"singlecontent", MARK_BODY},
    {"sitefooter", MARK_NAV},
    {"siteheader", MARK_NAV},
    {"skip", MARK_NAV},
    {"skiplink", MARK_NAV},
    {"slide", MARK_GALLERY},
    {"slider", MARK_GALLERY},
    {"slides", MARK_GALLERY},
    {"slideshow", MARK_POOR | MARK_GALLERY},
    {"social", MARK_EXTRA},
    {"socialmedia", MARK_EXTRA},
    {"socials", MARK_EXTRA},
    {"sponsor", MARK_EXTRA},
    {"sponsored", MARK_EXTRA},
    {"sponsors", MARK_EXTRA},
    {"spotim", MARK_COMMENTS},
    {"standfirst", MARK_LEAD},
    {"story", MARK_GOOD},
    {"storybody", MARK_BODY},
    {"storycontent", MARK_BODY},
    {"storytext", MARK_BODY},
    {"strapline", MARK_LEAD},
    {"subhead", MARK_LEAD},
    {"subheadline", MARK_LEAD},
    {"submenu", MARK_NAV},
    {"subnav", MARK_NAV},
    {"subscribe", MARK_EXTRA},
    {"subscribebox", MARK_EXTRA},
    {"subtitle", MARK_LEAD},
    {"summary", MARK_LEAD},
    {"syndication", MARK_EXTRA},
    {"tabcontent", MARK_FOLD},
    {"taboola", MARK_EXTRA},
    {"tabpanel", MARK_FOLD},
    {"tagcloud", MARK_EXTRA},
    {"tagged", MARK_EXTRA},
    {"taglist", MARK_EXTRA},
    {"tags", MARK_EXTRA},
    {"teaser", MARK_POOR},
    {"teasers", MARK_EXTRA},
    {"teilen", MARK_EXTRA},
    {"telegram", MARK_POOR},
    {"thumbcaption", MARK_CAPTION},
    {"ticker", MARK_EXTRA},
    {"timestamp", MARK_BYLINE},
    {"toc", MARK_POOR},
    {"toolbar", MARK_NAV},
    {"toolbox", MARK_EXTRA},
    {"tools", MARK_EXTRA},
    {"tooltip", MARK_EXTRA},
    {"topbar", MARK_NAV},
    {"topics", MARK_EXTRA},
    {"topnav", MARK_NAV},
    {"trending", MARK_EXTRA},
    {"twitter", MARK_POOR},
    {"upsell", MARK_EXTRA},
    {"utility", MARK_POOR},
    {"video", MARK_POOR},
    {"weather", MARK_EXTRA},
    {"weiterlesen", MARK_EXTRA},
    {"werbung", MARK_EXTRA},
    {"whatsapp", MARK_EXTRA},
    {"widget", MARK_POOR},
    {"widgets", MARK_POOR},
    {"wysiwyg", MARK_GOOD},
};

/* Two words in a row that mean more than each. */
static const struct {
	const char *first, *second;
	uint32_t marks;
} pairs[] = {
    {"about", "author", MARK_EXTRA},
    {"also", "read", MARK_EXTRA},
    {"article", "body", MARK_BODY},
    {"article", "content", MARK_BODY},
    {"article", "copy", MARK_BODY},
    {"article", "main", MARK_BODY},
    {"article", "text", MARK_BODY},
    {"author", "bio", MARK_EXTRA},
    {"author", "box", MARK_EXTRA},
    {"author", "info", MARK_EXTRA},
    {"blog", "content", MARK_BODY},
    {"body", "copy", MARK_BODY},
    {"body", "text", MARK_BODY},
    {"call", "action", MARK_EXTRA},
    {"content", "body", MARK_BODY},
    {"content", "text", MARK_BODY},
    {"entry", "body", MARK_BODY},
    {"gh", "content", MARK_BODY},
    {"release", "body", MARK_BODY},
    {"single", "content", MARK_BODY},
    {"body", "content", MARK_BODY},
    {"full", "text", MARK_BODY},
    {"entry", "content", MARK_BODY},
    {"entry", "meta", MARK_BYLINE},
    {"entry", "text", MARK_BODY},
    {"image", "credit", MARK_CAPTION},
    {"image", "desc", MARK_CAPTION},
    {"image", "description", MARK_CAPTION},
    {"image", "title", MARK_CAPTION},
    {"img", "caption", MARK_CAPTION},
    {"img", "desc", MARK_CAPTION},
    {"latest", "news", MARK_EXTRA},
    {"mail", "list", MARK_EXTRA},
    {"more", "articles", MARK_EXTRA},
    {"more", "from", MARK_EXTRA},
    {"more", "like", MARK_EXTRA},
    {"more", "news", MARK_EXTRA},
    {"more", "on", MARK_EXTRA},
    {"more", "posts", MARK_EXTRA},
    {"more", "stories", MARK_EXTRA},
    {"most", "popular", MARK_EXTRA},
    {"most", "read", MARK_EXTRA},
    {"most", "viewed", MARK_EXTRA},
    {"name", "body", MARK_BODY},
    {"photo", "desc", MARK_CAPTION},
    {"photo", "description", MARK_CAPTION},
    {"news", "body", MARK_BODY},
    {"news", "content", MARK_BODY},
    {"news", "text", MARK_BODY},
    {"next", "article", MARK_EXTRA},
    {"next", "post", MARK_EXTRA},
    {"news", "letter", MARK_EXTRA},
    {"post", "body", MARK_BODY},
    {"post", "content", MARK_BODY},
    {"post", "entry", MARK_BODY},
    {"post", "meta", MARK_BYLINE},
    {"post", "nav", MARK_NAV},
    {"post", "text", MARK_BODY},
    {"posted", "on", MARK_BYLINE},
    {"previous", "post", MARK_EXTRA},
    {"publish", "date", MARK_BYLINE},
    {"published", "date", MARK_BYLINE},
    {"read", "also", MARK_EXTRA},
    {"read", "more", MARK_EXTRA},
    {"read", "next", MARK_EXTRA},
    {"reader", "comments", MARK_COMMENTS},
    {"recent", "posts", MARK_EXTRA},
    {"rich", "text", MARK_GOOD},
    {"screen", "reader", MARK_HIDDEN},
    {"see", "also", MARK_EXTRA},
    {"sign", "in", MARK_EXTRA},
    {"sign", "up", MARK_EXTRA},
    {"site", "header", MARK_NAV},
    {"skip", "to", MARK_NAV},
    {"sr", "only", MARK_HIDDEN},
    {"story", "body", MARK_BODY},
    {"story", "content", MARK_BODY},
    {"story", "text", MARK_BODY},
    {"tag", "list", MARK_EXTRA},
    {"tag", "links", MARK_EXTRA},
    {"visually", "hidden", MARK_HIDDEN},
    {"write", "comment", MARK_COMMENTS},
    {"you", "may", MARK_EXTRA},
};

/* Words that take the meaning from the one behind them. */
static const char *const negations[] = {"no", "has", "with", "without", "hide",
    "pre", "is", "enable", "enabled", "anti", "non"};

/* Words that take it from the one before them. */
static const char *const reservations[] = {
    "enabled", "disabled", "free", "layout", "open", "closed", "on", "off"};

/* Splits at anything but letters and where a capital follows a small one. */
static void
split(const char *s, struct words *out)
{
	struct word *w;
	size_t n;
	int glued = 0;

	while (*s != '\0' && out->n < WORDS_CAP) {
		if (!isalpha((unsigned char)*s)) {
			glued = glued && !isspace((unsigned char)*s);
			s++;
			continue;
		}
		w = &out->w[out->n++];
		w->glued = glued;
		glued = 1;
		for (n = 0; isalpha((unsigned char)*s); s++) {
			if (n > 0 && isupper((unsigned char)*s) &&
			    islower((unsigned char)s[-1]))
				break;
			if (n + 1 < WORD_CAP)
				w->s[n++] = (char)tolower((unsigned char)*s);
		}
		w->s[n] = '\0';
	}
}

static int
compare(const void *key, const void *entry)
{
	return strcmp(key, ((const struct meaning *)entry)->word);
}

static int
negated(const struct words *w, size_t i)
{
	size_t k;

	for (k = 0; i + 1 < w->n && w->w[i + 1].glued &&
		    k < sizeof(reservations) / sizeof(*reservations);
	     k++)
		if (strcmp(w->w[i + 1].s, reservations[k]) == 0)
			return 1;
	if (i == 0)
		return 0;
	for (k = 0; k < sizeof(negations) / sizeof(*negations); k++)
		if (strcmp(w->w[i - 1].s, negations[k]) == 0)
			return 1;
	/* "no-header-footer" has neither. */
	return i > 1 && w->w[i].glued && w->w[i - 1].glued &&
	       strcmp(w->w[i - 2].s, "no") == 0;
}

static uint32_t
paired(const char *a, const char *b)
{
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (strcmp(a, pairs[i].first) == 0 &&
		    strcmp(b, pairs[i].second) == 0)
			return pairs[i].marks;
	return 0;
}

static uint32_t
named(const char *names)
{
	struct words w = {.n = 0};
	const struct meaning *m;
	uint32_t marks = 0;
	size_t i;

	split(names, &w);
	for (i = 0; i < w.n; i++) {
		if (negated(&w, i))
			continue;
		m = bsearch(w.w[i].s, meanings,
		    sizeof(meanings) / sizeof(*meanings), sizeof(*meanings),
		    compare);
		if (m != NULL)
			marks |= m->marks;
		if (i + 1 < w.n && w.w[i + 1].glued)
			marks |= paired(w.w[i].s, w.w[i + 1].s);
	}
	return marks;
}

static uint32_t
role(const char *r)
{
	static const struct {
		const char *role;
		uint32_t marks;
	} roles[] = {
	    {"navigation", MARK_NAV},
	    {"menu", MARK_NAV},
	    {"menubar", MARK_NAV},
	    {"banner", MARK_NAV},
	    {"contentinfo", MARK_NAV},
	    {"complementary", MARK_NAV},
	    {"search", MARK_NAV},
	    {"toolbar", MARK_NAV},
	    {"dialog", MARK_EXTRA},
	    {"alertdialog", MARK_EXTRA},
	    {"alert", MARK_EXTRA},
	    {"tooltip", MARK_EXTRA},
	    {"main", MARK_GOOD},
	    {"article", MARK_GOOD},
	    {"tabpanel", MARK_FOLD},
	    {"presentation", MARK_LAYOUT},
	    {"none", MARK_LAYOUT},
	    {"table", MARK_DATA},
	    {"grid", MARK_DATA},
	};
	size_t i;

	for (i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (strcasecmp(r, roles[i].role) == 0)
			return roles[i].marks;
	return 0;
}

static uint32_t
tag_marks(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_FOOTER:
	case GUMBO_TAG_ASIDE:
	case GUMBO_TAG_MENU:
		return MARK_NAV;
	case GUMBO_TAG_ARTICLE:
	case GUMBO_TAG_MAIN:
		return MARK_GOOD;
	case GUMBO_TAG_FIGCAPTION:
	case GUMBO_TAG_CAPTION:
		return MARK_CAPTION;
	case GUMBO_TAG_SELECT:
	case GUMBO_TAG_BUTTON:
		return MARK_EXTRA;
	default:
		return 0;
	}
}

/* "display: none" with any spaces. */
static int
styled_away(const char *style)
{
	char s[256];
	size_t n = 0;

	for (; *style != '\0' && n + 1 < sizeof(s); style++)
		if (!isspace((unsigned char)*style))
			s[n++] = (char)tolower((unsigned char)*style);
	s[n] = '\0';
	return strstr(s, "display:none") != NULL ||
	       strstr(s, "visibility:hidden") != NULL;
}

static uint32_t
attribute_marks(const GumboNode *g)
{
	const char *v;
	uint32_t marks = 0;

	if ((v = page_attribute(g, "class")) != NULL)
		marks |= named(v);
	if ((v = page_attribute(g, "id")) != NULL)
		marks |= named(v);
	if ((v = page_attribute(g, "data-component")) != NULL ||
	    (v = page_attribute(g, "data-testid")) != NULL)
		marks |= named(v);
	if ((v = page_attribute(g, "role")) != NULL)
		marks |= role(v);
	if ((v = page_attribute(g, "itemprop")) != NULL)
		marks |= strcasecmp(v, "articleBody") == 0 ? MARK_BODY
			 : strcasecmp(v, "author") == 0	   ? MARK_BYLINE
							   : 0;
	if (page_attribute(g, "hidden") != NULL)
		marks |= MARK_HIDDEN;
	if ((v = page_attribute(g, "aria-hidden")) != NULL &&
	    strcasecmp(v, "true") == 0)
		marks |= MARK_HIDDEN;
	if ((v = page_attribute(g, "style")) != NULL && styled_away(v))
		marks |= MARK_HIDDEN;
	return marks;
}

void
mark_nodes(struct page *p)
{
	struct node *n;
	size_t i;

	for (i = 0; i < p->nodes; i++) {
		n = &p->node[i];
		if (n->tag == TAG_TEXT)
			continue;
		n->marks |= attribute_marks(n->g) | tag_marks(n->tag);
		/* The page's own root carries words about the layout. */
		if (n->tag == GUMBO_TAG_BODY || n->tag == GUMBO_TAG_HTML)
			n->marks &= MARK_PICTURE;
	}
}
