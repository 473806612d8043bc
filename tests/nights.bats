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
  # What was written when the clock had gone back is read, though the state has
  # it that all was looked at by a clock far ahead.
  awk -F '\t' -v OFS='\t' '{ $8 = 4070908800 } 1' state/index.*/files >files
  cat files >"$(echo state/index.*/files)" && rm files
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

# fatal COMMAND N HOW: at the Nth call of a command in a run the command is killed
# with a part of its output written (HOW: stage), or all of the run is, before
# or after what the command does.
fatal() {
  local real
  real=$(command -v "$1")
  rm -rf bin calls && mkdir bin calls
  cat >"bin/$1" <<END
#!/bin/bash
n=1
set -C
until { : >"$PWD/calls/\$n"; } 2>/dev/null; do n=\$((n + 1)); done
set +C
((n == $2)) || exec "$real" "\$@"
case $3 in
  stage) "$real" "\$@" | head -c 300; kill -9 \$\$ ;;
  after) "$real" "\$@" ;;
esac
kill -9 -- "-\$(<"$PWD/.out.lock")" 0
END
  chmod +x "bin/$1"
}

# cut_off COMMAND N HOW: a night in a session of its own that ends so.  What can
# be seen is what was published before, in old, or the new, whole; or nothing for
# the moment, when it was killed between two renames.  Fails when the run has no
# such call.
cut_off() {
  local code=0
  fatal "$@"
  PATH=$PWD/bin:$PATH setsid -w "$root/pipeline.sh" --state state --settle 0 \
    -o out in >/dev/null 2>err || code=$?
  [[ -e calls/$2 ]] || { rm -r bin calls err && return 1; }
  [[ $3 == stage ]] || ((code == 137)) || problem "$*: exit $code"
  if [[ ! -e out ]]; then
    [[ $3 != stage && -e .out.old ]] || problem "$*: nothing is left"
  elif ! same >/dev/null && { ((code == 0)) || ! diff -r -q old out; }; then
    problem "$*: exit $code, neither old nor new"
  fi
  [[ $3 != stage || $1 != ccg-* || $(ls -A) == $'bin\ncalls\nerr\nin\nold\nout\nstate' ]] ||
    problem "$*: left: $(ls -A)"
  [[ $3 != stage || $1 != ccg-* || $code == 0 ||
    $(tail -n 1 err) == "pipeline.sh: $1 failed with 137, nothing published" ]] ||
    problem "$*: $(tail -n 1 err)"
  rm -r bin calls err
}

problem() { echo "$*" | tee -a "$BATS_TEST_TMPDIR/problems"; }

# A first night, and news for the second.
two_nights() {
  rm -rf ./* .out* && mkdir in
  cp "$all"/{metadata.csv,00[12]*} in
  night >/dev/null
  cp -a out old
  cp "$all"/* in
}

# The night after: the bytes of one undisturbed run, and nothing else is left.
mends() {
  night >/dev/null || problem "$*: exit $?"
  same || problem "$*: not mended"
  [[ $(ls -A) == $'in\nold\nout\nstate' ]] || problem "$*: left: $(ls -A)"
  [[ $(cd state && echo *) == "index.0"*" lock parts published" ]] ||
    problem "$*: left: $(ls state)"
}

# Each gets past the place where the one before it was killed: what had been
# read is read again until it is in the state, and then no more.
@test "nights killed with kill -9 at each stage: what was published stands, the next ends with the bytes of one run" {
  local step
  two_nights
  for step in 'ccg-read 2 stage' 'ccg-payments 1 stage' 'ccg-extract 2 stage' \
    'ccg-normalise 1 stage' 'ccg-sort 1 stage' 'tar 1 stage' 'mv 2 before' \
    'sync 1 after' 'mv 3 after' 'ccg-join 1 stage' 'ccg-flag 1 stage' \
    'ccg-aggregate 1 stage' 'ccg-load 2 stage' 'ccg-report 1 stage' \
    'sqlite3 1 stage' 'mv 1 after'; do
    # shellcheck disable=SC2086 # words
    cut_off $step || problem "$step: not reached"
  done
  mends
  [[ ! -e $BATS_TEST_TMPDIR/problems ]]
}

# In make torture: each call of each command, in each way, mended at once.
@test "the same at each call of each command" {
  local command n how commands=(ccg-{read,payments,extract,normalise,sort,join,flag,aggregate}
    ccg-{load,report} awk tar sort join mkdir mv sync rm sqlite3 xargs sha256sum flock)
  [[ -n ${LONG-} ]] || return 0
  two_nights
  cp -a . ../start
  for command in ${COMMANDS:-"${commands[@]}"}; do
    for how in stage before after; do
      for ((n = 1; ; n++)); do
        rm -rf ./* .out* && cp -a ../start/. .
        cut_off "$command" $n $how || break
        mends "$command $n $how"
      done
      ((n > 1)) || problem "$command: never called"
    done
  done
  [[ ! -e $BATS_TEST_TMPDIR/problems ]]
}

@test "runs killed with kill -9 at any moment: the next ends with the bytes of one" {
  killed "${KILLS:-2}"
  cp "$all"/* in
  mkdir old
  mends
  [[ ! -e $BATS_TEST_TMPDIR/problems ]]
}

@test "a disk that fills up, a target that cannot be written to" {
  local size code sizes=(60k 300k)
  [[ -z ${LONG-} ]] || sizes=({40..400..40}k {500..5000..250}k)
  ((EUID == 0)) || return 0
  cp "$all"/* in
  mkdir small
  mount -t tmpfs -o size=9m none small
  for size in "${sizes[@]}"; do
    mount -o remount,size="$size" small
    code=0
    "$root/pipeline.sh" --state small/state --settle 0 -o small/out in \
      >/dev/null 2>err || code=$?
    echo "$size: exit $code: $(<err)"
    [[ $(ls -A small) != *new* ]]
    ((code == 0)) && [[ -n ${LONG-} && $size != 40k ]] && break
    ((code == 71))
  done
  mount -o remount,size=9m small
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
