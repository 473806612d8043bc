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
  local last
  [[ ! -e $state || -e $state/lock ]] || [[ -d $state && -z $(ls -A "$state") ]] ||
    die 64 "$state holds something else than a state"
  mkdir -p "$state" || exit 71
  [[ -w $state ]] || die 71 "$state: cannot be written to"
  # First the lock: by it a state is known.
  exec {state_held}>>"$state/lock" && mkdir -p "$state/parts" || exit 71
  flock -n "$state_held" ||
    die 75 "$state: another run is at work (process $(<"$state/lock"))"
  echo $$ >"$state/lock"
  sweep "$state"/new.*
  last=$(find "$state" -maxdepth 1 -name 'index.*' -printf '%f\n' | sort | tail -n 1)
  index=$state/${last:-index.000000}
  if [[ -z $last ]]; then
    mkdir "$index"
    : >"$index/files" >"$index/entries"
  fi
  tidy_state
  fresh=$state/new.$$
  mkdir "$fresh"
}

# Parts that no entry speaks of, of rounds that were cut off or re-read.
tidy_state() {
  local name
  find "$state" -maxdepth 1 -name 'index.*' ! -path "$index" -exec rm -rf {} +
  cut -f 4 "$index/entries" | sort -u >"$index/parts"
  comm -13 "$index/parts" <(cd "$state/parts" && printf '%s\n' * | sort) |
    while read -r name; do rm -f "$state/parts/$name"; done
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
  sort -m -s -u -t "$tab" -k 1,1 "$fresh/known" "$index/files" >"$fresh/files"
  cp "$index/entries" "$fresh/entries"
}

# Files that were modified in the last seconds and go on changing are left.
unsettled() {
  local now
  now=$(date +%s)
  awk -F '\t' -v now="$now" -v settle="$settle" \
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
  cut -f 7- "$1" >"$fresh/again"
  sort "$1" | comm -23 - <(listed -f "$fresh/again" | sort) |
    cut -f 1 | sort -u >"$fresh/left"
  sort -u "$fresh/left" "$fresh/left.all" -o "$fresh/left.all"
}

# Files and their hashes: "-" for one that cannot be read.
hash_of() { # LISTED
  local now
  now=$(date +%s)
  cut -f 7- "$1" | tr '\n' '\0' | xargs -0r sha256sum -z 2>/dev/null |
    tr '\0' '\n' >"$fresh/hashes" || true
  awk -F '\t' -v OFS='\t' -v now="$now" '
    NR == FNR { hash[substr($0, 67)] = substr($0, 1, 64); next }
    { print $1, ($7 in hash) ? hash[$7] : "-", $2, $3, $4, $5, $6, now, $7 }' \
    "$fresh/hashes" "$1"
}

# Which of the files is to be read: of those with one hash the first by path.
# $fresh/unread and $fresh/older as lines of listed, in order of paths.
choose_files() {
  local kind
  awk -F '\t' -v OFS='\t' '{
    path = $9
    if (match(path, /.*\/\.\//))
      path = substr(path, 1, RLENGTH - 2) substr(path, RLENGTH + 1)
    print $2 == "-" ? $1 : $2, path, $1 ":" $2, $7 }' "$fresh/files" |
    sort -t "$tab" -k 1,1 -k 2,2 |
    awk -F '\t' -v OFS='\t' '$1 != last { print $3, $4; last = $1 }' |
    sort -t "$tab" -k 1,1 | join -t "$tab" -a 1 - "$fresh/entries" |
    awk -F '\t' -v OFS='\t' -v rules="$rules" '
      { split($1, key, ":") }
      NF < 5 || $2 != $3 { print key[1], "unread"; next }
      $4 != rules { print key[1], "older" }' |
    sort -t "$tab" -k 1,1 | join -t "$tab" - "$fresh/listed" >"$fresh/choice"
  for kind in unread older; do
    awk -F '\t' -v OFS='\t' -v kind=$kind '$2 == kind {
      print $1, $3, $4, $5, $6, $7, $8 }' "$fresh/choice" |
      join -t "$tab" -v 1 - "$fresh/left.all" |
      sort -t "$tab" -k 7 >"$fresh/$kind"
  done
}

# A round: the next of the files that must be looked at, and what must be read
# of all that have been.  After the last, also what older rules have read.
round() {
  local most n number
  rm -rf "$fresh"/{lists,parts,index}
  mkdir "$fresh"/{lists,parts,index}
  most=$(($(wc -l <"$fresh/files") / 4))
  ((most > 20000)) || most=20000
  head -n $most "$fresh/todo" >"$fresh/now"
  tail -n +$((most + 1)) "$fresh/todo" >"$fresh/later"
  hash_of "$fresh/now" | sort -t "$tab" -k 1,1 >"$fresh/hashed"
  cp "$fresh/files" "$fresh/before"
  sort -m -s -u -t "$tab" -k 1,1 "$fresh/hashed" "$fresh/before" >"$fresh/files"
  choose_files
  [[ -s $fresh/later ]] || head -n "$budget" "$fresh/older" >>"$fresh/unread"
  cat "$fresh/unread" >>"$fresh/read.all"
  divide_for_jobs "$fresh/unread" "$fresh/lists" 1000000
  work=$fresh map_all
  settle_round
  number=$(cut -f 4 "$fresh/entries" | sort | tail -n 1)
  number=${number:-0.part} number=$((10#${number%.part}))
  for n in "$fresh"/parts/*; do
    [[ -e $n ]] || continue
    number=$((number + 1))
    mv "$n" "$fresh/parts/$(printf %08d $number).part"
    entries_of "$fresh/lists/${n##*/}" "$(printf %08d $number).part"
  done | sort -t "$tab" -k 1,1 >"$fresh/read"
  sort -m -s -u -t "$tab" -k 1,1 "$fresh/read" "$fresh/entries" \
    >"$fresh/index/entries"
  cp "$fresh/files" "$fresh/index/files"
  [[ -s $fresh/later ]] || (($(wc -l <"$fresh/older") > budget)) ||
    echo "$rules" >"$fresh/index/rules"
  mv "$fresh/later" "$fresh/todo"
}

# What changed while it was read is not told of: the next run reads it again.
settle_round() {
  leave "$fresh/unread"
  [[ -s $fresh/left ]] || return 0
  sort -m -s -u -t "$tab" -k 1,1 <(join -t "$tab" "$fresh/before" "$fresh/left") \
    <(join -t "$tab" -v 1 "$fresh/files" "$fresh/left") >"$fresh/stay"
  mv "$fresh/stay" "$fresh/files"
}

# entries_of LIST PART: lines for the files of a list that were read as told.
entries_of() {
  awk -F '\t' -v OFS='\t' -v rules="$rules" -v part="$2" '
    FILENAME == ARGV[1] { path[$0]; next }
    FILENAME == ARGV[2] { left[$1]; next }
    FILENAME == ARGV[3] { if (($7 in path) && !($1 in left)) want[$1] = $6; next }
    $1 in want { print $1 ":" $2, want[$1], rules, part }' \
    "$1" "$fresh/left" "$fresh/unread" "$fresh/files"
}

# The digest of all that a publication is made of: what is in the state, the
# corrections, the programs.
made_of() {
  {
    cut -f 1,2 "$index/files"
    cat -- "$index/entries" "${corrections[@]:1}" "$here"/lib/pipeline/*.bash
    cat "$(command -v ccg-flag)" "$(command -v ccg-aggregate)" \
      "$(command -v ccg-load)" "$(command -v ccg-report)"
  } </dev/null | sha256sum
}

# By the process with the lock: the round becomes part of the state.
commit() {
  local n part
  n=$(printf %06d $((10#${index##*.} + 1)))
  for part in "$fresh"/parts/*; do
    [[ ! -e $part ]] || mv "$part" "$state/parts/" || exit 71
  done
  sync "$fresh"/index/* "$state/parts" || exit 71
  mv -T "$fresh/index" "$state/index.$n" || exit 71
  sync "$state" || exit 71
  index=$state/index.$n
  cp "$index/entries" "$fresh/entries"
  tidy_state
}

# All that is new, in rounds; each is kept, whatever becomes of the next.
read_new() {
  : >"$fresh/left.all" >"$fresh/read.all"
  together survey
  if [[ -s $fresh/todo || -s $fresh/told || ! -s $index/rules ]] ||
    [[ $(<"$index/rules") != "$rules" ]]; then
    for (( ; ; )); do
      together round
      commit
      [[ -s $fresh/todo ]] || break
    done
  fi
  awk 'END { printf "read %d\n", NR }' "$fresh/read.all" >"$fresh/tally"
  awk 'END { printf "left %d\n", NR }' "$fresh/left.all" >>"$fresh/tally"
  if [[ -s $fresh/left.all ]]; then
    warn "$(wc -l <"$fresh/left.all") files are being written and left for the next run"
  fi
}

# $work/entries: what in which part counts, and how: 0 the newest of its path;
# 1 an older one, of which a copy is the newest elsewhere; 2 an older one.
rank() {
  cut -f 1,2 "$index/files" >"$work/newest"
  cut -f 1,4 "$index/entries" | tr : "$tab" |
    join -t "$tab" - "$work/newest" >"$work/ranked"
  awk -F '\t' '$2 != $4 && $2 != "-" { print $2 }' "$work/ranked" |
    sort -u >"$work/older"
  awk -F '\t' -v OFS=, -v older="$work/older" '
    BEGIN { print "part,input_id,rank"; while ((getline h <older) > 0) old[h] }
    FILENAME == ARGV[1] { number[$1] = FNR; next }
    FILENAME == ARGV[2] { if ($2 in old) alive[$2]; next }
    $2 == $4 { print number[$3], $1, 0; next }
    $2 != "-" { print number[$3], $1, ($2 in alive) ? 1 : 2 }' \
    "$index/parts" "$work/newest" "$work/ranked" >"$work/entries"
}

# $work/superseded: doc_id and reason of documents of which the file has come
# to hold another, that could be read.
supersede() {
  ccg-flag --no-builtin --where 'rank = 2' -C doc_id,source,input_id \
    "$work/chosen" >"$work/stale" || check ccg-flag $?
  if (($(rows "$work/stale") == 0)); then
    echo doc_id,reason >"$work/superseded"
    return
  fi
  ccg-flag --no-builtin --where 'rank = 0 and state = "read"' \
    -C doc_id,source,input_id "$work/chosen" |
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
