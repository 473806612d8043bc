/* SPDX-License-Identifier: MIT */
#include "dataset_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "filter.h"

struct dataset_file {
	const struct dataset *dataset;
	struct input *in; /* NULL: */
	char *missing;	  /* the path where it is not */
	unsigned long line;
	size_t *at; /* where column i of the dataset stands in the file */
	struct slice *value;
	struct buf key;
};

/* NULL for one that need not be there, and *path then says where. */
static struct input *
open_either(const char *dir, const struct dataset *d, char **missing)
{
	const char *name = d->name;
	struct buf path = {0};
	struct input *in;
	size_t n;

	if (buf_printf(&path, "%s/%s.csv", dir, name) != 0 ||
	    (n = path.n, buf_puts(&path, ".gz")) != 0)
		die(EXIT_SYSTEM, "out of memory");
	if (access(path.p, F_OK) != 0)
		path.p[n] = '\0';
	if (d->optional && access(path.p, F_OK) != 0) {
		*missing = path.p;
		return NULL;
	}
	in = input_open(path.p);
	buf_free(&path);
	return in;
}

struct dataset_file *
dataset_file_open(const char *dir, const struct dataset *d)
{
	struct dataset_file *f = must(calloc(1, sizeof(*f)));

	f->dataset = d;
	f->in = open_either(dir, d, &f->missing);
	f->at = must(calloc(d->n, sizeof(*f->at)));
	f->value = must(calloc(d->n, sizeof(*f->value)));
	for (size_t i = 0; i < d->n; i++)
		f->value[i] = (struct slice){"", 0};
	for (size_t i = 0; f->in != NULL && i < d->n; i++)
		f->at[i] = input_column(f->in, d->column[i].name);
	return f;
}

const struct slice *
dataset_file_next(struct dataset_file *f)
{
	const struct csv_row *row = f->in != NULL ? input_next(f->in) : NULL;

	if (row == NULL)
		return NULL;
	f->line = row->line;
	for (size_t i = 0; i < f->dataset->n; i++)
		f->value[i] = row->field[f->at[i]];
	return f->value;
}

const char *
dataset_file_name(const struct dataset_file *f)
{
	return f->in != NULL ? input_name(f->in) : f->missing;
}

int
dataset_file_there(const struct dataset_file *f)
{
	return f->in != NULL;
}

unsigned long
dataset_file_line(const struct dataset_file *f)
{
	return f->line;
}

const struct slice *
dataset_file_row(const struct dataset_file *f)
{
	return f->value;
}

const struct dataset *
dataset_file_dataset(const struct dataset_file *f)
{
	return f->dataset;
}

struct slice
dataset_file_value(const struct dataset_file *f, const char *column)
{
	size_t i = dataset_column(f->dataset, column);

	return i == (size_t)-1 ? (struct slice){"", 0} : f->value[i];
}

struct slice
dataset_file_key(struct dataset_file *f)
{
	buf_clear(&f->key);
	for (size_t i = 0; i < f->dataset->n; i++) {
		/* No value holds a NUL, so none can feign two. */
		if (f->dataset->column[i].key &&
		    buf_add(&f->key, f->value[i].p, f->value[i].n + 1) != 0)
			die(EXIT_SYSTEM, "out of memory");
	}
	return buf_slice(&f->key);
}

void
dataset_file_close(struct dataset_file *f)
{
	if (f == NULL)
		return;
	input_close(f->in);
	buf_free(&f->key);
	free(f->at);
	free(f->value);
	free(f->missing);
	free(f);
}
