#!/usr/bin/env bats
# -F and --spreadsheet-safe: what every filter can write besides CSV.
load ../helper

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  csv 'k,n,amount_gbp,note' 'a,07,-10.50,"x	y, ""z"""' 'b,,,=1+1' >in.csv
  csv k,m a,1 >more.csv
}

@test "flag, join and aggregate write tabs with escapes" {
  try ccg-flag -p -F tsv in.csv
  expect 0 $'k\tn\tamount_gbp\tnote\tflags\na\t07\t-10.50\tx\\ty, "z"\t\nb\t\t\t=1+1\t' ''
  try ccg-join -p -F tsv -k k -f more.csv in.csv
  expect 0 $'k\tn\tamount_gbp\tnote\tm\na\t07\t-10.50\tx\\ty, "z"\t1' ''
  try ccg-aggregate -p --format=tsv -g k -a count in.csv
  expect 0 $'k\tcount\na\t1\nb\t1' ''
}

@test "JSON lines have strings, and numbers where the datasets have them" {
  try ccg-flag -p -F jsonl -C k,n,amount_gbp,note in.csv
  expect 0 '{"k":"a","n":"07","amount_gbp":-10.50,"note":"x\ty, \"z\""}
{"k":"b","n":"","amount_gbp":null,"note":"=1+1"}' ''
  jq -es 'length == 2 and .[0].amount_gbp < -10' out
  try ccg-join --anti -p -F jsonl -k k -f more.csv -C k in.csv
  expect 0 '{"k":"b"}' ''
  try ccg-aggregate -p -F jsonl -a count,sum:amount_gbp --skip-empty in.csv
  expect 0 '{"count":"2","amount_gbp_sum":"-10.5"}' ''
}

@test "without rows JSON lines are none, in gzip all the same" {
  head -n 1 in.csv | try ccg-flag -F jsonl
  expect 0 '' ''
  gzip -t out && [[ -s out ]]
}

@test "a format is compressed unless -p says otherwise, and commits at the end" {
  try ccg-flag -F jsonl in.csv
  gzip -t out
  csv a 1 1,2 | try ccg-flag -F tsv
  expect 65 '' 'ccg-flag: stdin:3: *'
  run gzip -t out
  ((status != 0))
}

@test "read, extract, normalise and verify take -F as well" {
  local page=$root/fixtures/news/003-new-devon-directions.html
  ccg-read -p -F jsonl "$page" >blocks.jsonl
  jq -es 'length > 5 and all(.[]; .kind != "" and .start == (.start | tonumber | tostring))' blocks.jsonl
  ccg-read "$page" | ccg-extract -F tsv -p | head -n 1 | grep -q $'\tmeasure\t'
  ccg-read "$page" | ccg-extract | ccg-normalise -F jsonl -p >facts.jsonl
  ccg-read "$page" | ccg-extract | ccg-normalise -p >facts.csv
  # The same facts, read back by another program, to which null is a word.
  diff <(mlr --icsv --ojson -S cat facts.csv) \
    <(mlr --ijsonl --ojson -S cat facts.jsonl | sed 's/: null/: ""/')
  mkdir data
  try ccg-verify -F jsonl data
  expect 66
}

@test "what Miller reads back from tabs is what there was" {
  diff <(mlr --icsv --ojson -S cat in.csv) \
    <(ccg-flag -p -F tsv -C k,n,amount_gbp,note in.csv |
      mlr --itsv --ojson -S cat)
}

@test "cells for spreadsheets are no formulas; numbers stay" {
  try ccg-flag -p --spreadsheet-safe -C amount_gbp,note in.csv
  expect 0 $'amount_gbp,note\n-10.50,"x\ty, ""z"""\n,\'=1+1' ''
  csv a,b -2,-2+3 | try ccg-flag -p -F tsv --spreadsheet-safe -C a,b
  expect 0 $'a\tb\n-2\t\'-2+3' ''
}

@test "wrong and repeated formats are refused" {
  try ccg-flag -F xml in.csv
  expect 64 '' 'ccg-flag: a format is csv, tsv or jsonl: xml'
  try ccg-flag -F tsv -F csv in.csv
  expect 64 '' 'ccg-flag: option -F stands twice'
  try ccg-flag --spreadsheet-safe --spreadsheet-safe in.csv
  expect 64 '' 'ccg-flag: --spreadsheet-safe stands twice'
  try ccg-join -F jsonl --spreadsheet-safe -k k -f more.csv in.csv
  expect 64 '' 'ccg-join: --spreadsheet-safe is for csv and tsv'
  try ccg-aggregate --partial -F tsv -a count in.csv
  expect 64 '' 'ccg-aggregate: --partial is written for --merge, in CSV'
}
