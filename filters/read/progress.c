/* SPDX-License-Identifier: MIT */
/* How far the run is, for a person who waits. */

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"

enum { WIDTH = 79 };

/* There is one standard error, so there is one of these. */
static struct {
	int on, shown;
	size_t total, bytes, documents;
	double began, last;
} line;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
progress_wanted(void)
{
	return isatty(STDERR_FILENO);
}

void
progress_start(size_t total)
{
	line.on = 1;
	line.total = total;
	line.began = line.last = now();
}

static void
show(double seconds)
{
	double rate = (double)line.bytes / seconds;
	char text[WIDTH + 1];
	int n;

	n = snprintf(text, sizeof(text), "%zu documents, %.1f MB, %.1f MB/s",
	    line.documents, (double)line.bytes / 1e6, rate / 1e6);
	if (line.total > line.bytes && rate > 0 && n < WIDTH - 24)
		snprintf(text + n, sizeof(text) - (size_t)n, ", %.0f s left",
		    (double)(line.total - line.bytes) / rate);
	fprintf(stderr, "\r%-*s", WIDTH, text);
	fflush(stderr);
	line.shown = 1;
}

static void
tick(void)
{
	double t;

	if (!line.on || (t = now()) - line.last < 0.2)
		return;
	line.last = t;
	show(t - line.began);
}

void
progress_bytes(size_t n)
{
	line.bytes += n;
	tick();
}

void
progress_document(void)
{
	line.documents++;
	tick();
}

void
progress_clear(void)
{
	if (!line.shown)
		return;
	fprintf(stderr, "\r%*s\r", WIDTH, "");
	fflush(stderr);
	line.shown = 0;
}
