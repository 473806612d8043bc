/* SPDX-License-Identifier: MIT */
#include "schema.h"

#include "dataset_check.h"
#include "num.h"

static struct where
where(const struct dataset_file *file)
{
	return (struct where){dataset_file_dataset(file)->name,
	    dataset_file_line(file), dataset_file_value(file, "doc_id"),
	    dataset_file_value(file, "fact_id")};
}

/* A byte offset; -1 for none, or one that is no number. */
static int64_t
offset(const struct dataset_file *file, const char *column)
{
	struct slice s = dataset_file_value(file, column);
	int64_t n;

	return s.n > 0 && num_int(s.p, 0, INT64_MAX, &n) == 0 ? n : -1;
}

static void
note_evidence(
    const struct dataset_file *file, struct findings *f, struct evidence *e)
{
	struct slice text = dataset_file_value(file, "evidence");
	int64_t start = offset(file, "evidence_start");
	int64_t end = offset(file, "evidence_end");
	struct where w = where(file);

	if (start < 0 && end < 0 && text.n == 0)
		evidence_mention(e, &w);
	else if (start < 0 || end < start || (uint64_t)(end - start) != text.n)
		findings_add(f, &w, "evidence is not as long as its range");
	else
		evidence_expect(e, &w, text, (size_t)start);
}

static void
check_row(struct dataset_file *file, struct dataset_check *check,
    struct findings *f, struct evidence *e)
{
	const char *reason = dataset_check_row(check, file);
	struct where w = where(file);

	for (size_t n; *reason != '\0'; reason += n + (reason[n] != '\0')) {
		n = strcspn(reason, "\n");
		findings_add(f, &w, "%.*s", (int)n, reason);
	}
	if (dataset_column(dataset_file_dataset(file), "evidence") !=
	    (size_t)-1)
		note_evidence(file, f, e);
	else if (slice_is(dataset_file_value(file, "state"), "read"))
		evidence_mention(e, &w);
}

void
schema_check(const char *dir, struct findings *f, struct evidence *e)
{
	struct dataset_check *check = dataset_check_new();
	const struct dataset *d;

	for (size_t i = 0; (d = dataset_at(i)) != NULL; i++) {
		struct dataset_file *file = dataset_file_open(dir, d);

		while (dataset_file_next(file) != NULL)
			check_row(file, check, f, e);
		dataset_file_close(file);
	}
	dataset_check_free(check);
}
