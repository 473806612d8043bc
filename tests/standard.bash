# The ten cases that every filter must pass.  Sourced by helper.bash.
#
#   standard SAMPLE COMMAND...
#
# SAMPLE is a plain CSV file, header and at least one row, on which the
# command exits 0 when it comes on standard input.  A test may also call one
# case by its name: standard_usage SAMPLE COMMAND...
standard() {
  local name failed=0
  for name in usage missing empty header truncated garbage ragged full early \
    ignored; do
    "standard_$name" "$@" || { echo "standard case: $name" && failed=1; }
  done
  return $failed
}

standard_usage() {
  try "${@:2}" --no-such-option <"$1"
  expect 64 '' 'ccg-*' || return
  try "$2" --help </dev/null
  expect 0 && [[ -s $BATS_TEST_TMPDIR/out && ! -s $BATS_TEST_TMPDIR/err ]]
}

standard_missing() {
  try "${@:2}" "$BATS_TEST_TMPDIR/none.csv" </dev/null
  expect 66 '' "${2##*/}: *none.csv: No such file or directory"
}

standard_empty() {
  try "${@:2}" </dev/null
  expect 65 '' "${2##*/}: stdin: *"
}

# No rows in: a header out, and nothing else.
standard_header() {
  head -n 1 "$1" >"$BATS_TEST_TMPDIR/header"
  try "${@:2}" <"$BATS_TEST_TMPDIR/header"
  expect 0 && (($(zcat -f "$BATS_TEST_TMPDIR/out" | wc -l) == 1))
}

# Cut at each of the last 9 bytes, which are the trailer's, and at CUTS places
# before (4; tests/torture takes more).
standard_truncated() {
  local dir at n=0
  dir=$(mktemp -d "$BATS_TEST_TMPDIR/cut.XXXXXX")
  # One process makes them all.
  gzip -n -1 <"$1" | perl -e 'my ($dir, $cuts) = @ARGV; local $/; my $s = <STDIN>;
    my $size = length($s); my $step = 1 + int($size / $cuts);
    for (my $n = $size - 1; $n > 0; $n -= $n > $size - 9 ? 1 : $step) {
      open(F, ">", "$dir/$n") && print(F substr($s, 0, $n)) && close(F) or die }' \
    "$dir" "${CUTS:-4}"
  for at in "$dir"/*; do
    try "${@:2}" <"$at"
    expect 65 '' "${2##*/}: stdin*: *" || { echo "cut at ${at##*/}" && return 1; }
    n=$((n + 1))
  done
  ((n > 9))
}

standard_garbage() {
  { gzip -n -1 <"$1" && echo garbage; } >"$BATS_TEST_TMPDIR/garbage"
  try "${@:2}" <"$BATS_TEST_TMPDIR/garbage"
  expect 65 '' "${2##*/}: stdin*: *"
}

# A record with one field too many: the message names its line.
standard_ragged() {
  { head -n 1 "$1" && head -n 1 "$1" && head -n 1 "$1" | sed 's/$/,x/'; } \
    >"$BATS_TEST_TMPDIR/ragged"
  try "${@:2}" <"$BATS_TEST_TMPDIR/ragged"
  expect 65 '' "${2##*/}: stdin:[23]: *"
}

standard_full() {
  local code=0
  "${@:2}" <"$1" >/dev/full 2>"$BATS_TEST_TMPDIR/err" || code=$?
  echo "exit $code: $(<"$BATS_TEST_TMPDIR/err")"
  ((code == 71)) && [[ $(<"$BATS_TEST_TMPDIR/err") == *"No space left"* ]]
}

# Runs a command with a pipe as its output that nobody reads any more.
unread() {
  local pipe=$BATS_TEST_TMPDIR/pipe code=0
  rm -f "$pipe" && mkfifo "$pipe"
  exec 8<>"$pipe"
  exec 9>"$pipe" 8<&-
  "$@" >&9 9<&- 2>"$BATS_TEST_TMPDIR/err" || code=$?
  exec 9>&-
  echo "exit $code: $(<"$BATS_TEST_TMPDIR/err")"
  ((code == 141)) && [[ ! -s $BATS_TEST_TMPDIR/err ]]
}

standard_early() { unread "${@:2}" <"$1"; }

# Python, cron and some shells start their children with SIGPIPE ignored.
standard_ignored() (
  trap '' PIPE
  unread "${@:2}" <"$1"
)
