#!/bin/bash
# tests/fuzz/build.sh [NAME...]: builds the libFuzzer targets fuzz_NAME.c, all
# of them by default, into $BUILD, with the library and, where NAME
# begins with a filter's, that filter under the sanitizers.  Takes clang.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/../.."

export BUILD=${BUILD:-.build/fuzz}
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=all"
# What the compiler has to say of the programs it says to make.
flags=(CC=clang "CFLAGS=-O1 -g" WARN=-w HARDEN=-fPIE "BUILD=$BUILD"
  "BIN=$BUILD/bin" "EXTRA=$sanitize -fsanitize=fuzzer-no-link")

# What the Makefile says a filter, or every program, is linked with.
libraries() {
  make --no-print-directory --eval "$1-libraries:; @echo \$($1)" \
    "BUILD=$BUILD" "$1-libraries"
}

filter_of() {
  local folder=filters/${1%%_*}
  [[ ! -d $folder ]] || echo "${folder##*/}"
}

# A filter's objects without its main; an archive, so that a target can put
# a function of its own in the place of one of them.
archive() {
  local filter=$1 objects
  mapfile -t objects < <(objects "$filter")
  rm -f "$BUILD/lib$filter.a"
  ar rcs "$BUILD/lib$filter.a" "${objects[@]}"
}

objects() {
  local source
  for source in filters/"$1"/*.[cS]; do
    [[ $source == "filters/$1/$1.c" ]] || echo "$BUILD/${source%.*}.o"
  done
}

link() {
  local name=$1 filter=$2 libs=() words
  if [[ -n $filter ]]; then
    archive "$filter"
    libs=("$BUILD/lib$filter.a")
  fi
  read -ra words <<<"$sanitize -Ifilters/$filter $(
    [[ -z $filter ]] || libraries "LIBS_$filter") $(libraries LDLIBS)"
  echo "  ld fuzz_$name"
  clang -std=c11 -Wall -Wextra -Werror -O1 -g -fsanitize=fuzzer \
    -Wl,--wrap=_exit,--wrap=write -D_GNU_SOURCE -Ilib \
    -o "$BUILD/fuzz_$name" "tests/fuzz/fuzz_$name.c" tests/fuzz/home.c \
    "${libs[@]}" "$BUILD/libccg.a" "${words[@]}"
}

main() {
  local name filter
  (($# > 0)) || {
    set -- tests/fuzz/fuzz_*.c
    set -- "${@##*/fuzz_}"
    set -- "${@%.c}"
  }
  mapfile -t wanted < <(
    for name; do
      filter=$(filter_of "$name")
      [[ -z $filter ]] || objects "$filter"
    done | sort -u)
  make --no-print-directory -s -j2 "${flags[@]}" "$BUILD/libccg.a" \
    "${wanted[@]}"
  for name; do
    link "$name" "$(filter_of "$name")"
  done
}
main "$@"
