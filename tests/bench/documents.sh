#!/bin/bash
# tests/bench/documents.sh: read and extract over the pieces of fixtures/ many
# times over, and over papers.  Each line: documents (or pages) and MB a
# second, peak memory; for PDF also how long ours takes against bare
# pdftotext -tsv over the same files in the same run.  TIMES=N for more.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/../.."
bin=${BIN:-bin} times=${TIMES:-40}
[[ $bin == /* ]] || bin=$PWD/$bin
export PATH=$bin:$PATH LC_ALL=C
work=${TMPDIR:-/tmp}/ccg-bench.$$
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/pages"

# measure NAME COUNT BYTES COMMAND: one line; leaves the seconds in $seconds.
measure() {
  local kb
  /usr/bin/time -f '%e %M' -o "$work/time" bash -o pipefail -c "$4" \
    >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2 && exit 1; }
  read -r seconds kb <"$work/time"
  awk -v name="$1" -v n="$2" -v b="$3" -v s="$seconds" -v kb="$kb" 'BEGIN {
    s = s < 0.01 ? 0.01 : s
    printf "%-28s %9.0f /s %8.1f MB/s %7.1f MB of memory\n",
      name, n / s, b / s / 1e6, kb / 1024 }'
}

bytes() { cat "$@" | wc -c; }

pages=(fixtures/news/*.html fixtures/own/*.html fixtures/pages/*.html)
for ((i = 0; i < times; i++)); do
  for page in "${pages[@]}"; do
    # No two are the same, so that none is passed over.
    { cat "$page" && echo "<!-- $i -->"; } >"$work/pages/$i-${page##*/}"
  done
done
count=$((times * ${#pages[@]})) size=$(cat "$work"/pages/* | wc -c)
measure 'read, pages' $count "$size" "ccg-read $work/pages >$work/blocks"
size=$(ccg-flag -p --no-builtin --where 'kind != "furniture"' -C text \
  "$work/blocks" | wc -c)
measure 'extract, their text' $count "$size" "ccg-extract $work/blocks"

papers=(fixtures/papers/*.pdf)
size=$(bytes "${papers[@]}")
for ((count = 0, i = 0; i < ${#papers[@]}; i++)); do
  count=$((count + $(pdfinfo "${papers[i]}" | sed -n 's/^Pages: *//p')))
done
measure 'read, pages of PDF' "$count" "$size" "ccg-read ${papers[*]}"
ours=$seconds
measure 'pdftotext -tsv, the same' "$count" "$size" \
  "for f in ${papers[*]}; do pdftotext -tsv \$f -; done"
awk -v a="$ours" -v b="$seconds" 'BEGIN {
  printf "ours takes %.2f times as long as pdftotext -tsv\n", a / b }'
