/* SPDX-License-Identifier: MIT */
/* report: the datasets as one web page that needs nothing else. */

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "data.h"
#include "diag.h"

struct options {
	const char *reg;
	const char *out; /* NULL: report.html in the directory; "-" */
	const char *dir;
};

/* embed.S */
extern const char page_html[], page_css[], page_d3[], page_plot[], page_js[];

static const char usage_text[] =
    "usage: ccg-report [-hV] [-o FILE] [-R REGISTER] DIR\n"
    "the datasets of DIR as one web page\n"
    "  -o, --output FILE       where it goes (DIR/report.html); - for standard output\n"
    "  -R, --register DIR      register tables instead of the built-in ones\n"
    "  -h, --help   -V, --version\n";

static _Noreturn void
usage(void)
{
	fputs(usage_text, stderr);
	exit(EXIT_USAGE);
}

static _Noreturn void
answer(const char *text)
{
	fputs(text, stdout);
	exit(fflush(stdout) == 0 ? 0 : EXIT_SYSTEM);
}

static struct options
parse(int argc, char **argv)
{
	static const struct option longs[] = {
	    {"help", no_argument, NULL, 'h'},
	    {"output", required_argument, NULL, 'o'},
	    {"register", required_argument, NULL, 'R'},
	    {"version", no_argument, NULL, 'V'},
	    {NULL, 0, NULL, 0},
	};
	struct options o = {NULL, NULL, NULL};
	int c;

	while ((c = getopt_long(argc, argv, "ho:R:V", longs, NULL)) != -1) {
		if (c == 'h')
			answer(usage_text);
		if (c == 'V')
			answer("ccg-report " VERSION "\n");
		if (c == 'o' && o.out == NULL)
			o.out = optarg;
		else if (c == 'R' && o.reg == NULL)
			o.reg = optarg;
		else
			usage();
	}
	if (optind + 1 != argc)
		usage();
	o.dir = argv[optind];
	return o;
}

static void
put(struct gz_writer *out, const char *p, size_t n)
{
	if (n > 0 && gz_write(out, p, n) != 0)
		die_errno(EXIT_SYSTEM, "cannot write");
}

/* What a mark in the page stands for; "data" is not a text. */
static const char *
part(struct slice mark)
{
	static const struct {
		const char *mark, *text;
	} parts[] = {
	    {"style", page_css},
	    {"d3", page_d3},
	    {"plot", page_plot},
	    {"script", page_js},
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (slice_is(mark, parts[i].mark))
			return parts[i].text;
	return NULL;
}

/* The page, with each {{mark}} replaced. */
static void
put_page(struct gz_writer *out, const char *dir, const struct reg *reg)
{
	const char *p = page_html, *mark;

	while ((mark = strstr(p, "{{")) != NULL) {
		size_t n = strcspn(mark + 2, "}");
		const char *text = part((struct slice){mark + 2, n});

		put(out, p, (size_t)(mark - p));
		if (text != NULL)
			put(out, text, strlen(text));
		else
			data_write(out, dir, reg);
		p = mark + 2 + n + 2;
	}
	put(out, p, strlen(p));
}

/* Beside its place, and put there when it is whole. */
static void
put_file(const char *path, const char *dir, const struct reg *reg)
{
	struct buf part_path = {0};
	struct gz_writer *out;
	int fd;

	if (buf_printf(&part_path, "%s.part", path) != 0)
		die(EXIT_SYSTEM, "out of memory");
	fd = open(part_path.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		die_errno(EXIT_INPUT, "%s", part_path.p);
	out = must(gz_writer_open(fd, GZ_PLAIN));
	put_page(out, dir, reg);
	if (gz_writer_finish(out) != 0 || rename(part_path.p, path) != 0)
		die_errno(EXIT_SYSTEM, "%s", path);
	buf_free(&part_path);
}

static void
put_stdout(const char *dir, const struct reg *reg)
{
	struct gz_writer *out;

	signal(SIGPIPE, SIG_DFL);
	out = must(gz_writer_open(STDOUT_FILENO, GZ_PLAIN));
	put_page(out, dir, reg);
	if (gz_writer_finish(out) != 0)
		die_errno(EXIT_SYSTEM, "cannot write");
}

int
main(int argc, char **argv)
{
	struct options o;
	struct buf own = {0};
	struct reg *reg;
	char why[256];

	diag_name(argv[0]);
	o = parse(argc, argv);
	reg = register_open(o.reg, why, sizeof(why));
	if (reg == NULL)
		die(o.reg != NULL ? EXIT_DATA : EXIT_SYSTEM, "%s", why);
	if (buf_printf(&own, "%s/report.html", o.dir) != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (o.out != NULL && strcmp(o.out, "-") == 0)
		put_stdout(o.dir, reg);
	else
		put_file(o.out != NULL ? o.out : own.p, o.dir, reg);
	register_close(reg);
	buf_free(&own);
	return 0;
}
