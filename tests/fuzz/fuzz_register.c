/* SPDX-License-Identifier: MIT */
/*
 * Any eight tables as a register: refused with a reason, or answering every
 * question about every body.  The tables stand one behind another, each
 * ended by a line of "--".
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "home.h"
#include "register.h"

static const char *const name[] = {"organisations", "former", "aliases",
    "successors", "memberships", "groups", "allocations", "populations"};
enum { TABLES = sizeof(name) / sizeof(*name) };

static char dir[64];

static void
path_of(char path[128], size_t table)
{
	snprintf(path, 128, "%s/%s.csv", dir, name[table]);
}

static void
clean_up(void)
{
	char path[128];

	for (size_t i = 0; i < TABLES; i++) {
		path_of(path, i);
		unlink(path);
	}
	rmdir(dir);
}

static void
start(void)
{
	snprintf(dir, sizeof(dir), "/tmp/fuzz_register.XXXXXX");
	PROMISE(mkdtemp(dir) != NULL);
	atexit(clean_up);
}

static void
write_tables(const char *p, size_t n)
{
	char path[128];

	for (size_t i = 0; i < TABLES; i++) {
		const char *end = memmem(p, n, "--\n", 3);
		size_t k = end != NULL ? (size_t)(end - p) : n;
		int fd;

		path_of(path, i);
		fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		PROMISE(fd >= 0 && write(fd, p, k) == (ssize_t)k);
		close(fd);
		k += end != NULL ? 3 : 0;
		p += k;
		n -= k;
	}
}

static void
ask(const struct reg *r, size_t org, struct date on)
{
	size_t to[8], all = register_orgs(r);
	size_t n = register_successors(r, org, on, to, 8);

	for (size_t i = 0; i < n && i < 8; i++)
		PROMISE(to[i] < all);
	n = register_stp(r, org, on);
	PROMISE(n == REGISTER_NONE || n < all);
	n = register_region(r, org, on);
	PROMISE(n == REGISTER_NONE || n < all);
	PROMISE(register_name(r, org, on).p != NULL);
	PROMISE(org_type_name(register_type(r, org, on)) != NULL);
	(void)register_live(r, org, on);
	PROMISE(register_allocation(r, org, on.year) >= -1);
	PROMISE(register_population(r, org, on.year) >= -1);
}

static void
ask_all(const struct reg *r)
{
	static const char *const table[] = {"org", "name", "alias", "group",
	    "stp", "region", "successor", "allocation", "population"};
	static const struct date on[] = {
	    {0}, {2013, 4, 1}, {2016, 0, 0}, {2019, 3, 0}, {9999, 12, 31}};
	struct slice csv;

	for (size_t i = 0; i < register_orgs(r); i++) {
		PROMISE(register_find(r, register_org(r, i)->code) == i);
		for (size_t k = 0; k < sizeof(on) / sizeof(*on); k++)
			ask(r, i, on[k]);
	}
	for (size_t i = 0; i < register_aliases(r); i++)
		PROMISE(register_alias(r, i)->org < register_orgs(r));
	for (size_t i = 0; i < register_groups(r); i++)
		PROMISE(register_group(r, i)->org < register_orgs(r));
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		PROMISE(register_table(r, table[i], &csv) == 0 && csv.n > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char err[256] = "";
	struct reg *r;

	if (*dir == '\0')
		start();
	write_tables((const char *)data, n);
	r = register_open(dir, err, sizeof(err));
	PROMISE(r != NULL || *err != '\0');
	if (r != NULL)
		ask_all(r);
	register_close(r);
	return 0;
}
