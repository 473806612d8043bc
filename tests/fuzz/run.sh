#!/bin/bash
# tests/fuzz/run.sh SECONDS [NAME...]: runs the targets that build.sh built,
# all by default, SECONDS each.  Begins with what is in corpus/NAME; what it
# finds on the way stays in $BUILD/corpus/NAME, and an input that a target
# fails on in $BUILD/found.  Fails when there is any.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/../.."

build=${BUILD:-.build/fuzz}
found=$build/found
[[ ${1-} =~ ^[1-9][0-9]*$ ]] || {
  echo "usage: tests/fuzz/run.sh SECONDS [NAME...]" >&2
  exit 64
}
seconds=$1
shift

# In rounds: where die() is left by longjmp, what was allocated is lost.  A
# small quarantine: buffers of 100 KiB that wait long cost more than the test.
run_one() {
  local name=$1 end=$((SECONDS + seconds)) left
  local work=$build/corpus/$name log=$build/$name.log
  mkdir -p "$work" "$found"
  while left=$((end - SECONDS)) && ((left > 0)); do
    ASAN_OPTIONS=quarantine_size_mb=4:detect_leaks=$leaks \
      "$build/fuzz_$name" -max_total_time="$left" -runs=200000 \
      -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
      -artifact_prefix="$found/$name-" "$work" "tests/fuzz/corpus/$name" \
      >"$log" 2>&1 || {
      echo "$name: failed, see $log"
      grep -a -m 3 -E 'broken promise|died with|ERROR|runtime error|written' \
        "$log" || true
      return 1
    }
  done
  echo "$name: $(find "$work" -type f | wc -l) inputs kept, no finding"
}

main() {
  local bad=0 name leaks
  (($# > 0)) || {
    set -- tests/fuzz/fuzz_*.c
    set -- "${@##*/fuzz_}"
    set -- "${@%.c}"
  }
  for name; do
    leaks=1
    [[ $name != flag_expr ]] || leaks=0
    run_one "$name" || bad=$((bad + 1))
  done
  echo "$(($# - bad)) targets without a finding, $bad with one"
  ((bad == 0))
}
main "$@"
