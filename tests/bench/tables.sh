#!/bin/bash
# tests/bench/tables.sh: join, aggregate and flag over a quoted CSV of 2 M
# rows (365 MB, gzip in and out), and what else a user might run, in the same
# run.  Each line: MB of CSV a second, rows a second, peak memory, and how
# many times as fast ours is.  Peers that are not installed are named and
# passed by.  ROWS=N for another size; DUCKDB=DIR is a folder where npm has
# installed @duckdb/node-api.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/../.."
bin=${BIN:-bin}
export PATH=$PWD/$bin:$PATH LC_ALL=C
[[ $bin == /* ]] && PATH=$bin:$PATH
rows=${ROWS:-2000000} runs=${RUNS:-3}
work=${TMPDIR:-/tmp}/ccg-bench.$$
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"

generate() {
  awk -v rows="$rows" 'function rnd(n) { seed = seed * 16807 % 2147483647; return seed % n }
    BEGIN {
      seed = 20161
      split("Leeds York Hull Sheffield Bradford Wakefield Barnsley Halifax", town, " ")
      split("acute community prescribing running mental primary", kind, " ")
      print "id,code,name,year,kind,amount,confidence,date,note,source"
      for (i = 1; i <= rows; i++) {
        o = rnd(200); y = 2013 + rnd(9); k = kind[rnd(6) + 1]
        printf "%d,\"C%03d\",\"The %s, %s and District Body\",%d-%02d,%s,%s%d.%02d,0.%02d,%d-%02d-%02d,\"As \"\"%s\"\" was told to the board, on the %d.\",\"https://www.example.org/%d/%s.html\"\n",
          i, o, town[o % 8 + 1], town[o * 7 % 8 + 1], y, y - 1999, k, rnd(3) ? "" : "-",
          rnd(90000000), rnd(100), rnd(100), y, 1 + rnd(12), 1 + rnd(28), k,
          rnd(28) + 1, rnd(1000000), kind[rnd(6) + 1]
      }
    }'
}

# time_of COMMAND: the median seconds of some runs, and kilobytes at most;
# 0 0 when it fails.
time_of() {
  local i
  for ((i = 0; i < runs; i++)); do
    /usr/bin/time -f '%e %M' -o "$work/time" bash -o pipefail -c "$1" \
      >/dev/null 2>"$work/err" || echo failed 0 >"$work/time"
    tail -n 1 "$work/time"
  done | sort -n | awk -v at=$(((runs + 1) / 2)) \
    '/failed/ { bad = 1 } NR == at { s = $1 } $2 > kb { kb = $2 }
      END { print bad ? "0 0" : s " " kb }'
}

# ours NAME COMMAND, peer NAME COMMAND: one line each.
ours() {
  read -r own kb < <(time_of "$2")
  line "$1" "$own" "$kb" ''
}
peer() {
  local s kb
  read -r s kb < <(time_of "$2")
  line "  $1" "$s" "$kb" "$(awk -v a="$s" -v b="$own" 'BEGIN { printf "%.1f times", a / b }')"
}
line() {
  [[ $2 != 0 ]] || { printf '%-34s failed: %s\n' "$1" "$(tail -n 1 "$work/err")" && return; }
  awk -v name="$1" -v s="$2" -v kb="$3" -v ratio="$4" -v mb="$mb" -v rows="$rows" 'BEGIN {
    printf "%-34s %7.1f MB/s %10d rows/s %8.1f MB  %s\n", name, mb / s, rows / s, kb / 1024, ratio }'
}
has() { command -v "$1" >/dev/null || { echo "  $1 is not installed" && false; }; }

# duck SQL: a shell command that runs it.
duck() {
  printf '%s' "$1" >"$work/$2.sql"
  echo "cd ${DUCKDB:-.} && node -e 'const d = require(\"@duckdb/node-api\");
    d.DuckDBInstance.create().then(i => i.connect()).then(c =>
      c.run(require(\"fs\").readFileSync(\"$work/$2.sql\", \"utf8\")))'"
}
has_duck() {
  (cd "${DUCKDB:-.}" && node -e 'require.resolve("@duckdb/node-api")') 2>/dev/null ||
    { echo "  DuckDB is not installed (npm install @duckdb/node-api; DUCKDB=folder)" && false; }
}

generate >"$work/big.csv"
mb=$(($(stat -c %s "$work/big.csv") / 1000000))
gzip -1 <"$work/big.csv" >"$work/big.csv.gz"
awk 'BEGIN { print "code,region,pop"
  for (i = 0; i < 200; i++) printf "C%03d,\"Region %d, North\",%d\n", i, i % 7, 100000 + i }' \
  >"$work/small.csv"
echo "$rows rows, $mb MB of CSV, gzip in and out, median of $runs"
cd "$work"
table="read_csv('$work/big.csv.gz', header = true)"

ours 'copy (ccg-flag without rules)' 'ccg-flag --no-builtin big.csv.gz'
copy=$own
ours 'flag by five rules' "ccg-flag --no-builtin -e 'big: amount < -50000000 and kind = \"acute\"' \
  -e 'low: confidence < 0.1' -e 'old: date < 2014-01-01' -e 'x: note =~ \"on the 1\\d\\.\"' \
  -e 'y: year in (\"2013-14\", \"2014-15\") and not empty(source)' big.csv.gz"
awk -v a="$own" -v b="$copy" 'BEGIN { printf "  %.2f times as long as the copy\n", a / b }'

ours 'group by three columns' \
  'ccg-aggregate -g code,year,kind -a count,sum:amount,mean:confidence big.csv.gz'
has_duck && peer DuckDB "$(duck "copy (select code, year, kind, count(*), sum(amount::decimal(18, 2)),
  avg(confidence) from $table group by all) to '$work/out.csv.gz' (header)" group)"
has mlr && peer Miller 'mlr --icsv --ocsv --gzin stats1 -a count,sum,mean -f amount,confidence \
  -g code,year,kind big.csv.gz | gzip -1'
has datamash && peer 'datamash (no quotes: wrong)' \
  'zcat big.csv.gz | datamash -t, -H -s -g 2,5 count 1 | gzip -1'

ours 'join with 200 rows' 'ccg-join -k code -f small.csv big.csv.gz'
join="select b.*, s.region, s.pop from $table b join read_csv('$work/small.csv') s using (code)"
has_duck && peer 'DuckDB, its own gzip' "$(duck "copy ($join) to '$work/out.csv.gz' (header)" join)" &&
  peer 'DuckDB, plain into gzip -1' \
    "{ $(duck "copy ($join) to '/dev/stdout' (header, format csv)" pipe); } | gzip -1" &&
  peer 'DuckDB, plain into ours' \
    "{ $(duck "copy ($join) to '/dev/stdout' (header, format csv)" pipe); } | ccg-flag --no-builtin"
has mlr && peer Miller 'zcat big.csv.gz |
  mlr --icsv --ocsv join -j code -f small.csv | gzip -1'

# Where the order of places in memory decides: many groups, many different
# cells, a build side of a million rows, a sort.
awk 'BEGIN { print "id,more"; for (i = 1; i <= '"$rows"'; i += 2) printf "%d,x%d\n", i, i * 7 }' >half.csv
one() { echo "set threads = 1; copy ($1) to '$work/out.csv' (header)"; }
ours 'sums of many groups' \
  'ccg-aggregate -p -g note,code -a sum:amount,count big.csv.gz'
has_duck && peer 'DuckDB, one thread' "$(duck "$(one "select note, code, sum(amount::decimal(18, 2)),
  count(*) from $table group by all")" many)"
ours 'medians of 200 groups' 'ccg-aggregate -p -g code -a median:amount big.csv.gz'
has_duck && peer 'DuckDB, one thread' "$(duck "$(one "select code, median(amount::decimal(18, 2))
  from $table group by all")" median)"
has mlr && peer Miller 'mlr --icsv --ocsv --gzin stats1 -a p50 -f amount -g code big.csv.gz'
ours 'how many different sources' 'ccg-aggregate -p -a distinct:source big.csv.gz'
has_duck && peer 'DuckDB, one thread' "$(duck "$(one "select count(distinct source) from $table")" distinct)"
ours 'join with half as many rows' 'ccg-join -p -k id -f half.csv big.csv.gz'
has_duck && peer 'DuckDB, one thread' "$(duck "$(one "select b.*, h.more from $table b
  join read_csv('$work/half.csv') h using (id)")" half)"
ours 'sort by two columns' 'ccg-sort -p -k code,date big.csv.gz'
has_duck && peer 'DuckDB, one thread' "$(duck "$(one "select * from $table order by code, date")" sort)"
has mlr && peer Miller 'mlr --icsv --ocsv --gzin sort -f code,date big.csv.gz'
