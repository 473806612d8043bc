#!/usr/bin/env bats
# Runs in two steps: lists, parts, and what is made of all parts.
load helper

export SOURCE_DATE_EPOCH=1500000000

# Documents with doubles of the same bytes under other names, whose metadata
# differ, in a folder and in an archive; and the run that others must equal.
setup_file() {
  cd "$BATS_FILE_TMPDIR" || exit
  mkdir -p in/a/deep in/b
  cp "$root"/fixtures/news/{metadata.csv,00[1-6]*} in/a
  cp "$root"/fixtures/papers/bad/01* in/a/deep
  cp in/a/001* in/a/deep/copy.html
  cp in/a/002*.txt in/b/first.txt
  cp in/a/002*.txt in/a-other.txt
  printf 'source,publisher\nfirst.txt,Gazette\n' >in/b/metadata.csv
  tar -cf in/b/pages.tar -C in/a 003-new-devon-directions.html \
    "$(cd in/a && ls 004*)"
  "$root/pipeline.sh" -o want in 2>said
  "$root/pipeline.sh" --shard 20k -o lists in
  mkdir parts
  for list in lists/*; do
    "$root/pipeline.sh" --map "$list" "parts/$(basename "$list" .list)" 2>/dev/null
  done
}

setup() {
  cd "$BATS_TEST_TMPDIR" || exit
  want=$BATS_FILE_TMPDIR/want in=$BATS_FILE_TMPDIR/in
  lists=$BATS_FILE_TMPDIR/lists parts=$BATS_FILE_TMPDIR/parts
}

pipeline() { "$root/pipeline.sh" "$@"; }

@test "lists hold every document once, of about equal bytes, and say how many they are" {
  local list n=0 all=("$lists"/*)
  ((${#all[@]} >= 2))
  cat "$lists"/* >all
  cmp all <(ccg-read --list "$in" | cut -f 7-)
  for list in "${all[@]}"; do
    n=$((n + 1))
    [[ ${list##*/} =~ ^0?$n-of-${#all[@]}-[0-9a-f]{8}\.list$ ]]
    (($(wc -l <"$list") == 1 || $(xargs -d '\n' cat <"$list" | wc -c) <= 20480))
  done
}

@test "the reduce of all parts, in whatever order, is the run of all documents" {
  mapfile -t reversed < <(printf "%s\n" "$parts"/* | tac)
  pipeline --reduce got "${reversed[@]}" "$parts"/*
  diff -r -x run.json "$want" got
}

@test "the reduce of other lists, whatever documents share one, is the same" {
  local k
  ccg-read --list "$in" | cut -f 7- | shuf --random-source="$want/status.csv" >all
  for k in 1 2; do
    sed -n "$k~2p" all >"$k.list"
    pipeline --map "$k.list" "$k.part" 2>/dev/null
  done
  ls ./*.list >shards
  pipeline --reduce got --shards shards [21].part
  diff -r -x run.json "$want" got
}

@test "documents are named once, by the first of their paths" {
  local names
  names=$(ccg-flag -p --where 'source =~ "other|first|002|copy|001|pages"' \
    -C source "$want/documents.csv" | tail -n +2 | sort)
  [[ $names == $'a-other.txt\na/001-cp-shortfall.html' ]]
}

@test "a part that is whole is left alone; another list, a cut one is made anew" {
  local list part=1.part before
  list=$(ls "$lists"/*1-of-*)
  pipeline --map "$list" $part 2>/dev/null
  before=$(stat -c %i-%Y $part)
  cp $part want.part
  pipeline --map "$list" $part
  [[ $(stat -c %i-%Y $part) == "$before" ]]
  truncate -s -9000 $part
  pipeline --map "$list" $part 2>/dev/null
  cmp want.part $part
  head -n 1 "$list" >less.list && tail -n 1 "$BATS_FILE_TMPDIR"/lists/*2-of* >>less.list
  pipeline --map less.list $part 2>/dev/null
  cmp -s want.part $part && return 1
  [[ $(ls -A) == $'1.part\nless.list\nwant.part' ]]
}

@test "two at once, one of them killed: the part is there, whole, and nothing else" {
  local list code
  list=$(ls "$lists"/*1-of-*)
    pipeline --map "$list" x.part 2>/dev/null &
    code=$!
    pipeline --map "$list" x.part 2>/dev/null &
    sleep 0.1
    kill -9 $code 2>/dev/null || true
    wait $code || true
    wait $!
    pipeline --map "$list" x.part 2>/dev/null
    cmp x.part "$parts/$(basename "$list" .list)"
    sleep 0.3
    pipeline --map "$list" x.part 2>/dev/null
    [[ $(ls -A) == x.part ]] || { ls -A && return 1; }
    rm x.part
}

@test "a missing part, one of another set, one by other rules, no part at all" {
  local some=("$parts"/*) n
  n=${#some[@]}
  try pipeline --reduce got "${some[@]:2}"
  expect 65 '' "*pipeline.sh: of $n parts these are missing: 1 2"
  mkdir -p other/data && cp "$in"/a/00[12]* other/data
  pipeline --shard 1k -o other/lists other/data
  pipeline --map other/lists/1-* other.part 2>/dev/null
  try pipeline --reduce got "${some[@]}" other.part
  expect 65 '' '*pipeline.sh: parts of different sets of lists'
  mkdir alien && tar -xf "${some[0]}" -C alien
  sed -i 's/^rules .*/rules 0000000000000000/' alien/about
  tar -cf alien.part -C alien about documents.gz facts.gz unread.gz untidy.gz
  try pipeline --reduce got "${some[@]:1}" alien.part
  expect 65 '' '*pipeline.sh: parts of different rules'
  try pipeline --reduce got "$want/status.csv"
  expect 65 '' '*pipeline.sh: */status.csv: no part: *'
  try pipeline --reduce got none.part
  expect 66
  ls "$lists"/* >shards
  echo "$in/a/002"* >>shards
  try pipeline --reduce got --shards shards "${some[@]}"
  expect 65 '' '*pipeline.sh: */a/002*: its part is missing'
  [[ ! -e got ]]
}

# many N: so many parts of a document each, made of the first of $parts, and one
# part of them all.
many() {
  local one=("$parts"/*) k name
  mkdir pattern all d && tar -xf "${one[0]}" -C pattern
  zcat pattern/documents.gz | sed -n '1p; 2p' >documents
  zcat pattern/facts.gz | awk -F , 'NR == 1 || NR < 6' >facts
  seq -f d/%05.0f "$1" | xargs mkdir
  awk -v n="$1" -v about="$(sed -n '/^ccg-part/p; /^rules/p' pattern/about)" -v id="$(sed -n '2s/,.*//p' documents)" '
    function put(file, s, k, i) { i = index(s, ",")
      if (file ~ /facts/) s = substr(s, 1, i) sprintf("%05x", k) substr(s, i + 6)
      gsub(id, sprintf("%016x", k), s); gsub(/001-cp/, sprintf("%05d-cp", k), s); print s >file }
    { head[FILENAME, FNR] = $0; last[FILENAME] = FNR }
    END {
      split("documents facts", name, " ")
      for (k = 1; k <= n; k++) for (i in name) {
        file = sprintf("d/%05d/%s", k, name[i])
        print head[name[i], 1] >file
        for (j = 2; j <= last[name[i]]; j++) put(file, head[name[i], j], k)
        close(file)
        print about "\nlist " k >(file = sprintf("d/%05d/about", k))
        close(file)
        if (k == 1) print head[name[i], 1] >("all/" name[i])
        for (j = 2; j <= last[name[i]]; j++) put("all/" name[i], head[name[i], j], k)
      }
    }' documents facts
  cp d/00001/about all/about
  find d all -type f ! -name about -exec gzip -n -1 {} +
  for name in unread untidy payments; do
    zcat "pattern/$name.gz" | sed 1q | gzip -n >$name.gz
  done
  for k in d/* all; do
    tar -cf "$k.part" -C "$k" about documents.gz facts.gz -C "$PWD" unread.gz untidy.gz payments.gz
  done
}

@test "more parts than may be open at once give what one part of all gives" {
  many "${MANY:=65}"
  (
    ulimit -n 63
    pipeline --reduce got d/*.part
  )
  pipeline --reduce want all.part
  (($(wc -l <want/documents.csv) == MANY + 1 && $(wc -l <want/deficits.csv) > 50))
  diff -r -q -x run.json want got
}

@test "parts of parts, in a tree of any shape, reduce to what the parts do" {
  local some=("$parts"/*) n
  n=${#some[@]}
  pipeline --combine a.part "${some[1]}" "${some[0]}"
  printf '%s\n' "${some[@]:2}" "${some[1]}" | pipeline --combine --fan 2 b.part -
  pipeline --combine c.part b.part a.part
  pipeline --reduce got c.part
  diff -r -x run.json "$want" got
  pipeline --reduce other a.part "${some[@]:1}"
  diff -r -x run.json "$want" other
  # As --map makes it: what it holds, what it is of.
  pipeline --combine d.part "${some[@]}"
  cmp c.part d.part
  ls "$lists"/* >shards
  pipeline --reduce got --shards shards d.part
  try pipeline --reduce got a.part "${some[@]:3}"
  expect 65 '' "*pipeline.sh: of $n parts these are missing: 3"
  [[ $(find . -name '*.tmp.*') == '' ]]
}

@test "a part of parts that is whole is left alone, a cut one is made anew" {
  local some=("$parts"/*) before
  pipeline --combine a.part "${some[@]}"
  before=$(stat -c %i-%Y a.part)
  cp a.part want.part
  pipeline --combine a.part "${some[@]}"
  [[ $(stat -c %i-%Y a.part) == "$before" ]]
  truncate -s -9000 a.part
  pipeline --combine a.part "${some[@]}"
  cmp want.part a.part
  mkdir alien && tar -xf "${some[0]}" -C alien
  sed -i 's/^rules .*/rules 0000000000000000/' alien/about
  tar -cf alien.part -C alien about documents.gz facts.gz unread.gz untidy.gz payments.gz
  try pipeline --combine a.part alien.part "${some[@]}"
  expect 65 '' '*pipeline.sh: parts of different rules'
  try pipeline --combine a.part "${some[@]}" "$want/status.csv"
  expect 65 '' '*pipeline.sh: */status.csv: no part'
  try pipeline --combine a.part
  expect 64
  [[ $(find . -name '*.tmp.*') == '' ]]
  cmp want.part a.part
}

@test "a correction that matches nothing is named once for all parts" {
  csv action,fact_id,doc_id,evidence,column,value \
    "drop,0,$(tail -n 1 "$want/status.csv" | grep -oE '[0-9a-f]{16}' |
      sed -n 3p),gone,," >c.csv
  try pipeline --reduce got -c c.csv "$parts"/*
  expect 0
  [[ $(grep -c 'matches nothing' err) == 1 ]]
  diff -r -x run.json "$want" got
}

@test "a map that fails leaves no part, says which stage, and exits with its code" {
  mkdir bin
  printf '#!/bin/bash\nhead -c 300; kill -9 $$\n' >bin/ccg-extract
  cp "$(command -v ccg-extract)" bin/real
  printf '#!/bin/bash\n[[ $1 != -V ]] || exec %s -V\nhead -c 300; kill -9 $$\n' \
    "$PWD/bin/real" >bin/ccg-extract
  chmod +x bin/ccg-extract
  PATH=$PWD/bin:$PATH try pipeline --map "$(ls "$lists"/*1-of-*)" x.part
  expect 137 '' '*pipeline.sh: ccg-extract failed with 137, nothing published'
  [[ ! -e x.part && -z $(find . -name 'x.part*') ]]
}

@test "called wrongly: options of another mode, sizes, one path too many" {
  local call
  for call in '--map x' '--map x y z' '--map -j 2 x y' '--reduce got' \
    '--shard 1k' '--shard 1k -c x y' '--map --reduce x y' '--shards x y'; do
    # shellcheck disable=SC2086 # words
    try pipeline $call
    expect 64 '' '*pipeline.sh --map LIST PART*' || { echo "$call" && return 1; }
  done
  try pipeline --shard many -o x y
  expect 64 '' 'pipeline.sh: --shard takes a size, such as 64M'
}
