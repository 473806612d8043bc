#!/usr/bin/env bats
# ccg-payments: lists of payments to payments.
# shellcheck disable=SC2154 # root: helper.bash
load ../helper

lists=$root/fixtures/payments/lists
want=$root/fixtures/payments/want
columns=org_code,paid,supplier,expense_type,expense_area,transaction,amount_gbp

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  mkdir in
}

# payments COLUMNS FILE...: those columns of the payments in documents.
payments() { ccg-read "${@:2}" 2>/dev/null | ccg-payments -p -C "$1"; }

# list LINE...: a list of a CCG in May 2016 with these rows.
list() {
  csv 'NHS Croydon CCG: payments over £25k' Date,Supplier,Ref,Amount "$@" \
    >in/list.csv
}

@test "the ten cases of every filter" {
  list 31/05/2016,Acme,1,2
  ccg-read -p in >blocks.csv
  standard blocks.csv ccg-payments
}

@test "lists in many layouts: 99.5 % of payments, and of negative ones" {
  local file name hit all minus=0 negative=0 got=0 rows=0
  for file in "$lists"/*; do
    name=$(basename "${file%.*}")
    payments $columns "$file" | sort >"$name"
    sort "$want/$name.csv" >wanted
    hit=$(comm -12 wanted "$name" | grep -vc '^org_code' || true)
    all=$(($(wc -l <wanted) - 1))
    # What is there too much counts as well.
    ((all >= $(wc -l <"$name") - 1)) || all=$(($(wc -l <"$name") - 1))
    ((hit == all)) || { echo "$name: $hit of $all" && diff wanted "$name"; } || true
    got=$((got + hit)) rows=$((rows + all))
    minus=$((minus + $(comm -12 wanted "$name" | grep -c ',-[0-9.]*$' || true)))
    negative=$((negative + $(grep -c ',-[0-9.]*$' wanted || true)))
  done
  echo "$got of $rows, negative $minus of $negative"
  ((rows > 300 && negative > 40))
  ((got * 1000 >= rows * 995 && minus * 1000 >= negative * 995))
}

@test "the pages and places of a list, and ids that stay" {
  payments page,row,payment_id "$lists/06-sheffield-may-2017.pdf" >first
  [[ $(sed -n 2p first) == 1,1,* && $(tail -n 1 first) == 3,52,* ]]
  [[ $(cut -d, -f3 first | sort -u | wc -l) == 53 ]]
  payments page,row,payment_id "$lists/06-sheffield-may-2017.pdf" | cmp - first
}

@test "totals are no payments, a supplier of that name is one" {
  list 31/05/2016,Acme,1,100 31/05/2016,Bolt,2,-25.50 ,,,74.50 \
    ,Total,,74.50 '30/05/2016,Total Gas,3,7'
  try payments row,supplier,amount_gbp in
  expect 0 $'row,supplier,amount_gbp\n1,Acme,100\n2,Bolt,-25.5\n5,Total Gas,7'
}

@test "what is no list gives none, and its blocks pass" {
  csv 'Supplier,Value,Date,Reason' 'Acme,"45,000",31/05/2016,none' >in/w.csv
  ccg-read in >blocks.gz
  try ccg-payments --into p.csv blocks.gz
  expect 0 "$(zcat blocks.gz)" ''
  [[ $(wc -l <p.csv) == 1 ]]
}

@test "--into: payments go there, other blocks go on" {
  echo 'Croydon CCG ended 2016-17 with a deficit of £9.9m.' >in/a.txt
  list 31/05/2016,Acme,1,2
  ccg-read in | try ccg-payments --into p.csv -p -C kind,text
  expect 0 'kind,text
paragraph,Croydon CCG ended 2016-17 with a deficit of £9.9m.
title,NHS Croydon CCG: payments over £25k' ''
  [[ $(tail -n 1 p.csv) == *,07V,*,2016-05-31,Acme,* ]]
}

@test "amounts that cannot be read are rejects, with their evidence" {
  list 31/05/2016,Acme,1,12x 31/05/2016,Bolt,2,5
  ccg-read in >blocks.gz
  try ccg-payments -p --rejects r.csv -C supplier blocks.gz
  expect 0 $'supplier\nBolt' ''
  try ccg-flag -p --no-builtin -C reason,dataset,evidence_start,evidence r.csv
  expect 0 $'reason,dataset,evidence_start,evidence\namount_unreadable,payments,37,31/05/2016\tAcme\t1\t12x'
}

@test "whose list it is: the column, the title, the name of the file" {
  csv Entity,Date,Supplier,Ref,Amount 'NHS Hull CCG,31/05/2016,A,1,2' \
    '03N,31/05/2016,A,1,2' 'Sheffield Clinical Commissioning Group,31/05/2016,A,1,2' \
    'NHS Nowhere CCG,31/05/2016,A,1,2' ',31/05/2016,A,1,2' >in/croydon-ccg-25k.csv
  try payments org_code,flags in
  expect 0 $'org_code,flags\n03F,\n03N,\n03N,\n,org_unresolved\n07V,'
}

@test "of one name the body that was there: Newcastle" {
  csv 'NHS Newcastle Gateshead CCG over £25k' Date,Supplier,Ref,Amount \
    13/05/2016,A,1,2 >in/a.csv
  csv 'Newcastle CCG over £25k' Date,Supplier,Ref,Amount 13/05/2014,A,1,2 >in/b.csv
  try payments org_code in
  # Two Newcastles were there: none is guessed.
  expect 0 $'org_code\n13T\n""'
}

@test "a list of which the order of days cannot be told says so" {
  list 03/04/2016,Acme,1,2
  try payments paid,flags in
  expect 0 $'paid,flags\n2016-04-03,date_order'
  list 03/04/2016,Acme,1,2 04/30/2016,Bolt,1,2
  try payments paid,flags in
  expect 0 $'paid,flags\n2016-03-04,\n2016-04-30,'
}

@test "without dates in the list: the month of the title, or none" {
  csv 'Croydon CCG spend over £25,000 May 2016' Supplier,Ref,Amount Acme,1,2 >in/a.csv
  csv 'Croydon CCG spend over £25,000' Supplier,Ref,Amount Acme,1,2 >in/b.csv
  try payments paid,flags in
  expect 0 $'paid,flags\n2016-05,\n,no_date'
}
