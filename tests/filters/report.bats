#!/usr/bin/env bats
# shellcheck disable=SC2154 # root: helper.bash
# What the page is like in a browser: tests/browser.
load ../helper

setup() {
  data=$BATS_TEST_TMPDIR/data
  cp -r "$root/fixtures/datasets" "$data"
  page=$data/report.html
}

# The data inside a page, as JSON again.
data_of() {
  sed -n '/<script type="application\/json" id="data">/,/<\/script>/p' "$1" |
    sed 's/.*id="data">//;s/<\/script>$//'
}

@test "the page stands in the directory, on standard output or elsewhere" {
  try ccg-report "$data"
  expect 0 '' ''
  [[ $(head -n 1 "$page") == '<!DOCTYPE html>' ]]
  [[ $(tail -n 1 "$page") == '</html>' ]]
  ccg-report -o - "$data" | cmp - "$page"
  ccg-report -o "$BATS_TEST_TMPDIR/other.html" "$data"
  cmp "$page" "$BATS_TEST_TMPDIR/other.html"
  [[ ! -e $page.part ]]
}

@test "every row of the datasets is in the page" {
  ccg-report "$data"
  for t in documents status spending deficits summary rejects; do
    want=$(mlr --icsv --ojson -S cat "$data/$t.csv" |
      jq -c '[.[] | [.doc_id, .fact_id, .evidence, .detail, .title]]')
    got=$(data_of "$page" | jq -c ".$t"' as $t | [$t.rows[] as $row |
      [("doc_id", "fact_id", "evidence", "detail", "title") as $c |
      ($t.columns | index($c)) as $i | if $i then $row[$i] else null end]]')
    [[ $got == "$want" ]] || { diff <(echo "$want") <(echo "$got") || return 1; }
  done
}

@test "of payments the page has how many there are, and their sum" {
  ccg-report "$data"
  [[ $(data_of "$page" | jq -c '.payments.rows') == \
    '[["506b0ccc2dff72df",3,59149.46]]' ]]
}

@test "the register says what areas a body was in, by year" {
  ccg-report "$data"
  [[ $(data_of "$page" | jq -c '.orgs["07V"] | .name, .type, .closed,
    .areas["2017-18"]' | paste -sd' ') == \
    '"NHS Croydon CCG" "ccg" "2020-03-31" ["South West London STP","London"]' ]]
  [[ $(data_of "$page" | jq -c '.orgs["99P"].became') == '[["15N","NHS Devon CCG"]]' ]]
  sed -i 's/,07V,/,ZZ9,/' "$data/status.csv"
  ccg-report "$data"
  [[ $(data_of "$page" | jq -c '.orgs["ZZ9"] | .name, .areas' | paste -sd' ') == \
    '"NHS Croydon CCG" {}' ]]
}

@test "what documents hold cannot end the data, nor be markup" {
  ccg-report "$data"
  [[ $(grep -c 'window.pwned' "$page") -gt 0 ]]
  [[ $(data_of "$page" | grep -c '[<>&]') == 0 ]]
  [[ $(LC_ALL=C grep -cP '\xe2\x80[\xa8\xa9]' <(data_of "$page")) == 0 ]]
  [[ $(grep -c '</script>' "$page") == $(grep -c '</script>' \
    "$root/filters/report/page/page.html") ]]
  # As it would stand there unescaped.
  [[ $(data_of "$page" | jq -r '.documents.rows[] | .[]' | grep -c \
    '^</script><script>window.pwned = 1</script>$') == 1 ]]
}

@test "the page allows its own scripts by their hashes, and no other" {
  ccg-report "$data"
  allowed=$(grep -o "script-src [^\"]*" "$page" | grep -o 'sha256-[^'"'"']*')
  for files in vendor/d3.min.js vendor/plot.min.js \
    "page/text.js page/model.js page/parts.js page/chart.js page/views.js page/main.js"; do
    # shellcheck disable=SC2086 # several files
    (cd "$root/filters/report" && cat $files) | openssl dgst -sha256 -binary |
      base64 | sed 's/^/sha256-/'
  done >"$BATS_TEST_TMPDIR/hashes"
  diff <(echo "$allowed") "$BATS_TEST_TMPDIR/hashes"
  [[ $(grep -c "unsafe-eval\|script-src[^;]*unsafe" "$page") == 0 ]]
}

@test "the charting code is as its README says" {
  cd "$root/filters/report/vendor"
  sha256sum -c --strict <(grep '^[0-9a-f]\{64\}  ' README)
}

@test "called wrongly, and without what it needs" {
  try ccg-report
  expect 64 '' 'usage: *'
  try ccg-report "$data" more
  expect 64
  try ccg-report -o a -o b "$data"
  expect 64
  try ccg-report "$data/none"
  expect 66 '' 'ccg-report: *none/report.html.part: No such file or directory'
  try ccg-report -R "$data/none" "$data"
  expect 65 '' 'ccg-report: *none*'
  try ccg-report -o - "$data/none"
  expect 66 '' 'ccg-report: *none/documents.csv: No such file or directory'
}

@test "a damaged dataset leaves the old page" {
  echo old >"$page"
  gzip "$data/status.csv"
  truncate -s -4 "$data/status.csv.gz"
  try ccg-report "$data"
  expect 65 '' 'ccg-report: *status.csv.gz:*'
  [[ $(<"$page") == old ]]
}

@test "the page goes nowhere: a full disk, a reader that left" {
  code=0
  ccg-report -o - "$data" >/dev/full 2>"$BATS_TEST_TMPDIR/err" || code=$?
  ((code == 71))
  grep -q 'No space left' "$BATS_TEST_TMPDIR/err"
  unread ccg-report -o - "$data"
}
