# The place where it all goes, held by one run at a time.  Sourced by
# pipeline.sh.

hold() {
  local parent=${dir%/*} name=${dir##*/}
  [[ -d $parent ]] || mkdir -p "$parent" || exit 71
  [[ -w $parent ]] || die 71 "$parent: cannot be written to"
  exec {held}>>"$parent/.$name.lock"
  # The one before may have taken the file away between the two.
  { flock -n "$held" && [[ $parent/.$name.lock -ef /proc/self/fd/$held ]]; } ||
    die 75 "$dir: another run is at work (process $(<"$parent/.$name.lock"))"
  lock=$parent/.$name.lock old=$parent/.$name.old work=$parent/.$name.new.$$
  new=$work/data
  echo $$ >"$lock"
  # What a run that was killed has left.
  [[ -e $dir || ! -e $old ]] || mv -T "$old" "$dir"
  sweep "$old" "$parent/.$name".new.*
  mkdir "$work" "$new" "$work/lists" "$work/p" || exit 71
}

# sweep PATH...: removes what a killed run has left; workers of it may still be
# at it for a moment, until they find that their folder has gone.
sweep() {
  local n path there=()
  for path in "$@"; do [[ ! -e $path ]] || there+=("$path"); done
  ((${#there[@]} > 0)) || return 0
  for n in 1 2 3 4 5 6; do
    ! rm -rf "${there[@]}" 2>/dev/null || return 0
    sleep 0.$n
  done
  rm -rf "${there[@]}" || exit 71
}

on_exit() {
  # shellcheck disable=SC2064 # now
  trap "$1" EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

stop() { [[ -z $builder ]] || kill -- -"$builder" 2>/dev/null || true; }

# Gives back what hold took.
release() {
  [[ -n $lock ]] || return 0
  [[ -e $dir || ! -e $old ]] || mv -T "$old" "$dir"
  rm -rf "$work" "$lock" ${fresh:+"$fresh"}
}

publish() {
  sync "$new"/* "$new" || exit 71
  if [[ -n $keep ]]; then
    publish_beside
  else
    [[ ! -e $dir ]] || mv -T "$dir" "$old" || exit 71
    mv -T "$new" "$dir" || exit 71
    sync "${dir%/*}" || exit 71
    [[ ! -e $old ]] || rm -rf "$old"
  fi
}

# As DIR/NNNNNN; then current, and at last the oldest go.
publish_beside() {
  local all=() name
  mkdir -p "$dir" || exit 71
  rm -f "$dir"/.current.*
  mapfile -t all < <(find "$dir" -maxdepth 1 -name "[0-9]*" -printf "%f\n" | sort)
  name=${all[*]: -1}
  name=$(printf %06d $((10#${name:-0} + 1)))
  mv -T "$new" "$dir/$name" && sync "$dir" || exit 71
  ln -s "$name" "$dir/.current.$$" || exit 71
  mv -T "$dir/.current.$$" "$dir/current" && sync "$dir" || exit 71
  all+=("$name")
  while ((${#all[@]} > keep)); do
    rm -rf "${dir:?}/${all[0]}"
    all=("${all[@]:1}")
  done
}
