#!/usr/bin/env bats
# Memory that runs out at any allocation: every command ends with 70 or 71 and
# says so, or has lost nothing; no output that is cut looks whole.
load ../helper

setup_file() {
  cd "$BATS_FILE_TMPDIR" || exit
  mkdir in
  cp "$root"/fixtures/news/{metadata.csv,001*} in
  cp "$root"/fixtures/payments/lists/01*.csv list.csv
  ccg-read in >blocks
  ccg-extract blocks >facts
  ccg-normalise facts >tidy
  ccg-read list.csv >cells
  "$root/pipeline.sh" -o data in >/dev/null
}

setup() {
  cd "$BATS_TEST_TMPDIR" || exit
  file=$BATS_FILE_TMPDIR
  shim=${BUILD:-.build}/tests/shim.so
  [[ $shim == /* ]] || shim=$root/$shim
}

# under SETTING COMMAND...: code, out, err of a run with the shim.
under() {
  code=0
  env "$1" SHIM_COUNT=9 LD_PRELOAD="$shim" "${@:2}" >out 2>err 9>count \
    </dev/null || code=$?
}

# What an end for want of memory must look like.
is_sound() {
  case $code in
    0) cmp -s want out ;;
    70 | 71) [[ $(<err) == *ccg-*": "* ]] && { [[ ! -s out ]] || ! gzip -t out 2>/dev/null; } ;;
    *) false ;;
  esac
}

# starved COMMAND...: with the Nth allocation failing, and with all from the Nth
# on, for every N to ALLOCATIONS (8), and then for ever wider steps.
starved() {
  local n all setting failed=0
  under SHIM_NOMEM=-1 "$@"
  ((code == 0))
  mv out want
  all=$(tail -n 1 count) # of a child before
  ((all > 20))
  for ((n = 1; n <= all; n += n < ${ALLOCATIONS:=8} ? 1 : 1 + n * 8 / ALLOCATIONS)); do
    setting=SHIM_NOMEM
    ((n % 2)) || setting=SHIM_NOMEM1
    for setting in $setting ${LONG:+SHIM_NOMEM SHIM_NOMEM1}; do
      under "$setting=$n" "$@"
      is_sound ||
        { echo "$setting=$n of $all: exit $code: $(head -c 300 err)" && failed=$((failed + 1)); }
    done
  done
  ((failed == 0))
}

@test "read" { starved ccg-read -- "$file/in"; }
@test "payments" { starved ccg-payments --into paid.csv "$file/cells"; }
@test "extract" { starved ccg-extract "$file/blocks"; }
@test "normalise" { starved ccg-normalise "$file/facts"; }
@test "flag" { starved ccg-flag -e 'big: evidence =~ "m\\b" and amount_gbp > 5' "$file/tidy"; }
@test "sort" { starved ccg-sort -k source,doc_id "$file/tidy"; }
@test "sort, on disk" { starved ccg-sort -m 4k -k source,doc_id "$file/tidy"; }
@test "join" { starved ccg-join --left -k doc_id -f "$file/tidy" "$file/tidy"; }
@test "aggregate" { starved ccg-aggregate -g org_code -a count "$file/tidy"; }
@test "verify" { starved ccg-verify "$file/data" "$file/in"; }

# What is not standard output: the datasets are as before, or whole.
left() {
  cp -r "$file/data" data
  under SHIM_NOMEM=-1 "$@"
  ((code == 0))
}

@test "report: the page is whole, or the one before" {
  local n all
  left ccg-report data
  cp data/report.html page
  all=$(<count)
  for ((n = 1; n <= all; n += n < 8 ? 1 : 1 + n)); do
    under SHIM_NOMEM1=$n ccg-report data
    is_sound || ((code == 0))
    cmp page data/report.html
  done
}

@test "load: the database is sound and holds the same rows" {
  local n all
  left ccg-load data
  all=$(<count)
  sqlite3 data/ccg.sqlite .dump | cksum >before
  for ((n = 1; n <= all; n += n < 4 ? 1 : 1 + 3 * n)); do
    under SHIM_NOMEM1=$n ccg-load data
    ((code == 0 || code == 70 || code == 71)) || { echo "$n: $code: $(<err)" && return 1; }
    [[ $(sqlite3 data/ccg.sqlite 'PRAGMA integrity_check') == ok ]]
    sqlite3 data/ccg.sqlite .dump | cksum | cmp - before
  done
}
