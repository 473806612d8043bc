/* SPDX-License-Identifier: MIT */
/* Adds to each row of a stream the columns of the rows that have its key. */
#include "disk.h"
#include "probe.h"
#include "source.h"

int
main(int argc, char **argv)
{
	struct options o;
	struct join j = {.o = &o};
	struct build *b;

	diag_name(argv[0]);
	o = options_parse(argc, argv);
	j.right = source_open(&o);
	j.left = input_open_as(o.path, &o.in);
	j.l = layout_make(&o, j.left, j.right);
	j.out = output_open(&o.out);
	j.emit = (struct emit){.o = &o, .l = &j.l, .out = j.out};
	emit_header(&j.emit, input_header(j.left));
	b = build_new();
	if (probe_load(&j, b))
		probe_run(&j, b);
	else
		disk_run(&j, b);
	build_free(b);
	input_close(j.left);
	input_close(j.right);
	layout_free(&j.l);
	spec_free(&o.left);
	spec_free(&o.right);
	return output_commit(j.out);
}
