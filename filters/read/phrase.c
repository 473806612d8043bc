/* SPDX-License-Identifier: MIT */
/* Furniture by its words. */

#include <ctype.h>
#include <strings.h>

#include "phrase.h"

/* How much of a line a phrase must be. */
enum match {
	WHOLE, /* the line, but for punctuation and digits at its ends */
	START, /* its beginning, in a line of at most LONG bytes */
	COLON  /* its beginning, with a colon or dash behind it */
};

enum { LONG = 160, LIMIT = 400 };

static const struct {
	const char *words;
	enum match match;
	enum phrase is;
} known[] = {
    {"advertisement", WHOLE, PHRASE_LINE},
    {"advertisements", WHOLE, PHRASE_LINE},
    {"advertisement continues below", START, PHRASE_LINE},
    {"article continues below", START, PHRASE_LINE},
    {"story continues below", START, PHRASE_LINE},
    {"continue reading", START, PHRASE_LINE},
    {"advertising", WHOLE, PHRASE_LINE},
    {"hide ad", WHOLE, PHRASE_LINE},
    {"ad", WHOLE, PHRASE_LINE},
    {"sponsored", WHOLE, PHRASE_LINE},
    {"promoted", WHOLE, PHRASE_LINE},
    {"stock image", WHOLE, PHRASE_LINE},
    {"stock image.stock image", WHOLE, PHRASE_LINE},
    {"share", WHOLE, PHRASE_LINE},
    {"share this", START, PHRASE_LINE},
    {"share on", START, PHRASE_LINE},
    {"share via", START, PHRASE_LINE},
    {"share article", START, PHRASE_LINE},
    {"share page", START, PHRASE_LINE},
    {"tweet", WHOLE, PHRASE_LINE},
    {"tweet this", WHOLE, PHRASE_LINE},
    {"email this", START, PHRASE_LINE},
    {"print this", START, PHRASE_LINE},
    {"print page", WHOLE, PHRASE_LINE},
    {"copy link", WHOLE, PHRASE_LINE},
    {"save article", WHOLE, PHRASE_LINE},
    {"save for later", WHOLE, PHRASE_LINE},
    {"back to top", WHOLE, PHRASE_LINE},
    {"skip to", START, PHRASE_LINE},
    {"jump to", START, PHRASE_LINE},
    {"sign up to", START, PHRASE_LINE},
    {"sign up for", START, PHRASE_LINE},
    {"sign up here", START, PHRASE_LINE},
    {"sign up now", START, PHRASE_LINE},
    {"subscribe to", START, PHRASE_LINE},
    {"subscribe", WHOLE, PHRASE_LINE},
    {"subscribe now", WHOLE, PHRASE_LINE},
    {"subscribe for", START, PHRASE_LINE},
    {"get our newsletter", START, PHRASE_LINE},
    {"get the latest news", START, PHRASE_LINE},
    {"thank you for subscribing", START, PHRASE_LINE},
    {"already a subscriber", START, PHRASE_LINE},
    {"register for free", START, PHRASE_LINE},
    {"log in", WHOLE, PHRASE_LINE},
    {"sign in", WHOLE, PHRASE_LINE},
    {"follow us", START, PHRASE_LINE},
    {"follow us on", START, PHRASE_LINE},
    {"like us on", START, PHRASE_LINE},
    {"find us on", START, PHRASE_LINE},
    {"join our", COLON, PHRASE_LINE},
    {"download our app", START, PHRASE_LINE},
    {"download the app", START, PHRASE_LINE},
    {"this site uses cookies", START, PHRASE_LINE},
    {"this website uses cookies", START, PHRASE_LINE},
    {"we use cookies", START, PHRASE_LINE},
    {"we use necessary cookies", START, PHRASE_LINE},
    {"accept cookies", START, PHRASE_LINE},
    {"accept all cookies", START, PHRASE_LINE},
    {"cookie settings", START, PHRASE_LINE},
    {"cookies on", START, PHRASE_LINE},
    {"by continuing to use", START, PHRASE_LINE},
    {"by continuing to browse", START, PHRASE_LINE},
    {"privacy policy", WHOLE, PHRASE_LINE},
    {"terms and conditions", WHOLE, PHRASE_LINE},
    {"terms of use", WHOLE, PHRASE_LINE},
    {"all rights reserved", START, PHRASE_LINE},
    {"copyright ©", START, PHRASE_LINE},
    {"© copyright", START, PHRASE_LINE},
    {"©", START, PHRASE_LINE},
    {"image source", COLON, PHRASE_LINE},
    {"image credit", COLON, PHRASE_LINE},
    {"photo credit", COLON, PHRASE_LINE},
    {"picture credit", COLON, PHRASE_LINE},
    {"no comments", WHOLE, PHRASE_LINE},
    {"no comments yet", WHOLE, PHRASE_LINE},
    {"read more", COLON, PHRASE_LINE},
    {"read more on", START, PHRASE_LINE},
    {"read more about", START, PHRASE_LINE},
    {"read also", COLON, PHRASE_LINE},
    {"also read", COLON, PHRASE_LINE},
    {"see also", COLON, PHRASE_LINE},
    {"read next", COLON, PHRASE_LINE},
    {"read this", COLON, PHRASE_LINE},
    {"related", COLON, PHRASE_LINE},
    {"more", COLON, PHRASE_LINE},
    {"watch", COLON, PHRASE_LINE},
    {"listen", COLON, PHRASE_LINE},
    {"click here", START, PHRASE_LINE},
    {"view gallery", WHOLE, PHRASE_LINE},
    {"view image in fullscreen", WHOLE, PHRASE_LINE},
    {"loading", WHOLE, PHRASE_LINE},
    {"comments are closed", START, PHRASE_LINE},
    {"previous article", WHOLE, PHRASE_LINE},
    {"next article", WHOLE, PHRASE_LINE},
    {"previous post", START, PHRASE_LINE},
    {"next post", START, PHRASE_LINE},
    {"topics", WHOLE, PHRASE_LIST},
    {"related topics", WHOLE, PHRASE_LIST},
    {"topics in this article", START, PHRASE_LIST},
    {"more on these topics", START, PHRASE_LIST},
    {"tags", WHOLE, PHRASE_LIST},
    {"about the author", START, PHRASE_LIST},
    {"about the authors", WHOLE, PHRASE_LIST},
    {"about this site", WHOLE, PHRASE_LIST},
    {"about us", WHOLE, PHRASE_LIST},
    {"über uns", WHOLE, PHRASE_LIST},
    {"qui sommes-nous", WHOLE, PHRASE_LIST},
    {"quiénes somos", WHOLE, PHRASE_LIST},
    {"quem somos", WHOLE, PHRASE_LIST},
    {"chi siamo", WHOLE, PHRASE_LIST},
    {"over ons", WHOLE, PHRASE_LIST},
    {"om oss", WHOLE, PHRASE_LIST},
    {"newsletter", WHOLE, PHRASE_LIST},
    {"newsletters", WHOLE, PHRASE_LIST},
    {"stay informed", WHOLE, PHRASE_LIST},
    {"stay up to date", WHOLE, PHRASE_LIST},
    {"stay connected", WHOLE, PHRASE_LIST},
    {"never miss", START, PHRASE_LIST},
    {"contact us", WHOLE, PHRASE_LIST},
    {"share this page", WHOLE, PHRASE_LIST},
    {"share this article", WHOLE, PHRASE_LIST},
    {"filed under", START, PHRASE_LIST},
    {"posted in", START, PHRASE_LIST},
    {"related", WHOLE, PHRASE_LIST},
    {"related articles", WHOLE, PHRASE_LIST},
    {"related stories", WHOLE, PHRASE_LIST},
    {"related news", WHOLE, PHRASE_LIST},
    {"related posts", WHOLE, PHRASE_LIST},
    {"related content", WHOLE, PHRASE_LIST},
    {"related links", WHOLE, PHRASE_LIST},
    {"related reading", WHOLE, PHRASE_LIST},
    {"related coverage", WHOLE, PHRASE_LIST},
    {"related internet links", WHOLE, PHRASE_LIST},
    {"more on this", WHOLE, PHRASE_LIST},
    {"more on this story", WHOLE, PHRASE_LIST},
    {"more from", START, PHRASE_LIST},
    {"more stories", START, PHRASE_LIST},
    {"more news", WHOLE, PHRASE_LIST},
    {"more like this", WHOLE, PHRASE_LIST},
    {"read more", WHOLE, PHRASE_LIST},
    {"read next", WHOLE, PHRASE_LIST},
    {"see also", WHOLE, PHRASE_LIST},
    {"up next", WHOLE, PHRASE_LIST},
    {"most popular", WHOLE, PHRASE_LIST},
    {"most read", WHOLE, PHRASE_LIST},
    {"most viewed", WHOLE, PHRASE_LIST},
    {"most commented", WHOLE, PHRASE_LIST},
    {"popular now", WHOLE, PHRASE_LIST},
    {"popular articles", WHOLE, PHRASE_LIST},
    {"popular posts", WHOLE, PHRASE_LIST},
    {"trending", WHOLE, PHRASE_LIST},
    {"trending now", WHOLE, PHRASE_LIST},
    {"top stories", WHOLE, PHRASE_LIST},
    {"latest news", WHOLE, PHRASE_LIST},
    {"latest stories", WHOLE, PHRASE_LIST},
    {"latest articles", WHOLE, PHRASE_LIST},
    {"other news", WHOLE, PHRASE_LIST},
    {"other stories", WHOLE, PHRASE_LIST},
    {"recent posts", WHOLE, PHRASE_LIST},
    {"recent articles", WHOLE, PHRASE_LIST},
    {"recommended", WHOLE, PHRASE_LIST},
    {"recommended for you", START, PHRASE_LIST},
    {"recommended reading", WHOLE, PHRASE_LIST},
    {"recommended articles", WHOLE, PHRASE_LIST},
    {"you may also like", START, PHRASE_LIST},
    {"you might also like", START, PHRASE_LIST},
    {"you might be interested in", START, PHRASE_LIST},
    {"you may also be interested", START, PHRASE_LIST},
    {"don't miss", WHOLE, PHRASE_LIST},
    {"editor's picks", WHOLE, PHRASE_LIST},
    {"editors' picks", WHOLE, PHRASE_LIST},
    {"what to read next", START, PHRASE_LIST},
    {"promoted stories", WHOLE, PHRASE_LIST},
    {"sponsored content", WHOLE, PHRASE_LIST},
    {"sponsored stories", WHOLE, PHRASE_LIST},
    {"from around the web", START, PHRASE_LIST},
    {"around the web", WHOLE, PHRASE_LIST},
    {"share this with", START, PHRASE_LIST},
    {"currently reading", WHOLE, PHRASE_LIST},
    {"source", WHOLE, PHRASE_LIST},
    {"source date", WHOLE, PHRASE_LIST},
    {"external links", WHOLE, PHRASE_LIST},
    {"comments", WHOLE, PHRASE_TAIL},
    {"comment", WHOLE, PHRASE_TAIL},
    {"reader comments", WHOLE, PHRASE_TAIL},
    {"readers' comments", WHOLE, PHRASE_TAIL},
    {"readers comments", WHOLE, PHRASE_TAIL},
    {"have your say", WHOLE, PHRASE_TAIL},
    {"leave a comment", START, PHRASE_TAIL},
    {"leave a reply", START, PHRASE_TAIL},
    {"post a comment", START, PHRASE_TAIL},
    {"add a comment", START, PHRASE_TAIL},
    {"write a comment", START, PHRASE_TAIL},
    {"join the conversation", WHOLE, PHRASE_TAIL},
    {"join the discussion", WHOLE, PHRASE_TAIL},
    {"view comments", WHOLE, PHRASE_TAIL},
    {"lesen sie auch", COLON, PHRASE_LINE},
    {"lesen sie mehr", COLON, PHRASE_LINE},
    {"mehr zum thema", COLON, PHRASE_LINE},
    {"lire aussi", COLON, PHRASE_LINE},
    {"à lire aussi", COLON, PHRASE_LINE},
    {"a lire aussi", COLON, PHRASE_LINE},
    {"leia também", COLON, PHRASE_LINE},
    {"leia mais", COLON, PHRASE_LINE},
    {"lea también", COLON, PHRASE_LINE},
    {"lee también", COLON, PHRASE_LINE},
    {"le puede interesar", COLON, PHRASE_LINE},
    {"leggi anche", COLON, PHRASE_LINE},
    {"lees ook", COLON, PHRASE_LINE},
    {"läs också", COLON, PHRASE_LINE},
    {"läs mer", COLON, PHRASE_LINE},
    {"les også", COLON, PHRASE_LINE},
    {"læs også", COLON, PHRASE_LINE},
    {"czytaj także", COLON, PHRASE_LINE},
    {"czytaj też", COLON, PHRASE_LINE},
    {"zobacz także", COLON, PHRASE_LINE},
    {"čtěte také", COLON, PHRASE_LINE},
    {"читайте также", COLON, PHRASE_LINE},
    {"смотрите также", COLON, PHRASE_LINE},
    {"ayrıca oku", COLON, PHRASE_LINE},
    {"baca juga", COLON, PHRASE_LINE},
    {"related article", COLON, PHRASE_LINE},
    {"related story", COLON, PHRASE_LINE},
    {"related coverage", COLON, PHRASE_LINE},
    {"more on this", COLON, PHRASE_LINE},
    {"more from", COLON, PHRASE_LINE},
    {"you may like", COLON, PHRASE_LINE},
    {"don't miss", COLON, PHRASE_LINE},
    {"must read", COLON, PHRASE_LINE},
    {"trending", COLON, PHRASE_LINE},
    {"recommended", COLON, PHRASE_LINE},
    {"editor's note", COLON, PHRASE_LINE},
    {"facebook", WHOLE, PHRASE_LINE},
    {"twitter", WHOLE, PHRASE_LINE},
    {"whatsapp", WHOLE, PHRASE_LINE},
    {"pinterest", WHOLE, PHRASE_LINE},
    {"linkedin", WHOLE, PHRASE_LINE},
    {"reddit", WHOLE, PHRASE_LINE},
    {"telegram", WHOLE, PHRASE_LINE},
    {"email", WHOLE, PHRASE_LINE},
    {"e-mail", WHOLE, PHRASE_LINE},
    {"print", WHOLE, PHRASE_LINE},
    {"messenger", WHOLE, PHRASE_LINE},
    {"facebook messenger", WHOLE, PHRASE_LINE},
    {"copy this link", WHOLE, PHRASE_LINE},
    {"shares", WHOLE, PHRASE_LINE},
    {"bookmark", WHOLE, PHRASE_LINE},
    {"save", WHOLE, PHRASE_LINE},
    {"like this", WHOLE, PHRASE_LINE},
    {"teilen", WHOLE, PHRASE_LINE},
    {"drucken", WHOLE, PHRASE_LINE},
    {"merken", WHOLE, PHRASE_LINE},
    {"partager", WHOLE, PHRASE_LINE},
    {"imprimer", WHOLE, PHRASE_LINE},
    {"compartir", WHOLE, PHRASE_LINE},
    {"compartilhar", WHOLE, PHRASE_LINE},
    {"condividi", WHOLE, PHRASE_LINE},
    {"antworten", WHOLE, PHRASE_LINE},
    {"reply", WHOLE, PHRASE_LINE},
    {"buy now", WHOLE, PHRASE_LINE},
    {"shop now", WHOLE, PHRASE_LINE},
    {"watch live", WHOLE, PHRASE_LINE},
    {"watch now", WHOLE, PHRASE_LINE},
    {"view more", WHOLE, PHRASE_LINE},
    {"load more", WHOLE, PHRASE_LINE},
    {"show more", WHOLE, PHRASE_LINE},
    {"see more", WHOLE, PHRASE_LINE},
    {"read full article", WHOLE, PHRASE_LINE},
    {"read full story", WHOLE, PHRASE_LINE},
    {"read the full story", WHOLE, PHRASE_LINE},
    {"full story", WHOLE, PHRASE_LINE},
    {"learn more", WHOLE, PHRASE_LINE},
    {"find out more", WHOLE, PHRASE_LINE},
    {"story continues", WHOLE, PHRASE_LINE},
    {"continue reading below", WHOLE, PHRASE_LINE},
    {"text size", WHOLE, PHRASE_LINE},
    {"font size", WHOLE, PHRASE_LINE},
    {"close", WHOLE, PHRASE_LINE},
    {"menu", WHOLE, PHRASE_LINE},
    {"search", WHOLE, PHRASE_LINE},
    {"next", WHOLE, PHRASE_LINE},
    {"previous", WHOLE, PHRASE_LINE},
    {"prev", WHOLE, PHRASE_LINE},
    {"getty images", WHOLE, PHRASE_LINE},
    {"getty", WHOLE, PHRASE_LINE},
    {"reuters", WHOLE, PHRASE_LINE},
    {"sponsored content by", WHOLE, PHRASE_LINE},
    {"listen to article", WHOLE, PHRASE_LINE},
    {"listen to this article", WHOLE, PHRASE_LINE},
    {"report this ad", WHOLE, PHRASE_LINE},
    {"hide ads", WHOLE, PHRASE_LINE},
    {"remove ads", WHOLE, PHRASE_LINE},
    {"click to enlarge", WHOLE, PHRASE_LINE},
    {"enlarge image", WHOLE, PHRASE_LINE},
    {"play video", WHOLE, PHRASE_LINE},
    {"watch video", WHOLE, PHRASE_LINE},
    {"video", WHOLE, PHRASE_LINE},
    {"photos", WHOLE, PHRASE_LINE},
    {"photo gallery", WHOLE, PHRASE_LINE},
    {"image", WHOLE, PHRASE_LINE},
    {"our standards", START, PHRASE_LINE},
    {"previous message", START, PHRASE_LINE},
    {"next message", START, PHRASE_LINE},
    {"subscribe today", START, PHRASE_LINE},
    {"become a member", START, PHRASE_LINE},
    {"sign up below", START, PHRASE_LINE},
    {"enter your email", START, PHRASE_LINE},
    {"thanks for signing up", START, PHRASE_LINE},
    {"you have successfully", START, PHRASE_LINE},
    {"this article is for subscribers", START, PHRASE_LINE},
    {"to continue reading", START, PHRASE_LINE},
    {"support our journalism", START, PHRASE_LINE},
    {"support independent", START, PHRASE_LINE},
    {"donate to", START, PHRASE_LINE},
    {"loading comments", START, PHRASE_LINE},
    {"view all posts by", START, PHRASE_LINE},
    {"posted by", START, PHRASE_LINE},
    {"filed to", START, PHRASE_LINE},
    {"we've detected you are", START, PHRASE_LINE},
    {"please enable javascript", START, PHRASE_LINE},
    {"you need to enable javascript", START, PHRASE_LINE},
    {"your browser does not support", START, PHRASE_LINE},
    {"click here to read", START, PHRASE_LINE},
    {"click to share on", START, PHRASE_LINE},
    {"share on facebook", START, PHRASE_LINE},
    {"share on twitter", START, PHRASE_LINE},
    {"download our free app", START, PHRASE_LINE},
    {"get breaking news", START, PHRASE_LINE},
    {"for more stories like this", START, PHRASE_LINE},
    {"mehr zum thema", WHOLE, PHRASE_LIST},
    {"lesen sie auch", WHOLE, PHRASE_LIST},
    {"das könnte sie auch interessieren", WHOLE, PHRASE_LIST},
    {"weitere artikel", WHOLE, PHRASE_LIST},
    {"weitere themen", WHOLE, PHRASE_LIST},
    {"sur le même sujet", WHOLE, PHRASE_LIST},
    {"à lire aussi", WHOLE, PHRASE_LIST},
    {"lire aussi", WHOLE, PHRASE_LIST},
    {"lo más visto", WHOLE, PHRASE_LIST},
    {"más noticias", WHOLE, PHRASE_LIST},
    {"te puede interesar", WHOLE, PHRASE_LIST},
    {"noticias relacionadas", WHOLE, PHRASE_LIST},
    {"archivado en", WHOLE, PHRASE_LIST},
    {"leggi anche", WHOLE, PHRASE_LIST},
    {"lees ook", WHOLE, PHRASE_LIST},
    {"meer over", WHOLE, PHRASE_LIST},
    {"schlagworte", WHOLE, PHRASE_LIST},
    {"mots-clés", WHOLE, PHRASE_LIST},
    {"etiquetas", WHOLE, PHRASE_LIST},
    {"temas", WHOLE, PHRASE_LIST},
    {"in other news", WHOLE, PHRASE_LIST},
    {"also in the news", WHOLE, PHRASE_LIST},
    {"more on this topic", WHOLE, PHRASE_LIST},
    {"more headlines", WHOLE, PHRASE_LIST},
    {"from our partners", WHOLE, PHRASE_LIST},
    {"paid content", WHOLE, PHRASE_LIST},
    {"sponsored links", WHOLE, PHRASE_LIST},
    {"promoted content", WHOLE, PHRASE_LIST},
    {"popular in the community", WHOLE, PHRASE_LIST},
    {"latest videos", WHOLE, PHRASE_LIST},
    {"related video", WHOLE, PHRASE_LIST},
    {"related videos", WHOLE, PHRASE_LIST},
    {"top news", WHOLE, PHRASE_LIST},
    {"editor's choice", WHOLE, PHRASE_LIST},
    {"see more stories", WHOLE, PHRASE_LIST},
    {"you might like", WHOLE, PHRASE_LIST},
    {"more reading", WHOLE, PHRASE_LIST},
    {"further reading on this", WHOLE, PHRASE_LIST},
    {"leave your comment", WHOLE, PHRASE_TAIL},
    {"comments are closed", WHOLE, PHRASE_TAIL},
    {"kommentare", WHOLE, PHRASE_TAIL},
    {"kommentar schreiben", WHOLE, PHRASE_TAIL},
    {"commentaires", WHOLE, PHRASE_TAIL},
    {"comentarios", WHOLE, PHRASE_TAIL},
    {"commenti", WHOLE, PHRASE_TAIL},
    {"reacties", WHOLE, PHRASE_TAIL},
    {"kommentarer", WHOLE, PHRASE_TAIL},
    {"comments section", WHOLE, PHRASE_TAIL},
    {"media playback is", START, PHRASE_LINE},
    {"image copyright", START, PHRASE_LINE},
    {"click here to get", START, PHRASE_LINE},
    {"continue reading the main story", START, PHRASE_LINE},
    {"advertiser content", WHOLE, PHRASE_LINE},
    {"share this story", START, PHRASE_LINE},
    {"view this post on instagram", START, PHRASE_LINE},
    {"a post shared by", START, PHRASE_LINE},
    {"this video is no longer available", START, PHRASE_LINE},
    {"this content is not available", START, PHRASE_LINE},
    {"sorry, your browser", START, PHRASE_LINE},
    {"send us a story", START, PHRASE_LINE},
    {"report a mistake", START, PHRASE_LINE},
    {"report an error", START, PHRASE_LINE},
    {"was this page helpful", START, PHRASE_LINE},
    {"is this page useful", START, PHRASE_LINE},
    {"was this article helpful", START, PHRASE_LINE},
    {"you must be logged in", START, PHRASE_LINE},
    {"please log in", START, PHRASE_LINE},
    {"want to comment", START, PHRASE_LINE},
    {"follow me on", START, PHRASE_LINE},
    {"follow the author", START, PHRASE_LINE},
    {"show comments", WHOLE, PHRASE_TAIL},
    {"please turn on javascript", START, PHRASE_LINE},
    {"javascript is disabled", START, PHRASE_LINE},
    {"javascript is required", START, PHRASE_LINE},
    {"javascript must be enabled", START, PHRASE_LINE},
    {"enable javascript", START, PHRASE_LINE},
    {"do you have a story", START, PHRASE_LINE},
    {"have you got a story", START, PHRASE_LINE},
    {"got a story", START, PHRASE_LINE},
    {"got a tip", START, PHRASE_LINE},
    {"have you been affected by", START, PHRASE_LINE},
    {"want to get in touch", START, PHRASE_LINE},
    {"the comments below have", START, PHRASE_LINE},
    {"the views expressed in the contents above", START, PHRASE_LINE},
    {"comments are filtered", START, PHRASE_LINE},
    {"like this topic", START, PHRASE_LINE},
    {"autoplay", WHOLE, PHRASE_LINE},
    {"show captions", WHOLE, PHRASE_LINE},
    {"show thumbnails", WHOLE, PHRASE_LINE},
    {"last slide", START, PHRASE_LINE},
    {"fullscreen", WHOLE, PHRASE_LINE},
    {"replay", WHOLE, PHRASE_LINE},
    {"photos", COLON, PHRASE_LINE},
    {"pictures", COLON, PHRASE_LINE},
    {"gallery", COLON, PHRASE_LINE},
    {"video", COLON, PHRASE_LINE},
};

/*
 * The line in lower case with plain quotes and single spaces, without
 * digits, brackets, bullets and arrows at its ends: "12 Readers’ Comments
 * (12) »" gives "readers' comments".
 */
static size_t
plain(struct slice in, char out[LIMIT])
{
	static const char curl[] = "\xe2\x80\x99";
	size_t i, n = 0;

	for (i = 0; i < in.n && n + 1 < LIMIT; i++) {
		if (i + 3 <= in.n && memcmp(in.p + i, curl, 3) == 0) {
			out[n++] = '\'';
			i += 2;
		} else {
			out[n++] = (char)tolower((unsigned char)in.p[i]);
		}
	}
	out[n] = '\0';
	return n;
}

static int
edge(const char *p)
{
	unsigned char c = (unsigned char)*p;

	return isdigit(c) || isspace(c) || (ispunct(c) && c != '@') ||
	       (c >= 0x80 && strncmp(p, "©", 2) != 0);
}

static int
matches(const char *s, size_t n, size_t i)
{
	size_t w;

	if (*s != *known[i].words)
		return 0;
	w = strlen(known[i].words);
	if (strncmp(s, known[i].words, w) != 0)
		return 0;
	if (known[i].match == WHOLE)
		return n == w;
	if (n > LONG || isalnum((unsigned char)s[w]))
		return 0;
	if (known[i].match == START)
		return 1;
	while (s[w] == ' ')
		w++;
	return s[w] == ':' || s[w] == '|' || strncmp(s + w, "–", 3) == 0 ||
	       strncmp(s + w, "- ", 2) == 0;
}

/* Punctuation and digits at both ends say nothing about what a line is. */
static char *
core(char *s, size_t *n)
{
	while (*n > 0 && edge(s)) {
		s++;
		--*n;
	}
	while (*n > 0 && edge(s + *n - 1))
		--*n;
	s[*n] = '\0';
	return s;
}

/* Nothing but digits, marks and bullets, as a pager has them. */
static int
wordless(struct slice line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (isalpha((unsigned char)line.p[i]) ||
		    (unsigned char)line.p[i] >= 0xc3)
			return 0;
	return line.n < 8;
}

/* "Follow the Lake Post on Facebook and Twitter", "Follow @jo". */
static int
asks_to_follow(const char *s, size_t n)
{
	static const char *const where[] = {" on twitter", " on facebook",
	    " on instagram", " on x", " on linkedin", " on youtube",
	    " on bluesky", " on tiktok", " on google"};
	size_t i;

	if (n > LONG || strncmp(s, "follow ", 7) != 0)
		return 0;
	if (s[7] == '@')
		return 1;
	for (i = 0; i < sizeof(where) / sizeof(*where); i++)
		if (strstr(s, where[i]) != NULL)
			return 1;
	return 0;
}

enum phrase
phrase_of(struct slice line)
{
	char whole[LIMIT], bare[LIMIT], *s;
	size_t i, n, m;

	if (wordless(line))
		return PHRASE_LINE;
	if (line.n > LIMIT / 2)
		return PHRASE_TEXT;
	m = plain(line, whole);
	n = plain(line, bare);
	s = core(bare, &n);
	if (asks_to_follow(s, n))
		return PHRASE_LINE;
	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].match == WHOLE ? matches(s, n, i)
					    : matches(whole, m, i))
			return known[i].is;
	return PHRASE_TEXT;
}

/* Words a line about its writer may hold besides a name. */
static int
job(const char *w, size_t n)
{
	static const char *const jobs[] = {"correspondent", "reporter",
	    "editor", "bureau", "writer", "staff", "chief", "political",
	    "health", "senior", "local", "democracy", "reporting", "service",
	    "news", "and", "our", "the", "social", "care", "deputy",
	    "assistant", "for", "bbc", "business", "science", "education",
	    "home", "affairs", "by", "in", "of", "web", "contributor",
	    "columnist", "team", "agency", "press", "association", NULL};
	size_t i;

	for (i = 0; jobs[i] != NULL; i++)
		if (strlen(jobs[i]) == n && strncasecmp(jobs[i], w, n) == 0)
			return 1;
	return 0;
}

int
phrase_byline(struct slice line)
{
	size_t i = 3, from, words = 0;

	if (line.n < 6 || line.n > 100 || strncasecmp(line.p, "by ", 3) != 0)
		return 0;
	while (i < line.n) {
		from = i;
		while (
		    i < line.n &&
		    (isalpha((unsigned char)line.p[i]) || line.p[i] == '\'' ||
			line.p[i] == '-' || (unsigned char)line.p[i] >= 0x80))
			i++;
		if (i == from) {
			if (strchr(" ,.|&/@", line.p[i]) == NULL)
				return 0;
			i++;
			continue;
		}
		if (!isupper((unsigned char)line.p[from]) &&
		    (unsigned char)line.p[from] < 0x80 &&
		    !job(line.p + from, i - from))
			return 0;
		words++;
	}
	return words > 0 && words <= 12 && line.p[line.n - 1] != '.';
}
