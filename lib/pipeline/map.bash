# From documents to parts.  Sourced by pipeline.sh.
#
# A part is a tar archive of the gzip streams of one shard: documents, facts,
# unread, untidy and payments, each in order of source and doc_id, behind a member
# "about" that says which list and which rules it is of.  Tar, since every
# host can look into it and a member can be taken out without the others;
# gzip inside, since a trailer is the signature of a whole stream.

tables=(documents facts unread untidy payments)

# about LIST: what a part of that list must say of itself.
about() {
  local digest name=${1##*/}
  digest=$(sha256sum <"$1") || exit 71
  printf '%s\n' "ccg-part 1" "rules $rules" "list ${digest%% *}" \
    "shard ${name%.list}"
}

# Which documents must be read again is asked of the program that reads them.
ask_rules() {
  version=$(ccg-extract -V) || check ccg-extract $?
  rules=${version##*rules } version=${version%%$'\n'*} version=${version##* }
}

# member PART NAME: one member of a part.
member() { tar --occurrence=1 -xOf "$1" "$2"; }

# whole LIST PART: the part is there, of this list, these rules, and sound.
whole() { holds <(about "$1") "$2"; }

# holds ABOUT PART: it is there, is about that, and sound.
holds() {
  local name
  [[ -f $2 && $(member "$2" about 2>/dev/null) == "$(<"$1")" ]] || return
  for name in "${tables[@]}"; do
    member "$2" "$name.gz" 2>/dev/null | gzip -t 2>/dev/null || return
  done
}

# The paths of a list in the order of their bytes, whatever stands behind
# ROOT/./: of documents with the same bytes the first is taken, and which is
# first must not depend on how they were dealt out.
in_order() {
  ! is_in_order "$1" || { echo "$(<"$1")" && return; }
  sed -E $'s/.*/&\1&/; s,^([^\1]*)/\\./([^\1]*\1),\\1/\\2,' "$1" |
    sort -u | cut -d $'\1' -f 2-
}

# A list of a few paths that is in that order already, as most are.
is_in_order() {
  local path key last='' n=0
  while IFS= read -r path; do
    key=$path n=$((n + 1))
    [[ $path != */./* ]] || key=${path%/./*}/${path##*/./}
    [[ $key > $last ]] && ((n < 1000)) || return 1
    last=$key
  done <"$1"
}

# map LIST FOLDER: reads the documents of a list; a file for each table.
map() {
  local tmp=$2
  mkdir "$tmp" || exit 71
  in_order "$1" >"$tmp/list" || check in_order $?
  ccg-read --documents "$tmp/documents" --rejects "$tmp/unread" \
    -f "$tmp/list" |
    ccg-payments --into "$tmp/payments" --rejects "$tmp/unpaid" |
    ccg-extract |
    ccg-normalise --rejects "$tmp/untidy" >"$tmp/facts" ||
    check "ccg-read ccg-payments ccg-extract ccg-normalise" \
      "${PIPESTATUS[@]}"
  ! has_rows "$tmp/unpaid" ||
    tail -n +2 "$tmp/unpaid" >>"$tmp/untidy" || check tail 71
  ccg-sort "-$level" --to "$tmp" -k source,doc_id "${tables[@]/#/$tmp/}" ||
    check ccg-sort $?
  rm "${tables[@]/#/$tmp/}"
}

# map_part LIST PART: the same, in an archive.  What another host, cut off
# and still alive, writes at the same time is a file of its own; the last to
# be renamed has the same bytes.
map_part() {
  local tmp=$2.tmp.$HOSTNAME.$$ name
  ! whole "$1" "$2" || return 0
  for name in "$2.tmp.$HOSTNAME".*; do # of runs that were killed
    [[ ! -e $name || -e /proc/${name##*.} ]] || rm -rf "$name"
  done
  map "$1" "$tmp"
  about "$1" >"$tmp/about"
  pack_part "$tmp" "$2"
}

# pack_part FOLDER PART: of what lies there, which goes.
pack_part() {
  tar --format=ustar --mtime=@0 --owner=0 --group=0 --numeric-owner \
    --mode=644 -cf "$1/part" -C "$1" about "${tables[@]/%/.gz}" ||
    check tar 71
  [[ $mode == run ]] || sync "$1/part" || exit 71
  mv -T "$1/part" "$2" || exit 71
  [[ $mode == run ]] || sync "$(dirname "$2")" || exit 71
  rm -rf "$1"
}

# listed PATH...: what ccg-read would read, a line each: id, bytes, modified,
# changed, inode, digest of the metadata, path.
listed() { ccg-read --list "$@" || check ccg-read $?; }

# divide BYTES FOLDER [NAME FIRST] <LISTED: lists 1, 2, ... of about so many
# bytes each.  NAME is printf's, FIRST the number of the first.
divide() {
  awk -v most="$1" -v folder="$2" -v name="${3-%06d}" -v n="${4-1}" '{
    path = $0
    for (i = 0; i < 6; i++) path = substr(path, index(path, "\t") + 1)
    split($0, field, "\t")
    if (list == "" || (sum > 0 && sum + field[2] > most)) {
      if (list != "") close(list)
      list = folder "/" sprintf(name, n++)
      sum = 0
    }
    sum += field[2]
    print path > list
  }'
}

# divide_for_jobs LISTED FOLDER LEAST [NAME FIRST]: lists for the workers,
# several for each, since a page and a paper of the same size are not the same
# work.
divide_for_jobs() {
  local most=9e18
  ((jobs == 1)) || most=$(awk -F '\t' -v lists=$((4 * jobs)) -v least="$3" \
    '{ n += $2 } END { n /= lists; print (n > least ? n : least) }' "$1")
  divide "$most" "$2" "${@:4}" <"$1"
}

# map_all LISTS COMMAND TO: makes of every list what is of its name in TO,
# $jobs at a time; each worker says by itself what failed.
map_all() {
  local list status=0 running=0
  for list in "$1"/*; do
    [[ -e $list ]] || break
    if ((running == jobs)); then
      wait -n || status=$?
      running=$((running - 1))
    fi
    ((status == 0)) || break
    "$2" "$list" "$3/${list##*/}" &
    running=$((running + 1))
  done
  for (( ; running > 0; running--)); do wait -n || status=$?; done
  ((status == 0)) || exit "$status"
}

# All documents below the paths; what is made of them lies where unpack puts
# it.
map_paths() {
  if [[ ${paths[0]} == - ]]; then
    listed - <"$work/stdin" >"$work/listed"
  else
    listed "${paths[@]}" >"$work/listed"
  fi
  [[ -s $work/listed ]] || die 65 "no documents: ${paths[*]}"
  divide_for_jobs "$work/listed" "$work/lists" 0
  map_all "$work/lists" map "$work/p"
}

# shard: lists of about $size bytes each, named K-of-N-SET.list, where SET
# stands for all of them: parts of another dealing cannot get among theirs.
shard() {
  local list n k=0 set
  mkdir "$new/lists"
  listed "${paths[@]}" >"$work/listed"
  [[ -s $work/listed ]] || die 65 "no documents: ${paths[*]}"
  divide "$size" "$new/lists" <"$work/listed"
  n=$(find "$new/lists" -type f | wc -l)
  set=$(cat "$new"/lists/* | sha256sum | cut -c 1-8)
  for list in "$new"/lists/*; do
    k=$((k + 1))
    mv "$list" "$new/$(printf '%0*d-of-%d-%s.list' ${#n} $k "$n" "$set")"
  done
  rmdir "$new/lists"
}
