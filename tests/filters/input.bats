#!/usr/bin/env bats
# What join, aggregate, flag and sort take for CSV, and that they take it alike.
load ../helper

setup() { cd "$BATS_TEST_TMPDIR" || exit; }

# alike OPTIONS OUTPUT: each of the four as a copy of $columns of the file
# "any", whose first column is k with a different cell in each row, in order.
alike() {
  local command columns=${columns-}
  for command in 'ccg-join -k k --semi -f any' 'ccg-aggregate --sorted -a count' \
    'ccg-flag --no-builtin' 'ccg-sort -k k'; do
    [[ $command != ccg-agg* ]] || command+=" -g $columns"
    # shellcheck disable=SC2086 # several options
    try $command -p -C "$columns" $1 any
    expect 0 "$2" '' || { echo "$command" && return 1; }
  done
}

@test "quotes: needed or not, doubled, over lines, inside a bare cell" {
  printf 'k,"v"\r\n"1","a, ""b""\r\n\nc"\r\n2,5'\''11"\r\n3, "x" \r\n' >any
  columns=k,v alike --lazy-quotes \
    $'k,v\n1,"a, ""b""\r\n\nc"\n2,"5\'11"""\n3," ""x"" "'
  try ccg-sort -k k any
  expect 65 '' 'ccg-sort: any:5: quote inside a bare field'
  printf 'k,v\n1,a"b\n2,"a"b\n' >any
  try ccg-flag --lazy-quotes any
  expect 65 '' 'ccg-flag: any:3: text after a closing quote'
  try ccg-join -k k -f any any
  expect 65 '' 'ccg-join: any:2: quote inside a bare field'
}

@test "ends: no line end, CR LF, blank lines, a byte order mark" {
  for text in 'k,v\n1,a\n2,b' 'k,v\r\n1,a\r\n2,b\r\n' 'k,v\n1,a\n2,b\n\n\r\n\n' \
    '\xef\xbb\xbfk,v\n1,a\n2,b\n' '\xef\xbb\xbf"k",v\r\n1,a\r\n2,b\r\n\r\n'; do
    # shellcheck disable=SC2059 # a text with escapes
    printf "$text" >any
    columns=k,v alike '' "$(csv k,v 1,a 2,b)"
  done
  printf 'k,v\n1,a\n\n2,b\n' >any
  try ccg-sort -k k any
  expect 65 '' 'ccg-sort: any:3: blank line'
  printf 'k\n1\n\n2\n' | try ccg-flag -p
  expect 0 "$(csv k,flags 1, , 2,)"
}

@test "another delimiter; what is written has commas" {
  printf 'k;v\n1;"a;b"\n2;c,d\n' >any
  columns=k,v alike '--delimiter ;' "$(csv k,v '1,a;b' '2,"c,d"')"
  printf 'k\tv\n1\t a\n2\t"b\tc"\n' >any
  columns=k,v alike '--delimiter tab' "$(printf 'k,v\n1, a\n2,b\tc')"
  for wrong in '' ';;' '"' $'\n'; do
    try ccg-flag --delimiter "$wrong" any
    expect 64 '' 'ccg-flag: not a delimiter: *'
  done
  try ccg-flag --delimiter ';' --delimiter ';' any
  expect 64
  try ccg-aggregate --merge --delimiter ';' any
  expect 64
}

@test "doubled columns are an error, or get numbers that are free" {
  csv k,a,a_2,a,,,a 1,2,3,4,5,6,7 >any
  for command in 'ccg-join -k k -f any' 'ccg-aggregate -a count' ccg-flag 'ccg-sort -k k'; do
    # shellcheck disable=SC2086 # options
    try $command any
    expect 65 '' '*any:1: column stands twice: a (--rename-doubled makes a_2 of it)'
  done
  columns='k,a,a_2,a_3,"",_2,a_4' alike --rename-doubled \
    "$(csv k,a,a_2,a_3,,_2,a_4 1,2,3,4,5,6,7)"
  csv k,w,w 1,x,y >other
  try ccg-join -p -k k --rename-doubled -f other any
  expect 0 "$(csv k,a,a_2,a_3,,_2,a_4,w,w_2 1,2,3,4,5,6,7,x,y)"
}

@test "a column without a name, or with any, is named in quotes" {
  csv ',"a,b",@c,"d""e"' 1,2,3,4 >any
  try ccg-sort -p -k '""' -C '"a,b","@c","d""e",""' any
  expect 0 "$(csv '"a,b",@c,"d""e",' 2,3,4,1)"
  try ccg-join -p -k '""="a,b"' --anti -C '""' -f any any
  expect 0 "$(printf '""\n1')"
  try ccg-aggregate -p -g '""' -a 'sum:"a,b"="",max:"@c"' any
  expect 64 '' '*column would stand twice: '
  try ccg-aggregate -p -g '"a,b"' -a 'sum:""=x,max:"@c"' any
  expect 0 "$(csv '"a,b",x,@c_max' 2,1,3)"
  try ccg-flag -C '"a' any
  expect 64 '' 'ccg-flag: not a list of columns: -C "a'
}

@test "gzip: members, empty ones first and last, every field of a header" {
  # header FLAGS FIELDS: a member of its own head around the same bytes.
  header() {
    # shellcheck disable=SC2059 # escapes
    printf "\x1f\x8b\x08\\x$1\0\0\0\0\0\xff$2"
    gzip -nc <plain | tail -c +11
  }
  csv k,v 1,a 2,b >plain
  local flags=(08 10 04 1c)
  local fields=('name.csv\0' 'a comment\0' '\x06\0AB\x02\0xy' '\x01\0zname\0comment\0')
  for i in 0 1 2 3; do
    header "${flags[i]}" "${fields[i]}" >any
    columns=k,v alike '' "$(<plain)"
  done
  { gzip -nc </dev/null && head -c 5 plain | gzip -nc && gzip -nc </dev/null &&
    tail -c +6 plain | gzip -nc9 && gzip -nc </dev/null; } >any
  columns=k,v alike '' "$(<plain)"
  { gzip -nc <plain && head -c 512 /dev/zero; } >any
  try ccg-join -k k -f plain any
  expect 65 '' 'ccg-join: any:4: bytes after the gzip trailer'
}

@test "the same bytes for any chunks, members and levels of any quoting" {
  awk 'BEGIN { srand(3); print "k,a,b"
    split("x|5\"|\"q, r\"|\"\"\"\"|\"l\nm\"|", cell, "|")
    for (i = 1; i < 4000; i++) printf "%d,%s,%s%s\n", 10000 + i,
      cell[1 + int(rand() * 6)], cell[1 + int(rand() * 6)], rand() < .5 ? "\r" : "" }' >plain
  cp plain any
  want=$(ccg-sort -p --lazy-quotes -k k any)
  for cut in 1 777 20000; do
    { head -c $cut plain | gzip -1 && tail -c +$((cut + 1)) plain | gzip -9; } >any
    columns=k,a,b alike --lazy-quotes "$want"
  done
}
