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

teardown() { ! mountpoint -q small || umount small; }

setup() {
  cd "$BATS_TEST_TMPDIR" || exit
  all=$BATS_FILE_TMPDIR/all want=$BATS_FILE_TMPDIR/want
  mkdir -p here/in && cd here || exit
}

night() { "$root/pipeline.sh" --state state --settle 0 -o out "$@" in; }

rows() { ccg-aggregate -p -a count "$1" | tail -n 1; }

same() { diff -r -q -x run.json "$want" out; }

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
  cp "${files[@]:0:2}" in
  night >/dev/null
  cp "${files[@]:2}" in
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
  # And an archive that will have grown: a page changed in it, one gone.
  mkdir pages
  cp "$root"/fixtures/news/00[56]* pages
  (cd pages && tar -cf ../in/a.tar ./*)
  night >/dev/null
  rm pages/005*
  sed -i 's/£/over £/' pages/006*
  cp "$root"/fixtures/news/007* pages
  (cd pages && tar -cf ../in/a.tar ./*)
  rm in/001*
  old=$(sha256sum in/003*.html | cut -c 1-16)
  cp in/003*.html kept
  sed -i 's/£78.9m/£81.5m/' in/003*.html
  touch -r "$all/003-new-devon-directions.html" in/003*.html
  new=$(sha256sum in/003*.html | cut -c 1-16)
  night >/dev/null
  (($(rows out/documents.csv) == 9))
  grep -q '001-cp-shortfall.*,read,$' out/documents.csv
  grep -q 'a.tar/005.*,read,$' out/documents.csv
  grep -q 'a.tar/006.*superseded by' out/documents.csv
  [[ $(grep -c superseded out/documents.csv) == 2 ]]
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
  run grep -c '003.*superseded' out/documents.csv
  [[ $output == 0 ]]
  # The first version is back: it counts again.
  cp kept in/003-new-devon-directions.html
  night >/dev/null
  grep -q "^$new,003-.*,read,superseded by $old$" out/documents.csv
  grep -q -- ',-78900000,' out/summary.csv
}

@test "metadata that changes has its document read again, and no other; the clock goes back" {
  cp "$all"/{metadata.csv,00[12]*} in
  touch -d 2099-01-01 in/001*
  night >/dev/null
  [[ $(held) == 2 ]]
  sed -i 's/^\(002[^,]*,\)/\12014-02-03/; s/2014-02-03[-0-9]*/2014-02-03/' in/metadata.csv
  night >/dev/null
  [[ $(held) == 3 ]]
  (($(rows out/documents.csv) == 2))
  "$root/pipeline.sh" -o once in >/dev/null
  diff -r -x run.json once out
  # What was written when the clock had gone back is read.
  sed -i 's/CCG/CCg/' in/001* && touch -d 2001-01-01 in/001*
  night >/dev/null
  [[ $(grep -c ',001-' out/documents.csv) == 2 ]]
  grep -q '001-.*superseded' out/documents.csv
}

@test "what older rules have read is read again, so many a night" {
  cp "$all"/* in
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
  same
}

@test "a file that is being written is left for the next run, and told" {
  cp "$all"/* in
  while :; do echo more >>in/002*.txt && sleep 0.1; done &
  writer=$!
  code=0
  "$root/pipeline.sh" --state state -o out in >/dev/null 2>err || code=$?
  kill $writer
  ((code == 0))
  [[ $(<err) == *'1 files are being written and left for the next run'* ]]
  (($(rows out/documents.csv) == 4))
  wait $writer || true
  cp "$all"/002* in
  night >/dev/null
  same
}

# killed N: a run killed so often at random moments.
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

@test "runs killed with kill -9, at any moment and as they move or sync something: the next ends with the bytes of one" {
  local step
  for step in ${STEPS:-mv2 mv4 sync2}; do
    rm -rf in && mkdir in && cp "$all"/00[12]* in
    dies_at "${step%%[0-9]*}" "${step##*[a-z]}"
    PATH=$PWD/bin:$PATH night >/dev/null 2>&1 || true
    [[ $(<calls) == "${step##*[a-z]}" || -n ${STEPS-} ]]
    rm -rf bin calls
  done
  killed "${KILLS:-2}"
  cp "$all"/* in
  night >/dev/null
  same
  [[ $(ls -A) == $'in\nout\nstate' ]]
  [[ $(cd state && echo *) == "index.0"*" lock parts published" ]]
}

@test "a disk that fills up, a target that cannot be written to" {
  local size code
  ((EUID == 0)) || return 0
  cp "$all"/* in
  mkdir small
  mount -t tmpfs -o size=60k none small
  for size in 300k 9m; do
    code=0
    "$root/pipeline.sh" --state small/state --settle 0 -o small/out in \
      >/dev/null 2>err || code=$?
    cat err
    ((code == 71)) && [[ $(ls -A small) != *new* ]]
    mount -o remount,size=$size small
  done
  "$root/pipeline.sh" --state small/state --settle 0 -o small/out in >/dev/null
  diff -r -x run.json "$want" small/out
  umount small
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
