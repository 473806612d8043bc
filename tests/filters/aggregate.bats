#!/usr/bin/env bats
# shellcheck disable=SC2154 # root: helper.bash
load ../helper

setup() {
  tables=$root/fixtures/tables
  cd "$BATS_TEST_TMPDIR" || return
  csv city,shop,price,note 'Leeds,a,0.1,x' 'York,b,10,y' 'Leeds,b,0.2,"z,1"' \
    'York,a,20.5,y' 'Leeds,a,3,x' >shops
}

# of VALUES CALL RESULT: what a call makes of the cells of one column.
of() {
  # shellcheck disable=SC2086 # words
  printf '%s\n' x $1 >cells
  try ccg-aggregate -p -a "$2=r" cells
  expect 0 "$(csv r "$3")" ''
}

# A stream of facts: the columns that best looks at, and rows of words.
facts() {
  csv dataset,doc_id,fact_id,org_code,org_name,fin_year,measure,category,basis,span,amount_gbp,modality,as_of,confidence,qualifier,rule,detail,evidence_start,claim_id,flags \
    "$@"
}

# best COLUMNS ROW...: chosen columns of the verdict on the facts that come.
best() {
  try ccg-aggregate -p -a best -C "$1" \
    -g org_code,fin_year,dataset,measure,category,basis,span
  expect 0 "$(csv "$@")"
}

@test "the ten standard cases" {
  standard "$tables/orders.csv" ccg-aggregate -g customer -a count,sum:amount
}

@test "the ten standard cases, on disk and sorted" {
  standard "$tables/orders.csv" ccg-aggregate -s -m 1 -g item -a count
  standard "$tables/floods.csv" ccg-aggregate --sorted -g flood -a count
}

@test "the ten standard cases of partial results" {
  ccg-aggregate -p --partial -g item -a sum:amount "$tables/orders.csv" >part
  for name in usage missing empty header truncated garbage ragged full early ignored; do
    standard_$name part ccg-aggregate --merge || { echo $name && return 1; }
  done
}

@test "groups in order of arrival, or by key; all functions" {
  try ccg-aggregate -p -g city -a 'count,sum:price=total,mean:price,min:price' \
    -a 'max:price,first:shop,last:shop,least:note,greatest:note' shops
  expect 0 "$(csv \
    city,count,total,price_mean,price_min,price_max,shop_first,shop_last,note_least,note_greatest \
    'Leeds,3,3.3,1.1,0.1,3,a,a,x,"z,1"' York,2,30.5,15.25,10,20.5,b,a,y,y)"
  try ccg-aggregate -p -s -g shop -a 'distinct:note,mode:note,collect(|):note' \
    -a 'unique:note,median:price,quantile(0.9):price' shops
  expect 0 "$(csv \
    shop,note_distinct,note_mode,note_collect,note_unique,price_median,price_quantile_0.9 \
    'a,2,x,x|y|x,x;y,3,17' 'b,2,y,"y|z,1","y;z,1",5.1,9.02')"
}

@test "only what it comes to must fit: any order, and a mean always does" {
  of '9e37 9e37 -9e37' sum:x 90000000000000000000000000000000000000
  of '1e37 1e-37 -1e37' sum:x 0.0000000000000000000000000000000000001
  of '9e37 9e37 -9e37 -9e37' sum:x 0
  of '9e37 9e37' mean:x 90000000000000000000000000000000000000
  of '-9e37 -9e37 -9e37 1' mean:x -67500000000000000000000000000000000000
  of '1e37 1e-37' mean:x 5000000000000000000000000000000000000
  of '1e18 0.00000000000000000000000000000000000001 0' mean:x 333333333333333333
  of '1e18 0.00000000000000000000000000000000000001 2' mean:x 333333333333333334
  of '3e18 1.5 0.00000000000000000000000000000000000001' mean:x 1000000000000000001
  # However they are written.
  of '1.00000000000000000000 0 0' mean:x 0.333333333333333333
  of '1.00000000000000000001 0 0' mean:x 0.333333333333333333
  of '2.00000000000000000001 0 0' mean:x 0.66666666666666666667 # it ends
  of '0.12345678901234567890123' mean:x 0.12345678901234567890123
  csv g,v a,9e37 b,1 a,9e37 a,-9e37 b,1e-37 a,9e37 b,1e37 b,-1e37 a,-9e37 a,-1 >rows
  for seed in ${SEEDS:-1 4}; do tree sum:v,mean:v g rows "$seed"; done
}

@test "sums are exact" {
  of '0.1 0.2' sum:x 0.3
  of '999999999999999999 1 -0.000000000000000001' sum:x \
    999999999999999999.999999999999999999
  of '1e+06 1.5E-3 -.5 +7. 000' sum:x 1000006.5015
  of '99999999999999999999999999999999999998 1' sum:x \
    99999999999999999999999999999999999999
  of '0.00000000000000000000000000000000000001 1e37 -1e37' max:x 10000000000000000000000000000000000000
  of '-0 -0.00' sum:x 0
}

@test "what does not fit into 38 digits is an error" {
  for numbers in '99999999999999999999999999999999999999 1' \
    '1e37 0.00000000000000000000000000000000000001'; do
    { echo x && tr ' ' '\n' <<<"$numbers"; } >cells
    try ccg-aggregate -a sum:x cells
    expect 65 '' 'ccg-aggregate: sum:x: result has over 38 digits'
  done
  csv x 1e38 >cells
  try ccg-aggregate -a sum:x cells
  expect 65 '' 'ccg-aggregate: cells:2: column x: not a number: 1e38'
}

@test "means" {
  of '1 1 2' mean:x 1.33333333333333333
  of '2 2 1' mean:x 1.66666666666666667
  of '1 2' mean:x 1.5
  of '-1 -1 -2' mean:x -1.33333333333333333
  of '0.001 0 0' mean:x 0.000333333333333333333
  of '100000000000000000000000000000 100000000000000000000000000001' mean:x \
    100000000000000000000000000000
}

@test "standard deviations" {
  of '2 4 4 4 5 5 7 9' stddev:x 2.1380899352994
  of '1e15 1000000000000001 1000000000000002' stddev:x 1
  of '0.1 0.1 0.1' stddev:x 0
  of '5' stddev:x '""'
  of '1e37 -1e37' stddev:x 14142135623731000000000000000000000000
  of '0.0000000000000000001 0.0000000000000000003' stddev:x \
    0.00000000000000000014142135623731
}

@test "medians and quantiles, of numbers wide and narrow" {
  of '3 1 2' median:x 2
  of '4 1 3 2' median:x 2.5
  of '4 1 3 2' 'quantile(0):x' 1
  of '4 1 3 2' 'quantile(1):x' 4
  of '4 1 3 2' 'quantile(0.25):x' 1.75
  of '1 0.5 -3 0.25 1e30' median:x 0.5
  of '9223372036854775807 0.1' median:x 4611686018427387903.55
  of '1e30 1e30' 'quantile(.3):x' 1000000000000000000000000000000
}

@test "text functions, empties among them" {
  csv k,x 1,b 1, 1,a 1,b 1, 1, >cells
  try ccg-aggregate -p -g k -a 'first:x,last:x,distinct:x,mode:x,collect(-):x,unique(-):x,count:x,empty:x' cells
  expect 0 "$(csv k,x_first,x_last,x_distinct,x_mode,x_collect,x_unique,x_count,x_empty \
    1,b,,3,,b--a-b--,b--a,3,3)"
  try ccg-aggregate -p -g k --skip-empty -a 'first:x,last:x,distinct:x,mode:x,collect(-):x,unique(-):x,count:x,empty:x' cells
  expect 0 "$(csv k,x_first,x_last,x_distinct,x_mode,x_collect,x_unique,x_count,x_empty \
    1,b,b,2,b,b-a-b,b-a,3,3)"
}

@test "cells that are no numbers: an error with its place, or passed by and counted" {
  csv x 1 '""' n/a 2 >cells
  try ccg-aggregate -a sum:x cells
  expect 65 '' 'ccg-aggregate: cells:3: column x: empty (--skip-empty passes it by)'
  try ccg-aggregate -a sum:x --skip-empty cells
  expect 65 '' 'ccg-aggregate: cells:4: column x: not a number: n/a'
  try ccg-aggregate -p --skip-empty --skip-invalid \
    -a count,sum:x,mean:x,empty:x,invalid:x,count:x cells
  expect 0 "$(csv count,x_sum,x_mean,x_empty,x_invalid,x_count 4,3,1.5,1,1,3)"
  for bad in 0x10 1,5 '1 ' ' 1' 1e 1e5.5 . - 1.2.3 inf nan '½' 1e99999; do
    printf 'x\n"%s"\n' "$bad" >cells
    try ccg-aggregate -a sum:x cells
    expect 65 '' 'ccg-aggregate: cells:2: column x: not a number: *'
  done
}

@test "of no numbers nothing is known" {
  csv x '""' >cells
  try ccg-aggregate -p --skip-empty \
    -a sum:x,mean:x,min:x,max:x,stddev:x,median:x,first:x,count:x cells
  expect 0 "$(csv x_sum,x_mean,x_min,x_max,x_stddev,x_median,x_first,x_count \
    ,,,,,,,0)"
}

@test "without -g all rows are one group, also when there are none" {
  csv a,b >none
  try ccg-aggregate -p -a count,sum:b none
  expect 0 "$(csv count,b_sum 0,)"
  try ccg-aggregate -p -g a -a count none
  expect 0 a,count
}

@test "groups of several columns: parts do not run into each other" {
  csv a,b a,bc ab,c ,abc a,bc >cells
  try ccg-aggregate -p -g b,a -a count cells
  expect 0 "$(csv b,a,count bc,a,2 c,ab,1 abc,,1)"
}

@test "names with commas, colons, equals signs and quotes" {
  printf '"a,b","c:d=""e"\n1,2\n1,3\n' >cells
  try ccg-aggregate -p -g '"a,b"' -a 'sum:"c:d=""e"="x,y",collect("),"):"c:d=""e"=z' cells
  expect 0 "$(csv '"a,b","x,y",z' '1,5,"2),3"')"
}

@test "called wrongly: the place is pointed at" {
  try ccg-aggregate -a 'count,sum(:x' shops
  expect 64 '' "$(printf '%s\n' 'ccg-aggregate: -a: bracket not closed' \
    '  count,sum(:x' '              ^')"
  for call in '' 'count,' nope:x 'sum' 'count(3)' 'quantile:x' 'quantile(2):x' \
    'quantile(x):x' 'sum:' 'sum:x=' 'sum:x y=,' 'best:x' 'best=y' 'sum:"x' \
    'count,count' 'sum:x=a,count=a' 'collect():x'; do
    try ccg-aggregate -a "$call" shops
    expect 64 '' 'ccg-aggregate: *' || { echo "-a '$call'" && return 1; }
  done
  for words in '' '-g city' '-a count -g city -g shop' '-a count -g city,' \
    '-a count -m x' '-a count -m 1 -m 1' '--merge -a count' '--merge --sorted' \
    '-a count shops shops' '-a count -g count' '-a best -g org_name'; do
    # shellcheck disable=SC2086 # words
    try ccg-aggregate $words <shops
    expect 64 '' '*ccg-aggregate*' || { echo "$words" && return 1; }
  done
}

@test "sorted input: a group at a time; a key out of order is an error" {
  csv k,x a,1 a,2 ab,3 b,4 >cells
  try ccg-aggregate -p --sorted -g k -a sum:x cells
  expect 0 "$(csv k,x_sum a,3 ab,3 b,4)"
  csv k,x a,1 b,2 a,3 >cells
  try ccg-aggregate --sorted -g k -a sum:x cells
  expect 65 '' 'ccg-aggregate: cells:4: not sorted by k'
  try ccg-aggregate -p --sorted -a sum:x cells
  expect 0 "$(csv x_sum 6)"
}

@test "partial results of parts are the result of the whole" {
  calls='count,sum:v,mean:v,min:v,max:v,stddev:v,median:v,quantile(.7):v'
  calls+=',first:w,last:w,least:w,greatest:w,distinct:w,mode:w,collect:w'
  calls+=',unique(/):w,count:w,empty:w,invalid:w'
  random_rows 7 400 >rows
  want=$(ccg-aggregate -p -g a,b -a "$calls" rows)
  { head -n 1 rows && tail -n +2 rows | head -n 150; } >one
  { head -n 1 rows && tail -n +152 rows | head -n 1; } >two
  { head -n 1 rows && tail -n +153 rows; } >three
  head -n 1 rows >none
  for part in one none two three; do
    ccg-aggregate --partial -g a,b -a "$calls" $part >$part.gz
  done
  [[ $(ccg-aggregate -p --merge one.gz none.gz two.gz three.gz) == "$want" ]]
  ccg-aggregate --merge --partial one.gz two.gz >onetwo.gz
  [[ $(ccg-aggregate -p --merge onetwo.gz three.gz) == "$want" ]]
  [[ $(ccg-aggregate -p --merge -m 1 onetwo.gz three.gz) == "$want" ]]
  [[ $(ccg-aggregate -p --merge -s three.gz two.gz one.gz -C a,b,v_sum) == \
    "$(ccg-aggregate -p -s -g a,b -a "$calls" -C a,b,v_sum rows)" ]]
}

# tree CALLS GROUP FILE SEED: partial results of random parts of FILE, of which
# some have no rows, merged in a random tree, are what one run gives.
tree() {
  local part=() i at lines cut=1
  RANDOM=$4 lines=$(wc -l <"$3")
  ccg-aggregate -p -g "$2" -a "$1" "$3" >want
  ccg-aggregate --partial -g "$2" -a "$1" "$3" >want.gz
  for ((i = 0; cut < lines; i++)); do
    at=$cut cut=$((cut + RANDOM % 4 * lines / 9))
    { head -n 1 "$3" && tail -n +$((at + 1)) "$3" | head -n $((cut - at)); } |
      ccg-aggregate --partial -m $((RANDOM % 2 ? 1 << 30 : 1)) -g "$2" -a "$1" \
        -$((RANDOM % 10)) >"part$i"
    part+=("part$i")
  done
  while ((${#part[@]} > 1)); do
    at=$((RANDOM % (${#part[@]} - 1))) i=$((i + 1))
    ccg-aggregate --merge --partial "${part[at]}" "${part[at + 1]}" >"part$i"
    part[at]=part$i
    part=("${part[@]:0:at+1}" "${part[@]:at+2}")
  done
  cmp <(zcat want.gz) <(zcat "${part[0]}") && # another level, the same bytes
    cmp want <(ccg-aggregate -p --merge "${part[0]}")
}

@test "parts merged in any tree are the result of the whole" {
  calls='count,sum:v,mean:v,min:v,max:v,stddev:v,median:v,quantile(.7):v'
  calls+=',first:w,last:w,least:w,greatest:w,distinct:w,mode:w,collect:w'
  calls+=',unique(/):w,count:w,empty:w,invalid:w,collect(""):a=all'
  for seed in ${SEEDS:-2 5}; do
    random_rows "$seed" $((seed * 40)) >rows
    tree "$calls" a,b rows "$seed" || { echo "seed $seed" && return 1; }
  done
}

@test "best in any tree, with groups in which nothing counts at first" {
  awk 'BEGIN { srand(6); for (i = 0; i < 200; i++)
    printf "spending,d%d,f%d,%dX,A,201%d-17,spend,acute,actual,year,%s,%s,2017-0%d,0.%d,exact,news,,%d,c%d,\n",
      rand() * 9, i, rand() * 9, rand() * 3, rand() < .5 ? "" : int(rand() * 9),
      rand() < .5 ? "denied" : "asserted", 1 + rand() * 2, rand() * 9, rand() * 900, i }' >lines
  facts "$(<lines)" >rows
  for seed in ${SEEDS:-1}; do
    tree best org_code,fin_year rows "$seed"
    tree best,count org_code rows "$seed"
  done
}

@test "a state of any length is written, as rows that merge" {
  awk 'BEGIN { srand(2); print "g,v,w"
    for (i = 0; i < 60000; i++) {
      w = ""
      for (k = 0; k < 12; k++) w = w sprintf("%c%d", 59 + rand() * 3, rand() * 1e6)
      printf "%d,%d.%02d,%s\n", i % 7 == 0, rand() * 1e9, rand() * 100, w
    }
  }' >rows
  head -n 15000 rows >few
  tree 'count,median:v,distinct:w,mode:w,first:w' g few 7
  (($(zcat want.gz | wc -l) > 3))
  ccg-aggregate --partial -g g -a 'collect:w,unique(<):w' rows | # 6 MB each
    ccg-aggregate -p --merge >have
  ccg-aggregate -p -g g -a 'collect:w,unique(<):w' rows | cmp - have
}

@test "what is no partial result, or one of other calls" {
  try ccg-aggregate --merge shops
  expect 65 '' 'ccg-aggregate: shops:1: not a partial result'
  ccg-aggregate --partial -g city -a count shops >a.gz
  ccg-aggregate --partial -g shop -a count shops >b.gz
  ccg-aggregate --partial -g city -a sum:price shops >c.gz
  try ccg-aggregate --merge a.gz b.gz
  expect 65 '' 'ccg-aggregate: b.gz:1: a partial result of other columns or functions'
  try ccg-aggregate --merge a.gz c.gz
  expect 65 '' 'ccg-aggregate: c.gz:1: a partial result of other*'
  zcat c.gz | sed 's/1:3/1:X/' >d
  try ccg-aggregate --merge d
  expect 65 '' 'ccg-aggregate: d:2: not a state of these functions'
  for header in 'ccg-partial-1:1,k,nope:x' 'ccg-partial-1:1,k,"count,count"' \
    'ccg-partial-1:9,k,count' 'ccg-partial-1:1,k' ccg-partial-1:1x,k,count ccg-partial-1:-1,k,count \
    ccg-partial-1:,k,count ccg-partial-2:1,k,count; do
    csv "$header" >e
    try ccg-aggregate --merge e
    expect 65 '' 'ccg-aggregate: e:1: not a partial result'
  done
}

@test "the same bytes in memory, on disk and for any layout of the input" {
  random_rows 3 2000 >rows
  calls='count,sum:v,median:v,distinct:w,unique:w,first:w,collect:w,stddev:v'
  for sorted in '' -s; do
    want=$(ccg-aggregate -g a,b $sorted -a "$calls" rows | md5sum)
    for memory in 1 5k 100k; do
      [[ $(ccg-aggregate -g a,b $sorted -m $memory -a "$calls" rows | md5sum) == "$want" ]]
    done
    for cut in 1 30 4096; do
      { head -c $cut rows | gzip -1 && tail -c +$((cut + 1)) rows | gzip -6; } >rows.gz
      [[ $(ccg-aggregate -g a,b $sorted -a "$calls" rows.gz | md5sum) == "$want" ]]
    done
  done
}

random_rows() { # SEED ROWS
  awk -v seed="$1" -v rows="$2" 'BEGIN {
    srand(seed)
    split("a b,c \"\"q\"\" x\ny \xc3\xa9 , 0 00", word, " ")
    print "a,b,v,cents,w"
    for (i = 1; i <= rows; i++) {
      cents = int((rand() - .5) * 10 ^ int(rand() * 9))
      sign = cents < 0 ? "-" : ""
      whole = int((cents < 0 ? -cents : cents) / 100)
      printf "%d,\"%s\",%s%d.%02d,%d,%s\n", rand() * rand() * 9,
        word[int(rand() * 8) + 1], sign, whole,
        (cents < 0 ? -cents : cents) - whole * 100, cents,
        rand() < .1 ? "" : "\"" word[int(rand() * 8) + 1] "\""
    }
  }'
}

@test "random tables: as SQLite groups them" {
  pounds='ltrim(rtrim(rtrim(printf("%s%d.%02d", iif(X < 0, "-", ""), abs(X) / 100, abs(X) % 100), "0"), "."))'
  for seed in ${SEEDS:-1 3 5}; do
    random_rows "$seed" $((seed * 97)) >rows
    sqlite3 -csv :memory: '.import --csv rows r' "select a, b, count(*),
      ${pounds//X/sum(cents)}, ${pounds//X/min(cents + 0)}, ${pounds//X/max(cents + 0)},
      count(distinct w), min(w), max(w), sum(w = ''),
      (select w from r q where q.a = r.a and q.b = r.b order by q.rowid limit 1)
      from r group by a, b order by min(rowid)" | cat <(echo a,b,n,s,l,h,d,f,g,e,i) - |
      ccg-flag -p --no-builtin -C a,b,n,s,l,h,d,f,g,e,i >want
    ccg-aggregate -p -g a,b -a count=n,sum:v=s,min:v=l,max:v=h,distinct:w=d \
      -a least:w=f,greatest:w=g,empty:w=e,first:w=i rows >have
    diff want have
  done
}

@test "best: paper over press, later, surer, asserted, exact, first by id" {
  row=deficits,d%s,f%s,01A,A,2016-17,position,,actual,year,%s,%s,%s,%s,%s,%s,,1,c%s,
  # Each line loses against the one before it.
  # shellcheck disable=SC2059 # a row
  ranked=$(printf "$row\n" 1 8 1 asserted 2016-01 0.5 about table.x 1 \
    2 7 2 possible 2018 0.5 about news 2 3 1 3 asserted 2017-12-31 0.9 exact news 3 \
    4 2 4 asserted 2017-12-31 0.8 exact news 4 5 3 5 planned 2017-12-31 0.8 exact news 5 \
    6 4 6 possible 2017-12-31 0.8 exact news 6 7 5 7 possible 2017-12-31 0.8 about news 7 \
    8 6 8 possible 2017-12-31 0.8 about news 8)
  n=1
  while [[ -n $ranked ]]; do
    facts "$(tac <<<"$ranked")" | best amount_gbp,claim_id,sources "$n,c$n,$((9 - n))"
    [[ $ranked == *$'\n'* ]] || break
    ranked=${ranked#*$'\n'} n=$((n + 1))
  done
}

@test "best: denied, part, empty and doubled rows do not count" {
  facts spending,d1,f1,01A,A,2016-17,spend,acute,actual,year,5,denied,2017,1,,news,,1,c1, \
    spending,d1,f2,01A,A,2016-17,spend,acute,actual,year,7,asserted,2017,1,,table,provider=R1,2,c2, \
    spending,d1,f3,01A,A,2016-17,spend,acute,actual,year,,asserted,2017,1,,table,,3,c3, \
    spending,d1,f4,,A,2016-17,spend,acute,actual,year,9,asserted,2017,1,,table,,4,c4, \
    spending,d1,f6,01A,A,2016-17,spend,acute,actual,year,8,asserted,2017,0.5,exact,news,,9,c6,a\;b \
    spending,d1,f6,01A,A,2016-17,spend,acute,actual,year,8,asserted,2017,0.5,exact,news,,9,c6,a\;b \
    spending,d1,f7,02B,B,2016-17,spend,acute,actual,year,9,denied,2017,1,,news,,1,c1, |
    best org_code,org_name,amount_gbp,confidence,sources,statements,lowest,highest,agree,fact_id,flags \
      '01A,A,8,0.5,1,1,8,8,single,f6,a;b'
}

@test "best: lines of one category in one table add up, totals and others do not" {
  line=spending,d1,f%d,01A,A,2016-17,spend,%s,actual,year,%s,asserted,2017,0.%d,exact,%s,,%d,c%d,\\n
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$line" 1 acute 10.5 9 table.a 100 1 2 acute 20 8 table.b 30 2 \
    3 total 1 9 table.a 1 3 4 total 2 8 table.a 2 4 \
    5 reserves 1 9 news 1 5 6 reserves 2 8 news 2 6 \
    7 community 1 9 table 5 7 8 community 2 8 table 5 8)" |
    best category,amount_gbp,confidence,statements,lowest,highest,fact_id,flags \
      acute,30.5,0.8,2,30.5,30.5,f2,added_up total,1,0.9,2,1,2,f3, \
      reserves,1,0.9,2,1,2,f5, community,1,0.9,2,1,2,f7,
}

@test "best: whether the sources agree" {
  row=deficits,d%s,f%s,0%sX,A,2016-17,position,,actual,year,%s,asserted,2017,0.9,exact,news,,1,c1,
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$row\n" 1 1 1 -42 2 2 1 -42.42 1 3 2 -42 2 4 2 -42.43 1 5 3 1 1 6 3 9)" |
    best org_code,amount_gbp,lowest,highest,sources,agree \
      01X,-42,-42.42,-42,2,yes 02X,-42,-42.43,-42,2,no 03X,1,1,9,1,single
}

@test "best: by parts as in one, and in any order" {
  awk 'BEGIN { srand(5); for (i = 0; i < 300; i++)
    printf "spending,d%d,f%d,%dX,A,201%d-17,spend,%s,actual,year,%d,%s,201%d-0%d,0.%d,exact,%s,,%d,c%d,\n",
      rand() * 9, i, rand() * 3, rand() * 2, rand() < .5 ? "acute" : "total",
      rand() * 9, rand() < .1 ? "denied" : "asserted", rand() * 2, 1 + rand() * 2,
      rand() * 9, rand() < .7 ? "table" : "news", rand() * 900, i }' >lines
  facts "$(<lines)" >whole
  facts "$(head -n 99 lines)" >one
  facts "$(tail -n +100 lines)" >two
  facts "$(shuf --random-source=<(yes) lines)" >shuffled
  keys=org_code,fin_year,category
  want=$(ccg-aggregate -p -s -g $keys -a best whole)
  [[ $(wc -l <<<"$want") == 13 ]]
  [[ $(ccg-aggregate -p -s -g $keys -a best shuffled) == "$want" ]]
  [[ $(ccg-aggregate -p -s -m 1 -g $keys -a best whole) == "$want" ]]
  for part in two one; do ccg-aggregate --partial -g $keys -a best $part >$part.gz; done
  [[ $(ccg-aggregate -p -s --merge two.gz one.gz one.gz) == "$want" ]]
}

@test "best(whole) of documents in order is best, in any tree and on disk" {
  awk 'BEGIN { srand(7); for (d = 100; d < 400; d++) for (k = rand() * 5; k > 0; k--) { i++
    printf "spending,d%d,f%d,%dX,A,201%d-17,spend,%s,actual,year,%d,%s,201%d-0%d,0.%d,exact,%s,,%d,c%d,%s\n",
      d, rand() < .1 ? i - 1 : i, rand() * 2, rand() * 2, rand() < .7 ? "acute" : "total",
      rand() * 9, rand() < .1 ? "denied" : "asserted", 1 + d % 2, 1 + d % 3,
      rand() * 9, rand() < .7 ? "table" : "news", rand() * 900, i, rand() < .3 ? "a;b" : "" }
    for (k = 1; k < 5; k++)
      printf "spending,d400,g%d,%dX,A,2010-17,spend,acute,actual,year,%d,asserted,2019,0.9,exact,table,,%d,c,a\n", k, k % 2, k, k }' >lines
  facts "$(<lines)" >rows
  keys=org_code,fin_year,category
  ccg-aggregate -p -g $keys -a best rows >want
  [[ $(grep -c ',a;added_up$' want) == 2 ]]
  ccg-aggregate -p -g $keys -a 'best(whole)' rows | cmp - want
  ccg-aggregate -p -m 1 -g $keys -a 'best(whole)' rows | cmp - want
  for seed in 1 2 3; do
    tree 'best(whole)' $keys rows $seed
    tree 'best(whole),count' org_code rows $seed
  done
  # What is kept does not grow with documents.
  for n in 4 40; do
    awk -v n=$n 'BEGIN { for (d = 1; d <= 1000 * n; d++)
      printf "deficits,%06d,%d,1X,A,2016-17,position,,actual,year,%d,asserted,2017,0.9,exact,news,,1,c,\n", d, d, d }' >lines
    { facts && cat lines; } | ccg-aggregate -p --partial -g org_code -a 'best(whole)' >state
    (($(wc -c <state) < 1500))
    { facts && cat lines; } | ccg-aggregate -p -g org_code -a best >want
    ccg-aggregate -p --merge state | cmp - want
  done
}

@test "best(whole): figures of over 38 digits, arguments that are none" {
  line=spending,d1,f%d,01A,A,2016-17,spend,acute,actual,year,9e37,asserted,2017,0.9,exact,table,,%d,c,
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$line\n" 1 1 2 2)" >one
  try ccg-aggregate -g org_code -a 'best(whole)' one
  expect 65 '' 'ccg-aggregate: best(whole): result has over 38 digits'
  try ccg-aggregate -g org_code -a 'best(all)' one
  expect 64 '' 'ccg-aggregate: best: not an argument: all'
}

@test "best with other calls keeps groups in which no row counts" {
  facts deficits,d1,f1,01A,A,2016-17,position,,actual,year,1,denied,2017,1,,news,,1,c1, >one
  try ccg-aggregate -p -g org_code -a count,best -C org_code,count,amount_gbp,agree one
  expect 0 "$(csv org_code,count,amount_gbp,agree 01A,1,,)"
  try ccg-aggregate -p -g org_code -a best one
  [[ $(wc -l <out) == 1 ]]
}

@test "best: an amount that is no number, a column that is not there" {
  facts deficits,d1,f1,01A,A,2016-17,position,,actual,year,lots,asserted,2017,1,,news,,1,c1, >one
  try ccg-aggregate -g org_code -a best one
  expect 65 '' 'ccg-aggregate: one:2: best: amount_gbp: not a number'
  try ccg-aggregate -g city -a best shops
  expect 65 '' 'ccg-aggregate: shops:1: no column org_code'
}

@test "the examples of the manual" {
  cd "$tables"
  try ccg-aggregate -p -g customer -a count=orders,sum:amount=turnover,max:amount orders.csv
  expect 0 "$(csv customer,orders,turnover,amount_max 7,2,12.7,12.5 3,2,101.35,101.25 \
    ,1,99,99 9,1,1000,1000 12,1,4.05,4.05)"
  try ccg-aggregate -p -s -g customer -a 'unique(, ):item=items,distinct:item' orders.csv
  expect 0 "$(csv customer,items,item_distinct ,hinge,1 12,washers,1 \
    '3,"nuts, hinge",2' '7,"bolts, M8, nuts",2' '9,"bolts, M8",1')"
  try ccg-aggregate -p -a 'quantile(0.9):amount=p90' orders.csv
  expect 0 "$(csv p90 460.75)"
}
