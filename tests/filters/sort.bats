#!/usr/bin/env bats
# ccg-sort: order, equal keys, merging, what it refuses.
load ../helper

setup() { cd "$BATS_TEST_TMPDIR" || exit; }

rows() { csv k,v b,1 a,2 B,3 a,4 ab,5 ,6; }

@test "the cases that every filter must pass" {
  rows >sample.csv
  standard sample.csv ccg-sort -k k
}

@test "rows come in order of bytes, equal keys in order of arrival" {
  rows | try ccg-sort -k k
  expect 0 "$(csv k,v ,6 B,3 a,2 a,4 ab,5 b,1)" ''
}

@test "several columns, each by itself: no cell runs into the next" {
  csv a,b,n ab,c,1 a,bc,2 a,b,3 ab,,4 | try ccg-sort -k a,b
  expect 0 "$(csv a,b,n a,b,3 a,bc,2 ab,,4 ab,c,1)" ''
}

@test "the first of each key, or all but the first" {
  rows | try ccg-sort -u -k k -C k,v
  expect 0 "$(csv k,v ,6 B,3 a,2 ab,5 b,1)" ''
  rows | try ccg-sort -d -k k
  expect 0 "$(csv k,v a,4)" ''
}

@test "several files, tagged; sorted on disk they give the same" {
  rows | tee one.csv | sed '2,$s/$/0/' >two.csv
  try ccg-sort -k k --tag file one.csv two.csv
  expect 0 "$(csv k,v,file ,6,1 ,60,2 B,3,1 B,30,2 a,2,1 a,4,1 a,20,2 a,40,2 \
    ab,5,1 ab,50,2 b,1,1 b,10,2)" ''
  cp out memory
  try ccg-sort -m 1k -k k --tag file one.csv two.csv
  cmp memory out
}

@test "files in order are merged and give what sorting them gives" {
  local k
  for k in 1 2 3 4 5; do
    seq $((k * 7)) 13 900 | sed "1i k" | ccg-sort -k k >"$k.gz"
  done
  csv k | gzip -n >6.gz
  try ccg-sort -k k --tag f ./[1-6].gz
  cp out sorted
  try ccg-sort --merge -k k --tag f ./[1-6].gz
  expect 0 && cmp sorted out
  (($(zcat out | wc -l) > 300))
}

@test "line breaks and quotes in cells pass unharmed" {
  printf 'k,v\nb,"two\nlines"\na,"say ""no"""\n' | try ccg-sort -k k
  expect 0 $'k,v\na,"say ""no"""\nb,"two\nlines"' ''
}

@test "a row out of order, other columns, a column missing or taken" {
  rows >a.csv
  csv k,w a,1 >b.csv
  try ccg-sort --merge -k k a.csv
  expect 65 '' 'ccg-sort: a.csv:3: not in order of its keys'
  try ccg-sort -k k a.csv b.csv
  expect 65 '' 'ccg-sort: b.csv: other columns than a.csv'
  try ccg-sort -k x a.csv
  expect 65 '' 'ccg-sort: a.csv:*x*'
  try ccg-sort -k k --tag v a.csv
  expect 65 '' 'ccg-sort: a.csv: has a column v already'
  try ccg-sort -k k a.csv none.csv
  expect 66
}

@test "called wrongly" {
  try ccg-sort </dev/null
  expect 64
  try ccg-sort -u -d -k a </dev/null
  expect 64
  try ccg-sort -k a -k b </dev/null
  expect 64
  try ccg-sort -k a -m none </dev/null
  expect 64
}

@test "--to: each file by itself, packed, in a folder" {
  cd "$BATS_TEST_TMPDIR"
  mkdir in to
  csv k,n b,1 a,2 >in/one
  csv other,k x,2 y,1 >two
  try ccg-sort -k k --to to in/one two
  expect 0 '' ''
  [[ $(zcat to/one.gz) == $'k,n\na,2\nb,1' && $(zcat to/two.gz) == $'other,k\ny,1\nx,2' ]]
  try ccg-sort -k k --to none in/one
  expect 66 '' 'ccg-sort: none/one.gz: No such file or directory'
  for call in '--to to' '--to to --merge two' '--to to --tag n two' '--to to -p two'; do
    # shellcheck disable=SC2086 # words
    try ccg-sort -k k $call
    expect 64
  done
}
