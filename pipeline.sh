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
# It says on standard error what is wrong, else nothing.  DIR/run.json tells of
# the run that made the datasets: it alone is not the same bytes every time.
# --log FILE appends a line a run, as key=value or JSON (--log-format; without
# --log to standard error); --metrics FILE is for Prometheus' textfile
# collector.  --max-drop 20% stops a run, with 65, whose files have lost more
# rows than that against what is published; --fail-on publishes and exits 1 when
# facts have a flag of that level (info, warn, error) or code.
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
# pipeline.sh --combine PART FROM...
#   makes one part of several, as --map would of all their lists: so the merging
#   of many is done by many.
#
# pipeline.sh --engine parallel --hosts FILE LIST...
# pipeline.sh --engine slurm [--wait] LIST...
#   makes the parts of all lists (or of the lists in a folder of --shard's, or
#   those that a file names) on many hosts that share a file system, and of
#   them the datasets.  Parts are kept in PARTS (DIR.parts): what is there is
#   not made again.  A task is so many lists that it reads about --pack bytes
#   (64M).  More parts than --fan (50) are combined, by jobs too, before they are
#   reduced.  FILE is of GNU parallel's --sshloginfile.  --wait stays until all is
#   published and tells every --poll seconds (10) how far it is.
#
# The commands are those on PATH, else those in bin/ beside this file.
set -euo pipefail
here=$(realpath "$0") here=${here%/*}
export LC_ALL=C PATH=$PATH:$here/bin

usage="usage: pipeline.sh [-j N] [-o DIR] [-c CORRECTIONS] PATH...
       pipeline.sh --review DIR
       pipeline.sh --state STATE [--budget N] [--settle N] [--keep N] ... PATH...
       pipeline.sh --shard SIZE [-o DIR] PATH...
       pipeline.sh --map LIST PART
       pipeline.sh --combine PART FROM...|-
       pipeline.sh --reduce DIR [-c CORRECTIONS] [--shards FILE] PART...|-
       pipeline.sh --engine parallel --hosts FILE [-o DIR] [-c CORRECTIONS]
       [--parts PARTS] [--pack SIZE] [--fan N] [--poll N] LIST...
       pipeline.sh --engine slurm [--wait] [--partition P] [--account A] [--time T] ... LIST...
to be told, with a run, --reduce or --engine:
       [--log FILE] [--log-format kv|json] [--metrics FILE]
       [--max-drop PERCENT] [--fail-on LEVEL|CODE]"
jobs=1 dir=data corrections=() rules='' version='' shards='' size='' mode=run builder=''
state='' budget=999999999 settle=10 keep=''
log='' log_format='' metrics='' max_drop='' fail_on=''
engine='' hosts='' parts_dir='' pack=64M poll=10 wait_for='' run=''
partition='' account='' time_limit='' tasks_began=0
called=() heard=() warnings=() result=failed began=0 stderr=2 lock='' shown=''
parts=() fan=50 level=1 # of packing: what is kept is packed well

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

# shellcheck source=lib/pipeline/call.bash
source "$here/lib/pipeline/call.bash"
# shellcheck source=lib/pipeline/told.bash
source "$here/lib/pipeline/told.bash"
# shellcheck source=lib/pipeline/manifest.bash
source "$here/lib/pipeline/manifest.bash"
# shellcheck source=lib/pipeline/publish.bash
source "$here/lib/pipeline/publish.bash"
# shellcheck source=lib/pipeline/map.bash
source "$here/lib/pipeline/map.bash"
# shellcheck source=lib/pipeline/combine.bash
source "$here/lib/pipeline/combine.bash"
# shellcheck source=lib/pipeline/reduce.bash
source "$here/lib/pipeline/reduce.bash"
# shellcheck source=lib/pipeline/state.bash
source "$here/lib/pipeline/state.bash"
# shellcheck source=lib/pipeline/engine.bash
source "$here/lib/pipeline/engine.bash"
# shellcheck source=lib/pipeline/slurm.bash
source "$here/lib/pipeline/slurm.bash"

gather() {
  if [[ -n $state ]]; then
    parts=("$state"/parts/*)
    [[ -e ${parts[0]} ]] || die 65 "no documents: ${paths[*]}"
  else
    map_paths
  fi
}

build() {
  case $mode in
    shard) shard && return ;;
    run) if [[ -n $state ]]; then gather; else timed read gather; fi ;;
  esac
  timed reduce reduce
  timed datasets datasets
  has_rows "$new/documents.csv" || die 65 "no documents: ${paths[*]}"
  timed products products
  hear
  manifest
  not_less
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
    [[ -z ${parts_held-} ]] || exec {parts_held}>&-
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

# One part, by itself.
only_map() {
  level=6
  ask_rules
  on_exit only_map_ends
  together map_part "${paths[@]}"
}

only_map_ends() {
  stop
  rm -rf "${paths[1]}.tmp.$HOSTNAME.$$"
}

# Under the lock: what is new is read, the datasets are made and published.
run() {
  hold
  [[ ${paths[0]} != - ]] || cat >"$work/stdin"
  if [[ -n $state ]]; then
    ask_rules
    level=6
    hold_state
    timed read read_new
    made=$(made_of)
    ! is_published || { result=unchanged && return; }
  fi
  together build
  publish
  result=published
  [[ -z $state ]] || note_published
  [[ $mode != reduce ]] || forget_tries
}

main() {
  called=("$@")
  parse "$@"
  [[ $mode != review ]] || { review "$dir" && exit; }
  [[ $mode != map ]] || { examine && only_map && exit; }
  [[ $mode != combine ]] || { examine && only_combine && exit; }
  [[ $mode != task ]] || task "$run" "${paths[0]}"
  listen
  on_exit finish
  examine
  if [[ $mode == engine ]]; then run_engine; else run; fi
  [[ $mode != shard ]] || exit 0
  tell
  ! found || exit 1
}
main "$@"
