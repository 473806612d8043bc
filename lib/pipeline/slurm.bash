# Slurm: a job array of the tasks, and a job behind it that makes the datasets.
# Sourced by pipeline.sh.

# The arguments of a reduce that makes what this call asks for.
reduce_arguments() {
  printf '%q ' --reduce "$dir" "${corrections[@]}" ${keep:+--keep "$keep"} \
    ${log:+--log "$log"} ${log_format:+--log-format "$log_format"} \
    ${metrics:+--metrics "$metrics"} ${max_drop:+--max-drop "$max_drop"} \
    ${fail_on:+--fail-on "$fail_on"} --shards "$run/lists" -
}

# submit NAME OPTION... <SCRIPT: the id of the job.
submit() {
  sbatch --parsable --requeue --open-mode=append --chdir "$PWD" \
    --job-name "ccg-$1" ${partition:+--partition "$partition"} \
    ${account:+--account "$account"} ${time_limit:+--time "$time_limit"} \
    "${@:2}" | cut -d ';' -f 1 || die 71 "sbatch has not taken the $1"
}

# What a run before has submitted and is still there.
still_there() {
  local before
  for before in "$parts_dir"/run.*/jobs; do
    [[ -s $before ]] || continue
    run=${before%/*}
    read -r map_job reduce_job <"$before"
    ! goes_on || return 0
  done
  return 1
}

# The reduce has not ended.  A controller that does not answer says nothing of
# that: it may be about to be restarted.
goes_on() {
  local said
  [[ ! -e $run/code ]] || return 1
  said=$(timeout 5 squeue -h -j "$reduce_job" -o %i 2>&1) ||
    { [[ $said != *"Invalid job id"* ]] && return 0; }
  [[ $said == *"$reduce_job"* ]]
}

run_slurm() {
  local most map_job='' combine_job='' reduce_job='' after=()
  if still_there; then
    [[ -n $wait_for ]] || die 75 "$parts_dir: jobs $map_job and $reduce_job are at work"
    echo "waiting for jobs $map_job and $reduce_job"
    tasks_began=$(stat -c %Y000000 "$run/jobs")
  else
    most=$(scontrol show config | sed -n 's/^MaxArraySize *= *//p')
    plan $((${most:-1001} - 1))
    if [[ -s $run/todo ]]; then
      most=$(find "$run/tasks" -type f | wc -l)
      map_job=$(submit map --array "1-$most" --output "$run/log/slurm-%a" \
        <<<"#!/bin/bash
exec $(task_command) \"\$SLURM_ARRAY_TASK_ID\"")
      after=(--dependency "afterok:$map_job" --kill-on-invalid-dep=yes)
    fi
    if (($(groups) > 0)); then
      combine_job=$(submit combine "${after[@]}" --array "1-$(groups)" \
        --output "$run/log/slurm-c%a" <<<"#!/bin/bash
exec $(task_command) \"c\$SLURM_ARRAY_TASK_ID\"")
      after=(--dependency "afterok:$combine_job" --kill-on-invalid-dep=yes)
    fi
    reduce_job=$(submit reduce "${after[@]}" --output "$run/log/reduce" <<<"#!/bin/bash
code=0
$(printf %q "$here/pipeline.sh") $(reduce_arguments) <$(printf '%q >%q 2>%q' \
        "$run/from" "$run/out" "$run/err") || code=\$?
echo \$code >$(printf '%q.new && mv -T %q.new %q' "$run/code" "$run/code" "$run/code")
exit \$code")
    echo "${map_job:-none} $reduce_job" >"$run/jobs"
    echo "submitted: jobs ${map_job:-none} (array of $most) and $reduce_job"
  fi
  exec {parts_held}>&-
  result=submitted
  [[ -n $wait_for ]] || exit 0
  watch goes_on
  ended
}

# The reduce has told of itself, unless it never came to be.
ended() {
  local code
  if [[ ! -e $run/code ]]; then
    whole_or_die lists "$run/parts"
    die 71 "job $reduce_job has gone without a result: see $run/log"
  fi
  log='' log_format='' metrics='' result=published
  cat "$run/out"
  cat "$run/err" >&"$stderr"
  read -r code <"$run/code"
  ((code > 1)) || rm -rf "$run"
  ((code == 0)) || { aloud() { :; } && exit "$code"; }
  exit 0
}
