#!/bin/bash
# tests/bench/reduce.sh: what --reduce takes of PARTS (300) small parts of
# FACTS (100000) invented facts of ORGS (5) organisations, while no process
# may have more than 256 files open.  KEEP=DIR leaves what was made there.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/../.."
bin=${BIN:-bin}
[[ $bin == /* ]] || bin=$PWD/$bin
export PATH=$bin:$PATH LC_ALL=C
parts=${PARTS:-300} facts=${FACTS:-100000} work=${KEEP:-${TMPDIR:-/tmp}/ccg-reduce.$$}
[[ -n ${KEEP-} ]] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"

# make PART: the tables of one folder, sorted and packed as --map does it.
make() {
  local name
  for name in unread untidy payments; do cp "$work/header/$name" "$1"; done
  ccg-sort -6 --to "$1" -k source,doc_id "$1"/{documents,facts,unread,untidy,payments}
  printf '%s\n' 'ccg-part 1' "rules $(<"$work/rules")" "list ${1##*/}" >"$1/about"
  tar --format=ustar -cf "$1.part" -C "$1" about {documents,facts,unread,untidy,payments}.gz
  rm -r "$1"
}

all_parts() {
  rm -rf "$work/parts" && mkdir -p "$work"/{parts,header,in}
  echo nothing >"$work/in/1.txt"
  echo "$work/in/1.txt" >"$work/list"
  ./pipeline.sh --map "$work/list" "$work/one"
  tar -xOf "$work/one" about | sed -n 's/^rules //p' >"$work/rules"
  for name in unread untidy payments; do
    tar -xOf "$work/one" "$name.gz" | gzip -dc >"$work/header/$name"
  done
  seq -f "$work/parts/%05.0f" "$parts" | xargs mkdir
  codes=$(awk -F , '$2 == "ccg" { print $1 }' lib/register/organisations.csv | head -n "${ORGS:-5}" | paste -sd ' ')
  awk -v to="$work/parts" -v parts="$parts" -v facts="$facts" -v codes="$codes" -f tests/bench/parts.awk
  export work && export -f make
  # shellcheck disable=SC2016 # $1 is the inner shell's
  find "$work/parts" -mindepth 1 -type d -print0 | xargs -0 -n 1 bash -euc 'make "$1"' make
}

[[ -e $work/parts ]] || all_parts
ulimit -n 256
/usr/bin/time -f '%e s, %U+%S s of processor, at most %M KB in one process' -o "$work/time" \
  ./pipeline.sh --reduce "$work/out" - < <(find "$work/parts" -name '*.part' | sort) >/dev/null
echo "$parts parts, $facts facts: $(<"$work/time")"
sqlite3 -init /dev/null :memory: "SELECT '  ' || key || ' ' || value || ' s'
  FROM json_each(readfile('$work/out/run.json'), '$.stage_seconds')"
