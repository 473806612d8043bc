#!/bin/bash
# pipeline.sh [-j N] [-o DIR] [-c CORRECTIONS] PATH...
# pipeline.sh --review DIR
#
# Reads the documents under each PATH (files, folders, web archives; or a lone
# - for a list of paths on standard input) and leaves the datasets in DIR
# (data/).  -j deals the documents out to N workers; the bytes that come out
# are the same.  -c takes a person's corrections; --review prints the facts
# of a DIR that they should look at, as such a file.
#
# Publishes whole or not at all: the work is done in a folder beside DIR that
# takes its place at the end.  A failed run leaves DIR as it was, names the
# stage that failed and exits with its code; 75: another run is at work.
#
# The commands are those on PATH, else those in bin/ beside this file.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
export LC_ALL=C PATH=$PATH:$here/bin

usage="usage: pipeline.sh [-j N] [-o DIR] [-c CORRECTIONS] PATH...
       pipeline.sh --review DIR"
jobs=1 dir=data corrections=() builder=

usage() {
  echo "$usage"
  exit 64
} >&2

die() { # STATUS MESSAGE...
  echo "pipeline.sh: ${*:2}" >&2
  exit "$1"
}

# check "NAME..." STATUS...: a failed pipeline's PIPESTATUS and the names of
# its stages.  The culprit is the first that failed by itself: 141 only says
# that its reader was gone.
check() {
  local names i=0 status
  read -ra names <<<"$1"
  for status in "${@:2}"; do
    ((status == 0 || status == 141)) ||
      die "$status" "${names[i]} failed with $status, nothing published"
    i=$((i + 1))
  done
  die 141 "${names[0]} failed with 141, nothing published"
}

# From documents to facts, part by part.

# part K PATH...: the facts of some documents.
part() {
  ccg-read --documents "$work/documents.$1" --rejects "$work/unread.$1" \
    "${@:2}" |
    ccg-extract |
    ccg-normalise --rejects "$work/untidy.$1" "${corrections[@]}" \
      >"$work/facts.$1" ||
    check "ccg-read ccg-extract ccg-normalise" "${PIPESTATUS[@]}"
}

# Every document below the paths, in the order that ccg-read takes them.
documents() {
  local path
  for path in "$@"; do
    [[ -d $path ]] || { echo "$path" && continue; }
    find -L "$path" -mindepth 1 -name '.*' -prune -o \
      ! -type d ! -name metadata.csv -print | tr / '\1' | sort | tr '\1' /
  done
}

# What says more about them: in every folder, or beside a file.
metadata() {
  local path
  for path in "$@"; do
    if [[ -d $path ]]; then
      find -L "$path" -mindepth 1 -name '.*' -prune -o -name metadata.csv -print
    elif [[ -e ${path%/*}/metadata.csv ]]; then
      echo "${path%/*}/metadata.csv"
    fi
  done
}

# Each worker finds its stretch of the documents as links in a folder of its
# own; or of the list, if that is what there is.
deal() {
  local k path here all=()
  for path in "${paths[@]}"; do all+=("$(realpath -s "$path")"); done
  [[ ${paths[0]} == - ]] || documents "${all[@]}" >"$work/list"
  split -n "l/$jobs" --numeric-suffixes=1 -a ${#jobs} "$work/list" \
    "$work/list."
  for k in "${parts[@]}"; do
    if [[ ${paths[0]} == - ]]; then
      part "$k" -f "$work/list.$k" &
      continue
    fi
    here=("$work/in.$k/nothing")
    mkdir -p "${here[0]}"
    cat "$work/list.$k" <(metadata "${all[@]}") | sort -u |
      xargs -rd '\n' cp -s --parents -t "$work/in.$k"
    for path in "${all[@]}"; do
      [[ ! -e $work/in.$k$path ]] || here+=("$work/in.$k$path")
    done
    part "$k" "${here[@]}" &
  done
}

# whole NAME K...: one stream of the parts of it, one header in front.
whole() {
  local k
  zcat -f "$work/$1.$2" || return
  for k in "${@:3}"; do zcat -f "$work/$1.$k" | tail -n +2 || return; done
}

# Documents with the bytes of one in an earlier part go.
once() {
  local i k name
  for ((i = 1; i < jobs; i++)); do
    k=${parts[i]}
    whole documents "${parts[@]:0:i}" >"$work/earlier"
    for name in documents unread untidy facts; do
      ccg-join --anti -k doc_id -f "$work/earlier" "$work/$name.$k" \
        >"$work/once" || check ccg-join $?
      mv "$work/once" "$work/$name.$k"
    done
  done
}

# All parts; each worker says by itself what failed.
facts() {
  local pid status=0
  mapfile -t parts < <(seq -w "$jobs")
  if ((jobs == 1)) && [[ ${paths[0]} == - ]]; then
    part 1 -f "$work/list" &
  elif ((jobs == 1)); then
    part 1 "${paths[@]}" &
  else
    deal
  fi
  for pid in $(jobs -p); do wait "$pid" || status=$?; done
  ((status == 0)) || exit "$status"
  once
}

# From facts to datasets.

datasets() {
  local name extra=doc_id,dataset,measure,org_text,amount_text,period_text,rule
  whole facts "${parts[@]}" | ccg-flag >"$work/facts" ||
    check "zcat ccg-flag" "${PIPESTATUS[@]}"
  for name in status spending deficits; do
    ccg-flag -p --no-builtin --where "dataset = \"$name\"" -C "@$name" \
      "$work/facts" >"$new/$name.csv" || check ccg-flag $?
  done
  ccg-flag --no-builtin --where 'dataset != "status"' "$work/facts" |
    ccg-aggregate -a best \
      -g org_code,fin_year,dataset,measure,category,basis,span |
    ccg-flag -p -C @summary >"$new/summary.csv" ||
    check "ccg-flag ccg-aggregate ccg-flag" "${PIPESTATUS[@]}"
  ccg-aggregate -g doc_id -a count=facts "$work/facts" >"$work/counts" ||
    check ccg-aggregate $?
  whole documents "${parts[@]}" |
    ccg-join -p --left --empty 0 -k doc_id -f "$work/counts" -C @documents \
      >"$new/documents.csv" || check "zcat ccg-join" "${PIPESTATUS[@]}"
  # What could not be read has none of the columns that facts have.
  whole unread "${parts[@]}" |
    ccg-join -p --left -k doc_id -f <(echo $extra) -C @rejects \
      >"$new/rejects.csv" || check "zcat ccg-join" "${PIPESTATUS[@]}"
  whole untidy "${parts[@]}" | tail -n +2 >>"$new/rejects.csv" ||
    check "zcat tail" "${PIPESTATUS[@]}"
}

# What people load and look at.
products() {
  ccg-load --package "$new" || check ccg-load $?
  ccg-load "$new" || check ccg-load $?
  ccg-report "$new" || check ccg-report $?
}

rows() { ccg-aggregate -p -a count "$1" | tail -n 1; }

# What was found, and where.
tell() {
  local name
  echo "$dir:"
  for name in documents status spending deficits summary rejects; do
    printf '%8d  %s\n' "$(rows "$dir/$name.csv")" "$name.csv"
  done
  ccg-aggregate -p -g reason -a count=n -C n,reason "$dir/rejects.csv" |
    tail -n +2 | while IFS=, read -r n name; do
      printf '%8s    %d %s\n' '' "$n" "$name"
    done
}

build() {
  facts
  datasets
  (($(rows "$new/documents.csv") > 0)) || die 65 "no documents: ${paths[*]}"
  products
}

# The place where it all goes, held by one run at a time.

hold() {
  local parent=${dir%/*} name=${dir##*/}
  lock=$parent/.$name.lock old=$parent/.$name.old work=$parent/.$name.new.$$
  new=$work/data
  mkdir -p "$parent" || exit 71
  [[ -w $parent ]] || die 71 "$parent: cannot be written to"
  exec {held}>>"$lock"
  # The one before may have taken the file away between the two.
  { flock -n "$held" && [[ $lock -ef /proc/self/fd/$held ]]; } ||
    die 75 "$dir: another run is at work (process $(<"$lock"))"
  echo $$ >"$lock"
  trap 'release' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # What a run that was killed has left.
  [[ -e $dir || ! -e $old ]] || mv -T "$old" "$dir"
  rm -rf "$old" "$parent/.$name".new.*
  mkdir "$work" "$new" || exit 71
}

release() {
  [[ -z $builder ]] || kill -- -"$builder" 2>/dev/null || true
  [[ -e $dir || ! -e $old ]] || mv -T "$old" "$dir"
  rm -rf "$work" "$lock"
}

publish() {
  sync "$new"/* || exit 71
  [[ ! -e $dir ]] || mv -T "$dir" "$old" || exit 71
  mv -T "$new" "$dir" || exit 71
  rm -rf "$old"
}

# --review DIR: the facts most worth a look, to be edited and given to -c.
review() {
  [[ -r $1/ccg.sqlite ]] || die 66 "$1/ccg.sqlite: no such datasets"
  sqlite3 -batch -init /dev/null -readonly -csv -header "$1/ccg.sqlite" \
    'SELECT * FROM review' | ccg-flag -p --no-builtin ||
    check "sqlite3 ccg-flag" "${PIPESTATUS[@]}"
}

parse() {
  local letter seen=
  while getopts :j:o:c:h letter; do
    [[ $letter == [?:] || $seen != *$letter* ]] || die 64 "-$letter twice"
    seen+=$letter
    case $letter in
      j) jobs=$OPTARG ;;
      o) dir=$OPTARG ;;
      c) corrections=(-c "$OPTARG") ;;
      h) echo "$usage" && exit 0 ;;
      *) usage ;;
    esac
  done
  paths=("${@:OPTIND}")
  [[ $jobs =~ ^[1-9][0-9]?$ && -n $dir && ${#paths[@]} -gt 0 ]] || usage
}

# Everything that is wrong with the call, before any work.
examine() {
  local path
  for path in "${paths[@]}" "${corrections[@]:1}"; do
    if [[ $path == - ]]; then
      ((${#paths[@]} == 1)) || die 64 "- stands alone"
    elif [[ ! -r $path ]]; then
      die 66 "$path: $([[ -e $path ]] && echo Permission denied ||
        echo No such file or directory)"
    fi
  done
  dir=$(realpath -m "$dir")
  [[ ! -e $dir || -e $dir/documents.csv ]] ||
    [[ -d $dir && -z $(ls -A "$dir") ]] ||
    die 64 "$dir holds something else than datasets"
}

main() {
  local status=0
  if [[ ${1-} == --review ]]; then
    (($# == 2)) || usage
    review "$2"
    return
  fi
  parse "$@"
  examine
  hold
  [[ ${paths[0]} != - ]] || cat >"$work/list"
  # A group of its own, so that it ends whole when this run is stopped.
  set -m
  (
    set +m
    exec {held}>&-
    build
  ) &
  builder=$!
  set +m
  wait "$builder" || status=$?
  builder=
  ((status == 0)) || exit "$status"
  publish
  tell
}
main "$@"
