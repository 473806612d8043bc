#!/usr/bin/env bats
# Night after night: a state, what is new, what has changed, and what happens.
load helper

export SOURCE_DATE_EPOCH=1500000000

setup_file() {
  cd "$BATS_FILE_TMPDIR" || exit
  mkdir all
  cp "$root"/fixtures/news/{metadata.csv,00[1-4]*} all
  cp all/002* all/000-copy.txt
  "$root/pipeline.sh" -o want all >/dev/null
}

setup() {
  cd "$BATS_TEST_TMPDIR" || exit
  all=$BATS_FILE_TMPDIR/all want=$BATS_FILE_TMPDIR/want
  mkdir -p here/in && cd here || exit
}

night() { "$root/pipeline.sh" --state state --settle 0 -o out "$@" in; }

rows() { ccg-aggregate -p -a count "$1" | tail -n 1; }

# How many documents the parts hold, those that count no more among them.
held() {
  local part n=0
  for part in state/parts/*; do
    n=$((n + $(tar -xOf "$part" documents.gz | zcat | wc -l) - 1))
  done
  echo $n
}

@test "the same documents in many runs, the last first: the bytes of one run" {
  cp "$all/metadata.csv" in
  mapfile -t files < <(find "$all" -name '*.*' ! -name metadata.csv | sort -r)
  ((${#files[@]} == 5))
  cp "${files[@]:0:1}" in
  night >/dev/null
  cp "${files[@]:1:2}" in
  night >/dev/null
  cp "${files[@]:3}" in
  night >/dev/null
  diff -r -x run.json "$want" out
  # Nothing is new, so nothing is read and nothing published.
  stat -c %i%Z out/* state/parts/* >before
  night -j 2 >said
  stat -c %i%Z out/* state/parts/* | cmp before -
  grep -q '4  documents.csv' said
  # Touched, moved about: hashed, and not read.
  touch in/001*
  mv in in2 && cp -r in2 in
  night >/dev/null
  stat -c %i%Z state/parts/* >after
  tail -n "$(wc -l <after)" before | cmp - after
  # A copy of its own, of all, at once, gives the same.
  rm -rf state out
  night >/dev/null
  diff -r -x run.json "$want" out
}

@test "what has gone stays; what has changed stays too, and says by what it is superseded" {
  local old new
  cp "$all"/* in
  rm in/000*
  night >/dev/null
  rm in/001*
  old=$(sha256sum in/003*.html | cut -c 1-16)
  cp in/003*.html kept
  sed -i 's/£78.9m/£81.5m/' in/003*.html
  touch -r "$all/003-new-devon-directions.html" in/003*.html
  new=$(sha256sum in/003*.html | cut -c 1-16)
  night >/dev/null
  (($(rows out/documents.csv) == 5))
  grep -q '001-cp-shortfall.*,read,$' out/documents.csv
  grep -q "^$old,003-.*,read,superseded by $new$" out/documents.csv
  grep -q "^$new,003-.*,read,$" out/documents.csv
  grep -q -- "-78900000,.*,$old," out/deficits.csv
  grep -q -- "-81500000,.*,$new," out/deficits.csv
  grep -q -- ',-81500000,' out/summary.csv
  run grep -c -- ',-78900000,' out/summary.csv
  [[ $output == 0 ]]
  # A page that is broken for a night supersedes nothing.
  : >in/003-new-devon-directions.html
  night >/dev/null 2>&1
  run grep -c superseded out/documents.csv
  [[ $output == 0 ]]
  # The first version is back: it counts again.
  cp kept in/003-new-devon-directions.html
  night >/dev/null
  grep -q "^$new,003-.*,read,superseded by $old$" out/documents.csv
  grep -q -- ',-78900000,' out/summary.csv
}

@test "an archive that has grown: a page changed in it is superseded, one gone stays" {
  mkdir pages
  cp "$all"/00[13]* pages
  (cd pages && tar -cf ../in/a.tar ./*)
  night >/dev/null
  rm pages/001*
  sed -i 's/£78.9m/£81.5m/' pages/003*
  cp "$all"/004* pages
  (cd pages && tar -cf ../in/a.tar ./*)
  night >/dev/null
  (($(rows out/documents.csv) == 4))
  [[ $(grep -c superseded out/documents.csv) == 1 ]]
  grep -q 'a.tar/003.*superseded by' out/documents.csv
}

@test "metadata that changes has its document read again, and no other" {
  cp "$all"/{metadata.csv,00[12]*} in
  night >/dev/null
  [[ $(held) == 2 ]]
  sed -i 's/^\(002[^,]*,\)/\12014-02-03/; s/2014-02-03[-0-9]*/2014-02-03/' in/metadata.csv
  night >/dev/null
  [[ $(held) == 3 ]]
  (($(rows out/documents.csv) == 2))
  "$root/pipeline.sh" -o once in >/dev/null
  diff -r -x run.json once out
}

@test "what older rules have read is read again, so many a night" {
  cp "$all"/00[1-4]* in
  night >/dev/null
  mkdir bin
  printf '#!/bin/bash\n[[ $1 != -V ]] || { echo rules other; exit; }\nexec %s "$@"\n' \
    "$(command -v ccg-extract)" >bin/ccg-extract
  chmod +x bin/ccg-extract
  PATH=$PWD/bin:$PATH night --budget 3 >/dev/null
  [[ $(cut -f 3 state/index.*/entries | grep -c other) == 3 ]]
  PATH=$PWD/bin:$PATH night --budget 3 >/dev/null
  [[ $(cut -f 3 state/index.*/entries | grep -c other) == 4 ]]
  # The part that nothing counts of any more has gone.
  [[ $(held) == 4 ]]
  "$root/pipeline.sh" -o once in >/dev/null
  diff -r -x run.json once out
}

@test "a file that is being written is left for the next run, and told" {
  cp "$all"/00[12]* in
  while :; do echo more >>in/002*.txt && sleep 0.1; done &
  writer=$!
  code=0
  "$root/pipeline.sh" --state state -o out in >/dev/null 2>err || code=$?
  kill $writer
  ((code == 0))
  [[ $(<err) == *'1 files are being written and left for the next run'* ]]
  (($(rows out/documents.csv) == 1))
  wait $writer || true
  night >/dev/null
  "$root/pipeline.sh" -o once in >/dev/null
  diff -r -x run.json once out
}

@test "the clock goes back: what was written then is read" {
  cp "$all"/00[12]* in
  touch -d 2099-01-01 in/001*
  night >/dev/null
  sed -i 's/CCG/CCg/' in/001* && touch -d 2001-01-01 in/001*
  night >/dev/null
  [[ $(grep -c ',001-' out/documents.csv) == 2 ]]
  grep -q '001-.*superseded' out/documents.csv
}

# killed N: a run killed so often at random moments, and the next are good.
killed() {
  local n pid
  for ((n = 0; n < $1; n++)); do
    if ((n % 5 == 0)); then
      rm -rf in && mkdir in && cp "$all"/00[12]* in
    else
      cp "$all"/* in
    fi
    "$root/pipeline.sh" --state state --settle 0 -o out in >/dev/null 2>&1 &
    pid=$!
    sleep "0.$((RANDOM % 9))$((RANDOM % 9))"
    kill -9 $pid 2>/dev/null || true
    wait $pid || true
    [[ ! -e out ]] || [[ -s out/documents.csv && -s out/report.html ]]
  done
  cp "$all"/* in
  night >/dev/null
  diff -r -x run.json "$want" out
  [[ $(ls -A) == $'in\nout\nstate' ]]
  [[ $(cd state && echo *) == "index.0"*" lock parts published" ]]
}

@test "runs killed with kill -9 at any moment: the next ends with the bytes of one" {
  killed "${KILLS:-3}"
}

# The process that calls a command dies at its Nth call of it.
dies_at() { # COMMAND N
  mkdir -p bin
  echo 0 >calls
  cat >"bin/$1" <<END
#!/bin/bash
n=\$((\$(<"$PWD/calls") + 1))
echo \$n >"$PWD/calls"
((n != $2)) || kill -9 \$PPID
exec $(command -v "$1") "\$@"
END
  chmod +x "bin/$1"
}

@test "a run killed as it moves or syncs something: the same" {
  local n command
  for n in ${STEPS:-2 7}; do
    for command in mv sync; do
      rm -rf in && mkdir in && cp "$all"/00[12]* in
      dies_at "$command" "$n"
      PATH=$PWD/bin:$PATH night >/dev/null 2>&1 || true
      rm -rf bin calls
    done
  done
  cp "$all"/* in
  night >/dev/null
  diff -r -x run.json "$want" out
  [[ $(ls -A) == $'in\nout\nstate' ]]
}

@test "a disk that fills up, a target that cannot be written to" {
  local size code
  ((EUID == 0)) || return 0
  cp "$all"/* in
  mkdir small
  for size in 60k 300k; do
    mount -t tmpfs -o size=$size none small
    code=0
    "$root/pipeline.sh" --state small/state --settle 0 -o small/out in \
      >/dev/null 2>err || code=$?
    ls -A small >there
    mount -o remount,size=9m small
    "$root/pipeline.sh" --state small/state --settle 0 -o small/out in >/dev/null
    diff -r -x run.json "$want" small/out && size=good
    umount small
    cat err
    ((code == 71)) && [[ $size == good && $(<there) != *new* ]]
  done
  mount -t tmpfs -o ro none small
  try "$root/pipeline.sh" --state small/state -o out in
  expect 71
  try "$root/pipeline.sh" -o small/out in
  expect 71
  umount small
}

@test "two runs on one state: the second is refused with 75" {
  cp "$all"/* in
  mkdir state
  exec 8>>state/lock
  flock 8
  echo 4711 >state/lock
  try night
  expect 75 '' "pipeline.sh: */state: another run is at work (process 4711)"
  exec 8>&-
  mkdir home && echo thesis >home/thesis.txt
  try "$root/pipeline.sh" --state home -o out in
  expect 64 '' '*holds something else than a state'
}

@test "--keep: current is the newest, and so many older ones are there" {
  local n
  for n in 1 2 3; do
    cp "$all"/00"$n"* in
    "$root/pipeline.sh" --keep 2 -o out in >/dev/null
    (($(rows out/current/documents.csv) == n))
  done
  [[ $(ls -A out) == $'000002\n000003\ncurrent' ]]
  [[ $(readlink out/current) == 000003 ]]
  (($(rows out/000002/documents.csv) == 2))
  try "$root/pipeline.sh" -o out in
  expect 64 '' '*holds something else than datasets'
}
