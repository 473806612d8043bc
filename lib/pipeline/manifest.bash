# What a run says of itself in what it publishes: run.json, made and read by
# SQLite.  Sourced by pipeline.sh.

# literal TEXT, literals TEXT...: SQL for a string, and for a list of them.
literal() { printf "'%s'" "${1//\'/\'\'}"; }
literals() {
  local text all=''
  for text in "$@"; do all+=",('${text//\'/\'\'}')"; done
  [[ -n $all ]] || all=",(NULL)"
  printf "(SELECT json_group_array(column1) FILTER (WHERE column1 NOTNULL)
    FROM (VALUES %s))" "${all:1}"
}

# object FILE: SQL for lines of a name and a number.
object() {
  local name n all=''
  while read -r name n; do all+=", '$name', $n"; done <"$1"
  printf 'json_object(%s)' "${all:2}"
}

# What was read: of a state what is new and what was left, too.
inputs() {
  local list=$work/listed
  [[ -z $state ]] || list=$fresh/listed
  if [[ $mode == reduce ]]; then
    echo "parts ${#parts[@]}"
  else
    awk -F '\t' '{ n += $2 } END { printf "files %d\nbytes %.0f\n", NR, n }' "$list"
    [[ -z $state ]] || echo "$(<"$fresh/tally")"
  fi
}

files=(documents status spending deficits summary rejects payments)

# SQL for the rows of each file, out of the database beside them.
counts() {
  local name all=''
  for name in "${files[@]}"; do all+=", '$name', (SELECT count(*) FROM $name)"; done
  printf 'json_object(%s)' "${all:2}"
}

# The manifest, of datasets that are about to be published.  Those are the
# same bytes for the same documents; this alone is not.
manifest() {
  local seconds pdf json
  [[ -n $rules ]] || ask_rules
  pdf=$(pdftotext -v 2>&1) pdf=${pdf%%$'\n'*}
  since "$began"
  inputs >"$work/inputs"
  json=$(
    sqlite3 -batch -init /dev/null -readonly "$new/ccg.sqlite" <<END
SELECT json_object('run', 1,
  'started', strftime('%Y-%m-%dT%H:%M:%SZ', ${began%??????}, 'unixepoch'),
  'finished', strftime('%Y-%m-%dT%H:%M:%SZ'), 'seconds', $seconds,
  'host', $(literal "$HOSTNAME"), 'arguments', json($(literals "${called[@]:0:100}")),
  'inputs', $(object "$work/inputs"), 'counts', $(counts),
  'before', (SELECT json(v) FROM (SELECT json_extract(
    CAST(readfile($(literal "$shown/run.json")) AS TEXT), '\$.counts') AS v)),
  'rejects', (SELECT json_group_object(reason, n) FROM (SELECT reason,
    count(*) AS n FROM rejects GROUP BY reason ORDER BY n)),
  'flags', (SELECT json_group_object(code, n) FROM (
    SELECT flag.value AS code, count(*) AS n FROM facts, json_each(
      '["' || replace(flags, ';', '","') || '"]') AS flag
    WHERE flags != '' GROUP BY code)),
  'stage_seconds', $(object "$work/timings"),
  'versions', json_object('ccg-pipeline', '$version',
    'rules', '$rules', 'bash', '$BASH_VERSION',
    'sqlite3', sqlite_version(), 'pdftotext', $(literal "${pdf##* }")),
  'warnings_in_all', ${#heard[@]}, 'warnings', json($(literals "${heard[@]:0:100}")));
END
  ) || json=
  [[ $json != *[$'\x80'-$'\xff']* ]] ||
    json=$(iconv -c -f UTF-8 -t UTF-8 <<<"$json" || true)
  [[ -n $json ]] && echo "$json" >"$new/run.json" ||
    die 71 "run.json cannot be written, nothing published"
}

# from_run DIR NAME...: members of these objects of a DIR's manifest, a line
# each, and of several behind the name of theirs.  Fails without a manifest.
from_run() {
  local name all=''
  [[ -r $1/run.json ]] || return 1
  for name in "${@:2}"; do
    all+=" UNION ALL SELECT '$name' AS name, key, value FROM json_each((SELECT * FROM run), '\$.$name')"
  done
  sqlite3 -batch -init /dev/null :memory: \
    "WITH run AS (SELECT CAST(readfile($(literal "$1/run.json")) AS TEXT))
    SELECT $((($# == 2)) || echo "name || ' ' ||") key || ' ' || value
    FROM (${all:11})" 2>/dev/null
}

# counts_of DIR: its rows, a line a file.  Without a manifest they are counted.
counts_of() {
  local name
  from_run "$1" counts ||
    for name in "${files[@]}"; do echo "$name $(rows "$1/$name.csv")"; done
}

# Files that have lost more rows than --max-drop allows stop a run.
not_less() {
  local lost
  [[ -n $max_drop && -e $shown/documents.csv ]] || return 0
  lost=$(join <(counts_of "$shown" | sort) <(counts_of "$new" | sort) |
    awk -v most="$max_drop" '$1 != "rejects" && $3 < $2 * (1 - most / 100) {
      printf "%s%s.csv has %d rows, before %d (-%.1f%%)", comma, $1, $3, $2,
        100 * (1 - $3 / $2)
      comma = "; " }')
  [[ -z $lost ]] || die 65 "$lost: more than --max-drop $max_drop%, nothing published"
}

# What was found, and where.
tell() {
  local of n name
  echo "$shown:"
  while read -r of name n; do
    case $of in
      counts) printf '%8d  %s.csv\n' "$n" "$name" ;;
      *) printf '%8s    %d %s\n' '' "$n" "$name" ;;
    esac
  done < <(from_run "$shown" counts rejects || counts_of "$shown" | sed 's/^/counts /')
}
