#!/usr/bin/env bats
# shellcheck disable=SC2154 # root: helper.bash
load ../helper
bats_require_minimum_version 1.5.0

header=doc_id,source,published,dataset,org_codes,org_text,measure,value,modality,basis,sign,amount_text,fin_year,period_text,evidence,evidence_start,evidence_end,rule,confidence,reason

setup() {
  facts=$BATS_TEST_TMPDIR/facts.csv
  csv $header \
    'aaaaaaaaaaaaaaaa,x.txt,2017-06-01,deficits,07V,Croydon CCG,position,,asserted,actual,-,£9.9m,2016-17,2016-17,A says.,0,7,r,0.9,' \
    >"$facts"
}

row() { csv $header "$1" >"$facts"; }

@test "the standard cases" {
  standard "$facts" ccg-normalise
}

@test "a deficit is negative pounds, with the code's name and the year's days" {
  try ccg-normalise -p -C org_code,org_name,org_type,amount_gbp,amount_low,qualifier,fin_year,period_start,period_end,as_of "$facts"
  expect 0 'org_code,org_name,org_type,amount_gbp,amount_low,qualifier,fin_year,period_start,period_end,as_of
07V,NHS Croydon CCG,ccg,-9900000,-9900000,exact,2016-17,2016-04-01,2017-03-31,2017-06-01'
}

@test "a range is its ends and its middle" {
  row 'aaaaaaaaaaaaaaaa,x.txt,2017-06-01,deficits,07V,it,position,,asserted,forecast,-,between £30m and £35m,,,A says.,0,7,r,0.9,'
  try ccg-normalise -p -C amount_gbp,amount_low,amount_high,fin_year "$facts"
  expect 0 $'amount_gbp,amount_low,amount_high,fin_year\n-32500000,-35000000,-30000000,2017-18'
}

@test "an ambiguous body, an unknown one, a joint figure: rejects, with reasons" {
  csv $header \
    'aaaaaaaaaaaaaaaa,x.txt,2017-06-01,deficits,07V;09L,they,position,,asserted,actual,-,£9.9m,,,A.,0,2,r,0.9,' \
    'aaaaaaaaaaaaaaaa,x.txt,2017-06-01,deficits,,Camford CCG,position,,asserted,actual,-,£9.9m,,,B.,3,5,r,0.9,' \
    'aaaaaaaaaaaaaaaa,x.txt,2017-06-01,deficits,07V,they,position,,asserted,actual,-,£9.9m,,,C.,6,8,r,0.9,joint_figure' \
    'aaaaaaaaaaaaaaaa,x.txt,2017-06-01,deficits,07V,it,position,,asserted,actual,-,lots,,,D.,9,11,r,0.9,' >"$facts"
  try ccg-normalise -p -C fact_id --rejects "$BATS_TEST_TMPDIR/r.csv" "$facts"
  expect 0 fact_id
  run -0 ccg-join -p --semi -k doc_id -f "$facts" -C reason,detail "$BATS_TEST_TMPDIR/r.csv"
  [[ $output == $'reason,detail\norg_ambiguous,07V;09L\norg_unresolved,\njoint_figure,\namount_unreadable,' ]]
}

@test "the same figure twice is one row, the more exact one" {
  csv $header \
    'aaaaaaaaaaaaaaaa,x.txt,2018-06-01,deficits,06H,it,position,,asserted,,-,past £40m,,,Head.,0,5,r,0.9,' \
    'aaaaaaaaaaaaaaaa,x.txt,2018-06-01,deficits,06H,it,position,,asserted,actual,-,£42m,2017-18,,Text.,6,11,r,0.8,' >"$facts"
  try ccg-normalise -p -C amount_gbp,mentions,evidence_start "$facts"
  expect 0 $'amount_gbp,mentions,evidence_start\n-42000000,2,6'
}

@test "different years are different facts" {
  csv $header \
    'aaaaaaaaaaaaaaaa,x.txt,2018-06-01,deficits,06H,it,position,,asserted,actual,-,£42m,2016-17,,A.,0,2,r,0.9,' \
    'aaaaaaaaaaaaaaaa,x.txt,2018-06-01,deficits,06H,it,position,,asserted,actual,-,£42m,2017-18,,B.,3,5,r,0.9,' >"$facts"
  run -0 ccg-normalise -p -C fin_year "$facts"
  [[ $output == $'fin_year\n2016-17\n2017-18' ]]
}

@test "two cells of a table that lie close are two figures; the text's rounding is one" {
  csv $header \
    'aaaaaaaaaaaaaaaa,x.txt,2018-06-01,deficits,06H,it,position,,asserted,actual,-,£50.0m,2017-18,,A.,0,2,table-x,0.9,' \
    'aaaaaaaaaaaaaaaa,x.txt,2018-06-01,deficits,06H,it,position,,asserted,actual,-,£50.4m,2017-18,,B.,3,5,table-x,0.9,' >"$facts"
  run -0 ccg-normalise -p -C amount_gbp "$facts"
  [[ $output == $'amount_gbp\n-50000000\n-50400000' ]]
  sed -i '2s/table-x/prose/; 2s/£50.0m/£50m/' "$facts"
  run -0 ccg-normalise -p -C amount_gbp,mentions "$facts"
  [[ $output == $'amount_gbp,mentions\n-50400000,2' ]]
}

@test "the same input gives the same ids" {
  ccg-normalise -p -C fact_id,claim_id "$facts" >"$BATS_TEST_TMPDIR/1"
  ccg-normalise -p -C fact_id,claim_id "$facts" | cmp - "$BATS_TEST_TMPDIR/1"
}

# Corrections.

correct() {
  csv action,fact_id,doc_id,evidence,column,value,by,on,why "$@" \
    >"$BATS_TEST_TMPDIR/c.csv"
  try ccg-normalise -p -c "$BATS_TEST_TMPDIR/c.csv" \
    -C amount_gbp,confidence,flags "$facts"
}

@test "corrections: set, confirm, drop, by id and by evidence" {
  id=$(ccg-normalise -p -C fact_id "$facts" | tail -n 1)
  correct "set,$id,aaaaaaaaaaaaaaaa,,amount_gbp,-9000000,me,2020-01-01,misprint"
  expect 0 $'amount_gbp,confidence,flags\n-9000000,0.9,corrected' ''
  correct "confirm,0123456789abcdef,aaaaaaaaaaaaaaaa,A says.,,,me,2020-01-01,seen"
  expect 0 $'amount_gbp,confidence,flags\n-9900000,1,confirmed' ''
  correct "drop,$id,aaaaaaaaaaaaaaaa,,,,me,2020-01-01,not so"
  expect 0 'amount_gbp,confidence,flags' ''
}

@test "corrections: another body's code brings that body's name and type" {
  id=$(ccg-normalise -p -C fact_id "$facts" | tail -n 1)
  csv action,fact_id,doc_id,evidence,column,value,by,on,why \
    "set,$id,aaaaaaaaaaaaaaaa,,org_code,RJ6,me,2020-01-01,the trust" \
    >"$BATS_TEST_TMPDIR/c.csv"
  try ccg-normalise -p -c "$BATS_TEST_TMPDIR/c.csv" \
    -C org_code,org_name,org_type "$facts"
  expect 0 "$(csv org_code,org_name,org_type \
    'RJ6,Croydon Health Services NHS Trust,trust')" ''
}

@test "corrections: add a fact, column by column" {
  correct \
    'add,new,aaaaaaaaaaaaaaaa,A says.,dataset,deficits,,,' \
    'add,new,aaaaaaaaaaaaaaaa,A says.,amount_gbp,-1,,,'
  expect 0 $'amount_gbp,confidence,flags\n-9900000,0.9,\n-1,1,corrected' ''
}

@test "corrections: rows as the review has them are none, other columns pass" {
  printf '%s\n' action,fact_id,reasons,doc_id,evidence,column,value \
    ',0123456789abcdef,large_amount,aaaaaaaaaaaaaaaa,A says.,,' \
    'confirm,x,conflict,aaaaaaaaaaaaaaaa,A says.,,' >"$BATS_TEST_TMPDIR/c.csv"
  try ccg-normalise -p -c "$BATS_TEST_TMPDIR/c.csv" \
    -C amount_gbp,confidence,flags "$facts"
  expect 0 $'amount_gbp,confidence,flags\n-9900000,1,confirmed' ''
  correct ',x,aaaaaaaaaaaaaaaa,,amount_gbp,1,,,'
  expect 65 '' 'ccg-normalise: *c.csv:2: a column or a value, and no action'
}

@test "corrections: both ends of an amount that is no range go with it" {
  id=$(ccg-normalise -p -C fact_id "$facts" | tail -n 1)
  csv action,fact_id,doc_id,evidence,column,value \
    "set,$id,aaaaaaaaaaaaaaaa,,amount_gbp,-9000000" >"$BATS_TEST_TMPDIR/c.csv"
  try ccg-normalise -p -c "$BATS_TEST_TMPDIR/c.csv" \
    -C amount_gbp,amount_low,amount_high "$facts"
  expect 0 $'amount_gbp,amount_low,amount_high\n-9000000,-9000000,-9000000' ''
}

@test "corrections: one that matches nothing is named, a bad one stops" {
  correct 'drop,0000000000000000,aaaaaaaaaaaaaaaa,Gone.,,,,,'
  expect 0 $'amount_gbp,confidence,flags\n-9900000,0.9,' \
    'ccg-normalise: *c.csv:2: matches nothing any more: drop 0000000000000000'
  correct 'erase,x,aaaaaaaaaaaaaaaa,,,,,,'
  expect 65 '' 'ccg-normalise: *c.csv:2: not an action: erase'
  correct 'set,x,aaaaaaaaaaaaaaaa,,nonsense,1,,,'
  expect 65 '' 'ccg-normalise: *c.csv:2: no column that can be set: nonsense'
  id=$(ccg-normalise -p -C fact_id "$facts" | tail -n 1)
  correct "set,$id,aaaaaaaaaaaaaaaa,,amount_gbp,lots,,,"
  expect 65 '' 'ccg-normalise: *c.csv:2: amount_gbp: *'
}

@test "corrections of tidy facts: the same as at once, and of documents without" {
  cd "$BATS_TEST_TMPDIR"
  id=$(ccg-normalise -p -C fact_id "$facts" | tail -n 1)
  csv doc_id,source,publisher,published aaaaaaaaaaaaaaaa,a.txt,P,2016-07-01 \
    bbbbbbbbbbbbbbbb,b.txt,Q,2017-07-01 >docs.csv
  csv action,fact_id,doc_id,evidence,column,value \
    "set,$id,aaaaaaaaaaaaaaaa,,amount_gbp,-9000000" \
    'add,new,aaaaaaaaaaaaaaaa,A says.,dataset,deficits' >c.csv
  ccg-normalise -p -c c.csv "$facts" >at-once
  ccg-normalise "$facts" | try ccg-normalise --tidy -c c.csv
  expect 0 "$(<at-once)" ''
  csv 'add,own,bbbbbbbbbbbbbbbb,B says.,dataset,deficits' \
    'drop,0,bbbbbbbbbbbbbbbb,Gone,,' 'drop,1,cccccccccccccccc,Gone,,' >>c.csv
  ccg-normalise "$facts" | try ccg-normalise --tidy -c c.csv \
    --documents docs.csv -C fact_id,source,published
  expect 0 "$(ccg-aggregate -p -g fact_id,source,published -a count \
    -C fact_id,source,published at-once; echo own,b.txt,2017-07-01)" \
    'ccg-normalise: c.csv:5: matches nothing any more: drop 0'
  try ccg-normalise --tidy </dev/null
  expect 64
  try ccg-normalise --documents docs.csv </dev/null
  expect 64
}
