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
# --state STATE keeps what was read: a run reads what is new or has changed, and
# what older rules have read, but of that no more than --budget N files.  What
# has gone from the folders stays; of what has changed the older version stays
# and says in documents.csv what it is superseded by.  A file modified in the
# last 10 seconds (--settle N) that is still changing is left for the next run.
# The same documents give the same bytes, in one run or in many.
#
# --keep N publishes into DIR/NNNNNN, switches DIR/current to it at once, and
# leaves the last N.
#
# Publishes whole or not at all: the work is done in a folder beside DIR that
# takes its place at the end.  A failed run leaves DIR as it was, names the
# stage that failed and exits with its code; 75: another run is at work.
#
# The same in two steps, for many machines:
#
# pipeline.sh --shard SIZE [-o DIR] PATH...
#   writes lists of about SIZE bytes of documents each (64M) to DIR (shards/),
#   named K-of-N-SET.list.
# pipeline.sh --map LIST PART
#   reads the documents of one list and writes one part; does nothing when a
#   whole part of that list by the same rules is there.  PART appears whole or
#   not at all, whoever else writes it.
# pipeline.sh --reduce DIR [-c CORRECTIONS] [--shards FILE] PART...
#   makes the datasets of all parts.  Parts of --shard's lists must be all
#   there; of lists of your own, FILE names all, a line each.
#
# The commands are those on PATH, else those in bin/ beside this file.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
export LC_ALL=C PATH=$PATH:$here/bin

usage="usage: pipeline.sh [-j N] [-o DIR] [-c CORRECTIONS] PATH...
       pipeline.sh --review DIR
       pipeline.sh --state STATE [--budget N] [--settle N] [--keep N] ... PATH...
       pipeline.sh --shard SIZE [-o DIR] PATH...
       pipeline.sh --map LIST PART
       pipeline.sh --reduce DIR [-c CORRECTIONS] [--shards FILE] PART..."
jobs=1 dir=data corrections=() rules='' shards='' size='' mode=run builder=''
state='' budget=999999999 settle=10 keep=''
level=1 durable='' # of parts: what is kept is packed well and synced

usage() {
  echo "$usage"
  exit 64
} >&2

die() { # STATUS MESSAGE...
  echo "pipeline.sh: ${*:2}" >&2
  exit "$1"
}

# warn MESSAGE...: what somebody should know of a run that goes on.
warn() { echo "pipeline.sh: $*" >&2; }

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

# shellcheck source=lib/pipeline/map.bash
source "$here/lib/pipeline/map.bash"
# shellcheck source=lib/pipeline/reduce.bash
source "$here/lib/pipeline/reduce.bash"
# shellcheck source=lib/pipeline/state.bash
source "$here/lib/pipeline/state.bash"

gather() {
  if [[ -n $state ]]; then
    parts=("$state"/parts/*)
    [[ -e ${parts[0]} ]] || die 65 "no documents: ${paths[*]}"
  else
    map_paths
    parts=("$work"/parts/*)
  fi
}

build() {
  case $mode in
    shard) shard && return ;;
    run) gather ;;
  esac
  reduce "${parts[@]}"
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
  on_exit release
  # What a run that was killed has left.
  [[ -e $dir || ! -e $old ]] || mv -T "$old" "$dir"
  sweep "$old" "$parent/.$name".new.*
  mkdir "$work" "$new" || exit 71
}

# sweep PATH...: removes what a killed run has left; workers of it may still be
# at it for a moment, until they find that their folder has gone.
sweep() {
  local n
  for n in 1 2 3 4 5 6; do
    ! rm -rf "$@" 2>/dev/null || return 0
    sleep 0.$n
  done
  rm -rf "$@" || exit 71
}

on_exit() {
  # shellcheck disable=SC2064 # now
  trap "$1" EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

stop() { [[ -z $builder ]] || kill -- -"$builder" 2>/dev/null || true; }

release() {
  stop
  [[ -e $dir || ! -e $old ]] || mv -T "$old" "$dir"
  rm -rf "$work" "$lock" ${fresh:+"$fresh"}
}

publish() {
  sync "$new"/* "$new" || exit 71
  if [[ -n $keep ]]; then
    publish_beside
  else
    [[ ! -e $dir ]] || mv -T "$dir" "$old" || exit 71
    mv -T "$new" "$dir" || exit 71
    sync "${dir%/*}" || exit 71
    rm -rf "$old"
  fi
}

# As DIR/NNNNNN; then current, and at last the oldest go.
publish_beside() {
  local all=() name
  mkdir -p "$dir" || exit 71
  rm -f "$dir"/.current.*
  mapfile -t all < <(find "$dir" -maxdepth 1 -name "[0-9]*" -printf "%f\n" | sort)
  name=${all[*]: -1}
  name=$(printf %06d $((10#${name:-0} + 1)))
  mv -T "$new" "$dir/$name" && sync "$dir" || exit 71
  ln -s "$name" "$dir/.current.$$" || exit 71
  mv -T "$dir/.current.$$" "$dir/current" && sync "$dir" || exit 71
  all+=("$name")
  while ((${#all[@]} > keep)); do
    rm -rf "${dir:?}/${all[0]}"
    all=("${all[@]:1}")
  done
}

# together COMMAND...: in a group of its own, so that it ends whole when this
# run is stopped.
together() {
  local status=0
  set -m
  (
    set +m
    [[ -z ${held-} ]] || exec {held}>&-
    [[ -z ${state_held-} ]] || exec {state_held}>&-
    "$@"
  ) &
  builder=$!
  set +m
  wait "$builder" || status=$?
  builder=
  # A command of the system has told of itself; its codes are not ours.
  ((status != 1 && status != 2)) || die 71 "failed, nothing published"
  ((status == 0)) || exit "$status"
}

# once LETTER: an option may stand once.
once() {
  [[ $seen != *" $1 "* ]] || die 64 "$1 twice"
  seen+=" $1 "
}

in_mode() {
  [[ $mode == run ]] || usage
  mode=$1
}

parse() {
  local seen='' long=help,map,review:,reduce:,shard:,shards:,state:,budget:,settle:,keep: options
  options=$(getopt -q -o +j:o:c:h -l "$long" -- "$@") || usage
  eval "set -- $options"
  for (( ; ; )); do
    [[ $1 == -- ]] || once "$1"
    case $1 in
      -j) jobs=$2 && shift ;;
      -o) dir=$2 && shift ;;
      -c) corrections=(-c "$2") && shift ;;
      -h | --help) echo "$usage" && exit 0 ;;
      --map) in_mode map ;;
      --review) in_mode review && dir=$2 && shift ;;
      --reduce) in_mode reduce && dir=$2 && shift ;;
      --shard) in_mode shard && size=$2 && shift ;;
      --shards) shards=$2 && shift ;;
      --state) state=$2 && shift ;;
      --budget) budget=$2 && shift ;;
      --settle) settle=$2 && shift ;;
      --keep) keep=$2 && shift ;;
      --) break ;;
    esac
    shift
  done
  paths=("${@:2}")
  fits "$seen"
}

# Options and arguments of the mode, and no others.
fits() { # SEEN
  local letter
  for letter in $1; do
    case $mode$letter in
      run-[joc] | run--state | run--budget | run--settle | run--keep) ;;
      map--map | shard-o | shard--shard) ;;
      review--review) ;;
      reduce-c | reduce--reduce | reduce--shards) ;;
      *) usage ;;
    esac
  done
  [[ $jobs =~ ^[1-9][0-9]?$ && -n $dir ]] || usage
  ((${#paths[@]} > 0)) || [[ $mode == review ]] || usage
  ((${#paths[@]} == 0)) || [[ $mode != review ]] || usage
  [[ -n $state || $1 != *--[bs]* || $mode != run ]] || usage
  [[ $budget$settle =~ ^[0-9]{1,18}$ && (-z $keep || $keep =~ ^[1-9][0-9]{0,3}$) ]] || usage
  [[ $mode != map || ${#paths[@]} -eq 2 ]] || usage
  [[ $mode != shard ]] || size=$(numfmt --from=iec "${size^^}" 2>/dev/null) ||
    die 64 "--shard takes a size, such as 64M"
  [[ $mode != shard || $1 == *-o* ]] || dir=shards
}

# needs PATH...: each must be there and readable.
needs() {
  local path
  for path in "$@"; do
    [[ -r $path ]] || die 66 "$path: $([[ -e $path ]] &&
      echo Permission denied || echo No such file or directory)"
  done
}

# Everything that is wrong with the call, before any work.
examine() {
  local mark=documents.csv
  if [[ $mode == run && " ${paths[*]} " == *' - '* ]]; then
    ((${#paths[@]} == 1)) || die 64 "- stands alone"
  elif [[ $mode == map ]]; then
    needs "${paths[0]}"
  else
    needs "${paths[@]}"
  fi
  needs "${corrections[@]:1}" ${shards:+"$shards"}
  if [[ $mode == reduce ]]; then
    parts=("${paths[@]}")
  elif [[ $mode != map && ${paths[0]} != - ]]; then
    mapfile -t -d '' paths < <(realpath -zs "${paths[@]}")
  fi
  dir=$(realpath -m "$dir")
  [[ $mode != shard ]] || mark='*.list'
  [[ -z $keep ]] || mark='[0-9]*/documents.csv'
  [[ -z $state ]] || state=$(realpath -m "$state")
  # shellcheck disable=SC2086 # a pattern
  [[ ! -e $dir ]] || compgen -G "$dir/$mark" >/dev/null ||
    [[ -d $dir && -z $(ls -A "$dir") ]] ||
    die 64 "$dir holds something else than ${what[$mode]}"
}
declare -A what=([run]=datasets [reduce]=datasets [shard]=lists)

# One part, by itself.
only_map() {
  level=6 durable=1
  ask_rules
  on_exit only_map_ends
  together map "${paths[@]}"
}

only_map_ends() {
  stop
  rm -rf "${paths[1]}.tmp.$HOSTNAME.$$"
}

main() {
  parse "$@"
  [[ $mode != review ]] || { review "$dir" && exit; }
  examine
  [[ $mode != map ]] || { only_map && exit; }
  hold
  [[ ${paths[0]} != - ]] || cat >"$work/stdin"
  shown=$dir${keep:+/current}
  if [[ -n $state ]]; then
    ask_rules
    level=6 durable=1
    hold_state
    read_new
    made=$(made_of)
    ! is_published || { tell && exit; }
  fi
  together build
  publish
  [[ -z $state ]] || note_published
  [[ $mode != reduce ]] || forget_tries
  [[ $mode == shard ]] || tell
}
main "$@"
