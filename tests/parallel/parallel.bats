#!/usr/bin/env bats
# pipeline.sh --engine parallel, over a real sshd on the loopback with keys of
# its own: make check-parallel.
load ../helper

export SOURCE_DATE_EPOCH=1500000000

setup_file() {
  cd "$BATS_FILE_TMPDIR" || exit
  mkdir in ssh bin
  cp "$root"/fixtures/news/0[0-2]*.* in
  "$root/pipeline.sh" -o want in >/dev/null
  "$root/pipeline.sh" --shard 10k -o lists in
  ssh-keygen -q -t ed25519 -N '' -f ssh/host
  ssh-keygen -q -t ed25519 -N '' -f ssh/user
  cp ssh/user.pub ssh/authorized
  chmod 700 ssh && chmod 600 ssh/authorized
  ((EUID != 0)) || mkdir -p /run/sshd
  # The first port that is free.
  for ((port = 22022; port < 22122; port++)); do
    sshd_config "$port" >ssh/sshd_config
    rm -f ssh/log
    /usr/sbin/sshd -f "$PWD/ssh/sshd_config" -E "$PWD/ssh/log" || continue
    until [[ -s ssh/pid ]] || grep -qs 'Cannot bind' ssh/log; do sleep 0.1; done
    [[ ! -s ssh/pid ]] || break
  done
  ssh_config "$port" >ssh/config
  for n in 1 2 3 4 5; do ! ssh -F ssh/config a true || break && sleep 1; done
  ssh -F ssh/config a true || { cat ssh/log && false; }
  printf '1/ssh -F %s %s\n' "$PWD/ssh/config" a "$PWD/ssh/config" b >hosts
}

teardown_file() { kill "$(<"$BATS_FILE_TMPDIR/ssh/pid")"; }

sshd_config() { # PORT
  printf '%s\n' "Port $1" 'ListenAddress 127.0.0.1' "HostKey $PWD/ssh/host" \
    "AuthorizedKeysFile $PWD/ssh/authorized" 'StrictModes no' 'UsePAM no' \
    "PidFile $PWD/ssh/pid" "SetEnv PATH=$PWD/bin:$bin:/usr/bin:/bin" 'PermitRootLogin yes' 'MaxStartups 100:30:200'
}

ssh_config() { # PORT
  printf '%s\n' 'Host a b' 'HostName 127.0.0.1' "Port $1" 'BatchMode yes' \
    "IdentityFile $PWD/ssh/user" "UserKnownHostsFile $PWD/ssh/known" \
    'StrictHostKeyChecking no' 'LogLevel ERROR'
}

setup() {
  mkdir "$BATS_TEST_TMPDIR/here" && cd "$BATS_TEST_TMPDIR/here" || exit
  want=$BATS_FILE_TMPDIR/want lists=$BATS_FILE_TMPDIR/lists
  hosts=$BATS_FILE_TMPDIR/hosts
}

# parallel_run [exec] OPTION...
parallel_run() {
  local how=(command)
  [[ ${1-} != exec ]] || { how=(exec) && shift; }
  "${how[@]}" "$root/pipeline.sh" --engine parallel --hosts "$hosts" --poll 1 --fan 3 \
    --pack 8k -o out "$@" "$lists"
}

@test "two hosts; the master killed and started again: no part twice, the bytes of one run" {
  local n
  n=$(find "$lists" -name '*.list' | wc -l)
  ((n >= 6))
  (parallel_run exec) >said 2>&1 3>&- &
  until (($(find out.parts -name '*.part' 2>/dev/null | wc -l) >= 2)); do
    kill -0 $! && sleep 0.2
  done
  kill -9 $!
  wait $! || true
  sleep 2 # its last sleep of a second still has the lock
  try parallel_run
  expect 0
  diff -r -x run.json "$want" out
  (($(find out.parts -name '*.part' | wc -l) == n))
  find out.parts -name '*.part' -printf '%f %i\n' | sort >before
  try parallel_run --log log
  expect 0
  find out.parts -name '*.part' -printf '%f %i\n' | sort | cmp - before
  [[ $(find out.parts -mindepth 1 ! -name '*.part' -printf '%f\n' | sort | paste -sd ' ') == 'lock rules' ]]
  grep -q ' result=published code=0 ' log
}

@test "a program that fails three times is named with its list; the rest is kept" {
  cat >"$BATS_FILE_TMPDIR/bin/ccg-normalise" <<END
#!/bin/bash
facts=$PWD/facts.\$\$
cat >"\$facts"
! zgrep -q 'Kernow' "\$facts" || exit 70
$(command -v ccg-normalise) "\$@" <"\$facts"
END
  chmod +x "$BATS_FILE_TMPDIR/bin/ccg-normalise"
  try parallel_run
  rm "$BATS_FILE_TMPDIR/bin/ccg-normalise"
  cat "$BATS_TEST_TMPDIR/err"
  expect 70 '' '*: pipeline.sh: ccg-normalise failed with 70*lists failed three times, nothing published'
  [[ ! -e out ]]
  find out.parts -name '*.part' -printf '%f %i\n' | sort >before
  [[ -s before ]]
  parallel_run
  diff -r -x run.json "$want" out
  find out.parts -name '*.part' -printf '%f %i\n' | sort | comm -13 - before >changed
  [[ ! -s changed ]]
}

@test "without GNU parallel, hosts, or a host that answers: told plainly" {
  local name
  try "$root/pipeline.sh" --engine parallel "$lists"
  expect 64 '' '*--engine parallel takes --hosts FILE'
  try "$root/pipeline.sh" --engine cloud "$lists"
  expect 64 '' 'pipeline.sh: --engine takes *'
  mkdir bin
  for name in bash dirname realpath getopt numfmt mktemp rm ls hostname date; do
    ln -s "$(command -v $name)" bin
  done
  PATH=$PWD/bin try "$root/pipeline.sh" --engine parallel --hosts "$hosts" -o out "$lists"
  expect 71 '' "*--engine parallel: no parallel here (Debian's package parallel)"
  echo '1/ssh -p 1 -o BatchMode=yes 127.0.0.1' >nowhere
  try "$root/pipeline.sh" --engine parallel --hosts nowhere --poll 1 -o out "$lists"
  expect 71 '' '*Connection refused*parts have not been made, nothing published'
}
