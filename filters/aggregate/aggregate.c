/* SPDX-License-Identifier: MIT */
/* Makes one row of each group of rows. */
#include "partial.h"
#include "rows.h"

int
main(int argc, char **argv)
{
	struct options o;
	struct input *in;
	struct output *out;
	struct groups *g;

	diag_name(argv[0]);
	o = options_parse(argc, argv);
	in = o.merge ? partial_open(&o)
		     : input_open_as(o.paths > 0 ? o.path[0] : NULL, &o.in);
	g = groups_new(&o);
	out = output_open(&o.out);
	groups_put_header(&o, out);
	if (o.merge) {
		partial_merge(&o, in, g);
	} else {
		rows_read(&o, in, g, out);
		input_close(in);
	}
	groups_write(g, out);
	groups_free(g);
	calls_free(&o.calls);
	spec_free(&o.group);
	return output_commit(out);
}
