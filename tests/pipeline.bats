#!/usr/bin/env bats
# Whole runs: what comes out, and what is left when something goes wrong.
load helper

# The time that the data package names, so that the bytes can be compared.
export SOURCE_DATE_EPOCH=1500000000

# The good runs, of all fixtures and of few, that most tests compare with.
setup_file() {
  run_pipeline "$BATS_FILE_TMPDIR/all" "$root"/fixtures/{news,papers}
  few=$BATS_FILE_TMPDIR/few
  mkdir "$few"
  cp "$root"/fixtures/news/{metadata.csv,00[1-4]*} "$few"
  run_pipeline "$BATS_FILE_TMPDIR/want" "$few"
}

setup() {
  all=$BATS_FILE_TMPDIR/all few=$BATS_FILE_TMPDIR/few
  want=$BATS_FILE_TMPDIR/want
  here=$BATS_TEST_TMPDIR/here
  mkdir "$here"
}

run_pipeline() { "$root/pipeline.sh" -o "$1" "${@:2}"; }

contents() { (cd "$1" && ls -A && cat ./* | cksum); }

# fails CODE PATTERN COMMAND...: the last good output is there untouched, the
# command exits with CODE and says PATTERN last, and nothing else is left.
fails() {
  local before last
  [[ -e $here/data ]] || cp -r "$all" "$here/data"
  before=$(contents "$here/data")
  try "${@:3}"
  expect "$1" '' '*'
  last=$(tail -n 1 "$BATS_TEST_TMPDIR/err")
  # shellcheck disable=SC2053 # a pattern
  [[ $last == $2 ]] || { echo "said: $last" && return 1; }
  [[ $(contents "$here/data") == "$before" ]]
  [[ $(ls -A "$here") == data ]] || { ls -A "$here" && return 1; }
}

# instead COMMAND <script: puts a script in front of a command, which it has
# as $real.
instead() {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  {
    echo '#!/bin/bash'
    echo "real=$(command -v "$1")"
    cat
  } >"$BATS_TEST_TMPDIR/bin/$1"
  chmod +x "$BATS_TEST_TMPDIR/bin/$1"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

rows() { ccg-aggregate -p -a count "$1" | tail -n 1; }

@test "every document of the fixtures is listed, and all six datasets hold rows" {
  local name
  [[ $(rows "$all/documents.csv") == $(find "$root"/fixtures/{news,papers} \
    -type f ! -name metadata.csv | wc -l) ]]
  for name in documents status spending deficits summary rejects; do
    (($(rows "$all/$name.csv") > 0))
  done
}

@test "every evidence stands, byte for byte, at its place in its document" {
  try ccg-verify "$all" "$root"/fixtures/{news,papers}
  expect 0 'dataset,line,doc_id,fact_id,reason'
}

@test "evidence that does not stand is found" {
  cp -r "$all" "$here/data"
  sed -i '2s/,\([0-9]*\),\([0-9]*\),\([a-z-]*,0\)/,1\1,1\2,\3/' \
    "$here/data/status.csv"
  cmp "$all/status.csv" "$here/data/status.csv" && return 1
  try ccg-verify "$here/data" "$root"/fixtures/{news,papers}
  expect 1
}

@test "papers that cannot be read are named in the rejects and the run goes on" {
  grep -q 'bad/01-truncated.pdf.*document_unreadable' "$all/rejects.csv"
  grep -q 'bad/02-not-a-pdf.pdf.*document_unreadable' "$all/rejects.csv"
  grep -q 'bad/03-needs-password.pdf.*document_unreadable' "$all/rejects.csv"
  grep -q '08-croydon-month-10.pdf.*page_unreadable' "$all/rejects.csv"
  grep -q '03-needs-password.pdf.*,unreadable,' "$all/documents.csv"
}

@test "the facts that documents.csv counts are those of the fact files" {
  local counted=0 n
  while read -r n; do counted=$((counted + n)); done < \
    <(ccg-aggregate -p -a sum:facts "$all/documents.csv" | tail -n 1)
  ((counted == $(rows "$all/status.csv") + $(rows "$all/spending.csv") + \
    $(rows "$all/deficits.csv")))
}

@test "a second run, with three workers, gives the same bytes as the first with one" {
  run_pipeline "$here/data" -j 3 "$root"/fixtures/{news,papers}
  diff -r -x run.json "$all" "$here/data"
}

@test "more workers than documents, doubled documents, files and folders" {
  mkdir -p "$here/in/a/b" "$here/in/c"
  cp "$few"/* "$here/in/a/b"
  cp "$few"/*.txt "$here/in/c"
  run_pipeline "$here/one" "$here/in" "$few/001"*
  run_pipeline "$here/many" -j 6 "$here/in" "$few/001"*
  diff -r -x run.json "$here/one" "$here/many"
}

@test "a list of paths, with one worker and with two" {
  cd "$few"
  find . -name '*.txt' | try run_pipeline "$here/one" -
  expect 0
  find . -name '*.txt' | try run_pipeline "$here/two" -j 2 -
  expect 0
  diff -r -x run.json "$here/one" "$here/two"
  [[ $(rows "$here/one/documents.csv") == $(find . -name '*.txt' | wc -l) ]]
}

@test "the filters give the same bytes in a Turkish locale" {
  localedef -i tr_TR -f UTF-8 "$BATS_TEST_TMPDIR/tr_TR.UTF-8"
  chain() {
    env "$@" bash -c 'set -euo pipefail; cd "$0"; ccg-read news papers/01*.pdf |
      ccg-extract | ccg-normalise --rejects "$1" | ccg-flag |
      ccg-aggregate -s -g org_code -a count,mode:measure |
      ccg-join --left -k org_code=code --register=org' \
      "$root/fixtures" "$BATS_TEST_TMPDIR/$1.csv" 2>"$BATS_TEST_TMPDIR/$1.err"
  }
  chain LC_ALL=C >"$BATS_TEST_TMPDIR/c"
  chain LC_ALL=tr_TR.UTF-8 LOCPATH="$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/tr"
  cmp "$BATS_TEST_TMPDIR/c" "$BATS_TEST_TMPDIR/tr"
  cmp "$BATS_TEST_TMPDIR/LC_ALL=C.csv" "$BATS_TEST_TMPDIR/LC_ALL=tr_TR.UTF-8.csv"
}

@test "a person's corrections hold in every file, whoever the worker is" {
  local id doc
  IFS=, read -r id doc < <(ccg-aggregate -p -a \
    first:fact_id=id,first:doc_id=doc "$all/deficits.csv" | tail -n 1)
  csv action,fact_id,doc_id,evidence,column,value,by,on,why \
    "set,$id,$doc,,amount_gbp,-12345678,me,2024-03-01,misprint" >"$here/c.csv"
  run_pipeline "$here/one" -c "$here/c.csv" "$few"
  run_pipeline "$here/two" -c "$here/c.csv" -j 2 "$few"
  diff -r -x run.json "$here/one" "$here/two"
  grep -q "^$id,.*,-12345678,.*corrected" "$here/one/deficits.csv"
  grep -q ",-12345678,.*,$id," "$here/one/summary.csv"
}

@test "paths are taken from where the run was started, data/ without -o" {
  cd "$here"
  cp -r "$few" in
  try "$root/pipeline.sh" in
  expect 0
  grep -q "^$here/data:" "$BATS_TEST_TMPDIR/out"
  diff -r -x run.json "$want" data
}

@test "a stage killed with kill -9 among workers is named and nothing is published" {
  instead ccg-extract <<<'"$real" "$@" | head -c 300; kill -9 $$'
  fails 137 "pipeline.sh: ccg-extract failed with 137*" \
    run_pipeline "$here/data" -j 3 "$few"
}

@test "a stream that is cut and comes from a stage that exits 0 is bad data" {
  instead ccg-read <<<'"$real" "$@" | head -c 2000; exit 0'
  fails 65 "pipeline.sh: ccg-payments failed with 65*" \
    run_pipeline "$here/data" "$few"
  rm "$BATS_TEST_TMPDIR/bin/ccg-read"
  instead ccg-extract <<<'"$real" "$@" | head -c 2000; exit 0'
  fails 65 "pipeline.sh: ccg-normalise failed with 65*" \
    run_pipeline "$here/data" "$few"
}

@test "a stage that says nothing at all is bad data" {
  instead ccg-extract <<<'cat >/dev/null'
  fails 65 "pipeline.sh: ccg-normalise failed with 65*" \
    run_pipeline "$here/data" "$few"
}

@test "a disk that fills up at any place" {
  local stage n shim=${BUILD:-.build}/tests/shim.so
  [[ $shim == /* ]] || shim=$root/$shim
  for stage in read extract normalise flag aggregate join; do
    for n in 0 200; do
      [[ $n == 0 || $stage == read ]] || continue
      instead "ccg-$stage" \
        <<<"SHIM_EINTR=0 SHIM_SHORT=0 SHIM_ENOSPC=$n LD_PRELOAD=\$LD_PRELOAD:$shim exec \"\$real\" \"\$@\""
      fails 71 "pipeline.sh: ccg-$stage failed with 71*" \
        run_pipeline "$here/data" "$few"
      rm "$BATS_TEST_TMPDIR/bin/ccg-$stage"
    done
  done
}

@test "a missing file, an empty folder, an empty list, no folder to write to" {
  fails 66 'pipeline.sh: */none: No such file or directory' \
    run_pipeline "$here/data" "$few" "$here/none"
  mkdir "$BATS_TEST_TMPDIR/empty"
  fails 65 'pipeline.sh: no documents: *' \
    run_pipeline "$here/data" "$BATS_TEST_TMPDIR/empty"
  fails 65 'pipeline.sh: no documents: -' run_pipeline "$here/data" - </dev/null
  fails 71 '*' run_pipeline /proc/none/data "$few"
  fails 66 'pipeline.sh: */none.csv: *' \
    run_pipeline "$here/data" -c "$here/none.csv" "$few"
}

@test "called wrongly: exit 64 and how it is called" {
  local usage='*--max-drop*'
  local call
  for call in '' "-j 0 $few" "-j two $few" "-x $few"; do
    # shellcheck disable=SC2086 # words
    try run_pipeline "$here/data" $call
    expect 64 '' "$usage" || { echo "$call" && return 1; }
  done
  fails 64 '*-o twice' run_pipeline "$here/data" -o "$here/other" "$few"
  try run_pipeline "$here/data" - "$few"
  expect 64 '' '*- stands alone'
  try "$root/pipeline.sh" --review
  expect 64
  try "$root/pipeline.sh" --review "$all" more
  expect 64
  fails 66 'pipeline.sh: */none/ccg.sqlite: *' \
    "$root/pipeline.sh" --review "$here/none"
  try "$root/pipeline.sh" -h
  expect 0
  [[ $(head -n 2 "$BATS_TEST_TMPDIR/out") == 'usage: pipeline.sh [-j N] [-o DIR] [-c CORRECTIONS] PATH...
       pipeline.sh --review DIR' ]]
}

# The cell of the Nth row of a review.
cell() { ccg-flag -p --no-builtin -C "$1" review.csv | sed -n "$(($2 + 1))p"; }

@test "a review, edited in a spreadsheet and given back, is what comes out" {
  local id=()
  cd "$here"
  cp -r "$want" data
  "$root/pipeline.sh" --review data >review.csv
  [[ $(head -n 1 review.csv) == \
    action,fact_id,doc_id,evidence,column,value,by,on,why,weight,reasons,* ]]
  (($(rows review.csv) > 5))
  # Unedited it changes nothing.
  run_pipeline same -c review.csv "$few"
  cmp data/deficits.csv same/deficits.csv
  cmp data/status.csv same/status.csv
  mlr --icsv --ocsv --quote-all put -S '
    NR == 1 {$action = "drop"; $by = "me"; $why = "a joke"}
    NR == 2 {$action = "confirm"}
    NR == 3 {$action = "set"; $column = "fin_year"; $value = "1999-00"}' \
    review.csv | sed '1s/^/\xef\xbb\xbf/; s/$/\r/' >edited.csv
  for n in 1 2 3; do id[n]=$(cell fact_id $n); done
  try run_pipeline data -c edited.csv "$few"
  expect 0
  [[ ! -s $BATS_TEST_TMPDIR/err ]]
  cat data/{status,spending,deficits}.csv >facts
  run grep -c "^${id[1]}," facts
  [[ $output == 0 ]]
  grep "^${id[2]}," facts | grep -q confirmed
  grep "^${id[3]}," facts | grep corrected | grep -q 1999-00
  # What a person has looked at is not put before them again.
  "$root/pipeline.sh" --review data >review.csv
  run grep -cE "^,(${id[1]}|${id[2]}|${id[3]})," review.csv
  [[ $output == 0 ]]
}

@test "a folder that holds something else is left alone" {
  mkdir "$here/home" "$here/empty"
  echo thesis >"$here/home/thesis.txt"
  try run_pipeline "$here/home" "$few"
  expect 64 '' '*holds something else*'
  [[ $(ls -A "$here/home") == thesis.txt ]]
  run_pipeline "$here/empty" "$few"
}

@test "a second run at the same time is refused with 75 and disturbs nothing" {
  mkfifo "$BATS_TEST_TMPDIR/go"
  instead ccg-flag <<<"[[ -p $BATS_TEST_TMPDIR/go ]] &&
    read -r <$BATS_TEST_TMPDIR/go; exec \"\$real\" \"\$@\""
  "$root/pipeline.sh" -o "$here/data" "$few" 3>&- >"$BATS_TEST_TMPDIR/first" 2>&1 &
  until [[ -s $here/.data.lock ]]; do sleep 0.05; done
  try run_pipeline "$here/data" "$few"
  expect 75 '' "pipeline.sh: $here/data: another run is at work (process $!)"
  [[ -d $here/.data.new.$! ]]
  exec 7<>"$BATS_TEST_TMPDIR/go"
  rm "$BATS_TEST_TMPDIR/go"
  echo go >&7
  wait $! || { cat "$BATS_TEST_TMPDIR/first" && return 1; }
  [[ $(ls -A "$here") == data ]]
}

@test "a run killed at any moment is mended by the next" {
  local n
  for n in ${MOMENTS:-0.1 0.5}; do
    "$root/pipeline.sh" -o "$here/data" "$few" 3>&- >/dev/null 2>&1 &
    sleep "$n"
    kill -9 $! 2>/dev/null || true
    wait $! || true
  done
  run_pipeline "$here/data" "$few" 2>&1
  diff -r -x run.json "$want" "$here/data"
  [[ $(ls -A "$here") == data ]]
}

@test "a run killed between the two renames: the old data come back" {
  cp -r "$all" "$here/.data.old"
  try run_pipeline "$here/data" "$here/none"
  expect 66
  instead ccg-read <<<'exit 71'
  try run_pipeline "$here/data" "$few"
  expect 71
  diff -r -x run.json "$all" "$here/data"
  [[ $(ls -A "$here") == data ]]
}

@test "a run that is asked to stop stops at once and leaves nothing" {
  instead ccg-extract <<<'sleep 60'
  "$root/pipeline.sh" -o "$here/data" "$few" 3>&- 2>/dev/null &
  until [[ -n $(find "$here" -name facts) ]]; do sleep 0.05; done
  SECONDS=0
  kill -TERM $!
  local code=0
  wait $! || code=$?
  ((code == 143 && SECONDS < 10))
  [[ -z $(ls -A "$here") ]]
}
