# The same two steps on many machines.  Sourced by pipeline.sh.
#
# PARTS (DIR.parts, on a file system that all hosts share) holds one part a
# list, and for a run of an engine a folder run.PID of the host that started it:
#   lists, parts      all lists and their parts, a line each
#   tasks/N           lists whose parts are to be made by one task
#   done/NAME         how many documents a part holds that this run made
#   groups/N          parts that a job makes one of, in combined/N
#   from              what the reduce is given: those, or all parts
#   running/N         a task that is at work, or was when its host was lost
#   failed/NAME       why a list has failed three times
#   log/, joblog      what the tasks said, what the engine tells of them
# What has been made is never made again: that is how a run resumes.

# What each engine needs here, and the package of Debian that has it.
declare -A engines=([parallel]='parallel parallel' [slurm]='sbatch slurm-client')

engine_there() {
  local command package
  [[ -n ${engines[$engine]-} ]] || die 64 "--engine takes ${!engines[*]}"
  read -r command package <<<"${engines[$engine]}"
  command -v "$command" >/dev/null ||
    die 71 "--engine $engine: no $command here (Debian's package $package)"
}

# The lists: files, folders of --shard's, or a file that names lists.
lists_of() { # PATH...
  local path first
  for path in "$@"; do
    if [[ -d $path ]]; then
      find "$path" -maxdepth 1 -name '*.list' | sort
    else
      read -r first <"$path" || true
      if [[ $first == *.list ]]; then
        xargs -d '\n' realpath -s <"$path"
      else
        echo "$path"
      fi
    fi
  done
}

# weigh: $run/todo, the lists without a part by these rules that is younger than
# they are, each behind the bytes that it has about: by its lines, and what a
# few documents of some lists have.
weigh() {
  local list name part each
  while read -r list; do
    name=${list##*/} name=${name%.list} part=$parts_dir/$name.part
    echo "$part" >>"$run/parts"
    [[ $part -nt $list ]] || echo "$list"
  done <"$run/lists" >"$run/names"
  [[ -s $run/names ]] || return 0
  each=$(awk -v all="$(wc -l <"$run/names")" 'int(NR * 20 / all) != last {
    print; last = int(NR * 20 / all) }' "$run/names" |
    xargs -d '\n' -r -n 1 head -n 20 | xargs -d '\n' -r stat -Lc %s 2>/dev/null |
    awk '{ n += $1 } END { printf "%.0f", NR ? n / NR + 1 : 1 }') || true
  xargs -d '\n' grep -cH '' <"$run/names" |
    awk -v each="$each" '{ n = $0; sub(/.*:/, "", n); sub(/:[0-9]*$/, "")
      printf "%.0f %s\n", n * each, $0 }' >"$run/todo"
}

# plan MOST: a new run's folder, and its tasks: so many lists together that a
# task has about $pack bytes to read, and no more tasks than MOST.
plan() {
  local twice
  [[ -e $parts_dir/rules && $(<"$parts_dir/rules") == "$rules" ]] ||
    find "$parts_dir" -maxdepth 1 -name '*.part' -delete
  echo "$rules" >"$parts_dir/rules"
  rm -rf "$parts_dir"/run.*
  run=$parts_dir/run.$HOSTNAME.$$
  mkdir "$run" "$run"/{tasks,done,running,failed,log} || exit 71
  lists_of "${paths[@]}" >"$run/lists"
  [[ -s $run/lists ]] || die 65 "no lists: ${paths[*]}"
  twice=$(sed 's,.*/,,; s,\.list$,,' "$run/lists" | sort | uniq -d | head -n 1)
  [[ -z $twice ]] || die 65 "several lists have the name $twice"
  : >"$run/todo"
  weigh
  awk -v tasks="$run/tasks" -v pack="$pack" -v most="$1" '
    NR == FNR { all += $1; next }
    FNR == 1 { if (pack < all / most * 1.1) pack = all / most * 1.1 }
    {
      if (n == 0 || (sum > 0 && sum + $1 > pack && n < most)) {
        if (n > 0) close(task)
        task = tasks "/" ++n
        sum = 0
      }
      sum += $1
      sub(/^[0-9]* /, "")
      print >task
    }' "$run/todo" "$run/todo"
  plan_groups
  tasks_began=${EPOCHREALTIME/./}
}

# task RUN N: on some host, the parts of one task.  An engine runs a task again
# when its host is lost, not when a program has failed: that is done here.
task() { # RUN N
  [[ $2 != c* ]] || combine_task "$1" "${2#c}"
  local list name code=0 status=0 try part
  run=$1
  echo "$HOSTNAME $$" >"$run/running/$2" || exit 71
  while read -r list; do
    name=${list##*/} name=${name%.list} part=${run%/*}/$name.part
    for try in 1 2 3; do
      code=0
      "$here/pipeline.sh" --map "$list" "$part" 2>"$run/log/$name" || code=$?
      ((code != 0 && try < 3)) || break
      sleep "$try"
    done
    if ((code == 0)); then
      member "$part" documents.gz | ccg-aggregate -p -a count | tail -n 1 \
        >"$run/log/$name.$HOSTNAME.$$" || exit 71
      mv -T "$run/log/$name.$HOSTNAME.$$" "$run/done/$name" || exit 71
    else
      echo "$code $(tail -n 1 "$run/log/$name")" >"$run/failed/$name"
      status=$code
    fi
  done <"$run/tasks/$2"
  rm -f "$run/running/$2"
  exit "$status"
}

# progress: how far it is, a line.
progress() {
  local all made failed running documents seconds
  all=$(wc -l <"$run/todo")
  made=$(find "$run/done" -type f | wc -l)
  failed=$(find "$run/failed" -type f | wc -l)
  running=$(find "$run/running" -type f | wc -l)
  documents=$(find "$run/done" -type f -exec cat {} + | awk '{ n += $1 } END { print n + 0 }')
  since "$tasks_began"
  awk -v all="$all" -v made="$made" -v failed="$failed" -v running="$running" \
    -v documents="$documents" -v s="$seconds" 'BEGIN {
      printf "%d done, %d tasks running, %d failed, %d left; %.1f documents/s", made,
        running, failed, all - made - failed, documents / s
      if (made > 0) printf "; %.0f s left", (all - made - failed) * s / made
      print "" }'
}

# watch COMMAND...: tells how far it is while that succeeds.
watch() {
  local last='' line
  while "$@"; do
    line=$(progress)
    [[ ${line%%;*} == "$last" ]] || echo "$line"
    last=${line%%;*}
    sleep "$poll" &
    wait $! || true # which a signal ends at once
  done
  progress
}

# What has failed for good, named; the next run tries only that.
whole_or_die() { # WHAT PARTS
  local failed n=0 code=71 name line
  mapfile -t failed < <(cd "$run/failed" && ls)
  for name in "${failed[@]:0:10}"; do
    read -r code line <"$run/failed/$name"
    warn "$name: $line"
  done
  n=${#failed[@]}
  ((n == 0)) || die "$code" "$n $1 failed three times, nothing published"
  while read -r name; do [[ -e $name ]] || n=$((n + 1)); done <"$2"
  ((n == 0)) || tail -n 5 "$run"/log/parallel >&2 2>/dev/null || true
  ((n == 0)) || die 71 "$n parts have not been made, nothing published"
}

# From lists to datasets; one at a time with the same parts.
run_engine() {
  engine_there
  ask_rules
  parts_dir=$(realpath -m "${parts_dir:-$dir.parts}")
  [[ ! -e $parts_dir || -e $parts_dir/lock ]] ||
    [[ -d $parts_dir && -z $(ls -A "$parts_dir") ]] ||
    die 64 "$parts_dir holds something else than parts of an engine"
  mkdir -p "$parts_dir" && exec {parts_held}>>"$parts_dir/lock" || exit 71
  flock -n "$parts_held" || die 75 "$parts_dir: another run is at work"
  "run_$engine"
}

# The command of one task, for a shell on a host.
task_command() { printf '%q --task %q' "$here/pipeline.sh" "$run"; }

# GNU parallel: the tasks on the hosts, over ssh; the reduce here.
run_parallel() {
  plan 100000
  {
    printf '%s\n' 'BatchMode yes' 'ConnectTimeout 5' 'ServerAliveInterval 5' \
      'ServerAliveCountMax 2' 'Include ~/.ssh/config' 'Include /etc/ssh/ssh_config'
  } >"$run/ssh_config"
  if [[ -s $run/todo ]]; then
    (cd "$run/tasks" && printf '%s\n' * | sort -n) >"$run/numbers"
    on_hosts
  fi
  whole_or_die lists "$run/parts"
  if (($(groups) > 0)); then
    seq -f 'c%.0f' "$(groups)" >"$run/numbers"
    on_hosts
    whole_or_die groups "$run/from"
  fi
  mapfile -t parts <"$run/from"
  shards=$run/lists mode=reduce
  run
  rm -rf "$run"
}

# on_hosts: the tasks of $run/numbers.
on_hosts() {
  set -m
  (
    set +m
    exec {parts_held}>&-
    exec parallel --will-cite --ssh "ssh -F $run/ssh_config" \
      --sshloginfile "$hosts" --workdir "$PWD" --joblog "$run/joblog" \
      --retries 4 --halt soon,fail=20% --line-buffer --tag \
      "$(task_command) {}" :::: "$run/numbers" >"$run/log/parallel" 2>&1
  ) &
  builder=$!
  set +m
  watch kill -0 "$builder" 2>/dev/null
  wait "$builder" || true
  builder=''
}
