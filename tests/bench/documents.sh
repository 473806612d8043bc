#!/bin/bash
# tests/bench/documents.sh: read and extract over the pieces of fixtures/ many
# times over, and over papers.  Each line: documents (or pages) and MB a
# second, peak memory; also how long ours takes against a dump of all text by
# the library that parses pages, and against bare pdftotext -tsv, over the same
# files in the same run.  TIMES=N for more, ARCHIVE=N for a larger archive.
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

# How long ours took against what was measured last.
against() {
  awk -v name="$1" -v a="$ours" -v b="$seconds" 'BEGIN {
    printf "ours takes %.2f times as long as %s\n", a / b, name }'
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
ours=$seconds
"${CC:-cc}" -O2 -o "$work/dump" tests/bench/dump.c -lgumbo
measure 'all text by gumbo, the same' $count "$size" \
  "find $work/pages -type f -print0 | xargs -0 $work/dump"
against 'all text by gumbo'
size=$(ccg-flag -p --no-builtin --where 'kind != "furniture"' -C text \
  "$work/blocks" | wc -c)
measure 'extract, their text' $count "$size" "ccg-extract $work/blocks"

# An archive of ARCHIVE records made of the same pages: every second one is
# thrown away by its bytes, before it is parsed, as most of a crawl are.
archive() {
  gawk -v n="$1" 'BEGIN {
    ORS = "\r\n"
    RS = "^$"
    for (i = 1; i < ARGC; i++) {
      getline page[i - 1] < ARGV[i]
      other[i - 1] = gensub(/CCG|ommissioning/, "Board", "g", page[i - 1])
    }
    for (i = 0; i < n; i++) {
      at = int(i / 2) % (ARGC - 1)
      body = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" \
        (i % 2 ? other[at] : page[at]) "<!-- " i (i % 2 ? "" : " CCG") " -->"
      print "WARC/1.1"
      print "WARC-Type: response"
      print "WARC-Target-URI: http://example.org/" i
      print "WARC-Date: 2018-05-30T06:07:08Z"
      print "Content-Type: application/http; msgtype=response"
      print "Content-Length: " length(body) "\r\n"
      print body "\r\n"
    }
  }' "${pages[@]}"
}

for n in $((${ARCHIVE:-100000} / 10)) "${ARCHIVE:-100000}"; do
  archive "$n" >"$work/archive.warc"
  size=$(bytes "$work/archive.warc")
  measure "read, archive of $n" "$n" "$size" "ccg-read $work/archive.warc"
done
rm "$work/archive.warc"

papers=(fixtures/papers/*.pdf)
size=$(bytes "${papers[@]}")
for ((count = 0, i = 0; i < ${#papers[@]}; i++)); do
  count=$((count + $(pdfinfo "${papers[i]}" | sed -n 's/^Pages: *//p')))
done
measure 'read, pages of PDF' "$count" "$size" "ccg-read ${papers[*]}"
ours=$seconds
measure 'pdftotext -tsv, the same' "$count" "$size" \
  "for f in ${papers[*]}; do pdftotext -tsv \$f -; done"
against 'pdftotext -tsv'
