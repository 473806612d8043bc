#!/usr/bin/env bats
# What a run tells: run.json, a log line, figures for Prometheus, and a mail
# only when something is wrong.
load helper

setup_file() {
  cd "$BATS_FILE_TMPDIR" || exit
  mkdir in
  cp "$root"/fixtures/news/{metadata.csv,00[1-4]*} in
  printf 'not a PDF' >in/broken.pdf
  "$root/pipeline.sh" -o out --log log --metrics figures.prom in >said 2>err
}

setup() {
  mkdir "$BATS_TEST_TMPDIR/here" && cd "$BATS_TEST_TMPDIR/here" || exit
  in=$BATS_FILE_TMPDIR/in good=$BATS_FILE_TMPDIR
}

pipeline() { "$root/pipeline.sh" "$@"; }

rows() { ccg-aggregate -p -a count "$1" | tail -n 1; }

@test "a good run says nothing on standard error, whatever documents are broken" {
  [[ ! -s $good/err ]]
  grep -q 'broken.pdf.*document_unreadable' "$good/out/rejects.csv"
}

@test "run.json: what was read, counts, times, versions, what was said" {
  local name run=$good/out/run.json
  for name in documents status spending deficits summary rejects payments; do
    [[ $(jq ".counts.$name" "$run") == $(rows "$good/out/$name.csv") ]]
  done
  jq -e '.inputs.files == 5 and .inputs.bytes > 9000 and .seconds > 0' "$run"
  jq -e '.started <= .finished and .before == null' "$run"
  jq -e '.rejects.document_unreadable == 1 and .flags.deficit > 0' "$run"
  jq -e '.stage_seconds | keys == ["datasets", "products", "read", "reduce"]' "$run"
  jq -e --arg rules "$(ccg-read -V | sed -n 's/rules //p')" \
    '.versions.rules == $rules and .arguments[-1] == "in"' "$run"
  jq -e '.warnings_in_all == 1 and (.warnings[0] | test("broken.pdf"))' "$run"
}

@test "a failed run says what stands, what was said and, last, why: a mail, and a line" {
  cp "$good/log" log && cp -r "$good/out" out
  try pipeline -o out --log log "$in/none"
  expect 66 '' 'pipeline.sh: */none: No such file or directory'
  printf '#!/bin/sh\nexit 71\n' >ccg-flag && chmod +x ccg-flag
  PATH=$PWD:$PATH try pipeline -o out --log log --log-format json "$in"
  expect 71 '' "$PWD/out: a run on $HOSTNAME failed after *.* s
what was published 20??-*Z stays
ccg-read: broken.pdf: not a PDF
pipeline.sh: ccg-flag failed with 71, nothing published"
  diff -r "$good/out" out
  (($(wc -l <log) == 3))
  [[ $(sed -n 1p log) =~ ^time=20[-0-9]+T[:0-9]+Z\ result=published\ code=0\ seconds=[0-9.]+\ host=.*\ documents=5\  ]]
  [[ $(sed -n 2p log) == *' result=failed code=66 '*' reason="pipeline.sh: '*'/none: No such file or directory"' ]]
  sed -n 3p log | jq -e '.result == "failed" and .code == 71 and .warnings == 1
    and (.reason | test("ccg-flag failed with 71"))'
}

@test "figures for Prometheus: of the last run, and of what is published" {
  local figures=figures.prom
  cp "$good/$figures" . && cp -r "$good/out" out
  # Every line as the text format has it; each name behind its type.
  awk '/^# TYPE / { type[$3]; next } /^# HELP / { next }
    !/^[a-z_]+(\{[a-z]+="[^"\\]*"\})? [0-9]+(\.[0-9]+)?$/ { exit 1 }
    { sub(/[{ ].*/, ""); if (!($0 in type)) exit 1 }' $figures
  grep -qx 'ccg_pipeline_last_run_exit_code 0' $figures
  grep -qx "ccg_pipeline_rows{file=\"deficits\"} $(rows out/deficits.csv)" $figures
  grep -qx 'ccg_pipeline_rejects{reason="document_unreadable"} 1' $figures
  grep last_success $figures | tail -n 1 >before
  sleep 1.1
  try pipeline -o out --metrics $figures "$in/none"
  expect 66
  grep -qx 'ccg_pipeline_last_run_exit_code 66' $figures
  grep -qxF "$(<before)" $figures
  grep -qx 'ccg_pipeline_rows{file="documents"} 5' $figures
  [[ $(echo *) == 'before figures.prom out' ]]
  try pipeline -o out --metrics none/figures "$in"
  expect 71 '' '*pipeline.sh: none/figures: cannot be written'
}

@test "--max-drop: fewer rows than that stop the run, with the figures" {
  cp -r "$good/out" out
  try pipeline -o out --max-drop 20% "$in"/00[123]*
  expect 65 '' '*pipeline.sh: *documents.csv has 3 rows, before 5 (-40.0%)*: more than --max-drop 20%, nothing published'
  [[ $(jq .counts.documents out/run.json) == 5 ]]
  # Published by a version without a manifest: counted.
  rm out/run.json
  try pipeline -o out --max-drop 39 "$in"/00[123]*
  expect 65 '' '*documents.csv has 3 rows, before 5 (-40.0%): more than*'
}

@test "--fail-on publishes and exits 1; its levels are those of ccg-flag" {
  local level code
  try pipeline -o out --fail-on warn "$in"
  expect 1 "$(sed "s,$good,$PWD," "$good/said")" \
    'pipeline.sh: --fail-on warn: *[1-9]* large_deficit*'
  try pipeline -o out --fail-on wanr "$in"
  expect 64 '' 'pipeline.sh: --fail-on takes *'
  # shellcheck source=lib/pipeline/told.bash
  source "$root/lib/pipeline/told.bash"
  while read -r code level; do
    [[ " ${codes[info]} " == *" $code "* ]]
    [[ $level == INFO || " ${codes[warn]} " == *" $code "* ]]
    [[ $level != ERROR || " ${codes[error]} " == *" $code "* ]]
    [[ $level != INFO || " ${codes[warn]} " != *" $code "* ]]
    [[ $level == ERROR || " ${codes[error]} " != *" $code "* ]]
  done < <(sed -n 's/.*{"\([a-z_]*\)", LEVEL_\([A-Z]*\)}.*/\1 \2/p' \
    "$root/filters/flag/check.c" | tee codes)
  (($(wc -l <codes) == $(wc -w <<<"${codes[info]}")))
}

@test "a night without news is unchanged, and told so; a second run is locked" {
  mkdir here && cp "$in"/00[12]* here
  pipeline --state state --settle 0 -o out here >/dev/null
  jq -e '.inputs.read == 2 and .inputs.left == 0' out/run.json
  pipeline --state state --settle 0 -o out --log log here >/dev/null
  exec 8>>.out.lock
  flock 8
  try pipeline --state state -o out --log log here
  expect 75
  exec 8>&-
  [[ $(sed -n 1p log) == *' result=unchanged code=0 '*' documents=2 '* ]]
  [[ $(sed -n 2p log) == *' result=locked code=75 '* ]]
}
