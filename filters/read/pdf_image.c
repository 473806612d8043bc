/* SPDX-License-Identifier: MIT */
/* What is on pages that have no words: poppler's other programs tell. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "pdf_child.h"
#include "pdf_image.h"

enum { ROW_MAX = 400, FIELDS_MAX = 20 };

struct list {
	struct pdf_sparse *page;
	size_t n;
	char row[ROW_MAX]; /* longer ones are cut; pdfimages has none */
	size_t len;
};

/* page num type width height ... x-ppi y-ppi size ratio */
static void
take_row(struct list *list)
{
	char *field[FIELDS_MAX], *save = NULL, *at;
	size_t n = 0;
	float wide, high;
	int page;

	for (at = strtok_r(list->row, " \r", &save);
	     at != NULL && n < FIELDS_MAX; at = strtok_r(NULL, " \r", &save))
		field[n++] = at;
	if (n < 10 || strcmp(field[2], "smask") == 0)
		return;
	page = atoi(field[0]);
	wide = strtof(field[n - 4], NULL);
	high = strtof(field[n - 3], NULL);
	for (size_t i = 0; i < list->n; i++) {
		struct pdf_sparse *p = &list->page[i];

		if (p->page != page)
			continue;
		/* Of an image that is bent or bare of a size, all. */
		p->images += wide < 1 || high < 1
				 ? p->area
				 : 72 * 72 * strtof(field[3], NULL) / wide *
				       strtof(field[4], NULL) / high;
	}
}

static int
take_list(void *ctx, const char *p, size_t n)
{
	struct list *list = ctx;

	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\n') {
			list->row[list->len] = '\0';
			take_row(list);
			list->len = 0;
		} else if (list->len < ROW_MAX - 1) {
			list->row[list->len++] = p[i];
		}
	}
	return 0;
}

void
pdf_images(int fd, struct pdf_sparse *page, size_t n)
{
	struct list list = {.page = page, .n = n};
	struct buf err = {0};
	char from[16], to[16];
	const char *argv[] = {
	    "pdfimages", "-list", "-f", from, "-l", to, "-", NULL};

	if (n == 0)
		return;
	snprintf(from, sizeof(from), "%d", page[0].page);
	snprintf(to, sizeof(to), "%d", page[n - 1].page);
	pdf_child(argv, fd, &pdf_limits, take_list, &list, &err);
	buf_free(&err);
}

/* A picture of grey bytes behind three numbers; is one unlike the rest? */
struct picture {
	int breaks; /* ends of the heading's words: "P5", width, height, 255 */
	unsigned char first;
	int any, ink;
};

static int
take_picture(void *ctx, const char *p, size_t n)
{
	struct picture *pic = ctx;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (pic->breaks < 4) {
			pic->breaks += c == ' ' || c == '\n';
			continue;
		}
		if (!pic->any) {
			pic->any = 1;
			pic->first = c;
		}
		pic->ink |= abs(c - pic->first) > 8;
	}
	return pic->ink;
}

int
pdf_ink(int fd, int page)
{
	struct picture pic = {0};
	struct buf err = {0};
	char number[16];
	const char *argv[] = {"pdftoppm", "-r", "16", "-gray", "-f", number,
	    "-l", number, "-", NULL};

	snprintf(number, sizeof(number), "%d", page);
	pdf_child(argv, fd, &pdf_limits, take_picture, &pic, &err);
	buf_free(&err);
	return pic.ink;
}
