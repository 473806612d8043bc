#!/usr/bin/env bats
# shellcheck disable=SC2154 # root: helper.bash
load ../helper

setup() {
  tables=$root/fixtures/tables
  cd "$BATS_TEST_TMPDIR" || return
  csv id,amount,city,day,flags '1,5.5,Leeds,2016-07-31,old' '2,,York,,' \
    '3,-20,"São, P",2016-08-01,big' '4,100,leeds,2017-01-01,' >rows
}

# is EXPRESSION IDS: of which rows of the file rows it is true.
is() {
  try ccg-flag -p -C id --where "$1" rows
  # shellcheck disable=SC2086 # ids
  expect 0 "$(csv id $2)" '' || { echo "$1" && return 1; }
}

# holds EXPRESSION, fails EXPRESSION: of a row with the columns a, b and `c d`.
holds() {
  printf 'a,b,c d\n%s\n' "${row-12,7.5,}" >one
  try ccg-flag -p -C a --where "$1" one
  if ! expect 0 "$(<out)" '' || (($(wc -l <out) != 2)); then
    echo "$1" && return 1
  fi
}
fails() {
  printf 'a,b,c d\n%s\n' "${row-12,7.5,}" >one
  try ccg-flag -p -C a --where "$1" one
  expect 0 a '' || { echo "$1" && return 1; }
}

# at COLUMN REASON EXPRESSION: the message, and where its caret stands.
at() {
  try ccg-flag --where "$3" rows
  expect 64 '' "$(printf 'ccg-flag: --where: %s\n  %s\n  %*s^' "$2" "${4-$3}" "$1" '')"
}

@test "the ten standard cases" {
  standard "$tables/orders.csv" ccg-flag -e 'large: amount >= 1000'
}

@test "the ten standard cases with the built-in checks" {
  csv org_code,measure,x 01A,position,1 02B,rating,2 >few
  standard few ccg-flag
  standard few ccg-flag -m 1
}

@test "codes are added behind those that are there, none twice" {
  try ccg-flag -p -e 'big: abs(amount) >= 20' -e 'cap: city =~ "^[A-Z]"' \
    -e 'big: amount > 99' rows
  expect 0 "$(csv id,amount,city,day,flags '1,5.5,Leeds,2016-07-31,old;cap' \
    '2,,York,,cap' '3,-20,"São, P",2016-08-01,big;cap' \
    '4,100,leeds,2017-01-01,big')"
}

@test "a stream without the column gets it; one with it elsewhere keeps it there" {
  csv a 1 >one
  try ccg-flag -p -e 'x: a = 1' one
  expect 0 "$(csv a,flags 1,x)"
  csv flags,a x\;y,1 ,2 >one
  try ccg-flag -p -e 'y: a > 0' -e 'z: has(flags, "x")' one
  expect 0 "$(csv flags,a 'x;y;z,1' y,2)"
}

@test "without rules a plain copy, byte for byte" {
  printf 'k,flags\r\n"a ""b""\n, c",\xc3\xa9\xff\r\n' | try ccg-flag -p
  cmp <(printf 'k,flags\n"a ""b""\n, c",\xc3\xa9\xff\n') out
}

@test "--only and --where leave rows out, and nothing else does" {
  try ccg-flag -p --only big,old -C id,flags rows
  expect 0 "$(csv id,flags 1,old 3,big)"
  try ccg-flag -p -e 'new: day > 2016-07-31' --only new -C id,flags rows
  expect 0 "$(csv id,flags '3,big;new' 4,new)"
  try ccg-flag -p -e 'new: day > 2016-07-31' --only new --where 'amount > 0' \
    -C id,flags rows
  expect 0 "$(csv id,flags 4,new)"
}

@test "--fail-on: all is written, then exit 1 from that level on" {
  for level in info warn error; do
    for fail in info warn error; do
      case $level,$fail in
        info,warn | info,error | warn,error) want=0 ;;
        *) want=1 ;;
      esac
      try ccg-flag -p -e "x[$level]: id = 3" --fail-on $fail -C id,flags rows
      expect $want "$(csv id,flags 1,old 2, '3,big;x' 4,)" || return
    done
  done
  [[ $(<err) == 'ccg-flag: 1 row at or above the level of --fail-on' ]]
  try ccg-flag -e 'big[error]: id = 3' --fail-on error rows
  expect 1 # a code that was there counts when it is given again
  try ccg-flag -e 'x[error]: id = 9' --fail-on info rows
  expect 0
}

@test "rules from a file, with lines that go on" {
  try ccg-flag -p -f "$tables/orders.rules" --only odd,unpaid --fail-on error \
    -C order,flags "$tables/orders.csv"
  expect 1 "$(csv order,flags '3,odd;unpaid' 5,unpaid)" '*: 1 row at or above*'
  printf 'a: id = 1\r\n\n  # no comment here\n' >rules
  try ccg-flag -f rules rows
  expect 64 '' "$(printf '%s\n' 'ccg-flag: rules:1: a sign that means nothing here' \
    '    # no comment here' '    ^')"
  printf 'ok: id = 1\n\n# x\nbad: id >\n' >rules
  try ccg-flag -f rules rows
  expect 64 '' 'ccg-flag: rules:4: a column, a value or a bracket is due here*'
  try ccg-flag -f none rows
  expect 66 '' 'ccg-flag: none: No such file or directory'
}

@test "numbers: exact, in any spelling" {
  holds 'a = 12 and a = 12.0 and a = 1.2e1 and a == +12 and 12 = a'
  holds 'b + 0.1 + 0.2 = 7.8'
  holds '0.1 + 0.2 = 0.3'
  holds 'a * b = 90 and a / b = 1.6 and a - b = 4.5 and -a + b = -4.5'
  holds '7 % 3 = 1 and -7 % 3 = -1 and 7.5 % 2 = 1.5'
  holds '1 / 3 = 0.333333333333333333'
  holds '2 + 3 * 4 = 14 and (2 + 3) * 4 = 20 and 10 - 4 - 3 = 3 and - 2 * 3 = -6'
  holds 'a != 13 and a <> 13 and a >= 12 and a <= 12 and not a < 12 and not a > 12'
  row=99999999999999999999999999999999999999,1, holds 'a - 1 < a'
  row=-0,1, holds 'a = 0'
}

@test "a result of over 38 digits is an error, a share of nothing unknown" {
  csv a,b 99999999999999999999999999999999999999,0 >one
  try ccg-flag --where 'a + 1 > 0' one
  expect 65 '' 'ccg-flag: one:2: result of over 38 digits (at byte 3 of --where)'
  try ccg-flag --where 'a * a > 0' one
  expect 65
  fails 'a / 0 = 1' && fails 'not a / 0 = 1' && fails 'a % 0 = 0'
}

@test "texts" {
  is 'city = "Leeds"' 1
  is "city = 'Leeds'" 1
  is 'city != "Leeds"' '2 3 4'
  is 'city > "Leeds"' '2 3 4'
  is 'lower(city) = "leeds"' '1 4'
  is 'upper(city) = "LEEDS" and length(city) = 5' '1 4'
  is 'length(city) = 6' 3 # characters, not bytes
  is 'contains(city, ", ")' 3
  is 'starts(city, "Yo") or ends(city, "eds")' '1 2 4'
  row=',"say ""hi""",' holds 'b = "say ""hi""" and b = '\''say "hi"'\'''
  row='1," x	",' holds 'trim(b) = "x" and b != "x"'
  row='1,x,it'\''s' holds '`c d` = '\''it'\'''\''s'\'''
}

@test "dates" {
  is 'day >= 2016-07-31' '1 3 4'
  is 'day < 2016-08-01' 1
  is 'day in (2016-08-01, 2017-01-01)' '3 4'
  is 'day - 2016-07-31 = 1' 3
  is 'date(day) + 1 = 2016-08-01' 1
  is '2017-01-01 - day > 153' 1
  is 'year(day) = 2016 and month(day) = 8 and day(day) = 1' 3
  is 'fin_year(day) = "2016-17"' '1 3 4'
  is 'date("2016-07-31") = day' 1
  is 'is_date(day)' '1 3 4'
  row=2016,2016-02, holds 'date(a) = 2016-01-01 and date(b) = 2016-02-01'
  row=2016-02-28,,, csv a 2016-02-28 >one
  holds '2016-02-28 + 2 = 2016-03-01 and 2015-02-28 + 1 = 2015-03-01'
  holds 'text(2016-02-28 + 1) = "2016-02-29" and text(1/4) = "0.25"'
}

@test "an empty cell is unknown as a number and a date, and a text like any other" {
  is 'amount > 5' '1 4'
  is 'not amount > 5' 3
  is 'not (amount > 5 and id = 2)' '1 3 4'
  is 'amount > 5 or id = 2' '1 2 4'
  is 'not (amount > 5 or id = 2)' 3
  is 'amount not in (100, -20)' 1
  is 'empty(amount)' 2
  is 'amount = ""' 2
  is 'not empty(day) and day != 2016-07-31' '3 4'
  is 'is_number(amount)' '1 3 4'
}

@test "column against column" {
  row=10,9, holds 'a > b and b < a and a != b'
  row=10,10.0, holds 'a = b'
  row=10,10.0, fails 'text(a) = text(b)'
  row=x,y, holds 'a < b'
  row=x,, fails 'a < b or a > b or a = b or not a > b'
  row=x,, holds 'a != b'
  row=,, holds 'a = b'
  row=10,9, holds 'max(a, b, 3) = 10 and min(a, b, 9.5) = 9 and abs(b - a) = 1'
  row=2.345,2, holds 'round(a, b) = 2.34 and round(a) = 2 and round(2.5) = 2 and round(3.5) = 4'
}

@test "lists and patterns" {
  is 'city in ("Leeds", "York")' '1 2'
  is 'city not in ("Leeds", "York")' '3 4'
  is 'id in (1, 2 + 1)' '1 3'
  is 'city =~ "^[Ll]eeds$"' '1 4'
  is 'city !~ "(?i)^leeds$"' '2 3'
  is 'city =~ "^S.o,"' 3 # the dot is a character
  is 'city =~ "\s\p{Lu}"' 3
  row=$'\xff\xfe,1,' holds 'a =~ "^." or a !~ "x"'
}

@test "and binds closer than or, not closer than both" {
  holds '1 = 1 or 1 = 1 and 1 = 2'
  fails '(1 = 1 or 1 = 1) and 1 = 2'
  holds 'not 1 = 2 and 1 = 1'
  holds '!(1 = 2) && 1 = 1 || 1 = 2'
  holds '(a = 12) = (b = 7.5) and (a = 12) != (b = 7)'
  holds 'NOT a IN (1, 2) AND a = 12'
}

@test "columns by any name" {
  printf '"a,b",in,2016,Größe,"q`t"\n1,2,3,4,5\n' >one
  try ccg-flag -p -C in --where '`a,b` = 1 and `in` = 2 and `2016` = 3 and Größe = 4 and `q``t` = 5' one
  expect 0 "$(csv in 2)"
  try ccg-flag --where 'amont > 1' rows
  expect 65 '' 'ccg-flag: rows:1: no column amont (in --where)'
}

@test "a cell that is no number or date: an error with line and column" {
  try ccg-flag --where 'city > 4' rows
  expect 65 '' 'ccg-flag: rows:2: column city: not a number: Leeds'
  try ccg-flag --where 'amount = 5.5 or city > 2016-01-01' rows
  expect 65 '' 'ccg-flag: rows:3: column city: not a date: York'
  is 'is_number(city) and city > 4' ''
  try ccg-flag --where 'number(lower(city)) > 4' rows
  expect 65 '' 'ccg-flag: rows:2: not a number (at byte 1 of --where)'
}

@test "errors of expressions point at the place" {
  at 9 'a column, a value or a bracket is due here' 'amount > '
  at 7 'a number is compared with a text' '5 + 1  < "x"'
  at 0 'a column where a condition is due' amount
  at 15 'a number where a condition is due' 'id = 1 and not 5'
  at 7 'the expression should end here' 'id = 1 id'
  at 4 'no such function' 'not nope(id)'
  at 0 'length takes 1 argument' 'length(id, city) > 1'
  at 6 'a text where a number is due' 'id = -"x"'
  at 5 'quote not closed' 'id = "x'
  at 7 'a closing bracket is due here' 'id = (1'
  at 8 'missing closing parenthesis at offset 2' 'city =~ "(x"'
  at 8 'a pattern in quotes is due here' 'city =~ id'
  at 7 '"in" is due here' 'id not 5'
  at 3 'a sign that means nothing here' 'id # 5'
  at 6 'no such day' 'day > 2016-02-30'
  at 11 'two dates are not added (number() makes a number of a column)' '2016-01-01 + 2016-01-01 > day'
  at 14 'the members of a list are of one kind' 'city in ("x", 4)'
  at 7 'a closing bracket is due here' '(id = 1'
  try ccg-flag --where '' rows
  expect 64 '' 'ccg-flag: --where: a column, a value*'
  try ccg-flag --where "$(printf '(%.0s' {1..100000})" rows
  expect 64 '' 'ccg-flag: --where: too deep*'
  try ccg-flag --where "$(printf 'not %.0s' {1..9999}) id = 1" rows
  expect 64 '' 'ccg-flag: --where: too deep*'
}

@test "the caret stands under the character, however many bytes are before it" {
  try ccg-flag -e 'größer: id = 1' rows
  expect 64
  try ccg-flag -e 'x: "São" = city and 5' rows
  expect 64 '' "$(printf '%s\n' 'ccg-flag: -e: a number where a condition is due' \
    '  x: "São" = city and 5' '                      ^')"
  try ccg-flag -e 'x[bad]: id = 1' rows
  expect 64 '' "$(printf '%s\n' 'ccg-flag: -e: a level is info, warn or error' \
    '  x?bad?: id = 1' '    ^')"
}

@test "called wrongly" {
  for words in '--fail-on bad' '--fail-on' '-e x' '-e :' '--only ,' '--only a --only b' \
    '--where id=1 --where id=1' '-m x' '--conflict x' '--conflict -1' \
    '--conflict 1 --conflict 1' '--builtin --no-builtin' 'rows rows' '-R . -R .'; do
    # shellcheck disable=SC2086 # words
    try ccg-flag $words <rows
    expect 64 '' '*ccg-flag*' || { echo "$words" && return 1; }
  done
}

@test "a pattern that runs away stops the run, with its line" {
  printf 'a\n%s\n' "$(printf 'a%.0s' {1..60})" >one
  try ccg-flag --where 'a =~ "^(a+)+(a+)+(a+)+$(?<=b)"' one
  [[ $(<code) == 0 ]] || expect 65 '' 'ccg-flag: one:2: the pattern takes too long*'
}

@test "the same bytes for any layout of the input" {
  seq 1 3000 | awk 'BEGIN { print "k,v" } { print $1 ",\"a, " $1 % 7 "\"" }' >l
  want=$(ccg-flag -e 'x: v =~ "3"' <l | md5sum)
  for cut in 1 9 500 7777; do
    { head -c $cut l | gzip -1 && tail -c +$((cut + 1)) l | gzip -9; } >l.gz
    [[ $(ccg-flag -e 'x: v =~ "3"' l.gz | md5sum) == "$want" ]]
  done
}

@test "random rows: as SQLite sees them" {
  awk 'BEGIN { srand(11); print "a,b,t"
    for (i = 0; i < 500; i++) printf "%s,%s,%s\n", rand() < .1 ? "" : int(rand() * 9) - 4,
      int(rand() * 9) - 4, substr("abcABC", 1 + int(rand() * 6), 1 + int(rand() * 3)) }' >rows
  while IFS='|' read -r ours theirs; do
    sqlite3 -csv :memory: '.import --csv rows r' 'update r set a = null where a = ""' \
      'create view v as select a * 1 as a, b * 1 as b, t from r' \
      "select a, b, t from v where ${theirs:-$ours}" | cat <(echo a,b,t) - |
      ccg-flag -p -C a,b,t >want
    ccg-flag -p --where "$ours" -C a,b,t rows >have
    cmp want have || { echo "$ours" && return 1; }
  done <<'END'
a < 2 and b > -1 or t = 'a'
not (a < 2 and b > -1)
not a = 3 or b in (1, 2, -3) and not t in ('a', 'ab')
a + b * 2 - 1 > 3 - a
(a + b) * 2 > 3|(a + b) * 2 > 3
number(a) not in (1, 2) and a * a <= 9|a not in (1, 2) and a * a <= 9
starts(t, "a") or t =~ "B"|t glob 'a*' or t glob '*B*'
a % 3 = 1 or b % 2 = -1
length(t) = 2 and lower(t) != t
END
}

# A stream of facts for the built-in checks.
facts() {
  csv dataset,org_code,measure,value,scope,category,basis,span,amount_gbp,modality,fin_year,as_of,event_date,doc_id,evidence_start,rule,detail,id \
    "$@" >facts
}

# finds CODE ID...: the rows that get the code, in memory and on disk.
finds() {
  local memory
  for memory in 1G 1; do
    try ccg-flag -p -m $memory --only "$1" -C id facts
    expect 0 "$(csv id "${@:2}")" '' || { echo "$1" && return 1; }
  done
}

@test "no_period, org_not_open" {
  facts deficits,11H,position,,,,actual,year,-5,asserted,,2016,,d1,1,,,1 \
    deficits,11H,position,,,,actual,year,-5,asserted,2016-17,2016,,d1,2,,,2 \
    status,11H,rating,good,,,,,,asserted,,,,d1,3,,,3 \
    status,11H,rating,good,,,,,,asserted,2019-20,2019,,d1,4,,,4 \
    status,11H,leadership,left,,,,,,asserted,,2017,2018-06-01,d1,5,,,5 \
    status,11H,leadership,left,,,,,,asserted,,2018-06,2018-03-31,d1,6,,,6 \
    status,11H,merger,completed,,,,,,asserted,,2018-06,2018-04-01,d1,7,,,7 \
    status,XXX,rating,good,,,,,,asserted,1990-91,1990,,d1,8,,,8
  finds no_period 1
  finds org_not_open 4 5
}

@test "implausible, deficit, large_deficit: by the allocation, and the thresholds" {
  read -r _ gbp < <(ccg-join -p --register=allocation -k org_code,fin_year \
    <(csv org_code,fin_year 11H,2016-17) -C org_code,allocation_gbp | tail -n 1 | tr , ' ')
  row=%s,11H,%s,,,%s,%s,year,%s,%s,2016-17,2017,,d1,1,,,%s
  rows=
  while read -r dataset measure category basis thousandths modality id; do
    # shellcheck disable=SC2059 # a row
    printf -v line "$row\n" "$dataset" "$measure" "${category#-}" "$basis" \
      $((gbp * thousandths / 1000)) "$modality" "$id"
    rows+=$line
  done <<'END'
deficits position - actual -9 asserted 1
deficits position - actual -11 asserted 2
deficits position - actual -51 asserted 3
deficits position - actual -301 asserted 4
deficits position - actual 301 asserted 5
deficits position - target -51 required 6
spending spend total actual 1499 asserted 7
spending spend total actual 1501 asserted 8
deficits position - actual -51 denied 9
END
  facts "${rows%$'\n'}"
  finds deficit 2
  finds large_deficit 3 4
  finds implausible 4 5 8
  try ccg-flag -p --deficit 0.5 --large-deficit 40 --implausible-spending 100 \
    --implausible-position 60 --only deficit,large_deficit,implausible -C id,flags facts
  expect 0 "$(csv id,flags 1,deficit 2,deficit 3,deficit 4,deficit \
    7,implausible 8,implausible)" ''
}

@test "conflict: two documents, the same figure, too far apart" {
  row=deficits,%s,position,,,,%s,year,%s,%s,2016-17,%s,,%s,1,,,%d
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$row\n" \
    01A actual -100 asserted 2017-01 d1 1  01A actual -104 asserted 2018-01 d2 2 \
    01A actual -120 asserted 2018-01 d3 3  01A actual -999 possible 2018-01 d4 4 \
    02B forecast -100 asserted 2017-01 d1 5  02B forecast -200 asserted 2017-02 d2 6 \
    02B forecast -201 asserted 2017-02-28 d3 7  02B plan -900 asserted 2017-02 d4 8 \
    03C actual -100 asserted 2017-01 d1 9  03C actual -200 asserted 2017-01 d1 10 \
    04D actual 5 asserted 2017-01 d1 11  04D actual -5 asserted 2017-01 d2 12)"
  finds conflict 1 2 3 11 12
  try ccg-flag -p --conflict 17 --only conflict -C id facts
  expect 0 "$(csv id 11 12)"
}

@test "conflict: ranges that meet agree; a summary says it itself" {
  csv org_code,measure,amount_gbp,amount_low,amount_high,fin_year,basis,doc_id,id \
    01A,position,-35,-40,-30,2016-17,actual,d1,1 01A,position,-30,-30,-30,2016-17,actual,d2,2 \
    02B,position,-35,-40,-30,2016-17,actual,d1,3 02B,position,-20,-20,-20,2016-17,actual,d2,4 >facts
  finds conflict 3 4
  csv org_code,measure,agree,id 01A,position,no,1 01A,position,yes,2 01A,position,single,3 >facts
  finds conflict 1
}

@test "worse_than_plan, worse_than_control_total: against the one stated last" {
  row=%s,01A,%s,,,%s,%s,year,%s,%s,2016-17,%s,,d%s,1,,,%s
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$row\n" \
    deficits position '' plan -5 asserted 2016-04 1 1 \
    deficits position '' plan -10 asserted 2016-09 2 2 \
    deficits position '' forecast -10.1 asserted 2016-10 3 3 \
    deficits position '' actual -10.2 asserted 2017-05 4 4 \
    deficits control_total '' target -9 required 2016-04 5 5 \
    deficits control_total '' target -10.15 required 2016-05 6 6 \
    deficits position_cumulative '' actual -90 asserted 2017-05 7 7 \
    spending spend total plan 100 asserted 2016-04 1 8 \
    spending spend total actual 101.5 asserted 2016-04 1 9 \
    spending savings total plan 8 asserted 2016-04 1 10 \
    spending savings total actual 7 asserted 2017-04 1 11)"
  finds worse_than_plan 4 9 11
  finds worse_than_control_total
  try ccg-flag -p --worse 0 --only worse_than_control_total -C id facts
  expect 0 "$(csv id 4)"
}

@test "worsening: a greater deficit at the end of the next year" {
  row=deficits,%s,position,,,,actual,%s,%s,asserted,%s,2020,,d%s,1,,,%s
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$row\n" 01A year -10 2015-16 1 1  01A year -11 2016-17 1 2 \
    01A year -12.2 2017-18 1 3  01A to_date -99 2018-19 1 4 \
    02B year 3 2015-16 1 5  02B year -1 2016-17 1 6  02B year 2 2017-18 1 7 \
    03C year -1 2014-15 1 8  03C year -9 2016-17 1 9)"
  finds worsening 3 6
}

@test "inadequate_in_intervention, never_exited" {
  row=status,%s,%s,%s,%s,,,,,%s,,%s,,d%s,1,,,%s
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$row\n" \
    01A special_measures in financial asserted 2016-01 1 1 \
    01A special_measures exited financial asserted 2018-01 1 2 \
    01A rating inadequate overall asserted 2016-07 1 3 \
    01A rating inadequate cancer asserted 2016-07 1 4 \
    02B legal_directions in '' asserted 2015-01 1 5 \
    02B rating inadequate '' asserted 2019-07 1 6 \
    03C legal_directions in '' denied 2015-01 1 7 \
    03C rating inadequate '' asserted 2015-07 1 8 \
    04D legal_directions in '' asserted 2014-01 1 9 \
    04D legal_directions exited '' asserted 2014-06 1 10 \
    04D rating inadequate '' asserted 2016-07 1 11 \
    04D legal_directions in '' asserted 2019 1 12 \
    05E special_measures in overall asserted 2016 1 13 \
    05E special_measures exited financial asserted 2017 1 14)"
  finds inadequate_in_intervention 1 3 5 6
  finds never_exited 5 12 13
}

@test "sum_mismatch: rows of a table, and its total" {
  row=%s,01A,%s,,,%s,%s,year,%s,asserted,2016-17,2017,,d%s,%s,%s,,%s
  # shellcheck disable=SC2059 # a row
  facts "$(printf "$row\n" \
    spending spend acute plan 500000 1 10 table 1  spending spend acute actual 510000 1 10 table 2 \
    spending variance acute actual -12000 1 10 table 3 \
    spending spend community plan 500000 1 20 table 4  spending spend community actual 510000 1 20 table 5 \
    spending variance community actual 10000 1 20 table 6 \
    deficits position '' plan -500000 1 30 table 7  deficits position '' forecast -600000 1 30 table 8 \
    deficits variance '' forecast -100000 1 30 table 9 \
    spending spend acute actual 60000 2 10 table 10  spending spend community actual 45000 2 20 table 11 \
    spending spend total actual 100000 2 30 table 12 \
    spending spend acute actual 60000 3 10 news 13  spending spend total actual 1000 3 30 news 14)"
  finds sum_mismatch 4 5 6 12
  try ccg-flag -p --rounding 20000 --only sum_mismatch -C id facts
  expect 0 id
}

@test "any number of facts of one organisation: memory does not grow with documents" {
  local n limit=24000
  # The sanitizers reserve more addresses than any limit.
  [[ ${BUILD:-} != *torture* ]] || limit=unlimited
  facts
  awk 'BEGIN { for (i = 1; i <= 60000; i++)
    printf "%s,01A,%s,,,,%s,year,%d,asserted,201%d-1%d,2017-0%d-1%d,,d%05d,%d,news,,%d\n",
      i % 3 ? "deficits" : "spending", i % 3 ? "position" : "spend", i % 2 ? "actual" : "forecast",
      i < 60000 ? -100 : -999, i % 3 + 4, i % 3 + 5, i % 9 + 1, i % 10, i / 4, i, i }' >>facts
  # The last one is against all others, and they are against it.
  for n in 6000 60000; do
    { head -n $n facts && sed -n '60001s/60000$/last/p' facts; } >some
    (ulimit -v $limit && ccg-flag -p -m 1M -C id,flags some >have)
    [[ $(tail -n 1 have) == last,*conflict* ]]
    (($(grep -c conflict have) > n / 30))
  done
}

@test "the checks are made on facts, and not on other streams unless asked" {
  facts deficits,11H,position,,,,actual,year,-5,asserted,,2016,,d1,1,,,1
  try ccg-flag -p -C flags facts
  expect 0 "$(csv flags no_period)"
  try ccg-flag -p --no-builtin -C flags facts
  expect 0 "$(csv flags '""')"
  csv amount_gbp 5 >one
  try ccg-flag -p one
  expect 0 "$(csv amount_gbp,flags 5,)"
  try ccg-flag -p --builtin one
  expect 0 "$(csv amount_gbp,flags 5,no_period)"
  try ccg-flag --builtin -R none one
  expect 66 '' 'ccg-flag: none*'
}

@test "the checks see rows that are left out; rules see what the checks say" {
  facts deficits,01A,position,,,,actual,year,-5,asserted,2016-17,2016,,d1,1,,,1 \
    deficits,01A,position,,,,actual,year,-9,asserted,2016-17,2016,,d2,1,,,2
  try ccg-flag -p -e 'look: has(flags, "conflict")' --where 'id = 2' -C id,flags facts
  expect 0 "$(csv id,flags '2,conflict;look')"
}

@test "the examples of the manual" {
  cd "$tables"
  try ccg-flag -p -e 'large: amount >= 1000' -e 'odd[error]: sent < day' -C order,flags orders.csv
  expect 0 "$(csv order,flags 1, 2, 3,odd 4, 5,large 6, 7,)"
  csv order,day,city 1,2024-03-01,Newcastle 2,2024-02-01,Newcastle 3,2024-03-02,York >"$BATS_TEST_TMPDIR/o"
  try ccg-flag -p -C order,city --where 'month(day) = 3 and city =~ "(?i)^newcastle"' "$BATS_TEST_TMPDIR/o"
  expect 0 "$(csv order,city 1,Newcastle)"
}
