# What was read in earlier runs.  Sourced by pipeline.sh.
#
# STATE holds parts/N.part, which are never changed, and one index.N, a folder
# that is renamed into place and so says all or nothing of a round:
#   files    the newest that is known of each path: id of the path, hash of
#            the bytes, bytes, modified, changed, inode, digest of what a
#            metadata.csv says, when it was hashed, path
#   entries  what the parts hold: ID:HASH, digest of the metadata, rules, part
# All are lines of fields with tabs between, in order of the first.  Only the
# process that holds the lock moves anything within STATE; what its workers
# write, in new.PID, goes when they are orphans.

tab=$'\t'

hold_state() {
  local all
  [[ ! -e $state || -e $state/lock ]] || [[ -d $state && -z $(ls -A "$state") ]] ||
    die 64 "$state holds something else than a state"
  [[ -d $state ]] || mkdir -p "$state" || exit 71
  [[ -w $state ]] || die 71 "$state: cannot be written to"
  # First the lock: by it a state is known.
  exec {state_held}>>"$state/lock" || exit 71
  [[ -d $state/parts ]] || mkdir "$state/parts" || exit 71
  flock -n "$state_held" ||
    die 75 "$state: another run is at work (process $(<"$state/lock"))"
  echo $$ >"$state/lock"
  sweep "$state"/new.*
  all=("$state"/index.*)
  index=${all[-1]}
  if [[ ! -e $index ]]; then
    index=$state/index.000000
    mkdir "$index"
    : >"$index/files" >"$index/entries"
  fi
  tidy_state
  fresh=$state/new.$$
  mkdir "$fresh" "$fresh"/{lists,parts,index}
}

# Parts that no entry speaks of, of rounds that were cut off or re-read.
tidy_state() {
  local path name orphans=()
  local -A known=()
  for path in "$state"/index.*; do
    [[ $path == "$index" ]] || orphans+=("$path")
  done
  cut -f 4 "$index/entries" | sort -u >"$index/parts"
  while read -r name; do known[$name]=1; done <"$index/parts"
  for path in "$state"/parts/*; do
    [[ ! -e $path || -n ${known[${path##*/}]-} ]] || orphans+=("$path")
  done
  ((${#orphans[@]} == 0)) || rm -rf "${orphans[@]}"
}

# What lies in the folders, and what of it must be looked at: $fresh/listed in
# order of ids, and known, changed by id.  A file is known by its size, times
# and inode; times are compared for being the same, never for being later, and
# one that was touched within two seconds of being hashed is hashed again.
survey() {
  if [[ ${paths[0]} == - ]]; then
    listed - <"$work/stdin"
  else
    listed "${paths[@]}"
  fi | sort -t "$tab" -s -u -k 1,1 >"$fresh/listed"
  : >"$fresh/known" >"$fresh/changed" >"$fresh/told"
  join -t "$tab" -a 1 "$fresh/listed" "$index/files" |
    awk -F '\t' -v OFS='\t' -v known="$fresh/known" -v changed="$fresh/changed" \
      -v told="$fresh/told" '
      $2 "" == $9 && $3 "" == $10 && $4 "" == $11 && $5 "" == $12 && $8 != "-" &&
      $14 > int($3) + 2 && $14 > int($4) + 2 {
        if ($6 != $13) print $1 >told
        print $1, $8, $2, $3, $4, $5, $6, $14, $7 >known
        next
      }
      { print $1, $2, $3, $4, $5, $6, $7 >changed }'
  unsettled
  sort -t "$tab" -k 7 "$fresh/changed" >"$fresh/todo"
  [[ ! -s $fresh/told ]] ||
    sort -m -s -u -t "$tab" -k 1,1 "$fresh/known" "$index/files" >"$fresh/files"
}

# Files that were modified in the last seconds and go on changing are left.
unsettled() {
  [[ -s $fresh/changed && $settle != 0 ]] || return 0
  awk -F '\t' -v now="$EPOCHSECONDS" -v settle="$settle" \
    '{ age = now - $3 } age < settle && age > -settle' "$fresh/changed" \
    >"$fresh/young"
  [[ -s $fresh/young ]] || return 0
  sleep 1
  leave "$fresh/young"
  join -t "$tab" -v 1 "$fresh/changed" "$fresh/left" >"$fresh/stay"
  mv "$fresh/stay" "$fresh/changed"
}

# leave LINES: of files listed so, those that no longer are as they were told
# of are left for the next run.
leave() {
  : >"$fresh/left"
  cut -f 7- "$1" >"$fresh/again"
  ! ccg-read --list -f "$fresh/again" 2>/dev/null | cmp -s - "$1" || return 0
  sort "$1" | comm -23 - <(listed -f "$fresh/again" | sort) |
    cut -f 1 | sort -u >"$fresh/left"
  sort -u "$fresh/left" "$fresh/left.all" -o "$fresh/left.all"
}

# Files and their hashes: "-" for one that cannot be read.
hash_of() { # LISTED
  local now=$EPOCHSECONDS
  cut -f 7- "$1" | xargs -d '\n' -r sha256sum -z 2>/dev/null |
    tr '\0' '\n' >"$fresh/hashes" || true
  awk -F '\t' -v OFS='\t' -v now="$now" '
    NR == FNR { hash[substr($0, 67)] = substr($0, 1, 64); next }
    { print $1, ($7 in hash) ? hash[$7] : "-", $2, $3, $4, $5, $6, now, $7 }' \
    "$fresh/hashes" "$1"
}

# Which of the files is to be read: of those with one hash the first by path.
# $fresh/unread and $fresh/older as lines of listed, in order of paths.
choose_files() {
  : >"$fresh/unread" >"$fresh/older"
  awk -F '\t' -v OFS='\t' '{
    path = $9
    if (match(path, /.*\/\.\//))
      path = substr(path, 1, RLENGTH - 2) substr(path, RLENGTH + 1)
    print $2 == "-" ? $1 : $2, path, $1 ":" $2, $7 }' "$fresh/index/files" |
    sort -t "$tab" -k 1,1 -k 2,2 |
    awk -F '\t' -v OFS='\t' '$1 != last { print $3, $4; last = $1 }' |
    sort -t "$tab" -k 1,1 | join -t "$tab" -a 1 - "$index/entries" |
    awk -F '\t' -v OFS='\t' -v rules="$rules" '
      { split($1, key, ":") }
      NF < 5 || $2 != $3 { print key[1], "unread"; next }
      $4 != rules { print key[1], "older" }' |
    sort -t "$tab" -k 1,1 | join -t "$tab" - "$fresh/listed" |
    join -t "$tab" -v 1 - "$fresh/left.all" | sort -t "$tab" -k 8 |
    awk -F '\t' -v OFS='\t' -v to="$fresh/" '{
      print $1, $3, $4, $5, $6, $7, $8 >(to $2) }'
}

# A round: the next of the files that must be looked at, and what must be read
# of all that have been.  After the last, also what older rules have read.
round() {
  local list last
  [[ -d $fresh/index ]] ||
    { rm -rf "$fresh/lists" && mkdir "$fresh"/{lists,index}; } || exit 71
  set_off
  hash_of "$fresh/now" | sort -t "$tab" -k 1,1 >"$fresh/hashed"
  sort -m -s -u -t "$tab" -k 1,1 "$fresh/hashed" "$before" >"$fresh/index/files"
  choose_files
  [[ -s $fresh/later || ! -s $fresh/older ]] ||
    head -n "$budget" "$fresh/older" >>"$fresh/unread"
  wc -l <"$fresh/unread" >>"$fresh/read.all"
  last=("$state"/parts/*) last=${last[-1]##*/} last=${last%.part}
  [[ $last != '*' ]] || last=0
  divide_for_jobs "$fresh/unread" "$fresh/lists" 1000000 %08d.part \
    $((10#$last + 1))
  map_all "$fresh/lists" map_part "$fresh/parts"
  settle_round
  for list in "$fresh"/lists/*; do
    [[ ! -e $list ]] || entries_of "$list" "${list##*/}"
  done | sort -t "$tab" -k 1,1 >"$fresh/read"
  sort -m -s -u -t "$tab" -k 1,1 "$fresh/read" "$index/entries" \
    >"$fresh/index/entries"
  [[ -s $fresh/later ]] ||
    { [[ -s $fresh/older ]] && (($(wc -l <"$fresh/older") > budget)); } ||
    echo "$rules" >"$fresh/index/rules"
}

# What is to be done, $fresh/todo, is done now or later.
set_off() {
  local most lines
  mapfile -n 20001 -t lines <"$fresh/todo"
  : >"$fresh/later"
  if ((${#lines[@]} > 20000)); then
    most=$(($(wc -l <"$before") / 4))
    ((most > 20000)) || most=20000
    head -n $most "$fresh/todo" >"$fresh/now"
    tail -n +$((most + 1)) "$fresh/todo" >"$fresh/later"
    mv "$fresh/later" "$fresh/todo"
    [[ ! -s $fresh/todo ]] || echo later >"$fresh/later"
  else
    mv "$fresh/todo" "$fresh/now"
    : >"$fresh/todo"
  fi
}

# What changed while it was read is not told of: the next run reads it again.
settle_round() {
  leave "$fresh/unread"
  [[ -s $fresh/left ]] || return 0
  sort -m -s -u -t "$tab" -k 1,1 <(join -t "$tab" "$before" "$fresh/left") \
    <(join -t "$tab" -v 1 "$fresh/index/files" "$fresh/left") >"$fresh/stay"
  mv "$fresh/stay" "$fresh/index/files"
}

# entries_of LIST PART: lines for the files of a list that were read as told.
entries_of() {
  awk -F '\t' -v OFS='\t' -v rules="$rules" -v part="$2" '
    FILENAME == ARGV[1] { path[$0]; next }
    FILENAME == ARGV[2] { left[$1]; next }
    FILENAME == ARGV[3] { if (($7 in path) && !($1 in left)) want[$1] = $6; next }
    $1 in want { print $1 ":" $2, want[$1], rules, part }' \
    "$1" "$fresh/left" "$fresh/unread" "$fresh/index/files"
}

# The digest of all that a publication is made of: what is in the state, the
# corrections, the programs.
made_of() {
  local programs
  mapfile -t programs < <(type -P ccg-flag ccg-aggregate ccg-load ccg-report)
  {
    cut -f 1,2 "$index/files"
    cat -- "$index/entries" "${corrections[@]:1}" "$here"/lib/pipeline/*.bash \
      "${programs[@]}"
  } </dev/null | sha256sum
}

# By the process with the lock: the round becomes part of the state.
commit() {
  local n parts=("$fresh"/parts/*)
  printf -v n %06d $((10#${index##*.} + 1))
  [[ -e ${parts[0]} ]] || parts=()
  ((${#parts[@]} == 0)) || mv "${parts[@]}" "$state/parts/" || exit 71
  sync "$fresh"/index/* "${parts[@]/#"$fresh"/"$state"}" "$state/parts" || exit 71
  mv -T "$fresh/index" "$state/index.$n" || exit 71
  sync "$state" || exit 71
  index=$state/index.$n before=$state/index.$n/files
  tidy_state
}

# All that is new, in rounds; each is kept, whatever becomes of the next.
read_new() {
  local n read=0 left=0
  : >"$fresh/left.all" >"$fresh/read.all"
  together survey
  before=$index/files
  [[ ! -s $fresh/told ]] || before=$fresh/files
  if [[ -s $fresh/todo || -s $fresh/told || ! -s $index/rules ]] ||
    [[ $(<"$index/rules") != "$rules" ]]; then
    for (( ; ; )); do
      together round
      commit
      [[ -s $fresh/todo ]] || break
    done
  fi
  while read -r n; do read=$((read + n)); done <"$fresh/read.all"
  if [[ -s $fresh/left.all ]]; then
    left=$(wc -l <"$fresh/left.all")
    warn "$left files are being written and left for the next run"
  fi
  printf '%s\n' "read $read" "left $left" >"$fresh/tally"
}

# $work/entries: what in which part counts, and how: 0 the newest of its path;
# 1 an older one, of which a copy is the newest elsewhere; 2 an older one.
rank() {
  tr : "$tab" <"$index/entries" |
    join -t "$tab" -o 1.1,1.2,1.5,2.2 - "$index/files" >"$work/ranked"
  awk -F '\t' -v OFS=, '
    BEGIN { print "part,input_id,rank" }
    FILENAME == ARGV[1] { number[$1] = FNR; next }
    FILENAME == ARGV[2] { if ($2 != $4 && $2 != "-") old[$2]; next }
    FILENAME == ARGV[3] { if ($2 in old) alive[$2]; next }
    $2 == $4 { print number[$3], $1, 0; next }
    $2 != "-" { print number[$3], $1, ($2 in alive) ? 1 : 2 }' \
    "$index/parts" "$work/ranked" "$index/files" "$work/./ranked" >"$work/entries"
}

# $work/superseded: doc_id and reason of documents of which the file has come
# to hold another, that could be read.
supersede() {
  ccg-flag -p --no-builtin --where 'rank = 2' -C doc_id,source,input_id \
    "$chosen" >"$work/stale" || check ccg-flag $?
  if ! has_rows "$work/stale"; then
    echo doc_id,reason >"$work/superseded"
    return
  fi
  ccg-flag --no-builtin --where 'rank = 0 and state = "read"' \
    -C doc_id,source,input_id "$chosen" |
    ccg-join --semi -k source,input_id -f "$work/stale" |
    ccg-sort -u -k source,input_id >"$work/newer" ||
    check "ccg-flag ccg-join ccg-sort" "${PIPESTATUS[@]}"
  ccg-join -p -k source,input_id -f "$work/newer" -C doc_id,right_doc_id \
    "$work/stale" |
    sed '1s/.*/doc_id,reason/; 2,$s/,/,superseded by /' >"$work/superseded" ||
    check "ccg-join sed" "${PIPESTATUS[@]}"
}

# Whether what is there to be seen was made of just that.
is_published() {
  [[ -e $shown/documents.csv && -e $state/published ]] &&
    [[ $(<"$state/published") == "$shown $made" ]]
}

note_published() {
  echo "$shown $made" >"$fresh/published"
  mv -T "$fresh/published" "$state/published" || exit 71
}
