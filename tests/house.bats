#!/usr/bin/env bats
# The house itself: installation, the pages, the runner that counts the tests,
# the step that installs packages.
load helper

# The project's make, on what has been built already.
project_make() {
  make --no-print-directory -C "$root" BUILD="${BUILD:-.build}" \
    BIN="${BIN:-bin}" "$@"
}

commands() { (cd "$bin" && ls ccg-*); }

@test "install puts every command and page under DESTDIR and PREFIX" {
  local to=$BATS_TEST_TMPDIR/to command
  project_make install DESTDIR="$to" PREFIX=/opt/ccg
  for command in $(commands); do
    cmp "$bin/$command" "$to/opt/ccg/bin/$command"
    [[ -x $to/opt/ccg/bin/$command ]]
    cmp "$root/filters/${command#ccg-}/${command#ccg-}.1" \
      "$to/opt/ccg/share/man/man1/$command.1"
  done
  [[ $(find "$to" -type f | wc -l) == $(($(commands | wc -l) * 2)) ]]
}

@test "uninstall takes back exactly what install put there" {
  local to=$BATS_TEST_TMPDIR/to
  mkdir -p "$to/usr/local/bin"
  echo mine | tee "$to/usr/local/bin/ccg-mine" >"$to/usr/local/bin/other"
  project_make install DESTDIR="$to"
  project_make uninstall DESTDIR="$to"
  [[ $(cd "$to" && find . -type f | sort) == \
    $'./usr/local/bin/ccg-mine\n./usr/local/bin/other' ]]
}

@test "installed commands run from PATH without the source" {
  local to=$BATS_TEST_TMPDIR/to
  project_make install DESTDIR="$to" PREFIX=
  cd "$BATS_TEST_TMPDIR"
  csv org_code,as_of 03N,2019-05-01 | PATH=$to/bin:/usr/bin:/bin try \
    ccg-join -p -k org_code=code --register=org -C org_code,name
  expect 0 "$(csv org_code,name '03N,NHS Sheffield CCG')" ''
}

@test "every page has the sections of the house" {
  local command section text
  for command in $(commands); do
    text=$(mandoc -T ascii "$root/filters/${command#ccg-}/${command#ccg-}.1" |
      sed 's/.\x08//g')
    for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES \
      'SEE ALSO'; do
      [[ $text == *$'\n'"$section"$'\n'* ]] || { echo "$command: $section" && return 1; }
    done
    [[ $text == *$'\n'"     $command - "* ]]
  done
}

@test "every page is sound and names the options that -h prints" {
  cd "$root"
  BIN=$bin tests/lint pages synopsis
}

@test "every command says its name and version, and its usage on -h" {
  local command version rules said
  version=$(sed -n 's/^VERSION := //p' "$root/Makefile")
  rules=$(ccg-read -V | tail -n 1)
  [[ $rules =~ ^rules\ [0-9a-f]{16}$ ]]
  for command in $(commands); do
    said="$command $version"
    case ${command#ccg-} in
      read | payments | extract | normalise) said+=$'\n'$rules ;;
    esac
    try "$command" -V
    expect 0 "$said" ''
    try "$command" --version
    expect 0 "$said" ''
    try "$command" -h
    expect 0
    [[ $(<"$BATS_TEST_TMPDIR/out") == "usage: $command "* ]]
    [[ ! -s $BATS_TEST_TMPDIR/err ]]
  done
}

@test "the Makefile has at most 150 lines, the test helper 60" {
  (($(wc -l <"$root/Makefile") <= 150))
  (($(wc -l <"$root/tests/helper.bash") <= 60))
}

# count FILE.bats...: what the runner says of these in its last line.
count() { BUILD=$BATS_TEST_TMPDIR/build try "$root/tests/run" "$@"; }
last() { tail -n 1 "$BATS_TEST_TMPDIR/out"; }

@test "the runner counts what passed and what failed, and fails with it" {
  local dir=$BATS_TEST_TMPDIR
  printf '@test "a" { true; }\n@test "b" { false; }\n' >"$dir/mixed.bats"
  printf '@test "c" { true; }\n' >"$dir/good.bats"
  count "$dir/good.bats"
  expect 0 && [[ $(last) == '1 passed, 0 failed' ]]
  count "$dir/mixed.bats" "$dir/good.bats"
  expect 1 && [[ $(last) == '2 passed, 1 failed' ]]
  grep -q "mixed.bats: not ok 2 b" "$dir/out"
}

@test "a skipped test, no test, a crash and a short plan count as failed" {
  local dir=$BATS_TEST_TMPDIR
  printf '@test "a" { skip; }\n' >"$dir/skip.bats"
  printf '# none\n' >"$dir/none.bats"
  printf '#!/bin/sh\necho 1..2; echo ok 1 - a; kill -9 $$\n' >"$dir/crash"
  printf '#!/bin/sh\necho 1..2; echo ok 1 - a\n' >"$dir/short"
  chmod +x "$dir/crash" "$dir/short"
  count "$dir/skip.bats"
  expect 1 && [[ $(last) == '0 passed, 1 failed' ]]
  count "$dir/none.bats"
  expect 1 && [[ $(last) == '0 passed, 1 failed' ]]
  count "$dir/crash" "$dir/short" "$dir/nosuch"
  expect 1 && [[ $(last) == '2 passed, 3 failed' ]]
}

@test "a test that runs out of time counts as failed" {
  printf '@test "a" { sleep 60; }\n' >"$BATS_TEST_TMPDIR/slow.bats"
  TEST_SECONDS=1 count "$BATS_TEST_TMPDIR/slow.bats"
  expect 1 && [[ $(last) == '0 passed, 1 failed' ]]
}

# Commands that must not be called stand in the way.
no() {
  local name
  mkdir -p "$BATS_TEST_TMPDIR/no"
  for name; do
    printf '#!/bin/sh\necho "called: %s $*"\nexit 99\n' "$name" \
      >"$BATS_TEST_TMPDIR/no/$name"
    chmod +x "$BATS_TEST_TMPDIR/no/$name"
  done
  PATH=$BATS_TEST_TMPDIR/no:$PATH
}

@test "with every package there, the dependency step calls no apt and is silent" {
  no apt-get sudo
  try "$root/.ci/deps" bash coreutils
  expect 0 '' ''
}

@test "missing packages are named, with the command to type" {
  no apt-get sudo
  try "$root/.ci/deps" -n bash no-such-package coreutils nor-this
  expect 1 '' 'deps: missing packages: no-such-package nor-this
deps: as root, type: apt-get update && apt-get install --yes no-such-package nor-this'
}

@test "the gold files are what the scorer takes, and perfect against itself" {
  local set=news scorer=${BUILD:-.build}/tests/scorer dir=$BATS_TEST_TMPDIR
  local gold=$BATS_TEST_TMPDIR/news.csv
  [[ $scorer == /* ]] || scorer=$root/$scorer
  # Gold rows without choices, put back as rows of ours.
  ccg-flag -p --where 'dataset != "" and not (measure =~ "[|]") and
    not (value =~ "[|]") and not (scope =~ "[|]") and
    not (category =~ "[|]") and not (basis =~ "[|]") and
    not (fin_year =~ "[|]") and not (modality =~ "[|]") and
    not (event_date =~ "[|]") and not (due_date =~ "[|]") and
    not (org_code =~ "[|]")' "$root/fixtures/gold/news.csv" \
    -C "$(head -n 1 "$root/fixtures/gold/news.csv")" --no-builtin >"$gold"
  (($(wc -l <"$gold") > 100))
  { echo doc_id,source && ccg-aggregate -p -g doc -a 'first:doc=d' \
    -C doc,d "$gold" | tail -n +2; } >"$dir/documents.csv"
  for set in status spending deficits; do
    sed '1s/^doc,/doc_id,/' "$gold" |
      ccg-flag -p --no-builtin --where "dataset = \"$set\"" >"$dir/$set.csv"
  done
  try "$scorer" "$gold" "$dir"
  expect 0
  grep -qE '^all( +1\.000){6} ' "$dir/out"
  # A row missing, and a floor above what is left.
  sed -i 2d "$dir/deficits.csv"
  csv set,dataset,figure,floor news,deficits,core_f1,1 >"$dir/floors"
  try "$scorer" -f "$dir/floors" "$gold" "$dir"
  expect 1 && grep -q '^news deficits core_f1 is 0.9.*below its floor' "$dir/out"
}

@test "the pipeline's facts keep their floors against the facts marked by hand" {
  cd "$root"
  try tests/quality
  expect 0
}

# The README's blocks that are marked as shell, each behind its first line.
readme() {
  sed -n '/^```sh$/,/^```$/ { /^```$/d; s/^```sh$/echo "=== block"/; p }' \
    "$root/README.md"
}

@test "every command in the README runs, and its worked example is true" {
  local row value
  cd "$BATS_TEST_TMPDIR"
  ln -s "$root/fixtures" fixtures
  "$root/pipeline.sh" -o data fixtures/news fixtures/papers
  readme | try bash -euo pipefail
  expect 0
  (($(grep -c '^=== block' out) >= 10))
  row=$(sed -n '/^=== block/,/^=== block/p' out | sed -n 3p)
  for value in 99P 'NHS Northern, Eastern and Western Devon CCG' 'The group' \
    position_cumulative forecast asserted -78900000 2015-16 663,755 \
    large_deficit; do
    [[ $row == *"$value"* ]] || { echo "no $value in: $row" && return 1; }
    [[ $(<"$root/README.md") == *"${value/,*}"* ]]
  done
}
