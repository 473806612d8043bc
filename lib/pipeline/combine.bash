# Many parts to few: the steps of the reduce that are jobs of their own.  Sourced
# by pipeline.sh.
#
# A part made of several is what --map would have made of all their lists: of
# the documents with the same bytes the first by its path, and the rows of each
# table merged in their order.  Both are the same in any tree, so that the reduce
# may be given parts, parts of parts, or some of each.
#
# What a part does not hold is anything counted or chosen among documents.  Which
# figure is the one to use (summary.csv) depends on all sources of a group, its
# flags on all facts of the organisation, both on corrections and on documents
# that turn out to stand in another part too: each is known only in the end.  A
# state of best without all that would be as long as the facts themselves.  There
# the facts of all come by once, in order of documents, and what is kept of them
# (ccg-flag's figures to compare with, best(whole)) grows with organisations and
# years only.

# combine PART FROM...: one part of several; nothing when it is there.
combine() {
  local to=${paths[0]} name
  work=$to.tmp.$HOSTNAME.$$
  mkdir "$work" "$work/p" || exit 71
  about_all >"$work/about"
  ! holds "$work/about" "$to" || return 0
  unpack
  choose
  lose
  all_documents >"$work/documents.gz"
  for name in "${tables[@]:1}"; do
    (merge "$name") >"$work/$name.gz" || check ccg-sort $?
  done
  pack_part "$work" "$to"
  # Its parts are whole: what tries that lost their host have left can go.
  forget_tries
}

# What the parts say of themselves, as of one.
about_all() {
  local part
  for part in "${parts[@]}"; do
    member "$part" about 2>/dev/null || die 65 "$part: no part"
  done | sort -u >"$work/said" || exit $?
  (($(grep -c '^rules ' "$work/said") == 1)) || die 65 "parts of different rules"
  sed -n '/^ccg-part /p' "$work/said"
  sed -n '/^rules /p' "$work/said"
  sed -n '/^list /p; /^shard /p' "$work/said"
}

# The documents that were chosen, without the number of their part.
all_documents() {
  local one=("$work"/p/*) columns
  IFS= read -r columns < <(gzip -dc "${one[0]}/documents.gz")
  ccg-sort --merge -k source,doc_id -C "$columns" "$chosen" || check ccg-sort $?
}

only_combine() {
  on_exit only_combine_ends
  together combine
}

only_combine_ends() {
  stop
  rm -rf "${paths[0]}.tmp.$HOSTNAME.$$"
}

# plan_groups: $run/groups/N, the parts that one job makes $run/combined/N of,
# and $run/from, those that the reduce is given then; no more than $fan.
plan_groups() {
  local n
  n=$(wc -l <"$run/parts")
  if ((n <= fan)); then
    cp "$run/parts" "$run/from" && return
  fi
  mkdir "$run"/{groups,combined} || exit 71
  awk -v run="$run" -v n="$n" -v fan="$fan" '
    BEGIN { groups = int((n + fan - 1) / fan); if (groups > fan) groups = fan }
    {
      k = int((NR - 1) * groups / n) + 1
      if (k != last) { if (last) close(to); last = k; to = run "/groups/" k
        print run "/combined/" k >(run "/from") }
      print >to
    }' "$run/parts"
}

# How many jobs that takes; 0 when the reduce is given all parts as they are.
groups() {
  [[ ! -d $run/groups ]] || find "$run/groups" -type f | wc -l
  [[ -d $run/groups ]] || echo 0
}

# combine_task RUN N: on some host.
combine_task() {
  local code=0 try name=parts-$2
  run=$1
  echo "$HOSTNAME $$" >"$run/running/$name" || exit 71
  for try in 1 2 3; do
    code=0
    "$here/pipeline.sh" --combine "$run/combined/$2" - <"$run/groups/$2" \
      2>"$run/log/$name" || code=$?
    ((code != 0 && try < 3)) || break
    sleep "$try"
  done
  ((code == 0)) || echo "$code $(tail -n 1 "$run/log/$name")" >"$run/failed/$name"
  rm -f "$run/running/$name"
  exit "$code"
}
