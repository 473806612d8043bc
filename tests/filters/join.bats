#!/usr/bin/env bats
# shellcheck disable=SC2154 # root: helper.bash
load ../helper

setup() {
  tables=$root/fixtures/tables
  cd "$BATS_TEST_TMPDIR" || return
  csv id,name,when '1,a,2015-01-01' '2,b,2016-05-05' ',c,2017-01-01' \
    '3,"d,x",2018-01-01' '2,bb,2019-01-01' >left
  csv key,name,from,to '2,two,2014-01-01,2016-05-05' '2,zwei,2016-05-06,' \
    '4,four,,' ',none,,' >right
}

# joins OPTIONS LINE...: the join of left and right, in memory and on disk.
joins() {
  local disk
  for disk in '' '-m 700'; do
    # shellcheck disable=SC2086 # several options
    try ccg-join -p -k id=key -f right $1 $disk left
    expect 0 "$(csv "${@:2}")" '' || { echo "with ${disk:-memory}" && return 1; }
  done
}

@test "the ten standard cases" {
  standard "$tables/orders.csv" ccg-join -k customer=id \
    -f "$tables/customers.csv"
}

@test "the ten standard cases, on disk" {
  standard "$tables/orders.csv" ccg-join -k customer=id --left -m 500 \
    -f "$tables/customers.csv"
}

@test "the second stream cut, ragged, empty or missing" {
  gz key,name 2,two >whole
  head -c 20 whole >short
  csv key,name 2,two,3 >ragged
  : >empty
  for file in short ragged empty; do
    try ccg-join -k id=key -f "$file" left
    expect 65 '' "ccg-join: $file:*"
  done
  try ccg-join -k id=key -f none left
  expect 66 '' 'ccg-join: none: No such file or directory'
}

@test "inner: many to many, in order, an empty key matches nothing" {
  joins '' id,name,when,right_name,from,to \
    2,b,2016-05-05,two,2014-01-01,2016-05-05 \
    2,b,2016-05-05,zwei,2016-05-06, \
    2,bb,2019-01-01,two,2014-01-01,2016-05-05 \
    2,bb,2019-01-01,zwei,2016-05-06,
}

@test "left keeps rows without a match, filled" {
  joins '--left --empty NA' id,name,when,right_name,from,to \
    1,a,2015-01-01,NA,NA,NA \
    2,b,2016-05-05,two,2014-01-01,2016-05-05 \
    2,b,2016-05-05,zwei,2016-05-06, \
    ,c,2017-01-01,NA,NA,NA \
    '3,"d,x",2018-01-01,NA,NA,NA' \
    2,bb,2019-01-01,two,2014-01-01,2016-05-05 \
    2,bb,2019-01-01,zwei,2016-05-06,
}

@test "right: rows of the second stream at the end, their keys in place" {
  joins --right id,name,when,right_name,from,to \
    2,b,2016-05-05,two,2014-01-01,2016-05-05 \
    2,b,2016-05-05,zwei,2016-05-06, \
    2,bb,2019-01-01,two,2014-01-01,2016-05-05 \
    2,bb,2019-01-01,zwei,2016-05-06, \
    4,,,four,, ,,,none,,
}

@test "full is both" {
  joins '--full --as-of when' id,name,when,right_name,from,to \
    1,a,2015-01-01,,, \
    2,b,2016-05-05,two,2014-01-01,2016-05-05 \
    ,c,2017-01-01,,, \
    '3,"d,x",2018-01-01,,,' \
    2,bb,2019-01-01,zwei,2016-05-06, \
    4,,,four,, ,,,none,,
}

@test "semi and anti add no columns and double no rows" {
  joins --semi id,name,when 2,b,2016-05-05 2,bb,2019-01-01
  joins --anti id,name,when 1,a,2015-01-01 ,c,2017-01-01 '3,"d,x",2018-01-01'
}

@test "empty keys match on request" {
  joins '--match-empty --prefix r.' id,name,when,r.name,from,to \
    2,b,2016-05-05,two,2014-01-01,2016-05-05 \
    2,b,2016-05-05,zwei,2016-05-06, \
    ,c,2017-01-01,none,, \
    2,bb,2019-01-01,two,2014-01-01,2016-05-05 \
    2,bb,2019-01-01,zwei,2016-05-06,
}

@test "validity: both ends are included, and not the days beside them" {
  csv k,d 1,2015-12-31 1,2016-01-01 1,2016-03-31 1,2016-04-01 \
    1,2016-03-31T23:59:59.999999 1,2016-04 1,2016 1, >l
  csv k,from,to,v 1,2016-01-01,2016-03-31,in >r
  try ccg-join -p --left -k k --as-of d -f r -C d,v l
  expect 0 "$(csv d,v 2015-12-31, 2016-01-01,in 2016-03-31,in 2016-04-01, \
    2016-03-31T23:59:59.999999,in 2016-04, 2016,in ,)"
}

@test "validity: partial dates, zones, overlapping rows by their start" {
  csv k,d 1,2016-02-29 1,2016-07-31T23:30:00-01:00 1,2016-08-02 >l
  csv k,since,until,v 1,2016-02,2016-07,b 1,2015,2016-02,a \
    1,2016-08-01T00:30,2016-08-01T00:30,c >r
  try ccg-join -p --left -k k --as-of d --from since --to until -f r -C d,v l
  expect 0 "$(csv d,v 2016-02-29,a 2016-02-29,b 2016-07-31T23:30:00-01:00,c \
    2016-08-02,)"
}

@test "nearest: the last at or before, of equals the later row" {
  try ccg-join -p --left -k gauge --as-of day --from read_on --nearest \
    -f "$tables/readings.csv" -C flood,level "$tables/floods.csv"
  expect 0 "$(csv flood,level A,2.75 B, C,0.4 D,)"
  csv k,from,v 1,2020-01-01,x 1,2020-01-01,y 1,2020-01-02,z >r
  csv k,d 1,2020-01-01 >l
  try ccg-join -p -k k --as-of d --nearest -C d,v -f r l
  expect 0 "$(csv d,v 2020-01-01,y)"
}

@test "what is no date is an error with line and column" {
  csv k,d 1,2016-01-01 1,2016-02-30 >l
  csv k,from,to 1,, >r
  try ccg-join -k k --as-of d -f r l
  expect 65 '' 'ccg-join: l:3: column d: not a date: 2016-02-30'
  csv k,from,to 1,soon, >r
  try ccg-join -k k --as-of d -f r l
  expect 65 '' 'ccg-join: r:2: column from: not a date: soon'
}

@test "composite keys: parts do not run into each other" {
  csv a,b,v a,bc,1 ab,c,2 ,abc,3 >l
  csv x,b,w ab,c,yes abc,,no >r
  try ccg-join -p --left -k a=x,b -f r l
  expect 0 "$(csv a,b,v,w a,bc,1, ab,c,2,yes ,abc,3,)"
}

@test "keys with commas, equals signs and quotes in their names" {
  printf '"a,b","c=""d"\n1,2\n' >l
  csv k,v 1,x >r
  try ccg-join -p -k '"a,b"=k' -f r l
  expect 0 "$(csv '"a,b","c=""d",v' 1,2,x)"
  try ccg-join -p -k '"c=""d"=k' --anti -f r l
  expect 0 "$(csv '"a,b","c=""d"' 1,2)"
}

@test "a name that would stand twice is an error, never a loss" {
  csv k,v,right_v 1,2,3 >l
  csv k,v 1,9 >r
  try ccg-join -k k -f r l
  expect 65 '' '*column would stand twice: right_v (choose a --prefix)'
  try ccg-join -p -k k --prefix other_ -f r l
  expect 0 "$(csv k,v,right_v,other_v 1,2,3,9)"
  csv k,v,p_v 1,9,8 >r
  csv k,v 1,2 >l
  try ccg-join -k k --prefix p_ -f r l
  expect 65 '' '*column would stand twice: p_v (choose a --prefix)'
}

@test "headers alone on either side" {
  csv id,name >l
  try ccg-join -p --full -k id=key -f right -C id,from l
  expect 0 "$(csv id,from 2,2014-01-01 2,2016-05-06 4, ,)"
  csv key,v >r
  try ccg-join -p --left -k id=key -f r -C id,v left
  expect 0 "$(csv id,v 1, 2, , 3, 2,)"
  try ccg-join -p -k id=key -f r l
  expect 0 id,name,v
}

@test "cells of every kind pass byte for byte" {
  printf 'k,"v"\r\n1,"a ""b""\n, c"\r\n1, \r\n' >l
  printf '\xef\xbb\xbfk,w\n1,"\xc3\xa9\xff"\n' >r
  try ccg-join -p -k k -f r l
  cmp <(printf 'k,v,w\n1,"a ""b""\n, c",\xc3\xa9\xff\n1, ,\xc3\xa9\xff\n') out
}

@test "a missing column on either side is named" {
  try ccg-join -k nope=key -f right left
  expect 65 '' 'ccg-join: left:1: no column nope'
  try ccg-join -k id=nope -f right left
  expect 65 '' 'ccg-join: right:1: no column nope'
  try ccg-join -k id=key --as-of nope -f right left
  expect 65 '' 'ccg-join: left:1: no column nope'
}

@test "called wrongly" {
  for words in '' '-k id' '-f right' '-k id -f right --register=stp' \
    '-k = -f right' '-k id, -f right' \
    '-k id -f right -f left' '-k id=key -f right --left --full' \
    '-k id=key -f right -m 1X' '-k id=key -f right -m 0' \
    '-k id=key -f right --nearest' '-k id=key -f right -R .' \
    '-k id=key -f right --each' '-k id --roll-forward soon' \
    '-k id --register=nope' '-k id=key -f right left left' \
    '-k id=key -f right -1 -2'; do
    # shellcheck disable=SC2086 # words
    try ccg-join $words <left
    expect 64 '' '*ccg-join*' || { echo "ccg-join $words" && return 1; }
  done
  try ccg-join -k id -f - <left
  expect 64 '' 'ccg-join: both streams on standard input'
}

@test "the second stream on standard input" {
  try ccg-join -p -k id=key --semi -f - left <right
  expect 0 "$(csv id,name,when 2,b,2016-05-05 2,bb,2019-01-01)"
}

@test "the register: areas by date, with its own name for the key" {
  csv org_code,on 11H,2018-03-31 15C,2020-01-01 XXX,2020-01-01 >l
  try ccg-join -p --left --register=stp -k org_code --as-of on -C org_code,stp_code l
  expect 0 "$(csv org_code,stp_code 11H,QUY 15C,QUY XXX,)"
  csv org_code,fin_year 11H,2016-17 >l
  try ccg-join -p --register=allocation -k org_code,fin_year l
  out=$(<out)
  [[ $out == org_code,fin_year,allocation_gbp$'\n'11H,2016-17,[1-9]* ]]
}

@test "roll forward: merged bodies to one, split ones to a pair of their own" {
  csv org_code,gbp 11H,1 15C,2 XXX,3 >l
  try ccg-join -p --left --roll-forward 2021-04-01 -k org_code \
    -C org_code,gbp,successor_code,successors l
  expect 0 "$(csv org_code,gbp,successor_code,successors 11H,1,15C,1 15C,2,15C,1 \
    XXX,3,,)"
  # A body with two successors on one day, whichever the register has.
  split=$(ccg-aggregate -p -g code,from -a distinct:successor=n \
    <(ccg-join -p --right --register=successor -k code <(csv code)) |
    ccg-flag --no-builtin -p --where 'n > 1' -C code | sed -n 2p)
  [[ -n $split ]]
  csv org_code "$split" >l
  try ccg-join -p --roll-forward 2021-04-01 -k org_code -C successor_code,successors l
  out=$(tail -n 1 out)
  [[ $out == *\;*,2 ]]
  try ccg-join -p --roll-forward 2021-04-01 --each -k org_code -C successor_code l
  expect 0 "$(csv successor_code "${out%%;*}" "$(cut -d';' -f2 <<<"${out%,2}")")"
}

@test "a register of one's own" {
  try ccg-join --register=stp -R none -k id left
  expect 66 '' 'ccg-join: none*'
}

@test "one key with more rows than memory: an error with the figure" {
  try ccg-join -k id=key -f right -m 100 left
  expect 65 '' '*the rows of one key (2) take over 100 bytes*'
}

@test "the same bytes for any layout of the input" {
  seq 1 3000 | awk 'BEGIN { print "k,v" } { print $1 % 70 "," $1 }' >l
  seq 1 100 | awk 'BEGIN { print "k,w" } { print $1 % 80 ",\"x " $1 "\"" }' >r
  want=$(ccg-join -k k --full -f r l | md5sum)
  for cut in 1 9 500 7777; do
    { head -c $cut l | gzip -1 && tail -c +$((cut + 1)) l | gzip -9; } >l.gz
    { head -c 5 r | gzip -n && tail -c +6 r | gzip -n; } >r.gz
    [[ $(ccg-join -k k --full -f r.gz <l.gz | md5sum) == "$want" ]]
    [[ $(ccg-join -k k --full -m 9k -f r.gz <l.gz | md5sum) == "$want" ]]
  done
}

# Random tables: skewed keys of two parts, some empty, cells that need quotes.
random_table() { # SEED ROWS NAMES
  awk -v seed="$1" -v rows="$2" -v names="$3" 'BEGIN {
    srand(seed)
    split("a b,c \"\"q\"\" x\ny \xc3\xa9 , 0 00", word, " ")
    print names
    for (i = 1; i <= rows; i++) {
      k = int(rand() * rand() * 12)
      printf "%s,\"%s\",\"%s%d\"\n", k ? k : "", rand() < .1 ? "" : int(rand() * 3),
        word[int(rand() * 8) + 1], i
    }
  }'
}

@test "random tables: as SQLite joins them, in memory and on disk" {
  local kinds='inner left right full semi anti' queries
  on='l.a = r.x and l.b = r.y and l.a <> "" and l.b <> ""'
  for seed in ${SEEDS:-2 5 6}; do
    random_table "$seed" $((seed * 23)) a,b,v >l
    random_table $((seed + 50)) $((seed * 17)) x,y,w >r
    queries=()
    for kind in $kinds; do
      case $kind in
        semi) what="l.* from l where exists (select 1 from r where $on) order by l.rowid" ;;
        anti) what="l.* from l where not exists (select 1 from r where $on) order by l.rowid" ;;
        *) what="coalesce(l.a, r.x), coalesce(l.b, r.y), v, w from l $kind join r on $on
          order by l.rowid is null, l.rowid, r.rowid" ;;
      esac
      { [[ $kind == semi || $kind == anti ]] && echo a,b,v || echo a,b,v,w; } >"$kind"
      queries+=(".once '|cat >>$kind'" "select $what")
    done
    sqlite3 -csv :memory: '.import --csv l l' '.import --csv r r' "${queries[@]}"
    for kind in $kinds; do
      options=--$kind && [[ $kind == inner ]] && options=
      # shellcheck disable=SC2086 # none or one
      ccg-join -p -k a=x,b=y $options -f r l >raw
      ccg-flag -p --no-builtin -C a,b,v "$kind" >want
      ccg-flag -p --no-builtin -C a,b,v raw | cmp want - ||
        { echo "$kind, seed $seed" && return 1; }
      # shellcheck disable=SC2086
      ccg-join -p -k a=x,b=y $options -f r -m 6k l | cmp raw - ||
        { echo "$kind, seed $seed, on disk" && return 1; }
    done
  done
}

@test "the examples of the manual" {
  cd "$tables"
  try ccg-join -p --left -k customer=id -f customers.csv orders.csv
  [[ $(wc -l <"$BATS_TEST_TMPDIR/out") == 10 ]]
  try ccg-join -p --anti -k customer=id -f customers.csv orders.csv
  expect 0 "$(csv order,customer,item,day,amount,sent,paid \
    4,,hinge,2024-02-01,99,2024-02-03,2024-02-03 \
    6,12,washers,2024-03-09,4.05,,)"
  try ccg-join -p -k item --as-of day -C order,price -f prices.csv orders.csv
  expect 0 "$(csv order,price 1,12 2,0.09 3,0.10 5,13.5 7,100)"
}
