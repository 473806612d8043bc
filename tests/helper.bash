# Sourced by every .bats file ("load ../helper"): the commands under test on
# PATH, and the few words that the tests are written in.
# shellcheck disable=SC2034
root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
bin=${BIN:-bin}
[[ $bin == /* ]] || bin=$root/$bin
export PATH=$bin:$PATH LC_ALL=C

# Arguments as lines of CSV: plain, or gzip as the filters write it.
csv() { printf '%s\n' "$@"; }
gz() { csv "$@" | gzip -n -1; }

# Runs a command on the standard input given and keeps all that came of it:
#   gz a,b 1,2 | try ccg-flag -e 'big: b > 1'
try() {
  local code=0
  "$@" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || code=$?
  echo $code >"$BATS_TEST_TMPDIR/code"
}

# slurp NAME FILE: NAME=$(<FILE), without a process of its own.
slurp() {
  local parts text
  mapfile -d '' parts <"$2"
  printf -v text %s "${parts[@]}"
  printf -v "$1" %s "${text%"${text##*[!$'\n']}"}"
}

# expect CODE [OUTPUT [PATTERN]]: what the last try must have given.  OUTPUT
# is compared, unpacked, when CODE is 0 or 1 (a finding); after any other
# code a gzip stream on it must not look whole.  PATTERN is a glob for all of
# standard error.
expect() {
  local code out err magic='' whole=1
  slurp code "$BATS_TEST_TMPDIR/code"
  slurp err "$BATS_TEST_TMPDIR/err"
  IFS= read -r -d '' -n 2 magic <"$BATS_TEST_TMPDIR/out" || true
  if [[ $magic == $'\x1f\x8b' ]]; then
    out=$(gzip -dc "$BATS_TEST_TMPDIR/out" 2>/dev/null) || whole=0
    ((code < 2 ? whole : !whole)) || out="(whole: $whole) $out" code+=!
  else
    slurp out "$BATS_TEST_TMPDIR/out"
  fi
  # shellcheck disable=SC2053 # the pattern is meant to be one
  if [[ $code == "$1" && (-z ${2+x} || $code -gt 1 || $out == "$2") ]] &&
    [[ $err == ${3-*} ]]; then
    return
  fi
  printf 'exit %s, want %s\n--- output\n%s\n--- want\n%s\n--- errors\n%s\n' \
    "$code" "$1" "$out" "${2-(any)}" "$err"
  return 1
}

# shellcheck source=tests/standard.bash
source "$root/tests/standard.bash"
