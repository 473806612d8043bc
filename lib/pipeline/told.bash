# What is told of a run: run.json in what is published, a line in a log,
# figures for Prometheus, and on standard error only what is wrong.  Sourced
# by pipeline.sh.

# The codes of ccg-flag's own checks by level; a test compares them.
declare -A codes=([error]='org_not_open implausible')
codes[warn]="${codes[error]} large_deficit conflict worse_than_plan"
codes[warn]+=' worse_than_control_total inadequate_in_intervention sum_mismatch'
codes[info]="${codes[warn]} no_period deficit worsening never_exited"

# From here on what is said to standard error waits for the end: then it is
# known whether anything is wrong.  It waits in a file without a name.
listen() {
  local file
  file=$(mktemp) || exit 71
  exec {stderr}>&2 {ear}<"$file" 2>"$file"
  rm "$file"
  began=${EPOCHREALTIME/./}
}

# since MICROSECONDS: leaves the seconds from then until now in $seconds.
since() {
  local n=$((${EPOCHREALTIME/./} - $1))
  printf -v seconds '%d.%03d' $((n / 1000000)) $((n / 1000 % 1000))
}

# timed STAGE COMMAND...: its seconds go into the manifest.
timed() {
  local from=${EPOCHREALTIME/./} seconds
  "${@:2}"
  since "$from"
  echo "$1 $seconds" >>"$work/timings"
}

# $heard: all lines that were said; $warnings: those that are news.  What the
# programs say of documents stands in rejects.csv too.
hear() {
  local line
  mapfile -t heard <"/proc/$$/fd/$ear"
  warnings=()
  for line in "${heard[@]}"; do
    [[ $line == ccg-read:* || $line == ccg-payments:* ]] || warnings+=("$line")
  done
}

# string TEXT: as JSON has it.  What is no UTF-8 is left out.
string() {
  local s=$1
  [[ $s != *[$'\x80'-$'\xff']* ]] || s=$(iconv -c -f UTF-8 -t UTF-8 <<<"$s" || true)
  s=${s//\\/\\\\} s=${s//\"/\\\"}
  if [[ $s == *[$'\x01'-$'\x1f']* ]]; then
    s=${s//$'\t'/\\t} s=${s//$'\n'/\\n} s=${s//$'\r'/\\r}
    s=$(tr '\001-\010\013\014\016-\037' ' ' <<<"$s")
  fi
  printf '"%s"' "$s"
}

# Whether what is published holds what --fail-on asks for.
found() {
  local code n all=
  [[ -n $fail_on ]] || return 1
  while read -r code n; do
    [[ " ${codes[$fail_on]-$fail_on} " != *" $code "* ]] || all+=", $n $code"
  done < <(from_run "$shown" flags)
  [[ -n $all ]] && warn "--fail-on $fail_on: ${all:2}"
}

# What a run leaves, at whatever place it ends.
finish() {
  local status=$? seconds
  set +e
  trap - EXIT
  stop
  release
  hear
  since "$began"
  aloud "$status" >&"$stderr"
  told "$status" || { ((status > 1)) || status=71; }
  exit "$status"
}

# For a mail: nothing when nothing is wrong; warnings; or why nothing is
# published, what was said before, and what stands meanwhile.  The reason is
# the last line.
aloud() {
  local n=${#heard[@]} lines=("${warnings[@]}")
  case $1 in
    0 | 1) ;;
    64 | 66 | 75) lines=("${heard[@]}") ;;
    *)
      if ((n == 0)) || [[ ${heard[n - 1]} != 'pipeline.sh: '* ]]; then
        heard+=("pipeline.sh: failed with $1, nothing published") n=$((n + 1))
      fi
      lines=("$dir: a run on $HOSTNAME failed after $seconds s")
      [[ ! -e $shown/documents.csv ]] ||
        lines+=("what was published $(date -u -r "$shown/." +%FT%TZ) stays")
      ((n <= 20)) || lines+=("the last 20 of $n messages:")
      ((n <= 20)) || n=20
      lines+=("${heard[@]: -n}")
      ;;
  esac
  ((${#lines[@]} == 0)) || printf '%s\n' "${lines[@]}"
}

# The line for the log and the figures for Prometheus, of a run that ended with
# STATUS.
told() {
  local status=0
  if [[ -n $log ]]; then
    line "$1" >>"$log" || status=71
  elif [[ -n $log_format ]]; then
    line "$1" >&"$stderr"
  fi
  if [[ -n $metrics ]]; then
    figures "$1" >"$metrics.tmp.$$" && mv -T "$metrics.tmp.$$" "$metrics" ||
      status=71
    rm -f "$metrics.tmp.$$"
  fi
  ((status == 0)) ||
    echo "pipeline.sh: ${log:+$log }$metrics: cannot be written" >&"$stderr"
  return $status
}

# One line: names and values, as key=value or JSON.
line() { # STATUS
  local pairs=() name n
  (($1 != 75)) || result=locked
  pairs=(time "$(TZ=UTC0 printf '%(%FT%TZ)T')" result "$result" code "$1"
    seconds "$seconds" host "$HOSTNAME" dir "$shown" warnings "${#warnings[@]}")
  while read -r name n; do pairs+=("$name" "$n"); done \
    < <(((($1 < 2)) && counts_of "$shown") 2>/dev/null)
  (($1 < 2 || ${#heard[@]} == 0)) || pairs+=(reason "${heard[*]: -1}")
  if [[ $log_format == json ]]; then
    as_json "${pairs[@]}"
  else
    as_kv "${pairs[@]}"
  fi
}

as_json() {
  local all='' value
  while (($# > 0)); do
    value=$2
    [[ $value =~ ^(0|[1-9][0-9]*)(\.[0-9]+)?$ ]] || value=$(string "$value")
    all+=", \"$1\": $value"
    shift 2
  done
  echo "{${all:2}}"
}

as_kv() {
  local all='' value
  while (($# > 0)); do
    value=$2
    [[ $value =~ ^[A-Za-z0-9_.,:/+-]+$ ]] || value=$(string "$value")
    all+=" $1=$value"
    shift 2
  done
  echo "${all:1}"
}

# For the textfile collector of Prometheus' node exporter: what this run came
# to, and of what is published, whichever run made it.
figures() { # STATUS
  local good
  good=$(sed -n 's/^ccg_pipeline_last_success_timestamp_seconds //p' \
    "$metrics" 2>/dev/null)
  (($1 > 1)) || good=$(printf '%(%s)T')
  figure last_run_timestamp_seconds 'When the last run ended.' <<<"$(printf '%(%s)T')"
  figure last_success_timestamp_seconds 'When the last good run ended.' <<<"${good:-0}"
  figure last_run_exit_code 'Exit code of the last run.' <<<"$1"
  figure last_run_seconds 'How long the last run took.' <<<"$seconds"
  figure last_run_warnings 'Warnings of the last run.' <<<"${#warnings[@]}"
  [[ -e $shown/documents.csv ]] || return 0
  figure rows 'Rows of a published file.' file < <(counts_of "$shown")
  figure rejects 'Rows of rejects.csv.' reason < <(from_run "$shown" rejects)
  figure flags 'Facts with a flag.' code < <(from_run "$shown" flags)
  figure stage_seconds 'What a stage of the published run took.' stage \
    < <(from_run "$shown" stage_seconds)
}

# figure NAME HELP [LABEL] <VALUES: a line each, behind the label's value.
figure() {
  local name n
  printf '# HELP ccg_pipeline_%s %s\n# TYPE ccg_pipeline_%s gauge\n' "$1" "$2" "$1"
  if [[ -z ${3-} ]]; then
    read -r n && echo "ccg_pipeline_$1 $n"
  else
    while read -r name n; do
      echo "ccg_pipeline_$1{$3=$(string "$name")} $n"
    done
  fi
}
