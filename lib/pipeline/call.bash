# How it is called.  Sourced by pipeline.sh.

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
  local seen='' options long=help,map,review:,reduce:,shard:,shards:
  long+=,combine,fan:,state:,budget:,settle:,keep:
  long+=,engine:,hosts:,parts:,pack:,poll:,wait,partition:,account:,time:,task:
  long+=,log:,log-format:,metrics:,max-drop:,fail-on:
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
      --combine) in_mode combine ;;
      --fan) fan=$2 && shift ;;
      --review) in_mode review && dir=$2 && shift ;;
      --reduce) in_mode reduce && dir=$2 && shift ;;
      --shard) in_mode shard && size=$2 && shift ;;
      --shards) shards=$2 && shift ;;
      --state) state=$2 && shift ;;
      --budget) budget=$2 && shift ;;
      --settle) settle=$2 && shift ;;
      --keep) keep=$2 && shift ;;
      --engine) in_mode engine && engine=$2 && shift ;;
      --task) in_mode task && run=$2 && shift ;;
      --hosts) hosts=$2 && shift ;;
      --parts) parts_dir=$2 && shift ;;
      --pack) pack=$2 && shift ;;
      --poll) poll=$2 && shift ;;
      --wait) wait_for=1 ;;
      --partition) partition=$2 && shift ;;
      --account) account=$2 && shift ;;
      --time) time_limit=$2 && shift ;;
      --log) log=$2 && shift ;;
      --log-format) log_format=$2 && shift ;;
      --metrics) metrics=$2 && shift ;;
      --max-drop) max_drop=${2%\%} && shift ;;
      --fail-on) fail_on=$2 && shift ;;
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
      map--map | combine--combine | *--fan | shard-o | shard--shard) ;;
      review--review) ;;
      reduce-c | reduce--reduce | reduce--shards | reduce--keep) ;;
      engine-[oc] | engine--engine | engine--keep | engine--parts | engine--pack) ;;
      engine--hosts) [[ $engine == parallel ]] || usage ;;
      engine--wait | engine--partition | engine--account | engine--time)
        [[ $engine == slurm ]] || usage
        ;;
      engine--poll | task--task) ;;
      run--log* | run--metrics | run--max-drop | run--fail-on) ;;
      reduce--log* | reduce--metrics | reduce--max-drop | reduce--fail-on) ;;
      engine--log* | engine--metrics | engine--max-drop | engine--fail-on) ;;
      *) usage ;;
    esac
  done
  [[ $jobs =~ ^[1-9][0-9]?$ && -n $dir ]] || usage
  ((${#paths[@]} > 0)) || [[ $mode == review ]] || usage
  ((${#paths[@]} == 0)) || [[ $mode != review ]] || usage
  [[ -n $state || $1 != *--[bs]* || $mode != run ]] || usage
  [[ $fan =~ ^[1-9][0-9]{0,2}$ && $fan != 1 ]] || usage
  [[ $mode != combine || ${#paths[@]} -ge 2 ]] || usage
  [[ $budget$settle =~ ^[0-9]{1,18}$ && (-z $keep || $keep =~ ^[1-9][0-9]{0,3}$) ]] || usage
  [[ $log_format =~ ^(kv|json|)$ && $max_drop =~ ^([0-9]{1,2}(\.[0-9]{1,3})?|100|)$ ]] || usage
  [[ " ${codes[info]} ${!codes[*]}  " == *" $fail_on "* ]] ||
    die 64 "--fail-on takes info, warn, error or one of ${codes[info]}"
  [[ $mode != map || ${#paths[@]} -eq 2 ]] || usage
  [[ $mode != task || (${#paths[@]} -eq 1 && ${paths[0]} =~ ^c?[1-9][0-9]*$) ]] || usage
  [[ $engine != parallel || -n $hosts ]] || die 64 "--engine parallel takes --hosts FILE"
  [[ $poll =~ ^[0-9]{1,4}(\.[0-9]+)?$ ]] || usage
  [[ $mode != engine ]] || pack=$(numfmt --from=iec "${pack^^}" 2>/dev/null) ||
    die 64 "--pack takes a size, such as 64M"
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
  local mark=documents.csv path absolute from=("${paths[@]}")
  [[ $mode != combine ]] || from=("${paths[@]:1}")
  mapfile -t -d '' absolute < <(realpath -zm "$dir" ${state:+"$state"})
  dir=${absolute[0]} state=${absolute[1]-}
  shown=$dir${keep:+/current}
  if [[ $mode == run && " ${paths[*]} " == *' - '* ]]; then
    ((${#paths[@]} == 1)) || die 64 "- stands alone"
  elif [[ $mode == map ]]; then
    needs "${paths[0]}"
  elif [[ $mode != @(reduce|combine) || ${from[*]} != - ]]; then
    needs "${from[@]}"
  fi
  needs "${corrections[@]:1}" ${shards:+"$shards"} ${hosts:+"$hosts"}
  if [[ $mode == @(reduce|combine) && ${from[*]} == - ]]; then
    mapfile -t parts
    needs "${parts[@]}"
  elif [[ $mode == @(reduce|combine) ]]; then
    parts=("${from[@]}")
  elif [[ $mode != map && ${paths[0]} != - ]]; then
    mapfile -t -d '' paths < <(realpath -zs "${paths[@]}")
  fi
  for path in ${log:+"$log"} ${metrics:+"$metrics"}; do
    [[ ! -d $path && -w $(dirname "$path") ]] || die 71 "$path: cannot be written"
  done
  [[ $mode != shard ]] || mark='*.list'
  [[ -z $keep ]] || mark='[0-9]*/documents.csv'
  # shellcheck disable=SC2086 # a pattern
  [[ $mode == @(map|combine) || ! -e $dir ]] || compgen -G "$dir/$mark" >/dev/null ||
    [[ -d $dir && -z $(ls -A "$dir") ]] ||
    die 64 "$dir holds something else than ${what[$mode]}"
}
declare -A what=([run]=datasets [reduce]=datasets [engine]=datasets [shard]=lists)

