#!/usr/bin/env bats
# shellcheck disable=SC2154 # root: helper.bash
load ../helper

setup() {
  data=$BATS_TEST_TMPDIR/data
  cp -r "$root/fixtures/datasets" "$data"
  documents=$data/documents
  list=dataset,line,doc_id,fact_id,reason
}

# edit FILE SCRIPT: changes one dataset with sed, and fails if it did not.
edit() {
  sed -i "$2" "$data/$1.csv"
  ! cmp -s "$data/$1.csv" "$root/fixtures/datasets/$1.csv"
}

# finds ROW: one finding alone, the row given as a glob.
finds() {
  local out
  out=$(zcat -f "$BATS_TEST_TMPDIR/out")
  # shellcheck disable=SC2053
  [[ $out == $list$'\n'$1 && $(wc -l <<<"$out") == 2 ]] || {
    echo "$out" && cat "$BATS_TEST_TMPDIR/err" && return 1
  }
  expect 1 "$out" "*ccg-verify: 1 finding"
}

@test "sound datasets: a header alone, and 0" {
  try ccg-verify "$data" "$documents"
  expect 0 "$list"
  try ccg-verify -p "$data"
  expect 0 "$list" ''
}

@test "datasets kept compressed are found as they are" {
  gzip "$data"/*.csv
  try ccg-verify "$data" "$documents"
  expect 0 "$list"
}

@test "a document changed by one byte: its rows are listed" {
  sed -i s/24m/25m/ "$documents/2019-06-07-vale.txt"
  try ccg-verify -p "$data" "$documents"
  [[ $(cut -d, -f5 "$BATS_TEST_TMPDIR/out" | sort | uniq -c | xargs) == \
    "6 document not met 1 reason" ]]
  expect 1
}

@test "a document that is not among those given" {
  rm "$documents/2018-06-20-ledger.txt" # one fact, one reject
  try ccg-verify -p "$data" "$documents"
  [[ $(grep -c 'document not met' "$BATS_TEST_TMPDIR/out") == 3 ]]
  expect 1 "$(<"$BATS_TEST_TMPDIR/out")" '*3 findings'
}

@test "evidence moved to another place" {
  edit deficits '/, and it broke no rule/s/,188,245,/,189,246,/'
  try ccg-verify "$data" "$documents"
  finds 'deficits,*,evidence is not at byte 189'
}

@test "evidence reworded at the same length" {
  edit deficits 's/broke no rule/broke no role/'
  try ccg-verify "$data" "$documents"
  finds 'deficits,*,evidence is not at byte 188'
}

@test "evidence shorter than its range" {
  edit status 's/was rated good for 2018-19\./was rated good for 2018-19/'
  try ccg-verify "$data"
  finds 'status,*,evidence is not as long as its range'
}

@test "a range beyond the end of the document, and beyond all numbers" {
  edit deficits 's/"In 2018-19 the deficit was £18.6m, and it broke no rule.",[0-9]*,[0-9]*/"In 2018-19 the deficit was £18.6m, and it broke no rule.",99999,100056/'
  try ccg-verify "$data" "$documents"
  finds 'deficits,*,evidence is not at byte 99999'
  sed -i 's/,99999,100056,/,18446744073709551559,18446744073709551616,/' "$data/deficits.csv"
  try ccg-verify -p "$data"
  expect 1
  grep -q 'evidence_start: not a whole number' "$BATS_TEST_TMPDIR/out"
}

@test "a word outside the vocabulary" {
  edit status '0,/,outstanding,/s//,excellent,/'
  try ccg-verify "$data"
  finds 'status,*,value: not in the vocabulary'
}

@test "a value that is another measure's" {
  edit status '0,/,outstanding,/s//,exited,/'
  try ccg-verify "$data"
  finds 'status,*,value: not of measure rating'
}

@test "a key that stands twice" {
  sed -i '$p' "$data/summary.csv"
  try ccg-verify "$data"
  finds 'summary,*,key stands twice'
}

@test "a fact of a document that is not listed" {
  edit documents '/2018-06-20-ledger/d'
  try ccg-verify "$data"
  expect 1 "$(zcat "$BATS_TEST_TMPDIR/out")" '*2 findings'
  zgrep -q '^deficits,.*,doc_id: refers to no row$' "$BATS_TEST_TMPDIR/out"
  zgrep -q '^rejects,.*,doc_id: refers to no row$' "$BATS_TEST_TMPDIR/out"
}

@test "a summary of a fact that is in another dataset" {
  edit summary '0,/,spending,/s//,deficits,/'
  try ccg-verify -p "$data"
  expect 1 "$(<"$BATS_TEST_TMPDIR/out")" '*: 3 findings'
  grep -q '^summary,.*,fact_id: not in its dataset$' "$BATS_TEST_TMPDIR/out"
  grep -q '^summary,.*,category: not of dataset deficits$' \
    "$BATS_TEST_TMPDIR/out"
}

@test "called wrongly, and without what it needs" {
  try ccg-verify
  expect 64 '' 'usage: *'
  try ccg-verify --no-such-option "$data"
  expect 64
  try ccg-verify -p -1 "$data"
  expect 64
  try ccg-verify "$data/none"
  expect 66 '' 'ccg-verify: *none/documents.csv: No such file or directory'
  try ccg-verify "$data" "$documents" "$data/none"
  expect 66 '' 'ccg-read: *none: No such file or directory'
  cut -d, -f2- "$root/fixtures/datasets/rejects.csv" >"$data/rejects.csv"
  try ccg-verify "$data"
  expect 65 '' 'ccg-verify: *rejects.csv:1: no column doc_id'
}

@test "a dataset cut short is no smaller dataset" {
  gzip "$data/deficits.csv"
  truncate -s -5 "$data/deficits.csv.gz"
  try ccg-verify "$data"
  expect 65 '' 'ccg-verify: *deficits.csv.gz:*'
}

@test "the list goes nowhere: a full disk, a reader that left" {
  code=0
  ccg-verify "$data" >/dev/full 2>"$BATS_TEST_TMPDIR/err" || code=$?
  ((code == 71))
  unread ccg-verify "$data"
}

@test "what was unreadable of a document is one reject" {
  id=$(sed -n 's/^\([0-9a-f]*\),2018-03-09.*/\1/p' "$data/documents.csv")
  echo "$id,2018-03-09-cambs.txt,,,page_unreadable,page 2: image only; page 3: image only,,,,,,," \
    >>"$data/rejects.csv"
  try ccg-verify -p "$data"
  expect 0 "$list" ''
  sed -i '$p; $s/page 2.*only/page 4: image only/' "$data/rejects.csv"
  try ccg-verify "$data"
  finds 'rejects,*,key stands twice'
}
