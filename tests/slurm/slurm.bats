#!/usr/bin/env bats
# pipeline.sh --engine slurm, on a real cluster of four hosts that is thrown
# away: make check-slurm.
load ../helper

export SOURCE_DATE_EPOCH=1500000000

setup_file() {
  cd "$BATS_FILE_TMPDIR" || exit
  mkdir in
  cp "$root"/fixtures/own/*.* "$root"/fixtures/news/0[0-2]*.* in
  "$root/pipeline.sh" -o want in >/dev/null
  "$root/pipeline.sh" --shard 1 -o lists in
  "$root/pipeline.sh" -o want-few in/0*.* >/dev/null
  "$root/pipeline.sh" --shard 1 -o lists-few in/0*.*
}

setup() {
  # shellcheck source=tests/slurm/cluster.bash
  source "$root/tests/slurm/cluster.bash"
  # Where every host sees it; sockets have short names.
  mkdir "$BATS_TEST_TMPDIR/here" && cd "$BATS_TEST_TMPDIR/here" || exit
  want=$BATS_FILE_TMPDIR/want lists=$BATS_FILE_TMPDIR/lists
  cluster=$(mktemp -d /tmp/ccg-slurm.XXXXXX)
  cluster_up 4 || { cluster_down && false; }
}

teardown() {
  cluster_down
  rm -rf "$cluster"
}

# failing N: ccg-extract fails on one document, N times.
failing() {
  mkdir -p bin
  cat >bin/ccg-extract <<END
#!/bin/bash
[[ \${1-} != -V ]] || exec $(command -v ccg-extract) -V
text=\$0.\$HOSTNAME.\$\$ # hosts have the same process ids
cat >"\$text"
if zgrep -q 'Croydon' "\$text" && (((n = \$(find $PWD/bin -name 'try.*' | wc -l)) < $1)); then
  : >$PWD/bin/try.\$HOSTNAME.\$\$
  rm "\$text"
  exit 70
fi
$(command -v ccg-extract) "\$@" <"\$text"
code=\$?
rm "\$text"
exit \$code
END
  chmod +x bin/ccg-extract
  PATH=$PWD/bin:$PATH
}

slurm() { "$root/pipeline.sh" --engine slurm --poll 1 -o out "$@" "$lists"; }

# Waits until so many parts are there.
parts() {
  until (($(find out.parts -name '*.part' 2>/dev/null | wc -l) >= $1)); do
    kill -0 "$master" 2>/dev/null || return 1
    sleep 0.2
  done
}

@test "200 shards, a host's power cut, the controller restarted, a filter that fails: the bytes of one run" {
  local n
  n=$(find "$lists" -name '*.list' | wc -l)
  ((n >= 200))
  failing 2
  slurm --wait --pack 6k --time 30 --partition all >said 2>err 3>&- &
  master=$!
  parts 40
  power_cut 2
  parts 60
  controller_down
  sleep 2
  controller_up
  wait $master || { cat said err && tail "$cluster"/log/* && false; }
  diff -r -x run.json "$want" out
  [[ ! -s err ]]
  (($(find bin -name 'try.*' | wc -l) == 2))
  # Every part once, and nothing but parts.
  (($(find out.parts -name '*.part' | wc -l) == n))
  [[ $(find out.parts -mindepth 1 ! -name '*.part' -printf '%f\n' | sort | paste -sd ' ') == 'lock rules' ]]
  grep -qE "^[0-9]+ done, [0-9]+ tasks running, 0 failed, [0-9]+ left; [0-9.]+ documents/s; [0-9]+ s left" said
  grep -qE "^$n done, 0 tasks running, 0 failed, 0 left" said
  # Again: nothing is left to do but the datasets.
  slurm --wait >said
  grep -q 'jobs none' said
  diff -r -x run.json "$want" out
}

@test "a filter that goes on failing: its list is named, the rest is kept, the next run ends it" {
  want+=-few lists+=-few
  failing 99
  try slurm --wait --pack 64k
  expect 70 '' '*: pipeline.sh: ccg-extract failed with 70*lists failed three times, nothing published'
  [[ ! -e out/documents.csv ]]
  find out.parts -name '*.part' -printf '%f %i\n' | sort >before
  rm bin/ccg-extract
  # Not waited for: told of, not submitted twice, waited for by another.
  hash -r
  slurm --pack 64k
  try slurm
  expect 75 '' '*jobs [0-9]* and [0-9]* are at work'
  slurm --wait
  diff -r -x run.json "$want" out
  find out.parts -name '*.part' -printf '%f %i\n' | sort | comm -13 - before >changed
  [[ ! -s changed ]]
}
