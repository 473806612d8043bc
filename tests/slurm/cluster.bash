# A Slurm cluster to throw away, of hosts that are network namespaces on a
# bridge of their own.  As root, with Debian's packages, without systemd.
# Everything lies in $cluster and is stopped by process id.

# needs_namespaces: says why there can be no cluster here, and fails.
needs_namespaces() {
  ((EUID == 0)) || { echo "not root" && return 1; }
  unshare --net --uts --pid --fork --mount-proc true 2>/dev/null ||
    { echo "no namespaces to be had" && return 1; }
  ip link add ccgtry type bridge 2>/dev/null || { echo "no bridge to be had" && return 1; }
  ip link delete ccgtry
}

# cluster_up N: munge, controller and N hosts.
cluster_up() {
  local i
  : "${cluster:?the folder for it all}"
  net=10.$((RANDOM % 200 + 20)).$((RANDOM % 250)) bridge=ccg$$ hosts=$1
  declare -gA host=()
  mkdir -p "$cluster"/{state,spool,log}
  chmod 755 "$cluster"
  ip link add "$bridge" type bridge
  ip addr add "$net.1/24" dev "$bridge"
  ip link set "$bridge" up
  munge_up
  cluster_files
  export SLURM_CONF=$cluster/slurm.conf
  controller_up
  for ((i = 1; i <= hosts; i++)); do host_up "$i"; done
  for ((i = 0; i < 300; i++)); do
    (($(timeout 2 sinfo -h -N -t idle 2>/dev/null | wc -l) < hosts)) || return 0
    sleep 0.1
  done
  tail "$cluster"/log/*
  return 1
}

munge_up() {
  mkdir -m 755 "$cluster/munge"
  head -c 128 /dev/urandom >"$cluster/munge/key"
  chmod 400 "$cluster/munge/key"
  chown -R munge:munge "$cluster/munge"
  setpriv --reuid munge --regid munge --clear-groups munged --foreground \
    --key-file="$cluster/munge/key" --socket="$cluster/munge/socket" \
    --pid-file="$cluster/munge/pid" --log-file="$cluster/munge/log" \
    --seed-file="$cluster/munge/seed" 2>/dev/null 3>&- &
  munge=$!
  until [[ -S $cluster/munge/socket ]]; do sleep 0.05; done
}

cluster_files() {
  local i
  echo CgroupPlugin=cgroup/v1 >"$cluster/cgroup.conf"
  cat >"$cluster/slurm.conf" <<END
ClusterName=ccg
SlurmctldHost=$(hostname)($net.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthInfo=socket=$cluster/munge/socket,cred_expire=5
SlurmUser=root
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd-%n.pid
SlurmctldLogFile=$cluster/log/slurmctld
SlurmdLogFile=$cluster/log/%n
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool/%n
SlurmdTimeout=5
MessageTimeout=5
ReturnToService=2
JobRequeue=1
SchedulerParameters=sched_interval=2,batch_sched_delay=1
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
PartitionName=all Nodes=ALL Default=YES MaxTime=60
END
  for ((i = 1; i <= hosts; i++)); do
    echo "NodeName=h$i NodeAddr=$net.$((i + 10)) CPUs=2 RealMemory=1000"
  done >>"$cluster/slurm.conf"
}

controller_up() {
  slurmctld -D -f "$SLURM_CONF" >/dev/null 2>&1 3>&- &
  controller=$!
}

controller_down() {
  kill -9 "$controller"
  wait "$controller" 2>/dev/null || true
}

# host_up I: a namespace, in it an init that has the slurmd.
host_up() {
  local ns=$bridge-$1
  ip netns add "$ns"
  ip link add "$ns" type veth peer name eth0 netns "$ns"
  ip link set "$ns" master "$bridge" up
  ip -n "$ns" addr add "$net.$(($1 + 10))/24" dev eth0
  ip -n "$ns" link set eth0 up
  ip -n "$ns" link set lo up
  mkdir -p "$cluster/spool/h$1"
  # shellcheck disable=SC2016 # for the shell of the host
  ip netns exec "$ns" unshare --uts --pid --fork --kill-child --mount-proc \
    sh -c 'mount -t tmpfs none /sys/fs/cgroup; hostname "$1"
      exec slurmd -D -N "$1" -f "$2"' sh "h$1" "$SLURM_CONF" >/dev/null 2>&1 3>&- &
  host[$1]=$!
}

# power_cut I: everything on that host is dead at once, and says nothing.
power_cut() {
  kill -9 "${host[$1]}"
  wait "${host[$1]}" 2>/dev/null || true
}

cluster_down() {
  local i
  kill -9 "$controller" "$munge" "${host[@]}" 2>/dev/null || true
  wait "$controller" "$munge" "${host[@]}" 2>/dev/null || true
  for ((i = 1; i <= hosts; i++)); do
    ip netns delete "$bridge-$i" 2>/dev/null || true
  done
  ip link delete "$bridge" 2>/dev/null || true
}
