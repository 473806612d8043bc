#!/usr/bin/env bats
# ccg-extract on tables: from rows to figures.

# shellcheck disable=SC2154 # $root is the helper's
load ../helper
bats_require_minimum_version 1.5.0

pages=$root/fixtures/tables-html
columns=org_code,measure,category,basis,span,fin_year,amount_gbp

# figures PAGE: what is taken from it, as its .csv has it.
figures() {
  ccg-read -p "$1" | ccg-extract | ccg-normalise -p -C $columns |
    tail -n +2 | sort -u
}

# page [LINE...]: a page of these lines about Croydon at month 9.
page() {
  {
    echo "<title>x</title><h1>NHS Croydon CCG finance, month 9 2017/18</h1>"
    printf '%s\n' "$@"
  } >"$BATS_TEST_TMPDIR/page.html"
  echo "$BATS_TEST_TMPDIR/page.html"
}

# row CELL...  head CELL...: a row of a table.
row() { printf '<tr>' && printf '<td>%s</td>' "$@" && echo '</tr>'; }
head_row() { printf '<tr>' && printf '<th>%s</th>' "$@" && echo '</tr>'; }

# raw COLUMNS PAGE: columns of the facts as written, without the header.
raw() { ccg-read -p "$2" | ccg-extract -p -C "$1" | tail -n +2; }

# is WANT GOT: says how they differ.
is() {
  [[ $1 == "$2" ]] && return
  diff <(printf '%s\n' "$1") <(printf '%s\n' "$2")
  return 1
}

@test "tables in many layouts give what an analyst would take from them" {
  local name failed=0 n=0
  cd "$BATS_TEST_TMPDIR"
  printf '%s\n' "$pages"/./*.html | ccg-read -p -f - | ccg-extract |
    ccg-normalise -p -C "source,$columns" | tail -n +2 | sort -u |
    awk '{ file = $0; sub(/,.*/, "", file); sub(/.*\//, "", file); sub(/[^,]*,/, ""); print >file }'
  for name in "$pages"/*.html; do
    n=$((n + 1)) name=${name##*/}
    tail -n +2 "$pages/${name%.html}.csv" | sort -u >want
    [[ -e $name ]] || : >"$name"
    diff want "$name" || { echo "-- $name" && failed=1; }
  done
  ((n >= 40 && failed == 0))
}

@test "every figure points at its row" {
  local start end text
  ccg-read -p "$pages/02-suffixes.html" >"$BATS_TEST_TMPDIR/blocks"
  ccg-read -p -C text "$pages/02-suffixes.html" | tail -n +2 |
    sed -E 's/^"(.*)"$/\1/' >"$BATS_TEST_TMPDIR/text"
  read -r start end < <(ccg-extract -p -C evidence_start,evidence_end,category \
    "$BATS_TEST_TMPDIR/blocks" | sed -n 's/,prescribing$//; T; s/,/ /p' | head -1)
  text=$(head -c "$end" "$BATS_TEST_TMPDIR/text" | tail -c +$((start + 1)))
  [[ $text == $'GP Prescribing\t36,800\t'* ]]
}

@test "equations that hold or fail are told, and move the confidence" {
  local name
  name=$(page '<table>' "$(head_row '' 'YTD plan £000' 'YTD actual £000' \
    'YTD variance £000')" "$(row Acute 100 120 '(20)')" \
    "$(row Prescribing 100 90 '(30)')" '</table>')
  is 'acute,plan,check=plan-actual=variance,0.95
acute,actual,check=plan-actual=variance,0.95
acute,actual,check=plan-actual=variance,0.95
prescribing,plan,check=plan-actual<>variance,0.50
prescribing,actual,check=plan-actual<>variance,0.50
prescribing,actual,check=plan-actual<>variance,0.50' \
    "$(raw category,basis,detail,confidence "$name")"
}

@test "lines of providers and schemes are parts, with their names" {
  local name
  name=$(page '<table>' "$(head_row '' 'Plan £000' 'Forecast £000')" \
    "$(row "St George's NHS FT" 60 61)" "$(row 'Other acute' 40 42)" \
    "$(row 'Total acute' 100 103)" '</table><h2>QIPP</h2><table>' \
    "$(head_row '' 'Plan £m')" "$(row 'Planned care' 1.2)" \
    "$(row Total 1.2)" '</table>')
  is "acute,60,provider=St George's NHS FT
acute,61,provider=St George's NHS FT
acute,40,scheme=Other acute
acute,42,scheme=Other acute
acute,100,check=lines=total
acute,103,check=lines=total
acute,1.2,scheme=Planned care
total,1.2," "$(raw category,amount_text,detail "$name")"
}

@test "figures of several bodies together are rejects, and nobody's" {
  local rejects=$BATS_TEST_TMPDIR/rejects.csv
  ccg-read -p "$pages/04-bodies-down.html" | ccg-extract |
    ccg-normalise -p --rejects "$rejects" >/dev/null
  is 1 "$(zcat -f "$rejects" | grep -c ,joint_figure,)"
  is '"1,153.4"
(22.0)
(31.1)
(9.1)
36.4
29.0' "$(raw reason,amount_text "$pages/04-bodies-down.html" |
    sed -n 's/^joint_figure,//p')"
}

@test "a superseded figure keeps the month at which it was stated" {
  is 'forecast,2018-12-31,4.7
forecast,2018-11-30,5.2' \
    "$(raw measure,basis,as_of,amount_text \
      "$pages/27-months-side-by-side.html" |
      sed -n 's/^savings,//p' | sort -t, -k3)"
}

@test "a table without a word of money says nothing" {
  local name
  name=$(page '<table>' "$(head_row '' Plan Actual)" \
    "$(row 'Elective' 10,200 10,640)" "$(row 'Outpatients' 91,000 90,200)" \
    '</table>')
  is '' "$(raw measure,amount_text "$name")"
}

@test "the unit nobody says is the one that fits what the body has" {
  local name
  name=$(page '<table>' "$(head_row '' 'Annual budget' 'Forecast outturn')" \
    "$(row Acute 251,900 256,190)" "$(row Prescribing 160,000 160,000)" \
    "$(row Total 411,900 416,190)" '</table>')
  is '1000' "$(raw scale "$name" | sort -u)"
}

@test "prose does not read the rows of a table again" {
  local name
  name=$(page '<table>' "$(head_row '' 'Plan' 'Forecast')" \
    "$(row 'Croydon CCG surplus or deficit' '£1.0m surplus' '£2.0m deficit')" \
    '</table>')
  is 'table-position
table-position' "$(raw rule "$name")"
}

@test "tables of every odd shape are read without harm" {
  local cells i
  cells=$(for i in {1..700}; do printf '<td>%s</td>' "$i"; done)
  page '<table><tr><td></td></tr></table>' \
    '<table><tr><th>£000</th></tr><tr><td>(</td></tr></table>' \
    "<table><tr>$cells</tr><tr>$cells</tr></table>" \
    '<table><tr><th>Plan £000<th>Plan £000</tr><tr><td>99999999999999999999' \
    '<td>-9,223,372,036,854,775,807</tr></table>' \
    '<table><tr><th><th>Plan £m<th>Actual £m<th>Variance £m</tr>' \
    '<tr><td>Total<td>9e999<td>92233720368547758.07<td>-0.00000001</tr>' \
    '<tr><td>Total<td>(((1)))<td>--1<td>1A)</tr></table>' >/dev/null
  ccg-read -p "$BATS_TEST_TMPDIR/page.html" >"$BATS_TEST_TMPDIR/blocks"
  try ccg-extract -p -C measure "$BATS_TEST_TMPDIR/blocks"
  expect 0
}
