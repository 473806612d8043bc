#!/usr/bin/env bats
load ../helper
bats_require_minimum_version 1.5.0

setup() {
  blocks=$BATS_TEST_TMPDIR/blocks.csv
  cat >"$BATS_TEST_TMPDIR/piece.txt" <<'END'
Croydon group deep in the red

Croydon CCG ended 2016-17 with a deficit of £9.9m. NHS England put it in special measures in July 2016.
END
  ccg-read -p "$BATS_TEST_TMPDIR/piece.txt" >"$blocks"
}

# facts SENTENCE...: the facts that --explain shows, without the rule's name.
facts() {
  printf '%s\n' "$@" | ccg-extract --explain |
    sed -n 's/^  fact     \(.*\)  (.*/\1/p'
}

# is WANT SENTENCE...: exactly these facts.
is() {
  local got
  got=$(facts "${@:2}")
  [[ $got == "$1" ]] || { printf '%s\n--- want\n%s\n' "$got" "$1" && return 1; }
}

@test "the standard cases" {
  standard "$blocks" ccg-extract
}

@test "the examples in the rule files" {
  ccg-extract --check >"$BATS_TEST_TMPDIR/check" || {
    grep '^not ok' "$BATS_TEST_TMPDIR/check"
    return 1
  }
  (($(grep -c '^ok' "$BATS_TEST_TMPDIR/check") >= 25))
}

@test "a sentence's facts, with the evidence and its place" {
  run -0 bash -c "ccg-extract -p -C org_codes,measure,amount_text,evidence_start '$blocks'"
  [[ $output == *"07V,position,£9.9m,"* && $output == *"07V,special_measures,,"* ]]
}

@test "a line of a rule file that is no line is named with its file" {
  mkdir "$BATS_TEST_TMPDIR/rules"
  printf 'rule x\n  find [\n' >"$BATS_TEST_TMPDIR/rules/a.rules"
  try ccg-extract -r "$BATS_TEST_TMPDIR/rules" "$blocks"
  expect 65 '' 'ccg-extract: *a.rules:2: *'
  try ccg-extract -r "$BATS_TEST_TMPDIR/none" "$blocks"
  expect 66 '' 'ccg-extract: *none: No such file or directory'
}

@test "the project's own rules from their folder: the same facts" {
  ccg-extract -p "$blocks" >"$BATS_TEST_TMPDIR/built-in"
  ccg-extract -p -r "$root/filters/extract/rules" "$blocks" |
    cmp - "$BATS_TEST_TMPDIR/built-in"
}

@test "rules from a folder stand instead of the built-in ones" {
  mkdir "$BATS_TEST_TMPDIR/rules"
  printf '%s\n' 'rule only' '  find {AMOUNT}' \
    '  set dataset=spending measure=spend' \
    >"$BATS_TEST_TMPDIR/rules/a.rules"
  try ccg-extract -r "$BATS_TEST_TMPDIR/rules" -p -C rule,measure "$blocks"
  expect 0 $'rule,measure\nonly,spend'
}

@test "a column that is missing, a kind that is none, a number that is none" {
  csv a,b 1,2 | try ccg-extract
  expect 65 '' 'ccg-extract: stdin*doc_id*'
  sed '2s/,title,\|,heading,/,poem,/' "$blocks" | try ccg-extract
  expect 65 '' 'ccg-extract: stdin:2: not a kind of block: poem'
}

@test "whose: the subject, the possessor, the body behind a relative clause" {
  is '05Y dataset=deficits measure=position basis=actual modality=asserted sign=- amount=£9.3m fin_year=2015-16
05Y dataset=deficits measure=position basis=forecast modality=asserted sign=+ amount=£2.1m' \
    'Walsall CCG, which had a £9.3m deficit in 2015-16, is now on course for a £2.1m surplus.'
}

@test "a trust's, a council's and the country's figures are never a CCG's" {
  run facts 'Croydon CCG met on Tuesday. Croydon Health Services NHS Trust expects a deficit of £39.3m, and Croydon Council overspent by £5m. Trusts across England are heading for a deficit of £900m.'
  [[ $output != *07V* && $output == *ENG-PROVIDER* ]]
}

@test "a body in an aside or in the next clause owns nothing told outside it" {
  local got
  [[ $(facts 'University Hospitals of Morecambe Bay Foundation Trust, with which NHS Morecambe Bay CCG shares a patch, expects to lose £58m this year.') == RTX\ * ]]
  got=$(facts 'NHS Bury CCG has an interim chief officer until NHS Bolton CCG and NHS Salford CCG agree on a joint one.')
  run -1 grep -qv '^00V ' <<<"$got"
  [[ $(facts 'NHS England confirmed that 24 were rated inadequate this year, among them NHS East Surrey CCG.') == 09L\ * ]]
  [[ $(facts 'NHS Bury CCG will not repeat the mistakes of NHS Bolton CCG, rated inadequate in 2016/17.') == 00T\ *modality=asserted* ]]
  [[ $(facts 'NHS Bury CCG heard that GPs in Bolton, whose CCG was rated inadequate in 2016/17, were leaving.') == 00T\ * ]]
  [[ $(facts 'Campaigners say NHS Bury CCG should sack the consultants who cost NHS Bolton CCG £800,000 last year.') == 00T\ * ]]
  [[ $(facts 'NHS Buckinghamshire CCG is new. Its two predecessors, NHS Chiltern CCG and NHS Aylesbury Vale CCG, were rated good.') == 10H+10Y\ * ]]
}

@test "several amounts of nobody named in the sentence are of nobody, or of as many" {
  facts 'NHS Bury CCG and NHS Bolton CCG met. QIPP of £8.4m and £9.6m respectively was required in 2018/19.' >"$BATS_TEST_TMPDIR/f"
  grep -q '^00V .*£8.4m' "$BATS_TEST_TMPDIR/f"
  grep -q '^00T .*£9.6m' "$BATS_TEST_TMPDIR/f"
  [[ $(facts 'NHS Bury CCG met. The plans were for deficits of £11m, £8m and £1m at the first three.') != *00V* ]]
  facts 'NHS Corby CCG and NHS Nene CCG will keep their old debts, £4.1m for Corby and £13.6m for Nene.' >"$BATS_TEST_TMPDIR/f"
  grep -q '^03V .*£4.1m' "$BATS_TEST_TMPDIR/f"
  [[ $(grep -c . "$BATS_TEST_TMPDIR/f") == 2 ]]
}

@test "the CCG: the one just named, not one that is gone, not all trusts" {
  local got
  got=$(facts "Scarborough and Ryedale CCG is in special measures. Its deficit is £4m." "It is East Lancashire Hospitals NHS Trust that is £5m off plan, not East Lancashire CCG. The CCG is on course for a £4.3m surplus.")
  grep -q '^01A .*£4.3m' <<<"$got"
  got=$(facts 'Dorset CCG has a surplus of £18m. Practices in Luton voted against a merger of their CCG with Bedfordshire CCG.')
  run -1 grep -q '^11J .*merger' <<<"$got"
  got=$(facts 'Trusts lost £571m last year. Take Weymouth. It ended the year £11.2m short.')
  run -1 grep -q '^ENG-PROVIDER .*£11.2m' <<<"$got"
}

@test "what the CQC has done to a surgery is not the CCG's" {
  [[ $(facts 'NHS Gloucestershire CCG will help. A surgery in Cinderford has been put into special measures by the Care Quality Commission.') != *11M* ]]
}

@test "respectively, each, and a joint figure" {
  is '06V dataset=deficits measure=position basis=actual modality=asserted sign=- amount=£4.2m
06Y dataset=deficits measure=position basis=actual modality=asserted sign=- amount=£6.9m' \
    'North Norfolk and South Norfolk CCGs recorded deficits of £4.2m and £6.9m respectively.'
  run facts 'North Norfolk and South Norfolk CCGs face a combined deficit of £24m.'
  [[ $output == *joint* ]]
}

@test "what is said of some of several is not put on all of them" {
  local n
  for n in 'Two of the Lincolnshire CCGs' 'Half the Lincolnshire CCGs' 'A third of the four Lincolnshire CCGs' \
    'The Lincolnshire CCGs, bar one,' 'Either NHS Bury CCG or NHS Bolton CCG' 'Two of NHS Bury CCG, NHS Bolton CCG and NHS Salford CCG'; do
    facts "$n was rated inadequate in 2016/17." | grep -q '^? dataset=status measure=rating' || echo "$n" >>"$BATS_TEST_TMPDIR/bad"
  done
  [[ ! -e $BATS_TEST_TMPDIR/bad ]]
  facts 'Only one of the Lincolnshire CCGs was rated good in 2016/17: NHS South West Lincolnshire CCG.' | grep -q '^04Q '
  facts 'NHS Bury CCG is one of the Greater Manchester CCGs that were rated good in 2016/17.' | grep -q '^00V '
  facts 'All four of the Lincolnshire CCGs were rated good in 2016/17.' | grep -q '^03T+04D+04Q+99D '
}

@test "whoever is left out of several is not counted in" {
  facts 'All the CCGs in Staffordshire but NHS North Staffordshire CCG are in special measures.' | grep -q '^04Y+05D+05Q+05V+05W '
  facts 'With the exception of NHS Swale CCG, the Kent and Medway CCGs were rated good in 2016/17.' | grep -q '^09C+09E+09J+09W+10A+10E+99J '
  facts 'NHS Bury CCG, NHS Bolton CCG and NHS Salford CCG were rated good in 2016/17, with the exception of Bolton, which was rated inadequate.' >"$BATS_TEST_TMPDIR/f"
  grep -q '^00V+01G .*value=good' "$BATS_TEST_TMPDIR/f"
  grep -q '^00T .*value=inadequate' "$BATS_TEST_TMPDIR/f"
}

@test "the former and the latter, their own, the one in a place" {
  facts 'NHS Bury CCG shares its chief officer with NHS Bolton CCG. The former expects a surplus of £2.7m this year and the latter one of £2.4m.' >"$BATS_TEST_TMPDIR/f"
  grep -q '^00V .*amount=£2.7m' "$BATS_TEST_TMPDIR/f"
  grep -q '^00T .*amount=£2.4m' "$BATS_TEST_TMPDIR/f"
  facts 'NHS Bury CCG and NHS Bolton CCG closed 2016/17 in surplus, the first by £5.1m and the second by £900,000.' >"$BATS_TEST_TMPDIR/f"
  grep -q '^00V .*£5.1m' "$BATS_TEST_TMPDIR/f"
  grep -q '^00T .*£900,000' "$BATS_TEST_TMPDIR/f"
  facts 'GPs in Corby do not want to join NHS Nene CCG. Their own CCG had a surplus of £412,000 last year.' | grep -q '^03V .*£412,000'
  facts 'NHS Sutton CCG broke even last year. The CCG in Croydon ended the year with a deficit of £9m.' | grep -q '^07V .*£9m'
  facts "NHS Vale of York CCG's £28m deficit is double that of Scarborough and Ryedale, which expects to be £12.1m in the red." | grep -q '^03M .*£12.1m'
}

@test "the same of another: like, so is, not only" {
  local n
  for n in 'NHS Redbridge CCG, like NHS Newham CCG, is in special measures.' 'NHS Redbridge CCG is in special measures; so is NHS Newham CCG.' \
    'Not only NHS Redbridge CCG but also NHS Newham CCG is in special measures.'; do
    [[ $(facts "$n" | grep -o '08[MN]' | sort -u | tr '\n' ' ') == '08M 08N ' ]]
  done
  [[ $(facts 'NHS Redbridge CCG, unlike NHS Newham CCG, is in special measures.') != *08M* ]]
}

@test "bare names are bodies where a region's groups are spoken of" {
  local got
  facts 'Three groups in Cheshire overspent last year: Eastern Cheshire by £8m, South Cheshire by £7.1m and Vale Royal by £3.5m.' >"$BATS_TEST_TMPDIR/f"
  [[ $(cut -d' ' -f1 "$BATS_TEST_TMPDIR/f" | tr '\n' ' ') == '01C 01R 02D ' ]]
  got=$(facts 'Three towns in Cheshire were flooded. Eastern Cheshire lost £8m and Vale Royal £3.5m.')
  run -1 grep -qE '^0' <<<"$got"
}

@test "ratings at a glance: a label and names a line, in a text that names no CCG in full" {
  printf '%s\n' 'Ratings at a glance' '' 'Outstanding: Bradford City, Bradford Districts, Doncaster' 'Good: Rotherham, Barnsley, Wakefield' \
    'Inadequate: Vale of York, Scarborough and Ryedale' '' 'Source: NHS England CCG assessments 2016/17' >"$BATS_TEST_TMPDIR/glance.txt"
  ccg-read -p "$BATS_TEST_TMPDIR/glance.txt" | ccg-extract -p -C org_codes,value >"$BATS_TEST_TMPDIR/out"
  [[ $(sed 1d "$BATS_TEST_TMPDIR/out" | tr '\n' ' ') == '02W,outstanding 02R,outstanding 02X,outstanding 03L,good 02P,good 03R,good 03Q,inadequate 03M,inadequate ' ]]
}

@test "a list of what the money goes on" {
  printf '%s\n\n' 'Where the money goes - NHS Wirral CCG' 'In 2018/19 we spent it on:' >"$BATS_TEST_TMPDIR/list.txt"
  printf '%s\n' '- £55.3 million on mental health' '- £43.2 million on community services' >>"$BATS_TEST_TMPDIR/list.txt"
  ccg-read -p "$BATS_TEST_TMPDIR/list.txt" | ccg-extract -p -C org_codes,measure,category,amount_text | sort >"$BATS_TEST_TMPDIR/out"
  grep -qx '12F,spend,mental_health,£55.3 million' "$BATS_TEST_TMPDIR/out"
  grep -qx '12F,spend,community,£43.2 million' "$BATS_TEST_TMPDIR/out"
}

@test "worse than plan is a variance and not the deficit" {
  run facts 'Luton CCG is £6m worse than plan.'
  [[ $output == '06P dataset=deficits measure=variance'*'sign=- amount=£6m' ]]
}

@test "denied, possible, planned" {
  run facts 'Bury CCG has denied that it will merge with Oldham CCG.'
  [[ $output == *merger*modality=denied* ]]
  run facts 'Bury CCG could be placed in special measures.'
  [[ $output == *special_measures*modality=possible* ]]
}

@test "what stands in furniture states nothing" {
  sed 's/,paragraph,/,furniture,/' "$blocks" >"$BATS_TEST_TMPDIR/f.csv"
  try ccg-extract -p -C rule "$BATS_TEST_TMPDIR/f.csv"
  [[ $(grep -c . "$BATS_TEST_TMPDIR/out") == 1 ]]
}

@test "it shuts itself in before it reads" {
  local n
  mkfifo "$BATS_TEST_TMPDIR/in"
  ccg-extract <"$BATS_TEST_TMPDIR/in" >/dev/null 2>&1 3>&- &
  exec 7>"$BATS_TEST_TMPDIR/in"
  for ((n = 0; n < 200; n++)); do
    ! grep -q '^Seccomp:.*2' /proc/$!/status || break
    sleep 0.02
  done
  grep '^Seccomp:.*2' /proc/$!/status
  exec 7>&-
  wait $! || true
}
